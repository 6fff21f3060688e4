//! Quantities, and numbers with their units.

use super::Compiler;
use crate::diagnostic::Code;
use crate::number::{LARGEST, MICRO, parse_micro};
use crate::rules::*;
use crate::text::Text;
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
                return self.fault(
                    Code::WrongYear,
                    place,
                    Text::told(format_args!("{written} 的年份不对"), format_args!("`{written}` names no year")),
                    Text::new("年份写 .now、.y0、.y1 或 .y2", "Write .now, .y0, .y1 or .y2"),
                );
            }
        };
        let ix = self.fact_of(place, id, |f| f.kind.is_number(), "数字类事实", "a fact that is a number")?;
        let fact = self.rules.vocabulary.fact(ix);
        if year_text.is_some() && !fact.yearly {
            return self.fault(
                Code::WrongYear,
                place,
                Text::told(format_args!("{id} 不按年填报"), format_args!("`{id}` is not given by year")),
                Text::new("请去掉年份后缀", "Leave the year out"),
            );
        }
        Some((fact.slot_of(year), ix))
    }

    pub(super) fn back(&mut self, place: &str, year: YearRef, years: u32) -> Option<YearRef> {
        let at = year.back() + i32::try_from(years).unwrap_or(i32::MAX / 2);
        YearRef::ALL.into_iter().find(|y| y.back() == at).or_else(|| {
            self.fault(
                Code::WrongYear,
                place,
                Text::new("追溯的年份超出三个完整年度", "this looks back more than three complete years"),
                Text::new("最多用到 y2", "Go back to y2 at most"),
            )
        })
    }

    pub(super) fn yearly_slot(&mut self, place: &str, id: &str, year: YearRef) -> Option<(Slot, FactIx)> {
        self.fact_of(place, id, |f| f.yearly, "按年填报的事实", "a fact given by year")?;
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
                        return self.fault(
                            Code::WrongUnits,
                            place,
                            Text::new("比率的分子和分母单位不同", "numerator and denominator of the ratio differ in unit"),
                            Text::new("两者须为同一单位的事实或其和", "Both must be facts, or sums of facts, of one unit"),
                        );
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
        self.fault(
            Code::WrongUnits,
            place,
            Text::new("这些事实不能相加", "these facts cannot be added up"),
            Text::new("相加的须为同一单位的一至四个事实", "Add one to four facts of one unit"),
        )
    }

    /// A number with its unit, in the scale of the facts: millionths for money and percent, whole otherwise.
    pub(super) fn number(&mut self, place: &str, written: &str, of: &Quantity, fact: Option<FactIx>) -> Option<i64> {
        let kind = fact.map_or(Kind::Percent, |f| self.rules.vocabulary.fact(f).kind);
        let unit = match fact {
            Some(f) => self.rules.vocabulary.fact(f).unit.clone().unwrap_or_default().zh,
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
                    Text::told(format_args!("“{written}”的数字或单位不对"), format_args!("“{written}” has a wrong number or unit")),
                    Text::told(format_args!("写成数字加单位“{unit}”"), format_args!("Write a number and the unit “{unit}”")),
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
            _ => self.fault(
                Code::WrongNumber,
                place,
                Text::told(format_args!("“{written}”这个数不能用在这里"), format_args!("“{written}” cannot be used here")),
                Text::new("计数须为整数，比率至多两位小数", "Counts are whole numbers; rates have at most two decimals"),
            ),
        }
    }

    pub(super) fn score_points(&mut self, place: &str, written: &str) -> Option<i32> {
        let (digits, unit) = split_unit(written);
        match (digits.parse::<i32>(), unit) {
            (Ok(points), "分") => Some(points),
            _ => self.fault(
                Code::WrongNumber,
                place,
                Text::told(format_args!("“{written}”不是分数"), format_args!("“{written}” is no score")),
                Text::new("写成整数加“分”，如 \"60 分\"", "Write a whole number and 分， such as \"60 分\""),
            ),
        }
    }
}

/// Splits "100 万元" into its number and its unit.
pub(crate) fn split_unit(written: &str) -> (&str, &str) {
    let end = written.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(written.len());
    (&written[..end], written[end..].trim())
}
