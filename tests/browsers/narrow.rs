//! That a small telephone shows everything, one under the other, and big enough to be hit.

use serde_json::json;
use tidu_tests::browser::{Browser, DESK, Size, button, role};

use crate::a11y::NARROW;
use crate::widget;

/// The least height of what is to be hit with a finger.
const FINGER: f64 = 44.0;

/// That the page is no wider than the screen, and that everything to be hit is high enough.
#[track_caller]
pub fn assert_fits(browser: &Browser, what: &str) {
    let found = browser.script(
        r#"
        const [finger] = arguments;
        const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
        const all = [...document.querySelectorAll("*")].filter(shown);
        const told = (element) => `${element.tagName.toLowerCase()} “${(element.innerText || element.getAttribute("aria-label") || element.id).slice(0, 40)}”`;
        // What sticks out although nothing around it scrolls.
        const scrolls = (element) => { for (let at = element; at; at = at.parentElement) if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(at).overflowX)) return true; return false; };
        const wide = all.filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(element));
        const targets = all.filter((element) => element.matches("button, input, select, textarea"));
        const target = (element) => ["radio", "checkbox"].includes(element.type) ? element.labels[0] ?? element : element;
        const low = targets.map(target).filter((element) => element.getBoundingClientRect().height < finger - 0.01);
        return {
          width: document.documentElement.scrollWidth,
          wide: wide.map(told).slice(0, 8),
          low: low.map((element) => `${told(element)} ${element.getBoundingClientRect().height.toFixed(1)}`).slice(0, 8),
          targets: targets.length,
        };"#,
        vec![json!(FINGER)],
    );
    let width = browser.script("return innerWidth", vec![]);
    assert_eq!(found["width"], width, "{what}: the page is wider than the screen; out stick {}", found["wide"]);
    assert_eq!(found["wide"], json!([]), "{what}: sticks out");
    assert_eq!(found["low"], json!([]), "{what}: too low to be hit");
    assert!(found["targets"].as_u64() > Some(3), "{what}: there is something to hit");
}

/// Every screen, the questions section by section, with answers that bring errors and warnings along.
#[track_caller]
fn every_screen_fits(size: Size, english: bool) {
    let browser = widget::open_at(size);
    let pick = |zh: &'static str, en: &'static str| if english { en } else { zh };
    if english {
        browser.click(button("English"));
        browser.see("Begin");
    }
    assert_fits(&browser, "start");
    browser.click(button("抚河医疗器械"));
    browser.wait_until("the result is open", || browser.names("heading")[0] == pick("自评结论", "Result"));
    assert_fits(&browser, "result");
    browser.script("document.querySelectorAll('details').forEach((details) => { details.open = true; })", vec![]);
    assert_fits(&browser, "result, unfolded");
    browser.click(button(pick("填写", "Questions")));
    let mut sections = 0;
    loop {
        let heading = browser.names("heading")[0].clone();
        assert_fits(&browser, &heading);
        browser.script("document.querySelectorAll('details').forEach((details) => { details.open = true; })", vec![]);
        assert_fits(&browser, &format!("{heading}, unfolded"));
        sections += 1;
        let next = pick("下一部分：", "Next section: ");
        if browser.count(button(next)) == 0 {
            break;
        }
        browser.click(button(next));
        browser.wait_until("the next section is open", || browser.names("heading")[0] != heading);
    }
    assert!(sections >= 8, "{sections} sections");
}

#[test]
fn a_small_telephone_shows_everything() {
    every_screen_fits(NARROW, false);
}

#[test]
fn a_small_telephone_shows_everything_in_english() {
    every_screen_fits(NARROW, true);
}

/// Where a thing stands on the screen: left, top, right, bottom, and the width and height of the screen.
#[track_caller]
fn place(browser: &Browser, selector: &str) -> [f64; 6] {
    let place = browser.script(
        "const box = document.querySelector(arguments[0]).getBoundingClientRect();
         return [box.left, box.top, box.right, box.bottom, innerWidth, innerHeight];",
        vec![json!(selector)],
    );
    serde_json::from_value(place).expect("six numbers")
}

#[track_caller]
fn scroll_to_the_end(browser: &Browser) {
    browser.script("scrollTo(0, document.documentElement.scrollHeight)", vec![]);
    browser.wait_until("the page is at its end", || {
        browser.script("return innerHeight + scrollY >= document.documentElement.scrollHeight - 2", vec![]) == true
    });
}

#[test]
fn on_a_telephone_the_ladder_is_a_bar_that_opens() {
    let browser = widget::open_at(NARROW);
    widget::begin(&browser);
    let bar = || button("梯度").within(role("complementary", "梯度"));
    for at_the_end in [false, true] {
        if at_the_end {
            scroll_to_the_end(&browser);
        }
        let [left, top, right, bottom, width, height] = place(&browser, "aside");
        assert!(left >= 0.0 && right <= width && top > 0.5 * height && (bottom - height).abs() < 1.0, "{left} {top} {right} {bottom}");
        let words = browser.words_of(bar());
        for rung in ["科技和创新型", "专精特新", "小巨人"] {
            assert!(words.contains(rung), "{words}");
        }
        assert!(words.contains("题未答"), "{words}");
    }
    // The end of the page is not under it.
    let [.., bottom, _, _] = place(&browser, "footer > p:last-child");
    let [_, top, ..] = place(&browser, "aside");
    assert!(bottom <= top + 0.5, "the ladder covers the end of the page: {bottom} is below {top}");

    assert_eq!(browser.attribute_of(bar(), "aria-expanded").as_deref(), Some("false"));
    assert!(!browser.words().contains("下一个最有用的问题"));
    browser.click(bar());
    browser.see("下一个最有用的问题");
    assert_eq!(browser.attribute_of(bar(), "aria-expanded").as_deref(), Some("true"));
    assert_fits(&browser, "the ladder, open");
    let [_, top, _, bottom, _, height] = place(&browser, "aside");
    assert!(top >= 0.0 && bottom <= height + 0.5, "the open ladder is not on the screen: {top} to {bottom} of {height}");
    let named = widget::next_question(&browser);
    browser.click(button("去回答"));
    browser.wait_until(&format!("the focus is on “{named}”"), || widget::question_in_focus(&browser) == named);
    // What is asked is to be seen, and not under the ladder.
    let [_, _, _, bottom, ..] = place(&browser, ":focus");
    let [_, top, ..] = place(&browser, "aside");
    assert!(bottom <= top, "the ladder covers the question: {bottom} is below {top}");
}

#[test]
fn on_a_desk_the_ladder_stays_beside_the_questions() {
    let browser = widget::open_at(DESK);
    for screen in ["填写", "结论"] {
        browser.click(button(screen));
        browser.see("下一个最有用的问题");
        let long = browser.script("return document.documentElement.scrollHeight > 1.3 * innerHeight", vec![]);
        if long != true {
            browser.click(button("财务（三年）"));
        }
        scroll_to_the_end(&browser);
        let [_, top, right, bottom, width, height] = place(&browser, "aside");
        assert!(top >= 0.0 && bottom <= height && right <= width, "{screen}: the ladder is at {top} to {bottom} of {height}");
        assert!(place(&browser, "main")[2] <= place(&browser, "aside")[0], "{screen}: the ladder covers the page");
    }
}
