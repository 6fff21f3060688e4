//! What is shipped, weighed: sizes against their budgets, and a manifest for whoever embeds it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, bail, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::json;
use sha2::{Digest, Sha384};

use crate::steps::say;

/// What may not outweigh a number of bytes: as it lies on the disk, or as a server that compresses sends it.
struct Budget {
    what: &'static str,
    /// The files, weighed together.
    of: &'static [&'static str],
    /// Whether they are weighed after Brotli 11.
    packed: bool,
    /// The most there may be; the build fails past it.
    most: usize,
    /// What was asked for, where that is not reached.
    aim: Option<usize>,
}

/// The budgets. Two of them stand at what is reached and not at what was asked for, so that nothing grows unseen;
/// docs/maintain.md, "Not done yet", says what lies between.
const BUDGETS: [Budget; 4] = [
    Budget { what: "the page in one file, on the disk", of: &["tidu.html"], packed: false, most: 1_125_000, aim: None },
    Budget {
        what: "the element, all that is loaded, after Brotli 11",
        of: &[
            "element/tidu-assessment.js",
            "element/tidu-assessment-core.js",
            "element/tidu-assessment.wasm",
            "element/tidu-assessment.css",
        ],
        packed: true,
        most: 620_000,
        aim: Some(220_000),
    },
    Budget { what: "the library of an office in one file, on the disk", of: &["library.html"], packed: false, most: 2_600_000, aim: None },
    Budget { what: "the module for programs, after Brotli 11", of: &["npm/tidu_bg.wasm"], packed: true, most: 390_000, aim: Some(130_000) },
];

/// Prints the size of each file of the folder, as it lies there and as a server that compresses sends it, and writes
/// `manifest.json` beside them: the version, the fingerprint of the rules, and of each file its size and the value of
/// the attribute `integrity`. Fails where a budget is passed.
pub fn weigh(dist: &Path) -> Result<()> {
    say(format!("{:>10} {:>10}  file", "bytes", "brotli 11"));
    say("                       (9 above 4 MB)");
    let mut files = Vec::new();
    let mut contents = Vec::new();
    for path in files_under(dist)? {
        let name = path.strip_prefix(dist)?.to_string_lossy().replace('\\', "/");
        if name != "manifest.json" {
            contents.push((name, fs::read(&path)?));
        }
    }
    // Compressing takes most of the time, and some files stand in more than one folder.
    let sizes: BTreeMap<&[u8], usize> = thread::scope(|scope| {
        let different: BTreeSet<&[u8]> = contents.iter().map(|(_, bytes)| bytes.as_slice()).collect();
        let begun: Vec<_> = different.into_iter().map(|bytes| (bytes, scope.spawn(|| brotli_size(bytes)))).collect();
        begun.into_iter().map(|(bytes, size)| Ok((bytes, size.join().expect("compressing does not panic")?))).collect::<Result<_>>()
    })?;
    for (name, bytes) in &contents {
        let brotli = sizes[bytes.as_slice()];
        say(format!("{:>10} {brotli:>10}  {name}", bytes.len()));
        files.push((name.as_str(), bytes.len(), brotli, integrity(bytes)));
    }
    let listed: Vec<_> = files
        .iter()
        .map(|(path, bytes, brotli, integrity)| json!({"path": path, "bytes": bytes, "brotli": brotli, "integrity": integrity}))
        .collect();
    let manifest = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "rules": format!("sha256-{}", tidu_core::packs::fingerprint(tidu_core::packs::BUILT_IN)),
        "files": listed,
    });
    fs::write(dist.join("manifest.json"), format!("{manifest:#}\n")).context("could not write the manifest")?;
    for budget in &BUDGETS {
        let weighed = files.iter().filter(|(name, ..)| budget.of.contains(name));
        let bytes: Vec<usize> = weighed.map(|(_, bytes, brotli, _)| if budget.packed { *brotli } else { *bytes }).collect();
        ensure!(bytes.len() == budget.of.len(), "{}: not all of {} is there", budget.what, budget.of.join(", "));
        say(budget.judge(bytes.iter().sum())?);
    }
    Ok(())
}

impl Budget {
    /// What there is to say of a weight within it.
    fn judge(&self, bytes: usize) -> Result<String> {
        let Budget { what, most, .. } = self;
        if bytes > *most {
            bail!(
                "{what}: {bytes} bytes, and at most {most} are allowed; make it smaller by {} (without the component rust-src \
                 it is larger by a tenth)",
                bytes - most
            );
        }
        let aim = self.aim.map(|aim| format!("; {aim} were asked for, {} less", bytes.saturating_sub(aim))).unwrap_or_default();
        Ok(format!("{what}: {bytes} bytes of at most {most}{aim}"))
    }
}

/// The value of the attribute `integrity` that only these bytes satisfy.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

/// Every file under a folder, in the order of their names.
pub fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.append(&mut files_under(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// From which size on a file is compressed more quickly and less well.
const LARGE: usize = 4_000_000;

fn brotli_size(mut bytes: &[u8]) -> Result<usize> {
    // At 11 the largest file, which has no budget and is seldom loaded, would take a minute alone.
    let quality = if bytes.len() > LARGE { 9 } else { 11 };
    let settings = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut packed, &settings)?;
    Ok(packed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_itself_packs_well() {
        let packed = brotli_size("梯度".repeat(1000).as_bytes()).unwrap();
        assert!(packed < 100, "{packed}");
    }

    #[test]
    fn a_budget_is_a_budget() {
        let budget = Budget { what: "it", of: &[], packed: true, most: 900, aim: Some(500) };
        assert_eq!(budget.judge(900).unwrap(), "it: 900 bytes of at most 900; 500 were asked for, 400 less");
        let told = budget.judge(901).unwrap_err().to_string();
        assert!(told.starts_with("it: 901 bytes, and at most 900 are allowed; make it smaller by 1"), "{told}");
        let reached = Budget { aim: None, ..budget };
        assert_eq!(reached.judge(1).unwrap(), "it: 1 bytes of at most 900");
    }
}
