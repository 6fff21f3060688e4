//! That the page is there and says so, without a complaint to the console.

use serde_json::{Value, json};
use tidu_tests::browser::{Browser, DESK, Key, PHONE, Size, button, field};
use tidu_tests::server::{Manners, Portal};

use crate::a11y::NARROW;
use crate::early::{SLOW_LINE, taken_over};
use crate::widget;

#[test]
fn the_page_appears() {
    let browser = Browser::open(DESK);
    browser.visit_site("");
    taken_over(&browser);
    assert_eq!(browser.complaints(), [""; 0]);
}

/// A page whose program is still on its way.
#[track_caller]
fn waiting(browser: &Browser) {
    browser.before_every_page(SLOW_LINE);
    browser.visit_site("");
    browser.see("正在载入填写页面");
}

/// On a slow line the name of the enterprise can be typed before the program is there, and is not lost when it comes.
#[test]
fn what_is_typed_before_the_program_is_there_is_taken_over() {
    let browser = Browser::open(DESK);
    waiting(&browser);
    browser.write(field("企业名称"), "赣东精密");
    browser.press(Key::Left);
    browser.script("letGo()", vec![]);
    taken_over(&browser);
    assert_eq!(browser.value_of(field("企业名称")), "赣东精密");
    assert!(browser.focus().starts_with("textbox 企业名称"), "the keyboard is where it was, not at “{}”", browser.focus());
    browser.type_keys("超");
    assert_eq!(browser.value_of(field("企业名称")), "赣东精超密");
    // Who comes back has a name already.
    browser.reload();
    browser.see("正在载入填写页面");
    assert_eq!(browser.count(field("企业名称")), 0);
    browser.script("letGo()", vec![]);
    taken_over(&browser);
    assert_eq!(browser.value_of(field("企业名称")), "赣东精超密");
    assert_eq!(browser.complaints(), [""; 0]);
}

/// What an input method is still at work on is waited for.
#[test]
fn what_is_composed_before_the_program_is_there_arrives_whole() {
    let browser = Browser::open(DESK);
    waiting(&browser);
    browser.write(field("企业名称"), "赣东");
    browser.devtools("Input.imeSetComposition", json!({"text": "jing mi", "selectionStart": 7, "selectionEnd": 7}));
    browser.script("letGo()", vec![]);
    let compiled = "return typeof wasm_bindgen === 'function' && performance.getEntriesByType('resource').some((one) => one.name.endsWith('.wasm') && one.responseEnd > 0)";
    browser.wait_until("the program is there", || browser.script(compiled, vec![]) == true);
    assert!(browser.words().contains("正在载入填写页面"), "it waits for the word");
    assert_eq!(browser.value_of(field("企业名称")), "赣东jing mi");
    browser.devtools("Input.insertText", json!({"text": "精密"}));
    taken_over(&browser);
    assert_eq!(browser.value_of(field("企业名称")), "赣东精密");
    widget::begin(&browser);
    widget::result(&browser);
    browser.see("赣东精密，评估基准日");
    assert_eq!(browser.complaints(), [""; 0]);
}

/// What is shown of the start, and where: its words, left, top, width and height, by the element.
#[track_caller]
fn shown(browser: &Browser) -> Vec<Value> {
    let found = browser.script(
        "const seen = (element) => element.checkVisibility();
         const start = [...document.querySelectorAll('.start')].find(seen), head = [...document.querySelectorAll('.head')].find(seen);
         const all = [head, head.querySelector('.brand'), ...head.querySelectorAll('button'), ...start.querySelectorAll('h1, .lead, .promise, h2, li, label, input')];
         const name = all.findIndex((element) => element.matches('input'));
         return all.slice(0, name + 1).map((element) => {
           const box = element.getBoundingClientRect();
           return [element.matches('.head, input') ? '' : element.textContent, box.left, box.top, box.width, box.height].join(' | ');
         });",
        vec![],
    );
    found.as_array().expect("a list").clone()
}

/// From what is painted first, by the small style sheet alone, to the page at work nothing moves and no word changes.
#[test]
fn nothing_moves_when_the_program_takes_over() {
    let sizes: [Size; 4] = [DESK, PHONE, NARROW, (768, 1024)];
    let portal = Portal::open(Manners { gone: Some("/style.css"), ..Manners::default() });
    let browser = Browser::open(DESK);
    browser.before_every_page(SLOW_LINE);
    for size in sizes {
        browser.resize(size);
        browser.visit(&portal.page("site/"));
        browser.see("正在载入填写页面");
        let first = shown(&browser);
        assert!(first.len() > 15, "{first:?}");
        browser.visit_site("");
        browser.see("正在载入填写页面");
        let styled = shown(&browser);
        browser.script("letGo()", vec![]);
        taken_over(&browser);
        assert_eq!(first, styled, "{size:?}: before and after style.css");
        assert_eq!(styled, shown(&browser), "{size:?}: before and after the program");
    }
}

/// The first paint in pictures; they go where `TIDU_PICTURES` says.
#[test]
#[ignore = "takes pictures for people; run it with `-- --ignored`"]
fn pictures_of_the_first_paint() {
    let folder = std::env::var_os("TIDU_PICTURES").map(std::path::PathBuf::from);
    let folder = folder.expect("set TIDU_PICTURES to the folder where the pictures shall go");
    for (name, size) in [("desk", DESK), ("tablet", (768, 1024)), ("narrow", NARROW)] {
        let browser = Browser::open(size);
        waiting(&browser);
        browser.screenshot(&folder.join(format!("first {name}.png")), size);
        browser.script("letGo()", vec![]);
        taken_over(&browser);
        browser.screenshot(&folder.join(format!("then {name}.png")), size);
    }
}

/// A program that fails gives back what was entered, and the page begins anew.
#[test]
fn after_a_failure_the_answers_can_be_saved() {
    const STAFF: &str = "从业人员数（职工总数）";
    for english in [false, true] {
        let pick = |zh: &'static str, en: &'static str| if english { en } else { zh };
        let browser = Browser::open(DESK);
        // The instance is caught as it is made, so that its memory can be spoilt.
        browser.before_every_page(
            "for (const name of ['instantiate', 'instantiateStreaming']) {
               const make = WebAssembly[name];
               WebAssembly[name] = (...all) => make.apply(WebAssembly, all).then((made) => { window.caught = made.instance; return made; });
             }",
        );
        browser.visit_site("");
        browser.write(field("企业名称"), "赣东精密");
        widget::begin(&browser);
        browser.write(field(STAFF), "126 人");
        if english {
            browser.click(button("English"));
            browser.see("Questions");
        }
        browser.script("new Uint8Array(caught.exports.memory.buffer).fill(255)", vec![]);
        browser.click(button(pick("结论", "Result")));
        browser.see(pick("程序出错停下了。填过的内容还在", "The program has failed and stopped. What you entered is still here"));
        assert!(browser.complaints().iter().any(|line| line.contains("the program has failed and stopped")));
        browser.click(button(pick("保存我的答案", "Save my answers")));
        let folder = tempfile::tempdir().unwrap();
        let file = browser.take_download(folder.path());
        // What is kept in the browser is there again, and the file opens in any.
        browser.click(button(pick("重新载入", "Reload")));
        browser.see(pick("企业基本情况", "Questions"));
        let other = Browser::open(DESK);
        other.visit_site("");
        other.attach(field("打开保存过的文件"), &file);
        if english {
            other.see("Questions");
            other.click(button("中文"));
        }
        other.click(button("填写"));
        assert_eq!(other.value_of(field(STAFF)), "126 人");
        other.click(button("首页"));
        assert_eq!(other.value_of(field("企业名称")), "赣东精密");
    }
}

/// A program that fails while it begins is told of once, with its own words, and what stood there before stays to be read.
#[test]
fn a_failure_at_the_beginning_is_told_once() {
    let browser = Browser::open(DESK);
    browser.before_every_page(
        "const find = Document.prototype.getElementById;
         Document.prototype.getElementById = function (id) { if (id === 'tidu') throw new Error('no such luck'); return find.call(this, id); };",
    );
    browser.visit_site("");
    browser.see("程序没有运行起来（no such luck），不能填写和计算");
    browser.see("下面的标准和政策仍可直接阅读");
    let told: Vec<String> = browser.complaints().into_iter().filter(|line| line.contains("Tidu")).collect();
    assert!(matches!(told.as_slice(), [one] if one.contains("The program did not start (no such luck)")), "{told:#?}");
}

/// Takes pictures to look at; they go where `TIDU_PICTURES` says.
#[test]
#[ignore = "takes pictures for people; run it with `-- --ignored`"]
fn pictures() {
    let folder = std::env::var_os("TIDU_PICTURES").map(std::path::PathBuf::from);
    let folder = folder.expect("set TIDU_PICTURES to the folder where the pictures shall go");
    let browser = Browser::open(DESK);
    browser.visit_site("");
    browser.see("梯度");
    browser.screenshot(&folder.join("desk.png"), DESK);
    browser.screenshot_whole(&folder.join("phone.png"), PHONE);
}
