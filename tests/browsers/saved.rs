//! That answers are kept between visits, of several enterprises, and that nothing is lost unseen: not by clearing, not by
//! another tab, not by a browser that keeps nothing.

use tidu_tests::browser::{Browser, DESK, button, field, group, radio, role};

use crate::{a11y, widget};

const STAFF: &str = "从业人员数（职工总数）";

/// An enterprise with a name and two answers.
#[track_caller]
fn begun(name: &str, staff: &str) -> Browser {
    let browser = widget::open();
    browser.write(field("企业名称"), name);
    widget::begin(&browser);
    browser.click(radio("是").within(group("是否在中国境内依法设立登记")));
    browser.write(field(STAFF), staff);
    browser
}

#[track_caller]
fn kept(browser: &Browser) -> Vec<String> {
    browser.click(button("首页"));
    let said = browser
        .script("return [...document.querySelectorAll('.enterprises li')].map((li) => li.querySelector('button').textContent);", vec![]);
    serde_json::from_value(said).expect("a list of names")
}

/// The page as a visitor finds it who comes back.
#[track_caller]
fn come_back(browser: &Browser) {
    browser.visit("about:blank");
    browser.visit_site("");
}

#[test]
fn answers_are_there_again_and_one_stands_where_one_was() {
    let browser = begun("赣东精密", "126 人");
    come_back(&browser);
    browser.see(STAFF);
    assert_eq!(browser.value_of(field(STAFF)), "126 人", "to the letter");
    assert!(browser.is_checked(radio("是").within(group("是否在中国境内依法设立登记"))));
    widget::result(&browser);
    let verdicts = widget::verdicts(&browser);
    browser.reload();
    browser.see("自评结论");
    assert_eq!(widget::verdicts(&browser), verdicts);
    browser.click(button("首页"));
    assert_eq!(browser.value_of(field("企业名称")), "赣东精密");
    assert_eq!(browser.value_of(field("评估基准日")), widget::DAY);
}

/// An answer is written once it has been painted, and at the latest when one goes.
#[test]
fn who_goes_right_after_a_key_finds_it_again() {
    let browser = begun("赣东精密", "126");
    browser.script("window.requestAnimationFrame = () => 0", vec![]);
    browser.write(field(STAFF), "1267");
    assert!(!browser.script("return JSON.stringify(localStorage)", vec![]).to_string().contains("1267"), "nothing is painted any more");
    come_back(&browser);
    browser.see(STAFF);
    assert_eq!(browser.value_of(field(STAFF)), "1267");
}

#[test]
fn what_was_ticked_off_is_kept() {
    let browser = begun("赣东精密", "126");
    browser.click(button("政策").within(role("navigation", "页面")));
    browser.click(button("行动清单"));
    let first = "return document.querySelector('.actions-list input').checked";
    browser.script("document.querySelector('.actions-list input').click()", vec![]);
    come_back(&browser);
    browser.click(button("行动清单"));
    assert_eq!(browser.script(first, vec![]), true);
}

#[test]
fn clearing_and_examples_can_be_undone() {
    let browser = begun("赣东精密", "126 人");
    browser.click(button("首页"));
    browser.click(button("清空重填"));
    browser.see("“赣东精密”的内容已从本页移开。");
    assert_eq!(browser.value_of(field(STAFF)), "");
    browser.click(button("撤销"));
    browser.wait_until("the answer is there again", || browser.count(field(STAFF)) == 0 || browser.value_of(field(STAFF)) == "126 人");
    browser.click(button("填写"));
    assert_eq!(browser.value_of(field(STAFF)), "126 人");
    widget::example(&browser, "鹭洲云图");
    browser.click(button("撤销"));
    browser.click(button("填写"));
    assert_eq!(browser.value_of(field(STAFF)), "126 人");
    // What was brought back is kept, and an example that was only looked at is not; one comes back to one's own.
    widget::example(&browser, "鹭洲云图");
    come_back(&browser);
    browser.click(button("填写"));
    assert_eq!(browser.value_of(field(STAFF)), "126 人");
    assert_eq!(kept(&browser), ["赣东精密"]);
}

#[test]
fn several_enterprises_are_kept_apart() {
    let browser = begun("甲公司", "11");
    assert_eq!(kept(&browser), ["甲公司"]);
    browser.click(button("另填一家企业"));
    browser.write(field("企业名称"), "乙公司");
    browser.wait_until("both are listed", || kept(&browser).len() == 2);
    browser.click(button("甲公司").within(role("region", "")).within(role("main", "")));
    browser.wait_until("the other is open", || browser.value_of(field("企业名称")) == "甲公司");
    browser.click(button("填写"));
    assert_eq!(browser.value_of(field(STAFF)), "11");
    browser.click(button("首页"));
    browser.click(button("改名：乙公司"));
    browser.write(field("乙公司的新名称"), "丙公司");
    browser.click(button("完成：乙公司"));
    browser.wait_until("it has its new name", || kept(&browser).contains(&"丙公司".to_owned()));
    browser.click(button("删除：丙公司"));
    browser.see("“丙公司”的内容已从本浏览器删除。");
    assert_eq!(kept(&browser), ["甲公司"]);
    browser.click(button("撤销"));
    browser.wait_until("it is back", || kept(&browser).len() == 2);
    browser.click(button("删除：甲公司"));
    browser.see("“甲公司”的内容已从本浏览器删除。");
    assert_eq!(browser.value_of(field("企业名称")), "");
    come_back(&browser);
    assert_eq!(kept(&browser), ["丙公司"]);
}

/// Two tabs have the same enterprise open; the one that writes second is told, writes nothing over, and chooses.
#[test]
fn two_tabs_do_not_write_over_each_other() {
    for keep_both in [false, true] {
        let browser = begun("赣东精密", "1");
        let first = browser.new_tab();
        browser.visit_site("");
        browser.see(STAFF);
        assert_eq!(browser.value_of(field(STAFF)), "1");
        browser.write(field(STAFF), "22");
        let second = browser.to_tab(first);
        browser.see("这家企业另有一份不同的内容");
        browser.write(field(STAFF), "333");
        let first = browser.to_tab(second);
        assert_eq!(browser.value_of(field(STAFF)), "22");
        browser.reload();
        browser.see(STAFF);
        assert_eq!(browser.value_of(field(STAFF)), "22", "the first tab's writing has not gone over the second's");
        browser.to_tab(first);
        assert_eq!(browser.value_of(field(STAFF)), "333", "and what was typed is still there");
        if keep_both {
            browser.click(button("两份都保留"));
            browser.see_no_more("这家企业另有一份不同的内容");
            let mut names = kept(&browser);
            names.sort();
            assert_eq!(names, ["赣东精密", "赣东精密（副本）"]);
            browser.click(button("填写"));
            assert_eq!(browser.value_of(field(STAFF)), "333");
            come_back(&browser);
            assert_eq!(browser.value_of(field(STAFF)), "333");
        } else {
            browser.click(button("改用另一份"));
            browser.see_no_more("这家企业另有一份不同的内容");
            assert_eq!(browser.value_of(field(STAFF)), "22");
            browser.write(field(STAFF), "23");
            come_back(&browser);
            assert_eq!(browser.value_of(field(STAFF)), "23");
            assert_eq!(kept(&browser), ["赣东精密"]);
        }
    }
}

/// A browser that keeps nothing, or has no room left, is told of, and what was typed stays.
#[test]
fn a_browser_that_keeps_nothing_is_told_of() {
    let barred = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });";
    let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };";
    for (script, words) in [(barred, "本浏览器不允许保存数据"), (full, "本浏览器的存储空间已满")] {
        let browser = Browser::open(DESK);
        browser.before_every_page(script);
        browser.visit_site("");
        browser.write(field("企业名称"), "赣东精密");
        browser.see(words);
        browser.see("不会丢，但关闭前请在页底“保存答案”");
        widget::begin(&browser);
        browser.write(field(STAFF), "126 人");
        widget::result(&browser);
        browser.click(button("填写"));
        assert_eq!(browser.value_of(field(STAFF)), "126 人");
        assert_eq!(browser.complaints(), [""; 0]);
    }
}

/// On the hosted page answers are saved to a file of their own, with or without a password, and opened again.
#[test]
fn answers_travel_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    for password in ["", "梯度 2026"] {
        let browser = begun("赣东精密", "126 人");
        browser.click(button("保存答案"));
        browser.write(field("密码（选填）"), password);
        browser.write(field("再输一次密码"), password);
        browser.click(button("下载答案文件"));
        let file = browser.take_download(folder.path());
        assert_eq!(std::fs::read_to_string(&file).unwrap().contains("赣东精密"), password.is_empty());
        let other = widget::open();
        other.attach(field("打开保存过的文件"), &file);
        if !password.is_empty() {
            other.write(field("本页带有加了密码的答案，请输入密码"), password);
            other.click(button("打开").within(role("status", "")));
        }
        other.see(STAFF);
        assert_eq!(other.value_of(field(STAFF)), "126 人");
        std::fs::remove_file(file).unwrap();
    }
}

#[test]
fn what_cannot_be_opened_is_told_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let browser = begun("赣东精密", "126 人");
    browser.click(button("首页"));
    for (text, told) in [
        (r#"{"contract": 99, "case": {"facts": {}}}"#, "这些答案由更新版本的程序保存"),
        ("<html></html>", "这个文件里没有本程序保存的答案"),
        ("{", "这个文件里没有本程序保存的答案"),
    ] {
        let file = folder.path().join("file.json");
        std::fs::write(&file, text).unwrap();
        browser.attach(field("打开保存过的文件"), &file);
        browser.see(told);
        assert_eq!(browser.value_of(field("企业名称")), "赣东精密");
    }
    // What this version does not know is told, and saved again as it was.
    let file = folder.path().join("later.json");
    std::fs::write(&file, r#"{"contract": 1, "case": {"name": "后来", "facts": {"staff": 5, "carbon_footprint": {"2025": 1.50}}}}"#)
        .unwrap();
    browser.attach(field("打开保存过的文件"), &file);
    browser.see("carbon_footprint");
    browser.click(button("保存答案"));
    browser.click(button("下载答案文件"));
    let saved = std::fs::read_to_string(browser.take_download(folder.path())).unwrap();
    assert!(saved.contains(r#""carbon_footprint":{"2025":1.50}"#), "{saved}");
}

/// A file that an editor on Windows has saved in its own way is read as it was meant.
#[test]
fn a_file_in_another_encoding_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let text = r#"{"contract": 1, "case": {"name": "赣东精密", "facts": {}}, "typed": {"staff": "126 人"}}"#;
    let utf_16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let mut gbk = br#"{"contract": 1, "case": {"name": ""#.to_vec();
    gbk.extend(b"\xb8\xd3\xb6\xab\xbe\xab\xc3\xdc\", \"facts\": {}}, \"typed\": {\"staff\": \"126 \xc8\xcb\"}}");
    let browser = begun("另一家", "1");
    for (at, bytes) in [
        gbk,
        [&b"\xef\xbb\xbf"[..], text.as_bytes()].concat(),
        [&b"\xff\xfe"[..], &utf_16(u16::to_le_bytes)].concat(),
        [&b"\xfe\xff"[..], &utf_16(u16::to_be_bytes)].concat(),
        utf_16(u16::to_le_bytes),
    ]
    .iter()
    .enumerate()
    {
        browser.click(button("首页"));
        let file = folder.path().join(format!("{at}.json"));
        std::fs::write(&file, bytes).unwrap();
        browser.attach(field("打开保存过的文件"), &file);
        browser.wait_until(&format!("file {at} is open"), || browser.value_of(field("企业名称")) == "赣东精密");
        browser.click(button("填写").within(role("navigation", "页面")));
        assert_eq!(browser.value_of(field(STAFF)), "126 人", "file {at}");
        browser.click(button("首页"));
        browser.click(button("撤销"));
        browser.wait_until("what was there before is back", || browser.value_of(field("企业名称")) == "另一家");
    }
    // What is no text is told.
    let file = folder.path().join("picture.json");
    std::fs::write(&file, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0xff]).unwrap();
    browser.attach(field("打开保存过的文件"), &file);
    browser.see("这个文件里没有本程序保存的答案");
}

/// What a file has twice is told by its name, in the reader's language, until it is answered.
#[test]
fn what_is_written_twice_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("twice.json");
    std::fs::write(&file, r#"{"facts": {"staff": 5, "staff": 5000, "rd_staff": 3, "rd_expense": {"2025": 1, "2025": 2}}}"#).unwrap();
    let browser = widget::open();
    browser.attach(field("打开保存过的文件"), &file);
    browser.see("写了不止一次，不知以哪一个为准，未采用，请核对后重新填写：2025 年研发费用总额、从业人员数（职工总数）。");
    assert!(!browser.words().contains("不认识的项目"), "{}", browser.words());
    browser.click(button("English"));
    browser.see("written more than once in what was opened");
    browser.click(button("中文"));
    browser.click(button("填写").within(role("navigation", "页面")));
    assert_eq!(browser.value_of(field(STAFF)), "");
    browser.write(field(STAFF), "5");
    browser.see("重新填写：2025 年研发费用总额。");
}

/// Past the day by which it was to be checked again, a document is told in a lower tone wherever it speaks.
#[test]
fn a_document_past_its_day_is_told() {
    let browser = widget::open();
    widget::result(&browser);
    assert!(!browser.words().contains("重新核对，至今没有"));
    browser.click(button("首页"));
    browser.write(field("评估基准日"), "2029-01-01");
    widget::result(&browser);
    browser.see("这份文件应在 2027-03-31 前重新核对，至今没有");
    browser.see("份文件已过应重新核对的日期");
    browser.click(button("政策").within(role("navigation", "页面")));
    browser.see("份文件已过应重新核对的日期");
}

#[test]
fn everyone_can_use_it() {
    let axe = a11y::axe();
    let browser = begun("赣东精密", "1");
    browser.prefer("screen", &[("prefers-reduced-motion", "reduce")]);
    browser.click(button("首页"));
    browser.click(button("改名：赣东精密"));
    let mut found = a11y::faults(&browser, &axe, "the list");
    browser.click(button("另填一家企业"));
    browser.see("“赣东精密”的内容已从本页移开。");
    browser.before_every_page("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };");
    found.extend(a11y::faults(&browser, &axe, "notices"));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Where there is no room to bring it back, a deleted enterprise stays at hand until there is.
#[test]
fn undoing_a_deletion_waits_for_room() {
    let browser = begun("赣东精密", "126 人");
    assert_eq!(kept(&browser), ["赣东精密"]);
    browser.click(button("删除"));
    browser.see("“赣东精密”的内容已从本浏览器删除");
    browser.script(
        "const put = Storage.prototype.setItem; window.room = false;
         Storage.prototype.setItem = function (...all) {
           if (!room) throw new DOMException('full', 'QuotaExceededError');
           return put.apply(this, all);
         };",
        vec![],
    );
    browser.click(button("撤销"));
    browser.see("本浏览器的存储空间已满");
    browser.see("“赣东精密”的内容已从本浏览器删除");
    browser.script("room = true", vec![]);
    browser.click(button("撤销"));
    browser.see_no_more("已从本浏览器删除");
    assert_eq!(kept(&browser), ["赣东精密"]);
    browser.click(button("填写").within(role("navigation", "页面")));
    assert_eq!(browser.value_of(field(STAFF)), "126 人");
}

/// A record of a later version, which is not understood, is not renamed either.
#[test]
fn what_is_of_a_later_version_is_left_as_it_is() {
    let browser = widget::open();
    let later = r#"{"tidu":"answers","contract":99,"case":{"name":"后来","facts":{}}}"#;
    browser.script("localStorage.setItem('tidu/enterprise/z', arguments[0])", vec![serde_json::json!(later)]);
    browser.reload();
    browser.see("已存的企业");
    browser.click(button("改名"));
    browser.write(role("textbox", "的新名称"), "甲");
    browser.click(button("完成"));
    browser.see("由更新版本的程序保存");
    assert_eq!(browser.script("return localStorage.getItem('tidu/enterprise/z')", vec![]), later);
}
