//! `tidu check`: packs, with everything that is wrong with them.

use crate::packs::{Given, Located, given, rules};
use crate::translated::to_translate;
use crate::words::{self as m, say};
use crate::{Failure, complain, language, tell, text_of};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tidu_core::cases::judge;
use tidu_core::diagnostic::{Diagnostic, ReportDiagnostic};
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;

#[derive(clap::Args)]
pub struct Options {
    #[arg(help = say(m::HELP_CHECK_PACKS))]
    packs: Vec<PathBuf>,
    #[arg(help = say(m::HELP_CASES))]
    #[arg(long, requires = "packs")]
    cases: bool,
    #[arg(help = say(m::HELP_TRANSLATED))]
    #[arg(long, requires = "packs")]
    translated: bool,
    #[arg(help = say(m::HELP_JSON))]
    #[arg(long)]
    json: bool,
    #[arg(help = say(m::HELP_LANG))]
    #[arg(long, value_parser = language(), default_value = Lang::default().id())]
    lang: Lang,
}

/// What was found, for programs.
#[derive(Serialize)]
struct Found {
    diagnostics: Vec<Located>,
    /// What another language lacks, or says of Chinese that has changed since, which is no fault.
    untranslated: Vec<ReportDiagnostic>,
}

pub fn run(options: &Options) -> Result<ExitCode, Failure> {
    let lang = options.lang;
    let given = given(&options.packs)?;
    let checked = rules(&given);
    let faults = checked.as_ref().err().map(Vec::as_slice).unwrap_or_default();
    let faults = given.iter().flat_map(|pack| &pack.translated.left_over).chain(faults);
    let mut diagnostics: Vec<Located> = faults.map(|fault| Located::new(fault, &given, lang)).collect();
    let mut untranslated: Vec<Diagnostic> = given.iter().flat_map(|pack| to_translate(&pack.translated.json)).collect();
    if !options.translated {
        untranslated.extend(given.iter().flat_map(|pack| &pack.translated.stale).cloned());
    }
    let rows = match &checked {
        Ok(rules) if options.cases => cases(rules, &given, &mut diagnostics, lang)?,
        _ => 0,
    };
    let count = diagnostics.len();
    let mut seen = 0;
    if options.translated && count == 0 {
        for pack in &given {
            seen += pack.translated.note_as_seen()?;
        }
    }
    if options.json {
        let found = serde_json::to_string_pretty(&Found {
            diagnostics,
            untranslated: untranslated.iter().map(|one| ReportDiagnostic::new(one, lang)).collect(),
        })
        .map_err(|error| Failure::stdout(error.into()))?;
        tell(&(found + "\n"))?;
    } else if let (Ok(rules), 0) = (&checked, count) {
        let packs = rules.documents.len();
        tell(&(m::PACKS_WITHOUT_FAULT.fill(lang, [&packs]) + "\n"))?;
        let rest: Vec<String> = untranslated.iter().map(|one| one.sentence(lang) + "\n").collect();
        tell(&rest.concat())?;
        if options.cases {
            tell(&(m::CASES_RIGHT.fill(lang, [&rows]) + "\n"))?;
        }
        if options.translated {
            tell(&(m::TRANSLATIONS_SEEN.fill(lang, [&seen]) + "\n"))?;
        }
    } else {
        let lines: Vec<String> = diagnostics.iter().map(|fault| fault.sentence(lang) + "\n").collect();
        tell(&lines.concat())?;
        complain(&m::FAULT_COUNT.fill(lang, [&count]));
    }
    Ok(if count == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Tries the cases beside the packs; how many came out as they say.
fn cases(rules: &RuleSet, given: &[Given], found: &mut Vec<Located>, lang: Lang) -> Result<usize, Failure> {
    let mut rows = 0;
    for pack in given {
        let file = Path::new(&pack.path).with_extension("cases");
        if !file.is_file() {
            continue;
        }
        match judge(rules, &pack.id, &text_of(Some(&file))?) {
            Ok(count) => rows += count,
            Err(faults) => found.extend(faults.iter().map(|fault| Located::case(fault, &file, &pack.id, lang))),
        }
    }
    Ok(rows)
}
