//! That no file knows what stands above it: the `crate::` and `super::` paths of the sources, held against `docs/layers.txt`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// A crate's layers: each unit by name, with the height of its line.
struct Layers {
    of: BTreeMap<String, (usize, String)>,
}

impl Layers {
    /// The height and the name of the unit that a file belongs to: the longest name that is the file's or a folder's around it.
    fn unit(&self, file: &str) -> Option<&(usize, String)> {
        let ends = file.char_indices().filter(|(_, c)| *c == '/').map(|(at, _)| at).chain([file.len()]);
        ends.filter_map(|end| self.of.get(&file[..end])).next_back()
    }
}

/// The crates named in the list, each with its layers.
fn crates() -> Vec<(String, Layers)> {
    let list = fs::read_to_string(format!("{ROOT}/docs/layers.txt")).unwrap();
    let mut crates: Vec<(String, Layers)> = Vec::new();
    for (height, line) in list.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(folder) => crates.push((folder.to_owned(), Layers { of: BTreeMap::new() })),
            None => {
                let layers = &mut crates.last_mut().expect("a crate before its layers").1.of;
                for name in line.split(' ') {
                    assert!(layers.insert(name.to_owned(), (height, name.to_owned())).is_none(), "{name} stands twice in docs/layers.txt");
                }
            }
        }
    }
    crates
}

/// The sources of a crate by their path without its ending, and without comments and tests.
fn sources(folder: &Path, inside: &str, into: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            sources(&entry.path(), &format!("{inside}{name}/"), into);
        } else if let Some(file) = name.strip_suffix(".rs") {
            let text = fs::read_to_string(entry.path()).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            let bare = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
            into.insert(format!("{inside}{file}"), bare);
        }
    }
}

/// Every path that begins behind `at`, its names one after the other: braces make several of one.
fn paths<'c>(code: &'c str, before: &[&'c str], into: &mut Vec<Vec<&'c str>>) -> &'c str {
    let code = code.trim_start();
    if let Some(mut rest) = code.strip_prefix('{') {
        loop {
            rest = paths(rest, before, into).trim_start();
            match rest.strip_prefix(',') {
                Some(more) => rest = more,
                None => return rest.strip_prefix('}').unwrap_or(rest),
            }
        }
    }
    let end = code.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(code.len());
    let path = [before, &[&code[..end]]].concat();
    match code[end..].strip_prefix("::") {
        Some(rest) => paths(rest, &path, into),
        None => {
            into.push(path);
            &code[end..]
        }
    }
}

/// The files of the crate that a file uses.
fn used(file: &str, code: &str, files: &BTreeMap<String, String>) -> BTreeSet<String> {
    let folder: Vec<&str> = match file.rsplit_once('/') {
        None => Vec::new(),
        Some((folder, "mod")) => folder.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
        Some((folder, _)) => folder.split('/').collect(),
    };
    let mut all = Vec::new();
    for (root, before) in [("crate::", &[][..]), ("super::", &folder)] {
        for (at, _) in code.match_indices(root) {
            paths(&code[at + root.len()..], before, &mut all);
        }
    }
    let found = |path: Vec<&str>| {
        let lengths = (1..=path.len()).rev().map(|length| path[..length].join("/"));
        lengths.flat_map(|path| [path.clone(), format!("{path}/mod")]).find(|path| files.contains_key(path))
    };
    all.into_iter().filter_map(found).filter(|used| used != file).collect()
}

#[test]
fn nothing_knows_what_stands_above_it() {
    let mut faults = Vec::new();
    for (folder, layers) in crates() {
        let mut files = BTreeMap::new();
        sources(&Path::new(ROOT).join(&folder), "", &mut files);
        files.retain(|file, _| file != "lib" && file != "main");
        for name in layers.of.keys().filter(|name| !files.keys().any(|file| file == *name || file.starts_with(&format!("{name}/")))) {
            faults.push(format!("docs/layers.txt: [{folder}] has no {name}"));
        }
        // Within one unit, what is used and by whom; a folder's mod.rs and its files may know each other.
        let mut within: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (file, code) in &files {
            let Some(own) = layers.unit(file) else {
                faults.push(format!("{folder}/{file}.rs is in no line of docs/layers.txt"));
                continue;
            };
            for other in used(file, code, &files) {
                match layers.unit(&other) {
                    Some(unit) if unit == own => {
                        if ![file, &other].iter().any(|file| file.ends_with("/mod")) {
                            within.entry(file).or_default().push(other);
                        }
                    }
                    Some(unit) if unit.0 < own.0 => {}
                    _ => faults.push(format!("{folder}/{file}.rs uses {other}.rs, which does not stand below it in docs/layers.txt")),
                }
            }
        }
        // What uses nothing that is left is taken away, again and again; what stays is a circle.
        loop {
            let free: Vec<&str> = within
                .iter()
                .filter(|(_, uses)| !uses.iter().any(|one| within.contains_key(one.as_str())))
                .map(|(file, _)| *file)
                .collect();
            if free.is_empty() {
                break;
            }
            within.retain(|file, _| !free.contains(file));
        }
        if !within.is_empty() {
            faults.push(format!(
                "in {folder} these know each other in a circle, or stand upon one: {}",
                within.into_keys().collect::<Vec<_>>().join(", ")
            ));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// The reading itself: braces, paths within code, comments and tests left out.
#[test]
fn every_path_is_found() {
    let names = ["a", "b/mod", "b/c", "b/d", "e"];
    let files: BTreeMap<String, String> = names.iter().map(|name| ((*name).to_owned(), String::new())).collect();
    let used = |file: &str, code: &str| used(file, code, &files).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(used("e", "use crate::a::X; use crate::b::{self, c::{Y, Z}, d};"), "a b/c b/d b/mod");
    assert_eq!(used("b/c", "use super::d::X; fn f() -> crate::e::Y { super::g() }"), "b/d b/mod e");
    assert_eq!(used("b/mod", "use super::a; use crate::nothing::X;"), "a");
}
