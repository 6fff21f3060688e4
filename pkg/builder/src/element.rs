//! The element `<tidu-assessment>` for other people's pages: a script that announces it, and beside it the module, the
//! JavaScript that joins it to the browser, and the look. All are made of what the hosted page is made of.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::fallback::FALLBACK;
use crate::module::PAGE;
use crate::screen::Screen;
use crate::tree::{GUARDED, hand, put};

/// What the names of all files begin with; the script finds the others by it.
const NAME: &str = "tidu-assessment";

/// What the names of the files end with that the script loads.
const LOADED: [&str; 4] = ["-core.js", ".wasm", ".css", "-fallback.js"];

/// Writes the element, from the hosted page, and the page that shows nothing else, for frames.
pub fn write(site: &Path, dist: &Path) -> Result<()> {
    let (folder, frame) = (dist.join("element"), dist.join("frame"));
    fs::create_dir_all(&folder)?;
    fs::create_dir_all(&frame)?;
    fs::write(folder.join(format!("{NAME}.js")), script("null")?)?;
    fs::write(
        folder.join(format!("{NAME}-core.js")),
        core(&fs::read_to_string(site.join(PAGE.glue())).context("could not read what joins the module to the browser")?),
    )?;
    let style = put(&hand("pkg/element/element.css")?, "/* style */", &look()?)?;
    fs::write(folder.join(format!("{NAME}.css")), in_ascii(&for_element(&style), |letter| format!("\\{:x} ", u32::from(letter))))?;
    fs::copy(site.join(PAGE.module()), folder.join(format!("{NAME}.wasm")))?;
    // It is made for shipping only, and where there is the tool for it.
    if site.join(FALLBACK).is_file() {
        fs::copy(site.join(FALLBACK), folder.join(format!("{NAME}-fallback.js")))?;
    }
    let screens = Screen::ALL.iter().map(|screen| format!("\"{}\"", screen.id())).collect::<Vec<_>>().join(" | ");
    fs::write(folder.join(format!("{NAME}.d.ts")), put(&hand(&format!("pkg/element/{NAME}.d.ts"))?, "\"/* screens */\"", &screens)?)?;
    fs::write(folder.join("types.d.ts"), crate::types::all()?).context("could not write the types")?;
    for name in ["index.html", "frame.js", "frame.css"] {
        fs::write(frame.join(name), hand(&format!("pkg/frame/{name}"))?)?;
    }
    Ok(())
}

/// The script that announces the element, as a module for bundlers, which find the other files by where it says they are.
pub fn module(folder: &Path) -> Result<String> {
    let there = LOADED.iter().filter(|ending| folder.join(format!("{NAME}{ending}")).is_file());
    let placed = there.map(|ending| format!(r#"    "{ending}": new URL("./{NAME}{ending}", import.meta.url).href,"#));
    script(&format!("{{\n{}\n  }}", placed.collect::<Vec<_>>().join("\n")))
}

/// The script, with where the other files are, in JavaScript.
fn script(placed: &str) -> Result<String> {
    let script = hand(&format!("pkg/element/{NAME}.js"))?;
    let script = put(&script, GUARDED, &hand("web/guarded.js")?)?;
    let script = put(&put(&script, "<!-- version -->", env!("CARGO_PKG_VERSION"))?, "/* files */ null", placed)?;
    Ok(in_ascii(&script, |letter| letter.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()))
}

/// A text with its other letters written as numbers. A page in GBK whose server says nothing of these files takes them for
/// GBK too.
fn in_ascii(text: &str, number: impl Fn(char) -> String) -> String {
    text.chars().map(|letter| if letter.is_ascii() { letter.to_string() } else { number(letter) }).collect()
}

/// The look of the page, both its parts.
fn look() -> Result<String> {
    Ok(hand("web/first.css")? + &hand("web/style.css")?)
}

/// The JavaScript as a function that each element calls for itself, so that no two share anything, handed to the script
/// that asked for it, so that it needs no name. What it hands out it calls `exports`, by which tools take it for a module
/// of Node's; it is given another name.
fn core(glue: &str) -> String {
    let mut renamed = String::new();
    let mut parts = glue.split("exports").peekable();
    while let Some(part) = parts.next() {
        renamed.push_str(part);
        if parts.peek().is_some() {
            let is_member = part.ends_with(|before: char| before == '.' || before == '_' || before.is_alphanumeric());
            renamed.push_str(if is_member { "exports" } else { "program" });
        }
    }
    let glue = renamed;
    format!("document.currentScript.tidu(function (WebAssembly) {{\n{glue}\nreturn wasm_bindgen;\n}});\n")
}

/// The look as it has to be inside an element: sizes follow the element's own and not the document's, and it is the
/// element's width that makes it narrow. Browsers that cannot ask for that width ask for the window's.
fn for_element(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some(at) = rest.find("@media (max-width:") {
        out.push_str(&rest[..at]);
        let block = &rest[at..at + length_of_block(&rest[at..])];
        out.push_str(&block.replacen("@media", "@container tidu", 1));
        out.push_str(&format!("\n@supports not (container-type: inline-size) {{\n{block}\n}}"));
        rest = &rest[at + block.len()..];
    }
    out.push_str(rest);
    without_rem(&out)
}

/// How long a block is, from the word it begins with to its closing brace.
fn length_of_block(css: &str) -> usize {
    let mut depth = 0;
    for (at, letter) in css.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    css.len()
}

/// `1.25rem` becomes `calc(1.25 * var(--size))`.
fn without_rem(css: &str) -> String {
    let mut parts = css.split("rem").peekable();
    let mut out = String::new();
    while let Some(part) = parts.next() {
        let number = part.len() - part.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.').len();
        let (before, number) = part.split_at(part.len() - number);
        match (number, parts.peek()) {
            (_, None) => out.push_str(part),
            ("", Some(_)) => out.push_str(&format!("{part}rem")),
            (number, Some(_)) => out.push_str(&format!("{before}calc({number} * var(--size))")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_follow_the_element_and_so_does_what_is_narrow() {
        for (page, element) in [
            ("a { font: 1rem/1.6 x; }", "a { font: calc(1 * var(--size))/1.6 x; }"),
            ("/* remove */ a { margin: 0.5rem 2rem; }", "/* remove */ a { margin: calc(0.5 * var(--size)) calc(2 * var(--size)); }"),
            (
                "@media (max-width: 9px) { a { b: c; } } d {}",
                "@container tidu (max-width: 9px) { a { b: c; } }\n@supports not (container-type: inline-size) {\n@media (max-width: 9px) { a { b: c; } }\n} d {}",
            ),
            ("@media print { a {} }", "@media print { a {} }"),
        ] {
            assert_eq!(for_element(page), element);
        }
    }

    #[test]
    fn no_script_is_taken_for_a_module_of_nodes() {
        let glue = core("(function(exports) {\n    exports.ask = ask;\n wasm = instance.exports;\n __exports })");
        assert!(glue.contains("(function(program) {\n    program.ask = ask;\n wasm = instance.exports;\n __exports })"), "{glue}");
        assert!(!script("null").unwrap().contains(" exports."));
    }

    #[test]
    fn a_page_of_any_encoding_reads_it_alike() {
        assert!(script("null").unwrap().is_ascii());
        assert!(script("null").unwrap().contains("\\u6b63\\u5728\\u8f7d\\u5165"), "正在载入");
        let escaped = in_ascii("content: \"✕ \"", |letter| format!("\\{:x} ", u32::from(letter)));
        assert_eq!(escaped, "content: \"\\2715  \"");
    }

    #[test]
    fn the_element_takes_no_look_from_the_document() {
        let css = for_element(&look().unwrap());
        assert!(!css.contains("rem;") && !css.contains("rem "), "{css}");
        let brace = |which: char| css.matches(which).count();
        assert_eq!(brace('{'), brace('}'));
    }
}
