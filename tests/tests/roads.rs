//! Roads worked out by hand from the law: a whole enterprise with one or a few things short, and the ways it has.
//!
//! A way is one line: the day, each change as `fact@year from→to {criteria served}`, what follows by itself after `=`,
//! the titles to be won before with their own ways, what others confirm, the verdict then. Below stand the days that
//! are too early, and why. Effort is what `facts.json` declares; where it decides, the sum stands in the comment.

#[path = "roads/telling.rs"]
mod telling;

use telling::{Asked, reported, road, rooms};
use tidu_tests::row::{Table, items, text};

/// One road: what it shows, the day, the standard, the facts kept, the answers laid over the ground, the lines.
type Road<'r> = (&'r str, &'r str, &'r str, &'r [&'r str], &'r str, &'r [&'r str]);

fn roads(name: &str, ground: &str, roads: &[Road<'_>]) {
    let mut table = Table::default();
    for (what, day, tier, kept, answers, lines) in roads {
        let answers = format!("{GENERAL}; {ground}; {answers}");
        table.row(what, format!("\n{}\n", road(&Asked { day, tier, kept, answers: &answers })), format!("\n{}\n", lines.join("\n")));
    }
    table.end(name);
}

const TODAY: &str = "2026-11-23";

const GENERAL: &str = "registered_in_china yes; legal_person yes; industry industry; staff 100; on_abnormal_list no; \
    on_dishonest_list no; restricted_product no; serious_incident_3y no; tax_violation_3y no; larger_incident_3y no; \
    incident_or_misconduct_2y no; national_science_award_3y_rank 0; national_science_award_5y_rank 0; \
    provincial_science_award_3y_rank 0; maker_china_3y none; led_standard_5y no; high_tech_enterprise none; \
    national_innovation_demo none; ip_advantage_or_demo none; title_innovative_sme none; title_tech_sme none; \
    title_srdi_sme none; title_little_giant none; equity_financing 0 / 0 / 0; rd_institution_level city";

/// 63号 annex 1 with 20 + 20, 5 + 5, 5 + 20 points: 75, but growth has 10 of the 15 it needs.
const INNOVATIVE: &str = "class_1_ip_high_value 1; class_1_ip_self_developed 1; class_1_ip 1; class_2_ip 0; \
    operating_revenue 1200 / 1200 / 1200; main_business_revenue 1000 / 1000 / 1000; rd_expense 60 / 60 / 60; \
    total_assets 2000; total_liabilities 1200; product_fields []";

#[test]
fn first_tier_by_score_or_directly() {
    let today_is_too_early = "2026-11-23 lead_time {result}";
    roads(
        "roads to the first tier",
        INNOVATIVE,
        &[
            (
                // Growth 5 % gives 10 points: 1050, 50/50 = 1. Debt 55 % gives 10: 1100, 100/50 = 2. A provincial institution
                // opens the direct route, 10, but takes a year.
                "a subtotal is short though the total is reached",
                TODAY,
                "innovative_sme",
                &[],
                "",
                &[
                    "2027-01-01; main_business_revenue@2026 1000→1050 {result}; met",
                    "2027-01-01; total_liabilities@2026 1200→1100 {result}; met",
                    "2028-01-01; rd_institution_level city→provincial {result}; met",
                    today_is_too_early,
                ],
            ),
            (
                // Any right of Class I gives the ten points that are short; one developed in house takes the same effort
                // and is not asked for.
                "the whole is asked for where the whole is enough",
                TODAY,
                "innovative_sme",
                &["rd_expense", "operating_revenue", "main_business_revenue", "high_tech_enterprise", "rd_institution_level"],
                "class_1_ip_high_value 0; class_1_ip_self_developed 0; class_1_ip 0; class_2_ip 1; rd_expense 30 / 30 / 30; \
                 main_business_revenue 1150 / 1000 / 1000; total_assets 3000",
                &["2027-01-01; equity_financing@2026 0→500 {result}; met", "2028-01-01; class_1_ip 0→1 {result}; met", today_is_too_early],
            ),
            (
                // Without the market, a certificate as high-tech enterprise (30) comes third.
                "a fact kept turns the plan to other means",
                TODAY,
                "innovative_sme",
                &["main_business_revenue"],
                "",
                &[
                    "2027-01-01; total_liabilities@2026 1200→1100 {result}; met",
                    "2028-01-01; rd_institution_level city→provincial {result}; met",
                    "2028-01-01; high_tech_enterprise none→2028-01-01 {result}; met",
                    today_is_too_early,
                ],
            ),
            (
                // 5 % growth of the main business takes all revenue with it. R&D is then 50/1050 = 4.76 %: 15 instead of 20.
                "a part takes the whole with it",
                TODAY,
                "innovative_sme",
                &["total_liabilities", "rd_institution_level", "high_tech_enterprise", "ip_advantage_or_demo", "national_innovation_demo"],
                "operating_revenue 1000 / 1000 / 1000; rd_expense 50 / 50 / 50",
                &[
                    "2027-01-01; main_business_revenue@2026 1000→1050 {result}; = operating_revenue@2026 1000→1050; met",
                    // 500 of equity open the direct route: 25 of money beside 1 of market.
                    "2027-01-01; equity_financing@2026 0→500 {result}; met",
                    "2026-11-23 kept {result}",
                ],
            ),
            (
                // All revenue stays at 1000, and with it main business: equity is what is left.
                "a part stays within a whole that is kept",
                TODAY,
                "innovative_sme",
                &["operating_revenue", "total_liabilities", "rd_institution_level"],
                "operating_revenue 1000 / 1000 / 1000; rd_expense 50 / 50 / 50",
                &[
                    "2027-01-01; equity_financing@2026 0→500 {result}; met",
                    "2028-01-01; high_tech_enterprise none→2028-01-01 {result}; met",
                    today_is_too_early,
                ],
            ),
            (
                // By score innovation has 0 of 20 and specialization 5 of 15. But 480 of 500 stand in the years 2024 to 2026.
                // A year later 2024 is out of sight; then an institution two levels up (20) or a certificate (30).
                "the direct route is nearer than the score",
                TODAY,
                "innovative_sme",
                &[],
                "class_1_ip_high_value 0; class_1_ip_self_developed 0; class_1_ip 0; operating_revenue 1000 / 1000 / 1000; \
                    rd_expense 5 / 5 / 5; main_business_revenue 400 / 400 / 400; equity_financing 0 / 480 / 0; \
                    rd_institution_level below_city",
                &[
                    "2027-01-01; equity_financing@2026 0→20 {result}; met",
                    "2028-01-01; rd_institution_level below_city→provincial {result}; met",
                    "2028-01-01; high_tech_enterprise none→2028-01-01 {result}; met",
                    today_is_too_early,
                ],
            ),
            (
                "a restricted product bars every year",
                TODAY,
                "innovative_sme",
                &[],
                "restricted_product yes; total_liabilities 1100",
                &[
                    "2026-11-23 fixed {product_allowed}",
                    "2027-01-01 fixed {product_allowed}",
                    "2028-01-01 fixed {product_allowed}",
                    "2029-01-01 fixed {product_allowed}",
                    "2030-01-01 fixed {product_allowed}",
                    "2031-01-01 fixed {product_allowed}",
                ],
            ),
            (
                // 1200 people and 45 000: large. What was earned in 2025 stands; nobody shrinks.
                "a large enterprise does not shrink",
                TODAY,
                "innovative_sme",
                &[],
                "staff 1200; operating_revenue 45000; main_business_revenue 45000 / 40000 / 40000; rd_expense 3000; \
                    total_liabilities 1000",
                &[
                    "2026-11-23 closed_year {size}",
                    "2027-01-01 fixed {size}",
                    "2028-01-01 fixed {size}",
                    "2029-01-01 fixed {size}",
                    "2030-01-01 fixed {size}",
                    "2031-01-01 fixed {size}",
                ],
            ),
        ],
    );
}

/// 115号 with 0 + 50 + 12 points: 62, but none for technical staff; 63号 annex 1 with 20, 15 and 10 points: 45.
const TECH: &str = "staff 99; tech_staff 9; operating_revenue 2000 / 2000 / 2000; main_business_revenue 1000 / 1000 / 1000; \
    rd_expense 120 / 120 / 120; total_cost 1800; tech_sme_class_1_ip 0; tech_sme_class_2_ip 2; total_assets 3000; \
    total_liabilities 1500; class_1_ip_high_value 0; class_1_ip_self_developed 0; class_1_ip 0; class_2_ip 0; product_fields []";

#[test]
fn first_tier_by_either_title() {
    roads(
        "roads to either first-tier title",
        TECH,
        &[
            (
                // 10 % of 99 people is 9.9: ten of them.
                "sixty points, but technical staff without any",
                TODAY,
                "tech_sme",
                &["led_standard_5y"],
                "",
                &[
                    "2027-01-01; tech_staff 9→10 {result}; met",
                    "2028-01-01; rd_institution_level city→provincial {result}; met",
                    "2028-01-01; high_tech_enterprise none→2028-01-01 {result}; met",
                    "2026-11-23 lead_time {result}",
                ],
            ),
            (
                // One person (1), or main business 1100: 55 % gives 10 points and 10 % growth 15, sixty in all (100/50 = 2);
                // or 500 of equity opens the direct route (25). An institution (10) takes a year more and comes fourth.
                "either title does: the cheaper way of each means",
                TODAY,
                "tech_innovative_sme",
                &[],
                "",
                &[
                    "2027-01-01; tech_staff 9→10 {first_tier, tech_sme/result}; met",
                    "2027-01-01; main_business_revenue@2026 1000→1100 {first_tier, innovative_sme/result}; met",
                    "2027-01-01; equity_financing@2026 0→500 {first_tier, innovative_sme/result}; met",
                    "2026-11-23 lead_time {first_tier}",
                ],
            ),
        ],
    );
}

/// 63号 annex 2 with 12 + 19 + 13 + 14 = 58 points on 2025-09-15: 3 (75 %), 2, 4 (eight years), 3; 5, 5, 6 (6.7 %), 3 (55 %);
/// 13; 8, 6 (6 %), 0 (4 %), 0.
const ANNEX_2: &str = "segment_years 8; operating_revenue 3000 / 3000 / 3000; main_business_revenue 2250 / 2250 / 2250; \
    net_profit 200; total_assets 4000; total_liabilities 2200; rd_expense 180 / 180; product_fields [six_bases]; digital_level 3; \
    provincial_quality_award no; quality_system_certified yes; own_brand yes; standards_participated no; \
    local_distinctive_score 13; class_1_ip_high_value 0; class_1_ip_self_developed 1; class_1_ip 1; class_2_ip 0; rd_staff 4; \
    rd_institution_level none; class_1_ip_original 0; class_1_ip_in_use no; market_position_leading yes";

#[test]
fn srdi_by_the_score_of_2022() {
    roads(
        "roads by 63号 annex 2",
        ANNEX_2,
        &[
            (
                // Two points each: 80 % main business (150/50 = 3; profit 8 % would take 4), 50 % debt (200/50 = 4; R&D 8 %
                // would take 6), 10 % R&D staff (6, three points). IP and institutions take a year, and by then 2号 governs.
                "58 points, three single lifts",
                "2025-09-15",
                "srdi_sme",
                &[],
                "",
                &[
                    "2026-01-01; main_business_revenue@2025 2250→2400 {result}; met",
                    "2026-01-01; total_liabilities@2025 2200→2000 {result}; met",
                    "2026-01-01; rd_staff 4→10 {result}; met",
                    "2025-09-15 lead_time {result}",
                ],
            ),
            (
                // One more full two years by the end of 2025 is a point; local features are the province's to judge.
                "59 points: the ninth year gives none, the tenth does",
                "2025-09-15",
                "srdi_sme",
                &["main_business_revenue", "operating_revenue", "net_profit", "total_liabilities", "rd_expense", "equity_financing"],
                "local_distinctive_score 14; segment_years 9",
                &["2026-01-01; met", "2025-09-15 lead_time {result}"],
            ),
        ],
    );
}

/// 2号 annex 1 whole and met, 63号 annex 1 as well (15 + 20, 10 + 10, 5 + 20); the platform's score of 2026 is known.
const SRDI: &str = "segment_years 5; operating_revenue 3000 / 2800 / 2600; main_business_revenue 2700 / 2500 / 2300; \
    rd_expense 150 / 140 / 130; total_assets 4000; total_liabilities 2000; class_1_ip_original 1; class_1_ip_in_use yes; \
    market_position_leading yes; development_score 55; class_1_ip_high_value 0; class_1_ip_self_developed 1; class_1_ip 1; \
    class_2_ip 0; product_fields [six_bases]; title_innovative_sme 2031-12-31";

/// The two lines that say R&D of a closed year is short.
const RD_CLOSED: [&str; 2] = ["2026-11-23 closed_year {rd_each_year}", "2027-01-01 closed_year {rd_each_year}"];

#[test]
fn srdi_by_figures() {
    let short = "operating_revenue 2500 / 2500 / 2500; main_business_revenue 2300 / 2300 / 2300; rd_expense 82 / 82 / 82";
    roads(
        "roads by 2号 annex 1: figures",
        SRDI,
        &[
            (
                // The example of the contract. 2025 is closed at 82, so 2026 and 2027 are the first two years of 100.
                "R&D below the floor last year",
                TODAY,
                "srdi_sme",
                &[],
                &format!("{short}; title_innovative_sme none"),
                &[
                    "2028-01-01; rd_expense@2026 82→100 {rd_each_year}; rd_expense@2027 82→100 {rd_each_year}; \
                     after innovative_sme: (tech_innovative_sme 2026-11-23; met); confirm development_score; needs_review",
                    "2026-11-23 prior_title {prior_title}",
                    RD_CLOSED[0],
                    RD_CLOSED[1],
                ],
            ),
            (
                "R&D is kept: no later year helps",
                TODAY,
                "srdi_sme",
                &["rd_expense"],
                short,
                &[
                    RD_CLOSED[0],
                    RD_CLOSED[1],
                    "2028-01-01 kept {rd_each_year}",
                    "2029-01-01 kept {rd_each_year}",
                    "2030-01-01 kept {rd_each_year}",
                    "2031-01-01 kept {rd_each_year}",
                ],
            ),
            (
                "a forecast for the open year that will do is carried forward",
                TODAY,
                "srdi_sme",
                &[],
                &format!("{short}; rd_expense@2026 120"),
                &["2028-01-01; confirm development_score; needs_review", RD_CLOSED[0], RD_CLOSED[1]],
            ),
            (
                "a forecast that falls short is where the change starts",
                TODAY,
                "srdi_sme",
                &[],
                &format!("{short}; rd_expense@2026 90.5"),
                &[
                    "2028-01-01; rd_expense@2026 90.5→100 {rd_each_year}; rd_expense@2027 90.5→100 {rd_each_year}; \
                     confirm development_score; needs_review",
                    RD_CLOSED[0],
                    RD_CLOSED[1],
                ],
            ),
            (
                "a range whose better end falls short",
                TODAY,
                "srdi_sme",
                &[],
                &format!("{short}; rd_expense@2026 80..95"),
                &[
                    "2028-01-01; rd_expense@2026 80..95→100 {rd_each_year}; rd_expense@2027 80..95→100 {rd_each_year}; \
                     confirm development_score; needs_review",
                    RD_CLOSED[0],
                    RD_CLOSED[1],
                ],
            ),
            (
                "a range that may do is not short",
                TODAY,
                "srdi_sme",
                &[],
                "rd_expense 90..110 / 140",
                &["2026-11-23; open rd_each_year; unknown"],
            ),
            (
                // 3 % of 4321.987654 is 129.65962962: the next fen is 129.65963. 2028, as 2025 is closed at 120.
                "three percent of an odd revenue, to the fen",
                TODAY,
                "srdi_sme",
                &[],
                "operating_revenue 4321.987654 / 4000 / 4000; main_business_revenue 4000 / 4000 / 4000; rd_expense 120 / 120 / 120",
                &[
                    "2028-01-01; rd_expense@2026 120→129.65963 {rd_each_year}; rd_expense@2027 120→129.65963 {rd_each_year}; \
                     confirm development_score; needs_review",
                    RD_CLOSED[0],
                    RD_CLOSED[1],
                ],
            ),
            (
                // 80 % of 3333.333333 is 2666.6666664: at most 2666.666666.
                "liabilities to be lowered, to the fen",
                TODAY,
                "srdi_sme",
                &[],
                "total_assets 3333.333333; total_liabilities 3000",
                &[
                    "2027-01-01; total_liabilities@2026 3000→2666.666666 {debt_ratio}; confirm development_score; needs_review",
                    "2026-11-23 closed_year {debt_ratio}",
                ],
            ),
            (
                // Equity of 2025 and 2026 (carried) is 1990: 10 more, 10/20 = 0.5 of money. Revenue: 100/50 = 2 of market; main
                // business is then 1300 of 1500, 86.7 %.
                "the cheaper of two ways comes first",
                TODAY,
                "srdi_sme",
                &[],
                "operating_revenue 1400 / 1400 / 1400; main_business_revenue 1300 / 1300 / 1300; equity_financing 995 / 900 / 0",
                &[
                    "2027-01-01; equity_financing@2026 995→1005 {revenue}; confirm development_score; needs_review",
                    "2027-01-01; operating_revenue@2026 1400→1500 {revenue}; confirm development_score; needs_review",
                    "2026-11-23 closed_year {revenue}",
                ],
            ),
            (
                // Shares of nothing are undefined. One fen of main business makes one of revenue; R&D is then ever so much of it.
                "a base of nothing gives no share",
                TODAY,
                "srdi_sme",
                &[],
                "operating_revenue 0 / 0 / 0; main_business_revenue 0 / 0 / 0; equity_financing 2000 / 2000 / 0",
                &[
                    "2028-01-01; operating_revenue@2026 0→0.000001 {rd_each_year}; \
                     main_business_revenue@2027 0→0.000001 {main_business_share}; = operating_revenue@2027 0→0.000001; \
                     confirm development_score; needs_review",
                    "2026-11-23 closed_year {main_business_share, rd_each_year}",
                    "2027-01-01 closed_year {rd_each_year}",
                ],
            ),
        ],
    );
}

#[test]
fn srdi_by_time_titles_and_waivers() {
    roads(
        "roads by 2号 annex 1: time, titles, waivers",
        SRDI,
        &[
            (
                "only the first-tier title is missing",
                TODAY,
                "srdi_sme",
                &[],
                "title_innovative_sme none",
                &[
                    "2027-01-01; after innovative_sme: (tech_innovative_sme 2026-11-23; met); confirm development_score; needs_review",
                    "2026-11-23 prior_title {prior_title}",
                ],
            ),
            (
                // The title ends before the first possible round: it has to be renewed on its day.
                "the first-tier title runs out before the round",
                TODAY,
                "srdi_sme",
                &[],
                "title_innovative_sme 2027-06-30; rd_expense 99 / 140 / 130",
                &[
                    "2028-01-01; rd_expense@2026 99→100 {rd_each_year}; rd_expense@2027 99→100 {rd_each_year}; \
                     after innovative_sme: (innovative_sme 2027-06-30 renewal; met); confirm development_score; needs_review",
                    RD_CLOSED[0],
                    RD_CLOSED[1],
                ],
            ),
            (
                // One year at the end of 2025 makes three at the end of 2027.
                "only time makes segment years",
                TODAY,
                "srdi_sme",
                &[],
                "segment_years 1",
                &[
                    "2028-01-01; confirm development_score; needs_review",
                    "2026-11-23 time {segment_years}",
                    "2027-01-01 time {segment_years}",
                ],
            ),
            (
                // An incident that may have been yesterday is out of sight on 2029-11-24 at the latest.
                "an incident is out of sight after three years",
                TODAY,
                "srdi_sme",
                &[],
                "larger_incident_3y yes",
                &[
                    "2030-01-01; confirm development_score; needs_review",
                    "2026-11-23 time {no_incident}",
                    "2027-01-01 time {no_incident}",
                    "2028-01-01 time {no_incident}",
                    "2029-01-01 time {no_incident}",
                ],
            ),
            (
                // Ten of IP work or ten of management: with a provincial institution IP is not examined.
                "a waiver makes the IP condition fall away",
                TODAY,
                "srdi_sme",
                &[],
                "class_1_ip_original 0",
                &[
                    "2028-01-01; class_1_ip_original 0→1 {class_1_ip}; confirm development_score; needs_review",
                    "2028-01-01; rd_institution_level city→provincial {class_1_ip}; confirm development_score; needs_review",
                    "2026-11-23 lead_time {class_1_ip}",
                    "2027-01-01 lead_time {class_1_ip}",
                ],
            ),
            (
                "a science award waives the IP condition today",
                TODAY,
                "srdi_sme",
                &[],
                "class_1_ip_original 0; provincial_science_award_3y_rank 3",
                &["2026-11-23; needs_review"],
            ),
            (
                "listed as abnormal: taken off by decision, not on the day itself",
                TODAY,
                "srdi_sme",
                &[],
                "on_abnormal_list yes",
                &[
                    "2027-01-01; on_abnormal_list yes→no {not_abnormal_list}; confirm development_score; needs_review",
                    "2026-11-23 lead_time {not_abnormal_list}",
                ],
            ),
            (
                // 39 points under 63号 annex 2 (5, 8, 2, 3; 0, 0, 0, 5; 0; 8, 4, 0, 4). A year of work could make them 62, but
                // from 1 April on 2号 governs, and all it asks is there.
                "the first day of a new law",
                "2026-02-10",
                "srdi_sme",
                &[],
                "digital_level 0; provincial_quality_award no; quality_system_certified no; own_brand no; standards_participated no; \
                    net_profit 0; local_distinctive_score 0; rd_staff 0",
                &["2026-04-01; needs_review", "2026-02-10 lead_time {result}"],
            ),
            (
                "a platform score below the line waits for next year's",
                TODAY,
                "srdi_sme",
                &[],
                "development_score 49.9",
                &["2027-01-01; confirm development_score; needs_review", "2026-11-23 fixed {development_score}"],
            ),
            (
                "a title held is renewed on its day, and either of two scores does",
                TODAY,
                "srdi_sme",
                &[],
                "title_srdi_sme 2028-05-31",
                &["2028-05-31 renewal; confirm development_score; needs_review"],
            ),
        ],
    );
}

#[test]
fn what_is_open_is_asked_first() {
    let answers = format!("{GENERAL}; {SRDI}; rd_expense 99 / 140 / 130; total_liabilities ?");
    let asked = Asked { day: TODAY, tier: "srdi_sme", kept: &[], answers: &answers };
    let mut table = Table::default();
    let way = "2028-01-01; rd_expense@2026 99→100 {rd_each_year}; rd_expense@2027 99→100 {rd_each_year}; \
               confirm development_score; open debt_ratio; unknown";
    table.row("a plan on half an answer", road(&asked), [way, RD_CLOSED[0], RD_CLOSED[1]].join("\n"));
    table.row("what it asks first", reported(&asked)["ask_first"].to_string(), r#"["total_liabilities"]"#.to_owned());
    table.end("open answers");
}

#[test]
fn margins_of_a_title_held() {
    let answers = format!("{GENERAL}; {SRDI}; title_srdi_sme 2028-05-31");
    let mut table = Table::default();
    // In 2028 the years looked at are 2027 and 2026, both as 2025; five segment years are seven by then.
    let rooms_by_hand = [
        "class_1_ip_original 1→1",              // none at all: without it the condition falls
        "main_business_revenue@2027 2700→2400", // 11 %
        "operating_revenue@2027 3000→3375",     // 12.5 %: main business is then 80 %
        "rd_expense@2027 150→100",              // 33 %
        "rd_expense@2026 150→100",
        "total_assets@2027 4000→2500",      // 37.5 %
        "operating_revenue@2027 3000→1500", // 50 %
        "segment_years 7→3",                // 57 %
        "total_liabilities@2027 2000→3200", // 60 %
        "operating_revenue@2026 3000→5000", // 67 %: R&D is then 3 %
    ];
    let asked = Asked { day: TODAY, tier: "srdi_sme", kept: &[], answers: &answers };
    table.row("margins at the renewal", rooms(&asked), rooms_by_hand.join("\n"));
    table.end("margins");
}

/// 2号 annex 2 whole and met today: growth 6000/5400 = 1.111 of the 1.1025 it needs.
const GIANT: &str = "segment_years 5; operating_revenue 6000 / 5800 / 5400; main_business_revenue 5700 / 5500 / 5200; \
    rd_expense 700 / 650 / 600; total_assets 8000; total_liabilities 4000; class_1_ip_original 4; class_1_ip_in_use yes; \
    market_position_leading yes; market_share_national 12; market_share_international 0; market_rank_national 0; well_known yes; \
    key_chain_link yes; product_fields [six_bases]; development_score 65; class_1_ip_high_value 0; class_1_ip_self_developed 1; \
    class_1_ip 4; class_2_ip 0; title_innovative_sme 2031-12-31; title_srdi_sme 2031-12-31";

#[test]
fn little_giant() {
    roads(
        "roads by 2号 annex 2",
        GIANT,
        &[
            (
                // First tier in 2026, second in 2027, third from 2028 on. Then 2027 is measured by 2025: 6000 x 1.1025 = 6615,
                // of which 90 % are 5953.5.
                "two steps below: the road year by year",
                TODAY,
                "little_giant",
                &[],
                "title_innovative_sme none; title_srdi_sme none",
                &[
                    "2028-01-01; operating_revenue@2027 6000→6615 {growth}; main_business_revenue@2027 5700→5953.5 {main_business_share}; \
                     after innovative_sme, srdi_sme: (tech_innovative_sme 2026-11-23; met) \
                     (srdi_sme 2027-01-01; confirm development_score; needs_review); confirm development_score; needs_review",
                    "2026-11-23 prior_title {prior_title}",
                    "2027-01-01 prior_title {prior_title}",
                ],
            ),
            (
                // 5999.999999 x 1.1025 = 6614.9999988975: 6614.999999. Its 90 % are 5953.4999991: 5953.5 (to the fen
                // 5953.499999 falls short by a tenth of one).
                "compound growth from two years before",
                TODAY,
                "little_giant",
                &[],
                "operating_revenue 6000 / 5999.999999 / 5800",
                &[
                    "2027-01-01; operating_revenue@2026 6000→6614.999999 {growth}; \
                     main_business_revenue@2026 5700→5953.5 {main_business_share}; confirm development_score; needs_review",
                    "2026-11-23 closed_year {growth}",
                ],
            ),
            (
                // 500 of 2025 leave 700 for 2026; growth to 2026 is 6000/5400 = 1.111.
                "the sum of two years",
                TODAY,
                "little_giant",
                &[],
                "operating_revenue 6000 / 5400 / 5000; main_business_revenue 5700 / 5100 / 4800; rd_expense 500 / 500 / 500",
                &[
                    "2027-01-01; rd_expense@2026 500→700 {rd_two_years}; confirm development_score; needs_review",
                    "2026-11-23 closed_year {rd_two_years}",
                ],
            ),
            (
                // Two steps below: 2028 counts, and of 2026 and 2027 either may bring the sum to 1200.
                "of two years the later one is moved, where it does as early",
                TODAY,
                "little_giant",
                &[],
                &format!("{LATER}; title_innovative_sme none"),
                &[
                    "2028-01-01; rd_expense@2027 468.2→731.8 {rd_two_years}; \
                     after innovative_sme, srdi_sme: (tech_innovative_sme 2026-11-23; met) \
                     (srdi_sme 2027-01-01; confirm development_score; needs_review); confirm development_score; needs_review",
                    LATER_TODAY[0],
                    LATER_TODAY[1],
                    "2027-01-01 prior_title {prior_title}",
                ],
            ),
            (
                "this year's figure is the earlier way",
                TODAY,
                "little_giant",
                &[],
                LATER,
                &[
                    "2027-01-01; rd_expense@2026 468.2→731.8 {rd_two_years}; \
                     after srdi_sme: (srdi_sme 2026-11-23; needs_review); confirm development_score; needs_review",
                    LATER_TODAY[0],
                    LATER_TODAY[1],
                ],
            ),
            (
                // What cannot be done in the five weeks left can be done in the year after.
                "a figure refused for one year may be had in the next",
                TODAY,
                "little_giant",
                &["rd_expense:2026"],
                LATER,
                &[
                    "2028-01-01; rd_expense@2027 468.2→731.8 {rd_two_years}; \
                     after srdi_sme: (srdi_sme 2026-11-23; needs_review); confirm development_score; needs_review",
                    LATER_TODAY[0],
                    LATER_TODAY[1],
                    "2027-01-01 kept {rd_two_years}",
                ],
            ),
            (
                "a fact refused is refused for all its years",
                TODAY,
                "little_giant",
                &["rd_expense"],
                LATER,
                &[
                    LATER_TODAY[0],
                    LATER_TODAY[1],
                    "2027-01-01 kept {rd_two_years}",
                    "2028-01-01 kept {rd_two_years}",
                    "2029-01-01 kept {rd_two_years}",
                    "2030-01-01 kept {rd_two_years}",
                    "2031-01-01 kept {rd_two_years}",
                ],
            ),
            (
                // A year of work: 2028, measured by 6000 of 2025; the forecast for 2026 is carried into 2027.
                "market share by work",
                TODAY,
                "little_giant",
                &[],
                "market_share_national 8; operating_revenue@2026 6700; main_business_revenue@2026 6500",
                &[
                    "2028-01-01; market_share_national 8→10 {market_share}; confirm development_score; needs_review",
                    "2026-11-23 lead_time {market_share}",
                    "2027-01-01 lead_time {market_share}",
                ],
            ),
            (
                "three IP items are one too few, and the science award of the third place waives them",
                TODAY,
                "little_giant",
                &[],
                "class_1_ip_original 3; national_science_award_3y_rank 3",
                &["2026-11-23; needs_review"],
            ),
        ],
    );
}

/// A sum of two years that is short, with the title below still to be won.
const LATER: &str = "title_srdi_sme none; operating_revenue 6000 / 5400 / 5000; main_business_revenue 5700 / 5100 / 4800; \
    rd_expense 468.2 / 460 / 450; operating_revenue@2027 6700; main_business_revenue@2027 6500";

/// What bars it today.
const LATER_TODAY: [&str; 2] = ["2026-11-23 prior_title {prior_title}", "2026-11-23 closed_year {rd_two_years}"];

/// 63号 annex 3 whole, but for one condition a row; the title held runs out.
const RENEWAL: &str = "segment_years 5; total_assets 8000; total_liabilities 4000; sound_governance yes; \
    core_business_on_information_system yes; management_or_product_certified yes; own_brand yes; market_share_national 12; \
    well_known yes; class_1_ip_high_value 0; class_1_ip_self_developed 2; class_1_ip 2; class_1_ip_in_use yes; key_chain_link yes; \
    product_fields [six_bases]";

#[test]
fn little_giant_renewed_by_the_law_of_2022() {
    let small = "title_little_giant 2026-12-31; operating_revenue 4000 / 3900 / 3800; main_business_revenue 3900 / 3600 / 3300; \
        equity_financing 8000 / 0 / 0; rd_expense 3000 / 2900 / 2800; staff 99";
    roads(
        "renewals by 63号 annex 3",
        RENEWAL,
        &[
            (
                // Half of 99 are 49.5 people: 50.
                "half the staff in R&D",
                "2026-06-30",
                "little_giant",
                &[],
                &format!("{small}; rd_staff 40"),
                &["2026-12-31 renewal; rd_staff 40→50 {innovation}; needs_review"],
            ),
            (
                // 3300 to 3300 to 3600: (0 + 9.09)/2 = 4.5 %.
                "average growth of closed years",
                "2026-06-30",
                "little_giant",
                &[],
                &format!("{small}; rd_staff 50; main_business_revenue 3600 / 3300 / 3300"),
                &["2026-12-31 closed_year {growth}"],
            ),
            (
                // 2024 grew by 1/34 over 2023, so 2025 has to grow by 10 % less 1/34: 7700 - 7000/34 = 7494.1176470...
                "average growth while the year is open",
                "2025-09-15",
                "little_giant",
                &[],
                "title_little_giant 2026-06-30; operating_revenue 8000 / 7800 / 7600; main_business_revenue 7000 / 6800 / 6700; \
                    rd_expense 500 / 500 / 500; rd_staff 20",
                &["2026-06-30 renewal; main_business_revenue@2025 7000→7494.117648 {growth}; needs_review"],
            ),
            (
                // 6100 of revenue is the 6 % band: 366. From 10 000 on 3 % do, with 7000 of main business.
                "the band of revenue sets the share of R&D",
                "2025-09-15",
                "little_giant",
                &[],
                "title_little_giant 2026-06-30; operating_revenue 5800 / 5500 / 5200; main_business_revenue 5700 / 5100 / 4900; \
                    main_business_revenue@2025 6000; operating_revenue@2025 6100; rd_expense 350 / 340 / 330; rd_staff 20",
                &[
                    "2026-06-30 renewal; rd_expense@2025 350→366 {innovation}; needs_review",
                    "2026-06-30 renewal; operating_revenue@2025 6100→10000 {innovation}; \
                     main_business_revenue@2025 6000→7000 {main_business_share}; needs_review",
                ],
            ),
        ],
    );
}

/// Figures are told as one writes them: round, and enough. What just suffices stands beside them.
#[test]
fn figures_are_round_and_suffice() {
    let told = |answers: &str| -> Vec<(String, String, String)> {
        let answers = format!("{GENERAL}; {GIANT}; {answers}");
        let report = reported(&Asked { day: TODAY, tier: "little_giant", kept: &[], answers: &answers });
        let changes = items(&report["plans"][0]["changes"]);
        let told = changes.map(|one| (one["to"].to_string(), one["rounded"].to_string(), text(&one["text"]).to_owned()));
        told.collect()
    };
    let own = |list: &[(&str, &str, &str)]| -> Vec<(String, String, String)> {
        list.iter().map(|(to, round, text)| ((*to).to_owned(), (*round).to_owned(), (*text).to_owned())).collect()
    };
    assert_eq!(told(LATER), own(&[("731.8", "732", "R&D expense in 2026: RMB 4,682,000 → RMB 7,320,000 (up by RMB 2,638,000)")]));
    // 90 % of 6615 are 5953.5. Of two figures of which one is a share of the other both are round, and the share is kept.
    let both = told("operating_revenue 6000 / 5999.999999 / 5800");
    let figures: Vec<(&str, &str)> = both.iter().map(|(to, round, _)| (to.as_str(), round.as_str())).collect();
    assert_eq!(figures, [("6614.999999", "6615"), ("5953.5", "5954")]);
}
