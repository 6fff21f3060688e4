//! Packs: as text of any kind, and built-in ones with something odd in a few places.

use super::{anything, assert_told, lang};
use arbitrary::{Result, Unstructured};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::OnceLock;
use tidu_core::case::Case;
use tidu_core::compare::compare_packs;
use tidu_core::compile::compile;
use tidu_core::day::Day;
use tidu_core::diagnostic::Diagnostic;
use tidu_core::evaluate::evaluate;
use tidu_core::packs::BUILT_IN;
use tidu_core::read::read;
use tidu_core::report::matching::match_report;
use tidu_core::report::report;
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_core::written::PackDoc;

use crate::row::rules;

/// The built-in packs as they are written, the vocabulary first.
fn built_in() -> &'static [(Value, PackDoc)] {
    static DOCS: OnceLock<Vec<(Value, PackDoc)>> = OnceLock::new();
    DOCS.get_or_init(|| {
        let read = |(id, text): &(&str, &str)| (serde_json::from_str(text).expect("JSON"), read(id, text).0.expect("a pack"));
        BUILT_IN.iter().map(read).collect()
    })
}

fn assert_named(faults: &[Diagnostic]) {
    for fault in faults {
        assert_told(&fault.problem, fault);
        assert_told(&fault.remedy, fault);
    }
}

/// What compiles is evaluated and, where that is asked, told; what does not says why, unless that was said when it was read.
fn tried(said: &[Diagnostic], compiled: std::result::Result<RuleSet, Vec<Diagnostic>>, case: &Value, tell: Option<Lang>) {
    match compiled {
        Err(faults) => {
            assert!(!faults.is_empty() || !said.is_empty());
            assert_named(&faults);
        }
        Ok(rules) => {
            let day = Day::parse("2026-11-26").expect("a day");
            let Ok((case, issues)) = Case::read(&rules.vocabulary, case, day) else { return };
            let evaluation = evaluate(&rules, &case);
            let Some(lang) = tell else { return };
            let told = (report(&rules, &case, &issues, &evaluation, lang), match_report(&rules, &case, &issues, &evaluation, lang));
            serde_json::to_string(&told).expect("a report is JSON");
        }
    }
}

/// A text of any kind is a pack, alone with the vocabulary, or is refused in words.
pub fn pack_text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (doc, faults) = read("text", &text);
    assert_named(&faults);
    let Some(doc) = doc else { return assert!(!faults.is_empty(), "{text:?}") };
    let is_vocabulary = doc.vocabulary.is_some();
    let docs: Vec<_> = if is_vocabulary { vec![doc] } else { vec![built_in()[0].1.clone(), doc] };
    tried(&faults, compile(&docs), &super::cases::known()[1], super::lot(bytes).is_multiple_of(16).then_some(Lang::Zh));
}

/// A piece of the built-in packs: one standard, policy or other entry of its own, with as much of the vocabulary as it takes,
/// so that many can be tried in the time of one whole pack.
struct Piece {
    vocabulary: (Value, PackDoc),
    pack: (Value, PackDoc),
}

/// The pieces, each with the facts that it names, and that these name.
fn pieces() -> &'static [Piece] {
    static PIECES: OnceLock<Vec<Piece>> = OnceLock::new();
    PIECES.get_or_init(|| {
        const LISTS: [&str; 5] = ["standards", "policies", "duties", "leads", "size_standard"];
        let of_list = |pack: &Value, list: &str| -> Vec<Piece> {
            let entries = pack[list].as_array().into_iter().flatten();
            let piece = |entry: &Value| {
                let mut piece = pack.clone();
                LISTS.iter().for_each(|list| drop(piece.as_object_mut().and_then(|piece| piece.remove(*list))));
                piece[list] = json!([entry]);
                let vocabulary = vocabulary_of(&piece);
                let doc = |value: &Value| read("piece", &value.to_string()).0.expect("a pack");
                Piece { vocabulary: (vocabulary.clone(), doc(&vocabulary)), pack: (piece.clone(), doc(&piece)) }
            };
            entries.map(piece).collect()
        };
        built_in()[1..].iter().flat_map(|(pack, _)| LISTS.into_iter().flat_map(|list| of_list(pack, list))).collect()
    })
}

/// The vocabulary without the facts that a piece does not need.
fn vocabulary_of(piece: &Value) -> Value {
    let mut vocabulary = built_in()[0].0.clone();
    let mut named = BTreeSet::from(["region".to_owned()]);
    words(piece, &mut named);
    let is_fact = |word: &str| rules().vocabulary.find(word).is_some();
    // A fact is left with those that it names itself: what it is a part of, or what it is waived with.
    let mut known = 0;
    while known != named.len() {
        known = named.len();
        for fact in vocabulary["facts"].as_array().expect("facts") {
            if fact["id"].as_str().is_some_and(|id| named.contains(id)) {
                words(fact, &mut named);
            }
        }
    }
    let is_left = |value: &Value| {
        let mut all = BTreeSet::new();
        words(value, &mut all);
        all.iter().all(|word| !is_fact(word) || named.contains(word))
    };
    for list in ["facts", "implications"] {
        vocabulary[list].as_array_mut().expect("a list").retain(is_left);
    }
    for standard in vocabulary["standards"].as_array_mut().expect("standards") {
        if !is_left(standard) {
            standard.as_object_mut().expect("a standard").remove("title");
        }
    }
    vocabulary
}

/// The words of a document, keys among them.
fn words(of: &Value, all: &mut BTreeSet<String>) {
    match of {
        Value::String(word) => drop(all.insert(word.clone())),
        Value::Array(items) => items.iter().for_each(|item| words(item, all)),
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            all.insert(key.clone());
            words(value, all);
        }),
        _ => {}
    }
}

/// A piece of a built-in pack, its vocabulary, or a whole pack with something odd, or something of its own from elsewhere, in
/// a few places compiles or is refused in words.
pub fn pack_change(bytes: &[u8]) {
    let _ = changed(&mut Unstructured::new(bytes), super::lot(bytes) % 256);
}

fn changed(u: &mut Unstructured<'_>, lot: u32) -> Result<()> {
    let of_vocabulary = u.ratio(1, 8)?;
    let piece = u.choose(pieces())?;
    // A whole pack is read beside all others, which takes fifty times as long.
    let whole = (lot == 0).then(|| u.choose_index(built_in().len())).transpose()?;
    let original = match whole {
        Some(which) => &built_in()[which].0,
        None if of_vocabulary => &piece.vocabulary.0,
        None => &piece.pack.0,
    };
    let mut pack = original.clone();
    for _ in 0..u.int_in_range(1..=3)? {
        let mut at = u.choose_index(count(&pack))?;
        let with = match u.int_in_range(0..=2)? {
            0 => anything(u, 3)?,
            _ => {
                let mut from = u.choose_index(count(original))?;
                place(&mut original.clone(), &mut from).map(Value::take).unwrap_or_default()
            }
        };
        if let Some(value) = place(&mut pack, &mut at) {
            *value = with;
        }
    }
    let (doc, faults) = read("changed", &pack.to_string());
    assert_named(&faults);
    let Some(doc) = doc else { return Ok(()) };
    let docs: Vec<PackDoc> = match whole {
        Some(which) => {
            let mut docs: Vec<_> = built_in().iter().map(|(_, doc)| doc.clone()).collect();
            docs[which] = doc;
            docs
        }
        None if of_vocabulary => vec![doc, piece.pack.1.clone()],
        None => vec![piece.vocabulary.1.clone(), doc],
    };
    tried(&faults, compile(&docs), u.choose(super::cases::known())?, (lot < 32).then_some(lang(u)?));
    if lot >= 240 {
        let told = compare_packs(&rules().vocabulary, original, &pack, lang(u)?);
        assert!(serde_json::to_string(&told).is_ok() && !told.to_text(Lang::En).is_empty());
    }
    Ok(())
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum(),
        _ => 0_usize,
    }
}

/// A place of a document, found by counting.
fn place<'v>(value: &'v mut Value, at: &mut usize) -> Option<&'v mut Value> {
    if *at == 0 {
        return Some(value);
    }
    *at -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| place(item, at)),
        Value::Object(map) => map.values_mut().find_map(|item| place(item, at)),
        _ => None,
    }
}
