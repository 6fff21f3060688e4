//! What is asked, in words.

use super::{Speaker, size_class};
use crate::limits::position;
use crate::messages as m;
use crate::order::distinct;
use crate::rules::*;
use crate::text::Told;
use crate::vocabulary::*;
use crate::written::Relation;

impl Speaker<'_> {
    /// A quantity by name, with its years.
    pub fn quantity(&self, of: &Quantity) -> String {
        let slots = of.slots();
        let years: Vec<i32> = distinct(slots.iter().filter_map(|slot| self.year_of(*slot)).collect());
        let name = self.quantity_of_any_year(of);
        // A growth speaks of the years it leads to, not of the one it starts from.
        let years = if matches!(of, Quantity::Growth(..)) { &years[1..] } else { &years[..] };
        let from = match (of, years) {
            (Quantity::AverageGrowth(..) | Quantity::CompoundGrowth(..), [_, .., last]) => Some((last - 1, *last)),
            (_, [first, .., last]) if first != last => Some((*first, *last)),
            _ => None,
        };
        match (from, years) {
            (Some((first, last)), _) => m::OVER_YEARS.fill(self.lang, [&first, &last, &name]),
            (None, [year, ..]) => m::NAME_IN_YEAR.fill(self.lang, [&year, &name]),
            (None, []) => name,
        }
    }

    /// A quantity by name, no year told.
    pub(super) fn quantity_of_any_year(&self, of: &Quantity) -> String {
        let sum = |amount: &Amount| {
            let mut parts: Vec<&str> = amount.slots().iter().map(|slot| self.bare(*slot)).collect();
            parts.dedup();
            parts.join(m::PLUS.say(self.lang))
        };
        let lang = self.lang;
        match of {
            Quantity::Amount(amount) if amount.slots().len() == 1 => sum(amount),
            Quantity::Amount(amount) => m::SUM_OF.fill(lang, [&sum(amount)]),
            Quantity::Mean(amount) => m::MEAN_OF.fill(lang, [&sum(amount)]),
            Quantity::Ratio(a, b) => m::AS_A_SHARE_OF.fill(lang, [&sum(a), &sum(b)]),
            Quantity::Growth(a, _) => m::GROWTH_OF.fill(lang, [&self.bare(*a)]),
            Quantity::AverageGrowth(a, ..) => m::AVERAGE_GROWTH_OF.fill(lang, [&self.bare(*a)]),
            Quantity::CompoundGrowth(a, _) => m::COMPOUND_GROWTH_OF.fill(lang, [&self.bare(*a)]),
        }
    }

    /// What a node asks.
    pub fn required(&self, sheet: &Sheet, node: NodeIx) -> String {
        self.asked(sheet, node, true)
    }

    /// The members that this procedure asks.
    fn asked_members<'s>(&self, sheet: &'s Sheet, members: &Members) -> impl Iterator<Item = NodeIx> + 's {
        let procedure = self.case.procedure(sheet.standard);
        sheet
            .members(members)
            .iter()
            .copied()
            .filter(move |n| !matches!(sheet.test(*n), Test::WaivedIn(_, waived) if waived[procedure as usize]))
    }

    fn asked(&self, sheet: &Sheet, node: NodeIx, with_year: bool) -> String {
        let (node, _) = sheet.unwrapped(node);
        let lang = self.lang;
        let told = |n: NodeIx| {
            let shown = sheet.claim(n).text.as_ref().map(|t| t.get(lang).to_owned());
            shown.unwrap_or_else(|| self.asked(sheet, n, with_year))
        };
        let is = |name: &str, what: &dyn Told| m::NAMED.fill(lang, [&name, what]);
        match sheet.test(node) {
            Test::AllOf(members) => {
                let parts: Vec<String> = self
                    .asked_members(sheet, members)
                    .map(|n| match sheet.test(n) {
                        Test::AnyOf(_) if sheet.claim(n).text.is_none() => m::BRACKETED.fill(lang, [&told(n)]),
                        _ => told(n),
                    })
                    .collect();
                self.join(&parts, false)
            }
            Test::AnyOf(members) => {
                let parts: Vec<String> = self.asked_members(sheet, members).map(told).collect();
                self.join(&parts, true)
            }
            Test::EveryYear(members) => {
                let members = sheet.members(members);
                let (last, years) = (self.case.fiscal_year(), i32::from(position(members.len())));
                let one = self.asked(sheet, members[0], false);
                m::IN_EACH_YEAR.fill(lang, [&(last + 1 - years), &last, &one])
            }
            Test::Not(of) => match sheet.test(*of) {
                Test::Holds(slot) => self.statement(*slot, false),
                _ => m::NOT.fill(lang, [&told(*of)]),
            },
            Test::Compare { of, relation, .. } => {
                let relation = match relation {
                    Relation::AtLeast => m::AT_LEAST.say(lang),
                    Relation::AtMost => m::AT_MOST.say(lang),
                    Relation::MoreThan => m::MORE_THAN.say(lang),
                    Relation::LessThan => m::LESS_THAN.say(lang),
                };
                let name = if with_year { self.quantity(of) } else { self.quantity_of_any_year(of) };
                let threshold = sheet.claim(node).threshold.as_deref().map(|t| self.threshold(of, t)).unwrap_or_default();
                m::COMPARED_WITH.fill(lang, [&name, &relation, &threshold])
            }
            Test::Holds(slot) => self.statement(*slot, true),
            Test::Declared(slot) => m::DECLARED.fill(lang, [&self.statement(*slot, true)]),
            Test::OneOf(slot, mask) | Test::Includes(slot, mask) => {
                let fact = self.fact(*slot);
                let chosen = fact.options.iter().enumerate().filter(|(i, _)| mask & (1 << i) != 0);
                let chosen: Vec<&str> = chosen.map(|(_, o)| o.label.get(lang)).collect();
                let several = chosen.len() > 1;
                let listed = self.listed(chosen.into_iter());
                is(fact.label.get(lang), &if several { m::ONE_OF_LISTED.fill(lang, [&listed]) } else { listed })
            }
            Test::Held(slot) => m::VALID.fill(lang, [&self.bare(*slot)]),
            Test::Dated(slot, dates) => self.dated(*slot, dates),
            Test::Within(slot, lo, hi) if self.fact(*slot).kind == Kind::Region => {
                let name = self.region(self.fact(*slot), *lo, *hi);
                is(self.bare(*slot), &name)
            }
            Test::Within(slot, lo, hi) if *hi == self.fact(*slot).domain.hi => is(&self.label(*slot), &m::ANY_PLACE.fill(lang, [lo])),
            Test::Within(slot, lo, hi) => is(&self.label(*slot), &m::PLACE_TO.fill(lang, [lo, hi])),
            Test::SizeAtMost(class) => {
                let class = size_class(*class, lang);
                m::SIZE_AT_MOST.fill(lang, [&class])
            }
            Test::ScoreAtLeast(of, points) => {
                let name = sheet.score.as_ref().and_then(|s| s.name(*of)).map_or(m::TOTAL_SCORE.say(lang), |n| n.get(lang));
                m::AT_LEAST_POINTS.fill(lang, [&name, &points])
            }
            Test::Meets(standard) => {
                let name = self.rules.vocabulary.standard(*standard).name.get(lang);
                m::MEETS_THE_STANDARD_OF.fill(lang, [&name])
            }
            Test::WaivedBy(..) | Test::WaivedIn(..) => String::new(),
        }
    }

    /// A time in which a title must have been won, or a day must lie.
    fn dated(&self, slot: Slot, dates: &Dates) -> String {
        let (lang, name) = (self.lang, self.bare(slot));
        let months = |months: i32| match (months % 12, months / 12) {
            (0, 1) => m::ONE_YEAR.say(lang).to_owned(),
            (0, years) => m::YEARS.fill(lang, [&years]),
            _ => m::MONTHS.fill(lang, [&months]),
        };
        let won = dates.lasts.is_some();
        match (dates.from, dates.to) {
            (_, Some(DateEnd::MonthsBack(ahead))) if ahead < 0 => {
                let time = months(-ahead);
                m::RUNS_OUT_WITHIN.fill(lang, [&name, &time])
            }
            (Some(DateEnd::MonthsBack(back)), _) => {
                let time = months(back);
                m::NEWLY_WON_WITHIN.fill(lang, [&time, &name])
            }
            (_, Some(DateEnd::MonthsBack(back))) => {
                let time = months(back);
                m::AT_LEAST_AGO.fill(lang, [&name, &time])
            }
            (from, to) => {
                let day = |end: Option<DateEnd>| match end {
                    Some(DateEnd::Day(day)) => day.to_string(),
                    _ => String::new(),
                };
                let time = match (from.is_some(), to.is_some()) {
                    (true, true) => m::FROM_DAY_TO_DAY.fill(lang, [&day(from), &day(to)]),
                    (true, false) => m::OR_LATER.fill(lang, [&day(from)]),
                    _ => m::OR_BEFORE.fill(lang, [&day(to)]),
                };
                if won { m::NEWLY_WON.fill(lang, [&time, &name]) } else { m::NAMED_WITH_TIME.fill(lang, [&name, &time]) }
            }
        }
    }

    /// Every band of a scale in words with the points it gives, best first within a reading.
    pub fn bands(&self, sheet: &Sheet, scale: &Scale) -> Vec<(i32, String)> {
        let lang = self.lang;
        match scale {
            Scale::Bands { of, relation, lines, .. } => {
                let relation = if *relation == Relation::AtMost { m::AT_MOST.say(lang) } else { m::AT_LEAST.say(lang) };
                let name = self.quantity(of);
                let line = |written: &str| {
                    let threshold = self.threshold(of, written);
                    m::COMPARED_WITH.fill(lang, [&name, &relation, &threshold])
                };
                lines.iter().map(|l| (l.points, line(&l.written))).collect()
            }
            Scale::Cases { when, .. } => when.iter().map(|(node, points)| (*points, self.required(sheet, *node))).collect(),
            Scale::Tally { points, of } => of.iter().map(|node| (*points, self.required(sheet, *node))).collect(),
            Scale::Steps { of, every, points } => {
                let step = self.amount(self.fact(*of), *every);
                let name = self.label(*of);
                vec![(*points, m::EACH_FULL.fill(lang, [&name, &step]))]
            }
            Scale::Given(slot) => vec![(i32::try_from(self.fact(*slot).domain.hi).unwrap_or(i32::MAX), self.label(*slot))],
            Scale::BestOf(readings) => readings.iter().flat_map(|reading| self.bands(sheet, reading)).collect(),
        }
    }
}
