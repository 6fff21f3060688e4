//! The public contract, point by point: what a case may say and what is made of it (section 1), verdicts (2),
//! readings of the standards (4) and the shape of a report (5). Thresholds have a file of their own.

use serde_json::{Value, json};
use tidu_tests::row::{MET, OPEN, REVIEW, Reading, Table, UNMET, WAIVED, case, items, on, read, text, try_read};

const DAY: &str = "2026-11-23";

/// A case of 2026-11-23 with these facts, as raw JSON.
fn with(facts: Value) -> Reading {
    read(&json!({ "as_of": DAY, "facts": facts }))
}

fn raw(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|why| panic!("{text}: {why}"))
}

// ---- 1. A case

/// What is absent or null is unknown; never zero, never "no", never "none".
#[test]
fn unknown_is_neither_zero_nor_no() {
    let mut table = Table::default();
    for (criterion, fact, no) in [
        ("srdi_sme/registered_in_china", "registered_in_china", json!(false)),
        ("srdi_sme/not_abnormal_list", "on_abnormal_list", json!(true)),
        ("srdi_sme/segment_years", "segment_years", json!(0)),
        ("srdi_sme/prior_title", "title_tech_sme", json!("none")),
        ("srdi_sme/market_position", "market_position_leading", json!(false)),
        ("little_giant/prior_title", "title_srdi_sme", json!("none")),
        ("little_giant/field", "product_fields", json!([])),
        ("little_giant/revenue", "operating_revenue", json!({ "2025": 0 })),
        ("little_giant/class_1_ip", "class_1_ip_original", json!(0)),
        ("innovative_sme/rd_institution", "rd_institution_level", json!("none")),
        ("innovative_sme/equity_financing", "equity_financing", json!({ "2025": 0, "2024": 0, "2023": 0 })),
        ("tech_sme/science_award", "national_science_award_5y_rank", json!(0)),
        ("tech_sme/led_standard", "led_standard_5y", json!(false)),
    ] {
        // The other title, the waiver and the other routes are closed, so that the fact alone decides.
        let answered = |value: Option<&Value>| {
            let mut facts = json!({ "title_innovative_sme": "none", "national_science_award_3y_rank": 0 });
            if let (Some(facts), Some(value)) = (facts.as_object_mut(), value) {
                facts.insert(fact.to_owned(), value.clone());
            }
            with(facts)
        };
        table.row(format!("{criterion}, {fact} absent"), answered(None).of(criterion), OPEN);
        table.row(format!("{criterion}, {fact} null"), answered(Some(&Value::Null)).of(criterion), OPEN);
        table.row(format!("{criterion}, {fact} null is absent"), answered(Some(&Value::Null)), answered(None));
        table.row(format!("{criterion}, {fact} {no}"), answered(Some(&no)).of(criterion), UNMET);
    }
    let silent = with(json!({}));
    for (what, case) in [
        ("facts absent", json!({ "as_of": DAY })),
        ("facts null", json!({ "as_of": DAY, "facts": null })),
        ("a year null", json!({ "as_of": DAY, "facts": { "operating_revenue": { "2025": null } } })),
        ("no year", json!({ "as_of": DAY, "facts": { "operating_revenue": {} } })),
        ("procedures null", json!({ "as_of": DAY, "procedures": null, "facts": {} })),
        ("no day: the day of the reader", json!({ "facts": {} })),
        ("a name and a note", json!({ "as_of": DAY, "name": "示例", "note": "说明", "facts": {} })),
    ] {
        table.row(what, read(&case), silent.clone());
    }
    table.end("unknown");
}

/// Every fact of the contract with an answer of its kind, and every option it names.
#[test]
fn every_fact_of_the_contract_is_known() {
    let bools = "registered_in_china legal_person on_abnormal_list on_dishonest_list restricted_product serious_incident_3y tax_violation_3y \
        larger_incident_3y incident_or_misconduct_2y class_1_ip_in_use key_chain_link well_known market_position_leading \
        provincial_quality_award quality_system_certified own_brand standards_participated sound_governance \
        core_business_on_information_system management_or_product_certified led_standard_5y audit_collection";
    let counts = "staff rd_staff tech_staff class_1_ip class_1_ip_self_developed class_1_ip_high_value class_2_ip class_1_ip_original \
        tech_sme_class_1_ip tech_sme_class_2_ip market_rank_national digital_level local_distinctive_score national_science_award_3y_rank \
        national_science_award_5y_rank provincial_science_award_3y_rank segment_years";
    let money = "total_assets total_liabilities operating_revenue main_business_revenue total_cost rd_expense equity_financing";
    let titles = "high_tech_enterprise national_innovation_demo ip_advantage_or_demo title_innovative_sme title_tech_sme title_srdi_sme \
        title_little_giant";
    let choices = [
        (
            "industry",
            "agriculture industry construction wholesale retail transport warehousing post lodging catering information_transmission software_it \
                real_estate_development property_management leasing_business_services other_listed not_covered",
        ),
        ("rd_institution_level", "none below_city city provincial national"),
        ("maker_china_3y", "none top_500 top_50"),
        ("vat_taxpayer", "general small_scale"),
    ];
    let sets = [
        (
            "sectors",
            "manufacturing new_generation_it artificial_intelligence cloud_computing big_data virtual_reality internet_of_things \
                integrated_circuit machine_tool producer_services four_new_economy",
        ),
        (
            "product_fields",
            "strategic_emerging fills_chain_gap six_bases time_honored_brand serves_key_chain_leader manufacturing_power_field \
                cyber_power_field upgrades_traditional emerging_industry future_industry",
        ),
        (
            "needs",
            "financing guarantee listing digital rd_platform tech_trade application_scenario supply_chain land talent training brand standards \
                ip_abroad legal_abroad exhibition procurement",
        ),
    ];
    let mut answers: Vec<(&str, Value)> = vec![
        ("region", json!("36")),
        ("region", json!("3601")),
        ("region", json!("360102")),
        ("established_on", json!("2019-06-01")),
        ("market_share_national", json!(12.5)),
        ("market_share_international", json!(100)),
        ("net_profit", json!({ "2025": -12.5 })),
        ("taxable_income", json!({ "2025": -0.000001, "2024": { "min": -5, "max": 5 } })),
        ("development_score", json!({ "2026": 66.5, "2025": 0 })),
        ("digital_level", json!(5)),
        ("local_distinctive_score", json!(15)),
    ];
    let words = |text: &'static str| text.split_whitespace();
    answers.extend(words(bools).flat_map(|fact| [(fact, json!(true)), (fact, json!(false))]));
    answers.extend(words(counts).flat_map(|fact| [(fact, json!(0)), (fact, json!({ "min": 1 }))]));
    answers.extend(words(money).map(|fact| (fact, json!({ "2025": 0.000001, "2023": { "max": 3 }, "2022": 1 }))));
    answers.extend(words(money).map(|fact| (fact, json!({ "2025": 10000000000_i64 }))));
    answers.extend(words(titles).flat_map(|fact| [(fact, json!("none")), (fact, json!("2028-05-31"))]));
    answers.extend(choices.iter().flat_map(|(fact, options)| words(options).map(move |option| (*fact, json!(option)))));
    answers.extend(sets.iter().map(|(fact, options)| (*fact, words(options).collect())));
    answers.extend(sets.iter().flat_map(|(fact, options)| words(options).map(move |option| (*fact, json!([option])))));
    answers.extend(sets.iter().map(|(fact, _)| (*fact, json!([]))));
    let mut table = Table::default();
    for (fact, answer) in answers {
        table.row(format!("{fact}: {answer}"), with(json!({ fact: answer })).issues(), Vec::new());
    }
    table.end("facts of the contract");
}

/// Years are calendar years: a case saved this year is read rightly next year.
#[test]
fn years_are_counted_back_from_the_day() {
    let mut table = Table::default();
    let facts = json!({
        "operating_revenue": { "2027": 1499, "2026": 1600, "2025": 1499.999999 },
        "equity_financing": { "2027": 0, "2026": 0, "2025": 0, "2024": 0 },
    });
    for (day, verdict) in [
        ("2026-04-01", UNMET),
        ("2026-12-31", UNMET),
        ("2027-01-01", MET),
        ("2027-12-31", MET),
        ("2028-01-01", UNMET),
        ("2029-01-01", OPEN),
    ] {
        table.row(day, read(&json!({ "as_of": day, "facts": facts })).of("srdi_sme/revenue"), verdict);
    }
    let facts = json!({
        "rd_expense": { "2026": 100, "2025": 100, "2024": 99 },
        "operating_revenue": { "2026": 1000, "2025": 1000, "2024": 1000 },
    });
    for (day, verdict) in [("2026-12-31", UNMET), ("2027-01-01", MET), ("2027-12-31", MET), ("2028-01-01", OPEN)] {
        table.row(format!("each year, {day}"), read(&json!({ "as_of": day, "facts": facts })).of("srdi_sme/rd_each_year"), verdict);
    }
    // Years that no rule looks at are read and left alone.
    table.row("a year long ago", with(json!({ "operating_revenue": { "2001": 5 } })).issues(), Vec::new());
    table.end("years");
}

#[test]
fn numbers_are_exact() {
    let mut table = Table::default();
    for (facts, criterion, verdict) in [
        // 3 % is 3 %, not 2.9999…; binary fractions could hold none of these.
        ("rd_expense 100.1 / 100.1; operating_revenue 3336.666666 / 3336.666666", "srdi_sme/rd_each_year", MET),
        ("rd_expense 100.1 / 100.1; operating_revenue 3336.666667 / 3336.666666", "srdi_sme/rd_each_year", UNMET),
        ("rd_expense 123456.789 / 200; operating_revenue 4115226.3 / 200", "srdi_sme/rd_each_year", MET),
        ("rd_expense 123456.789 / 200; operating_revenue 4115226.300001 / 200", "srdi_sme/rd_each_year", UNMET),
        ("rd_expense 299999999.999999 / 200; operating_revenue 9999999999.9999 / 200", "srdi_sme/rd_each_year", MET),
        ("rd_expense 299999999.999999 / 200; operating_revenue 10000000000 / 200", "srdi_sme/rd_each_year", UNMET),
        // 1.05² = 1.1025 exactly, without a root.
        ("operating_revenue 11025000.000002 / 1 / 10000000.000001", "little_giant/growth", MET),
        ("operating_revenue 11025000.000001 / 1 / 10000000.000001", "little_giant/growth", UNMET),
        ("market_share_national 10; market_share_international 0; market_rank_national 0; well_known no", "little_giant/well_known", UNMET),
        ("development_score 50.000000", "srdi_sme/development_score", MET),
        ("total_liabilities 0.8; total_assets 1", "srdi_sme/debt_ratio", MET),
        ("total_liabilities 0.800001; total_assets 1", "srdi_sme/debt_ratio", UNMET),
    ] {
        table.row(facts, on(DAY, facts).of(criterion), verdict);
    }
    // The same number however it is written.
    let plain = with(raw(r#"{ "operating_revenue": { "2025": 1500 }, "staff": 126 }"#));
    for same in [
        r#"{ "operating_revenue": { "2025": 1500.000000 }, "staff": 126 }"#,
        r#"{ "operating_revenue": { "2025": 1.5e3 }, "staff": 1.26e2 }"#,
        r#"{ "operating_revenue": { "2025": 15E+2 }, "staff": 126.0 }"#,
        r#"{ "operating_revenue": { "2025": { "min": 1500, "max": 1500 } }, "staff": { "min": 126, "max": 126 } }"#,
    ] {
        table.row(same, with(raw(same)), plain.clone());
    }
    table.end("numbers");
}

/// A range is partial knowledge.
#[test]
fn ranges() {
    let mut table = Table::default();
    for (facts, criterion, verdict) in [
        ("segment_years 3..9", "srdi_sme/segment_years", MET),
        ("segment_years 3..", "srdi_sme/segment_years", MET),
        ("segment_years ..2", "srdi_sme/segment_years", UNMET),
        ("segment_years 2..3", "srdi_sme/segment_years", OPEN),
        ("segment_years 2..", "srdi_sme/segment_years", OPEN),
        ("segment_years ..3", "srdi_sme/segment_years", OPEN),
        ("operating_revenue 5000..", "little_giant/revenue", MET),
        ("operating_revenue ..4999.999999", "little_giant/revenue", UNMET),
        ("operating_revenue 4999.999999..5000", "little_giant/revenue", OPEN),
        ("market_share_national 10..12; well_known yes", "little_giant/market_share", REVIEW),
        ("market_share_national 9..12; well_known yes", "little_giant/market_share", OPEN),
        (
            "market_share_national ..9; market_share_international ..9; market_rank_national 4..; well_known yes",
            "little_giant/market_share",
            UNMET,
        ),
        (
            "market_share_national ..9; market_share_international ..9; market_rank_national 1..3; well_known yes",
            "little_giant/market_share",
            REVIEW,
        ),
        (
            "market_share_national ..9; market_share_international ..9; market_rank_national ..3; well_known yes",
            "little_giant/market_share",
            OPEN,
        ),
        // Both sides of a ratio.
        ("total_liabilities 700..800; total_assets 1000..1200", "srdi_sme/debt_ratio", MET),
        ("total_liabilities 700..800.000001; total_assets 1000..1200", "srdi_sme/debt_ratio", OPEN),
        ("total_liabilities 960.000001..; total_assets 1000..1200", "srdi_sme/debt_ratio", UNMET),
        ("total_liabilities 960..; total_assets 1000..1200", "srdi_sme/debt_ratio", OPEN),
        // Sums of years.
        ("rd_expense 700..800 / 500..600; operating_revenue 6000 / 6000", "little_giant/rd_two_years", MET),
        ("rd_expense 700..800 / 499..600; operating_revenue 6000 / 6000", "little_giant/rd_two_years", OPEN),
        ("rd_expense 700..800 / 300..399; operating_revenue 6000 / 6000", "little_giant/rd_two_years", UNMET),
        ("rd_expense 700.. / 500..; operating_revenue 6000..10000 / 6000..10000", "little_giant/rd_two_years", MET),
        // Growth over ranges.
        ("operating_revenue 11025.. / ? / ..10000", "little_giant/growth", OPEN),
        ("operating_revenue 11025.. / ? / 1..10000", "little_giant/growth", MET),
        ("operating_revenue ..11024 / ? / 10000..", "little_giant/growth", UNMET),
        ("development_score 50..60", "srdi_sme/development_score", MET),
        ("development_score 40..49.999999", "srdi_sme/development_score", UNMET),
        ("development_score 40..50", "srdi_sme/development_score", OPEN),
    ] {
        table.row(facts, on(DAY, facts).of(criterion), verdict);
    }
    for (facts, indicator, points) in [
        ("operating_revenue 1000; rd_expense 25..35", "innovative_sme/innovation/rd_ratio", (10, 15)),
        ("operating_revenue 1000; rd_expense 30..49.999999", "innovative_sme/innovation/rd_ratio", (15, 15)),
        ("operating_revenue 1000; rd_expense 30..", "innovative_sme/innovation/rd_ratio", (15, 20)),
        ("operating_revenue 1000; rd_expense ..19.999999", "innovative_sme/innovation/rd_ratio", (0, 5)),
        ("operating_revenue 1000..2000; rd_expense 40", "innovative_sme/innovation/rd_ratio", (10, 15)),
        ("total_assets 1000; total_liabilities 500..600", "innovative_sme/growth/debt_ratio", (5, 10)),
        ("total_assets 1000; total_liabilities ..550", "innovative_sme/growth/debt_ratio", (10, 10)),
        ("total_assets 1000; total_liabilities 550.000001..", "innovative_sme/growth/debt_ratio", (0, 5)),
        ("main_business_revenue 1100..1200 / 1000", "innovative_sme/growth/revenue_growth", (15, 20)),
        ("class_1_ip_high_value 0; class_1_ip_self_developed 0; class_1_ip 0..2; class_2_ip 1", "innovative_sme/innovation/ip", (5, 10)),
        ("tech_sme_class_1_ip 0; tech_sme_class_2_ip 2..3", "tech_sme/results/ip", (12, 18)),
        ("staff 100; tech_staff 12..26", "tech_sme/people/tech_staff", (4, 16)),
    ] {
        table.row(facts, on(DAY, facts).points(indicator), points);
    }
    // Open ends may also be null; a range that says nothing is no answer.
    for open in [json!({ "min": 3, "max": null }), json!({ "min": 3 })] {
        table.row(&open, with(json!({ "segment_years": open })).of("srdi_sme/segment_years"), MET);
    }
    table.row("both ends null", with(json!({ "segment_years": { "min": null, "max": null } })), with(json!({})));
    table.end("ranges");
}

/// Each misfit: the fact, the answer, the code, the Chinese name the message must tell.
#[test]
fn issues_name_the_fact() {
    let rows: Vec<(&str, &str, &str, &str)> = vec![
        // A key that is no fact.
        ("staf", "126", "unknown_fact", "staff"),
        ("profit_of_the_moon", "1", "unknown_fact", "profit_of_the_moon"),
        ("", "1", "unknown_fact", ""),
        // A value of the wrong kind.
        ("staff", "\"126\"", "not_a_count", "从业人员"),
        ("staff", "true", "not_a_count", "从业人员"),
        ("staff", "126.5", "not_a_count", "从业人员"),
        ("staff", "[126]", "not_a_count", "从业人员"),
        ("staff", "{ \"min\": 1.5 }", "not_a_count", "从业人员"),
        ("segment_years", "2.5", "not_a_count", "细分市场"),
        ("market_share_national", "\"10 %\"", "not_a_number", "占有率"),
        ("operating_revenue", "{ \"2025\": \"3200\" }", "not_a_number", "营业收入总额"),
        ("operating_revenue", "{ \"2025\": false }", "not_a_number", "营业收入总额"),
        ("operating_revenue", "{ \"2025\": 0.0000001 }", "too_fine", "营业收入总额"),
        ("own_brand", "\"yes\"", "not_a_bool", "自主品牌"),
        ("own_brand", "1", "not_a_bool", "自主品牌"),
        ("own_brand", "{ \"min\": 0 }", "not_a_bool", "自主品牌"),
        ("industry", "\"moon\"", "not_an_option", "行业"),
        ("industry", "[\"industry\"]", "not_an_option", "行业"),
        ("rd_institution_level", "3", "not_an_option", "研发机构"),
        ("product_fields", "\"six_bases\"", "not_a_set", "主导产品"),
        ("product_fields", "[\"six_bases\", \"moon\"]", "not_a_set", "主导产品"),
        ("product_fields", "[1]", "not_a_set", "主导产品"),
        ("title_srdi_sme", "true", "not_a_title", "专精特新中小企业"),
        ("title_srdi_sme", "\"2028\"", "not_a_title", "专精特新中小企业"),
        ("title_srdi_sme", "\"2027-02-29\"", "not_a_title", "专精特新中小企业"),
        ("title_srdi_sme", "\"None\"", "not_a_title", "专精特新中小企业"),
        ("established_on", "\"2019/06/01\"", "not_a_date", "成立日期"),
        ("established_on", "\"none\"", "not_a_date", "成立日期"),
        ("established_on", "20190601", "not_a_date", "成立日期"),
        ("region", "\"Nanchang\"", "not_a_region", "注册地"),
        ("region", "\"36010\"", "not_a_region", "注册地"),
        ("region", "360102", "not_a_region", "注册地"),
        // A negative where none can be.
        ("staff", "-1", "negative", "从业人员"),
        ("market_share_national", "-0.000001", "negative", "占有率"),
        ("rd_expense", "{ \"2025\": -100 }", "negative", "研发费用"),
        ("rd_expense", "{ \"2025\": { \"min\": -5, \"max\": 100 } }", "negative", "研发费用"),
        // More than there can be.
        ("market_share_national", "100.000001", "too_large", "占有率"),
        ("development_score", "{ \"2026\": 101 }", "too_large", "发展评价得分"),
        ("digital_level", "6", "too_large", "数字化"),
        ("local_distinctive_score", "16", "too_large", "特色化"),
        ("operating_revenue", "{ \"2025\": 1e400 }", "too_large", "营业收入总额"),
        // A range turned upside down, or none.
        ("staff", "{ \"min\": 130, \"max\": 110 }", "range_upside_down", "从业人员"),
        ("operating_revenue", "{ \"2025\": { \"min\": 2, \"max\": 1.999999 } }", "range_upside_down", "营业收入总额"),
        ("staff", "{}", "not_a_range", "从业人员"),
        ("staff", "{ \"min\": 1, \"most\": 2 }", "not_a_range", "从业人员"),
        ("staff", "{ \"2025\": 126 }", "not_a_range", "从业人员"),
        // A year that is no year, or none at all.
        ("operating_revenue", "{ \"25\": 3200 }", "not_a_year", "营业收入总额"),
        ("operating_revenue", "{ \"last\": 3200 }", "not_a_year", "营业收入总额"),
        ("operating_revenue", "{ \"20255\": 3200 }", "not_a_year", "营业收入总额"),
        ("operating_revenue", "{ \"+025\": 3200 }", "not_a_year", "营业收入总额"),
        ("operating_revenue", "3200", "not_by_year", "营业收入总额"),
        ("operating_revenue", "{ \"min\": 3200 }", "not_by_year", "营业收入总额"),
        ("operating_revenue", "[3200]", "not_by_year", "营业收入总额"),
        ("development_score", "60", "not_by_year", "发展评价得分"),
        // Of a year no rule looks at.
        ("operating_revenue", "{ \"2001\": -1 }", "negative", "营业收入总额"),
    ];
    let mut table = Table::default();
    let good = json!({ "segment_years": 7, "net_profit": { "2025": -5 }, "title_tech_sme": "2028-01-01", "own_brand": true });
    let alone = with(good.clone());
    for (fact, answer, code, name) in rows {
        let what = format!("{fact}: {answer}");
        let mut facts = good.clone();
        let held = facts.as_object_mut().and_then(|facts| facts.remove(fact)).is_some();
        let without = with(facts.clone());
        facts[fact] = raw(answer);
        let reading = with(facts);
        table.row(&what, reading.issues(), vec![(fact, "error", code)]);
        let message = text(&reading.0["issues"][0]["message"]);
        table.row(format!("{what}: “{message}” names {name}"), message.contains(name) && !message.is_empty(), true);
        // The answer stays unknown, and the rest is evaluated as if it had not been given.
        let mut rest = reading.0.clone();
        rest["issues"] = json!([]);
        table.row(format!("{what}: the rest"), &rest, &without.0);
        if !held {
            table.row(format!("{what}: nothing lost"), &rest, &alone.0);
        }
    }
    table.end("issues");
}

/// Issues are told of each year and each fact; several at once are all told.
#[test]
fn several_issues_at_once() {
    let reading = with(raw(r#"{ "operating_revenue": { "2025": 3200, "2024": -1, "2023": "much" }, "staff": 1.5, "moon": 1,
            "own_brand": true, "market_share_national": 12 }"#));
    let mut found = reading.issues();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("moon", "error", "unknown_fact"),
            ("operating_revenue", "error", "negative"),
            ("operating_revenue", "error", "not_a_number"),
            ("staff", "error", "not_a_count"),
        ]
    );
    for issue in items(&reading.0["issues"]).filter(|i| i["fact"] == "operating_revenue") {
        let year = if issue["code"] == "negative" { "2024" } else { "2023" };
        assert!(text(&issue["message"]).contains(year), "{issue}");
    }
    // The year that was right counts.
    assert_eq!(reading.of("little_giant/revenue"), UNMET);
}

/// What is wrong beside the facts.
#[test]
fn issues_of_the_case_itself() {
    let mut table = Table::default();
    for (case, issues) in [
        (json!({ "as_of": DAY, "procedures": { "little_giant": "renewal" } }), vec![]),
        (json!({ "as_of": DAY, "procedures": { "moon": "renewal" } }), vec![("procedures", "error", "unknown_standard")]),
        (json!({ "as_of": DAY, "procedures": { "little_giant": "again" } }), vec![("procedures", "error", "not_a_procedure")]),
        (json!({ "as_of": DAY, "procedures": { "little_giant": true } }), vec![("procedures", "error", "not_a_procedure")]),
        (json!({ "as_of": DAY, "procedures": "renewal" }), vec![("procedures", "error", "not_a_procedure")]),
        (json!({ "as_of": DAY, "moon": 1 }), vec![("moon", "warning", "unknown_key")]),
    ] {
        table.row(&case, read(&case).issues(), issues);
    }
    for (case, code) in [
        (json!(null), "not_a_case"),
        (json!([]), "not_a_case"),
        (json!("case"), "not_a_case"),
        (json!(126), "not_a_case"),
        (json!({ "as_of": DAY, "facts": [] }), "not_a_case"),
        (json!({ "as_of": "23.11.2026", "facts": {} }), "not_a_date"),
        (json!({ "as_of": "2026-02-29", "facts": {} }), "not_a_date"),
        (json!({ "as_of": 2026, "facts": {} }), "not_a_date"),
    ] {
        table.row(&case, try_read(&case).err(), Some(code));
    }
    table.end("issues of cases");
}

/// Answers that cannot both be right are told, and still count.
#[test]
fn tensions_are_warnings() {
    let mut table = Table::default();
    let warned = |fact| vec![(fact, "warning", "exceeds_whole")];
    for (facts, issues) in [
        ("main_business_revenue 1000; operating_revenue 1000", vec![]),
        ("main_business_revenue 1000.000001; operating_revenue 1000", warned("main_business_revenue")),
        ("main_business_revenue 900 / 1100; operating_revenue 1000 / 1000", warned("main_business_revenue")),
        ("main_business_revenue 900 / 900 / 901; operating_revenue 1000 / 1000 / 900", warned("main_business_revenue")),
        ("main_business_revenue 1100; operating_revenue 1000 / 2000", warned("main_business_revenue")),
        ("rd_staff 126; staff 126", vec![]),
        ("rd_staff 127; staff 126", warned("rd_staff")),
        ("class_1_ip_self_developed 2; class_1_ip 2", vec![]),
        ("class_1_ip_self_developed 3; class_1_ip 2", warned("class_1_ip_self_developed")),
        // The other part is not known, or might still fit.
        ("rd_staff 127", vec![]),
        ("rd_staff 100..200; staff 100", vec![]),
        ("rd_staff 101..200; staff 100", warned("rd_staff")),
        ("rd_staff 150; staff 100..149", warned("rd_staff")),
        ("rd_staff 150; staff 100..150", vec![]),
        ("rd_staff 150; staff 100..", vec![]),
    ] {
        let reading = on(DAY, facts);
        table.row(facts, reading.issues(), issues);
        for issue in items(&reading.0["issues"]) {
            let fact = text(&issue["fact"]);
            let (part, whole) = match fact {
                "main_business_revenue" => ("主营业务收入", "营业收入总额"),
                "rd_staff" => ("研发人员", "从业人员"),
                _ => ("自主研发", "Ⅰ类"),
            };
            let message = text(&issue["message"]);
            table.row(format!("{facts}: “{message}”"), message.contains(part) && message.contains(whole), true);
        }
    }
    let counted = on(DAY, "main_business_revenue 1200; operating_revenue 1000");
    table.row("used all the same", counted.of("srdi_sme/main_business_share"), MET);
    table.end("tensions");
}

// ---- 2. Verdicts

#[test]
fn all_of_is_the_least() {
    let mut table = Table::default();
    for (share, known, verdict) in [
        ("market_share_national 10", "well_known yes", REVIEW),
        ("market_share_national 10", "well_known ?", OPEN),
        ("market_share_national 10", "well_known no", UNMET),
        ("market_share_national ?", "well_known yes", OPEN),
        ("market_share_national ?", "well_known ?", OPEN),
        ("market_share_national ?", "well_known no", UNMET),
        ("market_share_national 9", "well_known yes", UNMET),
        ("market_share_national 9", "well_known ?", UNMET),
        ("market_share_national 9", "well_known no", UNMET),
    ] {
        let facts = format!("{share}; {known}; renewal little_giant");
        table.row(&facts, on(DAY, &facts).of("little_giant/market_share"), verdict);
    }
    table.end("all of");
}

#[test]
fn any_of_is_the_greatest() {
    let mut table = Table::default();
    for (revenue, equity, verdict) in [
        ("operating_revenue 1500", "equity_financing 2000 / 0", MET),
        ("operating_revenue 1500", "equity_financing ?", MET),
        ("operating_revenue 1500", "equity_financing 0 / 0", MET),
        ("operating_revenue ?", "equity_financing 2000 / 0", MET),
        ("operating_revenue ?", "equity_financing ?", OPEN),
        ("operating_revenue ?", "equity_financing 0 / 0", OPEN),
        ("operating_revenue 1499", "equity_financing 2000 / 0", MET),
        ("operating_revenue 1499", "equity_financing ?", OPEN),
        ("operating_revenue 1499", "equity_financing 0 / 0", UNMET),
        // Half of the sum already settles it, or does not yet.
        ("operating_revenue 1499", "equity_financing 2000", MET),
        ("operating_revenue 1499", "equity_financing 1999", OPEN),
    ] {
        let facts = format!("{revenue}; {equity}");
        table.row(&facts, on(DAY, &facts).of("srdi_sme/revenue"), verdict);
    }
    // What needs review is better than what is open, and worse than what is met.
    let general = "operating_revenue 10000 / 10000; rd_expense 300 / 300; rd_institution_level city; class_1_ip 2; renewal little_giant";
    for (in_use, contest, verdict) in [
        ("class_1_ip_in_use yes", "maker_china_3y top_50", MET),
        ("class_1_ip_in_use yes", "maker_china_3y ?", REVIEW),
        ("class_1_ip_in_use yes", "maker_china_3y none", REVIEW),
        ("class_1_ip_in_use ?", "maker_china_3y top_50", MET),
        ("class_1_ip_in_use ?", "maker_china_3y ?", OPEN),
        ("class_1_ip_in_use ?", "maker_china_3y none", OPEN),
        ("class_1_ip_in_use no", "maker_china_3y top_50", MET),
        ("class_1_ip_in_use no", "maker_china_3y ?", OPEN),
        ("class_1_ip_in_use no", "maker_china_3y none", UNMET),
    ] {
        let facts = format!("{general}; national_science_award_3y_rank 0; {in_use}; {contest}");
        table.row(&facts, on(DAY, &facts).of("little_giant/innovation"), verdict);
    }
    table.end("any of");
}

/// A judged fact: declared, it needs review; denied, it is unmet; it is never met.
#[test]
fn what_only_an_authority_can_judge() {
    let mut table = Table::default();
    for (fact, criterion, ground) in [
        (
            "class_1_ip_in_use",
            "srdi_sme/class_1_ip",
            "class_1_ip_original 1; provincial_science_award_3y_rank 0; national_science_award_3y_rank 0; rd_institution_level none",
        ),
        ("class_1_ip_in_use", "little_giant/class_1_ip", "class_1_ip_original 4; national_science_award_3y_rank 0"),
        ("class_1_ip_in_use", "little_giant/class_1_ip", "class_1_ip 2; renewal little_giant"),
        ("market_position_leading", "srdi_sme/market_position", ""),
        ("well_known", "little_giant/well_known", ""),
        ("well_known", "little_giant/well_known", "renewal little_giant"),
        ("key_chain_link", "little_giant/chain_position", ""),
        ("key_chain_link", "little_giant/chain_position", "renewal little_giant"),
        ("sound_governance", "little_giant/governance", "renewal little_giant"),
    ] {
        for (answer, verdict) in [("yes", REVIEW), ("no", UNMET), ("?", OPEN)] {
            let facts = format!("{ground}; {fact} {answer}");
            table.row(format!("{criterion}: {facts}"), on(DAY, &facts).of(criterion), verdict);
        }
    }
    table.end("judged facts");
}

/// A score is the closed range the open answers still allow.
#[test]
fn scores_are_ranges() {
    let mut table = Table::default();
    // Of nothing known, a field of the leading product is worth five points all the same.
    for (facts, path, points) in [
        ("", "innovative_sme", (5, 100)),
        ("", "innovative_sme/innovation", (0, 40)),
        ("", "innovative_sme/growth", (0, 30)),
        ("", "innovative_sme/specialization", (5, 30)),
        ("", "tech_sme", (0, 100)),
        ("class_1_ip_high_value 1", "innovative_sme", (25, 100)),
        ("class_2_ip 1", "innovative_sme/innovation", (5, 40)),
        ("class_1_ip_high_value 0; class_1_ip_self_developed 0", "innovative_sme/innovation/ip", (0, 10)),
        ("class_1_ip_high_value 0; class_1_ip 1", "innovative_sme/innovation/ip", (10, 15)),
        ("rd_expense 50", "innovative_sme/innovation/rd_ratio", (0, 20)),
        ("tech_sme_class_2_ip 4", "tech_sme/results/ip", (24, 30)),
        ("tech_sme_class_2_ip 4; operating_revenue 1000; rd_expense 30", "tech_sme", (44, 100)),
    ] {
        table.row(format!("{facts}: {path}"), on(DAY, facts).points(path), points);
    }
    table.row("nothing known", on("2025-09-15", "").points("srdi_sme"), (0, 100));
    table.row(
        "two of the four known",
        on("2025-09-15", "own_brand yes; standards_participated no").points("srdi_sme/refinement/quality"),
        (3, 5),
    );
    // A threshold is met by the least, unmet by the most, and open between.
    let strong = "class_1_ip_high_value 1; operating_revenue 1000; rd_expense 50; main_business_revenue 700 / 600";
    for (facts, criterion, verdict) in [
        // 40 + 20..30 + 25..30
        (strong.to_owned(), "innovative_sme/total_score", MET),
        (strong.to_owned(), "innovative_sme/scored", MET),
        // 40 + 20 + 5 + …: growth is not enough by itself, whatever the debts.
        ("main_business_revenue 600 / 700".to_owned(), "innovative_sme/growth_score", UNMET),
        ("main_business_revenue 600 / 700".to_owned(), "innovative_sme/scored", UNMET),
        ("main_business_revenue 700 / 700".to_owned(), "innovative_sme/growth_score", OPEN),
        ("main_business_revenue 750 / 700; total_assets 9".to_owned(), "innovative_sme/growth_score", OPEN),
        ("main_business_revenue 900 / 700".to_owned(), "innovative_sme/growth_score", MET),
        // At most 20 + 20 in 115号: 0 of 30 and 10 of 50.
        (
            "tech_sme_class_1_ip 0; tech_sme_class_2_ip 0; rd_expense 20; operating_revenue 1000; total_cost 1000".to_owned(),
            "tech_sme/total_score",
            UNMET,
        ),
        ("tech_sme_class_1_ip 1; rd_expense 20; operating_revenue 1000; total_cost 1000".to_owned(), "tech_sme/total_score", OPEN),
        ("tech_sme_class_1_ip 1; rd_expense 30; operating_revenue 1000".to_owned(), "tech_sme/total_score", OPEN),
        ("tech_sme_class_1_ip 1; rd_expense 40; operating_revenue 1000".to_owned(), "tech_sme/total_score", MET),
        ("tech_sme_class_1_ip 1; rd_expense 40; operating_revenue 1000".to_owned(), "tech_sme/scored", OPEN),
    ] {
        table.row(format!("{facts}: {criterion}"), on(DAY, &facts).of(criterion), verdict);
    }
    table.end("score ranges");
}

/// A ratio or growth over nothing is undefined: its criterion is open, its indicator anything.
#[test]
fn nothing_is_divided_by_zero() {
    let mut table = Table::default();
    let undefined = [
        ("operating_revenue 0; main_business_revenue 0", "", "srdi_sme/main_business_share"),
        ("operating_revenue 0; main_business_revenue 0", "", "little_giant/main_business_share"),
        ("total_assets 0; total_liabilities 0", "", "srdi_sme/debt_ratio"),
        ("total_assets 0; total_liabilities 500", "", "little_giant/debt_ratio"),
        ("total_assets 0; total_liabilities 500", "; renewal little_giant", "little_giant/debt_ratio"),
        ("operating_revenue 5000 / 5000 / 0", "", "little_giant/growth"),
        ("operating_revenue 0 / 0 / 0", "", "little_giant/growth"),
        ("main_business_revenue 1000 / 0 / 1000", "; renewal little_giant", "little_giant/growth"),
        ("main_business_revenue 1000 / 1000 / 0", "; renewal little_giant", "little_giant/growth"),
        ("rd_expense 100 / 100; operating_revenue 0 / 0", "", "srdi_sme/rd_each_year"),
        ("rd_expense 100 / 100; operating_revenue 1000 / 0", "", "srdi_sme/rd_each_year"),
        ("rd_expense 600 / 600; operating_revenue 0 / 6000", "", "little_giant/rd_two_years"),
    ];
    for (facts, procedure, criterion) in undefined {
        let reading = on(DAY, &format!("{facts}{procedure}"));
        table.row(format!("{criterion}: {facts}"), reading.of(criterion), OPEN);
        table.row(format!("{criterion}: {facts}, the reason"), reading.criterion(criterion)["reason"].as_str(), Some("undefined"));
        // It is told in words too, and in others than where an answer is missing.
        let unanswered = on(DAY, procedure);
        table.row(format!("{criterion} unanswered, the reason"), unanswered.criterion(criterion)["reason"].as_str(), None);
        let actual = |reading: &Reading| text(&reading.criterion(criterion)["actual"]).to_owned();
        table.row(format!("{criterion}: {facts}, in words"), actual(&reading) == actual(&unanswered), false);
    }
    // A further condition may fail all the same.
    table.row("zero R&D over zero", on(DAY, "rd_expense 0 / 0; operating_revenue 0 / 0").of("srdi_sme/rd_each_year"), UNMET);
    for (day, facts, indicator, most) in [
        (DAY, "operating_revenue 0; rd_expense 100", "innovative_sme/innovation/rd_ratio", 20),
        (DAY, "main_business_revenue 1000 / 0", "innovative_sme/growth/revenue_growth", 20),
        (DAY, "total_assets 0; total_liabilities 100", "innovative_sme/growth/debt_ratio", 10),
        (DAY, "operating_revenue 0; main_business_revenue 0", "innovative_sme/specialization/main_business_share", 20),
        (DAY, "staff 0; tech_staff 0", "tech_sme/people/tech_staff", 20),
        (DAY, "operating_revenue 0; total_cost 0; rd_expense 0", "tech_sme/input/rd_input", 50),
        ("2025-09-15", "main_business_revenue 1000 / 0 / 1000", "srdi_sme/specialization/revenue_growth", 10),
        ("2025-09-15", "operating_revenue 0; net_profit 10", "srdi_sme/refinement/net_margin", 10),
        ("2025-09-15", "staff 0; rd_staff 0", "srdi_sme/innovation/rd_staff_share", 5),
    ] {
        table.row(format!("{indicator}: {facts}"), on(day, facts).points(indicator), (0, most));
    }
    // One reading is undefined, the other gives what it gives.
    table.row(
        "115号, by cost",
        on(DAY, "operating_revenue 0; total_cost 1000; rd_expense 300").points("tech_sme/input/rd_input"),
        (50, 50),
    );
    table.row("63号, by amount", on("2025-09-15", "operating_revenue 0; rd_expense 500").points("srdi_sme/innovation/rd_input"), (10, 10));
    // A base that may be zero may yet be undefined, so that nothing is sure.
    let perhaps = on(DAY, "rd_expense 900 / 900; operating_revenue ..100 / 100");
    table.row("perhaps zero", perhaps.of("srdi_sme/rd_each_year"), OPEN);
    table.row("perhaps zero is not undefined", perhaps.criterion("srdi_sme/rd_each_year")["reason"].as_str(), None);
    table.row(
        "surely more than zero",
        on(DAY, "rd_expense 900 / 900; operating_revenue 0.000001..100 / 100").of("srdi_sme/rd_each_year"),
        MET,
    );
    table.end("undefined");
}

/// A criterion that further answers may still settle is open, not undefined, even where a road within it that is
/// closed anyway has a ratio over nothing.
#[test]
fn what_may_still_be_settled_is_not_undefined() {
    let facts = "operating_revenue 0 / 0; rd_expense 100 / 100; staff 100; rd_staff 50; renewal little_giant";
    let open = on(DAY, facts);
    assert_eq!(open.of("little_giant/rd_by_revenue"), UNMET, "below 5000 the R&D expense must reach 3000");
    assert_eq!(open.of("little_giant/innovation"), OPEN);
    let settled = on(DAY, &format!("{facts}; maker_china_3y top_50"));
    assert_eq!(settled.of("little_giant/innovation"), MET);
    assert_eq!(open.criterion("little_giant/innovation")["reason"].as_str(), None);
}

// ---- 4. Readings

#[test]
fn a_title_is_held_to_its_last_day() {
    let mut table = Table::default();
    for (title, criterion, closed) in [
        ("title_innovative_sme", "srdi_sme/prior_title", "title_tech_sme none"),
        ("title_tech_sme", "srdi_sme/prior_title", "title_innovative_sme none"),
        ("title_srdi_sme", "little_giant/prior_title", ""),
        ("high_tech_enterprise", "tech_sme/high_tech_enterprise", ""),
        ("high_tech_enterprise", "innovative_sme/honour_title", "national_innovation_demo none; ip_advantage_or_demo none"),
        ("national_innovation_demo", "innovative_sme/honour_title", "high_tech_enterprise none; ip_advantage_or_demo none"),
        ("ip_advantage_or_demo", "innovative_sme/honour_title", "high_tech_enterprise none; national_innovation_demo none"),
    ] {
        for (day, verdict) in [("2026-05-30", MET), ("2026-05-31", MET), ("2026-06-01", UNMET)] {
            let facts = format!("{closed}; {title} 2026-05-31");
            table.row(format!("{day} {criterion}: {facts}"), on(day, &facts).of(criterion), verdict);
        }
        table.row(format!("{criterion}: {title} none"), on(DAY, &format!("{closed}; {title} none")).of(criterion), UNMET);
    }
    table.end("titles");
}

/// A waiver makes a criterion not applicable; while it is open, so is what it waives.
#[test]
fn waivers() {
    let mut table = Table::default();
    let closed = "provincial_science_award_3y_rank 0; national_science_award_3y_rank 0; rd_institution_level none";
    for (facts, criterion, verdict) in [
        (format!("{closed}; class_1_ip_original 0"), "srdi_sme/class_1_ip", UNMET),
        (format!("{closed}; class_1_ip_original 0; rd_institution_level provincial"), "srdi_sme/class_1_ip", WAIVED),
        (format!("{closed}; class_1_ip_original 0; rd_institution_level ?"), "srdi_sme/class_1_ip", OPEN),
        (format!("{closed}; class_1_ip_original 0; national_science_award_3y_rank ?"), "srdi_sme/class_1_ip", OPEN),
        (format!("{closed}; class_1_ip_original 1; class_1_ip_in_use yes; rd_institution_level ?"), "srdi_sme/class_1_ip", REVIEW),
        (format!("{closed}; rd_institution_level national"), "srdi_sme/class_1_ip", WAIVED),
        (format!("{closed}; class_1_ip_original 3"), "little_giant/class_1_ip", UNMET),
        (format!("{closed}; class_1_ip_original 3; national_science_award_3y_rank 2"), "little_giant/class_1_ip", WAIVED),
        (format!("{closed}; class_1_ip_original 3; national_science_award_3y_rank ?"), "little_giant/class_1_ip", OPEN),
        (format!("{closed}; class_1_ip_original 3; rd_institution_level national"), "little_giant/class_1_ip", UNMET),
    ] {
        table.row(format!("{criterion}: {facts}"), on(DAY, &facts).of(criterion), verdict);
    }
    // Growth is not asked in a renewal, whatever is known of it.
    for (facts, first, renewal) in
        [("operating_revenue 1 / 1 / 9", UNMET, WAIVED), ("operating_revenue 9 / 1 / 1", MET, WAIVED), ("", OPEN, WAIVED)]
    {
        table.row(format!("first application: {facts}"), on("2027-03-01", facts).of("little_giant/growth"), first);
        table.row(
            format!("renewal: {facts}"),
            on("2027-03-01", &format!("{facts}; renewal little_giant")).of("little_giant/growth"),
            renewal,
        );
    }
    table.end("waivers");
}

/// The development score of the calendar year of the day; in a renewal, that year's or the year's before.
#[test]
fn the_year_of_the_development_score() {
    let mut table = Table::default();
    for (day, standard, enough, scores) in [
        ("2026-11-23", "srdi_sme", 50, (2026, 2025, 2024)),
        ("2027-01-01", "srdi_sme", 50, (2027, 2026, 2025)),
        ("2027-01-01", "little_giant", 60, (2027, 2026, 2025)),
    ] {
        let criterion = format!("{standard}/development_score");
        let (this, last, before) = scores;
        for (answers, first, renewal) in [
            (json!({ this.to_string(): enough }), MET, MET),
            (json!({ this.to_string(): enough - 1 }), UNMET, OPEN),
            (json!({ last.to_string(): enough }), OPEN, MET),
            (json!({ this.to_string(): enough - 1, last.to_string(): enough }), UNMET, MET),
            (json!({ this.to_string(): enough - 1, last.to_string(): enough - 1, before.to_string(): 100 }), UNMET, UNMET),
            (json!({ before.to_string(): 100 }), OPEN, OPEN),
            (json!({}), OPEN, OPEN),
        ] {
            for (procedure, verdict) in [("first_application", first), ("renewal", renewal)] {
                let reading =
                    read(&json!({ "as_of": day, "procedures": { standard: procedure }, "facts": { "development_score": answers } }));
                table.row(format!("{day} {procedure} {criterion} {answers}"), reading.of(&criterion), verdict);
            }
        }
    }
    table.end("years of the development score");
}

// ---- missing facts

/// An enterprise of which all is known that 2号 annex 1 asks.
const SRDI: &str = "registered_in_china yes; industry industry; staff 126; on_abnormal_list no; on_dishonest_list no; \
    restricted_product no; larger_incident_3y no; title_innovative_sme 2028-05-31; segment_years 7; operating_revenue 3200 / 2800; main_business_revenue 3000; \
    total_assets 4000; total_liabilities 1600; rd_expense 160 / 120; class_1_ip_original 3; class_1_ip_in_use yes; \
    national_science_award_3y_rank 0; provincial_science_award_3y_rank 0; rd_institution_level city; market_position_leading yes; \
    development_score 66";

/// One that fulfils the conditions of 115号, with no direct confirmation and nothing known of the score.
const TECH: &str = "registered_in_china yes; staff 100; operating_revenue 1000; total_assets 1000; restricted_product no; \
    incident_or_misconduct_2y no; on_abnormal_list no; on_dishonest_list no; high_tech_enterprise none; national_science_award_5y_rank 0; rd_institution_level none; \
    led_standard_5y no; total_cost 900";

#[test]
fn nothing_is_missing_once_it_is_settled() {
    let mut table = Table::default();
    for (facts, standard, verdict) in [
        (SRDI.to_owned(), "srdi_sme", REVIEW),
        (format!("{SRDI}; restricted_product yes"), "srdi_sme", UNMET),
        ("restricted_product yes".to_owned(), "srdi_sme", UNMET),
        ("restricted_product yes".to_owned(), "innovative_sme", UNMET),
        ("restricted_product yes".to_owned(), "tech_innovative_sme", UNMET),
        ("staff 501".to_owned(), "tech_sme", UNMET),
        (format!("{TECH}; led_standard_5y yes"), "tech_sme", MET),
        (format!("{TECH}; led_standard_5y yes"), "tech_innovative_sme", MET),
        ("operating_revenue 4999".to_owned(), "little_giant", UNMET),
    ] {
        let reading = on(DAY, &facts);
        table.row(format!("{standard}: {facts}"), reading.of(standard), verdict);
        table.row(format!("{standard}, missing: {facts}"), reading.missing(standard), Vec::new());
    }
    table.end("settled verdicts");
}

const CLASS_1: [&str; 2] = ["own_class_1_ip", "further_class_1_ip"];
const CLASS_2: [&str; 3] = ["own_class_2_patents", "own_software_copyrights", "further_class_2_ip"];

#[test]
fn what_is_missing_is_what_could_change_the_verdict() {
    let mut table = Table::default();
    for (facts, standard, mut missing) in [
        (format!("{SRDI}; development_score ?"), "srdi_sme", vec!["development_score"]),
        (format!("{SRDI}; development_score 30..70"), "srdi_sme", vec!["development_score"]),
        (format!("{SRDI}; rd_expense 160"), "srdi_sme", vec!["rd_expense"]),
        (format!("{SRDI}; staff ?"), "srdi_sme", vec![]),
        (
            format!("{SRDI}; staff ?; operating_revenue 50000 / 2800; main_business_revenue 49000; rd_expense 1600 / 120"),
            "srdi_sme",
            vec!["staff"],
        ),
        (format!("{SRDI}; industry ?"), "srdi_sme", vec!["industry"]),
        // Either title will do; the one held settles it.
        (format!("{SRDI}; title_tech_sme ?"), "srdi_sme", vec![]),
        (format!("{SRDI}; title_innovative_sme none"), "srdi_sme", vec!["titles_held"]),
        (format!("{SRDI}; title_innovative_sme ?"), "srdi_sme", vec!["titles_held"]),
        // The waiver could still help.
        (format!("{SRDI}; class_1_ip_original 0; rd_institution_level ?"), "srdi_sme", vec!["rd_institution_level"]),
        (format!("{TECH}; tech_sme_class_1_ip 1; rd_expense 60"), "tech_sme", vec!["tech_staff"]),
        (format!("{TECH}; tech_staff 30; rd_expense 60"), "tech_sme", vec![]),
        // Certificates are asked for by kind, and the count of law only where these leave it open.
        (format!("{TECH}; tech_staff 30; rd_expense 20"), "tech_sme", [&CLASS_1[..], &CLASS_2].concat()),
        (format!("{TECH}; tech_staff 30; rd_expense 20; tech_sme_class_2_ip 0"), "tech_sme", CLASS_1.to_vec()),
        (format!("{TECH}; tech_staff 30; rd_expense 20; own_class_1_ip 0; tech_sme_class_2_ip 0"), "tech_sme", vec!["further_class_1_ip"]),
        (
            format!("{TECH}; tech_staff 30; rd_expense 20; own_class_1_ip 0; further_class_1_ip 1; tech_sme_class_2_ip 0"),
            "tech_sme",
            vec!["tech_sme_class_1_ip"],
        ),
    ] {
        let reading = on(DAY, &facts);
        let mut found = reading.missing(standard);
        found.sort_unstable();
        missing.sort_unstable();
        table.row(format!("{standard}: {facts}"), found, missing);
    }
    table.end("missing facts");
}

#[test]
fn the_most_telling_is_missing_first() {
    // Fifty points hang on the R&D expense, thirty on both kinds of IP together.
    let reading = on(DAY, &format!("{TECH}; tech_staff 30"));
    assert_eq!(reading.of("tech_sme"), OPEN);
    assert_eq!(reading.missing("tech_sme").len(), 1 + CLASS_1.len() + CLASS_2.len());
    assert_eq!(reading.missing("tech_sme").first(), Some(&"rd_expense"));
    // Without technical staff there is nothing at all, so that this is asked before the thirty points.
    let reading = on(DAY, &format!("{TECH}; rd_expense 40"));
    assert_eq!(reading.missing("tech_sme").len(), 1 + CLASS_1.len() + CLASS_2.len());
    assert_eq!(reading.missing("tech_sme").first(), Some(&"tech_staff"));
    // Of little giants almost every figure is measured against revenue; four criteria are settled by one look at the
    // circumstances.
    assert_eq!(on(DAY, "").missing("little_giant")[..2], ["circumstances_3y", "operating_revenue"]);
}

#[test]
fn among_equals_the_cheapest_is_missing_first() {
    // Each of the three alone could bring the verdict down. The first is known by heart, the second stands in the
    // accounts, for the third one must log in to the platform.
    let reading = on(DAY, &format!("{SRDI}; development_score ?; total_liabilities ?; market_position_leading ?"));
    assert_eq!(reading.missing("srdi_sme"), ["market_position_leading", "total_liabilities", "development_score"]);
    let reading = on(DAY, &format!("{SRDI}; development_score ?; segment_years ?"));
    assert_eq!(reading.missing("srdi_sme"), ["segment_years", "development_score"]);
}

// ---- 5. A report

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().map(|map| map.keys().map(String::as_str).collect()).unwrap_or_default()
}

fn has(value: &Value, promised: &[&str]) {
    for key in promised {
        assert!(value.get(key).is_some(), "`{key}` is promised, there is {:?}", keys(value));
    }
}

#[test]
fn the_shape_of_a_report() {
    let mut facts = case(DAY, &format!("{SRDI}; development_score ?; rd_staff 200; class_1_ip_high_value 1"));
    facts["facts"]["moon"] = json!(1);
    facts["facts"]["operating_revenue"]["2023"] = json!(-1);
    let Reading(report) = read(&facts);
    has(&report, &["as_of", "fiscal_year", "issues", "size_class", "assessments", "policies"]);
    assert_eq!(report["as_of"], DAY);
    assert_eq!(report["fiscal_year"], 2025);
    assert_eq!(report["size_class"], "small");
    assert!(report["policies"].is_array());
    assert_eq!(items(&report["issues"]).count(), 3);
    for issue in items(&report["issues"]) {
        has(issue, &["fact", "severity", "code", "message"]);
        assert!(["error", "warning"].contains(&text(&issue["severity"])), "{issue}");
    }
    let standards: Vec<&str> = items(&report["assessments"]).map(|a| text(&a["standard"])).collect();
    for standard in ["innovative_sme", "tech_sme", "tech_innovative_sme", "srdi_sme", "little_giant"] {
        assert_eq!(standards.iter().filter(|s| **s == standard).count(), 1, "{standard}");
    }
    for assessment in items(&report["assessments"]) {
        has(assessment, &["standard", "document", "procedure", "verdict", "score", "missing", "criteria"]);
        assert!([MET, UNMET, OPEN, REVIEW, WAIVED].contains(&text(&assessment["verdict"])));
        assert!(items(&assessment["missing"]).all(Value::is_string));
        let scored = ["innovative_sme", "tech_sme"].contains(&text(&assessment["standard"]));
        assert_eq!(assessment["score"].is_null(), !scored, "{}", assessment["standard"]);
        if scored {
            let score = &assessment["score"];
            has(score, &["min", "max", "groups"]);
            let sum = |end: &str| score["groups"].as_object().into_iter().flatten().filter_map(|(_, g)| g[end].as_i64()).sum::<i64>();
            assert_eq!((score["min"].as_i64(), score["max"].as_i64()), (Some(sum("min")), Some(sum("max"))), "groups add up");
        }
        assert!(items(&assessment["criteria"]).count() > 0);
        for criterion in items(&assessment["criteria"]) {
            has(criterion, &["id", "verdict", "required", "actual", "citation"]);
            assert!(text(&criterion["id"]).starts_with(&format!("{}/", text(&assessment["standard"]))), "{criterion}");
            assert!(!text(&criterion["required"]).is_empty() && !text(&criterion["actual"]).is_empty(), "{criterion}");
            assert!(criterion["citation"].is_object(), "{criterion}");
        }
    }
    let srdi = items(&report["assessments"]).find(|a| a["standard"] == "srdi_sme").expect("assessed");
    assert_eq!(srdi["document"], "cn/miit-2026-2");
    assert_eq!(srdi["procedure"], "first_application");
    assert_eq!(srdi["verdict"], OPEN);
    assert_eq!(srdi["missing"], json!(["development_score"]));
    assert!(items(&srdi["criteria"]).any(|c| c["id"] == "srdi_sme/rd_each_year" && c["verdict"] == MET));
}

/// The example of the contract is read without complaint.
#[test]
fn the_example_of_the_contract() {
    let example =
        raw(r#"{ "as_of": "2026-11-23", "procedures": { "little_giant": "renewal" }, "facts": { "region": "360102", "staff": 126,
            "operating_revenue": { "2025": 3200.5, "2024": 2800, "2023": 2410 }, "product_fields": ["six_bases"], "own_brand": true,
            "title_innovative_sme": "2028-05-31", "title_srdi_sme": "none" } }"#);
    let reading = read(&example);
    assert!(reading.issues().is_empty(), "{:?}", reading.issues());
    assert_eq!(reading.0["fiscal_year"], 2025);
    assert_eq!(reading.assessment("little_giant")["procedure"], "renewal");
    assert_eq!(reading.document("little_giant"), Some("cn/miit-2022-63"));
    assert_eq!(reading.of("srdi_sme/prior_title"), MET);
    assert_eq!(reading.of("srdi_sme/revenue"), MET);
    assert_eq!(reading.of("little_giant/own_brand"), MET);
    assert_eq!(reading.of("little_giant/field"), MET);
    // 14.3 % and 16.2 % of operating revenue; but main-business revenue was not told.
    assert_eq!(reading.of("little_giant/growth"), OPEN);
    assert_eq!(reading.size(), None);
}
