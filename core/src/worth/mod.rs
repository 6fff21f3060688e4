//! What the policies that can be had are worth to an enterprise: of each an amount in exact bounds, reckoned by the formula
//! of its document with the enterprise's own figures, and what all of them come to together, as far as they may be had
//! beside each other.
//!
//! What enters the sums: what can be used now ([`Use::Now`]), is reckoned for sure ([`Standing::Sure`]) from figures of the
//! year that is meant, and has an upper bound. What waits for an authority's review is told apart. An amount that is not
//! known is no amount; it is never zero.

use crate::case::Case;
use crate::evaluate::Evaluation;
use crate::matching::Match;
use crate::rules::{Gives, RuleSet, Tie};
use crate::vocabulary::{Slot, Span};
use crate::written::Every;

/// The upper end of an amount that nothing bounds yet.
pub const UNBOUNDED: i64 = i64::MAX;

/// What all policies are worth beside each other.
#[derive(Debug, Clone)]
pub struct Worths<'r> {
    /// Of every match, in their order; none where the document has no formula or the policy is not to be had.
    pub of: Vec<Option<Worth<'r>>>,
    /// What may be had together.
    pub sums: Sums,
    /// What is given up for it.
    pub given_up: Vec<GivenUp<'r>>,
    /// Of which no document says whether they may be had together.
    pub untold: Vec<Untold<'r>>,
}

/// What a policy is worth.
#[derive(Debug, Clone)]
pub struct Worth<'r> {
    /// What the document says.
    pub gives: &'r Gives,
    /// What is possible on the answers so far, in millionths of 万元; [`UNBOUNDED`] above where nothing bounds it yet.
    pub span: Span,
    /// Yearly or once.
    pub every: Every,
    /// How sure it is that so much is given to whoever qualifies.
    pub standing: Standing,
    /// Whether it stands in the sum.
    pub counted: bool,
    /// The year its figures are of, where that is before the one that is meant.
    pub stale: Option<i32>,
    /// The values it still waits for.
    pub waits_for: Vec<Slot>,
}

impl Worth<'_> {
    /// Whether anything can be told of it: an amount that may be anything is none.
    pub fn is_told(&self) -> bool {
        self.span.hi != UNBOUNDED || self.span.lo > 0
    }
}

/// How sure it is that a policy gives so much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Standing {
    /// So much to whoever qualifies.
    Sure,
    /// At most so much.
    UpTo,
    /// At most so much; an office decides.
    AuthorityDecides,
    /// Whether it can be had at all was not verified, or its time has not come or is over for this round.
    ToConfirm,
}

impl Standing {
    /// The identifier used in reports.
    pub fn id(self) -> &'static str {
        match self {
            Standing::Sure => "sure",
            Standing::UpTo => "up_to",
            Standing::AuthorityDecides => "authority_decides",
            Standing::ToConfirm => "to_confirm",
        }
    }
}

/// What may be had together, yearly and once apart.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    /// Every year.
    pub yearly: Sum,
    /// One time.
    pub once: Sum,
}

/// A sum, in millionths of 万元.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// Of what facts alone decide.
    pub sure: Span,
    /// The same with what an authority still has to review.
    pub reviewed: Span,
    /// How many policies stand in the second.
    pub count: usize,
}

impl Default for Sum {
    fn default() -> Sum {
        Sum { sure: Span::point(0), reviewed: Span::point(0), count: 0 }
    }
}

/// A policy that is not had because another is.
#[derive(Debug, Clone)]
pub struct GivenUp<'r> {
    /// What is had instead, by its place among the matches.
    pub taken: usize,
    /// What is given up.
    pub left: usize,
    /// Why not both.
    pub tie: &'r Tie,
    /// Whether it could as well be the other way round: both come to the same, or answers still decide.
    pub open: bool,
}

/// Policies of which no document says whether they may be had together.
#[derive(Debug, Clone)]
pub struct Untold<'r> {
    /// The policies, by their places among the matches.
    pub of: Vec<usize>,
    /// Where it ought to stand.
    pub tie: &'r Tie,
}

/// What policies are worth. `matches` are those of [`crate::matching::match_policies`] for the same case.
pub fn worths<'r>(_: &'r RuleSet, _: &Case, _: &Evaluation<'_>, matches: &[Match<'_>]) -> Worths<'r> {
    Worths { of: vec![None; matches.len()], sums: Sums::default(), given_up: Vec::new(), untold: Vec::new() }
}
