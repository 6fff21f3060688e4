//! What an assessment lacks: of every criterion that is known to fail the ways to meet it and what falls short in each, the
//! nearest first; and of an indicator what its next band takes. [`crate::sentence`] puts it into words.

use crate::case::Case;
use crate::evaluate::{Assessment, Outcome, ScoreRange};
use crate::explain::{Explanation, Line, parts};
use crate::limits::position;
use crate::measure::margin;
use crate::order::sort_by;
use crate::rules::{Indicator, Quantity, Scale, Sheet, Test};
use crate::verdict::Verdict;
use crate::vocabulary::Span;
use crate::written::Relation;
use std::cmp::Ordering;

/// A criterion that is known to fail.
#[derive(Debug)]
pub struct Gap<'e> {
    /// Its line and those of its parts.
    pub lines: &'e [Line],
    /// The ways to meet it, any of which will do, the nearest first.
    pub ways: Vec<Way<'e>>,
}

/// One way to meet a criterion.
#[derive(Debug)]
pub struct Way<'e> {
    /// The line of the alternative; that of the criterion where there is only this way.
    pub line: &'e Line,
    /// All that falls short in it, in the order of the document.
    pub lacks: Vec<Lack<'e>>,
}

/// Something that falls short.
#[derive(Debug)]
pub struct Lack<'e> {
    /// Its line.
    pub line: &'e Line,
    /// By how much, where it is a figure.
    pub shortfall: Option<Shortfall>,
}

/// A figure on the wrong side of its line, at the end of its range that is nearer to it. Both in the scale of the first fact
/// that is compared; of a score in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortfall {
    /// The figure.
    pub own: u64,
    /// What it must reach, or come down to.
    pub mark: u64,
}

impl Shortfall {
    /// The larger of the two, which a picture has to hold.
    pub fn scale(self) -> u64 {
        self.own.max(self.mark).max(1)
    }

    /// Which is nearer to its line, by the part of the whole that is lacking.
    pub fn nearer(self, other: Shortfall) -> Ordering {
        let part = |one: Shortfall, by: Shortfall| u128::from(one.own.abs_diff(one.mark)) * u128::from(by.scale());
        part(self, other).cmp(&part(other, self))
    }
}

impl Way<'_> {
    /// What is farthest from its line; none where something is not a figure, which no change of figures mends.
    fn farthest(&self) -> Option<Shortfall> {
        let all: Option<Vec<Shortfall>> = self.lacks.iter().map(|lack| lack.shortfall).collect();
        all?.into_iter().max_by(|a, b| a.nearer(*b))
    }

    fn nearer(&self, other: &Way<'_>) -> Ordering {
        let by_figures = match (self.farthest(), other.farthest()) {
            (Some(one), Some(other)) => one.nearer(other),
            (one, other) => one.is_none().cmp(&other.is_none()),
        };
        by_figures.then(self.lacks.len().cmp(&other.lacks.len()))
    }
}

/// What fails in an assessment, the nearest first.
pub fn gaps<'e>(case: &Case, assessment: &Assessment<'_>, explanation: &'e Explanation) -> Vec<Gap<'e>> {
    let Some((sheet, _)) = assessment.sheet else { return Vec::new() };
    let seen = Seen { case, sheet, outcome: &assessment.outcome };
    let unmet = explanation.criteria().filter(|lines| lines[0].verdict == Verdict::Unmet);
    let mut gaps: Vec<Gap<'_>> = unmet.map(|lines| Gap { lines, ways: seen.ways(lines) }).collect();
    sort_by(&mut gaps, |one, other| one.ways[0].nearer(&other.ways[0]));
    gaps
}

struct Seen<'a> {
    case: &'a Case,
    sheet: &'a Sheet,
    outcome: &'a Outcome,
}

impl Seen<'_> {
    fn test(&self, line: &Line) -> &Test {
        self.sheet.test(self.sheet.unwrapped(line.node).0)
    }

    /// The ways of a line that fails; there is always one.
    fn ways<'e>(&self, lines: &'e [Line]) -> Vec<Way<'e>> {
        let mut failing = parts(lines).filter(|part| part[0].verdict == Verdict::Unmet && !part[0].waiver);
        match self.test(&lines[0]) {
            Test::AnyOf(_) => {
                let mut ways: Vec<Way<'_>> = failing.map(|part| Way { line: &part[0], lacks: self.lacks(part) }).collect();
                sort_by(&mut ways, Way::nearer);
                ways
            }
            // Where one part alone fails, its ways are those of the whole.
            Test::AllOf(_) | Test::EveryYear(_) => match (failing.next(), failing.next()) {
                (Some(only), None) => self.ways(only),
                _ => vec![Way { line: &lines[0], lacks: self.lacks(lines) }],
            },
            _ => vec![Way { line: &lines[0], lacks: self.lacks(lines) }],
        }
    }

    /// What fails in a line; of several ways in the nearest.
    fn lacks<'e>(&self, lines: &'e [Line]) -> Vec<Lack<'e>> {
        match self.test(&lines[0]) {
            Test::AnyOf(_) => self.ways(lines).into_iter().next().map_or(Vec::new(), |way| way.lacks),
            Test::AllOf(_) | Test::EveryYear(_) => {
                let failing = parts(lines).filter(|part| part[0].verdict == Verdict::Unmet && !part[0].waiver);
                failing.flat_map(|part| self.lacks(part)).collect()
            }
            _ => vec![Lack { line: &lines[0], shortfall: self.shortfall(&lines[0]) }],
        }
    }

    fn shortfall(&self, line: &Line) -> Option<Shortfall> {
        match self.test(line) {
            Test::Compare { of, relation, .. } => short(self.case, of, *relation, line.margin?),
            Test::ScoreAtLeast(of, points) => {
                let own = u64::try_from(self.outcome.score(*of).max).ok()?;
                Some(Shortfall { own, mark: u64::try_from(*points).ok()? })
            }
            _ => None,
        }
    }
}

/// How far a quantity is from its line, by a [`margin`] that is below zero.
fn short(case: &Case, of: &Quantity, relation: Relation, margin: Span) -> Option<Shortfall> {
    let tops = of.tops().iter().map(|slot| case.span(*slot));
    let Span { lo, hi } = tops.fold(Span::point(0), |sum, one| Span { lo: sum.lo + one.lo, hi: sum.hi + one.hi });
    let share = if matches!(of, Quantity::Mean(_)) { i64::from(position(of.tops().len())) } else { 1 };
    // On the line is not beyond it.
    let short = (margin.hi < 1).then(|| margin.hi.unsigned_abs().max(1))?;
    let figure = |value: i64| u64::try_from(value / share).unwrap_or(0);
    Some(match relation {
        Relation::AtLeast | Relation::MoreThan => Shortfall { own: figure(hi), mark: figure(hi) + short },
        Relation::AtMost | Relation::LessThan => Shortfall { own: figure(lo), mark: figure(lo).saturating_sub(short) },
    })
}

/// The next band of an indicator.
#[derive(Debug, Clone, Copy)]
pub struct NextBand<'r> {
    /// What is measured.
    pub of: &'r Quantity,
    /// How it must stand to the line.
    pub relation: Relation,
    /// The line.
    pub line: &'r crate::rules::Line,
    /// How far it is.
    pub shortfall: Shortfall,
    /// The points it adds.
    pub points: i32,
}

impl NextBand<'_> {
    /// Which is nearer.
    pub fn nearer(&self, other: &NextBand<'_>) -> Ordering {
        self.shortfall.nearer(other.shortfall)
    }
}

/// What the next band of an indicator takes, where its points are settled and one figure decides them; of several readings
/// the nearest.
pub fn next_band<'r>(case: &Case, indicator: &'r Indicator, range: ScoreRange) -> Option<NextBand<'r>> {
    let readings = match &indicator.scale {
        Scale::BestOf(readings) => readings.as_slice(),
        one => std::slice::from_ref(one),
    };
    let next = readings.iter().filter(|_| range.min == range.max).filter_map(|reading| {
        let Scale::Bands { of, relation, lines, .. } = reading else { return None };
        // Lines come best first; each but the best is nearer than those before it.
        let line = lines.iter().rev().find(|line| line.points > range.min)?;
        let margin = margin(case, of, *relation, line.than).filter(|margin| margin.is_point())?;
        Some(NextBand { of, relation: *relation, line, shortfall: short(case, of, *relation, margin)?, points: line.points - range.min })
    });
    next.min_by(NextBand::nearer)
}
