//! A list in either kind of file, and its rows put together to enterprises.

use crate::cell::Row;
use crate::fault::Fault;
use crate::firm::Firm;
use crate::layout::{Layout, Skipped};
use crate::text::TextSheet;
use crate::xlsx::Workbook;
use std::borrow::Borrow;
use std::io::{Read, Seek};
use tidu_core::day::Day;
use tidu_core::vocabulary::Vocabulary;

/// A list as text or as a workbook, which is told from its first bytes and not from its name.
pub struct List<R: Read + Seek>(Kind<R>);

enum Kind<R: Read + Seek> {
    /// CSV, TSV and the like: one sheet without a name.
    Text(Box<TextSheet<R>>),
    /// XLSX.
    Book(Box<Workbook<R>>),
}

impl<R: Read + Seek> List<R> {
    /// Opens a list.
    ///
    /// # Errors
    /// Where it cannot be read, or is a workbook of the old format or under a password.
    pub fn open(mut input: R) -> Result<List<R>, Fault> {
        let mut magic = Vec::new();
        input.by_ref().take(4).read_to_end(&mut magic)?;
        input.rewind()?;
        Ok(List(match magic[..] {
            [b'P', b'K', ..] => Kind::Book(Box::new(Workbook::open(input)?)),
            // The old format, and the envelope of what is under a password.
            [0xD0, 0xCF, 0x11, 0xE0] => return Err(Fault::OldOrLocked),
            _ => Kind::Text(Box::new(TextSheet::open(input)?)),
        }))
    }

    /// The names of its sheets, in order; none where it is text.
    pub fn names(&self) -> Vec<String> {
        match &self.0 {
            Kind::Text(_) => Vec::new(),
            Kind::Book(book) => book.sheets().map(str::to_owned).collect(),
        }
    }

    /// The position of a sheet by its name. Text has one whatever the name.
    ///
    /// # Errors
    /// Where a workbook has none of it.
    pub fn find(&self, name: &str) -> Result<usize, Fault> {
        match &self.0 {
            Kind::Text(_) => Ok(0),
            Kind::Book(book) => book.find(name),
        }
    }

    /// Hands on the rows of a sheet, one after the other, until `each` says that it has enough. A text is read once.
    ///
    /// # Errors
    /// Where it cannot be read any further.
    pub fn rows(&mut self, sheet: usize, each: &mut dyn FnMut(Row) -> bool) -> Result<(), Fault> {
        match &mut self.0 {
            Kind::Text(text) => text.rows(each),
            Kind::Book(book) => book.rows(sheet, each),
        }
    }
}

impl Layout {
    /// Puts the next row to those of the enterprise that is being read; where another one begins with it, the rows of the one
    /// before come back. Where rows are years, those of one enterprise stand one below the other; else each has one.
    ///
    /// # Errors
    /// Why the row is no enterprise; nothing has changed then.
    pub fn gather<B: Borrow<Row>>(&self, firm: &mut Vec<B>, row: B) -> Result<Vec<B>, Skipped> {
        if let Some(why) = self.skipped(row.borrow()) {
            return Err(why);
        }
        let same = self.has_years() && firm.first().is_some_and(|first| self.is_same(first.borrow(), row.borrow()));
        let before = if same { Vec::new() } else { std::mem::take(firm) };
        firm.push(row);
        Ok(before)
    }

    /// Reads the enterprises of all rows of a sheet.
    pub fn firms(&self, vocabulary: &Vocabulary, rows: &[Row], as_of: Day) -> Vec<Firm> {
        let (mut firms, mut gathered) = (Vec::new(), Vec::new());
        let mut put = |rows: &[&Row]| {
            if !rows.is_empty() {
                firms.push(self.firm(vocabulary, rows, as_of));
            }
        };
        for row in rows {
            put(&self.gather(&mut gathered, row).unwrap_or_default());
        }
        put(&gathered);
        firms
    }

    /// Reads an enterprise of its rows. What is asked is asked for the day.
    pub fn firm<B: Borrow<Row>>(&self, vocabulary: &Vocabulary, rows: &[B], as_of: Day) -> Firm {
        let mut firms = rows.iter().map(|row| self.firm_of_row(vocabulary, row.borrow(), as_of));
        let mut firm = firms.next().unwrap_or_else(|| self.firm_of_row(vocabulary, &Row::default(), as_of));
        firms.for_each(|other| firm.join(vocabulary, other));
        firm
    }
}
