//! Takes the spaces and line breaks between words out of the packs, for the program to be smaller: what a maintainer
//! edits is what is compiled in, but for these.

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=packs");
    let out = env::var_os("OUT_DIR").expect("Cargo names a folder to write into");
    copy(Path::new("packs"), &Path::new(&out).join("packs"));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the packs lie beside this file") {
        let path = entry.expect("the folder can be read").path();
        let to = to.join(path.file_name().expect("it has a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else if path.extension().is_some_and(|ending| ending == "json") {
            let text = fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
            fs::write(&to, without_space(&text)).expect("the pack can be written");
        }
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
