//! Plausible firms: invented ones whose answers hang together as those of real firms do. Industry decides staff and how much
//! a head earns; an inclination to innovate, which nobody asks about, decides research, patents, institutions and
//! titles. What a firm answers is the whole truth about it, so that anybody who asks in whatever order is answered alike.
//!
//! The shares are guesses of a sensible size, not statistics: who comes to such a page is a small maker or a software house of a
//! city like Nanchang, more often without a title than with one. An order computed over them is tried on others.

use crate::chance::Chance;
use serde_json::{Map, Value, json};

/// The day on which they answer.
pub const DAY: &str = "2026-11-23";

/// Industries: how many of a hundred firms, the least and most staff of a usual one, 万元 of revenue a head.
const INDUSTRIES: [(&str, usize, [i64; 2], [i64; 2]); 12] = [
    ("industry", 58, [4, 420], [35, 110]),
    ("software_it", 16, [3, 160], [25, 80]),
    ("wholesale", 5, [3, 60], [150, 500]),
    ("retail", 3, [3, 70], [60, 200]),
    ("construction", 4, [8, 200], [60, 150]),
    ("leasing_business_services", 4, [3, 90], [20, 70]),
    ("other_listed", 4, [3, 120], [20, 80]),
    ("information_transmission", 2, [4, 150], [40, 120]),
    ("transport", 1, [5, 200], [40, 120]),
    ("catering", 1, [5, 120], [15, 35]),
    ("agriculture", 1, [3, 80], [20, 70]),
    ("not_covered", 1, [5, 120], [15, 50]),
];

const REGIONS: [&str; 10] = ["360102", "360103", "360104", "360111", "360113", "360121", "360430", "361127", "330106", "440305"];

/// The titles, by the fact and how much of a hundred inclination they take; later ones come to who has the earlier.
const TITLES: [(&str, i64); 4] = [("title_tech_sme", 52), ("title_innovative_sme", 58), ("title_srdi_sme", 68), ("title_little_giant", 84)];

impl Chance {
    fn within(&mut self, [lo, hi]: [i64; 2]) -> i64 {
        lo + i64::try_from(self.below(usize::try_from(hi - lo + 1).unwrap_or(1))).unwrap_or(0)
    }

    /// Whether something is so that is so of so many in a hundred.
    fn percent(&mut self, of: i64) -> bool {
        i64::try_from(self.below(100)).is_ok_and(|at| at < of)
    }

    /// Some of these, each with so many chances in a hundred.
    fn some(&mut self, of: &[&str], percent: i64) -> Vec<String> {
        of.iter().filter(|_| self.percent(percent)).map(|one| (*one).to_owned()).collect()
    }
}

/// An amount of tenths of 万元.
fn money(tenths: i64) -> Value {
    if tenths % 10 == 0 {
        json!(tenths / 10)
    } else {
        format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, (tenths / 10).abs(), (tenths % 10).abs())
            .parse::<serde_json::Number>()
            .map_or(Value::Null, Value::Number)
    }
}

fn years(of: [i64; 3]) -> Value {
    json!({"2025": money(of[0]), "2024": money(of[1]), "2023": money(of[2])})
}

/// The whole truth about a plausible firm, as a case; the same seed, the same firm.
pub fn firm(seed: u64) -> Value {
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..8 {
        chance.below(2);
    }
    let c = &mut chance;
    let mut facts = Map::new();
    let mut put = |id: &str, value: Value| {
        facts.insert(id.to_owned(), value);
    };

    // Who it is.
    let mut turn = c.below(100);
    let at = INDUSTRIES.iter().position(|(_, share, ..)| turn.checked_sub(*share).map(|rest| turn = rest).is_none()).unwrap_or(0);
    let (industry, _, staff, a_head) = INDUSTRIES[at];
    let (maker, software) = (industry == "industry", industry == "software_it");
    // Small ones are far more than large ones.
    let size = (c.within([0, 1000]) * c.within([0, 1000])) / 1000;
    let staff = (staff[0] + (staff[1] - staff[0]) * size / 1000) * if c.percent(2) { 6 } else { 1 };
    // Makers and software houses are more inclined, larger ones too; who does not care does not come here often.
    let inclined = (c.within([0, 100]) * 6 + c.within([0, 100]) * 2 + size / 10 * 2) / 10 + if maker || software { 8 } else { -25 };
    let inclined = inclined.clamp(0, 100);
    let age = c.within([0, 6]) + c.within([0, 12]) + size / 150;
    let founded = 2026 - age.max(1);
    put("region", json!(if c.percent(70) { REGIONS[c.below(6)] } else { c.pick(&REGIONS) }));
    put("registered_in_china", json!(true));
    let company = c.percent(97);
    put("legal_form", json!(if company { "company" } else { c.pick(&["partnership", "sole_proprietorship", "individual_business"]) }));
    put("legal_person", json!(company));
    put("established_on", json!(format!("{founded}-{:02}-{:02}", c.within([1, 12]), c.within([1, 28]))));
    put("industry", json!(industry));
    put("staff", json!(staff));
    put("controller", json!(if c.percent(88) { "private" } else { c.pick(&["large_enterprise", "state", "foreign"]) }));

    // What it earns, in tenths of 万元: figures of accounts, not of round sums.
    let revenue = (staff * c.within(a_head) * 10 + c.within([0, 99])).max(30);
    let growth = |c: &mut Chance| c.within([-12, 22]) + c.within([-8, 12]) + inclined / 10;
    let before = |c: &mut Chance, of: i64| of * 1000 / (1000 + growth(c) * 10).max(300);
    let last = before(c, revenue);
    let sales = [revenue, last, before(c, last)];
    let old = |at: i64, value: i64| if founded > 2025 - at { 0 } else { value };
    let of_age = |all: [i64; 3]| [old(0, all[0]), old(1, all[1]), old(2, all[2])];
    let sales = of_age(sales);
    let main = if c.percent(70) { c.within([93, 100]) } else { c.within([62, 96]) };
    let share = |c: &mut Chance, part: i64| (part * 10 + c.within([-12, 12])).clamp(0, 1000);
    let mains = sales.map(|year| year * share(c, main) / 1000);
    put("operating_revenue", years(sales));
    put("main_business_revenue", years(mains));
    let margin = c.within([-6, 12]) + c.within([0, 6]);
    let profits = sales.map(|year| year * (margin * 10 + c.within([-25, 25])) / 1000);
    put("net_profit", years(profits));
    put("taxable_income", json!({"2025": money(profits[0] * 11 / 10), "2024": money(profits[1] * 11 / 10), "2023": money(profits[2])}));
    let costs = [0, 1, 2].map(|at| (sales[at] - profits[at]).max(10));
    put("total_cost", years(costs));
    let assets = of_age(sales.map(|year| year.max(50) * c.within([60, 160]) / 100 + 100));
    put("total_assets", years(assets));
    let debts = c.within([15, 50]) + c.within([0, 35]);
    put("total_liabilities", years(assets.map(|year| year * share(c, debts) / 1000)));
    let invests = inclined > 55 && c.percent(8 + if software { 8 } else { 0 });
    let equity = [0, 1, 2].map(|_| if invests && c.percent(50) { c.within([20, 300]) * 100 } else { 0 });
    put("equity_financing", years(of_age(equity)));

    // What it finds out.
    let intensity = match inclined {
        0..30 => {
            if c.percent(75) {
                0
            } else {
                c.within([2, 20])
            }
        }
        30..50 => c.within([0, 35]),
        50..70 => c.within([20, 60]),
        _ => c.within([30, 80]),
    } * if software { 2 } else { 1 };
    let research = [0, 1, 2].map(|at| if intensity == 0 { 0 } else { sales[at] * (intensity + c.within([-6, 6])).max(1) / 1000 });
    put("rd_expense", years(research));
    let of_staff = if software { c.within([15, 60]) } else { (intensity / 4 + c.within([0, 12])).min(50) };
    let rd_staff = if intensity == 0 { 0 } else { (staff * of_staff / 100).max(1).min(staff) };
    put("rd_staff", json!(rd_staff));
    put("tech_staff", json!((rd_staff + rd_staff * c.within([0, 40]) / 100).min(staff)));
    let institution = match inclined {
        0..45 => "none",
        45..65 => c.pick(&["none", "none", "below_city", "below_city", "city"]),
        65..85 => c.pick(&["none", "below_city", "city", "city", "provincial"]),
        _ => c.pick(&["below_city", "city", "provincial", "provincial", "national"]),
    };
    put("rd_institution_level", json!(institution));

    // The certificates it holds, and how the laws count them.
    let inventions = match inclined {
        0..40 => i64::from(c.percent(4)),
        40..60 => {
            if c.percent(40) {
                c.within([1, 3])
            } else {
                0
            }
        }
        60..80 => {
            if c.percent(80) {
                c.within([1, 6])
            } else {
                0
            }
        }
        _ => c.within([2, 14]),
    };
    let bought = if inventions > 0 && c.percent(15) { c.within([1, 3]) } else { 0 };
    let abroad = i64::from(inventions > 3 && c.percent(12));
    let others = match inclined {
        0..25 => {
            if c.percent(20) {
                c.within([1, 2])
            } else {
                0
            }
        }
        25..50 => {
            if c.percent(70) {
                c.within([1, 8])
            } else {
                0
            }
        }
        _ => c.within([3, 30]),
    };
    let programs = if software {
        c.within([1, 20]) + inclined / 8
    } else if c.percent(20) {
        c.within([1, 4])
    } else {
        0
    };
    put("own_class_1_ip", json!(inventions));
    put("further_class_1_ip", json!(bought));
    put("own_class_2_patents", json!(others));
    put("own_software_copyrights", json!(programs));
    put("further_class_2_ip", json!(0));
    put("class_1_ip", json!(inventions + bought));
    put("class_1_ip_self_developed", json!(inventions));
    put("class_1_ip_high_value", json!(abroad));
    put("class_1_ip_original", json!(inventions));
    put("class_2_ip", json!(others + programs));
    put("class_1_ip_in_use", json!(inventions > 0 && c.percent(90)));
    put("tech_sme_class_1_ip", json!(inventions + bought));
    put("tech_sme_class_2_ip", json!(others + programs));

    // What it sells, and how it stands among others.
    put("segment_years", json!((age - 1 - if c.percent(30) { c.within([0, 4]) } else { 0 }).max(0)));
    let fields = [
        "strategic_emerging",
        "fills_chain_gap",
        "six_bases",
        "serves_key_chain_leader",
        "upgrades_traditional",
        "emerging_industry",
        "manufacturing_power_field",
    ];
    put("product_fields", json!(if maker || software { c.some(&fields, 8 + inclined / 4) } else { c.some(&fields[..1], 4) }));
    put("leading_product_share", json!((main - if c.percent(50) { 0 } else { c.within([0, 45]) }).max(5)));
    let strong = inclined > 60;
    put("market_share_national", json!(if strong && c.percent(70) { c.within([1, 8]) + c.within([0, 12]) } else { c.within([0, 2]) }));
    put("market_share_international", json!(if strong && c.percent(20) { c.within([1, 9]) } else { 0 }));
    put("market_rank_national", json!(if strong && c.percent(50) { c.within([1, 12]) } else { 0 }));
    put("market_position_leading", json!(strong && c.percent(85)));
    put("well_known", json!(strong && c.percent(70)));
    put("key_chain_link", json!(strong && maker && c.percent(60)));

    // How it is led.
    let quality = maker && c.percent(25 + inclined / 2) || c.percent(inclined / 2);
    put("digital_level", json!(c.within([0, 2]) + inclined / 40));
    put("quality_system_certified", json!(quality));
    put("management_or_product_certified", json!(quality || c.percent(8)));
    put("provincial_quality_award", json!(inclined > 80 && c.percent(10)));
    put("own_brand", json!(c.percent(30 + inclined / 2)));
    let led = inclined > 70 && c.percent(15);
    put("led_standard_5y", json!(led));
    put("standards_participated", json!(led || inclined > 55 && c.percent(35)));
    put("core_business_on_information_system", json!(c.percent(35 + inclined / 2)));
    put("sound_governance", json!(inclined > 65 && c.percent(70)));
    put("local_distinctive_score", json!(c.within([0, 6]) + inclined / 12));
    put("development_score", json!({"2026": c.within([20, 40]) + inclined * 4 / 10, "2025": c.within([20, 40]) + inclined * 4 / 10}));

    // What it was found to be. A title takes some years of the firm, and more chance than merit alone.
    let mut held = Vec::new();
    for (title, takes) in TITLES {
        let fits = company && inclined >= takes && age >= 3 && (maker || software || c.percent(30)) && staff < 1000;
        let first = title != "title_srdi_sme" && title != "title_little_giant";
        let below = first || held.contains(&if title == "title_srdi_sme" { "title_innovative_sme" } else { "title_srdi_sme" });
        let has = fits && below && c.percent(70);
        if has {
            held.push(title);
        }
        let until = if title == "title_tech_sme" {
            "2026-12-31".to_owned()
        } else {
            format!("{}-{:02}-28", c.within([2027, 2029]), c.within([1, 11]))
        };
        put(title, json!(if has { until } else { "none".to_owned() }));
    }
    let high_tech = company && inclined > 55 && age >= 2 && intensity > 25 && c.percent(65);
    put("high_tech_enterprise", json!(if high_tech { format!("{}-12-01", c.within([2026, 2028])) } else { "none".to_owned() }));
    if high_tech {
        held.push("high_tech_enterprise");
    }
    for (title, takes, percent, until) in
        [("national_innovation_demo", 96, 10, "2028-06-30"), ("ip_advantage_or_demo", 85, 20, "2028-09-30")]
    {
        let has = inclined > takes && c.percent(percent);
        held.extend(has.then_some(title));
        put(title, json!(if has { until } else { "none" }));
    }
    put("titles_held", json!(held.iter().map(|title| title.trim_start_matches("title_")).collect::<Vec<_>>()));
    let prize = |c: &mut Chance, percent: i64| if inclined > 70 && c.percent(percent) { c.within([1, 6]) } else { 0 };
    let national = prize(c, 3);
    put("national_science_award_3y_rank", json!(national));
    let before = prize(c, 2);
    put("national_science_award_5y_rank", json!(if national == 0 || before != 0 && before < national { before } else { national }));
    let provincial = prize(c, 8);
    put("provincial_science_award_3y_rank", json!(provincial));
    let awards = [("national_3y", national), ("national_4_5y", before), ("provincial_3y", provincial)];
    put("science_awards", json!(awards.iter().filter(|(_, rank)| *rank > 0).map(|(id, _)| id).collect::<Vec<_>>()));
    put("maker_china_3y", json!(if strong && c.percent(5) { c.pick(&["top_500", "top_500", "top_50"]) } else { "none" }));

    // What speaks against it: seldom anything.
    let (serious, larger, evasion) = (c.percent(1), c.percent(1), c.percent(2));
    let (abnormal, dishonest, restricted) = (c.percent(3), c.percent(1), maker && c.percent(1));
    let lately = serious && c.percent(60);
    let circumstances = [
        ("major_work_accident", serious),
        ("larger_work_accident", larger),
        ("tax_evasion", evasion),
        ("on_abnormal_list", abnormal),
        ("on_dishonest_list", dishonest),
        ("restricted_product", restricted),
    ];
    put("circumstances_3y", json!(circumstances.iter().filter(|(_, so)| *so).map(|(id, _)| id).collect::<Vec<_>>()));
    put("on_abnormal_list", json!(abnormal));
    put("on_dishonest_list", json!(dishonest));
    put("restricted_product", json!(restricted));
    put("serious_incident_3y", json!(serious));
    put("tax_violation_3y", json!(evasion));
    put("larger_incident_3y", json!(serious || larger));
    put("incident_or_misconduct_2y", json!(lately));

    // What only policies ask.
    put(
        "needs",
        json!(c.some(
            &["financing", "guarantee", "digital", "rd_platform", "talent", "training", "procurement", "taxes", "equipment", "hiring"],
            25
        )),
    );
    put(
        "sectors",
        json!(if software {
            c.some(&["new_generation_it", "artificial_intelligence", "big_data", "cloud_computing"], 40)
        } else if maker {
            std::iter::once("manufacturing".to_owned())
                .chain(c.some(&["machine_tool", "internet_of_things", "key_equipment_chain", "farm_products"], 15))
                .collect()
        } else {
            c.some(&["producer_services", "culture_tourism_sport", "farm_products"], 20)
        }),
    );
    put("audit_collection", json!(company && c.percent(92)));
    put("vat_taxpayer", json!(if sales[0] > 5000 || c.percent(30) { "general" } else { "small_scale" }));
    let loans = c.some(&["equipment", "fixed_asset", "working_capital", "ip_pledge"], 22);
    for kind in ["equipment", "fixed_asset", "working_capital", "ip_pledge"] {
        let principal = if loans.iter().any(|one| one == kind) { sales[0] / 8 } else { 0 };
        put(&format!("loan_principal_{kind}"), money(principal));
    }
    put("loans", json!(loans));
    put("investments", json!(c.some(&["equipment", "technical_change", "expansion", "fit_out", "digital"], if maker { 30 } else { 15 })));
    put("customers", json!(c.some(&["large_enterprise", "public_body", "key_chain_enterprise"], 35)));
    put("listing_progress", json!(if size > 500 && c.percent(15) { vec!["planned", "converted"] } else { Vec::new() }));
    let honours = if strong {
        c.some(
            &[
                "specialised_little_giant_provincial",
                "green_factory_provincial",
                "digital_standard_certificate",
                "dcmm",
                "first_set_catalogue",
            ],
            12,
        )
    } else {
        Vec::new()
    };
    let new: Vec<String> = honours.iter().filter(|_| c.percent(40)).cloned().collect();
    put("honours", json!(honours));
    put("honours_new", json!(new));
    put("patent_plans", json!(if inventions + others > 0 { c.some(&["file", "annual_fees", "transfer"], 50) } else { Vec::new() }));
    put("abroad", json!(if maker { c.some(&["exports", "investment", "foreign_patents"], 15) } else { Vec::new() }));
    put("employment", json!(c.some(&["insured_12_months", "laid_off", "hired"], 45)));
    put("technology_sales", json!(if software { vec!["own_software".to_owned()] } else { c.some(&["registered_contracts"], 10) }));
    json!({"as_of": DAY, "facts": facts})
}

/// Six owners, with the files in which they stand. What a file does not say is
/// filled in from a plausible firm, what a person knows before law's counts from these.
pub const OWNERS: [(&str, &str); 6] = [
    ("a precision maker with titles, near little giant", "companies/precision-maker"),
    ("a software house with titles that lost a certificate", "companies/software-house"),
    ("a micro maker of instruments", "companies/micro-instruments"),
    ("a young firm with investors", "companies/funded-start-up"),
    ("a trading house without research", "companies/trading-house"),
    ("a micro maker of food", "data/owners/food-maker"),
];

/// The whole truth about an owner, by the name of the file.
pub fn owner(file: &str) -> Value {
    let path = format!("{}/{file}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{path}: {why}"));
    let told: Value = serde_json::from_str(&text).unwrap_or_else(|why| panic!("{path}: {why}"));
    let Some(Value::Object(mut facts)) = told.get("facts").cloned() else { panic!("{file} has no facts") };
    let title = |facts: &Map<String, Value>, id: &str| facts.get(id).and_then(Value::as_str).is_some_and(|day| day != "none" && day >= DAY);
    let titles = TITLES.map(|(id, _)| id).into_iter().chain(["high_tech_enterprise", "national_innovation_demo", "ip_advantage_or_demo"]);
    let held: Vec<&str> = titles.filter(|id| title(&facts, id)).map(|id| id.trim_start_matches("title_")).collect();
    facts.insert("titles_held".to_owned(), json!(held));
    facts.insert("circumstances_3y".to_owned(), json!([]));
    let count = |facts: &Map<String, Value>, id: &str| facts.get(id).and_then(Value::as_i64).unwrap_or(0);
    let own = count(&facts, "class_1_ip_self_developed");
    let further = count(&facts, "class_1_ip").max(count(&facts, "tech_sme_class_1_ip")) - own;
    let second = count(&facts, "class_2_ip").max(count(&facts, "tech_sme_class_2_ip"));
    let young = second - count(&facts, "tech_sme_class_2_ip");
    let awards = [("national_3y", "national_science_award_3y_rank"), ("provincial_3y", "provincial_science_award_3y_rank")];
    let awards: Vec<&str> = awards.iter().filter(|(_, id)| count(&facts, id) > 0).map(|(award, _)| *award).collect();
    facts.insert("science_awards".to_owned(), json!(awards));
    for (id, value) in [
        ("own_class_1_ip", own),
        ("further_class_1_ip", further),
        ("own_class_2_patents", second - young),
        ("own_software_copyrights", 0),
        ("further_class_2_ip", young),
    ] {
        facts.insert(id.to_owned(), json!(value));
    }
    let Value::Object(filler) = firm(5)["facts"].take() else { panic!("a firm has facts") };
    for (id, value) in filler {
        facts.entry(id).or_insert(value);
    }
    json!({"as_of": DAY, "facts": facts})
}
