//! One file a screen.

pub mod questions;
pub mod result;
pub mod start;
