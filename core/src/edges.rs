//! Where tests turn: the places at which what is asked of a value changes. Whoever looks for a value at which something
//! becomes of a test what was not so before (a cut of what is possible, a way to a rung, the next answer that tells)
//! need look nowhere else.

use crate::case::Case;
use crate::measure::measured;
use crate::number::Threshold;
use crate::rules::*;
use crate::verdict::Verdict;
use crate::vocabulary::{Slot, Span};
use crate::written::Relation;

/// Where a test turns.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Edge<'r> {
    /// Where a quantity comes to stand otherwise to a number; for one of its values see [`turning_point`].
    Quantity(&'r Quantity, Relation, Threshold),
    /// A value: between this one and the one below.
    Value(Slot, i64),
    /// A value: between every multiple of this and the one below.
    Steps(Slot, i64),
}

impl Edge<'_> {
    /// Whether it is a place of this value.
    pub(crate) fn is_of(&self, slot: Slot) -> bool {
        match self {
            Edge::Quantity(of, ..) => of.rests_on(slot),
            Edge::Value(of, _) | Edge::Steps(of, _) => *of == slot,
        }
    }

    /// Adds where it lies for a value: the least of what is beyond it. Where a quantity has other values, they are all at
    /// their lower ends, and then at their upper ends.
    pub(crate) fn places(&self, case: &mut Case, slot: Slot, places: &mut Vec<i64>) {
        match self {
            Edge::Value(_, at) => places.push(*at),
            Edge::Quantity(of, relation, than) => {
                let span = case.span(slot);
                let known: Vec<(Slot, Span)> = of.tops().iter().copied().chain(of.bases()).map(|one| (one, case.span(one))).collect();
                for high in [false, true] {
                    known.iter().for_each(|(one, Span { lo, hi })| case.put(*one, Span::point(if high { *hi } else { *lo })));
                    places.extend(turning_point(case, slot, span, of, *relation, *than));
                    // Over nothing there is no share; the first figure that makes a base is a place of its own.
                    if of.bases().any(|base| base == slot) {
                        let summed: &[Slot] = if let Quantity::Ratio(_, base) = of { base.slots() } else { &[] };
                        places.push(1 - summed.iter().filter(|base| **base != slot).map(|base| case.span(*base).lo).sum::<i64>());
                    }
                }
                known.into_iter().for_each(|(one, span)| case.put(one, span));
            }
            // There are so many of these that none is a place to speak of.
            Edge::Steps(..) => {}
        }
    }

    /// The values it is a place of.
    pub(crate) fn slots(&self) -> Vec<Slot> {
        match self {
            Edge::Quantity(of, ..) => of.slots(),
            Edge::Value(slot, _) | Edge::Steps(slot, _) => vec![*slot],
        }
    }
}

impl Sheet {
    /// Where its tests and its score turn on the case's day; what another standard asks is not among it.
    pub(crate) fn edges<'r>(&'r self, rules: &'r RuleSet, case: &Case, add: &mut dyn FnMut(Edge<'r>)) {
        self.tests.iter().for_each(|test| test.edges(rules, case, add));
        self.score.iter().flat_map(|score| &score.indicators).for_each(|indicator| indicator.scale.edges(add));
    }
}

impl Test {
    /// Where it turns by itself on the case's day; its parts, a score and another standard are not among it.
    pub(crate) fn edges<'r>(&'r self, rules: &'r RuleSet, case: &Case, add: &mut dyn FnMut(Edge<'r>)) {
        let mut within = |slot: Slot, lo: i64, hi: i64| {
            add(Edge::Value(slot, lo));
            add(Edge::Value(slot, hi.saturating_add(1)));
        };
        match self {
            Test::Compare { of, relation, than } => add(Edge::Quantity(of, *relation, *than)),
            Test::Holds(slot) | Test::Declared(slot) => add(Edge::Value(*slot, 1)),
            Test::OneOf(slot, mask) => {
                let turns = mask ^ mask << 1;
                (0..64).filter(|at| turns & 1 << at != 0).for_each(|at| add(Edge::Value(*slot, at)));
            }
            // A title need only be valid on the day itself.
            Test::Held(slot) => add(Edge::Value(*slot, case.as_of.number())),
            Test::Dated(slot, dates) => {
                let (lo, hi) = dates.bounds(case.as_of);
                within(*slot, lo, hi);
            }
            Test::Within(slot, lo, hi) => within(*slot, *lo, *hi),
            Test::SizeAtMost(class) => {
                for (slot, bounds) in rules.size_standard(case.as_of).into_iter().flat_map(|standard| standard.possible_lines(case)) {
                    bounds.get(*class as usize).into_iter().for_each(|bound| add(Edge::Value(*slot, *bound)));
                }
            }
            // What a set holds is looked at one by one.
            Test::Includes(..) => {}
            Test::AllOf(_) | Test::EveryYear(_) | Test::AnyOf(_) | Test::Not(_) | Test::WaivedBy(..) | Test::WaivedIn(..) => {}
            Test::ScoreAtLeast(..) | Test::Meets(_) => {}
        }
    }
}

impl Scale {
    /// Where it gives other points; what it asks are nodes of the sheet.
    pub(crate) fn edges<'r>(&'r self, add: &mut dyn FnMut(Edge<'r>)) {
        match self {
            Scale::Bands { of, relation, lines, .. } => lines.iter().for_each(|line| add(Edge::Quantity(of, *relation, line.than))),
            Scale::Steps { of, every, .. } => add(Edge::Steps(*of, *every)),
            Scale::Given(slot) => add(Edge::Steps(*slot, 1)),
            Scale::BestOf(readings) => readings.iter().for_each(|reading| reading.edges(add)),
            Scale::Cases { .. } | Scale::Tally { .. } => {}
        }
    }
}

impl SizeStandard {
    /// The lines of every industry that is still possible.
    pub(crate) fn possible_lines<'r>(&'r self, case: &Case) -> impl Iterator<Item = &'r (Slot, [i64; 3])> {
        let industry = case.span(self.industry);
        let possible = (0..).zip(&self.industries).filter(move |(at, _)| industry.contains(Span::point(*at)));
        possible.filter_map(|(_, lines)| lines.as_ref()).flat_map(|lines| &lines.lines)
    }
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
