//! Many enterprises in a sheet, as offices keep them: CSV, TSV and XLSX in, an enterprise a row out.
//!
//! ```text
//! file ──text, xlsx──▶ Row (cells as they are shown) ──layout──▶ what each column is ──firm──▶ Answers, and what could not be read
//! ```
//!
//! Rows go by one after the other and are not kept, so that a sheet may be of any length. Columns are found by what their
//! headings mean, never by likeness: 营业成本 is two letters from 营业收入. What is not stated and has to be assumed, such as a
//! unit, is told; what could mean two things is not taken. Nothing that cannot be read is lost in silence: it is told by row
//! and column, and the rest is taken.

#![deny(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_possible_wrap)]

mod book;
mod cell;
mod code;
mod fault;
mod firm;
mod format;
mod layout;
mod list;
mod meaning;
mod text;
mod written;
mod xlsx;

pub use book::{Book, Written};
pub use cell::{Cell, Decimal, Row, column_name};
pub use code::is_credit_code;
pub use fault::Fault;
pub use firm::{CellFault, Firm};
pub use layout::{Assumed, Column, Layout, Skipped};
pub use list::List;
pub use meaning::Meaning;
pub use written::{written_cell, written_heading};
