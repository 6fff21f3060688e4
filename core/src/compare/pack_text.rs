//! What changed between two packs, for a person to read.

use super::packs::{PackComparison, PackName, is_number, is_text, text};
use crate::text::Lang;
use serde_json::Value;

impl PackComparison {
    /// The comparison for a person to read, one change a line.
    pub fn to_text(&self, lang: Lang) -> String {
        let name = |pack: &PackName| pack.number.clone().unwrap_or_else(|| pack.id.clone());
        let count = self.changes.len();
        let mut out = lang.pick(
            format!("{} → {}：{count} 处改动\n", name(&self.from), name(&self.to)),
            format!("{} → {}: {count} {}\n", name(&self.from), name(&self.to), if count == 1 { "change" } else { "changes" }),
        );
        for change in &self.changes {
            let article = change.article.as_ref().map(|a| lang.pick(format!("（{a}）"), format!(" ({a})"))).unwrap_or_default();
            let name = if change.name.is_empty() { &change.place } else { &change.name };
            let what = word(change.what, lang);
            let told = match change.change {
                "added" => lang.pick(
                    format!("新增{what}：{}", told(&change.to, None, lang)),
                    format!("{what} added: {}", told(&change.to, None, lang)),
                ),
                "removed" => lang.pick(
                    format!("删去{what}：{}", told(&change.from, None, lang)),
                    format!("{what} removed: {}", told(&change.from, None, lang)),
                ),
                _ => {
                    let (from, to) = (told(&change.from, Some(&change.to), lang), told(&change.to, Some(&change.from), lang));
                    lang.pick(format!("{what}：{from} → {to}"), format!("{what}: {from} → {to}"))
                }
            };
            out += &format!("- {name}{article} │ {told} │ {}\n", change.place);
        }
        out
    }
}

/// A value as it stands in a line; of a whole thing its numbers. `beside` is what it is told against.
fn told(value: &Value, beside: Option<&Value>, lang: Lang) -> String {
    match value {
        Value::String(text) => text.clone(),
        _ if is_text(value) => {
            // Where only the other language changed, that is what has to be seen.
            let same = beside.is_some_and(|other| text(other, lang) == text(value, lang));
            text(value, if same { lang.pick(Lang::En, Lang::Zh) } else { lang }).unwrap_or_default().to_owned()
        }
        Value::Object(of) if of.contains_key("id") => {
            let mut found = Vec::new();
            numbers(value, &mut found);
            let id = of["id"].as_str().unwrap_or_default();
            if found.is_empty() { id.to_owned() } else { format!("{id} [{}]", found.join(", ")) }
        }
        Value::Array(_) | Value::Object(_) => {
            let mut found = Vec::new();
            numbers(value, &mut found);
            if found.is_empty() { value.to_string() } else { format!("[{}]", found.join(", ")) }
        }
        other => other.to_string(),
    }
}

fn numbers<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(text) if is_number(text) => found.push(text),
        Value::Array(members) => members.iter().for_each(|member| numbers(member, found)),
        Value::Object(keys) => keys.values().for_each(|member| numbers(member, found)),
        _ => {}
    }
}

fn word(what: &str, lang: Lang) -> &'static str {
    match what {
        "threshold" => lang.pick("门槛", "threshold"),
        "band" => lang.pick("分档", "band"),
        "points" => lang.pick("分值", "points"),
        "years" => lang.pick("年数", "years"),
        "days" => lang.pick("起止日期", "days in force"),
        "due" => lang.pick("办理时限", "due day"),
        "quote" => lang.pick("条文引文", "quote"),
        "certainty" => lang.pick("核实程度", "certainty"),
        "checked" => lang.pick("核对日期", "day checked"),
        "amount" => lang.pick("金额", "amount"),
        "office" => lang.pick("部门", "office"),
        "article" => lang.pick("条款", "article"),
        "wording" => lang.pick("文字", "wording"),
        "procedure" => lang.pick("程序", "procedure"),
        "criterion" => lang.pick("条件", "criterion"),
        "indicator" => lang.pick("指标", "indicator"),
        "standard" => lang.pick("标准", "standard"),
        "policy" => lang.pick("政策", "policy"),
        "duty" => lang.pick("义务", "duty"),
        "definition" => lang.pick("口径", "definition"),
        "note" => lang.pick("说明", "note"),
        "fact" => lang.pick("事实", "fact"),
        _ => lang.pick("规定", "rule"),
    }
}
