//! A case: one enterprise's answers on one day. What cannot be understood is told and left unknown; the rest counts.

use crate::day::Day;
use crate::number::show_micro;
use crate::text::{Lang, Text};
use crate::vocabulary::*;
use crate::written::Procedure;
use serde_json::{Number, Value};

/// One enterprise's answers on one day, checked and laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The day for which everything is asked.
    pub as_of: Day,
    said_on: Day,
    procedures: Vec<Procedure>,
    spans: Vec<Span>,
    /// The values of which all answers together leave less possible than their own.
    pub(crate) implied: Vec<Implied>,
    /// What somebody who was asked does not know.
    pub(crate) declined: Vec<Slot>,
}

/// A value of which more is known than was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Implied {
    /// The value.
    pub slot: Slot,
    /// What the answer alone leaves possible.
    pub said: Span,
    /// The implications, by their place in the vocabulary, that its lower and its upper end come from.
    pub by: [Option<usize>; 2],
}

/// How grave an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Severity {
    /// The answer cannot be used and counts as unknown.
    Error,
    /// The answer is used, but it contradicts another, or hardly goes with it.
    Warning,
}

/// Something wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The fact, or the key of the case.
    pub fact: String,
    /// The fiscal year, for yearly facts.
    pub year: Option<i32>,
    /// How grave it is.
    pub severity: Severity,
    /// A short identifier for programs.
    pub code: &'static str,
    /// What is wrong and what would be right.
    pub message: Text,
    /// The amount that would be right if the slip was made that is likely, in millionths of 万元.
    pub suggestion: Option<i64>,
}

impl Case {
    /// A case without answers.
    pub fn empty(vocabulary: &Vocabulary, as_of: Day) -> Case {
        Case {
            as_of,
            said_on: as_of,
            procedures: vec![Procedure::default(); vocabulary.standards.len()],
            spans: vocabulary.slots.iter().map(|(fact, _)| vocabulary.fact(*fact).domain).collect(),
            implied: Vec::new(),
            declined: Vec::new(),
        }
    }

    /// Notes that somebody who was asked for a value does not know it: it is open all the same, and what follows from it is
    /// asked for itself.
    pub fn decline(&mut self, slot: Slot) {
        self.declined.push(slot);
    }

    /// Whether somebody who was asked does not know it.
    pub fn is_declined(&self, slot: Slot) -> bool {
        self.declined.contains(&slot)
    }

    /// What is still possible of a value, by its own answer and by what follows from the others.
    #[inline]
    pub fn span(&self, slot: Slot) -> Span {
        self.spans[slot.0 as usize]
    }

    /// The procedure chosen for a standard; a policy has but one.
    pub fn procedure(&self, standard: Option<StandardIx>) -> Procedure {
        standard.map_or(Procedure::default(), |standard| self.procedures[standard.0 as usize])
    }

    /// The day for which the answers were given: what they say of the present holds for it, on whatever day it is asked.
    pub fn said_on(&self) -> Day {
        self.said_on
    }

    /// Says for which day the answers were given, where that is not the day for which everything is asked.
    pub(crate) fn set_said_on(&mut self, day: Day) {
        self.said_on = day;
    }

    /// The last complete calendar year, `y0`.
    pub fn fiscal_year(&self) -> i32 {
        self.as_of.year() - 1
    }

    /// The calendar year a [`YearRef`] means on this day.
    pub fn year(&self, year: YearRef) -> i32 {
        self.as_of.year() - year.back()
    }

    /// Whether anything at all was answered for a value; what only follows from other answers is no answer.
    pub fn is_answered(&self, vocabulary: &Vocabulary, slot: Slot) -> bool {
        self.said(slot) != vocabulary.fact(vocabulary.of_slot(slot).0).domain
    }

    /// What the answers of others say of a value beyond its own; none where they say nothing.
    pub fn implied(&self, slot: Slot) -> Option<&Implied> {
        self.implied.iter().find(|one| one.slot == slot)
    }

    /// What the answer to a value alone leaves possible.
    pub fn said(&self, slot: Slot) -> Span {
        self.implied(slot).map_or_else(|| self.span(slot), |one| one.said)
    }

    /// Puts a value in place of an answer; what follows from it is known once it is inferred anew.
    pub(crate) fn replace(&mut self, slot: Slot, span: Span) {
        self.implied.retain(|one| one.slot != slot);
        self.put(slot, span);
    }

    /// The same case but for one value, which must lie within its fact's domain.
    pub(crate) fn with(&self, slot: Slot, span: Span) -> Case {
        let mut case = self.clone();
        case.spans[slot.0 as usize] = span;
        case
    }

    /// Makes it a copy of another case of the same vocabulary, without a new allocation; what was answered is not told apart
    /// from what follows.
    pub(crate) fn become_like(&mut self, other: &Case) {
        (self.as_of, self.said_on) = (other.as_of, other.said_on);
        self.procedures.clone_from(&other.procedures);
        self.spans.clone_from(&other.spans);
        self.implied.clear();
    }

    /// Sets what is possible of a value, which must lie within its fact's domain.
    pub(crate) fn put(&mut self, slot: Slot, span: Span) {
        self.spans[slot.0 as usize] = span;
    }

    /// Chooses the procedure for a standard.
    pub fn set_procedure(&mut self, standard: StandardIx, procedure: Procedure) {
        self.procedures[standard.0 as usize] = procedure;
    }
}

impl Issue {
    /// The answer that would be right if the likely slip was made, as a case has it.
    pub fn suggested(&self) -> Option<Value> {
        show_micro(self.suggestion?).parse::<Number>().ok().map(Value::Number)
    }

    /// The message in one language.
    pub fn sentence(&self, lang: Lang) -> &str {
        self.message.get(lang)
    }
}
