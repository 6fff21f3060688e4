//! What screens are made of.

pub mod citation;
pub mod criteria;
pub mod field;
pub mod ladder;
pub mod question;
pub mod score_sheet;
