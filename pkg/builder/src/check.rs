//! What the compiler, clippy and the formatter can judge without running
//! anything.

use anyhow::Result;

use crate::steps::{self, cargo, step};
use crate::tools::{self, WASM_TARGET};

/// `cargo pkg check`.
pub fn run() -> Result<()> {
    step("Find what the checks need", || {
        tools::cargo_components()?;
        tools::wasm_target()
    })?;
    step("Check the format", || steps::run(cargo()?.args(["fmt", "--all", "--check"])))?;
    step("Check with clippy, for this computer", || {
        steps::run(
            cargo()?
                .args(["clippy", "--workspace", "--all-targets"])
                .args(["--features", "tidu-tests/browsers,tidu-tests/package,tidu-web/fuzz,tidu-web/library"])
                .args(["--", "-D", "warnings"]),
        )
    })?;
    step("Check with clippy, for the browser", || {
        steps::run(
            cargo()?
                .args(["clippy", "--package", "tidu-web", "--package", "tidu-api", "--target", WASM_TARGET])
                .args(["--", "-D", "warnings"]),
        )
    })?;
    // Whoever embeds the core reads it as a manual; a link in it that leads nowhere is a fault.
    step("Check the manual of the core", || {
        steps::run(cargo()?.args(["doc", "--package", "tidu-core", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
    })
}
