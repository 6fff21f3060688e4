//! That packs opened from the disk rule beside the built-in ones, are told apart from them, and harm nothing when they are
//! at fault.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;
use tidu_tests::browser::{Browser, DESK, button, field};

use crate::{language, single, widget};

/// A place of the invented provinces.
fn place(file: &str) -> Value {
    let path = format!("{}/data/places/{file}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn write(folder: &Path, name: &str, json: &Value) -> PathBuf {
    let file = folder.join(name);
    std::fs::write(&file, json.to_string()).unwrap();
    file
}

/// An enterprise of the capital of the province stands at the result: enough revenue for the province, not for the nation.
#[track_caller]
fn at_the_result(browser: &Browser, folder: &Path) {
    let facts = json!({ "region": "9101", "registered_in_china": true, "operating_revenue": { "2026": 600 } });
    let case = write(folder, "case.json", &json!({ "as_of": "2027-08-01", "name": "示例·样例精密", "facts": facts }));
    browser.attach(field("打开保存过的文件"), &case);
    browser.wait_until("it is open", || browser.value_of(field("企业名称")) == "示例·样例精密");
    widget::result(browser);
}

#[track_caller]
fn open(browser: &Browser, files: &[&Path]) {
    if browser.count(field("选择规则文件")) == 0 {
        browser.click(button("打开规则包"));
    }
    // A driver takes several files for one field by a line each.
    let lines: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    browser.attach(field("选择规则文件"), Path::new(&lines.join("\n")));
}

const PROVINCE: &str = "《样例省专精特新中小企业认定办法》样工信〔2027〕1号（附加规则：province.json）";
const IN_USE: &str = "另用规则 cn-sample/2027-1（province.json，非自带）";

#[track_caller]
fn a_province_rules(browser: &Browser) {
    let folder = TempDir::new().unwrap();
    at_the_result(browser, folder.path());
    let verdicts = widget::verdicts(browser);
    let province = write(folder.path(), "province.json", &place("province"));
    open(browser, &[&province]);
    browser.see(IN_USE);
    assert!(widget::verdicts(browser) != verdicts, "{verdicts:?}");
    browser.see("自评结论");
    let told = || browser.script("return document.querySelector('main').textContent", vec![]).to_string();
    assert!(told().contains(PROVINCE) && told().contains("上年度营业收入"), "{}", told());
    assert_eq!(told().matches("附加规则").count(), 1 + 3, "the document, and each of its three criteria");
    // By the quotes of what is built in nothing of the kind is said, and the answers are there.
    browser.click(button("首页"));
    assert_eq!(browser.value_of(field("企业名称")), "示例·样例精密");
    // Two at once, of which one takes the place of what was opened before.
    let mut later = place("province");
    later["title"]["zh"] = json!("样例省认定办法（二稿）");
    let files = [write(folder.path(), "later.json", &later), write(folder.path(), "capital.json", &place("capital"))];
    open(browser, &[&files[0], &files[1]]);
    browser.see("另用规则 cn-sample/2027-1（later.json，非自带）");
    browser.see("另用规则 cn-sample-capital/2027-2（capital.json，非自带）");
    browser.see_no_more(IN_USE);
    // One that takes the place of a built-in pack says so.
    let core = concat!(env!("CARGO_MANIFEST_DIR"), "/../core/packs/cn-jx/ip-pledge-2015.json");
    let own = folder.path().join("pledge.json");
    std::fs::copy(core, &own).unwrap();
    open(browser, &[&own]);
    browser.see("规则 cn-jx/ip-pledge-2015 用 pledge.json 替换了自带的");
    for _ in 0..3 {
        let left = browser.names("button").iter().filter(|name| *name == "不再使用").count();
        browser.script("[...document.querySelectorAll('.foot button')].find((one) => one.textContent === '不再使用').click()", vec![]);
        browser.wait_until("it is gone", || browser.names("button").iter().filter(|name| *name == "不再使用").count() == left - 1);
    }
    widget::result(browser);
    assert_eq!(widget::verdicts(browser), verdicts);
    assert!(!told().contains("附加规则"));
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn a_province_rules_in_the_hosted_page() {
    a_province_rules(&widget::open());
}

#[test]
fn a_province_rules_in_the_single_page() {
    let (browser, folder) = (Browser::open(DESK), TempDir::new().unwrap());
    single::open(&browser, &single::put(folder.path(), &single::built()));
    a_province_rules(&browser);
}

#[test]
fn a_faulty_pack_is_told_and_changes_nothing() {
    let (browser, folder) = (widget::open(), TempDir::new().unwrap());
    at_the_result(&browser, folder.path());
    let verdicts = widget::verdicts(&browser);
    let good = write(folder.path(), "province.json", &place("province"));
    let mut wrong = place("capital");
    wrong["standards"][0]["criteria"][0]["at_least"][1] = json!("300 万人");
    wrong["colour"] = json!(1);
    let wrong = write(folder.path(), "capital.json", &wrong);
    let no_json = folder.path().join("none.json");
    std::fs::write(&no_json, "{ \"id\": }").unwrap();
    // One good file beside it is not used either.
    open(&browser, &[&good, &wrong, &no_json]);
    browser.see("规则文件有错误，没有采用，规则没有改变。");
    for words in ["capital.json standards[0].criteria[0]", "wrong_number", "colour", "unknown_key", "none.json", "not_json"] {
        browser.see(words);
    }
    assert_eq!(widget::verdicts(&browser), verdicts);
    assert_eq!(browser.count(button("不再使用")), 0);
    // What is wrong is told in the language of the page.
    browser.click(button("English"));
    browser.see("The files have faults and were not used");
    assert!(language::left_in_chinese(&browser).is_empty(), "{:?}", language::left_in_chinese(&browser));
    browser.click(button("中文"));
    open(&browser, &[&good]);
    browser.see(IN_USE);
    browser.see_no_more("规则文件有错误");
    // What lies aside to be brought back is read by the new rules as well.
    widget::example(&browser, "赣东精密制造");
    open(&browser, &[&write(folder.path(), "later.json", &place("province"))]);
    browser.see("later.json");
    browser.click(button("撤销"));
    browser.click(button("首页"));
    browser.wait_until("one's own answers are back", || browser.value_of(field("企业名称")) == "示例·样例精密");
    browser.see("另用规则 cn-sample/2027-1（later.json，非自带）");
}

/// What nobody has translated stands in Chinese on the English page, and is marked as Chinese for who has it read aloud.
#[test]
fn what_is_not_translated_is_marked_as_chinese() {
    let (browser, folder) = (widget::open(), TempDir::new().unwrap());
    at_the_result(&browser, folder.path());
    let mut province = place("province");
    fn untranslate(value: &mut Value) {
        match value {
            Value::Object(of) if of.contains_key("zh") => *value = of["zh"].take(),
            Value::Object(of) => of.values_mut().for_each(untranslate),
            Value::Array(all) => all.iter_mut().for_each(untranslate),
            _ => {}
        }
    }
    untranslate(&mut province);
    open(&browser, &[&write(folder.path(), "province.json", &province)]);
    browser.see(IN_USE);
    browser.click(button("English"));
    browser.see("province.json, not built in");
    let screens: Vec<String> = ["Start", "Answer", "Questions", "Result", "Road", "Policies", "Laws compared"]
        .into_iter()
        .flat_map(|screen| {
            browser.click(button(screen).within(tidu_tests::browser::role("navigation", "Pages")));
            browser.script("document.querySelectorAll('details').forEach((details) => { details.open = true; })", vec![]);
            language::left_in_chinese(&browser).into_iter().map(move |words| format!("{screen}: {words}"))
        })
        .collect();
    assert!(screens.is_empty(), "{}", screens.join("\n"));
}
