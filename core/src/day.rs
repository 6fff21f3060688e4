//! Civil days. The core has no clock: every day comes in as an argument.

use std::fmt;

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// The years in which a day may lie; anything else is a slip of the pen.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

impl Day {
    /// The day with this year, month and day of month, if the calendar has it and the year is within [`YEARS`].
    pub fn new(year: i32, month: u32, day: u32) -> Option<Day> {
        if !YEARS.contains(&year) || !(1..=12).contains(&month) || day == 0 || day > month_length(year, month) {
            return None;
        }
        // Days from civil, after Howard Hinnant: the year begins in March, so that the leap day comes last.
        let y = i64::from(year) - i64::from(month <= 2);
        let era = y.div_euclid(400);
        let of_era = y.rem_euclid(400);
        let of_year = i64::from((153 * ((month + 9) % 12) + 2) / 5 + day - 1);
        let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
        i32::try_from(days).ok().map(Day)
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Day> {
        let mut parts = text.splitn(3, '-');
        let mut next = |digits: usize| -> Option<u32> {
            let part = parts.next()?;
            (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        Day::new(i32::try_from(year).ok()?, month, day)
    }

    /// Year, month and day of month.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a day is made from a year of four digits, a month of 1 to 12 and a day of 1 to 31"
    )]
    pub fn civil(self) -> (i32, u32, u32) {
        let z = i64::from(self.0) + 719_468;
        let era = z.div_euclid(146_097);
        let of_era = z.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year as i32, month as u32, day as u32)
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.civil().0
    }

    /// The same day so many months on, or back where the number is negative; the last of a month that is too short.
    /// None where that would lie outside [`YEARS`].
    pub fn months_on(self, months: i32) -> Option<Day> {
        let (year, month, day) = self.civil();
        let at = year.checked_mul(12)?.checked_add(i32::try_from(month).ok()?)?.checked_add(months)? - 1;
        let (year, month) = (at.div_euclid(12), at.rem_euclid(12).unsigned_abs() + 1);
        Day::new(year, month, day.min(month_length(year, month)))
    }

    /// The day after, or before where the number is negative; none outside [`YEARS`].
    pub fn days_on(self, days: i32) -> Option<Day> {
        Day::from_number(self.number() + i64::from(days))
    }

    /// Days since 1970-01-01, as facts hold it.
    pub fn number(self) -> i64 {
        i64::from(self.0)
    }

    /// The day of a [`Day::number`], if it lies within [`YEARS`].
    pub fn from_number(number: i64) -> Option<Day> {
        let day = Day(i32::try_from(number).ok()?);
        let span = Day::new(*YEARS.start(), 1, 1)?..=Day::new(*YEARS.end(), 12, 31)?;
        span.contains(&day).then_some(day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// A span of days; both ends are inside, an end left out is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Option<Day>,
}

impl Period {
    /// Whether the day lies inside.
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Whether the two spans share a day.
    pub fn overlaps(&self, other: &Period) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }
}

fn month_length(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_survive_the_round_trip() {
        let first = Day::new(*YEARS.start(), 1, 1).unwrap();
        let last = Day::new(*YEARS.end(), 12, 31).unwrap();
        let mut before = None;
        for number in first.number()..=last.number() {
            let day = Day::from_number(number).unwrap();
            let (y, m, d) = day.civil();
            assert_eq!((Day::new(y, m, d), day.year()), (Some(day), y));
            assert_eq!(Day::parse(&day.to_string()), Some(day));
            assert!(before < Some((y, m, d)));
            before = Some((y, m, d));
        }
        assert_eq!(Day::new(1970, 1, 1).unwrap().number(), 0);
        assert_eq!(Day::new(2026, 11, 23).unwrap().number(), 20_780);
    }

    #[test]
    fn months_are_counted_as_the_calendar_does() {
        let on = |day, months| Day::parse(day).unwrap().months_on(months).map(|day| day.to_string());
        assert_eq!(on("2026-11-26", -12).as_deref(), Some("2025-11-26"));
        assert_eq!(on("2024-02-29", 12).as_deref(), Some("2025-02-28"));
        assert_eq!(on("2026-01-31", 1).as_deref(), Some("2026-02-28"));
        assert_eq!(on("2026-12-31", -1).as_deref(), Some("2026-11-30"));
        assert_eq!(on("2026-01-15", -1).as_deref(), Some("2025-12-15"));
        assert_eq!(on("1900-01-01", -1), None);
        assert_eq!(Day::parse("2026-12-31").unwrap().days_on(1).unwrap().to_string(), "2027-01-01");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "2026-02-29",
            "1900-02-29",
            "2100-02-29",
            "2026-13-01",
            "2026-00-10",
            "26-01-01",
            "2026-1-1",
            "2026/01/01",
            "1899-12-31",
            "",
            "2026-01-01-",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert!(Day::parse("2024-02-29").is_some());
    }

    #[test]
    fn both_ends_of_a_period_are_inside() {
        let day = |text| Day::parse(text).unwrap();
        let period = |from, to: &str| Period { from: day(from), to: Day::parse(to) };
        let june = period("2026-06-01", "2026-06-30");
        for (text, inside, since) in
            [("2026-05-31", false, false), ("2026-06-01", true, true), ("2026-06-30", true, true), ("2026-07-01", false, true)]
        {
            assert_eq!((june.contains(day(text)), period("2026-06-01", "").contains(day(text))), (inside, since), "{text}");
        }
        for (from, to, both) in [
            ("2026-05-01", "2026-05-31", false),
            ("2026-05-01", "2026-06-01", true),
            ("2026-06-10", "2026-06-20", true),
            ("2026-06-30", "", true),
            ("2026-07-01", "", false),
            ("2026-07-01", "2026-07-31", false),
        ] {
            let other = period(from, to);
            assert_eq!((june.overlaps(&other), other.overlaps(&june)), (both, both), "{from} to {to}");
        }
    }
}
