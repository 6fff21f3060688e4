//! From cells to figures with a place.

use super::block::{Block, Cell, Is, is_year};
use super::headings::{Heading, heading, unit};
use super::{Figure, Left, Pasted, Years};
use crate::answers::Key;
use crate::money::MoneyUnit;
use crate::order::distinct;
use crate::vocabulary::{FactIx, Kind, Vocabulary};

/// A block being read, from its first row to its last.
pub(super) struct Reading<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) grid: &'a [Key],
    pub(super) pasted: Pasted,
    /// The units that are stated, question by question.
    pub(super) stated: Vec<(Key, MoneyUnit)>,
    /// The year that the statement says it is of.
    pub(super) statement: Option<i32>,
    /// The unit that it says it is in.
    pub(super) unit: Option<MoneyUnit>,
    /// The year of the day everything is asked for.
    pub(super) this_year: i32,
}

/// What stands above a column.
#[derive(Clone, Default)]
struct Column {
    heading: Option<Heading>,
    text: String,
    unit: Option<MoneyUnit>,
}

impl Reading<'_> {
    /// Reads a block.
    pub(super) fn block(&mut self, block: &Block) {
        let last_year = self.this_year - 1;
        let is_value = |cell: &Cell| matches!(cell.is, Is::Figure | Is::Dash);
        let headed = block.headings();
        let any_names = block.rows.iter().flatten().any(|cell| cell.names.is_some());
        let with_headings = headed.iter().flatten().any(|heading| is_year(*heading));
        let is_head = |heads: &Vec<Option<Heading>>| heads.iter().any(|heading| is_year(*heading));
        let values = block.rows.iter().zip(&headed).filter(|(_, heads)| !is_head(heads)).map(|(row, _)| row.iter().position(is_value));
        // Without headings the first column with a figure in it is the first year; without names the first row is the first question.
        let first = values.flatten().min().unwrap_or(0);
        self.pasted.rows_by_order = !any_names;
        self.pasted.years = if with_headings { Years::Named } else { Years::Order };
        let years = self.years();
        let mut columns = vec![Column::default(); block.rows.first().map_or(0, Vec::len)];
        let mut line = None;
        for (at_row, (row, heads)) in block.rows.iter().zip(&headed).enumerate() {
            // Words in the place of figures are a line as well.
            let in_words = || {
                let mut dated = row.iter().zip(&columns).filter(|(_, column)| is_year(column.heading));
                row.iter().any(|cell| cell.names.is_some()) && dated.any(|(cell, _)| cell.is == Is::Words && cell.names.is_none())
            };
            if is_head(heads) || !row.iter().any(is_value) && !in_words() {
                self.head(row, heads, &mut columns);
                continue;
            }
            let below = at_row - *line.get_or_insert(at_row);
            let (mut label, mut behind) = (None::<&Cell>, false);
            for (cell, (at_column, column)) in row.iter().zip(columns.iter().enumerate()) {
                match cell.is {
                    Is::Empty => continue,
                    // In the column of a year words stand in the place of a figure.
                    Is::Words if !is_year(column.heading) || label.is_none() || cell.names.is_some() => {
                        // A name begins anew behind figures; of several beside each other, that of a question counts.
                        if behind || label.is_none_or(|label| label.names.is_none() && cell.names.is_some()) {
                            label = Some(cell);
                        }
                        behind = false;
                        continue;
                    }
                    _ => behind = true,
                }
                let year = match column.heading {
                    Some(Heading::NoFigures) => continue,
                    Some(Heading::Year(year)) => Some(year),
                    Some(Heading::Before(years)) => Some(self.statement.unwrap_or(last_year) - years),
                    Some(Heading::Other) | None if with_headings => None,
                    _ => match years.iter().position(|year| Some(*year) == self.pasted.at.year).map(|start| start + at_column - first) {
                        Some(to) if to < years.len() => Some(years[to]),
                        _ => {
                            self.leave(Left::Beyond(cell.text.clone()));
                            continue;
                        }
                    },
                };
                if matches!(column.heading, Some(Heading::Before(_))) && self.statement.is_none() {
                    self.pasted.years = Years::Assumed(last_year);
                }
                let fact = match label {
                    Some(label) => label.names.ok_or_else(|| Left::Row(label.text.clone())),
                    None if any_names => Err(Left::Row(cell.text.clone())),
                    None => self.line(below).ok_or_else(|| Left::Beyond(cell.text.clone())),
                };
                let unit = [label.and_then(|label| unit(&label.plain)), column.unit, self.unit].into_iter().flatten().next();
                match (fact, year) {
                    (Ok(fact), Some(year)) => self.put(Key { fact, year: Some(year) }, cell, unit, column),
                    (Ok(_), None) => self.leave(Left::Column(column.text.clone())),
                    (Err(left), _) => self.leave(left),
                }
            }
        }
    }

    /// The years of the grid, in the order of its columns.
    fn years(&self) -> Vec<i32> {
        let mut years = distinct(self.grid.iter().filter_map(|key| key.year).collect());
        years.reverse();
        years
    }

    /// The fact of a row so many below the one that was pasted into.
    fn line(&self, below: usize) -> Option<FactIx> {
        let mut facts: Vec<FactIx> = self.grid.iter().map(|key| key.fact).collect();
        facts.dedup();
        let start = facts.iter().position(|fact| *fact == self.pasted.at.fact)?;
        facts.get(start + below).copied()
    }

    /// A row without figures: what it says of those below it.
    fn head(&mut self, row: &[Cell], heads: &[Option<Heading>], columns: &mut [Column]) {
        for (cell, own) in row.iter().zip(heads) {
            // The first year that is named is that of the statement: it stands in its title, or above its first column.
            if let Some(Heading::Year(year)) = heading(&cell.plain).filter(|_| cell.is == Is::Words) {
                self.statement.get_or_insert(year);
            }
            if let Some(stated) = unit(&cell.plain).filter(|_| !is_year(*own)) {
                self.unit = Some(stated);
            }
        }
        if heads.iter().any(|heading| is_year(*heading)) {
            for ((cell, heading), column) in row.iter().zip(heads).zip(columns) {
                *column = Column { heading: *heading, text: cell.text.clone(), unit: unit(&cell.plain) };
            }
        }
    }

    fn put(&mut self, key: Key, cell: &Cell, unit: Option<MoneyUnit>, column: &Column) {
        let is_asked = self.grid.contains(&key);
        // What is not asked now is an answer all the same, of a year that may be asked for.
        let may_be_asked = || self.vocabulary.fact(key.fact).years().iter().any(|year| Some(self.this_year - year.back()) == key.year);
        if !is_asked && !may_be_asked() {
            return self.leave(Left::Column(column.text.clone()));
        }
        if cell.is == Is::Dash {
            return if is_asked {
                self.leave(Left::Dash(key))
            };
        }
        let there = self.pasted.figures.iter().find(|figure| figure.key == key);
        if let Some(there) = there {
            if there.text != cell.text {
                self.leave(Left::Again(key, cell.text.clone()));
            }
            return;
        }
        if self.vocabulary.fact(key.fact).kind == Kind::Money {
            self.stated.extend(unit.map(|unit| (key, unit)));
        }
        self.pasted.figures.push(Figure { key, text: cell.text.clone(), unit: MoneyUnit::default() });
    }

    fn leave(&mut self, left: Left) {
        if !self.pasted.left.contains(&left) {
            self.pasted.left.push(left);
        }
    }
}
