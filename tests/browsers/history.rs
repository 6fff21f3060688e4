//! Back and forward within somebody else's page: by buttons of its own, or, where the site allows it, by the browser's.

use serde_json::{Value, json};
use tidu_tests::browser::{Browser, PHONE, button};
use tidu_tests::server::Manners;

use crate::element;

fn shown(browser: &Browser) -> String {
    let read = "return document.querySelector('tidu-assessment').shadowRoot.querySelector('main h1')?.textContent ?? ''";
    browser.script(read, vec![]).as_str().unwrap_or_default().to_owned()
}

/// What of the history is the site's.
fn site(browser: &Browser) -> Value {
    browser.script("return [location.href, history.length, history.state?.site ?? null]", vec![])
}

/// Goes from the start to the questions and on to the result, and says what these are headed by.
fn go_around(browser: &Browser) -> [String; 3] {
    let start = shown(browser);
    browser.click(button("按表填写"));
    browser.wait_until("the questions", || shown(browser) != start);
    let questions = shown(browser);
    browser.click(button("结论"));
    browser.wait_until("the result", || shown(browser) != questions);
    [start, questions, shown(browser)]
}

#[test]
fn the_history_of_the_site_is_left_alone() {
    let (browser, _portal) = element::ready("hosts/plain.html", Manners::default(), PHONE);
    browser.script("history.replaceState({ site: 7 }, '')", vec![]);
    let before = site(&browser);
    assert!(!browser.is_enabled(button("后退")) && !browser.is_enabled(button("前进")));
    let [start, questions, result] = go_around(&browser);
    for (way, now) in [("后退", &questions), ("后退", &start), ("前进", &questions), ("前进", &result), ("后退", &questions)] {
        browser.click(button(way));
        browser.wait_until(way, || shown(&browser) == *now);
    }
    // Who goes on from the midst of it has nothing before him any more.
    browser.click(button("政策"));
    browser.wait_until("the policies", || shown(&browser) != questions);
    assert!(!browser.is_enabled(button("前进")));
    browser.click(button("后退"));
    browser.wait_until("back", || shown(&browser) == questions);
    assert_eq!(site(&browser), before);
}

#[test]
fn the_history_is_used_where_the_site_allows_it() {
    let (browser, _portal) = element::ready("hosts/plain.html", Manners::default(), PHONE);
    browser.script(
        "history.replaceState({ site: 7 }, '');
         const old = document.querySelector('tidu-assessment'), one = document.createElement('tidu-assessment');
         one.history = true; old.replaceWith(one);",
        vec![],
    );
    browser.wait_until("the new one", || !shown(&browser).is_empty());
    let before = site(&browser);
    assert_eq!((browser.count(button("后退")), browser.count(button("前进"))), (0, 0));
    let [start, questions, result] = go_around(&browser);
    let steps = site(&browser)[1].as_u64().unwrap() - before[1].as_u64().unwrap();
    assert_eq!((&site(&browser)[0], &site(&browser)[2]), (&before[0], &json!(7)));
    assert_eq!(steps, 2);
    for now in [&questions, &start] {
        browser.back();
        browser.wait_until("back", || shown(&browser) == *now);
    }
    for now in [&questions, &result] {
        browser.script("history.forward()", vec![]);
        browser.wait_until("forward", || shown(&browser) == *now);
    }
    // A step of the site's own is none of the element's.
    browser.script("history.pushState({ site: 8 }, '')", vec![]);
    browser.back();
    browser.wait_until("back at the result", || site(&browser)[2] == 7);
    browser.script("history.forward()", vec![]);
    browser.wait_until("at the site's step", || site(&browser)[2] == 8);
    assert_eq!(shown(&browser), result);
}
