//! The site that embeds the page as an element: what it asked for, and what it is told. Each element has a module of its
//! own, so that there is one site or none.

use js_sys::Function;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::fmt::Display;
use tidu_core::day::Day;
use tidu_core::text::Lang;

thread_local! {
    static SITE: RefCell<Option<Value>> = const { RefCell::new(None) };
    static TELL: RefCell<Option<Function>> = const { RefCell::new(None) };
    static NEW_PACKS: Cell<bool> = const { Cell::new(false) };
    static CHANGED: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// From now on this function is told what happens: a word and JSON.
pub fn tell_to(tell: Function) {
    TELL.replace(Some(tell));
}

/// From now on the page stands in a site that asked for this.
pub fn embed(asked: &str) {
    SITE.replace(Some(tidu_core::json::read(asked).unwrap_or_default()));
}

/// The site asks for something else, and only for that anew.
pub fn ask(change: &str) {
    SITE.with_borrow_mut(|site| {
        if let Some(Value::Object(asked)) = site {
            asked.retain(|key, _| !["region", "lang", "as-of", "start", "name", "facts"].contains(&key.as_str()));
            if let Ok(Value::Object(change)) = tidu_core::json::read(change) {
                NEW_PACKS.set(change.contains_key("packs"));
                asked.extend(change);
            }
        }
    });
    CHANGED.with_borrow(|changed| {
        if let Some(changed) = changed {
            changed();
        }
    });
}

/// Calls back whenever the site asks for something else.
pub fn on_asked(back: impl Fn() + 'static) {
    CHANGED.replace(Some(Box::new(back)));
}

/// Whether the page stands in a site, which then owns the address, the store and the language of the document.
pub fn is_embedded() -> bool {
    SITE.with_borrow(Option::is_some)
}

fn asked(key: &str) -> Value {
    SITE.with_borrow(|site| site.as_ref().map(|asked| asked[key].clone()).unwrap_or_default())
}

/// Whether answers may be kept in the browser, where every script of the site could read them.
pub fn may_keep() -> bool {
    !is_embedded() || asked("keep") == true
}

/// Whether steps of the page may become steps of the site's history.
pub fn may_use_history() -> bool {
    asked("history") == true
}

/// The additional packs, each with a name to tell its faults by.
pub fn packs() -> Vec<(String, String)> {
    let packs = asked("packs");
    let named = packs.as_array().into_iter().flatten().enumerate().map(|(at, pack)| {
        let name = pack["id"].as_str().map_or_else(|| format!("packs[{at}]"), str::to_owned);
        (name, pack.to_string())
    });
    named.collect()
}

/// Whether packs were given since the last time this was asked.
pub fn take_new_packs() -> bool {
    NEW_PACKS.take()
}

/// The facts the site knows already, its region among them.
pub fn facts() -> Value {
    let mut facts = asked("facts");
    if !facts.is_object() {
        facts = json!({});
    }
    if let Some(region) = asked("region").as_str()
        && facts["region"].is_null()
    {
        facts["region"] = json!(region);
    }
    facts
}

/// The language the site speaks.
pub fn lang() -> Option<Lang> {
    Some(Lang::from_id(asked("lang").as_str()?).unwrap_or_default())
}

/// The day everything is asked for.
pub fn day() -> Option<Day> {
    let text = asked("as-of");
    let day = Day::parse(text.as_str()?);
    if day.is_none() {
        fault("as-of", &format!("as-of=\"{}\"：应为 YYYY-MM-DD 形式的日期。 It should be a date such as 2026-11-23.", text.as_str()?));
    }
    day
}

/// The name of the screen to begin with.
pub fn start() -> Option<String> {
    asked("start").as_str().map(str::to_owned)
}

/// The answers of an element that failed and starts again.
pub fn answers() -> Option<Value> {
    tidu_core::json::read(asked("answers").as_str()?).ok()
}

/// The enterprise's name, where the site knows it.
pub fn name() -> Option<String> {
    asked("name").as_str().map(str::to_owned)
}

/// Who receives what is handed over.
#[derive(Clone, PartialEq)]
pub enum Receiver {
    /// The site of this page, by the name in the address.
    Site(String),
    /// The site around the frame that this page is shown in.
    Around(String),
}

impl Receiver {
    /// The site as its user knows it.
    pub fn name(&self) -> &str {
        let (Receiver::Site(name) | Receiver::Around(name)) = self;
        name
    }
}

/// Who receives what is handed over, if anybody does.
pub fn receiver() -> Option<Receiver> {
    match asked("receiver") {
        _ if !is_embedded() => None,
        Value::String(around) => (!around.is_empty()).then_some(Receiver::Around(around)),
        _ => Some(Receiver::Site(super::window().and_then(|window| window.location().host().ok()).unwrap_or_default())),
    }
}

/// Tells whoever started the program something, as JSON.
pub fn tell(what: &str, detail: impl Display) {
    let tell = TELL.with_borrow(Clone::clone);
    if let Some(tell) = tell {
        // What goes wrong there is not this page's to tell.
        let _ = tell.call2(&wasm_bindgen::JsValue::NULL, &what.into(), &detail.to_string().into());
    }
}

/// Tells whoever made the site what is wrong with what it asked for.
pub fn fault(code: &str, message: &str) {
    tell("error", json!({ "code": code, "message": message }));
}
