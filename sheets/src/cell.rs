//! Cells as a person sees them, with the exact figure behind.

use std::borrow::Cow;
use std::fmt;
use tidu_core::day::Day;
use tidu_core::vocabulary::Span;

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its number as the sheet counts, from 1.
    pub number: usize,
    /// Its cells, from the first column on; those at the end that are empty may be missing.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column, counted from 0.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// Whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text; in a sheet of text every cell is.
    Text(String),
    /// A number, as the sheet shows it: a tenth under a format of percent is 10, and marked so.
    Number {
        /// The number.
        value: Decimal,
        /// Whether it is shown as percent.
        percent: bool,
    },
    /// A day.
    Day(Day),
    /// Yes or no.
    Bool(bool),
    /// What a formula that fails leaves: `#REF!`.
    Failed(String),
}

impl Cell {
    /// Whether there is nothing in it but space.
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// What one reads in it.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Failed(text) => Cow::Borrowed(text.trim()),
            Cell::Number { value, percent } => Cow::Owned(format!("{value}{}", if *percent { "%" } else { "" })),
            Cell::Day(day) => Cow::Owned(day.to_string()),
            Cell::Bool(yes) => Cow::Borrowed(if *yes { "TRUE" } else { "FALSE" }),
        }
    }
}

/// The letters by which sheets name a column, counted from 0: A, B … Z, AA.
pub fn column_name(mut column: usize) -> String {
    let mut name = Vec::new();
    loop {
        let letter = u8::try_from(column % 26).unwrap_or(0);
        name.push(char::from(b'A' + letter));
        match (column / 26).checked_sub(1) {
            Some(rest) => column = rest,
            None => return name.into_iter().rev().collect(),
        }
    }
}

/// A decimal number: digits, times a power of ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    digits: i64,
    power: i32,
}

/// As many digits as sheets are exact to; those behind are what reckoning in binary leaves.
const EXACT: usize = 15;

impl Decimal {
    /// Reads a number as a workbook writes it: `8236.45`, `1.2E-3`. Of more than fifteen digits it is rounded to fifteen, as
    /// the program does that shows it.
    pub fn read(text: &str) -> Option<Decimal> {
        let text = text.trim();
        let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, 0), |(m, e)| (m, e.parse::<i32>().unwrap_or(i32::MAX)));
        let (negative, unsigned) = mantissa.strip_prefix('-').map_or((false, mantissa), |rest| (true, rest));
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let is_number = !(whole.is_empty() && decimals.is_empty()) && whole.bytes().chain(decimals.bytes()).all(|b| b.is_ascii_digit());
        if !is_number || exponent.unsigned_abs() > 400 || text.len() > 400 {
            return None;
        }
        let all: String = whole.chars().chain(decimals.chars()).collect();
        let led = all.trim_start_matches('0');
        let mut power = exponent - i32::try_from(decimals.len()).ok()?;
        let mut digits: i64 = if led.is_empty() { 0 } else { led.get(..EXACT.min(led.len()))?.parse().ok()? };
        if led.len() > EXACT {
            power += i32::try_from(led.len() - EXACT).ok()?;
            digits += i64::from(led.as_bytes()[EXACT] >= b'5');
        }
        while digits != 0 && digits % 10 == 0 {
            (digits, power) = (digits / 10, power + 1);
        }
        Some(Decimal { digits: if negative { -digits } else { digits }, power: if digits == 0 { 0 } else { power } })
    }

    /// The number times a power of ten.
    pub fn shifted(self, power: i32) -> Decimal {
        Decimal { power: if self.digits == 0 { 0 } else { self.power.saturating_add(power) }, ..self }
    }

    /// Whether it has digits behind so many decimals.
    pub fn is_finer_than(self, decimals: i32) -> bool {
        self.power < -decimals
    }

    /// The number in units of ten to the minus `decimals`: the whole numbers it lies between, which are one where it is no
    /// finer. None where they are too large to be held.
    pub fn within(self, decimals: i32) -> Option<Span> {
        let power = self.power.checked_add(decimals)?;
        let far = power.unsigned_abs();
        if power >= 0 {
            return Some(Span::point(self.digits.checked_mul(10_i64.checked_pow(far)?)?));
        }
        let Some(by) = 10_i64.checked_pow(far) else {
            return Some(if self.digits < 0 { Span { lo: -1, hi: 0 } } else { Span { lo: 0, hi: 1 } });
        };
        let lo = self.digits.div_euclid(by);
        Some(Span { lo, hi: lo + i64::from(self.digits.rem_euclid(by) != 0) })
    }
}

/// Written out, without a power of ten.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits.unsigned_abs().to_string();
        let far = self.power.unsigned_abs() as usize;
        let sign = if self.digits < 0 { "-" } else { "" };
        if self.power >= 0 {
            return write!(f, "{sign}{digits}{}", "0".repeat(far));
        }
        let padded = format!("{}{digits}", "0".repeat((far + 1).saturating_sub(digits.len())));
        let (whole, decimals) = padded.split_at(padded.len() - far);
        write!(f, "{sign}{whole}.{decimals}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_are_shown() {
        for (held, shown) in [
            ("8236.45", "8236.45"),
            ("3200.4999999999995", "3200.5"),
            ("0.30000000000000004", "0.3"),
            ("7.0000000000000009E-2", "0.07"),
            ("-12.50", "-12.5"),
            ("1.2E3", "1200"),
            ("0", "0"),
            ("-0.0", "0"),
            ("99999999999999999", "100000000000000000"),
        ] {
            assert_eq!(Decimal::read(held).map(|number| number.to_string()).as_deref(), Some(shown), "{held}");
        }
        for no_number in ["", "-", ".", "1.2.3", "12a", "1E999", "NaN"] {
            assert_eq!(Decimal::read(no_number), None, "{no_number}");
        }
    }

    #[test]
    fn what_is_finer_lies_between_two() {
        for (text, lo, hi) in
            [("0.1234567", 123_456, 123_457), ("-0.1234567", -123_457, -123_456), ("8236.45", 8_236_450_000, 8_236_450_000)]
        {
            assert_eq!(Decimal::read(text).unwrap().within(6), Some(Span { lo, hi }), "{text}");
        }
        assert_eq!(Decimal::read("1E-30").unwrap().within(6), Some(Span { lo: 0, hi: 1 }));
        assert_eq!(Decimal::read("1E30").unwrap().within(6), None);
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(column_name), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
