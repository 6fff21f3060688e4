//! The service worker: what keeps the hosted page for when there is no network. It is made last, from the files as they
//! are shipped.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::module::Purpose;
use crate::steps::say;
use crate::weigh::{files_under, integrity};

const WORKER: &str = "service-worker.js";

/// The worker of a page that is still being worked on: whoever has built it for shipping before, and served it at the
/// same address, would be shown that old page for ever.
const FAREWELL: &str = r#"self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const go = async () => {
    for (const name of await caches.keys()) if (name.startsWith(`tidu ${registration.scope} `)) await caches.delete(name);
    await registration.unregister();
  };
  event.waitUntil(go());
});
"#;

/// Writes the worker of the page in the folder.
pub fn write(site: &Path, purpose: Purpose) -> Result<()> {
    let worker = match purpose {
        Purpose::Work => FAREWELL.to_owned(),
        Purpose::Shipping => {
            let mut files = Map::new();
            for path in files_under(site)? {
                let name = path.strip_prefix(site)?.to_string_lossy().replace('\\', "/");
                let name = if name == "index.html" { "./".to_owned() } else { name };
                files.insert(name, Value::from(integrity(&fs::read(&path)?)));
            }
            say(format!("{} files are kept for when there is no network", files.len()));
            worker(&Value::from(files))
        }
    };
    fs::write(site.join(WORKER), worker).with_context(|| format!("could not write {WORKER}"))
}

/// The worker that keeps these files; its version is theirs and its own.
fn worker(files: &Value) -> String {
    const TEMPLATE: &str = include_str!("worker.js");
    let version: String = Sha256::digest(format!("{files}{TEMPLATE}")).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    TEMPLATE.replace("{version}", &version).replace("{files}", &format!("{files:#}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn another_file_is_another_version() {
        let one = worker(&json!({"./": "sha384-a"}));
        assert!(one.contains(r#""./": "sha384-a""#) && !one.contains("{version}"), "{one}");
        let version = |worker: &str| worker.lines().find(|line| line.starts_with("const VERSION")).map(str::to_owned);
        assert_ne!(version(&one), version(&worker(&json!({"./": "sha384-b"}))));
        assert_eq!(one, worker(&json!({"./": "sha384-a"})));
    }
}
