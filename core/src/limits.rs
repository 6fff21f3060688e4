//! How large a pack may be. Every limit lies far above what any document needs and far below what a position can hold;
//! beyond it a pack is refused in words, and never cut short. `core/packs/README.md` lists them.

use std::ops::RangeInclusive;

/// Packs together.
pub const DOCUMENTS: usize = 1_000;
/// Facts of the vocabulary.
pub const FACTS: usize = 2_000;
/// Options of a fact: a set is a mask of them.
pub const OPTIONS: usize = 63;
/// Standards of the vocabulary, and standards of one document.
pub const STANDARDS: usize = 100;
/// Entries in `governs` of a standard.
pub const GOVERNS: usize = 100;
/// Policies, duties, leads, parts and targets of one document, each.
pub const POLICIES: usize = 2_000;
/// Conditions of one standard or policy, each counted as often as `every_year`, `this_year` and `use` repeat it.
pub const CONDITIONS: usize = 4_000;
/// Conditions within conditions.
pub const DEPTH: usize = 20;
/// Groups and indicators of one score sheet together.
pub const INDICATORS: usize = 500;
/// Policies that hang together by relations: of all their sets the best is looked for.
pub const RELATED: usize = 20;
/// Whole numbers such as points.
pub const WHOLE: RangeInclusive<i32> = -100_000..=100_000;

/// A position in a list that these limits keep short.
#[expect(clippy::cast_possible_truncation, reason = "the limits above are checked before anything is put into a list")]
pub(crate) fn position(at: usize) -> u16 {
    debug_assert!(at <= usize::from(u16::MAX));
    at as u16
}
