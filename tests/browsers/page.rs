//! That the page is there and says so, without a complaint to the console.

use tidu_tests::browser::{Browser, DESK, Key, PHONE, field};

#[test]
fn the_page_appears() {
    let browser = Browser::open(DESK);
    browser.visit_site("");
    browser.see("开始填写");
    assert_eq!(browser.complaints(), [""; 0]);
}

/// On a slow line the name of the enterprise can be typed before the program is there, and is not lost when it comes.
#[test]
fn what_is_typed_before_the_program_is_there_is_taken_over() {
    let browser = Browser::open(DESK);
    browser.before_every_page(
        "const load = window.fetch; const line = new Promise((go) => { window.letGo = go; }); window.fetch = (what) => line.then(() => load(what));",
    );
    browser.visit_site("");
    browser.see("正在载入填写页面");
    browser.write(field("企业名称"), "赣东精密");
    browser.press(Key::Left);
    browser.script("letGo()", vec![]);
    browser.see("开始填写");
    browser.wait_until("the keyboard is where it was", || browser.focus().starts_with("textbox 企业名称"));
    browser.type_keys("超");
    assert_eq!(browser.value_of(field("企业名称")), "赣东精超密");
    // Who comes back has a name already.
    browser.reload();
    browser.see("正在载入填写页面");
    assert_eq!(browser.count(field("企业名称")), 0);
    browser.script("letGo()", vec![]);
    browser.see("开始填写");
    assert_eq!(browser.value_of(field("企业名称")), "赣东精超密");
    assert_eq!(browser.complaints(), [""; 0]);
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
