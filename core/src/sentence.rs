//! Rules and values in words. Everything is generated from the rule and the case, so that no sentence can say
//! anything else than what was compared.

use crate::case::Case;
use crate::day::Day;
use crate::evaluate::{Evaluation, Outcome, ScoreRange};
use crate::explain::Line;
use crate::measure::Measure;
use crate::number::{Fraction, MICRO, parse_micro};
use crate::rules::*;
use crate::text::Lang;
use crate::verdict::Verdict;
use crate::vocabulary::*;
use crate::written::{Procedure, Relation};

/// Speaks of one case by one rule set in one language.
#[derive(Clone, Copy)]
pub struct Speaker<'a> {
    /// The rules spoken of.
    pub rules: &'a RuleSet,
    /// The case spoken of.
    pub case: &'a Case,
    /// The language.
    pub lang: Lang,
}

/// A verdict in words, as on the ladder.
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Met => lang.pick("达标", "Met"),
        Verdict::NeedsReview => lang.pick("自评达标待评审", "Met by own declaration, to be reviewed"),
        Verdict::Unknown => lang.pick("待补充", "Open"),
        Verdict::Unmet => lang.pick("未达标", "Not met"),
        Verdict::NotApplicable => lang.pick("不适用", "Not applicable"),
    }
}

/// A size class in words.
pub fn size_class(class: SizeClass, lang: Lang) -> &'static str {
    match class {
        SizeClass::Micro => lang.pick("微型", "micro"),
        SizeClass::Small => lang.pick("小型", "small"),
        SizeClass::Medium => lang.pick("中型", "medium"),
        SizeClass::Large => lang.pick("大型", "large"),
    }
}

/// A procedure in words.
pub fn procedure(procedure: Procedure, lang: Lang) -> &'static str {
    match procedure {
        Procedure::FirstApplication => lang.pick("首次申报", "first application"),
        Procedure::Renewal => lang.pick("复核", "renewal"),
    }
}

/// A certainty in words.
pub fn certainty(certainty: crate::written::Certainty, lang: Lang) -> &'static str {
    use crate::written::Certainty::{Official, Secondary, Unverified};
    match certainty {
        Official => lang.pick("已见官方原文", "official wording seen"),
        Secondary => lang.pick("据公开转述，未见官方原文", "reported by others, official wording not seen"),
        Unverified => lang.pick("未核实", "not verified"),
    }
}

/// Points in words: `40–75 分`.
pub fn points(range: ScoreRange, lang: Lang) -> String {
    let unit = lang.pick(" 分", " points");
    if range.min == range.max { format!("{}{unit}", range.min) } else { format!("{}–{}{unit}", range.min, range.max) }
}

/// Digits in groups of three, as accounts print them.
pub fn grouped(number: &str) -> String {
    let (sign, rest) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, decimals) = rest.split_once('.').map_or((rest, ""), |(w, d)| (w, d));
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{out}{point}{decimals}")
}

/// The digits that all codes from one to another share.
fn region_code(lo: i64, hi: i64) -> String {
    let width = (hi - lo + 1).ilog10() as usize;
    let code = lo.to_string();
    code[..code.len().saturating_sub(width)].to_owned()
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

impl Speaker<'_> {
    fn fact(&self, slot: Slot) -> &Fact {
        self.rules.vocabulary.fact(self.rules.vocabulary.of_slot(slot).0)
    }

    fn join(&self, parts: &[String], any: bool) -> String {
        parts.join(match (self.lang, any) {
            (Lang::Zh, false) => "；且",
            (Lang::Zh, true) => "；或",
            (Lang::En, false) => "; and ",
            (Lang::En, true) => "; or ",
        })
    }

    fn listed<'t>(&self, items: impl Iterator<Item = &'t str>) -> String {
        items.collect::<Vec<_>>().join(self.lang.pick("、", ", "))
    }

    /// A value of a fact with its unit. English counts money in yuan, for it has no word for 万.
    pub fn amount(&self, fact: &Fact, value: i64) -> String {
        let exact = Fraction { num: value.into(), den: if fact.kind.is_micro() { MICRO.into() } else { 1 } };
        self.with_unit(fact, exact, 6)
    }

    fn with_unit(&self, fact: &Fact, value: Fraction, decimals: u32) -> String {
        if (fact.kind, self.lang) == (Kind::Money, Lang::En) {
            return format!("RMB {}", grouped(&Fraction { num: value.num * 10_000, den: value.den }.rounded(2)));
        }
        let unit = fact.unit.as_ref().map_or("", |unit| unit.get(self.lang));
        // English counts one year, two years; all its units in packs stand in the plural.
        let unit = if self.lang == Lang::En && value.num == value.den { unit.strip_suffix('s').unwrap_or(unit) } else { unit };
        format!("{} {unit}", grouped(&value.rounded(decimals))).trim_end().to_owned()
    }

    /// A threshold as its pack writes it (`100 万元`), in the language. `of` is what it is compared with.
    pub fn threshold(&self, of: &Quantity, written: &str) -> String {
        let (digits, unit) = crate::compile::split_unit(written);
        if of.is_rate() {
            return format!("{digits} %");
        }
        let factor = if unit == "亿元" { 10_000 } else { 1 };
        match parse_micro(digits) {
            Ok(micro) => self.with_unit(self.fact(of.slots()[0]), Fraction { num: i128::from(micro) * factor, den: MICRO.into() }, 6),
            Err(_) => written.to_owned(),
        }
    }

    /// A fact's name with its year: `2025 年研发费用总额`.
    pub fn label(&self, slot: Slot) -> String {
        let (ix, year) = self.rules.vocabulary.of_slot(slot);
        let fact = self.rules.vocabulary.fact(ix);
        let label = fact.label.get(self.lang);
        if !fact.yearly {
            return label.to_owned();
        }
        let year = self.case.year(year);
        self.lang.pick(format!("{year} 年{label}"), format!("{label} in {year}"))
    }

    fn bare(&self, slot: Slot) -> &str {
        self.fact(slot).label.get(self.lang)
    }

    fn year_of(&self, slot: Slot) -> Option<i32> {
        let (ix, year) = self.rules.vocabulary.of_slot(slot);
        self.rules.vocabulary.fact(ix).yearly.then(|| self.case.year(year))
    }

    // ---- what is asked

    /// A quantity by name, with its years.
    pub fn quantity(&self, of: &Quantity) -> String {
        let slots = of.slots();
        let mut years: Vec<i32> = slots.iter().filter_map(|slot| self.year_of(*slot)).collect();
        years.sort_unstable();
        years.dedup();
        let name = self.quantity_of_any_year(of);
        // A growth speaks of the years it leads to, not of the one it starts from.
        let years = if matches!(of, Quantity::Growth(..)) { &years[1..] } else { &years[..] };
        let from = match (of, years) {
            (Quantity::AverageGrowth(..) | Quantity::CompoundGrowth(..), [_, .., last]) => Some((last - 1, *last)),
            (_, [first, .., last]) if first != last => Some((*first, *last)),
            _ => None,
        };
        match (from, years) {
            (Some((first, last)), _) => self.lang.pick(format!("{first}—{last} 年{name}"), format!("{name}, {first}–{last}")),
            (None, [year, ..]) => self.lang.pick(format!("{year} 年{name}"), format!("{name} in {year}")),
            (None, []) => name,
        }
    }

    /// A quantity by name, no year told.
    fn quantity_of_any_year(&self, of: &Quantity) -> String {
        let sum = |amount: &Amount| {
            let mut parts: Vec<&str> = amount.slots().iter().map(|slot| self.bare(*slot)).collect();
            parts.dedup();
            parts.join(self.lang.pick("与", " plus "))
        };
        let lang = self.lang;
        match of {
            Quantity::Amount(amount) if amount.slots().len() == 1 => sum(amount),
            Quantity::Amount(amount) => lang.pick(format!("{}合计", sum(amount)), format!("sum of {}", sum(amount))),
            Quantity::Mean(amount) => lang.pick(format!("{}平均", sum(amount)), format!("mean of {}", sum(amount))),
            Quantity::Ratio(a, b) => lang.pick(format!("{}占{}的比重", sum(a), sum(b)), format!("{} as a share of {}", sum(a), sum(b))),
            Quantity::Growth(a, _) => lang.pick(format!("{}增长率", self.bare(*a)), format!("growth of {}", self.bare(*a))),
            Quantity::AverageGrowth(a, ..) => {
                lang.pick(format!("{}平均增长率", self.bare(*a)), format!("average growth of {}", self.bare(*a)))
            }
            Quantity::CompoundGrowth(a, _) => {
                lang.pick(format!("{}复合增长率", self.bare(*a)), format!("compound growth of {}", self.bare(*a)))
            }
        }
    }

    /// What a node asks.
    pub fn required(&self, sheet: &Sheet, node: NodeIx) -> String {
        self.asked(sheet, node, true)
    }

    /// The members that this procedure asks.
    fn asked_members<'s>(&self, sheet: &'s Sheet, members: &Members) -> impl Iterator<Item = NodeIx> + 's {
        let procedure = self.case.procedure(sheet.standard);
        sheet
            .members(members)
            .iter()
            .copied()
            .filter(move |n| !matches!(sheet.test(*n), Test::WaivedIn(_, waived) if waived[procedure as usize]))
    }

    fn asked(&self, sheet: &Sheet, node: NodeIx, with_year: bool) -> String {
        let (node, _) = sheet.unwrapped(node);
        let lang = self.lang;
        let told = |n: NodeIx| {
            let shown = sheet.claim(n).text.as_ref().map(|t| t.get(lang).to_owned());
            shown.unwrap_or_else(|| self.asked(sheet, n, with_year))
        };
        let is = |name: &str, zh: &str, en: &str| lang.pick(format!("{name}：{zh}"), format!("{name}: {en}"));
        match sheet.test(node) {
            Test::AllOf(members) => {
                let parts: Vec<String> = self
                    .asked_members(sheet, members)
                    .map(|n| match sheet.test(n) {
                        Test::AnyOf(_) if sheet.claim(n).text.is_none() => lang.pick(format!("（{}）", told(n)), format!("({})", told(n))),
                        _ => told(n),
                    })
                    .collect();
                self.join(&parts, false)
            }
            Test::AnyOf(members) => {
                let parts: Vec<String> = self.asked_members(sheet, members).map(told).collect();
                self.join(&parts, true)
            }
            Test::EveryYear(members) => {
                let members = sheet.members(members);
                let (last, years) = (self.case.fiscal_year(), members.len() as i32);
                let one = self.asked(sheet, members[0], false);
                lang.pick(format!("{}—{last} 年每年：{one}", last + 1 - years), format!("in each year {}–{last}: {one}", last + 1 - years))
            }
            Test::Not(of) => match sheet.test(*of) {
                Test::Holds(slot) => is(&self.label(*slot), "否", "no"),
                _ => lang.pick(format!("不得：{}", told(*of)), format!("not: {}", told(*of))),
            },
            Test::Compare { of, relation, .. } => {
                let relation = match relation {
                    Relation::AtLeast => lang.pick("不低于", "at least"),
                    Relation::AtMost => lang.pick("不高于", "at most"),
                    Relation::MoreThan => lang.pick("高于", "more than"),
                    Relation::LessThan => lang.pick("低于", "less than"),
                };
                let name = if with_year { self.quantity(of) } else { self.quantity_of_any_year(of) };
                let threshold = sheet.claim(node).threshold.as_deref().map(|t| self.threshold(of, t)).unwrap_or_default();
                lang.pick(format!("{name}{relation} {threshold}"), format!("{name}: {relation} {threshold}"))
            }
            Test::Holds(slot) => is(&self.label(*slot), "是", "yes"),
            Test::Declared(slot) => {
                is(&self.label(*slot), "是（企业声明，主管部门评审）", "yes (declared by the enterprise, reviewed by the authority)")
            }
            Test::OneOf(slot, mask) | Test::Includes(slot, mask) => {
                let fact = self.fact(*slot);
                let chosen = fact.options.iter().enumerate().filter(|(i, _)| mask & (1 << i) != 0);
                let chosen: Vec<&str> = chosen.map(|(_, o)| o.label.get(lang)).collect();
                let (zh, en) = if chosen.len() > 1 { ("之一", "one of ") } else { ("", "") };
                let listed = self.listed(chosen.into_iter());
                is(fact.label.get(lang), &format!("{listed}{zh}"), &format!("{en}{listed}"))
            }
            Test::Held(slot) => lang.pick(format!("持有有效期内的{}", self.bare(*slot)), format!("{}: valid", self.bare(*slot))),
            Test::Within(slot, lo, hi) if self.fact(*slot).kind == Kind::Region => {
                let code = region_code(*lo, *hi);
                lang.pick(format!("{}代码以 {code} 开头", self.bare(*slot)), format!("{}: code begins with {code}", self.bare(*slot)))
            }
            Test::Within(slot, lo, hi) if *hi == self.fact(*slot).domain.hi => {
                is(&self.label(*slot), &format!("第 {lo} 名及以后（已取得名次）"), "any place")
            }
            Test::Within(slot, lo, hi) => is(&self.label(*slot), &format!("第 {lo} 至 {hi} 名"), &format!("place {lo} to {hi}")),
            Test::SizeAtMost(class) => {
                let class = size_class(*class, lang);
                lang.pick(format!("按划型标准不超过{class}企业"), format!("at most a {class} enterprise by the size standard"))
            }
            Test::ScoreAtLeast(of, points) => {
                let name = sheet.score.as_ref().and_then(|s| s.name(*of)).map_or(lang.pick("总分", "total score"), |n| n.get(lang));
                lang.pick(format!("{name}不低于 {points} 分"), format!("{name}: at least {points} points"))
            }
            Test::Meets(standard) => {
                let name = self.rules.vocabulary.standard(*standard).name.get(lang);
                lang.pick(format!("达到{name}标准"), format!("meets the standard of {name}"))
            }
            Test::WaivedBy(..) | Test::WaivedIn(..) => String::new(),
        }
    }

    /// Every band of a scale in words with the points it gives, best first within a reading.
    pub fn bands(&self, sheet: &Sheet, scale: &Scale) -> Vec<(i32, String)> {
        let lang = self.lang;
        match scale {
            Scale::Bands { of, relation, lines, .. } => {
                let relation =
                    if *relation == Relation::AtMost { lang.pick("不高于", "at most") } else { lang.pick("不低于", "at least") };
                let name = self.quantity(of);
                let line = |written: &str| {
                    let threshold = self.threshold(of, written);
                    lang.pick(format!("{name}{relation} {threshold}"), format!("{name}: {relation} {threshold}"))
                };
                lines.iter().map(|l| (l.points, line(&l.written))).collect()
            }
            Scale::Cases { when, .. } => when.iter().map(|(node, points)| (*points, self.required(sheet, *node))).collect(),
            Scale::Tally { points, of } => of.iter().map(|node| (*points, self.required(sheet, *node))).collect(),
            Scale::Steps { of, every, points } => {
                let step = self.amount(self.fact(*of), *every);
                let name = self.label(*of);
                vec![(*points, lang.pick(format!("{name}每满 {step}"), format!("{name}: each full {step}")))]
            }
            Scale::Given(slot) => vec![(i32::try_from(self.fact(*slot).domain.hi).unwrap_or(i32::MAX), self.label(*slot))],
            Scale::BestOf(readings) => readings.iter().flat_map(|reading| self.bands(sheet, reading)).collect(),
        }
    }

    // ---- what there is

    /// The answer given for a value, in words; none if there is none.
    pub fn answer(&self, slot: Slot) -> Option<String> {
        if !self.case.is_answered(&self.rules.vocabulary, slot) {
            return None;
        }
        let (fact, span) = (self.fact(slot), self.case.span(slot));
        let lang = self.lang;
        Some(match fact.kind {
            Kind::Money | Kind::Percent | Kind::Count | Kind::Years => {
                let (lo, hi) = (self.amount(fact, span.lo), self.amount(fact, span.hi));
                match span {
                    span if span.is_point() => lo,
                    span if span.hi == fact.domain.hi => lang.pick(format!("至少 {lo}"), format!("at least {lo}")),
                    span if span.lo == fact.domain.lo => lang.pick(format!("至多 {hi}"), format!("at most {hi}")),
                    _ => lang.pick(format!("{lo} 至 {hi}"), format!("{lo} to {hi}")),
                }
            }
            Kind::Bool => if span.lo == 1 { lang.pick("是", "yes") } else { lang.pick("否", "no") }.to_owned(),
            Kind::Choice => fact.options.get(span.lo as usize).map(|o| o.label.get(lang).to_owned())?,
            Kind::Set if span.lo == 0 => lang.pick("以上均无", "none of them").to_owned(),
            Kind::Set => {
                let chosen = fact.options.iter().enumerate().filter(|(i, _)| span.lo & (1 << i) != 0);
                self.listed(chosen.map(|(_, o)| o.label.get(lang)))
            }
            Kind::Title if span.lo == NO_TITLE => lang.pick("没有该资格", "not held").to_owned(),
            Kind::Title => {
                let day = Day::from_number(span.lo)?;
                match day >= self.case.as_of {
                    true => lang.pick(format!("有效期至 {day}"), format!("valid until {day}")),
                    false => lang.pick(format!("已于 {day} 到期"), format!("expired on {day}")),
                }
            }
            Kind::Date => Day::from_number(span.lo)?.to_string(),
            Kind::Region => region_code(span.lo, span.hi),
        })
    }

    fn not_answered(&self, slots: &[Slot]) -> Option<String> {
        let open: Vec<String> =
            slots.iter().filter(|slot| !self.case.is_answered(&self.rules.vocabulary, **slot)).map(|slot| self.label(*slot)).collect();
        match open.is_empty() {
            true => None,
            false => Some(self.lang.pick(format!("未填：{}", open.join("、")), format!("not answered: {}", open.join(", ")))),
        }
    }

    /// The answers a node of a sheet still lacks, by name; those behind a score or a size class are not among them.
    pub fn lacking(&self, sheet: &Sheet, node: NodeIx) -> Vec<String> {
        let mut open: Vec<String> = Vec::new();
        for slot in sheet.slots(node) {
            let label = self.label(slot);
            if !self.case.is_answered(&self.rules.vocabulary, slot) && !open.contains(&label) {
                open.push(label);
            }
        }
        open
    }

    /// What was measured, in words.
    pub fn measured(&self, of: &Quantity, measured: &Measure) -> String {
        let lang = self.lang;
        let slots = of.slots();
        if let Some(open) = self.not_answered(&slots) {
            return if slots.len() == 1 { lang.pick("未填", "not answered").to_owned() } else { open };
        }
        let Measure::Within(bounds) = measured else {
            return lang.pick("无法计算：基数为零或负数", "undefined: the base is zero or negative").to_owned();
        };
        let fact = self.fact(slots[0]);
        if let Quantity::Amount(amount) = of
            && let [slot] = amount.slots()
        {
            return self.answer(*slot).unwrap_or_default();
        }
        let show = |value: Fraction| -> String {
            let scale = i128::from(if fact.kind.is_micro() { MICRO } else { 1 });
            match of {
                Quantity::Amount(_) => self.with_unit(fact, Fraction { num: value.num, den: value.den * scale }, 6),
                Quantity::Mean(amount) => {
                    self.with_unit(fact, Fraction { num: value.num, den: value.den * scale * amount.slots().len() as i128 }, 6)
                }
                // A root is shown by floating point; it was compared without one.
                Quantity::CompoundGrowth(..) => format!("{:.2} %", 100.0 * ((value.num as f64 / value.den as f64).sqrt() - 1.0)),
                _ => format!("{} %", Fraction { num: value.num * 100, den: value.den }.rounded(2)),
            }
        };
        let value = match bounds.exact {
            true => show(bounds.lo),
            false => {
                lang.pick(format!("{} 至 {}", show(bounds.lo), show(bounds.hi)), format!("{} to {}", show(bounds.lo), show(bounds.hi)))
            }
        };
        // The share is shown rounded; the figures behind it let anyone check it.
        let behind: Vec<String> = slots.iter().filter_map(|slot| self.answer(*slot)).collect();
        let behind = match of {
            Quantity::Ratio(a, _) if a.slots().len() == 1 && slots.len() == 2 => behind.join(" ÷ "),
            Quantity::Ratio(..) => return value,
            Quantity::Amount(_) | Quantity::Mean(_) => behind.join(" + "),
            _ => behind.join(" ← "),
        };
        lang.pick(format!("{value}（{behind}）"), format!("{value} ({behind})"))
    }

    /// What there is, for a line of an explanation. `parts` are the lines below it.
    pub fn actual(&self, evaluation: &Evaluation<'_>, sheet: &Sheet, outcome: &Outcome, line: &Line, parts: &[Line]) -> String {
        let (node, _) = sheet.unwrapped(line.node);
        let open = || self.lang.pick("未填", "not answered").to_owned();
        let nothing = |actual: String| if actual.is_empty() { open() } else { actual };
        match sheet.test(node) {
            Test::Compare { of, .. } => line.measure.as_ref().map(|m| self.measured(of, m)).unwrap_or_default(),
            Test::Holds(slot)
            | Test::Declared(slot)
            | Test::OneOf(slot, _)
            | Test::Includes(slot, _)
            | Test::Held(slot)
            | Test::Within(slot, ..) => self.answer(*slot).unwrap_or_else(open),
            Test::Not(of) => {
                let slots = sheet.slots(*of);
                nothing(self.listed_owned(slots.iter().filter_map(|slot| self.answer(*slot))))
            }
            Test::SizeAtMost(_) => match evaluation.size {
                Some((lo, hi)) if lo == hi => size_class(lo, self.lang).to_owned(),
                Some((lo, hi)) => {
                    let (lo, hi) = (size_class(lo, self.lang), size_class(hi, self.lang));
                    self.lang.pick(format!("{lo}至{hi}"), format!("{lo} to {hi}"))
                }
                None => self.lang.pick("尚不能划型", "size not yet known").to_owned(),
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
            return self.lang.pick(format!("{all} 项中 {good} 项满足"), format!("{good} of {all} satisfied"));
        }
        // What was left blank is only worth telling while it is still needed.
        let needed = |p: &&&Line| line.verdict == Verdict::Unknown || p.verdict != Verdict::Unknown;
        let leaves: Vec<&Line> = parts.iter().filter(|p| self.is_leaf(sheet, p)).filter(needed).copied().collect();
        let years: Vec<Option<i32>> = leaves.iter().map(|leaf| self.only_year(sheet, leaf)).collect();
        let many_years = years.iter().flatten().any(|year| years.iter().flatten().any(|other| other != year));
        let mut told: Vec<String> = Vec::new();
        for (leaf, year) in leaves.into_iter().zip(years) {
            let one = self.actual(evaluation, sheet, outcome, leaf, &[]);
            let one = match year.filter(|_| many_years && leaf.verdict != Verdict::Unknown) {
                Some(year) => self.lang.pick(format!("{year} 年 {one}"), format!("{year}: {one}")),
                None => one,
            };
            if !told.contains(&one) {
                told.push(one);
            }
        }
        told.join(self.lang.pick("；", "; "))
    }

    /// The one year a leaf speaks of.
    fn only_year(&self, sheet: &Sheet, leaf: &Line) -> Option<i32> {
        let slots = sheet.slots(leaf.node);
        let year = self.year_of(*slots.first()?)?;
        slots.iter().all(|slot| self.year_of(*slot) == Some(year)).then_some(year)
    }

    fn is_leaf(&self, sheet: &Sheet, line: &Line) -> bool {
        !matches!(sheet.test(sheet.unwrapped(line.node).0), Test::AllOf(_) | Test::EveryYear(_) | Test::AnyOf(_))
    }

    fn listed_owned(&self, items: impl Iterator<Item = String>) -> String {
        items.collect::<Vec<_>>().join(self.lang.pick("、", ", "))
    }

    /// How far it is from the line, in words; none where there is nothing to say.
    pub fn margin(&self, sheet: &Sheet, line: &Line) -> Option<String> {
        let (node, _) = sheet.unwrapped(line.node);
        let (Test::Compare { of, relation, .. }, Some(margin)) = (sheet.test(node), line.margin) else { return None };
        let slots = of.slots();
        if slots.iter().any(|slot| !self.case.is_answered(&self.rules.vocabulary, *slot)) {
            return None;
        }
        let fact = self.fact(slots[0]);
        let name = if of.is_rate() { self.label(slots[0]) } else { String::new() };
        let small_is_good = matches!(relation, Relation::AtMost | Relation::LessThan);
        let lang = self.lang;
        let size = |value: i64| self.amount(fact, value.saturating_abs());
        let space = if name.is_empty() { "" } else { lang.pick("", " ") };
        Some(match margin {
            Span { lo: 0, hi: 0 } => lang.pick("正好在线上", "exactly on the line").to_owned(),
            Span { lo: 0, .. } => lang.pick("最低正好在线上", "at worst exactly on the line").to_owned(),
            Span { lo, .. } if lo >= 0 && small_is_good => {
                lang.pick(format!("{name}还可增加 {}", size(lo)), format!("{name}{space}may rise by {}", size(lo)))
            }
            Span { lo, .. } if lo >= 0 => lang.pick(format!("{name}高出 {}", size(lo)), format!("{name}{space}above by {}", size(lo))),
            Span { hi, .. } if hi < 0 && small_is_good => {
                lang.pick(format!("{name}超出 {}", size(hi)), format!("{name}{space}over by {}", size(hi)))
            }
            Span { hi, .. } if hi < 0 => lang.pick(format!("{name}还差 {}", size(hi)), format!("{name}{space}short by {}", size(hi))),
            Span { lo, hi } => lang.pick(
                format!("{name}最差差 {}，最好余 {}", size(lo), size(hi)),
                format!("{name}{space}at worst short by {}, at best {} to spare", size(lo), size(hi)),
            ),
        })
    }
}
