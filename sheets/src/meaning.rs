//! What a column is by its heading, as far as the heading says it in words that are known.

use serde_json::Value;
use std::collections::HashMap;
use tidu_core::money::MoneyUnit;
use tidu_core::pasted::stated_unit;
use tidu_core::text::Lang;
use tidu_core::typed::plain;
use tidu_core::vocabulary::{FactIx, Kind, Vocabulary};

/// What offices call things in their lists, beside the names of the vocabulary.
const HEADINGS: &str = include_str!("../headings.json");

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The enterprise's name.
    Name,
    /// Its 统一社会信用代码.
    Code,
    /// The street or town it belongs to, in the words of the sheet.
    Street,
    /// Who of the office looks after it.
    Officer,
    /// The year that the figures of the row are of.
    Year,
    /// The number of the row, which says nothing.
    Number,
    /// Answers to a question.
    Fact(FactIx),
}

/// The names by which columns and options are known.
pub(crate) struct Names {
    columns: HashMap<String, Meaning>,
    options: HashMap<(FactIx, String), usize>,
}

/// What a heading says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    pub meaning: Meaning,
    /// The year it names.
    pub year: Option<Year>,
    /// The unit of money it names.
    pub unit: Option<MoneyUnit>,
    /// Whether it says that figures are percent.
    pub percent: bool,
}

/// A year in a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Year {
    /// By its number.
    Of(i32),
    /// So many years before the current one.
    Before(i32),
}

impl Names {
    pub fn of(vocabulary: &Vocabulary) -> Names {
        let data: Value = serde_json::from_str(HEADINGS).unwrap_or_default();
        let words = |value: &Value| -> Vec<String> {
            value.as_array().into_iter().flatten().filter_map(|word| Some(close(word.as_str()?))).collect()
        };
        let mut columns = HashMap::new();
        for (id, meaning) in [
            ("name", Meaning::Name),
            ("code", Meaning::Code),
            ("street", Meaning::Street),
            ("officer", Meaning::Officer),
            ("year", Meaning::Year),
            ("number", Meaning::Number),
        ] {
            columns.extend(words(&data["enterprise"][id]).into_iter().map(|word| (word, meaning)));
        }
        let mut options = HashMap::new();
        for (ix, fact) in vocabulary.iter() {
            let labels = Lang::ALL.map(|lang| close(fact.label.get(lang)));
            columns.extend(labels.into_iter().chain([close(&fact.id)]).map(|word| (stem(&word).to_owned(), Meaning::Fact(ix))));
            columns.extend(words(&data["facts"][&fact.id]).into_iter().map(|word| (stem(&word).to_owned(), Meaning::Fact(ix))));
            for (at, option) in fact.options.iter().enumerate() {
                let labels = Lang::ALL.map(|lang| close(option.label.get(lang)));
                options.extend(labels.into_iter().chain([close(&option.id)]).map(|word| ((ix, word), at)));
                options.extend(words(&data["options"][&fact.id][&option.id]).into_iter().map(|word| ((ix, word), at)));
            }
        }
        Names { columns, options }
    }

    /// The option of a fact that goes by this name.
    pub fn option(&self, fact: FactIx, text: &str) -> Option<usize> {
        self.options.get(&(fact, close(text))).copied()
    }

    /// What a heading says; none where it is not known.
    pub fn heading(&self, vocabulary: &Vocabulary, text: &str) -> Option<Heading> {
        let spaced = plain(text);
        let text = close(text);
        let behind = || stated_unit(text.rsplit_once(['/', ',', '-'])?.1);
        let unit = stated_unit(&text).or_else(behind);
        let percent = text.contains('%');
        let (without_year, year) = without_year(&spaced);
        let name = without_unit(&close(&without_year));
        let known = |name: &str| self.columns.get(stem(name)).copied();
        // A name may itself have a year or brackets in it.
        let meaning = known(&text).or_else(|| known(&without_unit(&text))).or_else(|| known(&name)).or_else(|| {
            // What stands in brackets may change what a figure is, but not whose row it is.
            known(&without_brackets(&name)).filter(|meaning| !matches!(meaning, Meaning::Fact(ix) if vocabulary.fact(*ix).kind.is_number()))
        })?;
        let year = year.filter(|_| matches!(meaning, Meaning::Fact(ix) if vocabulary.fact(ix).yearly));
        let unit = unit.filter(|_| matches!(meaning, Meaning::Fact(ix) if vocabulary.fact(ix).kind == Kind::Money));
        Some(Heading { meaning, year, unit, percent })
    }
}

/// A name as it is compared: half-width, small, without space, quotation marks and what only asks for it.
pub(crate) fn close(text: &str) -> String {
    let plain = plain(text);
    let kept =
        plain.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '"' | '“' | '”' | '\'' | '‘' | '’' | '「' | '」' | '\u{0}'));
    kept.collect::<String>().trim_end_matches([':', '?', ';', ',', '、']).to_owned()
}

/// A question of yes or no by what it asks for: 是否列入, 是否被列入, 被列入.
fn stem(name: &str) -> &str {
    name.strip_prefix("是否").unwrap_or(name).trim_start_matches('被')
}

/// A heading without its year, and that year.
fn without_year(text: &str) -> (String, Option<Year>) {
    for (word, back) in [
        ("上一年度", 1),
        ("上年度", 1),
        ("上年末", 1),
        ("上一年", 1),
        ("上年", 1),
        ("去年", 1),
        ("前年", 2),
        ("本年度", 0),
        ("本年", 0),
        ("今年", 0),
    ] {
        if let Some((before, after)) = text.split_once(word) {
            return (joined(before, after), Some(Year::Before(back)));
        }
    }
    let digits = |at: usize| text.get(at..at + 4).filter(|four| four.bytes().all(|b| b.is_ascii_digit()));
    let lone = |at: usize| {
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        !is_digit(text[..at].chars().next_back()) && !is_digit(text[at + 4..].chars().next())
    };
    for (at, _) in text.char_indices() {
        let Some(year) = digits(at).and_then(|four| four.parse().ok()).filter(|year| (1990..2100).contains(year) && lone(at)) else {
            continue;
        };
        let after = ["年末", "年底", "年度", "年"]
            .iter()
            .find_map(|word| text[at + 4..].trim_start().strip_prefix(word))
            .unwrap_or(&text[at + 4..]);
        // “in 2025”, “FY2025”: as in a sentence, where the word before is a word of its own.
        let before = ["fy", " in", " of", " for"].iter().find_map(|word| text[..at].trim_end().strip_suffix(word)).unwrap_or(&text[..at]);
        return (joined(before, after), Some(Year::Of(year)));
    }
    (text.to_owned(), None)
}

fn joined(before: &str, after: &str) -> String {
    let marks = ['-', '_', ':', '/', ',', '、', '.', '~', '|'];
    let (before, after) = (before.trim_end_matches(marks), after.trim_start_matches(marks).trim_start_matches('的'));
    format!("{before}{after}").replace("()", "")
}

/// A heading without the unit that stands behind it: `营业收入(万元)`, `营业收入/万元`, `职工人数(人)`.
fn without_unit(text: &str) -> String {
    let is_unit = |inner: &str| {
        let inner = ["单位", "unit"].iter().find_map(|word| inner.strip_prefix(word)).unwrap_or(inner).trim_start_matches(':');
        stated_unit(inner).is_some()
            || matches!(
                inner,
                "人" | "项"
                    | "名"
                    | "件"
                    | "个"
                    | "年"
                    | "%"
                    | "家"
                    | "分"
                    | "级"
                    | "是/否"
                    | "必填"
                    | "选填"
                    | "people"
                    | "persons"
                    | "points"
            )
    };
    let mut text = text.to_owned();
    while let Some((before, inner)) = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).filter(|(_, inner)| is_unit(inner)) {
        let _ = inner;
        text = before.to_owned();
    }
    match text.rsplit_once(['/', ',', '-']).filter(|(_, unit)| is_unit(unit)) {
        Some((before, _)) => before.to_owned(),
        None => text.trim_end_matches(['-', '_', ':', '%']).to_owned(),
    }
}

fn without_brackets(text: &str) -> String {
    text.split_once('(').map_or(text, |(before, _)| before).to_owned()
}
