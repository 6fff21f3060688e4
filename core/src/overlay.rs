//! A language laid over a pack. Packs are written in Chinese; what another language says for it stands in a file of its
//! own, by place: `{"standards[srdi_sme].criteria[revenue].text": "Operating revenue last year"}`. So whoever knows the
//! law edits one text, and whoever translates edits another. A place names keys, and members of a list by their `id`
//! where they have one, so that it stays when something is put in before; the others are counted from 0.
//!
//! The built-in packs are put together by `build.rs`, which takes this very file.

use serde_json::{Map, Value, json};

/// Lays the texts of a language over a pack: what was `"甲"` is `{"zh": "甲", "en": "A"}`. Gives the places at which the
/// pack has no text, which a translation was left over from.
pub fn lay(pack: &mut Value, lang: &str, texts: &Map<String, Value>) -> Vec<String> {
    let mut left = Vec::new();
    for (place, text) in texts {
        match find(pack, place) {
            Some(Value::Object(of)) if of.contains_key("zh") => drop(of.insert(lang.to_owned(), text.clone())),
            Some(own @ Value::String(_)) => *own = json!({ "zh": own.take(), lang: text }),
            _ => left.push(place.clone()),
        }
    }
    left
}

/// The Chinese at a place, whether another language is laid over it or not.
pub fn chinese<'v>(pack: &'v mut Value, place: &str) -> Option<&'v str> {
    match find(pack, place)? {
        Value::String(own) => Some(own),
        of => of.get("zh")?.as_str(),
    }
}

/// What stands at a place.
fn find<'v>(pack: &'v mut Value, place: &str) -> Option<&'v mut Value> {
    let mut at = pack;
    for step in place.split(['.', '[']) {
        at = match (step.strip_suffix(']'), at) {
            (Some(step), Value::Array(members)) => {
                let found = (0..members.len()).find(|n| name(members, *n) == step)?;
                &mut members[found]
            }
            (None, Value::Object(keys)) => keys.get_mut(step)?,
            _ => return None,
        };
    }
    Some(at)
}

/// What a member of a list is called in places.
fn name(members: &[Value], at: usize) -> String {
    let id = |member: &Value| member.get("id").and_then(Value::as_str).map(str::to_owned);
    // An id that stands twice is a fault, and is told as one; until then the later one is counted.
    match id(&members[at]) {
        Some(own) if members[..at].iter().all(|before| id(before).as_ref() != Some(&own)) => own,
        _ => at.to_string(),
    }
}

/// A place that counts the members of lists, as diagnostics have it, with their ids instead.
pub fn by_ids(pack: &Value, place: &str) -> String {
    let (mut at, mut out) = (pack, String::new());
    for step in place.split_inclusive(['.', '[', ']']) {
        let (key, end) = step.split_at(step.trim_end_matches(['.', '[', ']']).len());
        match at {
            Value::Array(members) if end == "]" => match key.parse::<usize>().ok().filter(|n| *n < members.len()) {
                Some(n) => {
                    out += &name(members, n);
                    at = &members[n];
                }
                None => out += key,
            },
            _ => {
                out += key;
                at = if key.is_empty() { at } else { &at[key] };
            }
        }
        out += end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack() -> Value {
        json!({
            "title": "甲",
            "notes": [{ "text": "乙" }],
            "policies": [{ "id": "a", "gives": "丙" }, { "id": "b", "gives": { "zh": "丁", "fr": "D" }, "local": [{ "how": "戊" }] }],
        })
    }

    fn laid(texts: Value) -> (Value, Vec<String>) {
        let mut pack = pack();
        let left = lay(&mut pack, "en", texts.as_object().unwrap());
        (pack, left)
    }

    #[test]
    fn texts_go_where_their_places_say() {
        let texts = json!({ "title": "A", "notes[0].text": "B", "policies[b].gives": "C", "policies[b].local[0].how": "D" });
        let (pack, left) = laid(texts);
        assert_eq!(left, [""; 0]);
        assert_eq!(pack["title"], json!({ "zh": "甲", "en": "A" }));
        assert_eq!(pack["notes"][0]["text"]["en"], "B");
        assert_eq!(pack["policies"][0]["gives"], "丙");
        assert_eq!(pack["policies"][1]["gives"], json!({ "zh": "丁", "fr": "D", "en": "C" }));
        assert_eq!(pack["policies"][1]["local"][0]["how"]["zh"], "戊");
        for (place, own) in [("title", Some("甲")), ("policies[b].gives", Some("丁")), ("notes[0]", None), ("nothing", None)] {
            assert_eq!(chinese(&mut pack.clone(), place), own);
        }
    }

    #[test]
    fn what_is_left_over_is_named() {
        let places = ["policies[c].gives", "policies[a]", "policies", "notes[1].text", "notes[0]", "title.zh.x", "nothing", ""];
        for place in places {
            let (changed, left) = laid(json!({ place: "X" }));
            assert_eq!((changed, left), (pack(), vec![place.to_owned()]));
        }
    }

    #[test]
    fn places_are_told_by_ids() {
        let pack = pack();
        for (counted, named) in [
            ("title", "title"),
            ("policies[1].local[0].how", "policies[b].local[0].how"),
            ("notes[0].text", "notes[0].text"),
            ("policies[7].x", "policies[7].x"),
            ("", ""),
        ] {
            assert_eq!(by_ids(&pack, counted), named);
        }
    }
}
