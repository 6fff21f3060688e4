//! What one is asked: questions of one fact or several.

use serde_json::{Value, json};
use tidu_core::packs::{BUILT_IN, load};
use tidu_core::text::Lang;

/// Every fact is asked for once: where a question asks for several, at the first of them, and else by itself.
#[test]
fn every_fact_is_asked_for_once() {
    let mut facts: Value = serde_json::from_str(BUILT_IN[0].1).unwrap();
    facts["questions"] = json!([
        { "id": "people", "ask": "多少人？", "none": "没有人", "facts": ["rd_staff", "staff"] },
        { "id": "brand", "ask": "有没有？", "facts": ["own_brand", "title_srdi_sme"] }]);
    // Which speaks of the questions that are asked otherwise here.
    facts.as_object_mut().unwrap().remove("order");
    facts["facts"].as_array_mut().unwrap().iter_mut().find(|fact| fact["id"] == "region").unwrap()["ask"] = json!("在哪里？");
    let facts = facts.to_string();
    let rules = load(BUILT_IN.map(|(id, json)| (id, if id == "facts" { facts.as_str() } else { json }))).unwrap();
    let vocabulary = &rules.vocabulary;
    let mut asked: Vec<_> = vocabulary.questions.iter().flat_map(|question| question.facts.clone()).collect();
    asked.sort();
    assert_eq!(asked, vocabulary.iter().map(|(ix, _)| ix).collect::<Vec<_>>());
    let question = |fact: &str| {
        let ix = vocabulary.find(fact).unwrap();
        vocabulary.questions.iter().find(|question| question.facts.contains(&ix)).unwrap()
    };
    let told = |fact: &str| (question(fact).id.as_str(), question(fact).ask.get(Lang::Zh));
    assert_eq!(told("staff"), ("people", "多少人？"));
    assert_eq!(told("title_srdi_sme"), ("brand", "有没有？"));
    assert_eq!(told("region"), ("region", "在哪里？"));
    // In the order of the facts, by the first of each.
    let at = |id: &str| vocabulary.questions.iter().position(|question| question.id == id).unwrap();
    assert_eq!(at("people"), at("industry") + 1);
    assert!(at("brand") < at("standards_participated"));
    for ix in &question("staff").facts {
        let fact = vocabulary.fact(*ix);
        assert_eq!(fact.write(fact.none().unwrap()), json!(0));
    }
    let none = |fact: &str| {
        let fact = vocabulary.fact(vocabulary.find(fact).unwrap());
        fact.none().map(|none| fact.write(none))
    };
    assert_eq!(none("own_brand"), Some(json!(false)));
    assert_eq!(none("needs"), Some(json!([])));
    assert_eq!(none("title_srdi_sme"), Some(json!("none")));
    assert_eq!(none("rd_expense"), None);
}
