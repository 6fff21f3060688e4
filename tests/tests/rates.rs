//! Shares and growths beside the figures: those that the documents measure, exactly as they measure them.

use serde_json::json;
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::sentence::{Rate, Speaker};
use tidu_core::text::Lang;
use tidu_core::vocabulary::FactIx;

/// What is told of these figures on a day, and of which of them.
fn rates(day: &str, figures: serde_json::Value) -> Vec<Rate> {
    let rules = tidu_core::packs::built_in().expect("the built-in packs compile");
    let case = json!({ "as_of": day, "facts": figures });
    let (case, _) = Case::read(&rules.vocabulary, &case, Day::parse(day).unwrap()).unwrap();
    let evaluation = evaluate(&rules, &case);
    let facts: Vec<FactIx> = rules.vocabulary.iter().filter(|(_, fact)| fact.yearly).map(|(ix, _)| ix).collect();
    let sheets = evaluation.assessments.iter().filter_map(|assessment| assessment.sheet.map(|(sheet, _)| sheet));
    Speaker { rules: &rules, case: &case, lang: Lang::Zh }.rates(sheets, &facts)
}

fn told(rates: &[Rate], name: &str) -> Vec<String> {
    let one = rates.iter().find(|rate| rate.name == name);
    one.map_or_else(Vec::new, |rate| rate.years.iter().map(|(year, told)| format!("{year}: {told}")).collect())
}

#[test]
fn what_the_documents_measure_is_told_for_every_year() {
    let all = rates(
        "2026-11-23",
        json!({
            "operating_revenue": { "2025": 8236.45, "2024": 7012.3, "2023": 6105.88 },
            "main_business_revenue": { "2025": 7890.12, "2024": { "min": 6000, "max": 6701.5 } },
            "rd_expense": { "2025": 247.0935, "2024": 210.369, "2023": 150 },
            "total_assets": { "2025": 9845.6 }, "total_liabilities": { "2025": 4922.8 },
        }),
    );
    // 3 % of revenue is 3 %, not nearly.
    assert_eq!(told(&all, "研发费用总额占营业收入总额的比重"), ["2025: 3 %", "2024: 3 %", "2023: 2.45… %"]);
    assert_eq!(told(&all, "主营业务收入总额占营业收入总额的比重"), ["2025: 95.79… %", "2024: 85.56… % 至 95.56… %"]);
    assert_eq!(told(&all, "负债总额占资产总额的比重"), ["2025: 50 %"]);
    // None twice, though several documents and bands ask for it.
    let mut names: Vec<&str> = all.iter().map(|rate| rate.name.as_str()).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count, "{names:?}");
}

/// A share that is just short of a line never looks as if it were on it.
#[test]
fn nothing_is_rounded_onto_a_line() {
    let all = rates("2026-11-23", json!({ "operating_revenue": { "2025": 10000 }, "rd_expense": { "2025": 299.9999 } }));
    assert_eq!(told(&all, "研发费用总额占营业收入总额的比重"), ["2025: 2.99… %"]);
    // What only follows from another figure is no figure yet, and beside nothing there is no share.
    let alone = rates("2026-11-23", json!({ "operating_revenue": { "2025": 10000 } }));
    assert_eq!(told(&alone, "主营业务收入总额占营业收入总额的比重"), [""; 0]);
    let none = rates("2026-11-23", json!({ "operating_revenue": { "2025": 0 }, "rd_expense": { "2025": 3 } }));
    assert_eq!(told(&none, "研发费用总额占营业收入总额的比重"), [""; 0]);
    assert!(rates("2026-11-23", json!({})).is_empty());
}
