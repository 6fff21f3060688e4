//! Files: handed to the user, and taken from them.

use js_sys::ArrayBuffer;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, BlobPropertyBag, Event, File, FileReader, HtmlAnchorElement, HtmlInputElement, TextDecoder, TextDecoderOptions, Url};

/// Hands the user a file, as a download. Says whether the browser took it.
pub fn download(name: &str, kind: &str, text: &str) -> bool {
    hand(name, kind, &text.into())
}

/// The same of bytes.
#[cfg(feature = "library")]
pub fn download_bytes(name: &str, kind: &str, bytes: &[u8]) -> bool {
    hand(name, kind, &js_sys::Uint8Array::from(bytes).into())
}

fn hand(name: &str, kind: &str, part: &wasm_bindgen::JsValue) -> bool {
    let hand_over = || {
        let properties = BlobPropertyBag::new();
        properties.set_type(kind);
        let parts = js_sys::Array::of1(part);
        let blob = Blob::new_with_str_sequence_and_options(&parts, &properties).ok()?;
        let address = Url::create_object_url_with_blob(&blob).ok()?;
        let link = super::document()?.create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok()?;
        link.set_href(&address);
        link.set_download(name);
        // Some browsers follow only links that stand in the page.
        let root = super::root()?;
        root.append_child(&link).ok()?;
        link.click();
        let _ = root.remove_child(&link);
        // The address is not taken back: how long the browser needs it nobody knows, and the page does not live long.
        Some(())
    };
    hand_over().is_some()
}

/// Reads the files that were chosen in a file field and calls back with their names and texts, in the order of the names;
/// what is no text is empty.
pub fn read(event: &Event, back: impl Fn(Vec<(String, String)>) + 'static) {
    read_as(event, |bytes| decoded(bytes).unwrap_or_default(), back);
}

/// The same with their bytes.
#[cfg(feature = "library")]
pub fn read_bytes(event: &Event, back: impl Fn(Vec<(String, js_sys::Uint8Array)>) + 'static) {
    read_as(event, |bytes| js_sys::Uint8Array::new(bytes), back);
}

/// The same of files that were dropped.
#[cfg(feature = "library")]
pub fn read_dropped(event: &web_sys::DragEvent, back: impl Fn(Vec<(String, js_sys::Uint8Array)>) + 'static) {
    let files = event.data_transfer().and_then(|dropped| dropped.files());
    read_each((0..).map_while(|at| files.as_ref()?.get(at)).collect(), |bytes| js_sys::Uint8Array::new(bytes), back);
}

fn read_as<T: 'static>(event: &Event, of: fn(&ArrayBuffer) -> T, back: impl Fn(Vec<(String, T)>) + 'static) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
    let files = input.files();
    let chosen: Vec<File> = (0..).map_while(|at| files.as_ref()?.get(at)).collect();
    // The same file may be chosen again.
    input.set_value("");
    read_each(chosen, of, back);
}

fn read_each<T: 'static>(chosen: Vec<File>, of: fn(&ArrayBuffer) -> T, back: impl Fn(Vec<(String, T)>) + 'static) {
    let (count, back, texts) = (chosen.len(), Rc::new(back), Rc::new(RefCell::new(BTreeMap::new())));
    for file in chosen {
        let Ok(reader) = FileReader::new() else { return };
        let loaded = {
            let (reader, name, back, texts) = (reader.clone(), file.name(), back.clone(), texts.clone());
            Closure::once_into_js(move || {
                let bytes = reader.result().ok().and_then(|bytes| bytes.dyn_into().ok()).unwrap_or_else(|| ArrayBuffer::new(0));
                let text = of(&bytes);
                texts.borrow_mut().insert(name, text);
                if texts.borrow().len() == count {
                    back(texts.take().into_iter().collect());
                }
            })
        };
        reader.set_onloadend(Some(loaded.unchecked_ref()));
        let _ = reader.read_as_array_buffer(&file);
    }
}

/// The text of a file in whichever encoding it is written in; what editors on Windows save is often not UTF-8. Read as
/// another than its own it has faults, or does not begin as pages and JSON do, or is full of zeros.
fn decoded(bytes: &ArrayBuffer) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let text = |encoding| TextDecoder::new_with_label_and_options(encoding, &options).ok()?.decode_with_buffer_source(bytes).ok();
    let is_right = |text: &String| text.trim_start().starts_with(['{', '<']) && !text.contains('\0');
    ["utf-8", "gb18030", "utf-16le", "utf-16be"].into_iter().filter_map(text).find(is_right)
}
