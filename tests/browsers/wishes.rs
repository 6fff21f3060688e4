//! That the page is there for who sees it four times as large, in colours of their own, without motion, in large letters.

use serde_json::{Value, json};
use tidu_tests::browser::{Browser, DESK, Size, button, role};

use crate::{a11y, narrow, widget};

/// A desk's screen of 1280 × 1024 at 400 %.
const ZOOMED: Size = (320, 256);

/// Every screen of an enterprise that has answered much, each by its name; everything is unfolded.
#[track_caller]
fn on_every_screen(browser: &Browser, look: impl Fn(&str)) {
    look("start");
    widget::example(browser, "抚河医疗器械");
    for screen in ["填写", "结论", "路径", "政策", "新旧对照"] {
        browser.click(button(screen).within(role("navigation", "页面")));
        let current = || browser.script("return document.querySelector('nav [aria-current=page]').textContent", vec![]);
        browser.wait_until(&format!("{screen} is open"), || current() == screen);
        look(screen);
        browser.script("document.querySelectorAll('details').forEach((details) => { details.open = true; })", vec![]);
        look(&format!("{screen}, unfolded"));
    }
}

#[test]
fn four_times_as_large_nothing_scrolls_sideways() {
    let browser = widget::open_at(ZOOMED);
    on_every_screen(&browser, |what| narrow::assert_fits(&browser, what));
}

#[test]
fn in_large_letters_everything_fits() {
    for size in [narrow::NARROW, DESK] {
        let browser = widget::open_at(size);
        browser.script("document.documentElement.style.setProperty('--size', '24px')", vec![]);
        assert_eq!(browser.script("return getComputedStyle(document.body).fontSize", vec![]), "24px");
        on_every_screen(&browser, |what| narrow::assert_fits(&browser, &format!("{what}, {size:?}")));
    }
}

/// What moves, and how long at most in milliseconds.
#[track_caller]
fn motion(browser: &Browser) -> (usize, f64) {
    let found = browser.script(
        r#"
        const times = (list) => list.split(",").map((time) => parseFloat(time) * (time.trim().endsWith("ms") ? 1 : 1000));
        const styles = [...document.querySelectorAll("*")].map((element) => getComputedStyle(element));
        const moved = styles.map((style) => Math.max(...times(style.transitionDuration), ...(style.animationName === "none" ? [0] : times(style.animationDuration))));
        return [moved.filter((time) => time > 0).length, Math.max(...moved)];"#,
        vec![],
    );
    serde_json::from_value(found).expect("two numbers")
}

#[test]
fn nothing_moves_where_that_is_asked_for_and_nothing_long_otherwise() {
    let browser = widget::open();
    browser.prefer("screen", &[("prefers-reduced-motion", "no-preference")]);
    on_every_screen(&browser, |what| {
        let (moving, longest) = motion(&browser);
        assert!(moving > 0 && longest <= 150.0, "{what}: {moving} things move, {longest} ms at most");
    });
    browser.prefer("screen", &[("prefers-reduced-motion", "reduce")]);
    browser.click(button("首页"));
    on_every_screen(&browser, |what| assert_eq!(motion(&browser).0, 0, "{what}"));
}

/// In the user's own few colours everything can be read and told apart: what is open, what is pressed, what has the focus.
#[test]
fn in_colours_of_ones_own_everything_is_told() {
    let axe = a11y::axe();
    let browser = widget::open();
    browser.prefer("screen", &[("forced-colors", "active"), ("prefers-reduced-motion", "reduce")]);
    let pictures = std::env::var_os("TIDU_PICTURES").map(std::path::PathBuf::from);
    on_every_screen(&browser, |what| {
        let found = browser.script(
            r#"
            const drawn = (element) => { const s = getComputedStyle(element); return [s.borderBottomColor, s.borderBottomWidth, s.fontWeight, s.outlineStyle, s.color, s.backgroundColor].join(" "); };
            const told = (selector) => [...document.querySelectorAll(selector)].map((chosen) => {
              const other = [...chosen.parentElement.querySelectorAll(chosen.tagName)].find((each) => each !== chosen && !each.matches("[aria-current], [aria-pressed=true]"));
              return !other || drawn(chosen) !== drawn(other) ? null : chosen.textContent;
            }).filter(Boolean);
            const system = getComputedStyle(document.body);
            return { same: told("[aria-current=page], [aria-current=step], [aria-pressed=true]"), ink: system.color, ground: system.backgroundColor };"#,
            vec![],
        );
        assert_eq!(found["same"], json!([]), "{what}: what is chosen looks like what is not");
        assert_ne!(found["ink"], found["ground"], "{what}");
        assert_eq!(a11y::faults(&browser, &axe, what), [""; 0]);
        if let Some(folder) = &pictures {
            browser.screenshot(&folder.join(format!("forced {what}.png")), DESK);
        }
    });
    assert_eq!(browser.script("return matchMedia('(forced-colors: active)').matches", vec![]), Value::Bool(true));
}
