//! Invented enterprises to look at; the same files the tests use.

/// The examples as cases of the public contract, each with `name` and `note`.
pub const EXAMPLES: [&str; 0] = [];
