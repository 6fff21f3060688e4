//! What other crates see of the front end: the builder, under the feature `early`, what stands in the page before the program
//! is there; `cargo pkg fuzz`, under `fuzz`, the reader of saved files. Both with what stands below it; without either there is
//! nothing here.
#![cfg(any(feature = "early", feature = "fuzz"))]
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
#[cfg(feature = "early")]
mod guided;
#[cfg(feature = "early")]
mod words;
#[cfg(feature = "early")]
mod page;
#[cfg(feature = "early")]
mod components;
#[cfg(feature = "early")]
mod screens;
#[cfg(feature = "early")]
pub mod early;
#[cfg(feature = "fuzz")]
pub mod fuzz;
