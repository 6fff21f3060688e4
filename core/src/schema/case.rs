//! The schema of cases, made of the vocabulary.

use crate::day::YEARS;
use crate::number::{MICRO, show_micro};
use crate::text::{Lang, Text};
use crate::vocabulary::{Fact, Kind, Vocabulary};
use crate::written::Procedure;
use serde_json::{Map, Value, json};

/// `YYYY-MM-DD` of the years a day may lie in. The length of the months is left to the reader of cases.
pub(super) const DAY: &str = "^(19[0-9]{2}|20[0-9]{2}|21[0-9]{2}|2200)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

/// A day, or as much of one as is known: a year, a month.
const DAYS: &str = "^(19[0-9]{2}|20[0-9]{2}|21[0-9]{2}|2200)(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";

const YEAR: &str = "^(19[0-9]{2}|20[0-9]{2}|21[0-9]{2}|2200)$";
const _: () = assert!(*YEARS.start() == 1900 && *YEARS.end() == 2200, "the patterns above name the years");

/// What the schema of a case defines, by name.
pub(super) fn definitions(vocabulary: &Vocabulary) -> Map<String, Value> {
    let facts: Map<String, Value> = vocabulary.facts.iter().map(|one| (one.id.clone(), fact(one))).collect();
    let tiers = vocabulary.standards.iter().map(|s| json!({ "const": s.id, "description": both(&s.name) }));
    let procedures: Map<String, Value> = vocabulary
        .standards
        .iter()
        .map(|s| (s.id.clone(), json!({ "description": both(&s.name), "enum": Procedure::ALL.map(Procedure::id) })))
        .collect();
    let all = json!({
        "Case": {
            "description": "One enterprise's answers on one day. What is absent or null is unknown; it is never read as zero or as no.",
            "type": "object",
            "properties": {
                "as_of": { "description": "The day for which everything is asked.", "type": ["string", "null"], "pattern": DAY },
                "name": { "description": "What the case is called; not read." },
                "note": { "description": "A remark; not read." },
                "procedures": {
                    "description": "By tier: whether its title is applied for (the default) or renewed.",
                    "type": ["object", "null"],
                    "properties": procedures,
                    "additionalProperties": false,
                },
                "facts": { "description": "The answers.", "anyOf": [{ "$ref": "#/$defs/Facts" }, { "type": "null" }] },
            },
            "additionalProperties": false,
        },
        "Facts": {
            "description": "The answers, by fact.",
            "type": "object",
            "properties": facts,
            "additionalProperties": false,
        },
        "Range": {
            "description": "A number that is not known exactly; an end may be left open.",
            "type": "object",
            "properties": {
                "min": { "description": "At least.", "type": ["number", "null"] },
                "max": { "description": "At most.", "type": ["number", "null"] },
            },
            "minProperties": 1,
            "additionalProperties": false,
        },
        "Tier": { "description": "A standard of the ladder.", "oneOf": tiers.collect::<Vec<_>>() },
    });
    all.as_object().cloned().unwrap_or_default()
}

fn fact(fact: &Fact) -> Value {
    let unit = fact.unit.as_ref().map(|unit| format!(" ({})", both(unit))).unwrap_or_default();
    let mut described = format!("{}{unit}\n\n{}\n\n{}", both(&fact.label), fact.help.get(Lang::Zh), fact.help.get(Lang::En));
    if fact.judged {
        described += "\n\n须经主管部门认定,自评为声明。 Judged by an authority; the answer is a declaration.";
    }
    let answer = answer(fact);
    let mut schema = match fact.yearly {
        false => json!({ "anyOf": [answer, { "type": "null" }] }),
        true => json!({
            "anyOf": [
                {
                    "type": "object",
                    "patternProperties": { YEAR: { "anyOf": [answer, { "type": "null" }] } },
                    "additionalProperties": false,
                },
                { "type": "null" },
            ],
        }),
    };
    schema["title"] = json!(fact.label.get(Lang::Zh));
    schema["description"] = json!(described);
    schema
}

fn answer(fact: &Fact) -> Value {
    let options = || fact.options.iter().map(|option| json!({ "const": option.id, "description": both(&option.label) }));
    let number = |kind: &str| {
        let bound = |value: i64| -> Value {
            let micro = if fact.kind.is_micro() { value } else { value.saturating_mul(MICRO) };
            serde_json::from_str(&show_micro(micro)).unwrap_or_default()
        };
        let (least, most) = (bound(fact.domain.lo), bound(fact.domain.hi));
        let end = json!({ "type": [kind, "null"], "minimum": least, "maximum": most });
        json!({
            "anyOf": [
                { "type": kind, "minimum": least, "maximum": most },
                { "$ref": "#/$defs/Range", "properties": { "min": end, "max": end } },
            ],
        })
    };
    match fact.kind {
        Kind::Money | Kind::Percent => number("number"),
        Kind::Count | Kind::Years => number("integer"),
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Choice => json!({ "oneOf": options().collect::<Vec<_>>() }),
        Kind::Set => json!({ "type": "array", "items": { "oneOf": options().collect::<Vec<_>>() } }),
        Kind::Title => json!({
            "anyOf": [
                { "type": "string", "pattern": format!("^none$|{DAY}") },
                {
                    "description": "至少到这一天仍持有,截止日不详。 Held at least until this day.",
                    "type": "object",
                    "properties": { "min": { "type": "string", "pattern": DAY } },
                    "required": ["min"],
                    "additionalProperties": false,
                },
            ],
        }),
        Kind::Date => json!({ "type": "string", "pattern": DAYS }),
        Kind::Region => json!({ "type": "string", "pattern": "^[1-9][0-9]([0-9]{2}){0,2}$" }),
    }
}

fn both(text: &Text) -> String {
    let en = text.get(Lang::En);
    if text.get(Lang::Zh) == en { text.get(Lang::Zh).to_owned() } else { format!("{} · {en}", text.get(Lang::Zh)) }
}
