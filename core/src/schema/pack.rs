//! The schema of packs: their shape, as `read` takes it. Whether a fact exists, a unit fits or two documents agree is
//! found by `compile`; a schema cannot say it.

use super::case::DAY;
use crate::read::{FORMS, QUANTITIES, SCALES};
use crate::vocabulary::Kind;
use crate::written::{BENEFITS, Procedure, Strength};
use serde_json::{Map, Value, json};

/// What the schema of a pack defines, by name.
pub(super) fn definitions() -> Map<String, Value> {
    let mut all = Map::new();
    for (name, schema) in words().into_iter().chain(head()).chain(rules()).chain(scores()).chain(policies()).chain(vocabulary()) {
        all.insert(name.to_owned(), schema);
    }
    all
}

type Named = Vec<(&'static str, Value)>;

/// The words that all of it is made of.
fn words() -> Named {
    vec![
        ("Words", json!({ "description": "A text that is not empty.", "type": "string", "pattern": "\\S" })),
        ("Day", json!({ "description": "A day, `YYYY-MM-DD`.", "type": "string", "pattern": DAY })),
        ("Text", object("A text in both languages.", &[("zh", r("Words")), ("en", r("Words"))], &[])),
        (
            "Sure",
            json!({
                "description": "How sure a statement is: the official wording was seen, others report it, or neither.",
                "enum": ["official", "secondary", "unverified"],
            }),
        ),
        (
            "Cite",
            object(
                "Where a statement stands; the quote is verbatim Chinese.",
                &[("article", r("Words")), ("certainty", r("Sure"))],
                &[("quote", r("Words"))],
            ),
        ),
        ("Note", object("A remark.", &[("text", r("Text")), ("certainty", r("Sure"))], &[])),
        ("Named", object("An id and a name.", &[("id", r("Words")), ("name", r("Text"))], &[])),
        ("Period", object("Both days are inside; without `to` it has no end.", &[("from", r("Day"))], &[("to", r("Day"))])),
    ]
}

/// The document itself.
fn head() -> Named {
    let needed = [("id", r("Words")), ("title", r("Text")), ("source", r("Source"))];
    let keys = || {
        vec![
            ("number", r("Words")),
            ("issuer", r("Text")),
            ("issued", r("Day")),
            ("in_force", r("Period")),
            ("succeeds", r("Words")),
            ("notes", list(r("Note"))),
            ("definitions", list(r("Definition"))),
            ("shared", json!({ "type": "object", "additionalProperties": list(r("PackCriterion")) })),
            ("size_standard", object("The size classes.", &[], &[("industries", list(r("PackIndustry")))])),
            ("region", r("Words")),
            ("parts", list(r("Named"))),
            ("policies", list(r("PackPolicy"))),
            ("duties", list(r("PackDuty"))),
        ]
    };
    let mut document = keys();
    document.push(("standards", list(r("PackStandard"))));
    let mut vocabulary = keys();
    vocabulary.extend([
        ("sections", list(r("Named"))),
        ("standards", list(r("PackStandardName"))),
        ("ladder", list(r("Words"))),
        ("papers", list(r("Named"))),
    ]);
    let of_vocabulary: Vec<_> = needed.clone().into_iter().chain([("facts", list(r("PackFact")))]).collect();
    let mut definition = object(
        "The document's own words for a figure.",
        &[("id", r("Words")), ("term", r("Text")), ("article", r("Words")), ("certainty", r("Sure"))],
        &[("quote", r("Words")), ("text", r("Text")), ("facts", list(r("Words")))],
    );
    definition["anyOf"] = json!([{ "required": ["quote"] }, { "required": ["text"] }]);
    vec![
        (
            "Pack",
            json!({
                "description": "A pack: one issuing document, or the vocabulary. The grammar in words is core/packs/README.md.",
                "anyOf": [r("DocumentPack"), r("VocabularyPack")],
            }),
        ),
        ("DocumentPack", object("One issuing document.", &needed, &document)),
        ("VocabularyPack", object("The vocabulary.", &of_vocabulary, &vocabulary)),
        (
            "Source",
            object(
                "Where the document can be read, and how sure its statements are unless they say otherwise.",
                &[("certainty", r("Sure")), ("checked", r("Day"))],
                &[("url", json!({ "anyOf": [r("Words"), { "type": "null" }] }))],
            ),
        ),
        ("Definition", definition),
    ]
}

/// Standards, criteria and quantities.
fn rules() -> Named {
    let form = |key: &str| match key {
        "all_of" | "any_of" => list(r("PackCriterion")),
        "not" => r("PackCriterion"),
        "at_least" | "at_most" | "more_than" | "less_than" => pair(r("PackQuantity"), r("Words")),
        "every_year" => object("In each of so many years.", &[("years", whole()), ("of", r("PackCriterion"))], &[]),
        "this_year" => object("For the calendar year of the day.", &[("in_renewal_any_of", whole()), ("of", r("PackCriterion"))], &[]),
        "ranked" => json!({ "anyOf": [r("Words"), pair(r("Words"), r("Words"))] }),
        "one_of" | "includes" => pair(r("Words"), list(r("Words"))),
        "within" | "score_at_least" => pair(r("Words"), r("Words")),
        _ => r("Words"),
    };
    let beside = [
        ("id", r("Words")),
        ("text", r("Text")),
        ("cite", r("Cite")),
        ("waived_by", r("PackCriterion")),
        ("waived_in", list(r("PackProcedure"))),
        ("prerequisite", r("Words")),
        ("replaces", r("Words")),
    ];
    let measure = |key: &str| match key {
        "ratio" => pair(r("PackQuantity"), r("PackQuantity")),
        "sum" => list(r("PackQuantity")),
        "sum_of_years" | "mean_of_years" => pair(r("Words"), whole()),
        _ => r("Words"),
    };
    vec![
        (
            "PackProcedure",
            json!({ "description": "Whether a title is applied for or renewed.", "enum": Procedure::ALL.map(Procedure::id) }),
        ),
        (
            "PackStandard",
            object(
                "A standard: all of its criteria must hold.",
                &[("id", r("Words"))],
                &[
                    ("annex", r("Text")),
                    ("season", r("Note")),
                    (
                        "governs",
                        list(object(
                            "When, and for which procedure, it governs.",
                            &[("from", r("Day"))],
                            &[("to", r("Day")), ("procedures", list(r("PackProcedure"))), ("certainty", r("Sure")), ("note", r("Text"))],
                        )),
                    ),
                    ("criteria", list(r("PackCriterion"))),
                    ("score", r("PackScore")),
                ],
            ),
        ),
        ("PackCriterion", one_form("A criterion, of exactly one form.", &[], &beside, &FORMS, form)),
        (
            "PackQuantity",
            json!({
                "description": "What is measured: a fact, or a figure made of facts.",
                "anyOf": [r("Words"), one_form("A figure made of facts, of exactly one form.", &[], &[], &QUANTITIES, measure)],
            }),
        ),
        (
            "PackIndustry",
            object(
                "The lower bounds of the size classes in an industry.",
                &[("id", r("Words"))],
                &[
                    ("cite", r("Cite")),
                    (
                        "lines",
                        list(object(
                            "",
                            &[("of", r("PackQuantity")), ("large", r("Words")), ("medium", r("Words")), ("small", r("Words"))],
                            &[],
                        )),
                    ),
                ],
            ),
        ),
    ]
}

/// Score sheets.
fn scores() -> Named {
    let lines = list(pair(r("Words"), whole()));
    let mut bands = object(
        "Points of the first line reached, best first.",
        &[("of", r("PackQuantity"))],
        &[("at_least", lines.clone()), ("at_most", lines), ("otherwise", whole())],
    );
    bands["oneOf"] = json!([{ "required": ["at_least"] }, { "required": ["at_most"] }]);
    let scale = |key: &str| match key {
        "bands" => bands.clone(),
        "cases" => {
            object("Points of the best case that holds.", &[], &[("when", list(pair(r("PackCriterion"), whole()))), ("otherwise", whole())])
        }
        "tally" => object("Points for each that holds.", &[("points", whole())], &[("of", list(r("PackCriterion")))]),
        "steps" => object("Points for each full step.", &[("of", r("PackQuantity")), ("every", r("Words")), ("points", whole())], &[]),
        "given" => r("Words"),
        _ => list(r("PackScale")),
    };
    let of_indicator = [("id", r("Words")), ("name", r("Text")), ("max", whole())];
    vec![
        ("PackScore", object("A score sheet.", &[("max", whole())], &[("groups", list(r("PackGroup")))])),
        ("PackGroup", object("A group of indicators.", &of_indicator, &[("indicators", list(r("PackIndicator")))])),
        ("PackIndicator", one_form("An indicator, with exactly one scale.", &of_indicator, &[("cite", r("Cite"))], &SCALES, &scale)),
        ("PackScale", one_form("How points are given, in exactly one way.", &[], &[], &SCALES, &scale)),
    ]
}

/// Policies and duties.
fn policies() -> Named {
    let due = |key: &str| match key {
        "yearly" => json!({ "description": "Month and day.", "type": "string", "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" }),
        "before_expiry" => json!({ "const": true }),
        "within_months" => whole(),
        _ => object("Between these days.", &[("from", r("Day")), ("to", r("Day"))], &[]),
    };
    vec![
        (
            "PackPolicy",
            object(
                "A support policy.",
                &[
                    ("id", r("Words")),
                    ("title", r("Text")),
                    ("gives", r("Text")),
                    ("strength", json!({ "enum": Strength::ALL.map(Strength::id) })),
                    ("benefit", json!({ "enum": BENEFITS })),
                ],
                &[
                    ("part", r("Words")),
                    ("cite", r("Cite")),
                    ("needs", list(r("Words"))),
                    ("amount", r("Note")),
                    ("who", r("PackCriterion")),
                    ("may_ask", json!({ "anyOf": [{ "const": true }, r("PackCriterion")] })),
                    ("asks_more", json!({ "type": "boolean" })),
                    ("who_text", r("Text")),
                    ("how", r("Text")),
                    ("when", r("Text")),
                    ("papers", list(r("Words"))),
                    ("authorities", list(r("Words"))),
                    ("in_force", object("The days it is in force.", &[("from", r("Day"))], &[("to", r("Day")), ("certainty", r("Sure"))])),
                    ("not_for", list(object("", &[("region", r("Words")), ("text", r("Text"))], &[]))),
                ],
            ),
        ),
        (
            "PackDuty",
            object(
                "What a title obliges to.",
                &[
                    ("id", r("Words")),
                    ("title", r("Text")),
                    ("text", r("Text")),
                    ("of", json!({ "anyOf": [r("Words"), list(r("Words"))] })),
                    (
                        "due",
                        one_form(
                            "When it is due, in exactly one way.",
                            &[],
                            &[],
                            &["yearly", "before_expiry", "within_months", "window"],
                            due,
                        ),
                    ),
                ],
                &[("cite", r("Cite")), ("expiring_by", r("Day")), ("not_with", list(r("Words"))), ("authorities", list(r("Words")))],
            ),
        ),
    ]
}

/// The vocabulary.
fn vocabulary() -> Named {
    let flag = || json!({ "type": "boolean" });
    vec![
        (
            "PackStandardName",
            object(
                "A standard's name and rung.",
                &[("id", r("Words")), ("name", r("Text")), ("short", r("Text")), ("rung", whole())],
                &[("title", r("Words"))],
            ),
        ),
        (
            "PackFact",
            object(
                "A fact one can be asked for.",
                &[
                    ("id", r("Words")),
                    ("section", r("Words")),
                    ("kind", json!({ "enum": Kind::ids().collect::<Vec<_>>() })),
                    ("lookup", json!({ "enum": ["by_heart", "accounts", "specialist"] })),
                    ("label", r("Text")),
                    ("help", r("Text")),
                ],
                &[
                    ("yearly", flag()),
                    ("calendar", flag()),
                    ("signed", flag()),
                    ("judged", flag()),
                    ("unit", r("Text")),
                    ("max", r("Words")),
                    ("part_of", r("Words")),
                    (
                        "lever",
                        object(
                            "How it can be changed.",
                            &[("by", r("Words"))],
                            &[
                                ("kind", r("Words")),
                                ("towards", r("Words")),
                                ("effort", whole()),
                                ("per", r("Words")),
                                ("after", r("Words")),
                            ],
                        ),
                    ),
                    ("options", list(object("", &[("id", r("Words")), ("label", r("Text"))], &[("help", r("Text"))]))),
                ],
            ),
        ),
    ]
}

/// A definition of this name.
fn r(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn list(of: Value) -> Value {
    json!({ "type": "array", "items": of })
}

fn pair(first: Value, second: Value) -> Value {
    json!({ "type": "array", "prefixItems": [first, second], "items": false, "minItems": 2 })
}

fn whole() -> Value {
    json!({ "type": "integer" })
}

/// An object with these keys and no others.
fn object(description: &str, needed: &[(&str, Value)], optional: &[(&str, Value)]) -> Value {
    let properties: Map<String, Value> = needed.iter().chain(optional).map(|(key, schema)| ((*key).to_owned(), schema.clone())).collect();
    let required: Vec<&str> = needed.iter().map(|(key, _)| *key).collect();
    let mut schema = json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false });
    if !description.is_empty() {
        schema["description"] = json!(description);
    }
    schema
}

/// An object that has exactly one of these forms.
fn one_form(description: &str, needed: &[(&str, Value)], beside: &[(&str, Value)], forms: &[&str], form: impl Fn(&str) -> Value) -> Value {
    let mut optional = beside.to_vec();
    optional.extend(forms.iter().map(|key| (*key, form(key))));
    let mut schema = object(description, needed, &optional);
    schema["oneOf"] = forms.iter().map(|key| json!({ "required": [key] })).collect();
    schema
}
