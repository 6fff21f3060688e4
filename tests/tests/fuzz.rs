//! What strangers may hand over, by chance and without mercy: cases, packs, typed text, days. Nothing may panic, and what
//! is promised of every answer holds. By default a bounded number of inputs for each; `TIDU_FUZZ=1000000` in the
//! environment asks for more. A failing input is printed whole, and goes into `data/hostile/` with what is right.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Map, Number, Value, json};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::matched::match_report;
use tidu_core::packs::{BUILT_IN, load};
use tidu_core::plan::plan;
use tidu_core::report::report;
use tidu_core::text::Lang;
use tidu_core::{json as reader, typed};
use tidu_tests::row::rules;

fn config(inputs: u32) -> ProptestConfig {
    let wanted = std::env::var("TIDU_FUZZ").ok().and_then(|text| text.parse().ok());
    ProptestConfig { cases: wanted.unwrap_or(inputs), failure_persistence: None, max_shrink_iters: 2_000, ..ProptestConfig::default() }
}

fn today() -> Day {
    Day::parse("2026-11-26").expect("a day")
}

/// Words that the readers look for, and others near them.
fn word() -> impl Strategy<Value = String> {
    let ids: Vec<String> = rules().vocabulary.iter().map(|(_, fact)| fact.id.clone()).collect();
    let options: Vec<String> = rules().vocabulary.iter().flat_map(|(_, fact)| fact.options.iter().map(|o| o.id.clone())).collect();
    prop_oneof![
        4 => proptest::sample::select(ids),
        3 => proptest::sample::select(options),
        3 => proptest::sample::select(vec!["2025", "2024", "2023", "2026", "min", "max", "none", "2027-06-30", "2026-02-29", "360102", "36", "renewal"])
            .prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ]
}

fn number() -> impl Strategy<Value = Value> {
    let odd = ["0", "-0", "1e2", "2.0", "99999999999999999999", "0.0000001", "-1", "1e400", "3200.5", "100.000001"];
    prop_oneof![
        any::<i64>().prop_map(|n| json!(n)),
        (0..2_000_i64).prop_map(|n| json!(n)),
        proptest::sample::select(odd.to_vec()).prop_map(|text| text.parse::<Number>().map_or(Value::Null, Value::Number)),
    ]
}

/// JSON of any shape.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::Bool), number(), word().prop_map(Value::String)];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::Array),
            btree_map(word(), inner, 0..6).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// A case whose outer shape is right, so that what is odd lies within.
fn case() -> impl Strategy<Value = Value> {
    (btree_map(word(), anything(), 0..12), anything(), proptest::option::of(word())).prop_map(|(facts, procedures, day)| {
        let mut case = Map::new();
        case.insert("facts".to_owned(), Value::Object(facts.into_iter().collect()));
        case.insert("procedures".to_owned(), procedures);
        case.extend(day.map(|day| ("as_of".to_owned(), Value::String(day))));
        Value::Object(case)
    })
}

/// Puts something else at a place of a document, found by counting.
fn change(value: &mut Value, at: &mut usize, with: &Value) -> bool {
    if *at == 0 {
        *value = with.clone();
        return true;
    }
    *at -= 1;
    match value {
        Value::Array(items) => items.iter_mut().any(|item| change(item, at, with)),
        Value::Object(map) => map.values_mut().any(|item| change(item, at, with)),
        _ => false,
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum(),
        _ => 0_usize,
    }
}

proptest! {
    #![proptest_config(config(1_500))]

    /// A case of any shape is read, judged and told; a report says which day it is of.
    #[test]
    fn no_case_stops_a_report(given in prop_oneof![4 => case(), 1 => anything()]) {
        if let Ok((case, issues)) = Case::read(&rules().vocabulary, &given, today()) {
            let evaluation = evaluate(rules(), &case);
            for lang in [Lang::Zh, Lang::En] {
                let told = report(rules(), &case, &issues, &evaluation, lang);
                prop_assert_eq!(&told.as_of, &case.as_of.to_string());
                prop_assert!(told.issues.iter().all(|issue| !issue.message.is_empty()));
                prop_assert!(!told.to_text(lang).is_empty());
                prop_assert_eq!(match_report(rules(), &case, &issues, &evaluation, lang).as_of, told.as_of);
            }
        }
    }

    /// Text of any kind is JSON or is told.
    #[test]
    fn no_text_stops_the_reader(text in prop_oneof!["\\PC{0,60}", "[\\[\\]{}\",:0-9a-z\\\\u]{0,60}", ".{0,40}"]) {
        if let Err(why) = reader::read(&text) {
            prop_assert!(!why.get(Lang::Zh).is_empty() && !why.get(Lang::En).is_empty());
        }
    }

    /// Typed text is a figure, half of one, or is refused with what would be right; what was read reads back.
    #[test]
    fn no_typed_text_is_taken_for_what_it_is_not(
        text in prop_oneof!["[0-9０-９.,，．万亿千元%￥~～\\- ()（）以上下不到约]{0,14}", "\\PC{0,20}"],
        at in 0..1_000_usize,
    ) {
        let numbers: Vec<_> = rules().vocabulary.iter().map(|(_, fact)| fact).filter(|fact| fact.kind.is_number()).collect();
        let fact = numbers[at % numbers.len()];
        match typed::number(fact, &text) {
            typed::Typed::Refused(why) => prop_assert!(!why.get(Lang::Zh).is_empty() && !why.get(Lang::En).is_empty()),
            typed::Typed::Read(_) => prop_assert!(text.chars().any(char::is_numeric) || !text.is_ascii(), "{:?} is read", text),
            _ => {}
        }
    }

    /// A day is what is written, or none.
    #[test]
    fn a_day_reads_back(text in prop_oneof!["[0-9]{4}-[0-9]{2}-[0-9]{2}", "\\PC{0,12}"], months in -2_000..2_000_i32) {
        if let Some(day) = Day::parse(&text) {
            prop_assert_eq!(day.to_string(), text);
            if let Some(then) = day.months_on(months) {
                prop_assert_eq!((then.year() * 12 + then.civil().1 as i32) - (day.year() * 12 + day.civil().1 as i32), months);
            }
        }
    }
}

proptest! {
    #![proptest_config(config(300))]

    /// Whatever stands in a case, plans are told or it is said why there are none.
    #[test]
    fn no_case_stops_a_plan(given in case(), tier in 0..5_usize) {
        let tier = tidu_core::vocabulary::StandardIx(u16::try_from(tier).expect("few standards"));
        let _ = plan(rules(), &given, today(), tier, &Default::default());
    }

    /// A built-in pack with something odd in one place compiles or is refused in words; it never stops the program.
    #[test]
    fn no_pack_stops_the_compiler(which in 0..BUILT_IN.len(), at in any::<prop::sample::Index>(), with in anything()) {
        let (id, text) = BUILT_IN[which];
        let mut pack: Value = serde_json::from_str(text).expect("JSON");
        let mut place = at.index(count(&pack));
        change(&mut pack, &mut place, &with);
        let changed = pack.to_string();
        let packs = BUILT_IN.iter().map(|(other, text)| (*other, if *other == id { changed.as_str() } else { *text }));
        if let Err(faults) = load(packs) {
            prop_assert!(!faults.is_empty());
            prop_assert!(faults.iter().all(|fault| !fault.problem.get(Lang::Zh).is_empty() && !fault.remedy.get(Lang::En).is_empty()));
        }
    }
}
