//! Builds the page: the front end's module and its JavaScript beside the files
//! a person wrote.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::module::{self, Purpose};
use crate::steps::{root, say, step};
use crate::tools;

/// The files of the page that are written by hand and shipped as they are.
const PAGE: [&str; 2] = ["index.html", "style.css"];

/// `cargo pkg build`.
pub fn run() -> Result<()> {
    let site = build(Purpose::Shipping)?;
    step("Weigh what is shipped", || weigh(&site))?;
    println!("\nThe page is in {}", in_tree(&site));
    Ok(())
}

/// Builds the page into `pkg/dist/site` and returns that folder.
pub fn build(purpose: Purpose) -> Result<PathBuf> {
    step("Find what the build needs", tools::wasm_target)?;
    let module = step("Compile the front end (the first time takes a minute or two)", || module::compile(&module::PAGE, purpose))?;
    let site = step("Put the page together", || assemble(&module, purpose))?;
    if purpose == Purpose::Shipping {
        step("Make the module small, for old browsers too", || module::shrink(&module::PAGE, &site))?;
    }
    Ok(site)
}

fn assemble(module: &Path, purpose: Purpose) -> Result<PathBuf> {
    let site = root()?.join("pkg/dist/site");
    if site.exists() {
        fs::remove_dir_all(&site).with_context(|| format!("could not empty {}; is it in use?", in_tree(&site)))?;
    }
    fs::create_dir_all(&site).with_context(|| format!("could not make the folder {}", in_tree(&site)))?;
    module::join(&module::PAGE, module, purpose, &site)?;
    let web = root()?.join("web");
    for name in PAGE {
        fs::copy(web.join(name), site.join(name)).with_context(|| format!("could not copy web/{name} into the page"))?;
    }
    say(format!("written to {}", in_tree(&site)));
    Ok(site)
}

/// Prints the size of each file in a folder, as it lies there and as a server that
/// compresses sends it.
pub fn weigh(folder: &Path) -> Result<()> {
    let entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    let files = entries.iter().filter(|entry| entry.path().is_file());
    let mut names: Vec<_> = files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    say(format!("{:>10} {:>10}  file", "bytes", "brotli 11"));
    let (mut raw, mut packed) = (0, 0);
    for name in names {
        let bytes = fs::read(folder.join(&name))?;
        let brotli = brotli_size(&bytes)?;
        say(format!("{:>10} {brotli:>10}  {name}", bytes.len()));
        raw += bytes.len();
        packed += brotli;
    }
    say(format!("{raw:>10} {packed:>10}  in all"));
    Ok(())
}

pub fn brotli_size(mut bytes: &[u8]) -> Result<usize> {
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut packed, &settings)?;
    Ok(packed.len())
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
    fn what_repeats_itself_packs_well() {
        let packed = brotli_size("梯度".repeat(1000).as_bytes()).unwrap();
        assert!(packed < 100, "{packed}");
    }
}
