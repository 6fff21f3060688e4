//! The same answers on two days: criterion by criterion, what another document, or another day, makes of them.
//!
//! Criteria correspond by meaning, and that is data: within a standard equal ids correspond, and where the ids
//! differ the later document says with `replaces` what a criterion takes the place of. Nothing is decided here; both
//! verdicts are the evaluation's own.

mod pack_text;
mod packs;
mod report;

pub use packs::*;
pub use report::*;

use crate::case::{Case, Issue};
use crate::day::{Day, Period};
use crate::evaluate::{Assessment, Evaluation};
use crate::rules::*;
use crate::sentence::Speaker;
use crate::text::Lang;
use crate::verdict::Verdict;
use crate::vocabulary::StandardIx;
use serde_json::Value;

/// What became of a criterion for this enterprise. A criterion that is waived or not examined is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case", rename = "CriterionChange"))]
pub enum Change {
    /// It was satisfied (by the facts or by declaration) and is not met now.
    NewlyFailed,
    /// It was not asked and is now; its verdict tells how it stands.
    NewlyAsked,
    /// It was settled and is open now: the later rule wants an answer that is missing.
    NewlyOpen,
    /// It was not met and is satisfied now.
    NewlyMet,
    /// It was asked and is not now.
    NoLongerAsked,
    /// It was open and is settled now: the later rule does without the missing answer.
    Settled,
    /// Open, not met, satisfied or not asked both times. What is required may differ all the same.
    Unchanged,
}

impl Change {
    /// All of them, in the order of weight.
    pub const ALL: [Change; 7] = [
        Change::NewlyFailed,
        Change::NewlyAsked,
        Change::NewlyOpen,
        Change::NewlyMet,
        Change::NoLongerAsked,
        Change::Settled,
        Change::Unchanged,
    ];

    /// The identifier used in reports.
    pub fn id(self) -> &'static str {
        match self {
            Change::NewlyFailed => "newly_failed",
            Change::NewlyAsked => "newly_asked",
            Change::NewlyOpen => "newly_open",
            Change::NewlyMet => "newly_met",
            Change::NoLongerAsked => "no_longer_asked",
            Change::Settled => "settled",
            Change::Unchanged => "unchanged",
        }
    }

    /// From the verdict before and after; none where the criterion does not exist.
    pub fn between(before: Option<Verdict>, after: Option<Verdict>) -> Change {
        use Verdict::{Met, NeedsReview, NotApplicable, Unknown, Unmet};
        let asked = |verdict: Option<Verdict>| verdict.filter(|v| *v != NotApplicable);
        match (asked(before), asked(after)) {
            (None, Some(_)) => Change::NewlyAsked,
            (Some(_), None) => Change::NoLongerAsked,
            (Some(Met | NeedsReview), Some(Unmet)) => Change::NewlyFailed,
            (Some(Unmet), Some(Met | NeedsReview)) => Change::NewlyMet,
            (Some(Met | NeedsReview | Unmet), Some(Unknown)) => Change::NewlyOpen,
            (Some(Unknown), Some(Met | NeedsReview | Unmet)) => Change::Settled,
            _ => Change::Unchanged,
        }
    }
}

/// A criterion before and after.
#[derive(Debug, Clone)]
pub struct Row {
    /// As it was asked, a node of the sheet before.
    pub before: Option<NodeIx>,
    /// As it is asked, a node of the sheet after.
    pub after: Option<NodeIx>,
    /// What became of it.
    pub change: Change,
    /// Whether another thing is required of it: another number, another figure, another waiver.
    pub reworded: bool,
    /// Of a criterion that stands on one side only: the nodes of the other side that its parts correspond to.
    pub parts_in: Vec<NodeIx>,
}

/// A standard before and after.
#[derive(Debug, Clone)]
pub struct Compared<'a, 'r> {
    /// The standard.
    pub standard: StandardIx,
    /// What it came to before.
    pub before: &'a Assessment<'r>,
    /// What it comes to after.
    pub after: &'a Assessment<'r>,
    /// Its criteria: those asked after in the order of their document, then those that only stood before.
    pub rows: Vec<Row>,
}

impl Compared<'_, '_> {
    /// The rows of one kind.
    pub fn of(&self, change: Change) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.change == change)
    }

    /// Whether the same sheet governs both times.
    pub fn same_sheet(&self) -> bool {
        let sheets = |of: &Assessment<'_>| of.sheets().map(|(sheet, _)| std::ptr::from_ref(sheet)).collect::<Vec<_>>();
        sheets(self.before) == sheets(self.after)
    }

    /// Whether there is nothing to tell.
    pub fn is_same(&self) -> bool {
        self.same_sheet() && self.before.verdict == self.after.verdict && self.rows.iter().all(|row| row.change == Change::Unchanged)
    }
}

/// A case as it stands on a day, whatever day it names itself.
///
/// # Errors
/// Those of [`Case::read`].
pub fn read_on(rules: &RuleSet, case: &Value, day: Day) -> Result<(Case, Vec<Issue>), Issue> {
    let mut case = case.clone();
    if let Value::Object(top) = &mut case {
        top.insert("as_of".to_owned(), day.to_string().into());
    }
    Case::read(&rules.vocabulary, &case, day)
}

/// The last day before the newest succession of documents, and its first day.
pub fn newest_succession(rules: &RuleSet) -> Option<(Day, Day)> {
    let successors = rules.documents.iter().filter(|document| document.succeeds.is_some());
    let first = successors.filter_map(|document| document.head.in_force).map(|Period { from, .. }| from).max()?;
    Some((Day::from_number(first.number() - 1)?, first))
}

/// Compares two evaluations standard by standard.
pub fn compare<'a, 'r>(
    rules: &'r RuleSet,
    (case_before, before): (&Case, &'a Evaluation<'r>),
    (case_after, after): (&Case, &'a Evaluation<'r>),
) -> Vec<Compared<'a, 'r>> {
    let both = before.assessments.iter().zip(&after.assessments);
    both.map(|(before, after)| {
        let standard = after.standard;
        // Both requirements are put into the words of one day, so that a year gone by is no change of the rule.
        let mut as_before = case_after.clone();
        as_before.set_procedure(standard, case_before.procedure(Some(standard)));
        let speakers = [&as_before, case_after].map(|case| Speaker { rules, case, lang: Lang::Zh });
        Compared { standard, before, after, rows: rows(rules, before, after, speakers) }
    })
    .collect()
}

fn rows(rules: &RuleSet, before: &Assessment<'_>, after: &Assessment<'_>, speakers: [Speaker<'_>; 2]) -> Vec<Row> {
    let sheets = [before, after].map(|assessment| assessment.sheet.map(|(sheet, _)| sheet));
    let pairs = match sheets {
        [Some(old), Some(new)] => pairs(rules, old, new),
        _ => Vec::new(),
    };
    let verdict = |of: &Assessment<'_>, node: Option<NodeIx>| node.map(|node| of.outcome.node(node).verdict());
    let row = |old: Option<NodeIx>, new: Option<NodeIx>, parts_in: Vec<NodeIx>| Row {
        before: old,
        after: new,
        change: Change::between(verdict(before, old), verdict(after, new)),
        reworded: match (sheets, old, new) {
            ([Some(a), Some(b)], Some(old), Some(new)) => asked_of(&speakers[0], a, old) != asked_of(&speakers[1], b, new),
            _ => true,
        },
        parts_in,
    };
    let mut rows = Vec::new();
    if let Some(new) = sheets[1] {
        for top in &new.criteria {
            let twins: Vec<NodeIx> = pairs.iter().filter(|(_, n)| n == top).map(|(o, _)| *o).collect();
            if twins.is_empty() {
                let parts = new.named_below(*top);
                let parts_in = pairs.iter().filter(|(_, n)| parts.contains(n)).map(|(o, _)| *o).collect();
                rows.push(row(None, Some(*top), parts_in));
            }
            rows.extend(twins.into_iter().map(|old| row(Some(old), Some(*top), Vec::new())));
        }
    }
    if let Some(old) = sheets[0] {
        for top in &old.criteria {
            let twins: Vec<NodeIx> = pairs.iter().filter(|(o, _)| o == top).map(|(_, n)| *n).collect();
            if twins.is_empty() {
                let parts = old.named_below(*top);
                let parts_in = pairs.iter().filter(|(o, _)| parts.contains(o)).map(|(_, n)| *n).collect();
                rows.push(row(Some(*top), None, parts_in));
            }
            // Twins that are criteria of their own have had their row.
            let parts = twins.into_iter().filter(|twin| sheets[1].is_none_or(|new| !new.criteria.contains(twin)));
            rows.extend(parts.map(|new| row(Some(*top), Some(new), Vec::new())));
        }
    }
    rows
}

/// Everything a criterion asks in words: its parts, its waivers and the bands of a score it rests on.
fn asked_of(speaker: &Speaker<'_>, sheet: &Sheet, node: NodeIx) -> Vec<String> {
    let mut asked = Vec::new();
    for spot in sheet.spots(node) {
        asked.push(format!("{}{}", spot.waiver, speaker.required(sheet, spot.node)));
        if let (Test::ScoreAtLeast(..), Some(score)) = (sheet.test(spot.core), &sheet.score) {
            for indicator in &score.indicators {
                let bands = speaker.bands(sheet, &indicator.scale).into_iter();
                asked.extend(bands.map(|(points, band)| format!("{} {points} {band}", indicator.id)));
            }
        }
    }
    asked
}

/// Which named criteria and parts of two sheets correspond.
fn pairs(rules: &RuleSet, old: &Sheet, new: &Sheet) -> Vec<(NodeIx, NodeIx)> {
    if let Some(line) = lineage(rules, new, old) {
        return matched(&line);
    }
    match lineage(rules, old, new) {
        Some(line) => matched(&line).into_iter().map(|(o, n)| (n, o)).collect(),
        // Neither succeeds the other: what goes by one name is taken to be one thing.
        None => matched(&[new, old]),
    }
}

/// The sheets of one standard from a document back to one before it.
fn lineage<'s>(rules: &'s RuleSet, from: &'s Sheet, back_to: &'s Sheet) -> Option<Vec<&'s Sheet>> {
    let (mut line, mut at) = (vec![from], from.document);
    for _ in 0..rules.documents.len() {
        if at == back_to.document {
            return Some(line);
        }
        at = rules.document(at).succeeds?;
        let sheet = if at == back_to.document {
            Some(back_to)
        } else {
            rules.sheets.iter().find(|s| s.document == at && s.standard == from.standard)
        };
        line.extend(sheet);
    }
    None
}

/// What corresponds in the first and the last of a line of sheets, newest first; old before new.
fn matched(line: &[&Sheet]) -> Vec<(NodeIx, NodeIx)> {
    let [new, .., old] = line else {
        return line.first().map(|only| only.named().map(|node| (node, node)).collect()).unwrap_or_default();
    };
    let find = |sheet: &Sheet, id: &str| sheet.named().find(|node| sheet.claim(*node).id.as_deref() == Some(id));
    let ancestor = |node: NodeIx| {
        line.windows(2).try_fold(node, |node, step| {
            let claim = step[0].claim(node);
            find(step[1], claim.replaces.as_deref().or(claim.id.as_deref())?)
        })
    };
    debug_assert_eq!(old.standard, new.standard);
    new.named().filter_map(|node| Some((ancestor(node)?, node))).collect()
}

impl Sheet {
    /// The spots of a named node and all that stands below it.
    fn spots(&self, node: NodeIx) -> &[Spot] {
        let at = self.layout.iter().position(|spot| spot.node == node);
        at.map_or(&[], |at| &self.layout[at..self.layout[at].end as usize])
    }

    /// The criteria and parts that have a name; waivers are not asked and have no place here.
    fn named(&self) -> impl Iterator<Item = NodeIx> {
        let mut waived_to = 0;
        let asked = self.layout.iter().enumerate().filter(move |(at, spot)| {
            if spot.waiver {
                waived_to = waived_to.max(spot.end as usize);
            }
            *at >= waived_to
        });
        asked.map(|(_, spot)| spot.node).filter(|node| self.claim(*node).id.is_some())
    }

    /// The named parts of a node.
    fn named_below(&self, node: NodeIx) -> Vec<NodeIx> {
        let below: Vec<NodeIx> = self.spots(node).iter().skip(1).map(|spot| spot.node).collect();
        self.named().filter(|node| below.contains(node)).collect()
    }
}
