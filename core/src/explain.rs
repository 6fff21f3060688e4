//! Why: the evaluated tree itself, laid out in reading order, with what was measured and how far it is from the
//! line. Verdicts are the evaluation's own; nothing is decided here. [`crate::sentence`] puts it into words.

use crate::case::Case;
use crate::evaluate::{Assessment, Outcome, ScoreRange};
use crate::limits::position;
use crate::measure::{Measure, margin, measure};
use crate::rules::*;
use crate::verdict::Verdict;
use crate::vocabulary::Span;

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

/// One reading of an indicator, explained. Most indicators have but one; of several the best counts.
#[derive(Debug, Clone)]
pub struct ScoreLine {
    /// The indicator's position in [`Score::indicators`].
    pub indicator: usize,
    /// The indicator's points.
    pub range: ScoreRange,
    /// What was measured, if the reading measures something.
    pub measure: Option<Measure>,
}

/// A whole assessment, explained.
#[derive(Debug, Clone, Default)]
pub struct Explanation {
    /// Criteria, each followed by its parts.
    pub lines: Vec<Line>,
    /// Indicators, reading by reading.
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

    /// The lines of one node: its own, then those of its parts.
    pub fn of(&self, node: NodeIx) -> Option<&[Line]> {
        let at = self.lines.iter().position(|line| line.node == node)?;
        let depth = self.lines[at].depth;
        let below = self.lines[at + 1..].iter().take_while(|line| line.depth > depth).count();
        Some(&self.lines[at..=at + below])
    }
}

/// The parts of a line, each with its own.
pub(crate) fn parts(lines: &[Line]) -> impl Iterator<Item = &[Line]> {
    let depth = lines[0].depth;
    let mut rest = &lines[1..];
    std::iter::from_fn(move || {
        let below = rest.get(1..)?.iter().take_while(|line| line.depth > depth + 1).count();
        let (part, others) = rest.split_at(1 + below);
        rest = others;
        Some(part)
    })
}

/// Explains an assessment.
pub fn explain(case: &Case, assessment: &Assessment<'_>) -> Explanation {
    match assessment.sheet {
        Some((sheet, _)) => sheet.explain(case, &assessment.outcome),
        None => Explanation::default(),
    }
}

/// What a line is to the one above it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    Member,
    Waiver,
}

impl Sheet {
    /// Explains an outcome of this sheet.
    pub fn explain(&self, case: &Case, outcome: &Outcome) -> Explanation {
        Explanation { lines: self.lines(case, outcome), scores: self.score_lines(case, outcome) }
    }

    fn lines(&self, case: &Case, outcome: &Outcome) -> Vec<Line> {
        let mut lines = Vec::with_capacity(self.layout.len());
        let mut at = 0;
        while let Some(spot) = self.layout.get(at) {
            let verdict = outcome.node(spot.node).verdict();
            // A part without a name that this procedure does not ask is not worth a line.
            if spot.nameless && verdict == Verdict::NotApplicable {
                at = spot.end as usize;
                continue;
            }
            at += 1;
            lines.push(Line { node: spot.node, depth: spot.depth, waiver: spot.waiver, verdict, measure: None, margin: None });
            // Figures are put in where the line stands; a line is too large to be moved for nothing.
            if let (Test::Compare { of, relation, than }, Some(line)) = (self.test(spot.core), lines.last_mut()) {
                line.measure = Some(measure(case, of));
                line.margin = margin(case, of, *relation, *than);
            }
        }
        lines
    }

    fn score_lines(&self, case: &Case, outcome: &Outcome) -> Vec<ScoreLine> {
        let Some(score) = &self.score else { return Vec::new() };
        let mut lines = Vec::with_capacity(outcome.scores().len());
        for (at, (indicator, range)) in score.indicators.iter().zip(outcome.scores()).enumerate() {
            let readings = match &indicator.scale {
                Scale::BestOf(readings) => readings.as_slice(),
                one => std::slice::from_ref(one),
            };
            for reading in readings {
                lines.push(ScoreLine { indicator: at, range: *range, measure: None });
                if let (Scale::Bands { of, .. }, Some(line)) = (reading, lines.last_mut()) {
                    line.measure = Some(measure(case, of));
                }
            }
        }
        lines
    }

    /// Lays out the lines of an explanation in reading order.
    pub(crate) fn lay_out(&mut self) {
        let mut layout = Vec::new();
        for criterion in &self.criteria {
            self.spot(*criterion, 0, Part::Whole, &mut layout);
        }
        self.layout = layout;
    }

    fn spot(&self, node: NodeIx, depth: u8, part: Part, out: &mut Vec<Spot>) {
        let at = out.len();
        let (core, waived_by) = self.unwrapped(node);
        let nameless = part == Part::Member && self.claim(node).id.is_none();
        out.push(Spot { node, core, end: 0, depth, waiver: part == Part::Waiver, nameless });
        if let Test::AllOf(members) | Test::EveryYear(members) | Test::AnyOf(members) = self.test(core) {
            for member in self.members(members) {
                self.spot(*member, depth + 1, Part::Member, out);
            }
        }
        if let Some(by) = waived_by {
            self.spot(by, depth + 1, Part::Waiver, out);
        }
        out[at].end = position(out.len());
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
}
