//! The page: questions, the ladder and the result, over `tidu-core`. The only crate that knows the browser, and in
//! it only `host/` does.

// From the bottom up; `docs/layers.txt` says who may know whom.
mod host;
mod examples;
mod screen;
mod foreign;
mod state;
mod storage;
mod packs;
mod embedded;
mod assessed;
mod guided;
mod words;
mod page;
mod components;
mod screens;
mod app;
#[cfg(feature = "library")]
mod library;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod early;
#[cfg(test)]
mod spelled;

use wasm_bindgen::prelude::wasm_bindgen;

/// Nothing happens by itself: a page that is somebody else's may have an element of any name.
fn main() {}

/// Begins as a page of its own, with a function that is told what happens, a word and JSON; and with what was answered before
/// the program was there, as JSON.
#[wasm_bindgen]
pub fn open_page(tell: js_sys::Function, early: String) {
    host::element::tell_to(tell);
    host::page::answered(early);
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(root) = document.and_then(|document| document.get_element_by_id("tidu")) {
        open(root);
    }
}

/// Begins in an element of somebody else's page, with what the page asked for as JSON, and a function that is told what
/// happens: a word and JSON.
#[wasm_bindgen]
pub fn open_element(root: web_sys::Element, asked: &str, tell: js_sys::Function) {
    host::element::tell_to(tell);
    host::element::embed(asked);
    open(root);
}

/// The page around the element asks for something else.
#[wasm_bindgen]
pub fn ask(asked: &str) {
    host::element::ask(asked);
}

fn open(root: web_sys::Element) {
    host::mount(&root);
    yew::Renderer::<app::App>::with_root(root).render();
}
