//! Keeping the answers: every change is written to the browser's store and into the page itself, as long as nobody else
//! has written meanwhile. What goes wrong is told, and nothing that was typed is lost by it.

use crate::embedded;
use crate::host::{self, element, page, store};
use crate::state::{Action, RulesRef, State, TextSize};
use crate::storage::library::{Item, Last, Library, Put, Revision};
use crate::storage::password;
use crate::storage::record::{self, Refused};
use serde_json::{Value, json};
use std::cell::{Ref, RefCell, RefMut};
use std::collections::BTreeMap;
use std::rc::Rc;
use tidu_core::proof::{self, Unreadable};
use yew::prelude::*;

/// What is kept, and how it stands with it.
pub struct SessionState {
    library: Library,
    /// The enterprise that is open.
    id: String,
    /// The revision of it that this window has read or written.
    seen: Option<Revision>,
    /// Whether it is kept at all.
    stored: bool,
    /// Whether the tab holds it for when it is loaded anew.
    held: bool,
    /// Its answers as they were read or written last.
    kept: Value,
    /// The size of letters that is remembered.
    size: TextSize,
    /// What is to be kept as soon as it is painted.
    waiting: Option<Rc<State>>,
    /// Every enterprise kept.
    pub items: Vec<Item>,
    /// Why nothing is kept.
    pub trouble: Option<store::Trouble>,
    /// What another window made of the same enterprise: another record, or none.
    pub conflict: Option<Option<Value>>,
    /// The enterprise that was taken away last.
    pub removed: Option<(Item, Value)>,
    /// Answers under a password that the page carries.
    pub sealed: Option<Value>,
    /// Why something was not opened.
    pub refused: Option<Refusal>,
    /// Whether a copy was handed out, and with a password.
    pub copied: Option<Copied>,
    /// The answers of that copy as text, for who finds no file.
    pub copy: String,
}

/// Why something was not opened.
#[derive(Clone, Copy, PartialEq)]
pub enum Refusal {
    /// For what it is.
    Saved(Refused),
    /// For its password.
    Seal(password::Refused),
    /// For what was handed on.
    Proof(Unreadable),
    /// The program has stopped each time it was opened.
    Stopped,
}

/// What came of a copy.
#[derive(Clone, Copy, PartialEq)]
pub enum Copied {
    /// It was handed to the browser, open to anybody.
    Plain,
    /// It was handed to the browser, under a password.
    Sealed,
    /// The browser did not take it.
    Failed,
}

/// What is kept, and what can be done with it: a handle that components share.
#[derive(Clone)]
pub struct Session {
    inner: Rc<RefCell<SessionState>>,
    state: UseReducerHandle<State>,
    /// How often something was to be told when this was made. A handle of a state would not do: it reads what is now.
    turn: u32,
    turns: UseStateHandle<u32>,
}

impl PartialEq for Session {
    fn eq(&self, other: &Session) -> bool {
        self.turn == other.turn
    }
}

/// What the page begins with: the answers it carries, or those that were open last in this browser, or none.
pub fn begin(rules: RulesRef) -> (State, Rc<RefCell<SessionState>>) {
    let today = host::today();
    let store: Rc<dyn store::Store> = if element::may_keep() { Rc::new(store::Browser) } else { Rc::new(store::Memory::default()) };
    let library = Library::new(store, host::nonce());
    let size = library.size().map(|size| TextSize::from_id(&size));
    let mut state = State { id: host::nonce(), size: size.unwrap_or_default(), ..State::new(rules, today) };
    let (mut sealed, mut refused) = (None, None);
    let mut open = |saved: &Value, today| match record::read(saved, &state, today) {
        Ok(opened) => Some(opened),
        Err(why) => {
            refused = Some(Refusal::Saved(why));
            None
        }
    };
    let carried = page::carried().map(|text| tidu_core::json::read(&text).unwrap_or_default()).or_else(element::answers);
    let opened = match carried {
        Some(carried) if password::is_sealed(&carried) => {
            sealed = Some(carried);
            None
        }
        Some(carried) => open(&carried, None).map(|opened| (opened, carried["place"].clone())),
        None => {
            let held =
                (!element::is_embedded()).then(store::take_held).flatten().and_then(|text| serde_json::from_str::<Value>(&text).ok());
            let last = || match library.open_last() {
                Last::None => None,
                Last::Stopped => {
                    refused = Some(Refusal::Stopped);
                    None
                }
                Last::At(id, place) => match record::read(&library.get(&id).ok()??, &state, Some(today)) {
                    Ok(opened) => Some((State { id, ..opened }, place)),
                    Err(why) => {
                        refused = Some(Refusal::Saved(why));
                        None
                    }
                },
            };
            held.and_then(|held| Some((record::read(&held, &state, None).ok()?, held["place"].clone()))).or_else(last)
        }
    };
    if let Some((opened, place)) = opened {
        state = opened;
        record::go_to(&mut state, &place);
        // What was chosen in this browser last, whoever's answers are open.
        state.size = size.unwrap_or(state.size);
        if state.id.is_empty() {
            state.id = host::nonce();
        }
    }
    if element::is_embedded() {
        embedded::begin(&mut state);
    } else if let Some(address) = host::address().filter(|address| !address.is_empty()) {
        match record::proved(&address, host::nonce(), &state) {
            Ok(opened) => state = opened.instead_of(&state),
            Err(why) if proof::is_proof(&address) => refused = Some(Refusal::Proof(why)),
            Err(_) => state.go(&address),
        }
    }
    let inner = SessionState::new(library, &state, sealed, refused);
    // Behind it, so that it is kept like any answer given now.
    if let Ok(early) = serde_json::from_str(&page::take_answered()) {
        record::go_on(&mut state, &early);
    }
    (state, Rc::new(RefCell::new(inner)))
}

impl SessionState {
    /// Begins with these answers, what the page carries under a password, and why something was not opened.
    pub fn new(library: Library, state: &State, sealed: Option<Value>, refused: Option<Refusal>) -> SessionState {
        let mut inner = SessionState {
            library,
            id: String::new(),
            seen: None,
            stored: false,
            held: false,
            kept: Value::Null,
            size: state.size,
            waiting: None,
            items: Vec::new(),
            trouble: None,
            conflict: None,
            removed: None,
            sealed,
            refused,
            copied: None,
            copy: String::new(),
        };
        inner.take_up(state);
        inner
    }

    fn list(&mut self) {
        match self.library.items() {
            Ok(items) => self.items = items,
            Err(trouble) => self.trouble = Some(trouble),
        }
    }

    /// Begins with an enterprise as it is; it is written as soon as something is changed.
    fn take_up(&mut self, state: &State) {
        let there = self.library.get(&state.id).ok().flatten();
        self.id.clone_from(&state.id);
        self.kept = record::write(state);
        self.seen = there.as_ref().and_then(Revision::of);
        self.stored = there.is_some();
        self.conflict = there.filter(|there| !same(there, &self.kept)).map(Some);
        self.list();
    }

    /// Keeps what waits for it. Says whether anything is to be told anew.
    fn keep_waiting(&mut self) -> bool {
        self.waiting.take().is_some_and(|state| self.keep(&state))
    }

    /// Writes what has changed. Says whether anything is to be told anew.
    fn keep(&mut self, state: &State) -> bool {
        // A copy of the answers is held outside this module, should the module fail; not of those that came under a
        // password, which would then lie about in the open.
        let record = record::write(state);
        let open = if state.secret { "null".to_owned() } else { placed(record.clone(), state).to_string() };
        element::tell("answers", &open);
        // What came under a password is written nowhere in the open, and the page carries it as it came: the answers of
        // another enterprise, which stood there before, are not to be taken for these.
        if state.secret {
            self.id.clone_from(&state.id);
            page::carry(&self.sealed.as_ref().map(Value::to_string).unwrap_or_default());
            return false;
        }
        if state.id != self.id {
            self.take_up(state);
            self.carry(state, &open);
            self.remember(state);
            return true;
        }
        self.carry(state, &open);
        if same(&record, &self.kept) || self.conflict.is_some() {
            self.remember(state);
            return false;
        }
        self.copied = None;
        if state.is_blank() {
            // Nothing is left to be kept; what is kept of this enterprise goes, unless another window has changed it.
            let there = self.library.get(&self.id).ok().flatten();
            if there.as_ref().and_then(Revision::of) == self.seen {
                let _ = self.library.remove(&self.id);
                (self.seen, self.stored, self.kept) = (None, false, record);
            } else {
                self.conflict = Some(there);
            }
            self.list();
            return true;
        }
        match self.library.put(&self.id, &record, self.seen.as_ref(), &host::now()) {
            Ok(Put::Done(revision)) => {
                let news = self.seen.is_none() || self.trouble.is_some() || record["case"]["name"] != self.kept["case"]["name"];
                (self.seen, self.stored, self.kept, self.trouble) = (Some(revision), true, record, None);
                self.remember(state);
                if news {
                    self.list();
                }
                news
            }
            Ok(Put::Other(there)) => {
                self.conflict = Some(there);
                true
            }
            Err(trouble) => {
                self.remember(state);
                self.fail(trouble)
            }
        }
    }

    /// Where somebody stands, for the next visit. What is not kept, such as an example that was only looked at, is held for
    /// as long as the tab is there. Should it fail, writing the answers fails as well, and that is told.
    fn remember(&mut self, state: &State) {
        let hold = !element::is_embedded() && self.sealed.is_none() && !state.is_blank();
        if hold && (!self.stored || self.trouble.is_some()) {
            self.held = store::hold(Some(&placed(record::write(state), state).to_string()));
        } else if self.held {
            self.held = !store::hold(None);
        }
        if self.stored {
            let _ = self.library.remember(&self.id, &record::place(state));
        }
        // Also where nothing else is kept yet; where the store is barred it lasts as long as the page.
        if state.size != self.size {
            self.size = state.size;
            let _ = self.library.set_size(state.size.id());
        }
    }

    fn fail(&mut self, trouble: store::Trouble) -> bool {
        self.trouble.replace(trouble) != Some(trouble)
    }

    /// The page itself carries the answers too; what it carries under a password stays until it is opened.
    fn carry(&self, state: &State, open: &str) {
        if self.sealed.is_none() {
            page::carry(if state.is_blank() { "" } else { open });
        }
    }
}

/// What goes into a copy: the answers, where somebody stands, and when.
fn placed(mut record: Value, state: &State) -> Value {
    record["place"] = record::place(state);
    record["changed"] = json!(host::now());
    record
}

/// Whether two records have the same answers, whenever and by whom they were written.
fn same(a: &Value, b: &Value) -> bool {
    // A day that nobody chose is the day it is.
    let day = |of: &Value| if of["day"].is_null() { of["case"]["as_of"].clone() } else { of["day"].clone() };
    let floating = a["day"].is_null() && b["day"].is_null();
    (floating || day(a) == day(b))
        && alike(a, b, &["revision", "changed", "place", "day", "case"])
        && alike(&a["case"], &b["case"], &["as_of"])
}

/// Whether two objects say the same but for these keys. An older version has not written what is empty.
fn alike(a: &Value, b: &Value, but: &[&str]) -> bool {
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(of) => of.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    };
    let says = |of: &Value| -> BTreeMap<String, Value> {
        let told = of.as_object().into_iter().flatten().filter(|(key, value)| !but.contains(&key.as_str()) && !is_empty(value));
        told.map(|(key, value)| (key.clone(), value.clone())).collect()
    };
    says(a) == says(b)
}

/// Keeps what is on the page, from now on: what has changed waits for [`Session::settle`], and at the latest for the next
/// change, for anything else that is done, or until one goes.
#[hook]
pub fn use_session(state: &UseReducerHandle<State>, snapshot: &Rc<State>, inner: &Rc<RefCell<SessionState>>) -> Session {
    let turns = use_state(|| 0);
    let keeping = Session { inner: inner.clone(), state: state.clone(), turn: *turns, turns };
    // Nobody waits for an answer to be written, but everybody for what follows from it. Before the next one is looked at,
    // which may fail, the last one is safe.
    keeping.settle();
    {
        let keeping = keeping.clone();
        use_effect_with(snapshot.clone(), move |state| {
            keeping.inner.borrow_mut().waiting = Some(state.clone());
        });
    }
    {
        let keeping = keeping.clone();
        use_effect_with((), move |()| {
            let leaving = keeping.clone();
            host::on_leaving(move || leaving.settle());
            host::on_stored(move |key| keeping.heard(key));
        });
    }
    keeping
}

/// The session a component belongs to.
#[hook]
pub fn use_desk() -> Session {
    use_context::<Session>().unwrap_or_else(|| unreachable!("every component stands below App"))
}

impl Session {
    /// The state as it is now, and the way to change it.
    pub fn state(&self) -> &UseReducerHandle<State> {
        &self.state
    }

    /// What is to be told.
    pub fn inner(&self) -> Ref<'_, SessionState> {
        self.inner.borrow()
    }

    /// What is kept, for doing something with it, when nothing waits to be written any more.
    fn desk_mut(&self) -> RefMut<'_, SessionState> {
        self.settle();
        self.inner.borrow_mut()
    }

    /// Keeps what waits for it.
    pub fn settle(&self) {
        let told = self.inner.borrow_mut().keep_waiting();
        if told {
            self.tell();
        }
    }

    fn tell(&self) {
        self.turns.set(*self.turns + 1);
    }

    /// Another window has written something.
    fn heard(&self, key: Option<String>) {
        {
            let mut inner = self.desk_mut();
            inner.list();
            let mine = key.as_deref().is_none_or(|key| Library::of_key(key) == Some(inner.id.as_str()));
            if mine {
                let there = inner.library.get(&inner.id).ok().flatten();
                if there.as_ref().and_then(Revision::of) != inner.seen {
                    inner.conflict = match &there {
                        Some(there) if same(there, &inner.kept) => None,
                        _ => Some(there.clone()),
                    };
                    if inner.conflict.is_none() {
                        inner.seen = there.as_ref().and_then(Revision::of);
                    }
                }
            }
        }
        self.tell();
    }

    /// Opens saved answers.
    fn open(&self, saved: &Value, secret: bool) {
        let outcome = record::read(saved, &self.state, None);
        {
            let mut inner = self.desk_mut();
            inner.refused = outcome.as_ref().err().map(|why| Refusal::Saved(*why));
        }
        if let Ok(mut opened) = outcome {
            opened.secret = secret;
            if opened.id.is_empty() {
                opened.id = host::nonce();
            }
            if saved["place"].is_object() {
                record::go_to(&mut opened, &saved["place"]);
            }
            self.state.dispatch(Action::Open(Box::new(opened)));
        }
        self.tell();
    }

    /// Changes to another enterprise of the list.
    pub fn switch(&self, id: &str) {
        let record = self.inner().library.get(id).ok().flatten();
        match record.map(|record| record::read(&record, &self.state, Some(host::today()))) {
            Some(Ok(opened)) => {
                self.desk_mut().refused = None;
                self.state.dispatch(Action::Open(Box::new(State { id: id.to_owned(), ..opened })));
            }
            Some(Err(why)) => self.desk_mut().refused = Some(Refusal::Saved(why)),
            None => self.desk_mut().list(),
        }
        self.tell();
    }

    /// Begins with another enterprise.
    pub fn another(&self) {
        self.state.dispatch(Action::New(host::nonce()));
    }

    /// Gives an enterprise another name.
    pub fn rename(&self, id: &str, name: String) {
        if id == self.state.id {
            self.state.dispatch(Action::Name(name));
            return;
        }
        {
            let mut inner = self.desk_mut();
            // What cannot be opened, a record of a later version above all, is left as it is.
            let refused = inner.library.get(id).ok().flatten().and_then(|record| record::read(&record, &self.state, None).err());
            match refused {
                Some(why) => inner.refused = Some(Refusal::Saved(why)),
                None => {
                    if let Err(trouble) = inner.library.rename(id, &name) {
                        inner.trouble = Some(trouble);
                    }
                }
            }
            inner.list();
        }
        self.tell();
    }

    /// Takes an enterprise away; it can be brought back.
    pub fn remove(&self, item: &Item) {
        {
            let mut inner = self.desk_mut();
            match inner.library.remove(&item.id) {
                Ok(record) => inner.removed = record.map(|record| (item.clone(), record)),
                Err(trouble) => inner.trouble = Some(trouble),
            }
            inner.list();
        }
        if item.id == self.state.id {
            self.state.dispatch(Action::New(host::nonce()));
        }
        self.tell();
    }

    /// Brings back what was taken away last.
    pub fn bring_back(&self) {
        let removed = self.desk_mut().removed.clone();
        if let Some((item, record)) = removed {
            let outcome = self.inner().library.put_back(&item.id, &record);
            let back = outcome.is_ok();
            match outcome {
                // While there is no room for it, it stays at hand.
                Err(trouble) => self.desk_mut().trouble = Some(trouble),
                Ok(()) => self.desk_mut().removed = None,
            }
            self.desk_mut().list();
            if back && self.state.is_blank() {
                self.switch(&item.id);
            }
        }
        self.tell();
    }

    /// Takes what the other window made of the enterprise.
    pub fn take_other(&self) {
        let conflict = self.desk_mut().conflict.take();
        match conflict.flatten() {
            Some(there) => {
                // The enterprise is taken up anew, with the revision it has now.
                self.desk_mut().id.clear();
                self.open(&there, false);
            }
            None => self.another(),
        }
        self.tell();
    }

    /// Keeps what is on this page as well: as an enterprise of its own, or, where the other window took it away, again.
    pub fn keep_both(&self, name: String) {
        let conflict = self.desk_mut().conflict.take();
        {
            let mut inner = self.desk_mut();
            match conflict {
                Some(None) => {
                    // Nothing counts as kept, so that all of it is written.
                    (inner.seen, inner.kept) = (None, Value::Null);
                    inner.keep(&self.state);
                }
                _ => {
                    let forked = State { id: host::nonce(), name: name.clone(), ..(*self.state).clone() };
                    let record = record::write(&forked);
                    if let Err(trouble) = inner.library.put(&forked.id, &record, None, &host::now()) {
                        inner.trouble = Some(trouble);
                    }
                    self.state.dispatch(Action::Fork(forked.id, name));
                }
            }
        }
        self.tell();
    }

    /// Opens what the page carries under a password.
    pub fn unlock(&self, password: &str) {
        let Some(sealed) = self.inner().sealed.clone() else { return };
        match password::open(&sealed, password).map(|text| tidu_core::json::read(&text).unwrap_or_default()) {
            // The page goes on carrying them under their password; only this window has them in the open.
            Ok(saved) => self.open(&saved, true),
            Err(why) => self.desk_mut().refused = Some(Refusal::Seal(why)),
        }
        self.tell();
    }

    /// Opens a file of saved answers, or a saved page that carries some.
    pub fn open_file(&self, text: &str) {
        match record::find_in(text) {
            Some(sealed) if password::is_sealed(&sealed) => {
                let mut inner = self.desk_mut();
                (inner.sealed, inner.refused) = (Some(sealed), None);
            }
            Some(saved) => return self.open(&saved, false),
            None => self.desk_mut().refused = Some(Refusal::Saved(Refused::Unreadable)),
        }
        self.tell();
    }

    /// Opens what somebody handed on: a link, or the text of one.
    pub fn open_proof(&self, text: &str) {
        let outcome = record::proved(text, host::nonce(), &self.state);
        self.desk_mut().refused = outcome.as_ref().err().map(|why| Refusal::Proof(*why));
        if let Ok(opened) = outcome {
            self.state.dispatch(Action::Open(Box::new(opened)));
        }
        self.tell();
    }

    /// Hands out a copy of the page under its title in Chinese, or, where the page is not one file, a file with the answers.
    pub fn hand_out(&self, password: &str, name: &str, title: &str) {
        let record = placed(record::write(&self.state), &self.state).to_string();
        let json = match password {
            "" => Some(record),
            password => {
                host::random::<{ password::RANDOM }>().and_then(|random| password::seal(&record, password, &random)).map(|s| s.to_string())
            }
        };
        let taken = json.as_ref().is_some_and(|json| match page::is_single() {
            true => page::copy(json, title).is_some_and(|page| host::file::download(&format!("{name}.html"), "text/html", &page)),
            false => host::file::download(&format!("{name}.json"), "application/json", json),
        });
        self.desk_mut().copy = json.unwrap_or_default();
        self.desk_mut().copied = Some(match (taken, password) {
            (false, _) => Copied::Failed,
            (true, "") => Copied::Plain,
            (true, _) => Copied::Sealed,
        });
        self.tell();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_of_an_older_version_is_no_strangers() {
        let now = json!({ "id": "x", "typed": {}, "done": [], "kept": [], "day": "2026-11-23", "case": { "name": "", "procedures": {}, "facts": { "staff": 1 } } });
        for without in ["kept", "done", "typed"] {
            let mut older = now.clone();
            older.as_object_mut().unwrap().remove(without);
            assert!(same(&older, &now), "{without}");
        }
        let older = json!({ "id": "x", "day": "2026-11-23", "case": { "facts": { "staff": 1 } } });
        assert!(same(&older, &now));
        let other = json!({ "id": "x", "day": "2026-11-23", "kept": ["staff"], "case": { "facts": { "staff": 1 } } });
        assert!(!same(&other, &now));
    }

    /// Who needs large letters needs them before there is anything to keep.
    #[test]
    fn the_size_of_letters_is_kept_where_nothing_else_is() {
        let rules = RulesRef(Rc::new(tidu_core::packs::built_in().unwrap()), Rc::default());
        let state = State::new(rules, tidu_core::day::Day::parse("2026-11-23").unwrap());
        let store = Rc::new(store::Memory::default());
        let mut inner = SessionState::new(Library::new(store.clone(), "a".to_owned()), &state, None, None);
        inner.remember(&state);
        assert_eq!(inner.library.size(), None);
        inner.remember(&State { size: TextSize::Larger, ..state.clone() });
        assert_eq!(Library::new(store, "b".to_owned()).size().as_deref(), Some("larger"));
        assert_eq!(inner.library.items(), Ok(Vec::new()));
    }

    #[test]
    fn only_what_was_answered_makes_two_records_differ() {
        let record = |day: Value, as_of: &str, staff: u32, number: u32| json!({ "day": day, "revision": number, "changed": number, "case": { "as_of": as_of, "facts": { "staff": staff } } });
        let (null, typed) = (Value::Null, json!("2026-11-23"));
        for (a, b, expected) in [
            (record(null.clone(), "2026-11-23", 1, 1), record(null.clone(), "2027-01-01", 1, 2), true),
            (record(null.clone(), "2026-11-23", 1, 1), record(typed.clone(), "2026-11-23", 1, 2), true),
            (record(null.clone(), "2026-11-24", 1, 1), record(typed.clone(), "2026-11-23", 1, 1), false),
            (record(typed.clone(), "2026-11-23", 1, 1), record(json!("2026-11-2"), "2026-11-23", 1, 1), false),
            (record(null.clone(), "2026-11-23", 1, 1), record(null, "2026-11-23", 2, 1), false),
        ] {
            assert_eq!(same(&a, &b), expected, "{a} {b}");
        }
    }
}
