//! Figures in sentences: never rounded onto a line or across it, with two decimals at most, every digit on demand; gaps
//! by year and name, shares apart by percentage points.

use serde_json::{Value, json};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::explain::explain;
use tidu_core::report::report;
use tidu_core::rules::RuleSet;
use tidu_core::sentence::Speaker;
use tidu_core::text::Lang;

fn rules() -> RuleSet {
    tidu_core::packs::built_in().expect("the built-in packs compile")
}

/// Every criterion of a report, and every part of one.
fn criteria(report: &Value) -> Vec<Value> {
    fn below(of: &Value, out: &mut Vec<Value>) {
        for one in of.as_array().into_iter().flatten() {
            out.push(one.clone());
            below(&one["parts"], out);
        }
    }
    let mut all = Vec::new();
    for of in ["assessments", "policies"] {
        for one in report[of].as_array().unwrap() {
            below(&one["criteria"], &mut all);
        }
    }
    all
}

fn reported(rules: &RuleSet, case: &Value, lang: Lang) -> Value {
    let (case, issues) = Case::read(&rules.vocabulary, case, Day::parse("2026-11-23").unwrap()).unwrap();
    serde_json::to_value(report(rules, &case, &issues, &evaluate(rules, &case), lang)).unwrap()
}

/// What there is, in both languages, and every digit of it in Chinese, of the criterion that asks for this.
fn actual(rules: &RuleSet, case: &Value, required: &str) -> [String; 3] {
    let zh = criteria(&reported(rules, case, Lang::Zh));
    let at = zh.iter().position(|one| one["required"] == required).expect(required);
    let en = &criteria(&reported(rules, case, Lang::En))[at];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    [text(&zh[at]["actual"]), text(&en["actual"]), text(&zh[at]["exact"])]
}

#[test]
fn no_figure_contradicts_its_verdict() {
    let rules = rules();
    let case: Value = serde_json::from_str(include_str!("../data/field/rounded-away.json")).unwrap();
    for (required, zh, en, exact) in [
        (
            "2025 年研发费用总额占营业收入总额的比重不低于 3 %",
            "2.99… %（299.99… 万元 ÷ 10,000 万元）",
            "2.99… % (RMB 2,999,990 ÷ RMB 100,000,000)",
            "2.99999 %（299.999 万元 ÷ 10,000 万元）",
        ),
        ("2025 年研发费用总额不低于 100 万元", "299.99… 万元", "RMB 2,999,990", "299.999 万元"),
    ] {
        assert_eq!(actual(&rules, &case, required), [zh, en, exact], "{required}");
    }
}

/// What lies beside a line by a fen, on either side of it, never looks like what lies on it.
#[test]
fn a_fen_beside_a_line_is_told_from_the_line() {
    let rules = rules();
    for (revenue, rd) in [("10000", ["299.999999", "300", "300.000001"]), ("3333.33", ["99.999899", "99.9999", "99.999901"])] {
        let shown = rd.map(|rd| {
            let number = |text: &str| text.parse::<serde_json::Number>().unwrap();
            let case = json!({ "facts": { "rd_expense": { "2025": number(rd) }, "operating_revenue": { "2025": number(revenue) } } });
            let [zh, en, _] = actual(&rules, &case, "2025 年研发费用总额占营业收入总额的比重不低于 3 %");
            assert_eq!(zh.split('%').next(), en.split('%').next());
            zh.split(" %").next().unwrap().to_owned()
        });
        assert_eq!(shown, ["2.99…", "3", "3.00…"]);
    }
}

/// By annex 3 of 63号, in force on that day: a growth, a debt ratio and a share, each a fen from its line.
#[test]
fn growth_and_debt_beside_their_lines_are_cut() {
    let rules = rules();
    let case = json!({ "as_of": "2026-03-01", "facts": {
        "main_business_revenue": { "2025": 1102.4999, "2024": 1050, "2023": 1000 },
        "operating_revenue": { "2025": 1575, "2024": 1378 },
        "total_liabilities": { "2025": 700.0001 }, "total_assets": { "2025": 1000 },
    } });
    for (required, zh, en, exact) in [
        (
            "2024—2025 年主营业务收入总额平均增长率不低于 5 %",
            "4.99… %（1,102.49… 万元 ← 1,050 万元 ← 1,000 万元）",
            "4.99… % (RMB 11,024,999 ← RMB 10,500,000 ← RMB 10,000,000)",
            "4.99999523809523809523… %（1,102.4999 万元 ← 1,050 万元 ← 1,000 万元）",
        ),
        (
            "2025 年负债总额占资产总额的比重不高于 70 %",
            "70.00… %（700.00… 万元 ÷ 1,000 万元）",
            "70.00… % (RMB 7,000,001 ÷ RMB 10,000,000)",
            "70.00001 %（700.0001 万元 ÷ 1,000 万元）",
        ),
        (
            "2025 年主营业务收入总额占营业收入总额的比重不低于 70 %",
            "69.99… %（1,102.49… 万元 ÷ 1,575 万元）",
            "69.99… % (RMB 11,024,999 ÷ RMB 15,750,000)",
            "69.99999365079365079365… %（1,102.4999 万元 ÷ 1,575 万元）",
        ),
    ] {
        assert_eq!(actual(&rules, &case, required), [zh, en, exact], "{required}");
    }
    // Over two years the yearly rate, by 2号: what is far from the line is rounded, a fen off is cut.
    for (last, shown) in [("1323", "0.88 %"), ("1433.25", "5 %"), ("1433.249999", "4.99… %"), ("1433.250001", "5.00… %")] {
        let last_year: Value = serde_json::from_str(last).unwrap();
        let facts = json!({ "operating_revenue": { "2025": last_year, "2024": 1310, "2023": 1300 } });
        let [zh, ..] = actual(&rules, &json!({ "facts": facts }), "2024—2025 年营业收入总额复合增长率不低于 5 %");
        assert!(zh.starts_with(shown), "{last}: {zh}");
    }
}

/// No money of six decimals, whatever is answered.
#[test]
fn no_sentence_has_more_than_two_decimals() {
    let rules = rules();
    let facts = json!({
        "operating_revenue": { "2025": 9080.686125, "2024": 8000.123456, "2023": 7000.111111 },
        "main_business_revenue": { "2025": 8080.686125, "2024": 7000.123456, "2023": 6000.111111 },
        "rd_expense": { "2025": 80.000001, "2024": 99.654321, "2023": 1.000009 },
        "total_assets": { "2025": 10000.000001 }, "total_liabilities": { "2025": 8999.999999 },
        "equity_financing": { "2025": 0.000001, "2024": 33.333333, "2023": 0 },
        "net_profit": { "2025": -0.123456 }, "market_share_national": 9.999999,
    });
    for lang in [Lang::Zh, Lang::En] {
        for one in criteria(&reported(&rules, &json!({ "facts": facts }), lang)) {
            for text in [&one["actual"], &one["margin"]["text"]] {
                let text = text.as_str().unwrap_or_default();
                let long = text.split('.').skip(1).any(|rest| rest.chars().take_while(char::is_ascii_digit).count() > 2);
                assert!(!long, "{text}");
            }
        }
    }
}

/// The gap of a criterion, by the id of its standard and its own, in both languages.
fn gap(rules: &RuleSet, facts: Value, standard: &str, id: &str) -> [String; 2] {
    let (case, _) = Case::read(&rules.vocabulary, &json!({ "facts": facts }), Day::parse("2026-11-23").unwrap()).unwrap();
    let evaluation = evaluate(rules, &case);
    let assessment = evaluation.of(rules.vocabulary.find_standard(standard).unwrap());
    let (sheet, _) = assessment.sheet.unwrap();
    let explanation = explain(&case, assessment);
    let lines = explanation.criteria().find(|lines| sheet.claim(lines[0].node).id.as_deref() == Some(id)).expect(id);
    [Lang::Zh, Lang::En].map(|lang| Speaker { rules, case: &case, lang }.gap(sheet, lines).unwrap_or_default())
}

#[test]
fn gaps_are_told_by_year_and_by_name() {
    let rules = rules();
    let rd = |last: f64, before: f64| json!({ "rd_expense": { "2025": last, "2024": before }, "operating_revenue": { "2025": 1100, "2024": 1100 } });
    for (facts, standard, id, zh, en) in [
        (
            rd(75.0, 66.0),
            "srdi_sme",
            "rd_each_year",
            "2025 年还差 25 万元；2024 年还差 34 万元",
            "2025: short by RMB 250,000; 2024: short by RMB 340,000",
        ),
        (
            rd(20.0, 200.0),
            "srdi_sme",
            "rd_each_year",
            "2025 年研发费用总额还差 80 万元；2025 年研发费用总额还差 13 万元",
            "R&D expense in 2025 short by RMB 800,000; R&D expense in 2025 short by RMB 130,000",
        ),
        (
            json!({ "market_share_national": 4, "market_share_international": 0.5, "market_rank_national": 6, "well_known": true }),
            "little_giant",
            "market_share",
            "3 项之一：主导产品全国细分市场占有率还差 6 个百分点，或主导产品国际细分市场占有率还差 9.5 个百分点，或主导产品国内细分市场排名：第 1 至 3 名",
            "one of 3: Share of the leading product in the national market segment short by 6 percentage points, or Share of the leading product in the international market segment short by 9.5 percentage points, or Domestic rank of the leading product in its market segment: place 1 to 3",
        ),
        (json!({ "operating_revenue": { "2025": 4999.9999 } }), "little_giant", "revenue", "还差 1 元", "short by RMB 1"),
        (
            json!({ "operating_revenue": { "2025": 4000.123456 } }),
            "little_giant",
            "revenue",
            "还差 999.88 万元",
            "short by RMB 9,998,765.44",
        ),
        (
            json!({ "operating_revenue": { "2025": 6000.123456 } }),
            "little_giant",
            "revenue",
            "高出 1,000.12 万元",
            "above by RMB 10,001,234.56",
        ),
        (json!({ "operating_revenue": { "2025": 5000 } }), "little_giant", "revenue", "正好在线上", "exactly on the line"),
    ] {
        assert_eq!(gap(&rules, facts, standard, id), [zh, en], "{standard}/{id}");
    }
}
