//! Players: firms that answer truthfully, and what it takes them.

use serde_json::Value;
use tidu_core::case::{Case, Severity};
use tidu_core::day::Day;
use tidu_core::evaluate::{Assessment, Evaluation, evaluate};
use tidu_core::matching::{Match, Use, match_policies};
use tidu_core::missing::{asked_for, missing, open_questions};
use tidu_core::questions::{NextQuestion, Purpose, always_asked, bands, questions_in_order};
use tidu_core::rules::RuleSet;
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::{Fact, Kind, Lookup, Slot, Span};

/// What a firm would answer to everything.
pub fn truth(rules: &RuleSet, firm: &Value) -> Case {
    let day = Day::parse(crate::plausible::DAY).unwrap_or_else(|| panic!("the calendar lost a day"));
    let (case, issues) = Case::read(&rules.vocabulary, firm, day).unwrap_or_else(|issue| panic!("no case: {issue:?}"));
    let wrong = issues.iter().find(|issue| issue.code == "contradiction" || issue.severity == Severity::Error);
    assert!(wrong.is_none(), "{wrong:?} {firm}");
    case
}

/// What a firm is asked next, by whatever rule: the values, and whether a rough figure will do.
pub type Next<'s> = dyn Fn(&Table<'_>) -> Option<NextQuestion> + 's;

/// Where a firm sits that is being asked.
pub struct Table<'r> {
    /// The rules.
    pub rules: &'r RuleSet,
    /// What it has said so far.
    pub case: &'r Case,
    /// What that comes to.
    pub evaluation: &'r Evaluation<'r>,
    /// The policies beside it.
    pub matches: &'r [Match<'r>],
    /// Which values it has been asked for.
    pub asked: &'r [bool],
}

impl Table<'_> {
    /// Whether a rung is held already.
    pub fn is_held(&self, rung: u32) -> bool {
        is_held(self.rules, self.case, rung)
    }

    /// Whether an assessment is asked about, as the page has it.
    pub fn is_wanted(&self, assessment: &Assessment<'_>) -> bool {
        !self.is_held(self.rules.vocabulary.standard(assessment.standard).rung)
    }

    fn next_rung(&self) -> Option<&Assessment<'_>> {
        let rungs = self.rules.vocabulary.ladder.iter().map(|standard| self.evaluation.of(*standard));
        rungs.into_iter().find(|a| self.is_wanted(a))
    }
}

/// Whether a title of a rung is held.
pub fn is_held(rules: &RuleSet, case: &Case, rung: u32) -> bool {
    let vocabulary = &rules.vocabulary;
    vocabulary.standards.iter().filter(|s| s.rung == rung).filter_map(|s| s.title).any(|fact| {
        let span = case.span(vocabulary.fact(fact).slot);
        span.lo >= case.as_of.number()
    })
}

/// What it takes until something stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effort {
    /// How many questions.
    pub questions: usize,
    /// How many taps.
    pub taps: usize,
    /// How many seconds of work.
    pub seconds: usize,
}

/// One game.
#[derive(Debug, Clone)]
pub struct Game {
    /// To the end of the first round.
    pub picture: Effort,
    /// Until the first rung is settled, by its title or by the verdict.
    pub first_rung: Effort,
    /// Until the lowest rung without title is settled.
    pub next_rung: Effort,
    /// Until nothing is open on the ladder.
    pub ladder: Effort,
    /// Until nothing is open at all.
    pub all: Effort,
    /// Which questions were asked, by their ids.
    pub asked: Vec<String>,
    /// What was said in the end.
    pub case: Case,
    /// What is settled before each question and at the end.
    pub settled: Vec<Settled>,
}

/// What is settled at a point of a game.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// How many rungs.
    pub rungs: usize,
    /// How many measures can be used for certain.
    pub usable: usize,
    /// How many measures wait for answers.
    pub waiting: usize,
}

/// The taps a screen takes, beside a figure being typed: yes, no, a choice and a range are one tap and go on; of a set each
/// tick is one, and on; whatever is typed takes one to begin, and on.
pub fn taps(rules: &RuleSet, question: &NextQuestion, truth: &Case, rough: bool) -> usize {
    let written = &rules.vocabulary.questions[question.question];
    let of = |slot: &Slot| {
        let (fact, value) = (fact_of(rules, *slot), truth.span(*slot));
        match fact.kind {
            Kind::Set => value.lo.count_ones() as usize,
            Kind::Bool if written.none.is_some() => usize::from(value.lo != 0),
            _ if written.none.is_some() && fact.none() == Some(value) => 0,
            // Searched for by a word, and found.
            Kind::Choice if fact.options.len() > 8 => 2,
            Kind::Region => 2,
            _ => 1,
        }
    };
    let sum: usize = question.slots.iter().map(of).sum();
    let goes_on = question.slots.len() == 1 && {
        let fact = fact_of(rules, question.slots[0]);
        let value = truth.span(question.slots[0]);
        match fact.kind {
            Kind::Bool | Kind::Choice | Kind::Region => true,
            Kind::Title | Kind::Count => fact.none() == Some(value) && (fact.kind == Kind::Title || fact.zero.is_some()) || rough,
            _ => rough,
        }
    };
    sum + usize::from(!goes_on)
}

fn fact_of(rules: &RuleSet, slot: Slot) -> &Fact {
    rules.vocabulary.fact(rules.vocabulary.of_slot(slot).0)
}

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knows {
    /// Everything, once it has been looked up.
    All,
    /// Only what an owner knows by heart; to all else the answer is “not sure”.
    ByHeart,
}

/// The seconds a screen takes; a range is a tap of what is known by heart.
pub fn cost(rules: &RuleSet, question: &NextQuestion, rough: bool) -> usize {
    let of = |slot: &Slot| {
        let fact = fact_of(rules, *slot);
        if rough && fact.rough { 6 } else { fact.seconds as usize }
    };
    question.slots.iter().map(of).sum()
}

/// What a firm answers that knows everything: the truth, in the first round of a rough figure the range in which it lies.
pub fn answers_to(rules: &RuleSet, case: &Case, truth: &Case, question: &NextQuestion) -> Vec<(Slot, Span)> {
    let answer = |slot: &Slot| {
        let exact = truth.span(*slot);
        if !(question.first_round && fact_of(rules, *slot).rough) {
            return exact;
        }
        let evaluation = evaluate(rules, case);
        let wanted = |a: &Assessment<'_>| !is_held(rules, case, rules.vocabulary.standard(a.standard).rung);
        let matches = match_policies(rules, case, &evaluation);
        bands(rules, case, &evaluation, wanted, &matches, *slot).into_iter().find(|band| band.contains(exact)).unwrap_or(exact)
    };
    question.slots.iter().map(|slot| (*slot, answer(slot))).collect()
}

fn is_settled(table: &Table<'_>, assessment: &Assessment<'_>) -> bool {
    !table.is_wanted(assessment) || assessment.verdict != Verdict::Unknown
}

/// Plays a game to its end.
pub fn play(rules: &RuleSet, truth: &Case, knows: Knows, with_policies: bool, next: &Next<'_>) -> Game {
    let vocabulary = &rules.vocabulary;
    let mut case = Case::empty(vocabulary, truth.as_of);
    let mut asked = vec![false; vocabulary.slot_count()];
    let (mut asked_ids, mut settled) = (Vec::new(), Vec::new());
    let mut effort = Effort::default();
    let (mut picture, mut first_rung, mut next_rung, mut ladder) = (None, None, None, None);
    loop {
        let evaluation = evaluate(rules, &case);
        let matches = if with_policies { match_policies(rules, &case, &evaluation) } else { Vec::new() };
        let mut table = Table { rules, case: &case, evaluation: &evaluation, matches: &[], asked: &asked };
        let rungs = vocabulary.ladder.iter().map(|s| evaluation.of(*s));
        let rungs = rungs.filter(|a| is_settled(&table, a)).count();
        let count = |usable: Use| matches.iter().filter(|m| m.usable == usable).count();
        settled.push(Settled { rungs, usable: count(Use::Now), waiting: count(Use::AfterAnswers) });
        // As the page does: what only policies ask comes when nothing else is open.
        let question = next(&table).or_else(|| {
            table.matches = &matches;
            next(&table)
        });
        if !question.as_ref().is_some_and(|question| question.first_round) {
            picture.get_or_insert(effort);
        }
        if vocabulary.ladder.first().is_none_or(|s| is_settled(&table, evaluation.of(*s))) {
            first_rung.get_or_insert(effort);
        }
        if table.next_rung().is_none_or(|a| a.verdict != Verdict::Unknown) {
            // A title may yet turn up that raises the bar.
            next_rung.get_or_insert(effort);
        } else {
            next_rung = None;
        }
        if question.as_ref().is_none_or(|question| !question.first_round && question.purpose == Purpose::Policy) {
            ladder.get_or_insert(effort);
        }
        let Some(question) = question else { break };
        let mut answers = answers_to(rules, &case, truth, &question);
        let rough = answers.iter().any(|(slot, span)| *span != truth.span(*slot));
        if knows == Knows::ByHeart {
            answers.retain(|(slot, span)| fact_of(rules, *slot).lookup == Lookup::ByHeart || *span != truth.span(*slot));
        }
        drop(matches);
        effort.questions += 1;
        effort.taps += taps(rules, &question, truth, rough);
        effort.seconds += cost(rules, &question, rough);
        asked_ids.push(vocabulary.questions[question.question].id.clone());
        for slot in &question.slots {
            let exact = answers.iter().any(|(of, span)| of == slot && span.is_point());
            asked[slot.0 as usize] = exact || !question.first_round || !answers.iter().any(|(of, _)| of == slot);
        }
        for (slot, span) in answers {
            case.set(vocabulary, slot, span);
        }
    }
    let end = |at: Option<Effort>| at.unwrap_or(effort);
    Game {
        picture: end(picture),
        first_rung: end(first_rung),
        next_rung: end(next_rung),
        ladder: end(ladder),
        all: effort,
        asked: asked_ids,
        case,
        settled,
    }
}

/// Median, 95 of 100, and worst of a sorted list.
pub fn quantiles(sorted: &[usize]) -> [usize; 3] {
    let at = |percent: usize| sorted.get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1))).copied().unwrap_or(0);
    [at(50), at(95), at(100)]
}

/// What has not been asked yet, in the order of the table in the vocabulary.
fn open_in_order(table: &Table<'_>) -> Vec<NextQuestion> {
    let all = questions_in_order(table.rules, table.case, table.evaluation, |a| table.is_wanted(a), table.matches);
    let unasked = all.into_iter().filter_map(|mut question| {
        question.slots.retain(|slot| !table.asked[slot.0 as usize]);
        (!question.slots.is_empty()).then_some(question)
    });
    unasked.collect()
}

/// The order of the table in the vocabulary.
pub fn by_table(table: &Table<'_>) -> Option<NextQuestion> {
    open_in_order(table).into_iter().next()
}

/// What most standards and policies still miss, whatever it costs.
pub fn by_most_missed(table: &Table<'_>) -> Option<NextQuestion> {
    let Table { rules, case, evaluation, .. } = table;
    let mut missed = vec![0_usize; rules.vocabulary.facts.len()];
    for assessment in evaluation.assessments.iter().filter(|a| table.is_wanted(a)) {
        missing(rules, case, evaluation, assessment).iter().for_each(|fact| missed[fact.0 as usize] += 1);
    }
    let all = open_in_order(table);
    let of = |question: &NextQuestion| -> usize {
        let facts = &rules.vocabulary.questions[question.question].facts;
        facts.iter().map(|fact| missed[fact.0 as usize]).max().unwrap_or(0)
    };
    // The ladder first here too; among equals what comes first.
    all.into_iter().rev().max_by_key(|question| (question.purpose != Purpose::Policy, of(question)))
}

/// The order of weights: what could turn most, each year and fact by itself, as the page went before there was a table.
pub fn by_weight(table: &Table<'_>) -> Option<NextQuestion> {
    let Table { rules, case, evaluation, .. } = table;
    let vocabulary = &rules.vocabulary;
    let wanted = || evaluation.assessments.iter().filter(|a| table.is_wanted(a));
    let always = always_asked(vocabulary, case).flat_map(|slot| asked_for(vocabulary, case, slot));
    let always = always.map(|slot| (vocabulary.of_slot(slot).0, vec![slot]));
    let ladder = open_questions(rules, case, evaluation, wanted(), &[]).into_iter().chain(always).map(|open| (Purpose::Criterion, open));
    let policies = open_questions(rules, case, evaluation, [].into_iter(), table.matches).into_iter().map(|open| (Purpose::Policy, open));
    ladder.chain(policies).find_map(|(purpose, (fact, slots))| {
        let open = slots.into_iter().find(|slot| !table.asked[slot.0 as usize] && !case.span(*slot).is_point())?;
        let question = vocabulary.questions.iter().position(|question| question.facts.contains(&fact))?;
        Some(NextQuestion { question, first_round: false, purpose, slots: vec![open] })
    })
}
