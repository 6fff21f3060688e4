//! The search for the least effort. A sheet has finitely many lines, and moving a figure anywhere but onto one is
//! effort for nothing; so what is searched are the places where, all else as it is by then, a test first holds.
//!
//! Figures that others are divided by are decided first. Then every line a figure may need is fixed when its turn
//! comes, and going through them one by one, nothing is missed. A branch is left as soon as even the best of what is
//! still undecided would not do, or what is decided costs more than a plan already found.

use crate::case::Case;
use crate::edges::{Edge, turning_point};
use crate::evaluate::{evaluate, size};
use crate::infer::infer;
use crate::order::{distinct, sort_by_key};
use crate::places::{evaluate_independently, place};
use crate::rules::*;
use crate::verdict::Verdict;
use crate::vocabulary::implication::{Rule, Says, Statement};
use crate::vocabulary::*;
use crate::written::{Procedure, Relation};

/// How many branches are looked at before a search is content with the best plan found.
pub const BRANCHES: usize = 60_000;

/// A value that can be moved.
#[derive(Debug, Clone)]
pub(super) struct Move {
    pub slot: Slot,
    pub fact: FactIx,
    /// What takes the effort; none where only an authority settles it.
    pub means: Option<Means>,
    /// What it is now, or, where that is to be confirmed, the worst it may turn out to be.
    pub from: i64,
    /// How far it can be moved.
    pub limit: i64,
    /// Effort of the smallest step.
    pub weight: i64,
    /// How many years before the day looked at its year is.
    pub back: i32,
}

/// What a way takes: its effort, then the same by how long before the day it is due. Of two ways that take no more of
/// anything, the one that leaves the earlier year alone is the better.
type Cost = (i128, i128);

impl Move {
    fn span(&self) -> Span {
        Span { lo: self.from.min(self.limit), hi: self.from.max(self.limit) }
    }

    /// Where it can be for so much effort at most; anywhere where none is named.
    fn within(&self, kind: Kind, budget: Option<i128>) -> Span {
        let steps = match budget {
            Some(budget) if kind == Kind::Title && i128::from(self.weight) > budget => 0,
            Some(budget) if kind != Kind::Title && self.weight > 0 => budget.max(0) / i128::from(self.weight),
            _ => return self.span(),
        };
        let room = i128::from(self.from.abs_diff(self.limit));
        // No wider than the room, which is no wider than a value.
        let steps = i64::try_from(steps.min(room)).unwrap_or(i64::MAX);
        let end = if self.limit >= self.from { self.from + steps } else { self.from - steps };
        Span { lo: self.from.min(end), hi: self.from.max(end) }
    }

    /// What it takes to move it to a value. A title is won or not, whatever its day.
    pub(super) fn effort(&self, kind: Kind, to: i64) -> i128 {
        let steps = if kind == Kind::Title { i128::from(to != self.from) } else { (i128::from(to) - i128::from(self.from)).abs() };
        steps * i128::from(self.weight)
    }

    /// What is added to the cost by moving it to a value.
    fn cost(&self, kind: Kind, to: i64, (effort, early): Cost, spent: i128) -> Cost {
        let more = self.effort(kind, to) - spent;
        (effort + more, early + more * i128::from(self.back))
    }
}

/// A standard on a day, to be reached.
pub(super) struct Goal<'r> {
    rules: &'r RuleSet,
    sheet: &'r Sheet,
    asks_others: bool,
    edges: Vec<Edge<'r>>,
}

impl<'r> Goal<'r> {
    pub(super) fn new(rules: &'r RuleSet, sheet: &'r Sheet, day: &Case) -> Goal<'r> {
        let asked: Vec<&Sheet> = others(rules, sheet, day);
        let asks_others = !asked.is_empty();
        let mut edges = Vec::new();
        for sheet in asked.into_iter().chain([sheet]) {
            sheet.edges(rules, day, &mut |edge| edges.push(edge));
        }
        Goal { rules, sheet, asks_others, edges }
    }

    /// What becomes of every node.
    pub(super) fn outcome(&self, case: &Case) -> crate::evaluate::Outcome {
        let before = if self.asks_others { evaluate_independently(self.rules, case).assessments } else { Vec::new() };
        self.sheet.evaluate(case, size(self.rules, case), &before)
    }

    /// Whether the standard is satisfied, or still may be as far as answers are missing.
    pub(super) fn is_reached(&self, case: &Case) -> bool {
        let possible = self.outcome(case).node(self.sheet.root);
        possible.may_be(Verdict::Met) || possible.may_be(Verdict::NeedsReview)
    }

    /// The same, asked exactly: some completion of what is missing satisfies it.
    pub(super) fn is_surely_reached(&self, case: &Case) -> bool {
        let rough = self.outcome(case).node(self.sheet.root);
        let exactly = || self.sheet.standard.is_none_or(|of| evaluate(self.rules, case).of(of).verdict != Verdict::Unmet);
        (rough.may_be(Verdict::Met) || rough.may_be(Verdict::NeedsReview)) && (rough.is_settled() || exactly())
    }

    /// Every value its tests look at.
    pub(super) fn slots(&self) -> Vec<Slot> {
        distinct(self.edges.iter().flat_map(Edge::slots).collect())
    }

    /// The case with these values anywhere between what they are and how far they can be moved; wholes as far as their
    /// parts would take them.
    pub(super) fn free<'m>(&self, case: &Case, moves: impl IntoIterator<Item = &'m Move>) -> Case {
        self.free_within(case, moves, None)
    }

    /// The same, none of them moved on for more than so much effort.
    fn free_within<'m>(&self, case: &Case, moves: impl IntoIterator<Item = &'m Move>, budget: Option<i128>) -> Case {
        let vocabulary = &self.rules.vocabulary;
        let mut free = case.clone();
        for m in moves {
            let now = case.span(m.slot);
            let kind = vocabulary.fact(m.fact).kind;
            // What was spent on it already need not be spent again.
            let spent = if now.is_point() { m.effort(kind, now.lo) } else { 0 };
            let room = m.within(kind, budget.map(|budget| budget + spent));
            let before = free.span(m.slot);
            let span = Span { lo: before.lo.min(room.lo), hi: before.hi.max(room.hi) };
            free.replace(m.slot, span);
            if let Some(whole) = whole_of(vocabulary, m.slot) {
                let own = free.said(whole);
                free.replace(whole, Span { hi: own.hi.max(span.hi), ..own });
            }
            for (slot, own, forced) in entailed(vocabulary, &free, m.slot) {
                free.replace(slot, Span { lo: own.lo.min(forced.lo), hi: own.hi.max(forced.hi) });
            }
        }
        infer(vocabulary, &mut free);
        free
    }

    /// The cheapest way to reach it by these moves, as the case it leads to, and how many branches were looked at. What
    /// takes as much as `most`, or more, is of no interest.
    pub(super) fn cheapest(&self, case: &Case, moves: &[Move], most: Option<i128>) -> (Option<Case>, usize) {
        let moves = self.in_order(moves);
        let mut search = Search { goal: self, moves: &moves, best: most.map(|most| ((most, 0), None)), branches: 0 };
        search.branch(0, &confirmed_nothing(case, &moves), (0, 0));
        (search.best.and_then(|(_, case)| case), search.branches)
    }

    /// What others have to be measured by before them: a base before a share that is to be large, and after one that is to
    /// be small; parts before what is divided by their whole. Where two wait for each other, one has a second turn.
    fn in_order(&self, moves: &[Move]) -> Vec<Move> {
        let vocabulary = &self.rules.vocabulary;
        let before = |slot: Slot| -> Vec<Slot> {
            let needs = self.edges.iter().flat_map(|edge| match edge {
                Edge::Quantity(of, relation, _) => {
                    let (tops, bases) = (of.tops().to_vec(), of.bases().collect());
                    let (first, then) = match relation {
                        Relation::AtLeast | Relation::MoreThan => (bases, tops),
                        Relation::AtMost | Relation::LessThan => (tops, bases),
                    };
                    if then.contains(&slot) { first } else { Vec::new() }
                }
                Edge::Value(..) | Edge::Steps(..) => Vec::new(),
            });
            let needs: Vec<Slot> = needs.filter(|other| *other != slot).collect();
            let part = |m: &&Move| m.slot != slot && whole_of(vocabulary, m.slot).is_some_and(|whole| needs.contains(&whole));
            let parts: Vec<Slot> = moves.iter().filter(part).map(|m| m.slot).collect();
            [needs, parts].concat()
        };
        let mut rest: Vec<(Vec<Slot>, &Move)> = moves.iter().map(|m| (before(m.slot), m)).collect();
        let (mut ordered, mut again): (Vec<Move>, Vec<Move>) = (Vec::new(), Vec::new());
        while !rest.is_empty() {
            let waits = |needs: &[Slot], m: &Move| rest.iter().any(|(_, other)| other.slot != m.slot && needs.contains(&other.slot));
            let free = rest.iter().position(|(needs, m)| !waits(needs, m));
            let (_, next) = rest.remove(free.unwrap_or(0));
            ordered.push(next.clone());
            if free.is_none() {
                again.push(next.clone());
            }
        }
        ordered.append(&mut again);
        ordered
    }

    /// Where moving a value from where it stands first makes some test hold, nearest first.
    pub(super) fn places(&self, case: &Case, m: &Move, rest: &[Move]) -> Vec<i64> {
        let mut places = Vec::new();
        let (up, span) = (m.limit >= m.from, m.span());
        let mut held = case.clone();
        // What the rest cannot make up for alone, even at its limit, this one has to bring.
        let mut helped = case.clone();
        rest.iter().for_each(|other| helped.put(other.slot, Span::point(other.limit)));
        for edge in &self.edges {
            match edge {
                _ if !edge.is_of(m.slot) => {}
                Edge::Value(_, at) => places.push(if up { *at } else { at - 1 }),
                Edge::Steps(_, every) => {
                    let first = m.from.div_euclid(*every) + 1;
                    places.extend((first..first + 40).map(|n| n * every));
                }
                Edge::Quantity(of, relation, than) => {
                    // Over nothing there is no share; the first figure that is one counts as a place of its own.
                    let baseless = span.lo <= 0 && span.hi > 0 && of.bases().any(|base| base == m.slot);
                    let positive = Span { lo: 1, ..span };
                    places.extend(baseless.then_some(1));
                    for held in [&mut held, &mut helped] {
                        let turn = turning_point(held, m.slot, if baseless { positive } else { span }, of, *relation, *than);
                        // Looked at from the low end, what is less than the turn is still as it was there.
                        places.extend(turn.map(|at| if up { at } else { at - 1 }));
                    }
                    if rest.iter().any(|other| of.rests_on(other.slot)) {
                        places.push(m.limit);
                    }
                }
            }
        }
        places.retain(|at| *at != m.from && span.lo <= *at && *at <= span.hi);
        sort_by_key(&mut places, |at| at.abs_diff(m.from));
        places.dedup();
        places
    }

    /// The sheet to be reached.
    pub(super) fn sheet(&self) -> &Sheet {
        self.sheet
    }

    /// The first value on the other side of each line between a value and an end, nearest first.
    pub(super) fn edges_between(&self, case: &Case, slot: Slot, value: i64, end: i64) -> Vec<i64> {
        let (up, span) = (end >= value, Span { lo: value.min(end), hi: value.max(end) });
        let mut held = case.clone();
        let mut found = Vec::new();
        for edge in &self.edges {
            match edge {
                _ if !edge.is_of(slot) => {}
                Edge::Value(_, at) => found.push(if up { *at } else { at - 1 }),
                Edge::Steps(_, every) => {
                    let first = value.div_euclid(*every);
                    found.extend((0..40).map(|n| if up { (first + 1 + n) * every } else { (first - n) * every - 1 }));
                }
                Edge::Quantity(of, relation, than) => {
                    let turn = turning_point(&mut held, slot, span, of, *relation, *than);
                    found.extend(turn.map(|at| if up { at } else { at - 1 }));
                }
            }
        }
        found.retain(|at| *at != value && span.lo <= *at && *at <= span.hi);
        sort_by_key(&mut found, |at| at.abs_diff(value));
        found.dedup();
        found
    }

    /// Whether none is a figure like any other: it is not for a place, where it means none was won, nor where others are
    /// divided by it.
    pub(super) fn may_vanish(&self, slot: Slot) -> bool {
        self.edges.iter().all(|edge| match edge {
            Edge::Value(of, _) => *of != slot,
            Edge::Quantity(of, ..) => of.bases().all(|base| base != slot),
            Edge::Steps(..) => true,
        })
    }

    /// Moves a value, and with it what cannot be less than it.
    pub(super) fn moved(&self, case: &Case, slot: Slot, to: i64) -> Case {
        let vocabulary = &self.rules.vocabulary;
        let mut moved = case.clone();
        moved.replace(slot, Span::point(to));
        if let Some(whole) = whole_of(vocabulary, slot) {
            let span = moved.said(whole);
            moved.replace(whole, Span { lo: span.lo.max(to), hi: span.hi.max(to) });
        }
        for (other, _, forced) in entailed(vocabulary, &moved, slot) {
            moved.replace(other, forced);
        }
        infer(vocabulary, &mut moved);
        moved
    }
}

struct Search<'g, 'r> {
    goal: &'g Goal<'r>,
    moves: &'g [Move],
    /// The least that was found to do, with the case it leads to; none with the least known from elsewhere.
    best: Option<(Cost, Option<Case>)>,
    branches: usize,
}

impl Search<'_, '_> {
    fn branch(&mut self, at: usize, case: &Case, cost: Cost) {
        // Once it is content, it looks at none of those that are left either.
        if self.branches > BRANCHES {
            return;
        }
        self.branches += 1;
        if self.best.as_ref().is_some_and(|(best, _)| cost >= *best) {
            return;
        }
        if self.goal.is_surely_reached(case) {
            self.best = Some((cost, Some(case.clone())));
            return;
        }
        let Some((m, rest)) = self.moves[at..].split_first() else { return };
        // Not even the best of the rest would do, each by itself for what is left of the best found, or less than that
        // where it is no later.
        let left = self.best.as_ref().map(|(best, _)| best.0 - cost.0 - i128::from(cost.1 >= best.1));
        if !self.goal.is_reached(&self.goal.free_within(case, &self.moves[at..], left)) {
            return;
        }
        // Its own place first: what needs no change costs nothing. Whether the rest alone can do it is asked there.
        self.branch(at + 1, case, cost);
        let kind = self.goal.rules.vocabulary.fact(m.fact).kind;
        // On a second turn it goes on from where the first one left it.
        let now = case.span(m.slot);
        let from = if now.is_point() { now.lo } else { m.from };
        let spent = m.effort(kind, from);
        let m = &Move { from, ..m.clone() };
        for to in self.goal.places(case, m, rest) {
            let cost = self.moves[at].cost(kind, to, cost, spent);
            if self.best.as_ref().is_some_and(|(best, _)| cost >= *best) {
                // Places come nearest first, so that all others cost more.
                break;
            }
            let moved = self.goal.moved(case, m.slot, to);
            if rest.is_empty() && !self.goal.is_reached(&moved) {
                continue;
            }
            self.branch(at + 1, &moved, cost);
        }
    }
}

/// The case with all that is to be confirmed at its worst. What else is known only as a range stays one: it is not short
/// for sure.
pub(super) fn confirmed_nothing(case: &Case, moves: &[Move]) -> Case {
    let mut start = case.clone();
    moves.iter().filter(|m| m.means.is_none()).for_each(|m| start.replace(m.slot, Span::point(m.from)));
    start
}

/// The value that this one is a part of, of the same year.
pub(super) fn whole_of(vocabulary: &Vocabulary, slot: Slot) -> Option<Slot> {
    let (fact, year) = vocabulary.of_slot(slot);
    let whole = vocabulary.fact(fact).part_of?;
    Some(vocabulary.fact(whole).slot_of(year))
}

/// The answers that what may now be said of a value contradicts, with what is said of them and what follows instead.
fn entailed(vocabulary: &Vocabulary, case: &Case, slot: Slot) -> Vec<(Slot, Span, Span)> {
    let forced = vocabulary.implications.iter().filter_map(|one| match &one.rule {
        Rule::Follows(when, Statement { slot: of, says: Says::Within(within) }) if when.slot == slot && when.holds(case) != Some(false) => {
            let own = case.said(*of);
            Some((*of, own, Span { lo: own.lo.clamp(within.lo, within.hi), hi: own.hi.clamp(within.lo, within.hi) }))
        }
        _ => None,
    });
    forced.filter(|(_, own, forced)| own != forced && own.is_point()).collect()
}

/// The sheets of other standards that a sheet asks for on the day.
fn others<'r>(rules: &'r RuleSet, sheet: &'r Sheet, day: &Case) -> Vec<&'r Sheet> {
    let asked = sheet.tests.iter().filter_map(|test| match test {
        Test::Meets(standard) => rules.governing(*standard, day.as_of, Procedure::FirstApplication, place(&rules.vocabulary, day)),
        _ => None,
    });
    asked.flat_map(|(other, _)| others(rules, other, day).into_iter().chain([other])).collect()
}
