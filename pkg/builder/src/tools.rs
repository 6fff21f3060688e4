//! What the work needs beside Rust itself: found, or installed where that is
//! possible, or named so that a person can install it.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::steps::{ask, cargo, root, run, say};

/// The target the page is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Sees to it that Rust can compile for the browser.
///
/// A `targets` line in a toolchain file would not do: rustup honours it only
/// where it may install things by itself, which on many CI machines it may not.
pub fn wasm_target() -> Result<()> {
    if has_wasm_target()? {
        return Ok(());
    }
    if on_path("rustup").is_none() {
        bail!(
            "this Rust cannot compile for the browser: its target {WASM_TARGET} is missing \
             and there is no rustup to add it; install Rust with rustup \
             (https://rustup.rs), or the target with whatever installed Rust \
             (on Debian: apt-get install libstd-rust-dev-wasm32), and run this again"
        );
    }
    say(format!("Rust's target {WASM_TARGET} is missing; adding it"));
    run(Command::new("rustup").args(["target", "add", WASM_TARGET])).with_context(|| {
        format!(
            "the target could not be added; run `rustup target add {WASM_TARGET}` where there is \
             a network, then this again"
        )
    })
}

/// The standard library is asked for, not rustup, because a Rust that came
/// another way may well have the target.
fn has_wasm_target() -> Result<bool> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let folder = ask(Command::new(rustc).args(["--print", "target-libdir", "--target", WASM_TARGET]).current_dir(root()?));
    let folder = PathBuf::from(folder.unwrap_or_default().trim());
    Ok(std::fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(|e| is_core(&e.file_name()))))
}

fn is_core(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with("libcore-") && name.ends_with(".rlib")
}

/// Whether the source of the standard library is here, so that it can be compiled along; it is installed where that is
/// possible. `false`, with a word about it, where it cannot be had: the module works without, it is only larger.
pub fn library_source() -> Result<bool> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let root = ask(Command::new(rustc).args(["--print", "sysroot"]).current_dir(root()?)).unwrap_or_default();
    let lock = PathBuf::from(root.trim()).join("lib/rustlib/src/rust/library/Cargo.lock");
    if !lock.is_file() && on_path("rustup").is_some() {
        say("Rust's component rust-src is missing; adding it");
        // What came of it is looked at below, whatever the command says.
        let _ = run(Command::new("rustup").args(["component", "add", "rust-src"]));
    }
    if !lock.is_file() {
        say("going on without the source of the standard library (rust-src); the module will be larger by a tenth");
    }
    Ok(lock.is_file())
}

/// Sees to it that Cargo has `fmt` and `clippy`, which a minimal
/// installation of Rust lacks.
pub fn cargo_components() -> Result<()> {
    for (word, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if ask(cargo()?.args([word, "--version"])).is_some() {
            continue;
        }
        if on_path("rustup").is_none() {
            bail!(
                "`cargo {word}` is missing and there is no rustup to add it; install the \
                 package {component} with whatever installed Rust and run this again"
            );
        }
        say(format!("Rust's component {component} is missing; adding it"));
        run(Command::new("rustup").args(["component", "add", component])).with_context(|| {
            format!(
                "{component} could not be added; run `rustup component add {component}` where \
                 there is a network, then this again"
            )
        })?;
    }
    Ok(())
}

/// What the lack of wasm-opt means.
const LARGER: &str = "going on without wasm-opt and wasm2js; the module will be larger, \
                      too new for browsers from before 2021, and have no twin in JavaScript";

/// The command that runs wasm-opt. `None`, with a word about it, where it cannot be had: the page works without, it is
/// only larger.
pub fn wasm_opt() -> Result<Option<Command>> {
    binaryen("wasm-opt")
}

/// The command that runs a program of binaryen, installed from npm. `None`, with a word about it, where npm is missing or
/// cannot install it.
pub fn binaryen(program: &str) -> Result<Option<Command>> {
    let package = match from_npm("binaryen") {
        Ok(package) => package,
        Err(error) => {
            say(format!("{error:#}: {LARGER}"));
            return Ok(None);
        }
    };
    let Some(node) = on_path("node") else {
        say(format!("node is not on the PATH: {LARGER}"));
        return Ok(None);
    };
    let mut command = Command::new(node);
    command.arg(package.join("bin").join(program));
    Ok(Some(command))
}

/// The script that judges whether everyone can use a page, installed from npm.
pub fn axe() -> Result<PathBuf> {
    let package = from_npm("axe-core").context(
        "the browser tests need axe-core from npm; install Node.js with npm and run this again where \
         there is a network, or leave these tests out with `cargo pkg test --no-browser`",
    )?;
    Ok(package.join("axe.min.js"))
}

/// The script that inflates the module in the single page, installed from npm.
pub fn inflate() -> Result<PathBuf> {
    let package = from_npm("tiny-inflate")
        .context("the single page needs tiny-inflate from npm; install Node.js with npm and run this again where there is a network")?;
    Ok(package.join("index.js"))
}

/// TypeScript's compiler, installed from npm, and that there is a Node to run it and the package in.
pub fn typescript() -> Result<PathBuf> {
    let needed = "the tests of the npm package need Node.js with npm; install it and run this again where there is a network";
    on_path("node").context(needed)?;
    Ok(from_npm("typescript").context(needed)?.join("bin/tsc"))
}

/// React, beside which the page is measured, installed from npm.
pub fn react() -> Result<()> {
    for package in ["react", "react-dom"] {
        from_npm(package)
            .context("the measurement needs React from npm; install Node.js with npm and run this again where there is a network")?;
    }
    Ok(())
}

/// The folder of a package from npm, at the version pinned in `package.json`;
/// it is installed if it is not there yet.
fn from_npm(name: &str) -> Result<PathBuf> {
    let folder = root()?.join("pkg/builder");
    let package = folder.join("node_modules").join(name);
    let pinned = number_at(folder.join("package.json"), &format!("/devDependencies/{name}"));
    if number_at(package.join("package.json"), "/version") != pinned {
        say("installing what pkg/builder/package.json lists from npm (some 130 MB unpacked)");
        run(npm()?.args(INSTALL).current_dir(&folder))?;
    }
    Ok(package)
}

/// What npm is told in order to install what a lock file names, and to run nothing of it.
const INSTALL: [&str; 4] = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];

/// npm.
pub fn npm() -> Result<Command> {
    Ok(Command::new(on_path("npm").context("npm is not on the PATH")?))
}

/// What host pages are made with, installed from npm at the versions their own `package.json` names. The package under
/// test is laid in with it, and has to be built before.
pub fn for_hosts(hosts: &[&str]) -> Result<()> {
    let folder = root()?.join("pkg/hosts");
    let installed = |host: &&str| {
        let about = std::fs::read_to_string(folder.join(host).join("package.json")).ok()?;
        let about: serde_json::Value = serde_json::from_str(&about).ok()?;
        let listed = ["dependencies", "devDependencies"].map(|kind| about[kind].as_object().cloned().unwrap_or_default());
        // The package itself is newer than what was installed with it.
        let pinned = listed.iter().flatten().filter(|(_, version)| version.as_str().is_some_and(|version| !version.starts_with("file:")));
        let there = |name: &str| number_at(folder.join("node_modules").join(name).join("package.json"), "/version");
        pinned.map(|(name, version)| there(name).as_deref() == version.as_str()).reduce(|all, one| all && one)
    };
    if hosts.iter().all(|host| installed(host) == Some(true)) {
        return Ok(());
    }
    say("installing what pkg/hosts lists from npm (some 90 MB unpacked)");
    run(npm()?.args(INSTALL).current_dir(&folder)).context(
        "the host pages need what Vite, React and Vue are; install Node.js 20.19 or later with npm and run this again where there is a network",
    )
}

fn number_at(file: PathBuf, pointer: &str) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    let json: serde_json::Value = serde_json::from_str(&text).ok()?;
    json.pointer(pointer)?.as_str().map(str::to_owned)
}

/// Where the PATH finds a program.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    std::env::split_paths(&std::env::var_os("PATH")?)
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{program}{ending}"))))
        .find(|path| path.is_file())
}
