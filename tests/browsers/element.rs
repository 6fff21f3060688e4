//! The element in other people's pages: `pkg/hosts`, served as a portal would serve them.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tidu_tests::browser::{Browser, DESK, Key, PHONE, Size, button, field, group, radio};
use tidu_tests::server::{HOSTED, Manners, Portal, STRICT};

use crate::{a11y, widget};

pub const STAFF: &str = "从业人员数（职工总数）";

/// A page of the portal in a browser.
#[track_caller]
pub fn visit(page: &str, manners: Manners, size: Size) -> (Browser, Portal) {
    let (browser, portal) = (Browser::open(size), Portal::open(manners));
    browser.visit(&portal.page(page));
    (browser, portal)
}

/// A page of the portal on which the element is ready.
#[track_caller]
pub fn ready(page: &str, manners: Manners, size: Size) -> (Browser, Portal) {
    let (browser, portal) = visit(page, manners, size);
    browser.see("按表填写");
    (browser, portal)
}

fn strict() -> Manners {
    Manners { policy: Some(STRICT), ..Manners::default() }
}

/// What the page around has heard: the names of the events, or what came with one.
#[track_caller]
pub fn heard(browser: &Browser, name: &str) -> Vec<Value> {
    let all = browser.script("return heard.map(([name, detail]) => [name, detail])", vec![]);
    let all = all.as_array().expect("a list");
    all.iter().filter(|event| event[0] == name).map(|event| event[1].clone()).collect()
}

#[track_caller]
pub fn fill_in(browser: &Browser) {
    widget::begin(browser);
    browser.click(radio("是").within(group("是否在中国境内依法设立登记")));
    browser.write(field(STAFF), "126 人");
}

#[test]
fn a_strict_policy_lets_it_run_from_the_start_to_the_result() {
    let (browser, portal) = ready("hosts/strict.html", strict(), DESK);
    fill_in(&browser);
    widget::result(&browser);
    browser.see("专精特新“小巨人”企业");
    assert_eq!(browser.script("return refused", vec![]), json!([]), "the policy had nothing to refuse");
    assert_eq!(browser.complaints(), [""; 0]);
    // Nothing is fetched after the first load, and nothing is told.
    let mut asked = portal.asked();
    asked.retain(|path| !path.contains("favicon"));
    asked.sort();
    let files = ["hosts/strict.html", "hosts/strict.js", "element/tidu-assessment-core.js", "element/tidu-assessment.css"];
    let mut expected: Vec<String> = files.iter().map(|file| format!("/{file}")).collect();
    expected.extend(["/element/tidu-assessment.js", "/element/tidu-assessment.wasm"].map(str::to_owned));
    expected.sort();
    assert_eq!(asked, expected);
    // No attribute holds a style, which such a policy would not apply.
    let styled = browser.script("return document.querySelector('tidu-assessment').shadowRoot.querySelectorAll('[style]').length", vec![]);
    assert_eq!(styled, 0);
}

/// By the manifest a site can pin what it loads: it names every file that is shipped, and a browser takes the element by the
/// value that stands there and by no other.
#[test]
fn the_manifest_lets_a_site_pin_what_it_loads() {
    let dist = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../pkg/dist"));
    let manifest = fs::read_to_string(dist.join("manifest.json")).expect("run `cargo pkg build`");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(manifest["rules"], format!("sha256-{}", tidu_core::packs::fingerprint(tidu_core::packs::BUILT_IN)));
    let files = manifest["files"].as_array().expect("files");
    for file in files {
        let path = file["path"].as_str().expect("a path");
        let there = fs::metadata(dist.join(path)).unwrap_or_else(|why| panic!("{path}: {why}"));
        assert_eq!(file["bytes"], there.len(), "{path}");
    }
    let pinned =
        |path: &str| files.iter().find(|file| file["path"] == path).unwrap_or_else(|| panic!("{path} is not named"))["integrity"].clone();
    let (browser, portal) = (Browser::open(DESK), Portal::open(Manners::default()));
    browser.visit(&portal.page("hosts/package.json"));
    for (path, outcome) in [("element/tidu-assessment.css", "refused"), ("element/tidu-assessment.js", "taken")] {
        browser.script(
            "const script = document.createElement('script'); window.outcome = null;
             script.src = '/element/tidu-assessment.js'; script.integrity = arguments[0];
             script.onload = () => { outcome = 'taken'; }; script.onerror = () => { outcome = 'refused'; };
             document.documentElement.append(script);",
            vec![pinned(path)],
        );
        browser.wait_until("the browser has judged", || !browser.script("return outcome", vec![]).is_null());
        assert_eq!(browser.script("return outcome", vec![]), outcome, "by the value of {path}");
    }
}

/// What is printed is the result and nothing of the page around it, and the page is as before.
#[test]
fn it_prints_itself_alone() {
    let (browser, _portal) = ready("hosts/strict.html", strict(), DESK);
    fill_in(&browser);
    widget::result(&browser);
    let frames = "return document.querySelectorAll('iframe').length";
    browser.script(
        r#"window.printed = null;
        new MutationObserver(() => {
            const frame = document.querySelector("iframe");
            if (!frame || window.printed) return;
            frame.contentWindow.print = () => {
                const page = frame.contentDocument, shown = page.querySelector("tidu-assessment").shadowRoot;
                const main = frame.contentWindow.getComputedStyle(shown.querySelector("main"));
                window.printed = {
                    words: shown.querySelector("main").innerText, folded: shown.querySelectorAll("details:not([open])").length,
                    around: page.body.innerText.includes("企业服务"), lang: page.documentElement.lang, line: main.borderTopWidth,
                };
            };
        }).observe(document.body, { childList: true });"#,
        vec![],
    );
    browser.click(button("打印"));
    browser.wait_until("it is printed", || !browser.script("return window.printed", vec![]).is_null());
    let printed = browser.script("return window.printed", vec![]);
    let words = printed["words"].as_str().expect("words");
    assert!(words.contains("专精特新中小企业") && words.contains("126 人"), "{words}");
    assert_eq!(
        [&printed["folded"], &printed["around"], &printed["lang"], &printed["line"]],
        [&json!(0), &json!(false), &json!("zh-CN"), &json!("1px")]
    );
    assert_eq!(browser.script("return refused", vec![]), json!([]), "the policy had nothing to refuse");
    assert_eq!(browser.script(frames, vec![]), 1);
    browser.script("document.querySelector('iframe').contentWindow.dispatchEvent(new Event('afterprint'))", vec![]);
    browser.wait_until("the frame is gone", || browser.script(frames, vec![]) == 0);
}

#[test]
fn the_hosted_page_runs_under_the_same_policy() {
    let (browser, _portal) = visit("site/", strict(), DESK);
    browser.see("按表填写");
    fill_in(&browser);
    assert_eq!(browser.value_of(field(STAFF)), "126 人");
    // Such a policy lets in neither icon nor manifest; without them the page is the same.
    let harmless = |line: &String| ["icon.svg", "apple-touch-icon.png", "site.webmanifest"].iter().any(|file| line.contains(file));
    let complaints: Vec<String> = browser.complaints().into_iter().filter(|line| !harmless(line)).collect();
    assert_eq!(complaints, [""; 0]);
}

/// A policy that names no place but a nonce: what the script loads has to carry it on, as a module too, and its twin.
#[test]
fn a_policy_by_nonce_lets_it_run() {
    let with = "default-src 'none'; script-src 'nonce-dGlkdQ' 'wasm-unsafe-eval'; style-src 'nonce-dGlkdQ'; connect-src 'self'";
    let barred = "default-src 'none'; script-src 'nonce-dGlkdQ'; style-src 'nonce-dGlkdQ'; connect-src 'self'";
    for (page, policy, refused) in [
        ("hosts/nonce.html", with, json!([])),
        ("hosts/module.html", with, json!([])),
        ("hosts/nonce.html", barred, json!(["script-src wasm-eval"])),
    ] {
        let (browser, _portal) = ready(page, Manners { policy: Some(policy), ..Manners::default() }, DESK);
        fill_in(&browser);
        widget::result(&browser);
        browser.see("专精特新“小巨人”企业");
        assert_eq!(browser.script("return refused", vec![]), refused, "{page}, {policy}");
        let look = "return getComputedStyle(document.querySelector('tidu-assessment').shadowRoot.querySelector('main')).borderTopWidth";
        assert_eq!(browser.script(look, vec![]), "1px", "{page} has its look");
        // The calls without a screen run beside it.
        let heading = if page.ends_with("module.html") { "企业服务 · small" } else { "企业服务" };
        browser
            .wait_until("the site has computed", || browser.script("return document.querySelector('h1').textContent", vec![]) == heading);
    }
}

/// Under the policy that docs/integrate.md gives to whoever hosts the page, nothing is refused and nobody hears a complaint: filled
/// in, saved, kept for when there is no network, opened again.
#[test]
fn under_the_policy_that_is_recommended_nothing_is_refused() {
    let manual = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/integrate.md")).unwrap();
    assert!(manual.contains(&format!("Content-Security-Policy: {HOSTED}\n")), "docs/integrate.md names it: {HOSTED}");
    let (browser, portal) = (Browser::open(DESK), Portal::open(Manners { policy: Some(HOSTED), ..Manners::default() }));
    browser.before_every_page(
        "window.refused = []; document.addEventListener('securitypolicyviolation', (event) => refused.push([event.effectiveDirective, event.blockedURI]));",
    );
    let refused = |browser: &Browser| browser.script("return refused", vec![]);
    browser.visit(&portal.page("site/"));
    browser.see("按表填写");
    fill_in(&browser);
    widget::result(&browser);
    browser.click(button("保存答案"));
    browser.click(button("下载答案文件"));
    let folder = tempfile::tempdir().unwrap();
    browser.take_download(folder.path());
    let kept = "return navigator.serviceWorker.getRegistration().then((it) => !!it?.active)";
    browser.wait_until("the page is kept", || browser.script(kept, vec![]) == true);
    // The browser looks for the icon and the manifest when it has nothing else to do.
    let manifest = browser.devtools("Page.getAppManifest", json!({}));
    assert!(manifest["url"].as_str().is_some_and(|url| url.ends_with("site.webmanifest")), "{manifest}");
    assert_eq!(manifest["errors"], json!([]), "{manifest}");
    assert_eq!(refused(&browser), json!([]));
    browser.reload();
    browser.see("自评结论");
    assert_eq!(refused(&browser), json!([]));
    assert_eq!(browser.complaints(), [""; 0]);
}

/// Where WebAssembly is barred by the policy or missing in the browser, the same program runs as JavaScript.
#[test]
fn without_webassembly_it_runs_as_javascript() {
    let barred = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
    for (what, manners, script) in [
        ("barred by the policy", Manners { policy: Some(barred), ..Manners::default() }, ""),
        ("missing in the browser", strict(), "delete window.WebAssembly;"),
        // As Chromium 69 says it under the very policy that allows it in those of today.
        (
            "barred by a policy that an old browser does not understand",
            strict(),
            "for (const way of ['compile', 'compileStreaming', 'instantiate', 'instantiateStreaming'])
               WebAssembly[way] = () => Promise.reject(new WebAssembly.CompileError(
                 `WebAssembly.${way}(): Wasm code generation disallowed by embedder`));",
        ),
    ] {
        for page in ["hosts/strict.html", "site/"] {
            let (browser, portal) = (Browser::open(DESK), Portal::open(manners.clone()));
            browser.before_every_page(script);
            browser.visit(&portal.page(page));
            browser.see("按表填写");
            fill_in(&browser);
            widget::result(&browser);
            browser.see("专精特新“小巨人”企业");
            assert!(portal.asked().iter().any(|path| path.ends_with("fallback.js")), "{what}, {page}");
            assert_eq!(browser.script("return document.querySelectorAll('[style]').length", vec![]), 0);
        }
    }
}

/// The list is what `tidu-assessment.d.ts` promises. Adding to it is fine; whoever takes something away breaks pages.
#[test]
fn the_promised_surface() {
    let (browser, _portal) = ready("hosts/plain.html", Manners::default(), DESK);
    let found = browser.script(
        "const kind = customElements.get('tidu-assessment');
         return {
           attributes: kind.observedAttributes,
           properties: Object.getOwnPropertyNames(kind.prototype).filter((name) => !/Callback$|^constructor$/.test(name)).sort(),
           mode: document.querySelector('tidu-assessment').shadowRoot.mode,
         };",
        vec![],
    );
    assert_eq!(
        found,
        json!({
            "attributes": ["region", "lang", "as-of", "start", "name", "facts", "theme", "size", "files", "keep", "history"],
            "properties": ["asOf", "facts", "files", "history", "keep", "name", "packs", "region", "size", "start", "theme"],
            "mode": "open",
        })
    );
    // No name is left behind on the page; one is the driver's own.
    let (empty, _portal) = visit("hosts/strict.js", Manners::default(), DESK);
    let names = |browser: &Browser| {
        let names = browser.script("return Object.getOwnPropertyNames(window)", vec![]);
        serde_json::from_value::<Vec<String>>(names).expect("names")
    };
    let (before, after) = (names(&empty), names(&browser));
    let new: Vec<&String> =
        after.iter().filter(|name| !before.contains(name) && name.parse::<u32>().is_err() && *name != "ret_nodes").collect();
    assert_eq!(new, ["heard"]);
    widget::begin(&browser);
    let parts = browser.script(
        "const parts = [...document.querySelector('tidu-assessment').shadowRoot.querySelectorAll('[part]')].map((e) => e.getAttribute('part'));
         return [...new Set(parts)].sort();",
        vec![],
    );
    assert_eq!(parts, json!(["foot", "head", "ladder", "main", "primary"]));
    let types = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../pkg/dist/element/tidu-assessment.d.ts")).unwrap();
    for promised in [
        "tidu-ready",
        "tidu-change",
        "tidu-complete",
        "tidu-error",
        "`region`",
        "`lang`",
        "`as-of`",
        "`start`",
        "`theme`",
        "`size`",
        "`name`",
        "`keep`",
        "`history`",
        "`files`",
        "Parts: head, main, ladder, foot, primary",
    ] {
        assert!(types.contains(promised), "{promised}");
    }
    let css = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../pkg/dist/element/tidu-assessment.css")).unwrap();
    for name in ["accent", "accent-soft", "on-accent", "ink", "paper", "ground", "line", "font"] {
        assert!(css.contains(&format!("var(--tidu-{name},")) && types.contains(&format!("--tidu-{name}")), "{name}");
    }
}

#[test]
fn the_site_hears_nothing_until_it_is_handed_over() {
    let (browser, _portal) = ready("hosts/plain.html", Manners::default(), DESK);
    assert_eq!(heard(&browser, "ready").len(), 1);
    assert_eq!(heard(&browser, "change").len(), 0);
    fill_in(&browser);
    let changes = heard(&browser, "change");
    assert!(!changes.is_empty() && changes.iter().all(Value::is_null), "{changes:?}");
    widget::result(&browser);
    browser.click(button("交给本网站"));
    browser.see("没有得到所填的任何内容");
    assert_eq!(heard(&browser, "complete").len(), 0, "it is not confirmed yet");
    browser.click(button("确认交给本网站"));
    browser.see("是否收妥，以该网站的提示为准");
    let complete = heard(&browser, "complete");
    assert_eq!(complete.len(), 1);
    let (case, report) = (&complete[0]["case"], &complete[0]["report"]);
    assert_eq!(case["facts"]["staff"], 126);
    assert_eq!(case["facts"]["region"], "360102");
    assert_eq!(case["as_of"], "2026-11-23");
    assert_eq!(report["as_of"], "2026-11-23");
    assert!(report["assessments"].as_array().is_some_and(|all| all.len() >= 4), "{report}");
    // Nothing stays in the browser unless the site allows it, and the address is the site's.
    assert_eq!(browser.script("return [localStorage.length, location.hash]", vec![]), json!([0, ""]));
    assert_eq!(heard(&browser, "error"), [Value::Null; 0]);
}

#[test]
fn a_site_may_let_answers_be_kept() {
    let (browser, portal) = ready("hosts/plain.html", Manners::default(), DESK);
    let again = |keep: bool| {
        browser.visit(&portal.page("hosts/plain.html"));
        browser.see("按表填写");
        if keep {
            browser.script(
                "heard.length = 0;
                 const old = document.querySelector('tidu-assessment'), one = document.createElement('tidu-assessment');
                 one.setAttribute('keep', ''); old.replaceWith(one);",
                vec![],
            );
            browser.wait_until("it is ready again", || heard(&browser, "ready").len() == 1);
        }
    };
    again(true);
    fill_in(&browser);
    browser.wait_until("it is kept", || browser.script("return localStorage.length > 0", vec![]) == true);
    again(true);
    browser.click(button("填写"));
    assert_eq!(browser.value_of(field(STAFF)), "126 人");
    // An element that may not keep does not read either.
    again(false);
    browser.click(button("填写"));
    assert_eq!(browser.value_of(field(STAFF)), "");
}

#[test]
fn what_the_site_knows_is_filled_in_and_can_be_changed() {
    let (browser, _portal) = ready("hosts/plain.html", Manners::default(), DESK);
    browser.script(
        "document.querySelector('tidu-assessment').facts = { staff: 88, registered_in_china: true, rd_staff: '很多', no_such_fact: 1 }",
        vec![],
    );
    widget::begin(&browser);
    browser.wait_until("the number is there", || browser.value_of(field(STAFF)) == "88");
    assert_eq!(browser.words().matches("由本网站预填，请核对").count(), 2 + 1, "two facts and the region");
    browser.write(field(STAFF), "90");
    browser.wait_until("it is the user's own", || browser.words().matches("由本网站预填，请核对").count() == 2);
    let errors: Vec<String> = heard(&browser, "error").iter().map(|error| error["message"].to_string()).collect();
    assert_eq!(errors.len(), 2, "{errors:?}");
    // The site speaks again; the enterprise has spoken already.
    browser.script("document.querySelector('tidu-assessment').facts = { staff: 89 }", vec![]);
    browser.script("document.querySelector('tidu-assessment').setAttribute('lang', 'en')", vec![]);
    browser.see("Filled in by this site");
    let english = browser.names("textbox");
    let staff = english.iter().find(|name| name.contains("taff")).expect("the number of staff").clone();
    assert_eq!(browser.value_of(field(&staff)), "90");
}

#[test]
fn packs_of_the_site_are_checked() {
    let (browser, portal) = visit("hosts/strict.js", Manners::default(), DESK);
    let try_pack = |pack: &str| {
        browser.visit(&portal.page("hosts/plain.html"));
        browser.see("按表填写");
        browser.script(
            "heard.length = 0;
             const old = document.querySelector('tidu-assessment'), one = document.createElement('tidu-assessment');
             const block = document.createElement('script'); block.type = 'application/json'; block.textContent = arguments[0];
             one.append(block); old.replaceWith(one);",
            vec![json!(pack)],
        );
        browser.wait_until("it is ready again", || heard(&browser, "ready").len() == 1);
        browser.words()
    };
    let core = concat!(env!("CARGO_MANIFEST_DIR"), "/../core/packs/");
    let mut pack: Value = serde_json::from_str(&fs::read_to_string(format!("{core}cn-jx/ip-pledge-2015.json")).unwrap()).unwrap();
    pack["id"] = json!("cn-portal/one");
    let shown = try_pack(&pack.to_string());
    assert_eq!(heard(&browser, "error"), [Value::Null; 0]);
    assert!(shown.contains("另有本网站附加的规则 1 份"), "{shown}");
    for faulty in [r#"{"id": "cn-portal/two", "titel": 1}"#, "[{}]"] {
        let shown = try_pack(faulty);
        assert!(!heard(&browser, "error").is_empty() && heard(&browser, "error")[0]["code"] == "packs", "{faulty}");
        assert!(shown.contains("本网站附加的规则有误，没有采用"), "{shown}");
    }
    try_pack("{");
    assert_eq!(heard(&browser, "error")[0]["code"], "packs");
    // Given anew while the page stands, they rule from then on, and what was answered stays.
    browser.click(button("按表填写"));
    let staff = field("从业人员数（职工总数）");
    browser.write(staff.clone(), "126 人");
    for (packs, told) in [(json!([pack]), true), (json!([]), false)] {
        browser.script("document.querySelector('tidu-assessment').packs = arguments[0]", vec![packs]);
        browser.wait_until("the new rules are told", || browser.words().contains("另有本网站附加的规则 1 份") == told);
        assert_eq!(browser.value_of(staff.clone()), "126 人");
    }
}

#[test]
fn a_hostile_site_does_not_reach_in_and_ours_does_not_reach_out() {
    let look = |browser: &Browser| {
        browser.script(
            "const root = document.querySelector('tidu-assessment').shadowRoot;
             return ['h1', 'main', '.tab', '.primary', 'input', '.promise', '.foot', '.brand'].map((what) => {
               const style = getComputedStyle(root.querySelector(what));
               return [what, ...['fontSize', 'fontFamily', 'fontStyle', 'fontWeight', 'lineHeight', 'color', 'letterSpacing', 'textTransform', 'textAlign', 'backgroundColor',
                 'paddingTop', 'borderTopWidth', 'display', 'direction', 'whiteSpace'].map((name) => style[name])];
             });",
            vec![],
        )
    };
    let (kind, _portal) = ready("hosts/plain.html", Manners::default(), DESK);
    let (hostile, _portal) = ready("hosts/hostile.html", Manners::default(), DESK);
    assert_eq!(look(&hostile), look(&kind));
    // The site's own content is as it would be without us.
    let own = |browser: &Browser| {
        browser.script(
            "return ['tidu', 'ours'].map((id) => { const style = getComputedStyle(document.getElementById(id));
               return [document.getElementById(id).textContent, style.maxWidth, style.position, style.backgroundColor, style.padding]; })",
            vec![],
        )
    };
    let with = own(&hostile);
    assert_eq!(with[0][0], "本站自己的内容", "the site has an element of the name that our own page has");
    let (bare, portal) = (Browser::open(DESK), Portal::open(Manners { gone: Some(".js"), ..Manners::default() }));
    bare.visit(&portal.page("hosts/hostile.html"));
    assert_eq!(own(&bare), with);
}

#[test]
fn it_is_narrow_where_the_element_is() {
    let (browser, _portal) = ready("hosts/plain.html", Manners::default(), DESK);
    widget::begin(&browser);
    let bar = |browser: &Browser| {
        browser.script(
            "const element = document.querySelector('tidu-assessment'), bar = element.shadowRoot.querySelector('.ladder-bar');
             const [outer, inner] = [element.getBoundingClientRect(), bar.getBoundingClientRect()];
             return { shown: inner.height > 0, inside: inner.left >= outer.left - 1 && inner.right <= outer.right + 1 && inner.bottom <= outer.bottom + 1,
               wide: element.shadowRoot.querySelector('.tidu').scrollWidth > Math.ceil(outer.width) };",
            vec![],
        )
    };
    assert_eq!(bar(&browser)["shown"], false);
    for width in [340, 500, 700] {
        browser.script("document.querySelector('main').style.width = arguments[0] + 'px'", vec![json!(width)]);
        browser.wait_until("the bar is shown", || bar(&browser)["shown"] == true);
        assert_eq!(bar(&browser), json!({ "shown": true, "inside": true, "wide": false }), "{width}");
    }
    // Scrolled past, it does not follow.
    browser.script(
        "const tall = document.createElement('div'); tall.style.height = '3000px'; document.body.append(tall); scrollTo(0, 1e6)",
        vec![],
    );
    assert_eq!(bar(&browser)["inside"], true);
}

#[test]
fn large_type_and_high_contrast() {
    let (browser, _portal) = ready("hosts/plain.html", Manners::default(), PHONE);
    let size = |browser: &Browser| {
        browser.script(
            "return getComputedStyle(document.querySelector('tidu-assessment').shadowRoot.querySelector('.promise')).fontSize",
            vec![],
        )
    };
    assert_eq!(size(&browser), "16px");
    for (name, expected) in [("large", "20px"), ("larger", "24px")] {
        browser.script("document.querySelector('tidu-assessment').setAttribute('size', arguments[0])", vec![json!(name)]);
        assert_eq!(size(&browser), expected);
        let wide = browser.script("return document.documentElement.scrollWidth > innerWidth", vec![]);
        assert_eq!(wide, false, "{name}");
    }
    browser.script("document.querySelector('tidu-assessment').setAttribute('theme', 'contrast')", vec![]);
    let found = a11y::faults(&browser, &a11y::axe(), "high contrast");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn axe_finds_nothing_in_light_or_shadow() {
    let axe = a11y::axe();
    for (lang, size) in [("zh", DESK), ("en", a11y::NARROW)] {
        let (browser, _portal) = ready("hosts/plain.html", Manners::default(), size);
        browser.prefer("screen", &[("prefers-reduced-motion", "reduce")]);
        browser.script("document.querySelector('tidu-assessment').setAttribute('lang', arguments[0])", vec![json!(lang)]);
        let mut found = Vec::new();
        for screen in ["start", "guided", "questions", "result", "road", "policies", "laws"] {
            browser.script("document.querySelector('tidu-assessment').setAttribute('start', arguments[0])", vec![json!(screen)]);
            browser.wait_until("the screen is open", || {
                let current = browser.script(
                    "const root = document.querySelector('tidu-assessment').shadowRoot;
                     root.querySelectorAll('details').forEach((details) => { details.open = true; });
                     return [...root.querySelectorAll('nav .tab')].findIndex((tab) => tab.hasAttribute('aria-current'));",
                    vec![],
                );
                current.as_u64()
                    == ["start", "guided", "questions", "result", "road", "policies", "laws"]
                        .iter()
                        .position(|s| *s == screen)
                        .map(|at| at as u64)
            });
            // At its end the bar of the ladder covers nothing that is scrolled under it.
            browser.script("scrollTo(0, document.documentElement.scrollHeight)", vec![]);
            found.extend(a11y::faults(&browser, &axe, &format!("{screen}, {lang}")));
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn it_can_be_used_without_a_mouse() {
    let (browser, _portal) = ready("hosts/plain.html", Manners::default(), DESK);
    let tab_to = |wanted: &str| {
        for _ in 0..150 {
            browser.press(Key::Tab);
            if browser.focus().contains(wanted) {
                return;
            }
        }
        panic!("Tab does not come to “{wanted}”");
    };
    tab_to("button 按表填写");
    browser.press(Key::Enter);
    browser.see("是否在中国境内依法设立登记");
    tab_to("radio 是");
    browser.press(Key::Space);
    assert!(browser.is_checked(radio("是").within(group("是否在中国境内依法设立登记"))));
    tab_to("textbox 从业人员数");
    browser.type_keys("168");
    assert_eq!(browser.value_of(field(STAFF)), "168");
    tab_to("button 查看结论");
    browser.press(Key::Enter);
    browser.see("自评结论");
    tab_to("button 交给本网站");
    browser.press(Key::Enter);
    tab_to("button 确认交给本网站");
    browser.press(Key::Enter);
    browser.see("是否收妥");
    assert_eq!(heard(&browser, "complete").len(), 1);
}

/// What is told to the webmaster without being a failure.
pub const WARNED: &str = "const warn = console.warn; window.warned = [];
    console.warn = (...all) => { warned.push(all.join(' ')); warn.apply(console, all); };";

#[track_caller]
pub fn assert_warned(browser: &Browser, words: &str) {
    let warned = browser.script("return warned.join('\\n')", vec![]);
    assert!(warned.as_str().is_some_and(|warned| warned.contains(words)), "{warned}");
}

/// The instances are caught as they are made, so that the memory of one can be spoilt.
pub const CATCH: &str = "const make = WebAssembly.instantiate; window.caught = [];
    WebAssembly.instantiate = (...all) => make.apply(WebAssembly, all).then((one) => { caught.push(one); return one; });";

#[test]
fn every_failure_has_its_own_sentence() {
    let lame = Manners::default;
    for (what, manners, page, console, still_there) in [
        ("a missing module", Manners { gone: Some(".wasm"), ..lame() }, "网站缺少自评所需的文件", "tidu-assessment.wasm", true),
        ("a missing part", Manners { gone: Some("-core.js"), ..lame() }, "网站缺少自评所需的文件", "tidu-assessment-core.js", true),
        ("a page in place of the module", Manners { page: Some(".wasm"), ..lame() }, "网站给出的文件不对", "tidu-assessment.wasm", true),
        ("a part of another version", Manners { other: Some("-core.js"), ..lame() }, "不是同一个版本", "tidu-assessment.wasm", true),
        (
            "connections barred",
            Manners { policy: Some("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"), ..lame() },
            "网站的安全设置不允许运行自评",
            "tidu-assessment.wasm",
            true,
        ),
    ] {
        let (browser, _portal) = visit("hosts/strict.html", manners, DESK);
        browser.see(page);
        let errors = heard(&browser, "error");
        assert!(errors.iter().any(|error| error["message"].as_str().is_some_and(|text| text.contains(console))), "{what}: {errors:?}");
        let complaints = browser.complaints();
        assert!(complaints.iter().any(|line| line.contains("tidu-assessment>") && line.contains(console)), "{what}: {complaints:?}");
        assert_eq!(browser.words().contains("自评暂不可用，请到窗口咨询"), still_there, "{what}");
    }
    // These are told to the webmaster, and it runs all the same.
    for (manners, told) in [
        (Manners { kind: Some((".wasm", "application/octet-stream")), ..lame() }, "should be application/wasm"),
        (Manners { gone: Some(".css"), ..lame() }, "tidu-assessment.css did not load"),
    ] {
        let (browser, portal) = (Browser::open(DESK), Portal::open(manners));
        browser.before_every_page(WARNED);
        browser.visit(&portal.page("hosts/strict.html"));
        browser.see("按表填写");
        fill_in(&browser);
        assert_warned(&browser, told);
    }
    let too_old = "delete window.customElements;";
    let (browser, portal) = (Browser::open(DESK), Portal::open(Manners::default()));
    browser.before_every_page(too_old);
    browser.visit(&portal.page("hosts/strict.html"));
    browser.see("浏览器版本过旧");
    let disk = format!("file://{}", concat!(env!("CARGO_MANIFEST_DIR"), "/../pkg/dist/element/tidu-assessment.js"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    fs::write(&file, format!("<meta charset=utf-8><script src=\"{disk}\"></script><tidu-assessment>x</tidu-assessment>")).unwrap();
    let browser = Browser::open(DESK);
    browser.visit(url::Url::from_file_path(file).unwrap().as_str());
    browser.see("请打开单文件版 tidu.html");
}

/// Takes pictures to look at; they go where `TIDU_PICTURES` says.
#[test]
#[ignore = "takes pictures for people; run it with `-- --ignored`"]
fn pictures() {
    let folder = std::env::var_os("TIDU_PICTURES").map(std::path::PathBuf::from).expect("set TIDU_PICTURES to a folder");
    let (browser, portal) = (Browser::open((768, 600)), Portal::open(Manners::default()));
    browser.before_every_page(CATCH);
    browser.visit(&portal.page("hosts/plain.html"));
    browser.see("按表填写");
    browser.script("new Uint8Array(caught[0].exports.memory.buffer).fill(255)", vec![]);
    browser.click(button("按表填写"));
    browser.see("保存我的答案");
    browser.screenshot(&folder.join("failed.png"), (768, 600));
    for (page, lang, size) in [("plain", "zh", DESK), ("plain", "en", a11y::NARROW), ("hostile", "zh", DESK), ("plain", "zh", (768, 900))] {
        let (browser, _portal) = ready(&format!("hosts/{page}.html"), Manners::default(), size);
        browser.script("document.querySelector('tidu-assessment').setAttribute('lang', arguments[0])", vec![json!(lang)]);
        for screen in ["start", "guided", "questions", "result"] {
            browser.script("document.querySelector('tidu-assessment').setAttribute('start', arguments[0])", vec![json!(screen)]);
            browser.screenshot(&folder.join(format!("{page}-{lang}-{}-{screen}.png", size.0)), size);
        }
        if page == "plain" && size == DESK {
            let element = "document.querySelector('tidu-assessment')";
            browser.script(&format!("{element}.setAttribute('theme', 'contrast'); {element}.setAttribute('size', 'larger')"), vec![]);
            browser.screenshot(&folder.join("contrast.png"), size);
        }
    }
}
