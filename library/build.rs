//! Makes the words of the library of the files of its languages.

#[path = "../core/build/messages.rs"]
mod messages;

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=../core/build");
    let out = std::env::var_os("OUT_DIR").expect("Cargo names a folder to write into");
    let words = messages::rust(Path::new("../core/packs/texts"), "library", true);
    std::fs::write(Path::new(&out).join("messages.rs"), words).expect("the messages can be written");
}
