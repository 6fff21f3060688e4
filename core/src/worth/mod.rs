//! What the policies that can be had are worth to an enterprise: of each an amount in exact bounds, reckoned by the formula
//! of its document with the enterprise's own figures, and what all of them come to together, as far as they may be had
//! beside each other.
//!
//! What enters the sums: what can be used now ([`Use::Now`]), is reckoned for sure ([`Standing::Sure`]) from figures of the
//! year that is meant, and has an upper bound. What waits for an authority's review is told apart. An amount that is not
//! known is no amount; it is never zero.

mod best;
mod reckon;

pub use reckon::Term;

use crate::case::Case;
use crate::evaluate::Evaluation;
use crate::matching::{InForce, Match, Use, WindowState};
use crate::rules::{Gives, RuleSet, Tie, TieKind};
use crate::verdict::Verdict;
use crate::vocabulary::{Slot, Span};
use crate::written::{Certainty, Every};
use best::{Choosable, Part, best};
use reckon::Reckoner;

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

impl Worths<'_> {
    /// How sure the least sure of what stands in a sum is.
    pub fn certainty(&self, every: Every) -> Certainty {
        let counted = self.of.iter().flatten().filter(|worth| worth.counted && worth.every == every);
        counted.map(Worth::certainty).min().unwrap_or(Certainty::Official)
    }
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
    /// How it is reckoned, with the enterprise's own figures.
    pub term: Term<'r>,
}

impl Worth<'_> {
    /// How sure what it rests on is: its formula, and the rates in it.
    pub fn certainty(&self) -> Certainty {
        self.gives.cite.certainty.min(self.term.certainty())
    }

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

impl Sums {
    fn of(&mut self, every: Every) -> &mut Sum {
        match every {
            Every::Year => &mut self.yearly,
            Every::Once => &mut self.once,
        }
    }
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
    /// Whether any of them is reckoned with figures of last year, so that it is about so much.
    pub estimate: bool,
}

impl Default for Sum {
    fn default() -> Sum {
        Sum { sure: Span::point(0), reviewed: Span::point(0), count: 0, estimate: false }
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
pub fn worths<'r>(rules: &'r RuleSet, case: &Case, evaluation: &Evaluation<'_>, matches: &[Match<'_>]) -> Worths<'r> {
    let reckoner = Reckoner::new(case, evaluation);
    let mut of: Vec<Option<Worth<'r>>> = Vec::with_capacity(matches.len());
    let mut choosable: Vec<Choosable> = Vec::new();
    // What is told in no place of its own for a better one is given up, and in no sum.
    let mut yielded: Vec<Choosable> = Vec::new();
    for (at, one) in matches.iter().enumerate() {
        let place = |one: &Match<'_>| rules.policies.iter().position(|policy| std::ptr::eq(policy, one.policy));
        let Some(policy) = Some(one).filter(|one| is_live(one)).and_then(place) else {
            of.push(None);
            continue;
        };
        let gives = rules.policies[policy].worth.iter().find(|gives| gives.holds_on(case.as_of));
        let worth = gives.map(|gives| worth(rules, &reckoner, one, gives));
        let counts = |worth: &&Worth<'_>| worth.standing == Standing::Sure && worth.stale.is_none() && worth.span.hi != UNBOUNDED;
        let amount = worth.as_ref().filter(counts).map(|worth| (worth.every, worth.span));
        let choice = Choosable { at, policy, amount, sure: one.verdict == Verdict::Met };
        match one.usable {
            Use::Now => choosable.push(choice),
            Use::No => yielded.push(choice),
            Use::AfterTitle | Use::AfterAnswers | Use::ToConfirm => {}
        }
        of.push(worth);
    }
    let cap = |tie: &Tie| match rules.ties.iter().find(|own| std::ptr::eq(*own, tie)).map(|own| &own.kind) {
        Some(TieKind::SharedCap(most)) => reckoner.reckoned(rules, most).span,
        _ => Span { lo: 0, hi: UNBOUNDED },
    };
    let (mut sums, parts) = best(rules, &choosable, &cap);
    let mut given_up: Vec<GivenUp<'r>> = Vec::new();
    for part in &parts {
        let is_taken = |n: usize| part.taken >> n & 1 == 1;
        for (n, member) in part.members.iter().enumerate() {
            let one = choosable[*member];
            if is_taken(n) {
                if let Some(worth) = of[one.at].as_mut().filter(|_| one.amount.is_some()) {
                    worth.counted = true;
                    sums.of(worth.every).estimate |= worth.term.is_estimate(&rules.vocabulary);
                }
            } else if one.amount.is_some_and(|(_, span)| span.hi > 0) {
                given_up.extend(instead(rules, &choosable, part, one, part.contends >> n & 1 == 1));
            }
        }
        for left in yielded.iter().filter(|left| left.amount.is_some_and(|(_, span)| span.hi > 0)) {
            given_up.extend(instead(rules, &choosable, part, *left, false));
        }
    }
    // Of two that rest on the same figures one may never be the lesser, whatever these are.
    let term = |at: usize| of[at].as_ref().map(|worth| &worth.term);
    for one in &mut given_up {
        one.open &= !term(one.taken).zip(term(one.left)).is_some_and(|(taken, left)| taken.covers(left) && !left.covers(taken));
    }
    let untold = rules.ties.iter().filter(|tie| matches!(tie.kind, TieKind::NotSaid)).filter_map(|tie| {
        let live: Vec<usize> = choosable.iter().filter(|one| tie.of.contains(&one.policy)).map(|one| one.at).collect();
        (live.len() > 1).then_some(Untold { of: live, tie })
    });
    Worths { sums, given_up, untold: untold.collect(), of }
}

/// The values that policies wait for to be told what they are worth: of those that can be had, or may be after some answers.
pub(crate) fn waits_for(rules: &RuleSet, case: &Case, evaluation: &Evaluation<'_>, one: &Match<'_>) -> Vec<Slot> {
    let gives = one.policy.worth.iter().find(|gives| gives.holds_on(case.as_of));
    let gives = gives.filter(|_| matches!(one.usable, Use::Now | Use::AfterAnswers));
    gives.map(|gives| Reckoner::new(case, evaluation).reckoned(rules, &gives.formula).waits_for).unwrap_or_default()
}

/// Whether a policy is to be had, now or once something is done or answered, or would be but for a better one.
fn is_live(one: &Match<'_>) -> bool {
    let over = one.in_force == InForce::Ended || one.window == Some(WindowState::Passed);
    let yields = one.yields_to.is_some() && matches!(one.verdict, Verdict::Met | Verdict::NeedsReview);
    !over && (one.usable != Use::No || (yields && one.in_force == InForce::InForce))
}

fn worth<'r>(rules: &'r RuleSet, reckoner: &Reckoner<'_>, one: &Match<'_>, gives: &'r Gives) -> Worth<'r> {
    let found = reckoner.reckoned(rules, &gives.formula);
    let standing = match one.usable {
        Use::ToConfirm => Standing::ToConfirm,
        _ if gives.needs_authority => Standing::AuthorityDecides,
        _ if gives.up_to => Standing::UpTo,
        _ => Standing::Sure,
    };
    Worth {
        gives,
        span: found.span,
        every: gives.every,
        standing,
        counted: false,
        stale: found.stale,
        waits_for: found.waits_for,
        term: found.term,
    }
}

/// What is had in the place of a policy, and why: the first that a relation sets against it.
fn instead<'r>(rules: &'r RuleSet, all: &[Choosable], part: &Part, left: Choosable, open: bool) -> Option<GivenUp<'r>> {
    let taken = part.members.iter().enumerate().filter(|(n, _)| part.taken >> n & 1 == 1).map(|(_, member)| all[*member]);
    let against = |other: &Choosable| {
        rules.ties.iter().find(|tie| {
            matches!(tie.kind, TieKind::Choice | TieKind::Precedence) && tie.of.contains(&left.policy) && tie.of.contains(&other.policy)
        })
    };
    taken.into_iter().find_map(|other| {
        let tie = against(&other)?;
        let open = open && matches!(tie.kind, TieKind::Choice);
        Some(GivenUp { taken: other.at, left: left.at, tie, open })
    })
}
