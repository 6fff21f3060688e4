//! Packs that lie on the disk, beside the built-in ones.

use crate::locate::locate;
use crate::translated::Translated;
use crate::words::{self as m, say, spoken};
use crate::{Failure, text_of};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tidu_core::diagnostic::{Diagnostic, ReportDiagnostic};
use tidu_core::packs::{BUILT_IN, beside_built_in, load};
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;

/// A pack that somebody gives.
pub struct Given {
    /// The file, as it was named.
    pub path: String,
    /// Its id; its path where it tells none.
    pub id: String,
    /// As it was written.
    text: String,
    /// What the files of other languages make of it.
    pub translated: Translated,
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
                return Err(Failure::Usage(m::FOLDER_WITHOUT_PACKS.fill(spoken(), [&name])));
            }
        } else {
            files.push(path.clone());
        }
    }
    files.into_iter().map(|file| one(&file)).collect()
}

/// The pack of a file.
pub fn one(file: &PathBuf) -> Result<Given, Failure> {
    let (path, text) = (file.display().to_string(), text_of(Some(file))?);
    let id = tidu_core::json::read(&text).ok().and_then(|pack| pack.get("id")?.as_str().map(str::to_owned));
    let translated = Translated::read(file, &text)?;
    Ok(Given { id: id.unwrap_or_else(|| path.clone()), path, text, translated })
}

fn beneath(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error| Failure::Io(folder.display().to_string(), error);
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        entries.push(entry.map_err(failed)?.path());
    }
    entries.sort();
    for path in entries {
        // What other languages say of packs is no pack.
        if path.is_dir() && !path.ends_with("texts") {
            beneath(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "json") {
            files.push(path);
        }
    }
    Ok(())
}

/// The rules of these packs and the built-in ones; a pack takes the place of the built-in one of its id.
pub fn rules(given: &[Given]) -> Result<RuleSet, Vec<Diagnostic>> {
    let packs = beside_built_in(given.iter().map(|pack| (pack.path.clone(), pack.translated.json.clone())).collect());
    load(packs.iter().map(|(id, json)| (id.as_str(), json.as_ref())))
}

/// Packs given beside the built-in ones on whose rules a command runs.
#[derive(clap::Args)]
pub struct Beside {
    #[arg(help = say(m::HELP_PACKS))]
    #[arg(long = "packs", value_name = "FILE|DIR")]
    packs: Vec<PathBuf>,
}

impl Beside {
    /// The rules, and which of them were given.
    pub fn rules(&self, lang: Lang) -> Result<(RuleSet, Vec<Given>), Failure> {
        let given = given(&self.packs)?;
        match rules(&given) {
            Ok(rules) => Ok((rules, given)),
            Err(found) => Err(Failure::Packs(found.iter().map(|fault| Located::new(fault, &given, lang).sentence(lang)).collect())),
        }
    }
}

/// Which packs were given, for a person: nothing where there are none.
pub fn told(given: &[Given], lang: Lang) -> String {
    let line = |pack: &Given| (if pack.replaces() { m::REPLACED_PACK } else { m::ADDED_PACK }).fill(lang, [&pack.id, &pack.path]) + "\n";
    given.iter().map(line).collect()
}

/// A report as JSON, with the packs that were given, and their file as `origin` at whatever rests on one of them.
pub fn marked(report: &impl Serialize, given: &[Given]) -> serde_json::Result<Value> {
    let mut value = serde_json::to_value(report)?;
    if !given.is_empty() {
        mark(&mut value, given);
        let packs = given.iter().map(|pack| json!({ "id": pack.id, "file": pack.path, "replaces_built_in": pack.replaces() }));
        let mut whole = Map::from_iter([("packs".to_owned(), Value::Array(packs.collect()))]);
        if let Value::Object(report) = value {
            whole.extend(report);
        }
        value = Value::Object(whole);
    }
    Ok(value)
}

fn mark(value: &mut Value, given: &[Given]) {
    match value {
        Value::Object(map) => {
            // A standard names its document, and a policy, a duty or a lead begins with it.
            let names = ["document", "id"].map(|key| map.get(key).and_then(Value::as_str).unwrap_or_default());
            let of = |pack: &&Given| names[0] == pack.id || pack.holds(names[1]);
            let origin = given.iter().find(of).map(|pack| pack.path.clone());
            map.values_mut().for_each(|value| mark(value, given));
            map.extend(origin.map(|origin| ("origin".to_owned(), Value::String(origin))));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| mark(value, given)),
        _ => {}
    }
}

impl Given {
    /// Whether it takes the place of a built-in pack.
    fn replaces(&self) -> bool {
        BUILT_IN.iter().any(|(id, _)| *id == self.id)
    }

    /// Whether a policy, `PACK/ID`, is of this pack.
    pub fn holds(&self, policy: &str) -> bool {
        policy.rsplit_once('/').is_some_and(|(pack, _)| pack == self.id)
    }
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

    /// A row of the cases beside a pack that does not come out as it says, or cannot be read.
    pub fn case(fault: &tidu_core::cases::Fault, file: &Path, pack: &str, lang: Lang) -> Located {
        let (problem, remedy) = (fault.problem.get(lang).to_owned(), fault.remedy.get(lang).to_owned());
        let message = m::PROBLEM_AND_REMEDY.fill(lang, [&problem, &remedy]);
        let fault_of = ReportDiagnostic { code: "wrong_case", pack: pack.to_owned(), place: String::new(), problem, remedy, message };
        Located { path: Some(file.display().to_string()), line: Some(fault.line), column: Some(1), fault: fault_of }
    }

    /// All of it in one line, in the form that editors take apart: `path:line:column: error[code]: …`.
    pub fn sentence(&self, lang: Lang) -> String {
        let ReportDiagnostic { code, pack, place, problem, remedy, .. } = &self.fault;
        let at = match (&self.path, self.line, self.column) {
            (Some(path), Some(line), Some(column)) => format!("{path}:{line}:{column}"),
            _ => pack.clone(),
        };
        let place = if place.is_empty() { String::new() } else { format!(" [{place}]") };
        format!("{at}: error[{code}]: {}{place}", m::PROBLEM_AND_REMEDY.fill(lang, [problem, remedy]))
    }
}
