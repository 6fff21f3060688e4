//! What is found early: whom another law turns, and what stands of what the office set itself to reach.

use super::*;
use tidu_core::packs::BUILT_IN;
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_library::{Law, Progresses, Tally, Way, turns};
use tidu_tests::draft::{DOCUMENT, harden};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// The built-in rules with something changed in one pack.
fn other_rules(id: &str, change: impl Fn(&mut Value)) -> RuleSet {
    let packs: Vec<(&str, String)> = BUILT_IN
        .iter()
        .map(|(known, text)| {
            let mut pack: Value = serde_json::from_str(text).unwrap();
            if *known == id {
                change(&mut pack);
            }
            (*known, pack.to_string())
        })
        .collect();
    tidu_core::packs::load(packs.iter().map(|(id, text)| (*id, text.as_str()))).unwrap()
}

#[test]
fn the_same_law_turns_nobody() {
    let again = other_rules("", |_| {});
    let here = Law { rules: rules(), day: today() };
    for number in 0..60 {
        let firm = firm(number);
        assert_eq!(turns(here, here, &firm), []);
        assert_eq!(turns(here, Law { rules: &again, day: today() }, &firm), []);
    }
}

/// The measures of 2022 and those of 2026: whoever is turned is turned by a criterion, and both ways round.
#[test]
fn another_law_turns_some_each_by_a_criterion() {
    let [before, after] = ["2026-03-31", "2026-04-01"].map(|text| Law { rules: rules(), day: day(text) });
    let mut tally = Tally::default();
    for number in 0..400 {
        let firm = firm(number);
        let turned = turns(before, after, &firm);
        for turn in &turned {
            assert!(!turn.by.is_empty(), "{} {:?}", firm.name, turn);
            assert!(turn.by.iter().all(|by| by.id.starts_with(&turn.standard) && !by.text.get(Lang::Zh).is_empty()));
        }
        let back = turns(after, before, &firm);
        assert_eq!(back.len(), turned.len());
        for (there, back) in turned.iter().zip(&back) {
            let expected = match there.way {
                Way::Loses => Way::Gains,
                Way::Opens => Way::Gains,
                Way::Settles => Way::Hopes,
                Way::Hopes => Way::Settles,
                Way::Gains => back.way,
            };
            assert_eq!(back.way, expected);
        }
        tally.add(&turned);
    }
    assert_eq!(tally.firms, 400);
    assert!(tally.turned > 20, "{tally:?}");
    assert!(tally.lines.iter().all(|line| line.count > 0 && !line.by.is_empty()));
}

/// A draft pack beside the law that stands, on one day: who loses loses by what was changed.
#[test]
fn a_draft_turns_by_what_it_changes() {
    let draft = other_rules(DOCUMENT, harden);
    let [before, after] = [rules(), &draft].map(|rules| Law { rules, day: today() });
    let all: Vec<_> = (0..300).flat_map(|number| turns(before, after, &firm(number))).collect();
    let lost: Vec<_> = all.iter().filter(|turn| turn.way == Way::Loses && turn.standard == "srdi_sme").collect();
    assert!(!lost.is_empty());
    for turn in lost {
        assert_eq!(turn.by.iter().map(|by| by.id.as_str()).collect::<Vec<_>>(), ["srdi_sme/draft"]);
        assert_eq!(turn.by[0].change, "newly_asked");
    }
    assert!(all.iter().all(|turn| turn.way != Way::Gains), "nobody gains by a criterion more");
}

/// The plan of the district: 100 / 40 / 2 / 1, counted by its own words.
#[test]
fn the_plan_is_counted_by_title_street_and_month() {
    let targets = &rules().targets;
    let plan: Vec<(u32, String)> = targets.iter().map(|target| (target.count, target.by.to_string())).collect();
    let by = "2025-12-31".to_owned();
    assert_eq!(plan, [(100, by.clone()), (40, by.clone()), (2, by.clone()), (1, by)]);
    let mut progress = Progresses::new(rules(), today());
    let who = |number: u64, street: &str, facts: Value| {
        let mut firm = Firm::new(number.to_string());
        street.clone_into(&mut firm.street);
        firm.set_record(json!({ "as_of": "2026-11-27", "facts": facts }));
        firm
    };
    for firm in [
        who(
            1,
            "百花洲街道",
            json!({ "region": "360102", "title_innovative_sme": "2027-06-30", "title_srdi_sme": "2028-01-31", "title_little_giant": "none" }),
        ),
        who(
            2,
            "百花洲街道",
            json!({ "region": "360102", "title_innovative_sme": "2027-06-01", "title_srdi_sme": "none", "title_little_giant": "none" }),
        ),
        // Its title has run out, and it lies elsewhere.
        who(
            3,
            "墩子塘街道",
            json!({ "region": "360102", "title_innovative_sme": "2026-11-26", "title_srdi_sme": "none", "title_little_giant": "none" }),
        ),
        who(4, "", json!({ "region": "360103", "title_innovative_sme": "2027-06-30", "title_srdi_sme": "2028-01-31" })),
        who(
            5,
            "墩子塘街道",
            json!({ "region": "360102", "title_innovative_sme": "none", "title_srdi_sme": "none", "title_little_giant": "2027-12-31", "listing_progress": ["listed"] }),
        ),
        // Of this one nothing is said.
        who(6, "墩子塘街道", json!({ "region": "360102" })),
    ] {
        progress.add(&firm);
    }
    let stands: Vec<(usize, usize)> = progress.all.iter().map(|one| (one.count, one.open)).collect();
    assert_eq!(stands, [(2, 1), (1, 1), (1, 1), (1, 1)]);
    assert_eq!(progress.all[0].streets.iter().map(|(street, count)| (street.as_str(), *count)).collect::<Vec<_>>(), [("百花洲街道", 2)]);
    assert_eq!(progress.all[0].months.iter().map(|(month, count)| (month.as_str(), *count)).collect::<Vec<_>>(), [("2027-06", 2)]);
    assert_eq!(progress.all[3].months.keys().collect::<Vec<_>>(), ["2027-12"]);
}
