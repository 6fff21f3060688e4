//! What a person looks for on a page, in the words of a person.

use std::fmt;

use serde_json::{Value, json};

/// Something on the page, described by what it is and what it says. Words
/// match when they are equal; where nothing has exactly these words, those
/// that contain them match.
#[derive(Clone, Debug)]
pub struct Wanted {
    kind: String,
    name: String,
    within: Option<Box<Wanted>>,
}

impl Wanted {
    fn new(kind: &str, name: &str) -> Self {
        Self { kind: kind.into(), name: name.into(), within: None }
    }

    /// The same, but only inside something else: the 是 of one question.
    pub fn within(mut self, outer: Wanted) -> Self {
        self.within = Some(Box::new(outer));
        self
    }

    pub(super) fn as_json(&self) -> Value {
        json!({
            "kind": self.kind,
            "name": self.name,
            "within": self.within.as_ref().map(|outer| outer.as_json()),
        })
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the {} “{}”", self.kind, self.name)?;
        match &self.within {
            Some(outer) => write!(f, " within {outer}"),
            None => Ok(()),
        }
    }
}

/// Whatever can be filled in and carries this label.
pub fn field(label: &str) -> Wanted {
    Wanted::new("field", label)
}

/// The smallest thing that shows these words.
pub fn text(words: &str) -> Wanted {
    Wanted::new("text", words)
}

/// Something of an ARIA role, its own or that of its element.
pub fn role(role: &str, name: &str) -> Wanted {
    Wanted::new(role, name)
}

/// A button, the head of something that unfolds among them.
pub fn button(name: &str) -> Wanted {
    role("button", name)
}

/// A link.
pub fn link(name: &str) -> Wanted {
    role("link", name)
}

/// A radio button.
pub fn radio(name: &str) -> Wanted {
    role("radio", name)
}

/// A checkbox.
pub fn checkbox(name: &str) -> Wanted {
    role("checkbox", name)
}

/// A tab of a list of tabs.
pub fn tab(name: &str) -> Wanted {
    role("tab", name)
}

/// A heading of any level.
pub fn heading(name: &str) -> Wanted {
    role("heading", name)
}

/// Fields that belong together under one label.
pub fn group(name: &str) -> Wanted {
    role("group", name)
}

/// A row of a table, by any words in it.
pub fn row(words: &str) -> Wanted {
    role("row", words)
}

/// Rows of a table that belong together, by any words in them.
pub fn rows(words: &str) -> Wanted {
    role("rowgroup", words)
}

/// A place where the page tells what has just happened.
pub fn status(words: &str) -> Wanted {
    role("status", words)
}
