//! That the whole way, from the start to an article of law, can be gone without a mouse.

use tidu_tests::browser::{Browser, DESK, Key, button, checkbox, field, group, radio, role};

use crate::widget::{self, next_question, question_in_focus};

/// How many times Tab is pressed before a thing counts as out of reach.
const FAR: usize = 150;

/// Presses Tab until the focus is on something, and sees on the way that it is never lost and always shown.
#[track_caller]
pub fn tab_to(browser: &Browser, wanted: &str) {
    move_to(browser, wanted, |browser| browser.press(Key::Tab));
}

#[track_caller]
fn move_to(browser: &Browser, wanted: &str, step: impl Fn(&Browser)) {
    let mut passed = Vec::new();
    for _ in 0..FAR {
        step(browser);
        let focus = browser.focus();
        if focus.is_empty() {
            // Past the last thing, the browser itself has its turn.
            continue;
        }
        assert_shown(browser, &focus);
        if focus.contains(wanted) {
            return;
        }
        passed.push(focus);
    }
    panic!("Tab does not come to “{wanted}”; it passed {passed:#?}");
}

/// That what has the focus is in view and has a line around it.
#[track_caller]
fn assert_shown(browser: &Browser, focus: &str) {
    let shown = || {
        browser.script(
            "const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
         return {
           outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
           inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
           box: [box.left, box.top, box.right, box.bottom].map(Math.round).join(' '),
         };",
            vec![],
        )
    };
    assert_eq!(shown()["outline"], true, "“{focus}” has the focus and no outline");
    // What is unfolded further up may be painted after the focus has moved, and moves it along once more.
    browser.wait_until(&format!("“{focus}” is in view, which has the focus"), || shown()["inView"] == true);
}

#[test]
fn from_the_start_to_an_article_without_a_mouse() {
    let browser = Browser::open(DESK);
    browser.visit_site("");
    browser.see("评估基准日");

    // The start. Tab marks what stands in a field, so that typing replaces it.
    tab_to(&browser, "textbox 企业名称");
    browser.type_keys("Ganjiang 2");
    tab_to(&browser, "textbox 评估基准日");
    browser.type_keys(widget::DAY);
    assert_eq!(browser.value_of(field("评估基准日")), widget::DAY);
    // Enter in a field submits nothing.
    browser.press(Key::Enter);
    assert_eq!(browser.focus(), "textbox 评估基准日");
    tab_to(&browser, "button 按表填写");
    browser.press(Key::Enter);
    browser.see("是否在中国境内依法设立登记");

    // Yes by Space, No by an arrow; the list by arrows; a number; each stays where the focus is.
    let registered = || group("是否在中国境内依法设立登记");
    tab_to(&browser, "radio 是");
    assert_eq!(question_in_focus(&browser), "是否在中国境内依法设立登记");
    browser.press(Key::Space);
    assert!(browser.is_checked(radio("是").within(registered())));
    browser.press(Key::Down);
    assert!(browser.is_checked(radio("否").within(registered())));
    browser.press(Key::Up);
    assert!(browser.is_checked(radio("是").within(registered())));
    assert_eq!(browser.focus(), "radio 是");
    tab_to(&browser, "combobox 所属行业（划型）");
    browser.press(Key::Down);
    browser.press(Key::Down);
    assert_eq!(browser.value_of(field("所属行业（划型）")), "工业");
    assert_eq!(browser.focus(), "combobox 所属行业（划型）");
    tab_to(&browser, "textbox 从业人员数");
    browser.type_keys("168");
    assert_eq!(browser.focus(), "textbox 从业人员数（职工总数）");
    assert_eq!(browser.value_of(field("从业人员数（职工总数）")), "168");

    // What counts, one key away.
    tab_to(&browser, "button 怎么算 ：从业人员数");
    browser.press(Key::Enter);
    browser.see("查年度报表");
    assert_eq!(browser.focus(), "button 怎么算 ：从业人员数（职工总数）");

    // The next section begins at its beginning.
    tab_to(&browser, "button 下一部分：已有称号");
    browser.press(Key::Enter);
    browser.see("现在持有的称号和资格");
    browser.press(Key::Tab);
    assert_shown(&browser, &browser.focus());
    assert_eq!(browser.focus(), "checkbox 创新型中小企业");
    assert_eq!(question_in_focus(&browser), "现在持有的称号和资格", "the first question comes first");
    browser.press(Key::Space);
    browser.wait_until("it is ticked", || browser.is_checked(checkbox("创新型中小企业")));
    assert_eq!(browser.focus(), "checkbox 创新型中小企业");

    // The result, a criterion of it, and its article.
    tab_to(&browser, "button 查看结论");
    browser.press(Key::Enter);
    browser.see("自评结论");
    // The articles stand behind one door.
    tab_to(&browser, "连同逐条依据一起打印");
    tab_to(&browser, "逐条依据");
    browser.press(Key::Enter);
    tab_to(&browser, "条文与依据");
    browser.press(Key::Space);
    browser.see("已获得科技和创新型中小企业称号");
    assert!(browser.focus().contains("条文与依据"));
    assert_eq!(browser.complaints(), [""; 0]);
}

/// To a screen by its link, with the keyboard alone.
#[track_caller]
fn go(browser: &Browser, screen: &str, heading: &str) {
    tab_to(browser, &format!("button {screen}"));
    browser.press(Key::Enter);
    browser.wait_until(&format!("{screen} is open"), || browser.names("heading").iter().any(|name| name == heading));
    assert_eq!(browser.focus(), format!("button {screen}"), "the keyboard stays where it was");
}

#[test]
fn the_road_the_policies_and_the_laws_without_a_mouse() {
    const IP: &str = "与主导产品相关的Ⅰ类知识产权，非转入（2号文口径）";
    let browser = widget::open();
    tab_to(&browser, "button 示例·赣东精密制造");
    browser.press(Key::Enter);
    browser.see("自评结论");

    // The road: for which rung, what it asks for and why, a figure tried and dropped, a change ruled out and let in again.
    go(&browser, "路径", "到下一层级的路怎么走");
    tab_to(&browser, "为满足：Ⅰ类知识产权");
    browser.press(Key::Space);
    browser.see("拥有 4 项以上与主导产品相关的Ⅰ类知识产权");
    tab_to(&browser, &format!("button 这项不能或不愿改：{IP}"));
    browser.press(Key::Enter);
    browser.see("已排除的事项");
    // The button is gone; what comes next is close by.
    assert_eq!(browser.focus(), "heading 到下一层级的路怎么走");
    assert_shown(&browser, &browser.focus());
    tab_to(&browser, "button 可以改");
    browser.press(Key::Space);
    browser.see_no_more("已排除的事项");
    assert_eq!(browser.focus(), "heading 到下一层级的路怎么走");
    tab_to(&browser, &format!("textbox {IP}"));
    browser.type_keys("4");
    browser.see("正在试算");
    assert!(browser.focus().starts_with(&format!("textbox {IP}")), "the keyboard stays in the field, not at “{}”", browser.focus());
    tab_to(&browser, "button 放弃试填");
    browser.press(Key::Enter);
    browser.see_no_more("正在试算");
    assert_eq!(browser.focus(), "heading 到下一层级的路怎么走");
    tab_to(&browser, "为什么不能更早");
    browser.press(Key::Enter);
    browser.see("所需工作在该日前无法完成");

    // The policies: another view, a kind, a policy with its article.
    go(&browser, "政策", "适合贵企业的政策与行动");
    tab_to(&browser, "button 按方案行动");
    browser.press(Key::Enter);
    assert_eq!(browser.focus(), "button 按方案行动");
    tab_to(&browser, "当前需求");
    browser.press(Key::Enter);
    tab_to(&browser, "combobox 类别");
    // What is listed is painted behind what was pressed, and whoever goes on reads it first.
    let listed = || browser.script("return document.querySelectorAll('details.policy').length", vec![]);
    let all = listed();
    browser.press(Key::Down);
    assert!(browser.focus().starts_with("combobox 类别"));
    browser.wait_until("only those of a kind are listed", || listed() != all);
    browser.press(Key::Up);
    browser.wait_until("all are listed again", || listed() == all);
    let policy = || browser.script("return document.activeElement.closest('details.policy')?.open ?? null", vec![]);
    for _ in 0..FAR {
        browser.press(Key::Tab);
        if policy() == false {
            break;
        }
    }
    assert_shown(&browser, &browser.focus());
    browser.press(Key::Space);
    assert_eq!(policy(), true, "“{}” is unfolded", browser.focus());
    // What it holds is painted behind that, and whoever goes on reads it first.
    let painted = || browser.script("return document.activeElement.parentElement.children.length > 1", vec![]) == true;
    browser.wait_until("what it holds is painted", painted);

    // The laws: two days, and what stays the same.
    go(&browser, "新旧对照", "新旧文件对照：对贵企业有何不同");
    tab_to(&browser, "textbox 先看这一天");
    browser.type_keys("2026-03-30");
    browser.see("2026-03-30");
    assert!(browser.focus().starts_with("textbox 先看这一天"));
    tab_to(&browser, "textbox 再看这一天");
    let same = || browser.script("return document.activeElement.closest('details.same')?.open ?? null", vec![]);
    for _ in 0..FAR {
        browser.press(Key::Tab);
        if same() == false {
            break;
        }
    }
    assert_shown(&browser, &browser.focus());
    browser.press(Key::Enter);
    assert_eq!(same(), true, "“{}” is unfolded", browser.focus());
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn the_most_useful_question_is_one_key_away() {
    let browser = widget::open();
    widget::begin(&browser);
    for _ in 0..6 {
        let named = next_question(&browser);
        move_to(&browser, "button 去回答", |browser| browser.press_with(Key::Shift, Key::Tab));
        browser.press(Key::Enter);
        browser.wait_until(&format!("the focus is on “{named}”"), || question_in_focus(&browser) == named);
        assert_shown(&browser, &browser.focus());
        let focus = browser.focus();
        match focus.split_once(' ').expect("a role and a name").0 {
            "radio" => browser.press(Key::Space),
            "combobox" => browser.press(Key::Down),
            "checkbox" => browser.press(Key::Space),
            _ => browser.type_keys("3"),
        }
        browser.wait_until(&format!("“{named}” is answered"), || next_question(&browser) != named);
        assert_eq!(browser.focus(), focus, "the answer to “{named}” took the focus away");
    }
}

#[test]
fn controls_that_stay_keep_the_focus() {
    let browser = widget::open();
    widget::begin(&browser);
    let keeps = |wanted: &str, key: fn() -> Key| {
        tab_to(&browser, wanted);
        let focus = browser.focus();
        let tag = "return document.activeElement.tagName + ' ' + document.activeElement.className";
        let before = browser.script(tag, vec![]);
        browser.press(key());
        assert_eq!(browser.script(tag, vec![]), before, "“{focus}” stays and loses the focus");
        assert_shown(&browser, &focus);
    };
    keeps("button 财务（三年）", || Key::Enter);
    keeps("button 知识产权", || Key::Space);
    keeps("button 首页", || Key::Enter);
    keeps("button English", || Key::Enter);
    keeps("button 中文", || Key::Space);
    keeps("button 结论", || Key::Enter);
    keeps("逐条依据", || Key::Space);
    keeps("button 填写", || Key::Space);
    browser.click(button("知识产权").within(role("navigation", "主题")));
    keeps("checkbox 不清楚", || Key::Space);
}
