//! What an answer of each kind is as JSON and as people type it. A new kind of fact has its arms here, in both directions;
//! the compiler names them.

use crate::case::{Issue, Severity};
use crate::day::Day;
use crate::json::is_twice;
use crate::limits::position;
use crate::messages as m;
use crate::number::{LARGEST, MICRO, NotANumber, parse_micro, show_micro};
use crate::text::{Message, Text};
use crate::typed::{self, Typed};
use crate::vocabulary::*;
use serde_json::{Map, Number, Value, json};

/// Why an answer does not fit: a code, and what would be right.
pub type Misfit = (&'static str, Text);

impl Fact {
    /// An answer as a case has it.
    ///
    /// # Errors
    /// Why it does not fit, and what would be right.
    pub fn read(&self, value: &Value) -> Result<Span, Misfit> {
        if is_twice(value) {
            return Err(twice());
        }
        match self.kind {
            Kind::Money | Kind::Percent | Kind::Count | Kind::Years => match value {
                Value::Object(given) => range(self, given),
                value => number(self, value).map(Span::point),
            },
            Kind::Bool => match value {
                Value::Bool(yes) => Ok(Span::point(i64::from(*yes))),
                _ => Err(("not_a_bool", m::EXPECTED_YES_OR_NO.text([]))),
            },
            Kind::Choice => match value.as_str().and_then(|id| self.option(id)) {
                Some(at) => Ok(Span::point(i64::from(position(at)))),
                None => Err(("not_an_option", options(self, m::CHOOSE_ONE_OF))),
            },
            Kind::Set => {
                let mask = value.as_array().and_then(|items| {
                    items.iter().try_fold(0_i64, |mask, item| Some(mask | 1 << item.as_str().and_then(|id| self.option(id))?))
                });
                mask.map(Span::point).ok_or_else(|| ("not_a_set", options(self, m::EXPECTED_LIST_OF_OPTIONS)))
            }
            Kind::Title if value.as_str() == Some("none") => Ok(Span::point(NO_TITLE)),
            Kind::Title if value.is_object() => held_on(self, value),
            Kind::Title => day(value).map_err(|sheet| {
                let what = m::EXPECTED_TITLE.text([]);
                ("not_a_title", sheet.unwrap_or(what))
            }),
            Kind::Date => match value.as_str().and_then(days_of) {
                Some(days) if self.domain.contains(days) => Ok(days),
                _ => day(value).map_err(|sheet| ("not_a_date", sheet.unwrap_or(m::EXPECTED_DATE.text([])))),
            },
            Kind::Region => value.as_str().and_then(region).ok_or_else(|| ("not_a_region", m::EXPECTED_REGION.text([]))),
        }
    }

    /// An answer as a case has it; null where it leaves everything possible.
    pub fn write(&self, span: Span) -> Value {
        let option = |at: usize| self.options.get(at).map(|option| option.id.as_str());
        match self.kind {
            Kind::Money | Kind::Percent | Kind::Count | Kind::Years => {
                let figure = |value: i64| if self.kind.is_micro() { figure(value) } else { json!(value) };
                if span.is_point() {
                    return figure(span.lo);
                }
                let ends = [("min", span.lo, self.domain.lo), ("max", span.hi, self.domain.hi)];
                let ends: Map<_, _> =
                    ends.into_iter().filter(|(_, end, open)| end != open).map(|(key, end, _)| (key.to_owned(), figure(end))).collect();
                if ends.is_empty() { Value::Null } else { Value::Object(ends) }
            }
            _ if !self.narrows(span) => Value::Null,
            Kind::Bool => json!(span.lo == 1),
            Kind::Choice => usize::try_from(span.lo).ok().and_then(option).map_or(Value::Null, |id| json!(id)),
            Kind::Set => (0..self.options.len()).filter(|at| span.lo & 1 << at != 0).filter_map(option).collect(),
            Kind::Title if span.lo == NO_TITLE => json!("none"),
            // Until when it is held is not known, but for a day on which it surely is.
            Kind::Title if !span.is_point() => {
                let held = Day::from_number(span.lo).filter(|_| span.hi == self.domain.hi);
                held.map_or(Value::Null, |day| json!({ "min": day.to_string() }))
            }
            Kind::Title | Kind::Date => days(span).map_or(Value::Null, |days| json!(days)),
            Kind::Region => json!(span.region_code()),
        }
    }

    /// What was typed, as a case has it: null where there is no answer yet, and what cannot be taken as it was typed, so
    /// that whoever reads the case can say why.
    pub fn write_typed(&self, text: &str) -> Value {
        match self.kind {
            Kind::Money | Kind::Percent | Kind::Count | Kind::Years => typed::answer(self, text),
            Kind::Title | Kind::Date => typed::day(text),
            Kind::Bool | Kind::Choice | Kind::Set | Kind::Region => match text.trim() {
                "" => Value::Null,
                text => json!(text),
            },
        }
    }

    /// An answer as it was typed; none where nothing was, or so far only the beginning of a number.
    ///
    /// # Errors
    /// Those of [`Fact::read`].
    pub fn read_typed(&self, text: &str) -> Result<Option<Span>, Misfit> {
        match self.write_typed(text) {
            Value::Null => Ok(None),
            value => self.read(&value).map(Some),
        }
    }

    /// An answer as one would type it; none where it is picked and not typed: yes or no, options, that a title is not held.
    pub fn text(&self, span: Span) -> Option<String> {
        match self.kind {
            Kind::Bool | Kind::Choice | Kind::Set => None,
            Kind::Title if span.lo == NO_TITLE || !span.is_point() => None,
            Kind::Money | Kind::Percent | Kind::Count | Kind::Years | Kind::Title | Kind::Date | Kind::Region => {
                Some(typed::written(&self.write(span)))
            }
        }
    }

    /// Whether something is said by it: not everything is possible still, or there never was but one answer.
    pub(crate) fn narrows(&self, span: Span) -> bool {
        span != self.domain || span.is_point()
    }
}

/// What is said of an answer that does not fit.
pub(super) fn refused(fact: &Fact, year: Option<i32>, (code, message): Misfit) -> Issue {
    let message = match year {
        Some(year) => m::OF_A_YEAR.text([&year, &fact.label, &message]),
        None => m::NAMED.text([&fact.label, &message]),
    };
    Issue { fact: fact.id.clone(), year, severity: Severity::Error, code, message, suggestion: None }
}

/// An answer that was written more than once.
pub(super) fn twice() -> Misfit {
    let message = m::ANSWERED_TWICE.text([]);
    ("duplicate_key", message)
}

/// The codes a GB/T 2260 code of two, four or six digits stands for.
pub(crate) fn region(code: &str) -> Option<Span> {
    if !code.bytes().all(|b| b.is_ascii_digit()) || code.starts_with('0') {
        return None;
    }
    let width = match code.len() {
        2 => 10_000,
        4 => 100,
        6 => 1,
        _ => return None,
    };
    let first = code.parse::<i64>().ok()? * width;
    Some(Span { lo: first, hi: first + width - 1 })
}

fn figure(micro: i64) -> Value {
    show_micro(micro).parse::<Number>().map_or(Value::Null, Value::Number)
}

fn range(fact: &Fact, range: &Map<String, Value>) -> Result<Span, Misfit> {
    if range.values().any(is_twice) {
        return Err(twice());
    }
    if range.is_empty() || range.keys().any(|key| key != "min" && key != "max") {
        return Err(("not_a_range", m::RANGE_IS_MIN_AND_MAX.text([])));
    }
    let end = |key: &str, open: i64| match range.get(key) {
        None | Some(Value::Null) => Ok(open),
        Some(value) => number(fact, value),
    };
    let span = Span { lo: end("min", fact.domain.lo)?, hi: end("max", fact.domain.hi)? };
    if span.lo > span.hi {
        return Err(("range_upside_down", m::THE_RANGE_IS_UPSIDE_DOWN.text([])));
    }
    Ok(span)
}

fn options(fact: &Fact, what: Message<0>) -> Text {
    let known = fact.options.iter().map(|o| o.id.as_str()).collect::<Vec<_>>().join(", ");
    m::NAMED.text([&what, &known])
}

/// Days as a case has them: one, or those of a year or a month.
pub(crate) fn days(span: Span) -> Option<String> {
    let day = Day::from_number(span.lo)?.to_string();
    let rough = [&day[..4], &day[..7]].into_iter().find(|text| days_of(text) == Some(span));
    Some(rough.map_or_else(|| day.clone(), str::to_owned))
}

/// The days of a year, `"2016"`, or of a month, `"2016-05"`: what a person knows of a date by heart.
fn days_of(text: &str) -> Option<Span> {
    let (year, month) = text.split_once('-').map_or((text, None), |(year, month)| (year, Some(month)));
    if year.len() != 4 || month.is_some_and(|month| month.len() != 2) || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return None;
    }
    let year: i32 = year.parse().ok()?;
    let (first, last) = match month {
        Some(month) => (month.parse().ok()?, month.parse().ok()?),
        None => (1, 12),
    };
    let after = if last == 12 { Day::new(year + 1, 1, 1) } else { Day::new(year, last + 1, 1) };
    Some(Span { lo: Day::new(year, first, 1)?.number(), hi: after?.number() - 1 })
}

/// A day; or, where it is the number that a sheet holds for one, what is to be said of it.
fn day(value: &Value) -> Result<Span, Option<Text>> {
    let text = value.as_str();
    text.and_then(Day::parse).map(|day| Span::point(day.number())).ok_or_else(|| {
        let (text, day) = (text?, typed::serial(text?)?);
        Some(m::LOOKS_LIKE_SPREADSHEET_DATE.text([&text, &day]))
    })
}

/// A title that is held at least until a day: `{"min": "2026-11-23"}`.
fn held_on(fact: &Fact, value: &Value) -> Result<Span, Misfit> {
    let least = value.as_object().filter(|given| given.len() == 1).and_then(|given| given.get("min"));
    let least = least.and_then(|least| day(least).ok()).ok_or_else(|| ("not_a_title", m::EXPECTED_TITLE.text([])))?;
    Ok(Span { lo: least.lo, hi: fact.domain.hi })
}

/// A number in the fact's scale, inside of its domain.
fn number(fact: &Fact, value: &Value) -> Result<i64, Misfit> {
    let whole = matches!(fact.kind, Kind::Count | Kind::Years);
    let kind = || (if whole { "not_a_count" } else { "not_a_number" }, typed::wanted(fact.kind));
    let number = match value {
        Value::Number(number) => number,
        // A page hands on as text what was typed and cannot be taken.
        Value::String(text) => match typed::number(fact, text) {
            Typed::Refused(why) => return Err((kind().0, why)),
            _ => return Err(kind()),
        },
        _ => return Err(kind()),
    };
    let micro = parse_micro(number.as_str()).map_err(|why| match why {
        NotANumber::Malformed => kind(),
        NotANumber::TooFine if whole => kind(),
        NotANumber::TooFine => ("too_fine", m::SIX_DECIMALS_AT_MOST.text([])),
        NotANumber::TooLarge => ("too_large", too_large(LARGEST)),
    })?;
    let value = match (fact.kind.is_micro(), micro % MICRO) {
        (true, _) => micro,
        (false, 0) => micro / MICRO,
        _ => return Err(kind()),
    };
    if value < fact.domain.lo {
        return Err(("negative", m::NOT_NEGATIVE.text([])));
    }
    if value > fact.domain.hi {
        let most = if fact.kind.is_micro() { fact.domain.hi } else { fact.domain.hi * MICRO };
        return Err(("too_large", m::NOT_ABOVE.text([&show_micro(most)])));
    }
    Ok(value)
}

fn too_large(most: i64) -> Text {
    m::NOT_ABOVE.text([&most])
}
