//! Which support policies fit, and in what order to show them. Verdicts come from the same engine as those of
//! standards; whether a policy is in force on the day stands beside them and is never mixed in.

mod known;
mod qualify;

pub use known::{Level, coverage, leads, unanswered_needs};

use crate::case::Case;
use crate::day::Day;
use crate::evaluate::{Evaluation, Outcome};
use crate::order::sort_by_cached_key;
use crate::rules::*;
use crate::text::Text;
use crate::verdict::Verdict;
use crate::vocabulary::StandardIx;
use crate::written::Note;
use qualify::Qualifier;

/// Whether a policy is in force on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum InForce {
    /// It is.
    InForce,
    /// Whether it (still) is was not verified.
    Unverified,
    /// Not yet.
    NotYet,
    /// No more.
    Ended,
}

impl InForce {
    /// The identifier used in reports.
    pub fn id(self) -> &'static str {
        match self {
            InForce::InForce => "in_force",
            InForce::Unverified => "unverified",
            InForce::NotYet => "not_yet",
            InForce::Ended => "ended",
        }
    }
}

/// What an enterprise can make of a policy today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case", rename = "Usable"))]
pub enum Use {
    /// It can be claimed or used now.
    Now,
    /// It opens with a title that is not held yet.
    AfterTitle,
    /// More answers decide.
    AfterAnswers,
    /// Its time is over or has not begun, or whether it runs is not verified: ask the office.
    ToConfirm,
    /// It is not for this enterprise.
    No,
}

impl Use {
    /// The identifier used in reports.
    pub fn id(self) -> &'static str {
        match self {
            Use::Now => "now",
            Use::AfterTitle => "after_title",
            Use::AfterAnswers => "after_answers",
            Use::ToConfirm => "to_confirm",
            Use::No => "no",
        }
    }
}

/// How a policy's window for claims stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum WindowState {
    /// It has not begun.
    NotYet,
    /// It is open.
    Open,
    /// It has passed, though the document runs on.
    Passed,
}

impl WindowState {
    /// The identifier used in reports.
    pub fn id(self) -> &'static str {
        match self {
            WindowState::NotYet => "not_yet",
            WindowState::Open => "open",
            WindowState::Passed => "passed",
        }
    }
}

/// A policy beside a case.
#[derive(Debug, Clone)]
pub struct Match<'r> {
    /// The policy.
    pub policy: &'r Policy,
    /// Whether the enterprise qualifies, as far as facts can tell.
    pub verdict: Verdict,
    /// Whether it is in force on the day.
    pub in_force: InForce,
    /// How its window stands, where it has one.
    pub window: Option<WindowState>,
    /// What can be made of it.
    pub usable: Use,
    /// Whether it is not for this enterprise as far as facts tell, but may be all the same: only the office knows.
    pub may_ask: bool,
    /// The lowest standard whose title would open it.
    pub opens_with: Option<StandardIx>,
    /// Whether it answers a need the enterprise named.
    pub needed: bool,
    /// What to tell an enterprise of a region it is known not to cover.
    pub not_for: Option<&'r Text>,
    /// The better policy that is told in its place.
    pub yields_to: Option<&'r Policy>,
    /// How much it gives on the day.
    pub amount: Option<&'r Note>,
    /// What holds of it in the enterprise's region.
    pub local: Option<&'r Local>,
    /// What is possible of its criteria.
    pub outcome: Outcome,
}

impl<'r> Match<'r> {
    /// What has to be done.
    pub fn how(&self) -> Option<&'r Text> {
        self.local.and_then(|local| local.how.as_ref()).or(self.policy.how.as_ref())
    }

    /// When.
    pub fn when(&self) -> Option<&'r Text> {
        self.local.and_then(|local| local.when.as_ref()).or(self.policy.when.as_ref())
    }

    /// Who is in charge.
    pub fn authorities(&self) -> &'r [String] {
        let local = self.local.map(|local| local.authorities.as_slice()).filter(|local| !local.is_empty());
        local.unwrap_or(&self.policy.authorities)
    }

    /// The last day on which it can be claimed, while its window is open.
    pub fn due(&self) -> Option<Day> {
        self.policy.window.filter(|_| self.window == Some(WindowState::Open)).map(|window| window.to)
    }
}

/// Matches a case with every policy of its region, best first: what can be used now before everything else; then by
/// [`Policy::rank`] and the needs named. Where it has to be asked first whether a policy runs, who surely qualifies
/// comes before who may. Among equals the district stands before the city, the city before the province and the nation,
/// then the documents' order.
pub fn match_policies<'r>(rules: &'r RuleSet, case: &Case, evaluation: &Evaluation<'_>) -> Vec<Match<'r>> {
    let mut qualifier = Qualifier::new(rules, case, evaluation);
    let mut found: Vec<Match<'r>> = Vec::with_capacity(rules.policies.len());
    // Where each stands among the rules, in their order.
    let mut of: Vec<usize> = Vec::with_capacity(rules.policies.len());
    // The documents whose place a later one has taken: what has ended of them is not told.
    let mut replaced = vec![false; rules.documents.len()];
    for later in rules.documents.iter().filter(|later| later.head.in_force.is_none_or(|period| period.contains(case.as_of))) {
        later.succeeds.into_iter().for_each(|document| replaced[document.0 as usize] = true);
    }
    let over = |policy: &Policy| policy.in_force.is_some_and(|period| period.to.is_some_and(|to| to < case.as_of));
    let told = |(_, policy): &(usize, &'r Policy)| !(replaced[policy.document().0 as usize] && over(policy));
    for (at, policy) in rules.policies.iter().enumerate().filter(told) {
        if let Some(one) = qualifier.one(policy) {
            found.push(one);
            of.push(at);
        }
    }
    let over = |m: &Match<'_>| m.in_force == InForce::Ended;
    for at in 0..found.len() {
        let better = found[at].policy.yields_to.iter().find_map(|other| {
            let other = &found[of.binary_search(other).ok()?];
            let better = other.verdict == Verdict::Met && other.usable == Use::Now;
            // A measure that is over yields to its twin that may still run.
            let runs_on = over(&found[at]) && !over(other) && !matches!(other.usable, Use::No | Use::AfterTitle);
            (better || runs_on).then_some(other.policy)
        });
        if let Some(better) = better {
            found[at].yields_to = Some(better);
            found[at].usable = Use::No;
        }
    }
    sort_by_cached_key(&mut found, |m| {
        // Where it has to be asked first, who surely qualifies comes first.
        let surely = if m.usable == Use::ToConfirm { Verdict::NotApplicable as u64 - m.verdict as u64 } else { 0 };
        let standing = if m.window == Some(WindowState::Passed) { InForce::Ended } else { m.in_force };
        // Among what is worth as much, what answers a need named goes first.
        let rank = m.policy.rank.0 * 2 - if m.needed { NEEDED } else { 0 };
        let wide = rules.document(m.policy.document()).region.map_or(u32::MAX.into(), |region| (region.hi - region.lo) as u64);
        // One number, for a hundred policies are compared with each other.
        ((m.usable as u64 * 8 + surely) * 8 + standing as u64) << 48 | (rank as u64) << 32 | wide
    });
    found
}

/// By how many half ranks a policy moves forward that answers a need named.
const NEEDED: i32 = 1;
