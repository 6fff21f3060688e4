//! From text to JSON: the one reader of cases, packs and saved answers. It reads what `serde_json` reads, but for four
//! things that would mislead or stop without a word: a byte order mark is skipped, a key that stands twice is kept with
//! all its values instead of the last, an object is never taken for a number, and half a surrogate pair spoils its own
//! text only.

use crate::messages as m;
use crate::text::Text;
use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

/// The key of an object that stands where a key was written more than once; it holds the list of all values.
pub const TWICE: &str = "$twice";

/// Reads JSON.
///
/// # Errors
/// What is wrong and where, in words.
pub fn read(text: &str) -> Result<Value, Text> {
    read_marked(text).map(|(value, _)| value)
}

/// What a text holds that a careful reader refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marks {
    /// A key stands twice; see [`TWICE`].
    pub twice: bool,
    /// A text held half a surrogate pair, and holds U+FFFD now.
    pub halves: bool,
}

pub(crate) fn read_marked(text: &str) -> Result<(Value, Marks), Text> {
    let text = whole_characters(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut reading = Reading { text: &text, twice: false };
    let mut parser = serde_json::Deserializer::from_str(&text);
    let value = reading.deserialize(&mut parser).and_then(|value| parser.end().map(|()| value)).map_err(|error| not_json(&error))?;
    let marks = Marks { twice: reading.twice, halves: matches!(text, Cow::Owned(_)) };
    Ok((value, marks))
}

fn not_json(error: &serde_json::Error) -> Text {
    let (line, column) = (error.line(), error.column());
    let why = match error.classify() {
        Category::Eof => m::JSON_CUT_OFF.text([&line]),
        _ if error.to_string().starts_with("recursion limit") => m::JSON_TOO_DEEP.text([]),
        _ => m::JSON_NEAR.text([&line, &column]),
    };
    m::NOT_JSON.text([&why, &error])
}

/// Whether a value stands for a key that was written more than once.
pub(crate) fn is_twice(value: &Value) -> bool {
    value.as_object().is_some_and(|map| map.len() == 1 && map.contains_key(TWICE))
}

/// What a text of the input looks like in a message: short, and without anything that a terminal or a reader of
/// mixed writing would take for a command.
pub fn shown(text: &str) -> String {
    const MOST: usize = 40;
    let cut = text.char_indices().nth(MOST).map_or(text, |(at, _)| &text[..at]);
    let mut shown = harmless(cut).replace('\n', "\\n");
    if cut.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// The text with control characters, and those that turn the direction of writing, written as JSON would: `\u001b`.
/// Only line breaks stay as they are.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let harmful = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.contains(harmful) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match harmful(c) {
            true => plain.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => plain.push(c),
        }
    }
    Cow::Owned(plain)
}

/// The text with U+FFFD for every half of a surrogate pair that an escape leaves without its other half. A backslash
/// stands in texts only, so that nothing else needs to be known of the JSON around it.
fn whole_characters(text: &str) -> Cow<'_, str> {
    let unit = |at: usize| text.get(at..at + 6)?.strip_prefix("\\u").and_then(|digits| u16::from_str_radix(digits, 16).ok());
    let (mut whole, mut copied, mut from) = (String::new(), 0, 0);
    while let Some(at) = text[from..].find('\\').map(|at| from + at) {
        from = match (unit(at), unit(at + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => at + 12,
            (Some(0xd800..=0xdfff), _) => {
                whole.push_str(&text[copied..at]);
                whole.push_str("\\ufffd");
                copied = at + 6;
                copied
            }
            // The character after a backslash belongs to it, of whatever length it is.
            _ => at + 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
        };
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    whole.push_str(&text[copied..]);
    Cow::Owned(whole)
}

/// A text being read.
struct Reading<'t> {
    text: &'t str,
    twice: bool,
}

impl<'de> DeserializeSeed<'de> for &mut Reading<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Reading<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element_seed(&mut *self)? {
            all.push(item);
        }
        Ok(Value::Array(all))
    }

    /// An object, or a number that is no integer: kept to the digit, `serde_json` hands it over as an object of a key of
    /// its own. That key does not stand in the text, and so is told from the same letters written by somebody.
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let (mut map, mut repeated) = (Map::new(), BTreeSet::new());
        while let Some(key) = entries.next_key_seed(Key(self.text))? {
            let Some(key) = key else {
                let digits: String = entries.next_value()?;
                return digits.parse().map(Value::Number).map_err(A::Error::custom);
            };
            let value = entries.next_value_seed(&mut *self)?;
            match (map.get_mut(&key), repeated.contains(&key)) {
                (None, _) => {
                    map.insert(key, value);
                }
                (Some(before), true) => {
                    if let Some(Value::Array(all)) = before.get_mut(TWICE) {
                        all.push(value);
                    }
                }
                (Some(before), false) => {
                    self.twice = true;
                    let all = Value::Array(vec![before.take(), value]);
                    *before = Value::Object(Map::from_iter([(TWICE.to_owned(), all)]));
                    repeated.insert(key);
                }
            }
        }
        Ok(Value::Object(map))
    }
}

/// A key of an object of this text; none where it does not stand in it.
struct Key<'t>(&'t str);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Option<String>, D::Error> {
        from.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Option<String>, E> {
        Ok(Some(key.to_owned()))
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Option<String>, E> {
        // An empty key may lie at the very end of what is looked at.
        let own = key.is_empty() || self.0.as_bytes().as_ptr_range().contains(&key.as_ptr());
        Ok(own.then(|| key.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn it_reads_what_serde_reads() {
        for text in [
            "null",
            " [1, -2.50, 1e3, 123456789012345678901234567890.5, true, false, \"a\\n\\u00e9\\ud83d\\ude00\\\\\", {}, []] ",
            r#"{"a": {"b": [{"c": 0.10}]}, "": "", "é": "中"}"#,
            "\"\"",
            "-0",
        ] {
            assert_eq!(read(text).unwrap(), serde_json::from_str::<Value>(text).unwrap(), "{text}");
            assert_eq!(read(text).unwrap().to_string(), serde_json::from_str::<Value>(text).unwrap().to_string(), "{text}");
        }
        for text in ["", "{", "[1,]", "{\"a\" 1}", "01", "1 2", "nul", "\"\\x\"", "\"a\nb\"", &"[".repeat(200)] {
            assert!(read(text).is_err() && serde_json::from_str::<Value>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_key_that_stands_twice_keeps_every_value() {
        let text = r#"{"a": 1, "b": 2, "a": {"c": 1, "c": 2, "c": 3}, "a": null}"#;
        assert_eq!(read(text).unwrap(), json!({ "a": { "$twice": [1, { "c": { "$twice": [1, 2, 3] } }, null] }, "b": 2 }));
        assert!(read_marked(text).unwrap().1.twice && !read_marked(r#"{"a": {"a": 1}}"#).unwrap().1.twice);
        // A key written with an escape is the same key.
        assert_eq!(read(r#"{"a": 1, "\u0061": 2}"#).unwrap(), json!({ "a": { "$twice": [1, 2] } }));
    }

    #[test]
    fn an_object_is_no_number() {
        for text in [
            r#"{"$serde_json::private::Number":"126"}"#,
            r#"{"$serde_json::private::Number":126}"#,
            r#"{"\u0024serde_json::private::Number":"126"}"#,
        ] {
            let value = read(text).unwrap();
            assert!(value.is_object(), "{text}: {value}");
            assert_eq!(read(&value.to_string()).unwrap(), value, "{text}");
        }
    }

    #[test]
    fn marks_and_halves_spoil_nothing_else() {
        assert_eq!(read("\u{feff}{\"a\":1}").unwrap(), json!({ "a": 1 }));
        let (value, marks) = read_marked(r#"{"name":"甲\ud83d乙\uDE00","b":"\\ud83d\ud83d\ude00\ud83d"}"#).unwrap();
        assert_eq!(value, json!({ "name": "甲\u{fffd}乙\u{fffd}", "b": "\\ud83d😀\u{fffd}" }));
        assert!(marks.halves && !read_marked(r#""\ud83d\ude00""#).unwrap().1.halves);
        for text in ["\\", "\"\\", "\"\\u", "\"\\ud83d", "\"\\é\"", "\"\\ud83d\\u12é\""] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_shown_is_short_and_harmless() {
        assert_eq!(shown("staf"), "staf");
        assert_eq!(shown("a\u{1b}[2J\u{9b}b\n\u{202e}"), "a\\u001b[2J\\u009bb\\n\\u202e");
        assert_eq!(shown(&"企".repeat(41)), format!("{}…", "企".repeat(40)));
    }
}
