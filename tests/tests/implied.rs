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

const QUESTIONS: [(&str, Option<&str>); 11] = [
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
];

/// An implication: of which question which places among its answers, and of which other.
type Rule = ((&'static str, usize, usize), (&'static str, usize, usize));

fn rule(chance: &mut Chance) -> Rule {
    let ids = ["a", "b", "p", "j", "k"];
    let from = chance.below(ids.len());
    let of = (from + 1 + chance.below(ids.len() - 1)) % ids.len();
    let some = |chance: &mut Chance, id: &'static str| {
        let count = answers(id).len();
        // Not every answer, or nothing would be said.
        match (chance.below(count), chance.below(count)) {
            (lo, hi) if lo <= hi && hi - lo + 1 < count => (id, lo, hi),
            (lo, _) => (id, lo, lo),
        }
    };
    (some(chance, ids[from]), some(chance, ids[of]))
}

/// The vocabulary with parts, wholes and these rules.
fn with(rules: &[Rule]) -> Value {
    let mut vocabulary = vocabulary();
    let facts = vocabulary["facts"].as_array_mut().unwrap();
    facts[1]["part_of"] = json!("a");
    let mut t = facts.iter().find(|fact| fact["id"] == "s").unwrap().clone();
    t["id"] = json!("t");
    t["part_of"] = json!("s");
    facts.push(t);
    let side = |(id, lo, hi): (&'static str, usize, usize)| {
        let all = answers(id);
        let answer = match (lo, hi) {
            (lo, hi) if lo == hi => all[lo].clone(),
            (0, hi) => json!({ "max": all[hi] }),
            (lo, hi) if hi + 1 == all.len() => json!({ "min": all[lo] }),
            (lo, hi) => json!({ "min": all[lo], "max": all[hi] }),
        };
        json!({ id: answer })
    };
    let why = json!({ "zh": "定义", "en": "by definition" });
    vocabulary["implications"] =
        rules.iter().map(|(from, of)| json!({ "if": side(*from), "then": side(*of), "why": why, "certainty": "official" })).collect();
    vocabulary
}

/// Whether whole answers, by their places, go together; reckoned apart from the engine.
fn agree(rules: &[Rule], picks: &[usize]) -> bool {
    let of = |id: &str| picks[QUESTIONS.iter().position(|(known, _)| *known == id).unwrap()];
    let holds = |(id, lo, hi): (&str, usize, usize)| (lo..=hi).contains(&of(id));
    // Sets stand in the order of their masks.
    of("b") <= of("a") && of("t") & !of("s") == 0 && rules.iter().all(|(from, then)| !holds(*from) || holds(*then))
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
