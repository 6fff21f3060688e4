//! Which document governs which standard on which day, for which procedure: the last day before a change and the
//! first day after it.

use tidu_tests::row::{MET, Table, UNMET, WAIVED, on};

const OF_2022: Option<&str> = Some("cn/miit-2022-63");
const OF_2026: Option<&str> = Some("cn/miit-2026-2");
const OF_115: Option<&str> = Some("cn/most-2017-115");
const NONE: Option<&str> = None;

const STANDARDS: [&str; 5] = ["innovative_sme", "tech_sme", "tech_innovative_sme", "srdi_sme", "little_giant"];

/// The document for a first application and for a renewal.
type Documents = (Option<&'static str>, Option<&'static str>);

/// The day; then the documents by standard.
const DAYS: [(&str, [Documents; 5]); 10] = [
    ("2017-05-02", [(NONE, NONE), (NONE, NONE), (NONE, NONE), (NONE, NONE), (NONE, NONE)]),
    ("2017-05-03", [(NONE, NONE), (OF_115, OF_115), (NONE, NONE), (NONE, NONE), (NONE, NONE)]),
    ("2022-07-31", [(NONE, NONE), (OF_115, OF_115), (NONE, NONE), (NONE, NONE), (NONE, NONE)]),
    ("2022-08-01", [(OF_2022, OF_2022), (OF_115, OF_115), (OF_2022, OF_2022), (OF_2022, OF_2022), (OF_2022, OF_2022)]),
    ("2026-03-31", [(OF_2022, OF_2022), (OF_115, OF_115), (OF_2022, OF_2022), (OF_2022, OF_2022), (OF_2022, OF_2022)]),
    ("2026-04-01", [(OF_2022, OF_2022), (OF_115, OF_115), (OF_2026, OF_2026), (OF_2026, OF_2026), (OF_2026, OF_2022)]),
    ("2026-11-23", [(OF_2022, OF_2022), (OF_115, OF_115), (OF_2026, OF_2026), (OF_2026, OF_2026), (OF_2026, OF_2022)]),
    ("2026-12-31", [(OF_2022, OF_2022), (OF_115, OF_115), (OF_2026, OF_2026), (OF_2026, OF_2026), (OF_2026, OF_2022)]),
    ("2027-01-01", [(OF_2022, OF_2022), (OF_115, OF_115), (OF_2026, OF_2026), (OF_2026, OF_2026), (OF_2026, OF_2026)]),
    ("2030-06-30", [(OF_2022, OF_2022), (OF_115, OF_115), (OF_2026, OF_2026), (OF_2026, OF_2026), (OF_2026, OF_2026)]),
];

#[test]
fn the_document_of_the_day() {
    let mut table = Table::default();
    for (day, documents) in DAYS {
        for (standard, (first, renewal)) in STANDARDS.into_iter().zip(documents) {
            for (procedure, line, document) in
                [("first_application", String::new(), first), ("renewal", format!("renewal {standard}"), renewal)]
            {
                let reading = on(day, &line);
                let what = format!("{day} {standard} {procedure}");
                table.row(&what, reading.document(standard), document);
                table.row(format!("{what}, procedure"), reading.assessment(standard)["procedure"].as_str(), Some(procedure));
                if document.is_none() {
                    table.row(format!("{what}, verdict"), reading.verdict(standard), WAIVED);
                    table.row(format!("{what}, criteria"), reading.assessment(standard)["criteria"].as_array().map(Vec::len), Some(0));
                    table.row(format!("{what}, score"), reading.assessment(standard)["score"].is_null(), true);
                    table.row(format!("{what}, missing"), reading.missing(standard), Vec::new());
                }
            }
        }
    }
    table.end("documents by day");
}

/// Choosing the procedure of one standard leaves the others alone.
#[test]
fn a_procedure_is_chosen_for_one_standard() {
    let mut table = Table::default();
    let reading = on("2026-11-23", "renewal little_giant");
    for standard in STANDARDS {
        let procedure = if standard == "little_giant" { "renewal" } else { "first_application" };
        table.row(standard, reading.assessment(standard)["procedure"].as_str(), Some(procedure));
    }
    table.row("srdi_sme keeps its document", reading.document("srdi_sme"), OF_2026);
    table.end("procedures");
}

/// `y0` is the last complete calendar year before the day.
#[test]
fn the_fiscal_year_of_the_day() {
    let mut table = Table::default();
    for (day, year) in [("2025-12-31", 2024), ("2026-01-01", 2025), ("2026-11-23", 2025), ("2026-12-31", 2025), ("2027-01-01", 2026)] {
        table.row(day, on(day, "").0["fiscal_year"].as_i64(), Some(year));
    }
    table.end("fiscal years");
}

/// An enterprise by both first-tier standards: what each comes to, and the tier before and after 2026-04-01.
#[test]
fn the_first_tier() {
    let clean = "registered_in_china yes; legal_person yes; industry industry; staff 100; operating_revenue 1000; total_assets 1000; \
        on_abnormal_list no; on_dishonest_list no; restricted_product no; serious_incident_3y no; tax_violation_3y no; \
        incident_or_misconduct_2y no";
    let innovative = "provincial_science_award_3y_rank 1";
    let not_innovative = "tax_violation_3y yes";
    let tech = "led_standard_5y yes";
    let not_tech = "incident_or_misconduct_2y yes";
    let mut table = Table::default();
    for (answers, by_innovative, by_tech) in [
        (format!("{innovative}; {tech}"), MET, MET),
        (format!("{innovative}; {not_tech}"), MET, UNMET),
        (format!("{not_innovative}; {tech}"), UNMET, MET),
        (format!("{not_innovative}; {not_tech}"), UNMET, UNMET),
        (innovative.to_owned(), MET, "unknown"),
        (not_innovative.to_owned(), UNMET, "unknown"),
        (tech.to_owned(), "unknown", MET),
        (not_tech.to_owned(), "unknown", UNMET),
    ] {
        let either = match (by_innovative, by_tech) {
            (MET, _) | (_, MET) => MET,
            (UNMET, UNMET) => UNMET,
            _ => "unknown",
        };
        for (day, tier) in [("2022-08-01", by_innovative), ("2026-03-31", by_innovative), ("2026-04-01", either), ("2027-01-01", either)] {
            let reading = on(day, &format!("{clean}; {answers}"));
            table.row(format!("{day} {answers}: innovative_sme"), reading.of("innovative_sme"), by_innovative);
            table.row(format!("{day} {answers}: tech_sme"), reading.of("tech_sme"), by_tech);
            table.row(format!("{day} {answers}: first tier"), reading.of("tech_innovative_sme"), tier);
        }
    }
    // The first tier has no score of its own.
    table.row("score", on("2026-11-23", clean).assessment("tech_innovative_sme")["score"].is_null(), true);
    table.end("the first tier");
}

/// The same figures under both documents: what changed on 2026-04-01 is seen in the verdicts.
#[test]
fn the_same_enterprise_before_and_after() {
    let answers = "registered_in_china yes; legal_person yes; industry industry; staff 100; operating_revenue 1200 / 1200; \
        on_abnormal_list no; on_dishonest_list no; restricted_product no; serious_incident_3y no; larger_incident_3y no; tax_violation_3y no; segment_years 2; \
        rd_expense 120 / 120; maker_china_3y top_500; title_innovative_sme 2028-01-01; equity_financing 0 / 0";
    let mut table = Table::default();
    for (day, revenue, segment, whole) in [("2026-03-31", MET, MET, MET), ("2026-04-01", UNMET, UNMET, UNMET)] {
        let reading = on(day, answers);
        table.row(format!("{day} revenue of 1200"), reading.of("srdi_sme/revenue"), revenue);
        table.row(format!("{day} two years in the segment"), reading.of("srdi_sme/segment_years"), segment);
        table.row(format!("{day} as a whole"), reading.of("srdi_sme"), whole);
    }
    table.end("the change of 2026");
}
