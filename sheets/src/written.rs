//! Answers as headings and cells that are read as the same answers.

use crate::firm::BETWEEN;
use tidu_core::answers::Key;
use tidu_core::messages as m;
use tidu_core::money::MoneyUnit;
use tidu_core::text::Lang;
use tidu_core::vocabulary::{Fact, Kind, NO_TITLE, Span, Vocabulary};

/// The heading of a question, with its year and unit: `2025年营业收入总额（万元）`.
pub fn written_heading(vocabulary: &Vocabulary, key: Key, lang: Lang) -> String {
    let fact = vocabulary.fact(key.fact);
    let label = fact.label.get(lang);
    let named = key.year.map_or_else(|| label.to_owned(), |year| m::LABEL_IN_YEAR.fill(lang, [&year, &label]));
    match (fact.kind, &fact.unit) {
        (Kind::Money, _) => m::MEASURE_BEHIND.fill(lang, [&named, &MoneyUnit::default().name(lang)]),
        (Kind::Percent, Some(unit)) => m::MEASURE_BEHIND.fill(lang, [&named, unit]),
        _ => named,
    }
}

/// An answer as a cell under that heading.
pub fn written_cell(fact: &Fact, span: Span, lang: Lang) -> String {
    let option = |at: usize| {
        let option = fact.options.get(at);
        // What parts options in a cell is no part of one.
        option.map_or("", |option| if option.label.get(lang).contains(BETWEEN) { &option.id } else { option.label.get(lang) })
    };
    match fact.kind {
        Kind::Bool => if span.lo == 1 { m::YES } else { m::NO }.say(lang).to_owned(),
        Kind::Choice => usize::try_from(span.lo).map(option).unwrap_or_default().to_owned(),
        Kind::Set if span.lo == 0 => m::NO.say(lang).to_owned(),
        Kind::Set => (0..fact.options.len()).filter(|at| span.lo & 1 << at != 0).map(option).collect::<Vec<_>>().join("、"),
        Kind::Title if span.lo == NO_TITLE => m::NO.say(lang).to_owned(),
        // Held, and until when is not known.
        Kind::Title if !span.is_point() => m::YES.say(lang).to_owned(),
        _ => fact.text(span).unwrap_or_default(),
    }
}
