//! Shares and growths of figures as one fills them in: those that documents measure, in every year in which they can be.

use super::Speaker;
use crate::measure::{Measure, measure};
use crate::messages as m;
use crate::number::Fraction;
use crate::rules::{Amount, Quantity, Sheet, Test};
use crate::vocabulary::{FactIx, Slot, YearRef};

/// A share or a growth that a document measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// The fact it is first of all a rate of.
    pub of: FactIx,
    /// Its name, no year told.
    pub name: String,
    /// What it comes to in percent, exactly, by the year that it leads to, latest first; years in which figures are missing
    /// are left out.
    pub years: Vec<(i32, String)>,
}

impl Speaker<'_> {
    /// The rates that these documents measure and that rest on these facts alone, none twice, as far as what is known tells
    /// them. A document may measure one for the last year only; it is told for every year all the same.
    pub fn rates<'s>(&self, sheets: impl Iterator<Item = &'s Sheet>, facts: &[FactIx]) -> Vec<Rate> {
        let mut quantities: Vec<Quantity> = Vec::new();
        for test in sheets.flat_map(|sheet| &sheet.tests) {
            let Test::Compare { of, .. } = test else { continue };
            let rests_on_these = || of.slots().iter().all(|slot| facts.contains(&self.rules.vocabulary.of_slot(*slot).0));
            if !of.is_rate() || !rests_on_these() {
                continue;
            }
            // As it is for the latest year it can be told for.
            let latest = (1..).map_while(|back| self.moved(of, -back)).last().unwrap_or(*of);
            if !quantities.contains(&latest) {
                quantities.push(latest);
            }
        }
        let told = |of: &Quantity| Rate {
            of: self.rules.vocabulary.of_slot(of.slots()[0]).0,
            name: self.quantity_of_any_year(of),
            years: (0..).map_while(|back| self.moved(of, back)).filter_map(|of| self.rate(&of)).collect(),
        };
        quantities.iter().map(told).filter(|rate| !rate.years.is_empty()).collect()
    }

    /// A quantity of so many years before; none where one of its figures is not asked for that year.
    fn moved(&self, of: &Quantity, back: i32) -> Option<Quantity> {
        let vocabulary = &self.rules.vocabulary;
        let one = |slot: Slot| {
            let (fact, year) = vocabulary.of_slot(slot);
            let fact = vocabulary.fact(fact);
            let year = YearRef::ALL.into_iter().find(|other| other.back() == year.back() + back)?;
            fact.years().contains(&year).then(|| fact.slot_of(year))
        };
        let all = |amount: &Amount| {
            let mut slots = amount.slots().iter().map(|slot| one(*slot));
            let first = Amount::one(slots.next()??);
            slots.try_fold(first, |sum, slot| sum.push(slot?))
        };
        Some(match of {
            Quantity::Amount(a) => Quantity::Amount(all(a)?),
            Quantity::Mean(a) => Quantity::Mean(all(a)?),
            Quantity::Ratio(a, b) => Quantity::Ratio(all(a)?, all(b)?),
            Quantity::Growth(a, b) => Quantity::Growth(one(*a)?, one(*b)?),
            Quantity::AverageGrowth(a, b, c) => Quantity::AverageGrowth(one(*a)?, one(*b)?, one(*c)?),
            Quantity::CompoundGrowth(a, b) => Quantity::CompoundGrowth(one(*a)?, one(*b)?),
        })
    }

    /// What a rate comes to, and in which year; none while a figure is missing. It is cut, not rounded, for it may be
    /// compared with any line.
    fn rate(&self, of: &Quantity) -> Option<(i32, String)> {
        let slots = of.slots();
        let Measure::Within(bounds) = measure(self.case, of) else { return None };
        let show = |value: Fraction| match of {
            Quantity::CompoundGrowth(..) => value.yearly_percent(),
            _ => Fraction { num: value.num * 100, den: value.den }.cut(2),
        };
        let value = |value: Fraction| format!("{} %", show(value));
        let told = match bounds.exact {
            true => value(bounds.lo),
            false => m::FROM_MEASURE_TO_MEASURE.fill(self.lang, [&value(bounds.lo), &value(bounds.hi)]),
        };
        let year = slots.iter().filter_map(|slot| self.year_of(*slot)).max()?;
        slots.iter().all(|slot| self.is_known(*slot)).then_some((year, told))
    }
}
