//! What follows from what, on enterprises by chance: that it is sound, and how many questions it saves.

use super::worlds::{self, Told};
use super::{DAY, as_said};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::missing::missing;
use tidu_core::packs::built_in;
use tidu_core::rules::RuleSet;
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

/// What a person knows of a world: the titles in force, what happened, the certificates and the awards.
fn with_what_is_known(mut whole: Value) -> Value {
    let facts = whole["facts"].as_object_mut().unwrap();
    let yes = |id: &str| facts[id] == json!(true);
    let number = |id: &str| facts[id].as_i64().unwrap();
    let titles = [
        ("innovative_sme", "title_innovative_sme"),
        ("tech_sme", "title_tech_sme"),
        ("srdi_sme", "title_srdi_sme"),
        ("little_giant", "title_little_giant"),
        ("high_tech_enterprise", "high_tech_enterprise"),
        ("national_innovation_demo", "national_innovation_demo"),
        ("ip_advantage_or_demo", "ip_advantage_or_demo"),
    ];
    let held = |fact: &str| facts[fact].as_str().is_some_and(|day| day != "none" && day >= DAY);
    let titles: Vec<&str> = titles.iter().filter(|(_, fact)| held(fact)).map(|(id, _)| *id).collect();
    let (serious, larger) = (yes("serious_incident_3y"), yes("larger_incident_3y"));
    let circumstances = [
        ("major_work_accident", serious && larger),
        ("larger_work_accident", larger && !serious),
        ("major_pollution_accident", serious && !larger),
        ("research_misconduct", yes("incident_or_misconduct_2y")),
        ("tax_evasion", yes("tax_violation_3y")),
        ("on_abnormal_list", yes("on_abnormal_list")),
        ("on_dishonest_list", yes("on_dishonest_list")),
        ("restricted_product", yes("restricted_product")),
    ];
    let circumstances: Vec<&str> = circumstances.iter().filter(|(_, is)| *is).map(|(id, _)| *id).collect();
    let (class_1, class_2) = (number("class_1_ip"), number("class_2_ip"));
    let recent = number("national_science_award_3y_rank") > 0;
    let awards = [
        ("national_3y", recent),
        ("national_4_5y", !recent && number("national_science_award_5y_rank") > 0),
        ("provincial_3y", number("provincial_science_award_3y_rank") > 0),
    ];
    let awards: Vec<&str> = awards.iter().filter(|(_, is)| *is).map(|(id, _)| *id).collect();
    let known = json!({ "titles_held": titles, "circumstances_3y": circumstances, "science_awards": awards,
        "own_class_1_ip": class_1, "further_class_1_ip": 0, "own_class_2_patents": class_2 / 2,
        "own_software_copyrights": class_2 - class_2 / 2, "further_class_2_ip": 0,
        // Of plain certificates every document counts as many.
        "class_1_ip_self_developed": class_1, "class_1_ip_original": class_1, "tech_sme_class_1_ip": class_1,
        "tech_sme_class_2_ip": class_2 });
    facts.extend(known.as_object().unwrap().clone());
    whole
}

/// The screens asked until a standard is settled, each answered by the truth in the order in which they are told to be
/// missing; `inferring` or not.
fn asked(rules: &RuleSet, whole: &Value, standards: &[&str], inferring: bool) -> usize {
    let vocabulary = &rules.vocabulary;
    let mut given = json!({ "as_of": DAY, "facts": { "region": whole["facts"]["region"] } });
    let mut count = 0;
    loop {
        let inferred = || Case::read(vocabulary, &given, Day::parse(DAY).unwrap()).unwrap().0;
        let case = if inferring { inferred() } else { as_said(&given) };
        let evaluation = evaluate(rules, &case);
        let of = |id: &&str| vocabulary.find_standard(id).map(|standard| evaluation.of(standard));
        let open = |id: &str| given["facts"].get(id).is_none() && whole["facts"].get(id).is_some();
        let next = standards
            .iter()
            .filter_map(of)
            .find_map(|a| missing(rules, &case, &evaluation, a).into_iter().find(|fact| open(&vocabulary.fact(*fact).id)));
        let Some(question) = next.and_then(|fact| vocabulary.questions.iter().find(|question| question.facts.contains(&fact))) else {
            return count;
        };
        for id in question.facts.iter().map(|fact| &vocabulary.fact(*fact).id) {
            if let Some(answer) = whole["facts"].get(id) {
                given["facts"][id] = answer.clone();
            }
        }
        count += 1;
    }
}

/// Prints how many screens each rung takes with nothing inferred, with law's facts asked as they stand, and with what is
/// known by heart asked first, for a thousand enterprises by chance.
#[test]
#[ignore = "a measurement"]
fn how_many_questions_each_rung_takes() {
    let mut runner = TestRunner::deterministic();
    let strategy = worlds::world();
    let worlds: Vec<Value> = (0..1_000)
        .map(|_| {
            let mut world = strategy.new_tree(&mut runner).unwrap().current().agreeing();
            (world.day, world.renewals) = (DAY, Vec::new());
            with_what_is_known(worlds::told(&world, &worlds::all_told()))
        })
        .collect();
    let mut by_law = built_in().unwrap();
    by_law.vocabulary.facts.iter_mut().for_each(|fact| fact.asked_first = false);
    let rungs: [&[&str]; 6] = [
        &["tech_innovative_sme"],
        &["innovative_sme"],
        &["tech_sme"],
        &["srdi_sme"],
        &["little_giant"],
        &["innovative_sme", "tech_sme", "srdi_sme", "little_giant"],
    ];
    for rung in rungs {
        let counted = [(&by_law, false), (&by_law, true), (rules(), true)].map(|(rules, inferring)| {
            let mut counts: Vec<usize> = worlds.iter().map(|whole| asked(rules, whole, rung, inferring)).collect();
            counts.sort_unstable();
            (counts[500], counts[950], counts.iter().sum::<usize>())
        });
        println!(
            "{}: median, 95 %, sum: as said {:?}, by law {:?}, asked first {:?}",
            rung.join(" + "),
            counted[0],
            counted[1],
            counted[2]
        );
        assert!(counted[1].2 <= counted[0].2 && counted[2].2 <= counted[1].2);
    }
}
