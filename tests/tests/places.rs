//! Standards of provinces and cities: which document governs where, and what can be told while the place of registration
//! is open. The documents in `tests/data/places` are invented, and found by nothing but being loaded.

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use tidu_core::actions::actions;
use tidu_core::answers::Answers;
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::matching::{Level, coverage, match_policies};
use tidu_core::packs::{BUILT_IN, load};
use tidu_core::plan::plan;
use tidu_core::report::report;
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_tests::chance::Chance;
use tidu_tests::row::{self, MET, OPEN, Reading, Table, UNMET, WAIVED, items, text};
use tidu_tests::small::{DAY, QUESTIONS, answers, criterion, indicator, shown, vocabulary};

const PROVINCE: &str = include_str!("../data/places/province.json");
const CAPITAL: &str = include_str!("../data/places/capital.json");

fn with_places() -> RuleSet {
    let more = [("cn-sample/2027-1", PROVINCE), ("cn-sample-capital/2027-2", CAPITAL)];
    load(BUILT_IN.iter().copied().chain(more)).unwrap_or_else(|found| panic!("{found:#?}"))
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// What a portal reads of a line on a day.
fn read(rules: &RuleSet, as_of: &str, line: &str) -> Reading {
    let (case, issues) = Case::read(&rules.vocabulary, &row::case(as_of, line), day(as_of)).expect("a case");
    assert!(issues.is_empty(), "“{line}”: {issues:?}");
    let report = report(rules, &case, &issues, &evaluate(rules, &case), Lang::Zh);
    Reading(serde_json::to_value(report).expect("JSON"))
}

/// The documents that may govern, with their verdicts; none where there is but one.
fn may_govern(reading: &Reading, standard: &str) -> Vec<(Option<String>, Option<String>, String)> {
    let own = |value: &Value| value.as_str().map(str::to_owned);
    let documents = &reading.assessment(standard)["may_govern"]["documents"];
    items(documents).map(|one| (own(&one["document"]), own(&one["region"]), text(&one["verdict"]).to_owned())).collect()
}

/// The narrower region goes before the wider on its days and in its procedures, and nowhere else.
#[test]
fn the_document_of_the_place() {
    let rules = with_places();
    const NATION: &str = "cn/miit-2026-2";
    const SAMPLE: &str = "cn-sample/2027-1";
    let mut table = Table::default();
    for (day, place, procedure, document) in [
        ("2026-12-31", "910101", "", NATION),
        ("2027-01-01", "910101", "", SAMPLE),
        ("2027-01-01", "919999", "", SAMPLE),
        ("2027-01-01", "900000", "", NATION),
        ("2027-01-01", "920000", "", NATION),
        ("2027-01-01", "110101", "", NATION),
        ("2027-01-01", "91", "", SAMPLE),
        ("2028-12-31", "910101", "", SAMPLE),
        ("2029-01-01", "910101", "", NATION),
        ("2027-06-30", "910101", "renewal srdi_sme", SAMPLE),
        ("2027-07-01", "910101", "renewal srdi_sme", "cn-sample-capital/2027-2"),
        ("2027-07-01", "9101", "renewal srdi_sme", "cn-sample-capital/2027-2"),
        ("2027-07-01", "910101", "", SAMPLE),
        ("2027-07-01", "910201", "renewal srdi_sme", SAMPLE),
        ("2027-07-01", "910201", "", SAMPLE),
        ("2029-01-01", "910101", "renewal srdi_sme", "cn-sample-capital/2027-2"),
        ("2029-01-01", "910201", "renewal srdi_sme", NATION),
    ] {
        let reading = read(&rules, day, &format!("region \"{place}\"; {procedure}"));
        let what = format!("{day} {place} {procedure}");
        table.row(&what, reading.document("srdi_sme"), Some(document));
        table.row(format!("{what}, alone"), reading.assessment("srdi_sme")["may_govern"].is_null(), true);
        // No other standard of the sample is laid down there.
        table.row(format!("{what}, little_giant"), reading.document("little_giant"), Some(NATION));
    }
    table.end("documents by place");
}

/// While the place is open, what is told holds under every document that may govern, and the place is asked first.
#[test]
fn an_open_place_leaves_open_what_it_decides() {
    let rules = with_places();
    let nation = || Some("cn/miit-2026-2".to_owned());
    let province = (Some("cn-sample/2027-1".to_owned()), Some("91".to_owned()));
    let reading = read(&rules, "2027-03-01", "registered_in_china yes; operating_revenue 700; own_brand yes; segment_years 0");
    let one = reading.assessment("srdi_sme");
    assert_eq!(one["may_govern"]["text"], "注册地未答，可能适用：样工信〔2027〕1号、工信部企业〔2026〕2号");
    assert_eq!(one["document"], "cn/miit-2026-2", "of the widest region");
    assert_eq!(
        may_govern(&reading, "srdi_sme"),
        [(province.0.clone(), province.1.clone(), MET.to_owned()), (nation(), None, UNMET.to_owned())]
    );
    assert_eq!(reading.verdict("srdi_sme"), OPEN);
    assert_eq!(reading.missing("srdi_sme"), ["region"], "the nation's is settled, and the province's too");
    assert_eq!(reading.of("srdi_sme/registered_in_china"), MET, "by both");
    assert_eq!(reading.of("srdi_sme/revenue"), OPEN, "700 is enough for the province alone");
    assert_eq!(reading.of("srdi_sme/size"), OPEN, "the province does not ask it");
    assert!(reading.assessment("little_giant")["may_govern"].is_null());

    let reading = read(&rules, "2027-03-01", "registered_in_china yes; own_brand yes");
    assert_eq!(reading.missing("srdi_sme")[0], "region");
    assert!(reading.missing("srdi_sme").contains(&"operating_revenue"));

    // Where all that may govern agree, the place is not asked.
    let reading = read(&rules, "2027-03-01", "registered_in_china no");
    assert_eq!(reading.verdict("srdi_sme"), UNMET);
    assert_eq!(reading.missing("srdi_sme"), Vec::<&str>::new());

    // Half an answer leaves what is left: city or province, the nation no more.
    let renewal = "registered_in_china yes; operating_revenue 400; own_brand yes; renewal srdi_sme";
    let reading = read(&rules, "2027-07-01", &format!("region \"91\"; {renewal}"));
    let capital = (Some("cn-sample-capital/2027-2".to_owned()), Some("9101".to_owned()), MET.to_owned());
    assert_eq!(may_govern(&reading, "srdi_sme"), [capital.clone(), (province.0.clone(), province.1.clone(), UNMET.to_owned())]);
    let said = "注册地未答到县（市、区），可能适用：样例市专精特新中小企业复核细则、样工信〔2027〕1号";
    assert_eq!(reading.assessment("srdi_sme")["may_govern"]["text"], said);
    let reading = read(&rules, "2027-07-01", &format!("region \"9102\"; {renewal}"));
    assert_eq!((reading.verdict("srdi_sme"), reading.document("srdi_sme")), (UNMET, Some("cn-sample/2027-1")));
}

/// Of a test on the place only what is possible where its own document governs is possible: all of the capital may do
/// without a brand, and all of the province but the capital may not.
#[test]
fn a_test_on_the_place_is_exact_where_its_document_governs() {
    let rules = with_places();
    let line = "registered_in_china yes; operating_revenue 400; own_brand no; renewal srdi_sme; region \"91\"";
    let reading = read(&rules, "2027-07-01", line);
    let verdicts: Vec<String> = may_govern(&reading, "srdi_sme").into_iter().map(|(_, _, verdict)| verdict).collect();
    assert_eq!(verdicts, [MET, UNMET]);
    // No document asks for the brand wherever that could help.
    assert_eq!(reading.of("srdi_sme/own_brand"), OPEN, "not asked in the capital");
}

/// A plan goes by the law of the place, and its verdict is that of the case it leads to.
#[test]
fn a_plan_goes_by_the_law_of_the_place() {
    let rules = with_places();
    let standard = rules.vocabulary.find_standard("srdi_sme").expect("a tier");
    for place in ["region \"910201\"", "region \"110101\"", ""] {
        let line = format!("registered_in_china yes; operating_revenue 400 / 380 / 360; own_brand yes; {place}");
        let case = row::case("2027-03-01", &line);
        let (answers, _) = Answers::read(&rules.vocabulary, &case, day("2027-03-01")).expect("a case");
        let planned = plan(&rules, &answers, standard, &BTreeSet::new());
        for one in &planned.plans {
            let (after, _) = Case::read(&rules.vocabulary, &one.after.write(&rules.vocabulary), one.target).expect("a case");
            let found = evaluate(&rules, &after);
            assert_eq!(found.of(standard).verdict, one.verdict_after);
            assert_eq!(found.of(standard).sheet.map(|(sheet, _)| sheet.document), Some(one.document), "{place}");
        }
        assert_eq!(planned.ask_first.contains(&rules.vocabulary.find("region").expect("a fact")), place.is_empty(), "{place}");
        if place.contains("91") {
            let first = &planned.plans[0];
            assert_eq!((first.target, first.changes.len(), first.changes[0].to), (day("2028-01-01"), 1, 500_000_000));
            assert_eq!(rules.document(first.document).head.id, "cn-sample/2027-1");
        }
    }
}

/// What a title obliges to by a city's document, it obliges those registered there to.
#[test]
fn a_duty_binds_in_its_region() {
    let rules = with_places();
    for (place, told) in [("region \"910101\"", true), ("region \"910201\"", false), ("", false)] {
        let line = format!("title_srdi_sme 2029-12-31; {place}");
        let (case, _) = Case::read(&rules.vocabulary, &row::case("2027-08-01", &line), day("2027-08-01")).expect("a case");
        let list = actions(&rules, &case, &[], &[]);
        assert_eq!(list.iter().any(|one| one.id == "cn-sample-capital/2027-2/report/title_srdi_sme"), told, "{place}");
    }
}

/// What cannot be said is refused in words.
#[test]
fn two_documents_of_one_region_cannot_both_govern() {
    let twin = PROVINCE.replace("cn-sample/2027-1", "cn-sample/2027-9");
    let both = load(BUILT_IN.iter().copied().chain([("cn-sample/2027-1", PROVINCE), ("cn-sample/2027-9", twin.as_str())]));
    let found = both.expect_err("they clash");
    assert!(
        found.iter().any(|d| d.problem.get(Lang::En).contains("both this document and cn-sample/2027-1 govern `srdi_sme`")),
        "{found:#?}"
    );
    let elsewhere = twin.replace("\"region\": \"91\"", "\"region\": \"92\"");
    load(BUILT_IN.iter().copied().chain([("cn-sample/2027-1", PROVINCE), ("cn-sample/2027-9", elsewhere.as_str())])).expect("no clash");
}

/// Where no question asks for the place, no document can be for one.
#[test]
fn a_document_of_a_region_takes_a_question_for_the_place() {
    let mut facts = vocabulary();
    facts["facts"].as_array_mut().expect("facts").retain(|fact| fact["id"] != "region");
    let text = json!({"zh": "x", "en": "x"});
    let pack = json!({"id": "a", "title": text, "issuer": text, "in_force": {"from": "2020-01-01"}, "region": "91",
        "source": {"certainty": "official", "checked": "2026-01-01"}, "standards": [{"id": "first", "governs": [
            {"from": "2020-01-01", "procedures": ["first_application"]}], "criteria": [
            {"id": "c", "text": text, "cite": {"article": "1", "certainty": "official"}, "holds": "p"}]}]});
    let (facts, pack) = (facts.to_string(), pack.to_string());
    let found = load([("facts", facts.as_str()), ("a", pack.as_str())]).expect_err("nobody could tell who is meant");
    assert!(found.iter().any(|d| d.place == "region" && d.problem.get(Lang::En) == "`region` is no fact of the vocabulary"), "{found:#?}");
}

/// A code in every part that regions of the small packs cut the country into, and how a case may name it.
const CODES: [&str; 5] = ["910101", "910102", "910201", "920101", "930101"];
const PLACES: [&str; 4] = ["91", "9101", "910101", "92"];

fn small_rules(chance: &mut Chance) -> RuleSet {
    let text = |t: &str| json!({"zh": t, "en": t});
    let cite = json!({"article": "1", "certainty": "official"});
    // Half of all conditions look at the place as well.
    let placed = |chance: &mut Chance, depth: usize| {
        let (one, within) = (criterion(chance, depth), json!({"within": ["region", chance.pick(&PLACES)]}));
        match chance.below(6) {
            0 => json!({"any_of": [within, one]}),
            1 => json!({"all_of": [one, {"not": within}]}),
            2 => json!({"any_of": [{"all_of": [within.clone(), one]}, {"all_of": [{"not": within}, criterion(chance, 0)]}]}),
            _ => one,
        }
    };
    let mut packs = vec![("facts".to_owned(), vocabulary().to_string())];
    for (id, region) in [("nation", None), ("a", Some("91")), ("b", Some("9101")), ("c", Some("92")), ("d", Some("910101"))] {
        // Which of them there are, what they lay down and when, is left to chance.
        if chance.below(3) == 0 {
            continue;
        }
        let governs = |chance: &mut Chance| {
            let to = chance.pick(&["2026-06-29", "2026-06-30", "2030-12-31"]);
            json!([{"from": "2020-01-01", "to": to, "procedures": ["first_application"], "certainty": "official"}])
        };
        let mut standards = Vec::new();
        if chance.below(4) > 0 {
            let ids = ["c0", "c1", "c2"].into_iter().filter(|_| chance.below(3) > 0).collect::<Vec<_>>();
            let ids = if ids.is_empty() { vec!["c0"] } else { ids };
            let mut criteria: Vec<Value> = Vec::new();
            for id in ids {
                let mut one = placed(chance, 1);
                one["id"] = json!(id);
                one["text"] = text("criterion");
                one["cite"] = cite.clone();
                criteria.push(one);
            }
            let mut first = json!({"id": "first", "governs": governs(chance)});
            if chance.below(3) == 0 {
                let indicators: Vec<Value> = (0..2).map(|at| indicator(chance, at)).collect();
                first["score"] = json!({"max": 8, "groups": [{"id": "g", "name": text("g"), "max": 8, "indicators": indicators}]});
                let points = chance.pick(&[2, 4, 5]);
                criteria
                    .push(json!({"id": "score", "text": text("score"), "cite": cite, "score_at_least": ["total", format!("{points} 分")]}));
            }
            first["criteria"] = json!(criteria);
            standards.push(first);
        }
        if chance.below(2) == 0 {
            let also = placed(chance, 0);
            standards.push(json!({"id": "second", "governs": governs(chance), "criteria": [
                {"id": "m", "text": text("m"), "cite": cite, "any_of": [{"meets": "first"}, also]}]}));
        }
        let who = json!({"any_of": [{"all_of": [{"meets": "first"}, {"within": ["region", chance.pick(&PLACES)]}]}, criterion(chance, 0)]});
        let who = if chance.below(2) == 0 { json!({"meets": "first"}) } else { who };
        let policy = json!({"id": "p", "title": text("p"), "cite": cite, "strength": "service", "benefit": "service", "needs": [],
            "gives": text("p"), "who": who, "who_text": text("p"), "how": text("p"), "papers": [], "authorities": ["p"]});
        let mut pack = json!({"id": id, "title": text(id), "issuer": text(id), "in_force": {"from": "2020-01-01"},
            "source": {"certainty": "official", "checked": "2026-01-01"}, "standards": standards, "policies": [policy]});
        if let Some(region) = region {
            pack["region"] = json!(region);
        }
        packs.push((id.to_owned(), pack.to_string()));
    }
    // In any order: which region is narrower does not hang on that.
    let turn = chance.below(packs.len());
    packs.rotate_left(turn);
    load(packs.iter().map(|(id, pack)| (id.as_str(), pack.as_str())))
        .unwrap_or_else(|found| panic!("{}\n{packs:#?}", found.iter().map(|d| d.sentence(Lang::En)).collect::<Vec<_>>().join("\n")))
}

/// All that is told of a case: verdicts by name, scores by name, and the documents that may govern with theirs.
#[derive(Default)]
struct Told {
    verdicts: BTreeMap<String, String>,
    scores: BTreeMap<String, (i64, i64)>,
    documents: BTreeMap<String, String>,
}

fn told(rules: &RuleSet, answers: &[Value], region: &Value) -> Told {
    let mut case = tidu_tests::small::case(&QUESTIONS, answers);
    case["facts"]["region"] = region.clone();
    let (case, issues) = Case::read(&rules.vocabulary, &case, day(DAY)).expect("a case");
    assert!(issues.is_empty(), "{issues:?}");
    let evaluation = evaluate(rules, &case);
    let reading = Reading(serde_json::to_value(report(rules, &case, &issues, &evaluation, Lang::En)).expect("JSON"));
    let mut told = Told { verdicts: reading.named().into_iter().collect(), ..Told::default() };
    for one in items(&reading.0["assessments"]) {
        let standard = text(&one["standard"]);
        told.verdicts.insert(standard.to_owned(), text(&one["verdict"]).to_owned());
        let by = |document: &Value| format!("{standard} by {}", document.as_str().unwrap_or("none"));
        told.documents.insert(by(&one["document"]), text(&one["verdict"]).to_owned());
        for may in items(&one["may_govern"]["documents"]) {
            told.documents.insert(by(&may["document"]), text(&may["verdict"]).to_owned());
        }
        let score = &one["score"];
        let mut keep = |name: String, of: &Value| {
            if let (Some(min), Some(max)) = (of["min"].as_i64(), of["max"].as_i64()) {
                told.scores.insert(format!("{standard} {name}"), (min, max));
            }
        };
        keep(String::new(), score);
        items(&score["indicators"]).for_each(|of| keep(text(&of["id"]).to_owned(), of));
    }
    for one in match_policies(rules, &case, &evaluation) {
        told.verdicts.insert(one.policy.id.clone(), one.verdict.id().to_owned());
    }
    told
}

/// Every completion of the place and of the other answers is tried: what is told is what they have in common, and a verdict
/// is open only if two of them differ in it.
#[test]
fn what_is_told_of_an_open_place_is_the_union_of_all_places() {
    let mut chance = Chance(0x005E_ED91_0101);
    let (mut several, mut open, mut settled) = (0, 0, 0);
    for round in 0..1_200 {
        let rules = small_rules(&mut chance);
        let given: Vec<(Value, Vec<Value>)> = QUESTIONS
            .iter()
            .map(|(id, _)| {
                let all = answers(id);
                let one = all[chance.below(all.len())].clone();
                if chance.below(5) == 0 { (Value::Null, all) } else { (one.clone(), vec![one]) }
            })
            .collect();
        if given.iter().map(|(_, all)| all.len()).product::<usize>() > 150 {
            continue;
        }
        let place = chance.pick(&[None, None, None, Some("91"), Some("9101"), Some("92"), Some("910101")]);
        let partial: Vec<Value> = given.iter().map(|(told, _)| told.clone()).collect();
        let before = told(&rules, &partial, &json!(place));
        let mut possible: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut documents: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut picks = vec![0; given.len()];
        loop {
            let whole: Vec<Value> = picks.iter().zip(&given).map(|(at, (_, all))| all[*at].clone()).collect();
            for code in CODES.into_iter().filter(|code| code.starts_with(place.unwrap_or_default())) {
                let after = told(&rules, &whole, &json!(code));
                for name in before.verdicts.keys() {
                    // What is not told there is not asked there; a policy of another region is for others.
                    let absent = if name.contains("/p") { UNMET } else { WAIVED };
                    let verdict = after.verdicts.get(name).map_or(absent, String::as_str);
                    possible.entry(name.clone()).or_default().insert(verdict.to_owned());
                }
                for name in after.verdicts.keys().filter(|name| name.contains("/p") && after.verdicts[*name] != UNMET) {
                    assert!(before.verdicts.contains_key(name), "round {round}: {name} was not told");
                }
                for (name, verdict) in after.documents {
                    documents.entry(name).or_default().insert(verdict);
                }
                for (name, (min, max)) in &after.scores {
                    let Some((lo, hi)) = before.scores.get(name) else { continue };
                    assert!(lo <= min && max <= hi, "round {round}, {name}: {min} to {max} in {code}, told were {lo} to {hi}");
                }
            }
            let Some(turn) = (0..picks.len()).find(|at| picks[*at] + 1 < given[*at].1.len()) else { break };
            picks[turn] += 1;
            picks[..turn].fill(0);
        }
        for (name, verdict) in &before.verdicts {
            assert_eq!(verdict, shown(&possible[name]), "round {round}, {name} of {partial:?} in {place:?}: {:?}", possible[name]);
            if verdict == OPEN { open += 1 } else { settled += 1 }
        }
        several += usize::from(documents.len() > 2);
        assert_eq!(before.documents.keys().collect::<Vec<_>>(), documents.keys().collect::<Vec<_>>(), "round {round}");
        for (name, verdict) in &before.documents {
            assert_eq!(verdict, shown(&documents[name]), "round {round}, {name} of {partial:?} in {place:?}");
        }
    }
    assert!(several > 200 && open > 200 && settled > 1_000, "{several} with several documents, {open} open, {settled} settled");
}

/// How far the packs go in a place is told level by level, as far as it is known where it is.
#[test]
fn the_documents_of_a_place_are_told_level_by_level() {
    let rules = row::rules();
    use Level::{City, District, Province};
    for (region, levels) in [
        ("360102", &[(Province, true), (City, true), (District, true)][..]),
        ("360103", &[(Province, true), (City, true), (District, false)]),
        ("3604", &[(Province, true), (City, false)]),
        ("36", &[(Province, true)]),
        ("11", &[(Province, false)]),
    ] {
        let case = json!({ "facts": { "region": region } });
        let (case, _) = Case::read(&rules.vocabulary, &case, day("2026-11-26")).expect("a case");
        assert_eq!(coverage(rules, &case), levels, "{region}");
    }
}

/// What has to be done, and when, is told as it is in the place, and elsewhere as it is in general.
#[test]
fn what_is_known_of_a_place_is_told_there_and_nowhere_else() {
    let rules = row::rules();
    let mut there = (0, 0);
    for (region, is_there) in [("360102", true), ("11", false)] {
        let case = json!({ "facts": { "region": region } });
        let (case, _) = Case::read(&rules.vocabulary, &case, day("2026-11-26")).expect("a case");
        let evaluation = evaluate(rules, &case);
        for one in match_policies(rules, &case, &evaluation).iter().filter(|one| one.policy.local.len() == 1) {
            let (local, policy) = (&one.policy.local[0], one.policy);
            let (how, when) = (local.how.as_ref().filter(|_| is_there), local.when.as_ref().filter(|_| is_there));
            assert_eq!((one.how(), one.when()), (how.or(policy.how.as_ref()), when.or(policy.when.as_ref())), "{} in {region}", policy.id);
            there = (there.0 + usize::from(how.is_some()), there.1 + usize::from(when.is_some()));
        }
    }
    assert!(there.0 > 0, "{there:?}");
}
