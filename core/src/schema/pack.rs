//! The schema of packs: their shape, as `read` takes it. Whether a fact exists, a unit fits or two documents agree is
//! found by `compile`; a schema cannot say it.

use super::case::DAY;
use crate::vocabulary::Kind;
use crate::written::{BENEFITS, DueKey, Every, FormKey, FormulaKey, Procedure, QuantityKey, ScaleKey, Strength, TieKey};
use serde_json::{Map, Value, json};

/// What the schema of a pack defines, by name.
pub(super) fn definitions() -> Map<String, Value> {
    let mut all = Map::new();
    for (name, schema) in
        words().into_iter().chain(head()).chain(rules()).chain(scores()).chain(policies()).chain(worth()).chain(vocabulary())
    {
        all.insert(name.to_owned(), schema);
    }
    all
}

type Named = Vec<(&'static str, Value)>;

/// The words that all of it is made of.
fn words() -> Named {
    vec![
        ("PackWords", json!({ "description": "A text that is not empty.", "type": "string", "pattern": "\\S" })),
        ("PackDay", json!({ "description": "A day, `YYYY-MM-DD`.", "type": "string", "pattern": DAY })),
        (
            "PackText",
            json!({
                "description": "A text in Chinese; what other languages say for it stands in a file beside the pack, or with it.",
                "anyOf": [r("PackWords"), object("A text in several languages.", &[("zh", r("PackWords"))], &[("en", r("PackWords"))])],
            }),
        ),
        (
            "Certainty",
            json!({
                "description": "How sure a statement is: the official wording was seen, others report it, or neither.",
                "enum": ["official", "secondary", "unverified"],
            }),
        ),
        (
            "PackCite",
            object(
                "Where a statement stands; the quote is verbatim Chinese.",
                &[("article", r("PackWords")), ("certainty", r("Certainty"))],
                &[("quote", r("PackWords"))],
            ),
        ),
        ("PackNote", object("A remark.", &[("text", r("PackText")), ("certainty", r("Certainty"))], &[])),
        ("PackNamed", object("An id and a name.", &[("id", r("PackWords")), ("name", r("PackText"))], &[])),
        ("PackPeriod", object("Both days are inside; without `to` it has no end.", &[("from", r("PackDay"))], &[("to", r("PackDay"))])),
    ]
}

/// The document itself.
fn head() -> Named {
    let needed = [("id", r("PackWords")), ("title", r("PackText")), ("source", r("PackSource"))];
    let keys = || {
        vec![
            ("number", r("PackWords")),
            ("issuer", r("PackText")),
            ("issued", r("PackDay")),
            ("in_force", r("PackPeriod")),
            ("succeeds", r("PackWords")),
            ("notes", list(r("PackNote"))),
            ("definitions", list(r("PackDefinition"))),
            ("$schema", r("PackWords")),
            ("shared", json!({ "type": "object", "additionalProperties": list(r("PackCriterion")) })),
            ("size_standard", object("The size classes.", &[], &[("industries", list(r("PackIndustry")))])),
            ("region", r("PackWords")),
            ("parts", list(r("PackNamed"))),
            ("policies", list(r("PackPolicy"))),
            ("duties", list(r("PackDuty"))),
            ("leads", list(r("PackLead"))),
            ("targets", list(r("PackTarget"))),
            ("rates", list(r("PackRate"))),
            ("relations", list(r("PackRelation"))),
        ]
    };
    let mut document = keys();
    document.push(("standards", list(r("PackStandard"))));
    let mut vocabulary = keys();
    vocabulary.extend([
        ("sections", list(r("PackNamed"))),
        ("standards", list(r("PackStandardName"))),
        ("ladder", list(r("PackWords"))),
        (
            "statements",
            list(object(
                "A statement that figures are copied from: its lines in their order, each with the names it goes by.",
                &[("id", r("PackWords")), ("name", r("PackText"))],
                &[("lines", list(object("A line.", &[("fact", r("PackWords"))], &[("names", list(r("PackWords")))])))],
            )),
        ),
        ("papers", list(r("PackNamed"))),
        (
            "questions",
            list(object(
                "What is asked on one screen: several facts.",
                &[("id", r("PackWords")), ("ask", r("PackText")), ("facts", list(r("PackWords")))],
                &[("note", r("PackText")), ("none", r("PackText"))],
            )),
        ),
        (
            "order",
            object(
                "The order of the questions, by their ids.",
                &[("first_round", list(r("PackWords"))), ("then", list(r("PackWords")))],
                &[],
            ),
        ),
        ("costs", json!({ "type": "object", "additionalProperties": whole() })),
        (
            "codes",
            object(
                "Where standards and facts stand in links; what is new goes to the end, nothing is taken out.",
                &[("standards", list(r("PackWords"))), ("facts", list(r("PackWords")))],
                &[],
            ),
        ),
        (
            "implications",
            list(json!({ "anyOf": [
                object(
                    "That something follows from an answer for another: one fact and its answer, from `min` to `max`, or what a set `includes` or `lacks`.",
                    &[("if", one_answer()), ("then", one_answer()), ("why", r("PackText"))],
                    &[("else", one_answer()), ("certainty", r("Certainty"))],
                ),
                object(
                    "That a count is no less or no more than others come to.",
                    &[("of", r("PackWords")), ("why", r("PackText"))],
                    &[("at_least", list(r("PackWords"))), ("at_most", list(r("PackWords"))), ("certainty", r("Certainty"))],
                ),
            ] })),
        ),
    ]);
    let of_vocabulary: Vec<_> = needed.clone().into_iter().chain([("facts", list(r("PackFact")))]).collect();
    let mut definition = object(
        "The document's own words for a figure.",
        &[("id", r("PackWords")), ("term", r("PackText")), ("article", r("PackWords")), ("certainty", r("Certainty"))],
        &[("quote", r("PackWords")), ("text", r("PackText")), ("facts", list(r("PackWords")))],
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
            "PackSource",
            object(
                "Where the document can be read, and how sure its statements are unless they say otherwise.",
                &[("certainty", r("Certainty")), ("checked", r("PackDay"))],
                &[("url", json!({ "anyOf": [r("PackWords"), { "type": "null" }] })), ("check_again_by", r("PackDay"))],
            ),
        ),
        ("PackDefinition", definition),
    ]
}

/// Standards, criteria and quantities.
fn rules() -> Named {
    let form = |key: FormKey| match key {
        FormKey::AllOf | FormKey::AnyOf => list(r("PackCriterion")),
        FormKey::Not => r("PackCriterion"),
        FormKey::AtLeast | FormKey::AtMost | FormKey::MoreThan | FormKey::LessThan => pair(r("PackQuantity"), r("PackWords")),
        FormKey::EveryYear => object("In each of so many years.", &[("years", whole()), ("of", r("PackCriterion"))], &[]),
        FormKey::ThisYear => {
            object("For the calendar year of the day.", &[("in_renewal_any_of", whole()), ("of", r("PackCriterion"))], &[])
        }
        FormKey::Ranked => json!({ "anyOf": [r("PackWords"), pair(r("PackWords"), r("PackWords"))] }),
        FormKey::OneOf | FormKey::Includes => pair(r("PackWords"), list(r("PackWords"))),
        FormKey::Won => object(
            "A title won within so long, in a year, or between two days.",
            &[("title", r("PackWords"))],
            &[("within", r("PackWords")), ("year", r("PackWords")), ("from", r("PackDay")), ("to", r("PackDay"))],
        ),
        FormKey::Within | FormKey::Since | FormKey::Lapsing | FormKey::ScoreAtLeast => pair(r("PackWords"), r("PackWords")),
        FormKey::Holds | FormKey::Declared | FormKey::Held | FormKey::SizeAtMost | FormKey::Meets | FormKey::Use => r("PackWords"),
    };
    let beside = [
        ("id", r("PackWords")),
        ("text", r("PackText")),
        ("cite", r("PackCite")),
        ("waived_by", r("PackCriterion")),
        ("waived_in", list(r("Procedure"))),
        ("prerequisite", r("PackWords")),
        ("replaces", r("PackWords")),
    ];
    let measure = |key: QuantityKey| match key {
        QuantityKey::Ratio => pair(r("PackQuantity"), r("PackQuantity")),
        QuantityKey::Sum => list(r("PackQuantity")),
        QuantityKey::SumOfYears | QuantityKey::MeanOfYears => pair(r("PackWords"), whole()),
        QuantityKey::Growth | QuantityKey::AverageGrowth | QuantityKey::CompoundGrowth => r("PackWords"),
    };
    vec![
        ("Procedure", json!({ "description": "Whether a title is applied for or renewed.", "enum": Procedure::ALL.map(Procedure::id) })),
        (
            "PackStandard",
            object(
                "A standard: all of its criteria must hold.",
                &[("id", r("PackWords"))],
                &[
                    ("annex", r("PackText")),
                    ("season", r("PackNote")),
                    (
                        "apply",
                        object(
                            "Where it is applied for.",
                            &[("platform", r("PackText")), ("article", r("PackWords")), ("certainty", r("Certainty"))],
                            &[("url", r("PackWords")), ("authorities", list(r("PackWords")))],
                        ),
                    ),
                    (
                        "governs",
                        list(object(
                            "When, and for which procedure, it governs.",
                            &[("from", r("PackDay"))],
                            &[
                                ("to", r("PackDay")),
                                ("procedures", list(r("Procedure"))),
                                ("certainty", r("Certainty")),
                                ("note", r("PackText")),
                            ],
                        )),
                    ),
                    ("criteria", list(r("PackCriterion"))),
                    (
                        "cautions",
                        list(object(
                            "What may count against an enterprise without being a criterion of its own.",
                            &[("id", r("PackWords")), ("text", r("PackText")), ("when", r("PackCriterion"))],
                            &[("cite", r("PackCite")), ("beside", list(r("PackWords")))],
                        )),
                    ),
                    ("score", r("PackScore")),
                ],
            ),
        ),
        ("PackCriterion", one_form("A criterion, of exactly one form.", &[], &beside, FormKey::ALL, form)),
        (
            "PackQuantity",
            json!({
                "description": "What is measured: a fact, or a figure made of facts.",
                "anyOf": [r("PackWords"), one_form("A figure made of facts, of exactly one form.", &[], &[], QuantityKey::ALL, measure)],
            }),
        ),
        (
            "PackIndustry",
            object(
                "The lower bounds of the size classes in an industry.",
                &[("id", r("PackWords"))],
                &[
                    ("cite", r("PackCite")),
                    (
                        "lines",
                        list(object(
                            "",
                            &[("of", r("PackQuantity")), ("large", r("PackWords")), ("medium", r("PackWords")), ("small", r("PackWords"))],
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
    let lines = list(pair(r("PackWords"), whole()));
    let mut bands = object(
        "Points of the first line reached, best first.",
        &[("of", r("PackQuantity"))],
        &[("at_least", lines.clone()), ("at_most", lines), ("otherwise", whole())],
    );
    bands["oneOf"] = json!([{ "required": ["at_least"] }, { "required": ["at_most"] }]);
    let scale = |key: ScaleKey| match key {
        ScaleKey::Bands => bands.clone(),
        ScaleKey::Cases => {
            object("Points of the best case that holds.", &[], &[("when", list(pair(r("PackCriterion"), whole()))), ("otherwise", whole())])
        }
        ScaleKey::Tally => object("Points for each that holds.", &[("points", whole())], &[("of", list(r("PackCriterion")))]),
        ScaleKey::Steps => {
            object("Points for each full step.", &[("of", r("PackQuantity")), ("every", r("PackWords")), ("points", whole())], &[])
        }
        ScaleKey::Given => r("PackWords"),
        ScaleKey::BestOf => list(r("PackScale")),
    };
    let of_indicator = [("id", r("PackWords")), ("name", r("PackText")), ("max", whole())];
    vec![
        ("PackScore", object("A score sheet.", &[("max", whole())], &[("groups", list(r("PackGroup")))])),
        ("PackGroup", object("A group of indicators.", &of_indicator, &[("indicators", list(r("PackIndicator")))])),
        (
            "PackIndicator",
            one_form("An indicator, with exactly one scale.", &of_indicator, &[("cite", r("PackCite"))], ScaleKey::ALL, scale),
        ),
        ("PackScale", one_form("How points are given, in exactly one way.", &[], &[], ScaleKey::ALL, scale)),
    ]
}

/// Policies and duties.
fn policies() -> Named {
    let due = |key: DueKey| match key {
        DueKey::Yearly => month_day(),
        DueKey::BeforeExpiry => json!({ "const": true }),
        DueKey::WithinMonths => whole(),
        DueKey::Window => object("Between these days.", &[("from", r("PackDay")), ("to", r("PackDay"))], &[]),
    };
    vec![
        (
            "PackPolicy",
            object(
                "A support policy.",
                &[
                    ("id", r("PackWords")),
                    ("title", r("PackText")),
                    ("gives", r("PackText")),
                    ("strength", json!({ "enum": Strength::ALL.map(Strength::id) })),
                    ("benefit", json!({ "enum": BENEFITS })),
                ],
                &[
                    ("part", r("PackWords")),
                    ("cite", r("PackCite")),
                    ("needs", list(r("PackWords"))),
                    ("amount", json!({ "anyOf": [r("PackAmount"), list(r("PackAmount"))] })),
                    ("worth", json!({ "anyOf": [r("PackWorth"), list(r("PackWorth"))] })),
                    ("who", r("PackCriterion")),
                    ("may_ask", json!({ "anyOf": [{ "const": true }, r("PackCriterion")] })),
                    ("asks_more", json!({ "type": "boolean" })),
                    ("not_asked", r("PackText")),
                    ("yields_to", list(r("PackWords"))),
                    (
                        "rank",
                        object(
                            "Where it stands among others, and why.",
                            &[("value", json!({ "type": "integer", "minimum": 1, "maximum": 9 })), ("reason", r("PackText"))],
                            &[],
                        ),
                    ),
                    ("window", object("The days in which it has to be claimed.", &[("to", r("PackDay"))], &[("from", r("PackDay"))])),
                    (
                        "local",
                        list(object(
                            "Office, platform and link in one region.",
                            &[("region", r("PackWords"))],
                            &[
                                ("how", r("PackText")),
                                ("when", r("PackText")),
                                ("authorities", list(r("PackWords"))),
                                ("url", r("PackWords")),
                            ],
                        )),
                    ),
                    ("who_text", r("PackText")),
                    ("how", r("PackText")),
                    ("when", r("PackText")),
                    ("papers", list(r("PackWords"))),
                    ("authorities", list(r("PackWords"))),
                    (
                        "in_force",
                        object(
                            "The days it is in force.",
                            &[("from", r("PackDay"))],
                            &[("to", r("PackDay")), ("certainty", r("Certainty"))],
                        ),
                    ),
                    ("not_for", list(object("", &[("region", r("PackWords")), ("text", r("PackText"))], &[]))),
                ],
            ),
        ),
        (
            "PackAmount",
            object(
                "How much, on which days.",
                &[("text", r("PackText")), ("certainty", r("Certainty"))],
                &[("from", r("PackDay")), ("to", r("PackDay"))],
            ),
        ),
        (
            "PackLead",
            object(
                "A measure known by name only: whom to ask.",
                &[("id", r("PackWords")), ("name", r("PackText")), ("text", r("PackText")), ("certainty", r("Certainty"))],
                &[("needs", list(r("PackWords"))), ("authorities", list(r("PackWords")))],
            ),
        ),
        (
            "PackTarget",
            object(
                "How many enterprises of its region a document sets itself to have.",
                &[
                    ("id", r("PackWords")),
                    ("title", r("PackText")),
                    ("count", json!({ "type": "integer", "minimum": 1, "maximum": 100_000 })),
                    ("by", r("PackDay")),
                    ("who", r("PackCriterion")),
                ],
                &[("cite", r("PackCite"))],
            ),
        ),
        (
            "PackDuty",
            object(
                "What a title obliges to.",
                &[
                    ("id", r("PackWords")),
                    ("title", r("PackText")),
                    ("text", r("PackText")),
                    ("of", json!({ "anyOf": [r("PackWords"), list(r("PackWords"))] })),
                    ("due", one_form("When it is due, in exactly one way.", &[], &[], DueKey::ALL, due)),
                ],
                &[
                    ("cite", r("PackCite")),
                    ("expiring_by", r("PackDay")),
                    ("not_with", list(r("PackWords"))),
                    (
                        "season",
                        object("The part of each year in which it can be done.", &[("from", month_day()), ("to", month_day())], &[]),
                    ),
                    ("authorities", list(r("PackWords"))),
                ],
            ),
        ),
    ]
}

/// What policies are worth, and how they stand to each other.
fn worth() -> Named {
    let days = || [("from", r("PackDay")), ("to", r("PackDay"))];
    let formula = |key: FormulaKey| match key {
        FormulaKey::Rate => r("PackWords"),
        FormulaKey::Product | FormulaKey::Sum | FormulaKey::Least => list(r("PackFormula")),
        FormulaKey::Difference => pair(r("PackFormula"), r("PackFormula")),
        FormulaKey::Cases => object(
            "That of the first criterion that holds.",
            &[("otherwise", r("PackFormula"))],
            &[("when", list(pair(r("PackCriterion"), r("PackFormula"))))],
        ),
    };
    let tie = |key: TieKey| match key {
        TieKey::SharedCap => object("What they give together at most.", &[("cap", r("PackFormula"))], &[("of", list(r("PackWords")))]),
        TieKey::Requires | TieKey::Choice | TieKey::Precedence | TieKey::NotSaid => list(r("PackWords")),
    };
    let flags = [("up_to", json!({ "type": "boolean" })), ("needs_authority", json!({ "type": "boolean" })), ("cite", r("PackCite"))];
    let step = [("when", r("PackCriterion")), ("document", r("PackWords")), ("cite", r("PackCite"))];
    vec![
        (
            "PackWorth",
            object(
                "What a policy is worth, reckoned.",
                &[("every", json!({ "enum": Every::ALL.map(Every::id) })), ("of", r("PackFormula"))],
                &[&flags[..], &days()[..]].concat(),
            ),
        ),
        (
            "PackFormula",
            json!({
                "description": "How an amount is reckoned: a number with its unit, a fact, or what is made of them.",
                "anyOf": [r("PackWords"), one_form("What is made of formulas, in exactly one form.", &[], &[], FormulaKey::ALL, formula)],
            }),
        ),
        (
            "PackRate",
            object(
                "A rate that several measures share: the first step that holds.",
                &[
                    ("id", r("PackWords")),
                    ("name", r("PackText")),
                    ("steps", list(object("", &[("rate", r("PackWords"))], &[&step[..], &days()[..]].concat()))),
                ],
                &[],
            ),
        ),
        (
            "PackRelation",
            one_form(
                "How policies stand to each other, in exactly one way.",
                &[],
                &[("per", r("PackText")), ("cite", r("PackCite"))],
                TieKey::ALL,
                tie,
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
                &[("id", r("PackWords")), ("name", r("PackText")), ("short", r("PackText")), ("rung", whole())],
                &[("title", r("PackWords"))],
            ),
        ),
        (
            "PackFact",
            object(
                "A fact one can be asked for.",
                &[
                    ("id", r("PackWords")),
                    ("section", r("PackWords")),
                    ("kind", json!({ "enum": Kind::ids().collect::<Vec<_>>() })),
                    ("lookup", json!({ "enum": ["by_heart", "accounts", "specialist"] })),
                    ("label", r("PackText")),
                    ("help", r("PackText")),
                ],
                &[
                    ("ask", r("PackText")),
                    ("example", r("PackText")),
                    ("document", r("PackWords")),
                    ("yearly", flag()),
                    ("calendar", flag()),
                    ("signed", flag()),
                    ("judged", flag()),
                    ("rough", flag()),
                    ("unit", r("PackText")),
                    ("max", r("PackWords")),
                    ("part_of", r("PackWords")),
                    (
                        "tension",
                        object(
                            "What makes an answer doubtful beside others.",
                            &[],
                            &[("seldom_above", list(r("PackWords"))), ("steady", flag()), ("since", r("PackWords")), ("past", flag())],
                        ),
                    ),
                    ("zero", r("PackText")),
                    ("yes", r("PackText")),
                    ("no", r("PackText")),
                    ("asked_first", flag()),
                    ("validity", object("How long a title lasts.", &[("for", r("PackWords")), ("cite", r("PackCite"))], &[])),
                    (
                        "lever",
                        object(
                            "How it can be changed.",
                            &[("by", r("PackWords"))],
                            &[
                                ("kind", r("PackWords")),
                                ("towards", r("PackWords")),
                                ("effort", whole()),
                                ("per", r("PackWords")),
                                ("after", r("PackWords")),
                            ],
                        ),
                    ),
                    (
                        "options",
                        list(object(
                            "",
                            &[("id", r("PackWords")), ("label", r("PackText"))],
                            &[("help", r("PackText")), ("words", r("PackText"))],
                        )),
                    ),
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

/// One fact and an answer to it.
fn one_answer() -> Value {
    json!({ "type": "object", "minProperties": 1, "maxProperties": 1 })
}

fn month_day() -> Value {
    json!({ "description": "Month and day.", "type": "string", "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" })
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
fn one_form<K: Copy>(
    description: &str,
    needed: &[(&str, Value)],
    beside: &[(&str, Value)],
    forms: &[(&'static str, K)],
    form: impl Fn(K) -> Value,
) -> Value {
    let mut optional = beside.to_vec();
    optional.extend(forms.iter().map(|(name, key)| (*name, form(*key))));
    let mut schema = object(description, needed, &optional);
    schema["oneOf"] = forms.iter().map(|(name, _)| json!({ "required": [name] })).collect();
    schema
}
