//! A standard as one document lays it down: the tree of its criteria.

use super::Compiler;
use crate::diagnostic::Code;
use crate::limits::{CONDITIONS, DEPTH, GOVERNS, INDICATORS, position};
use crate::rules::*;
use crate::text::Text;
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
            self.fault::<()>(
                Code::NotGoverned,
                &written.place,
                Text::new("没有写明何时、对何种程序适用", "it does not say when and for which procedure it governs"),
                Text::new("请在 governs 写起止日期和 procedures", "Give days and `procedures` in `governs`"),
            );
        }
        if !self.within(&written.place, written.governs.len(), GOVERNS, "段 governs", "entries in `governs`") {
            return;
        }
        let mut scores: Vec<&str> = Vec::new();
        if let Some(score) = &written.score {
            let indicators: Vec<&String> = score.groups.iter().flat_map(|g| g.indicators.iter().map(|i| &i.id)).collect();
            let groups = score.groups.iter().map(|g| &g.id);
            if !self.within(&score.place, indicators.len() + groups.len(), INDICATORS, "个分组和指标", "groups and indicators") {
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
                        Text::told(format_args!("shared 中没有 {name}"), format_args!("`shared` has no `{name}`")),
                        Text::new("请核对名称", "Check the name"),
                    );
                }
            }
        }
        let mut members = Vec::new();
        if !self.within(&written.place, criteria.len(), CONDITIONS, "个条件", "conditions") {
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
            self.fault::<()>(
                Code::Empty,
                &written.place,
                Text::new("标准没有任何条件", "the standard has no criteria"),
                Text::new("请在 criteria 中写明条件", "Write its `criteria`"),
            );
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
                    Text::told(format_args!("本标准没有条件 {id}"), format_args!("this standard has no criterion `{id}`")),
                    Text::new("beside 写本标准中条件的 id", "Give ids of criteria of this standard in `beside`"),
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
        };
        sheet.lay_out();
        self.rules.sheets.push(sheet);
    }

    pub(super) fn no_source(&mut self, place: &str, key: &str) {
        self.fault::<()>(
            Code::NoSource,
            place,
            Text::told(format_args!("这条陈述没有 {key}"), format_args!("this statement has no `{key}`")),
            Text::new(
                "凡向企业展示的条件和指标，须写 id、text 和 cite（出处）",
                "What is shown to an enterprise needs `id`, `text` and `cite` (its source)",
            ),
        );
    }

    pub(super) fn criterion(&mut self, b: &mut SheetBuilder<'p>, written: &'p CriterionDoc, year: YearRef) -> Option<NodeIx> {
        if b.conditions >= CONDITIONS || b.depth >= DEPTH {
            // Told once; what comes after it is left alone.
            if !std::mem::replace(&mut b.beyond, true) {
                self.fault::<()>(
                    Code::TooLarge,
                    &written.place,
                    Text::new("条件太多，或套得太深", "there are too many conditions, or they stand too deep within each other"),
                    Text::told(
                        format_args!("一个标准或一项政策至多 {CONDITIONS} 个条件，every_year、this_year 和 use 按重复后的数目计；至多套 {DEPTH} 层"),
                        format_args!(
                            "A standard or a policy has at most {CONDITIONS} conditions, each counted as often as every_year, this_year and use repeat it, at most {DEPTH} deep"
                        ),
                    ),
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
                Text::new(
                    format!("被取代的文件在这一标准中没有条件 {old}"),
                    format!("the document succeeded has no criterion `{old}` in this standard"),
                ),
                Text::new(
                    "replaces 须写前一文件（succeeds）同一标准中条件的 id；相同的 id 不必写",
                    "Give in `replaces` the id of a criterion of the same standard in the document named by `succeeds`; the same id need not be given",
                ),
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
                    return self.fault(
                        Code::Empty,
                        place,
                        Text::new("空的条件组", "an empty group of criteria"),
                        Text::new("至少写一项", "Write at least one"),
                    );
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
                    return self.fault(
                        Code::WrongNumber,
                        place,
                        Text::new("every_year 的年数须不少于一", "`every_year` needs at least one year"),
                        Text::new("years 写 1 至 3", "Write 1 to 3"),
                    );
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
                let ix =
                    self.fact_of(place, id, |f| f.kind == Kind::Count, "计数类事实（名次，0 为没有）", "a count (a place, 0 for none)")?;
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
                let ix = self.fact_of(
                    place,
                    id,
                    |f| f.kind == Kind::Bool && !f.judged,
                    "是否类事实（非评审类）",
                    "a yes-or-no fact that is not judged",
                )?;
                Test::Holds(fact_slot(self, ix))
            }
            FormDoc::Declared(id) => {
                let ix = self.fact_of(place, id, |f| f.judged, "须由主管部门评审的事实（judged）", "a fact that is judged")?;
                Test::Declared(fact_slot(self, ix))
            }
            FormDoc::OneOf(id, options) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Choice, "单选类事实", "a choice")?;
                Test::OneOf(fact_slot(self, ix), self.mask(place, ix, options)?)
            }
            FormDoc::Includes(id, options) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Set, "多选类事实", "a set")?;
                Test::Includes(fact_slot(self, ix), self.mask(place, ix, options)?)
            }
            FormDoc::Held(id) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Title, "资格类事实", "a title")?;
                Test::Held(fact_slot(self, ix))
            }
            FormDoc::Won(id, time) => {
                let ix = self.fact_of(
                    place,
                    id,
                    |f| f.lasts.is_some(),
                    "写明有效期（validity）的资格类事实",
                    "a title whose `validity` is given",
                )?;
                let (from, to) = match time {
                    WonDoc::Within(time) => (Some(DateEnd::MonthsBack(self.months(place, time)?)), Some(DateEnd::MonthsBack(0))),
                    WonDoc::Between(from, to) => (from.map(DateEnd::Day), to.map(DateEnd::Day)),
                };
                let lasts = self.rules.vocabulary.fact(ix).lasts.as_ref().map(|(months, _)| *months);
                Test::Dated(fact_slot(self, ix), Dates { from, to, lasts })
            }
            FormDoc::Lapsing(id, time) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Title, "资格类事实", "a title")?;
                let to = Some(DateEnd::MonthsBack(-self.months(place, time)?));
                Test::Dated(fact_slot(self, ix), Dates { from: Some(DateEnd::MonthsBack(0)), to, lasts: None })
            }
            FormDoc::Since(id, back) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Date, "日期类事实", "a day")?;
                let to = Some(DateEnd::MonthsBack(self.months(place, back)?));
                Test::Dated(fact_slot(self, ix), Dates { from: None, to, lasts: None })
            }
            FormDoc::Within(id, code) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Region, "地区类事实", "a region")?;
                let span = crate::answers::region(code).or_else(|| self.no_region(place, code))?;
                Test::Within(fact_slot(self, ix), span.lo, span.hi)
            }
            FormDoc::SizeAtMost(class) => match SizeClass::ALL.into_iter().find(|c| c.id() == class) {
                Some(class) => Test::SizeAtMost(class),
                None => {
                    return self.fault(
                        Code::UnknownWord,
                        place,
                        Text::told(format_args!("没有规模 {class}"), format_args!("`{class}` is no size class")),
                        Text::new("写 micro、small、medium 或 large", "Write micro, small, medium or large"),
                    );
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
                            Text::told(format_args!("评分表中没有 {of}"), format_args!("the score sheet has no `{of}`")),
                            Text::new("写 total，或分组、指标的 id", "Write total or the id of a group or an indicator"),
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
                        Text::told(format_args!("标准 {id} 排在本标准之后"), format_args!("`{id}` is assessed after this standard")),
                        Text::new("请在 facts.json 的 standards 中把它排到前面", "Move it before this one in `standards` of facts.json"),
                    );
                }
                None => return self.unknown_standard(place, id),
            },
            FormDoc::Use(_) => {
                return self.fault(
                    Code::MisplacedUse,
                    place,
                    Text::new("use 只能直接写在标准的 criteria 中", "`use` stands only directly in a standard's `criteria`"),
                    Text::new("请移到上一层", "Move it up"),
                );
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
        months.filter(|months| (1..=1200).contains(months)).or_else(|| {
            self.fault(
                Code::WrongNumber,
                place,
                Text::told(format_args!("“{written}”不是时间长度"), format_args!("“{written}” is no length of time")),
                Text::new(
                    "写成整数加单位，如 \"12 个月\"、\"3 年\"",
                    "Write a whole number with its unit, such as \"12 个月\" or \"3 年\"",
                ),
            )
        })
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
                        Text::told(format_args!("{id} 没有选项 {option}"), format_args!("`{id}` has no option `{option}`")),
                        Text::told(format_args!("可用选项：{known}"), format_args!("Use one of {known}")),
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
