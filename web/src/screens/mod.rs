//! One file a screen.

pub mod start;
pub mod questions;
pub mod result;
pub mod road;
pub mod policies;
pub mod laws;
