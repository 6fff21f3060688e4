//! The road to a rung: what has to change, by how much and by when.
//!
//! The past is closed. A plan therefore looks at a later day: `project` says what the answers will be by then if
//! nothing is done, `search` finds the least effort that still brings the rung within reach, and the case it leads
//! to is evaluated like any other, so that a plan cannot promise what the rules do not say. What can be changed, and
//! what effort that takes, is declared fact by fact in the vocabulary ([`Lever`]).
//!
//! Answers that are missing are not guessed: a plan changes only what is known to be short, and names the criteria that
//! stay open. What only an authority or the platform settles is set to the least that would do, and named as to be
//! confirmed.

mod blocked;
mod margin;
mod planner;
mod project;
mod search;
pub mod report;
mod ways;

pub use blocked::{Because, Blocked};
pub use margin::Margin;
pub use search::BRANCHES;

use crate::answers::{Answers, Key};
use crate::day::Day;
use crate::order::sort_by_key;
use crate::rules::*;
use crate::verdict::Verdict;
use crate::vocabulary::*;
use crate::written::Procedure;
use planner::Planner;
use std::collections::BTreeSet;

/// How many years ahead is looked.
pub const YEARS_AHEAD: i32 = 5;

/// How many plans are offered at most.
const ALTERNATIVES: usize = 3;

/// What can be said of the way to a standard.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The standard.
    pub standard: StandardIx,
    /// The verdict today.
    pub today: Verdict,
    /// Until when its title is held; then the plan is for the renewal.
    pub held: Option<Day>,
    /// Ways to reach it, earliest first, then least effort; none of them better than another in every respect.
    pub plans: Vec<Plan>,
    /// Why it cannot be reached earlier, or at all.
    pub blocked: Vec<Blocked>,
    /// The answers that would change most, where some are missing.
    pub ask_first: Vec<FactIx>,
    /// How far figures may move before the standard is lost, the most fragile first; where it is reached or held.
    pub margins: Vec<Margin>,
    /// The most branches that one search for it looked at. Beyond [`BRANCHES`] a search ends with the best found by then.
    pub branches: usize,
}

/// A way to reach a standard.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The standard.
    pub standard: StandardIx,
    /// First application or renewal.
    pub procedure: Procedure,
    /// The day by which the figures must hold.
    pub target: Day,
    /// What has to change; leave out any, or go a step less far, and the standard is missed.
    pub changes: Vec<Change>,
    /// What follows by itself: a whole is never less than its part.
    pub entails: Vec<Change>,
    /// The titles to be won before.
    pub prerequisites: Vec<StandardIx>,
    /// How these are won: the steps of the road before this one.
    pub before: Vec<Plan>,
    /// What only an authority or the platform settles, set to the least that would do.
    pub to_confirm: Vec<Change>,
    /// The criteria that missing answers leave open: `standard/criterion`.
    pub open: Vec<String>,
    /// The verdict on the projected case.
    pub verdict_after: Verdict,
    /// The answers by then, all that is to change among them.
    pub after: Answers,
    /// Effort by means, in the order of [`Means::ALL`].
    pub effort: [i128; Means::ALL.len()],
    /// The document that governs on the target day, as far as is known today.
    pub document: DocumentIx,
}

/// A figure to be changed.
#[derive(Debug, Clone)]
pub struct Change {
    /// The fact.
    pub fact: FactIx,
    /// Its year, if it is yearly.
    pub year: Option<i32>,
    /// What it would be otherwise; none where nothing is known of that.
    pub from: Option<Span>,
    /// What it must be.
    pub to: i64,
    /// The same as one would write it: a round figure that does as well, or else what it must be.
    pub rounded: i64,
    /// The criteria it serves: `standard/criterion`.
    pub criteria: Vec<String>,
}

/// Plans the way to a standard from the day of the answers. `kept` are the figures that the enterprise cannot or will not
/// change, a yearly fact without a year for all its years.
pub fn plan(rules: &RuleSet, answers: &Answers, standard: StandardIx, kept: &BTreeSet<Key>) -> Planned {
    let now = answers.lay_out(&rules.vocabulary, answers.as_of);
    let answers = answers.in_terms_of_law(&rules.vocabulary, &now);
    Planner { rules, answers: &answers, now: &now, kept }.standard(standard)
}

impl Change {
    /// What is changed.
    pub fn key(&self) -> Key {
        Key { fact: self.fact, year: self.year }
    }
}

impl Plan {
    /// The means it takes, as a mask.
    fn means(&self) -> usize {
        self.effort.iter().enumerate().filter(|(_, effort)| **effort > 0).fold(0, |set, (at, _)| set | 1 << at)
    }

    /// What only an authority or the platform can confirm: what is assumed of it, and what is to be declared anew.
    pub fn confirmed_by_others<'a>(&'a self, vocabulary: &'a Vocabulary) -> impl Iterator<Item = &'a Change> {
        self.to_confirm.iter().chain(self.changes.iter().filter(|change| vocabulary.fact(change.fact).judged))
    }

    /// The year in which a change is to be made: what has none of its own is done before the round it is for. `today` is the
    /// year it is.
    pub fn done_in(&self, change: &Change, today: i32) -> i32 {
        change.year.unwrap_or(self.target.year() - 1).max(today)
    }

    /// The steps, the first to be taken first: those that come before, and this one.
    pub fn steps(&self) -> impl Iterator<Item = &Plan> {
        self.before.iter().chain([self])
    }

    /// Effort of all means together.
    pub fn whole_effort(&self) -> i128 {
        self.effort.iter().sum()
    }

    /// Whether it is no later and takes no more of anything.
    fn is_as_good_as(&self, other: &Plan) -> bool {
        self.target <= other.target && self.effort.iter().zip(&other.effort).all(|(a, b)| a <= b)
    }
}

/// The few plans to offer: none that another is as good as, each by other means than those before it.
fn chosen(mut found: Vec<Plan>) -> Vec<Plan> {
    sort_by_key(&mut found, |plan| (plan.target, plan.whole_effort()));
    let mut chosen: Vec<Plan> = Vec::new();
    for plan in found {
        let told = chosen.iter().any(|better| better.is_as_good_as(&plan) || better.means() == plan.means());
        if !told && chosen.len() < ALTERNATIVES {
            chosen.push(plan);
        }
    }
    chosen
}
