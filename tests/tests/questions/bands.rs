//! Rough figures: within a band nothing turns.

use tidu_core::case::Case;
use tidu_core::evaluate::{Evaluation, evaluate};
use tidu_core::matching::match_policies;
use tidu_core::questions::{bands, turning_points};
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::{Span, YearRef};
use tidu_tests::plausible::firm;
use tidu_tests::player::truth;
use tidu_tests::row::rules;

/// The verdicts of all criteria.
fn verdicts(evaluation: &Evaluation<'_>) -> Vec<Verdict> {
    let sheets = evaluation.assessments.iter().flat_map(|a| a.sheets());
    sheets.flat_map(|(sheet, outcome)| sheet.criteria.iter().map(move |node| outcome.node(*node).verdict())).collect()
}

/// All else being known, no criterion changes its mind between two turning points, and some does at each.
#[test]
fn between_turning_points_nothing_turns() {
    let rules = rules();
    let mut turned = 0;
    for seed in 1..=40 {
        let whole = truth(rules, &firm(seed));
        for id in ["operating_revenue", "rd_expense", "staff", "total_assets", "total_liabilities", "rd_staff", "market_share_national"] {
            let fact = rules.vocabulary.fact(rules.vocabulary.find(id).unwrap());
            let slot = fact.slot_of(YearRef::Y0);
            let mut case: Case = whole.clone();
            case.set(&rules.vocabulary, slot, fact.domain);
            let span = case.span(slot);
            let evaluation = evaluate(rules, &case);
            let points = turning_points(rules, &case, &evaluation, evaluation.assessments.iter().flat_map(|a| a.sheets()), slot);
            let at = |value: i64| {
                let mut known = case.clone();
                known.set(&rules.vocabulary, slot, Span::point(value));
                verdicts(&evaluate(rules, &known))
            };
            let mut lo = span.lo;
            for (next, tests) in points.iter().copied().chain([(span.hi + 1, 0)]) {
                let within = at(lo);
                assert_eq!(within, at(lo + (next - 1 - lo) / 2), "{seed} {id} from {lo} to {next}");
                assert_eq!(within, at(next - 1), "{seed} {id} from {lo} to {next}");
                turned += usize::from(tests > 0 && within != at(next));
                lo = next;
            }
        }
    }
    assert!(turned > 200, "{turned}");
}

/// A share of what nobody knows yet is no place to cut: who has said nothing is offered figures of his size.
#[test]
fn bands_are_of_a_size_that_there_is() {
    let rules = rules();
    let case = Case::empty(&rules.vocabulary, truth(rules, &firm(1)).as_of);
    let evaluation = evaluate(rules, &case);
    let matches = match_policies(rules, &case, &evaluation);
    // 万元, a million of each.
    for (id, most) in [("rd_expense", 5_000), ("operating_revenue", 200_000)] {
        let slot = rules.vocabulary.fact(rules.vocabulary.find(id).unwrap()).slot_of(YearRef::Y0);
        let bands = bands(rules, &case, &evaluation, |_| true, &matches, slot);
        println!("{id} {bands:?}");
        assert!(bands.len() > 1 && bands.iter().all(|band| band.lo <= most * 1_000_000), "{id} {bands:?}");
    }
}

/// Where the ladder leaves room, bands are cut for policies too, so that a rough figure spares them the exact one.
#[test]
fn bands_serve_policies_where_there_is_room() {
    let rules = rules();
    let (mut finer, slot) = (0, rules.vocabulary.fact(rules.vocabulary.find("staff").unwrap()).slot);
    for seed in 1..=20 {
        let mut case = truth(rules, &firm(seed));
        case.set(&rules.vocabulary, slot, rules.vocabulary.fact(rules.vocabulary.find("staff").unwrap()).domain);
        let evaluation = evaluate(rules, &case);
        let matches = match_policies(rules, &case, &evaluation);
        let [alone, beside] = [&[], &matches[..]].map(|matches| bands(rules, &case, &evaluation, |_| true, matches, slot));
        assert!(beside.len() <= 5 && alone.iter().all(|band| beside.iter().any(|other| other.lo == band.lo)), "{alone:?} {beside:?}");
        finer += usize::from(beside.len() > alone.len());
    }
    assert!(finer > 5, "{finer}");
}

/// Bands cover what is possible, meet, and are few.
#[test]
fn bands_cover_what_is_possible() {
    let rules = rules();
    for seed in 1..=20 {
        let whole = truth(rules, &firm(seed));
        let mut case = Case::empty(&rules.vocabulary, whole.as_of);
        for id in ["industry", "staff", "operating_revenue", "rd_expense"] {
            let slot = rules.vocabulary.fact(rules.vocabulary.find(id).unwrap()).slot_of(if id.contains('_') {
                YearRef::Y0
            } else {
                YearRef::Now
            });
            let evaluation = evaluate(rules, &case);
            let bands = bands(rules, &case, &evaluation, |_| true, &[], slot);
            if id != "industry" {
                assert!((2..=5).contains(&bands.len()), "{id} {bands:?}");
                assert_eq!((bands[0].lo, bands[bands.len() - 1].hi), (case.span(slot).lo, case.span(slot).hi));
                assert!(bands.windows(2).all(|two| two[0].hi + 1 == two[1].lo), "{bands:?}");
                if seed == 1 {
                    println!("{id} {bands:?}");
                }
            }
            let said = bands.iter().find(|band| id != "industry" && band.contains(whole.span(slot))).copied();
            case.set(&rules.vocabulary, slot, said.unwrap_or(whole.span(slot)));
        }
    }
}
