//! The overview: four parts in one picture, each leading on; on paper two pages.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tidu_tests::browser::{Browser, DESK, button, checkbox};

use crate::a11y::NARROW;
use crate::{narrow, widget};

/// The examples, by what their buttons say.
const FIRMS: [&str; 3] = ["赣东精密制造", "青岚新材料", "洪城百通贸易"];

const PARTS: [&str; 4] = ["你在哪一级", "还差什么", "可以得到什么", "接下来做什么"];

/// The words of each part, by its heading.
#[track_caller]
fn parts(browser: &Browser) -> Vec<(String, String)> {
    let said = browser.script(
        "return [...document.querySelectorAll('.part')].map((part) => [part.querySelector('h2').textContent, part.innerText])",
        vec![],
    );
    serde_json::from_value(said).expect("pairs of words")
}

/// Top and bottom of something on the screen.
#[track_caller]
fn place(browser: &Browser, selector: &str) -> [f64; 2] {
    let place = browser.script(
        "const box = document.querySelector(arguments[0]).getBoundingClientRect(); return [box.top, box.bottom]",
        vec![json!(selector)],
    );
    serde_json::from_value(place).expect("two numbers")
}

#[test]
fn the_four_parts_are_told_of_every_firm() {
    for size in [NARROW, DESK] {
        let browser = widget::open_at(size);
        for firm in FIRMS {
            widget::example(&browser, firm);
            let parts = parts(&browser);
            assert_eq!(parts.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), PARTS, "{firm}");
            assert!(parts.iter().all(|(name, words)| words.len() > name.len() + 12), "{firm}: {parts:?}");
            for rung in ["科技和创新型", "专精特新中小企业", "小巨人"] {
                assert!(parts[0].1.contains(rung), "{firm}: {}", parts[0].1);
            }
            // At most five measures and three steps.
            let count = |list: &str| browser.script("return document.querySelectorAll(arguments[0]).length", vec![list.into()]).as_u64();
            assert!(count(".gains .ruled > li") <= Some(5) && count(".steps .ruled > li") <= Some(3), "{firm}");
            // People stop at the first figure: the ladder and the next deadline stand above any sum.
            browser.script("scrollTo(0, 0)", vec![]);
            let ([_, ladder], [gains, _]) = (place(&browser, ".stand .stair"), place(&browser, ".gains"));
            if size == NARROW {
                let [bar, _] = place(&browser, "aside");
                let [days, _] = place(&browser, ".days");
                assert!(ladder < bar && days < gains, "{firm}: the ladder ends at {ladder}, the bar begins at {bar}");
                narrow::assert_fits(&browser, firm);
            } else {
                assert_eq!(browser.script("return getComputedStyle(document.querySelector('aside')).display", vec![]), "none");
            }
        }
        assert_eq!(browser.complaints(), [""; 0]);
    }
}

/// What is merely not answered is not marked as failing, and leads to its first question; what fails leads to its question
/// and to its article.
#[test]
fn what_is_missing_leads_to_its_question_and_its_article() {
    let browser = widget::open();
    widget::example(&browser, "青岚新材料");
    let lacking = &parts(&browser)[1].1;
    assert!(lacking.contains("还没有回答的") && lacking.contains("还有 13 题未答。") && !lacking.contains('✕'), "{lacking}");
    let first = browser.script("return document.querySelector('.lacking .actions button').textContent", vec![]);
    let first = first.as_str().and_then(|words| words.strip_prefix("先答：")).expect("a question").to_owned();
    browser.click(button("先答："));
    let asked = "return document.activeElement.closest('.question')?.textContent ?? ''";
    browser.wait_until("the question has the keyboard", || browser.script(asked, vec![]).to_string().contains(&first));

    widget::example(&browser, "赣东精密制造");
    let lacking = &parts(&browser)[1].1;
    assert!(lacking.contains("现有：3 项；还差 1 项"), "{lacking}");
    let shut = "return document.querySelector('.articles').open";
    assert_eq!(browser.script(shut, vec![]), false);
    browser.click(button("Ⅰ类知识产权"));
    let focused = "return document.activeElement.matches('th') ? document.activeElement.textContent : ''";
    browser.wait_until("the article has the keyboard", || browser.script(focused, vec![]).to_string().contains("Ⅰ类知识产权"));
    assert_eq!(browser.script(shut, vec![]), true);
    browser.click(button("看这一题"));
    browser.wait_until("the question has the keyboard", || widget::question_in_focus(&browser).contains("Ⅰ类知识产权"));
}

#[test]
fn a_standard_has_an_address() {
    let browser = widget::open();
    browser.script("location.hash = '#result/tech_sme'", vec![]);
    let open = "const one = document.querySelector('.articles[open] .standard[open] > summary:focus'); return one ? one.textContent : ''";
    browser.wait_until("the standard stands open", || browser.script(open, vec![]).to_string().contains("科技型中小企业"));
    assert_eq!(browser.script("return location.hash", vec![]), "#result/tech_sme");
    browser.click(button("结论"));
    browser.wait_until("the door is shut", || browser.script("return location.hash", vec![]) == "#result");
}

/// How many pages are printed.
#[track_caller]
fn pages(browser: &Browser) -> usize {
    browser.script("dispatchEvent(new Event('beforeprint'))", vec![]);
    let printed = browser.devtools("Page.printToPDF", json!({ "preferCSSPageSize": true }));
    let Value::String(data) = &printed["data"] else { panic!("{printed}") };
    let pdf = BASE64_STANDARD.decode(data).expect("base64");
    let pdf = String::from_utf8_lossy(&pdf);
    pdf.match_indices("/Type /Page").filter(|(at, found)| !pdf[at + found.len()..].starts_with('s')).count()
}

#[test]
fn two_pages_are_printed_and_the_articles_where_one_asks() {
    for size in [NARROW, DESK] {
        let browser = widget::open_at(size);
        for firm in FIRMS {
            widget::example(&browser, firm);
            assert_eq!(pages(&browser), 2, "{firm}");
        }
        browser.click(checkbox("连同逐条依据一起打印"));
        assert!(pages(&browser) > 3);
    }
}
