//! What changes of an enterprise: place by place, with what stood there before, so that it can be told and undone.

use crate::firm::Firm;
use crate::words as m;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tidu_core::answers::{Answers, Key, put_in, year};
use tidu_core::day::Day;
use tidu_core::text::Lang;
use tidu_core::vocabulary::Vocabulary;
use tidu_sheets::{written_cell, written_heading};

/// What is not a matter of those who change it.
const OWN: [&str; 2] = ["id", "version"];

/// A change of one enterprise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The enterprise, by its id.
    pub firm: String,
    /// Its version on which the change was made.
    pub version: u64,
    /// What changes; a whole enterprise that comes or goes is one edit of no place.
    pub edits: Vec<Edit>,
}

/// One place of an enterprise as it was and as it shall be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// The keys that lead to it.
    pub path: Vec<String>,
    /// What stood there, as the text of its JSON, for a list that is taken in is a hundred thousand of them; none where
    /// nothing did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What shall stand there; none where nothing shall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A difference in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// What it is of: a question with its year and unit, or what the office keeps beside.
    pub what: String,
    /// What stood there; empty where nothing did.
    pub before: String,
    /// What shall stand there; empty where nothing shall.
    pub after: String,
}

/// What a text of JSON says.
fn value(text: &Option<String>) -> Option<Value> {
    text.as_deref().map(|text| serde_json::from_str(text).unwrap_or_default())
}

impl Change {
    /// What makes the one the other; none where nothing does. Either may be missing: then the enterprise comes, or goes.
    pub fn between(before: Option<&Firm>, after: Option<&Firm>) -> Option<Change> {
        let firm = before.or(after)?;
        let [old, new] = [before, after].map(|firm| firm.and_then(|firm| serde_json::to_value(firm).ok()));
        let mut edits = Vec::new();
        differ(&mut Vec::new(), old.as_ref(), new.as_ref(), &mut edits);
        (!edits.is_empty()).then(|| Change { firm: firm.id.clone(), version: firm.version, edits })
    }

    /// What takes it back.
    pub fn inverse(&self) -> Change {
        let edits = self.edits.iter().map(|edit| Edit { path: edit.path.clone(), before: edit.after.clone(), after: edit.before.clone() });
        Change { firm: self.firm.clone(), version: self.version + 1, edits: edits.collect() }
    }

    /// The enterprise once it is changed, or what it is where something else stands where this was to change something.
    pub(crate) fn applied(&self, firm: Option<&Firm>) -> Result<Option<Firm>, ()> {
        let mut whole = firm.and_then(|firm| serde_json::to_value(firm).ok());
        for edit in &self.edits {
            let place = find(&mut whole, &edit.path).ok_or(())?;
            if !is_same(place.get(), value(&edit.before).as_ref()) {
                return Err(());
            }
            place.set(value(&edit.after));
        }
        let Some(whole) = whole else { return Ok(None) };
        let mut changed: Firm = serde_json::from_value(whole).map_err(|_| ())?;
        changed.version = changed.version.max(firm.map_or(0, |firm| firm.version)) + 1;
        Ok(Some(changed))
    }

    /// Difference by difference, in the order of the list of questions.
    pub fn told(&self, vocabulary: &Vocabulary, lang: Lang) -> Vec<Told> {
        let mut told = Vec::new();
        for edit in &self.edits {
            let path: Vec<&str> = edit.path.iter().map(String::as_str).collect();
            leaves(vocabulary, &path, value(&edit.before).as_ref(), value(&edit.after).as_ref(), lang, &mut told);
        }
        told
    }
}

/// Whether the same stands there, but for how often it was changed.
fn is_same(one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one, other) {
        (Some(Value::Object(one)), Some(Value::Object(other))) if one.contains_key("version") && one.contains_key("answers") => {
            one.len() == other.len() && one.iter().all(|(key, value)| OWN.contains(&key.as_str()) || other.get(key) == Some(value))
        }
        _ => one == other,
    }
}

/// Goes down as long as both sides have something inside.
fn differ(path: &mut Vec<String>, before: Option<&Value>, after: Option<&Value>, edits: &mut Vec<Edit>) {
    match (before, after) {
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            let keys = old.keys().chain(new.keys().filter(|key| !old.contains_key(*key)));
            let is_firm = path.is_empty();
            for key in keys.filter(|key| !is_firm || !OWN.contains(&key.as_str())) {
                path.push(key.clone());
                differ(path, old.get(key), new.get(key), edits);
                path.pop();
            }
        }
        _ if before == after => {}
        _ => edits.push(Edit { path: path.clone(), before: before.map(Value::to_string), after: after.map(Value::to_string) }),
    }
}

/// A place of an enterprise: the whole, or a key of something that is there.
enum Place<'v> {
    Whole(&'v mut Option<Value>),
    Key(&'v mut serde_json::Map<String, Value>, &'v str),
}

impl Place<'_> {
    fn get(&self) -> Option<&Value> {
        match self {
            Place::Whole(whole) => whole.as_ref(),
            Place::Key(map, key) => map.get(*key),
        }
    }

    fn set(self, value: Option<Value>) {
        match (self, value) {
            (Place::Whole(whole), value) => *whole = value,
            (Place::Key(map, key), Some(value)) => drop(map.insert(key.to_owned(), value)),
            (Place::Key(map, key), None) => drop(map.remove(key)),
        }
    }
}

/// The place that keys lead to; none where what holds it is not there.
fn find<'v>(whole: &'v mut Option<Value>, path: &'v [String]) -> Option<Place<'v>> {
    let Some((last, before)) = path.split_last() else { return Some(Place::Whole(whole)) };
    let mut at = whole.as_mut()?;
    for key in before {
        at = at.get_mut(key)?;
    }
    Some(Place::Key(at.as_object_mut()?, last))
}

/// Tells of all places within one that are told by themselves.
fn leaves(vocabulary: &Vocabulary, path: &[&str], before: Option<&Value>, after: Option<&Value>, lang: Lang, told: &mut Vec<Told>) {
    let said = match path {
        ["answers", "case", "facts", id] => vocabulary.find(id).is_none_or(|ix| !vocabulary.fact(ix).yearly),
        ["answers", "case", "facts", ..] => true,
        _ => false,
    };
    let sides = [before, after].map(|side| side.and_then(Value::as_object).filter(|_| !said));
    if sides.iter().any(Option::is_some) {
        let [old, new] = sides;
        let keys = old.into_iter().flat_map(|old| old.keys());
        let more = new.into_iter().flat_map(|new| new.keys()).filter(|key| !old.is_some_and(|old| old.contains_key(*key)));
        for key in keys.chain(more).filter(|key| !path.is_empty() || !OWN.contains(&key.as_str())) {
            let inner = [path, &[key.as_str()]].concat();
            leaves(vocabulary, &inner, old.and_then(|old| old.get(key)), new.and_then(|new| new.get(key)), lang, told);
        }
        return;
    }
    let Some(what) = what(vocabulary, path, lang) else { return };
    let [before, after] = [before, after].map(|side| side.map(|value| words(vocabulary, path, value, lang)).unwrap_or_default());
    if before != after {
        told.push(Told { what, before, after });
    }
}

/// What a place is called; none for what the widget keeps for itself.
fn what(vocabulary: &Vocabulary, path: &[&str], lang: Lang) -> Option<String> {
    let say = |message: tidu_core::text::Message<0>| Some(message.say(lang).to_owned());
    match path {
        ["name"] => say(m::FIRM_NAME),
        ["code"] => say(m::FIRM_CODE),
        ["street"] => say(m::FIRM_STREET),
        ["officer"] => say(m::FIRM_OFFICER),
        ["note"] => say(m::FIRM_NOTE),
        ["visits"] => say(m::FIRM_VISITS),
        ["answers", "case", "as_of"] => say(m::FIRM_DAY),
        ["answers", "case", "facts", id, rest @ ..] => Some(match key(vocabulary, id, rest) {
            Some(key) => written_heading(vocabulary, key, lang),
            None => [&[*id], rest].concat().join(" "),
        }),
        ["answers", "case", "procedures", id] => {
            let standard = vocabulary.find_standard(id).map(|ix| vocabulary.standard(ix).short.get(lang));
            Some(m::FIRM_PROCEDURE.fill(lang, [&standard.unwrap_or(id)]))
        }
        ["answers", "case", key] => Some((*key).to_owned()),
        _ => None,
    }
}

pub(crate) fn key(vocabulary: &Vocabulary, id: &str, rest: &[&str]) -> Option<Key> {
    let fact = vocabulary.find(id)?;
    match rest {
        [] if !vocabulary.fact(fact).yearly => Some(Key { fact, year: None }),
        [digits] if vocabulary.fact(fact).yearly => Some(Key { fact, year: Some(year(digits)?) }),
        _ => None,
    }
}

/// A value as one would write it into a sheet; what is no answer as it stands.
fn words(vocabulary: &Vocabulary, path: &[&str], value: &Value, lang: Lang) -> String {
    if let ["answers", "case", "facts", id, rest @ ..] = path {
        if value.is_null() {
            return m::FIRM_NOT_SURE.say(lang).to_owned();
        }
        if let Some(key) = key(vocabulary, id, rest)
            && let Some(span) = single(vocabulary, key, value).get(key)
        {
            return written_cell(vocabulary.fact(key.fact), span, lang);
        }
    }
    match (path, value) {
        (["visits"], Value::Array(visits)) => {
            let visit =
                |visit: &Value| format!("{} {}", visit["day"].as_str().unwrap_or_default(), visit["asked"].as_str().unwrap_or_default());
            visits.iter().map(visit).collect::<Vec<_>>().join("\n")
        }
        (_, Value::String(text)) => text.clone(),
        (_, value) => value.to_string(),
    }
}

/// The answers of one value. Of what day they are is all one.
pub(crate) fn single(vocabulary: &Vocabulary, key: Key, value: &Value) -> Answers {
    let mut facts = serde_json::Map::new();
    put_in(&mut facts, &vocabulary.fact(key.fact).id, key.year, value.clone());
    let day = Day::from_number(20_000).expect("a day of our time");
    match Answers::read(vocabulary, &serde_json::json!({ "facts": facts }), day) {
        Ok((answers, _)) => answers,
        Err(_) => Answers::new(day),
    }
}
