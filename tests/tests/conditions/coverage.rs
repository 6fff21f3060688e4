//! Which conditions of a policy its rows have shown: that each decides, both ways and on its line. A test decides where
//! the verdict of the whole would be another if it alone came out the other way.

use std::collections::BTreeSet;
use tidu_core::case::Case;
use tidu_core::evaluate::{Evaluation, Outcome};
use tidu_core::measure::margin;
use tidu_core::rules::{DateEnd, NodeIx, Policy, Sheet, SizeClass, Test};
use tidu_core::verdict::{Verdict, VerdictSet};
use tidu_core::vocabulary::Slot;
use tidu_core::written::Relation;
use tidu_tests::row::rules;

/// What never fails alone is turned together: an honour that is new is had as well, and the standards of the ladder
/// are for smaller enterprises only.
const TOGETHER: [[&str; 2]; 2] = [["honours", "honours_new"], ["size", "standard"]];

/// What has been seen of one test.
#[derive(Default)]
struct Seen {
    holds: bool,
    fails: bool,
    /// What shows the edge: for a number how far it lay from its line, for days the day, for a size its class.
    at: BTreeSet<(bool, i64)>,
    /// The options by which alone it held.
    options: u64,
}

/// The tests of whom one policy is for, or of who may ask, and what its rows have shown of them.
pub struct Shown<'r> {
    policy: &'r Policy,
    /// All of these must hold.
    whole: Vec<NodeIx>,
    leaves: Vec<(NodeIx, Seen)>,
    /// Whether each edge has to be shown as well.
    edges: bool,
}

impl<'r> Shown<'r> {
    /// Nothing yet of whom a policy is for. Where one has to be registered is tested for all policies at once, elsewhere.
    pub fn whom(policy: &'r Policy) -> Shown<'r> {
        Shown::of(policy, policy.who.criteria.iter().copied().filter(|node| !is_place(&policy.who, *node)).collect())
    }

    /// Nothing yet of who may ask. Its edges are those of whom it is for.
    pub fn who_may_ask(policy: &'r Policy) -> Shown<'r> {
        Shown { edges: false, ..Shown::of(policy, policy.may_ask.into_iter().collect()) }
    }

    fn of(policy: &'r Policy, whole: Vec<NodeIx>) -> Shown<'r> {
        let mut leaves = Vec::new();
        whole.iter().for_each(|node| leaves_of(policy, *node, &mut leaves));
        leaves.retain(|node| !is_place(&policy.who, *node));
        Shown { policy, whole, leaves: leaves.into_iter().map(|node| (node, Seen::default())).collect(), edges: true }
    }

    /// Takes in a row.
    pub fn row(&mut self, case: &Case, evaluation: &Evaluation<'_>, outcome: &Outcome) {
        let who = &self.policy.who;
        let whole = |turned: &dyn Fn(NodeIx) -> Option<VerdictSet>| {
            VerdictSet::all(self.whole.iter().map(|node| value(self.policy, *node, outcome, turned))).verdict()
        };
        let as_is = whole(&|_| None);
        for at in 0..self.leaves.len() {
            let (node, _) = self.leaves[at];
            let held = match outcome.node(node).verdict() {
                Verdict::Met | Verdict::NeedsReview => true,
                Verdict::Unmet => false,
                _ => continue,
            };
            let other = if held { VerdictSet::UNMET } else { VerdictSet::MET };
            let alone = whole(&|one| (one == node).then_some(other));
            let group = TOGETHER.iter().find(|group| group.contains(&asked(who.test(node))));
            let of_group = |one: NodeIx| group.is_some_and(|group| group.contains(&asked(who.test(one))));
            let decides = alone != as_is || whole(&|one| of_group(one).then_some(other)) != as_is;
            // On its own edge a title may be overruled by another test of the same title.
            let dated = matches!(who.test(node), Test::Held(_) | Test::Dated(..));
            let edge = edge(who.test(node), case, evaluation).filter(|_| decides || dated);
            self.leaves[at].1.at.extend(edge.map(|edge| (held, edge)));
            if !decides {
                continue;
            }
            let option = if held { option(who.test(node), case) } else { 0 };
            let seen = &mut self.leaves[at].1;
            *(if held { &mut seen.holds } else { &mut seen.fails }) = true;
            seen.options |= option;
        }
    }

    /// What no row has shown.
    pub fn gaps(&self) -> Vec<String> {
        let mut gaps = Vec::new();
        for (at, (node, seen)) in self.leaves.iter().enumerate() {
            let test = self.policy.who.test(*node);
            let what =
                format!("{}: test {at} of {} ({})", self.policy.id, if self.edges { "whom it is for" } else { "who may ask" }, asked(test));
            if !seen.holds {
                gaps.push(format!("{what} decides in no row by holding"));
            }
            if !seen.fails {
                gaps.push(format!("{what} decides in no row by failing"));
            }
            if self.edges || matches!(test, Test::OneOf(..) | Test::Includes(..)) {
                gaps.extend(unseen(test, seen).into_iter().map(|gap| format!("{what}: {gap}")));
            }
        }
        gaps
    }
}

/// Whether a condition only says where an enterprise has to be registered.
pub fn is_place(who: &Sheet, node: NodeIx) -> bool {
    match who.test(node) {
        test @ Test::Within(..) => asked(test) == "region",
        Test::Not(of) => is_place(who, *of),
        _ => false,
    }
}

fn leaves_of(policy: &Policy, node: NodeIx, out: &mut Vec<NodeIx>) {
    let children: Vec<NodeIx> = policy.who.children(node).collect();
    if children.is_empty() {
        out.push(node);
    }
    children.into_iter().for_each(|child| leaves_of(policy, child, out));
}

/// What a node comes to where some tests are turned.
fn value(policy: &Policy, node: NodeIx, outcome: &Outcome, turned: &dyn Fn(NodeIx) -> Option<VerdictSet>) -> VerdictSet {
    let of = |node: &NodeIx| value(policy, *node, outcome, turned);
    match policy.who.test(node) {
        Test::AllOf(members) | Test::EveryYear(members) => VerdictSet::all(policy.who.members(members).iter().map(of)),
        Test::AnyOf(members) => VerdictSet::any(policy.who.members(members).iter().map(of)),
        Test::Not(one) => of(one).negated(),
        Test::WaivedBy(one, by) => of(one).waived_by(of(by)),
        _ => turned(node).unwrap_or_else(|| outcome.node(node)),
    }
}

/// The slot a test rests on, where it is one.
fn slot(test: &Test) -> Option<Slot> {
    match test {
        Test::Holds(slot) | Test::Declared(slot) | Test::OneOf(slot, _) | Test::Includes(slot, _) => Some(*slot),
        Test::Held(slot) | Test::Dated(slot, _) | Test::Within(slot, ..) => Some(*slot),
        Test::Compare { of, .. } => of.slots().first().copied(),
        _ => None,
    }
}

/// What a test asks: a fact, a size or a standard.
fn asked(test: &Test) -> &'static str {
    match (test, slot(test)) {
        (_, Some(slot)) => &rules().vocabulary.fact(rules().vocabulary.of_slot(slot).0).id,
        (Test::SizeAtMost(_), _) => "size",
        _ => "standard",
    }
}

/// Where a case lies to the edge of a test.
fn edge(test: &Test, case: &Case, evaluation: &Evaluation<'_>) -> Option<i64> {
    let point = |slot: Slot| Some(case.span(slot)).filter(|span| span.is_point()).map(|span| span.lo);
    match test {
        Test::Compare { of, relation, than } => margin(case, of, *relation, *than).filter(|span| span.is_point()).map(|span| span.lo),
        Test::Held(slot) => Some(point(*slot)? - case.as_of.number()),
        Test::Dated(slot, _) => point(*slot),
        Test::SizeAtMost(_) => evaluation.size_class().map(|class| class as i64),
        _ => None,
    }
}

/// The option by which alone a test holds.
fn option(test: &Test, case: &Case) -> u64 {
    match test {
        Test::OneOf(slot, _) => 1 << case.span(*slot).lo,
        Test::Includes(slot, mask) => Some(case.span(*slot).lo as u64 & mask).filter(|one| one.is_power_of_two()).unwrap_or(0),
        _ => 0,
    }
}

/// What of a test's edges and options no row has shown.
fn unseen(test: &Test, seen: &Seen) -> Vec<String> {
    let (mut gaps, vocabulary) = (Vec::new(), &rules().vocabulary);
    let mut edge = |missing: bool, gap: &str| gaps.extend(missing.then(|| gap.to_owned()));
    match test {
        Test::Compare { relation, .. } => {
            let on_line = matches!(relation, Relation::AtLeast | Relation::AtMost);
            edge(!seen.at.contains(&(on_line, 0)), "no row on the line");
            let beside = if on_line { -1 } else { 1 };
            edge(!seen.at.contains(&(!on_line, beside)), "no row a step beside the line");
        }
        Test::Held(_) => {
            edge(!seen.at.contains(&(true, 0)), "no row on the last day of the title");
            edge(!seen.at.contains(&(false, -1)), "no row on the day after it");
        }
        Test::Dated(_, dates) => {
            let next = |step: i64| seen.at.iter().any(|(held, day)| *held && seen.at.contains(&(false, day + step)));
            edge(dates.from.is_some() && !next(-1), "no row on either side of its first day");
            let ends = dates.to.is_some_and(|to| to != DateEnd::MonthsBack(0));
            edge(ends && !next(1), "no row on either side of its last day");
        }
        Test::SizeAtMost(class) => {
            edge(!seen.at.contains(&(true, *class as i64)), "no row of the largest size");
            edge(*class != SizeClass::Large && !seen.at.contains(&(false, *class as i64 + 1)), "no row of the next size");
        }
        Test::OneOf(_, mask) | Test::Includes(_, mask) => {
            let options = vocabulary.find(asked(test)).map(|fact| vocabulary.fact(fact).options.as_slice()).unwrap_or_default();
            let unseen = options.iter().enumerate().filter(|(at, _)| mask & !seen.options & (1 << at) != 0);
            gaps.extend(unseen.map(|(_, option)| format!("no row with {} alone", option.id)));
        }
        _ => {}
    }
    gaps
}
