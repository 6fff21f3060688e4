//! The library of an office (培育库): a page of its own, in which many enterprises are taken in, judged, put in order and looked
//! after. What it knows of enterprises stands in `tidu-library`; here is what a person sees and touches.
//!
//! Long work, as judging ten thousand enterprises, is cut in pieces, which are done by workers beside the page; where there are
//! none, the page does them between paintings.

mod pool;
mod desk;
mod job;
mod firm;
mod keep;
mod law;
mod model;
mod pieces;
mod page;
mod state;
mod table;
mod taking;
mod columns;

use crate::host;
use desk::{Desk, Task};
use model::LibraryPage;
use std::cell::RefCell;
use tidu_library::Work;
use wasm_bindgen::prelude::{UnwrapThrowExt, wasm_bindgen};
use yew::AppHandle;

thread_local! {
    static SHOWN: RefCell<Option<AppHandle<LibraryPage>>> = const { RefCell::new(None) };
}

/// Begins, with a function that is told what happens: a word and JSON.
#[wasm_bindgen]
pub fn open_library(tell: js_sys::Function) {
    host::element::tell_to(tell);
    let document = web_sys::window().and_then(|window| window.document());
    let Some(root) = document.and_then(|document| document.get_element_by_id("library")) else { return };
    host::mount(&root);
    let handle = yew::Renderer::<LibraryPage>::with_root(root).render();
    SHOWN.with(|page| page.replace(Some(handle)));
}

/// The script beside the page tells something: `kept` and `done`, enterprises that were kept and
/// what was done to them, and `loaded`, that this was all; `trouble`, why nothing is kept; `changed`, what another window wrote.
#[wasm_bindgen]
pub fn library_told(what: &str, detail: &str) {
    let (what, detail) = (what.to_owned(), detail.to_owned());
    SHOWN.with_borrow(|page| {
        if let Some(page) = page {
            page.send_message(state::Msg::Told(what, detail));
        }
    });
}

/// Somebody to work beside the page.
#[wasm_bindgen]
pub fn library_worker(worker: web_sys::Worker) {
    SHOWN.with_borrow(|page| {
        if let Some(page) = page {
            page.send_message(state::Msg::Hired(worker));
        }
    });
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = postMessage)]
    fn post_message(progress: f64);
}

/// A piece of work, in a worker: what is to be done, as text, and what with.
#[wasm_bindgen]
pub fn library_work(what: &str, with: Vec<u8>) -> Vec<u8> {
    thread_local! {
        static RULES: tidu_core::rules::RuleSet = tidu_core::packs::built_in().unwrap_or_default();
        static DESK: RefCell<Desk> = RefCell::default();
    }
    let progress = |rows: usize| post_message(rows as f64);
    RULES.with(|rules| match serde_json::from_str::<Task>(what) {
        Ok(task) => DESK.with_borrow_mut(|desk| desk.answer(rules, &task, with, &progress)),
        // What is no piece was not asked for by this program: it fails, and the page hears of it.
        Err(_) => serde_json::from_str::<Work>(what).ok().and_then(|work| work.done(rules, &with)).expect_throw("a piece of work"),
    })
}
