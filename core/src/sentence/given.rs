//! What there is, and how far it is from what is asked, in words.

use super::{Speaker, plain, points, size_class, verdict};
use crate::answers::kinds::days;
use crate::day::Day;
use crate::evaluate::{Evaluation, Outcome};
use crate::explain::Line;
use crate::measure::Measure;
use crate::messages as m;
use crate::missing::asked_for;
use crate::number::{Fraction, MICRO, Threshold};
use crate::rules::*;
use crate::verdict::Verdict;
use crate::vocabulary::*;

impl Speaker<'_> {
    /// The answer given for a value, or what follows for it from others, in words; none if there is nothing to tell.
    pub fn answer(&self, slot: Slot) -> Option<String> {
        self.answer_in(slot, false)
    }

    /// The answer given for a value, as it was understood and without what follows from others.
    pub fn said(&self, slot: Slot) -> Option<String> {
        self.in_words(slot, self.case.said(slot), false)
    }

    /// What is known, where asked for with every digit.
    fn answer_in(&self, slot: Slot, exact: bool) -> Option<String> {
        Some(self.with_source(slot, self.in_words(slot, self.case.span(slot), exact)?))
    }

    /// Whether a yes or a no is what is asked; by itself where the vocabulary has no words for it.
    fn conforming(&self, slot: Slot, asked: bool) -> Option<String> {
        let span = self.case.span(slot);
        if self.fact(slot).statements.is_none() || !span.is_point() {
            return self.answer(slot);
        }
        let told = if (span.lo == 1) == asked { m::AS_ASKED } else { m::NOT_AS_ASKED };
        Some(self.with_source(slot, told.say(self.lang).to_owned()))
    }

    /// The yes or no that a line asks for.
    fn yes_or_no(&self, sheet: &Sheet, node: NodeIx) -> Option<(Slot, bool)> {
        match sheet.test(node) {
            Test::Holds(slot) | Test::Declared(slot) => Some((*slot, true)),
            Test::Not(of) => self.yes_or_no(sheet, *of).map(|(slot, asked)| (slot, !asked)),
            _ => None,
        }
    }

    /// What is known of a value, and what it follows from where it was not answered.
    fn with_source(&self, slot: Slot, told: String) -> String {
        match self.source(slot) {
            None => told,
            Some(from) => m::FOLLOWS_FROM.fill(self.lang, [&told, &from]),
        }
    }

    fn in_words(&self, slot: Slot, span: Span, exact: bool) -> Option<String> {
        let fact = self.fact(slot);
        if span == fact.domain { None } else { self.words(fact, span, exact) }
    }

    /// What is known of a value of any kind, in words.
    pub(super) fn words(&self, fact: &Fact, span: Span, exact: bool) -> Option<String> {
        let lang = self.lang;
        Some(match fact.kind {
            Kind::Money | Kind::Percent | Kind::Count | Kind::Years => self.range_in(fact, span, exact),
            Kind::Bool => if span.lo == 1 { m::YES.say(lang) } else { m::NO.say(lang) }.to_owned(),
            Kind::Choice if !span.is_point() => return None,
            Kind::Choice => usize::try_from(span.lo).ok().and_then(|at| fact.options.get(at)).map(|o| o.label.get(lang).to_owned())?,
            Kind::Set if span.hi == 0 => m::NONE_OF_THEM.say(lang).to_owned(),
            Kind::Set => {
                // Of what only follows from other answers, one end may be all that is known.
                let (mask, bound) = match span.lo {
                    0 => (span.hi, m::AT_MOST_ITEMS.say(lang)),
                    lo if span.is_point() => (lo, ""),
                    lo => (lo, m::AT_LEAST_ITEMS.say(lang)),
                };
                let chosen = fact.options.iter().enumerate().filter(|(i, _)| mask & (1 << i) != 0);
                format!("{bound}{}", self.listed(chosen.map(|(_, o)| o.label.get(lang))))
            }
            Kind::Title if span.lo == NO_TITLE => m::NOT_HELD.say(lang).to_owned(),
            Kind::Title if !span.is_point() => m::HELD_WITHOUT_DAY.say(lang).to_owned(),
            Kind::Title => {
                let day = Day::from_number(span.lo)?;
                match day >= self.case.as_of {
                    true => m::VALID_UNTIL.fill(lang, [&day]),
                    false => m::EXPIRED_ON.fill(lang, [&day]),
                }
            }
            Kind::Date => days(span)?,
            Kind::Region => self.region(fact, span.lo, span.hi),
        })
    }

    /// The answers that more follows from for a value than was answered, by name.
    fn source(&self, slot: Slot) -> Option<String> {
        let from = self.case.implied(slot)?.sources(&self.rules.vocabulary).into_iter().map(|slot| format!("“{}”", self.label(slot)));
        Some(from.collect::<Vec<_>>().join(m::LIST_AND.say(self.lang)))
    }

    /// Whether it was answered, or its value follows from other answers.
    pub(super) fn is_known(&self, slot: Slot) -> bool {
        self.case.is_answered(&self.rules.vocabulary, slot) || self.case.span(slot).is_point()
    }

    /// A number, or what is known of it: `110 万元 至 130 万元`.
    pub fn range(&self, fact: &Fact, span: Span) -> String {
        self.range_in(fact, span, false)
    }

    /// A range that is offered as an answer, by the plain figures between which it lies: `1,500 万元以上，不到 5,000 万元`.
    pub fn range_offered(&self, fact: &Fact, span: Span) -> String {
        let lang = self.lang;
        let is_plain = |value: i64| !fact.kind.is_micro() || value % (MICRO / 100) == 0;
        let shown = |value: i64| self.with_unit(fact, plain(fact, value), false);
        let from = match is_plain(span.lo) {
            true => m::OFFERED_FROM.fill(lang, [&shown(span.lo)]),
            false => m::OFFERED_ABOVE.fill(lang, [&shown(span.lo - 1)]),
        };
        let to = match is_plain(span.hi + 1) {
            true => m::OFFERED_BELOW.fill(lang, [&shown(span.hi + 1)]),
            false => m::OFFERED_TO.fill(lang, [&shown(span.hi)]),
        };
        match (span.lo == fact.domain.lo, span.hi == fact.domain.hi) {
            (true, _) => to,
            (_, true) => from,
            _ => m::OFFERED_BETWEEN.fill(lang, [&from, &to]),
        }
    }

    fn range_in(&self, fact: &Fact, span: Span, exact: bool) -> String {
        let shown = |value: i64| self.with_unit(fact, plain(fact, value), exact);
        let (lo, hi) = (shown(span.lo), shown(span.hi));
        let lang = self.lang;
        // A fen above or below a plain figure is said as it was typed.
        let beside = |value: i64| fact.kind.is_micro() && !exact && value % (MICRO / 100) == 0;
        match span {
            span if span.is_point() => lo,
            span if span.hi == fact.domain.hi && beside(span.lo - 1) => m::MORE_THAN_VALUE.fill(lang, [&shown(span.lo - 1)]),
            span if span.hi == fact.domain.hi => m::AT_LEAST_VALUE.fill(lang, [&lo]),
            span if span.lo == fact.domain.lo && beside(span.hi + 1) => m::LESS_THAN_VALUE.fill(lang, [&shown(span.hi + 1)]),
            span if span.lo == fact.domain.lo => m::AT_MOST_VALUE.fill(lang, [&hi]),
            _ => m::FROM_VALUE_TO_VALUE.fill(lang, [&lo, &hi]),
        }
    }

    fn not_answered(&self, slots: &[Slot]) -> Option<String> {
        let open: Vec<String> = slots.iter().filter(|slot| !self.is_known(**slot)).map(|slot| self.label(*slot)).collect();
        match open.is_empty() {
            true => None,
            false => Some(m::NOT_ANSWERED_NAMED.fill(self.lang, [&open.join(m::LIST_COMMA.say(self.lang))])),
        }
    }

    /// The answers a node of a sheet still waits for, by name: where a criterion cannot be met any more, those of what
    /// waives it. Those behind a score or a size class are not among them.
    pub fn lacking(&self, sheet: &Sheet, outcome: &Outcome, node: NodeIx) -> Vec<String> {
        let mut slots = Vec::new();
        self.open_slots(sheet, outcome, node, &mut slots);
        let mut open: Vec<String> = Vec::new();
        for slot in slots.into_iter().filter(|slot| !self.is_known(*slot)) {
            for label in asked_for(&self.rules.vocabulary, self.case, slot).into_iter().map(|slot| self.label(slot)) {
                if !open.contains(&label) {
                    open.push(label);
                }
            }
        }
        open
    }

    /// The values that could still settle a node in this procedure.
    fn open_slots(&self, sheet: &Sheet, outcome: &Outcome, node: NodeIx, out: &mut Vec<Slot>) {
        if outcome.node(node).is_settled() {
            return;
        }
        out.extend(sheet.test(node).slots());
        for child in sheet.children(node) {
            self.open_slots(sheet, outcome, child, out);
        }
    }

    /// What was measured, in words, beside the line it was compared with.
    fn measured(&self, of: &Quantity, line: &Line, measured: &Measure, than: Threshold, exact: bool) -> String {
        let lang = self.lang;
        let slots = of.slots();
        // What only follows from other answers is told where it decides.
        let decided = line.verdict != Verdict::Unknown && slots.iter().all(|slot| self.case.span(*slot) != self.fact(*slot).domain);
        if let Some(open) = self.not_answered(&slots).filter(|_| !decided) {
            return if slots.len() == 1 { m::NOT_ANSWERED.say(lang).to_owned() } else { open };
        }
        let Measure::Within(bounds) = measured else {
            return m::UNDEFINED_BY_ZERO.say(lang).to_owned();
        };
        let fact = self.fact(slots[0]);
        if let Quantity::Amount(amount) = of
            && let [slot] = amount.slots()
        {
            return self.answer_in(*slot, exact).unwrap_or_default();
        }
        let show = |value: Fraction| -> String {
            let scale = i128::from(if fact.kind.is_micro() { MICRO } else { 1 });
            match of {
                Quantity::Amount(_) => self.with_unit(fact, Fraction { num: value.num, den: value.den * scale }, exact),
                Quantity::Mean(amount) => {
                    self.with_unit(fact, Fraction { num: value.num, den: value.den * scale * amount.slots().len() as i128 }, exact)
                }
                // A root has no last digit.
                Quantity::CompoundGrowth(..) => format!("{} %", value.yearly_percent_beside(than)),
                _ if exact => format!("{} %", Fraction { num: value.num * 100, den: value.den }.cut(20)),
                _ => format!("{} %", value.percent_beside(than)),
            }
        };
        let value = match bounds.exact {
            true => show(bounds.lo),
            false => m::FROM_MEASURE_TO_MEASURE.fill(lang, [&show(bounds.lo), &show(bounds.hi)]),
        };
        // The share is shown rounded; the figures behind it let anyone check it.
        let behind: Vec<String> = slots.iter().filter_map(|slot| self.answer_in(*slot, exact)).collect();
        let behind = match of {
            Quantity::Ratio(a, _) if a.slots().len() == 1 && slots.len() == 2 => behind.join(" ÷ "),
            Quantity::Ratio(..) => return value,
            Quantity::Amount(_) | Quantity::Mean(_) => behind.join(" + "),
            _ => behind.join(" ← "),
        };
        m::MEASURE_BEHIND.fill(lang, [&value, &behind])
    }

    /// What was measured with every digit, where it is shown cut; none where nothing was cut.
    pub fn exact(&self, sheet: &Sheet, line: &Line) -> Option<String> {
        let Test::Compare { of, than, .. } = sheet.test(sheet.unwrapped(line.node).0) else { return None };
        let measure = line.measure.as_ref()?;
        self.measured(of, line, measure, *than, false).contains('…').then(|| self.measured(of, line, measure, *than, true))
    }

    /// What there is, for a line of an explanation. `parts` are the lines below it.
    pub fn actual(&self, evaluation: &Evaluation<'_>, sheet: &Sheet, outcome: &Outcome, line: &Line, parts: &[Line]) -> String {
        let (node, _) = sheet.unwrapped(line.node);
        let open = || m::NOT_ANSWERED.say(self.lang).to_owned();
        let nothing = |actual: String| if actual.is_empty() { open() } else { actual };
        if let Some((slot, asked)) = self.yes_or_no(sheet, node) {
            return self.conforming(slot, asked).unwrap_or_else(open);
        }
        match sheet.test(node) {
            Test::Compare { of, than, .. } => line.measure.as_ref().map(|m| self.measured(of, line, m, *than, false)).unwrap_or_default(),
            Test::Holds(slot)
            | Test::Declared(slot)
            | Test::OneOf(slot, _)
            | Test::Includes(slot, _)
            | Test::Held(slot)
            | Test::Dated(slot, _)
            | Test::Within(slot, ..) => self.answer(*slot).unwrap_or_else(open),
            Test::Not(of) => {
                let slots = sheet.slots(*of);
                nothing(self.listed_owned(slots.iter().filter_map(|slot| self.answer(*slot))))
            }
            Test::SizeAtMost(_) => match evaluation.size {
                Some((lo, hi)) if lo == hi => size_class(lo, self.lang).to_owned(),
                Some((lo, hi)) => {
                    let (lo, hi) = (size_class(lo, self.lang), size_class(hi, self.lang));
                    m::FROM_POINTS_TO_POINTS.fill(self.lang, [&lo, &hi])
                }
                None => m::SIZE_NOT_YET_KNOWN.say(self.lang).to_owned(),
            },
            Test::ScoreAtLeast(of, _) => points(outcome.score(*of), self.lang),
            Test::Meets(standard) => verdict(evaluation.of(*standard).verdict, self.lang).to_owned(),
            Test::AllOf(_) | Test::EveryYear(_) | Test::AnyOf(_) => {
                self.together(evaluation, sheet, outcome, line, &without_waivers(parts))
            }
            Test::WaivedBy(..) | Test::WaivedIn(..) => String::new(),
        }
    }

    /// What there is for a criterion of several parts: all of it while that is short, else how many parts hold.
    fn together(&self, evaluation: &Evaluation<'_>, sheet: &Sheet, outcome: &Outcome, line: &Line, parts: &[&Line]) -> String {
        let own: Vec<&&Line> = parts.iter().filter(|p| p.depth == line.depth + 1).collect();
        if own.len() > 2 || parts.len() > 6 {
            let good = own.iter().filter(|p| matches!(p.verdict, Verdict::Met | Verdict::NeedsReview)).count();
            let all = own.len();
            return m::OF_SATISFIED.fill(self.lang, [&all, &good]);
        }
        // What was left blank is only worth telling while it is still needed.
        let needed = |p: &&&Line| line.verdict == Verdict::Unknown || p.verdict != Verdict::Unknown;
        let leaves: Vec<&Line> = parts.iter().filter(|p| self.is_leaf(sheet, p)).filter(needed).copied().collect();
        let years: Vec<Option<i32>> = leaves.iter().map(|leaf| self.only_year(sheet, leaf)).collect();
        let many_years = years.iter().flatten().any(|year| years.iter().flatten().any(|other| other != year));
        let mut told: Vec<String> = Vec::new();
        for (leaf, year) in leaves.into_iter().zip(years) {
            // Among others a yes or a no has to say of what.
            let known = self.yes_or_no(sheet, sheet.unwrapped(leaf.node).0).filter(|(slot, _)| self.case.span(*slot).is_point());
            let one = match known {
                Some((slot, _)) => self.with_source(slot, self.statement(slot, self.case.span(slot).lo == 1)),
                None => self.actual(evaluation, sheet, outcome, leaf, &[]),
            };
            let one = match year.filter(|_| many_years && leaf.verdict != Verdict::Unknown) {
                Some(year) => m::YEAR_ONE.fill(self.lang, [&year, &one]),
                None => one,
            };
            if !told.contains(&one) {
                told.push(one);
            }
        }
        told.join(m::SEMICOLON.say(self.lang))
    }

    /// The one year a leaf speaks of.
    pub(super) fn only_year(&self, sheet: &Sheet, leaf: &Line) -> Option<i32> {
        let slots = sheet.slots(leaf.node);
        let year = self.year_of(*slots.first()?)?;
        slots.iter().all(|slot| self.year_of(*slot) == Some(year)).then_some(year)
    }

    fn is_leaf(&self, sheet: &Sheet, line: &Line) -> bool {
        !matches!(sheet.test(sheet.unwrapped(line.node).0), Test::AllOf(_) | Test::EveryYear(_) | Test::AnyOf(_))
    }

    fn listed_owned(&self, items: impl Iterator<Item = String>) -> String {
        items.collect::<Vec<_>>().join(m::LIST_COMMA.say(self.lang))
    }
}

/// Lines less those that only say when a criterion is waived.
fn without_waivers(lines: &[Line]) -> Vec<&Line> {
    let mut under = None;
    let kept = |line: &&Line| {
        if under.is_some_and(|depth| line.depth > depth) {
            return false;
        }
        under = line.waiver.then_some(line.depth);
        !line.waiver
    };
    lines.iter().filter(kept).collect()
}
