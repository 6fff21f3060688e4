//! From a case to verdicts. Total: whatever the case, there is an answer, and it cannot panic.

use crate::case::Case;
use crate::measure::{Measure, measure};
use crate::rules::*;
use crate::verdict::{Possible, Verdict};
use crate::vocabulary::{Slot, StandardIx};
use crate::written::{Procedure, Relation};

/// Points that are still possible; both ends are inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreRange {
    /// The least.
    pub min: i32,
    /// The most.
    pub max: i32,
}

/// What a whole case comes to.
#[derive(Debug, Clone)]
pub struct Evaluation<'r> {
    /// The size classes still possible; none where they cannot be told.
    pub size: Option<(SizeClass, SizeClass)>,
    /// One assessment a standard, in the vocabulary's order.
    pub assessments: Vec<Assessment<'r>>,
}

impl<'r> Evaluation<'r> {
    /// The assessment of a standard.
    pub fn of(&self, standard: StandardIx) -> &Assessment<'r> {
        &self.assessments[standard.0 as usize]
    }

    /// The size class, once it is settled.
    pub fn size_class(&self) -> Option<SizeClass> {
        self.size.filter(|(lo, hi)| lo == hi).map(|(lo, _)| lo)
    }
}

/// What a case comes to by one standard.
#[derive(Debug, Clone)]
pub struct Assessment<'r> {
    /// The standard.
    pub standard: StandardIx,
    /// The procedure asked for.
    pub procedure: Procedure,
    /// The sheet in force and its governing entry; none where no rule is in force.
    pub sheet: Option<(&'r Sheet, &'r Governs)>,
    /// The verdict as a whole.
    pub verdict: Verdict,
    /// What is possible of every node, and all scores.
    pub outcome: Outcome,
}

/// What is possible of a sheet's nodes and scores.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    nodes: Vec<Possible>,
    scores: Vec<ScoreRange>,
}

impl Outcome {
    /// What is possible of a node.
    #[inline]
    pub fn node(&self, node: NodeIx) -> Possible {
        self.nodes[node.0 as usize]
    }

    /// A score.
    #[inline]
    pub fn score(&self, of: ScoreRef) -> ScoreRange {
        self.scores[of.0 as usize]
    }
}

/// Assesses a case by every standard.
pub fn evaluate<'r>(rules: &'r RuleSet, case: &Case) -> Evaluation<'r> {
    let size = size(rules, case);
    let mut assessments: Vec<Assessment<'r>> = Vec::with_capacity(rules.vocabulary.standards.len());
    for n in 0..rules.vocabulary.standards.len() {
        let standard = StandardIx(n as u16);
        let procedure = case.procedure(standard);
        let sheet = rules.governing(standard, case.as_of, procedure);
        let (verdict, outcome) = match sheet {
            None => (Verdict::NotApplicable, Outcome::default()),
            Some((sheet, _)) => {
                let outcome = sheet.evaluate(case, size, &assessments);
                (outcome.node(sheet.root).verdict(), outcome)
            }
        };
        assessments.push(Assessment { standard, procedure, sheet, verdict, outcome });
    }
    Evaluation { size, assessments }
}

/// The size classes still possible: of each of the industry's lines what its figure allows, and of these the lowest.
pub fn size(rules: &RuleSet, case: &Case) -> Option<(SizeClass, SizeClass)> {
    let standard = rules.size_standard(case.as_of)?;
    let industry = case.span(standard.industry);
    if !industry.is_point() {
        return None;
    }
    let lines = &standard.industries.get(industry.lo as usize)?.as_ref()?.lines;
    let class = |value: i64, bounds: &[i64; 3]| SizeClass::ALL[bounds.iter().filter(|bound| value >= **bound).count()];
    let mut out = (SizeClass::Large, SizeClass::Large);
    for (slot, bounds) in lines {
        let span = case.span(*slot);
        out = (out.0.min(class(span.lo, bounds)), out.1.min(class(span.hi, bounds)));
    }
    Some(out)
}

impl Sheet {
    /// Evaluates this sheet. `size` is the enterprise's size, `before` the assessments of the standards before this
    /// one in the vocabulary.
    pub fn evaluate(&self, case: &Case, size: Option<(SizeClass, SizeClass)>, before: &[Assessment<'_>]) -> Outcome {
        let mut outcome = Outcome { nodes: Vec::with_capacity(self.tests.len()), scores: Vec::new() };
        let (first, rest) = self.tests.split_at(self.scored_from);
        for test in first {
            let possible = self.possible(test, case, size, before, &outcome);
            outcome.nodes.push(possible);
        }
        if let Some(score) = &self.score {
            score.reckon(case, &mut outcome);
        }
        for test in rest {
            let possible = self.possible(test, case, size, before, &outcome);
            outcome.nodes.push(possible);
        }
        outcome
    }

    #[inline]
    fn possible(
        &self,
        test: &Test,
        case: &Case,
        size: Option<(SizeClass, SizeClass)>,
        before: &[Assessment<'_>],
        done: &Outcome,
    ) -> Possible {
        match test {
            Test::AllOf(members) | Test::EveryYear(members) => {
                self.members(members).iter().fold(Possible::NOT_APPLICABLE, |all, node| all.and(done.node(*node)))
            }
            Test::AnyOf(members) => self.members(members).iter().fold(Possible::NOT_APPLICABLE, |any, node| any.or(done.node(*node))),
            Test::Not(node) => done.node(*node).negated(),
            Test::Compare { of, relation, than } => match measure(case, of) {
                Measure::Within(bounds) => bounds.compare(*relation, *than),
                Measure::PerhapsUndefined => Possible::OPEN_OR_UNDEFINED,
                Measure::Undefined => Possible::UNDEFINED,
            },
            Test::Holds(slot) => {
                let span = case.span(*slot);
                Possible::between(span.lo == 1, span.hi == 1)
            }
            Test::Declared(slot) => match case.span(*slot) {
                span if !span.is_point() => Possible::UNDECLARED,
                span if span.lo == 1 => Possible::DECLARED,
                _ => Possible::UNMET,
            },
            Test::OneOf(slot, mask) => {
                let span = case.span(*slot);
                if span.is_point() {
                    return Possible::between(mask & (1 << span.lo) != 0, false);
                }
                let all = ((1_u64 << (span.hi - span.lo + 1)) - 1) << span.lo;
                Possible::between(mask & all == all, mask & all != 0)
            }
            Test::Includes(slot, mask) => {
                let span = case.span(*slot);
                Possible::between(span.lo as u64 & mask != 0, span.hi as u64 & mask != 0)
            }
            Test::Held(slot) => {
                let (span, day) = (case.span(*slot), case.as_of.number());
                Possible::between(span.lo >= day, span.hi >= day)
            }
            Test::Within(slot, lo, hi) => {
                let span = case.span(*slot);
                Possible::between(*lo <= span.lo && span.hi <= *hi, span.hi >= *lo && span.lo <= *hi)
            }
            Test::SizeAtMost(class) => match size {
                Some((lo, hi)) => Possible::between(hi <= *class, lo <= *class),
                None => Possible::OPEN_OR_UNDEFINED,
            },
            Test::ScoreAtLeast(of, points) => {
                let range = done.score(*of);
                Possible::between(range.min >= *points, range.max >= *points)
            }
            Test::Meets(standard) => match before.get(standard.0 as usize) {
                Some(Assessment { sheet: Some((sheet, _)), outcome, .. }) => outcome.node(sheet.root),
                _ => Possible::NOT_APPLICABLE,
            },
            Test::WaivedBy(node, waiver) => done.node(*node).waived_by(done.node(*waiver)),
            Test::WaivedIn(node, procedures) => {
                let waived = procedures[case.procedure(self.standard) as usize];
                if waived { Possible::NOT_APPLICABLE } else { done.node(*node) }
            }
        }
    }
}

impl Score {
    fn reckon(&self, case: &Case, outcome: &mut Outcome) {
        let mut scores = Vec::with_capacity(self.indicators.len() + self.groups.len() + 1);
        for indicator in &self.indicators {
            scores.push(indicator.scale.points(case, indicator.max, outcome));
        }
        let mut total = ScoreRange { min: 0, max: 0 };
        for group in &self.groups {
            let mut sum = ScoreRange { min: 0, max: 0 };
            for range in &scores[group.indicators.clone()] {
                sum = ScoreRange { min: sum.min + range.min, max: sum.max + range.max };
            }
            total = ScoreRange { min: total.min + sum.min, max: total.max + sum.max };
            scores.push(sum);
        }
        scores.push(total);
        outcome.scores = scores;
    }
}

impl Scale {
    /// The points still possible. `max` is the indicator's maximum: what it is cut off at, and what remains possible
    /// where the measure is undefined.
    fn points(&self, case: &Case, max: i32, done: &Outcome) -> ScoreRange {
        match self {
            Scale::Bands { of, relation, lines, otherwise } => match measure(case, of) {
                Measure::Within(bounds) => {
                    let (worst, best) = if *relation == Relation::AtMost { (bounds.hi, bounds.lo) } else { (bounds.lo, bounds.hi) };
                    let reached = |value| {
                        let line = lines.iter().find(|line| match relation {
                            Relation::AtMost => line.than.reaches(value),
                            _ => value.reaches(line.than),
                        });
                        line.map_or(*otherwise, |line| line.points)
                    };
                    let min = reached(worst);
                    ScoreRange { min, max: if bounds.exact { min } else { reached(best) } }
                }
                _ => ScoreRange { min: 0, max },
            },
            Scale::Cases { when, otherwise } => {
                let mut range = ScoreRange { min: *otherwise, max: *otherwise };
                for (node, points) in when {
                    let possible = done.node(*node);
                    if possible.may_be(Verdict::Met) {
                        range.max = range.max.max(*points);
                    }
                    if possible == Possible::MET {
                        range.min = range.min.max(*points);
                    }
                }
                range
            }
            Scale::Tally { points, of } => {
                let surely = of.iter().filter(|node| done.node(**node) == Possible::MET).count() as i32;
                let perhaps = of.iter().filter(|node| done.node(**node).may_be(Verdict::Met)).count() as i32;
                ScoreRange { min: (surely * points).min(max), max: (perhaps * points).min(max) }
            }
            Scale::Steps { of, every, points } => {
                let reached = |value: i64| i32::try_from((value / every).max(0)).unwrap_or(max).saturating_mul(*points).min(max);
                let span = case.span(*of);
                ScoreRange { min: reached(span.lo), max: reached(span.hi) }
            }
            Scale::Given(slot) => {
                let span = case.span(*slot);
                ScoreRange { min: span.lo as i32, max: span.hi as i32 }
            }
            Scale::BestOf(readings) => {
                let mut range = ScoreRange { min: 0, max: 0 };
                for reading in readings {
                    let one = reading.points(case, max, done);
                    range = ScoreRange { min: range.min.max(one.min), max: range.max.max(one.max) };
                }
                range
            }
        }
    }

    /// Every value the scale rests on directly; criteria it asks are nodes of the sheet.
    pub fn slots(&self) -> Vec<Slot> {
        match self {
            Scale::Bands { of, .. } => of.slots(),
            Scale::Steps { of, .. } | Scale::Given(of) => vec![*of],
            Scale::BestOf(readings) => readings.iter().flat_map(Scale::slots).collect(),
            Scale::Cases { .. } | Scale::Tally { .. } => Vec::new(),
        }
    }

    /// Every criterion the scale asks.
    pub fn nodes(&self) -> Vec<NodeIx> {
        match self {
            Scale::Cases { when, .. } => when.iter().map(|(node, _)| *node).collect(),
            Scale::Tally { of, .. } => of.clone(),
            Scale::BestOf(readings) => readings.iter().flat_map(Scale::nodes).collect(),
            _ => Vec::new(),
        }
    }
}
