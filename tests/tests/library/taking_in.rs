//! What comes is held against what is there, told fact by fact, and stands once it is confirmed.

use super::*;
use proptest::prelude::*;
use tidu_core::text::Lang;
use tidu_library::{Kind, Told};

const CODE: &str = "91350100M000100Y43";

fn told(what: &str, before: &str, after: &str) -> Told {
    Told { what: what.to_owned(), before: before.to_owned(), after: after.to_owned() }
}

#[test]
fn what_differs_is_told_in_words_and_nothing_is_wiped() {
    let (mut library, mut journal) = (Library::default(), Journal::default());
    let first =
        incoming(3, "甲公司", CODE, json!({ "staff": 20, "operating_revenue": { "2025": 300.50 }, "industry": "industry", "carbon": 3 }));
    let proposal = propose(&library, vec![first]);
    assert_eq!((proposal.items[0].kind, library.len()), (Kind::New, 0));
    confirm(&mut library, &mut journal, proposal);
    // It comes again by its code under another name, with one figure changed, one the same in other letters, one new, and one
    // that nobody is sure of any more.
    let again =
        json!({ "staff": 25, "operating_revenue": { "2025": 300.5, "2024": 280 }, "industry": null, "title_srdi_sme": "2028-06-30" });
    let proposal = propose(&library, vec![incoming(7, "甲股份公司", CODE, again)]);
    assert_eq!(proposal.items[0].kind, Kind::Updated);
    let label = |id: &str| vocabulary().fact(vocabulary().find(id).unwrap()).label.get(Lang::Zh).to_owned();
    let mut differences = proposal.items[0].told(vocabulary(), Lang::Zh);
    differences.sort();
    let mut expected = vec![
        told("企业名称", "甲公司", "甲股份公司"),
        told(&label("staff"), "20", "25"),
        told(&format!("2024 年{}（万元）", label("operating_revenue")), "", "280"),
        told(&label("title_srdi_sme"), "", "2028-06-30"),
    ];
    expected.sort();
    assert_eq!(differences, expected);
    confirm(&mut library, &mut journal, proposal);
    let firm = library.firms().next().unwrap();
    let facts = &firm.record()["case"]["facts"];
    assert_eq!(facts["operating_revenue"], json!({ "2025": 300.50, "2024": 280 }), "as it was written first");
    assert_eq!((&facts["industry"], &facts["carbon"]), (&json!("industry"), &json!(3)));
    // The third time nothing differs.
    let proposal = propose(&library, vec![incoming(7, "甲股份公司", "", json!({ "staff": 25 }))]);
    assert_eq!((proposal.items[0].kind, proposal.items[0].change.clone()), (Kind::Unchanged, None));
}

#[test]
fn who_it_is_goes_by_code_and_else_by_the_very_name() {
    let mut library = Library::default();
    for (number, name, code) in [(0, "甲公司", CODE), (1, "乙公司", ""), (2, "丙公司", ""), (3, "丙公司", "")] {
        let mut one = Firm::new(format!("{number}"));
        (one.name, one.code) = (name.to_owned(), code.to_owned());
        library.put(one);
    }
    let facts = json!({ "staff": 5 });
    let came = |name: &str, code: &str| {
        let proposal = propose(&library, vec![incoming(1, name, code, facts.clone())]);
        (proposal.items[0].kind, proposal.items[0].change.as_ref().map(|change| change.firm.clone()))
    };
    let is = |id: &str| Some(id.to_owned());
    assert_eq!(came("甲公司", ""), (Kind::Updated, is("0")));
    assert_eq!(came("不叫甲公司", CODE), (Kind::Updated, is("0")));
    assert_eq!(came("乙公司", ""), (Kind::Updated, is("1")));
    // Another code is another enterprise; where the one that is there has none, it gains it.
    assert_eq!(came("甲公司", "9136010258160577XG"), (Kind::New, is("f0000001")));
    assert_eq!(came("乙公司", "9136010258160577XG").0, Kind::Updated);
    assert_eq!(came("乙公司二厂", ""), (Kind::New, is("f0000001")));
    assert_eq!(came("丙公司", ""), (Kind::Several, None));
    assert_eq!(came("", ""), (Kind::Nameless, None));
    assert_eq!(came("", "9136010258160577XG").0, Kind::New);
}

/// Two rows of one file that are of one enterprise make one.
#[test]
fn one_file_does_not_double_an_enterprise() {
    let rows = vec![
        incoming(2, "甲公司", CODE, json!({ "staff": 5 })),
        incoming(3, "乙公司", "", json!({ "staff": 6 })),
        incoming(4, "甲公司", "", json!({ "staff": 7, "industry": "industry" })),
    ];
    let (mut library, mut journal) = (Library::default(), Journal::default());
    let proposal = propose(&library, rows);
    assert_eq!(proposal.items.iter().map(|item| item.from.clone()).collect::<Vec<_>>(), [vec![2, 4], vec![3]]);
    confirm(&mut library, &mut journal, proposal);
    assert_eq!(library.len(), 2);
    let [kept] = library.firms().filter(|firm| firm.code == CODE).collect::<Vec<_>>()[..] else { panic!("one") };
    assert_eq!(kept.record()["case"]["facts"], json!({ "staff": 7, "industry": "industry" }));
}

/// What was typed to the letter goes with its answer, and goes when that is replaced.
#[test]
fn texts_to_the_letter_are_kept_with_their_answers() {
    let record = json!({ "tidu": "answers", "contract": 1, "id": "x", "case": { "name": "甲公司", "facts": { "staff": 126, "rd_expense": { "2025": 1200 } } },
        "typed": { "staff": "126 人", "rd_expense": { "2025": "1,200" } }, "done": ["a"], "later": { "b": 1 } });
    let (mut library, mut journal) = (Library::default(), Journal::default());
    let proposal = propose(&library, vec![Incoming::of_case(1, record).unwrap()]);
    confirm(&mut library, &mut journal, proposal);
    let kept = library.firms().next().unwrap().record();
    assert_eq!((&kept["typed"], &kept["later"]), (&json!({ "staff": "126 人", "rd_expense": { "2025": "1,200" } }), &json!({ "b": 1 })));
    let proposal = propose(&library, vec![incoming(1, "甲公司", "", json!({ "staff": 130, "rd_expense": { "2025": 1200.0 } }))]);
    confirm(&mut library, &mut journal, proposal);
    let kept = library.firms().next().unwrap().record();
    assert_eq!((&kept["typed"], &kept["done"]), (&json!({ "rd_expense": { "2025": "1,200" } }), &json!(["a"])));
    // Where another device keeps it is no change of the firm.
    let again = json!({ "id": "y", "revision": { "number": 7, "by": "z" }, "day": null, "case": { "name": "甲公司", "note": null, "facts": { "staff": 130 } } });
    assert_eq!(propose(&library, vec![Incoming::of_case(1, again).unwrap()]).items[0].kind, Kind::Unchanged);
}

/// A file may hold anything where something else should stand.
#[test]
fn what_is_of_another_shape_stops_nothing() {
    for wrong in [json!("x"), json!(5), json!([1]), json!({ "2025": [] }), Value::Null] {
        let (mut library, mut journal) = (Library::default(), Journal::default());
        for _ in 0..2 {
            let record = json!({ "case": { "name": "甲公司", "procedures": wrong, "note": wrong, "facts": { "staff": wrong, "operating_revenue": { "2025": wrong }, "carbon": wrong } },
                "typed": wrong, "done": wrong });
            let facts = json!({ "case": { "name": "甲公司", "facts": wrong }, "typed": { "staff": wrong, "operating_revenue": wrong } });
            for value in
                [record, facts, json!({ "case": { "name": "甲公司", "facts": { "staff": 5, "operating_revenue": { "2025": 6 } } } })]
            {
                let proposal = propose(&library, vec![Incoming::of_case(1, value).unwrap()]);
                proposal.items.iter().for_each(|item| drop(item.told(vocabulary(), Lang::Zh)));
                confirm(&mut library, &mut journal, proposal);
            }
        }
        let firm = library.firms().next().unwrap();
        assert_eq!(firm.record()["case"]["facts"]["staff"], json!(5), "{wrong}");
        assert_eq!(firm.answers(vocabulary(), today()).0.iter().count(), 2);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever comes, what stood and was not brought stands; and once it is taken in, it comes as nothing new.
    #[test]
    fn taken_in_twice_is_taken_in_once(seeds in prop::collection::vec((0_u64..40, any::<u64>()), 1..10)) {
        let (mut library, mut journal) = (super::library(0..20), Journal::default());
        let before = library.clone();
        let some = |(number, mask): &(u64, u64)| {
            let mut case = plausible::firm(number + mask % 7);
            let Value::Object(facts) = &mut case["facts"] else { panic!("facts") };
            let mut at = 0;
            facts.retain(|_, _| { at += 1; mask >> (at % 64) & 1 == 1 });
            case["name"] = json!(format!("东湖第{number}有限公司"));
            Incoming::of_case(1, case).unwrap()
        };
        // One enterprise once, for the later of two would win.
        let mut seeds = seeds;
        seeds.sort();
        seeds.dedup_by_key(|(number, _)| *number);
        let all = || seeds.iter().map(some).collect::<Vec<_>>();
        let proposal = propose(&library, all());
        confirm(&mut library, &mut journal, proposal);
        for firm in before.firms() {
            let (old, new) = (firm.record(), library.get(&firm.id).unwrap().record());
            for id in old["case"]["facts"].as_object().unwrap().keys() {
                prop_assert!(new["case"]["facts"].get(id).is_some(), "{}", id);
            }
        }
        let again = propose(&library, all());
        prop_assert!(again.items.iter().all(|item| item.kind == Kind::Unchanged), "{:?}", again.items);
    }
}
