//! The guided way, on a telephone: one question a screen, one tap to answer and go on, and what stands at its end.

use serde_json::Value;
use tidu_tests::browser::{Browser, button, checkbox, field, heading, radio, role};

use crate::a11y::NARROW;
use crate::{narrow, widget};

/// What is asked, and how far one has come.
fn asked(browser: &Browser) -> (String, String) {
    let read = |what: &str| {
        let words =
            browser.script("const one = document.querySelector(arguments[0]); return one ? one.textContent : ''", vec![what.into()]);
        words.as_str().unwrap_or_default().to_owned()
    };
    (read("#tidu main h1"), read("#tidu main .progress"))
}

fn begin() -> Browser {
    let browser = widget::open_at(NARROW);
    browser.click(button("开始答题"));
    browser.wait_until("the first question", || !asked(&browser).1.is_empty());
    browser
}

/// Answers what is shown by one tap: the way that says that there is none where there is one, else the first answer offered,
/// or that it is not known.
fn answer(browser: &Browser, unsure: bool) {
    let before = asked(browser);
    let tapped = browser.script(
        "const words = (one) => one.textContent, all = [...document.querySelectorAll('#tidu main .actions button')];
         const none = all.find((one) => /^(以上均无|以上都|一项也没有|都没有|没有)/.test(words(one)));
         const pick = document.querySelector('#tidu main .picks .pick'), unsure = all.find((one) => words(one) === '不清楚');
         const tap = arguments[0] ? unsure : none || pick || unsure;
         tap.click();
         return words(tap);",
        vec![unsure.into()],
    );
    browser.wait_until(&format!("after “{}” {tapped} the next question", before.0), || asked(browser) != before);
}

/// Where the words of the picture's rungs say how each stands.
fn rungs(browser: &Browser) -> Vec<String> {
    let said =
        browser.script("return [...document.querySelectorAll('#tidu .guided .stair .step-state')].map((one) => one.textContent)", vec![]);
    serde_json::from_value(said).expect("a list")
}

#[test]
fn the_first_round_is_short_and_ends_with_a_picture() {
    for unsure in [false, true] {
        let browser = begin();
        let (_, progress) = asked(&browser);
        let mut questions = 0;
        while !asked(&browser).1.is_empty() {
            questions += 1;
            assert!(questions <= 12, "a dozen at most: {:?}", asked(&browser));
            narrow::assert_fits(&browser, &asked(&browser).0);
            // The question has the keyboard and is in view; that one is not sure can be said without looking for it.
            assert_eq!(browser.script("return document.activeElement.tagName", vec![]), "H1");
            let seen = "const at = (what) => document.querySelector(what).getBoundingClientRect();
                        return at('main h1').top >= 0 && at('main h1').bottom <= innerHeight";
            assert_eq!(browser.script(seen, vec![]), true, "{:?}", asked(&browser));
            answer(&browser, unsure);
        }
        // What was promised before the first question is what came.
        let promised = progress.chars().filter(char::is_ascii_digit).collect::<String>();
        assert!(promised.ends_with(&(questions - 1).to_string()), "{progress}: {questions}");
        assert_eq!(browser.count(heading("目前的判断")), 1);
        assert_eq!(rungs(&browser).len(), 3, "{:?}", rungs(&browser));
        if unsure {
            // Nothing was said, so nothing is known to fail.
            assert!(rungs(&browser).iter().all(|rung| rung.contains('○')), "{:?}", rungs(&browser));
        }
        narrow::assert_fits(&browser, "the picture");
        browser.see("手边请备好：");
        browser.click(button("继续答题"));
        browser.wait_until("the next round", || !asked(&browser).1.is_empty());
    }
}

#[test]
fn a_step_back_loses_nothing() {
    let browser = begin();
    let first = asked(&browser);
    browser.click(checkbox("创新型中小企业"));
    browser.click(button("下一题"));
    browser.wait_until("the second question", || asked(&browser) != first);
    let second = asked(&browser);
    browser.click(button("上一题"));
    browser.wait_until("the first again", || asked(&browser).0 == first.0);
    assert!(browser.is_checked(checkbox("创新型中小企业")));
    browser.click(button("下一题"));
    browser.wait_until("the second again", || asked(&browser).0 == second.0);
    // The browser's own way back leads there too, and a reload stays.
    browser.back();
    browser.wait_until("the first by the browser", || asked(&browser).0 == first.0);
    browser.reload();
    browser.wait_until("the first after a reload", || asked(&browser).0 == first.0);
    assert!(browser.is_checked(checkbox("创新型中小企业")));
}

#[test]
fn a_question_and_a_section_have_an_address() {
    let browser = widget::open_at(NARROW);
    let go = |to: &str| browser.script("location.hash = arguments[0]", vec![to.into()]);
    go("#guided/patents");
    browser.wait_until("the question", || asked(&browser).0.contains("专利"));
    go("#questions/finance");
    browser.wait_until("the section", || browser.count(heading("财务（三年）")) == 1);
    assert_eq!(browser.script("return location.hash", vec![]), "#questions/finance");
}

/// A rough figure is one tap, between figures at which the rules turn, and is taken as it is said.
#[test]
fn a_rough_figure_is_one_tap() {
    let browser = widget::open_at(NARROW);
    browser.script("location.hash = '#guided/operating_revenue'", vec![]);
    browser.wait_until("the question", || asked(&browser).0.contains("卖了多少钱"));
    let offered = browser.script("return [...document.querySelectorAll('#tidu .pick')].map((one) => one.textContent)", vec![]);
    let offered: Vec<String> = serde_json::from_value(offered).expect("a list");
    assert!((2..=5).contains(&offered.len()), "{offered:?}");
    assert!(
        offered[0].starts_with("不到 ") && offered.last().is_some_and(|last| last.starts_with("超过 ") || last.ends_with("以上")),
        "{offered:?}"
    );
    let chosen = offered[1].clone();
    browser.click(button(&chosen).within(role("main", "")));
    browser.wait_until("on", || !asked(&browser).0.contains("卖了多少钱"));
    browser.back();
    browser.wait_until("back", || asked(&browser).0.contains("卖了多少钱"));
    let pressed =
        browser.script("return [...document.querySelectorAll('#tidu .pick[aria-pressed=\"true\"]')].map((one) => one.textContent)", vec![]);
    assert_eq!(pressed, Value::from(vec![chosen]));
}

/// After the first round the exact figure is asked for where a rough one was told; who does not know it loses nothing.
#[test]
fn a_rough_figure_stays_where_the_exact_one_is_not_known() {
    let browser = begin();
    while asked(&browser).0 != "去年年底一共有多少人？" {
        answer(&browser, true);
    }
    let chosen = browser.script("const one = document.querySelectorAll('#tidu .pick')[1]; one.click(); return one.textContent", vec![]);
    browser.wait_until("on", || asked(&browser).0 != "去年年底一共有多少人？");
    while !asked(&browser).1.is_empty() {
        answer(&browser, true);
    }
    browser.click(button("继续答题"));
    browser.wait_until("the next round", || !asked(&browser).1.is_empty());
    while asked(&browser).0 != "去年年底一共有多少人？" {
        answer(&browser, true);
    }
    let pressed = || browser.script("return document.querySelector('#tidu .pick[aria-pressed=\"true\"]')?.textContent ?? null", vec![]);
    assert_eq!(pressed(), chosen);
    answer(&browser, true);
    browser.back();
    browser.wait_until("back at it", || asked(&browser).0 == "去年年底一共有多少人？");
    assert_eq!(pressed(), chosen, "不清楚 took the rough figure away");
}

#[test]
fn letters_are_larger_where_one_asks_for_it_and_stay_so() {
    let browser = widget::open_at(NARROW);
    let size = || {
        browser
            .script("return parseFloat(getComputedStyle(document.querySelector('#tidu main h1')).fontSize)", vec![])
            .as_f64()
            .unwrap_or_default()
    };
    let before = size();
    browser.click(button("字号"));
    browser.wait_until("larger", || size() > before);
    // Nothing has been answered yet that could be kept.
    browser.reload();
    browser.wait_until("after a reload", || browser.script("return document.documentElement.dataset.size", vec![]) == "large");
    narrow::assert_fits(&browser, "large letters");
}

/// The smallest telephone there is: the question, the way on and that one is not sure are in view without scrolling, and so
/// are the answers, but for a list of more than a screen.
#[test]
fn on_the_smallest_telephone_a_question_is_in_view_with_its_answers() {
    let browser = widget::open_at((360, 640));
    browser.click(button("开始答题"));
    browser.wait_until("the first question", || !asked(&browser).1.is_empty());
    while !asked(&browser).1.is_empty() {
        let (question, _) = asked(&browser);
        let seen = browser.script(
            "const foot = document.querySelector('#tidu .answering').getBoundingClientRect(), bar = document.querySelector('#tidu .ladder-bar').getBoundingClientRect();
             const within = (one) => { const at = one.getBoundingClientRect(); return at.top >= 0 && at.bottom <= foot.top + 0.5; };
             const answers = [...document.querySelectorAll('#tidu main .pick, #tidu main :not(.units) > .option, #tidu main select')];
             return { heading: within(document.querySelector('#tidu main h1')), foot: foot.bottom <= bar.top + 0.5,
               answers: answers.length, hidden: answers.filter((one) => !within(one)).length };",
            vec![],
        );
        assert_eq!((&seen["heading"], &seen["foot"]), (&Value::from(true), &Value::from(true)), "{question}: {seen}");
        if seen["answers"].as_u64() <= Some(7) {
            assert_eq!(seen["hidden"], 0, "{question}: {seen}");
        }
        narrow::assert_fits(&browser, &question);
        answer(&browser, false);
    }
}

/// What is left blank beside what is given is none, as the screen says; what was never begun is not.
#[test]
fn a_blank_beside_a_figure_is_none() {
    let browser = widget::open_at(NARROW);
    let go = || {
        browser.script("location.hash = '#start'", vec![]);
        browser.wait_until("the start", || asked(&browser).1.is_empty());
        browser.script("location.hash = '#guided/patents'", vec![]);
        browser.wait_until("the question", || asked(&browser).0.contains("专利"));
    };
    go();
    browser.see("没有的空着即可");
    assert_eq!(browser.count(button("下一题")), 0, "nothing was given yet");
    browser.write(field("自己研发的发明专利等有几项？"), "3");
    browser.click(button("下一题"));
    browser.wait_until("on", || !asked(&browser).0.contains("专利"));
    go();
    let given = browser.script("return [...document.querySelectorAll('#tidu main .figure input')].map((one) => one.value)", vec![]);
    let given: Vec<String> = serde_json::from_value(given).expect("a list");
    assert!(given.len() > 1 && given[0] == "3" && given[1..].iter().all(|one| one == "0"), "{given:?}");
}

/// Money is typed in the unit one counts in, here as in the grid, and the unit stays.
#[test]
fn the_unit_of_a_single_figure_is_chosen_beside_it() {
    let browser = widget::open_at(NARROW);
    let go = || {
        browser.script("location.hash = '#guided/operating_revenue'", vec![]);
        browser.wait_until("the question", || asked(&browser).0.contains("卖了多少钱"));
    };
    go();
    browser.click(radio("元"));
    browser.write(field("2025 年营业收入总额"), "21,000,000");
    browser.click(radio("万元"));
    assert_eq!(browser.value_of(field("2025 年营业收入总额")), "21,000,000元");
    browser.click(radio("千元"));
    browser.reload();
    browser.wait_until("the question again", || asked(&browser).0.contains("卖了多少钱"));
    assert!(browser.is_checked(radio("千元")));
}

/// That a title is not held is said in one place: its last day stands above, and what says otherwise below.
#[test]
fn a_title_asks_for_its_last_day_and_says_nothing_twice() {
    let browser = widget::open_at(NARROW);
    browser.script("location.hash = '#guided/high_tech_enterprise'", vec![]);
    browser.wait_until("the question", || asked(&browser).0.contains("证书有效到哪天"));
    let named = |name: &str| browser.names("button").into_iter().chain(browser.names("radio")).filter(|one| one == name).count();
    assert_eq!((named("没有"), named("不清楚"), named("下一题")), (1, 1, 0));
    browser.write(field("有，有效期至"), "2028-06-30");
    browser.see("下一题");
    assert_eq!((named("没有"), named("下一题")), (0, 1));
    let before = asked(&browser);
    browser.click(button("下一题"));
    browser.wait_until("the next question", || asked(&browser) != before);
}
