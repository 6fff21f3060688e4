//! Keeping the answers: what is written of them, where, under which password, and when.

pub mod record;
pub mod password;
pub mod library;
pub mod session;
