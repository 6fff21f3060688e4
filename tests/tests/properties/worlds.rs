//! Enterprises by chance, close to the lines of the law: a world is the whole truth about one on a day, a view is
//! what has been told of it so far. Chance decides little by itself: figures are drawn so that amounts, shares and
//! growths fall on a line of some document, a step above it or a step below.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Number, Value, json};
use std::fmt;
use std::sync::OnceLock;

/// One fen, in the millionths of 万元 in which worlds are reckoned.
pub const FEN: i64 = 1;
/// One 万元, or one percent.
pub const UNIT: i64 = 1_000_000;

/// What kind of answer is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 万元, in millionths.
    Money,
    /// 万元 that may be negative.
    Balance,
    /// Percent in millionths, up to one hundred.
    Percent,
    /// A whole number up to a greatest one.
    Count(i64),
    /// Yes or no.
    Flag,
    /// One option.
    Choice(&'static [&'static str]),
    /// A mask of options.
    Set(&'static [&'static str]),
    /// Days from the day of the case to the last day of the title, [`NEVER`] without it.
    Title,
    /// A text that no standard asks.
    Text(&'static [&'static str]),
}

/// A title that is not held.
pub const NEVER: i64 = -1_000_000;

/// The most a count can be.
const MANY: i64 = 10_000_000_000;

/// One answer: a fact, and how many years before the year of the day if it is yearly.
#[derive(Debug)]
pub struct Question {
    pub fact: &'static str,
    pub back: Option<i64>,
    pub kind: Kind,
}

const INDUSTRIES: &[&str] = &[
    "industry",
    "software_it",
    "agriculture",
    "construction",
    "wholesale",
    "retail",
    "transport",
    "warehousing",
    "post",
    "lodging",
    "catering",
    "information_transmission",
    "real_estate_development",
    "property_management",
    "leasing_business_services",
    "other_listed",
    "not_covered",
];
pub const INSTITUTIONS: &[&str] = &["none", "below_city", "city", "provincial", "national"];
const CONTESTS: &[&str] = &["none", "top_500", "top_50"];
pub const FIELDS: &[&str] = &[
    "strategic_emerging",
    "fills_chain_gap",
    "six_bases",
    "time_honored_brand",
    "serves_key_chain_leader",
    "manufacturing_power_field",
    "cyber_power_field",
    "upgrades_traditional",
    "emerging_industry",
    "future_industry",
];

/// Every answer of the contract, in an order in which each follows those it is measured against.
pub fn questions() -> &'static [Question] {
    static QUESTIONS: OnceLock<Vec<Question>> = OnceLock::new();
    QUESTIONS.get_or_init(|| {
        let once = |fact, kind| Question { fact, back: None, kind };
        let mut all = Vec::new();
        for (fact, kind) in [
            ("operating_revenue", Kind::Money),
            ("main_business_revenue", Kind::Money),
            ("net_profit", Kind::Balance),
            ("total_assets", Kind::Money),
            ("total_liabilities", Kind::Money),
            ("rd_expense", Kind::Money),
            ("total_cost", Kind::Money),
            ("equity_financing", Kind::Money),
            ("taxable_income", Kind::Balance),
        ] {
            all.extend((1..=3).map(|back| Question { fact, back: Some(back), kind }));
        }
        all.extend((0..=1).map(|back| Question { fact: "development_score", back: Some(back), kind: Kind::Percent }));
        all.push(once("staff", Kind::Count(MANY)));
        for fact in ["rd_staff", "tech_staff"] {
            all.push(once(fact, Kind::Count(MANY)));
        }
        all.push(once("segment_years", Kind::Count(200)));
        for fact in [
            "class_1_ip",
            "class_1_ip_self_developed",
            "class_1_ip_high_value",
            "class_2_ip",
            "class_1_ip_original",
            "tech_sme_class_1_ip",
            "tech_sme_class_2_ip",
            "market_rank_national",
            "national_science_award_3y_rank",
            "national_science_award_5y_rank",
            "provincial_science_award_3y_rank",
        ] {
            all.push(once(fact, Kind::Count(MANY)));
        }
        all.push(once("digital_level", Kind::Count(5)));
        all.push(once("local_distinctive_score", Kind::Count(15)));
        for fact in ["market_share_national", "market_share_international"] {
            all.push(once(fact, Kind::Percent));
        }
        for fact in GOOD_FLAGS.iter().chain(BAD_FLAGS) {
            all.push(once(fact, Kind::Flag));
        }
        all.push(once("audit_collection", Kind::Flag));
        for fact in TITLES {
            all.push(once(fact, Kind::Title));
        }
        all.push(once("industry", Kind::Choice(INDUSTRIES)));
        all.push(once("rd_institution_level", Kind::Choice(INSTITUTIONS)));
        all.push(once("maker_china_3y", Kind::Choice(CONTESTS)));
        all.push(once("vat_taxpayer", Kind::Choice(&["general", "small_scale"])));
        all.push(once("product_fields", Kind::Set(FIELDS)));
        all.push(once("sectors", Kind::Set(&["manufacturing", "big_data"])));
        all.push(once("needs", Kind::Set(&["financing", "digital", "talent"])));
        all.push(once("region", Kind::Text(&["360102", "3601", "36", "440300", "810000"])));
        all.push(once("established_on", Kind::Text(&["2011-04-18", "2024-02-29"])));
        all
    })
}

/// Flags that help when they are yes.
pub const GOOD_FLAGS: &[&str] = &[
    "registered_in_china",
    "legal_person",
    "class_1_ip_in_use",
    "key_chain_link",
    "well_known",
    "market_position_leading",
    "provincial_quality_award",
    "quality_system_certified",
    "own_brand",
    "standards_participated",
    "sound_governance",
    "core_business_on_information_system",
    "management_or_product_certified",
    "led_standard_5y",
];

/// Flags that harm when they are yes.
pub const BAD_FLAGS: &[&str] = &[
    "on_abnormal_list",
    "on_dishonest_list",
    "restricted_product",
    "serious_incident_3y",
    "tax_violation_3y",
    "larger_incident_3y",
    "incident_or_misconduct_2y",
];

pub const TITLES: &[&str] = &[
    "title_innovative_sme",
    "title_tech_sme",
    "title_srdi_sme",
    "title_little_giant",
    "high_tech_enterprise",
    "national_innovation_demo",
    "ip_advantage_or_demo",
];

/// Where an answer stands among the questions.
pub fn place(fact: &str, back: Option<i64>) -> usize {
    questions().iter().position(|q| q.fact == fact && q.back == back).unwrap_or_else(|| panic!("no question {fact} {back:?}"))
}

/// The whole truth about an enterprise on a day.
#[derive(Clone)]
pub struct World {
    pub day: &'static str,
    pub renewals: Vec<&'static str>,
    pub values: Vec<i64>,
}

impl World {
    /// A value.
    pub fn of(&self, fact: &str) -> i64 {
        self.values[place(fact, None)]
    }

    /// A value by year: one for the last complete year, two for the year before.
    pub fn year(&self, fact: &str, back: i64) -> i64 {
        self.values[place(fact, Some(back))]
    }

    /// The same enterprise with answers that go together, as far as one follows from another.
    pub fn agreeing(mut self) -> World {
        let years =
            [("main_business_revenue", "operating_revenue")].map(|(part, whole)| (1..=3).map(move |back| (part, whole, Some(back))));
        let once = [
            ("rd_staff", "staff"),
            ("tech_staff", "staff"),
            ("class_1_ip_self_developed", "class_1_ip"),
            ("class_1_ip_high_value", "class_1_ip"),
        ];
        for (part, whole, back) in years.into_iter().flatten().chain(once.map(|(part, whole)| (part, whole, None))) {
            self.values[place(part, back)] = self.values[place(part, back)].min(self.values[place(whole, back)]);
        }
        let yes = |world: &World, fact| world.of(fact) == 1;
        for (from, of) in [("quality_system_certified", "management_or_product_certified"), ("led_standard_5y", "standards_participated")] {
            if yes(&self, from) {
                self.values[place(of, None)] = 1;
            }
        }
        // Who is registered somewhere on the mainland is registered in China.
        if !yes(&self, "registered_in_china") {
            self.values[place("region", None)] = 4;
        }
        self
    }

    /// The option of a choice.
    pub fn option(&self, fact: &str) -> &'static str {
        let at = place(fact, None);
        match questions()[at].kind {
            Kind::Choice(options) => options[self.values[at] as usize],
            _ => panic!("{fact} is no choice"),
        }
    }

    /// Whether every base a share or a growth is measured against is more than nothing.
    pub fn is_defined(&self) -> bool {
        let by_year = ["operating_revenue", "main_business_revenue"].iter().all(|fact| (1..=3).all(|back| self.year(fact, back) > 0));
        by_year && self.year("total_assets", 1) > 0 && self.year("total_cost", 1) > 0 && self.of("staff") > 0
    }
}

/// What is known of one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Exactly.
    All,
    /// Between these ends.
    Between(Option<i64>, Option<i64>),
    /// Nothing.
    Nothing,
    /// Something that is no answer; one of several such things.
    Nonsense(u8),
}

/// What has been told of a world, by question.
#[derive(Clone, PartialEq, Eq)]
pub struct View(pub Vec<Told>);

/// Everything.
pub fn all_told() -> View {
    View(vec![Told::All; questions().len()])
}

// A counterexample is read by people: the case as they would write it, and what of it was left in the dark.
impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", told(self, &all_told()))
    }
}

impl fmt::Debug for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dark = questions().iter().zip(&self.0).filter(|(_, told)| **told != Told::All);
        f.debug_list().entries(dark.map(|(q, told)| (q.fact, q.back, told))).finish()
    }
}

/// The days around which the law changes.
const DAYS: [&str; 6] = ["2026-11-23", "2025-09-15", "2027-03-01", "2026-03-31", "2026-04-01", "2022-07-31"];

fn decimal(micro: i64) -> Value {
    let sign = if micro < 0 { "-" } else { "" };
    let (whole, rest) = (micro.unsigned_abs() / UNIT as u64, micro.unsigned_abs() % UNIT as u64);
    let text = if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:06}") };
    Value::Number(text.parse::<Number>().unwrap_or_else(|why| panic!("{text}: {why}")))
}

/// The day so many days after the day of a case.
fn day_after(day: &str, days: i64) -> String {
    // Months are long enough here: what matters is the day itself, those beside it, and far away.
    let (year, month, date): (i64, i64, i64) = {
        let mut parts = day.split('-').map(|part| part.parse::<i64>().unwrap_or_default());
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    };
    let length = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let (mut year, mut month, mut date) = (year, month, date + days % 28);
    year += days / 28;
    if date < 1 {
        month -= 1;
        if month < 1 {
            (month, year) = (12, year - 1);
        }
        date += length[month as usize - 1];
    } else if date > length[month as usize - 1] {
        date -= length[month as usize - 1];
        month += 1;
        if month > 12 {
            (month, year) = (1, year + 1);
        }
    }
    format!("{year:04}-{month:02}-{date:02}")
}

/// The case that tells so much of a world.
pub fn told(world: &World, view: &View) -> Value {
    let year: i64 = world.day[..4].parse().unwrap_or_default();
    let mut facts = Map::new();
    for ((question, value), told) in questions().iter().zip(&world.values).zip(&view.0) {
        let number = |value: i64| match question.kind {
            Kind::Money | Kind::Balance | Kind::Percent => decimal(value),
            _ => json!(value),
        };
        let answer = match told {
            Told::Nothing => continue,
            Told::Nonsense(which) => nonsense(*which),
            Told::Between(None, None) => continue,
            Told::Between(lo, hi) => {
                let ends = [("min", lo), ("max", hi)].into_iter().filter_map(|(key, end)| Some((key.to_owned(), number((*end)?))));
                Value::Object(ends.collect())
            }
            Told::All => match question.kind {
                Kind::Flag => json!(*value != 0),
                Kind::Choice(options) | Kind::Text(options) => json!(options[*value as usize]),
                Kind::Set(options) => {
                    json!(options.iter().enumerate().filter(|(i, _)| value & (1 << i) != 0).map(|(_, option)| *option).collect::<Vec<_>>())
                }
                Kind::Title if *value == NEVER => json!("none"),
                Kind::Title => json!(day_after(world.day, *value)),
                _ => number(*value),
            },
        };
        match question.back {
            None => facts.insert(question.fact.to_owned(), answer),
            Some(back) => {
                let years = facts.entry(question.fact).or_insert_with(|| json!({}));
                years.as_object_mut().and_then(|years| years.insert((year - back).to_string(), answer))
            }
        };
    }
    let procedures: Map<String, Value> = world.renewals.iter().map(|s| ((*s).to_owned(), json!("renewal"))).collect();
    json!({ "as_of": world.day, "procedures": procedures, "facts": facts })
}

/// Things that are an answer to nothing.
fn nonsense(which: u8) -> Value {
    let all = [
        json!("about a hundred"),
        json!([[[1]]]),
        json!({ "min": 7, "max": 5 }),
        json!({ "what": 3 }),
        serde_json::from_str("-1e999").unwrap_or(Value::Null),
        json!("2027-02-30"),
        json!(null),
        json!("none of your business"),
    ];
    all[which as usize % all.len()].clone()
}

/// A pick among what is interesting, and a step beside it.
type Pick = (u16, u8);

/// Lays a world out of picks. A pick of nothing is the answer of a sound enterprise; `mood` says how often picks
/// are taken at their word.
fn lay_out(day: &'static str, renewals: Vec<&'static str>, mood: u16, picks: &[Pick]) -> World {
    let mut values: Vec<i64> = Vec::with_capacity(picks.len());
    for (question, (pick, step)) in questions().iter().zip(picks) {
        let sound = *pick % 64 < mood;
        // The first of a list is what a sound enterprise has.
        let pick = |list: &[i64]| if sound { list[0] } else { list[(*pick / 64) as usize % list.len()] };
        let step = match (sound, step % 8) {
            (false, 0) => 1,
            (false, 1) => -1,
            _ => 0,
        };
        let earlier = |fact: &str, back: Option<i64>| values[place(fact, back)];
        let yuan = |amounts: &[i64]| pick(&amounts.iter().map(|a| a * UNIT).collect::<Vec<_>>());
        let share = |of: i64, percents: &[i64]| (i128::from(of) * i128::from(pick(percents)) / 100) as i64;
        // What grows by so many percent to become this.
        let before = |of: i64, growths: &[i64]| (i128::from(of) * 1000 / i128::from(1000 + pick(growths))) as i64;
        let (value, least) = match (question.fact, question.back) {
            ("operating_revenue", Some(1)) => (
                yuan(&[11_025, 10_000, 5_000, 1_500, 1_000, 4_000, 20_000, 2_000, 40_000, 300, 400, 100, 50, 30_000, 1_000_000, 0]) + step,
                0,
            ),
            ("operating_revenue", Some(back)) => {
                (before(earlier("operating_revenue", Some(back - 1)), &[50, 100, 0, 200, -100, 500, 60, 40, -1000 + 1]) + step, 0)
            }
            ("main_business_revenue", Some(1)) => {
                (share(earlier("operating_revenue", Some(1)), &[100, 90, 80, 70, 60, 55, 50, 110, 40, 0]) + step, 0)
            }
            ("main_business_revenue", Some(back)) => (
                before(earlier("main_business_revenue", Some(back - 1)), &[100, 50, 150, 0, -50, 200, 60, 80, 40, 160, 120, -200]) + step,
                0,
            ),
            ("net_profit", Some(back)) => (share(earlier("operating_revenue", Some(back)), &[10, 8, 6, 4, 2, 0, -20, 30]) + step, i64::MIN),
            ("total_assets", _) => (yuan(&[20_000, 10_000, 1_000, 5_000, 300, 2_000, 8_000, 100, 80_000, 120_000, 0]) + step, 0),
            ("total_liabilities", Some(back)) => {
                (share(earlier("total_assets", Some(back)), &[50, 55, 60, 70, 75, 80, 0, 100, 300]) + step, 0)
            }
            ("rd_expense", Some(back)) => {
                let revenue = earlier("operating_revenue", Some(back));
                let of_revenue = [6, 3, 10, 5, 4, 8, 2, 1].map(|p| (i128::from(revenue) * p / 100) as i64);
                let amounts = [1_200, 100, 600, 1_000, 500, 300, 3_000, 400, 200, 0, 2_000].map(|a| a * UNIT);
                (pick(&[of_revenue.as_slice(), &amounts].concat()) + step, 0)
            }
            ("total_cost", Some(back)) => {
                let rd = earlier("rd_expense", Some(back)).max(1);
                let (by_rd, by_revenue) =
                    ([30, 25, 20, 15, 10].map(|p| rd.saturating_mul(100) / p), earlier("operating_revenue", Some(back)) / 10 * 9);
                (pick(&[&[by_revenue.max(1)], by_rd.as_slice(), &[0]].concat()) + step, 0)
            }
            ("equity_financing", _) => (yuan(&[0, 2_000, 1_000, 500, 250, 6_000, 3_000, 8_000, 4_000, 20_000]) + step, 0),
            ("taxable_income", _) => (yuan(&[300, 0, -20, 100]) + step, i64::MIN),
            ("development_score", _) => (yuan(&[60, 50, 100, 0, 49]) + step, 0),
            ("staff", _) => (pick(&[100, 500, 1_000, 300, 200, 20, 10, 50, 5, 2_000, 0]) + step, 0),
            ("rd_staff", _) => (share(earlier("staff", None), &[20, 10, 5, 50, 0, 120]) + step, 0),
            ("tech_staff", _) => (share(earlier("staff", None), &[30, 25, 20, 15, 10, 0, 120]) + step, 0),
            ("segment_years", _) => (pick(&[6, 3, 2, 1, 4, 10, 12, 0, 90]), 0),
            ("class_1_ip_original", _) => (pick(&[4, 3, 1, 0, 9]), 0),
            ("class_1_ip", _) => (pick(&[2, 1, 0, 9]), 0),
            ("market_rank_national", _) => (pick(&[3, 4, 0, 1, 900]), 0),
            (fact, _) if fact.ends_with("_rank") => (pick(&[0, 3, 1, 4, 5, 6, 2, 77]), 0),
            (fact, _) if fact.contains("_ip") && question.kind == Kind::Count(MANY) => (pick(&[1, 0, 2, 3, 4, 5]), 0),
            ("digital_level", _) => (pick(&[3, 2, 1, 0, 5]), 0),
            ("local_distinctive_score", _) => (pick(&[10, 0, 4, 5, 6, 15, 12]), 0),
            ("market_share_national" | "market_share_international", _) => (yuan(&[10, 0, 30, 100, 9]) + step, 0),
            ("audit_collection", _) => (pick(&[1, 0]), 0),
            (fact, _) if BAD_FLAGS.contains(&fact) => (pick(&[0, 0, 0, 1]), 0),
            (_, _) if question.kind == Kind::Flag => (pick(&[1, 1, 0]), 0),
            // Titles that open a direct road, so that the roads beside it are walked too.
            ("high_tech_enterprise" | "national_innovation_demo" | "ip_advantage_or_demo", _) => {
                (pick(&[NEVER, 280, 0, -1, 1, -280]), NEVER)
            }
            ("led_standard_5y", _) => (pick(&[0, 1]), 0),
            (_, _) if question.kind == Kind::Title => (pick(&[280, 0, -1, NEVER, 1, -280]), NEVER),
            ("industry", _) => (pick(&[0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]), 0),
            ("rd_institution_level", _) => (pick(&[2, 0, 1, 3, 4]), 0),
            ("maker_china_3y", _) => (pick(&[0, 0, 1, 2]), 0),
            ("product_fields", _) => (pick(&[0b101, 0, 0b1, 0b10, 0b100, 0b1000, 0b10_0000, 0b100_0000, 0b1000_0000, 0b11_0000_0000]), 0),
            (_, _) => (pick(&[0, 1]), 0),
        };
        let most = match question.kind {
            Kind::Money | Kind::Balance => 10_000_000_000 * UNIT,
            Kind::Percent => 100 * UNIT,
            Kind::Count(most) => most,
            _ => i64::MAX,
        };
        values.push(value.clamp(least, most));
    }
    World { day, renewals, values }
}

/// Whether an answer may be told as a range.
pub fn has_ranges(kind: Kind) -> bool {
    matches!(kind, Kind::Money | Kind::Balance | Kind::Percent | Kind::Count(_))
}

fn widths(value: i64, which: u8) -> Option<i64> {
    match which % 7 {
        0 | 1 => Some(0),
        2 => Some(FEN),
        3 => Some(value.abs() / 100),
        4 => Some(value.abs() / 10),
        5 => Some(value.abs().saturating_mul(2).min(5_000_000_000 * UNIT)),
        _ => None,
    }
}

fn between(world: &World, at: usize, below: u8, above: u8) -> Told {
    let (kind, value) = (questions()[at].kind, world.values[at]);
    if !has_ranges(kind) {
        return Told::Nothing;
    }
    let most = match kind {
        Kind::Percent => 100 * UNIT,
        Kind::Count(most) => most,
        _ => 10_000_000_000 * UNIT,
    };
    let least = if kind == Kind::Balance { i64::MIN } else { 0 };
    Told::Between(widths(value, below).map(|w| (value - w).max(least)), widths(value, above).map(|w| (value + w).min(most)))
}

/// A world.
pub fn world() -> impl Strategy<Value = World> {
    let day = prop_oneof![6 => Just(0_usize), 6 => Just(1), 3 => Just(2), 1 => 3..DAYS.len()].prop_map(|at| DAYS[at]);
    let renewals = (any::<bool>(), any::<bool>()).prop_map(|(srdi, giant)| {
        [(srdi, "srdi_sme"), (giant, "little_giant")].into_iter().filter(|(chosen, _)| *chosen).map(|(_, standard)| standard).collect()
    });
    let mood = prop_oneof![3 => Just(62_u16), 3 => Just(56), 2 => Just(40), 1 => Just(0)];
    let picks = vec((any::<u16>(), any::<u8>()), questions().len());
    (day, renewals, mood, picks).prop_map(|(day, renewals, mood, picks)| lay_out(day, renewals, mood, &picks))
}

/// A view of a world: how much is in the dark, and what of each answer.
fn view_of(world: &World, fog: u8, looks: &[(u8, u8, u8)]) -> View {
    let one = |(at, (look, below, above)): (usize, &(u8, u8, u8))| match look {
        look if *look >= fog => Told::All,
        look if look % 8 == 0 => Told::Nonsense(*below),
        look if look % 8 < 5 => Told::Nothing,
        _ => between(world, at, *below, *above),
    };
    View(looks.iter().enumerate().map(one).collect())
}

/// A view that tells the same or more.
fn sharper(world: &World, view: &View, looks: &[(u8, u8, u8)]) -> View {
    let one = |((at, told), (look, below, above)): ((usize, &Told), &(u8, u8, u8))| match (told, look % 4) {
        (_, 0) => Told::All,
        (Told::All, _) => Told::All,
        (told, 1) => *told,
        (Told::Nothing | Told::Nonsense(_), _) => between(world, at, *below, *above),
        (Told::Between(lo, hi), _) => {
            let value = world.values[at];
            let half = |end: Option<i64>| end.map_or(Some(value), |end| Some(end + (value - end) / 2));
            // Either end, or both, come halfway; an open end comes all the way.
            Told::Between(if below % 2 == 0 { half(*lo) } else { *lo }, if above % 2 == 0 { half(*hi) } else { *hi })
        }
    };
    View(view.0.iter().enumerate().zip(looks).map(one).collect())
}

fn looks() -> impl Strategy<Value = Vec<(u8, u8, u8)>> {
    vec(any::<(u8, u8, u8)>(), questions().len())
}

/// How much is in the dark, of 256.
fn fog() -> impl Strategy<Value = u8> {
    prop_oneof![1 => Just(0_u8), 3 => Just(6), 4 => Just(24), 3 => Just(80), 1 => Just(200)]
}

/// A world whose answers go together, and a view of it.
pub fn seen() -> impl Strategy<Value = (World, View)> {
    (world(), fog(), looks()).prop_map(|(world, fog, looks)| {
        let world = world.agreeing();
        let view = view_of(&world, fog, &looks);
        (world, view)
    })
}

/// A world, a view of it and a sharper view.
pub fn seen_twice() -> impl Strategy<Value = (World, View, View)> {
    (seen(), looks()).prop_map(|((world, view), looks)| {
        let sharper = sharper(&world, &view, &looks);
        (world, view, sharper)
    })
}
