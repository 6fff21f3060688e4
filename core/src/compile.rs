//! From what was written to rules. Everything that could go wrong at a desk is found here, in one pass, and
//! told with its place and its remedy; what comes out cannot fail.

use crate::diagnostic::Diagnostic;
use crate::number::{MICRO, parse_micro};
use crate::rules::*;
use crate::text::Text;
use crate::vocabulary::*;
use crate::written::*;
use std::collections::{HashMap, HashSet};

/// Checks packs against each other and makes rules of them. One of them must be the vocabulary.
///
/// # Errors
/// Every fault of every pack; nothing is compiled while there is one.
pub fn compile(packs: &[PackDoc]) -> Result<RuleSet, Vec<Diagnostic>> {
    let mut c = Compiler { rules: RuleSet::default(), packs, pack: 0, found: Vec::new() };
    c.ids_are_unique();
    c.vocabulary();
    for pack in 0..packs.len() {
        c.pack = pack;
        c.document();
    }
    for (pack, doc) in packs.iter().enumerate() {
        c.pack = pack;
        for standard in &doc.standards {
            c.sheet(standard);
        }
        c.size_standard();
    }
    c.one_document_governs();
    if c.found.is_empty() { Ok(c.rules) } else { Err(c.found) }
}

struct Compiler<'p> {
    rules: RuleSet,
    packs: &'p [PackDoc],
    pack: usize,
    found: Vec<Diagnostic>,
}

impl<'p> Compiler<'p> {
    fn doc(&self) -> &'p PackDoc {
        &self.packs[self.pack]
    }

    fn fault<T>(&mut self, place: &str, problem: Text, remedy: Text) -> Option<T> {
        let pack = self.doc().id.clone();
        self.found.push(Diagnostic { pack, place: place.to_owned(), problem, remedy });
        None
    }

    fn ids_are_unique(&mut self) {
        let mut seen = HashSet::new();
        for pack in 0..self.packs.len() {
            self.pack = pack;
            if !seen.insert(&self.packs[pack].id) {
                self.fault::<()>(
                    "id",
                    Text::new("两个文件用了同一个 id", "two packs have the same id"),
                    Text::new("每个文件的 id 必须唯一", "Give every pack an id of its own"),
                );
            }
        }
    }

    // ---- the vocabulary

    fn vocabulary(&mut self) {
        let with: Vec<usize> = (0..self.packs.len()).filter(|&i| self.packs[i].vocabulary.is_some()).collect();
        let &[only] = with.as_slice() else {
            self.found.push(Diagnostic {
                pack: "facts".to_owned(),
                place: String::new(),
                problem: Text::new(format!("事实词汇表有 {} 份", with.len()), format!("there are {} vocabularies", with.len())),
                remedy: Text::new("须恰有一份含 facts 的文件", "Exactly one pack must hold the facts"),
            });
            return;
        };
        self.pack = only;
        let Some(written) = self.doc().vocabulary.as_ref() else { return };
        let mut vocabulary = Vocabulary { sections: written.sections.clone(), ..Vocabulary::default() };
        for fact in &written.facts {
            if let Some(checked) = self.fact(fact, &vocabulary) {
                let ix = FactIx(vocabulary.facts.len() as u16);
                let years: &[YearRef] = if checked.yearly { &YearRef::ALL } else { &[YearRef::Y0] };
                vocabulary.slots.extend(years.iter().map(|year| (ix, *year)));
                vocabulary.by_id.insert(checked.id.clone(), ix);
                vocabulary.facts.push(checked);
            }
        }
        for fact in &written.facts {
            let Some(whole) = &fact.part_of else { continue };
            let (Some(part), Some(whole)) = (vocabulary.find(&fact.id), vocabulary.find(whole)) else {
                self.unknown_fact::<()>(&fact.place, whole);
                continue;
            };
            let (a, b) = (vocabulary.fact(part), vocabulary.fact(whole));
            if a.kind != b.kind || a.yearly != b.yearly {
                self.fault::<()>(
                    &fact.place,
                    Text::new("part_of 的两个事实种类不同", "`part_of` joins facts of different kinds"),
                    Text::new("两者须同为一类，且同按年或不按年", "Both must be of one kind, both yearly or both not"),
                );
            }
            vocabulary.facts[part.0 as usize].part_of = Some(whole);
        }
        for standard in &written.standards {
            let title = match &standard.title {
                None => None,
                Some(id) => match vocabulary.find(id) {
                    Some(fact) if vocabulary.fact(fact).kind == Kind::Title => Some(fact),
                    _ => self.unknown_fact(&standard.place, id),
                },
            };
            let (id, name, short, rung) = (standard.id.clone(), standard.name.clone(), standard.short.clone(), standard.rung);
            vocabulary.standards.push(Standard { id, name, short, rung, title });
        }
        for id in &written.ladder {
            match vocabulary.find_standard(id) {
                Some(standard) => vocabulary.ladder.push(standard),
                None => {
                    self.unknown_standard::<()>("ladder", id);
                }
            }
        }
        self.rules.vocabulary = vocabulary;
    }

    fn fact(&mut self, fact: &FactDoc, before: &Vocabulary) -> Option<Fact> {
        let place = &fact.place;
        if before.find(&fact.id).is_some() {
            return self.fault(
                place,
                Text::new(format!("事实 {} 出现两次", fact.id), format!("fact `{}` stands twice", fact.id)),
                Text::new("每个事实只写一次", "Write every fact once"),
            );
        }
        let Some(kind) = Kind::from_id(&fact.kind) else {
            let known = Kind::ids().collect::<Vec<_>>().join(", ");
            return self.fault(
                place,
                Text::new(format!("没有 {} 这种事实", fact.kind), format!("`{}` is no kind of fact", fact.kind)),
                Text::new(format!("可用的种类：{known}"), format!("Use one of {known}")),
            );
        };
        let Some(section) = before.sections.iter().position(|(id, _)| *id == fact.section) else {
            return self.fault(
                place,
                Text::new(format!("没有主题 {}", fact.section), format!("there is no section `{}`", fact.section)),
                Text::new("请在 sections 中添加，或改用已有主题", "Add it to `sections` or use one that is there"),
            );
        };
        let Some(lookup) = Lookup::from_id(&fact.lookup) else {
            return self.fault(
                place,
                Text::new("lookup 写法不对", "`lookup` is not known"),
                Text::new("应为 by_heart、accounts 或 specialist", "Use by_heart, accounts or specialist"),
            );
        };
        let unit = match kind {
            Kind::Money => Some(Text::new("万元", "10,000 yuan")),
            Kind::Percent => fact.unit.clone().or_else(|| Some(Text::new("%", "%"))),
            Kind::Years => Some(Text::new("年", "years")),
            Kind::Count => fact.unit.clone(),
            _ => None,
        };
        let fits = match kind {
            Kind::Count => fact.unit.is_some(),
            Kind::Percent => true,
            _ => fact.unit.is_none(),
        } && matches!(kind, Kind::Choice | Kind::Set) == !fact.options.is_empty()
            && fact.options.len() <= 63
            && (!fact.judged || kind == Kind::Bool)
            && (!fact.yearly || kind.is_number())
            && (!fact.calendar || fact.yearly)
            && (!fact.signed || kind.is_number())
            && (fact.max.is_none() || kind.is_number());
        if !fits {
            return self.fault(
                place,
                Text::new(format!("事实 {} 的写法与其种类不符", fact.id), format!("fact `{}` does not fit its kind", fact.id)),
                Text::new(
                    "count 须写 unit；choice 与 set 须写 options（至多 63 项）；judged 只用于 bool；yearly、signed、max 只用于数字",
                    "A count needs `unit`; choice and set need `options` (at most 63); `judged` is for bool, `yearly`, `signed` and `max` for numbers",
                ),
            );
        }
        let mut domain = kind.domain();
        if fact.signed {
            domain.lo = -domain.hi;
        }
        match kind {
            Kind::Choice => domain.hi = fact.options.len() as i64 - 1,
            Kind::Set => domain.hi = (1 << fact.options.len()) - 1,
            _ => {}
        }
        if let Some(max) = &fact.max {
            domain.hi = match parse_micro(max) {
                Ok(micro) if kind.is_micro() => micro,
                Ok(micro) if micro % MICRO == 0 => micro / MICRO,
                _ => {
                    return self.fault(
                        place,
                        Text::new("max 不是合适的数", "`max` does not fit"),
                        Text::new("写成数字文字，如 \"100\"", "Write a number as text, such as \"100\""),
                    );
                }
            };
        }
        let options = fact.options.iter().map(|o| FactOption { id: o.id.clone(), label: o.label.clone(), help: o.help.clone() });
        Some(Fact {
            id: fact.id.clone(),
            section,
            kind,
            yearly: fact.yearly,
            calendar: fact.calendar,
            judged: fact.judged,
            unit,
            domain,
            part_of: None,
            lookup,
            label: fact.label.clone(),
            help: fact.help.clone(),
            options: options.collect(),
            slot: Slot(before.slots.len() as u16),
        })
    }

    fn unknown_fact<T>(&mut self, place: &str, id: &str) -> Option<T> {
        self.fault(
            place,
            Text::new(format!("词汇表里没有事实 {id}"), format!("`{id}` is no fact of the vocabulary")),
            Text::new("请核对拼写，或先在 facts.json 中添加", "Check the spelling, or add it to facts.json first"),
        )
    }

    fn unknown_standard<T>(&mut self, place: &str, id: &str) -> Option<T> {
        self.fault(
            place,
            Text::new(format!("词汇表里没有标准 {id}"), format!("`{id}` is no standard of the vocabulary")),
            Text::new(
                "请核对拼写，或先在 facts.json 的 standards 中添加",
                "Check the spelling, or add it to `standards` in facts.json first",
            ),
        )
    }

    /// A fact of one of these kinds.
    fn fact_of(&mut self, place: &str, id: &str, fits: impl Fn(&Fact) -> bool, zh: &str, en: &str) -> Option<FactIx> {
        let Some(ix) = self.rules.vocabulary.find(id) else { return self.unknown_fact(place, id) };
        if fits(self.rules.vocabulary.fact(ix)) {
            return Some(ix);
        }
        self.fault(
            place,
            Text::new(format!("事实 {id} 不能用在这里"), format!("fact `{id}` cannot stand here")),
            Text::new(format!("这里需要{zh}"), format!("This takes {en}")),
        )
    }

    // ---- documents

    fn document(&mut self) {
        let doc = self.doc();
        let succeeds = doc.succeeds.as_ref().and_then(|id| match self.packs.iter().position(|p| p.id == *id) {
            Some(at) => Some(DocumentIx(at as u16)),
            None => self.fault(
                "succeeds",
                Text::new(format!("没有文件 {id}"), format!("there is no document `{id}`")),
                Text::new("请写前一文件的 id", "Give the id of the document replaced"),
            ),
        });
        let mut definitions = Vec::new();
        let mut ids = HashSet::new();
        for definition in &doc.definitions {
            let facts = definition.facts.iter().filter_map(|id| match self.rules.vocabulary.find(id) {
                Some(fact) => Some(fact),
                None => self.unknown_fact(&definition.place, id),
            });
            let facts = facts.collect();
            let (term, cite, text) = (definition.term.clone(), definition.cite.clone(), definition.text.clone());
            definitions.push(Definition { term, cite, text, facts });
            if !ids.insert(&definition.id) {
                self.twice(&definition.place, &definition.id);
            }
        }
        self.rules.documents.push(Document {
            id: doc.id.clone(),
            title: doc.title.clone(),
            number: doc.number.clone(),
            issuer: doc.issuer.clone(),
            issued: doc.issued,
            in_force: doc.in_force,
            succeeds,
            source: doc.source.clone(),
            notes: doc.notes.clone(),
            definitions,
        });
    }

    fn twice(&mut self, place: &str, id: &str) {
        self.fault::<()>(
            place,
            Text::new(format!("标识 {id} 用了两次"), format!("`{id}` is used twice")),
            Text::new("在同一标准内，标识必须唯一", "Ids must be unique within a standard"),
        );
    }

    fn one_document_governs(&mut self) {
        let mut clashes = Vec::new();
        let sheets = &self.rules.sheets;
        for (i, a) in sheets.iter().enumerate() {
            for b in &sheets[i..] {
                if a.standard != b.standard {
                    continue;
                }
                for (n, x) in a.governs.iter().enumerate() {
                    for (m, y) in b.governs.iter().enumerate() {
                        let same = std::ptr::eq(a, b) && m <= n;
                        let shared = x.procedures.iter().find(|p| y.procedures.contains(p));
                        if let (false, Some(procedure), true) = (same, shared, x.period.overlaps(&y.period)) {
                            clashes.push((a.document, b.document, a.standard, *procedure, x.period.from.max(y.period.from)));
                        }
                    }
                }
            }
        }
        for (a, b, standard, procedure, day) in clashes {
            self.pack = b.0 as usize;
            let other = self.packs[a.0 as usize].id.clone();
            let standard = self.rules.vocabulary.standard(standard).id.clone();
            let procedure = procedure.id();
            self.fault::<()>(
                "standards",
                Text::new(
                    format!("自 {day} 起，标准 {standard}（{procedure}）同时由本文件和 {other} 规定"),
                    format!("from {day} on, both this document and {other} govern `{standard}` ({procedure})"),
                ),
                Text::new(
                    "请调整 governs 的起止日期，使每一天只有一个文件适用",
                    "Change the days in `governs` so that each day has one document",
                ),
            );
        }
        let lists: Vec<_> = self.rules.size_standards.iter().map(|s| (s.document, self.rules.document(s.document).in_force)).collect();
        for (i, (a, x)) in lists.iter().enumerate() {
            for (b, y) in &lists[i + 1..] {
                if x.is_none_or(|x| y.is_none_or(|y| x.overlaps(&y))) {
                    self.pack = b.0 as usize;
                    let other = self.packs[a.0 as usize].id.clone();
                    self.fault::<()>(
                        "size_standard",
                        Text::new(
                            format!("与 {other} 的划型标准同日有效"),
                            format!("its size standard is in force together with that of {other}"),
                        ),
                        Text::new("请调整两个文件的 in_force", "Change `in_force` of the two"),
                    );
                }
            }
        }
    }

    // ---- quantities

    /// `fact`, `fact.y1`, with the year looked at where none is written.
    fn slot(&mut self, place: &str, written: &str, year: YearRef) -> Option<(Slot, FactIx)> {
        let (id, year_text) = written.split_once('.').map_or((written, None), |(id, year)| (id, Some(year)));
        let year = match year_text {
            None => year,
            Some("now") => YearRef::Now,
            Some("y0") => YearRef::Y0,
            Some("y1") => YearRef::Y1,
            Some("y2") => YearRef::Y2,
            Some(_) => {
                return self.fault(
                    place,
                    Text::new(format!("{written} 的年份不对"), format!("`{written}` names no year")),
                    Text::new("年份写 .now、.y0、.y1 或 .y2", "Write .now, .y0, .y1 or .y2"),
                );
            }
        };
        let ix = self.fact_of(place, id, |f| f.kind.is_number(), "数字类事实", "a fact that is a number")?;
        let fact = self.rules.vocabulary.fact(ix);
        if year_text.is_some() && !fact.yearly {
            return self.fault(
                place,
                Text::new(format!("{id} 不按年填报"), format!("`{id}` is not given by year")),
                Text::new("请去掉年份后缀", "Leave the year out"),
            );
        }
        Some((fact.slot_of(year), ix))
    }

    fn back(&mut self, place: &str, year: YearRef, years: u32) -> Option<YearRef> {
        let at = year.back() + i32::try_from(years).unwrap_or(i32::MAX / 2);
        YearRef::ALL.into_iter().find(|y| y.back() == at).or_else(|| {
            self.fault(
                place,
                Text::new("追溯的年份超出三个完整年度", "this looks back more than three complete years"),
                Text::new("最多用到 y2", "Go back to y2 at most"),
            )
        })
    }

    fn yearly_slot(&mut self, place: &str, id: &str, year: YearRef) -> Option<(Slot, FactIx)> {
        self.fact_of(place, id, |f| f.yearly, "按年填报的事实", "a fact given by year")?;
        self.slot(place, id, year)
    }

    /// The quantity, and the fact whose unit it has; a rate has none.
    fn quantity(&mut self, place: &str, written: &QuantityDoc, year: YearRef) -> Option<(Quantity, Option<FactIx>)> {
        Some(match written {
            QuantityDoc::Fact(id) => {
                let (slot, fact) = self.slot(place, id, year)?;
                (Quantity::Amount(Amount::one(slot)), Some(fact))
            }
            QuantityDoc::Sum(parts) => {
                let mut sum: Option<(Amount, FactIx)> = None;
                for part in parts {
                    let (Quantity::Amount(next), Some(fact)) = self.quantity(place, part, year)? else {
                        return self.not_summable(place);
                    };
                    sum = match sum {
                        None => Some((next, fact)),
                        Some((amount, first)) => {
                            if !self.same_unit(first, fact) {
                                return self.not_summable(place);
                            }
                            let whole = next.slots().iter().try_fold(amount, |a, slot| a.push(*slot));
                            match whole {
                                Some(whole) => Some((whole, first)),
                                None => return self.not_summable(place),
                            }
                        }
                    };
                }
                let Some((amount, fact)) = sum else { return self.not_summable(place) };
                (Quantity::Amount(amount), Some(fact))
            }
            QuantityDoc::SumOfYears(id, years) => {
                let (amount, fact) = self.years(place, id, *years, year)?;
                (Quantity::Amount(amount), Some(fact))
            }
            QuantityDoc::MeanOfYears(id, years) => {
                let (amount, fact) = self.years(place, id, *years, year)?;
                (Quantity::Mean(amount), Some(fact))
            }
            QuantityDoc::Ratio(a, b) => {
                let (a, b) = (self.quantity(place, a, year), self.quantity(place, b, year));
                match (a?, b?) {
                    ((Quantity::Amount(a), Some(x)), (Quantity::Amount(b), Some(y))) if self.same_unit(x, y) => {
                        (Quantity::Ratio(a, b), None)
                    }
                    _ => {
                        return self.fault(
                            place,
                            Text::new("比率的分子和分母单位不同", "numerator and denominator of the ratio differ in unit"),
                            Text::new("两者须为同一单位的事实或其和", "Both must be facts, or sums of facts, of one unit"),
                        );
                    }
                }
            }
            QuantityDoc::Growth(id) => {
                let before = self.back(place, year, 1)?;
                (Quantity::Growth(self.yearly_slot(place, id, year)?.0, self.yearly_slot(place, id, before)?.0), None)
            }
            QuantityDoc::AverageGrowth(id) => {
                let (one, two) = (self.back(place, year, 1)?, self.back(place, year, 2)?);
                let last = self.yearly_slot(place, id, year)?.0;
                (Quantity::AverageGrowth(last, self.yearly_slot(place, id, one)?.0, self.yearly_slot(place, id, two)?.0), None)
            }
            QuantityDoc::CompoundGrowth(id) => {
                let two = self.back(place, year, 2)?;
                (Quantity::CompoundGrowth(self.yearly_slot(place, id, year)?.0, self.yearly_slot(place, id, two)?.0), None)
            }
        })
    }

    fn years(&mut self, place: &str, id: &str, years: u32, year: YearRef) -> Option<(Amount, FactIx)> {
        let (first, fact) = self.yearly_slot(place, id, year)?;
        let mut amount = Amount::one(first);
        for n in 1..years.max(1) {
            let year = self.back(place, year, n)?;
            amount = amount.push(self.yearly_slot(place, id, year)?.0)?;
        }
        Some((amount, fact))
    }

    fn same_unit(&self, a: FactIx, b: FactIx) -> bool {
        let (a, b) = (self.rules.vocabulary.fact(a), self.rules.vocabulary.fact(b));
        a.kind == b.kind && a.unit == b.unit
    }

    fn not_summable<T>(&mut self, place: &str) -> Option<T> {
        self.fault(
            place,
            Text::new("这些事实不能相加", "these facts cannot be added up"),
            Text::new("相加的须为同一单位的一至四个事实", "Add one to four facts of one unit"),
        )
    }

    /// A number with its unit, in the scale of the facts: millionths for money and percent, whole otherwise.
    fn number(&mut self, place: &str, written: &str, of: &Quantity, fact: Option<FactIx>) -> Option<i64> {
        let kind = fact.map_or(Kind::Percent, |f| self.rules.vocabulary.fact(f).kind);
        let unit = match fact {
            Some(f) => self.rules.vocabulary.fact(f).unit.clone().unwrap_or_default().zh,
            None => "%".to_owned(),
        };
        let (digits, given) = split_unit(written);
        let value = parse_micro(digits);
        let (value, factor) = match (value, given) {
            (Ok(value), given) if given == unit => (value, 1),
            (Ok(value), "亿元") if kind == Kind::Money => (value, 10_000),
            _ => {
                return self.fault(
                    place,
                    Text::new(format!("“{written}”的数字或单位不对"), format!("“{written}” has a wrong number or unit")),
                    Text::new(format!("写成数字加单位“{unit}”"), format!("Write a number and the unit “{unit}”")),
                );
            }
        };
        let value = value.checked_mul(factor).filter(|v| v.abs() <= crate::number::LARGEST * MICRO);
        let value = match (value, kind.is_micro()) {
            (Some(value), true) => Some(value),
            (Some(value), false) if value % MICRO == 0 => Some(value / MICRO),
            _ => None,
        };
        // Growths multiply three figures; see `Fraction` for why their thresholds must be short.
        let short = !of.is_rate() || value.is_some_and(|v| v % 10_000 == 0 && v.abs() <= 1_000 * MICRO);
        match value {
            Some(value) if short => Some(value),
            _ => self.fault(
                place,
                Text::new(format!("“{written}”这个数不能用在这里"), format!("“{written}” cannot be used here")),
                Text::new("计数须为整数，比率至多两位小数", "Counts are whole numbers; rates have at most two decimals"),
            ),
        }
    }

    fn score_points(&mut self, place: &str, written: &str) -> Option<i32> {
        let (digits, unit) = split_unit(written);
        match (digits.parse::<i32>(), unit) {
            (Ok(points), "分") => Some(points),
            _ => self.fault(
                place,
                Text::new(format!("“{written}”不是分数"), format!("“{written}” is no score")),
                Text::new("写成整数加“分”，如 \"60 分\"", "Write a whole number and 分， such as \"60 分\""),
            ),
        }
    }

    // ---- standards

    fn sheet(&mut self, written: &'p StandardDoc) {
        let Some(standard) = self.rules.vocabulary.find_standard(&written.id) else {
            self.unknown_standard::<()>(&written.place, &written.id);
            return;
        };
        if written.governs.is_empty() || written.governs.iter().any(|g| g.procedures.is_empty()) {
            self.fault::<()>(
                &written.place,
                Text::new("没有写明何时、对何种程序适用", "it does not say when and for which procedure it governs"),
                Text::new("请在 governs 写起止日期和 procedures", "Give days and `procedures` in `governs`"),
            );
        }
        let mut scores = HashMap::new();
        if let Some(score) = &written.score {
            let indicators: Vec<&String> = score.groups.iter().flat_map(|g| g.indicators.iter().map(|i| &i.id)).collect();
            let groups = score.groups.iter().map(|g| &g.id);
            for (at, id) in indicators.into_iter().chain(groups).enumerate() {
                if scores.insert(id.as_str(), ScoreRef(at as u16)).is_some() {
                    self.twice(&score.place, id);
                }
            }
            scores.insert("total", ScoreRef(scores.len() as u16));
        }
        let mut b = SheetBuilder { standard, scores, ids: HashSet::new(), tests: Vec::new(), claims: Vec::new(), children: Vec::new() };
        let score = written.score.as_ref().and_then(|s| self.score(&mut b, s));
        let scored_from = b.tests.len();
        let mut criteria = Vec::new();
        for criterion in &written.criteria {
            let FormDoc::Use(name) = &criterion.form else {
                criteria.push(criterion);
                continue;
            };
            match self.doc().shared.get(name) {
                Some(list) => criteria.extend(list),
                None => {
                    self.fault::<()>(
                        &criterion.place,
                        Text::new(format!("shared 中没有 {name}"), format!("`shared` has no `{name}`")),
                        Text::new("请核对名称", "Check the name"),
                    );
                }
            }
        }
        let mut members = Vec::new();
        for criterion in criteria {
            if criterion.id.is_none() {
                self.no_source(&criterion.place, "id");
            }
            members.extend(self.criterion(&mut b, criterion, YearRef::Y0));
        }
        if members.is_empty() {
            self.fault::<()>(
                &written.place,
                Text::new("标准没有任何条件", "the standard has no criteria"),
                Text::new("请在 criteria 中写明条件", "Write its `criteria`"),
            );
        }
        let root = b.group(Test::AllOf, members.clone());
        self.rules.sheets.push(Sheet {
            standard,
            document: DocumentIx(self.pack as u16),
            annex: written.annex.clone(),
            governs: written
                .governs
                .iter()
                .map(|g| Governs { period: g.period, procedures: g.procedures.clone(), certainty: g.certainty, note: g.note.clone() })
                .collect(),
            criteria: members,
            root,
            score,
            tests: b.tests,
            claims: b.claims,
            children: b.children,
            scored_from,
        });
    }

    fn no_source(&mut self, place: &str, key: &str) {
        self.fault::<()>(
            place,
            Text::new(format!("这条陈述没有 {key}"), format!("this statement has no `{key}`")),
            Text::new(
                "凡向企业展示的条件和指标，须写 id、text 和 cite（出处）",
                "What is shown to an enterprise needs `id`, `text` and `cite` (its source)",
            ),
        );
    }

    fn criterion(&mut self, b: &mut SheetBuilder<'p>, written: &'p CriterionDoc, year: YearRef) -> Option<NodeIx> {
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
        let claim = Claim { id: written.id.clone(), text: written.text.clone(), cite: written.cite.clone(), prerequisite, threshold: None };
        let waiver = match &written.waived_by {
            None => None,
            Some(waiver) => Some(self.criterion(b, waiver, year)?),
        };
        let (test, threshold) = self.test(b, written, year)?;
        let mut node = b.push(test, Claim { threshold, ..Claim::default() });
        if let Some(waiver) = waiver {
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

    fn test(&mut self, b: &mut SheetBuilder<'p>, written: &'p CriterionDoc, year: YearRef) -> Option<(Test, Option<String>)> {
        let place = &written.place;
        let fact_slot = |c: &Self, ix: FactIx| c.rules.vocabulary.fact(ix).slot;
        let test = match &written.form {
            FormDoc::AllOf(members) | FormDoc::AnyOf(members) => {
                let all = matches!(written.form, FormDoc::AllOf(_));
                let nodes: Vec<NodeIx> = members.iter().filter_map(|m| self.criterion(b, m, year)).collect();
                if members.is_empty() {
                    return self.fault(
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
            FormDoc::Within(id, code) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Region, "地区类事实", "a region")?;
                let Some(span) = crate::case::region(code) else {
                    return self.fault(
                        place,
                        Text::new(format!("“{code}”不是行政区划代码"), format!("“{code}” is no region code")),
                        Text::new("写 2、4 或 6 位 GB/T 2260 代码", "Write a GB/T 2260 code of 2, 4 or 6 digits"),
                    );
                };
                Test::Within(fact_slot(self, ix), span.lo, span.hi)
            }
            FormDoc::SizeAtMost(class) => match SizeClass::ALL.into_iter().find(|c| c.id() == class) {
                Some(class) => Test::SizeAtMost(class),
                None => {
                    return self.fault(
                        place,
                        Text::new(format!("没有规模 {class}"), format!("`{class}` is no size class")),
                        Text::new("写 micro、small、medium 或 large", "Write micro, small, medium or large"),
                    );
                }
            },
            FormDoc::ScoreAtLeast(of, points) => {
                let points_value = self.score_points(place, points)?;
                match b.scores.get(of.as_str()) {
                    Some(of) => return Some((Test::ScoreAtLeast(*of, points_value), Some(points.clone()))),
                    None => {
                        return self.fault(
                            place,
                            Text::new(format!("评分表中没有 {of}"), format!("the score sheet has no `{of}`")),
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
                        place,
                        Text::new(format!("标准 {id} 排在本标准之后"), format!("`{id}` is assessed after this standard")),
                        Text::new("请在 facts.json 的 standards 中把它排到前面", "Move it before this one in `standards` of facts.json"),
                    );
                }
                None => return self.unknown_standard(place, id),
            },
            FormDoc::Use(_) => {
                return self.fault(
                    place,
                    Text::new("use 只能直接写在标准的 criteria 中", "`use` stands only directly in a standard's `criteria`"),
                    Text::new("请移到上一层", "Move it up"),
                );
            }
        };
        Some((test, None))
    }

    fn mask(&mut self, place: &str, ix: FactIx, options: &[String]) -> Option<u64> {
        let mut mask = 0;
        for option in options {
            match self.rules.vocabulary.fact(ix).option(option) {
                Some(at) => mask |= 1 << at,
                None => {
                    let fact = self.rules.vocabulary.fact(ix);
                    let known = fact.options.iter().map(|o| o.id.as_str()).collect::<Vec<_>>().join(", ");
                    let id = fact.id.clone();
                    return self.fault(
                        place,
                        Text::new(format!("{id} 没有选项 {option}"), format!("`{id}` has no option `{option}`")),
                        Text::new(format!("可用选项：{known}"), format!("Use one of {known}")),
                    );
                }
            }
        }
        Some(mask)
    }

    // ---- scores

    fn score(&mut self, b: &mut SheetBuilder<'p>, written: &'p ScoreDoc) -> Option<Score> {
        let mut groups = Vec::new();
        let mut indicators = Vec::new();
        for group in &written.groups {
            let first = indicators.len();
            for indicator in &group.indicators {
                indicators.extend(self.indicator(b, indicator));
            }
            let sum: i32 = group.indicators.iter().map(|i| i.max).sum();
            self.adds_up(&group.place, sum, group.max);
            groups.push(Group { id: group.id.clone(), name: group.name.clone(), max: group.max, indicators: first..indicators.len() });
        }
        self.adds_up(&written.place, written.groups.iter().map(|g| g.max).sum(), written.max);
        let whole = indicators.len() == written.groups.iter().map(|g| g.indicators.len()).sum::<usize>();
        whole.then_some(Score { max: written.max, groups, indicators })
    }

    fn adds_up(&mut self, place: &str, sum: i32, max: i32) {
        if sum != max {
            self.fault::<()>(
                place,
                Text::new(format!("各项满分之和为 {sum}，与 max {max} 不符"), format!("the maxima add up to {sum}, not to {max}")),
                Text::new("请核对原文的满分", "Check the maxima against the document"),
            );
        }
    }

    fn indicator(&mut self, b: &mut SheetBuilder<'p>, written: &'p IndicatorDoc) -> Option<Indicator> {
        if written.cite.is_none() {
            self.no_source(&written.place, "cite");
        }
        let (scale, most) = self.scale(b, &written.place, &written.scale, written.max)?;
        if most != written.max {
            return self.fault(
                &written.place,
                Text::new(
                    format!("计分方式最多给 {most} 分，与满分 {} 不符", written.max),
                    format!("the scale gives at most {most} points, the maximum is {}", written.max),
                ),
                Text::new("最高一档须等于满分", "The best band must give the maximum"),
            );
        }
        let (id, name, max, cite) = (written.id.clone(), written.name.clone(), written.max, written.cite.clone()?);
        Some(Indicator { id, name, max, cite, scale })
    }

    /// The scale, and the most it gives.
    fn scale(&mut self, b: &mut SheetBuilder<'p>, place: &str, written: &'p ScaleDoc, max: i32) -> Option<(Scale, i32)> {
        Some(match written {
            ScaleDoc::Bands { of, relation, lines, otherwise } => {
                let (of, fact) = self.quantity(place, of, YearRef::Y0)?;
                let mut checked: Vec<Line> = Vec::new();
                for (text, points) in lines {
                    let value = self.number(place, text, &of, fact)?;
                    let than = of.scaled(value);
                    if let Some(before) = checked.last() {
                        let beyond = match relation {
                            Relation::AtMost => than.reaches(before.than),
                            _ => before.than.reaches(than),
                        };
                        if !beyond || than == before.than || *points >= before.points {
                            return self.fault(
                                place,
                                Text::new(format!("“{text}”这一档与上一档重叠"), format!("the band at “{text}” overlaps the one before")),
                                Text::new(
                                    "各档须从最好到最差，分数递减",
                                    "Write the bands from best to worst, with fewer points each time",
                                ),
                            );
                        }
                    }
                    checked.push(Line { than, points: *points, written: text.clone() });
                }
                let otherwise = self.otherwise(place, *otherwise, checked.last().map(|l| l.points))?;
                let most = checked.first().map_or(otherwise, |l| l.points);
                (Scale::Bands { of, relation: *relation, lines: checked, otherwise }, most)
            }
            ScaleDoc::Cases { when, otherwise } => {
                let mut checked: Vec<(NodeIx, i32)> = Vec::new();
                for (criterion, points) in when {
                    let node = self.criterion(b, criterion, YearRef::Y0)?;
                    if checked.last().is_some_and(|(_, before)| points >= before) {
                        return self.fault(
                            &criterion.place,
                            Text::new("这一档的分数不少于上一档", "this case gives no fewer points than the one before"),
                            Text::new("各档须从最好到最差，分数递减", "Write the cases from best to worst, with fewer points each time"),
                        );
                    }
                    checked.push((node, *points));
                }
                let otherwise = self.otherwise(place, *otherwise, checked.last().map(|(_, points)| *points))?;
                let most = checked.first().map_or(otherwise, |(_, points)| *points);
                (Scale::Cases { when: checked, otherwise }, most)
            }
            ScaleDoc::Tally { points, of } => {
                let nodes: Vec<NodeIx> = of.iter().filter_map(|c| self.criterion(b, c, YearRef::Y0)).collect();
                let most = (nodes.len() as i32 * points).min(max);
                (Scale::Tally { points: *points, of: nodes }, most)
            }
            ScaleDoc::Steps { of, every, points } => {
                let (of, fact) = self.quantity(place, of, YearRef::Y0)?;
                let every = self.number(place, every, &of, fact)?;
                let slot = match of {
                    Quantity::Amount(amount) if amount.slots().len() == 1 && every > 0 => amount.slots()[0],
                    _ => {
                        return self.fault(
                            place,
                            Text::new("steps 只能用于一个事实，且步长为正", "`steps` takes one fact and a step above zero"),
                            Text::new(
                                "例如 {\"of\": \"segment_years\", \"every\": \"2 年\", \"points\": 1}",
                                "For instance {\"of\": \"segment_years\", \"every\": \"2 年\", \"points\": 1}",
                            ),
                        );
                    }
                };
                (Scale::Steps { of: slot, every, points: *points }, max)
            }
            ScaleDoc::Given(id) => {
                let ix = self.fact_of(place, id, |f| f.kind == Kind::Count, "计数类事实", "a count")?;
                let fact = self.rules.vocabulary.fact(ix);
                (Scale::Given(fact.slot), i32::try_from(fact.domain.hi).unwrap_or(i32::MAX))
            }
            ScaleDoc::BestOf(readings) => {
                let mut scales = Vec::new();
                let mut most = 0;
                for reading in readings {
                    let (scale, points) = self.scale(b, place, reading, max)?;
                    most = most.max(points);
                    scales.push(scale);
                }
                (Scale::BestOf(scales), most)
            }
        })
    }

    fn otherwise(&mut self, place: &str, otherwise: Option<i32>, worst: Option<i32>) -> Option<i32> {
        match otherwise {
            Some(points) if worst.is_none_or(|worst| points < worst) => Some(points),
            Some(_) => self.fault(
                place,
                Text::new("otherwise 的分数不少于最低一档", "`otherwise` gives no fewer points than the lowest band"),
                Text::new("达不到任何一档时分数最少", "What reaches no band has the fewest points"),
            ),
            None => self.fault(
                place,
                Text::new("各档之外没有规定分数，留下了空档", "what reaches no band has no points: there is a hole"),
                Text::new("请写 otherwise，通常为 0", "Write `otherwise`, mostly 0"),
            ),
        }
    }

    // ---- size classes

    fn size_standard(&mut self) {
        let doc = self.doc();
        if doc.size_standard.is_empty() {
            return;
        }
        let choice = |f: &Fact| f.kind == Kind::Choice;
        let Some(industry) = self.fact_of("size_standard", "industry", choice, "单选类事实", "a choice") else { return };
        let mut industries = vec![None; self.rules.vocabulary.fact(industry).options.len()];
        for written in &doc.size_standard {
            let place = &written.place;
            if written.cite.is_none() {
                self.no_source(place, "cite");
            }
            let Some(at) = self.rules.vocabulary.fact(industry).option(&written.id) else {
                self.mask(place, industry, std::slice::from_ref(&written.id));
                continue;
            };
            let mut lines = Vec::new();
            for (of, [large, medium, small]) in &written.lines {
                let Some((Quantity::Amount(amount), fact)) = self.quantity(place, of, YearRef::Y0) else { continue };
                let of = Quantity::Amount(amount);
                let bounds = [small, medium, large].map(|text| self.number(place, text, &of, fact));
                if let [Some(small), Some(medium), Some(large)] = bounds {
                    if !(small < medium && medium < large) {
                        self.fault::<()>(
                            place,
                            Text::new("大、中、小型的下限没有依次递减", "the bounds of large, medium and small do not descend"),
                            Text::new("请核对划型标准原表", "Check them against the table"),
                        );
                    }
                    lines.push((amount.slots()[0], [small, medium, large]));
                }
            }
            if lines.is_empty() || industries[at].is_some() {
                self.fault::<()>(
                    place,
                    Text::new("该行业没有指标，或出现两次", "this industry has no lines, or stands twice"),
                    Text::new("每个行业一条，至少一项指标", "One entry an industry, with at least one line"),
                );
            }
            industries[at] = Some(SizeLines { lines });
        }
        let industry = self.rules.vocabulary.fact(industry).slot;
        self.rules.size_standards.push(SizeStandard { document: DocumentIx(self.pack as u16), industry, industries });
    }
}

/// Where the tree of a sheet grows.
struct SheetBuilder<'p> {
    standard: StandardIx,
    scores: HashMap<&'p str, ScoreRef>,
    ids: HashSet<&'p str>,
    tests: Vec<Test>,
    claims: Vec<Claim>,
    children: Vec<NodeIx>,
}

impl SheetBuilder<'_> {
    fn push(&mut self, test: Test, claim: Claim) -> NodeIx {
        self.tests.push(test);
        self.claims.push(claim);
        NodeIx(self.tests.len() as u16 - 1)
    }

    fn members(&mut self, nodes: Vec<NodeIx>) -> Members {
        let members = Members { first: self.children.len() as u16, len: nodes.len() as u16 };
        self.children.extend(nodes);
        members
    }

    fn group(&mut self, test: impl Fn(Members) -> Test, nodes: Vec<NodeIx>) -> NodeIx {
        let members = self.members(nodes);
        self.push(test(members), Claim::default())
    }
}

/// Splits "100 万元" into its number and its unit.
pub(crate) fn split_unit(written: &str) -> (&str, &str) {
    let end = written.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(written.len());
    (&written[..end], written[end..].trim())
}
