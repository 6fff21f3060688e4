//! What people type or paste for a number or a day: one grammar for the page, for sheets and for pasted blocks. It reads
//! all that can mean only one thing, never two numbers as one, and says of anything else what would be right.

use crate::day::Day;
use crate::messages as m;
use crate::number::{MICRO, parse_micro, show_micro};
use crate::text::{Lang, Message, Text};
use crate::vocabulary::{Fact, Kind};
use serde_json::{Map, Number, Value};

/// What a typed number comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Nothing was typed.
    Nothing,
    /// A number or a range as a case has it, in the unit of the fact.
    Read(Value),
    /// So far it is only the beginning of a number or a range, such as `-` or `110~`.
    Unfinished,
    /// It cannot be taken, for this reason.
    Refused(Text),
}

/// Why a figure is none.
enum No {
    /// More has to follow.
    Unfinished,
    /// It is wrong.
    Wrong(Text),
}

/// One figure: its digits, and the power of ten its own unit stands for beside that of the fact, if it has a unit.
struct Figure {
    negative: bool,
    whole: String,
    decimals: String,
    power: Option<i32>,
}

/// Words in front of a number that say it is the least or the most; whether the number itself is left out.
const BEFORE: [(&str, bool, bool); 30] = [
    (">=", true, false),
    ("<=", false, false),
    (">", true, true),
    ("<", false, true),
    ("不少于", true, false),
    ("不低于", true, false),
    ("不小于", true, false),
    ("至少", true, false),
    ("最少", true, false),
    ("最低", true, false),
    ("超过", true, true),
    ("高于", true, true),
    ("多于", true, true),
    ("大于", true, true),
    ("不超过", false, false),
    ("不高于", false, false),
    ("不多于", false, false),
    ("不大于", false, false),
    ("至多", false, false),
    ("最多", false, false),
    ("最高", false, false),
    ("不到", false, true),
    ("不足", false, true),
    ("低于", false, true),
    ("少于", false, true),
    ("小于", false, true),
    ("at least", true, false),
    ("at most", false, false),
    ("more than", true, true),
    ("less than", false, true),
];

/// The same words behind it. By the usage of laws 以上, 以下 and 以内 include the number.
const BEHIND: [(&str, bool); 7] =
    [("及以上", true), ("及以下", false), ("以上", true), ("以下", false), ("以内", false), ("or more", true), ("or less", false)];

/// Words after which a number is not exact.
const ABOUT: [&str; 15] =
    ["约", "大概", "左右", "上下", "差不多", "估计", "多", "余", "近", "几", "±", "about", "around", "approx", "roughly"];

/// The powers of ten in a unit of money, in 元; written one behind the other they multiply.
const POWERS: [(char, i32); 5] = [('十', 1), ('百', 2), ('千', 3), ('万', 4), ('亿', 8)];

/// Marks of money; a figure with one of them alone is in 元.
const CURRENCY: [&str; 4] = ["¥", "人民币", "rmb", "cny"];

/// Reads a typed number or range.
pub fn number(fact: &Fact, typed: &str) -> Typed {
    let text = plain(typed);
    if text.is_empty() {
        return Typed::Nothing;
    }
    match read(fact, &text) {
        Ok(value) => Typed::Read(value),
        Err(No::Unfinished) => Typed::Unfinished,
        Err(No::Wrong(why)) => Typed::Refused(why),
    }
}

/// A typed number as a case has it: null where there is none yet, and what cannot be taken as it was typed, so that
/// whoever reads the case can say why.
pub fn answer(fact: &Fact, typed: &str) -> Value {
    match number(fact, typed) {
        Typed::Nothing | Typed::Unfinished => Value::Null,
        Typed::Read(value) => value,
        Typed::Refused(_) => Value::String(typed.to_owned()),
    }
}

fn read(fact: &Fact, text: &str) -> Result<Value, No> {
    if text.contains(['\t', '\n', '\r']) {
        return Err(several());
    }
    if ["无", "没有", "/", "--", "none", "n/a"].contains(&text) {
        return wrong(m::WRITE_ZERO_FOR_NONE);
    }
    for (word, least, strict) in BEFORE {
        if let Some(rest) = text.strip_prefix(word) {
            return end(fact, rest, least, strict);
        }
    }
    for (word, least) in BEHIND {
        if let Some(rest) = text.strip_suffix(word) {
            return end(fact, rest, least, false);
        }
    }
    // With a range behind it, "about" says no more than the range does.
    let about = ["大约", "大概", "约", "about ", "~"].iter().find_map(|word| text.strip_prefix(word));
    let text = about.unwrap_or(text).trim();
    if let Some((low, high)) = split(text) {
        let high = figure(fact, high)?;
        let mut low = figure(fact, low).map_err(|no| match no {
            No::Unfinished => No::Wrong(wanted(fact.kind)),
            wrong => wrong,
        })?;
        if high.power.is_none() && low.power.is_some_and(|power| power != 0) {
            return wrong(m::WRITE_UNIT_AT_BOTH_ENDS);
        }
        // 110~130 万元 are 110 万元 and 130 万元.
        low.power = low.power.or(high.power);
        return Ok(range(Some(low.number()?), Some(high.number()?)));
    }
    match text {
        "" => Err(No::Unfinished),
        text if about.is_some() || is_about(text) => approximate(),
        text => Ok(Value::Number(figure(fact, text)?.number()?)),
    }
}

/// One end of a range whose other end is open.
fn end(fact: &Fact, text: &str, least: bool, strict: bool) -> Result<Value, No> {
    if is_about(text) {
        return approximate();
    }
    let number = figure(fact, text)?.number()?;
    // Above a hundred people are 101 at least; above a hundred 万元 it is a fen more.
    let step = if fact.kind.is_micro() { 1 } else { MICRO };
    let number = match parse_micro(number.as_str()) {
        Ok(micro) if strict => show_micro(micro + if least { step } else { -step }).parse().unwrap_or(number),
        _ => number,
    };
    Ok(if least { range(Some(number), None) } else { range(None, Some(number)) })
}

fn range(min: Option<Number>, max: Option<Number>) -> Value {
    let ends = [("min", min), ("max", max)].into_iter();
    Value::Object(ends.filter_map(|(key, end)| Some((key.to_owned(), Value::Number(end?)))).collect::<Map<_, _>>())
}

/// The two ends of a range.
fn split(text: &str) -> Option<(&str, &str)> {
    // A hyphen in front is a minus.
    let hyphen = || text.char_indices().skip(1).find(|(_, c)| *c == '-').map(|(at, _)| (&text[..at], &text[at + 1..]));
    ["~", "至", "到", " to "].iter().find_map(|mark| text.split_once(mark)).or_else(hyphen)
}

fn is_about(text: &str) -> bool {
    ABOUT.iter().any(|word| text.contains(word))
}

fn approximate<T>() -> Result<T, No> {
    wrong(m::NO_EXACT_NUMBER)
}

fn wrong<T>(what: Message<0>) -> Result<T, No> {
    Err(No::Wrong(what.text([])))
}

fn several() -> No {
    No::Wrong(m::MORE_THAN_ONE_NUMBER.text([]))
}

/// What is wanted instead of what is no number.
pub(crate) fn wanted(kind: Kind) -> Text {
    match kind.is_micro() {
        false => m::EXPECTED_WHOLE_NUMBER.text([]),
        true => m::EXPECTED_NUMBER.text([]),
    }
}

/// One figure with its sign and unit.
fn figure(fact: &Fact, text: &str) -> Result<Figure, No> {
    let (mut text, mut sign, mut currency) = (text.trim(), None, false);
    loop {
        if let Some((rest, minus)) =
            [("-", true), ("负", true), ("+", false)].iter().find_map(|(m, minus)| Some((text.strip_prefix(m)?, minus)))
        {
            if sign.replace(*minus).is_some() {
                return Err(No::Wrong(wanted(fact.kind)));
            }
            text = rest.trim_start();
        } else if let Some(rest) = CURRENCY.iter().find_map(|mark| text.strip_prefix(mark)) {
            (text, currency) = (rest.trim_start(), true);
        } else {
            break;
        }
    }
    let negative = sign == Some(true);
    // Accountants write a loss in brackets.
    let in_brackets = text.strip_prefix('(').map(|inner| inner.split_once(')').unwrap_or((inner, "")));
    if in_brackets.is_some() && (sign.is_some() || !text.contains(')')) {
        return Err(if sign.is_some() { No::Wrong(wanted(fact.kind)) } else { No::Unfinished });
    }
    let (inner, behind) = in_brackets.unwrap_or((text, ""));
    let end = inner.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '\'' | '_' | ' ')).unwrap_or(inner.len());
    let (digits, mut unit) = (inner[..end].trim(), inner[end..].trim());
    match behind.trim() {
        "" => {}
        behind if unit.is_empty() => unit = behind,
        _ => return Err(several()),
    }
    match digits.strip_suffix(',') {
        _ if text.is_empty() || digits == "." => return Err(No::Unfinished),
        Some(begun) if unit.is_empty() => return grouped(begun).and(Err(No::Unfinished)),
        _ => {}
    }
    if unit.contains(|c: char| c.is_ascii_digit()) {
        if unit.starts_with('e') {
            return wrong(m::NO_POWERS_OF_TEN);
        }
        return Err(several());
    }
    if digits.is_empty() {
        if unit.contains(|c| "一二三四五六七八九两零〇".contains(c)) {
            if fact.kind == Kind::Money {
                return wrong(m::WRITE_DIGITS_OF_MONEY);
            }
            return wrong(m::WRITE_DIGITS);
        }
        return Err(No::Wrong(wanted(fact.kind)));
    }
    let (whole, decimals) = grouped(digits)?;
    if let Some(rest) = CURRENCY.iter().find_map(|mark| unit.strip_suffix(mark)) {
        (unit, currency) = (rest.trim_end(), true);
    }
    Ok(Figure { negative: negative || in_brackets.is_some(), whole, decimals, power: power(fact, unit, currency)? })
}

/// The digits before and behind the point. Groups are of three or of four throughout; a zero does not lead them, for
/// where a comma is the decimal point, 0,123 is less than one.
fn grouped(digits: &str) -> Result<(String, String), No> {
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if decimals.contains('.') {
        return wrong(m::ONE_DECIMAL_POINT);
    }
    if decimals.contains([',', '\'', '_']) {
        return wrong(m::NO_COMMA_AFTER_DECIMAL_POINT);
    }
    if decimals.contains(' ') || whole.ends_with(' ') {
        return Err(several());
    }
    let Some(mark) = whole.chars().find(|c| !c.is_ascii_digit()) else { return Ok((whole.to_owned(), decimals.to_owned())) };
    let groups: Vec<&str> = whole.split(mark).collect();
    let (first, rest) = (groups[0], &groups[1..]);
    let of = |size: usize| rest.iter().all(|group| group.len() == size && group.bytes().all(|b| b.is_ascii_digit())) && first.len() <= size;
    if (of(3) || of(4)) && !first.is_empty() && !first.starts_with('0') {
        return Ok((groups.concat(), decimals.to_owned()));
    }
    match (mark, groups.as_slice()) {
        (',', [a, b]) if decimals.is_empty() && !a.is_empty() && !b.contains([' ', '\'', '_']) => {
            Err(No::Wrong(m::COMMA_OR_DECIMAL_POINT.text([&a, &b])))
        }
        (',', _) => wrong(m::COMMA_BETWEEN_GROUPS),
        _ => Err(several()),
    }
}

/// The power of ten of a unit beside that of the fact; none where no unit was written.
fn power(fact: &Fact, unit: &str, currency: bool) -> Result<Option<i32>, No> {
    let unit: String = unit.chars().filter(|c| *c != ' ').collect();
    let other = || {
        let name = fact.unit.as_ref().filter(|_| fact.kind != Kind::Money);
        match name {
            Some(name) => No::Wrong(m::WRONG_UNIT.text([name])),
            None => No::Wrong(m::WRONG_UNIT_OF_MONEY.text([])),
        }
    };
    if fact.kind != Kind::Money && currency {
        return Err(other());
    }
    let own = |text: &Text| {
        let en = text.get(Lang::En).to_lowercase().replace(' ', "");
        let singular = en.strip_suffix('s').unwrap_or(&en);
        [text.get(Lang::Zh), &en, singular].into_iter().find_map(|name| unit.strip_suffix(name)).map(str::to_owned)
    };
    let (factor, named) = match (fact.kind, &fact.unit) {
        (Kind::Money, _) => match ["元", "yuan"].iter().find_map(|name| unit.strip_suffix(name)) {
            Some(factor) => (factor.to_owned(), true),
            None => (unit.clone(), currency),
        },
        (_, Some(name)) => own(name).map_or_else(|| (unit.clone(), false), |factor| (factor, true)),
        _ => (unit.clone(), false),
    };
    let mut powers = Vec::new();
    for c in factor.chars() {
        let power = POWERS.iter().find(|(name, _)| *name == c).map(|(_, power)| *power);
        powers.push(power.filter(|power| powers.last().is_none_or(|last| last < power)).ok_or_else(other)?);
    }
    let sum: i32 = powers.iter().sum();
    // Money is counted in 元 and held in 万元; of other things only what is counted comes in thousands.
    Ok(match (powers.is_empty(), named) {
        (true, false) => None,
        _ if fact.kind == Kind::Money => Some(sum - 4),
        (true, true) => Some(0),
        (false, _) if fact.kind == Kind::Count => Some(sum),
        (false, _) => return Err(other()),
    })
}

impl Figure {
    /// The figure in the unit of the fact, written out exactly.
    fn number(&self) -> Result<Number, No> {
        let power = self.power.unwrap_or(0);
        let mut digits = format!("{}{}", self.whole, self.decimals);
        let mut point = self.whole.len();
        let far = power.unsigned_abs() as usize;
        if power < 0 {
            digits.insert_str(0, &"0".repeat(far));
        } else {
            digits.push_str(&"0".repeat(far));
            point += far;
        }
        let (whole, decimals) = digits.split_at(point);
        let (whole, decimals) = (whole.trim_start_matches('0'), decimals.trim_end_matches('0'));
        let sign = if self.negative && !(whole.is_empty() && decimals.is_empty()) { "-" } else { "" };
        let whole = if whole.is_empty() { "0" } else { whole };
        let point = if decimals.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{decimals}").parse().map_err(|_| several())
    }
}

/// Half-width and in small letters, one sign for each that means the same, without what cannot be seen.
pub fn plain(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    for c in typed.replace("——", "~").chars() {
        match c {
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => {}
            '≥' | '≧' | '⩾' => text.push_str(">="),
            '≤' | '≦' | '⩽' => text.push_str("<="),
            '。' => text.push('.'),
            '〜' => text.push('~'),
            '￥' => text.push('¥'),
            '’' => text.push('\''),
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' => text.push('-'),
            '！'..='～' => text.extend(u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).map(|c| c.to_ascii_lowercase())),
            '\t' | '\n' | '\r' => text.push(c),
            c if c.is_whitespace() => text.push(' '),
            c => text.push(c.to_ascii_lowercase()),
        }
    }
    text.trim().to_owned()
}

/// A typed day as a case has it: `2028-05-31`, `2028.5.31`, `2028年5月31日`, `20280531`; null where nothing was typed,
/// and what is no day as it was typed.
pub fn day(typed: &str) -> Value {
    let text = plain(typed);
    if text.is_empty() {
        return Value::Null;
    }
    let parts: Vec<&str> = text.split(['-', '.', '/', '年', '月', '日', ' ']).filter(|part| !part.is_empty()).collect();
    let read = match parts.as_slice() {
        [y, m, d] => Some((*y, *m, *d)),
        [all] if all.len() == 8 && all.is_ascii() => Some((&all[..4], &all[4..6], &all[6..])),
        // A year, or a month of it: where a range will do, that is an answer.
        [y] if y.len() == 4 => return Value::String((*y).to_owned()),
        [y, m] => return Value::String(format!("{y}-{m:0>2}")),
        _ => None,
    };
    Value::String(read.map_or(text.clone(), |(y, m, d)| format!("{y}-{m:0>2}-{d:0>2}")))
}

/// The day that a sheet holds as this number, where a text is such a number: days since the end of 1899.
pub(crate) fn serial(text: &str) -> Option<Day> {
    let number = Some(text).filter(|text| text.len() == 5)?.parse::<u32>().ok()?;
    Day::from_number(i64::from(number) - 25_569)
}

/// A number or range of a case as one would type it.
pub fn written(value: &Value) -> String {
    match value {
        Value::Object(range) => match (range.get("min").map(written), range.get("max").map(written)) {
            (Some(min), Some(max)) => format!("{min}~{max}"),
            (Some(min), None) => format!("≥{min}"),
            (None, Some(max)) => format!("≤{max}"),
            (None, None) => String::new(),
        },
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        // Without powers of ten, which nobody types.
        Value::Number(number) => parse_micro(number.as_str()).map_or_else(|_| number.to_string(), show_micro),
        other => other.to_string(),
    }
}
