//! The enterprises the bench is run over: whole, varied, and the same in every run.
//!
//! Figures are drawn around the lines the rules draw, a fen above and below included, so that no branch can be
//! guessed and a comparison that is not exact is found out.

use serde_json::{Map, Value, json};
use tidu_core::case::{Case, Severity};
use tidu_core::day::Day;
use tidu_core::number::{MICRO, show_micro};
use tidu_core::rules::SizeClass;
use tidu_core::vocabulary::{Fact, Kind, Vocabulary};

/// What the sheet under test asks of an enterprise, as a program written for it alone would hold it. Money is in
/// millionths of 万元; years run from the last one back.
#[derive(Debug, Clone)]
pub struct Enterprise {
    pub registered_in_china: bool,
    pub legal_person: bool,
    pub size: SizeClass,
    pub on_abnormal_list: bool,
    pub on_dishonest_list: bool,
    pub restricted_product: bool,
    pub serious_incident_3y: bool,
    pub tax_violation_3y: bool,
    pub segment_years: i64,
    pub staff: i64,
    pub rd_staff: i64,
    pub operating_revenue: i64,
    pub main_business_revenue: [i64; 3],
    pub net_profit: i64,
    pub total_assets: i64,
    pub total_liabilities: i64,
    pub rd_expense: [i64; 2],
    pub equity_financing: [i64; 2],
    pub fills_chain_gap: bool,
    pub favoured_field: bool,
    pub digital_level: i64,
    pub provincial_quality_award: bool,
    pub quality_system_certified: bool,
    pub own_brand: bool,
    pub standards_participated: bool,
    pub local_distinctive_score: i64,
    pub class_1_ip: i64,
    pub class_1_ip_self_developed: i64,
    pub class_1_ip_high_value: i64,
    pub class_2_ip: i64,
    pub rd_institution: Institution,
    pub provincial_science_award_rank: i64,
    pub national_science_award_rank: i64,
    pub maker_china: bool,
}

/// The level of an R&D institution.
#[derive(Debug, Clone, Copy)]
pub enum Institution {
    None,
    BelowCity,
    City,
    Provincial,
    National,
}

/// One enterprise in every form the bench needs.
pub struct Sample {
    /// For the floor.
    pub enterprise: Enterprise,
    /// As a case of the public contract, all facts answered.
    pub json: Value,
}

/// So many enterprises. `size` tells the size class of a case; the floor is given it as the engine's sheet is.
pub fn samples(vocabulary: &Vocabulary, as_of: Day, count: usize, size: impl Fn(&Case) -> SizeClass) -> Vec<Sample> {
    let mut dice = Dice(0x7469_6475);
    let mut one = || {
        let mut enterprise = enterprise(&mut dice);
        let json = case(vocabulary, as_of, &enterprise, &mut dice);
        enterprise.size = size(&read(vocabulary, as_of, &json));
        Sample { enterprise, json }
    };
    (0..count).map(|_| one()).collect()
}

/// A case of which about one answer in so many is missing.
pub fn with_holes(json: &Value, seed: usize, one_in: u64) -> Value {
    let mut dice = Dice(seed as u64);
    let mut json = json.clone();
    if let Some(facts) = json["facts"].as_object_mut() {
        facts.retain(|_, _| !dice.once_in(one_in));
    }
    json
}

/// Reads a case that has no fault; its answers, thrown like dice, may contradict each other.
pub fn read(vocabulary: &Vocabulary, as_of: Day, json: &Value) -> Case {
    match Case::read(vocabulary, json, as_of) {
        Ok((case, issues)) if issues.iter().all(|issue| issue.severity == Severity::Warning) => case,
        other => panic!("the bench made a case that cannot be read: {other:?}"),
    }
}

fn enterprise(dice: &mut Dice) -> Enterprise {
    let revenue = dice.near(&[300, 1_000, 2_000, 5_000, 10_000, 25_000]);
    // Some have no revenue yet, as start-ups that live on equity.
    let revenue = if dice.once_in(32) { 0 } else { revenue };
    let main = dice.share(revenue, &[50, 60, 70, 80, 95]).min(revenue);
    // Last year's figure is that of the year before grown by some percent, and so on back.
    let before = dice.share(main, &[80, 91, 94, 97, 100, 108]);
    let assets = dice.near(&[800, 3_000, 12_000]);
    let class_1_ip = dice.up_to(3);
    let self_developed = dice.up_to(class_1_ip);
    let rd = if dice.once_in(2) { dice.near(&[100, 200, 300, 400, 500, 1_000]) } else { dice.share(revenue, &[3, 4, 6, 8, 10]) };
    let staff = 5 + dice.up_to(600);
    Enterprise {
        registered_in_china: !dice.once_in(20),
        legal_person: !dice.once_in(20),
        size: SizeClass::Medium,
        on_abnormal_list: dice.once_in(20),
        on_dishonest_list: dice.once_in(20),
        restricted_product: dice.once_in(20),
        serious_incident_3y: dice.once_in(20),
        tax_violation_3y: dice.once_in(20),
        segment_years: 1 + dice.up_to(12),
        staff,
        rd_staff: staff * (3 + dice.up_to(20)) / 100,
        operating_revenue: revenue,
        main_business_revenue: [main, before, dice.share(before, &[85, 93, 96, 100])],
        net_profit: if dice.once_in(6) { -dice.near(&[50, 300]) } else { dice.share(revenue, &[2, 4, 6, 8, 10]) },
        total_assets: assets,
        total_liabilities: dice.share(assets, &[40, 50, 60, 70]),
        rd_expense: [rd, dice.share(rd, &[70, 100, 130])],
        equity_financing: if dice.once_in(5) { [dice.near(&[1_000, 3_000]), dice.near(&[1_000, 3_000])] } else { [0, 0] },
        fills_chain_gap: dice.once_in(3),
        favoured_field: dice.once_in(2),
        digital_level: dice.up_to(5),
        provincial_quality_award: dice.once_in(4),
        quality_system_certified: dice.once_in(2),
        own_brand: dice.once_in(2),
        standards_participated: dice.once_in(3),
        local_distinctive_score: dice.up_to(15),
        class_1_ip,
        class_1_ip_self_developed: self_developed,
        class_1_ip_high_value: dice.up_to(self_developed),
        class_2_ip: dice.up_to(4),
        rd_institution: dice.one_of(&[
            Institution::None,
            Institution::BelowCity,
            Institution::City,
            Institution::Provincial,
            Institution::National,
        ]),
        provincial_science_award_rank: if dice.once_in(6) { dice.up_to(6) } else { 0 },
        national_science_award_rank: if dice.once_in(12) { dice.up_to(8) } else { 0 },
        maker_china: dice.once_in(10),
    }
}

/// The case of an enterprise. What the sheet under test does not ask is answered at random.
fn case(vocabulary: &Vocabulary, as_of: Day, e: &Enterprise, dice: &mut Dice) -> Value {
    let mut facts = Map::new();
    for (_, fact) in vocabulary.iter() {
        facts.insert(fact.id.clone(), any(fact, as_of, dice));
    }
    let industry = dice.one_of(&["industry", "construction", "wholesale", "software_it", "other_listed"]);
    let mut tell = |id: &str, value: Value| facts.insert(id.to_owned(), value);
    tell("registered_in_china", json!(e.registered_in_china));
    tell("legal_person", json!(e.legal_person));
    tell("on_abnormal_list", json!(e.on_abnormal_list));
    tell("on_dishonest_list", json!(e.on_dishonest_list));
    tell("restricted_product", json!(e.restricted_product));
    tell("serious_incident_3y", json!(e.serious_incident_3y));
    tell("tax_violation_3y", json!(e.tax_violation_3y));
    tell("segment_years", json!(e.segment_years));
    tell("industry", json!(industry));
    tell("staff", json!(e.staff));
    tell("rd_staff", json!(e.rd_staff));
    tell("operating_revenue", by_year(as_of, &[e.operating_revenue; 3]));
    tell("main_business_revenue", by_year(as_of, &e.main_business_revenue));
    tell("net_profit", by_year(as_of, &[e.net_profit; 3]));
    tell("total_assets", by_year(as_of, &[e.total_assets; 3]));
    tell("total_liabilities", by_year(as_of, &[e.total_liabilities; 3]));
    tell("rd_expense", by_year(as_of, &[e.rd_expense[0], e.rd_expense[1], e.rd_expense[1]]));
    tell("equity_financing", by_year(as_of, &[e.equity_financing[0], e.equity_financing[1], 0]));
    let fields = [(e.fills_chain_gap, "fills_chain_gap"), (e.favoured_field, "six_bases"), (true, "emerging_industry")];
    tell("product_fields", fields.iter().filter(|(holds, _)| *holds).map(|(_, id)| *id).collect());
    tell("digital_level", json!(e.digital_level));
    tell("provincial_quality_award", json!(e.provincial_quality_award));
    tell("quality_system_certified", json!(e.quality_system_certified));
    tell("own_brand", json!(e.own_brand));
    tell("standards_participated", json!(e.standards_participated));
    tell("local_distinctive_score", json!(e.local_distinctive_score));
    tell("class_1_ip", json!(e.class_1_ip));
    tell("class_1_ip_self_developed", json!(e.class_1_ip_self_developed));
    tell("class_1_ip_high_value", json!(e.class_1_ip_high_value));
    tell("class_2_ip", json!(e.class_2_ip));
    tell(
        "rd_institution_level",
        json!(match e.rd_institution {
            Institution::None => "none",
            Institution::BelowCity => "below_city",
            Institution::City => "city",
            Institution::Provincial => "provincial",
            Institution::National => "national",
        }),
    );
    tell("provincial_science_award_3y_rank", json!(e.provincial_science_award_rank));
    tell("national_science_award_3y_rank", json!(e.national_science_award_rank));
    tell("maker_china_3y", json!(if e.maker_china { "top_500" } else { "none" }));
    json!({ "as_of": as_of.to_string(), "facts": facts })
}

/// Any answer that fits a fact.
fn any(fact: &Fact, as_of: Day, dice: &mut Dice) -> Value {
    let yearly = |figures: [i64; 3]| {
        if fact.calendar { by_year(Day::new(as_of.year() + 1, 1, 1).unwrap_or(as_of), &figures[..2]) } else { by_year(as_of, &figures) }
    };
    match fact.kind {
        Kind::Money if fact.yearly => yearly(std::array::from_fn(|_| dice.near(&[100, 1_000, 5_000]))),
        Kind::Money => number(dice.near(&[100, 1_000, 5_000])),
        Kind::Percent if fact.yearly => yearly(std::array::from_fn(|_| dice.near(&[60, 70]))),
        Kind::Percent => number(dice.near(&[5, 10, 50])),
        Kind::Count | Kind::Years => json!(dice.up_to(fact.domain.hi.min(12))),
        Kind::Bool => json!(!dice.once_in(3)),
        Kind::Choice => json!(fact.options[dice.up_to(fact.options.len() as i64 - 1) as usize].id),
        Kind::Set => fact.options.iter().filter(|_| dice.once_in(4)).map(|option| option.id.as_str()).collect(),
        Kind::Title => json!(if dice.once_in(2) { "none" } else { "2028-05-31" }),
        Kind::Date => json!("2015-03-02"),
        Kind::Region => json!("360102"),
    }
}

fn by_year(as_of: Day, figures: &[i64]) -> Value {
    let years = (1..).map(|back| (as_of.year() - back).to_string());
    Value::Object(years.zip(figures.iter().map(|figure| number(*figure))).collect())
}

fn number(micro: i64) -> Value {
    Value::Number(show_micro(micro).parse().expect("millionths are written as JSON writes numbers"))
}

/// SplitMix64: varied enough, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn up_to(&mut self, most: i64) -> i64 {
        (self.next() % (most.max(0) as u64 + 1)) as i64
    }

    fn once_in(&mut self, times: u64) -> bool {
        self.next().is_multiple_of(times)
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.next() as usize % of.len()]
    }

    /// A figure on, just beside or in the wider surroundings of one of these, given in whole 万元.
    fn near(&mut self, lines: &[i64]) -> i64 {
        let line = self.one_of(lines) * MICRO;
        self.beside(line)
    }

    /// A figure on or near one of these percentages of another.
    fn share(&mut self, of: i64, percents: &[i64]) -> i64 {
        let line = of / 100 * self.one_of(percents);
        self.beside(line)
    }

    fn beside(&mut self, line: i64) -> i64 {
        match self.next() % 8 {
            0 => line,
            1 => line + 1,
            2 => line - 1,
            // Up to a fifth to either side, in whole fen of a yuan.
            _ => line + (self.up_to(line / 500_000 * 2) - line / 500_000) * 100_000,
        }
        .max(1)
    }
}
