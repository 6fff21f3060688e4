//! That every word the core says is written in the files of its languages, and none in code: a made-up language stands in
//! for English, in the rules and in the sentences, and nothing but figures is left outside of its words.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use tidu_core::answers::Answers;
use tidu_core::compare::{Side, comparison, read_on};
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::packs::{BUILT_IN, load};
use tidu_core::plan::plan;
use tidu_core::plan::report::plan_report;
use tidu_core::report::matching::match_report;
use tidu_core::report::report;
use tidu_core::rules::RuleSet;
use tidu_core::text::{Lang, pseudo};

/// Under these keys stand the sentences of a report.
const SENTENCES: [&str; 15] = [
    "text",
    "required",
    "actual",
    "exact",
    "message",
    "summary",
    "years",
    "name",
    "title",
    "gives",
    "amount",
    "note",
    "not_asked",
    "season",
    "reckoned",
];

/// The built-in rules, in which the made-up language stands in the place of English.
fn rules() -> RuleSet {
    let packs = BUILT_IN.map(|(id, json)| {
        let mut pack: Value = serde_json::from_str(json).unwrap();
        pseudo::translate(&mut pack);
        (id, pack.to_string())
    });
    load(packs.iter().map(|(id, json)| (*id, json.as_str()))).unwrap()
}

/// What stands outside of the words of the made-up language and is more than a figure or what stands in the case.
fn spelled(value: &Value, key: &str, case: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(of) => of.iter().filter(|(key, _)| *key != "case_after").for_each(|(key, value)| spelled(value, key, case, found)),
        Value::Array(members) => members.iter().for_each(|member| spelled(member, key, case, found)),
        Value::String(text) if SENTENCES.contains(&key) && !pseudo::outside(text).all(|outside| case.contains(outside)) => {
            found.insert(format!("{key}: {text}"));
        }
        _ => {}
    }
}

#[test]
fn no_word_is_spelled_in_code() {
    pseudo::IS_SPOKEN.set(true);
    let rules = rules();
    let mut found = BTreeSet::new();
    let mut told = 0;
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("companies")).unwrap() {
        let case: Value = serde_json::from_str(&std::fs::read_to_string(file.unwrap().path()).unwrap()).unwrap();
        let (answers, issues) = Answers::read(&rules.vocabulary, &case, Day::parse("2026-11-23").unwrap()).unwrap();
        let (read, issues) = answers.case(&rules.vocabulary, issues);
        let evaluation = evaluate(&rules, &read);
        let days = ["2026-03-31", "2026-04-01"].map(|day| read_on(&rules, &case, Day::parse(day).unwrap()).unwrap());
        let evaluated = [0, 1].map(|at| evaluate(&rules, &days[at].0));
        let [from, to] = [0, 1].map(|at| Side { case: &days[at].0, issues: &days[at].1, evaluation: &evaluated[at] });
        let mut reports = vec![
            serde_json::to_value(report(&rules, &read, &issues, &evaluation, Lang::En)).unwrap(),
            serde_json::to_value(match_report(&rules, &read, &issues, &evaluation, Lang::En)).unwrap(),
            serde_json::to_value(comparison(&rules, from, to, Lang::En)).unwrap(),
        ];
        for tier in &rules.vocabulary.ladder {
            let ways = plan(&rules, &answers, *tier, &BTreeSet::default());
            reports.push(serde_json::to_value(plan_report(&rules, &read, &issues, &ways, Lang::En)).unwrap());
        }
        told += reports.iter().map(|report| report.to_string().matches('⟦').count()).sum::<usize>();
        // The number of a document and its article stay as they are in every language.
        let documents = rules.documents.iter().filter_map(|document| document.head.number.as_deref());
        let articles = rules.ties.iter().map(|tie| &tie.cite).chain(rules.rates.iter().flat_map(|rate| &rate.steps).map(|step| &step.cite));
        let quoted: Vec<&str> = documents.chain(articles.map(|cite| cite.article.as_str())).collect();
        let case = format!("{case} {}", quoted.join(" "));
        reports.iter().for_each(|report| spelled(report, "", &case, &mut found));
    }
    assert!(told > 10_000, "only {told} words were spoken");
    assert!(found.is_empty(), "{} sentences, of which:\n{}", found.len(), found.iter().take(40).cloned().collect::<Vec<_>>().join("\n"));
}

/// What is missing is said in Chinese, and left to be translated.
#[test]
fn every_sentence_is_said_in_every_language() {
    let ids = |lang: Lang, part: &str| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../core/packs/texts/{}/{part}.ftl", lang.id()));
        let text = std::fs::read_to_string(&file).unwrap_or_else(|fault| panic!("{}: {fault}", file.display()));
        text.lines().filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect::<BTreeSet<_>>()
    };
    for (part, least) in [("core", 300), ("web", 300), ("cli", 60), ("library", 100)] {
        let all = ids(Lang::default(), part);
        assert!(all.len() > least, "{part}: only {} sentences", all.len());
        for lang in Lang::ALL {
            let left: Vec<_> = all.difference(&ids(lang, part)).cloned().collect();
            assert!(left.is_empty(), "{part}.ftl, left to be translated into {}: {}", lang.id(), left.join(", "));
        }
    }
}
