//! What follows from the answers: reckoned anew whenever they change, kept nowhere else.

use crate::state::{Answer, Key, State};
use self_cell::self_cell;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use tidu_core::actions::{Action, actions};
use tidu_core::answers::Answers;
use tidu_core::case::{Case, Issue, Severity};
use tidu_core::day::Day;
use tidu_core::evaluate::{Assessment, Evaluation, ScoreRange, evaluate};
use tidu_core::matching::{Match, match_policies};
use tidu_core::missing::{asked_for, open_questions, open_values};
use tidu_core::order::distinct;
use tidu_core::places::place;
use tidu_core::questions::{NextQuestion, always_asked, questions_in_order};
use tidu_core::rules::{RuleSet, Sheet, Test};
use tidu_core::sentence::Speaker;
use tidu_core::text::Lang;
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::{FactIx, Kind, Slot, StandardIx, Vocabulary};
use tidu_core::worth::{Worths, worths};
use tidu_core::written::Procedure;

/// Values by the place they have in the vocabulary.
pub type Marked = Vec<bool>;

self_cell! {
    /// An evaluation, and the rules it points into: whoever shows it keeps them, also when the page has others by then.
    struct Evaluated {
        owner: Rc<RuleSet>,
        #[covariant]
        dependent: Evaluation,
    }
}

type Matches<'r> = Vec<Match<'r>>;

self_cell! {
    /// Policies, and the rules they stand in.
    struct Matched {
        owner: Rc<RuleSet>,
        #[covariant]
        dependent: Matches,
    }
}

self_cell! {
    /// What policies are worth, and the rules that say so.
    struct Reckoned {
        owner: Rc<RuleSet>,
        #[covariant]
        dependent: Worths,
    }
}

/// The answers read and evaluated.
pub struct Assessed {
    /// The rules.
    pub rules: Rc<RuleSet>,
    /// The language.
    pub lang: Lang,
    /// What was said, with what is tried out.
    pub said: Rc<Answers>,
    /// The same as it stands on the day.
    pub case: Case,
    /// What is wrong with them.
    pub issues: Vec<Issue>,
    evaluated: Evaluated,
    /// The answers themselves.
    answers: Rc<BTreeMap<Key, Answer>>,
    /// The titles that are to be renewed.
    renewals: BTreeSet<StandardIx>,
    /// What may be asked at all; no other answer belongs to a question.
    askable: Rc<Marked>,
    /// What the ladder can do without, once somebody asks for it.
    beyond: OnceCell<Beyond>,
    /// The same of what policies are worth.
    reckoned: OnceCell<Reckoned>,
}

/// What is reckoned only when it is asked for.
struct Beyond {
    matches: Matched,
    open: Vec<(FactIx, Vec<Slot>)>,
    /// The questions worth asking, in the order they are asked.
    questions: Vec<NextQuestion>,
    /// The values among the open ones.
    is_open: Marked,
    /// Those of them that a standard waits for, or that everyone is asked.
    for_ladder: Marked,
}

/// How many criteria stand how. Criteria that ask for a lower title are not among them.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct Counts {
    /// Met by the facts.
    pub met: usize,
    /// Met by declaration.
    pub review: usize,
    /// Still open.
    pub open: usize,
    /// Not met.
    pub unmet: usize,
    /// The lower title that is asked for and not held.
    pub lacks_title: Option<StandardIx>,
}

/// How many questions an assessment still waits for, each as it is put: one for each year of a yearly fact.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct Waiting {
    /// Those that have no answer.
    pub unanswered: usize,
    /// Those whose answer does not settle it: "not sure", a range, or what cannot be read.
    pub vague: usize,
}

impl Counts {
    /// How many criteria there are.
    pub fn all(&self) -> usize {
        self.met + self.review + self.open + self.unmet
    }
}

/// One rung of the ladder.
pub struct Rung<'a> {
    /// The standard that is the rung.
    pub standard: StandardIx,
    /// The title of it that is held, and until when, where that was said.
    pub held: Option<(Option<Day>, StandardIx)>,
    /// Whether it is assessed: a title in hand is not, until it is to be renewed.
    pub asked: bool,
    /// The rung's own verdict.
    pub verdict: Verdict,
    /// The assessment whose criteria are counted: the rung's own, or, where the rung only asks for one of several
    /// standards, that of them which is nearest.
    pub counted: &'a Assessment<'a>,
    /// Those criteria.
    pub counts: Counts,
    /// The questions they wait for.
    pub waiting: Waiting,
    /// The score of that assessment, and the most there is.
    pub score: Option<(ScoreRange, i32)>,
}

impl Rung<'_> {
    /// Whether its standard is met, or met but for an authority's review.
    pub fn is_reached(&self) -> bool {
        matches!(self.verdict, Verdict::Met | Verdict::NeedsReview)
    }

    /// The standard by which its title is won or renewed.
    pub fn goal(&self) -> StandardIx {
        self.held.map_or(self.standard, |(_, of)| of)
    }

    /// What it looks like: a title in hand as met, whatever its conditions would come to.
    pub fn look(&self) -> Verdict {
        if self.asked { self.verdict } else { Verdict::Met }
    }
}

impl Assessed {
    /// Reads and evaluates the answers. `askable` is what [`askable`] says of this day and these procedures.
    pub fn new(state: &State, askable: Rc<Marked>) -> Rc<Assessed> {
        let rules = state.rules.0.clone();
        let (said, issues) = state.said();
        let (mut case, issues) = said.case(&rules.vocabulary, issues);
        let unsure = state.answers.iter().filter(|(key, answer)| key.year.is_none() && **answer == Answer::Unsure);
        unsure.for_each(|(key, _)| case.decline(rules.vocabulary.fact(key.fact).slot));
        let evaluated = Evaluated::new(rules.clone(), |rules| evaluate(rules, &case));
        let (answers, renewals) = (state.answers.clone(), state.renewals.clone());
        Rc::new(Assessed {
            rules,
            lang: state.lang,
            said: Rc::new(said),
            case,
            issues,
            evaluated,
            answers,
            renewals,
            askable,
            beyond: OnceCell::new(),
            reckoned: OnceCell::new(),
        })
    }

    /// What the answers come to.
    pub fn evaluation(&self) -> &Evaluation<'_> {
        self.evaluated.borrow_dependent()
    }

    fn beyond(&self) -> &Beyond {
        self.beyond.get_or_init(|| {
            let matched = Matched::new(self.rules.clone(), |rules| match_policies(rules, &self.case, self.evaluation()));
            let matches = matched.borrow_dependent();
            let wanted = || self.evaluation().assessments.iter().filter(|a| self.is_wanted(a));
            let ladder = open_questions(&self.rules, &self.case, self.evaluation(), wanted(), &[]);
            let vocabulary = &self.rules.vocabulary;
            let everyone = asked_of_everyone(vocabulary, &self.case);
            let for_ladder = marked(&self.rules, ladder.iter().flat_map(|(_, slots)| slots).chain(&everyone).copied());
            let mut open = open_questions(&self.rules, &self.case, self.evaluation(), wanted(), matches);
            // How long a title is held that settles its rung is no matter of the ladder, and is asked all the same.
            let titles = vocabulary.standards.iter().filter_map(|standard| Some(vocabulary.fact(standard.title?).slot));
            let needs = vocabulary.find("needs").map(|fact| vocabulary.fact(fact).slot);
            for slot in titles.filter(|slot| self.is_held(*slot)).chain(everyone).chain(needs) {
                let (fact, _) = vocabulary.of_slot(slot);
                if !self.case.span(slot).is_point() && !open.iter().any(|(open, _)| *open == fact) {
                    open.push((fact, vec![slot]));
                }
            }
            let is_open = marked(&self.rules, open.iter().flat_map(|(_, slots)| slots).copied());
            let questions = questions_in_order(&self.rules, &self.case, self.evaluation(), |a| self.is_wanted(a), matches);
            Beyond { matches: matched, open, questions, is_open, for_ladder }
        })
    }

    /// The policies beside the answers, best first.
    pub fn matches(&self) -> &[Match<'_>] {
        self.beyond().matches.borrow_dependent()
    }

    /// What the policies are worth, beside [`Assessed::matches`] and in their order.
    pub fn worths(&self) -> &Worths<'_> {
        let reckon = || Reckoned::new(self.rules.clone(), |rules| worths(rules, &self.case, self.evaluation(), self.matches()));
        self.reckoned.get_or_init(reckon).borrow_dependent()
    }

    /// What there is to do but to answer questions, by date.
    pub fn actions(&self) -> Vec<Action<'_, '_>> {
        actions(&self.rules, &self.case, self.matches(), &[])
    }

    /// What is still worth asking, most telling first, with the open values of each fact.
    pub fn open(&self) -> &[(FactIx, Vec<Slot>)] {
        &self.beyond().open
    }

    /// The questions worth asking, in the order they are asked.
    pub fn questions(&self) -> &[NextQuestion] {
        &self.beyond().questions
    }

    /// Puts rules and values into words.
    pub fn speaker(&self) -> Speaker<'_> {
        Speaker { rules: &self.rules, case: &self.case, lang: self.lang }
    }

    /// The issue that concerns a question.
    pub fn issues_of(&self, key: Key) -> impl Iterator<Item = &Issue> {
        let id = &self.rules.vocabulary.fact(key.fact).id;
        self.issues.iter().filter(move |issue| issue.fact == *id && issue.year == key.year)
    }

    /// Whether an answer cannot be used.
    pub fn is_wrong(&self, key: Key) -> bool {
        self.issues_of(key).any(|issue| issue.severity == Severity::Error)
    }

    /// Whether a title is surely held on the day.
    fn is_held(&self, slot: Slot) -> bool {
        let (fact, _) = self.rules.vocabulary.of_slot(slot);
        self.rules.vocabulary.fact(fact).kind == Kind::Title && self.case.span(slot).lo >= self.case.as_of.number()
    }

    /// Whether a standard's title is held, and until when, where that was said.
    pub fn held(&self, standard: StandardIx) -> Option<Option<Day>> {
        let fact = self.rules.vocabulary.standard(standard).title?;
        let slot = self.rules.vocabulary.fact(fact).slot;
        let span = self.case.span(slot);
        self.is_held(slot).then(|| Day::from_number(span.lo).filter(|_| span.is_point()))
    }

    /// Whether the law of the day knows a renewal of a standard's title.
    pub fn is_renewable(&self, standard: StandardIx) -> bool {
        let place = place(&self.rules.vocabulary, &self.case);
        self.rules.governing(standard, self.case.as_of, Procedure::Renewal, place).is_some()
    }

    /// The title of a rung that is held longest, and until when.
    pub fn rung_held(&self, rung: u32) -> Option<(Option<Day>, StandardIx)> {
        let standards = self.rules.vocabulary.standards.iter().enumerate().filter(|(_, s)| s.rung == rung);
        standards.map(|(at, _)| StandardIx(at as u16)).filter_map(|standard| Some((self.held(standard)?, standard))).max()
    }

    /// Whether its questions are asked: unless its rung is held already, or when its title is to be renewed.
    pub fn is_wanted(&self, assessment: &Assessment<'_>) -> bool {
        let standard = self.rules.vocabulary.standard(assessment.standard);
        self.rung_held(standard.rung).is_none() || self.renewals.contains(&assessment.standard)
    }

    /// The ladder, from the lowest rung.
    pub fn ladder(&self) -> Vec<Rung<'_>> {
        self.rules.vocabulary.ladder.iter().map(|standard| self.rung(*standard)).collect()
    }

    fn rung(&self, standard: StandardIx) -> Rung<'_> {
        let own = self.evaluation().of(standard);
        let nearest = self.alternatives(own).into_iter().min_by_key(|a| {
            let counts = self.counts(a);
            (std::cmp::Reverse(a.verdict), counts.unmet, counts.open)
        });
        let counted = nearest.unwrap_or(own);
        let score = counted.sheet.and_then(|(sheet, _)| {
            let score = sheet.score.as_ref()?;
            Some((counted.outcome.score(score.total_ref()), score.max))
        });
        let asked = self.is_wanted(own) || self.is_wanted(counted);
        Rung {
            standard,
            held: self.rung_held(self.rules.vocabulary.standard(standard).rung),
            asked,
            verdict: own.verdict,
            counted,
            counts: self.counts(counted),
            waiting: if asked { self.waiting(counted) } else { Waiting::default() },
            score,
        }
    }

    /// The standards a sheet is content with, where it asks for nothing else.
    fn alternatives(&self, assessment: &Assessment<'_>) -> Vec<&Assessment<'_>> {
        let Some((sheet, _)) = assessment.sheet else { return Vec::new() };
        let mut nodes = sheet.criteria.clone();
        let mut found = Vec::new();
        while let Some(node) = nodes.pop() {
            match sheet.test(node) {
                Test::Meets(standard) => found.push(self.evaluation().of(*standard)),
                Test::AnyOf(members) | Test::AllOf(members) => nodes.extend(sheet.members(members)),
                _ => return Vec::new(),
            }
        }
        found
    }

    /// Whether an assessment asks for nothing but other standards, which are shown themselves.
    pub fn counts_only_others(&self, assessment: &Assessment<'_>) -> bool {
        !self.alternatives(assessment).is_empty()
    }

    /// How an assessment's criteria stand.
    pub fn counts(&self, assessment: &Assessment<'_>) -> Counts {
        let mut counts = Counts::default();
        let Some((sheet, _)) = assessment.sheet else { return counts };
        for criterion in &sheet.criteria {
            let verdict = assessment.outcome.node(*criterion).verdict();
            if let Some(lower) = sheet.claim(*criterion).prerequisite {
                if verdict == Verdict::Unmet {
                    counts.lacks_title = Some(lower);
                }
                continue;
            }
            match verdict {
                Verdict::Met => counts.met += 1,
                Verdict::NeedsReview => counts.review += 1,
                Verdict::Unknown => counts.open += 1,
                Verdict::Unmet => counts.unmet += 1,
                Verdict::NotApplicable => {}
            }
        }
        counts
    }

    /// What an assessment still waits for, counted as it is asked.
    pub fn waiting(&self, assessment: &Assessment<'_>) -> Waiting {
        let vocabulary = &self.rules.vocabulary;
        let mut waiting = Waiting::default();
        for slot in open_values(&self.rules, &self.case, self.evaluation(), assessment) {
            let (fact, year) = vocabulary.of_slot(slot);
            let key = Key { fact, year: vocabulary.fact(fact).yearly.then(|| self.case.year(year)) };
            *if self.answers.contains_key(&key) { &mut waiting.vague } else { &mut waiting.unanswered } += 1;
        }
        waiting
    }

    /// The question about where the enterprise stands that is asked next, of those that have no answer at all.
    pub fn next_question(&self, state: &State) -> Option<Key> {
        self.unanswered(state, false).into_iter().flatten().next()
    }

    /// What only policies ask and has not been answered: the first question in the order they are asked, and of how many facts.
    pub fn policy_questions(&self, state: &State) -> (Option<Key>, usize) {
        let keys = self.unanswered(state, true).concat();
        (keys.first().copied(), distinct(keys.iter().map(|key| key.fact).collect()).len())
    }

    /// The first question of an assessment, in the order they are asked, that has not been answered yet.
    pub fn first_question(&self, state: &State, assessment: &Assessment<'_>) -> Option<Key> {
        let open = marked(&self.rules, open_values(&self.rules, &self.case, self.evaluation(), assessment).into_iter());
        let slots = self.questions().iter().flat_map(|one| one.slots.iter().filter(|slot| open[slot.0 as usize]));
        slots.map(|slot| state.key(&self.case, *slot)).find(|key| state.answer(*key).is_none())
    }

    /// The questions that wait for an answer, in the order they are asked: screen by screen what has none, of what only
    /// policies ask or of all else.
    pub fn unanswered(&self, state: &State, for_policies: bool) -> Vec<Vec<Key>> {
        let of = |one: &NextQuestion| -> Vec<Key> {
            let slots = one.slots.iter().filter(|slot| self.is_for_ladder(**slot) != for_policies);
            slots.map(|slot| state.key(&self.case, *slot)).filter(|key| state.answer(*key).is_none()).collect()
        };
        self.questions().iter().map(of).filter(|keys| !keys.is_empty()).collect()
    }

    /// Whether an open value is asked for by more than policies.
    pub fn is_for_ladder(&self, slot: Slot) -> bool {
        self.beyond().for_ladder[slot.0 as usize]
    }

    /// The questions about a fact: one, or one for each of its years, the last first.
    pub fn keys_of(&self, fact: FactIx) -> Vec<Key> {
        match self.rules.vocabulary.fact(fact).years() {
            [] => vec![Key { fact, year: None }],
            years => years.iter().map(|year| Key { fact, year: Some(self.case.year(*year)) }).collect(),
        }
    }

    /// The value a question asks for.
    pub fn slot(&self, key: Key) -> Slot {
        let fact = self.rules.vocabulary.fact(key.fact);
        fact.years().iter().find(|year| Some(self.case.year(**year)) == key.year).map_or(fact.slot, |year| fact.slot_of(*year))
    }

    /// Whether a question still waits for its answer: it has none, and none follows from others.
    pub fn is_open(&self, state: &State, key: Key) -> bool {
        state.answer(key).is_none() && !self.case.span(self.slot(key)).is_point()
    }

    /// What follows for a question from the answers to others, in words.
    pub fn implied(&self, key: Key) -> Option<String> {
        let slot = self.slot(key);
        self.case.implied(slot).and_then(|_| self.speaker().answer(slot))
    }

    /// Whether a question is shown: it is needed, or it has been answered, or its answer follows from others; but not where
    /// it follows from what was asked in its place, or was to be asked only so that it follows.
    pub fn is_asked(&self, state: &State, key: Key) -> bool {
        let (vocabulary, slot) = (&self.rules.vocabulary, self.slot(key));
        let at = slot.0 as usize;
        let beyond = self.beyond();
        let asked = beyond.is_open[at] && (self.is_for_ladder(slot) || state.wants_policies());
        let first = |slot: Slot| vocabulary.fact(vocabulary.of_slot(slot).0).asked_first;
        let instead = || first(slot) || self.case.implied(slot).is_some_and(|one| one.sources(vocabulary).into_iter().any(first));
        asked || (self.askable[at] && !self.is_open(state, key) && (state.answer(key).is_some() || !instead()))
    }

    /// The documents that govern any standard on the day.
    pub fn sheets(&self) -> impl Iterator<Item = &Sheet> {
        self.evaluation().assessments.iter().filter_map(|a| a.sheet.map(|(sheet, _)| sheet))
    }
}

/// What would be asked on the day, for first applications and these renewals, of someone who has answered nothing, and
/// what is asked of everyone.
pub fn askable(rules: &RuleSet, as_of: Day, renewals: &BTreeSet<StandardIx>) -> Marked {
    let mut blank = Case::empty(&rules.vocabulary, as_of);
    for standard in renewals {
        blank.set_procedure(*standard, Procedure::Renewal);
    }
    let nothing = evaluate(rules, &blank);
    let unmatched = match_policies(rules, &blank, &nothing);
    let open = open_questions(rules, &blank, &nothing, nothing.assessments.iter(), &unmatched);
    let needs = rules.vocabulary.find("needs").map(|fact| rules.vocabulary.fact(fact).slot);
    let always = asked_of_everyone(&rules.vocabulary, &blank).into_iter().chain(needs);
    let asked = marked(rules, open.iter().flat_map(|(_, slots)| slots).copied().chain(always));
    // And what follows from it, which is asked where it stays open.
    let slots = (0..rules.vocabulary.slot_count()).map(|at| Slot(at as u16));
    let follows = |slot: &Slot| asked_for(&rules.vocabulary, &blank, *slot).iter().all(|slot| asked[slot.0 as usize]);
    marked(rules, slots.filter(follows))
}

fn marked(rules: &RuleSet, slots: impl Iterator<Item = Slot>) -> Marked {
    let mut marked = vec![false; rules.vocabulary.slot_count()];
    for slot in slots {
        marked[slot.0 as usize] = true;
    }
    marked
}

/// What is asked of everyone, as it is put. The needs, which decide the order of policies, are asked of whoever looks at these.
fn asked_of_everyone(vocabulary: &Vocabulary, case: &Case) -> Vec<Slot> {
    distinct(always_asked(vocabulary, case).flat_map(|slot| asked_for(vocabulary, case, slot)).collect())
}

/// Whether a question has an answer that says something.
pub fn is_telling(answer: Option<&Answer>) -> bool {
    match answer {
        None | Some(Answer::Unsure) => false,
        Some(Answer::Typed(text)) => !text.trim().is_empty(),
        Some(_) => true,
    }
}
