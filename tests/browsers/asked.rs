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
const FIRST_RUNG: [&str; 2] = ["成本费用支出总额（115号文）", "近五年是否主导制定国际标准、国家标准或行业标准（115号文）"];

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
    let title = || checkbox("创新型中小企业").within(group("现在持有的称号和资格"));
    for held in [true, false] {
        widget::section(&browser, "已有称号");
        browser.click(title());
        let asked = everything_asked(&browser);
        for first in FIRST_RUNG {
            assert_eq!(is_asked(&asked, first), !held, "{first}, with the title held: {held}");
        }
        // The second rung needs these, title or not.
        for second in ["2025 年营业收入总额", "从事特定细分市场年限", "近五年获得的科技奖励"] {
            assert!(is_asked(&asked, second), "{second}, with the title held: {held}");
        }
    }
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
    assert!(put.len() > 30, "{put:#?}");
    let verdicts = |ladder: &[(String, Vec<String>)]| ladder.iter().filter(|(_, lines)| lines[0].contains('题')).count();
    assert_eq!(verdicts(&before), 3);
    let after = widget::ladder(&browser);
    assert_eq!(verdicts(&after), 3, "not to know decides nothing: {after:?}");
    assert!(after.iter().all(|(_, lines)| lines[0].ends_with("题答得不确切")), "{after:?}");
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
            let tells = |button: &&String| button.strip_prefix("怎么算 ：").is_some_and(|of| of.starts_with(&asked));
            assert!(buttons.iter().any(|button| tells(&button)), "nothing says what counts as “{asked}”");
            questions += 1;
        }
        if !widget::next_section(&browser) {
            break;
        }
    }
    assert!(questions > 30, "{questions}");
    // In the page's words, and in those of the document.
    widget::section(&browser, "知识产权");
    // Who does not know how many certificates there are of each kind is asked for the counts of the documents.
    for certificates in ["自主研发取得的", "其余有效的"] {
        browser.click(checkbox(&format!("不清楚：发明专利等Ⅰ类知识产权：{certificates}")));
    }
    let quote = "均不包含转入的Ⅰ类知识产权, 且申请企业应在权利人中排名前三";
    assert!(!browser.words().contains(quote));
    browser.click(button("怎么算").within(group("与主导产品相关的Ⅰ类知识产权，非转入（2号文口径）")));
    browser.see(quote);
    browser.see("工信部企业〔2026〕2号 附件3 (七)");
}

/// Whatever is put forward is in view once one goes to it, in whichever section it stands and on every width; so is the
/// name of its section.
#[track_caller]
fn what_is_put_forward_is_in_view(size: tidu_tests::browser::Size) {
    let browser = widget::open_at(size);
    widget::begin(&browser);
    let mut put = 0;
    while !browser.words_of(role("complementary", "梯度")).contains("需要回答的都已回答。") {
        let bar = "const bar = document.querySelector('#tidu .ladder-bar'); if (bar.checkVisibility() && bar.ariaExpanded !== 'true') bar.click();";
        browser.script(bar, vec![]);
        browser.see("下一个最有用的问题");
        if browser.count(button("去回答")) == 0 {
            break;
        }
        let named = next_question(&browser);
        browser.click(button("去回答"));
        browser.wait_until(&format!("the focus is on “{named}”"), || question_in_focus(&browser) == named);
        let place = browser.script(
            "const box = (of) => { const at = of.getBoundingClientRect(); return [at.left, at.top, at.right, at.bottom].map(Math.round); };
             const bar = document.querySelector('#tidu .ladder-bar');
             return { field: box(document.activeElement), section: box(document.querySelector('#tidu .sections [aria-current]')),
               width: innerWidth, foot: bar.checkVisibility() ? bar.getBoundingClientRect().top : innerHeight };",
            vec![],
        );
        let number = |of: &serde_json::Value| of.as_f64().expect("a number");
        let [left, top, right, bottom] = [0, 1, 2, 3].map(|at| number(&place["field"][at]));
        assert!(top >= 0.0 && bottom <= number(&place["foot"]) && left >= 0.0 && right <= number(&place["width"]), "{named}: {place}");
        let [left, _, right, _] = [0, 1, 2, 3].map(|at| number(&place["section"][at]));
        assert!(left >= 0.0 && right <= number(&place["width"]), "{named}: its section is out of view, {place}");
        // By way of the page itself, for it is about where one is taken and not about the answer.
        browser.script(
            "const at = document.activeElement, of = at.closest('tr') ?? at.closest('.question');
             const named = (input) => input.getAttribute('aria-label') ?? input.closest('label')?.textContent ?? '';
             if (at.tagName === 'SELECT') {
               at.value = [...at.options].find((option) => option.text === '不清楚').value;
               at.dispatchEvent(new Event('change', { bubbles: true }));
             } else [...of.querySelectorAll('input')].find((input) => named(input).trim().startsWith('不清楚')).click();",
            vec![],
        );
        put += 1;
    }
    assert!(put > 30, "{put}");
}

#[test]
fn what_is_put_forward_is_in_view_on_a_desk() {
    what_is_put_forward_is_in_view((1280, 800));
}

#[test]
fn what_is_put_forward_is_in_view_on_a_telephone() {
    what_is_put_forward_is_in_view((360, 740));
}

/// What is known to fail and how much is still asked are told together, in questions: after one answer nobody is one step
/// from the highest rung.
#[test]
fn what_fails_and_what_is_open_are_told_together() {
    for size in [tidu_tests::browser::DESK, (360, 740)] {
        let browser = widget::open_at(size);
        widget::begin(&browser);
        let bar = || {
            browser
                .script("return [...document.querySelectorAll('#tidu .chip')].map((chip) => chip.textContent).join('；')", vec![])
                .to_string()
        };
        let questions = |words: &str| -> usize {
            let (before, _) = words.rsplit_once(" 题未答").unwrap_or_else(|| panic!("{words}"));
            before.rsplit([' ', '；']).next().and_then(|count| count.parse().ok()).unwrap_or_else(|| panic!("{words}"))
        };
        assert!(bar().contains("还有 "), "{}", bar());
        let before = questions(&bar());
        assert!(before > 16, "{}", bar());
        widget::section(&browser, "财务（三年）");
        browser.write(field("2025 年营业收入总额"), "100");
        browser.wait_until("it falls short", || bar().contains("已知 1 项不符"));
        assert!(!bar().contains("差 1 项") && bar().contains("另有 "), "{}", bar());
        assert!(questions(&bar()) < before && questions(&bar()) > 16, "{}", bar());
        assert!(widget::ladder(&browser)[2].1[0].starts_with("已知 1 项不符，另有 "), "{:?}", widget::ladder(&browser));
        widget::result(&browser);
        assert!(browser.words().contains(" 题未答"), "{}", browser.words());
    }
}

/// Without answers there is no road yet, and the page says what it waits for instead of praising.
#[test]
fn an_empty_road_says_what_it_needs() {
    let browser = widget::open();
    widget::begin(&browser);
    browser.click(button("路径"));
    browser.see("回答还不够，排不出到");
    browser.see("先答这些");
    assert!(!browser.words().contains("无需再改变任何数字"));
}
