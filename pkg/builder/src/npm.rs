//! Builds the npm package: the headless module, a loader, TypeScript's types and the JSON Schemas, and the element, in
//! `pkg/dist/npm`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;
use tidu_core::schema;

use crate::again;
use crate::element;
use crate::module::{self, HEADLESS, Purpose};
use crate::sheet::rules;
use crate::steps::{root, say, step};
use crate::tools;
use crate::tree::{hand, in_tree};
use crate::types;
use crate::weigh::files_under;

/// The files of the package that are written by hand and shipped as they are; `package.json` is only given its version.
const WRITTEN: [&str; 7] = ["README.md", "api.js", "index.js", "node.js", "index.d.ts", "element/react.d.ts", "element/vue.d.ts"];

/// The licences, which stand once in the tree, at its top.
const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// Builds the package into `pkg/dist/npm`, of the element that was built beside it, and returns that folder.
pub fn build() -> Result<PathBuf> {
    step("Find what the build needs", tools::wasm_target)?;
    let module = step("Compile the module for programs", || module::compile(&HEADLESS, Purpose::Shipping))?;
    let folder = folder()?;
    make(&module, &folder)?;
    Ok(folder)
}

/// Makes the package a second time, of the same module, and sees that it is the same.
pub fn again() -> Result<()> {
    let module = step("Find the compiled module for programs", || module::compile(&HEADLESS, Purpose::Shipping))?;
    again::same(&folder()?, |other| make(&module, other))
}

fn folder() -> Result<PathBuf> {
    Ok(root()?.join("pkg/dist/npm"))
}

fn make(module: &Path, folder: &Path) -> Result<()> {
    step("Put the npm package together", || assemble(module, folder))?;
    step("Make its module small, for old engines too", || module::shrink(&HEADLESS, folder))?;
    step("See that it does not name this machine", || module::names_no_place(folder))
}

fn assemble(module: &Path, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("could not empty {}; is it in use?", in_tree(folder)))?;
    }
    fs::create_dir_all(folder.join("schema")).with_context(|| format!("could not make the folder {}", in_tree(folder)))?;
    module::join(&HEADLESS, module, Purpose::Shipping, folder)?;
    with_element(&root()?.join("pkg/dist/element"), &folder.join("element"))?;
    let template = root()?.join("pkg/npm");
    for name in WRITTEN {
        fs::copy(template.join(name), folder.join(name)).with_context(|| format!("could not copy pkg/npm/{name} into the package"))?;
    }
    for name in LICENCES {
        fs::copy(root()?.join(name), folder.join(name)).with_context(|| format!("could not copy {name} into the package"))?;
    }
    let about = hand("pkg/npm/package.json")?;
    let about = about.replace("\"version\": \"0.0.0\"", concat!("\"version\": \"", env!("CARGO_PKG_VERSION"), "\""));
    fs::write(folder.join("package.json"), about)?;
    described(folder)?;
    say(format!("written to {}", in_tree(folder)));
    Ok(())
}

/// Lays the element into the package, and beside its plain script the same as a module.
fn with_element(built: &Path, folder: &Path) -> Result<()> {
    copy(built, folder)?;
    fs::write(folder.join("index.js"), element::module(built)?).context("could not write the element's module")?;
    // In the package the types stand once.
    fs::write(folder.join("types.d.ts"), "export type * from \"../types.js\";\n").context("could not write the element's types")
}

/// Copies all files of a folder into another.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in files_under(from).with_context(|| format!("{} is not there", in_tree(from)))? {
        let copy = to.join(file.strip_prefix(from)?);
        fs::create_dir_all(copy.parent().unwrap_or(to))?;
        fs::copy(&file, &copy).with_context(|| format!("could not copy {}", in_tree(&file)))?;
    }
    Ok(())
}

/// Writes the schemas, and the types that are made of them.
fn described(folder: &Path) -> Result<()> {
    let rules = rules()?;
    let write = |name: &str, schema: &Value| -> Result<()> {
        fs::write(folder.join(format!("schema/{name}.schema.json")), format!("{schema:#}\n"))
            .with_context(|| format!("could not write the schema {name}"))
    };
    write("case", &schema::case(&rules.vocabulary))?;
    write("pack", &schema::pack())?;
    for (call, schema) in schema::reports(&rules.vocabulary) {
        write(call, &schema)?;
    }
    fs::write(folder.join("types.d.ts"), types::all()?).context("could not write the types")
}
