//! That nothing the page says of a half-filled enterprise is taken back when it is filled in.

use std::collections::BTreeMap;

use tidu_tests::browser::{Browser, button};

use crate::widget::{self, Company};

/// The verdicts that were seen and may not change any more, each with the answer after which it was first seen.
#[derive(Default)]
struct Seen {
    settled: BTreeMap<String, (String, String)>,
    /// By rung: how many criteria were said not to be met.
    unmet: BTreeMap<String, (usize, String)>,
    taken_back: Vec<String>,
}

impl Seen {
    /// Looks at the result and at the ladder, and comes back to the questions.
    #[track_caller]
    fn look(&mut self, browser: &Browser, after: &str) {
        widget::result(browser);
        for (name, verdict) in widget::verdicts(browser) {
            self.note(name, verdict, after);
        }
        for (name, lines) in widget::ladder(browser) {
            // A title in hand is not assessed.
            let Some(state) = lines.iter().find(|line| !line.starts_with("已持有")) else { continue };
            if let Some(unmet) = state.strip_prefix("差 ").and_then(|rest| rest.strip_suffix(" 项")) {
                let unmet: usize = unmet.parse().expect("a number of criteria");
                let (before, when) = self.unmet.entry(name.clone()).or_insert((unmet, after.to_owned()));
                if unmet < *before {
                    self.taken_back.push(format!("{name}: 差 {before} 项 after “{when}”, {state} after “{after}”"));
                }
                (*before, *when) = (unmet, after.to_owned());
            }
            let settled = if state.starts_with("差 ") || state == "须先取得下一级称号" { "未达标" } else { state };
            self.note(format!("梯度 > {name}"), settled.to_owned(), after);
        }
        browser.click(button("填写"));
    }

    fn note(&mut self, name: String, verdict: String, after: &str) {
        match self.settled.get(&name) {
            Some((before, when)) if *before != verdict => {
                self.taken_back.push(format!("{name}: {before} after “{when}”, {verdict} after “{after}”"));
            }
            Some(_) => {}
            None if matches!(verdict.as_str(), "达标" | "未达标") => {
                self.settled.insert(name, (verdict, after.to_owned()));
            }
            None => {}
        }
    }
}

/// Fills in every other answer and looks after each, then the rest and looks now and then.
#[track_caller]
fn fill_by_halves(file: &str) {
    let browser = widget::open();
    widget::begin(&browser);
    let mut company = Company::read(&browser, file);
    let mut seen = Seen::default();
    seen.look(&browser, "nothing");
    loop {
        let mut left_out = 0;
        while let Some(label) = company.answer_one(left_out) {
            seen.look(&browser, label);
            left_out += 1;
        }
        if !widget::next_section(&browser) {
            break;
        }
    }
    let half = seen.settled.len();
    assert!(half > 20, "half filled, only {half} verdicts are settled");
    widget::section(&browser, "企业基本情况");
    loop {
        let (mut given, mut last) = (0, String::new());
        while let Some(label) = company.answer_one(0) {
            (given, last) = (given + 1, label.to_owned());
            if given % 3 == 0 {
                seen.look(&browser, &last);
            }
        }
        seen.look(&browser, &last);
        if !widget::next_section(&browser) {
            break;
        }
    }
    assert!(seen.settled.len() > half, "the second half settles nothing");
    assert!(seen.taken_back.is_empty(), "{}", seen.taken_back.join("\n"));
}

/// Large, without a title, and with a national award, so that patents are not looked at.
#[test]
fn no_verdict_on_heavy_industry_is_taken_back() {
    fill_by_halves("heavy-industry");
}

/// Nothing earned two years before, so that growth has no base; money from investors instead.
#[test]
fn no_verdict_on_a_start_up_is_taken_back() {
    fill_by_halves("funded-start-up");
}
