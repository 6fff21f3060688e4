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

use crate::case::Case;
use crate::limits::position;
use crate::measure::measured;
use crate::number::Threshold;
use crate::order::{distinct, sort_by_key};
use crate::outcome::{Assessment, Evaluation, Outcome, size};
use crate::places::{evaluate_independently, parts};
use crate::rules::*;
use crate::verdict::{Verdict, VerdictSet};
use crate::vocabulary::{Kind, Slot, Span};
use crate::written::Relation;

/// How many boxes are looked at for one node before it is left open.
const BOXES: usize = 600;

/// Narrows what is possible of every node that is told on its own, and of the whole, to what some completion of the
/// answers brings about. Returns for how many nodes the search gave up.
pub(crate) fn refine(rules: &RuleSet, case: &Case, sheet: &Sheet, before: &[Assessment<'_>], outcome: &mut Outcome) -> usize {
    let mut given_up = 0;
    let told = sheet.layout.iter().map(|spot| spot.node).chain([sheet.root]);
    for node in told {
        if !outcome.node(node).is_settled() && Monotonicities::of(rules, case, sheet, before, outcome, node).most_torn().is_some() {
            match World::new(rules, sheet).exactly(case, node) {
                Ok(exactly) => outcome.narrow(node, exactly),
                Err(Inconclusive::Open) => {}
                Err(Inconclusive::GivenUp) => given_up += 1,
            }
        }
    }
    // Where the search for the whole gave up, its parts may still have settled it.
    if !outcome.node(sheet.root).is_settled() && !sheet.criteria.is_empty() {
        let together = VerdictSet::all(sheet.criteria.iter().map(|node| outcome.node(*node)));
        outcome.narrow(sheet.root, together);
    }
    given_up
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

/// A sheet to be looked at under several cases.
struct World<'r> {
    rules: &'r RuleSet,
    sheet: &'r Sheet,
    /// Whether it asks for other standards.
    asks_others: bool,
}

impl<'r> World<'r> {
    fn new(rules: &'r RuleSet, sheet: &'r Sheet) -> World<'r> {
        World { rules, sheet, asks_others: sheet.tests.iter().any(|test| matches!(test, Test::Meets(_))) }
    }

    fn before(&self, case: &Case) -> Vec<Assessment<'r>> {
        if self.asks_others { evaluate_independently(self.rules, case).assessments } else { Vec::new() }
    }

    /// All that is possible of a node, or why that is not told.
    fn exactly(&self, case: &Case, node: NodeIx) -> Result<VerdictSet, Inconclusive> {
        let mut found: Option<VerdictSet> = None;
        let mut boxes = vec![case.clone()];
        let mut looked_at = 0;
        while let Some(one) = boxes.pop() {
            looked_at += 1;
            if looked_at > BOXES {
                return Err(Inconclusive::GivenUp);
            }
            let before = self.before(&one);
            let outcome = self.sheet.evaluate(&one, size(self.rules, &one), &before);
            let possible = outcome.node(node);
            if found.is_some_and(|found| possible.is_within(found)) {
                continue;
            }
            let mut add = |more: VerdictSet| {
                let all = found.map_or(more, |found| found.union(more));
                found = Some(all);
                stays_open(all)
            };
            let uses = Monotonicities::of(self.rules, &one, self.sheet, &before, &outcome, node);
            let Some(torn) = uses.most_torn() else {
                if add(possible) {
                    return Err(Inconclusive::Open);
                }
                continue;
            };
            // With every torn value held fast somewhere, what remains is exact: a sample that may end the search.
            let held = uses.held_fast(&one, looked_at);
            let before = self.before(&held);
            if add(self.sheet.evaluate(&held, size(self.rules, &held), &before).node(node)) {
                return Err(Inconclusive::Open);
            }
            boxes.extend(uses.cut(&one, torn));
        }
        found.ok_or(Inconclusive::Open)
    }
}

/// How the tests below a node use a value.
#[derive(Clone, Copy, Default)]
struct Monotonicity {
    tests: u16,
    /// Some like it high, …
    high: bool,
    /// … some low, …
    low: bool,
    /// … some neither the one nor the other.
    neither: bool,
    /// It may turn out to be no base to divide by.
    baseless: bool,
}

impl Monotonicity {
    fn is_torn(self) -> bool {
        self.baseless || self.tests > 1 && (self.neither || self.high && self.low)
    }
}

/// What a test likes a value to be.
#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Increasing,
    Decreasing,
    Neither,
}

impl Direction {
    fn turned(self) -> Direction {
        match self {
            Direction::Increasing => Direction::Decreasing,
            Direction::Decreasing => Direction::Increasing,
            Direction::Neither => Direction::Neither,
        }
    }
}

/// A test that a cut may settle.
enum Cut<'a> {
    /// A quantity beside a number.
    Quantity(&'a Quantity, Relation, Threshold),
    /// A value beside a number: at least this.
    Value(Slot, i64),
}

/// The open values below a node.
struct Monotonicities<'a> {
    rules: &'a RuleSet,
    case: &'a Case,
    before: &'a [Assessment<'a>],
    uses: Vec<Monotonicity>,
    edges: Vec<Cut<'a>>,
}

impl<'a> Monotonicities<'a> {
    fn of(
        rules: &'a RuleSet,
        case: &'a Case,
        sheet: &'a Sheet,
        before: &'a [Assessment<'a>],
        outcome: &Outcome,
        node: NodeIx,
    ) -> Monotonicities<'a> {
        let uses = vec![Monotonicity::default(); rules.vocabulary.slot_count()];
        let mut found = Monotonicities { rules, case, before, uses, edges: Vec::new() };
        found.node(sheet, outcome, node, Direction::Increasing);
        found
    }

    /// The torn value that most tests use.
    fn most_torn(&self) -> Option<Slot> {
        let torn = self.uses.iter().enumerate().filter(|(_, u)| u.is_torn());
        torn.max_by_key(|(at, u)| (u.baseless, u.tests, std::cmp::Reverse(*at))).map(|(at, _)| Slot(position(at)))
    }

    fn slot(&mut self, slot: Slot, direction: Direction) {
        if self.case.span(slot).is_point() {
            return;
        }
        let u = &mut self.uses[slot.0 as usize];
        u.tests += 1;
        match direction {
            Direction::Increasing => u.high = true,
            Direction::Decreasing => u.low = true,
            Direction::Neither => u.neither = true,
        }
    }

    fn edge(&mut self, slot: Slot, at: i64, direction: Direction) {
        self.slot(slot, direction);
        self.edges.push(Cut::Value(slot, at));
    }

    fn node(&mut self, sheet: &'a Sheet, outcome: &Outcome, node: NodeIx, direction: Direction) {
        if outcome.node(node).is_settled() {
            return;
        }
        match sheet.test(node) {
            Test::AllOf(members) | Test::EveryYear(members) | Test::AnyOf(members) => {
                for member in sheet.members(members) {
                    self.node(sheet, outcome, *member, direction);
                }
            }
            Test::Not(of) => self.node(sheet, outcome, *of, direction.turned()),
            Test::WaivedIn(of, _) => self.node(sheet, outcome, *of, direction),
            Test::WaivedBy(of, by) => {
                // What is waived is neither met nor unmet.
                self.node(sheet, outcome, *of, Direction::Neither);
                self.node(sheet, outcome, *by, Direction::Neither);
            }
            Test::Compare { of, relation, than } => {
                self.edges.push(Cut::Quantity(of, *relation, *than));
                self.quantity(of, *relation, direction);
            }
            Test::Holds(slot) | Test::Declared(slot) => self.edge(*slot, 1, direction),
            Test::Includes(slot, _) => self.slot(*slot, direction),
            Test::OneOf(slot, _) => self.slot(*slot, Direction::Neither),
            Test::Held(slot) => self.edge(*slot, self.case.as_of.number(), direction),
            Test::Dated(slot, dates) => {
                let (lo, hi) = dates.bounds(self.case.as_of);
                self.edge(*slot, lo, Direction::Neither);
                self.edges.push(Cut::Value(*slot, hi.saturating_add(1)));
            }
            Test::Within(slot, lo, hi) => {
                self.edge(*slot, *lo, Direction::Neither);
                self.edges.push(Cut::Value(*slot, hi + 1));
            }
            Test::SizeAtMost(_) => self.size(direction),
            Test::ScoreAtLeast(of, _) => self.score(sheet, outcome, *of, direction),
            Test::Meets(standard) => {
                let Some(assessment) = self.before.get(standard.0 as usize) else { return };
                for (other, outcome) in assessment.sheets() {
                    self.node(other, outcome, other.root, direction);
                }
                // Which of several sheets is asked hangs on the place.
                if let Some(slot) = self.rules.vocabulary.place.filter(|_| !assessment.may_govern.is_empty()) {
                    parts(self.rules, self.case).into_iter().for_each(|part| self.edge(slot, part.lo, Direction::Neither));
                }
            }
        }
    }

    fn quantity(&mut self, of: &Quantity, relation: Relation, direction: Direction) {
        let direction = if matches!(relation, Relation::AtMost | Relation::LessThan) { direction.turned() } else { direction };
        let over = |uses: &mut Monotonicities<'a>, top: &[Slot], base: &[Slot]| {
            let sum = |slots: &[Slot]| slots.iter().map(|s| uses.case.span(*s)).fold((0, 0), |(lo, hi), s| (lo + s.lo, hi + s.hi));
            let (top_sum, base_sum) = (sum(top), sum(base));
            let of_base = match top_sum {
                (lo, _) if lo >= 0 => direction.turned(),
                (_, hi) if hi <= 0 => direction,
                _ => Direction::Neither,
            };
            top.iter().for_each(|slot| uses.slot(*slot, direction));
            base.iter().for_each(|slot| uses.slot(*slot, of_base));
            if base_sum.0 <= 0 {
                base.iter().filter(|s| !uses.case.span(**s).is_point()).for_each(|s| uses.uses[s.0 as usize].baseless = true);
            }
        };
        match of {
            Quantity::Amount(amount) | Quantity::Mean(amount) => amount.slots().iter().for_each(|slot| self.slot(*slot, direction)),
            Quantity::Ratio(a, b) => over(self, a.slots(), b.slots()),
            Quantity::Growth(a, b) | Quantity::CompoundGrowth(a, b) => over(self, &[*a], &[*b]),
            Quantity::AverageGrowth(y0, y1, y2) => {
                over(self, &[*y0], &[]);
                over(self, &[], &[*y2]);
                over(self, &[], &[*y1]);
                // The middle year stands above one line and below the other.
                if !self.case.span(*y1).is_point() {
                    self.uses[y1.0 as usize].neither = true;
                }
            }
        }
    }

    fn size(&mut self, direction: Direction) {
        let rules = self.rules;
        let Some(standard) = rules.size_standard(self.case.as_of) else { return };
        let industry = self.case.span(standard.industry);
        self.slot(standard.industry, Direction::Neither);
        let possible = (0..).zip(&standard.industries).filter(|(at, _)| industry.lo <= *at && *at <= industry.hi);
        for lines in possible.filter_map(|(_, lines)| lines.as_ref()) {
            for (slot, bounds) in &lines.lines {
                for bound in bounds {
                    self.edge(*slot, *bound, direction.turned());
                }
            }
        }
    }

    fn score(&mut self, sheet: &'a Sheet, outcome: &Outcome, of: ScoreRef, direction: Direction) {
        let Some(score) = &sheet.score else { return };
        for at in score.run(of) {
            let range = outcome.score(score.indicator_ref(at));
            if range.min != range.max {
                self.scale(sheet, outcome, &score.indicators[at].scale, direction);
            }
        }
    }

    fn scale(&mut self, sheet: &'a Sheet, outcome: &Outcome, scale: &'a Scale, direction: Direction) {
        match scale {
            Scale::Bands { of, relation, lines, .. } => {
                self.edges.extend(lines.iter().map(|line| Cut::Quantity(of, *relation, line.than)));
                self.quantity(of, *relation, direction);
            }
            Scale::Cases { .. } | Scale::Tally { .. } => {
                for node in scale.nodes() {
                    self.node(sheet, outcome, node, direction);
                }
            }
            Scale::Steps { of, .. } | Scale::Given(of) => self.slot(*of, direction),
            Scale::BestOf(readings) => readings.iter().for_each(|reading| self.scale(sheet, outcome, reading, direction)),
        }
    }

    /// The case with every torn value at one of its ends, in turn at the one or the other.
    fn held_fast(&self, case: &Case, turn: usize) -> Case {
        let mut held = case.clone();
        for (at, _) in self.uses.iter().enumerate().filter(|(_, u)| u.is_torn()) {
            let slot = Slot(position(at));
            let span = case.span(slot);
            held.put(slot, Span::point(if turn % 2 == 1 { span.hi } else { span.lo }));
        }
        held
    }

    /// Two halves of a case, cut where some test changes its mind about the value, as near to the middle of these
    /// places as can be; or in the middle of its span, where none of them lies inside.
    fn cut(&self, case: &Case, slot: Slot) -> [Case; 2] {
        let span = case.span(slot);
        let (low, high) = if self.rules.vocabulary.fact(self.rules.vocabulary.of_slot(slot).0).kind == Kind::Set {
            // What a set may hold beside what it surely holds: without the first of these, and with it.
            let bit = (span.hi & !span.lo) & (span.hi & !span.lo).wrapping_neg();
            (Span { lo: span.lo, hi: span.hi & !bit }, Span { lo: span.lo | bit, hi: span.hi })
        } else {
            let mut places = self.places(case, slot);
            places.sort_unstable();
            let at = match places.get(places.len() / 2) {
                _ if self.uses[slot.0 as usize].baseless && span.lo <= 0 && span.hi > 0 => 1,
                Some(place) => *place,
                None => span.lo + (span.hi - span.lo) / 2 + 1,
            };
            (Span { lo: span.lo, hi: at - 1 }, Span { lo: at, hi: span.hi })
        };
        let half = |span| {
            let mut half = case.clone();
            half.put(slot, span);
            half
        };
        [half(low), half(high)]
    }

    /// Where tests change their mind about a value, all others being at either end of theirs.
    fn places(&self, case: &Case, slot: Slot) -> Vec<i64> {
        let span = case.span(slot);
        let mut places = Vec::new();
        for edge in &self.edges {
            match edge {
                Cut::Value(of, at) if *of == slot => places.push(*at),
                Cut::Quantity(of, relation, than) if of.slots().contains(&slot) => {
                    for end in [|s: Span| s.lo, |s: Span| s.hi] {
                        let mut held = case.clone();
                        of.slots().into_iter().filter(|s| *s != slot).for_each(|s| held.put(s, Span::point(end(case.span(s)))));
                        places.extend(turning_point(&mut held, slot, span, of, *relation, *than));
                    }
                }
                _ => {}
            }
        }
        places.retain(|at| span.lo < *at && *at <= span.hi);
        places
    }
}

/// Where the verdict of an open criterion of these assessments can turn for a value, all others being as they are answered: the
/// least values of what lies above, in the units of its span, in ascending order, each with how many tests turn there. Where
/// others are open too, a test may turn anywhere between two of them: where they are all at their lower ends, and
/// where at their upper ends.
pub fn turning_points<'a>(
    rules: &'a RuleSet,
    case: &'a Case,
    evaluation: &'a Evaluation<'a>,
    assessments: impl Iterator<Item = &'a Assessment<'a>>,
    slot: Slot,
) -> Vec<(i64, usize)> {
    let mut points = Vec::new();
    for (sheet, outcome) in assessments.flat_map(Assessment::sheets) {
        for criterion in &sheet.criteria {
            let uses = Monotonicities::of(rules, case, sheet, &evaluation.assessments, outcome, *criterion);
            points.extend(distinct(uses.places(case, slot)));
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

/// The least value within a span from which a comparison holds, or no longer holds, if its two ends differ in that; every
/// other value it rests on stays as it is.
pub(crate) fn turning_point(case: &mut Case, slot: Slot, span: Span, of: &Quantity, relation: Relation, than: Threshold) -> Option<i64> {
    let mut holds = |value: i64| {
        case.put(slot, Span::point(value));
        measured(case, of).compare(relation, than).may_be(Verdict::Met)
    };
    let first = holds(span.lo);
    if holds(span.hi) == first {
        return None;
    }
    let (mut same, mut other) = (span.lo, span.hi);
    while other - same > 1 {
        let middle = same + (other - same) / 2;
        if holds(middle) == first { same = middle } else { other = middle }
    }
    Some(other)
}
