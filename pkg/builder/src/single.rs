//! The single page: everything in one file that opens from a disk with no network and no other file.
//!
//! The module is compressed and written in printable characters; a small script inflates it. The browser could inflate it
//! itself, but not in every engine that runs the module, and one way that runs everywhere is better than two.

use std::fs;
use std::io::Write;
use std::num::NonZeroU64;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};

use crate::early;
use crate::module::{PAGE, Part};
use crate::steps::say;
use crate::tools;
use crate::tree::put;

/// What the single page lets itself do: run what stands in it, and nothing else. It can fetch nothing and send nothing.
/// Browsers of before 2022 know no other word that allows WebAssembly than the one that allows `eval` too.
const POLICY: &str = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; \
                      img-src data:; base-uri 'none'; form-action 'none'";

/// Bars `eval` in browsers that have something which is younger than the word for WebAssembly alone. The element goes at
/// once, the policy stays: a copy of the page may be opened in an older browser.
const BAR_EVAL: &str = r#"if ([].toSorted) (function (policy) {
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "script-src 'unsafe-inline' 'wasm-unsafe-eval'";
  document.head.appendChild(policy);
  document.head.removeChild(policy);
})(document.createElement("meta"));"#;

/// Writes the single page, from the hosted one.
pub fn write(site: &Path, file: &Path) -> Result<()> {
    let answers = r#"<script type="application/json" data-tidu-answers></script>"#;
    let page = whole(site, &PAGE, &["first.css", "style.css"], "start.js", answers)?;
    let mut page = early::first_alone(&page)?;
    for (mark, what) in [
        // What is of use on a web site only.
        (format!("    {}\n", r#"<link rel="preload" href="tidu_web_bg.wasm" as="fetch" crossorigin />"#), String::new()),
        (format!("    {}\n", r#"<link rel="apple-touch-icon" href="apple-touch-icon.png" />"#), String::new()),
        (format!("    {}\n", r#"<link rel="manifest" href="site.webmanifest" />"#), String::new()),
        (format!("    {}\n", r#"<script src="offline.js"></script>"#), String::new()),
    ] {
        page = put(&page, &mark, &what)?;
    }
    fs::write(file, page).context("could not write tidu.html")
}

/// A page of a folder with its looks, its script and its module in it; `beside` stands before the script, which reads it.
pub fn whole(site: &Path, part: &Part, looks: &[&str], start: &str, beside: &str) -> Result<String> {
    let text = |name: &str| fs::read_to_string(site.join(name)).with_context(|| format!("could not read {name}"));
    let module = fs::read(site.join(part.module())).context("could not read the module")?;
    let inflate = fs::read_to_string(tools::inflate()?).context("could not read tiny-inflate")?;
    let packed = deflate(&module)?;
    say(format!("the module has {} bytes, {} compressed", module.len(), packed.len()));
    let mut page = text("index.html")?;
    let mut marks = vec![
        (
            "<!-- policy -->".to_owned(),
            format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\" />\n    {}", script(BAR_EVAL)),
        ),
        (r#"<link rel="icon" href="icon.svg" />"#.to_owned(), icon(&text("icon.svg")?)),
        (format!(r#"<script src="{start}"></script>"#), format!("{beside}{}", script(&text(start)?))),
        (
            format!(r#"<script type="text/plain" data-tidu-module="{}"></script>"#, part.module()),
            // The size is told so that the inflater knows how much room it needs.
            format!(
                "<script type=\"text/plain\" data-tidu-module data-size=\"{}\">{}</script>\n    {}",
                module.len(),
                printable(&packed),
                script(&format!("var tiduInflate = (function (module) {{\n{inflate}\nreturn module.exports;\n}})({{}});")),
            ),
        ),
        (format!(r#"<script src="{}"></script>"#, part.glue()), script(&text(&part.glue())?)),
    ];
    for look in looks {
        marks.push((format!(r#"<link rel="stylesheet" href="{look}" />"#), style(&text(look)?)?));
    }
    for (mark, what) in marks {
        page = put(&page, &mark, &what)?;
    }
    Ok(page)
}

/// Compressed, slowly and well: the page is written once and carried often.
fn deflate(bytes: &[u8]) -> Result<Vec<u8>> {
    let settings = zopfli::Options { iteration_count: NonZeroU64::MIN.saturating_add(2), ..Default::default() };
    let mut packed = zopfli::DeflateEncoder::new(settings, zopfli::BlockType::Dynamic, Vec::new());
    packed.write_all(bytes)?;
    packed.finish().context("could not compress the module")
}

/// Bytes as text, four of them in five characters (base 85), where base64 needs five and a third: the digit `d` is the
/// character `d + 35`, but for `<`, which would begin a tag and is written `z`. The last four are filled up with zeros,
/// which lie behind the end of what was compressed. `web/module.js` reads it.
fn printable(bytes: &[u8]) -> String {
    let five = |four: &[u8]| {
        let mut number = four.iter().chain(&[0; 3]).take(4).fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
        let mut digits = [0; 5];
        for digit in digits.iter_mut().rev() {
            *digit = u8::try_from(number % 85).expect("a digit is below 85") + 35;
            number /= 85;
        }
        digits.map(|digit| if digit == b'<' { 'z' } else { char::from(digit) })
    };
    bytes.chunks(4).flat_map(five).collect()
}

fn style(css: &str) -> Result<String> {
    ensure!(!css.to_lowercase().contains("</style"), "a style sheet ends its own element");
    Ok(format!("<style>\n{css}</style>"))
}

fn icon(svg: &str) -> String {
    format!(r#"<link rel="icon" href="data:image/svg+xml;base64,{}" />"#, BASE64_STANDARD.encode(svg.trim()))
}

/// A script to stand inside a page. Wherever the words that end it, or that begin a comment, occur, they occur in a
/// string or a regular expression, where `\/` and `\!` are `/` and `!`.
fn script(text: &str) -> String {
    let text = text.replace("</script", "<\\/script").replace("<!--", "<\\!--");
    format!("<script>\n{text}\n</script>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text_that_begins_no_tag() {
        assert_eq!(printable(&[0, 0, 0, 0]), "#####");
        assert_eq!(printable(&[255, 255, 255, 255]), "u:Y/#");
        assert_eq!(printable(&[0, 0, 0, 25]), "####z", "the digit 25 would be a `<`");
        assert_eq!(printable(&[1]), printable(&[1, 0, 0, 0]));
    }

    #[test]
    fn a_script_does_not_end_itself() {
        assert_eq!(script("a('</script><!--')"), "<script>\na('<\\/script><\\!--')\n</script>");
    }
}
