//! Builds the page: compiles the front end, writes the JavaScript that joins
//! it to the browser, and lays both beside the files a person wrote.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::steps::{self, cargo, line_of, root, say, step};
use crate::tools::{self, WASM_TARGET};

/// The files of the page that are written by hand and shipped as they are.
const PAGE: [&str; 2] = ["index.html", "style.css"];

/// The name of the module and of its JavaScript.
const NAME: &str = "tidu_web";

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

/// … then makes the module small, and refuses it if it holds anything that is
/// not named here. Never "all features": that lets wasm-opt write what today's
/// browsers refuse.
///
/// The stack lies below everything and grows down, so its lowest kilobyte is as good as unused: who stands there is
/// about to fall off. Knowing this lets addresses be reckoned in fewer instructions.
const SHRINK: [&str; 4] = ["-Oz", "--low-memory-unused", "--mvp-features", "--enable-mutable-globals"];

/// What tells the compiler of the shipped module not to use later features, and
/// not to write into it in which folders of this machine the sources lie: a
/// panic names its file.
fn flags(folders: &[Folder]) -> String {
    let shortened = folders.iter().map(|(folder, name)| format!("--remap-path-prefix={folder}={name}"));
    let flags: Vec<_> = std::iter::once("-Ctarget-cpu=mvp".to_owned()).chain(shortened).collect();
    format!("target.{WASM_TARGET}.rustflags={}", serde_json::json!(flags))
}

/// A folder of this machine, and what it is called in what is shipped.
type Folder = (String, &'static str);

/// The folders that sources come from: the tree, wherever Cargo keeps the
/// packages, and the standard library.
fn folders() -> Result<Vec<Folder>> {
    let told = steps::ask(cargo()?.args(["metadata", "--format-version=1"])).context("`cargo metadata` does not list the packages")?;
    let told: serde_json::Value = serde_json::from_str(&told)?;
    let packages = told["packages"].as_array().into_iter().flatten();
    let outside = packages.filter(|package| !package["source"].is_null()).filter_map(|package| package["manifest_path"].as_str());
    let beside: BTreeSet<_> = outside.filter_map(|manifest| Path::new(manifest).ancestors().nth(2)).collect();
    let mut folders: Vec<Folder> = beside.iter().map(|folder| (folder.display().to_string(), "packages")).collect();
    folders.push((root()?.display().to_string(), "tidu"));
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let rust = steps::ask(Command::new(rustc).args(["--print", "sysroot"]).current_dir(root()?)).unwrap_or_default();
    folders.extend((!rust.trim().is_empty()).then(|| (rust.trim().to_owned(), "rust")));
    Ok(folders)
}

/// Refuses a page that names a folder of the machine it was built on.
fn names_no_folder(site: &Path, folders: &[Folder]) -> Result<()> {
    for entry in fs::read_dir(site)? {
        let path = entry?.path();
        let bytes = fs::read(&path)?;
        if let Some((folder, _)) = folders.iter().find(|(folder, _)| holds(&bytes, folder)) {
            bail!("{} names {folder}, a folder of this machine; see `flags` in pkg/builder/src/site.rs", in_tree(&path));
        }
    }
    Ok(())
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

/// For whom the page is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// For somebody at work on it: quick to build again, checks its own
    /// arithmetic, names its functions when it fails.
    Work,
    /// For users: small.
    Shipping,
}

/// `cargo pkg build`.
pub fn run() -> Result<()> {
    let site = build(Purpose::Shipping)?;
    step("Weigh what is shipped", || weigh(&site))?;
    println!("\nThe page is in {}", in_tree(&site));
    Ok(())
}

/// Builds the page into `pkg/dist/site` and returns that folder.
pub fn build(purpose: Purpose) -> Result<PathBuf> {
    step("Find what the build needs", tools::wasm_target)?;
    let folders = folders()?;
    let module = step("Compile the front end (the first time takes a minute or two)", || compile(purpose, &folders))?;
    let site = step("Put the page together", || assemble(&module, purpose))?;
    if purpose == Purpose::Shipping {
        step("Make the module small, for old browsers too", || shrink(&site))?;
        step("See that it does not name this machine", || names_no_folder(&site, &folders))?;
    }
    Ok(site)
}

/// Compiles the front end and returns the file of the module, which Cargo is
/// asked for: nobody else knows where it puts things.
fn compile(purpose: Purpose, folders: &[Folder]) -> Result<PathBuf> {
    let mut command = cargo()?;
    command.args(["build", "--package", "tidu-web", "--target", WASM_TARGET]);
    match purpose {
        Purpose::Work => command.args(["--profile", "dev"]),
        // Flags from the environment would take the place of these.
        Purpose::Shipping => {
            command.args(["--profile", "wasm", "--config", &flags(folders)]).env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS")
        }
    };
    say(format!("$ {}", line_of(&command)));
    let output =
        command.arg("--message-format=json-render-diagnostics").stderr(Stdio::inherit()).output().context("could not start cargo")?;
    if !output.status.success() {
        bail!("the front end does not compile; the compiler's words are above");
    }
    let modules = modules_in(&String::from_utf8_lossy(&output.stdout));
    match modules.as_slice() {
        [module] => Ok(module.clone()),
        _ => bail!("tidu-web should compile to one module, not {}; give it exactly one binary", modules.len()),
    }
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

fn assemble(module: &Path, purpose: Purpose) -> Result<PathBuf> {
    let site = root()?.join("pkg/dist/site");
    if site.exists() {
        fs::remove_dir_all(&site).with_context(|| format!("could not empty {}; is it in use?", in_tree(&site)))?;
    }
    fs::create_dir_all(&site).with_context(|| format!("could not make the folder {}", in_tree(&site)))?;
    let mut bindgen = Bindgen::new();
    match purpose {
        Purpose::Work => bindgen.input_path(module).debug(true),
        Purpose::Shipping => bindgen.input_module(NAME, without_claims(module)?).remove_name_section(true).remove_producers_section(true),
    };
    bindgen.out_name(NAME).web(true)?.typescript(false).generate(&site).context("wasm-bindgen could not join the module to the browser")?;
    let web = root()?.join("web");
    for name in PAGE {
        fs::copy(web.join(name), site.join(name)).with_context(|| format!("could not copy web/{name} into the page"))?;
    }
    say(format!("written to {}", in_tree(&site)));
    Ok(site)
}

/// Reads a module and drops its list of the features it uses. That list still
/// names those of the standard library, and wasm-bindgen would take it as leave
/// to use references, which old browsers do not know.
fn without_claims(module: &Path) -> Result<walrus::Module> {
    let mut module = walrus::Module::from_file(module).with_context(|| format!("could not read the module {}", module.display()))?;
    module.customs.remove_raw("target_features");
    Ok(module)
}

/// Lets wasm-opt rewrite the module in its place, where there is a wasm-opt.
fn shrink(site: &Path) -> Result<()> {
    let module = format!("{NAME}_bg.wasm");
    for what in [&LOWER[..], &SHRINK[..]] {
        let Some(mut command) = tools::wasm_opt()? else {
            return Ok(());
        };
        steps::run(command.args(what).args([&module, "-o", &module]).current_dir(site))?;
    }
    Ok(())
}

/// Prints the size of each file, as it lies there and as a server that
/// compresses sends it.
fn weigh(site: &Path) -> Result<()> {
    let mut names: Vec<_> =
        fs::read_dir(site)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect::<Result<_>>()?;
    names.sort();
    say(format!("{:>10} {:>10}  file", "bytes", "brotli 11"));
    let (mut raw, mut packed) = (0, 0);
    for name in names {
        let bytes = fs::read(site.join(&name))?;
        let brotli = brotli_size(&bytes)?;
        say(format!("{:>10} {brotli:>10}  {name}", bytes.len()));
        raw += bytes.len();
        packed += brotli;
    }
    say(format!("{raw:>10} {packed:>10}  in all"));
    Ok(())
}

fn brotli_size(mut bytes: &[u8]) -> Result<usize> {
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut packed, &settings)?;
    Ok(packed.len())
}

/// A path as seen from the root of the tree, for messages.
fn in_tree(path: &Path) -> String {
    let inside = root().ok().and_then(|root| path.strip_prefix(root).ok().map(Path::to_owned));
    inside.unwrap_or_else(|| path.to_owned()).display().to_string()
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

    #[test]
    fn folders_of_the_machine_are_given_short_names_and_found() {
        let folders = [("C:\\src \"x\"".to_owned(), "tidu"), ("/home/a".to_owned(), "packages")];
        let told = flags(&folders);
        let (key, value) = told.split_once('=').unwrap();
        assert_eq!(key, "target.wasm32-unknown-unknown.rustflags");
        // What JSON quotes, TOML reads alike.
        let value: Vec<String> = serde_json::from_str(value).unwrap();
        assert_eq!(value, ["-Ctarget-cpu=mvp", "--remap-path-prefix=C:\\src \"x\"=tidu", "--remap-path-prefix=/home/a=packages"]);
        assert!(holds(b"\0/home/a/core/src/lib.rs\0", "/home/a") && !holds(b"tidu/core/src/lib.rs", "/home/a"));
    }

    #[test]
    fn what_repeats_itself_packs_well() {
        let packed = brotli_size("梯度".repeat(1000).as_bytes()).unwrap();
        assert!(packed < 100, "{packed}");
    }
}
