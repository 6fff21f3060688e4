//! That the same commit makes the same bytes.
//!
//! What is shipped is made a second time in another folder, from the same compiled modules, and compared file by file:
//! joined to JavaScript, made small, turned into JavaScript, packed into one file, hashed for the worker, put into schemas
//! and types. The compiler is not run a second time, which would take minutes in every test; that it does not write down
//! where it works is what [`crate::module::names_no_place`] sees to.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::steps::{root, say};
use crate::weigh::files_under;

/// Makes a folder once more by the same steps, and fails where anything in it is another.
pub fn same(folder: &Path, make: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let other = root()?.join("target/again").join(folder.file_name().context("a folder has a name")?);
    if other.exists() {
        fs::remove_dir_all(&other)?;
    }
    make(&other)?;
    let compared = compare(&contents(folder)?, &contents(&other)?)?;
    fs::remove_dir_all(&other)?;
    say(format!("{compared} files are the same, byte by byte"));
    Ok(())
}

type Contents = BTreeMap<PathBuf, Vec<u8>>;

fn contents(folder: &Path) -> Result<Contents> {
    files_under(folder)?.into_iter().map(|file| Ok((file.strip_prefix(folder)?.to_owned(), fs::read(&file)?))).collect()
}

/// How many files there are, which have to be the same.
fn compare(all: &Contents, again: &Contents) -> Result<usize> {
    ensure!(!all.is_empty(), "there is nothing to compare");
    let once = all.keys().filter(|name| !again.contains_key(*name)).chain(again.keys().filter(|name| !all.contains_key(*name)));
    let once: Vec<_> = once.map(|name| name.display().to_string()).collect();
    ensure!(once.is_empty(), "made only once of two times: {}", once.join(", "));
    for ((name, a), b) in all.iter().zip(again.values()) {
        let at = a.iter().zip(b).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len()));
        ensure!(
            a == b,
            "{} is another when it is made again: {} and {} bytes, different from byte {at} on",
            name.display(),
            a.len(),
            b.len()
        );
    }
    Ok(all.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_or_one_file_more_is_told() {
        let contents =
            |files: &[(&str, &str)]| files.iter().map(|(name, text)| (name.into(), text.as_bytes().to_vec())).collect::<Contents>();
        let one = contents(&[("in/a", "梯度"), ("b", "")]);
        for (again, expected) in [
            (contents(&[("in/a", "梯度"), ("b", "")]), Ok(2)),
            (
                contents(&[("in/a", "梯队"), ("b", "")]),
                Err("in/a is another when it is made again: 6 and 6 bytes, different from byte 3 on"),
            ),
            (
                contents(&[("in/a", "梯度。"), ("b", "")]),
                Err("in/a is another when it is made again: 6 and 9 bytes, different from byte 6 on"),
            ),
            (contents(&[("in/a", "梯度")]), Err("made only once of two times: b")),
            (contents(&[("in/a", "梯度"), ("b", ""), ("c", "")]), Err("made only once of two times: c")),
        ] {
            assert_eq!(compare(&one, &again).map_err(|error| error.to_string()), expected.map_err(str::to_owned));
        }
        assert!(compare(&Contents::new(), &Contents::new()).is_err());
    }
}
