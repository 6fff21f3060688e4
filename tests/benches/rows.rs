//! What a row of the library costs, part by part, for firms that answered everything and for those that answered half, as offices
//! have them.
//!
//! `cargo bench -p tidu-tests --bench rows` prints microseconds a firm, firms a second and core, and the ratio to reading and
//! evaluation alone, which no row can do without. Nothing is asserted of time. Without `--bench` one round checks that it runs.

use serde_json::Value;
use std::hint::black_box;
use std::time::Instant;
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::{Evaluation, evaluate};
use tidu_core::matching::match_policies;
use tidu_core::report::summary;
use tidu_core::text::Lang;
use tidu_core::worth::worths;
use tidu_library::{Filter, Firm, Row, Rows, Sort, sort};
use tidu_tests::chance::Chance;
use tidu_tests::plausible;
use tidu_tests::row::rules;

const DAY: &str = "2026-11-27";

fn firms(count: u64, half: bool) -> Vec<Firm> {
    let mut chance = Chance(7);
    let one = |number| {
        let mut case = plausible::firm(number);
        if let Value::Object(facts) = &mut case["facts"] {
            facts.retain(|id, _| !half || id == "region" || chance.below(2) == 0);
        }
        let mut firm = Firm::new(format!("{number:08}"));
        firm.name = format!("第{number}公司");
        firm.set_record(case);
        firm
    };
    (0..count).map(one).collect()
}

fn main() {
    let (count, rounds) = if std::env::args().any(|argument| argument == "--bench") { (1_000, 5) } else { (10, 1) };
    let (rules, day) = (rules(), Day::parse(DAY).expect("a day"));
    for (what, half) in [("whole", false), ("half", true)] {
        let firms = firms(count, half);
        let case = |firm: &Firm| firm.answers(&rules.vocabulary, day).0.lay_out(&rules.vocabulary, day);
        let cases: Vec<Case> = firms.iter().map(case).collect();
        let evaluations: Vec<Evaluation<'_>> = cases.iter().map(|case| evaluate(rules, case)).collect();
        let both = || cases.iter().zip(&evaluations);
        let timed = |work: &dyn Fn()| {
            let one = |_| {
                let begun = Instant::now();
                work();
                begun.elapsed().as_secs_f64() * 1e6 / count as f64
            };
            (0..rounds).map(one).fold(f64::MAX, f64::min)
        };
        let parts: [(&str, &dyn Fn()); 7] = [
            ("record as JSON", &|| firms.iter().for_each(|firm| drop(black_box(firm.record())))),
            ("reading", &|| firms.iter().for_each(|firm| drop(black_box(case(firm))))),
            ("evaluation", &|| cases.iter().for_each(|case| drop(black_box(evaluate(rules, case))))),
            ("matching", &|| both().for_each(|(case, evaluation)| drop(black_box(match_policies(rules, case, evaluation))))),
            ("matching and worth", &|| {
                both().for_each(|(case, evaluation)| {
                    let matches = match_policies(rules, case, evaluation);
                    drop(black_box(worths(rules, case, evaluation, &matches)));
                });
            }),
            ("summary", &|| {
                both().for_each(|(case, evaluation)| drop(black_box(summary(rules, None, case, &[], evaluation, Lang::Zh))));
            }),
            ("row", &|| {
                let mut rows = Rows::new(rules, day, Lang::Zh);
                firms.iter().for_each(|firm| drop(black_box(rows.row(firm))));
            }),
        ];
        let times: Vec<f64> = parts.iter().map(|(_, work)| timed(*work)).collect();
        let least = times[1] + times[2];
        for ((part, _), time) in parts.iter().zip(&times) {
            println!("{what:>6} {part:>20}: {time:>9.1} µs a firm, {:>9.0} a second, ratio {:>6.2}", 1e6 / time, time / least);
        }
        let mut rows = Rows::new(rules, day, Lang::Zh);
        let some: Vec<Row> = firms.iter().map(|firm| rows.row(firm)).collect();
        let many: Vec<Row> = some.iter().cycle().take(if rounds > 1 { 100_000 } else { 100 }).cloned().collect();
        let begun = Instant::now();
        let mut places = Filter { search: "公司".to_owned(), ..Filter::default() }.places(&many);
        let filtered = begun.elapsed();
        sort(&many, &mut places, Sort::Nearest);
        println!("{what:>6} {} rows filtered in {filtered:?}, sorted in {:?}", many.len(), begun.elapsed() - filtered);
    }
}
