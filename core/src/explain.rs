//! Why: the evaluated tree itself, laid out in reading order, with what was measured and how far it is from the
//! line. Verdicts are the evaluation's own; nothing is decided here. [`crate::sentence`] puts it into words.

use crate::case::Case;
use crate::evaluate::{Assessment, Outcome, ScoreRange};
use crate::measure::{Measure, margin, measure};
use crate::rules::*;
use crate::verdict::Verdict;
use crate::vocabulary::{Slot, Span};

/// One criterion or part of one, explained.
#[derive(Debug, Clone)]
pub struct Line {
    /// The node; of a waived criterion that which carries its name.
    pub node: NodeIx,
    /// How deep it stands; criteria of the standard have depth 0.
    pub depth: u8,
    /// Whether it is a condition that waives the line it belongs to.
    pub waiver: bool,
    /// Its verdict.
    pub verdict: Verdict,
    /// What was measured, if it compares a quantity.
    pub measure: Option<Measure>,
    /// How far on the good side of the line, in the first fact's scale; see [`margin`].
    pub margin: Option<Span>,
}

/// One indicator, explained.
#[derive(Debug, Clone)]
pub struct ScoreLine {
    /// Its position in [`Score::indicators`].
    pub indicator: usize,
    /// Its points.
    pub range: ScoreRange,
    /// What was measured by each of its readings that measure something.
    pub measures: Vec<Measure>,
}

/// A whole assessment, explained.
#[derive(Debug, Clone, Default)]
pub struct Explanation {
    /// Criteria, each followed by its parts.
    pub lines: Vec<Line>,
    /// Indicators.
    pub scores: Vec<ScoreLine>,
}

impl Explanation {
    /// The criteria of the standard, each with the lines of its parts.
    pub fn criteria(&self) -> impl Iterator<Item = &[Line]> {
        let mut rest = self.lines.as_slice();
        std::iter::from_fn(move || {
            let (_, parts) = rest.split_first()?;
            let end = 1 + parts.iter().take_while(|line| line.depth > 0).count();
            let (one, others) = rest.split_at(end);
            rest = others;
            Some(one)
        })
    }
}

/// Explains an assessment.
pub fn explain(case: &Case, assessment: &Assessment<'_>) -> Explanation {
    match assessment.sheet {
        Some((sheet, _)) => sheet.explain(case, &assessment.outcome),
        None => Explanation::default(),
    }
}

impl Sheet {
    /// Explains an outcome of this sheet.
    pub fn explain(&self, case: &Case, outcome: &Outcome) -> Explanation {
        let mut lines = Vec::with_capacity(self.tests.len());
        for criterion in &self.criteria {
            self.line(case, outcome, *criterion, 0, false, &mut lines);
        }
        let scores = self.score.iter().flat_map(|score| {
            score.indicators.iter().enumerate().map(|(at, indicator)| {
                let mut measures = Vec::new();
                indicator.scale.measures(case, &mut measures);
                ScoreLine { indicator: at, range: outcome.score(score.indicator_ref(at)), measures }
            })
        });
        Explanation { scores: scores.collect(), lines }
    }

    fn line(&self, case: &Case, outcome: &Outcome, node: NodeIx, depth: u8, waiver: bool, out: &mut Vec<Line>) {
        let (core, waived_by) = self.unwrapped(node);
        let mut line = Line { node, depth, waiver, verdict: outcome.node(node).verdict(), measure: None, margin: None };
        let test = self.test(core);
        if let Test::Compare { of, relation, than } = test {
            line.measure = Some(measure(case, of));
            line.margin = margin(case, of, *relation, *than);
        }
        out.push(line);
        if let Test::AllOf(members) | Test::EveryYear(members) | Test::AnyOf(members) = test {
            // A part without a name that this procedure does not ask is not worth a line.
            let asked = |n: &&NodeIx| self.claim(**n).id.is_some() || outcome.node(**n).verdict() != Verdict::NotApplicable;
            for member in self.members(members).iter().filter(asked) {
                self.line(case, outcome, *member, depth + 1, false, out);
            }
        }
        if let Some(by) = waived_by {
            self.line(case, outcome, by, depth + 1, true, out);
        }
    }

    /// The node that says what is asked, under whatever waives it, and the waiver.
    pub fn unwrapped(&self, node: NodeIx) -> (NodeIx, Option<NodeIx>) {
        let (mut node, mut waiver) = (node, None);
        loop {
            match self.test(node) {
                Test::WaivedBy(of, by) => (node, waiver) = (*of, Some(*by)),
                Test::WaivedIn(of, _) => node = *of,
                _ => return (node, waiver),
            }
        }
    }

    /// Every value a node rests on, parts included; scores stand for their indicators.
    pub fn slots(&self, node: NodeIx) -> Vec<Slot> {
        match self.test(node) {
            Test::AllOf(members) | Test::EveryYear(members) | Test::AnyOf(members) => {
                self.members(members).iter().flat_map(|m| self.slots(*m)).collect()
            }
            Test::Not(of) | Test::WaivedIn(of, _) => self.slots(*of),
            Test::WaivedBy(of, by) => [self.slots(*of), self.slots(*by)].concat(),
            Test::Compare { of, .. } => of.slots(),
            Test::Holds(slot) | Test::Declared(slot) | Test::OneOf(slot, _) | Test::Includes(slot, _) => vec![*slot],
            Test::Held(slot) | Test::Within(slot, ..) => vec![*slot],
            Test::SizeAtMost(_) | Test::ScoreAtLeast(..) | Test::Meets(_) => Vec::new(),
        }
    }
}

impl Scale {
    /// What each reading measures, in order.
    fn measures(&self, case: &Case, out: &mut Vec<Measure>) {
        match self {
            Scale::Bands { of, .. } => out.push(measure(case, of)),
            Scale::BestOf(readings) => readings.iter().for_each(|reading| reading.measures(case, out)),
            _ => {}
        }
    }
}
