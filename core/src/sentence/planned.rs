//! Changes and room, in words.

use super::Speaker;
use crate::day::Day;
use crate::messages as m;
use crate::plan::{Change, Margin};
use crate::vocabulary::*;

impl Speaker<'_> {
    /// A figure to be changed, as one would write it: `2026 年研发费用总额：82 万元 → 100 万元（增加 18 万元）`.
    pub fn change(&self, change: &Change) -> String {
        let (lang, goal) = (self.lang, change.rounded);
        let fact = self.rules.vocabulary.fact(change.fact);
        if let Some(statements) = &fact.statements {
            return statements[usize::from(change.to == 1)].get(lang).to_owned();
        }
        let label = fact.label.get(lang);
        let name = self.named(label, change.year);
        let up = change.from.is_none_or(|span| goal >= span.lo);
        let to = if fact.kind.is_number() { self.sufficient(fact, goal, up) } else { self.value(fact, goal) };
        let told = match change.from {
            None if fact.kind.is_number() => m::MUST_REACH.fill(lang, [&to]),
            None => to,
            Some(span) if !span.is_point() => {
                let was = self.range(fact, span);
                m::MUST_GO_FROM_TO.fill(lang, [&was, &to])
            }
            Some(Span { lo: from, .. }) => {
                let was = self.value(fact, from);
                let by = self.apart(fact, (goal - from).saturating_abs(), true);
                let by = match (fact.kind.is_number(), goal >= from) {
                    (false, _) => String::new(),
                    (true, true) => m::UP_BY.fill(lang, [&by]),
                    (true, false) => m::DOWN_BY.fill(lang, [&by]),
                };
                format!("{was} → {to}{by}")
            }
        };
        m::NAMED.fill(lang, [&name, &told])
    }

    /// The least that it must be, or the most that it may, where that is not the round figure of [`Speaker::change`].
    pub fn suffices(&self, change: &Change) -> Option<String> {
        let fact = self.rules.vocabulary.fact(change.fact);
        let up = change.rounded > change.to;
        let told = if up { m::SUFFICES_FROM } else { m::SUFFICES_TO };
        (change.to != change.rounded).then(|| told.fill(self.lang, [&self.sufficient(fact, change.to, up)]))
    }

    /// How far a figure may move: `2025 年营业收入总额 5 600 万元，可降至 5 000 万元（还可减少 600 万元）`.
    pub fn room(&self, room: &Margin) -> String {
        let lang = self.lang;
        let fact = self.rules.vocabulary.fact(room.fact);
        let (value, keeps) = (self.amount(fact, room.value), self.sufficient(fact, room.keeps, room.keeps < room.value));
        let by = self.apart(fact, (room.value - room.keeps).abs(), false);
        let label = self.named(fact.label.get(lang), room.year);
        match room.keeps.cmp(&room.value) {
            std::cmp::Ordering::Equal => m::ON_THE_LINE_NO_ROOM.fill(lang, [&label, &value]),
            std::cmp::Ordering::Less => m::MAY_FALL_TO_BY.fill(lang, [&label, &value, &keeps, &by]),
            std::cmp::Ordering::Greater => m::MAY_RISE_TO_BY.fill(lang, [&label, &value, &keeps, &by]),
        }
    }

    /// A fact's name with a calendar year.
    pub fn named(&self, label: &str, year: Option<i32>) -> String {
        match year {
            Some(year) => m::LABEL_IN_YEAR.fill(self.lang, [&year, &label]),
            None => label.to_owned(),
        }
    }

    /// A value of any kind, in words.
    pub fn value(&self, fact: &Fact, value: i64) -> String {
        // On the day looked at a title need be valid, and no longer.
        match Day::from_number(value).filter(|_| fact.kind == Kind::Title) {
            Some(day) => m::VALID_ON.fill(self.lang, [&day]),
            None => self.words(fact, Span::point(value), false).unwrap_or_default(),
        }
    }
}
