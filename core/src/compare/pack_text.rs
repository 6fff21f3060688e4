//! What changed between two packs, for a person to read.

use super::packs::{PackComparison, PackName, is_number, is_text, text};
use crate::messages as m;
use crate::text::Lang;
use serde_json::Value;

impl PackComparison {
    /// The comparison for a person to read, one change a line.
    pub fn to_text(&self, lang: Lang) -> String {
        let name = |pack: &PackName| pack.number.clone().unwrap_or_else(|| pack.id.clone());
        let count = self.changes.len();
        let head = if count == 1 { m::CHANGE_OF_A_PACK } else { m::CHANGES_OF_A_PACK };
        let mut out = head.fill(lang, [&name(&self.from), &name(&self.to), &count]) + "\n";
        for change in &self.changes {
            let article = change.article.as_ref().map(|a| m::ARTICLE_BRACKETED.fill(lang, [&a])).unwrap_or_default();
            let name = if change.name.is_empty() { &change.place } else { &change.name };
            let what = word(change.what, lang);
            let told = match change.change {
                "added" => m::ADDED.fill(lang, [&what, &told(&change.to, None, lang)]),
                "removed" => m::REMOVED.fill(lang, [&what, &told(&change.from, None, lang)]),
                _ => {
                    let (from, to) = (told(&change.from, Some(&change.to), lang), told(&change.to, Some(&change.from), lang));
                    m::CHANGED_FROM_TO.fill(lang, [&what, &from, &to])
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
            // Where only another language changed, that is what has to be seen.
            let changed = |lang: &Lang| beside.is_none_or(|other| text(other, *lang) != text(value, *lang));
            let lang = [lang].into_iter().chain(Lang::ALL).find(changed).unwrap_or(lang);
            text(value, lang).unwrap_or_default().to_owned()
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
        "threshold" => m::THRESHOLD.say(lang),
        "band" => m::BAND.say(lang),
        "points" => m::WHAT_POINTS.say(lang),
        "years" => m::WHAT_YEARS.say(lang),
        "days" => m::DAYS_IN_FORCE.say(lang),
        "due" => m::DUE_DAY.say(lang),
        "quote" => m::QUOTE.say(lang),
        "certainty" => m::CERTAINTY.say(lang),
        "checked" => m::DAY_CHECKED.say(lang),
        "amount" => m::AMOUNT.say(lang),
        "office" => m::OFFICE.say(lang),
        "article" => m::ARTICLE.say(lang),
        "wording" => m::WORDING.say(lang),
        "procedure" => m::PROCEDURE.say(lang),
        "criterion" => m::CRITERION.say(lang),
        "indicator" => m::INDICATOR.say(lang),
        "standard" => m::STANDARD.say(lang),
        "policy" => m::POLICY.say(lang),
        "duty" => m::DUTY.say(lang),
        "definition" => m::DEFINITION.say(lang),
        "note" => m::NOTE.say(lang),
        "fact" => m::FACT.say(lang),
        _ => m::RULE.say(lang),
    }
}
