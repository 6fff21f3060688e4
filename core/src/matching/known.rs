//! How far the packs go: what is known of a place, what by name only, and which needs nothing answers.

use super::{Match, Use};
use crate::case::Case;
use crate::places::place;
use crate::rules::*;
use crate::vocabulary::Span;

/// How far the packs go in the enterprise's place: for its province, its city and its district, as far as it is known,
/// whether any document of that region gives or names support.
pub fn coverage(rules: &RuleSet, case: &Case) -> Vec<(Level, bool)> {
    let place = place(&rules.vocabulary, case);
    let known = |document: DocumentIx| {
        rules.policies.iter().any(|policy| policy.document() == document) || rules.leads.iter().any(|lead| lead.document == document)
    };
    let levels = Level::ALL.into_iter().filter_map(|(level, width)| {
        let first = place.lo / width;
        if first != place.hi / width {
            return None;
        }
        let region = Span { lo: first * width, hi: first * width + width - 1 };
        let mut documents = rules.documents.iter().enumerate().filter(|(_, document)| document.region == Some(region));
        Some((level, documents.any(|(at, _)| known(DocumentIx(at as u16)))))
    });
    levels.collect()
}

/// A level of government.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// 省
    Province,
    /// 设区市
    City,
    /// 县（市、区）
    District,
}

impl Level {
    /// All of them, with how many codes of six digits a region of the level has.
    const ALL: [(Level, i64); 3] = [(Level::Province, 10_000), (Level::City, 100), (Level::District, 1)];

    /// The identifier used in reports.
    pub fn id(self) -> &'static str {
        match self {
            Level::Province => "province",
            Level::City => "city",
            Level::District => "district",
        }
    }
}

/// The measures known by name only that concern the enterprise's place.
pub fn leads<'r>(rules: &'r RuleSet, case: &Case) -> Vec<&'r Lead> {
    let place = place(&rules.vocabulary, case);
    let concerns = |lead: &&Lead| {
        let document = rules.document(lead.document);
        document.region.is_none_or(|region| region.contains(place)) && document.head.in_force.is_none_or(|period| period.from <= case.as_of)
    };
    rules.leads.iter().filter(concerns).collect()
}

/// The needs named that no policy answers which could be used now or after some more answers, as positions of the
/// options of the fact `needs`.
pub fn unanswered_needs(rules: &RuleSet, case: &Case, matches: &[Match<'_>]) -> Vec<usize> {
    let Some(fact) = rules.vocabulary.find("needs").map(|fact| rules.vocabulary.fact(fact)) else { return Vec::new() };
    let named = case.span(fact.slot).lo as u64;
    let live = matches.iter().filter(|m| matches!(m.usable, Use::Now | Use::AfterAnswers));
    let answered = live.fold(0, |all, m| all | m.policy.needs);
    (0..fact.options.len()).filter(|at| (named & !answered) & (1 << at) != 0).collect()
}
