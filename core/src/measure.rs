//! What a quantity may be, given what is known: exact bounds, compared exactly.

use crate::case::Case;
use crate::number::{Exact, Fraction, Ratio, Threshold, divided};
use crate::rules::{Amount, Quantity};
use crate::verdict::VerdictSet;
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

/// [`Bounds`] in the narrowest numbers that hold them: what is compared.
#[derive(Clone, Copy)]
pub(crate) struct Ends<N> {
    pub lo: N,
    pub hi: N,
    pub exact: bool,
}

/// A [`Measure`] in the narrowest numbers that hold it.
pub(crate) enum Measured {
    /// A figure, or several added up.
    Figure(Ends<i64>),
    /// One over another.
    Ratio(Ends<Ratio>),
    /// What takes products of figures.
    Fraction(Ends<Fraction>),
    PerhapsUndefined,
    Undefined,
}

// Measuring is inlined throughout, by force where need be: each kind of quantity is compared in the place where it is
// measured, and nothing passes through memory. It halves what a verdict costs.

/// Measures a quantity.
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
pub fn measure(case: &Case, of: &Quantity) -> Measure {
    match measured(case, of) {
        Measured::Figure(ends) => Measure::Within(ends.into()),
        Measured::Ratio(ends) => Measure::Within(ends.into()),
        Measured::Fraction(ends) => Measure::Within(ends.into()),
        Measured::PerhapsUndefined => Measure::PerhapsUndefined,
        Measured::Undefined => Measure::Undefined,
    }
}

impl<N: Into<Fraction>> From<Ends<N>> for Bounds {
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn from(ends: Ends<N>) -> Bounds {
        Bounds { lo: ends.lo.into(), hi: ends.hi.into(), exact: ends.exact }
    }
}

#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
pub(crate) fn measured(case: &Case, of: &Quantity) -> Measured {
    match of {
        Quantity::Amount(amount) | Quantity::Mean(amount) => {
            let Span { lo, hi } = sum(case, amount);
            Measured::Figure(Ends { lo, hi, exact: lo == hi })
        }
        Quantity::Ratio(a, b) => ratio(sum(case, a), sum(case, b)),
        Quantity::CompoundGrowth(a, b) => ratio(case.span(*a), case.span(*b)),
        Quantity::Growth(a, b) => match ratio(case.span(*a), case.span(*b)) {
            Measured::Ratio(mut ends) => {
                ends.lo.num -= ends.lo.den;
                ends.hi.num -= ends.hi.den;
                Measured::Ratio(ends)
            }
            other => other,
        },
        Quantity::AverageGrowth(a, b, c) => average_growth(case.span(*a), case.span(*b), case.span(*c)),
    }
}

#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
fn sum(case: &Case, amount: &Amount) -> Span {
    match amount.single() {
        Some(slot) => case.span(slot),
        None => sum_of_several(case, amount),
    }
}

fn sum_of_several(case: &Case, amount: &Amount) -> Span {
    let spans = amount.slots().iter().map(|slot| case.span(*slot));
    spans.fold(Span::point(0), |sum, one| Span { lo: sum.lo + one.lo, hi: sum.hi + one.hi })
}

#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
fn ratio(over: Span, under: Span) -> Measured {
    if under.hi <= 0 {
        return Measured::Undefined;
    }
    if under.lo <= 0 {
        return Measured::PerhapsUndefined;
    }
    // A negative figure over a larger base is larger.
    let lo = Ratio { num: over.lo, den: if over.lo < 0 { under.lo } else { under.hi } };
    let hi = Ratio { num: over.hi, den: if over.hi < 0 { under.hi } else { under.lo } };
    Measured::Ratio(Ends { lo, hi, exact: over.is_point() && under.is_point() })
}

/// `(y0/y1 + y1/y2) / 2 − 1`. The middle year stands above and below a line: over its span the mean first falls, then
/// rises, and is least where the middle year is the geometric mean of the other two.
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
fn average_growth(y0: Span, y1: Span, y2: Span) -> Measured {
    if y1.hi <= 0 || y2.hi <= 0 {
        return Measured::Undefined;
    }
    if y1.lo <= 0 || y2.lo <= 0 {
        return Measured::PerhapsUndefined;
    }
    let mean = |y0: i64, y1: i64, y2: i64| -> Fraction {
        let (y0, y1, y2) = (i128::from(y0), i128::from(y1), i128::from(y2));
        let den = 2 * y1 * y2;
        Fraction { num: y0 * y2 + y1 * y1 - den, den }
    };
    if y0.is_point() && y1.is_point() && y2.is_point() {
        let value = mean(y0.lo, y1.lo, y2.lo);
        return Measured::Fraction(Ends { lo: value, hi: value, exact: true });
    }
    // Of two middle years, the one with the smaller mean; `a < b`.
    let smaller = |y0: i64, a: i64, b: i64, y2: i64| {
        if i128::from(y0) * i128::from(y2) <= i128::from(a) * i128::from(b) { (a, b) } else { (b, a) }
    };
    let least = (i128::from(y0.lo.max(0)) * i128::from(y2.hi)).isqrt();
    let near = i64::try_from(least).unwrap_or(i64::MAX).clamp(y1.lo, y1.hi);
    let low = smaller(y0.lo, near, (near + 1).min(y1.hi), y2.hi).0;
    let high = smaller(y0.hi, y1.lo, y1.hi, y2.lo).1;
    Measured::Fraction(Ends { lo: mean(y0.lo, low, y2.hi), hi: mean(y0.hi, high, y2.lo), exact: false })
}

/// How far a quantity lies on the good side of a threshold, in the scale of the first fact it rests on (for a share
/// the numerator, for a growth the last year), rounded against the enterprise: to make up a shortage of `n` it is
/// enough to change that fact by `n`. None where it is undefined, or a growth over a range.
pub fn margin(case: &Case, of: &Quantity, relation: Relation, than: Threshold) -> Option<Span> {
    let small_is_good = matches!(relation, Relation::AtMost | Relation::LessThan);
    if let Quantity::Amount(amount) = of {
        let Span { lo, hi } = sum(case, amount);
        let (over, short) = (Span { lo: lo - than.num, hi: hi - than.num }, Span { lo: than.num - hi, hi: than.num - lo });
        return Some(if small_is_good { short } else { over });
    }
    let than = Fraction { num: than.num.into(), den: than.den.into() };
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
        i64::try_from(divided(if small_is_good { -over } else { over }, line.den * share)).ok()
    };
    let low = at(top.lo, base.hi)?;
    let high = if top.is_point() && base.is_point() { low } else { at(top.hi, base.lo)? };
    Some(Span { lo: low.min(high), hi: low.max(high) })
}

impl Measured {
    /// Whether the quantity stands so to a number.
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub(crate) fn compare(&self, relation: Relation, than: Threshold) -> VerdictSet {
        match self {
            Measured::Figure(ends) => ends.compare(relation, than),
            Measured::Ratio(ends) => ends.compare(relation, than),
            Measured::Fraction(ends) => ends.compare(relation, than),
            Measured::PerhapsUndefined => VerdictSet::OPEN_OR_UNDEFINED,
            Measured::Undefined => VerdictSet::UNDEFINED,
        }
    }
}

impl<N: Exact> Ends<N> {
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn compare(&self, relation: Relation, than: Threshold) -> VerdictSet {
        // Each relation asks one thing of the two ends; which of them is the worse depends on it.
        match relation {
            Relation::AtLeast => self.between(self.lo, self.hi, |end| end.reaches(than)),
            Relation::LessThan => self.between(self.hi, self.lo, |end| !end.reaches(than)),
            Relation::AtMost => self.between(self.hi, self.lo, |end| end.keeps_within(than)),
            Relation::MoreThan => self.between(self.lo, self.hi, |end| !end.keeps_within(than)),
        }
    }

    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn between(&self, worst: N, best: N, holds: impl Fn(N) -> bool) -> VerdictSet {
        VerdictSet::between(holds(worst), !self.exact && holds(best))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::Day;
    use crate::vocabulary::Slot;

    const SLOTS: [Slot; 3] = [Slot(0), Slot(1), Slot(2)];

    /// What can be measured of three values.
    fn quantities() -> [Quantity; 7] {
        let [a, b, c] = SLOTS;
        let two = Amount::one(a).push(b).unwrap();
        [
            Quantity::Amount(Amount::one(a)),
            Quantity::Amount(two.push(c).unwrap()),
            Quantity::Mean(two),
            Quantity::Ratio(two, Amount::one(c)),
            Quantity::Growth(a, b),
            Quantity::AverageGrowth(a, b, c),
            Quantity::CompoundGrowth(a, b),
        ]
    }

    /// What the quantity is of three values, by its definition; none over a base that is not positive.
    fn defined(of: &Quantity, [a, b, c]: [i64; 3]) -> Option<Fraction> {
        let [a, b, c] = [a, b, c].map(i128::from);
        let over = |num: i128, den: i128| (den > 0).then_some(Fraction { num, den });
        match of {
            Quantity::Amount(amount) => over(if amount.slots().len() == 1 { a } else { a + b + c }, 1),
            Quantity::Mean(_) => over(a + b, 1),
            Quantity::Ratio(..) => over(a + b, c),
            Quantity::Growth(..) => over(a - b, b),
            Quantity::CompoundGrowth(..) => over(a, b),
            // a/b + b/c, halved, less one.
            Quantity::AverageGrowth(..) if b > 0 => over(a * c + b * b - 2 * b * c, 2 * b * c),
            Quantity::AverageGrowth(..) => None,
        }
    }

    fn no_case() -> Case {
        Case::empty(&crate::packs::built_in().unwrap().vocabulary, Day::parse("2026-06-30").unwrap())
    }

    fn with(case: &mut Case, values: [Span; 3]) {
        SLOTS.into_iter().zip(values).for_each(|(slot, span)| case.put(slot, span));
    }

    /// All ways of three spans within these ends.
    fn triples(lo: i64, hi: i64) -> Vec<[Span; 3]> {
        let spans: &Vec<Span> = &(lo..=hi).flat_map(|lo| (lo..=hi).map(move |hi| Span { lo, hi })).collect();
        spans.iter().flat_map(|a| spans.iter().flat_map(move |b| spans.iter().map(move |c| [*a, *b, *c]))).collect()
    }

    fn points([a, b, c]: [Span; 3]) -> impl Iterator<Item = [i64; 3]> {
        (a.lo..=a.hi).flat_map(move |a| (b.lo..=b.hi).flat_map(move |b| (c.lo..=c.hi).map(move |c| [a, b, c])))
    }

    fn is_less(a: &Fraction, b: &Fraction) -> std::cmp::Ordering {
        (a.num * b.den).cmp(&(b.num * a.den))
    }

    /// The ends of what is measured are the least and the greatest of what it can be, and are reached; it is undefined where
    /// it can be nothing, and perhaps so where it may.
    #[test]
    fn the_bounds_are_the_least_and_the_greatest_that_can_be() {
        let mut case = no_case();
        let triples = triples(-1, 5);
        for of in quantities() {
            for &values in &triples {
                with(&mut case, values);
                let all: Vec<Option<Fraction>> = points(values).map(|point| defined(&of, point)).collect();
                let some = || all.iter().flatten();
                let measured = measure(&case, &of);
                let Some(least) = some().min_by(|a, b| is_less(a, b)) else {
                    assert_eq!(measured, Measure::Undefined, "{of:?} of {values:?}");
                    continue;
                };
                let greatest = some().max_by(|a, b| is_less(a, b)).unwrap();
                match measured {
                    Measure::Within(Bounds { lo, hi, exact }) => {
                        assert!(all.iter().all(Option::is_some), "{of:?} of {values:?}");
                        assert!(is_less(&lo, least).is_eq() && is_less(&hi, greatest).is_eq(), "{of:?} of {values:?}: {lo:?} {hi:?}");
                        assert_eq!(exact, of.slots().iter().all(|slot| case.span(*slot).is_point()), "{of:?} of {values:?}");
                    }
                    Measure::PerhapsUndefined => assert!(all.iter().any(Option::is_none), "{of:?} of {values:?}"),
                    Measure::Undefined => panic!("{of:?} of {values:?}"),
                }
            }
        }
    }

    /// The first value may lose as much as the margin, and not one more; of values that are open it is what it may be of any.
    #[test]
    fn the_margin_is_what_the_first_value_may_still_lose() {
        let mut case = no_case();
        let thresholds = [Threshold::whole(0), Threshold::whole(1), Threshold::reduced(2, 4), Threshold::reduced(7, 3)];
        let triples = triples(-1, 3);
        for of in quantities().into_iter().filter(|of| !matches!(of, Quantity::Mean(_))) {
            let thresholds = thresholds.into_iter().filter(|than| of.is_rate() || than.den == 1);
            for (than, relation) in thresholds.flat_map(|than| [(than, Relation::AtLeast), (than, Relation::AtMost)]) {
                let (good, holds): (i64, fn(&Fraction, Threshold) -> bool) = match relation {
                    Relation::AtLeast => (1, |is, than| is.reaches(than)),
                    _ => (-1, |is, than| is.keeps_within(than)),
                };
                for &values in &triples {
                    let mut margins = Vec::new();
                    for point in points(values) {
                        with(&mut case, point.map(Span::point));
                        let margin = margin(&case, &of, relation, than);
                        assert_eq!(margin.is_some(), defined(&of, point).is_some(), "{of:?} of {point:?}");
                        let Some(Span { lo, hi }) = margin else { break };
                        let less = |by: i64| defined(&of, [point[0] - good * by, point[1], point[2]]).unwrap();
                        assert!(lo == hi && holds(&less(lo), than) && !holds(&less(lo + 1), than), "{of:?} of {point:?}: {lo} {than:?}");
                        margins.push(lo);
                    }
                    with(&mut case, values);
                    let open = margin(&case, &of, relation, than);
                    let whole = margins.len() == points(values).count();
                    if matches!(of, Quantity::AverageGrowth(..)) && !values.iter().all(|span| span.is_point()) {
                        assert_eq!(open, None, "{of:?} of {values:?}");
                    } else if whole {
                        let (lo, hi) = (*margins.iter().min().unwrap(), *margins.iter().max().unwrap());
                        assert_eq!(open, Some(Span { lo, hi }), "{of:?} of {values:?} {than:?}");
                    } else {
                        assert_eq!(open, None, "{of:?} of {values:?} {than:?}");
                    }
                }
            }
        }
    }
}
