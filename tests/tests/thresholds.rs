//! Every number of the five standards' documents, with a case exactly on it and one just beside it: a fen, one
//! item, one person, one place, one day.
//!
//! The numbers here were written by hand from the documents, not read from the packs: a second reading of the law.
//! A row names what the law says, the criterion, the answers on the line and the answers beside it. The answers are
//! laid over a ground that satisfies everything else and leaves every other route closed, so each row also says
//! that the standard as a whole stands on the line and falls beside it.

use tidu_tests::row::{MET, OPEN, REVIEW, Table, UNMET, WAIVED, on, text};

/// A day under the interim measures of 2022, and one under the measures of 2026.
const UNDER_2022: &str = "2025-09-15";
const UNDER_2026: &str = "2026-11-23";

/// The law's words, the criterion, the answers on the line, the answers beside it.
type Line<'l> = (&'l str, &'l str, &'l str, &'l str);

/// How the standard stands on the line; beside it, it falls.
struct Ground<'g> {
    day: &'g str,
    answers: &'g str,
    standing: &'g str,
}

impl Ground<'_> {
    /// On the line the criterion has this verdict, beside it is unmet.
    fn lines(&self, table: &mut Table, verdict: &str, lines: &[Line<'_>]) {
        for (law, criterion, on_it, beside) in lines {
            let standard = criterion.split('/').next().unwrap_or_default();
            for (answers, of_criterion, of_standard) in [(on_it, verdict, self.standing), (beside, UNMET, UNMET)] {
                let reading = on(self.day, &format!("{}; {answers}", self.answers));
                let what = format!("{} {law} ({answers})", self.day);
                table.row(format!("{what}: {criterion}"), reading.of(criterion), of_criterion);
                table.row(format!("{what}: {standard}"), reading.of(standard), of_standard);
            }
        }
    }
}

/// Bands: the indicator, then answers and the points they give; all else is left open.
fn bands(table: &mut Table, day: &str, indicator: &str, bands: &[(&str, i64)]) {
    for (answers, points) in bands {
        table.row(format!("{day} {indicator} ({answers})"), on(day, answers).points(indicator), (*points, *points));
    }
}

// ---- 工信部企业〔2022〕63号, general conditions

const GENERAL_2022: &str = "registered_in_china yes; legal_person yes; industry industry; staff 100; \
    on_abnormal_list no; on_dishonest_list no; restricted_product no; serious_incident_3y no; tax_violation_3y no";

fn general_2022(table: &mut Table, ground: &Ground<'_>, standard: &str) {
    let rows = [
        ("在境内工商注册登记", "registered_in_china", "registered_in_china yes", "registered_in_china no"),
        ("具有独立法人资格", "legal_person", "legal_person yes", "legal_person no"),
        ("未被列入经营异常名录", "not_abnormal_list", "on_abnormal_list no", "on_abnormal_list yes"),
        ("未被列入严重失信主体名单", "not_dishonest_list", "on_dishonest_list no", "on_dishonest_list yes"),
        ("产品不属于国家禁止、限制或淘汰类", "product_allowed", "restricted_product no", "restricted_product yes"),
        ("近三年未发生重大事故", "no_incident", "serious_incident_3y no", "serious_incident_3y yes"),
        ("近三年无偷漏税", "no_tax_violation", "tax_violation_3y no", "tax_violation_3y yes"),
        ("工业: 不足 1000 人为中型", "size", "staff 999", "staff 1000"),
    ];
    for (law, criterion, on_it, beside) in rows {
        let name = format!("{standard}/{criterion}");
        for (answers, verdict, whole) in [(on_it, MET, ground.standing), (beside, UNMET, UNMET)] {
            let reading = on(ground.day, &format!("{}; {answers}", ground.answers));
            table.row(format!("{} {law} ({answers}): {name}", ground.day), reading.of(&name), verdict);
            table.row(format!("{} {law} ({answers}): {standard}", ground.day), reading.of(standard), whole);
        }
    }
}

// ---- 63号 annex 1: 创新型中小企业

/// Sixty points exactly: 15 + 10, 15 + 5, 5 + 10; no direct condition.
const INNOVATIVE: &str = "operating_revenue 1000; class_1_ip_high_value 0; class_1_ip_self_developed 1; class_1_ip 1; \
    class_2_ip 0; rd_expense 20; main_business_revenue 550 / 500; total_assets 1000; total_liabilities 750; product_fields []; \
    national_science_award_3y_rank 0; provincial_science_award_3y_rank 0; high_tech_enterprise none; national_innovation_demo none; \
    ip_advantage_or_demo none; rd_institution_level city; equity_financing 0 / 0 / 0";

#[test]
fn innovative_sme_conditions() {
    let mut table = Table::default();
    for day in [UNDER_2022, UNDER_2026] {
        let scored = format!("{GENERAL_2022}; {INNOVATIVE}");
        let ground = Ground { day, answers: &scored, standing: MET };
        table.row("sixty points", on(day, &scored).points("innovative_sme"), (60, 60));
        let by_innovation = "class_1_ip_self_developed 0; class_1_ip 0; class_2_ip 1; main_business_revenue 750 / 600; \
            total_liabilities 100; product_fields [strategic_emerging]";
        let by_growth = "class_1_ip_high_value 1; rd_expense 50; main_business_revenue 1000 / 1000; product_fields [strategic_emerging]";
        let by_specialization = "class_1_ip_high_value 1; rd_expense 50; total_liabilities 100";
        let and = |answers: &str, more: &str| format!("{answers}; {more}");
        ground.lines(
            &mut table,
            MET,
            &[
                ("评价得分达 60 分", "innovative_sme/total_score", "rd_expense 20", "rd_expense 19.999999"),
                (
                    "创新能力不低于 20 分: 5 + 15",
                    "innovative_sme/innovation_score",
                    &and(by_innovation, "rd_expense 30"),
                    &and(by_innovation, "rd_expense 29.999999"),
                ),
                (
                    "成长性不低于 15 分: 5 + 10",
                    "innovative_sme/growth_score",
                    &and(by_growth, "total_liabilities 550"),
                    &and(by_growth, "total_liabilities 550.000001"),
                ),
                (
                    "专业化不低于 15 分: 10 + 5",
                    "innovative_sme/specialization_score",
                    &and(by_specialization, "main_business_revenue 500 / 400; product_fields [strategic_emerging]"),
                    &and(by_specialization, "main_business_revenue 500 / 400; product_fields [six_bases]"),
                ),
                (
                    "专业化不低于 15 分: 10 + 5",
                    "innovative_sme/specialization_score",
                    &and(by_specialization, "main_business_revenue 500 / 400; product_fields [strategic_emerging]"),
                    &and(by_specialization, "main_business_revenue 499.999999 / 400; product_fields [strategic_emerging]"),
                ),
            ],
        );
        // A subtotal may fail while the total is reached.
        let short = on(day, &format!("{scored}; {by_specialization}; main_business_revenue 500 / 400; product_fields [six_bases]"));
        table.row("total although a subtotal is short", short.of("innovative_sme/total_score"), MET);
        general_2022(
            &mut table,
            &Ground { day, answers: &format!("{scored}; high_tech_enterprise 2030-01-01; operating_revenue 40000"), standing: MET },
            "innovative_sme",
        );
        let by_revenue = format!("{scored}; high_tech_enterprise 2030-01-01; staff 1000");
        Ground { day, answers: &by_revenue, standing: MET }.lines(
            &mut table,
            MET,
            &[("工业: 营业收入不足 40000 万元为中型", "innovative_sme/size", "operating_revenue 39999.999999", "operating_revenue 40000")],
        );
    }
    // These points come in fives, so that a slip of one would change no verdict; but it would be read.
    let reading = on(UNDER_2026, "");
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
    table.end("conditions of 63号 annex 1");
}

#[test]
fn innovative_sme_direct_conditions() {
    let mut table = Table::default();
    for (day, the_day_before) in [(UNDER_2022, "2025-09-14"), (UNDER_2026, "2026-11-22")] {
        let ground = format!("{GENERAL_2022}; {INNOVATIVE}; class_1_ip_self_developed 0; class_1_ip 0; rd_expense 0");
        let ground = Ground { day, answers: &ground, standing: MET };
        for name in ["high_tech_enterprise", "national_innovation_demo", "ip_advantage_or_demo"] {
            let (valid, lapsed) = (format!("{name} {day}"), format!("{name} {the_day_before}"));
            ground.lines(&mut table, MET, &[("荣誉在有效期内", "innovative_sme/honour_title", &valid, &lapsed)]);
        }
        ground.lines(
            &mut table,
            MET,
            &[
                (
                    "近三年内获得过国家级科技奖励",
                    "innovative_sme/science_award",
                    "national_science_award_3y_rank 1",
                    "national_science_award_3y_rank 0",
                ),
                ("奖励不问名次", "innovative_sme/science_award", "national_science_award_3y_rank 99", "national_science_award_3y_rank 0"),
                (
                    "近三年内获得过省级科技奖励",
                    "innovative_sme/science_award",
                    "provincial_science_award_3y_rank 1",
                    "provincial_science_award_3y_rank 0",
                ),
                (
                    "奖励不问名次",
                    "innovative_sme/science_award",
                    "provincial_science_award_3y_rank 99",
                    "provincial_science_award_3y_rank 0",
                ),
                ("省部级以上研发机构", "innovative_sme/rd_institution", "rd_institution_level provincial", "rd_institution_level city"),
                ("省部级以上研发机构", "innovative_sme/rd_institution", "rd_institution_level national", "rd_institution_level below_city"),
                (
                    "近三年新增股权融资 ≥ 500",
                    "innovative_sme/equity_financing",
                    "equity_financing 500 / 0 / 0",
                    "equity_financing 499.999999 / 0 / 0",
                ),
                (
                    "近三年合计",
                    "innovative_sme/equity_financing",
                    "equity_financing 100 / 200 / 200",
                    "equity_financing 100 / 200 / 199.999999",
                ),
                ("第四年不计", "innovative_sme/equity_financing", "equity_financing 0 / 0 / 500", "equity_financing 0 / 0 / 0 / 500"),
            ],
        );
        table.row(
            "any direct condition",
            on(day, &format!("{}; high_tech_enterprise 2030-01-01", ground.answers)).of("innovative_sme/direct"),
            MET,
        );
        table.row("no direct condition", on(day, ground.answers).of("innovative_sme/direct"), UNMET);
        table.row(
            "the score is short all the same",
            on(day, &format!("{}; rd_institution_level national", ground.answers)).of("innovative_sme/scored"),
            UNMET,
        );
    }
    table.end("direct conditions of 63号 annex 1");
}

#[test]
fn innovative_sme_indicators() {
    let mut table = Table::default();
    for day in [UNDER_2022, UNDER_2026] {
        bands(
            &mut table,
            day,
            "innovative_sme/innovation/ip",
            &[
                ("class_1_ip_high_value 1; class_1_ip_self_developed 0; class_1_ip 1; class_2_ip 0", 20),
                ("class_1_ip_high_value 0; class_1_ip_self_developed 1; class_1_ip 1; class_2_ip 0", 15),
                ("class_1_ip_high_value 0; class_1_ip_self_developed 0; class_1_ip 1; class_2_ip 9", 10),
                ("class_1_ip_high_value 0; class_1_ip_self_developed 0; class_1_ip 0; class_2_ip 1", 5),
                ("class_1_ip_high_value 0; class_1_ip_self_developed 0; class_1_ip 0; class_2_ip 0", 0),
                ("class_1_ip_high_value 1", 20),
                ("class_1_ip_high_value 7; class_1_ip_self_developed 7; class_1_ip 7; class_2_ip 7", 20),
            ],
        );
        bands(
            &mut table,
            day,
            "innovative_sme/innovation/rd_ratio",
            &[
                ("operating_revenue 1000; rd_expense 50", 20),
                ("operating_revenue 1000; rd_expense 49.999999", 15),
                ("operating_revenue 1000; rd_expense 30", 15),
                ("operating_revenue 1000; rd_expense 29.999999", 10),
                ("operating_revenue 1000; rd_expense 20", 10),
                ("operating_revenue 1000; rd_expense 19.999999", 5),
                ("operating_revenue 1000; rd_expense 10", 5),
                ("operating_revenue 1000; rd_expense 9.999999", 0),
                ("operating_revenue 1000; rd_expense 0", 0),
                ("operating_revenue 1000.000001; rd_expense 30", 10),
                ("operating_revenue 0.000001; rd_expense 1000", 20),
            ],
        );
        bands(
            &mut table,
            day,
            "innovative_sme/growth/revenue_growth",
            &[
                ("main_business_revenue 1150 / 1000", 20),
                ("main_business_revenue 1149.999999 / 1000", 15),
                ("main_business_revenue 1100 / 1000", 15),
                ("main_business_revenue 1099.999999 / 1000", 10),
                ("main_business_revenue 1050 / 1000", 10),
                ("main_business_revenue 1049.999999 / 1000", 5),
                ("main_business_revenue 1000 / 1000", 5),
                ("main_business_revenue 999.999999 / 1000", 0),
                ("main_business_revenue 0 / 1000", 0),
                ("main_business_revenue 1150 / 1000 / 2000", 20),
            ],
        );
        bands(
            &mut table,
            day,
            "innovative_sme/growth/debt_ratio",
            &[
                ("total_assets 1000; total_liabilities 0", 10),
                ("total_assets 1000; total_liabilities 550", 10),
                ("total_assets 1000; total_liabilities 550.000001", 5),
                ("total_assets 1000; total_liabilities 750", 5),
                ("total_assets 1000; total_liabilities 750.000001", 0),
                ("total_assets 1000; total_liabilities 5000", 0),
            ],
        );
        bands(
            &mut table,
            day,
            "innovative_sme/specialization/field",
            &[
                ("product_fields [strategic_emerging]", 10),
                ("product_fields [six_bases + strategic_emerging]", 10),
                ("product_fields [emerging_industry + future_industry + fills_chain_gap + six_bases]", 5),
                ("product_fields []", 5),
            ],
        );
        bands(
            &mut table,
            day,
            "innovative_sme/specialization/main_business_share",
            &[
                ("operating_revenue 1000; main_business_revenue 1000", 20),
                ("operating_revenue 1000; main_business_revenue 700", 20),
                ("operating_revenue 1000; main_business_revenue 699.999999", 15),
                ("operating_revenue 1000; main_business_revenue 600", 15),
                ("operating_revenue 1000; main_business_revenue 599.999999", 10),
                ("operating_revenue 1000; main_business_revenue 550", 10),
                ("operating_revenue 1000; main_business_revenue 549.999999", 5),
                ("operating_revenue 1000; main_business_revenue 500", 5),
                ("operating_revenue 1000; main_business_revenue 499.999999", 0),
            ],
        );
        let full = "class_1_ip_high_value 1; operating_revenue 1000; rd_expense 50; main_business_revenue 1000 / 800; total_assets 1000; \
            total_liabilities 0; product_fields [strategic_emerging]";
        for (of, points) in [("", 100), ("/innovation", 40), ("/growth", 30), ("/specialization", 30)] {
            table.row(format!("full marks{of}"), on(day, full).points(&format!("innovative_sme{of}")), (points, points));
        }
    }
    table.end("indicators of 63号 annex 1");
}

// ---- 63号 annex 2: 专精特新中小企业, until 2026-03-31

/// Fifty-six points and as many as the province gives: 5 + 2 + 1 + 0, 5 + 5 + 10 + 5, …, 8 + 10 + 5 + 0. No other route.
const SRDI_2022: &str = "segment_years 2; operating_revenue 1000; main_business_revenue 800 / 800 / 800; product_fields []; \
    digital_level 3; provincial_quality_award no; quality_system_certified yes; own_brand yes; standards_participated no; \
    net_profit 100; total_assets 1000; total_liabilities 500; local_distinctive_score 4; class_1_ip_high_value 0; \
    class_1_ip_self_developed 1; class_1_ip 1; class_2_ip 0; rd_expense 100 / 0; rd_staff 20; rd_institution_level none; \
    equity_financing 0 / 0; national_science_award_3y_rank 0; provincial_science_award_3y_rank 0; maker_china_3y none";

#[test]
fn srdi_sme_of_2022_conditions() {
    let mut table = Table::default();
    let direct = format!("{GENERAL_2022}; {SRDI_2022}; maker_china_3y top_500");
    let ground = Ground { day: UNDER_2022, answers: &direct, standing: MET };
    ground.lines(
        &mut table,
        MET,
        &[
            ("从事特定细分市场 ≥ 2 年", "srdi_sme/segment_years", "segment_years 2", "segment_years 1"),
            ("上年度研发费用 ≥ 100", "srdi_sme/rd_last_year", "rd_expense 100", "rd_expense 99.999999"),
            ("前一年不论", "srdi_sme/rd_last_year", "rd_expense 100 / 0", "rd_expense 99.999999 / 5000"),
            (
                "且占比 ≥ 3%",
                "srdi_sme/rd_last_year",
                "operating_revenue 4000; rd_expense 120",
                "operating_revenue 4000; rd_expense 119.999999",
            ),
            (
                "且占比 ≥ 3%",
                "srdi_sme/rd_last_year",
                "operating_revenue 4000; rd_expense 120",
                "operating_revenue 4000.000001; rd_expense 120",
            ),
            ("上年度营业收入 ≥ 1000", "srdi_sme/revenue", "operating_revenue 1000", "operating_revenue 999.999999"),
            (
                "或近 2 年新增股权融资 ≥ 2000",
                "srdi_sme/revenue",
                "operating_revenue 999.999999; equity_financing 2000 / 0",
                "operating_revenue 999.999999; equity_financing 1999.999999 / 0",
            ),
            (
                "近 2 年合计",
                "srdi_sme/revenue",
                "operating_revenue 0.01; equity_financing 1000 / 1000",
                "operating_revenue 0.01; equity_financing 1000 / 999.999999 / 1000",
            ),
        ],
    );
    general_2022(
        &mut table,
        &Ground { day: UNDER_2022, answers: &format!("{direct}; operating_revenue 40000; rd_expense 1200"), standing: MET },
        "srdi_sme",
    );

    // The score and its four alternatives; one point short, and every other route closed.
    let short = format!("{GENERAL_2022}; {SRDI_2022}; local_distinctive_score 3");
    let ground = Ground { day: UNDER_2022, answers: &short, standing: MET };
    table.row("fifty-nine points", on(UNDER_2022, &short).points("srdi_sme"), (59, 59));
    table.row("fifty-nine points are not enough", on(UNDER_2022, &short).of("srdi_sme/result"), UNMET);
    ground.lines(
        &mut table,
        MET,
        &[
            ("评价得分达 60 分", "srdi_sme/scored", "local_distinctive_score 4", "local_distinctive_score 3"),
            ("省级科技奖励排名前三", "srdi_sme/science_award", "provincial_science_award_3y_rank 3", "provincial_science_award_3y_rank 4"),
            ("0 为未获奖", "srdi_sme/science_award", "provincial_science_award_3y_rank 1", "provincial_science_award_3y_rank 0"),
            ("国家级科技奖励排名前五", "srdi_sme/science_award", "national_science_award_3y_rank 5", "national_science_award_3y_rank 6"),
            ("0 为未获奖", "srdi_sme/science_award", "national_science_award_3y_rank 1", "national_science_award_3y_rank 0"),
            ("近两年研发费用均值 ≥ 1000", "srdi_sme/rd_mean", "rd_expense 1000 / 1000", "rd_expense 1000 / 999.999999"),
            ("均值, 不是每年", "srdi_sme/rd_mean", "rd_expense 1900 / 100", "rd_expense 1900 / 99.999999"),
            ("第三年不计", "srdi_sme/rd_mean", "rd_expense 2000 / 0 / 0", "rd_expense 1999.999999 / 0 / 1000"),
            ("近两年新增股权融资 ≥ 6000", "srdi_sme/equity_financing", "equity_financing 6000 / 0", "equity_financing 5999.999999 / 0"),
            ("近两年合计", "srdi_sme/equity_financing", "equity_financing 3000 / 3000", "equity_financing 3000 / 2999.999999 / 6000"),
            ("“创客中国”全国 500 强", "srdi_sme/maker_china", "maker_china_3y top_500", "maker_china_3y none"),
            ("50 强也是 500 强", "srdi_sme/maker_china", "maker_china_3y top_50", "maker_china_3y none"),
        ],
    );
    table.end("conditions of 63号 annex 2");
}

#[test]
fn srdi_sme_of_2022_indicators() {
    let mut table = Table::default();
    let mut of = |indicator: &str, rows: &[(&str, i64)]| bands(&mut table, UNDER_2022, &format!("srdi_sme/{indicator}"), rows);
    of(
        "specialization/main_business_share",
        &[
            ("operating_revenue 1000; main_business_revenue 800", 5),
            ("operating_revenue 1000; main_business_revenue 799.999999", 3),
            ("operating_revenue 1000; main_business_revenue 700", 3),
            ("operating_revenue 1000; main_business_revenue 699.999999", 1),
            ("operating_revenue 1000; main_business_revenue 600", 1),
            ("operating_revenue 1000; main_business_revenue 599.999999", 0),
        ],
    );
    of(
        "specialization/revenue_growth",
        &[
            ("main_business_revenue 1200 / 1000 / 1000", 10),
            ("main_business_revenue 1199.999999 / 1000 / 1000", 8),
            ("main_business_revenue 1160 / 1000 / 1000", 8),
            ("main_business_revenue 1159.999999 / 1000 / 1000", 6),
            ("main_business_revenue 1120 / 1000 / 1000", 6),
            ("main_business_revenue 1119.999999 / 1000 / 1000", 4),
            ("main_business_revenue 1080 / 1000 / 1000", 4),
            ("main_business_revenue 1079.999999 / 1000 / 1000", 2),
            ("main_business_revenue 1000 / 1000 / 1000", 2),
            ("main_business_revenue 999.999999 / 1000 / 1000", 0),
            // The mean of the two growths, not the growth over both years: (+120 % − 50 %) ÷ 2 = 35 %.
            ("main_business_revenue 1100 / 500 / 1000", 10),
            // (−50 % + 100 %) ÷ 2 = 25 %, although nothing has grown.
            ("main_business_revenue 1000 / 2000 / 1000", 10),
            // (+32 % − 20 %) ÷ 2 = 6 %, and a fen less.
            ("main_business_revenue 1056 / 800 / 1000", 6),
            ("main_business_revenue 1055.999999 / 800 / 1000", 4),
        ],
    );
    of(
        "specialization/years_in_segment",
        &[
            ("segment_years 0", 0),
            ("segment_years 1", 0),
            ("segment_years 2", 1),
            ("segment_years 3", 1),
            ("segment_years 4", 2),
            ("segment_years 5", 2),
            ("segment_years 6", 3),
            ("segment_years 7", 3),
            ("segment_years 8", 4),
            ("segment_years 9", 4),
            ("segment_years 10", 5),
            ("segment_years 11", 5),
            ("segment_years 12", 5),
            ("segment_years 120", 5),
        ],
    );
    of(
        "specialization/field",
        &[
            ("product_fields [fills_chain_gap]", 5),
            ("product_fields [fills_chain_gap + six_bases]", 5),
            ("product_fields [six_bases]", 3),
            ("product_fields [time_honored_brand]", 3),
            ("product_fields [serves_key_chain_leader]", 3),
            ("product_fields [six_bases + time_honored_brand + serves_key_chain_leader]", 3),
            ("product_fields [strategic_emerging + manufacturing_power_field + cyber_power_field + emerging_industry]", 0),
            ("product_fields []", 0),
        ],
    );
    of(
        "refinement/digitalization",
        &[
            ("digital_level 5", 5),
            ("digital_level 4", 5),
            ("digital_level 3", 5),
            ("digital_level 2", 3),
            ("digital_level 1", 0),
            ("digital_level 0", 0),
        ],
    );
    of(
        "refinement/quality",
        &[
            ("provincial_quality_award no; quality_system_certified no; own_brand no; standards_participated no", 0),
            ("provincial_quality_award yes; quality_system_certified no; own_brand no; standards_participated no", 3),
            ("provincial_quality_award no; quality_system_certified yes; own_brand no; standards_participated no", 3),
            ("provincial_quality_award no; quality_system_certified no; own_brand yes; standards_participated no", 3),
            ("provincial_quality_award no; quality_system_certified no; own_brand no; standards_participated yes", 3),
            ("provincial_quality_award no; quality_system_certified no; own_brand yes; standards_participated yes", 5),
            ("provincial_quality_award yes; quality_system_certified no; own_brand yes; standards_participated yes", 5),
            ("provincial_quality_award yes; quality_system_certified yes; own_brand yes; standards_participated yes", 5),
        ],
    );
    of(
        "refinement/net_margin",
        &[
            ("operating_revenue 1000; net_profit 100", 10),
            ("operating_revenue 1000; net_profit 99.999999", 8),
            ("operating_revenue 1000; net_profit 80", 8),
            ("operating_revenue 1000; net_profit 79.999999", 6),
            ("operating_revenue 1000; net_profit 60", 6),
            ("operating_revenue 1000; net_profit 59.999999", 4),
            ("operating_revenue 1000; net_profit 40", 4),
            ("operating_revenue 1000; net_profit 39.999999", 2),
            ("operating_revenue 1000; net_profit 20", 2),
            ("operating_revenue 1000; net_profit 19.999999", 0),
            ("operating_revenue 1000; net_profit -500", 0),
        ],
    );
    of(
        "refinement/debt_ratio",
        &[
            ("total_assets 1000; total_liabilities 500", 5),
            ("total_assets 1000; total_liabilities 500.000001", 3),
            ("total_assets 1000; total_liabilities 600", 3),
            ("total_assets 1000; total_liabilities 600.000001", 1),
            ("total_assets 1000; total_liabilities 700", 1),
            ("total_assets 1000; total_liabilities 700.000001", 0),
        ],
    );
    of(
        "distinctiveness/local_distinctiveness",
        &[
            ("local_distinctive_score 0", 0),
            ("local_distinctive_score 1", 1),
            ("local_distinctive_score 14", 14),
            ("local_distinctive_score 15", 15),
        ],
    );
    of(
        "innovation/ip",
        &[
            ("class_1_ip_high_value 1; class_1_ip_self_developed 0; class_1_ip 1; class_2_ip 0", 10),
            ("class_1_ip_high_value 0; class_1_ip_self_developed 1; class_1_ip 1; class_2_ip 0", 8),
            ("class_1_ip_high_value 0; class_1_ip_self_developed 0; class_1_ip 1; class_2_ip 3", 6),
            ("class_1_ip_high_value 0; class_1_ip_self_developed 0; class_1_ip 0; class_2_ip 1", 2),
            ("class_1_ip_high_value 0; class_1_ip_self_developed 0; class_1_ip 0; class_2_ip 0", 0),
        ],
    );
    of(
        "innovation/rd_input",
        &[
            // By amount; the share is next to nothing.
            ("operating_revenue 1000000; rd_expense 500", 10),
            ("operating_revenue 1000000; rd_expense 499.999999", 8),
            ("operating_revenue 1000000; rd_expense 400", 8),
            ("operating_revenue 1000000; rd_expense 399.999999", 6),
            ("operating_revenue 1000000; rd_expense 300", 6),
            ("operating_revenue 1000000; rd_expense 299.999999", 4),
            ("operating_revenue 1000000; rd_expense 200", 4),
            ("operating_revenue 1000000; rd_expense 199.999999", 2),
            ("operating_revenue 1000000; rd_expense 100", 2),
            ("operating_revenue 1000000; rd_expense 99.999999", 0),
            // By share; the amount is below one hundred.
            ("operating_revenue 100; rd_expense 10", 10),
            ("operating_revenue 100; rd_expense 9.999999", 8),
            ("operating_revenue 100; rd_expense 8", 8),
            ("operating_revenue 100; rd_expense 7.999999", 6),
            ("operating_revenue 100; rd_expense 6", 6),
            ("operating_revenue 100; rd_expense 5.999999", 4),
            ("operating_revenue 100; rd_expense 4", 4),
            ("operating_revenue 100; rd_expense 3.999999", 2),
            ("operating_revenue 100; rd_expense 3", 2),
            ("operating_revenue 100; rd_expense 2.999999", 0),
            // The better of the two.
            ("operating_revenue 5000; rd_expense 200", 4),
            ("operating_revenue 2500; rd_expense 200", 8),
            ("operating_revenue 10000; rd_expense 400", 8),
            // The amount alone is already the best.
            ("rd_expense 500", 10),
        ],
    );
    of(
        "innovation/rd_staff_share",
        &[
            ("staff 100000; rd_staff 20000", 5),
            ("staff 100000; rd_staff 19999", 3),
            ("staff 100000; rd_staff 10000", 3),
            ("staff 100000; rd_staff 9999", 1),
            ("staff 100000; rd_staff 5000", 1),
            ("staff 100000; rd_staff 4999", 0),
            ("staff 100; rd_staff 20", 5),
            ("staff 100; rd_staff 19", 3),
            ("staff 100; rd_staff 10", 3),
            ("staff 100; rd_staff 9", 1),
            ("staff 100; rd_staff 5", 1),
            ("staff 100; rd_staff 4", 0),
        ],
    );
    of(
        "innovation/rd_institution",
        &[
            ("rd_institution_level national", 10),
            ("rd_institution_level provincial", 8),
            ("rd_institution_level city", 4),
            ("rd_institution_level below_city", 2),
            ("rd_institution_level none", 0),
        ],
    );
    let full = "segment_years 10; operating_revenue 1000; main_business_revenue 1000 / 800 / 600; product_fields [fills_chain_gap]; \
        digital_level 3; own_brand yes; standards_participated yes; net_profit 100; total_assets 1000; total_liabilities 500; local_distinctive_score 15; \
        class_1_ip_high_value 1; rd_expense 500; staff 100; rd_staff 20; rd_institution_level national";
    for (of, points) in [("", 100), ("/specialization", 25), ("/refinement", 25), ("/distinctiveness", 15), ("/innovation", 35)] {
        table.row(format!("full marks{of}"), on(UNDER_2022, full).points(&format!("srdi_sme{of}")), (points, points));
    }
    table.end("indicators of 63号 annex 2");
}

// ---- 63号 annex 3: 专精特新“小巨人”, until 2026-03-31, and its renewal all through 2026

const GIANT_2022: &str = "segment_years 3; operating_revenue 10000 / 10000; main_business_revenue 7000 / 6000 / 5000; \
    sound_governance yes; core_business_on_information_system yes; management_or_product_certified yes; total_assets 1000; total_liabilities 700; \
    market_share_national 10; well_known yes; own_brand yes; rd_expense 300 / 300; rd_institution_level below_city; class_1_ip 2; \
    class_1_ip_in_use yes; equity_financing 0 / 0; rd_staff 10; national_science_award_3y_rank 0; maker_china_3y none; \
    key_chain_link yes; product_fields [six_bases]";

#[test]
fn little_giant_of_2022() {
    let mut table = Table::default();
    for (day, procedure) in [(UNDER_2022, ""), (UNDER_2022, "; renewal little_giant"), (UNDER_2026, "; renewal little_giant")] {
        let answers = format!("{GENERAL_2022}; {GIANT_2022}{procedure}");
        let ground = Ground { day, answers: &answers, standing: REVIEW };
        ground.lines(
            &mut table,
            MET,
            &[
                ("从事特定细分市场 ≥ 3 年", "little_giant/segment_years", "segment_years 3", "segment_years 2"),
                (
                    "主营业务收入占比 ≥ 70%",
                    "little_giant/main_business_share",
                    "main_business_revenue 7000 / 6000 / 5000",
                    "main_business_revenue 6999.999999 / 6000 / 5000",
                ),
                (
                    "近 2 年主营业务收入平均增长率 ≥ 5%",
                    "little_giant/growth",
                    "main_business_revenue 7700 / 7000 / 7000",
                    "main_business_revenue 7699.999999 / 7000 / 7000",
                ),
                // (+30 % − 20 %) ÷ 2 = 5 %; over both years there is but 4 %.
                (
                    "平均, 不是复合",
                    "little_giant/growth",
                    "main_business_revenue 8320 / 6400 / 8000",
                    "main_business_revenue 8319.999999 / 6400 / 8000",
                ),
                (
                    "核心业务采用信息系统",
                    "little_giant/information_system",
                    "core_business_on_information_system yes",
                    "core_business_on_information_system no",
                ),
                (
                    "管理体系或产品认证",
                    "little_giant/certification",
                    "management_or_product_certified yes",
                    "management_or_product_certified no",
                ),
                ("资产负债率 ≤ 70%", "little_giant/debt_ratio", "total_liabilities 700", "total_liabilities 700.000001"),
                ("自主品牌", "little_giant/own_brand", "own_brand yes", "own_brand no"),
                ("营收 ≥ 1 亿: 研发占比每年 ≥ 3%", "little_giant/rd_by_revenue", "rd_expense 300 / 300", "rd_expense 299.999999 / 300"),
                ("前一年也 ≥ 3%", "little_giant/rd_by_revenue", "rd_expense 300 / 300", "rd_expense 5000 / 299.999999"),
                (
                    "1 亿在 3% 一档, 少一分在 6% 一档",
                    "little_giant/rd_by_revenue",
                    "operating_revenue 10000 / 10000",
                    "operating_revenue 9999.999999 / 10000",
                ),
                (
                    "档次看上年营收, 不看前一年",
                    "little_giant/rd_by_revenue",
                    "operating_revenue 10000 / 5000; rd_expense 300 / 150",
                    "operating_revenue 9999.999999 / 20000; rd_expense 300 / 600",
                ),
                (
                    "5000 万至 1 亿: 每年 ≥ 6%",
                    "little_giant/rd_by_revenue",
                    "operating_revenue 8000 / 8000; rd_expense 480 / 480",
                    "operating_revenue 8000 / 8000; rd_expense 479.999999 / 480",
                ),
                (
                    "1 亿少一分也在 6% 一档",
                    "little_giant/rd_by_revenue",
                    "operating_revenue 9999.999999 / 10000; rd_expense 600 / 600",
                    "operating_revenue 9999.999999 / 10000; rd_expense 599.999999 / 600",
                ),
                (
                    "前一年也 ≥ 6%",
                    "little_giant/rd_by_revenue",
                    "operating_revenue 8000 / 8000; rd_expense 480 / 480",
                    "operating_revenue 8000 / 8000; rd_expense 4000 / 479.999999",
                ),
                (
                    "5000 万在 6% 一档, 少一分须看股权融资",
                    "little_giant/rd_by_revenue",
                    "operating_revenue 5000 / 5000; main_business_revenue 5000 / 4000 / 3000; rd_expense 300 / 300",
                    "operating_revenue 4999.999999 / 5000; main_business_revenue 4999 / 4000 / 3000; rd_expense 300 / 300",
                ),
                ("研发机构", "little_giant/rd_institution", "rd_institution_level below_city", "rd_institution_level none"),
                ("研发机构", "little_giant/rd_institution", "rd_institution_level city", "rd_institution_level none"),
                ("研发机构", "little_giant/rd_institution", "rd_institution_level provincial", "rd_institution_level none"),
                ("研发机构", "little_giant/rd_institution", "rd_institution_level national", "rd_institution_level none"),
                ("六基", "little_giant/field", "product_fields [six_bases]", "product_fields []"),
                (
                    "十大重点产业领域",
                    "little_giant/field",
                    "product_fields [manufacturing_power_field]",
                    "product_fields [upgrades_traditional]",
                ),
                (
                    "网络强国",
                    "little_giant/field",
                    "product_fields [cyber_power_field]",
                    "product_fields [emerging_industry + future_industry]",
                ),
                (
                    "三者之外不计",
                    "little_giant/field",
                    "product_fields [six_bases + strategic_emerging]",
                    "product_fields [strategic_emerging + fills_chain_gap + time_honored_brand + serves_key_chain_leader]",
                ),
            ],
        );
        ground.lines(
            &mut table,
            REVIEW,
            &[
                ("治理规范等", "little_giant/governance", "sound_governance yes", "sound_governance no"),
                ("全国细分市场占有率 ≥ 10%", "little_giant/market_share", "market_share_national 10", "market_share_national 9.999999"),
                (
                    "国际占有率、排名不计",
                    "little_giant/market_share",
                    "market_share_national 10",
                    "market_share_national 9; market_share_international 60; market_rank_national 1",
                ),
                ("且享有较高知名度", "little_giant/well_known", "well_known yes", "well_known no"),
                ("Ⅰ类知识产权 ≥ 2 项", "little_giant/class_1_ip", "class_1_ip 2", "class_1_ip 1"),
                (
                    "非转入的计数不用",
                    "little_giant/class_1_ip",
                    "class_1_ip 2; class_1_ip_original 0",
                    "class_1_ip 1; class_1_ip_original 9",
                ),
                ("且已产生经济效益", "little_giant/class_1_ip", "class_1_ip_in_use yes", "class_1_ip_in_use no"),
                ("产业链关键环节", "little_giant/chain_position", "key_chain_link yes", "key_chain_link no"),
            ],
        );
        // Revenue below 5 000: equity, R&D expense and R&D staff, all three.
        let small = format!(
            "{answers}; operating_revenue 4999.999999 / 100; main_business_revenue 4999 / 4000 / 3000; \
                equity_financing 8000 / 0; rd_expense 3000 / 0; rd_staff 50"
        );
        Ground { day, answers: &small, standing: REVIEW }.lines(
            &mut table,
            MET,
            &[
                (
                    "近 2 年新增股权融资 ≥ 8000",
                    "little_giant/rd_by_revenue",
                    "equity_financing 8000 / 0",
                    "equity_financing 7999.999999 / 0",
                ),
                ("近 2 年合计", "little_giant/rd_by_revenue", "equity_financing 4000 / 4000", "equity_financing 4000 / 3999.999999 / 4000"),
                ("研发费用 ≥ 3000", "little_giant/rd_by_revenue", "rd_expense 3000 / 0", "rd_expense 2999.999999 / 3000"),
                ("研发人员占比 ≥ 50%", "little_giant/rd_by_revenue", "staff 100; rd_staff 50", "staff 100; rd_staff 49"),
                ("研发人员占比 ≥ 50%", "little_giant/rd_by_revenue", "staff 99999; rd_staff 50000", "staff 99999; rd_staff 49999"),
                ("研发人员占比 ≥ 50%", "little_giant/rd_by_revenue", "staff 99; rd_staff 50", "staff 101; rd_staff 50"),
                (
                    "不足 5000 万才看股权融资",
                    "little_giant/rd_by_revenue",
                    "operating_revenue 4999.999999 / 100",
                    "operating_revenue 5000 / 100; main_business_revenue 5000 / 4000 / 3000",
                ),
            ],
        );
        // The direct conditions stand for all three general ones.
        let direct = format!("{answers}; rd_institution_level none; class_1_ip 0; class_1_ip_in_use no; rd_expense 0 / 0");
        let ground = Ground { day, answers: &direct, standing: REVIEW };
        ground.lines(
            &mut table,
            MET,
            &[
                (
                    "国家级科技奖励排名前三",
                    "little_giant/science_award",
                    "national_science_award_3y_rank 3",
                    "national_science_award_3y_rank 4",
                ),
                ("0 为未获奖", "little_giant/innovation", "national_science_award_3y_rank 1", "national_science_award_3y_rank 0"),
                ("省级奖励不计", "little_giant/innovation", "national_science_award_3y_rank 2", "provincial_science_award_3y_rank 1"),
                ("“创客中国”全国 50 强", "little_giant/maker_china", "maker_china_3y top_50", "maker_china_3y top_500"),
                ("创新直通", "little_giant/direct", "maker_china_3y top_50", "maker_china_3y none"),
            ],
        );
        table.row(
            "an award does not make the general conditions met",
            on(day, &format!("{direct}; maker_china_3y top_50")).of("little_giant/general_route"),
            UNMET,
        );
        general_2022(
            &mut table,
            &Ground {
                day,
                answers: &format!(
                    "{answers}; operating_revenue 40000 / 40000; main_business_revenue 28000 / 20000 / 10000; rd_expense 1200 / 1200"
                ),
                standing: REVIEW,
            },
            "little_giant",
        );
    }
    table.end("conditions of 63号 annex 3");
}

// ---- 国科发政〔2017〕115号: 科技型中小企业

/// Sixty points exactly: 20 + 10 + 30; no direct confirmation.
const TECH: &str = "registered_in_china yes; staff 500; operating_revenue 20000; total_assets 20000; restricted_product no; \
    incident_or_misconduct_2y no; on_abnormal_list no; on_dishonest_list no; high_tech_enterprise none; national_science_award_5y_rank 0; \
    rd_institution_level city; led_standard_5y no; tech_staff 150; rd_expense 400; total_cost 20000; \
    tech_sme_class_1_ip 1; tech_sme_class_2_ip 0";

#[test]
fn tech_sme_conditions() {
    let mut table = Table::default();
    for (day, the_day_before) in [(UNDER_2022, "2025-09-14"), (UNDER_2026, "2026-11-22")] {
        let direct = format!("{TECH}; led_standard_5y yes");
        let ground = Ground { day, answers: &direct, standing: MET };
        ground.lines(
            &mut table,
            MET,
            &[
                ("中国境内注册的居民企业", "tech_sme/registered_in_china", "registered_in_china yes", "registered_in_china no"),
                ("职工总数 ≤ 500 人", "tech_sme/size", "staff 500", "staff 501"),
                ("年销售收入 ≤ 2 亿元", "tech_sme/size", "operating_revenue 20000", "operating_revenue 20000.000001"),
                ("资产总额 ≤ 2 亿元", "tech_sme/size", "total_assets 20000", "total_assets 20000.000001"),
                (
                    "三者同时",
                    "tech_sme/size",
                    "staff 1; operating_revenue 0; total_assets 0",
                    "staff 501; operating_revenue 0; total_assets 0",
                ),
                ("产品和服务合规", "tech_sme/product_allowed", "restricted_product no", "restricted_product yes"),
                ("未发生重大事故等", "tech_sme/no_incident", "incident_or_misconduct_2y no", "incident_or_misconduct_2y yes"),
                ("未列入经营异常名录", "tech_sme/not_abnormal_list", "on_abnormal_list no", "on_abnormal_list yes"),
                ("未列入严重违法失信名单", "tech_sme/not_dishonest_list", "on_dishonest_list no", "on_dishonest_list yes"),
            ],
        );
        // The conditions of the other documents are not asked here.
        let others = "legal_person no; industry not_covered; serious_incident_3y yes; tax_violation_3y yes; larger_incident_3y yes";
        table.row("conditions of other documents", on(day, &format!("{direct}; {others}")).of("tech_sme"), MET);

        table.row("sixty points", on(day, TECH).points("tech_sme"), (60, 60));
        Ground { day, answers: TECH, standing: MET }.lines(
            &mut table,
            MET,
            &[
                ("得分 ≥ 60", "tech_sme/total_score", "tech_staff 150", "tech_staff 149"),
                ("得分 ≥ 60", "tech_sme/total_score", "rd_expense 400", "rd_expense 399.999999"),
                ("得分 ≥ 60", "tech_sme/scored", "tech_sme_class_1_ip 1", "tech_sme_class_1_ip 0"),
                (
                    "科技人员指标得分不得为 0",
                    "tech_sme/tech_staff_score",
                    "tech_staff 50; rd_expense 1200",
                    "tech_staff 49; rd_expense 1200",
                ),
            ],
        );
        let without_staff = on(day, &format!("{TECH}; tech_staff 49; rd_expense 1200"));
        table.row("eighty points without staff", without_staff.points("tech_sme"), (80, 80));
        table.row("the total is reached", without_staff.of("tech_sme/total_score"), MET);

        let short = format!("{TECH}; tech_staff 0");
        let (valid, lapsed) = (format!("high_tech_enterprise {day}"), format!("high_tech_enterprise {the_day_before}"));
        Ground { day, answers: &short, standing: MET }.lines(
            &mut table,
            MET,
            &[
                ("有效期内高新技术企业", "tech_sme/high_tech_enterprise", &valid, &lapsed),
                (
                    "近五年国家级科技奖励前三名",
                    "tech_sme/science_award",
                    "national_science_award_5y_rank 3",
                    "national_science_award_5y_rank 4",
                ),
                ("0 为未获奖", "tech_sme/science_award", "national_science_award_5y_rank 1", "national_science_award_5y_rank 0"),
                ("省部级以上研发机构", "tech_sme/rd_institution", "rd_institution_level provincial", "rd_institution_level city"),
                ("省部级以上研发机构", "tech_sme/rd_institution", "rd_institution_level national", "rd_institution_level none"),
                ("近五年主导制定标准", "tech_sme/led_standard", "led_standard_5y yes", "led_standard_5y no"),
                ("任一直接确认", "tech_sme/direct", "led_standard_5y yes", "led_standard_5y no"),
            ],
        );
    }
    table.end("conditions of 115号");
}

#[test]
fn tech_sme_indicators() {
    let mut table = Table::default();
    for day in [UNDER_2022, UNDER_2026] {
        bands(
            &mut table,
            day,
            "tech_sme/people/tech_staff",
            &[
                ("staff 100000; tech_staff 30000", 20),
                ("staff 100000; tech_staff 29999", 16),
                ("staff 100000; tech_staff 25000", 16),
                ("staff 100000; tech_staff 24999", 12),
                ("staff 100000; tech_staff 20000", 12),
                ("staff 100000; tech_staff 19999", 8),
                ("staff 100000; tech_staff 15000", 8),
                ("staff 100000; tech_staff 14999", 4),
                ("staff 100000; tech_staff 10000", 4),
                ("staff 100000; tech_staff 9999", 0),
                ("staff 500; tech_staff 500", 20),
                ("staff 500; tech_staff 150", 20),
                ("staff 500; tech_staff 149", 16),
                ("staff 500; tech_staff 125", 16),
                ("staff 500; tech_staff 124", 12),
                ("staff 500; tech_staff 100", 12),
                ("staff 500; tech_staff 99", 8),
                ("staff 500; tech_staff 75", 8),
                ("staff 500; tech_staff 74", 4),
                ("staff 500; tech_staff 50", 4),
                ("staff 500; tech_staff 49", 0),
                ("staff 500; tech_staff 0", 0),
            ],
        );
        bands(
            &mut table,
            day,
            "tech_sme/input/rd_input",
            &[
                // Over sales revenue; the cost is beyond all measure.
                ("operating_revenue 1000; total_cost 1000000; rd_expense 60", 50),
                ("operating_revenue 1000; total_cost 1000000; rd_expense 59.999999", 40),
                ("operating_revenue 1000; total_cost 1000000; rd_expense 50", 40),
                ("operating_revenue 1000; total_cost 1000000; rd_expense 49.999999", 30),
                ("operating_revenue 1000; total_cost 1000000; rd_expense 40", 30),
                ("operating_revenue 1000; total_cost 1000000; rd_expense 39.999999", 20),
                ("operating_revenue 1000; total_cost 1000000; rd_expense 30", 20),
                ("operating_revenue 1000; total_cost 1000000; rd_expense 29.999999", 10),
                ("operating_revenue 1000; total_cost 1000000; rd_expense 20", 10),
                ("operating_revenue 1000; total_cost 1000000; rd_expense 19.999999", 0),
                // Over total cost; the revenue is beyond all measure.
                ("operating_revenue 1000000; total_cost 1000; rd_expense 300", 50),
                ("operating_revenue 1000000; total_cost 1000; rd_expense 299.999999", 40),
                ("operating_revenue 1000000; total_cost 1000; rd_expense 250", 40),
                ("operating_revenue 1000000; total_cost 1000; rd_expense 249.999999", 30),
                ("operating_revenue 1000000; total_cost 1000; rd_expense 200", 30),
                ("operating_revenue 1000000; total_cost 1000; rd_expense 199.999999", 20),
                ("operating_revenue 1000000; total_cost 1000; rd_expense 150", 20),
                ("operating_revenue 1000000; total_cost 1000; rd_expense 149.999999", 10),
                ("operating_revenue 1000000; total_cost 1000; rd_expense 100", 10),
                ("operating_revenue 1000000; total_cost 1000; rd_expense 99.999999", 0),
                // The better of the two.
                ("operating_revenue 1000; total_cost 100; rd_expense 20", 30),
                ("operating_revenue 1000; total_cost 400; rd_expense 40", 30),
                ("operating_revenue 1000; total_cost 1000; rd_expense 0", 0),
            ],
        );
        bands(
            &mut table,
            day,
            "tech_sme/results/ip",
            &[
                ("tech_sme_class_1_ip 1; tech_sme_class_2_ip 0", 30),
                ("tech_sme_class_1_ip 2; tech_sme_class_2_ip 9", 30),
                ("tech_sme_class_1_ip 0; tech_sme_class_2_ip 5", 24),
                ("tech_sme_class_1_ip 0; tech_sme_class_2_ip 4", 24),
                ("tech_sme_class_1_ip 0; tech_sme_class_2_ip 3", 18),
                ("tech_sme_class_1_ip 0; tech_sme_class_2_ip 2", 12),
                ("tech_sme_class_1_ip 0; tech_sme_class_2_ip 1", 6),
                ("tech_sme_class_1_ip 0; tech_sme_class_2_ip 0", 0),
                // The ladder's own counting is another.
                ("tech_sme_class_1_ip 0; tech_sme_class_2_ip 0; class_1_ip 5; class_2_ip 5", 0),
            ],
        );
        let full = "staff 100; tech_staff 30; operating_revenue 1000; total_cost 1000; rd_expense 60; tech_sme_class_1_ip 1";
        table.row("full marks", on(day, full).points("tech_sme"), (100, 100));
    }
    table.end("indicators of 115号");
}

// ---- 工信部企业〔2026〕2号, general conditions

const GENERAL_2026: &str = "registered_in_china yes; industry industry; staff 100; on_abnormal_list no; on_dishonest_list no; \
    restricted_product no; larger_incident_3y no";

fn general_2026(table: &mut Table, ground: &Ground<'_>, standard: &str) {
    let rows = [
        ("境内依法设立", "registered_in_china", "registered_in_china yes", "registered_in_china no"),
        ("未被列入经营异常名录", "not_abnormal_list", "on_abnormal_list no", "on_abnormal_list yes"),
        ("未被列入严重失信主体名单", "not_dishonest_list", "on_dishonest_list no", "on_dishonest_list yes"),
        ("产品不属于国家禁止、限制或淘汰类", "product_allowed", "restricted_product no", "restricted_product yes"),
        ("近三年未发生较大事故等", "no_incident", "larger_incident_3y no", "larger_incident_3y yes"),
        ("工业: 不足 1000 人为中型", "size", "staff 999", "staff 1000"),
    ];
    for (law, criterion, on_it, beside) in rows {
        let name = format!("{standard}/{criterion}");
        for (answers, verdict, whole) in [(on_it, MET, ground.standing), (beside, UNMET, UNMET)] {
            let reading = on(ground.day, &format!("{}; {answers}", ground.answers));
            table.row(format!("{law} ({answers}): {name}"), reading.of(&name), verdict);
            table.row(format!("{law} ({answers}): {standard}"), reading.of(standard), whole);
        }
    }
    // What only the measures of 2022 ask is not asked any more.
    let old = "legal_person no; serious_incident_3y yes; tax_violation_3y yes";
    table.row("conditions of 2022 only", on(ground.day, &format!("{}; {old}", ground.answers)).of(standard), ground.standing);
}

// ---- 2号 annex 1: 专精特新中小企业

const SRDI_2026: &str = "title_innovative_sme 2028-05-31; title_tech_sme none; segment_years 3; operating_revenue 1500 / 1500; \
    equity_financing 0 / 0; main_business_revenue 1200; total_assets 1000; total_liabilities 800; rd_expense 100 / 100; \
    class_1_ip_original 1; class_1_ip_in_use yes; national_science_award_3y_rank 0; provincial_science_award_3y_rank 0; \
    rd_institution_level city; market_position_leading yes; development_score 50 / 0";

#[test]
fn srdi_sme_of_2026() {
    let mut table = Table::default();
    let answers = format!("{GENERAL_2026}; {SRDI_2026}");
    let ground = Ground { day: UNDER_2026, answers: &answers, standing: REVIEW };
    ground.lines(
        &mut table,
        MET,
        &[
            ("创新型称号在有效期内", "srdi_sme/prior_title", "title_innovative_sme 2026-11-23", "title_innovative_sme 2026-11-22"),
            (
                "或科技型",
                "srdi_sme/prior_title",
                "title_innovative_sme none; title_tech_sme 2026-11-23",
                "title_innovative_sme none; title_tech_sme 2026-11-22",
            ),
            (
                "称号, 不是达标",
                "srdi_sme/prior_title",
                "title_tech_sme 2027-03-31",
                "title_innovative_sme none; title_tech_sme none; title_srdi_sme 2028-01-01",
            ),
            ("从事特定细分市场 ≥ 3 年", "srdi_sme/segment_years", "segment_years 3", "segment_years 2"),
            ("上年度营业收入 ≥ 1500", "srdi_sme/revenue", "operating_revenue 1500 / 1500", "operating_revenue 1499.999999 / 1500"),
            (
                "或近两年新增股权投资 ≥ 2000",
                "srdi_sme/revenue",
                "operating_revenue 1499.999999 / 1500; equity_financing 2000 / 0",
                "operating_revenue 1499.999999 / 1500; equity_financing 1999.999999 / 0",
            ),
            (
                "近两年合计",
                "srdi_sme/revenue",
                "operating_revenue 1400 / 1500; equity_financing 500 / 1500",
                "operating_revenue 1400 / 1500; equity_financing 500 / 1499.999999 / 500",
            ),
            ("主营业务收入占比 ≥ 80%", "srdi_sme/main_business_share", "main_business_revenue 1200", "main_business_revenue 1199.999999"),
            ("资产负债率 ≤ 80%", "srdi_sme/debt_ratio", "total_liabilities 800", "total_liabilities 800.000001"),
            ("上年研发费用 ≥ 100", "srdi_sme/rd_each_year", "rd_expense 100 / 100", "rd_expense 99.999999 / 100"),
            ("前一年也 ≥ 100", "srdi_sme/rd_each_year", "rd_expense 100 / 100", "rd_expense 1000 / 99.999999"),
            (
                "上年占比 ≥ 3%",
                "srdi_sme/rd_each_year",
                "operating_revenue 4000 / 1500; main_business_revenue 3200; rd_expense 120 / 100",
                "operating_revenue 4000 / 1500; main_business_revenue 3200; rd_expense 119.999999 / 100",
            ),
            (
                "前一年占比也 ≥ 3%",
                "srdi_sme/rd_each_year",
                "operating_revenue 1500 / 4000; rd_expense 100 / 120",
                "operating_revenue 1500 / 4000; rd_expense 1000 / 119.999999",
            ),
            ("第三年不论", "srdi_sme/rd_each_year", "rd_expense 100 / 100 / 0", "rd_expense 100 / 0 / 100"),
            ("本年度发展评价得分 ≥ 50", "srdi_sme/development_score", "development_score 50", "development_score 49.999999"),
            ("首次申报只看本年度", "srdi_sme/development_score", "development_score 50 / 0", "development_score 49 / 100"),
        ],
    );
    ground.lines(
        &mut table,
        REVIEW,
        &[
            ("Ⅰ类知识产权 ≥ 1 项", "srdi_sme/class_1_ip", "class_1_ip_original 1", "class_1_ip_original 0"),
            ("63号文的计数不用", "srdi_sme/class_1_ip", "class_1_ip_original 1; class_1_ip 0", "class_1_ip_original 0; class_1_ip 5"),
            ("且已产生经济效益", "srdi_sme/class_1_ip", "class_1_ip_in_use yes", "class_1_ip_in_use no"),
            ("市场地位较为靠前", "srdi_sme/market_position", "market_position_leading yes", "market_position_leading no"),
        ],
    );
    let without_ip = format!("{answers}; class_1_ip_original 0; class_1_ip_in_use no");
    let ground = Ground { day: UNDER_2026, answers: &without_ip, standing: REVIEW };
    ground.lines(
        &mut table,
        WAIVED,
        &[
            ("省级科技奖励前三: 不考察", "srdi_sme/class_1_ip", "provincial_science_award_3y_rank 3", "provincial_science_award_3y_rank 4"),
            ("0 为未获奖", "srdi_sme/class_1_ip", "provincial_science_award_3y_rank 1", "provincial_science_award_3y_rank 0"),
            ("国家级科技奖励前三: 不考察", "srdi_sme/class_1_ip", "national_science_award_3y_rank 3", "national_science_award_3y_rank 4"),
            ("0 为未获奖", "srdi_sme/class_1_ip", "national_science_award_3y_rank 1", "national_science_award_3y_rank 0"),
            ("省部级研发机构: 不考察", "srdi_sme/class_1_ip", "rd_institution_level provincial", "rd_institution_level city"),
            ("国家级研发机构: 不考察", "srdi_sme/class_1_ip", "rd_institution_level national", "rd_institution_level below_city"),
        ],
    );
    ground.lines(
        &mut table,
        MET,
        &[("免除情形", "srdi_sme/class_1_ip_waiver", "rd_institution_level national", "rd_institution_level none")],
    );
    let renewal = format!("{answers}; renewal srdi_sme");
    Ground { day: UNDER_2026, answers: &renewal, standing: REVIEW }.lines(
        &mut table,
        MET,
        &[
            ("复核: 近两年任意一年 ≥ 50", "srdi_sme/development_score", "development_score 0 / 50", "development_score 0 / 49.999999"),
            (
                "复核: 近两年任意一年 ≥ 50",
                "srdi_sme/development_score",
                "development_score 50 / 0",
                "development_score 49.999999 / 49.999999",
            ),
            ("第三年不计", "srdi_sme/development_score", "development_score 50 / 0 / 0", "development_score 0 / 0 / 100"),
        ],
    );
    general_2026(
        &mut table,
        &Ground {
            day: UNDER_2026,
            answers: &format!("{answers}; operating_revenue 40000 / 1500; main_business_revenue 32000; rd_expense 1200 / 100"),
            standing: REVIEW,
        },
        "srdi_sme",
    );
    Ground {
        day: UNDER_2026,
        answers: &format!("{answers}; staff 1000; main_business_revenue 39000; rd_expense 2000 / 100"),
        standing: REVIEW,
    }
    .lines(
        &mut table,
        MET,
        &[(
            "工业: 营业收入不足 40000 万元为中型",
            "srdi_sme/size",
            "operating_revenue 39999.999999 / 1500",
            "operating_revenue 40000 / 1500",
        )],
    );
    table.end("conditions of 2号 annex 1");
}

// ---- 2号 annex 2: 专精特新“小巨人”

/// Revenue has grown by exactly 5 % in each year.
const GIANT_2026: &str = "title_srdi_sme 2028-05-31; segment_years 3; operating_revenue 11025 / 10500 / 10000; \
    main_business_revenue 9922.5; total_assets 1000; total_liabilities 750; rd_expense 600 / 600; class_1_ip_original 4; \
    class_1_ip_in_use yes; national_science_award_3y_rank 0; provincial_science_award_3y_rank 0; rd_institution_level city; \
    market_share_national 10; market_share_international 0; market_rank_national 0; well_known yes; product_fields [six_bases]; \
    key_chain_link yes; development_score 60 / 0";

#[test]
fn little_giant_of_2026() {
    let mut table = Table::default();
    let first = format!("{GENERAL_2026}; {GIANT_2026}");
    // From 2027 on the renewal follows this annex too; the score of either year will do, and growth is not asked.
    let renewal = format!("{first}; renewal little_giant");
    for (day, answers) in [(UNDER_2026, &first), ("2027-06-30", &renewal)] {
        let ground = Ground { day, answers, standing: REVIEW };
        let (valid, lapsed) = if day == UNDER_2026 {
            ("title_srdi_sme 2026-11-23", "title_srdi_sme 2026-11-22")
        } else {
            ("title_srdi_sme 2027-06-30", "title_srdi_sme 2027-06-29")
        };
        ground.lines(
            &mut table,
            MET,
            &[
                ("已获得专精特新称号", "little_giant/prior_title", valid, lapsed),
                ("已获得专精特新称号", "little_giant/prior_title", valid, "title_srdi_sme none; title_little_giant 2029-01-01"),
                ("从事特定细分市场 ≥ 3 年", "little_giant/segment_years", "segment_years 3", "segment_years 2"),
                (
                    "上年度营业收入 ≥ 5000",
                    "little_giant/revenue",
                    "operating_revenue 5000 / 4800 / 4500; main_business_revenue 4600",
                    "operating_revenue 4999.999999 / 4800 / 4500; main_business_revenue 4600; equity_financing 99999 / 99999",
                ),
                (
                    "主营业务收入占比 ≥ 90%",
                    "little_giant/main_business_share",
                    "main_business_revenue 9922.5",
                    "main_business_revenue 9922.499999",
                ),
                ("资产负债率 ≤ 75%", "little_giant/debt_ratio", "total_liabilities 750", "total_liabilities 750.000001"),
                ("近两年研发费用合计 ≥ 1200", "little_giant/rd_two_years", "rd_expense 600 / 600", "rd_expense 600 / 599.999999"),
                ("合计, 不是每年 600", "little_giant/rd_two_years", "rd_expense 800 / 400", "rd_expense 800 / 399.999999"),
                ("第三年不计", "little_giant/rd_two_years", "rd_expense 600 / 600 / 0", "rd_expense 600 / 599 / 600"),
                (
                    "上年占比 ≥ 3%",
                    "little_giant/rd_two_years",
                    "operating_revenue 20000 / 20000 / 10000; main_business_revenue 18000; rd_expense 600 / 900",
                    "operating_revenue 20000 / 20000 / 10000; main_business_revenue 18000; rd_expense 599.999999 / 900",
                ),
                (
                    "前一年占比也 ≥ 3%",
                    "little_giant/rd_two_years",
                    "operating_revenue 20000 / 20000 / 10000; main_business_revenue 18000; rd_expense 900 / 600",
                    "operating_revenue 20000 / 20000 / 10000; main_business_revenue 18000; rd_expense 900 / 599.999999",
                ),
                ("得分 ≥ 60", "little_giant/development_score", "development_score 60 / 0", "development_score 59.999999 / 0"),
            ],
        );
        ground.lines(
            &mut table,
            REVIEW,
            &[
                ("Ⅰ类知识产权 ≥ 4 项", "little_giant/class_1_ip", "class_1_ip_original 4", "class_1_ip_original 3"),
                (
                    "63号文的计数不用",
                    "little_giant/class_1_ip",
                    "class_1_ip_original 4; class_1_ip 0",
                    "class_1_ip_original 3; class_1_ip 9",
                ),
                ("且已产生经济效益", "little_giant/class_1_ip", "class_1_ip_in_use yes", "class_1_ip_in_use no"),
                (
                    "省级奖励、研发机构不免除",
                    "little_giant/class_1_ip",
                    "class_1_ip_original 4",
                    "class_1_ip_original 3; provincial_science_award_3y_rank 1; rd_institution_level national",
                ),
                ("国内占有率 ≥ 10%", "little_giant/market_share", "market_share_national 10", "market_share_national 9.999999"),
                (
                    "或国际占有率 ≥ 10%",
                    "little_giant/market_share",
                    "market_share_national 0; market_share_international 10",
                    "market_share_national 0; market_share_international 9.999999",
                ),
                (
                    "或国内前三名",
                    "little_giant/market_share",
                    "market_share_national 0; market_rank_national 3",
                    "market_share_national 0; market_rank_national 4",
                ),
                (
                    "0 为未进入排名",
                    "little_giant/market_share",
                    "market_share_national 0; market_rank_national 1",
                    "market_share_national 0; market_rank_national 0",
                ),
                ("且享有较高知名度", "little_giant/well_known", "well_known yes", "well_known no"),
                ("六基", "little_giant/field", "product_fields [six_bases]", "product_fields []"),
                (
                    "改造提升传统产业",
                    "little_giant/field",
                    "product_fields [upgrades_traditional]",
                    "product_fields [manufacturing_power_field + cyber_power_field]",
                ),
                (
                    "新兴产业",
                    "little_giant/field",
                    "product_fields [emerging_industry]",
                    "product_fields [strategic_emerging + fills_chain_gap]",
                ),
                (
                    "未来产业",
                    "little_giant/field",
                    "product_fields [future_industry]",
                    "product_fields [time_honored_brand + serves_key_chain_leader]",
                ),
                ("位于产业链关键环节", "little_giant/chain_position", "key_chain_link yes", "key_chain_link no"),
            ],
        );
        let without_ip = format!("{answers}; class_1_ip_original 0; class_1_ip_in_use no");
        Ground { day, answers: &without_ip, standing: REVIEW }.lines(
            &mut table,
            WAIVED,
            &[
                (
                    "国家级科技奖励前三: 不考察",
                    "little_giant/class_1_ip",
                    "national_science_award_3y_rank 3",
                    "national_science_award_3y_rank 4",
                ),
                ("0 为未获奖", "little_giant/class_1_ip", "national_science_award_3y_rank 1", "national_science_award_3y_rank 0"),
            ],
        );
        general_2026(
            &mut table,
            &Ground {
                day,
                answers: &format!("{answers}; operating_revenue 40000 / 30000 / 20000; main_business_revenue 36000; rd_expense 1200 / 900"),
                standing: REVIEW,
            },
            "little_giant",
        );
    }
    Ground { day: UNDER_2026, answers: &first, standing: REVIEW }.lines(
        &mut table,
        MET,
        &[
            (
                "营业收入复合增长率 ≥ 5%",
                "little_giant/growth",
                "operating_revenue 11025 / 10500 / 10000",
                "operating_revenue 11024.999999 / 10500 / 10000; main_business_revenue 9922.5",
            ),
            // Only the ends count: nothing grew in the middle year, or all of it did.
            (
                "复合, 不是逐年",
                "little_giant/growth",
                "operating_revenue 11025 / 10000 / 10000",
                "operating_revenue 11025 / 12000 / 10000.000001",
            ),
            ("首次申报只看本年度得分", "little_giant/development_score", "development_score 60 / 0", "development_score 59 / 100"),
        ],
    );
    let fallen = "operating_revenue 5000 / 10000 / 20000; main_business_revenue 4500";
    table.row("growth in a first application", on(UNDER_2026, &format!("{first}; {fallen}")).of("little_giant/growth"), UNMET);
    let renewed = on("2027-06-30", &format!("{renewal}; {fallen}"));
    table.row("growth in a renewal", renewed.of("little_giant/growth"), WAIVED);
    table.row("a renewal without growth", renewed.of("little_giant"), REVIEW);
    let unknown = on("2027-06-30", &format!("{renewal}; operating_revenue 11025 / 10500"));
    table.row("growth not known in a renewal", unknown.of("little_giant"), REVIEW);
    table.row(
        "growth not known in a first application",
        on(UNDER_2026, &format!("{first}; operating_revenue 11025 / 10500")).of("little_giant/growth"),
        OPEN,
    );
    Ground { day: "2027-06-30", answers: &renewal, standing: REVIEW }.lines(
        &mut table,
        MET,
        &[
            ("复核: 近两年任意一年 ≥ 60", "little_giant/development_score", "development_score 0 / 60", "development_score 0 / 59.999999"),
            ("第三年不计", "little_giant/development_score", "development_score 60 / 0", "development_score 0 / 0 / 100"),
        ],
    );
    table.end("conditions of 2号 annex 2");
}
