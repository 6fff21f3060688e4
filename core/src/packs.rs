//! The packs that come with the core. What a maintainer edits is what is compiled in, less the spaces between the words
//! of JSON (`build.rs`): there is no generated twin in the tree.

use crate::compile::compile;
use crate::diagnostic::{Code, Diagnostic};
use crate::read::read;
use crate::rules::RuleSet;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// Reads and compiles packs, given as id and text.
///
/// # Errors
/// Every fault of every pack.
pub fn load<'p>(packs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Result<RuleSet, Vec<Diagnostic>> {
    let mut docs = Vec::new();
    let mut found = Vec::new();
    let mut unread = false;
    for (name, json) in packs {
        let (doc, mut faults) = read(name, json);
        found.append(&mut faults);
        unread |= doc.is_none();
        docs.extend(doc);
    }
    // What could be read is looked at in spite of the rest, so that one round tells all. What only follows from a fault
    // that is told already is not told: what names something in a pack that could not be read, what has fewer parts
    // than are written.
    match compile(&docs) {
        Ok(rules) if found.is_empty() => Ok(rules),
        Ok(_) => Err(found),
        Err(more) => {
            let follows = |fault: &Diagnostic| match fault.code {
                Code::UnknownDocument | Code::UnknownPolicy | Code::UnknownCriterion | Code::Vocabularies => unread,
                Code::WrongSum | Code::WrongMaximum | Code::Gap => {
                    found.iter().filter(|other| other.pack == fault.pack).any(|other| match other.place.strip_prefix(&fault.place) {
                        // Of the parts that are added up, not of theirs.
                        Some(part) => fault.code != Code::WrongSum || part.matches('[').count() == 1,
                        None => false,
                    })
                }
                _ => false,
            };
            let more: Vec<Diagnostic> = more.into_iter().filter(|fault| !follows(fault)).collect();
            found.extend(more);
            Err(found)
        }
    }
}

/// The built-in packs with others beside them, given as name and text, ready for [`load`]. A pack takes the place of
/// the built-in one of its id; the name is for packs that cannot be read far enough to tell their id.
pub fn beside_built_in(others: Vec<(String, String)>) -> Vec<(String, Cow<'static, str>)> {
    let mut packs: Vec<_> = BUILT_IN.iter().map(|(id, json)| ((*id).to_owned(), Cow::Borrowed(*json))).collect();
    for (name, json) in others {
        let id = crate::json::read(&json).ok().and_then(|pack| pack.get("id")?.as_str().map(str::to_owned));
        let name = id.unwrap_or(name);
        match packs.iter_mut().find(|(known, text)| *known == name && matches!(text, Cow::Borrowed(_))) {
            Some((_, text)) => *text = Cow::Owned(json),
            None => packs.push((name, Cow::Owned(json))),
        }
    }
    packs
}

/// The built-in packs, compiled.
///
/// # Errors
/// Every fault of every pack; a release has none, for a test compiles them.
pub fn built_in() -> Result<RuleSet, Vec<Diagnostic>> {
    load(BUILT_IN)
}

/// The fingerprint of packs, given as id and text: the SHA-256 of all of them in their order, each with its id and its
/// length before it, as 64 hexadecimal digits. One letter changed anywhere gives another one.
pub fn fingerprint<'p>(packs: impl IntoIterator<Item = (&'p str, &'p str)>) -> String {
    let mut hash = Sha256::new();
    for (id, json) in packs {
        hash.update(format!("{id}\n{}\n", json.len()));
        hash.update(json);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_tells_packs_apart() {
        let of = |packs: &[(&str, &str)]| fingerprint(packs.iter().copied());
        let all = [
            of(&[]),
            of(&[("a", "1")]),
            of(&[("a", "2")]),
            of(&[("b", "1")]),
            of(&[("a", "1"), ("b", "")]),
            of(&[("b", ""), ("a", "1")]),
            of(&[("a", "1\nb\n0\n")]),
        ];
        assert!(all.iter().enumerate().all(|(at, one)| one.len() == 64 && !all[..at].contains(one)), "{all:?}");
        assert_eq!(of(&[]), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    /// Past that day the page lowers its tone; a pack that comes with the core has to say when.
    #[test]
    fn every_built_in_pack_says_when_to_look_again() {
        let rules = built_in().unwrap();
        for document in &rules.documents {
            let source = &document.head.source;
            let by = source.check_again_by.unwrap_or_else(|| panic!("{} has no check_again_by", document.head.id));
            assert!(!source.is_overdue(by) && source.checked < by, "{}", document.head.id);
            assert!(by.number() - source.checked.number() <= 373, "{}: a year at the latest", document.head.id);
        }
    }
}
