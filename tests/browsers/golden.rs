//! The words of each screen for three examples, in both languages, as a person sees them: see `tidu_tests::golden`. Only
//! Chromium is asked; how engines lay words out is no matter of words.

use tidu_tests::browser::{Browser, button, role};
use tidu_tests::golden::same_by;

use crate::widget;

/// The examples, and what their buttons say.
const EXAMPLES: [(&str, &str); 3] = [("precision-maker", "赣东精密制造"), ("half-filled", "青岚新材料"), ("giant-in-renewal", "昌南航材")];

/// The screens by the words of the head that lead to them.
const SCREENS: [[&str; 2]; 6] =
    [["首页", "Start"], ["填写", "Questions"], ["结论", "Result"], ["路径", "Road"], ["政策", "Policies"], ["新旧对照", "Laws compared"]];

#[test]
fn the_screens_read_as_before() {
    for (file, name) in EXAMPLES {
        let browser = widget::open();
        widget::example(&browser, name);
        for (at, lang, pages) in [(0, "zh", "页面"), (1, "en", "Pages")] {
            if at == 1 {
                browser.click(button("English"));
            }
            let screens = SCREENS.map(|names| {
                browser.click(button(names[at]).within(role("navigation", pages)));
                format!("════ {}\n{}\n", names[at], words(&browser))
            });
            let command = "UPDATE_GOLDEN=1 cargo pkg test";
            same_by(&format!("screens/{file}.{lang}.txt"), &screens.concat(), command);
        }
    }
}

/// What is seen between head and foot, once what is computed behind a painting is there.
#[track_caller]
fn words(browser: &Browser) -> String {
    browser.wait_until("nothing moves any more", || {
        let two = "const before = document.querySelector('main').innerText;
                   return new Promise((done) => setTimeout(() => done(before === document.querySelector('main').innerText), 300))";
        browser.script(two, vec![]) == true
    });
    let words = browser.script("return document.querySelector('main').innerText", vec![]);
    let words = words.as_str().unwrap_or_default();
    words.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}
