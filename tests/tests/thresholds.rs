//! The numbers of the five standards' documents stand with cases on the line and beside it in the `.cases` beside their
//! packs; `cases.rs` runs them. Here is what verdicts cannot show.

use tidu_tests::row::{Table, on, text};

/// These points come in fives, so that a slip of one would change no verdict; but it would be read.
#[test]
fn the_points_asked_are_those_of_the_document() {
    let mut table = Table::default();
    let reading = on("2026-11-23", "");
    for (criterion, points) in [
        ("innovative_sme/total_score", "60"),
        ("innovative_sme/innovation_score", "20"),
        ("innovative_sme/growth_score", "15"),
        ("innovative_sme/specialization_score", "15"),
        ("tech_sme/total_score", "60"),
    ] {
        let required = text(&reading.criterion(criterion)["required"]);
        table.row(format!("{criterion} asks “{required}”"), required.contains(points), true);
    }
    table.end("points asked");
}
