//! What policies are worth, on packs made by chance: every formula against one worked out by hand for every completion, and
//! the best set against all sets there are.

use serde_json::{Map, Value, json};
use tidu_core::case::Case;
use tidu_core::compare::compare_packs;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::matching::match_policies;
use tidu_core::rules::{RuleSet, TieKind};
use tidu_core::text::Lang;
use tidu_core::vocabulary::{Fact, Kind, Span};
use tidu_core::worth::{Standing, UNBOUNDED, Worths, worths};
use tidu_core::written::{Certainty, Every};
use tidu_tests::chance::Chance;
use tidu_tests::small;

const UNIT: i64 = 1_000_000;

fn both(text: &str) -> Value {
    json!({"zh": text, "en": text})
}

fn cite() -> Value {
    json!({"article": "1", "certainty": "official"})
}

fn policy(id: usize, who: &Value, worth: &Value) -> Value {
    let mut one = json!({"id": format!("p{id}"), "title": both("policy"), "gives": both("something"), "cite": cite(),
        "strength": "entitlement", "benefit": "grant"});
    if !who.is_null() {
        one["who"] = who.clone();
    }
    if !worth.is_null() {
        one["worth"] = worth.clone();
    }
    one
}

fn rules(policies: &[Value], relations: &[Value]) -> RuleSet {
    let pack = json!({"id": "small", "title": both("small"), "in_force": {"from": "2020-01-01"},
        "source": {"certainty": "official", "checked": "2026-01-01"}, "policies": policies, "relations": relations});
    small::rules(&small::vocabulary(), &pack)
}

fn read(rules: &RuleSet, facts: &Value) -> Case {
    let (case, issues) = Case::read(&rules.vocabulary, &json!({"facts": facts}), Day::parse(small::DAY).unwrap()).unwrap();
    assert!(issues.is_empty(), "{issues:?}");
    case
}

/// A formula of money by chance; `depth` bounds it.
fn formula(chance: &mut Chance, depth: usize) -> Value {
    let some = |chance: &mut Chance| (0..1 + chance.below(3)).map(|_| formula(chance, depth - 1)).collect::<Vec<_>>();
    match if depth == 0 { chance.below(3) } else { chance.below(8) } {
        0 => json!(format!("{} 万元", chance.below(4))),
        1 => json!({"product": [chance.pick(&["a", "b", "m", "y"]), format!("{} 元", 10_000 * (1 + chance.below(2)))]}),
        2 => json!({"product": [format!("{} 万元", chance.below(4)), format!("{} %", chance.pick(&[0, 25, 150])), "2"]}),
        3 => json!({"sum": some(chance)}),
        4 => json!({"least": some(chance)}),
        5 => json!({"difference": [formula(chance, depth - 1), formula(chance, depth - 1)]}),
        6 => json!({"product": [formula(chance, depth - 1), chance.pick(&["25 %", "a", "200 %"])]}),
        _ => json!({"cases": {"when": [[condition(chance), formula(chance, depth - 1)], [condition(chance), formula(chance, depth - 1)]],
            "otherwise": formula(chance, depth - 1)}}),
    }
}

fn condition(chance: &mut Chance) -> Value {
    match chance.below(3) {
        0 => json!({"holds": "p"}),
        1 => json!({"at_least": [chance.pick(&["a", "b", "m"]), "2 个"]}),
        _ => json!({"includes": ["s", ["u"]]}),
    }
}

/// A fraction, not in its lowest terms.
type Ratio = (i128, i128);

/// What a formula comes to by its definition, with an answer to everything; a number or money in 万元.
fn by_hand(of: &Value, facts: &Value) -> Ratio {
    let part = |of: &Value| by_hand(of, facts);
    let less = |a: Ratio, b: Ratio| a.0 * b.1 < b.0 * a.1;
    if let Some(text) = of.as_str() {
        if !text.starts_with(|c: char| c.is_ascii_digit()) {
            let value = if text == "y" { &facts["y"]["2025"] } else { &facts[text] };
            return (value.as_i64().unwrap().max(0).into(), 1);
        }
        let (digits, unit) = text.split_once(' ').unwrap_or((text, ""));
        let by = match unit {
            "万元" | "" => 1,
            "元" => 10_000,
            _ => 100,
        };
        return (digits.parse().unwrap(), by);
    }
    let (key, value) = of.as_object().unwrap().iter().next().unwrap();
    let all = || value.as_array().unwrap().iter().map(part);
    match key.as_str() {
        "product" => all().fold((1, 1), |a, b| (a.0 * b.0, a.1 * b.1)),
        "sum" => all().fold((0, 1), |a, b| (a.0 * b.1 + b.0 * a.1, a.1 * b.1)),
        "least" => all().reduce(|a, b| if less(b, a) { b } else { a }).unwrap(),
        "difference" => {
            let (a, b) = (part(&value[0]), part(&value[1]));
            ((a.0 * b.1 - b.0 * a.1).max(0), a.1 * b.1)
        }
        _ => {
            let holds = |when: &Value| match when.as_object().unwrap().iter().next().unwrap() {
                (key, _) if key == "holds" => facts["p"] == true,
                (key, _) if key == "includes" => facts["s"].as_array().unwrap().contains(&json!("u")),
                (_, of) => facts[of[0].as_str().unwrap()].as_i64().unwrap() >= 2,
            };
            let cases = value["when"].as_array().unwrap();
            part(cases.iter().find(|case| holds(&case[0])).map_or(&value["otherwise"], |case| &case[1]))
        }
    }
}

fn answered(chance: &mut Chance) -> Value {
    let set = chance.pick(&["u", "v"]);
    json!({"a": chance.below(4), "b": chance.below(4), "m": chance.below(5) as i64 - 2, "y": {"2025": chance.below(4)},
        "p": chance.below(2) == 0, "s": [set]})
}

/// The worth of the only policy of some rules.
fn worth_of(rules: &RuleSet, facts: &Value) -> (Span, Vec<String>) {
    let case = read(rules, facts);
    let evaluation = evaluate(rules, &case);
    let matches = match_policies(rules, &case, &evaluation);
    let found = worths(rules, &case, &evaluation, &matches);
    let one = found.of[0].as_ref().unwrap();
    let fact = |slot: &tidu_core::vocabulary::Slot| rules.vocabulary.fact(rules.vocabulary.of_slot(*slot).0).id.clone();
    (one.span, one.waits_for.iter().map(fact).collect())
}

/// A range holds what every completion comes to and only narrows; with every answer it is the one amount.
#[test]
fn a_formula_comes_to_what_is_worked_out_by_hand() {
    let mut chance = Chance(0x51F1_5E0C_0FFE_E123);
    for round in 0..400 {
        let of = formula(&mut chance, 3);
        let rules = rules(&[policy(0, &Value::Null, &json!({"every": "year", "cite": cite(), "of": of}))], &[]);
        let whole = answered(&mut chance);
        let (num, den) = by_hand(&of, &whole);
        let law = i64::try_from((num * i128::from(UNIT)).div_euclid(den)).unwrap();
        assert_eq!(worth_of(&rules, &whole), (Span::point(law), Vec::new()), "{round}: {of} of {whole}");
        // One answer after the other is taken back.
        let mut told = whole.clone();
        let mut inner = Span::point(law);
        let mut keys: Vec<&str> = vec!["a", "b", "m", "y", "p", "s"];
        while !keys.is_empty() {
            let key = keys.swap_remove(chance.below(keys.len()));
            told.as_object_mut().unwrap().remove(key);
            let (outer, waits_for) = worth_of(&rules, &told);
            assert!(outer.contains(inner), "{round}: {of} of {told}: {outer:?} {inner:?}");
            assert!(outer.is_point() == waits_for.is_empty(), "{round}: {of} of {told}: {outer:?} {waits_for:?}");
            assert!(waits_for.iter().all(|fact| told.get(fact).is_none()), "{round}: {of} of {told}: {waits_for:?}");
            inner = outer;
        }
    }
}

/// What is known of an earlier year only is said to be of that year, and is in no sum.
#[test]
fn a_figure_of_an_earlier_year_is_stale() {
    let of = json!({"product": ["y", "1 万元"]});
    let rules = rules(&[policy(0, &Value::Null, &json!({"every": "year", "cite": cite(), "of": of}))], &[]);
    let found = |facts: Value| {
        let case = read(&rules, &facts);
        let evaluation = evaluate(&rules, &case);
        let matches = match_policies(&rules, &case, &evaluation);
        let found = worths(&rules, &case, &evaluation, &matches);
        let one = found.of[0].clone().unwrap();
        (one.span, one.stale, one.counted, found.sums.yearly.reviewed)
    };
    assert_eq!(found(json!({"y": {"2025": 2, "2024": 1}})), (Span::point(2 * UNIT), None, true, Span::point(2 * UNIT)));
    assert_eq!(found(json!({"y": {"2024": 1}})), (Span::point(UNIT), Some(2024), false, Span::point(0)));
    assert_eq!(found(json!({"y": {"2023": 3}})), (Span::point(3 * UNIT), Some(2023), false, Span::point(0)));
}

/// A set of policies, one a bit.
type Set = u32;

/// Whether a relation admits a set of those that can be had.
fn admits(relation: &Value, set: Set, live: Set) -> bool {
    let at = |id: &Value| 1 << id.as_str().unwrap()["small/p".len()..].parse::<u32>().unwrap();
    let (key, of) = relation.as_object().unwrap().iter().find(|(key, _)| *key != "cite").unwrap();
    let bits = || of.as_array().unwrap().iter().map(at);
    match key.as_str() {
        "choice" | "not_said" => bits().filter(|bit: &Set| set & bit != 0).count() <= 1,
        "requires" => set & at(&of[0]) == 0 || bits().all(|bit| set & bit != 0),
        "precedence" => bits().skip_while(|bit| live & bit == 0).skip(1).all(|bit| set & bit == 0),
        _ => true,
    }
}

/// What a set comes to with the shared caps, by period.
fn comes_to(set: Set, amounts: &[Option<(usize, Span)>], relations: &[Value]) -> [Span; 2] {
    let mut sums = [Span::point(0); 2];
    let mut add = |period: usize, span: Span| sums[period] = Span { lo: sums[period].lo + span.lo, hi: sums[period].hi + span.hi };
    let of = |n: usize| amounts[n].filter(|_| set & 1 << n != 0);
    let at = |id: &Value| id.as_str().unwrap()["small/p".len()..].parse::<usize>().unwrap();
    let mut free: Vec<usize> = (0..amounts.len()).collect();
    for cap in relations.iter().filter_map(|relation| relation.get("shared_cap")) {
        let members: Vec<usize> = cap["of"].as_array().unwrap().iter().map(at).collect();
        free.retain(|n| !members.contains(n));
        let most: i64 = cap["cap"].as_str().unwrap().split_once(' ').unwrap().0.parse::<i64>().unwrap() * UNIT;
        let (mut sum, mut period) = (Span::point(0), 0);
        for (of, span) in members.into_iter().filter_map(of) {
            (sum, period) = (Span { lo: sum.lo + span.lo, hi: sum.hi + span.hi }, of);
        }
        add(period, Span { lo: sum.lo.min(most), hi: sum.hi.min(most) });
    }
    free.into_iter().filter_map(of).for_each(|(period, span)| add(period, span));
    sums
}

/// Relations by chance among so many policies; none presupposes itself, and none is capped twice.
fn relations(chance: &mut Chance, count: usize, periods: &[usize]) -> Vec<Value> {
    let mut made: Vec<Value> = Vec::new();
    let mut capped = Vec::new();
    for _ in 0..chance.below(5) {
        let mut of: Vec<usize> = (0..count).filter(|_| chance.below(5) < 2).collect();
        of.truncate(4);
        if of.len() < 2 {
            continue;
        }
        let kind = chance.pick(&["choice", "not_said", "requires", "precedence", "shared_cap"]);
        if kind == "precedence" && chance.below(2) == 0 {
            of.reverse();
        }
        let ids: Vec<String> = of.iter().map(|n| format!("small/p{n}")).collect();
        let value = match kind {
            "shared_cap" => {
                if of.iter().any(|n| capped.contains(n) || periods[*n] != periods[of[0]]) {
                    continue;
                }
                capped.extend(&of);
                json!({"of": ids, "cap": format!("{} 万元", 1 + chance.below(5))})
            }
            _ => json!(ids),
        };
        made.push(json!({kind: value, "cite": cite()}));
    }
    made
}

/// The sums are those of the best set that the relations admit, found by looking at all sets; what is counted is admitted;
/// what waits for answers, is only “up to” or is met by nobody is in none.
#[test]
fn no_admissible_set_is_better() {
    let mut chance = Chance(0x0DD5_EED5_1234_5677);
    let mut exchanged = 0;
    for round in 0..500 {
        let (count, mixed) = (2 + chance.below(6), chance.below(3) == 0);
        let periods: Vec<usize> = (0..count).map(|_| if mixed { chance.below(2) } else { 0 }).collect();
        let kinds: Vec<usize> = (0..count).map(|_| chance.below(8)).collect();
        let ranged: Vec<bool> = (0..count).map(|_| chance.below(3) == 0).collect();
        let sizes: Vec<usize> = (0..count).map(|_| 1 + chance.below(5)).collect();
        let policies: Vec<Value> = (0..count)
            .map(|n| {
                let who = match kinds[n] {
                    0 => json!({"declared": "j"}),
                    1 => json!({"holds": "p"}),
                    2 => json!({"includes": ["s", ["u"]]}),
                    _ => Value::Null,
                };
                let amount = format!("{} 万元", sizes[n]);
                let of = if ranged[n] { json!({"product": ["a", amount]}) } else { json!(amount) };
                let every = ["year", "once"][periods[n]];
                let mut worth = json!({"every": every, "cite": cite(), "of": of});
                match kinds[n] {
                    3 => worth = Value::Null,
                    4 => worth["up_to"] = json!(true),
                    _ => {}
                }
                policy(n, &who, &worth)
            })
            .collect();
        let relations = relations(&mut chance, count, &periods);
        let rules = rules(&policies, &relations);
        // `p` is open, and nothing of `s` holds.
        let case = read(&rules, &json!({"a": {"min": 1, "max": 2}, "j": true, "s": []}));
        let evaluation = evaluate(&rules, &case);
        let matches = match_policies(&rules, &case, &evaluation);
        let found = worths(&rules, &case, &evaluation, &matches);

        let is_live = |n: usize| !matches!(kinds[n], 1 | 2);
        let amount = |n: usize| {
            let size = i64::try_from(sizes[n]).unwrap() * UNIT;
            let span = if ranged[n] { Span { lo: size, hi: 2 * size } } else { Span::point(size) };
            (is_live(n) && !matches!(kinds[n], 3 | 4)).then_some((periods[n], span))
        };
        let amounts: Vec<_> = (0..count).map(amount).collect();
        let bits = |keep: &dyn Fn(usize) -> bool| (0..count).filter(|n| keep(*n)).fold(0, |set: Set, n| set | 1 << n);
        for (live, told) in [
            (bits(&is_live), [found.sums.yearly.reviewed, found.sums.once.reviewed]),
            (bits(&|n| is_live(n) && kinds[n] != 0), [found.sums.yearly.sure, found.sums.once.sure]),
        ] {
            let admitted = |set: Set| set & !live == 0 && relations.iter().all(|relation| admits(relation, set, live));
            let totals = || (0..1 << count).filter(|set| admitted(*set)).map(|set| comes_to(set, &amounts, &relations));
            let lo = totals().map(|[a, b]| a.lo + b.lo).max().unwrap();
            let hi = totals().map(|[a, b]| a.hi + b.hi).max().unwrap();
            let sum = Span { lo: told[0].lo + told[1].lo, hi: told[0].hi + told[1].hi };
            let what = format!("{round}: {amounts:?} {relations:?}: {told:?}");
            if mixed {
                assert!(sum.contains(Span { lo, hi }), "{what}");
                // Where nothing is open, and no two sets come to the same, each period has its one sum.
                let best: Vec<[Span; 2]> = totals().filter(|[a, b]| a.hi + b.hi >= lo).collect();
                assert!(best.iter().any(|best| told[0].contains(best[0]) && told[1].contains(best[1])), "{what}");
            } else {
                assert_eq!(sum, Span { lo, hi }, "{what}");
            }
        }
        let number = |at: usize| matches[at].policy.id["small/p".len()..].parse::<usize>().unwrap();
        let counted = |at: &usize| found.of[*at].as_ref().is_some_and(|worth| worth.counted);
        let set = (0..matches.len()).filter(counted).fold(0, |set: Set, at| set | 1 << number(at));
        // What is presupposed need not have an amount.
        let live = bits(&is_live);
        let within = (0..1 << count).any(|more: Set| {
            let whole = set | more;
            let only = (0..count).all(|n| whole & 1 << n == 0 || set & 1 << n != 0 || amounts[n].is_none());
            only && whole & !live == 0 && relations.iter().all(|relation| admits(relation, whole, live))
        });
        assert!(within, "{round}: {set:b} {relations:?}");
        for one in &found.given_up {
            exchanged += 1;
            let (taken, left) = (1 << number(one.taken), 1 << number(one.left));
            assert!(set & left == 0 && live & taken != 0, "{round}: {relations:?}");
            let tied = |at: usize| one.tie.of.iter().any(|policy| rules.policies[*policy].id == matches[at].policy.id);
            assert!(tied(one.taken) && tied(one.left) && one.taken != one.left, "{round}: {relations:?}");
            assert!(matches!(one.tie.kind, TieKind::Choice) || !one.open && matches!(one.tie.kind, TieKind::Precedence));
            // It is open only where a set with what is left may come to as much as the best surely does.
            let admitted = |set: &Set| set & !live == 0 && relations.iter().all(|relation| admits(relation, *set, live));
            let total = |set: Set| comes_to(set, &amounts, &relations).map(|sum| (sum.lo, sum.hi));
            let best = (0..1 << count).filter(admitted).map(|set| total(set).iter().map(|sum| sum.0).sum::<i64>()).max().unwrap();
            let with =
                (0..1 << count).filter(admitted).filter(|set| set & left != 0).map(|set| total(set).iter().map(|sum| sum.1).sum::<i64>());
            assert!(!one.open || with.max() >= Some(best), "{round}: {relations:?}");
        }
        // Whatever has an amount and stands against what is had is told as given up, once.
        let against = |left: usize| {
            let bit = |id: &Value| 1 << id.as_str().unwrap()["small/p".len()..].parse::<u32>().unwrap();
            let sets = relations.iter().filter_map(|one| one.get("choice").or(one.get("precedence"))?.as_array());
            let sets: Vec<Set> = sets.map(|of| of.iter().fold(0, |all, id| all | bit(id))).collect();
            amounts[left].is_some() && set & 1 << left == 0 && sets.iter().any(|of| of & 1 << left != 0 && of & set != 0)
        };
        for left in 0..count {
            let told = found.given_up.iter().filter(|one| number(one.left) == left).count();
            assert!(told <= 1 && (told == 1 || !against(left)), "{round}: {left} of {set:b}: {relations:?}");
        }
        for (every, sum) in [(Every::Year, found.sums.yearly), (Every::Once, found.sums.once)] {
            let standing = found.of.iter().flatten().filter(|worth| worth.counted && worth.every == every).count();
            assert_eq!(sum.count, standing, "{round}: {relations:?}");
        }
        // What no document says is told of all that can be had.
        let untold: Vec<Set> = found.untold.iter().map(|one| one.of.iter().fold(0, |set, at| set | 1 << number(*at))).collect();
        let silent = relations.iter().filter_map(|relation| relation["not_said"].as_array());
        let named =
            |of: &Vec<Value>| of.iter().fold(0, |set: Set, id| set | 1 << id.as_str().unwrap()["small/p".len()..].parse::<u32>().unwrap());
        let law: Vec<Set> = silent.map(named).map(|of| of & live).filter(|of| of.count_ones() > 1).collect();
        assert_eq!(untold, law, "{round}: {relations:?}");
        for at in 0..matches.len() {
            let worth = found.of[at].as_ref();
            assert!(worth.is_none_or(|worth| !worth.counted || worth.standing == Standing::Sure && worth.span.hi != UNBOUNDED));
        }
    }
    assert!(exchanged > 50, "{exchanged}");
}

/// Of two that rest on the same figures the greater is the greater whatever these are; of others answers may decide.
#[test]
fn what_never_is_the_lesser_is_not_left_open() {
    let worth = |of: Value| json!({"every": "year", "cite": cite(), "of": of});
    let part = |by: &str, part: &str| worth(json!({"least": [{"product": ["a", by, part]}, {"product": ["b", "3 万元"]}]}));
    let times = |by: &str| part(by, "50 %");
    let choice = json!({"choice": ["small/p0", "small/p1"], "cite": cite()});
    let facts = json!({"a": {"min": 1, "max": 3}, "b": {"min": 1, "max": 3}});
    for (second, open) in [(times("2 万元"), false), (part("1 万元", "60 %"), false), (worth(json!("1 万元")), true)] {
        let rules = rules(&[policy(0, &Value::Null, &times("1 万元")), policy(1, &Value::Null, &second)], std::slice::from_ref(&choice));
        let case = read(&rules, &facts);
        let evaluation = evaluate(&rules, &case);
        let matches = match_policies(&rules, &case, &evaluation);
        let found = worths(&rules, &case, &evaluation, &matches);
        let [one] = found.given_up.as_slice() else { panic!("{:?}", found.given_up) };
        assert_eq!((matches[one.taken].policy.id.as_str(), one.open), ("small/p1", open));
    }
}

/// What is found for some policies and relations, with the ids of the matches.
fn found(policies: &[Value], relations: &[Value], facts: &Value, then: impl FnOnce(&Worths<'_>, &[&str])) {
    let rules = rules(policies, relations);
    let case = read(&rules, facts);
    let evaluation = evaluate(&rules, &case);
    let matches = match_policies(&rules, &case, &evaluation);
    let ids: Vec<&str> = matches.iter().map(|one| one.policy.id.as_str()).collect();
    then(&worths(&rules, &case, &evaluation, &matches), &ids);
}

fn gives(every: &str, of: &Value) -> Value {
    json!({"every": every, "cite": cite(), "of": of})
}

/// Of equals the first is had, and that it could as well be the other is told.
#[test]
fn of_equals_the_first_is_had() {
    let [one, two] = [0, 1].map(|n| policy(n, &Value::Null, &gives("year", &json!("2 万元"))));
    found(&[one, two], &[json!({"choice": ["small/p0", "small/p1"], "cite": cite()})], &json!({}), |found, ids| {
        let [left] = found.given_up.as_slice() else { panic!("{:?}", found.given_up) };
        assert_eq!((ids[left.taken], ids[left.left], left.open), ("small/p0", "small/p1", true));
        assert_eq!((found.sums.yearly.count, found.sums.yearly.reviewed), (1, Span::point(2 * UNIT)));
    });
}

/// A part of the best set that may come to as much takes nothing from what the rest of it surely gives.
#[test]
fn what_is_had_anyway_is_not_in_doubt() {
    let yearly = policy(0, &Value::Null, &gives("year", &json!({"product": ["a", "2 万元"]})));
    let once = policy(1, &Value::Null, &gives("once", &json!("1 万元")));
    let requires = json!({"requires": ["small/p1", "small/p0"], "cite": cite()});
    found(&[yearly, once], &[requires], &json!({"a": {"min": 1, "max": 2}}), |found, _| {
        assert_eq!(found.sums.once.reviewed, Span::point(UNIT));
        assert_eq!(found.sums.yearly.reviewed, Span { lo: 2 * UNIT, hi: 4 * UNIT });
        assert!(found.given_up.is_empty());
    });
}

/// What is told in no place of its own for a better one is given up for it, and its amount is no doubt about that.
#[test]
fn what_yields_is_given_up() {
    let mut lesser = policy(0, &Value::Null, &gives("year", &json!("1 万元")));
    lesser["yields_to"] = json!(["small/p1"]);
    let better = policy(1, &Value::Null, &gives("year", &json!("2 万元")));
    found(&[lesser, better], &[json!({"choice": ["small/p0", "small/p1"], "cite": cite()})], &json!({}), |found, ids| {
        let [left] = found.given_up.as_slice() else { panic!("{:?}", found.given_up) };
        assert_eq!((ids[left.taken], ids[left.left], left.open), ("small/p1", "small/p0", false));
    });
}

/// An amount that may be anything is not told; one that is something at least is, and so is one that nothing exceeds.
#[test]
fn an_amount_that_may_be_anything_is_none() {
    let rules = tidu_core::packs::built_in().unwrap();
    let of = |facts: Value| {
        let (case, _) = Case::read(&rules.vocabulary, &json!({"facts": facts}), Day::parse("2026-11-27").unwrap()).unwrap();
        let evaluation = evaluate(&rules, &case);
        let matches = match_policies(&rules, &case, &evaluation);
        let found = worths(&rules, &case, &evaluation, &matches);
        found.of.iter().flatten().map(|worth| (worth.span, worth.is_told())).collect::<Vec<_>>()
    };
    let mut kinds = [0; 3];
    let least = |(_, fact): (_, &Fact)| (fact.id.clone(), if fact.yearly { json!({"2025": {"min": 100}}) } else { json!({"min": 100}) });
    let least: Map<String, Value> = rules.vocabulary.iter().filter(|(_, fact)| fact.kind == Kind::Money).map(least).collect();
    for facts in [json!({}), json!(least), json!({"rd_expense": {"2025": 100}})] {
        for (span, told) in of(facts) {
            assert_eq!(told, span.hi < UNBOUNDED || span.lo >= 1, "{span:?}");
            kinds[if span.hi < UNBOUNDED { 0 } else { 1 + usize::from(span.lo > 0) }] += 1;
        }
    }
    assert!(kinds.iter().all(|count| *count > 0), "{kinds:?}");
}

/// A share that was answered is so many hundredths.
#[test]
fn a_share_is_taken_as_hundredths() {
    let mut vocabulary = small::vocabulary();
    let mut share = vocabulary["facts"][0].clone();
    share["id"] = json!("share");
    share["kind"] = json!("percent");
    share.as_object_mut().unwrap().retain(|key, _| key != "unit" && key != "max");
    vocabulary["facts"].as_array_mut().unwrap().push(share);
    let of = policy(0, &Value::Null, &gives("year", &json!({"product": ["8 万元", "share"]})));
    let pack = json!({"id": "small", "title": both("small"), "in_force": {"from": "2020-01-01"},
        "source": {"certainty": "official", "checked": "2026-01-01"}, "policies": [of]});
    assert_eq!(worth_of(&small::rules(&vocabulary, &pack), &json!({"share": 12.5})).0, Span::point(UNIT));
}

/// A changed number of a formula is told among what changed of a pack.
#[test]
fn a_changed_formula_is_told() {
    let pack = |of: &str| {
        let worth = json!({"every": "once", "cite": cite(), "of": {"least": [of, "9 万元"]}});
        json!({"id": "small", "title": both("small"), "source": {"certainty": "official", "checked": "2026-01-01"},
            "policies": [policy(0, &Value::Null, &worth)]})
    };
    let told = compare_packs(&tidu_tests::row::rules().vocabulary, &pack("1 万元"), &pack("2 万元"), Lang::En);
    let [change] = told.changes.as_slice() else { panic!("{:?}", told.changes) };
    let found = (change.what, change.place.as_str(), &change.from, &change.to);
    assert_eq!(found, ("amount", "policies[p0].worth.of.least[0]", &json!("1 万元"), &json!("2 万元")));
}

/// An amount is as sure as the least sure of what it rests on: its formula, the rate of tax in it; and so is the sum of several.
#[test]
fn an_amount_is_as_sure_as_what_it_rests_on() {
    let rules = tidu_tests::row::rules();
    let maker: Value = serde_json::from_str(include_str!("../companies/precision-maker.json")).expect("JSON");
    let (case, _) = Case::read(&rules.vocabulary, &maker, Day::parse("2026-11-23").expect("a day")).expect("a case");
    let evaluation = evaluate(rules, &case);
    let matches = match_policies(rules, &case, &evaluation);
    let found = worths(rules, &case, &evaluation, &matches);
    let sure = |id: &str| {
        let (_, worth) = matches.iter().zip(&found.of).find(|(one, _)| one.policy.id == id).expect(id);
        let worth = worth.as_ref().expect("it has a formula");
        (worth.gives.cite.certainty, worth.certainty())
    };
    // The formula of 44号 was seen in its official wording; the rate of a high-tech enterprise, by which it is reckoned, was not.
    assert_eq!(sure("cn/mof-sta-2023-44/super_deduction"), (Certainty::Official, Certainty::Secondary));
    assert_eq!(sure("cn/mof-sta-2023-7/super_deduction"), (Certainty::Secondary, Certainty::Secondary));
    assert_eq!(sure("cn/mof-2026-2/equipment_renewal_loan"), (Certainty::Official, Certainty::Official));
    assert_eq!((found.certainty(Every::Year), found.certainty(Every::Once)), (Certainty::Secondary, Certainty::Official));
}
