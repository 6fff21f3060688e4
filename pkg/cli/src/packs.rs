//! Packs from files, with what the files of other languages beside them say for their texts.

use crate::{Failure, text_of};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use tidu_core::diagnostic::Diagnostic;
use tidu_core::messages as m;
use tidu_core::overlay::lay;
use tidu_core::read::{read, untranslated};
use tidu_core::text::Lang;

/// A pack, ready to be loaded.
pub struct Given {
    /// What it is called in diagnostics until its id is known.
    pub name: String,
    /// Its text, other languages included.
    pub json: String,
    /// Translations of nothing.
    pub left_over: Vec<Diagnostic>,
}

/// Reads a pack. Where it is `FOLDER/a/b.json`, its English is `FOLDER/texts/en/a/b.json`.
pub fn given(file: &PathBuf) -> Result<Given, Failure> {
    let mut given = Given { name: file.display().to_string(), json: text_of(Some(file))?, left_over: Vec::new() };
    // Of a pack with a fault that fault is told, and it is read as it was written.
    let (true, Ok(mut pack)) = (read(&given.name, &given.json).1.is_empty(), tidu_core::json::read(&given.json)) else {
        return Ok(given);
    };
    for lang in Lang::ALL {
        let Some(translation) = translation(file, lang) else { continue };
        let left = lay(&mut pack, lang.id(), &texts(&translation)?);
        given.left_over.extend(left.into_iter().map(|place| Diagnostic {
            pack: translation.display().to_string(),
            place,
            problem: m::THE_PACK_HAS_NO_TEXT.text([]),
            remedy: m::MEND_THE_PLACE_OR_TAKE.text([]),
        }));
    }
    given.json = pack.to_string();
    Ok(given)
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
        Failure::Usage(format!("{name}：译文应写成 {{\"位置\": \"文字\"}} · {name}: translations are written {{\"place\": \"text\"}}"))
    })
}

/// What is left to be translated of a pack: nothing that keeps it from being used.
pub fn to_translate(json: &str) -> Vec<Diagnostic> {
    let pack = tidu_core::json::read(json).unwrap_or_default();
    let name = pack["id"].as_str().unwrap_or_default();
    let told = |place| Diagnostic {
        pack: name.to_owned(),
        place,
        problem: m::THERE_IS_NO_ENGLISH_YET.text([]),
        remedy: m::WRITE_IT_INTO_TEXTS_EN.text([&name]),
    };
    untranslated(&pack).into_iter().map(told).collect()
}
