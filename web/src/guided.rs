//! The guided way through the questions: what is asked on one screen, which comes next, and how many are left.

use crate::assessed::Assessed;
use crate::state::{Key, State, Step};
use tidu_core::answers::Answers;
use tidu_core::evaluate::evaluate;
use tidu_core::missing::open_values;
use tidu_core::order::distinct;
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::{Lookup, Question, Span, StandardIx};

/// What a standard comes to, once it is settled by an answer.
pub struct Settled {
    /// The standard.
    pub standard: StandardIx,
    /// What it is then.
    pub verdict: Verdict,
}

impl Assessed {
    /// What a screen asks for now: what is needed of it, and what has been answered. In the first round of a yearly figure
    /// the last year alone, which is what one has in mind; after it all figures that stand in one paper together.
    pub fn keys(&self, state: &State, question: usize) -> Vec<Key> {
        let vocabulary = &self.rules.vocabulary;
        let first = self.is_first_round(question);
        let own = |at: &usize| *at == question || (!first && self.screen_of(*at) == question);
        let facts = (0..vocabulary.questions.len()).filter(own).flat_map(|at| &vocabulary.questions[at].facts);
        let mut keys = Vec::new();
        for fact in facts {
            let years = vocabulary.fact(*fact).years();
            match years.is_empty() {
                true => keys.push(Key { fact: *fact, year: None }),
                false => keys.extend(years.iter().map(|year| Key { fact: *fact, year: Some(self.case.year(*year)) })),
            }
        }
        keys.retain(|key| self.is_asked(state, *key));
        if first && keys.iter().any(|key| key.year.is_some()) {
            keys.truncate(1);
        }
        keys
    }

    /// The screen on which the rest of a question is asked after the first round: by year, it is that of the first question
    /// that is answered from the same paper.
    fn screen_of(&self, question: usize) -> usize {
        let vocabulary = &self.rules.vocabulary;
        let paper = |at: usize| match vocabulary.questions[at].facts.as_slice() {
            [fact] if vocabulary.fact(*fact).yearly => vocabulary.fact(*fact).document,
            _ => None,
        };
        let Some(of) = paper(question) else { return question };
        (0..question).find(|at| !self.is_first_round(*at) && paper(*at) == Some(of)).unwrap_or(question)
    }

    /// Whether a question is one of the first round: known by heart, and asked of everyone before anything that is not.
    pub fn is_first_round(&self, question: usize) -> bool {
        let vocabulary = &self.rules.vocabulary;
        vocabulary.questions[question].facts.iter().all(|fact| vocabulary.fact(*fact).lookup == Lookup::ByHeart)
    }

    /// Whether something of a question still waits for its answer.
    pub fn is_waiting(&self, state: &State, question: usize) -> bool {
        self.keys(state, question).iter().any(|key| self.is_open(state, *key))
    }

    /// The screens that still wait, in the order they are asked: of the first round, or of what comes after.
    pub fn waiting_questions(&self, state: &State, first: bool) -> Vec<usize> {
        let mut waiting = Vec::new();
        for question in 0..self.rules.vocabulary.questions.len() {
            let screen = if first { question } else { self.screen_of(question) };
            if self.is_first_round(screen) == first && !waiting.contains(&screen) && self.is_waiting(state, screen) {
                waiting.push(screen);
            }
        }
        waiting
    }

    /// The step that follows the last one: what is left of the first round, then the picture, then the rest, then the picture
    /// again. What was passed over is asked again only after a picture.
    pub fn next_step(&self, state: &State) -> Step {
        let since = state.trail.iter().rposition(|step| *step == Step::Picture).map_or(0, |at| at + 1);
        let fresh = |at: &usize| !state.trail[since..].contains(&Step::Question(*at));
        let first = self.waiting_questions(state, true).into_iter().find(fresh);
        let seen = since > 0;
        match first {
            Some(question) => Step::Question(question),
            None if !seen => Step::Picture,
            None => self.waiting_questions(state, false).into_iter().find(fresh).map_or(Step::Picture, Step::Question),
        }
    }

    /// The papers that the questions left after the first round are answered from, in the order of the vocabulary.
    pub fn papers_needed(&self, state: &State) -> Vec<usize> {
        let vocabulary = &self.rules.vocabulary;
        let facts = self
            .waiting_questions(state, false)
            .into_iter()
            .flat_map(|question| self.keys(state, question))
            .map(|key| vocabulary.fact(key.fact));
        distinct(facts.filter(|fact| fact.lookup != Lookup::ByHeart).filter_map(|fact| fact.document).collect())
    }

    /// The standards that wait for an answer to a question.
    pub fn waiting_for(&self, state: &State, question: usize) -> Vec<StandardIx> {
        let keys = self.keys(state, question);
        let wanted = self.evaluation().assessments.iter().filter(|a| self.is_wanted(a));
        let waits = wanted.filter(|a| {
            let open = open_values(&self.rules, &self.case, self.evaluation(), a);
            keys.iter().any(|key| open.contains(&self.slot(*key)))
        });
        waits.map(|a| a.standard).collect()
    }

    /// The rungs that one answer more would settle.
    pub fn settled_by(&self, key: Key, answer: Span) -> Vec<Settled> {
        let mut said: Answers = (*self.said).clone();
        said.put(key, answer);
        let (case, _) = said.case(&self.rules.vocabulary, Vec::new());
        let then = evaluate(&self.rules, &case);
        let settled = |verdict: Verdict| verdict != Verdict::Unknown;
        let rungs = self.rules.vocabulary.ladder.iter().copied();
        let open = rungs.filter(|standard| !settled(self.evaluation().of(*standard).verdict));
        open.map(|standard| Settled { standard, verdict: then.of(standard).verdict }).filter(|after| settled(after.verdict)).collect()
    }

    /// The question at a position.
    pub fn question(&self, at: usize) -> &Question {
        &self.rules.vocabulary.questions[at]
    }
}
