//! A self-assessment as a short text, to be carried in a link or a square code: the day, the answers and the procedures,
//! the fingerprint of the rules, and the verdicts these came to. Whoever opens it has the verdicts computed anew, by the
//! rules at hand, and is told what has changed since. Nobody has signed it: that it computes to the same is all it proves.
//!
//! Facts, options and standards are written by their place in lists that only ever grow ([`crate::written::Codes`]), so that a later
//! vocabulary, in another order or without some of them, still reads it; what it does not know it names. What has no place
//! there, of a vocabulary that is not the built-in one, is spelled out.
//!
//! In bits: the version, 8; the fingerprint's beginning, 48; the day as a number; the name as a text, empty where it is
//! left out; a number of standards, and for each a bit for renewal and three for its verdict; a number of facts, a bit for
//! each that is answered, and these answers; what is spelled out, as JSON; and, from the next byte on, 24 bits by which a
//! text that was cut off or mistyped is known.

mod answer;
mod bits;

use crate::answers::{put_in, year};
use crate::day::Day;
use crate::evaluate::Evaluation;
use crate::messages as m;
use crate::text::Text;
use crate::verdict::Verdict;
use crate::vocabulary::*;
use crate::written::Procedure;
use answer::{Entry, Packed};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use bits::{Reader, Writer};
use serde_json::{Map, Value, json};

/// The version that is written, and the only one that is read.
const VERSION: u8 = 1;

/// What stands before the text in an address, and tells it from other text.
pub const MARK: &str = "proof=";

/// How many bits tell the verdict of a standard.
const VERDICT: u32 = 3;

/// A self-assessment that was read.
#[derive(Debug, Clone)]
pub struct Proof {
    /// The day and the answers as a case of the contract, with the enterprise's name where it was not left out; null is what
    /// the enterprise said it does not know.
    pub case: Value,
    /// The beginning of the fingerprint of the rules that it was judged by, as [`rules_mark`] makes it.
    pub rules: u64,
    /// What these came to.
    pub verdicts: Vec<(StandardIx, Verdict)>,
    /// What is not known here, by name, or by number where it has none here. It takes no part in anything.
    pub unknown: Vec<Text>,
}

/// Why a text was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no self-assessment.
    Other,
    /// A part of it is missing, or was changed.
    Broken,
    /// It is of a later program.
    Newer,
}

/// The beginning of a fingerprint of rules ([`crate::packs::fingerprint`]): 48 bits, shown as twelve digits.
pub fn rules_mark(fingerprint: &str) -> u64 {
    fingerprint.get(..12).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default()
}

/// Writes a self-assessment of this day: a case of the contract, null for what the enterprise said it does not know, and a
/// name where it is not to be left out. `rules` is the [`rules_mark`] of those it was judged by, `evaluation` what they came to.
pub fn write(vocabulary: &Vocabulary, rules: u64, case: &Value, as_of: Day, name: Option<&str>, evaluation: &Evaluation<'_>) -> String {
    let codes = &vocabulary.codes;
    let mut out = Writer::default();
    out.bits(VERSION.into(), 8);
    out.bits(rules, 48);
    out.number(as_of.number().saturating_sub(first_day()).unsigned_abs());
    out.text(name.unwrap_or_default());
    let mut spelled = Spelled::default();
    let mut renewals = Vec::new();
    for (id, procedure) in case["procedures"].as_object().into_iter().flatten() {
        match (codes.standards.contains(id), procedure.as_str().and_then(Procedure::from_id)) {
            (true, Some(Procedure::Renewal)) => renewals.push(id),
            (true, Some(Procedure::FirstApplication)) => {}
            _ => {
                spelled.procedures.insert(id.clone(), procedure.clone());
            }
        }
    }
    out.number(codes.standards.len() as u64);
    for id in &codes.standards {
        let verdict = vocabulary.find_standard(id).map(|standard| evaluation.of(standard).verdict);
        out.bits(renewals.contains(&id).into(), 1);
        out.bits(Verdict::ALL.iter().position(|one| Some(*one) == verdict).unwrap_or(Verdict::ALL.len()) as u64, VERDICT);
    }
    let mut entries: Vec<Option<Entry>> = Vec::new();
    for (id, value) in case["facts"].as_object().into_iter().flatten() {
        let code = codes.facts.iter().position(|names| names.first() == Some(id));
        let Some((fact, code)) = vocabulary.find(id).map(|ix| vocabulary.fact(ix)).zip(code) else {
            spelled.facts.insert(id.clone(), value.clone());
            continue;
        };
        let mut pack = |value: &Value, year: Option<i32>| {
            let packed = match (value, fact.read(value)) {
                (Value::Null, _) => Some(Packed::Unsure),
                (_, read) => read.ok().filter(|span| fact.narrows(*span)).and_then(|span| Packed::of(fact, &codes.facts[code][1..], span)),
            };
            packed.map(|packed| entry(&mut entries, code, year, packed)).is_some()
        };
        // What a fact cannot be was answered all the same, and that is told wherever it is read.
        match value {
            Value::Object(years) if fact.yearly => {
                for (at, value) in years {
                    if !year(at).is_some_and(|year| pack(value, Some(year))) {
                        spelled.facts.entry(id).or_insert_with(|| json!({}))[at] = value.clone();
                    }
                }
            }
            value if !fact.yearly && pack(value, None) => {}
            value => {
                spelled.facts.insert(id.clone(), value.clone());
            }
        }
    }
    out.number(entries.len() as u64);
    entries.iter().for_each(|entry| out.bits(entry.is_some().into(), 1));
    entries.iter().flatten().for_each(|entry| entry.write(&mut out, as_of.year()));
    out.text(&spelled.text());
    let mut bytes = out.done();
    let sum = checksum(&bytes);
    bytes.extend(sum);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Puts an answer among the others at the place of its fact.
fn entry(entries: &mut Vec<Option<Entry>>, code: usize, year: Option<i32>, packed: Packed) {
    if entries.len() <= code {
        entries.resize_with(code + 1, || None);
    }
    match (&mut entries[code], year) {
        (Some(Entry::Yearly(years)), Some(year)) => years.push((year, packed)),
        (entry, Some(year)) => *entry = Some(Entry::Yearly(vec![(year, packed)])),
        (entry, None) => *entry = Some(Entry::One(packed)),
    }
}

/// What has no place in the lists, as the case has it.
#[derive(Default)]
struct Spelled {
    facts: Map<String, Value>,
    procedures: Map<String, Value>,
}

impl Spelled {
    fn text(self) -> String {
        let parts = [("facts", self.facts), ("procedures", self.procedures)].into_iter().filter(|(_, part)| !part.is_empty());
        let parts: Map<String, Value> = parts.map(|(key, part)| (key.to_owned(), Value::Object(part))).collect();
        if parts.is_empty() { String::new() } else { Value::Object(parts).to_string() }
    }
}

/// Whether a text, such as the part of an address behind `#`, claims to be a self-assessment.
pub fn is_proof(text: &str) -> bool {
    text.starts_with(MARK)
}

/// Reads a self-assessment: a whole link, what stands in it behind [`MARK`], or the text alone. White space in it, where a
/// long line was broken, does not count.
///
/// # Errors
/// Why it was not read. What it holds and is not known here is told in [`Proof::unknown`] instead.
pub fn read(vocabulary: &Vocabulary, text: &str) -> Result<Proof, Unreadable> {
    let text: String = text.rsplit(MARK).next().unwrap_or_default().split_whitespace().collect();
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if text.len() < 16 || !text.chars().all(letters) {
        return Err(Unreadable::Other);
    }
    // A text cut off may be no whole number of bytes.
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(&text).map_err(|_| Unreadable::Broken)?;
    let Some((bytes, sum)) = bytes.split_last_chunk::<3>() else { return Err(Unreadable::Other) };
    if checksum(bytes) != *sum {
        return Err(Unreadable::Broken);
    }
    match bytes.first() {
        Some(version) if *version > VERSION => Err(Unreadable::Newer),
        Some(&VERSION) => read_bits(vocabulary, &mut Reader::new(&bytes[1..])).ok_or(Unreadable::Broken),
        _ => Err(Unreadable::Other),
    }
}

fn read_bits(vocabulary: &Vocabulary, from: &mut Reader<'_>) -> Option<Proof> {
    let codes = &vocabulary.codes;
    let rules = from.bits(48)?;
    let as_of = Day::from_number(i64::try_from(from.number()?).ok()?.checked_add(first_day())?)?;
    let name = from.text()?;
    let (mut renewals, mut verdicts, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for code in 0..from.count(4)? {
        let (renewal, verdict) = (from.bits(1)? == 1, from.bits(VERDICT)?);
        let verdict = Verdict::ALL.get(usize::try_from(verdict).ok()?).copied();
        let id = codes.standards.get(code);
        match id.and_then(|id| Some((id, vocabulary.find_standard(id)?))) {
            Some((id, standard)) => {
                renewals.extend(renewal.then_some(id));
                verdicts.extend(verdict.map(|verdict| (standard, verdict)));
            }
            // Of a standard that is gone, only what was chosen for it is an answer.
            None if renewal => unknown.push(nameless(id, code, m::PROOF_STANDARD_NUMBERED)),
            None => {}
        }
    }
    let answered: Vec<bool> = (0..from.count(1)?).map(|_| Some(from.bits(1)? == 1)).collect::<Option<_>>()?;
    let mut facts = Map::new();
    for (code, _) in answered.into_iter().enumerate().filter(|(_, answered)| *answered) {
        let entry = Entry::read(from, as_of.year())?;
        let id = codes.facts.get(code).and_then(|names| names.first());
        let Some(fact) = id.and_then(|id| vocabulary.find(id)).map(|ix| vocabulary.fact(ix)) else {
            unknown.push(nameless(id, code, m::PROOF_ANSWER_NUMBERED));
            continue;
        };
        let years = match entry {
            Entry::One(packed) => vec![(None, packed)],
            Entry::Yearly(years) => years.into_iter().map(|(year, packed)| (Some(year), packed)).collect(),
        };
        for (year, packed) in years {
            let value = match packed {
                Packed::Unsure => Some(Value::Null),
                packed => packed.span(fact, &codes.facts[code][1..]).map(|span| fact.write(span)),
            };
            match (value.filter(|_| year.is_some() == fact.yearly), year) {
                (Some(value), year) => put_in(&mut facts, &fact.id, year, value),
                (None, Some(year)) => unknown.push(m::FACT_OF_YEAR.text([&year, &fact.label])),
                (None, None) => unknown.push(fact.label.clone()),
            }
        }
    }
    let spelled = match from.text()?.as_str() {
        "" => Value::Null,
        spelled => crate::json::read(spelled).ok()?,
    };
    for (id, value) in spelled["facts"].as_object().into_iter().flatten() {
        match (facts.get_mut(id), value) {
            (Some(Value::Object(years)), Value::Object(more)) => years.extend(more.clone()),
            _ => {
                facts.insert(id.clone(), value.clone());
            }
        }
    }
    let mut procedures: Map<String, Value> = spelled["procedures"].as_object().cloned().unwrap_or_default();
    procedures.extend(renewals.into_iter().map(|id| (id.clone(), Procedure::Renewal.id().into())));
    let mut case = json!({ "as_of": as_of.to_string(), "procedures": procedures, "facts": facts });
    if !name.is_empty() {
        case["name"] = name.into();
    }
    Some(Proof { case, rules, verdicts, unknown })
}

/// What is not known here: by the id it had, or by its number where it is of a later list.
fn nameless(id: Option<&String>, code: usize, numbered: crate::text::Message<1>) -> Text {
    id.map_or_else(|| numbered.text([&(code + 1)]), |id| id.clone().into())
}

fn first_day() -> i64 {
    Day::new(*crate::day::YEARS.start(), 1, 1).map_or(0, Day::number)
}

/// FNV-1a, of which the last bits mix best.
fn checksum(bytes: &[u8]) -> [u8; 3] {
    let sum = bytes.iter().fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    let [_, sum @ ..] = (sum ^ sum >> 24).to_be_bytes();
    sum
}
