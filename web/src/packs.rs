//! The rules of the page: the built-in ones, and beside them those that the site around it gives or its user opens.

use crate::state::{Added, RulesRef, State};
use crate::storage::record;
use std::rc::Rc;
use tidu_core::diagnostic::Diagnostic;
use tidu_core::packs::{beside_built_in, load};

/// The built-in rules with others beside them, which take the place of those of their id.
///
/// # Errors
/// Every fault of every pack.
pub fn with(added: Vec<Added>) -> Result<RulesRef, Vec<Diagnostic>> {
    let packs = beside_built_in(added.iter().map(|pack| (pack.name.clone(), pack.json.clone())).collect());
    let mut rules = load(packs.iter().map(|(id, json)| (id.as_str(), json.as_ref())))?;
    for document in &mut rules.documents {
        document.origin = added.iter().find(|pack| pack.id == document.head.id).map(|pack| pack.name.clone());
    }
    Ok(RulesRef(Rc::new(rules), added.into()))
}

/// The state once these files, given as name and text, are opened as well: in the place of packs of their ids that were
/// opened before.
///
/// # Errors
/// Every fault, under the name of its file; nothing is changed then.
pub fn open(state: &State, files: Vec<(String, String)>) -> Result<State, Vec<Diagnostic>> {
    let read = |(name, json): (String, String)| {
        let pack = tidu_core::json::read(&json).unwrap_or_default();
        Added { id: pack["id"].as_str().unwrap_or(&name).to_owned(), name, json }
    };
    let files: Vec<Added> = files.into_iter().map(read).collect();
    let kept = state.rules.1.iter().filter(|old| files.iter().all(|new| new.id != old.id)).cloned();
    using(state, kept.chain(files.iter().cloned()).collect())
}

/// The state without a pack that was opened.
///
/// # Errors
/// What others are at fault without it; nothing is changed then.
pub fn close(state: &State, id: &str) -> Result<State, Vec<Diagnostic>> {
    using(state, state.rules.1.iter().filter(|pack| pack.id != id).cloned().collect())
}

fn using(state: &State, added: Vec<Added>) -> Result<State, Vec<Diagnostic>> {
    let names: Vec<(String, String)> = added.iter().map(|pack| (pack.id.clone(), pack.name.clone())).collect();
    let rules = with(added).map_err(|mut faults| {
        for fault in &mut faults {
            if let Some((_, name)) = names.iter().rfind(|(id, _)| *id == fault.pack) {
                fault.pack.clone_from(name);
            }
        }
        faults
    })?;
    Ok(record::under(rules, state))
}
