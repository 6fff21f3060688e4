//! What an enterprise answers, before it is laid out for a day.

mod key;

pub use key::Key;
