//! What holds of every case whatever, tried on enterprises by chance that stand close to the lines of the law.

#[path = "properties/comparisons.rs"]
mod comparisons;
#[path = "properties/second_reading.rs"]
mod second_reading;
#[path = "properties/summaries.rs"]
mod summaries;
#[path = "properties/worlds.rs"]
mod worlds;
#[path = "properties/worths.rs"]
mod worths;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{FileFailurePersistence, TestRunner};
use serde_json::{Map, Number, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::explain::explain;
use tidu_core::report::report;
use tidu_core::text::Lang;
use tidu_tests::row::{MET, OPEN, REVIEW, Reading, UNMET, WAIVED, hanging_together, items, read, rules, text, try_read};
use worlds::{
    BAD_FLAGS, GOOD_FLAGS, Kind, NEVER, Told, UNIT, View, World, all_told, has_ranges, place, questions, seen, seen_twice, told, world,
};

const STANDARDS: [&str; 5] = ["innovative_sme", "tech_sme", "tech_innovative_sme", "srdi_sme", "little_giant"];

fn cases(cases: u32) -> ProptestConfig {
    let persistence = FileFailurePersistence::WithSource("regressions");
    ProptestConfig { cases, failure_persistence: Some(Box::new(persistence)), ..ProptestConfig::default() }
}

/// Every score of a report by name.
fn scores(reading: &Reading) -> BTreeMap<String, (i64, i64)> {
    let mut out = BTreeMap::new();
    for assessment in items(&reading.0["assessments"]).filter(|a| a["score"].is_object()) {
        let standard = text(&assessment["standard"]);
        out.insert(standard.to_owned(), reading.points(standard));
        for group in assessment["score"]["groups"].as_object().into_iter().flatten().map(|(id, _)| id) {
            let path = format!("{standard}/{group}");
            out.insert(path.clone(), reading.points(&path));
        }
        for indicator in items(&assessment["score"]["indicators"]) {
            let path = format!("{standard}/{}/{}", text(&indicator["group"]), text(&indicator["id"]));
            out.insert(path.clone(), reading.points(&path));
        }
    }
    out
}

/// The verdicts of all standards and of every named criterion.
fn verdicts(reading: &Reading) -> Vec<(String, String)> {
    let standards = STANDARDS.iter().map(|s| ((*s).to_owned(), reading.verdict(s).to_owned()));
    standards.chain(reading.named()).collect()
}

/// Whether answering more may lead from one verdict to the other.
fn may_become(before: &str, after: &str) -> bool {
    match before {
        MET | UNMET | WAIVED => after == before,
        REVIEW => [REVIEW, MET, WAIVED].contains(&after),
        _ => true,
    }
}

/// `unmet < unknown < needs_review < met`; what is not asked stands above all.
fn rank(verdict: &str) -> usize {
    [UNMET, OPEN, REVIEW, MET, WAIVED].iter().position(|v| *v == verdict).unwrap_or_else(|| panic!("no verdict: {verdict}"))
}

fn sharpening_keeps(before: &Reading, after: &Reading) -> Result<(), TestCaseError> {
    let (old, new) = (verdicts(before), verdicts(after));
    prop_assert_eq!(old.len(), new.len());
    for ((name, old), (same, new)) in old.iter().zip(&new) {
        prop_assert_eq!(name, same);
        prop_assert!(may_become(old, new), "{} was {} and became {}", name, old, new);
    }
    let (old, new) = (scores(before), scores(after));
    for (name, (min, max)) in old {
        let (least, most) = new[&name];
        prop_assert!(min <= least && least <= most && most <= max, "{} was {}..{} and became {}..{}", name, min, max, least, most);
    }
    if let Some(class) = before.size() {
        prop_assert_eq!(after.size(), Some(class));
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(800))]

    /// Whatever more is told, met and unmet stay, and score ranges only narrow.
    #[test]
    fn answering_more_settles_and_never_overturns((world, view, sharper) in seen_twice()) {
        let first = read(&told(&world, &view));
        let second = read(&told(&world, &sharper));
        let whole = read(&told(&world, &all_told()));
        sharpening_keeps(&first, &second)?;
        sharpening_keeps(&second, &whole)?;
    }
}

proptest! {
    #![proptest_config(cases(600))]

    /// With everything known nothing is open: a score is one number, a verdict is none of "unknown".
    #[test]
    fn with_everything_known_nothing_is_open(world in world()) {
        let reading = read(&told(&world, &all_told()));
        if world.is_defined() {
            for (name, (min, max)) in scores(&reading) {
                prop_assert_eq!(min, max, "{}", name);
            }
        }
        let covered = world.option("industry") != "not_covered";
        prop_assert_eq!(reading.size().is_some(), covered);
        if world.is_defined() && covered {
            for (name, verdict) in verdicts(&reading) {
                prop_assert_ne!(verdict, OPEN, "{}", name);
            }
        }
        for standard in STANDARDS {
            prop_assert_eq!(reading.missing(standard), Vec::<&str>::new(), "{}", standard);
        }
    }

    /// The verdicts of everything known are those of a second reading of the documents, written by hand.
    #[test]
    fn a_second_reading_comes_to_the_same(world in world()) {
        prop_assume!(world.is_defined());
        let reading = read(&told(&world, &all_told()));
        let second = second_reading::assess(&world);
        prop_assert_eq!(reading.size(), second.size);
        for (standard, verdict) in second.verdicts {
            prop_assert_eq!(reading.verdict(standard), verdict, "{}", standard);
        }
        for (path, points) in second.points {
            prop_assert_eq!(reading.points(path), (points, points), "{}", path);
        }
    }

    /// Points add up, stay within their maxima, and decide the criteria that ask for them.
    #[test]
    fn scores_contain_what_their_parts_give((world, view) in seen()) {
        let reading = read(&told(&world, &view));
        for assessment in items(&reading.0["assessments"]).filter(|a| a["score"].is_object()) {
            let standard = text(&assessment["standard"]);
            let mut sums: BTreeMap<String, (i64, i64)> = BTreeMap::new();
            for indicator in items(&assessment["score"]["indicators"]) {
                let (group, full) = (text(&indicator["group"]), indicator["full"].as_i64().unwrap_or_default());
                let (min, max) = reading.points(&format!("{standard}/{group}/{}", text(&indicator["id"])));
                prop_assert!(0 <= min && min <= max && max <= full, "{}: {}..{} of {}", indicator["id"], min, max, full);
                for path in [standard.to_owned(), format!("{standard}/{group}")] {
                    let sum = sums.entry(path).or_default();
                    *sum = (sum.0 + min, sum.1 + max);
                }
            }
            for (path, sum) in sums {
                prop_assert_eq!(reading.points(&path), sum, "{}", path);
            }
        }
        // The thresholds of the two score sheets that are always in force once they are, by hand.
        for (criterion, of, points) in [
            ("innovative_sme/total_score", "innovative_sme", 60),
            ("innovative_sme/innovation_score", "innovative_sme/innovation", 20),
            ("innovative_sme/growth_score", "innovative_sme/growth", 15),
            ("innovative_sme/specialization_score", "innovative_sme/specialization", 15),
            ("tech_sme/total_score", "tech_sme", 60),
            ("tech_sme/tech_staff_score", "tech_sme/people", 1),
        ] {
            if reading.document(of.split('/').next().unwrap_or_default()).is_none() {
                continue;
            }
            let (min, max) = reading.points(of);
            let verdict = if min >= points { MET } else if max < points { UNMET } else { OPEN };
            prop_assert_eq!(reading.of(criterion), verdict, "{}", criterion);
        }
    }

    /// A standard is the least of its criteria; what is not applicable is left out. While criteria are open the whole may
    /// be settled all the same: where one figure pulls two of them apart, one or the other fails whatever it is.
    #[test]
    fn a_standard_is_the_least_of_its_criteria((world, view) in seen()) {
        let reading = read(&told(&world, &view));
        for standard in STANDARDS {
            let criteria = items(&reading.assessment(standard)["criteria"]).map(|c| text(&c["verdict"]));
            let least = criteria.filter(|v| *v != WAIVED).min_by_key(|v| rank(v)).unwrap_or(WAIVED);
            let verdict = reading.verdict(standard);
            prop_assert!(verdict == least || [OPEN, REVIEW].contains(&least) && verdict != OPEN, "{}: {} of {}", standard, verdict, least);
        }
    }

    /// What is not among the missing facts cannot change the verdict, alone or together; and what is settled misses nothing.
    #[test]
    fn only_missing_facts_can_change_a_verdict((world, view) in seen(), at in 0..STANDARDS.len()) {
        let standard = STANDARDS[at];
        let reading = read(&told(&world, &view));
        let missing: BTreeSet<&str> = reading.missing(standard).into_iter().collect();
        prop_assert_eq!(missing.len(), reading.missing(standard).len(), "a fact is told twice");
        if [MET, UNMET, WAIVED].contains(&reading.verdict(standard)) {
            prop_assert!(missing.is_empty());
        }
        let open: BTreeSet<&str> = questions().iter().zip(&view.0).filter(|(_, told)| **told != Told::All).map(|(q, _)| q.fact).collect();
        // What is asked first stands for what follows from it.
        let vocabulary = &rules().vocabulary;
        let stands_for_open = |id: &str| {
            let is_first = vocabulary.find(id).is_some_and(|fact| vocabulary.fact(fact).asked_first);
            is_first && hanging_together(vocabulary, &BTreeSet::from([id])).iter().any(|other| open.contains(other))
        };
        let answered: Vec<&&str> = missing.difference(&open).filter(|id| !stands_for_open(id)).collect();
        prop_assert!(answered.is_empty(), "{:?} of {:?} are answered", answered, missing);
        // What bears on a missing fact only because something follows from it is not asked in its place.
        let missing = hanging_together(&rules().vocabulary, &missing);
        let rest = questions().iter().zip(&view.0).map(|(q, told)| if missing.contains(q.fact) { *told } else { Told::All });
        let after = read(&told(&world, &View(rest.collect())));
        prop_assert_eq!(after.verdict(standard), reading.verdict(standard), "{} missed {:?}", standard, missing);
    }

    /// The explanation says what the evaluation found, and the report says what the explanation says.
    #[test]
    fn explanations_repeat_the_evaluation((world, view) in seen()) {
        let json = told(&world, &view);
        let day = Day::parse(world.day).expect("a day");
        let (case, issues) = Case::read(&rules().vocabulary, &json, day).expect("a case");
        let evaluation = evaluate(rules(), &case);
        let report = serde_json::to_value(report(rules(), &case, &issues, &evaluation, Lang::En)).expect("JSON");
        for (assessment, reported) in evaluation.assessments.iter().zip(items(&report["assessments"])) {
            let explanation = explain(&case, assessment);
            for line in &explanation.lines {
                prop_assert_eq!(line.verdict, assessment.outcome.node(line.node).verdict());
            }
            let mut told = Vec::new();
            flatten(&reported["criteria"], &mut told);
            let lines: Vec<&str> = explanation.lines.iter().map(|line| line.verdict.id()).collect();
            prop_assert_eq!(told, lines);
            prop_assert_eq!(text(&reported["verdict"]), assessment.verdict.id());
            if let Some((sheet, _)) = assessment.sheet {
                prop_assert_eq!(assessment.outcome.node(sheet.root).verdict(), assessment.verdict);
                let criteria: Vec<_> = explanation.criteria().map(|lines| lines[0].node).collect();
                prop_assert_eq!(&criteria, &sheet.criteria);
            }
        }
    }

    /// The same case comes to the same report, in whatever order its facts are told and whatever was asked between.
    #[test]
    fn evaluation_is_deterministic((world, view) in seen(), (other, _) in seen()) {
        let json = told(&world, &view);
        let first = read(&json);
        read(&told(&other, &all_told()));
        let again: Value = serde_json::from_str(&json.to_string()).expect("JSON");
        prop_assert_eq!(&read(&again), &first);
        prop_assert_eq!(&read(&json), &first);
    }
}

/// Every answer that can make a difference, where there are few.
fn few_answers(kind: Kind) -> Vec<i64> {
    match kind {
        Kind::Flag => vec![0, 1],
        Kind::Choice(options) => (0..options.len() as i64).collect(),
        Kind::Title => vec![NEVER, -1, 0],
        Kind::Set(options) => (0..options.len()).map(|option| 1 << option).chain([0]).collect(),
        Kind::Count(most) => (0..=most.min(16)).collect(),
        _ => Vec::new(),
    }
}

proptest! {
    #![proptest_config(cases(300))]

    /// One answer is missing: then the verdict is open only if that answer can still make a difference.
    #[test]
    fn a_verdict_is_open_only_while_it_matters(world in world(), which in any::<prop::sample::Index>()) {
        let world = world.agreeing();
        let at = which.index(questions().len());
        let question = &questions()[at];
        let answers = few_answers(question.kind);
        // Numbers of staff are bases of shares, where sixteen answers tell too little.
        prop_assume!(world.is_defined() && !answers.is_empty() && !question.fact.contains("staff"));
        let mut view = all_told();
        view.0[at] = Told::Nothing;
        let partial = read(&told(&world, &view));
        for standard in STANDARDS.into_iter().filter(|standard| partial.verdict(standard) == OPEN) {
            let mut changed = world.clone();
            let whole = answers.iter().filter_map(|answer| {
                changed.values[at] = *answer;
                (changed.clone().agreeing().values == changed.values).then(|| read(&told(&changed, &all_told())).verdict(standard).to_owned())
            });
            let found: BTreeSet<String> = whole.collect();
            prop_assert!(found.len() > 1 || found.contains(OPEN), "{}: {} is always {:?}", standard, question.fact, found);
        }
    }
}

fn flatten(criteria: &Value, out: &mut Vec<String>) {
    for criterion in items(criteria) {
        out.push(text(&criterion["verdict"]).to_owned());
        flatten(&criterion["parts"], out);
    }
}

// ---- more of a good thing

/// How an answer gets better.
#[derive(Debug, Clone, Copy)]
enum Better {
    /// More of it.
    More,
    /// Less of it, but something.
    Less,
    /// Yes instead of no.
    Yes,
    /// No instead of yes.
    No,
    /// A later last day.
    Later,
    /// A later option.
    Higher,
    /// A better place, or a place at all.
    Place,
    /// One option more.
    With(usize),
}

use Better::{Higher, Later, Less, More, No, Place, With, Yes};

/// What helps by which standard and document, everything else the same. Worked out by hand from the documents:
/// revenue is not here where it is also a base, for more of it makes every share smaller.
fn goods(standard: &str, document: &str) -> Vec<(&'static str, Option<i64>, Better)> {
    let general = [
        ("registered_in_china", None, Yes),
        ("on_abnormal_list", None, No),
        ("on_dishonest_list", None, No),
        ("restricted_product", None, No),
        ("staff", None, Less),
    ];
    let of_2022 = [("legal_person", None, Yes), ("serious_incident_3y", None, No), ("tax_violation_3y", None, No)];
    let ladder_ip = [
        ("class_1_ip", None, More),
        ("class_1_ip_self_developed", None, More),
        ("class_1_ip_high_value", None, More),
        ("class_2_ip", None, More),
    ];
    let own: Vec<(&'static str, Option<i64>, Better)> = match (standard, document) {
        ("innovative_sme", _) => [
            of_2022.as_slice(),
            &ladder_ip,
            &[
                ("rd_expense", Some(1), More),
                ("main_business_revenue", Some(1), More),
                ("main_business_revenue", Some(2), Less),
                ("total_liabilities", Some(1), Less),
                ("equity_financing", Some(1), More),
                ("equity_financing", Some(2), More),
                ("equity_financing", Some(3), More),
                ("product_fields", None, With(0)),
                ("rd_institution_level", None, Higher),
                ("high_tech_enterprise", None, Later),
                ("national_innovation_demo", None, Later),
                ("ip_advantage_or_demo", None, Later),
                ("national_science_award_3y_rank", None, Place),
                ("provincial_science_award_3y_rank", None, Place),
            ],
        ]
        .concat(),
        ("tech_sme", _) => vec![
            ("incident_or_misconduct_2y", None, No),
            ("operating_revenue", Some(1), Less),
            ("total_assets", Some(1), Less),
            ("tech_staff", None, More),
            ("rd_expense", Some(1), More),
            ("total_cost", Some(1), Less),
            ("tech_sme_class_1_ip", None, More),
            ("tech_sme_class_2_ip", None, More),
            ("high_tech_enterprise", None, Later),
            ("national_science_award_5y_rank", None, Place),
            ("rd_institution_level", None, Higher),
            ("led_standard_5y", None, Yes),
        ],
        ("tech_innovative_sme", _) => [
            ladder_ip.as_slice(),
            &[
                ("rd_expense", Some(1), More),
                ("main_business_revenue", Some(1), More),
                ("total_liabilities", Some(1), Less),
                ("equity_financing", Some(2), More),
                ("high_tech_enterprise", None, Later),
                ("rd_institution_level", None, Higher),
                ("tech_staff", None, More),
                ("tech_sme_class_1_ip", None, More),
                ("led_standard_5y", None, Yes),
            ],
        ]
        .concat(),
        ("srdi_sme", "cn/miit-2022-63") => [
            of_2022.as_slice(),
            &ladder_ip,
            &[
                ("segment_years", None, More),
                ("rd_expense", Some(1), More),
                ("rd_expense", Some(2), More),
                ("equity_financing", Some(1), More),
                ("equity_financing", Some(2), More),
                ("main_business_revenue", Some(1), More),
                ("main_business_revenue", Some(3), Less),
                ("net_profit", Some(1), More),
                ("total_liabilities", Some(1), Less),
                ("digital_level", None, More),
                ("local_distinctive_score", None, More),
                ("provincial_quality_award", None, Yes),
                ("quality_system_certified", None, Yes),
                ("own_brand", None, Yes),
                ("standards_participated", None, Yes),
                ("rd_staff", None, More),
                ("rd_institution_level", None, Higher),
                ("product_fields", None, With(1)),
                ("product_fields", None, With(2)),
                ("product_fields", None, With(3)),
                ("product_fields", None, With(4)),
                ("maker_china_3y", None, Higher),
                ("national_science_award_3y_rank", None, Place),
                ("provincial_science_award_3y_rank", None, Place),
            ],
        ]
        .concat(),
        ("srdi_sme", _) => vec![
            ("larger_incident_3y", None, No),
            ("title_innovative_sme", None, Later),
            ("title_tech_sme", None, Later),
            ("segment_years", None, More),
            ("equity_financing", Some(1), More),
            ("equity_financing", Some(2), More),
            ("main_business_revenue", Some(1), More),
            ("total_liabilities", Some(1), Less),
            ("rd_expense", Some(1), More),
            ("rd_expense", Some(2), More),
            ("class_1_ip_original", None, More),
            ("class_1_ip_in_use", None, Yes),
            ("rd_institution_level", None, Higher),
            ("national_science_award_3y_rank", None, Place),
            ("provincial_science_award_3y_rank", None, Place),
            ("market_position_leading", None, Yes),
            ("development_score", Some(0), More),
            ("development_score", Some(1), More),
        ],
        ("little_giant", "cn/miit-2022-63") => [
            of_2022.as_slice(),
            &[
                ("segment_years", None, More),
                ("main_business_revenue", Some(1), More),
                ("main_business_revenue", Some(3), Less),
                ("sound_governance", None, Yes),
                ("core_business_on_information_system", None, Yes),
                ("management_or_product_certified", None, Yes),
                ("total_liabilities", Some(1), Less),
                ("market_share_national", None, More),
                ("well_known", None, Yes),
                ("own_brand", None, Yes),
                ("rd_expense", Some(1), More),
                ("rd_expense", Some(2), More),
                ("equity_financing", Some(1), More),
                ("equity_financing", Some(2), More),
                ("rd_staff", None, More),
                ("rd_institution_level", None, Higher),
                ("class_1_ip", None, More),
                ("class_1_ip_in_use", None, Yes),
                ("national_science_award_3y_rank", None, Place),
                ("maker_china_3y", None, Higher),
                ("key_chain_link", None, Yes),
                ("product_fields", None, With(2)),
                ("product_fields", None, With(5)),
                ("product_fields", None, With(6)),
            ],
        ]
        .concat(),
        _ => vec![
            ("larger_incident_3y", None, No),
            ("title_srdi_sme", None, Later),
            ("segment_years", None, More),
            ("main_business_revenue", Some(1), More),
            ("operating_revenue", Some(3), Less),
            ("total_liabilities", Some(1), Less),
            ("rd_expense", Some(1), More),
            ("rd_expense", Some(2), More),
            ("class_1_ip_original", None, More),
            ("class_1_ip_in_use", None, Yes),
            ("national_science_award_3y_rank", None, Place),
            ("market_share_national", None, More),
            ("market_share_international", None, More),
            ("market_rank_national", None, Place),
            ("well_known", None, Yes),
            ("key_chain_link", None, Yes),
            ("product_fields", None, With(2)),
            ("product_fields", None, With(7)),
            ("product_fields", None, With(8)),
            ("product_fields", None, With(9)),
            ("development_score", Some(0), More),
            ("development_score", Some(1), More),
        ],
    };
    own.into_iter().chain(general).collect()
}

/// The value after it got better, by a step, by some or by much.
fn better(kind: Kind, value: i64, how: Better, far: u8) -> i64 {
    let by = [1, UNIT / 10, value.abs() / 20 + 1, value.abs(), 100 * UNIT][far as usize % 5];
    let most = match kind {
        Kind::Percent => 100 * UNIT,
        Kind::Count(most) => most,
        Kind::Choice(options) => options.len() as i64 - 1,
        _ => 10_000_000_000 * UNIT,
    };
    match how {
        More => value.saturating_add(by).min(most),
        // A base of nothing would be worse than a small one; what is no base may well become nothing.
        Less => value.saturating_sub(by).max(value.min(1)),
        Yes => 1,
        No => 0,
        Later if value == NEVER => [-1, 0, 1, 280][far as usize % 4],
        Later => value + i64::from(far % 3),
        Higher => (value + 1 + i64::from(far % 2)).min(most),
        Place if value == 0 => [7, 5, 3, 1][far as usize % 4],
        Place => (value - i64::from(far % 3)).max(1),
        With(option) => value | 1 << option,
    }
}

proptest! {
    #![proptest_config(cases(1000))]

    /// More of a good thing never lowers a verdict, whether of the standard or of one of its criteria.
    #[test]
    fn more_of_a_good_thing_never_hurts(
        (world, view) in seen(),
        at in 0..STANDARDS.len(),
        which in any::<prop::sample::Index>(),
        far in any::<u8>(),
    ) {
        let standard = STANDARDS[at];
        let mut view = view;
        let Some(document) = read(&told(&world, &view)).document(standard).map(str::to_owned) else { return Ok(()) };
        let goods = goods(standard, &document);
        let (fact, back, how) = goods[which.index(goods.len())];
        let place = place(fact, back);
        // More of a part says more of its whole as well, unless that is known.
        let known = hanging_together(&rules().vocabulary, &BTreeSet::from([fact]));
        for (other, (question, told)) in questions().iter().zip(&mut view.0).enumerate() {
            if other == place || question.fact != fact && known.contains(question.fact) {
                *told = Told::All;
            }
        }
        let before = read(&told(&world, &view));
        let mut improved = world.clone();
        improved.values[place] = better(questions()[place].kind, world.values[place], how, far);
        let after = read(&told(&improved, &view));
        let of = |reading: &Reading| -> Vec<(String, String)> {
            let own = reading.named().into_iter().filter(|(name, _)| name.starts_with(&format!("{standard}/")));
            std::iter::once((standard.to_owned(), reading.verdict(standard).to_owned())).chain(own).collect()
        };
        for ((name, old), (_, new)) in of(&before).iter().zip(&of(&after)) {
            let (from, to) = (world.values[place], improved.values[place]);
            prop_assert!(rank(old) <= rank(new), "{}: {} fell to {} by {} {:?} from {} to {}", name, old, new, fact, how, from, to);
        }
    }
}

// ---- any JSON whatsoever

fn anything() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(|n| json!(n)),
        any::<u64>().prop_map(|n| json!(n)),
        "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,25})?"
            .prop_filter_map("no number", |text| Some(Value::Number(text.parse::<Number>().ok()?))),
    ];
    let word = prop_oneof![
        "\\PC{0,12}".prop_map(String::from),
        prop::sample::select(vec!["none", "2026-11-23", "2027-02-30", "renewal", "360102", "industry", "0", "-1", "9999-12-31", "１２"])
            .prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::Bool), number, word.prop_map(Value::String)];
    leaf.prop_recursive(4, 48, 6, |inner| {
        let key = prop_oneof![
            "\\PC{0,6}".prop_map(String::from),
            prop::sample::select(vec![
                "min",
                "max",
                "2025",
                "2024",
                "2023",
                "2026",
                "-2025",
                "99999999999",
                "2147483647",
                "0000",
                "facts",
                "as_of",
                "procedures"
            ])
            .prop_map(str::to_owned),
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::vec((key, inner), 0..6).prop_map(|entries| Value::Object(entries.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// A case in which any fact may hold anything.
fn any_case() -> impl Strategy<Value = Value> {
    let facts: Vec<&'static str> = questions().iter().map(|q| q.fact).collect();
    let years = prop::sample::select(vec!["2027", "2026", "2025", "2024", "2023", "1900", "2200", "2201", "1899"]);
    let yearly = prop::collection::vec((years, anything()), 0..5)
        .prop_map(|entries| Value::Object(entries.into_iter().map(|(year, value)| (year.to_owned(), value)).collect()));
    let facts = prop::collection::vec((prop::sample::select(facts), prop_oneof![anything(), yearly]), 0..30)
        .prop_map(|entries| Value::Object(entries.into_iter().map(|(fact, value)| (fact.to_owned(), value)).collect()));
    let day = prop::sample::select(vec!["1900-01-01", "2200-12-31", "2017-05-03", "2026-11-23", "2026-02-29", "2027-01-01"]);
    let procedures = prop_oneof![anything(), Just(json!({ "little_giant": "renewal", "srdi_sme": "renewal" }))];
    (day, procedures, facts).prop_map(|(day, procedures, facts)| json!({ "as_of": day, "procedures": procedures, "facts": facts }))
}

/// Reads, evaluates, explains and writes in both languages; only "no case at all" is an answer besides a report.
fn survives(json: &Value) -> Result<(), TestCaseError> {
    let today = Day::parse("2026-11-23").expect("a day");
    let Ok((case, issues)) = Case::read(&rules().vocabulary, json, today) else { return Ok(()) };
    let evaluation = evaluate(rules(), &case);
    for lang in [Lang::Zh, Lang::En] {
        let report = report(rules(), &case, &issues, &evaluation, lang);
        prop_assert!(!report.to_text(lang).is_empty());
        prop_assert!(serde_json::to_value(report).is_ok());
    }
    for issue in &issues {
        prop_assert!(!issue.message.get(Lang::Zh).is_empty() && !issue.message.get(Lang::En).is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(500))]

    /// No JSON whatsoever makes reading, evaluating or reporting panic.
    #[test]
    fn nothing_makes_it_panic(json in anything()) {
        survives(&json)?;
    }

    /// Not even where a real case holds anything at all.
    #[test]
    fn no_answer_makes_it_panic(json in any_case()) {
        survives(&json)?;
    }

    /// Not where a sound case is told in part, with nonsense among it, in either language.
    #[test]
    fn no_view_makes_it_panic((world, view) in seen()) {
        survives(&told(&world, &view))?;
    }

    /// One answer of nonsense costs that answer and nothing else.
    #[test]
    fn nonsense_costs_one_answer(world in world(), which in any::<prop::sample::Index>(), nonsense in 0_u8..8) {
        let at = which.index(questions().len());
        let mut view = all_told();
        view.0[at] = Told::Nothing;
        let without = read(&told(&world, &view));
        view.0[at] = Told::Nonsense(nonsense);
        let with = read(&told(&world, &view));
        prop_assert_eq!(verdicts(&with), verdicts(&without));
        prop_assert_eq!(scores(&with), scores(&without));
    }
}

#[test]
fn extremes_do_not_overflow() {
    for number in
        ["10000000000", "9999999999.999999", "0.000001", "0", "-10000000000", "1e400", "-1e400", "1e-400", "1e99999999999999999999"]
    {
        let value: Value = serde_json::from_str(number).expect("a number");
        let mut facts = Map::new();
        for question in questions().iter().filter(|q| has_ranges(q.kind)) {
            // The number itself, or all from there on.
            let answer = if facts.len().is_multiple_of(2) { value.clone() } else { json!({ "min": value }) };
            match question.back {
                None => facts.insert(question.fact.to_owned(), answer),
                Some(_) => {
                    facts.insert(question.fact.to_owned(), json!({ "2026": answer, "2025": answer, "2024": answer, "2023": answer }))
                }
            };
            for day in ["2025-09-15", "2026-11-23"] {
                let case = json!({ "as_of": day, "facts": facts });
                survives(&case).unwrap_or_else(|why| panic!("{case}: {why}"));
            }
        }
        for day in ["1900-01-01", "2200-12-31"] {
            let case = json!({ "as_of": day, "facts": facts });
            survives(&case).unwrap_or_else(|why| panic!("{case}: {why}"));
        }
    }
}

/// A deep case is refused or read, never a crash.
#[test]
fn depth_is_no_danger() {
    for depth in [10, 100, 120] {
        for (open, close) in [("[", "]"), ("{\"2025\":", "}"), ("{\"min\":", "}")] {
            let deep = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            let json: Value = serde_json::from_str(&deep).expect("JSON");
            for facts in
                [json!({ "staff": json }), json!({ "operating_revenue": json }), json!({ "operating_revenue": { "2025": json } }), json]
            {
                let case = json!({ "as_of": "2026-11-23", "facts": facts });
                assert!(try_read(&case).is_ok() || !facts.is_object(), "{case}");
            }
        }
    }
}

// ---- that all of this says something

/// How often a standard came to a verdict.
type Counts = BTreeMap<(&'static str, String), usize>;

/// How the worlds and views of this file are spread; a generator that only makes noise would prove nothing.
#[test]
fn chance_stands_close_to_the_law() {
    let mut runner = TestRunner::deterministic();
    let strategy = seen();
    let (mut partial, mut whole) = (Counts::new(), Counts::new());
    let mut criteria: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let rounds = 500;
    let mut foggy = 0;
    for _ in 0..rounds {
        let (world, view) = strategy.new_tree(&mut runner).expect("a world").current();
        foggy += usize::from(view.0.iter().any(|told| *told != Told::All));
        for (counts, view) in [(&mut partial, &view), (&mut whole, &all_told())] {
            let reading = read(&told(&world, view));
            for standard in STANDARDS {
                *counts.entry((standard, reading.verdict(standard).to_owned())).or_default() += 1;
            }
            for (name, verdict) in reading.named() {
                criteria.entry(name).or_default().insert(verdict);
            }
        }
    }
    let share = |counts: &Counts, standard: &'static str, of: &[&str]| -> usize {
        of.iter().map(|verdict| counts.get(&(standard, (*verdict).to_owned())).copied().unwrap_or_default()).sum::<usize>() * 100 / rounds
    };
    for standard in STANDARDS {
        let (good, bad, open) =
            (share(&partial, standard, &[MET, REVIEW]), share(&partial, standard, &[UNMET]), share(&partial, standard, &[OPEN]));
        let (whole_good, whole_bad) = (share(&whole, standard, &[MET, REVIEW]), share(&whole, standard, &[UNMET]));
        println!("{standard}: in part {good} % good, {bad} % unmet, {open} % open; as a whole {whole_good} % good, {whole_bad} % unmet");
        assert!(good >= 8 && bad >= 8 && open >= 8, "{standard} in part: {good} % good, {bad} % unmet, {open} % open");
        assert!(whole_good >= 15 && whole_bad >= 15, "{standard} as a whole: {whole_good} % good, {whole_bad} % unmet");
    }
    assert!(foggy * 100 / rounds >= 60, "only {foggy} of {rounds} views leave anything open");
    // Every criterion was seen to hold, to fail and to be open.
    for (name, seen) in &criteria {
        let good = [MET, REVIEW, WAIVED].iter().any(|v| seen.contains(*v));
        assert!(good && seen.contains(UNMET) && seen.contains(OPEN), "{name} was only ever {seen:?}");
    }
    assert!(GOOD_FLAGS.len() + BAD_FLAGS.len() < questions().len());
}

/// The worlds stand on lines: of each of these figures a fair share lies exactly on a line of the law, and a fair
/// share within a step of it.
#[test]
fn worlds_stand_on_lines() {
    let mut runner = TestRunner::deterministic();
    let strategy = world();
    type Distance = fn(&World) -> i128;
    let lines: [(&str, Distance); 6] = [
        ("R&D of 3 %", |w| i128::from(w.year("rd_expense", 1)) * 100 - i128::from(w.year("operating_revenue", 1)) * 3),
        ("R&D of 6 %", |w| i128::from(w.year("rd_expense", 1)) * 100 - i128::from(w.year("operating_revenue", 1)) * 6),
        ("main business of 90 %", |w| {
            i128::from(w.year("main_business_revenue", 1)) * 100 - i128::from(w.year("operating_revenue", 1)) * 90
        }),
        ("debts of 55 %", |w| i128::from(w.year("total_liabilities", 1)) * 100 - i128::from(w.year("total_assets", 1)) * 55),
        ("revenue of 5000", |w| i128::from(w.year("operating_revenue", 1) - 5_000 * UNIT) * 100),
        ("a score of 50", |w| i128::from(w.year("development_score", 0) - 50 * UNIT) * 100),
    ];
    let mut counts = [(0, 0); 6];
    for _ in 0..4000 {
        let world = strategy.new_tree(&mut runner).expect("a world").current();
        for ((_, distance), count) in lines.iter().zip(&mut counts) {
            match distance(&world) {
                0 => count.0 += 1,
                near if near.abs() <= 300 => count.1 += 1,
                _ => {}
            }
        }
    }
    for ((name, _), (on, beside)) in lines.iter().zip(counts) {
        println!("{name}: {on} on the line, {beside} beside it");
        assert!(on >= 20 && beside >= 5, "{name}: {on} on the line, {beside} beside it");
    }
}
