//! What is wrong with a pack, where, and what would be right.

use crate::messages as m;
use crate::text::{Lang, Text};
use serde::Serialize;
use std::fmt;

/// One fault of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The pack's id, or its file name while it has none.
    pub pack: String,
    /// Where in the file: keys and positions from the top, `standards[0].criteria[2].at_least`.
    pub place: String,
    /// What is wrong.
    pub problem: Text,
    /// What would be right.
    pub remedy: Text,
}

impl Diagnostic {
    /// The fault in one line.
    pub fn sentence(&self, lang: Lang) -> String {
        let place = if self.place.is_empty() { "" } else { &format!(" {}", self.place) };
        m::DIAGNOSTIC.fill(lang, [&format_args!("{}{place}", self.pack), &self.problem, &self.remedy])
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

/// What a check of packs found.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckReport {
    /// Every fault of every pack; none where all is well.
    pub diagnostics: Vec<ReportDiagnostic>,
}

/// A fault of a pack as reports show it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReportDiagnostic {
    /// The pack's id, or its name while it has none.
    pub pack: String,
    /// Where in the file: keys and positions from the top, `standards[0].criteria[2].at_least`.
    pub place: String,
    /// What is wrong.
    pub problem: String,
    /// What would be right.
    pub remedy: String,
    /// All of this in one line.
    pub message: String,
}

impl ReportDiagnostic {
    /// The fault in one language.
    pub fn new(diagnostic: &Diagnostic, lang: Lang) -> ReportDiagnostic {
        let Diagnostic { pack, place, problem, remedy } = diagnostic;
        ReportDiagnostic {
            pack: pack.clone(),
            place: place.clone(),
            problem: problem.get(lang).to_owned(),
            remedy: remedy.get(lang).to_owned(),
            message: diagnostic.sentence(lang),
        }
    }
}
