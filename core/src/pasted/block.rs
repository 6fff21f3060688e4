//! Cells as they are read, and which of them are headings.

use super::headings::{Heading, Names, bare_year, heading};
use crate::typed::{self, Typed, plain};
use crate::vocabulary::{Fact, FactIx};
use serde_json::Value;

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    Empty,
    Figure,
    Dash,
    Words,
}

/// A cell as it stands there, and as it is read.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) plain: String,
    pub(super) is: Is,
    /// The fact it is the name of.
    pub(super) names: Option<FactIx>,
}

/// Cells in rows of one length.
pub(super) struct Block {
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Block {
    pub(super) fn of(fact: &Fact, names: &Names, cells: &[Vec<String>]) -> Option<Block> {
        let width = cells.iter().map(Vec::len).max()?;
        let cell = |text: &str| {
            let plain = plain(text);
            let is = match plain.trim_start_matches(['¥', ' ']) {
                "" if plain.is_empty() => Is::Empty,
                "" | "-" | "--" | "~" | "/" | "无" => Is::Dash,
                _ if matches!(typed::number(fact, &plain), Typed::Read(Value::Number(_))) => Is::Figure,
                _ => Is::Words,
            };
            let names = names.find(&plain).filter(|_| is == Is::Words);
            Cell { text: text.trim().to_owned(), plain, is, names }
        };
        let row = |row: &Vec<String>| (0..width).map(|at| cell(row.get(at).map_or("", String::as_str))).collect();
        let rows: Vec<Vec<Cell>> = cells.iter().map(row).collect();
        let full = rows.iter().flatten().filter(|cell| cell.is != Is::Empty).count();
        (full > 1).then_some(Block { rows })
    }

    pub(super) fn turned(self) -> Block {
        let width = self.rows.first().map_or(0, Vec::len);
        Block { rows: (0..width).map(|at| self.rows.iter().map(|row| row[at].clone()).collect()).collect() }
    }

    /// Whether its rows are years and its columns are questions.
    pub(super) fn is_turned(&self) -> bool {
        let of = |block: &Block| {
            let named = |row: &Vec<Cell>| row.iter().filter(|cell| cell.names.is_some()).count();
            let years = |heads: &Vec<Option<Heading>>| heads.iter().filter(|heading| is_year(**heading)).count();
            let heads = block.headings();
            (block.rows.iter().map(named).max().unwrap_or(0), heads.iter().map(years).max().unwrap_or(0))
        };
        let (names_across, years_across) = of(self);
        let (names_down, years_down) = of(&Block { rows: self.rows.clone() }.turned());
        names_across + years_down > names_down + years_across
    }

    /// What each row says as the headings of its columns: nothing where it is a line of figures.
    pub(super) fn headings(&self) -> Vec<Vec<Option<Heading>>> {
        let mut begun = false;
        let rows = self.rows.iter().enumerate().map(|(at, row)| {
            let mut heads = headings(row, !begun);
            // What is a year stands above figures; elsewhere it is part of a title, or of the name of a line.
            for (column, heading) in heads.iter_mut().enumerate() {
                let below = || self.rows[at + 1..].iter().any(|row| row[column].is == Is::Figure);
                if is_year(*heading) && !below() {
                    *heading = None;
                }
            }
            begun |= row.iter().any(|cell| cell.is == Is::Figure) && !heads.iter().any(|heading| is_year(*heading));
            heads
        });
        rows.collect()
    }
}

pub(super) fn is_year(heading: Option<Heading>) -> bool {
    matches!(heading, Some(Heading::Year(_) | Heading::Before(_)))
}

/// What the cells of a row say as headings; figures may be years where none has come yet.
fn headings(row: &[Cell], bare_years: bool) -> Vec<Option<Heading>> {
    let none = vec![None; row.len()];
    if row.iter().any(|cell| cell.names.is_some()) {
        return none;
    }
    // Numbers are years where all of them are, one after the other.
    let bare: Vec<Option<i32>> = row.iter().filter(|cell| cell.is == Is::Figure).map(|cell| bare_year(&cell.plain)).collect();
    let step = |pair: &[Option<i32>]| pair[0].zip(pair[1]).is_some_and(|(a, b)| a.abs_diff(b) == 1);
    let lone = || row.iter().any(|cell| cell.is == Is::Words) && bare.iter().all(Option::is_some);
    let are_years = if bare.len() > 1 { bare.windows(2).all(step) } else { lone() };
    if !are_years || !bare.is_empty() && !bare_years {
        return none;
    }
    let of = |cell: &Cell| match cell.is {
        Is::Figure => bare_year(&cell.plain).map(Heading::Year),
        Is::Words => heading(&cell.plain),
        Is::Empty | Is::Dash => None,
    };
    row.iter().map(of).collect()
}
