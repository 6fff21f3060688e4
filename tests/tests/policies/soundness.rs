//! Answering more never overturns what was said, and what is not asked for cannot change it.

use super::TODAY;
use super::worlds::{Told, View, World, all_told, questions, seen, seen_twice, told};
use proptest::prelude::*;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::matching::{Match, match_policies};
use tidu_core::missing::missing_for;
use tidu_tests::row::{MET, REVIEW, UNMET, WAIVED, hanging_together, rules};

const PLACES: [&str; 6] = ["360102", "360103", "360111", "360703", "330106", "440300"];

/// Of each policy that is told: the verdict, and what could still change it.
type Verdicts = BTreeMap<&'static str, (&'static str, BTreeSet<&'static str>)>;

/// What is made of a world at one of the places, of whose code so many digits are told.
fn placed(world: &World, view: &View, place: usize, digits: usize) -> Verdicts {
    let mut json = told(world, view);
    let facts = json["facts"].as_object_mut().expect("facts");
    // Who is registered at one of them is registered in China.
    let place = if world.of("registered_in_china") == 1 { PLACES[place] } else { "810000" };
    match &place[..digits] {
        "" => facts.remove("region"),
        code => facts.insert("region".to_owned(), json!(code)),
    };
    // Nonsense among the answers is left unknown.
    let (case, _) = Case::read(&rules().vocabulary, &json, Day::parse(TODAY).expect("a day")).expect("a case");
    let evaluation = evaluate(rules(), &case);
    let one = |m: &Match<'static>| {
        let missing = missing_for(rules(), &case, &evaluation, m).into_iter().map(|f| rules().vocabulary.fact(f).id.as_str());
        (m.policy.id.as_str(), (m.verdict.id(), missing.collect()))
    };
    match_policies(rules(), &case, &evaluation).iter().map(one).collect()
}

/// What was met or unmet stays; what was for review is not turned down; what is told no more was not met.
fn keeps(before: &Verdicts, after: &Verdicts) -> Result<(), TestCaseError> {
    for (id, (old, missing)) in before {
        let new = after.get(id).map_or(UNMET, |(verdict, _)| verdict);
        let kept = match *old {
            MET | UNMET | WAIVED => new == *old && missing.is_empty(),
            REVIEW => [REVIEW, MET, WAIVED].contains(&new),
            _ => true,
        };
        prop_assert!(kept, "{} was {}, missed {:?} and became {}", id, old, missing, new);
    }
    for id in after.keys() {
        prop_assert!(before.contains_key(id), "{} came up", id);
    }
    Ok(())
}

fn some(cases: u32) -> ProptestConfig {
    let persistence = proptest::test_runner::FileFailurePersistence::WithSource("regressions");
    ProptestConfig { cases, failure_persistence: Some(Box::new(persistence)), max_shrink_iters: 100, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(some(300))]

    /// Answering more never overturns what was said of a policy.
    #[test]
    fn answering_more_never_overturns_a_policy((world, view, sharper) in seen_twice(), place in 0..PLACES.len(), first in 0..4_usize, more in 0..4_usize) {
        let vague = placed(&world, &view, place, first * 2);
        let sharp = placed(&world, &sharper, place, first.max(more) * 2);
        keeps(&vague, &sharp)?;
        keeps(&sharp, &placed(&world, &all_told(), place, 6))?;
    }
}

proptest! {
    #![proptest_config(some(100))]

    /// What is not among the missing facts cannot change the verdict of a policy, alone or together.
    #[test]
    fn only_missing_facts_can_change_a_policy((world, view) in seen(), place in 0..PLACES.len(), digits in 0..4_usize) {
        let partial = placed(&world, &view, place, digits * 2);
        // Policies that miss the same facts are asked about together.
        let mut groups: BTreeMap<&BTreeSet<&str>, Vec<(&str, &str)>> = BTreeMap::new();
        for (id, (verdict, missing)) in &partial {
            groups.entry(missing).or_default().push((id, verdict));
        }
        for (missing, policies) in groups {
            // What bears on a missing fact only because something follows from it is not asked in its place.
            let missing = hanging_together(&rules().vocabulary, missing);
            let rest = questions().iter().zip(&view.0).map(|(q, told)| if missing.contains(q.fact) { *told } else { Told::All });
            let digits = if missing.contains("region") { digits * 2 } else { 6 };
            let after = placed(&world, &View(rest.collect()), place, digits);
            for (id, verdict) in policies {
                let new = after.get(id).map_or(UNMET, |(verdict, _)| verdict);
                prop_assert_eq!(new, verdict, "{} missed {:?}", id, missing);
            }
        }
    }
}
