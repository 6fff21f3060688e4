//! A list written as a workbook (XLSX), row by row: one sheet whose first row is its headings, and one beside it with what can
//! be chosen in a column.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Format, Formula, Workbook, Worksheet, XlsxError};
use std::io::{self, Seek, Write};

/// A cell as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written<'a> {
    /// Text, whatever it looks like: a code of eighteen digits, or what would be a formula elsewhere.
    Text(&'a str),
    /// A number in digits, of which a workbook keeps fifteen: `-12.5`.
    Number(&'a str),
}

impl<'a> Written<'a> {
    /// A small whole number as a number, all else as text.
    pub fn whole(text: &'a str) -> Written<'a> {
        if text.len() < 9 && text.parse::<u32>().is_ok() { Written::Number(text) } else { Written::Text(text) }
    }
}

/// A workbook that is being written. With the feature `constant_memory` its rows are kept in a file until it ends.
pub struct Book<W: Write + Seek + Send> {
    out: W,
    book: Workbook,
    next: u32,
    columns: u16,
}

/// How many rows a sheet has at most.
const MOST: u32 = 1_048_576;

impl<W: Write + Seek + Send> Book<W> {
    /// Begins one with its headings. So many columns from the left stay where they are when one scrolls; what is typed into
    /// those of `texts` stays text, as a code of eighteen digits has to.
    ///
    /// # Errors
    /// Where writing fails.
    pub fn new(out: W, headings: &[String], stay: u16, texts: &[u16]) -> io::Result<Book<W>> {
        let mut book = Workbook::new();
        let columns = begin(&mut book, headings, stay, texts).map_err(failed)?;
        Ok(Book { out, book, next: 1, columns })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Where writing fails, or a sheet holds no more.
    pub fn row(&mut self, cells: &[Written<'_>]) -> io::Result<()> {
        let sheet = self.book.worksheet_from_index(0).map_err(failed)?;
        for (at, cell) in (0..).zip(cells) {
            write(sheet, self.next, at, *cell).map_err(failed)?;
        }
        self.next += 1;
        Ok(())
    }

    /// Ends it. In the columns named one can choose from what is listed; what stands in no list is told, and may be written all
    /// the same.
    ///
    /// # Errors
    /// Where writing fails.
    pub fn end(mut self, lists: &[(u16, Vec<String>)]) -> io::Result<W> {
        let ended = self.listed(lists).and_then(|()| self.book.save_to_writer(&mut self.out));
        ended.map_err(failed)?;
        Ok(self.out)
    }

    fn listed(&mut self, lists: &[(u16, Vec<String>)]) -> Result<(), XlsxError> {
        let sheet = self.book.worksheet_from_index(0)?;
        if let Some(last) = self.columns.checked_sub(1) {
            sheet.autofilter(0, 0, self.next - 1, last)?;
        }
        for (at, (column, list)) in lists.iter().enumerate() {
            let name = crate::cell::column_name(at);
            let chosen = DataValidation::new()
                .allow_list_formula(Formula::new(format!("lists!${name}$1:${name}${}", list.len())))
                .set_error_style(DataValidationErrorStyle::Warning);
            sheet.add_data_validation(1, *column, MOST - 1, *column, &chosen)?;
        }
        if lists.is_empty() {
            return Ok(());
        }
        let sheet = self.book.add_worksheet().set_name("lists")?.set_hidden(true);
        for (column, (_, list)) in (0..).zip(lists) {
            for (row, text) in (0..).zip(list) {
                sheet.write(row, column, text)?;
            }
        }
        Ok(())
    }
}

/// Begins the sheet; gives back how many columns it has.
fn begin(book: &mut Workbook, headings: &[String], stay: u16, texts: &[u16]) -> Result<u16, XlsxError> {
    #[cfg(feature = "constant_memory")]
    let sheet = book.add_worksheet_with_constant_memory()?;
    #[cfg(not(feature = "constant_memory"))]
    let sheet = book.add_worksheet();
    let (bold, text) = (Format::new().set_bold(), Format::new().set_num_format("@"));
    sheet.set_freeze_panes(1, stay)?;
    let mut columns = 0;
    for heading in headings {
        // A sign of Chinese takes the place of two letters.
        let width: u16 = heading.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        sheet.set_column_width(columns, width.clamp(8, 40) + 2)?;
        sheet.write_with_format(0, columns, heading, &bold)?;
        columns += 1;
    }
    for column in texts {
        sheet.set_column_format(*column, &text)?;
    }
    Ok(columns)
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: Written<'_>) -> Result<(), XlsxError> {
    match cell {
        Written::Text("") => {}
        Written::Text(text) => drop(sheet.write_string(row, column, text)?),
        Written::Number(digits) => match digits.parse::<f64>() {
            Ok(number) => drop(sheet.write_number(row, column, number)?),
            Err(_) => drop(sheet.write_string(row, column, digits)?),
        },
    }
    Ok(())
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}
