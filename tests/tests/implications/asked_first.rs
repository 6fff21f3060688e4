//! What a person knows and what follows from it for law: titles, circumstances, certificates and awards, each of which is
//! asked once. What is expected is reckoned from the documents, certificate by certificate and event by event.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::missing::asked_for;
use tidu_core::vocabulary::{Slot, Span};
use tidu_tests::chance::Chance;
use tidu_tests::row::{on, rules};

const DAY: &str = "2026-11-23";

/// The answers, and all that is told to follow: the fact and its value.
pub const ROWS: &[(&str, &[(&str, &str)])] = &[
    // A title that is held has no last day until it is given.
    (
        "titles_held []",
        &[
            ("title_innovative_sme", "\"none\""),
            ("title_tech_sme", "\"none\""),
            ("title_srdi_sme", "\"none\""),
            ("title_little_giant", "\"none\""),
            ("high_tech_enterprise", "\"none\""),
            ("national_innovation_demo", "\"none\""),
            ("ip_advantage_or_demo", "\"none\""),
        ],
    ),
    (
        "titles_held [innovative_sme + tech_sme + srdi_sme + little_giant + high_tech_enterprise + national_innovation_demo + ip_advantage_or_demo]",
        &[
            ("title_innovative_sme", r#"{"min":"2026-11-23"}"#),
            ("title_tech_sme", r#"{"min":"2026-11-23"}"#),
            ("title_srdi_sme", r#"{"min":"2026-11-23"}"#),
            ("title_little_giant", r#"{"min":"2026-11-23"}"#),
            ("high_tech_enterprise", r#"{"min":"2026-11-23"}"#),
            ("national_innovation_demo", r#"{"min":"2026-11-23"}"#),
            ("ip_advantage_or_demo", r#"{"min":"2026-11-23"}"#),
        ],
    ),
    (
        "circumstances_3y []",
        &[
            ("on_abnormal_list", "false"),
            ("on_dishonest_list", "false"),
            ("restricted_product", "false"),
            ("serious_incident_3y", "false"),
            ("tax_violation_3y", "false"),
            ("larger_incident_3y", "false"),
            ("incident_or_misconduct_2y", "false"),
        ],
    ),
    (
        "circumstances_3y [on_abnormal_list + on_dishonest_list + restricted_product]",
        &[
            ("on_abnormal_list", "true"),
            ("on_dishonest_list", "true"),
            ("restricted_product", "true"),
            ("serious_incident_3y", "false"),
            ("tax_violation_3y", "false"),
            ("larger_incident_3y", "false"),
            ("incident_or_misconduct_2y", "false"),
        ],
    ),
    // A larger accident is none of document 63, nor of document 115; whether anything was violated is open.
    (
        "circumstances_3y [larger_work_accident]",
        &[
            ("on_abnormal_list", "false"),
            ("on_dishonest_list", "false"),
            ("restricted_product", "false"),
            ("serious_incident_3y", "false"),
            ("larger_incident_3y", "true"),
            ("incident_or_misconduct_2y", "false"),
        ],
    ),
    (
        "circumstances_3y [major_work_accident]",
        &[
            ("on_abnormal_list", "false"),
            ("on_dishonest_list", "false"),
            ("restricted_product", "false"),
            ("serious_incident_3y", "true"),
            ("larger_incident_3y", "true"),
        ],
    ),
    (
        "circumstances_3y [environment_violation]",
        &[("on_abnormal_list", "false"), ("on_dishonest_list", "false"), ("restricted_product", "false"), ("serious_incident_3y", "false")],
    ),
    (
        "circumstances_3y [tax_evasion]",
        &[
            ("on_abnormal_list", "false"),
            ("on_dishonest_list", "false"),
            ("restricted_product", "false"),
            ("serious_incident_3y", "false"),
            ("tax_violation_3y", "true"),
            ("larger_incident_3y", "false"),
            ("incident_or_misconduct_2y", "false"),
        ],
    ),
    (
        "circumstances_3y [other_violation]",
        &[
            ("on_abnormal_list", "false"),
            ("on_dishonest_list", "false"),
            ("restricted_product", "false"),
            ("serious_incident_3y", "false"),
            ("larger_incident_3y", "false"),
            ("incident_or_misconduct_2y", "false"),
        ],
    ),
    (
        "own_class_1_ip 0; further_class_1_ip 0",
        &[
            ("class_1_ip", "0"),
            ("class_1_ip_self_developed", "0"),
            ("class_1_ip_high_value", "0"),
            ("class_1_ip_original", "0"),
            ("tech_sme_class_1_ip", "0"),
        ],
    ),
    (
        "own_class_1_ip 2; further_class_1_ip 0",
        &[
            ("class_1_ip", "2"),
            ("class_1_ip_self_developed", "2"),
            ("class_1_ip_high_value", r#"{"max":2}"#),
            ("class_1_ip_original", "2"),
            ("tech_sme_class_1_ip", "2"),
        ],
    ),
    (
        "own_class_1_ip 2; further_class_1_ip 1",
        &[
            ("class_1_ip", r#"{"max":3,"min":2}"#),
            ("class_1_ip_self_developed", r#"{"max":3,"min":2}"#),
            ("class_1_ip_high_value", r#"{"max":3}"#),
            ("class_1_ip_original", r#"{"max":3,"min":2}"#),
            ("tech_sme_class_1_ip", r#"{"max":3,"min":2}"#),
        ],
    ),
    (
        "own_class_1_ip 2",
        &[
            ("class_1_ip", r#"{"min":2}"#),
            ("class_1_ip_self_developed", r#"{"min":2}"#),
            ("class_1_ip_original", r#"{"min":2}"#),
            ("tech_sme_class_1_ip", r#"{"min":2}"#),
        ],
    ),
    ("own_class_2_patents 0; own_software_copyrights 0; further_class_2_ip 0", &[("class_2_ip", "0"), ("tech_sme_class_2_ip", "0")]),
    // How long a utility model has been in force is asked only where it matters.
    (
        "own_class_2_patents 3; own_software_copyrights 1; further_class_2_ip 0",
        &[("class_2_ip", r#"{"max":4,"min":1}"#), ("tech_sme_class_2_ip", "4")],
    ),
    (
        "own_class_2_patents 3; own_software_copyrights 1; further_class_2_ip 2",
        &[("class_2_ip", r#"{"max":6,"min":1}"#), ("tech_sme_class_2_ip", r#"{"max":6,"min":4}"#)],
    ),
    // A count of law given directly stands, and bounds the rest.
    (
        "class_1_ip 3; further_class_1_ip 1",
        &[
            ("class_1_ip_self_developed", r#"{"max":3,"min":2}"#),
            ("class_1_ip_high_value", r#"{"max":3}"#),
            ("class_1_ip_original", r#"{"max":4,"min":2}"#),
            ("tech_sme_class_1_ip", r#"{"max":4,"min":2}"#),
        ],
    ),
    (
        "science_awards []",
        &[("national_science_award_3y_rank", "0"), ("national_science_award_5y_rank", "0"), ("provincial_science_award_3y_rank", "0")],
    ),
    ("science_awards [national_3y]", &[("national_science_award_3y_rank", r#"{"min":1}"#), ("provincial_science_award_3y_rank", "0")]),
    (
        "science_awards [national_4_5y + provincial_3y]",
        &[("national_science_award_3y_rank", "0"), ("provincial_science_award_3y_rank", r#"{"min":1}"#)],
    ),
];

/// What was answered and goes against what was asked first, and where that is told.
#[test]
fn what_goes_against_it_is_told_and_nothing_is_overruled() {
    for (line, fact) in [
        ("titles_held []; title_srdi_sme 2027-01-01", "title_srdi_sme"),
        ("titles_held [srdi_sme]; title_srdi_sme none", "title_srdi_sme"),
        ("titles_held [srdi_sme]; title_srdi_sme 2026-11-22", "title_srdi_sme"),
        ("circumstances_3y []; serious_incident_3y yes", "serious_incident_3y"),
        ("circumstances_3y [tax_evasion]; tax_violation_3y no", "tax_violation_3y"),
        ("own_class_1_ip 2; class_1_ip_original 1", "class_1_ip_original"),
        ("own_class_2_patents 1; own_software_copyrights 1; further_class_2_ip 0; tech_sme_class_2_ip 3", "tech_sme_class_2_ip"),
        ("science_awards []; national_science_award_5y_rank 2", "national_science_award_5y_rank"),
    ] {
        let told = on(DAY, line);
        assert_eq!(told.issues(), [(fact, "warning", "contradiction")], "{line}");
        assert!(told.0["implied"].as_array().is_none_or(Vec::is_empty), "{line}: {}", told.0["implied"]);
    }
    // Expired yesterday, held until today: both are what was ticked.
    for line in ["titles_held []; title_srdi_sme 2026-11-22", "titles_held [srdi_sme]; title_srdi_sme 2026-11-23"] {
        assert!(on(DAY, line).issues().is_empty(), "{line}");
    }
}

/// A certificate as the law looks at it.
#[derive(Debug, Clone, Copy)]
struct Certificate {
    class_1: bool,
    software: bool,
    own: bool,
    /// Months since it was acquired from another, if it was.
    since_transfer: usize,
    rank: usize,
    disputed: bool,
    leading_product: bool,
    main_product: bool,
    years_since_grant: usize,
    high_value: bool,
}

impl Certificate {
    fn by_chance(chance: &mut Chance) -> Certificate {
        let leading_product = chance.below(3) > 0;
        Certificate {
            class_1: chance.below(2) == 0,
            software: chance.below(2) == 0,
            own: chance.below(3) > 0,
            since_transfer: chance.below(24),
            rank: 1 + chance.below(5),
            disputed: chance.below(6) == 0,
            leading_product,
            main_product: leading_product || chance.below(2) == 0,
            years_since_grant: chance.below(5),
            high_value: chance.below(4) == 0,
        }
    }

    /// The question it is counted in.
    fn asked_in(self) -> &'static str {
        let plain = self.own && !self.disputed && self.leading_product;
        match (self.class_1, self.software) {
            (true, _) if plain && self.rank == 1 => "own_class_1_ip",
            (true, _) => "further_class_1_ip",
            (false, true) if plain => "own_software_copyrights",
            (false, false) if plain => "own_class_2_patents",
            (false, _) => "further_class_2_ip",
        }
    }

    /// The counts of law it is in: document 63, annex 4 (3) to (5); document 2, annex 3 (7); document 115, article 7.
    fn counts(self) -> Vec<&'static str> {
        let year_held = self.own || self.since_transfer >= 12;
        let by_115 = self.main_product && !self.disputed;
        let class_1 = self.class_1 && self.leading_product && year_held;
        let class_2 = !self.class_1 && self.leading_product && year_held && (self.software || self.years_since_grant > 2);
        let all = [
            ("class_1_ip", class_1),
            ("class_1_ip_self_developed", class_1 && self.own),
            ("class_1_ip_high_value", class_1 && self.high_value),
            ("class_1_ip_original", self.class_1 && self.leading_product && self.own && self.rank <= 3),
            ("tech_sme_class_1_ip", self.class_1 && by_115),
            ("class_2_ip", class_2),
            ("tech_sme_class_2_ip", !self.class_1 && by_115),
        ];
        all.into_iter().filter(|(_, counts)| *counts).map(|(fact, _)| fact).collect()
    }
}

const ASKED: [&str; 5] = ["own_class_1_ip", "further_class_1_ip", "own_class_2_patents", "own_software_copyrights", "further_class_2_ip"];
const COUNTED: [&str; 7] = [
    "class_1_ip",
    "class_1_ip_self_developed",
    "class_1_ip_high_value",
    "class_1_ip_original",
    "tech_sme_class_1_ip",
    "class_2_ip",
    "tech_sme_class_2_ip",
];

fn slot(fact: &str) -> Slot {
    rules().vocabulary.fact(rules().vocabulary.find(fact).unwrap_or_else(|| panic!("no fact {fact}"))).slot
}

fn case_of(facts: &BTreeMap<&str, Value>) -> Case {
    let (case, issues) = Case::read(&rules().vocabulary, &json!({ "as_of": DAY, "facts": facts }), Day::parse(DAY).unwrap()).unwrap();
    assert!(issues.is_empty(), "{facts:?}: {issues:?}");
    case
}

/// However certificates are made up, each count of law lies where it is told to lie, whatever part of all that is answered;
/// and where every certificate is a plain one, the counts are settled but for the age of utility models.
#[test]
fn counts_of_law_lie_where_the_certificates_put_them() {
    let mut chance = Chance(0x1A71_5EED_0014);
    let mut settled = 0;
    for round in 0..2_000 {
        let certificates: Vec<Certificate> = (0..chance.below(5)).map(|_| Certificate::by_chance(&mut chance)).collect();
        let count = |of: &dyn Fn(Certificate) -> bool| certificates.iter().filter(|one| of(**one)).count();
        let mut truth: BTreeMap<&str, usize> = ASKED.map(|fact| (fact, count(&|one| one.asked_in() == fact))).into();
        truth.extend(COUNTED.map(|fact| (fact, count(&|one| one.counts().contains(&fact)))));
        let mut given: BTreeMap<&str, Value> = BTreeMap::new();
        for (fact, value) in &truth {
            match chance.below(4) {
                0 | 1 if ASKED.contains(fact) => drop(given.insert(fact, json!(value))),
                2 if ASKED.contains(fact) => drop(given.insert(fact, json!({ "min": value.saturating_sub(1), "max": value + 1 }))),
                0 => drop(given.insert(fact, json!(value))),
                _ => {}
            }
        }
        let case = case_of(&given);
        for (fact, value) in &truth {
            let span = case.span(slot(fact));
            let value = *value as i64;
            assert!(span.lo <= value && value <= span.hi, "round {round}: {fact} is {value}, not in {span:?}: {given:?}, {certificates:?}");
            settled += usize::from(span.is_point() && !given.contains_key(fact));
        }
        if certificates.iter().all(|one| !one.asked_in().starts_with("further")) {
            let asked = case_of(&ASKED.map(|fact| (fact, json!(truth[fact]))).into());
            let open: Vec<&str> = COUNTED.into_iter().filter(|fact| !asked.span(slot(fact)).is_point()).collect();
            let patents = truth["own_class_2_patents"] > 0;
            let high_value = truth["own_class_1_ip"] > 0;
            assert!(open.iter().all(|fact| *fact == "class_2_ip" && patents || *fact == "class_1_ip_high_value" && high_value), "{open:?}");
        }
    }
    assert!(settled > 1_000, "{settled}");
}

/// Which of these events of the last three years law counts, by what happened, how grave it was and in which of the
/// years: documents 63 (text), 2 (article 11, annex 3 (2)) and 115 (article 6 (4)). Where a document does not tell, either.
type Event = (&'static str, [Option<bool>; 3], Option<bool>);

const EVENTS: [Event; 11] = [
    ("larger_work_accident", [Some(false), Some(true), Some(false)], None),
    ("major_work_accident", [Some(true), Some(true), Some(true)], None),
    ("major_network_incident", [None, Some(true), None], None),
    ("major_quality_accident", [Some(true), Some(true), Some(true)], None),
    ("severe_quality_problem", [Some(false), Some(true), Some(false)], None),
    ("major_pollution_accident", [Some(true), None, None], None),
    ("environment_violation", [Some(false), None, None], None),
    ("industry_rules_violation", [Some(false), Some(true), Some(false)], None),
    ("tax_evasion", [Some(false), Some(false), Some(false)], Some(true)),
    ("other_violation", [Some(false), Some(false), Some(false)], None),
    ("research_misconduct", [Some(false), Some(false), Some(true)], None),
];

/// However the years went, what law asks lies where it is told to lie.
#[test]
fn circumstances_of_law_are_what_the_events_were() {
    let mut chance = Chance(0x1A71_5EED_0015);
    let facts = ["serious_incident_3y", "larger_incident_3y", "incident_or_misconduct_2y", "tax_violation_3y"];
    for _ in 0..1_000 {
        let mut happened: Vec<&str> = Vec::new();
        let mut truth = [false; 4];
        for (event, counts, violation) in EVENTS.iter().filter(|_| chance.below(5) == 0).copied().collect::<Vec<_>>() {
            happened.push(event);
            let this_or_last_year = chance.below(2) == 0;
            let by_law = [counts[0], counts[1], counts[2].map(|counts| counts && this_or_last_year), violation];
            for (at, counts) in by_law.into_iter().enumerate() {
                truth[at] |= counts.unwrap_or_else(|| chance.below(2) == 0 && (at != 2 || this_or_last_year));
            }
        }
        let case = case_of(&[("circumstances_3y", json!(happened))].into());
        for (fact, truth) in facts.iter().zip(truth) {
            let span = case.span(slot(fact));
            assert!(span.lo <= i64::from(truth) && i64::from(truth) <= span.hi, "{happened:?}: {fact}");
        }
    }
}

/// What is asked for an open value: what tells it first, then, if that leaves it open, itself.
#[test]
fn what_is_known_by_heart_is_asked_first() {
    let ids = |line: &str, fact: &str| -> Vec<&str> {
        let (case, _) = super::read(line);
        let vocabulary = &rules().vocabulary;
        asked_for(vocabulary, &case, slot(fact)).into_iter().map(|slot| vocabulary.fact(vocabulary.of_slot(slot).0).id.as_str()).collect()
    };
    for (line, fact, asked) in [
        ("", "title_srdi_sme", vec!["titles_held"]),
        ("titles_held [srdi_sme]", "title_srdi_sme", vec!["title_srdi_sme"]),
        // Who has said of most titles one by one that there is none is asked for the rest likewise; who has of a few, for the list.
        ("title_tech_sme none; title_innovative_sme none", "title_srdi_sme", vec!["titles_held"]),
        (
            "title_tech_sme none; title_innovative_sme none; title_srdi_sme none; title_little_giant none",
            "high_tech_enterprise",
            vec!["high_tech_enterprise"],
        ),
        ("", "tax_violation_3y", vec!["circumstances_3y"]),
        ("circumstances_3y [other_violation]", "tax_violation_3y", vec!["tax_violation_3y"]),
        // What was answered of law has settled all that it could tell.
        ("tax_violation_3y no", "larger_incident_3y", vec!["circumstances_3y"]),
        ("", "class_1_ip_original", vec!["own_class_1_ip", "further_class_1_ip"]),
        ("own_class_1_ip 3", "class_1_ip_original", vec!["further_class_1_ip"]),
        ("own_class_1_ip 3; further_class_1_ip 1", "class_1_ip_original", vec!["class_1_ip_original"]),
        // A range is an answer.
        ("class_1_ip_original ..9", "class_1_ip_original", vec!["class_1_ip_original"]),
        ("", "national_science_award_5y_rank", vec!["science_awards"]),
        ("", "staff", vec!["staff"]),
    ] {
        assert_eq!(ids(line, fact), asked, "{line}: {fact}");
    }
    // Of reports as well, and nobody is asked for what an answer of law has made needless.
    let missing = |line: &str| on(DAY, line).missing("srdi_sme").into_iter().map(str::to_owned).collect::<Vec<_>>();
    let open = missing("");
    assert!(
        open.contains(&"circumstances_3y".to_owned()) && !open.iter().any(|id| id == "larger_incident_3y" || id == "class_1_ip_original")
    );
    let said = missing(
        "larger_incident_3y no; on_abnormal_list no; on_dishonest_list no; restricted_product no; class_1_ip_original 2; titles_held [tech_sme]",
    );
    assert!(
        !said.iter().any(|id| ["circumstances_3y", "own_class_1_ip", "further_class_1_ip", "titles_held"].contains(&id.as_str())),
        "{said:?}"
    );
}

/// A title that is ticked is held on the day it was ticked; nobody knows of a later day.
#[test]
fn a_title_is_held_on_the_day_it_was_ticked() {
    let answers = |line: &str| {
        let case = tidu_tests::row::case(DAY, line);
        tidu_core::answers::Answers::read(&rules().vocabulary, &case, Day::parse(DAY).unwrap()).unwrap().0
    };
    let day = Day::parse(DAY).unwrap().number();
    let on = |line: &str, later: &str| answers(line).lay_out(&rules().vocabulary, Day::parse(later).unwrap()).span(slot("title_srdi_sme"));
    for later in [DAY, "2029-01-01"] {
        assert_eq!(on("titles_held [srdi_sme]", later).lo, day);
        assert!(!on("titles_held [srdi_sme]", later).is_point());
        assert_eq!(on("titles_held []", later), Span { lo: tidu_core::vocabulary::NO_TITLE, hi: day - 1 });
    }
    // The row of a table has its rung without a day, and its duties are told.
    let (case, issues) = super::read("titles_held [srdi_sme]");
    let evaluation = evaluate(rules(), &case);
    let row = tidu_core::report::summary(rules(), None, &case, &issues, &evaluation, tidu_core::text::Lang::Zh);
    assert_eq!((row.held.as_deref(), row.held_until), (Some("srdi_sme"), None));
    let matches = tidu_core::matching::match_policies(rules(), &case, &evaluation);
    let actions = tidu_core::actions::actions(rules(), &case, &matches, &[]);
    assert!(actions.iter().any(|one| one.id.ends_with("/title_srdi_sme")), "{:?}", actions.iter().map(|one| &one.id).collect::<Vec<_>>());
    // So it settles what asks for it.
    let (case, _) = super::read("titles_held [tech_sme]");
    let evaluation = evaluate(rules(), &case);
    let report = tidu_core::report::report(rules(), &case, &[], &evaluation, tidu_core::text::Lang::Zh);
    let told = report.implied.iter().find(|one| one.fact == "title_tech_sme").unwrap();
    assert_eq!(told.text, "有效（截止日未填）（由“现在持有的称号和资格”得出）");
}
