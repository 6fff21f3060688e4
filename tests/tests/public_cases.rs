//! Worked examples that others published, and clauses they published applied to figures at their edges
//! (`data/public-cases.json`, each with its source and what it is).

use serde_json::{Map, Value, json};
use std::path::Path;
use tidu_tests::row::{Table, read};

/// What an example is silent about, though the policy asks it: the examples speak of one condition each.
fn silent(policy: &str) -> Value {
    match policy {
        "cn/mof-sta-2023-12/small_low_profit" => json!({ "registered_in_china": true, "legal_person": true }),
        "cn/most-2016-32/recognition" => json!({
            "registered_in_china": true, "legal_person": true, "established_on": "2015-01-01", "class_1_ip": 1,
            "class_2_ip": 0, "tech_sme_class_1_ip": 1, "tech_sme_class_2_ip": 0,
            "incident_or_misconduct_2y": false, "serious_incident_3y": false, "high_tech_enterprise": "none",
        }),
        _ => json!({}),
    }
}

#[test]
fn published_examples_come_out_as_published() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/public-cases.json");
    let all: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let cases = all["cases"].as_array().unwrap();
    assert!(cases.len() >= 34, "{} examples", cases.len());
    let mut table = Table::default();
    for one in cases {
        let id = one["id"].as_str().unwrap();
        let mut case = one["case"].clone();
        let expect = one["expect"].as_object().unwrap();
        let policies = expect.get("policies").and_then(Value::as_object).cloned().unwrap_or_else(Map::new);
        let facts = case["facts"].as_object_mut().unwrap();
        for (fact, value) in policies.keys().flat_map(|policy| silent(policy).as_object().unwrap().clone()) {
            facts.entry(fact).or_insert(value);
        }
        let report = read(&case).0;
        let find = |list: &str, key: &str, wanted: &str| {
            let found = report[list].as_array().unwrap().iter().find(|one| one[key] == wanted);
            found.unwrap_or_else(|| panic!("{id}: no {wanted}")).clone()
        };
        if let Some(size) = expect.get("size_class") {
            table.row(format!("{id}: size"), report["size_class"].clone(), size.clone());
        }
        for (policy, verdict) in &policies {
            table.row(format!("{id}: {policy}"), find("policies", "id", policy)["verdict"].clone(), verdict.clone());
        }
        for (standard, law) in expect.get("assessments").and_then(Value::as_object).into_iter().flatten() {
            let assessment = find("assessments", "standard", standard);
            for key in ["verdict", "document"] {
                if let Some(wanted) = law.get(key) {
                    table.row(format!("{id}: {standard} {key}"), assessment[key].clone(), wanted.clone());
                }
            }
            if let Some(score) = law.get("score") {
                table.row(format!("{id}: {standard} least"), assessment["score"]["min"].clone(), score.clone());
                table.row(format!("{id}: {standard} most"), assessment["score"]["max"].clone(), score.clone());
            }
            for (criterion, verdict) in law.get("criteria").and_then(Value::as_object).into_iter().flatten() {
                let criteria = assessment["criteria"].as_array().unwrap();
                let found = criteria.iter().find(|one| one["id"] == criterion.as_str()).unwrap_or_else(|| panic!("{id}: no {criterion}"));
                table.row(format!("{id}: {criterion}"), found["verdict"].clone(), verdict.clone());
            }
        }
    }
    table.end("published examples");
}
