//! How many questions and taps it takes, over plausible firms and six owners: `cargo bench -p tidu-tests --bench questions`.
//! The first argument that is a number is how many firms.

use tidu_core::case::Case;
use tidu_core::packs::built_in;
use tidu_core::rules::RuleSet;
use tidu_tests::ordering;
use tidu_tests::plausible::{OWNERS, firm, owner};
use tidu_tests::player::*;

/// Median, 95 of 100 and worst of something.
fn spread(games: &[(&Case, Game)], pick: &dyn Fn(&Case) -> bool, of: &dyn Fn(&Game) -> usize) -> String {
    let mut all: Vec<usize> = games.iter().filter(|(truth, _)| pick(truth)).map(|(_, game)| of(game)).collect();
    all.sort_unstable();
    quantiles(&all).map(|n| n.to_string()).join(" · ")
}

fn played<'t>(rules: &RuleSet, truths: &'t [Case], knows: Knows, next: &Next<'_>) -> Vec<(&'t Case, Game)> {
    truths.iter().map(|truth| (truth, play(rules, truth, knows, true, next))).collect()
}

fn row(name: &str, rules: &RuleSet, games: &[(&Case, Game)]) {
    let held = |truth: &Case| (1..=3).any(|rung| is_held(rules, truth, rung));
    let all = |of: &dyn Fn(&Game) -> usize| spread(games, &|_| true, of);
    println!(
        "| {name} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
        all(&|game| game.picture.questions),
        all(&|game| game.picture.taps),
        spread(games, &|truth| !held(truth), &|game| game.first_rung.questions),
        spread(games, &held, &|game| game.first_rung.questions),
        spread(games, &held, &|game| game.next_rung.questions),
        all(&|game| game.ladder.questions),
        all(&|game| game.ladder.taps),
        all(&|game| game.ladder.seconds / 60),
        all(&|game| game.all.questions - game.ladder.questions),
    );
}

fn main() {
    let count: u64 = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(1_000);
    let mut rules = built_in().unwrap_or_else(|faults| panic!("{faults:?}"));
    // Others than the order was computed from.
    let truths: Vec<Case> = (10_001..=10_000 + count).map(|seed| truth(&rules, &firm(seed))).collect();

    println!("{count} firms; median · 95 of 100 · worst\n");
    println!(
        "| order | questions to the picture | taps | questions to the first rung, without a title | with one | to the rung after it | questions until the ladder is settled | taps | minutes | screens of policies |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    let table = played(&rules, &truths, Knows::All, &by_table);
    row("computed", &rules, &table);
    row("weights, figure by figure", &rules, &played(&rules, &truths, Knows::All, &by_weight));
    row("most missed", &rules, &played(&rules, &truths, Knows::All, &by_most_missed));
    let then = rules.vocabulary.then.clone();
    ordering::by_chance(&mut rules, &truths[..truths.len().min(200)]);
    row("cost over chance", &rules, &played(&rules, &truths, Knows::All, &by_table));
    rules.vocabulary.then = then;

    println!("\n| owner | picture: questions, taps | next rung | ladder settled | policies: screens |\n|---|---|---|---|---|");
    for (name, file) in OWNERS {
        let game = play(&rules, &truth(&rules, &owner(file)), Knows::All, true, &by_table);
        let [picture, rung, ladder] = [game.picture, game.next_rung, game.ladder].map(|e| format!("{}, {}", e.questions, e.taps));
        println!("| {name} | {picture} | {rung} | {ladder} | {} |", game.all.questions - game.ladder.questions);
    }

    let mean = |games: &[(&Case, Game)], of: &dyn Fn(&Game) -> usize| {
        games.iter().map(|(_, game)| of(game) as f64).sum::<f64>() / games.len() as f64
    };
    let heart = played(&rules, &truths, Knows::ByHeart, &by_table);
    println!(
        "\n| after so many questions | rungs settled of 3 | measures to be used | measures that wait for answers |\n|---|---|---|---|"
    );
    let line = |name: &str, games: &[(&Case, Game)], at: usize| {
        let settled = |game: &Game| game.settled[at.min(game.settled.len() - 1)];
        let [rungs, usable, waiting] = [
            mean(games, &|game| settled(game).rungs),
            mean(games, &|game| settled(game).usable),
            mean(games, &|game| settled(game).waiting),
        ];
        println!("| {name} | {rungs:.2} | {usable:.1} | {waiting:.1} |");
    };
    (0..=40).step_by(5).for_each(|at| line(&at.to_string(), &table, at));
    for at in [5, 10, 20] {
        line(&format!("{at}, who knows only what is known by heart"), &heart, at);
    }
    line("all, who knows only what is known by heart", &heart, usize::MAX);
}
