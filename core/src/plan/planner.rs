//! The days of a road, looked at one after the other: which law will govern, what the answers will be by then, which lower
//! title has to be won before.

use super::margin::{Margin, margins};
use super::search::Goal;
use super::{ALTERNATIVES, Because, Blocked, Plan, Planned, YEARS_AHEAD, chosen};
use crate::answers::{Answers, Key};
use crate::case::Case;
use crate::day::Day;
use crate::evaluate::{Assessment, evaluate};
use crate::limits::position;
use crate::missing::{missing, missing_beside};
use crate::places::{evaluate_independently, place};
use crate::rules::*;
use crate::verdict::Verdict;
use crate::vocabulary::*;
use crate::written::Procedure;
use std::collections::BTreeSet;

/// What a road is planned from.
pub(super) struct Planner<'a> {
    pub rules: &'a RuleSet,
    pub answers: &'a Answers,
    pub now: &'a Case,
    pub kept: &'a BTreeSet<Key>,
}

/// A day looked at.
pub(super) struct Round<'a> {
    pub target: Day,
    pub answers: Answers,
    pub case: Case,
    pub sheet: &'a Sheet,
    pub goal: Goal<'a>,
    pub prerequisites: Vec<StandardIx>,
    pub before: Vec<Plan>,
}

impl Planner<'_> {
    pub fn standard(&self, standard: StandardIx) -> Planned {
        let evaluation = evaluate(self.rules, self.now);
        let assessment = evaluation.of(standard);
        let held = self.held(standard);
        // Nobody can say when to renew what is held for how long nobody said.
        let undated = self.title(standard).filter(|(_, span)| held.is_none() && span.lo >= self.now.as_of.number());
        let procedure = if held.is_some() { Procedure::Renewal } else { self.now.procedure(Some(standard)) };
        let targets: Vec<Day> = match held {
            Some(expiry) => vec![expiry],
            None if undated.is_some() => Vec::new(),
            None => self.days_ahead(standard, procedure),
        };
        let mut planned = Planned {
            standard,
            today: assessment.verdict,
            held,
            plans: Vec::new(),
            blocked: Vec::new(),
            ask_first: match undated {
                Some((title, _)) => vec![title],
                None => missing(self.rules, self.now, &evaluation, assessment),
            },
            margins: Vec::new(),
            branches: 0,
        };
        let lower = self.lower(standard, &targets, procedure);
        planned.branches = lower.as_ref().map_or(0, |lower| lower.branches);
        let mut found: Vec<Plan> = Vec::new();
        for target in targets {
            let Some(round) = self.round(standard, procedure, target, &lower) else {
                planned.blocked.push(Blocked { target, criteria: Vec::new(), because: Because::NoRule });
                continue;
            };
            let (plans, branches) = self.plans(standard, procedure, &round);
            planned.branches = planned.branches.max(branches);
            if plans.is_empty() && found.is_empty() {
                planned.blocked.extend(self.blocked(&round));
            }
            let effortless = plans.iter().any(|plan| plan.changes.is_empty());
            found.extend(plans);
            found = chosen(found);
            // A later plan could not stand before these.
            if effortless || found.len() == ALTERNATIVES {
                break;
            }
        }
        planned.plans = found;
        if planned.ask_first.is_empty()
            && let Some(open) = planned.plans.first().filter(|plan| plan.verdict_after == Verdict::Unknown)
        {
            let after = self.laid_out(&open.after);
            let evaluation = evaluate(self.rules, &after);
            planned.ask_first = missing_beside(self.rules, (&after, self.now), &evaluation, evaluation.of(standard));
        }
        let safe = |verdict| matches!(verdict, Verdict::Met | Verdict::NeedsReview);
        planned.margins = match (held, planned.plans.first()) {
            (None, _) if safe(assessment.verdict) => self.margins(assessment, self.now),
            (Some(_), Some(plan)) if plan.changes.is_empty() && safe(plan.verdict_after) => {
                let case = self.laid_out(&plan.after);
                self.margins(evaluate(self.rules, &case).of(standard), &case)
            }
            _ => Vec::new(),
        };
        planned
    }

    /// The room of figures under the sheet that governs; while another one may, how much there is hangs on the place.
    fn margins(&self, assessment: &Assessment<'_>, case: &Case) -> Vec<Margin> {
        let only = assessment.sheet.filter(|_| assessment.may_govern.is_empty());
        only.map(|(sheet, _)| margins(self.rules, sheet, case)).unwrap_or_default()
    }

    /// The sheet that governs on a day where the enterprise is registered.
    fn governing(&self, standard: StandardIx, day: Day, procedure: Procedure) -> Option<&Sheet> {
        let place = place(&self.rules.vocabulary, self.now);
        self.rules.governing(standard, day, procedure, place).map(|(sheet, _)| sheet)
    }

    /// The days looked at: today, the first of every year ahead, and the days on which another law begins to govern.
    fn days_ahead(&self, standard: StandardIx, procedure: Procedure) -> Vec<Day> {
        let today = self.now.as_of;
        let years = (1..=YEARS_AHEAD).filter_map(|n| Day::new(today.year() + n, 1, 1));
        let law_on = |day: Day| self.governing(standard, day, procedure).map(|sheet| sheet.document);
        let begins = |day: &Day| Day::from_number(day.number() - 1).is_some_and(|eve| law_on(eve) != law_on(*day));
        let laws = self.rules.sheets.iter().filter(|sheet| sheet.standard == Some(standard)).flat_map(|sheet| &sheet.governs);
        let mut days: Vec<Day> = std::iter::once(today).chain(years).collect();
        let last = days.last().copied().unwrap_or(today);
        days.extend(laws.map(|governs| governs.period.from).filter(|day| today < *day && *day <= last && begins(day)));
        days.sort_unstable();
        days.dedup();
        days
    }

    /// A standard's title, and what is known of it.
    fn title(&self, standard: StandardIx) -> Option<(FactIx, Span)> {
        let fact = self.rules.vocabulary.standard(standard).title?;
        Some((fact, self.now.span(self.rules.vocabulary.fact(fact).slot)))
    }

    /// Until when a standard's title is held.
    fn held(&self, standard: StandardIx) -> Option<Day> {
        let (_, span) = self.title(standard)?;
        Day::from_number(span.lo).filter(|day| span.is_point() && *day >= self.now.as_of)
    }

    /// The way to the lower title that a standard asks for and that is not held, if any of these rounds asks for one.
    fn lower(&self, standard: StandardIx, targets: &[Day], procedure: Procedure) -> Option<Planned> {
        targets.iter().find_map(|target| {
            let sheet = self.governing(standard, *target, procedure)?;
            let case = self.projected(standard, procedure, *target).1;
            let goal = Goal::new(self.rules, sheet, &case);
            let lacking = lacks_title(sheet, &goal, &case)?;
            // A title that is held and runs out before is renewed on its day, if it can be; else one is won anew.
            let held = self.titles_below(sheet, lacking).into_iter().find(|(_, of)| self.held(*of).is_some());
            let renewed = held.map(|(_, of)| self.standard(of)).filter(|renewed| !renewed.plans.is_empty());
            renewed.or_else(|| Some(self.standard(sheet.claim(lacking).prerequisite?)))
        })
    }

    /// The titles that a criterion asks for, and the standards they are won by.
    fn titles_below(&self, sheet: &Sheet, node: NodeIx) -> Vec<(FactIx, StandardIx)> {
        let vocabulary = &self.rules.vocabulary;
        let won_by = |slot: Slot| {
            let (fact, _) = vocabulary.of_slot(slot);
            let of = vocabulary.standards.iter().position(|s| s.title == Some(fact))?;
            Some((fact, StandardIx(position(of))))
        };
        titles_asked(sheet, node).into_iter().filter_map(won_by).collect()
    }

    /// Answers as the case they are on their day.
    pub fn laid_out(&self, answers: &Answers) -> Case {
        answers.lay_out(&self.rules.vocabulary, answers.as_of)
    }

    fn projected(&self, standard: StandardIx, procedure: Procedure, target: Day) -> (Answers, Case) {
        let mut answers = self.answers.project(&self.rules.vocabulary, target);
        if procedure == Procedure::Renewal {
            answers.set_procedure(standard, Procedure::Renewal);
        }
        let case = self.laid_out(&answers);
        (answers, case)
    }

    /// A day looked at, with the lower title won before if that can be done in time; none where no rule is in force.
    fn round(&self, standard: StandardIx, procedure: Procedure, target: Day, lower: &Option<Planned>) -> Option<Round<'_>> {
        let vocabulary = &self.rules.vocabulary;
        let sheet = self.governing(standard, target, procedure)?;
        let (answers, case) = self.projected(standard, procedure, target);
        let goal = Goal::new(self.rules, sheet, &case);
        let mut round = Round { target, answers, case, sheet, goal, prerequisites: Vec::new(), before: Vec::new() };
        let Some(node) = lacks_title(sheet, &round.goal, &round.case) else { return Some(round) };
        // What is reached in one year is won in that year, and held from the next; what is renewed is held on.
        let in_time = |first: &&Plan| match first.procedure {
            Procedure::FirstApplication => first.target.year() < target.year(),
            Procedure::Renewal => first.target < target,
        };
        let first = lower.as_ref().and_then(|lower| lower.plans.first()).filter(in_time);
        let Some(first) = first else { return Some(round) };
        let reached = self.laid_out(&first.after);
        let reached = evaluate_independently(self.rules, &reached);
        let safe = |of: &StandardIx| matches!(reached.of(*of).verdict, Verdict::Met | Verdict::NeedsReview);
        let titles = self.titles_below(sheet, node).into_iter();
        let won = titles
            .filter(|(_, of)| safe(of) || reached.of(*of).verdict == Verdict::Unknown)
            .min_by_key(|(_, of)| (*of != first.standard, !safe(of)));
        let Some((title, of)) = won else { return Some(round) };
        // What was done for it is done, and carries on into the years after.
        let mut base = self.answers.clone();
        for change in first.changes.iter().chain(&first.entails) {
            base.put(change.key(), Span::point(change.to));
        }
        round.answers = base.project(vocabulary, target);
        if procedure == Procedure::Renewal {
            round.answers.set_procedure(standard, Procedure::Renewal);
        }
        round.answers.put(Key { fact: title, year: None }, Span::point(target.number()));
        round.case = self.laid_out(&round.answers);
        round.before = first.before.clone();
        round.before.push(Plan { before: Vec::new(), ..first.clone() });
        round.prerequisites = first.prerequisites.clone();
        round.prerequisites.push(of);
        Some(round)
    }
}

/// The criterion that asks for a lower title which is not held, if there is one.
fn lacks_title(sheet: &Sheet, goal: &Goal<'_>, case: &Case) -> Option<NodeIx> {
    let outcome = goal.outcome(case);
    let lacking = |node: &&NodeIx| sheet.claim(**node).prerequisite.is_some() && outcome.node(**node).verdict() == Verdict::Unmet;
    sheet.criteria.iter().find(lacking).copied()
}

/// The titles that a criterion asks for.
fn titles_asked(sheet: &Sheet, node: NodeIx) -> Vec<Slot> {
    match sheet.test(node) {
        Test::AllOf(members) | Test::AnyOf(members) => {
            sheet.members(members).iter().flat_map(|member| titles_asked(sheet, *member)).collect()
        }
        Test::WaivedBy(of, _) | Test::WaivedIn(of, _) => titles_asked(sheet, *of),
        Test::Held(slot) => vec![*slot],
        _ => Vec::new(),
    }
}
