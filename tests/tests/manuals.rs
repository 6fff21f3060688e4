//! The pages for readers name files that are there, and lead nowhere else.

use std::fs;
use std::path::{Path, PathBuf};

const PAGES: [&str; 5] = ["README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md", "core/packs/README.md"];

fn pages(root: &Path) -> Vec<PathBuf> {
    let docs = fs::read_dir(root.join("docs")).expect("the pages").map(|entry| entry.expect("an entry").path());
    let docs = docs.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    PAGES.iter().map(|page| root.join(page)).chain(docs).collect()
}

/// What stands between two marks, wherever they stand in one line.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    let lines = text.lines().flat_map(|line| line.split(open).skip(1));
    lines.filter_map(|rest| rest.split_once(close).map(|(within, _)| within)).collect()
}

#[test]
fn what_the_pages_name_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut wrong = Vec::new();
    let mut named = 0;
    for page in pages(&root) {
        let text = fs::read_to_string(&page).expect("a page");
        let here = page.parent().expect("it lies in a folder");
        for link in between(&text, "](", ")").into_iter().filter(|link| !link.contains("://")) {
            let file = link.split('#').next().unwrap_or_default();
            named += 1;
            if !here.join(file).exists() {
                wrong.push(format!("{}: the link {link}", page.display()));
            }
        }
        // Of code, what begins as the tree does; what is built or found by chance, or stands for a name, need not be there.
        for path in text.split('`').skip(1).step_by(2).filter(|code| code.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c)))
        {
            let ours = ["core/", "web/", "pkg/", "tests/", "docs/"].iter().any(|top| path.starts_with(top));
            let example = ["TARGET", "pkg/dist", "2027"].iter().any(|part| path.contains(part));
            if ours && !example {
                named += 1;
                if !root.join(path).exists() {
                    wrong.push(format!("{}: {path}", page.display()));
                }
            }
        }
    }
    assert!(named > 100, "only {named} names were found");
    assert!(wrong.is_empty(), "not there:\n{}", wrong.join("\n"));
}
