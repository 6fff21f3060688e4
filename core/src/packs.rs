//! The packs that come with the core. What a maintainer edits is what is compiled in: there is no generated twin.

use crate::compile::compile;
use crate::diagnostic::Diagnostic;
use crate::read::read;
use crate::rules::RuleSet;

/// The built-in packs: id and text of the file.
pub const BUILT_IN: [(&str, &str); 5] = [
    ("facts", include_str!("../packs/facts.json")),
    ("cn/miit-2011-300", include_str!("../packs/cn/miit-2011-300.json")),
    ("cn/miit-2022-63", include_str!("../packs/cn/miit-2022-63.json")),
    ("cn/most-2017-115", include_str!("../packs/cn/most-2017-115.json")),
    ("cn/miit-2026-2", include_str!("../packs/cn/miit-2026-2.json")),
];

/// Reads and compiles packs, given as id and text.
///
/// # Errors
/// Every fault of every pack.
pub fn load<'p>(packs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Result<RuleSet, Vec<Diagnostic>> {
    let mut docs = Vec::new();
    let mut found = Vec::new();
    for (name, json) in packs {
        let (doc, mut faults) = read(name, json);
        found.append(&mut faults);
        docs.extend(doc);
    }
    match compile(&docs) {
        Ok(rules) if found.is_empty() => Ok(rules),
        Ok(_) => Err(found),
        Err(mut more) => {
            found.append(&mut more);
            Err(found)
        }
    }
}

/// The built-in packs, compiled.
///
/// # Errors
/// Every fault of every pack; a release has none, for a test compiles them.
pub fn built_in() -> Result<RuleSet, Vec<Diagnostic>> {
    load(BUILT_IN)
}
