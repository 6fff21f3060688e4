//! What a verdict costs. `cargo bench -p tidu-core` prints every figure beside a floor taken in the same run, so that
//! the table means the same on any machine; nothing is asserted of time. Without `--bench` (as `cargo test --benches`
//! runs it) only the agreement with the floor is checked.
//!
//! Figures take turns, round by round, and the least of all runs counts: what else the machine did only adds.

mod cases;
mod floor;

use cases::{Sample, samples, with_holes};
use std::hint::black_box;
use std::time::{Duration, Instant};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::{Assessment, evaluate, size};
use tidu_core::explain::explain;
use tidu_core::missing::missing;
use tidu_core::packs::{BUILT_IN, built_in};
use tidu_core::report::{report, summary};
use tidu_core::rules::{RuleSet, SizeClass};
use tidu_core::text::Lang;
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::Span;
use tidu_core::written::Procedure;

/// So many cases that no branch can be learnt by heart, so few that they stay in the cache.
const CASES: usize = 512;
/// Cases of the JSONL figures; they are told for a hundred thousand.
const LINES: usize = 128;

fn main() {
    let rules = &built_in().expect("the built-in packs have no fault");
    let day = |text| Day::parse(text).expect("a day");
    let srdi_day = day("2025-06-30");
    let srdi = rules.vocabulary.find_standard("srdi_sme").expect("the vocabulary has the standard");
    let (sheet, _) = rules.governing(srdi, srdi_day, Procedure::FirstApplication, Span::point(360_102)).expect("it was in force");
    let score = sheet.score.as_ref().expect("it is scored").total_ref();
    let class = |case: &Case| size(rules, case).map_or(SizeClass::Large, |(_, most)| most);
    let whole = samples(&rules.vocabulary, srdi_day, CASES, class);
    // The size class is given to both sides; what is timed is the sheet.
    let sheet_cases: Vec<_> =
        whole.iter().map(|s| cases::read(&rules.vocabulary, srdi_day, &s.json)).map(|c| (size(rules, &c), c)).collect();
    let mut met = 0;
    for (sample, (size, case)) in whole.iter().zip(&sheet_cases) {
        let by_hand = floor::sheet(&sample.enterprise);
        let outcome = sheet.evaluate(case, *size, &[]);
        assert_eq!((outcome.node(sheet.root).verdict(), outcome.score(score)), by_hand, "{:?}", sample.enterprise);
        met += usize::from(by_hand.0 == Verdict::Met);
    }
    println!("engine and floor agree on {CASES} cases, of which {met} are met");
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }

    let today = day("2026-11-23");
    let now = samples(&rules.vocabulary, today, CASES, class);
    let now_cases: Vec<Case> = now.iter().map(|s| cases::read(&rules.vocabulary, today, &s.json)).collect();
    let with_holes = |one_in| -> Vec<Case> {
        let holed = |(n, sample): (usize, &Sample)| cases::read(&rules.vocabulary, today, &with_holes(&sample.json, n, one_in));
        now.iter().enumerate().map(holed).collect()
    };
    let (holed, half) = (with_holes(3), with_holes(2));
    let lines: Vec<String> = now.iter().take(LINES).map(|s| s.json.to_string()).collect();
    let reports: Vec<_> = lines.iter().map(|line| line_report(rules, line, today)).collect();
    let (mut written, mut told) = (Vec::new(), Vec::new());
    let read = lines.iter().map(String::len).sum::<usize>() / LINES;
    let wrote = reports.iter().map(|report| serde_json::to_string(report).map_or(0, |text| text.len())).sum::<usize>() / LINES;

    let mut table = Table::default();
    let floor = table.add("floor: the 63号 annex 2 sheet by hand", CASES, || {
        for sample in &whole {
            black_box(floor::sheet(black_box(&sample.enterprise)));
        }
    });
    let row = table.add("the sheet: verdict and score", CASES, || {
        for (size, case) in &sheet_cases {
            let outcome = sheet.evaluate(black_box(case), *size, &[]);
            black_box((outcome.node(sheet.root).verdict(), outcome.score(score)));
        }
    });
    table.goal(row, floor, Goal::Times(5.0));
    let row = table.add("the sheet: with the whole explanation", CASES, || {
        for (size, case) in &sheet_cases {
            let outcome = sheet.evaluate(black_box(case), *size, &[]);
            black_box((sheet.explain(case, &outcome), outcome));
        }
    });
    table.goal(row, floor, Goal::Times(25.0));
    let row = table.add("all four standards of one case", CASES, || {
        for case in &now_cases {
            black_box(evaluate(rules, black_box(case)));
        }
    });
    table.goal(row, floor, Goal::Within(Duration::from_micros(10)));
    let row = table.add("the same, every third answer missing", CASES, || {
        for case in &holed {
            black_box(evaluate(rules, black_box(case)));
        }
    });
    table.goal(row, floor, Goal::Within(Duration::from_micros(10)));
    let row = table.add("the same, with what to ask next", CASES, || {
        for case in &holed {
            let evaluation = evaluate(rules, black_box(case));
            for assessment in &evaluation.assessments {
                black_box(missing(rules, case, &evaluation, assessment));
            }
        }
    });
    table.goal(row, floor, Goal::None);
    let row = table.add("the same, explained", CASES, || {
        for case in &holed {
            let evaluation = evaluate(rules, black_box(case));
            for assessment in &evaluation.assessments {
                let assessment: &Assessment<'_> = assessment;
                black_box(explain(case, assessment));
            }
        }
    });
    table.goal(row, floor, Goal::None);
    for (name, cases) in [("evaluation and summary, whole firms", &now_cases), ("the same, half of the answers missing", &half)] {
        let row = table.add(name, CASES, move || {
            for case in cases {
                black_box(summary(rules, None, case, &[], &evaluate(rules, black_box(case)), Lang::Zh));
            }
        });
        table.goal(row, floor, Goal::None);
    }

    let floor = table.add("floor: the packs as plain JSON values", 1, || {
        for (_, json) in BUILT_IN {
            black_box(serde_json::from_str::<serde_json::Value>(black_box(json)).expect("JSON"));
        }
    });
    let row = table.add("read and compile all packs", 1, || {
        black_box(built_in().expect("no fault"));
    });
    table.goal(row, floor, Goal::Within(Duration::from_millis(5)));

    let floor = table.add("floor: JSON in and out of one line", LINES, || {
        for (line, report) in lines.iter().zip(&reports) {
            black_box(serde_json::from_str::<serde_json::Value>(black_box(line)).expect("JSON"));
            written.clear();
            serde_json::to_writer(&mut written, black_box(report)).expect("memory does not fail");
        }
    });
    let jsonl = table.add("tidu evaluate --jsonl, one line", LINES, || {
        for line in &lines {
            told.clear();
            serde_json::to_writer(&mut told, &line_report(rules, black_box(line), today)).expect("memory does not fail");
        }
    });
    table.goal(jsonl, floor, Goal::None);
    let row = table.add("  of it: reading the case", LINES, || {
        for line in &lines {
            let value = serde_json::from_str(black_box(line)).expect("JSON");
            black_box(Case::read(&rules.vocabulary, &value, today).expect("a case"));
        }
    });
    table.goal(row, floor, Goal::None);
    let row = table.add("  of it: making the report", LINES, || {
        for case in &now_cases[..LINES] {
            black_box(report(rules, case, &[], &evaluate(rules, black_box(case)), Lang::Zh));
        }
    });
    table.goal(row, floor, Goal::None);

    table.measure();
    table.print();
    let second = Duration::from_secs(1).as_nanos() as f64;
    let line = table.rows[jsonl].runs[0];
    println!("\n100,000 lines of JSONL: {:.1} s, {:.0} cases a second on one core", line * 1e5 / second, second / line);
    println!("a line is {read} bytes in and {wrote} bytes out");
}

/// What the command line does with one line.
fn line_report(rules: &RuleSet, line: &str, today: Day) -> tidu_core::report::Report {
    let value = serde_json::from_str(line).expect("JSON");
    let (case, issues) = Case::read(&rules.vocabulary, &value, today).expect("a case");
    report(rules, &case, &issues, &evaluate(rules, &case), Lang::Zh)
}

/// What is asked of a figure.
enum Goal {
    /// Nothing but to be known.
    None,
    /// At most so many times its floor.
    Times(f64),
    /// At most so long.
    Within(Duration),
}

struct Row<'a> {
    name: &'static str,
    /// How often one run does the thing.
    times: usize,
    run: Box<dyn FnMut() + 'a>,
    floor: Option<usize>,
    goal: Goal,
    /// Nanoseconds each time, of every run.
    runs: Vec<f64>,
}

#[derive(Default)]
struct Table<'a> {
    rows: Vec<Row<'a>>,
}

impl<'a> Table<'a> {
    const ROUNDS: usize = 60;
    const ROUND: Duration = Duration::from_millis(5);

    fn add(&mut self, name: &'static str, times: usize, run: impl FnMut() + 'a) -> usize {
        self.rows.push(Row { name, times, run: Box::new(run), floor: None, goal: Goal::None, runs: Vec::new() });
        self.rows.len() - 1
    }

    fn goal(&mut self, row: usize, floor: usize, goal: Goal) {
        self.rows[row].floor = Some(floor);
        self.rows[row].goal = goal;
    }

    fn measure(&mut self) {
        for _ in 0..Table::ROUNDS {
            for row in &mut self.rows {
                let round = Instant::now();
                while round.elapsed() < Table::ROUND {
                    let start = Instant::now();
                    (row.run)();
                    row.runs.push(start.elapsed().as_nanos() as f64 / row.times as f64);
                }
            }
        }
    }

    fn print(&mut self) {
        println!("\n{:<42} {:>12} {:>12} {:>9}  goal", "", "least ns", "median ns", "× floor");
        for row in &mut self.rows {
            row.runs.sort_by(f64::total_cmp);
        }
        for row in &self.rows {
            let (least, median) = (row.runs[0], row.runs[row.runs.len() / 2]);
            let times = row.floor.map(|floor| least / self.rows[floor].runs[0]);
            let (goal, reached) = match row.goal {
                Goal::None => (String::new(), None),
                Goal::Times(most) => (format!("≤ {most} × floor"), times.map(|times| times <= most)),
                Goal::Within(most) => (format!("≤ {most:?}"), Some(least <= most.as_nanos() as f64)),
            };
            let reached = reached.map_or("", |reached| if reached { "reached" } else { "MISSED" });
            let times = times.map(|times| format!("{times:.2}")).unwrap_or_default();
            // 号 is as wide as two letters.
            let width = 42 - row.name.matches('号').count();
            println!("{:<width$} {least:>12.1} {median:>12.1} {times:>9}  {goal} {reached}", row.name);
        }
    }
}
