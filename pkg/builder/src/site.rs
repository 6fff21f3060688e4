//! Builds what is shipped into `pkg/dist`: the hosted page in `site/`, and the single page `tidu.html`, both from one
//! compiled module and one template, `web/index.html`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::module::{self, Purpose};
use crate::steps::{root, say, step};
use crate::{offline, sheet, single, tools, weigh};

/// The files of the page that are written by hand and shipped as they are.
const PAGE: [&str; 5] = ["style.css", "start.js", "offline.js", "site.webmanifest", "icon.svg"];

/// Where the template wants the sheet of criteria and policies, and the fingerprint of the rules.
const SHEET: &str = "<!-- sheet -->";
const RULES: &str = "<!-- rules -->";

/// Where it wants the style of what is painted first, and between which marks that stands in style.css.
const STYLE: &str = "<!-- style -->";
const FIRST_PAINT: [&str; 2] = ["/* first paint: ", "/* end of the first paint */"];

/// `cargo pkg build`.
pub fn run() -> Result<()> {
    build(Purpose::Shipping)?;
    let dist = dist()?;
    step("Weigh what is shipped", || weigh::weigh(&dist))?;
    println!("\nThe page is in {0}/site, and in one file, {0}/tidu.html", in_tree(&dist));
    Ok(())
}

/// Builds the page into `pkg/dist/site` and returns that folder; for shipping, `pkg/dist/tidu.html` too.
pub fn build(purpose: Purpose) -> Result<PathBuf> {
    step("Find what the build needs", tools::wasm_target)?;
    let module = step("Compile the front end (the first time takes a minute or two)", || module::compile(purpose))?;
    let dist = dist()?;
    let site = dist.join("site");
    step("Put the page together", || assemble(&module, purpose, &dist))?;
    if purpose == Purpose::Shipping {
        step("Make the module small, for old browsers too", || module::shrink(&site))?;
        step("Put all of it into one file", || single::write(&site, &dist.join("tidu.html")))?;
    }
    step("Keep it for when there is no network", || offline::write(&site, purpose))?;
    Ok(site)
}

fn assemble(module: &Path, purpose: Purpose, dist: &Path) -> Result<()> {
    if dist.exists() {
        fs::remove_dir_all(dist).with_context(|| format!("could not empty {}; is it in use?", in_tree(dist)))?;
    }
    let site = dist.join("site");
    fs::create_dir_all(&site).with_context(|| format!("could not make the folder {}", in_tree(&site)))?;
    module::join(module, purpose, &site)?;
    let web = root()?.join("web");
    for name in PAGE {
        fs::copy(web.join(name), site.join(name)).with_context(|| format!("could not copy web/{name} into the page"))?;
    }
    let template = fs::read_to_string(web.join("index.html")).context("could not read web/index.html")?;
    let rules = tidu_core::packs::fingerprint(tidu_core::packs::BUILT_IN);
    let page = put(&template, SHEET, &sheet::sheet()?)?;
    let page = put(&page, RULES, &format!(r#"<meta name="tidu-rules" content="{rules}" />"#))?;
    let style = fs::read_to_string(site.join("style.css")).context("could not read style.css")?;
    let page = put(&page, STYLE, &first_style(&style)?)?;
    fs::write(site.join("index.html"), page).context("could not write index.html")?;
    say(format!("written to {}", in_tree(&site)));
    Ok(())
}

/// The element with the style of what is painted first, so that nobody waits for a second file to see something.
pub fn first_style(style: &str) -> Result<String> {
    let [begin, end] = FIRST_PAINT;
    let part = style.split_once(begin).and_then(|(_, after)| after.split_once("*/\n")?.1.split_once(end));
    let (part, _) = part.context("style.css does not mark what is painted first")?;
    Ok(format!("<style>\n{part}</style>"))
}

/// Puts something into a page in place of a mark, which has to stand there once.
pub fn put(page: &str, mark: &str, what: &str) -> Result<String> {
    match page.split(mark).collect::<Vec<_>>().as_slice() {
        [before, after] => Ok(format!("{before}{what}{after}")),
        parts => bail!("web/index.html should have `{mark}` once, not {} times", parts.len() - 1),
    }
}

fn dist() -> Result<PathBuf> {
    Ok(root()?.join("pkg/dist"))
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
    fn a_mark_stands_once_or_the_build_fails() {
        assert_eq!(put("a<!-- x -->b", "<!-- x -->", "1").unwrap(), "a1b");
        assert!(put("ab", "<!-- x -->", "1").unwrap_err().to_string().contains("not 0 times"));
        assert!(put("xx", "x", "1").unwrap_err().to_string().contains("not 2 times"));
    }
}
