//! The road to the next rung: what it says, how it answers to what is tried, left alone or given as a range.

use tidu_tests::browser::{Browser, button, field, heading, role, text};

use crate::widget;

const MAKER: &str = "赣东精密制造";
const GIANT: &str = "专精特新“小巨人”企业";
const IP: &str = "与主导产品相关的Ⅰ类知识产权，非转入（2号文口径）";

#[track_caller]
fn road(browser: &Browser) {
    browser.click(button("路径"));
    browser.wait_until("the road is open", || browser.count(heading("到下一层级的路怎么走")) == 1);
}

/// The timeline, heading by heading and change by change.
fn timeline(browser: &Browser) -> Vec<String> {
    let found = browser.script(
        "return [...document.querySelectorAll('.timeline h2, .timeline .change strong, .timeline .round > p:first-child')].map((e) => e.textContent.trim());",
        vec![],
    );
    found.as_array().expect("a list").iter().filter_map(|line| line.as_str().map(str::to_owned)).collect()
}

/// Writes into a field to try a figure out.
fn try_out(browser: &Browser, figure: &str, number: &str) {
    browser.write(role("textbox", figure), number);
}

#[test]
fn the_road_is_told_year_by_year() {
    let browser = widget::open();
    widget::example(&browser, MAKER);
    road(&browser);
    assert_eq!(
        timeline(&browser),
        [
            "2027 年明年",
            &format!("{IP}：3 项 → 4 项（增加 1 项）"),
            "2027 年营业收入总额：8,640.5 万元 → 9,527 万元（增加 886.5 万元）",
            "2027 年主营业务收入总额：8,120.3 万元 → 8,575 万元（增加 454.7 万元）",
            "2028 年后年",
            "2028 年：申报专精特新“小巨人”企业 ◐自评达标待评审",
        ]
    );
    browser.see("原则上每年第二季度组织申报");
    browser.see("届时如有新文件，以新文件为准");
    // The article behind a change stands under it.
    browser.click(text("为满足：Ⅰ类知识产权"));
    browser.see("拥有 4 项以上与主导产品相关的Ⅰ类知识产权");
    browser.click(text("为什么不能更早"));
    browser.see("所需工作在该日前无法完成");
}

#[test]
fn a_figure_is_tried_kept_and_dropped() {
    let browser = widget::open();
    widget::example(&browser, MAKER);
    road(&browser);
    let before = widget::ladder(&browser);
    try_out(&browser, IP, "4");
    browser.see("正在试算：1 项数字为试填，您的填报没有改动。");
    browser.wait_until("the ladder answers", || widget::ladder(&browser) != before);
    browser.wait_until("the road answers", || !timeline(&browser).iter().any(|line| line.contains("Ⅰ类知识产权")));
    // It is marked on every screen, and the answer itself still stands.
    browser.click(button("结论"));
    browser.see("正在试算：1 项数字为试填");
    browser.click(button("路径"));
    browser.click(button("放弃试填"));
    browser.see_no_more("正在试算");
    browser.wait_until("the ladder is as it was", || widget::ladder(&browser) == before);

    try_out(&browser, IP, "4");
    browser.see("正在试算");
    browser.click(button("留用试填的数字"));
    browser.see_no_more("正在试算");
    browser.wait_until("what was tried is an answer", || widget::ladder(&browser) != before);
}

#[test]
fn what_is_typed_wrongly_while_trying_is_told_and_harms_nothing() {
    let browser = widget::open();
    widget::example(&browser, MAKER);
    road(&browser);
    try_out(&browser, IP, "四项");
    browser.see("请用阿拉伯数字，如 126");
    assert_eq!(browser.value_of(role("textbox", IP)), "四项", "nothing typed is lost");
    browser.click(button("还原"));
    browser.see_no_more("正在试算");
    assert_eq!(browser.value_of(role("textbox", IP)), "3");
}

#[test]
fn a_lever_left_alone_leads_elsewhere_or_is_told() {
    let browser = widget::open();
    widget::example(&browser, MAKER);
    road(&browser);
    browser.click(button(&format!("这项不能或不愿改：{IP}")));
    browser.see("已排除的事项");
    browser.see("按目前的回答，五年内没有可行的方案");
    browser.see("您已选择不改变相关事项");
    browser.click(button("可以改"));
    browser.see_no_more("已排除的事项");
    browser.wait_until("the road is there again", || timeline(&browser).iter().any(|line| line.contains("Ⅰ类知识产权")));
}

#[test]
fn a_range_is_answered_and_planned_with() {
    let browser = widget::open();
    widget::example(&browser, MAKER);
    widget::section(&browser, "财务（三年）");
    browser.write(field("2025 年营业收入总额"), "大约 4800 到 4900");
    browser.see("4,800 万元 至 4,900 万元");
    road(&browser);
    browser.wait_until("the range is planned with", || {
        timeline(&browser).iter().any(|line| line.starts_with("2027 年营业收入总额：") && line.contains("须达到"))
    });
}

#[test]
fn a_title_in_hand_is_planned_for_its_renewal() {
    let browser = widget::open();
    widget::example(&browser, MAKER);
    road(&browser);
    browser.click(button("专精特新中小企业"));
    browser.see("到期复核 2028-06-30");
    browser.see("余量：数字变到多少就会失去");
    browser.click(button(GIANT));
    browser.see("最早可在 2028 年申报专精特新“小巨人”企业");
}
