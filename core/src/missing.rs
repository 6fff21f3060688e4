//! Which answers could still change a verdict, the most telling first.

use crate::case::Case;
use crate::evaluate::{Assessment, Evaluation};
use crate::rules::*;
use crate::verdict::Verdict;
use crate::vocabulary::{FactIx, Slot, Vocabulary};

/// What the whole verdict weighs; it is shared out among what could decide it.
const WHOLE: u64 = 1 << 40;

/// The facts whose answer could still change the verdict of an assessment, most telling first; among equals the
/// one that is cheapest to look up, then the vocabulary's order. Empty once the verdict is met or unmet.
pub fn missing(rules: &RuleSet, case: &Case, evaluation: &Evaluation<'_>, assessment: &Assessment<'_>) -> Vec<FactIx> {
    ordered(&rules.vocabulary, weigh(rules, case, evaluation, assessment))
}

/// The same over several assessments together: what tells most of all of them comes first.
pub fn missing_of_all<'a>(
    rules: &RuleSet,
    case: &Case,
    evaluation: &'a Evaluation<'a>,
    assessments: impl Iterator<Item = &'a Assessment<'a>>,
) -> Vec<FactIx> {
    let mut sum = vec![0_u64; rules.vocabulary.facts.len()];
    for assessment in assessments {
        for (total, one) in sum.iter_mut().zip(weigh(rules, case, evaluation, assessment)) {
            *total += one;
        }
    }
    ordered(&rules.vocabulary, sum)
}

fn ordered(vocabulary: &Vocabulary, weights: Vec<u64>) -> Vec<FactIx> {
    let mut facts: Vec<(u64, FactIx)> =
        weights.into_iter().enumerate().filter(|(_, weight)| *weight > 0).map(|(i, weight)| (weight, FactIx(i as u16))).collect();
    facts.sort_by(|(w1, f1), (w2, f2)| w2.cmp(w1).then(vocabulary.fact(*f1).lookup.cmp(&vocabulary.fact(*f2).lookup)).then(f1.cmp(f2)));
    facts.into_iter().map(|(_, fact)| fact).collect()
}

fn weigh(rules: &RuleSet, case: &Case, evaluation: &Evaluation<'_>, assessment: &Assessment<'_>) -> Vec<u64> {
    let mut scale = Weigher { rules, case, evaluation, weights: vec![0; rules.vocabulary.facts.len()] };
    if let Some((sheet, _)) = assessment.sheet
        && !matches!(assessment.verdict, Verdict::Met | Verdict::Unmet)
    {
        scale.node(sheet, assessment, sheet.root, WHOLE);
    }
    scale.weights
}

struct Weigher<'a> {
    rules: &'a RuleSet,
    case: &'a Case,
    evaluation: &'a Evaluation<'a>,
    weights: Vec<u64>,
}

impl Weigher<'_> {
    fn slots(&mut self, slots: &[Slot], weight: u64) {
        let open: Vec<Slot> = slots.iter().copied().filter(|slot| !self.case.span(*slot).is_point()).collect();
        for slot in &open {
            let (fact, _) = self.rules.vocabulary.of_slot(*slot);
            self.weights[fact.0 as usize] += (weight / open.len() as u64).max(1);
        }
    }

    fn node(&mut self, sheet: &Sheet, assessment: &Assessment<'_>, node: NodeIx, weight: u64) {
        let outcome = &assessment.outcome;
        if outcome.node(node).is_settled() {
            return;
        }
        match sheet.test(node) {
            // Any one member can bring all of them down, so each tells as much as the whole.
            Test::AllOf(members) | Test::EveryYear(members) => {
                for member in sheet.members(members) {
                    self.node(sheet, assessment, *member, weight);
                }
            }
            Test::AnyOf(members) => {
                let members = sheet.members(members);
                let open = members.iter().filter(|m| !outcome.node(**m).is_settled()).count().max(1) as u64;
                for member in members {
                    self.node(sheet, assessment, *member, (weight / open).max(1));
                }
            }
            Test::Not(node) | Test::WaivedIn(node, _) => self.node(sheet, assessment, *node, weight),
            Test::WaivedBy(node, waiver) => {
                self.node(sheet, assessment, *node, weight);
                self.node(sheet, assessment, *waiver, (weight / 2).max(1));
            }
            Test::Compare { of, .. } => self.slots(&of.slots(), weight),
            Test::Holds(slot) | Test::Declared(slot) | Test::OneOf(slot, _) | Test::Includes(slot, _) | Test::Held(slot) => {
                self.slots(&[*slot], weight);
            }
            Test::Within(slot, ..) => self.slots(&[*slot], weight),
            Test::SizeAtMost(_) => {
                if let Some(standard) = self.rules.size_standard(self.case.as_of) {
                    let industry = self.case.span(standard.industry);
                    let lines = standard.industries.get(industry.lo as usize).and_then(Option::as_ref);
                    match lines {
                        Some(lines) if industry.is_point() => {
                            let slots: Vec<Slot> = lines.lines.iter().map(|(slot, _)| *slot).collect();
                            self.slots(&slots, weight);
                        }
                        _ => self.slots(&[standard.industry], weight),
                    }
                }
            }
            Test::ScoreAtLeast(of, _) => self.score(sheet, assessment, *of, weight),
            Test::Meets(standard) => {
                let other = self.evaluation.of(*standard);
                if let Some((sheet, _)) = other.sheet {
                    self.node(sheet, other, sheet.root, weight);
                }
            }
        }
    }

    /// Shares the weight among the indicators by how many points each still leaves open.
    fn score(&mut self, sheet: &Sheet, assessment: &Assessment<'_>, of: ScoreRef, weight: u64) {
        let Some(score) = &sheet.score else { return };
        let at = of.0 as usize;
        let run = match at.checked_sub(score.indicators.len()) {
            None => at..at + 1,
            Some(group) => score.groups.get(group).map_or(0..score.indicators.len(), |g| g.indicators.clone()),
        };
        let open = |i: usize| {
            let range = assessment.outcome.score(score.indicator_ref(i));
            (range.max - range.min) as u64
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
            let unsettled = nodes.iter().filter(|n| !assessment.outcome.node(**n).is_settled()).count().max(1) as u64;
            for node in nodes {
                self.node(sheet, assessment, node, (share / unsettled).max(1));
            }
        }
    }
}
