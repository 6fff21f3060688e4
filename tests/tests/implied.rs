//! What follows from the answers: that it is sound, proved on small packs made by chance, where every completion that agrees
//! can be tried.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use tidu_core::case::{Case, Issue};
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::rules::RuleSet;
use tidu_tests::chance::Chance;
use tidu_tests::small::{self, DAY, answers, case, pack, shown, vocabulary};

fn read_by(rules: &RuleSet, case: &Value) -> (Case, Vec<Issue>) {
    Case::read(&rules.vocabulary, case, Day::parse(DAY).unwrap()).unwrap()
}

/// The same answers with nothing inferred.
fn as_said(rules: &RuleSet, case: &Value) -> Case {
    let mut bare = rules.vocabulary.clone();
    bare.implications.clear();
    Case::read(&bare, case, Day::parse(DAY).unwrap()).unwrap().0
}

fn verdicts(rules: &RuleSet, case: &Case) -> Vec<&'static str> {
    let found = evaluate(rules, case);
    let told = found.assessments.iter().flat_map(|a| {
        let criteria = a.sheet.iter().flat_map(|(sheet, _)| &sheet.criteria).map(|node| a.outcome.node(*node).verdict());
        std::iter::once(a.verdict).chain(criteria.collect::<Vec<_>>())
    });
    told.map(|verdict| verdict.id()).collect()
}

// ---- small packs

const QUESTIONS: [(&str, Option<&str>); 12] = [
    ("a", None),
    ("b", None),
    ("m", None),
    ("y", Some("2025")),
    ("y", Some("2024")),
    ("y", Some("2023")),
    ("p", None),
    ("j", None),
    ("s", None),
    ("t", None),
    ("k", None),
    ("c", None),
];

/// What is said of a question: by the places of its answers, or by what a set holds.
#[derive(Debug, Clone, Copy)]
enum Says {
    Within(usize, usize),
    Includes(usize),
    Lacks(usize),
}

type Side = (&'static str, Says);

/// An implication.
#[derive(Debug, Clone)]
enum Rule {
    /// What follows where something is so, and what where it is not.
    If(Side, Side, Option<Side>),
    /// A count beside what others come to, which it is not below, not above, or both.
    Sum { of: &'static str, parts: Vec<&'static str>, at_least: bool, at_most: bool },
}

fn rule(chance: &mut Chance) -> Rule {
    if chance.below(4) == 0 {
        let mut parts = vec!["a", "b", "c"];
        let of = parts.remove(chance.below(3));
        if chance.below(3) == 0 {
            parts.truncate(1);
        }
        let bounds = 1 + chance.below(3);
        return Rule::Sum { of, parts, at_least: bounds & 1 != 0, at_most: bounds & 2 != 0 };
    }
    let ids = ["a", "b", "p", "j", "k", "s", "t"];
    let from = chance.below(ids.len());
    let other = |chance: &mut Chance| ids[(from + 1 + chance.below(ids.len() - 1)) % ids.len()];
    let some = |chance: &mut Chance, id: &'static str| {
        let count = answers(id).len();
        let says = match (chance.below(count), chance.below(count)) {
            _ if id == "s" || id == "t" => {
                let mask = 1 + chance.below(3);
                if chance.below(2) == 0 { Says::Includes(mask) } else { Says::Lacks(mask) }
            }
            // Not every answer, or nothing would be said.
            (lo, hi) if lo <= hi && hi - lo + 1 < count => Says::Within(lo, hi),
            (lo, _) => Says::Within(lo, lo),
        };
        (id, says)
    };
    let when = some(chance, ids[from]);
    let of = other(chance);
    let then = some(chance, of);
    // What is in the midst has no one opposite.
    let opposite = !matches!(when.1, Says::Within(lo, hi) if lo > 0 && hi + 1 < answers(when.0).len());
    let of = other(chance);
    let otherwise = (opposite && chance.below(3) == 0).then(|| some(chance, of));
    Rule::If(when, then, otherwise)
}

/// The vocabulary with parts, wholes and these rules.
fn with(rules: &[Rule]) -> Value {
    let mut vocabulary = vocabulary();
    let facts = vocabulary["facts"].as_array_mut().unwrap();
    let mut c = facts[0].clone();
    c["id"] = json!("c");
    facts[1]["part_of"] = json!("a");
    let mut t = facts.iter().find(|fact| fact["id"] == "s").unwrap().clone();
    t["id"] = json!("t");
    t["part_of"] = json!("s");
    facts.extend([t, c]);
    let side = |(id, says): Side| {
        let all = answers(id);
        let answer = match says {
            Says::Includes(mask) => json!({ "includes": all[mask] }),
            Says::Lacks(mask) => json!({ "lacks": all[mask] }),
            Says::Within(lo, hi) if lo == hi => all[lo].clone(),
            Says::Within(0, hi) => json!({ "max": all[hi] }),
            Says::Within(lo, hi) if hi + 1 == all.len() => json!({ "min": all[lo] }),
            Says::Within(lo, hi) => json!({ "min": all[lo], "max": all[hi] }),
        };
        json!({ id: answer })
    };
    let written = |rule: &Rule| {
        let mut one = json!({ "why": { "zh": "定义", "en": "by definition" }, "certainty": "official" });
        match rule {
            Rule::If(when, then, otherwise) => {
                (one["if"], one["then"]) = (side(*when), side(*then));
                if let Some(otherwise) = otherwise {
                    one["else"] = side(*otherwise);
                }
            }
            Rule::Sum { of, parts, at_least, at_most } => {
                one["of"] = json!(of);
                for key in [("at_least", *at_least), ("at_most", *at_most)].into_iter().filter_map(|(key, is)| is.then_some(key)) {
                    one[key] = json!(parts);
                }
            }
        }
        one
    };
    vocabulary["implications"] = rules.iter().map(written).collect();
    vocabulary
}

/// Whether whole answers, by their places, go together; reckoned apart from the engine.
fn agree(rules: &[Rule], picks: &[usize]) -> bool {
    let of = |id: &str| picks[QUESTIONS.iter().position(|(known, _)| *known == id).unwrap()];
    let holds = |(id, says): Side| match says {
        Says::Within(lo, hi) => (lo..=hi).contains(&of(id)),
        // Sets stand in the order of their masks.
        Says::Includes(mask) => of(id) & mask != 0,
        Says::Lacks(mask) => of(id) & mask == 0,
    };
    let kept = |rule: &Rule| match rule {
        Rule::If(when, then, otherwise) => match holds(*when) {
            true => holds(*then),
            false => otherwise.is_none_or(holds),
        },
        Rule::Sum { of: sum, parts, at_least, at_most } => {
            let all: usize = parts.iter().map(|part| of(part)).sum();
            (!at_least || of(sum) >= all) && (!at_most || of(sum) <= all)
        }
    };
    of("b") <= of("a") && of("t") & !of("s") == 0 && rules.iter().all(kept)
}

/// What is told holds in every completion that agrees with the implications; nothing that is told as settled is
/// overturned by another answer that agrees; and answers that cannot go together are told.
#[test]
fn what_is_told_holds_in_every_completion_that_agrees() {
    let mut chance = Chance(0x1A71_5EED_0001);
    let (mut settled, mut more, mut coarse, mut contradictory) = (0, 0, 0, 0);
    for round in 0..1_500 {
        let implications: Vec<Rule> = (0..chance.below(4)).map(|_| rule(&mut chance)).collect();
        // Half of the sets that are asked for are the part.
        let text = pack(&mut chance).to_string();
        let pieces: Vec<&str> = text.split("[\"s\",").collect();
        let text =
            pieces.iter().skip(1).fold(pieces[0].to_owned(), |text, piece| format!("{text}[\"{}\",{piece}", chance.pick(&["s", "t"])));
        let rules = small::rules(&with(&implications), &serde_json::from_str(&text).unwrap());
        // What is answered, and the places of the answers it leaves.
        let given: Vec<(Value, Vec<usize>)> = QUESTIONS
            .iter()
            .map(|(id, _)| {
                let all = answers(id);
                match chance.below(5) {
                    0 | 1 => (Value::Null, (0..all.len()).collect()),
                    2 if all[0].is_number() => {
                        let lo = chance.below(3);
                        (json!({ "min": all[lo], "max": all.last() }), (lo..all.len()).collect())
                    }
                    _ => {
                        let at = chance.below(all.len());
                        (all[at].clone(), vec![at])
                    }
                }
            })
            .collect();
        if given.iter().map(|(_, all)| all.len()).product::<usize>() > 3_000 {
            continue;
        }
        let mut partial: Vec<Value> = given.iter().map(|(told, _)| told.clone()).collect();
        let (read, issues) = read_by(&rules, &case(&QUESTIONS, &partial));
        let (told, plain) = (verdicts(&rules, &read), verdicts(&rules, &as_said(&rules, &case(&QUESTIONS, &partial))));
        let mut possible = vec![BTreeSet::new(); told.len()];
        let mut one: Option<Vec<usize>> = None;
        let mut turns = vec![0; given.len()];
        loop {
            let picks: Vec<usize> = turns.iter().zip(&given).map(|(turn, (_, all))| all[*turn]).collect();
            if agree(&implications, &picks) {
                let whole: Vec<Value> = picks.iter().zip(&QUESTIONS).map(|(at, (id, _))| answers(id)[*at].clone()).collect();
                let (case, issues) = read_by(&rules, &case(&QUESTIONS, &whole));
                assert!(issues.is_empty(), "{issues:?}");
                for (set, verdict) in possible.iter_mut().zip(verdicts(&rules, &case)) {
                    set.insert(verdict);
                }
                if one.is_none() || chance.below(8) == 0 {
                    one = Some(picks);
                }
            }
            let Some(turn) = (0..turns.len()).find(|at| turns[*at] + 1 < given[*at].1.len()) else { break };
            turns[turn] += 1;
            turns[..turn].fill(0);
        }
        let Some(one) = one else {
            // Inference need not see every contradiction, but it never tells one where there is none.
            contradictory += usize::from(!issues.is_empty());
            continue;
        };
        assert!(issues.is_empty(), "round {round}: {issues:?}");
        let holds = |told: &str, possible: &BTreeSet<&'static str>| match told {
            "unknown" => true,
            "needs_review" => !possible.contains("unmet") && !possible.contains("unknown"),
            told => possible.iter().all(|one| *one == told),
        };
        for (at, (told, possible)) in told.iter().zip(&possible).enumerate() {
            assert!(
                holds(told, possible),
                "round {round}, verdict {at} is {told} of {}: possible are {possible:?}",
                case(&QUESTIONS, &partial)
            );
            settled += usize::from(*told != "unknown");
            more += usize::from(*told != "unknown" && plain[at] == "unknown");
            coarse += usize::from(*told == "unknown" && shown(possible) != "unknown");
        }
        // Answered on, one by one, by a truth that agrees: what was settled stays.
        let mut before = told;
        for at in 0..partial.len() {
            partial[at] = answers(QUESTIONS[at].0)[one[at]].clone();
            let (case, issues) = read_by(&rules, &case(&QUESTIONS, &partial));
            assert!(issues.is_empty(), "round {round}: {issues:?}");
            let after = verdicts(&rules, &case);
            for (old, new) in before.iter().zip(&after) {
                assert!(!["met", "unmet", "not_applicable"].contains(old) || old == new, "round {round}: {old} became {new}");
            }
            before = after;
        }
    }
    println!("{settled} settled, {more} of them only by what follows; {coarse} open without need; {contradictory} contradictions told");
    assert!(settled > 500 && more > 50 && contradictory > 20, "{settled} settled, {more} by inference, {contradictory} contradictions");
    assert!(coarse * 10 < settled, "{coarse} open without need");
}
