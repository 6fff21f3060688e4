//! From a case to verdicts.

use crate::case::Case;
use crate::exact::refine;
pub use crate::outcome::*;
use crate::places::assess;
use crate::rules::RuleSet;

/// Assesses a case by every standard. A verdict stays open only if two ways of completing the answers differ in it, as
/// far as `exact` can tell.
pub fn evaluate<'r>(rules: &'r RuleSet, case: &Case) -> Evaluation<'r> {
    assess(rules, case, refine)
}
