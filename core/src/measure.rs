//! What a quantity may be, given what is known: exact bounds, compared exactly.

use crate::case::Case;
use crate::number::Fraction;
use crate::rules::{Amount, Quantity};
use crate::verdict::Possible;
use crate::vocabulary::Span;
use crate::written::Relation;

/// The bounds of a quantity in the scale of [`Quantity`]; every value it can take lies between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The least it can be.
    pub lo: Fraction,
    /// The greatest it can be.
    pub hi: Fraction,
    /// Whether it is one value.
    pub exact: bool,
}

/// What may come of measuring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Something between these bounds.
    Within(Bounds),
    /// Perhaps nothing: the base may yet turn out to be zero or negative.
    PerhapsUndefined,
    /// Nothing: the base is zero or negative.
    Undefined,
}

#[inline]
fn sum(case: &Case, amount: &Amount) -> Span {
    let mut slots = amount.slots().iter();
    let mut out = slots.next().map_or(Span::point(0), |slot| case.span(*slot));
    for slot in slots {
        let span = case.span(*slot);
        out.lo += span.lo;
        out.hi += span.hi;
    }
    out
}

/// Measures a quantity.
#[inline]
pub fn measure(case: &Case, of: &Quantity) -> Measure {
    match of {
        Quantity::Amount(amount) | Quantity::Mean(amount) => {
            let span = sum(case, amount);
            Measure::Within(Bounds { lo: Fraction::whole(span.lo), hi: Fraction::whole(span.hi), exact: span.is_point() })
        }
        Quantity::Ratio(a, b) => ratio(sum(case, a), sum(case, b)),
        Quantity::CompoundGrowth(a, b) => ratio(case.span(*a), case.span(*b)),
        Quantity::Growth(a, b) => match ratio(case.span(*a), case.span(*b)) {
            Measure::Within(mut bounds) => {
                bounds.lo.num -= bounds.lo.den;
                bounds.hi.num -= bounds.hi.den;
                Measure::Within(bounds)
            }
            other => other,
        },
        Quantity::AverageGrowth(a, b, c) => average_growth(case.span(*a), case.span(*b), case.span(*c)),
    }
}

#[inline]
fn ratio(over: Span, under: Span) -> Measure {
    if under.hi <= 0 {
        return Measure::Undefined;
    }
    if under.lo <= 0 {
        return Measure::PerhapsUndefined;
    }
    // A negative figure over a larger base is larger.
    let lo = Fraction { num: over.lo.into(), den: if over.lo < 0 { under.lo } else { under.hi }.into() };
    let hi = Fraction { num: over.hi.into(), den: if over.hi < 0 { under.hi } else { under.lo }.into() };
    Measure::Within(Bounds { lo, hi, exact: over.is_point() && under.is_point() })
}

/// `(y0/y1 + y1/y2) / 2 − 1`. The middle year stands above and below a line; while it is a range, each end takes
/// it at its worst in both places, which bounds the truth from outside.
fn average_growth(y0: Span, y1: Span, y2: Span) -> Measure {
    if y1.hi <= 0 || y2.hi <= 0 {
        return Measure::Undefined;
    }
    if y1.lo <= 0 || y2.lo <= 0 {
        return Measure::PerhapsUndefined;
    }
    let mean = |a: i64, over_a: i64, b: i64, over_b: i64| -> Fraction {
        let (a, over_a, b, over_b) = (i128::from(a), i128::from(over_a), i128::from(b), i128::from(over_b));
        let den = 2 * over_a * over_b;
        Fraction { num: a * over_b + b * over_a - den, den }
    };
    let lo = mean(y0.lo, y1.hi, y1.lo, y2.hi);
    let hi = mean(y0.hi, y1.lo, y1.hi, y2.lo);
    Measure::Within(Bounds { lo, hi, exact: y0.is_point() && y1.is_point() && y2.is_point() })
}

/// How far a quantity lies on the good side of a threshold, in the scale of the first fact it rests on (for a share
/// the numerator, for a growth the last year), rounded against the enterprise: to make up a shortage of `n` it is
/// enough to change that fact by `n`. None where it is undefined, or a growth over a range.
pub fn margin(case: &Case, of: &Quantity, relation: Relation, than: Fraction) -> Option<Span> {
    let small_is_good = matches!(relation, Relation::AtMost | Relation::LessThan);
    // Everything below is (top − line × base) ÷ share, for a top and a base that may be ranges.
    let (top, base, share) = match of {
        Quantity::Amount(amount) => (sum(case, amount), Span::point(1), 1),
        Quantity::Mean(amount) => (sum(case, amount), Span::point(1), amount.slots().len() as i128),
        Quantity::Ratio(a, b) => (sum(case, a), sum(case, b), 1),
        Quantity::Growth(a, b) | Quantity::CompoundGrowth(a, b) => (case.span(*a), case.span(*b), 1),
        Quantity::AverageGrowth(a, b, c) => {
            let (y0, y1, y2) = (case.span(*a), case.span(*b), case.span(*c));
            if !(y0.is_point() && y1.is_point() && y2.is_point()) || y1.lo <= 0 || y2.lo <= 0 {
                return None;
            }
            let (y0, y1, y2) = (i128::from(y0.lo), i128::from(y1.lo), i128::from(y2.lo));
            let top = y0 * y2 * than.den - 2 * (than.num + than.den) * y1 * y2 + y1 * y1 * than.den;
            let value = if small_is_good { -top } else { top }.div_euclid(than.den * y2);
            return i64::try_from(value).ok().map(Span::point);
        }
    };
    if of.is_rate() && base.lo <= 0 {
        return None;
    }
    let line = match of {
        Quantity::Growth(..) => Fraction { num: than.num + than.den, den: than.den },
        _ => than,
    };
    let at = |top: i64, base: i64| {
        let over = i128::from(top) * line.den - line.num * i128::from(base);
        i64::try_from(if small_is_good { -over } else { over }.div_euclid(line.den * share)).ok()
    };
    let (low, high) = (at(top.lo, base.hi)?, at(top.hi, base.lo)?);
    Some(Span { lo: low.min(high), hi: low.max(high) })
}

impl Bounds {
    /// Whether the quantity stands so to a number.
    #[inline]
    pub fn compare(&self, relation: Relation, than: Fraction) -> Possible {
        // Each relation is "reaches" or its opposite, asked of the two ends.
        match relation {
            Relation::AtLeast => self.between(|end| end.reaches(than), false),
            Relation::LessThan => self.between(|end| !end.reaches(than), true),
            Relation::AtMost => self.between(|end| than.reaches(end), true),
            Relation::MoreThan => self.between(|end| !than.reaches(end), false),
        }
    }

    #[inline]
    fn between(&self, holds: impl Fn(Fraction) -> bool, small_is_good: bool) -> Possible {
        let (worst, best) = if small_is_good { (self.hi, self.lo) } else { (self.lo, self.hi) };
        let surely = holds(worst);
        Possible::between(surely, surely || (!self.exact && holds(best)))
    }
}
