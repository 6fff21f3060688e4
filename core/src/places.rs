//! Where the place of registration decides which sheet governs, and what can be said while it is open: what holds under
//! every sheet that may govern.
//!
//! The regions that standards are laid down for cut a place into parts, within each of which one sheet a standard
//! governs. Each part is assessed by itself, with the place narrowed to it, so that it is as exact as anything; what is
//! possible in one of them is possible.

use crate::case::Case;
use crate::limits::position;
use crate::order::{distinct, sort_by_key};
use crate::outcome::{Assessment, Evaluation, MayGovern, Outcome, size};
use crate::rules::*;
use crate::verdict::{Verdict, VerdictSet};
use crate::vocabulary::{Span, StandardIx, Vocabulary};

/// The place of registration as far as it is known, as codes of six digits; anywhere, where no question asks for it.
pub fn place(vocabulary: &Vocabulary, case: &Case) -> Span {
    vocabulary.place.map_or(Span { lo: 0, hi: i64::MAX }, |slot| case.span(slot))
}

/// The parts of the place within each of which one sheet a standard governs; none where that is so of the whole.
pub(crate) fn parts(rules: &RuleSet, case: &Case) -> Vec<Span> {
    let place = place(&rules.vocabulary, case);
    // Sheets of regions stand before those of the nation.
    let regions = rules.sheets.iter().map_while(|sheet| rules.document(sheet.document).region);
    let starts = regions.flat_map(|region| [region.lo, region.hi + 1]);
    let cuts = distinct(starts.filter(|at| place.lo < *at && *at <= place.hi).collect());
    if cuts.is_empty() {
        return Vec::new();
    }
    let ends = cuts.iter().map(|at| at - 1).chain([place.hi]);
    [place.lo].iter().chain(&cuts).zip(ends).map(|(lo, hi)| Span { lo: *lo, hi }).collect()
}

/// How what is possible of a sheet is narrowed beyond its tests, each taken by itself; returns for how many nodes that failed.
pub(crate) type Narrow<'n, 'r> = dyn FnMut(&Case, &'r Sheet, &[Assessment<'r>], &mut Outcome) -> usize + 'n;

/// Assesses a case by every standard, every test taken by itself: never wrong, but a verdict may stay open without need.
pub(crate) fn evaluate_independently<'r>(rules: &'r RuleSet, case: &Case) -> Evaluation<'r> {
    assess(rules, case, &mut |_, _, _, _| 0)
}

/// Assesses a case by every standard wherever it may be.
pub(crate) fn assess<'r>(rules: &'r RuleSet, case: &Case, narrow: &mut Narrow<'_, 'r>) -> Evaluation<'r> {
    let parts = parts(rules, case);
    let Some(slot) = rules.vocabulary.place.filter(|_| !parts.is_empty()) else {
        return assess_in(rules, case, place(&rules.vocabulary, case), narrow);
    };
    united(rules, parts.into_iter().map(|part| assess_in(rules, &case.with(slot, part), part, narrow)))
}

/// The same at a place of which one sheet a standard governs every part.
fn assess_in<'r>(rules: &'r RuleSet, case: &Case, place: Span, narrow: &mut Narrow<'_, 'r>) -> Evaluation<'r> {
    let size = size(rules, case);
    let mut assessments: Vec<Assessment<'r>> = Vec::with_capacity(rules.vocabulary.standards.len());
    for n in 0..rules.vocabulary.standards.len() {
        let standard = StandardIx(position(n));
        let procedure = case.procedure(Some(standard));
        let sheet = rules.governing(standard, case.as_of, procedure, place);
        let (verdict, outcome, given_up) = match sheet {
            None => (Verdict::NotApplicable, Outcome::default(), 0),
            Some((sheet, _)) => {
                let mut outcome = sheet.evaluate(case, size, &assessments);
                let given_up = narrow(case, sheet, &assessments, &mut outcome);
                (outcome.node(sheet.root).verdict(), outcome, given_up)
            }
        };
        assessments.push(Assessment { standard, procedure, sheet, verdict, outcome, given_up, may_govern: Vec::new() });
    }
    Evaluation { size, assessments }
}

/// What is possible in any of the parts of a place.
fn united<'r>(rules: &'r RuleSet, mut parts: impl Iterator<Item = Evaluation<'r>>) -> Evaluation<'r> {
    let mut all = Evaluation { size: None, assessments: Vec::new() };
    let Some(first) = parts.next() else { return all };
    all = first;
    for one in &mut all.assessments {
        one.may_govern = vec![MayGovern { sheet: one.sheet, outcome: std::mem::take(&mut one.outcome) }];
    }
    for part in parts {
        for (one, there) in all.assessments.iter_mut().zip(part.assessments) {
            one.given_up += there.given_up;
            let same = |known: &&mut MayGovern<'_>| match (known.sheet, there.sheet) {
                (Some((a, x)), Some((b, y))) => std::ptr::eq(a, b) && std::ptr::eq(x, y),
                (a, b) => a.is_none() && b.is_none(),
            };
            match one.may_govern.iter_mut().find(same) {
                Some(known) => known.outcome.add(&there.outcome),
                None => one.may_govern.push(MayGovern { sheet: there.sheet, outcome: there.outcome }),
            }
        }
    }
    all.assessments.iter_mut().for_each(|one| one.settle(rules));
    all
}

impl Assessment<'_> {
    /// Tells of the widest sheet what holds under all that may govern.
    fn settle(&mut self, rules: &RuleSet) {
        let at = |one: &MayGovern<'_>| one.sheet.and_then(|(sheet, _)| rules.sheets.iter().position(|known| std::ptr::eq(known, sheet)));
        sort_by_key(&mut self.may_govern, |one| at(one).unwrap_or(usize::MAX));
        let possible = self.may_govern.iter().map(MayGovern::possible).reduce(VerdictSet::union);
        self.verdict = possible.map_or(Verdict::NotApplicable, VerdictSet::verdict);
        let widest = self.may_govern.iter().rposition(|one| one.sheet.is_some()).unwrap_or_default();
        if self.may_govern.len() == 1 {
            self.outcome = self.may_govern.remove(0).outcome;
            return;
        }
        self.sheet = self.may_govern[widest].sheet;
        let (Some((sheet, _)), Some(possible)) = (self.sheet, possible) else { return };
        let mut outcome = self.may_govern[widest].outcome.clone();
        for other in self.may_govern.iter().enumerate().filter(|(at, _)| *at != widest).map(|(_, other)| other) {
            outcome.add_by_name(sheet, other);
        }
        outcome.nodes[sheet.root.0 as usize] = possible;
        self.outcome = outcome;
    }
}

impl Outcome {
    /// Adds what is possible of the same sheet elsewhere.
    fn add(&mut self, there: &Outcome) {
        self.nodes.iter_mut().zip(&there.nodes).for_each(|(here, there)| *here = here.union(*there));
        self.scores.iter_mut().zip(&there.scores).for_each(|(here, there)| *here = here.hull(*there));
    }

    /// Adds what is possible by another sheet of what goes by the same name there. What has no such name there is not
    /// asked there.
    fn add_by_name(&mut self, sheet: &Sheet, other: &MayGovern<'_>) {
        let there = other.sheet.map(|(sheet, _)| sheet);
        for (claim, here) in sheet.claims.iter().zip(&mut self.nodes).filter(|(claim, _)| claim.id.is_some()) {
            let named = (0..).zip(there.iter().flat_map(|there| &there.claims)).filter(|(_, named)| named.id == claim.id);
            let possible = named.map(|(at, _)| other.outcome.node(NodeIx(at))).reduce(VerdictSet::union);
            *here = here.union(possible.unwrap_or(VerdictSet::NOT_APPLICABLE));
        }
        let (Some(score), Some(theirs)) = (&sheet.score, there.and_then(|there| there.score.as_ref())) else { return };
        for (id, here) in score.ids().zip(&mut self.scores) {
            for (at, _) in theirs.ids().enumerate().filter(|(_, theirs)| *theirs == id) {
                *here = here.hull(other.outcome.scores[at]);
            }
        }
    }
}
