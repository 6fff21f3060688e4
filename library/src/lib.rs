//! The library of an office: many enterprises, kept with their answers, and what an officer does with them. It knows no
//! browser, no disk and no clock.
//!
//! ```text
//! sheets, cases, saved records ──taking_in──▶ Proposal ──journal──▶ Library ──row──▶ Row ──find, early──▶ places of rows
//! ```
//!
//! Nothing changes a [`Library`] but a [`Change`], which knows what stood there before: so each can be told, undone, and refused
//! where somebody else was there meanwhile.

#![deny(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_possible_wrap)]

mod change;
mod firm;
mod journal;
mod library;
mod words;

pub use change::{Change, Edit, Told};
pub use firm::{Firm, Visit};
pub use journal::{Conflict, Entry, Journal};
pub use library::{Library, Refused};
