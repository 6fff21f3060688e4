//! The same answers by the rules of two days, worked out by hand from the two documents, and what changed between
//! two packs.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use tidu_core::compare::{ComparisonReport, PackComparison, Side, compare_packs, comparison, newest_succession, read_on};
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::packs::{BUILT_IN, load};
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_tests::row::{MET, OPEN, REVIEW, Table, UNMET, WAIVED, case, rules};

/// The last day of 63号 and the first of 2号.
const OLD: &str = "2026-03-31";
const NEW: &str = "2026-04-01";

const FAILED: &str = "newly_failed";
const ASKED: &str = "newly_asked";
const NEWLY_OPEN: &str = "newly_open";
const NOW_MET: &str = "newly_met";
const GONE: &str = "no_longer_asked";
const SETTLED: &str = "settled";
const SAME: &str = "unchanged";

/// An enterprise that has everything both documents ask of either standard.
const WHOLE: &str = "registered_in_china yes; legal_person yes; industry industry; staff 200; on_abnormal_list no; \
    on_dishonest_list no; restricted_product no; serious_incident_3y no; tax_violation_3y no; larger_incident_3y no; \
    operating_revenue 12000 / 11000 / 10000; main_business_revenue 11400 / 10450 / 9500; total_assets 10000; \
    total_liabilities 4000; net_profit 1200; rd_expense 700 / 600; rd_staff 50; rd_institution_level city; class_1_ip 5; \
    class_1_ip_self_developed 5; class_1_ip_high_value 1; class_2_ip 3; class_1_ip_original 5; class_1_ip_in_use yes; segment_years 8; \
    product_fields [fills_chain_gap + six_bases]; key_chain_link yes; market_share_national 12; market_share_international 1; \
    market_rank_national 5; well_known yes; market_position_leading yes; digital_level 3; provincial_quality_award no; \
    quality_system_certified yes; own_brand yes; standards_participated yes; sound_governance yes; \
    core_business_on_information_system yes; management_or_product_certified yes; local_distinctive_score 10; equity_financing 0 / 0 / 0; \
    national_science_award_3y_rank 0; provincial_science_award_3y_rank 0; maker_china_3y none; title_innovative_sme 2028-01-01; \
    title_tech_sme none; title_srdi_sme 2028-01-01; development_score 65";

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn compared_by(rules: &RuleSet, line: &str, from: &str, to: &str, lang: Lang) -> ComparisonReport {
    let value = case(from, line);
    let [(before, wrong_before), (after, wrong_after)] = [from, to].map(|on| read_on(rules, &value, day(on)).unwrap());
    let (a, b) = (evaluate(rules, &before), evaluate(rules, &after));
    let side = |case, issues, evaluation| Side { case, issues, evaluation };
    comparison(rules, side(&before, &wrong_before, &a), side(&after, &wrong_after, &b), lang)
}

fn compared(line: &str, from: &str, to: &str) -> Value {
    serde_json::to_value(compared_by(rules(), line, from, to, Lang::Zh)).unwrap()
}

fn standard<'v>(report: &'v Value, id: &str) -> &'v Value {
    report["standards"].as_array().unwrap().iter().find(|s| s["standard"] == id).unwrap()
}

/// The row of a criterion, by its id on either side.
fn row<'v>(report: &'v Value, of: &str, id: &str) -> &'v Value {
    let id = format!("{of}/{id}");
    let rows = standard(report, of)["criteria"].as_array().unwrap();
    rows.iter().find(|row| row["to"]["id"] == *id || row["from"]["id"] == *id).unwrap_or_else(|| panic!("no row {id} in {rows:#?}"))
}

/// Change, verdict before, verdict after; no verdict where there is no such criterion.
type Told = (&'static str, Option<&'static str>, Option<&'static str>);

#[test]
fn worked_by_hand_from_63_to_2() {
    let (met, unmet, open, review, waived) = (Some(MET), Some(UNMET), Some(OPEN), Some(REVIEW), Some(WAIVED));
    let srdi = "srdi_sme";
    let giant = "little_giant";
    // What differs from WHOLE; standard and criterion (of either document); what is told.
    let rows: &[(&str, &str, &str, Told)] = &[
        // R&D: 63号 annex 2 asks last year alone, 2号 each of two years.
        ("", srdi, "rd_each_year", (SAME, met, met)),
        ("rd_expense 700 / 90", srdi, "rd_each_year", (FAILED, met, unmet)),
        ("rd_expense 90 / 90", srdi, "rd_each_year", (SAME, unmet, unmet)),
        ("rd_expense 700", srdi, "rd_each_year", (NEWLY_OPEN, met, open)),
        // R&D: 63号 annex 3 asks 3 % of both years at 10 000 of revenue, 2号 1 200 of two years and 3 %.
        ("rd_expense 600 / 599.999999", giant, "rd_two_years", (FAILED, met, unmet)),
        ("rd_expense 600 / 600", giant, "rd_two_years", (SAME, met, met)),
        // Below 10 000 of revenue 63号 asks 6 %.
        ("operating_revenue 9999 / 9000 / 8000; rd_expense 700 / 500", giant, "rd_two_years", (NOW_MET, unmet, met)),
        // IP: two items by the old way of counting, four not transferred in by the new.
        ("class_1_ip_original 3", giant, "class_1_ip", (FAILED, review, unmet)),
        ("class_1_ip 1", giant, "class_1_ip", (NOW_MET, unmet, review)),
        // The waiver of 2号: no IP at all, but a national award.
        ("class_1_ip 0; class_1_ip_original 0; national_science_award_3y_rank 3", giant, "class_1_ip", (GONE, unmet, waived)),
        ("class_1_ip 0; class_1_ip_original 0; national_science_award_3y_rank 4", giant, "class_1_ip", (SAME, unmet, unmet)),
        // For 专精特新 IP counted in the score only.
        ("", srdi, "class_1_ip", (ASKED, None, review)),
        ("rd_institution_level provincial", srdi, "class_1_ip", (SAME, None, waived)),
        // The score falls away, the platform's score comes.
        ("", srdi, "result", (GONE, met, None)),
        // 86 points as it is; 55 to 80 with these left out and no R&D institution.
        (
            "digital_level ?; net_profit ?; local_distinctive_score ?; class_1_ip_high_value ?; rd_institution_level none",
            srdi,
            "result",
            (GONE, open, None),
        ),
        ("", srdi, "development_score", (ASKED, None, met)),
        ("development_score 49.9", srdi, "development_score", (ASKED, None, unmet)),
        ("development_score ?", srdi, "development_score", (ASKED, None, open)),
        ("", giant, "development_score", (ASKED, None, met)),
        // The lower title.
        ("", srdi, "prior_title", (ASKED, None, met)),
        ("title_innovative_sme none", srdi, "prior_title", (ASKED, None, unmet)),
        ("title_srdi_sme none", giant, "prior_title", (ASKED, None, unmet)),
        ("title_srdi_sme ?", giant, "prior_title", (ASKED, None, open)),
        // Average growth of main business (5 %) gives way to compound growth of revenue: 10.25 % in two years.
        ("", giant, "growth", (SAME, met, met)),
        ("operating_revenue 11024 / 11000 / 10000; main_business_revenue 10920 / 10450 / 9500", giant, "growth", (FAILED, met, unmet)),
        ("operating_revenue 11025 / 11000 / 10000; main_business_revenue 10920 / 10450 / 9500", giant, "growth", (SAME, met, met)),
        ("main_business_revenue 11400 / 11400 / 11400", giant, "growth", (NOW_MET, unmet, met)),
        // The year before last does not matter to the compound rate.
        ("operating_revenue 12000 / ? / 10000; main_business_revenue 11400 / ? / 9500", giant, "growth", (SETTLED, open, met)),
        // Thresholds that moved.
        ("segment_years 2", srdi, "segment_years", (FAILED, met, unmet)),
        ("segment_years 3", srdi, "segment_years", (SAME, met, met)),
        ("operating_revenue 1400 / 1300 / 1200; main_business_revenue 1300 / 1200 / 1100", srdi, "revenue", (FAILED, met, unmet)),
        ("main_business_revenue 10200", giant, "main_business_share", (FAILED, met, unmet)),
        ("total_liabilities 7200", giant, "debt_ratio", (NOW_MET, unmet, met)),
        ("main_business_revenue 9000", srdi, "main_business_share", (ASKED, None, unmet)),
        // Criteria of 63号 that 2号 does not ask.
        ("", giant, "own_brand", (GONE, met, None)),
        ("own_brand no", giant, "own_brand", (GONE, unmet, None)),
        ("", giant, "governance", (GONE, review, None)),
        ("", giant, "innovation", (GONE, review, None)),
        ("legal_person no", srdi, "legal_person", (GONE, unmet, None)),
        // A part of 2号's condition on the field was a condition of its own.
        ("", giant, "chain_position", (SAME, review, review)),
        ("key_chain_link no", giant, "field", (FAILED, met, unmet)),
        // Other incidents are asked after.
        ("larger_incident_3y yes", giant, "no_incident", (FAILED, met, unmet)),
        ("serious_incident_3y yes", giant, "no_incident", (NOW_MET, unmet, met)),
        ("larger_incident_3y ?", giant, "no_incident", (NEWLY_OPEN, met, open)),
        // A renewal of 2026 keeps 63号 for 小巨人, and only for it.
        ("renewal little_giant; class_1_ip_original 0", giant, "innovation", (SAME, review, review)),
        ("renewal little_giant; renewal srdi_sme", srdi, "development_score", (ASKED, None, met)),
    ];
    let mut table = Table::default();
    for (line, of, id, told) in rows {
        let report = compared(&format!("{WHOLE}; {line}"), OLD, NEW);
        let row = row(&report, of, id);
        let is = (row["change"].as_str(), row["from"]["verdict"].as_str(), row["to"]["verdict"].as_str());
        table.row(format!("{of}/{id} with “{line}”"), is, (Some(told.0), told.1, told.2));
    }
    table.end("criteria by 63号 and 2号");
}

/// What corresponds under two names is put side by side with both texts, quotes and figures.
#[test]
fn both_sides_are_told_in_full() {
    let report = compared(&format!("{WHOLE}; class_1_ip_original 3"), OLD, NEW);
    let rd = row(&report, "little_giant", "rd_two_years");
    assert_eq!(rd["from"]["id"], "little_giant/rd_by_revenue");
    assert_eq!(rd["from"]["citation"]["document"], "cn/miit-2022-63");
    assert_eq!(rd["to"]["citation"]["document"], "cn/miit-2026-2");
    assert_eq!(rd["to"]["citation"]["quote"], "近两年研发费用合计不低于 1 200 万元, 且每年占营业收入比重均不低于 3%");
    assert!(rd["to"]["required"].as_str().unwrap().contains("1,200 万元"), "{rd:#}");
    assert!(rd["to"]["actual"].as_str().unwrap().contains("1,300 万元"), "{rd:#}");
    assert_eq!(row(&report, "srdi_sme", "rd_each_year")["from"]["id"], "srdi_sme/rd_last_year");
    // What came apart says where its parts went.
    let innovation = row(&report, "little_giant", "innovation");
    let parts: Vec<&str> = innovation["parts_in"].as_array().unwrap().iter().map(|part| part["id"].as_str().unwrap()).collect();
    assert_eq!(parts, ["little_giant/rd_two_years", "little_giant/class_1_ip"]);
    // The verdict may stay while the requirement moves; and where nothing moved, that is said too.
    for (id, moved) in [("debt_ratio", true), ("segment_years", false), ("size", false), ("growth", true)] {
        let row = row(&report, "little_giant", id);
        assert_eq!((&row["change"], &row["requirement_changed"]), (&SAME.into(), &moved.into()), "{id}");
    }
    let giant = standard(&report, "little_giant");
    assert_eq!((&giant["from"]["verdict"], &giant["to"]["verdict"]), (&json!(REVIEW), &json!(UNMET)));
    assert_eq!((&giant["from"]["document"], &giant["to"]["document"]), (&json!("cn/miit-2022-63"), &json!("cn/miit-2026-2")));
    assert_eq!(giant["counts"][FAILED], 1);
    assert!(report["summary"].as_str().unwrap().contains("由“自评达标待评审”变为“未达标”（转为未达标 1 项"), "{}", report["summary"]);
    let counted: u64 = giant["counts"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(counted as usize, giant["criteria"].as_array().unwrap().len());
}

/// Looking back from the new day to the old one tells the same the other way round.
#[test]
fn the_other_way_round() {
    let line = format!("{WHOLE}; class_1_ip_original 3; total_liabilities 7200");
    let (there, back) = (compared(&line, OLD, NEW), compared(&line, NEW, OLD));
    let turned = BTreeMap::from([(FAILED, NOW_MET), (NOW_MET, FAILED), (ASKED, GONE), (GONE, ASKED), (SAME, SAME)]);
    for of in ["srdi_sme", "little_giant"] {
        let told = |report: &Value, from: &str, to: &str| {
            let rows = standard(report, of)["criteria"].as_array().unwrap();
            let of = |row: &Value| {
                (row["change"].as_str().unwrap().to_owned(), row[from]["id"].clone().to_string(), row[to]["id"].clone().to_string())
            };
            let mut told: Vec<_> = rows.iter().map(of).collect();
            told.sort();
            told
        };
        let mut expected: Vec<_> = told(&there, "from", "to").into_iter().map(|(c, a, b)| (turned[c.as_str()].to_owned(), a, b)).collect();
        expected.sort();
        assert_eq!(told(&back, "to", "from"), expected, "{of}");
    }
}

#[test]
fn a_renewal_of_2026_keeps_63_for_the_little_giant() {
    let line = format!("{WHOLE}; renewal little_giant; class_1_ip_original 0; development_score 10");
    let report = compared(&line, OLD, NEW);
    let giant = standard(&report, "little_giant");
    assert_eq!((&giant["from"]["document"], &giant["to"]["document"]), (&json!("cn/miit-2022-63"), &json!("cn/miit-2022-63")));
    assert_eq!(giant["counts"][SAME].as_u64().unwrap() as usize, giant["criteria"].as_array().unwrap().len());
    assert_eq!(standard(&report, "srdi_sme")["to"]["document"], "cn/miit-2026-2");
    // From 2027 on 2号 rules it, and the growth it waives in a renewal is not asked.
    let later = compared(&line, OLD, "2027-01-01");
    assert_eq!(standard(&later, "little_giant")["to"]["document"], "cn/miit-2026-2");
    let growth = row(&later, "little_giant", "growth");
    assert_eq!((&growth["change"], &growth["to"]["verdict"]), (&GONE.into(), &WAIVED.into()));
}

/// Answers go by year. In two calendar years other figures are looked at, and the comparison says so.
#[test]
fn days_of_two_years_look_at_other_figures() {
    let near = compared(WHOLE, OLD, NEW);
    assert_eq!((&near["from"]["fiscal_year"], &near["to"]["fiscal_year"]), (&json!(2025), &json!(2025)));
    assert!(near["years"].as_str().unwrap().contains("同一组数据"), "{}", near["years"]);
    let far = compared(WHOLE, "2026-12-31", "2027-01-01");
    assert_eq!((&far["from"]["fiscal_year"], &far["to"]["fiscal_year"]), (&json!(2025), &json!(2026)));
    let years = far["years"].as_str().unwrap();
    assert!(years.contains("2025") && years.contains("2026") && years.contains("不是同一组数据"), "{years}");
    // The same document; the figures of 2026 are not there yet, and that is all.
    let revenue = row(&far, "little_giant", "revenue");
    assert_eq!((&revenue["change"], &revenue["requirement_changed"]), (&NEWLY_OPEN.into(), &false.into()));
}

/// Before 63号 no rule was in force: everything it asks is new.
#[test]
fn from_a_day_without_rules() {
    let report = compared(WHOLE, "2022-07-31", "2022-08-01");
    let srdi = standard(&report, "srdi_sme");
    assert_eq!((&srdi["from"]["document"], &srdi["from"]["verdict"]), (&Value::Null, &json!(WAIVED)));
    assert_eq!(srdi["counts"][ASKED].as_u64().unwrap() as usize, srdi["criteria"].as_array().unwrap().len());
}

/// Comparing a day with itself reports nothing, whatever the answers.
#[test]
fn a_day_is_as_itself() {
    let lines = ["", WHOLE, "renewal little_giant; renewal srdi_sme", "staff 10..5000; rd_expense 90..110 / 50.."];
    for line in lines {
        for on in ["2017-05-02", "2022-08-01", OLD, NEW, "2026-11-23", "2027-01-01"] {
            let report = compared(line, on, on);
            assert_eq!(report["summary"], "按所填内容，两日之间对贵企业没有变化。");
            for standard in report["standards"].as_array().unwrap() {
                for row in standard["criteria"].as_array().unwrap() {
                    assert_eq!((&row["change"], &row["requirement_changed"]), (&SAME.into(), &false.into()), "{on} {line}: {row:#}");
                    assert_eq!(row["from"], row["to"]);
                }
            }
        }
    }
}

#[test]
fn the_newest_succession_is_read_from_the_packs() {
    let (before, first) = newest_succession(rules()).unwrap();
    assert_eq!((before.to_string(), first.to_string()), (OLD.to_owned(), NEW.to_owned()));
}

fn pack(id: &str) -> Value {
    serde_json::from_str(BUILT_IN.iter().find(|(name, _)| *name == id).unwrap().1).unwrap()
}

/// A later document that says which criterion takes which one's place, two steps after the first.
#[test]
fn a_line_of_three_documents() {
    let mut third = pack("cn/miit-2026-2");
    third["id"] = json!("cn/third");
    third["succeeds"] = json!("cn/miit-2026-2");
    third["in_force"] = json!({"from": "2028-01-01"});
    for standard in third["standards"].as_array_mut().unwrap() {
        standard["governs"] = json!([{"from": "2028-01-01", "procedures": ["first_application", "renewal"]}]);
        for criterion in standard["criteria"].as_array_mut().unwrap() {
            criterion.as_object_mut().unwrap().remove("replaces");
            if criterion["id"] == "rd_each_year" {
                criterion["id"] = json!("rd");
                criterion["replaces"] = json!("rd_each_year");
            }
        }
    }
    let second = BUILT_IN.iter().find(|(id, _)| *id == "cn/miit-2026-2").unwrap().1;
    let mut second: Value = serde_json::from_str(second).unwrap();
    for standard in second["standards"].as_array_mut().unwrap() {
        for governs in standard["governs"].as_array_mut().unwrap() {
            governs["to"] = json!("2027-12-31");
        }
    }
    let (second, third) = (second.to_string(), third.to_string());
    let packs = BUILT_IN.iter().map(|(id, json)| (*id, if *id == "cn/miit-2026-2" { second.as_str() } else { *json }));
    let rules = load(packs.chain([("cn/third", third.as_str())])).unwrap();
    let report = serde_json::to_value(compared_by(&rules, WHOLE, OLD, "2028-06-30", Lang::En)).unwrap();
    let rd = row(&report, "srdi_sme", "rd");
    assert_eq!(rd["from"]["id"], "srdi_sme/rd_last_year");
    assert_eq!(newest_succession(&rules).unwrap().1.to_string(), "2028-01-01");
}

/// What `compare_packs` tells of a copy that was changed: kind, change, place, from, to.
fn changes(id: &str, change: impl FnOnce(&mut Value)) -> Vec<(String, String, String, Value, Value)> {
    let (old, mut new) = (pack(id), pack(id));
    change(&mut new);
    let PackComparison { changes, .. } = compare_packs(&rules().vocabulary, &old, &new, Lang::Zh);
    changes.into_iter().map(|c| (c.what.to_owned(), c.change.to_owned(), c.place, c.from, c.to)).collect()
}

/// The value at a place as the comparison writes it: keys, ids, positions.
fn spot<'v>(pack: &'v mut Value, place: &str) -> &'v mut Value {
    fn named<'v>(value: &'v mut Value, id: &str) -> Option<&'v mut Value> {
        if value["id"] == id || value["use"] == id {
            return Some(value);
        }
        match value {
            Value::Array(members) => members.iter_mut().find_map(|member| named(member, id)),
            Value::Object(keys) => keys.values_mut().find_map(|member| named(member, id)),
            _ => None,
        }
    }
    place.replace('[', ".").replace(']', "").split('.').fold(pack, |value, step| match step.parse::<usize>() {
        Ok(at) => &mut value[at],
        Err(_) if value.is_object() => &mut value[step],
        Err(_) => named(value, step).unwrap_or_else(|| panic!("{step} of {place}")),
    })
}

/// One change in a copy is exactly one line, and it names the place and both values.
#[test]
fn one_change_one_line() {
    let (new, old, plan) = ("cn/miit-2026-2", "cn/miit-2022-63", "cn-jx-nc-donghu/2022-60");
    let rows = [
        (new, "threshold", "standards[little_giant].criteria[revenue].at_least[1]", json!("6000 万元")),
        (new, "threshold", "standards[srdi_sme].criteria[revenue].any_of[1].at_least[1]", json!("2500 万元")),
        (new, "threshold", "standards[srdi_sme].criteria[rd_each_year].every_year.of.all_of[1].at_least[1]", json!("4 %")),
        (new, "years", "standards[srdi_sme].criteria[rd_each_year].every_year.years", json!(3)),
        (new, "rule", "standards[little_giant].criteria[growth].at_least[0].compound_growth", json!("main_business_revenue")),
        (new, "quote", "standards[little_giant].criteria[debt_ratio].cite.quote", json!("不超过 80%")),
        (new, "certainty", "standards[srdi_sme].criteria[debt_ratio].cite.certainty", json!("official")),
        (new, "article", "standards[srdi_sme].criteria[debt_ratio].cite.article", json!("附件1 (九)")),
        (new, "days", "standards[srdi_sme].governs[0].from", json!("2026-05-01")),
        (new, "days", "in_force.from", json!("2026-05-01")),
        (new, "checked", "source.checked", json!("2027-01-01")),
        (new, "due", "duties[yearly_update].due.yearly", json!("04-30")),
        (new, "office", "duties[renewal].authorities[1]", json!("工业和信息化厅")),
        (new, "wording", "notes[3].text", json!({"zh": "已核实。", "en": "Verified."})),
        // A part of a criterion goes by its own name.
        (old, "threshold", "standards[little_giant].criteria[rd_by_revenue].any_of[2].all_of[2].at_least[1]", json!("2000 万元")),
        (
            old,
            "band",
            "standards[srdi_sme].score.groups[innovation].indicators[rd_input].best_of[0].bands.at_least[1][0]",
            json!("450 万元"),
        ),
        (old, "points", "standards[srdi_sme].score.groups[innovation].indicators[rd_input].best_of[0].bands.at_least[1][1]", json!(7)),
        (old, "points", "standards[srdi_sme].score.groups[specialization].indicators[field].cases.when[0][1]", json!(4)),
        (old, "band", "standards[srdi_sme].score.groups[specialization].indicators[years_in_segment].steps.every", json!("3 年")),
        (plan, "office", "policies[2c].authorities[0]", json!("区工信局")),
    ];
    let mut table = Table::default();
    for (id, what, place, value) in rows {
        let mut was = Value::Null;
        let found = changes(id, |pack| was = std::mem::replace(spot(pack, place), value.clone()));
        table.row(format!("{id} {place}"), found, vec![(what.to_owned(), "changed".to_owned(), place.to_owned(), was, value)]);
    }
    table.end("changes of a pack");
}

/// A pack as it is written, in Chinese, is the same as with its English; other Chinese is another wording.
#[test]
fn english_that_is_not_there_is_no_change() {
    fn chinese(value: &mut Value) {
        match value {
            Value::Object(of) if of.contains_key("zh") => *value = of["zh"].clone(),
            Value::Object(of) => of.values_mut().for_each(chinese),
            Value::Array(members) => members.iter_mut().for_each(chinese),
            _ => {}
        }
    }
    for (id, _) in BUILT_IN {
        assert_eq!(changes(id, chinese), [], "{id}");
    }
    let found = changes("cn/miit-2026-2", |pack| {
        chinese(pack);
        *spot(pack, "notes[3].text") = json!("已核实。");
    });
    let found: Vec<_> = found.into_iter().map(|(what, change, place, ..)| (what, change, place)).collect();
    assert_eq!(found, [("wording".to_owned(), "changed".to_owned(), "notes[3].text".to_owned())]);
}

/// What is added or taken away is told once, as a whole.
#[test]
fn added_and_removed() {
    let told = |id: &str, edit: &dyn Fn(&mut Value)| {
        let found = changes(id, edit);
        found.into_iter().map(|(what, change, place, ..)| format!("{change} {what} {place}")).collect::<Vec<_>>()
    };
    let without = |list: &'static str, id: &'static str| {
        move |pack: &mut Value| spot(pack, list).as_array_mut().unwrap().retain(|member| member["id"] != id)
    };
    let (new, plan) = ("cn/miit-2026-2", "cn-jx-nc-donghu/2022-60");
    assert_eq!(told(new, &|_| {}), [""; 0]);
    assert_eq!(
        told(new, &without("standards[little_giant].criteria", "revenue")),
        ["removed criterion standards[little_giant].criteria[revenue]"]
    );
    assert_eq!(told(new, &without("shared.general", "size")), ["removed criterion shared.general[size]"]);
    assert_eq!(told(new, &without("duties", "renewal")), ["removed duty duties[renewal]"]);
    assert_eq!(told(plan, &without("policies", "2c")), ["removed policy policies[2c]"]);
    let note = |pack: &mut Value| {
        let note = json!({"text": {"zh": "又一条说明。", "en": "One more note."}, "certainty": "unverified"});
        pack["notes"].as_array_mut().unwrap().insert(0, note);
    };
    assert_eq!(told(new, &note), ["added note notes[0]"]);
    let amount = |pack: &mut Value| {
        let amount = json!({"text": {"zh": "20 万元", "en": "RMB 200,000"}, "certainty": "official"});
        let policies = pack["policies"].as_array_mut().unwrap();
        policies.iter_mut().find(|p| p.get("amount").is_none()).unwrap()["amount"] = amount;
    };
    let found = told(plan, &amount);
    assert!(found.len() == 1 && found[0].starts_with("added amount policies["), "{found:?}");
    // A condition that moves into another is the same condition elsewhere.
    let moved = |pack: &mut Value| {
        let criteria = spot(pack, "standards[little_giant].criteria").as_array_mut().unwrap();
        let at = criteria.iter().position(|c| c["id"] == "debt_ratio").unwrap();
        let debt = criteria.remove(at);
        spot(pack, "standards[little_giant].criteria[rd_two_years].all_of").as_array_mut().unwrap().push(debt);
    };
    assert_eq!(told(new, &moved), ["added rule standards[little_giant].criteria[debt_ratio].within"]);
}

/// From 63号 to 2号, the numbers of one criterion under two names.
#[test]
fn from_one_document_to_the_next() {
    let (old, new) = (pack("cn/miit-2022-63"), pack("cn/miit-2026-2"));
    let told = compare_packs(&rules().vocabulary, &old, &new, Lang::Zh);
    let line = |place: &str| told.changes.iter().find(|c| c.place == place).map(|c| (c.change, c.from.clone(), c.to.clone()));
    assert_eq!(line("standards[little_giant].criteria[main_business_share].at_least[1]"), Some(("changed", json!("70 %"), json!("90 %"))));
    assert_eq!(line("standards[srdi_sme].criteria[segment_years].at_least[1]"), Some(("changed", json!("2 年"), json!("3 年"))));
    assert_eq!(line("standards[little_giant].criteria[class_1_ip].all_of[0].at_least[1]"), Some(("changed", json!("2 项"), json!("4 项"))));
    let lists = |place: &str, change: &str| told.changes.iter().any(|c| c.place == place && c.change == change && c.what == "criterion");
    assert!(lists("standards[srdi_sme].criteria[development_score]", "added"));
    assert!(lists("standards[little_giant].criteria[own_brand]", "removed"));
    // What replaces something under another name is neither added nor removed.
    assert!(!told.changes.iter().any(|c| c.what == "criterion" && (c.place.contains("rd_each_year") || c.place.contains("rd_last_year"))));
    let text = told.to_text(Lang::Zh);
    assert!(text.contains("专精特新“小巨人”企业 › 主营业务收入总额占营业收入总额比重（附件2 (二)） │ 门槛：70 % → 90 %"), "{text}");
}
