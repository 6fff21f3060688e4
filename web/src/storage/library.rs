//! The enterprises kept between visits, over any [`Store`]. Every record carries a revision, so that two windows never
//! write over each other without knowing.

use crate::host::store::{Store, Trouble};
use serde_json::{Value, json};
use std::rc::Rc;

/// The keys: one for each enterprise, one for where somebody stood last, and one for the size of letters.
const ENTERPRISE: &str = "tidu/enterprise/";
const LAST: &str = "tidu/last";
/// The size of letters, which somebody needs before there is anything to keep.
const SIZE: &str = "tidu/size";

/// Which writing of an enterprise this is, and by which window.
#[derive(Clone, PartialEq, Debug)]
pub struct Revision {
    number: u64,
    by: String,
}

impl Revision {
    /// The revision a record carries.
    pub fn of(record: &Value) -> Option<Revision> {
        let revision = &record["revision"];
        Some(Revision { number: revision["number"].as_u64()?, by: revision["by"].as_str()?.to_owned() })
    }
}

/// One enterprise in the list.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// Its name as it was entered, which may be empty.
    pub name: String,
    /// When it was last written, by the clock of the device.
    pub changed: String,
}

/// What came of writing.
#[derive(Clone, PartialEq, Debug)]
pub enum Put {
    /// It is written.
    Done(Revision),
    /// Somebody else has written meanwhile, this or that the enterprise is gone; nothing was written.
    Other(Option<Value>),
}

/// The enterprise that was open last.
#[derive(Clone, PartialEq, Debug)]
pub enum Last {
    /// There is none.
    None,
    /// Its id, and the place somebody stood at.
    At(String, Value),
    /// It has stopped the program whenever it was opened.
    Stopped,
}

/// How often an enterprise is opened by itself without anything coming of it. Twice, for a tab may also be closed early.
const TRIES: u64 = 2;

/// The enterprises in a store, as one window sees them.
pub struct Library {
    store: Rc<dyn Store>,
    window: String,
}

impl Library {
    /// A window's view of it, which has a name that no other has.
    pub fn new(store: Rc<dyn Store>, window: String) -> Library {
        Library { store, window }
    }

    /// The enterprises, last written first.
    pub fn items(&self) -> Result<Vec<Item>, Trouble> {
        let mut items = Vec::new();
        for key in self.store.keys()? {
            let Some(id) = key.strip_prefix(ENTERPRISE) else { continue };
            let Some(record) = self.get(id)? else { continue };
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let case = if record["case"].is_object() { &record["case"] } else { &record };
            items.push(Item { id: id.to_owned(), name: text(&case["name"]), changed: text(&record["changed"]) });
        }
        items.sort_by(|a, b| (&b.changed, &a.id).cmp(&(&a.changed, &b.id)));
        Ok(items)
    }

    /// The record of an enterprise. One that cannot be read counts as none, and is not touched.
    pub fn get(&self, id: &str) -> Result<Option<Value>, Trouble> {
        Ok(self.store.get(&format!("{ENTERPRISE}{id}"))?.and_then(|text| tidu_core::json::read(&text).ok()))
    }

    /// Writes a record in place of the revision that this window has seen; nothing is written over any other.
    pub fn put(&self, id: &str, record: &Value, seen: Option<&Revision>, now: &str) -> Result<Put, Trouble> {
        let there = self.get(id)?;
        let revision = there.as_ref().and_then(Revision::of);
        if revision.as_ref() != seen {
            return Ok(Put::Other(there));
        }
        let next = Revision { number: revision.map_or(0, |r| r.number) + 1, by: self.window.clone() };
        let mut record = record.clone();
        record["revision"] = json!({ "number": next.number, "by": next.by });
        record["changed"] = json!(now);
        self.store.put(&format!("{ENTERPRISE}{id}"), &record.to_string())?;
        Ok(Put::Done(next))
    }

    /// Gives an enterprise another name. It keeps its time and by that its place in the list, in which somebody is about to
    /// press “done”.
    pub fn rename(&self, id: &str, name: &str) -> Result<(), Trouble> {
        let Some(mut record) = self.get(id)? else { return Ok(()) };
        let seen = Revision::of(&record);
        // A case that stands alone has its name itself.
        let case = if record["case"].is_object() { &mut record["case"] } else { &mut record };
        let Value::Object(case) = case else { return Ok(()) };
        case.insert("name".to_owned(), json!(name));
        let changed = record["changed"].as_str().unwrap_or_default().to_owned();
        self.put(id, &record, seen.as_ref(), &changed).map(|_| ())
    }

    /// Takes an enterprise away and returns it as it was.
    pub fn remove(&self, id: &str) -> Result<Option<Value>, Trouble> {
        let record = self.get(id)?;
        self.store.remove(&format!("{ENTERPRISE}{id}"))?;
        Ok(record)
    }

    /// Puts back what was taken away.
    pub fn put_back(&self, id: &str, record: &Value) -> Result<(), Trouble> {
        self.store.put(&format!("{ENTERPRISE}{id}"), &record.to_string())
    }

    /// The enterprise that was open last, to be opened. One that has stopped the program whenever it was opened, so that
    /// nothing was remembered since, is not opened by itself again, or there would be no way past it.
    pub fn open_last(&self) -> Last {
        let text = self.store.get(LAST).ok().flatten();
        let Some(Value::Object(mut last)) = text.and_then(|text| tidu_core::json::read(&text).ok()) else { return Last::None };
        let Some(id) = last.get("id").and_then(Value::as_str).map(str::to_owned) else { return Last::None };
        let tried = last.get("tried").and_then(Value::as_u64).unwrap_or_default();
        if tried >= TRIES {
            return Last::Stopped;
        }
        last.insert("tried".to_owned(), json!(tried + 1));
        let place = last.get("place").cloned().unwrap_or_default();
        // Where it cannot be written, nothing else can, and nothing was kept.
        let _ = self.store.put(LAST, &Value::Object(last).to_string());
        Last::At(id, place)
    }

    /// Remembers it.
    pub fn remember(&self, id: &str, place: &Value) -> Result<(), Trouble> {
        self.store.put(LAST, &json!({ "id": id, "place": place }).to_string())
    }

    /// The name of the size that letters were set to.
    pub fn size(&self) -> Option<String> {
        self.store.get(SIZE).ok().flatten()
    }

    /// Remembers it.
    pub fn set_size(&self, size: &str) -> Result<(), Trouble> {
        self.store.put(SIZE, size)
    }

    /// The enterprise a key of the store belongs to.
    pub fn of_key(key: &str) -> Option<&str> {
        key.strip_prefix(ENTERPRISE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::store::Memory;

    fn record(name: &str) -> Value {
        json!({ "case": { "name": name, "facts": {} } })
    }

    fn two_windows() -> (Library, Library, Rc<Memory>) {
        let store = Rc::new(Memory::default());
        let library = |window: &str| Library::new(store.clone(), window.to_owned());
        (library("a"), library("b"), store)
    }

    #[track_caller]
    fn done(put: Result<Put, Trouble>) -> Revision {
        match put {
            Ok(Put::Done(revision)) => revision,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn two_windows_do_not_write_over_each_other() {
        let (a, b, _) = two_windows();
        let first = done(a.put("x", &record("甲"), None, "1"));
        // The other window has read it, and both go on from there.
        let seen = Revision::of(&b.get("x").unwrap().unwrap());
        assert_eq!(seen.as_ref(), Some(&first));
        let second = done(a.put("x", &record("甲改"), Some(&first), "2"));
        let refused = b.put("x", &record("乙改"), seen.as_ref(), "3").unwrap();
        let Put::Other(Some(there)) = refused else { panic!("{refused:?}") };
        assert_eq!(there["case"]["name"], "甲改");
        assert_eq!(Revision::of(&there), Some(second.clone()));
        // Knowing it, the other window may.
        done(b.put("x", &record("乙改"), Some(&second), "4"));
        // The same number of another window is another revision.
        assert!(matches!(a.put("x", &record("甲"), Some(&Revision { number: 3, by: "a".into() }), "5"), Ok(Put::Other(_))));
    }

    #[test]
    fn what_another_window_took_away_is_not_written_unseen() {
        let (a, b, _) = two_windows();
        let seen = done(a.put("x", &record("甲"), None, "1"));
        b.remove("x").unwrap();
        assert_eq!(a.put("x", &record("甲"), Some(&seen), "2"), Ok(Put::Other(None)));
        done(a.put("x", &record("甲"), None, "3"));
    }

    #[test]
    fn enterprises_are_listed_renamed_removed_and_brought_back() {
        let (a, _, store) = two_windows();
        store.put("somebody else's", "not ours").unwrap();
        store.put("tidu/enterprise/broken", "{").unwrap();
        done(a.put("x", &record("甲"), None, "2026-11-23 09:00"));
        done(a.put("y", &record("乙"), None, "2026-11-23 10:00"));
        let names = || a.items().unwrap().into_iter().map(|item| item.name).collect::<Vec<_>>();
        assert_eq!(names(), ["乙", "甲"]);
        a.rename("x", "丙").unwrap();
        assert_eq!(names(), ["乙", "丙"], "a new name moves nothing");
        let removed = a.remove("x").unwrap().unwrap();
        assert_eq!(names(), ["乙"]);
        a.put_back("x", &removed).unwrap();
        assert_eq!(names(), ["乙", "丙"]);
        assert_eq!(store.get("tidu/enterprise/broken").unwrap().as_deref(), Some("{"), "what cannot be read is not touched");
    }

    #[test]
    fn what_is_no_record_harms_nothing() {
        let (a, _, store) = two_windows();
        for text in ["\"hello\"", "5", "[1]", "null", "{\"case\":5}", "{\"facts\":{}}", "{}"] {
            store.put("tidu/enterprise/x", text).unwrap();
            assert_eq!(a.items().unwrap().len(), 1, "{text}");
            a.rename("x", "甲").unwrap();
            a.remember("x", &json!({})).unwrap();
            assert_eq!(a.open_last(), Last::At("x".to_owned(), json!({})));
            store.put("tidu/last", text).unwrap();
            assert_eq!(a.open_last(), Last::None);
        }
        store.put("tidu/enterprise/x", "{\"facts\":{}}").unwrap();
        a.rename("x", "甲").unwrap();
        assert_eq!(a.items().unwrap()[0].name, "甲");
        assert!(a.get("x").unwrap().unwrap().get("case").is_none());
    }

    #[test]
    fn a_store_that_fails_says_so_and_keeps_what_it_has() {
        let (a, _, store) = two_windows();
        let seen = done(a.put("x", &record("甲"), None, "1"));
        for trouble in [Trouble::Full, Trouble::Barred] {
            store.trouble.replace(Some(trouble));
            assert_eq!(a.put("x", &record("甲改"), Some(&seen), "2"), Err(trouble));
            assert_eq!(a.remember("x", &json!({})), Err(trouble));
        }
        store.trouble.replace(None);
        assert_eq!(a.get("x").unwrap().unwrap()["case"]["name"], "甲");
    }

    #[test]
    fn where_somebody_stood_is_remembered() {
        let (a, b, _) = two_windows();
        assert_eq!(a.open_last(), Last::None);
        let place = json!({ "screen": "result" });
        for _ in 0..5 {
            a.remember("x", &place).unwrap();
            assert_eq!(b.open_last(), Last::At("x".to_owned(), place.clone()));
        }
        // From here on nobody gets as far as to remember anything.
        assert_eq!(b.open_last(), Last::At("x".to_owned(), place.clone()));
        assert_eq!(b.open_last(), Last::Stopped);
        a.remember("y", &place).unwrap();
        assert_eq!(b.open_last(), Last::At("y".to_owned(), place));
    }
}
