//! The documents once more, for enterprises of which everything is known: plain arithmetic written by hand from
//! the texts, with nothing of the engine in it.

use crate::worlds::World;
use tidu_tests::classes::{CLASSES, INDUSTRIES};
use tidu_tests::row::{MET, OPEN, REVIEW, UNMET, WAIVED};

/// What the enterprise comes to.
pub struct Second {
    pub size: Option<&'static str>,
    pub verdicts: Vec<(&'static str, &'static str)>,
    pub points: Vec<(&'static str, i64)>,
}

/// 万元.
const W: i64 = 1_000_000;

/// Verdicts in order; a criterion that is not asked is left out before it comes here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum V {
    No,
    Open,
    Declared,
    Yes,
}

use V::{Declared, No, Open, Yes};

impl V {
    fn id(self) -> &'static str {
        match self {
            No => UNMET,
            Open => OPEN,
            Declared => REVIEW,
            Yes => MET,
        }
    }
}

fn is(holds: bool) -> V {
    if holds { Yes } else { No }
}

fn all(of: &[V]) -> V {
    of.iter().copied().min().unwrap_or(Yes)
}

/// The points of the first line reached.
fn first<const N: usize>(lines: [(bool, i64); N]) -> i64 {
    lines.into_iter().find(|(reached, _)| *reached).map_or(0, |(_, points)| points)
}

/// `part` is at least so many percent of `whole`.
fn at_least(part: i64, whole: i64, percent: i64) -> bool {
    i128::from(part) * 100 >= i128::from(whole) * i128::from(percent)
}

fn at_most(part: i64, whole: i64, percent: i64) -> bool {
    i128::from(part) * 100 <= i128::from(whole) * i128::from(percent)
}

/// The mean of the last two growths is at least so many percent.
fn average_growth(y0: i64, y1: i64, y2: i64, percent: i64) -> bool {
    let (y0, y1, y2) = (i128::from(y0), i128::from(y1), i128::from(y2));
    // y0/y1 + y1/y2 ≥ 2 (1 + p), times 100 y1 y2.
    100 * (y0 * y2 + y1 * y1) >= 2 * (100 + i128::from(percent)) * y1 * y2
}

struct Facts<'w> {
    world: &'w World,
    size: Option<usize>,
}

impl Facts<'_> {
    fn n(&self, fact: &str) -> i64 {
        self.world.of(fact)
    }

    fn y(&self, fact: &str, back: i64) -> i64 {
        self.world.year(fact, back)
    }

    fn yes(&self, fact: &str) -> bool {
        self.n(fact) == 1
    }

    fn declared(&self, fact: &str) -> V {
        if self.yes(fact) { Declared } else { No }
    }

    fn held(&self, title: &str) -> bool {
        self.n(title) >= 0
    }

    fn placed(&self, award: &str, worst: i64) -> bool {
        (1..=worst).contains(&self.n(award))
    }

    fn institution(&self, among: &[&str]) -> bool {
        among.contains(&self.world.option("rd_institution_level"))
    }

    fn field(&self, among: &[&str]) -> bool {
        let fields = crate::worlds::FIELDS.iter().enumerate().filter(|(i, _)| self.n("product_fields") & (1 << i) != 0);
        fields.into_iter().any(|(_, field)| among.contains(field))
    }

    fn renewal(&self, standard: &str) -> bool {
        self.world.renewals.contains(&standard)
    }

    fn not_large(&self) -> V {
        self.size.map_or(Open, |class| is(class < 3))
    }

    fn clean(&self, of: &[&str]) -> V {
        is(of.iter().all(|fact| !self.yes(fact)))
    }

    fn general_2022(&self) -> V {
        all(&[
            is(self.yes("registered_in_china")),
            is(self.yes("legal_person")),
            self.not_large(),
            self.clean(&["on_abnormal_list", "on_dishonest_list", "restricted_product", "serious_incident_3y", "tax_violation_3y"]),
        ])
    }

    fn general_2026(&self) -> V {
        all(&[
            is(self.yes("registered_in_china")),
            self.not_large(),
            self.clean(&["on_abnormal_list", "on_dishonest_list", "restricted_product", "larger_incident_3y"]),
        ])
    }

    /// Growth of main business, innovation and specialization of 63号 annex 1.
    fn innovative_points(&self) -> (i64, i64, i64) {
        let (revenue, rd) = (self.y("operating_revenue", 1), self.y("rd_expense", 1));
        let (main, before) = (self.y("main_business_revenue", 1), self.y("main_business_revenue", 2));
        let (debts, assets) = (self.y("total_liabilities", 1), self.y("total_assets", 1));
        let ip = first([
            (self.n("class_1_ip_high_value") >= 1, 20),
            (self.n("class_1_ip_self_developed") >= 1, 15),
            (self.n("class_1_ip") >= 1, 10),
            (self.n("class_2_ip") >= 1, 5),
        ]);
        let input = first([(5, 20), (3, 15), (2, 10), (1, 5)].map(|(p, points)| (at_least(rd, revenue, p), points)));
        let grown = first([
            (at_least(main, before, 115), 20),
            (at_least(main, before, 110), 15),
            (at_least(main, before, 105), 10),
            (main >= before, 5),
        ]);
        let sound = first([(at_most(debts, assets, 55), 10), (at_most(debts, assets, 75), 5)]);
        let field = if self.field(&["strategic_emerging"]) { 10 } else { 5 };
        let share = first([
            (at_least(main, revenue, 70), 20),
            (at_least(main, revenue, 60), 15),
            (at_least(main, revenue, 55), 10),
            (at_least(main, revenue, 50), 5),
        ]);
        (ip + input, grown + sound, field + share)
    }

    fn innovative(&self) -> V {
        let (innovation, growth, specialization) = self.innovative_points();
        let scored = innovation + growth + specialization >= 60 && innovation >= 20 && growth >= 15 && specialization >= 15;
        let direct = self.n("national_science_award_3y_rank") > 0
            || self.n("provincial_science_award_3y_rank") > 0
            || ["high_tech_enterprise", "national_innovation_demo", "ip_advantage_or_demo"].iter().any(|title| self.held(title))
            || self.institution(&["provincial", "national"])
            || (1..=3).map(|back| self.y("equity_financing", back)).sum::<i64>() >= 500 * W;
        all(&[self.general_2022(), is(scored || direct)])
    }

    fn tech_points(&self) -> (i64, i64, i64) {
        let (staff, tech) = (self.n("staff"), self.n("tech_staff"));
        let (rd, revenue, cost) = (self.y("rd_expense", 1), self.y("operating_revenue", 1), self.y("total_cost", 1));
        let people = first([
            (at_least(tech, staff, 30), 20),
            (at_least(tech, staff, 25), 16),
            (at_least(tech, staff, 20), 12),
            (at_least(tech, staff, 15), 8),
            (at_least(tech, staff, 10), 4),
        ]);
        let input = first([
            (at_least(rd, revenue, 6) || at_least(rd, cost, 30), 50),
            (at_least(rd, revenue, 5) || at_least(rd, cost, 25), 40),
            (at_least(rd, revenue, 4) || at_least(rd, cost, 20), 30),
            (at_least(rd, revenue, 3) || at_least(rd, cost, 15), 20),
            (at_least(rd, revenue, 2) || at_least(rd, cost, 10), 10),
        ]);
        let ip = if self.n("tech_sme_class_1_ip") >= 1 { 30 } else { 6 * self.n("tech_sme_class_2_ip").min(4) };
        (people, input, ip)
    }

    fn tech(&self) -> V {
        let (people, input, ip) = self.tech_points();
        let direct = self.held("high_tech_enterprise")
            || self.placed("national_science_award_5y_rank", 3)
            || self.institution(&["provincial", "national"])
            || self.yes("led_standard_5y");
        all(&[
            is(self.yes("registered_in_china")),
            is(self.n("staff") <= 500 && self.y("operating_revenue", 1) <= 20_000 * W && self.y("total_assets", 1) <= 20_000 * W),
            self.clean(&["restricted_product", "incident_or_misconduct_2y", "on_abnormal_list", "on_dishonest_list"]),
            is(direct || (people + input + ip >= 60 && people > 0)),
        ])
    }

    /// 63号 annex 2: professional, refined, distinctive, innovative.
    fn srdi_2022_points(&self) -> [i64; 4] {
        let (revenue, rd) = (self.y("operating_revenue", 1), self.y("rd_expense", 1));
        let main = [1, 2, 3].map(|back| self.y("main_business_revenue", back));
        let (debts, assets) = (self.y("total_liabilities", 1), self.y("total_assets", 1));
        let grown = |percent| average_growth(main[0], main[1], main[2], percent);
        let share = first([(at_least(main[0], revenue, 80), 5), (at_least(main[0], revenue, 70), 3), (at_least(main[0], revenue, 60), 1)]);
        let growth = first([(grown(10), 10), (grown(8), 8), (grown(6), 6), (grown(4), 4), (grown(0), 2)]);
        let years = (self.n("segment_years") / 2).min(5);
        let field = first([
            (self.field(&["fills_chain_gap"]), 5),
            (self.field(&["six_bases", "time_honored_brand", "serves_key_chain_leader"]), 3),
        ]);
        let digital = first([(self.n("digital_level") >= 3, 5), (self.n("digital_level") == 2, 3)]);
        let quality = ["provincial_quality_award", "quality_system_certified", "own_brand", "standards_participated"];
        let quality = (3 * quality.iter().filter(|fact| self.yes(fact)).count() as i64).min(5);
        let profit = self.y("net_profit", 1);
        let margin = first([10, 8, 6, 4, 2].map(|p| (at_least(profit, revenue, p), p)));
        let sound = first([(at_most(debts, assets, 50), 5), (at_most(debts, assets, 60), 3), (at_most(debts, assets, 70), 1)]);
        let ip = first([
            (self.n("class_1_ip_high_value") >= 1, 10),
            (self.n("class_1_ip_self_developed") >= 1, 8),
            (self.n("class_1_ip") >= 1, 6),
            (self.n("class_2_ip") >= 1, 2),
        ]);
        let input = first([
            (rd >= 500 * W || at_least(rd, revenue, 10), 10),
            (rd >= 400 * W || at_least(rd, revenue, 8), 8),
            (rd >= 300 * W || at_least(rd, revenue, 6), 6),
            (rd >= 200 * W || at_least(rd, revenue, 4), 4),
            (rd >= 100 * W || at_least(rd, revenue, 3), 2),
        ]);
        let (people, staff) = (self.n("rd_staff"), self.n("staff"));
        let people = first([(at_least(people, staff, 20), 5), (at_least(people, staff, 10), 3), (at_least(people, staff, 5), 1)]);
        let institution = match self.world.option("rd_institution_level") {
            "national" => 10,
            "provincial" => 8,
            "city" => 4,
            "below_city" => 2,
            _ => 0,
        };
        [
            share + growth + years + field,
            digital + quality + margin + sound,
            self.n("local_distinctive_score"),
            ip + input + people + institution,
        ]
    }

    fn srdi_2022(&self) -> V {
        let (revenue, rd) = (self.y("operating_revenue", 1), self.y("rd_expense", 1));
        let equity = self.y("equity_financing", 1) + self.y("equity_financing", 2);
        let result = self.srdi_2022_points().iter().sum::<i64>() >= 60
            || self.placed("provincial_science_award_3y_rank", 3)
            || self.placed("national_science_award_3y_rank", 5)
            || rd + self.y("rd_expense", 2) >= 2_000 * W
            || equity >= 6_000 * W
            || self.world.option("maker_china_3y") != "none";
        all(&[
            self.general_2022(),
            is(self.n("segment_years") >= 2),
            is(rd >= 100 * W && at_least(rd, revenue, 3)),
            is(revenue >= 1_000 * W || equity >= 2_000 * W),
            is(result),
        ])
    }

    fn rd_share(&self, back: i64, percent: i64) -> bool {
        at_least(self.y("rd_expense", back), self.y("operating_revenue", back), percent)
    }

    fn giant_2022(&self) -> V {
        let revenue = self.y("operating_revenue", 1);
        let main = [1, 2, 3].map(|back| self.y("main_business_revenue", back));
        let input = if revenue >= 10_000 * W {
            self.rd_share(1, 3) && self.rd_share(2, 3)
        } else if revenue >= 5_000 * W {
            self.rd_share(1, 6) && self.rd_share(2, 6)
        } else {
            self.y("equity_financing", 1) + self.y("equity_financing", 2) >= 8_000 * W
                && self.y("rd_expense", 1) >= 3_000 * W
                && at_least(self.n("rd_staff"), self.n("staff"), 50)
        };
        let general =
            all(&[is(input), is(!self.institution(&["none"])), is(self.n("class_1_ip") >= 2), self.declared("class_1_ip_in_use")]);
        let direct = is(self.placed("national_science_award_3y_rank", 3) || self.world.option("maker_china_3y") == "top_50");
        all(&[
            self.general_2022(),
            is(self.n("segment_years") >= 3),
            is(at_least(main[0], revenue, 70)),
            is(average_growth(main[0], main[1], main[2], 5)),
            self.declared("sound_governance"),
            is(self.yes("core_business_on_information_system") && self.yes("management_or_product_certified")),
            is(at_most(self.y("total_liabilities", 1), self.y("total_assets", 1), 70)),
            is(self.n("market_share_national") >= 10 * W),
            self.declared("well_known"),
            is(self.yes("own_brand")),
            general.max(direct),
            self.declared("key_chain_link"),
            is(self.field(&["six_bases", "manufacturing_power_field", "cyber_power_field"])),
        ])
    }

    fn development(&self, standard: &str, enough: i64) -> V {
        let last = self.renewal(standard) && self.y("development_score", 1) >= enough * W;
        is(last || self.y("development_score", 0) >= enough * W)
    }

    fn srdi_2026(&self) -> V {
        let revenue = self.y("operating_revenue", 1);
        let each = (1..=2).all(|back| self.y("rd_expense", back) >= 100 * W && self.rd_share(back, 3));
        let waived = self.placed("provincial_science_award_3y_rank", 3)
            || self.placed("national_science_award_3y_rank", 3)
            || self.institution(&["provincial", "national"]);
        let ip = if waived { Yes } else { all(&[is(self.n("class_1_ip_original") >= 1), self.declared("class_1_ip_in_use")]) };
        all(&[
            self.general_2026(),
            is(self.held("title_innovative_sme") || self.held("title_tech_sme")),
            is(self.n("segment_years") >= 3),
            is(revenue >= 1_500 * W || self.y("equity_financing", 1) + self.y("equity_financing", 2) >= 2_000 * W),
            is(at_least(self.y("main_business_revenue", 1), revenue, 80)),
            is(at_most(self.y("total_liabilities", 1), self.y("total_assets", 1), 80)),
            is(each),
            ip,
            self.declared("market_position_leading"),
            self.development("srdi_sme", 50),
        ])
    }

    fn giant_2026(&self) -> V {
        let revenue = self.y("operating_revenue", 1);
        let grown = i128::from(revenue) * 10_000 >= i128::from(self.y("operating_revenue", 3)) * 11_025;
        let ip = all(&[is(self.n("class_1_ip_original") >= 4), self.declared("class_1_ip_in_use")]);
        let market = self.n("market_share_national") >= 10 * W
            || self.n("market_share_international") >= 10 * W
            || self.placed("market_rank_national", 3);
        all(&[
            self.general_2026(),
            is(self.held("title_srdi_sme")),
            is(self.n("segment_years") >= 3),
            is(revenue >= 5_000 * W),
            is(at_least(self.y("main_business_revenue", 1), revenue, 90)),
            is(grown || self.renewal("little_giant")),
            is(at_most(self.y("total_liabilities", 1), self.y("total_assets", 1), 75)),
            is(self.y("rd_expense", 1) + self.y("rd_expense", 2) >= 1_200 * W && self.rd_share(1, 3) && self.rd_share(2, 3)),
            if self.placed("national_science_award_3y_rank", 3) { Yes } else { ip },
            is(market),
            self.declared("well_known"),
            is(self.field(&["six_bases", "upgrades_traditional", "emerging_industry", "future_industry"])),
            self.declared("key_chain_link"),
            self.development("little_giant", 60),
        ])
    }
}

/// Assesses an enterprise of which everything is known and nothing is divided by zero.
pub fn assess(world: &World) -> Second {
    let lines = INDUSTRIES.iter().find(|(id, _)| *id == world.option("industry")).map(|(_, lines)| *lines);
    let class = |(figure, bounds): &(&str, [u32; 3])| {
        let value = if *figure == "staff" { world.of("staff") * W } else { world.year(figure, 1) };
        bounds.iter().filter(|bound| value >= i64::from(**bound) * W).count()
    };
    let size = lines.map(|lines| lines.iter().map(class).min().unwrap_or(0));
    let facts = Facts { world, size };
    let (from_2022, from_2026) = (world.day >= "2022-08-01", world.day >= "2026-04-01");
    let of = |in_force: bool, verdict: V| if in_force { verdict.id() } else { WAIVED };
    let (innovative, tech) = (facts.innovative(), facts.tech());
    let first_tier = if from_2026 { innovative.max(tech) } else { innovative };
    let srdi = if from_2026 { facts.srdi_2026() } else { facts.srdi_2022() };
    let renewal_of_2026 = facts.renewal("little_giant") && world.day < "2027-01-01";
    let giant = if from_2026 && !renewal_of_2026 { facts.giant_2026() } else { facts.giant_2022() };
    let mut points = Vec::new();
    if from_2022 {
        let (innovation, growth, specialization) = facts.innovative_points();
        points.extend([
            ("innovative_sme/innovation", innovation),
            ("innovative_sme/growth", growth),
            ("innovative_sme/specialization", specialization),
            ("innovative_sme", innovation + growth + specialization),
        ]);
    }
    let (people, input, results) = facts.tech_points();
    points.extend([
        ("tech_sme/people", people),
        ("tech_sme/input", input),
        ("tech_sme/results", results),
        ("tech_sme", people + input + results),
    ]);
    if from_2022 && !from_2026 {
        let [specialization, refinement, distinctiveness, innovation] = facts.srdi_2022_points();
        points.extend([
            ("srdi_sme/specialization", specialization),
            ("srdi_sme/refinement", refinement),
            ("srdi_sme/distinctiveness", distinctiveness),
            ("srdi_sme/innovation", innovation),
            ("srdi_sme", specialization + refinement + distinctiveness + innovation),
        ]);
    }
    Second {
        size: size.map(|class| CLASSES[class]),
        verdicts: vec![
            ("innovative_sme", of(from_2022, innovative)),
            ("tech_sme", of(true, tech)),
            ("tech_innovative_sme", of(from_2022, first_tier)),
            ("srdi_sme", of(from_2022, srdi)),
            ("little_giant", of(from_2022, giant)),
        ],
        points,
    }
}
