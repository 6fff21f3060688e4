//! Builds what is shipped into `pkg/dist`: the hosted page in `site/`, and the single page `tidu.html`, both from one
//! compiled module and one template, `web/index.html`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::module::{self, Purpose};
use crate::steps::{root, say, step};
use crate::tree::{dist, hand, in_tree, put, starting};
use crate::{again, early, element, fallback, offline, sheet, single, tools};

/// The files of the page that are written by hand and shipped as they are.
const PAGE: [&str; 8] =
    ["first.css", "style.css", "offline.js", "site.webmanifest", "icon.svg", "icon-192.png", "icon-512.png", "apple-touch-icon.png"];

/// Where `web/start.js` wants what it does before the program is there.
const EARLY: &str = "  /* early */\n";

/// Where the template wants the sheet of criteria and policies, and the fingerprint of the rules.
const SHEET: &str = "<!-- sheet -->";
const RULES: &str = "<!-- rules -->";

/// Builds the page into `pkg/dist/site` and returns that folder; for shipping, `pkg/dist/tidu.html` too.
pub fn build(purpose: Purpose) -> Result<PathBuf> {
    step("Find what the build needs", tools::wasm_target)?;
    let module = step("Compile the front end (the first time takes a minute or two)", || module::compile(&module::PAGE, purpose))?;
    let dist = dist()?;
    make(&module, purpose, &dist)?;
    Ok(dist.join("site"))
}

/// Makes all of it a second time, of the same module, and sees that it is the same.
pub fn again() -> Result<()> {
    let module = step("Find the compiled front end", || module::compile(&module::PAGE, Purpose::Shipping))?;
    again::same(&dist()?, |other| make(&module, Purpose::Shipping, other))
}

fn make(module: &Path, purpose: Purpose, dist: &Path) -> Result<()> {
    let site = dist.join("site");
    step("Put the page together", || assemble(module, purpose, dist))?;
    if purpose == Purpose::Shipping {
        step("Make the module small, for old browsers too", || module::shrink(&module::PAGE, &site))?;
        step("See that it does not name this machine", || module::names_no_place(&site))?;
        step("Put all of it into one file", || single::write(&site, &dist.join("tidu.html")))?;
    }
    step("Keep it for when there is no network", || offline::write(&site, purpose))?;
    if purpose == Purpose::Shipping {
        // The worker does not keep it: hardly anyone needs it, and it is larger than all the rest.
        step("Make a twin of the module in JavaScript", || fallback::write(&site))?;
    }
    step("Make the element for other people's pages", || element::write(&site, dist))
}

fn assemble(module: &Path, purpose: Purpose, dist: &Path) -> Result<()> {
    if dist.exists() {
        fs::remove_dir_all(dist).with_context(|| format!("could not empty {}; is it in use?", in_tree(dist)))?;
    }
    let site = dist.join("site");
    fs::create_dir_all(&site).with_context(|| format!("could not make the folder {}", in_tree(&site)))?;
    module::join(&module::PAGE, module, purpose, &site)?;
    let web = root()?.join("web");
    for name in PAGE {
        fs::copy(web.join(name), site.join(name)).with_context(|| format!("could not copy web/{name} into the page"))?;
    }
    let start = put(&starting("web/start.js")?, EARLY, &hand("web/early.js")?)?;
    fs::write(site.join("start.js"), start).context("could not write start.js")?;
    let template = hand("web/index.html")?;
    let rules = tidu_core::packs::fingerprint(tidu_core::packs::BUILT_IN);
    let page = early::put_in(&template)?;
    let page = put(&page, SHEET, &sheet::sheet()?)?;
    let page = put(&page, RULES, &format!(r#"<meta name="tidu-rules" content="{rules}" />"#))?;
    fs::write(site.join("index.html"), page).context("could not write index.html")?;
    say(format!("written to {}", in_tree(&site)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::tree::hand;

    /// Browsers of before 2021, which are still about in offices, leave out a rule that says it in one of these words.
    #[test]
    fn the_look_is_said_in_words_that_old_browsers_know() {
        for sheet in ["web/first.css", "web/style.css", "pkg/element/element.css"] {
            let text = hand(sheet).unwrap();
            for word in [" inset:", "margin-inline:", "margin-block:", "padding-inline:", "padding-block:"] {
                let found = text.lines().find(|line| line.contains(word));
                assert_eq!(found, None, "{sheet}: say each side instead of `{}`", word.trim());
            }
        }
    }
}
