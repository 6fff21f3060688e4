//! The modules that everything shipped is made of: compiled once, joined to JavaScript, made small. What is made of
//! them ([`crate::site`], [`crate::single`], [`crate::npm`]) takes the same bytes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::steps::{self, cargo, line_of, root, say};
use crate::tools::{self, WASM_TARGET};
use crate::weigh::files_under;

/// A package that becomes a module.
pub struct Part {
    /// The package.
    package: &'static str,
    /// What it is compiled with beside.
    features: &'static [&'static str],
    /// The name of the module's files, without ending.
    name: &'static str,
    /// Whether it is for programs: its JavaScript is a module, and whoever calls it may throw its memory away after a
    /// failure and begin anew. That of a page is a plain script, because only that can stand inside a page which is
    /// opened from a disk.
    for_programs: bool,
    /// Whether it reckons through lists of thousands, and is made fast rather than small.
    fast: bool,
}

/// The front end.
pub const PAGE: Part = Part { package: "tidu-web", features: &[], name: "tidu_web", for_programs: false, fast: false };

/// The library of an office: the front end with a page of its own.
pub const LIBRARY: Part = Part { package: "tidu-web", features: &["library"], name: "tidu_library", for_programs: false, fast: true };

/// The core for programs.
pub const HEADLESS: Part = Part { package: "tidu-api", features: &[], name: "tidu", for_programs: true, fast: false };

impl Part {
    /// The file of the module.
    pub fn module(&self) -> String {
        format!("{}_bg.wasm", self.name)
    }

    /// The file of the JavaScript that joins it to its host.
    pub fn glue(&self) -> String {
        format!("{}.js", self.name)
    }
}

/// The shipped module is compiled for WebAssembly as it was in the beginning,
/// so that browsers which nobody has updated for years run it too; that makes
/// it no larger. The standard library comes compiled with later features, so
/// wasm-opt first rewrites these, …
const LOWER: [&str; 9] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--llvm-memory-copy-fill-lowering",
    "--llvm-nontrapping-fptoint-lowering",
    "--signext-lowering",
];

/// … then makes the module small, or one that is to be fast faster, and refuses it if it holds anything that is
/// not named here. Never "all features": that lets wasm-opt write what today's
/// browsers refuse.
///
/// The stack lies below everything and grows down, so its lowest kilobyte is as good as unused: who stands there is
/// about to fall off. Knowing this lets addresses be reckoned in fewer instructions.
const SHRINK: [&str; 3] = ["--low-memory-unused", "--mvp-features", "--enable-mutable-globals"];

/// For whom a module is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// For somebody at work on it: quick to build again, checks its own
    /// arithmetic, names its functions when it fails.
    Work,
    /// For users: small.
    Shipping,
}

/// Compiles a package and returns the file of the module, which Cargo is
/// asked for: nobody else knows where it puts things.
pub fn compile(part: &Part, purpose: Purpose) -> Result<PathBuf> {
    let mut command = cargo()?;
    command.args(["build", "--package", part.package, "--target", WASM_TARGET]);
    if !part.features.is_empty() {
        command.args(["--features", &part.features.join(",")]);
    }
    match purpose {
        Purpose::Work => command.args(["--profile", "dev"]),
        // Flags from the environment would take the place of these.
        Purpose::Shipping => {
            let own_library = tools::library_source()?;
            if own_library {
                command.args(OWN_LIBRARY).env("RUSTC_BOOTSTRAP", "1");
            }
            if part.fast {
                command.args(["--config", FAST]);
            }
            let flags = flags(own_library)?;
            command.args(["--profile", "wasm", "--config", &flags]).env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS")
        }
    };
    say(format!("$ {}", line_of(&command)));
    let output =
        command.arg("--message-format=json-render-diagnostics").stderr(Stdio::inherit()).output().context("could not start cargo")?;
    if !output.status.success() {
        bail!("{} does not compile; the compiler's words are above", part.package);
    }
    let modules = modules_in(&String::from_utf8_lossy(&output.stdout));
    match modules.as_slice() {
        [module] => Ok(module.clone()),
        _ => bail!("{} should compile to one module, not {}", part.package, modules.len()),
    }
}

/// What has the standard library compiled along with what is shipped, for size. Rust's stable compiler does that only for
/// whoever says, as the Linux kernel does, that they know it to be subject to change.
const OWN_LIBRARY: [&str; 4] = ["-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"];

/// What has a part compiled to run fast, of which the profile says that it be small. A step further (`3`) was no faster.
const FAST: &str = "profile.wasm.opt-level=2";

/// What leaves out of the module the words of a failure, which nobody would see: a browser is told that the program
/// stopped, and the page around it says the rest. They are a tenth of the code.
const WORDLESS: [&str; 3] = ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none"];

/// Has SHA-256 compiled as a loop, not as every round written out: it is taken of half a megabyte, once.
const COMPACT_HASH: &str = "--cfg=sha2_backend_soft=\"compact\"";

/// What tells the compiler of the shipped module not to use later features, and to leave out where this machine keeps
/// its sources: the same commit makes the same bytes anywhere.
fn flags(own_library: bool) -> Result<String> {
    let mut flags = vec!["-Ctarget-cpu=mvp".to_owned(), COMPACT_HASH.to_owned()];
    if own_library {
        flags.extend(WORDLESS.map(str::to_owned));
    }
    flags.extend(places()?.iter().map(|(place, name)| format!("--remap-path-prefix={place}={name}")));
    Ok(format!("target.{WASM_TARGET}.rustflags={}", serde_json::Value::from(flags)))
}

/// Where this machine keeps sources, and what these places are called in what is shipped.
fn places() -> Result<Vec<(String, &'static str)>> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" })?).join(".cargo")));
    let all = home.into_iter().map(|home| (home, "cargo")).chain([(root()?, "tidu")]);
    Ok(all.map(|(place, name)| (place.display().to_string(), name)).collect())
}

/// Refuses a folder in which a file names a place of this machine.
pub fn names_no_place(folder: &Path) -> Result<()> {
    for path in files_under(folder)? {
        let bytes = fs::read(&path)?;
        let holds = |place: &str| bytes.windows(place.len()).any(|part| part == place.as_bytes());
        if let Some((place, _)) = places()?.iter().find(|(place, _)| holds(place)) {
            bail!("{} names {place}, a place of this machine; see `places` in pkg/builder/src/module.rs", path.display());
        }
    }
    Ok(())
}

/// The modules among the artifacts that Cargo lists, one JSON message a line.
fn modules_in(messages: &str) -> Vec<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact")
        .filter_map(|message| message["filenames"].as_array().cloned())
        .flatten()
        .filter_map(|file| file.as_str().map(PathBuf::from))
        .filter(|file| file.extension().is_some_and(|ending| ending == "wasm"))
        .collect()
}

/// Joins a module to JavaScript: writes both into the folder.
pub fn join(part: &Part, module: &Path, purpose: Purpose, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    match purpose {
        Purpose::Work => bindgen.input_path(module).debug(true),
        Purpose::Shipping => {
            bindgen.input_module(part.name, without_claims(module)?).remove_name_section(true).remove_producers_section(true)
        }
    };
    bindgen.out_name(part.name).typescript(false);
    match part.for_programs {
        // Who can begin anew has a loader of its own, which says where the module lies.
        true => bindgen.web(true)?.reset_state_function(true).omit_default_module_path(true),
        false => bindgen.no_modules(true)?,
    };
    let joined = bindgen.generate(folder);
    joined.context("wasm-bindgen could not join the module to JavaScript")
}

/// Reads a module and drops its list of the features it uses. That list still
/// names those of the standard library, and wasm-bindgen would take it as leave
/// to use references, which old browsers do not know.
fn without_claims(module: &Path) -> Result<walrus::Module> {
    let mut module = walrus::Module::from_file(module).with_context(|| format!("could not read the module {}", module.display()))?;
    module.customs.remove_raw("target_features");
    Ok(module)
}

/// Lets wasm-opt rewrite a module in its place, where there is a wasm-opt.
pub fn shrink(part: &Part, folder: &Path) -> Result<()> {
    let module = part.module();
    let shrink = [&[if part.fast { "-O3" } else { "-Oz" }], &SHRINK[..]].concat();
    for what in [&LOWER[..], &shrink] {
        let Some(mut command) = tools::wasm_opt()? else {
            return Ok(());
        };
        steps::run(command.args(what).args([&module, "-o", &module]).current_dir(folder))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_is_found_among_cargos_messages() {
        let messages = r#"
{"reason":"compiler-artifact","filenames":["/t/libyew.rlib","/t/libyew.rmeta"]}
{"reason":"build-script-executed","filenames":["/t/no.wasm"]}
{"reason":"compiler-artifact","filenames":["/t/tidu-web.wasm"]}
not a message
{"reason":"build-finished","success":true}"#;
        assert_eq!(modules_in(messages), [PathBuf::from("/t/tidu-web.wasm")]);
    }
}
