//! What was done, so that it can be undone and done again: changes and their inverses, never copies of the library.

use crate::change::Change;
use crate::firm::Firm;
use crate::library::Library;
use crate::words as m;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use tidu_core::text::Text;

/// What was done at one stroke, as one file that was taken in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Under what it is kept; those of later entries come later by letters.
    pub key: String,
    /// What it was, in the words of whoever did it.
    pub what: String,
    /// What it changed.
    pub changes: Vec<Change>,
}

/// What was done to a library and can be undone, and what was undone and can be done again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Journal {
    done: VecDeque<Entry>,
    undone: Vec<Entry>,
}

/// A change that was refused, since the enterprise has been changed meanwhile. Both are kept: the change here, and what stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// What was to be done.
    pub change: Change,
    /// What stands; none where the enterprise is gone.
    pub stands: Option<Firm>,
}

impl Conflict {
    /// What happened, and what to do.
    pub fn text(&self) -> Text {
        match &self.stands {
            Some(firm) => m::CONFLICT.text([&firm.name]),
            None => m::CONFLICT_GONE.text([]),
        }
    }
}

impl Journal {
    /// How many steps can be undone.
    pub const KEPT: usize = 200;

    /// Goes on from entries that were kept, the oldest first. A long one is kept in parts, whose keys go on from that of the
    /// first behind a stroke. Gives back those that are too old.
    pub fn recall(&mut self, entries: impl IntoIterator<Item = Entry>) -> Vec<Entry> {
        for entry in entries {
            let is_part = |last: &&mut Entry| entry.key.strip_prefix(&last.key).is_some_and(|rest| rest.starts_with('/'));
            match self.done.back_mut().filter(is_part) {
                Some(last) => last.changes.extend(entry.changes),
                None => self.done.push_back(entry),
            }
        }
        let old = self.done.len().saturating_sub(Journal::KEPT);
        self.done.drain(..old).collect()
    }

    /// Applies the changes one by one; under the key of the last entry they are more of it, and both are undone at one stroke. A
    /// change whose enterprise has moved on from the version it was made on is refused; the others stand.
    pub fn apply(&mut self, library: &mut Library, entry: Entry) -> Vec<Conflict> {
        let Entry { key, what, changes } = entry;
        let (mut done, mut conflicts) = (Vec::new(), Vec::new());
        for change in changes {
            let stands = library.get(&change.firm);
            let is_current = stands.is_none_or(|firm| firm.version == change.version);
            match change.applied(stands).ok().filter(|_| is_current) {
                Some(changed) => {
                    set(library, &change.firm, changed);
                    done.push(change);
                }
                None => conflicts.push(Conflict { stands: stands.cloned(), change }),
            }
        }
        if !done.is_empty() {
            self.undone.clear();
            match self.done.back_mut().filter(|last| last.key == key) {
                Some(last) => last.changes.extend(done),
                None => self.done.push_back(Entry { key, what, changes: done }),
            }
            if self.done.len() > Journal::KEPT {
                self.done.pop_front();
            }
        }
        conflicts
    }

    /// What would be undone next.
    pub fn last(&self) -> Option<&Entry> {
        self.done.back()
    }

    /// What would be done again next.
    pub fn next(&self) -> Option<&Entry> {
        self.undone.last()
    }

    /// Undoes the last entry, or nothing of it where something it changed has been changed since by somebody else.
    ///
    /// # Errors
    /// What stands in its way.
    pub fn undo(&mut self, library: &mut Library) -> Result<(), Vec<Conflict>> {
        let Some(entry) = self.done.pop_back() else { return Ok(()) };
        let inverse: Vec<Change> = entry.changes.iter().rev().map(Change::inverse).collect();
        match all(library, &inverse) {
            Ok(()) => self.undone.push(entry),
            Err(conflicts) => {
                self.done.push_back(entry);
                return Err(conflicts);
            }
        }
        Ok(())
    }

    /// Does again what was undone last, or nothing of it.
    ///
    /// # Errors
    /// What stands in its way.
    pub fn redo(&mut self, library: &mut Library) -> Result<(), Vec<Conflict>> {
        let Some(entry) = self.undone.pop() else { return Ok(()) };
        match all(library, &entry.changes) {
            Ok(()) => self.done.push_back(entry),
            Err(conflicts) => {
                self.undone.push(entry);
                return Err(conflicts);
            }
        }
        Ok(())
    }
}

/// Applies all changes or none. What counts here is what stands in each place, for a version only ever rises.
fn all(library: &mut Library, changes: &[Change]) -> Result<(), Vec<Conflict>> {
    let (mut before, mut conflicts) = (Vec::new(), Vec::new());
    for change in changes {
        let stands = library.get(&change.firm).cloned();
        match change.applied(stands.as_ref()) {
            Ok(changed) => {
                set(library, &change.firm, changed);
                before.push((change.firm.clone(), stands));
            }
            Err(()) => conflicts.push(Conflict { change: change.clone(), stands }),
        }
    }
    if conflicts.is_empty() {
        return Ok(());
    }
    for (id, firm) in before.into_iter().rev() {
        set(library, &id, firm);
    }
    Err(conflicts)
}

fn set(library: &mut Library, id: &str, firm: Option<Firm>) {
    match firm {
        Some(firm) => drop(library.put(firm)),
        None => drop(library.take(id)),
    }
}
