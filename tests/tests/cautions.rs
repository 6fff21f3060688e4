//! What may count against an enterprise without being a criterion of its own: 2号文 annex 3 (三) calls a product the
//! leading one only if it brings more than 50 % of revenue, and three criteria of each rung speak of the leading product.

use serde_json::Value;
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::missing::open_questions;
use tidu_tests::row::{Table, case, items, on, rules, text};

/// The cautions of a standard: id, the criteria beside which they stand, how sure they are.
fn cautions(line: &str, standard: &str) -> Vec<(String, Vec<String>, String)> {
    let reading = on("2026-11-26", line);
    let told = |one: &Value| {
        let beside = items(&one["criteria"]).map(|id| text(id).to_owned()).collect();
        (text(&one["id"]).to_owned(), beside, text(&one["citation"]["certainty"]).to_owned())
    };
    reading.assessment(standard).get("cautions").map(|all| items(all).map(told).collect()).unwrap_or_default()
}

#[test]
fn a_product_of_half_the_revenue_or_less_may_not_be_the_leading_one() {
    let mut table = Table::default();
    let of = |standard: &str, beside: &[&str]| {
        vec![(format!("{standard}/leading_product"), beside.iter().map(|id| format!("{standard}/{id}")).collect(), "official".to_owned())]
    };
    let giant = of("little_giant", &["class_1_ip", "market_share", "field"]);
    let second = of("srdi_sme", &["class_1_ip", "market_position"]);
    for (share, told) in
        [("50", true), ("49.999999", true), ("0", true), ("50.000001", false), ("100", false), ("..60", false), ("?", false)]
    {
        let line = format!("leading_product_share {share}");
        table.row(format!("{share}, third rung"), cautions(&line, "little_giant"), if told { giant.clone() } else { Vec::new() });
        table.row(format!("{share}, second rung"), cautions(&line, "srdi_sme"), if told { second.clone() } else { Vec::new() });
    }
    table.row("first rung", cautions("leading_product_share 10", "innovative_sme"), Vec::new());
    // It is told and decides nothing: the verdicts are the same with every share.
    let verdicts = |share: &str| {
        let reading = on("2026-11-26", &format!("leading_product_share {share}; market_share_national 12; well_known yes"));
        ["srdi_sme", "little_giant"].map(|standard| reading.verdict(standard).to_owned())
    };
    table.row("verdicts", verdicts("10"), verdicts("90"));
    // Under the law of before there was no such word in the annexes that rule.
    let before = on("2026-03-31", "leading_product_share 10");
    table.row("before", before.assessment("little_giant").get("cautions").is_none(), true);
    table.end("the leading product");
}

#[test]
fn the_share_is_asked_while_it_can_still_be_told_of() {
    let asked = |line: &str| {
        let (case, _) =
            Case::read(&rules().vocabulary, &case("2026-11-26", line), Day::parse("2026-11-26").expect("a day")).expect("a case");
        let evaluation = evaluate(rules(), &case);
        let open = open_questions(rules(), &case, &evaluation, evaluation.assessments.iter(), &[]);
        open.iter().any(|(fact, _)| rules().vocabulary.fact(*fact).id == "leading_product_share")
    };
    assert!(asked("staff 10"));
    assert!(!asked("leading_product_share 50"));
}
