//! Days: on which a policy runs, when it has to be claimed, how much it gives then, and what takes its place.

use super::{BUSY, C2, ENDED, LARGE, NOT_YET, PLAN, RUNS, Shown, THEN, TODAY, UNVERIFIED, day, of, policy_of, read_case, shown, shown_of};
use std::collections::BTreeMap;
use tidu_core::actions::{What, actions};
use tidu_core::evaluate::evaluate;
use tidu_core::matching::{Use, WindowState, match_policies};
use tidu_core::text::Lang;
use tidu_tests::row::{REVIEW, Table, UNMET, case, rules};

/// The day before, the first, the last and the day after.
#[test]
fn the_days_in_force() {
    let mut table = Table::default();
    let mut on_days: BTreeMap<&str, Vec<Shown>> = BTreeMap::new();
    for (id, days) in [
        (C2, [("2022-12-27", NOT_YET), ("2022-12-28", RUNS), ("2025-12-31", RUNS), ("2026-01-01", ENDED)].as_slice()),
        ("cn-jx-nc-donghu/2022-60/goal-3", &[("2022-12-27", NOT_YET), ("2022-12-28", RUNS), ("2025-12-31", RUNS), ("2026-01-01", ENDED)]),
        ("cn-jx-nc-donghu/2023-14/1-1", &[("2023-04-05", NOT_YET), (TODAY, UNVERIFIED)]),
        ("cn-jx-nc-donghu/2023-14/1-2", &[("2023-04-05", NOT_YET), (TODAY, UNVERIFIED)]),
        // 2023年第44号, 12号: to the end of 2027.
        (
            "cn/mof-sta-2023-44/super_deduction",
            &[("2022-12-31", NOT_YET), ("2023-01-01", RUNS), ("2027-12-31", RUNS), ("2028-01-01", ENDED)],
        ),
        ("cn/mof-sta-2023-12/small_low_profit", &[(TODAY, RUNS), ("2027-12-31", RUNS), ("2028-01-01", ENDED)]),
        (
            "cn/mof-sta-2023-12/six_taxes_two_fees",
            &[("2022-12-31", NOT_YET), ("2023-01-01", RUNS), ("2027-12-31", RUNS), ("2028-01-01", ENDED)],
        ),
        // 43号 too; but since 2026, when 公告2026年第10号 六 stopped earlier VAT preferences, nothing was seen of it.
        (
            "cn/mof-sta-2023-43/vat_credit",
            &[("2022-12-31", NOT_YET), ("2026-01-01", UNVERIFIED), (TODAY, UNVERIFIED), ("2028-01-01", ENDED)],
        ),
        // 2023年第37号: bought from 2024 to 2027. 2023年第8号: from 2023 to 2027.
        (
            "cn/mof-sta-2023-37/one_time_deduction",
            &[("2023-12-31", NOT_YET), ("2024-01-01", RUNS), ("2027-12-31", RUNS), ("2028-01-01", ENDED)],
        ),
        (
            "cn/mof-2023-8/employment_fund_exemption",
            &[("2022-12-31", NOT_YET), ("2023-01-01", RUNS), ("2027-12-31", RUNS), ("2028-01-01", ENDED)],
        ),
        ("cn/mof-sta-2026-10/relief", &[("2025-12-31", NOT_YET), ("2026-01-01", RUNS), ("2027-12-31", RUNS), ("2028-01-01", ENDED)]),
        // No last day in the text.
        ("cn/mof-sta-2023-7/super_deduction", &[("2022-12-31", NOT_YET), ("2023-01-01", RUNS), (TODAY, RUNS), ("2028-01-01", RUNS)]),
        ("cn/mof-2017-79/tax_rate", &[("2016-12-31", NOT_YET), ("2017-01-01", RUNS), (TODAY, RUNS), ("2100-01-01", RUNS)]),
        ("cn/mof-2018-76/loss_carry_forward", &[("2017-12-31", NOT_YET), ("2018-01-01", RUNS), (TODAY, RUNS), ("2100-01-01", RUNS)]),
        ("cn/most-2016-32/recognition", &[("2015-12-31", NOT_YET), ("2016-01-01", RUNS), (TODAY, RUNS)]),
        ("cn/state-council-2025-802/payment_terms", &[("2025-05-31", NOT_YET), ("2025-06-01", RUNS), (TODAY, RUNS)]),
        // The notice of 2025, from 14 April to the end of the year; that of 2026 was not seen.
        (
            "cn/unemployment-refund-2025/refund",
            &[("2025-04-13", NOT_YET), ("2025-04-14", RUNS), ("2025-12-31", RUNS), ("2026-01-01", ENDED)],
        ),
        ("cn-jx/unemployment-2025/refund", &[("2025-04-13", NOT_YET), ("2025-12-31", RUNS), ("2026-01-01", ENDED)]),
        // One year for now; for working capital from August on. The guarantees take two years, of which no last day was seen.
        (
            "cn/interest-subsidy-2026/interest_subsidy",
            &[("2025-12-31", NOT_YET), ("2026-01-01", RUNS), (TODAY, RUNS), ("2026-12-31", RUNS), ("2027-01-01", ENDED)],
        ),
        (
            "cn/interest-subsidy-2026/working_capital",
            &[("2026-07-31", NOT_YET), ("2026-08-01", RUNS), ("2026-12-31", RUNS), ("2027-01-01", ENDED)],
        ),
        (
            "cn/mof-2026-2/equipment_renewal_loan",
            &[("2025-12-31", NOT_YET), ("2026-01-01", RUNS), ("2026-12-31", RUNS), ("2027-01-01", ENDED)],
        ),
        ("cn/mof-2026-5/service_loan", &[("2025-12-31", NOT_YET), ("2026-01-01", RUNS), ("2026-12-31", RUNS), ("2027-01-01", ENDED)]),
        ("cn/mof-2026-6/guarantee", &[("2026-01-18", NOT_YET), ("2026-01-19", RUNS), (TODAY, RUNS)]),
        ("cn/mof-2024-148/key_little_giant", &[("2024-06-13", NOT_YET), ("2024-06-14", RUNS), ("2027-01-01", ENDED)]),
        ("cn/mof-2020-46/reserved_share", &[("2020-12-31", NOT_YET), ("2021-01-01", RUNS), (TODAY, RUNS)]),
        // The deductions were lower before July 2022, and are told by the day.
        ("cn/mof-2020-46/price_deduction", &[("2020-12-31", NOT_YET), ("2022-07-01", RUNS), (TODAY, RUNS)]),
        ("cn/mof-2020-46/consortium_deduction", &[("2020-12-31", NOT_YET), ("2022-07-01", RUNS), (TODAY, RUNS)]),
        // Until the end of June 2019 the line was 30 万.
        ("cn/patent-fees/reduction", &[("2016-08-31", NOT_YET), ("2019-06-30", NOT_YET), ("2019-07-01", RUNS), (TODAY, RUNS)]),
        ("cn/miit-2024-89/premium", &[("2024-05-23", NOT_YET), (TODAY, UNVERIFIED)]),
        ("cn/miit-2023-138/champion", &[("2023-09-26", NOT_YET), (TODAY, UNVERIFIED)]),
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
    let everything = format!(
        "{BUSY}; title_innovative_sme 2028-01-01; title_tech_sme 2026-12-31; title_srdi_sme 2028-01-01; title_little_giant 2028-01-01; \
        high_tech_enterprise 2028-01-01; vat_taxpayer general; segment_years 12; operating_revenue 60000 / 60000 / 60000; \
        main_business_revenue 50000 / 50000 / 50000; rd_expense 2000 / 2000 / 2000; rd_staff 20"
    );
    let list = shown(TODAY, &everything);
    for id in [
        "cn/miit-2024-89/premium",
        "cn/mof-sta-2023-43/vat_credit",
        "cn/neeq-2023-regional-boards/green_channel",
        "cn-jx/industry-fund-2025/projects",
        "cn-jx/science-credit/loan",
        "cn-jx/srdi-board-2022/board",
        "cn-jx/technology-centre/recognition",
        "cn-jx-nc/ip-2025/patent_pledge",
        "cn-jx-nc/ip-2025/iso_56005",
        "cn-jx-nc/listing-2020/domestic_listing",
        "cn-jx-nc/listing-2020/overseas_listing",
        "cn-jx-nc/manufacturing-2023/expansion",
        "cn-jx-nc/manufacturing-2023/dcmm",
        "cn-jx-nc-donghu/2023-14/1-1",
        "cn-jx-nc-donghu/2023-14/1-2",
    ] {
        let one = of(&list, id);
        table.row(id, (one.in_force, one.usable), (UNVERIFIED, Use::ToConfirm));
    }
    for id in ["cn-jx/unemployment-2025/refund", C2] {
        let one = of(&list, id);
        table.row(id, (one.in_force, one.usable), (ENDED, Use::ToConfirm));
    }
    // Before the first day it is not to be claimed either.
    for (day, id) in [("2022-12-27", C2), ("2022-12-31", "cn/mof-sta-2023-12/six_taxes_two_fees")] {
        let list = shown(day, &everything);
        table.row(format!("{id}, {day}"), (of(&list, id).in_force, of(&list, id).usable == Use::Now), (NOT_YET, false));
    }
    for one in &list {
        table.row(format!("{} is {}", one.id, one.in_force), one.usable == Use::Now && one.in_force != RUNS, false);
    }
    table.end("measures to be confirmed");
}

/// The plan of the district: over on the day, in force two years before, for the same enterprise. What is over and ruled
/// out by the answers is nothing to be asked about.
#[test]
fn the_plan_is_over() {
    let mut table = Table::default();
    for but in ["title_srdi_sme none", "title_srdi_sme 2027-01-01", LARGE] {
        let (now, then) = (shown(TODAY, but), shown(THEN, but));
        let of_plan = |list: &[Shown]| list.iter().filter(|s| s.id.starts_with(PLAN)).cloned().collect::<Vec<_>>();
        table.row(format!("{but}: all of it is told"), (of_plan(&now).len(), of_plan(&then).len()), (87, 87));
        for (one, before) in of_plan(&now).iter().zip(of_plan(&now).iter().map(|s| of(&then, s.id))) {
            table.row(format!("{but}: {}", one.id), (one.in_force, before.in_force), (ENDED, RUNS));
            // The board of the province, the twin of 10c, may still run and is told in its place.
            let twin = one.id.ends_with("/10c") && but.contains("2027");
            let law = if one.verdict == UNMET || twin { Use::No } else { Use::ToConfirm };
            table.row(format!("{but}: {}, {}", one.id, one.verdict), one.usable, law);
            table.row(format!("{but}: {}, verdict", one.id), one.verdict, before.verdict);
        }
        let usable = of_plan(&then).iter().filter(|s| s.usable == Use::Now).count();
        table.row(format!("{but}: {usable} were of use then"), usable > 0, true);
    }
    // The same of every other document.
    for one in shown(TODAY, "region ?").iter().filter(|s| s.verdict == UNMET && s.in_force == ENDED) {
        table.row(one.id, one.usable, Use::No);
    }
    table.end("the plan on two days");
}

/// A claim has its days within a document that runs on: not yet, open to the last day, and passed, which is no end.
#[test]
fn a_claim_has_its_window() {
    let mut table = Table::default();
    // The third and last batch of key “Little Giants” was chosen in the first half of 2026.
    let id = "cn/mof-2024-148/key_little_giant";
    for (day, window, usable) in [
        ("2026-06-30", WindowState::Open, Use::AfterAnswers),
        ("2026-07-01", WindowState::Passed, Use::ToConfirm),
        (TODAY, WindowState::Passed, Use::ToConfirm),
    ] {
        let list = shown(day, "title_little_giant 2027-06-30; product_fields [six_bases]");
        let one = of(&list, id);
        table.row(format!("{id}, {day}"), (one.window, one.usable, one.in_force), (Some(window), usable, RUNS));
    }
    let without = shown("2026-07-01", "title_srdi_sme 2028-01-01; product_fields [six_bases]");
    table.row("a window that has passed opens with no title", of(&without, id).usable, Use::No);
    // Loans of 2026 have to be paid out by its last day, which is the day of the action.
    for (day, due) in [(TODAY, Some("2026-12-31")), ("2026-12-31", Some("2026-12-31")), ("2027-01-01", None)] {
        let case = read_case(&case(day, &format!("{}; loans [equipment]", super::FIRM)));
        let evaluation = evaluate(rules(), &case);
        let matches = match_policies(rules(), &case, &evaluation);
        let list = actions(rules(), &case, &matches, &[]);
        let id = "cn/mof-2026-2/equipment_renewal_loan";
        let action = list.iter().find(|a| matches!(a.what, What::Claim(m) if m.policy.id == id));
        table.row(format!("{id}, {day}"), action.and_then(|a| a.due).map(|d| d.to_string()), due.map(str::to_owned));
    }
    table.end("windows");
}

/// An amount that has changed is told as of the day.
#[test]
fn the_amount_is_that_of_the_day() {
    let mut table = Table::default();
    for (id, on, zh, other) in [
        // 财金〔2026〕4号, and from August 财金〔2026〕71号: 5000 万, then 7500 万.
        ("cn/interest-subsidy-2026/interest_subsidy", "2026-07-31", "5000万元", Some("7500万元")),
        ("cn/interest-subsidy-2026/interest_subsidy", "2026-08-01", "7500万元", None),
        ("cn/interest-subsidy-2026/interest_subsidy", TODAY, "7500万元", None),
        // From July 2022 the deductions in procurement are those of today.
        ("cn/mof-2020-46/price_deduction", "2022-06-30", "6%至10%", Some("20%")),
        ("cn/mof-2020-46/price_deduction", "2022-07-01", "10%至20%", Some("6%")),
        ("cn/mof-2020-46/consortium_deduction", "2022-06-30", "2%至3%", Some("4%")),
        ("cn/mof-2020-46/consortium_deduction", "2022-07-01", "4%至6%", Some("2%")),
    ] {
        let told = policy_of(id).amount(day(on)).map(|amount| amount.text.get(Lang::Zh).to_owned()).unwrap_or_default();
        table.row(format!("{id}, {on}: {told}"), (told.contains(zh), other.is_some_and(|other| told.contains(other))), (true, false));
    }
    table.end("amounts by the day");
}

/// A document that has ended is told no more once another stands in its place.
#[test]
fn what_was_replaced_is_told_no_more() {
    let mut table = Table::default();
    let (old, new) = ("cn/vat-small-scale/relief", "cn/mof-sta-2026-10/relief");
    for (day, of_old, of_new) in [
        // To the end of 2025 公告2023年第19号, of which the wording was not seen.
        ("2025-12-31", Some((UNVERIFIED, Use::ToConfirm)), Some((NOT_YET, Use::ToConfirm))),
        ("2026-01-01", None, Some((RUNS, Use::Now))),
        (TODAY, None, Some((RUNS, Use::Now))),
    ] {
        let list = shown(day, "vat_taxpayer small_scale");
        let found = |id: &str| list.iter().find(|s| s.id == id).map(|s| (s.in_force, s.usable));
        table.row(format!("{old}, {day}"), found(old), of_old);
        table.row(format!("{new}, {day}"), found(new), of_new);
    }
    // What has ended without a successor stays, to be asked about.
    table.row("the plan stays", of(&shown(TODAY, "title_srdi_sme 2028-01-01"), C2).verdict, REVIEW);
    table.end("documents replaced");
}
