//! What was read with the answers and is not understood. It takes no part in anything, is told, and goes back to where
//! it was when the answers are written.

use serde_json::{Map, Value};
use tidu_core::json::TWICE;

/// What was read and is not understood, kept as it was.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Foreign {
    /// Facts, options, years.
    pub facts: Map<String, Value>,
    /// Standards and their procedures.
    pub procedures: Map<String, Value>,
    /// Texts that answer no question as it is asked: one for a fact of many years.
    pub unread: Map<String, Value>,
    /// Other parts of the case.
    pub case: Map<String, Value>,
    /// Other parts of what was saved.
    pub record: Map<String, Value>,
    /// Facts, and the years of them, that were written more than once; other keys by their own name.
    pub duplicates: Vec<(String, Option<i32>)>,
}

impl Foreign {
    /// What a person should hear of: names of facts and standards that are not known here, or hold what is not.
    pub fn names(&self) -> Vec<&str> {
        let names = self.facts.keys().chain(self.procedures.keys()).chain(self.unread.keys()).map(String::as_str);
        names.filter(|name| *name != TWICE && !self.duplicates.iter().any(|(duplicate, _)| duplicate == name)).collect()
    }
}
