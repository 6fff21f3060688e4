//! The pages of `pkg/hosts` that Vite makes of the npm package, with the element and the calls without a screen in one
//! bundle, as they are built for a portal and under a portal's policy.

use tidu_tests::browser::{Browser, DESK, button, field, role};
use tidu_tests::server::{Manners, Portal, STRICT};

use crate::{a11y, widget};

const STAFF: &str = "从业人员数（职工总数）";

#[test]
fn a_page_in_react_embeds_it() {
    embeds("react", "企业服务 · React");
}

#[test]
fn a_page_in_vue_embeds_it() {
    embeds("vue", "企业服务 · Vue");
}

#[track_caller]
fn embeds(host: &str, title: &str) {
    let portal = Portal::open(Manners { policy: Some(STRICT), ..Manners::default() });
    let browser = Browser::open(DESK);
    // A colour on its way to another is nobody's choice.
    browser.prefer("screen", &[("prefers-reduced-motion", "reduce")]);
    browser.visit(&portal.page(&format!("built/{host}/")));
    browser.see(title);
    let own = || role("region", "本网站");
    let says = |words: &str| browser.wait_until(&format!("the site says “{words}”"), || browser.words_of(own()).contains(words));
    says("按本网站已有资料：小型企业；已可排除：专精特新“小巨人”企业。");
    says(concat!("自评已就绪，版本 ", env!("CARGO_PKG_VERSION")));

    // What Vite has put in a place of its own, each file once, and of the element's twin in JavaScript nothing.
    let mut loaded: Vec<String> = portal.asked().iter().filter_map(|path| kind_of_asset(path)).collect();
    loaded.sort();
    let expected = ["index.css", "index.js", "tidu-assessment-core.js", "tidu-assessment.css", "tidu-assessment.wasm", "tidu_bg.wasm"];
    assert_eq!(loaded, expected);

    // The property arrives as an object, and not as its name in an attribute.
    widget::begin(&browser);
    assert_eq!(browser.value_of(field(STAFF)), "126");
    browser.write(field(STAFF), "168");
    says("正在填写");
    widget::result(&browser);
    let verdicts = widget::verdicts(&browser);
    browser.click(button("交给本网站"));
    assert!(!browser.words().contains("已收到自评结果"), "it is not confirmed yet");
    browser.click(button("确认交给本网站"));
    says("已收到自评结果（2026-11-23）");
    let received = browser.count(role("row", "").within(own()));
    assert!(received >= 4, "{received} standards");
    for (name, verdict) in verdicts.iter().filter(|(name, _)| !name.contains(" > ")) {
        says(&format!("{name} {verdict}"));
    }
    let asked: Vec<String> = portal.asked().into_iter().filter(|path| !path.contains("favicon")).collect();
    assert_eq!(asked, [""; 0], "nothing is asked of the network after the load");
    assert_eq!(browser.complaints(), [""; 0]);
    let found = a11y::faults(&browser, &a11y::axe(), title);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The name of a file as it was before the bundler added what tells its versions apart.
fn kind_of_asset(path: &str) -> Option<String> {
    let (name, ending) = path.split_once("/assets/")?.1.rsplit_once('.')?;
    let hash = name.len().checked_sub(9).filter(|at| name.is_char_boundary(*at) && name[*at..].starts_with('-'))?;
    Some(format!("{}.{ending}", &name[..hash]))
}

/// Takes pictures to look at; they go where `TIDU_PICTURES` says.
#[test]
#[ignore = "takes pictures for people; run it with `-- --ignored`"]
fn pictures() {
    let folder = std::env::var_os("TIDU_PICTURES").map(std::path::PathBuf::from).expect("set TIDU_PICTURES to a folder");
    for (host, size) in [("react", a11y::NARROW), ("react", (768, 900)), ("vue", DESK)] {
        let portal = Portal::open(Manners { policy: Some(STRICT), ..Manners::default() });
        let browser = Browser::open(size);
        browser.visit(&portal.page(&format!("built/{host}/")));
        browser.see("按表填写");
        widget::result(&browser);
        browser.click(button("交给本网站"));
        browser.click(button("确认交给本网站"));
        browser.see("已收到自评结果");
        browser.script("scrollTo(0, 0)", vec![]);
        browser.screenshot(&folder.join(format!("{host}-{}.png", size.0)), size);
    }
}
