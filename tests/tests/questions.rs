//! x
use tidu_core::case::Case;
use tidu_core::packs::built_in;
use tidu_core::rules::RuleSet;
use tidu_tests::ordering;
use tidu_tests::plausible::firm;
use tidu_tests::player::*;

fn show(name: &str, rules: &RuleSet, truths: &[Case], next: &Next<'_>) {
    let games: Vec<Game> = truths.iter().map(|t| play(rules, t, Knows::All, true, next)).collect();
    println!("{name}: {:?}", games[0].asked);
    let row = |what: &str, of: &dyn Fn(&Game) -> usize, pick: &dyn Fn(&Case) -> bool| {
        let mut v: Vec<usize> = games.iter().zip(truths).filter(|(_, t)| pick(t)).map(|(g, _)| of(g)).collect();
        v.sort_unstable();
        println!(
            "  {what}: n {} median {} 95% {} worst {} mean {}",
            v.len(),
            v[v.len() / 2],
            v[v.len() * 95 / 100],
            v[v.len() - 1],
            v.iter().sum::<usize>() as f64 / v.len() as f64
        );
    };
    let held = |t: &Case| (1..=3).any(|r| is_held(rules, t, r));
    row("picture q", &|g| g.picture.questions, &|_| true);
    row("picture taps", &|g| g.picture.taps, &|_| true);
    row("next rung q held", &|g| g.next_rung.questions, &held);
    row("next rung q other", &|g| g.next_rung.questions, &|t| !held(t));
    row("next rung taps", &|g| g.next_rung.taps, &|_| true);
    row("next rung seconds", &|g| g.next_rung.seconds, &|_| true);
    row("ladder q", &|g| g.ladder.questions, &|_| true);
    row("ladder taps", &|g| g.ladder.taps, &|_| true);
    row("ladder seconds", &|g| g.ladder.seconds, &|_| true);
    row("policy screens", &|g| g.all.questions - g.ladder.questions, &|_| true);
}

#[test]
#[ignore = "a measurement"]
fn before() {
    let mut rules = built_in().unwrap();
    let n: u64 = std::env::var("FIRMS").map_or(150, |n| n.parse().unwrap());
    let truths: Vec<Case> = (1..=n).map(|seed| truth(&rules, &firm(seed))).collect();
    show("weights", &rules, &truths, &by_weight);
    let begun = std::time::Instant::now();
    let named = |rules: &RuleSet, of: &[usize]| of.iter().map(|at| rules.vocabulary.questions[*at].id.clone()).collect::<Vec<_>>();
    ordering::first_round(&mut rules, &truths[..truths.len().min(60)]);
    println!("first {:?} {:?}", named(&rules, &rules.vocabulary.first_round), begun.elapsed());
    let whole = rules.vocabulary.first_round.clone();
    for k in [8, 10, 12] {
        rules.vocabulary.first_round = whole[..k.min(whole.len())].to_vec();
        ordering::then(&mut rules, &truths, false);
        println!("then {:?} {:?}", named(&rules, &rules.vocabulary.then), begun.elapsed());
        show(&format!("table {k}"), &rules, &truths, &by_table);
    }
}
