//! Sixteen invented firms beside the list of policies that an official would sign. What stands under “now”, what must
//! not, and what he would tell first was written down by hand from the documents (`data/firms/expected.json`, with a
//! reason for each), before the program was asked. Nine of the firms are those of the audit of November 2026.

use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use tidu_core::actions::{What, actions};
use tidu_core::case::{Case, Severity};
use tidu_core::day::Day;
use tidu_core::evaluate::{Evaluation, evaluate};
use tidu_core::matching::{Match, Use, match_policies};
use tidu_core::missing::{asked_for, open_questions};
use tidu_core::vocabulary::{Fact, FactIx};
use tidu_tests::row::rules;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/firms")
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
}

fn expected() -> Map<String, Value> {
    let Value::Object(all) = json(&folder().join("expected.json")) else { panic!("an object a firm") };
    all
}

fn read(case: &Value) -> Case {
    let (case, issues) = Case::read(&rules().vocabulary, case, Day::parse("2026-11-26").unwrap()).expect("a case");
    assert!(issues.iter().all(|issue| issue.severity == Severity::Warning), "{issues:?}");
    case
}

fn firm(name: &str) -> Value {
    json(&folder().join(format!("{name}.json")))
}

fn matched<'e>(case: &Case, evaluation: &'e Evaluation<'e>) -> Vec<Match<'static>> {
    match_policies(rules(), case, evaluation)
}

fn now(matches: &[Match<'_>]) -> Vec<String> {
    matches.iter().filter(|m| m.usable == Use::Now).map(|m| m.policy.id.clone()).collect()
}

fn ids(of: &Value) -> Vec<String> {
    match of {
        Value::Object(map) => map.keys().cloned().collect(),
        Value::Array(all) => all.iter().map(|id| id.as_str().expect("an id").to_owned()).collect(),
        other => panic!("ids: {other}"),
    }
}

#[test]
fn what_stands_under_now_is_what_an_official_would_tell() {
    let mut wrong = Vec::new();
    for (name, law) in expected() {
        let case = read(&firm(&name));
        let evaluation = evaluate(rules(), &case);
        let told: BTreeSet<String> = now(&matched(&case, &evaluation)).into_iter().collect();
        let right: BTreeSet<String> = ids(&law["now"]).into_iter().collect();
        wrong.extend(told.difference(&right).map(|id| format!("{name}: {id} is promised falsely")));
        wrong.extend(right.difference(&told).map(|id| format!("{name}: {id} is not told")));
        for id in ids(&law["must_not"]) {
            assert!(rules().policies.iter().any(|policy| policy.id == id), "{name}: no policy {id}");
            assert!(!right.contains(&id), "{name}: {id} is both right and wrong");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Nine of ten of what is shown among the first five are what an official would tell first.
#[test]
fn the_first_five_are_those_an_official_would_tell_first() {
    let (mut right, mut all, mut rows) = (0, 0, Vec::new());
    for (name, law) in expected() {
        let case = read(&firm(&name));
        let evaluation = evaluate(rules(), &case);
        let first: Vec<String> = now(&matched(&case, &evaluation)).into_iter().take(5).collect();
        let wanted = ids(&law["first_five"]);
        let good = first.iter().filter(|id| wanted.contains(id)).count();
        (right, all) = (right + good, all + first.len());
        rows.push(format!("{name}: {good} of {}, shown {first:?}, wanted {wanted:?}", first.len()));
    }
    println!("first five: {right} of {all} are among those an official would tell first");
    assert!(right * 10 >= all * 9, "{right} of {all}\n{}", rows.join("\n"));
}

/// What has to be asked of the office stands where it is met before what is open.
#[test]
fn what_is_to_be_confirmed_leads_with_what_surely_fits() {
    for (name, law) in expected() {
        let case = read(&firm(&name));
        let evaluation = evaluate(rules(), &case);
        let matches = matched(&case, &evaluation);
        let ask: Vec<&Match<'_>> = matches.iter().filter(|m| m.usable == Use::ToConfirm).collect();
        assert!(ask.windows(2).all(|two| two[0].verdict >= two[1].verdict), "{name}");
        for id in ids(&law["to_confirm_first"]) {
            let m = matches.iter().find(|m| m.policy.id == id).unwrap_or_else(|| panic!("{name}: {id} is not told"));
            assert!(matches!(m.usable, Use::ToConfirm | Use::AfterAnswers), "{name}: {id} is {:?}", m.usable);
        }
    }
}

/// A claim that has a last day this year is told with it.
#[test]
fn subsidies_that_end_this_year_are_due_by_their_last_day() {
    let case = read(&firm("case-cnc"));
    let evaluation = evaluate(rules(), &case);
    let matches = matched(&case, &evaluation);
    let list = actions(rules(), &case, &matches, &[]);
    let due: BTreeMap<&str, String> = list
        .iter()
        .filter_map(|action| match action.what {
            What::Claim(m) => Some((m.policy.id.as_str(), action.due?.to_string())),
            _ => None,
        })
        .collect();
    for id in ["cn/interest-subsidy-2026/interest_subsidy", "cn/mof-2026-2/equipment_renewal_loan"] {
        assert_eq!(due.get(id).map(String::as_str), Some("2026-12-31"), "{id} in {due:?}");
    }
}

/// The facts that some criterion of a standard waits for where nothing is answered.
fn asked_for_the_ladder() -> BTreeSet<FactIx> {
    let vocabulary = &rules().vocabulary;
    let blank = Case::empty(vocabulary, Day::parse("2026-11-26").unwrap());
    let evaluation = evaluate(rules(), &blank);
    let open = open_questions(rules(), &blank, &evaluation, evaluation.assessments.iter(), &[]);
    let titles = vocabulary.standards.iter().filter_map(|standard| standard.title);
    let asked: BTreeSet<FactIx> = open.into_iter().map(|(fact, _)| fact).chain(titles).chain(vocabulary.find("region")).collect();
    // With what follows from these, which firms have answered themselves.
    let follows = |fact: &Fact| asked_for(vocabulary, &blank, fact.slot).iter().any(|slot| asked.contains(&vocabulary.of_slot(*slot).0));
    vocabulary.iter().filter(|(ix, fact)| asked.contains(ix) || follows(fact)).map(|(ix, _)| ix).collect()
}

/// The facts that policies alone still ask, in the order they are asked.
fn policy_questions(case: &Case, for_policies: &[FactIx]) -> Vec<FactIx> {
    let vocabulary = &rules().vocabulary;
    let evaluation = evaluate(rules(), case);
    let matches = matched(case, &evaluation);
    let open = open_questions(rules(), case, &evaluation, std::iter::empty(), &matches);
    let mut facts: Vec<FactIx> = open.into_iter().map(|(fact, _)| fact).filter(|fact| for_policies.contains(fact)).collect();
    facts.sort_by_key(|fact| (vocabulary.fact(*fact).section, *fact));
    facts
}

/// Who has answered what the ladder asks is asked for policies only what can still decide something, and where the
/// answers are the firm's true ones nothing is left open by a question.
#[test]
fn few_questions_are_asked_for_policies() {
    let vocabulary = &rules().vocabulary;
    let ladder = asked_for_the_ladder();
    let for_policies: Vec<FactIx> = vocabulary.iter().map(|(ix, _)| ix).filter(|ix| !ladder.contains(ix)).collect();
    let mut counts = Vec::new();
    for name in expected().keys() {
        let whole = firm(name);
        let mut asked = whole.clone();
        let facts = asked["facts"].as_object_mut().unwrap();
        for ix in &for_policies {
            facts.remove(&vocabulary.fact(*ix).id);
        }
        let mut count = 0;
        while let Some(fact) = policy_questions(&read(&asked), &for_policies).first().copied() {
            let id = &vocabulary.fact(fact).id;
            let answer = whole["facts"].get(id).unwrap_or_else(|| panic!("{name} has no answer to {id}")).clone();
            asked["facts"][id] = answer;
            count += 1;
            assert!(count <= for_policies.len(), "{name} is asked {id} again");
        }
        // What was not asked would have changed nothing.
        let (short, long) = (read(&asked), read(&whole));
        let list = |case: &Case| {
            let evaluation = evaluate(rules(), case);
            matched(case, &evaluation).iter().filter(|m| m.usable == Use::Now).map(|m| m.policy.id.clone()).collect::<BTreeSet<_>>()
        };
        assert_eq!(list(&short), list(&long), "{name}: an answer not asked for changes the list");
        counts.push((count, name.clone()));
    }
    counts.sort();
    let saved: usize = counts.iter().map(|(count, _)| for_policies.len() - count).sum();
    println!("questions for policies alone, of {}: {counts:?}; {saved} not asked in all", for_policies.len());
    assert!(counts[counts.len() / 2].0 < for_policies.len(), "half of the firms are asked everything: {counts:?}");
}
