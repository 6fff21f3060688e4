//! Boxes of what is possible, one inside another. There is one case at hand, which is every box in its turn: what was put
//! into it is taken back on the way to the next one.

use super::uses::{Part, Step, Uses};
use crate::case::Case;
use crate::edges::Edge;
use crate::outcome::{Assessment, Outcome, size};
use crate::places::evaluate_independently;
use crate::rules::*;
use crate::verdict::VerdictSet;
use crate::vocabulary::{Kind, Slot, Span};

/// A sheet under the boxes of a case.
pub(super) struct Boxes<'r> {
    rules: &'r RuleSet,
    /// The box at hand.
    pub case: Case,
    pub sheet: &'r Sheet,
    /// The standards asked, and what is possible of the sheet in the box at hand. Only what is open in the first box is
    /// reckoned anew.
    pub before: Vec<Assessment<'r>>,
    pub outcome: Outcome,
    steps: Vec<Step>,
    /// Whether the place decides which sheets of others are asked, so that these are assessed anew in every box.
    apart: bool,
    /// What was possible before it was put otherwise, in that order.
    trail: Vec<(Slot, Span)>,
    /// The boxes still to be looked at: how much of the trail they share, and what is put into them.
    ahead: Vec<(usize, Slot, Span)>,
    edges: Vec<Edge<'r>>,
}

impl<'r> Boxes<'r> {
    pub fn new(rules: &'r RuleSet, case: Case, sheet: &'r Sheet) -> Boxes<'r> {
        let (outcome, before, steps) = (Outcome::default(), Vec::new(), Vec::new());
        Boxes { rules, case, sheet, before, outcome, steps, apart: false, trail: Vec::new(), ahead: Vec::new(), edges: Vec::new() }
    }

    /// Begins with the whole case, of which this is known; of that the steps are open.
    pub fn start(&mut self, sheet: &'r Sheet, before: &[Assessment<'r>], outcome: &Outcome, steps: &[Step]) {
        self.sheet = sheet;
        self.outcome.nodes.clone_from(&outcome.nodes);
        self.outcome.scores.clone_from(&outcome.scores);
        self.steps.clear();
        self.steps.extend_from_slice(steps);
        self.steps.sort_unstable();
        self.steps.dedup();
        self.before.clear();
        let mut asked = self.steps.iter().filter_map(|step| before.get(usize::from(step.standard))).peekable();
        if asked.peek().is_some() {
            self.before.extend_from_slice(before);
        }
        self.apart = asked.any(|one| !one.may_govern.is_empty());
        if self.apart {
            self.steps.retain(|step| step.standard == Step::OWN);
        }
    }

    /// What is possible of a node in the box at hand.
    pub fn possible(&mut self, node: NodeIx) -> VerdictSet {
        if self.apart {
            self.before = evaluate_independently(self.rules, &self.case).assessments;
        }
        let size = size(self.rules, &self.case);
        for run in self.steps.chunk_by(|a, b| a.standard == b.standard) {
            let standard = usize::from(run[0].standard);
            let (sheet, mut outcome) = match self.before.get_mut(standard) {
                None => (Some(self.sheet), std::mem::take(&mut self.outcome)),
                Some(other) => (other.sheet.map(|(sheet, _)| sheet), std::mem::take(&mut other.outcome)),
            };
            for (step, sheet) in run.iter().zip(sheet.into_iter().cycle()) {
                match step.part {
                    Part::Asked | Part::Node => sheet.reckon(NodeIx(step.at), &self.case, size, &self.before, &mut outcome),
                    Part::Indicator => sheet.reckon_indicator(step.at, &self.case, &mut outcome),
                }
            }
            match self.before.get_mut(standard) {
                None => self.outcome = outcome,
                Some(other) => other.outcome = outcome,
            }
        }
        self.outcome.node(node)
    }

    /// What is possible of a node with every torn value at one of its ends.
    pub fn held_fast(&mut self, uses: &Uses<'r>, high: bool, node: NodeIx) -> VerdictSet {
        let mark = self.trail.len();
        for slot in uses.torn() {
            self.hold(slot, high);
        }
        let possible = self.possible(node);
        self.back_to(mark);
        possible
    }

    /// Goes on to one of two halves, cut where some test changes its mind about the value, as near to the middle of these
    /// places as can be; or in the middle of its span, where none of them lies inside. The other half lies ahead.
    pub fn cut(&mut self, uses: &Uses<'r>, slot: Slot) {
        let span = self.case.span(slot);
        let (low, high) = if self.rules.vocabulary.fact(self.rules.vocabulary.of_slot(slot).0).kind == Kind::Set {
            // What a set may hold beside what it surely holds: without the first of these, and with it.
            let bit = (span.hi & !span.lo) & (span.hi & !span.lo).wrapping_neg();
            (Span { lo: span.lo, hi: span.hi & !bit }, Span { lo: span.lo | bit, hi: span.hi })
        } else {
            let at = match uses.is_baseless(slot) && span.lo <= 0 && span.hi > 0 {
                true => 1,
                false => self.middle_place(uses, slot).unwrap_or(span.lo + (span.hi - span.lo) / 2 + 1),
            };
            (Span { lo: span.lo, hi: at - 1 }, Span { lo: at, hi: span.hi })
        };
        self.ahead.push((self.trail.len(), slot, low));
        self.put(slot, high);
    }

    /// Goes on to the next box, if there is one.
    pub fn go_on(&mut self) -> bool {
        let Some((mark, slot, span)) = self.ahead.pop() else { return false };
        self.back_to(mark);
        self.put(slot, span);
        true
    }

    /// Back to the whole case.
    pub fn leave(&mut self) {
        self.ahead.clear();
        self.back_to(0);
    }

    /// The middle one of the places where tests change their mind about a value, all others being at either end of theirs.
    fn middle_place(&mut self, uses: &Uses<'r>, slot: Slot) -> Option<i64> {
        let (span, mut edges) = (self.case.span(slot), std::mem::take(&mut self.edges));
        uses.edges(&self.case, slot, &mut |edge| edges.push(edge));
        let mut places = Vec::new();
        edges.drain(..).for_each(|edge| edge.places(&mut self.case, slot, &mut places));
        self.edges = edges;
        places.retain(|at| span.lo < *at && *at <= span.hi);
        places.sort_unstable();
        places.get(places.len() / 2).copied()
    }

    fn hold(&mut self, slot: Slot, high: bool) {
        let span = self.case.span(slot);
        self.put(slot, Span::point(if high { span.hi } else { span.lo }));
    }

    fn put(&mut self, slot: Slot, span: Span) {
        self.trail.push((slot, self.case.span(slot)));
        self.case.put(slot, span);
    }

    fn back_to(&mut self, mark: usize) {
        for (slot, span) in self.trail.drain(mark..).rev() {
            self.case.put(slot, span);
        }
    }
}
