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
}

impl Foreign {
    /// What a person should hear of: names of facts and standards that are not known here, or hold what is not. What was
    /// written more than once is told by itself.
    pub fn names(&self) -> Vec<&str> {
        let all = self.facts.iter().chain(&self.procedures).chain(&self.unread);
        all.filter(|(name, value)| *name != TWICE && !holds_duplicate(value)).map(|(name, _)| name.as_str()).collect()
    }
}

fn holds_duplicate(value: &Value) -> bool {
    value.as_object().into_iter().flatten().any(|(key, value)| key == TWICE || holds_duplicate(value))
}
