//! What strangers may hand over, as targets for chance: each takes bytes, makes of them what it tries, and panics on a
//! finding only. A run of the tests plays the inputs kept in `fuzz/corpus/` and a bounded number by chance; `cargo pkg
//! fuzz` goes on for as long as one likes, guided by coverage. The saved file is tried where it is read, in
//! `web/src/fuzz.rs`.

mod cases;
mod packs;
mod proofs;
mod texts;

use arbitrary::{Result, Unstructured};
use serde_json::{Map, Number, Value, json};
use std::sync::OnceLock;
use tidu_core::text::{Lang, Text};

use crate::row::rules;

/// A target: its name, which is also that of its folder of inputs, and what it does with an input.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 7] = [
    ("json", texts::json),
    ("typed_number", texts::typed_number),
    ("day", texts::day),
    ("pack_text", packs::pack_text),
    ("pack_change", packs::pack_change),
    ("case", cases::case),
    ("proof", proofs::proof),
];

/// Chance by the whole of an input, for what is dear: an input that came to it has children by the thousand, and by one
/// byte of their own all of them would come to it too.
fn lot(bytes: &[u8]) -> u32 {
    let mixed = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    (mixed >> 40) as u32
}

/// A message must be there in every language.
fn assert_told(text: &Text, of: &dyn std::fmt::Debug) {
    assert!(Lang::ALL.into_iter().all(|lang| text.lang(lang) == lang && !text.get(lang).is_empty()), "{of:?} is told by {text:?}");
}

fn lang(u: &mut Unstructured<'_>) -> Result<Lang> {
    Ok(if u.arbitrary()? { Lang::En } else { Lang::Zh })
}

/// Words that the readers look for, and others near them.
fn word(u: &mut Unstructured<'_>) -> Result<String> {
    const OTHERS: [&str; 16] = [
        "2025",
        "2024",
        "2023",
        "2026",
        "min",
        "max",
        "none",
        "2027-06-30",
        "2026-02-29",
        "360102",
        "36",
        "renewal",
        "$twice",
        "",
        "zh",
        "3 %",
    ];
    static KNOWN: OnceLock<Vec<String>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let facts = rules().vocabulary.iter().map(|(_, fact)| fact);
        facts.flat_map(|fact| fact.options.iter().map(|option| &option.id).chain([&fact.id])).cloned().collect()
    });
    Ok(match u.int_in_range(0..=7)? {
        0..=3 => u.choose(known)?.clone(),
        4..=6 => (*u.choose(&OTHERS)?).to_owned(),
        _ => u.arbitrary::<&str>()?.chars().take(12).collect(),
    })
}

fn number(u: &mut Unstructured<'_>) -> Result<Number> {
    const ODD: [&str; 10] = ["0", "-0", "1e2", "2.0", "99999999999999999999", "0.0000001", "-1", "1e400", "3200.5", "100.000001"];
    let text = match u.int_in_range(0..=3)? {
        0 => (*u.choose(&ODD)?).to_owned(),
        1 => u.arbitrary::<i64>()?.to_string(),
        2 => u.int_in_range(0..=2_000_u16)?.to_string(),
        _ => format!("{}.{:02}", u.arbitrary::<u32>()? >> u.int_in_range(0..=31)?, u.int_in_range(0..=99)?),
    };
    Ok(text.parse().expect("a number of JSON"))
}

/// JSON of any shape, so deep at most.
fn anything(u: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    let few = |u: &mut Unstructured<'_>| u.int_in_range(0..=4);
    Ok(match u.int_in_range(0..=if depth == 0 { 3 } else { 6 })? {
        0 => Value::Null,
        1 => json!(u.arbitrary::<bool>()?),
        2 => Value::Number(number(u)?),
        3 => Value::String(word(u)?),
        4 => Value::Array((0..few(u)?).map(|_| anything(u, depth - 1)).collect::<Result<_>>()?),
        _ => Value::Object((0..few(u)?).map(|_| Ok((word(u)?, anything(u, depth - 1)?))).collect::<Result<Map<_, _>>>()?),
    })
}
