//! Exact numbers. Money and percentages are whole millionths (one 万元 is a million fen), counts are whole
//! numbers; what is divided stays a fraction until it has been compared. No floating point takes part.

use std::fmt::Write;

/// Millionths in one.
pub const MICRO: i64 = 1_000_000;

/// The largest figure accepted, in 万元 or percent: a hundred trillion yuan. It bounds every product the engine
/// forms, so that none can overflow; see [`Fraction`].
pub const LARGEST: i64 = 10_000_000_000;

/// Why a text is no number that can be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotANumber {
    /// It is not written as a decimal number.
    Malformed,
    /// It has more than six decimals that are not zero.
    TooFine,
    /// Its size is above [`LARGEST`].
    TooLarge,
}

/// Reads a decimal number (`-12`, `3200.5`, `1.2e3`) as millionths, exactly.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "exponents are checked to lie within 0 to 18, and no text is longer than an i64 can say"
)]
pub fn parse_micro(text: &str) -> Result<i64, NotANumber> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => {
            let digits = exponent.trim_start_matches(['+', '-']);
            if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) || exponent.len() - digits.len() > 1 {
                return Err(NotANumber::Malformed);
            }
            // An exponent that does not fit is far outside of everything either way.
            let size = digits.parse::<i64>().unwrap_or(i64::MAX / 4).min(1 << 32);
            (mantissa, if exponent.starts_with('-') { -size } else { size })
        }
        None => (text, 0),
    };
    let (negative, unsigned) = match mantissa.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, mantissa),
    };
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let well_formed = !whole.is_empty()
        && whole.bytes().chain(decimals.bytes()).all(|b| b.is_ascii_digit())
        && (!unsigned.contains('.') || !decimals.is_empty());
    if !well_formed {
        return Err(NotANumber::Malformed);
    }
    // The digits without zeros at either end, as a number, and how many of each kind there are.
    let (mut value, mut significant, mut zeros) = (0_i64, 0, 0);
    for digit in whole.bytes().chain(decimals.bytes()).map(|b| b - b'0') {
        match digit {
            0 if significant == 0 => {}
            0 => zeros += 1,
            digit => {
                significant += zeros + 1;
                if significant <= 18 {
                    value = value * 10_i64.pow(zeros as u32 + 1) + i64::from(digit);
                }
                zeros = 0;
            }
        }
    }
    if significant == 0 {
        return Ok(0);
    }
    // The number is `value` times ten to the `power`, counted in millionths.
    let power = exponent + 6 - decimals.len() as i64 + zeros;
    if power < 0 {
        return Err(NotANumber::TooFine);
    }
    if significant + power > 18 {
        return Err(NotANumber::TooLarge);
    }
    let value = value * 10_i64.pow(power as u32);
    if value > LARGEST * MICRO {
        return Err(NotANumber::TooLarge);
    }
    Ok(if negative { -value } else { value })
}

/// Writes millionths as a decimal number, as short as it is exact: `3200.5`.
pub fn show_micro(micro: i64) -> String {
    let size = micro.unsigned_abs();
    decimal(micro < 0, (size / MICRO as u64).into(), size % MICRO as u64, 6)
}

/// A decimal number of so many decimals, without the zeros at their end.
fn decimal(negative: bool, whole: u128, decimals: u64, width: usize) -> String {
    let mut text = String::with_capacity(24);
    if negative {
        text.push('-');
    }
    // Writing to memory does not fail; and a small number is written much faster than a large one.
    let _ = match u64::try_from(whole) {
        Ok(whole) => write!(text, "{whole}"),
        Err(_) => write!(text, "{whole}"),
    };
    if decimals != 0 {
        let _ = write!(text, ".{decimals:0width$}");
        text.truncate(text.trim_end_matches('0').len());
    }
    text
}

/// An exact fraction with a positive denominator.
///
/// Sizes: figures are at most [`LARGEST`] × [`MICRO`] = 10¹⁶, sums of up to four of them 4 × 10¹⁶, the mean of two
/// growth rates 4 × 10³² over 2 × 10³². `compile` admits only thresholds of at most 1000 % with two decimals for
/// rates, so their parts are at most 10⁵, cross products stay below 10³⁸, and an `i128` holds them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    /// Above the line.
    pub num: i128,
    /// Below the line; always positive.
    pub den: i128,
}

impl Fraction {
    /// Of a factor over two years the percentage by which each year adds to the one before, to two decimals.
    pub(crate) fn yearly_rate(self) -> Fraction {
        // Twice the root, so that it can be rounded to the nearest; both parts are single figures.
        let twice = divided(self.num.max(0) * 400_000_000, self.den).isqrt();
        Fraction { num: (twice + 1) / 2 - 10_000, den: 100 }
    }

    /// The fraction as a decimal, cut towards zero, with … where more digits follow: for the eye, and never wrong.
    pub fn cut(self, decimals: usize) -> String {
        let size = self.num.abs();
        let whole = divided(size, self.den);
        let (mut whole, mut rest) = (whole.to_string(), size - whole * self.den);
        if self.num < 0 {
            whole.insert(0, '-');
        }
        let mut digits = String::new();
        while rest != 0 && digits.len() < decimals {
            let digit = divided(rest * 10, self.den);
            rest = rest * 10 - digit * self.den;
            digits.push_str(&digit.to_string());
        }
        match (rest, digits.is_empty()) {
            (0, true) => whole,
            (0, false) => format!("{whole}.{digits}"),
            _ => format!("{whole}.{digits}…"),
        }
    }

    /// The fraction in percent beside one it was compared with: rounded to two decimals, unless that would carry it onto
    /// the line or across it; then cut.
    pub(crate) fn percent_beside(self, than: Threshold) -> String {
        let size = self.num.abs() * 20_000;
        let rounded = divided(size + self.den, self.den * 2) * self.num.signum();
        let line = |num: i128, den: i128| (num * i128::from(than.den)).cmp(&(i128::from(than.num) * den));
        match line(self.num, self.den) == line(rounded, 10_000) {
            true => Fraction { num: rounded, den: 100 }.cut(2),
            false => Fraction { num: self.num * 100, den: self.den }.cut(2),
        }
    }

    /// The same of a factor over two years, as the yearly rate.
    pub(crate) fn yearly_percent_beside(self, than: Threshold) -> String {
        let rounded = self.yearly_rate();
        let num = self.num.max(0);
        let line = |num: i128, den: i128| (num * i128::from(than.den)).cmp(&(i128::from(than.num) * den));
        let factor = rounded.num + 10_000;
        if line(num, self.den) == line(factor * factor, 100_000_000) {
            return rounded.cut(2);
        }
        self.yearly_percent()
    }

    /// The same beside nothing: cut towards zero, with … where more digits follow.
    pub(crate) fn yearly_percent(self) -> String {
        let num = self.num.max(0) * 100_000_000;
        let root = divided(num, self.den).isqrt();
        if root * root * self.den == num {
            return Fraction { num: root - 10_000, den: 100 }.cut(2);
        }
        // Of the rate towards zero: the root rounded down, or up where the figure shrinks.
        let towards_zero = if root < 10_000 { root + 1 } else { root } - 10_000;
        let sign = if root < 10_000 { "-" } else { "" };
        format!("{sign}{}.{:02}…", towards_zero.abs() / 100, towards_zero.abs() % 100)
    }

    /// The fraction as a decimal, rounded half away from zero: for the eye, never for a decision.
    pub fn rounded(self, decimals: u32) -> String {
        let scale = 10_i128.pow(decimals);
        let size = self.num.abs();
        let whole = divided(size, self.den);
        let rest = (size - whole * self.den).checked_mul(scale * 2).map_or(0, |twice| divided(twice + self.den, self.den * 2));
        let (whole, rest) = if rest >= scale { (whole + 1, rest - scale) } else { (whole, rest) };
        let negative = self.num < 0 && (whole, rest) != (0, 0);
        decimal(negative, whole.unsigned_abs(), u64::try_from(rest).unwrap_or_default(), decimals as usize)
    }
}

/// A quotient rounded down, of a positive divisor. Small numbers are divided many times faster.
pub(crate) fn divided(over: i128, by: i128) -> i128 {
    match (i64::try_from(over), i64::try_from(by)) {
        (Ok(over), Ok(by)) => over.div_euclid(by).into(),
        _ => over.div_euclid(by),
    }
}

/// A figure over another; the denominator is positive. Half as wide as a [`Fraction`], which most things measured
/// do not need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ratio {
    pub num: i64,
    pub den: i64,
}

impl From<i64> for Fraction {
    #[inline]
    fn from(figure: i64) -> Fraction {
        Fraction { num: figure.into(), den: 1 }
    }
}

impl From<Ratio> for Fraction {
    #[inline]
    fn from(ratio: Ratio) -> Fraction {
        Fraction { num: ratio.num.into(), den: ratio.den.into() }
    }
}

/// A number that figures are compared with: a fraction in lowest terms with a positive denominator. See
/// [`Fraction`] for sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    pub(crate) num: i64,
    pub(crate) den: i64,
}

impl Threshold {
    /// A whole number.
    pub(crate) const fn whole(value: i64) -> Threshold {
        Threshold { num: value, den: 1 }
    }

    /// The fraction of these parts, in lowest terms.
    pub(crate) fn reduced(num: i64, den: i64) -> Threshold {
        let (mut a, mut b) = (num.abs(), den.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let divisor = a.max(1);
        Threshold { num: num / divisor, den: den / divisor }
    }
}

impl PartialOrd for Threshold {
    fn partial_cmp(&self, other: &Threshold) -> Option<std::cmp::Ordering> {
        Some((i128::from(self.num) * i128::from(other.den)).cmp(&(i128::from(other.num) * i128::from(self.den))))
    }
}

/// What is compared with a threshold, exactly.
pub(crate) trait Exact: Copy {
    /// `self >= than`.
    fn reaches(self, than: Threshold) -> bool;
    /// `self <= than`.
    fn keeps_within(self, than: Threshold) -> bool;
}

/// A figure alone, which is compared with whole numbers only.
impl Exact for i64 {
    #[inline]
    fn reaches(self, than: Threshold) -> bool {
        debug_assert_eq!(than.den, 1);
        self >= than.num
    }

    #[inline]
    fn keeps_within(self, than: Threshold) -> bool {
        debug_assert_eq!(than.den, 1);
        self <= than.num
    }
}

impl Exact for Ratio {
    #[inline]
    fn reaches(self, than: Threshold) -> bool {
        i128::from(self.num) * i128::from(than.den) >= i128::from(than.num) * i128::from(self.den)
    }

    #[inline]
    fn keeps_within(self, than: Threshold) -> bool {
        i128::from(self.num) * i128::from(than.den) <= i128::from(than.num) * i128::from(self.den)
    }
}

impl Exact for Fraction {
    #[inline]
    fn reaches(self, than: Threshold) -> bool {
        self.num * i128::from(than.den) >= i128::from(than.num) * self.den
    }

    #[inline]
    fn keeps_within(self, than: Threshold) -> bool {
        self.num * i128::from(than.den) <= i128::from(than.num) * self.den
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_exactly() {
        for (text, micro) in [
            ("0", 0),
            ("-0", 0),
            ("3200.5", 3_200_500_000),
            ("0.000001", 1),
            ("-12.25", -12_250_000),
            ("1.2e3", 1_200_000_000),
            ("1E-6", 1),
            ("120e-2", 1_200_000),
            ("0e99999999999999999999", 0),
            ("10000000000", LARGEST * MICRO),
            ("000000000000000000001", MICRO),
        ] {
            assert_eq!(parse_micro(text), Ok(micro), "{text}");
        }
        for text in ["", "-", ".5", "5.", "1,000", "1e", "1e+-2", "0x10", "NaN", "1 2", "１２"] {
            assert_eq!(parse_micro(text), Err(NotANumber::Malformed), "{text}");
        }
        assert_eq!(parse_micro("0.0000001"), Err(NotANumber::TooFine));
        // The last two have more digits than can be held, with and without zeros among them.
        for text in ["10000000000.000001", "10000000000000000001", "99999999999999999999"] {
            assert_eq!(parse_micro(text), Err(NotANumber::TooLarge), "{text}");
        }
        assert_eq!(parse_micro("1e999999999999999999999"), Err(NotANumber::TooLarge));
        assert_eq!(parse_micro("1e-999999999999999999999"), Err(NotANumber::TooFine));
    }

    #[test]
    fn numbers_are_shown_as_they_were_typed() {
        for text in ["0", "3200.5", "-12.25", "0.000001", "100"] {
            assert_eq!(show_micro(parse_micro(text).unwrap()), text);
        }
    }

    #[test]
    fn no_figure_is_rounded_onto_a_line_or_across_it() {
        let three = Threshold::reduced(3, 100);
        for (num, den, than, shown) in [
            (299_999, 10_000_000, three, "2.99…"),
            (300_001, 10_000_000, three, "3.00…"),
            (3, 100, three, "3"),
            (299, 10_000, three, "2.99"),
            (29_949, 1_000_000, three, "2.99"),
            (29_951, 1_000_000, three, "2.99…"),
            (2, 3, three, "66.67"),
            (800_004, 1_000_000, Threshold::reduced(8, 10), "80.00…"),
            (-4, 100_000, Threshold::whole(0), "-0.00…"),
            (4, 100_000, Threshold::whole(0), "0.00…"),
            (-2, 3, Threshold::whole(0), "-66.67"),
            (0, 3, Threshold::whole(0), "0"),
        ] {
            assert_eq!(Fraction { num, den }.percent_beside(than), shown, "{num}/{den}");
        }
        // Five percent a year are 441/400 over two.
        let five = Threshold::reduced(441, 400);
        for (num, den, than, shown) in [
            (441, 400, five, "5"),
            (440_999, 400_000, five, "4.99…"),
            (441_001, 400_000, five, "5.00…"),
            (121, 100, five, "10"),
            (2, 1, five, "41.42"),
            (99_999_999, 100_000_000, Threshold::whole(1), "-0.00…"),
            (10_001, 10_000, Threshold::whole(1), "0.00…"),
            (9_999, 10_000, Threshold::whole(1), "-0.01"),
            (6_561, 10_000, Threshold::reduced(6_561, 10_000), "-19"),
            (-3, 5, Threshold::whole(0), "-100"),
            (1, 2, Threshold::whole(1), "-29.29"),
        ] {
            assert_eq!(Fraction { num, den }.yearly_percent_beside(than), shown, "{num}/{den}");
        }
        // Beside nothing: the same where it comes out even, cut where it does not.
        for (num, den, shown) in [(441, 400, "5"), (2, 1, "41.42…"), (1, 2, "-29.28…"), (6_561, 10_000, "-19"), (0, 5, "-100")] {
            assert_eq!(Fraction { num, den }.yearly_percent(), shown, "{num}/{den}");
        }
        assert_eq!(Fraction { num: 1, den: 3 }.cut(20), "0.33333333333333333333…");
        assert_eq!(Fraction { num: 5, den: 2 }.cut(2), "2.5");
    }

    #[test]
    fn fractions_round_for_the_eye_only() {
        assert_eq!(Fraction { num: 2, den: 3 }.rounded(2), "0.67");
        assert_eq!(Fraction { num: -2, den: 3 }.rounded(2), "-0.67");
        assert_eq!(Fraction { num: 999, den: 1000 }.rounded(2), "1");
        assert_eq!(Fraction { num: 1_999, den: 1000 }.rounded(2), "2");
        assert_eq!(Fraction { num: -1, den: 1000 }.rounded(2), "0");
        for (num, den, rate) in [(121, 100, "10"), (2, 1, "41.42"), (1, 2, "-29.29"), (1, 1, "0"), (0, 5, "-100"), (-3, 5, "-100")] {
            assert_eq!(Fraction { num, den }.yearly_rate().rounded(2), rate);
        }
        let three_percent = Threshold::reduced(3_000_000, 100_000_000);
        assert_eq!(three_percent, Threshold { num: 3, den: 100 });
        for (num, reaches, keeps_within) in [(2_999_999, false, true), (3_000_000, true, true), (3_000_001, true, false)] {
            let ratio = Ratio { num, den: 100_000_000 };
            assert_eq!((ratio.reaches(three_percent), ratio.keeps_within(three_percent)), (reaches, keeps_within));
            let wide = Fraction::from(ratio);
            assert_eq!((wide.reaches(three_percent), wide.keeps_within(three_percent)), (reaches, keeps_within));
        }
    }

    #[test]
    fn figures_and_thresholds_stand_as_their_cross_products_do() {
        for (figure, than, reaches, keeps_within) in [(99, 100, false, true), (100, 100, true, true), (101, 100, true, false)] {
            let than = Threshold::whole(than);
            assert_eq!((i64::from(figure).reaches(than), i64::from(figure).keeps_within(than)), (reaches, keeps_within), "{figure}");
        }
        for (one, other) in [((3, 100), (1, 30)), ((-1, 2), (-1, 3)), ((2, 1), (7, 3))] {
            let [one, other] = [one, other].map(|(num, den)| Threshold::reduced(num, den));
            assert_eq!(
                [one, other].map(|one| one.partial_cmp(&other)),
                [Some(std::cmp::Ordering::Less), Some(std::cmp::Ordering::Equal)],
                "{one:?} {other:?}"
            );
        }
    }
}
