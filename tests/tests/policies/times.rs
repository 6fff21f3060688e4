//! Times that move with the day: when a title was won or runs out, how long ago an enterprise was founded. On their edges,
//! in a pack of their own.

use super::{TODAY, day, read_by};
use tidu_core::evaluate::evaluate;
use tidu_core::matching::match_policies;
use tidu_core::packs::{beside_built_in, load};
use tidu_core::rules::RuleSet;
use tidu_tests::row::{MET, OPEN, REVIEW, Table, UNMET};

/// A document of policies that ask one thing each.
fn pack(policies: &[(&str, &str)]) -> RuleSet {
    let text = r#"{"zh": "甲", "en": "A"}"#;
    let cite = r#"{"article": "一", "certainty": "official"}"#;
    let one = |(id, keys): &(&str, &str)| {
        let told = format!(r#""title": {text}, "gives": {text}, "who_text": {text}, "how": {text}"#);
        format!(
            r#"{{"id": "{id}", {told}, "cite": {cite}, "strength": "service", "benefit": "service", "needs": [], "papers": [],
            "authorities": ["甲"], {keys}}}"#
        )
    };
    let policies: Vec<String> = policies.iter().map(one).collect();
    let json = format!(
        r#"{{"id": "cn/times", "title": {text}, "issuer": {text}, "in_force": {{"from": "2020-01-01"}},
        "source": {{"url": null, "certainty": "official", "checked": "2026-11-26", "check_again_by": "2027-11-01"}},
        "policies": [{}]}}"#,
        policies.join(", ")
    );
    let packs = beside_built_in(vec![("cn/times".to_owned(), json)]);
    load(packs.iter().map(|(id, json)| (id.as_str(), json.as_ref()))).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// Rows of one policy: the day, the answers, and the verdict.
fn verdicts(keys: &str, rows: &[(&str, &str, &str)]) {
    let rules = pack(&[("one", keys)]);
    let mut table = Table::default();
    for (day, line, law) in rows {
        let case = read_by(&rules, day, line);
        let evaluation = evaluate(&rules, &case);
        let matches = match_policies(&rules, &case, &evaluation);
        let one = matches.iter().find(|m| m.policy.id == "cn/times/one").expect("it is told");
        table.row(format!("{keys}, {day}, {line}"), one.verdict.id(), *law);
    }
    table.end(keys);
}

/// A title lasts three years less a day from its first. One that was renewed began anew, so that even on the day it was
/// won nothing better is said than that it has to be looked at.
#[test]
fn a_title_won_within_a_year_of_the_day() {
    verdicts(
        r#""who": {"won": {"title": "high_tech_enterprise", "within": "12 个月"}}"#,
        &[
            // Won on 26 November 2025, and on the day before.
            (TODAY, "high_tech_enterprise 2028-11-25", REVIEW),
            (TODAY, "high_tech_enterprise 2028-11-24", UNMET),
            // Won today, and tomorrow, which is none yet.
            (TODAY, "high_tech_enterprise 2029-11-25", REVIEW),
            (TODAY, "high_tech_enterprise 2029-11-26", UNMET),
            (TODAY, "high_tech_enterprise none", UNMET),
            (TODAY, "high_tech_enterprise ?", OPEN),
            // The year moves with the day.
            ("2026-11-25", "high_tech_enterprise 2028-11-24", REVIEW),
            ("2026-11-27", "high_tech_enterprise 2028-11-25", UNMET),
        ],
    );
}

#[test]
fn a_title_won_in_a_year_of_the_calendar() {
    verdicts(
        r#""who": {"won": {"title": "title_srdi_sme", "year": "2025"}}"#,
        &[
            (TODAY, "title_srdi_sme 2027-12-30", UNMET),
            (TODAY, "title_srdi_sme 2027-12-31", REVIEW),
            (TODAY, "title_srdi_sme 2028-12-30", REVIEW),
            (TODAY, "title_srdi_sme 2028-12-31", UNMET),
            (TODAY, "title_srdi_sme none", UNMET),
            (TODAY, "title_srdi_sme ?", OPEN),
            ("2030-01-01", "title_srdi_sme 2028-06-30", REVIEW),
        ],
    );
}

#[test]
fn a_title_won_between_two_days() {
    let rows = |from, to| {
        [
            (TODAY, "title_little_giant 2026-02-28", from),
            (TODAY, "title_little_giant 2026-03-01", REVIEW),
            (TODAY, "title_little_giant 2026-08-31", REVIEW),
            (TODAY, "title_little_giant 2026-09-01", to),
            (TODAY, "title_little_giant none", UNMET),
        ]
    };
    let won = |days: &str| format!(r#""who": {{"won": {{"title": "title_little_giant", {days}}}}}"#);
    verdicts(&won(r#""from": "2023-03-02", "to": "2023-09-01""#), &rows(UNMET, UNMET));
    // An end left out is open.
    verdicts(&won(r#""from": "2023-03-02""#), &rows(UNMET, REVIEW));
    verdicts(&won(r#""to": "2023-09-01""#), &rows(REVIEW, UNMET));
}

/// A year ago today is a year; a day less is not. The 29th of February counts as the 28th where there is none.
#[test]
fn a_day_that_lies_so_long_back() {
    let since = |time: &str| format!(r#""who": {{"since": ["established_on", "{time}"]}}"#);
    verdicts(
        &since("1 年"),
        &[
            (TODAY, "established_on 2025-11-26", MET),
            (TODAY, "established_on 2025-11-27", UNMET),
            (TODAY, "established_on 1999-01-01", MET),
            (TODAY, "established_on ?", OPEN),
            ("2024-02-29", "established_on 2023-02-28", MET),
            ("2024-02-29", "established_on 2023-03-01", UNMET),
        ],
    );
    verdicts(&since("6 个月"), &[(TODAY, "established_on 2026-05-26", MET), (TODAY, "established_on 2026-05-27", UNMET)]);
}

/// A title in its last year: held on the day, and not longer than that.
#[test]
fn a_title_that_runs_out_soon() {
    verdicts(
        r#""who": {"lapsing": ["high_tech_enterprise", "12 个月"]}"#,
        &[
            (TODAY, "high_tech_enterprise 2026-11-25", UNMET),
            (TODAY, "high_tech_enterprise 2026-11-26", MET),
            (TODAY, "high_tech_enterprise 2027-11-26", MET),
            (TODAY, "high_tech_enterprise 2027-11-27", UNMET),
            (TODAY, "high_tech_enterprise none", UNMET),
            (TODAY, "high_tech_enterprise ?", OPEN),
        ],
    );
}

/// A window may open and close while the document runs; on its days alone can anything be claimed.
#[test]
fn a_window_within_a_document_that_runs() {
    let rules = pack(&[("one", r#""window": {"from": "2026-03-01", "to": "2026-06-30"}"#)]);
    let mut table = Table::default();
    for (on, window, usable, due) in [
        ("2026-02-28", "not_yet", "to_confirm", None),
        ("2026-03-01", "open", "now", Some("2026-06-30")),
        ("2026-06-30", "open", "now", Some("2026-06-30")),
        ("2026-07-01", "passed", "to_confirm", None),
    ] {
        let case = read_by(&rules, on, "region \"360102\"");
        let evaluation = evaluate(&rules, &case);
        let matches = match_policies(&rules, &case, &evaluation);
        let one = matches.iter().find(|m| m.policy.id == "cn/times/one").expect("it is told");
        let found = (one.window.map(|w| w.id()), one.usable.id(), one.in_force.id(), one.due());
        table.row(on, found, (Some(window), usable, "in_force", due.map(day)));
    }
    table.end("a window");
}
