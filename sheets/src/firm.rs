//! From a row to an enterprise with its answers.

use crate::cell::{Cell, Decimal, Row};
use crate::code::{is_credit_code, may_be_credit_code};
use crate::layout::{Assumed, Column, IN_YUAN, Layout, whole};
use crate::meaning::{Meaning, close};
use tidu_core::answers::{Answers, Key};
use tidu_core::case::{Case, Issue};
use tidu_core::day::Day;
use tidu_core::messages as m;
use tidu_core::money::MoneyUnit;
use tidu_core::text::{Lang, Message, Text};
use tidu_core::vocabulary::{Fact, FactOption, Kind, NO_TITLE, Span, Vocabulary};

/// An enterprise of a sheet.
#[derive(Debug, Clone)]
pub struct Firm {
    /// The number of its row, of the first where it has several.
    pub row: usize,
    /// Its name as it stands there.
    pub name: String,
    /// Its 统一社会信用代码, where it has one that can be.
    pub code: Option<String>,
    /// Its street or town, in the words of the sheet.
    pub street: String,
    /// Who of the office looks after it, in the words of the sheet.
    pub officer: String,
    /// What it answers.
    pub answers: Answers,
    /// What could not be read, or was read as something that is not quite said.
    pub faults: Vec<CellFault>,
}

/// What is told of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFault {
    /// The number of its row.
    pub row: usize,
    /// The place of its column, counted from 0.
    pub column: usize,
    /// The heading of its column.
    pub heading: String,
    /// What stands in it.
    pub cell: String,
    /// What is wrong and what would be right, or as what it was read.
    pub told: Text,
    /// Whether it was read all the same.
    pub taken: bool,
}

/// What may stand between the options of a set.
pub(crate) const BETWEEN: [char; 9] = ['、', ',', '，', ';', '；', '/', '\n', ' ', '+'];

/// How many options are named where none of them was given.
const SHOWN: usize = 12;

/// What is said of a cell while it is read: a text, and whether it was taken.
type Told = (Text, bool);

impl Firm {
    /// Takes in another row of the same enterprise. What both answer must be the same; where it is not, the first stays.
    pub(crate) fn join(&mut self, vocabulary: &Vocabulary, other: Firm) {
        for (key, span) in other.answers.iter() {
            match self.answers.get(key) {
                None => self.answers.put(key, span),
                Some(there) if there == span => {}
                Some(_) => {
                    let fact = vocabulary.fact(key.fact);
                    let heading = fact.label.get(Lang::default()).to_owned();
                    let told = m::SHEET_ANOTHER_FIGURE.text([&self.row]);
                    self.faults.push(CellFault {
                        row: other.row,
                        column: 0,
                        heading,
                        cell: fact.text(span).unwrap_or_default(),
                        told,
                        taken: false,
                    });
                }
            }
        }
        self.faults.extend(other.faults);
        if self.code.is_none() {
            self.code = other.code;
        }
    }

    /// Its case, and what is to be said of its answers.
    pub fn case(&self, vocabulary: &Vocabulary) -> (Case, Vec<Issue>) {
        self.answers.case(vocabulary, Vec::new())
    }
}

impl Layout {
    /// Reads one row of an enterprise.
    pub(crate) fn firm_of_row(&self, vocabulary: &Vocabulary, row: &Row, as_of: Day) -> Firm {
        let mut firm = Firm {
            row: row.number,
            name: String::new(),
            code: None,
            street: String::new(),
            officer: String::new(),
            answers: Answers::new(as_of),
            faults: Vec::new(),
        };
        let own_year =
            self.column(Meaning::Year).map(|column| row.cell(column.at).text().trim_end_matches(['年', '度']).parse::<i32>().ok());
        for column in &self.columns {
            let cell = row.cell(column.at);
            let Some(meaning) = column.meaning.filter(|_| !cell.is_empty()) else { continue };
            let told = match meaning {
                Meaning::Number => None,
                _ if column.again => self.again(row, column).then(|| (m::SHEET_COLUMN_AGAIN.text([]), false)),
                Meaning::Name => {
                    firm.name = cell.text().split_whitespace().collect::<Vec<_>>().join(" ");
                    None
                }
                Meaning::Street => {
                    firm.street = cell.text().into_owned();
                    None
                }
                Meaning::Officer => {
                    firm.officer = cell.text().into_owned();
                    None
                }
                Meaning::Code => code(cell, &mut firm.code),
                Meaning::Year => own_year.is_some_and(|year| year.is_none()).then(|| (m::SHEET_NO_YEAR.text([]), false)),
                Meaning::Fact(ix) => {
                    let yearly = vocabulary.fact(ix).yearly;
                    match (yearly, column.year.or(own_year.flatten())) {
                        (true, None) => Some((m::SHEET_NO_YEAR.text([]), false)),
                        (true, year @ Some(_)) => self.put(vocabulary, &mut firm.answers, Key { fact: ix, year }, column, cell),
                        (false, _) => self.put(vocabulary, &mut firm.answers, Key { fact: ix, year: None }, column, cell),
                    }
                }
            };
            if let Some((told, taken)) = told {
                let (heading, cell) = (column.heading.clone(), cell.text().into_owned());
                firm.faults.push(CellFault { row: row.number, column: column.at, heading, cell, told, taken });
            }
        }
        firm
    }

    /// Whether a column that says the same as one before it says something else of a row.
    fn again(&self, row: &Row, column: &Column) -> bool {
        let first = self.columns.iter().find(|other| (other.meaning, other.year) == (column.meaning, column.year) && other.at < column.at);
        first.is_none_or(|first| row.cell(first.at).text() != row.cell(column.at).text())
    }

    /// Gives the answer of a cell.
    fn put(&self, vocabulary: &Vocabulary, answers: &mut Answers, key: Key, column: &Column, cell: &Cell) -> Option<Told> {
        let fact = vocabulary.fact(key.fact);
        if let Cell::Failed(text) = cell {
            return Some((m::SHEET_FORMULA_FAILED.text([text]), false));
        }
        let text = cell.text();
        let is_dash =
            matches!(close(&text).as_str(), "-" | "--" | "/" | "\\" | "~" | "n/a" | "未知" | "不详" | "不清楚" | "待核实" | "unknown");
        if is_dash {
            return Some((m::SHEET_DASH.text([]), false));
        }
        let refused = |told: Message<0>| Some((told.text([]), false));
        match fact.kind {
            Kind::Money | Kind::Percent | Kind::Count | Kind::Years => figure(vocabulary, answers, key, column, cell),
            Kind::Bool => match is_yes(&text) {
                Some(yes) => put(answers, key, Span::point(i64::from(yes))),
                None => refused(m::EXPECTED_YES_OR_NO),
            },
            Kind::Choice => self.choice(answers, key, fact, &text),
            Kind::Set => self.set(answers, key, fact, &text),
            Kind::Title => match (is_yes(&text), close(&text).as_str()) {
                (Some(false), _) | (_, "未取得" | "未获得" | "未认定" | "未获评") => put(answers, key, Span::point(NO_TITLE)),
                // It is held, and nobody says until when.
                (Some(true), _) | (_, "已取得" | "已获得" | "已认定" | "持有" | "有效") => {
                    put(answers, key, Span { lo: answers.as_of.number(), hi: fact.domain.hi })
                }
                _ => answers.put_typed(vocabulary, key, &text).map(|issue| (issue.message, false)),
            },
            Kind::Date => answers.put_typed(vocabulary, key, &text).map(|issue| (issue.message, false)),
            Kind::Region => region(vocabulary, answers, key, fact, &text),
        }
    }

    fn choice(&self, answers: &mut Answers, key: Key, fact: &Fact, text: &str) -> Option<Told> {
        if let Some(at) = self.names.option(key.fact, text) {
            return put(answers, key, Span::point(i64::try_from(at).ok()?));
        }
        // What goes with one option alone is read as that one, and told.
        let found = fact.find(text);
        match found.as_slice() {
            [one] => {
                put(answers, key, Span::point(i64::try_from(one.option).ok()?));
                Some((m::SHEET_READ_AS.text([&fact.options[one.option].label]), true))
            }
            _ => Some((m::SHEET_NO_OPTION.text([&options(fact)]), false)),
        }
    }

    fn set(&self, answers: &mut Answers, key: Key, fact: &Fact, text: &str) -> Option<Told> {
        if is_yes(text) == Some(false) || matches!(close(text).as_str(), "以上都没有" | "均无" | "都没有") {
            return put(answers, key, Span::point(0));
        }
        let mut mask = 0_i64;
        for part in text.split(BETWEEN).filter(|part| !part.trim().is_empty()) {
            match self.names.option(key.fact, part) {
                Some(at) => mask |= 1 << at,
                None => return Some((m::SHEET_NO_OPTION_OF_SET.text([&part, &options(fact)]), false)),
            }
        }
        put(answers, key, Span::point(mask))
    }
}

/// The names of the options of a fact, as many as one cares to read.
fn options(fact: &Fact) -> Text {
    let mut text = Text::default();
    for lang in Lang::ALL {
        let names: Vec<&str> = fact.options.iter().take(SHOWN).map(|option| option.label.get(lang)).collect();
        let more = if fact.options.len() > SHOWN { "…" } else { "" };
        text.set(lang, names.join(m::LIST_COMMA.say(lang)) + more);
    }
    text
}

fn put(answers: &mut Answers, key: Key, span: Span) -> Option<Told> {
    answers.put(key, span);
    None
}

fn is_yes(text: &str) -> Option<bool> {
    match close(text).as_str() {
        "是" | "有" | "√" | "✓" | "y" | "yes" | "true" | "1" | "对" => Some(true),
        "否" | "无" | "没有" | "×" | "✗" | "x" | "n" | "no" | "none" | "false" | "0" | "不是" => Some(false),
        _ => None,
    }
}

/// The code of an enterprise. As a number a sheet has lost its end.
fn code(cell: &Cell, to: &mut Option<String>) -> Option<Told> {
    if matches!(cell, Cell::Number { .. }) {
        return Some((m::SHEET_CODE_AS_NUMBER.text([]), false));
    }
    let text: String = close(&cell.text()).to_uppercase().chars().filter(|c| *c != '-').collect();
    if is_credit_code(&text) {
        *to = Some(text);
        return None;
    }
    if may_be_credit_code(&text) {
        return Some((m::SHEET_CODE_CHECK.text([]), false));
    }
    Some((m::SHEET_NO_CODE.text([]), false))
}

/// A figure, in the unit of its column.
fn figure(vocabulary: &Vocabulary, answers: &mut Answers, key: Key, column: &Column, cell: &Cell) -> Option<Told> {
    let fact = vocabulary.fact(key.fact);
    let is_money = fact.kind == Kind::Money;
    if is_money && column.unit.is_none() && !says_unit(&cell.text()) {
        return Some((m::SHEET_NO_UNIT.text([]), false));
    }
    // Of what the sheet does not say a figure that is far too large for it is not taken.
    let unit = column.unit.unwrap_or_default();
    let assumed = column.assumed.contains(&Assumed::Unit(MoneyUnit::TenThousandYuan));
    if is_money && assumed && whole(cell).is_some_and(|size| size >= IN_YUAN) {
        return Some((m::SHEET_LIKE_YUAN.text([]), false));
    }
    match cell {
        Cell::Number { percent: true, .. } if fact.kind != Kind::Percent => Some((m::SHEET_PERCENT_HERE.text([]), false)),
        Cell::Number { value, percent } => {
            // A share that is less than one may be one of a hundred, or of one.
            if is_share(fact, column) && !percent && is_part_of_one(*value) {
                return Some((m::SHEET_SHARE_OF.text([value]), false));
            }
            let power = if is_money { unit.power() } else { 0 };
            let micro = fact.kind.is_micro();
            let scaled = value.shifted(power);
            if micro && scaled.is_finer_than(6) {
                // What a formula worked out has no end; it lies between two figures that have one.
                let span = scaled.within(6).map(|span| Span { lo: span.lo.max(fact.domain.lo), hi: span.hi.min(fact.domain.hi) });
                if let Some(span) = span.filter(|span| span.lo <= span.hi) {
                    return put(answers, key, span);
                }
            }
            answers.put_typed(vocabulary, key, &scaled.to_string()).map(|issue| (issue.message, false))
        }
        Cell::Text(text) => {
            let bare = Decimal::read(&text.replace([',', '，'], ""));
            if is_share(fact, column) && bare.is_some_and(is_part_of_one) {
                return Some((m::SHEET_SHARE_OF.text([&text.trim()]), false));
            }
            let typed = if is_money { unit.written(text) } else { text.clone() };
            answers.put_typed(vocabulary, key, &typed).map(|issue| (issue.message, false))
        }
        _ => Some((m::EXPECTED_NUMBER.text([]), false)),
    }
}

/// Whether a figure is one of a hundred, and the heading does not say so.
fn is_share(fact: &Fact, column: &Column) -> bool {
    fact.kind == Kind::Percent && !column.percent && fact.unit.as_ref().is_none_or(|unit| unit.get(Lang::default()) == "%")
}

fn says_unit(text: &str) -> bool {
    text.contains(['元', '万', '亿', '¥', '￥'])
}

fn is_part_of_one(value: Decimal) -> bool {
    value.within(6).is_some_and(|span| 0 < span.lo && span.hi <= 1_000_000)
}

/// A place by its code, or by the longest of the names known that stand in a text.
fn region(vocabulary: &Vocabulary, answers: &mut Answers, key: Key, fact: &Fact, text: &str) -> Option<Told> {
    let plain = close(text);
    if plain.bytes().all(|b| b.is_ascii_digit()) {
        return answers.put_typed(vocabulary, key, &plain).map(|issue| (issue.message, false));
    }
    let name = |option: &FactOption| option.label.get(Lang::default()).split('（').next().unwrap_or_default().to_owned();
    // Of 南昌市东湖区 the last part will do.
    let is_last = |name: &str| name.split_once('市').is_some_and(|(_, last)| !last.is_empty() && plain == last);
    let named = fact.options.iter().filter(|option| plain.contains(&name(option)) || is_last(&name(option)));
    let longest = named.max_by_key(|option| name(option).len());
    match longest.and_then(|option| fact.read_typed(&option.id).ok().flatten()) {
        Some(span) => put(answers, key, span),
        None => Some((m::EXPECTED_REGION.text([]), false)),
    }
}
