//! The browser, as far as the page needs it. Whatever is looked for is looked for under the root the page was mounted
//! in, which may stand inside a shadow root as well as in a document.

pub mod element;
pub mod file;
pub mod page;
pub mod store;

use std::cell::RefCell;
use tidu_core::day::Day;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, EventTarget, HtmlElement, Window};

thread_local! {
    // One module is instantiated for each mount, so that there is one root.
    static ROOT: RefCell<Option<Element>> = const { RefCell::new(None) };
    // What had the keyboard last.
    static FOCUSED: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Takes an element as the root of everything. What stands in it goes: a page that was saved after rendering brings its
/// old content along, and it would stand there twice.
pub fn mount(root: &Element) {
    // Not by markup, which a page that asks for trusted types would refuse.
    root.set_text_content(None);
    stand_in(root);
}

/// Takes an element as the root of everything, with what stands in it.
pub fn stand_in(root: &Element) {
    ROOT.with(|at| at.replace(Some(root.clone())));
}

fn root() -> Option<Element> {
    ROOT.with(|at| at.borrow().clone())
}

fn window() -> Option<Window> {
    web_sys::window()
}

/// The document around everything.
fn document() -> Option<Document> {
    root()?.owner_document()
}

/// The day of the device's clock.
pub fn today() -> Day {
    let now = js_sys::Date::new_0();
    let day = i32::try_from(now.get_full_year()).ok().and_then(|year| Day::new(year, now.get_month() + 1, now.get_date()));
    // A clock that was never set: the rules then say that none is in force, and the day can be typed.
    day.or_else(|| Day::from_number(0)).unwrap_or_else(|| unreachable!("1970-01-01 is a day"))
}

/// What the address names, so that the browser's "back" goes one screen back. Inside somebody else's page, whose address is
/// not ours to read or write, it is what the step of the history is marked with; nothing where that is not ours either.
pub fn address() -> Option<String> {
    if element::is_embedded() {
        return element::may_use_history().then(|| marked().unwrap_or_default());
    }
    Some(window()?.location().hash().ok()?.trim_start_matches('#').to_owned())
}

/// The address of the page without what it names, for links to it; none inside somebody else's page, nor where it is a file
/// of this computer, which nobody else can open.
pub fn own_address() -> Option<String> {
    if element::is_embedded() {
        return None;
    }
    let address = document()?.location()?.href().ok().filter(|address| address.starts_with("http"))?;
    Some(address.split('#').next().unwrap_or_default().to_owned())
}

/// Copies what is selected. Says whether the browser took it.
pub fn copy() -> bool {
    // Older than the clipboard of today, but everywhere, and no page has to be asked for it.
    let document = document().and_then(|document| document.dyn_into::<web_sys::HtmlDocument>().ok());
    document.is_some_and(|document| document.exec_command("copy").unwrap_or_default())
}

/// Writes a name into the address, as a step of its own or in place of the one before.
pub fn set_address(name: &str, in_place: bool) {
    let Some(window) = window() else { return };
    // Where the address cannot be written, only the "back" button is lost.
    let _ = match in_place {
        _ if element::is_embedded() => mark(name, in_place || marked().is_none()),
        true => window.location().replace(&format!("#{name}")),
        false => window.location().set_hash(name),
    };
}

/// Calls back whenever the address changes.
pub fn on_address(mut back: impl FnMut() + 'static) {
    listen(if element::is_embedded() { "popstate" } else { "hashchange" }, Closure::new(move |_| back()));
}

thread_local! {
    // What tells the marks of this element from those of others on the page, and of those before it was loaded anew.
    static MARK: String = format!("tidu/{}", nonce());
}

/// What the step of the history that is shown is marked with.
fn marked() -> Option<String> {
    let state = window()?.history().ok()?.state().ok()?;
    MARK.with(|mark| js_sys::Reflect::get(&state, &mark.as_str().into()).ok()?.as_string())
}

/// Marks a step of the history, beside what the site keeps there itself: a step of its own, or the one there is. The
/// address stays the site's.
fn mark(name: &str, in_place: bool) -> Result<(), JsValue> {
    let Some(window) = window() else { return Ok(()) };
    let history = window.history()?;
    let state = js_sys::Object::new();
    if let Ok(kept) = history.state()?.dyn_into::<js_sys::Object>() {
        js_sys::Object::assign(&state, &kept);
    }
    MARK.with(|mark| js_sys::Reflect::set(&state, &mark.as_str().into(), &name.into()))?;
    if in_place { history.replace_state(&state, "") } else { history.push_state(&state, "") }
}

/// Unfolds everything before printing, for paper cannot be clicked; but for long lists, which are on paper when somebody has
/// unfolded them.
pub fn unfold_for_print() {
    let printing = |_| {
        let folded = root().and_then(|root| root.query_selector_all("details:not(.lazy)").ok());
        for at in 0..folded.as_ref().map_or(0, web_sys::NodeList::length) {
            if let Some(details) = folded.as_ref().and_then(|list| list.get(at)).and_then(|node| node.dyn_into::<Element>().ok()) {
                let _ = details.set_attribute("open", "");
            }
        }
    };
    listen("beforeprint", Closure::new(printing));
}

/// Where what happens to the window is heard: in somebody else's page at the root, to which the element passes it on. A
/// listener at the window itself would keep all of this alive after the element was thrown away.
fn ears() -> Option<EventTarget> {
    if element::is_embedded() { root().map(Into::into) } else { window().map(Into::into) }
}

fn listen(event: &str, closure: Closure<dyn FnMut(JsValue)>) {
    if let Some(ears) = ears()
        && ears.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref()).is_ok()
    {
        // The listener lives as long as what it listens at.
        closure.forget();
    }
}

/// Brings an element into view, unfolding what it stands in, and puts the keyboard there.
pub fn focus(id: &str) {
    let found = root().and_then(|root| root.query_selector(&format!("[id=\"{id}\"]")).ok().flatten());
    let element = found.and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        while let Some(folded) = element.closest("details:not([open])").ok().flatten() {
            let _ = folded.set_attribute("open", "");
        }
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&options);
        let _ = element.focus();
    }
}

/// Scrolls the strip that something stands in so far that it is seen, and nothing else: scrolling it into view would move
/// the page as well.
pub fn bring_along(what: &str) {
    let found = root().and_then(|root| root.query_selector(what).ok().flatten());
    if let Some(found) = found
        && let Some(strip) = found.closest("ol").ok().flatten()
    {
        let (at, of) = (found.get_bounding_client_rect(), strip.get_bounding_client_rect());
        let off = at.left() + at.width() / 2.0 - of.left() - of.width() / 2.0;
        strip.scroll_by_with_x_and_y(off, 0.0);
    }
}

/// To the top of the page; inside somebody else's, to the beginning of ours where it is out of view.
pub fn to_top() {
    if element::is_embedded() {
        if let Some(root) = root().filter(|root| root.get_bounding_client_rect().top() < 0.0) {
            root.scroll_into_view();
        }
    } else if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Puts the keyboard and the screen reader to the heading of what is now shown, unless they are among the links that
/// lead from one to the next.
pub fn focus_heading() {
    let Some(root) = root() else { return };
    let in_nav = active(&root).is_some_and(|at| at.closest("nav").ok().flatten().is_some());
    let heading = root.query_selector("main h1").ok().flatten().and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(heading) = heading.filter(|_| !in_nav) {
        let _ = heading.set_attribute("tabindex", "-1");
        let _ = heading.focus();
    }
}

/// From now on it is known what had the keyboard last.
pub fn watch_focus() {
    let closure = Closure::<dyn FnMut(web_sys::Event)>::new(|event: web_sys::Event| {
        FOCUSED.replace(event.target().and_then(|target| target.dyn_into().ok()));
    });
    if root().is_some_and(|root| root.add_event_listener_with_callback("focusin", closure.as_ref().unchecked_ref()).is_ok()) {
        closure.forget();
    }
}

/// Puts the keyboard to the heading where the button that had it went away when it was pressed.
pub fn keep_focus() {
    if FOCUSED.with_borrow(|last| last.as_ref().is_none_or(|last| last.is_connected())) {
        return;
    }
    FOCUSED.take();
    if root().is_some_and(|root| active(&root).is_none_or(|at| at.tag_name() == "BODY")) {
        focus_heading();
    }
}

/// What has the keyboard, in the document or the shadow root that the page stands in.
fn active(root: &Element) -> Option<Element> {
    let tree = root.get_root_node();
    match tree.dyn_into::<Document>() {
        Ok(document) => document.active_element(),
        Err(tree) => tree.unchecked_into::<web_sys::ShadowRoot>().active_element(),
    }
}

/// Tells browsers and screen readers the language of the page, and the title in it.
pub fn speak(tag: &str, title: &str) {
    if !element::is_embedded()
        && let Some(document) = document()
    {
        document.set_title(title);
    }
    // A document that the page has to itself speaks its language; inside somebody else's only the page does.
    let speaks = root().map(|root| root.closest("html").ok().flatten().unwrap_or(root));
    if let Some(speaks) = speaks {
        let _ = speaks.set_attribute("lang", tag);
    }
}

/// Names the size that everything is written in, where the style sheet looks for it: at the document, or in somebody else's
/// page at what is ours.
pub fn resize(size: &str) {
    let of = root().map(|root| if element::is_embedded() { root } else { root.closest("html").ok().flatten().unwrap_or(root) });
    if let Some(of) = of {
        let _ = of.set_attribute("data-size", size);
    }
}

/// The time of the device's clock, to the minute.
pub fn now() -> String {
    let now = js_sys::Date::new_0();
    format!("{} {:02}:{:02}", today(), now.get_hours(), now.get_minutes())
}

/// Random bytes, as good as those for keys have to be; none in a browser that has none.
pub fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// A name that nobody else has.
pub fn nonce() -> String {
    let bytes = random::<8>().unwrap_or_else(|| (js_sys::Math::random() * 1e18).to_bits().to_le_bytes());
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Calls back as soon as what has just changed is painted; at once where nothing is.
pub fn after_paint(then: impl FnOnce() + 'static) {
    let Some(window) = window().filter(|_| document().is_some_and(|document| !document.hidden())) else { return then() };
    // A frame begins with this call and ends with the painting, behind which the other one waits.
    let painting = move |_: JsValue| {
        let painted = Closure::once_into_js(then);
        if let Some(window) = self::window() {
            let _ = window.set_timeout_with_callback(painted.unchecked_ref());
        }
    };
    let _ = window.request_animation_frame(Closure::once_into_js(painting).unchecked_ref());
}

/// Calls back whenever the page may be about to go: a telephone that shows something else may end it without a word.
pub fn on_leaving(back: impl Fn() + 'static) {
    let back = std::rc::Rc::new(back);
    for event in ["pagehide", "visibilitychange"] {
        let back = back.clone();
        listen(event, Closure::new(move |_| back()));
    }
}

/// Calls back with the key whenever another window of this browser has changed the store; without one if it was emptied.
pub fn on_stored(mut back: impl FnMut(Option<String>) + 'static) {
    listen("storage", Closure::new(move |event: JsValue| back(event.unchecked_ref::<web_sys::StorageEvent>().key())));
}

/// What was pasted where: the id of the field, the text, and the same as HTML where there is any. None where the browser does
/// not tell, and then pastes it itself.
pub fn pasted(event: &web_sys::Event) -> Option<(String, String, String)> {
    let into = event.target()?.dyn_into::<Element>().ok()?.id();
    let data = event.unchecked_ref::<web_sys::ClipboardEvent>().clipboard_data()?;
    let text = |kind| data.get_data(kind).unwrap_or_default();
    Some((into, text("text/plain"), text("text/html")))
}

/// Opens the print dialog; in somebody else's page the element does, for what it shows alone.
pub fn print() {
    if element::is_embedded() {
        element::tell("print", &serde_json::Value::Null);
    } else if let Some(window) = window() {
        let _ = window.print();
    }
}
