//! Measures the questions, and the page in a browser beside floors of the same run.

use anyhow::Result;

use crate::module::Purpose;
use crate::steps::{self, cargo, step};
use crate::{engines, site, tools};

/// `cargo pkg bench`: first how many questions it takes, which needs no browser.
pub fn run() -> Result<()> {
    step("Count the questions", || {
        steps::run(cargo()?.args(["bench", "--package", "tidu-tests", "--bench", "questions", "--profile", "dev"]))
    })?;
    step("Find what the measurement needs", || engines::find().and_then(|_| tools::react()))?;
    site::build(Purpose::Shipping)?;
    step("Measure it", || {
        steps::run(cargo()?.args(["bench", "--package", "tidu-tests", "--features", "browsers", "--bench", "page", "--profile", "dev"]))
    })
}
