//! What a policy gives, as an exact formula over facts, and how policies stand to each other.

use super::{DocumentIx, NodeIx, RuleSet, Sheet};
use crate::day::Day;
use crate::number::Fraction;
use crate::text::Text;
use crate::vocabulary::Slot;
use crate::written::{Cite, Every};

/// What a policy gives on some days.
#[derive(Debug, Clone)]
pub struct Gives {
    /// Yearly or once.
    pub every: Every,
    /// The first day; open where it is left out.
    pub from: Option<Day>,
    /// The last day; open where it is left out.
    pub to: Option<Day>,
    /// Where it stands.
    pub cite: Cite,
    /// Whether the formula tells no more than the most there is.
    pub up_to: bool,
    /// Whether an office decides how much it is.
    pub needs_authority: bool,
    /// How it is reckoned.
    pub formula: Reckoned,
}

impl Gives {
    /// Whether it is what is given on a day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A formula and the conditions it asks.
#[derive(Debug, Clone)]
pub struct Reckoned {
    /// The formula.
    pub formula: Formula,
    /// Its conditions, as nodes of a sheet of their own.
    pub conditions: Sheet,
}

/// How an amount is reckoned. No part of it is below zero: a figure that is counts as zero, and so does what is left of less.
#[derive(Debug, Clone)]
pub enum Formula {
    /// A number as written: a sum of money in millionths of 万元, or a part of one.
    Number(Fraction, String),
    /// A value; percentages as a part of one.
    Fact(Slot),
    /// A rate of [`RuleSet::rates`].
    Rate(usize),
    /// All of them multiplied.
    Product(Vec<Formula>),
    /// All of them added up.
    Sum(Vec<Formula>),
    /// The least of them.
    Least(Vec<Formula>),
    /// The first less the second.
    Difference(Box<[Formula; 2]>),
    /// That of the first condition that holds, else the last.
    Cases(Vec<(NodeIx, Formula)>, Box<Formula>),
}

/// A rate that several measures share, such as that of a tax: the first whose condition holds on its days.
#[derive(Debug, Clone)]
pub struct Rate {
    /// `PACK/ID`.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its steps, the first that holds before all others.
    pub steps: Vec<RateStep>,
    /// Their conditions.
    pub conditions: Sheet,
}

/// One step of a rate.
#[derive(Debug, Clone)]
pub struct RateStep {
    /// When it holds; always where it is left out.
    pub when: Option<NodeIx>,
    /// The rate as a part of one.
    pub rate: Fraction,
    /// As written.
    pub written: String,
    /// The document that lays it down.
    pub document: DocumentIx,
    /// Where it stands.
    pub cite: Cite,
    /// The first day; open where it is left out.
    pub from: Option<Day>,
    /// The last day; open where it is left out.
    pub to: Option<Day>,
}

/// How several policies stand to each other.
#[derive(Debug, Clone)]
pub struct Tie {
    /// The kind.
    pub kind: TieKind,
    /// The policies, as positions in [`RuleSet::policies`].
    pub of: Vec<usize>,
    /// The one thing that only one of them is given for, such as the same loan; none where it is the enterprise. How many of
    /// such things there are is not asked, so that a sum may be too low.
    pub per: Option<Text>,
    /// Where it stands.
    pub cite: Cite,
    /// The document it is written in.
    pub document: DocumentIx,
}

/// The kinds of relation between policies.
#[derive(Debug, Clone)]
pub enum TieKind {
    /// The first presupposes all others.
    Requires,
    /// One of them is chosen.
    Choice,
    /// Of those that can be had the first is had.
    Precedence,
    /// Together they give no more than this.
    SharedCap(Box<Reckoned>),
    /// The document does not say whether more than one may be had: they are not added up.
    NotSaid,
}

impl RuleSet {
    /// The policies that hang together with this one by relations, itself among them.
    pub(crate) fn tied_to(&self, policy: usize) -> Vec<usize> {
        let mut all = vec![policy];
        let mut next = 0;
        while let Some(at) = all.get(next).copied() {
            for tie in self.ties.iter().filter(|tie| tie.of.contains(&at)) {
                for other in &tie.of {
                    if !all.contains(other) {
                        all.push(*other);
                    }
                }
            }
            next += 1;
        }
        all
    }

    /// Whether a policy is another, or presupposes it.
    pub(crate) fn presupposes(&self, policy: usize, other: usize) -> bool {
        let (mut all, mut next) = (vec![policy], 0);
        while let Some(at) = all.get(next).copied() {
            if at == other {
                return true;
            }
            for tie in self.ties.iter().filter(|tie| matches!(tie.kind, TieKind::Requires) && tie.of[0] == at) {
                all.extend(tie.of[1..].iter().filter(|one| !all.contains(one)).copied().collect::<Vec<_>>());
            }
            next += 1;
        }
        false
    }
}
