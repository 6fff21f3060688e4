//! Inputs that nobody means well: each costs the answer it spoils, is named, and stops nothing. `data/hostile/cases.json`
//! holds each as the text it comes as, beside the case that is left of it and what must be told.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use tidu_core::case::{Case, Issue};
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::json::read;
use tidu_core::plan::plan;
use tidu_core::plan::told::plan_report;
use tidu_core::report::report;
use tidu_core::text::Lang;
use tidu_core::vocabulary::StandardIx;
use tidu_tests::row::rules;

fn today() -> Day {
    Day::parse("2026-11-23").unwrap()
}

fn told(issues: &[Issue]) -> Value {
    issues.iter().map(|issue| json!([issue.fact, issue.year, issue.code])).collect()
}

/// All that is said of a case, plans for every standard among it, but the issues and the projected cases. These are
/// evaluated: they come to the verdicts promised, and keep the name and what is unknown.
fn everything(case: &Value) -> Value {
    let (rules, vocabulary) = (rules(), &rules().vocabulary);
    let (read, issues) = Case::read(vocabulary, case, today()).unwrap();
    let evaluated = serde_json::to_value(report(rules, &read, &[], &evaluate(rules, &read), Lang::Zh)).unwrap();
    let standards = (0..).map(StandardIx).take(vocabulary.standards.len());
    let plans = standards.map(|standard| {
        let planned = plan(rules, case, today(), standard, &BTreeSet::new()).unwrap();
        for way in planned.plans.iter().flat_map(|way| way.before.iter().chain([way])) {
            let after = Case::read(vocabulary, &way.case_after, today()).unwrap().0;
            assert_eq!(evaluate(rules, &after).of(way.standard).verdict, way.verdict_after, "{case}");
            let facts = case["facts"].as_object().into_iter().flatten();
            let foreign = facts.filter(|(key, _)| vocabulary.find(key).is_none() && !key.starts_with('$'));
            assert!(foreign.into_iter().all(|(key, value)| way.case_after["facts"][key] == *value), "{case}");
            assert_eq!((&way.case_after["name"], &way.case_after["colour"]), (&case["name"], &case["colour"]));
        }
        let mut told = serde_json::to_value(plan_report(rules, &read, &issues, &planned, Lang::Zh)).unwrap();
        told["issues"].take();
        forget(&mut told, "case_after");
        told
    });
    Value::Array(plans.chain([evaluated]).collect())
}

fn forget(value: &mut Value, key: &str) {
    match value {
        Value::Object(map) => {
            map.remove(key);
            map.values_mut().for_each(|value| forget(value, key));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| forget(value, key)),
        _ => {}
    }
}

#[test]
fn what_is_refused_is_named_and_as_good_as_not_given() {
    let rows: Vec<Value> = serde_json::from_str(include_str!("../data/hostile/cases.json")).unwrap();
    for row in &rows {
        let (what, text, same) = (&row["what"], row["text"].as_str().unwrap(), row["same"].as_str().unwrap());
        let case = read(text).unwrap_or_else(|why| panic!("{what}: {}", why.en));
        let issues = Case::read(&rules().vocabulary, &case, today()).unwrap().1;
        assert_eq!(told(&issues), row["issues"], "{what}");
        let begun = Instant::now();
        let all = everything(&case);
        assert!(begun.elapsed() < Duration::from_secs(2), "{what}: {:?}", begun.elapsed());
        assert_eq!(all, everything(&read(same).unwrap()), "{what}");
    }
    assert!(rows.len() > 40);
}

#[test]
fn a_day_written_twice_is_no_day() {
    let case = read(r#"{"as_of":"2026-11-23","as_of":"2026-11-24"}"#).unwrap();
    let issue = Case::read(&rules().vocabulary, &case, today()).unwrap_err();
    assert_eq!((issue.fact.as_str(), issue.code), ("as_of", "duplicate_key"));
}

#[test]
fn unknown_keys_cost_no_time_and_no_room() {
    let long = "a".repeat(1_000_000);
    let many: Vec<String> = (0..10_000).map(|n| format!("\"{}{n}\":1", "segment_years".repeat(77))).collect();
    let near: Vec<String> = (0..10_000).map(|n| format!("\"segment_yearz{n}\":1")).collect();
    for facts in
        [format!("\"{long}\":1"), many.join(","), near.join(","), format!("\"staff\":{{\"{long}\":1}},\"rd_expense\":{{\"{long}\":1}}")]
    {
        let begun = Instant::now();
        let case = read(&format!("{{\"{long}\":1,\"procedures\":{{\"{long}\":1}},\"facts\":{{{facts}}}}}")).unwrap();
        let issues = Case::read(&rules().vocabulary, &case, today()).unwrap().1;
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
        assert!(issues.iter().all(|issue| issue.message.zh.chars().count() < 250 && issue.message.en.len() < 400));
    }
    // The first of them are still answered with what was meant.
    let case = read(r#"{"facts":{"segment_yeers":3,"staf\u001b[2J":1}}"#).unwrap();
    let issues = Case::read(&rules().vocabulary, &case, today()).unwrap().1;
    assert!(issues[0].message.en.contains("did you mean `segment_years`"), "{}", issues[0].message.en);
    assert!(issues[1].message.zh.contains("staf\\u001b[2J"), "{}", issues[1].message.zh);
}
