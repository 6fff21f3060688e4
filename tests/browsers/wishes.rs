//! That the page is there for who sees it four times as large, in colours of their own, without motion, in large letters:
//! on every screen, in both languages.

use serde_json::{Value, json};
use tidu_tests::browser::{Browser, DESK, Key, Size, button, role};

use crate::a11y::{self, NARROW};
use crate::{narrow, widget};

/// A desk's screen of 1280 × 1024 at 400 %.
const ZOOMED: Size = (320, 256);

/// The screens in Chinese and in English, by what leads to them.
const SCREENS: [[&str; 5]; 2] =
    [["填写", "结论", "路径", "政策", "新旧对照"], ["Questions", "Result", "Road", "Policies", "Laws compared"]];

/// Every screen of an enterprise that has answered much, in one language after the other, each by its name, folded as it
/// is and with everything unfolded.
#[track_caller]
fn on_every_screen(browser: &Browser, look: impl Fn(&str)) {
    for (at, screens) in SCREENS.iter().enumerate() {
        if at == 1 {
            browser.click(button("首页"));
            browser.click(button("English"));
            browser.see("Or look at an example");
        }
        look(["首页", "Start"][at]);
        browser.click(button("抚河医疗器械"));
        browser.wait_until("the result is open", || browser.names("heading")[0] == ["自评结论", "Result"][at]);
        for screen in screens {
            let navigation = role("navigation", ["页面", "Pages"][at]);
            browser.click(button(screen).within(navigation));
            let current = || browser.script("return document.querySelector('#tidu nav [aria-current=page]').textContent", vec![]);
            browser.wait_until(&format!("{screen} is open"), || current() == *screen);
            look(screen);
            browser.script("document.querySelectorAll('details').forEach((details) => { details.open = true; })", vec![]);
            look(&format!("{screen}, unfolded"));
        }
        // Back to what it was, for who goes through it again.
        if at == 1 {
            browser.click(button("Start"));
            browser.click(button("中文"));
            browser.see("继续答题");
        }
    }
}

/// What a reader cannot get at: cut off by something around it that neither scrolls nor can be unfolded.
#[track_caller]
fn cut(browser: &Browser) -> Value {
    browser.script(
        r##"
        const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
        const hides = (style) => [style.overflowX, style.overflowY].some((one) => ["hidden", "clip"].includes(one));
        const told = (element) => `${element.tagName.toLowerCase()}.${element.className} “${element.innerText.slice(0, 40)}”`;
        return [...document.querySelectorAll("#tidu *")].filter((element) => shown(element) && !element.matches(".visually-hidden"))
          .filter((element) => hides(getComputedStyle(element)))
          .filter((element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
          .map(told).slice(0, 8);"##,
        vec![],
    )
}

#[track_caller]
fn assert_readable(browser: &Browser, what: &str) {
    narrow::assert_fits(browser, what);
    assert_eq!(cut(browser), json!([]), "{what}: is cut off");
}

#[test]
fn four_times_as_large_nothing_scrolls_sideways_and_nothing_is_cut() {
    let browser = widget::open_at(ZOOMED);
    on_every_screen(&browser, |what| {
        assert_readable(&browser, what);
        // What stays in its place while one scrolls leaves the greater part of the screen to what is read.
        let covered = browser.script(
            "const fixed = [...document.querySelectorAll('#tidu *')].filter((element) => getComputedStyle(element).position === 'fixed');
             return Math.max(0, ...fixed.map((element) => element.getBoundingClientRect().height)) / innerHeight;",
            vec![],
        );
        assert!(covered.as_f64().is_some_and(|part| part <= 0.5), "{what}: {covered} of the screen is covered");
    });
}

#[test]
fn in_large_letters_everything_fits() {
    for size in [NARROW, DESK] {
        let browser = widget::open_at(size);
        browser.script("document.documentElement.style.setProperty('--size', '24px')", vec![]);
        assert_eq!(browser.script("return getComputedStyle(document.body).fontSize", vec![]), "24px");
        on_every_screen(&browser, |what| assert_readable(&browser, &format!("{what}, {size:?}")));
    }
}

/// How many things move, and how long at most in milliseconds.
#[track_caller]
fn motion(browser: &Browser) -> (usize, f64) {
    let found = browser.script(
        r##"
        const times = (list) => list.split(",").map((time) => parseFloat(time) * (time.trim().endsWith("ms") ? 1 : 1000));
        const styles = [...document.querySelectorAll("*")].map((element) => getComputedStyle(element));
        const moved = styles.map((style) => Math.max(...times(style.transitionDuration), ...(style.animationName === "none" ? [0] : times(style.animationDuration))));
        const smooth = styles.filter((style) => style.scrollBehavior === "smooth").length;
        return [moved.filter((time) => time > 0).length + smooth, Math.max(...moved)];"##,
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
    on_every_screen(&browser, |what| assert_eq!(motion(&browser).0, 0, "{what}"));
}

/// In the user's own few colours everything can be read and told apart: what is open, what is pressed, what has the
/// focus, where a field is.
#[test]
fn in_colours_of_ones_own_everything_is_told() {
    let axe = a11y::axe();
    let browser = widget::open();
    browser.prefer("screen", &[("forced-colors", "active"), ("prefers-reduced-motion", "reduce")]);
    assert_eq!(browser.script("return matchMedia('(forced-colors: active)').matches", vec![]), Value::Bool(true));
    let pictures = std::env::var_os("TIDU_PICTURES").map(std::path::PathBuf::from);
    on_every_screen(&browser, |what| {
        browser.press(Key::Tab);
        let found = browser.script(
            r##"
            const drawn = (element) => { const s = getComputedStyle(element); return [s.borderBottomColor, s.borderBottomWidth, s.fontWeight, s.outlineStyle, s.color, s.backgroundColor].join(" "); };
            const shown = [...document.querySelectorAll("#tidu *")].filter((element) => element.checkVisibility());
            const chosen = shown.filter((element) => element.matches("[aria-current=page], [aria-current=step], [aria-pressed=true]"));
            const same = chosen.filter((one) => {
              const among = [...(one.closest("ol, nav, .views") ?? one.parentElement).querySelectorAll(one.tagName)];
              const other = among.find((each) => each !== one && !each.matches("[aria-current], [aria-pressed=true]"));
              return other && drawn(one) === drawn(other);
            });
            // Where there is no border, the eye has nothing to find a field or a button by but its words.
            const fields = shown.filter((element) => element.matches("input[type=text], input[type=password], select"));
            const unseen = fields.filter((element) => { const s = getComputedStyle(element); return s.borderStyle === "none" || s.borderColor === s.backgroundColor; });
            // What is drawn in a picture has to stand out from what it is drawn on.
            const bars = shown.filter((element) => element.matches(".bar rect")).filter((bar) => { const s = getComputedStyle(bar); return s.fill === getComputedStyle(document.body).backgroundColor && s.stroke === "none"; });
            const heading = document.querySelector("#tidu h1"), system = getComputedStyle(document.body);
            return { same: same.map((one) => one.textContent), unseen: unseen.map((one) => one.id), bars: bars.length, outline: getComputedStyle(document.activeElement).outlineStyle, ink: system.color, ground: system.backgroundColor, heading: getComputedStyle(heading).color };"##,
            vec![],
        );
        assert_eq!(found["same"], json!([]), "{what}: what is chosen looks like what is not");
        assert_eq!(found["unseen"], json!([]), "{what}: fields that cannot be seen");
        assert_eq!(found["bars"], 0, "{what}: bars that cannot be seen");
        assert_ne!(found["outline"], "none", "{what}: what has the focus cannot be seen");
        assert_ne!(found["ink"], found["ground"], "{what}");
        assert_ne!(found["heading"], found["ground"], "{what}");
        assert_eq!(a11y::faults(&browser, &axe, what), [""; 0]);
        if let Some(folder) = &pictures {
            browser.screenshot(&folder.join(format!("forced {what}.png")), DESK);
        }
    });
}
