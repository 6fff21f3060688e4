//! Support policies beside enterprises: on which days and where they run, what is made of them and in what order, what
//! is told of amounts, what titles oblige to. Which figures were verified and which days count was written down by
//! hand from what is known of the documents. Whom each policy is for stands in `conditions.rs`.

#[path = "policies/days.rs"]
mod days;
#[path = "policies/duties.rs"]
mod duties;
#[path = "policies/figures.rs"]
mod figures;
#[path = "policies/known.rs"]
mod known;
#[path = "policies/needs.rs"]
mod needs;
#[path = "policies/order.rs"]
mod order;
#[path = "policies/places.rs"]
mod places;
#[path = "policies/reports.rs"]
mod reports;
#[path = "policies/soundness.rs"]
mod soundness;
#[path = "policies/times.rs"]
mod times;
#[allow(dead_code)]
#[path = "properties/worlds.rs"]
mod worlds;

use serde_json::Value;
use std::collections::BTreeSet;
use tidu_core::case::{Case, Severity};
use tidu_core::day::Day;
use tidu_core::evaluate::{Evaluation, evaluate};
use tidu_core::matching::{Match, Use, WindowState, match_policies};
use tidu_core::missing::missing_for;
use tidu_core::rules::{Policy, RuleSet};
use tidu_core::text::Text;
use tidu_tests::row::{Reading, case, items, on, rules};

const TODAY: &str = "2026-11-26";
/// A day in the period of the district's plan.
const THEN: &str = "2024-06-30";

const PLAN: &str = "cn-jx-nc-donghu/2022-60/";
const C2: &str = "cn-jx-nc-donghu/2022-60/2c";

const NOT_YET: &str = "not_yet";
const RUNS: &str = "in_force";
const ENDED: &str = "ended";
const UNVERIFIED: &str = "unverified";

/// An SME of Donghu District with every answer that a policy asks, small by every test, without any title.
const FIRM: &str = "region \"360102\"; registered_in_china yes; legal_person yes; legal_form company; controller private; \
    established_on 2015-06-01; industry industry; staff 100; operating_revenue 3000 / 3000 / 3000; \
    main_business_revenue 2800 / 2800 / 2800; total_assets 4000 / 4000; total_liabilities 1000 / 1000; rd_expense 200 / 200 / 200; \
    taxable_income 200 / 200 / 200; on_abnormal_list no; on_dishonest_list no; restricted_product no; serious_incident_3y no; \
    tax_violation_3y no; incident_or_misconduct_2y no; sectors [manufacturing]; product_fields []; key_chain_link no; segment_years 5; \
    leading_product_share 60; class_1_ip 1; rd_staff 15; tech_staff 20; rd_institution_level none; audit_collection yes; \
    vat_taxpayer general; needs []; loans []; investments []; customers []; listing_progress []; honours []; honours_new []; \
    patent_plans []; abroad []; employment []; technology_sales []; high_tech_enterprise none; title_innovative_sme none; \
    title_tech_sme none; title_srdi_sme none; title_little_giant none";

/// Large by the size standard of industry.
const LARGE: &str = "staff 1000; operating_revenue 40000 / 40000 / 40000";

/// Each kind of thing that a policy may ask for besides titles.
const BUSY: &str = "loans [equipment + fixed_asset + working_capital + ip_pledge]; investments [equipment + expansion + digital]; \
    customers [large_enterprise + public_body + key_chain_enterprise]; listing_progress [regional_board]; patent_plans [file + transfer]; \
    abroad [exports + foreign_patents]; employment [insured_12_months]; technology_sales [registered_contracts]; \
    honours [champion_national + champion_provincial + green_factory_national + dcmm + iso_56005 + first_set_catalogue]; \
    honours_new [green_factory_national + dcmm + iso_56005 + first_set_catalogue]";

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn firm(day: &str, but: &str) -> Reading {
    on(day, &format!("{FIRM}; {but}"))
}

/// A policy as a report tells it.
fn policy<'r>(reading: &'r Reading, id: &str) -> &'r Value {
    items(&reading.0["policies"]).find(|p| p["id"] == id).unwrap_or_else(|| panic!("{id} is not told"))
}

fn policy_of(id: &str) -> &'static Policy {
    rules().policies.iter().find(|p| p.id == id).unwrap_or_else(|| panic!("no policy {id}"))
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
    yields_to: Option<&'static str>,
    window: Option<WindowState>,
    missing: BTreeSet<&'static str>,
}

/// A line read by some rules.
fn read_by(rules: &RuleSet, day: &str, line: &str) -> Case {
    read(rules, &case(day, line))
}

fn read(rules: &RuleSet, json: &Value) -> Case {
    let (case, issues) = Case::read(&rules.vocabulary, json, day(TODAY)).expect("a case");
    assert!(issues.iter().all(|issue| issue.severity == Severity::Warning), "{issues:?}");
    case
}

fn read_case(json: &Value) -> Case {
    read(rules(), json)
}

fn shown_of(json: &Value) -> Vec<Shown> {
    let case = read_case(json);
    let evaluation = evaluate(rules(), &case);
    match_policies(rules(), &case, &evaluation).iter().map(|m| told(&case, &evaluation, m)).collect()
}

fn told(case: &Case, evaluation: &Evaluation<'_>, m: &Match<'static>) -> Shown {
    Shown {
        id: &m.policy.id,
        verdict: m.verdict.id(),
        in_force: m.in_force.id(),
        usable: m.usable,
        opens_with: m.opens_with.map(|s| rules().vocabulary.standard(s).id.as_str()),
        may_ask: m.may_ask,
        needed: m.needed,
        not_for: m.not_for,
        yields_to: m.yields_to.map(|better| better.id.as_str()),
        window: m.window,
        missing: missing_for(rules(), case, evaluation, m).into_iter().map(|f| rules().vocabulary.fact(f).id.as_str()).collect(),
    }
}

fn shown(day: &str, but: &str) -> Vec<Shown> {
    shown_of(&case(day, &format!("{FIRM}; {but}")))
}

fn of<'s>(shown: &'s [Shown], id: &str) -> &'s Shown {
    shown.iter().find(|s| s.id == id).unwrap_or_else(|| panic!("{id} is not shown"))
}
