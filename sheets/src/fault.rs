//! Why a file cannot be read as a sheet at all.

use std::io;
use tidu_core::messages as m;
use tidu_core::text::Text;

/// Why a file cannot be read as a sheet at all.
#[derive(Debug)]
pub enum Fault {
    /// Reading failed.
    Io(io::Error),
    /// It is no workbook of the format XLSX: another kind of file, or a damaged one.
    NoWorkbook,
    /// It is a workbook of the old format, or one under a password.
    OldOrLocked,
    /// It unpacks to more than any list of enterprises is.
    TooLarge,
    /// No row has headings that say what two columns are.
    NoHeadings,
    /// No sheet goes by this name; these are there.
    NoSuchSheet(String, Vec<String>),
}

impl Fault {
    /// What is wrong, and what would be right.
    pub fn text(&self) -> Text {
        match self {
            Fault::Io(error) => m::SHEET_NOT_READ.text([error]),
            Fault::NoWorkbook => m::SHEET_NO_WORKBOOK.text([]),
            Fault::OldOrLocked => m::SHEET_OLD_OR_LOCKED.text([]),
            Fault::TooLarge => m::SHEET_TOO_LARGE.text([]),
            Fault::NoHeadings => m::SHEET_NO_HEADINGS.text([]),
            Fault::NoSuchSheet(name, known) => m::SHEET_NO_SUCH.text([name, &known.join("、")]),
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::Io(error)
    }
}
