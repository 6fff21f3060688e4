//! Builds the npm package: the headless module, a loader, TypeScript's types and the JSON Schemas, in `pkg/dist/npm`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use tidu_core::schema;

use crate::module::{self, HEADLESS, Purpose};
use crate::site::{brotli_size, in_tree, weigh};
use crate::steps::{root, say, step};
use crate::tools;
use crate::types::types;

/// The files of the package that are written by hand and shipped as they are; `package.json` is only given its version.
const WRITTEN: [&str; 5] = ["README.md", "api.js", "index.js", "node.js", "index.d.ts"];

/// What the module with all packs may weigh after Brotli 11, in bytes.
const BUDGET: usize = 130_000;

/// Whether the build fails past the budget. Not yet: the core is being made smaller, and until it fits the build says by
/// how much it does not.
const BUDGET_BINDS: bool = false;

/// `cargo pkg build`: the package, weighed.
pub fn run() -> Result<()> {
    let folder = build()?;
    step("Weigh the package", || {
        weigh(&folder)?;
        match over_budget(brotli_size(&fs::read(folder.join(HEADLESS.module()))?)?) {
            Some(told) if BUDGET_BINDS => bail!(told),
            Some(told) => say(format!("PAST THE BUDGET: {told}")),
            None => {}
        }
        Ok(())
    })?;
    println!("\nThe npm package is in {}", in_tree(&folder));
    Ok(())
}

/// Builds the package into `pkg/dist/npm` and returns that folder.
pub fn build() -> Result<PathBuf> {
    step("Find what the build needs", tools::wasm_target)?;
    let module = step("Compile the module for programs", || module::compile(&HEADLESS, Purpose::Shipping))?;
    let folder = step("Put the npm package together", || assemble(&module))?;
    step("Make its module small, for old engines too", || module::shrink(&HEADLESS, &folder))?;
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

/// By how much the module is past its budget, in words.
fn over_budget(brotli: usize) -> Option<String> {
    let over = brotli.checked_sub(BUDGET).filter(|over| *over > 0)?;
    Some(format!("the module for programs weighs {brotli} bytes after Brotli 11 and may weigh {BUDGET}; make it smaller by {over}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_a_budget() {
        assert_eq!(over_budget(BUDGET), None);
        assert!(over_budget(BUDGET + 1).is_some_and(|told| told.ends_with("make it smaller by 1")));
    }
}
