//! How far a figure may move before a standard is lost, all else as it is.

use super::search::Goal;
use crate::case::Case;
use crate::order::sort_by_key;
use crate::rules::*;
use crate::vocabulary::*;

/// The room a figure has.
#[derive(Debug, Clone)]
pub struct Margin {
    /// The fact.
    pub fact: FactIx,
    /// Its year, if it is yearly.
    pub year: Option<i32>,
    /// What it is.
    pub value: i64,
    /// The last value that keeps the standard.
    pub keeps: i64,
    /// The criteria that would be lost beyond it.
    pub criteria: Vec<NodeIx>,
}

impl Margin {
    /// The room as a part of the figure, in millionths: what it may lose or gain of itself.
    fn share(&self) -> u128 {
        let room = u128::from(self.keeps.abs_diff(self.value));
        room * 1_000_000 / u128::from(self.value.unsigned_abs()).max(1)
    }
}

/// The room of every figure that can cost the standard, the most fragile first.
pub(super) fn margins(rules: &RuleSet, sheet: &Sheet, case: &Case) -> Vec<Margin> {
    let goal = Goal::new(rules, sheet, case);
    let mut found: Vec<Margin> = Vec::new();
    for slot in goal.slots() {
        let (ix, year) = rules.vocabulary.of_slot(slot);
        let fact = rules.vocabulary.fact(ix);
        let span = case.span(slot);
        if !fact.kind.is_number() || !span.is_point() || !case.is_answered(&rules.vocabulary, slot) {
            continue;
        }
        for end in [fact.domain.lo, fact.domain.hi] {
            found.extend(goal.last_kept(&rules.vocabulary, case, slot, span.lo, end).map(|(keeps, criteria)| Margin {
                fact: ix,
                year: fact.yearly.then(|| case.year(year)),
                value: span.lo,
                keeps,
                criteria,
            }));
        }
    }
    sort_by_key(&mut found, Margin::share);
    found
}

impl Goal<'_> {
    /// The last value towards an end at which the goal is still reached, and the criteria lost right after it.
    fn last_kept(&self, vocabulary: &Vocabulary, case: &Case, slot: Slot, value: i64, end: i64) -> Option<(i64, Vec<NodeIx>)> {
        let step = (end - value).signum();
        let mut moved = case.clone();
        let vanishes = self.may_vanish(slot);
        for beyond in self.edges_between(case, slot, value, end).into_iter().filter(|beyond| *beyond != 0 || vanishes) {
            moved.answer(vocabulary, slot, Span::point(beyond));
            if !self.is_reached(&moved) {
                let (before, after) = (self.outcome(case), self.outcome(&moved));
                let criteria = self.sheet().criteria.iter().copied();
                let lost = criteria.filter(|node| after.node(*node).verdict() < before.node(*node).verdict()).collect();
                return Some((beyond - step, lost));
            }
        }
        None
    }
}
