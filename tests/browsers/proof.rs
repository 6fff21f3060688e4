//! A self-assessment that is handed on: by its link, by its text, and by the square code on paper.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::proof;
use tidu_tests::browser::{Browser, DESK, PHONE, button, field, role};
use tidu_tests::row::rules;

use crate::{single, widget};

const MAKER: &str = "赣东精密制造";
const SHOWN: &str = "这是企业出示的自评结果，不是认定。";
const PLACE: &str = "打开别人出示的结果";

/// The link of what is shown, or its text where the page has no address.
fn written(browser: &Browser) -> String {
    browser.script("return document.querySelector('.proof textarea').value", vec![]).as_str().expect("a text").to_owned()
}

/// What is behind the mark.
fn bare(link: &str) -> &str {
    link.rsplit(proof::MARK).next().unwrap_or_default()
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// A text as a page with other rules would have written it, which came to the same but for 小巨人.
fn by_other_rules(case: &Value) -> String {
    let vocabulary = &rules().vocabulary;
    let (read, _) = Case::read(vocabulary, case, day("2026-11-23")).expect("a case");
    let mut met = case.clone();
    met["facts"]["class_1_ip_original"] = json!(4);
    let (met, _) = Case::read(vocabulary, &met, day("2026-11-23")).expect("a case");
    proof::write(vocabulary, 0xabc, case, read.as_of, None, &evaluate(rules(), &met))
}

#[test]
fn a_link_shows_the_same_verdicts_and_leaves_own_answers_alone() {
    let browser = widget::open();
    widget::example(&browser, MAKER);
    let (verdicts, link) = (widget::verdicts(&browser), written(&browser));
    assert!(link.starts_with("http") && !link.contains("%"), "{link}");

    // Somebody with answers of their own follows the link, in a page that stands open and in one that does not.
    let other = Browser::open(PHONE);
    other.visit_site("");
    other.write(field("企业名称"), "自家企业");
    widget::begin(&other);
    other.write(field("从业人员数（职工总数）"), "77");
    let fragment = format!("#{}{}", proof::MARK, bare(&link));
    for again in [false, true] {
        if again {
            other.visit("about:blank");
        }
        other.visit_site(&fragment);
        other.see(SHOWN);
        other.see("由本页按 2026-11-23 当日的规则和其中的回答重新计算。");
        other.see("各项结论与出示时相同。");
        assert_eq!(widget::verdicts(&other), verdicts);
        assert!(!other.words().contains("赣东精密"), "the name was not asked for");
    }
    // It is told whenever the page is loaded, and that something of it was changed.
    other.reload();
    other.see(SHOWN);
    other.click(button("改按今天"));
    other.see("改回当时的日期");
    other.click(button("改回当时的日期"));
    other.see_no_more("改回当时的日期");
    widget::section(&other, "知识产权");
    other.write(role("textbox", "与主导产品相关的Ⅰ类知识产权，非转入（2号文口径）"), "9");
    other.see("打开以后，回答有改动");
    other.click(button("恢复出示的那份"));
    other.see_no_more("打开以后，回答有改动");
    widget::result(&other);
    assert_eq!(widget::verdicts(&other), verdicts);
    other.click(button("作为自己的答案继续"));
    other.see_no_more(SHOWN);
    other.click(button("首页"));
    other.click(button("自家企业"));
    widget::section(&other, "企业基本情况");
    assert_eq!(other.value_of(field("从业人员数（职工总数）")), "77");
    assert_eq!(other.complaints(), [""; 0]);
}

#[test]
fn a_text_is_pasted_into_the_single_page_and_what_has_changed_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let browser = Browser::open(DESK);
    single::open(&browser, &single::put(folder.path(), &single::built()));
    widget::example(&browser, MAKER);
    // A file of this computer has no address that others could open.
    let own = written(&browser);
    assert!(!own.contains(':'), "{own}");
    let verdicts = widget::verdicts(&browser);
    let open = |what: &str| {
        browser.click(button("首页"));
        browser.write(field(PLACE), what);
        browser.click(button("打开").within(role("main", "")));
    };
    open(&own[..own.len() - 3]);
    browser.see("这段链接或结果码不完整或有改动，没有打开。");
    open("https://example.org/");
    browser.see("这不是自评结果的链接或结果码。");
    open(&format!("https://example.org/tidu/#{}{own}", proof::MARK));
    browser.see(SHOWN);
    browser.see_no_more("这不是自评结果的链接或结果码。");
    assert_eq!(widget::verdicts(&browser), verdicts);

    let case: Value = serde_json::from_str(include_str!("../companies/precision-maker.json")).unwrap();
    open(&by_other_rules(&case));
    browser.see("出示时的规则编号是 000000000abc");
    browser.see("专精特新“小巨人”企业：出示时“自评达标待评审”，现在“未达标”");
    assert_eq!(widget::verdicts(&browser), verdicts);
}

/// The square code as a printer of 200 dots an inch puts it on paper is read by a reader that knows nothing of the page.
#[test]
fn the_printed_code_is_read() {
    for example in [MAKER, "抚河医疗器械"] {
        let browser = widget::open();
        widget::example(&browser, example);
        let link = written(&browser);
        browser.prefer("print", &[]);
        // Before it prints, the page unfolds itself.
        browser.script("window.dispatchEvent(new Event('beforeprint'))", vec![]);
        browser.wait_until("the code is there", || browser.count(role("img", "自评结果二维码")) == 1);
        let at = browser.script(
            "const r = document.querySelector('.square').getBoundingClientRect(); return [r.x + scrollX, r.y + scrollY, r.width, r.height]",
            vec![],
        );
        let of = |at: &Value, n: usize| at[n].as_f64().expect("a number");
        let millimetres = of(&at, 2) / 96.0 * 25.4;
        assert!(millimetres >= 35.0, "{millimetres} mm");
        let clip = json!({ "x": of(&at, 0), "y": of(&at, 1), "width": of(&at, 2), "height": of(&at, 3), "scale": 200.0 / 96.0 });
        let taken = browser.devtools("Page.captureScreenshot", json!({ "format": "png", "clip": clip, "captureBeyondViewport": true }));
        let picture = BASE64_STANDARD.decode(taken["data"].as_str().expect("a picture")).expect("base64");
        assert_eq!(read_off(&picture), link);
    }
}

/// What a reader of square codes makes of a picture.
fn read_off(picture: &[u8]) -> String {
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut bytes).expect("a picture");
    let (width, height) = (info.width as usize, info.height as usize);
    let (each, line) = (bytes.len() / (width * height), info.line_size);
    let mut grey = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| bytes[y * line + x * each]);
    let grids = grey.detect_grids();
    assert_eq!(grids.len(), 1, "codes in a picture of {width} by {height}");
    let (meta, text) = grids[0].decode().expect("it can be read");
    assert!(meta.version.0 <= 15, "version {}", meta.version.0);
    text
}
