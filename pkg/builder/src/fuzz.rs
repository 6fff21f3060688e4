//! The fuzz targets guided by coverage, for as long as one likes: libFuzzer by way of cargo-fuzz, on a nightly Rust.

use std::fs;
use std::process::Command;

use anyhow::{Result, bail};

use crate::steps::{ask, root, run, say, step};

/// `cargo pkg fuzz`: the target, or each in turn, for so many seconds.
pub fn run_targets(target: Option<&str>, seconds: u32) -> Result<()> {
    for (words, install) in [
        (&["--version"][..], "rustup toolchain install nightly --profile minimal"),
        (&["fuzz", "--version"], "cargo install cargo-fuzz --locked"),
    ] {
        if ask(nightly_cargo().args(words)).is_none() {
            bail!("fuzzing guided by coverage needs a nightly Rust and cargo-fuzz; run `{install}`, then this again");
        }
    }
    let kept = root()?.join("tests/fuzz/corpus");
    let mut names = Vec::new();
    for entry in fs::read_dir(&kept)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    if let Some(target) = target {
        if !names.iter().any(|name| name == target) {
            bail!("there is no target {target}; there are {}", names.join(", "));
        }
        names = vec![target.to_owned()];
    }
    let work = root()?.join("target/fuzz");
    for name in names {
        // What is found goes there; what is kept in the tree is only read.
        let found = work.join("corpus").join(&name);
        fs::create_dir_all(&found)?;
        step(&format!("Fuzz {name}"), || {
            let mut command = nightly_cargo();
            command.current_dir(root()?).env("TIDU_FUZZ_TARGET", &name);
            command.args(["fuzz", "run", "--fuzz-dir", "tests/fuzz", "--sanitizer", "none", "--target-dir"]);
            command.arg(&work).arg("target").arg(&found).arg(kept.join(&name)).arg("--");
            command.args([format!("-max_total_time={seconds}"), "-timeout=20".to_owned(), "-max_len=1024".to_owned()]);
            command.arg(format!("-artifact_prefix={}/{name}-", work.display()));
            run(&mut command)
        })?;
    }
    say("without a finding");
    Ok(())
}

/// Not the Cargo that runs the builder, which may well be a stable one.
fn nightly_cargo() -> Command {
    let mut command = Command::new("rustup");
    command.args(["run", "nightly", "cargo"]);
    command
}
