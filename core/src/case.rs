//! A case: one enterprise's answers on one day. What cannot be understood is told and left unknown; the rest counts.

use crate::day::{Day, YEARS};
use crate::json::{is_twice, shown};
use crate::limits::position;
use crate::messages as m;
use crate::number::{LARGEST, MICRO, NotANumber, parse_micro, show_micro};
use crate::tension::tensions;
use crate::text::{Lang, Message, Text};
use crate::typed::{self, Typed};
use crate::vocabulary::*;
use crate::written::Procedure;
use serde_json::{Map, Value};

/// One enterprise's answers on one day, checked and laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The day for which everything is asked.
    pub as_of: Day,
    procedures: Vec<Procedure>,
    spans: Vec<Span>,
}

/// How grave an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Severity {
    /// The answer cannot be used and counts as unknown.
    Error,
    /// The answer is used, but it contradicts another, or hardly goes with it.
    Warning,
}

/// Something wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The fact, or the key of the case.
    pub fact: String,
    /// The fiscal year, for yearly facts.
    pub year: Option<i32>,
    /// How grave it is.
    pub severity: Severity,
    /// A short identifier for programs.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub message: Text,
    /// The amount that would be right if the slip was made that is likely, in millionths of 万元.
    pub suggestion: Option<i64>,
}

/// An answer that reading accepted, whatever its year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    /// The fact.
    pub fact: FactIx,
    /// Its year, if it is yearly.
    pub year: Option<i32>,
    /// What it leaves possible.
    pub span: Span,
}

impl Case {
    /// A case without answers.
    pub fn empty(vocabulary: &Vocabulary, as_of: Day) -> Case {
        Case {
            as_of,
            procedures: vec![Procedure::default(); vocabulary.standards.len()],
            spans: vocabulary.slots.iter().map(|(fact, _)| vocabulary.fact(*fact).domain).collect(),
        }
    }

    /// A case without answers on another day, with the procedures of this one.
    pub(crate) fn on(other: &Case, vocabulary: &Vocabulary, as_of: Day) -> Case {
        Case { procedures: other.procedures.clone(), ..Case::empty(vocabulary, as_of) }
    }

    /// Reads a case of the public contract. `today` stands in where the case names no day.
    ///
    /// # Errors
    /// Only where there is no case at all: it is no object, or its day is none. All else is an [`Issue`] beside the
    /// case, and the answer concerned stays unknown.
    pub fn read(vocabulary: &Vocabulary, value: &Value, today: Day) -> Result<(Case, Vec<Issue>), Issue> {
        Case::read_all(vocabulary, value, today).map(|(case, issues, _)| (case, issues))
    }

    /// The same, with every answer that was accepted, also those of years that this day does not look at.
    pub(crate) fn read_all(vocabulary: &Vocabulary, value: &Value, today: Day) -> Result<(Case, Vec<Issue>, Vec<Told>), Issue> {
        let error = |key: &str, code, message: Text| Issue {
            fact: key.to_owned(),
            year: None,
            severity: Severity::Error,
            code,
            message,
            suggestion: None,
        };
        let Value::Object(top) = value else {
            return Err(error("", "not_a_case", m::A_CASE_IS_A_JSON.text([])));
        };
        let as_of = match top.get("as_of") {
            None | Some(Value::Null) => today,
            Some(day) if is_twice(day) => return Err(error("as_of", "duplicate_key", twice_in("as_of"))),
            Some(day) => day.as_str().and_then(Day::parse).ok_or_else(|| error("as_of", "not_a_date", m::AS_OF_IS_A_DATE.text([])))?,
        };
        let nothing = Map::new();
        let facts = match top.get("facts") {
            None | Some(Value::Null) => &nothing,
            Some(facts) if is_twice(facts) => &nothing,
            Some(Value::Object(facts)) => facts,
            Some(_) => return Err(error("facts", "not_a_case", m::FACTS_IS_AN_OBJECT.text([]))),
        };
        let mut reader = Reader { vocabulary, case: Case::empty(vocabulary, as_of), issues: Vec::new(), told: Vec::new(), guesses: 0 };
        for key in ["name", "note", "facts", "procedures"].into_iter().filter(|key| top.get(*key).is_some_and(is_twice)) {
            reader.issue(key, None, Severity::Error, "duplicate_key", twice_in(key));
        }
        for key in top.keys().filter(|key| !["as_of", "procedures", "facts", "name", "note"].contains(&key.as_str())) {
            let shown = shown(key);
            reader.issue(key, None, Severity::Warning, "unknown_key", m::UNKNOWN_KEY.text([&shown]));
        }
        if let Some(procedures) = top.get("procedures").filter(|v| !v.is_null() && !is_twice(v)) {
            reader.procedures(procedures);
        }
        for (key, value) in facts {
            reader.fact(key, value);
        }
        reader.issues.extend(tensions(vocabulary, &reader.case));
        Ok((reader.case, reader.issues, reader.told))
    }

    /// What is still possible of a value.
    #[inline]
    pub fn span(&self, slot: Slot) -> Span {
        self.spans[slot.0 as usize]
    }

    /// The procedure chosen for a standard; a policy has but one.
    pub fn procedure(&self, standard: Option<StandardIx>) -> Procedure {
        standard.map_or(Procedure::default(), |standard| self.procedures[standard.0 as usize])
    }

    /// The last complete calendar year, `y0`.
    pub fn fiscal_year(&self) -> i32 {
        self.as_of.year() - 1
    }

    /// The calendar year a [`YearRef`] means on this day.
    pub fn year(&self, year: YearRef) -> i32 {
        self.as_of.year() - year.back()
    }

    /// Whether anything at all was answered for a value.
    pub fn is_answered(&self, vocabulary: &Vocabulary, slot: Slot) -> bool {
        self.span(slot) != vocabulary.fact(vocabulary.of_slot(slot).0).domain
    }

    /// Sets what is possible of a value; for those who make cases without JSON. What lies outside of the fact's
    /// domain is brought inside.
    pub fn set(&mut self, vocabulary: &Vocabulary, slot: Slot, span: Span) {
        let domain = vocabulary.fact(vocabulary.of_slot(slot).0).domain;
        let inside = |value: i64| value.clamp(domain.lo, domain.hi);
        self.spans[slot.0 as usize] = Span { lo: inside(span.lo.min(span.hi)), hi: inside(span.hi.max(span.lo)) };
    }

    /// The same case but for one value, which must lie within its fact's domain.
    pub(crate) fn with(&self, slot: Slot, span: Span) -> Case {
        let mut case = self.clone();
        case.spans[slot.0 as usize] = span;
        case
    }

    /// Sets what is possible of a value, which must lie within its fact's domain.
    pub(crate) fn put(&mut self, slot: Slot, span: Span) {
        self.spans[slot.0 as usize] = span;
    }

    /// Chooses the procedure for a standard.
    pub fn set_procedure(&mut self, standard: StandardIx, procedure: Procedure) {
        self.procedures[standard.0 as usize] = procedure;
    }
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

/// For how many unknown facts of a case the nearest known one is looked for. Nobody mistypes more.
const GUESSES: usize = 40;

struct Reader<'v> {
    vocabulary: &'v Vocabulary,
    case: Case,
    issues: Vec<Issue>,
    told: Vec<Told>,
    guesses: usize,
}

/// Why an answer does not fit: a code, and what would be right.
type Misfit = (&'static str, Text);

impl Reader<'_> {
    fn issue(&mut self, fact: &str, year: Option<i32>, severity: Severity, code: &'static str, message: Text) {
        self.issues.push(Issue { fact: fact.to_owned(), year, severity, code, message, suggestion: None });
    }

    fn procedures(&mut self, value: &Value) {
        let empty = Map::new();
        let map = value.as_object().unwrap_or(&empty);
        if value.as_object().is_none() {
            self.issue("procedures", None, Severity::Error, "not_a_procedure", m::PROCEDURES_IS_AN_OBJECT_SUCH.text([]));
        }
        for (key, value) in map {
            let Some(standard) = self.vocabulary.find_standard(key) else {
                let key = shown(key);
                let known = self.vocabulary.standards.iter().map(|s| s.id.as_str()).collect::<Vec<_>>().join(", ");
                let message = m::NO_TIER_IN_PROCEDURES.text([&key, &known]);
                self.issue("procedures", None, Severity::Error, "unknown_standard", message);
                continue;
            };
            if is_twice(value) {
                self.issue("procedures", None, Severity::Error, "duplicate_key", twice_in(key));
                continue;
            }
            match value.as_str().and_then(Procedure::from_id) {
                Some(procedure) => self.case.set_procedure(standard, procedure),
                None => {
                    self.issue("procedures", None, Severity::Error, "not_a_procedure", m::NO_PROCEDURE.text([key]));
                }
            }
        }
    }

    fn fact(&mut self, key: &str, value: &Value) {
        let vocabulary = self.vocabulary;
        let Some(ix) = vocabulary.find(key) else {
            self.guesses += 1;
            let known = vocabulary.facts.iter().map(|f| f.id.as_str());
            let near = if self.guesses <= GUESSES { nearest(key, known) } else { None };
            let shown = shown(key);
            let message = match near {
                Some(near) => m::NO_FACT_BUT_NEAR.text([&shown, &near]),
                None => m::NO_FACT.text([&shown]),
            };
            return self.issue(key, None, Severity::Error, "unknown_fact", message);
        };
        let fact = vocabulary.fact(ix);
        if is_twice(value) {
            let (code, message) = twice();
            return self.refuse(fact, None, code, message);
        }
        if !fact.yearly {
            return self.answer(ix, None, Some(fact.slot), value);
        }
        let years = match value {
            Value::Null => return,
            Value::Object(years) if !years.is_empty() && !years.keys().all(|k| k == "min" || k == "max") => years,
            Value::Object(years) if years.is_empty() => return,
            _ => {
                let message = m::GIVEN_BY_YEAR.text([&fact.label, &self.case.fiscal_year()]);
                return self.issue(key, None, Severity::Error, "not_by_year", message);
            }
        };
        for (key, value) in years {
            let Some(year) = year(key) else {
                let message = m::NO_YEAR_OF.text([&fact.label, &shown(key), &self.case.fiscal_year()]);
                self.issue(&fact.id, None, Severity::Error, "not_a_year", message);
                continue;
            };
            // A year outside of those the rules look at is checked all the same, and then not needed on this day.
            let slot = YearRef::ALL.into_iter().find(|y| self.case.year(*y) == year).map(|y| fact.slot_of(y));
            self.answer(ix, Some(year), slot, value);
        }
    }

    fn answer(&mut self, ix: FactIx, year: Option<i32>, slot: Option<Slot>, value: &Value) {
        if value.is_null() {
            return;
        }
        let fact = self.vocabulary.fact(ix);
        match self.value(fact, value) {
            Ok(span) => {
                self.told.push(Told { fact: ix, year, span });
                if let Some(slot) = slot {
                    self.case.put(slot, span);
                }
            }
            Err((code, message)) => self.refuse(fact, year, code, message),
        }
    }

    fn refuse(&mut self, fact: &Fact, year: Option<i32>, code: &'static str, message: Text) {
        let message = match year {
            Some(year) => m::OF_A_YEAR.text([&year, &fact.label, &message]),
            None => m::NAMED.text([&fact.label, &message]),
        };
        self.issue(&fact.id, year, Severity::Error, code, message);
    }

    fn value(&self, fact: &Fact, value: &Value) -> Result<Span, Misfit> {
        if is_twice(value) {
            return Err(twice());
        }
        match fact.kind {
            Kind::Money | Kind::Percent | Kind::Count | Kind::Years => match value {
                Value::Object(range) => self.range(fact, range),
                value => number(fact, value).map(Span::point),
            },
            Kind::Bool => match value {
                Value::Bool(yes) => Ok(Span::point(i64::from(*yes))),
                _ => Err(("not_a_bool", m::ANSWER_YES_OR_NO_TRUE.text([]))),
            },
            Kind::Choice => match value.as_str().and_then(|id| fact.option(id)) {
                Some(at) => Ok(Span::point(i64::from(position(at)))),
                None => Err(("not_an_option", options(fact, m::CHOOSE_ONE_OF))),
            },
            Kind::Set => {
                let mask = value.as_array().and_then(|items| {
                    items.iter().try_fold(0_i64, |mask, item| Some(mask | 1 << item.as_str().and_then(|id| fact.option(id))?))
                });
                mask.map(Span::point).ok_or_else(|| ("not_a_set", options(fact, m::GIVE_A_LIST_OF_THESE)))
            }
            Kind::Title if value.as_str() == Some("none") => Ok(Span::point(NO_TITLE)),
            Kind::Title => day(value).map_err(|sheet| {
                let what = m::GIVE_THE_DAY_IT_IS.text([]);
                ("not_a_title", sheet.unwrap_or(what))
            }),
            Kind::Date => day(value).map_err(|sheet| ("not_a_date", sheet.unwrap_or(m::GIVE_A_DATE_SUCH_AS.text([])))),
            Kind::Region => value.as_str().and_then(region).ok_or_else(|| ("not_a_region", m::GIVE_A_REGION_CODE_OF.text([]))),
        }
    }

    fn range(&self, fact: &Fact, range: &Map<String, Value>) -> Result<Span, Misfit> {
        if range.values().any(is_twice) {
            return Err(twice());
        }
        if range.is_empty() || range.keys().any(|key| key != "min" && key != "max") {
            return Err(("not_a_range", m::A_RANGE_HAS_ONLY_MIN.text([])));
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
}

fn options(fact: &Fact, what: Message<0>) -> Text {
    let known = fact.options.iter().map(|o| o.id.as_str()).collect::<Vec<_>>().join(", ");
    m::NAMED.text([&what, &known])
}

/// A day; or, where it is the number that a sheet holds for one, what is to be said of it.
fn day(value: &Value) -> Result<Span, Option<Text>> {
    let text = value.as_str();
    text.and_then(Day::parse).map(|day| Span::point(day.number())).ok_or_else(|| {
        let (text, day) = (text?, typed::serial(text?)?);
        Some(m::LOOKS_LIKE_A_DATE_AS.text([&text, &day]))
    })
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
        NotANumber::TooFine => ("too_fine", m::GIVE_AT_MOST_SIX_DECIMALS.text([])),
        NotANumber::TooLarge => ("too_large", too_large(LARGEST)),
    })?;
    let value = match (fact.kind.is_micro(), micro % MICRO) {
        (true, _) => micro,
        (false, 0) => micro / MICRO,
        _ => return Err(kind()),
    };
    if value < fact.domain.lo {
        return Err(("negative", m::IT_CANNOT_BE_NEGATIVE.text([])));
    }
    if value > fact.domain.hi {
        let most = if fact.kind.is_micro() { fact.domain.hi } else { fact.domain.hi * MICRO };
        return Err(("too_large", m::IT_CANNOT_BE_ABOVE.text([&show_micro(most)])));
    }
    Ok(value)
}

/// A year of four digits.
pub(crate) fn year(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|year| YEARS.contains(year))
}

/// An answer that was written more than once.
fn twice() -> Misfit {
    let message = m::IT_IS_WRITTEN_MORE_THAN.text([]);
    ("duplicate_key", message)
}

/// A key of the case that was written more than once.
fn twice_in(key: &str) -> Text {
    m::TWICE_IN.text([&key, &twice().1])
}

fn too_large(most: i64) -> Text {
    m::IT_CANNOT_BE_ABOVE_COUNT.text([&most])
}

/// The known id that differs least, if any is near.
fn nearest<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // Ids are of one byte a character. Names that differ much in length differ much; what is very long is near to none.
    let near = known.filter(|k| id.chars().take(k.len() * 2).count().abs_diff(k.len()) * 3 <= k.len());
    near.map(|k| (distance(id, k), k)).filter(|(d, k)| *d * 3 <= k.len()).min().map(|(_, k)| k)
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let next = (corner + usize::from(x != *y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[b.len()]
}

impl Issue {
    /// The answer that would be right if the likely slip was made, as a case has it.
    pub fn suggested(&self) -> Option<Value> {
        show_micro(self.suggestion?).parse().ok().map(Value::Number)
    }

    /// The message in one language.
    pub fn sentence(&self, lang: Lang) -> &str {
        self.message.get(lang)
    }
}
