//! What is told of the worth of the built-in policies to enterprises by chance.

use super::worlds::{View, World, all_told, seen_twice, told};
use proptest::prelude::*;
use std::collections::BTreeMap;
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::matching::{InForce, Use, match_policies};
use tidu_core::sentence::Speaker;
use tidu_core::text::Lang;
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::Span;
use tidu_core::worth::{UNBOUNDED, worths};
use tidu_tests::row::rules;

/// The amount of every policy that is reckoned with figures of the year meant; and what is counted is what may be.
fn amounts(world: &World, view: &View) -> Result<BTreeMap<String, Span>, TestCaseError> {
    let today = Day::parse("2026-11-23").expect("a day");
    let (case, _) = Case::read(&rules().vocabulary, &told(world, view), today).expect("a case");
    let evaluation = evaluate(rules(), &case);
    let matches = match_policies(rules(), &case, &evaluation);
    let found = worths(rules(), &case, &evaluation, &matches);
    let speaker = Speaker { rules: rules(), case: &case, lang: Lang::Zh };
    let mut spans = BTreeMap::new();
    let mut most = 0_i64;
    for (one, worth) in matches.iter().zip(&found.of) {
        let Some(worth) = worth else { continue };
        prop_assert!(one.in_force != InForce::Ended && worth.span.lo >= 0 && worth.span.lo <= worth.span.hi);
        prop_assert_eq!(worth.is_told(), speaker.worth(worth).is_some());
        prop_assert!(worth.is_told() || !worth.waits_for.is_empty(), "{}", one.policy.id);
        if worth.counted {
            prop_assert!(one.usable == Use::Now && matches!(one.verdict, Verdict::Met | Verdict::NeedsReview), "{}", one.policy.id);
            prop_assert!(one.in_force == InForce::InForce && worth.stale.is_none() && worth.span.hi != UNBOUNDED, "{}", one.policy.id);
            most += worth.span.hi;
        }
        if worth.stale.is_none() {
            spans.insert(one.policy.id.clone(), worth.span);
        }
    }
    let sums = [found.sums.yearly, found.sums.once];
    prop_assert!(sums.iter().all(|sum| sum.sure.lo <= sum.reviewed.lo && sum.reviewed.lo <= sum.reviewed.hi));
    prop_assert!(sums.iter().map(|sum| sum.reviewed.lo).sum::<i64>() <= most);
    Ok(spans)
}

proptest! {
    #![proptest_config(super::cases(300))]

    /// More answers never widen what a policy is worth, and whatever they are, it lies within what was told before.
    #[test]
    fn a_worth_only_narrows((world, view, sharper) in seen_twice()) {
        let [first, second, whole] = [amounts(&world, &view)?, amounts(&world, &sharper)?, amounts(&world, &all_told())?];
        for (wide, narrow) in [(&first, &second), (&second, &whole), (&first, &whole)] {
            for (id, span) in wide {
                if let Some(within) = narrow.get(id) {
                    prop_assert!(span.contains(*within), "{}: {:?} {:?}", id, span, within);
                }
            }
        }
    }
}
