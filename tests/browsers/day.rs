//! The day that decides which document applies, the way back, and the way to begin anew.

use tidu_tests::browser::{Browser, button, field, group, heading, radio};

use crate::widget;

/// The document that a standard of the result is judged by.
#[track_caller]
fn governs_srdi(browser: &Browser) -> String {
    let said = browser.script(
        "const heading = [...document.querySelectorAll('main details.standard > summary h3')].find((h) => h.textContent === '专精特新中小企业');
         return heading.closest('details').querySelector('p').textContent;",
        vec![],
    );
    said.as_str().unwrap_or_default().to_owned()
}

/// 2号 has been in force since 1 April 2026; until the day before, 63号 was.
#[test]
fn the_day_decides_which_document_applies() {
    let browser = widget::open();
    for (day, number, title, annex) in [
        ("2026-03-31", "工信部企业〔2022〕63号", "《优质中小企业梯度培育管理暂行办法》", "附件2"),
        ("2026-04-01", "工信部企业〔2026〕2号", "《优质中小企业梯度培育管理办法》", "附件1"),
        ("2026年3月31日", "工信部企业〔2022〕63号", "《优质中小企业梯度培育管理暂行办法》", "附件2"),
    ] {
        browser.click(button("首页"));
        browser.write(field("评估基准日"), day);
        widget::result(&browser);
        let governs = governs_srdi(&browser);
        for words in [number, title, annex] {
            assert!(governs.contains(words), "{day}: {governs}");
        }
    }
}

#[test]
fn on_a_day_before_all_documents_none_applies() {
    let browser = widget::open();
    browser.write(field("评估基准日"), "2022-07-31");
    widget::result(&browser);
    assert!(governs_srdi(&browser).contains("没有适用的文件"), "{}", governs_srdi(&browser));
    assert_eq!(widget::verdicts(&browser)["专精特新中小企业"], "不适用");
    assert_eq!(widget::ladder(&browser)[1].1[0], "不适用");
}

#[test]
fn a_wrong_day_is_told_and_the_last_right_one_stays() {
    let browser = widget::open();
    for wrong in ["2026-02-30", "明天", "2026-13-01", ""] {
        browser.click(button("首页"));
        browser.write(field("评估基准日"), wrong);
        browser.see("这不是日期。请写成 2026-11-23 这样的年-月-日；改正前仍按上一个有效日期评估。");
        assert_eq!(browser.attribute_of(field("评估基准日"), "aria-invalid").as_deref(), Some("true"));
        assert_eq!(browser.value_of(field("评估基准日")), wrong);
        widget::result(&browser);
        browser.see("评估基准日 2026-11-23，");
        browser.click(button("首页"));
        assert_eq!(browser.value_of(field("评估基准日")), wrong, "what was typed stays");
    }
    browser.write(field("评估基准日"), "2026-04-01");
    browser.see("适用哪份文件由这一天决定。");
    assert_eq!(browser.attribute_of(field("评估基准日"), "aria-invalid").as_deref(), Some("false"));
    widget::result(&browser);
    browser.see("评估基准日 2026-04-01，");
}

#[test]
fn back_goes_one_screen_back_and_keeps_the_answers() {
    let browser = widget::open();
    browser.write(field("企业名称"), "赣东精密");
    widget::begin(&browser);
    browser.click(radio("是").within(group("是否在中国境内依法设立登记")));
    browser.write(field("从业人员数（职工总数）"), "168");
    widget::result(&browser);
    browser.back();
    browser.see("是否在中国境内依法设立登记");
    assert_eq!(browser.count(heading("自评结论")), 0);
    assert!(browser.is_checked(radio("是").within(group("是否在中国境内依法设立登记"))));
    assert_eq!(browser.value_of(field("从业人员数（职工总数）")), "168");
    browser.back();
    browser.see("企业在梯度的哪一级");
    assert_eq!(browser.value_of(field("企业名称")), "赣东精密");
    assert_eq!(browser.value_of(field("评估基准日")), widget::DAY);
    browser.script("history.forward()", vec![]);
    browser.see("是否在中国境内依法设立登记");
    assert_eq!(browser.value_of(field("从业人员数（职工总数）")), "168");
}

#[test]
fn beginning_anew_takes_every_answer_away() {
    let browser = widget::open();
    assert_eq!(browser.count(button("清空重填")), 0, "nothing is there to be cleared");
    browser.write(field("企业名称"), "赣东精密");
    widget::begin(&browser);
    let nothing = widget::ladder(&browser);
    browser.click(radio("否").within(group("是否在中国境内依法设立登记")));
    browser.write(field("从业人员数（职工总数）"), "168");
    browser.wait_until("the ladder has moved", || widget::ladder(&browser) != nothing);
    browser.click(button("首页"));
    assert_eq!(browser.count(button("继续答题")), 1);
    browser.click(button("清空重填"));
    browser.wait_until("the ladder is as at the beginning", || widget::ladder(&browser) == nothing);
    assert!(!browser.is_checked(radio("否").within(group("是否在中国境内依法设立登记"))));
    assert_eq!(browser.value_of(field("从业人员数（职工总数）")), "");
    browser.click(button("首页"));
    assert_eq!(browser.value_of(field("企业名称")), "");
    assert_eq!(browser.count(button("按表填写")), 1);
    assert_eq!(browser.value_of(field("评估基准日")), widget::DAY);
}
