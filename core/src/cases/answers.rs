//! An enterprise in one line: facts and their values, `;` between them.

use crate::messages as m;
use crate::text::Text;
use crate::vocabulary::{Fact, Kind, Vocabulary};
use serde_json::{Map, Number, Value, json};

/// The case that a line describes on a day.
///
/// # Errors
/// What of the line cannot be read.
pub fn case(vocabulary: &Vocabulary, as_of: &str, line: &str) -> Result<Value, Text> {
    let year: i32 = as_of.get(..4).and_then(|year| year.parse().ok()).ok_or_else(|| m::CASE_WRONG_DAY_OF_ROW.text([&as_of]))?;
    let (mut facts, mut procedures) = (Map::new(), Map::new());
    for entry in line.split(';').map(str::trim).filter(|entry| !entry.is_empty()) {
        let (name, text) = entry.split_once(' ').ok_or_else(|| m::CASE_WITHOUT_VALUE.text([&entry]))?;
        let text = text.trim();
        if name == "renewal" {
            procedures.insert(text.to_owned(), json!("renewal"));
            continue;
        }
        let fact = vocabulary.find(name).map(|fact| vocabulary.fact(fact));
        let value = if fact.is_some_and(|fact| fact.yearly) {
            // Those by calendar year begin with the current one.
            let latest = if fact.is_some_and(|fact| fact.calendar) { year } else { year - 1 };
            let mut years = Map::new();
            for (one, back) in text.split('/').zip(0..) {
                years.extend(value(fact, one.trim())?.map(|one| ((latest - back).to_string(), one)));
            }
            Some(Value::Object(years))
        } else {
            value(fact, text)?
        };
        facts.remove(name);
        facts.extend(value.map(|value| (name.to_owned(), value)));
    }
    Ok(json!({ "as_of": as_of, "procedures": procedures, "facts": facts }))
}

fn value(fact: Option<&Fact>, text: &str) -> Result<Option<Value>, Text> {
    let number = |text: &str| text.parse::<Number>().ok().map(Value::Number);
    Ok(Some(match text {
        "?" => return Ok(None),
        "yes" => json!(true),
        "no" => json!(false),
        "[]" => json!([]),
        _ if text.starts_with('[') => {
            text.trim_matches(['[', ']']).split('+').map(|option| json!(option.trim())).collect::<Vec<_>>().into()
        }
        _ if text.contains("..") => {
            let (min, max) = text.split_once("..").unwrap_or_default();
            let mut range = Map::new();
            for (key, end) in [("min", min), ("max", max)] {
                if !end.is_empty() {
                    let end = number(end).ok_or_else(|| m::CASE_WRONG_NUMBER.text([&end]))?;
                    range.insert(key.to_owned(), end);
                }
            }
            Value::Object(range)
        }
        _ if text.starts_with('"') => json!(text.trim_matches('"')),
        // A region is a code and not a number.
        _ if fact.is_some_and(|fact| fact.kind == Kind::Region) => json!(text),
        _ => number(text).unwrap_or_else(|| json!(text)),
    }))
}
