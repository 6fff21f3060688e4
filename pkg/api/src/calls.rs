//! The calls themselves, between Rust types.

use crate::fault::Fault;
use crate::options::{Options, parse, read_day, read_packs, wrong};
use serde::Serialize;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use tidu_core::answers::{Answers, Key};
use tidu_core::case::{Case, Issue};
use tidu_core::compare::{ComparisonReport, PackComparison, Side, compare_packs, comparison, read_on};
use tidu_core::day::Day;
use tidu_core::diagnostic::{CheckReport, ReportDiagnostic};
use tidu_core::evaluate::evaluate as evaluated;
use tidu_core::json::shown;
use tidu_core::messages as m;
use tidu_core::packs::{BUILT_IN, beside_built_in, load};
use tidu_core::plan::plan as planned;
use tidu_core::plan::report::{PlanReport, plan_report};
use tidu_core::read::read as read_pack;
use tidu_core::report::matching::{MatchReport, match_report};
use tidu_core::report::{Report, Summary, report, summary as summarized};
use tidu_core::rules::RuleSet;

/// What every call on a case can be told.
const COMMON: [&str; 3] = ["lang", "asOf", "packs"];

pub fn evaluate(case: &str, options: &str) -> Result<Report, Fault> {
    let (options, rules) = prepare(options, &COMMON)?;
    let (case, issues, _) = read(&rules, case, &options)?;
    Ok(report(&rules, &case, &issues, &evaluated(&rules, &case), options.lang))
}

pub fn summary(case: &str, options: &str) -> Result<Summary, Fault> {
    let (options, rules) = prepare(options, &COMMON)?;
    let (case, issues, answers) = read(&rules, case, &options)?;
    Ok(summarized(&rules, answers.name(), &case, &issues, &evaluated(&rules, &case), options.lang))
}

pub fn matched(case: &str, options: &str) -> Result<MatchReport, Fault> {
    let (options, rules) = prepare(options, &COMMON)?;
    let (case, issues, _) = read(&rules, case, &options)?;
    Ok(match_report(&rules, &case, &issues, &evaluated(&rules, &case), options.lang))
}

pub fn plan(case: &str, tier: &str, options: &str) -> Result<PlanReport, Fault> {
    let (options, rules) = prepare(options, &[&COMMON[..], &["keep"]].concat())?;
    let (vocabulary, lang) = (&rules.vocabulary, options.lang);
    let standard = vocabulary.find_standard(tier).ok_or_else(|| {
        let known = vocabulary.standards.iter().map(|s| s.id.as_str()).collect::<Vec<_>>().join(", ");
        Fault::new("unknown_tier", m::NO_TIER.fill(lang, [&tier, &known]))
    })?;
    let key = |text: &String| Key::parse(vocabulary, text).map_err(|why| Fault::new("unknown_fact", why.get(lang).to_owned()));
    let kept = options.keep.iter().map(key).collect::<Result<BTreeSet<_>, _>>()?;
    let (case, issues, answers) = read(&rules, case, &options)?;
    let ways = planned(&rules, &answers, standard, &kept);
    Ok(plan_report(&rules, &case, &issues, &ways, lang))
}

pub fn diff(case: &str, from: &str, to: &str, options: &str) -> Result<ComparisonReport, Fault> {
    let (options, rules) = prepare(options, &["lang", "packs"])?;
    let lang = options.lang;
    let (from, to) = (read_day(from, "from", lang)?, read_day(to, "to", lang)?);
    let value = parse(case, lang)?;
    let on = |day: Day| read_on(&rules, &value, day).map_err(|issue| Fault::no_case(&issue, lang));
    let ((before, issues_before), (after, issues_after)) = (on(from)?, on(to)?);
    let (then, now) = (evaluated(&rules, &before), evaluated(&rules, &after));
    let side_before = Side { case: &before, issues: &issues_before, evaluation: &then };
    let side_after = Side { case: &after, issues: &issues_after, evaluation: &now };
    Ok(comparison(&rules, side_before, side_after, lang))
}

pub fn diff_packs(from: &str, to: &str, options: &str) -> Result<PackComparison, Fault> {
    let (options, rules) = prepare(options, &["lang"])?;
    let lang = options.lang;
    let pack = |name: &str, given: &str| {
        let built_in = BUILT_IN.iter().find(|(id, _)| *id == given).map(|(_, json)| *json);
        let json = match built_in {
            Some(json) => json,
            None if given.trim_start_matches('\u{feff}').trim_start().starts_with('{') => given,
            None => {
                let shown = shown(given);
                return Err(Fault::new("not_a_pack", m::NOT_A_PACK.fill(lang, [&name, &shown])));
            }
        };
        let (_, faults) = read_pack(name, json);
        if !faults.is_empty() {
            return Err(Fault::packs(&faults, lang));
        }
        parse(json, lang)
    };
    Ok(compare_packs(&rules.vocabulary, &pack("from", from)?, &pack("to", to)?, lang))
}

pub fn check(packs: &str, options: &str) -> Result<CheckReport, Fault> {
    let Options { lang, .. } = Options::read(options, &["lang"])?;
    let packs = beside_built_in(read_packs(&parse(packs, lang)?, lang)?);
    let checked = load(packs.iter().map(|(id, json)| (id.as_str(), json.as_ref())));
    let found = checked.err().unwrap_or_default();
    Ok(CheckReport { diagnostics: found.iter().map(|d| ReportDiagnostic::new(d, lang)).collect() })
}

/// A report or a fault as the host gets it.
pub fn told<T: Serialize>(outcome: Result<T, Fault>) -> Result<String, String> {
    let json = |e: serde_json::Error| e.to_string();
    match outcome {
        Ok(report) => serde_json::to_string(&report).map_err(json),
        Err(fault) => Err(serde_json::to_string(&fault).unwrap_or_else(json)),
    }
}

fn prepare(options: &str, known: &[&str]) -> Result<(Options, Rc<RuleSet>), Fault> {
    let options = Options::read(options, known)?;
    let rules = rules(&options)?;
    Ok((options, rules))
}

fn read(rules: &RuleSet, case: &str, options: &Options) -> Result<(Case, Vec<Issue>, Answers), Fault> {
    let value = parse(case, options.lang)?;
    let named = value.get("as_of").is_some_and(|day| !day.is_null());
    let today = match options.today {
        Some(day) => day,
        // Whatever stands in the case is read, or refused, as the day.
        None if named => Day::from_number(0).unwrap_or_else(|| unreachable!("1970-01-01 is a day")),
        None => {
            return Err(wrong(options.lang, m::NO_DAY_GIVEN));
        }
    };
    let vocabulary = &rules.vocabulary;
    let (answers, issues) = Answers::read(vocabulary, &value, today).map_err(|issue| Fault::no_case(&issue, options.lang))?;
    let (case, issues) = answers.case(vocabulary, issues);
    Ok((case, issues, answers))
}

/// Rules by the packs they were compiled from, beside the built-in ones.
type Compiled = (Vec<(String, String)>, Rc<RuleSet>);

thread_local! {
    /// The rules of the last call without further packs, and those of the last call with some: a portal calls with the
    /// same packs again and again.
    static COMPILED: RefCell<[Option<Compiled>; 2]> = const { RefCell::new([None, None]) };
}

fn rules(options: &Options) -> Result<Rc<RuleSet>, Fault> {
    let at = usize::from(!options.packs.is_empty());
    COMPILED.with_borrow_mut(|compiled| {
        if let Some((packs, rules)) = &compiled[at]
            && *packs == options.packs
        {
            return Ok(Rc::clone(rules));
        }
        let packs = beside_built_in(options.packs.clone());
        let rules = load(packs.iter().map(|(id, json)| (id.as_str(), json.as_ref())));
        let rules = Rc::new(rules.map_err(|found| Fault::packs(&found, options.lang))?);
        compiled[at] = Some((options.packs.clone(), Rc::clone(&rules)));
        Ok(rules)
    })
}
