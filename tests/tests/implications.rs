//! What follows from what by the vocabulary: a row for each implication, what is told of it, and what is told where answers
//! contradict it.

#[path = "implications/asked_first.rs"]
mod asked_first;
#[path = "implications/by_chance.rs"]
mod by_chance;
#[path = "properties/worlds.rs"]
#[allow(dead_code)]
mod worlds;

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::OnceLock;
use tidu_core::answers::Answers;
use tidu_core::case::{Case, Issue};
use tidu_core::day::Day;
use tidu_core::evaluate::{Evaluation, evaluate};
use tidu_core::packs::load;
use tidu_core::plan::plan;
use tidu_core::report::{Report, report};
use tidu_core::text::Lang;
use tidu_core::vocabulary::Vocabulary;
use tidu_core::vocabulary::implication::Implication;
use tidu_tests::row::{case, rules};

const DAY: &str = "2026-11-23";

fn read(line: &str) -> (Case, Vec<Issue>) {
    Case::read(&rules().vocabulary, &case(DAY, line), Day::parse(DAY).unwrap()).unwrap()
}

/// The same answers with nothing inferred.
fn as_said(given: &Value) -> Case {
    static BARE: OnceLock<Vocabulary> = OnceLock::new();
    let bare = BARE.get_or_init(|| {
        let mut bare = rules().vocabulary.clone();
        bare.implications.clear();
        bare
    });
    Case::read(bare, given, Day::parse(DAY).unwrap()).unwrap().0
}

fn told(line: &str, lang: Lang) -> Report {
    let (case, issues) = read(line);
    report(rules(), &case, &issues, &evaluate(rules(), &case), lang)
}

/// Why anything follows: the answers, and what is told to follow: the fact, its year, its value, what it follows from and
/// why.
type Row = (&'static str, &'static [(&'static str, Option<i32>, &'static str, &'static str, &'static str)]);

const IN_CHINA: &str = "营业执照上的住所在境内（不含港、澳、台地区）";
const NO_PERSON: &str = "个体工商户是自然人经营，合伙企业、个人独资企业是非法人组织（《民法典》第五十四条、第一百零二条）";
const QUALITY: &str = "质量管理体系认证是管理体系认证的一种";
const LED: &str = "主导制定标准就是参与制修订标准";
const MAIN: &str = "“主营业务收入总额”包含在“营业收入总额”之中";
const RD_STAFF: &str = "“研发人员数”包含在“从业人员数（职工总数）”之中";
const TECH_STAFF: &str = "“科技人员数（115号文）”包含在“从业人员数（职工总数）”之中";
const OWN: &str = "“自主研发的Ⅰ类知识产权（63号文口径）”包含在“与主导产品相关的有效Ⅰ类知识产权（63号文口径）”之中";
const HIGH: &str = "“高价值Ⅰ类知识产权（63号文口径）”包含在“与主导产品相关的有效Ⅰ类知识产权（63号文口径）”之中";
const NEW: &str = "“其中近一年内新获得的”包含在“已有的认定或荣誉”之中";

const ROWS: &[Row] = &[
    (r#"region "360102""#, &[("registered_in_china", None, "true", "region", IN_CHINA)]),
    (r#"region "11""#, &[("registered_in_china", None, "true", "region", IN_CHINA)]),
    (r#"region "65""#, &[("registered_in_china", None, "true", "region", IN_CHINA)]),
    // Hong Kong and Taiwan: nothing follows.
    (r#"region "81""#, &[]),
    (r#"region "71""#, &[]),
    ("registered_in_china no", &[]),
    ("legal_form partnership", &[("legal_person", None, "false", "legal_form", NO_PERSON)]),
    ("legal_form sole_proprietorship", &[("legal_person", None, "false", "legal_form", NO_PERSON)]),
    ("legal_form individual_business", &[("legal_person", None, "false", "legal_form", NO_PERSON)]),
    // A branch may take its licence for a company's and is no person; of the others some are and some are not.
    ("legal_form company", &[]),
    ("legal_form other", &[]),
    ("legal_person yes", &[]),
    ("quality_system_certified yes", &[("management_or_product_certified", None, "true", "quality_system_certified", QUALITY)]),
    ("management_or_product_certified no", &[("quality_system_certified", None, "false", "management_or_product_certified", QUALITY)]),
    ("quality_system_certified no", &[]),
    ("management_or_product_certified yes", &[]),
    ("led_standard_5y yes", &[("standards_participated", None, "true", "led_standard_5y", LED)]),
    ("standards_participated no", &[("led_standard_5y", None, "false", "standards_participated", LED)]),
    ("standards_participated yes", &[]),
    ("operating_revenue 0", &[("main_business_revenue", Some(2025), "0", "operating_revenue", MAIN)]),
    ("main_business_revenue 0 / 90.5", &[("operating_revenue", Some(2024), r#"{"min":90.5}"#, "main_business_revenue", MAIN)]),
    ("staff 0", &[("rd_staff", None, "0", "staff", RD_STAFF), ("tech_staff", None, "0", "staff", TECH_STAFF)]),
    // The greater of two parts tells more.
    ("rd_staff 7; tech_staff 5", &[("staff", None, r#"{"min":7}"#, "rd_staff", RD_STAFF)]),
    ("tech_staff 9..12", &[("staff", None, r#"{"min":9}"#, "tech_staff", TECH_STAFF)]),
    // A range is narrowed, not overruled.
    (
        "staff 100..120; rd_staff 110..150; tech_staff 4",
        &[
            ("staff", None, r#"{"max":120,"min":110}"#, "rd_staff", RD_STAFF),
            ("rd_staff", None, r#"{"max":120,"min":110}"#, "staff", RD_STAFF),
        ],
    ),
    (
        "class_1_ip 0",
        &[("class_1_ip_self_developed", None, "0", "class_1_ip", OWN), ("class_1_ip_high_value", None, "0", "class_1_ip", HIGH)],
    ),
    ("class_1_ip_self_developed 2; class_1_ip_high_value 1", &[("class_1_ip", None, r#"{"min":2}"#, "class_1_ip_self_developed", OWN)]),
    ("honours []", &[("honours_new", None, "[]", "honours", NEW)]),
    ("honours_new [dcmm]", &[("honours", None, "null", "honours_new", NEW)]),
    ("honours_new []", &[]),
];

#[test]
fn each_implication_says_what_it_is_written_for() {
    let vocabulary = &rules().vocabulary;
    // A part of a whole goes by its facts, whatever the year; all else by itself.
    let facts = |rule: &Implication| match (&rule.why, &rule.rule) {
        (None, rule) => format!("{:?}", rule.slots().into_iter().map(|slot| vocabulary.of_slot(slot).0).collect::<Vec<_>>()),
        (Some(_), rule) => format!("{rule:?}"),
    };
    let mut used = BTreeSet::new();
    let mut use_in = |case: &Case| {
        for (at, rule) in vocabulary.implications.iter().enumerate() {
            if rule.rule.slots().iter().filter_map(|slot| case.implied(*slot)).any(|one| one.by.contains(&Some(at))) {
                used.insert(facts(rule));
            }
        }
    };
    for (line, expected) in ROWS {
        let (case, issues) = read(line);
        assert!(issues.is_empty(), "{line}: {issues:?}");
        let found = told(line, Lang::Zh).implied;
        assert_eq!(found.len(), expected.len(), "{line}: {}", json!(found));
        for (one, (fact, year, value, from, why)) in found.iter().zip(*expected) {
            assert_eq!((one.fact.as_str(), one.year, one.value.to_string().as_str()), (*fact, *year, *value), "{line}");
            assert!(one.from.contains(&(*from).to_owned()) && one.why.iter().any(|reason| reason.text == *why), "{line}: {}", json!(one));
            assert!(one.text.contains("（由“") && one.text.ends_with("”得出）"), "{}", one.text);
        }
        use_in(&case);
    }
    for (line, expected) in asked_first::ROWS {
        let (case, issues) = read(line);
        assert!(issues.is_empty(), "{line}: {issues:?}");
        let found = told(line, Lang::Zh).implied;
        let found: Vec<(&str, String)> = found.iter().map(|one| (one.fact.as_str(), one.value.to_string())).collect();
        assert_eq!(found, expected.iter().map(|(fact, value)| (*fact, (*value).to_owned())).collect::<Vec<_>>(), "{line}");
        use_in(&case);
    }
    for rule in &vocabulary.implications {
        assert!(used.contains(&facts(rule)), "no row for {:?}: {}", rule.rule, rule.reason(vocabulary).get(Lang::En));
    }
}

/// What follows is told beside the criterion with what it follows from, in both languages, is no answer, and is asked no
/// more.
#[test]
fn what_follows_is_told_as_such_and_not_asked() {
    let criterion = |report: &Report, id: &str| {
        let all = report.assessments.iter().flat_map(|a| &a.criteria);
        let found = all.flat_map(|c| std::iter::once(c).chain(&c.parts)).find(|c| c.id.as_deref() == Some(id));
        found.map(|c| (c.verdict, c.actual.clone())).unwrap_or_else(|| panic!("no criterion {id}"))
    };
    let line = r#"region "360102"; operating_revenue 900; tech_staff 0; staff ..300"#;
    let (zh, en) = (told(line, Lang::Zh), told(line, Lang::En));
    let id = "tech_sme/registered_in_china";
    assert_eq!(criterion(&zh, id), ("met", "符合（由“注册地”得出）".to_owned()));
    assert_eq!(criterion(&en, id).1, "as required (follows from “Place of registration”)");
    assert!(zh.assessments.iter().all(|a| !a.missing.contains(&"registered_in_china".to_owned())));
    let (case, _) = read(line);
    let slot = |id: &str| rules().vocabulary.fact(rules().vocabulary.find(id).unwrap()).slot;
    assert!(!case.is_answered(&rules().vocabulary, slot("registered_in_china")));
    assert!(case.is_answered(&rules().vocabulary, slot("region")));
    // A range that follows decides where it can, and is not told where it does not.
    let (decided, open) = (told("main_business_revenue 5000", Lang::Zh), told("main_business_revenue 900", Lang::Zh));
    let id = "little_giant/revenue";
    assert_eq!(criterion(&decided, id), ("met", "至少 5,000 万元（由“2025 年主营业务收入总额”得出）".to_owned()));
    assert_eq!(criterion(&open, id), ("unknown", "未填".to_owned()));
    // Law is told with how sure it is, logic without.
    let sure = |line: &str| told(line, Lang::Zh).implied[0].why[0].certainty;
    assert_eq!((sure("legal_form partnership"), sure(r#"region "36""#)), (Some("secondary"), None));
}

/// Answers that contradict each other: where it is told, and by which code.
const CONTRADICTIONS: [(&str, &str, &str); 7] = [
    (r#"region "360102"; registered_in_china no"#, "registered_in_china", "contradiction"),
    ("legal_form partnership; legal_person yes", "legal_person", "contradiction"),
    ("quality_system_certified yes; management_or_product_certified no", "management_or_product_certified", "contradiction"),
    ("led_standard_5y yes; standards_participated no", "standards_participated", "contradiction"),
    ("honours [dcmm]; honours_new [iso_56005]", "honours_new", "contradiction"),
    // A number above its whole is told as ever; the other parts are not bounded by a whole that is in doubt.
    ("staff 10; rd_staff 20", "rd_staff", "exceeds_whole"),
    ("class_1_ip 1; class_1_ip_high_value 2", "class_1_ip_high_value", "exceeds_whole"),
];

#[test]
fn contradictions_are_told_and_verdicts_rest_on_what_was_answered() {
    for (line, fact, code) in CONTRADICTIONS {
        let (case, issues) = read(line);
        let [issue] = issues.as_slice() else { panic!("{line}: {issues:?}") };
        assert_eq!((issue.fact.as_str(), issue.code), (fact, code), "{line}");
        assert!(
            issue.message.get(Lang::Zh).ends_with("请核对两项填报") && issue.message.get(Lang::En).ends_with("check both"),
            "{issue:?}"
        );
        assert!(told(line, Lang::Zh).implied.is_empty(), "{line}");
        let raw = as_said(&tidu_tests::row::case(DAY, line));
        let of = |found: &Evaluation<'_>| format!("{:?}", found.assessments.iter().map(|a| (a.verdict, &a.outcome)).collect::<Vec<_>>());
        assert_eq!(of(&evaluate(rules(), &case)), of(&evaluate(rules(), &raw)), "{line}");
    }
    let (_, issues) = read(CONTRADICTIONS[2].0);
    assert_eq!(
        issues[0].message.get(Lang::Zh),
        "“是否取得管理体系认证，或产品通过发达国家和地区产品认证”与“是否建立质量管理体系并获得ISO9001等认证证书”的填报矛盾：质量管理体系认证是管理体系认证的一种，请核对两项填报"
    );
    // What does not hang together with it is inferred as ever.
    assert_eq!(told("staff 10; rd_staff 20; class_1_ip 0", Lang::Zh).implied.len(), 2);
}

/// Through a value that nobody answered, a contradiction is told at what was.
#[test]
fn a_contradiction_over_an_open_value_is_told() {
    let rules = small(&json!([
        { "if": { "p": true }, "then": { "q": true }, "why": text("pq") },
        { "if": { "q": true }, "then": { "r": true }, "why": text("qr"), "certainty": "unverified" } ]));
    let given = json!({ "facts": { "p": true, "r": false } });
    let (case, issues) = Case::read(&rules.vocabulary, &given, Day::parse(DAY).unwrap()).unwrap();
    assert_eq!(issues.iter().map(|issue| (issue.fact.as_str(), issue.code)).collect::<Vec<_>>(), [("r", "contradiction")]);
    assert!(["p", "q", "r"].iter().all(|id| case.implied(rules.vocabulary.fact(rules.vocabulary.find(id).unwrap()).slot).is_none()));
    // And what follows, follows all the way.
    let (case, _) = Case::read(&rules.vocabulary, &json!({ "facts": { "p": true } }), Day::parse(DAY).unwrap()).unwrap();
    assert_eq!(case.span(rules.vocabulary.fact(rules.vocabulary.find("r").unwrap()).slot).lo, 1);
}

fn text(t: &str) -> Value {
    json!({ "zh": t, "en": t })
}

/// Three facts of yes and no, a standard that asks for the first, and what follows from what.
fn small(implications: &Value) -> tidu_core::rules::RuleSet {
    let lever = json!({ "by": "decision", "kind": "management", "towards": "more", "effort": 1 });
    let fact = |id: &str| json!({ "id": id, "section": "all", "kind": "bool", "lookup": "by_heart", "label": text(id), "help": text(id), "lever": lever });
    let facts = ["p", "q", "r"].map(fact);
    let source = json!({ "certainty": "official", "checked": "2026-01-01" });
    let facts = json!({
        "id": "facts", "title": text("small"), "source": source, "sections": [{ "id": "all", "name": text("all") }], "papers": [],
        "standards": [{ "id": "first", "name": text("first"), "short": text("first"), "rung": 1 }], "ladder": ["first"],
        "facts": facts, "implications": implications });
    let pack = json!({
        "id": "small", "title": text("small"), "issuer": text("x"), "in_force": { "from": "2020-01-01" }, "source": source,
        "standards": [{ "id": "first", "governs": [{ "from": "2020-01-01", "procedures": ["first_application"], "certainty": "official" }],
            "criteria": [{ "id": "p", "text": text("p"), "cite": { "article": "1", "certainty": "official" }, "holds": "p" }] }] });
    load([("facts", facts.to_string().as_str()), ("small", pack.to_string().as_str())])
        .unwrap_or_else(|found| panic!("{}", found.iter().map(|d| d.sentence(Lang::En)).collect::<Vec<_>>().join("\n")))
}

/// A plan that changes an answer names what changes with it, and the case it leads to contradicts nothing.
#[test]
fn a_plan_takes_along_what_follows_from_it() {
    let rules = small(&json!([{ "if": { "p": true }, "then": { "q": true }, "why": text("pq") }]));
    let id = |ix| rules.vocabulary.fact(ix).id.as_str();
    let day = Day::parse(DAY).unwrap();
    for (facts, changed, entailed) in [
        (json!({ "p": false, "q": false }), vec!["p"], vec!["q"]),
        (json!({ "p": false, "q": true }), vec!["p"], vec![]),
        (json!({ "p": false }), vec!["p"], vec![]),
        // That it does not hold follows from the other alone.
        (json!({ "q": false }), vec!["p"], vec!["q"]),
    ] {
        let (answers, _) = Answers::read(&rules.vocabulary, &json!({ "facts": facts }), day).unwrap();
        let planned = plan(&rules, &answers, tidu_core::vocabulary::StandardIx(0), &BTreeSet::new());
        let plan = planned.plans.first().unwrap_or_else(|| panic!("no plan of {facts}"));
        assert_eq!(plan.changes.iter().map(|change| id(change.fact)).collect::<Vec<_>>(), changed, "{facts}");
        assert_eq!(
            plan.entails.iter().map(|change| (id(change.fact), change.to)).collect::<Vec<_>>(),
            entailed.iter().map(|id| (*id, 1)).collect::<Vec<_>>()
        );
        let (after, issues) = Case::read(&rules.vocabulary, &plan.after.write(&rules.vocabulary), plan.target).unwrap();
        assert!(issues.is_empty(), "{issues:?}");
        assert_eq!(evaluate(&rules, &after).assessments[0].verdict.id(), "met");
    }
}

/// What cannot be an implication is refused in words.
#[test]
fn what_says_nothing_is_refused() {
    for (one, words) in [
        (json!({ "if": { "p": true }, "then": { "p": false }, "why": text("w") }), "speak of the same fact"),
        (json!({ "if": { "x": true }, "then": { "p": false }, "why": text("w") }), "`x` is no fact"),
        (json!({ "if": { "p": "yes" }, "then": { "q": true }, "why": text("w") }), "nothing follows from such answers of `p`"),
        (json!({ "if": { "p": { "min": false } }, "then": { "q": true }, "why": text("w") }), "nothing follows from such answers of `p`"),
        (json!({ "if": { "p": true, "r": true }, "then": { "q": true }, "why": text("w") }), "one fact and its answer"),
        (json!({ "if": { "p": true }, "then": { "q": true } }), "`why` is missing"),
    ] {
        let tried = std::panic::catch_unwind(|| small(&json!([one])));
        let said = tried.err().and_then(|why| why.downcast_ref::<String>().cloned()).unwrap_or_default();
        assert!(said.contains(words), "{one}: {said}");
    }
}
