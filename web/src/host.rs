//! The browser, as far as the page needs it.

use crate::state::Screen;
use tidu_core::day::Day;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, HtmlElement, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// The day of the device's clock.
pub fn today() -> Day {
    let now = js_sys::Date::new_0();
    let day = i32::try_from(now.get_full_year()).ok().and_then(|year| Day::new(year, now.get_month() + 1, now.get_date()));
    // A clock that was never set: the rules then say that none is in force, and the day can be typed.
    day.or_else(|| Day::from_number(0)).unwrap_or_else(|| unreachable!("1970-01-01 is a day"))
}

/// The screen the address names, so that the browser's "back" goes one screen back.
pub fn screen() -> Option<Screen> {
    match window()?.location().hash().ok()?.as_str() {
        "#questions" => Some(Screen::Questions),
        "#result" => Some(Screen::Result),
        "#policies" => Some(Screen::Policies),
        "#road" => Some(Screen::Road),
        "#laws" => Some(Screen::Laws),
        _ => Some(Screen::Start),
    }
}

/// Writes the screen into the address.
pub fn show(screen_now: Screen) {
    if screen() == Some(screen_now) {
        return;
    }
    let hash = match screen_now {
        Screen::Start => "start",
        Screen::Questions => "questions",
        Screen::Result => "result",
        Screen::Policies => "policies",
        Screen::Road => "road",
        Screen::Laws => "laws",
    };
    if let Some(window) = window() {
        // Where the address cannot be written, only the "back" button is lost.
        let _ = window.location().set_hash(hash);
    }
}

/// Calls back whenever the address changes.
pub fn on_screen(mut back: impl FnMut(Screen) + 'static) {
    listen("hashchange", move || {
        if let Some(screen) = screen() {
            back(screen);
        }
    });
}

/// Unfolds everything before printing, for paper cannot be clicked.
pub fn unfold_for_print() {
    listen("beforeprint", || {
        let folded = document().and_then(|d| d.query_selector_all("details").ok());
        for at in 0..folded.as_ref().map_or(0, web_sys::NodeList::length) {
            if let Some(details) = folded.as_ref().and_then(|list| list.get(at)).and_then(|node| node.dyn_into::<Element>().ok()) {
                let _ = details.set_attribute("open", "");
            }
        }
    });
}

fn listen(event: &str, heard: impl FnMut() + 'static) {
    let closure = Closure::<dyn FnMut()>::new(heard);
    if let Some(window) = window()
        && window.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref()).is_ok()
    {
        // The listener lives as long as the page does.
        closure.forget();
    }
}

/// Brings an element into view and puts the keyboard there.
pub fn focus(id: &str) {
    let element = document().and_then(|d| d.get_element_by_id(id)).and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&options);
        let _ = element.focus();
    }
}

/// To the top of the page.
pub fn to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Puts the keyboard and the screen reader to the heading of what is now shown, unless they are among the links that
/// lead from one to the next.
pub fn focus_heading() {
    let Some(document) = document() else { return };
    let in_nav = document.active_element().is_some_and(|at| at.closest("nav").ok().flatten().is_some());
    let heading = document.query_selector("main h1").ok().flatten().and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if let Some(heading) = heading.filter(|_| !in_nav) {
        let _ = heading.set_attribute("tabindex", "-1");
        let _ = heading.focus();
    }
}

/// Tells browsers and screen readers the language of the page.
pub fn speak(tag: &str) {
    if let Some(root) = document().and_then(|d| d.document_element()) {
        let _ = root.set_attribute("lang", tag);
    }
}

/// Opens the print dialog.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}
