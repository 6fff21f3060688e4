//! The first questions, which stand in the page before the program does: answered at any moment of loading, and taken over
//! with nothing lost and nothing moved.

use serde_json::json;
use tidu_tests::browser::{Browser, DESK, Engine, Key, PHONE, button, field, role};
use tidu_tests::server::{Manners, Portal};

/// The program does not arrive before `letGo()` is called.
pub const SLOW_LINE: &str = "const load = window.fetch, line = new Promise((go) => { window.letGo = go; });
    window.fetch = (what) => line.then(() => load(what));";

/// It arrives, and is not made before `letGo()` is called.
const SLOW_TO_MAKE: &str = "const line = new Promise((go) => { window.letGo = go; });
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const make = WebAssembly[name];
      WebAssembly[name] = (...all) => line.then(() => make.apply(WebAssembly, all));
    }";

const TITLES: &str = "现在有哪些称号和资格？";
const RESEARCH: &str = "全年花了多少钱做研发？";
const REVENUE: &str = "全年卖了多少钱？";

/// Waits until the program stands in the place of what stood there before.
#[track_caller]
pub fn taken_over(browser: &Browser) {
    browser
        .wait_until("the program is there", || browser.script("return document.querySelector('[data-tidu-sheet]').hidden", vec![]) == true);
}

#[track_caller]
fn let_go(browser: &Browser) {
    browser.script("letGo()", vec![]);
    taken_over(browser);
}

/// A page that is held at some moment of loading.
fn held(how: &str) -> Browser {
    let browser = Browser::open(DESK);
    browser.before_every_page(how);
    browser.visit_site("");
    browser
}

/// A company that is no title's holder, up to its revenue.
#[track_caller]
fn answered(browser: &Browser) {
    browser.click(button("开始答题"));
    browser.see(TITLES);
    browser.click(field("科技型中小企业"));
    browser.click(button("下一题"));
    browser.see(RESEARCH);
    browser.click(button("100 万元以上"));
    browser.see(REVENUE);
}

/// What is kept of the answers in this browser.
fn kept(browser: &Browser) -> serde_json::Value {
    let script = "for (let at = 0; at < localStorage.length; at++) { const text = localStorage.getItem(localStorage.key(at));
                  if (text.includes('\"contract\"')) return JSON.parse(text); } return null";
    browser.script(script, vec![])
}

#[test]
fn what_is_answered_before_the_program_is_there_is_taken_over() {
    for how in [SLOW_LINE, SLOW_TO_MAKE] {
        let browser = held(how);
        answered(&browser);
        let heading = browser.focus();
        let_go(&browser);
        browser.see("第 3 题");
        browser.see(REVENUE);
        assert_eq!(browser.focus(), heading, "the keyboard is where it was");
        browser.wait_until("it is kept", || !kept(&browser).is_null());
        let (kept, year) = (kept(&browser), browser.script("return String(new Date().getFullYear() - 1)", vec![]));
        assert_eq!(kept["case"]["facts"]["titles_held"], json!(["tech_sme"]));
        assert_eq!(kept["case"]["facts"]["rd_expense"][year.as_str().unwrap()], json!({"min": 100}), "{kept}");
        // One can go back through them, with the button and with the browser.
        browser.click(button("上一题"));
        browser.see(RESEARCH);
        browser.click(button("上一题"));
        browser.see(TITLES);
        // Who comes back has answers already, and is not asked before they are there.
        browser.visit("about:blank");
        browser.visit_site("");
        browser.see("正在载入填写页面");
        assert_eq!(browser.count(button("开始答题")), 0);
        let_go(&browser);
        browser.see(TITLES);
        assert_eq!(browser.complaints(), [""; 0]);
    }
}

/// A tap in the very moment of taking over, and a figure half typed.
#[test]
fn nothing_is_lost_in_the_moment_of_taking_over() {
    let browser = held(SLOW_LINE);
    browser.click(button("开始答题"));
    browser.click(button("以上均无"));
    browser.see(RESEARCH);
    browser.click(field("千元"));
    browser.write(field("研发费用总额"), "12");
    browser.press(Key::Left);
    let_go(&browser);
    browser.type_keys("3");
    assert_eq!(browser.value_of(field("研发费用总额")), "132");
    browser.click(button("下一题"));
    browser.see(REVENUE);
    browser.wait_until("it is kept", || kept(&browser).to_string().contains("132千元"));

    let browser = held(SLOW_TO_MAKE);
    browser.click(button("开始答题"));
    browser.script("letGo(); document.querySelectorAll('.guided:not([hidden]) input')[1].click(); document.querySelector('.guided:not([hidden]) [data-tidu-do=next]').click()", vec![]);
    taken_over(&browser);
    browser.see(RESEARCH);
    browser.see("第 2 题");
    assert_eq!(browser.complaints(), [""; 0]);
}

/// With the keyboard alone.
#[test]
fn the_keyboard_answers_too() {
    let browser = held(SLOW_LINE);
    let to = |wanted: &str| {
        for _ in 0..30 {
            if browser.focus().starts_with(wanted) {
                return;
            }
            browser.press(Key::Tab);
        }
        panic!("no {wanted}, but {}", browser.focus());
    };
    to("button 开始答题");
    browser.press(Key::Enter);
    browser.see(TITLES);
    to("checkbox 科技型中小企业");
    browser.press(Key::Space);
    to("button 下一题");
    browser.press(Key::Enter);
    browser.see(RESEARCH);
    to("button 100 万元以上");
    let_go(&browser);
    browser.press(Key::Enter);
    browser.see(REVENUE);
    browser.see("第 3 题");
}

/// What only the program can do is done once it is there; what comes after an answer that is not known here comes then.
#[test]
fn what_is_wished_for_is_done_once_the_program_is_there() {
    let browser = held(SLOW_LINE);
    browser.click(button("政策").within(role("navigation", "页面")));
    let_go(&browser);
    browser.see("适合贵企业的政策与行动");

    let browser = held(SLOW_LINE);
    browser.click(button("开始答题"));
    for title in ["创新型中小企业", "专精特新中小企业", "专精特新“小巨人”企业"] {
        browser.click(field(title));
    }
    browser.click(button("下一题"));
    browser.see("程序还在载入，可以先答");
    let_go(&browser);
    browser.see("企业注册在哪里？");
    browser.see("第 2 题");
}

/// A part that does not arrive is told, can be tried again, and nothing that was answered is lost by it.
#[test]
fn what_does_not_arrive_is_tried_again_with_all_answers() {
    let browser = Browser::open(DESK);
    browser.before_every_page(
        "const load = window.fetch, line = new Promise((go) => { window.letGo = go; });
         window.fetch = (what) => line.then(() => load(window.mended ? what : String(what) + '.gone'));",
    );
    browser.visit_site("");
    answered(&browser);
    browser.script("letGo()", vec![]);
    browser.see("缺少文件 tidu_web_bg.wasm");
    browser.see("答过的都还在");
    browser.see("新认定企业配套奖补");
    browser.click(button("再试一次"));
    browser.see("缺少文件 tidu_web_bg.wasm");
    browser.script("window.mended = true", vec![]);
    browser.click(button("再试一次"));
    taken_over(&browser);
    browser.see("第 3 题");
    browser.see(REVENUE);

    // The script that joins the program to the browser, missing at first.
    let portal = Portal::open(Manners { gone: Some("/tidu_web.js"), ..Manners::default() });
    let browser = Browser::open(DESK);
    browser.visit(&portal.page("site/"));
    browser.see("缺少文件");
    assert_eq!(browser.count(button("再试一次")), 1);
}

/// In English, with the name, loaded anew on the way, and in a year after the one the page was made in.
#[test]
fn language_name_and_year_are_taken_over() {
    let browser = held(SLOW_LINE);
    browser.write(field("企业名称"), "赣东精密");
    browser.click(button("English"));
    browser.see("Where your enterprise stands");
    browser.click(button("Start answering"));
    browser.see("Which titles and qualifications are held now?");
    let_go(&browser);
    browser.see("Which titles and qualifications are held now?");
    browser.wait_until("the name is kept", || kept(&browser)["case"]["name"] == "赣东精密");

    let later = "const Now = Date; window.Date = class extends Now { constructor(...all) { if (all.length) super(...all); else super(2029, 4, 5); } };";
    for held_by in [format!("{later}{SLOW_LINE}"), format!("{later}{SLOW_TO_MAKE}")] {
        let browser = held(&held_by);
        answered(&browser);
        browser.see("2028 年营业收入总额");
        assert!(!browser.words().contains("2025 年营业收入总额"));
        browser.reload();
        browser.see("正在载入填写页面");
        let_go(&browser);
        browser.see(REVENUE);
        browser.see("2028 年营业收入总额");
        browser.wait_until("it is kept", || kept(&browser)["case"]["facts"]["rd_expense"]["2028"]["min"] == 100);
    }
}

/// From the question as it stands in the page to the program's, nothing moves: the two pictures are the same.
#[test]
fn the_question_is_the_same_picture_before_and_after() {
    for size in [DESK, PHONE] {
        for english in [false, true] {
            let browser = Browser::open(size);
            browser.before_every_page(SLOW_LINE);
            browser.visit_site("");
            if english {
                browser.click(button("English"));
            }
            browser.click(button(if english { "Start answering" } else { "开始答题" }));
            browser.click(button(if english { "None of these" } else { "以上均无" }));
            browser.click(button(if english { "Not sure" } else { "不清楚" }));
            browser.see(if english { "Question 3" } else { "第 3 题" });
            let shown = || {
                let script = "const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.offsetHeight !== 0 && !one.matches('section') && !one.closest('[data-tidu-status], [data-tidu-again], .visually-hidden');
                    return [...document.querySelectorAll('.head *, main *, .ladder *')].filter(seen).map((one) => {
                      const box = one.getBoundingClientRect(), look = getComputedStyle(one);
                      return [one.tagName, one.children.length ? '' : one.textContent, box.left, box.top, box.width, box.height, look.color, look.font].join(' | ');
                    });";
                browser.script(script, vec![])
            };
            let before = shown();
            assert!(before.as_array().is_some_and(|all| all.len() > 40), "{before}");
            let_go(&browser);
            assert_eq!(before, shown(), "{size:?}, English: {english}");
        }
    }
}

/// With each part late, missing, and of another version: the first question is answered meanwhile, what is wrong is told,
/// and once the server is mended one stands at the second.
#[test]
fn parts_that_do_not_come_as_they_should() {
    const GONE: &str = "缺少文件";
    let fine = Manners::default;
    let cases = [
        (Manners { held: Some("_bg.wasm"), ..fine() }, ""),
        (Manners { held: Some("/tidu_web.js"), ..fine() }, ""),
        (Manners { held: Some("/style.css"), ..fine() }, ""),
        (Manners { gone: Some("_bg.wasm"), ..fine() }, GONE),
        (Manners { gone: Some("/tidu_web.js"), ..fine() }, GONE),
        (Manners { other: Some("/tidu_web.js"), ..fine() }, "不是同一个版本"),
    ];
    for (engine, (manners, told)) in Engine::here().flat_map(|engine| cases.iter().map(move |case| (engine, case))) {
        let browser = Browser::open_to_load(engine, DESK, "zh-CN", false);
        let portal = Portal::open(manners.clone());
        browser.visit(&portal.page("site/"));
        if told.is_empty() {
            browser.click(button("开始答题"));
            browser.see(TITLES);
            browser.click(field("科技型中小企业"));
            browser.click(button("下一题"));
            portal.mend();
        } else {
            browser.see(told);
            portal.mend();
            browser.click(button("再试一次"));
            taken_over(&browser);
            browser.click(button("开始答题"));
            browser.see(TITLES);
            browser.click(button("以上均无"));
        }
        taken_over(&browser);
        browser.see(RESEARCH);
        browser.see("第 2 题");
    }
}
