//! That axe finds nothing on any screen that keeps somebody out, by the rules of WCAG 2.2 at level AA.

use std::path::Path;

use serde_json::Value;
use tidu_tests::browser::{Browser, DESK, Size, button};

use crate::widget;

/// The narrowest screen in use.
pub const NARROW: Size = (360, 740);

/// The script that judges. The builder says where it is; by hand, `npm ci` in `pkg/builder` brings it.
pub fn axe() -> String {
    let usual = concat!(env!("CARGO_MANIFEST_DIR"), "/../pkg/builder/node_modules/axe-core/axe.min.js");
    let file = std::env::var("TIDU_AXE").unwrap_or_else(|_| usual.into());
    std::fs::read_to_string(Path::new(&file)).unwrap_or_else(|why| {
        panic!("axe-core is not at {file} ({why}), so nothing can be judged; run `cargo pkg test`, or `npm ci` in pkg/builder")
    })
}

/// What axe finds on the page as it stands, everything unfolded: a line a fault, with the first places.
#[track_caller]
pub fn faults(browser: &Browser, axe: &str, what: &str) -> Vec<String> {
    browser.script("document.querySelectorAll('details').forEach((details) => { details.open = true; })", vec![]);
    if browser.script("return typeof window.axe", vec![]) != "object" {
        browser.script(axe, vec![]);
    }
    let found = browser.script(
        "return axe.run(document, {
           runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'],
           resultTypes: ['violations'],
         }).then(({ violations, passes }) => ({ violations, passed: passes.length }));",
        vec![],
    );
    assert!(found["passed"].as_u64() > Some(5), "{what}: axe has judged nothing: {found}");
    let violations = found["violations"].as_array().expect("a list of faults");
    violations.iter().map(|fault| format!("{what}: {}", told(fault))).collect()
}

fn told(fault: &Value) -> String {
    let nodes = fault["nodes"].as_array().expect("places");
    let place = |node: &Value| format!("{} {} — {}", node["target"], node["html"], node["failureSummary"]);
    let places: Vec<String> = nodes.iter().take(3).map(place).collect();
    format!("{} ({}, {} places)\n  {}", fault["help"], fault["id"], nodes.len(), places.join("\n  "))
}

/// Judges every screen: the start, the questions section by section, the result; with answers that bring errors,
/// warnings, waivers and a score along.
#[track_caller]
fn judge(size: Size, english: bool) {
    let axe = axe();
    let browser = widget::open_at(size);
    // A colour on its way to another is nobody's choice.
    browser.prefer("screen", &[("prefers-reduced-motion", "reduce")]);
    let pick = |zh: &'static str, en: &'static str| if english { en } else { zh };
    if english {
        browser.click(button("English"));
        browser.see("Fill in as a form");
    }
    let mut found = faults(&browser, &axe, "start");
    browser.click(button("抚河医疗器械"));
    browser.wait_until("the result is open", || browser.names("heading")[0] == pick("自评结论", "Result"));
    found.extend(faults(&browser, &axe, "result"));
    browser.click(button(pick("路径", "Road")));
    browser.wait_until("the road is open", || browser.names("heading")[0] == pick("到下一层级的路怎么走", "The road to the next rung"));
    found.extend(faults(&browser, &axe, "road"));
    browser.click(button(pick("填写", "Questions")));
    let mut sections = 0;
    loop {
        let heading = browser.names("heading")[0].clone();
        found.extend(faults(&browser, &axe, &heading));
        sections += 1;
        let next = pick("下一部分：", "Next section: ");
        if browser.count(button(next)) == 0 {
            break;
        }
        browser.click(button(next));
        browser.wait_until("the next section is open", || browser.names("heading")[0] != heading);
    }
    assert!(sections >= 8, "{sections} sections");
    if size == NARROW {
        browser.click(button(pick("梯度 ", "The ladder ")));
        found.extend(faults(&browser, &axe, "the open ladder"));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn on_a_desk() {
    judge(DESK, false);
}

#[test]
fn on_a_desk_in_english() {
    judge(DESK, true);
}

#[test]
fn on_a_small_telephone() {
    judge(NARROW, false);
}

#[test]
fn on_a_small_telephone_in_english() {
    judge(NARROW, true);
}
