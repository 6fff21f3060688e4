//! Several elements on a page, and the life of each: none disturbs another, one that fails gives its answers back, and one
//! that is thrown away is gone.

use std::fs;

use serde_json::{Value, json};
use tidu_tests::browser::{Browser, DESK, button, field, group, heading, radio, role};
use tidu_tests::server::{Manners, Portal};

use crate::element::{CATCH, STAFF, WARNED, assert_warned, fill_in, heard};
use crate::widget;

#[test]
fn two_elements_and_two_versions_do_not_disturb_each_other() {
    let (browser, portal) = (Browser::open(DESK), Portal::open(Manners::default()));
    browser.before_every_page(WARNED);
    browser.visit(&portal.page("hosts/two.html"));
    let (a, b) = (|| role("region", "甲"), || role("region", "乙"));
    browser.wait_until("both are ready", || heard(&browser, "ready").len() == 2);
    let registered =
        |name| radio(name).within(group(if name == "Yes" { "Legally established" } else { "是否在中国境内依法设立登记" }));
    browser.wait_until("both ask", || browser.count(field(STAFF).within(a())) == 1);
    browser.write(field(STAFF).within(a()), "126");
    browser.click(registered("是"));
    let english = browser.names("textbox").into_iter().find(|name| name.contains("taff")).expect("the number of staff");
    assert_eq!(browser.value_of(field(&english).within(b())), "");
    browser.write(field(&english).within(b()), "7");
    assert_eq!(browser.value_of(field(STAFF).within(a())), "126");
    // Taken away and put elsewhere, an element has what was entered in it.
    browser.script("const a = document.getElementById('a'), home = a.parentElement; a.remove(); home.append(a)", vec![]);
    assert_eq!(browser.value_of(field(STAFF).within(a())), "126");
    assert_eq!(browser.value_of(field(&english).within(b())), "7");
    assert_eq!(heard(&browser, "ready").len(), 2);
    let version = browser.script("return customElements.get('tidu-assessment').version", vec![]);
    assert!(version == env!("CARGO_PKG_VERSION") || version == "9.9.9", "{version}");
    assert_eq!(browser.complaints(), [""; 0], "a second version is told of, and is no failure");
    assert_warned(&browser, "is on this page already");
}

#[test]
fn one_that_fails_gives_the_answers_back_and_leaves_the_other_alone() {
    let (browser, portal) = (Browser::open(DESK), Portal::open(Manners::default()));
    browser.before_every_page(CATCH);
    browser.visit(&portal.page("hosts/two.html"));
    browser.wait_until("both are ready", || heard(&browser, "ready").len() == 2);
    browser.write(field(STAFF), "126 人");
    browser.script(
        "const first = document.getElementById('a').shadowRoot;
         window.spoil = () => new Uint8Array(caught[0].exports.memory.buffer).fill(255); spoil();",
        vec![],
    );
    // Which of the two was made first nobody knows; the next thing done in it stops it.
    let (a, b) = (|| role("region", "甲"), || role("region", "乙"));
    browser.script("for (const id of ['a', 'b']) document.getElementById(id).shadowRoot.querySelectorAll('nav button')[1].click()", vec![]);
    browser.wait_until("one has stopped", || heard(&browser, "error").iter().any(|error| error["code"] == "panic"));
    let zh = browser.count(button("保存我的答案"));
    let en = browser.count(button("Save my answers"));
    assert_eq!(zh + en, 1, "one has failed and one has not: {}", browser.words());
    let (failed, alive, save, again) = match zh {
        1 => (a(), b(), "保存我的答案", "重新开始，答案保留"),
        _ => (b(), a(), "Save my answers", "Start again with them"),
    };
    assert!(browser.count(field("").within(alive)) > 3, "the other asks on");
    browser.click(button(save));
    let folder = tempfile::tempdir().unwrap();
    let saved: Value = serde_json::from_str(&fs::read_to_string(browser.take_download(folder.path())).unwrap()).unwrap();
    assert_eq!(saved["tidu"], "answers");
    if zh == 1 {
        assert_eq!(saved["case"]["facts"]["staff"], 126);
    }
    browser.click(button(again));
    browser.wait_until("it is ready again", || heard(&browser, "ready").len() == 3);
    browser.wait_until("it asks again", || browser.count(heading("").within(failed.clone())) > 0);
    if zh == 1 {
        browser.click(button("填写"));
        assert_eq!(browser.value_of(field(STAFF)), "126 人");
    }
}

/// Another window of the browser, and the printer: also after the element was taken out and put back.
#[test]
fn what_happens_to_the_window_reaches_the_element() {
    let (browser, portal) = (Browser::open(DESK), Portal::open(Manners::default()));
    let open = || {
        browser.visit(&portal.page("hosts/strict.html"));
        browser.see("按表填写");
        browser.script(
            "heard.length = 0;
             const old = document.querySelector('tidu-assessment'), one = document.createElement('tidu-assessment');
             one.setAttribute('keep', ''); old.replaceWith(one);",
            vec![],
        );
        browser.wait_until("it is ready again", || heard(&browser, "ready").len() == 1);
    };
    open();
    fill_in(&browser);
    browser.wait_until("it is kept", || browser.script("return localStorage.length > 0", vec![]) == true);
    browser
        .script("const one = document.querySelector('tidu-assessment'), home = one.parentElement; one.remove(); home.append(one)", vec![]);
    let first = browser.new_tab();
    open();
    browser.click(button("填写"));
    assert_eq!(browser.value_of(field(STAFF)), "126 人");
    browser.write(field(STAFF), "22");
    browser.to_tab(first);
    browser.see("这家企业另有一份不同的内容");
    assert_eq!(browser.value_of(field(STAFF)), "126 人");
    widget::result(&browser);
    let folded = "return document.querySelector('tidu-assessment').shadowRoot.querySelectorAll('details:not([open])').length";
    assert_ne!(browser.script(folded, vec![]), 0);
    browser.script("dispatchEvent(new Event('beforeprint'))", vec![]);
    assert_eq!(browser.script(folded, vec![]), 0);
}

/// Thrown away, an element takes its program with it: nothing of the page holds on to it.
#[test]
fn one_that_is_thrown_away_is_gone() {
    let (browser, portal) = (Browser::open(DESK), Portal::open(Manners::default()));
    browser.before_every_page(
        "const make = WebAssembly.instantiate; window.made = [];
         WebAssembly.instantiate = (...all) => make.apply(WebAssembly, all).then((one) => { made.push(new WeakRef(one.exports)); return one; });",
    );
    browser.visit(&portal.page("hosts/two.html"));
    browser.wait_until("both are ready", || heard(&browser, "ready").len() == 2);
    let alive = || browser.script("return made.filter((one) => one.deref()).length", vec![]);
    // Nothing is touched by the driver, which would hold on to it.
    browser.script(
        "const of = (id) => document.getElementById(id).shadowRoot;
         const staff = [...of('a').querySelectorAll('input')].find((input) => input.inputMode === 'decimal' || input.type === 'text');
         staff.value = '126'; staff.dispatchEvent(new Event('input', { bubbles: true }));
         for (const id of ['a', 'b']) of(id).querySelectorAll('nav button')[2].click();",
        vec![],
    );
    let gone = |id: &str| {
        browser.script("document.getElementById(arguments[0]).remove()", vec![json!(id)]);
    };
    let collect = || browser.devtools("HeapProfiler.collectGarbage", json!({}));
    collect();
    assert_eq!(alive(), 2);
    gone("a");
    browser.wait_until("the first is gone", || {
        collect();
        alive() == 1
    });
    gone("b");
    browser.wait_until("the second is gone", || {
        collect();
        alive() == 0
    });
}
