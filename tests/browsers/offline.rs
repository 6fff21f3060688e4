//! That the hosted page works without a network after one visit, that a new version takes the old one's place without
//! taking anybody by surprise, and that nothing is asked of the network once the page is there.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha384};
use tidu_tests::browser::{Browser, DESK, button, field, role};

use crate::served::{self, Served};
use crate::{single, widget};

const STAFF: &str = "从业人员数（职工总数）";

/// Has the browser look for another version now; by itself it looks when it has time to.
fn look_for_another(browser: &Browser) {
    browser.script("return navigator.serviceWorker.getRegistration().then((it) => it.update()).then(() => true, () => false)", vec![]);
}

/// Waits until the page is kept.
#[track_caller]
fn is_kept(browser: &Browser) {
    let ready = "return navigator.serviceWorker.getRegistration().then((it) => !!it?.active)";
    browser.wait_until("the page is kept for when there is no network", || browser.script(ready, vec![]) == true);
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

/// Another version of the page on the server: a file of it changed, and the worker with it, as the builder would.
fn release(folder: &Path, mark: &str) {
    let (page, worker) = (folder.join("index.html"), folder.join("service-worker.js"));
    let old = fs::read_to_string(&page).unwrap();
    let new = format!("{old}<!-- {mark} -->");
    let text = fs::read_to_string(&worker).unwrap();
    let (before, after) = text.split_once("const VERSION = \"").unwrap();
    let text = format!("{before}const VERSION = \"{mark}{after}");
    assert!(text.contains(&integrity(old.as_bytes())), "the worker knows the page as it is");
    fs::write(&worker, text.replace(&integrity(old.as_bytes()), &integrity(new.as_bytes()))).unwrap();
    fs::write(&page, new).unwrap();
}

#[track_caller]
fn shows(browser: &Browser, mark: &str) -> bool {
    let said = "return [...document.documentElement.childNodes, ...document.body.childNodes, ...document.childNodes]
        .some((node) => node.nodeType === Node.COMMENT_NODE && node.data.trim() === arguments[0])";
    browser.script(said, vec![json!(mark)]) == true
}

#[track_caller]
fn caches(browser: &Browser) -> Vec<String> {
    let names = browser.script("return caches.keys()", vec![]);
    serde_json::from_value(names).expect("names")
}

#[test]
fn after_one_visit_no_network_is_needed() {
    let served = Served::start(served::site());
    let browser = Browser::open(DESK);
    browser.visit(&served.address());
    browser.write(field("评估基准日"), widget::DAY);
    widget::begin(&browser);
    browser.write(field(STAFF), "126");
    is_kept(&browser);
    assert_eq!(browser.complaints(), [""; 0]);

    served.let_down();
    browser.devtools("Network.enable", json!({}));
    let nothing = json!({"offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0});
    browser.devtools("Network.emulateNetworkConditions", nothing);
    served.take_asked();
    for path in ["", "index.html", "?from=portal"] {
        browser.visit(&format!("{}{path}", served.address()));
        browser.see(STAFF);
        assert_eq!(browser.value_of(field(STAFF)), "126");
    }
    browser.reload();
    widget::result(&browser);
    // The browser itself looks whether there is a new version; nobody else asks for anything.
    let asked = served.take_asked();
    assert!(asked.iter().all(|path| path == "/service-worker.js"), "{asked:?}");
}

#[test]
fn a_new_version_is_told_of_and_loaded_when_one_asks_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(served::copy(folder.path()));
    let browser = Browser::open(DESK);
    browser.visit(&served.address());
    browser.write(field("评估基准日"), widget::DAY);
    widget::begin(&browser);
    browser.write(field(STAFF), "126");
    is_kept(&browser);
    let old = caches(&browser);
    assert_eq!(old.len(), 1, "{old:?}");
    browser.reload();
    browser.see(STAFF);
    assert_eq!(browser.count(button("载入新版本")), 0);

    release(folder.path(), "second");
    browser.reload();
    browser.see("本页有新版本");
    assert!(!shows(&browser, "second"), "nobody is thrown out of what they are doing");
    browser.write(field(STAFF), "127");
    browser.click(button("载入新版本"));
    browser.wait_until("the new version is there", || shows(&browser, "second"));
    browser.see(STAFF);
    assert_eq!(browser.value_of(field(STAFF)), "127", "nothing typed is lost");
    assert_eq!(browser.count(button("载入新版本")), 0);
    browser.wait_until("the old version is gone", || caches(&browser).len() == 1 && caches(&browser) != old);

    // Who does not ask for it has it the next time.
    release(folder.path(), "third");
    browser.reload();
    browser.see("本页有新版本");
    browser.click(button("English"));
    browser.see("There is a new version of this page");
    browser.reload();
    browser.wait_until("the newest version is there", || shows(&browser, "third"));
    browser.wait_until("the old version is gone", || caches(&browser).len() == 1);

    // A file that is not what the version says is refused, and the page stays what it was.
    let worker = folder.path().join("service-worker.js");
    let text = fs::read_to_string(&worker).unwrap().replace("const VERSION = \"", "const VERSION = \"fourth");
    fs::write(&worker, text).unwrap();
    fs::write(folder.path().join("style.css"), "body { display: none; }").unwrap();
    served.take_asked();
    browser.reload();
    let asked = std::cell::RefCell::new(Vec::new());
    browser.wait_until("the new files were asked for", || {
        asked.borrow_mut().extend(served.take_asked());
        asked.borrow().iter().any(|path| path == "/style.css")
    });
    browser.wait_until("the new version was refused", || {
        browser.script("return navigator.serviceWorker.getRegistration().then((it) => !it.installing && !it.waiting)", vec![]) == true
    });
    browser.reload();
    browser.see("Questions");
    let kept = caches(&browser);
    assert!(kept.len() == 1 && kept[0].contains(" third"), "{kept:?}");
}

/// The browser may have found it before the page could listen, as on a slow machine.
#[test]
fn a_new_version_that_was_found_early_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(served::copy(folder.path()));
    let browser = Browser::open(DESK);
    browser.before_every_page(
        "const register = ServiceWorkerContainer.prototype.register;
         ServiceWorkerContainer.prototype.register = function (...all) {
           return register.apply(this, all).then((it) => !it.active || it.installing ? it : new Promise((done) => {
             it.addEventListener('updatefound', () => done(it));
             it.update();
           }));
         };",
    );
    browser.visit(&served.address());
    is_kept(&browser);
    release(folder.path(), "second");
    browser.reload();
    browser.see("本页有新版本");
}

/// A worker that cannot be had whole takes nothing away that another one works from, also where both have one version.
#[test]
fn a_worker_deletes_only_what_it_made() {
    for rolled_back in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let served = Served::start(served::copy(folder.path()));
        let browser = Browser::open(DESK);
        browser.visit(&served.address());
        browser.write(field("评估基准日"), widget::DAY);
        widget::begin(&browser);
        browser.write(field(STAFF), "126");
        is_kept(&browser);
        let file = |name: &str| folder.path().join(name);
        let old: Vec<(&str, Vec<u8>)> = ["index.html", "service-worker.js"].map(|name| (name, fs::read(file(name)).unwrap())).into();
        if rolled_back {
            // Another version waits, and then the first one is back on the server.
            release(folder.path(), "second");
            browser.reload();
            browser.see(STAFF);
            look_for_another(&browser);
            browser.see("本页有新版本");
            for (name, bytes) in &old {
                fs::write(file(name), bytes).unwrap();
            }
        } else {
            let worker = String::from_utf8(old[1].1.clone()).unwrap();
            fs::write(file("service-worker.js"), format!("{worker}\n")).unwrap();
        }
        fs::remove_file(file("style.css")).unwrap();
        served.take_asked();
        look_for_another(&browser);
        browser.wait_until("the worker is installed or refused", || {
            browser.script("return navigator.serviceWorker.getRegistration().then((it) => !it.installing)", vec![]) == true
        });
        served.let_down();
        let nothing = json!({"offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0});
        browser.devtools("Network.enable", json!({}));
        browser.devtools("Network.emulateNetworkConditions", nothing);
        browser.visit(&served.address());
        browser.see(STAFF);
    }
}

/// Every request of the page and of whatever it starts, as the browser itself tells it: the addresses since the last call.
#[track_caller]
fn requests(browser: &Browser) -> Vec<String> {
    let said = browser.performance();
    let sent =
        said.iter().filter(|message| message["method"] == "Network.requestWillBeSent" || message["method"] == "Network.webSocketCreated");
    let address =
        |message: &Value| message["params"]["request"]["url"].as_str().or(message["params"]["url"].as_str()).unwrap_or_default().to_owned();
    sent.map(address).filter(|address| ["http", "ws", "file"].iter().any(|kind| address.starts_with(kind))).collect()
}

/// From the first answer to the copy that is taken away, through every screen.
#[track_caller]
fn whole_journey(browser: &Browser, save: [&str; 2]) {
    browser.write(field("评估基准日"), widget::DAY);
    browser.write(field("企业名称"), "赣东精密");
    widget::begin(browser);
    let mut company = widget::Company::read(browser, "precision-maker");
    company.answer_section();
    widget::result(browser);
    for (screen, heading) in [("路径", "到下一层级的路怎么走"), ("政策", "适合贵企业的政策与行动"), ("新旧对照", "新旧文件对照")]
    {
        browser.click(button(screen).within(role("navigation", "页面")));
        browser.see(heading);
    }
    browser.click(button("English"));
    browser.click(button("中文"));
    browser.click(button(save[0]));
    browser.click(button(save[1]));
    browser.take_download(tempfile::tempdir().unwrap().path());
}

#[test]
fn nothing_is_fetched_once_the_page_is_there() {
    let served = Served::start(served::site());
    let browser = Browser::open(DESK);
    browser.visit(&served.address());
    browser.see("按表填写");
    // What the service worker fetches, it fetches once, to keep it; that is over before one begins.
    is_kept(&browser);
    let first = requests(&browser);
    assert!(first.iter().any(|address| address.ends_with("tidu_web_bg.wasm")), "the requests are heard: {first:?}");
    assert!(first.iter().all(|address| address.starts_with(&served.address())), "nothing comes from elsewhere: {first:?}");
    served.take_asked();
    whole_journey(&browser, ["保存答案", "下载答案文件"]);
    assert_eq!(requests(&browser), [""; 0]);
    assert_eq!(served.take_asked(), [""; 0]);
}

#[test]
fn the_single_page_fetches_nothing_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let browser = Browser::open(DESK);
    let file = single::put(folder.path(), &single::built());
    single::open(&browser, &file);
    browser.see("按表填写");
    assert_eq!(requests(&browser).len(), 1, "the page itself");
    whole_journey(&browser, ["保存带答案的页面", "下载带答案的页面"]);
    assert_eq!(requests(&browser), [""; 0]);
}
