//! What `cargo pkg fuzz` sees of the front end: the reader of saved files, and what stands below it. Without the feature
//! `fuzz` there is nothing here.
#![cfg(feature = "fuzz")]
#![allow(dead_code, reason = "the page itself is left out")]

mod host;
mod examples;
mod screen;
mod foreign;
mod state;
mod storage;
mod packs;
mod embedded;
mod assessed;
pub mod fuzz;
