//! Which support policies fit, and in what order to show them. Verdicts come from the same engine as those of
//! standards; whether a policy is in force on the day stands beside them and is never mixed in.

use crate::case::Case;
use crate::evaluate::{Evaluation, Outcome};
use crate::exact::sharpen;
use crate::order::sort_by_key;
use crate::rules::*;
use crate::text::Text;
use crate::verdict::{Possible, Verdict};
use crate::vocabulary::{Span, StandardIx};
use crate::written::Certainty;

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

/// A policy beside a case.
#[derive(Debug, Clone)]
pub struct Match<'r> {
    /// The policy.
    pub policy: &'r Policy,
    /// Whether the enterprise qualifies, as far as facts can tell.
    pub verdict: Verdict,
    /// Whether it is in force on the day.
    pub in_force: InForce,
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
    /// What is possible of its criteria.
    pub outcome: Outcome,
}

/// Matches a case with every policy of its region, best first: in force and met before everything, then what an
/// authority has to judge and so on; entitlements before services before encouragement, named needs first among
/// equals, then the documents' order.
pub fn match_policies<'r>(rules: &'r RuleSet, case: &Case, evaluation: &Evaluation<'_>) -> Vec<Match<'r>> {
    let needs = rules.vocabulary.find("needs").map_or(Span::point(0), |fact| case.span(rules.vocabulary.fact(fact).slot));
    let region = rules.vocabulary.find("region").map(|fact| case.span(rules.vocabulary.fact(fact).slot));
    let mut found: Vec<Match<'r>> =
        rules.policies.iter().filter_map(|policy| one(rules, policy, case, evaluation, needs, region)).collect();
    let judged = |m: &Match<'r>| m.usable == Use::Now && m.verdict != Verdict::Met;
    sort_by_key(&mut found, |m| (m.usable, judged(m), m.policy.strength, !m.needed));
    found
}

fn one<'r>(
    rules: &'r RuleSet,
    policy: &'r Policy,
    case: &Case,
    evaluation: &Evaluation<'_>,
    needs: Span,
    region: Option<Span>,
) -> Option<Match<'r>> {
    let mut outcome = policy.who.evaluate(case, evaluation.size, &evaluation.assessments);
    sharpen(rules, case, &policy.who, &evaluation.assessments, &mut outcome);
    // What is for another region is not worth a word.
    let elsewhere =
        policy.who.criteria.iter().any(|node| matches!(policy.who.test(*node), Test::Within(..)) && outcome.node(*node) == Possible::UNMET);
    if elsewhere {
        return None;
    }
    let within = |outer: &Span| region.is_some_and(|inner| outer.lo <= inner.lo && inner.hi <= outer.hi);
    let not_for = policy.not_for.iter().find(|(span, _)| within(span)).map(|(_, text)| text);
    // A policy that asks nothing is for everyone.
    let all = if policy.who.criteria.is_empty() { Possible::MET } else { outcome.node(policy.who.root) };
    let ruled_out = not_for.is_some() || all.verdict() == Verdict::Unmet;
    let may_ask = ruled_out && not_for.is_none() && policy.may_ask.is_some_and(|node| outcome.node(node) != Possible::UNMET);
    let verdict = match all.verdict() {
        _ if may_ask => Verdict::Unknown,
        _ if ruled_out => Verdict::Unmet,
        // What no fact asks only the office can judge.
        Verdict::Met if policy.asks_more => Verdict::NeedsReview,
        verdict => verdict,
    };
    let opens_with = if ruled_out && not_for.is_none() { opens_with(policy, case, evaluation) } else { None };
    let in_force = in_force(policy, case);
    let usable = match (verdict, in_force) {
        (Verdict::Unmet | Verdict::NotApplicable, _) if opens_with.is_none() => Use::No,
        (_, InForce::Ended | InForce::Unverified | InForce::NotYet) => Use::ToConfirm,
        _ if opens_with.is_some() => Use::AfterTitle,
        (Verdict::Met | Verdict::NeedsReview, _) => Use::Now,
        _ => Use::AfterAnswers,
    };
    let needed = policy.needs & needs.lo as u64 != 0;
    Some(Match { policy, verdict, in_force, usable, may_ask, opens_with, needed, not_for, outcome })
}

/// Whether a policy is in force on the case's day.
fn in_force(policy: &Policy, case: &Case) -> InForce {
    match policy.in_force {
        None => InForce::Unverified,
        Some(period) if case.as_of < period.from => InForce::NotYet,
        Some(period) if !period.contains(case.as_of) => InForce::Ended,
        Some(_) if policy.in_force_certainty == Certainty::Unverified => InForce::Unverified,
        Some(_) => InForce::InForce,
    }
}

/// Whether a standard is for smaller enterprises only; nobody shrinks for a title.
fn is_too_large(evaluation: &Evaluation<'_>, standard: StandardIx) -> bool {
    let assessment = evaluation.of(standard);
    assessment.sheet.is_some_and(|(sheet, _)| {
        let of_size = |node: &&NodeIx| matches!(sheet.test(**node), Test::SizeAtMost(_));
        sheet.criteria.iter().filter(of_size).any(|node| assessment.outcome.node(*node) == Possible::UNMET)
    })
}

/// The lowest standard of which holding the title, all else as it is, would no longer rule the enterprise out.
fn opens_with(policy: &Policy, case: &Case, evaluation: &Evaluation<'_>) -> Option<StandardIx> {
    let mut titles = policy.titles.clone();
    sort_by_key(&mut titles, |(_, standard)| *standard);
    titles.into_iter().filter(|(_, standard)| !is_too_large(evaluation, *standard)).find_map(|(slot, standard)| {
        let held = case.with(slot, Span::point(case.as_of.number()));
        let outcome = policy.who.evaluate(&held, evaluation.size, &evaluation.assessments);
        (outcome.node(policy.who.root) != Possible::UNMET).then_some(standard)
    })
}
