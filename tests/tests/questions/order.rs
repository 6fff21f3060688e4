//! The table in the vocabulary: computed, and as good as it is said to be.

use std::cell::RefCell;
use std::path::PathBuf;
use tidu_core::case::Case;
use tidu_core::evaluate::evaluate;
use tidu_core::matching::{Use, match_policies};
use tidu_core::missing::missing_for;
use tidu_core::packs::{BUILT_IN, load};
use tidu_core::questions::{Purpose, screen_of};
use tidu_core::rules::RuleSet;
use tidu_core::worth::worths;
use tidu_tests::ordering;
use tidu_tests::plausible::{OWNERS, firm, owner};
use tidu_tests::player::*;
use tidu_tests::row::rules;

fn facts() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../core/packs/facts.json"))
}

/// The rules with the vocabulary as it lies on the disk, so that an order can be tried without compiling it in.
fn rules_on_disk() -> RuleSet {
    let facts = std::fs::read_to_string(facts()).unwrap();
    load(BUILT_IN.map(|(id, json)| (id, if id == "facts" { facts.as_str() } else { json }))).unwrap()
}

fn named(rules: &RuleSet, of: &[usize]) -> Vec<String> {
    of.iter().map(|at| rules.vocabulary.questions[*at].id.clone()).collect()
}

/// `UPDATE_ORDER=1 cargo test -p tidu-tests --test questions the_order -- --ignored` computes the table anew and writes it.
#[test]
#[ignore = "takes a minute"]
fn the_order_is_what_is_computed() {
    let mut rules = rules_on_disk();
    let written = [&rules.vocabulary.first_round, &rules.vocabulary.then].map(|of| named(&rules, of));
    let truths: Vec<Case> = (1..=ordering::FIRMS).map(|seed| truth(&rules, &firm(seed))).collect();
    ordering::first_round(&mut rules, &truths[..ordering::FIRMS_FOR_FIRST_ROUND]);
    ordering::then(&mut rules, &truths);
    ordering::policies(&mut rules, &truths[..ordering::FIRMS_FOR_FIRST_ROUND]);
    let computed = [&rules.vocabulary.first_round, &rules.vocabulary.then].map(|of| named(&rules, of));
    println!("{computed:#?}");
    if std::env::var_os("UPDATE_ORDER").is_some() {
        let text = std::fs::read_to_string(facts()).unwrap();
        let (before, rest) = text.split_once("  \"order\": {\n").unwrap();
        let (_, after) = rest.split_once("\n  },\n").unwrap();
        let [first, then] = computed.map(|ids| serde_json::to_string(&ids).unwrap().replace("\",\"", "\", \""));
        let text = format!("{before}  \"order\": {{\n    \"first_round\": {first},\n    \"then\": {then}\n  }},\n{after}");
        std::fs::write(facts(), text).unwrap();
    } else {
        assert_eq!(written, computed, "the order is no longer the computed one; UPDATE_ORDER=1 writes it");
    }
}

/// A question that is added needs its place; UPDATE_ORDER=1 with the test above gives it one.
#[test]
fn every_question_has_its_place() {
    let vocabulary = &rules().vocabulary;
    let placed = |at: &usize| vocabulary.first_round.contains(at) || vocabulary.then.contains(&screen_of(vocabulary, *at));
    let without: Vec<&str> =
        (0..vocabulary.questions.len()).filter(|at| !placed(at)).map(|at| vocabulary.questions[at].id.as_str()).collect();
    assert!(without.is_empty(), "without a place in the order: {without:?}");
    assert!(vocabulary.first_round.len() <= ordering::FIRST_ROUND);
    for at in &vocabulary.first_round {
        assert!(ordering::by_heart(vocabulary, *at), "{} is not known by heart", vocabulary.questions[*at].id);
    }
}

fn worst(mut of: Vec<usize>) -> [usize; 3] {
    of.sort_unstable();
    quantiles(&of)
}

/// What was asked for, on firms that the order was not computed from.
#[test]
fn the_goals_are_reached() {
    let rules = rules();
    let truths: Vec<Case> = (5_001..=5_060).map(|seed| truth(rules, &firm(seed))).collect();
    let games: Vec<Game> = truths.iter().map(|truth| play(rules, truth, Knows::All, true, &by_table)).collect();
    let of = |what: &dyn Fn(&Game) -> usize| worst(games.iter().map(what).collect());
    let [median, most, _] = of(&|game| game.picture.questions);
    assert!(median <= 8 && most <= 12, "questions to the picture: {median}, {most}");
    let [_, taps, _] = of(&|game| game.picture.taps);
    assert!(taps <= 16, "taps to the picture: {taps}");
    for (held, goal) in [(true, 15), (false, 22)] {
        let some = || games.iter().zip(&truths).filter(|(_, truth)| (1..=3).any(|rung| is_held(rules, truth, rung)) == held);
        let [_, most, _] = worst(some().map(|(game, _)| game.first_rung.questions).collect());
        let [_, next, _] = worst(some().map(|(game, _)| game.next_rung.questions).collect());
        println!("a title {held}: first rung {most}, next rung {next}");
        assert!(most <= goal, "questions to the first rung, a title {held}: {most}");
    }
    let [_, _, worst] = of(&|game| game.ladder.questions);
    assert!(worst <= 34, "questions until nothing is open on the ladder: {worst}");
    let [policies, most, _] = of(&|game| game.all.questions - game.ladder.questions);
    assert!(policies <= 10 && most <= 13, "screens that only policies ask: {policies}, {most}");
}

/// What only policies ask is asked for those that can be used today, and for these all of it.
#[test]
fn policies_that_can_be_used_are_asked_for_and_no_others() {
    let rules = rules();
    let mut asked = 0;
    for seed in 7_001..=7_030 {
        let truth = truth(rules, &firm(seed));
        let count = RefCell::new(0);
        let game = play(rules, &truth, Knows::All, true, &|table| {
            let question = by_table(table)?;
            if question.purpose == Purpose::Policy {
                let live = table.matches.iter().filter(|m| m.usable == Use::AfterAnswers);
                let mut waits = live.flat_map(|m| missing_for(rules, table.case, table.evaluation, m));
                let facts = &rules.vocabulary.questions[question.question].facts;
                // Or what they are worth waits for it.
                let worths = worths(rules, table.case, table.evaluation, table.matches);
                let mut worth = worths.of.iter().flatten().flat_map(|worth| &worth.waits_for).map(|slot| rules.vocabulary.of_slot(*slot).0);
                let is_waited_for = waits.any(|fact| facts.contains(&fact)) || worth.any(|fact| facts.contains(&fact));
                assert!(is_waited_for, "{seed}: {}", rules.vocabulary.questions[question.question].id);
                *count.borrow_mut() += 1;
            }
            Some(question)
        });
        asked += count.into_inner();
        let evaluation = evaluate(rules, &game.case);
        for m in match_policies(rules, &game.case, &evaluation).iter().filter(|m| m.usable == Use::AfterAnswers) {
            assert!(missing_for(rules, &game.case, &evaluation, m).is_empty(), "{seed}: {} was not asked to its end", m.policy.id);
        }
    }
    assert!(asked > 150, "{asked}");
}

/// The six owners answer, and what they come to is what the whole truth comes to.
#[test]
fn six_owners_are_told_the_truth() {
    let rules = rules();
    for (name, file) in OWNERS {
        let truth = truth(rules, &owner(file));
        let game = play(rules, &truth, Knows::All, true, &by_table);
        println!("{name}: {:?} {:?} {:?} {:?}", game.picture, game.next_rung, game.ladder, game.all);
        assert!(game.picture.questions <= 12, "{name}");
        let verdicts = |case: &Case| evaluate(rules, case).assessments.iter().map(|a| a.verdict).collect::<Vec<_>>();
        let held = |a: usize| is_held(rules, &truth, rules.vocabulary.standards[a].rung);
        for (at, (found, so)) in verdicts(&game.case).into_iter().zip(verdicts(&truth)).enumerate() {
            assert!(held(at) || found == so, "{name}: {}", rules.vocabulary.standards[at].id);
        }
    }
}
