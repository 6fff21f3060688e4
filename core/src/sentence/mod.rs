//! Rules and values in words. Everything is generated from the rule and the case, so that no sentence can say
//! anything else than what was compared.

mod asked;
mod given;
mod compared;
mod planned;

pub use compared::{change, compared, compared_years, parts_in};

use crate::case::Case;
use crate::evaluate::{Assessment, MayGovern, ScoreRange};
use crate::number::{Fraction, MICRO, parse_micro};
use crate::rules::*;
use crate::text::Lang;
use crate::verdict::Verdict;
use crate::vocabulary::*;
use crate::written::{Certainty, Procedure};

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

/// The verdict of an identifier.
pub(crate) fn verdict_of(id: &str) -> Option<Verdict> {
    Verdict::ALL.into_iter().find(|v| v.id() == id)
}

/// A kind of benefit in words; see [`crate::written::BENEFITS`].
pub fn benefit(id: &str, lang: Lang) -> &'static str {
    match id {
        "grant" => lang.pick("奖补资金", "grant"),
        "tax" => lang.pick("税收", "tax"),
        "finance" => lang.pick("融资", "finance"),
        "guarantee" => lang.pick("担保", "guarantee"),
        "listing" => lang.pick("上市", "listing"),
        "talent" => lang.pick("人才", "talent"),
        "land" => lang.pick("用地", "land"),
        "market_access" => lang.pick("市场", "market access"),
        "digital" => lang.pick("数字化", "digital"),
        "rd_platform" => lang.pick("研发平台", "R&D platform"),
        "ip" => lang.pick("知识产权", "intellectual property"),
        "brand" => lang.pick("品牌", "brand"),
        "standard" => lang.pick("标准", "standards"),
        "training" => lang.pick("培训", "training"),
        "honour" => lang.pick("荣誉", "honour"),
        _ => lang.pick("服务", "service"),
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
pub fn certainty(certainty: Certainty, lang: Lang) -> &'static str {
    match certainty {
        Certainty::Official => lang.pick("已见官方原文", "official wording seen"),
        Certainty::Secondary => lang.pick("据公开转述，未见官方原文", "reported by others, official wording not seen"),
        Certainty::Unverified => lang.pick("未核实", "not verified"),
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

/// A value of a fact in its unit.
fn plain(fact: &Fact, value: i64) -> Fraction {
    Fraction { num: value.into(), den: if fact.kind.is_micro() { MICRO.into() } else { 1 } }
}

impl Speaker<'_> {
    pub(super) fn fact(&self, slot: Slot) -> &Fact {
        self.rules.vocabulary.fact(self.rules.vocabulary.of_slot(slot).0)
    }

    /// A region by name, or by code where the vocabulary has no name for it.
    pub(super) fn region(&self, fact: &Fact, lo: i64, hi: i64) -> String {
        let code = Span { lo, hi }.region_code();
        fact.option(&code).map_or(code, |at| fact.options[at].label.get(self.lang).to_owned())
    }

    /// Which documents may govern a standard, where that is open because the place of registration is.
    pub fn may_govern(&self, assessment: &Assessment<'_>) -> Option<String> {
        let slot = self.rules.vocabulary.place.filter(|_| !assessment.may_govern.is_empty())?;
        let name = |one: &MayGovern<'_>| match one.sheet {
            Some((sheet, _)) => {
                let head = &self.rules.document(sheet.document).head;
                head.number.clone().unwrap_or_else(|| head.title.get(self.lang).to_owned())
            }
            None => self.lang.pick("当地无文件", "no document there").to_owned(),
        };
        let names = assessment.may_govern.iter().map(name).collect::<Vec<_>>().join(self.lang.pick("、", ", "));
        let label = self.label(slot);
        Some(if self.case.is_answered(&self.rules.vocabulary, slot) {
            self.lang.tell(
                format_args!("{label}未答到县（市、区），可能适用：{names}"),
                format_args!("{label} is not answered down to the district; one of these may govern: {names}"),
            )
        } else {
            self.lang.tell(
                format_args!("{label}未答，可能适用：{names}"),
                format_args!("{label} is not answered; one of these may govern: {names}"),
            )
        })
    }

    pub(super) fn join(&self, parts: &[String], any: bool) -> String {
        parts.join(match (self.lang, any) {
            (Lang::Zh, false) => "；且",
            (Lang::Zh, true) => "；或",
            (Lang::En, false) => "; and ",
            (Lang::En, true) => "; or ",
        })
    }

    pub(super) fn listed<'t>(&self, items: impl Iterator<Item = &'t str>) -> String {
        items.collect::<Vec<_>>().join(self.lang.pick("、", ", "))
    }

    /// A value of a fact with its unit, with two decimals at most. English counts money in yuan, for it has no word for 万.
    pub fn amount(&self, fact: &Fact, value: i64) -> String {
        self.with_unit(fact, plain(fact, value), false)
    }

    /// A value that must be reached or may not be passed, with two decimals at most: rounded up or down, whichever keeps it
    /// sufficient.
    pub(super) fn sufficient(&self, fact: &Fact, value: i64, up: bool) -> String {
        let cent = MICRO / 100;
        let is_coarse = fact.kind.is_micro() && value.abs() >= MICRO && (fact.kind, self.lang) != (Kind::Money, Lang::En);
        let rounded = if up { value.div_euclid(cent) + i64::from(value % cent != 0) } else { value.div_euclid(cent) } * cent;
        self.amount(fact, if is_coarse { rounded } else { value })
    }

    /// How far two values of a fact are apart; percentages differ by percentage points.
    pub(super) fn apart(&self, fact: &Fact, size: i64, up: bool) -> String {
        let amount = self.sufficient(fact, size, up);
        match amount.strip_suffix(" %").filter(|_| fact.kind == Kind::Percent) {
            Some("1") => self.lang.pick("1 个百分点", "1 percentage point").to_owned(),
            Some(points) => self.lang.tell(format_args!("{points} 个百分点"), format_args!("{points} percentage points")),
            None => amount,
        }
    }

    pub(super) fn with_unit(&self, fact: &Fact, value: Fraction, exact: bool) -> String {
        let decimals = if exact { 20 } else { 2 };
        let yuan = Fraction { num: value.num * 10_000, den: value.den };
        if (fact.kind, self.lang) == (Kind::Money, Lang::En) {
            return format!("RMB {}", grouped(&yuan.cut(decimals)));
        }
        let digits = value.cut(decimals);
        // What is small is told in 元, where it takes fewer digits.
        if fact.kind == Kind::Money && !exact && value.num.abs() < value.den && digits.ends_with('…') {
            return format!("{} 元", grouped(&yuan.cut(2)));
        }
        let unit = fact.unit.as_ref().map_or("", |unit| unit.get(self.lang));
        // English counts one year, two years; all its units in packs stand in the plural.
        let unit = if self.lang == Lang::En && value.num == value.den { unit.strip_suffix('s').unwrap_or(unit) } else { unit };
        format!("{} {unit}", grouped(&digits)).trim_end().to_owned()
    }

    /// A threshold as its pack writes it (`100 万元`), in the language. `of` is what it is compared with.
    pub fn threshold(&self, of: &Quantity, written: &str) -> String {
        let (digits, unit) = crate::compile::split_unit(written);
        if of.is_rate() {
            return format!("{digits} %");
        }
        let factor = if unit == "亿元" { 10_000 } else { 1 };
        match parse_micro(digits) {
            Ok(micro) => self.with_unit(self.fact(of.slots()[0]), Fraction { num: i128::from(micro) * factor, den: MICRO.into() }, false),
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
        self.named(label, Some(self.case.year(year)))
    }

    pub(super) fn bare(&self, slot: Slot) -> &str {
        self.fact(slot).label.get(self.lang)
    }

    pub(super) fn year_of(&self, slot: Slot) -> Option<i32> {
        let (ix, year) = self.rules.vocabulary.of_slot(slot);
        self.rules.vocabulary.fact(ix).yearly.then(|| self.case.year(year))
    }
}
