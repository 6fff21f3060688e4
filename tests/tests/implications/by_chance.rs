//! What follows from what, on enterprises by chance: that it is sound, and how many questions it saves.

use super::worlds::{self, Told, World};
use super::{DAY, as_said};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::missing::missing;
use tidu_tests::chance::Chance;
use tidu_tests::row::rules;

/// The facts that hang together, of an enterprise by chance.
const TOGETHER: [&[(&str, Option<i64>)]; 8] = [
    &[("operating_revenue", Some(1)), ("main_business_revenue", Some(1))],
    &[("operating_revenue", Some(2)), ("main_business_revenue", Some(2))],
    &[("operating_revenue", Some(3)), ("main_business_revenue", Some(3))],
    &[("staff", None), ("rd_staff", None), ("tech_staff", None)],
    &[("class_1_ip", None), ("class_1_ip_self_developed", None), ("class_1_ip_high_value", None)],
    &[("quality_system_certified", None), ("management_or_product_certified", None)],
    &[("led_standard_5y", None), ("standards_participated", None)],
    &[("region", None), ("registered_in_china", None)],
];

/// The verdicts of all standards and their criteria.
fn verdicts(given: &Value) -> Vec<&'static str> {
    let (case, issues) = Case::read(&rules().vocabulary, given, Day::parse(DAY).unwrap()).unwrap();
    assert!(issues.iter().all(|issue| !["contradiction", "exceeds_whole"].contains(&issue.code)), "{issues:?}");
    let found = evaluate(rules(), &case);
    let told = found.assessments.iter().flat_map(|a| {
        let criteria = a.sheet.iter().flat_map(|(sheet, _)| &sheet.criteria).map(|node| a.outcome.node(*node).verdict());
        std::iter::once(a.verdict).chain(criteria.collect::<Vec<_>>())
    });
    told.map(|verdict| verdict.id()).collect()
}

/// Of some facts that hang together a few are left open, one is told as a range: what is said then is so however they are
/// answered, as long as the answers agree.
#[test]
fn what_is_said_of_an_enterprise_holds_however_the_rest_is_answered() {
    let mut runner = TestRunner::deterministic();
    let strategy = worlds::world();
    let mut chance = Chance(0x51DE_5EED);
    let mut settled = 0;
    for _ in 0..150 {
        let mut world = strategy.new_tree(&mut runner).unwrap().current().agreeing();
        (world.day, world.renewals) = (DAY, Vec::new());
        let mut view = worlds::all_told();
        // Two groups, of each the facts that stay open, with what they may turn out to be.
        let mut open: Vec<(usize, Vec<i64>)> = Vec::new();
        for group in [chance.below(TOGETHER.len()), chance.below(TOGETHER.len())] {
            let places: Vec<usize> = TOGETHER[group].iter().map(|(fact, back)| worlds::place(fact, *back)).collect();
            for at in &places {
                let value = world.values[*at];
                if open.iter().any(|(other, _)| other == at) || chance.below(3) == 0 {
                    continue;
                }
                let ranged = worlds::has_ranges(worlds::questions()[*at].kind) && chance.below(3) == 0;
                view.0[*at] = if ranged { Told::Between(Some(value / 2), Some(value + 2)) } else { Told::Nothing };
                let mut may: Vec<i64> = match worlds::questions()[*at].kind {
                    worlds::Kind::Flag => vec![0, 1],
                    worlds::Kind::Text(_) => vec![0, 4],
                    _ => places.iter().map(|at| world.values[*at]).flat_map(|v| [v, v / 2, v + 1]).chain([0, 1, 3, value * 2]).collect(),
                };
                may.retain(|v| !ranged || (value / 2..=value + 2).contains(v));
                may.sort_unstable();
                may.dedup();
                open.push((*at, may));
            }
        }
        if open.iter().map(|(_, may)| may.len()).product::<usize>() > 400 {
            continue;
        }
        let partial = verdicts(&worlds::told(&world, &view));
        let mut turns = vec![0; open.len()];
        loop {
            let mut whole = world.clone();
            for (turn, (at, may)) in turns.iter().zip(&open) {
                whole.values[*at] = may[*turn];
            }
            if whole.clone().agreeing().values == whole.values {
                for (before, after) in partial.iter().zip(verdicts(&worlds::told(&whole, &worlds::all_told()))) {
                    assert!(!["met", "unmet", "not_applicable"].contains(before) || *before == after, "{before} became {after}: {whole:?}");
                    assert!(*before != "needs_review" || !["unmet", "unknown"].contains(&after), "{before} became {after}: {whole:?}");
                    settled += usize::from(*before != "unknown");
                }
            }
            let Some(turn) = (0..turns.len()).find(|at| turns[*at] + 1 < open[*at].1.len()) else { break };
            turns[turn] += 1;
            turns[..turn].fill(0);
        }
    }
    assert!(settled > 10_000, "{settled}");
}

/// The facts asked until a standard is settled, each answered by the truth in the order in which they are told to be
/// missing; `inferring` or not.
fn asked(world: &World, standards: &[&str], inferring: bool) -> usize {
    let whole = worlds::told(world, &worlds::all_told());
    let mut given = json!({ "as_of": DAY, "facts": { "region": whole["facts"]["region"] } });
    let mut count = 0;
    loop {
        let inferred = || Case::read(&rules().vocabulary, &given, Day::parse(DAY).unwrap()).unwrap().0;
        let case = if inferring { inferred() } else { as_said(&given) };
        let evaluation = evaluate(rules(), &case);
        let of = |id: &&str| rules().vocabulary.find_standard(id).map(|standard| evaluation.of(standard));
        let next = standards.iter().filter_map(of).find_map(|a| {
            let asked = missing(rules(), &case, &evaluation, a).into_iter().map(|fact| rules().vocabulary.fact(fact).id.as_str());
            asked.into_iter().find(|id| given["facts"].get(id).is_none() && whole["facts"].get(id).is_some())
        });
        let Some(next) = next else { return count };
        given["facts"][next] = whole["facts"][next].clone();
        count += 1;
    }
}

/// Prints how many questions each rung takes with and without inference, for a thousand enterprises by chance.
#[test]
#[ignore = "a measurement"]
fn how_many_questions_each_rung_takes() {
    let mut runner = TestRunner::deterministic();
    let strategy = worlds::world();
    let worlds: Vec<World> = (0..1_000)
        .map(|_| {
            let mut world = strategy.new_tree(&mut runner).unwrap().current().agreeing();
            (world.day, world.renewals) = (DAY, Vec::new());
            world
        })
        .collect();
    let rungs: [&[&str]; 6] = [
        &["tech_innovative_sme"],
        &["innovative_sme"],
        &["tech_sme"],
        &["srdi_sme"],
        &["little_giant"],
        &["innovative_sme", "tech_sme", "srdi_sme", "little_giant"],
    ];
    for rung in rungs {
        let [before, after] = [false, true].map(|inferring| {
            let mut counts: Vec<usize> = worlds.iter().map(|world| asked(world, rung, inferring)).collect();
            counts.sort_unstable();
            (counts[500], counts[950], counts.iter().sum::<usize>())
        });
        println!("{}: median, 95 %, sum before {before:?}, after {after:?}", rung.join(" + "));
        assert!(after.2 <= before.2);
    }
}
