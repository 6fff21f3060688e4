//! That each enterprise sees the policies that fit it, on the day it asks for, and what to do next.

use std::collections::BTreeMap;

use tidu_tests::browser::{Browser, DESK, Key, Size, button, checkbox, field, role};

use crate::{a11y, language, narrow, widget};

/// The plan of Donghu.
pub const PLAN: &str = "cn-jx-nc-donghu/2022-60/";

#[track_caller]
pub fn policies(browser: &Browser) {
    browser.click(button("政策").within(role("navigation", "页面")));
    browser.wait_until("the policies are open", || browser.names("heading").iter().any(|name| name == "适合贵企业的政策与行动"));
}

/// The policies as told for a day: once the page names it, everything else on it is of that day too.
#[track_caller]
fn policies_on(browser: &Browser, day: &str) -> BTreeMap<String, Vec<String>> {
    browser.click(button("首页"));
    browser.write(field("评估基准日"), day);
    policies(browser);
    browser.see(&format!("以下按评估基准日 {day} 判断"));
    groups(browser)
}

/// Unfolds every line of a document, of which nothing is there before.
#[track_caller]
fn unfold(browser: &Browser) {
    browser.wait_until("every document is unfolded", || {
        let folded = "const folded = [...document.querySelectorAll('details.document:not([open])')];
                      folded.forEach((one) => { one.open = true; });
                      return folded.length === 0 && [...document.querySelectorAll('details.document')].every((one) => one.children.length > 1)";
        browser.script(folded, vec![]) == true
    });
}

/// The policies by group, each group by its name without the count; that count is compared with what is listed.
#[track_caller]
fn groups(browser: &Browser) -> BTreeMap<String, Vec<String>> {
    unfold(browser);
    listed(browser)
}

#[track_caller]
fn listed(browser: &Browser) -> BTreeMap<String, Vec<String>> {
    let said = browser.script(
        "return [...document.querySelectorAll('section.group')].map((group) => [
           group.querySelector('h2').textContent,
           [...group.querySelectorAll('details.policy')].map((policy) => policy.id.replace(/^p-/, '')),
         ]);",
        vec![],
    );
    let said: Vec<(String, Vec<String>)> = serde_json::from_value(said).expect("groups of policies");
    let mut groups = BTreeMap::new();
    for (heading, policies) in said {
        let (name, count) = heading.trim_end_matches('）').split_once('（').expect("a count in the heading");
        assert_eq!(count, policies.len().to_string(), "{heading}");
        groups.insert(name.to_owned(), policies);
    }
    assert!(!groups.is_empty(), "no policy is listed");
    groups
}

#[track_caller]
fn of_plan(groups: &BTreeMap<String, Vec<String>>, group: &str) -> usize {
    groups.get(group).map_or(0, |policies| policies.iter().filter(|id| id.starts_with(PLAN)).count())
}

/// The policies that are said to answer a need, in the page's order.
#[track_caller]
fn needed(browser: &Browser) -> Vec<String> {
    unfold(browser);
    let said = browser.script(
        "return [...document.querySelectorAll('details.policy')].filter((p) => p.querySelector('.tags').textContent.includes('对应所填需求'))
           .map((p) => p.id);",
        vec![],
    );
    serde_json::from_value(said).expect("a list")
}

/// The order of the whole list.
#[track_caller]
fn order(browser: &Browser) -> Vec<String> {
    groups(browser).into_values().flatten().collect()
}

#[track_caller]
fn with_need(need: &str) -> Browser {
    let browser = widget::open();
    widget::begin(&browser);
    browser.choose(field("注册地"), "南昌市东湖区");
    policies(&browser);
    widget::section(&browser, "需求与税务");
    browser.click(checkbox(need));
    policies(&browser);
    browser
}

/// Unfolds the filters.
#[track_caller]
fn filters(browser: &Browser) {
    browser.script("document.querySelector('details.narrowing').open = true", vec![]);
    browser.wait_until("the filters are open", || browser.count(field("类别")) == 1);
}

#[test]
fn other_needs_bring_another_list() {
    let talent = with_need("人才");
    let digital = with_need("数字化转型");
    talent.see("当前需求：人才");
    digital.see("当前需求：数字化转型");
    let (for_talent, for_digital) = (needed(&talent), needed(&digital));
    assert!(!for_talent.is_empty() && !for_digital.is_empty());
    assert!(for_talent.iter().all(|policy| !for_digital.contains(policy)), "{for_talent:?} {for_digital:?}");
    let (one, other) = (order(&talent), order(&digital));
    assert_ne!(one, other, "what is needed comes first");
    // The same policies all the same: a need hides nothing.
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list
    };
    assert_eq!(sorted(one), sorted(other));
    // The filter leaves what answers the need.
    filters(&talent);
    talent.choose(field("需求"), "人才");
    talent.wait_until("only what answers the need is left", || {
        let left: Vec<String> = groups(&talent).into_values().flatten().map(|id| format!("p-{id}")).collect();
        left.len() == for_talent.len() && left.iter().all(|id| for_talent.contains(id))
    });
}

/// The plan of Donghu ran until 2025-12-31.
#[test]
fn the_day_moves_the_plan_from_group_to_group() {
    let browser = widget::open();
    widget::example(&browser, "赣东精密制造");
    let on = |day: &str| policies_on(&browser, day);
    let ended = "方案实施期(2022—2025)已满，是否延续请向责任单位确认";
    let today = on("2026-11-23");
    browser.see(ended);
    assert!(of_plan(&today, "已结束") > 40, "{today:#?}");
    // Looked up by its six actions the plan is over all the same, and every one of its 87 measures says so.
    browser.click(button("按方案行动").within(role("group", "查看方式")));
    browser.see("梯度培育行动");
    browser.see(ended);
    let chapters = listed(&browser);
    let actions = chapters.keys().filter(|name| name.ends_with("行动")).count();
    assert_eq!((actions, chapters.values().flatten().filter(|id| id.starts_with(PLAN)).count()), (6, 87), "{chapters:#?}");
    let promises = "return [...document.querySelectorAll('details.policy')].filter((p) => p.id.startsWith('p-cn-jx-nc-donghu/2022-60/')
       && !p.querySelector('.tags').textContent.includes('已期满')).length";
    assert_eq!(browser.script(promises, vec![]), 0);
    browser.click(button("按能否办理"));
    browser.see("现在可办");
    for group in ["现在可办", "取得资格后", "补充信息后可判断", "先向责任单位确认"] {
        assert_eq!(of_plan(&today, group), 0, "{group}: what is over is no promise");
    }
    let then = on("2024-06-30");
    assert_eq!(of_plan(&then, "先向责任单位确认") + of_plan(&then, "已结束"), 0, "{then:#?}");
    assert!(of_plan(&then, "现在可办") > 10, "{then:#?}");
    browser.see_no_more(ended);
    // The last day of the plan, and the day after.
    assert_eq!(of_plan(&on("2025-12-31"), "已结束"), 0);
    assert_eq!(of_plan(&on("2026-01-01"), "已结束"), of_plan(&today, "已结束"));
}

/// Folded, a policy looks no more certain than it is: what an office has still to judge and what rests on reports is marked.
#[test]
fn a_folded_policy_says_what_is_not_certain() {
    let browser = widget::open();
    widget::example(&browser, "赣东精密制造");
    policies(&browser);
    unfold(&browser);
    let folded = |id: &str| {
        let said = browser.script("return document.getElementById(arguments[0]).querySelector('summary').textContent", vec![id.into()]);
        said.as_str().expect("a line").to_owned()
    };
    for (id, judged, reported) in [
        ("p-cn/mof-2018-76/loss_carry_forward", false, false),
        ("p-cn/mof-sta-2023-7/super_deduction", false, true),
        ("p-cn/mof-2026-2/equipment_renewal_loan", true, false),
        ("p-cn/mof-2020-46/reserved_share", false, true),
    ] {
        let line = folded(id);
        assert_eq!(line.contains("另待责任单位审核"), judged, "{line}");
        assert_eq!(line.contains("据公开转述"), reported, "{line}");
    }
}

/// Kind, office and state each leave what they name; where nothing is left the page says so and leads back.
#[test]
fn filters_leave_what_they_name() {
    let browser = widget::open();
    widget::example(&browser, "赣东精密制造");
    policies(&browser);
    filters(&browser);
    let all = order(&browser).len();
    let left = |what: &str, tags: &str, heading: &str| {
        browser.wait_until(&format!("only {what} is left"), || {
            unfold(&browser);
            let said = browser.script(
                "return [...document.querySelectorAll('details.policy')].map((p) => [p.querySelector('.tags').textContent,
                   p.closest('section').querySelector('h2').textContent]);",
                vec![],
            );
            let said: Vec<(String, String)> = serde_json::from_value(said).expect("policies");
            !said.is_empty() && said.len() < all && said.iter().all(|(t, h)| t.contains(tags) && h.contains(heading))
        });
    };
    browser.choose(field("类别"), "税收");
    left("tax relief", "税收", "");
    browser.choose(field("状态"), "现在可办");
    left("what can be done now", "税收", "现在可办");
    browser.choose(field("类别"), "全部");
    browser.choose(field("状态"), "全部");
    browser.choose(field("责任单位"), "区科协");
    left("what is in the hands of the association", "区科协", "");
    browser.choose(field("类别"), "用地");
    browser.see("没有符合筛选条件的政策");
    browser.click(button("清除筛选"));
    browser.wait_until("everything is back", || browser.count(button("清除筛选")) == 0 && order(&browser).len() == all);
}

#[test]
fn elsewhere_nothing_of_donghu_is_shown() {
    let browser = widget::open();
    widget::begin(&browser);
    for (region, some, none) in [
        ("南昌市东湖区", "cn-jx-nc-donghu/", "cn-bj"),
        ("南昌市西湖区", "cn-jx-nc/", "cn-jx-nc-donghu/"),
        ("九江市", "cn-jx/", "cn-jx-nc"),
        ("北京市", "cn/", "cn-jx"),
    ] {
        widget::section(&browser, "企业基本情况");
        browser.choose(field("注册地"), region);
        browser.wait_until("the region is chosen", || browser.value_of(field("注册地")) == region);
        policies(&browser);
        let listed = order(&browser);
        assert!(listed.iter().any(|id| id.starts_with(some)), "{region}: nothing of {some}");
        let others: Vec<_> = listed.iter().filter(|id| id.starts_with(none)).collect();
        assert!(others.is_empty(), "{region}: {others:?}");
    }
}

#[test]
fn what_opens_with_a_title_leads_to_its_rung() {
    let browser = widget::open();
    widget::example(&browser, "瑶湖光感科技有限公司");
    let after = policies_on(&browser, "2024-06-30");
    assert!(after.contains_key("取得资格后"), "{after:#?}");
    browser
        .script("[...document.querySelectorAll('.group h3 button.link')].find((b) => b.textContent.includes('还差什么')).click()", vec![]);
    browser.wait_until("the rung is in focus, unfolded", || {
        browser.script(
            "const at = document.activeElement; return at.matches('summary') && at.closest('details.standard')?.open === true",
            vec![],
        ) == true
    });
}

#[test]
fn actions_stand_by_date_and_can_be_ticked_off() {
    let browser = widget::open();
    widget::example(&browser, "赣东精密制造");
    policies(&browser);
    browser.see("申报不收费");
    browser.click(button("行动清单"));
    browser.wait_until("the list is there", || {
        browser.script("return document.querySelectorAll('.actions-list li').length > 3", vec![]) == true
    });
    let said = browser.script(
        "return [...document.querySelectorAll('.actions-list li')].map((li) => li.querySelector('.due')?.textContent ?? '')
           .filter((due) => due.endsWith('前')).map((due) => due.trim().slice(0, 10));",
        vec![],
    );
    let dates: Vec<String> = serde_json::from_value(said).expect("dates");
    assert!(dates.len() > 1 && dates.is_sorted(), "{dates:?}");
    assert!(dates.iter().all(|date| date.as_str() >= widget::DAY), "{dates:?}");
    let first = browser.script("return document.querySelector('.actions-list strong').textContent", vec![]);
    let first = first.as_str().expect("a thing to do");
    browser.click(checkbox(first));
    browser.wait_until("it is ticked off", || browser.is_checked(checkbox(first)));
}

/// With the keyboard alone: a policy unfolds and folds, and a thing to do is ticked off and on again.
#[test]
fn all_of_it_can_be_done_by_keyboard() {
    let browser = widget::open();
    widget::example(&browser, "赣东精密制造");
    policies(&browser);
    let tab_to = |what: &str, selector: &str| {
        let there = format!("return document.activeElement?.matches({selector:?}) === true");
        for _ in 0..60 {
            if browser.script(&there, vec![]) == true {
                return;
            }
            browser.press(Key::Tab);
        }
        panic!("{what} is not reached by Tab; the focus is at {}", browser.focus());
    };
    tab_to("the first policy", "details.policy > summary");
    let open = || browser.script("return document.activeElement.parentElement.open", vec![]) == true;
    browser.press(Key::Enter);
    browser.wait_until("the policy is unfolded", open);
    browser.press(Key::Space);
    browser.wait_until("the policy is folded", || !open());
    browser.click(button("行动清单"));
    tab_to("the first thing to do", ".actions-list input");
    let ticked = || browser.script("return document.activeElement.checked", vec![]) == true;
    browser.press(Key::Space);
    browser.wait_until("it is ticked off", ticked);
    browser.press(Key::Space);
    browser.wait_until("it is on again", || !ticked());
}

/// Every way to look at the policies, unfolded: nothing that axe finds, nothing that sticks out, nothing left in
/// the other language.
#[track_caller]
fn judge(size: Size, english: bool) {
    let axe = a11y::axe();
    let browser = widget::open_at(size);
    browser.prefer("screen", &[("prefers-reduced-motion", "reduce")]);
    browser.click(button("赣东精密制造"));
    browser.wait_until("the result is open", || browser.names("heading")[0] == "自评结论");
    policies(&browser);
    let views = if english {
        ["By what can be done", "By the plan's chapters", "To do", "What to bring"]
    } else {
        ["按能否办理", "按方案行动", "行动清单", "材料清单"]
    };
    if english {
        browser.click(button("English"));
    }
    let mut found = Vec::new();
    for view in views {
        browser.click(button(view));
        unfold(&browser);
        found.extend(a11y::faults(&browser, &axe, view));
        if size == a11y::NARROW {
            narrow::assert_fits(&browser, view);
        }
        if english {
            // A Chinese name in brackets after its translation is a help, not a leftover.
            let glossed = |words: &str| {
                let mut bare = words.to_owned();
                while let (Some(from), Some(to)) = (bare.find('('), bare.find(')')) {
                    if from > to {
                        break;
                    }
                    bare.replace_range(from..=to, "");
                }
                !bare.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
            };
            found.extend(language::left_in_chinese(&browser).into_iter().filter(|words| !glossed(words)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn on_a_desk_all_can_read_it() {
    judge(DESK, false);
}

#[test]
fn on_a_small_telephone_all_can_read_it() {
    judge(a11y::NARROW, false);
}

#[test]
fn in_english_on_a_small_telephone_all_can_read_it() {
    judge(a11y::NARROW, true);
}
