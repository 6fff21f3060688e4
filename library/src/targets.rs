//! What an office set itself to reach, and what stands.

use crate::firm::Firm;
use crate::row::laid_out;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::rules::RuleSet;
use tidu_core::verdict::Verdict;

/// What stands of a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The target, by its place among those of the rules.
    pub target: usize,
    /// How many enterprises surely count.
    pub count: usize,
    /// How many may count once they have answered more.
    pub open: usize,
    /// Of those that count, how many by street or town.
    pub streets: BTreeMap<String, usize>,
    /// Of those that count by a title with a last day, how many no longer do after the month in which it is, as
    /// `YYYY-MM`.
    pub months: BTreeMap<String, usize>,
}

/// What stands of all targets of the rules on a day; [`Progresses::add`] counts enterprise by enterprise.
pub struct Progresses<'r> {
    rules: &'r RuleSet,
    day: Day,
    /// The targets, in the order of the rules.
    pub all: Vec<Progress>,
}

impl<'r> Progresses<'r> {
    /// Of no enterprise yet.
    pub fn new(rules: &'r RuleSet, day: Day) -> Progresses<'r> {
        let none = |target| Progress { target, count: 0, open: 0, streets: BTreeMap::new(), months: BTreeMap::new() };
        Progresses { rules, day, all: (0..rules.targets.len()).map(none).collect() }
    }

    /// Counts another enterprise.
    pub fn add(&mut self, firm: &Firm) {
        let (case, _) = laid_out(self.rules, firm, self.day);
        let evaluation = evaluate(self.rules, &case);
        for (target, progress) in self.rules.targets.iter().zip(&mut self.all) {
            let outcome = target.who.evaluate(&case, evaluation.size, &evaluation.assessments);
            match outcome.node(target.who.root).verdict() {
                Verdict::Met | Verdict::NeedsReview => {
                    progress.count += 1;
                    *progress.streets.entry(firm.street.clone()).or_default() += 1;
                    // It counts until the first of its titles runs out.
                    let lasts = target.who.slots(target.who.root);
                    let vocabulary = &self.rules.vocabulary;
                    let titles = lasts.iter().filter(|slot| {
                        vocabulary.fact(vocabulary.of_slot(**slot).0).kind == tidu_core::vocabulary::Kind::Title
                            && case.span(**slot).is_point()
                    });
                    if let Some(last) =
                        titles.filter_map(|slot| Day::from_number(case.span(*slot).lo)).filter(|last| *last >= self.day).min()
                    {
                        let (year, month, _) = last.civil();
                        *progress.months.entry(format!("{year:04}-{month:02}")).or_default() += 1;
                    }
                }
                Verdict::Unknown => progress.open += 1,
                _ => {}
            }
        }
    }

    /// Adds what was counted elsewhere, as JSON of [`Progresses::all`]. Says whether that is what it was.
    pub fn join(&mut self, counted: &[u8]) -> bool {
        let Ok(counted) = serde_json::from_slice::<Vec<Progress>>(counted) else { return false };
        for (mine, other) in self.all.iter_mut().zip(counted) {
            mine.count += other.count;
            mine.open += other.open;
            other.streets.into_iter().for_each(|(street, count)| *mine.streets.entry(street).or_default() += count);
            other.months.into_iter().for_each(|(month, count)| *mine.months.entry(month).or_default() += count);
        }
        true
    }
}
