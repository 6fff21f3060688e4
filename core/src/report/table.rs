//! Summaries as a table that a spreadsheet opens: CSV, one enterprise a line, in words.

use super::{ReportSum, Summary};
use crate::messages as m;
use crate::number::parse_micro;
use crate::rules::{RuleSet, SizeClass};
use crate::sentence::{benefit, certainty, marked, size_class, verdict, verdict_of};
use crate::text::{Lang, Message};
use serde_json::Value;

/// What stands before everything else, so that spreadsheets take the text for what it is.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// The columns before the verdicts, and those after.
const BEFORE: [Message<0>; 9] = [
    m::COLUMN_LINE,
    m::COLUMN_ENTERPRISE,
    m::COLUMN_AS_OF,
    m::COLUMN_ERRORS,
    m::COLUMN_WARNINGS,
    m::COLUMN_SIZE,
    m::COLUMN_HELD,
    m::COLUMN_HELD_UNTIL,
    m::COLUMN_REACHED,
];
const AFTER: [Message<0>; 14] = [
    m::COLUMN_NEXT,
    m::COLUMN_BARS,
    m::COLUMN_MISSING,
    m::COLUMN_NOW,
    m::COLUMN_AFTER_TITLE,
    m::COLUMN_AFTER_ANSWERS,
    m::COLUMN_TO_CONFIRM,
    m::COLUMN_YEARLY_LEAST,
    m::COLUMN_YEARLY_MOST,
    m::COLUMN_ONCE_LEAST,
    m::COLUMN_ONCE_MOST,
    m::COLUMN_WORTH_SEEN,
    m::COLUMN_DATES,
    m::COLUMN_NOT_READ,
];

/// The names of the columns.
pub fn table_head(rules: &RuleSet, lang: Lang) -> Vec<String> {
    let short = rules.vocabulary.standards.iter().map(|standard| standard.short.get(lang));
    let [before, after] = [&BEFORE[..], &AFTER].map(|names| names.iter().map(|name| name.say(lang)));
    before.chain(short).chain(after).map(str::to_owned).collect()
}

/// The names of the columns, as a line without its end.
pub fn csv_head(rules: &RuleSet, lang: Lang) -> String {
    csv_row(&table_head(rules, lang))
}

/// The line of a case that could not be read, and why.
pub fn csv_broken(rules: &RuleSet, number: usize, why: &str) -> String {
    let number = number.to_string();
    let blank = BEFORE.len() + rules.vocabulary.standards.len() + AFTER.len() - 2;
    csv_row(&[number.as_str()].into_iter().chain(std::iter::repeat_n("", blank)).chain([why]).collect::<Vec<_>>())
}

impl Summary {
    /// The row as a line of a table, without its end; `number` is that of the case among those read.
    pub fn csv_line(&self, rules: &RuleSet, number: usize, lang: Lang) -> String {
        csv_row(&self.cells(rules, number, lang))
    }

    /// The row as the cells of a table, one a column of [`table_head`]; `number` is that of the case among those read.
    pub fn cells(&self, rules: &RuleSet, number: usize, lang: Lang) -> Vec<String> {
        let vocabulary = &rules.vocabulary;
        let (comma, semicolon) = (m::LIST_COMMA.say(lang), m::SEMICOLON.say(lang));
        let tier = |id: &Option<String>| {
            let standard = vocabulary.find_standard(id.as_deref().unwrap_or_default());
            standard.map_or("", |standard| vocabulary.standard(standard).short.get(lang)).to_owned()
        };
        let size = SizeClass::ALL.into_iter().find(|class| Some(class.id()) == self.size_class);
        let words = |standard: &str| verdict_of(self.verdicts[standard].as_str()?).map(|one| verdict(one, lang).to_owned());
        let bars: Vec<String> = self.bars.iter().map(|bar| in_brackets(&bar.text, bar.gap.as_deref(), lang)).collect();
        let label = |id: &String| vocabulary.find(id).map_or("", |fact| vocabulary.fact(fact).label.get(lang));
        let missing: Vec<&str> = self.missing.iter().map(label).collect();
        let policies = |usable: &str| {
            let kinds: Vec<(&String, u64)> = self
                .policies
                .get(usable)
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
                .map(|(id, n)| (id, n.as_u64().unwrap_or(0)))
                .collect();
            let each: Vec<String> = kinds.iter().map(|(id, count)| format!("{} {count}", benefit(id, lang))).collect();
            let all: u64 = kinds.iter().map(|(_, count)| count).sum();
            in_brackets(&all.to_string(), (all > 0).then(|| each.join(comma)).as_deref(), lang)
        };
        let [yearly, once] = [&self.worth.yearly, &self.worth.once].map(|sum| sum.as_ref().map(ends).unwrap_or_default());
        let ([yearly_least, yearly_most], [once_least, once_most]) = (yearly, once);
        let seen = [&self.worth.yearly, &self.worth.once].into_iter().flatten().map(|sum| sum.certainty).min();
        let dates: Vec<String> =
            self.dates.iter().map(|date| format!("{} {}", date.due, marked(&date.title, date.certainty, lang))).collect();
        let before = [
            number.to_string(),
            self.name.clone().unwrap_or_default(),
            self.as_of.clone(),
            self.errors.to_string(),
            self.warnings.to_string(),
            size.map_or("", |size| size_class(size, lang)).to_owned(),
            tier(&self.held),
            self.held_until.clone().unwrap_or_default(),
            tier(&self.reached),
        ];
        let after = [
            tier(&self.next),
            bars.join(semicolon),
            missing.join(comma),
            policies("now"),
            policies("after_title"),
            policies("after_answers"),
            policies("to_confirm"),
            yearly_least,
            yearly_most,
            once_least,
            once_most,
            seen.map_or("", |seen| certainty(seen, lang)).to_owned(),
            dates.join(semicolon),
            String::new(),
        ];
        let verdicts = vocabulary.standards.iter().map(|standard| words(&standard.id).unwrap_or_default());
        before.into_iter().chain(verdicts).chain(after).collect()
    }
}

/// What a sum comes to at least, for sure, and at most, as an authority may review it. Where nothing is sure, or nothing bounds
/// it, there is no figure.
fn ends(sum: &ReportSum) -> [String; 2] {
    let least = sum.sure.max.as_ref().is_none_or(|most| most.as_f64() != Some(0.0)).then_some(&sum.sure.min);
    [least, sum.reviewed.max.as_ref()].map(|end| end.map(ToString::to_string).unwrap_or_default())
}

fn in_brackets(text: &str, more: Option<&str>, lang: Lang) -> String {
    more.map_or(text.to_owned(), |more| m::MEASURE_BEHIND.fill(lang, [&text, &more]))
}

/// Cells as a line of CSV, without its end.
pub fn csv_row<T: AsRef<str>>(cells: &[T]) -> String {
    cells.iter().map(|text| cell(text.as_ref())).collect::<Vec<_>>().join(",")
}

/// A cell. What a spreadsheet would take for a formula is marked as text, for a name may come from anyone; a break within
/// a text would be one between rows to simpler readers.
fn cell(text: &str) -> String {
    let mut plain = text.replace(['\n', '\r', '\t'], " ");
    // A number below zero is none.
    let is_number = plain.strip_prefix('-').is_some_and(|rest| parse_micro(rest).is_ok());
    if plain.starts_with(['=', '+', '-', '@']) && !is_number {
        plain.insert(0, '\'');
    }
    if plain.contains([',', '"', ';']) { format!("\"{}\"", plain.replace('"', "\"\"")) } else { plain }
}
