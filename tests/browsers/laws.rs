//! That the laws of two days stand side by side, and say what is different for the enterprise at hand.

use serde_json::json;
use tidu_tests::browser::{Browser, DESK, Key, Size, button, field, heading, role};

use crate::{a11y, language, narrow, widget};

#[track_caller]
fn laws(browser: &Browser, english: bool) {
    let (screen, pages) = if english { ("Laws compared", "Pages") } else { ("新旧对照", "页面") };
    browser.click(button(screen).within(role("navigation", pages)));
    let title =
        if english { "The laws compared: what is different for your enterprise" } else { "新旧文件对照：对贵企业有何不同" };
    browser.wait_until("the laws are open", || browser.names("heading").iter().any(|name| name == title));
}

/// The criteria of a standard under a heading.
#[track_caller]
fn under(browser: &Browser, standard: &str, change: &str) -> Vec<String> {
    let said = browser.script(
        "const [standard, change] = arguments;
         const section = [...document.querySelectorAll('.law')].find((law) => law.querySelector('h2').textContent === standard);
         const heading = [...(section?.querySelectorAll('h3') ?? [])].find((h3) => h3.textContent.startsWith(change));
         const table = heading?.closest('table') ?? heading?.closest('details').querySelector('table');
         return [heading?.textContent ?? '', ...[...(table?.querySelectorAll('tbody strong') ?? [])].map((name) => name.textContent)];",
        vec![json!(standard), json!(change)],
    );
    let mut said: Vec<String> = serde_json::from_value(said).expect("a heading and names");
    let heading = said.remove(0);
    if !heading.is_empty() {
        let count: String = heading.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(count, said.len().to_string(), "{heading}");
    }
    said
}

const SRDI: &str = "专精特新中小企业";
const GIANT: &str = "专精特新“小巨人”企业";

/// The maker lacks one item of IP by 2号 and had all that 63号 asked.
#[test]
fn the_maker_sees_what_the_new_law_changed() {
    let browser = widget::open();
    widget::example(&browser, "赣东精密制造");
    laws(&browser, false);
    assert_eq!(browser.value_of(field("先看这一天")), "2026-03-31");
    assert_eq!(browser.value_of(field("再看这一天")), "2026-04-01");
    browser.see("由“自评达标待评审”变为“未达标”（转为未达标 1 项、新增要求 3 项、不再要求 7 项）");
    browser.see("两日的“上年度”都是 2025 年");
    assert_eq!(under(&browser, GIANT, "转为未达标"), ["Ⅰ类知识产权"]);
    assert_eq!(under(&browser, GIANT, "新增要求"), ["专精特新中小企业称号", "上年度营业收入总额", "专精特新发展评价得分"]);
    assert!(under(&browser, GIANT, "不再要求").contains(&"自主品牌".to_owned()));
    assert!(under(&browser, SRDI, "不再要求").contains(&"评价得分或直通条件".to_owned()));
    assert!(under(&browser, SRDI, "新增要求").contains(&"科技和创新型中小企业称号".to_owned()));
    // Both requirements and both figures.
    for words in [
        "不低于 2 项",
        "贵企业：4 项；Ⅰ类知识产权已实际应用并产生经济效益",
        "不低于 4 项",
        "贵企业：3 项；Ⅰ类知识产权已实际应用并产生经济效益",
    ] {
        browser.see(words);
    }
    // What stays is folded away.
    browser.see_no_more("平均增长率不低于 5 %");
    assert!(under(&browser, GIANT, "结论不变").contains(&"近两年营业收入复合增长率".to_owned()));
    // The browser's "back" leads back.
    browser.back();
    browser.wait_until("the result is open", || browser.names("heading").iter().any(|name| name == "自评结论"));
}

#[test]
fn the_days_can_be_changed() {
    let browser = widget::open();
    widget::example(&browser, "赣东精密制造");
    laws(&browser, false);
    browser.write(field("再看这一天"), "2027-01-01");
    browser.see("两日看的不是同一组数据");
    browser.write(field("再看这一天"), "明年");
    browser.see("这不是日期。请写成 2026-04-01 这样的年-月-日");
    browser.wait_until("what was typed stays", || browser.value_of(field("再看这一天")) == "明年");
    browser.write(field("再看这一天"), "2026-03-31");
    browser.see("按所填内容，两日之间对贵企业没有变化。");
    assert_eq!(browser.count(heading("结论不变")), 0);
}

/// A renewal of 2026 keeps 63号, and so there is nothing to compare.
#[test]
fn a_renewal_keeps_the_old_law() {
    let browser = widget::open();
    widget::example(&browser, "昌南航材");
    laws(&browser, false);
    browser.see("两日适用同一文件、结论相同：创新型中小企业、科技型中小企业、专精特新“小巨人”企业。");
    assert_eq!(browser.count(heading(GIANT)), 0);
}

/// With nothing answered it still shows what the documents ask.
#[test]
fn without_answers_the_requirements_stand() {
    let browser = widget::open();
    laws(&browser, false);
    browser.see("结论仍为“待补充”");
    assert!(under(&browser, GIANT, "新增要求").contains(&"上年度营业收入总额".to_owned()));
}

#[test]
fn the_quotes_unfold_from_the_keyboard() {
    let browser = widget::open();
    widget::example(&browser, "赣东精密制造");
    laws(&browser, false);
    let quote = "拥有 4 项以上与主导产品相关的Ⅰ类知识产权";
    browser.see_no_more(quote);
    browser.script("document.querySelector('.law:last-of-type summary').focus()", vec![]);
    browser.press(Key::Enter);
    // Both documents, one beside the other.
    browser.see(quote);
    browser.see("附件3 创新能力 一般性条件3");
}

/// Where the three cells of a row stand that is asked both times: left and top of each.
#[track_caller]
fn cells(browser: &Browser) -> Vec<(f64, f64)> {
    let said = browser.script(
        "return [...document.querySelectorAll('.law:last-of-type td[data-label]')].slice(0, 3).map((td) => td.getBoundingClientRect()).map((box) => [box.left, box.top]);",
        vec![],
    );
    serde_json::from_value(said).expect("three places")
}

#[track_caller]
fn judge(size: Size, english: bool) {
    let axe = a11y::axe();
    let browser = widget::open_at(size);
    browser.prefer("screen", &[("prefers-reduced-motion", "reduce")]);
    browser.click(button("赣东精密制造"));
    browser.wait_until("the result is open", || browser.names("heading")[0] == "自评结论");
    if english {
        browser.click(button("English"));
    }
    laws(&browser, english);
    let places = cells(&browser);
    let [a, b, c] = places[..] else { panic!("{places:?}") };
    if size == a11y::NARROW {
        assert!(a.0 == b.0 && b.0 == c.0 && a.1 < b.1 && b.1 < c.1, "rows stack: {places:?}");
        narrow::assert_fits(&browser, "laws");
    } else {
        assert!(a.1 == b.1 && b.1 == c.1 && a.0 < b.0 && b.0 < c.0, "side by side: {places:?}");
    }
    let found = a11y::faults(&browser, &axe, "laws");
    assert!(found.is_empty(), "{}", found.join("\n"));
    if size == a11y::NARROW {
        narrow::assert_fits(&browser, "laws, unfolded");
    }
    if english {
        browser.see("the same figures are compared");
        // Names of documents' articles and the numbers of the documents are Chinese, and marked as such.
        let left: Vec<String> = language::left_in_chinese(&browser);
        assert!(left.is_empty(), "{left:#?}");
    }
}

#[test]
fn on_a_desk() {
    judge(DESK, false);
}

#[test]
fn on_a_small_telephone() {
    judge(a11y::NARROW, false);
}

#[test]
fn in_english() {
    judge(DESK, true);
}

#[test]
fn in_english_on_a_small_telephone() {
    judge(a11y::NARROW, true);
}
