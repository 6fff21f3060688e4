//! Figures pasted from a sheet: what they are figures of, by the names of lines and the years of columns where the block
//! has them, and by the order of the questions where it has none. Nothing is guessed in silence: each figure says where it
//! goes, what has no place is told, and so is what the unit was taken from.

mod block;
mod cells;
mod headings;
mod reading;

pub use cells::{cells, html_cells};
pub use headings::unit as stated_unit;

use crate::answers::{Answers, Key};
use crate::money::MoneyUnit;
use crate::number::MICRO;
use crate::order::sort_by_key;
use crate::vocabulary::{Fact, Kind, Span, Vocabulary};
use block::Block;
use headings::Names;
use reading::Reading;
use std::cmp::Reverse;

/// A block that was pasted, as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// The question it was pasted into.
    pub at: Key,
    /// What it holds, by the order of the questions; facts that are not asked now come last.
    pub figures: Vec<Figure>,
    /// What has no place.
    pub left: Vec<Left>,
    /// What the units were taken from.
    pub units: Units,
    /// Whether what the rows are was taken from their order, for want of names.
    pub rows_by_order: bool,
    /// What the years were taken from.
    pub years: Years,
}

/// A figure and the question it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The question.
    pub key: Key,
    /// What stands in the cell.
    pub text: String,
    /// The unit it is in, where it is money.
    pub unit: MoneyUnit,
}

/// What stands in a block and has no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// A row of this name, which no question goes by.
    Row(String),
    /// A column under this heading, which is no year that is asked for.
    Column(String),
    /// A cell beyond the last question.
    Beyond(String),
    /// A dash in the place of the answer to this question: nothing, or not known.
    Dash(Key),
    /// Another figure for a question that a cell before it answers.
    Again(Key, String),
}

/// What the unit of a block was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Units {
    /// It says so.
    Stated,
    /// It says so, and has several.
    Mixed,
    /// It fits the answers there are.
    Compared,
    /// Whoever pasted it counts in it.
    Kept,
    /// The size of its figures.
    Size,
}

/// What the years of a block were taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Years {
    /// Its headings.
    Named,
    /// Headings such as 本年 and 上年, where nothing says which year that is: taken to be this one.
    Assumed(i32),
    /// The order of its columns.
    Order,
}

/// Beyond so many times each other two figures are not of one unit.
const FAR: i64 = 10;

/// From so much on the largest figure of a statement is in 元.
const IN_YUAN: i64 = 1_000_000;

impl Figure {
    /// The figure as one types it into its question.
    pub fn typed(&self, fact: &Fact) -> String {
        if fact.kind == Kind::Money { self.unit.written(&self.text) } else { self.text.clone() }
    }
}

impl Pasted {
    /// Reads a block of cells pasted into the question `at` of a grid, which asks `grid`, fact by fact in the order of its
    /// rows. `unit` is what whoever pasted counts in. None where there are not two cells with anything in them.
    pub fn read(vocabulary: &Vocabulary, said: &Answers, grid: &[Key], at: Key, unit: MoneyUnit, cells: &[Vec<String>]) -> Option<Pasted> {
        let block = Block::of(vocabulary.fact(at.fact), &Names::of(vocabulary), cells)?;
        let block = if block.is_turned() { block.turned() } else { block };
        let pasted = Pasted { at, figures: Vec::new(), left: Vec::new(), units: Units::Stated, rows_by_order: false, years: Years::Named };
        let mut reading =
            Reading { vocabulary, grid, pasted, stated: Vec::new(), statement: None, unit: None, this_year: said.as_of.year() };
        reading.block(&block);
        let mut pasted = reading.pasted;
        // By row, and the latest year first, as the grid has them.
        let row = |key: Key| grid.iter().position(|asked| asked.fact == key.fact).unwrap_or(grid.len() + usize::from(key.fact.0));
        let place = |key: Key| (row(key), Reverse(key.year));
        sort_by_key(&mut pasted.figures, |figure| place(figure.key));
        let stated = reading.stated;
        pasted.settle_units(vocabulary, said, &stated, unit);
        Some(pasted)
    }

    /// The same block in another unit throughout.
    pub fn in_unit(&self, unit: MoneyUnit) -> Pasted {
        let mut other = self.clone();
        other.figures.iter_mut().for_each(|figure| figure.unit = unit);
        other
    }

    /// Takes the unit of what states none from what does, from the answers there are, from what is usual here, or from the
    /// size of the figures.
    fn settle_units(&mut self, vocabulary: &Vocabulary, said: &Answers, stated: &[(Key, MoneyUnit)], usual: MoneyUnit) {
        let of = |key: Key| stated.iter().find(|(known, _)| *known == key).map(|(_, unit)| *unit);
        let one = stated.first().map(|(_, unit)| *unit).filter(|one| stated.iter().all(|(_, unit)| unit == one));
        let all = self.figures.iter().all(|figure| of(figure.key).is_some());
        let (units, unit) = match one {
            Some(unit) => (Units::Stated, unit),
            None if all && !stated.is_empty() => (Units::Mixed, usual),
            None => match compared(&self.figures, vocabulary, said) {
                Some(unit) => (Units::Compared, unit),
                None if usual != MoneyUnit::default() => (Units::Kept, usual),
                None => {
                    let sizes = self.figures.iter().filter_map(|figure| size(vocabulary.fact(figure.key.fact), &figure.text));
                    let large = sizes.max().is_some_and(|most| most >= IN_YUAN * MICRO);
                    (Units::Size, if large { MoneyUnit::Yuan } else { usual })
                }
            },
        };
        self.units = units;
        for figure in &mut self.figures {
            figure.unit = of(figure.key).unwrap_or(unit);
        }
    }
}

/// How large a figure of money is, in millionths of 万元.
fn size(fact: &Fact, text: &str) -> Option<i64> {
    match fact.read_typed(text) {
        Ok(Some(Span { lo, hi })) if fact.kind == Kind::Money && lo == hi => lo.checked_abs(),
        _ => None,
    }
}

/// The unit in which figures come closest to the answers there are, of the same year or of others.
fn compared(figures: &[Figure], vocabulary: &Vocabulary, said: &Answers) -> Option<MoneyUnit> {
    let apart = |unit: MoneyUnit| {
        let (mut times, mut pairs) = (0_i64, 0_i64);
        for figure in figures {
            let fact = vocabulary.fact(figure.key.fact);
            let there = said.get(figure.key).or_else(|| said.iter().find(|(key, _)| key.fact == figure.key.fact).map(|(_, span)| span));
            let (Some(there), Some(one)) = (there.filter(|span| span.is_point()), size(fact, &unit.written(&figure.text))) else {
                continue;
            };
            let (least, most) = (one.min(there.lo.abs()), one.max(there.lo.abs()));
            if let Some(far) = most.checked_div(least) {
                (times, pairs) = (times.saturating_add(far), pairs + 1);
            }
        }
        times.checked_div(pairs)
    };
    let best = MoneyUnit::USUAL.into_iter().filter_map(|unit| Some((apart(unit)?, unit)));
    best.min_by_key(|(apart, _)| *apart).filter(|(apart, _)| *apart < FAR).map(|(_, unit)| unit)
}
