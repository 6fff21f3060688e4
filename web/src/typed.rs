//! What people type, read as leniently as it can be read without guessing: full-width digits, grouping commas, the
//! unit behind the number, a range in several spellings, dates with dots or Chinese marks. What cannot be read is
//! handed on as it is, so that the core names what is wrong; the typed text itself is never changed.

use serde_json::{Map, Number, Value};
use tidu_core::vocabulary::{Fact, Kind};

/// A typed number or range as a case has it; `null` where nothing was typed.
pub fn number(fact: &Fact, typed: &str) -> Value {
    let text = plain(typed);
    if text.is_empty() {
        return Value::Null;
    }
    // "About" says no more than the numbers behind it do.
    let text = ["大约", "约"].iter().find_map(|about| text.strip_prefix(about).filter(|rest| !rest.is_empty())).unwrap_or(&text);
    let range = |min: Option<&str>, max: Option<&str>| {
        let mut ends = Map::new();
        ends.extend([("min", min), ("max", max)].into_iter().filter_map(|(key, end)| Some((key.to_owned(), one(fact, end?)))));
        Value::Object(ends)
    };
    if let Some(rest) = text.strip_prefix(">=").or_else(|| text.strip_prefix("至少")) {
        return range(Some(rest), None);
    }
    if let Some(rest) = text.strip_prefix("<=").or_else(|| text.strip_prefix("至多")) {
        return range(None, Some(rest));
    }
    // A hyphen is a range only behind a digit: in front it is a minus.
    let hyphen = text.char_indices().skip(1).find(|(_, c)| *c == '-').map(|(at, c)| (at, c.len_utf8()));
    let split = ["~", "至", "到", "—", "–"].iter().find_map(|mark| text.find(mark).map(|at| (at, mark.len()))).or(hyphen);
    match split {
        Some((at, width)) if !text[..at].ends_with(['e', 'E']) => range(Some(&text[..at]), Some(&text[at + width..])),
        _ => one(fact, text),
    }
}

fn one(fact: &Fact, text: &str) -> Value {
    let unit = fact.unit.as_ref().map_or("", |unit| unit.zh.as_str());
    let scaled = [("亿元", "e4"), ("亿", "e4"), ("万元", ""), ("万", ""), ("元", "e-4")];
    let scaled = if fact.kind == Kind::Money { &scaled[..] } else { &[] };
    let text = scaled
        .iter()
        .find_map(|(unit, power)| text.strip_suffix(unit).map(|rest| format!("{rest}{power}")))
        .unwrap_or_else(|| text.strip_suffix(unit).unwrap_or(text).to_owned());
    text.parse::<Number>().map_or(Value::String(text), Value::Number)
}

/// Half-width, without spaces and grouping marks.
fn plain(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，' | '_' | '\''))
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '。' => '.',
            '≥' | '≤' => c,
            c => c,
        })
        .collect::<String>()
        .replace('≥', ">=")
        .replace('≤', "<=")
}

/// A typed day as a case has it: `2028-05-31`, `2028.5.31`, `2028年5月31日`, `20280531`; `null` where nothing was typed.
pub fn day(typed: &str) -> Value {
    let text = plain(typed);
    if text.is_empty() {
        return Value::Null;
    }
    let parts: Vec<&str> = text.split(['-', '.', '/', '年', '月', '日']).filter(|part| !part.is_empty()).collect();
    let read = match parts.as_slice() {
        [y, m, d] => Some((*y, *m, *d)),
        [all] if all.len() == 8 && all.is_ascii() => Some((&all[..4], &all[4..6], &all[6..])),
        _ => None,
    };
    Value::String(read.map_or(text.clone(), |(y, m, d)| format!("{y}-{m:0>2}-{d:0>2}")))
}

/// A number or range of a case as one would type it.
pub fn written(value: &Value) -> String {
    match value {
        Value::Object(range) => match (range.get("min").map(written), range.get("max").map(written)) {
            (Some(min), Some(max)) => format!("{min}~{max}"),
            (Some(min), None) => format!("≥{min}"),
            (None, Some(max)) => format!("≤{max}"),
            (None, None) => String::new(),
        },
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn money() -> Fact {
        let rules = tidu_core::packs::built_in().unwrap();
        rules.vocabulary.fact(rules.vocabulary.find("rd_expense").unwrap()).clone()
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (typed, value) in [
            ("", "null"),
            (" 1,200.50 ", "1200.50"),
            ("１２００．５", "1200.5"),
            ("100万元", "100"),
            ("1.2亿", "1.2e4"),
            ("820000元", "820000e-4"),
            ("-3", "-3"),
            ("110~130", r#"{"min":110,"max":130}"#),
            ("110 至 130 万元", r#"{"min":110,"max":130}"#),
            ("110-130", r#"{"min":110,"max":130}"#),
            ("大约 110 到 130", r#"{"min":110,"max":130}"#),
            ("约120", "120"),
            ("≥110", r#"{"min":110}"#),
            ("至多130", r#"{"max":130}"#),
            ("大约", r#""大约""#),
        ] {
            let expected: Value = serde_json::from_str(value).unwrap();
            assert_eq!(number(&money(), typed), expected, "{typed}");
        }
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        for typed in ["2028-05-31", "2028.5.31", "2028年5月31日", "20280531", "２０２８/５/３１"] {
            assert_eq!(day(typed), json!("2028-05-31"), "{typed}");
        }
        assert_eq!(day(" "), Value::Null);
        assert_eq!(day("明年"), json!("明年"));
    }

    #[test]
    fn what_a_case_holds_can_be_typed_again() {
        for value in [json!({"min": 110, "max": 130}), json!({"min": 110}), json!({"max": 130})] {
            assert_eq!(number(&money(), &written(&value)), value);
        }
    }
}
