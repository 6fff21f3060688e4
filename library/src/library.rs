//! All enterprises, and the one text form in which they are kept.

use crate::firm::Firm;
use crate::words as m;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tidu_core::day::Day;
use tidu_core::text::Text;
use tidu_sheets::is_credit_code;

/// By what name the text form goes.
const FORMAT: &str = "tidu-library";
/// The version that is written. A higher one is of a later program and is not touched.
const VERSION: u64 = 1;
/// How many enterprises a library holds at most: more than any city has on its list.
pub const MOST: usize = 200_000;
/// How many bytes its text has at most.
const MOST_BYTES: usize = 1 << 30;

/// All enterprises of an office, by their ids.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Library {
    firms: BTreeMap<String, Firm>,
}

/// Why a text was not read as a library. Of one that is refused nothing is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It is something else.
    NoLibrary,
    /// It is of a later program.
    Later,
    /// It is a library that is damaged, at this line.
    Damaged(usize),
    /// It holds more than a library does.
    TooLarge,
}

impl Refused {
    /// What is wrong, and what to do.
    pub fn text(&self) -> Text {
        match self {
            Refused::NoLibrary => m::LIBRARY_NONE.text([]),
            Refused::Later => m::LIBRARY_LATER.text([]),
            Refused::Damaged(line) => m::LIBRARY_DAMAGED.text([line]),
            Refused::TooLarge => m::LIBRARY_TOO_LARGE.text([&MOST]),
        }
    }
}

/// What is looked at before anything else.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u64,
    #[serde(rename = "firms")]
    _firms: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    #[serde(rename = "format")]
    _format: IgnoredAny,
    #[serde(rename = "version")]
    _version: IgnoredAny,
    firms: Vec<Firm>,
}

#[derive(Serialize)]
struct Written<'a> {
    format: &'a str,
    version: u64,
    firms: Vec<&'a Firm>,
}

impl Library {
    /// Reads the text form.
    ///
    /// # Errors
    /// Where it is not one, or not whole; then nothing of it is taken.
    pub fn read(text: &str) -> Result<Library, Refused> {
        if text.len() > MOST_BYTES {
            return Err(Refused::TooLarge);
        }
        let text = text.trim_start_matches('\u{feff}');
        // Of a library that is cut off the beginning still says what it is.
        let head: Head = match serde_json::from_str(text) {
            Ok(head) => head,
            Err(error) if text.get(..64).unwrap_or(text).contains(FORMAT) => return Err(Refused::Damaged(error.line())),
            Err(_) => return Err(Refused::NoLibrary),
        };
        match (head.format.as_str(), head.version) {
            (FORMAT, VERSION) => {}
            (FORMAT, version) if version > VERSION => return Err(Refused::Later),
            _ => return Err(Refused::NoLibrary),
        }
        let whole: Whole = serde_json::from_str(text).map_err(|error| Refused::Damaged(error.line()))?;
        if whole.firms.len() > MOST {
            return Err(Refused::TooLarge);
        }
        let mut library = Library::default();
        for (at, firm) in whole.firms.into_iter().enumerate() {
            // Each stands on a line of its own, after that of the head.
            let is_whole = !firm.id.is_empty()
                && (firm.code.is_empty() || is_credit_code(&firm.code))
                && firm.visits.iter().all(|visit| Day::parse(&visit.day).is_some());
            if !is_whole || library.put(firm).is_some() {
                return Err(Refused::Damaged(at + 2));
            }
        }
        Ok(library)
    }

    /// As the text form: an enterprise a line.
    pub fn write(&self) -> String {
        let written = Written { format: FORMAT, version: VERSION, firms: Vec::new() };
        let head = serde_json::to_string(&written).unwrap_or_default();
        let lines: Vec<String> = self.firms().map(|firm| serde_json::to_string(firm).unwrap_or_default()).collect();
        format!("{}\n{}\n]}}\n", head.trim_end_matches("]}"), lines.join(",\n"))
    }

    /// The enterprises, by their ids.
    pub fn firms(&self) -> impl ExactSizeIterator<Item = &Firm> {
        self.firms.values()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.firms.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.firms.is_empty()
    }

    /// The enterprise of an id.
    pub fn get(&self, id: &str) -> Option<&Firm> {
        self.firms.get(id)
    }

    /// Puts an enterprise in as it is kept somewhere, as another window may have changed it; gives back what stood there. What
    /// somebody changes goes through a [`crate::Journal`].
    pub fn put(&mut self, firm: Firm) -> Option<Firm> {
        self.firms.insert(firm.id.clone(), firm)
    }

    /// Takes an enterprise out as it is gone somewhere else.
    pub fn take(&mut self, id: &str) -> Option<Firm> {
        self.firms.remove(id)
    }
}
