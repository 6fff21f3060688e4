//! Takes the spaces and line breaks between words out of the packs, for the program to be smaller: what a maintainer
//! edits is what is compiled in, but for these. And lists them: a pack is built in by lying in the folder.

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=packs");
    let out = env::var_os("OUT_DIR").expect("Cargo names a folder to write into");
    let mut ids = Vec::new();
    copy(Path::new("packs"), &Path::new(&out).join("packs"), "", &mut ids);
    // The vocabulary first, then the documents by their ids: the nation before its provinces, cities and districts.
    ids.sort_by_key(|id| (id != "facts", id.clone()));
    let list: Vec<String> =
        ids.iter().map(|id| format!("    (\"{id}\", include_str!(concat!(env!(\"OUT_DIR\"), \"/packs/{id}.json\"))),\n")).collect();
    let list = format!(
        "/// The built-in packs: id and text of the file, the vocabulary first. Every pack in the folder is one.\n\
         pub const BUILT_IN: [(&str, &str); {}] = [\n{}];\n",
        ids.len(),
        list.concat()
    );
    fs::write(Path::new(&out).join("built_in.rs"), list).expect("the list can be written");
}

fn copy(from: &Path, to: &Path, folder: &str, ids: &mut Vec<String>) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the packs lie beside this file") {
        let path = entry.expect("the folder can be read").path();
        let to = to.join(path.file_name().expect("it has a name"));
        let name = path.file_stem().and_then(|name| name.to_str()).expect("packs are named in ASCII");
        if path.is_dir() {
            copy(&path, &to, &format!("{folder}{name}/"), ids);
        } else if path.extension().is_some_and(|ending| ending == "json") {
            let text = fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
            fs::write(&to, without_schema(&without_space(&text))).expect("the pack can be written");
            ids.push(format!("{folder}{name}"));
        }
    }
}

/// A pack without the line that tells editors where its schema is; it stands first where it stands.
fn without_schema(json: &str) -> String {
    match json.strip_prefix("{\"$schema\":\"").and_then(|rest| rest.split_once("\",")) {
        Some((_, rest)) => format!("{{{rest}"),
        None => json.to_owned(),
    }
}

/// JSON without what stands between its tokens only for the eye.
fn without_space(json: &str) -> String {
    let (mut quoted, mut escaped) = (false, false);
    json.chars()
        .filter(|&c| {
            if quoted {
                quoted = c != '"' || escaped;
                escaped = c == '\\' && !escaped;
                return true;
            }
            quoted = c == '"';
            !matches!(c, ' ' | '\t' | '\n' | '\r')
        })
        .collect()
}
