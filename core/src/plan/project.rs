//! What an enterprise's answers will be on a later day if it changes nothing: years not yet closed carry the last known
//! figure forward, years in the market add up, and what only counts for some years falls out of sight.
//!
//! This goes by what reading accepted and by nothing else. What it refused is as unknown on a later day as today.

use crate::answers::{Answers, Key};
use crate::case::Case;
use crate::day::Day;
use crate::vocabulary::*;

impl Answers {
    /// The answers with what follows from facts asked first in place of these: what follows can be changed, and changes
    /// with time, while what was ticked said how things stood on the day.
    pub(super) fn in_terms_of_law(&self, vocabulary: &Vocabulary, laid_out: &Case) -> Answers {
        let first = |slot: Slot| vocabulary.fact(vocabulary.of_slot(slot).0).asked_first;
        let mut answers = self.clone();
        answers.said.retain(|key, _| !vocabulary.fact(key.fact).asked_first);
        for one in laid_out.implied.iter().filter(|one| !first(one.slot) && one.sources(vocabulary).into_iter().any(first)) {
            let (fact, span) = (vocabulary.of_slot(one.slot).0, laid_out.span(one.slot));
            let lapsed = vocabulary.fact(fact).kind == Kind::Title && span.hi < self.as_of.number();
            answers.put(Key { fact, year: None }, if lapsed { Span::point(NO_TITLE) } else { span });
        }
        answers
    }

    /// The answers on a later day.
    pub(super) fn project(&self, vocabulary: &Vocabulary, to: Day) -> Answers {
        let from = self.as_of;
        let mut projected = self.clone();
        projected.as_of = to;
        for (ix, fact) in vocabulary.iter() {
            match fact.lever.map(|lever| lever.by) {
                _ if fact.yearly && !fact.calendar => projected.carry_forward(ix, from.year(), to.year()),
                Some(By::Time { after: None }) => {
                    let years = i64::from(to.year() - from.year());
                    let add = |end: i64| (end + years).min(fact.domain.hi);
                    for (_, span) in projected.said.range_mut(Key { fact: ix, year: None }..=Key { fact: ix, year: Some(i32::MAX) }) {
                        *span = Span { lo: add(span.lo), hi: add(span.hi) };
                    }
                }
                Some(By::Time { after: Some(years) }) if later_by(from, years).is_some_and(|day| day <= to) => {
                    if let Some(span) = projected.said.get_mut(&Key { fact: ix, year: None }) {
                        *span = Span::point(0);
                    }
                }
                _ => {}
            }
        }
        projected
    }

    /// Fills every year that is open on `from` and complete on the day looked at with the figure of the year before.
    fn carry_forward(&mut self, fact: FactIx, from: i32, to: i32) {
        let key = |year| Key { fact, year };
        let before = self.said.range(key(None)..key(Some(from)));
        let mut last = before.last().map(|(_, span)| *span);
        for year in from..to {
            match (self.get(key(Some(year))), last) {
                (Some(own), _) => last = Some(own),
                (None, Some(figure)) => self.put(key(Some(year)), figure),
                (None, None) => {}
            }
        }
    }
}

/// The same day of a later year; the last of February where it has no 29th.
pub(super) fn later_by(day: Day, years: i32) -> Option<Day> {
    let (year, month, of_month) = day.civil();
    Day::new(year + years, month, of_month).or_else(|| Day::new(year + years, month, of_month - 1))
}
