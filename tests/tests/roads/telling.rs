//! A road in a few lines of text: what `tidu plan` reports, told as briefly as a hand-worked result can be written.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use tidu_core::answers::{Answers, Key};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::plan::plan;
use tidu_core::plan::report::plan_report;
use tidu_core::text::Lang;
use tidu_tests::row::{case, items, rules, text};

/// What is asked: the day, the standard, the figures kept (`fact` or `fact:year`), the answers.
pub struct Asked<'a> {
    pub day: &'a str,
    pub tier: &'a str,
    pub kept: &'a [&'a str],
    pub answers: &'a str,
}

/// The answers as in every table; `fact@year value` is a figure of an open year.
fn answered(day: &str, answers: &str) -> Value {
    let (forecasts, rest): (Vec<&str>, Vec<&str>) = answers.split(';').map(str::trim).partition(|entry| entry.contains('@'));
    let mut case = case(day, &rest.join("; "));
    for forecast in forecasts {
        let (name, figure) = forecast.split_once(' ').unwrap();
        let (fact, year) = name.split_once('@').unwrap();
        // Read under a name that is not by year.
        let read = tidu_tests::row::case(day, &format!("forecast {figure}"));
        case["facts"][fact][year] = read["facts"]["forecast"].clone();
    }
    case
}

/// The whole report.
pub fn reported(asked: &Asked<'_>) -> Value {
    let rules = rules();
    let vocabulary = &rules.vocabulary;
    let json = answered(asked.day, asked.answers);
    let today = Day::parse(asked.day).unwrap();
    let (now, issues) = Case::read(vocabulary, &json, today).unwrap();
    assert!(issues.is_empty(), "{issues:?} in {}", asked.answers);
    let kept: BTreeSet<_> = asked.kept.iter().map(|text| Key::parse(vocabulary, text).unwrap()).collect();
    let answers = Answers::read(vocabulary, &json, today).unwrap().0;
    let planned = plan(rules, &answers, vocabulary.find_standard(asked.tier).unwrap(), &kept);
    serde_json::to_value(plan_report(rules, &now, &[], &planned, Lang::En)).unwrap()
}

/// Plans, then days that are too early, a line each.
pub fn road(asked: &Asked<'_>) -> String {
    let report = reported(asked);
    let plans = items(&report["plans"]).map(told);
    let blocked = items(&report["blocked"])
        .map(|one| format!("{} {} {{{}}}", text(&one["target"]), text(&one["because"]), criteria(&one["criteria"], asked.tier)));
    plans.chain(blocked).collect::<Vec<_>>().join("\n")
}

/// The margins, a line each.
pub fn rooms(asked: &Asked<'_>) -> String {
    let report = reported(asked);
    let room = |one: &Value| format!("{} {}→{}", named(one), value(&one["value"]), value(&one["keeps"]));
    items(&report["margins"]).map(room).collect::<Vec<_>>().join("\n")
}

fn told(plan: &Value) -> String {
    let tier = text(&plan["standard"]);
    let change = |one: &Value| format!("{} {}→{}", named(one), value(&one["from"]), value(&one["to"]));
    let mut parts = vec![text(&plan["target"]).to_owned()];
    if plan["procedure"] == "renewal" {
        parts[0] += " renewal";
    }
    parts.extend(items(&plan["changes"]).map(|one| format!("{} {{{}}}", change(one), criteria(&one["criteria"], tier))));
    parts.extend(items(&plan["entails"]).map(|one| format!("= {}", change(one))));
    let listed = |key: &str| items(&plan[key]).map(text).collect::<Vec<_>>().join(", ");
    let before: Vec<String> = items(&plan["before"]).map(|step| format!("({} {})", text(&step["standard"]), told(step))).collect();
    if !before.is_empty() {
        parts.push(format!("after {}: {}", listed("prerequisites"), before.join(" ")));
    }
    for (key, word) in [("to_confirm", "confirm"), ("open", "open")] {
        if !listed(key).is_empty() {
            parts.push(format!("{word} {}", if key == "open" { criteria(&plan[key], tier) } else { listed(key) }));
        }
    }
    parts.push(text(&plan["verdict_after"]).to_owned());
    parts.join("; ")
}

fn named(one: &Value) -> String {
    match &one["year"] {
        Value::Null => text(&one["fact"]).to_owned(),
        year => format!("{}@{year}", text(&one["fact"])),
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Null => "?".to_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::String(text) => text.clone(),
        Value::Object(range) => {
            let end = |key: &str| range.get(key).unwrap_or(&json!("")).to_string().replace('"', "");
            format!("{}..{}", end("min"), end("max"))
        }
        other => other.to_string(),
    }
}

/// Criteria, those of the standard itself without its name.
fn criteria(ids: &Value, tier: &str) -> String {
    let own = format!("{tier}/");
    items(ids).map(|id| text(id).strip_prefix(&own).unwrap_or(text(id))).collect::<Vec<_>>().join(", ")
}
