//! How the cost of matching grows with the number of policies, for one enterprise. The measures of the district's plan
//! are repeated under new ids until there are a hundred, a thousand, ten thousand and a hundred thousand of them.
//!
//! `cargo bench -p tidu-core --bench matching` prints nanoseconds a policy and the ratio to the smallest size; beside
//! it stand the verdicts alone, which is what matching cannot do without. Nothing is asserted of time. Without
//! `--bench` only the agreement of packs and copies is checked.

use serde_json::{Value, json};
use std::hint::black_box;
use std::time::{Duration, Instant};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::{Evaluation, evaluate};
use tidu_core::matching::{Match, match_policies};
use tidu_core::packs::{BUILT_IN, load};
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;

const PLAN: &str = "cn-jx-nc-donghu/2022-60";
const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];
/// How often each size is timed; the least counts, for what else the machine did only adds.
const ROUNDS: usize = 12;
const ROUND: Duration = Duration::from_millis(40);

fn main() {
    let case = |rules: &RuleSet| {
        let today = Day::parse("2024-06-30").expect("a day");
        Case::read(&rules.vocabulary, &enterprise(), today).expect("a case").0
    };
    // Copies stand for packs: both come to the same.
    let packs = from_packs(1_000);
    let copies = copied(&packs, 1_000);
    let (of_packs, of_copies) = (case(&packs), case(&copies));
    let (by_packs, by_copies) = (evaluate(&packs, &of_packs), evaluate(&copies, &of_copies));
    let tell = |m: &Match<'_>| {
        (m.policy.strength, m.verdict, m.in_force, m.usable, m.opens_with, m.needed, m.policy.title.get(Lang::Zh).to_owned())
    };
    let told = |mut matches: Vec<Match<'_>>| {
        matches.sort_by_key(|m| (m.usable, m.policy.strength, !m.needed, m.policy.title.get(Lang::Zh).to_owned()));
        matches.iter().map(tell).collect::<Vec<_>>()
    };
    let matches = told(match_policies(&packs, &of_packs, &by_packs));
    assert_eq!(matches.len(), 1_000);
    assert_eq!(matches, told(match_policies(&copies, &of_copies, &by_copies)));
    println!("packs and copies agree on 1000 policies");
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }

    println!("\n{:>9} {:>14} {:>12} {:>9} {:>16} {:>9}", "policies", "least µs", "ns a policy", "ratio", "verdicts alone", "ratio");
    let mut smallest = None;
    for size in SIZES {
        let rules = copied(&packs, size);
        let case = case(&rules);
        let evaluation = evaluate(&rules, &case);
        let whole = least(size, || drop(black_box(match_policies(&rules, black_box(&case), &evaluation))));
        let alone = least(size, || verdicts(&rules, black_box(&case), &evaluation));
        let (first, first_alone) = *smallest.get_or_insert((whole, alone));
        println!(
            "{size:>9} {:>14.1} {whole:>12.1} {:>9.2} {alone:>16.1} {:>9.2}",
            whole * size as f64 / 1e3,
            whole / first,
            alone / first_alone
        );
    }
}

/// Nanoseconds a policy in the best of all rounds.
fn least(size: usize, mut run: impl FnMut()) -> f64 {
    let mut least = f64::INFINITY;
    for _ in 0..ROUNDS {
        let (start, mut runs) = (Instant::now(), 0);
        while runs == 0 || start.elapsed() < ROUND {
            run();
            runs += 1;
        }
        least = least.min(start.elapsed().as_nanos() as f64 / (runs * size) as f64);
    }
    least
}

/// Whom each policy is for, and nothing else.
fn verdicts(rules: &RuleSet, case: &Case, evaluation: &Evaluation<'_>) {
    for policy in &rules.policies {
        black_box(policy.who.evaluate(case, evaluation.size, &evaluation.assessments));
    }
}

/// The text of a built-in pack.
fn built_in(id: &str) -> &'static str {
    BUILT_IN.iter().find(|(known, _)| *known == id).map(|(_, json)| *json).expect("a built-in pack")
}

/// The vocabulary, the size standard, and so many policies in packs shaped like the plan's.
fn from_packs(policies: usize) -> RuleSet {
    let plan: Value = serde_json::from_str(built_in(PLAN)).expect("JSON");
    let of_plan = plan["policies"].as_array().expect("policies");
    let mut packs: Vec<(String, String)> =
        ["facts", "cn/miit-2011-300"].map(|id| (id.to_owned(), built_in(id).to_owned())).into_iter().collect();
    for at in 0..policies.div_ceil(of_plan.len()) {
        let mut pack = plan.clone();
        let id = format!("{PLAN}-{at}");
        pack["id"] = json!(id);
        let run = of_plan.iter().take(policies - at * of_plan.len());
        pack["policies"] = run.cloned().collect();
        packs.push((id, pack.to_string()));
    }
    load(packs.iter().map(|(id, json)| (id.as_str(), json.as_str()))).expect("no fault")
}

/// The same rules with so many policies, the first ones repeated under new ids.
fn copied(rules: &RuleSet, policies: usize) -> RuleSet {
    let mut out = rules.clone();
    let of_plan = serde_json::from_str::<Value>(built_in(PLAN)).expect("JSON")["policies"].as_array().map_or(0, Vec::len);
    out.policies = (0..policies)
        .map(|at| {
            let mut policy = rules.policies[at % of_plan].clone();
            policy.id = format!("{PLAN}/{at}");
            policy.who.id.clone_from(&policy.id);
            policy
        })
        .collect();
    out
}

/// An SRDI SME of the district in the plan's period, with two answers missing.
fn enterprise() -> Value {
    json!({ "as_of": "2024-06-30", "facts": {
        "region": "360102", "registered_in_china": true, "legal_person": true, "industry": "industry", "staff": 126,
        "operating_revenue": { "2023": 5200.5, "2022": 4800, "2021": 4410 }, "total_assets": { "2023": 4800 },
        "rd_expense": { "2023": 310, "2022": 280, "2021": 260 }, "taxable_income": { "2023": 260 }, "restricted_product": false,
        "vat_taxpayer": "general", "title_innovative_sme": "2026-05-31", "title_srdi_sme": "2026-10-31", "title_little_giant": "none",
        "high_tech_enterprise": "2025-12-01", "sectors": ["manufacturing", "big_data"], "needs": ["financing", "digital"] } })
}
