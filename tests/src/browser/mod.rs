//! A browser as a person uses it: find a thing by the words on it, type,
//! press keys, look.
//!
//! Nothing here takes a CSS selector or an id, because a user has none. What
//! is not there yet is waited for, within [`PATIENCE`]; what does not come
//! fails the test with the words that the page shows instead.
//! `browsers/harness.rs` shows how a test reads.

mod driver;
mod engine;
mod wanted;

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use driver::{Driver, Raw};

pub use engine::Engine;
pub use fantoccini::key::Key;
pub use wanted::{Wanted, button, checkbox, field, group, heading, link, radio, role, row, rows, status, tab, text};

/// A tab of a browser.
pub struct Tab(fantoccini::wd::WindowHandle);

/// Width and height of what shows the page, in CSS pixels.
pub type Size = (u32, u32);

/// A window on a desk.
pub const DESK: Size = (1280, 900);

/// A telephone held upright.
pub const PHONE: Size = (390, 844);

/// How long a test waits for what should come. Generous, because a busy
/// machine is slow and a wait ends as soon as the thing is there.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// How long to leave the browser in peace between two looks.
const PAUSE: Duration = Duration::from_millis(40);

/// The tallest picture taken of a whole page.
const TALLEST: u64 = 16_000;

/// The eyes: the script that finds what a person would.
const LOOK: &str = include_str!("look.js");

/// One browser with one window and no past: its own driver, its own profile.
/// It is gone when this is dropped.
pub struct Browser {
    // Fields are dropped in this order, each before what it stands on.
    client: Client,
    runtime: Runtime,
    _driver: Driver,
    profile: TempDir,
    patience: Duration,
    engine: Engine,
}

impl Browser {
    /// Opens a browser in Chinese.
    #[track_caller]
    pub fn open(size: Size) -> Self {
        Self::open_in(size, "zh-CN")
    }

    /// Opens a browser whose user reads the language, such as `en-US`.
    #[track_caller]
    pub fn open_in(size: Size, language: &str) -> Self {
        Self::open_engine(Engine::Chromium, size, language)
    }

    /// Opens a browser of any engine. What goes beyond the standard of the drivers is for Chromium alone: exact sizes,
    /// wishes of the user, the console, scripts before the page's own.
    #[track_caller]
    pub fn open_engine(engine: Engine, size: Size, language: &str) -> Self {
        Self::open_to_load(engine, size, language, true)
    }

    /// The same; whoever visits a page that is not whole yet may not want to wait for it.
    #[track_caller]
    pub fn open_to_load(engine: Engine, size: Size, language: &str, whole: bool) -> Self {
        let profile = tempfile::tempdir().expect("a folder for the browser's profile");
        std::fs::create_dir(profile.path().join("downloads")).expect("a folder for downloads");
        let driver = Driver::start(engine, profile.path());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime for the browser's client");
        let mut capabilities = engine.capabilities(size, language, profile.path());
        capabilities.insert("pageLoadStrategy".to_owned(), json!(if whole { "normal" } else { "none" }));
        let client = runtime
            .block_on(async { ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&driver.address()).await });
        let client = match client {
            Ok(client) => client,
            Err(error) => panic!("the driver of {engine:?} started, but no browser: {error}"),
        };
        let browser = Self { client, runtime, _driver: driver, profile, patience: PATIENCE, engine };
        browser.resize(size);
        browser
    }

    /// The same browser, waiting for things so long and no longer.
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Goes to a path of the page under test, `""` being its beginning.
    #[track_caller]
    pub fn visit_site(&self, path: &str) {
        let site = std::env::var("TIDU_SITE_URL").unwrap_or_else(|_| {
            panic!(
                "TIDU_SITE_URL is not set, so there is no page to test; run `cargo pkg test`, or \
                 `cargo pkg serve` and set TIDU_SITE_URL to the address it prints"
            )
        });
        self.visit(&format!("{}/{path}", site.trim_end_matches('/')));
    }

    /// Goes to an address.
    #[track_caller]
    pub fn visit(&self, address: &str) {
        self.done("visit the page", self.client.goto(address));
    }

    /// Loads the page anew, as with the browser's button.
    #[track_caller]
    pub fn reload(&self) {
        self.done("reload the page", self.client.refresh());
    }

    /// Goes back, as with the browser's button.
    #[track_caller]
    pub fn back(&self) {
        self.done("go back", self.client.back());
    }

    /// Opens another tab and goes on in it; the tab left is returned, for [`Browser::to_tab`].
    #[track_caller]
    pub fn new_tab(&self) -> Tab {
        let here = self.done("name the tab", self.client.window());
        let new = self.done("open a tab", self.client.new_window(true));
        self.done("go to the tab", self.client.switch_to_window(new.handle));
        Tab(here)
    }

    /// Goes on in another tab; the tab left is returned.
    #[track_caller]
    pub fn to_tab(&self, tab: Tab) -> Tab {
        let here = self.done("name the tab", self.client.window());
        self.done("go to the tab", self.client.switch_to_window(tab.0));
        Tab(here)
    }

    /// Lets a script run before those of every page that is visited from now on.
    #[track_caller]
    pub fn before_every_page(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": script}));
    }

    /// The one file that was downloaded, once it is whole, taken out of the folder for downloads into another.
    #[track_caller]
    pub fn take_download(&self, into: &Path) -> PathBuf {
        let found = || {
            let found: Vec<PathBuf> = std::fs::read_dir(self.downloads()).expect("the folder").flatten().map(|e| e.path()).collect();
            match found.as_slice() {
                [one] if one.extension().is_some_and(|e| ["html", "json", "ics", "csv"].iter().any(|known| e == *known)) => {
                    Some(one.clone())
                }
                _ => None,
            }
        };
        // WebKit writes under the last name from the first byte on, so that a file is whole when it grows no more.
        let size = || found().and_then(|file| file.metadata().ok()).map_or(0, |about| about.len());
        let before = std::cell::Cell::new(0);
        let whole = || {
            let now = size();
            now > 0 && before.replace(now) == now && {
                std::thread::sleep(Duration::from_millis(300));
                size() == now
            }
        };
        self.wait_until("a file is downloaded", whole);
        let file = found().expect("it was there");
        let taken = into.join(file.file_name().expect("a name"));
        std::fs::copy(&file, &taken).expect("the download could not be copied");
        std::fs::remove_file(file).expect("the download could not be removed");
        taken
    }

    // What a person does.

    /// Clicks a thing once it is there and enabled. Of a radio button or
    /// checkbox that is only drawn, the label is clicked, as a person would.
    #[track_caller]
    pub fn click(&self, wanted: Wanted) {
        self.act(&wanted, "click", true, async |element| {
            let target = match self.look("clickable", vec![json!(&element)]).await? {
                Value::Null => element,
                found => self.element(&found)?,
            };
            target.click().await.map_err(why)
        });
    }

    /// Writes into a field in place of what stood in it; `""` empties it. Into
    /// a date field write `2026-11-23`, whatever the language of the browser.
    #[track_caller]
    pub fn write(&self, wanted: Wanted, words: &str) {
        self.act(&wanted, "write into", true, async |element| {
            if element.prop("type").await.map_err(why)?.as_deref() == Some("date") {
                let keys = self.look("dateKeys", vec![json!(words)]).await?;
                let keys = keys.as_str().ok_or("the date is not year-month-day")?;
                return element.send_keys(keys).await.map_err(why);
            }
            // Not every driver knows how to hold a key while it writes into an element.
            let everything = if self.engine == Engine::Chromium {
                Key::Control + "a" + &Key::Null
            } else {
                self.look("mark", vec![json!(&element)]).await?;
                String::new()
            };
            let words = match words {
                "" => &Key::Backspace,
                words => words,
            };
            element.send_keys(&(everything + words)).await.map_err(why)
        });
    }

    /// Chooses an option of a native list by its words.
    #[track_caller]
    pub fn choose(&self, wanted: Wanted, option: &str) {
        self.act(&wanted, "choose from", true, async |element| {
            let found = self.look("option", vec![json!(&element), json!(option)]).await?;
            let found = self.element(&found).map_err(|_| format!("it has no option “{option}”"))?;
            if self.engine == Engine::Firefox {
                // Its driver takes the focus away when it clicks an option; the first letters choose it too.
                return element.send_keys(option).await.map_err(why);
            }
            found.click().await.map_err(why)
        });
    }

    /// Hands a file to a field that takes files.
    #[track_caller]
    pub fn attach(&self, wanted: Wanted, file: &Path) {
        let file = file.to_str().expect("a path in Unicode").to_owned();
        self.act(&wanted, "attach to", true, async |element| element.send_keys(&file).await.map_err(why));
    }

    /// Presses and releases a key wherever the focus is.
    #[track_caller]
    pub fn press(&self, key: Key) {
        self.strike(&[], &[key.into()]);
    }

    /// Presses a key while holding another, such as Shift and Tab.
    #[track_caller]
    pub fn press_with(&self, held: Key, key: Key) {
        self.strike(&[held.into()], &[key.into()]);
    }

    /// Types characters wherever the focus is.
    #[track_caller]
    pub fn type_keys(&self, words: &str) {
        self.strike(&[], &words.chars().collect::<Vec<_>>());
    }

    /// Makes what shows the page exactly so large, also smaller than a window
    /// can be; in another engine than Chromium, its window about so large.
    #[track_caller]
    pub fn resize(&self, (width, height): Size) {
        if self.engine != Engine::Chromium {
            self.done("size the window", self.client.set_window_size(width, height));
            return;
        }
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}),
        );
    }

    /// Sets what the user has asked of all pages, such as
    /// `[("prefers-reduced-motion", "reduce")]`, and the medium: `screen` or `print`.
    #[track_caller]
    pub fn prefer(&self, medium: &str, wishes: &[(&str, &str)]) {
        let wishes: Vec<_> = wishes.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({"media": medium, "features": wishes}));
    }

    // What a person sees.

    /// All words that the page shows now.
    #[track_caller]
    pub fn words(&self) -> String {
        self.done("read the page", self.look("words", vec![])).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page shows the words.
    #[track_caller]
    pub fn see(&self, words: &str) {
        self.wait_until(&format!("the page shows “{words}”"), || self.words().contains(words));
    }

    /// Waits until the page no longer shows the words.
    #[track_caller]
    pub fn see_no_more(&self, words: &str) {
        self.wait_until(&format!("the page shows no “{words}”"), || !self.words().contains(words));
    }

    /// How many such things are on the page now. This one does not wait.
    #[track_caller]
    pub fn count(&self, wanted: Wanted) -> usize {
        let found = self.done("look", self.look("find", vec![wanted.as_json()]));
        found.as_array().map_or(0, Vec::len)
    }

    /// The names of all things of a role that are shown now, in order. This one does not wait.
    #[track_caller]
    pub fn names(&self, role: &str) -> Vec<String> {
        let found = self.done("look", self.look("names", vec![json!(role)]));
        found.as_array().into_iter().flatten().map(|name| name.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The words of a thing.
    #[track_caller]
    pub fn words_of(&self, wanted: Wanted) -> String {
        let told = self.tell(&wanted, "words");
        told.as_str().unwrap_or_default().to_owned()
    }

    /// What stands in a field; of a native list, the words of its choice.
    #[track_caller]
    pub fn value_of(&self, wanted: Wanted) -> String {
        let told = self.tell(&wanted, "value");
        told.as_str().unwrap_or_default().to_owned()
    }

    /// Whether a checkbox, radio button or switch is on.
    #[track_caller]
    pub fn is_checked(&self, wanted: Wanted) -> bool {
        self.tell(&wanted, "checked") == json!(true)
    }

    /// Whether a thing can be used.
    #[track_caller]
    pub fn is_enabled(&self, wanted: Wanted) -> bool {
        self.tell(&wanted, "enabled") == json!(true)
    }

    /// What an attribute of a thing says, such as `aria-invalid`.
    #[track_caller]
    pub fn attribute_of(&self, wanted: Wanted, name: &str) -> Option<String> {
        self.act(&wanted, "read an attribute of", false, async |element| element.attr(name).await.map_err(why))
    }

    /// What has the focus, as its role and its name: `button 下一步`.
    #[track_caller]
    pub fn focus(&self) -> String {
        self.done("find the focus", self.look("focus", vec![])).as_str().unwrap_or_default().to_owned()
    }

    /// The failures that the page has told the browser's console since the last call.
    #[track_caller]
    pub fn complaints(&self) -> Vec<String> {
        let log = self.log("browser");
        let severe = log.iter().filter(|entry| entry["level"] == "SEVERE");
        severe.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// What the developer tools have heard of the page since the last call: requests, frames and the like.
    #[track_caller]
    pub fn performance(&self) -> Vec<Value> {
        let read = |entry: &Value| serde_json::from_str::<Value>(entry["message"].as_str()?).ok();
        self.log("performance").iter().filter_map(read).map(|mut heard| heard["message"].take()).collect()
    }

    #[track_caller]
    fn log(&self, kind: &str) -> Vec<Value> {
        let log = self.done("read the log", self.client.issue_cmd(Raw::new("se/log", json!({"type": kind}))));
        log.as_array().cloned().unwrap_or_default()
    }

    /// The folder where this browser puts what it downloads.
    pub fn downloads(&self) -> PathBuf {
        self.profile.path().join("downloads")
    }

    /// Takes a picture of what a window of that size shows.
    #[track_caller]
    pub fn screenshot(&self, file: &Path, size: Size) {
        self.resize(size);
        self.settle();
        let picture = self.done("take a picture", self.client.screenshot());
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).expect("a folder for the picture");
        }
        std::fs::write(file, picture).expect("the picture could not be written");
    }

    /// Takes a picture of the whole page, as high as it is in a window of that
    /// size. The window keeps that size afterwards.
    #[track_caller]
    pub fn screenshot_whole(&self, file: &Path, size: Size) {
        self.resize(size);
        self.settle();
        let height = self.script("return document.documentElement.scrollHeight", vec![]);
        let height = height.as_u64().unwrap_or_default().min(TALLEST);
        let height = u32::try_from(height).expect("no page is as high as that");
        self.screenshot(file, (size.0, height.max(size.1)));
        self.resize(size);
    }

    // What the rest is made of.

    /// Waits until a condition holds; `what` says it in words for the failure.
    #[track_caller]
    pub fn wait_until(&self, what: &str, holds: impl Fn() -> bool) {
        let begun = Instant::now();
        while !holds() {
            if begun.elapsed() > self.patience {
                self.give_up(&format!("waited in vain until {what}"));
            }
            std::thread::sleep(PAUSE);
        }
    }

    /// Runs a script in the page, for what no person can do or see.
    #[track_caller]
    pub fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.done("run a script", self.client.execute(script, arguments))
    }

    /// Sends a command to the browser's developer tools.
    #[track_caller]
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        let body = json!({"cmd": command, "params": parameters});
        self.done(command, self.client.issue_cmd(Raw::new("goog/cdp/execute", body)))
    }

    /// Waits until the typefaces are there and what changed has been drawn.
    #[track_caller]
    fn settle(&self) {
        let drawn = "const done = arguments[arguments.length - 1]; \
                     const frame = requestAnimationFrame; \
                     document.fonts.ready.then(() => frame(() => frame(() => done())));";
        self.done("wait for the drawing", async { self.client.execute_async(drawn, vec![]).await });
    }

    #[track_caller]
    fn strike(&self, held: &[char], keys: &[char]) {
        let down = |&value: &char| KeyAction::Down { value };
        let up = |&value: &char| KeyAction::Up { value };
        let mut all = KeyActions::new("keyboard".into());
        for action in held.iter().map(down).chain(keys.iter().flat_map(|key| [down(key), up(key)])).chain(held.iter().map(up)) {
            all = all.then(action);
        }
        self.done("press keys", self.client.perform_actions(all));
    }

    #[track_caller]
    fn tell(&self, wanted: &Wanted, what: &str) -> Value {
        self.act(wanted, "look at", false, async |element| self.look("tell", vec![json!(&element), json!(what)]).await)
    }

    /// Does something with the one thing that is wanted, as soon as it is
    /// there, and, where it is to be used, enabled. A page that changes
    /// between looking and acting is looked at again.
    #[track_caller]
    fn act<T>(&self, wanted: &Wanted, verb: &str, use_it: bool, action: impl AsyncFn(Element) -> Result<T, String>) -> T {
        let begun = Instant::now();
        loop {
            let outcome = self.runtime.block_on(async {
                let element = self.the_one(wanted, use_it).await?;
                action(element).await
            });
            match outcome {
                Ok(done) => return done,
                Err(reason) if begun.elapsed() > self.patience => {
                    self.give_up(&format!("could not {verb} {wanted}: {reason}"));
                }
                Err(_) => std::thread::sleep(PAUSE),
            }
        }
    }

    async fn the_one(&self, wanted: &Wanted, use_it: bool) -> Result<Element, String> {
        let found = self.look("find", vec![wanted.as_json()]).await?;
        let found = match found.as_array().map(Vec::as_slice) {
            Some([one]) => self.element(&one["element"])?,
            Some([]) | None => return Err("there is none".into()),
            Some(many) => {
                let many: Vec<_> = many.iter().map(|one| one["is"].to_string()).collect();
                return Err(format!("there are several: {}", many.join(", ")));
            }
        };
        if use_it {
            let enabled = self.look("tell", vec![json!(&found), json!("enabled")]).await?;
            if enabled != json!(true) {
                return Err("it is disabled".into());
            }
        }
        Ok(found)
    }

    async fn look(&self, function: &str, arguments: Vec<Value>) -> Result<Value, String> {
        let script = format!("{LOOK}\nreturn {function}(...arguments);");
        self.client.execute(&script, arguments).await.map_err(why)
    }

    fn element(&self, reference: &Value) -> Result<Element, String> {
        let id = reference.as_object().and_then(|map: &Map<_, _>| {
            let (_, id) = map.iter().find(|(key, _)| key.starts_with("element-"))?;
            id.as_str()
        });
        let id = id.ok_or("the browser named no element")?;
        let id = ElementRef::from(id.to_owned());
        Ok(Element::from_element_id(self.client.clone(), id))
    }

    /// Waits for an answer of the browser, without which no test can go on.
    #[track_caller]
    fn done<T, E: Display>(&self, what: &str, answer: impl Future<Output = Result<T, E>>) -> T {
        match self.runtime.block_on(answer) {
            Ok(answer) => answer,
            Err(error) => panic!("could not {what}: {error}"),
        }
    }

    /// Fails the test and shows what the page says, which mostly tells why.
    #[track_caller]
    fn give_up(&self, message: &str) -> ! {
        let words = self
            .runtime
            .block_on(self.look("words", vec![]))
            .ok()
            .and_then(|words| Some(words.as_str()?.chars().take(3000).collect::<String>()))
            .unwrap_or_default();
        panic!("{message}\n--- the page says:\n{words}\n---");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A browser that does not answer is not waited for: its driver is
        // ended next, and it with it.
        let goodbye = self.client.clone().close();
        let _ = self.runtime.block_on(async { tokio::time::timeout(Duration::from_secs(5), goodbye).await });
    }
}

fn why(error: fantoccini::error::CmdError) -> String {
    error.to_string()
}
