//! The rules of two days side by side, for enterprises by chance.

use super::worlds::{seen, told};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tidu_core::compare::{Side, comparison, read_on};
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::text::Lang;
use tidu_tests::row::{items, read, rules, text};

fn compared(case: &Value, from: &str, to: &str) -> Value {
    let read_on = |day: &str| read_on(rules(), case, Day::parse(day).expect("a day")).expect("a case");
    let ((before, wrong_before), (after, wrong_after)) = (read_on(from), read_on(to));
    let (a, b) = (evaluate(rules(), &before), evaluate(rules(), &after));
    let from = Side { case: &before, issues: &wrong_before, evaluation: &a };
    let to = Side { case: &after, issues: &wrong_after, evaluation: &b };
    serde_json::to_value(comparison(rules(), from, to, Lang::Zh)).expect("JSON")
}

proptest! {
    #![proptest_config(super::cases(200))]

    /// A day compared with itself has nothing to tell.
    #[test]
    fn a_day_is_as_itself((world, view) in seen()) {
        let case = told(&world, &view);
        let day = text(&case["as_of"]);
        for standard in items(&compared(&case, day, day)["standards"]) {
            for row in items(&standard["criteria"]) {
                prop_assert_eq!((&row["change"], &row["requirement_changed"]), (&json!("unchanged"), &json!(false)), "{}", row);
                prop_assert_eq!(&row["from"], &row["to"]);
            }
        }
    }

    /// A comparison decides nothing: its verdicts are those of either day's report, and no criterion is left out.
    #[test]
    fn both_sides_are_those_of_the_reports((world, view) in seen()) {
        let case = told(&world, &view);
        let days = ["2026-03-31", "2026-04-01"];
        let comparison = compared(&case, days[0], days[1]);
        for (side, day) in ["from", "to"].into_iter().zip(days) {
            let mut case = case.clone();
            case["as_of"] = json!(day);
            let report = read(&case);
            let named = report.named();
            for (standard, assessment) in items(&comparison["standards"]).zip(items(&report.0["assessments"])) {
                prop_assert_eq!(&standard[side]["verdict"], &assessment["verdict"]);
                let rows: Vec<&Value> = items(&standard["criteria"]).map(|row| &row[side]).filter(|c| c.is_object()).collect();
                for criterion in &rows {
                    let verdict = named.iter().find(|(id, _)| id == text(&criterion["id"])).map(|(_, verdict)| verdict.as_str());
                    prop_assert_eq!(criterion["verdict"].as_str(), verdict, "{}", criterion["id"]);
                }
                let told: BTreeSet<&str> = rows.iter().map(|c| text(&c["id"])).collect();
                for criterion in items(&assessment["criteria"]) {
                    prop_assert!(told.contains(text(&criterion["id"])), "{} is left out", criterion["id"]);
                }
            }
        }
    }
}
