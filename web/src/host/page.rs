//! The single page as a file that carries answers: what it carries, and a copy of it that carries others.
//!
//! All of this is looked for around the root the page was mounted in. Inside a shadow root there is nothing around it,
//! and then there is nothing to carry and nothing to copy.

use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

thread_local! {
    static EARLY: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Takes what was answered before the program was there; nothing where nothing was.
pub fn answered(early: String) {
    EARLY.set(early);
}

/// What was answered before the program was there, once.
pub fn take_answered() -> String {
    EARLY.take()
}

fn whole() -> Option<Element> {
    super::root()?.closest("html").ok().flatten()
}

fn block(of: &Element) -> Option<Element> {
    of.query_selector("script[data-tidu-answers]").ok().flatten()
}

/// Whether the page is one file, so that a copy of it is of use.
pub fn is_single() -> bool {
    whole().and_then(|page| block(&page)).is_some()
}

/// The answers the page carries.
pub fn carried() -> Option<String> {
    whole().and_then(|page| block(&page))?.text_content().filter(|text| !text.trim().is_empty())
}

/// Lets the page itself carry answers, so that whoever saves it with the browser's own command saves them too.
pub fn carry(json: &str) {
    if let Some(block) = whole().and_then(|page| block(&page)) {
        block.set_text_content(Some(&embeddable(json)));
    }
}

/// The page as a file that carries these answers: as it was before it was filled in, under its title in Chinese.
pub fn copy(json: &str, title: &str) -> Option<String> {
    let page = whole()?.clone_node_with_deep(true).ok()?.dyn_into::<Element>().ok()?;
    block(&page)?.set_text_content(Some(&embeddable(json)));
    let find = |what: &str| page.query_selector(what).ok().flatten();
    find(&format!("[id=\"{}\"]", super::root()?.id()))?.set_text_content(None);
    if let Some(sheet) = find("[data-tidu-sheet]").and_then(|sheet| sheet.dyn_into::<HtmlElement>().ok()) {
        sheet.set_hidden(false);
    }
    // The sheet is in Chinese, whatever language the page spoke.
    page.set_attribute("lang", "zh-CN").ok()?;
    find("title")?.set_text_content(Some(title));
    Some(format!("<!doctype html>\n{}\n", page.outer_html()))
}

/// A single page of a file, with these answers in place of those it carries; none where the file is no such page.
#[cfg(feature = "library")]
pub fn filled(file: &str, json: &str) -> Option<String> {
    let (before, element) = file.split_once("<script type=\"application/json\" data-tidu-answers")?;
    let (attributes, rest) = element.split_once('>')?;
    let (_, after) = rest.split_once("</script>")?;
    let mark = &file[before.len()..file.len() - element.len()];
    Some(format!("{before}{mark}{attributes}>{}</script>{after}", embeddable(json)))
}

/// The fingerprint that the page says its rules have.
pub fn stated_rules() -> Option<String> {
    whole()?.query_selector("meta[name=tidu-rules]").ok().flatten()?.get_attribute("content")
}

/// JSON that cannot end the element it stands in nor begin a comment: every `<` is written as its number.
fn embeddable(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(feature = "library")]
    fn a_page_is_filled_anew() {
        let page = |carried: &str| {
            format!(
                r#"<script>find("script[data-tidu-answers]")</script><script type="application/json" data-tidu-answers="">{carried}</script></body>"#
            )
        };
        for carried in ["", "{\"old\":1}"] {
            assert_eq!(filled(&page(carried), r#"{"name":"<b>"}"#), Some(page(r#"{"name":"\u003cb>"}"#)));
        }
        assert_eq!(filled("<html>script[data-tidu-answers]</html>", "{}"), None);
    }

    #[test]
    fn answers_cannot_leave_their_element() {
        let json = serde_json::json!({ "name": "</script><!--<script>" }).to_string();
        let embedded = embeddable(&json);
        assert!(!embedded.contains('<'), "{embedded}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&embedded).unwrap().to_string(), json);
    }
}
