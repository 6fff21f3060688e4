//! The size of enterprises, as a document lays it down by industry.

use super::DocumentIx;
use crate::vocabulary::Slot;

/// The size of an enterprise, smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum SizeClass {
    /// 微型
    Micro,
    /// 小型
    Small,
    /// 中型
    Medium,
    /// 大型
    Large,
}

impl SizeClass {
    /// All classes, smallest first.
    pub const ALL: [SizeClass; 4] = [SizeClass::Micro, SizeClass::Small, SizeClass::Medium, SizeClass::Large];

    /// The identifier used in packs and reports.
    pub fn id(self) -> &'static str {
        match self {
            SizeClass::Micro => "micro",
            SizeClass::Small => "small",
            SizeClass::Medium => "medium",
            SizeClass::Large => "large",
        }
    }
}

/// The size classes one document lays down.
#[derive(Debug, Clone)]
pub(crate) struct SizeStandard {
    pub document: DocumentIx,
    /// The slot of the fact `industry`.
    pub industry: Slot,
    /// By option of the fact `industry`; none where the document does not speak of it.
    pub industries: Vec<Option<SizeLines>>,
}

/// The lines of one industry.
#[derive(Debug, Clone)]
pub(crate) struct SizeLines {
    /// Value, and the lower bounds of small, medium and large.
    pub lines: Vec<(Slot, [i64; 3])>,
}
