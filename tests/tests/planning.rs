//! The road to a rung: what plans promise, tried on enterprises by chance, and against every possibility where there are
//! few. Hand-worked cases stand in `roads.rs`.

#[path = "properties/worlds.rs"]
#[allow(dead_code)]
mod worlds;

use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tidu_core::answers::{Answers, Key, put_in};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::packs::load;
use tidu_core::plan::{Change, Plan, Planned, plan};
use tidu_core::rules::RuleSet;
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::{FactIx, Kind, Span, StandardIx};
use tidu_tests::chance::Chance;
use tidu_tests::row::rules;
use worlds::{seen, told, world};

fn cases(cases: u32) -> ProptestConfig {
    let persistence = proptest::test_runner::FileFailurePersistence::WithSource("regressions");
    ProptestConfig { cases, failure_persistence: Some(Box::new(persistence)), ..ProptestConfig::default() }
}

fn verdict(rules: &RuleSet, case: &Value, standard: StandardIx) -> Verdict {
    let day = Day::parse(case["as_of"].as_str().unwrap()).unwrap();
    evaluate(rules, &Case::read(&rules.vocabulary, case, day).unwrap().0).of(standard).verdict
}

fn planned(rules: &RuleSet, case: &Value, standard: StandardIx, kept: &BTreeSet<Key>) -> Planned {
    let (answers, _) = Answers::read(&rules.vocabulary, case, Day::parse("2026-11-23").unwrap()).unwrap();
    plan(rules, &answers, standard, kept)
}

/// The projected case with one value put otherwise; null takes it away.
fn with(plan: &Plan, rules: &RuleSet, fact: FactIx, year: Option<i32>, value: Value) -> Value {
    let mut case = plan.after.write(&rules.vocabulary);
    let id = &rules.vocabulary.fact(fact).id;
    match year {
        Some(year) => case["facts"][id][year.to_string()] = value,
        None => case["facts"][id] = value,
    }
    case
}

fn span(fact: &tidu_core::vocabulary::Fact, span: Option<Span>) -> Value {
    match span {
        None => Value::Null,
        Some(span) => fact.write(span),
    }
}

/// What holds of every plan whatever.
fn check(rules: &RuleSet, case: &Value, plan: &Plan) -> Result<(), TestCaseError> {
    let vocabulary = &rules.vocabulary;
    for step in &plan.before {
        check(rules, case, step)?;
    }
    let after = verdict(rules, &plan.after.write(vocabulary), plan.standard);
    prop_assert_eq!(after, plan.verdict_after, "the case after {:?}", plan.target);
    prop_assert!(after != Verdict::Unmet);
    // The round figures do as well, together, and lie no nearer than what suffices.
    let mut round = plan.after.write(vocabulary);
    for change in plan.changes.iter().chain(&plan.entails) {
        let fact = vocabulary.fact(change.fact);
        put_in(round["facts"].as_object_mut().unwrap(), &fact.id, change.year, fact.write(Span::point(change.rounded)));
        let up = change.from.is_none_or(|from| from.hi < change.to);
        prop_assert!(if up { change.rounded >= change.to } else { change.rounded <= change.to }, "{} {}", fact.id, change.rounded);
        prop_assert!(fact.kind.is_micro() || change.rounded == change.to, "{}", fact.id);
    }
    prop_assert_eq!(verdict(rules, &round, plan.standard), after, "{} by round figures", plan.target);
    let today = Day::parse(case["as_of"].as_str().unwrap()).unwrap();
    for change in &plan.changes {
        let fact = vocabulary.fact(change.fact);
        let name = format!("{} {:?} to {} on {}", fact.id, change.year, change.to, plan.target);
        // Years that are over are closed.
        prop_assert!(change.year.is_none_or(|year| year >= today.year()), "{}", name);
        prop_assert!(!change.criteria.is_empty(), "{} serves nothing", name);
        let without = verdict(rules, &with(plan, rules, change.fact, change.year, span(fact, change.from)), plan.standard);
        // Both are open where it made a share of something out of one of nothing, which no answer could.
        prop_assert!(without < after || after == Verdict::Unknown && without == after, "without {}", name);
        // A step back towards what it was, the smallest and a larger one.
        let Some(from) = change.from.filter(|_| fact.kind.is_number() || fact.kind == Kind::Choice) else { continue };
        let nearest = if change.to > from.lo { from.hi.max(from.lo) } else { from.lo };
        let towards = (nearest - change.to).signum();
        for step in [1, (nearest - change.to).abs() / 2, (nearest - change.to).abs() - 1] {
            let back = change.to + towards * step;
            if step > 0 && back != nearest && (back - change.to).abs() < (nearest - change.to).abs() {
                let less = verdict(rules, &with(plan, rules, change.fact, change.year, fact.write(Span::point(back))), plan.standard);
                prop_assert!(less < after || after == Verdict::Unknown && less == after, "{} and only {}", name, back);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn plans_hold_what_they_promise(world in world(), at in 0..5_u16) {
        let rules = rules();
        let case = told(&world, &worlds::all_told());
        let planned = planned(rules, &case, StandardIx(at), &BTreeSet::new());
        for plan in &planned.plans {
            check(rules, &case, plan)?;
        }
        prop_assert!(planned.plans.len() <= 3);
        prop_assert!(!planned.plans.is_empty() || !planned.blocked.is_empty(), "neither a way nor a reason");
    }

    #[test]
    fn half_an_answer_makes_no_false_promise((world, view) in seen(), at in 0..5_u16) {
        let rules = rules();
        let case = told(&world, &view);
        let planned = planned(rules, &case, StandardIx(at), &BTreeSet::new());
        prop_assert!(!planned.plans.is_empty() || !planned.blocked.is_empty(), "neither a way nor a reason");
        for plan in &planned.plans {
            check(rules, &case, plan)?;
            // What is not known is not changed, and what is assumed is said.
            for change in plan.changes.iter().filter(|c| c.from.is_none()) {
                prop_assert!(false, "{} is guessed", rules.vocabulary.fact(change.fact).id);
            }
        }
    }

    #[test]
    fn what_is_kept_is_left_alone(world in world(), at in 0..5_u16, which in any::<prop::sample::Index>(), for_ever: bool) {
        let rules = rules();
        let case = told(&world, &worlds::all_told());
        let free = planned(rules, &case, StandardIx(at), &BTreeSet::new());
        let key = |change: &Change| Key { fact: change.fact, year: change.year.filter(|_| !for_ever) };
        let changed: Vec<_> = free.plans.iter().flat_map(|plan| &plan.changes).map(key).collect();
        let kept: BTreeSet<_> = (!changed.is_empty()).then(|| changed[which.index(changed.len())]).into_iter().collect();
        let plans = planned(rules, &case, StandardIx(at), &kept).plans;
        let all = plans.iter().flat_map(Plan::steps).flat_map(|plan| &plan.changes);
        prop_assert!(all.into_iter().all(|change| !kept.contains(&key(change))));
    }
}

proptest! {
    // Where a part and its whole cost the same, as Class I rights do, it takes many firms to meet the wrong one.
    #![proptest_config(cases(3_000))]

    #[test]
    fn every_change_names_what_it_serves((world, view) in seen(), at in 0..5_u16) {
        let rules = rules();
        for case in [told(&world, &worlds::all_told()), told(&world, &view)] {
            let plans = planned(rules, &case, StandardIx(at), &BTreeSet::new()).plans;
            for change in plans.iter().flat_map(Plan::steps).flat_map(|plan| &plan.changes) {
                let id = &rules.vocabulary.fact(change.fact).id;
                prop_assert!(!change.criteria.is_empty(), "{} {:?} to {} serves nothing", id, change.year, change.to);
            }
        }
    }
}

/// Facts of few values, each with its means and its price.
const LEVERS: [(&str, &str, i64, i64); 4] = [("a", "money", 2, 3), ("b", "people", 3, 3), ("y", "market", 1, 3), ("p", "management", 4, 1)];

fn small_rules(chance: &mut Chance) -> RuleSet {
    let text = json!({"zh": "小", "en": "small"});
    let facts: Vec<Value> = LEVERS
        .iter()
        .map(|(id, means, effort, most)| {
            let mut fact = json!({"id": id, "section": "all", "lookup": "by_heart", "label": text, "help": text, "kind": "bool",
                "lever": {"by": "decision", "kind": means, "towards": "more", "effort": effort}});
            if *most > 1 {
                fact["kind"] = json!("count");
                fact["unit"] = json!({"zh": "个", "en": "pieces"});
                fact["max"] = json!("3");
                fact["lever"]["per"] = json!("1 个");
            }
            if *id == "y" {
                fact["yearly"] = json!(true);
            }
            fact
        })
        .collect();
    let vocabulary = json!({"id": "facts", "title": text, "source": {"certainty": "official", "checked": "2026-01-01"},
        "sections": [{"id": "all", "name": text}], "papers": [], "ladder": ["first"],
        "standards": [{"id": "first", "name": text, "short": text, "rung": 1}], "facts": facts});
    let leaf = |chance: &mut Chance| match chance.below(9) {
        0 | 1 => json!({"at_least": ["a", format!("{} 个", 1 + chance.below(3))]}),
        2 => json!({"at_least": ["b", format!("{} 个", 1 + chance.below(3))]}),
        3 => json!({"at_least": ["y", format!("{} 个", 1 + chance.below(3))]}),
        4 => json!({"at_least": [{"sum_of_years": ["y", 2]}, format!("{} 个", 2 + chance.below(4))]}),
        5 => json!({chance.pick(&["at_least", "at_most"]): [{"ratio": ["a", "b"]}, format!("{} %", chance.pick(&[50, 67, 100, 150]))]}),
        6 => json!({"at_least": [{"growth": "y"}, format!("{} %", chance.pick(&[0, 50, 100]))]}),
        7 => json!({"at_least": [{"average_growth": "y"}, format!("{} %", chance.pick(&[0, 25, 50]))]}),
        _ => json!({"holds": "p"}),
    };
    let group = |chance: &mut Chance| {
        let form = chance.pick(&["all_of", "any_of", "any_of"]);
        json!({form: [leaf(chance), leaf(chance)]})
    };
    let mut criteria = Vec::new();
    for at in 0..2 {
        let mut one = if chance.below(2) == 0 { leaf(chance) } else { group(chance) };
        one["id"] = json!(format!("c{at}"));
        one["text"] = text.clone();
        one["cite"] = json!({"article": "1", "certainty": "official"});
        criteria.push(one);
    }
    let mut sheet = json!({"id": "first", "governs": [{"from": "2020-01-01", "procedures": ["first_application", "renewal"], "certainty": "official"}]});
    if chance.below(3) == 0 {
        let indicators: Vec<Value> = (0..3)
            .map(|at| {
                let mut one = json!({"id": format!("i{at}"), "name": text, "max": 4, "cite": {"article": "1", "certainty": "official"}});
                match chance.below(2) {
                    0 => one["cases"] = json!({"when": [[leaf(chance), 4], [leaf(chance), 1]], "otherwise": 0}),
                    _ => {
                        one["bands"] = json!({"of": chance.pick(&["a", "b", "y"]), "at_least": [["3 个", 4], ["2 个", 3], ["1 个", 1]], "otherwise": 0})
                    }
                }
                one
            })
            .collect();
        sheet["score"] = json!({"max": 12, "groups": [{"id": "g", "name": text, "max": 12, "indicators": indicators}]});
        criteria.push(json!({"id": "score", "text": text, "cite": {"article": "1", "certainty": "official"},
            "score_at_least": ["total", format!("{} 分", chance.pick(&[4, 6, 8, 9]))]}));
    }
    sheet["criteria"] = json!(criteria);
    let pack = json!({"id": "small", "title": text, "issuer": text, "in_force": {"from": "2020-01-01"},
        "source": {"certainty": "official", "checked": "2026-01-01"}, "standards": [sheet]});
    let (facts, pack) = (vocabulary.to_string(), pack.to_string());
    load([("facts", facts.as_str()), ("small", pack.as_str())]).unwrap_or_else(|found| {
        panic!("{}\n{pack}", found.iter().map(|d| d.sentence(tidu_core::text::Lang::En)).collect::<Vec<_>>().join("\n"))
    })
}

/// Every plan is the cheapest of its means and among those the latest, and where there is none there is no way: tried
/// against all that could be done.
#[test]
fn nothing_cheaper_does() {
    let mut chance = Chance(0xC0FFEE);
    let (mut plans, mut ways) = (0, 0);
    for round in 0..600 {
        let rules = small_rules(&mut chance);
        let mut level = |most: usize| json!(chance.below(most + 1));
        let case = json!({"as_of": "2026-06-30", "facts": {"a": level(3), "b": level(3), "p": level(1) == json!(1),
            "y": {"2025": level(3), "2024": level(3), "2023": level(3)}}});
        let standard = StandardIx(0);
        let planned = planned(&rules, &case, standard, &BTreeSet::new());
        let number = |value: &Value| value.as_i64().unwrap();
        for target in 2026..=2028 {
            let day = if target == 2026 { "2026-06-30".to_owned() } else { format!("{target}-01-01") };
            // Everything that can be done by then, with its price by means.
            let mut possible: Vec<([i64; 4], i64)> = Vec::new();
            let stock = |id: &str, most: i64| {
                let from = if id == "p" { i64::from(case["facts"]["p"] == json!(true)) } else { number(&case["facts"][id]) };
                if target == 2026 { from..=from } else { from..=most }
            };
            let last = number(&case["facts"]["y"]["2025"]);
            let open: Vec<i32> = (2026..target).collect();
            for (a, b, p) in stock("a", 3).flat_map(|a| stock("b", 3).flat_map(move |b| stock("p", 1).map(move |p| (a, b, p)))) {
                for code in 0..4_i64.pow(open.len() as u32) {
                    let years: Vec<i64> = (0..open.len()).map(|at| code / 4_i64.pow(at as u32) % 4).collect();
                    if years.iter().any(|figure| *figure < last) {
                        continue;
                    }
                    let mut tried = case.clone();
                    tried["as_of"] = json!(day);
                    tried["facts"]["a"] = json!(a);
                    tried["facts"]["b"] = json!(b);
                    tried["facts"]["p"] = json!(p == 1);
                    for (year, figure) in open.iter().zip(&years) {
                        tried["facts"]["y"][year.to_string()] = json!(figure);
                    }
                    if matches!(verdict(&rules, &tried, standard), Verdict::Met) {
                        let base = &case["facts"];
                        let moved: i64 = years.iter().map(|figure| figure - last).sum();
                        let was = i64::from(base["p"] == json!(true));
                        let effort = [2 * (a - number(&base["a"])), 3 * (b - number(&base["b"])), moved, 4 * (p - was)];
                        // A year more for what is moved in the year before.
                        let early = years.iter().zip(&open).map(|(figure, year)| (figure - last) * i64::from(target - 1 - year)).sum();
                        possible.push((effort, early));
                    }
                }
            }
            ways += usize::from(!possible.is_empty());
            let told: Vec<&Plan> = planned.plans.iter().filter(|p| p.target.to_string() == day).collect();
            // In the order of the means: money, people, IP, market, management.
            let effort = |plan: &Plan| [0, 1, 3, 4].map(|at| (plan.effort[at] / 1_000_000_000) as i64);
            for plan in &told {
                plans += 1;
                let own = effort(plan);
                let same = |other: &[i64; 4]| other.iter().zip(&own).all(|(other, own)| *own > 0 || *other == 0);
                let ways = possible.iter().filter(|(other, _)| same(other));
                let least = ways.map(|(efforts, early)| (efforts.iter().sum::<i64>(), *early)).min();
                let early =
                    |change: &Change| change.year.map_or(0, |year| (change.to - change.from.unwrap().lo) * i64::from(target - 1 - year));
                let early = plan.changes.iter().map(early).sum();
                assert_eq!(least, Some((own.iter().sum(), early)), "round {round}, {day}, {case}");
            }
            let earlier = planned.plans.iter().any(|p| p.target.to_string() <= day);
            assert!(possible.is_empty() || earlier, "round {round}: there is a way by {day} for {case}");
            assert!(!possible.is_empty() || told.is_empty());
        }
    }
    assert!(plans > 150 && ways > 200, "{plans} plans of {ways} ways");
}

/// On the real packs nobody finds a cheaper way by chance: by the same means, with less effort, on the same day.
#[test]
fn chance_finds_nothing_cheaper() {
    let rules = rules();
    let vocabulary = &rules.vocabulary;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut chance = Chance(0x5EED);
    let (mut plans, mut ways) = (0, 0);
    for _ in 0..ENTERPRISES {
        let world = proptest::strategy::ValueTree::current(&world().new_tree(&mut runner).unwrap());
        let case = told(&world, &worlds::all_told());
        let today = Day::parse(case["as_of"].as_str().unwrap()).unwrap();
        for standard in (0..5).map(StandardIx) {
            let found = planned(rules, &case, standard, &BTreeSet::new());
            for plan in found.plans.iter().filter(|plan| !plan.changes.is_empty() && plan.before.is_empty()) {
                plans += 1;
                // What these means can move by then, with what a step takes.
                let year = |back: i32| plan.target.year() - back;
                let mut levers: Vec<(FactIx, Option<i32>, i64, i64)> = Vec::new();
                for (ix, fact) in vocabulary.iter() {
                    let Some(lever) = fact.lever.filter(|l| l.means.is_some_and(|means| plan.effort[means as usize] > 0)) else { continue };
                    let years: Vec<Option<i32>> =
                        if fact.yearly { (1..=2).map(year).filter(|y| *y >= today.year()).map(Some).collect() } else { vec![None] };
                    let worked = fact.yearly || lever.by == tidu_core::vocabulary::By::Decision || plan.target.year() > today.year() + 1;
                    if fact.kind.is_number() && worked && !fact.judged {
                        levers.extend(years.into_iter().map(|year| (ix, year, lever.weight, if lever.less { -1 } else { 1 })));
                    }
                }
                for _ in 0..TRIES {
                    let mut tried = plan.after.write(vocabulary);
                    let mut put = |fact: FactIx, year: Option<i32>, value: Value| match year {
                        Some(year) => tried["facts"][&vocabulary.fact(fact).id][year.to_string()] = value,
                        None => tried["facts"][&vocabulary.fact(fact).id] = value,
                    };
                    for change in plan.changes.iter().chain(&plan.entails) {
                        put(change.fact, change.year, span(vocabulary.fact(change.fact), change.from));
                    }
                    let mut left: i128 = plan.effort.iter().sum::<i128>() - 1;
                    // Some of the plan's own changes, whole or in part, then other levers for what is left.
                    let mut moved = BTreeSet::new();
                    for change in &plan.changes {
                        let lever = vocabulary.fact(change.fact).lever.unwrap();
                        let kind = vocabulary.fact(change.fact).kind;
                        let from = change.from.unwrap().lo;
                        let steps = if kind == Kind::Title { 1 } else { i128::from((change.to - from).abs()) };
                        if chance.below(3) > 0 && steps * i128::from(lever.weight) <= left {
                            left -= steps * i128::from(lever.weight);
                            put(change.fact, change.year, vocabulary.fact(change.fact).write(Span::point(change.to)));
                            moved.insert((change.fact, change.year));
                        }
                    }
                    for _ in 0..3 {
                        if levers.is_empty() {
                            break;
                        }
                        let (fact, year, weight, sign) = levers[chance.below(levers.len())];
                        if !moved.insert((fact, year)) {
                            continue;
                        }
                        let change = plan.changes.iter().find(|change| (change.fact, change.year) == (fact, year));
                        let known = change.and_then(|change| change.from).map(|from| from.lo);
                        let Some(from) = known.or_else(|| value_of(plan, fact, year)) else { continue };
                        let most = left / i128::from(weight);
                        let steps = if chance.below(2) == 0 { most } else { most * chance.below(1000) as i128 / 1000 };
                        let to = i128::from(from) + steps * i128::from(sign);
                        let domain = vocabulary.fact(fact).domain;
                        let to = to.clamp(i128::from(domain.lo), i128::from(domain.hi)) as i64;
                        left -= i128::from((to - from).abs()) * i128::from(weight);
                        put(fact, year, vocabulary.fact(fact).write(Span::point(to)));
                    }
                    let after = Case::read(vocabulary, &tried, plan.target).unwrap();
                    let apart = after.1.iter().any(|issue| issue.code == "exceeds_whole");
                    let reached = evaluate(rules, &after.0).of(standard).verdict;
                    ways += 1;
                    assert!(
                        apart || !matches!(reached, Verdict::Met | Verdict::NeedsReview),
                        "{} on {}: cheaper than {:?} is {tried}, for {case}",
                        vocabulary.standard(standard).id,
                        plan.target,
                        plan.changes
                    );
                }
            }
        }
    }
    assert!(plans > ENTERPRISES / 4, "{plans} plans, {ways} ways tried");
}

/// How many enterprises, and how many ways for each plan, are tried by chance.
const ENTERPRISES: usize = 100;
const TRIES: usize = 60;

/// A figure after a plan, where it is known exactly.
fn value_of(plan: &Plan, fact: FactIx, year: Option<i32>) -> Option<i64> {
    plan.after.get(Key { fact, year }).filter(|span| span.is_point()).map(|span| span.lo)
}
