//! Faulty packs, one a row: what was done to a good one, and where the diagnostic must point with which words.

use serde_json::{Value, json};
use std::path::Path;
use tidu_core::diagnostic::Diagnostic;
use tidu_core::overlay::lay;
use tidu_core::packs::{BUILT_IN, load};
use tidu_core::read::{read, untranslated};
use tidu_core::text::Lang;

const FACTS: &str = "facts";
const OLD: &str = "cn/miit-2022-63";
const NEW: &str = "cn/miit-2026-2";
const SIZE: &str = "cn/miit-2011-300";

/// Loads the built-in packs after changing one of them.
fn load_changed(pack: &str, change: impl FnOnce(&mut Value)) -> Vec<Diagnostic> {
    let mut change = Some(change);
    let packs: Vec<(&str, String)> = BUILT_IN
        .iter()
        .map(|(id, json)| {
            let mut value: Value = serde_json::from_str(json).unwrap();
            if *id == pack {
                change.take().unwrap()(&mut value);
            }
            (*id, value.to_string())
        })
        .collect();
    assert!(change.is_none(), "{pack} is no built-in pack");
    load(packs.iter().map(|(id, json)| (*id, json.as_str()))).err().unwrap_or_default()
}

/// The change is refused with a diagnostic of this pack whose place and words contain what is given.
#[track_caller]
fn refused(pack: &str, place: &str, words: &str, change: impl FnOnce(&mut Value)) {
    let found = load_changed(pack, change);
    let hit = found.iter().any(|d| {
        d.pack == pack && d.place.contains(place) && d.problem.get(Lang::En).contains(words) && !d.remedy.get(Lang::En).is_empty()
    });
    assert!(hit, "no diagnostic of {pack} at {place} with “{words}” among:\n{found:#?}");
    // Chinese is the first language of whoever edits a pack.
    assert!(found.iter().all(|d| !d.problem.get(Lang::Zh).is_empty() && !d.remedy.get(Lang::Zh).is_empty()));
}

/// The standard of an id in a pack.
fn standard<'v>(pack: &'v mut Value, id: &str) -> &'v mut Value {
    let standards = pack["standards"].as_array_mut().unwrap();
    standards.iter_mut().find(|s| s["id"] == id).unwrap()
}

/// The criterion of an id in a standard, at the top.
fn criterion<'v>(pack: &'v mut Value, of: &str, id: &str) -> &'v mut Value {
    let criteria = standard(pack, of)["criteria"].as_array_mut().unwrap();
    criteria.iter_mut().find(|c| c["id"] == id).unwrap()
}

/// The indicator of an id in a standard.
fn indicator<'v>(pack: &'v mut Value, of: &str, id: &str) -> &'v mut Value {
    let groups = standard(pack, of)["score"]["groups"].as_array_mut().unwrap();
    groups.iter_mut().flat_map(|g| g["indicators"].as_array_mut().unwrap()).find(|i| i["id"] == id).unwrap()
}

/// How many packs or files of texts lie below a folder.
fn count(folder: &Path) -> usize {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| if path.is_dir() { count(&path) } else { usize::from(path.extension().is_some_and(|e| e == "json")) }).sum()
}

/// What is compiled in is every file a maintainer edits, and says the same; every text has its English, and no English is
/// left over from a text that is gone.
#[test]
fn the_built_in_packs_are_the_files() {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs");
    for (id, json) in BUILT_IN {
        let file = std::fs::read_to_string(packs.join(format!("{id}.json"))).unwrap();
        assert_eq!(read(id, &file).1, [], "{id} as it is written");
        let mut whole: Value = serde_json::from_str(&file).unwrap();
        // Which is for editors.
        whole.as_object_mut().unwrap().remove("$schema");
        let texts = std::fs::read_to_string(packs.join(format!("texts/en/{id}.json"))).unwrap();
        assert_eq!(lay(&mut whole, "en", &serde_json::from_str(&texts).unwrap()), [""; 0], "English left over in {id}");
        assert_eq!(untranslated(&whole), [""; 0], "texts of {id} without English");
        assert_eq!(serde_json::from_str::<Value>(json).unwrap(), whole, "{id}");
        assert!(!json.contains('\n'), "{id} is compiled in with its line breaks");
    }
    assert_eq!(count(&packs.join("texts/en")), BUILT_IN.len(), "English of no pack");
    assert_eq!(count(&packs), 2 * BUILT_IN.len(), "a file is not compiled in");
}

/// A pack in Chinese alone, or with its languages, is read; what is missing is shown in Chinese.
#[test]
fn a_text_may_be_in_chinese_alone() {
    let title = |text: Value| {
        let packs = BUILT_IN.map(|(id, json)| {
            let mut pack: Value = serde_json::from_str(json).unwrap();
            if id == NEW {
                pack["title"] = text.clone();
            }
            (id, pack.to_string())
        });
        let loaded = load(packs.iter().map(|(id, json)| (*id, json.as_str())));
        let rules = loaded.map_err(|faults| faults[0].to_string())?;
        Ok::<_, String>(rules.documents.iter().find(|document| document.head.id == NEW).unwrap().head.title.clone())
    };
    for (given, english, shown) in
        [(json!("甲"), "甲", Lang::Zh), (json!({ "zh": "甲" }), "甲", Lang::Zh), (json!({ "zh": "甲", "en": "A" }), "A", Lang::En)]
    {
        let text = title(given).unwrap();
        assert_eq!((text.get(Lang::Zh), text.get(Lang::En), text.lang(Lang::En)), ("甲", english, shown));
    }
    for refused in [json!(""), json!({ "en": "A" }), json!({ "zh": "甲", "en": "" }), json!({ "zh": "甲", "xx": "X" }), json!(1)] {
        assert!(title(refused.clone()).is_err(), "{refused}");
    }
}

#[test]
fn a_pack_may_say_where_its_schema_is() {
    assert_eq!(load_changed(NEW, |p| p["$schema"] = json!("../../pack.schema.json")), []);
    refused(NEW, "$schema", "does not fit", |p| p["$schema"] = json!(1));
}

#[test]
fn the_built_in_packs_have_no_fault() {
    assert_eq!(load_changed(NEW, |_| {}), []);
}

#[test]
fn unknown_facts_and_ids_are_refused() {
    refused(NEW, "criteria", "`turnover` is no fact", |p| {
        criterion(p, "little_giant", "revenue")["at_least"][0] = json!("turnover");
    });
    refused(NEW, "criteria", "`little_gaint` is no standard", |p| {
        criterion(p, "little_giant", "prior_title")["prerequisite"] = json!("little_gaint");
    });
    refused(NEW, "standards[0]", "`nonsense` is no standard", |p| p["standards"][0]["id"] = json!("nonsense"));
    refused(OLD, "criteria", "no `generall`", |p| standard(p, "srdi_sme")["criteria"][0] = json!({"use": "generall"}));
    refused(NEW, "definitions", "`staffs` is no fact", |p| p["definitions"][0]["facts"] = json!(["staffs"]));
    refused(NEW, "succeeds", "no document", |p| p["succeeds"] = json!("cn/none"));
    refused(SIZE, "industries[0]", "no option `forestry`", |p| p["size_standard"]["industries"][0]["id"] = json!("forestry"));
    refused(OLD, "any_of", "no `innovtion`", |p| replace(p, r#"["innovation","20 分"]"#, r#"["innovtion","20 分"]"#));
}

#[test]
fn what_is_replaced_must_be_there() {
    refused(NEW, "criteria", "no criterion `rd_lastyear`", |p| criterion(p, "srdi_sme", "rd_each_year")["replaces"] = json!("rd_lastyear"));
    // Of the same standard, not of another.
    refused(NEW, "criteria", "no criterion `own_brand`", |p| criterion(p, "srdi_sme", "market_position")["replaces"] = json!("own_brand"));
    // 63号 succeeds nothing.
    refused(OLD, "criteria", "no criterion `revenue`", |p| criterion(p, "srdi_sme", "revenue")["replaces"] = json!("revenue"));
    refused(NEW, "every_year", "has no `id`", |p| {
        criterion(p, "srdi_sme", "rd_each_year")["every_year"]["of"]["replaces"] = json!("rd_last_year");
    });
}

/// Changes the pack's text, which must be there.
fn replace(pack: &mut Value, from: &str, to: &str) {
    let text = pack.to_string();
    assert!(text.contains(from), "{from} is not in the pack");
    *pack = serde_json::from_str(&text.replacen(from, to, 1)).unwrap();
}

#[test]
fn wrong_units_and_kinds_are_refused() {
    let revenue = |number: &'static str| move |p: &mut Value| criterion(p, "little_giant", "revenue")["at_least"][1] = json!(number);
    refused(NEW, "criteria", "wrong number or unit", revenue("5000 %"));
    refused(NEW, "criteria", "wrong number or unit", revenue("5000"));
    refused(NEW, "criteria", "wrong number or unit", revenue("五千万元"));
    refused(NEW, "criteria", "cannot be used", |p| replace(p, "\"90 %\"", "\"90.125 %\""));
    refused(NEW, "criteria", "wrong number or unit", |p| replace(p, "\"4 项\"", "\"4 人\""));
    refused(NEW, "criteria", "cannot be used", |p| replace(p, "\"4 项\"", "\"4.5 项\""));
    refused(OLD, "any_of", "is no score", |p| replace(p, r#"["total","60 分"]"#, r#"["total","60"]"#));
    refused(NEW, "criteria", "differ in unit", |p| replace(p, r#"["rd_expense","operating_revenue"]"#, r#"["rd_expense","staff"]"#));
    refused(OLD, "criteria", "cannot stand here", |p| replace(p, r#""declared":"sound_governance""#, r#""holds":"sound_governance""#));
    refused(OLD, "tally", "cannot stand here", |p| replace(p, r#""holds":"own_brand""#, r#""declared":"own_brand""#));
    refused(NEW, "criteria", "names no year", |p| {
        replace(p, r#"["operating_revenue","5000 万元"]"#, r#"["operating_revenue.y3","5000 万元"]"#)
    });
    refused(NEW, "criteria", "not given by year", |p| replace(p, r#"["segment_years","3 年"]"#, r#"["segment_years.y1","3 年"]"#));
}

#[test]
fn an_amount_may_be_written_in_either_unit() {
    assert_eq!(load_changed(NEW, |p| replace(p, "5000 万元", "0.5 亿元")), []);
}

#[test]
fn bands_must_neither_overlap_nor_leave_a_hole() {
    let bands = |change: fn(&mut Value)| move |p: &mut Value| change(&mut indicator(p, "innovative_sme", "rd_ratio")["bands"]);
    refused(OLD, "indicators[1]", "overlaps", bands(|b| b["at_least"].as_array_mut().unwrap().swap(0, 1)));
    refused(OLD, "indicators[1]", "overlaps", bands(|b| b["at_least"][1] = b["at_least"][0].clone()));
    refused(OLD, "indicators[1]", "there is a hole", bands(|b| b.as_object_mut().unwrap().remove("otherwise").map(drop).unwrap()));
    refused(OLD, "indicators[1]", "no fewer points", bands(|b| b["otherwise"] = json!(5)));
    refused(OLD, "indicators[1]", "maximum is 20", bands(|b| drop(b["at_least"].as_array_mut().unwrap().remove(0))));
    refused(OLD, "cases", "no fewer points", |p| {
        indicator(p, "innovative_sme", "ip")["cases"]["when"].as_array_mut().unwrap().swap(0, 1);
    });
}

#[test]
fn maxima_must_add_up() {
    refused(OLD, "groups[0]", "add up to 41", |p| indicator(p, "innovative_sme", "ip")["max"] = json!(21));
    refused(OLD, "score", "add up to 100", |p| standard(p, "innovative_sme")["score"]["max"] = json!(110));
}

#[test]
fn one_document_governs_a_day() {
    refused(NEW, "standards", "both this document and cn/miit-2022-63 govern `srdi_sme`", |p| {
        standard(p, "srdi_sme")["governs"][0]["from"] = json!("2026-03-31");
    });
    assert_eq!(load_changed(NEW, |p| standard(p, "srdi_sme")["governs"][0]["from"] = json!("2026-04-02")), [], "a gap is no fault");
    refused(NEW, "governs[0]", "ends before it begins", |p| standard(p, "srdi_sme")["governs"][0]["to"] = json!("2026-01-01"));
}

#[test]
fn every_statement_has_a_source() {
    for key in ["cite", "text"] {
        refused(NEW, "criteria", &format!("no `{key}`"), |p| {
            criterion(p, "little_giant", "revenue").as_object_mut().unwrap().remove(key);
        });
    }
    refused(NEW, "criteria", "no `id`", |p| {
        criterion(p, "little_giant", "revenue").as_object_mut().unwrap().remove("id");
    });
    refused(OLD, "indicators[0]", "no `cite`", |p| drop(indicator(p, "innovative_sme", "ip").as_object_mut().unwrap().remove("cite")));
    refused(NEW, "", "`source` is missing", |p| drop(p.as_object_mut().unwrap().remove("source")));
    refused(SIZE, "industries[3]", "no `cite`", |p| {
        p["size_standard"]["industries"][3].as_object_mut().unwrap().remove("cite");
    });
}

#[test]
fn ids_are_unique() {
    refused(NEW, "criteria", "`revenue` is used twice", |p| {
        let again = criterion(p, "little_giant", "revenue").clone();
        standard(p, "little_giant")["criteria"].as_array_mut().unwrap().push(again);
    });
    let found = load_changed(NEW, |p| p["id"] = json!(OLD));
    assert!(found.iter().any(|d| d.pack == OLD && d.problem.get(Lang::En).contains("the same id")), "{found:#?}");
    refused(FACTS, "facts", "stands twice", |p| {
        let again = p["facts"][0].clone();
        p["facts"].as_array_mut().unwrap().push(again);
    });
}

#[test]
fn what_is_misspelt_is_named_with_what_would_be_right() {
    let found = load_changed(NEW, |p| criterion(p, "little_giant", "revenue")["at_leest"] = json!(1));
    assert!(
        found.iter().any(|d| d.problem.get(Lang::En).contains("`at_leest` is no key here") && d.remedy.get(Lang::En).contains("at_least")),
        "{found:#?}"
    );
    refused(NEW, "source.certainty", "does not fit", |p| p["source"]["certainty"] = json!("sure"));
    refused(NEW, "source.check_again_by", "does not fit", |p| p["source"]["check_again_by"] = json!("next year"));
    refused(NEW, "source", "not after `checked`", |p| p["source"]["check_again_by"] = p["source"]["checked"].clone());
    refused(NEW, "in_force.from", "does not fit", |p| p["in_force"]["from"] = json!("2026-4-1"));
    refused(FACTS, "facts[0]", "no kind of fact", |p| p["facts"][0]["kind"] = json!("number"));
    refused(FACTS, "facts[0]", "no section", |p| p["facts"][0]["section"] = json!("elsewhere"));
}

#[test]
fn three_faults_are_three_diagnostics() {
    let found = load_changed(NEW, |p| {
        criterion(p, "little_giant", "revenue")["at_least"][0] = json!("turnover");
        criterion(p, "srdi_sme", "segment_years")["at_least"][1] = json!("3 天");
        p["notes"][0].as_object_mut().unwrap().remove("certainty");
    });
    assert_eq!(found.len(), 3, "{found:#?}");
}

#[test]
fn a_broken_file_is_told_by_its_line() {
    let packs = BUILT_IN.map(|(id, json)| (id, if id == NEW { "{\n  \"id\": \n}" } else { json }));
    let found = load(packs).unwrap_err();
    assert!(found[0].pack == NEW && found[0].problem.get(Lang::En).contains("line 3"), "{found:#?}");
}

#[test]
fn there_is_one_vocabulary() {
    let found = load(BUILT_IN.into_iter().filter(|(id, _)| *id != FACTS)).unwrap_err();
    assert!(found.iter().any(|d| d.problem.get(Lang::En).contains("0 vocabularies")), "{found:#?}");
}

#[test]
fn an_amount_nobody_verified_is_refused() {
    let with = |certainty: &'static str| {
        move |pack: &mut Value| {
            let policies = pack["policies"].as_array_mut().unwrap();
            policies.iter_mut().find(|p| !p["amount"].is_null()).unwrap()["amount"]["certainty"] = json!(certainty);
        }
    };
    refused("cn-jx-nc-donghu/2023-14", "policies", "an amount that is not verified is no amount", with("unverified"));
    assert_eq!(load_changed("cn-jx-nc-donghu/2023-14", with("official")), []);
}

#[test]
fn a_lever_that_cannot_be_pulled_is_refused() {
    let change = |id: &'static str, change: fn(&mut Value)| {
        move |pack: &mut Value| {
            let facts = pack["facts"].as_array_mut().unwrap();
            change(facts.iter_mut().find(|fact| fact["id"] == id).unwrap());
        }
    };
    type Fault = (&'static str, &'static str, fn(&mut Value));
    let faults: [Fault; 12] = [
        ("rd_expense", "`lever` is incomplete", |f| f["lever"]["by"] = json!("magic")),
        ("rd_expense", "`lever` is incomplete", |f| f["lever"]["kind"] = json!("luck")),
        ("rd_expense", "`lever` is incomplete", |f| f["lever"]["towards"] = json!("up")),
        ("rd_expense", "`lever` is incomplete", |f| f["lever"]["effort"] = json!(0)),
        ("rd_expense", "`lever` is incomplete", |f| drop(f["lever"].as_object_mut().unwrap().remove("per"))),
        ("rd_expense", "10 万人", |f| f["lever"]["per"] = json!("10 万人")),
        ("own_brand", "", |f| f["lever"]["per"] = json!("1 项")),
        ("segment_years", "`lever` is incomplete", |f| f["lever"] = json!({"by": "time", "after": "3 年"})),
        ("larger_incident_3y", "`lever` is incomplete", |f| f["lever"]["after"] = json!("3 月")),
        ("larger_incident_3y", "`lever` is incomplete", |f| f["lever"]["kind"] = json!("money")),
        ("development_score", "`lever` is incomplete", |f| f["lever"]["towards"] = json!("more")),
        ("product_fields", "`lever` is incomplete", |f| {
            f["lever"] = json!({"by": "work", "kind": "market", "towards": "more", "effort": 1});
        }),
    ];
    for (id, words, fault) in faults {
        refused(FACTS, "facts", words, change(id, fault));
    }
    refused(FACTS, "facts", "`pull`", change("rd_expense", |f| f["lever"]["pull"] = json!(1)));
    assert_eq!(load_changed(FACTS, change("rd_expense", |f| f["lever"]["per"] = json!("20 万元"))), []);
}

/// The first policy of a pack.
fn first_policy(pack: &mut Value) -> &mut Value {
    &mut pack["policies"][0]
}

const POLICY: &str = "cn/mof-2018-76";

#[test]
fn sizes_are_the_same_all_over_the_country() {
    refused(SIZE, "size_standard", "cannot lay down a size standard", |pack| pack["region"] = json!("36"));
}

#[test]
fn only_pages_on_the_web_are_sources() {
    for address in ["javascript:alert(1)", "data:text/html,x", "www.gov.cn", "ftp://gov.cn/", "https://", "https://gov.cn/a b", "https://-"]
    {
        refused(NEW, "source.url", "does not fit", |pack| pack["source"]["url"] = json!(address));
        refused(POLICY, "local[0].url", "does not fit", |pack| first_policy(pack)["local"] = json!([{ "region": "36", "url": address }]));
    }
    assert_eq!(load_changed(NEW, |pack| pack["source"]["url"] = json!("http://www.gov.cn/a?b=c&d=%E4")), []);
}

#[test]
fn tension_is_between_facts_that_can_be_compared() {
    let change = |id: &'static str, tension: Value| {
        move |pack: &mut Value| {
            let facts = pack["facts"].as_array_mut().unwrap();
            facts.iter_mut().find(|fact| fact["id"] == id).unwrap()["tension"] = tension;
        }
    };
    for (id, tension, words) in [
        ("rd_expense", json!({ "seldom_above": ["staff"] }), "different kinds"),
        ("rd_expense", json!({ "seldom_above": ["rd_expense"] }), "different kinds"),
        ("rd_expense", json!({ "seldom_above": ["turnover"] }), "turnover"),
        ("staff", json!({ "steady": true }), "does not fit"),
        ("segment_years", json!({ "since": "staff" }), "does not fit"),
        ("staff", json!({ "since": "established_on" }), "does not fit"),
        ("segment_years", json!({ "past": true }), "does not fit"),
        ("rd_expense", json!({ "sudden": true }), "sudden"),
    ] {
        refused(FACTS, "facts[", words, change(id, tension));
    }
    assert_eq!(load_changed(FACTS, change("total_liabilities", json!({ "seldom_above": ["total_assets"] }))), []);
}

#[test]
fn a_question_asks_for_facts_once_and_for_what_there_can_be_none_of() {
    let with = |questions: Value| move |p: &mut Value| p["questions"] = questions;
    let one = |id: &str, facts: Value| json!({ "id": id, "ask": "甲？", "facts": facts });
    let staff = one("people", json!(["staff", "rd_staff"]));
    refused(FACTS, "questions[0]", "`stuff` is no fact", with(json!([one("people", json!(["stuff"]))])));
    refused(FACTS, "questions[0]", "asks for no fact", with(json!([one("people", json!([]))])));
    refused(FACTS, "questions[0]", "`staff` is used twice", with(json!([one("staff", json!(["rd_staff"]))])));
    refused(FACTS, "questions[1]", "`people` is used twice", with(json!([staff, one("people", json!(["own_brand"]))])));
    refused(FACTS, "questions[1]", "`rd_staff` stands twice", with(json!([staff, one("more", json!(["rd_staff"]))])));
    for kind in ["industry", "segment_years", "established_on", "region", "operating_revenue", "market_share_national"] {
        let mut none = one("people", json!([kind]));
        none["none"] = json!("没有");
        refused(FACTS, "questions[0]", "cannot stand here", with(json!([none])));
    }
    refused(FACTS, "facts[0]", "`papers` has no `licence`", |p| p["facts"][0]["document"] = json!("licence"));
}

#[test]
fn no_bound_is_upside_down() {
    refused(FACTS, "facts[", "below the least", |pack| {
        let facts = pack["facts"].as_array_mut().unwrap();
        facts.iter_mut().find(|fact| fact["id"] == "market_share_national").unwrap()["max"] = json!("-1");
    });
}

#[test]
fn times_are_written_one_way_and_not_upside_down() {
    let who = |who: Value| move |pack: &mut Value| first_policy(pack)["who"] = who;
    let title = "title_srdi_sme";
    refused(POLICY, "won", "exactly one way", who(json!({ "won": { "title": title } })));
    refused(POLICY, "won", "exactly one way", who(json!({ "won": { "title": title, "within": "1 年", "year": "2025" } })));
    refused(POLICY, "won", "upside down", who(json!({ "won": { "title": title, "from": "2026-01-02", "to": "2026-01-01" } })));
    refused(POLICY, "won.year", "does not fit", who(json!({ "won": { "title": title, "year": "25" } })));
    refused(POLICY, "who", "no length of time", who(json!({ "won": { "title": title, "within": "12 天" } })));
    refused(POLICY, "who", "no length of time", who(json!({ "since": ["established_on", "0 年"] })));
    // The number of a technology-based SME has no length of validity that the vocabulary knows.
    refused(POLICY, "who", "cannot stand here", who(json!({ "won": { "title": "title_tech_sme", "year": "2025" } })));
    refused(POLICY, "who", "cannot stand here", who(json!({ "since": [title, "1 年"] })));
    for good in [json!({ "won": { "title": title, "within": "12 个月" } }), json!({ "since": ["established_on", "1 年"] })] {
        assert_eq!(load_changed(POLICY, who(good)), []);
    }
    refused(POLICY, "window", "ends before it begins", |pack| {
        first_policy(pack)["window"] = json!({ "from": "2026-02-01", "to": "2026-01-31" });
    });
}

#[test]
fn what_is_reckoned_is_checked() {
    let cite = || json!({ "article": "1", "certainty": "official" });
    let gives = |of: Value| json!({ "every": "year", "cite": cite(), "of": of });
    let worth = |worth: Value| move |pack: &mut Value| first_policy(pack)["worth"] = worth;
    let of = |formula: Value| worth(gives(formula));
    for good in [
        json!("20 万元"),
        json!("taxable_income"),
        json!({ "product": ["staff", "8000 元"] }),
        json!({ "least": [{ "product": ["taxable_income", { "difference": ["25 %", "5 %"] }] }, "60 万元"] }),
        json!({ "product": ["rd_expense.y1", { "rate": "cn/most-2016-32/income_tax" }] }),
        json!({ "cases": { "when": [[{ "holds": "own_brand" }, "1 万元"]], "otherwise": { "sum": ["1 元", "0.01 元"] } } }),
    ] {
        assert_eq!(load_changed(POLICY, of(good)), []);
    }
    for (formula, words) in [
        (json!("rd_expnse"), "no fact"),
        (json!("rd_expense.y9"), "no year"),
        (json!("industry"), "cannot stand here"),
        (json!("20 人"), "wrong number or unit"),
        (json!("15 %"), "differ in unit"),
        (json!("staff"), "differ in unit"),
        (json!({ "sum": ["20 万元", "15 %"] }), "differ in unit"),
        (json!({ "least": ["20 万元", "staff"] }), "differ in unit"),
        (json!({ "product": ["taxable_income", "rd_expense"] }), "differ in unit"),
        (json!({ "product": [] }), "without content"),
        (json!({ "product": ["taxable_income", { "rate": "cn/most-2016-32/none" }] }), "has no"),
        (json!({ "product": ["1 万元"], "sum": ["1 万元"] }), "exactly one form"),
        (json!({ "product": ["taxable_income", "staff"] }), "more than can be reckoned"),
        (json!({ "cases": { "when": [[{ "holds": "own_brnd" }, "1 万元"]], "otherwise": "0 元" } }), "no fact"),
    ] {
        refused(POLICY, "worth", words, of(formula));
    }
    let unverified = json!({ "every": "year", "cite": { "article": "1", "certainty": "unverified" }, "of": "1 万元" });
    refused(POLICY, "worth", "not verified", worth(unverified));
    refused(POLICY, "worth", "this statement has no", worth(json!({ "every": "year", "of": "1 万元" })));
    refused(POLICY, "worth.every", "does not fit", worth(json!({ "every": "day", "cite": cite(), "of": "1 万元" })));
    let days = |from: &str, to: &str| json!({ "every": "year", "cite": cite(), "of": "1 万元", "from": from, "to": to });
    refused(POLICY, "worth[1]", "overlap", worth(json!([days("2026-01-01", "2026-06-30"), days("2026-06-30", "2026-12-31")])));
    assert_eq!(load_changed(POLICY, worth(json!([days("2026-01-01", "2026-06-29"), days("2026-06-30", "2026-12-31")]))), []);
}

#[test]
fn relations_and_rates_are_checked() {
    let cite = || json!({ "article": "1", "certainty": "official" });
    let own = format!("{POLICY}/loss_carry_forward");
    let [other, third] = ["cn/mof-sta-2023-12/small_low_profit", "cn/mof-sta-2023-7/super_deduction"];
    let relations = |all: Value| move |pack: &mut Value| pack["relations"] = all;
    let one = |kind: &str, of: Value| {
        let mut relation = json!({ "cite": cite() });
        relation[kind] = of;
        relations(json!([relation]))
    };
    for kind in ["requires", "choice", "precedence", "not_said"] {
        assert_eq!(load_changed(POLICY, one(kind, json!([own, other]))), []);
        refused(POLICY, "relations[0]", "two different", one(kind, json!([])));
        refused(POLICY, "relations[0]", "two different", one(kind, json!([own])));
        refused(POLICY, "relations[0]", "two different", one(kind, json!([own, own])));
        refused(POLICY, "relations[0]", "no policy", one(kind, json!([own, "cn/nowhere/nothing"])));
    }
    let cap = |cap: &str| json!({ "of": [other, third], "cap": cap });
    assert_eq!(load_changed(POLICY, one("shared_cap", cap("1 万元"))), []);
    refused(POLICY, "relations[0]", "differ in unit", one("shared_cap", cap("1 %")));
    let capped = json!({ "shared_cap": cap("1 万元"), "cite": cite() });
    refused(POLICY, "relations[1]", "two shared caps", relations(json!([capped, capped])));
    let mixed = json!({ "of": [other, "cn-jx-nc-donghu/2023-14/1-1"], "cap": "1 万元" });
    refused(POLICY, "relations[0]", "yearly and what is given once", one("shared_cap", mixed));
    let requires = |a: &str, b: &str| json!({ "requires": [a, b], "cite": cite() });
    refused(POLICY, "relations[2]", "itself", relations(json!([requires(&own, other), requires(other, third), requires(third, &own)])));
    refused(POLICY, "relations[0]", "exactly one kind", relations(json!([{ "cite": cite() }])));
    refused(POLICY, "relations[0]", "this statement has no", relations(json!([{ "choice": [own, other] }])));
    // Of more than twenty that hang together nobody looks at all sets.
    let many: Vec<String> = (0..21).map(|n| format!("{POLICY}/many{n}")).collect();
    refused(POLICY, "relations[19]", "policies tied", |pack| {
        for id in &many {
            let mut copy = first_policy(pack).clone();
            copy["id"] = json!(id.rsplit('/').next());
            pack["policies"].as_array_mut().unwrap().push(copy);
        }
        pack["relations"] = many.windows(2).map(|pair| json!({ "choice": pair, "cite": cite() })).collect();
    });
    let rate = |steps: Value| move |pack: &mut Value| pack["rates"] = json!([{ "id": "r", "name": "税率", "steps": steps }]);
    let step = |rate: &str| json!({ "rate": rate, "cite": cite() });
    assert_eq!(load_changed(POLICY, rate(json!([step("5 %")]))), []);
    refused(POLICY, "rates[0]", "wrong number or unit", rate(json!([step("5 万元")])));
    refused(POLICY, "rates[0]", "no last step", rate(json!([])));
    let (mut when, mut dated, mut elsewhere) = (step("5 %"), step("5 %"), step("5 %"));
    when["when"] = json!({ "holds": "own_brand" });
    dated["to"] = json!("2027-12-31");
    elsewhere["document"] = json!("cn/nowhere");
    refused(POLICY, "rates[0]", "no last step", rate(json!([when])));
    refused(POLICY, "rates[0]", "no last step", rate(json!([dated])));
    refused(POLICY, "rates[0]", "no document", rate(json!([elsewhere])));
}

#[test]
fn what_is_told_of_policies_is_checked() {
    let change = |key: &'static str, value: Value| move |pack: &mut Value| first_policy(pack)[key] = value;
    let text = json!({ "zh": "甲", "en": "a" });
    let amount = |from: &str, to: &str| json!({ "from": from, "to": to, "text": { "zh": "甲", "en": "a" }, "certainty": "official" });
    refused(
        POLICY,
        "policies[0]",
        "overlap",
        change("amount", json!([amount("2026-01-01", "2026-06-30"), amount("2026-06-30", "2026-12-31")])),
    );
    refused(POLICY, "policies[0]", "upside down", change("amount", json!([amount("2026-06-30", "2026-01-01")])));
    assert_eq!(load_changed(POLICY, change("amount", json!([amount("2026-01-01", "2026-06-29"), amount("2026-06-30", "2026-12-31")]))), []);
    refused(POLICY, "policies[0]", "no rank", change("rank", json!({ "value": 0, "reason": text })));
    refused(POLICY, "policies[0]", "no rank", change("rank", json!({ "value": 10, "reason": text })));
    refused(POLICY, "policies[0]", "no policy", change("yields_to", json!(["cn/nowhere/nothing"])));
    refused(POLICY, "policies[0]", "no policy", change("yields_to", json!([format!("{POLICY}/loss_carry_forward")])));
    refused(POLICY, "local[0]", "no region code", change("local", json!([{ "region": "3", "how": text }])));
    refused(POLICY, "leads[1]", "used twice", |pack| {
        let lead = json!({ "id": "a", "name": text, "text": text, "certainty": "unverified" });
        pack["leads"] = json!([lead, lead]);
    });
    refused(NEW, "cautions[0]", "no criterion", |pack| standard(pack, "little_giant")["cautions"][0]["beside"] = json!(["nothing"]));
    refused("cn/most-2017-115", "season", "ends before it begins", |pack| {
        let duties = pack["duties"].as_array_mut().unwrap();
        duties.iter_mut().find(|duty| duty["id"] == "renewal").unwrap()["season"] = json!({ "from": "08-31", "to": "06-01" });
    });
    refused(FACTS, "facts[", "does not fit its kind", |pack| pack["facts"][0]["zero"] = json!({ "zh": "没有", "en": "none" }));
    refused(FACTS, "facts[", "is for titles", |pack| {
        pack["facts"][0]["validity"] = json!({ "for": "3 年", "cite": { "article": "甲", "certainty": "official" } });
    });
}

#[test]
fn a_target_is_a_number_of_enterprises_by_a_day_and_stands_somewhere() {
    const PLAN: &str = "cn-jx-nc-donghu/2022-60";
    let with = |key: &'static str, value: Value| move |pack: &mut Value| pack["targets"][1][key] = value;
    refused(PLAN, "targets[1]", "no number of enterprises", with("count", json!(0)));
    refused(PLAN, "targets[1].count", "40 家", with("count", json!("40 家")));
    refused(PLAN, "targets[1].by", "2025年", with("by", json!("2025年")));
    refused(PLAN, "targets[1]", "`title_nobody` is no fact", with("who", json!({ "held": "title_nobody" })));
    refused(PLAN, "targets[1]", "twice", with("id", json!("innovative_sme")));
    refused(PLAN, "targets[1]", "cite", |pack| drop(pack["targets"][1].as_object_mut().unwrap().remove("cite")));
    refused(PLAN, "targets[1]", "tier", with("tier", json!("srdi_sme")));
}
