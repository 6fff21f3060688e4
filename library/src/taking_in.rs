//! Enterprises that come from outside, held against those that are there: what is new, what differs. Nothing stands before it is
//! confirmed: a proposal is changes for the [`crate::Journal`].

use crate::change::{Change, Told, key, single};
use crate::firm::{Firm, as_record};
use crate::library::Library;
use crate::words as m;
use serde_json::{Map, Value};
use std::collections::HashMap;
use tidu_core::text::{Lang, Text};
use tidu_core::vocabulary::Vocabulary;
use tidu_sheets::is_credit_code;

/// An enterprise as it comes from a sheet, a case or a saved record.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// Where it came from: the number of its row, or of its file.
    pub from: usize,
    /// Its name; empty where it does not say.
    pub name: String,
    /// Its 统一社会信用代码, checked; empty where it does not say.
    pub code: String,
    /// Its street or town; empty where it does not say.
    pub street: String,
    /// Who looks after it; empty where it does not say.
    pub officer: String,
    /// Its answers as the widget saves them.
    record: Value,
}

/// What comes of what came.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proposal {
    /// Each enterprise, in the order in which it came first.
    pub items: Vec<Item>,
}

/// What comes of one enterprise.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// Where it came from, each time.
    pub from: Vec<usize>,
    /// What it is.
    pub kind: Kind,
    /// What changes, where anything does.
    pub change: Option<Change>,
}

/// What an enterprise that comes is to the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// It is not there yet.
    New,
    /// It is there, and something differs.
    Updated,
    /// It is there as it comes.
    Unchanged,
    /// Nobody can tell which of several of this name it is.
    Several,
    /// It has neither a code nor a name.
    Nameless,
}

impl Kind {
    /// What it is and, where it is not taken, what to do.
    pub fn text(self) -> Text {
        match self {
            Kind::New => m::TAKEN_NEW.text([]),
            Kind::Updated => m::TAKEN_UPDATED.text([]),
            Kind::Unchanged => m::TAKEN_UNCHANGED.text([]),
            Kind::Several => m::TAKEN_SEVERAL.text([]),
            Kind::Nameless => m::TAKEN_NAMELESS.text([]),
        }
    }
}

impl Incoming {
    /// An enterprise of a sheet.
    pub fn of_sheet(vocabulary: &Vocabulary, firm: &tidu_sheets::Firm) -> Incoming {
        Incoming {
            from: firm.row,
            name: firm.name.clone(),
            code: firm.code.clone().unwrap_or_default(),
            street: firm.street.clone(),
            officer: firm.officer.clone(),
            record: as_record(firm.answers.write(vocabulary)),
        }
    }

    /// A case of the public contract or a record as the widget saves it, and the number of its file; none where it is neither.
    pub fn of_case(from: usize, value: Value) -> Option<Incoming> {
        if !value["case"].is_object() && !value["facts"].is_object() {
            return None;
        }
        let record = as_record(value);
        let name = record["case"]["name"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Incoming { from, name, code: String::new(), street: String::new(), officer: String::new(), record })
    }
}

/// Holds what comes, one enterprise after the other, against what is there.
pub struct TakingIn<'l> {
    library: &'l Library,
    vocabulary: &'l Vocabulary,
    known: Known,
    /// Where those stand among the items that came, by their ids.
    places: HashMap<String, usize>,
    items: Vec<Item>,
}

impl<'l> TakingIn<'l> {
    /// Against this library; nothing came yet.
    pub fn new(library: &'l Library, vocabulary: &'l Vocabulary) -> TakingIn<'l> {
        let mut known = Known::default();
        library.firms().for_each(|firm| known.add(firm));
        TakingIn { library, vocabulary, known, places: HashMap::new(), items: Vec::new() }
    }

    /// Takes another one. `fresh` makes up the id of a new enterprise. One goes by its code, else by its very name; one of the
    /// same name and another code is another one.
    pub fn take(&mut self, one: Incoming, fresh: &mut dyn FnMut() -> String) {
        let found = self.known.find(&one);
        let id = match found {
            Found::One(id) => id,
            Found::New => fresh(),
            Found::Several | Found::Nameless => {
                let kind = if matches!(found, Found::Several) { Kind::Several } else { Kind::Nameless };
                self.items.push(Item { name: one.name, from: vec![one.from], kind, change: None });
                return;
            }
        };
        let stands = self.library.get(&id);
        let at = *self.places.entry(id.clone()).or_insert_with(|| {
            self.items.push(Item { name: String::new(), from: Vec::new(), kind: Kind::New, change: None });
            self.items.len() - 1
        });
        let item = &mut self.items[at];
        item.from.push(one.from);
        // As it would be by the rows that came before; held twice, a long list would take twice the memory.
        let came = item.change.as_ref().and_then(|change| change.applied(stands).ok().flatten());
        let mut firm = came.or_else(|| stands.cloned()).unwrap_or_else(|| Firm::new(id));
        firm.version = stands.map_or(0, |stands| stands.version);
        take(self.vocabulary, &mut firm, one);
        self.known.add(&firm);
        item.change = Change::between(stands, Some(&firm));
        item.name.clone_from(&firm.name);
        item.kind = match (stands, &item.change) {
            (None, _) => Kind::New,
            (Some(_), None) => Kind::Unchanged,
            (Some(_), Some(_)) => Kind::Updated,
        };
    }

    /// What comes of all that came.
    pub fn end(self) -> Proposal {
        Proposal { items: self.items }
    }
}

impl Proposal {
    /// How many there are of these kinds.
    pub fn count(&self, kinds: &[Kind]) -> usize {
        self.items.iter().filter(|item| kinds.contains(&item.kind)).count()
    }

    /// What is to be done once it is confirmed, of those that were chosen.
    pub fn changes(self, chosen: impl Fn(&Item) -> bool) -> Vec<Change> {
        self.items.into_iter().filter(|item| chosen(item)).filter_map(|item| item.change).collect()
    }
}

impl Item {
    /// What differs, fact by fact.
    pub fn told(&self, vocabulary: &Vocabulary, lang: Lang) -> Vec<Told> {
        self.change.as_ref().map_or(Vec::new(), |change| change.told(vocabulary, lang))
    }
}

/// The enterprises by what they go by.
#[derive(Default)]
struct Known {
    codes: HashMap<String, String>,
    /// By name: ids, and whether each has a code.
    names: HashMap<String, Vec<(String, bool)>>,
}

enum Found {
    One(String),
    New,
    Several,
    Nameless,
}

impl Known {
    fn add(&mut self, firm: &Firm) {
        if !firm.code.is_empty() {
            self.codes.insert(firm.code.clone(), firm.id.clone());
        }
        if !firm.name.is_empty() {
            let same = self.names.entry(firm.name.clone()).or_default();
            same.retain(|(id, _)| *id != firm.id);
            same.push((firm.id.clone(), !firm.code.is_empty()));
        }
    }

    fn find(&self, one: &Incoming) -> Found {
        if let Some(id) = self.codes.get(&one.code).filter(|_| !one.code.is_empty()) {
            return Found::One(id.clone());
        }
        let same = self.names.get(&one.name).map_or(&[][..], Vec::as_slice);
        // One that has another code is another one.
        let mut same = same.iter().filter(|(_, has_code)| one.code.is_empty() || !has_code);
        match (same.next(), same.next()) {
            _ if one.name.is_empty() => match one.code.is_empty() {
                true => Found::Nameless,
                false => Found::New,
            },
            (None, _) => Found::New,
            (Some((id, _)), None) => Found::One(id.clone()),
            _ => Found::Several,
        }
    }
}

/// Takes in what an enterprise brings. What it does not bring keeps standing, and nothing is wiped by what is empty; what says
/// the same in other letters is left as it was written.
fn take(vocabulary: &Vocabulary, firm: &mut Firm, one: Incoming) {
    for (to, from) in [(&mut firm.name, one.name), (&mut firm.street, one.street), (&mut firm.officer, one.officer)] {
        if !from.is_empty() {
            *to = from;
        }
    }
    if is_credit_code(&one.code) {
        firm.code = one.code;
    }
    let mut record = firm.record();
    let Value::Object(brought) = one.record else { return };
    let mut typed = brought.get("typed").cloned().unwrap_or_default();
    let mut any = false;
    for (part, value) in brought {
        match (part.as_str(), value) {
            ("case", Value::Object(case)) => {
                let day = case.get("as_of").cloned();
                for (name, value) in case {
                    match (name.as_str(), value) {
                        ("name" | "as_of", _) => {}
                        ("facts", Value::Object(facts)) => any |= take_facts(vocabulary, &mut record, facts, &mut typed),
                        ("procedures", Value::Object(chosen)) => {
                            chosen.into_iter().for_each(|(standard, chosen)| put(&mut record["case"]["procedures"], &standard, chosen));
                        }
                        (_, Value::Null) => {}
                        (name, value) => put(&mut record["case"], name, value),
                    }
                }
                // They were given on the day they came with, as soon as one of them is new.
                let given = record["case"].get("as_of").is_some();
                if let Some(day) = day.filter(|_| any || !given) {
                    record["case"]["as_of"] = day;
                }
            }
            // Where it was kept on another device is all one here.
            ("typed" | "id" | "revision", _) | (_, Value::Null) => {}
            (part, value) => put(&mut record, part, value),
        }
    }
    firm.set_record(record);
}

/// Whether anything was taken.
fn take_facts(vocabulary: &Vocabulary, record: &mut Value, facts: Map<String, Value>, typed: &mut Value) -> bool {
    let mut any = false;
    for (id, value) in facts {
        let years = vocabulary.find(&id).is_some_and(|ix| vocabulary.fact(ix).yearly);
        match value {
            Value::Object(figures) if years => {
                for (year, value) in figures {
                    any |= take_fact(
                        vocabulary,
                        record,
                        &[&id, &year],
                        value,
                        typed.get_mut(&id).and_then(|typed| typed.get_mut(&year)).map(Value::take),
                    );
                }
            }
            value => any |= take_fact(vocabulary, record, &[&id], value, typed.get_mut(&id).map(Value::take)),
        }
    }
    any
}

fn take_fact(vocabulary: &Vocabulary, record: &mut Value, path: &[&str], value: Value, typed: Option<Value>) -> bool {
    let stands = path.iter().try_fold(&record["case"]["facts"], |at, key| at.get(key));
    let answer = key(vocabulary, path[0], &path[1..]);
    let span = |value: &Value| answer.and_then(|key| single(vocabulary, key, value).get(key));
    let is_same = stands.is_some_and(|stands| *stands == value || span(stands).is_some_and(|there| span(&value) == Some(there)));
    // “Not sure” takes nothing away from one who was sure.
    if is_same || value.is_null() && stands.is_some() {
        return false;
    }
    put_at(child(&mut record["case"], "facts"), path, value);
    match typed.filter(|typed| !typed.is_null()) {
        Some(typed) => put_at(child(record, "typed"), path, typed),
        None => forget_typed(record, path),
    }
    true
}

/// What was typed before says something else now.
fn forget_typed(record: &mut Value, path: &[&str]) {
    let Value::Object(record) = record else { return };
    let Some(Value::Object(typed)) = record.get_mut("typed") else { return };
    if let Some(figures) = typed.get_mut(path[0]).filter(|_| path.len() > 1).and_then(Value::as_object_mut) {
        figures.remove(path[1]);
    } else {
        typed.remove(path[0]);
    }
    typed.retain(|_, left| !left.as_object().is_some_and(Map::is_empty));
    if typed.is_empty() {
        record.remove("typed");
    }
}

fn put_at(into: &mut Value, path: &[&str], value: Value) {
    match path {
        [id, year] => put(child(into, id), year, value),
        _ => put(into, path[0], value),
    }
}

/// What stands under a key, which becomes an object where it is none.
fn child<'v>(value: &'v mut Value, key: &str) -> &'v mut Value {
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    &mut value[key]
}

fn put(into: &mut Value, key: &str, value: Value) {
    *child(into, key) = value;
}
