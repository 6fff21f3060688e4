//! Which answers could still change a verdict, the most telling first.

use crate::case::Case;
use crate::evaluate::{Assessment, Evaluation, Outcome};
use crate::limits::position;
use crate::matching::{InForce, Match, Use, WindowState};
use crate::order::{distinct, sort_by};
use crate::rules::*;
use crate::verdict::Verdict;
use crate::vocabulary::{FactIx, Slot, Vocabulary};
use crate::worth::waits_for;

/// What the whole verdict weighs; it is shared out among what could decide it.
const WHOLE: u64 = 1 << 40;

/// The facts whose answer could still change the verdict of an assessment, most telling first; among equals the
/// one that is cheapest to look up, then the vocabulary's order. Empty once the verdict is met or unmet. What bears on
/// one of them only because something follows from it is not among them, unless it is asked first: see [`asked_for`].
pub fn missing(rules: &RuleSet, case: &Case, evaluation: &Evaluation<'_>, assessment: &Assessment<'_>) -> Vec<FactIx> {
    missing_beside(rules, (case, case), evaluation, assessment)
}

/// The same where what was asked first stands in another case than what followed from it.
pub(crate) fn missing_beside(
    rules: &RuleSet,
    (case, asked): (&Case, &Case),
    evaluation: &Evaluation<'_>,
    assessment: &Assessment<'_>,
) -> Vec<FactIx> {
    let mut weigher = Weigher { asked, ..Weigher::new(rules, case, evaluation) };
    if !matches!(assessment.verdict, Verdict::Met | Verdict::Unmet) {
        weigher.assessment(assessment, WHOLE);
    }
    weigher.facts()
}

/// The values to ask for where one is open: those that are asked first and have no answer yet, if it may follow from
/// them, else itself. Who has answered it is not asked for what it follows from.
pub fn asked_for(vocabulary: &Vocabulary, case: &Case, slot: Slot) -> Vec<Slot> {
    let first = |other: &Slot| {
        let (is_first, is_declined) = (vocabulary.fact(vocabulary.of_slot(*other).0).asked_first, case.is_declined(*other));
        is_first && !is_declined && !case.is_answered(vocabulary, *other) && !case.span(*other).is_point()
    };
    let mut asked: Vec<Slot> = Vec::new();
    if !case.is_answered(vocabulary, slot) {
        let telling = vocabulary.implications.iter().filter(|one| one.rule.slots()[0] == slot && one.rule.is_open(case));
        telling.for_each(|one| asked.extend(one.others(slot).filter(first)));
    }
    if asked.is_empty() { vec![slot] } else { distinct(asked) }
}

/// The facts whose answer could still change whether a policy fits, in the same order.
pub fn missing_for(rules: &RuleSet, case: &Case, evaluation: &Evaluation<'_>, one: &Match<'_>) -> Vec<FactIx> {
    let mut weigher = Weigher::new(rules, case, evaluation);
    if !matches!(one.verdict, Verdict::Met | Verdict::Unmet) {
        weigher.policy(one, WHOLE);
    }
    weigher.facts()
}

/// The values that some criterion of these assessments still waits for, whether or not its standard is settled by
/// another: what is worth asking of an enterprise that wants to see where it stands in each. The facts come most
/// telling first, each with its open values.
pub fn open_questions<'a>(
    rules: &RuleSet,
    case: &Case,
    evaluation: &'a Evaluation<'a>,
    assessments: impl Iterator<Item = &'a Assessment<'a>>,
    matches: &[Match<'_>],
) -> Vec<(FactIx, Vec<Slot>)> {
    let mut weigher = Weigher::new(rules, case, evaluation);
    for assessment in assessments {
        // What can still turn the whole comes before what only completes the picture.
        weigher.assessment(assessment, WHOLE);
        weigher.criteria(assessment);
    }
    weigher.policies(matches);
    weigher.ordered()
}

/// The values that some criterion of an assessment still waits for; what only a warning looks at is not among them.
pub fn open_values(rules: &RuleSet, case: &Case, evaluation: &Evaluation<'_>, assessment: &Assessment<'_>) -> Vec<Slot> {
    let mut weigher = Weigher::new(rules, case, evaluation);
    weigher.place(assessment, WHOLE);
    for (sheet, outcome) in assessment.sheets() {
        for criterion in &sheet.criteria {
            weigher.node(sheet, outcome, *criterion, WHOLE);
        }
    }
    weigher.ordered().into_iter().flat_map(|(_, slots)| slots).collect()
}

/// Weighs the open values by what hangs on them.
pub(crate) struct Weigher<'a> {
    rules: &'a RuleSet,
    case: &'a Case,
    evaluation: &'a Evaluation<'a>,
    /// What was answered of what is asked first.
    asked: &'a Case,
    weights: Vec<u64>,
}

impl<'a> Weigher<'a> {
    pub(crate) fn new(rules: &'a RuleSet, case: &'a Case, evaluation: &'a Evaluation<'a>) -> Weigher<'a> {
        Weigher { rules, case, evaluation, asked: case, weights: vec![0; rules.vocabulary.slot_count()] }
    }

    /// What hangs on each value that is asked for.
    fn asked(&self) -> Vec<u64> {
        let mut weights = vec![0; self.weights.len()];
        for (at, weight) in self.weights.iter().enumerate().filter(|(_, weight)| **weight > 0) {
            let asked = asked_for(&self.rules.vocabulary, self.asked, Slot(position(at)));
            asked.iter().for_each(|slot| weights[slot.0 as usize] += (weight / asked.len() as u64).max(1));
        }
        weights
    }

    /// The values that are to be asked for.
    pub(crate) fn open(&self) -> impl Iterator<Item = Slot> {
        self.asked().into_iter().enumerate().filter(|(_, weight)| *weight > 0).map(|(at, _)| Slot(position(at)))
    }

    /// The facts with their open values, most telling first.
    fn ordered(&self) -> Vec<(FactIx, Vec<Slot>)> {
        let vocabulary = &self.rules.vocabulary;
        let mut facts: Vec<(u64, FactIx, Vec<Slot>)> = Vec::new();
        let weights = self.asked();
        for (at, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0) {
            let slot = Slot(position(at));
            let (fact, _) = vocabulary.of_slot(slot);
            match facts.last_mut() {
                Some((sum, last, slots)) if *last == fact => {
                    *sum += weight;
                    slots.push(slot);
                }
                _ => facts.push((*weight, fact, vec![slot])),
            }
        }
        sort_by(&mut facts, |(w1, f1, _), (w2, f2, _)| {
            w2.cmp(w1).then(vocabulary.fact(*f1).lookup.cmp(&vocabulary.fact(*f2).lookup)).then(f1.cmp(f2))
        });
        facts.into_iter().map(|(_, fact, slots)| (fact, slots)).collect()
    }

    fn facts(&self) -> Vec<FactIx> {
        self.ordered().into_iter().map(|(fact, _)| fact).collect()
    }

    /// A value that is open whoever waits for it.
    pub(crate) fn value(&mut self, slot: Slot) {
        self.slots(&[slot], WHOLE);
    }

    /// What can still turn the verdict of an assessment.
    pub(crate) fn whole(&mut self, assessment: &Assessment<'_>) {
        self.assessment(assessment, WHOLE);
    }

    /// What some criterion or warning of an assessment waits for, whether or not the whole hangs on it.
    pub(crate) fn criteria(&mut self, assessment: &Assessment<'_>) {
        for (sheet, outcome) in assessment.sheets() {
            for criterion in &sheet.criteria {
                self.node(sheet, outcome, *criterion, WHOLE >> 10);
            }
            for warning in &sheet.cautions {
                self.node(sheet, outcome, warning.when, WHOLE >> 15);
            }
        }
    }

    /// What policies wait for. One that is over needs no answers; what it was for is told all the same.
    pub(crate) fn policies(&mut self, matches: &[Match<'_>]) {
        let over = |m: &Match<'_>| m.in_force == InForce::Ended || m.window == Some(WindowState::Passed);
        for one in matches.iter().filter(|m| m.usable != Use::No && !over(m)) {
            self.policy(one, WHOLE >> 20);
            // What it is worth comes after whether it is to be had.
            self.slots(&waits_for(self.rules, self.case, self.evaluation, one), WHOLE >> 25);
        }
    }

    fn assessment(&mut self, assessment: &Assessment<'_>, weight: u64) {
        self.place(assessment, weight);
        for (sheet, outcome) in assessment.sheets() {
            self.node(sheet, outcome, sheet.root, weight);
        }
    }

    /// Where several sheets may govern, the place decides which questions count at all, and is asked before them.
    fn place(&mut self, assessment: &Assessment<'_>, weight: u64) {
        let open = |sheet: &Sheet| !assessment.outcome.node(sheet.root).is_settled();
        if !assessment.may_govern.is_empty() && assessment.sheet.is_some_and(|(sheet, _)| open(sheet)) {
            self.slots(self.rules.vocabulary.place.as_slice(), weight << 15);
        }
    }

    /// Whether a policy is for the enterprise, and whether it may be where it is not.
    fn policy(&mut self, one: &Match<'_>, weight: u64) {
        let who = &one.policy.who;
        self.node(who, &one.outcome, who.root, weight);
        if let Some(may_ask) = one.policy.may_ask.filter(|_| one.outcome.node(who.root).may_be(Verdict::Unmet)) {
            self.node(who, &one.outcome, may_ask, (weight / 2).max(1));
        }
    }

    fn slots(&mut self, slots: &[Slot], weight: u64) {
        let open: Vec<Slot> = slots.iter().copied().filter(|slot| !self.case.span(*slot).is_point()).collect();
        for slot in &open {
            self.weights[slot.0 as usize] += (weight / open.len() as u64).max(1);
        }
    }

    fn node(&mut self, sheet: &Sheet, outcome: &Outcome, node: NodeIx, weight: u64) {
        if outcome.node(node).is_settled() {
            return;
        }
        match sheet.test(node) {
            // Any one member can bring all of them down, so each tells as much as the whole.
            Test::AllOf(members) | Test::EveryYear(members) => {
                for member in sheet.members(members) {
                    self.node(sheet, outcome, *member, weight);
                }
            }
            Test::AnyOf(members) => {
                let members = sheet.members(members);
                let open = members.iter().filter(|m| !outcome.node(**m).is_settled()).count().max(1) as u64;
                for member in members {
                    self.node(sheet, outcome, *member, (weight / open).max(1));
                }
            }
            Test::Not(node) | Test::WaivedIn(node, _) => self.node(sheet, outcome, *node, weight),
            Test::WaivedBy(node, waiver) => {
                self.node(sheet, outcome, *node, weight);
                self.node(sheet, outcome, *waiver, (weight / 2).max(1));
            }
            test @ (Test::Compare { .. } | Test::Holds(_) | Test::Declared(_) | Test::OneOf(..) | Test::Includes(..)) => {
                self.slots(&test.slots(), weight);
            }
            test @ (Test::Held(_) | Test::Dated(..) | Test::Within(..)) => self.slots(&test.slots(), weight),
            Test::SizeAtMost(_) => {
                if let Some(standard) = self.rules.size_standard(self.case.as_of) {
                    let industry = self.case.span(standard.industry);
                    let lines = usize::try_from(industry.lo).ok().and_then(|at| standard.industries.get(at)?.as_ref());
                    match lines {
                        Some(lines) if industry.is_point() => {
                            let slots: Vec<Slot> = lines.lines.iter().map(|(slot, _)| *slot).collect();
                            self.slots(&slots, weight);
                        }
                        _ => self.slots(&[standard.industry], weight),
                    }
                }
            }
            Test::ScoreAtLeast(of, _) => self.score(sheet, outcome, *of, weight),
            Test::Meets(standard) => {
                self.assessment(self.evaluation.of(*standard), weight);
            }
        }
    }

    /// Shares the weight among the indicators by how many points each still leaves open.
    fn score(&mut self, sheet: &Sheet, outcome: &Outcome, of: ScoreRef, weight: u64) {
        let Some(score) = &sheet.score else { return };
        let run = score.run(of);
        let open = |i: usize| {
            let range = outcome.score(score.indicator_ref(i));
            u64::from(range.max.abs_diff(range.min))
        };
        let all: u64 = run.clone().map(open).sum::<u64>().max(1);
        for i in run {
            let width = open(i);
            if width == 0 {
                continue;
            }
            let share = (weight / all * width).max(1);
            let scale = &score.indicators[i].scale;
            self.slots(&scale.slots(), share);
            let nodes = scale.nodes();
            let unsettled = nodes.iter().filter(|n| !outcome.node(**n).is_settled()).count().max(1) as u64;
            for node in nodes {
                self.node(sheet, outcome, node, (share / unsettled).max(1));
            }
        }
    }
}
