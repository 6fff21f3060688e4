//! What opens a policy, what comes first, and what gives way.

use super::{BUSY, C2, ENDED, FIRM, LARGE, NOT_YET, PLAN, RUNS, Shown, THEN, TODAY, UNVERIFIED, of, policy_of, read_case, shown, shown_of};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tidu_core::case::Case;
use tidu_core::evaluate::evaluate;
use tidu_core::matching::{Use, WindowState, match_policies};
use tidu_tests::row::{MET, OPEN, REVIEW, Table, UNMET, WAIVED, case, rules};

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
        ("staff 100", "cn/mof-2018-76/loss_carry_forward".to_owned(), None),
        // A loss to carry forward is asked for too.
        ("taxable_income -1 / 1 / 1", "cn/mof-2018-76/loss_carry_forward".to_owned(), Some("tech_sme")),
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
            // Ruled out, but for the title; who may ask all the same asks first where it is not sure that it runs.
            let usable = if one.may_ask && one.in_force != RUNS { Use::ToConfirm } else { Use::AfterTitle };
            let verdict = if one.may_ask { OPEN } else { UNMET };
            table.row(format!("{id}, {but}: {}", one.in_force), (one.verdict, one.usable), (verdict, usable));
        }
    }
    table.row("2c, after the title", of(&shown(THEN, "staff 100"), C2).usable, Use::AfterTitle);
    // What is over opens with no title.
    table.row("2c, over", of(&shown(TODAY, "staff 100"), C2).usable, Use::No);
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

/// What can be used now comes first; what has to be confirmed is in the order of how surely it fits and how surely it
/// runs; then goes what is worth more, and among what is worth as much what answers a need named; the nearer region before
/// the wider, and the documents' own order last.
#[test]
fn the_order_of_policies() {
    let mut table = Table::default();
    let usable = [Use::Now, Use::AfterTitle, Use::AfterAnswers, Use::ToConfirm, Use::No];
    let verdicts = [WAIVED, MET, REVIEW, OPEN, UNMET];
    let standings = [RUNS, UNVERIFIED, NOT_YET, ENDED];
    let levels = ["cn-jx-nc-donghu/", "cn-jx-nc/", "cn-jx/", "cn/"];
    let place = |one: &Shown| rules().policies.iter().position(|p| p.id == one.id);
    let key = |one: &Shown| {
        let to_confirm = one.usable == Use::ToConfirm;
        let at = |of: &[&str], one: &str| of.iter().position(|known| *known == one);
        let standing = if one.window == Some(WindowState::Passed) { ENDED } else { one.in_force };
        (
            usable.iter().position(|known| *known == one.usable),
            to_confirm.then(|| at(&verdicts, one.verdict)),
            at(&standings, standing),
            policy_of(one.id).rank.0,
            !one.needed,
            levels.iter().position(|level| one.id.starts_with(level)),
            place(one),
        )
    };
    for day in [TODAY, THEN, "2023-06-30"] {
        for but in [
            "needs [financing + digital + listing]; title_srdi_sme 2028-01-01".to_owned(),
            "needs [training]; title_little_giant 2028-01-01; high_tech_enterprise 2028-01-01".to_owned(),
            "needs []; sectors [integrated_circuit + big_data]".to_owned(),
            "needs ?; title_srdi_sme ?; industry ?".to_owned(),
            format!("{BUSY}; needs [procurement + payment]; title_little_giant 2028-01-01"),
        ] {
            let list = shown(day, &but);
            let ids: BTreeSet<&str> = list.iter().map(|s| s.id).collect();
            table.row(format!("{day}, {but}: each once"), ids.len(), list.len());
            table.row(format!("{day}, {but}: something is of use"), list[0].usable, Use::Now);
            for pair in list.windows(2) {
                let [before, after] = pair else { continue };
                table.row(format!("{day}, {but}: {} before {}", before.id, after.id), key(before) < key(after), true);
            }
        }
    }
    table.end("the order of policies");
}

/// The order that an official would choose, by hand.
#[test]
fn what_is_worth_more_comes_first() {
    let mut table = Table::default();
    let before = |table: &mut Table, list: &[Shown], first: &str, then: &str| {
        let at = |id: &str| list.iter().position(|s| s.id == id);
        table.row(format!("{first} before {then}"), at(first).zip(at(then)).is_some_and(|(first, then)| first < then), true);
    };
    // A loan that has to be paid out this year, a tax saved every year, a deduction, an exemption of a small charge.
    let list = shown(TODAY, "loans [equipment]; investments [equipment]; staff 30");
    let worth = [
        "cn/mof-2026-2/equipment_renewal_loan",
        "cn/mof-sta-2023-12/small_low_profit",
        "cn/mof-2026-6/guarantee",
        "cn/mof-2023-8/employment_fund_exemption",
    ];
    for pair in worth.windows(2) {
        before(&mut table, &list, pair[0], pair[1]);
    }
    // A need named decides among what is worth as much, and lifts nothing over what is worth more.
    let list = shown(TODAY, "loans [equipment]; needs [procurement]");
    before(&mut table, &list, "cn/mof-sta-2023-12/small_low_profit", "cn/mof-2020-46/reserved_share");
    before(&mut table, &list, "cn/mof-2020-46/reserved_share", "cn/mof-2026-6/guarantee");
    let list = shown(TODAY, "loans [equipment]; needs [guarantee + procurement]; controller foreign; customers [public_body]");
    before(&mut table, &list, "cn/mof-2020-46/reserved_share", "cn/state-council-2025-802/payment_terms");
    // The district's award stands where the holder of the title sees it, before what nobody knows to fit.
    let list = shown(TODAY, &format!("{BUSY}; title_little_giant 2028-01-01"));
    let award = "cn-jx-nc-donghu/2023-14/1-1";
    for id in ["cn-jx-nc/listing-2020/overseas_listing", "cn-jx-nc/listing-2020/domestic_listing", "cn-jx/technology-centre/recognition"] {
        before(&mut table, &list, award, id);
    }
    let first = list.iter().filter(|s| s.usable == Use::ToConfirm).take(3).any(|s| s.id == award);
    table.row("the award among the first three to be confirmed", first, true);
    // In the plan's period: what answers the need before what does not, and mechanisms last.
    let list = shown(THEN, "needs [digital]; title_srdi_sme 2027-01-01");
    for (first, then) in [("8a", "1a"), ("8f", "1a"), ("8c", "1a"), ("8a", "4b"), ("4b", "5a"), ("1a", "14a"), ("2c", "8a")] {
        before(&mut table, &list, &format!("{PLAN}{first}"), &format!("{PLAN}{then}"));
    }
    for (id, needed) in [("8a", true), ("14c", true), ("1a", false), ("9c", false)] {
        table.row(format!("{id} answers the need"), of(&list, &format!("{PLAN}{id}")).needed, needed);
    }
    table.end("what comes first");
}

/// Of two that cannot be had together the better is told: a small low-profit enterprise pays less than the reduced rate.
#[test]
fn the_worse_of_two_gives_way() {
    let mut table = Table::default();
    let (small, high_tech, service) = ("cn/mof-sta-2023-12/small_low_profit", "cn/most-2016-32/tax_rate", "cn/mof-2017-79/tax_rate");
    for (but, law) in [
        ("taxable_income 300", (Use::No, Some(small))),
        ("taxable_income 300.000001", (Use::Now, None)),
        ("staff 301", (Use::Now, None)),
        // Without a profit it only may ask for the lower rate.
        ("taxable_income 0", (Use::Now, None)),
        ("taxable_income ?", (Use::Now, None)),
    ] {
        let list = shown(TODAY, &format!("high_tech_enterprise 2028-01-01; honours [advanced_service_enterprise]; {but}"));
        for id in [high_tech, service] {
            let one = of(&list, id);
            table.row(format!("{id}, {but}"), (one.usable, one.yields_to), law);
            table.row(format!("{id}, {but}: the verdict stays"), one.verdict, MET);
        }
    }
    table.end("what gives way");
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
