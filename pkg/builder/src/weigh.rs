//! What is shipped, weighed: sizes against their budgets, and a manifest for whoever embeds it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, bail};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::json;
use sha2::{Digest, Sha384};

use crate::steps::say;

/// What no file may outweigh as it lies on the disk, in bytes.
const BUDGETS: [(&str, usize); 1] = [("tidu.html", 900_000)];

/// What this should weigh after Brotli 11, in bytes. It does not yet: the build says by how much and goes on.
const GOALS: [(&str, usize); 1] = [("npm/tidu_bg.wasm", 130_000)];

/// What the element may weigh as a server that compresses sends it: what every page that embeds it loads.
const ELEMENT: usize = 220_000;
const ELEMENT_FILES: [&str; 4] =
    ["element/tidu-assessment.js", "element/tidu-assessment-core.js", "element/tidu-assessment.wasm", "element/tidu-assessment.css"];

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
        let budget = BUDGETS.iter().find(|(of, _)| of == name).map(|(_, most)| *most);
        let told = budget.map(|most| format!("   (budget {most})")).unwrap_or_default();
        say(format!("{:>10} {brotli:>10}  {name}{told}", bytes.len()));
        files.push((name.as_str(), bytes.len(), brotli, integrity(bytes)));
    }
    let element: usize = files.iter().filter(|(name, ..)| ELEMENT_FILES.contains(name)).map(|(_, _, brotli, _)| brotli).sum();
    say(format!("{:>10} {element:>10}  the element, all that is loaded   (budget {ELEMENT})", ""));
    if element > ELEMENT {
        say(format!("!! THE ELEMENT IS OVER BUDGET by {} bytes", element - ELEMENT));
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
    for (name, bytes, brotli, _) in &files {
        over_budget(name, *bytes)?;
        if let Some((_, most)) = GOALS.iter().find(|(of, most)| of == name && brotli > most) {
            say(format!("PAST ITS GOAL: {name} weighs {brotli} bytes after Brotli 11 and should weigh {most}"));
        }
    }
    Ok(())
}

/// The value of the attribute `integrity` that only these bytes satisfy.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

fn over_budget(name: &str, bytes: usize) -> Result<()> {
    match BUDGETS.iter().find(|(of, most)| *of == name && bytes > *most) {
        Some((_, most)) => bail!("{name} has {bytes} bytes and may have {most}; make it smaller by {}", bytes - most),
        None => Ok(()),
    }
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
        assert!(over_budget("tidu.html", 900_000).is_ok());
        let told = over_budget("tidu.html", 900_001).unwrap_err().to_string();
        assert_eq!(told, "tidu.html has 900001 bytes and may have 900000; make it smaller by 1");
        assert!(over_budget("style.css", 900_001).is_ok());
    }
}
