//! The tree as every step of the build sees it: where things are, and files written by hand with their marks filled in.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::steps::root;

/// Where a script wants what it does about a program that fails, `web/guarded.js`.
pub const GUARDED: &str = "  /* guarded */\n";

/// Where the script of a page wants how it gets at the program, `web/module.js`.
const MODULE: &str = "  /* module */\n";

/// A file of the tree as it is written by hand.
pub fn hand(path: &str) -> Result<String> {
    fs::read_to_string(root()?.join(path)).with_context(|| format!("could not read {path}"))
}

/// The script that starts a page, with what all of them do alike.
pub fn starting(path: &str) -> Result<String> {
    put(&put(&hand(path)?, GUARDED, &hand("web/guarded.js")?)?, MODULE, &hand("web/module.js")?)
}

/// Puts something into a page in place of a mark, which has to stand there once.
pub fn put(page: &str, mark: &str, what: &str) -> Result<String> {
    match page.split(mark).collect::<Vec<_>>().as_slice() {
        [before, after] => Ok(format!("{before}{what}{after}")),
        parts => bail!("the page should have `{mark}` once, not {} times", parts.len() - 1),
    }
}

/// The folder of all that is shipped.
pub fn dist() -> Result<PathBuf> {
    Ok(root()?.join("pkg/dist"))
}

/// A path as seen from the root of the tree, for messages.
pub fn in_tree(path: &Path) -> String {
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
