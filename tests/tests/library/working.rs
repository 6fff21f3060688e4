//! What is done elsewhere, as in a worker, is what would be done here.

use crate::{firm, library, today};
use proptest::prelude::*;
use tidu_core::day::Day;
use tidu_core::text::Lang;
use tidu_library::{Firm, Law, Progresses, Rows, Tally, Words, Work, drafted, pack_firms, turns, unpack_firms, unpack_rows, unpack_tally};
use tidu_tests::row::rules;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn rows_are_the_same_wherever_they_are_made(numbers in proptest::collection::vec(0_u64..1_000_000, 1..12), english: bool, days in 0_i32..2_000) {
        let firms: Vec<Firm> = numbers.into_iter().map(firm).collect();
        let (day, lang) = (today().days_on(days).unwrap(), if english { Lang::En } else { Lang::Zh });
        let sent = pack_firms(&firms);
        prop_assert_eq!(&unpack_firms(&sent).unwrap(), &firms);
        let came = Work::Rows(day.number(), lang.id().to_owned()).done(rules(), &sent).unwrap();
        let mut rows = Rows::new(rules(), day, lang);
        let here: Vec<_> = firms.iter().map(|firm| rows.row(firm)).collect();
        prop_assert_eq!(unpack_rows(&came, &mut Words::default()).unwrap(), here);
    }
}

#[test]
fn pieces_add_up_to_the_whole_in_any_order() {
    let library = library(0..60);
    let firms: Vec<&Firm> = library.firms().collect();
    let (before, after) = (Day::parse("2024-01-01").unwrap(), today());
    let (mut tally, mut progress) = (Tally::default(), Progresses::new(rules(), after));
    for firm in &firms {
        tally.add(&turns(Law { rules: rules(), day: before }, Law { rules: rules(), day: after }, firm));
        progress.add(firm);
    }
    assert!(tally.turned > 0 && progress.all.iter().any(|one| one.count + one.open > 0));
    let (mut tallied, mut counted) = (Tally::default(), Progresses::new(rules(), after));
    for piece in firms.chunks(7).rev() {
        let sent = pack_firms(piece.iter().copied());
        tallied.join(unpack_tally(&Work::Turns(before.number(), after.number(), Vec::new()).done(rules(), &sent).unwrap()).unwrap());
        assert!(counted.join(&Work::Targets(after.number()).done(rules(), &sent).unwrap()));
    }
    assert_eq!(tallied, tally);
    assert_eq!(counted.all, progress.all);
}

/// A draft stands in the later law alone, and its faults are told.
#[test]
fn a_draft_stands_beside_the_later_law() {
    let draft = vec![("草案.json".to_owned(), tidu_tests::draft::draft())];
    let rules_then = drafted(&draft).unwrap();
    let (library, day) = (library(0..60), today());
    let mut tally = Tally::default();
    for firm in library.firms() {
        tally.add(&turns(Law { rules: rules(), day }, Law { rules: &rules_then, day }, firm));
    }
    let sent = pack_firms(library.firms());
    let came = |draft| unpack_tally(&Work::Turns(day.number(), day.number(), draft).done(rules(), &sent).unwrap()).unwrap();
    assert!(tally.turned > 0);
    assert_eq!(came(draft), tally);
    assert_eq!(came(Vec::new()).turned, 0);
    let faults = drafted(&[("坏.json".to_owned(), "{".to_owned())]).err().unwrap();
    assert!(!faults.is_empty());
    assert_eq!(Work::Turns(day.number(), day.number(), vec![(String::new(), "{".to_owned())]).done(rules(), &sent), None);
}

#[test]
fn what_is_no_piece_is_refused() {
    assert_eq!(unpack_firms(b"[{}]"), None);
    assert_eq!(Work::Targets(today().number()).done(rules(), b"{"), None);
    assert_eq!(Work::Rows(today().number(), "xx".to_owned()).done(rules(), &pack_firms([])), None);
    assert!(unpack_rows(b"{\"words\":[],\"rows\":[[[\"a\",\"b\",\"c\",0,0,null,null]]]}", &mut Words::default()).is_none());
}
