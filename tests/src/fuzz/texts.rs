//! Short texts: JSON, a typed number, a day.

use super::assert_told;
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::json as reader;
use tidu_core::typed::{self, Typed};

use crate::row::rules;

/// Text of any kind is JSON or is told; what was read, and is printed, reads the same.
pub fn json(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match reader::read(&text) {
        Ok(value) => assert_eq!(reader::read(&value.to_string()).as_ref(), Ok(&value), "{text:?}"),
        Err(why) => assert_told(&why, &text),
    }
    assert!(!reader::shown(&text).chars().any(char::is_control), "{text:?}");
}

/// Typed text, for the numeric fact that the first byte says, is a figure, half of one, or is refused with what would be
/// right. What was read is written as one would type it, and that reads the same; it is never a text of something else,
/// and a case takes it or says why not.
pub fn typed_number(bytes: &[u8]) {
    let Some((at, text)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(text);
    let vocabulary = &rules().vocabulary;
    let numbers: Vec<_> = vocabulary.facts.iter().filter(|fact| fact.kind.is_number()).collect();
    let fact = numbers[usize::from(*at) % numbers.len()];
    match typed::number(fact, &text) {
        Typed::Refused(why) => assert_told(&why, &text),
        Typed::Read(value) => {
            assert!(text.chars().any(char::is_numeric) || !text.is_ascii(), "{text:?} is read");
            let written = typed::written(&value);
            assert_eq!(typed::number(fact, &written), Typed::Read(value.clone()), "{text:?} is written {written:?}");
            let given = match fact.yearly {
                true => serde_json::json!({ "facts": { &fact.id: { "2025": value } } }),
                false => serde_json::json!({ "facts": { &fact.id: value } }),
            };
            let day = Day::parse("2026-11-26").expect("a day");
            let (case, issues) = Case::read(vocabulary, &given, day).expect("a case");
            let slot = fact.slot_of(tidu_core::vocabulary::YearRef::Y0);
            assert!(!issues.is_empty() || case.is_answered(vocabulary, slot) || value.is_object(), "{text:?} is lost");
            issues.iter().for_each(|issue| assert_told(&issue.message, &text));
        }
        Typed::Nothing | Typed::Unfinished => {}
    }
}

/// A day is what is written, or none; months and days on are where the calendar has them.
pub fn day(bytes: &[u8]) {
    let (steps, text) = bytes.split_at(bytes.len().min(3));
    let text = String::from_utf8_lossy(text);
    let typed = typed::day(&text);
    let days = [Day::parse(&text), typed.as_str().and_then(Day::parse)];
    for (day, written) in days.into_iter().zip([Some(&*text), typed.as_str()]) {
        let Some(day) = day else { continue };
        assert_eq!(Some(day.to_string().as_str()), written, "{text:?}");
        assert_eq!(typed::day(&day.to_string()).as_str(), written, "{text:?}");
        let by = steps.iter().fold(0_i32, |by, byte| by << 8 | i32::from(*byte)) - (1 << 23);
        if let Some(then) = day.months_on(by % 3_000) {
            assert_eq!((then.year() * 12 + then.civil().1 as i32) - (day.year() * 12 + day.civil().1 as i32), by % 3_000);
            assert!(then.civil().2 <= day.civil().2);
        }
        if let Some(then) = day.days_on(by) {
            assert_eq!((then.number() - day.number(), then.days_on(-by)), (i64::from(by), Some(day)));
            assert_eq!(Day::parse(&then.to_string()), Some(then));
        }
    }
}
