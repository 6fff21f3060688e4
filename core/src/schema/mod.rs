//! JSON Schemas of everything that goes in and comes out: cases (from the vocabulary), reports (from the Rust types and
//! their doc comments) and packs. For tools and tests; what is shipped does not hold this module.
//!
//! The npm package carries these schemas, and its TypeScript types are made of them.

mod case;
mod pack;
pub(crate) mod values;

pub use values::TYPE;

use crate::compare::{ComparisonReport, PackComparison};
use crate::diagnostic::CheckReport;
use crate::plan::report::PlanReport;
use crate::report::matching::MatchReport;
use crate::report::{Report, Summary};
use crate::vocabulary::Vocabulary;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// The dialect of all of them.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of cases: every fact of the vocabulary with its kind, unit, label and options.
pub fn case(vocabulary: &Vocabulary) -> Value {
    whole("Case", case::definitions(vocabulary))
}

/// The schema of packs.
pub fn pack() -> Value {
    whole("Pack", pack::definitions())
}

/// The schemas of the reports: the name of the call that gives it, and the schema.
pub fn reports(vocabulary: &Vocabulary) -> [(&'static str, Value); 7] {
    let (names, all) = report_definitions(vocabulary);
    ["evaluate", "plan", "match", "diff", "summary", "diffPacks", "check"].map({
        let mut names = names.into_iter();
        move |call| (call, whole(&names.next().unwrap_or_default(), all.clone()))
    })
}

/// All that the schemas define, by name; a name means the same in all of them.
pub fn definitions(vocabulary: &Vocabulary) -> Map<String, Value> {
    let mut all = pack::definitions();
    all.extend(report_definitions(vocabulary).1);
    all
}

fn report_definitions(vocabulary: &Vocabulary) -> (Vec<String>, Map<String, Value>) {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.subschema_for::<Report>();
    generator.subschema_for::<PlanReport>();
    generator.subschema_for::<MatchReport>();
    generator.subschema_for::<ComparisonReport>();
    generator.subschema_for::<Summary>();
    generator.subschema_for::<PackComparison>();
    generator.subschema_for::<CheckReport>();
    let mut all = generator.take_definitions(true);
    all.values_mut().for_each(without_null);
    all.extend(case::definitions(vocabulary));
    let reports = [Report::schema_name(), PlanReport::schema_name(), MatchReport::schema_name()];
    let others = [ComparisonReport::schema_name(), Summary::schema_name(), PackComparison::schema_name(), CheckReport::schema_name()];
    (reports.into_iter().chain(others).map(Cow::into_owned).collect(), all)
}

/// What may be left out is left out where there is nothing; it is never null.
fn without_null(definition: &mut Value) {
    let required = definition["required"].as_array().cloned().unwrap_or_default();
    let Some(properties) = definition.get_mut("properties").and_then(Value::as_object_mut) else { return };
    for (_, property) in properties.iter_mut().filter(|(key, _)| !required.contains(&json!(key))) {
        let only = match property.get("type").and_then(Value::as_array) {
            Some(types) => types.iter().find(|name| **name != "null").cloned().map(|name| ("type", name)),
            None => None,
        };
        if let Some((key, value)) = only {
            property[key] = value;
        }
        let some = property.get("anyOf").and_then(Value::as_array).and_then(|any| any.iter().find(|one| one["type"] != "null"));
        if let (Some(some), Some(property)) = (some.cloned(), property.as_object_mut()) {
            property.remove("anyOf");
            property.extend(some.as_object().cloned().unwrap_or_default());
        }
    }
}

/// One schema for a value of this definition, with those it rests on.
fn whole(name: &str, mut definitions: Map<String, Value>) -> Value {
    let mut used = vec![name.to_owned()];
    let mut at = 0;
    while let Some(one) = used.get(at) {
        let mut found = Vec::new();
        references(&definitions[one], &mut found);
        found.retain(|name| !used.contains(name));
        used.append(&mut found);
        at += 1;
    }
    definitions.retain(|name, _| used.contains(name));
    definitions.values_mut().for_each(standard_only);
    json!({ "$schema": DIALECT, "title": format!("Tidu {name}"), "$ref": format!("#/$defs/{name}"), "$defs": definitions })
}

/// Leaves of a schema what the dialect itself knows. Validators that take nothing on trust refuse any other key, and the
/// widths of Rust's integers, which the bounds beside them say as well.
fn standard_only(schema: &mut Value) {
    match schema {
        Value::Object(keys) => {
            for name in [TYPE, "format"] {
                // A property may have such a name; its value is a schema.
                if keys.get(name).is_some_and(Value::is_string) {
                    keys.remove(name);
                }
            }
            keys.values_mut().for_each(standard_only);
        }
        Value::Array(items) => items.iter_mut().for_each(standard_only),
        _ => {}
    }
}

/// The definitions that a schema refers to.
fn references(schema: &Value, found: &mut Vec<String>) {
    match schema {
        Value::Object(keys) => {
            let name = keys.get("$ref").and_then(Value::as_str).and_then(|at| at.strip_prefix("#/$defs/"));
            found.extend(name.filter(|name| !found.iter().any(|known| known == name)).map(str::to_owned));
            keys.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}
