//! What the tests of the command line share.

// Each test file compiles this for itself and uses its part of it.
#![allow(dead_code)]

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// `tidu` with these arguments, its three streams caught.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tidu"));
    // Whatever system the test runs on.
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C");
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs it on this input.
pub fn run(command: &mut Command, input: &[u8]) -> Output {
    let mut child = command.spawn().unwrap();
    // A program that fails on its arguments may be gone before it has read anything.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// `tidu` on these bytes.
pub fn fed(arguments: &[&str], input: &[u8]) -> Output {
    run(&mut command(arguments), input)
}

/// `tidu` on this text.
pub fn tidu(arguments: &[&str], input: &str) -> Output {
    fed(arguments, input.as_bytes())
}

/// What it said.
pub fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

/// What it complained of.
pub fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A folder of its own for a test, gone with it.
pub struct Folder(pub std::path::PathBuf);

impl Folder {
    /// An empty folder, called so.
    pub fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("tidu-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    /// Writes a file into it, and says its path.
    pub fn write(&self, name: &str, text: &str) -> String {
        let file = self.0.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
        file.to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
