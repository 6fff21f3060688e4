//! A score sheet: its groups, its indicators, and how these give points.

use super::{NodeIx, Quantity};
use crate::limits::position;
use crate::number::Threshold;
use crate::text::Text;
use crate::vocabulary::Slot;
use crate::written::{Cite, Relation};

/// Where a score stands among a sheet's scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreRef(pub(crate) u16);

/// A score sheet. Scores are kept indicators first, then groups, then the total.
#[derive(Debug, Clone)]
pub struct Score {
    /// The most points there are.
    pub max: i32,
    /// Its groups.
    pub groups: Vec<Group>,
    /// Its indicators, group by group.
    pub indicators: Vec<Indicator>,
}

impl Score {
    /// Where an indicator's points are kept.
    pub fn indicator_ref(&self, indicator: usize) -> ScoreRef {
        ScoreRef(position(indicator))
    }

    /// Where a group's points are kept.
    pub fn group_ref(&self, group: usize) -> ScoreRef {
        ScoreRef(position(self.indicators.len() + group))
    }

    /// Where the total is kept.
    pub fn total_ref(&self) -> ScoreRef {
        ScoreRef(position(self.indicators.len() + self.groups.len()))
    }

    /// The ids of all scores, in the order in which they are kept; the total has none.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        let groups = self.groups.iter().map(|group| group.id.as_str());
        self.indicators.iter().map(|indicator| indicator.id.as_str()).chain(groups).chain([""])
    }

    /// The indicators that a score adds up.
    pub(crate) fn run(&self, of: ScoreRef) -> std::ops::Range<usize> {
        let at = of.0 as usize;
        match at.checked_sub(self.indicators.len()) {
            None => at..at + 1,
            Some(group) => self.groups.get(group).map_or(0..self.indicators.len(), |g| g.indicators.clone()),
        }
    }

    /// The name of a score; the total has none.
    pub fn name(&self, of: ScoreRef) -> Option<&Text> {
        let at = of.0 as usize;
        let group = at.checked_sub(self.indicators.len());
        match group {
            None => Some(&self.indicators[at].name),
            Some(group) => self.groups.get(group).map(|g| &g.name),
        }
    }
}

/// A group of indicators.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The most points it gives.
    pub max: i32,
    /// Its run of [`Score::indicators`].
    pub indicators: std::ops::Range<usize>,
}

/// An indicator.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The most points it gives.
    pub max: i32,
    /// Where it stands.
    pub cite: Cite,
    /// How points are given.
    pub scale: Scale,
}

/// How points are given.
#[derive(Debug, Clone)]
pub enum Scale {
    /// Of the first line reached.
    Bands {
        /// What is measured.
        of: Quantity,
        /// At least or at most.
        relation: Relation,
        /// The lines, best first.
        lines: Vec<Line>,
        /// Points where none is reached.
        otherwise: i32,
    },
    /// Of the best case that holds.
    Cases {
        /// Criteria and points, best first.
        when: Vec<(NodeIx, i32)>,
        /// Points where none holds.
        otherwise: i32,
    },
    /// So many points for each that holds.
    Tally {
        /// Points for each.
        points: i32,
        /// The criteria.
        of: Vec<NodeIx>,
    },
    /// So many points for each full step.
    Steps {
        /// What is measured.
        of: Slot,
        /// The step, in the fact's scale.
        every: i64,
        /// Points for each.
        points: i32,
    },
    /// The fact is the score.
    Given(Slot),
    /// The best of several readings.
    BestOf(Vec<Scale>),
}

/// One line of a banded scale.
#[derive(Debug, Clone)]
pub struct Line {
    /// Where it lies, in the quantity's scale.
    pub than: Threshold,
    /// The points it gives.
    pub points: i32,
    /// The number as written in the pack.
    pub written: String,
}
