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
mod early;
mod find;
mod firm;
mod giving_out;
mod journal;
mod library;
mod packed;
mod row;
mod taking_in;
mod targets;
mod work;
pub mod words;

pub use change::{Change, Edit, Told};
pub use early::{Law, Tally, TallyLine, Turn, TurnedBy, Way, turns};
pub use find::{Filter, Sort, put_among, sort};
pub use firm::{Firm, Visit};
pub use giving_out::Giving;
pub use journal::{Conflict, Entry, Journal};
pub use library::{Library, MOST, Refused};
pub use packed::{pack_firms, unpack_firms, unpack_rows, unpack_tally};
pub use row::{Bar, Date, Row, Rows, Sum, Words};
pub use taking_in::{Incoming, Item, Kind, Proposal, TakingIn};
pub use targets::{Progress, Progresses};
pub use work::{Work, drafted};
