//! A standard as one document lays it down: the tree of its criteria.

use super::Compiler;
use crate::diagnostic::Code;
use crate::limits::{CONDITIONS, DEPTH, GOVERNS, INDICATORS, position};
use crate::messages as m;
use crate::rules::*;
use crate::vocabulary::*;
use crate::written::*;
use std::collections::BTreeSet;

impl<'p> Compiler<'p> {
    pub(super) fn sheet(&mut self, written: &'p StandardDoc) {
        let Some(standard) = self.rules.vocabulary.find_standard(&written.id) else {
            self.unknown_standard::<()>(&written.place, &written.id);
            return;
        };
        if written.governs.is_empty() || written.governs.iter().any(|g| g.procedures.is_empty()) {
            self.fault::<()>(Code::NotGoverned, &written.place, m::STANDARD_WITHOUT_GOVERNS.text([]), m::WRITE_GOVERNS.text([]));
        }
        if !self.within(&written.place, written.governs.len(), GOVERNS, m::ENTRIES_IN_GOVERNS) {
            return;
        }
        let mut scores: Vec<&str> = Vec::new();
        if let Some(score) = &written.score {
            let indicators: Vec<&String> = score.groups.iter().flat_map(|g| g.indicators.iter().map(|i| &i.id)).collect();
            let groups = score.groups.iter().map(|g| &g.id);
            if !self.within(&score.place, indicators.len() + groups.len(), INDICATORS, m::GROUPS_AND_INDICATORS) {
                return;
            }
            for id in indicators.into_iter().chain(groups) {
                if scores.contains(&id.as_str()) {
                    self.twice(&score.place, id);
                }
                scores.push(id);
            }
            scores.push("total");
        }
        let mut b = SheetBuilder { scores, succeeded: self.succeeded(&written.id), ..SheetBuilder::new(standard) };
        let score = written.score.as_ref().and_then(|s| self.score(&mut b, s));
        let scored_from = b.tests.len();
        let mut criteria = Vec::new();
        for criterion in &written.criteria {
            // Lists taken in again and again would outgrow any memory.
            if criteria.len() > CONDITIONS {
                break;
            }
            let FormDoc::Use(name) = &criterion.form else {
                criteria.push(criterion);
                continue;
            };
            match self.doc().shared.get(name) {
                Some(list) => criteria.extend(list),
                None => {
                    self.unknown::<()>(
                        Code::UnknownEntry,
                        &criterion.place,
                        name,
                        m::NO_SUCH_SHARED_LIST.text([&name]),
                        m::CHECK_THE_NAME.text([]),
                    );
                }
            }
        }
        let mut members = Vec::new();
        if !self.within(&written.place, criteria.len(), CONDITIONS, m::CONDITIONS) {
            return;
        }
        let none = criteria.is_empty();
        for criterion in criteria {
            if criterion.id.is_none() {
                self.no_source(&criterion.place, "id");
            }
            members.extend(self.criterion(&mut b, criterion, YearRef::Y0));
        }
        if none {
            self.fault::<()>(Code::Empty, &written.place, m::STANDARD_WITHOUT_CRITERIA.text([]), m::WRITE_ITS_CRITERIA.text([]));
        }
        let mut cautions = Vec::new();
        for warning in &written.cautions {
            let Some(cite) = warning.cite.clone() else {
                self.no_source(&warning.place, "cite");
                continue;
            };
            for id in warning.beside.iter().filter(|id| !b.ids.contains(id.as_str())) {
                self.unknown::<()>(
                    Code::UnknownCriterion,
                    &warning.place,
                    id,
                    m::NO_SUCH_CRITERION_BESIDE.text([&id]),
                    m::BESIDE_TAKES_CRITERIA.text([]),
                );
            }
            if let Some(when) = self.criterion(&mut b, &warning.when, YearRef::Y0) {
                let (id, text, beside) = (warning.id.clone(), warning.text.clone(), warning.beside.clone());
                cautions.push(Caution { id, text, cite, beside, when });
            }
        }
        let root = b.group(Test::AllOf, members.clone());
        let mut sheet = Sheet {
            id: written.id.clone(),
            standard: Some(standard),
            document: DocumentIx(position(self.pack)),
            annex: written.annex.clone(),
            season: written.season.clone(),
            apply: written.apply.clone(),
            governs: written
                .governs
                .iter()
                .map(|g| Governs { period: g.period, procedures: g.procedures.clone(), certainty: g.certainty, note: g.note.clone() })
                .collect(),
            criteria: members,
            cautions,
            root,
            score,
            tests: b.tests,
            claims: b.claims,
            children: b.children,
            scored_from,
            layout: Vec::new(),
            may_tear: Vec::new(),
        };
        sheet.lay_out();
        self.rules.sheets.push(sheet);
    }

    pub(super) fn no_source(&mut self, place: &str, key: &str) {
        self.fault::<()>(Code::NoSource, place, m::STATEMENT_WITHOUT_KEY.text([&key]), m::SHOWN_NEEDS_ID_TEXT_CITE.text([]));
    }

    pub(super) fn criterion(&mut self, b: &mut SheetBuilder<'p>, written: &'p CriterionDoc, year: YearRef) -> Option<NodeIx> {
        if b.conditions >= CONDITIONS || b.depth >= DEPTH {
            // Told once; what comes after it is left alone.
            if !std::mem::replace(&mut b.beyond, true) {
                self.fault::<()>(
                    Code::TooLarge,
                    &written.place,
                    m::TOO_MANY_CONDITIONS.text([]),
                    m::CONDITIONS_AT_MOST.text([&CONDITIONS, &DEPTH]),
                );
            }
            return None;
        }
        b.conditions += 1;
        b.depth += 1;
        let node = self.node(b, written, year);
        b.depth -= 1;
        node
    }

    fn node(&mut self, b: &mut SheetBuilder<'p>, written: &'p CriterionDoc, year: YearRef) -> Option<NodeIx> {
        let place = &written.place;
        if let Some(id) = &written.id {
            if written.cite.is_none() {
                self.no_source(place, "cite");
            }
            if written.text.is_none() {
                self.no_source(place, "text");
            }
            if !b.ids.insert(id.as_str()) {
                self.twice(place, id);
            }
        }
        let prerequisite = match &written.prerequisite {
            None => None,
            Some(id) => match self.rules.vocabulary.find_standard(id) {
                Some(standard) => Some(standard),
                None => self.unknown_standard(place, id),
            },
        };
        if let Some(old) = &written.replaces {
            self.replaces(b, written, old);
        }
        let claim = Claim {
            id: written.id.clone(),
            text: written.text.clone(),
            cite: written.cite.clone(),
            prerequisite,
            replaces: written.replaces.clone(),
            threshold: None,
        };
        let waiver = written.waived_by.as_ref().map(|waiver| self.criterion(b, waiver, year));
        let (test, threshold) = self.test(b, written, year)?;
        let mut node = b.push(test, Claim { threshold, ..Claim::default() });
        if let Some(waiver) = waiver {
            let waiver = waiver?;
            node = b.push(Test::WaivedBy(node, waiver), Claim::default());
        }
        if !written.waived_in.is_empty() {
            let procedures = Procedure::ALL.map(|p| written.waived_in.contains(&p));
            node = b.push(Test::WaivedIn(node, procedures), Claim::default());
        }
        let told = &mut b.claims[node.0 as usize];
        *told = Claim { threshold: told.threshold.take(), ..claim };
        Some(node)
    }

    /// The named criteria of a standard in the document that this one succeeds.
    fn succeeded(&self, standard: &str) -> BTreeSet<&'p str> {
        let mut ids = BTreeSet::new();
        let old = self.doc().succeeds.as_ref().and_then(|id| self.packs.iter().find(|pack| pack.head.id == *id));
        let Some(old) = old else { return ids };
        for criterion in old.standards.iter().filter(|s| s.id == standard).flat_map(|s| &s.criteria) {
            match &criterion.form {
                FormDoc::Use(name) => old.shared.get(name).into_iter().flatten().for_each(|c| names(c, &mut ids)),
                _ => names(criterion, &mut ids),
            }
        }
        ids
    }

    /// That what is replaced is there, and that what replaces it can be told apart.
    fn replaces(&mut self, b: &SheetBuilder<'p>, written: &CriterionDoc, old: &str) {
        if written.id.is_none() {
            self.no_source(&written.place, "id");
        }
        // Where the document succeeded is not there, that is told instead.
        let there = self.doc().succeeds.as_ref().is_none_or(|id| self.packs.iter().any(|pack| pack.head.id == *id));
        if there && !b.succeeded.contains(old) {
            self.unknown::<()>(
                Code::UnknownCriterion,
                &written.place,
                old,
                m::NO_SUCH_CRITERION_REPLACED.text([&old]),
                m::REPLACES_TAKES_FORMER_ID.text([]),
            );
        }
    }

    pub(super) fn test(&mut self, b: &mut SheetBuilder<'p>, written: &'p CriterionDoc, year: YearRef) -> Option<(Test, Option<String>)> {
        let place = &written.place;
        let fact_slot = |c: &Self, ix: FactIx| c.rules.vocabulary.fact(ix).slot;
        let test = match &written.form {
            FormDoc::AllOf(members) | FormDoc::AnyOf(members) => {
                let all = matches!(written.form, FormDoc::AllOf(_));
                let nodes: Vec<NodeIx> = members.iter().filter_map(|m| self.criterion(b, m, year)).collect();
                if members.is_empty() {
                    return self.fault(Code::Empty, place, m::EMPTY_GROUP.text([]), m::FILL_GROUP.text([]));
                }
                if nodes.len() < members.len() {
                    return None;
                }
                let members = b.members(nodes);
                if all { Test::AllOf(members) } else { Test::AnyOf(members) }
            }
            FormDoc::Not(of) => Test::Not(self.criterion(b, of, year)?),
            FormDoc::EveryYear(years, of) => {
                let mut nodes = Vec::new();
                for n in 0..*years {
                    let year = self.back(place, year, n)?;
                    nodes.push(self.criterion(b, of, year)?);
                }
                if nodes.is_empty() {
                    return self.fault(Code::WrongNumber, place, m::EVERY_YEAR_OF_NO_YEAR.text([]), m::WRITE_ONE_TO_THREE.text([]));
                }
                Test::EveryYear(b.members(nodes))
            }
            FormDoc::ThisYear(years, of) => {
                let mut nodes = vec![self.criterion(b, of, YearRef::Now)?];
                for n in 1..*years {
                    let year = self.back(place, YearRef::Now, n)?;
                    let node = self.criterion(b, of, year)?;
                    let only_renewal = Procedure::ALL.map(|p| p != Procedure::Renewal);
                    nodes.push(b.push(Test::WaivedIn(node, only_renewal), Claim::default()));
                }
                Test::AnyOf(b.members(nodes))
            }
            FormDoc::Ranked(id, worst) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Count, m::A_PLACE_FACT)?;
                let slot = fact_slot(self, ix);
                let last = match worst {
                    None => self.rules.vocabulary.fact(ix).domain.hi,
                    Some(worst) => self.number(place, worst, &Quantity::Amount(Amount::one(slot)), Some(ix))?,
                };
                Test::Within(slot, 1, last)
            }
            FormDoc::Compare(relation, of, than) => {
                let (of, fact) = self.quantity(place, of, year)?;
                let value = self.number(place, than, &of, fact)?;
                return Some((Test::Compare { of, relation: *relation, than: of.scaled(value) }, Some(than.clone())));
            }
            FormDoc::Holds(id) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Bool && !f.judged, m::A_BOOL_FACT)?;
                Test::Holds(fact_slot(self, ix))
            }
            FormDoc::Declared(id) => {
                let ix = self.fact_of(place, id, |f| f.judged, m::A_JUDGED_FACT)?;
                Test::Declared(fact_slot(self, ix))
            }
            FormDoc::OneOf(id, options) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Choice, m::A_CHOICE)?;
                Test::OneOf(fact_slot(self, ix), self.mask(place, ix, options)?)
            }
            FormDoc::Includes(id, options) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Set, m::A_SET)?;
                Test::Includes(fact_slot(self, ix), self.mask(place, ix, options)?)
            }
            FormDoc::Held(id) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Title, m::A_TITLE)?;
                Test::Held(fact_slot(self, ix))
            }
            FormDoc::Won(id, time) => {
                let ix = self.fact_of(place, id, |f| f.lasts.is_some(), m::A_TITLE_WITH_VALIDITY)?;
                let (from, to) = match time {
                    WonDoc::Within(time) => (Some(DateEnd::MonthsBack(self.months(place, time)?)), Some(DateEnd::MonthsBack(0))),
                    WonDoc::Between(from, to) => (from.map(DateEnd::Day), to.map(DateEnd::Day)),
                };
                let lasts = self.rules.vocabulary.fact(ix).lasts.as_ref().map(|(months, _)| *months);
                Test::Dated(fact_slot(self, ix), Dates { from, to, lasts })
            }
            FormDoc::Lapsing(id, time) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Title, m::A_TITLE)?;
                let to = Some(DateEnd::MonthsBack(-self.months(place, time)?));
                Test::Dated(fact_slot(self, ix), Dates { from: Some(DateEnd::MonthsBack(0)), to, lasts: None })
            }
            FormDoc::Since(id, back) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Date, m::A_DAY)?;
                let to = Some(DateEnd::MonthsBack(self.months(place, back)?));
                Test::Dated(fact_slot(self, ix), Dates { from: None, to, lasts: None })
            }
            FormDoc::Within(id, code) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Region, m::A_REGION)?;
                let span = crate::answers::region(code).or_else(|| self.no_region(place, code))?;
                Test::Within(fact_slot(self, ix), span.lo, span.hi)
            }
            FormDoc::SizeAtMost(class) => match SizeClass::ALL.into_iter().find(|c| c.id() == class) {
                Some(class) => Test::SizeAtMost(class),
                None => {
                    return self.fault(Code::UnknownWord, place, m::NO_SUCH_SIZE_CLASS.text([&class]), m::WRITE_A_SIZE_CLASS.text([]));
                }
            },
            FormDoc::ScoreAtLeast(of, points) => {
                let points_value = self.score_points(place, points)?;
                match b.scores.iter().position(|id| id == of) {
                    Some(at) => return Some((Test::ScoreAtLeast(ScoreRef(position(at)), points_value), Some(points.clone()))),
                    None => {
                        return self.unknown(
                            Code::UnknownEntry,
                            place,
                            of,
                            m::NO_SUCH_ENTRY_OF_SCORE.text([&of]),
                            m::WRITE_TOTAL_OR_ID.text([]),
                        );
                    }
                }
            }
            FormDoc::Meets(id) => match self.rules.vocabulary.find_standard(id) {
                // Standards are assessed in the vocabulary's order, so only an earlier one is known by then.
                Some(standard) if standard < b.standard => Test::Meets(standard),
                Some(_) => {
                    return self.fault(
                        Code::AssessedLater,
                        place,
                        m::STANDARD_ASSESSED_LATER.text([&id]),
                        m::MOVE_STANDARD_BEFORE.text([]),
                    );
                }
                None => return self.unknown_standard(place, id),
            },
            FormDoc::Use(_) => {
                return self.fault(Code::MisplacedUse, place, m::USE_ONLY_IN_CRITERIA.text([]), m::MOVE_USE_UP.text([]));
            }
        };
        Some((test, None))
    }

    /// A time in months: `12 个月` or `1 年`.
    pub(super) fn months(&mut self, place: &str, written: &str) -> Option<i32> {
        let (number, unit) = super::split_unit(written);
        let months = match unit {
            "个月" => number.parse::<u16>().ok().map(i32::from),
            "年" => number.parse::<u16>().ok().and_then(|years| i32::from(years).checked_mul(12)),
            _ => None,
        };
        months
            .filter(|months| (1..=1200).contains(months))
            .or_else(|| self.fault(Code::WrongNumber, place, m::WRONG_LENGTH_OF_TIME.text([&written]), m::WRITE_LENGTH_OF_TIME.text([])))
    }

    pub(super) fn mask(&mut self, place: &str, ix: FactIx, options: &[String]) -> Option<u64> {
        let mut mask = 0;
        for option in options {
            match self.rules.vocabulary.fact(ix).option(option) {
                Some(at) => mask |= 1 << at,
                None => {
                    let fact = self.rules.vocabulary.fact(ix);
                    let known = fact.options.iter().map(|o| o.id.as_str()).collect::<Vec<_>>().join(", ");
                    let id = fact.id.clone();
                    return self.fault(
                        Code::UnknownOption,
                        place,
                        m::NO_SUCH_OPTION_OF_FACT.text([&id, &option]),
                        m::OPTIONS_THERE_ARE.text([&known]),
                    );
                }
            }
        }
        Some(mask)
    }
}

/// The ids of a criterion and its parts; a waiver is not asked and has no successor.
fn names<'p>(criterion: &'p CriterionDoc, ids: &mut BTreeSet<&'p str>) {
    ids.extend(criterion.id.as_deref());
    match &criterion.form {
        FormDoc::AllOf(parts) | FormDoc::AnyOf(parts) => parts.iter().for_each(|part| names(part, ids)),
        FormDoc::EveryYear(_, of) | FormDoc::ThisYear(_, of) => names(of, ids),
        // What is denied has no name of its own to go by, and the rest has no parts.
        FormDoc::Not(_) | FormDoc::Compare(..) | FormDoc::Ranked(..) | FormDoc::Holds(_) | FormDoc::Declared(_) => {}
        FormDoc::OneOf(..) | FormDoc::Includes(..) | FormDoc::Held(_) | FormDoc::Won(..) | FormDoc::Since(..) => {}
        FormDoc::Lapsing(..) | FormDoc::Within(..) | FormDoc::SizeAtMost(_) | FormDoc::ScoreAtLeast(..) => {}
        FormDoc::Meets(_) | FormDoc::Use(_) => {}
    }
}

/// Where the tree of a sheet grows.
pub(super) struct SheetBuilder<'p> {
    standard: StandardIx,
    /// The ids of the scores, each at its place in [`Score`].
    scores: Vec<&'p str>,
    ids: BTreeSet<&'p str>,
    succeeded: BTreeSet<&'p str>,
    pub(super) tests: Vec<Test>,
    pub(super) claims: Vec<Claim>,
    pub(super) children: Vec<NodeIx>,
    /// How many conditions there are so far; each makes a few nodes at most.
    conditions: usize,
    /// How many conditions the one being read stands in.
    depth: usize,
    /// Whether it was told that it is more than can be held.
    beyond: bool,
}

impl SheetBuilder<'_> {
    /// What was built as the sheet of something else than a standard: of a policy, of a formula.
    pub(super) fn conditions_of(self, id: String, document: DocumentIx, criteria: Vec<NodeIx>, root: NodeIx) -> Sheet {
        Sheet {
            id,
            standard: None,
            document,
            annex: None,
            season: None,
            apply: None,
            governs: Vec::new(),
            criteria,
            cautions: Vec::new(),
            root,
            score: None,
            tests: self.tests,
            claims: self.claims,
            children: self.children,
            scored_from: 0,
            layout: Vec::new(),
            may_tear: Vec::new(),
        }
    }

    /// A tree without scores; `standard` bounds the standards it may ask for.
    pub(super) fn new(standard: StandardIx) -> Self {
        SheetBuilder {
            standard,
            scores: Vec::new(),
            ids: BTreeSet::new(),
            succeeded: BTreeSet::new(),
            tests: Vec::new(),
            claims: Vec::new(),
            children: Vec::new(),
            conditions: 0,
            depth: 0,
            beyond: false,
        }
    }

    pub(super) fn push(&mut self, test: Test, claim: Claim) -> NodeIx {
        self.tests.push(test);
        self.claims.push(claim);
        NodeIx(position(self.tests.len() - 1))
    }

    fn members(&mut self, nodes: Vec<NodeIx>) -> Members {
        let members = Members { first: position(self.children.len()), len: position(nodes.len()) };
        self.children.extend(nodes);
        members
    }

    pub(super) fn group(&mut self, test: impl Fn(Members) -> Test, nodes: Vec<NodeIx>) -> NodeIx {
        let members = self.members(nodes);
        self.push(test(members), Claim::default())
    }
}
