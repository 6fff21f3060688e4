//! Which support policies fit, and in what order to show them. Verdicts come from the same engine as those of
//! standards; whether a policy is in force on the day stands beside them and is never mixed in.

use crate::case::Case;
use crate::day::Day;
use crate::evaluate::{Evaluation, Outcome};
use crate::exact::refine;
use crate::order::sort_by_key;
use crate::places::place;
use crate::rules::*;
use crate::text::Text;
use crate::verdict::{Verdict, VerdictSet};
use crate::vocabulary::{Span, StandardIx};
use crate::written::{Certainty, Note, Window};

/// Whether a policy is in force on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum InForce {
    /// It is.
    InForce,
    /// Whether it (still) is was not verified.
    Unverified,
    /// Not yet.
    NotYet,
    /// No more.
    Ended,
}

impl InForce {
    /// The identifier used in reports.
    pub fn id(self) -> &'static str {
        match self {
            InForce::InForce => "in_force",
            InForce::Unverified => "unverified",
            InForce::NotYet => "not_yet",
            InForce::Ended => "ended",
        }
    }
}

/// What an enterprise can make of a policy today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case", rename = "Usable"))]
pub enum Use {
    /// It can be claimed or used now.
    Now,
    /// It opens with a title that is not held yet.
    AfterTitle,
    /// More answers decide.
    AfterAnswers,
    /// Its time is over or has not begun, or whether it runs is not verified: ask the office.
    ToConfirm,
    /// It is not for this enterprise.
    No,
}

impl Use {
    /// The identifier used in reports.
    pub fn id(self) -> &'static str {
        match self {
            Use::Now => "now",
            Use::AfterTitle => "after_title",
            Use::AfterAnswers => "after_answers",
            Use::ToConfirm => "to_confirm",
            Use::No => "no",
        }
    }
}

/// How a policy's window for claims stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum WindowState {
    /// It has not begun.
    NotYet,
    /// It is open.
    Open,
    /// It has passed, though the document runs on.
    Passed,
}

impl WindowState {
    /// The identifier used in reports.
    pub fn id(self) -> &'static str {
        match self {
            WindowState::NotYet => "not_yet",
            WindowState::Open => "open",
            WindowState::Passed => "passed",
        }
    }
}

/// A policy beside a case.
#[derive(Debug, Clone)]
pub struct Match<'r> {
    /// The policy.
    pub policy: &'r Policy,
    /// Whether the enterprise qualifies, as far as facts can tell.
    pub verdict: Verdict,
    /// Whether it is in force on the day.
    pub in_force: InForce,
    /// How its window stands, where it has one.
    pub window: Option<WindowState>,
    /// What can be made of it.
    pub usable: Use,
    /// Whether it is not for this enterprise as far as facts tell, but may be all the same: only the office knows.
    pub may_ask: bool,
    /// The lowest standard whose title would open it.
    pub opens_with: Option<StandardIx>,
    /// Whether it answers a need the enterprise named.
    pub needed: bool,
    /// What to tell an enterprise of a region it is known not to cover.
    pub not_for: Option<&'r Text>,
    /// The better policy that is told in its place.
    pub yields_to: Option<&'r Policy>,
    /// How much it gives on the day.
    pub amount: Option<&'r Note>,
    /// What holds of it in the enterprise's region.
    pub local: Option<&'r Local>,
    /// What is possible of its criteria.
    pub outcome: Outcome,
}

impl<'r> Match<'r> {
    /// What has to be done.
    pub fn how(&self) -> Option<&'r Text> {
        self.local.and_then(|local| local.how.as_ref()).or(self.policy.how.as_ref())
    }

    /// When.
    pub fn when(&self) -> Option<&'r Text> {
        self.local.and_then(|local| local.when.as_ref()).or(self.policy.when.as_ref())
    }

    /// Who is in charge.
    pub fn authorities(&self) -> &'r [String] {
        let local = self.local.map(|local| local.authorities.as_slice()).filter(|local| !local.is_empty());
        local.unwrap_or(&self.policy.authorities)
    }

    /// The last day on which it can be claimed, while its window is open.
    pub fn due(&self) -> Option<Day> {
        self.policy.window.filter(|_| self.window == Some(WindowState::Open)).map(|window| window.to)
    }
}

/// Matches a case with every policy of its region, best first: what can be used now before everything else; then by
/// [`Policy::rank`] and the needs named. Where it has to be asked first whether a policy runs, who surely qualifies
/// comes before who may. Among equals the district stands before the city, the city before the province and the nation,
/// then the documents' order.
pub fn match_policies<'r>(rules: &'r RuleSet, case: &Case, evaluation: &Evaluation<'_>) -> Vec<Match<'r>> {
    let needs = rules.vocabulary.find("needs").map_or(Span::point(0), |fact| case.span(rules.vocabulary.fact(fact).slot));
    let region = place(&rules.vocabulary, case);
    let told = rules.policies.iter().enumerate().filter(|(_, policy)| !is_replaced(rules, policy, case.as_of));
    let mut found: Vec<(usize, Match<'r>)> =
        told.filter_map(|(at, policy)| Some((at, one(rules, policy, case, evaluation, needs, region)?))).collect();
    let over = |m: &Match<'_>| m.in_force == InForce::Ended;
    for at in 0..found.len() {
        let better = found[at].1.policy.yields_to.iter().find_map(|other| {
            let (_, other) = found.iter().find(|(at, _)| at == other)?;
            let better = other.verdict == Verdict::Met && other.usable == Use::Now;
            // A measure that is over yields to its twin that may still run.
            let runs_on = over(&found[at].1) && !over(other) && !matches!(other.usable, Use::No | Use::AfterTitle);
            (better || runs_on).then_some(other.policy)
        });
        if let Some(better) = better {
            let one = &mut found[at].1;
            one.yields_to = Some(better);
            one.usable = Use::No;
        }
    }
    let mut found: Vec<Match<'r>> = found.into_iter().map(|(_, one)| one).collect();
    sort_by_key(&mut found, |m| {
        let to_confirm = m.usable == Use::ToConfirm;
        // Among what is worth as much, what answers a need named goes first.
        let rank = m.policy.rank.0 * 2 - if m.needed { NEEDED } else { 0 };
        let surely = if to_confirm { std::cmp::Reverse(m.verdict) } else { std::cmp::Reverse(Verdict::Unmet) };
        let standing = if m.window == Some(WindowState::Passed) { InForce::Ended } else { m.in_force };
        let wide = rules.document(m.policy.document()).region.map_or(i64::MAX, |region| region.hi - region.lo);
        (m.usable, surely, standing, rank, wide)
    });
    found
}

/// By how many half ranks a policy moves forward that answers a need named.
const NEEDED: i32 = 1;

/// Whether a policy has ended and a later document has taken its place.
fn is_replaced(rules: &RuleSet, policy: &Policy, day: Day) -> bool {
    let over = policy.in_force.is_some_and(|period| period.to.is_some_and(|to| to < day));
    let taken =
        |later: &Document| later.succeeds == Some(policy.document()) && later.head.in_force.is_none_or(|period| period.contains(day));
    over && rules.documents.iter().any(taken)
}

/// How far the packs go in the enterprise's place: for its province, its city and its district, as far as it is known,
/// whether any document of that region gives or names support.
pub fn coverage(rules: &RuleSet, case: &Case) -> Vec<(Level, bool)> {
    let place = place(&rules.vocabulary, case);
    let known = |document: DocumentIx| {
        rules.policies.iter().any(|policy| policy.document() == document) || rules.leads.iter().any(|lead| lead.document == document)
    };
    let levels = Level::ALL.into_iter().filter_map(|(level, width)| {
        let first = place.lo / width;
        if first != place.hi / width {
            return None;
        }
        let region = Span { lo: first * width, hi: first * width + width - 1 };
        let mut documents = rules.documents.iter().enumerate().filter(|(_, document)| document.region == Some(region));
        Some((level, documents.any(|(at, _)| known(DocumentIx(at as u16)))))
    });
    levels.collect()
}

/// A level of government.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// 省
    Province,
    /// 设区市
    City,
    /// 县（市、区）
    District,
}

impl Level {
    /// All of them, with how many codes of six digits a region of the level has.
    const ALL: [(Level, i64); 3] = [(Level::Province, 10_000), (Level::City, 100), (Level::District, 1)];

    /// The identifier used in reports.
    pub fn id(self) -> &'static str {
        match self {
            Level::Province => "province",
            Level::City => "city",
            Level::District => "district",
        }
    }
}

/// The measures known by name only that concern the enterprise's place.
pub fn leads<'r>(rules: &'r RuleSet, case: &Case) -> Vec<&'r Lead> {
    let place = place(&rules.vocabulary, case);
    let concerns = |lead: &&Lead| {
        let document = rules.document(lead.document);
        document.region.is_none_or(|region| region.contains(place)) && document.head.in_force.is_none_or(|period| period.from <= case.as_of)
    };
    rules.leads.iter().filter(concerns).collect()
}

/// The needs named that no policy answers which could be used now or after some more answers, as positions of the
/// options of the fact `needs`.
pub fn unanswered_needs(rules: &RuleSet, case: &Case, matches: &[Match<'_>]) -> Vec<usize> {
    let Some(fact) = rules.vocabulary.find("needs").map(|fact| rules.vocabulary.fact(fact)) else { return Vec::new() };
    let named = case.span(fact.slot).lo as u64;
    let live = matches.iter().filter(|m| matches!(m.usable, Use::Now | Use::AfterAnswers));
    let answered = live.fold(0, |all, m| all | m.policy.needs);
    (0..fact.options.len()).filter(|at| (named & !answered) & (1 << at) != 0).collect()
}

fn one<'r>(
    rules: &'r RuleSet,
    policy: &'r Policy,
    case: &Case,
    evaluation: &Evaluation<'_>,
    needs: Span,
    region: Span,
) -> Option<Match<'r>> {
    let mut outcome = policy.who.evaluate(case, evaluation.size, &evaluation.assessments);
    refine(rules, case, &policy.who, &evaluation.assessments, &mut outcome);
    // What is for another region is not worth a word.
    let elsewhere = policy
        .who
        .criteria
        .iter()
        .any(|node| matches!(policy.who.test(*node), Test::Within(..)) && outcome.node(*node) == VerdictSet::UNMET);
    if elsewhere {
        return None;
    }
    let not_for = policy.not_for.iter().find(|(span, _)| span.contains(region)).map(|(_, text)| text);
    let local = policy.local.iter().find(|local| local.region.contains(region));
    // A policy that asks nothing is for everyone.
    let all = if policy.who.criteria.is_empty() { VerdictSet::MET } else { outcome.node(policy.who.root) };
    let ruled_out = not_for.is_some() || all.verdict() == Verdict::Unmet;
    let may_ask = ruled_out && not_for.is_none() && policy.may_ask.is_some_and(|node| outcome.node(node) != VerdictSet::UNMET);
    let verdict = match all.verdict() {
        _ if may_ask => Verdict::Unknown,
        _ if ruled_out => Verdict::Unmet,
        // On less than what decides nothing is said to be open.
        Verdict::Met | Verdict::NeedsReview if policy.not_asked.is_some() => Verdict::Unknown,
        // What an authority judges no fact can tell.
        Verdict::Met if policy.asks_more => Verdict::NeedsReview,
        verdict => verdict,
    };
    let opens_with = if ruled_out && not_for.is_none() { opens_with(rules, policy, case, evaluation) } else { None };
    let in_force = in_force(policy, case);
    let window = policy.window.map(|window| match window {
        Window { from: Some(from), .. } if case.as_of < from => WindowState::NotYet,
        Window { to, .. } if to < case.as_of => WindowState::Passed,
        _ => WindowState::Open,
    });
    let usable = match (verdict, in_force) {
        // What is over opens with no title.
        (Verdict::Unmet | Verdict::NotApplicable, _)
            if opens_with.is_none() || in_force == InForce::Ended || window == Some(WindowState::Passed) =>
        {
            Use::No
        }
        (Verdict::Unmet | Verdict::NotApplicable, _) => Use::AfterTitle,
        (_, InForce::Ended | InForce::Unverified | InForce::NotYet) => Use::ToConfirm,
        _ if window.is_some_and(|window| window != WindowState::Open) => Use::ToConfirm,
        _ if opens_with.is_some() => Use::AfterTitle,
        (Verdict::Met | Verdict::NeedsReview, _) => Use::Now,
        _ => Use::AfterAnswers,
    };
    let needed = policy.needs & needs.lo as u64 != 0;
    let amount = policy.amount(case.as_of);
    Some(Match { policy, verdict, in_force, window, usable, may_ask, opens_with, needed, not_for, yields_to: None, amount, local, outcome })
}

/// Whether a policy is in force on the case's day.
fn in_force(policy: &Policy, case: &Case) -> InForce {
    match policy.in_force {
        None => InForce::Unverified,
        Some(period) if case.as_of < period.from => InForce::NotYet,
        Some(period) if !period.contains(case.as_of) => InForce::Ended,
        Some(_) if policy.in_force_certainty == Certainty::Unverified => InForce::Unverified,
        Some(_) => InForce::InForce,
    }
}

/// Whether a standard is for smaller enterprises only; nobody shrinks for a title.
fn is_too_large(evaluation: &Evaluation<'_>, standard: StandardIx) -> bool {
    let assessment = evaluation.of(standard);
    assessment.sheet.is_some_and(|(sheet, _)| {
        let of_size = |node: &&NodeIx| matches!(sheet.test(**node), Test::SizeAtMost(_));
        sheet.criteria.iter().filter(of_size).any(|node| assessment.outcome.node(*node) == VerdictSet::UNMET)
    })
}

/// The lowest standard of which holding the title, all else as it is, would no longer rule the enterprise out.
fn opens_with(rules: &RuleSet, policy: &Policy, case: &Case, evaluation: &Evaluation<'_>) -> Option<StandardIx> {
    let mut titles = policy.titles.clone();
    sort_by_key(&mut titles, |(_, standard)| *standard);
    titles.into_iter().filter(|(_, standard)| !is_too_large(evaluation, *standard)).find_map(|(slot, standard)| {
        // As if it were won on the day.
        let (fact, _) = rules.vocabulary.of_slot(slot);
        let last = rules.vocabulary.fact(fact).lasts.as_ref().and_then(|(months, _)| case.as_of.months_on(*months)?.days_on(-1));
        let held = case.with(slot, Span::point(last.unwrap_or(case.as_of).number()));
        let outcome = policy.who.evaluate(&held, evaluation.size, &evaluation.assessments);
        (outcome.node(policy.who.root) != VerdictSet::UNMET).then_some(standard)
    })
}
