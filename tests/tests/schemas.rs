//! The JSON Schemas say what the readers and the reports do: everything in the house is valid, and what a reader refuses
//! a schema refuses too.

#[path = "schemas/keys.rs"]
mod keys;

use jsonschema::Validator;
use serde_json::{Value, json};
use tidu_core::answers::Answers;
use tidu_core::case::{Case, Severity};
use tidu_core::compare::{Side, compare_packs, comparison, read_on};
use tidu_core::day::Day;
use tidu_core::diagnostic::{CheckReport, ReportDiagnostic};
use tidu_core::evaluate::evaluate;
use tidu_core::packs::{BUILT_IN, built_in, load};
use tidu_core::plan::plan;
use tidu_core::plan::report::plan_report;
use tidu_core::read::read;
use tidu_core::report::matching::match_report;
use tidu_core::report::{report, summary};
use tidu_core::rules::RuleSet;
use tidu_core::schema;
use tidu_core::text::Lang;

fn rules() -> RuleSet {
    built_in().expect("the built-in packs compile")
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn companies() -> Vec<(String, Value)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/companies");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .expect("the companies")
        .map(|entry| {
            let path = entry.expect("a file").path();
            let text = std::fs::read_to_string(&path).expect("a text");
            (path.display().to_string(), serde_json::from_str(&text).expect("JSON"))
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

fn validator(schema: &Value) -> Validator {
    jsonschema::meta::validate(schema).unwrap_or_else(|error| panic!("not a schema: {error}"));
    jsonschema::validator_for(schema).unwrap_or_else(|error| panic!("not a schema: {error}"))
}

fn assert_valid(validator: &Validator, value: &Value, what: &str) {
    let errors: Vec<String> = validator.iter_errors(value).map(|e| format!("{} at {}", e, e.instance_path())).collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

/// Whether the reader of cases takes all of it.
fn is_read(rules: &RuleSet, case: &Value) -> bool {
    match Case::read(&rules.vocabulary, case, day("2026-11-23")) {
        Ok((_, issues)) => !issues.iter().any(|issue| issue.severity == Severity::Error || issue.code == "unknown_key"),
        Err(_) => false,
    }
}

#[test]
fn every_company_is_a_case() {
    let rules = rules();
    let cases = validator(&schema::case(&rules.vocabulary));
    for (file, case) in companies() {
        assert_eq!(cases.is_valid(&case), is_read(&rules, &case), "{file}");
    }
}

/// The schema that editors find beside the packs is the one that is made; `UPDATE_GOLDEN=1` writes it anew.
#[test]
fn editors_find_the_schema_of_packs() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/pack.schema.json");
    let made = format!("{:#}\n", schema::pack());
    let there = std::fs::read_to_string(&file).unwrap_or_default();
    if there != made && std::env::var_os("UPDATE_GOLDEN").is_some() {
        return std::fs::write(file, made).expect("the schema can be written");
    }
    assert!(there == made, "UPDATE_GOLDEN=1 cargo test -p tidu-tests --test schemas editors writes core/pack.schema.json anew");
}

/// One value after another is put in the place of every answer of every company, and the schema and the reader agree
/// on each.
#[test]
fn what_the_reader_of_cases_refuses_the_schema_refuses() {
    let rules = rules();
    let cases = validator(&schema::case(&rules.vocabulary));
    let odd = [
        json!(null),
        json!(0),
        json!(1),
        json!(5),
        json!(6),
        json!(101),
        json!(-1),
        json!(1.5),
        json!(2_000_000_000_000_i64),
        json!(true),
        json!("none"),
        json!(""),
        json!("yes"),
        json!("2027-05-31"),
        json!("2027-13-01"),
        json!("360102"),
        json!("3601"),
        json!("361"),
        json!("036010"),
        json!("industry"),
        json!([]),
        json!(["six_bases"]),
        json!(["no_option"]),
        json!([1]),
        json!({}),
        json!({"min": 1}),
        json!({"min": 1, "max": null}),
        json!({"min": 1, "mx": 2}),
        json!({"min": -5}),
        json!({"max": 1.5}),
        json!({"2025": 5}),
        json!({"2025": null}),
        json!({"2025": {"min": 1}}),
        json!({"2025": {"min": -1}}),
        json!({"2025": "5"}),
        json!({"25": 5}),
        json!({"2300": 5}),
        json!({"2025": 5, "max": 3}),
    ];
    let mut disagree = Vec::new();
    let mut agree = [0, 0];
    for fact in &rules.vocabulary.facts {
        for value in &odd {
            let case = json!({ "as_of": "2026-11-23", "facts": { fact.id.as_str(): value } });
            let (valid, is_read) = (cases.is_valid(&case), is_read(&rules, &case));
            agree[usize::from(valid)] += 1;
            if valid != is_read {
                disagree.push(format!("{case}: the schema says {valid}, the reader {is_read}"));
            }
        }
    }
    for case in [
        json!([]),
        json!({}),
        json!({"as_of": 5}),
        json!({"as_of": null}),
        json!({"as_of": "26-11-23"}),
        json!({"facts": []}),
        json!({"facts": null}),
        json!({"facts": {"stff": 5}}),
        json!({"procedures": {"little_giant": "renewal"}}),
        json!({"procedures": {"little_giant": "renew"}}),
        json!({"procedures": {"giant": "renewal"}}),
        json!({"procedures": 5}),
        json!({"fact": {}}),
        json!({"name": "x", "note": "y"}),
    ] {
        if cases.is_valid(&case) != is_read(&rules, &case) {
            disagree.push(case.to_string());
        }
    }
    assert!(disagree.is_empty(), "{}", disagree.join("\n"));
    assert!(agree.iter().all(|count| *count > 250), "valid and invalid cases are both tried: {agree:?}");
}

#[test]
fn every_report_is_valid_in_both_languages() {
    let rules = rules();
    let [evaluated, planned, matched, compared, summarized, ..] = schema::reports(&rules.vocabulary).map(|(_, schema)| validator(&schema));
    let today = day("2026-11-23");
    for (file, value) in companies() {
        for lang in [Lang::Zh, Lang::En] {
            let (case, issues) = Case::read(&rules.vocabulary, &value, today).expect("a case");
            let evaluation = evaluate(&rules, &case);
            let one = json!(report(&rules, &case, &issues, &evaluation, lang));
            assert_valid(&evaluated, &one, &file);
            let row = summary(&rules, value["name"].as_str(), &case, &issues, &evaluation, lang);
            assert_valid(&summarized, &json!(row), &file);
            assert_valid(&matched, &json!(match_report(&rules, &case, &issues, &evaluation, lang)), &file);
            let (answers, _) = Answers::read(&rules.vocabulary, &value, today).expect("a case");
            let ways = plan(&rules, &answers, rules.vocabulary.ladder[1], &Default::default());
            assert_valid(&planned, &json!(plan_report(&rules, &case, &issues, &ways, lang)), &file);
            let (before, issues_before) = read_on(&rules, &value, day("2026-03-31")).expect("a case");
            let then = evaluate(&rules, &before);
            let from = Side { case: &before, issues: &issues_before, evaluation: &then };
            let to = Side { case: &case, issues: &issues, evaluation: &evaluation };
            assert_valid(&compared, &json!(comparison(&rules, from, to, lang)), &file);
            // A broken one is not.
            for (at, wrong) in
                [("/assessments/0/verdict", json!("maybe")), ("/fiscal_year", json!("2025")), ("/policies/0/criteria", json!(null))]
            {
                let mut broken = one.clone();
                *broken.pointer_mut(at).unwrap_or_else(|| panic!("{file} has no {at}")) = wrong;
                assert!(!evaluated.is_valid(&broken), "{file} {at}");
            }
            let mut broken = one.clone();
            broken.as_object_mut().expect("an object").remove("size_class");
            assert!(!evaluated.is_valid(&broken), "{file} without size_class");
        }
    }
}

/// What may govern while the place is open is as the schema says, in a report and in a comparison.
#[test]
fn what_may_govern_is_valid() {
    let province = ("cn-sample/2027-1", include_str!("../data/places/province.json"));
    let rules = load(BUILT_IN.iter().copied().chain([province])).expect("rules");
    let [evaluated, _, _, compared, ..] = schema::reports(&rules.vocabulary).map(|(_, schema)| validator(&schema));
    let given = json!({"facts": {}});
    let ((before, _), (after, _)) =
        (read_on(&rules, &given, day("2026-12-31")).expect("a case"), read_on(&rules, &given, day("2027-01-01")).expect("a case"));
    let (then, now) = (evaluate(&rules, &before), evaluate(&rules, &after));
    let one = json!(report(&rules, &after, &[], &now, Lang::Zh));
    assert!(one["assessments"][3]["may_govern"]["documents"][1]["document"].is_string(), "{one:#}");
    assert_valid(&evaluated, &one, "a report");
    let [from, to] = [(&before, &then), (&after, &now)].map(|(case, evaluation)| Side { case, issues: &[], evaluation });
    let both = json!(comparison(&rules, from, to, Lang::Zh));
    assert!(both["standards"][3]["from"]["may_govern"].is_null() && both["standards"][3]["to"]["may_govern"].is_object(), "{both:#}");
    assert_valid(&compared, &both, "a comparison");
}

#[test]
fn every_comparison_of_packs_is_valid() {
    let rules = rules();
    let [.., (_, schema), _] = schema::reports(&rules.vocabulary);
    let schema = validator(&schema);
    let packs: Vec<Value> = BUILT_IN.iter().map(|(_, json)| serde_json::from_str(json).expect("JSON")).collect();
    for (from, to) in packs.iter().zip(packs.iter().cycle().skip(1)) {
        let compared = json!(compare_packs(&rules.vocabulary, from, to, Lang::Zh));
        assert_valid(&schema, &compared, &format!("{} and {}", from["id"], to["id"]));
        let mut broken = compared;
        broken["changes"][0]["change"] = json!("moved");
        assert!(!schema.is_valid(&broken), "{}", from["id"]);
    }
}

#[test]
fn a_check_is_valid() {
    let [.., (_, schema)] = schema::reports(&rules().vocabulary);
    let (_, found) = read("a", "{}");
    assert!(!found.is_empty());
    let checked = CheckReport { diagnostics: found.iter().map(|d| ReportDiagnostic::new(d, Lang::En)).collect() };
    assert_valid(&validator(&schema), &json!(checked), "a check");
}

/// Every key of every pack is left out, and given a value of another kind, and every object is given a key too many; the
/// schema and the reader agree on each.
#[test]
fn what_the_reader_of_packs_refuses_the_schema_refuses() {
    let packs = validator(&schema::pack());
    let mut disagree = Vec::new();
    let mut tried = 0;
    for (id, json) in BUILT_IN {
        let pack: Value = serde_json::from_str(json).expect("JSON");
        assert_valid(&packs, &pack, id);
        let mut places = Vec::new();
        collect(&pack, String::new(), &mut places);
        // Of things that are alike a few are enough: some thousands of changes take a minute.
        let every = places.len().div_ceil(60);
        for place in places.iter().step_by(every) {
            for change in [change_kind, add_key, remove] {
                let mut changed = pack.clone();
                if !change(&mut changed, place) {
                    continue;
                }
                tried += 1;
                let (valid, is_read) = (packs.is_valid(&changed), read(id, &changed.to_string()).1.is_empty());
                if valid != is_read {
                    disagree.push(format!("{id} {place}: the schema says {valid}, the reader {is_read}"));
                }
            }
        }
    }
    assert!(disagree.is_empty(), "{} of {tried}:\n{}", disagree.len(), disagree.join("\n"));
    assert!(tried > 2000, "{tried}");
}

fn collect(value: &Value, at: String, places: &mut Vec<String>) {
    match value {
        Value::Object(keys) => keys.iter().for_each(|(key, value)| collect(value, format!("{at}/{}", key.replace('/', "~1")), places)),
        Value::Array(items) => items.iter().enumerate().for_each(|(i, value)| collect(value, format!("{at}/{i}"), places)),
        _ => {}
    }
    places.push(at);
}

fn change_kind(pack: &mut Value, place: &str) -> bool {
    let Some(value) = pack.pointer_mut(place) else { return false };
    *value = if value.is_number() { json!("7") } else { json!(7) };
    true
}

fn add_key(pack: &mut Value, place: &str) -> bool {
    let Some(keys) = pack.pointer_mut(place).and_then(Value::as_object_mut) else { return false };
    // The names of shared lists are free.
    if place == "/shared" {
        return false;
    }
    keys.insert("nobody_knows".to_owned(), json!("x"));
    true
}

fn remove(pack: &mut Value, place: &str) -> bool {
    let Some((parent, key)) = place.rsplit_once('/') else { return false };
    match pack.pointer_mut(parent) {
        Some(Value::Object(keys)) => keys.remove(&key.replace("~1", "/")).is_some(),
        Some(Value::Array(items)) => key.parse().is_ok_and(|at: usize| at < items.len() && items.remove(at) != Value::Null),
        _ => false,
    }
}

/// The dialect's own keywords, as validators know them that refuse all others.
const KEYWORDS: [&str; 34] = [
    "$schema",
    "$ref",
    "$defs",
    "title",
    "description",
    "type",
    "enum",
    "const",
    "anyOf",
    "oneOf",
    "allOf",
    "not",
    "if",
    "then",
    "else",
    "properties",
    "required",
    "additionalProperties",
    "unevaluatedProperties",
    "patternProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "items",
    "prefixItems",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "pattern",
];

fn strangers(schema: &Value, path: &str, found: &mut Vec<String>) {
    let Value::Object(keys) = schema else { return };
    for (key, value) in keys {
        if !KEYWORDS.contains(&key.as_str()) {
            found.push(format!("{path}/{key}"));
        }
        match (key.as_str(), value) {
            // What is beneath these are names, and under each a schema.
            ("properties" | "patternProperties" | "$defs", Value::Object(named)) => {
                named.iter().for_each(|(name, one)| strangers(one, &format!("{path}/{key}/{name}"), found));
            }
            ("enum" | "const" | "required", _) => {}
            (_, Value::Array(all)) => all.iter().enumerate().for_each(|(at, one)| strangers(one, &format!("{path}/{key}/{at}"), found)),
            _ => strangers(value, &format!("{path}/{key}"), found),
        }
    }
}

#[test]
fn what_is_published_has_keywords_of_the_dialect_alone() {
    let rules = rules();
    let mut published = vec![("case", schema::case(&rules.vocabulary)), ("pack", schema::pack())];
    published.extend(schema::reports(&rules.vocabulary));
    for (name, schema) in published {
        let mut found = Vec::new();
        strangers(&schema, "", &mut found);
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}
