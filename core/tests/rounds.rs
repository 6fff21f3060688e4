//! One round of checking tells every fault, and no fault that only follows from another: of any two faults together both
//! are told as each is by itself.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use tidu_core::diagnostic::{Code, Diagnostic};
use tidu_core::packs::{BUILT_IN, load};
use tidu_core::text::Lang;

const FACTS: &str = "facts";
const OLD: &str = "cn/miit-2022-63";
const NEW: &str = "cn/miit-2026-2";
const SIZE: &str = "cn/miit-2011-300";
const PLAN: &str = "cn-jx-nc-donghu/2022-60";

/// The pack, what is done to it, and the one fault that this is.
type Fault = (&'static str, fn(&mut Value), Code);

fn found(faults: &[&Fault]) -> Vec<Diagnostic> {
    let packs: Vec<(&str, String)> = BUILT_IN
        .iter()
        .map(|(id, json)| {
            let mut value: Value = serde_json::from_str(json).unwrap();
            faults.iter().filter(|(pack, ..)| pack == id).for_each(|(_, change, _)| change(&mut value));
            // A key that stands twice has no place in a value.
            (*id, value.to_string().replace("\"number-again\"", "\"number\""))
        })
        .collect();
    load(packs.iter().map(|(id, json)| (*id, json.as_str()))).err().unwrap_or_default()
}

fn by_id<'v>(list: &'v mut Value, id: &str) -> &'v mut Value {
    list.as_array_mut().unwrap().iter_mut().find(|one| one["id"] == id).unwrap()
}

fn without(value: &mut Value, key: &str) {
    value.as_object_mut().unwrap().remove(key).unwrap();
}

const FAULTS: [Fault; 24] = [
    // Many rules speak of each of these; it is written, if not rightly, and so none of them is at fault.
    (FACTS, |p| without(by_id(&mut p["facts"], "staff"), "label"), Code::MissingKey),
    (FACTS, |p| by_id(&mut p["facts"], "rd_expense")["kind"] = json!("gold"), Code::UnknownWord),
    (FACTS, |p| by_id(&mut p["facts"], "own_brand")["section"] = json!("elsewhere"), Code::UnknownEntry),
    (FACTS, |p| without(by_id(&mut p["standards"], "srdi_sme"), "name"), Code::MissingKey),
    (FACTS, |p| p["papers"][0]["name"]["zh"] = json!(""), Code::WrongValue),
    (NEW, |p| by_id(&mut p["standards"][2]["criteria"], "revenue")["at_least"] = json!(["turnover", "5 万元"]), Code::UnknownFact),
    (NEW, |p| by_id(&mut p["standards"][1]["criteria"], "segment_years")["at_least"][1] = json!("3 天"), Code::WrongNumber),
    (NEW, |p| p["issued"] = json!("2026-1-16"), Code::WrongValue),
    (NEW, |p| p["number-again"] = json!("2号"), Code::DuplicateKey),
    (NEW, |p| p["succeeds"] = json!("cn/none"), Code::UnknownDocument),
    (NEW, |p| p["colour"] = json!("red"), Code::UnknownKey),
    (OLD, |p| without(p, "id"), Code::MissingKey),
    (OLD, |p| without(p, "source"), Code::MissingKey),
    // A group's maxima do not add up without the indicator; that is not another fault.
    (OLD, |p| without(&mut p["standards"][0]["score"]["groups"][0]["indicators"][0], "max"), Code::MissingKey),
    (OLD, |p| p["standards"][0]["score"]["groups"][1]["max"] = json!(7), Code::WrongSum),
    (OLD, |p| p["shared"]["general"][0]["holds"] = json!("registered"), Code::UnknownFact),
    (SIZE, |p| without(&mut p["size_standard"]["industries"][0], "cite"), Code::NoSource),
    (SIZE, |p| p["size_standard"]["industries"][1]["lines"][0]["large"] = json!("1 人"), Code::OverlappingBands),
    (PLAN, |p| p["policies"][0]["benefit"] = json!("gold"), Code::WrongValue),
    (PLAN, |p| p["policies"][1]["papers"] = json!(["no_such_paper"]), Code::UnknownEntry),
    (PLAN, |p| p["policies"][2]["who"] = json!({"holds": "none"}), Code::UnknownFact),
    (PLAN, |p| p["policies"][3]["rank"] = json!({"value": 12, "reason": {"zh": "甲", "en": "A"}}), Code::WrongNumber),
    (PLAN, |p| p["policies"][4]["yields_to"] = json!(["cn/none/1"]), Code::UnknownPolicy),
    (PLAN, |p| p["region"] = json!("36x"), Code::WrongRegion),
];

#[test]
fn one_round_tells_all_and_nothing_else() {
    let mut wrong = Vec::new();
    let alone: Vec<Vec<Diagnostic>> = FAULTS.iter().map(|fault| found(&[fault])).collect();
    for ((pack, _, code), told) in FAULTS.iter().zip(&alone) {
        let codes: BTreeSet<&str> = told.iter().map(|d| d.code.id()).collect();
        if codes != BTreeSet::from([code.id()]) {
            wrong.push(format!("{pack} {code:?}: {told:#?}"));
        }
    }
    // The places of what stands in two faults at once differ by what the other took out, so that pairs are counted by code.
    for (i, a) in FAULTS.iter().enumerate() {
        for (j, b) in FAULTS.iter().enumerate().skip(i + 1) {
            let codes = |told: &[Diagnostic]| {
                let mut codes: Vec<_> = told.iter().map(|d| d.code.id()).collect();
                codes.sort_unstable();
                codes
            };
            let (both, each) = (found(&[a, b]), [alone[i].as_slice(), &alone[j]].concat());
            if codes(&both) != codes(&each) {
                wrong.push(format!("{} {:?} with {} {:?}: {both:#?}", a.0, a.2, b.0, b.2));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

/// A file that is no JSON at all is told, and not that others name what stands in it.
#[test]
fn a_pack_that_cannot_be_read_is_missed_by_nobody() {
    for lost in [FACTS, OLD, NEW, SIZE] {
        let packs = BUILT_IN.map(|(id, json)| (id, if id == lost { "{" } else { json }));
        let told = load(packs).unwrap_err();
        assert_eq!(told.iter().map(|d| (d.pack.as_str(), d.code)).collect::<Vec<_>>(), [(lost, Code::NotJson)], "{told:#?}");
    }
}

#[test]
fn every_code_has_a_name_of_its_own() {
    let ids: BTreeSet<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    assert_eq!(ids.len(), Code::ALL.len());
    for code in Code::ALL {
        assert!(code.id().chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{code:?}");
    }
}

/// The manual lists the codes as they are; what `UPDATE_GOLDEN=1` writes anew.
#[test]
fn the_manual_lists_every_code() {
    const HEAD: &str = "| code | 中文 | English |\n|---|---|---|\n";
    let manual = concat!(env!("CARGO_MANIFEST_DIR"), "/packs/README.md");
    let text = std::fs::read_to_string(manual).unwrap();
    let (before, table) = text.split_once(HEAD).expect("the table of codes");
    let rows = table.split("\n\n").next().unwrap_or_default().trim_end();
    let row = |code: &Code| format!("| `{}` | {} | {} |", code.id(), code.meaning().say(Lang::Zh), code.meaning().say(Lang::En));
    let wanted = Code::ALL.iter().map(row).collect::<Vec<_>>().join("\n");
    if rows != wanted && std::env::var_os("UPDATE_GOLDEN").is_some() {
        let after = table.trim_start_matches(rows).trim_end();
        let end = if after.is_empty() { "" } else { "\n\n" };
        return std::fs::write(manual, format!("{before}{HEAD}{wanted}{end}{}\n", after.trim_start())).unwrap();
    }
    assert_eq!(rows, wanted, "UPDATE_GOLDEN=1 cargo test -p tidu-core --test rounds writes the table anew");
}
