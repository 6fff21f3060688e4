//! That the tests' own eyes and hands are to be trusted, tried on a page of
//! which everything is known.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use tidu_tests::browser::{Browser, DESK, Key, PHONE, button, field, group, heading, radio, row, rows, text};

fn browser_on_the_page() -> Browser {
    let page = include_str!("pages/harness.html");
    let escaped: String = page.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let browser = Browser::open(DESK);
    browser.visit(&format!("data:text/html,{escaped}"));
    browser
}

#[test]
fn fields_are_found_by_every_kind_of_label() {
    let browser = browser_on_the_page();
    for (label, written) in [("营业收入(万元)", "3000"), ("主导产品", "新"), ("成立日期", "2019-03-07"), ("联系人", "王工")]
    {
        browser.write(field(label), written);
        assert_eq!(browser.value_of(field(label)), written);
    }
    browser.choose(field("注册地"), "上海");
    assert_eq!(browser.value_of(field("注册地")), "上海");
    assert_eq!(browser.value_of(field("营业收入")), "3000", "a part will do");
}

#[test]
fn a_date_is_written_in_any_language() {
    let browser = Browser::open_in(DESK, "en-US");
    browser.visit("data:text/html,<input type=date aria-label=Day>");
    for day in ["2019-03-07", "2024-12-31", ""] {
        browser.write(field("Day"), day);
        assert_eq!(browser.value_of(field("Day")), day);
    }
    let language = browser.script("return navigator.language", vec![]);
    assert_eq!(language, "en-US");
}

#[test]
fn the_same_answer_is_told_apart_by_its_question() {
    let browser = browser_on_the_page();
    let yes = |question| radio("是").within(group(question));
    assert_eq!(browser.count(radio("是")), 2);
    for question in ["是否有研发机构", "是否上市"] {
        assert!(!browser.is_checked(yes(question)));
        browser.click(yes(question));
        assert!(browser.is_checked(yes(question)));
    }
    assert_eq!(browser.words_of(row("研发费用")), "研发费用 达标");
    assert_eq!(browser.count(text("达标").within(row("专利"))), 1);
    assert_eq!(browser.count(row("研发费用").within(rows("专利"))), 1);
}

#[test]
fn what_is_not_there_yet_is_waited_for() {
    let browser = browser_on_the_page();
    assert!(!browser.is_enabled(button("下一步")));
    browser.script("setTimeout(() => { next.disabled = false; }, 300)", vec![]);
    browser.click(button("下一步"));
    browser.see("已保存");
}

#[test]
fn only_what_is_visible_counts() {
    let browser = browser_on_the_page();
    let words = browser.words();
    assert!(words.contains("影子"), "{words}");
    for hidden in ["看不见", "藏在影子里", "第三条"] {
        assert!(!words.contains(hidden), "{words}");
    }
    browser.click(button("依据"));
    browser.see("第三条");
    assert_eq!(browser.count(text("看不见")), 0);
    assert_eq!(browser.count(heading("问卷")), 1);
    assert_eq!(browser.names("group"), ["是否有研发机构", "是否上市"]);
}

#[test]
fn keys_go_where_the_focus_is() {
    let browser = browser_on_the_page();
    browser.press(Key::Tab);
    assert_eq!(browser.focus(), "spinbutton 营业收入(万元)");
    browser.type_keys("12");
    browser.press(Key::Up);
    assert_eq!(browser.value_of(field("营业收入(万元)")), "13");
    browser.press(Key::Tab);
    browser.press(Key::Tab);
    assert_eq!(browser.focus(), "textbox 主导产品");
    browser.press_with(Key::Shift, Key::Tab);
    assert_eq!(browser.focus(), "combobox 注册地");
    browser.click(radio("是").within(group("是否有研发机构")));
    browser.press(Key::Down);
    assert!(browser.is_checked(radio("否").within(group("是否有研发机构"))));
    browser.click(button("依据"));
    browser.see("第三条");
    browser.press(Key::Space);
    browser.see_no_more("第三条");
    browser.press(Key::Enter);
    browser.see("第三条");
}

#[test]
fn a_picture_has_the_size_that_was_asked_for() {
    let browser = browser_on_the_page();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new/phone.png");
    browser.screenshot(&file, PHONE);
    let picture = std::fs::read(file).unwrap();
    // The first thing a PNG says after its name is its width and height.
    let number = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap());
    assert_eq!((number(16), number(20)), PHONE);
}

#[test]
fn what_the_console_heard_is_known() {
    let browser = browser_on_the_page();
    assert_eq!(browser.complaints(), [""; 0]);
    browser.script("console.error('该来的错误')", vec![]);
    let complaints = browser.complaints();
    assert_eq!(complaints.len(), 1, "{complaints:?}");
    assert!(complaints[0].contains("该来的错误"), "{complaints:?}");
}

#[test]
fn a_failure_shows_what_the_page_says() {
    let browser = browser_on_the_page().with_patience(Duration::from_millis(500));
    let failure = catch_unwind(AssertUnwindSafe(|| browser.click(button("上一步")))).unwrap_err();
    let message = failure.downcast_ref::<String>().unwrap();
    assert!(message.contains("the button “上一步”: there is none"), "{message}");
    assert!(message.contains("问卷"), "{message}");
}
