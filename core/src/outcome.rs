//! What becomes of a case: verdicts and scores still possible, sheet by sheet. Total: whatever the case, there is an answer,
//! and it cannot panic.

use crate::case::Case;
use crate::limits::position;
use crate::measure::{Ends, Measured, measured};
use crate::number::{Exact, Threshold};
use crate::rules::*;
use crate::verdict::{Verdict, VerdictSet};
use crate::vocabulary::{Slot, Span, StandardIx};
use crate::written::{Procedure, Relation};
use std::hint::select_unpredictable;

/// Points that are still possible; both ends are inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// The sheet in force and its governing entry; none where no rule is in force. Of several that may govern it is that
    /// of the widest region.
    pub sheet: Option<(&'r Sheet, &'r Governs)>,
    /// The verdict as a whole.
    pub verdict: Verdict,
    /// What is possible of every node, and all scores. Where several sheets may govern, what is told by name holds under
    /// all of them.
    pub outcome: Outcome,
    /// For how many nodes the search for exactness gave up; what is said of these may be coarser than it need be.
    pub given_up: usize,
    /// The sheets that may govern while the place of registration is open, narrower regions first; none where it makes no
    /// difference.
    pub may_govern: Vec<MayGovern<'r>>,
}

impl<'r> Assessment<'r> {
    /// Every sheet that may govern, with what is possible by it: one, unless the place is open.
    pub fn sheets(&self) -> impl Iterator<Item = (&'r Sheet, &Outcome)> {
        let single = self.sheet.filter(|_| self.may_govern.is_empty()).map(|(sheet, _)| (sheet, &self.outcome));
        self.may_govern.iter().filter_map(|one| Some((one.sheet?.0, &one.outcome))).chain(single)
    }
}

/// A sheet that may govern while the place is open.
#[derive(Debug, Clone)]
pub struct MayGovern<'r> {
    /// The sheet and its governing entry; none where no rule is in force.
    pub sheet: Option<(&'r Sheet, &'r Governs)>,
    /// What is possible of its nodes and scores wherever it would govern.
    pub outcome: Outcome,
}

impl MayGovern<'_> {
    /// What is possible of the whole.
    pub fn possible(&self) -> VerdictSet {
        self.sheet.map_or(VerdictSet::NOT_APPLICABLE, |(sheet, _)| self.outcome.node(sheet.root))
    }
}

/// What is possible of a sheet's nodes and scores.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    pub(crate) nodes: Vec<VerdictSet>,
    pub(crate) scores: Vec<ScoreRange>,
}

impl Outcome {
    /// What is possible of a node.
    #[inline]
    pub fn node(&self, node: NodeIx) -> VerdictSet {
        self.nodes[node.0 as usize]
    }

    /// Leaves of what is possible of a node only what is possible here too.
    pub(crate) fn narrow(&mut self, node: NodeIx, to: VerdictSet) {
        self.nodes[node.0 as usize] = self.nodes[node.0 as usize].both(to);
    }

    /// All scores, in the order of [`Score`].
    pub(crate) fn scores(&self) -> &[ScoreRange] {
        &self.scores
    }

    /// A score.
    #[inline]
    pub fn score(&self, of: ScoreRef) -> ScoreRange {
        self.scores[of.0 as usize]
    }
}

/// The size classes still possible: of each of the industry's lines what its figure allows, and of these the lowest.
pub fn size(rules: &RuleSet, case: &Case) -> Option<(SizeClass, SizeClass)> {
    let standard = rules.size_standard(case.as_of)?;
    let industry = case.span(standard.industry);
    if !industry.is_point() {
        return None;
    }
    let lines = &standard.industries.get(usize::try_from(industry.lo).ok()?)?.as_ref()?.lines;
    let class = |value: i64, bounds: &[i64; 3]| SizeClass::ALL[bounds.iter().filter(|bound| value >= **bound).count()];
    let mut out = (SizeClass::Large, SizeClass::Large);
    for (slot, bounds) in lines {
        let span = case.span(*slot);
        out = (out.0.min(class(span.lo, bounds)), out.1.min(class(span.hi, bounds)));
    }
    Some(out)
}

/// Whether a value lies between two others, or on them.
fn inside(value: Span, (lo, hi): (i64, i64)) -> VerdictSet {
    let between = Span { lo, hi };
    VerdictSet::between(between.contains(value), between.overlaps(value))
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
            outcome.scores = score.reckon(case, &outcome.nodes);
        }
        for test in rest {
            let possible = self.possible(test, case, size, before, &outcome);
            outcome.nodes.push(possible);
        }
        outcome
    }

    /// Reckons one node anew, all that it needs being known.
    pub(crate) fn reckon(
        &self,
        node: NodeIx,
        case: &Case,
        size: Option<(SizeClass, SizeClass)>,
        before: &[Assessment<'_>],
        outcome: &mut Outcome,
    ) {
        outcome.nodes[node.0 as usize] = self.possible(self.test(node), case, size, before, outcome);
    }

    /// Reckons one indicator anew, and what it adds to its group and to the total.
    pub(crate) fn reckon_indicator(&self, at: u16, case: &Case, outcome: &mut Outcome) {
        let (Some(score), at) = (&self.score, usize::from(at)) else { return };
        let indicator = &score.indicators[at];
        let points = indicator.scale.points(case, indicator.max, &outcome.nodes);
        let known = std::mem::replace(&mut outcome.scores[at], points);
        let group = score.groups.iter().position(|group| group.indicators.contains(&at));
        for sum in group.map(|group| score.group_ref(group)).into_iter().chain([score.total_ref()]) {
            let sum = &mut outcome.scores[sum.0 as usize];
            sum.min += points.min - known.min;
            sum.max += points.max - known.max;
        }
    }

    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn possible(
        &self,
        test: &Test,
        case: &Case,
        size: Option<(SizeClass, SizeClass)>,
        before: &[Assessment<'_>],
        done: &Outcome,
    ) -> VerdictSet {
        let of = |members| self.members(members).iter().map(|node| done.node(*node));
        match test {
            Test::AllOf(members) | Test::EveryYear(members) => VerdictSet::all(of(members)),
            Test::AnyOf(members) => VerdictSet::any(of(members)),
            Test::Not(node) => done.node(*node).negated(),
            Test::Compare { of, relation, than } => measured(case, of).compare(*relation, *than),
            Test::Holds(slot) => {
                let span = case.span(*slot);
                VerdictSet::between(span.lo == 1, span.hi == 1)
            }
            Test::Declared(slot) => match case.span(*slot) {
                span if !span.is_point() => VerdictSet::UNDECLARED,
                span if span.lo == 1 => VerdictSet::DECLARED,
                _ => VerdictSet::UNMET,
            },
            Test::OneOf(slot, mask) => {
                let span = case.span(*slot);
                if span.is_point() {
                    return VerdictSet::between(mask & (1 << span.lo) != 0, false);
                }
                let all = ((1_u64 << (span.hi - span.lo + 1)) - 1) << span.lo;
                VerdictSet::between(mask & all == all, mask & all != 0)
            }
            Test::Includes(slot, mask) => {
                let span = case.span(*slot);
                VerdictSet::between(span.lo.cast_unsigned() & mask != 0, span.hi.cast_unsigned() & mask != 0)
            }
            Test::Held(slot) => {
                let (span, day) = (case.span(*slot), case.as_of.number());
                VerdictSet::between(span.lo >= day, span.hi >= day)
            }
            Test::Dated(slot, dates) => {
                let inside = inside(case.span(*slot), dates.bounds(case.as_of));
                // A title that was renewed has begun anew; whether it was won for the first time its day does not tell.
                match dates.lasts {
                    None => inside,
                    Some(_) if inside == VerdictSet::MET => VerdictSet::DECLARED,
                    Some(_) if inside == VerdictSet::UNMET => VerdictSet::UNMET,
                    Some(_) => VerdictSet::UNDECLARED,
                }
            }
            Test::Within(slot, lo, hi) => inside(case.span(*slot), (*lo, *hi)),
            Test::SizeAtMost(class) => match size {
                Some((lo, hi)) => VerdictSet::between(hi <= *class, lo <= *class),
                None => VerdictSet::OPEN_OR_UNDEFINED,
            },
            Test::ScoreAtLeast(of, points) => {
                let range = done.score(*of);
                VerdictSet::between(range.min >= *points, range.max >= *points)
            }
            Test::Meets(standard) => match before.get(standard.0 as usize) {
                Some(Assessment { sheet: Some((sheet, _)), outcome, .. }) => outcome.node(sheet.root),
                _ => VerdictSet::NOT_APPLICABLE,
            },
            Test::WaivedBy(node, waiver) => done.node(*node).waived_by(done.node(*waiver)),
            Test::WaivedIn(node, procedures) => {
                let waived = procedures[case.procedure(self.standard) as usize];
                if waived { VerdictSet::NOT_APPLICABLE } else { done.node(*node) }
            }
        }
    }
}

impl Score {
    fn reckon(&self, case: &Case, nodes: &[VerdictSet]) -> Vec<ScoreRange> {
        let mut scores = vec![ScoreRange { min: 0, max: 0 }; self.indicators.len() + self.groups.len() + 1];
        let (indicators, sums) = scores.split_at_mut(self.indicators.len());
        let (groups, total) = sums.split_at_mut(self.groups.len());
        for (group, sum) in self.groups.iter().zip(groups) {
            let run = group.indicators.clone();
            for (indicator, points) in self.indicators[run.clone()].iter().zip(&mut indicators[run]) {
                *points = indicator.scale.points(case, indicator.max, nodes);
                sum.add(*points);
            }
            total[0].add(*sum);
        }
        scores
    }
}

impl ScoreRange {
    /// What is possible in either.
    pub(crate) fn hull(self, other: ScoreRange) -> ScoreRange {
        ScoreRange { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    fn add(&mut self, other: ScoreRange) {
        self.min += other.min;
        self.max += other.max;
    }
}

impl<N: Exact> Ends<N> {
    /// The points of the first line reached.
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn points(&self, relation: Relation, lines: &[Line], otherwise: i32) -> ScoreRange {
        match relation {
            Relation::AtMost => self.first(self.hi, self.lo, lines, otherwise, |end, line| end.keeps_within(line)),
            _ => self.first(self.lo, self.hi, lines, otherwise, |end, line| end.reaches(line)),
        }
    }

    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    fn first(&self, worst: N, best: N, lines: &[Line], otherwise: i32, holds: impl Fn(N, Threshold) -> bool) -> ScoreRange {
        let reached = |end: N| lines.iter().find(|line| holds(end, line.than)).map_or(otherwise, |line| line.points);
        let min = reached(worst);
        ScoreRange { min, max: if self.exact { min } else { reached(best) } }
    }
}

impl Scale {
    /// The points still possible. `max` is the indicator's maximum: what it is cut off at, and what remains possible
    /// where the measure is undefined.
    fn points(&self, case: &Case, max: i32, nodes: &[VerdictSet]) -> ScoreRange {
        let possible = |node: &NodeIx| nodes[node.0 as usize];
        match self {
            Scale::Bands { of, relation, lines, otherwise } => match measured(case, of) {
                Measured::Figure(ends) => ends.points(*relation, lines, *otherwise),
                Measured::Ratio(ends) => ends.points(*relation, lines, *otherwise),
                Measured::Fraction(ends) => ends.points(*relation, lines, *otherwise),
                Measured::PerhapsUndefined | Measured::Undefined => ScoreRange { min: 0, max },
            },
            Scale::Cases { when, otherwise } => {
                let mut range = ScoreRange { min: *otherwise, max: *otherwise };
                // From the worst to the best, so that the best is left standing, and nothing is guessed at.
                for (node, points) in when.iter().rev() {
                    range.min = select_unpredictable(possible(node) == VerdictSet::MET, *points, range.min);
                    range.max = select_unpredictable(possible(node).may_be(Verdict::Met), *points, range.max);
                }
                range
            }
            Scale::Tally { points, of } => {
                let each = |met: usize| (i32::from(position(met)) * points).min(max);
                let surely = of.iter().filter(|node| possible(node) == VerdictSet::MET).count();
                let perhaps = of.iter().filter(|node| possible(node).may_be(Verdict::Met)).count();
                ScoreRange { min: each(surely), max: each(perhaps) }
            }
            Scale::Steps { of, every, points } => {
                let reached = |value: i64| i32::try_from((value / every).max(0)).unwrap_or(max).saturating_mul(*points).min(max);
                let span = case.span(*of);
                ScoreRange { min: reached(span.lo), max: reached(span.hi) }
            }
            Scale::Given(slot) => {
                let span = case.span(*slot);
                let points = |value: i64| i32::try_from(value).unwrap_or(max);
                ScoreRange { min: points(span.lo), max: points(span.hi) }
            }
            Scale::BestOf(readings) => {
                let mut range = ScoreRange { min: 0, max: 0 };
                for reading in readings {
                    let one = reading.points(case, max, nodes);
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
            Scale::Bands { .. } | Scale::Steps { .. } | Scale::Given(_) => Vec::new(),
        }
    }
}
