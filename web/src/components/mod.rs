//! What screens are made of.

pub mod markup;
pub mod frame;
pub mod files;
pub mod folded;
pub mod hand_over;
pub mod keeping;
pub mod overdue;
pub mod packs;
pub mod ladder;
pub mod question;
pub mod grid;
pub mod pasted;
pub mod field;
pub mod finder;
pub mod criteria;
pub mod score_sheet;
pub mod policy;
pub mod what_if;
pub mod citation;
pub mod spoken;
