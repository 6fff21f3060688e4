//! A row says what the whole report says, for enterprises by chance.

use super::worlds::{seen, told};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::report::matching::match_report;
use tidu_core::report::{report, summary};
use tidu_core::text::Lang;
use tidu_tests::row::{MET, REVIEW, UNMET, items, rules, text};

/// The row, the report and the report of what fits.
fn all_of(case: &Value) -> [Value; 3] {
    let today = Day::parse("2026-11-23").expect("a day");
    let (case, issues) = Case::read(&rules().vocabulary, case, today).expect("a case");
    let found = evaluate(rules(), &case);
    [
        json!(summary(rules(), Some("x"), &case, &issues, &found, Lang::Zh)),
        json!(report(rules(), &case, &issues, &found, Lang::Zh)),
        json!(match_report(rules(), &case, &issues, &found, Lang::Zh)),
    ]
}

proptest! {
    #![proptest_config(super::cases(10_000))]

    #[test]
    fn a_row_says_what_the_report_says((world, view) in seen()) {
        let given = told(&world, &view);
        let [row, report, fits] = all_of(&given);
        prop_assert_eq!((&row["name"], &row["as_of"], &row["size_class"]), (&json!("x"), &report["as_of"], &report["size_class"]));
        let issues = |severity: &str| items(&report["issues"]).filter(|issue| issue["severity"] == severity).count();
        prop_assert_eq!((&row["errors"], &row["warnings"]), (&json!(issues("error")), &json!(issues("warning"))));
        let verdicts: Map<String, Value> =
            items(&report["assessments"]).map(|a| (text(&a["standard"]).to_owned(), a["verdict"].clone())).collect();
        prop_assert_eq!(&row["verdicts"], &json!(verdicts));

        // The ladder: a title held on the day is a rung held, a verdict that is met or waits for review a rung reached.
        let ladder = ["tech_innovative_sme", "srdi_sme", "little_giant"];
        let titles = [&["title_innovative_sme", "title_tech_sme"][..], &["title_srdi_sme"], &["title_little_giant"]];
        let day = text(&report["as_of"]);
        let until = |rung: usize| {
            let dates = titles[rung].iter().filter_map(|title| given["facts"][*title].as_str());
            dates.filter(|date| Day::parse(date).is_some() && *date >= day).max()
        };
        let held = (0..3).rev().find(|rung| until(*rung).is_some());
        let reached = (0..3).rev().find(|rung| verdicts[ladder[*rung]] == MET || verdicts[ladder[*rung]] == REVIEW);
        let next = held.max(reached).map_or(0, |rung| rung + 1);
        let name = |rung: Option<usize>| json!(rung.map(|rung| ladder[rung]));
        prop_assert_eq!((&row["held"], &row["held_until"]), (&name(held), &json!(held.and_then(until))));
        prop_assert_eq!((&row["reached"], &row["next"]), (&name(reached), &json!(ladder.get(next))));

        // What bars the next rung.
        let above = items(&report["assessments"]).find(|a| ladder.get(next).is_some_and(|id| a["standard"] == *id));
        let unmet: Vec<[&Value; 3]> = above
            .into_iter()
            .flat_map(|a| items(&a["criteria"]))
            .filter(|c| c["verdict"] == UNMET)
            .map(|c| [&c["id"], &c["text"], &c["margin"]])
            .collect();
        let bars: Vec<[&Value; 3]> = items(&row["bars"]).map(|bar| [&bar["id"], &bar["text"], &bar["margin"]]).collect();
        prop_assert_eq!(bars, unmet);
        for bar in items(&row["bars"]).filter(|bar| bar["margin"].is_object()) {
            prop_assert_eq!(&bar["gap"], &bar["margin"]["text"]);
        }
        prop_assert_eq!(&row["missing"], &above.map_or(json!([]), |a| a["missing"].clone()));

        // What can be had, and by when.
        let mut policies = json!({});
        for one in items(&report["policies"]).filter(|one| one["usable"] != "no") {
            let kinds = &mut policies[text(&one["usable"])];
            let count = kinds[text(&one["benefit"])].as_u64().unwrap_or(0);
            kinds[text(&one["benefit"])] = json!(count + 1);
        }
        prop_assert_eq!(&row["policies"], &policies);
        let due: Vec<[&Value; 3]> = items(&fits["actions"])
            .filter(|one| one["due"].is_string() && one["past"].is_null())
            .map(|one| [&one["due"], &one["id"], &one["title"]])
            .collect();
        let dates: Vec<[&Value; 3]> = items(&row["dates"]).map(|one| [&one["due"], &one["id"], &one["title"]]).collect();
        prop_assert_eq!(dates, due);
    }
}
