//! The options of a call.

use crate::fault::Fault;
use serde_json::{Map, Value};
use tidu_core::day::Day;
use tidu_core::messages as m;
use tidu_core::text::{Lang, Message};

/// What every call can be told.
pub struct Options {
    /// The language of all words.
    pub lang: Lang,
    /// The day for a case that names none; the core has no clock.
    pub today: Option<Day>,
    /// Packs beside the built-in ones: name and text.
    pub packs: Vec<(String, String)>,
    /// What a plan shall not change: `fact` or `fact:year`.
    pub keep: Vec<String>,
}

impl Options {
    /// Reads the options of a call that knows these keys.
    pub fn read(json: &str, known: &[&str]) -> Result<Options, Fault> {
        let top = match parse(json, Lang::Zh)? {
            Value::Null => Map::new(),
            Value::Object(top) => top,
            _ => return Err(wrong(Lang::Zh, m::OPTIONS_ARE_AN_OBJECT)),
        };
        let lang = match top.get("lang") {
            None => Lang::Zh,
            Some(id) => Lang::from_id(id.as_str().unwrap_or_default()).ok_or_else(|| wrong(Lang::Zh, m::LANG_IS_ZH_OR_EN))?,
        };
        if let Some(key) = top.keys().find(|key| !known.contains(&key.as_str())) {
            let list = known.join(", ");
            return Err(Fault::wrong(m::NO_OPTION.fill(lang, [key, &list])));
        }
        let today = top.get("asOf").map(|day| read_day(day.as_str().unwrap_or_default(), "asOf", lang)).transpose()?;
        let keep = match top.get("keep") {
            None => Vec::new(),
            Some(list) => list
                .as_array()
                .and_then(|l| l.iter().map(|id| id.as_str().map(str::to_owned)).collect())
                .ok_or_else(|| wrong(lang, m::KEEP_IS_A_LIST))?,
        };
        let packs = top.get("packs").map(|packs| read_packs(packs, lang)).transpose()?.unwrap_or_default();
        Ok(Options { lang, today, packs, keep })
    }
}

/// JSON from the host.
pub fn parse(json: &str, lang: Lang) -> Result<Value, Fault> {
    tidu_core::json::read(json).map_err(|why| Fault::new("not_json", why.get(lang).to_owned()))
}

/// A day of the call.
pub fn read_day(text: &str, name: &str, lang: Lang) -> Result<Day, Fault> {
    Day::parse(text).ok_or_else(|| Fault::wrong(m::IS_A_DAY.fill(lang, [&name])))
}

/// Packs, each an object or its JSON text. They are named by their place until their id is known.
pub fn read_packs(packs: &Value, lang: Lang) -> Result<Vec<(String, String)>, Fault> {
    let Value::Array(list) = packs else {
        return Err(wrong(lang, m::PACKS_IS_A_LIST));
    };
    let text = |pack: &Value| pack.as_str().map_or_else(|| pack.to_string(), str::to_owned);
    Ok(list.iter().enumerate().map(|(at, pack)| (format!("packs[{at}]"), text(pack))).collect())
}

/// The call itself is wrong.
pub fn wrong(lang: Lang, what: Message<0>) -> Fault {
    Fault::wrong(what.say(lang).to_owned())
}
