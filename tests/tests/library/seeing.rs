//! Rows say what reports say, and come in the order in which an officer would go through them.

use super::*;
use proptest::prelude::*;
use std::cmp::Ordering;
use tidu_core::evaluate::evaluate;
use tidu_core::explain::explain;
use tidu_core::gaps::gaps;
use tidu_core::text::Lang;
use tidu_library::{Filter, Row, Rows, Sort, put_among, sort};

fn rows(firms: impl Iterator<Item = Firm>) -> Vec<Row> {
    let mut rows = Rows::new(rules(), today(), Lang::Zh);
    firms.map(|firm| rows.row(&firm)).collect()
}

/// What a row says of a rung is what the full report says.
#[test]
fn a_row_says_what_the_report_says() {
    let firms: Vec<Firm> = (0..10_000).map(firm).collect();
    let (mut barred, mut held) = (0, 0);
    for (row, firm) in rows(firms.iter().cloned()).iter().zip(&firms) {
        let (answers, _) = firm.answers(vocabulary(), today());
        let case = answers.lay_out(vocabulary(), today());
        let evaluation = evaluate(rules(), &case);
        let report = serde_json::to_value(tidu_core::report::report(rules(), &case, &[], &evaluation, Lang::Zh)).unwrap();
        let ladder = &vocabulary().ladder;
        let verdict = |at: usize| {
            let id = &vocabulary().standard(ladder[at]).id;
            let all = report["assessments"].as_array().unwrap();
            all.iter().find(|one| one["standard"] == **id).unwrap()["verdict"].as_str().unwrap().to_owned()
        };
        let reached = (0..ladder.len()).rev().find(|at| ["met", "needs_review"].contains(&verdict(*at).as_str()));
        assert_eq!(row.reached, reached, "{}", firm.name);
        held += usize::from(row.held.is_some());
        if let Some(next) = row.next {
            assert!(Some(next) > row.held && Some(next) > row.reached);
            let assessment = evaluation.of(ladder[next]);
            let explanation = explain(&case, assessment);
            let gaps = gaps(&case, assessment, &explanation);
            assert_eq!(row.bars.len(), gaps.len());
            barred += gaps.len();
            if row.is_one_short() {
                assert_eq!((gaps.len(), gaps[0].ways[0].lacks.len()), (1, 1));
                assert!(gaps[0].ways[0].lacks[0].shortfall.is_some());
            }
        }
    }
    assert!(barred > 3_000 && held > 600, "{barred} bars, {held} titles: the sample says too little");
}

#[test]
fn the_nearest_come_first() {
    let rows = rows((0..400).map(firm));
    let mut places = Filter::default().places(&rows);
    assert_eq!(places.len(), rows.len());
    sort(&rows, &mut places, Sort::Nearest);
    let part = |row: &Row| row.worst.map(|one| (u128::from(one.own.abs_diff(one.mark)) << 40) / u128::from(one.scale()));
    for pair in places.windows(2) {
        let [one, other] = [&rows[pair[0]], &rows[pair[1]]];
        let key = |row: &Row| (row.next.is_none(), row.bars.len(), part(row).is_none(), part(row), row.open);
        assert!(key(one) <= key(other), "{:?} {:?}", key(one), key(other));
        assert_ne!(one.nearer(other), Ordering::Greater);
    }
}

#[test]
fn filters_take_what_they_say() {
    let rows = rows((0..400).map(firm));
    let found = |filter: Filter| filter.places(&rows).into_iter().map(|at| &rows[at]).collect::<Vec<_>>();
    let all = |filter: Filter, is: &dyn Fn(&Row) -> bool| {
        let found = found(filter);
        assert!(!found.is_empty() && found.len() < rows.len() && found.iter().all(|row| is(row)));
        assert_eq!(found.len(), rows.iter().filter(|row| is(row)).count());
    };
    all(Filter { held: Some(None), ..Filter::default() }, &|row| row.held.is_none());
    all(Filter { held: Some(Some(1)), ..Filter::default() }, &|row| row.held == Some(1));
    all(Filter { reached: Some(Some(0)), ..Filter::default() }, &|row| row.reached == Some(0));
    all(Filter { industry: Some("software_it".to_owned()), ..Filter::default() }, &|row| row.industry.as_deref() == Some("software_it"));
    all(Filter { street: Some("百花洲街道".to_owned()), ..Filter::default() }, &|row| &*row.street == "百花洲街道");
    all(Filter { officer: Some(String::new()), ..Filter::default() }, &|row| row.officer.is_empty());
    all(Filter { one_short: true, ..Filter::default() }, &Row::is_one_short);
    all(Filter { reached_not_held: true, ..Filter::default() }, &Row::is_reached_not_held);
    let until = Day::parse("2027-12-31").unwrap();
    all(Filter { expires_by: Some(until), ..Filter::default() }, &|row| row.titles.iter().any(|(_, last)| *last <= until));
    let bar = rows.iter().find_map(|row| row.bars.first()).unwrap().id.to_string();
    all(Filter { bar: Some(bar.clone()), ..Filter::default() }, &|row| row.bars.iter().any(|one| *one.id == bar));
    all(Filter { search: "第１７ 百花".to_owned(), ..Filter::default() }, &|row| {
        row.name.contains("第17") && &*row.street == "百花洲街道"
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    /// Rows that come bit by bit, some a second time, stand where they would stand had all been put in order at once.
    #[test]
    fn what_comes_bit_by_bit_stands_in_order(first in 0_u64..1_000_000, cuts in proptest::collection::vec(0_usize..40, 1..6), found: bool) {
        let mut makes = Rows::new(rules(), today(), Lang::Zh);
        let rows: Vec<_> = (0..40).map(|n| makes.row(&firm(first + n % 30))).collect();
        let filter = if found { Filter { search: "墩子塘".to_owned(), ..Filter::default() } } else { Filter::default() };
        for by in [Sort::Nearest, Sort::Name, Sort::Street, Sort::Held, Sort::Reached, Sort::NextDate, Sort::Open] {
            let mut whole = filter.places(&rows);
            sort(&rows, &mut whole, by);
            let (mut places, mut from) = (Vec::new(), 0);
            for to in cuts.iter().copied().chain([40]).collect::<std::collections::BTreeSet<_>>() {
                put_among(&rows, &mut places, &filter, by, (from..to).chain(from.saturating_sub(3)..from).collect());
                from = to;
            }
            prop_assert_eq!(&places, &whole);
        }
    }
}
