//! That somebody who copies a whole enterprise from its papers into the page reads the right rung, and why.

use tidu_tests::browser::{Key, button, field, heading, row, rows};

use crate::widget::{self, Company};

/// What else follows from a key may come one painting behind; the ladder may not.
#[test]
fn the_ladder_answers_a_key_in_the_same_frame() {
    let browser = widget::open();
    widget::begin(&browser);
    widget::section(&browser, "产品与市场");
    browser.click(field("从事特定细分市场年限（截至上年末）"));
    let ladder = "document.querySelector('.ladder').textContent";
    let before = browser.script(&format!("return {ladder}"), vec![]);
    browser.script(
        &format!("addEventListener('input', () => requestAnimationFrame(() => {{ window.inTheFrame = {ladder}; }}), {{ capture: true, once: true }})"),
        vec![],
    );
    browser.type_keys("9");
    browser.wait_until("it is painted", || browser.script("return window.inTheFrame ?? null", vec![]).is_string());
    let in_the_frame = browser.script("return window.inTheFrame", vec![]);
    assert_ne!(in_the_frame, before);
}

/// What the firm makes is typed, and the industry that goes with it is one press away; the list shows it and can say otherwise.
#[test]
fn the_industry_is_found_by_what_one_makes() {
    const INDUSTRY: &str = "所属行业（划型）";
    let browser = widget::open();
    widget::begin(&browser);
    browser.see("企业主要做什么？");
    browser.click(field("做什么的？"));
    browser.type_keys("液压件");
    browser.press(Key::Tab);
    assert!(browser.focus().starts_with("button 工业"), "{}", browser.focus());
    browser.press(Key::Enter);
    browser.wait_until("it is chosen", || browser.value_of(field(INDUSTRY)) == "工业");
    // A word that fits several is offered with each, and one that fits none is told.
    browser.write(field("做什么的？"), "物流");
    for option in ["交通运输业", "仓储业"] {
        browser.wait_until("it is offered", || browser.names("button").iter().any(|name| name.starts_with(option)));
    }
    browser.write(field("做什么的？"), "xyz");
    browser.see("没有找到");
    assert_eq!(browser.value_of(field(INDUSTRY)), "工业");
}

/// Everything but the fourth patent of its own: three of the four that annex 2 (四) of 2号 asks for.
#[test]
fn one_patent_short_of_little_giant() {
    let browser = widget::open();
    browser.write(field("企业名称"), "示例·赣东精密制造有限公司");
    widget::begin(&browser);
    Company::read(&browser, "precision-maker").answer_all();
    browser.see("需要回答的都已回答。");

    // The rung.
    widget::result(&browser);
    browser.see("示例·赣东精密制造有限公司，评估基准日 2026-11-23，企业规模：小型");
    browser.see("现持有专精特新中小企业称号，有效期至 2028-06-30。");
    browser.see("下一级：专精特新“小巨人”企业。有 1 项条件未达标。");
    let ladder = widget::ladder(&browser);
    assert_eq!(ladder[0], ("科技和创新型中小企业".into(), vec!["已持有，有效期至 2027-08-31".into()]));
    assert_eq!(ladder[1], ("专精特新中小企业".into(), vec!["已持有，有效期至 2028-06-30".into()]));
    assert_eq!((ladder[2].0.as_str(), ladder[2].1[0].as_str()), ("专精特新“小巨人”企业", "差 1 项"));

    // The one reason against it.
    let verdicts = widget::verdicts(&browser);
    assert_eq!(verdicts["专精特新“小巨人”企业"], "未达标");
    let criteria = verdicts.iter().filter_map(|(name, verdict)| Some((name.strip_prefix("专精特新“小巨人”企业 > ")?, verdict)));
    let (mut short, mut open) = (Vec::new(), Vec::new());
    for (name, verdict) in criteria.filter(|(name, _)| !name.contains(" > ")) {
        match verdict.as_str() {
            "未达标" => short.push(name),
            "待补充" => open.push(name),
            _ => {}
        }
    }
    assert_eq!(open, [""; 0]);
    assert!(matches!(short[..], [name] if name.starts_with("Ⅰ类知识产权")), "{short:?}");
    let patents = browser.words_of(row("非转入（2号文口径）不低于 4 项"));
    assert!(patents.contains("3 项") && patents.contains("还差 1 项") && patents.contains("未达标"), "{patents}");

    // One for it: 8120.3 of 8640.5, and 0.9 of these are 7776.45.
    let share = browser.words_of(row("主营业务收入总额占营业收入总额比重"));
    for words in ["不低于 90 %", "93.98 %（8,120.3 万元 ÷ 8,640.5 万元）", "高出 343.85 万元", "达标"] {
        assert!(share.contains(words), "{words}: {share}");
    }

    // And the article, in its own words.
    let quote = "拥有 4 项以上与主导产品相关的Ⅰ类知识产权, 且实际应用并已产生经济效益";
    assert!(!browser.words().contains(quote));
    browser.click(button("分项、条文与依据").within(rows("非转入（2号文口径）不低于 4 项")));
    browser.see(quote);
    browser.see("工信部企业〔2026〕2号 附件2 (四)");
    assert_eq!(browser.complaints(), [""; 0]);
}

/// Sixty points by annex 1 of 63号, but five of the fifteen asked for growth; 88 by 115号, so that the first rung is
/// reached by the other way.
#[test]
fn the_first_rung_is_reached_by_one_of_two_ways() {
    let browser = widget::open();
    widget::begin(&browser);
    Company::read(&browser, "micro-instruments").answer_all();
    widget::result(&browser);
    browser.see("企业规模：微型");
    browser.see("按所填内容，已达到科技和创新型中小企业的全部条件。");
    // Of a first application annex 1 (六) of 2号 asks for this year's score alone.
    browser.see("先答：2026 年中小企业专精特新发展评价得分（平台）");
    browser.see_no_more("2025 年中小企业专精特新发展评价得分");
    let ladder = widget::ladder(&browser);
    assert_eq!(ladder[0].1[0], "达标");
    let verdicts = widget::verdicts(&browser);
    assert_eq!(verdicts["创新型中小企业"], "未达标");
    assert_eq!(verdicts["科技型中小企业"], "达标");
    assert_eq!(verdicts["专精特新中小企业"], "未达标");
    assert_eq!(verdicts["专精特新“小巨人”企业"], "未达标");

    browser.click(heading("创新型中小企业"));
    browser.click(button("分项、条文与依据").within(rows("直通条件；或评价得分")));
    // Main business fell from 395 to 370; debts are 174 of 290, which is 60 %.
    browser.see("5 分 / 30");
}

/// Renewals of 2026 still follow 63号 by notice 117号; this one satisfies it all, some of it by its own declaration.
#[test]
fn a_little_giant_in_renewal_is_judged_by_the_document_of_2022() {
    let browser = widget::open();
    widget::begin(&browser);
    Company::read(&browser, "giant-in-renewal").answer_all();
    browser.see("需要回答的都已回答。");
    widget::result(&browser);
    browser.see("现持有专精特新“小巨人”企业称号，有效期至 2026-12-31。");
    browser.see("按所填内容，已自评达到专精特新“小巨人”企业的条件，其中部分须由主管部门评审。");
    browser.see("工信部企业〔2022〕63号 附件3（复核，");
    let verdicts = widget::verdicts(&browser);
    assert_eq!(verdicts["专精特新“小巨人”企业"], "自评达标待评审");
    assert_eq!(verdicts["专精特新中小企业"], "自评达标待评审");
    let unmet: Vec<_> = verdicts.iter().filter(|(name, verdict)| name.matches(" > ").count() == 1 && *verdict == "未达标").collect();
    assert!(unmet.iter().all(|(name, _)| name.starts_with("创新型") || name.starts_with("科技型")), "{unmet:#?}");
    assert_eq!(widget::ladder(&browser)[2].1[1], "自评达标待评审");
}

/// 5 000 万元 are asked of a Little Giant; below that it falls short, with one more digit it no longer does.
#[test]
fn the_ladder_moves_while_one_types() {
    let browser = widget::open();
    widget::begin(&browser);
    widget::section(&browser, "财务（三年）");
    browser.click(field("2025 年营业收入总额"));
    let state = || widget::ladder(&browser)[2].1[0].clone();
    assert!(state().starts_with("还有 "), "{}", state());
    browser.type_keys("4999");
    browser.wait_until("it falls short", || state().starts_with("已知 1 项不符，另有 "));
    browser.type_keys("9");
    browser.wait_until("it no longer does", || state().starts_with("还有 "));
    assert_eq!(browser.focus(), "textbox 2025 年营业收入总额");
}
