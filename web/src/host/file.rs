//! Files: handed to the user, and taken from them.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, BlobPropertyBag, Event, FileReader, HtmlAnchorElement, HtmlInputElement, Url};

/// Hands the user a file, as a download. Says whether the browser took it.
pub fn download(name: &str, kind: &str, text: &str) -> bool {
    let hand_over = || {
        let properties = BlobPropertyBag::new();
        properties.set_type(kind);
        let parts = js_sys::Array::of1(&text.into());
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

/// Reads the file that was chosen in a file field and calls back with its text.
pub fn read(event: &Event, back: impl FnOnce(String) + 'static) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(file) = input.as_ref().and_then(|input| input.files()?.get(0)) else { return };
    let Ok(reader) = FileReader::new() else { return };
    let loaded = {
        let reader = reader.clone();
        Closure::once_into_js(move || back(reader.result().ok().and_then(|text| text.as_string()).unwrap_or_default()))
    };
    reader.set_onloadend(Some(loaded.unchecked_ref()));
    let _ = reader.read_as_text(&file);
    // The same file may be chosen again.
    if let Some(input) = input {
        input.set_value("");
    }
}
