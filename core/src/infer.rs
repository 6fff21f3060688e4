//! What follows from the answers: a part is never more than its whole, and what the vocabulary says follows from what.
//!
//! Only what is open is narrowed, and only as far as every way of completing the answers that agrees with the
//! implications leaves it; what was answered is never overruled. A range may be narrowed too, for it says no more than
//! that the value lies inside. Where answers contradict an implication, nothing at all is inferred among the values that
//! hang together with it: the contradiction is told, and verdicts rest on what was answered.

use crate::case::{Case, Implied, Issue, Severity};
use crate::messages as m;
use crate::order::sort_by_key;
use crate::vocabulary::implication::{Implication, Rule, Says, Statement};
use crate::vocabulary::{Fact, Slot, Span, Vocabulary};

/// How often all implications are gone through at most. Sums can close in on each other a step at a time; to stop there
/// leaves more possible, which is never wrong, and with more answered no verdict opens again.
const ROUNDS: usize = 100;

impl Statement {
    /// What is said, with a title's validity as days.
    fn says(&self, case: &Case) -> Says {
        let day = case.said_on().number();
        match self.says {
            Says::Held(true) => Says::Within(Span { lo: day, hi: i64::MAX }),
            Says::Held(false) => Says::Within(Span { lo: i64::MIN, hi: day - 1 }),
            says => says,
        }
    }

    /// Whether it holds; none where that is open.
    pub fn holds(&self, case: &Case) -> Option<bool> {
        let span = case.span(self.slot);
        let (surely, never) = match self.says(case) {
            Says::Within(within) => (within.contains(span), !within.overlaps(span)),
            Says::Includes(mask) => (span.lo & mask != 0, span.hi & mask == 0),
            Says::Lacks(mask) => (span.hi & mask == 0, span.lo & mask != 0),
            Says::Held(_) => (false, false),
        };
        if surely { Some(true) } else { never.then_some(false) }
    }

    /// What is left of its value where it holds, or else where it does not; none where nothing is.
    fn narrowed(&self, case: &Case, holds: bool) -> Option<Span> {
        let span = case.span(self.slot);
        match (self.says(case), holds) {
            (Says::Within(within), true) => {
                let left = Span { lo: span.lo.max(within.lo), hi: span.hi.min(within.hi) };
                (left.lo <= left.hi).then_some(left)
            }
            (Says::Within(within), false) if within.contains(span) => None,
            // What lies in the midst of a span stays.
            (Says::Within(within), false) if within.hi >= span.hi => Some(Span { hi: span.hi.min(within.lo.saturating_sub(1)), ..span }),
            (Says::Within(within), false) if within.lo <= span.lo => Some(Span { lo: span.lo.max(within.hi.saturating_add(1)), ..span }),
            (Says::Within(_) | Says::Held(_), _) => Some(span),
            (Says::Includes(mask), true) | (Says::Lacks(mask), false) => match span.hi & mask {
                0 => None,
                last if last.count_ones() == 1 => Some(Span { lo: span.lo | last, ..span }),
                _ => Some(span),
            },
            (Says::Lacks(mask), true) | (Says::Includes(mask), false) => {
                (span.lo & mask == 0).then_some(Span { hi: span.hi & !mask, ..span })
            }
        }
    }
}

impl Rule {
    /// Whether an answer may yet make something follow from it.
    pub fn is_open(&self, case: &Case) -> bool {
        match self {
            Rule::Follows(when, then) => when.holds(case).is_none() && then.holds(case).is_none(),
            Rule::Sum { .. } | Rule::Subset { .. } => true,
        }
    }

    /// What is left of the values that it narrows; none where nothing is left of one.
    fn narrowed(&self, case: &Case) -> Option<Vec<(Slot, Span)>> {
        let mut left = Vec::new();
        let mut keep = |slot: Slot, span: Span| {
            if span != case.span(slot) {
                left.push((slot, span));
            }
        };
        match self {
            Rule::Follows(when, then) => match when.holds(case) {
                Some(true) => keep(then.slot, then.narrowed(case, true)?),
                None if then.holds(case) == Some(false) => keep(when.slot, when.narrowed(case, false)?),
                _ => {}
            },
            Rule::Sum { of, parts, at_most } => {
                let (own, spans) = (case.span(*of), parts.iter().map(|part| (*part, case.span(*part))));
                if *at_most {
                    let most: i64 = spans.clone().map(|(_, span)| span.hi).sum();
                    if own.lo > most {
                        return None;
                    }
                    keep(*of, Span { hi: own.hi.min(most), ..own });
                    spans.for_each(|(part, span)| keep(part, Span { lo: span.lo.max(own.lo - (most - span.hi)), ..span }));
                } else {
                    let least: i64 = spans.clone().map(|(_, span)| span.lo).sum();
                    if own.hi < least {
                        return None;
                    }
                    keep(*of, Span { lo: own.lo.max(least), ..own });
                    spans.for_each(|(part, span)| keep(part, Span { hi: span.hi.min(own.hi - (least - span.lo)), ..span }));
                }
            }
            Rule::Subset { part, whole } => {
                let (part_span, whole_span) = (case.span(*part), case.span(*whole));
                if part_span.lo & !whole_span.hi != 0 {
                    return None;
                }
                keep(*whole, Span { lo: whole_span.lo | part_span.lo, ..whole_span });
                keep(*part, Span { hi: part_span.hi & whole_span.hi, ..part_span });
            }
        }
        Some(left)
    }
}

impl Implied {
    /// The implications it comes from.
    pub fn rules<'v>(&self, vocabulary: &'v Vocabulary) -> impl Iterator<Item = &'v Implication> {
        let [lower, upper] = self.by;
        [lower, upper.filter(|_| upper != lower)].into_iter().flatten().map(|at| &vocabulary.implications[at])
    }

    /// The values it follows from.
    pub fn sources(&self, vocabulary: &Vocabulary) -> Vec<Slot> {
        let mut sources: Vec<Slot> = Vec::new();
        for slot in self.rules(vocabulary).flat_map(|rule| rule.others(self.slot)) {
            if !sources.contains(&slot) {
                sources.push(slot);
            }
        }
        sources
    }
}

fn fact_of(vocabulary: &Vocabulary, slot: Slot) -> &Fact {
    vocabulary.fact(vocabulary.of_slot(slot).0)
}

impl Case {
    /// Sets what is answered for a value, and infers what follows; for those who make cases without JSON. What lies
    /// outside of the fact's domain is brought inside.
    pub fn set(&mut self, vocabulary: &Vocabulary, slot: Slot, span: Span) {
        let domain = vocabulary.fact(vocabulary.of_slot(slot).0).domain;
        let inside = |value: i64| value.clamp(domain.lo, domain.hi);
        self.answer(vocabulary, slot, Span { lo: inside(span.lo.min(span.hi)), hi: inside(span.hi.max(span.lo)) });
    }

    /// Puts a value in place of an answer, with what follows from it.
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

/// The same but for all that hangs together with these, up to the first contradiction.
fn contradicted(vocabulary: &Vocabulary, case: &mut Case, broken: &[usize]) -> Option<usize> {
    for one in std::mem::take(&mut case.implied) {
        case.put(one.slot, one.said);
    }
    let rules = &vocabulary.implications;
    for _ in 0..ROUNDS {
        let mut more = false;
        for (at, one) in rules.iter().enumerate() {
            if broken.iter().any(|other| rules[*other].group == one.group) {
                continue;
            }
            let Some(left) = one.rule.narrowed(case) else { return Some(at) };
            more |= !left.is_empty();
            left.into_iter().for_each(|(slot, span)| case.imply(slot, span, at));
        }
        if !more {
            break;
        }
    }
    None
}

/// Infers what follows from the answers just read, and tells where they contradict each other.
pub(crate) fn settle(vocabulary: &Vocabulary, case: &mut Case, issues: &mut Vec<Issue>) {
    for at in infer(vocabulary, case) {
        let rule = &vocabulary.implications[at];
        // A part above its whole is told as a tension.
        if let (None, Rule::Sum { of, parts, .. }) = (&rule.why, &rule.rule)
            && parts.iter().any(|whole| case.span(*of).lo > case.span(*whole).hi)
        {
            continue;
        }
        let mut slots = rule.rule.slots();
        // Told at what was answered.
        sort_by_key(&mut slots, |slot| !case.is_answered(vocabulary, *slot));
        let [told, other] = [slots[0], slots[1]];
        let (fact, other, why) = (fact_of(vocabulary, told), fact_of(vocabulary, other), rule.reason(vocabulary));
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
