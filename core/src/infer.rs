//! What follows from the answers: a part is never more than its whole, and what the vocabulary says follows from what.
//!
//! Only what is open is narrowed, and only as far as every way of completing the answers that agrees with the
//! implications leaves it; what was answered is never overruled. A range may be narrowed too, for it says no more than
//! that the value lies inside. Where answers contradict an implication, nothing at all is inferred among the values that
//! hang together with it: the contradiction is told, and verdicts rest on what was answered.

use crate::case::{Case, Issue, Severity};
use crate::messages as m;
use crate::text::Text;
use crate::vocabulary::{Fact, Slot, Span, Vocabulary};
use crate::written::Certainty;

/// That something follows from one value for another.
#[derive(Debug, Clone)]
pub struct Implication {
    /// From this value, …
    pub from: Slot,
    /// … where it lies in here, …
    pub when: Span,
    /// … it follows of this one …
    pub of: Slot,
    /// … that it lies in here …
    pub within: Span,
    /// … and is no more than the other.
    pub at_most: bool,
    /// Whether both are sets, of which the one holds nothing that the other does not.
    pub sets: bool,
    /// Why, and how sure that is where it is law and not logic; a part of a whole needs no reason.
    pub why: Option<(Text, Option<Certainty>)>,
    /// What it has in common with all implications that hang together with it by the values they speak of.
    pub group: u16,
}

/// A value of which more is known than was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Implied {
    /// The value.
    pub slot: Slot,
    /// What the answer alone leaves possible.
    pub said: Span,
    /// The implications, by their place in the vocabulary, that its lower and its upper end come from.
    pub by: [Option<usize>; 2],
}

impl Implication {
    /// What is left of the two values; none where nothing is.
    fn narrowed(&self, from: Span, of: Span) -> Option<(Span, Span)> {
        if self.sets {
            let fits = of.lo & !from.hi == 0;
            return fits.then_some((Span { lo: from.lo | of.lo, ..from }, Span { hi: of.hi & from.hi, ..of }));
        }
        let (lo, hi) = (of.lo.max(self.within.lo), of.hi.min(self.within.hi));
        let least = if self.at_most { self.when.lo.max(lo) } else { self.when.lo };
        let (first, last) = (from.lo.max(least), from.hi.min(self.when.hi));
        let may_hold = lo <= hi && first <= last;
        match self.when.lo <= from.lo && from.hi <= self.when.hi {
            true if may_hold => Some((Span { lo: first, hi: last }, Span { lo, hi: if self.at_most { hi.min(last) } else { hi } })),
            true => None,
            false if may_hold => Some((from, of)),
            // The one cannot be, so neither can what it would follow from; what lies in the midst of a span stays.
            false if self.when.hi >= from.hi => Some((Span { hi: from.hi.min(self.when.lo - 1), ..from }, of)),
            false if self.when.lo <= from.lo => Some((Span { lo: from.lo.max(self.when.hi + 1), ..from }, of)),
            false => Some((from, of)),
        }
    }

    /// The other of its two values.
    pub fn other(&self, slot: Slot) -> Slot {
        if self.from == slot { self.of } else { self.from }
    }

    /// Why it holds.
    pub fn reason(&self, vocabulary: &Vocabulary) -> Text {
        match &self.why {
            Some((why, _)) => why.clone(),
            None => {
                let [part, whole] = [self.of, self.from].map(|slot| &fact_of(vocabulary, slot).label);
                m::PART_OF_WHOLE.text([part, whole])
            }
        }
    }
}

impl Implied {
    /// The implications it comes from.
    pub fn rules<'v>(&self, vocabulary: &'v Vocabulary) -> impl Iterator<Item = &'v Implication> {
        let [lower, upper] = self.by;
        [lower, upper.filter(|_| upper != lower)].into_iter().flatten().map(|at| &vocabulary.implications[at])
    }

    /// The values it follows from.
    pub fn sources(&self, vocabulary: &Vocabulary) -> impl Iterator<Item = Slot> {
        self.rules(vocabulary).map(|rule| rule.other(self.slot))
    }
}

fn fact_of(vocabulary: &Vocabulary, slot: Slot) -> &Fact {
    vocabulary.fact(vocabulary.of_slot(slot).0)
}

impl Case {
    /// What the answers of others say of a value beyond its own; none where they say nothing.
    pub fn implied(&self, slot: Slot) -> Option<&Implied> {
        self.implied.iter().find(|one| one.slot == slot)
    }

    /// What the answer to a value alone leaves possible.
    pub fn said(&self, slot: Slot) -> Span {
        self.implied(slot).map_or_else(|| self.span(slot), |one| one.said)
    }

    /// Puts a value in place of an answer; what follows from it is known once it is inferred anew.
    pub(crate) fn replace(&mut self, slot: Slot, span: Span) {
        self.implied.retain(|one| one.slot != slot);
        self.put(slot, span);
    }

    /// The same, with what follows from it.
    pub(crate) fn answer(&mut self, vocabulary: &Vocabulary, slot: Slot, span: Span) {
        self.replace(slot, span);
        infer(vocabulary, self);
    }

    fn imply(&mut self, slot: Slot, to: Span, by: usize) {
        let was = self.span(slot);
        let at = self.implied.iter().position(|one| one.slot == slot).unwrap_or_else(|| {
            self.implied.push(Implied { slot, said: was, by: [None; 2] });
            self.implied.len() - 1
        });
        let ends = &mut self.implied[at].by;
        if to.lo != was.lo {
            ends[0] = Some(by);
        }
        if to.hi != was.hi {
            ends[1] = Some(by);
        }
        self.put(slot, to);
    }
}

/// Narrows what is possible until nothing more follows, always from the answers alone, and returns the implications that
/// they contradict.
pub(crate) fn infer(vocabulary: &Vocabulary, case: &mut Case) -> Vec<usize> {
    let mut broken = Vec::new();
    while let Some(at) = contradicted(vocabulary, case, &broken) {
        broken.push(at);
    }
    broken
}

/// The same but for all that hangs together with these, up to the first contradiction. Every step leaves less of finitely
/// many values, so it ends.
fn contradicted(vocabulary: &Vocabulary, case: &mut Case, broken: &[usize]) -> Option<usize> {
    for one in std::mem::take(&mut case.implied) {
        case.put(one.slot, one.said);
    }
    let rules = &vocabulary.implications;
    let mut more = true;
    while std::mem::take(&mut more) {
        for (at, rule) in rules.iter().enumerate() {
            if broken.iter().any(|other| rules[*other].group == rule.group) {
                continue;
            }
            let (from, of) = (case.span(rule.from), case.span(rule.of));
            let Some(left) = rule.narrowed(from, of) else { return Some(at) };
            for (slot, was, is) in [(rule.from, from, left.0), (rule.of, of, left.1)] {
                if is != was {
                    case.imply(slot, is, at);
                    more = true;
                }
            }
        }
    }
    None
}

/// Infers what follows from the answers just read, and tells where they contradict each other.
pub(crate) fn settle(vocabulary: &Vocabulary, case: &mut Case, issues: &mut Vec<Issue>) {
    for at in infer(vocabulary, case) {
        let rule = &vocabulary.implications[at];
        // A part above its whole is told as a tension.
        if rule.why.is_none() && !rule.sets && case.span(rule.of).lo > case.span(rule.from).hi {
            continue;
        }
        let told = if case.is_answered(vocabulary, rule.of) { rule.of } else { rule.from };
        let (fact, other, why) = (fact_of(vocabulary, told), fact_of(vocabulary, rule.other(told)), rule.reason(vocabulary));
        issues.push(Issue {
            fact: fact.id.clone(),
            year: fact.yearly.then(|| case.year(vocabulary.of_slot(told).1)),
            severity: Severity::Warning,
            code: "contradiction",
            message: m::ANSWERS_CONTRADICT.text([&fact.label, &other.label, &why]),
            suggestion: None,
        });
    }
}
