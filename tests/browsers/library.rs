//! The library of an office, opened from a disk: a list is taken in and its columns put right, enterprises stand in the order
//! of who is nearest, one is opened and handed over, and nothing is lost.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tidu_tests::browser::{Browser, DESK, Engine, Key, button, field, role};
use tidu_tests::server::{Manners, Portal};

use crate::keyboard::tab_to;
use crate::{a11y, single};

const LIST: &str = "企业培育名单（2026年）\n\
    企业名称,镇街,2025年营业收入（万元）,2024年营业收入,2025年研发费用（万元）,从业人员数,行业,创新型中小企业有效期至\n\
    甲机械有限公司,扬子洲镇,8236.45,7100,468.2,138,工业,2027-06-30\n\
    乙软件有限公司,墩子塘街道,1200,900,300,40,软件和信息技术服务业,\n\
    丙商贸有限公司,百花洲街道,5600,,0,很多,批发业,\n\
    合计,,,,,,,\n";

fn place() -> PathBuf {
    single::place().with_file_name("library.html")
}

#[track_caller]
fn opened(engine: Engine) -> Browser {
    let browser = Browser::open_engine(engine, DESK, "zh-CN");
    single::open(&browser, &place());
    browser.see("优质中小企业培育库");
    browser
}

#[track_caller]
fn take_in(browser: &Browser, folder: &Path, name: &str, text: &str) {
    let file = folder.join(name);
    fs::write(&file, text).unwrap();
    browser.attach(field("选择文件"), &file);
    browser.see("将要导入");
}

/// The enterprises that are shown, in order.
fn firms(browser: &Browser) -> Vec<String> {
    let names = browser.script("return [...document.querySelectorAll('.firms tbody th')].map((one) => one.textContent)", vec![]);
    serde_json::from_value(names).expect("names")
}

#[test]
fn a_list_is_taken_in_put_in_order_and_kept() {
    for engine in Engine::here() {
        let folder = tempfile::tempdir().unwrap();
        let browser = opened(engine);
        take_in(&browser, folder.path(), "名单.csv", LIST);
        // What is in the file is told before anything stands, and what cannot be read by row and column.
        browser.see("3 家新增");
        browser.see("第 5 行 F 列（从业人员数）“很多”");
        // The unit of a column is assumed; somebody who knows better says so.
        browser.choose(field("2024年营业收入 单位"), "元");
        browser.click(button("确认导入"));
        browser.see("3 家，共 3 家");
        assert_eq!(firms(&browser)[0], "甲机械有限公司", "{engine:?}: who holds a rung lacks the next one");
        browser.write(field("查找（名称、代码、镇街、特派员）"), "墩子塘");
        browser.see("1 家，共 3 家");
        assert_eq!(firms(&browser), ["乙软件有限公司"]);
        browser.click(button("清除筛选"));
        browser.see("3 家，共 3 家");
        if engine == Engine::Chromium {
            assert_eq!(a11y::faults(&browser, &a11y::axe(), "library"), [""; 0]);
            browser.see("目标"); // Unfolded: the targets of the plan are counted.
            browser.see("/ 100");
        }
        // What was said of a column is remembered; the list a second time changes nothing.
        single::open(&browser, &place());
        browser.see("3 家，共 3 家");
        take_in(&browser, folder.path(), "名单.csv", LIST);
        browser.see("0 家新增，0 家有变动，3 家没有变动");
        browser.click(button("不导入"));
        browser.see("3 家，共 3 家");
        // The other engines do not tell what stands in their console.
        if engine == Engine::Chromium {
            assert_eq!(
                browser.script("return performance.getEntriesByType('resource').map((one) => one.name)", vec![]),
                Value::Array(vec![])
            );
            assert_eq!(browser.complaints(), [""; 0]);
        }
    }
}

/// Its whole assessment opens beside what the office notes; what is answered there, typed here and taken away can be undone.
#[test]
fn an_enterprise_is_opened_changed_and_handed_over() {
    for engine in Engine::here() {
        let folder = tempfile::tempdir().unwrap();
        let browser = opened(engine);
        take_in(&browser, folder.path(), "名单.csv", LIST);
        browser.click(button("确认导入"));
        browser.see("3 家，共 3 家");
        browser.click(button("甲机械有限公司"));
        browser.write(field("特派员"), "李明");
        browser.write(field("统一社会信用代码"), "91350100M000100Y44");
        browser.press(Key::Tab);
        browser.see("校验位不对");
        browser.click(button("打开自评"));
        browser.see("自评结论");
        browser.click(button("填写").within(role("navigation", "")));
        browser.write(field("从业人员数（职工总数）"), "139");
        browser.click(button("收起自评"));
        browser.see("修改“甲机械有限公司”");
        browser.write(field("情况和诉求"), "想贷款买设备");
        browser.click(button("记下"));
        browser.see("想贷款买设备");
        // Handed over, and brought back with another figure: the difference is told.
        browser.script("document.querySelector('.hand-over > summary').click()", vec![]);
        browser.click(button("保存这家的答案文件"));
        browser.see("已交给浏览器下载");
        let file = browser.take_download(folder.path());
        let mut record: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(record["case"]["facts"]["staff"], 139);
        record["case"]["facts"]["staff"] = 150.into();
        record["typed"]["staff"] = Value::Null;
        // Its page, under a password: whoever knows it sees the figures; a file that is no such page is told.
        let other = folder.path().join("其他.html");
        fs::write(&other, "<p>script[data-tidu-answers]</p>").unwrap();
        browser.attach(field("制作自评页面：选择 tidu.html"), &other);
        browser.see("“其他.html”不是自评页面");
        browser.write(field("密码（选填；忘记后无法找回）"), "梯度 2026");
        browser.attach(field("制作自评页面：选择 tidu.html"), &single::place());
        browser.see("已交给浏览器下载：甲机械有限公司.html");
        let page = browser.take_download(folder.path());
        assert!(fs::read_to_string(&page).unwrap().contains(r#""tidu":"sealed""#), "its answers are under the password");
        let enterprise = Browser::open(DESK);
        single::open(&enterprise, &page);
        enterprise.write(field("本页带有加了密码的答案，请输入密码"), "梯度 2026");
        enterprise.click(button("打开").within(role("status", "")));
        enterprise.click(button("填写").within(role("navigation", "页面")));
        assert_eq!(enterprise.value_of(field("从业人员数（职工总数）")), "139");
        drop(enterprise);
        browser.click(button("返回列表"));
        browser.see("3 家，共 3 家");
        take_in(&browser, folder.path(), "甲.json", &record.to_string());
        browser.see("1 家有变动");
        browser.script("document.querySelectorAll('details').forEach((one) => { one.open = true; })", vec![]);
        browser.see("139 → 150");
        browser.click(button("确认导入"));
        browser.see("3 家，共 3 家");
        browser.click(button("撤销：导入 1 家"));
        browser.click(button("甲机械有限公司"));
        assert_eq!(browser.value_of(field("特派员")), "李明");
        browser.see("想贷款买设备");
        browser.click(button("从库中删除"));
        browser.see("2 家，共 2 家");
        browser.click(button("撤销：删除“甲机械有限公司”"));
        browser.see("3 家，共 3 家");
        // What was done can be undone when the page is opened again.
        single::open(&browser, &place());
        browser.see("3 家，共 3 家");
        browser.click(button("撤销：修改“甲机械有限公司”"));
        browser.click(button("甲机械有限公司"));
        browser.see("还没有走访记录");
        if engine == Engine::Chromium {
            assert_eq!(browser.complaints(), [""; 0]);
        }
    }
}

/// Two windows of one library: what one does the other shows; where both change the same enterprise, what the other has written
/// is not written over, and that is told.
#[test]
fn two_windows_do_not_write_over_each_other() {
    for deaf in [false, true] {
        let (folder, portal) = (tempfile::tempdir().unwrap(), Portal::open(Manners::default()));
        let browser = Browser::open(DESK);
        if deaf {
            browser.before_every_page("delete window.BroadcastChannel");
        }
        let officer = || browser.value_of(field("特派员"));
        browser.visit(&portal.page("library/"));
        browser.see("优质中小企业培育库");
        take_in(&browser, folder.path(), "名单.csv", LIST);
        browser.click(button("确认导入"));
        browser.see("3 家，共 3 家");
        let first = browser.new_tab();
        browser.visit(&portal.page("library/"));
        browser.see("3 家，共 3 家");
        browser.click(button("甲机械有限公司"));
        browser.write(field("特派员"), "李明");
        browser.press(Key::Tab);
        browser.see("修改“甲机械有限公司”");
        let second = browser.to_tab(first);
        if !deaf {
            browser.see("另一个窗口有改动，已更新");
        }
        browser.click(button("甲机械有限公司"));
        if deaf {
            assert_eq!(officer(), "", "nobody told this window");
            browser.write(field("特派员"), "王芳");
            browser.press(Key::Tab);
            browser.see("另一个窗口同时改了同一家");
        }
        browser.wait_until("what the other window wrote", || officer() == "李明");
        // What is taken away there is gone here, and not shown any longer.
        if !deaf {
            let first = browser.to_tab(second);
            browser.click(button("从库中删除"));
            browser.see("2 家，共 2 家");
            browser.to_tab(first);
            browser.see("2 家，共 2 家");
        }
    }
}

/// An enterprise that is open is shown no longer once what brought it is undone.
#[test]
fn one_that_is_gone_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let browser = opened(Engine::Chromium);
    take_in(&browser, folder.path(), "名单.csv", LIST);
    browser.click(button("确认导入"));
    browser.see("3 家，共 3 家");
    browser.click(button("乙软件有限公司"));
    browser.click(button("打开自评"));
    browser.see("自评结论");
    browser.click(button("撤销：导入 3 家"));
    browser.see("库中还没有企业");
    assert_eq!(browser.complaints(), [""; 0]);
}

/// In English nothing is left in Chinese, but what is quoted and marked as Chinese.
#[test]
fn in_english_nothing_is_left_in_chinese() {
    const LEFT: &str = r#"
        document.querySelectorAll("main details").forEach((one) => { one.open = true; });
        const found = [], all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const chinese = (text) => /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/.test(text);
        while (all.nextNode()) {
            const at = all.currentNode, of = at.parentElement;
            if (chinese(at.data) && !of.closest("script, style, [lang^=zh]:not(html), .assessment, .head")) found.push(at.data.trim());
        }
        for (const one of document.querySelectorAll("[aria-label], [placeholder], [title]")) {
            const said = ["aria-label", "placeholder", "title"].map((name) => one.getAttribute(name) || "").join(" ");
            if (chinese(said) && !one.closest(".assessment")) found.push(said.trim());
        }
        return document.documentElement.lang === "en" ? found : ["lang: " + document.documentElement.lang];
    "#;
    let folder = tempfile::tempdir().unwrap();
    let browser = opened(Engine::Chromium);
    let left = |what: &str| assert_eq!(browser.script(LEFT, vec![]), Value::Array(vec![]), "{what}");
    browser.click(button("English"));
    browser.see("Library of quality SMEs");
    left("empty");
    let list = "Enterprise,Employees,Operating revenue 2025 (10,000 yuan),R&D expenses 2025,Town\nA Co,138,8236.45,468.2,East\n,12,1,1,West\nB Co,many,x,1,East\n";
    let file = folder.path().join("list.csv");
    fs::write(&file, list).unwrap();
    browser.attach(field("Choose files"), &file);
    browser.see("To be taken in");
    left("taking in");
    browser.click(button("Take them in"));
    browser.see("2 of 2 enterprises");
    left("list");
    browser.write(field("Then by"), "2026-01-01");
    browser.click(button("Compare"));
    browser.see("come out differently");
    left("laws");
    // A draft that cannot be read is told, and not used.
    let draft = folder.path().join("draft.json");
    fs::write(&draft, "{").unwrap();
    browser.attach(field("Choose packs"), &draft);
    browser.see("The packs are at fault and were not used");
    left("a faulty draft");
    fs::write(&draft, tidu_tests::draft::draft()).unwrap();
    browser.attach(field("Choose packs"), &draft);
    browser.see("The second day has beside its rules: draft.json");
    browser.write(field("First by"), "2026-11-27");
    browser.write(field("Then by"), "2026-11-27");
    browser.click(button("Compare"));
    browser.see("At least 5000 staff (1)");
    left("a draft");
    browser.click(button("A Co"));
    browser.see("Where it stands");
    left("enterprise");
    assert_eq!(browser.complaints(), [""; 0]);
}

/// By keyboard alone: a table is pasted, confirmed, filtered, and an enterprise opened, changed and left again.
#[test]
fn all_of_it_can_be_done_by_keyboard() {
    let browser = opened(Engine::Chromium);
    let step = |wanted: &str, key: Key| {
        tab_to(&browser, wanted);
        browser.press(key);
    };
    step("粘贴表格", Key::Enter);
    tab_to(&browser, "textbox 粘贴表格");
    browser.type_keys("企业名称,从业人员数,镇街\n甲机械有限公司,138,扬子洲镇\n乙软件有限公司,40,墩子塘街道");
    step("button 读取粘贴内容", Key::Enter);
    browser.see("2 家新增");
    assert_eq!(browser.focus(), "heading 将要导入");
    step("button 确认导入", Key::Enter);
    browser.see("2 家，共 2 家");
    tab_to(&browser, "textbox 查找（名称、代码、镇街、特派员）");
    browser.type_keys("墩子塘");
    browser.see("1 家，共 2 家");
    step("button 乙软件有限公司", Key::Enter);
    browser.see("评估结果");
    tab_to(&browser, "textbox 特派员");
    browser.type_keys("李明");
    step("button 返回列表", Key::Enter);
    browser.see("修改“乙软件有限公司”");
    assert_eq!(firms(&browser), ["乙软件有限公司"]);
}

/// A list of so many enterprises, no two alike.
fn many(count: usize) -> String {
    let mut list = "企业名称,镇街,2025年营业收入（万元）,2025年研发费用（万元）,从业人员数,行业\n".to_owned();
    for n in 0..count {
        let (turnover, industry) = (300 + n * 37 % 9000, ["工业", "批发业", "软件和信息技术服务业"][n % 3]);
        list += &format!("第{n}号有限公司,镇{},{turnover},{},{},{industry}\n", n % 5, turnover * (n % 9) / 100, 5 + n * 13 % 400);
    }
    list
}

/// Takes in a list of many, stops in between and goes on; what then stands in the table.
fn worked(engine: Engine, page: &Path, folder: &Path, count: usize) -> Vec<String> {
    let browser = Browser::open_engine(engine, DESK, "zh-CN");
    single::open(&browser, page);
    browser.see("优质中小企业培育库");
    take_in(&browser, folder, "很多.csv", &many(count));
    browser.see(&format!("{count} 家新增"));
    browser.click(button("确认导入"));
    // It answers while it works: what is under way is stopped, stays as far as it is, and goes on.
    browser.see("正在评估");
    browser.script("[...document.querySelectorAll('button')].filter((one) => one.textContent.trim() === '停止').pop().click()", vec![]);
    browser.click(button("继续评估"));
    browser.see(&format!("{count} 家，共 {count} 家"));
    let rows = browser.script("return [...document.querySelectorAll('.firms tbody tr')].map((one) => one.innerText)", vec![]);
    serde_json::from_value(rows).expect("rows")
}

#[test]
fn many_are_judged_beside_the_page_as_on_it() {
    const COUNT: usize = 3000;
    let folder = tempfile::tempdir().unwrap();
    let alone = folder.path().join("alone.html");
    let page = fs::read_to_string(place()).unwrap();
    fs::write(&alone, page.replacen("<body>", "<body><script>delete window.Worker</script>", 1)).unwrap();
    for engine in Engine::here() {
        let beside = worked(engine, &place(), folder.path(), COUNT);
        assert!(beside.len() > 30, "{engine:?}");
        assert_eq!(beside, worked(engine, &alone, folder.path(), COUNT), "{engine:?}");
    }
}

/// Files are dropped on the page as they are chosen; while what is kept is still on its way they are refused and told so.
#[test]
fn files_are_dropped() {
    const DROP: &str = r#"
        const dropped = new DataTransfer();
        dropped.items.add(new File([arguments[0]], "名单.csv", { type: "text/csv" }));
        document.querySelector("main").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: dropped }));
    "#;
    let browser = opened(Engine::Chromium);
    browser.see("库中还没有企业");
    browser.script(DROP, vec![LIST.into()]);
    browser.see("将要导入");
    browser.see("3 家新增");
    // The store answers with nothing, so that all is still on its way.
    browser.before_every_page("IDBObjectStore.prototype.getAll = () => ({});");
    single::open(&browser, &place());
    browser.wait_until("the program is there", || browser.count(role("heading", "优质中小企业培育库")) == 1);
    browser.see("正在载入");
    browser.script(DROP, vec![LIST.into()]);
    browser.see("这次选的文件没有读入");
    assert_eq!(browser.count(role("heading", "将要导入")), 0);
}
