//! One formula beside a case: which of its branches are possible, and between which bounds it comes out.

use crate::case::Case;
use crate::evaluate::{Evaluation, Outcome};
use crate::number::{Fraction, MICRO};
use crate::rules::{Formula, Rate, Reckoned, RuleSet, Sheet};
use crate::verdict::{Verdict, VerdictSet};
use crate::vocabulary::{Kind, Slot, Span, Vocabulary, YearRef};
use crate::written::Certainty;

use super::UNBOUNDED;
use std::borrow::Cow;

/// A formula with what a case says of it: the branches that are possible, and the figures.
#[derive(Debug, Clone)]
pub enum Term<'r> {
    /// A number, and how it is written.
    Number(Fraction, &'r str),
    /// A figure.
    Fact(Slot, Span),
    /// The steps of a rate that are possible, by their places.
    Rate(&'r Rate, Vec<usize>),
    /// Multiplied.
    Product(Vec<Term<'r>>),
    /// Added up.
    Sum(Vec<Term<'r>>),
    /// The least of them.
    Least(Vec<Term<'r>>),
    /// The first less the second.
    Difference(Box<[Term<'r>; 2]>),
    /// One of them; answers decide which.
    OneOf(Vec<Term<'r>>),
}

impl Term<'_> {
    /// How sure the least sure of the rates is that it rests on.
    pub(super) fn certainty(&self) -> Certainty {
        let least = |parts: &[Term<'_>]| parts.iter().map(Term::certainty).min().unwrap_or(Certainty::Official);
        match self {
            Term::Number(..) | Term::Fact(..) => Certainty::Official,
            Term::Rate(rate, steps) => steps.iter().map(|at| rate.steps[*at].cite.certainty).min().unwrap_or(Certainty::Official),
            Term::Product(parts) | Term::Sum(parts) | Term::Least(parts) | Term::OneOf(parts) => least(parts),
            Term::Difference(parts) => least(parts.as_ref()),
        }
    }

    /// Whether it is reckoned with figures of a year, so that this year's may differ.
    pub fn is_estimate(&self, vocabulary: &Vocabulary) -> bool {
        let any = |parts: &[Term<'_>]| parts.iter().any(|part| part.is_estimate(vocabulary));
        match self {
            Term::Number(..) | Term::Rate(..) => false,
            Term::Fact(slot, _) => vocabulary.fact(vocabulary.of_slot(*slot).0).yearly,
            Term::Product(parts) | Term::Sum(parts) | Term::Least(parts) | Term::OneOf(parts) => any(parts),
            Term::Difference(parts) => any(parts.as_slice()),
        }
    }

    /// Whether it surely never comes to less than another, whatever is answered: part by part it is no less.
    pub(super) fn covers(&self, other: &Term<'_>) -> bool {
        let each = |a: &[Term<'_>], b: &[Term<'_>]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.covers(b));
        match (self, other) {
            (Term::Number(a, _), Term::Number(b, _)) => a.num * b.den >= b.num * a.den,
            (Term::Fact(a, _), Term::Fact(b, _)) => a == b,
            (Term::Rate(a, _), Term::Rate(b, _)) => std::ptr::eq(*a, *b),
            (Term::Product(a), Term::Product(b)) | (Term::Sum(a), Term::Sum(b)) | (Term::Least(a), Term::Least(b)) => each(a, b),
            _ => false,
        }
    }
}

/// Bounds over one denominator; above there may be none.
#[derive(Clone, Copy)]
struct Ends {
    lo: i128,
    hi: Option<i128>,
    den: i128,
}

/// A case beside which one formula after the other is reckoned.
pub(super) struct Reckoner<'a> {
    case: &'a Case,
    evaluation: &'a Evaluation<'a>,
}

/// What becomes of a formula.
pub(super) struct Found<'r> {
    pub term: Term<'r>,
    pub span: Span,
    /// The values it waits for.
    pub waits_for: Vec<Slot>,
    /// The year of figures that stand in for those of the year meant.
    pub stale: Option<i32>,
}

impl<'a> Reckoner<'a> {
    pub fn new(case: &'a Case, evaluation: &'a Evaluation<'a>) -> Reckoner<'a> {
        Reckoner { case, evaluation }
    }

    /// What becomes of a formula of these rules.
    pub fn reckoned<'r>(&self, rules: &'r RuleSet, of: &'r Reckoned) -> Found<'r> {
        let mut at = Resolver { rules, reckoner: self, case: Cow::Borrowed(self.case), stale: None, waits_for: Vec::new() };
        // What is known of an earlier year stands in for the year that is meant, and says so.
        let mut slots = Vec::new();
        at.slots(&of.formula, &of.conditions, &mut slots);
        slots.into_iter().for_each(|slot| at.stand_in(slot));
        let outcome = at.outcome(&of.conditions);
        let term = at.resolve(&of.formula, &of.conditions, &outcome);
        let span = at.span(&term);
        let waits_for = if span.is_point() { Vec::new() } else { crate::order::distinct(at.waits_for) };
        Found { term, span, waits_for, stale: at.stale }
    }
}

struct Resolver<'r, 'a> {
    rules: &'r RuleSet,
    reckoner: &'a Reckoner<'a>,
    case: Cow<'a, Case>,
    stale: Option<i32>,
    waits_for: Vec<Slot>,
}

impl<'r> Resolver<'r, '_> {
    /// Every value that a formula and the conditions in it rest on.
    fn slots(&self, formula: &Formula, conditions: &Sheet, into: &mut Vec<Slot>) {
        match formula {
            Formula::Number(..) => {}
            Formula::Fact(slot) => into.push(*slot),
            Formula::Rate(at) => {
                let rate = &self.rules.rates[*at];
                into.extend(rate.steps.iter().filter_map(|step| step.when).flat_map(|when| rate.conditions.slots(when)));
            }
            Formula::Product(parts) | Formula::Sum(parts) | Formula::Least(parts) => {
                parts.iter().for_each(|part| self.slots(part, conditions, into));
            }
            Formula::Difference(parts) => parts.iter().for_each(|part| self.slots(part, conditions, into)),
            Formula::Cases(cases, last) => {
                for (when, of) in cases {
                    into.extend(conditions.slots(*when));
                    self.slots(of, conditions, into);
                }
                self.slots(last, conditions, into);
            }
        }
    }

    /// Puts the newest figure there is in the place of one that was not given.
    fn stand_in(&mut self, slot: Slot) {
        let Some(newest) = self.newest(slot).filter(|newest| *newest != slot) else { return };
        let span = self.case.span(newest);
        self.case.to_mut().put(slot, span);
        let year = self.case.year(self.rules.vocabulary.of_slot(newest).1);
        self.stale = Some(self.stale.map_or(year, |other| other.min(year)));
    }

    /// The value of the newest year that was given; that of the year meant where none was.
    fn newest(&self, slot: Slot) -> Option<Slot> {
        let vocabulary = &self.rules.vocabulary;
        let (fact, year) = vocabulary.of_slot(slot);
        let fact = vocabulary.fact(fact);
        if !fact.yearly || self.reckoner.case.span(slot) != fact.domain {
            return None;
        }
        let before = YearRef::ALL.into_iter().filter(|other| other.back() > year.back()).map(|other| fact.slot_of(other));
        before.into_iter().find(|other| self.reckoner.case.is_answered(vocabulary, *other))
    }

    fn outcome(&self, conditions: &Sheet) -> Outcome {
        let Evaluation { size, assessments } = self.reckoner.evaluation;
        conditions.evaluate(&self.case, *size, assessments)
    }

    /// Whether a condition holds; none while that is open.
    fn holds(&mut self, conditions: &Sheet, when: crate::rules::NodeIx, possible: VerdictSet) -> Option<bool> {
        let may_hold = [Verdict::Met, Verdict::NeedsReview, Verdict::NotApplicable].into_iter().any(|v| possible.may_be(v));
        let may_fail = [Verdict::Unmet, Verdict::Unknown, Verdict::NeedsReview].into_iter().any(|v| possible.may_be(v));
        match (may_hold, may_fail) {
            (true, false) => Some(true),
            (false, _) => Some(false),
            _ => {
                let open = conditions.slots(when).into_iter().filter(|slot| !self.case.span(*slot).is_point());
                self.waits_for.extend(open);
                None
            }
        }
    }

    fn resolve(&mut self, formula: &'r Formula, conditions: &'r Sheet, outcome: &Outcome) -> Term<'r> {
        let mut all = |of: &'r [Formula]| of.iter().map(|part| self.resolve(part, conditions, outcome)).collect();
        match formula {
            Formula::Number(number, written) => Term::Number(*number, written),
            Formula::Product(parts) => Term::Product(all(parts)),
            Formula::Sum(parts) => Term::Sum(all(parts)),
            Formula::Least(parts) => Term::Least(all(parts)),
            Formula::Difference(parts) => {
                let [a, b] = parts.as_ref();
                let a = self.resolve(a, conditions, outcome);
                Term::Difference(Box::new([a, self.resolve(b, conditions, outcome)]))
            }
            Formula::Fact(slot) => {
                let span = self.case.span(*slot);
                if !span.is_point() {
                    self.waits_for.push(*slot);
                }
                Term::Fact(self.newest(*slot).unwrap_or(*slot), span)
            }
            Formula::Rate(at) => {
                let rate = &self.rules.rates[*at];
                let (day, outcome) = (self.case.as_of, self.outcome(&rate.conditions));
                let mut steps = Vec::new();
                for (at, step) in rate.steps.iter().enumerate() {
                    if step.from.is_some_and(|from| day < from) || step.to.is_some_and(|to| to < day) {
                        continue;
                    }
                    let holds = step.when.map_or(Some(true), |when| self.holds(&rate.conditions, when, outcome.node(when)));
                    if holds != Some(false) {
                        steps.push(at);
                    }
                    if holds == Some(true) {
                        break;
                    }
                }
                Term::Rate(rate, steps)
            }
            Formula::Cases(cases, last) => {
                let mut possible = Vec::new();
                for (when, of) in cases {
                    let holds = self.holds(conditions, *when, outcome.node(*when));
                    if holds != Some(false) {
                        possible.push(self.resolve(of, conditions, outcome));
                    }
                    if holds == Some(true) {
                        return one_of(possible);
                    }
                }
                possible.push(self.resolve(last, conditions, outcome));
                one_of(possible)
            }
        }
    }

    /// The bounds in millionths of 万元, rounded down to a fen each; nothing is told to be worth more than it is.
    fn span(&self, term: &Term<'_>) -> Span {
        let Some(ends) = self.ends(term) else { return Span { lo: 0, hi: UNBOUNDED } };
        let down = |num: i128| i64::try_from(num.div_euclid(ends.den)).unwrap_or(UNBOUNDED);
        Span { lo: down(ends.lo), hi: ends.hi.map_or(UNBOUNDED, down) }
    }

    /// None where the numbers would be too large to hold, which the compiler has ruled out of what can be.
    fn ends(&self, term: &Term<'_>) -> Option<Ends> {
        match term {
            Term::Number(number, _) => Some(Ends { lo: number.num, hi: Some(number.num), den: number.den }),
            Term::Fact(slot, span) => {
                let fact = self.rules.vocabulary.fact(self.rules.vocabulary.of_slot(*slot).0);
                // Where the vocabulary knows a largest value that is a bound, and the largest that can be held is none.
                let bounded = span.hi < fact.kind.domain().hi || span.is_point();
                let den = if fact.kind == Kind::Percent { (100 * MICRO).into() } else { 1 };
                Some(Ends { lo: span.lo.max(0).into(), hi: bounded.then(|| span.hi.max(0).into()), den })
            }
            Term::Rate(rate, steps) => {
                let mut all = steps.iter().map(|at| rate.steps[*at].rate);
                let ends = |rate: Fraction| Ends { lo: rate.num, hi: Some(rate.num), den: rate.den };
                let first = ends(all.next()?);
                all.try_fold(first, |sum, next| either(sum, ends(next)))
            }
            Term::Product(parts) => parts.iter().try_fold(Ends { lo: 1, hi: Some(1), den: 1 }, |all, part| product(all, self.ends(part)?)),
            Term::Sum(parts) => {
                self.fold(parts, |a, b| Some(Ends { lo: a.lo.checked_add(b.lo)?, hi: both(a.hi, b.hi, i128::checked_add)?, ..a }))
            }
            Term::Least(parts) => self.fold(parts, |a, b| {
                let hi = match (a.hi, b.hi) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (a, b) => a.or(b),
                };
                Some(Ends { lo: a.lo.min(b.lo), hi, ..a })
            }),
            Term::Difference(parts) => {
                let (a, b) = alike(self.ends(&parts[0])?, self.ends(&parts[1])?)?;
                let lo = b.hi.map_or(0, |most| (a.lo - most).max(0));
                Some(Ends { lo, hi: a.hi.map(|most| (most - b.lo).max(0)), den: a.den })
            }
            Term::OneOf(parts) => self.fold(parts, either),
        }
    }

    fn fold(&self, parts: &[Term<'_>], join: impl Fn(Ends, Ends) -> Option<Ends>) -> Option<Ends> {
        let (first, rest) = parts.split_first()?;
        rest.iter().try_fold(self.ends(first)?, |all, part| {
            let (a, b) = alike(all, self.ends(part)?)?;
            join(a, b)
        })
    }
}

fn one_of(mut possible: Vec<Term<'_>>) -> Term<'_> {
    match possible.len() {
        1 => possible.swap_remove(0),
        _ => Term::OneOf(possible),
    }
}

/// Both upper ends joined; none where one of them is open, and `None` around it where they are too large.
#[expect(clippy::option_option, reason = "an end that is open is not one that cannot be held")]
fn both(a: Option<i128>, b: Option<i128>, join: fn(i128, i128) -> Option<i128>) -> Option<Option<i128>> {
    match (a, b) {
        (Some(a), Some(b)) => join(a, b).map(Some),
        _ => Some(None),
    }
}

/// The same over one denominator.
fn alike(a: Ends, b: Ends) -> Option<(Ends, Ends)> {
    if a.den == b.den {
        return Some((a, b));
    }
    let wider = |ends: Ends, by: i128| -> Option<Ends> {
        Some(Ends { lo: ends.lo.checked_mul(by)?, hi: both(ends.hi, Some(by), i128::checked_mul)?, den: ends.den.checked_mul(by)? })
    };
    Some((wider(a, b.den)?, wider(b, a.den)?))
}

/// What lies in either.
fn either(a: Ends, b: Ends) -> Option<Ends> {
    let (a, b) = alike(a, b)?;
    Some(Ends { lo: a.lo.min(b.lo), hi: both(a.hi, b.hi, |a, b| Some(a.max(b)))?, den: a.den })
}

/// Nothing times whatever is nothing.
fn product(a: Ends, b: Ends) -> Option<Ends> {
    let hi = if a.hi == Some(0) || b.hi == Some(0) { Some(0) } else { both(a.hi, b.hi, i128::checked_mul)? };
    Some(Ends { lo: a.lo.checked_mul(b.lo)?, hi, den: a.den.checked_mul(b.den)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_times_what_is_open_is_nothing() {
        let ends = |lo, hi| Ends { lo, hi, den: 1 };
        for (a, b, most) in [
            (ends(0, Some(0)), ends(3, None), Some(0)),
            (ends(3, None), ends(0, Some(0)), Some(0)),
            (ends(3, None), ends(1, Some(2)), None),
            (ends(0, Some(2)), ends(1, Some(2)), Some(4)),
        ] {
            assert_eq!(product(a, b).unwrap().hi, most);
        }
    }
}
