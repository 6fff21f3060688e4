//! Words of the program, from files of messages: those of `zh.ftl` in Chinese, and by the same ids what other languages
//! say for them. The files are the simple part of Fluent (projectfluent.org), which translators' tools know:
//!
//! ```text
//! # Since when a document governs.
//! since = 自 { $day } 起适用
//! list-comma = {", "}
//! ```
//!
//! A message is one line. `{ $day }` is filled in by the program; a blank at either end is written `{" "}`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

macro_rules! languages {
    ($($name:ident $id:literal $tag:literal,)*) => {
        /// The ids of the languages.
        const LANGUAGES: &[&str] = &[$($id),*];
    };
}

include!("languages.rs");

/// A message: its words, with `\u{1}`, `\u{2}` … where the first, second … of the named holes is filled in.
type Template = (String, Vec<String>);

/// Writes the messages of a part of the program as Rust: for each a constant `Message`, with its words in the order of the
/// languages, the first of which has all of them; and with `functions`, for each that has nothing to fill in, a function
/// of the language.
pub fn rust(texts: &Path, part: &str, functions: bool) -> String {
    let files = LANGUAGES.iter().map(|language| {
        let path = texts.join(language).join(format!("{part}.ftl"));
        println!("cargo::rerun-if-changed={}", path.display());
        let text = std::fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        parse(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
    });
    let files: Vec<Vec<(String, Template)>> = files.collect();
    constants(&files, functions).unwrap_or_else(|fault| panic!("{part}.ftl: {fault}"))
}

fn constants(files: &[Vec<(String, Template)>], functions: bool) -> Result<String, String> {
    let [first, others @ ..] = files else { return Ok(String::new()) };
    let mut told: Vec<BTreeMap<&str, &Template>> = Vec::new();
    for file in others {
        told.push(file.iter().map(|(id, template)| (id.as_str(), template)).collect());
    }
    let mut out = String::new();
    for (id, (words, holes)) in first {
        // What only another language needs to be told comes last.
        let mut holes = holes.clone();
        let mut all = vec![words.clone()];
        for others in &mut told {
            all.push(match others.remove(id.as_str()) {
                Some(template) => renumbered(template, &mut holes),
                // Said in Chinese; a test asks that there is none.
                None => words.clone(),
            });
        }
        let name = id.to_uppercase().replace('-', "_");
        let words = format!("`{}`", words.replace(|c: char| c < '\n', "…"));
        let _ = writeln!(out, "#[doc = {words:?}]\npub const {name}: Message<{}> = Message::of(&{all:?});", holes.len());
        if functions && holes.is_empty() {
            let function = id.replace('-', "_");
            let _ = writeln!(
                out,
                "#[doc = {words:?}]\n#[allow(dead_code)]\npub fn {function}(lang: Lang) -> &'static str {{ {name}.say(lang) }}"
            );
        }
    }
    match told.iter().zip(&LANGUAGES[1..]).find_map(|(left, language)| Some((language, left.keys().next()?))) {
        Some((language, id)) => Err(format!("{language}: `{id}` is no message of the Chinese; take it out")),
        None => Ok(out),
    }
}

/// The words with the holes numbered as in `holes`, which takes in those that it has not.
fn renumbered((words, own): &Template, holes: &mut Vec<String>) -> String {
    let mut out = String::new();
    for c in words.chars() {
        out.push(match own.get((c as usize).wrapping_sub(1)) {
            Some(hole) => mark(position(holes, hole)),
            None => c,
        });
    }
    out
}

/// Where a name stands in a list, which takes it in where it has it not.
fn position(holes: &mut Vec<String>, name: &str) -> usize {
    holes.iter().position(|hole| hole == name).unwrap_or_else(|| {
        holes.push(name.to_owned());
        holes.len() - 1
    })
}

fn mark(hole: usize) -> char {
    u8::try_from(hole + 1).map_or('\u{fffd}', char::from)
}

/// The messages of a file, by id.
pub fn parse(file: &str) -> Result<Vec<(String, Template)>, String> {
    let mut messages: Vec<(String, Template)> = Vec::new();
    for (line, text) in (1..).zip(file.lines()).filter(|(_, text)| !text.trim().is_empty() && !text.starts_with('#')) {
        let (id, words) = text.split_once(" = ").ok_or(format!("line {line}: write `id = words`"))?;
        let plain = id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if !plain || messages.iter().any(|(known, _)| known == id) {
            return Err(format!("line {line}: `{id}` is no id of letters and hyphens, or stands twice"));
        }
        messages.push((id.to_owned(), template(words).ok_or(format!("line {line}: braces hold `{{ $name }}` or `{{\" \"}}`"))?));
    }
    Ok(messages)
}

fn template(words: &str) -> Option<Template> {
    let (mut out, mut holes): Template = Default::default();
    let mut rest = words.trim();
    while let Some((before, after)) = rest.split_once('{') {
        out += before;
        let after = after.trim_start();
        // What stands in quotes stands for itself, braces and blanks as well.
        let (inside, behind) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').map(|(literal, behind)| (Err(literal), behind))?,
            None => after.split_once('}').map(|(name, _)| (Ok(name.trim()), &after[name.len()..]))?,
        };
        match inside {
            Err(literal) => out += literal,
            Ok(name) => {
                let name = name.strip_prefix('$')?;
                let at = position(&mut holes, name);
                // The tenth mark would be a line break.
                (at < 9).then(|| out.push(mark(at)))?;
            }
        }
        rest = behind.trim_start().strip_prefix('}')?;
    }
    (!rest.contains('}')).then(|| (out + rest, holes))
}
