//! What leaves the library: the table as it is seen, the answers as a sheet that can be taken in again, a template to fill in,
//! and the next dates of all as one calendar.

use crate::firm::Firm;
use crate::row::laid_out;
use crate::words as m;
use std::collections::BTreeSet;
use std::io::{self, Seek, Write};
use tidu_core::actions::actions;
use tidu_core::answers::Key;
use tidu_core::calendar::{Event, events, icalendar};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::json::harmless;
use tidu_core::matching::match_policies;
use tidu_core::missing::open_questions;
use tidu_core::order::sort_by_key;
use tidu_core::report::{BYTE_ORDER_MARK, csv_row, summary, table_head};
use tidu_core::rules::RuleSet;
use tidu_core::sentence::Speaker;
use tidu_core::text::Lang;
use tidu_core::vocabulary::{Fact, Kind, Span, Vocabulary};
use tidu_sheets::{Book, Written, written_cell, written_heading};

/// How many digits of a number a spreadsheet keeps.
const DIGITS: usize = 15;

/// Where rows come from and how they are said.
#[derive(Clone, Copy)]
pub struct Giving<'r> {
    /// The rules.
    pub rules: &'r RuleSet,
    /// The day for which everything is asked.
    pub day: Day,
    /// The language.
    pub lang: Lang,
}

impl Giving<'_> {
    /// The headings of the table: those of `tidu screen`, and what the office keeps beside.
    pub fn head(&self) -> Vec<String> {
        let beside = [m::FIRM_CODE, m::FIRM_STREET, m::FIRM_OFFICER, m::FIRM_NOTE].map(|words| words.say(self.lang).to_owned());
        table_head(self.rules, self.lang).into_iter().chain(beside).collect()
    }

    /// The cells of an enterprise under these headings; `number` is that of its row.
    pub fn cells(&self, number: usize, firm: &Firm) -> Vec<String> {
        let (case, issues) = laid_out(self.rules, firm, self.day);
        let evaluation = evaluate(self.rules, &case);
        let summary = summary(self.rules, Some(&firm.name), &case, &issues, &evaluation, self.lang);
        let mut cells = summary.cells(self.rules, number, self.lang);
        cells.extend([&firm.code, &firm.street, &firm.officer, &firm.note].map(Clone::clone));
        cells
    }

    /// The table as CSV.
    pub fn csv<'f>(&self, firms: impl IntoIterator<Item = &'f Firm>) -> String {
        let rows = firms.into_iter().zip(1..).map(|(firm, number)| csv_row(&self.cells(number, firm)));
        let lines: Vec<String> = std::iter::once(csv_row(&self.head())).chain(rows).map(|line| harmless(&line).into_owned()).collect();
        format!("{BYTE_ORDER_MARK}{}\r\n", lines.join("\r\n"))
    }

    /// The table as a workbook.
    ///
    /// # Errors
    /// Where writing fails.
    pub fn xlsx<'f, W: Write + Seek + Send>(&self, firms: impl IntoIterator<Item = &'f Firm>, out: W) -> io::Result<W> {
        let mut book = Book::new(out, &self.head(), 2, &[])?;
        for (firm, number) in firms.into_iter().zip(1..) {
            let cells = self.cells(number, firm);
            let written: Vec<Written<'_>> = cells.iter().map(|text| Written::whole(text)).collect();
            book.row(&written)?;
        }
        book.end(&[])
    }

    /// The next dates of all enterprises as one calendar. An entry stays the same one however often it is given out.
    pub fn calendar<'f>(&self, firms: impl IntoIterator<Item = &'f Firm>) -> String {
        let Giving { rules, day, lang } = *self;
        let mut all: Vec<Event> = Vec::new();
        for firm in firms {
            let (case, _) = laid_out(rules, firm, day);
            let evaluation = evaluate(rules, &case);
            let matches = match_policies(rules, &case, &evaluation);
            let actions = actions(rules, &case, &matches, &[]);
            let own = events(&Speaker { rules, case: &case, lang }, &actions, &matches, None);
            all.extend(own.into_iter().map(|event| Event {
                id: format!("{}/{}", firm.id, event.id),
                title: m::DATE_OF.fill(lang, [&firm.name, &event.title]),
                ..event
            }));
        }
        sort_by_key(&mut all, |event| event.day);
        icalendar(&all, day, lang)
    }

    /// An empty list to fill in: who it is, and every question that the rules of the day ask of an enterprise of which nothing is
    /// known, in its words and unit, with what can be chosen.
    ///
    /// # Errors
    /// Where writing fails.
    pub fn template<W: Write + Seek + Send>(&self, out: W) -> io::Result<W> {
        let vocabulary = &self.rules.vocabulary;
        let keys = self.asked();
        let lists = keys.iter().zip(BEFORE..).filter_map(|(key, column)| {
            let fact = vocabulary.fact(key.fact);
            let list: Vec<String> = match fact.kind {
                Kind::Bool => [1, 0].map(|yes| written_cell(fact, Span::point(yes), self.lang)).to_vec(),
                Kind::Choice => (0..fact.options.len())
                    .filter_map(|at| Some(written_cell(fact, Span::point(i64::try_from(at).ok()?), self.lang)))
                    .collect(),
                _ => return None,
            };
            Some((column, list))
        });
        Book::new(out, &headings(vocabulary, &keys, self.lang), 1, &[CODE])?.end(&lists.collect::<Vec<_>>())
    }

    /// What is asked of an enterprise of which nothing is known, in the order of the questions.
    pub fn asked(&self) -> Vec<Key> {
        let vocabulary = &self.rules.vocabulary;
        let case = Case::empty(vocabulary, self.day);
        let evaluation = evaluate(self.rules, &case);
        let matches = match_policies(self.rules, &case, &evaluation);
        let open = open_questions(self.rules, &case, &evaluation, evaluation.assessments.iter(), &matches);
        let titles = vocabulary.iter().filter(|(_, fact)| fact.kind == Kind::Title).map(|(_, fact)| fact.slot);
        let slots: BTreeSet<_> = open.into_iter().flat_map(|(_, slots)| slots).chain(titles).collect();
        let key = |slot| {
            let (fact, back) = vocabulary.of_slot(slot);
            Key { fact, year: vocabulary.fact(fact).yearly.then(|| case.year(back)) }
        };
        slots.into_iter().map(key).collect()
    }

    /// The answers of enterprises as a sheet that can be taken in again: a column a question and year that any of them answered.
    ///
    /// # Errors
    /// Where writing fails.
    pub fn answers<'f, W: Write + Seek + Send>(&self, firms: impl IntoIterator<Item = &'f Firm> + Clone, out: W) -> io::Result<W> {
        let vocabulary = &self.rules.vocabulary;
        let mut keys: BTreeSet<Key> = BTreeSet::new();
        for firm in firms.clone() {
            keys.extend(firm.answers(vocabulary, self.day).0.iter().map(|(key, _)| key));
        }
        let keys: Vec<Key> = keys.into_iter().collect();
        let mut book = Book::new(out, &headings(vocabulary, &keys, self.lang), 1, &[CODE])?;
        for firm in firms {
            let answers = firm.answers(vocabulary, self.day).0;
            let said = |key: &Key| {
                let fact = vocabulary.fact(key.fact);
                (fact, answers.get(*key).map(|span| written_cell(fact, span, self.lang)).unwrap_or_default())
            };
            let said: Vec<(&Fact, String)> = keys.iter().map(said).collect();
            let before = [&firm.name, &firm.code, &firm.street, &firm.officer].map(|text| Written::Text(text));
            let cells: Vec<Written<'_>> = before.into_iter().chain(said.iter().map(|(fact, text)| figure(fact, text))).collect();
            book.row(&cells)?;
        }
        book.end(&[])
    }
}

/// Where the code stands.
const CODE: u16 = 1;
/// How many columns stand before the questions.
const BEFORE: u16 = 4;

fn headings(vocabulary: &Vocabulary, keys: &[Key], lang: Lang) -> Vec<String> {
    let before = [m::FIRM_NAME, m::FIRM_CODE, m::FIRM_STREET, m::FIRM_OFFICER].map(|words| words.say(lang).to_owned());
    before.into_iter().chain(keys.iter().map(|key| written_heading(vocabulary, *key, lang))).collect()
}

/// A figure as a number, where a spreadsheet keeps all its digits.
fn figure<'t>(fact: &Fact, text: &'t str) -> Written<'t> {
    let is_plain = text.strip_prefix('-').unwrap_or(text).bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if fact.kind.is_number() && !text.is_empty() && is_plain && text.len() <= DIGITS { Written::Number(text) } else { Written::Text(text) }
}
