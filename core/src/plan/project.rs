//! What an enterprise's answers will be on a later day if it changes nothing: years not yet closed carry the last known
//! figure forward, years in the market add up, and what only counts for some years falls out of sight.
//!
//! This goes by what reading accepted and by nothing else. What it refused is as unknown on a later day as today.

use crate::case::{Case, Told};
use crate::day::Day;
use crate::infer::infer;
use crate::json::is_twice;
use crate::vocabulary::*;
use crate::written::Procedure;
use serde_json::{Map, Number, Value, json};
use std::collections::BTreeMap;

/// All answers of a case with what else stands in it, on the day of the case or a later one.
#[derive(Debug, Clone)]
pub(super) struct Answers<'c> {
    given: &'c Value,
    day: Day,
    /// The standard whose title is renewed although the case does not say so.
    renewed: Option<StandardIx>,
    told: BTreeMap<(FactIx, Option<i32>), Span>,
}

impl<'c> Answers<'c> {
    /// The answers that reading accepted.
    pub fn of(given: &'c Value, day: Day, told: &[Told]) -> Answers<'c> {
        let told = told.iter().map(|told| ((told.fact, told.year), told.span)).collect();
        Answers { given, day, renewed: None, told }
    }

    /// The answers on a later day.
    pub fn project(&self, vocabulary: &Vocabulary, to: Day) -> Answers<'c> {
        let from = self.day;
        let mut projected = Answers { day: to, ..self.clone() };
        for (ix, fact) in vocabulary.iter() {
            match fact.lever.map(|lever| lever.by) {
                _ if fact.yearly && !fact.calendar => projected.carry_forward(ix, from.year(), to.year()),
                Some(By::Time { after: None }) => {
                    let years = i64::from(to.year() - from.year());
                    let add = |end: i64| (end + years).min(fact.domain.hi);
                    for (_, span) in projected.told.range_mut((ix, None)..=(ix, Some(i32::MAX))) {
                        *span = Span { lo: add(span.lo), hi: add(span.hi) };
                    }
                }
                Some(By::Time { after: Some(years) }) if later_by(from, years).is_some_and(|day| day <= to) => {
                    if let Some(span) = projected.told.get_mut(&(ix, None)) {
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
        let before = self.told.range((fact, None)..(fact, Some(from)));
        let mut last = before.last().map(|(_, span)| *span);
        for year in from..to {
            match (self.told.get(&(fact, Some(year))), last) {
                (Some(own), _) => last = Some(*own),
                (None, Some(figure)) => {
                    self.told.insert((fact, Some(year)), figure);
                }
                (None, None) => {}
            }
        }
    }

    /// Puts a value in place of an answer.
    pub fn put(&mut self, fact: FactIx, year: Option<i32>, value: i64) {
        self.told.insert((fact, year), Span::point(value));
    }

    /// Takes a standard's title for one that is renewed.
    pub fn renew(&mut self, standard: StandardIx) {
        self.renewed = Some(standard);
    }

    /// As the case they are on their day; `now` is the one they come from.
    pub fn case(&self, vocabulary: &Vocabulary, now: &Case) -> Case {
        let mut case = Case::on(now, vocabulary, self.day);
        if let Some(standard) = self.renewed {
            case.set_procedure(standard, Procedure::Renewal);
        }
        for ((ix, year), span) in &self.told {
            let fact = vocabulary.fact(*ix);
            let back = match year {
                None => Some(YearRef::Y0),
                Some(year) => YearRef::ALL.into_iter().find(|back| case.year(*back) == *year),
            };
            if let Some(back) = back {
                case.put(fact.slot_of(back), *span);
            }
        }
        infer(vocabulary, &mut case);
        case
    }

    /// As a case of the public contract that can be evaluated as it stands. What the case holds besides answers, and
    /// facts of which nothing is known, stay in it.
    pub fn written(&self, vocabulary: &Vocabulary) -> Value {
        let object = |key: &str| self.given.get(key).filter(|value| !is_twice(value)).and_then(Value::as_object).cloned();
        let mut case = self.given.as_object().cloned().unwrap_or_default();
        case.insert("as_of".to_owned(), json!(self.day.to_string()));
        let mut procedures = object("procedures");
        if let Some(standard) = self.renewed {
            let id = vocabulary.standard(standard).id.clone();
            procedures.get_or_insert_default().insert(id, json!(Procedure::Renewal.id()));
        }
        match procedures {
            Some(procedures) => case.insert("procedures".to_owned(), Value::Object(procedures)),
            None => case.remove("procedures"),
        };
        let mut facts = object("facts").unwrap_or_default();
        facts.retain(|id, _| vocabulary.find(id).is_none());
        for ((ix, year), span) in &self.told {
            let fact = vocabulary.fact(*ix);
            let value = written_span(fact, *span);
            match year {
                None => {
                    facts.insert(fact.id.clone(), value);
                }
                Some(year) => {
                    let years = facts.entry(fact.id.clone()).or_insert_with(|| Value::Object(Map::new()));
                    years[year.to_string()] = value;
                }
            }
        }
        case.insert("facts".to_owned(), Value::Object(facts));
        Value::Object(case)
    }
}

/// The same day of a later year; the last of February where it has no 29th.
pub(super) fn later_by(day: Day, years: i32) -> Option<Day> {
    let (year, month, of_month) = day.civil();
    Day::new(year + years, month, of_month).or_else(|| Day::new(year + years, month, of_month - 1))
}

/// A value of a fact as the contract writes it.
pub fn written(fact: &Fact, value: i64) -> Value {
    let option = |at: usize| fact.options.get(at).map(|option| option.id.as_str());
    match fact.kind {
        Kind::Money | Kind::Percent => crate::number::show_micro(value).parse::<Number>().map_or(Value::Null, Value::Number),
        Kind::Count | Kind::Years => json!(value),
        Kind::Bool => json!(value == 1),
        Kind::Choice => usize::try_from(value).ok().and_then(option).map_or(Value::Null, |id| json!(id)),
        Kind::Title if value == NO_TITLE => json!("none"),
        Kind::Title | Kind::Date => Day::from_number(value).map_or(Value::Null, |day| json!(day.to_string())),
        Kind::Set => (0..fact.options.len()).filter(|at| value & 1 << at != 0).filter_map(option).collect(),
        Kind::Region => json!(value.to_string()),
    }
}

/// A value that may be a range, as the contract writes it.
pub(crate) fn written_span(fact: &Fact, span: Span) -> Value {
    if span.is_point() {
        return written(fact, span.lo);
    }
    // A region that is not told to the last digit: a province, or a city.
    if fact.kind == Kind::Region {
        let parts = if span.hi - span.lo >= 9_999 { 10_000 } else { 100 };
        return json!((span.lo / parts).to_string());
    }
    let ends = [("min", span.lo, fact.domain.lo), ("max", span.hi, fact.domain.hi)];
    let mut told = Map::new();
    told.extend(ends.into_iter().filter(|(_, end, open)| end != open).map(|(key, end, _)| (key.to_owned(), written(fact, end))));
    // Open at both ends: nothing is known.
    if told.is_empty() { Value::Null } else { Value::Object(told) }
}
