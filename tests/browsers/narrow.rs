//! That a small telephone shows everything, one under the other, and big enough to be hit.

use serde_json::json;
use tidu_tests::browser::{Browser, DESK, Key, Size, button, field, group, role};

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
        browser.see("Fill in as a form");
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
    for screen in ["填写", "政策"] {
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

/// A telephone's keys for numbers lack minus and range: signed figures ask for all keys, and a range is two fields behind
/// one tap, which keys reach too.
#[test]
fn a_loss_and_a_range_can_be_typed_on_a_telephone() {
    let browser = widget::open_at(NARROW);
    widget::begin(&browser);
    let (one, least, most) = ("从业人员数（职工总数）", "从业人员数（职工总数），至少", "从业人员数（职工总数），至多");
    let range = || button("填范围").within(group(one));
    assert_eq!(browser.attribute_of(field(one), "inputmode").as_deref(), Some("decimal"));
    browser.write(field(one), "110");
    browser.click(range());
    browser.wait_until("there are two fields", || browser.count(field(most)) == 1);
    assert_eq!(browser.attribute_of(range(), "aria-pressed").as_deref(), Some("true"));
    assert_fits(&browser, "a range");
    // What was typed is the lower end; the other is a key away.
    assert_eq!(browser.value_of(field(least)), "110");
    browser.click(field(least));
    browser.press(Key::Tab);
    assert_eq!(browser.focus(), format!("textbox {most}"));
    browser.type_keys("130");
    browser.see("读作 110 人 至 130 人");
    browser.write(field(most), "");
    browser.see("读作 至少 110 人");
    browser.write(field(most), "100");
    browser.see("范围的下限大于上限");
    browser.write(field(most), "130");
    browser.click(range());
    browser.wait_until("it is one field again", || browser.count(field(most)) == 0);
    assert_eq!(browser.value_of(field(one)), "110~130");
    // Half a number is not called wrong.
    browser.write(field(one), "110~");
    browser.see("还没写完");
    assert_eq!(browser.attribute_of(field(one), "aria-invalid").as_deref(), Some("false"));

    widget::section(&browser, "财务（三年）");
    browser.click(button("2025 年营业收入总额"));
    browser.wait_until("there are two fields", || browser.count(field("2025 年营业收入总额，至多")) == 1);
    assert_fits(&browser, "a range of a year");

    // The taxable income is asked for the policies; it may be a loss.
    browser.click(button("政策"));
    widget::section(&browser, "需求与税务");
    assert_eq!(browser.attribute_of(field("2025 年应纳税所得额"), "inputmode").as_deref(), Some("text"));
    browser.write(field("2025 年应纳税所得额"), "（120）万元");
    browser.see("读作 -120 万元");
    assert_eq!(browser.complaints(), [""; 0]);
}

/// Yuan given for 万元 are put right at one tap, and what was typed stays to be seen.
#[test]
fn a_slip_of_the_unit_is_put_right_at_one_tap() {
    let browser = widget::open_at(NARROW);
    widget::begin(&browser);
    widget::section(&browser, "财务（三年）");
    browser.write(field("2025 年营业收入总额"), "8640.5");
    browser.write(field("2025 年研发费用总额"), "1000000");
    browser.see("2025 年研发费用总额大于营业收入总额，很少见，请核对；如果填的是元，应为 100 万元");
    assert_fits(&browser, "a remedy");
    browser.click(button("改为 1000000元"));
    browser.see("读作 100 万元");
    browser.see_no_more("很少见");
    assert_eq!(browser.value_of(field("2025 年研发费用总额")), "1000000元");
    browser.wait_until("the focus is back at the field", || browser.focus() == "textbox 2025 年研发费用总额");
}
