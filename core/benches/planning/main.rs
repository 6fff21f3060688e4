//! What a plan costs beside one evaluation of the same case, and whether its searches ever end before their time.
//!
//! `cargo bench -p tidu-core --bench planning` plans the hardest of the hand-worked roads and a thousand enterprises by
//! chance for each of several days and standards, whole and with about every third answer missing. Every figure is a
//! ratio to an evaluation of the same case in the same run. Nothing is asserted of time. Without `--bench` fewer cases
//! are planned, and only what is promised of them is checked.

#[path = "../engine/cases.rs"]
#[allow(dead_code)]
mod cases;

use cases::{samples, with_holes};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::Instant;
use tidu_core::answers::Answers;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::packs::built_in;
use tidu_core::plan::{BRANCHES, Planned, plan};
use tidu_core::rules::{RuleSet, SizeClass};
use tidu_core::vocabulary::StandardIx;

/// Under the law of 2022 a score of thirteen indicators decides, which is the widest search there is.
const ASKED: [(&str, &str); 5] = [
    ("2025-09-15", "srdi_sme"),
    ("2025-09-15", "little_giant"),
    ("2026-11-23", "innovative_sme"),
    ("2026-11-23", "srdi_sme"),
    ("2026-11-23", "little_giant"),
];

fn main() {
    let timed = std::env::args().any(|argument| argument == "--bench");
    let count = if timed { 1_000 } else { 20 };
    let rules = built_in().expect("no fault");
    let heads = ["cases", "median", "worst", "plans", "branches", "limit", "given up"];
    println!("{:<34} {}", "× one evaluation of the same case", heads.map(|head| format!("{head:>9}")).join(""));
    let hardest: Value = serde_json::from_str(HARDEST).expect("JSON");
    let hard = vec![hardest; if timed { 50 } else { 1 }];
    row("the hardest road of the table", &rules, &hard, "srdi_sme");
    for (day, tier) in ASKED {
        let as_of = Day::parse(day).expect("a day");
        let whole: Vec<Value> =
            samples(&rules.vocabulary, as_of, count, |_| SizeClass::Medium).into_iter().map(|s| hopeful(s.json)).collect();
        let half: Vec<Value> = whole.iter().enumerate().map(|(seed, case)| with_holes(case, seed, 3)).collect();
        row(&format!("{day} {tier}"), &rules, &whole, tier);
        row(&format!("{day} {tier}, half"), &rules, &half, tier);
    }
}

/// Nothing in the way that only time or nobody can remove; else there is little to plan.
fn hopeful(mut case: Value) -> Value {
    for no in ["restricted_product", "serious_incident_3y", "tax_violation_3y", "larger_incident_3y", "incident_or_misconduct_2y"] {
        case["facts"][no] = json!(false);
    }
    for yes in ["registered_in_china", "legal_person"] {
        case["facts"][yes] = json!(true);
    }
    for none in ["title_innovative_sme", "title_tech_sme", "title_srdi_sme", "title_little_giant"] {
        case["facts"][none] = json!("none");
    }
    case
}

/// Plans a standard for every case.
fn row(name: &str, rules: &RuleSet, cases: &[Value], tier: &str) {
    let standard: StandardIx = rules.vocabulary.find_standard(tier).expect("a standard");
    let (mut ratios, mut plans, mut most, mut limit, mut given_up) = (Vec::new(), 0, 0, 0, 0);
    for json in cases {
        let today = Day::parse(json["as_of"].as_str().expect("a day")).expect("a day");
        let answers = Answers::read(&rules.vocabulary, json, today).expect("a case").0;
        let case = answers.lay_out(&rules.vocabulary, answers.as_of);
        let evaluated = evaluate(rules, &case);
        given_up += usize::from(evaluated.assessments.iter().any(|a| a.given_up > 0));
        let alone = nanoseconds(20, || drop(black_box(evaluate(rules, black_box(&case)))));
        let mut planned: Option<Planned> = None;
        let whole = nanoseconds(5, || planned = Some(plan(rules, &answers, standard, &BTreeSet::new())));
        let planned = planned.expect("a case");
        assert!(!planned.plans.is_empty() || !planned.blocked.is_empty(), "neither a way nor a reason: {json}");
        ratios.push(whole / alone);
        plans += planned.plans.len();
        most = most.max(planned.branches);
        limit += usize::from(planned.branches > BRANCHES);
    }
    ratios.sort_by(f64::total_cmp);
    let (median, worst) = (ratios[ratios.len() / 2], ratios[ratios.len() - 1]);
    let counts = [plans, most, limit, given_up].map(|count| format!("{count:>9}")).join("");
    println!("{name:<34} {:>9}{median:>9.0}{worst:>9.0}{counts}", cases.len());
}

/// The least time of so many runs.
fn nanoseconds(runs: usize, mut run: impl FnMut()) -> f64 {
    let times = (0..runs).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed().as_nanos() as f64
    });
    times.fold(f64::INFINITY, f64::min)
}

/// 58 points under 63号 annex 2, with three single lifts possible; see `tests/tests/roads.rs`.
const HARDEST: &str = r#"{ "as_of": "2025-09-15", "facts": {
    "registered_in_china": true, "legal_person": true, "industry": "industry", "staff": 100, "on_abnormal_list": false,
    "on_dishonest_list": false, "restricted_product": false, "serious_incident_3y": false, "tax_violation_3y": false,
    "larger_incident_3y": false, "incident_or_misconduct_2y": false, "national_science_award_3y_rank": 0,
    "national_science_award_5y_rank": 0, "provincial_science_award_3y_rank": 0, "maker_china_3y": "none",
    "led_standard_5y": false, "high_tech_enterprise": "none", "national_innovation_demo": "none", "ip_advantage_or_demo": "none",
    "title_innovative_sme": "none", "title_tech_sme": "none", "title_srdi_sme": "none", "title_little_giant": "none",
    "rd_institution_level": "none", "segment_years": 8, "product_fields": ["six_bases"], "digital_level": 3,
    "provincial_quality_award": false, "quality_system_certified": true, "own_brand": true, "standards_participated": false,
    "local_distinctive_score": 13, "class_1_ip_high_value": 0, "class_1_ip_self_developed": 1, "class_1_ip": 1, "class_2_ip": 0,
    "rd_staff": 4, "class_1_ip_original": 0, "class_1_ip_in_use": false, "market_position_leading": true,
    "equity_financing": {"2024": 0, "2023": 0}, "operating_revenue": {"2024": 3000, "2023": 3000, "2022": 3000},
    "main_business_revenue": {"2024": 2250, "2023": 2250, "2022": 2250}, "net_profit": {"2024": 200},
    "total_assets": {"2024": 4000}, "total_liabilities": {"2024": 2200}, "rd_expense": {"2024": 180, "2023": 180} } }"#;
