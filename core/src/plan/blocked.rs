//! Why a standard cannot be reached by a day.

use super::planner::{Planner, Round};
use super::ways::{Movable, is_good};
use crate::case::Case;
use crate::day::Day;
use crate::rules::*;
use crate::vocabulary::*;

/// Why a standard cannot be reached by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    /// The day.
    pub target: Day,
    /// The criteria that stand in the way: `standard/criterion`.
    pub criteria: Vec<String>,
    /// Why.
    pub because: Because,
}

/// What stands in the way, the most easily removed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Because {
    /// The lower title cannot be held by then.
    PriorTitle,
    /// What it takes cannot be done by then: nothing on the day itself, and a year of work not within less.
    LeadTime,
    /// The enterprise said that it will not change it.
    Kept,
    /// It rests on figures of a year that is over.
    ClosedYear,
    /// Only time changes it.
    Time,
    /// It cannot be changed.
    Fixed,
    /// No document is known to govern.
    NoRule,
}

impl Because {
    /// Its identifier in reports.
    pub fn id(self) -> &'static str {
        match self {
            Because::PriorTitle => "prior_title",
            Because::LeadTime => "lead_time",
            Because::Kept => "kept",
            Because::ClosedYear => "closed_year",
            Because::Time => "time",
            Because::Fixed => "fixed",
            Because::NoRule => "no_rule",
        }
    }
}

impl Planner<'_> {
    /// What stands in the way on a day: the criteria that nothing movable can satisfy, by what would have to give way.
    pub(super) fn blocked(&self, round: &Round<'_>) -> Vec<Blocked> {
        let vocabulary = &self.rules.vocabulary;
        let mut free = round.case.clone();
        let mut bars: Vec<(Slot, Because)> = Vec::new();
        for slot in round.goal.slots() {
            match self.movable(round, slot) {
                Movable::Yes(m) => free = round.goal.free(&free, [&m]),
                Movable::Not(because) => bars.push((slot, because)),
            }
        }
        let id = |node: NodeIx| round.sheet.claim(node).id.as_ref().map(|id| format!("{}/{id}", round.sheet.id));
        let stuck = |case: &Case| -> Vec<NodeIx> {
            let outcome = round.goal.outcome(case);
            round.sheet.criteria.iter().copied().filter(|node| !is_good(outcome.node(*node))).collect()
        };
        let mut left = stuck(&free);
        let mut found: Vec<Blocked> = Vec::new();
        let add = |found: &mut Vec<Blocked>, nodes: Vec<NodeIx>, because| {
            let criteria: Vec<String> = nodes.into_iter().filter_map(id).collect();
            if !criteria.is_empty() {
                found.push(Blocked { target: round.target, criteria, because });
            }
        };
        let titles = left.iter().copied().filter(|node| round.sheet.claim(*node).prerequisite.is_some()).collect();
        left.retain(|node| round.sheet.claim(*node).prerequisite.is_none());
        add(&mut found, titles, Because::PriorTitle);
        for because in [Because::LeadTime, Because::Kept, Because::ClosedYear, Because::Time] {
            for (slot, _) in bars.iter().filter(|(_, why)| *why == because) {
                free.answer(vocabulary, *slot, vocabulary.fact(vocabulary.of_slot(*slot).0).domain);
            }
            let still = stuck(&free);
            let (freed, stay): (Vec<NodeIx>, Vec<NodeIx>) = left.into_iter().partition(|node| !still.contains(node));
            add(&mut found, freed, because);
            left = stay;
        }
        add(&mut found, left, Because::Fixed);
        if found.is_empty() {
            // Each criterion could be had, but not all together: what would have to give way to have them all?
            let mut free = round.case.clone();
            for slot in round.goal.slots() {
                if let Movable::Yes(m) = self.movable(round, slot) {
                    free = round.goal.free(&free, [&m]);
                }
            }
            let because = [Because::LeadTime, Because::Kept, Because::ClosedYear, Because::Time].into_iter().find(|because| {
                for (slot, _) in bars.iter().filter(|(_, why)| why == because) {
                    free.answer(vocabulary, *slot, vocabulary.fact(vocabulary.of_slot(*slot).0).domain);
                }
                round.goal.is_surely_reached(&free)
            });
            let (outcome, short) = (round.goal.outcome(&round.case), stuck(&round.case));
            let open = round.sheet.criteria.iter().copied().filter(|node| !outcome.node(*node).is_settled());
            let in_the_way = if short.is_empty() { open.collect() } else { short };
            add(&mut found, in_the_way, because.unwrap_or(Because::Fixed));
        }
        found
    }
}
