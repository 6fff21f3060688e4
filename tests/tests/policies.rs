//! Support policies beside enterprises: whom each is for, on which days and where it runs, what is made of it, what is
//! told of amounts, what titles oblige to. Who qualifies, which figures were verified and which days count was
//! written down by hand from what is known of the documents.

#[allow(dead_code)]
#[path = "properties/worlds.rs"]
mod worlds;

use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use tidu_core::actions::{What, actions, papers};
use tidu_core::case::{Case, Severity};
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::matching::{Match, Use, match_policies};
use tidu_core::missing::{missing_for, open_questions};
use tidu_core::rules::Policy;
use tidu_core::text::Text;
use tidu_tests::row::{MET, OPEN, REVIEW, Reading, Table, UNMET, WAIVED, case, items, on, rules, text};
use worlds::{Told, View, World, all_told, questions, seen, seen_twice, told};

const TODAY: &str = "2026-11-23";
/// A day in the period of the district's plan.
const THEN: &str = "2024-06-30";

const PLAN: &str = "cn-jx-nc-donghu/2022-60/";
const C2: &str = "cn-jx-nc-donghu/2022-60/2c";

/// An SME of Donghu District with every answer that a policy asks, small by every test, without any title.
const FIRM: &str = "region \"360102\"; registered_in_china yes; legal_person yes; established_on 2015-06-01; industry industry; staff 100; \
    operating_revenue 3000 / 3000 / 3000; main_business_revenue 2800 / 2800 / 2800; total_assets 4000 / 4000; total_liabilities 1000 / 1000; \
    rd_expense 200 / 200 / 200; taxable_income 200 / 200; restricted_product no; sectors [manufacturing]; product_fields []; \
    key_chain_link no; segment_years 5; tech_staff 20; rd_institution_level none; audit_collection yes; vat_taxpayer general; needs []; \
    high_tech_enterprise none; title_innovative_sme none; title_tech_sme none; title_srdi_sme none; title_little_giant none";

/// Large by the size standard of industry.
const LARGE: &str = "staff 1000; operating_revenue 40000 / 40000 / 40000";

fn firm(day: &str, but: &str) -> Reading {
    on(day, &format!("{FIRM}; {but}"))
}

/// A policy as a report tells it.
fn policy<'r>(reading: &'r Reading, id: &str) -> &'r Value {
    items(&reading.0["policies"]).find(|p| p["id"] == id).unwrap_or_else(|| panic!("{id} is not told"))
}

fn verdict<'r>(reading: &'r Reading, id: &str) -> &'r str {
    text(&policy(reading, id)["verdict"])
}

fn missing(policy: &Value) -> Vec<&str> {
    items(&policy["missing"]).map(text).collect()
}

/// What the matching says of a policy; that a report says the same is a test of its own.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    id: &'static str,
    verdict: &'static str,
    in_force: &'static str,
    usable: Use,
    opens_with: Option<&'static str>,
    may_ask: bool,
    needed: bool,
    not_for: Option<&'static Text>,
    strength: &'static str,
    missing: BTreeSet<&'static str>,
}

fn read_case(json: &Value) -> Case {
    let day = Day::parse(TODAY).expect("a day");
    let (case, issues) = Case::read(&rules().vocabulary, json, day).expect("a case");
    assert!(issues.iter().all(|issue| issue.severity == Severity::Warning), "{issues:?}");
    case
}

fn shown_of(json: &Value) -> Vec<Shown> {
    let case = read_case(json);
    let evaluation = evaluate(rules(), &case);
    let one = |m: &Match<'static>| Shown {
        id: &m.policy.id,
        verdict: m.verdict.id(),
        in_force: m.in_force.id(),
        usable: m.usable,
        opens_with: m.opens_with.map(|s| rules().vocabulary.standard(s).id.as_str()),
        may_ask: m.may_ask,
        needed: m.needed,
        not_for: m.not_for,
        strength: m.policy.strength.id(),
        missing: missing_for(rules(), &case, &evaluation, m).into_iter().map(|f| rules().vocabulary.fact(f).id.as_str()).collect(),
    };
    match_policies(rules(), &case, &evaluation).iter().map(one).collect()
}

fn shown(day: &str, but: &str) -> Vec<Shown> {
    shown_of(&case(day, &format!("{FIRM}; {but}")))
}

fn of<'s>(shown: &'s [Shown], id: &str) -> &'s Shown {
    shown.iter().find(|s| s.id == id).unwrap_or_else(|| panic!("{id} is not shown"))
}

/// Rows of one policy: what differs from the firm above, and the verdict.
#[track_caller]
fn verdicts(id: &str, day: &str, rows: &[(&str, &str)]) {
    let mut table = Table::default();
    for (but, law) in rows {
        let list = shown(day, but);
        let one = of(&list, id);
        table.row(format!("{id}, {but}"), one.verdict, *law);
        table.row(format!("{id}, {but}: missing {:?}", one.missing), one.missing.is_empty() || one.verdict == OPEN, true);
    }
    table.end(id);
}

// ---- conditions that are reckoned

/// 小型微利: taxable income, staff and total assets, each on its line and past it.
#[test]
fn small_low_profit_enterprises() {
    let rows = [
        ("taxable_income 300; staff 300; total_assets 5000", MET),
        ("taxable_income 299.999999; staff 299; total_assets 4999.999999", MET),
        ("taxable_income 300.000001; staff 300; total_assets 5000", UNMET),
        ("taxable_income 300; staff 301; total_assets 5000", UNMET),
        ("taxable_income 300; staff 300; total_assets 5000.000001", UNMET),
        ("taxable_income 0", MET),
        ("taxable_income -100", MET),
        // The year decides, not those before.
        ("taxable_income 300 / 900 / 900; total_assets 5000 / 9000", MET),
        ("taxable_income 300.000001 / 0 / 0", UNMET),
        // 国家非限制和禁止行业
        ("restricted_product yes", UNMET),
        // One line passed is enough to tell.
        ("taxable_income ?; staff 301; total_assets ?; restricted_product ?", UNMET),
        ("taxable_income ?", OPEN),
        ("staff ?", OPEN),
        ("total_assets ?", OPEN),
        ("restricted_product ?", OPEN),
        ("staff 250..300", MET),
        ("staff 250..301", OPEN),
        ("taxable_income ..300", MET),
        ("total_assets 5000.000001..", UNMET),
    ];
    verdicts("cn/mof-sta-2023-12/small_low_profit", TODAY, &rows);
}

/// 六税两费: small-scale VAT taxpayers, or small low-profit enterprises.
#[test]
fn six_taxes_and_two_fees() {
    let past = "taxable_income 300.000001";
    let rows = [
        ("vat_taxpayer general", MET),
        ("vat_taxpayer small_scale", MET),
        ("vat_taxpayer ?", MET),
        (past, UNMET),
        ("taxable_income 300.000001; vat_taxpayer small_scale", MET),
        ("taxable_income 300.000001; vat_taxpayer ?", OPEN),
        ("taxable_income ?; vat_taxpayer general", OPEN),
        ("taxable_income ?; vat_taxpayer small_scale", MET),
        ("staff 301", UNMET),
        ("total_assets 5000.000001", UNMET),
        // 个体工商户 are no legal persons, and have it whatever they earn.
        ("taxable_income 300.000001; legal_person no", OPEN),
        ("taxable_income 300.000001; legal_person ?", OPEN),
        ("legal_person no", MET),
    ];
    verdicts("cn/mof-sta-2023-12/six_taxes_two_fees", TODAY, &rows);
}

/// 研发费用加计扣除: 查账征收, R&D expense, and none of the excluded industries.
#[test]
fn extra_deduction_of_rd() {
    let id = "cn/mof-sta-2023-7/super_deduction";
    let mut table = Table::default();
    for (industry, law) in [
        ("agriculture", MET),
        ("industry", MET),
        ("construction", MET),
        ("wholesale", UNMET),
        ("retail", UNMET),
        ("transport", MET),
        ("warehousing", MET),
        ("post", MET),
        ("lodging", UNMET),
        ("catering", UNMET),
        ("information_transmission", MET),
        ("software_it", MET),
        ("real_estate_development", UNMET),
        ("property_management", UNMET),
        ("leasing_business_services", UNMET),
        ("other_listed", MET),
        ("not_covered", MET),
    ] {
        let list = shown(TODAY, &format!("industry {industry}; sectors []"));
        table.row(industry, of(&list, id).verdict, law);
    }
    table.end("industries of the extra deduction");
    let rows = [
        // 烟草制造 and 娱乐 have no option of their own among the industries of the size standard.
        ("sectors [tobacco]", UNMET),
        ("sectors [entertainment]; industry other_listed", UNMET),
        ("sectors [manufacturing + tobacco]", UNMET),
        ("sectors ?", OPEN),
        ("sectors ?; industry catering", UNMET),
        ("industry ?", OPEN),
        ("industry ?; sectors [tobacco]", UNMET),
        ("rd_expense 0.000001", MET),
        ("rd_expense 0", UNMET),
        ("rd_expense 0 / 500 / 500", UNMET),
        ("rd_expense ?", OPEN),
        ("audit_collection no", UNMET),
        ("audit_collection ?", OPEN),
    ];
    verdicts(id, TODAY, &rows);
    // 居民企业: what is not registered in China is not one by the facts alone.
    let mut table = Table::default();
    for answer in ["no", "?"] {
        let list = shown(TODAY, &format!("registered_in_china {answer}"));
        let found = of(&list, id).verdict;
        table.row(format!("registered_in_china {answer}: {found}"), found == MET, false);
    }
    table.end("resident enterprises");
}

/// 集成电路和工业母机: one of the two fields, and R&D expense; the list decides.
#[test]
fn extra_deduction_of_chips_and_machine_tools() {
    let rows = [
        ("sectors [integrated_circuit]", REVIEW),
        ("sectors [machine_tool]", REVIEW),
        ("sectors [manufacturing + machine_tool]", REVIEW),
        ("sectors [manufacturing]", UNMET),
        ("sectors []", UNMET),
        ("sectors ?", OPEN),
        ("sectors [machine_tool]; rd_expense 0", UNMET),
        ("sectors [machine_tool]; rd_expense 0.000001", REVIEW),
    ];
    verdicts("cn/mof-sta-2023-44/super_deduction", TODAY, &rows);
}

/// The tax rate goes with the certificate: held to the day and on it, not after, and not without.
#[test]
fn high_tech_tax_rate() {
    let rows = [
        ("high_tech_enterprise 2029-01-01", MET),
        ("high_tech_enterprise 2026-11-23", MET),
        ("high_tech_enterprise 2026-11-22", UNMET),
        ("high_tech_enterprise none", UNMET),
        ("high_tech_enterprise ?", OPEN),
    ];
    verdicts("cn/most-2016-32/tax_rate", TODAY, &rows);
}

/// 高新技术企业认定: a tenth of the staff, and a share of R&D in sales by the sales of last year. The rest of the
/// conditions no fact asks.
#[test]
fn high_tech_recognition() {
    let rows = [
        ("tech_staff 10; rd_expense 200 / 200 / 200", REVIEW),
        ("tech_staff 9", UNMET),
        ("staff 1000; tech_staff 100", REVIEW),
        ("staff 1000; tech_staff 99", UNMET),
        ("tech_staff ?", OPEN),
        ("staff 0; tech_staff 0", OPEN),
        // ≤ 5000 万: 5 %
        ("operating_revenue 5000 / 5000 / 5000; rd_expense 250 / 250 / 250", REVIEW),
        ("operating_revenue 5000 / 5000 / 5000; rd_expense 750 / 0 / 0", REVIEW),
        ("operating_revenue 5000 / 5000 / 5000; rd_expense 250 / 250 / 249.999999", UNMET),
        ("operating_revenue 5000 / 30000 / 30000; rd_expense 1250 / 1000 / 1000", REVIEW),
        ("operating_revenue 5000 / 30000 / 30000; rd_expense 1250 / 1000 / 999.999999", UNMET),
        ("operating_revenue 5000 / 30000 / 30000; rd_expense 1000 / 1000 / 600", UNMET),
        // > 5000 万 and ≤ 2 亿: 4 %
        ("operating_revenue 5000.000001 / 5000 / 5000; rd_expense 200.000001 / 200 / 200", REVIEW),
        ("operating_revenue 5000.000001 / 5000 / 5000; rd_expense 200 / 200 / 200", UNMET),
        ("operating_revenue 20000 / 20000 / 20000; rd_expense 800 / 800 / 800", REVIEW),
        ("operating_revenue 20000 / 20000 / 20000; rd_expense 800 / 800 / 799.999999", UNMET),
        // > 2 亿: 3 %
        ("operating_revenue 20000.000001 / 20000 / 20000; rd_expense 600.000001 / 600 / 600", REVIEW),
        ("operating_revenue 20000.000001 / 20000 / 20000; rd_expense 600 / 600 / 600", UNMET),
        ("operating_revenue 30000 / 1000 / 1000; rd_expense 960 / 0 / 0", REVIEW),
        ("operating_revenue 30000 / 1000 / 1000; rd_expense 959.999999 / 0 / 0", UNMET),
        // A year unknown, and no sales at all.
        ("operating_revenue 5000 / 5000 / 5000; rd_expense 250 / 250", OPEN),
        ("operating_revenue 5000 / 5000; rd_expense 250 / 250 / 250", OPEN),
        ("operating_revenue 0 / 0 / 0; rd_expense 1 / 1 / 1", OPEN),
        ("operating_revenue 5000 / 5000 / 5000; rd_expense 750", REVIEW),
    ];
    verdicts("cn/most-2016-32/recognition", TODAY, &rows);
}

/// 先进制造业: a high-tech enterprise, in manufacturing, and a general VAT taxpayer; the list decides.
#[test]
fn vat_credit_of_advanced_manufacturing() {
    let rows = [
        ("high_tech_enterprise 2027-12-31", REVIEW),
        ("high_tech_enterprise 2026-11-23", REVIEW),
        ("high_tech_enterprise 2026-11-22", UNMET),
        ("high_tech_enterprise none", UNMET),
        ("high_tech_enterprise 2027-12-31; vat_taxpayer small_scale", UNMET),
        ("high_tech_enterprise 2027-12-31; sectors [producer_services]", UNMET),
        ("high_tech_enterprise 2027-12-31; sectors []", UNMET),
        ("high_tech_enterprise 2027-12-31; vat_taxpayer ?", OPEN),
        ("high_tech_enterprise 2027-12-31; sectors ?", OPEN),
        ("high_tech_enterprise ?", OPEN),
        ("high_tech_enterprise ?; vat_taxpayer small_scale", UNMET),
    ];
    verdicts("cn/mof-sta-2023-43/vat_credit", TODAY, &rows);
}

/// 专利收费减缴: taxable income of the year before below 100 万; co-applicants must each qualify.
#[test]
fn patent_fees() {
    let id = "cn/patent-fees/reduction";
    let rows = [
        ("taxable_income 99.999999", REVIEW),
        ("taxable_income 100", UNMET),
        ("taxable_income 100.000001", UNMET),
        ("taxable_income 0", REVIEW),
        ("taxable_income -1", REVIEW),
        ("taxable_income 100 / 0", UNMET),
        ("taxable_income ? / 0", OPEN),
        ("taxable_income 99..100", OPEN),
        ("taxable_income ..99.999999", REVIEW),
        ("taxable_income 100..", UNMET),
    ];
    verdicts(id, TODAY, &rows);
    // Until the end of June 2019 the line was 30 万.
    let list = shown("2019-06-30", "taxable_income 99");
    let claimed = of(&list, id).in_force == RUNS && of(&list, id).verdict != UNMET;
    assert!(!claimed, "on 2019-06-30 the limit of 100 万 was not in force");
}

/// Ten years to carry losses forward: a number as a technology-based SME, or the high-tech status.
#[test]
fn losses_carried_forward() {
    let rows = [
        ("title_tech_sme 2026-12-31", MET),
        ("title_tech_sme 2026-11-23", MET),
        ("title_tech_sme 2026-11-22", UNMET),
        ("high_tech_enterprise 2026-11-23", MET),
        ("high_tech_enterprise 2026-11-22", UNMET),
        ("title_tech_sme 2026-11-22; high_tech_enterprise 2026-11-22", UNMET),
        ("title_tech_sme 2026-11-22; high_tech_enterprise 2026-11-24", MET),
        ("title_tech_sme none; high_tech_enterprise none", UNMET),
        ("title_tech_sme ?; high_tech_enterprise none", OPEN),
        ("title_tech_sme ?; high_tech_enterprise 2027-01-01", MET),
        // No other title counts.
        ("title_innovative_sme 2028-01-01; title_srdi_sme 2028-01-01", UNMET),
    ];
    verdicts("cn/mof-2018-76/loss_carry_forward", TODAY, &rows);
}

/// 政府采购: by size class.
#[test]
fn procurement_by_size() {
    let mut table = Table::default();
    let sizes = [
        ("micro", "staff 19", REVIEW, REVIEW),
        ("small", "staff 20; operating_revenue 300 / 300 / 300", REVIEW, REVIEW),
        ("small", "staff 299; operating_revenue 90000 / 90000 / 90000", REVIEW, REVIEW),
        ("medium", "staff 300; operating_revenue 2000 / 2000 / 2000", REVIEW, UNMET),
        ("medium", "staff 999; operating_revenue 90000 / 90000 / 90000", REVIEW, UNMET),
        ("medium", "staff 5000; operating_revenue 39999.999999 / 1 / 1", REVIEW, UNMET),
        ("large", LARGE, UNMET, UNMET),
    ];
    for (class, but, sme, small) in sizes {
        let reading = firm(TODAY, but);
        table.row(format!("{but}: size"), reading.size(), Some(class));
        table.row(format!("{but}: reserved"), verdict(&reading, "cn/mof-2020-46/reserved_share"), sme);
        table.row(format!("{but}: price"), verdict(&reading, "cn/mof-2020-46/price_deduction"), small);
        // A large supplier may subcontract to a small one.
        table.row(format!("{but}: consortium"), verdict(&reading, "cn/mof-2020-46/consortium_deduction"), REVIEW);
        // Policies for SMEs as such.
        table.row(format!("{but}: interest"), verdict(&reading, "cn/interest-subsidy-2026/interest_subsidy"), sme);
    }
    for (but, sme, small) in [("staff ?", REVIEW, OPEN), ("industry ?", OPEN, OPEN), ("industry not_covered", OPEN, OPEN)] {
        let list = shown(TODAY, but);
        table.row(format!("{but}: reserved"), of(&list, "cn/mof-2020-46/reserved_share").verdict, sme);
        table.row(format!("{but}: price"), of(&list, "cn/mof-2020-46/price_deduction").verdict, small);
    }
    table.end("procurement");
}

/// 配套奖补 of clause 2: for the provincial title and that of a “Little Giant”, newly recognised, which no fact asks.
#[test]
fn the_matching_grant_of_the_district() {
    let rows = [
        ("title_srdi_sme 2027-06-30", REVIEW),
        ("title_little_giant 2027-06-30", REVIEW),
        ("title_srdi_sme 2024-06-30", REVIEW),
        // “等优质高成长性企业” names others, of whom no question tells.
        ("title_srdi_sme 2024-06-29", OPEN),
        ("title_srdi_sme 2024-06-29; title_little_giant 2024-06-29", OPEN),
        ("title_srdi_sme 2024-06-29; title_little_giant 2024-06-30", REVIEW),
        ("title_innovative_sme 2027-06-30", OPEN),
        ("title_tech_sme 2024-12-31; high_tech_enterprise 2025-12-31", OPEN),
        ("title_srdi_sme none", OPEN),
        ("title_srdi_sme ?", OPEN),
        ("title_srdi_sme ?; title_little_giant 2027-06-30", REVIEW),
    ];
    verdicts(C2, THEN, &rows);
    // The award of 2023 is for the national title, and for manufacturing champions, whom no question tells.
    let rows = [
        ("title_little_giant 2026-11-23", MET),
        ("title_little_giant 2026-11-22", OPEN),
        ("title_srdi_sme 2028-01-01", OPEN),
        ("title_little_giant none", OPEN),
        ("title_little_giant none; sectors [producer_services]", UNMET),
        ("title_little_giant none; sectors ?", OPEN),
        ("title_little_giant ?", OPEN),
    ];
    verdicts("cn-jx-nc-donghu/2023-14/1-1", TODAY, &rows);
}

/// 单项冠军: manufacturing, ten years in the field (five for a new product, which no fact asks), and three years'
/// mean main-business revenue of 4 亿, or 2 亿 with the provincial title.
#[test]
fn single_product_champions() {
    let rows = [
        ("segment_years 10; main_business_revenue 40000 / 40000 / 40000", REVIEW),
        ("segment_years 10; main_business_revenue 120000 / 0 / 0", REVIEW),
        ("segment_years 10; main_business_revenue 40000 / 40000 / 39999.999999", UNMET),
        ("segment_years 10; main_business_revenue 40000 / 40000 / 39999.999999; title_srdi_sme 2027-01-01", REVIEW),
        ("segment_years 10; main_business_revenue 20000 / 20000 / 20000; title_srdi_sme 2026-11-23", REVIEW),
        ("segment_years 10; main_business_revenue 20000 / 20000 / 20000; title_little_giant 2027-01-01", REVIEW),
        ("segment_years 10; main_business_revenue 20000 / 20000 / 20000; title_srdi_sme 2026-11-22", UNMET),
        ("segment_years 10; main_business_revenue 20000 / 20000 / 19999.999999; title_srdi_sme 2027-01-01", UNMET),
        ("segment_years 10; main_business_revenue 40000 / 40000 / 40000; sectors []", UNMET),
        ("segment_years 4; main_business_revenue 40000 / 40000 / 40000", UNMET),
        ("segment_years 10; main_business_revenue 40000 / 40000", OPEN),
    ];
    verdicts("cn/miit-2023-138/champion", TODAY, &rows);
    // A new product takes five years only: what is not asked cannot rule anybody out.
    let mut table = Table::default();
    for years in [5, 9] {
        let list = shown(TODAY, &format!("segment_years {years}; main_business_revenue 40000 / 40000 / 40000"));
        table.row(format!("{years} years"), of(&list, "cn/miit-2023-138/champion").verdict == UNMET, false);
    }
    table.end("new products of champions");
}

/// 省专业化小巨人: the provincial title, revenue, debts, and an R&D body of any level.
#[test]
fn specialised_little_giants_of_the_province() {
    let fit = "title_srdi_sme 2027-01-01; operating_revenue 5000 / 0 / 0; total_liabilities 2800 / 0; rd_institution_level below_city";
    let mut table = Table::default();
    for (but, law) in [
        ("staff 100", REVIEW),
        ("operating_revenue 4999.999999", UNMET),
        ("total_liabilities 2800.000001", UNMET),
        ("total_assets 0", OPEN),
        ("rd_institution_level none", UNMET),
        ("rd_institution_level city", REVIEW),
        ("rd_institution_level provincial", REVIEW),
        ("rd_institution_level national", REVIEW),
        ("title_srdi_sme 2026-11-22", UNMET),
        ("title_srdi_sme none", UNMET),
        ("title_srdi_sme ?", OPEN),
    ] {
        let list = shown(TODAY, &format!("{fit}; {but}"));
        table.row(but, of(&list, "cn-jx/iit-2020-3/recognition").verdict, law);
    }
    table.end("specialised little giants");
}

/// 重点“小巨人”: the title and a field; the last batch was chosen in the first half of 2026, so nothing is open now.
#[test]
fn key_little_giants() {
    let id = "cn/mof-2024-148/key_little_giant";
    let title = "title_little_giant 2027-06-30";
    let mut table = Table::default();
    for (but, law) in [
        ("product_fields [six_bases]", REVIEW),
        ("product_fields [strategic_emerging]", REVIEW),
        ("product_fields [future_industry]", REVIEW),
        ("product_fields [time_honored_brand]; key_chain_link yes", REVIEW),
        ("product_fields [serves_key_chain_leader]; key_chain_link no", REVIEW),
        ("product_fields [fills_chain_gap]; key_chain_link no", REVIEW),
        ("product_fields [emerging_industry]; key_chain_link no", REVIEW),
        ("product_fields [time_honored_brand]; key_chain_link no", UNMET),
        ("product_fields []; key_chain_link ?", OPEN),
        ("product_fields [six_bases]; title_little_giant 2026-11-22", UNMET),
        ("product_fields [six_bases]; title_little_giant none; title_srdi_sme 2028-01-01", UNMET),
    ] {
        let but = format!("{title}; {but}");
        let list = shown(TODAY, &but);
        table.row(&but, of(&list, id).verdict, law);
        table.row(format!("{but}: no window is open"), of(&list, id).usable == Use::Now, false);
    }
    table.end("key little giants");
}

/// The boards: who may join the provincial one was not seen, so nobody is ruled out of it.
#[test]
fn boards() {
    let mut table = Table::default();
    let board = "cn-jx/srdi-board-2022/board";
    for but in ["staff 100", "title_innovative_sme 2028-01-01", "title_srdi_sme 2028-01-01", "title_little_giant 2028-01-01", LARGE] {
        let list = shown(TODAY, but);
        let found = of(&list, board).verdict;
        table.row(format!("the board, {but}: {found}"), [OPEN, REVIEW].contains(&found), true);
    }
    let green = "cn/neeq-2023-regional-boards/green_channel";
    // Champions and the boards' cultivation tier may use it too; no question tells them.
    for (but, law) in [
        ("title_srdi_sme 2028-01-01", REVIEW),
        ("title_little_giant 2028-01-01", REVIEW),
        ("title_srdi_sme ?", OPEN),
        ("title_srdi_sme none", OPEN),
    ] {
        table.row(format!("the green channel, {but}"), of(&shown(TODAY, but), green).verdict, law);
    }
    table.end("boards");
}

// ---- days

const NOT_YET: &str = "not_yet";
const RUNS: &str = "in_force";
const ENDED: &str = "ended";
const UNVERIFIED: &str = "unverified";

/// The day before, the first, the last and the day after.
#[test]
fn the_days_in_force() {
    let mut table = Table::default();
    let mut on_days: BTreeMap<&str, Vec<Shown>> = BTreeMap::new();
    for (id, days) in [
        (C2, [("2022-12-27", NOT_YET), ("2022-12-28", RUNS), ("2025-12-31", RUNS), ("2026-01-01", ENDED)].as_slice()),
        ("cn-jx-nc-donghu/2022-60/goal-3", &[("2022-12-27", NOT_YET), ("2022-12-28", RUNS), ("2025-12-31", RUNS), ("2026-01-01", ENDED)]),
        ("cn-jx-nc-donghu/2023-14/1-1", &[("2023-04-05", NOT_YET), (TODAY, UNVERIFIED)]),
        // 2023年第44号, 43号, 12号: to the end of 2027.
        (
            "cn/mof-sta-2023-44/super_deduction",
            &[("2022-12-31", NOT_YET), ("2023-01-01", RUNS), ("2027-12-31", RUNS), ("2028-01-01", ENDED)],
        ),
        ("cn/mof-sta-2023-43/vat_credit", &[("2022-12-31", NOT_YET), ("2023-01-01", RUNS), ("2027-12-31", RUNS), ("2028-01-01", ENDED)]),
        ("cn/mof-sta-2023-12/small_low_profit", &[(TODAY, RUNS), ("2027-12-31", RUNS), ("2028-01-01", ENDED)]),
        (
            "cn/mof-sta-2023-12/six_taxes_two_fees",
            &[("2022-12-31", NOT_YET), ("2023-01-01", RUNS), ("2027-12-31", RUNS), ("2028-01-01", ENDED)],
        ),
        // No last day in the text.
        ("cn/mof-sta-2023-7/super_deduction", &[("2022-12-31", NOT_YET), ("2023-01-01", RUNS), (TODAY, RUNS), ("2028-01-01", RUNS)]),
        ("cn/mof-2017-79/tax_rate", &[("2016-12-31", NOT_YET), ("2017-01-01", RUNS), (TODAY, RUNS), ("2100-01-01", RUNS)]),
        ("cn/mof-2018-76/loss_carry_forward", &[("2017-12-31", NOT_YET), ("2018-01-01", RUNS), (TODAY, RUNS), ("2100-01-01", RUNS)]),
        // The notice of 2025, from 14 April to the end of the year; that of 2026 was not seen.
        (
            "cn/unemployment-refund-2025/refund",
            &[("2025-04-13", NOT_YET), ("2025-04-14", RUNS), ("2025-12-31", RUNS), ("2026-01-01", ENDED)],
        ),
        // One year for now.
        (
            "cn/interest-subsidy-2026/interest_subsidy",
            &[("2025-12-31", NOT_YET), ("2026-01-01", RUNS), (TODAY, RUNS), ("2026-12-31", RUNS), ("2027-01-01", ENDED)],
        ),
        ("cn/mof-2024-148/key_little_giant", &[("2024-06-13", NOT_YET), ("2024-06-14", RUNS), ("2027-01-01", ENDED)]),
        ("cn/mof-2020-46/reserved_share", &[("2020-12-31", NOT_YET), ("2021-01-01", RUNS), (TODAY, RUNS)]),
        // The deductions shown are those since 1 July 2022; before, they were lower.
        ("cn/mof-2020-46/price_deduction", &[("2022-06-30", NOT_YET), ("2022-07-01", RUNS), (TODAY, RUNS)]),
        ("cn/mof-2020-46/consortium_deduction", &[("2022-06-30", NOT_YET), ("2022-07-01", RUNS), (TODAY, RUNS)]),
        ("cn/patent-fees/reduction", &[("2016-08-31", NOT_YET), (TODAY, RUNS)]),
        ("cn/miit-2024-89/premium", &[("2024-05-23", NOT_YET), (TODAY, UNVERIFIED)]),
        ("cn-jx/relief-2022/award", &[("2022-01-01", UNVERIFIED), ("2022-12-31", UNVERIFIED), ("2023-01-01", ENDED), (TODAY, ENDED)]),
        ("cn-jx-nc/gov-2022-118/city_support", &[("2026-01-01", ENDED), (TODAY, ENDED)]),
        ("cn-jx-nc/digital-pilot-2024/retrofit_subsidy", &[("2024-04-14", NOT_YET), (TODAY, UNVERIFIED)]),
        ("cn-jx-nc/listing-2020/domestic_listing", &[("2020-07-23", NOT_YET), (TODAY, UNVERIFIED)]),
        ("cn-jx-nc/manufacturing-2023/expansion", &[("2023-12-24", NOT_YET), (TODAY, UNVERIFIED)]),
    ] {
        for (day, law) in days {
            let list = on_days.entry(*day).or_insert_with(|| shown_of(&case(day, "region \"360102\"")));
            table.row(format!("{id}, {day}"), of(list, id).in_force, *law);
        }
    }
    table.end("days in force");
}

/// What was not verified to run today, or has ended, is never to be claimed now, whatever the enterprise.
#[test]
fn what_may_be_over_is_to_be_confirmed() {
    let mut table = Table::default();
    let everything = "title_innovative_sme 2028-01-01; title_tech_sme 2026-12-31; title_srdi_sme 2028-01-01; title_little_giant 2028-01-01; \
        high_tech_enterprise 2028-01-01; vat_taxpayer small_scale; segment_years 12; operating_revenue 60000 / 60000 / 60000; \
        main_business_revenue 50000 / 50000 / 50000";
    let list = shown(TODAY, everything);
    for id in [
        "cn/vat-small-scale/relief",
        "cn/one-chain-one-policy/financing",
        "cn/miit-2023-138/champion",
        "cn/miit-2024-89/premium",
        "cn/neeq-2023-regional-boards/green_channel",
        "cn-jx/gov-2018-39/listing_mechanism",
        "cn-jx/ip-pledge-2015/pledge_loan",
        "cn-jx/srdi-board-2022/board",
        "cn-jx/iit-2023-1/recognition",
        "cn-jx-nc/listing-2020/domestic_listing",
        "cn-jx-nc/listing-2020/overseas_listing",
        "cn-jx-nc/manufacturing-2023/first_above_size",
        "cn-jx-nc/manufacturing-2023/dcmm",
        "cn-jx-nc-donghu/2023-14/1-1",
    ] {
        let one = of(&list, id);
        table.row(id, (one.in_force, one.usable), (UNVERIFIED, Use::ToConfirm));
    }
    for id in ["cn-jx/relief-2022/award", "cn-jx-nc/gov-2022-118/city_support", "cn/unemployment-refund-2025/refund", C2] {
        let one = of(&list, id);
        table.row(id, (one.in_force, one.usable), (ENDED, Use::ToConfirm));
    }
    // Before the first day it is not to be claimed either.
    for (day, id) in [("2022-12-27", C2), ("2022-12-31", "cn/mof-sta-2023-12/six_taxes_two_fees")] {
        let list = shown(day, everything);
        table.row(format!("{id}, {day}"), (of(&list, id).in_force, of(&list, id).usable == Use::Now), (NOT_YET, false));
    }
    for one in &list {
        table.row(format!("{} is {}", one.id, one.in_force), one.usable == Use::Now && one.in_force != RUNS, false);
    }
    table.end("measures to be confirmed");
}

/// The plan of the district: over on the day, in force two years before, for the same enterprise.
#[test]
fn the_plan_is_over() {
    let mut table = Table::default();
    for but in ["title_srdi_sme none", "title_srdi_sme 2028-01-01", LARGE] {
        let (now, then) = (shown(TODAY, but), shown(THEN, but));
        let of_plan = |list: &[Shown]| list.iter().filter(|s| s.id.starts_with(PLAN)).cloned().collect::<Vec<_>>();
        table.row(format!("{but}: all of it is told"), (of_plan(&now).len(), of_plan(&then).len()), (87, 87));
        for (one, before) in of_plan(&now).iter().zip(of_plan(&now).iter().map(|s| of(&then, s.id))) {
            table.row(format!("{but}: {}", one.id), (one.in_force, before.in_force), (ENDED, RUNS));
            table.row(format!("{but}: {}, {:?}", one.id, one.usable), [Use::ToConfirm, Use::No].contains(&one.usable), true);
            table.row(format!("{but}: {}, verdict", one.id), one.verdict, before.verdict);
        }
        let usable = of_plan(&then).iter().filter(|s| s.usable == Use::Now).count();
        table.row(format!("{but}: {usable} were of use then"), usable > 0, true);
    }
    table.end("the plan on two days");
}

// ---- regions

#[test]
fn what_is_told_where() {
    let mut table = Table::default();
    let levels = ["cn-jx-nc-donghu/", "cn-jx-nc/", "cn-jx/", "cn/"];
    let all = |level: &str| rules().policies.iter().filter(|p| p.id.starts_with(level)).count();
    for (region, sees) in [
        ("\"360102\"", [true, true, true, true]),
        ("\"360103\"", [false, true, true, true]),
        ("\"360111\"", [false, true, true, true]),
        ("\"3602\"", [false, false, true, true]),
        ("\"360703\"", [false, false, true, true]),
        ("\"44\"", [false, false, false, true]),
        ("\"110105\"", [false, false, false, true]),
        // As long as it may be there, it is told.
        ("\"3601\"", [true, true, true, true]),
        ("\"36\"", [true, true, true, true]),
        ("?", [true, true, true, true]),
    ] {
        let list = shown(THEN, &format!("region {region}"));
        for (level, sees) in levels.iter().zip(sees) {
            let told = list.iter().filter(|s| s.id.starts_with(level)).count();
            table.row(format!("{region}, {level}"), told, if sees { all(level) } else { 0 });
        }
    }
    table.row("87 of the plan and what came after", all("cn-jx-nc-donghu/") > 87, true);
    table.end("regions");
}

/// While it is not known where the enterprise is registered, nothing of a place is met, and the question is told.
#[test]
fn nothing_of_a_place_is_met_before_the_place_is_known() {
    let mut table = Table::default();
    for (region, open) in [
        ("?", ["cn-jx-nc-donghu/", "cn-jx-nc/", "cn-jx/"].as_slice()),
        ("\"36\"", &["cn-jx-nc-donghu/", "cn-jx-nc/"]),
        ("\"3601\"", &["cn-jx-nc-donghu/"]),
    ] {
        let list = shown(THEN, &format!("region {region}; title_srdi_sme 2028-01-01; title_little_giant 2028-01-01"));
        for one in list.iter().filter(|s| open.iter().any(|level| s.id.starts_with(level))) {
            table.row(format!("{region}, {}: {}", one.id, one.verdict), [OPEN, UNMET].contains(&one.verdict), true);
            table.row(format!("{region}, {}: asks the place", one.id), one.missing.contains("region"), one.verdict == OPEN);
        }
        table.row(format!("{region}, 2c"), of(&list, C2).verdict, OPEN);
    }
    table.end("places not known");
}

/// The digital pilot names its places; whoever is elsewhere is told, so that nobody chases it.
#[test]
fn the_digital_pilot_does_not_cover_every_district() {
    let id = "cn-jx-nc/digital-pilot-2024/retrofit_subsidy";
    let mut table = Table::default();
    // 青云谱区, 青山湖区, 新建区, 南昌县, 安义县, 进贤县
    for place in ["360104", "360111", "360112", "360121", "360123", "360124"] {
        let list = shown(TODAY, &format!("region \"{place}\""));
        table.row(place, (of(&list, id).verdict, of(&list, id).not_for.is_some()), (REVIEW, false));
    }
    // 东湖区; and 西湖区, 红谷滩区, which are not among them either.
    for place in ["360102", "360103", "360113"] {
        let list = shown(TODAY, &format!("region \"{place}\""));
        let one = of(&list, id);
        table.row(place, (one.verdict, one.usable, one.opens_with), (UNMET, Use::No, None));
        table.row(format!("{place} is told why"), one.not_for.is_some(), true);
    }
    let told = of(&shown(TODAY, "region \"360102\""), id).not_for.map(|text| (text.zh.contains("东湖区"), text.en.contains("Donghu")));
    table.row("the text names the district", told, Some((true, true)));
    // Not told of the whole city: it may be or not be covered.
    let list = shown(TODAY, "region \"3601\"");
    table.row("3601", (of(&list, id).verdict, of(&list, id).not_for.is_some()), (OPEN, false));
    table.end("the digital pilot");
}

/// Public review is not for Jiangxi, which signed the green channel only.
#[test]
fn public_review_is_not_for_jiangxi() {
    let id = "cn/neeq-2023-regional-boards/public_review";
    let mut table = Table::default();
    for (region, verdict, told) in
        [("\"360102\"", UNMET, true), ("\"360703\"", UNMET, true), ("\"36\"", UNMET, true), ("\"33\"", REVIEW, false), ("?", OPEN, false)]
    {
        let list = shown(TODAY, &format!("region {region}; title_little_giant 2028-01-01"));
        table.row(region, (of(&list, id).verdict, of(&list, id).not_for.is_some()), (verdict, told));
    }
    table.end("public review");
}

// ---- what opens a policy, and what comes first

#[test]
fn what_a_policy_opens_with() {
    let mut table = Table::default();
    let plan = |id: &str| format!("{PLAN}{id}");
    for (but, id, law) in [
        // The lower of two titles that would do.
        ("staff 100", plan("2c"), Some("srdi_sme")),
        ("staff 100", plan("9f"), Some("srdi_sme")),
        ("title_innovative_sme 2028-01-01", plan("2c"), Some("srdi_sme")),
        ("title_srdi_sme 2024-06-29", plan("2c"), Some("srdi_sme")),
        ("staff 100", plan("11a"), Some("innovative_sme")),
        ("staff 100", plan("goal-3"), Some("innovative_sme")),
        ("staff 100", plan("4j"), Some("tech_sme")),
        ("staff 100", "cn/mof-2018-76/loss_carry_forward".to_owned(), Some("tech_sme")),
        ("staff 100", "cn-jx-nc-donghu/2023-14/1-1".to_owned(), Some("little_giant")),
        ("title_srdi_sme 2028-01-01", "cn-jx-nc-donghu/2023-14/1-1".to_owned(), Some("little_giant")),
        // The high-tech status is no rung of the ladder.
        ("staff 100", plan("4h"), None),
        ("staff 100", "cn/most-2016-32/tax_rate".to_owned(), None),
        ("staff 100", "cn/mof-sta-2023-43/vat_credit".to_owned(), None),
        // What is open already, or still asked, opens with nothing.
        ("title_srdi_sme 2028-01-01", plan("2c"), None),
        ("title_srdi_sme ?", plan("2c"), None),
        ("staff 100", plan("1a"), None),
        // Where the title alone would not help.
        (LARGE, plan("1a"), None),
        (LARGE, plan("1d"), None),
        (LARGE, plan("9c"), None),
        (LARGE, "cn-jx/iit-2023-1/recognition".to_owned(), None),
        (LARGE, "cn/mof-2020-46/reserved_share".to_owned(), None),
        ("sectors []", plan("7b"), None),
        ("sectors [big_data]", plan("7b"), Some("srdi_sme")),
        ("segment_years 12; main_business_revenue 30000 / 30000 / 30000", "cn/miit-2023-138/champion".to_owned(), Some("srdi_sme")),
        ("segment_years 12; main_business_revenue 10000 / 10000 / 10000", "cn/miit-2023-138/champion".to_owned(), None),
        ("operating_revenue 4999 / 1 / 1; rd_institution_level city", "cn-jx/iit-2020-3/recognition".to_owned(), None),
        ("operating_revenue 5000 / 1 / 1; rd_institution_level city", "cn-jx/iit-2020-3/recognition".to_owned(), Some("srdi_sme")),
        // A title takes away what was for those without.
        ("title_srdi_sme 2028-01-01", plan("1d"), None),
    ] {
        let list = shown(THEN, but);
        let one = of(&list, &id);
        table.row(format!("{id}, {but}"), one.opens_with, law);
        if law.is_some() {
            let runs = if one.in_force == RUNS { Use::AfterTitle } else { Use::ToConfirm };
            let verdict = if one.may_ask { OPEN } else { UNMET };
            table.row(format!("{id}, {but}: {}", one.in_force), (one.verdict, one.usable), (verdict, runs));
        }
    }
    table.row("2c, after the title", of(&shown(THEN, "staff 100"), C2).usable, Use::AfterTitle);
    table.end("what policies open with");
}

/// Whoever gets the title that a policy opens with is not ruled out of it any more.
#[test]
fn the_title_does_open_it() {
    let mut table = Table::default();
    let title = |standard: &str| format!("title_{standard}");
    for but in ["staff 100", "sectors [big_data]; segment_years 12; main_business_revenue 30000 / 30000 / 30000", LARGE] {
        for one in shown(THEN, but).iter().filter(|s| s.opens_with.is_some()) {
            let standard = one.opens_with.unwrap_or_default();
            let after = shown(THEN, &format!("{but}; {} 2027-06-30", title(standard)));
            table.row(format!("{}, {but}, with {standard}", one.id), of(&after, one.id).verdict == UNMET, false);
        }
    }
    table.end("titles that open policies");
}

#[test]
fn the_order_of_policies() {
    let mut table = Table::default();
    let strengths = ["entitlement", "service", "encouragement", "mechanism"];
    let strength = |one: &Shown| strengths.iter().position(|s| *s == one.strength);
    let place = |one: &Shown| rules().policies.iter().position(|p| p.id == one.id);
    for day in [TODAY, THEN, "2023-06-30"] {
        for but in [
            "needs [financing + digital + listing]; title_srdi_sme 2028-01-01",
            "needs [training]; title_little_giant 2028-01-01; high_tech_enterprise 2028-01-01",
            "needs []; sectors [integrated_circuit + big_data]",
            "needs ?; title_srdi_sme ?; industry ?",
        ] {
            let list = shown(day, but);
            let ids: BTreeSet<&str> = list.iter().map(|s| s.id).collect();
            table.row(format!("{day}, {but}: each once"), ids.len(), list.len());
            table.row(format!("{day}, {but}: something is of use"), list[0].usable, Use::Now);
            for pair in list.windows(2) {
                let [before, after] = pair else { continue };
                let what = format!("{day}, {but}: {} before {}", before.id, after.id);
                // What is of use now comes before everything.
                table.row(&what, after.usable == Use::Now && before.usable != Use::Now, false);
                // In force and met before everything: what an authority has to judge comes after it.
                let judged = |one: &Shown| one.usable == Use::Now && one.verdict != MET;
                table.row(format!("{what}, met"), before.usable == after.usable && judged(before) && !judged(after), false);
                if before.usable == after.usable && judged(before) == judged(after) {
                    table.row(format!("{what}, strength"), strength(before) <= strength(after), true);
                    if before.strength == after.strength {
                        table.row(format!("{what}, need"), after.needed && !before.needed, false);
                        if before.needed == after.needed {
                            table.row(format!("{what}, document"), place(before) < place(after), true);
                        }
                    }
                }
            }
        }
    }
    // By hand, in the plan's period: a service that answers the need, one that does not, an encouragement that does.
    let list = shown(THEN, "needs [digital]; title_srdi_sme 2028-01-01");
    let at = |id: &str| list.iter().position(|s| s.id == format!("{PLAN}{id}"));
    for (first, then) in [("8a", "1a"), ("8f", "1a"), ("1a", "8c"), ("8c", "4b"), ("4b", "2a"), ("11c", "8a")] {
        table.row(format!("{first} before {then}"), at(first) < at(then), true);
    }
    for (id, needed) in [("8a", true), ("14c", true), ("1a", false), ("9c", false)] {
        table.row(format!("{id} answers the need"), of(&list, &format!("{PLAN}{id}")).needed, needed);
    }
    table.end("the order of policies");
}

/// Twice the same, and in whatever order the answers came.
#[test]
fn the_order_does_not_depend_on_the_answers() {
    let mut table = Table::default();
    for but in ["needs [financing]; title_srdi_sme 2028-01-01", "title_srdi_sme ?; region ?; needs [talent + land]"] {
        let line = format!("{FIRM}; {but}");
        let whole = case(THEN, &line);
        let first = shown_of(&whole);
        table.row(format!("{but}: again"), shown_of(&whole), first.clone());
        // The same text with its facts the other way round.
        let facts: Vec<String> = whole["facts"].as_object().expect("facts").iter().map(|(k, v)| format!("{}:{v}", json!(k))).collect();
        let turned = facts.iter().rev().cloned().collect::<Vec<_>>().join(",");
        let turned: Value = serde_json::from_str(&format!("{{\"facts\":{{{turned}}},\"as_of\":\"{THEN}\"}}")).expect("JSON");
        table.row(format!("{but}: the other way round"), shown_of(&turned), first.clone());
        // The same answers given one after the other, last first.
        let given = read_case(&whole);
        let mut built = Case::empty(&rules().vocabulary, given.as_of);
        for (_, fact) in rules().vocabulary.iter().collect::<Vec<_>>().into_iter().rev() {
            for year in tidu_core::vocabulary::YearRef::ALL {
                let slot = fact.slot_of(year);
                built.set(&rules().vocabulary, slot, given.span(slot));
            }
        }
        let found = match_policies(rules(), &built, &evaluate(rules(), &built));
        table.row(
            format!("{but}: one by one"),
            found.iter().map(|m| m.policy.id.as_str()).collect::<Vec<_>>(),
            first.iter().map(|s| s.id).collect(),
        );
    }
    table.end("answers in any order");
}

// ---- what is told

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二两三四五六七八九十百千".contains(c)
}

/// Whether a text names a figure of money or percent.
fn names_a_figure(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = ["%", "％", "‰", "百分之", "个百分点", "percent", "per cent", "yuan", "rmb", "cny", "¥", "￥"];
    // “percentage” is no percentage, and Jiuyuan is a district.
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let alone = |at: usize, word: &str| {
        let (before, after) = (lower[..at].chars().next_back(), lower[at + word.len()..].chars().next());
        !letter(word.chars().next()) || !letter(before) && !letter(after)
    };
    if words.iter().any(|word| lower.match_indices(word).any(|(at, _)| alone(at, word))) {
        return true;
    }
    let chars: Vec<char> = lower.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let unit = |at: usize| chars[at] == '元' || ((chars[at] == '万' || chars[at] == '亿') && chars.get(at + 1) != Some(&'企'));
    let money = (1..chars.len()).any(|at| unit(at) && (is_number(chars[at - 1]) || "万亿".contains(chars[at - 1])));
    let english = ["million", "billion", "thousand"]
        .iter()
        .any(|word| lower.match_indices(word).any(|(at, _)| lower[..at].trim_end().ends_with(|c: char| c.is_ascii_digit())));
    money || english
}

#[test]
fn figures_are_known_when_seen() {
    for text in [
        "一次性20万元",
        "20 万",
        "二十万元",
        "8%",
        "8 %",
        "3000 元",
        "百分之五",
        "RMB 200,000",
        "5 percent",
        "2 million",
        "1.5个百分点",
        "10亿",
    ] {
        assert!(names_a_figure(text), "{text}");
    }
    for text in [
        "a percentage",
        "Jiuyuan District",
        "2022年12月31日",
        "财政部 税务总局公告2023年第7号",
        "三年内不得再申请",
        "惠万企",
        "第七条",
        "1–3 items",
        "5年",
        "单元",
        "360102",
    ] {
        assert!(!names_a_figure(text), "{text}");
    }
}

/// What is shown of a policy besides its amount and the lines of its criteria.
fn texts(policy: &Policy) -> Vec<(&'static str, &Text)> {
    let some = [("who_text", &policy.who_text), ("how", &policy.how), ("when", &policy.when)];
    let mut out = vec![("title", &policy.title), ("gives", &policy.gives)];
    out.extend(some.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?))));
    out.extend(policy.not_for.iter().map(|(_, text)| ("not_for", text)));
    out
}

/// An amount is shown only where it was verified, and there alone.
#[test]
fn no_figure_is_told_that_was_not_verified() {
    let mut table = Table::default();
    for policy in &rules().policies {
        for (key, text) in texts(policy) {
            table.row(format!("{} {key}: {}", policy.id, text.zh), names_a_figure(&text.zh), false);
            table.row(format!("{} {key}: {}", policy.id, text.en), names_a_figure(&text.en), false);
        }
        for amount in policy.amounts.iter().map(|amount| &amount.note) {
            table.row(format!("{} is sure of its amount", policy.id), ["official", "secondary"].contains(&amount.certainty.id()), true);
        }
    }
    // Nor in the names of what is asked: a limit is shown where it is compared, with its source.
    let reading = firm(TODAY, "staff 100");
    for policy in items(&reading.0["policies"]) {
        let mut criteria: Vec<&Value> = items(&policy["criteria"]).collect();
        while let Some(criterion) = criteria.pop() {
            criteria.extend(criterion["parts"].as_array().into_iter().flatten());
            let words = criterion["text"].as_str().unwrap_or_default();
            table.row(format!("{}: {words}", policy["id"]), names_a_figure(words), false);
        }
    }
    for policy in &rules().policies {
        // A quote is the law's own wording; one that names a figure stands only where that figure was verified.
        let quote = policy.cite.quote.as_deref().unwrap_or_default();
        let sure = !policy.amounts.is_empty() && policy.cite.certainty.id() == "official";
        table.row(format!("{} quotes a figure: {quote}", policy.id), names_a_figure(quote) && !sure, false);
    }
    for duty in &rules().duties {
        for text in [&duty.title, &duty.text] {
            table.row(format!("{}: {}", duty.id, text.zh), names_a_figure(&text.zh), false);
            table.row(format!("{}: {}", duty.id, text.en), names_a_figure(&text.en), false);
        }
    }
    // Nor in what is remarked of a document.
    let with_policies: BTreeSet<usize> = rules().policies.iter().map(|p| p.document().0 as usize).collect();
    for (at, document) in rules().documents.iter().enumerate() {
        let all = with_policies.contains(&at);
        for note in document.head.notes.iter().filter(|n| all || n.certainty.id() == "unverified") {
            table.row(format!("{}: {}", document.head.id, note.text.zh), names_a_figure(&note.text.zh), false);
            table.row(format!("{}: {}", document.head.id, note.text.en), names_a_figure(&note.text.en), false);
        }
        for text in document.parts.iter().map(|(_, name)| name).chain([&document.head.title]) {
            table.row(format!("{}: {}", document.head.id, text.zh), names_a_figure(&text.zh), false);
            table.row(format!("{}: {}", document.head.id, text.en), names_a_figure(&text.en), false);
        }
    }
    table.end("texts without figures");
}

/// Every national measure that is known, and what is known of the province and the city, each by a policy of its own.
#[test]
fn every_measure_that_is_known_is_there() {
    let mut table = Table::default();
    for (known, ids) in [
        ("3.1 研发费用加计扣除", ["cn/mof-sta-2023-7/super_deduction"].as_slice()),
        ("3.2 集成电路、工业母机", &["cn/mof-sta-2023-44/super_deduction"]),
        ("3.3 小型微利", &["cn/mof-sta-2023-12/small_low_profit"]),
        ("3.4 六税两费", &["cn/mof-sta-2023-12/six_taxes_two_fees"]),
        ("3.5 高新技术企业", &["cn/most-2016-32/tax_rate", "cn/most-2016-32/recognition"]),
        ("3.6 技术先进型服务企业", &["cn/mof-2017-79/tax_rate"]),
        ("3.7 亏损结转", &["cn/mof-2018-76/loss_carry_forward"]),
        ("3.8 先进制造业加计抵减", &["cn/mof-sta-2023-43/vat_credit"]),
        ("3.9 小规模纳税人", &["cn/vat-small-scale/relief"]),
        ("3.10 重点“小巨人”", &["cn/mof-2024-148/key_little_giant"]),
        ("3.11 贷款贴息", &["cn/interest-subsidy-2026/interest_subsidy"]),
        ("3.12 一链一策一批", &["cn/one-chain-one-policy/financing"]),
        ("3.13, 2.5 数字化转型试点", &["cn-jx-nc/digital-pilot-2024/retrofit_subsidy"]),
        ("3.14 新三板", &["cn/neeq-2023-regional-boards/green_channel", "cn/neeq-2023-regional-boards/public_review"]),
        ("3.15 首台套、首批次", &["cn/miit-2024-89/premium"]),
        ("3.16 政府采购", &["cn/mof-2020-46/reserved_share", "cn/mof-2020-46/price_deduction", "cn/mof-2020-46/consortium_deduction"]),
        ("3.17 专利收费减缴", &["cn/patent-fees/reduction"]),
        ("3.18 知识产权质押", &["cn-jx/ip-pledge-2015/pledge_loan"]),
        ("3.19 稳岗返还", &["cn/unemployment-refund-2025/refund"]),
        ("3.20 单项冠军", &["cn/miit-2023-138/champion"]),
        ("1.3 洪府办发〔2022〕118号", &["cn-jx-nc/gov-2022-118/city_support"]),
        ("1.7 赣工信规字〔2023〕1号", &["cn-jx/iit-2023-1/recognition"]),
        ("1.10 专业化小巨人", &["cn-jx/iit-2020-3/recognition", "cn-jx/relief-2022/award"]),
        (
            "1.13 映山红",
            &["cn-jx-nc/listing-2020/domestic_listing", "cn-jx-nc/listing-2020/overseas_listing", "cn-jx/gov-2018-39/listing_mechanism"],
        ),
        ("1.16 专精特新专板", &["cn-jx/srdi-board-2022/board"]),
        (
            "2.5 市级工业奖励",
            &[
                "cn-jx-nc/manufacturing-2023/first_above_size",
                "cn-jx-nc/manufacturing-2023/expansion",
                "cn-jx-nc/manufacturing-2023/management_innovation",
                "cn-jx-nc/manufacturing-2023/green_factory",
                "cn-jx-nc/manufacturing-2023/green_design",
                "cn-jx-nc/manufacturing-2023/new_material_first_batch",
                "cn-jx-nc/manufacturing-2023/service_manufacturing",
                "cn-jx-nc/manufacturing-2023/digital_standards",
                "cn-jx-nc/manufacturing-2023/dcmm",
                "cn-jx-nc/manufacturing-2023/integration_demo",
            ],
        ),
        ("2.4 东府办发〔2023〕14号", &["cn-jx-nc-donghu/2023-14/1-1"]),
    ] {
        for id in ids {
            let found = rules().policies.iter().find(|p| p.id == *id);
            table.row(format!("{known}: {id}"), found.is_some(), true);
            // What is not known of it is asked of somebody: how, and for whom, is always told.
            let Some(policy) = found else { continue };
            table.row(format!("{id}: for whom and how"), (policy.who_text.is_some(), policy.how.is_some()), (true, true));
            let way = !policy.authorities.is_empty() || policy.how.as_ref().is_some_and(|how| how.zh.contains("询问"));
            table.row(format!("{id}: whom to ask"), way, true);
        }
    }
    table.end("measures that are known");
}

/// Only pages of official hosts are linked.
#[test]
fn only_official_pages_are_linked() {
    let mut table = Table::default();
    for document in &rules().documents {
        let Some(url) = &document.head.source.url else { continue };
        let host = url.split_once("://").filter(|(scheme, _)| ["http", "https"].contains(scheme)).map(|(_, rest)| rest);
        let host = host.and_then(|rest| rest.split(['/', '?', '#', ':']).next()).unwrap_or_default();
        table.row(format!("{}: {url}", document.head.id), host.ends_with(".gov.cn") && !host.contains('@'), true);
    }
    table.row("some page is linked", rules().documents.iter().any(|d| d.head.source.url.is_some()), true);
    table.end("official pages");
}

/// Every whole or decimal number of a text, in order.
fn numbers(text: &str) -> Vec<String> {
    let plain = text.replace(',', "");
    let parts = plain.split(|c: char| !c.is_ascii_digit() && c != '.').map(|n| n.trim_matches('.'));
    parts.filter(|n| !n.is_empty()).map(str::to_owned).collect()
}

/// The amounts that were verified, and no others: their numbers in Chinese and in English.
#[test]
fn the_amounts_that_were_verified() {
    let by_hand: BTreeMap<&str, (&str, &str)> = [
        ("cn-jx-nc-donghu/2023-14/1-1", ("20", "200000")),
        ("cn-jx-nc/digital-pilot-2024/retrofit_subsidy", ("60 40 50 35 40 25", "60 400000 50 350000 40 250000 2")),
        ("cn-jx-nc/listing-2020/domestic_listing", ("800 100 100 200 400 200 2020", "8 1 1 2 4 2 2020")),
        ("cn-jx-nc/listing-2020/overseas_listing", ("800 5000 2020", "8 50 2020")),
        ("cn-jx-nc/manufacturing-2023/first_above_size", ("20", "200000")),
        ("cn-jx-nc/manufacturing-2023/expansion", ("5 800", "5 8")),
        ("cn-jx-nc/manufacturing-2023/management_innovation", ("20", "200000")),
        ("cn-jx-nc/manufacturing-2023/green_factory", ("50 20", "500000 200000")),
        ("cn-jx-nc/manufacturing-2023/green_design", ("30", "300000")),
        ("cn-jx-nc/manufacturing-2023/new_material_first_batch", ("30 20", "300000 200000")),
        ("cn-jx-nc/manufacturing-2023/service_manufacturing", ("30 20", "300000 200000")),
        ("cn-jx-nc/manufacturing-2023/digital_standards", ("30", "300000")),
        ("cn-jx-nc/manufacturing-2023/dcmm", ("30", "300000")),
        ("cn-jx-nc/manufacturing-2023/integration_demo", ("20", "200000")),
        ("cn/interest-subsidy-2026/interest_subsidy", ("1.5 2 5000", "1.5 2 50")),
        ("cn/miit-2024-89/premium", ("80", "80")),
        ("cn/mof-2017-79/tax_rate", ("15 8", "15 8")),
        ("cn/mof-2018-76/loss_carry_forward", ("5 5 10", "5 10 5")),
        ("cn/mof-2020-46/reserved_share", ("200 400 30 60", "2 4 30 60")),
        ("cn/mof-2020-46/price_deduction", ("10 20", "10 20")),
        ("cn/mof-2020-46/consortium_deduction", ("4 6", "4 6")),
        ("cn/mof-2024-148/key_little_giant", ("3 600 50 2000 2000", "6 3 50 20")),
        ("cn/mof-sta-2023-12/small_low_profit", ("25 20 5", "25 20 5")),
        ("cn/mof-sta-2023-12/six_taxes_two_fees", ("50", "50")),
        ("cn/mof-sta-2023-43/vat_credit", ("5", "5")),
        ("cn/mof-sta-2023-44/super_deduction", ("120 220", "120 220")),
        ("cn/mof-sta-2023-7/super_deduction", ("100 200", "100 200")),
        ("cn/patent-fees/reduction", ("85 70 10", "85 70 10")),
        ("cn/unemployment-refund-2025/refund", ("60 30 90 50", "60 30 90 50")),
    ]
    .into();
    let mut table = Table::default();
    let spoken = |text: &str| numbers(text).join(" ");
    for policy in &rules().policies {
        let found = policy.amount(Day::parse(TODAY).unwrap()).map(|amount| (spoken(&amount.text.zh), spoken(&amount.text.en)));
        let law = by_hand.get(policy.id.as_str()).map(|(zh, en)| ((*zh).to_owned(), (*en).to_owned()));
        table.row(&policy.id, found, law);
    }
    for id in by_hand.keys() {
        table.row(format!("{id} is there"), rules().policies.iter().any(|p| p.id == *id), true);
    }
    // And the report shows them and no others.
    let reading = firm(TODAY, "staff 100");
    for policy in items(&reading.0["policies"]) {
        let id = text(&policy["id"]);
        let spoken = policy["amount"].as_str().map(spoken);
        table.row(format!("{id} in the report"), spoken, by_hand.get(id).map(|(zh, _)| (*zh).to_owned()));
    }
    table.end("amounts");
}

/// What asks for more than facts tell is never met, however good the enterprise.
#[test]
fn what_asks_for_more_is_never_met() {
    let mut table = Table::default();
    let best = "title_innovative_sme 2028-01-01; title_tech_sme 2026-12-31; title_srdi_sme 2028-01-01; title_little_giant 2028-01-01; \
        high_tech_enterprise 2028-01-01; segment_years 12; main_business_revenue 50000 / 50000 / 50000; operating_revenue 60000 / 60000 / 60000; \
        rd_expense 6000 / 6000 / 6000; rd_institution_level national; product_fields [six_bases]; sectors [manufacturing + machine_tool + big_data]; \
        taxable_income 50";
    let mut reviewed = BTreeSet::new();
    for day in [TODAY, THEN, "2025-06-30"] {
        for but in [
            best.to_owned(),
            "staff 100".to_owned(),
            format!("{best}; vat_taxpayer small_scale; staff 10"),
            format!("{best}; region \"360111\""),
            format!("{best}; region \"3302\""),
        ] {
            let list = shown(day, &but);
            for policy in rules().policies.iter().filter(|p| p.asks_more) {
                let Some(found) = list.iter().find(|s| s.id == policy.id) else { continue };
                table.row(format!("{}, {day}", policy.id), found.verdict == MET, false);
                if found.verdict == REVIEW {
                    reviewed.insert(policy.id.as_str());
                }
            }
        }
    }
    // None of them is out of reach.
    for policy in rules().policies.iter().filter(|p| p.asks_more) {
        table.row(format!("{} can be reviewed", policy.id), reviewed.contains(policy.id.as_str()), true);
    }
    table.end("policies that ask for more");
}

/// The promised shape: id, verdict, in force, benefit, authorities, missing.
#[test]
fn a_policy_in_a_report() {
    let mut table = Table::default();
    let reading = firm(TODAY, "title_srdi_sme 2028-01-01");
    let promised = |p: &Value| {
        json!({ "id": p["id"], "verdict": p["verdict"], "in_force": p["in_force"], "benefit": p["benefit"],
        "authorities": p["authorities"], "missing": p["missing"] })
    };
    let grant = json!({ "id": C2, "verdict": "needs_review", "in_force": "ended", "benefit": "grant",
        "authorities": ["区中小企业服务局", "区财政局", "各镇（街办、管理处）"], "missing": [] });
    table.row("2c", promised(policy(&reading, C2)), grant);
    let deduction = json!({ "id": "cn/mof-sta-2023-7/super_deduction", "verdict": "met", "in_force": "in_force", "benefit": "tax",
        "authorities": ["主管税务机关"], "missing": [] });
    table.row("the extra deduction", promised(policy(&reading, "cn/mof-sta-2023-7/super_deduction")), deduction);
    // What is missing: every fact that still counts, and none that does not.
    for (but, id, law) in [
        ("title_srdi_sme ?", C2, vec!["title_srdi_sme"]),
        ("title_srdi_sme ?; title_little_giant ?", C2, vec!["title_little_giant", "title_srdi_sme"]),
        ("region ?; title_srdi_sme 2028-01-01", C2, vec!["region"]),
        ("title_srdi_sme ?; title_little_giant 2028-01-01", C2, vec![]),
        ("staff ?; total_assets ?", "cn/mof-sta-2023-12/small_low_profit", vec!["staff", "total_assets"]),
        ("staff 301; total_assets ?", "cn/mof-sta-2023-12/small_low_profit", vec![]),
        ("taxable_income ?", "cn/patent-fees/reduction", vec!["taxable_income"]),
        ("industry ?", "cn/mof-2020-46/reserved_share", vec!["industry"]),
        // Not for this place, whatever else is answered.
        ("region \"360102\"; industry ?", "cn-jx-nc/digital-pilot-2024/retrofit_subsidy", vec![]),
        // Where it is registered still decides whether it is covered at all.
        ("region \"3601\"", "cn-jx-nc/digital-pilot-2024/retrofit_subsidy", vec!["region"]),
        ("region ?; title_little_giant 2028-01-01", "cn/neeq-2023-regional-boards/public_review", vec!["region"]),
    ] {
        let list = shown(TODAY, but);
        table.row(format!("{id}, {but}: missing"), of(&list, id).missing.clone(), law.into_iter().collect());
    }
    let benefits = [
        "grant",
        "tax",
        "finance",
        "guarantee",
        "listing",
        "talent",
        "land",
        "market_access",
        "digital",
        "rd_platform",
        "ip",
        "brand",
        "standard",
        "training",
        "service",
        "honour",
    ];
    for but in ["staff 100", "title_srdi_sme ?; industry ?", "region ?; staff ?; sectors ?", LARGE] {
        let reading = firm(THEN, but);
        // The report says what the matching says, in the same order.
        let list = shown(THEN, but);
        table.row(format!("{but}: so many"), items(&reading.0["policies"]).count(), list.len());
        for (policy, one) in items(&reading.0["policies"]).zip(&list) {
            let told = (text(&policy["id"]), text(&policy["verdict"]), text(&policy["in_force"]), policy["opens_with"].as_str());
            table.row(format!("{but}: {}", one.id), told, (one.id, one.verdict, one.in_force, one.opens_with));
            table.row(format!("{but}: {}, missing", one.id), missing(policy).into_iter().collect(), one.missing.clone());
            let (id, verdict) = (text(&policy["id"]), text(&policy["verdict"]));
            table.row(format!("{id}, verdict"), [MET, UNMET, OPEN, REVIEW].contains(&verdict), true);
            table.row(format!("{id}, in force"), [RUNS, ENDED, NOT_YET, UNVERIFIED].contains(&text(&policy["in_force"])), true);
            table.row(format!("{id}, benefit"), benefits.contains(&text(&policy["benefit"])), true);
            table.row(format!("{id}, authorities"), policy["authorities"].as_array().is_some_and(|a| a.iter().all(Value::is_string)), true);
            table.row(format!("{id}, {verdict}: missing"), missing(policy).is_empty() || ![MET, UNMET].contains(&verdict), true);
            // Open is what an answer can settle, or what only the office knows.
            let open = !missing(policy).is_empty() || policy["may_ask"] == true;
            table.row(format!("{id}, {verdict}: an open question"), verdict == OPEN, verdict == OPEN && open);
        }
    }
    table.end("policies in a report");
}

// ---- what titles oblige to, what to do, what to bring

/// Duties of a line: id, due day, whether it is past; in the order they are listed.
fn duties(day: &str, but: &str) -> Vec<(String, Option<String>, bool)> {
    let case = read_case(&case(day, &format!("{FIRM}; {but}")));
    let evaluation = evaluate(rules(), &case);
    let matches = match_policies(rules(), &case, &evaluation);
    let open = open_questions(rules(), &case, &evaluation, evaluation.assessments.iter(), &matches);
    let list = actions(rules(), &case, &matches, &open);
    let duties = list.iter().filter(|a| matches!(a.what, What::Duty(..)));
    duties.map(|a| (a.id.clone(), a.due.map(|d| d.to_string()), a.past)).collect()
}

#[test]
fn what_titles_oblige_to() {
    type Duty = (&'static str, Option<&'static str>, bool);
    const PAST: bool = true;
    let mut table = Table::default();
    let rows: [(&str, &[Duty]); 17] = [
        // 30 April by the rules of 2022; reports within three months; review on expiry.
        (
            "title_innovative_sme 2028-05-31",
            &[
                ("cn/miit-2022-63/yearly_update/title_innovative_sme", Some("2027-04-30"), false),
                ("cn/miit-2022-63/renewal/title_innovative_sme", Some("2028-05-31"), false),
                ("cn/miit-2022-63/report_change/title_innovative_sme", None, false),
            ],
        ),
        // 31 May by the rules of 2026; the call of 2026 was open to 25 May.
        (
            "title_srdi_sme 2027-06-30",
            &[
                ("cn/miit-2026-2/yearly_update/title_srdi_sme", Some("2027-05-31"), false),
                ("cn/miit-2026-2/renewal/title_srdi_sme", Some("2027-06-30"), false),
                ("cn/miit-2026-2/report_change/title_srdi_sme", None, false),
                ("cn/miit-2026-2/little_giant_call_2026/title_srdi_sme", Some("2026-05-25"), PAST),
            ],
        ),
        (
            "title_little_giant 2028-06-30",
            &[
                ("cn/miit-2026-2/yearly_update/title_little_giant", Some("2027-05-31"), false),
                ("cn/miit-2026-2/renewal/title_little_giant", Some("2028-06-30"), false),
                ("cn/miit-2026-2/report_change/title_little_giant", None, false),
            ],
        ),
        // The review of 2026 was for titles that run out in 2026 only, and the call of 2026 not for who has the title.
        (
            "title_little_giant 2026-12-31; title_srdi_sme 2027-06-30",
            &[
                ("cn/miit-2026-2/renewal/title_little_giant", Some("2026-12-31"), false),
                ("cn/miit-2026-2/yearly_update/title_srdi_sme", Some("2027-05-31"), false),
                ("cn/miit-2026-2/renewal/title_srdi_sme", Some("2027-06-30"), false),
                ("cn/miit-2026-2/report_change/title_srdi_sme", None, false),
                ("cn/miit-2026-2/report_change/title_little_giant", None, false),
                ("cn/miit-2022-63/little_giant_renewal_2026/title_little_giant", Some("2026-05-25"), PAST),
            ],
        ),
        (
            "title_little_giant 2027-01-01",
            &[
                ("cn/miit-2026-2/renewal/title_little_giant", Some("2027-01-01"), false),
                ("cn/miit-2026-2/report_change/title_little_giant", None, false),
            ],
        ),
        // A number holds for a year and is renewed by the end of March; the round of 2026 ended on 31 August, and a
        // number that reaches into 2027 comes from it.
        (
            "title_tech_sme 2027-05-31",
            &[
                ("cn/most-2017-115/yearly_update/title_tech_sme", Some("2027-03-31"), false),
                ("cn/most-2017-115/renewal/title_tech_sme", Some("2027-05-31"), false),
            ],
        ),
        (
            "title_tech_sme 2026-12-31",
            &[
                ("cn/most-2017-115/renewal/title_tech_sme", Some("2026-12-31"), false),
                ("cn/most-2017-115/round_2026/title_tech_sme", Some("2026-08-31"), PAST),
            ],
        ),
        ("high_tech_enterprise 2027-12-01", &[("cn/most-2016-32/renewal/high_tech_enterprise", Some("2027-12-01"), false)]),
        // On its last day a title still obliges; from the next it does not.
        ("high_tech_enterprise 2026-11-23", &[("cn/most-2016-32/renewal/high_tech_enterprise", Some("2026-11-23"), false)]),
        ("high_tech_enterprise 2026-11-22", &[]),
        ("title_innovative_sme 2026-11-22; title_tech_sme 2026-11-22; title_srdi_sme 2026-11-22; title_little_giant 2026-11-22", &[]),
        ("title_innovative_sme none", &[]),
        ("title_innovative_sme ?; title_srdi_sme ?; title_little_giant ?; title_tech_sme ?; high_tech_enterprise ?", &[]),
        ("national_innovation_demo 2028-01-01; ip_advantage_or_demo 2028-01-01", &[]),
        // One expired, one not.
        (
            "title_srdi_sme 2026-11-22; high_tech_enterprise 2027-12-01",
            &[("cn/most-2016-32/renewal/high_tech_enterprise", Some("2027-12-01"), false)],
        ),
        // By date over all titles, what has none after, what is past last; what would fall due after the title is gone is no duty.
        (
            "title_innovative_sme 2026-12-31; high_tech_enterprise 2027-01-15",
            &[
                ("cn/miit-2022-63/renewal/title_innovative_sme", Some("2026-12-31"), false),
                ("cn/most-2016-32/renewal/high_tech_enterprise", Some("2027-01-15"), false),
                ("cn/miit-2022-63/report_change/title_innovative_sme", None, false),
            ],
        ),
        (
            "title_tech_sme 2027-05-31; high_tech_enterprise 2027-04-01",
            &[
                ("cn/most-2017-115/yearly_update/title_tech_sme", Some("2027-03-31"), false),
                ("cn/most-2016-32/renewal/high_tech_enterprise", Some("2027-04-01"), false),
                ("cn/most-2017-115/renewal/title_tech_sme", Some("2027-05-31"), false),
            ],
        ),
    ];
    for (but, law) in rows {
        let law: Vec<_> = law.iter().map(|(id, due, past)| ((*id).to_owned(), due.map(str::to_owned), *past)).collect();
        table.row(but, duties(TODAY, but), law);
    }
    // A window is past from the day after its last.
    let window = |day: &str| {
        let list = duties(day, "title_srdi_sme 2028-01-01");
        list.iter().find(|(id, ..)| id.contains("little_giant_call_2026")).map(|(_, due, past)| (due.clone(), *past))
    };
    for (day, past) in [("2026-04-25", false), ("2026-05-25", false), ("2026-05-26", true), (TODAY, true), ("2026-12-31", true)] {
        table.row(format!("the call, {day}"), window(day), Some((Some("2026-05-25".to_owned()), past)));
    }
    // Another year has a notice of its own.
    table.row("the call, 2027-01-01", window("2027-01-01"), None);
    // The yearly day is this year's until it is over.
    let update =
        |day: &str| duties(day, "title_srdi_sme 2029-01-01").into_iter().find(|(id, ..)| id.contains("yearly")).map(|(_, due, _)| due);
    for (day, due) in [("2026-05-31", "2026-05-31"), ("2026-06-01", "2027-05-31"), ("2027-05-31", "2027-05-31")] {
        table.row(format!("the update, {day}"), update(day), Some(Some(due.to_owned())));
    }
    table.end("duties");
}

/// The list of what to do: what has a day first and by day, what is past last; only what is of use now is claimed.
#[test]
fn what_to_do() {
    let mut table = Table::default();
    for (day, but) in [
        (TODAY, "title_srdi_sme 2028-01-01; title_tech_sme 2027-03-31; high_tech_enterprise 2027-12-01; audit_collection ?"),
        (THEN, "title_srdi_sme 2026-01-01; needs [financing]; industry ?"),
        (TODAY, "region ?; staff ?"),
    ] {
        let case = read_case(&case(day, &format!("{FIRM}; {but}")));
        let evaluation = evaluate(rules(), &case);
        let matches = match_policies(rules(), &case, &evaluation);
        let open = open_questions(rules(), &case, &evaluation, evaluation.assessments.iter(), &matches);
        let list = actions(rules(), &case, &matches, &open);
        let ids: BTreeSet<&str> = list.iter().map(|a| a.id.as_str()).collect();
        table.row(format!("{day}, {but}: each once"), ids.len(), list.len());
        for pair in list.windows(2) {
            let [before, after] = pair else { continue };
            let what = format!("{day}: {} before {}", before.id, after.id);
            table.row(format!("{what}, past last"), before.past && !after.past, false);
            if before.past == after.past {
                table.row(format!("{what}, dated first"), before.due.is_none() && after.due.is_some(), false);
                if let (Some(first), Some(then)) = (before.due, after.due) {
                    table.row(format!("{what}, by date"), first <= then, true);
                }
            }
        }
        // Claims are exactly what is of use now, mechanisms excepted, in the order shown.
        let claims: Vec<&str> =
            list.iter().filter_map(|a| if let What::Claim(m) = a.what { Some(m.policy.id.as_str()) } else { None }).collect();
        let law = matches.iter().filter(|m| m.usable == Use::Now && m.policy.strength.id() != "mechanism").map(|m| m.policy.id.as_str());
        table.row(format!("{day}, {but}: claims"), claims.clone(), law.collect());
        table.row(format!("{day}, {but}: some claims"), claims.is_empty(), false);
        let of_plan = claims.iter().any(|id| id.starts_with(PLAN));
        table.row(format!("{day}, {but}: claims of the plan"), of_plan, day == THEN);
        let asked: Vec<&str> = list.iter().filter_map(|a| a.id.strip_prefix("facts/")).collect();
        table.row(format!("{day}, {but}: questions"), asked.len() <= 5 && !asked.is_empty(), true);
    }
    table.end("things to do");
}

/// What to bring, each paper once, with everything it serves.
#[test]
fn each_paper_is_listed_once() {
    let mut table = Table::default();
    for (day, but) in [
        (TODAY, "title_srdi_sme 2028-01-01; title_tech_sme 2027-03-31; high_tech_enterprise 2027-12-01"),
        (THEN, "title_little_giant 2028-01-01"),
    ] {
        let case = read_case(&case(day, &format!("{FIRM}; {but}")));
        let evaluation = evaluate(rules(), &case);
        let matches = match_policies(rules(), &case, &evaluation);
        let chosen: Vec<&Match<'_>> = matches.iter().filter(|m| m.usable == Use::Now).collect();
        let list = papers(chosen.iter().copied());
        let name = |at: usize| rules().vocabulary.papers[at].0.as_str();
        let ids: Vec<&str> = list.iter().map(|(paper, _)| name(*paper)).collect();
        table.row(format!("{day}: each once"), ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        table.row(format!("{day}: something to bring"), ids.contains(&"business_licence") && ids.contains(&"tax_return"), true);
        // Both ways: what a policy asks for is on the list with it, and nothing else is.
        let pairs: BTreeSet<(&str, &str)> =
            list.iter().flat_map(|(paper, m)| m.iter().map(|m| (name(*paper), m.policy.id.as_str()))).collect();
        let law = chosen.iter().flat_map(|m| m.policy.papers.iter().map(|paper| (name(*paper), m.policy.id.as_str()))).collect();
        table.row(format!("{day}: what serves what"), pairs, law);
        table.row(format!("{day}: nothing chosen"), papers(std::iter::empty()).len(), 0);
    }
    // By hand: the extra deduction asks for these.
    let reading = read_case(&case(TODAY, FIRM));
    let evaluation = evaluate(rules(), &reading);
    let matches = match_policies(rules(), &reading, &evaluation);
    let list = papers(matches.iter().filter(|m| m.policy.id == "cn/mof-sta-2023-7/super_deduction"));
    let names: BTreeSet<&str> = list.iter().map(|(paper, _)| rules().vocabulary.papers[*paper].0.as_str()).collect();
    table.row("the R&D ledger is among them", names.contains("rd_ledger"), true);
    table.end("papers");
}

// ---- soundness

const PLACES: [&str; 6] = ["360102", "360103", "360111", "360703", "330106", "440300"];

/// Of each policy that is told: the verdict, and what could still change it.
type Verdicts = BTreeMap<&'static str, (&'static str, BTreeSet<&'static str>)>;

/// What is made of a world at one of the places, of whose code so many digits are told.
fn placed(world: &World, view: &View, place: usize, digits: usize) -> Verdicts {
    let mut json = told(world, view);
    let facts = json["facts"].as_object_mut().expect("facts");
    match &PLACES[place][..digits] {
        "" => facts.remove("region"),
        code => facts.insert("region".to_owned(), json!(code)),
    };
    // Nonsense among the answers is left unknown.
    let (case, _) = Case::read(&rules().vocabulary, &json, Day::parse(TODAY).expect("a day")).expect("a case");
    let evaluation = evaluate(rules(), &case);
    let one = |m: &Match<'static>| {
        let missing = missing_for(rules(), &case, &evaluation, m).into_iter().map(|f| rules().vocabulary.fact(f).id.as_str());
        (m.policy.id.as_str(), (m.verdict.id(), missing.collect()))
    };
    match_policies(rules(), &case, &evaluation).iter().map(one).collect()
}

/// What was met or unmet stays; what was for review is not turned down; what is told no more was not met.
fn keeps(before: &Verdicts, after: &Verdicts) -> Result<(), TestCaseError> {
    for (id, (old, missing)) in before {
        let new = after.get(id).map_or(UNMET, |(verdict, _)| verdict);
        let kept = match *old {
            MET | UNMET | WAIVED => new == *old && missing.is_empty(),
            REVIEW => [REVIEW, MET, WAIVED].contains(&new),
            _ => true,
        };
        prop_assert!(kept, "{} was {}, missed {:?} and became {}", id, old, missing, new);
    }
    for id in after.keys() {
        prop_assert!(before.contains_key(id), "{} came up", id);
    }
    Ok(())
}

fn some(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 100, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(some(300))]

    /// Answering more never overturns what was said of a policy.
    #[test]
    fn answering_more_never_overturns_a_policy((world, view, sharper) in seen_twice(), place in 0..PLACES.len(), first in 0..4_usize, more in 0..4_usize) {
        let vague = placed(&world, &view, place, first * 2);
        let sharp = placed(&world, &sharper, place, first.max(more) * 2);
        keeps(&vague, &sharp)?;
        keeps(&sharp, &placed(&world, &all_told(), place, 6))?;
    }
}

proptest! {
    #![proptest_config(some(100))]

    /// What is not among the missing facts cannot change the verdict of a policy, alone or together.
    #[test]
    fn only_missing_facts_can_change_a_policy((world, view) in seen(), place in 0..PLACES.len(), digits in 0..4_usize) {
        let partial = placed(&world, &view, place, digits * 2);
        // Policies that miss the same facts are asked about together.
        let mut groups: BTreeMap<&BTreeSet<&str>, Vec<(&str, &str)>> = BTreeMap::new();
        for (id, (verdict, missing)) in &partial {
            groups.entry(missing).or_default().push((id, verdict));
        }
        for (missing, policies) in groups {
            let rest = questions().iter().zip(&view.0).map(|(q, told)| if missing.contains(q.fact) { *told } else { Told::All });
            let digits = if missing.contains("region") { digits * 2 } else { 6 };
            let after = placed(&world, &View(rest.collect()), place, digits);
            for (id, verdict) in policies {
                let new = after.get(id).map_or(UNMET, |(verdict, _)| verdict);
                prop_assert_eq!(new, verdict, "{} missed {:?}", id, missing);
            }
        }
    }
}
