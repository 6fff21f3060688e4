//! What policies are worth: formulas and the rates they share, and how policies stand to each other.

use super::sheet::SheetBuilder;
use super::{Compiler, split_unit};
use crate::diagnostic::Code;
use crate::limits::{RELATED, position};
use crate::messages as m;
use crate::number::{Fraction, MICRO, parse_micro};
use crate::rules::*;
use crate::text::Message;
use crate::vocabulary::*;
use crate::written::*;

/// The greatest worth there may be, in millionths of 万元: a hundred of the largest figures.
const MOST: i128 = 1_000_000_000_000_000_000;

impl<'p> Compiler<'p> {
    /// The rates of a document; policies of any may rest on them.
    pub(super) fn rates(&mut self) {
        let doc = self.doc();
        for written in &doc.rates {
            let mut b = SheetBuilder::new(StandardIx(u16::MAX));
            let id = format!("{}/{}", doc.head.id, written.id);
            if self.rules.rates.iter().any(|rate| rate.id == id) {
                self.twice(&written.place, &written.id);
            }
            let steps: Vec<RateStep> = written.steps.iter().filter_map(|step| self.step(&mut b, step)).collect();
            if written.steps.last().is_none_or(|last| last.when.is_some() || last.from.is_some() || last.to.is_some()) {
                self.fault::<()>(Code::Gap, &written.place, m::RATE_WITHOUT_END.text([]), m::WRITE_A_LAST_STEP.text([]));
            }
            let (name, conditions) = (written.name.clone(), self.conditions(&id, b));
            self.rules.rates.push(Rate { id, name, steps, conditions });
        }
    }

    fn step(&mut self, b: &mut SheetBuilder<'p>, written: &'p RateStepDoc) -> Option<RateStep> {
        let cite = self.cite_of(&written.place, written.cite.as_ref());
        let rate = match split_unit(&written.rate) {
            (_, "%") => self.number_of(&written.place, &written.rate),
            _ => self.wrong_number(&written.place, &written.rate, "%"),
        };
        let when = match &written.when {
            Some(when) => Some(self.criterion(b, when, YearRef::Y0)?),
            None => None,
        };
        let id = written.document.as_ref().unwrap_or(&self.doc().head.id);
        let document = match self.packs.iter().position(|pack| pack.head.id == *id) {
            Some(at) => DocumentIx(position(at)),
            None => {
                let (problem, remedy) = (m::NO_SUCH_DOCUMENT.text([&id]), m::WRITE_FORMER_DOCUMENT.text([]));
                return self.unknown(Code::UnknownDocument, &written.place, id, problem, remedy);
            }
        };
        Some(RateStep { when, rate: rate?.0, written: written.rate.clone(), document, cite: cite?, from: written.from, to: written.to })
    }

    pub(super) fn gives(&mut self, policy: &str, written: &'p [GivesDoc]) -> Vec<Gives> {
        let mut all: Vec<Gives> = Vec::new();
        for one in written {
            let Some(cite) = self.cite_of(&one.place, one.cite.as_ref()) else { continue };
            let reckoned = self.reckoned(policy, &one.place, &one.of);
            let later = |to: Option<crate::day::Day>, from: Option<crate::day::Day>| to.zip(from).is_some_and(|(to, from)| to < from);
            if later(one.to, one.from) || !all.iter().all(|other| later(one.to, other.from) || later(other.to, one.from)) {
                self.fault::<()>(Code::OverlappingDays, &one.place, m::AMOUNT_DAYS_WRONG.text([]), m::ONE_AMOUNT_A_DAY.text([]));
            }
            let Some(formula) = reckoned else { continue };
            let GivesDoc { every, from, to, up_to, needs_authority, .. } = *one;
            all.push(Gives { every, from, to, cite, up_to, needs_authority, formula });
        }
        all
    }

    /// Where an amount stands; one that nobody verified is no amount.
    fn cite_of(&mut self, place: &str, cite: Option<&Cite>) -> Option<Cite> {
        match cite {
            None => {
                self.no_source(place, "cite");
                None
            }
            Some(cite) if cite.certainty == Certainty::Unverified => {
                self.fault(Code::UnverifiedAmount, place, m::UNVERIFIED_WORTH.text([]), m::LEAVE_WORTH_OUT.text([]))
            }
            Some(cite) => Some(cite.clone()),
        }
    }

    /// A formula that comes to a sum of money.
    fn reckoned(&mut self, owner: &str, place: &str, written: &'p FormulaDoc) -> Option<Reckoned> {
        let mut b = SheetBuilder::new(StandardIx(u16::MAX));
        let (formula, is_money) = self.formula(&mut b, place, written)?;
        if !is_money {
            return self.unlike_units(place);
        }
        // Of the largest figures there can be it still is a number that can be held.
        if self.size(&formula).is_none_or(|(most, by)| most / by > MOST) {
            return self.fault(Code::TooLarge, place, m::FORMULA_TOO_LARGE.text([]), m::CAP_THE_FORMULA.text([]));
        }
        Some(Reckoned { formula, conditions: self.conditions(owner, b) })
    }

    /// The conditions of a formula, as a sheet of their own.
    fn conditions(&self, id: &str, mut b: SheetBuilder<'p>) -> Sheet {
        let root = b.group(Test::AllOf, Vec::new());
        b.conditions_of(id.to_owned(), DocumentIx(position(self.pack)), Vec::new(), root)
    }

    /// The formula, and whether it comes to money.
    fn formula(&mut self, b: &mut SheetBuilder<'p>, place: &str, written: &'p FormulaDoc) -> Option<(Formula, bool)> {
        Some(match written {
            FormulaDoc::Number(text) => {
                let (number, is_money) = self.number_of(place, text)?;
                (Formula::Number(number, text.clone()), is_money)
            }
            FormulaDoc::Fact(id) => {
                let (slot, fact) = self.slot(place, id, YearRef::Y0)?;
                (Formula::Fact(slot), self.rules.vocabulary.fact(fact).kind == Kind::Money)
            }
            FormulaDoc::Rate(id) => match self.rules.rates.iter().position(|rate| rate.id == *id) {
                Some(at) => (Formula::Rate(at), false),
                None => return self.unlisted(place, "rates", id),
            },
            FormulaDoc::Product(parts) => {
                let parts = self.formulas(b, place, parts)?;
                let money = parts.iter().filter(|(_, is_money)| *is_money).count();
                if money > 1 {
                    return self.unlike_units(place);
                }
                (Formula::Product(parts.into_iter().map(|(part, _)| part).collect()), money == 1)
            }
            FormulaDoc::Sum(parts) => {
                let (parts, is_money) = self.of_one_unit(b, place, parts)?;
                (Formula::Sum(parts), is_money)
            }
            FormulaDoc::Least(parts) => {
                let (parts, is_money) = self.of_one_unit(b, place, parts)?;
                (Formula::Least(parts), is_money)
            }
            FormulaDoc::Difference(parts) => {
                let (parts, is_money) = self.of_one_unit(b, place, parts.as_slice())?;
                let parts: Box<[Formula; 2]> = Box::new(parts.try_into().ok()?);
                (Formula::Difference(parts), is_money)
            }
            FormulaDoc::Cases(when, otherwise) => {
                let (last, is_money) = self.formula(b, place, otherwise)?;
                let mut cases = Vec::new();
                for (criterion, of) in when {
                    let (node, of) = (self.criterion(b, criterion, YearRef::Y0), self.formula(b, place, of));
                    let (of, same) = of?;
                    if same != is_money {
                        return self.unlike_units(place);
                    }
                    cases.push((node?, of));
                }
                (Formula::Cases(cases, Box::new(last)), is_money)
            }
        })
    }

    fn formulas(&mut self, b: &mut SheetBuilder<'p>, place: &str, written: &'p [FormulaDoc]) -> Option<Vec<(Formula, bool)>> {
        if written.is_empty() {
            return self.fault(Code::Empty, place, m::EMPTY_FORMULA.text([]), m::WRITE_A_FORMULA.text([]));
        }
        let parts: Vec<_> = written.iter().map(|part| self.formula(b, place, part)).collect();
        parts.into_iter().collect()
    }

    /// Formulas of one unit.
    fn of_one_unit(&mut self, b: &mut SheetBuilder<'p>, place: &str, written: &'p [FormulaDoc]) -> Option<(Vec<Formula>, bool)> {
        let parts = self.formulas(b, place, written)?;
        let is_money = parts[0].1;
        if parts.iter().any(|(_, other)| *other != is_money) {
            return self.unlike_units(place);
        }
        Some((parts.into_iter().map(|(part, _)| part).collect(), is_money))
    }

    /// A number with its unit, and whether it is money.
    fn number_of(&mut self, place: &str, written: &str) -> Option<(Fraction, bool)> {
        let (digits, unit) = split_unit(written);
        let (num, den, is_money) = match unit {
            "元" => (1, 10_000, true),
            "万元" => (1, 1, true),
            "亿元" => (10_000, 1, true),
            "%" => (1, 100 * MICRO, false),
            "" => (1, MICRO, false),
            _ => return self.wrong_number(place, written, "万元"),
        };
        let Ok(micro) = parse_micro(digits) else { return self.wrong_number(place, written, unit) };
        let (mut a, mut b) = (i128::from(micro) * num, i128::from(den));
        let number = Fraction { num: a, den: b };
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let divisor = a.max(1);
        Some((Fraction { num: number.num / divisor, den: number.den / divisor }, is_money))
    }

    fn wrong_number<T>(&mut self, place: &str, written: &str, unit: &str) -> Option<T> {
        self.fault(Code::WrongNumber, place, m::WRONG_NUMBER_OR_UNIT.text([&written]), m::WRITE_NUMBER_AND_UNIT.text([&unit]))
    }

    fn unlike_units<T>(&mut self, place: &str) -> Option<T> {
        self.fault(Code::WrongUnits, place, m::FORMULA_OF_UNLIKE_UNITS.text([]), m::FORMULA_COMES_TO_MONEY.text([]))
    }

    /// The most a formula may come to, and its denominator; none where that is more than can be reckoned with.
    fn size(&self, formula: &Formula) -> Option<(i128, i128)> {
        let wider = |(a, by): (i128, i128), (b, other): (i128, i128)| -> Option<(i128, i128)> {
            let both = by.checked_mul(other)?;
            Some((a.checked_mul(other)?.max(b.checked_mul(by)?), both))
        };
        match formula {
            Formula::Number(number, _) => Some((number.num, number.den)),
            Formula::Fact(slot) => {
                let fact = self.rules.vocabulary.fact(self.rules.vocabulary.of_slot(*slot).0);
                Some((fact.domain.hi.into(), if fact.kind == Kind::Percent { (100 * MICRO).into() } else { 1 }))
            }
            Formula::Rate(at) => {
                let mut steps = self.rules.rates[*at].steps.iter().map(|step| (step.rate.num, step.rate.den));
                let first = steps.next()?;
                steps.try_fold(first, wider)
            }
            Formula::Product(parts) => parts.iter().try_fold((1_i128, 1_i128), |(most, by), part| {
                let (next, den) = self.size(part)?;
                Some((most.checked_mul(next)?, by.checked_mul(den)?))
            }),
            Formula::Sum(parts) => parts.iter().try_fold((0_i128, 1_i128), |(most, by), part| {
                let (next, den) = self.size(part)?;
                Some((most.checked_mul(den)?.checked_add(next.checked_mul(by)?)?, by.checked_mul(den)?))
            }),
            Formula::Least(parts) => {
                let mut least: Option<(i128, i128)> = None;
                for part in parts {
                    let (next, den) = self.size(part)?;
                    least = Some(match least {
                        Some((most, by)) => (most.checked_mul(den)?.min(next.checked_mul(by)?), by.checked_mul(den)?),
                        None => (next, den),
                    });
                }
                least
            }
            Formula::Difference(parts) => {
                let (most, by) = self.size(&parts[0])?;
                let (_, den) = self.size(&parts[1])?;
                Some((most.checked_mul(den)?, by.checked_mul(den)?))
            }
            Formula::Cases(cases, last) => cases.iter().try_fold(self.size(last)?, |most, (_, case)| wider(most, self.size(case)?)),
        }
    }

    /// How policies stand to each other, once all are there.
    pub(super) fn relations(&mut self) {
        for pack in 0..self.packs.len() {
            self.pack = pack;
            for written in &self.doc().relations {
                // One that nobody verified only keeps amounts apart that might be had together.
                if written.cite.is_none() {
                    self.no_source(&written.place, "cite");
                }
                let cite = written.cite.clone();
                let of: Vec<Option<usize>> = written.of.iter().map(|id| self.policy_at(&written.place, id)).collect();
                if written.of.len() < 2 || (1..of.len()).any(|at| of[at].is_some() && of[..at].contains(&of[at])) {
                    self.wrong_relation(&written.place, m::RELATION_OF_ONE, m::NAME_TWO_POLICIES);
                    continue;
                }
                let cap = match &written.cap {
                    Some(cap) => self.reckoned(&written.place, &written.place, cap).map(Some),
                    None => Some(None),
                };
                let (Some(cite), Some(of), Some(cap)) = (cite, of.into_iter().collect::<Option<Vec<usize>>>(), cap) else { continue };
                let kind = match (written.key, cap) {
                    (TieKey::SharedCap, Some(cap)) => TieKind::SharedCap(Box::new(cap)),
                    (TieKey::Requires, _) => TieKind::Requires,
                    (TieKey::Choice, _) => TieKind::Choice,
                    (TieKey::Precedence, _) => TieKind::Precedence,
                    _ => TieKind::NotSaid,
                };
                self.tie(&written.place, Tie { kind, of, per: written.per.clone(), cite, document: DocumentIx(position(pack)) });
            }
        }
    }

    fn tie(&mut self, place: &str, tie: Tie) {
        let is_cap = |tie: &Tie| matches!(tie.kind, TieKind::SharedCap(_));
        if is_cap(&tie) {
            let capped = |at: &usize| self.rules.ties.iter().any(|other| is_cap(other) && other.of.contains(at));
            if tie.of.iter().any(capped) {
                self.wrong_relation(place, m::CAPPED_TWICE, m::ONE_CAP_A_POLICY);
            }
            let every = |at: &usize| self.rules.policies[*at].worth.iter().map(|one| one.every).collect::<Vec<_>>();
            let mut all = tie.of.iter().flat_map(every);
            let first = all.next();
            if all.any(|other| Some(other) != first) {
                self.wrong_relation(place, m::CAP_OF_YEAR_AND_ONCE, m::CAP_YEAR_OR_ONCE);
            }
        }
        let (first, others) = (tie.of[0], tie.of[1..].to_vec());
        let requires = matches!(tie.kind, TieKind::Requires);
        self.rules.ties.push(tie);
        if requires && others.iter().any(|at| self.rules.presupposes(*at, first)) {
            self.wrong_relation(place, m::REQUIRES_ITSELF, m::BREAK_THE_CIRCLE);
        }
        let tied = self.rules.tied_to(first).len();
        self.within(place, tied, RELATED, m::POLICIES_TIED);
    }

    fn wrong_relation(&mut self, place: &str, problem: Message<0>, remedy: Message<0>) {
        self.fault::<()>(Code::WrongRelation, place, problem.text([]), remedy.text([]));
    }
}
