//! Puts the packs together: what a maintainer edits is what is compiled in, in Chinese, with what the folders of other
//! languages say for it, and without the spaces and line breaks that are there for the eye. And lists them: a pack is
//! built in by lying in the folder.

#[path = "src/overlay.rs"]
#[allow(dead_code, reason = "only laying is done here")]
mod overlay;
#[path = "build/messages.rs"]
mod messages;

use serde_json::Value;
use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=packs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/overlay.rs");
    let out = env::var_os("OUT_DIR").expect("Cargo names a folder to write into");
    let words = messages::rust(Path::new("packs/texts"), "core", false);
    fs::write(Path::new(&out).join("messages.rs"), words).expect("the messages can be written");
    let packs = Path::new("packs");
    let mut ids = Vec::new();
    find(packs, "", &mut ids);
    // The vocabulary first, then the documents by their ids: the nation before its provinces, cities and districts.
    ids.sort_by_key(|id| (id != "facts", id.clone()));
    let languages: Vec<String> = entries(&packs.join("texts")).into_iter().map(|(name, _)| name).collect();
    for id in &ids {
        let text = read(&packs.join(format!("{id}.json")));
        // What is no JSON is compiled in as it is, for the program to tell as it tells every fault of a pack.
        let pack = serde_json::from_str(&text).map_or(text, |mut pack: Value| {
            // Where their schema is, editors alone want to know.
            pack.as_object_mut().and_then(|keys| keys.remove("$schema"));
            for language in &languages {
                let file = packs.join("texts").join(language).join(format!("{id}.json"));
                if file.is_file() {
                    let texts = serde_json::from_str(&read(&file)).unwrap_or_else(|fault| panic!("{}: {fault}", file.display()));
                    // What is missing or left over is told by a test and by `tidu check`.
                    overlay::lay(&mut pack, language, &texts);
                }
            }
            pack.to_string()
        });
        let to = Path::new(&out).join(format!("packs/{id}.json"));
        fs::create_dir_all(to.parent().expect("it lies in a folder")).expect("the folder can be made");
        fs::write(to, pack).expect("the pack can be written");
    }
    let list: Vec<String> =
        ids.iter().map(|id| format!("    (\"{id}\", include_str!(concat!(env!(\"OUT_DIR\"), \"/packs/{id}.json\"))),\n")).collect();
    let list = format!(
        "/// The built-in packs: id and text, the vocabulary first. Every pack in the folder is one.\n\
         pub const BUILT_IN: [(&str, &str); {}] = [\n{}];\n",
        ids.len(),
        list.concat()
    );
    fs::write(Path::new(&out).join("built_in.rs"), list).expect("the list can be written");
}

/// The ids of the packs below a folder.
fn find(folder: &Path, within: &str, ids: &mut Vec<String>) {
    for (name, path) in entries(folder) {
        if path.is_dir() && (within, name.as_str()) != ("", "texts") {
            find(&path, &format!("{within}{name}/"), ids);
        } else if path.extension().is_some_and(|ending| ending == "json") {
            ids.push(format!("{within}{name}"));
        }
    }
}

/// What lies in a folder, by name without ending.
fn entries(folder: &Path) -> Vec<(String, std::path::PathBuf)> {
    let paths = fs::read_dir(folder).expect("the packs lie beside this file").map(|entry| entry.expect("the folder can be read").path());
    paths.map(|path| (path.file_stem().and_then(|name| name.to_str()).expect("packs are named in ASCII").to_owned(), path)).collect()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|fault| panic!("{}: {fault}", file.display()))
}
