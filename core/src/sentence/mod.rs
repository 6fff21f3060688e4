//! Rules and values in words. Everything is generated from the rule and the case, so that no sentence can say
//! anything else than what was compared.

mod asked;
mod given;
mod margins;
mod compared;
mod planned;
mod rates;
mod worth;

pub use compared::{change, compared, compared_years, parts_in};
pub use rates::Rate;

use crate::case::Case;
use crate::evaluate::{Assessment, MayGovern, ScoreRange};
use crate::messages as m;
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
        Verdict::Met => m::MET.say(lang),
        Verdict::NeedsReview => m::NEEDS_REVIEW.say(lang),
        Verdict::Unknown => m::OPEN.say(lang),
        Verdict::Unmet => m::NOT_MET.say(lang),
        Verdict::NotApplicable => m::NOT_APPLICABLE.say(lang),
    }
}

/// The verdict of an identifier.
pub(crate) fn verdict_of(id: &str) -> Option<Verdict> {
    Verdict::ALL.into_iter().find(|v| v.id() == id)
}

/// A kind of benefit in words; see [`crate::written::BENEFITS`].
pub fn benefit(id: &str, lang: Lang) -> &'static str {
    match id {
        "grant" => m::BENEFIT_GRANT.say(lang),
        "tax" => m::BENEFIT_TAX.say(lang),
        "finance" => m::BENEFIT_FINANCE.say(lang),
        "guarantee" => m::BENEFIT_GUARANTEE.say(lang),
        "listing" => m::BENEFIT_LISTING.say(lang),
        "talent" => m::BENEFIT_TALENT.say(lang),
        "land" => m::BENEFIT_LAND.say(lang),
        "market_access" => m::BENEFIT_MARKET_ACCESS.say(lang),
        "digital" => m::BENEFIT_DIGITAL.say(lang),
        "rd_platform" => m::BENEFIT_RD_PLATFORM.say(lang),
        "ip" => m::BENEFIT_IP.say(lang),
        "brand" => m::BENEFIT_BRAND.say(lang),
        "standard" => m::BENEFIT_STANDARD.say(lang),
        "training" => m::BENEFIT_TRAINING.say(lang),
        "honour" => m::BENEFIT_HONOUR.say(lang),
        _ => m::BENEFIT_SERVICE.say(lang),
    }
}

/// A size class in words.
pub fn size_class(class: SizeClass, lang: Lang) -> &'static str {
    match class {
        SizeClass::Micro => m::MICRO.say(lang),
        SizeClass::Small => m::SMALL.say(lang),
        SizeClass::Medium => m::MEDIUM.say(lang),
        SizeClass::Large => m::LARGE.say(lang),
    }
}

/// A procedure in words.
pub fn procedure(procedure: Procedure, lang: Lang) -> &'static str {
    match procedure {
        Procedure::FirstApplication => m::FIRST_APPLICATION.say(lang),
        Procedure::Renewal => m::RENEWAL.say(lang),
    }
}

/// Where a document comes from that is not built in, as it goes on behind its name; nothing for those that are.
pub fn origin(document: &Document, lang: Lang) -> String {
    document.origin.as_ref().map(|origin| m::NOT_BUILT_IN.fill(lang, [origin])).unwrap_or_default()
}

/// A certainty in words.
pub fn certainty(certainty: Certainty, lang: Lang) -> &'static str {
    match certainty {
        Certainty::Official => m::CERTAINTY_OFFICIAL.say(lang),
        Certainty::Secondary => m::CERTAINTY_SECONDARY.say(lang),
        Certainty::Unverified => m::CERTAINTY_UNVERIFIED.say(lang),
    }
}

/// A statement with how sure it is behind it, where its official wording was not seen.
pub fn marked(text: &str, sure: Certainty, lang: Lang) -> String {
    match sure {
        Certainty::Official => text.to_owned(),
        sure => m::MEASURE_BEHIND.fill(lang, [&text, &certainty(sure, lang)]),
    }
}

/// Points in words: `40–75 分`.
pub fn points(range: ScoreRange, lang: Lang) -> String {
    let unit = m::POINTS.say(lang);
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
                let document = self.rules.document(sheet.document);
                document.number_or_title(self.lang).to_owned() + &origin(document, self.lang)
            }
            None => m::NO_DOCUMENT_THERE.say(self.lang).to_owned(),
        };
        let names = assessment.may_govern.iter().map(name).collect::<Vec<_>>().join(m::LIST_COMMA.say(self.lang));
        let label = self.label(slot);
        Some(if self.case.is_answered(&self.rules.vocabulary, slot) {
            m::PLACE_ANSWERED_IN_PART.fill(self.lang, [&label, &names])
        } else {
            m::PLACE_NOT_ANSWERED.fill(self.lang, [&label, &names])
        })
    }

    /// A yes or a no as a statement; by the name of the fact where the vocabulary has no words for it.
    pub(super) fn statement(&self, slot: Slot, yes: bool) -> String {
        match &self.fact(slot).statements {
            Some(statements) => statements[usize::from(yes)].get(self.lang).to_owned(),
            None => m::NAMED.fill(self.lang, [&self.label(slot), if yes { &m::YES } else { &m::NO }]),
        }
    }

    pub(super) fn join(&self, parts: &[String], any: bool) -> String {
        parts.join(if any { m::SEMICOLON_OR } else { m::SEMICOLON_AND }.say(self.lang))
    }

    pub(crate) fn listed<'t>(&self, items: impl Iterator<Item = &'t str>) -> String {
        items.collect::<Vec<_>>().join(m::LIST_COMMA.say(self.lang))
    }

    /// A value of a fact with its unit, with two decimals at most. Only Chinese has a word for 万; other languages count money in yuan.
    pub fn amount(&self, fact: &Fact, value: i64) -> String {
        self.with_unit(fact, plain(fact, value), false)
    }

    /// A value that must be reached or may not be passed, with two decimals at most: rounded up or down, whichever keeps it
    /// sufficient.
    pub(super) fn sufficient(&self, fact: &Fact, value: i64, up: bool) -> String {
        let cent = MICRO / 100;
        let is_coarse = fact.kind.is_micro() && value.abs() >= MICRO && (fact.kind != Kind::Money || self.lang == Lang::Zh);
        let rounded = if up { value.div_euclid(cent) + i64::from(value % cent != 0) } else { value.div_euclid(cent) } * cent;
        self.amount(fact, if is_coarse { rounded } else { value })
    }

    /// How far two values of a fact are apart; percentages differ by percentage points.
    pub(super) fn apart(&self, fact: &Fact, size: i64, up: bool) -> String {
        let amount = self.sufficient(fact, size, up);
        match amount.strip_suffix(" %").filter(|_| fact.kind == Kind::Percent) {
            Some(points) => self.percentage_points(points),
            None => amount,
        }
    }

    pub(super) fn percentage_points(&self, points: &str) -> String {
        match points {
            "1" => m::ONE_PERCENTAGE_POINT.say(self.lang).to_owned(),
            points => m::PERCENTAGE_POINTS.fill(self.lang, [&points]),
        }
    }

    pub(super) fn with_unit(&self, fact: &Fact, value: Fraction, exact: bool) -> String {
        let decimals = if exact { 20 } else { 2 };
        let yuan = Fraction { num: value.num * 10_000, den: value.den };
        if fact.kind == Kind::Money && self.lang != Lang::Zh {
            return m::YUAN.fill(self.lang, [&grouped(&yuan.cut(decimals))]);
        }
        let digits = value.cut(decimals);
        // What is small is told in 元, where it takes fewer digits.
        if fact.kind == Kind::Money && !exact && value.num.abs() < value.den && digits.ends_with('…') {
            return m::YUAN.fill(self.lang, [&grouped(&yuan.cut(2))]);
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
