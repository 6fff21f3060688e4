//! What to do next: the policies to claim, the duties of titles held, and the questions worth answering, as one list
//! ordered by date; and what to bring, each paper once.

use crate::case::Case;
use crate::day::Day;
use crate::matching::{Match, Use};
use crate::order::sort_by_key;
use crate::places::place;
use crate::rules::*;
use crate::vocabulary::{FactIx, Slot, Vocabulary};
use crate::written::{Certainty, Due, Season, Strength};

/// One thing to do.
#[derive(Debug, Clone)]
pub struct Action<'m, 'r> {
    /// Stays the same from day to day, so that it can be ticked off.
    pub id: String,
    /// The last day, where there is one.
    pub due: Option<Day>,
    /// Whether its time was a window that is past.
    pub past: bool,
    /// The day from which it can be done again, where that is not before its last day: about then a new round begins.
    pub reopens: Option<Day>,
    /// What it is.
    pub what: What<'m, 'r>,
}

/// What there is to do.
#[derive(Debug, Clone)]
pub enum What<'m, 'r> {
    /// A policy that can be claimed or used now.
    Claim(&'m Match<'r>),
    /// A duty that goes with a title held.
    Duty(&'r Duty, FactIx),
    /// A question whose answer would tell much.
    Answer(FactIx, Slot),
}

impl Action<'_, '_> {
    /// How sure what it rests on is; a question rests on nothing.
    pub fn certainty(&self) -> Certainty {
        match self.what {
            What::Claim(one) => one.policy.cite.certainty,
            What::Duty(duty, _) => duty.cite.certainty,
            What::Answer(..) => Certainty::Official,
        }
    }
}

/// The list, things with a date first and by date, then the rest as they rank. `open` are the open questions, most
/// telling first; the first few of them are worth an entry.
pub fn actions<'m, 'r>(rules: &'r RuleSet, case: &Case, matches: &'m [Match<'r>], open: &[(FactIx, Vec<Slot>)]) -> Vec<Action<'m, 'r>> {
    let mut list = Vec::new();
    // A document's duties bind while it is in force, and in its region.
    let place = place(&rules.vocabulary, case);
    let binds = |duty: &&Duty| {
        let document = rules.document(duty.document);
        document.head.in_force.is_none_or(|period| period.contains(case.as_of))
            && document.region.is_none_or(|region| region.contains(place))
    };
    // The last day of a title that is surely held, where it was given.
    let held = |fact: FactIx| {
        let span = case.span(rules.vocabulary.fact(fact).slot);
        (span.lo >= case.as_of.number()).then(|| Day::from_number(span.lo).filter(|_| span.is_point()))
    };
    for duty in rules.duties.iter().filter(binds).filter(|duty| !duty.not_with.iter().any(|other| held(*other).is_some())) {
        for fact in &duty.of {
            let runs_out = |last: &Option<Day>| duty.expiring_by.is_none_or(|day| last.is_some_and(|last| last <= day));
            let Some(last) = held(*fact).filter(runs_out) else { continue };
            if let Some((due, past)) = due(duty.due, case.as_of, last) {
                let id = format!("{}/{}", duty.id, rules.vocabulary.fact(*fact).id);
                // What can no longer be done this year, and not again before its last day, waits for the next round.
                let reopens = duty.season.and_then(|season| next_season(season, case.as_of));
                let reopens = reopens.filter(|from| due.is_some_and(|due| due < *from));
                list.push(Action { id, due: due.filter(|_| reopens.is_none()), past, reopens, what: What::Duty(duty, *fact) });
            }
        }
    }
    let claims = matches.iter().filter(|m| m.usable == Use::Now && m.policy.strength < Strength::Mechanism);
    list.extend(claims.map(|m| Action { id: m.policy.id.clone(), due: m.due(), past: false, reopens: None, what: What::Claim(m) }));
    let questions = open.iter().take(5).filter_map(|(fact, slots)| Some((*fact, *slots.first()?)));
    list.extend(questions.map(|(fact, slot)| {
        let id = format!("facts/{}", rules.vocabulary.fact(fact).id);
        Action { id, due: None, past: false, reopens: None, what: What::Answer(fact, slot) }
    }));
    sort_by_key(&mut list, |action| (action.past, action.due.is_none(), action.due));
    list
}

/// The first day of the next season, unless one is running.
fn next_season(season: Season, today: Day) -> Option<Day> {
    let of = |year, (month, day)| Day::new(year, month, day).or_else(|| Day::new(year, month, day - 1));
    let year = today.year();
    let (from, to) = (of(year, season.from)?, of(year, season.to)?);
    if today < from {
        return Some(from);
    }
    (today > to).then(|| of(year + 1, season.from)).flatten()
}

/// When a duty is next due, and whether its time is past. `None` where it would fall due only once the title is gone,
/// and for a window of another year: each year has a notice of its own.
fn due(due: Due, today: Day, expiry: Option<Day>) -> Option<(Option<Day>, bool)> {
    match due {
        Due::Yearly(month, day) => {
            // The 29th of February is due on the 28th where the year has none.
            let of = |year| Day::new(year, month, day).or_else(|| Day::new(year, month, day - 1));
            let year = today.year();
            let next = of(year).filter(|day| *day >= today).or_else(|| of(year + 1));
            next.is_none_or(|day| expiry.is_none_or(|expiry| day <= expiry)).then_some((next, false))
        }
        Due::BeforeExpiry => Some((expiry, false)),
        Due::WithinMonths(_) => Some((None, false)),
        Due::Window(_, to) => (to.year() == today.year()).then_some((Some(to), to < today)),
    }
}

/// What a paper is called where it is ticked off, beside the ids of actions.
pub fn paper_id(vocabulary: &Vocabulary, paper: usize) -> String {
    format!("papers/{}", vocabulary.papers[paper].0)
}

/// Every paper needed for these matches, once, with all that it serves.
pub fn papers<'m, 'r>(matches: impl Iterator<Item = &'m Match<'r>>) -> Vec<(usize, Vec<&'m Match<'r>>)>
where
    'r: 'm,
{
    let mut found: Vec<(usize, Vec<&Match<'_>>)> = Vec::new();
    for one in matches {
        for paper in &one.policy.papers {
            match found.iter_mut().find(|(known, _)| known == paper) {
                Some((_, serves)) => serves.push(one),
                None => found.push((*paper, vec![one])),
            }
        }
    }
    sort_by_key(&mut found, |(paper, _)| *paper);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_season_that_is_over_begins_again_next_year() {
        let day = |text| Day::parse(text).unwrap();
        let season = Season { from: (6, 1), to: (8, 31) };
        assert_eq!(next_season(season, day("2026-05-31")), Some(day("2026-06-01")));
        assert_eq!(next_season(season, day("2026-06-01")), None);
        assert_eq!(next_season(season, day("2026-08-31")), None);
        assert_eq!(next_season(season, day("2026-09-01")), Some(day("2027-06-01")));
    }

    #[test]
    fn duties_fall_due_where_the_calendar_says() {
        let day = |text| Day::parse(text).unwrap();
        let next = |rule, today| due(rule, day(today), Some(day("2027-06-30")));
        assert_eq!(next(Due::Yearly(5, 31), "2026-05-31"), Some((Some(day("2026-05-31")), false)));
        assert_eq!(next(Due::Yearly(5, 31), "2026-06-01"), Some((Some(day("2027-05-31")), false)));
        assert_eq!(next(Due::Yearly(6, 30), "2027-06-30"), Some((Some(day("2027-06-30")), false)));
        assert_eq!(next(Due::Yearly(5, 31), "2027-06-01"), None);
        assert_eq!(next(Due::Yearly(2, 29), "2026-01-01"), Some((Some(day("2026-02-28")), false)));
        assert_eq!(next(Due::BeforeExpiry, "2026-06-01"), Some((Some(day("2027-06-30")), false)));
        assert_eq!(next(Due::WithinMonths(3), "2026-06-01"), Some((None, false)));
        let window = Due::Window(day("2026-04-25"), day("2026-05-25"));
        assert_eq!(next(window, "2026-05-25"), Some((Some(day("2026-05-25")), false)));
        assert_eq!(next(window, "2026-05-26"), Some((Some(day("2026-05-25")), true)));
        assert_eq!(next(window, "2026-12-31"), Some((Some(day("2026-05-25")), true)));
        assert_eq!(next(window, "2027-01-01"), None);
        assert_eq!(next(window, "2025-12-31"), None);
    }
}
