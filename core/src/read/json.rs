//! JSON walked with a finger on the place, so that every fault can be told where it stands.

use crate::day::{Day, Period};
use crate::diagnostic::{Code, Diagnostic};
use crate::json::shown;
use crate::limits::WHOLE;
use crate::messages as m;
use crate::number::{MICRO, parse_micro};
use crate::text::{Lang, Text, Told};
use crate::written::{Certainty, Cite, Procedure};
use serde_json::{Map, Value};
use std::cell::RefCell;

/// Where faults are collected.
pub(super) struct Faults {
    pack: String,
    found: RefCell<Vec<Diagnostic>>,
    /// The ids within what is left out for its faults: who names them names something that is written.
    left_out: RefCell<Vec<String>>,
    untranslated: RefCell<Vec<String>>,
}

impl Faults {
    pub(super) fn of(pack: &str) -> Faults {
        Faults { pack: pack.to_owned(), found: RefCell::default(), left_out: RefCell::default(), untranslated: RefCell::default() }
    }

    pub(super) fn all(self) -> Vec<Diagnostic> {
        self.found.into_inner()
    }

    /// The places of the texts that not all languages have; they are no faults.
    pub(super) fn untranslated(self) -> Vec<String> {
        self.untranslated.into_inner()
    }

    pub(super) fn add(&self, code: Code, place: &str, problem: Text, remedy: Text) {
        let (pack, place) = (self.pack.clone(), place.to_owned());
        self.found.borrow_mut().push(Diagnostic { code, pack, place, problem, remedy });
    }

    /// What stands for the pack until its id is known.
    pub(super) fn pack(&self) -> String {
        self.pack.clone()
    }

    pub(super) fn left_out(&self) -> Vec<String> {
        self.left_out.take()
    }

    fn leave_out(&self, value: &Value) {
        match value {
            Value::Object(map) => {
                self.left_out.borrow_mut().extend(map.get("id").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|value| self.leave_out(value));
            }
            Value::Array(items) => items.iter().for_each(|value| self.leave_out(value)),
            _ => {}
        }
    }
}

/// A value and where it stands.
pub(super) struct Node<'v> {
    pub(super) value: &'v Value,
    pub(super) place: String,
    pub(super) faults: &'v Faults,
}

impl<'v> Node<'v> {
    pub(super) fn root(value: &'v Value, faults: &'v Faults) -> Node<'v> {
        Node { value, place: String::new(), faults }
    }

    pub(super) fn wrong<T>(&self, what: impl Told) -> Option<T> {
        let shown = shown(&self.value.to_string());
        self.faults.add(Code::WrongValue, &self.place, m::WRONG_VALUE.text([&shown]), m::IT_SHOULD_BE.text([&what]));
        None
    }

    pub(super) fn object(self) -> Option<Object<'v>> {
        match self.value {
            Value::Object(map) => Some(Object { map, place: self.place, faults: self.faults, taken: Vec::new() }),
            _ => self.wrong(m::AN_OBJECT),
        }
    }

    pub(super) fn items<T>(self, mut each: impl FnMut(Node<'v>) -> Option<T>) -> Vec<T> {
        let Value::Array(items) = self.value else {
            self.wrong::<()>(m::AN_ARRAY);
            return Vec::new();
        };
        // Compiled for every type of item, so everything that can be stands elsewhere.
        let mut found = Vec::new();
        for i in 0..items.len() {
            match each(self.item(items, i)) {
                Some(one) => found.push(one),
                None => self.faults.leave_out(&items[i]),
            }
        }
        found
    }

    fn item(&self, items: &'v [Value], i: usize) -> Node<'v> {
        Node { value: &items[i], place: format!("{}[{i}]", self.place), faults: self.faults }
    }

    pub(super) fn pair(self) -> Option<[Node<'v>; 2]> {
        match self.value {
            Value::Array(items) if items.len() == 2 => Some([0, 1].map(|i| self.item(items, i))),
            _ => self.wrong(m::AN_ARRAY_OF_TWO),
        }
    }

    pub(super) fn string(self) -> Option<String> {
        match self.value {
            Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
            _ => self.wrong(m::A_TEXT),
        }
    }

    /// A page on the web; nothing else may become a link.
    pub(super) fn url(self) -> Option<String> {
        let text = self.value.as_str().unwrap_or_default();
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
        match host.filter(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric()) && host.chars().all(plain)) {
            Some(_) => Some(text.to_owned()),
            None => self.wrong(m::AN_ADDRESS),
        }
    }

    /// Whether it is yes; what is neither yes nor no is a fault, and no.
    pub(super) fn flag(self) -> bool {
        self.value.as_bool().or_else(|| self.wrong(m::TRUE_OR_FALSE)).unwrap_or(false)
    }

    /// A whole number however it is spelled, 5.0 as well.
    pub(super) fn integer(self) -> Option<i32> {
        let micro = self.value.as_number().and_then(|number| parse_micro(number.as_str()).ok());
        let whole = micro.filter(|micro| micro % MICRO == 0).and_then(|micro| i32::try_from(micro / MICRO).ok());
        match whole.filter(|whole| WHOLE.contains(whole)) {
            Some(whole) => Some(whole),
            None => self.wrong(m::A_WHOLE_NUMBER_IN_BOUNDS),
        }
    }

    pub(super) fn day(self) -> Option<Day> {
        match self.value.as_str().and_then(Day::parse) {
            Some(day) => Some(day),
            None => self.wrong(m::A_WRITTEN_DAY),
        }
    }

    fn certainty(self) -> Option<Certainty> {
        match self.value.as_str() {
            Some("official") => Some(Certainty::Official),
            Some("secondary") => Some(Certainty::Secondary),
            Some("unverified") => Some(Certainty::Unverified),
            _ => self.wrong(m::OFFICIAL_SECONDARY_OR_UNVERIFIED),
        }
    }

    pub(super) fn procedure(self) -> Option<Procedure> {
        match self.value.as_str().and_then(Procedure::from_id) {
            Some(procedure) => Some(procedure),
            None => self.wrong(m::FIRST_APPLICATION_OR_RENEWAL),
        }
    }
}

/// The place of a key of an object.
pub(super) fn beneath(place: &str, key: &str) -> String {
    if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") }
}

/// An object of which every key must be known.
pub(super) struct Object<'v> {
    pub(super) map: &'v Map<String, Value>,
    pub(super) place: String,
    pub(super) faults: &'v Faults,
    taken: Vec<&'static str>,
}

impl<'v> Object<'v> {
    pub(super) fn take(&mut self, key: &'static str) -> Option<Node<'v>> {
        self.taken.push(key);
        let value = self.map.get(key)?;
        Some(Node { value, place: beneath(&self.place, key), faults: self.faults })
    }

    pub(super) fn need(&mut self, key: &'static str) -> Option<Node<'v>> {
        let node = self.take(key);
        if node.is_none() {
            self.faults.add(Code::MissingKey, &self.place, m::MISSING_KEY.text([&key]), m::ADD_MISSING_KEY.text([&key]));
        }
        node
    }

    pub(super) fn string(&mut self, key: &'static str) -> Option<String> {
        self.need(key).and_then(Node::string)
    }

    pub(super) fn optional_string(&mut self, key: &'static str) -> Option<String> {
        self.take(key).and_then(Node::string)
    }

    pub(super) fn points(&mut self, key: &'static str) -> Option<i32> {
        self.need(key).and_then(Node::integer)
    }

    pub(super) fn optional_points(&mut self, key: &'static str) -> Option<i32> {
        self.take(key).and_then(Node::integer)
    }

    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        self.take(key).is_some_and(Node::flag)
    }

    pub(super) fn each<T>(&mut self, key: &'static str, each: impl FnMut(Node<'v>) -> Option<T>) -> Vec<T> {
        self.take(key).map(|n| n.items(each)).unwrap_or_default()
    }

    pub(super) fn text(&mut self, key: &'static str) -> Option<Text> {
        self.need(key).and_then(text)
    }

    pub(super) fn optional_text(&mut self, key: &'static str) -> Option<Text> {
        self.take(key).and_then(text)
    }

    pub(super) fn certainty(&mut self) -> Option<Certainty> {
        self.need("certainty").and_then(Node::certainty)
    }

    pub(super) fn optional_certainty(&mut self) -> Option<Certainty> {
        self.take("certainty").and_then(Node::certainty)
    }

    pub(super) fn cite(&mut self) -> Option<Cite> {
        let mut o = self.take("cite")?.object()?;
        let (article, quote, certainty) = (o.string("article"), o.optional_string("quote"), o.certainty());
        o.finish();
        Some(Cite { article: article?, quote, certainty: certainty? })
    }

    pub(super) fn period(&mut self) -> Option<Period> {
        let (from, to) = (self.need("from").and_then(Node::day), self.take("to").and_then(Node::day));
        let from = from?;
        if to.is_some_and(|to| to < from) {
            self.faults.add(Code::ReversedDays, &self.place, m::PERIOD_REVERSED.text([]), m::TO_NOT_BEFORE_FROM.text([]));
            return None;
        }
        Some(Period { from, to })
    }

    pub(super) fn entries(self) -> impl Iterator<Item = (String, Node<'v>)> {
        let (place, faults) = (self.place, self.faults);
        self.map.iter().map(move |(key, value)| (key.clone(), Node { value, place: format!("{place}.{key}"), faults }))
    }

    /// Names every key that nobody asked for.
    pub(super) fn finish(self) {
        for key in self.map.keys().filter(|key| !self.taken.contains(&key.as_str())) {
            let (key, known) = (shown(key), self.taken.join(", "));
            self.faults.add(
                Code::UnknownKey,
                &beneath(&self.place, &key),
                m::UNKNOWN_PACK_KEY.text([&key]),
                m::KEYS_KNOWN_HERE.text([&known]),
            );
        }
    }
}

/// A text in Chinese alone, or an object of languages.
pub(super) fn text(n: Node) -> Option<Text> {
    if Lang::ALL.into_iter().any(|lang| lang != Lang::default() && n.value.get(lang.id()).is_none()) {
        n.faults.untranslated.borrow_mut().push(n.place.clone());
    }
    if !n.value.is_object() {
        return n.string().map(Text::from);
    }
    let mut o = n.object()?;
    let chinese = o.string(Lang::default().id());
    let words = Lang::ALL.map(|lang| if lang == Lang::default() { None } else { o.optional_string(lang.id()) });
    o.finish();
    let mut text = Text::from(chinese?);
    for (lang, words) in Lang::ALL.into_iter().zip(words) {
        words.into_iter().for_each(|words| text.set(lang, words));
    }
    Some(text)
}
