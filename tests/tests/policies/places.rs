//! Places: what is told where, and by which office.

use super::{C2, THEN, TODAY, firm, of, read_case, shown};
use tidu_core::evaluate::evaluate;
use tidu_core::matching::{Use, coverage, leads, match_policies};
use tidu_core::text::Lang;
use tidu_tests::row::{OPEN, REVIEW, Table, UNMET, case, rules};

#[test]
fn what_is_told_where() {
    let mut table = Table::default();
    let levels = ["cn-jx-nc-donghu/", "cn-jx-nc/", "cn-jx/", "cn/"];
    let all = |level: &str| rules().policies.iter().filter(|p| p.id.starts_with(level)).count();
    for (region, sees) in [
        ("\"360102\"", [true, true, true, true]),
        ("\"360103\"", [false, true, true, true]),
        ("\"360111\"", [false, true, true, true]),
        ("\"3602\"", [false, false, true, true]),
        ("\"360703\"", [false, false, true, true]),
        ("\"44\"", [false, false, false, true]),
        ("\"110105\"", [false, false, false, true]),
        // As long as it may be there, it is told.
        ("\"3601\"", [true, true, true, true]),
        ("\"36\"", [true, true, true, true]),
        ("?", [true, true, true, true]),
    ] {
        let list = shown(THEN, &format!("region {region}"));
        for (level, sees) in levels.iter().zip(sees) {
            let told = list.iter().filter(|s| s.id.starts_with(level)).count();
            table.row(format!("{region}, {level}"), told, if sees { all(level) } else { 0 });
        }
    }
    table.row("87 of the plan and what came after", all("cn-jx-nc-donghu/") > 87, true);
    table.end("regions");
}

/// While it is not known where the enterprise is registered, nothing of a place is met, and the question is told.
#[test]
fn nothing_of_a_place_is_met_before_the_place_is_known() {
    let mut table = Table::default();
    for (region, open) in [
        ("?", ["cn-jx-nc-donghu/", "cn-jx-nc/", "cn-jx/"].as_slice()),
        ("\"36\"", &["cn-jx-nc-donghu/", "cn-jx-nc/"]),
        ("\"3601\"", &["cn-jx-nc-donghu/"]),
    ] {
        let list = shown(THEN, &format!("region {region}; title_srdi_sme 2028-01-01; title_little_giant 2028-01-01"));
        for one in list.iter().filter(|s| open.iter().any(|level| s.id.starts_with(level))) {
            table.row(format!("{region}, {}: {}", one.id, one.verdict), [OPEN, UNMET].contains(&one.verdict), true);
            table.row(format!("{region}, {}: asks the place", one.id), one.missing.contains("region"), one.verdict == OPEN);
        }
        table.row(format!("{region}, 2c"), of(&list, C2).verdict, OPEN);
    }
    table.end("places not known");
}

/// The digital pilot names its places; whoever is elsewhere is told, so that nobody chases it.
#[test]
fn the_digital_pilot_does_not_cover_every_district() {
    let id = "cn-jx-nc/digital-pilot-2024/retrofit_subsidy";
    let mut table = Table::default();
    // 青云谱区, 青山湖区, 新建区, 南昌县, 安义县, 进贤县
    for place in ["360104", "360111", "360112", "360121", "360123", "360124"] {
        let list = shown(TODAY, &format!("region \"{place}\"; investments [digital]"));
        table.row(place, (of(&list, id).verdict, of(&list, id).not_for.is_some()), (REVIEW, false));
    }
    // 东湖区; and 西湖区, 红谷滩区, which are not among them either.
    for place in ["360102", "360103", "360113"] {
        let list = shown(TODAY, &format!("region \"{place}\""));
        let one = of(&list, id);
        table.row(place, (one.verdict, one.usable, one.opens_with), (UNMET, Use::No, None));
        table.row(format!("{place} is told why"), one.not_for.is_some(), true);
    }
    let told = of(&shown(TODAY, "region \"360102\""), id)
        .not_for
        .map(|text| (text.get(Lang::Zh).contains("东湖区"), text.get(Lang::En).contains("Donghu")));
    table.row("the text names the district", told, Some((true, true)));
    // Not told of the whole city: it may be or not be covered.
    let list = shown(TODAY, "region \"3601\"; investments [digital]");
    table.row("3601", (of(&list, id).verdict, of(&list, id).not_for.is_some()), (OPEN, false));
    table.end("the digital pilot");
}

/// Public review is not for Jiangxi, which signed the green channel only.
#[test]
fn public_review_is_not_for_jiangxi() {
    let id = "cn/neeq-2023-regional-boards/public_review";
    let mut table = Table::default();
    for (region, verdict, told) in
        [("\"360102\"", UNMET, true), ("\"360703\"", UNMET, true), ("\"36\"", UNMET, true), ("\"33\"", REVIEW, false), ("?", OPEN, false)]
    {
        let list = shown(TODAY, &format!("region {region}; listing_progress [regional_board]; title_little_giant 2028-01-01"));
        table.row(region, (of(&list, id).verdict, of(&list, id).not_for.is_some()), (verdict, told));
    }
    table.end("public review");
}

/// A line of the firm at a place, with everything that could be of use to it.
fn at(place: &str) -> String {
    format!("{}; region {place}; title_srdi_sme 2028-01-01; {}", super::FIRM, super::BUSY)
}

/// What is known of an office in one region is told there and nowhere else; the narrowest that surely holds the place.
#[test]
fn offices_are_those_of_the_place() {
    let mut table = Table::default();
    const PREMIUM: &str = "cn/miit-2024-89/premium";
    const BOARD: &str = "cn/neeq-2023-regional-boards/green_channel";
    const TAX: &str = "cn/most-2016-32/recognition";
    for (place, id, office, found) in [
        ("\"360102\"", PREMIUM, "南昌市工业和信息化局", true),
        ("\"3601\"", PREMIUM, "南昌市工业和信息化局", true),
        ("\"3607\"", PREMIUM, "南昌市工业和信息化局", false),
        ("\"36\"", PREMIUM, "南昌市工业和信息化局", false),
        ("\"360102\"", PREMIUM, "江西省工业和信息化厅", true),
        ("\"3607\"", PREMIUM, "江西省工业和信息化厅", true),
        ("\"36\"", PREMIUM, "江西省工业和信息化厅", true),
        ("\"33\"", PREMIUM, "江西省工业和信息化厅", false),
        ("?", PREMIUM, "江西省工业和信息化厅", false),
        ("\"360102\"", BOARD, "区金融服务中心", true),
        ("\"3601\"", BOARD, "区金融服务中心", false),
        ("\"3607\"", BOARD, "区金融服务中心", false),
        ("\"3607\"", BOARD, "江西联合股权交易中心", true),
        ("\"33\"", BOARD, "江西联合股权交易中心", false),
        ("\"360102\"", TAX, "江西省科技厅", true),
        ("\"3607\"", TAX, "江西省科技厅", true),
        ("\"33\"", TAX, "江西省科技厅", false),
        ("\"33\"", TAX, "所在省科技厅", true),
        ("?", TAX, "所在省科技厅", true),
    ] {
        let case = read_case(&case(TODAY, &at(place)));
        let evaluation = evaluate(rules(), &case);
        let matches = match_policies(rules(), &case, &evaluation);
        let one = matches.iter().find(|m| m.policy.id == id).expect("it is told");
        table.row(format!("{id}, {place}: {office}"), one.authorities().iter().any(|body| body == office), found);
    }
    // The report says the same, and nobody elsewhere is sent to Jiangxi.
    let reading = firm(TODAY, &format!("region \"3607\"; {}", super::BUSY));
    table.row("in the report", super::policy(&reading, TAX)["authorities"][0].as_str(), Some("江西省科技厅"));
    for place in ["\"33\"", "\"330106\"", "?"] {
        let case = read_case(&case(TODAY, &at(place)));
        let evaluation = evaluate(rules(), &case);
        for m in match_policies(rules(), &case, &evaluation).iter().filter(|m| m.policy.id.starts_with("cn/")) {
            let policy = m.policy;
            let told = [m.how(), m.when(), policy.who_text.as_ref(), policy.not_asked.as_ref(), Some(&policy.gives), Some(&policy.title)];
            let texts = told.into_iter().flatten().map(|text| text.get(Lang::Zh));
            let words: Vec<&str> = texts.chain(m.authorities().iter().map(String::as_str)).collect();
            let named =
                ["江西", "南昌", "东湖", "区中小企业服务局", "区金融服务中心"].iter().any(|place| words.iter().any(|w| w.contains(place)));
            table.row(format!("{}, {place}: an office of Jiangxi", m.policy.id), named, false);
        }
    }
    table.end("offices");
}

/// How far the packs go, as far as the place is known: Jiangxi, Nanchang and Donghu are covered, other places not.
#[test]
fn how_far_the_packs_go() {
    let mut table = Table::default();
    let (province, city, district) = ("province", "city", "district");
    for (place, law) in [
        ("\"360102\"", [(province, true), (city, true), (district, true)].as_slice()),
        ("\"360103\"", &[(province, true), (city, true), (district, false)]),
        ("\"360703\"", &[(province, true), (city, false), (district, false)]),
        ("\"3601\"", &[(province, true), (city, true)]),
        ("\"3607\"", &[(province, true), (city, false)]),
        ("\"36\"", &[(province, true)]),
        ("\"330106\"", &[(province, false), (city, false), (district, false)]),
        ("\"33\"", &[(province, false)]),
        ("?", &[]),
    ] {
        let case = read_case(&case(TODAY, &format!("region {place}")));
        let found: Vec<(&str, bool)> = coverage(rules(), &case).into_iter().map(|(level, known)| (level.id(), known)).collect();
        table.row(place, found, law.to_vec());
    }
    table.end("coverage");
}

/// What is known by name only is told where it may hold, from the day of the document that names it.
#[test]
fn names_are_told_where_they_may_hold() {
    let mut table = Table::default();
    let (nation, jiangxi, nanchang) = ("cn/software-vat/refund", "cn-jx/names-only/startup_loan", "cn-jx-nc/gov-2022-118/city_support");
    let chain = "cn/one-chain-one-policy/financing";
    for (day, place, law) in [
        (TODAY, "\"360102\"", [true, true, true, true]),
        (TODAY, "\"360111\"", [true, true, true, true]),
        (TODAY, "\"3607\"", [true, true, false, true]),
        (TODAY, "\"36\"", [true, true, false, true]),
        (TODAY, "\"330106\"", [true, false, false, true]),
        (TODAY, "?", [true, false, false, true]),
        // 洪府办发〔2022〕118号 is of 2022, 一链一策一批 of 2023 as far as is known.
        ("2021-12-31", "\"360102\"", [true, true, false, false]),
        ("2022-12-30", "\"360102\"", [true, true, true, false]),
    ] {
        let case = read_case(&case(day, &format!("region {place}")));
        let found = leads(rules(), &case);
        for (id, law) in [nation, jiangxi, nanchang, chain].into_iter().zip(law) {
            table.row(format!("{id}, {place}, {day}"), found.iter().any(|lead| lead.id == id), law);
        }
    }
    // A name is no promise: no lead is a policy too, and each says whom to ask.
    for lead in &rules().leads {
        table.row(format!("{}: a policy", lead.id), rules().policies.iter().any(|p| p.id == lead.id), false);
        table.row(format!("{}: whom to ask", lead.id), lead.authorities.is_empty() && !lead.text.get(Lang::Zh).contains('问'), false);
    }
    table.end("names");
}
