//! From the JSON of a case to its answers. What cannot be understood is told and left unknown; the rest counts.

use super::kinds::{refused, twice};
use super::{Answers, Key, year};
use crate::case::{Issue, Severity};
use crate::day::Day;
use crate::json::{is_twice, shown};
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
        let error = |key: &str, code, zh: &str, en: &str| Issue {
            fact: key.to_owned(),
            year: None,
            severity: Severity::Error,
            code,
            message: Text::new(zh, en),
            suggestion: None,
        };
        let Value::Object(top) = value else {
            return Err(error("", "not_a_case", "一个案例应为 JSON 对象 { … }", "A case is a JSON object { … }"));
        };
        let as_of = match top.get("as_of") {
            None | Some(Value::Null) => today,
            Some(day) if is_twice(day) => return Err(Issue { message: twice_in("as_of"), ..error("as_of", "duplicate_key", "", "") }),
            Some(day) => day.as_str().and_then(Day::parse).ok_or_else(|| {
                error("as_of", "not_a_date", "as_of 应为日期，如 \"2026-11-23\"", "as_of is a date such as \"2026-11-23\"")
            })?,
        };
        let nothing = Map::new();
        let facts = match top.get("facts") {
            None | Some(Value::Null) => &nothing,
            Some(facts) if is_twice(facts) => &nothing,
            Some(Value::Object(facts)) => facts,
            Some(_) => return Err(error("facts", "not_a_case", "facts 应为对象 { … }", "facts is an object { … }")),
        };
        let mut answers = Answers::new(as_of);
        let beside = top.iter().filter(|(key, _)| !["as_of", "procedures", "facts"].contains(&key.as_str()));
        answers.beside.extend(beside.map(|(key, value)| (key.clone(), value.clone())));
        let mut reader = Reader { vocabulary, answers, issues: Vec::new(), guesses: 0 };
        for key in ["name", "note", "facts", "procedures"].into_iter().filter(|key| top.get(*key).is_some_and(is_twice)) {
            let Text { zh, en } = twice_in(key);
            reader.issue(key, None, Severity::Error, "duplicate_key", zh, en);
        }
        for key in top.keys().filter(|key| !["as_of", "procedures", "facts", "name", "note"].contains(&key.as_str())) {
            let shown = shown(key);
            let (zh, en) = (format!("案例中没有 {shown} 这一项，已忽略"), format!("A case has no `{shown}`; it is ignored"));
            reader.issue(key, None, Severity::Warning, "unknown_key", zh, en);
        }
        if let Some(procedures) = top.get("procedures").filter(|v| !v.is_null() && !is_twice(v)) {
            reader.procedures(procedures);
        }
        for (key, value) in facts {
            reader.fact(key, value);
        }
        Ok((reader.answers, reader.issues))
    }

    /// Keeps what is not known where it stood.
    fn put_beside(&mut self, part: &str, id: &str, value: &Value) {
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
    fn issue(&mut self, fact: &str, year: Option<i32>, severity: Severity, code: &'static str, zh: String, en: String) {
        self.issues.push(Issue { fact: fact.to_owned(), year, severity, code, message: Text { zh, en }, suggestion: None });
    }

    fn procedures(&mut self, value: &Value) {
        let empty = Map::new();
        let map = value.as_object().unwrap_or(&empty);
        if value.as_object().is_none() {
            let (zh, en) = (
                "procedures 应为对象，如 {\"little_giant\": \"renewal\"}",
                "procedures is an object such as {\"little_giant\": \"renewal\"}",
            );
            self.issue("procedures", None, Severity::Error, "not_a_procedure", zh.into(), en.into());
        }
        for (key, value) in map {
            let Some(standard) = self.vocabulary.find_standard(key) else {
                self.answers.put_beside("procedures", key, value);
                let key = shown(key);
                let known = self.vocabulary.standards.iter().map(|s| s.id.as_str()).collect::<Vec<_>>().join(", ");
                let (zh, en) = (
                    format!("procedures 中的 {key} 不是层级，可用：{known}"),
                    format!("`{key}` in procedures is no tier; use one of {known}"),
                );
                self.issue("procedures", None, Severity::Error, "unknown_standard", zh, en);
                continue;
            };
            if is_twice(value) {
                let Text { zh, en } = twice_in(key);
                self.issue("procedures", None, Severity::Error, "duplicate_key", zh, en);
                continue;
            }
            match value.as_str().and_then(Procedure::from_id) {
                Some(procedure) => self.answers.set_procedure(standard, procedure),
                None => {
                    let (zh, en) = (
                        format!("{key} 的程序应为 first_application（首次申报）或 renewal（复核）"),
                        format!("The procedure of `{key}` is first_application or renewal"),
                    );
                    self.issue("procedures", None, Severity::Error, "not_a_procedure", zh, en);
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
            let (zh, en) = match near {
                Some(near) => {
                    (format!("没有名为 {shown} 的事实，是否指 {near}？"), format!("There is no fact `{shown}`; did you mean `{near}`?"))
                }
                None => (format!("没有名为 {shown} 的事实，请核对事实词汇表"), format!("There is no fact `{shown}`; see the vocabulary")),
            };
            return self.issue(key, None, Severity::Error, "unknown_fact", zh, en);
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
                let (zh, en) = (
                    format!("{}应按年度填报，如 {{\"{y0}\": 100}}", fact.label.zh),
                    format!("{} is given by year, such as {{\"{y0}\": 100}}", fact.label.en),
                );
                return self.issue(key, None, Severity::Error, "not_by_year", zh, en);
            }
        };
        for (key, value) in years {
            let Some(year) = year(key) else {
                let shown = shown(key);
                let (zh, en) = (
                    format!("{}的年度“{shown}”不是年份，应为四位数字，如 {}", fact.label.zh, y0),
                    format!("“{shown}” is no year of {}; write four digits such as {}", fact.label.en, y0),
                );
                self.issue(&fact.id, None, Severity::Error, "not_a_year", zh, en);
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
    let Text { zh, en } = twice().1;
    Text { zh: format!("{key} {zh}"), en: format!("`{key}`: {en}") }
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
