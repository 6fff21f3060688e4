//! Which keys an object of a pack may have, the reader and the schema say alike, each by itself: the reader is asked for
//! all it knows wherever it meets one it does not.

use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use tidu_core::diagnostic::Code;
use tidu_core::packs::BUILT_IN;
use tidu_core::read::read;
use tidu_core::schema;
use tidu_core::text::Lang;

const UNKNOWN: &str = "nobody_knows";

/// What no built-in pack writes: a document and a vocabulary.
fn seldom() -> [(&'static str, Value); 2] {
    let ways = json!([
        { "cases": { "when": [[{ "holds": "own_brand" }, 1]], "otherwise": 0 } },
        { "tally": { "points": 1, "of": [{ "holds": "own_brand" }] } },
        { "steps": { "of": "class_1_ip", "every": "1", "points": 1 } },
    ]);
    let group = json!({ "id": "g", "name": "g", "max": 1, "indicators": [{ "id": "i", "name": "i", "max": 1, "best_of": ways }] });
    let head = json!({ "id": "xx/seldom", "title": "t", "source": { "certainty": "official", "checked": "2026-01-01" } });
    let (mut document, mut vocabulary) = (head.clone(), head);
    document["standards"] = json!([{ "id": "srdi_sme", "score": { "max": 1, "groups": [group] } }]);
    document["relations"] = json!([{ "shared_cap": { "of": ["xx/a", "xx/b"], "cap": "1 万元" } }]);
    vocabulary["facts"] = json!([]);
    vocabulary["size_standard"] = json!({ "industries": [] });
    [("xx/seldom", document), ("xx/seldom", vocabulary)]
}

/// A new key of the reader fails here until the schema describes it, and the other way round.
#[test]
fn the_reader_of_packs_and_the_schema_know_the_same_keys() {
    let schema = schema::pack();
    let mut met = BTreeSet::new();
    let mut apart = BTreeSet::new();
    let packs = BUILT_IN.iter().map(|(id, text)| (*id, serde_json::from_str(text).expect("JSON")));
    for (id, mut pack) in packs.chain(seldom()) {
        let mut described = BTreeMap::new();
        Walk { schema: &schema, met: &mut met, described: &mut described }.value("/$defs/Pack", &mut pack, String::new());
        let (_, found) = read(id, &pack.to_string());
        let mut known: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for one in found.iter().filter(|one| one.code == Code::UnknownKey) {
            let place = one.place.strip_suffix(UNKNOWN).expect("no other key is unknown").trim_end_matches('.');
            let list = one.remedy.get(Lang::En).split_once(": ").expect("the keys known").1;
            known.insert(place, list.split(", ").map(str::to_owned).collect());
        }
        for (place, (at, keys)) in &described {
            match known.get(place.as_str()) {
                None => drop(apart.insert(format!("{at}: the reader takes any key, or none of these ({id} {place})"))),
                Some(known) => {
                    apart.extend(known.difference(keys).map(|key| format!("{at}: only the reader knows `{key}` ({id})")));
                    apart.extend(keys.difference(known).map(|key| format!("{at}: only the schema knows `{key}` ({id})")));
                }
            }
        }
    }
    let mut all = BTreeSet::new();
    objects(&schema["$defs"], "/$defs".to_owned(), &mut all);
    apart.extend(all.difference(&met).map(|at| format!("{at}: no pack has one; add it to what is seldom written")));
    assert!(apart.is_empty(), "{}", apart.into_iter().collect::<Vec<_>>().join("\n"));
    assert!(all.len() > 40, "{}", all.len());
}

/// The places of all that describes an object by its keys.
fn objects(schema: &Value, at: String, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(keys) => {
            if keys.get("properties").is_some_and(Value::is_object) && keys.get("type").is_some_and(Value::is_string) {
                found.insert(at.clone());
            }
            keys.iter().for_each(|(key, value)| objects(value, format!("{at}/{key}"), found));
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(i, value)| objects(value, format!("{at}/{i}"), found)),
        _ => {}
    }
}

/// A walk through a pack with the schema beside it. Every object that is described by its keys is given one too many.
struct Walk<'w> {
    schema: &'w Value,
    met: &'w mut BTreeSet<String>,
    /// The object in the pack, by its place: where the schema describes it, and its keys.
    described: &'w mut BTreeMap<String, (String, BTreeSet<String>)>,
}

impl Walk<'_> {
    fn value(&mut self, at: &str, value: &mut Value, place: String) {
        let schema = self.schema.pointer(at).unwrap_or_else(|| panic!("{place}: {at} is not described"));
        if let Some(to) = schema.get("$ref").and_then(Value::as_str) {
            return self.value(&to[1..], value, place);
        }
        if let (Some(any), None) = (schema.get("anyOf").and_then(Value::as_array), schema.get("properties")) {
            let fitting = (0..any.len()).map(|i| format!("{at}/anyOf/{i}")).find(|at| self.fits(at, value));
            return self.value(&fitting.unwrap_or_else(|| panic!("{place}: nothing at {at} fits")), value, place);
        }
        match value {
            Value::Array(items) => {
                for (i, item) in items.iter_mut().enumerate() {
                    let of = if schema.get("prefixItems").is_some() { format!("{at}/prefixItems/{i}") } else { format!("{at}/items") };
                    self.value(&of, item, format!("{place}[{i}]"));
                }
            }
            Value::Object(keys) => self.object(at, schema.get("properties").and_then(Value::as_object), keys, place),
            _ => {}
        }
    }

    fn object(&mut self, at: &str, described: Option<&Map<String, Value>>, keys: &mut Map<String, Value>, place: String) {
        let free = self.schema.pointer(&format!("{at}/additionalProperties")).is_some_and(Value::is_object);
        for (key, value) in keys.iter_mut() {
            let below = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
            match described {
                Some(_) => self.value(&format!("{at}/properties/{key}"), value, below),
                None if free => self.value(&format!("{at}/additionalProperties"), value, below),
                None => {}
            }
        }
        if let Some(described) = described {
            keys.insert(UNKNOWN.to_owned(), json!("x"));
            self.met.insert(at.to_owned());
            self.described.insert(place, (at.to_owned(), described.keys().cloned().collect()));
        }
    }

    /// Whether a value is of the kind that is described, as far as alternatives need be told apart.
    fn fits(&self, at: &str, value: &Value) -> bool {
        let schema = self.schema.pointer(at).expect("a schema");
        if let Some(to) = schema.get("$ref").and_then(Value::as_str) {
            return self.fits(&to[1..], value);
        }
        if let (Some(any), None) = (schema.get("anyOf").and_then(Value::as_array), schema.get("properties")) {
            return (0..any.len()).any(|i| self.fits(&format!("{at}/anyOf/{i}"), value));
        }
        match schema.get("type").and_then(Value::as_str) {
            None => schema.get("const") == Some(value),
            Some("object") => {
                let needed = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
                let described = |key: &String| schema["properties"].get(key).is_some();
                value.as_object().is_some_and(|keys| needed.into_iter().all(|key| keys.contains_key(key)) && keys.keys().all(described))
            }
            Some("array") => value.is_array(),
            Some("string") => value.is_string(),
            Some("null") => value.is_null(),
            Some(other) => panic!("{at}: {other} is no alternative yet"),
        }
    }
}
