//! All that is shipped, one after the other, and what it weighs.

use anyhow::Result;

use crate::module::Purpose;
use crate::steps::step;
use crate::tree::{dist, in_tree};
use crate::{library, npm, site, weigh};

/// `cargo pkg build`.
pub fn run() -> Result<()> {
    site::build(Purpose::Shipping)?;
    npm::build()?;
    library::build()?;
    let dist = dist()?;
    step("Weigh what is shipped", || weigh::weigh(&dist))?;
    println!(
        "\nIn {}: the page (site), the same in one file (tidu.html), the element (element), the npm package (npm), the library of an office (library, library.html)",
        in_tree(&dist)
    );
    Ok(())
}
