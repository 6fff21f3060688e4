//! An enterprise as a line of the table: what the core's summary says of it, small enough to hold a hundred thousand.

use crate::firm::Firm;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::Arc;
use tidu_core::case::{Case, Issue};
use tidu_core::day::Day;
use tidu_core::evaluate::{Evaluation, evaluate};
use tidu_core::explain::explain;
use tidu_core::gaps::{Gap, Shortfall, gaps};
use tidu_core::messages::MEASURE_BEHIND;
use tidu_core::report::{ReportSum, Summary, SummaryBar, SummaryDate, summary};
use tidu_core::rules::{RuleSet, SizeClass};
use tidu_core::text::Lang;
use tidu_core::typed::plain;
use tidu_core::vocabulary::{FactIx, Kind, YearRef};
use tidu_core::written::Certainty;

/// An enterprise as a line of the table. Rungs are places on the ladder of the vocabulary, the lowest 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The enterprise, by its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its street or town.
    pub street: Arc<str>,
    /// Who looks after it.
    pub officer: Arc<str>,
    /// Its industry, as the option of the question that asks for it; none while it is open.
    pub industry: Option<Arc<str>>,
    /// Its class of size; none while it cannot be told.
    pub size: Option<SizeClass>,
    /// The highest rung of which a title is held.
    pub held: Option<usize>,
    /// The last day of that title, where it was given.
    pub held_until: Option<Day>,
    /// The highest rung whose standard is met, or met but for an authority's review.
    pub reached: Option<usize>,
    /// The rung above both; none at the top.
    pub next: Option<usize>,
    /// What bars the next rung, in the order of the document.
    pub bars: Vec<Bar>,
    /// How far the farthest of them is from its line; none where one of them is no figure, or there is none.
    pub worst: Option<Shortfall>,
    /// How many figures are short in all of them together.
    pub figures: usize,
    /// How many questions could still change the verdict on the next rung.
    pub open: usize,
    /// How many answers cannot be used.
    pub errors: usize,
    /// What the support that can be used now comes to every year; none where it cannot be told.
    pub yearly: Option<Sum>,
    /// The same one time.
    pub once: Option<Sum>,
    /// The titles that are held and their last days, the next first.
    pub titles: Vec<(FactIx, Day)>,
    /// What has a last day that is not past, the next first.
    pub dates: Vec<Date>,
    /// Name, code, street and officer as they are searched in.
    pub(crate) sought: String,
}

/// A criterion that bars the next rung.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// `standard/criterion`.
    pub id: Arc<str>,
    /// What it is about.
    pub text: Arc<str>,
    /// How far it is from being met, in words; none where that cannot be told.
    pub gap: Option<Arc<str>>,
}

impl Bar {
    /// What it is about, and how far it is from being met.
    pub fn told(&self, lang: Lang) -> String {
        self.gap.as_ref().map_or_else(|| self.text.to_string(), |gap| MEASURE_BEHIND.fill(lang, [&&*self.text, &&**gap]))
    }
}

/// What support comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// In words.
    pub text: Arc<str>,
    /// How sure the least sure of what stands in it is.
    pub certainty: Certainty,
}

/// Something with a last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The day.
    pub day: Day,
    /// What it is.
    pub what: Arc<str>,
    /// How sure what it rests on is.
    pub certainty: Certainty,
}

/// Makes rows, on one day and by one set of rules.
pub struct Rows<'r> {
    rules: &'r RuleSet,
    day: Day,
    lang: Lang,
    words: Words,
}

/// What many rows say in the same words, held once.
#[derive(Debug, Default)]
pub struct Words(HashSet<Arc<str>>);

impl Words {
    /// The words that are held and say the same.
    pub(crate) fn word(&mut self, text: &str) -> Arc<str> {
        if let Some(word) = self.0.get(text) {
            return word.clone();
        }
        let word: Arc<str> = text.into();
        self.0.insert(word.clone());
        word
    }
}

impl<'r> Rows<'r> {
    /// For a day, in a language.
    pub fn new(rules: &'r RuleSet, day: Day, lang: Lang) -> Rows<'r> {
        Rows { rules, day, lang, words: Words::default() }
    }

    fn word(&mut self, text: &str) -> Arc<str> {
        self.words.word(text)
    }

    /// The row of an enterprise.
    pub fn row(&mut self, firm: &Firm) -> Row {
        let (rules, lang) = (self.rules, self.lang);
        let (case, issues) = laid_out(rules, firm, self.day);
        let evaluation = evaluate(rules, &case);
        let told = summary(rules, Some(&firm.name), &case, &issues, &evaluation, lang);
        self.of(firm, &case, &evaluation, &told)
    }

    fn of(&mut self, firm: &Firm, case: &Case, evaluation: &Evaluation<'_>, told: &Summary) -> Row {
        let vocabulary = &self.rules.vocabulary;
        let ladder = &vocabulary.ladder;
        let rung = |id: &Option<String>| {
            let standard = vocabulary.find_standard(id.as_deref()?)?;
            ladder.iter().position(|one| *one == standard)
        };
        let next = rung(&told.next);
        let (worst, figures) = next.map_or((None, 0), |next| {
            let assessment = evaluation.of(ladder[next]);
            let explanation = explain(case, assessment);
            distance(&gaps(case, assessment, &explanation))
        });
        let title = |(ix, fact): (FactIx, &tidu_core::vocabulary::Fact)| {
            let span = case.span(fact.slot);
            let until = Day::from_number(span.lo).filter(|until| fact.kind == Kind::Title && span.is_point() && *until >= self.day)?;
            Some((ix, until))
        };
        let mut titles: Vec<_> = vocabulary.iter().filter_map(title).collect();
        titles.sort_by_key(|(_, until)| *until);
        let industry = vocabulary.find("industry").map(|ix| vocabulary.fact(ix)).and_then(|fact| {
            let span = case.span(fact.slot_of(YearRef::Y0));
            fact.options.get(usize::try_from(span.lo).ok().filter(|_| span.is_point())?)
        });
        let date = |date: &SummaryDate| Some(Date { day: Day::parse(&date.due)?, what: self.word(&date.title), certainty: date.certainty });
        let mut dates: Vec<Date> = told.dates.iter().filter_map(date).collect();
        dates.sort_by_key(|date| date.day);
        let sought = [&firm.name, &firm.code, &firm.street, &firm.officer].map(|text| sought(text)).join("\n");
        Row {
            id: firm.id.clone(),
            name: firm.name.clone(),
            street: self.word(&firm.street),
            officer: self.word(&firm.officer),
            industry: industry.map(|option| self.word(&option.id)),
            size: evaluation.size_class(),
            held: rung(&told.held),
            held_until: told.held_until.as_deref().and_then(Day::parse),
            reached: rung(&told.reached),
            next,
            bars: told.bars.iter().map(|bar| self.bar(bar)).collect(),
            worst,
            figures,
            open: told.missing.len(),
            errors: told.errors,
            yearly: told.worth.yearly.as_ref().map(|sum| self.sum(sum)),
            once: told.worth.once.as_ref().map(|sum| self.sum(sum)),
            titles,
            dates,
            sought,
        }
    }

    fn sum(&mut self, sum: &ReportSum) -> Sum {
        Sum { text: self.word(&sum.text), certainty: sum.certainty }
    }

    fn bar(&mut self, bar: &SummaryBar) -> Bar {
        let gap = bar.gap.as_deref().map(Into::into);
        Bar { id: self.word(&bar.id), text: self.word(&bar.text), gap }
    }
}

/// An enterprise on a day, and what is to be said of its answers: what hardly goes together is looked for on their own day.
pub(crate) fn laid_out(rules: &RuleSet, firm: &Firm, day: Day) -> (Case, Vec<Issue>) {
    let vocabulary = &rules.vocabulary;
    let (answers, issues) = firm.answers(vocabulary, day);
    if answers.as_of == day { answers.case(vocabulary, issues) } else { (answers.lay_out(vocabulary, day), issues) }
}

/// What is farthest from its line in the nearest way over each criterion, and how many figures fall short there.
fn distance(gaps: &[Gap<'_>]) -> (Option<Shortfall>, usize) {
    let lacks = || gaps.iter().flat_map(|gap| &gap.ways[0].lacks).map(|lack| lack.shortfall);
    let all: Option<Vec<Shortfall>> = lacks().collect();
    (all.and_then(|all| all.into_iter().max_by(|a, b| a.nearer(*b))), lacks().flatten().count())
}

/// A text as it is searched for and in: small letters, half width.
pub(crate) fn sought(text: &str) -> String {
    plain(text).to_lowercase()
}

impl Row {
    /// Whether the next rung is settled to be barred by one figure alone.
    pub fn is_one_short(&self) -> bool {
        self.bars.len() == 1 && self.figures == 1 && self.worst.is_some()
    }

    /// Whether a rung is reached above the one that is held.
    pub fn is_reached_not_held(&self) -> bool {
        self.reached > self.held
    }

    /// The nearest to its next rung first: by the number of criteria that fail, then by the part of the line that is lacking of
    /// the worst of them, then by the number of open questions. Who stands at the top comes last.
    pub fn nearer(&self, other: &Row) -> Ordering {
        let worst = || match (self.worst, other.worst) {
            (Some(one), Some(other)) => one.nearer(other),
            // What is no figure is farther than any figure.
            (one, other) => one.is_none().cmp(&other.is_none()),
        };
        (self.next.is_none().cmp(&other.next.is_none()))
            .then(self.bars.len().cmp(&other.bars.len()))
            .then_with(worst)
            .then(self.open.cmp(&other.open))
    }
}
