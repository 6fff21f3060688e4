//! An enterprise of the library: who it is, what it answered, and what the office did for it.

use serde::de::{Error, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use tidu_core::answers::Answers;
use tidu_core::case::Issue;
use tidu_core::day::Day;
use tidu_core::vocabulary::Vocabulary;

/// An enterprise of the library.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Firm {
    /// Stays the same whatever is changed, and says nothing of the enterprise; whoever adds it makes it up.
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Its 统一社会信用代码, checked; empty where it is not known.
    #[serde(default)]
    pub code: String,
    /// Its street or town (镇街), in the words of the office.
    #[serde(default)]
    pub street: String,
    /// Who looks after it (特派员).
    #[serde(default)]
    pub officer: String,
    /// What the office notes of it.
    #[serde(default)]
    pub note: String,
    /// Who was there and what was asked, in the order in which it was written down.
    #[serde(default)]
    pub visits: Vec<Visit>,
    /// How often it was changed. One that is higher is later.
    #[serde(default)]
    pub version: u64,
    /// A record as the widget saves it, as text: a tree of a hundred thousand of them is too large for an old machine.
    #[serde(serialize_with = "as_object", deserialize_with = "as_text")]
    answers: String,
}

/// A visit to an enterprise, or a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// What was asked and what was said.
    pub asked: String,
}

impl Firm {
    /// An enterprise that answered nothing yet.
    pub fn new(id: String) -> Firm {
        let answers = as_record(json!({ "facts": {} })).to_string();
        Firm {
            id,
            name: String::new(),
            code: String::new(),
            street: String::new(),
            officer: String::new(),
            note: String::new(),
            visits: Vec::new(),
            version: 0,
            answers,
        }
    }

    /// Its answers as the widget saves them, with all that the widget keeps beside them; its name is that of the library.
    pub fn record(&self) -> Value {
        let mut record: Value = serde_json::from_str(&self.answers).unwrap_or_default();
        record["case"]["name"] = self.name.clone().into();
        record
    }

    /// Puts other answers in their place: a record as the widget saves it, or a case of the public contract. What names the
    /// enterprise in it is not looked at.
    pub fn set_record(&mut self, record: Value) {
        let mut record = as_record(record);
        if let Some(case) = record["case"].as_object_mut() {
            case.remove("name");
        }
        self.answers = record.to_string();
    }

    /// What it answers, and what cannot be understood of it. What it says no day of is said on this one.
    pub fn answers(&self, vocabulary: &Vocabulary, today: Day) -> (Answers, Vec<Issue>) {
        let case = self.record()["case"].take();
        Answers::read(vocabulary, &case, today).unwrap_or_else(|issue| (Answers::new(today), vec![issue]))
    }
}

/// A record as the widget saves it, of one or of a bare case.
pub(crate) fn as_record(value: Value) -> Value {
    match value {
        Value::Object(record) if record.get("case").is_some_and(Value::is_object) => Value::Object(record),
        Value::Object(case) => json!({ "tidu": "answers", "contract": 1, "case": case }),
        _ => json!({ "tidu": "answers", "contract": 1, "case": Map::new() }),
    }
}

/// As it stands: to make a tree of it and write that out again takes longer than all the rest.
fn as_object<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
    let raw: &RawValue = serde_json::from_str(text).map_err(serde::ser::Error::custom)?;
    raw.serialize(to)
}

/// What has to be there of a record.
#[derive(Deserialize)]
struct Shape {
    #[serde(rename = "case")]
    _case: HashMap<String, IgnoredAny>,
}

fn as_text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let raw = Box::<RawValue>::deserialize(from)?;
    serde_json::from_str::<Shape>(raw.get()).map_err(|_| D::Error::custom("a record with a case"))?;
    // An enterprise is a line wherever it is written.
    if raw.get().contains(['\n', '\r']) {
        return serde_json::from_str(raw.get()).map(|value: Value| value.to_string()).map_err(D::Error::custom);
    }
    Ok(Box::<str>::from(raw).into())
}
