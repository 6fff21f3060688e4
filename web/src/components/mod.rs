//! What screens are made of.

pub mod markup;
pub mod frame;
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
pub mod articles;
pub mod standing;
pub mod lacking;
pub mod gains;
pub mod next_steps;
pub mod score_sheet;
pub mod policy;
pub mod proof;
pub mod road_line;
pub mod what_if;
pub mod citation;
pub mod spoken;
