//! What other languages say for a pack: laid over it, and whether it is still of the Chinese that stands there.
//!
//! Beside `texts/en/a.json` lies `texts/en/a.seen`: a line for each translation, with the fingerprint of the Chinese it was
//! last looked at with and its place. `tidu check --translated` writes it, so that the file with the words themselves,
//! which people edit by hand, has nothing but words in it.

use crate::words::{self as m, spoken};
use crate::{Failure, text_of};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tidu_core::diagnostic::{Code, Diagnostic};
use tidu_core::overlay::{chinese, lay};
use tidu_core::packs::fingerprint;
use tidu_core::read::{read, untranslated};
use tidu_core::text::{Lang, Text};

/// A pack as the files of other languages make it.
pub struct Translated {
    /// With what they say for its texts.
    pub json: String,
    /// Translations of nothing.
    pub left_over: Vec<Diagnostic>,
    /// Translations that nobody has looked at since their Chinese was changed: nothing that keeps them from being used.
    pub stale: Vec<Diagnostic>,
    /// Files, and what stands in them once all has been looked at.
    seen: Vec<(PathBuf, String)>,
}

impl Translated {
    /// Reads what there is for the pack of a file. Where that is `FOLDER/a/b.json`, its English is `FOLDER/texts/en/a/b.json`.
    pub fn read(file: &Path, text: &str) -> Result<Translated, Failure> {
        let mut whole = Translated { json: text.to_owned(), left_over: Vec::new(), stale: Vec::new(), seen: Vec::new() };
        // Of a pack with a fault that fault is told, and it is read as it was written.
        let (true, Ok(mut pack)) = (read("", text).1.is_empty(), tidu_core::json::read(text)) else { return Ok(whole) };
        for lang in Lang::ALL {
            let Some(translation) = translation(file, lang) else { continue };
            let name = translation.display().to_string();
            let told = |code, place: &str, problem: Text, remedy: Text| Diagnostic {
                code,
                pack: name.clone(),
                place: place.to_owned(),
                problem,
                remedy,
            };
            let texts = texts(&translation)?;
            let left = lay(&mut pack, lang.id(), &texts);
            let nothing = |place: &String| {
                told(Code::LeftOverText, place, m::TRANSLATION_OF_NOTHING.text([]), m::MEND_OR_REMOVE_TRANSLATION.text([]))
            };
            whole.left_over.extend(left.iter().map(nothing));
            let file_of_seen = translation.with_extension("seen");
            let before = fs::read_to_string(&file_of_seen).unwrap_or_default();
            let before: BTreeMap<&str, &str> =
                before.lines().filter_map(|line| line.split_once(' ')).map(|(mark, place)| (place, mark)).collect();
            let mut now = String::new();
            for place in texts.keys() {
                let Some(own) = chinese(&mut pack, place) else { continue };
                let mark = &fingerprint([("", own)])[..8];
                now += &format!("{mark} {place}\n");
                if before.get(place.as_str()).is_some_and(|before| *before != mark) {
                    let remedy = m::LOOK_AT_TRANSLATION.text([&file.display()]);
                    whole.stale.push(told(Code::StaleText, place, m::TRANSLATION_STALE.text([]), remedy));
                }
            }
            whole.seen.push((file_of_seen, now));
        }
        whole.json = pack.to_string();
        Ok(whole)
    }

    /// Notes that all of them were looked at with the Chinese as it is now; how many there are.
    pub fn note_as_seen(&self) -> Result<usize, Failure> {
        for (file, lines) in &self.seen {
            fs::write(file, lines).map_err(|error| Failure::Io(file.display().to_string(), error))?;
        }
        Ok(self.seen.iter().map(|(_, lines)| lines.lines().count()).sum())
    }
}

/// The file in which a language has its texts for a pack, if there is one.
fn translation(file: &Path, lang: Lang) -> Option<PathBuf> {
    file.ancestors().skip(1).find_map(|folder| {
        let path = folder.join("texts").join(lang.id()).join(file.strip_prefix(folder).ok()?);
        path.is_file().then_some(path)
    })
}

fn texts(file: &PathBuf) -> Result<Map<String, Value>, Failure> {
    let read = tidu_core::json::read(&text_of(Some(file))?);
    let texts = read.ok().and_then(|value| match value {
        Value::Object(texts) if texts.values().all(Value::is_string) => Some(texts),
        _ => None,
    });
    texts.ok_or_else(|| {
        let name = file.display();
        Failure::Usage(m::WRONG_TRANSLATIONS.fill(spoken(), [&name]))
    })
}

/// What is left to be translated of a pack: nothing that keeps it from being used.
pub fn to_translate(json: &str) -> Vec<Diagnostic> {
    let pack = tidu_core::json::read(json).unwrap_or_default();
    let name = pack["id"].as_str().unwrap_or_default();
    let told = |place| Diagnostic {
        code: Code::Untranslated,
        pack: name.to_owned(),
        place,
        problem: m::NOT_TRANSLATED.text([]),
        remedy: m::WRITE_TRANSLATION.text([&name]),
    };
    untranslated(&pack).into_iter().map(told).collect()
}
