//! From the JSON of a case to its answers. What cannot be understood is told and left unknown; the rest counts.

use super::kinds::{refused, twice};
use super::{Answers, Key, year};
use crate::case::{Issue, Severity};
use crate::day::Day;
use crate::json::{TWICE, is_twice, shown};
use crate::messages as m;
use crate::text::Text;
use crate::vocabulary::*;
use crate::written::Procedure;
use serde_json::{Map, Value};

/// For how many unknown facts of a case the nearest known one is looked for. Nobody mistypes more.
const GUESSES: usize = 40;

impl Answers {
    /// Reads a case of the public contract. `today` stands in where the case names no day.
    ///
    /// # Errors
    /// Only where there is no case at all: it is no object, or its day is none. All else is an [`Issue`] beside the
    /// answers, and the answer concerned is as good as not given.
    pub fn read(vocabulary: &Vocabulary, value: &Value, today: Day) -> Result<(Answers, Vec<Issue>), Issue> {
        let error = |key: &str, code, message: Text| Issue {
            fact: key.to_owned(),
            year: None,
            severity: Severity::Error,
            code,
            message,
            suggestion: None,
        };
        let Value::Object(top) = value else {
            return Err(error("", "not_a_case", m::CASE_IS_AN_OBJECT.text([])));
        };
        let as_of = match top.get("as_of") {
            None | Some(Value::Null) => today,
            Some(day) if is_twice(day) => return Err(error("as_of", "duplicate_key", twice_in("as_of"))),
            Some(day) => day.as_str().and_then(Day::parse).ok_or_else(|| error("as_of", "not_a_date", m::AS_OF_IS_A_DATE.text([])))?,
        };
        let nothing = Map::new();
        let facts = match top.get("facts") {
            None | Some(Value::Null) => &nothing,
            Some(facts) if is_twice(facts) => &nothing,
            Some(Value::Object(facts)) => facts,
            Some(_) => return Err(error("facts", "not_a_case", m::FACTS_IS_AN_OBJECT.text([]))),
        };
        let mut answers = Answers::new(as_of);
        let beside = top.iter().filter(|(key, _)| !["as_of", "procedures", "facts"].contains(&key.as_str()));
        answers.beside.extend(beside.map(|(key, value)| (key.clone(), value.clone())));
        let mut reader = Reader { vocabulary, answers, issues: Vec::new(), guesses: 0 };
        for key in ["name", "note", "facts", "procedures"].into_iter().filter(|key| top.get(*key).is_some_and(is_twice)) {
            reader.issue(key, None, Severity::Error, "duplicate_key", twice_in(key));
        }
        for key in top.keys().filter(|key| !["as_of", "procedures", "facts", "name", "note"].contains(&key.as_str())) {
            let shown = shown(key);
            reader.issue(key, None, Severity::Warning, "unknown_key", m::UNKNOWN_KEY.text([&shown]));
        }
        if let Some(procedures) = top.get("procedures").filter(|v| !v.is_null() && !is_twice(v)) {
            reader.procedures(procedures);
        }
        for (key, value) in facts {
            reader.fact(key, value);
        }
        Ok((reader.answers, reader.issues))
    }

    /// Keeps what is not known where it stood, but for what would pass, once it stands alone, for a part written twice.
    fn put_beside(&mut self, part: &str, id: &str, value: &Value) {
        if id == TWICE {
            return;
        }
        if let Value::Object(part) = self.beside.entry(part).or_insert_with(|| Value::Object(Map::new())) {
            part.insert(id.to_owned(), value.clone());
        }
    }
}

struct Reader<'v> {
    vocabulary: &'v Vocabulary,
    answers: Answers,
    issues: Vec<Issue>,
    guesses: usize,
}

impl Reader<'_> {
    fn issue(&mut self, fact: &str, year: Option<i32>, severity: Severity, code: &'static str, message: Text) {
        self.issues.push(Issue { fact: fact.to_owned(), year, severity, code, message, suggestion: None });
    }

    fn procedures(&mut self, value: &Value) {
        let empty = Map::new();
        let map = value.as_object().unwrap_or(&empty);
        if value.as_object().is_none() {
            self.issue("procedures", None, Severity::Error, "not_a_procedure", m::PROCEDURES_IS_AN_OBJECT.text([]));
        }
        for (key, value) in map {
            let Some(standard) = self.vocabulary.find_standard(key) else {
                self.answers.put_beside("procedures", key, value);
                let key = shown(key);
                let known = self.vocabulary.standards.iter().map(|s| s.id.as_str()).collect::<Vec<_>>().join(", ");
                let message = m::NO_TIER_IN_PROCEDURES.text([&key, &known]);
                self.issue("procedures", None, Severity::Error, "unknown_standard", message);
                continue;
            };
            if is_twice(value) {
                self.issue("procedures", None, Severity::Error, "duplicate_key", twice_in(key));
                continue;
            }
            match value.as_str().and_then(Procedure::from_id) {
                Some(procedure) => self.answers.set_procedure(standard, procedure),
                None => {
                    self.issue("procedures", None, Severity::Error, "not_a_procedure", m::NO_PROCEDURE.text([key]));
                }
            }
        }
    }

    fn fact(&mut self, key: &str, value: &Value) {
        let vocabulary = self.vocabulary;
        let Some(ix) = vocabulary.find(key) else {
            self.answers.put_beside("facts", key, value);
            self.guesses += 1;
            let known = vocabulary.facts.iter().map(|f| f.id.as_str());
            let near = if self.guesses <= GUESSES { nearest(key, known) } else { None };
            let shown = shown(key);
            let message = match near {
                Some(near) => m::NO_FACT_BUT_NEAR.text([&shown, &near]),
                None => m::NO_FACT.text([&shown]),
            };
            return self.issue(key, None, Severity::Error, "unknown_fact", message);
        };
        let fact = vocabulary.fact(ix);
        if is_twice(value) {
            return self.issues.push(refused(fact, None, twice()));
        }
        if !fact.yearly {
            return self.answer(Key { fact: ix, year: None }, value);
        }
        let y0 = self.answers.as_of.year() - 1;
        let years = match value {
            Value::Null => return,
            Value::Object(years) if !years.is_empty() && !years.keys().all(|k| k == "min" || k == "max") => years,
            Value::Object(years) if years.is_empty() => return,
            _ => {
                return self.issue(key, None, Severity::Error, "not_by_year", m::GIVEN_BY_YEAR.text([&fact.label, &y0]));
            }
        };
        for (key, value) in years {
            let Some(year) = year(key) else {
                let message = m::NO_YEAR_OF.text([&fact.label, &shown(key), &y0]);
                self.issue(&fact.id, None, Severity::Error, "not_a_year", message);
                continue;
            };
            // A year outside of those the rules look at is checked all the same, and then not needed on this day.
            self.answer(Key { fact: ix, year: Some(year) }, value);
        }
    }

    fn answer(&mut self, key: Key, value: &Value) {
        if value.is_null() {
            return;
        }
        let fact = self.vocabulary.fact(key.fact);
        match fact.read(value) {
            Ok(span) if fact.narrows(span) => self.answers.put(key, span),
            Ok(_) => {}
            Err(misfit) => self.issues.push(refused(fact, key.year, misfit)),
        }
    }
}

/// A key of the case that was written more than once.
fn twice_in(key: &str) -> Text {
    m::TWICE_IN.text([&key, &twice().1])
}

/// The known id that differs least, if any is near.
fn nearest<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // Ids are of one byte a character. Names that differ much in length differ much; what is very long is near to none.
    let near = known.filter(|k| id.chars().take(k.len() * 2).count().abs_diff(k.len()) * 3 <= k.len());
    near.map(|k| (distance(id, k), k)).filter(|(d, k)| *d * 3 <= k.len()).min().map(|(_, k)| k)
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let next = (corner + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[b.len()]
}
