//! What an enterprise's answers will be on a later day if it changes nothing: years not yet closed carry the last known
//! figure forward, years in the market add up, and what only counts for some years falls out of sight.

use crate::day::Day;
use crate::vocabulary::*;
use crate::written::Procedure;
use serde_json::{Map, Number, Value, json};

/// The case on a later day. It stays a case of the public contract, so that it can be evaluated as it stands.
pub(super) fn project(vocabulary: &Vocabulary, case: &Value, from: Day, to: Day) -> Value {
    let mut facts = case.get("facts").and_then(Value::as_object).cloned().unwrap_or_default();
    for (_, fact) in vocabulary.iter() {
        let Some(value) = facts.get_mut(&fact.id) else { continue };
        match fact.lever.map(|lever| lever.by) {
            _ if fact.yearly && !fact.calendar => {
                if let Value::Object(years) = value {
                    carry_forward(years, from.year(), to.year());
                }
            }
            Some(By::Time { after: None }) => add(value, i64::from(to.year() - from.year())),
            Some(By::Time { after: Some(years) }) if *value == json!(true) && later_by(from, years).is_some_and(|day| day <= to) => {
                *value = json!(false);
            }
            _ => {}
        }
    }
    let mut projected = Map::new();
    projected.insert("as_of".to_owned(), json!(to.to_string()));
    if let Some(procedures) = case.get("procedures") {
        projected.insert("procedures".to_owned(), procedures.clone());
    }
    projected.insert("facts".to_owned(), Value::Object(facts));
    Value::Object(projected)
}

/// The same day of a later year; the last of February where it has no 29th.
pub(super) fn later_by(day: Day, years: i32) -> Option<Day> {
    let (year, month, of_month) = day.civil();
    Day::new(year + years, month, of_month).or_else(|| Day::new(year + years, month, of_month - 1))
}

/// Fills every year that is open on `from` and complete on the day looked at with the figure of the year before.
fn carry_forward(years: &mut Map<String, Value>, from: i32, to: i32) {
    let known = |years: &Map<String, Value>, year: i32| years.get(&year.to_string()).filter(|v| !v.is_null()).cloned();
    let earliest = years.keys().filter_map(|year| year.parse::<i32>().ok()).min().unwrap_or(from);
    let mut last = (earliest..from).rev().find_map(|year| known(years, year));
    for year in from..to {
        match (known(years, year), &last) {
            (Some(own), _) => last = Some(own),
            (None, Some(figure)) => {
                years.insert(year.to_string(), figure.clone());
            }
            (None, None) => {}
        }
    }
}

/// Adds whole years to a number, or to both ends of a range.
fn add(value: &mut Value, years: i64) {
    match value {
        Value::Number(number) => {
            if let Ok(whole) = number.as_str().parse::<i64>() {
                *number = Number::from(whole + years);
            }
        }
        Value::Object(range) => range.values_mut().for_each(|end| add(end, years)),
        _ => {}
    }
}

/// Puts a value into a case, as the contract writes it.
pub(super) fn put(vocabulary: &Vocabulary, case: &mut Value, fact: FactIx, year: Option<i32>, value: &Value) {
    let id = &vocabulary.fact(fact).id;
    match year {
        Some(year) => case["facts"][id][year.to_string()] = value.clone(),
        None => case["facts"][id] = value.clone(),
    }
}

/// Chooses the procedure for a standard.
pub(super) fn choose(vocabulary: &Vocabulary, case: &mut Value, standard: StandardIx, procedure: Procedure) {
    case["procedures"][&vocabulary.standard(standard).id] = json!(procedure.id());
}

/// A value of a fact as the contract writes it.
pub fn written(fact: &Fact, value: i64) -> Value {
    match fact.kind {
        Kind::Money | Kind::Percent => crate::number::show_micro(value).parse::<Number>().map_or(Value::Null, Value::Number),
        Kind::Count | Kind::Years => json!(value),
        Kind::Bool => json!(value == 1),
        Kind::Choice => fact.options.get(value as usize).map_or(Value::Null, |option| json!(option.id)),
        Kind::Title if value == NO_TITLE => json!("none"),
        Kind::Title | Kind::Date => Day::from_number(value).map_or(Value::Null, |day| json!(day.to_string())),
        Kind::Set | Kind::Region => Value::Null,
    }
}

/// A value that may be a range, as the contract writes it.
pub(super) fn written_span(fact: &Fact, span: Span) -> Value {
    if span.is_point() {
        return written(fact, span.lo);
    }
    let ends = [("min", span.lo, fact.domain.lo), ("max", span.hi, fact.domain.hi)];
    let mut told = Map::new();
    told.extend(ends.into_iter().filter(|(_, end, open)| end != open).map(|(key, end, _)| (key.to_owned(), written(fact, end))));
    Value::Object(told)
}
