//! The single page, opened from a disk as by a double click: it works, it saves itself with the answers, and where it
//! may not calculate it can still be read.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use tidu_tests::browser::{Browser, DESK, Engine, button, field, radio, role};

use crate::{a11y, widget};

const STAFF: &str = "从业人员数（职工总数）";

/// Where the page is built.
pub fn place() -> PathBuf {
    let usual = concat!(env!("CARGO_MANIFEST_DIR"), "/../pkg/dist/tidu.html");
    std::env::var_os("TIDU_PAGE").map_or_else(|| usual.into(), PathBuf::from)
}

/// The page as it is built.
pub fn built() -> String {
    let file = place();
    fs::read_to_string(&file).unwrap_or_else(|why| panic!("{}: {why}; run `cargo pkg build`", file.display()))
}

/// A page as a file in a folder of its own.
pub fn put(folder: &Path, page: &str) -> PathBuf {
    let file = folder.join("梯度 自评.html");
    fs::write(&file, page).unwrap();
    file
}

#[track_caller]
pub fn open(browser: &Browser, file: &Path) {
    browser.visit(url::Url::from_file_path(file).unwrap().as_str());
}

#[track_caller]
fn opened(page: &str) -> (Browser, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let browser = Browser::open(DESK);
    open(&browser, &put(folder.path(), page));
    (browser, folder)
}

/// Filled in so far that some verdicts are settled, and one stands at the result.
#[track_caller]
fn filled_in(browser: &Browser) {
    browser.write(field("评估基准日"), widget::DAY);
    browser.write(field("企业名称"), "赣东</script><!--精密");
    widget::begin(browser);
    let mut company = widget::Company::read(browser, "precision-maker");
    company.answer_section();
    browser.write(field(STAFF), "126 人");
    widget::result(browser);
}

#[track_caller]
fn save(browser: &Browser, password: &str, into: &Path) -> PathBuf {
    if browser.count(field("密码（选填）")) == 0 {
        browser.click(button("保存带答案的页面"));
    }
    browser.write(field("密码（选填）"), password);
    browser.write(field("再输一次密码"), password);
    browser.click(button("下载带答案的页面"));
    browser.take_download(into)
}

/// Nothing that a browser has kept helps a copy: it is opened in another one.
#[track_caller]
fn elsewhere(file: &Path) -> Browser {
    let browser = Browser::open(DESK);
    open(&browser, file);
    browser
}

#[test]
fn a_copy_carries_the_answers_and_so_does_a_copy_of_the_copy() {
    let (browser, folder) = opened(&built());
    filled_in(&browser);
    let verdicts = widget::verdicts(&browser);
    let copy = save(&browser, "", folder.path());
    assert_eq!(browser.complaints(), [""; 0]);
    let other = elsewhere(&copy);
    other.see("自评结论");
    assert_eq!(widget::verdicts(&other), verdicts, "one stands where one was, and all verdicts are the same");
    other.click(button("填写"));
    assert_eq!(other.value_of(field(STAFF)), "126 人");
    other.click(button("首页"));
    assert_eq!(other.value_of(field("企业名称")), "赣东</script><!--精密");
    other.write(field("企业名称"), "赣西");
    let second_folder = tempfile::tempdir().unwrap();
    let second = save(&other, "", second_folder.path());
    let third = elsewhere(&second);
    third.wait_until("the copy of the copy is open", || third.count(field("企业名称")) == 1);
    assert_eq!(third.value_of(field("企业名称")), "赣西");
    widget::result(&third);
    assert_eq!(widget::verdicts(&third), verdicts);
    assert_eq!(third.complaints(), [""; 0]);
    // A copy does not grow by being copied.
    let size = |file: &Path| fs::metadata(file).unwrap().len();
    assert!(size(&second) < size(&copy) + 100, "{} and {}", size(&copy), size(&second));
}

#[test]
fn a_password_opens_the_copy_and_a_wrong_one_harms_nothing() {
    let (browser, folder) = opened(&built());
    filled_in(&browser);
    let verdicts = widget::verdicts(&browser);
    browser.click(button("保存带答案的页面"));
    browser.write(field("密码（选填）"), "梯度 2026");
    browser.write(field("再输一次密码"), "梯度 2027");
    browser.click(button("下载带答案的页面"));
    browser.see("两次输入的密码不同");
    let copy = save(&browser, "梯度 2026", folder.path());
    let text = fs::read_to_string(&copy).unwrap();
    assert!(!text.contains("赣东") && !text.contains("126 人"));
    let other = elsewhere(&copy);
    let unlock = |browser: &Browser, password: &str| {
        browser.write(field("本页带有加了密码的答案，请输入密码"), password);
        browser.click(button("打开").within(role("status", "")));
    };
    for wrong in ["梯度2026", "x"] {
        unlock(&other, wrong);
        other.see("密码不对");
    }
    unlock(&other, "梯度 2026");
    other.see("自评结论");
    assert_eq!(widget::verdicts(&other), verdicts);
    other.see("这些答案有密码，不存入本浏览器");
    let kept = other.script("return JSON.stringify(localStorage) + document.querySelector('[data-tidu-answers]').textContent", vec![]);
    assert!(!kept.as_str().unwrap().contains("126 人"), "{kept}");
    // A page that carried another enterprise in the open does so no more once it shows this one.
    let (mixed, _folder) = opened(&built());
    mixed.write(field("企业名称"), "另一家");
    mixed.attach(field("打开保存过的文件"), &copy);
    unlock(&mixed, "梯度 2026");
    mixed.see("自评结论");
    let carried = mixed.script("return document.querySelector('[data-tidu-answers]').textContent", vec![]);
    let carried = carried.as_str().unwrap();
    assert!(carried.contains("argon2") && !carried.contains("另一家"), "{carried}");
    // A text that was altered is told from a wrong password.
    let at = text.find(r#""text":""#).expect("the sealed text") + 8;
    let altered = format!("{}{}{}", &text[..at], if &text[at..=at] == "A" { "B" } else { "A" }, &text[at + 1..]);
    fs::write(&copy, altered).unwrap();
    let third = elsewhere(&copy);
    unlock(&third, "梯度 2026");
    third.see("文件内容被改动过或已损坏");
    assert_eq!(third.complaints(), [""; 0]);
}

/// What the browser's own command saves is the page as it stands, rendered.
#[test]
fn what_the_browser_itself_saves_works_again() {
    let (browser, _folder) = opened(&built());
    filled_in(&browser);
    let verdicts = widget::verdicts(&browser);
    let saved = browser.script("return '<!DOCTYPE html>' + document.documentElement.outerHTML", vec![]);
    let folder = tempfile::tempdir().unwrap();
    let other = elsewhere(&put(folder.path(), saved.as_str().unwrap()));
    other.click(button("填写"));
    assert_eq!(other.value_of(field(STAFF)), "126 人");
    widget::result(&other);
    assert_eq!(widget::verdicts(&other), verdicts);
    assert_eq!(other.script("return document.querySelectorAll('#tidu main').length", vec![]), 1);
    let picked = radio("是").within(tidu_tests::browser::group("是否在中国境内依法设立登记"));
    other.click(button("填写"));
    assert!(other.is_checked(picked));
}

/// The same file opened again where the answers were changed since: both versions are there to choose from.
#[test]
fn an_older_copy_does_not_hide_what_was_kept_since() {
    let (browser, folder) = opened(&built());
    filled_in(&browser);
    let copy = save(&browser, "", folder.path());
    browser.click(button("填写"));
    browser.write(field(STAFF), "127");
    open(&browser, &copy);
    browser.see("这家企业另有一份不同的内容");
    browser.click(button("改用另一份"));
    browser.click(button("填写"));
    assert_eq!(browser.value_of(field(STAFF)), "127");
}

/// The sheet, and the sentence that tells why there is no more.
#[track_caller]
fn reads_as_a_sheet(browser: &Browser, why: &str) {
    browser.see(why);
    for words in ["专精特新“小巨人”企业", "不低于 5,000 万元", "惠企政策", "新认定企业配套奖补", "应在 2027-03-31 前重新核对"]
    {
        browser.see(words);
    }
}

#[test]
fn without_webassembly_it_can_be_read() {
    for (bar, why) in [
        ("delete window.WebAssembly;", "浏览器没有 WebAssembly，或已将其关闭"),
        ("WebAssembly.instantiate = () => Promise.reject(new WebAssembly.CompileError('bad magic'));", "浏览器版本过旧或文件不完整"),
        ("delete window.Promise;", "浏览器版本过旧"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let browser = Browser::open(DESK);
        browser.before_every_page(bar);
        open(&browser, &put(folder.path(), &built()));
        reads_as_a_sheet(&browser, why);
    }
    let (browser, _folder) = opened(&built().replace(" 'unsafe-eval'", "").replace(" 'wasm-unsafe-eval'", ""));
    reads_as_a_sheet(&browser, "内容安全策略（CSP）不允许运行 WebAssembly");
    let found = a11y::faults(&browser, &a11y::axe(), "the sheet");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Old browsers have to be allowed `eval` for WebAssembly's sake; all others bar it, in copies as well.
#[test]
fn what_is_written_in_words_is_not_run() {
    // The page itself tries it, later on: whatever a driver calls may use `eval` as long as the call lasts.
    let attempt = "const script = document.createElement('script');
                   script.textContent = `setTimeout(() => {
                     try { document.body.dataset.tried = eval(\"'run'\"); } catch (error) { document.body.dataset.tried = error.name; }
                   })`;
                   document.body.append(script);";
    let tried = |browser: &Browser| browser.script("return document.body.dataset.tried ?? null", vec![]);
    let folder = tempfile::tempdir().unwrap();
    let file = put(folder.path(), &built());
    for engine in Engine::here() {
        let browser = Browser::open_engine(engine, DESK, "zh-CN");
        open(&browser, &file);
        browser.see("其余对照这些资料回答");
        browser.script(attempt, vec![]);
        browser.wait_until("it was tried", || !tried(&browser).is_null());
        assert_eq!(tried(&browser), "EvalError", "{engine:?}");
        // A copy is as free for an older browser as this page was.
        assert_eq!(
            browser.script("return document.querySelectorAll('meta[http-equiv=Content-Security-Policy]').length", vec![]),
            1,
            "{engine:?}"
        );
    }
}

#[test]
fn without_scripts_it_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let browser = Browser::open(DESK);
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({"value": true}));
    open(&browser, &put(folder.path(), &built()));
    reads_as_a_sheet(&browser, "浏览器关闭了 JavaScript");
    browser.visit_site("");
    reads_as_a_sheet(&browser, "浏览器关闭了 JavaScript");
}

/// The hosted page's own ways to fail have their own sentences.
#[test]
fn the_hosted_page_says_what_it_lacks() {
    let browser = Browser::open(DESK);
    browser.before_every_page("const load = window.fetch; window.fetch = (what) => load(String(what) + '.gone');");
    browser.visit_site("");
    reads_as_a_sheet(&browser, "缺少文件 tidu_web_bg.wasm");
}

#[test]
fn the_rules_shown_are_the_rules_applied() {
    let (browser, _folder) = opened(&built());
    browser.see("规则指纹 SHA-256：");
    assert!(!browser.words().contains("不是同一版本"));
    let at = built().find(r#"name="tidu-rules" content=""#).unwrap() + 27;
    let mut altered = built();
    altered.replace_range(at..at + 4, if &altered[at..at + 4] == "0000" { "1111" } else { "0000" });
    let (browser, _folder) = opened(&altered);
    browser.see("本页所列的标准与程序内的规则不是同一版本");
}
