//! That all engines go the same way through the page, however it is reached: fill in, verdicts, policies, save a copy,
//! open it again in another browser.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tidu_tests::browser::{Browser, DESK, Engine, button, field, role};
use tidu_tests::server::{Manners, Portal, STRICT};

use crate::element::{STAFF, heard};
use crate::{single, widget};

/// A way to the page: how it is reached, and how a copy that was saved there is opened again.
struct Way {
    /// Goes to the page as it is found; the folder is for what has to lie somewhere.
    reach: fn(&Browser, &Path),
    /// What unfolds the saving, and what saves.
    save: [&'static str; 2],
    /// Opens what was saved, in a browser that has never seen the page.
    reopen: fn(&Browser, &Path),
}

/// The page on a web site; what is saved is a file of answers.
const HOSTED: Way = Way {
    reach: |browser, _| browser.visit_site(""),
    save: ["保存答案", "下载答案文件"],
    reopen: |browser, file| {
        browser.visit_site("");
        browser.attach(field("打开保存过的文件"), file);
    },
};

/// The single page from a disk; what is saved is the page with the answers.
const SINGLE: Way = Way {
    reach: |browser, folder| single::open(browser, &single::put(folder, &single::built())),
    save: ["保存带答案的页面", "下载带答案的页面"],
    reopen: single::open,
};

/// The element in a page of somebody else's; what is saved is a file of answers.
const ELEMENT: Way = Way {
    reach: |browser, _| browser.visit(&Portal::open(Manners::default()).page("hosts/plain.html")),
    save: HOSTED.save,
    reopen: |browser, file| {
        (ELEMENT.reach)(browser, file);
        browser.attach(field("打开保存过的文件"), file);
    },
};

#[track_caller]
fn journey(engine: Engine, way: &Way) {
    if !engine.is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let browser = Browser::open_engine(engine, DESK, "zh-CN");
    (way.reach)(&browser, folder.path());

    browser.write(field("评估基准日"), widget::DAY);
    browser.write(field("企业名称"), "赣东精密");
    widget::begin(&browser);
    let mut company = widget::Company::read(&browser, "precision-maker");
    company.answer_section();
    widget::next_section(&browser);
    company.answer_section();
    assert_ne!(widget::ladder(&browser)[1].1, [""; 0]);

    widget::result(&browser);
    let verdicts = widget::verdicts(&browser);
    assert!(verdicts.values().any(|verdict| verdict == "达标"), "{verdicts:?}");

    browser.click(button("政策").within(role("navigation", "页面")));
    browser.see("适合贵企业的政策与行动");
    browser.see(&format!("以下按评估基准日 {} 判断", widget::DAY));
    widget::result(&browser);

    browser.click(button(way.save[0]));
    browser.click(button(way.save[1]));
    let copy = browser.take_download(folder.path());
    assert!(fs::read_to_string(&copy).unwrap().contains("赣东精密"));
    drop(browser);

    let other = Browser::open_engine(engine, DESK, "zh-CN");
    (way.reopen)(&other, &copy);
    other.see("自评结论");
    assert_eq!(widget::verdicts(&other), verdicts, "one stands where one was, and all verdicts are the same");
}

#[test]
fn chromium_on_the_site() {
    journey(Engine::Chromium, &HOSTED);
}

#[test]
fn chromium_from_a_disk() {
    journey(Engine::Chromium, &SINGLE);
}

#[test]
fn chromium_in_a_portal() {
    journey(Engine::Chromium, &ELEMENT);
}

#[test]
fn firefox_on_the_site() {
    journey(Engine::Firefox, &HOSTED);
}

#[test]
fn firefox_from_a_disk() {
    journey(Engine::Firefox, &SINGLE);
}

#[test]
fn firefox_in_a_portal() {
    journey(Engine::Firefox, &ELEMENT);
}

#[test]
fn webkit_on_the_site() {
    journey(Engine::WebKit, &HOSTED);
}

#[test]
fn webkit_from_a_disk() {
    journey(Engine::WebKit, &SINGLE);
}

#[test]
fn webkit_in_a_portal() {
    journey(Engine::WebKit, &ELEMENT);
}

/// What site and element say to each other: facts beforehand, and the answers once they are handed over.
#[track_caller]
fn converses(engine: Engine) {
    if !engine.is_here() {
        return;
    }
    let portal = Portal::open(Manners { policy: Some(STRICT), ..Manners::default() });
    let browser = Browser::open_engine(engine, DESK, "zh-CN");
    browser.visit(&portal.page("hosts/strict.html"));
    browser.see("按表填写");
    browser.script("document.querySelector('tidu-assessment').facts = { staff: 88, rd_staff: 20 }", vec![]);
    widget::begin(&browser);
    browser.wait_until("the site's facts are there", || browser.value_of(field(STAFF)) == "88");
    browser.write(field(STAFF), "90");
    widget::result(&browser);
    browser.click(button("交给本网站"));
    browser.see("没有得到所填的任何内容");
    assert_eq!(heard(&browser, "complete"), [Value::Null; 0]);
    browser.click(button("确认交给本网站"));
    browser.wait_until("the site has the answers", || heard(&browser, "complete").len() == 1);
    assert_eq!(heard(&browser, "complete")[0]["case"]["facts"], json!({ "staff": 90, "rd_staff": 20 }));
    assert_eq!(heard(&browser, "error"), [Value::Null; 0]);
    // Some look for an icon by themselves.
    let refused = browser.script("return refused.filter((what) => !what.includes('favicon'))", vec![]);
    assert_eq!(refused, json!([]));
}

#[test]
fn chromium_hands_over() {
    converses(Engine::Chromium);
}

#[test]
fn firefox_hands_over() {
    converses(Engine::Firefox);
}

#[test]
fn webkit_hands_over() {
    converses(Engine::WebKit);
}
