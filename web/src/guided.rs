//! The guided way through the questions: what is asked on one screen, which comes next, and how many are left.

use crate::assessed::Assessed;
use crate::state::{Answer, Key, State, Step};
use tidu_core::answers::Answers;
use tidu_core::case::Case;
use tidu_core::evaluate::evaluate;
use tidu_core::matching::match_policies;
use tidu_core::missing::open_values;
use tidu_core::order::distinct;
use tidu_core::questions::{bands, screen_of};
use tidu_core::verdict::Verdict;
use tidu_core::vocabulary::{Lookup, Question, Slot, Span, StandardIx, YearRef};

/// What a standard comes to, once it is settled by an answer.
pub struct Settled {
    /// The standard.
    pub standard: StandardIx,
    /// What it is then.
    pub verdict: Verdict,
}

impl Assessed {
    /// The question at a position.
    pub fn question(&self, at: usize) -> &Question {
        &self.rules.vocabulary.questions[at]
    }

    /// What a screen asks for now: what is needed of it, and what has been answered. In the first round of a yearly figure
    /// the last year alone, which is what one has in mind; after it all figures that stand in one paper together.
    pub fn keys(&self, state: &State, step: Step) -> Vec<Key> {
        let vocabulary = &self.rules.vocabulary;
        let facts: Vec<_> = match step {
            Step::Picture => Vec::new(),
            Step::First(at) => vocabulary.questions[at].facts.clone(),
            Step::Then(at) => {
                let here = (0..vocabulary.questions.len()).filter(|other| screen_of(vocabulary, *other) == at);
                here.flat_map(|other| vocabulary.questions[other].facts.iter().copied()).collect()
            }
        };
        let mut keys: Vec<Key> = facts.into_iter().flat_map(|fact| self.keys_of(fact)).collect();
        if matches!(step, Step::First(_)) {
            let last = self.case.year(YearRef::Y0);
            keys.retain(|key| key.year.is_none_or(|year| year == last));
        }
        // Who comes by an address, or to put an answer right, sees the question though nothing waits for it.
        if keys.iter().any(|key| self.is_asked(state, *key)) {
            keys.retain(|key| self.is_asked(state, *key));
        }
        keys
    }

    /// The steps that still wait, in the order they are asked: of the first round, or of what comes after. What somebody was
    /// not sure of waits no more; of what was told roughly the exact figure does.
    pub fn waiting_steps(&self, state: &State, first: bool) -> Vec<Step> {
        let mut waiting = Vec::new();
        for one in self.questions().iter().filter(|one| one.first_round == first) {
            let step = if first { Step::First(one.question) } else { Step::Then(one.question) };
            // A screen may ask for more once policies are looked at as well.
            let wanted = |slot: &&Slot| self.is_for_ladder(**slot) || state.wants_policies();
            let waits = one.slots.iter().filter(wanted).any(|slot| match state.answer(state.key(&self.case, *slot)) {
                None => true,
                Some(Answer::Typed(_)) => !first,
                Some(_) => false,
            });
            if waits && !waiting.contains(&step) {
                waiting.push(step);
            }
        }
        waiting
    }

    /// The step that follows the last one: what is left of the first round, then the picture, then the rest, then the picture
    /// again. What was passed over is asked again only after a picture.
    pub fn next_step(&self, state: &State) -> Step {
        let since = state.trail.iter().rposition(|step| *step == Step::Picture).map_or(0, |at| at + 1);
        let fresh = |step: &Step| !state.trail[since..].contains(step);
        let next = |first| self.waiting_steps(state, first).into_iter().find(fresh);
        next(true).or_else(|| if since > 0 { next(false) } else { None }).unwrap_or(Step::Picture)
    }

    /// The papers that the questions left after the first round are answered from, in the order of the vocabulary.
    pub fn papers_needed(&self, state: &State) -> Vec<usize> {
        let vocabulary = &self.rules.vocabulary;
        let keys = self.waiting_steps(state, false).into_iter().flat_map(|step| self.keys(state, step));
        let facts = keys.map(|key| vocabulary.fact(key.fact)).filter(|fact| fact.lookup != Lookup::ByHeart);
        distinct(facts.filter_map(|fact| fact.document).collect())
    }

    /// The standards that wait for an answer of a screen.
    pub fn waiting_for(&self, keys: &[Key]) -> Vec<StandardIx> {
        let wanted = self.evaluation().assessments.iter().filter(|a| self.is_wanted(a));
        let waits = wanted.filter(|a| {
            let open = open_values(&self.rules, &self.case, self.evaluation(), a);
            keys.iter().any(|key| open.contains(&self.slot(*key)))
        });
        waits.map(|a| a.standard).collect()
    }

    /// The case with another answer in place of the one to a question.
    fn with(&self, key: Key, answer: Span) -> Case {
        let mut said: Answers = (*self.said).clone();
        said.put(key, answer);
        said.case(&self.rules.vocabulary, Vec::new()).0
    }

    /// The rungs that one answer more would settle.
    pub fn settled_by(&self, key: Key, answer: Span) -> Vec<Settled> {
        let case = self.with(key, answer);
        let then = evaluate(&self.rules, &case);
        let settled = |verdict: Verdict| verdict != Verdict::Unknown;
        let rungs = self.rules.vocabulary.ladder.iter().copied();
        let open = rungs.filter(|standard| !settled(self.evaluation().of(*standard).verdict));
        open.map(|standard| Settled { standard, verdict: then.of(standard).verdict }).filter(|after| settled(after.verdict)).collect()
    }

    /// The ranges that are offered for a figure which one knows roughly, cut where rules turn.
    pub fn ranges(&self, key: Key) -> Vec<Span> {
        let fact = self.rules.vocabulary.fact(key.fact);
        if !fact.rough {
            return Vec::new();
        }
        let case = self.with(key, fact.domain);
        let evaluation = evaluate(&self.rules, &case);
        let matches = match_policies(&self.rules, &case, &evaluation);
        bands(&self.rules, &case, &evaluation, |a| self.is_wanted(a), &matches, self.slot(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessed::askable;
    use crate::state::RulesRef;
    use std::rc::Rc;
    use tidu_core::day::Day;

    /// Whether one goes by the form or by the guided way, the next question is the same.
    #[test]
    fn the_ladder_puts_forward_what_the_guided_way_asks() {
        let rules = RulesRef(Rc::new(tidu_core::packs::built_in().unwrap()), Rc::default());
        let mut state = State::new(rules, Day::parse("2026-11-23").unwrap());
        let mut asked = 0;
        loop {
            let assessed = Assessed::new(&state, askable(state.rules(), state.as_of, &state.renewals).into());
            let waiting = [true, false].map(|first| assessed.waiting_steps(&state, first)).concat();
            let next = assessed.next_question(&state);
            assert_eq!(next.is_some(), !waiting.is_empty());
            let Some(key) = next else { break };
            assert!(assessed.keys(&state, waiting[0]).contains(&key), "{:?} beside {key:?}", waiting[0]);
            state.answers_mut().insert(key, Answer::Unsure);
            asked += 1;
        }
        assert!(asked > 30, "{asked}");
    }
}
