//! What changed between two documents, or two versions of one, number by number. Packs are compared as they are
//! written, so that nothing a maintainer can change goes untold; what belongs together is found by id (or `replaces`),
//! and where there is none by what two things have in common.

use crate::text::Lang;
use crate::vocabulary::Vocabulary;
use serde::Serialize;
use serde_json::{Map, Value};

/// What `tidu diff PACK PACK` prints.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PackComparison {
    /// The first pack.
    pub from: PackName,
    /// The second.
    pub to: PackName,
    /// What differs, in the order of the document: its head, its standards, its policies and duties, all else.
    pub changes: Vec<PackChange>,
}

/// A pack by id and number.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PackName {
    /// Its id.
    pub id: String,
    /// The number of its document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// One difference.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PackChange {
    /// What it is: `threshold`, `band`, `points`, `years`, `days`, `due`, `quote`, `certainty`, `checked`, `amount`,
    /// `office`, `article`, `wording`, `procedure`, `criterion`, `indicator`, `standard`, `policy`, `duty`, `definition`, `note`,
    /// `target`, `fact`, or `rule` for any other part of a rule.
    pub what: &'static str,
    /// `changed`, `added` or `removed`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["changed", "added", "removed"])))]
    pub change: &'static str,
    /// Where in the file: keys, and ids where things have one: `standards[srdi_sme].criteria[revenue].any_of[0].at_least[1]`.
    pub place: String,
    /// Whose it is, in words.
    pub name: String,
    /// The article it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// What stood there, as the pack writes it.
    pub from: Value,
    /// What stands there.
    pub to: Value,
}

/// The keys of a pack in the order a reader wants to hear of them; all others come after.
const ORDER: [&str; 13] = [
    "title",
    "number",
    "issuer",
    "issued",
    "in_force",
    "succeeds",
    "region",
    "standards",
    "shared",
    "size_standard",
    "policies",
    "duties",
    "source",
];

/// Compares two packs as JSON. `vocabulary` names the standards.
pub fn compare_packs(vocabulary: &Vocabulary, from: &Value, to: &Value, lang: Lang) -> PackComparison {
    let mut walk = Walk { vocabulary, lang, changes: Vec::new(), place: Vec::new(), names: Vec::new(), articles: Vec::new() };
    walk.values(&with_parts_apart(from), &with_parts_apart(to));
    let mut changes = walk.changes;
    let rank = |change: &PackChange| {
        let key = change.place.split(['.', '[']).next().unwrap_or_default();
        ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len())
    };
    changes.sort_by_key(rank);
    let name = |pack: &Value| PackName {
        id: pack["id"].as_str().unwrap_or_default().to_owned(),
        number: pack["number"].as_str().map(str::to_owned),
    };
    PackComparison { from: name(from), to: name(to), changes }
}

/// The pack with every named part of a criterion beside the criterion it is part of, so that a part that moves to
/// another criterion, or comes to stand alone, is still the same part.
fn with_parts_apart(pack: &Value) -> Value {
    let mut pack = pack.clone();
    let standards = pack.get_mut("standards").and_then(Value::as_array_mut).into_iter().flatten();
    for list in standards.filter_map(|standard| standard.get_mut("criteria")?.as_array_mut()) {
        let mut apart = Vec::new();
        for mut criterion in std::mem::take(list) {
            let id = criterion["id"].as_str().unwrap_or_default().to_owned();
            let mut parts = Vec::new();
            take_parts(&mut criterion, &id, &mut parts);
            apart.push(criterion);
            apart.append(&mut parts);
        }
        *list = apart;
    }
    pack
}

fn take_parts(criterion: &mut Value, within: &str, parts: &mut Vec<Value>) {
    let Value::Object(keys) = criterion else { return };
    for (key, value) in keys.iter_mut().filter(|(key, _)| *key != "waived_by") {
        match value {
            Value::Array(members) if key == "all_of" || key == "any_of" => {
                for mut member in std::mem::take(members) {
                    let own = member["id"].as_str().map(str::to_owned);
                    take_parts(&mut member, own.as_deref().unwrap_or(within), parts);
                    match (own, &mut member) {
                        (Some(_), Value::Object(keys)) => {
                            keys.insert("within".to_owned(), within.into());
                            parts.push(member);
                        }
                        _ => members.push(member),
                    }
                }
            }
            Value::Object(_) => take_parts(value, within, parts),
            _ => {}
        }
    }
}

struct Walk<'v> {
    vocabulary: &'v Vocabulary,
    lang: Lang,
    changes: Vec<PackChange>,
    place: Vec<String>,
    names: Vec<String>,
    articles: Vec<String>,
}

impl Walk<'_> {
    fn values(&mut self, from: &Value, to: &Value) {
        match (from, to) {
            _ if from == to || same_words(from, to) => {}
            (Value::Object(a), Value::Object(b)) if !is_text(from) && !is_text(to) => self.objects(a, b),
            (Value::Array(a), Value::Array(b)) => self.arrays(a, b),
            _ => self.tell("changed", from, to),
        }
    }

    fn objects(&mut self, a: &Map<String, Value>, b: &Map<String, Value>) {
        let (names, articles) = (self.names.len(), self.articles.len());
        self.names.extend(self.name(b).or_else(|| self.name(a)));
        let article = |of: &Map<String, Value>| Some(of.get("cite")?.get("article")?.as_str()?.to_owned());
        self.articles.extend(article(b).or_else(|| article(a)));
        let keys = b.keys().chain(a.keys().filter(|key| !b.contains_key(*key)));
        for key in keys {
            // What was paired is one thing whatever its id; that it replaces the other is why it was paired.
            // Where an editor finds the schema is nothing of the law.
            if matches!(key.as_str(), "id" | "$schema") || (key == "replaces" && b.get(key) == a.get("id")) {
                continue;
            }
            self.place.push(if self.place.is_empty() { key.clone() } else { format!(".{key}") });
            match (a.get(key), b.get(key)) {
                (Some(a), Some(b)) => self.values(a, b),
                (Some(a), None) => self.tell("removed", a, &Value::Null),
                (None, Some(b)) => self.tell("added", &Value::Null, b),
                (None, None) => {}
            }
            self.place.pop();
        }
        self.names.truncate(names);
        self.articles.truncate(articles);
    }

    fn arrays(&mut self, a: &[Value], b: &[Value]) {
        let pairs =
            if a.iter().chain(b).all(|value| value.get("id").or(value.get("use")).is_some()) { by_id(a, b) } else { by_likeness(a, b) };
        for (from, to) in pairs {
            let step = to.or(from).map(|at| match to.map_or_else(|| &a[at], |at| &b[at]).get("id").and_then(Value::as_str) {
                Some(id) => format!("[{id}]"),
                None => format!("[{at}]"),
            });
            self.place.extend(step);
            match (from, to) {
                (Some(from), Some(to)) => self.values(&a[from], &b[to]),
                (Some(from), None) => self.tell("removed", &a[from], &Value::Null),
                (None, Some(to)) => self.tell("added", &Value::Null, &b[to]),
                (None, None) => {}
            }
            self.place.pop();
        }
    }

    fn tell(&mut self, change: &'static str, from: &Value, to: &Value) {
        let value = if to.is_null() { from } else { to };
        // All its members have names, and are told of by themselves.
        if value.as_array().is_some_and(Vec::is_empty) {
            return;
        }
        let own = value.as_object().and_then(|of| self.name(of));
        let names: Vec<&str> = self.names.iter().chain(&own).map(String::as_str).collect();
        let article = value.get("cite").and_then(|cite| cite.get("article")).and_then(Value::as_str);
        self.changes.push(PackChange {
            what: what(&self.place, value),
            change,
            place: self.place.concat(),
            name: names.join(" › "),
            article: article.map(str::to_owned).or_else(|| self.articles.last().cloned()),
            from: from.clone(),
            to: to.clone(),
        });
    }

    /// What a part of a pack is called.
    fn name(&self, of: &Map<String, Value>) -> Option<String> {
        // A pack as a whole has a title too, but every line would begin with it.
        if self.place.is_empty() {
            return None;
        }
        let id = of.get("id")?.as_str()?;
        let named = ["title", "term", "name", "label", "text"].iter().find_map(|key| text(of.get(*key)?, self.lang));
        let standard = || self.vocabulary.find_standard(id).map(|s| self.vocabulary.standard(s).name.get(self.lang).to_owned());
        Some(named.map(str::to_owned).or_else(standard).unwrap_or_else(|| id.to_owned()))
    }
}

/// A text is one value, in Chinese alone or in several languages. Ids and words of the grammar are ASCII.
pub(super) fn is_text(value: &Value) -> bool {
    match value {
        Value::Object(of) => of.contains_key("zh"),
        Value::String(text) => !text.is_ascii() && !is_number(text),
        _ => false,
    }
}

/// A text in a language, or in Chinese where it is missing there.
pub(super) fn text(value: &Value, lang: Lang) -> Option<&str> {
    in_language(value, lang).or_else(|| in_language(value, Lang::Zh))
}

fn in_language(value: &Value, lang: Lang) -> Option<&str> {
    if lang == Lang::Zh && value.is_string() { value.as_str() } else { value.get(lang.id())?.as_str() }
}

/// Whether two texts say the same in every language that both of them have.
fn same_words(a: &Value, b: &Value) -> bool {
    let same = |lang| in_language(a, lang).zip(in_language(b, lang)).map(|(a, b)| a == b);
    same(Lang::Zh) == Some(true) && Lang::ALL.into_iter().all(|lang| same(lang) != Some(false))
}

/// Positions of what belongs together, in the order of the second; what is only in the first comes last.
type Pairs = Vec<(Option<usize>, Option<usize>)>;

fn by_id(a: &[Value], b: &[Value]) -> Pairs {
    let id = |value: &Value| value.get("id").or(value.get("use")).cloned();
    let mut pairs: Pairs = Vec::new();
    for (at, value) in b.iter().enumerate() {
        let old = value.get("replaces").cloned();
        let twin = [old, id(value)].into_iter().flatten().find_map(|id_of| a.iter().position(|one| id(one).as_ref() == Some(&id_of)));
        pairs.push((twin.filter(|twin| !pairs.iter().any(|(from, _)| from == &Some(*twin))), Some(at)));
    }
    let left: Vec<usize> = (0..a.len()).filter(|at| !pairs.iter().any(|(from, _)| from == &Some(*at))).collect();
    pairs.extend(left.into_iter().map(|at| (Some(at), None)));
    pairs
}

/// Equal things first, then those most alike.
fn by_likeness(a: &[Value], b: &[Value]) -> Pairs {
    let mut twin_of: Vec<Option<usize>> = vec![None; b.len()];
    let mut free: Vec<usize> = (0..a.len()).collect();
    for (at, value) in b.iter().enumerate() {
        if let Some(n) = free.iter().position(|from| a[*from] == *value) {
            twin_of[at] = Some(free.remove(n));
        }
    }
    let open: Vec<usize> = (0..b.len()).filter(|at| twin_of[*at].is_none()).collect();
    let as_many = open.len() == free.len();
    for at in open {
        let best = free
            .iter()
            .enumerate()
            .map(|(n, from)| (likeness(&a[*from], &b[at]), n))
            .max_by_key(|(like, n)| (*like, std::cmp::Reverse(*n)));
        if let Some((like, n)) = best
            && (as_many || 2 * like >= likeness(&b[at], &b[at]))
        {
            twin_of[at] = Some(free.remove(n));
        }
    }
    let pairs = twin_of.into_iter().enumerate().map(|(to, from)| (from, Some(to)));
    pairs.chain(free.into_iter().map(|from| (Some(from), None))).collect()
}

/// How many single values two things have in common at the same place.
fn likeness(a: &Value, b: &Value) -> usize {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => a.iter().filter_map(|(key, one)| Some(likeness(one, b.get(key)?))).sum(),
        (Value::Array(a), Value::Array(b)) => a.iter().zip(b).map(|(one, other)| likeness(one, other)).sum(),
        _ => usize::from(a == b || same_words(a, b)),
    }
}

/// What a change concerns, by where it stands.
fn what(place: &[String], value: &Value) -> &'static str {
    let key = |step: &String| step.trim_start_matches('.').to_owned();
    let is_step = |step: &String| step.starts_with('[');
    let keys: Vec<String> = place.iter().filter(|step| !is_step(step)).map(key).collect();
    let last = keys.last().map_or("", String::as_str);
    let under = |name: &str| keys.iter().any(|key| key == name);
    // A whole member of a list was added or taken away.
    if place.last().is_some_and(is_step) && value.is_object() {
        match last {
            "standards" => return "standard",
            "criteria" | "shared" => return "criterion",
            "indicators" => return "indicator",
            "policies" | "leads" => return "policy",
            "duties" => return "duty",
            "definitions" => return "definition",
            "notes" => return "note",
            "targets" => return "target",
            "facts" => return "fact",
            _ if keys.len() == 2 && under("shared") => return "criterion",
            _ => {}
        }
    }
    match last {
        "quote" => "quote",
        "certainty" => "certainty",
        "checked" => "checked",
        "article" => "article",
        "authorities" | "issuer" => "office",
        "years" | "in_renewal_any_of" => "years",
        "procedures" => "procedure",
        "number" | "url" => "wording",
        _ if under("due") => "due",
        _ if under("amount") || under("worth") || under("rates") => "amount",
        _ if under("in_force") || under("window") || under("season") || under("governs") || last == "issued" => match value {
            text if is_text(text) => "wording",
            _ => "days",
        },
        _ => match value {
            text if is_text(text) => "wording",
            Value::Number(_) => "points",
            Value::String(text) if is_number(text) => {
                if under("bands") || under("steps") {
                    "band"
                } else {
                    "threshold"
                }
            }
            _ => "rule",
        },
    }
}

/// Whether a text is a number with its unit, as packs write them.
pub(super) fn is_number(text: &str) -> bool {
    let (digits, unit) = crate::compile::split_unit(text);
    (1..=4).contains(&unit.chars().count()) && crate::number::parse_micro(digits).is_ok()
}
