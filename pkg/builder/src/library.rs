//! The library of an office: a page of its own in `pkg/dist/library/`, and the same in one file, `library.html`.

use std::fs;

use anyhow::{Context, Result};

use crate::module::{self, LIBRARY, Purpose};
use crate::single;
use crate::steps::{root, step};
use crate::tree::{dist, hand, put, starting};

/// How it looks, in this order.
const LOOKS: [&str; 3] = ["first.css", "style.css", "library.css"];

/// Builds both.
pub fn build() -> Result<()> {
    let module = step("Compile the library of an office", || module::compile(&LIBRARY, Purpose::Shipping))?;
    let dist = dist()?;
    let folder = dist.join("library");
    step("Put its page together", || {
        fs::create_dir_all(&folder).context("could not make the folder of the library")?;
        module::join(&LIBRARY, &module, Purpose::Shipping, &folder)?;
        let web = root()?.join("web");
        for name in LOOKS.into_iter().chain(["icon.svg"]) {
            fs::copy(web.join(name), folder.join(name)).with_context(|| format!("could not copy web/{name} into the library"))?;
        }
        // The glue begins a worker as well.
        let glue = folder.join(LIBRARY.glue());
        let both = fs::read_to_string(&glue).context("could not read the glue")? + "\n" + &hand("web/worker.js")?;
        fs::write(glue, both).context("could not write the glue")?;
        fs::write(folder.join("library.js"), starting("web/library.js")?).context("could not write library.js")?;
        fs::write(folder.join("index.html"), hand("web/library.html")?).context("could not write the page of the library")
    })?;
    step("Make its module small", || module::shrink(&LIBRARY, &folder))?;
    step("See that it does not name this machine", || module::names_no_place(&folder))?;
    step("Put all of it into one file", || {
        let mut page = single::whole(&folder, &LIBRARY, &LOOKS, "library.js", "")?;
        // Its workers are made of the script that it holds.
        for policy in ["; base-uri 'none'; form-action 'none'", "script-src 'unsafe-inline' 'wasm-unsafe-eval'"] {
            page = put(&page, policy, &format!("{policy}; worker-src blob:"))?;
        }
        fs::write(dist.join("library.html"), page).context("could not write library.html")
    })
}
