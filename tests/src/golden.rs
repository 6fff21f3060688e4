//! Golden texts: what a person reads, held in files, so that a reviewer sees in the difference of a change what it does
//! to words. They are made by the program and prove nothing about the law; the other tests do that.

use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};

/// What rewrites the golden texts of the core, told where one of them differs.
const CORE: &str = "UPDATE_GOLDEN=1 cargo test -p tidu-tests --test golden";

/// Where they lie.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/golden")
}

/// Compares a text with the golden file of that name, or writes it there where `UPDATE_GOLDEN` is set.
#[track_caller]
pub fn same(name: &str, text: &str) {
    same_by(name, text, CORE);
}

/// Likewise, for a text that another command makes.
#[track_caller]
pub fn same_by(name: &str, text: &str, command: &str) {
    let path = folder().join(name);
    // No line ends in a space, which editors take away.
    let text: String = text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let parent = path.parent().unwrap_or_else(|| panic!("{name} lies in a folder"));
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        return;
    }
    let golden = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if golden != text {
        panic!(
            "{name} reads otherwise than its golden text:\n{}\nIf that is meant, write it anew with\n    {command}\nand read the difference.",
            difference(&golden, &text)
        );
    }
}

/// The lines that only one of two texts has, the first few of them.
fn difference(golden: &str, text: &str) -> String {
    let only = |mark: &str, of: &str, other: &str| -> Vec<String> {
        let other: std::collections::HashSet<&str> = other.lines().collect();
        of.lines().filter(|line| !other.contains(line)).take(5).map(|line| format!("{mark} {line}")).collect()
    };
    let mut lines = only("-", golden, text);
    lines.extend(only("+", text, golden));
    if lines.is_empty() { "the same lines in another order or number".to_owned() } else { lines.join("\n") }
}

/// What a report holds, in its order, without the marks of JSON and without what stands under the keys left out.
pub fn outline(report: &impl Serialize, left_out: &[&str]) -> String {
    let json = serde_json::to_string_pretty(report).unwrap_or_else(|why| panic!("a report is not JSON: {why}"));
    let mut out = String::new();
    let mut skipped: Option<&str> = None;
    for line in json.lines() {
        let words = line.trim_start();
        let indent = &line[..line.len() - words.len()];
        if let Some(of) = skipped {
            if of == indent {
                skipped = None;
            }
            continue;
        }
        let words = words.trim_end_matches(',');
        let (key, value) = match words.split_once("\": ") {
            Some((key, value)) if key.starts_with('"') => (&key[1..], value),
            _ => ("", words),
        };
        if left_out.contains(&key) {
            skipped = value.ends_with(['{', '[']).then_some(indent);
            continue;
        }
        let value = serde_json::from_str::<String>(value).unwrap_or_else(|_| value.trim_matches(['[', ']', '{', '}']).to_owned());
        let line = match (key, value.as_str()) {
            ("", "") if words == "{" => "–".to_owned(),
            ("", "") => continue,
            ("", value) => value.to_owned(),
            (key, value) => format!("{key}: {value}"),
        };
        out += &format!("{indent}{line}\n");
    }
    out
}
