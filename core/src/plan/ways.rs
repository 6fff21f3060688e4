//! What can be done by a day looked at, and the ways of doing it that are worth telling.

use super::planner::{Planner, Round};
use super::project::later_by;
use super::search::{Move, confirmed_nothing, whole_of};
use super::{Because, Change, Plan};
use crate::answers::Key;
use crate::case::Case;
use crate::evaluate::{Evaluation, evaluate};
use crate::order::sort_by_key;
use crate::places::evaluate_independently;
use crate::rules::*;
use crate::verdict::{Verdict, VerdictSet};
use crate::vocabulary::implication::Rule;
use crate::vocabulary::*;
use crate::written::Procedure;

/// Why a value is or is not among those that can be moved.
pub(super) enum Movable {
    Yes(Move),
    Not(Because),
}

impl Planner<'_> {
    /// Whether a value can be moved by the day looked at, and how far.
    pub fn movable(&self, round: &Round<'_>, slot: Slot) -> Movable {
        let (ix, year) = self.rules.vocabulary.of_slot(slot);
        let fact = self.rules.vocabulary.fact(ix);
        let span = round.case.span(slot);
        let Some(lever) = fact.lever else { return Movable::Not(Because::Fixed) };
        let from = self.now.as_of;
        if fact.judged && !span.is_point() || lever.by == By::Authority {
            let weight = if fact.judged { 0 } else { lever.weight };
            let open = Move { slot, fact: ix, means: None, from: span.lo, limit: span.hi, weight, back: year.back() };
            return if span.is_point() { Movable::Not(Because::Fixed) } else { Movable::Yes(open) };
        }
        // What is not known at all is neither short nor enough; it stays open.
        if span == fact.domain || !span.is_point() && !fact.kind.is_number() {
            return Movable::Not(Because::Fixed);
        }
        if matches!(lever.by, By::Time { .. }) {
            return Movable::Not(Because::Time);
        }
        if fact.yearly && round.case.year(year) < from.year() {
            return Movable::Not(Because::ClosedYear);
        }
        let own = fact.yearly.then(|| round.case.year(year));
        if [None, own].into_iter().any(|year| self.kept.contains(&Key { fact: ix, year })) {
            return Movable::Not(Because::Kept);
        }
        let ready = match (lever.by, fact.yearly) {
            (By::Work, false) => later_by(from, 1).is_some_and(|day| day <= round.target),
            _ => from < round.target,
        };
        if !ready {
            return Movable::Not(Because::LeadTime);
        }
        Movable::Yes(self.whole_move(round, slot, lever))
    }

    /// A value with all the room its kind leaves it.
    fn whole_move(&self, round: &Round<'_>, slot: Slot, lever: Lever) -> Move {
        let (ix, year) = self.rules.vocabulary.of_slot(slot);
        let fact = self.rules.vocabulary.fact(ix);
        let span = round.case.span(slot);
        let limit = match fact.kind {
            Kind::Title => round.target.number(),
            _ if lever.less => fact.domain.lo,
            // A part grows no further than a whole that stays as it is.
            _ => match whole_of(&self.rules.vocabulary, slot).filter(|whole| matches!(self.movable(round, *whole), Movable::Not(_))) {
                Some(whole) => round.case.span(whole).hi.max(span.hi),
                None => fact.domain.hi,
            },
        };
        // What is known as a range is moved only where even its better end is short.
        let from = if lever.less { span.lo } else { span.hi };
        Move { slot, fact: ix, means: lever.means, from, limit, weight: lever.weight, back: year.back() }
    }

    /// The least effort of every set of means that suffices and holds no smaller one that does, and the least of all; and
    /// how many branches the longest search looked at.
    pub fn plans(&self, standard: StandardIx, procedure: Procedure, round: &Round<'_>) -> (Vec<Plan>, usize) {
        let moves: Vec<Move> = round
            .goal
            .slots()
            .into_iter()
            .filter_map(|slot| match self.movable(round, slot) {
                Movable::Yes(m) => Some(m),
                Movable::Not(_) => None,
            })
            .collect();
        let by = |set: usize| moves.iter().filter(move |m| m.means.is_none_or(|means| set & (1 << means as usize) != 0));
        let all = moves.iter().filter_map(|m| m.means).fold(0_usize, |set, means| set | 1 << means as usize);
        let mut sets: Vec<usize> = (0..1 << Means::ALL.len()).filter(|set| set & !all == 0).collect();
        sort_by_key(&mut sets, |set| set.count_ones());
        let start = confirmed_nothing(&round.case, &moves);
        let mut enough: Vec<usize> = Vec::new();
        let (mut found, mut most): (Vec<Plan>, usize) = (Vec::new(), 0);
        for set in sets {
            let needless = set != all && enough.iter().any(|smaller| smaller & !set == 0) || enough.contains(&0);
            if needless || !round.goal.is_reached(&round.goal.free(&start, by(set))) {
                continue;
            }
            let chosen: Vec<Move> = by(set).cloned().collect();
            // All of them together are of interest only where they take less than any set that suffices.
            let least = found.iter().map(Plan::whole_effort).min().filter(|_| enough.iter().any(|smaller| smaller & !set == 0));
            let (cheapest, branches) = round.goal.cheapest(&round.case, &chosen, least);
            most = most.max(branches);
            if let Some(reached) = cheapest {
                enough.push(set);
                found.extend(self.told(standard, procedure, round, &chosen, &reached));
            }
        }
        (found, most)
    }

    /// What was found, as a plan; none where the rules, asked exactly, do not confirm it.
    fn told(&self, standard: StandardIx, procedure: Procedure, round: &Round<'_>, moves: &[Move], reached: &Case) -> Option<Plan> {
        let vocabulary = &self.rules.vocabulary;
        let year = |slot: Slot| {
            let (fact, year) = vocabulary.of_slot(slot);
            vocabulary.fact(fact).yearly.then(|| round.case.year(year))
        };
        let reached = &self.wholes_asked(round, moves, reached);
        let (mut answers, mut after) = (round.answers.clone(), round.case.clone());
        let mut effort = [0; Means::ALL.len()];
        let (mut changes, mut to_confirm, mut entails) = (Vec::new(), Vec::new(), Vec::new());
        // A whole that stands where one of its parts was moved to has only followed it.
        let followed = |whole: Slot| {
            let part = |m: &&Move| whole_of(vocabulary, m.slot) == Some(whole) && reached.span(m.slot) != round.case.span(m.slot);
            moves.iter().filter(part).any(|m| reached.span(m.slot) == reached.span(whole))
        };
        for m in moves {
            let to = reached.span(m.slot).lo;
            if to == m.from || !reached.span(m.slot).is_point() || followed(m.slot) {
                continue;
            }
            after.replace(m.slot, Span::point(to));
            let known = round.case.span(m.slot);
            let from = (known != vocabulary.fact(m.fact).domain).then_some(known);
            let change = Change { fact: m.fact, year: year(m.slot), from, to, rounded: to, criteria: Vec::new() };
            answers.put(change.key(), Span::point(to));
            match m.means {
                Some(means) => {
                    effort[means as usize] += m.effort(vocabulary.fact(m.fact).kind, to);
                    changes.push((m.slot, change));
                }
                None => to_confirm.push((m.slot, change)),
            }
        }
        // What it is part of, and what else follows from it.
        let entailed = |slot: Slot| {
            let follows = vocabulary.implications.iter().filter_map(move |one| match &one.rule {
                Rule::Follows(when, then) if when.slot == slot => Some(then.slot),
                _ => None,
            });
            whole_of(vocabulary, slot).into_iter().chain(follows)
        };
        for whole in changes.iter().flat_map(|(slot, _)| entailed(*slot)) {
            let (was, is) = (round.case.said(whole), reached.said(whole));
            if was.is_point() && is != was && !changes.iter().any(|(changed, _)| *changed == whole) && after.said(whole) != is {
                let (fact, _) = vocabulary.of_slot(whole);
                let change = Change { fact, year: year(whole), from: Some(was), to: is.lo, rounded: is.lo, criteria: Vec::new() };
                answers.put(change.key(), Span::point(is.lo));
                after.replace(whole, is);
                entails.push((whole, change));
            }
        }
        let after = self.laid_out(&answers);
        let assessed = evaluate(self.rules, &after);
        let assessment = assessed.of(standard);
        let (sheet, _) = assessment.sheet?;
        if !round.goal.is_reached(&after) || assessment.verdict == Verdict::Unmet {
            return None;
        }
        self.round_off(round, reached, &mut changes, &mut entails);
        let entails = entails.into_iter().map(|(_, change)| change).collect();
        // Told as they are done, the earlier year first.
        changes.sort_by_key(|(_, change)| change.year);
        let whole = self.criteria(standard, &evaluate_independently(self.rules, &after));
        let serves = |(slot, mut change): (Slot, Change)| {
            let mut without = after.clone();
            without.answer(vocabulary, slot, round.case.said(slot));
            // What was open may still be so to the eye, and yet be beyond any answer: a share of nothing, say.
            let fallen = |now: Evaluation<'_>, then: &[(String, VerdictSet)]| -> Vec<String> {
                let fell = |now: VerdictSet, then: VerdictSet| now.verdict() < then.verdict() || !is_good(now) && is_good(then);
                let both = self.criteria(standard, &now).into_iter().zip(then);
                both.filter(|(now, then)| fell(now.1, then.1)).map(|(now, _)| now.0).collect()
            };
            change.criteria = fallen(evaluate_independently(self.rules, &without), &whole);
            // Or it looks open as long as nobody asks exactly: a score that no answer could bring up, say.
            if change.criteria.is_empty() {
                change.criteria = fallen(evaluate(self.rules, &without), &self.criteria(standard, &assessed));
            }
            // Or it settles several criteria only together, of which each by itself stays open: then it is told with all
            // of these that rest on it.
            if change.criteria.is_empty() {
                change.criteria = self.resting_on(standard, &assessed, slot);
            }
            change
        };
        let changes = changes.into_iter().map(serves).collect();
        let to_confirm = to_confirm.into_iter().map(serves).collect();
        // What one of two ways leaves open is no matter once the other is settled.
        let open =
            whole.into_iter().filter(|(_, possible)| assessment.verdict == Verdict::Unknown && possible.verdict() == Verdict::Unknown);
        Some(Plan {
            standard,
            procedure,
            target: round.target,
            changes,
            entails,
            prerequisites: round.prerequisites.clone(),
            before: round.before.clone(),
            to_confirm,
            open: open.map(|(id, _)| id).collect(),
            verdict_after: assessment.verdict,
            after: answers,
            effort,
            document: sheet.document,
        })
    }

    /// Gives the figures to be changed round ones, further the same way: all of them, where that does, or does with one of them
    /// one step further, for it may be a share of another; else as many as do. What follows from a figure follows from the
    /// round one.
    fn round_off(&self, round: &Round<'_>, reached: &Case, changes: &mut [(Slot, Change)], entails: &mut [(Slot, Change)]) {
        let vocabulary = &self.rules.vocabulary;
        let figure = |change: &Change, steps: i64| {
            let fact = vocabulary.fact(change.fact);
            let up = change.from.is_none_or(|from| from.hi < change.to);
            let figure = fact.rounded(change.to, up);
            let further = figure + if up { 1 } else { -1 };
            let figure = if steps > 0 && figure != change.to { fact.rounded(further, up) } else { figure };
            if fact.domain.contains(Span::point(figure)) { figure } else { change.to }
        };
        let all = |figures: &[i64]| {
            let to = changes.iter().zip(figures);
            let moved = to.fold(reached.clone(), |case, ((slot, _), to)| round.goal.moved(&case, *slot, *to));
            round.goal.is_surely_reached(&moved).then_some(moved)
        };
        let exact: Vec<i64> = changes.iter().map(|(_, change)| change.to).collect();
        let mut figures: Vec<i64> = changes.iter().map(|(_, change)| figure(change, 0)).collect();
        if figures == exact {
            return;
        }
        let mut found = all(&figures);
        for at in 0..changes.len() {
            let further = figure(&changes[at].1, 1);
            if found.is_none() && further != figures[at] {
                let own = std::mem::replace(&mut figures[at], further);
                found = all(&figures);
                figures[at] = if found.is_some() { further } else { own };
            }
        }
        if found.is_none() {
            let rounded = std::mem::replace(&mut figures, exact);
            for (at, to) in rounded.into_iter().enumerate() {
                let own = std::mem::replace(&mut figures[at], to);
                match all(&figures) {
                    Some(moved) => found = Some(moved),
                    None => figures[at] = own,
                }
            }
        }
        let Some(rounded) = found else { return };
        changes.iter_mut().zip(figures).for_each(|((_, change), figure)| change.rounded = figure);
        for (slot, change) in entails {
            change.rounded = rounded.said(*slot).lo;
        }
    }

    /// The same, with a whole in place of its part wherever the whole is enough and takes no more: any right of Class I,
    /// say, where one developed in house is not asked for.
    fn wholes_asked(&self, round: &Round<'_>, moves: &[Move], reached: &Case) -> Case {
        let kind = |m: &Move| self.rules.vocabulary.fact(m.fact).kind;
        let mut asked = reached.clone();
        for part in moves {
            let (was, is) = (round.case.span(part.slot), asked.span(part.slot));
            let whole = whole_of(&self.rules.vocabulary, part.slot);
            let Some(whole) = moves.iter().find(|m| Some(m.slot) == whole && is != was) else { continue };
            let to = asked.span(whole.slot);
            let no_dearer = part.means == whole.means && whole.effort(kind(whole), to.lo) <= part.effort(kind(part), is.lo);
            let mut without = asked.clone();
            without.answer(&self.rules.vocabulary, part.slot, round.case.said(part.slot));
            if to.is_point() && no_dearer && round.goal.is_surely_reached(&without) {
                asked = without;
            }
        }
        asked
    }

    /// The criteria of a standard, and of those it asks for, that rest on a value.
    fn resting_on(&self, standard: StandardIx, found: &Evaluation<'_>, slot: Slot) -> Vec<String> {
        let rests = |sheet: &Sheet, node: NodeIx| {
            let scored = || {
                let indicators = sheet.score.iter().flat_map(|score| &score.indicators).map(|indicator| &indicator.scale);
                indicators.flat_map(|scale| scale.slots().into_iter().chain(scale.nodes().into_iter().flat_map(|node| sheet.slots(node))))
            };
            sheet.slots(node).contains(&slot) || asks_for_points(sheet, node) && scored().any(|one| one == slot)
        };
        let sheets = self.asked_for(standard, found).into_iter().filter_map(|one| Some(found.of(one).sheet?.0));
        let named = sheets.flat_map(|sheet| {
            let criteria = sheet.criteria.iter().filter(move |node| rests(sheet, **node));
            criteria.filter_map(move |node| sheet.claim(*node).id.as_ref().map(|id| format!("{}/{id}", sheet.id)))
        });
        named.collect()
    }

    /// A standard and those it asks for.
    fn asked_for(&self, standard: StandardIx, found: &Evaluation<'_>) -> Vec<StandardIx> {
        let mut ids = vec![standard];
        let mut at = 0;
        while let Some(one) = ids.get(at).copied() {
            at += 1;
            let Some((sheet, _)) = found.of(one).sheet else { continue };
            ids.extend(sheet.tests.iter().filter_map(|test| match test {
                Test::Meets(other) => Some(*other),
                _ => None,
            }));
        }
        ids
    }

    /// The criteria of a standard, and of those it asks for, with what is possible of them.
    fn criteria(&self, standard: StandardIx, found: &Evaluation<'_>) -> Vec<(String, VerdictSet)> {
        let ids = self.asked_for(standard, found);
        let sheets = ids.iter().filter_map(|standard| Some((found.of(*standard).sheet?.0, &found.of(*standard).outcome)));
        let named = sheets.flat_map(|(sheet, outcome)| {
            let id = |node: &NodeIx| sheet.claim(*node).id.as_ref().map(|id| format!("{}/{id}", sheet.id));
            sheet.criteria.iter().filter_map(move |node| Some((id(node)?, outcome.node(*node))))
        });
        named.collect()
    }
}

/// Whether a criterion or a part of it asks for points.
fn asks_for_points(sheet: &Sheet, node: NodeIx) -> bool {
    matches!(sheet.test(node), Test::ScoreAtLeast(..)) || sheet.children(node).any(|child| asks_for_points(sheet, child))
}

/// Whether a criterion may still turn out to bar nothing.
pub(super) fn is_good(possible: VerdictSet) -> bool {
    [Verdict::Met, Verdict::NeedsReview, Verdict::NotApplicable].into_iter().any(|good| possible.may_be(good))
}
