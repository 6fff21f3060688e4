//! What an enterprise answered: the one type between JSON, typed text, sheets and a [`Case`]. It is read once at the edge;
//! a page, a plan and a comparison work on it, and it is laid out for whatever day is looked at.

mod key;
pub(crate) mod kinds;
mod read;
mod tension;

pub use key::{Key, year};
pub use kinds::Misfit;
use kinds::refused;
pub(crate) use kinds::region;

use crate::case::{Case, Issue};
use crate::day::Day;
use crate::infer::{infer, settle};
use crate::vocabulary::*;
use crate::written::Procedure;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// All answers of one enterprise, of whatever years, with the day and the procedures they were given for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// The day for which they were given.
    pub as_of: Day,
    procedures: BTreeMap<StandardIx, Procedure>,
    /// What each leaves possible. What leaves everything possible is no answer.
    pub(crate) said: BTreeMap<Key, Span>,
    /// What a case holds besides, as it was written: its name and note, and what is not known here.
    beside: Map<String, Value>,
}

impl Answers {
    /// No answers yet.
    pub fn new(as_of: Day) -> Answers {
        Answers { as_of, procedures: BTreeMap::new(), said: BTreeMap::new(), beside: Map::new() }
    }

    /// The enterprise's name, if the case has one.
    pub fn name(&self) -> Option<&str> {
        self.beside.get("name")?.as_str()
    }

    /// What an answer leaves possible; none where nothing was said.
    pub fn get(&self, key: Key) -> Option<Span> {
        self.said.get(&key).copied()
    }

    /// All of them, fact by fact and year by year.
    pub fn iter(&self) -> impl Iterator<Item = (Key, Span)> {
        self.said.iter().map(|(key, span)| (*key, *span))
    }

    /// Gives an answer, in place of one there may be. It must lie within the fact's domain.
    pub fn put(&mut self, key: Key, span: Span) {
        self.said.insert(key, span);
    }

    /// Gives an answer as it was typed; where nothing can be made of it, that is told, and the question stays open. So it
    /// does, without a word, where nothing was typed, or so far only the beginning of a number.
    pub fn put_typed(&mut self, vocabulary: &Vocabulary, key: Key, text: &str) -> Option<Issue> {
        let fact = vocabulary.fact(key.fact);
        match fact.read_typed(text) {
            Ok(said) => {
                self.said.remove(&key);
                self.said.extend(said.filter(|span| fact.narrows(*span)).map(|span| (key, span)));
                None
            }
            Err(misfit) => Some(refused(fact, key.year, misfit)),
        }
    }

    /// Chooses the procedure for a standard.
    pub fn set_procedure(&mut self, standard: StandardIx, procedure: Procedure) {
        self.procedures.insert(standard, procedure);
    }

    /// As a case on a day, which need not be their own: a year is what it is, and each day looks at other ones. What
    /// follows from the answers is inferred.
    pub fn lay_out(&self, vocabulary: &Vocabulary, day: Day) -> Case {
        let mut case = self.spread(vocabulary, day);
        infer(vocabulary, &mut case);
        case
    }

    fn spread(&self, vocabulary: &Vocabulary, day: Day) -> Case {
        let mut case = Case::empty(vocabulary, day);
        case.set_said_on(self.as_of);
        for (standard, procedure) in &self.procedures {
            case.set_procedure(*standard, *procedure);
        }
        for (key, span) in &self.said {
            let fact = vocabulary.fact(key.fact);
            let back = match key.year {
                None => Some(YearRef::Y0),
                Some(year) => YearRef::ALL.into_iter().find(|back| case.year(*back) == year),
            };
            if let Some(back) = back.filter(|_| key.year.is_some() == fact.yearly) {
                case.put(fact.slot_of(back), *span);
            }
        }
        case
    }

    /// As a case on their own day, and what hardly goes together among them beside what has been said of them.
    pub fn case(&self, vocabulary: &Vocabulary, mut issues: Vec<Issue>) -> (Case, Vec<Issue>) {
        let mut case = self.spread(vocabulary, self.as_of);
        issues.extend(tension::tensions(vocabulary, &case));
        settle(vocabulary, &mut case, &mut issues);
        (case, issues)
    }

    /// As a case of the public contract that can be read as it stands, with all that was beside the answers.
    pub fn write(&self, vocabulary: &Vocabulary) -> Value {
        let mut case = self.beside.clone();
        let mut part = |key: &str| match case.remove(key) {
            Some(Value::Object(part)) => part,
            _ => Map::new(),
        };
        let (mut procedures, mut facts) = (part("procedures"), part("facts"));
        for (standard, procedure) in &self.procedures {
            procedures.insert(vocabulary.standard(*standard).id.clone(), procedure.id().into());
        }
        for (key, span) in &self.said {
            let fact = vocabulary.fact(key.fact);
            put_in(&mut facts, &fact.id, key.year, fact.write(*span));
        }
        if !procedures.is_empty() {
            case.insert("procedures".to_owned(), Value::Object(procedures));
        }
        case.insert("as_of".to_owned(), self.as_of.to_string().into());
        case.insert("facts".to_owned(), Value::Object(facts));
        Value::Object(case)
    }
}

impl Case {
    /// Reads a case of the public contract. `today` stands in where the case names no day.
    ///
    /// # Errors
    /// Only where there is no case at all: it is no object, or its day is none. All else is an [`Issue`] beside the
    /// case, and the answer concerned stays unknown.
    pub fn read(vocabulary: &Vocabulary, value: &Value, today: Day) -> Result<(Case, Vec<Issue>), Issue> {
        let (answers, issues) = Answers::read(vocabulary, value, today)?;
        Ok(answers.case(vocabulary, issues))
    }
}

/// Puts a value among facts as a case has them, under its year where it has one.
pub fn put_in(facts: &mut Map<String, Value>, id: &str, year: Option<i32>, value: Value) {
    match year {
        None => {
            facts.insert(id.to_owned(), value);
        }
        Some(year) => {
            let years = facts.entry(id).or_insert_with(|| Value::Object(Map::new()));
            years[year.to_string()] = value;
        }
    }
}
