//! Enterprises and what is reckoned of them as bytes, for work that is done elsewhere: in a worker of the browser nothing of
//! this memory can be seen. Rows say much in the same words, which are written once.

use crate::early::{Tally, TallyLine, Way};
use crate::firm::Firm;
use crate::row::{Bar, Date, Row, Sum, Words};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use tidu_core::day::Day;
use tidu_core::gaps::Shortfall;
use tidu_core::rules::SizeClass;
use tidu_core::text::{Lang, Text};
use tidu_core::vocabulary::FactIx;
use tidu_core::written::Certainty;

/// Enterprises as bytes.
pub fn pack_firms<'f>(firms: impl IntoIterator<Item = &'f Firm>) -> Vec<u8> {
    serde_json::to_vec(&firms.into_iter().collect::<Vec<_>>()).unwrap_or_default()
}

/// Enterprises of bytes; none where they are something else.
pub fn unpack_firms(bytes: &[u8]) -> Option<Vec<Firm>> {
    serde_json::from_slice(bytes).ok()
}

/// What rows say, each thing once, and the rows, which say it by its place.
#[derive(Serialize, Deserialize)]
struct Packed {
    words: Vec<String>,
    rows: Vec<(Who, Rungs, Short, Worth)>,
}

/// Id, name, what is searched in, street, officer, industry and size.
type Who = (String, String, String, usize, usize, Option<usize>, Option<usize>);
/// What is held and until when, what is reached, what is next.
type Rungs = (Option<usize>, Option<i32>, Option<usize>, Option<usize>);
/// What bars it; the farthest figure; how many are short, questions open, answers wrong.
type Short = (Vec<(usize, usize, Option<String>)>, Option<(u64, u64)>, usize, usize, usize);
/// What support comes to every year and once, titles, dates.
type Worth = (Option<(usize, Certainty)>, Option<(usize, Certainty)>, Vec<(u16, i32)>, Vec<(i32, usize, Certainty)>);

/// Rows as bytes.
pub fn pack_rows(rows: &[Row]) -> Vec<u8> {
    let (mut words, mut known) = (Vec::new(), HashMap::new());
    let mut word = |text: &Arc<str>| {
        *known.entry(text.clone()).or_insert_with(|| {
            words.push(text.to_string());
            words.len() - 1
        })
    };
    let rows = rows.iter().map(|row| {
        let mut sum = |sum: &Option<Sum>| sum.as_ref().map(|sum| (word(&sum.text), sum.certainty));
        let sums = (sum(&row.yearly), sum(&row.once));
        let who = (
            row.id.clone(),
            row.name.clone(),
            row.sought.clone(),
            word(&row.street),
            word(&row.officer),
            row.industry.as_ref().map(&mut word),
            row.size.map(|size| size as usize),
        );
        let rungs = (row.held, row.held_until.map(day), row.reached, row.next);
        let bars = row.bars.iter().map(|bar| (word(&bar.id), word(&bar.text), bar.gap.as_deref().map(str::to_owned)));
        let short = (bars.collect(), row.worst.map(|worst| (worst.own, worst.mark)), row.figures, row.open, row.errors);
        let titles = row.titles.iter().map(|(fact, until)| (fact.0, day(*until)));
        let dates = row.dates.iter().map(|date| (day(date.day), word(&date.what), date.certainty));
        (who, rungs, short, (sums.0, sums.1, titles.collect(), dates.collect()))
    });
    let rows = rows.collect();
    serde_json::to_vec(&Packed { words, rows }).unwrap_or_default()
}

/// Rows of bytes, with the words of those that came before; none where they are something else.
pub fn unpack_rows(bytes: &[u8], words: &mut Words) -> Option<Vec<Row>> {
    let packed: Packed = serde_json::from_slice(bytes).ok()?;
    let own: Vec<Arc<str>> = packed.words.iter().map(|text| words.word(text)).collect();
    let word = |at: usize| own.get(at).cloned();
    let row = |(who, rungs, short, worth): (Who, Rungs, Short, Worth)| {
        let sum = |sum: Option<(usize, Certainty)>| match sum {
            None => Some(None),
            Some((text, certainty)) => Some(Some(Sum { text: word(text)?, certainty })),
        };
        let bars = short.0.into_iter().map(|(id, text, gap)| Some(Bar { id: word(id)?, text: word(text)?, gap: gap.map(Into::into) }));
        let titles = worth.2.into_iter().map(|(fact, until)| Some((FactIx(fact), of_day(until)?)));
        let dates = worth.3.into_iter().map(|(due, what, certainty)| Some(Date { day: of_day(due)?, what: word(what)?, certainty }));
        Some(Row {
            id: who.0,
            name: who.1,
            street: word(who.3)?,
            officer: word(who.4)?,
            industry: who.5.and_then(word),
            size: who.6.and_then(|size| SizeClass::ALL.get(size).copied()),
            held: rungs.0,
            held_until: rungs.1.and_then(of_day),
            reached: rungs.2,
            next: rungs.3,
            bars: bars.collect::<Option<_>>()?,
            worst: short.1.map(|(own, mark)| Shortfall { own, mark }),
            figures: short.2,
            open: short.3,
            errors: short.4,
            yearly: sum(worth.0)?,
            once: sum(worth.1)?,
            titles: titles.collect::<Option<_>>()?,
            dates: dates.collect::<Option<_>>()?,
            sought: who.2,
        })
    };
    packed.rows.into_iter().map(row).collect()
}

fn day(day: Day) -> i32 {
    // It was made of one.
    i32::try_from(day.number()).unwrap_or_default()
}

fn of_day(number: i32) -> Option<Day> {
    Day::from_number(number.into())
}

/// Standard, way, how many, and by which criteria: id, words in each language, how often.
type Line = (String, Way, usize, Vec<(String, Vec<String>, usize)>);

/// What becomes of many enterprises as bytes.
pub fn pack_tally(tally: &Tally) -> Vec<u8> {
    let line = |line: &TallyLine| -> Line {
        let by = line.by.iter().map(|(id, text, count)| (id.clone(), Lang::ALL.map(|lang| text.get(lang).to_owned()).to_vec(), *count));
        (line.standard.clone(), line.way, line.count, by.collect())
    };
    serde_json::to_vec(&(tally.firms, tally.turned, tally.lines.iter().map(line).collect::<Vec<_>>())).unwrap_or_default()
}

/// What becomes of many enterprises, of bytes; none where they are something else.
pub fn unpack_tally(bytes: &[u8]) -> Option<Tally> {
    let (firms, turned, lines): (usize, usize, Vec<Line>) = serde_json::from_slice(bytes).ok()?;
    let text = |words: Vec<String>| {
        let mut text = Text::default();
        Lang::ALL.into_iter().zip(words).for_each(|(lang, words)| text.set(lang, words));
        text
    };
    let line = |(standard, way, count, by): Line| {
        let by = by.into_iter().map(|(id, words, count)| (id, text(words), count)).collect();
        TallyLine { standard, way, count, by }
    };
    Some(Tally { firms, turned, lines: lines.into_iter().map(line).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_row_may_say_comes_over() {
        let sum = |text: &str, certainty| Some(Sum { text: text.into(), certainty });
        let day = Day::from_number(20_000).unwrap();
        let row = Row {
            id: "a".to_owned(),
            name: "甲".to_owned(),
            street: "镇".into(),
            officer: "".into(),
            industry: Some("industry".into()),
            size: Some(SizeClass::Medium),
            held: Some(1),
            held_until: Some(day),
            reached: Some(2),
            next: None,
            bars: vec![Bar { id: "s/c".into(), text: "比例".into(), gap: Some("差 1%".into()) }],
            worst: Some(Shortfall { own: u64::MAX, mark: 7 }),
            figures: 3,
            open: 4,
            errors: 5,
            yearly: sum("10 万元", Certainty::Official),
            once: sum("20 万元", Certainty::Unverified),
            titles: vec![(FactIx(9), day)],
            dates: vec![Date { day, what: "镇".into(), certainty: Certainty::Secondary }],
            sought: "甲\n镇".to_owned(),
        };
        let rows = [row.clone(), Row { yearly: None, once: None, bars: Vec::new(), ..row }];
        assert_eq!(unpack_rows(&pack_rows(&rows), &mut Words::default()).unwrap(), rows);
    }
}
