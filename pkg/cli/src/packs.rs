//! Packs that lie on the disk, beside the built-in ones.

use crate::locate::locate;
use crate::{Failure, text_of};
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};
use tidu_core::diagnostic::{Diagnostic, ReportDiagnostic};
use tidu_core::packs::{beside_built_in, load};
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;

/// A pack that somebody gives.
pub struct Given {
    /// The file, as it was named.
    path: String,
    /// Its id; its path where it tells none.
    pub id: String,
    text: String,
}

/// The packs of these files and of the folders, in whose folders they are looked for too.
pub fn given(paths: &[PathBuf]) -> Result<Vec<Given>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = files.len();
            beneath(path, &mut files)?;
            if files.len() == before {
                let name = path.display();
                return Err(Failure::Usage(format!("{name} 里没有规则文件（*.json）· {name} holds no pack (*.json)")));
            }
        } else {
            files.push(path.clone());
        }
    }
    let mut packs = Vec::new();
    for file in files {
        let (path, text) = (file.display().to_string(), text_of(Some(&file))?);
        let id = tidu_core::json::read(&text).ok().and_then(|pack| pack.get("id")?.as_str().map(str::to_owned));
        packs.push(Given { id: id.unwrap_or_else(|| path.clone()), path, text });
    }
    Ok(packs)
}

fn beneath(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error| Failure::Io(folder.display().to_string(), error);
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        entries.push(entry.map_err(failed)?.path());
    }
    entries.sort();
    for path in entries {
        if path.is_dir() {
            beneath(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "json") {
            files.push(path);
        }
    }
    Ok(())
}

/// The rules of these packs and the built-in ones; a pack takes the place of the built-in one of its id.
pub fn rules(given: &[Given]) -> Result<RuleSet, Vec<Diagnostic>> {
    let packs = beside_built_in(given.iter().map(|pack| (pack.path.clone(), pack.text.clone())).collect());
    load(packs.iter().map(|(id, json)| (id.as_str(), json.as_ref())))
}

/// A fault as a person and an editor can use it.
#[derive(Serialize)]
pub struct Located {
    /// The file; none for a built-in pack.
    path: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    #[serde(flatten)]
    fault: ReportDiagnostic,
}

impl Located {
    /// The fault with the line it stands in. Of two files with one id, the later one is taken to be meant.
    pub fn new(fault: &Diagnostic, given: &[Given], lang: Lang) -> Located {
        let file = given.iter().rfind(|pack| pack.id == fault.pack);
        let at = file.map(|pack| locate(&pack.text, &fault.place));
        Located {
            path: file.map(|pack| pack.path.clone()),
            line: at.map(|(line, _)| line),
            column: at.map(|(_, column)| column),
            fault: ReportDiagnostic::new(fault, lang),
        }
    }

    /// All of it in one line, in the form that editors take apart: `path:line:column: error[code]: …`.
    pub fn sentence(&self, lang: Lang) -> String {
        let ReportDiagnostic { code, pack, place, problem, remedy, .. } = &self.fault;
        let at = match (&self.path, self.line, self.column) {
            (Some(path), Some(line), Some(column)) => format!("{path}:{line}:{column}"),
            _ => pack.clone(),
        };
        let place = if place.is_empty() { String::new() } else { format!(" [{place}]") };
        match lang {
            Lang::Zh => format!("{at}: error[{code}]: {problem}。{remedy}。{place}"),
            Lang::En => format!("{at}: error[{code}]: {problem}. {remedy}.{place}"),
        }
    }
}
