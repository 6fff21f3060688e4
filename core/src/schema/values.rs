//! What reports hold without a type of their own, for their schemas.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// A case that was moved on to another day. An answer that could not be read stands in it as it was given, so that it
/// need not be a case by [`case()`]; who writes programs can still take it for one.
pub(crate) struct Projected;

impl JsonSchema for Projected {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Projected".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", TYPE: "Case" })
    }
}

/// An answer of any kind, as cases write it.
pub(crate) struct Answer;

impl JsonSchema for Answer {
    fn schema_name() -> Cow<'static, str> {
        "Answer".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An answer as cases write it; null where it is unknown.",
            "anyOf": [
                { "type": "number" },
                { "type": "boolean" },
                { "type": "string" },
                { "type": "array", "items": { "type": "string" } },
                { "$ref": "#/$defs/Range" },
                { "type": "null" },
            ],
        })
    }
}

/// The key under which a schema names the TypeScript type, where that says more than the schema.
pub const TYPE: &str = "tsType";
