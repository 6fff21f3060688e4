//! What titles oblige to, what to do, what to bring.

use super::{FIRM, PLAN, THEN, TODAY, read_case};
use std::collections::BTreeSet;
use tidu_core::actions::{What, actions, papers};
use tidu_core::evaluate::evaluate;
use tidu_core::matching::{Match, Use, match_policies};
use tidu_core::missing::open_questions;
use tidu_tests::row::{Table, case, rules};

/// Duties of a line: id, due day, whether it is past; in the order they are listed. What waits for the next season has
/// no due day.
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
                ("cn/most-2017-115/renewal/title_tech_sme", None, false),
            ],
        ),
        // Between the rounds nobody can evaluate again: no day is asked for that could not be kept.
        (
            "title_tech_sme 2026-12-31",
            &[
                ("cn/most-2017-115/renewal/title_tech_sme", None, false),
                ("cn/most-2017-115/round_2026/title_tech_sme", Some("2026-08-31"), PAST),
            ],
        ),
        ("high_tech_enterprise 2027-12-01", &[("cn/most-2016-32/renewal/high_tech_enterprise", Some("2027-12-01"), false)]),
        // On its last day a title still obliges; from the next it does not.
        ("high_tech_enterprise 2026-11-26", &[("cn/most-2016-32/renewal/high_tech_enterprise", Some("2026-11-26"), false)]),
        ("high_tech_enterprise 2026-11-25", &[]),
        ("title_innovative_sme 2026-11-25; title_tech_sme 2026-11-25; title_srdi_sme 2026-11-25; title_little_giant 2026-11-25", &[]),
        ("title_innovative_sme none", &[]),
        ("title_innovative_sme ?; title_srdi_sme ?; title_little_giant ?; title_tech_sme ?; high_tech_enterprise ?", &[]),
        ("national_innovation_demo 2028-01-01; ip_advantage_or_demo 2028-01-01", &[]),
        // One expired, one not.
        (
            "title_srdi_sme 2026-11-25; high_tech_enterprise 2027-12-01",
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
                ("cn/most-2017-115/renewal/title_tech_sme", None, false),
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

/// A duty that has its season is told with the day on which that begins again, unless it can still be done in time.
#[test]
fn what_has_its_season_is_told_with_its_next() {
    let mut table = Table::default();
    for (day, title, due, reopens) in [
        // The round of 2026 ended on 31 August; the next begins on 1 June.
        (TODAY, "2026-12-31", None, Some("2027-06-01")),
        (TODAY, "2027-05-31", None, Some("2027-06-01")),
        // A title that reaches into the season can be renewed in it.
        (TODAY, "2027-06-01", Some("2027-06-01"), None),
        ("2026-08-31", "2026-12-31", Some("2026-12-31"), None),
        ("2026-09-01", "2026-12-31", None, Some("2027-06-01")),
        ("2026-05-31", "2026-12-31", Some("2026-12-31"), None),
        ("2026-03-31", "2026-05-31", None, Some("2026-06-01")),
    ] {
        let case = read_case(&case(day, &format!("{FIRM}; title_tech_sme {title}")));
        let evaluation = evaluate(rules(), &case);
        let matches = match_policies(rules(), &case, &evaluation);
        let list = actions(rules(), &case, &matches, &[]);
        let one = list.iter().find(|a| a.id == "cn/most-2017-115/renewal/title_tech_sme").expect("it is told");
        let found = (one.due.map(|d| d.to_string()), one.reopens.map(|d| d.to_string()), one.past);
        table.row(format!("{title} on {day}"), found, (due.map(str::to_owned), reopens.map(str::to_owned), false));
    }
    table.end("seasons");
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
        // The tax measures ask for the return and the ledger of R&D, the plan's for the licence.
        let law = if day == THEN { ["business_licence", "tax_return"] } else { ["rd_ledger", "tax_return"] };
        table.row(format!("{day}: something to bring"), law.iter().all(|paper| ids.contains(paper)), true);
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
