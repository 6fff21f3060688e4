//! Quantities, and numbers with their units.

use super::Compiler;
use crate::diagnostic::Code;
use crate::messages as m;
use crate::number::{LARGEST, MICRO, parse_micro};
use crate::rules::*;
use crate::text::Lang;
use crate::vocabulary::*;
use crate::written::*;

impl Compiler<'_> {
    /// `fact`, `fact.y1`, with the year looked at where none is written.
    pub(super) fn slot(&mut self, place: &str, written: &str, year: YearRef) -> Option<(Slot, FactIx)> {
        let (id, year_text) = written.split_once('.').map_or((written, None), |(id, year)| (id, Some(year)));
        let year = match year_text {
            None => year,
            Some("now") => YearRef::Now,
            Some("y0") => YearRef::Y0,
            Some("y1") => YearRef::Y1,
            Some("y2") => YearRef::Y2,
            Some(_) => {
                return self.fault(Code::WrongYear, place, m::WRONG_YEAR_SUFFIX.text([&written]), m::WRITE_YEAR_SUFFIX.text([]));
            }
        };
        let ix = self.fact_of(place, id, |f| f.kind.is_number(), m::A_NUMBER_FACT)?;
        let fact = self.rules.vocabulary.fact(ix);
        if year_text.is_some() && !fact.yearly {
            return self.fault(Code::WrongYear, place, m::NOT_A_YEARLY_FACT.text([&id]), m::LEAVE_YEAR_SUFFIX_OUT.text([]));
        }
        Some((fact.slot_of(year), ix))
    }

    pub(super) fn back(&mut self, place: &str, year: YearRef, years: u32) -> Option<YearRef> {
        let at = year.back() + i32::try_from(years).unwrap_or(i32::MAX / 2);
        YearRef::ALL
            .into_iter()
            .find(|y| y.back() == at)
            .or_else(|| self.fault(Code::WrongYear, place, m::LOOKS_BACK_TOO_FAR.text([]), m::GO_BACK_TO_Y2.text([])))
    }

    pub(super) fn yearly_slot(&mut self, place: &str, id: &str, year: YearRef) -> Option<(Slot, FactIx)> {
        self.fact_of(place, id, |f| f.yearly, m::A_YEARLY_FACT)?;
        self.slot(place, id, year)
    }

    /// The quantity, and the fact whose unit it has; a rate has none.
    pub(super) fn quantity(&mut self, place: &str, written: &QuantityDoc, year: YearRef) -> Option<(Quantity, Option<FactIx>)> {
        Some(match written {
            QuantityDoc::Fact(id) => {
                let (slot, fact) = self.slot(place, id, year)?;
                (Quantity::Amount(Amount::one(slot)), Some(fact))
            }
            QuantityDoc::Sum(parts) => {
                let mut sum: Option<(Amount, FactIx)> = None;
                for part in parts {
                    let (Quantity::Amount(next), Some(fact)) = self.quantity(place, part, year)? else {
                        return self.not_summable(place);
                    };
                    sum = match sum {
                        None => Some((next, fact)),
                        Some((amount, first)) => {
                            if !self.same_unit(first, fact) {
                                return self.not_summable(place);
                            }
                            let whole = next.slots().iter().try_fold(amount, |a, slot| a.push(*slot));
                            match whole {
                                Some(whole) => Some((whole, first)),
                                None => return self.not_summable(place),
                            }
                        }
                    };
                }
                let Some((amount, fact)) = sum else { return self.not_summable(place) };
                (Quantity::Amount(amount), Some(fact))
            }
            QuantityDoc::SumOfYears(id, years) => {
                let (amount, fact) = self.years(place, id, *years, year)?;
                (Quantity::Amount(amount), Some(fact))
            }
            QuantityDoc::MeanOfYears(id, years) => {
                let (amount, fact) = self.years(place, id, *years, year)?;
                (Quantity::Mean(amount), Some(fact))
            }
            QuantityDoc::Ratio(a, b) => {
                let (a, b) = (self.quantity(place, a, year), self.quantity(place, b, year));
                match (a?, b?) {
                    ((Quantity::Amount(a), Some(x)), (Quantity::Amount(b), Some(y))) if self.same_unit(x, y) => {
                        (Quantity::Ratio(a, b), None)
                    }
                    _ => {
                        return self.fault(Code::WrongUnits, place, m::RATIO_OF_UNLIKE_UNITS.text([]), m::RATIO_TAKES_LIKE_UNITS.text([]));
                    }
                }
            }
            QuantityDoc::Growth(id) => {
                let before = self.back(place, year, 1)?;
                (Quantity::Growth(self.yearly_slot(place, id, year)?.0, self.yearly_slot(place, id, before)?.0), None)
            }
            QuantityDoc::AverageGrowth(id) => {
                let (one, two) = (self.back(place, year, 1)?, self.back(place, year, 2)?);
                let last = self.yearly_slot(place, id, year)?.0;
                (Quantity::AverageGrowth(last, self.yearly_slot(place, id, one)?.0, self.yearly_slot(place, id, two)?.0), None)
            }
            QuantityDoc::CompoundGrowth(id) => {
                let two = self.back(place, year, 2)?;
                (Quantity::CompoundGrowth(self.yearly_slot(place, id, year)?.0, self.yearly_slot(place, id, two)?.0), None)
            }
        })
    }

    pub(super) fn years(&mut self, place: &str, id: &str, years: u32, year: YearRef) -> Option<(Amount, FactIx)> {
        let (first, fact) = self.yearly_slot(place, id, year)?;
        let mut amount = Amount::one(first);
        for n in 1..years.max(1) {
            let year = self.back(place, year, n)?;
            amount = amount.push(self.yearly_slot(place, id, year)?.0)?;
        }
        Some((amount, fact))
    }

    pub(super) fn same_unit(&self, a: FactIx, b: FactIx) -> bool {
        let (a, b) = (self.rules.vocabulary.fact(a), self.rules.vocabulary.fact(b));
        a.kind == b.kind && a.unit == b.unit
    }

    pub(super) fn not_summable<T>(&mut self, place: &str) -> Option<T> {
        self.fault(Code::WrongUnits, place, m::FACTS_CANNOT_BE_ADDED.text([]), m::ADD_UP_TO_FOUR_FACTS.text([]))
    }

    /// A number with its unit, in the scale of the facts: millionths for money and percent, whole otherwise.
    pub(super) fn number(&mut self, place: &str, written: &str, of: &Quantity, fact: Option<FactIx>) -> Option<i64> {
        let kind = fact.map_or(Kind::Percent, |f| self.rules.vocabulary.fact(f).kind);
        let unit = match fact {
            Some(f) => self.rules.vocabulary.fact(f).unit.as_ref().map_or("", |unit| unit.get(Lang::Zh)).to_owned(),
            None => "%".to_owned(),
        };
        let (digits, given) = split_unit(written);
        let value = parse_micro(digits);
        let (value, factor) = match (value, given) {
            (Ok(value), given) if given == unit => (value, 1),
            (Ok(value), "亿元") if kind == Kind::Money => (value, 10_000),
            _ => {
                return self.fault(
                    Code::WrongNumber,
                    place,
                    m::WRONG_NUMBER_OR_UNIT.text([&written]),
                    m::WRITE_NUMBER_AND_UNIT.text([&unit]),
                );
            }
        };
        let value = value.checked_mul(factor).filter(|v| v.abs() <= LARGEST * MICRO);
        let value = match (value, kind.is_micro()) {
            (Some(value), true) => Some(value),
            (Some(value), false) if value % MICRO == 0 => Some(value / MICRO),
            _ => None,
        };
        // Growths multiply three figures; see `Fraction` for why their thresholds must be short.
        let short = !of.is_rate() || value.is_some_and(|v| v % 10_000 == 0 && v.abs() <= 1_000 * MICRO);
        match value {
            Some(value) if short => Some(value),
            _ => self.fault(Code::WrongNumber, place, m::NUMBER_OUT_OF_PLACE.text([&written]), m::COUNTS_WHOLE_RATES_TWO_DECIMALS.text([])),
        }
    }

    pub(super) fn score_points(&mut self, place: &str, written: &str) -> Option<i32> {
        let (digits, unit) = split_unit(written);
        match (digits.parse::<i32>(), unit) {
            (Ok(points), "分") => Some(points),
            _ => self.fault(Code::WrongNumber, place, m::WRONG_POINTS.text([&written]), m::WRITE_POINTS.text([])),
        }
    }
}

/// Splits "100 万元" into its number and its unit.
pub(crate) fn split_unit(written: &str) -> (&str, &str) {
    let end = written.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(written.len());
    (&written[..end], written[end..].trim())
}
