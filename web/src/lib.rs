//! What `cargo pkg fuzz` sees of the front end: the reader of saved files. Without the feature `fuzz` there is nothing here.
#![cfg(feature = "fuzz")]
#![allow(dead_code, reason = "the page itself is left out")]

mod words;
mod state;
mod saved;
mod seal;
mod shelf;
mod keeping;
mod embedded;
mod assessed;
mod examples;
mod host;
mod app;
mod screens;
mod components;
pub mod fuzz;
