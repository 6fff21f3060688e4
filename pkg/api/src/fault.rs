//! What ends a call before its work is done.

use serde::Serialize;
use tidu_core::case::Issue;
use tidu_core::diagnostic::{Diagnostic, ReportDiagnostic};
use tidu_core::messages as m;
use tidu_core::text::Lang;

/// A fault: the loader throws it as a `TiduError` with these properties.
#[derive(Debug, Serialize)]
pub struct Fault {
    /// A short identifier for programs.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub message: String,
    /// What is wrong with the packs, where they are at fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<ReportDiagnostic>,
}

impl Fault {
    /// A fault of the call.
    pub fn new(code: &'static str, message: String) -> Fault {
        Fault { code, message, diagnostics: Vec::new() }
    }

    /// The call itself is wrong.
    pub fn wrong(message: String) -> Fault {
        Fault::new("wrong_call", message)
    }

    /// There is no case at all.
    pub fn no_case(issue: &Issue, lang: Lang) -> Fault {
        Fault::new(issue.code, issue.sentence(lang).to_owned())
    }

    /// The packs are refused.
    pub fn packs(found: &[Diagnostic], lang: Lang) -> Fault {
        let count = found.len();
        let first = found.first().map(|d| d.sentence(lang)).unwrap_or_default();
        let message = if count == 1 { m::FAULT_IN_PACKS.fill(lang, [&first]) } else { m::FAULTS_IN_PACKS.fill(lang, [&count, &first]) };
        let diagnostics = found.iter().map(|d| ReportDiagnostic::new(d, lang)).collect();
        Fault { code: "faulty_packs", message, diagnostics }
    }
}
