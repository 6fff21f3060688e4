//! That the page asks what an open criterion needs, and nothing else.

use std::collections::BTreeSet;

use tidu_tests::browser::{Browser, button, checkbox, field, group, radio, role};

use crate::widget::{self, next_question, question_in_focus};

/// What nothing in the rules asks for.
const NEVER: [&str; 1] = ["净利润"];

/// What only support policies ask for: no criterion of any standard needs it.
const POLICIES: [&str; 8] = [
    "成立日期",
    "增值税纳税人类型",
    "应纳税所得额",
    "企业所得税是否实行查账征收",
    "当前需求",
    "产业领域",
    "企业由谁控股、管理",
    "已有的认定或荣誉",
];

/// What only the first rung needs: 115号, and the parts of 63号 that neither the other rungs of today nor any policy uses.
const FIRST_RUNG: [&str; 5] = [
    "成本费用支出总额（115号文）",
    "Ⅰ类知识产权（115号文科技型口径）",
    "上一年及当年内是否发生重大安全、重大质量事故、严重环境违法或科研严重失信行为（115号文）",
    "近三年是否有偷漏税等违法违规行为（63号文）",
    "近五年是否主导制定国际标准、国家标准或行业标准（115号文）",
];

/// The names of all sections and questions, gone through one after the other.
#[track_caller]
fn everything_asked(browser: &Browser) -> BTreeSet<String> {
    browser.click(button("填写"));
    browser.click(button("企业基本情况").within(role("navigation", "主题")));
    let mut asked = BTreeSet::new();
    loop {
        for role in ["heading", "group", "rowheader", "textbox"] {
            asked.extend(browser.names(role));
        }
        if !widget::next_section(browser) {
            return asked;
        }
    }
}

#[track_caller]
fn is_asked(asked: &BTreeSet<String>, what: &str) -> bool {
    asked.iter().any(|name| name.starts_with(what))
}

#[test]
fn what_nothing_needs_is_never_asked() {
    let browser = widget::open();
    widget::begin(&browser);
    let before = everything_asked(&browser);
    assert!(before.len() > 55, "{before:#?}");
    assert!(is_asked(&before, "注册地"), "the place is asked of everybody");
    // What serves policies alone is asked once somebody has looked at these.
    browser.click(button("政策"));
    browser.see("适合贵企业的政策与行动");
    let after = everything_asked(&browser);
    for policies in POLICIES {
        assert!(!is_asked(&before, policies), "{policies} is asked before anybody looks at policies");
        assert!(is_asked(&after, policies), "{policies} is not asked");
    }
    for never in NEVER {
        assert!(!is_asked(&after, never), "{never} is asked");
    }
}

#[test]
fn what_nothing_needs_is_not_asked_in_examples_either() {
    let browser = widget::open();
    widget::example(&browser, "赣东精密制造");
    let asked = everything_asked(&browser);
    for never in NEVER {
        assert!(!is_asked(&asked, never), "{never} is asked");
    }
}

#[test]
fn a_title_in_hand_spares_the_questions_of_its_rung() {
    let browser = widget::open();
    widget::begin(&browser);
    let asked = everything_asked(&browser);
    for first in FIRST_RUNG {
        assert!(is_asked(&asked, first), "{first} is not asked of somebody without a title");
    }
    let title = || group("创新型中小企业称号");
    for (day, held) in [("2026-11-22", false), ("2026-11-23", true)] {
        widget::section(&browser, "已有称号");
        browser.click(radio("有，有效期至").within(title()));
        browser.write(role("textbox", "有，有效期至").within(title()), day);
        let asked = everything_asked(&browser);
        for first in FIRST_RUNG {
            assert_eq!(is_asked(&asked, first), !held, "{first}, with the title held until {day}");
        }
        // The second rung needs these, title or not.
        for second in ["2025 年营业收入总额", "从事特定细分市场年限", "近三年省（部）级科技奖励最好名次"] {
            assert!(is_asked(&asked, second), "{second}, with the title held until {day}");
        }
    }
    widget::section(&browser, "已有称号");
    browser.click(radio("没有").within(title()));
    let asked = everything_asked(&browser);
    assert!(FIRST_RUNG.iter().all(|first| is_asked(&asked, first)), "{asked:#?}");
}

/// Every question has 不清楚, and said of one it is not put forward again; nor does it decide anything.
#[test]
fn not_sure_is_an_answer_in_its_own_right() {
    let browser = widget::open();
    widget::begin(&browser);
    let before = widget::ladder(&browser);
    let mut put = Vec::new();
    while !browser.words().contains("需要回答的都已回答。") {
        let named = next_question(&browser);
        assert!(!put.contains(&named), "{named} is put forward again");
        browser.click(button("去回答"));
        browser.wait_until(&format!("the focus is on “{named}”"), || question_in_focus(&browser) == named);
        // By year, one box speaks for the row.
        let bare = named.split_once(" 年").map_or(named.as_str(), |(_, bare)| bare);
        let role = browser.focus();
        match role.split_once(' ').expect("a role and a name").0 {
            "radio" => browser.click(radio("不清楚").within(group(&named))),
            "combobox" => browser.choose(field(&named), "不清楚"),
            "checkbox" => browser.click(checkbox("不清楚").within(group(&named))),
            _ => browser.click(checkbox(&format!("不清楚：{bare}"))),
        }
        put.push(named);
    }
    assert!(put.len() > 40, "{put:#?}");
    assert_eq!(widget::ladder(&browser), before, "not to know decides nothing");
    for never in NEVER {
        assert!(!put.iter().any(|named| named.ends_with(never)), "{never} was put forward");
    }
    // What only policies need is not put forward to who asks where he stands.
    let beyond: Vec<_> = POLICIES.iter().filter(|policy| put.iter().any(|named| named.ends_with(*policy))).collect();
    assert!(beyond.is_empty(), "put forward though only policies need it: {beyond:?}");
    widget::result(&browser);
    let verdicts = widget::verdicts(&browser);
    let settled: Vec<_> = verdicts.iter().filter(|(_, verdict)| matches!(verdict.as_str(), "达标" | "未达标")).collect();
    assert!(settled.is_empty(), "not to know decides nothing: {settled:#?}");
    // Taken back, it is asked again.
    browser.click(button("填写"));
    widget::section(&browser, "企业基本情况");
    browser.click(checkbox("不清楚：从业人员数（职工总数）"));
    browser.wait_until("it is put forward again", || next_question(&browser) == "从业人员数（职工总数）");
}

#[test]
fn what_counts_is_one_tap_away_from_every_question() {
    let browser = widget::open();
    widget::begin(&browser);
    let mut questions = 0;
    loop {
        let buttons = browser.names("button");
        // A row head begins with what is asked, and goes on with its unit and the button itself.
        let rows = browser.names("rowheader").into_iter().map(|head| head.split('（').next().unwrap_or_default().to_owned());
        for asked in browser.names("group").into_iter().chain(rows) {
            let tells = |button: &&String| button.strip_prefix("口径 ：").is_some_and(|of| of.starts_with(&asked));
            assert!(buttons.iter().any(|button| tells(&button)), "nothing says what counts as “{asked}”");
            questions += 1;
        }
        if !widget::next_section(&browser) {
            break;
        }
    }
    assert!(questions > 45, "{questions}");
    // In the page's words, and in those of the document.
    widget::section(&browser, "知识产权");
    let quote = "均不包含转入的Ⅰ类知识产权, 且申请企业应在权利人中排名前三";
    assert!(!browser.words().contains(quote));
    browser.click(button("口径").within(group("与主导产品相关的Ⅰ类知识产权，非转入（2号文口径）")));
    browser.see(quote);
    browser.see("工信部企业〔2026〕2号 附件3 (七)");
}
