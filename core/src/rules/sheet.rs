//! A standard as one document lays it down, or whom a policy is for: a tree of tests.

use super::{DocumentIx, Governs, Quantity, Score, ScoreRef, SizeClass};
use crate::day::Day;
use crate::number::Threshold;
use crate::text::Text;
use crate::vocabulary::{NO_TITLE, Slot, StandardIx};
use crate::written::{Application, Cite, Note, Relation};

/// Where a node stands in a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeIx(pub u16);

/// One standard as one document lays it down, or whom a policy is for.
///
/// Its criteria are nodes of a tree, laid out so that every node stands after what it needs: first the criteria
/// that indicators ask (up to `scored_from`), then, once scores are reckoned, all others, the root last.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The id of the standard or the policy.
    pub id: String,
    /// The standard; none for a policy.
    pub standard: Option<StandardIx>,
    /// The document.
    pub document: DocumentIx,
    /// The annex it stands in.
    pub annex: Option<Text>,
    /// When in the year it can be applied for, as far as that is known.
    pub season: Option<Note>,
    /// Where it is applied for, as far as that is known.
    pub apply: Option<Application>,
    /// When it governs.
    pub governs: Vec<Governs>,
    /// The criteria that must all hold, in the order of the document.
    pub criteria: Vec<NodeIx>,
    /// What is told beside some of them, though it decides nothing by itself.
    pub cautions: Vec<Caution>,
    /// The whole.
    pub root: NodeIx,
    /// Its score sheet.
    pub score: Option<Score>,
    pub(crate) tests: Vec<Test>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) children: Vec<NodeIx>,
    pub(crate) scored_from: usize,
    pub(crate) layout: Vec<Spot>,
    /// Of the nodes that are told on their own, and the whole, those of which an open value may tear tests apart.
    pub(crate) may_tear: Vec<NodeIx>,
}

/// Something that may count against an enterprise without being a criterion of its own.
#[derive(Debug, Clone)]
pub struct Caution {
    /// Its local id.
    pub id: String,
    /// What is told.
    pub text: Text,
    /// Where it stands.
    pub cite: Cite,
    /// The local ids of the criteria beside which it is told.
    pub beside: Vec<String>,
    /// The node that says when.
    pub when: NodeIx,
}

/// Where a line of an explanation stands; see [`crate::explain`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot {
    /// The node; of a waived criterion that which carries its name.
    pub node: NodeIx,
    /// The node that says what is asked, under whatever waives it.
    pub core: NodeIx,
    /// The first spot after this one that is no part of it.
    pub end: u16,
    /// How deep it stands.
    pub depth: u8,
    /// Whether it waives the line it belongs to.
    pub waiver: bool,
    /// Whether it is a part without a name, which is left out where it is not asked.
    pub nameless: bool,
}

impl Sheet {
    /// What a node says.
    pub fn test(&self, node: NodeIx) -> &Test {
        &self.tests[node.0 as usize]
    }

    /// What is told of a node.
    pub fn claim(&self, node: NodeIx) -> &Claim {
        &self.claims[node.0 as usize]
    }

    /// The nodes that a node is made of; what waives it comes last.
    pub fn children(&self, node: NodeIx) -> impl Iterator<Item = NodeIx> + '_ {
        let (of, by) = match self.test(node) {
            Test::AllOf(members) | Test::EveryYear(members) | Test::AnyOf(members) => (self.members(members), None),
            Test::Not(of) | Test::WaivedIn(of, _) => (std::slice::from_ref(of), None),
            Test::WaivedBy(of, by) => (std::slice::from_ref(of), Some(*by)),
            Test::Compare { .. } | Test::Holds(_) | Test::Declared(_) | Test::OneOf(..) | Test::Includes(..) => (&[][..], None),
            Test::Held(_) | Test::Dated(..) | Test::Within(..) => (&[][..], None),
            Test::SizeAtMost(_) | Test::ScoreAtLeast(..) | Test::Meets(_) => (&[][..], None),
        };
        of.iter().copied().chain(by)
    }

    /// Every value a node rests on, its parts included; those behind a score, a size class or another standard are not
    /// among them.
    pub fn slots(&self, node: NodeIx) -> Vec<Slot> {
        let mut slots = self.test(node).slots();
        slots.extend(self.children(node).flat_map(|child| self.slots(child)));
        slots
    }

    /// The members of an `AllOf` or `AnyOf`.
    pub fn members(&self, range: &Members) -> &[NodeIx] {
        &self.children[range.first as usize..range.first as usize + range.len as usize]
    }
}

/// What is told of a node besides its test.
#[derive(Debug, Clone, Default)]
pub struct Claim {
    /// Its local id, if it is shown on its own.
    pub id: Option<String>,
    /// What it asks.
    pub text: Option<Text>,
    /// Where it stands.
    pub cite: Option<Cite>,
    /// The lower standard whose title it asks for.
    pub prerequisite: Option<StandardIx>,
    /// The criterion of the document succeeded that it takes the place of, where that has another id.
    pub replaces: Option<String>,
    /// The number it compares with, as written in the pack.
    pub threshold: Option<String>,
}

/// A run of [`Sheet::members`].
#[derive(Debug, Clone, Copy)]
pub struct Members {
    pub(crate) first: u16,
    pub(crate) len: u16,
}

/// What a node tests.
#[derive(Debug, Clone)]
pub enum Test {
    /// All members hold.
    AllOf(Members),
    /// All members hold; they are one criterion asked of several years, latest first.
    EveryYear(Members),
    /// Any member holds.
    AnyOf(Members),
    /// It does not hold.
    Not(NodeIx),
    /// A quantity stands so to a number. The number is in the quantity's own scale.
    Compare {
        /// What is measured.
        of: Quantity,
        /// How it must stand.
        relation: Relation,
        /// To what, in the quantity's scale; see `Quantity::scaled`.
        than: Threshold,
    },
    /// A yes-or-no fact is yes.
    Holds(Slot),
    /// A judged fact is declared.
    Declared(Slot),
    /// A choice is one of the options in the mask.
    OneOf(Slot, u64),
    /// A set holds any of the options in the mask.
    Includes(Slot, u64),
    /// A title is held on the day.
    Held(Slot),
    /// A day lies in a time, or a title was won in it.
    Dated(Slot, Dates),
    /// A region code, or a place in a ranking, lies within.
    Within(Slot, i64, i64),
    /// The size class is at most this.
    SizeAtMost(SizeClass),
    /// A score reaches so many points.
    ScoreAtLeast(ScoreRef, i32),
    /// Another standard is met.
    Meets(StandardIx),
    /// Not applicable where the second holds.
    WaivedBy(NodeIx, NodeIx),
    /// Not applicable in these procedures.
    WaivedIn(NodeIx, [bool; 2]),
}

impl Test {
    /// The values it looks at itself.
    pub fn slots(&self) -> Vec<Slot> {
        match self {
            Test::Compare { of, .. } => of.slots(),
            Test::Holds(slot) | Test::Declared(slot) | Test::OneOf(slot, _) | Test::Includes(slot, _) => vec![*slot],
            Test::Held(slot) | Test::Dated(slot, _) | Test::Within(slot, ..) => vec![*slot],
            Test::AllOf(_) | Test::EveryYear(_) | Test::AnyOf(_) | Test::Not(_) | Test::WaivedBy(..) | Test::WaivedIn(..) => Vec::new(),
            Test::SizeAtMost(_) | Test::ScoreAtLeast(..) | Test::Meets(_) => Vec::new(),
        }
    }
}

/// A time that may move with the day, and how long before its last day a title began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// Its first day; open where it is left out.
    pub from: Option<DateEnd>,
    /// Its last day.
    pub to: Option<DateEnd>,
    /// The months that a title lasts from its first day; none for a fact that is a day itself.
    pub lasts: Option<i32>,
}

/// An end of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateEnd {
    /// This day.
    Day(Day),
    /// So many months before the day asked for; after it where the number is negative.
    MonthsBack(i32),
}

impl Dates {
    /// The least and the greatest value of the fact that lie in it, as [`Day::number`]s; of a title these are last days.
    pub(crate) fn bounds(&self, as_of: Day) -> (i64, i64) {
        let value = |end: DateEnd| {
            let day = match end {
                DateEnd::Day(day) => day,
                DateEnd::MonthsBack(months) => as_of.months_on(-months)?,
            };
            // A title that began on a day lasts so many months, less a day.
            let day = match self.lasts {
                None => day,
                Some(months) => day.months_on(months)?.days_on(-1)?,
            };
            Some(day.number())
        };
        // Whatever lies outside the calendar lies beyond its ends; no title at all lies before them.
        (self.from.and_then(value).unwrap_or(NO_TITLE + 1), self.to.and_then(value).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days count back from the one asked for, or ahead; the last day of a title stands for its first; no title is never won.
    #[test]
    fn dates_are_the_least_and_the_greatest_that_lie_in_them() {
        let day = |text: &str| Day::parse(text).unwrap();
        let bounds = |from, to, lasts| Dates { from, to, lasts }.bounds(day("2026-06-30"));
        let back = |months| Some(DateEnd::MonthsBack(months));
        let on = |text| Some(DateEnd::Day(day(text)));
        assert_eq!(bounds(None, back(12), None), (NO_TITLE + 1, day("2025-06-30").number()));
        assert_eq!(bounds(back(0), back(-12), None), (day("2026-06-30").number(), day("2027-06-30").number()));
        assert_eq!(bounds(on("2024-01-01"), None, Some(36)), (day("2026-12-31").number(), i64::MAX));
    }
}
