//! Answers that hardly go together: told beside the answer in both languages, with the remedy where one is likely, and
//! never more than told.

use serde_json::{Value, json};
use tidu_core::case::{Case, Issue, Severity};
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::report::report;
use tidu_core::text::Lang;

/// The issues of a case.
fn issues(case: &Value) -> Vec<Issue> {
    let rules = tidu_core::packs::built_in().unwrap();
    let (_, issues) = Case::read(&rules.vocabulary, case, Day::parse("2026-11-23").unwrap()).unwrap();
    issues
}

/// A case of the day with these facts.
fn with(facts: Value) -> Value {
    json!({ "as_of": "2026-11-23", "facts": facts })
}

/// What is told: fact, year, code and suggestion.
fn told(case: &Value) -> Vec<(String, Option<i32>, &'static str, Option<String>)> {
    issues(case)
        .into_iter()
        .map(|issue| {
            assert_eq!(issue.severity, Severity::Warning, "{issue:?}");
            assert!(issue.message.get(Lang::Zh).contains("请核对") && issue.message.get(Lang::En).contains("check"), "{issue:?}");
            let right = issue.suggested().map(|right| right.to_string());
            (issue.fact, issue.year, issue.code, right)
        })
        .collect()
}

fn one(fact: &str, year: Option<i32>, code: &'static str, right: Option<&str>) -> (String, Option<i32>, &'static str, Option<String>) {
    (fact.to_owned(), year, code, right.map(str::to_owned))
}

fn field(name: &str) -> Value {
    let path = format!("{}/data/field/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn yuan_given_for_ten_thousand_yuan_are_told_and_put_right() {
    let case = field("tension-unit-slip");
    assert_eq!(
        told(&case),
        [one("rd_expense", Some(2025), "seldom_above", Some("100")), one("rd_expense", Some(2024), "seldom_above", Some("100"))]
    );
    let said = &issues(&case)[0].message;
    assert_eq!(
        said.get(Lang::Zh),
        "2025 年研发费用总额大于成本费用支出总额（115号文）、营业收入总额，很少见，请核对；如果填的是元，应为 100 万元"
    );
    assert!(
        said.get(Lang::En).contains("of 2025 is above")
            && said.get(Lang::En).ends_with("if it was given in yuan, it should be 100 (10,000 yuan)"),
        "{}",
        said.get(Lang::En)
    );
    // With the remedy nothing is left to tell.
    let mut right = case.clone();
    right["facts"]["rd_expense"] = json!({ "2025": 100, "2024": 100 });
    assert_eq!(told(&right), []);

    // Reports have it too, in words and for programs.
    let rules = tidu_core::packs::built_in().unwrap();
    let (read, found) = Case::read(&rules.vocabulary, &case, Day::parse("2026-11-23").unwrap()).unwrap();
    let made = report(&rules, &read, &found, &evaluate(&rules, &read), Lang::Zh);
    let json = serde_json::to_value(&made).unwrap();
    assert_eq!(json["issues"][0]["suggestion"].to_string(), "100");
    assert!(made.to_text(Lang::Zh).contains("提醒：2025 年研发费用总额大于"), "{}", made.to_text(Lang::Zh));
}

#[test]
fn a_year_in_yuan_beside_others_is_told() {
    let facts = json!({ "operating_revenue": { "2025": 82364500, "2024": 7012.3 }, "main_business_revenue": { "2025": 7890.12 } });
    assert_eq!(told(&with(facts)), [one("operating_revenue", Some(2025), "tenfold", Some("8236.45"))]);
    let facts = json!({ "total_assets": { "2025": 9845.6, "2024": 90000000, "2023": 8000 } });
    assert_eq!(told(&with(facts)), [one("total_assets", Some(2024), "tenfold", Some("9000"))]);
    // A main business in yuan is above its whole.
    let facts = json!({ "operating_revenue": { "2025": 8236.45 }, "main_business_revenue": { "2025": 78901200 } });
    assert_eq!(told(&with(facts)), [one("main_business_revenue", Some(2025), "exceeds_whole", Some("7890.12"))]);
}

/// Two figures are put right each by itself, to the fen, and one figure once, however often it is doubted.
#[test]
fn what_is_put_right_is_said_once_of_each() {
    let facts = json!({
        "operating_revenue": { "2025": "82364512.34".parse::<serde_json::Number>().unwrap(), "2024": 7012.3 },
        "total_assets": { "2025": 90000000, "2024": 8000 },
    });
    let both = ["8236.451234", "9000"].map(Some);
    assert_eq!(
        told(&with(facts)),
        [one("operating_revenue", Some(2025), "tenfold", both[0]), one("total_assets", Some(2025), "tenfold", both[1])]
    );
    let facts = json!({ "operating_revenue": { "2025": 5000 }, "rd_expense": { "2025": 1000000, "2024": 100 } });
    assert_eq!(
        told(&with(facts)),
        [one("rd_expense", Some(2025), "seldom_above", Some("100")), one("rd_expense", Some(2025), "tenfold", None)]
    );
    // No slip of the unit: the figure would be far below the year before, or it is not so far above the other.
    let facts = json!({ "operating_revenue": { "2025": 500, "2024": 82364500 } });
    assert_eq!(told(&with(facts)), [one("operating_revenue", Some(2024), "tenfold", None)]);
    let facts = json!({ "operating_revenue": { "2025": 400 }, "net_profit": { "2025": 4000 } });
    assert_eq!(told(&with(facts)), [one("net_profit", Some(2025), "seldom_above", None)]);
}

#[test]
fn growth_that_no_slip_explains_is_doubted_only() {
    // Tenfold is told beyond ten times, not at it; twentyfold is no slip of the unit; yuan have two decimals only.
    for (last, right) in
        [("1000", None), ("1000.000001", Some(None)), ("2000", Some(None)), ("1000000", Some(Some("100"))), ("1000000.005", Some(None))]
    {
        let case = with(json!({ "operating_revenue": { "2025": last.parse::<serde_json::Number>().unwrap(), "2024": 100 } }));
        let expected: Vec<_> = right.into_iter().map(|right| one("operating_revenue", Some(2025), "tenfold", right)).collect();
        assert_eq!(told(&case), expected, "{last}");
    }
    // A first year from nothing, or one that is not known, is no jump.
    for before in [json!(0), Value::Null, json!({ "max": 5000 })] {
        assert_eq!(told(&with(json!({ "operating_revenue": { "2025": 5000, "2024": before } }))), []);
    }
    assert_eq!(told(&with(json!({ "net_profit": { "2025": 500, "2024": 1 } }))), []);
    // A part of people is put right by nobody but the enterprise.
    assert_eq!(told(&with(json!({ "staff": 10, "rd_staff": 100000 }))), [one("rd_staff", None, "exceeds_whole", None)]);
}

#[test]
fn a_profit_above_revenue_is_doubted() {
    let facts = |profit: Value| with(json!({ "operating_revenue": { "2025": 500 }, "net_profit": { "2025": profit } }));
    assert_eq!(told(&facts(json!(500))), []);
    assert_eq!(told(&facts(json!(-900))), []);
    assert_eq!(told(&facts(json!(600))), [one("net_profit", Some(2025), "seldom_above", None)]);
    assert_eq!(told(&facts(json!({ "min": 400, "max": 600 }))), []);
    assert_eq!(told(&with(json!({ "operating_revenue": { "2025": 0 }, "rd_expense": { "2025": 600 } }))), []);
    assert_eq!(told(&facts(json!(400000))), [one("net_profit", Some(2025), "seldom_above", Some("40"))]);
}

#[test]
fn more_years_than_the_firm_has_and_a_founding_to_come() {
    let case = field("tension-segment-longer-than-firm");
    assert_eq!(told(&case), [one("established_on", None, "in_the_future", None), one("segment_years", None, "longer_than_since", None)]);
    assert_eq!(issues(&case)[0].message.get(Lang::Zh), "成立日期 2026-11-24 晚于评估基准日 2026-11-23，请核对");
    let told_for = |day: &str, years: i64| told(&with(json!({ "established_on": day, "segment_years": years }))).len();
    for (day, most) in [("2024-11-23", 2), ("2024-11-22", 3), ("2024-11-24", 2), ("2026-11-23", 0), ("2026-11-22", 1), ("2000-02-29", 27)] {
        assert_eq!((told_for(day, most), told_for(day, most + 1)), (0, 1), "{day}");
    }
    assert_eq!(
        issues(&with(json!({ "established_on": "2024-11-20", "segment_years": 11 })))[0].message.get(Lang::Zh),
        "从事特定细分市场年限（截至上年末）为 11 年，而成立日期是 2024-11-20，至今不满 4 年，请核对"
    );
    assert_eq!(told(&with(json!({ "segment_years": 11 }))), []);
}

#[test]
fn a_renewal_of_what_is_said_not_to_be_held() {
    let case = field("renewal-never-held");
    assert_eq!(told(&case), [one("title_little_giant", None, "renewal_not_held", None)]);
    for title in [json!("2026-12-31"), json!("2020-12-31"), Value::Null] {
        let mut held = case.clone();
        held["facts"]["title_little_giant"] = title;
        assert_eq!(told(&held), []);
    }
    let mut first = case;
    first["procedures"] = json!({});
    assert_eq!(told(&first), []);
}
