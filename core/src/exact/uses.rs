//! How the tests below a node use what is open: which values some of them like high and others low.

use crate::case::Case;
use crate::edges::Edge;
use crate::limits::position;
use crate::outcome::{Assessment, Outcome};
use crate::places::parts;
use crate::rules::*;
use crate::vocabulary::Slot;
use crate::written::Relation;

/// How the tests below a node use a value.
#[derive(Clone, Copy, Default)]
struct Use {
    tests: u16,
    /// Some like it high, …
    high: bool,
    /// … some low, …
    low: bool,
    /// … some neither the one nor the other.
    neither: bool,
    /// It may turn out to be no base to divide by.
    baseless: bool,
}

impl Use {
    fn is_torn(self) -> bool {
        self.baseless || self.tests > 1 && (self.neither || self.high && self.low)
    }
}

/// What a test likes a value to be.
#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Increasing,
    Decreasing,
    Neither,
}

impl Direction {
    fn turned(self) -> Direction {
        match self {
            Direction::Increasing => Direction::Decreasing,
            Direction::Decreasing => Direction::Increasing,
            Direction::Neither => Direction::Neither,
        }
    }
}

/// What has to be reckoned anew where less is possible. In order, nothing is reckoned before what it needs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    /// The other standard it belongs to, or [`Step::OWN`], which comes last.
    pub standard: u16,
    pub part: Part,
    /// The position of the node or the indicator.
    pub at: u16,
}

/// What a step reckons: what indicators ask, then these, then all other nodes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Asked,
    Indicator,
    Node,
}

impl Step {
    /// The sheet looked at itself.
    pub const OWN: u16 = u16::MAX;
}

/// What turns where a value is cut.
enum Leaf<'r> {
    Test(&'r Test),
    Scale(&'r Scale),
    /// Which sheet is asked hangs on the place.
    Place,
}

/// The open values below a node. One is used for many nodes, so that what is counted is all that costs.
pub(super) struct Uses<'r> {
    rules: &'r RuleSet,
    /// By position of the value.
    of: Vec<Use>,
    /// Those that are used at all.
    touched: Vec<Slot>,
    leaves: Vec<Leaf<'r>>,
    /// All that is open of what the node is made of.
    pub steps: Vec<Step>,
}

impl<'r> Uses<'r> {
    pub fn new(rules: &'r RuleSet) -> Uses<'r> {
        Uses { rules, of: Vec::new(), touched: Vec::new(), leaves: Vec::new(), steps: Vec::new() }
    }

    /// Looks at a node of a sheet.
    pub fn look(&mut self, case: &Case, sheet: &'r Sheet, before: &[Assessment<'r>], outcome: &Outcome, node: NodeIx) {
        self.of.resize(self.rules.vocabulary.slot_count(), Use::default());
        self.touched.drain(..).for_each(|slot| self.of[slot.0 as usize] = Use::default());
        self.leaves.clear();
        self.steps.clear();
        let mut walk = Walk { uses: self, case, before, sheet, outcome, standard: Step::OWN };
        walk.node(node, Direction::Increasing);
    }

    /// The torn values.
    pub fn torn(&self) -> impl Iterator<Item = Slot> + '_ {
        self.touched.iter().copied().filter(|slot| self.of(*slot).is_torn())
    }

    /// The torn value that most tests use.
    pub fn most_torn(&self) -> Option<Slot> {
        self.torn().max_by_key(|slot| (self.of(*slot).baseless, self.of(*slot).tests, std::cmp::Reverse(slot.0)))
    }

    /// Whether a value may turn out to be no base to divide by.
    pub fn is_baseless(&self, slot: Slot) -> bool {
        self.of(slot).baseless
    }

    fn of(&self, slot: Slot) -> Use {
        self.of[slot.0 as usize]
    }

    /// Where some test changes its mind about a value.
    pub fn edges(&self, case: &Case, slot: Slot, add: &mut dyn FnMut(Edge<'r>)) {
        let mut add = |edge: Edge<'r>| {
            if edge.is_of(slot) {
                add(edge)
            }
        };
        for leaf in &self.leaves {
            match leaf {
                Leaf::Test(test) => test.edges(self.rules, case, &mut add),
                Leaf::Scale(scale) => scale.edges(&mut add),
                Leaf::Place => {
                    let place = self.rules.vocabulary.place.into_iter();
                    place.for_each(|slot| parts(self.rules, case).iter().for_each(|part| add(Edge::Value(slot, part.lo))));
                }
            }
        }
    }
}

/// A walk through all that is open below a node.
struct Walk<'w, 'r> {
    uses: &'w mut Uses<'r>,
    case: &'w Case,
    before: &'w [Assessment<'r>],
    /// The sheet walked through, and the standard it is asked as.
    sheet: &'r Sheet,
    outcome: &'w Outcome,
    standard: u16,
}

impl<'r> Walk<'_, 'r> {
    fn slot(&mut self, slot: Slot, direction: Direction) {
        if self.case.span(slot).is_point() {
            return;
        }
        let used = &mut self.uses.of[slot.0 as usize];
        if used.tests == 0 {
            self.uses.touched.push(slot);
        }
        used.tests += 1;
        match direction {
            Direction::Increasing => used.high = true,
            Direction::Decreasing => used.low = true,
            Direction::Neither => used.neither = true,
        }
    }

    fn node(&mut self, node: NodeIx, direction: Direction) {
        if self.outcome.node(node).is_settled() {
            return;
        }
        let (sheet, test) = (self.sheet, self.sheet.test(node));
        let part = if usize::from(node.0) < sheet.scored_from { Part::Asked } else { Part::Node };
        self.uses.steps.push(Step { standard: self.standard, part, at: node.0 });
        match test {
            Test::AllOf(members) | Test::EveryYear(members) | Test::AnyOf(members) => {
                sheet.members(members).iter().for_each(|member| self.node(*member, direction));
            }
            Test::Not(of) => self.node(*of, direction.turned()),
            Test::WaivedIn(of, _) => self.node(*of, direction),
            Test::WaivedBy(of, by) => {
                // What is waived is neither met nor unmet.
                self.node(*of, Direction::Neither);
                self.node(*by, Direction::Neither);
            }
            Test::Compare { of, relation, .. } => self.quantity(of, *relation, direction),
            Test::Holds(slot) | Test::Declared(slot) | Test::Held(slot) | Test::Includes(slot, _) => self.slot(*slot, direction),
            Test::OneOf(slot, _) | Test::Dated(slot, _) | Test::Within(slot, ..) => self.slot(*slot, Direction::Neither),
            Test::SizeAtMost(class) => {
                if let Some(standard) = self.uses.rules.size_standard(self.case.as_of) {
                    self.slot(standard.industry, Direction::Neither);
                    // Where a value lies beside the line does not matter, and a cut there would leave as much open.
                    for (slot, bounds) in standard.possible_lines(self.case) {
                        let span = self.case.span(*slot);
                        if bounds.get(*class as usize).is_some_and(|bound| span.lo < *bound && *bound <= span.hi) {
                            self.slot(*slot, direction.turned());
                        }
                    }
                }
            }
            Test::ScoreAtLeast(of, _) => self.score(*of, direction),
            Test::Meets(standard) => self.other(standard.0, direction),
        }
        match test {
            Test::AllOf(_) | Test::EveryYear(_) | Test::AnyOf(_) | Test::Not(_) | Test::WaivedIn(..) | Test::WaivedBy(..) => {}
            Test::ScoreAtLeast(..) | Test::Meets(_) => {}
            test => self.uses.leaves.push(Leaf::Test(test)),
        }
    }

    /// What another standard asks, whichever of its sheets governs.
    fn other(&mut self, standard: u16, direction: Direction) {
        let Some(assessment) = self.before.get(usize::from(standard)) else { return };
        for (sheet, outcome) in assessment.sheets() {
            let mut walk = Walk { uses: self.uses, case: self.case, before: self.before, sheet, outcome, standard };
            walk.node(sheet.root, direction);
        }
        if let Some(place) = self.uses.rules.vocabulary.place.filter(|_| !assessment.may_govern.is_empty()) {
            // Each sheet by itself may leave nothing open; all are assessed anew.
            self.uses.steps.push(Step { standard, part: Part::Node, at: 0 });
            self.uses.leaves.push(Leaf::Place);
            self.slot(place, Direction::Neither);
        }
    }

    fn quantity(&mut self, of: &Quantity, relation: Relation, direction: Direction) {
        let direction = if matches!(relation, Relation::AtMost | Relation::LessThan) { direction.turned() } else { direction };
        of.tops().iter().for_each(|slot| self.slot(*slot, direction));
        match of {
            Quantity::Amount(_) | Quantity::Mean(_) => {}
            Quantity::Ratio(top, base) => self.bases(top.slots(), base.slots(), direction),
            Quantity::Growth(top, base) | Quantity::CompoundGrowth(top, base) => self.bases(&[*top], &[*base], direction),
            Quantity::AverageGrowth(_, middle, first) => {
                // The middle year stands above one line and below the other.
                self.bases(&[], &[*middle], Direction::Neither);
                self.bases(&[], &[*first], direction);
            }
        }
    }

    /// What something is divided by: liked low as long as that is not negative.
    fn bases(&mut self, top: &[Slot], base: &[Slot], direction: Direction) {
        let case = self.case;
        let sum = |slots: &[Slot]| slots.iter().map(|slot| case.span(*slot)).fold((0, 0), |(lo, hi), s| (lo + s.lo, hi + s.hi));
        let direction = match sum(top) {
            (lo, _) if lo >= 0 => direction.turned(),
            (_, hi) if hi <= 0 => direction,
            _ => Direction::Neither,
        };
        let baseless = sum(base).0 <= 0;
        for slot in base {
            self.slot(*slot, direction);
            if baseless && !case.span(*slot).is_point() {
                self.uses.of[slot.0 as usize].baseless = true;
            }
        }
    }

    fn score(&mut self, of: ScoreRef, direction: Direction) {
        let Some(score) = &self.sheet.score else { return };
        for at in score.run(of) {
            let range = self.outcome.score(score.indicator_ref(at));
            if range.min != range.max {
                self.uses.steps.push(Step { standard: self.standard, part: Part::Indicator, at: position(at) });
                self.scale(&score.indicators[at].scale, direction);
            }
        }
    }

    fn scale(&mut self, scale: &'r Scale, direction: Direction) {
        match scale {
            Scale::Bands { of, relation, .. } => {
                self.uses.leaves.push(Leaf::Scale(scale));
                self.quantity(of, *relation, direction);
            }
            Scale::Steps { of, .. } | Scale::Given(of) => {
                self.uses.leaves.push(Leaf::Scale(scale));
                self.slot(*of, direction);
            }
            Scale::Cases { when, .. } => when.iter().for_each(|(node, _)| self.node(*node, direction)),
            Scale::Tally { of, .. } => of.iter().for_each(|node| self.node(*node, direction)),
            Scale::BestOf(readings) => readings.iter().for_each(|reading| self.scale(reading, direction)),
        }
    }
}
