//! The computed order beside the least that any way of asking could cost, on small rules where that can be found.

use serde_json::{Value, json};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::rules::RuleSet;
use tidu_tests::chance::Chance;
use tidu_tests::ordering;
use tidu_tests::player::*;
use tidu_tests::small::{DAY, QUESTIONS, answers, case, pack, rules, vocabulary};

/// A small pack and firms that answer by chance; `None` where it takes no question or too many.
fn game(chance: &mut Chance) -> Option<(RuleSet, Vec<Case>)> {
    let mut vocabulary = vocabulary();
    vocabulary["ladder"] = json!(["second"]);
    vocabulary["costs"] = json!({"by_heart": 3, "accounts": 15, "specialist": 60, "bool": 2, "count": 5, "set": 5, "choice": 3});
    for fact in vocabulary["facts"].as_array_mut()? {
        fact["lookup"] = json!(chance.pick(&["by_heart", "accounts", "specialist"]));
    }
    let rules = rules(&vocabulary, &pack(chance));
    let mut firm = || -> Case {
        let said: Vec<Value> = QUESTIONS
            .iter()
            .map(|(id, year)| {
                let all = answers(id);
                // Years that differ little, so that situations come again.
                if year.is_some() { all[1 + 2 * chance.below(2)].clone() } else { all[chance.below(all.len())].clone() }
            })
            .collect();
        Case::read(&rules.vocabulary, &case(&QUESTIONS, &said), Day::parse(DAY).unwrap()).unwrap().0
    };
    let firms: Vec<Case> = (0..60).map(|_| firm()).collect();
    let first = play(&rules, &firms[0], Knows::All, false, &by_table);
    (first.next_rung.questions > 0).then_some((rules, firms))
}

#[test]
fn the_order_is_near_the_best_there_is() {
    let mut chance = Chance(0x0DDE_12ED);
    let mut sums = [0.0; 5];
    let mut worst: f64 = 1.0;
    let mut packs = 0;
    while packs < 40 {
        let Some((mut rules, firms)) = game(&mut chance) else { continue };
        packs += 1;
        let mean = |rules: &RuleSet, next: &Next<'_>| {
            let seconds: usize = firms.iter().map(|firm| play(rules, firm, Knows::All, false, next).next_rung.seconds).sum();
            seconds as f64 / firms.len() as f64
        };
        let best = ordering::optimum(&rules, &firms);
        let weights = mean(&rules, &by_weight);
        let missed = mean(&rules, &by_most_missed);
        ordering::by_chance(&mut rules, &firms);
        let chances = mean(&rules, &by_table);
        ordering::then(&mut rules, &firms);
        let table = mean(&rules, &by_table);
        for (sum, one) in sums.iter_mut().zip([best, table, weights, missed, chances]) {
            *sum += one;
        }
        worst = worst.max(table / best);
    }
    let [best, table, weights, missed, chances] = sums;
    println!(
        "times the best: table {:.3} (at worst {worst:.3}), weights {:.3}, most missed {:.3}, cost over chance {:.3}",
        table / best,
        weights / best,
        missed / best,
        chances / best
    );
    assert!(table <= 1.25 * best, "{table} beside {best}");
}
