//! The best of the sets that may be had together. Policies that no relation ties are all had; of those that hang together
//! every set is looked at.

use super::{Sums, UNBOUNDED};
use crate::limits::RELATED;
use crate::rules::{RuleSet, Tie, TieKind};
use crate::vocabulary::Span;
use crate::written::Every;

/// A policy that can be had.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choosable {
    /// Its place among the matches.
    pub at: usize,
    /// Its place among the rules.
    pub policy: usize,
    /// What it comes to; none where it has no amount that could be added up.
    pub amount: Option<(Every, Span)>,
    /// Whether facts alone decide that it can be had.
    pub sure: bool,
}

/// What several policies come to, yearly and once.
#[derive(Debug, Clone, Copy)]
struct Value([Span; 2]);

impl Value {
    fn lo(&self) -> i64 {
        self.0[0].lo.saturating_add(self.0[1].lo)
    }

    fn hi(&self) -> i64 {
        self.0[0].hi.saturating_add(self.0[1].hi)
    }

    /// The more there surely is the better, then the more there may be.
    fn rank(&self) -> (i64, i64) {
        (self.lo(), self.hi())
    }
}

fn plus(a: Span, b: Span) -> Span {
    Span { lo: a.lo.saturating_add(b.lo), hi: a.hi.saturating_add(b.hi) }
}

/// What is taken, by places among those that can be had, and the sums. `cap` says what a shared cap comes to.
pub(super) fn best(rules: &RuleSet, all: &[Choosable], cap: &dyn Fn(&Tie) -> Span) -> (Sums, Vec<Part>) {
    let mut sums = Sums::default();
    let told = parts(rules, all, true, cap, &mut |every, value, count| {
        let sum = sums.of(every);
        sum.reviewed = plus(sum.reviewed, value);
        sum.count += count;
    });
    let facts_alone: Vec<Choosable> = all.iter().filter(|one| one.sure).copied().collect();
    parts(rules, &facts_alone, false, cap, &mut |every, value, _| {
        let sum = sums.of(every);
        sum.sure = plus(sum.sure, value);
    });
    (sums, told)
}

/// Policies that hang together, and how they are best had.
pub(super) struct Part {
    /// The members, by their places among those that can be had.
    pub members: Vec<usize>,
    /// Those taken, as a mask over the members.
    pub taken: u32,
    /// The members that stand in a set that may come to as much as what is taken.
    pub contends: u32,
}

fn parts(rules: &RuleSet, all: &[Choosable], told: bool, cap: &dyn Fn(&Tie) -> Span, add: &mut dyn FnMut(Every, Span, usize)) -> Vec<Part> {
    let mut done = vec![false; all.len()];
    let mut found = Vec::new();
    for at in 0..all.len() {
        if done[at] {
            continue;
        }
        // What nothing ties is had.
        if !rules.ties.iter().any(|tie| tie.of.contains(&all[at].policy)) {
            if let Some((every, span)) = all[at].amount {
                add(every, span, 1);
            }
            if told {
                found.push(Part { members: vec![at], taken: 1, contends: 0 });
            }
            continue;
        }
        let tied = rules.tied_to(all[at].policy);
        let members: Vec<usize> = (at..all.len()).filter(|other| tied.contains(&all[*other].policy)).take(RELATED).collect();
        members.iter().for_each(|member| done[*member] = true);
        let group: Vec<Choosable> = members.iter().map(|member| all[*member]).collect();
        let chosen = choose(rules, &group, cap);
        for (period, every) in Every::ALL.into_iter().enumerate() {
            let counted = |(n, one): &(usize, &Choosable)| chosen.taken >> n & 1 == 1 && one.amount.is_some_and(|(of, _)| of == every);
            add(every, chosen.value.0[period], group.iter().enumerate().filter(counted).count());
        }
        if told {
            found.push(Part { members, taken: chosen.taken, contends: chosen.contends });
        }
    }
    found
}

struct Chosen {
    taken: u32,
    contends: u32,
    value: Value,
}

fn choose(rules: &RuleSet, group: &[Choosable], cap: &dyn Fn(&Tie) -> Span) -> Chosen {
    let mask = |of: &[usize]| -> u32 {
        group.iter().enumerate().filter(|(_, one)| of.contains(&one.policy)).fold(0, |mask, (n, _)| mask | 1 << n)
    };
    // Of each tie its members, and the one that presupposes the others or goes before them.
    let ties: Vec<(&Tie, u32, u32)> = rules
        .ties
        .iter()
        .filter_map(|tie| {
            let of = mask(&tie.of);
            let first = match tie.kind {
                TieKind::Requires => mask(&tie.of[..1]),
                _ => tie.of.iter().map(|one| mask(&[*one])).find(|one| *one != 0).unwrap_or(0),
            };
            (of != 0).then_some((tie, of, first))
        })
        .collect();
    let caps: Vec<(u32, Span)> =
        ties.iter().filter(|(tie, ..)| matches!(tie.kind, TieKind::SharedCap(_))).map(|(tie, mask, _)| (*mask, cap(tie))).collect();
    let is_admissible = |set: u32| {
        ties.iter().all(|(tie, of, first)| match tie.kind {
            TieKind::Choice | TieKind::NotSaid => (set & of).count_ones() <= 1,
            TieKind::SharedCap(_) => true,
            // What is presupposed may not be there at all.
            TieKind::Requires => set & first == 0 || (set & of == *of && of.count_ones() as usize == tie.of.len()),
            // Whoever comes first is had, whatever it comes to.
            TieKind::Precedence => set & of & !first == 0,
        })
    };
    let value = |set: u32| {
        let mut sums = [Span::point(0); 2];
        let of = |n: usize| group[n].amount.filter(|_| set >> n & 1 == 1);
        let mut add = |every: Every, span: Span| sums[every as usize] = plus(sums[every as usize], span);
        let capped = caps.iter().fold(0, |all, (mask, _)| all | mask);
        (0..group.len()).filter(|n| capped >> n & 1 == 0).filter_map(of).for_each(|(every, span)| add(every, span));
        for (mask, most) in &caps {
            let mut amounts = (0..group.len()).filter(|n| mask >> n & 1 == 1).filter_map(of);
            let Some((every, first)) = amounts.next() else { continue };
            let sum = amounts.fold(first, |sum, (_, span)| plus(sum, span));
            add(every, Span { lo: sum.lo.min(most.lo), hi: sum.hi.min(most.hi) });
        }
        Value(sums)
    };
    let all = 1_u32 << group.len();
    let admissible = || (0..all).filter(|set| is_admissible(*set));
    let mut best = (0_u32, value(0));
    for set in admissible() {
        let value = value(set);
        // Of equals the one that leaves less behind.
        if (value.rank(), set.count_ones()) > (best.1.rank(), best.0.count_ones()) {
            best = (set, value);
        }
    }
    // Another set may come to more once answers are there, or comes to the same; then the sum is what either may be.
    let contending: Vec<(u32, Value)> = admissible()
        .filter(|set| set & !best.0 != 0)
        .map(|set| (set, value(set)))
        .filter(|(_, value)| value.hi() > 0 && value.hi() >= best.1.lo())
        .collect();
    let contends = contending.iter().fold(0, |all, (set, _)| all | set & !best.0);
    let span = |period: usize| {
        let here = || contending.iter().map(|(_, value)| value.0[period]).chain([best.1.0[period]]);
        let one_period = contending.iter().map(|(_, value)| value).chain([&best.1]).all(|value| value.0[1 - period] == Span::point(0));
        let lo = if one_period { best.1.0[period].lo } else { here().map(|span| span.lo).fold(UNBOUNDED, i64::min) };
        Span { lo, hi: here().map(|span| span.hi).fold(0, i64::max) }
    };
    let value = Value([span(0), span(1)]);
    Chosen { taken: best.0, contends, value }
}
