//! The order of the questions, computed: over many firms, on the exact engine, one step ahead.
//!
//! The problem is known as evaluating a Boolean function over a sample at the least cost. What a question is good for is what
//! it spares: the trouble of the questions that would still have to be asked, before its answer and after it. The
//! question is taken that spares most for its own trouble, on the average of the firms it is asked of; then the next, each
//! firm having answered. Firms go through the table as the page does, so the next question counts only firms that
//! come to it.

use crate::player::{Table, answers_to, cost};
use std::collections::{BTreeMap, HashMap};
use tidu_core::case::Case;
use tidu_core::evaluate::evaluate;
use tidu_core::matching::match_policies;
use tidu_core::questions::{NextQuestion, Purpose, questions_in_order, screen_of};
use tidu_core::rules::RuleSet;
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::{Kind, Lookup, Slot, Vocabulary};

/// How many questions the first round has at most.
pub const FIRST_ROUND: usize = 12;

/// What the first picture is made of, as it was asked for: where one stands, what speaks against it, whom it concerns, how
/// large one is, and what one finds out. Which comes first is computed.
const PICTURE: [&str; 8] = ["titles_held", "circumstances_3y", "region", "industry", "staff", "operating_revenue", "rd_expense", "patents"];

/// Of how many firms the order is computed.
pub const FIRMS: u64 = 1_000;

/// Of how many of them where policies count too, which takes longer.
pub const FIRMS_FOR_FIRST_ROUND: usize = 100;

/// A firm on its way.
struct Asked<'t> {
    truth: &'t Case,
    case: Case,
    /// Which values it has been asked for exactly, or could not tell.
    done: Vec<bool>,
    /// What is open, in order.
    open: Vec<NextQuestion>,
}

/// What it is worth to spare a question: the more hangs on it, the sooner it would be asked. The first picture shows what fits
/// beside where one stands, so there policies weigh as much.
fn weight(purpose: Purpose, with_policies: bool) -> usize {
    match purpose {
        Purpose::NextRung => 4,
        Purpose::Standard => 2,
        Purpose::Criterion => 1,
        Purpose::Policy if with_policies => 3,
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
fn trouble(rules: &RuleSet, open: &[NextQuestion], policies: bool) -> usize {
    open.iter().map(|question| cost(rules, question, false) * weight(question.purpose, policies)).sum()
}

/// Whether all of a question is known by heart, a range of it at least.
pub fn by_heart(vocabulary: &Vocabulary, question: usize) -> bool {
    let mut facts = vocabulary.questions[question].facts.iter().map(|fact| vocabulary.fact(*fact));
    // Until which day a title is valid stands on a certificate; a day of foundation comes near to a name.
    facts.all(|fact| (fact.lookup == Lookup::ByHeart || fact.rough) && !fact.judged && !matches!(fact.kind, Kind::Title | Kind::Date))
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
        let before = trouble(rules, &firm.open, policies);
        for question in next(firm) {
            let (_, _, open) = firm.after(rules, question, policies);
            let own = cost(rules, question, question.first_round);
            let left = trouble(rules, &open, policies) + own * weight(question.purpose, policies);
            let entry = &mut spared[question.question];
            entry.0 += before.saturating_sub(left);
            entry.1 += own;
        }
    }
    // Where nothing is spared, the cheapest first.
    let of = |at: &usize| (spared[*at].0 as f64 / spared[*at].1 as f64, -(spared[*at].1 as f64));
    let asked = (0..spared.len()).filter(|at| spared[*at].1 > 0);
    asked.max_by(|a, b| of(a).partial_cmp(&of(b)).unwrap_or(std::cmp::Ordering::Equal))
}

/// Writes the first round into the rules, one question after the other.
pub fn first_round(rules: &mut RuleSet, truths: &[Case]) {
    let questions = rules.vocabulary.questions.iter().enumerate();
    rules.vocabulary.first_round = questions.filter(|(_, question)| PICTURE.contains(&question.id.as_str())).map(|(at, _)| at).collect();
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

/// Writes the order after the first round into the rules, as far as the ladder asks.
pub fn then(rules: &mut RuleSet, truths: &[Case]) {
    rules.vocabulary.then = Vec::new();
    let firms = truths.iter().map(|truth| Asked::new(rules, truth, false)).collect();
    place(rules, firms, false);
}

/// Adds what only policies ask, of firms that have answered what the ladder asks; last what none of them was asked.
pub fn policies(rules: &mut RuleSet, truths: &[Case]) {
    let mut firms: Vec<Asked<'_>> = truths.iter().map(|truth| Asked::new(rules, truth, false)).collect();
    for firm in &mut firms {
        while let Some(question) = firm.open.first().cloned() {
            firm.answer(rules, &question, false);
        }
        firm.open = firm.open_after(rules, &firm.case, &firm.done, true);
    }
    place(rules, firms, true);
    let vocabulary = &mut rules.vocabulary;
    let is_left = |at: &usize| screen_of(vocabulary, *at) == *at && !vocabulary.then.contains(at) && !vocabulary.first_round.contains(at);
    let left: Vec<usize> = (0..vocabulary.questions.len()).filter(is_left).collect();
    vocabulary.then.extend(left);
}

/// Gives one question after the other its place, as long as firms come to any without.
fn place(rules: &mut RuleSet, mut firms: Vec<Asked<'_>>, policies: bool) {
    loop {
        // Each firm goes on by the table until it comes to what has no place yet.
        let placed = &rules.vocabulary.then;
        for firm in &mut firms {
            loop {
                let purpose = firm.open.first().map(|question| question.purpose);
                let is_placed = |q: &&NextQuestion| q.first_round || Some(q.purpose) == purpose && placed.contains(&q.question);
                let Some(question) = firm.open.iter().find(is_placed).cloned() else { break };
                firm.answer(rules, &question, policies);
            }
        }
        let found = best(rules, &firms, policies, |firm| {
            let purpose = firm.open.first().map(|question| question.purpose);
            firm.open.iter().filter(|question| Some(question.purpose) == purpose).collect()
        });
        match found {
            Some(found) => rules.vocabulary.then.push(found),
            None => break,
        }
    }
}

/// Writes the textbook's order for a conjunction of independent tests into the rules: by cost over the chance that the
/// answer alone brings a criterion down or settles a standard.
pub fn by_chance(rules: &mut RuleSet, truths: &[Case]) {
    let criteria = |case: &Case| -> usize {
        let evaluation = evaluate(rules, case);
        let all = evaluation.assessments.iter().flat_map(|a| a.sheets());
        all.flat_map(|(sheet, outcome)| sheet.criteria.iter().map(move |node| outcome.node(*node)))
            .filter(|verdicts| verdicts.verdict() == Verdict::Unmet)
            .count()
    };
    let mut ratio: Vec<(f64, usize)> = Vec::new();
    let blank: Vec<Asked<'_>> = truths.iter().map(|truth| Asked::new(rules, truth, false)).collect();
    for at in 0..rules.vocabulary.questions.len() {
        let (mut taken, mut turned) = (0, 0);
        for firm in &blank {
            for question in firm.open.iter().filter(|q| q.question == at) {
                let (case, ..) = firm.after(rules, question, false);
                taken += cost(rules, question, false);
                turned += usize::from(criteria(&case) > criteria(&firm.case));
            }
        }
        ratio.push((taken as f64 / (turned as f64 + 0.5), at));
    }
    ratio.sort_by(|a, b| a.0.total_cmp(&b.0));
    rules.vocabulary.then = ratio.into_iter().map(|(_, at)| at).collect();
}

/// The least that any way of asking could cost, on the average of these firms, until the next rung is settled: by trying all
/// ways, each situation once. For small rules only.
pub fn optimum(rules: &RuleSet, truths: &[Case]) -> f64 {
    let firms: Vec<Asked<'_>> = truths.iter().map(|truth| Asked::new(rules, truth, false)).collect();
    let all: Vec<usize> = (0..firms.len()).collect();
    let start = Case::empty(&rules.vocabulary, truths[0].as_of);
    least(rules, &firms, &start, &all, &mut HashMap::new()) as f64 / firms.len() as f64
}

/// The least cost for all of these firms together, which have answered alike so far.
fn least(rules: &RuleSet, firms: &[Asked<'_>], case: &Case, alike: &[usize], known: &mut HashMap<Vec<(i64, i64)>, usize>) -> usize {
    let slots = || (0..rules.vocabulary.slot_count()).map(|at| Slot(u16::try_from(at).unwrap_or(u16::MAX)));
    let key: Vec<(i64, i64)> = slots().map(|slot| (case.span(slot).lo, case.span(slot).hi)).collect();
    if let Some(cost) = known.get(&key) {
        return *cost;
    }
    let done = vec![false; rules.vocabulary.slot_count()];
    let open = firms[alike[0]].open_after(rules, case, &done, false);
    let mut best = None;
    for question in open.iter().filter(|q| q.purpose == Purpose::NextRung) {
        let mut groups: BTreeMap<Vec<i64>, Vec<usize>> = BTreeMap::new();
        for firm in alike {
            groups.entry(question.slots.iter().map(|slot| firms[*firm].truth.span(*slot).lo).collect()).or_default().push(*firm);
        }
        let mut sum = cost(rules, question, false) * alike.len();
        for group in groups.values() {
            let mut then = case.clone();
            for slot in &question.slots {
                then.set(&rules.vocabulary, *slot, firms[group[0]].truth.span(*slot));
            }
            sum += least(rules, firms, &then, group, known);
        }
        best = Some(best.map_or(sum, |best: usize| best.min(sum)));
    }
    let best = best.unwrap_or(0);
    known.insert(key, best);
    best
}
