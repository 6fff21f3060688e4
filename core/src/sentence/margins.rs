//! How far it is from what is asked, in words.

use super::Speaker;
use crate::evaluate::Outcome;
use crate::explain::{Line, parts};
use crate::gaps::NextBand;
use crate::measure::{Measure, measure};
use crate::messages as m;
use crate::number::{Fraction, divided};
use crate::rules::*;
use crate::verdict::Verdict;
use crate::vocabulary::*;
use crate::written::Relation;

impl Speaker<'_> {
    /// How far it is from the line, in words; none where there is nothing to say.
    pub fn margin(&self, sheet: &Sheet, line: &Line) -> Option<String> {
        self.margin_named(sheet, line, Naming::Bare)
    }

    fn margin_named(&self, sheet: &Sheet, line: &Line, naming: Naming) -> Option<String> {
        let (node, _) = sheet.unwrapped(line.node);
        let (Test::Compare { of, relation, .. }, Some(margin)) = (sheet.test(node), line.margin) else { return None };
        let slots = of.slots();
        if slots.iter().any(|slot| !self.is_known(*slot)) {
            return None;
        }
        let fact = self.fact(slots[0]);
        let small_is_good = matches!(relation, Relation::AtMost | Relation::LessThan);
        let lang = self.lang;
        let name = match (naming, of, self.only_year(sheet, line)) {
            _ if of.is_rate() => self.label(slots[0]),
            (Naming::Full, Quantity::Amount(amount), _) if amount.slots().len() == 1 => self.label(slots[0]),
            (Naming::Full, ..) => self.quantity(of),
            (Naming::Year, _, Some(year)) => m::YEAR_AS_NAME.fill(lang, [&year]),
            _ => String::new(),
        };
        let (lacks, spare) =
            (|value: i64| self.apart(fact, value.saturating_abs(), true), |value: i64| self.apart(fact, value.saturating_abs(), false));
        let margin = match margin {
            Span { lo: 0, hi: 0 } => m::EXACTLY_ON_THE_LINE.say(lang).to_owned(),
            Span { lo: 0, .. } => m::AT_WORST_ON_THE_LINE.say(lang).to_owned(),
            Span { lo, .. } if lo >= 0 && small_is_good => m::MAY_RISE_BY.fill(lang, [&spare(lo)]),
            Span { lo, .. } if lo >= 0 => m::ABOVE_BY.fill(lang, [&spare(lo)]),
            Span { hi, .. } if hi < 0 && small_is_good => m::OVER_BY.fill(lang, [&lacks(hi)]),
            Span { hi, .. } if hi < 0 => m::SHORT_BY.fill(lang, [&lacks(hi)]),
            Span { lo, hi } => m::AT_WORST_SHORT_BY.fill(lang, [&lacks(lo), &spare(hi)]),
        };
        Some(if name.is_empty() { margin } else { m::AFTER_A_NAME.fill(lang, [&name, &margin]) })
    }

    /// How far a criterion is from its line: its own margin, or those of the parts that decide it, each by its year or name
    /// where there are several; none where there is nothing to measure. `lines` are its own and those of its parts.
    pub fn gap(&self, sheet: &Sheet, lines: &[Line]) -> Option<String> {
        let mut facts: Vec<Vec<FactIx>> = lines
            .iter()
            .filter(|line| line.margin.is_some() && line.verdict == lines[0].verdict)
            .map(|line| sheet.slots(line.node).iter().map(|slot| self.rules.vocabulary.of_slot(*slot).0).collect())
            .collect();
        let several = facts.len() > 1;
        facts.dedup();
        let naming = match (several, facts.len()) {
            (false, _) => Naming::Bare,
            (true, 1) => Naming::Year,
            (true, _) => Naming::Full,
        };
        let mut told = self.gaps(sheet, lines, naming);
        told.dedup();
        (!told.is_empty()).then(|| told.join(m::SEMICOLON.say(self.lang)))
    }

    fn gaps(&self, sheet: &Sheet, lines: &[Line], naming: Naming) -> Vec<String> {
        let line = &lines[0];
        if let Some(margin) = self.margin_named(sheet, line, naming) {
            return vec![margin];
        }
        let parts: Vec<&[Line]> = parts(lines).filter(|part| part[0].verdict == line.verdict && !part[0].waiver).collect();
        if line.verdict != Verdict::Unmet || !matches!(sheet.test(sheet.unwrapped(line.node).0), Test::AnyOf(_)) {
            return parts.into_iter().flat_map(|part| self.gaps(sheet, part, naming)).collect();
        }
        // Of several ways it would mislead to tell how far one is away and keep silent of the others.
        let margins: Vec<Option<String>> = parts.iter().map(|part| self.margin_named(sheet, &part[0], naming)).collect();
        if margins.iter().flatten().count() < margins.len().min(2) {
            return Vec::new();
        }
        let ways: Vec<String> =
            parts.iter().zip(margins).map(|(part, margin)| margin.unwrap_or_else(|| self.required(sheet, part[0].node))).collect();
        let listed = ways.join(m::OR.say(self.lang));
        match ways.len() {
            0 | 1 => ways,
            2 => vec![m::ONE_OF_THE_TWO.fill(self.lang, [&listed])],
            more => vec![m::ONE_OF.fill(self.lang, [&more, &listed])],
        }
    }

    /// By how much a line falls short: a figure by its margin, a score by its points; none where neither can be told.
    pub fn shortfall(&self, sheet: &Sheet, outcome: &Outcome, line: &Line) -> Option<String> {
        let Test::ScoreAtLeast(of, points) = sheet.test(sheet.unwrapped(line.node).0) else { return self.margin(sheet, line) };
        let by = points - outcome.score(*of).max;
        (by > 0).then(|| m::SHORT_BY.fill(self.lang, [&m::POINTS_ALONE.fill(self.lang, [&by])]))
    }

    /// What the next band of an indicator takes: `2025 年研发费用总额占营业收入总额的比重再增 0.4 个百分点，得分 +2`.
    pub fn next_band(&self, next: &NextBand<'_>) -> String {
        let lang = self.lang;
        let (slots, more) = (next.of.slots(), matches!(next.relation, Relation::AtLeast | Relation::MoreThan));
        let fact = self.fact(slots[0]);
        let by = i64::try_from(next.shortfall.own.abs_diff(next.shortfall.mark)).unwrap_or(i64::MAX);
        let (name, by) = match self.points_apart(next) {
            Some(by) => (self.quantity(next.of), by),
            None => (self.label(slots[0]), self.apart(fact, by, true)),
        };
        let band = if more { m::NEXT_BAND_UP } else { m::NEXT_BAND_DOWN };
        band.fill(lang, [&name, &by, &next.points])
    }

    /// How many percentage points a rate is from a line, rounded up; none for what is no rate, or of which a root is drawn.
    fn points_apart(&self, next: &NextBand<'_>) -> Option<String> {
        let Measure::Within(bounds) = measure(self.case, next.of) else { return None };
        if !next.of.is_rate() || matches!(next.of, Quantity::CompoundGrowth(..)) {
            return None;
        }
        let (line, own) = (next.line.than, bounds.lo);
        // In hundredths of a percentage point.
        let apart = i128::from(line.num).checked_mul(own.den)?.checked_sub(own.num.checked_mul(line.den.into())?)?;
        let num = apart.checked_abs()?.checked_mul(10_000)?;
        let den = own.den.checked_mul(line.den.into())?;
        let hundredths = divided(num.checked_add(den - 1)?, den);
        Some(self.percentage_points(&Fraction { num: hundredths, den: 100 }.cut(2)))
    }
}

/// How a margin is named among others.
#[derive(Clone, Copy)]
enum Naming {
    /// It stands alone.
    Bare,
    /// Beside the same figure of other years.
    Year,
    /// Beside other figures.
    Full,
}
