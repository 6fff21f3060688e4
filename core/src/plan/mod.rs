//! The road to a rung: what has to change, by how much and by when.
//!
//! The past is closed. A plan therefore looks at a later day: `project` says what the answers will be by then if
//! nothing is done, `search` finds the least effort that still brings the rung within reach, and the case it leads
//! to is evaluated like any other, so that a plan cannot promise what the rules do not say. What can be changed, and
//! what effort that takes, is declared fact by fact in the vocabulary ([`Lever`]).
//!
//! Answers that are missing are not guessed: a plan changes only what is known to be short, and names the criteria that
//! stay open. What only an authority or the platform settles is set to the least that would do, and named as to be
//! confirmed.

mod margin;
mod project;
mod search;
pub mod told;

pub use margin::Margin;
pub use project::written;

use crate::case::{Case, Issue};
use crate::day::Day;
use crate::evaluate::{evaluate, roughly};
use crate::missing::missing;
use crate::rules::*;
use crate::verdict::{Possible, Verdict};
use crate::vocabulary::*;
use crate::written::Procedure;
use margin::margins;
use project::{choose, later_by, project, put};
use search::{Goal, Move, confirmed_nothing, whole_of};
use serde_json::Value;
use std::collections::BTreeSet;

/// How many years ahead is looked.
pub const YEARS_AHEAD: i32 = 5;

/// How many plans are offered at most.
const ALTERNATIVES: usize = 3;

/// What can be said of the way to a standard.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The standard.
    pub standard: StandardIx,
    /// The verdict today.
    pub today: Verdict,
    /// Until when its title is held; then the plan is for the renewal.
    pub held: Option<Day>,
    /// Ways to reach it, earliest first, then least effort; none of them better than another in every respect.
    pub plans: Vec<Plan>,
    /// Why it cannot be reached earlier, or at all.
    pub blocked: Vec<Blocked>,
    /// The answers that would change most, where some are missing.
    pub ask_first: Vec<FactIx>,
    /// How far figures may move before the standard is lost, the most fragile first; where it is reached or held.
    pub margins: Vec<Margin>,
}

/// A way to reach a standard.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The standard.
    pub standard: StandardIx,
    /// First application or renewal.
    pub procedure: Procedure,
    /// The day by which the figures must hold.
    pub target: Day,
    /// What has to change; leave out any, or go a step less far, and the standard is missed.
    pub changes: Vec<Change>,
    /// What follows by itself: a whole is never less than its part.
    pub entails: Vec<Change>,
    /// The titles to be won before.
    pub prerequisites: Vec<StandardIx>,
    /// How these are won: the steps of the road before this one.
    pub before: Vec<Plan>,
    /// What only an authority or the platform settles, set to the least that would do.
    pub to_confirm: Vec<Change>,
    /// The criteria that missing answers leave open: `standard/criterion`.
    pub open: Vec<String>,
    /// The verdict on the projected case.
    pub verdict_after: Verdict,
    /// The whole projected case, as the contract writes cases.
    pub case_after: Value,
    /// Effort by means, in the order of [`Means::ALL`].
    pub effort: [i128; Means::ALL.len()],
    /// The document that governs on the target day, as far as is known today.
    pub document: DocumentIx,
}

/// A figure to be changed.
#[derive(Debug, Clone)]
pub struct Change {
    /// The fact.
    pub fact: FactIx,
    /// Its year, if it is yearly.
    pub year: Option<i32>,
    /// What it would be otherwise; none where nothing is known of that.
    pub from: Option<Span>,
    /// What it must be.
    pub to: i64,
    /// The criteria it serves: `standard/criterion`.
    pub criteria: Vec<String>,
}

/// Why a standard cannot be reached by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    /// The day.
    pub target: Day,
    /// The criteria that stand in the way: `standard/criterion`.
    pub criteria: Vec<String>,
    /// Why.
    pub because: Because,
}

/// What stands in the way, the most easily removed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Because {
    /// The lower title cannot be held by then.
    PriorTitle,
    /// It takes a year of work, and there is less.
    LeadTime,
    /// The enterprise said that it will not change it.
    Kept,
    /// It rests on figures of a year that is over.
    ClosedYear,
    /// Only time changes it.
    Time,
    /// It cannot be changed.
    Fixed,
    /// No document is known to govern.
    NoRule,
}

impl Because {
    /// Its identifier in reports.
    pub fn id(self) -> &'static str {
        match self {
            Because::PriorTitle => "prior_title",
            Because::LeadTime => "lead_time",
            Because::Kept => "kept",
            Because::ClosedYear => "closed_year",
            Because::Time => "time",
            Because::Fixed => "fixed",
            Because::NoRule => "no_rule",
        }
    }
}

/// Plans the way to a standard. `case` is a case of the public contract; `kept` are the facts that the enterprise cannot or
/// will not change.
///
/// # Errors
/// Where there is no case at all; see [`Case::read`].
pub fn plan(rules: &RuleSet, case: &Value, today: Day, standard: StandardIx, kept: &BTreeSet<FactIx>) -> Result<Planned, Issue> {
    let (now, _) = Case::read(&rules.vocabulary, case, today)?;
    Ok(Planner { rules, case, now: &now, kept }.standard(standard))
}

struct Planner<'a> {
    rules: &'a RuleSet,
    case: &'a Value,
    now: &'a Case,
    kept: &'a BTreeSet<FactIx>,
}

/// A day looked at.
struct Round<'a> {
    target: Day,
    json: Value,
    case: Case,
    sheet: &'a Sheet,
    goal: Goal<'a>,
    prerequisites: Vec<StandardIx>,
    before: Vec<Plan>,
}

/// Why a value is or is not among those that can be moved.
enum Movable {
    Yes(Move),
    Not(Because),
}

impl Planner<'_> {
    fn standard(&self, standard: StandardIx) -> Planned {
        let from = self.now.as_of;
        let evaluation = evaluate(self.rules, self.now);
        let assessment = evaluation.of(standard);
        let held = self.held(standard);
        let procedure = if held.is_some() { Procedure::Renewal } else { self.now.procedure(Some(standard)) };
        let targets: Vec<Day> = match held {
            Some(expiry) => vec![expiry],
            None => std::iter::once(from).chain((1..=YEARS_AHEAD).filter_map(|n| Day::new(from.year() + n, 1, 1))).collect(),
        };
        let mut planned = Planned {
            standard,
            today: assessment.verdict,
            held,
            plans: Vec::new(),
            blocked: Vec::new(),
            ask_first: missing(self.rules, self.now, &evaluation, assessment),
            margins: Vec::new(),
        };
        let lower = self.lower(standard, &targets, procedure);
        let mut found: Vec<Plan> = Vec::new();
        for target in targets {
            let Some(round) = self.round(standard, procedure, target, &lower) else {
                planned.blocked.push(Blocked { target, criteria: Vec::new(), because: Because::NoRule });
                continue;
            };
            let plans = self.plans(standard, procedure, &round);
            if plans.is_empty() && found.is_empty() {
                planned.blocked.extend(self.blocked(&round));
            }
            let effortless = plans.iter().any(|plan| plan.changes.is_empty());
            found.extend(plans);
            if effortless {
                break;
            }
        }
        planned.plans = chosen(found);
        if planned.ask_first.is_empty()
            && let Some(open) = planned.plans.first().filter(|plan| plan.verdict_after == Verdict::Unknown)
            && let Ok((after, _)) = Case::read(&self.rules.vocabulary, &open.case_after, open.target)
        {
            let evaluation = evaluate(self.rules, &after);
            planned.ask_first = missing(self.rules, &after, &evaluation, evaluation.of(standard));
        }
        let safe = |verdict| matches!(verdict, Verdict::Met | Verdict::NeedsReview);
        planned.margins = match (held, planned.plans.first()) {
            (None, _) if safe(assessment.verdict) => assessment.sheet.map(|(sheet, _)| margins(self.rules, sheet, self.now)),
            (Some(_), Some(plan)) if plan.changes.is_empty() && safe(plan.verdict_after) => {
                let case = Case::read(&self.rules.vocabulary, &plan.case_after, plan.target).ok();
                let sheet = self.rules.governing(standard, plan.target, procedure);
                sheet.zip(case).map(|((sheet, _), (case, _))| margins(self.rules, sheet, &case))
            }
            _ => None,
        }
        .unwrap_or_default();
        planned
    }

    /// Until when a standard's title is held.
    fn held(&self, standard: StandardIx) -> Option<Day> {
        let fact = self.rules.vocabulary.standard(standard).title?;
        let span = self.now.span(self.rules.vocabulary.fact(fact).slot);
        Day::from_number(span.lo).filter(|day| span.is_point() && *day >= self.now.as_of)
    }

    /// The way to the lower title that a standard asks for and that is not held, if any of these rounds asks for one.
    fn lower(&self, standard: StandardIx, targets: &[Day], procedure: Procedure) -> Option<Planned> {
        targets.iter().find_map(|target| {
            let (sheet, _) = self.rules.governing(standard, *target, procedure)?;
            let case = self.projected(standard, procedure, *target)?.1;
            let goal = Goal::new(self.rules, sheet, &case);
            let lacking = lacks_title(sheet, &goal, &case)?;
            Some(self.standard(sheet.claim(lacking).prerequisite?))
        })
    }

    fn projected(&self, standard: StandardIx, procedure: Procedure, target: Day) -> Option<(Value, Case)> {
        let mut json = project(&self.rules.vocabulary, self.case, self.now.as_of, target);
        if procedure == Procedure::Renewal {
            choose(&self.rules.vocabulary, &mut json, standard, procedure);
        }
        let case = Case::read(&self.rules.vocabulary, &json, target).ok()?.0;
        Some((json, case))
    }

    /// A day looked at, with the lower title won before if that can be done in time; none where no rule is in force.
    fn round(&self, standard: StandardIx, procedure: Procedure, target: Day, lower: &Option<Planned>) -> Option<Round<'_>> {
        let vocabulary = &self.rules.vocabulary;
        let (sheet, _) = self.rules.governing(standard, target, procedure)?;
        let (json, case) = self.projected(standard, procedure, target)?;
        let goal = Goal::new(self.rules, sheet, &case);
        let mut round = Round { target, json, case, sheet, goal, prerequisites: Vec::new(), before: Vec::new() };
        let Some(node) = lacks_title(sheet, &round.goal, &round.case) else { return Some(round) };
        // What is reached in one year is won in that year, and held from the next.
        let first = lower.as_ref().and_then(|lower| lower.plans.first()).filter(|first| first.target.year() < target.year());
        let Some(first) = first else { return Some(round) };
        let Ok((reached, _)) = Case::read(vocabulary, &first.case_after, first.target) else { return Some(round) };
        let reached = roughly(self.rules, &reached);
        let titles = titles_below(sheet, node).into_iter().filter_map(|slot| {
            let (fact, _) = vocabulary.of_slot(slot);
            let of = vocabulary.standards.iter().position(|s| s.title == Some(fact))?;
            Some((fact, StandardIx(of as u16)))
        });
        let won =
            titles.into_iter().find(|(_, of)| matches!(reached.of(*of).verdict, Verdict::Met | Verdict::NeedsReview | Verdict::Unknown));
        let Some((title, of)) = won else { return Some(round) };
        // What was done for it is done, and carries on into the years after.
        let mut base = self.case.clone();
        for change in first.changes.iter().chain(&first.entails) {
            put(vocabulary, &mut base, change.fact, change.year, &written(vocabulary.fact(change.fact), change.to));
        }
        round.json = project(vocabulary, &base, self.now.as_of, target);
        if procedure == Procedure::Renewal {
            choose(vocabulary, &mut round.json, standard, procedure);
        }
        put(vocabulary, &mut round.json, title, None, &written(vocabulary.fact(title), target.number()));
        round.case = Case::read(vocabulary, &round.json, target).ok()?.0;
        round.before = first.before.clone();
        round.before.push(Plan { before: Vec::new(), ..first.clone() });
        round.prerequisites = first.prerequisites.clone();
        round.prerequisites.push(of);
        Some(round)
    }

    /// Whether a value can be moved by the day looked at, and how far.
    fn movable(&self, round: &Round<'_>, slot: Slot) -> Movable {
        let (ix, year) = self.rules.vocabulary.of_slot(slot);
        let fact = self.rules.vocabulary.fact(ix);
        let span = round.case.span(slot);
        let Some(lever) = fact.lever else { return Movable::Not(Because::Fixed) };
        let from = self.now.as_of;
        if fact.judged && !span.is_point() || lever.by == By::Authority {
            let weight = if fact.judged { 0 } else { lever.weight };
            let open = Move { slot, fact: ix, means: None, from: span.lo, limit: span.hi, weight };
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
        let ready = match (lever.by, fact.yearly) {
            (By::Work, false) => later_by(from, 1).is_some_and(|day| day <= round.target),
            _ => from < round.target,
        };
        if !ready {
            return Movable::Not(Because::LeadTime);
        }
        if self.kept.contains(&ix) {
            return Movable::Not(Because::Kept);
        }
        Movable::Yes(self.whole_move(round, slot, lever))
    }

    /// A value with all the room its kind leaves it.
    fn whole_move(&self, round: &Round<'_>, slot: Slot, lever: Lever) -> Move {
        let (ix, _) = self.rules.vocabulary.of_slot(slot);
        let fact = self.rules.vocabulary.fact(ix);
        let limit = match fact.kind {
            Kind::Title => round.target.number(),
            _ if lever.less => fact.domain.lo,
            _ => fact.domain.hi,
        };
        // What is known as a range is moved only where even its better end is short.
        let span = round.case.span(slot);
        let from = if lever.less { span.lo } else { span.hi };
        Move { slot, fact: ix, means: lever.means, from, limit, weight: lever.weight }
    }

    /// The least effort of every set of means that suffices and holds no smaller one that does, and the least of all.
    fn plans(&self, standard: StandardIx, procedure: Procedure, round: &Round<'_>) -> Vec<Plan> {
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
        sets.sort_by_key(|set: &usize| set.count_ones());
        let start = confirmed_nothing(&round.case, &moves);
        let mut enough: Vec<usize> = Vec::new();
        let mut found: Vec<Plan> = Vec::new();
        for set in sets {
            let needless = set != all && enough.iter().any(|smaller| smaller & !set == 0) || enough.contains(&0);
            if needless || !round.goal.is_reached(&round.goal.free(&start, by(set))) {
                continue;
            }
            let chosen: Vec<Move> = by(set).cloned().collect();
            if let Some((_, reached)) = round.goal.cheapest(&round.case, &chosen) {
                enough.push(set);
                found.extend(self.told(standard, procedure, round, &chosen, &reached));
            }
        }
        found
    }

    /// What was found, as a plan; none where the rules, asked exactly, do not confirm it.
    fn told(&self, standard: StandardIx, procedure: Procedure, round: &Round<'_>, moves: &[Move], reached: &Case) -> Option<Plan> {
        let vocabulary = &self.rules.vocabulary;
        let year = |slot: Slot| {
            let (fact, year) = vocabulary.of_slot(slot);
            vocabulary.fact(fact).yearly.then(|| round.case.year(year))
        };
        let (mut json, mut after) = (round.json.clone(), round.case.clone());
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
            after.put(m.slot, Span::point(to));
            let known = round.case.span(m.slot);
            let from = (known != vocabulary.fact(m.fact).domain).then_some(known);
            let change = Change { fact: m.fact, year: year(m.slot), from, to, criteria: Vec::new() };
            put(vocabulary, &mut json, m.fact, change.year, &written(vocabulary.fact(m.fact), to));
            match m.means {
                Some(means) => {
                    effort[means as usize] += m.effort(vocabulary.fact(m.fact).kind, to);
                    changes.push((m.slot, change));
                }
                None => to_confirm.push((m.slot, change)),
            }
        }
        for (slot, _) in &changes {
            let Some(whole) = whole_of(vocabulary, *slot) else { continue };
            let (was, is) = (round.case.span(whole), reached.span(whole));
            if was.is_point() && is != was && !changes.iter().any(|(changed, _)| *changed == whole) && after.span(whole) != is {
                let (fact, _) = vocabulary.of_slot(whole);
                put(vocabulary, &mut json, fact, year(whole), &written(vocabulary.fact(fact), is.lo));
                after.put(whole, is);
                entails.push(Change { fact, year: year(whole), from: Some(was), to: is.lo, criteria: Vec::new() });
            }
        }
        let (after, _) = Case::read(vocabulary, &json, round.target).ok()?;
        let assessed = evaluate(self.rules, &after);
        let assessment = assessed.of(standard);
        let (sheet, _) = assessment.sheet?;
        if !round.goal.is_reached(&after) || assessment.verdict == Verdict::Unmet {
            return None;
        }
        let whole = self.criteria(standard, &after);
        let serves = |(slot, mut change): (Slot, Change)| {
            let mut without = after.clone();
            without.put(slot, round.case.span(slot));
            // What was open may still be so to the eye, and yet be beyond any answer: a share of nothing, say.
            let fallen = |(now, then): &((String, Possible), &(String, Possible))| {
                now.1.verdict() < then.1.verdict() || !is_good(now.1) && is_good(then.1)
            };
            change.criteria = self.criteria(standard, &without).into_iter().zip(&whole).filter(fallen).map(|(now, _)| now.0).collect();
            change
        };
        Some(Plan {
            standard,
            procedure,
            target: round.target,
            changes: changes.into_iter().map(serves).collect(),
            entails,
            prerequisites: round.prerequisites.clone(),
            before: round.before.clone(),
            to_confirm: to_confirm.into_iter().map(serves).collect(),
            open: whole.into_iter().filter(|(_, possible)| possible.verdict() == Verdict::Unknown).map(|(id, _)| id).collect(),
            verdict_after: assessment.verdict,
            case_after: json,
            effort,
            document: sheet.document,
        })
    }

    /// The criteria of a standard, and of those it asks for, with what is possible of them.
    fn criteria(&self, standard: StandardIx, case: &Case) -> Vec<(String, Possible)> {
        let found = roughly(self.rules, case);
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
        let sheets = ids.iter().filter_map(|standard| Some((found.of(*standard).sheet?.0, &found.of(*standard).outcome)));
        let named = sheets.flat_map(|(sheet, outcome)| {
            let id = |node: &NodeIx| sheet.claim(*node).id.as_ref().map(|id| format!("{}/{id}", sheet.id));
            sheet.criteria.iter().filter_map(move |node| Some((id(node)?, outcome.node(*node))))
        });
        named.collect()
    }

    /// What stands in the way on a day: the criteria that nothing movable can satisfy, by what would have to give way.
    fn blocked(&self, round: &Round<'_>) -> Vec<Blocked> {
        let vocabulary = &self.rules.vocabulary;
        let mut free = round.case.clone();
        let mut bars: Vec<(Slot, Because)> = Vec::new();
        for slot in round.goal.slots() {
            match self.movable(round, slot) {
                Movable::Yes(m) => free = round.goal.free(&free, [&m]),
                Movable::Not(because) => bars.push((slot, because)),
            }
        }
        let id = |node: NodeIx| round.sheet.claim(node).id.as_ref().map(|id| format!("{}/{id}", round.sheet.id));
        let stuck = |case: &Case| -> Vec<NodeIx> {
            let outcome = round.goal.outcome(case);
            round.sheet.criteria.iter().copied().filter(|node| !is_good(outcome.node(*node))).collect()
        };
        let mut left = stuck(&free);
        let mut found: Vec<Blocked> = Vec::new();
        let add = |found: &mut Vec<Blocked>, nodes: Vec<NodeIx>, because| {
            let criteria: Vec<String> = nodes.into_iter().filter_map(id).collect();
            if !criteria.is_empty() {
                found.push(Blocked { target: round.target, criteria, because });
            }
        };
        let titles = left.iter().copied().filter(|node| round.sheet.claim(*node).prerequisite.is_some()).collect();
        left.retain(|node| round.sheet.claim(*node).prerequisite.is_none());
        add(&mut found, titles, Because::PriorTitle);
        for because in [Because::LeadTime, Because::Kept, Because::ClosedYear, Because::Time] {
            for (slot, _) in bars.iter().filter(|(_, why)| *why == because) {
                free.put(*slot, vocabulary.fact(vocabulary.of_slot(*slot).0).domain);
            }
            let still = stuck(&free);
            let (freed, stay): (Vec<NodeIx>, Vec<NodeIx>) = left.into_iter().partition(|node| !still.contains(node));
            add(&mut found, freed, because);
            left = stay;
        }
        add(&mut found, left, Because::Fixed);
        if found.is_empty() {
            // Each criterion could be had, but not all together.
            add(&mut found, stuck(&round.case), Because::Fixed);
        }
        found
    }
}

/// Whether a criterion may still turn out to bar nothing.
fn is_good(possible: Possible) -> bool {
    [Verdict::Met, Verdict::NeedsReview, Verdict::NotApplicable].into_iter().any(|good| possible.may_be(good))
}

/// The criterion that asks for a lower title which is not held, if there is one.
fn lacks_title(sheet: &Sheet, goal: &Goal<'_>, case: &Case) -> Option<NodeIx> {
    let outcome = goal.outcome(case);
    let lacking = |node: &&NodeIx| sheet.claim(**node).prerequisite.is_some() && outcome.node(**node).verdict() == Verdict::Unmet;
    sheet.criteria.iter().find(lacking).copied()
}

/// The titles that a criterion asks for.
fn titles_below(sheet: &Sheet, node: NodeIx) -> Vec<Slot> {
    match sheet.test(node) {
        Test::AllOf(members) | Test::AnyOf(members) => {
            sheet.members(members).iter().flat_map(|member| titles_below(sheet, *member)).collect()
        }
        Test::WaivedBy(of, _) | Test::WaivedIn(of, _) => titles_below(sheet, *of),
        Test::Held(slot) => vec![*slot],
        _ => Vec::new(),
    }
}

impl Plan {
    /// The means it takes, as a mask.
    fn means(&self) -> usize {
        self.effort.iter().enumerate().filter(|(_, effort)| **effort > 0).fold(0, |set, (at, _)| set | 1 << at)
    }

    /// What only an authority or the platform can confirm: what is assumed of it, and what is to be declared anew.
    pub fn confirmed_by_others<'a>(&'a self, vocabulary: &'a Vocabulary) -> impl Iterator<Item = &'a Change> {
        self.to_confirm.iter().chain(self.changes.iter().filter(|change| vocabulary.fact(change.fact).judged))
    }

    /// Effort of all means together.
    pub fn whole_effort(&self) -> i128 {
        self.effort.iter().sum()
    }

    /// Whether it is no later and takes no more of anything.
    fn is_as_good_as(&self, other: &Plan) -> bool {
        self.target <= other.target && self.effort.iter().zip(&other.effort).all(|(a, b)| a <= b)
    }
}

/// The few plans to offer: none that another is as good as, each by other means than those before it.
fn chosen(mut found: Vec<Plan>) -> Vec<Plan> {
    found.sort_by_key(|plan| (plan.target, plan.whole_effort()));
    let mut chosen: Vec<Plan> = Vec::new();
    for plan in found {
        let told = chosen.iter().any(|better| better.is_as_good_as(&plan) || better.means() == plan.means());
        if !told && chosen.len() < ALTERNATIVES {
            chosen.push(plan);
        }
    }
    chosen
}
