//! The library of an office (培育库): a page of its own, in which many enterprises are taken in, judged, put in order and looked
//! after. What it knows of enterprises stands in `tidu-library`; here is what a person sees and touches.
//!
//! Long work, as judging ten thousand enterprises, is done in slices between which the page answers.

mod firm;
mod keep;
mod law;
mod model;
mod page;
mod state;
mod table;
mod taking;
mod columns;

use crate::host;
use model::LibraryPage;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::AppHandle;

thread_local! {
    static SHOWN: RefCell<Option<AppHandle<LibraryPage>>> = const { RefCell::new(None) };
}

/// Begins with the enterprises that were kept and what was done to them, or with why nothing can be kept, and a function that is
/// told what happens: a word and JSON.
#[wasm_bindgen]
pub fn open_library(kept: js_sys::Array, journal: js_sys::Array, trouble: Option<String>, tell: js_sys::Function) {
    host::element::tell_to(tell);
    let document = web_sys::window().and_then(|window| window.document());
    let Some(root) = document.and_then(|document| document.get_element_by_id("library")) else { return };
    host::mount(&root);
    let kept = kept.iter().filter_map(|text| serde_json::from_str(&text.as_string()?).ok()).collect();
    let journal = journal.iter().filter_map(|text| serde_json::from_str(&text.as_string()?).ok()).collect();
    let handle = yew::Renderer::<LibraryPage>::with_root_and_props(root, model::Props { kept, journal, trouble }).render();
    SHOWN.with(|page| page.replace(Some(handle)));
}

/// The script beside the page tells something: `trouble`, why nothing is kept; `changed`, what another window wrote.
#[wasm_bindgen]
pub fn library_told(what: &str, detail: &str) {
    let (what, detail) = (what.to_owned(), detail.to_owned());
    SHOWN.with_borrow(|page| {
        if let Some(page) = page {
            page.send_message(state::Msg::Told(what, detail));
        }
    });
}
