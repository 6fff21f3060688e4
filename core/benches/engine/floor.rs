//! The floor: annex 2 of 工信部企业〔2022〕63号 written out by hand for whole cases, as fast as plain exact Rust gets.
//!
//! The numbers here are law written a second time, which is allowed nowhere else. The bench checks this sheet
//! against the pack on every case before it times anything.

use crate::cases::{Enterprise, Institution};
use tidu_core::evaluate::ScoreRange;
use tidu_core::number::MICRO;
use tidu_core::rules::SizeClass;
use tidu_core::verdict::Verdict;

/// Whether an enterprise is an SRDI SME, and its points. Every answer is there, so the only doubt left is a ratio
/// over nothing: its criterion is unknown, and its indicator may yet give everything.
pub fn sheet(e: &Enterprise) -> (Verdict, ScoreRange) {
    let score = score(e);
    let general = e.registered_in_china
        && e.legal_person
        && e.size <= SizeClass::Medium
        && !e.on_abnormal_list
        && !e.on_dishonest_list
        && !e.restricted_product
        && !e.serious_incident_3y
        && !e.tax_violation_3y;
    let equity = e.equity_financing[0] + e.equity_financing[1];
    let conditions =
        e.segment_years >= 2 && e.rd_expense[0] >= 100 * MICRO && (e.operating_revenue >= 1_000 * MICRO || equity >= 2_000 * MICRO);
    let rd_share = if e.operating_revenue <= 0 { Verdict::Unknown } else { met(reaches(e.rd_expense[0], e.operating_revenue, 3)) };
    let direct = (1..=3).contains(&e.provincial_science_award_rank)
        || (1..=5).contains(&e.national_science_award_rank)
        || e.rd_expense[0] + e.rd_expense[1] >= 2 * 1_000 * MICRO
        || equity >= 6_000 * MICRO
        || e.maker_china;
    let result = if direct || score.min >= 60 {
        Verdict::Met
    } else if score.max < 60 {
        Verdict::Unmet
    } else {
        Verdict::Unknown
    };
    (met(general && conditions).min(rd_share).min(result), score)
}

fn met(holds: bool) -> Verdict {
    if holds { Verdict::Met } else { Verdict::Unmet }
}

/// Whether a part is so many percent of a whole. Figures are at most 10¹⁶, so the products fit.
fn reaches(part: i64, whole: i64, percent: i64) -> bool {
    part * 100 >= whole * percent
}

/// What is sure, and what ratios over nothing leave open beside it.
fn score(e: &Enterprise) -> ScoreRange {
    let mut min = years_and_field(e) + digital_and_quality(e) + e.local_distinctive_score as i32 + property_and_institution(e);
    let mut open = 0;
    let amount = rd_amount(e);
    if e.operating_revenue > 0 {
        min += main_share(e) + net_margin(e) + amount.max(rd_share(e));
    } else {
        min += amount;
        open += 5 + 10 + (10 - amount);
    }
    if e.main_business_revenue[1] > 0 && e.main_business_revenue[2] > 0 {
        min += growth(e);
    } else {
        open += 10;
    }
    if e.total_assets > 0 {
        min += debt_ratio(e);
    } else {
        open += 5;
    }
    if e.staff > 0 {
        min += rd_staff_share(e);
    } else {
        open += 5;
    }
    ScoreRange { min, max: min + open }
}

fn main_share(e: &Enterprise) -> i32 {
    let share = |percent| reaches(e.main_business_revenue[0], e.operating_revenue, percent);
    if share(80) {
        5
    } else if share(70) {
        3
    } else if share(60) {
        1
    } else {
        0
    }
}

fn growth(e: &Enterprise) -> i32 {
    // (y0/y1 + y1/y2)/2 − 1 ≥ g %, without a division.
    let [y0, y1, y2] = e.main_business_revenue.map(i128::from);
    let (sum, unit) = ((y0 * y2 + y1 * y1) * 100, 2 * y1 * y2);
    if sum >= unit * 110 {
        10
    } else if sum >= unit * 108 {
        8
    } else if sum >= unit * 106 {
        6
    } else if sum >= unit * 104 {
        4
    } else if sum >= unit * 100 {
        2
    } else {
        0
    }
}

fn years_and_field(e: &Enterprise) -> i32 {
    let years = (e.segment_years / 2).min(5) as i32;
    let field = if e.fills_chain_gap {
        5
    } else if e.favoured_field {
        3
    } else {
        0
    };
    years + field
}

fn digital_and_quality(e: &Enterprise) -> i32 {
    let digital = match e.digital_level {
        3.. => 5,
        2 => 3,
        _ => 0,
    };
    let quality = [e.provincial_quality_award, e.quality_system_certified, e.own_brand, e.standards_participated];
    digital + (3 * quality.map(i32::from).iter().sum::<i32>()).min(5)
}

fn net_margin(e: &Enterprise) -> i32 {
    let margin = |percent| reaches(e.net_profit, e.operating_revenue, percent);
    if margin(10) {
        10
    } else if margin(8) {
        8
    } else if margin(6) {
        6
    } else if margin(4) {
        4
    } else if margin(2) {
        2
    } else {
        0
    }
}

fn debt_ratio(e: &Enterprise) -> i32 {
    let at_most = |percent| e.total_liabilities * 100 <= e.total_assets * percent;
    if at_most(50) {
        5
    } else if at_most(60) {
        3
    } else if at_most(70) {
        1
    } else {
        0
    }
}

fn rd_amount(e: &Enterprise) -> i32 {
    let amount = |line| e.rd_expense[0] >= line * MICRO;
    if amount(500) {
        10
    } else if amount(400) {
        8
    } else if amount(300) {
        6
    } else if amount(200) {
        4
    } else if amount(100) {
        2
    } else {
        0
    }
}

fn rd_share(e: &Enterprise) -> i32 {
    let share = |percent| reaches(e.rd_expense[0], e.operating_revenue, percent);
    if share(10) {
        10
    } else if share(8) {
        8
    } else if share(6) {
        6
    } else if share(4) {
        4
    } else if share(3) {
        2
    } else {
        0
    }
}

fn rd_staff_share(e: &Enterprise) -> i32 {
    let share = |percent| reaches(e.rd_staff, e.staff, percent);
    if share(20) {
        5
    } else if share(10) {
        3
    } else if share(5) {
        1
    } else {
        0
    }
}

fn property_and_institution(e: &Enterprise) -> i32 {
    let property = if e.class_1_ip_high_value >= 1 {
        10
    } else if e.class_1_ip_self_developed >= 1 {
        8
    } else if e.class_1_ip >= 1 {
        6
    } else if e.class_2_ip >= 1 {
        2
    } else {
        0
    };
    let institution = match e.rd_institution {
        Institution::National => 10,
        Institution::Provincial => 8,
        Institution::City => 4,
        Institution::BelowCity => 2,
        Institution::None => 0,
    };
    property + institution
}
