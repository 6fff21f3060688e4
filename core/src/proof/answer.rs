//! One answer in bits. How long it is can be told without knowing its fact, so that whoever does not know it reads on.

use super::bits::{Reader, Writer};
use crate::answers::region;
use crate::day::{Day, YEARS};
use crate::vocabulary::*;

/// An answer of which only the size of its figures is known.
#[derive(Clone, Copy)]
pub(super) enum Packed {
    /// Not known to the enterprise.
    Unsure,
    /// A figure.
    Figure(i64),
    /// Anything between two figures; without one there is no end on that side.
    Between(Option<i64>, Option<i64>),
}

/// An answer, or one a year.
pub(super) enum Entry {
    One(Packed),
    Yearly(Vec<(i32, Packed)>),
}

impl Packed {
    /// The answer to a fact, whose options have these names in their order; none where one of them has no name there.
    pub fn of(fact: &Fact, names: &[String], span: Span) -> Option<Packed> {
        // More than a mask holds have no place either.
        let code =
            |at: usize| names.iter().take(63).position(|name| *name == fact.options[at].id).and_then(|code| i64::try_from(code).ok());
        let end = |value: i64| figure(fact.kind, value);
        Some(match fact.kind {
            Kind::Choice => Packed::Figure(code(usize::try_from(span.lo).ok()?)?),
            Kind::Set => {
                let held = (0..fact.options.len()).filter(|at| span.lo >> at & 1 == 1);
                Packed::Figure(held.map(code).try_fold(0, |mask, code| Some(mask | 1 << code?))?)
            }
            Kind::Region => Packed::Figure(span.region_code().parse().ok()?),
            _ if span.is_point() => Packed::Figure(end(span.lo)),
            _ => {
                let open = |value: i64, end_of: i64| (value != end_of).then(|| end(value));
                Packed::Between(open(span.lo, fact.domain.lo), open(span.hi, fact.domain.hi))
            }
        })
    }

    /// What it leaves possible of a fact; none where that is nothing that the fact can be.
    pub fn span(self, fact: &Fact, names: &[String]) -> Option<Span> {
        let option = |code: i64| fact.option(names.get(usize::try_from(code).ok()?)?).and_then(|at| i64::try_from(at).ok());
        let end = |packed: Option<i64>, open: i64| packed.map_or(Some(open), |packed| value(fact.kind, packed));
        let span = match (fact.kind, self) {
            (_, Packed::Unsure) => return None,
            (Kind::Choice, Packed::Figure(code)) => return option(code).map(Span::point),
            (Kind::Set, Packed::Figure(mask)) => {
                let held = (0..63).filter(|code| mask >> code & 1 == 1).map(option);
                return held.into_iter().try_fold(0, |mask, at| Some(mask | 1 << at?)).map(Span::point);
            }
            (Kind::Region, Packed::Figure(code)) => return region(&code.to_string()),
            (kind, Packed::Figure(figure)) => Span::point(value(kind, figure)?),
            (Kind::Money | Kind::Percent | Kind::Count | Kind::Years | Kind::Date, Packed::Between(lo, hi)) => {
                Span { lo: end(lo, fact.domain.lo)?, hi: end(hi, fact.domain.hi)? }
            }
            _ => return None,
        };
        (span.lo <= span.hi && fact.domain.contains(span) && fact.narrows(span)).then_some(span)
    }

    fn write(self, out: &mut Writer) {
        match self {
            Packed::Figure(figure @ 0..=1) => out.bits(figure.unsigned_abs(), 2),
            Packed::Figure(figure) if figure > 1 => {
                out.bits(0b10, 2);
                out.number(figure.unsigned_abs() - 2);
            }
            Packed::Unsure => out.bits(0b1100, 4),
            Packed::Figure(figure) => {
                out.bits(0b1101, 4);
                out.number(figure.unsigned_abs());
            }
            Packed::Between(lo, hi) => {
                out.bits(0b1110, 4);
                [lo, hi].into_iter().for_each(|end| end.map_or(Packed::Unsure, Packed::Figure).write(out));
            }
        }
    }

    /// Reads one, or the mark of several by their years.
    fn read(from: &mut Reader<'_>) -> Option<Result<Packed, Years>> {
        let number = |from: &mut Reader<'_>, more: u64| i64::try_from(from.number()?.checked_add(more)?).ok();
        Some(Ok(match from.bits(2)? {
            0b10 => Packed::Figure(number(from, 2)?),
            0b11 => match from.bits(2)? {
                0b00 => Packed::Unsure,
                0b01 => Packed::Figure(-number(from, 0)?),
                0b10 => {
                    let mut end = || match Packed::read(from)? {
                        Ok(Packed::Figure(figure)) => Some(Some(figure)),
                        Ok(Packed::Unsure) => Some(None),
                        _ => None,
                    };
                    Packed::Between(end()?, end()?)
                }
                _ => return Some(Err(Years)),
            },
            figure => Packed::Figure(i64::try_from(figure).ok()?),
        }))
    }
}

/// The mark of an answer by years.
struct Years;

impl Entry {
    /// Writes it; years are counted back from that of the day.
    pub fn write(&self, out: &mut Writer, year: i32) {
        let years = match self {
            Entry::One(packed) => return packed.write(out),
            Entry::Yearly(years) => years,
        };
        out.bits(0b1111, 4);
        let usual = YearRef::ALL.map(|back| years.iter().find(|(of, _)| *of == year - back.back()));
        usual.iter().for_each(|one| out.bits(one.is_some().into(), 1));
        usual.iter().flatten().for_each(|(_, packed)| packed.write(out));
        let others: Vec<_> = years.iter().filter(|(of, _)| YearRef::ALL.into_iter().all(|back| *of != year - back.back())).collect();
        out.number(others.len() as u64);
        for (of, packed) in others {
            let since = of - YEARS.start();
            out.number(since.unsigned_abs().into());
            packed.write(out);
        }
    }

    /// Reads one; none where it is none.
    pub fn read(from: &mut Reader<'_>, year: i32) -> Option<Entry> {
        if let Ok(one) = Packed::read(from)? {
            return Some(Entry::One(one));
        }
        let usual = from.bits(4)?;
        let mut years = Vec::new();
        for back in YearRef::ALL.into_iter().filter(|back| usual >> (3 - back.back()) & 1 == 1) {
            years.push((year - back.back(), Packed::read(from)?.ok()?));
        }
        for _ in 0..from.count(8)? {
            let since = i32::try_from(from.number()?).ok()?;
            years.push((YEARS.start().checked_add(since)?, Packed::read(from)?.ok()?));
        }
        Some(Entry::Yearly(years))
    }
}

/// A value as it is packed: amounts without the zeros at their end, days from the first there is, 0 for a title not held.
fn figure(kind: Kind, value: i64) -> i64 {
    let (mut figure, mut zeros) = (value, 0);
    match kind {
        Kind::Title if value == NO_TITLE => 0,
        Kind::Title | Kind::Date => value - first_day() + 1,
        Kind::Money | Kind::Percent => {
            while figure != 0 && figure % 10 == 0 && zeros < 9 {
                (figure, zeros) = (figure / 10, zeros + 1);
            }
            // The sign is told apart.
            figure * 10 + zeros * figure.signum()
        }
        _ => value,
    }
}

fn value(kind: Kind, packed: i64) -> Option<i64> {
    match kind {
        Kind::Title if packed == 0 => Some(NO_TITLE),
        Kind::Title | Kind::Date => packed.checked_add(first_day() - 1),
        Kind::Money | Kind::Percent => (packed / 10).checked_mul(10_i64.pow(u32::try_from((packed % 10).abs()).ok()?)),
        _ => Some(packed),
    }
}

fn first_day() -> i64 {
    Day::new(*YEARS.start(), 1, 1).map_or(0, Day::number)
}
