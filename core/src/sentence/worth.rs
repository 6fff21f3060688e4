//! What policies are worth, in words.

use super::{Speaker, grouped};
use crate::matching::Match;
use crate::messages as m;
use crate::number::{Fraction, MICRO};
use crate::rules::{DocumentIx, Rate};
use crate::text::{Lang, Message, Told};
use crate::vocabulary::Span;
use crate::worth::{GivenUp, Standing, Sum, Term, UNBOUNDED, Untold, Worth};
use crate::written::{Cite, Every};

impl Speaker<'_> {
    /// What a policy is worth: `每年约 12.5 万元`, `一次性 20 万元`, `每年至多 6 万元`; none where nothing can be told yet.
    pub fn worth(&self, worth: &Worth<'_>) -> Option<String> {
        let lang = self.lang;
        let at_most = matches!(worth.standing, Standing::UpTo | Standing::AuthorityDecides) || worth.gives.up_to;
        let span = if at_most { Span { lo: 0, ..worth.span } } else { worth.span };
        let amount = self.between(span, worth.term.is_estimate(&self.rules.vocabulary))?;
        let told = self.every(worth.every, &amount);
        let told = worth.stale.map_or_else(|| told.clone(), |year| m::WORTH_STALE.fill(lang, [&told, &year]));
        Some(match worth.standing {
            Standing::Sure | Standing::UpTo => told,
            Standing::AuthorityDecides => m::WORTH_DECIDED.fill(lang, [&told]),
            Standing::ToConfirm => m::WORTH_TO_CONFIRM.fill(lang, [&told]),
        })
    }

    /// How it is reckoned with the enterprise's own figures, a line a step.
    pub fn reckoned(&self, worth: &Worth<'_>) -> Vec<String> {
        let lang = self.lang;
        // A sum that is written as it is needs no reckoning.
        let mut lines = match (&worth.term, self.between(worth.span, false)) {
            (Term::Number(..), _) => Vec::new(),
            (term, Some(amount)) => vec![m::COMES_TO.fill(lang, [&self.term(term, false), &amount])],
            (term, None) => vec![self.term(term, false)],
        };
        let mut rates = Vec::new();
        self.rates_in(&worth.term, &mut rates);
        lines.extend(rates);
        if worth.term.is_estimate(&self.rules.vocabulary) {
            lines.push(m::WORTH_BY_LAST_YEAR.say(lang).to_owned());
        }
        if worth.gives.needs_authority {
            lines.push(m::WORTH_OFFICE_DECIDES.say(lang).to_owned());
        }
        lines
    }

    /// What may be had together, yearly or once; none where that is nothing.
    pub fn sum(&self, sum: &Sum, every: Every) -> Option<String> {
        let told = |span: Span| Some(self.every(every, &self.between(span, sum.estimate)?));
        let all = told(sum.reviewed).filter(|_| sum.count > 0)?;
        if sum.sure == sum.reviewed {
            return Some(all);
        }
        Some(match told(sum.sure).filter(|_| sum.sure != Span::point(0)) {
            Some(sure) => m::SUM_AND_REVIEWED.fill(self.lang, [&sure, &all]),
            None => m::SUM_REVIEWED.fill(self.lang, [&all]),
        })
    }

    /// What is given up: `取甲（50 万元），不取乙（30 万元）：财金〔2026〕4号 第七条`.
    pub fn given_up(&self, matches: &[Match<'_>], worths: &[Option<Worth<'_>>], one: &GivenUp<'_>) -> String {
        let named = |at: usize| {
            let title = matches[at].policy.title.get(self.lang).to_owned();
            let amount = worths[at].as_ref().and_then(|worth| self.between(worth.span, false));
            amount.map_or_else(|| title.clone(), |amount| m::MEASURE_BEHIND.fill(self.lang, [&title, &amount]))
        };
        let words = if one.open { m::EITHER_OF_THEM } else { m::TAKEN_INSTEAD };
        let per = one.tie.per.as_ref().map(|per| m::EACH_OTHER_APART.fill(self.lang, [&per.get(self.lang)])).unwrap_or_default();
        let parts: [&dyn Told; 4] = [&named(one.taken), &named(one.left), &per, &self.stands_in(one.tie.document, &one.tie.cite)];
        words.fill(self.lang, parts)
    }

    /// Of which policies no document says whether they may be had together.
    pub fn untold(&self, matches: &[Match<'_>], one: &Untold<'_>) -> String {
        let names = self.listed(one.of.iter().map(|at| matches[*at].policy.title.get(self.lang)));
        m::NOT_SAID_WHETHER_BOTH.fill(self.lang, [&names, &self.stands_in(one.tie.document, &one.tie.cite)])
    }

    /// A document and an article of it.
    fn stands_in(&self, document: DocumentIx, cite: &Cite) -> String {
        let head = &self.rules.document(document).head;
        let name = head.number.as_deref().unwrap_or_else(|| head.title.get(self.lang));
        m::DOCUMENT_AND_ARTICLE.fill(self.lang, [&name, &cite.article])
    }

    fn every(&self, every: Every, amount: &str) -> String {
        // Chinese parts its words from figures, and from nothing else.
        let apart = if self.lang == Lang::Zh && amount.starts_with(|c: char| c.is_ascii_digit()) { " " } else { "" };
        let amount = format!("{apart}{amount}");
        match every {
            Every::Year => m::WORTH_YEARLY.fill(self.lang, [&amount]),
            Every::Once => m::WORTH_ONCE.fill(self.lang, [&amount]),
        }
    }

    /// An amount between two bounds; none where nothing is known of it.
    fn between(&self, span: Span, estimate: bool) -> Option<String> {
        let lang = self.lang;
        let about = |amount: String| if estimate { m::WORTH_ABOUT.fill(lang, [&amount]) } else { amount };
        Some(match span {
            Span { lo: 0, hi: UNBOUNDED } => return None,
            Span { lo, hi: UNBOUNDED } => m::WORTH_AT_LEAST.fill(lang, [&self.money(lo)]),
            Span { lo: 0, hi: 0 } => self.money(0),
            Span { lo: 0, hi } => m::WORTH_AT_MOST.fill(lang, [&self.money(hi)]),
            Span { lo, hi } if lo == hi => about(self.money(lo)),
            Span { lo, hi } => about(m::WORTH_FROM_TO.fill(lang, [&self.money(lo), &self.money(hi)])),
        })
    }

    /// A sum of money in millionths of 万元, never told to be more than it is: what is small or another language's in 元.
    pub fn money(&self, micro: i64) -> String {
        let unit = |word: Message<1>, value: i64, den: i64, decimals: usize| {
            let scale = 10_i64.pow(u32::try_from(decimals).unwrap_or(0));
            let cut = Fraction { num: (i128::from(value) * i128::from(scale)).div_euclid(den.into()), den: scale.into() };
            word.fill(self.lang, [&grouped(&cut.cut(decimals))])
        };
        match self.lang {
            Lang::Zh if micro >= MICRO => unit(m::AMOUNT_10_000_YUAN, micro, MICRO, 2),
            _ => unit(m::YUAN, micro, MICRO / 10_000, 2),
        }
    }

    fn term(&self, term: &Term<'_>, inner: bool) -> String {
        let all = |parts: &[Term<'_>], inner: bool| parts.iter().map(|part| self.term(part, inner)).collect::<Vec<_>>();
        let apart = |parts: Vec<String>| parts.join(m::SEMICOLON.say(self.lang));
        let bracketed = |told: String| if inner { m::BRACKETED.fill(self.lang, [&told]) } else { told };
        match term {
            Term::Number(number, written) => self.number(*number, written),
            Term::Fact(slot, span) => {
                let (fact, label) = (self.fact(*slot), self.label(*slot));
                let known = (*span != fact.domain).then(|| self.words(fact, *span, false)).flatten();
                known.map_or_else(
                    || m::FIGURE_NOT_FILLED_IN.fill(self.lang, [&label]),
                    |value| m::FIGURE_WITH_VALUE.fill(self.lang, [&label, &value]),
                )
            }
            Term::Rate(rate, steps) => {
                let mut written: Vec<String> = steps.iter().map(|at| rate.steps[*at].written.clone()).collect();
                written.dedup();
                let told = if let [one] = written.as_slice() { one.clone() } else { m::ONE_OF_THESE.fill(self.lang, [&apart(written)]) };
                m::FIGURE_WITH_VALUE.fill(self.lang, [&rate.name.get(self.lang), &told])
            }
            Term::Product(parts) => all(parts, true).join(" × "),
            Term::Sum(parts) => bracketed(all(parts, true).join(" + ")),
            Term::Difference(parts) => bracketed(all(parts.as_slice(), true).join(" − ")),
            Term::Least(parts) => m::THE_LEAST_OF.fill(self.lang, [&apart(all(parts, false))]),
            Term::OneOf(parts) => m::ONE_OF_THESE.fill(self.lang, [&apart(all(parts, false))]),
        }
    }

    fn number(&self, number: Fraction, written: &str) -> String {
        let (digits, unit) = crate::compile::split_unit(written);
        match unit {
            "" => digits.to_owned(),
            "%" => format!("{} %", grouped(digits)),
            _ => self.money(i64::try_from(number.num / number.den).unwrap_or(UNBOUNDED)),
        }
    }

    /// Why a rate is what it is, as far as it is settled.
    fn rates_in(&self, term: &Term<'_>, into: &mut Vec<String>) {
        match term {
            Term::Number(..) | Term::Fact(..) => {}
            Term::Rate(rate, steps) => {
                let told = self.rate_stands_in(rate, steps);
                if !into.contains(&told) {
                    into.push(told);
                }
            }
            Term::Product(parts) | Term::Sum(parts) | Term::Least(parts) | Term::OneOf(parts) => {
                parts.iter().for_each(|part| self.rates_in(part, into));
            }
            Term::Difference(parts) => parts.iter().for_each(|part| self.rates_in(part, into)),
        }
    }

    fn rate_stands_in(&self, rate: &Rate, steps: &[usize]) -> String {
        let each: Vec<String> = steps
            .iter()
            .map(|at| &rate.steps[*at])
            .map(|step| m::FIGURE_WITH_VALUE.fill(self.lang, [&step.written, &self.stands_in(step.document, &step.cite)]))
            .collect();
        m::NAMED.fill(self.lang, [&rate.name.get(self.lang), &each.join(m::SEMICOLON.say(self.lang))])
    }
}
