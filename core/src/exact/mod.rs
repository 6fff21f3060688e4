//! Exactness under partial answers: a verdict stays open only if two ways of completing the answers differ in it.
//!
//! [`crate::evaluate`] takes every test by itself. That is exact as long as no open value speaks in two tests that
//! pull it apart: where every test likes it high, or every test likes it low, one corner of what is possible is the
//! best for all of them at once, another the worst. It is too coarse where revenue should be high for a floor and
//! low for a share, or where a condition and its opposite both count. Such values are called *torn* here. What is
//! possible of a node is then found by cases: the span of a torn value is cut where some test changes its mind, each
//! half is looked at by itself, and what is possible in either is possible at all. A box without torn values is
//! exact as it stands, so the search ends; in practice it ends much earlier, once two differing completions are found.
//!
//! Boxes start from what [`crate::infer`] leaves and are not narrowed by it again, so that some of their corners may be ways
//! of answering that do not agree with each other. That is coarse at times, but never wrong.
//!
//! What is possible of shares of two open figures does not come apart along either axis. There the halves become
//! smaller and smaller, and after [`BOXES`] of them the search gives up: the verdict stays open, which is coarse, but
//! never wrong.

mod boxes;
mod uses;

use crate::case::Case;
use crate::order::{distinct, sort_by_key};
use crate::outcome::{Assessment, Evaluation, Outcome};
use crate::rules::*;
use crate::verdict::{Verdict, VerdictSet};
use crate::vocabulary::Slot;
use boxes::Boxes;
use uses::Uses;

/// How many boxes are looked at for one node before it is left open.
const BOXES: usize = 600;

/// The search. What one node needed serves the next; where nothing is open it has cost nothing.
pub(crate) struct Exact<'r> {
    rules: &'r RuleSet,
    uses: Uses<'r>,
    boxes: Option<Boxes<'r>>,
}

impl<'r> Exact<'r> {
    pub(crate) fn new(rules: &'r RuleSet) -> Exact<'r> {
        Exact { rules, uses: Uses::new(rules), boxes: None }
    }

    /// Narrows what is possible of every node that is told on its own, and of the whole, to what some completion of the
    /// answers brings about. Returns for how many nodes the search gave up.
    pub(crate) fn refine(&mut self, case: &Case, sheet: &'r Sheet, before: &[Assessment<'r>], outcome: &mut Outcome) -> usize {
        let (mut given_up, mut at_hand) = (0, false);
        for &node in &sheet.may_tear {
            if outcome.node(node).is_settled() {
                continue;
            }
            self.uses.look(case, sheet, before, outcome, node);
            let Some(torn) = self.uses.most_torn() else { continue };
            // A figure over what may be nothing stays open: over nothing it is undefined, over something it is not.
            if matches!(sheet.test(node), Test::Compare { .. }) && self.uses.is_baseless(torn) {
                continue;
            }
            let boxes = self.boxes.get_or_insert_with(|| Boxes::new(self.rules, case.clone(), sheet));
            if !std::mem::replace(&mut at_hand, true) {
                boxes.case.become_like(case);
            }
            boxes.start(sheet, before, outcome, &self.uses.steps);
            let exactly = exactly(boxes, &mut self.uses, node);
            boxes.leave();
            match exactly {
                Ok(exactly) => outcome.narrow(node, exactly),
                Err(Inconclusive::Open) => {}
                Err(Inconclusive::GivenUp) => given_up += 1,
            }
        }
        // Where the search for the whole gave up, its parts may still have settled it.
        if at_hand && !outcome.node(sheet.root).is_settled() && !sheet.criteria.is_empty() {
            let together = VerdictSet::all(sheet.criteria.iter().map(|node| outcome.node(*node)));
            outcome.narrow(sheet.root, together);
        }
        given_up
    }
}

/// Why a node is left as it is.
enum Inconclusive {
    /// It stays open whatever else is possible.
    Open,
    /// The search gave up.
    GivenUp,
}

/// Whether it will be shown as open whatever else turns out to be possible.
fn stays_open(possible: VerdictSet) -> bool {
    !possible.is_settled() && (possible.may_be(Verdict::Unmet) || possible.may_be(Verdict::Unknown))
}

/// All that is possible of a node, or why that is not told.
fn exactly<'r>(boxes: &mut Boxes<'r>, uses: &mut Uses<'r>, node: NodeIx) -> Result<VerdictSet, Inconclusive> {
    let mut found: Option<VerdictSet> = None;
    for looked_at in 1.. {
        if looked_at > BOXES {
            return Err(Inconclusive::GivenUp);
        }
        let possible = boxes.possible(node);
        if !found.is_some_and(|found| possible.is_within(found)) {
            let mut add = |more: VerdictSet| {
                let all = found.map_or(more, |found| found.union(more));
                found = Some(all);
                stays_open(all)
            };
            uses.look(&boxes.case, boxes.sheet, &boxes.before, &boxes.outcome, node);
            let torn = uses.most_torn();
            let sample = match torn {
                None => possible,
                // With every torn value held fast somewhere, what remains is exact: a sample that may end the search.
                Some(_) => boxes.held_fast(uses, looked_at % 2 == 1, node),
            };
            if add(sample) {
                return Err(Inconclusive::Open);
            }
            if let Some(torn) = torn {
                boxes.cut(uses, torn);
                continue;
            }
        }
        if !boxes.go_on() {
            break;
        }
    }
    found.ok_or(Inconclusive::Open)
}

/// Where the verdict of an open criterion of these sheets can turn for a value, all others being as they are answered: the
/// least values of what lies above, in the units of its span, in ascending order, each with how many tests turn there. Where
/// others are ranges, a test may turn anywhere between two of them: where they are all at their lower ends, and
/// where at their upper ends. Beside one of which nothing is known to the top no place is any better than others, and
/// none is told.
pub fn turning_points<'a>(
    rules: &'a RuleSet,
    case: &Case,
    evaluation: &'a Evaluation<'a>,
    sheets: impl Iterator<Item = (&'a Sheet, &'a Outcome)>,
    slot: Slot,
) -> Vec<(i64, usize)> {
    let (span, mut trial, mut uses) = (case.span(slot), case.clone(), Uses::new(rules));
    let (mut points, mut edges) = (Vec::new(), Vec::new());
    let domain = |one: Slot| rules.vocabulary.fact(rules.vocabulary.of_slot(one).0).domain;
    let is_bounded = |one: Slot| one == slot || case.span(one).hi < domain(one).hi;
    for (sheet, outcome) in sheets {
        for criterion in &sheet.criteria {
            uses.look(case, sheet, &evaluation.assessments, outcome, *criterion);
            uses.edges(case, slot, &mut |edge| edges.push(edge));
            edges.retain(|edge| edge.slots().into_iter().all(is_bounded));
            let mut places = Vec::new();
            edges.drain(..).for_each(|edge| edge.places(&mut trial, slot, &mut places));
            // Over nothing there is no share.
            places.extend(uses.is_baseless(slot).then_some(1));
            places.retain(|at| span.lo < *at && *at <= span.hi);
            points.extend(distinct(places));
        }
    }
    sort_by_key(&mut points, |at| *at);
    let mut counted: Vec<(i64, usize)> = Vec::new();
    for at in points {
        match counted.last_mut() {
            Some((last, tests)) if *last == at => *tests += 1,
            _ => counted.push((at, 1)),
        }
    }
    counted
}
