//! A case: one enterprise's answers on one day. What cannot be understood is told and left unknown; the rest counts.

use crate::day::{Day, YEARS};
use crate::infer::{Implied, settle};
use crate::json::{is_twice, shown};
use crate::limits::position;
use crate::number::{LARGEST, MICRO, NotANumber, parse_micro, show_micro};
use crate::tension::tensions;
use crate::text::{Lang, Text};
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
    /// The values of which all answers together leave less possible than their own.
    pub(crate) implied: Vec<Implied>,
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
            implied: Vec::new(),
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
        let error = |key: &str, code, zh: &str, en: &str| Issue {
            fact: key.to_owned(),
            year: None,
            severity: Severity::Error,
            code,
            message: Text::new(zh, en),
            suggestion: None,
        };
        let Value::Object(top) = value else {
            return Err(error("", "not_a_case", "一个案例应为 JSON 对象 { … }", "A case is a JSON object { … }"));
        };
        let as_of = match top.get("as_of") {
            None | Some(Value::Null) => today,
            Some(day) if is_twice(day) => return Err(Issue { message: twice_in("as_of"), ..error("as_of", "duplicate_key", "", "") }),
            Some(day) => day.as_str().and_then(Day::parse).ok_or_else(|| {
                error("as_of", "not_a_date", "as_of 应为日期，如 \"2026-11-23\"", "as_of is a date such as \"2026-11-23\"")
            })?,
        };
        let nothing = Map::new();
        let facts = match top.get("facts") {
            None | Some(Value::Null) => &nothing,
            Some(facts) if is_twice(facts) => &nothing,
            Some(Value::Object(facts)) => facts,
            Some(_) => return Err(error("facts", "not_a_case", "facts 应为对象 { … }", "facts is an object { … }")),
        };
        let mut reader = Reader { vocabulary, case: Case::empty(vocabulary, as_of), issues: Vec::new(), told: Vec::new(), guesses: 0 };
        for key in ["name", "note", "facts", "procedures"].into_iter().filter(|key| top.get(*key).is_some_and(is_twice)) {
            let Text { zh, en } = twice_in(key);
            reader.issue(key, None, Severity::Error, "duplicate_key", zh, en);
        }
        for key in top.keys().filter(|key| !["as_of", "procedures", "facts", "name", "note"].contains(&key.as_str())) {
            let shown = shown(key);
            let (zh, en) = (format!("案例中没有 {shown} 这一项，已忽略"), format!("A case has no `{shown}`; it is ignored"));
            reader.issue(key, None, Severity::Warning, "unknown_key", zh, en);
        }
        if let Some(procedures) = top.get("procedures").filter(|v| !v.is_null() && !is_twice(v)) {
            reader.procedures(procedures);
        }
        for (key, value) in facts {
            reader.fact(key, value);
        }
        reader.issues.extend(tensions(vocabulary, &reader.case));
        settle(vocabulary, &mut reader.case, &mut reader.issues);
        Ok((reader.case, reader.issues, reader.told))
    }

    /// What is still possible of a value, by its own answer and by what follows from the others.
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

    /// Whether anything at all was answered for a value; what only follows from other answers is no answer.
    pub fn is_answered(&self, vocabulary: &Vocabulary, slot: Slot) -> bool {
        self.said(slot) != vocabulary.fact(vocabulary.of_slot(slot).0).domain
    }

    /// Sets what is answered for a value, and infers what follows; for those who make cases without JSON. What lies
    /// outside of the fact's domain is brought inside.
    pub fn set(&mut self, vocabulary: &Vocabulary, slot: Slot, span: Span) {
        let domain = vocabulary.fact(vocabulary.of_slot(slot).0).domain;
        let inside = |value: i64| value.clamp(domain.lo, domain.hi);
        self.answer(vocabulary, slot, Span { lo: inside(span.lo.min(span.hi)), hi: inside(span.hi.max(span.lo)) });
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
    fn issue(&mut self, fact: &str, year: Option<i32>, severity: Severity, code: &'static str, zh: String, en: String) {
        self.issues.push(Issue { fact: fact.to_owned(), year, severity, code, message: Text { zh, en }, suggestion: None });
    }

    fn procedures(&mut self, value: &Value) {
        let empty = Map::new();
        let map = value.as_object().unwrap_or(&empty);
        if value.as_object().is_none() {
            let (zh, en) = (
                "procedures 应为对象，如 {\"little_giant\": \"renewal\"}",
                "procedures is an object such as {\"little_giant\": \"renewal\"}",
            );
            self.issue("procedures", None, Severity::Error, "not_a_procedure", zh.into(), en.into());
        }
        for (key, value) in map {
            let Some(standard) = self.vocabulary.find_standard(key) else {
                let key = shown(key);
                let known = self.vocabulary.standards.iter().map(|s| s.id.as_str()).collect::<Vec<_>>().join(", ");
                let (zh, en) = (
                    format!("procedures 中的 {key} 不是层级，可用：{known}"),
                    format!("`{key}` in procedures is no tier; use one of {known}"),
                );
                self.issue("procedures", None, Severity::Error, "unknown_standard", zh, en);
                continue;
            };
            if is_twice(value) {
                let Text { zh, en } = twice_in(key);
                self.issue("procedures", None, Severity::Error, "duplicate_key", zh, en);
                continue;
            }
            match value.as_str().and_then(Procedure::from_id) {
                Some(procedure) => self.case.set_procedure(standard, procedure),
                None => {
                    let (zh, en) = (
                        format!("{key} 的程序应为 first_application（首次申报）或 renewal（复核）"),
                        format!("The procedure of `{key}` is first_application or renewal"),
                    );
                    self.issue("procedures", None, Severity::Error, "not_a_procedure", zh, en);
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
            let (zh, en) = match near {
                Some(near) => {
                    (format!("没有名为 {shown} 的事实，是否指 {near}？"), format!("There is no fact `{shown}`; did you mean `{near}`?"))
                }
                None => (format!("没有名为 {shown} 的事实，请核对事实词汇表"), format!("There is no fact `{shown}`; see the vocabulary")),
            };
            return self.issue(key, None, Severity::Error, "unknown_fact", zh, en);
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
                let y0 = self.case.fiscal_year();
                let (zh, en) = (
                    format!("{}应按年度填报，如 {{\"{y0}\": 100}}", fact.label.zh),
                    format!("{} is given by year, such as {{\"{y0}\": 100}}", fact.label.en),
                );
                return self.issue(key, None, Severity::Error, "not_by_year", zh, en);
            }
        };
        for (key, value) in years {
            let Some(year) = year(key) else {
                let shown = shown(key);
                let (zh, en) = (
                    format!("{}的年度“{shown}”不是年份，应为四位数字，如 {}", fact.label.zh, self.case.fiscal_year()),
                    format!("“{shown}” is no year of {}; write four digits such as {}", fact.label.en, self.case.fiscal_year()),
                );
                self.issue(&fact.id, None, Severity::Error, "not_a_year", zh, en);
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
        let (zh, en) = match year {
            Some(year) => (format!("{year} 年{}：{}", fact.label.zh, message.zh), format!("{} of {year}: {}", fact.label.en, message.en)),
            None => (format!("{}：{}", fact.label.zh, message.zh), format!("{}: {}", fact.label.en, message.en)),
        };
        self.issue(&fact.id, year, Severity::Error, code, zh, en);
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
                _ => Err(("not_a_bool", Text::new("应答“是”或“否”（true 或 false）", "answer yes or no (true or false)"))),
            },
            Kind::Choice => match value.as_str().and_then(|id| fact.option(id)) {
                Some(at) => Ok(Span::point(i64::from(position(at)))),
                None => Err(("not_an_option", options(fact, "应选其中一项", "choose one of"))),
            },
            Kind::Set => {
                let mask = value.as_array().and_then(|items| {
                    items.iter().try_fold(0_i64, |mask, item| Some(mask | 1 << item.as_str().and_then(|id| fact.option(id))?))
                });
                mask.map(Span::point).ok_or_else(|| {
                    ("not_a_set", options(fact, "应为选项的列表，一项也没有时为 []", "give a list of these, [] if none applies"))
                })
            }
            Kind::Title if value.as_str() == Some("none") => Ok(Span::point(NO_TITLE)),
            Kind::Title => day(value).map_err(|sheet| {
                let what = Text::new(
                    "应为有效期截止日，如 2028-05-31；没有该资格时为 none",
                    "give the day it is valid until, such as 2028-05-31, or none if it is not held",
                );
                ("not_a_title", sheet.unwrap_or(what))
            }),
            Kind::Date => day(value)
                .map_err(|sheet| ("not_a_date", sheet.unwrap_or(Text::new("应为日期，如 2019-06-01", "give a date such as 2019-06-01")))),
            Kind::Region => value.as_str().and_then(region).ok_or_else(|| {
                (
                    "not_a_region",
                    Text::new("应为 2、4 或 6 位行政区划代码，如 \"360102\"", "give a region code of 2, 4 or 6 digits, such as \"360102\""),
                )
            }),
        }
    }

    fn range(&self, fact: &Fact, range: &Map<String, Value>) -> Result<Span, Misfit> {
        if range.values().any(is_twice) {
            return Err(twice());
        }
        if range.is_empty() || range.keys().any(|key| key != "min" && key != "max") {
            return Err(("not_a_range", Text::new("范围只写 min（至少）和 max（至多）", "a range has only min and max")));
        }
        let end = |key: &str, open: i64| match range.get(key) {
            None | Some(Value::Null) => Ok(open),
            Some(value) => number(fact, value),
        };
        let span = Span { lo: end("min", fact.domain.lo)?, hi: end("max", fact.domain.hi)? };
        if span.lo > span.hi {
            return Err(("range_upside_down", Text::new("范围的下限大于上限，请对调", "the range is upside down; exchange min and max")));
        }
        Ok(span)
    }
}

fn options(fact: &Fact, zh: &str, en: &str) -> Text {
    let known = fact.options.iter().map(|o| o.id.as_str()).collect::<Vec<_>>().join(", ");
    Text::told(format_args!("{zh}：{known}"), format_args!("{en}: {known}"))
}

/// A day; or, where it is the number that a sheet holds for one, what is to be said of it.
fn day(value: &Value) -> Result<Span, Option<Text>> {
    let text = value.as_str();
    text.and_then(Day::parse).map(|day| Span::point(day.number())).ok_or_else(|| {
        let (text, day) = (text?, typed::serial(text?)?);
        Some(Text::told(
            format_args!("{text} 像是表格里存的日期，即 {day}；请写成 {day}"),
            format_args!("{text} looks like a date as a sheet holds it, {day}; write {day}"),
        ))
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
        NotANumber::TooFine => ("too_fine", Text::new("最多六位小数", "give at most six decimals")),
        NotANumber::TooLarge => ("too_large", too_large(LARGEST)),
    })?;
    let value = match (fact.kind.is_micro(), micro % MICRO) {
        (true, _) => micro,
        (false, 0) => micro / MICRO,
        _ => return Err(kind()),
    };
    if value < fact.domain.lo {
        return Err(("negative", Text::new("不能为负数", "it cannot be negative")));
    }
    if value > fact.domain.hi {
        let most = if fact.kind.is_micro() { fact.domain.hi } else { fact.domain.hi * MICRO };
        return Err((
            "too_large",
            Text::told(format_args!("不能大于 {}", show_micro(most)), format_args!("it cannot be above {}", show_micro(most))),
        ));
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
    let message = Text::new(
        "写了不止一次，不知以哪一个为准，未采用；请只留一个",
        "it is written more than once, and none of them is used; keep the right one",
    );
    ("duplicate_key", message)
}

/// A key of the case that was written more than once.
fn twice_in(key: &str) -> Text {
    let Text { zh, en } = twice().1;
    Text { zh: format!("{key} {zh}"), en: format!("`{key}`: {en}") }
}

fn too_large(most: i64) -> Text {
    Text::told(format_args!("不能大于 {most}"), format_args!("it cannot be above {most}"))
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
