//! Makes the words of the page of the files of its languages.

#[path = "../core/build/messages.rs"]
mod messages;

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=../core/build");
    let out = std::env::var_os("OUT_DIR").expect("Cargo names a folder to write into");
    for (part, file) in [("web", "messages.rs"), ("desk", "desk.rs")] {
        let words = messages::rust(Path::new("../core/packs/texts"), part, true);
        std::fs::write(Path::new(&out).join(file), words).expect("the messages can be written");
    }
}
