//! Small packs made by chance, of which every completion of a case can be tried. Facts take few values, rules take the
//! same facts again and again, as condition, opposite, share, growth, waiver and indicator; so most values are torn
//! between tests.

use crate::chance::Chance;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use tidu_core::packs::load;
use tidu_core::rules::RuleSet;

/// The day on which they are in force.
pub const DAY: &str = "2026-06-30";

/// A vocabulary of a few facts and two standards.
pub fn vocabulary() -> Value {
    let text = |t: &str| json!({"zh": t, "en": t});
    let fact = |id: &str, kind: &str, more: Value| {
        let mut fact = json!({"id": id, "section": "all", "kind": kind, "lookup": "by_heart", "label": text(id), "help": text(id)});
        fact.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        fact
    };
    let unit = text("个");
    let option = |id: &str| json!({"id": id, "label": text(id)});
    json!({
        "id": "facts", "title": text("small"), "source": {"certainty": "official", "checked": "2026-01-01"},
        "sections": [{"id": "all", "name": text("all")}], "papers": [],
        "standards": [
            {"id": "first", "name": text("first"), "short": text("first"), "rung": 1},
            {"id": "second", "name": text("second"), "short": text("second"), "rung": 2}],
        "ladder": ["first", "second"],
        "facts": [
            fact("a", "count", json!({"unit": unit, "max": "3"})),
            fact("b", "count", json!({"unit": unit, "max": "3"})),
            fact("y", "count", json!({"unit": unit, "max": "3", "yearly": true})),
            fact("m", "count", json!({"unit": unit, "max": "2", "signed": true})),
            fact("p", "bool", json!({})),
            fact("j", "bool", json!({"judged": true})),
            fact("s", "set", json!({"options": [option("u"), option("v")]})),
            fact("k", "choice", json!({"options": [option("x"), option("w"), option("z")]})),
            fact("region", "region", json!({}))]
    })
}

fn quantity(chance: &mut Chance) -> (Value, &'static str) {
    match chance.below(11) {
        0..=1 => (json!("a"), "个"),
        2 => (json!("b"), "个"),
        3 => (json!("y"), "个"),
        4 => (json!({"ratio": ["a", "b"]}), "%"),
        5 => (json!({"ratio": ["b", "y"]}), "%"),
        6 => (json!({"growth": "y"}), "%"),
        7 => (json!({"average_growth": "y"}), "%"),
        // What may be a loss changes what its base should be.
        8 => (json!("m"), "个"),
        9 => (json!({"ratio": ["m", "b"]}), "%"),
        _ => (json!({"sum_of_years": ["y", 2]}), "个"),
    }
}

fn number(chance: &mut Chance, unit: &str) -> String {
    let n = if unit == "%" { chance.pick(&[0, 25, 50, 67, 100, 150]) } else { chance.pick(&[1, 2, 3]) };
    format!("{n} {unit}")
}

/// A criterion by chance, so many conditions deep.
pub fn criterion(chance: &mut Chance, depth: usize) -> Value {
    let form = if depth == 0 { 4 + chance.below(8) } else { chance.below(12) };
    let some = |chance: &mut Chance| (0..2 + chance.below(2)).map(|_| criterion(chance, depth - 1)).collect::<Vec<_>>();
    let mut made = match form {
        0 => json!({"all_of": some(chance)}),
        1 | 2 => json!({"any_of": some(chance)}),
        3 => json!({"not": criterion(chance, depth - 1)}),
        4..=8 => {
            let (of, unit) = quantity(chance);
            let relation = chance.pick(&["at_least", "at_most", "more_than", "less_than"]);
            json!({relation: [of, number(chance, unit)]})
        }
        9 => json!({"holds": "p"}),
        10 => json!({"includes": ["s", [chance.pick(&["u", "v"])]]}),
        _ if chance.below(2) == 0 => json!({"one_of": ["k", ["x", "w"]]}),
        _ => json!({"declared": "j"}),
    };
    if depth > 0 && chance.below(6) == 0 {
        // A waiver over no base leaves it to the authority, whatever is answered; that is no matter of exactness.
        made["waived_by"] = match chance.below(3) {
            0 => json!({"holds": "p"}),
            1 => json!({"includes": ["s", ["u"]]}),
            _ => json!({"at_least": [chance.pick(&["a", "b", "y"]), number(chance, "个")]}),
        };
    }
    made
}

/// An indicator by chance, of at most four points.
pub fn indicator(chance: &mut Chance, at: usize) -> Value {
    let text = json!({"zh": "指标", "en": "indicator"});
    let mut made = json!({"id": format!("i{at}"), "name": text, "max": 4, "cite": {"article": "1", "certainty": "official"}});
    let scale = match chance.below(3) {
        0 => {
            let (of, unit) = quantity(chance);
            let (low, high) = if unit == "%" { ("50 %", "100 %") } else { ("1 个", "2 个") };
            ("bands", json!({"of": of, "at_least": [[high, 4], [low, 2]], "otherwise": 0}))
        }
        1 => ("cases", json!({"when": [[criterion(chance, 0), 4], [criterion(chance, 0), 1]], "otherwise": 0})),
        _ => ("tally", json!({"points": 2, "of": [criterion(chance, 0), criterion(chance, 0)]})),
    };
    made[scale.0] = scale.1;
    made
}

/// A pack of two standards, of which the second asks for the first.
pub fn pack(chance: &mut Chance) -> Value {
    let text = |t: &str| json!({"zh": t, "en": t});
    let mut named = |at: usize, depth: usize| {
        let mut one = criterion(chance, depth);
        one["id"] = json!(format!("c{at}"));
        one["text"] = text("criterion");
        one["cite"] = json!({"article": "1", "certainty": "official"});
        one
    };
    let governs = json!([{"from": "2020-01-01", "procedures": ["first_application", "renewal"], "certainty": "official"}]);
    let mut criteria = vec![named(0, 2), named(1, 1)];
    let mut first = json!({"id": "first", "governs": governs});
    if chance.below(2) == 0 {
        let indicators: Vec<Value> = (0..3).map(|at| indicator(chance, at)).collect();
        first["score"] = json!({"max": 12, "groups": [{"id": "g", "name": text("g"), "max": 12, "indicators": indicators}]});
        let points = chance.pick(&[3, 5, 6, 8]);
        criteria.push(json!({"id": "score", "text": text("score"), "cite": {"article": "1", "certainty": "official"},
            "score_at_least": ["total", format!("{points} 分")]}));
    }
    first["criteria"] = json!(criteria);
    let also = criterion(chance, 1);
    let second = json!({"id": "second", "governs": governs, "criteria": [
        {"id": "m", "text": text("m"), "cite": {"article": "1", "certainty": "official"}, "any_of": [{"meets": "first"}, also]}]});
    json!({"id": "small", "title": text("small"), "issuer": text("x"), "in_force": {"from": "2020-01-01"},
        "source": {"certainty": "official", "checked": "2026-01-01"}, "standards": [first, second]})
}

/// The rules of a vocabulary and a pack.
pub fn rules(vocabulary: &Value, pack: &Value) -> RuleSet {
    let (facts, pack) = (vocabulary.to_string(), pack.to_string());
    load([("facts", facts.as_str()), ("small", pack.as_str())]).unwrap_or_else(|found| {
        panic!("{}\n{pack}", found.iter().map(|d| d.sentence(tidu_core::text::Lang::En)).collect::<Vec<_>>().join("\n"))
    })
}

/// What may be answered to a question, whole answers only; sets in the order of their masks.
pub fn answers(id: &str) -> Vec<Value> {
    match id {
        "p" | "j" => vec![json!(false), json!(true)],
        "s" | "t" => vec![json!([]), json!(["u"]), json!(["v"]), json!(["u", "v"])],
        "k" => vec![json!("x"), json!("w"), json!("z")],
        "m" => (-2..=2).map(|n| json!(n)).collect(),
        _ => (0..=3).map(|n| json!(n)).collect(),
    }
}

/// Every question with the year it is asked for.
pub const QUESTIONS: [(&str, Option<&str>); 10] = [
    ("a", None),
    ("b", None),
    ("m", None),
    ("y", Some("2025")),
    ("y", Some("2024")),
    ("y", Some("2023")),
    ("p", None),
    ("j", None),
    ("s", None),
    ("k", None),
];

/// A case with these answers, in the order of the questions.
pub fn case(questions: &[(&str, Option<&str>)], answers: &[Value]) -> Value {
    let mut facts = Map::new();
    for ((id, year), answer) in questions.iter().zip(answers) {
        match year {
            None => facts.insert((*id).to_owned(), answer.clone()),
            Some(year) => {
                facts.entry((*id).to_owned()).or_insert_with(|| json!({}))[year] = answer.clone();
                None
            }
        };
    }
    json!({"facts": facts})
}

/// What is to be shown where these verdicts are possible.
pub fn shown<T: AsRef<str>>(of: &BTreeSet<T>) -> &str {
    let has = |id: &str| of.iter().any(|one| one.as_ref() == id);
    match of.iter().next() {
        Some(only) if of.len() == 1 => only.as_ref(),
        _ if has("needs_review") && !has("unmet") && !has("unknown") => "needs_review",
        _ => "unknown",
    }
}
