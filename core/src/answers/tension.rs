//! Answers that cannot both be right, or hardly can. Each is a warning beside the answer: it never changes a verdict. Which
//! facts bear on each other stands in the vocabulary.

use crate::case::{Case, Issue, Severity};
use crate::day::Day;
use crate::limits::position;
use crate::messages as m;
use crate::number::{MICRO, show_micro};
use crate::text::{Lang, Text, Told};
use crate::vocabulary::*;
use crate::written::Procedure;

/// How many 元 make one 万元.
const YUAN: i64 = 10_000;

/// Beyond so many times another figure a figure is doubted, and where it has this much above its whole, it may be in 元.
const FAR: i64 = 10;

/// All tensions of a case, fact by fact in the order of the vocabulary, then those of titles.
pub(super) fn tensions(vocabulary: &Vocabulary, case: &Case) -> Vec<Issue> {
    let mut found = Found { vocabulary, case, issues: Vec::new() };
    for (ix, fact) in vocabulary.iter() {
        let years: &[YearRef] = if fact.yearly { &YearRef::ALL } else { &[YearRef::Y0] };
        for year in years {
            found.above(fact, *year);
        }
        if fact.tension.steady {
            found.jumps(fact);
        }
        found.days(ix, fact);
    }
    for (at, standard) in vocabulary.standards.iter().enumerate() {
        let renewal = case.procedure(Some(StandardIx(position(at)))) == Procedure::Renewal;
        let Some(title) = standard.title.map(|title| vocabulary.fact(title)).filter(|_| renewal) else { continue };
        if case.span(title.slot) == Span::point(NO_TITLE) {
            let message = m::RENEWAL_WITHOUT_TITLE.text([&title.label]);
            found.tell(title, None, "renewal_not_held", message, None);
        }
    }
    found.issues
}

/// One after the other, `A and B`.
struct Listed<'t>(&'t [&'t dyn Told]);

impl Told for Listed<'_> {
    fn tell(&self, lang: Lang, out: &mut String) {
        for (at, one) in self.0.iter().enumerate() {
            if at > 0 {
                out.push_str(m::LIST_AND.say(lang));
            }
            one.tell(lang, out);
        }
    }
}

struct Found<'a> {
    vocabulary: &'a Vocabulary,
    case: &'a Case,
    issues: Vec<Issue>,
}

impl Found<'_> {
    fn span(&self, fact: &Fact, year: YearRef) -> Span {
        self.case.span(fact.slot_of(year))
    }

    /// Tells a tension; where the figure is likely to be in 元, with the one it would be in 万元, unless that was said.
    fn tell(&mut self, fact: &Fact, year: Option<i32>, code: &'static str, mut message: Text, in_yuan: Option<i64>) {
        let said = |issue: &Issue| issue.fact == fact.id && issue.year == year && issue.suggestion.is_some();
        let suggestion = in_yuan.filter(|_| !self.issues.iter().any(said));
        if let Some(right) = suggestion.map(show_micro) {
            message = m::MEANT_IN_YUAN.text([&message, &right]);
        }
        self.issues.push(Issue { fact: fact.id.clone(), year, severity: Severity::Warning, code, message, suggestion });
    }

    /// A part above its whole, and a figure above another that it hardly exceeds.
    fn above(&mut self, fact: &Fact, year: YearRef) {
        let (vocabulary, span) = (self.vocabulary, self.span(fact, year));
        let shown = fact.yearly.then(|| self.case.year(year));
        let over = |of: &&FactIx| span.lo > self.span(vocabulary.fact(**of), year).hi;
        let least = |of: &[&FactIx]| of.iter().map(|of| self.span(vocabulary.fact(**of), year).hi).min();
        // What a set holds beyond its whole is told with what else follows from answers.
        let whole: Vec<&FactIx> = fact.part_of.iter().filter(|_| fact.kind.is_number()).filter(over).collect();
        // A firm before its first sale has R&D and no revenue: beside nothing there is nothing to doubt.
        let is_there = |of: &&FactIx| self.span(vocabulary.fact(**of), year).hi > 0;
        let other: Vec<&FactIx> = fact.tension.seldom_above.iter().filter(over).filter(is_there).collect();
        let slip = |of: &[&FactIx]| {
            let (right, least) = (in_ten_thousands(fact, span)?, least(of)?);
            (right <= least && span.lo > least.saturating_mul(FAR)).then_some(right)
        };
        let told = [("exceeds_whole", slip(&whole), whole), ("seldom_above", slip(&other), other)];
        for (code, slip, of) in told {
            if of.is_empty() {
                continue;
            }
            let label = shown.map_or_else(|| fact.label.clone(), |year| m::FACT_OF_YEAR.text([&year, &fact.label]));
            let others: Vec<&dyn Told> = of.iter().map(|of| -> &dyn Told { &vocabulary.fact(**of).label }).collect();
            let message = if code == "exceeds_whole" { m::MORE_THAN_THE_WHOLE } else { m::MORE_THAN_IS_USUAL };
            let message = message.text([&label, &Listed(&others)]);
            self.tell(fact, shown, code, message, slip);
        }
    }

    /// A year far above the one before or behind it.
    fn jumps(&mut self, fact: &Fact) {
        let years = fact.years();
        for (at, year) in years.iter().enumerate() {
            let span = self.span(fact, *year);
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| years.get(at));
            let beside: Vec<(i32, Span)> = beside.map(|year| (self.case.year(*year), self.span(fact, *year))).collect();
            let far: Vec<i32> =
                beside.iter().filter(|(_, one)| one.hi > 0 && span.lo > one.hi.saturating_mul(FAR)).map(|(year, _)| *year).collect();
            if far.is_empty() {
                continue;
            }
            let near = |right: i64| beside.iter().all(|(_, one)| one.hi >= right / FAR && one.lo <= right.saturating_mul(FAR));
            let slip = in_ten_thousands(fact, span).filter(|right| near(*right));
            let shown = self.case.year(*year);
            let others: Vec<&dyn Told> = far.iter().map(|year| -> &dyn Told { year }).collect();
            let message = m::MORE_THAN_TEN_TIMES.text([&shown, &fact.label, &Listed(&others)]);
            self.tell(fact, Some(shown), "tenfold", message, slip);
        }
    }

    /// A day to come that must have been, and more years than there have been since a day.
    fn days(&mut self, ix: FactIx, fact: &Fact) {
        let as_of = self.case.as_of;
        let span = self.case.span(fact.slot);
        if fact.tension.past && span.lo > as_of.number() {
            let day = Day::from_number(span.lo).unwrap_or(as_of);
            let message = m::DAY_AFTER_ASSESSMENT.text([&fact.label, &day, &as_of]);
            self.tell(fact, None, "in_the_future", message, None);
        }
        let Some(since) = fact.tension.since.filter(|since| *since != ix).map(|since| self.vocabulary.fact(since)) else { return };
        let begun = self.case.span(since.slot);
        let Some(first) = Day::from_number(begun.lo).filter(|_| self.case.is_answered(self.vocabulary, since.slot)) else { return };
        // A year that has begun counts in full, for people count them so.
        let most =
            (0..=as_of.year() - first.year() + 1).rev().find(|years| first.months_on((years - 1) * 12).is_none_or(|day| day < as_of));
        let most = i64::from(most.unwrap_or(0).max(0));
        if span.lo > most {
            let message = m::YEARS_SINCE_TOO_FEW.text([&fact.label, &span.lo, &since.label, &first, &(most + 1)]);
            self.tell(fact, None, "longer_than_since", message, None);
        }
    }
}

/// An amount given in 元 by mistake, in 万元; none where it could not have been, because 元 have two decimals only.
fn in_ten_thousands(fact: &Fact, span: Span) -> Option<i64> {
    let whole = span.is_point() && span.lo % (MICRO / 100) == 0;
    (whole && fact.kind == Kind::Money).then_some(span.lo / YUAN)
}
