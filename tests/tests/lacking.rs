//! That what a verdict is said to wait for is what is asked: the answer that could still settle it, and no other.

use serde_json::{Value, json};
use std::fs;
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::{Evaluation, evaluate};
use tidu_core::missing::open_questions;
use tidu_core::rules::NodeIx;
use tidu_core::sentence::Speaker;
use tidu_core::text::Lang;
use tidu_tests::row::{case, rules};

fn read(value: &Value) -> Case {
    Case::read(&rules().vocabulary, value, Day::parse("2026-11-23").unwrap()).unwrap().0
}

/// What every criterion of a standard lacks, by its id.
fn lacking(case: &Case, evaluation: &Evaluation<'_>, standard: &str) -> Vec<(String, Vec<String>)> {
    let speaker = Speaker { rules: rules(), case, lang: Lang::Zh };
    let assessment = evaluation.of(rules().vocabulary.find_standard(standard).unwrap());
    let Some((sheet, _)) = assessment.sheet else { return Vec::new() };
    let one = |node: &NodeIx| (sheet.claim(*node).id.clone().unwrap_or_default(), speaker.lacking(sheet, &assessment.outcome, *node));
    sheet.criteria.iter().map(one).collect()
}

#[test]
fn of_a_criterion_that_is_missed_the_waiver_is_asked() {
    let (award, rank) = ("近五年获得的科技奖励", "近三年国家级科技奖励最好名次");
    for (answers, expected) in [
        // Two of four: whether they are in use is no matter any more.
        ("class_1_ip_original 2", vec![award]),
        ("class_1_ip_original 4", vec!["Ⅰ类知识产权是否已实际应用并产生经济效益", award]),
        ("class_1_ip_original 2; national_science_award_3y_rank 0", vec![]),
        ("class_1_ip_original 2; class_1_ip_in_use yes", vec![award]),
        // In which place, only where there is one.
        ("class_1_ip_original 2; science_awards []", vec![]),
        ("class_1_ip_original 2; science_awards [national_3y]", vec![rank]),
    ] {
        let case = read(&case("2026-11-23", answers));
        let evaluation = evaluate(rules(), &case);
        let all = lacking(&case, &evaluation, "little_giant");
        let (_, found) = all.iter().find(|(id, _)| id == "class_1_ip").unwrap();
        assert_eq!(*found, expected, "{answers}");
    }
}

#[test]
fn nothing_is_said_to_be_missing_that_is_not_asked() {
    let mut seen = 0;
    for file in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/companies")).unwrap() {
        let whole: Value = serde_json::from_str(&fs::read_to_string(file.unwrap().path()).unwrap()).unwrap();
        // Each answer is left out in two of three turns.
        for turn in 0..3 {
            let facts: serde_json::Map<String, Value> = whole["facts"]
                .as_object()
                .unwrap()
                .iter()
                .enumerate()
                .filter(|(at, _)| at % 3 == turn)
                .map(|(_, (id, value))| (id.clone(), value.clone()))
                .collect();
            let case = read(&json!({ "as_of": whole["as_of"], "procedures": whole["procedures"], "facts": facts }));
            let evaluation = evaluate(rules(), &case);
            for assessment in &evaluation.assessments {
                let open = open_questions(rules(), &case, &evaluation, [assessment].into_iter(), &[]);
                let asked: Vec<&str> = open.iter().map(|(fact, _)| rules().vocabulary.fact(*fact).label.get(Lang::Zh)).collect();
                let standard = &rules().vocabulary.standard(assessment.standard).id;
                for (id, missing) in lacking(&case, &evaluation, standard) {
                    for name in missing {
                        assert!(asked.iter().any(|label| name.ends_with(label)), "{standard}/{id}: {name} is not asked, but {asked:?}");
                        seen += 1;
                    }
                }
            }
        }
    }
    assert!(seen > 100, "{seen}");
}
