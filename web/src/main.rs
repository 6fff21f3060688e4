//! The page: questions, the ladder and the result, over `tidu-core`. The only crate that knows the browser, and in
//! it only `host/` does.

mod words;
mod typed;
mod state;
mod saved;
mod seal;
mod shelf;
mod keeping;
mod assessed;
mod examples;
mod host;
mod app;
mod screens;
mod components;

fn main() {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(root) = document.and_then(|document| document.get_element_by_id("tidu")) else { return };
    host::mount(&root);
    yew::Renderer::<app::App>::with_root(root).render();
}
