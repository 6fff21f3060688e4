//! A self-assessment that is carried in a link: it comes to the same wherever it is opened, or what it does not come to is
//! told.

use serde_json::{Value, json};
use std::fs;
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::packs::{BUILT_IN, fingerprint, load};
use tidu_core::proof::{self, MARK, Unreadable, rules_mark};
use tidu_core::report::matching::match_report;
use tidu_core::report::report;
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_core::vocabulary::Kind;
use tidu_tests::row::rules;

/// How much one square code of version 15 holds at level M, less an address of a hundred characters.
const ROOM: usize = 412 - 100 - 1 - MARK.len();

fn today() -> Day {
    Day::parse("2026-11-26").expect("a day")
}

/// The enterprises of a folder.
fn firms(folder: &str) -> Vec<(String, Value)> {
    let folder = format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<(String, Value)> = fs::read_dir(&folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.display().to_string(), serde_json::from_str(&fs::read_to_string(&path).expect("a file")).expect("JSON")))
        .filter(|(_, case): &(_, Value)| case["facts"].is_object())
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(!found.is_empty());
    found
}

fn written(rules: &RuleSet, case: &Value) -> String {
    let (read, _) = Case::read(&rules.vocabulary, case, today()).expect("a case");
    proof::write(&rules.vocabulary, rules_mark(&fingerprint(BUILT_IN)), case, read.as_of, None, &evaluate(rules, &read))
}

/// All reports of a case, to the letter.
fn reports(case: &Case, issues: &[tidu_core::case::Issue]) -> Vec<String> {
    let evaluation = evaluate(rules(), case);
    let both = Lang::ALL.into_iter().flat_map(|lang| {
        let one = report(rules(), case, issues, &evaluation, lang);
        let other = match_report(rules(), case, issues, &evaluation, lang);
        [one.to_text(lang), serde_json::to_string(&one).expect("JSON"), serde_json::to_string(&other).expect("JSON")]
    });
    both.collect()
}

#[test]
fn a_link_reproduces_every_report_to_the_letter() {
    let mut most = 0;
    for (file, case) in firms("companies").into_iter().chain(firms("data/firms")) {
        let (laid_out, issues) = Case::read(&rules().vocabulary, &case, today()).expect("a case");
        let text = written(rules(), &case);
        assert!(text.len() <= ROOM, "{file}: {} characters", text.len());
        most = most.max(text.len());
        println!("{} {file}", text.len());
        let read = proof::read(&rules().vocabulary, &format!("https://example.org/tidu/#{MARK}{text}")).expect("it was written");
        assert_eq!(read.unknown, []);
        assert_eq!(read.case.get("name"), None, "{file}: the name was not asked for");
        let (again, told) = Case::read(&rules().vocabulary, &read.case, today()).expect("a case");
        assert_eq!(reports(&again, &told), reports(&laid_out, &issues), "{file}");
        assert_eq!(read.rules, rules_mark(&fingerprint(BUILT_IN)));
        let evaluation = evaluate(rules(), &again);
        let anew: Vec<_> = read.verdicts.iter().map(|(of, _)| (*of, evaluation.of(*of).verdict)).collect();
        assert_eq!(read.verdicts, anew, "{file}");
        assert_eq!(anew.len(), rules().vocabulary.standards.len());
    }
    assert!(most <= 300, "{most} characters");
}

#[test]
fn all_that_a_case_says_comes_along() {
    let vocabulary = &rules().vocabulary;
    let facts = json!({
        "legal_person": null, "needs": null, "staff": "大约一百", "no_fact": [1], "title_srdi_sme": "none", "established_on": "2016-05",
        "net_profit": { "2025": -120.5, "2024": null, "2009": null, "this year": 3 }, "rd_expense": { "2025": { "min": 80, "max": 90.000001 } },
    });
    let case = json!({ "as_of": "2026-11-26", "procedures": { "little_giant": "renewal", "giant": "renewal" }, "facts": facts });
    let (read, _) = Case::read(vocabulary, &case, today()).expect("a case");
    let text = proof::write(vocabulary, 0, &case, today(), Some("南昌甲乙有限公司"), &evaluate(rules(), &read));
    // As a mail program or a printer may break it.
    let broken = text.as_bytes().chunks(30).map(|line| std::str::from_utf8(line).expect("letters")).collect::<Vec<_>>().join("\r\n ");
    let read = proof::read(vocabulary, &broken).expect("it was written");
    let mut named = case;
    named["name"] = json!("南昌甲乙有限公司");
    assert_eq!((read.case, read.unknown), (named, Vec::new()));
}

#[test]
fn a_text_that_was_cut_off_or_mistyped_is_not_read() {
    let (_, case) = firms("companies").swap_remove(0);
    let text = written(rules(), &case);
    let refused = |text: &str| proof::read(&rules().vocabulary, text).err();
    for at in 0..text.len() {
        assert!(refused(&text[..at]).is_some(), "{at}");
        let other = if &text[at..=at] == "x" { "y" } else { "x" };
        let mistyped = format!("{}{other}{}", &text[..at], &text[at + 1..]);
        // Some bits of the last letter are of no byte.
        assert!(at + 1 == text.len() || refused(&mistyped).is_some(), "{at}");
    }
    for (text, why) in [("", Unreadable::Other), ("https://example.org/#result", Unreadable::Other), (&text[..40], Unreadable::Broken)] {
        assert_eq!(refused(text), Some(why), "{text}");
    }
    assert_eq!(proof::read(&rules().vocabulary, "  ").err(), Some(Unreadable::Other));
}

/// The vocabulary alone, with a change to it.
fn with(change: impl Fn(&mut Value)) -> RuleSet {
    let (_, text) = BUILT_IN.into_iter().find(|(id, _)| *id == "facts").expect("a vocabulary");
    let mut pack: Value = serde_json::from_str(text).expect("a pack");
    change(&mut pack);
    load([("facts", pack.to_string().as_str())]).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// A later vocabulary, in another order, without a fact and an option and with new ones: all the rest is read as it was, and
/// what is gone is named. So it is the other way round.
#[test]
fn links_of_another_vocabulary_tell_what_they_dropped() {
    let later = with(|pack| {
        let facts = pack["facts"].as_array_mut().expect("facts");
        facts.retain(|fact| fact["id"] != "own_brand");
        let needs = facts.iter_mut().find(|fact| fact["id"] == "needs").expect("a fact");
        let options = needs["options"].as_array_mut().expect("options");
        options.retain(|option| option["id"] != "land");
        options.insert(0, json!({ "id": "water", "label": { "zh": "用水", "en": "Water" } }));
        let mut fact = facts[0].clone();
        fact["id"] = json!("second_region");
        facts.push(fact);
        facts.reverse();
        let codes = pack["codes"]["facts"].as_array_mut().expect("codes");
        let needs = codes.iter_mut().find(|line| line.as_str().expect("words").starts_with("needs ")).expect("a line");
        *needs = json!(format!("{} water", needs.as_str().expect("words")));
        codes.push(json!("second_region"));
        for question in pack["questions"].as_array_mut().expect("questions") {
            question["facts"].as_array_mut().expect("facts").retain(|fact| fact != "own_brand");
        }
    });
    let now = rules();
    let case = json!({ "as_of": "2026-11-26", "procedures": { "little_giant": "renewal" }, "facts": {
        "own_brand": true, "staff": { "min": 110 }, "needs": ["financing", "land"], "operating_revenue": { "2025": 3200.5, "2019": 7 }, "sectors": ["big_data"],
    } });
    let read = proof::read(&later.vocabulary, &written(now, &case)).expect("it was written");
    let kept = json!({ "staff": { "min": 110 }, "operating_revenue": { "2025": 3200.5, "2019": 7 }, "sectors": ["big_data"] });
    assert_eq!((&read.case["facts"], &read.case["procedures"]), (&kept, &case["procedures"]));
    let told = |read: &proof::Proof| read.unknown.iter().map(|name| name.get(Lang::Zh).to_owned()).collect::<Vec<_>>();
    assert_eq!(told(&read), ["own_brand", now.vocabulary.fact(now.vocabulary.find("needs").expect("a fact")).label.get(Lang::Zh)]);

    let case = json!({ "as_of": "2026-11-26", "facts": { "staff": 110, "needs": ["water", "financing"], "second_region": "36", "region": "360102" } });
    let read = proof::read(&now.vocabulary, &written(&later, &case)).expect("it was written");
    assert_eq!(read.case["facts"], json!({ "region": "360102", "staff": 110 }));
    assert_eq!(told(&read).len(), 2, "{:?}", read.unknown);
    assert_eq!(told(&read)[1], format!("第 {} 个事实", now.vocabulary.codes.facts.len() + 1));

    // A vocabulary that keeps no list spells out what it has, and what is not known of it is told.
    let spelled = with(|pack| pack["codes"]["facts"] = json!([]));
    let case = json!({ "as_of": "2026-11-26", "facts": { "staff": 110, "needs": ["financing"], "net_profit": { "2025": -1.5 } } });
    let read = proof::read(&now.vocabulary, &written(&spelled, &case)).expect("it was written");
    assert_eq!((&read.case["facts"], read.unknown), (&case["facts"], Vec::new()));
}

/// Links that were written once and are out there: each reads as it did then. Lines are only ever added.
#[test]
fn links_once_written_are_read_for_good() {
    let file = format!("{}/data/proofs.jsonl", env!("CARGO_MANIFEST_DIR"));
    let vocabulary = &rules().vocabulary;
    if std::env::var_os("UPDATE_GOLDEN").is_some() && !fs::exists(&file).unwrap_or_default() {
        let lines = firms("companies").into_iter().map(|(_, case)| {
            let text = written(rules(), &case);
            let read = proof::read(vocabulary, &text).expect("it was written");
            format!("{}\n", json!({ "proof": text, "case": read.case, "unknown": [] }))
        });
        fs::write(&file, lines.collect::<String>()).expect("it can be written");
    }
    let lines = fs::read_to_string(&file).expect("a file");
    assert!(lines.lines().count() >= 10);
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let read = proof::read(vocabulary, line["proof"].as_str().expect("a text")).expect("it was written");
        let unknown: Vec<_> = read.unknown.iter().map(|name| name.get(Lang::Zh)).collect();
        assert_eq!((&read.case, json!(unknown)), (&line["case"], line["unknown"].clone()), "{line}");
    }
}

/// Places are for good: the list may only grow, line by line and at the end of lines, and what is asked stands in it.
#[test]
fn places_in_links_stay_what_they_are() {
    let vocabulary = &rules().vocabulary;
    let codes = &vocabulary.codes;
    let lines: Vec<String> = std::iter::once(codes.standards.join(" ")).chain(codes.facts.iter().map(|names| names.join(" "))).collect();
    let file = format!("{}/data/proof-codes.txt", env!("CARGO_MANIFEST_DIR"));
    let promised = fs::read_to_string(&file).unwrap_or_default();
    for (at, promised) in promised.lines().enumerate() {
        let now = lines.get(at).map(|line| line.split(' ').collect::<Vec<_>>()).unwrap_or_default();
        assert!(now.starts_with(&promised.split(' ').collect::<Vec<_>>()), "line {at} was promised as {promised:?} and is {now:?}");
    }
    let missing: Vec<&String> = vocabulary.standards.iter().map(|one| &one.id).filter(|id| !codes.standards.contains(id)).collect();
    assert!(missing.is_empty(), "standards without a place in `codes`: {missing:?}");
    for fact in &vocabulary.facts {
        let names = codes.facts.iter().find(|names| names[0] == fact.id).unwrap_or_else(|| panic!("{} has no place in `codes`", fact.id));
        let coded = matches!(fact.kind, Kind::Choice | Kind::Set);
        let missing: Vec<&String> = fact.options.iter().map(|option| &option.id).filter(|id| coded && !names[1..].contains(id)).collect();
        assert!(missing.is_empty(), "options of {} without a place in `codes`: {missing:?}", fact.id);
        assert!(names.len() <= 64, "{}: a set is a mask of 63", fact.id);
    }
    let now = lines.join("\n") + "\n";
    if now != promised {
        assert!(std::env::var_os("UPDATE_GOLDEN").is_some(), "there are new places; UPDATE_GOLDEN=1 promises them");
        fs::write(&file, now).expect("it can be written");
    }
}
