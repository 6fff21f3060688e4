//! The host pages that a bundler makes of the npm package as it is shipped; `tests/browsers/hosts.rs` visits them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::npm::copy;
use crate::steps::{root, run, say, step};
use crate::tools;
use crate::tree::in_tree;

/// The folders of `pkg/hosts`, each a project with a page.
const HOSTS: [&str; 2] = ["react", "vue"];

/// Builds the pages as somebody would who has installed the package, and returns the folder they are in.
pub fn build(package: &Path) -> Result<PathBuf> {
    step("Find what the host pages in React and Vue are made with", || tools::for_hosts(&HOSTS))?;
    step("Lay the package into them", || lay(package))?;
    let built = root()?.join("target/hosts");
    for host in HOSTS {
        step(&format!("Check the types of the host page in {host} and build it with Vite"), || {
            let place = built.join(host);
            let mut command = tools::npm()?;
            command.args(["run", "build", "--workspace", host, "--", "--emptyOutDir", "--outDir"]).arg(&place);
            run(command.current_dir(root()?.join("pkg/hosts")))
                .context("the page could not be built; its own words are above. Vite runs in Node.js 20.19 or later")?;
            say(format!("written to {}", in_tree(&place)));
            Ok(())
        })?;
    }
    Ok(built)
}

/// Lays the package in as npm does, which would not do it again for the same version.
fn lay(package: &Path) -> Result<()> {
    let place = root()?.join("pkg/hosts/node_modules/tidu");
    if place.exists() {
        fs::remove_dir_all(&place).with_context(|| format!("could not empty {}", in_tree(&place)))?;
    }
    copy(package, &place)
}
