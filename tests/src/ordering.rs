//! The order of the questions, computed: over many firms, on the exact engine, one step ahead.
//!
//! The problem is known as evaluating a Boolean function over a sample at the least cost. What a question is good for is what
//! it spares: the trouble of the questions that would still have to be asked, before its answer and after it. The
//! question is taken that spares most for its own trouble, on the average of the firms it is asked of; then the next, each
//! firm having answered. Firms go through the table as the page does, so the next question counts only firms that
//! come to it.

use crate::player::{Table, answers_to, cost};
use tidu_core::case::Case;
use tidu_core::evaluate::evaluate;
use tidu_core::matching::match_policies;
use tidu_core::questions::{NextQuestion, Purpose, questions_in_order};
use tidu_core::rules::RuleSet;
use tidu_core::vocabulary::{Lookup, Vocabulary};

/// How many questions the first round has at most.
pub const FIRST_ROUND: usize = 12;

/// A firm on its way.
struct Asked<'t> {
    truth: &'t Case,
    case: Case,
    /// Which values it has been asked for exactly, or could not tell.
    done: Vec<bool>,
    /// What is open, in order.
    open: Vec<NextQuestion>,
}

/// What a value that is still open is worth: the more hangs on it, the sooner it is to be spared.
fn weight(purpose: Purpose) -> usize {
    match purpose {
        Purpose::NextRung => 12,
        Purpose::Standard => 6,
        Purpose::Criterion => 3,
        Purpose::Policy => 1,
    }
}

impl<'t> Asked<'t> {
    fn new(rules: &RuleSet, truth: &'t Case, policies: bool) -> Asked<'t> {
        let case = Case::empty(&rules.vocabulary, truth.as_of);
        let mut firm = Asked { truth, case, done: vec![false; rules.vocabulary.slot_count()], open: Vec::new() };
        firm.open = firm.open_after(rules, &firm.case, &firm.done, policies);
        firm
    }

    fn open_after(&self, rules: &RuleSet, case: &Case, done: &[bool], policies: bool) -> Vec<NextQuestion> {
        let evaluation = evaluate(rules, case);
        let matches = if policies { match_policies(rules, case, &evaluation) } else { Vec::new() };
        let table = Table { rules, case, evaluation: &evaluation, matches: &matches, asked: done };
        let open = questions_in_order(rules, case, &evaluation, |a| table.is_wanted(a), &matches);
        let unasked = open.into_iter().filter_map(|mut question| {
            question.slots.retain(|slot| !done[slot.0 as usize]);
            (!question.slots.is_empty()).then_some(question)
        });
        unasked.collect()
    }

    /// What is known once a question is answered, and what is open then.
    fn after(&self, rules: &RuleSet, question: &NextQuestion, policies: bool) -> (Case, Vec<bool>, Vec<NextQuestion>) {
        let (mut case, mut done) = (self.case.clone(), self.done.clone());
        for (slot, span) in answers_to(rules, &self.case, self.truth, question) {
            done[slot.0 as usize] = span.is_point() || !question.first_round;
            case.set(&rules.vocabulary, slot, span);
        }
        let open = self.open_after(rules, &case, &done, policies);
        (case, done, open)
    }

    fn answer(&mut self, rules: &RuleSet, question: &NextQuestion, policies: bool) {
        (self.case, self.done, self.open) = self.after(rules, question, policies);
    }
}

/// The trouble that what is open would be.
fn trouble(rules: &RuleSet, open: &[NextQuestion]) -> usize {
    open.iter().map(|question| cost(rules, question, false) * weight(question.purpose)).sum()
}

/// Whether all of a question is known by heart, a range of it at least.
pub fn by_heart(vocabulary: &Vocabulary, question: usize) -> bool {
    let mut facts = vocabulary.questions[question].facts.iter().map(|fact| vocabulary.fact(*fact));
    facts.all(|fact| (fact.lookup == Lookup::ByHeart || fact.rough) && !fact.judged)
}

/// The question that spares most for its trouble, among those that firms come to next.
fn best<'q>(
    rules: &RuleSet,
    firms: &'q [Asked<'_>],
    policies: bool,
    next: impl Fn(&'q Asked<'_>) -> Vec<&'q NextQuestion>,
) -> Option<usize> {
    let mut spared: Vec<(usize, usize)> = vec![(0, 0); rules.vocabulary.questions.len()];
    for firm in firms {
        let before = trouble(rules, &firm.open);
        for question in next(firm) {
            let (_, _, open) = firm.after(rules, question, policies);
            let entry = &mut spared[question.question];
            entry.0 += before.saturating_sub(trouble(rules, &open));
            entry.1 += cost(rules, question, question.first_round);
        }
    }
    let of = |at: &usize| (spared[*at].0 as f64 / spared[*at].1.max(1) as f64, spared[*at].0);
    (0..spared.len()).filter(|at| spared[*at].0 > 0).max_by(|a, b| of(a).partial_cmp(&of(b)).unwrap_or(std::cmp::Ordering::Equal))
}

/// Writes the first round into the rules, one question after the other.
pub fn first_round(rules: &mut RuleSet, truths: &[Case]) {
    let all: Vec<usize> = (0..rules.vocabulary.questions.len()).filter(|at| by_heart(&rules.vocabulary, *at)).collect();
    rules.vocabulary.first_round = all;
    let mut firms: Vec<Asked<'_>> = truths.iter().map(|truth| Asked::new(rules, truth, true)).collect();
    let mut round = Vec::new();
    while round.len() < FIRST_ROUND {
        let found = best(rules, &firms, true, |firm| firm.open.iter().filter(|q| q.first_round && !round.contains(&q.question)).collect());
        let Some(found) = found else { break };
        round.push(found);
        for firm in &mut firms {
            if let Some(question) = firm.open.iter().find(|q| q.first_round && q.question == found).cloned() {
                firm.answer(rules, &question, true);
            }
        }
    }
    rules.vocabulary.first_round = round;
}

/// Writes the order after the first round into the rules.
pub fn then(rules: &mut RuleSet, truths: &[Case], policies: bool) {
    rules.vocabulary.then = Vec::new();
    let mut firms: Vec<Asked<'_>> = truths.iter().map(|truth| Asked::new(rules, truth, policies)).collect();
    loop {
        // Each firm goes on by the table until it comes to what has no place yet.
        let placed = &rules.vocabulary.then;
        for firm in &mut firms {
            loop {
                let first = firm.open.first();
                let Some(purpose) = first.map(|q| q.purpose) else { break };
                let next = firm.open.iter().find(|q| q.first_round || q.purpose == purpose && placed.contains(&q.question)).cloned();
                let Some(question) = next else { break };
                firm.answer(rules, &question, policies);
            }
        }
        let found = best(rules, &firms, policies, |firm| {
            let purpose = firm.open.first().map(|q| q.purpose);
            firm.open.iter().filter(|q| Some(q.purpose) == purpose).collect()
        });
        match found {
            Some(found) => rules.vocabulary.then.push(found),
            None => break,
        }
    }
}
