//! TypeScript's types, made of the JSON Schemas: what describes a value for a machine describes it for an editor too.

use anyhow::Result;
use serde_json::{Map, Value};
use std::fmt::Write;
use tidu_core::schema::{self, TYPE};

use crate::sheet::rules;

/// The types of cases, reports and packs.
pub fn all() -> Result<String> {
    Ok(types(&schema::definitions(&rules()?.vocabulary)))
}

/// Every definition as an exported type, in the order of their names.
fn types(definitions: &Map<String, Value>) -> String {
    let mut out = "// Made of the Rust types, the vocabulary and their descriptions by `cargo pkg build`; edit those.\n".to_owned();
    for (name, schema) in definitions {
        let _ = write!(out, "\n{}", doc(schema, ""));
        let _ = match schema.get("properties") {
            Some(Value::Object(_)) => writeln!(out, "export interface {name} {}", object(schema, "")),
            _ => writeln!(out, "export type {name} = {};", of(schema, "")),
        };
    }
    out
}

/// The type of a schema, as it stands inside of other types at this depth.
fn of(schema: &Value, indent: &str) -> String {
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    if let Some(name) = text(TYPE) {
        return name.to_owned();
    }
    if let Some(name) = text("$ref").and_then(|at| at.strip_prefix("#/$defs/")) {
        return name.to_owned();
    }
    if let Some(value) = schema.get("const") {
        return value.to_string();
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return union(values.iter().map(Value::to_string));
    }
    if let Some(any) = schema.get("anyOf").and_then(Value::as_array) {
        return union(any.iter().map(|one| of(one, indent)));
    }
    match schema.get("type") {
        Some(Value::Array(kinds)) => union(kinds.iter().filter_map(Value::as_str).map(|kind| plain(kind, schema, indent))),
        Some(Value::String(kind)) => plain(kind, schema, indent),
        _ => match schema.get("oneOf").and_then(Value::as_array) {
            Some(one) => union(one.iter().map(|one| of(one, indent))),
            None => "unknown".to_owned(),
        },
    }
}

fn plain(kind: &str, schema: &Value, indent: &str) -> String {
    match kind {
        "integer" | "number" => "number".to_owned(),
        "array" => match (schema.get("prefixItems").and_then(Value::as_array), schema.get("items")) {
            (Some(items), _) => format!("[{}]", items.iter().map(|item| of(item, indent)).collect::<Vec<_>>().join(", ")),
            (None, Some(items)) => format!("Array<{}>", of(items, indent)),
            (None, None) => "unknown[]".to_owned(),
        },
        "object" => object(schema, indent),
        word => word.to_owned(),
    }
}

fn object(schema: &Value, indent: &str) -> String {
    let required = |key: &str| schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == key));
    let keys = |name: &str| schema.get(name).and_then(Value::as_object).cloned().unwrap_or_default();
    let properties = keys("properties");
    if properties.is_empty() {
        let values = keys("patternProperties").values().next().cloned();
        let values = values.or_else(|| schema.get("additionalProperties").cloned()).unwrap_or(Value::Bool(true));
        return format!("Record<string, {}>", if values.is_boolean() { "unknown".to_owned() } else { of(&values, indent) });
    }
    let inner = format!("{indent}  ");
    let mut out = "{\n".to_owned();
    for (key, property) in &properties {
        let mark = if required(key) { "" } else { "?" };
        let _ = writeln!(out, "{}{inner}{key}{mark}: {};", doc(property, &inner), of(property, &inner));
    }
    out + indent + "}"
}

fn union(of: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    for one in of {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all.join(" | ")
}

/// What a schema says of itself, and of the values it lists.
fn doc(schema: &Value, indent: &str) -> String {
    let mut lines: Vec<String> = schema["description"].as_str().unwrap_or_default().lines().map(str::to_owned).collect();
    let values = |schema: &Value| -> Vec<String> {
        let all = schema.get("oneOf").and_then(Value::as_array).into_iter().flatten();
        all.filter_map(|one| Some(format!("- `{}`: {}", one.get("const")?.as_str()?, one["description"].as_str()?))).collect()
    };
    let inside = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    let options: Vec<String> = inside.flat_map(|one| [values(one), values(&one["items"])].concat()).chain(values(schema)).collect();
    if !options.is_empty() {
        lines.push(String::new());
        lines.extend(options);
    }
    let lines: Vec<String> = lines.iter().map(|line| line.replace("*/", "*\\/")).collect();
    match lines.as_slice() {
        [] => String::new(),
        [one] => format!("{indent}/** {one} */\n"),
        many => {
            many.iter().fold(format!("{indent}/**\n"), |out, line| out + format!("{indent} * {line}").trim_end() + "\n") + indent + " */\n"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn schemas_become_types() {
        for (schema, expected) in [
            (json!({ "type": "string" }), "string"),
            (json!({ "type": ["integer", "null"] }), "number | null"),
            (json!({ "anyOf": [{ "$ref": "#/$defs/Range" }, { "type": "number" }, { "type": "null" }] }), "Range | number | null"),
            (json!({ "enum": ["a", "b"] }), r#""a" | "b""#),
            (json!({ "oneOf": [{ "const": "a" }, { "const": "b" }] }), r#""a" | "b""#),
            (json!({ "type": "array", "items": { "type": "boolean" } }), "Array<boolean>"),
            (json!({ "type": "array", "prefixItems": [{ "type": "string" }, { "type": "integer" }] }), "[string, number]"),
            (json!({ "type": "object", "additionalProperties": { "type": "string" } }), "Record<string, string>"),
            (json!({ "type": "object", "patternProperties": { "^.$": { "type": "string" } } }), "Record<string, string>"),
            (json!({ "type": "object", TYPE: "Case" }), "Case"),
            (
                json!({ "type": "object", "properties": { "a": { "type": "string", "description": "Why." }, "b": {} }, "required": ["a"] }),
                "{\n  /** Why. */\n  a: string;\n  b?: unknown;\n}",
            ),
        ] {
            assert_eq!(of(&schema, ""), expected, "{schema}");
        }
    }

    #[test]
    fn what_is_described_is_told() {
        let schema = json!({ "description": "A */ verdict.", "oneOf": [{ "const": "met", "description": "Met." }] });
        let all = json!({ "Verdict": schema }).as_object().cloned().unwrap();
        let told = types(&all);
        assert!(told.ends_with("/**\n * A *\\/ verdict.\n *\n * - `met`: Met.\n */\nexport type Verdict = \"met\";\n"), "{told}");
    }
}
