//! What the columns of a sheet are, found in its first rows: titles and notes above, one row of headings or two, rows of
//! enterprises below.

use crate::cell::{Cell, Decimal, Row};
use crate::fault::Fault;
use crate::meaning::{Heading, Meaning, Names, Year, close};
use tidu_core::answers::year;
use tidu_core::day::Day;
use tidu_core::money::MoneyUnit;
use tidu_core::pasted::stated_unit;
use tidu_core::vocabulary::{Kind, Vocabulary};

/// How far down headings are looked for.
const HEADINGS_WITHIN: usize = 20;

/// A figure of money from here on is in 元 where nobody said what it is in: of 万元 it would be ten thousand millions.
pub(crate) const IN_YUAN: i64 = 1_000_000;

/// Below this the largest figure of a column is hardly in 元, for it would be less than one 万元.
const HARDLY_YUAN: i64 = 10_000;

/// Headings with their places, and what is known of each.
type Headings = Vec<(usize, String, Option<Heading>)>;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its place, counted from 0.
    pub at: usize,
    /// Its heading, both rows of it.
    pub heading: String,
    /// What it holds; none where its heading is not known, or says the same as one before it.
    pub meaning: Option<Meaning>,
    /// The year its figures are of; none where they are of no year, or each row says its own.
    pub year: Option<i32>,
    /// The unit its figures are in, where they are money; none where it is not said and could be two.
    pub unit: Option<MoneyUnit>,
    /// Whether its figures are percent by what the heading says.
    pub percent: bool,
    /// What of this is not said by the sheet.
    pub assumed: Vec<Assumed>,
    /// Whether another column before it holds the same.
    pub again: bool,
}

/// What a sheet does not say and has to be assumed of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assumed {
    /// The unit, by the size of its figures.
    Unit(MoneyUnit),
    /// The year: the last one that is complete, or what 上年 is counted from.
    Year(i32),
    /// Nothing: the unit is not said, and could be two.
    NoUnit,
}

/// Why a row is no enterprise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// It is a title, or the headings, which may come again.
    Heading,
    /// It adds others up.
    Total,
    /// It is a note.
    Note,
}

/// What the columns of a sheet are.
pub struct Layout {
    /// The number of the last row of headings.
    pub head: usize,
    /// The columns that have a heading, in order.
    pub columns: Vec<Column>,
    pub(crate) names: Names,
}

impl Layout {
    /// How many rows are looked at to find headings and units.
    pub const FIRST: usize = 200;

    /// Finds the columns in the [`FIRST`](Layout::FIRST) rows of a sheet, of which some should be enterprises: the units of
    /// figures are told by them where nothing else does. `as_of` is the day from which 上年 is counted.
    ///
    /// # Errors
    /// Where no row has two headings that are known.
    pub fn find(vocabulary: &Vocabulary, first: &[Row], as_of: Day) -> Result<Layout, Fault> {
        let names = Names::of(vocabulary);
        let first = &first[..first.len().min(Layout::FIRST)];
        // One row of headings, or two where the second says more: the years of what stands above it.
        let within = first.len().min(HEADINGS_WITHIN);
        let ones = (0..within).map(|at| (at, 1));
        let mut best: Option<(usize, usize, Headings)> = None;
        for (at, many) in ones.chain((0..within.saturating_sub(1)).map(|at| (at, 2))) {
            let found = headings(vocabulary, &names, &first[at..at + many]);
            let known = found.iter().filter_map(|(.., heading)| heading.as_ref());
            let score: usize = known.map(|heading| 2 + usize::from(heading.year.is_some())).sum();
            if best.as_ref().is_none_or(|(most, ..)| score > *most) {
                best = Some((score, at + many - 1, found));
            }
        }
        let is_row = |found: &Headings| found.iter().filter(|(.., heading)| heading.is_some()).count() > 1;
        let Some((_, last, found)) = best.filter(|(.., found)| is_row(found)) else { return Err(Fault::NoHeadings) };
        let (above, below) = first.split_at(last + 1);
        let words = || above.iter().flat_map(|row| &row.cells).filter(|cell| matches!(cell, Cell::Text(_))).map(|cell| close(&cell.text()));
        // What the title says holds for all columns that say nothing else; a unit in the headings is that of its column.
        let headed: Vec<String> = found.iter().map(|(_, text, _)| close(text)).collect();
        let unit = words().filter(|text| !headed.iter().any(|head| head.contains(text.as_str()))).find_map(|text| stated_unit(&text));
        // 2025年度 in a title is the year of the figures; 2026年11月 is when the list was made.
        let title_year = words().find_map(|text| year_of_title(&text));
        let own_year = found.iter().any(|(.., heading)| heading.as_ref().is_some_and(|heading| heading.meaning == Meaning::Year));
        let mut columns: Vec<Column> = Vec::new();
        for (at, heading, found) in found {
            let mut column =
                Column { at, heading, meaning: None, year: None, unit: None, percent: false, assumed: Vec::new(), again: false };
            if let Some(found) = found {
                (column.meaning, column.percent) = (Some(found.meaning), found.percent);
                let fact = match found.meaning {
                    Meaning::Fact(ix) => Some(vocabulary.fact(ix)),
                    _ => None,
                };
                if fact.is_some_and(|fact| fact.yearly) {
                    let before = |back: i32| (as_of.year() - back, true);
                    let year = match found.year {
                        Some(Year::Of(year)) => Some((year, false)),
                        Some(Year::Before(back)) => Some(before(back)),
                        None if own_year => None,
                        None => Some(title_year.map_or(before(1), |year| (year, true))),
                    };
                    column.year = year.map(|(year, _)| year);
                    column.assumed.extend(year.filter(|(_, assumed)| *assumed).map(|(year, _)| Assumed::Year(year)));
                }
                if fact.is_some_and(|fact| fact.kind == Kind::Money) {
                    column.unit = found.unit.or(unit);
                }
                column.again = columns.iter().any(|other| (other.meaning, other.year) == (column.meaning, column.year))
                    && found.meaning != Meaning::Number;
            }
            columns.push(column);
        }
        let mut layout = Layout { head: above.last().map_or(0, |row| row.number), columns, names };
        layout.settle_units(vocabulary, below);
        Ok(layout)
    }

    /// Tells the unit of columns that state none by the size of their figures.
    fn settle_units(&mut self, vocabulary: &Vocabulary, rows: &[Row]) {
        let is_money = |column: &Column| matches!(column.meaning, Some(Meaning::Fact(ix)) if vocabulary.fact(ix).kind == Kind::Money);
        let largest = |column: &Column| rows.iter().filter_map(|row| whole(row.cell(column.at))).max();
        let open: Vec<(usize, Option<i64>)> = self
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| is_money(column) && column.unit.is_none())
            .map(|(at, column)| (at, largest(column)))
            .collect();
        // One sheet is in one unit, unless it says otherwise.
        let in_yuan = open.iter().any(|(_, most)| most.is_some_and(|most| most >= IN_YUAN));
        for (at, most) in open {
            let column = &mut self.columns[at];
            let unit = if in_yuan { MoneyUnit::Yuan } else { MoneyUnit::default() };
            if in_yuan && most.is_some_and(|most| 0 < most && most < HARDLY_YUAN) {
                column.assumed.push(Assumed::NoUnit);
            } else {
                column.unit = Some(unit);
                column.assumed.push(Assumed::Unit(unit));
            }
        }
    }

    /// Whether each row says the year of its figures, so that an enterprise has several.
    pub(crate) fn has_years(&self) -> bool {
        self.columns.iter().any(|column| column.meaning == Some(Meaning::Year))
    }

    /// Whether two rows are of one enterprise: by its code, or else by its name.
    pub(crate) fn is_same(&self, one: &Row, other: &Row) -> bool {
        let same = |meaning| {
            let column = self.column(meaning)?;
            let [one, other] = [one, other].map(|row| close(&row.cell(column.at).text()));
            (!one.is_empty() && !other.is_empty()).then_some(one == other)
        };
        same(Meaning::Code).or_else(|| same(Meaning::Name)).unwrap_or(false)
    }

    /// The column of a meaning.
    pub(crate) fn column(&self, meaning: Meaning) -> Option<&Column> {
        self.columns.iter().find(|column| column.meaning == Some(meaning))
    }

    /// Why a row is no enterprise; none where it is one.
    pub(crate) fn skipped(&self, row: &Row) -> Option<Skipped> {
        let is_head = |column: &&Column| {
            column.meaning.is_some()
                && close(&column.heading).ends_with(&close(&row.cell(column.at).text()))
                && !row.cell(column.at).is_empty()
        };
        if row.number <= self.head || self.columns.iter().filter(is_head).count() > 1 {
            return Some(Skipped::Heading);
        }
        let first = row.cells.iter().find(|cell| !cell.is_empty()).map(|cell| close(&cell.text())).unwrap_or_default();
        let named = self.column(Meaning::Name).map(|column| close(&row.cell(column.at).text())).unwrap_or_default();
        let is_total = |text: &str| {
            ["合计", "总计", "小计", "累计", "平均", "total", "subtotal"]
                .iter()
                .any(|word| text == *word || text.starts_with(word) && text.chars().count() <= word.chars().count() + 2)
        };
        if is_total(&first) || is_total(&named) {
            return Some(Skipped::Total);
        }
        let is_note =
            ["注:", "注1", "备注", "说明", "填表", "制表", "审核", "联系人", "填报", "note:"].iter().any(|word| first.starts_with(word));
        let used = self
            .columns
            .iter()
            .filter(|column| matches!(column.meaning, Some(meaning) if meaning != Meaning::Number))
            .filter(|column| !row.cell(column.at).is_empty())
            .count();
        (used == 0 || is_note && used <= 2).then_some(Skipped::Note)
    }
}

/// The year that a title says figures are of: 2025年度.
fn year_of_title(text: &str) -> Option<i32> {
    let (before, _) = text.split_once("年度")?;
    let digits = before.get(before.len().checked_sub(4)?..)?;
    year(digits)
}

/// The headings of one row, or of two above each other, with their places.
fn headings(vocabulary: &Vocabulary, names: &Names, rows: &[Row]) -> Headings {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let text = |row: &Row, at: usize| match row.cell(at) {
        Cell::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        // A year may stand there as a number.
        Cell::Number { value, .. } => value.to_string(),
        _ => String::new(),
    };
    let mut above = String::new();
    let mut found = Vec::new();
    for at in 0..width {
        let (top, sub) = (text(&rows[0], at), rows.get(1).map(|row| text(row, at)).unwrap_or_default());
        // What is written over several columns stands over the first of them.
        if !top.is_empty() || sub.is_empty() {
            above.clone_from(&top);
        }
        let whole = [above.as_str(), &sub].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        if whole.is_empty() {
            continue;
        }
        let heading = names
            .heading(vocabulary, &whole)
            .or_else(|| names.heading(vocabulary, &sub))
            .filter(|_| rows.len() == 1 || !sub.is_empty() || !top.is_empty());
        found.push((at, whole, heading));
    }
    found
}

/// The size of a figure, without what is behind its point.
pub(crate) fn whole(cell: &Cell) -> Option<i64> {
    let value = match cell {
        Cell::Number { value, .. } => *value,
        Cell::Text(text) => Decimal::read(&text.replace([',', '，', ' '], ""))?,
        _ => return None,
    };
    value.within(0)?.lo.checked_abs()
}
