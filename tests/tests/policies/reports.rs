//! What a report tells of a policy.

use super::{BUSY, C2, ENDED, LARGE, NOT_YET, RUNS, THEN, TODAY, UNVERIFIED, firm, of, policy, shown};
use serde_json::{Value, json};
use tidu_tests::row::{MET, OPEN, REVIEW, Table, UNMET, items, rules, text};

fn missing(policy: &Value) -> Vec<&str> {
    items(&policy["missing"]).map(text).collect()
}

/// What asks for more than facts tell is never met, however good the enterprise, and what hangs on something not asked
/// is not even said to be reviewed. That none is out of reach is shown in `conditions.rs`.
#[test]
fn what_asks_for_more_is_never_met() {
    let mut table = Table::default();
    let best = format!(
        "title_innovative_sme 2028-01-01; title_tech_sme 2026-12-31; title_srdi_sme 2028-01-01; title_little_giant 2028-01-01; \
        high_tech_enterprise 2028-01-01; segment_years 12; main_business_revenue 50000 / 50000 / 50000; operating_revenue 60000 / 60000 / 60000; \
        rd_expense 6000 / 6000 / 6000; rd_institution_level national; product_fields [six_bases]; taxable_income 50; \
        sectors [manufacturing + machine_tool + big_data]; needs [procurement + tech_trade]; {BUSY}"
    );
    for day in [TODAY, THEN, "2025-06-30"] {
        for but in [
            best.clone(),
            "staff 100".to_owned(),
            format!("{best}; vat_taxpayer small_scale; staff 10"),
            format!("{best}; region \"360111\""),
            format!("{best}; region \"3302\""),
        ] {
            let list = shown(day, &but);
            for policy in rules().policies.iter().filter(|p| p.asks_more || p.not_asked.is_some()) {
                let Some(found) = list.iter().find(|s| s.id == policy.id) else { continue };
                table.row(format!("{}, {day}", policy.id), found.verdict == MET, false);
                let open = [OPEN, UNMET].contains(&found.verdict);
                table.row(format!("{}, {day}: {}", policy.id, found.verdict), policy.not_asked.is_some() && !open, false);
            }
        }
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
        // Who has answered all but one is asked for that one, and not for the list.
        ("title_srdi_sme ?", C2, vec!["title_srdi_sme"]),
        ("title_srdi_sme ?; title_little_giant ?", C2, vec!["titles_held"]),
        ("region ?; title_srdi_sme 2028-01-01", C2, vec!["region"]),
        ("title_srdi_sme ?; title_little_giant 2028-01-01", C2, vec![]),
        ("staff ?; total_assets ?", "cn/mof-sta-2023-12/small_low_profit", vec!["staff", "total_assets"]),
        ("staff 301; total_assets ?", "cn/mof-sta-2023-12/small_low_profit", vec![]),
        ("patent_plans [file]; taxable_income ?", "cn/patent-fees/reduction", vec!["taxable_income"]),
        ("patent_plans []; taxable_income ?", "cn/patent-fees/reduction", vec![]),
        ("needs [procurement]; industry ?", "cn/mof-2020-46/reserved_share", vec!["industry"]),
        // Who does not bid is asked nothing for it.
        ("industry ?; controller ?", "cn/mof-2020-46/reserved_share", vec![]),
        // Not for this place, whatever else is answered.
        ("region \"360102\"; industry ?", "cn-jx-nc/digital-pilot-2024/retrofit_subsidy", vec![]),
        // Where it is registered still decides whether it is covered at all.
        ("region \"3601\"; investments [digital]", "cn-jx-nc/digital-pilot-2024/retrofit_subsidy", vec!["region"]),
        (
            "region ?; listing_progress [regional_board]; title_little_giant 2028-01-01",
            "cn/neeq-2023-regional-boards/public_review",
            vec!["region"],
        ),
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
            // Open is what an answer can settle, or what only the office knows, or what nobody is asked.
            let open = !missing(policy).is_empty() || policy["may_ask"] == true || policy["not_asked"].is_string();
            table.row(format!("{id}, {verdict}: an open question"), verdict == OPEN, verdict == OPEN && open);
        }
    }
    table.end("policies in a report");
}
