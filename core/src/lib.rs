//! Tidu's core: the criteria of China's ladder for quality SMEs (优质中小企业梯度培育) as data, and the engine that
//! reads them.
//!
//! The way of the data, one plain function a step:
//!
//! ```text
//! packs/*.json ──read──▶ PackDoc ──compile──▶ RuleSet ──┐
//!                                                       ├─evaluate─▶ Evaluation ──explain──▶ Explanation ──▶ sentences, report
//! case (facts, as_of) ──────────Case::read──▶ Case ─────┘                    └──missing──▶ what to ask next
//! ```
//!
//! The core owns no clock, disk, network or browser; the day is part of the case. Nothing decides by floating
//! point. A verdict of met or unmet never changes by answering more: see [`verdict`].

pub mod text;
pub mod day;
pub mod number;
pub mod verdict;
pub mod diagnostic;
pub mod vocabulary;

pub mod written;
pub mod read;
pub mod rules;
pub mod compile;
pub mod packs;

pub mod case;
pub mod measure;
pub mod evaluate;
mod exact;
pub mod matching;
pub mod missing;
pub mod actions;
pub mod explain;
pub mod plan;
pub mod sentence;
pub mod report;
pub mod matched;
pub mod compare;
#[cfg(feature = "schema")]
pub mod schema;
