//! What follows from what, for every year of the facts spoken of.

use super::Compiler;
use crate::diagnostic::Code;
use crate::limits::position;
use crate::messages as m;
use crate::number::{MICRO, parse_micro};
use crate::vocabulary::implication::{Implication, Rule, Says, Statement};
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
            found.extend(years.iter().map(|year| {
                let (part_slot, whole_slot) = (part.slot_of(*year), whole.slot_of(*year));
                let rule = match part.kind {
                    Kind::Set => Rule::Subset { part: part_slot, whole: whole_slot },
                    _ => Rule::Sum { of: part_slot, parts: vec![whole_slot], at_most: true },
                };
                Implication { rule, why: None, group: 0 }
            }));
        }
        for one in written {
            let rules = match &one.rule {
                RuleDoc::If { when, then, otherwise } => self.follows(vocabulary, &one.place, when, then, otherwise.as_ref()),
                RuleDoc::Sum { of, at_least, at_most } => self.sums(vocabulary, &one.place, of, [at_least, at_most]),
            };
            let why = Some((one.why.clone(), one.certainty));
            found.extend(rules.into_iter().flatten().map(|rule| Implication { rule, why: why.clone(), group: 0 }));
        }
        group(&mut found);
        found
    }

    /// What follows where an answer is so, and what where it is not.
    fn follows(
        &mut self,
        vocabulary: &Vocabulary,
        place: &str,
        when: &(String, Value),
        then: &(String, Value),
        otherwise: Option<&(String, Value)>,
    ) -> Option<Vec<Rule>> {
        let (from, when) = self.statement(vocabulary, place, when, true)?;
        let mut rules = Vec::new();
        for (follows, holds) in [(Some(then), true), (otherwise, false)] {
            let Some(follows) = follows else { continue };
            let (of, then) = self.statement(vocabulary, place, follows, false)?;
            if from.slot == of.slot {
                return self.fault(
                    Code::WrongImplication,
                    place,
                    m::IMPLICATION_OF_ONE_FACT.text([]),
                    m::IMPLICATION_TAKES_TWO_FACTS.text([]),
                );
            }
            let when = match (holds, when, from.domain) {
                (true, when, _) => when,
                (false, Says::Includes(mask), _) => Says::Lacks(mask),
                (false, Says::Lacks(mask), _) => Says::Includes(mask),
                (false, Says::Within(Span { lo, hi }), all) if lo == all.lo => Says::Within(Span { lo: hi + 1, hi: all.hi }),
                (false, Says::Within(Span { lo, hi }), all) if hi == all.hi => Says::Within(Span { lo: all.lo, hi: lo - 1 }),
                _ => return self.says_nothing(place, &from.id),
            };
            rules.push(Rule::Follows(Statement { slot: from.slot, says: when }, Statement { slot: of.slot, says: then }));
        }
        Some(rules)
    }

    /// A number beside the sums of others that it is not below and not above.
    fn sums(&mut self, vocabulary: &Vocabulary, place: &str, of: &str, written: [&Vec<String>; 2]) -> Option<Vec<Rule>> {
        let mut rules = Vec::new();
        for (ids, at_most) in written.into_iter().zip([false, true]).filter(|(ids, _)| !ids.is_empty()) {
            let mut facts: Vec<&Fact> = Vec::new();
            for id in std::iter::once(of).chain(ids.iter().map(String::as_str)) {
                let Some(ix) = vocabulary.find(id) else { return self.unknown_fact(place, id) };
                let fact = vocabulary.fact(ix);
                let fits = fact.kind.is_number() && !fact.kind.is_micro() && !fact.yearly;
                if !fits || facts.iter().any(|other| other.slot == fact.slot || other.kind != fact.kind) {
                    return self.fault(Code::WrongImplication, place, m::NO_SUM_WITH.text([&id]), m::SUMS_ARE_OF_COUNTS.text([]));
                }
                facts.push(fact);
            }
            let parts = facts[1..].iter().map(|fact| fact.slot).collect();
            rules.push(Rule::Sum { of: facts[0].slot, parts, at_most });
        }
        if rules.is_empty() { self.says_nothing(place, of) } else { Some(rules) }
    }

    fn says_nothing<T>(&mut self, place: &str, id: &str) -> Option<T> {
        let (what, instead) = (m::NOTHING_FOLLOWS.text([&id]), m::IMPLICATION_BY_KIND.text([]));
        self.fault(Code::WrongImplication, place, what, instead)
    }

    /// A fact with what is said of it: one answer as a case has it, or from `min` to `max`; of a set, what it `includes` or
    /// `lacks`; of a title, that it is held, which only follows.
    fn statement<'v>(
        &mut self,
        vocabulary: &'v Vocabulary,
        place: &str,
        (id, value): &(String, Value),
        follows_from: bool,
    ) -> Option<(&'v Fact, Says)> {
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
        let mask = |key: &str| {
            let options = value.get(key)?.as_array()?.iter().map(|id| fact.option(id.as_str()?));
            options
                .collect::<Option<Vec<usize>>>()
                .map(|all| all.into_iter().fold(0_i64, |mask, at| mask | 1 << at))
                .filter(|mask| *mask != 0)
        };
        let only = value.as_object().filter(|map| map.len() == 1);
        let inside = |span: &Span| fact.domain.lo <= span.lo && span.lo <= span.hi && span.hi <= fact.domain.hi && *span != fact.domain;
        let says = match (fact.kind, value) {
            (Kind::Set, _) => only.and_then(|_| mask("includes").map(Says::Includes).or_else(|| mask("lacks").map(Says::Lacks))),
            // Titles are tried by the matching of policies, one by one and by themselves; nothing may follow from them.
            (Kind::Title, Value::String(word)) if !follows_from => match word.as_str() {
                "held" => Some(Says::Held(true)),
                "not_held" => Some(Says::Held(false)),
                _ => None,
            },
            (_, Value::Object(map)) if map.keys().all(|key| key == "min" || key == "max") => {
                ends("min").zip(ends("max")).map(|(min, max)| Span { lo: min.lo, hi: max.hi }).filter(inside).map(Says::Within)
            }
            (_, one) => answer(one).filter(inside).map(Says::Within),
        };
        match says.filter(|_| !fact.yearly) {
            Some(says) => Some((fact, says)),
            None => self.says_nothing(place, id),
        }
    }
}

/// Gives those that hang together by the values they speak of the place of the first of them.
fn group(all: &mut [Implication]) {
    for at in 0..all.len() {
        all[at].group = position(at);
        let (before, one) = all.split_at_mut(at);
        let one = &mut one[0];
        let slots = one.rule.slots();
        let touches = |other: &&Implication| other.rule.slots().iter().any(|slot| slots.contains(slot));
        let groups: Vec<u16> = before.iter().filter(touches).map(|other| other.group).collect();
        let Some(first) = groups.iter().min().copied() else { continue };
        one.group = first;
        before.iter_mut().filter(|other| groups.contains(&other.group)).for_each(|other| other.group = first);
    }
}
