//! What follows from what, as the vocabulary lays it down; [`crate::infer`] draws the conclusions.

use super::{Slot, Span, Vocabulary};
use crate::messages as m;
use crate::text::Text;
use crate::written::Certainty;

/// That something follows from some values for others.
#[derive(Debug, Clone)]
pub struct Implication {
    /// What follows from what.
    pub rule: Rule,
    /// Why, and how sure that is where it is law and not logic; a part of a whole needs no reason.
    pub why: Option<(Text, Option<Certainty>)>,
    /// What it has in common with all implications that hang together with it by the values they speak of.
    pub group: u16,
}

/// What follows from what.
#[derive(Debug, Clone)]
pub enum Rule {
    /// Where the first holds, so does the second.
    Follows(Statement, Statement),
    /// A number is no more than the sum of others, or else no less.
    Sum {
        /// The number.
        of: Slot,
        /// The others.
        parts: Vec<Slot>,
        /// Whether it is no more than they come to.
        at_most: bool,
    },
    /// A set holds nothing that the other does not.
    Subset {
        /// The one.
        part: Slot,
        /// The other.
        whole: Slot,
    },
}

/// What is said of a value.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The value.
    pub slot: Slot,
    /// What is said of it.
    pub says: Says,
}

/// What can be said of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// It lies in here.
    Within(Span),
    /// Of a set: it holds any of these.
    Includes(i64),
    /// Of a set: it holds none of these.
    Lacks(i64),
    /// Of a title: it is valid on the day the answers were given for, or else it is not.
    Held(bool),
}

impl Rule {
    /// Its values: first the one that something is said of, then those that it follows from.
    pub fn slots(&self) -> Vec<Slot> {
        match self {
            Rule::Follows(when, then) => vec![then.slot, when.slot],
            Rule::Sum { of, parts, .. } => std::iter::once(of).chain(parts).copied().collect(),
            Rule::Subset { part, whole } => vec![*part, *whole],
        }
    }
}

impl Implication {
    /// The other values it speaks of.
    pub fn others(&self, slot: Slot) -> impl Iterator<Item = Slot> + use<> {
        self.rule.slots().into_iter().filter(move |other| *other != slot)
    }

    /// Why it holds.
    pub fn reason(&self, vocabulary: &Vocabulary) -> Text {
        match (&self.why, self.rule.slots().as_slice()) {
            (Some((why, _)), _) => why.clone(),
            (None, [part, whole, ..]) => {
                let [part, whole] = [part, whole].map(|slot| &vocabulary.fact(vocabulary.of_slot(*slot).0).label);
                m::PART_OF_WHOLE.text([part, whole])
            }
            (None, _) => Text::default(),
        }
    }
}
