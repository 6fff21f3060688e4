//! From a place in a pack, as diagnostics name it, to line and column of its file.

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// Line and column, both from 1, the column in characters, of a place such as `standards[0].criteria[2].at_least`: of the
/// key where the last of it is a key, of the value where it is a position. What of the place is not there counts for
/// where it would be. A text that is no JSON is located where it stops to be.
pub fn locate(text: &str, place: &str) -> (usize, usize) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text) {
        return (error.line().max(1), error.column().max(1));
    }
    let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()).ok().and_then(|parsed| parsed.value);
    let at = parsed.map_or(0, |value| offset(&value, place));
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

fn offset(value: &Value, place: &str) -> usize {
    let (mut value, mut place, mut at) = (value, place, value.start());
    while !place.is_empty() {
        let (below, key) = match value {
            // A key may hold what parts places, so the longest that fits is taken; of one that stands more than once, the last.
            Value::Object(object) => {
                let rest = place.strip_prefix('.').unwrap_or(place);
                let fitting = object.properties.iter().filter_map(|property| {
                    let rest = rest.strip_prefix(property.name.as_str())?;
                    (rest.is_empty() || rest.starts_with(['.', '['])).then_some((property, rest))
                });
                let Some((property, rest)) = fitting.min_by_key(|(property, rest)| (rest.len(), usize::MAX - property.start())) else {
                    break;
                };
                place = rest;
                (&property.value, property.start())
            }
            Value::Array(array) => {
                let Some((position, rest)) = place.strip_prefix('[').and_then(|rest| rest.split_once(']')) else { break };
                let Some(item) = position.parse::<usize>().ok().and_then(|position| array.elements.get(position)) else { break };
                place = rest;
                (item, item.start())
            }
            _ => break,
        };
        (value, at) = (below, key);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::locate;

    #[test]
    fn every_place_has_its_line_and_column() {
        let text = "\u{feff}{\n  \"id\": \"企业\", \"a\": [1,\n    {\"b\": 2, \"b.c\": [[7]]}],\n  \"a\": [3]\n}\n";
        for (place, at) in [
            ("", (1, 1)),
            ("id", (2, 3)),
            // The last of two is what is read.
            ("a", (4, 3)),
            ("a[0]", (4, 9)),
            ("none", (1, 1)),
            ("id.none[3]", (2, 3)),
        ] {
            assert_eq!(locate(text, place), at, "{place}");
        }
        let text = text.replace("  \"a\": [3]", "  \"z\": 0");
        for (place, at) in [("a[1]", (3, 5)), ("a[1].b", (3, 6)), ("a[1].b.c[0][0]", (3, 23)), ("a[9]", (2, 15)), ("z", (4, 3))] {
            assert_eq!(locate(&text, place), at, "{place}");
        }
        assert_eq!(locate("{\n  \"id\": \n}", ""), (3, 1));
        assert_eq!(locate("", ""), (1, 1));
    }
}
