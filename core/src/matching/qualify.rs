//! Whether one policy is for an enterprise, and what the enterprise can make of it.

use super::{InForce, Match, Use, WindowState};
use crate::case::Case;
use crate::evaluate::{Evaluation, Outcome};
use crate::exact::Exact;
use crate::places::place;
use crate::rules::*;
use crate::verdict::{Verdict, VerdictSet};
use crate::vocabulary::{Span, StandardIx};
use crate::written::{Certainty, Window};

/// A case beside which one policy after the other is looked at.
pub(super) struct Qualifier<'a> {
    rules: &'a RuleSet,
    case: &'a Case,
    evaluation: &'a Evaluation<'a>,
    needs: Span,
    place: Span,
    exact: Exact<'a>,
    /// The case as if a title were held.
    held: Option<Case>,
}

impl<'a> Qualifier<'a> {
    pub fn new(rules: &'a RuleSet, case: &'a Case, evaluation: &'a Evaluation<'a>) -> Qualifier<'a> {
        let needs = rules.vocabulary.find("needs").map_or(Span::point(0), |fact| case.span(rules.vocabulary.fact(fact).slot));
        Qualifier { rules, case, evaluation, needs, place: place(&rules.vocabulary, case), exact: Exact::new(rules), held: None }
    }

    /// What becomes of a policy; none where it is for another region.
    pub fn one<'r: 'a>(&mut self, policy: &'r Policy) -> Option<Match<'r>> {
        let Qualifier { case, evaluation, needs, place, .. } = *self;
        // What is for another region is not worth a word.
        let elsewhere = |node: &NodeIx| match policy.who.test(*node) {
            Test::Within(slot, lo, hi) => !case.span(*slot).overlaps(Span { lo: *lo, hi: *hi }),
            _ => false,
        };
        if policy.who.criteria.iter().any(elsewhere) {
            return None;
        }
        let mut outcome = policy.who.evaluate(case, evaluation.size, &evaluation.assessments);
        self.exact.refine(case, &policy.who, &evaluation.assessments, &mut outcome);
        let not_for = policy.not_for.iter().find(|(span, _)| span.contains(place)).map(|(_, text)| text);
        let local = policy.local.iter().find(|local| local.region.contains(place));
        // A policy that asks nothing is for everyone.
        let all = if policy.who.criteria.is_empty() { VerdictSet::MET } else { outcome.node(policy.who.root) };
        let ruled_out = not_for.is_some() || all.verdict() == Verdict::Unmet;
        let may_ask = ruled_out && not_for.is_none() && policy.may_ask.is_some_and(|node| outcome.node(node) != VerdictSet::UNMET);
        let verdict = match all.verdict() {
            _ if may_ask => Verdict::Unknown,
            _ if ruled_out => Verdict::Unmet,
            // On less than what decides nothing is said to be open.
            Verdict::Met | Verdict::NeedsReview if policy.not_asked.is_some() => Verdict::Unknown,
            // What an authority judges no fact can tell.
            Verdict::Met if policy.asks_more => Verdict::NeedsReview,
            verdict => verdict,
        };
        let opens_with = if ruled_out && not_for.is_none() { self.opens_with(policy, &outcome) } else { None };
        let in_force = in_force(policy, case);
        let window = policy.window.map(|window| match window {
            Window { from: Some(from), .. } if case.as_of < from => WindowState::NotYet,
            Window { to, .. } if to < case.as_of => WindowState::Passed,
            _ => WindowState::Open,
        });
        let usable = match (verdict, in_force) {
            // What is over opens with no title.
            (Verdict::Unmet | Verdict::NotApplicable, _)
                if opens_with.is_none() || in_force == InForce::Ended || window == Some(WindowState::Passed) =>
            {
                Use::No
            }
            (Verdict::Unmet | Verdict::NotApplicable, _) => Use::AfterTitle,
            (_, InForce::Ended | InForce::Unverified | InForce::NotYet) => Use::ToConfirm,
            _ if window.is_some_and(|window| window != WindowState::Open) => Use::ToConfirm,
            _ if opens_with.is_some() => Use::AfterTitle,
            (Verdict::Met | Verdict::NeedsReview, _) => Use::Now,
            _ => Use::AfterAnswers,
        };
        let needed = policy.needs & needs.lo as u64 != 0;
        let amount = policy.amount(case.as_of);
        Some(Match {
            policy,
            verdict,
            in_force,
            window,
            usable,
            may_ask,
            opens_with,
            needed,
            not_for,
            yields_to: None,
            amount,
            local,
            outcome,
        })
    }

    /// The lowest standard of which holding the title, all else as it is, would no longer rule the enterprise out.
    fn opens_with(&mut self, policy: &Policy, outcome: &Outcome) -> Option<StandardIx> {
        let Qualifier { rules, case, evaluation, .. } = *self;
        for title in policy.titles.iter().filter(|title| !is_too_large(evaluation, title.standard)) {
            if title.beside.iter().any(|node| outcome.node(*node) == VerdictSet::UNMET) {
                continue;
            }
            // As if it were won on the day.
            let (fact, _) = rules.vocabulary.of_slot(title.slot);
            let last = rules.vocabulary.fact(fact).lasts.as_ref().and_then(|(months, _)| case.as_of.months_on(*months)?.days_on(-1));
            let held = self.held.get_or_insert_with(|| case.clone());
            held.put(title.slot, Span::point(last.unwrap_or(case.as_of).number()));
            let possible = policy.who.evaluate(held, evaluation.size, &evaluation.assessments).node(policy.who.root);
            held.put(title.slot, case.span(title.slot));
            if possible != VerdictSet::UNMET {
                return Some(title.standard);
            }
        }
        None
    }
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
        sheet.criteria.iter().filter(of_size).any(|node| assessment.outcome.node(*node) == VerdictSet::UNMET)
    })
}
