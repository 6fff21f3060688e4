//! Inputs that nobody means well: each costs the answer it spoils, is named, and stops nothing. `data/hostile/cases.json`
//! holds each as the text it comes as, beside the case that is left of it and what must be told.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use tidu_core::answers::Answers;
use tidu_core::case::{Case, Issue};
use tidu_core::compile::compile;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::json::read;
use tidu_core::packs::{BUILT_IN, beside_built_in, load};
use tidu_core::plan::report::plan_report;
use tidu_core::plan::{Plan, plan};
use tidu_core::read::read as read_pack;
use tidu_core::report::report;
use tidu_core::text::Lang;
use tidu_core::vocabulary::StandardIx;
use tidu_tests::row::rules;

/// Seconds after which something hangs, and is not merely slow on a machine that does other things too: what is well takes
/// a few tenths of one, what was mended took minutes.
const SOON: u64 = 20;

fn today() -> Day {
    Day::parse("2026-11-23").unwrap()
}

fn told(issues: &[Issue]) -> Value {
    issues.iter().map(|issue| json!([issue.fact, issue.year, issue.code])).collect()
}

/// All that is said of a case, plans for every standard among it, but the issues and the projected cases. These are
/// evaluated: they come to the verdicts promised, and keep the name and what is unknown.
fn everything(case: &Value) -> Value {
    let (rules, vocabulary) = (rules(), &rules().vocabulary);
    let (read, issues) = Case::read(vocabulary, case, today()).unwrap();
    let evaluated = serde_json::to_value(report(rules, &read, &[], &evaluate(rules, &read), Lang::Zh)).unwrap();
    let standards = (0..).map(StandardIx).take(vocabulary.standards.len());
    let answers = Answers::read(vocabulary, case, today()).unwrap().0;
    let plans = standards.map(|standard| {
        let planned = plan(rules, &answers, standard, &BTreeSet::new());
        for way in planned.plans.iter().flat_map(Plan::steps) {
            let case_after = way.after.write(vocabulary);
            let after = Case::read(vocabulary, &case_after, today()).unwrap().0;
            assert_eq!(evaluate(rules, &after).of(way.standard).verdict, way.verdict_after, "{case}");
            let facts = case["facts"].as_object().into_iter().flatten();
            let foreign = facts.filter(|(key, _)| vocabulary.find(key).is_none() && !key.starts_with('$'));
            assert!(foreign.into_iter().all(|(key, value)| case_after["facts"][key] == *value), "{case}");
            assert_eq!((&case_after["name"], &case_after["colour"]), (&case["name"], &case["colour"]));
        }
        let mut told = serde_json::to_value(plan_report(rules, &read, &issues, &planned, Lang::Zh)).unwrap();
        told["issues"].take();
        forget(&mut told, "case_after");
        told
    });
    Value::Array(plans.chain([evaluated]).collect())
}

fn forget(value: &mut Value, key: &str) {
    match value {
        Value::Object(map) => {
            map.remove(key);
            map.values_mut().for_each(|value| forget(value, key));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| forget(value, key)),
        _ => {}
    }
}

#[test]
fn what_is_refused_is_named_and_as_good_as_not_given() {
    let rows: Vec<Value> = serde_json::from_str(include_str!("../data/hostile/cases.json")).unwrap();
    for row in &rows {
        let (what, text, same) = (&row["what"], row["text"].as_str().unwrap(), row["same"].as_str().unwrap());
        let case = read(text).unwrap_or_else(|why| panic!("{what}: {}", why.get(Lang::En)));
        let issues = Case::read(&rules().vocabulary, &case, today()).unwrap().1;
        assert_eq!(told(&issues), row["issues"], "{what}");
        let begun = Instant::now();
        let all = everything(&case);
        assert!(begun.elapsed() < Duration::from_secs(SOON), "{what}: {:?}", begun.elapsed());
        assert_eq!(all, everything(&read(same).unwrap()), "{what}");
    }
    assert!(rows.len() > 40);
}

#[test]
fn a_day_written_twice_is_no_day() {
    let case = read(r#"{"as_of":"2026-11-23","as_of":"2026-11-24"}"#).unwrap();
    let issue = Case::read(&rules().vocabulary, &case, today()).unwrap_err();
    assert_eq!((issue.fact.as_str(), issue.code), ("as_of", "duplicate_key"));
}

/// Answers that are none, or hardly one.
const ODD: &str = r#"[null, true, "", "none", "2027-02-30", "9999-12-31", "2200-12-31", "1900-01-01", [], [[[1]]], ["none"], {}, {"min": null},
    {"min": 5, "max": 1}, {"max": 10000000000}, {"2025": 1, "2026": {"min": 1}}, {"2026": 10000000000, "2031": 0}, {"2200": 1},
    -1, 0, 2.0, 1e10, 1e999999999, 0.0000001, -1e-999999999, 123456789012345678901234567890, {"$twice": 1}]"#;

#[test]
fn no_answer_stops_a_plan_or_keeps_it_waiting() {
    let (rules, vocabulary) = (rules(), &rules().vocabulary);
    let rows: Vec<Value> = serde_json::from_str(include_str!("../data/hostile/cases.json")).unwrap();
    let sound = read(rows[0]["same"].as_str().unwrap()).unwrap();
    let odd = read(ODD).unwrap();
    let standards = (0..).map(StandardIx).take(vocabulary.standards.len());
    let mut turn = standards.clone().cycle();
    let soon = |case: &Value, standard: StandardIx| {
        let begun = Instant::now();
        let answers = Answers::read(vocabulary, case, today()).unwrap().0;
        plan(rules, &answers, standard, &BTreeSet::new());
        assert!(begun.elapsed() < Duration::from_secs(SOON), "{case}: {:?}", begun.elapsed());
    };
    for (_, fact) in vocabulary.iter() {
        for answer in odd.as_array().unwrap() {
            let mut case = sound.clone();
            case["facts"][&fact.id] = answer.clone();
            soon(&case, turn.next().unwrap());
        }
    }
    for (day, standard) in ["1900-01-01", "1904-02-29", "2024-02-29", "2199-12-31", "2200-12-31"]
        .iter()
        .flat_map(|day| standards.clone().map(move |of| (day, of)))
    {
        let mut case = sound.clone();
        case["as_of"] = json!(day);
        soon(&case, standard);
    }
}

#[test]
fn unknown_keys_cost_no_time_and_no_room() {
    let long = "a".repeat(1_000_000);
    let many: Vec<String> = (0..10_000).map(|n| format!("\"{}{n}\":1", "segment_years".repeat(77))).collect();
    let near: Vec<String> = (0..10_000).map(|n| format!("\"segment_yearz{n}\":1")).collect();
    for facts in
        [format!("\"{long}\":1"), many.join(","), near.join(","), format!("\"staff\":{{\"{long}\":1}},\"rd_expense\":{{\"{long}\":1}}")]
    {
        let begun = Instant::now();
        let case = read(&format!("{{\"{long}\":1,\"procedures\":{{\"{long}\":1}},\"facts\":{{{facts}}}}}")).unwrap();
        let issues = Case::read(&rules().vocabulary, &case, today()).unwrap().1;
        assert!(begun.elapsed() < Duration::from_secs(SOON), "{:?}", begun.elapsed());
        assert!(issues.iter().all(|issue| issue.message.get(Lang::Zh).chars().count() < 250 && issue.message.get(Lang::En).len() < 400));
    }
    // The first of them are still answered with what was meant.
    let case = read(r#"{"facts":{"segment_yeers":3,"staf\u001b[2J":1}}"#).unwrap();
    let issues = Case::read(&rules().vocabulary, &case, today()).unwrap().1;
    assert!(issues[0].message.get(Lang::En).contains("did you mean `segment_years`"), "{}", issues[0].message.get(Lang::En));
    assert!(issues[1].message.get(Lang::Zh).contains("staf\\u001b[2J"), "{}", issues[1].message.get(Lang::Zh));
}

/// Nobody's word for a key that stands twice is written as if a whole part of the case did.
#[test]
fn what_is_written_of_a_case_is_never_taken_for_a_part_written_twice() {
    let vocabulary = &rules().vocabulary;
    for case in [
        json!({ "facts": { "$twice": [1, 2], "staff": { "min": 0 } } }),
        json!({ "facts": {}, "procedures": { "$twice": null, "tech_sme": "never" } }),
    ] {
        let (answers, issues) = Answers::read(vocabulary, &case, today()).unwrap();
        assert!(issues.iter().any(|issue| issue.message.get(Lang::En).contains("$twice")), "{case}: {issues:?}");
        let written = answers.write(vocabulary);
        assert_eq!(Answers::read(vocabulary, &written, today()), Ok((answers, Vec::new())), "{case} is written {written}");
    }
}

/// A pack of one policy for whom this says.
fn for_whom(who: &str) -> String {
    format!(
        r#"{{"id":"x/large","title":{{"zh":"大","en":"Large"}},"in_force":{{"from":"2026-01-01"}},
        "source":{{"url":null,"certainty":"unverified","checked":"2026-11-01"}},
        "policies":[{{"id":"p","title":{{"zh":"补助","en":"Grant"}},"cite":{{"article":"1","certainty":"unverified"}},
        "strength":"entitlement","benefit":"grant","needs":[],"gives":{{"zh":"补助","en":"A grant"}},"who":{who},
        "who_text":{{"zh":"企业","en":"Enterprises"}},"how":{{"zh":"申报","en":"Apply"}},"papers":[],"authorities":["局"]}}]}}"#
    )
}

/// A built-in pack with something changed.
fn changed(id: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut pack = read(BUILT_IN.iter().find(|(known, _)| *known == id).unwrap().1).unwrap();
    change(&mut pack);
    pack.to_string()
}

/// So many of the same, with a number in each.
fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(",")
}

/// What is wrong with a pack, in one language, and that it is said soon.
fn faults(what: &str, pack: String) -> Vec<String> {
    let packs = beside_built_in(vec![("x".to_owned(), pack)]);
    let begun = Instant::now();
    let found = load(packs.iter().map(|(id, json)| (id.as_str(), json.as_ref()))).err().unwrap_or_default();
    assert!(begun.elapsed() < Duration::from_secs(SOON), "{what}: {:?}", begun.elapsed());
    found.iter().map(|fault| fault.sentence(Lang::En)).collect()
}

/// A document that could not be read whole is not compiled as if the rest were all of it: a score would be asked for that
/// is not there.
#[test]
fn nothing_is_compiled_around_what_was_left_out() {
    let text = |id: &str| BUILT_IN.iter().find(|(known, _)| *known == id).unwrap().1;
    let facts = read(text("facts")).unwrap()["facts"].as_array().unwrap().clone();
    let id = "cn/miit-2022-63";
    let mut asked = 0;
    for (at, fact) in facts.iter().enumerate() {
        let vocabulary = changed("facts", |pack| pack["facts"][at]["section"] = json!(0));
        let docs = [("facts", &*vocabulary), (id, text(id))].map(|(name, text)| read_pack(name, text).0.unwrap());
        if text(id).contains(&format!("\"{}\"", fact["id"].as_str().unwrap())) {
            asked += 1;
            assert!(compile(&docs).is_err(), "without {}", fact["id"]);
        }
    }
    assert!(asked > 40, "{asked}");
}

#[test]
fn what_is_too_large_is_refused_in_words_and_never_cut_short() {
    let holds = |_| r#"{"holds":"own_brand"}"#.to_owned();
    let nested = |form: &str, end: &str, depth: usize| form.repeat(depth) + r#"{"at_least":["rd_expense","1 万元"]}"# + &end.repeat(depth);
    let this_year = |depth| nested(r#"{"this_year":{"in_renewal_any_of":3,"of":"#, "}}", depth);
    let standard = |change: fn(&mut Value)| changed("cn/miit-2022-63", |pack| change(&mut pack["standards"][0]));
    let list = |json: String| read(&format!("[{json}]")).unwrap();
    let indicators = many(20_000, |n| {
        format!(r#"{{"id":"i{n}","name":{{"zh":"甲","en":"A"}},"max":1,"cite":{{"article":"1","certainty":"official"}},"given":"staff"}}"#)
    });
    let used = changed("cn/miit-2022-63", |pack| {
        pack["shared"]["much"] = list(many(1_000, holds));
        pack["standards"][0]["criteria"] = list(many(1_000, |_| r#"{"use":"much"}"#.to_owned()));
    });
    let fact = |n: usize| {
        format!(
            r#"{{"id":"f{n}","section":"basics","kind":"bool","lookup":"by_heart","label":{{"zh":"甲","en":"A"}},"help":{{"zh":"甲","en":"A"}}}}"#
        )
    };
    let with_facts =
        changed("facts", |pack| pack["facts"].as_array_mut().unwrap().extend(list(many(70_000, fact)).as_array().unwrap().clone()));
    let option = |n: usize| format!(r#"{{"id":"o{n}","label":{{"zh":"甲","en":"A"}}}}"#);
    let with_options = changed("facts", |pack| {
        let choice = pack["facts"].as_array_mut().unwrap().iter_mut().find(|fact| fact["kind"] == "choice").unwrap();
        choice["options"] = list(many(64, option));
    });
    for (what, pack, words) in [
        ("members", for_whom(&format!(r#"{{"all_of":[{},{{"holds":"legal_person"}}]}}"#, many(65_535, holds))), "at most 4000 conditions"),
        ("just too many", for_whom(&format!(r#"{{"all_of":[{}]}}"#, many(4_001, holds))), "at most 4000 conditions"),
        ("years in years, 10 deep", for_whom(&this_year(10)), "at most 4000 conditions"),
        ("years in years, 15 deep", for_whom(&this_year(15)), "at most 4000 conditions"),
        ("years in years, as deep as JSON goes", for_whom(&this_year(50)), "20 deep"),
        ("depth", for_whom(&nested(r#"{"not":"#, "}", 25)), "20 deep"),
        ("deeper than JSON goes", for_whom(&nested(r#"{"not":"#, "}", 200)), "recursion limit"),
        ("use", used, "At most 4000 conditions"),
        (
            "indicators",
            changed("cn/miit-2022-63", |pack| pack["standards"][0]["score"]["groups"][0]["indicators"] = list(indicators)),
            "At most 500 groups and indicators",
        ),
        ("governs", standard(|of| of["governs"] = vec![of["governs"][0].clone(); 20_000].into()), "At most 100 entries in `governs`"),
        (
            "standards",
            changed("cn/miit-2022-63", |pack| pack["standards"] = vec![pack["standards"][0].clone(); 101].into()),
            "At most 100 standards",
        ),
        ("policies", changed_policies(2_001), "At most 2000 policies"),
        ("facts", with_facts, "At most 2000 facts"),
        ("options", with_options, "at most 63"),
        ("points", standard(|of| of["score"]["max"] = json!(2_147_483_647)), "a whole number between"),
        ("years of a lever", changed("facts", |pack| after(pack, "2147483647 年")), "`lever` is incomplete"),
        ("a key twice", include_str!("../data/hostile/twice.json").to_owned(), "policies[0].who: this key is written more than once"),
        ("half a character", for_whom(r#"{"holds":"own_brand\ud83d"}"#), "half a character"),
        ("a number that is none", for_whom(r#"{"$serde_json::private::Number":"1"}"#), "exactly one form"),
    ] {
        let found = faults(what, pack);
        assert!(found.iter().any(|fault| fault.contains(words)), "{what}: {:?}", &found[..found.len().min(3)]);
        assert!(found.iter().all(|fault| fault.chars().count() < 600), "{what}");
    }
    for (what, pack) in [
        ("as many as there may be", for_whom(&format!(r#"{{"all_of":[{}]}}"#, many(3_990, holds)))),
        ("as deep as it may be", for_whom(&nested(r#"{"not":"#, "}", 18))),
        ("a byte order mark", format!("\u{feff}{}", for_whom(&holds(0)))),
        ("points spelled otherwise", standard(|of| of["score"]["max"] = read("1.00e2").unwrap())),
    ] {
        assert_eq!(faults(what, pack), Vec::<String>::new(), "{what}");
    }
}

/// A pack of so many policies.
fn changed_policies(count: usize) -> String {
    let mut pack = read(&for_whom(r#"{"holds":"own_brand"}"#)).unwrap();
    let of = pack["policies"][0].take();
    let one = |n: usize| {
        let mut one = of.clone();
        one["id"] = json!(format!("p{n}"));
        one
    };
    pack["policies"] = (0..count).map(one).collect();
    pack.to_string()
}

/// Sets after how long what happened no longer counts.
fn after(facts: &mut Value, time: &str) {
    let mut levers = facts["facts"].as_array_mut().unwrap().iter_mut().filter_map(|fact| fact.get_mut("lever"));
    levers.find(|lever| lever.get("after").is_some()).unwrap()["after"] = json!(time);
}
