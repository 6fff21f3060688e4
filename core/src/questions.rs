//! Which question is best asked next.
//!
//! How much a question settles for its trouble cannot be told from the rules alone: it hangs on what firms are like.
//! So the order is computed beforehand, over many plausible firms on the exact engine, and kept as a table in the vocabulary
//! ([`Vocabulary::first_round`]). What is asked of *this* firm is told by the rules: of the table only those
//! questions are left whose answer can still change something, so that the order follows the answers.

use crate::case::Case;
use crate::evaluate::{Assessment, Evaluation};
pub use crate::exact::turning_points;
use crate::matching::{Match, Use};
use crate::missing::Weigher;
use crate::order::sort_by_key;
use crate::rules::RuleSet;
use crate::verdict::Verdict;
use crate::vocabulary::{Slot, Span, Vocabulary, YearRef};

/// What hangs on a question, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// The verdict of the lowest rung that is open.
    NextRung,
    /// The verdict of another standard, or which are asked about at all.
    Standard,
    /// A criterion, though no verdict hangs on it.
    Criterion,
    /// Whether a policy that can be used today fits, and nothing else.
    Policy,
}

/// A question that can still change something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextQuestion {
    /// Its position in [`Vocabulary::questions`].
    pub question: usize,
    /// Whether it is of the first round, which asks what an owner knows by heart: of a yearly fact the latest year alone, and
    /// of a fact that is [`rough`](crate::vocabulary::Fact::rough) no more than a range.
    pub first_round: bool,
    /// The most that hangs on it.
    pub purpose: Purpose,
    /// The values that are open, in the order of the screen.
    pub slots: Vec<Slot>,
}

/// What is asked of everyone until it is known: which titles are held, which decides the rungs that are asked about at all, and
/// the region, which decides the policies that are listed.
pub fn always_asked<'a>(vocabulary: &'a Vocabulary, case: &'a Case) -> impl Iterator<Item = Slot> + 'a {
    let today = case.as_of.number();
    let titles = vocabulary.standards.iter().filter_map(|standard| Some(vocabulary.fact(standard.title?).slot));
    // Until when is another question.
    let undecided = move |slot: &Slot| case.span(*slot).lo < today && today <= case.span(*slot).hi;
    titles.filter(undecided).chain(vocabulary.place.filter(|place| !case.span(*place).is_point()))
}

/// The screen on which a question is asked after the first round: yearly figures that stand in one paper are asked together,
/// on the screen of the first of them.
pub fn screen_of(vocabulary: &Vocabulary, question: usize) -> usize {
    let paper = |at: usize| {
        let facts = || vocabulary.questions[at].facts.iter().map(|fact| vocabulary.fact(*fact));
        facts().all(|fact| fact.yearly).then(|| facts().find_map(|fact| fact.document)).flatten()
    };
    let Some(of) = paper(question) else { return question };
    (0..question).find(|at| paper(*at) == Some(of)).unwrap_or(question)
}

/// The policies of which only answers say whether they can be used today. Of one that may have ended, or that opens with a
/// title not held yet, the office or the title decides first, and what it asks then is asked by whoever looks at it.
fn live<'m, 'r>(matches: &'m [Match<'r>]) -> impl Iterator<Item = &'m Match<'r>> {
    matches.iter().filter(|m| m.usable == Use::AfterAnswers)
}

/// All questions whose answer can still change something about these assessments or policies, in the order in which they
/// are best asked: first those of the first round, then what turns the next rung of the ladder, what turns another
/// standard, what completes the picture, and what only policies ask; each time by the vocabulary's table. Whether
/// a question has been put already is not known here: who cannot answer it is to be asked the next.
pub fn questions_in_order<'a>(
    rules: &'a RuleSet,
    case: &'a Case,
    evaluation: &'a Evaluation<'a>,
    is_wanted: impl Fn(&Assessment<'_>) -> bool,
    matches: &[Match<'_>],
) -> Vec<NextQuestion> {
    let vocabulary = &rules.vocabulary;
    let wanted = || evaluation.assessments.iter().filter(|a| is_wanted(a));
    let mut purposes: Vec<Option<Purpose>> = vec![None; vocabulary.slot_count()];
    let mut mark = |purpose: Purpose, look: &dyn Fn(&mut Weigher<'a>)| {
        let mut weigher = Weigher::new(rules, case, evaluation);
        look(&mut weigher);
        for slot in weigher.open() {
            // From the least to the weightiest.
            purposes[slot.0 as usize] = Some(purpose);
        }
    };
    mark(Purpose::Policy, &|weigher| {
        weigher.policies(live(matches));
        weigher.worths(matches);
    });
    mark(Purpose::Criterion, &|weigher| wanted().for_each(|a| weigher.criteria(a)));
    mark(Purpose::Standard, &|weigher| {
        wanted().for_each(|a| weigher.whole(a));
        always_asked(vocabulary, case).for_each(|slot| weigher.value(slot));
    });
    let rungs = || vocabulary.ladder.iter().map(|standard| evaluation.of(*standard));
    if let Some(next) = rungs().find(|a| is_wanted(a) && a.verdict == Verdict::Unknown) {
        mark(Purpose::NextRung, &|weigher| weigher.whole(next));
    }

    let mut found: Vec<(usize, NextQuestion)> = Vec::new();
    for (at, question) in vocabulary.questions.iter().enumerate() {
        let is_first = vocabulary.first_round.contains(&at);
        let mut open = [Vec::new(), Vec::new()];
        for fact in question.facts.iter().map(|fact| vocabulary.fact(*fact)) {
            let years = if fact.yearly { fact.years() } else { &[YearRef::Y0] };
            for (at, slot) in years.iter().map(|year| fact.slot_of(*year)).enumerate() {
                if purposes[slot.0 as usize].is_some() {
                    // Of what was told roughly the exact figure comes later.
                    let is_later = !is_first || at > 0 || case.is_answered(vocabulary, slot);
                    open[usize::from(is_later)].push(slot);
                }
            }
        }
        for (slots, first_round) in open.into_iter().zip([true, false]) {
            let Some(purpose) = slots.iter().filter_map(|slot| purposes[slot.0 as usize]).min() else { continue };
            let screen = if first_round { at } else { screen_of(vocabulary, at) };
            match found.iter_mut().find(|(_, one)| !one.first_round && one.question == screen && screen != at) {
                Some((_, one)) => {
                    one.purpose = one.purpose.min(purpose);
                    one.slots.extend(slots);
                }
                None => {
                    let order = if first_round { &vocabulary.first_round } else { &vocabulary.then };
                    let place = order.iter().position(|other| *other == screen).unwrap_or(usize::MAX);
                    found.push((place, NextQuestion { question: screen, first_round, purpose, slots }));
                }
            }
        }
    }
    sort_by_key(&mut found, |(place, one)| (!one.first_round, (!one.first_round).then_some(one.purpose), *place));
    found.into_iter().map(|(_, one)| one).collect()
}

/// How many ranges are offered at most.
const BANDS: usize = 5;

/// The ranges that are offered for a rough figure, from the lowest: cut where the verdict of an open criterion of these
/// assessments turns ([`turning_points`]), and where there are many such places, where most do; as far as there are few,
/// where a policy turns as well. None where nothing turns.
pub fn bands<'a>(
    rules: &'a RuleSet,
    case: &'a Case,
    evaluation: &'a Evaluation<'a>,
    is_wanted: impl Fn(&Assessment<'_>) -> bool,
    matches: &'a [Match<'a>],
    slot: Slot,
) -> Vec<Span> {
    // The least value by itself, such as no revenue at all, is no range.
    let least = case.span(slot).lo + 1;
    let most_first = |mut points: Vec<(i64, usize)>| {
        sort_by_key(&mut points, |(_, tests)| std::cmp::Reverse(*tests));
        points.into_iter().map(|(at, _)| at).filter(|at| *at > least).collect::<Vec<i64>>()
    };
    let wanted = evaluation.assessments.iter().filter(|a| is_wanted(a)).flat_map(Assessment::sheets);
    let mut points = most_first(turning_points(rules, case, evaluation, wanted, slot));
    let of_policies = live(matches).map(|m| (&m.policy.who, &m.outcome));
    let more = most_first(turning_points(rules, case, evaluation, of_policies, slot));
    more.into_iter().for_each(|at| {
        if !points.contains(&at) {
            points.push(at)
        }
    });
    points.truncate(BANDS - 1);
    sort_by_key(&mut points, |at| *at);
    let Span { mut lo, hi } = case.span(slot);
    let mut bands = Vec::new();
    for at in points {
        bands.push(Span { lo, hi: at - 1 });
        lo = at;
    }
    if !bands.is_empty() {
        bands.push(Span { lo, hi });
    }
    bands
}
