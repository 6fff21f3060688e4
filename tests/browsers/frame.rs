//! The page for frames: what it tells the page around it, and whom it listens to.

use serde_json::{Value, json};
use tidu_tests::browser::{Browser, DESK};
use tidu_tests::server::{Manners, Portal};

#[test]
fn a_frame_tells_its_height_and_nothing_else_until_handed_over() {
    let (portal, files) = (Portal::open(Manners::default()), Portal::open(Manners::default()));
    let browser = Browser::open(DESK);
    let open = |say: &str| {
        browser.visit(&portal.page(&format!("hosts/iframe.html?from={}&say={say}", files.origin())));
    };
    open(&portal.origin());
    let heard = || browser.script("return heard", vec![]);
    browser.wait_until("the frame is as high as what is in it", || {
        browser.script("return frame.getBoundingClientRect().height > 600", vec![]) == true
    });
    let only_heights = |heard: &Value| heard.as_array().is_some_and(|all| all.iter().all(|one| one["tidu"] == "height"));
    assert!(only_heights(&heard()), "{}", heard());
    // Handed over in the frame, it goes to the page around. One origin for both lets the test press in the frame.
    browser.visit(&portal.page(&format!("hosts/iframe.html?from={0}&say={0}", portal.origin())));
    let press = |what: &str| {
        browser.wait_until(&format!("“{what}” is pressed"), || {
            browser.script(
                "const element = frame.contentDocument && frame.contentDocument.querySelector('tidu-assessment');
                 const all = element && element.shadowRoot ? [...element.shadowRoot.querySelectorAll('button, summary')] : [];
                 const one = all.find((each) => each.textContent === arguments[0]);
                 if (one) one.click();
                 return !!one;",
                vec![json!(what)],
            ) == true
        });
    };
    let host = portal.origin().trim_start_matches("http://").to_owned();
    press("结论");
    press(&format!("交给{host}"));
    assert!(only_heights(&heard()), "{}", heard());
    press(&format!("确认交给{host}"));
    let complete = || heard().as_array().into_iter().flatten().find(|one| one["tidu"] == "complete").cloned();
    browser.wait_until("the answers are handed over", || complete().is_some());
    assert_eq!(complete().expect("it is there")["detail"]["case"]["as_of"], "2026-11-23");
    // A frame that was told of another page around it says nothing to anybody.
    open("http://elsewhere.example");
    browser.script("const done = arguments[0]; return new Promise((done) => setTimeout(done, 1500))", vec![json!(0)]);
    assert_eq!(heard(), json!([]));
}

#[test]
fn a_frame_takes_facts_from_the_page_it_was_told_of_and_from_nobody_else() {
    let (portal, elsewhere) = (Portal::open(Manners::default()), Portal::open(Manners::default()));
    let browser = Browser::open(DESK);
    // One origin for page and frame lets the test look into the frame.
    let open = |say: &str| {
        browser.visit(&portal.page(&format!("hosts/iframe.html?from={}&say={say}", portal.origin())));
        browser.wait_until("the frame is there and its post is seen", || {
            browser.script(
                "if (!frame.contentDocument.querySelector('tidu-assessment')) return false;
                 window.post = [];
                 frame.contentWindow.addEventListener('message', (event) => post.push(event.origin));
                 return true;",
                vec![],
            ) == true
        });
    };
    let tell = |facts: Value| {
        browser.script("frame.contentWindow.postMessage({ tidu: 'facts', facts: arguments[0] }, location.origin)", vec![facts]);
    };
    let facts = || browser.script("return frame.contentDocument.querySelector('tidu-assessment').facts ?? null", vec![]);
    let arrived = |origin: &str, times: usize| {
        browser.wait_until(&format!("{times} messages of {origin} have arrived"), || {
            let post = browser.script("return post", vec![]);
            post.as_array().is_some_and(|post| post.iter().filter(|from| *from == origin).count() == times)
        });
    };
    open(&portal.origin());
    browser.script(
        "const stranger = document.createElement('iframe'); stranger.src = arguments[0]; document.body.append(stranger)",
        vec![json!(elsewhere.page("hosts/stranger.html"))],
    );
    arrived(&elsewhere.origin(), 1);
    assert_eq!(facts(), Value::Null, "a stranger has nothing to say");
    tell(json!({ "staff": 88 }));
    arrived(&portal.origin(), 1);
    assert_eq!(facts(), json!({ "staff": 88 }));
    // A frame that was told of another page around it takes nothing from this one.
    open(&elsewhere.origin());
    tell(json!({ "staff": 88 }));
    arrived(&portal.origin(), 1);
    assert_eq!(facts(), Value::Null);
}
