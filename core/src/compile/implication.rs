//! What follows from what, for every year of the facts spoken of.

use super::Compiler;
use crate::diagnostic::Code;
use crate::infer::Implication;
use crate::limits::position;
use crate::messages as m;
use crate::number::{MICRO, parse_micro};
use crate::vocabulary::*;
use crate::written::*;
use serde_json::Value;

impl Compiler<'_> {
    /// The parts and wholes of a vocabulary, and what else follows by it.
    pub(super) fn implications(&mut self, vocabulary: &Vocabulary, written: &[ImplicationDoc]) -> Vec<Implication> {
        let mut found: Vec<Implication> = Vec::new();
        for part in &vocabulary.facts {
            let Some(whole) = part.part_of.map(|whole| vocabulary.fact(whole)) else { continue };
            let years: &[YearRef] = if part.yearly { &YearRef::ALL } else { &[YearRef::Y0] };
            found.extend(years.iter().map(|year| Implication {
                from: whole.slot_of(*year),
                when: whole.domain,
                of: part.slot_of(*year),
                within: part.domain,
                at_most: true,
                sets: part.kind == Kind::Set,
                why: None,
                group: 0,
            }));
        }
        for one in written {
            let (Some((from, when)), Some((of, within))) =
                (self.statement(vocabulary, &one.place, &one.when), self.statement(vocabulary, &one.place, &one.then))
            else {
                continue;
            };
            if from.slot == of.slot {
                self.fault::<()>(
                    Code::WrongImplication,
                    &one.place,
                    m::IMPLICATION_OF_ONE_FACT.text([]),
                    m::IMPLICATION_TAKES_TWO_FACTS.text([]),
                );
                continue;
            }
            let why = Some((one.why.clone(), one.certainty));
            found.push(Implication { from: from.slot, when, of: of.slot, within, at_most: false, sets: false, why, group: 0 });
        }
        group(&mut found);
        found
    }

    /// A fact with the answers that are spoken of: one answer as a case has it, or from `min` to `max`.
    fn statement<'v>(&mut self, vocabulary: &'v Vocabulary, place: &str, (id, value): &(String, Value)) -> Option<(&'v Fact, Span)> {
        let Some(ix) = vocabulary.find(id) else { return self.unknown_fact(place, id) };
        let fact = vocabulary.fact(ix);
        let answer = |value: &Value| -> Option<Span> {
            let text = value.as_str();
            Some(match (fact.kind, value) {
                (Kind::Bool, Value::Bool(yes)) => Span::point(i64::from(*yes)),
                (Kind::Choice, _) => Span::point(i64::from(position(fact.option(text?)?))),
                (Kind::Region, _) => crate::answers::region(text?)?,
                (Kind::Count | Kind::Years, Value::Number(number)) => {
                    let micro = parse_micro(number.as_str()).ok().filter(|micro| micro % MICRO == 0)?;
                    Span::point(micro / MICRO)
                }
                _ => return None,
            })
        };
        let ends = |key: &str| value.get(key).map_or(Some(fact.domain), answer);
        let span = match value {
            Value::Object(map) if map.keys().all(|key| key == "min" || key == "max") => {
                ends("min").zip(ends("max")).map(|(min, max)| Span { lo: min.lo, hi: max.hi })
            }
            one => answer(one),
        };
        let inside = |span: &Span| fact.domain.lo <= span.lo && span.lo <= span.hi && span.hi <= fact.domain.hi;
        // Titles are tried by the matching of policies, one by one and by themselves; nothing may follow from them.
        match span.filter(|span| inside(span) && *span != fact.domain && !fact.yearly) {
            Some(span) => Some((fact, span)),
            None => self.fault(Code::WrongImplication, place, m::NOTHING_FOLLOWS.text([&id]), m::IMPLICATION_BY_KIND.text([])),
        }
    }
}

/// Gives those that hang together by the values they speak of the place of the first of them.
fn group(all: &mut [Implication]) {
    for at in 0..all.len() {
        all[at].group = position(at);
        let (before, one) = all.split_at_mut(at);
        let one = &mut one[0];
        let touches = |other: &&Implication| [one.from, one.of].iter().any(|slot| [other.from, other.of].contains(slot));
        let groups: Vec<u16> = before.iter().filter(touches).map(|other| other.group).collect();
        let Some(first) = groups.iter().min().copied() else { continue };
        one.group = first;
        before.iter_mut().filter(|other| groups.contains(&other.group)).for_each(|other| other.group = first);
    }
}
