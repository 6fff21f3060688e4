//! Whom each policy is for, condition by condition. `data/policies` has for every policy an enterprise that has it
//! and, for every condition, one just beside it; what the verdicts have to be was written from the documents. Whether
//! the rows leave a condition out is reckoned here, so that none is added without rows of its own.

#[path = "conditions/coverage.rs"]
mod coverage;

use coverage::Shown;
use std::collections::{BTreeMap, BTreeSet};
use tidu_core::case::{Case, Severity};
use tidu_core::cases::{self, Row};
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::matching::match_policies;
use tidu_core::missing::missing_for;
use tidu_core::rules::Policy;
use tidu_core::text::Lang;
use tidu_core::verdict::{Verdict, VerdictSet};
use tidu_tests::row::rules;

/// The enterprise from which all others differ, and the rows by who issued the documents.
const CASES: &str = concat!(
    include_str!("../data/policies/base.cases"),
    include_str!("../data/policies/donghu.cases"),
    include_str!("../data/policies/jiangxi.cases"),
    include_str!("../data/policies/taxes.cases"),
    include_str!("../data/policies/business.cases"),
    include_str!("../data/policies/open.cases"),
);

fn rows() -> Vec<Row> {
    cases::rows(&rules().vocabulary, CASES).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

fn read(row: &Row) -> Case {
    let today = Day::parse("2026-11-26").expect("a day");
    let (case, issues) = Case::read(&rules().vocabulary, &row.case, today).expect("a case");
    assert!(issues.iter().all(|issue| issue.severity == Severity::Warning), "{}: {issues:?}", row.text);
    case
}

/// The policies that can come out as met, and why nothing that decides is left out.
const MET: &str = include_str!("../data/policies/met.txt");

/// What is said of an enterprise that has all that facts can show.
fn at_best(policy: &Policy) -> &'static str {
    match (&policy.not_asked, policy.asks_more) {
        (Some(_), _) => "unknown",
        (None, true) => "needs_review",
        (None, false) => "met",
    }
}

/// Each row comes out as the law says, and together the rows of a policy show that each of its conditions decides.
#[test]
fn every_condition_of_every_policy_decides() {
    let rows = rows();
    let mut wrong = Vec::new();
    let both = |p| [Shown::whom(p), Shown::who_may_ask(p)];
    let mut shown: BTreeMap<&str, [Shown<'_>; 2]> = rules().policies.iter().map(|p| (p.id.as_str(), both(p))).collect();
    let (mut has, mut asks) = (BTreeSet::new(), BTreeSet::new());
    for row in &rows {
        let Some([whom, who_may_ask]) = shown.get_mut(row.about.as_str()) else {
            wrong.push(format!("{}: no such policy", row.about));
            continue;
        };
        let case = read(row);
        let evaluation = evaluate(rules(), &case);
        let matches = match_policies(rules(), &case, &evaluation);
        let Some(m) = matches.iter().find(|m| m.policy.id == row.about) else {
            wrong.push(format!("{}, {}: it is not told", row.about, row.text));
            continue;
        };
        let found = if m.may_ask { "asks" } else { m.verdict.id() };
        if found != row.law {
            wrong.push(format!("{}, {}: found {found}", row.about, row.text));
        }
        // What is settled asks nothing more.
        if m.verdict != Verdict::Unknown && !missing_for(rules(), &case, &evaluation, m).is_empty() {
            wrong.push(format!("{}, {}: it is {found} and asks more", row.about, row.text));
        }
        whom.row(&case, &evaluation, &m.outcome);
        // Where it surely is for an enterprise, that it might ask shows nothing.
        if m.may_ask || m.policy.may_ask.is_some_and(|node| m.outcome.node(node) == VerdictSet::UNMET) {
            who_may_ask.row(&case, &evaluation, &m.outcome);
        }
        if row.has && row.law != at_best(m.policy) {
            wrong.push(format!("{}, {}: at best it is {}", row.about, row.text, at_best(m.policy)));
        }
        if row.has {
            has.insert(row.about.as_str());
        }
        if row.law == "asks" {
            asks.insert(row.about.as_str());
        }
    }
    let without = |rule: &dyn Fn(&Policy) -> bool, of: &BTreeSet<&str>, gap: &str| {
        let missing = rules().policies.iter().filter(|p| rule(p) && !of.contains(p.id.as_str()));
        missing.map(|p| format!("{}: {gap}", p.id)).collect::<Vec<_>>()
    };
    wrong.extend(without(&|_| true, &has, "no row has it"));
    wrong.extend(without(&|p| p.may_ask.is_some(), &asks, "no row may ask"));
    wrong.extend(shown.values().flatten().flat_map(Shown::gaps));
    println!("{} rows of {} policies", rows.len(), shown.len());
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

/// Whether nothing but facts decides.
fn can_be_met(policy: &Policy) -> bool {
    !policy.asks_more && policy.not_asked.is_none()
}

/// What is said to be met rests on all that its text names; each such policy was read for that by hand.
#[test]
fn what_can_be_met_was_reviewed() {
    let mut reviewed = BTreeSet::new();
    let mut wrong = Vec::new();
    for line in MET.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut parts = line.splitn(3, ':').map(str::trim);
        let (Some(document), Some(ids), Some(reason)) = (parts.next(), parts.next(), parts.next()) else { panic!("no reason: {line}") };
        assert!(!reason.is_empty(), "no reason: {line}");
        for id in ids.split_whitespace().map(|id| format!("{document}/{id}")) {
            if !rules().policies.iter().any(|policy| policy.id == id && can_be_met(policy)) {
                wrong.push(format!("{id} is on the list and cannot be met"));
            }
            if !reviewed.insert(id.clone()) {
                wrong.push(format!("{id} is on the list twice"));
            }
        }
    }
    let met: BTreeSet<String> = rows().into_iter().filter(|row| row.law == "met").map(|row| row.about).collect();
    for policy in rules().policies.iter().filter(|policy| can_be_met(policy)) {
        if !reviewed.contains(&policy.id) {
            wrong.push(format!("{} can be met and nobody has said why that is all", policy.id));
        }
        if !met.contains(&policy.id) {
            wrong.push(format!("{} is met in no row", policy.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a text says is not asked is told beside the verdict, and what asks nothing promises nothing.
#[test]
fn nothing_is_left_out_in_silence() {
    let mut wrong = Vec::new();
    for policy in &rules().policies {
        let told = policy.not_asked.is_some() || policy.may_ask.is_some();
        let text = policy.who_text.as_ref().map_or("", |text| text.get(Lang::Zh));
        let untold = ["不问", "未询问", "未单独询问", "不单独询问"].iter().find(|words| text.contains(**words));
        if let Some(words) = untold.filter(|_| !told) {
            wrong.push(format!("{}: its text says {words}, its verdict does not", policy.id));
        }
        // Where it has to be registered is no condition of the policy's own.
        let asks = policy.who.criteria.iter().any(|node| !coverage::is_place(&policy.who, *node));
        if !asks && !policy.asks_more && policy.not_asked.is_none() {
            wrong.push(format!("{} asks nothing and is met by anybody", policy.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
