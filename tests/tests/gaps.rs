//! What is missing, and what is nearest: that a figure is short by exactly what is told, that the nearest stands first, and
//! that the next band of a score takes exactly what is told.

use serde_json::Value;
use std::cmp::Ordering;
use std::fs;
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::explain::explain;
use tidu_core::gaps::{Shortfall, Way, gaps, next_band};
use tidu_core::rules::{Quantity, Sheet, Test};
use tidu_core::sentence::Speaker;
use tidu_core::text::Lang;
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::{Slot, Span};
use tidu_tests::row::{case, rules};

fn read(value: &Value) -> Case {
    Case::read(&rules().vocabulary, value, Day::parse("2026-11-23").unwrap()).unwrap().0
}

fn companies() -> Vec<(String, Value)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/companies");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.map(|path| (path.display().to_string(), serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap())).collect()
}

/// The same answers with another figure for a value.
fn with(whole: &Value, case: &Case, slot: Slot, value: i64) -> Case {
    let (fact, year) = rules().vocabulary.of_slot(slot);
    let fact = rules().vocabulary.fact(fact);
    let mut whole = whole.clone();
    let told = fact.write(Span::point(value));
    match fact.yearly {
        true => whole["facts"][&fact.id][case.year(year).to_string()] = told,
        false => whole["facts"][&fact.id] = told,
    }
    read(&whole)
}

/// The part of the larger of the two that is lacking, compared exactly.
fn nearer(a: Shortfall, b: Shortfall) -> Ordering {
    let part = |one: Shortfall, by: Shortfall| u128::from(one.own.abs_diff(one.mark)) * u128::from(by.own.max(by.mark));
    part(a, b).cmp(&part(b, a))
}

fn farthest(way: &Way<'_>) -> Option<Shortfall> {
    let all: Option<Vec<Shortfall>> = way.lacks.iter().map(|lack| lack.shortfall).collect();
    all.and_then(|all| all.into_iter().max_by(|a, b| nearer(*a, *b)))
}

fn is_in_order<'w>(mut ways: impl Iterator<Item = &'w Way<'w>>) -> bool {
    let Some(mut last) = ways.next().map(farthest) else { return true };
    ways.all(|way| {
        let this = farthest(way);
        let fits = match (last, this) {
            (Some(a), Some(b)) => nearer(a, b) != Ordering::Greater,
            (a, b) => a.is_some() || b.is_none(),
        };
        last = this;
        fits
    })
}

/// All that fails is told and nothing else, the nearest first; alternatives likewise.
#[test]
fn what_fails_is_told_the_nearest_first() {
    let (mut measured, mut with_alternatives) = (0, 0);
    for (file, whole) in companies() {
        let case = read(&whole);
        let evaluation = evaluate(rules(), &case);
        for a in &evaluation.assessments {
            let explanation = explain(&case, a);
            let found = gaps(&case, a, &explanation);
            let unmet = explanation.criteria().filter(|lines| lines[0].verdict == Verdict::Unmet).count();
            assert_eq!(found.len(), unmet, "{file}");
            assert!(is_in_order(found.iter().map(|gap| &gap.ways[0])), "{file}: {found:#?}");
            for gap in &found {
                assert!(is_in_order(gap.ways.iter()), "{file}: {gap:#?}");
                assert!(gap.ways.iter().all(|way| !way.lacks.is_empty()), "{file}: {gap:#?}");
                assert!(gap.ways.iter().flat_map(|way| &way.lacks).all(|lack| lack.line.verdict == Verdict::Unmet));
                measured += gap.ways.iter().flat_map(|way| &way.lacks).filter(|lack| lack.shortfall.is_some()).count();
                with_alternatives += usize::from(gap.ways.len() > 1);
            }
        }
    }
    assert!(measured > 40 && with_alternatives > 5, "{measured} {with_alternatives}");
}

fn first_slot(sheet: &Sheet, node: tidu_core::rules::NodeIx) -> Option<Slot> {
    match sheet.test(sheet.unwrapped(node).0) {
        // A mean, and a growth whose year stands in others too, moves otherwise.
        Test::Compare { of: Quantity::Mean(_), .. } => None,
        Test::Compare { of, .. } => of.slots().first().copied(),
        _ => None,
    }
}

/// Whether one figure by itself, or over one other, is compared: then it is the figure that is told.
fn alone(sheet: &Sheet, node: tidu_core::rules::NodeIx) -> bool {
    let Test::Compare { of, .. } = sheet.test(sheet.unwrapped(node).0) else { return false };
    match of {
        Quantity::Amount(_) => of.slots().len() == 1,
        Quantity::Ratio(..) => of.slots().len() == 2,
        _ => false,
    }
}

/// Changed by what it is short of, a figure is on the good side of its line; by one unit less it is not.
#[test]
fn a_figure_is_short_by_exactly_what_is_told() {
    let (mut tried, mut alone_tried) = (0, 0);
    for (file, whole) in companies() {
        let case = read(&whole);
        let evaluation = evaluate(rules(), &case);
        for a in &evaluation.assessments {
            let Some((sheet, _)) = a.sheet else { continue };
            let explanation = explain(&case, a);
            let found = gaps(&case, a, &explanation);
            for lack in found.iter().flat_map(|gap| &gap.ways).flat_map(|way| &way.lacks) {
                let (Some(slot), Some(short)) = (first_slot(sheet, lack.line.node), lack.shortfall) else { continue };
                let span = case.span(slot);
                if !span.is_point() {
                    continue;
                }
                if alone(sheet, lack.line.node) {
                    assert_eq!(u64::try_from(span.lo.max(0)).unwrap(), short.own, "{file}: {lack:?}");
                    alone_tried += 1;
                }
                let by = i64::try_from(short.mark).unwrap() - i64::try_from(short.own).unwrap();
                let verdict = |value: i64| {
                    let moved = with(&whole, &case, slot, value);
                    let evaluation = evaluate(rules(), &moved);
                    let outcome = &evaluation.of(a.standard).outcome;
                    outcome.node(lack.line.node).verdict()
                };
                let (enough, less) = (span.lo + by, span.lo + by - by.signum());
                assert_eq!(verdict(less), Verdict::Unmet, "{file}: {lack:?}");
                assert_ne!(verdict(enough), Verdict::Unmet, "{file}: {lack:?}");
                tried += 1;
            }
        }
    }
    assert!(tried > 20 && alone_tried > 5, "{tried} {alone_tried}");
}

/// Moved by what the next band takes, an indicator has the points that are told more; by one unit less it has none more.
#[test]
fn the_next_band_takes_exactly_what_is_told() {
    let mut tried = 0;
    for (file, whole) in companies() {
        let case = read(&whole);
        let evaluation = evaluate(rules(), &case);
        for a in &evaluation.assessments {
            let Some((sheet, score)) = a.sheet.and_then(|(sheet, _)| Some((sheet, sheet.score.as_ref()?))) else { continue };
            for (at, indicator) in score.indicators.iter().enumerate() {
                let before = a.outcome.score(score.indicator_ref(at));
                let Some(next) = next_band(&case, indicator, before) else { continue };
                let slot = next.of.slots()[0];
                let by = i64::try_from(next.shortfall.mark).unwrap() - i64::try_from(next.shortfall.own).unwrap();
                let points = |by: i64| {
                    let moved = with(&whole, &case, slot, case.span(slot).lo + by);
                    evaluate(rules(), &moved).of(a.standard).outcome.score(score.indicator_ref(at)).min
                };
                if matches!(next.of, Quantity::Mean(_)) {
                    continue;
                }
                assert_eq!((points(by), points(by - by.signum())), (before.min + next.points, before.min), "{file}: {next:?}");
                assert!(!Speaker { rules: rules(), case: &case, lang: Lang::Zh }.next_band(&next).is_empty(), "{}", sheet.id);
                tried += 1;
            }
        }
    }
    assert!(tried > 10, "{tried}");
}

/// By hand: three patents of four, and a rate of 3.5 % of which the next band is 5 %.
#[test]
fn gaps_in_words() {
    let answers = "class_1_ip_original 3; operating_revenue 8000 / 7000; rd_expense 280 / 700; total_cost 7000";
    let whole = case("2026-11-23", answers);
    let read = read(&whole);
    let evaluation = evaluate(rules(), &read);
    let speaker = Speaker { rules: rules(), case: &read, lang: Lang::Zh };
    let giant = evaluation.of(rules().vocabulary.find_standard("little_giant").unwrap());
    let explanation = explain(&read, giant);
    let found = gaps(&read, giant, &explanation);
    let (sheet, _) = giant.sheet.unwrap();
    let told: Vec<String> = found
        .iter()
        .flat_map(|gap| gap.ways[0].lacks.iter())
        .filter_map(|lack| speaker.shortfall(sheet, &giant.outcome, lack.line))
        .collect();
    assert_eq!(told, ["还差 220 万元"], "{found:#?}");
    let tech = evaluation.of(rules().vocabulary.find_standard("tech_sme").unwrap());
    let score = tech.sheet.unwrap().0.score.as_ref().unwrap();
    let told =
        score.indicators.iter().enumerate().filter_map(|(at, one)| next_band(&read, one, tech.outcome.score(score.indicator_ref(at))));
    let told: Vec<String> = told.map(|next| speaker.next_band(&next)).collect();
    assert_eq!(told, ["2025 年研发费用总额占营业收入总额的比重再增 0.5 个百分点，得分 +10"]);
}
