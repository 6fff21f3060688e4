//! What the tests share. They see only the public faces of the house, so what
//! stands here may know how a person uses them and nothing of their insides.

// A whole enterprise is one JSON value.
#![recursion_limit = "256"]

#[cfg(feature = "browsers")]
pub mod browser;
pub mod chance;
pub mod classes;
pub mod draft;
pub mod fuzz;
pub mod golden;
pub mod plausible;
pub mod player;
pub mod ordering;
pub mod row;
pub mod small;
#[cfg(feature = "browsers")]
pub mod server;
