//! Needs: each that can be named is answered by something in force, or it is said that nothing is known.

use super::{FIRM, TODAY, read_case};
use std::collections::BTreeSet;
use tidu_core::evaluate::evaluate;
use tidu_core::report::matching::match_report;
use tidu_core::text::Lang;
use tidu_tests::row::{Table, case, rules};

/// What is answered in Donghu on the day, by policies whose force was verified; the plan is over, and what the city and
/// the province give was not seen to run.
const ANSWERED: [&str; 8] = ["financing", "guarantee", "procurement", "taxes", "equipment", "payment", "hiring", "patents"];

#[test]
fn each_need_is_answered_or_said_to_be_unanswered() {
    let mut table = Table::default();
    let needs = rules().vocabulary.find("needs").map(|fact| rules().vocabulary.fact(fact).options.as_slice()).expect("needs");
    table.row("so many", needs.len(), 22);
    for need in needs.iter().map(|option| option.id.as_str()) {
        // Small, and what it may have, borrow, buy or file is not answered yet.
        let line = format!(
            "{FIRM}; staff 30; taxable_income 50; loans ?; investments ?; customers ?; patent_plans ?; employment ?; listing_progress ?; needs [{need}]"
        );
        let case = read_case(&case(TODAY, &line));
        let evaluation = evaluate(rules(), &case);
        let report = match_report(rules(), &case, &[], &evaluation, Lang::Zh);
        let law = if ANSWERED.contains(&need) { vec![] } else { vec![need.to_owned()] };
        table.row(format!("{need} is unanswered"), report.unanswered_needs, law);
        let option = needs.iter().position(|option| option.id == need).unwrap_or_default();
        let answers: BTreeSet<&str> =
            report.policies.iter().filter(|p| ["now", "after_answers"].contains(&p.usable)).map(|p| p.id.as_str()).collect();
        let answered = rules().policies.iter().any(|p| p.needs & (1 << option) != 0 && answers.contains(p.id.as_str()));
        table.row(format!("{need} is answered"), answered, ANSWERED.contains(&need));
    }
    // What was not named is not missed.
    let case = read_case(&case(TODAY, FIRM));
    let evaluation = evaluate(rules(), &case);
    table.row("none named", match_report(rules(), &case, &[], &evaluation, Lang::Zh).unanswered_needs, Vec::new());
    table.end("needs");
}
