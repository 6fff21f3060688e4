//! The list of policies: what stands first, what waits for an answer and for how many, what is found, and what costs nothing
//! until somebody unfolds it.

use serde_json::json;
use tidu_tests::browser::{Browser, DESK, button, field, role, text};

use crate::policies::{PLAN, policies};
use crate::{a11y, widget};

#[track_caller]
fn open(name: &str, size: tidu_tests::browser::Size) -> Browser {
    let browser = widget::open_at(size);
    browser.click(button(name));
    browser.wait_until("the result is open", || browser.names("heading").iter().any(|name| name == "自评结论"));
    policies(&browser);
    browser
}

/// On a small telephone the first measure, with its amount and its office, stands on the first screen, above the bar at its
/// foot; whether much, little or nothing is answered, and in English.
#[test]
fn the_first_measure_stands_on_the_first_screen() {
    for (name, english) in [("赣东精密制造", false), ("昌南航材", true), ("青岚新材料", false), ("", false)] {
        let browser = widget::open_at(a11y::NARROW);
        if name.is_empty() {
            policies(&browser);
        } else {
            browser.click(button(name));
            browser.wait_until("the result is open", || browser.names("heading").iter().any(|name| name == "自评结论"));
            policies(&browser);
        }
        if english {
            browser.click(button("English"));
            browser.see("Can be done now");
        }
        browser.script("scrollTo(0, 0)", vec![]);
        let stands = "const first = document.querySelector('details.policy > summary').getBoundingClientRect();
                      const bar = document.querySelector('.ladder')?.getBoundingClientRect().top ?? innerHeight;
                      return [first.top, first.bottom, Math.min(bar, innerHeight)].map(Math.round)";
        let found = browser.script(stands, vec![]);
        let [top, bottom, foot]: [i64; 3] = serde_json::from_value(found).expect("three figures");
        assert!(top > 0 && bottom <= foot, "{name}: {top}–{bottom}, the bar at {foot}");
    }
}

/// What can be had stands before what waits for answers, that by how few it takes, then what opens with a rung, what has to be
/// asked first, what is over, what is not for it.
#[test]
fn the_groups_stand_in_their_order() {
    const ORDER: [&str; 6] = ["现在可办", "补充信息后可判断", "取得资格后", "先向责任单位确认", "已结束", "不适用"];
    let mut seen = std::collections::BTreeSet::new();
    for name in ["赣东精密制造", "青岚新材料", "瑶湖光感科技有限公司", "昌南航材"] {
        let browser = open(name, DESK);
        let said = browser.script("return [...document.querySelectorAll('.group h2')].map((h) => h.textContent.split('（')[0])", vec![]);
        let said: Vec<String> = serde_json::from_value(said).expect("headings");
        let places: Vec<usize> =
            said.iter().map(|name| ORDER.iter().position(|one| one == name).unwrap_or_else(|| panic!("{name}"))).collect();
        assert!(places.is_sorted(), "{name}: {said:?}");
        seen.extend(said);
        // How many answers each group of those that wait takes.
        let counts = browser.script(
            "return [...document.querySelectorAll('.group h3')].map((h) => h.textContent.match(/^再答 (\\d+) 题即可判断/)?.[1]).filter(Boolean).map(Number)",
            vec![],
        );
        let counts: Vec<u32> = serde_json::from_value(counts).expect("counts");
        assert!(counts.is_sorted() && counts.iter().all(|count| (1..=3).contains(count)), "{name}: {counts:?}");
    }
    assert_eq!(seen.len(), ORDER.len(), "{seen:?}");
}

/// Of what can be had what is worth most stands first, its amount before everything else that is told of it, and how that is
/// reckoned is a tap away.
#[test]
fn what_is_worth_most_stands_first_and_says_why() {
    let browser = open("赣东精密制造", DESK);
    let said = browser.script(
        "const now = [...document.querySelectorAll('.group')].find((g) => g.querySelector('h2').textContent.startsWith('现在可办'));
         return [...now.querySelectorAll('details.policy > summary')].map((s) => s.querySelector('.worth')?.textContent ?? '')",
        vec![],
    );
    let said: Vec<String> = serde_json::from_value(said).expect("amounts");
    assert!(said[0].contains("万元") && said.iter().filter(|worth| !worth.is_empty()).count() > 1, "{said:?}");
    // What is no more than possible stands behind what is sure, what has no figure behind both.
    let kind = |worth: &String| if worth.is_empty() { 2 } else { u8::from(worth.contains("至多")) };
    assert!(said.iter().map(kind).is_sorted(), "{said:?}");
    let sure: Vec<f64> = said
        .iter()
        .filter(|worth| kind(worth) == 0)
        .map(|worth| worth.chars().skip_while(|c| !c.is_ascii_digit()).take_while(|c| c.is_ascii_digit() || *c == '.').collect::<String>())
        .map(|figure| figure.parse().unwrap_or(0.0))
        .collect();
    assert!(sure.is_sorted_by(|one, next| one >= next), "{said:?}");
    let second = "return document.querySelector('details.policy > summary').children[1].className";
    assert_eq!(browser.script(second, vec![]), "worth");
    browser.script("document.querySelector('details.policy > summary').click()", vec![]);
    browser.see("怎么算的");
    browser.wait_until("the reckoning has the firm's figures", || {
        browser.script("return /\\d.*=.*\\d|＝/.test(document.querySelector('.reckoned')?.textContent ?? '')", vec![]) == true
    });
}

/// What waits for one answer names the question, leads there, and once it is answered waits no more.
#[test]
fn what_waits_for_an_answer_leads_to_its_question() {
    let browser = open("青岚新材料", DESK);
    browser.see("再答 1 题即可判断");
    let waiting = "return [...document.querySelectorAll('.waits')].slice(0, 1).map((one) =>
                     [one.querySelector('details').id, one.querySelector('button').textContent])[0]";
    let first: [String; 2] = serde_json::from_value(browser.script(waiting, vec![])).expect("one that waits");
    let question = first[1].strip_prefix("去答：").expect("it says what it leads to").to_owned();
    browser.click(button(&first[1]));
    browser.wait_until("its question is there", || {
        widget::question_in_focus(&browser).contains(question.as_str()) || browser.words().contains(&question)
    });
    assert_eq!(browser.complaints(), [""; 0]);
}

/// As one types, what has all the words is left, by its title, its text, its office or its document, in either language; how
/// many is told to who does not see it.
#[test]
fn one_finds_a_policy_by_what_one_types() {
    let browser = open("赣东精密制造", DESK);
    let told = || {
        browser
            .script("return document.querySelector('.policies [role=status]').textContent", vec![])
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let all = told();
    let search = || field("查找政策");
    let left = || -> Vec<String> {
        let ids = browser.script("return [...document.querySelectorAll('details.policy')].map((p) => p.id.slice(2))", vec![]);
        serde_json::from_value(ids).expect("ids")
    };
    for typed in ["加计", "研发费用 加计", "2023年第7号", "extra deduction", "税务机关 研发"] {
        browser.write(search(), typed);
        browser.wait_until(&format!("“{typed}” is found"), || {
            left().iter().any(|id| id == "cn/mof-sta-2023-7/super_deduction") && told() != all
        });
        assert!(left().len() < 12, "{typed}: {:?}", left());
    }
    // What is over is found as well, and told by its document.
    browser.write(search(), "60号");
    browser.wait_until("the plan is found", || browser.count(text("（")) > 0 && browser.words().contains("2022〕60号"));
    browser.write(search(), "没有这样的政策");
    browser.see("没有符合筛选条件的政策");
    assert!(told().starts_with("找到 0 项"), "{}", told());
    browser.click(button("清除筛选"));
    browser.wait_until("everything is back", || told() == all && browser.value_of(search()).is_empty());
}

/// Of what is over or not for this enterprise there is a line a document with its count, and nothing more until it is
/// unfolded; nor is there anything behind a policy.
#[test]
fn what_is_folded_costs_nothing() {
    let browser = open("赣东精密制造", DESK);
    let count = |what: &str| browser.script(&format!("return document.querySelectorAll({what:?}).length"), vec![]);
    let of_plan = format!("details.policy[id^=\"p-{PLAN}\"]");
    assert_eq!((count(&of_plan), count("details.policy dl"), count("details.document .policy")), (json!(0), json!(0), json!(0)));
    let line = "return [...document.querySelectorAll('details.document > summary')].find((s) => s.textContent.includes('〔2022〕60号') &&
                  s.closest('.group').querySelector('h2').textContent.startsWith('已结束'))";
    let said = browser.script(&format!("{} ?? null", line.replacen("return ", "const s = ", 1) + "; return s.textContent"), vec![]);
    let said = said.as_str().unwrap_or_default().to_owned();
    let told: u64 =
        said.rsplit_once('（').and_then(|(_, n)| n.trim_end_matches('）').parse().ok()).unwrap_or_else(|| panic!("a count in “{said}”"));
    browser.script(&(line.replacen("return ", "const s = ", 1) + "; s.click()"), vec![]);
    browser.wait_until("its measures are there", || count(&of_plan) == told);
    browser.see("已满，是否延续请向责任单位确认");
    // Money of which nobody found how much says so.
    browser.see("没有查到金额或比例");
    // Its own door leads to its six actions.
    browser.script("document.querySelector('details.document[open] button.link').click()", vec![]);
    browser.see("梯度培育行动");
    let first = "const first = document.querySelector('details.policy'); first.querySelector('summary').click(); return first.id";
    let id = browser.script(first, vec![]);
    let id = id.as_str().unwrap_or_default().to_owned();
    browser.wait_until("all of it is there", || count(&format!("[id=\"{id}\"] dl")) == 1);
    browser.script(&format!("document.querySelector('[id=\"{id}\"] > summary').click()"), vec![]);
    browser.wait_until("and gone", || count("details.policy dl") == 0);
    // Paper shows the lines, and nothing that nobody unfolded.
    browser.script("dispatchEvent(new Event('beforeprint'))", vec![]);
    assert_eq!(count("details.policy[open], details.document[open]"), 0);
}

/// Where the place has no plan there is no door to one.
#[test]
fn without_a_plan_there_is_no_door_to_it() {
    let browser = widget::open();
    widget::begin(&browser);
    browser.choose(field("注册地"), "北京市");
    policies(&browser);
    assert_eq!(browser.count(button("按方案行动").within(role("group", "查看方式"))), 0);
    assert_eq!(browser.count(button("行动清单").within(role("group", "查看方式"))), 1);
}
