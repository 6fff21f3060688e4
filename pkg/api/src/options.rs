//! The options of a call.

use crate::fault::Fault;
use serde_json::{Map, Value};
use tidu_core::day::Day;
use tidu_core::text::Lang;

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
            _ => return Err(wrong(Lang::Zh, "选项应为对象，如 { lang: \"en\" }", "options are an object such as { lang: \"en\" }")),
        };
        let lang = match top.get("lang").map(Value::as_str) {
            None | Some(Some("zh")) => Lang::Zh,
            Some(Some("en")) => Lang::En,
            Some(_) => return Err(wrong(Lang::Zh, "lang 应为 \"zh\" 或 \"en\"", "lang is \"zh\" or \"en\"")),
        };
        if let Some(key) = top.keys().find(|key| !known.contains(&key.as_str())) {
            let list = known.join(", ");
            return Err(wrong(
                lang,
                &format!("没有名为 {key} 的选项，这里可用：{list}"),
                &format!("there is no option `{key}` here; use one of {list}"),
            ));
        }
        let today = top.get("asOf").map(|day| read_day(day.as_str().unwrap_or_default(), "asOf", lang)).transpose()?;
        let keep = match top.get("keep") {
            None => Vec::new(),
            Some(list) => list.as_array().and_then(|l| l.iter().map(|id| id.as_str().map(str::to_owned)).collect()).ok_or_else(|| {
                wrong(
                    lang,
                    "keep 应为事实标识的列表，如 [\"staff\", \"rd_expense:2026\"]",
                    "keep is a list of fact ids such as [\"staff\", \"rd_expense:2026\"]",
                )
            })?,
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
    Day::parse(text)
        .ok_or_else(|| wrong(lang, &format!("{name} 应为日期，如 \"2026-11-23\""), &format!("{name} is a day such as \"2026-11-23\"")))
}

/// Packs, each an object or its JSON text. They are named by their place until their id is known.
pub fn read_packs(packs: &Value, lang: Lang) -> Result<Vec<(String, String)>, Fault> {
    let Value::Array(list) = packs else {
        return Err(wrong(lang, "packs 应为规则文件的列表 [ … ]", "packs is a list [ … ] of packs"));
    };
    let text = |pack: &Value| pack.as_str().map_or_else(|| pack.to_string(), str::to_owned);
    Ok(list.iter().enumerate().map(|(at, pack)| (format!("packs[{at}]"), text(pack))).collect())
}

/// The call itself is wrong.
pub fn wrong(lang: Lang, zh: &str, en: &str) -> Fault {
    Fault::new("wrong_call", lang.pick(zh, en).to_owned())
}
