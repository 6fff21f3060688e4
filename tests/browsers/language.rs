//! That the page speaks English as well as Chinese, and mixes the two only where the law itself is quoted.

use tidu_tests::browser::{Browser, button, field, group, heading, radio};

use crate::widget;

/// Chinese that is shown, each with where it stands, less what is marked as Chinese, what the user wrote, and what
/// speaks of the law in its own words: where a statement stands, and single terms in an English sentence.
#[track_caller]
pub fn left_in_chinese(browser: &Browser) -> Vec<String> {
    let found = browser.script(
        r#"
        const han = /\p{Script=Han}+/gu;
        const NUMBERS = /\p{Script=Han}+〔\d{4}〕\d+号|\p{Script=Han}+令第\d+号|\p{Script=Han}+公告\d{4}年第\d+号/gu;
        const citation = /^(工信部联企业|工信部企业|国科发政)〔\d{4}〕\d+号 /;
        const isSentenceAboutTerms = (all) => {
            const words = all.replaceAll(/“\p{Script=Han}{1,4}”/gu, "");
            if (!words.match(han)) return true;
            const terms = words.match(han);
            const letters = words.match(/[A-Za-z]/g)?.length ?? 0;
            return letters > 4 * terms.join("").length && terms.every((term) => term.length <= 4) && !/[，。；：（）、？]/.test(words);
        };
        const found = [];
        const say = (element, all) => {
            const words = all.replace(/\s+/g, " ").trim().replaceAll(NUMBERS, "");
            if (!words.match(han) || element.closest("[lang='zh-CN']:not(html)")) return;
            if (citation.test(all) || isSentenceAboutTerms(words)) return;
            found.push(`${element.tagName.toLowerCase()}: ${words}`);
        };
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
            const element = walk.currentNode.parentElement;
            if (!["SCRIPT", "STYLE", "NOSCRIPT"].includes(element.tagName)) say(element, walk.currentNode.data);
        }
        for (const element of document.querySelectorAll("*")) {
            for (const name of ["aria-label", "title", "alt", "placeholder", "data-label"]) say(element, element.getAttribute(name) ?? "");
        }
        return [...new Set(found)];"#,
        vec![],
    );
    let found: Vec<String> = serde_json::from_value(found).expect("words");
    // The enterprise's name is what the user wrote.
    found.into_iter().filter(|words| !words.contains("示例·")).collect()
}

#[track_caller]
fn unfold(browser: &Browser) {
    browser.script("document.querySelectorAll('details').forEach((details) => { details.open = true; })", vec![]);
}

#[test]
fn english_leaves_nothing_in_chinese() {
    let browser = widget::open();
    browser.click(button("English"));
    browser.see("Fill in as a form");
    assert_eq!(browser.script("return document.documentElement.lang", vec![]), "en");
    assert_eq!(browser.count(heading("Where your enterprise stands, and what it lacks for the next rung")), 1);
    let mut left = Vec::new();
    let mut collect = |screen: &str| {
        unfold(&browser);
        left.extend(left_in_chinese(&browser).into_iter().map(|words| format!("{screen}: {words}")));
    };
    collect("start");
    // An example with errors and warnings, and one with waivers; between them every kind of sentence.
    for example in ["抚河医疗器械", "重工", "昌南航材"] {
        browser.click(button("Start"));
        let names = browser.names("button");
        let name = names.iter().find(|name| name.contains(example)).unwrap_or_else(|| panic!("{example}: {names:?}"));
        browser.click(button(name));
        browser.wait_until("the result is open", || browser.names("heading")[0] == "Result");
        collect(&format!("{example}, result"));
        browser.click(button("Questions"));
        loop {
            let heading = browser.names("heading")[0].clone();
            collect(&format!("{example}, {heading}"));
            if browser.count(button("Next section: ")) == 0 {
                break;
            }
            browser.click(button("Next section: "));
            browser.wait_until("the next section is open", || browser.names("heading")[0] != heading);
        }
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
}

#[test]
fn the_switch_keeps_the_answers() {
    let browser = widget::open();
    browser.write(field("企业名称"), "赣东精密");
    widget::begin(&browser);
    browser.click(radio("是").within(group("是否在中国境内依法设立登记")));
    browser.write(field("从业人员数（职工总数）"), "168");
    let ladder = widget::ladder(&browser);
    browser.click(button("English"));
    browser.see("The enterprise");
    assert_eq!(browser.script("return document.documentElement.lang", vec![]), "en");
    assert_eq!(browser.count(heading("The enterprise")), 1);
    assert!(browser.is_checked(radio("Yes").within(group("Is the enterprise lawfully registered within the territory of China?"))));
    assert_eq!(browser.value_of(field("Staff (total employees)")), "168");
    // Going on in English, and back.
    browser.write(field("Staff (total employees)"), "169");
    browser.click(button("Result"));
    browser.see("赣东精密, Day of assessment 2026-11-23");
    browser.click(button("中文"));
    browser.see("赣东精密，评估基准日 2026-11-23");
    assert_eq!(browser.script("return document.documentElement.lang", vec![]), "zh-CN");
    browser.click(button("填写"));
    assert!(browser.is_checked(radio("是").within(group("是否在中国境内依法设立登记"))));
    assert_eq!(browser.value_of(field("从业人员数（职工总数）")), "169");
    assert_eq!(widget::ladder(&browser), ladder);
}
