//! A case: one enterprise's answers on one day. What cannot be understood is told and left unknown; the rest counts.

use crate::answers::Answers;
use crate::day::Day;
use crate::infer::Implied;
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
        }
    }

    /// Reads a case of the public contract. `today` stands in where the case names no day.
    ///
    /// # Errors
    /// Only where there is no case at all: it is no object, or its day is none. All else is an [`Issue`] beside the
    /// case, and the answer concerned stays unknown.
    pub fn read(vocabulary: &Vocabulary, value: &Value, today: Day) -> Result<(Case, Vec<Issue>), Issue> {
        let (answers, issues) = Answers::read(vocabulary, value, today)?;
        Ok(answers.case(vocabulary, issues))
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

    /// Sets what is answered for a value, and infers what follows; for those who make cases without JSON. What lies
    /// outside of the fact's domain is brought inside.
    pub fn set(&mut self, vocabulary: &Vocabulary, slot: Slot, span: Span) {
        let domain = vocabulary.fact(vocabulary.of_slot(slot).0).domain;
        let inside = |value: i64| value.clamp(domain.lo, domain.hi);
        self.answer(vocabulary, slot, Span { lo: inside(span.lo.min(span.hi)), hi: inside(span.hi.max(span.lo)) });
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
        self.as_of = other.as_of;
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
