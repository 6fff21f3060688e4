//! That the page is there and says so, without a complaint to the console.

use tidu_tests::browser::{Browser, DESK, PHONE};

#[test]
fn the_page_appears() {
    let browser = Browser::open(DESK);
    browser.visit_site("");
    browser.see("开始填写");
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
