//! What a site sets on the element, taken or refused aloud, and what becomes of the element in pages of other habits.

use serde_json::{Value, json};
use tidu_tests::browser::{Browser, DESK, button, field, group, radio, role};
use tidu_tests::server::{Manners, Portal};

use crate::element::{STAFF, heard, visit};
use crate::widget;

/// An element on a page of its own, made by a script as frameworks do; `made` is run before it stands in the page.
#[track_caller]
fn with_element(made: &str, source: &str) -> (Browser, Portal) {
    let (browser, portal) = (Browser::open(DESK), Portal::open(Manners::default()));
    browser.visit(&portal.page("hosts/package.json"));
    browser.script(
        "window.heard = [];
         for (const name of ['ready', 'error', 'complete']) document.addEventListener('tidu-' + name, (event) => heard.push([name, event.detail]));
         document.documentElement.lang = 'zh-CN';
         document.body.textContent = '';
         const script = document.createElement('script');
         script.src = arguments[1];
         document.head.append(script);
         return new Promise((done) => { script.onload = () => {
           const element = document.createElement('tidu-assessment');
           new Function('element', arguments[0])(element);
           document.body.append(element);
           done(true);
         }; });",
        vec![json!(made), json!(source)],
    );
    (browser, portal)
}

#[track_caller]
fn told(browser: &Browser, code: &str, words: &str) {
    let said = || {
        heard(browser, "error").iter().any(|one| one["code"] == code && one["message"].as_str().is_some_and(|text| text.contains(words)))
    };
    browser.wait_until(&format!("{code} is told, with “{words}”"), said);
}

#[test]
fn properties_do_what_attributes_do() {
    let made = "Object.assign(element, { region: '360102', asOf: '2025-06-30', start: 'questions', keep: true, history: true, theme: 'contrast', size: 'large', name: '洪都', files: '/element/', facts: '{\"staff\":126}' })";
    let (browser, _portal) = with_element(made, "/element/tidu-assessment.js");
    browser.see(STAFF);
    assert_eq!(browser.value_of(field(STAFF)), "126");
    let attributes = browser.script(
        "const one = document.querySelector('tidu-assessment'); return Object.fromEntries([...one.attributes].map((each) => [each.name, each.value]))",
        vec![],
    );
    let expected = json!({ "region": "360102", "as-of": "2025-06-30", "start": "questions", "keep": "", "history": "", "theme": "contrast", "size": "large", "name": "洪都", "files": "/element/" });
    assert_eq!(attributes, expected);
    let read = "const one = document.querySelector('tidu-assessment'); return [one.region, one.asOf, one.start, one.keep, one.history, one.theme, one.size, one.name, one.files]";
    assert_eq!(
        browser.script(read, vec![]),
        json!(["360102", "2025-06-30", "questions", true, true, "contrast", "large", "洪都", "/element/"])
    );
    browser.click(button("首页"));
    assert_eq!(browser.value_of(field("企业名称")), "洪都");
    assert_eq!(browser.value_of(field("评估基准日")), "2025-06-30");
    assert_eq!(heard(&browser, "error"), [Value::Null; 0]);
    // What comes too late, or is none of the words there are, is told.
    for (set, code, words) in [
        ("files = '/other/'", "files", "载入时"),
        ("keep = false", "keep", "载入时"),
        ("history = false", "history", "载入时"),
        ("theme = 'dark'", "theme", "contrast"),
        ("size = 'huge'", "size", "larger"),
        ("region = {}", "region", "应为文字"),
        ("asOf = new Date()", "as-of", "应为文字"),
        ("asOf = '2026-02-30'", "as-of", "2026-02-30"),
        ("start = 'nowhere'", "start", "nowhere"),
    ] {
        browser.script(&format!("heard.length = 0; document.querySelector('tidu-assessment').{set}"), vec![]);
        told(&browser, code, words);
    }
    // The enterprise's own name stays, whatever the site says later.
    browser.script("document.querySelector('tidu-assessment').name = '滕王'", vec![]);
    browser.wait_until("the site's name is another", || browser.value_of(field("企业名称")) == "滕王");
    browser.write(field("企业名称"), "青云");
    browser.script("document.querySelector('tidu-assessment').name = '西湖'", vec![]);
    browser.click(button("按表填写"));
    browser.click(button("首页"));
    assert_eq!(browser.value_of(field("企业名称")), "青云");
}

#[test]
fn facts_are_taken_as_text_and_refused_aloud() {
    for made in [
        "element.setAttribute('facts', '{\"staff\":126}')",
        "element.facts = '{\"staff\":126}'",
        "element.facts = { staff: 126, rd_staff: undefined }",
    ] {
        let (browser, _portal) = with_element(&format!("element.start = 'questions'; {made}"), "/element/tidu-assessment.js");
        browser.see(STAFF);
        assert_eq!(browser.value_of(field(STAFF)), "126", "{made}");
        assert_eq!(heard(&browser, "error"), [Value::Null; 0]);
        for (odd, words) in [
            ("{ staff: 10n }", "BigInt"),
            ("(() => { const one = {}; one.one = one; return one; })()", "circular"),
            ("{ get staff() { throw new Error('no entry'); } }", "no entry"),
            ("new Map([['staff', 1]])", "Map"),
            ("{ operating_revenue: new Map() }", "operating_revenue: Map"),
            ("{ staff: NaN }", "staff: NaN"),
            ("[1]", "[1]"),
            ("'{\"staff\":'", "JSON"),
            ("'5'", "5"),
            ("5", "5"),
            ("{ nobody: 1 }", "nobody"),
        ] {
            browser.script(&format!("heard.length = 0; document.querySelector('tidu-assessment').facts = {odd}"), vec![]);
            told(&browser, "facts", words);
        }
        assert_eq!(browser.value_of(field(STAFF)), "126");
    }
    // Told at the beginning too, and it begins all the same.
    let (browser, _portal) = with_element("element.start = 'questions'; element.facts = { staff: 10n }", "/element/tidu-assessment.js");
    browser.see(STAFF);
    told(&browser, "facts", "BigInt");
}

#[test]
fn an_address_of_files_that_is_none_is_told() {
    let (browser, _portal) = with_element("element.files = 'http://['", "/element/tidu-assessment.js");
    told(&browser, "files", "http://[");
    browser.see("网站对自评的设置有误");
}

#[test]
fn the_mark_of_a_version_reaches_the_parts() {
    let (browser, _portal) = with_element("", "/element/tidu-assessment.js?v=2");
    browser.see("按表填写");
    let asked = browser.script("return performance.getEntriesByType('resource').map((one) => one.name)", vec![]);
    let asked: Vec<String> = serde_json::from_value(asked).expect("addresses");
    for part in ["-core.js", ".wasm", ".css"] {
        assert!(asked.iter().any(|one| one.ends_with(&format!("/tidu-assessment{part}?v=2"))), "{part}: {asked:?}");
    }
}

#[test]
fn a_page_that_changes_its_language_is_followed() {
    let (browser, _portal) = with_element("", "/element/tidu-assessment.js");
    browser.see("按表填写");
    browser.script("document.documentElement.lang = 'en'", vec![]);
    browser.see("Fill in as a form");
    // Nearer than the page's own; and taken out, it hears of it when it comes back.
    browser.script("document.body.lang = 'zh-CN'", vec![]);
    browser.see("按表填写");
    browser.script(
        "window.one = document.querySelector('tidu-assessment'); one.remove(); document.body.lang = 'en'; document.body.append(one)",
        vec![],
    );
    browser.see("Fill in as a form");
    // Another attribute that changes nothing leaves alone what the user has chosen.
    browser.click(button("中文"));
    browser.script("document.documentElement.lang = 'zh-CN'", vec![]);
    browser.see("按表填写");
}

#[test]
fn under_trusted_types_it_runs_or_says_what_it_takes() {
    let policy = |policy| Manners { policy: Some(policy), ..Manners::default() };
    for (page, with) in [
        ("hosts/plain.html", "require-trusted-types-for 'script'"),
        ("hosts/plain.html", "require-trusted-types-for 'script'; trusted-types tidu"),
        ("site/", "require-trusted-types-for 'script'; trusted-types tidu"),
    ] {
        let (browser, _portal) = visit(page, policy(with), DESK);
        widget::begin(&browser);
        browser.click(radio("是").within(group("是否在中国境内依法设立登记")));
        widget::result(&browser);
        browser.see("专精特新“小巨人”企业");
        assert_eq!(browser.complaints(), [""; 0], "{page}, {with}");
    }
    let (browser, _portal) = visit("hosts/plain.html", policy("require-trusted-types-for 'script'; trusted-types nobody"), DESK);
    browser.see("网站的安全设置不允许运行自评");
    told(&browser, "csp", "trusted-types tidu");
}

/// What a page translator does: each text is replaced by an element with another, unless it is said to be left alone.
const TRANSLATE: &str = "
    window.replaced = 0;
    const translate = (root) => {
      const doc = root.ownerDocument ?? root, walker = doc.createTreeWalker(root, 4), all = [];
      while (walker.nextNode()) if (walker.currentNode.data.trim() && !/^(SCRIPT|STYLE|OPTION)$/.test(walker.currentNode.parentNode.tagName)) all.push(walker.currentNode);
      for (const node of all) {
        if (!node.parentNode || node.parentNode.closest('[translate=no], .notranslate')) continue;
        const outer = doc.createElement('font'), inner = doc.createElement('font');
        inner.textContent = node.data;
        outer.append(inner);
        node.replaceWith(outer);
        replaced += 1;
      }
    };";

#[test]
fn a_page_translator_leaves_nothing_stale() {
    // Alone, in an element and in a frame.
    let (page, portal) = visit("site/", Manners::default(), DESK);
    widget::example(&page, "赣东精密");
    widget::section(&page, "财务（三年）");
    page.script(&format!("{TRANSLATE} translate(document.body)"), vec![]);
    page.write(field("2025 年营业收入总额"), "100");
    page.wait_until("the ladder follows", || widget::ladder(&page)[2].1[0].contains('3'));
    assert_eq!(widget::ladder(&page)[2].1[1], "满足 13 / 16 项");
    assert_eq!(page.script("return document.querySelector('meta[name=google]').content", vec![]), "notranslate");
    let (element, _portal) = visit("hosts/plain.html", Manners::default(), DESK);
    widget::begin(&element);
    element.script(&format!("{TRANSLATE} translate(document.querySelector('tidu-assessment').shadowRoot.querySelector('.tidu'))"), vec![]);
    let ladder = widget::ladder(&element);
    element.write(field(STAFF), "126");
    element.click(radio("是").within(group("是否在中国境内依法设立登记")));
    element.wait_until("the ladder follows", || widget::ladder(&element) != ladder);
    assert_eq!(element.script("return replaced", vec![]), 0);
    let (frame, _portal) = visit("frame/?lang=zh", Manners::default(), DESK);
    frame.see("按表填写");
    assert_eq!(frame.script(&format!("{TRANSLATE} translate(document.body); return replaced"), vec![]), 0);
    drop(portal);
}

/// A browser with two engines is told which one to take, on every page of ours.
#[test]
fn every_page_asks_for_the_newer_engine() {
    let dist = concat!(env!("CARGO_MANIFEST_DIR"), "/../pkg/dist");
    for page in ["site/index.html", "tidu.html", "frame/index.html"] {
        let text = std::fs::read_to_string(format!("{dist}/{page}")).expect("run `cargo pkg build`");
        for asked in
            [r#"<meta name="renderer" content="webkit""#, r#"<meta http-equiv="X-UA-Compatible" content="IE=edge""#, "translate=\"no\""]
        {
            assert!(text.contains(asked), "{page}: {asked}");
        }
    }
    for file in ["tidu-assessment.js", "tidu-assessment.css"] {
        assert!(std::fs::read(format!("{dist}/element/{file}")).expect("a file").is_ascii(), "{file} in a page in GBK");
    }
}

/// The consent names who receives the answers; where nobody does, there is nothing to press.
#[test]
fn the_frame_hands_over_to_somebody_or_not_at_all() {
    let (portal, files) = (Portal::open(Manners::default()), Portal::open(Manners::default()));
    let browser = Browser::open(DESK);
    let words = |say: &str, from: &Portal| {
        browser.visit(&portal.page(&format!("hosts/iframe.html?from={}&say={say}&start=result", from.origin())));
        browser
            .wait_until("the frame is there", || browser.script("return document.readyState === 'complete' && frames.length", vec![]) == 1);
        let whole = "const page = frames[0].document, element = page && page.querySelector('tidu-assessment'), root = element && element.shadowRoot;
             const foot = root && root.querySelector('.foot'); if (!foot) return '';
             [...root.querySelectorAll('button')].find((one) => one.textContent === '结论').click();
             return root.textContent";
        browser.wait_until("the result is open", || browser.script(whole, vec![]).to_string().contains("自评结论"));
        browser.script(whole, vec![]).to_string()
    };
    // One origin for page and frame lets the test look inside.
    let host = portal.origin().trim_start_matches("http://").to_owned();
    let taken = words(&portal.origin(), &portal);
    assert!(taken.contains(&format!("确认交给{host}")) && taken.contains(&format!("“交给{host}”")), "{taken}");
    for nobody in ["*", "null", "https://evil.example"] {
        let said = words(nobody, &portal);
        assert!(!said.contains("交给") && said.contains("所填内容只留在本机，不上传"), "{nobody}: {said}");
    }
    drop(files);
}

/// Without the element beside it the frame is not blank, and says why.
#[test]
fn a_frame_without_the_element_says_so() {
    let (browser, _portal) = visit("frame/?lang=zh", Manners { gone: Some("tidu-assessment.js"), ..Manners::default() }, DESK);
    browser.see("网站缺少自评所需的文件");
    assert!(browser.complaints().iter().any(|line| line.contains("要并列放置")));
}

/// Facts and name come in one message.
#[test]
fn a_frame_takes_the_name_with_the_facts() {
    let portal = Portal::open(Manners::default());
    let browser = Browser::open(DESK);
    browser.visit(&portal.page(&format!("hosts/iframe.html?from={0}&say={0}", portal.origin())));
    let name =
        "const page = frames[0].document, element = page && page.querySelector('tidu-assessment'), root = element && element.shadowRoot;
         const name = root && root.querySelector('#name'); return name ? name.value : null";
    browser.wait_until("the frame is there", || !browser.script(name, vec![]).is_null());
    browser.script("frames[0].postMessage({ tidu: 'facts', facts: { staff: 88 }, name: '洪都' }, location.origin)", vec![]);
    browser.wait_until("the name is filled in", || browser.script(name, vec![]) == "洪都");
}

/// A download that came to nothing is not the end: the answers are there as text.
#[test]
fn what_was_not_downloaded_can_be_copied() {
    let browser = widget::open();
    // As in browsers that take a click on such a link and do nothing.
    browser.script("HTMLAnchorElement.prototype.click = () => {}", vec![]);
    browser.write(field("企业名称"), "洪都");
    browser.click(button("保存答案"));
    browser.click(button("下载答案文件"));
    browser.see("没有找到下载的文件？");
    browser.click(button("没有找到下载的文件？"));
    let text = browser.value_of(role("textbox", "答案的文字内容"));
    let saved: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(saved["case"]["name"], "洪都");
    assert_eq!(saved["tidu"], "answers");
}

#[test]
fn an_example_survives_being_loaded_anew() {
    let browser = widget::open();
    widget::example(&browser, "赣东精密");
    browser.click(button("路径"));
    browser.see("到下一层级的路怎么走");
    let address = browser.script("return location.href", vec![]);
    assert!(address.as_str().is_some_and(|address| address.ends_with("#road")), "{address}");
    browser.reload();
    browser.see("到下一层级的路怎么走");
    browser.click(button("首页"));
    assert!(browser.value_of(field("企业名称")).contains("赣东精密"));
    // Looked at only, it is kept nowhere else.
    assert!(!browser.script("return JSON.stringify(localStorage)", vec![]).to_string().contains("赣东"));
}

#[test]
fn the_title_speaks_the_language_of_the_page() {
    let browser = widget::open();
    let title = || browser.script("return document.title", vec![]);
    assert_eq!(title(), "梯度自评 · Tidu");
    browser.click(button("English"));
    browser.see("Fill in as a form");
    assert_eq!(title(), "Tidu self-assessment");
}

/// What stands in the store and is none, or stops the program, does not keep anybody from beginning.
#[test]
fn nothing_in_the_store_keeps_the_page_from_starting() {
    let browser = widget::open();
    let odd = json!({
        "tidu": "answers", "contract": 1, "id": "a", "day": null, "done": [], "kept": [],
        "case": { "as_of": "2026-11-23", "name": "", "facts": { "operating_revenue": { "2025": "abc def" } } },
        "typed": { "operating_revenue": "3200 万元?" },
    });
    for record in [odd.to_string(), "\"hello\"".to_owned(), "5".to_owned(), "[1]".to_owned(), "{\"case\":5}".to_owned()] {
        browser.script(
            "localStorage.setItem('tidu/enterprise/a', arguments[0]); localStorage.setItem('tidu/last', JSON.stringify({ id: 'a', place: { screen: 'start' } }))",
            vec![json!(record)],
        );
        browser.visit("about:blank");
        browser.visit_site("");
        browser.see("已存的企业");
        browser.click(button("改名"));
        browser.write(role("textbox", "的新名称"), "甲");
        browser.click(button("完成"));
        browser.click(button("填写").within(role("navigation", "页面")));
        browser.see("企业基本情况");
        browser.script("localStorage.clear(); sessionStorage.clear()", vec![]);
    }
    assert_eq!(browser.complaints(), [""; 0]);
}
