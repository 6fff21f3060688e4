//! What stands around the page: the store of the browser and other windows, which a script written by hand looks after
//! (`web/library.js`), and what is remembered of columns.

use crate::host;
use crate::host::element::tell;
use crate::host::store::{Browser, Store};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use tidu_library::{Entry, Library};

/// Under what the columns are remembered that somebody put right.
const COLUMNS: &str = "tidu/library/columns";

/// Has enterprises kept as they are now; those that are gone are taken out.
pub fn keep<'i>(library: &Library, ids: impl IntoIterator<Item = &'i str>) {
    let (mut put, mut take) = (Vec::new(), Vec::new());
    for id in ids {
        match library.get(id) {
            Some(firm) => put.push(json!({ "id": id, "version": firm.version, "text": serde_json::to_string(firm).unwrap_or_default() })),
            None => take.push(json!(id)),
        }
    }
    tell("keep", json!({ "put": put, "take": take }));
}

/// Has a step kept, so that it can be undone when the page is opened again: its changes from this one on, a part of it where it is
/// not the first.
pub fn note(entry: &Entry, from: usize) {
    let key = if from == 0 { entry.key.clone() } else { format!("{}/{from:07}", entry.key) };
    let part = Entry { key: key.clone(), what: entry.what.clone(), changes: entry.changes[from..].to_vec() };
    tell("note", json!({ "key": key, "text": serde_json::to_string(&part).unwrap_or_default() }));
}

/// Steps that are kept no longer.
pub fn forget(entries: &[Entry]) {
    entries.iter().for_each(|entry| tell("forget", json!(entry.key)));
}

/// Under what the next step is kept: later than any before.
pub fn next_key() -> String {
    format!("{:015}-{}", js_sys::Date::now(), host::nonce())
}

/// What was kept, as a list; what is damaged is left where it is.
pub fn read_all<T: DeserializeOwned>(text: &str) -> Vec<T> {
    serde_json::from_str(text).unwrap_or_else(|_| {
        let each: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
        each.into_iter().filter_map(|one| serde_json::from_value(one).ok()).collect()
    })
}

/// What columns of these headings are, as somebody said before.
pub fn columns() -> Map<String, Value> {
    let text = Browser.get(COLUMNS).ok().flatten();
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Remembers what a column of this heading is.
pub fn remember_column(heading: &str, what: Value) {
    let mut known = columns();
    known.insert(heading.to_owned(), what);
    // Where nothing is kept it is asked again.
    let _ = Browser.put(COLUMNS, &Value::Object(known).to_string());
}
