//! What one answer is an answer to.

use crate::day::YEARS;
use crate::messages as m;
use crate::text::Text;
use crate::vocabulary::{FactIx, Vocabulary};

/// One thing that can be answered: a fact, and a calendar year if it is yearly.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key {
    /// The fact.
    pub fact: FactIx,
    /// The calendar year, so that an answer keeps its meaning when the day moves on. Where figures are chosen, as those
    /// that a plan leaves alone, a yearly fact without one stands for all its years.
    pub year: Option<i32>,
}

impl Key {
    /// Reads `fact` or `fact:year`.
    ///
    /// # Errors
    /// What is wrong and what would be right: there is no such fact, it is not by year, or that is no year.
    pub fn parse(vocabulary: &Vocabulary, text: &str) -> Result<Key, Text> {
        let (id, after) = text.split_once(':').map_or((text, None), |(id, year)| (id, Some(year)));
        let Some(fact) = vocabulary.find(id) else {
            return Err(m::NO_SUCH_FACT.text([&id]));
        };
        let Some(after) = after else { return Ok(Key { fact, year: None }) };
        match year(after).filter(|_| vocabulary.fact(fact).yearly) {
            Some(year) => Ok(Key { fact, year: Some(year) }),
            None if vocabulary.fact(fact).yearly => Err(m::KEPT_YEAR_WRONG.text([&text, &after, &id])),
            None => Err(m::KEPT_FACT_NOT_YEARLY.text([&id, &after])),
        }
    }

    /// The text that [`Key::parse`] reads.
    pub fn text(self, vocabulary: &Vocabulary) -> String {
        let id = &vocabulary.fact(self.fact).id;
        self.year.map_or_else(|| id.clone(), |year| format!("{id}:{year}"))
    }
}

/// A year of four digits.
pub fn year(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|year| YEARS.contains(year))
}
