//! Cases: known enterprises with a few answers changed, well shaped and not.

use super::{anything, assert_told, lang, number, word};
use arbitrary::{Result, Unstructured};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::OnceLock;
use tidu_core::answers::{Answers, Key};
use tidu_core::case::{Case, Issue};
use tidu_core::compare::{Side, comparison, read_on};
use tidu_core::day::Day;
use tidu_core::evaluate::{Evaluation, evaluate};
use tidu_core::json as reader;
use tidu_core::plan::report::plan_report;
use tidu_core::plan::{BRANCHES, Plan, plan};
use tidu_core::report::matching::match_report;
use tidu_core::report::report;
use tidu_core::text::Lang;
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::{Fact, FactIx, Kind, StandardIx};

use crate::row::rules;

/// A case without answers, and enterprises of the tests.
pub fn known() -> &'static [Value] {
    static KNOWN: OnceLock<Vec<Value>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let texts = [
            r#"{"facts":{}}"#,
            include_str!("../../companies/precision-maker.json"),
            include_str!("../../companies/software-house.json"),
            include_str!("../../companies/funded-start-up.json"),
            include_str!("../../companies/micro-instruments.json"),
            include_str!("../../companies/trading-house.json"),
            include_str!("../../companies/heavy-industry.json"),
            include_str!("../../companies/giant-in-renewal.json"),
            include_str!("../../companies/half-filled.json"),
            include_str!("../../companies/contradictory.json"),
            include_str!("../../companies/school-outside-the-table.json"),
            include_str!("../../data/firms/case-biotech.json"),
            include_str!("../../data/firms/case-champion.json"),
            include_str!("../../data/firms/case-saas.json"),
            include_str!("../../data/firms/case-trader.json"),
            include_str!("../../data/firms/case-valves.json"),
        ];
        texts.into_iter().map(|text| reader::read(text).expect("a case")).collect()
    })
}

/// A case of any shape is read, judged and told; what is settled on fewer answers stays; a plan keeps what it promises.
pub fn case(bytes: &[u8]) {
    let _ = tried(&mut Unstructured::new(bytes), super::lot(bytes) % 1024);
}

pub fn today() -> Day {
    Day::parse("2026-11-26").expect("a day")
}

fn tried(u: &mut Unstructured<'_>, lot: u32) -> Result<()> {
    let given = changed(u)?;
    let (case, issues) = match Case::read(&rules().vocabulary, &given, today()) {
        Ok(read) => read,
        Err(issue) => {
            assert_told(&issue.message, &given);
            return Ok(());
        }
    };
    issues.iter().for_each(|issue| assert_told(&issue.message, &given));
    let evaluation = evaluate(rules(), &case);
    super::proofs::carried(&given, &evaluation);
    // Most inputs go no further than verdicts, for which one needs no words: reports take fifty times as long.
    match lot {
        0..16 => planned(u, &given, &case, &issues)?,
        16..20 => {
            let lang = lang(u)?;
            let told = report(rules(), &case, &issues, &evaluation, lang);
            assert_eq!(told.as_of, case.as_of.to_string());
            assert!(serde_json::to_string(&told).is_ok() && !told.to_text(lang).is_empty());
        }
        20..24 => {
            let told = match_report(rules(), &case, &issues, &evaluation, lang(u)?);
            assert_eq!(told.as_of, case.as_of.to_string());
            serde_json::to_string(&told).expect("a report is JSON");
        }
        24..28 => {
            let day = day(u)?;
            let Ok((then, wrong)) = read_on(rules(), &given, day) else { return Ok(()) };
            let other = evaluate(rules(), &then);
            let from = Side { case: &case, issues: &issues, evaluation: &evaluation };
            let told = comparison(rules(), from, Side { case: &then, issues: &wrong, evaluation: &other }, lang(u)?);
            assert!(serde_json::to_string(&told).is_ok() && !told.to_text(Lang::Zh).is_empty());
        }
        28..32 => {
            let again = reader::read(&given.to_string()).expect("it was JSON");
            assert_eq!(Case::read(&rules().vocabulary, &again, today()), Ok((case, issues)), "{given}");
        }
        32..64 => read_back(&given),
        _ => sound(u, &given, &issues, &evaluation)?,
    }
    Ok(())
}

/// What was read of a case is written and read back, as a whole and as one would type it, figure by figure.
fn read_back(given: &Value) {
    let vocabulary = &rules().vocabulary;
    let (answers, _) = Answers::read(vocabulary, given, today()).expect("it is a case");
    let (again, _) = Answers::read(vocabulary, &answers.write(vocabulary), today()).expect("what is written is a case");
    assert_eq!(again, answers, "{given}");
    let mut typed = Answers::new(answers.as_of);
    for (key, span) in answers.iter() {
        match vocabulary.fact(key.fact).text(span) {
            Some(text) => assert_eq!(typed.put_typed(vocabulary, key, &text), None, "{text}"),
            None => typed.put(key, span),
        }
    }
    assert!(typed.iter().eq(answers.iter()), "{typed:?} {answers:?}");
}

/// On fewer answers nothing is settled that more of them turn over.
fn sound(u: &mut Unstructured<'_>, given: &Value, issues: &[Issue], whole: &Evaluation<'_>) -> Result<()> {
    // Answers that contradict each other are of no enterprise.
    if issues.iter().any(|issue| issue.code == "contradiction" || issue.code.contains("exceeds")) {
        return Ok(());
    }
    let mut fewer = given.clone();
    let mask = u.arbitrary::<u64>()?;
    if let Some(facts) = fewer["facts"].as_object_mut() {
        let mut at = 0;
        facts.retain(|_, _| {
            at += 1;
            mask >> (at % 64) & 1 == 0
        });
    }
    let (case, _) = Case::read(&rules().vocabulary, &fewer, today()).expect("its shape is the same");
    for (before, after) in evaluate(rules(), &case).assessments.iter().zip(&whole.assessments) {
        let Some((sheet, _)) = before.sheet else { continue };
        for node in sheet.criteria.iter().chain([&sheet.root]) {
            let (less, more) = (before.outcome.node(*node), after.outcome.node(*node));
            let is_final = matches!(less.verdict(), Verdict::Met | Verdict::Unmet | Verdict::NotApplicable);
            assert!(
                !is_final || less == more,
                "{:?} of {} was {less:?} and became {more:?}: {given} {mask}",
                sheet.claim(*node).id,
                sheet.id
            );
            assert!(
                more.is_within(less) || after.given_up > 0,
                "{:?} of {} was {less:?} and became {more:?}: {given} {mask}",
                sheet.claim(*node).id,
                sheet.id
            );
        }
    }
    Ok(())
}

/// Plans are few, stay within their limits, and lead to the verdicts they promise.
fn planned(u: &mut Unstructured<'_>, given: &Value, case: &Case, issues: &[Issue]) -> Result<()> {
    let vocabulary = &rules().vocabulary;
    let standard = StandardIx(u.int_in_range(0..=4)?);
    let kept: BTreeSet<Key> =
        (0..u.int_in_range(0..=3)?).map(|_| fact(u).map(|(fact, _)| Key { fact, year: None })).collect::<Result<_>>()?;
    let (answers, _) = Answers::read(vocabulary, given, today()).expect("it is a case");
    let planned = plan(rules(), &answers, standard, &kept);
    assert!(planned.plans.len() <= 3 && planned.branches <= BRANCHES + 1, "{given}");
    for way in planned.plans.iter().flat_map(Plan::steps) {
        assert!(
            way.target >= case.as_of && way.changes.iter().all(|change| !kept.contains(&Key { fact: change.fact, year: None })),
            "{given}"
        );
        let (after, _) = Case::read(vocabulary, &way.after.write(vocabulary), today()).expect("a case");
        assert_eq!(evaluate(rules(), &after).of(way.standard).verdict, way.verdict_after, "{given} {standard:?} {kept:?}");
    }
    serde_json::to_string(&plan_report(rules(), case, issues, &planned, lang(u)?)).expect("a report is JSON");
    Ok(())
}

fn changed(u: &mut Unstructured<'_>) -> Result<Value> {
    let mut case = u.choose(known())?.clone();
    for _ in 0..u.int_in_range(0..=12)? {
        // Nothing is left to be changed in facts that are none.
        if u.is_empty() || !case["facts"].is_object() {
            break;
        }
        match u.int_in_range(0..=31)? {
            0 => case[word(u)?] = anything(u, 3)?,
            1 => case["facts"][word(u)?] = anything(u, 4)?,
            2 => case["procedures"] = anything(u, 2)?,
            3 => case["as_of"] = json!(day(u)?.to_string()),
            4 => {
                let standards = &rules().vocabulary.standards;
                case["procedures"] = json!({ &u.choose(standards)?.id: "renewal" });
            }
            5 => {
                return Ok(match u.int_in_range(0..=3)? {
                    0 => anything(u, 4)?,
                    1 => json!({ "as_of": anything(u, 1)?, "facts": case["facts"].take() }),
                    2 => json!({ "facts": anything(u, 4)? }),
                    _ => json!({ "facts": case["facts"].take(), "procedures": anything(u, 3)? }),
                });
            }
            6..10 => {
                let id = &fact(u)?.1.id;
                if let Some(facts) = case["facts"].as_object_mut() {
                    facts.remove(id);
                }
            }
            _ => {
                let fact = fact(u)?.1;
                let answer = match (fact.yearly, u.int_in_range(0..=15)?) {
                    (_, 0) => anything(u, 3)?,
                    (false, _) => answer(u, fact)?,
                    (true, _) => {
                        let mut years = case["facts"][&fact.id].take();
                        if !years.is_object() {
                            years = json!({});
                        }
                        for _ in 0..u.int_in_range(1..=3)? {
                            years[u.int_in_range(2022..=2026)?.to_string()] = answer(u, fact)?;
                        }
                        years
                    }
                };
                case["facts"][&fact.id] = answer;
            }
        }
    }
    Ok(case)
}

fn fact(u: &mut Unstructured<'_>) -> Result<(FactIx, &'static Fact)> {
    let vocabulary = &rules().vocabulary;
    let at = u.choose_index(vocabulary.facts.len())?;
    let ix = FactIx(u16::try_from(at).expect("few facts"));
    Ok((ix, vocabulary.fact(ix)))
}

/// An answer of the kind that the fact asks for.
fn answer(u: &mut Unstructured<'_>, fact: &Fact) -> Result<Value> {
    let option = |u: &mut Unstructured<'_>| Ok(json!(u.choose(&fact.options)?.id));
    Ok(match fact.kind {
        Kind::Bool => json!(u.arbitrary::<bool>()?),
        Kind::Choice => option(u)?,
        Kind::Set => (0..u.int_in_range(0..=4)?).map(|_| option(u)).collect::<Result<Value>>()?,
        Kind::Title if u.arbitrary()? => json!("none"),
        Kind::Title | Kind::Date => json!(day(u)?.to_string()),
        Kind::Region => json!(u.choose(&["36", "3601", "360102", "360111", "44", "330106", "11"])?),
        _ => match u.int_in_range(0..=5)? {
            0 => Value::Number(number(u)?),
            1 => json!({ "min": number(u)?, "max": number(u)? }),
            2 => json!({ *u.choose(&["min", "max"])?: number(u)? }),
            // Near what thresholds are made of.
            _ => json!(i64::from(u.int_in_range(0..=20_u8)?) * u.choose(&[1_i64, 5, 10, 50, 100, 1_000, 5_000])? + u.int_in_range(-1..=1)?),
        },
    })
}

/// A day on which some law may govern.
fn day(u: &mut Unstructured<'_>) -> Result<Day> {
    let year = u.int_in_range(2017..=2032)?;
    Ok(Day::new(year, u.int_in_range(1..=12)?, u.int_in_range(1..=28)?).expect("a day"))
}
