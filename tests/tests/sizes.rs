//! The size classes of the sixteen industries: every bound of every line with a figure on it and one just beside
//! it, how the lines combine, and what can be said while figures are missing.

use tidu_tests::classes::{CLASSES, INDUSTRIES, Line, X};
use tidu_tests::row::{MET, OPEN, Table, UNMET, on};

const DAY: &str = "2026-11-23";

/// A figure that lies in a class: on its lower bound, or nothing at all.
fn in_class((figure, bounds): &Line, class: usize) -> String {
    format!("{figure} {}", class.checked_sub(1).map_or(0, |at| bounds[at]))
}

/// The greatest figure below a bound: one person less, or one fen.
fn just_below((figure, bounds): &Line, bound: usize) -> String {
    let less = bounds[bound] - 1;
    if *figure == X { format!("{figure} {less}") } else { format!("{figure} {less}.999999") }
}

fn not_large(class: &str) -> &'static str {
    if class == "large" { UNMET } else { MET }
}

#[test]
fn every_bound_has_two_sides() {
    let mut table = Table::default();
    for (industry, lines) in INDUSTRIES {
        for (at, line) in lines.iter().enumerate() {
            // The other lines reach the class above, so that this one decides.
            let others: String =
                lines.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, other)| format!("; {}", in_class(other, 3))).collect();
            for bound in 0..3 {
                for (answer, class) in [(in_class(line, bound + 1), CLASSES[bound + 1]), (just_below(line, bound), CLASSES[bound])] {
                    let reading = on(DAY, &format!("industry {industry}; {answer}{others}"));
                    table.row(format!("{industry}: {answer}{others}"), reading.size(), Some(class));
                    table.row(format!("{industry}, not large: {answer}{others}"), reading.of("innovative_sme/size"), not_large(class));
                }
            }
        }
    }
    table.end("bounds of the size standard");
}

#[test]
fn the_lowest_class_reached_counts() {
    let mut table = Table::default();
    for (industry, lines) in INDUSTRIES {
        let [one, other] = lines else { continue };
        for first in 0..4 {
            for second in 0..4 {
                let answers = format!("industry {industry}; {}; {}", in_class(one, first), in_class(other, second));
                table.row(&answers, on(DAY, &answers).size(), Some(CLASSES[first.min(second)]));
            }
        }
    }
    // The examples of the documents' own readers.
    for (answers, class) in [
        ("industry industry; staff 5000; operating_revenue 30000", "medium"),
        ("industry industry; staff 19; operating_revenue 50000", "micro"),
        ("industry industry; staff 300; operating_revenue 1999.999999", "small"),
        ("industry warehousing; staff 250; operating_revenue 30000", "large"),
    ] {
        table.row(answers, on(DAY, answers).size(), Some(class));
    }
    table.end("combinations of the size standard");
}

/// Figures that a line does not name do not count.
#[test]
fn other_figures_do_not_count() {
    let mut table = Table::default();
    for (answers, class) in [
        ("industry agriculture; operating_revenue 500; staff 1; total_assets 1", "medium"),
        ("industry industry; staff 300; operating_revenue 2000; total_assets 1", "medium"),
        ("industry construction; operating_revenue 80000; total_assets 80000; staff 1", "large"),
        ("industry real_estate_development; operating_revenue 200000; total_assets 10000; staff 0", "large"),
        ("industry leasing_business_services; staff 300; total_assets 120000; operating_revenue 1", "large"),
        ("industry other_listed; staff 300; operating_revenue 1; total_assets 1", "large"),
        // The year before, and the year after that, decide nothing.
        ("industry agriculture; operating_revenue 500 / 90000 / 90000", "medium"),
    ] {
        table.row(answers, on(DAY, answers).size(), Some(class));
    }
    table.end("figures beside the size standard");
}

#[test]
fn an_industry_outside_of_the_table_has_no_class() {
    let mut table = Table::default();
    for answers in [
        "industry not_covered",
        "industry not_covered; staff 1; operating_revenue 1; total_assets 1",
        "industry not_covered; staff 90000; operating_revenue 900000; total_assets 900000",
        "staff 1; operating_revenue 1; total_assets 1",
        "staff 90000; operating_revenue 900000; total_assets 900000",
    ] {
        let reading = on(DAY, answers);
        table.row(answers, reading.size(), None);
        for criterion in ["innovative_sme/size", "srdi_sme/size", "little_giant/size"] {
            table.row(format!("{criterion}: {answers}"), reading.of(criterion), OPEN);
        }
    }
    table.end("no class");
}

/// A class is known as soon as the rest cannot change it, and so is it that the enterprise is not large.
#[test]
fn a_class_is_known_as_soon_as_the_rest_cannot_change_it() {
    let mut table = Table::default();
    for (answers, class, size) in [
        // Nothing is lower than micro.
        ("industry industry; staff 19", Some("micro"), MET),
        ("industry industry; operating_revenue 299.999999", Some("micro"), MET),
        ("industry construction; total_assets 299", Some("micro"), MET),
        // One line below large: never large, but perhaps smaller still.
        ("industry industry; staff 20", None, MET),
        ("industry industry; staff 999", None, MET),
        ("industry industry; operating_revenue 39999.999999", None, MET),
        ("industry leasing_business_services; total_assets 119999.999999", None, MET),
        // One line at large: the other decides.
        ("industry industry; staff 1000", None, OPEN),
        ("industry industry; operating_revenue 40000", None, OPEN),
        ("industry industry", None, OPEN),
        // A range within one class, across two, and across the line of large.
        ("industry industry; staff 300..999; operating_revenue 2000..", Some("medium"), MET),
        ("industry industry; staff 300..; operating_revenue 2000..39999.999999", Some("medium"), MET),
        ("industry industry; staff 300..1000; operating_revenue 40000..", None, OPEN),
        ("industry industry; staff 299..300; operating_revenue 2000..", None, MET),
        ("industry industry; staff 1000..; operating_revenue 40000..", Some("large"), UNMET),
        ("industry industry; staff ..19; operating_revenue 40000..", Some("micro"), MET),
        ("industry other_listed; staff 10..99", Some("small"), MET),
        ("industry other_listed; staff 10..100", None, MET),
        ("industry other_listed; staff 100..300", None, OPEN),
        ("industry agriculture; operating_revenue 20000..", Some("large"), UNMET),
        ("industry agriculture; operating_revenue ..19999.999999", None, MET),
    ] {
        let reading = on(DAY, answers);
        table.row(answers, reading.size(), class);
        table.row(format!("not large: {answers}"), reading.of("innovative_sme/size"), size);
    }
    table.end("classes with figures missing");
}
