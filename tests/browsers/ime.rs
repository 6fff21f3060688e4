//! That Chinese typed with an input method arrives whole and submits nothing, and that numbers are read the way people
//! write them.

use serde_json::json;
use tidu_tests::browser::{Browser, Key, button, field};

use crate::widget;

/// What stands in a field while an input method is still at work.
#[track_caller]
fn compose(browser: &Browser, letters: &str) {
    let end = letters.encode_utf16().count();
    browser.devtools("Input.imeSetComposition", json!({"text": letters, "selectionStart": end, "selectionEnd": end}));
}

/// The input method has made words of the letters.
#[track_caller]
fn commit(browser: &Browser, words: &str) {
    browser.devtools("Input.insertText", json!({"text": words}));
}

/// Enter as a page sees it while an input method has the keyboard, and as it sees it from one that says nothing of it.
#[track_caller]
fn enter_while_composing(browser: &Browser) {
    for (key, code) in [("Process", 229), ("Enter", 13)] {
        for kind in ["rawKeyDown", "keyUp"] {
            browser.devtools(
                "Input.dispatchKeyEvent",
                json!({"type": kind, "key": key, "code": "Enter", "windowsVirtualKeyCode": code, "nativeVirtualKeyCode": code}),
            );
        }
    }
}

#[test]
fn a_name_typed_with_an_input_method_loses_nothing() {
    let browser = widget::open();
    let name = || field("企业名称");
    browser.click(name());
    let address = browser.script("return location.href", vec![]);
    // A page that meddles makes the input method stop early, or begin again.
    let composed = || browser.script("return window.composed", vec![]);
    browser.script("window.composed = 0; addEventListener('compositionend', () => { window.composed += 1; })", vec![]);
    for (letters, words) in [(&["g", "ga", "gan d", "gan dong"][..], "赣东"), (&["jing", "jing mi", "jing'mi'zhi'zao"], "精密制造")] {
        for typed in letters {
            compose(&browser, typed);
            // The page redraws at every letter and must leave the input method alone.
            assert!(browser.value_of(name()).ends_with(typed), "{}", browser.value_of(name()));
        }
        enter_while_composing(&browser);
        assert!(browser.value_of(name()).ends_with(letters[letters.len() - 1]), "Enter took away what was being composed");
        commit(&browser, words);
    }
    assert_eq!(browser.value_of(name()), "赣东精密制造");
    assert_eq!(composed(), 2);
    browser.press(Key::Enter);
    assert_eq!(browser.value_of(name()), "赣东精密制造");
    assert_eq!(browser.script("return location.href", vec![]), address);
    assert!(browser.focus().starts_with("textbox 企业名称"), "{}", browser.focus());
    // In the middle of what stands there, too.
    browser.press(Key::Left);
    browser.press(Key::Left);
    compose(&browser, "ji");
    compose(&browser, "ji xie");
    commit(&browser, "机械");
    assert_eq!(browser.value_of(name()), "赣东精密机械制造");
    assert_eq!(composed(), 3);

    widget::begin(&browser);
    widget::result(&browser);
    browser.see("赣东精密机械制造，评估基准日");
    browser.click(button("首页"));
    assert_eq!(browser.value_of(name()), "赣东精密机械制造");
}

#[test]
fn figures_are_read_as_people_write_them() {
    let browser = widget::open();
    widget::begin(&browser);
    widget::section(&browser, "财务（三年）");
    let revenue = || field("2025 年营业收入总额");
    for (typed, read) in [
        ("1.2亿", "读作 12,000 万元"),
        ("１，２００．５", "读作 1,200.5 万元"),
        ("１２００　万元", "读作 1,200 万元"),
        ("820000元", "读作 82 万元"),
        ("2600~3000", "读作 2,600 万元 至 3,000 万元"),
        ("２６００至３０００万", "读作 2,600 万元 至 3,000 万元"),
        ("≥5000", "读作 至少 5,000 万元"),
    ] {
        browser.write(revenue(), typed);
        browser.see(read);
        assert_eq!(browser.value_of(revenue()), typed);
        assert_eq!(browser.attribute_of(revenue(), "aria-invalid").as_deref(), Some("false"), "{typed}");
    }
    // A plain number needs no echo.
    browser.write(revenue(), "1,200.5");
    browser.see_no_more("读作");

    // The same by an input method, letter for letter as it hands them over.
    browser.write(revenue(), "");
    browser.click(revenue());
    compose(&browser, "１");
    compose(&browser, "１２０");
    enter_while_composing(&browser);
    commit(&browser, "１２０");
    compose(&browser, "wan");
    commit(&browser, "万");
    assert_eq!(browser.value_of(revenue()), "１２０万");
    browser.see("读作 120 万元");
}

#[test]
fn what_cannot_be_read_is_said_beside_it_and_stays() {
    let browser = widget::open();
    widget::begin(&browser);
    widget::section(&browser, "财务（三年）");
    let revenue = || field("2025 年营业收入总额");
    for (wrong, why) in
        [("一千多", "数字"), ("12..5", "小数点只能有一个"), ("-3", "负数"), ("3000~2600", "下限大于上限"), ("1.2345678", "六位小数")]
    {
        browser.write(revenue(), wrong);
        browser.wait_until(&format!("“{wrong}” is refused"), || {
            browser.attribute_of(revenue(), "aria-invalid").as_deref() == Some("true")
        });
        // The sentence belongs to the field, for the eye and for a screen reader.
        let by = browser.attribute_of(revenue(), "aria-describedby").expect("the field is described");
        let sentence = browser.script("return document.getElementById(arguments[0])?.innerText.trim() ?? ''", vec![json!(by)]);
        let sentence = sentence.as_str().unwrap_or_default().to_owned();
        assert!(sentence.contains(why), "“{wrong}” is refused with “{sentence}”");
        browser.see(&sentence);
        assert_eq!(browser.value_of(revenue()), wrong, "what was typed stays");
    }
    // Nothing is concluded from it.
    widget::result(&browser);
    browser.see("填写中的问题");
    browser.click(button("填写"));
    assert_eq!(browser.value_of(revenue()), "1.2345678");
    browser.write(revenue(), "1200");
    browser.wait_until("the sentence is gone", || browser.attribute_of(revenue(), "aria-invalid").as_deref() == Some("false"));

    // A warning leaves the answer in force.
    browser.write(field("2025 年主营业务收入总额"), "1300");
    browser.see("2025 年主营业务收入总额大于营业收入总额，请核对两项填报");
    assert_eq!(browser.attribute_of(field("2025 年主营业务收入总额"), "aria-invalid").as_deref(), Some("false"));
}
