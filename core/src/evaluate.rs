//! From a case to verdicts.

use crate::case::Case;
use crate::exact::Exact;
pub use crate::outcome::*;
use crate::places::assess;
use crate::rules::RuleSet;

/// Assesses a case by every standard. A verdict stays open only if two ways of completing the answers differ in it, as
/// far as `exact` can tell.
pub fn evaluate<'r>(rules: &'r RuleSet, case: &Case) -> Evaluation<'r> {
    let mut exact = Exact::new(rules);
    assess(rules, case, &mut |case, sheet, before, outcome| exact.refine(case, sheet, before, outcome))
}
