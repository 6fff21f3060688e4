//! A verdict stays open only if two ways of completing the answers differ in it: proved on small packs made by chance,
//! where every completion can be tried. Facts take few values, rules take the same facts again and again, as
//! condition, opposite, share, growth, waiver and indicator; so most values are torn between tests.

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::packs::load;
use tidu_core::rules::RuleSet;
use tidu_tests::chance::Chance;

const DAY: &str = "2026-06-30";

fn vocabulary() -> Value {
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
            fact("p", "bool", json!({})),
            fact("j", "bool", json!({"judged": true})),
            fact("s", "set", json!({"options": [option("u"), option("v")]})),
            fact("k", "choice", json!({"options": [option("x"), option("w"), option("z")]}))]
    })
}

fn quantity(chance: &mut Chance) -> (Value, &'static str) {
    match chance.below(9) {
        0..=1 => (json!("a"), "个"),
        2 => (json!("b"), "个"),
        3 => (json!("y"), "个"),
        4 => (json!({"ratio": ["a", "b"]}), "%"),
        5 => (json!({"ratio": ["b", "y"]}), "%"),
        6 => (json!({"growth": "y"}), "%"),
        7 => (json!({"average_growth": "y"}), "%"),
        _ => (json!({"sum_of_years": ["y", 2]}), "个"),
    }
}

fn number(chance: &mut Chance, unit: &str) -> String {
    let n = if unit == "%" { chance.pick(&[0, 25, 50, 67, 100, 150]) } else { chance.pick(&[1, 2, 3]) };
    format!("{n} {unit}")
}

fn criterion(chance: &mut Chance, depth: usize) -> Value {
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

fn indicator(chance: &mut Chance, at: usize) -> Value {
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

fn rules(chance: &mut Chance) -> RuleSet {
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
    let pack = json!({"id": "small", "title": text("small"), "issuer": text("x"), "in_force": {"from": "2020-01-01"},
        "source": {"certainty": "official", "checked": "2026-01-01"}, "standards": [first, second]});
    let (facts, pack) = (vocabulary().to_string(), pack.to_string());
    load([("facts", facts.as_str()), ("small", pack.as_str())]).unwrap_or_else(|found| {
        panic!("{}\n{pack}", found.iter().map(|d| d.sentence(tidu_core::text::Lang::En)).collect::<Vec<_>>().join("\n"))
    })
}

/// What may be answered to a question, whole answers only.
fn answers(id: &str) -> Vec<Value> {
    match id {
        "p" | "j" => vec![json!(true), json!(false)],
        "s" => vec![json!([]), json!(["u"]), json!(["v"]), json!(["u", "v"])],
        "k" => vec![json!("x"), json!("w"), json!("z")],
        _ => (0..=3).map(|n| json!(n)).collect(),
    }
}

/// Every question with the year it is asked for.
const QUESTIONS: [(&str, Option<&str>); 9] = [
    ("a", None),
    ("b", None),
    ("y", Some("2025")),
    ("y", Some("2024")),
    ("y", Some("2023")),
    ("p", None),
    ("j", None),
    ("s", None),
    ("k", None),
];

fn case(answers: &[Value]) -> Value {
    let mut facts = Map::new();
    for ((id, year), answer) in QUESTIONS.iter().zip(answers) {
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

fn verdicts(rules: &RuleSet, case: &Value) -> Vec<String> {
    let (case, issues) = Case::read(&rules.vocabulary, case, Day::parse(DAY).unwrap()).unwrap();
    assert!(issues.is_empty(), "{issues:?}");
    let found = evaluate(rules, &case);
    let told = found.assessments.iter().flat_map(|a| {
        let sheet = a.sheet.unwrap().0;
        std::iter::once(a.verdict).chain(sheet.criteria.iter().map(|node| a.outcome.node(*node).verdict()))
    });
    told.map(|verdict| verdict.id().to_owned()).collect()
}

/// What is to be shown where these verdicts are possible.
fn shown(of: &BTreeSet<String>) -> &str {
    let has = |id: &str| of.contains(id);
    match of.iter().next() {
        Some(only) if of.len() == 1 => only,
        _ if has("needs_review") && !has("unmet") && !has("unknown") => "needs_review",
        _ => "unknown",
    }
}

#[test]
fn a_verdict_is_open_only_if_two_completions_differ() {
    let mut chance = Chance(0x5EED_1234_ABCD);
    let (mut open, mut settled) = (0, 0);
    for round in 0..2_000 {
        let rules = rules(&mut chance);
        // Some questions stay open, some are answered with a range, most are answered.
        let given: Vec<(Value, Vec<Value>)> = QUESTIONS
            .iter()
            .map(|(id, _)| {
                let all = answers(id);
                match chance.below(5) {
                    0 | 1 => (Value::Null, all),
                    2 if all[0].is_number() => {
                        let (lo, hi) = (chance.below(3), 3);
                        (json!({"min": lo, "max": hi}), all[lo..].to_vec())
                    }
                    _ => {
                        let one = all[chance.below(all.len())].clone();
                        (one.clone(), vec![one])
                    }
                }
            })
            .collect();
        if given.iter().map(|(_, all)| all.len()).product::<usize>() > 4_000 {
            continue;
        }
        let partial = case(&given.iter().map(|(told, _)| told.clone()).collect::<Vec<_>>());
        let told = verdicts(&rules, &partial);
        let mut possible = vec![BTreeSet::new(); told.len()];
        let mut picks = vec![0; given.len()];
        loop {
            let whole: Vec<Value> = picks.iter().zip(&given).map(|(at, (_, all))| all[*at].clone()).collect();
            for (set, verdict) in possible.iter_mut().zip(verdicts(&rules, &case(&whole))) {
                set.insert(verdict);
            }
            let Some(turn) = (0..picks.len()).find(|at| picks[*at] + 1 < given[*at].1.len()) else { break };
            picks[turn] += 1;
            picks[..turn].fill(0);
        }
        for (at, (told, possible)) in told.iter().zip(&possible).enumerate() {
            assert_eq!(told, shown(possible), "round {round}, verdict {at} of {partial}: possible are {possible:?}");
            if told == "unknown" { open += 1 } else { settled += 1 }
        }
    }
    // The packs must leave both kinds, or the test has said nothing.
    assert!(open > 500 && settled > 500, "{open} open, {settled} settled");
}
