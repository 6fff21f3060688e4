//! Builds the npm package: the headless module, a loader, TypeScript's types and the JSON Schemas, in `pkg/dist/npm`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use tidu_core::schema;

use crate::module::{self, HEADLESS, Purpose};
use crate::site::in_tree;
use crate::steps::{root, say, step};
use crate::tools;
use crate::types::types;

/// The files of the package that are written by hand and shipped as they are; `package.json` is only given its version.
const WRITTEN: [&str; 5] = ["README.md", "api.js", "index.js", "node.js", "index.d.ts"];

/// Builds the package into `pkg/dist/npm` and returns that folder.
pub fn build() -> Result<PathBuf> {
    step("Find what the build needs", tools::wasm_target)?;
    let module = step("Compile the module for programs", || module::compile(&HEADLESS, Purpose::Shipping))?;
    let folder = step("Put the npm package together", || assemble(&module))?;
    step("Make its module small, for old engines too", || module::shrink(&HEADLESS, &folder))?;
    step("See that it does not name this machine", || module::names_no_place(&folder))?;
    Ok(folder)
}

fn assemble(module: &Path) -> Result<PathBuf> {
    let folder = root()?.join("pkg/dist/npm");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("could not empty {}; is it in use?", in_tree(&folder)))?;
    }
    fs::create_dir_all(folder.join("schema")).with_context(|| format!("could not make the folder {}", in_tree(&folder)))?;
    module::join(&HEADLESS, module, Purpose::Shipping, &folder)?;
    let template = root()?.join("pkg/npm");
    for name in WRITTEN {
        fs::copy(template.join(name), folder.join(name)).with_context(|| format!("could not copy pkg/npm/{name} into the package"))?;
    }
    let about = fs::read_to_string(template.join("package.json")).context("could not read pkg/npm/package.json")?;
    let about = about.replace("\"version\": \"0.0.0\"", concat!("\"version\": \"", env!("CARGO_PKG_VERSION"), "\""));
    fs::write(folder.join("package.json"), about)?;
    described(&folder)?;
    say(format!("written to {}", in_tree(&folder)));
    Ok(folder)
}

/// Writes the schemas, and the types that are made of them.
fn described(folder: &Path) -> Result<()> {
    let Ok(rules) = tidu_core::packs::built_in() else { bail!("the built-in packs do not compile; `tidu check` says why") };
    let write = |name: &str, schema: &Value| -> Result<()> {
        fs::write(folder.join(format!("schema/{name}.schema.json")), format!("{schema:#}\n"))
            .with_context(|| format!("could not write the schema {name}"))
    };
    write("case", &schema::case(&rules.vocabulary))?;
    write("pack", &schema::pack())?;
    for (call, schema) in schema::reports(&rules.vocabulary) {
        write(call, &schema)?;
    }
    fs::write(folder.join("types.d.ts"), types(&schema::definitions(&rules.vocabulary))).context("could not write the types")
}
