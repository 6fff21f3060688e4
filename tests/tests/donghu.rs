//! The plan of Donghu District (东府办发〔2022〕60号) beside its pack: every wording quoted stands in the plan, every
//! measure of the plan stands in the pack, in the hands of the bodies the plan names, for whom the plan means.
//!
//! The plan is in `tests/data`, verbatim; white space and the lines that only number a page do not count. What each
//! measure is was read from it by hand, clause by clause.

use serde_json::Value;
use std::collections::BTreeMap;
use tidu_core::rules::Policy;
use tidu_tests::row::{MET, OPEN, REVIEW, Reading, Table, UNMET, items, on, rules, text};

const PLAN: &str = include_str!("../data/donghu-2022-60.txt");
const PACK: &str = "cn-jx-nc-donghu/2022-60";
/// A day in the plan's period.
const DAY: &str = "2024-06-30";

/// 给付: it is given to whoever qualifies.
const GIVEN: &str = "entitlement";
/// 服务: somebody organises or provides it.
const SERVED: &str = "service";
/// 引导: encouraged, nothing is owed.
const LED: &str = "encouragement";
/// 机制: a mechanism one benefits from indirectly.
const MECHANISM: &str = "mechanism";

/// Whom a measure is for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Who {
    /// 全区中小企业, no title needed.
    Any,
    /// Enterprises of a situation that no size bounds.
    Firms,
    /// “专精特新”中小企业: the provincial title or that of a “Little Giant”.
    Zjtx,
    /// 优质中小企业: any of the three titles.
    Quality,
    /// SMEs without a title yet.
    Untitled,
    /// SMEs of the digital economy.
    Digital,
    /// “专精特新” of the digital economy.
    DigitalZjtx,
    /// “专精特新” that make things.
    MakerZjtx,
    /// Whoever the national tax law means; a table of its own below.
    ByTaxLaw,
}

/// Whether the plan asks for more than any answer tells: potential, capacity, being newly recognised, having the
/// technology, the product or the business concerned.
const ASKS: bool = true;
const PLAIN: bool = false;

use Who::{Any, ByTaxLaw, Digital, DigitalZjtx, Firms, MakerZjtx, Quality, Untitled, Zjtx};

/// Every separable measure of the plan: clause and letter, what it commits to, the kind of benefit, whom it is for.
#[rustfmt::skip]
const MEASURES: [(&str, &str, &str, Who, bool); 87] = [
    // 三（一）梯度培育行动
    ("1a", SERVED, "market_access", Any, PLAIN),        // “创客中国”
    ("1b", SERVED, "market_access", Any, PLAIN),        // “洪城之星”
    ("1c", SERVED, "talent", Any, PLAIN),               // 青英人才创业大赛
    ("1d", SERVED, "service", Untitled, ASKS),          // 具有较高发展潜力
    ("2a", MECHANISM, "service", Any, ASKS),            // 具有“专精特新”发展潜力
    ("2b", SERVED, "service", Any, ASKS),               // 培育库, for those with potential
    ("2c", GIVEN, "grant", Zjtx, ASKS),                 // 新认定
    ("3a", MECHANISM, "service", Any, ASKS),            // 主导产业、传统优势产业和若干生产性服务业
    // 三（二）创新协同行动
    ("4a", MECHANISM, "service", Zjtx, PLAIN),
    ("4b", LED, "rd_platform", Zjtx, PLAIN),
    ("4c", LED, "rd_platform", Any, ASKS),              // 有条件的
    ("4d", LED, "rd_platform", Zjtx, ASKS),             // “卡脖子”技术和产品
    ("4e", LED, "rd_platform", Zjtx, PLAIN),
    ("4f", GIVEN, "tax", ByTaxLaw, ASKS),
    ("4g", GIVEN, "tax", ByTaxLaw, PLAIN),
    ("4h", GIVEN, "tax", ByTaxLaw, PLAIN),
    ("4i", GIVEN, "tax", ByTaxLaw, ASKS),
    ("4j", GIVEN, "tax", ByTaxLaw, PLAIN),
    ("5a", MECHANISM, "service", Any, PLAIN),
    ("5b", GIVEN, "grant", Firms, ASKS),                // buys, sells or converts technology
    ("5c", SERVED, "service", Firms, ASKS),             // has technology to buy or sell
    ("5d", SERVED, "market_access", Zjtx, ASKS),        // 创新产品
    ("5e", SERVED, "service", Zjtx, PLAIN),
    ("6a", LED, "market_access", Zjtx, ASKS),           // 围绕重点产业链实现关键基础技术和产品
    ("6b", LED, "market_access", Any, PLAIN),
    ("6c", LED, "market_access", Zjtx, PLAIN),
    ("6d", MECHANISM, "market_access", Any, ASKS),      // 配套中小企业: suppliers of large firms
    // 三（三）数字赋能行动
    ("7a", LED, "digital", Digital, PLAIN),
    ("7b", LED, "digital", DigitalZjtx, ASKS),          // 关键领域
    ("8a", SERVED, "digital", Zjtx, PLAIN),
    ("8b", SERVED, "digital", Zjtx, PLAIN),
    ("8c", LED, "digital", Zjtx, PLAIN),
    ("8d", LED, "digital", MakerZjtx, PLAIN),           // 生产环节
    ("8e", SERVED, "digital", Any, ASKS),               // 重点产业
    ("8f", SERVED, "digital", Zjtx, PLAIN),
    // 三（四）资本助力行动
    ("9a", MECHANISM, "guarantee", Any, PLAIN),
    ("9b", LED, "finance", Zjtx, PLAIN),
    ("9c", SERVED, "finance", Any, PLAIN),
    ("9d", LED, "finance", Zjtx, PLAIN),
    ("9e", SERVED, "finance", Any, PLAIN),
    ("9f", SERVED, "finance", Zjtx, PLAIN),
    ("9g", MECHANISM, "finance", Zjtx, ASKS),           // on the list
    ("9h", MECHANISM, "finance", Any, PLAIN),
    ("9i", LED, "finance", Zjtx, PLAIN),
    ("9j", LED, "finance", Zjtx, ASKS),                 // 提供关键配套或纳入政府采购
    ("10a", GIVEN, "listing", Firms, ASKS),             // on the way to listing
    ("10b", SERVED, "listing", Zjtx, PLAIN),
    ("10c", SERVED, "listing", Zjtx, PLAIN),
    ("10d", LED, "finance", Zjtx, PLAIN),
    ("10e", SERVED, "training", Zjtx, PLAIN),
    ("10f", SERVED, "listing", Zjtx, ASKS),             // 拟在北交所上市
    // 三（五）要素保障行动
    ("11a", MECHANISM, "service", Quality, PLAIN),
    ("11b", GIVEN, "land", Zjtx, ASKS),                 // 符合条件，按规定
    ("11c", GIVEN, "market_access", Any, PLAIN),
    ("12a", LED, "brand", Zjtx, PLAIN),
    ("12b", LED, "standard", Zjtx, PLAIN),
    ("12c", SERVED, "training", Zjtx, PLAIN),
    ("12d", SERVED, "service", Zjtx, ASKS),             // “走出去”
    ("12e", LED, "ip", Zjtx, ASKS),                     // files abroad
    ("12f", SERVED, "ip", Zjtx, ASKS),                  // business overseas
    ("13a", SERVED, "market_access", Zjtx, PLAIN),
    ("13b", SERVED, "market_access", Zjtx, PLAIN),
    ("13c", SERVED, "brand", Zjtx, PLAIN),
    ("13d", SERVED, "market_access", Zjtx, PLAIN),
    // 三（六）体系服务行动
    ("14a", MECHANISM, "service", Any, PLAIN),
    ("14b", SERVED, "service", Zjtx, PLAIN),
    ("14c", SERVED, "service", Zjtx, PLAIN),
    ("14d", MECHANISM, "service", Any, PLAIN),
    ("15a", MECHANISM, "service", Zjtx, PLAIN),
    ("15b", SERVED, "service", Zjtx, PLAIN),
    ("16a", SERVED, "training", Zjtx, PLAIN),
    ("16b", LED, "training", Any, PLAIN),
    ("16c", SERVED, "training", Zjtx, PLAIN),
    ("16d", LED, "talent", Firms, ASKS),                // 企业领军人物和东湖工匠: who is picked is judged
    // 四、组织保障
    ("org-1a", MECHANISM, "service", Any, PLAIN),
    ("org-1b", MECHANISM, "service", Any, PLAIN),
    ("org-2a", MECHANISM, "service", Zjtx, PLAIN),
    ("org-2b", SERVED, "service", Any, PLAIN),
    ("org-2c", SERVED, "service", Any, PLAIN),
    ("org-2d", MECHANISM, "service", Any, PLAIN),
    ("org-2e", SERVED, "service", Zjtx, PLAIN),
    ("org-3a", SERVED, "brand", Zjtx, PLAIN),
    ("org-3b", MECHANISM, "service", Zjtx, PLAIN),
    ("org-3c", SERVED, "honour", Any, ASKS),            // 先进典型
    // 二（二）基础保障目标
    ("goal-1", MECHANISM, "service", Zjtx, PLAIN),
    ("goal-2", MECHANISM, "service", Any, PLAIN),
    ("goal-3", MECHANISM, "land", Quality, PLAIN),
];

/// Measures that name recipients no question tells (优质高成长性企业, 独角兽、瞪羚企业, 数字化转型服务机构, 先进典型,
/// 优质企业): nobody in the district is ruled out of them.
const OTHERS: [&str; 5] = ["2c", "8e", "11b", "org-3c", "goal-3"];

/// Measures that name the titles they mean; of all others for “专精特新” the plan does not say whether an Innovative SME
/// counts, so that one may ask.
const NAMED: [&str; 3] = ["2c", "10b", "11b"];

/// The clauses by which measures are numbered: their number, where they stand, and the words they begin with.
#[rustfmt::skip]
const CLAUSES: [(&str, &str, &str); 22] = [
    ("1", "三（一）1", "1.加强培育创新主体。"),
    ("2", "三（一）2", "2.精准培育优质企业。"),
    ("3", "三（一）3", "3.筑牢实体经济基础。"),
    ("4", "三（二）4", "4.支持企业技术创新。"),
    ("5", "三（二）5", "5.完善产业协同创新。"),
    ("6", "三（二）6", "6.推动卡位入链活动。"),
    ("7", "三（三）7", "7.培育数字经济领域“专精特新”中小企业。"),
    ("8", "三（三）8", "8.推进“专精特新\"中小企业数字化转型。"),
    ("9", "三（四）9", "9.优化金融信贷服务。"),
    ("10", "三（四）10", "10.加强上市培育。"),
    ("11", "三（五）11", "11.保障生产要素。"),
    ("12", "三（五）12", "12.加强品牌发展。"),
    ("13", "三（五）13", "13.开展采销对接。"),
    ("14", "三（六）14", "14.优化服务体系。"),
    ("15", "三（六）15", "15.加强监测分析。"),
    ("16", "三（六）16", "16.加大领军人才培养。"),
    ("org-1", "四（一）", "（一）加强组织领导。"),
    ("org-2", "四（二）", "（二）形成工作合力。"),
    ("org-3", "四（三）", "（三）营造良好氛围。"),
    ("goal-1", "二（二）1", "1.逐步建立全门类政策保障体系。"),
    ("goal-2", "二（二）2", "2.不断构建全生命周期服务体系。"),
    ("goal-3", "二（二）3", "3.全面优化全要素资源配置体系。"),
];

// ---- the plan

/// Text without white space and without the lines that only number a page: “- 7 -”.
fn squeezed(text: &str) -> String {
    let page = |line: &str| line.strip_prefix('-').and_then(|l| l.strip_suffix('-')).is_some_and(|n| n.trim().parse::<u32>().is_ok());
    text.lines().filter(|line| !page(line.trim())).flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

/// One clause of the plan, from its own words to where the next thing begins.
fn clause(number: &str) -> String {
    let plan = squeezed(PLAN);
    let (_, _, title) = CLAUSES.iter().find(|(n, ..)| *n == number).unwrap_or_else(|| panic!("no clause {number}"));
    let starts: Vec<usize> = plan.match_indices(title).map(|(at, _)| at).collect();
    let [start] = starts[..] else { panic!("{title} stands {} times in the plan", starts.len()) };
    let rest = &plan[start..];
    let ends = CLAUSES.iter().map(|(_, _, next)| *next).chain(["三、重点任务", "四、组织保障"]).chain(["〕"]);
    let end = ends.filter_map(|next| rest[title.len()..].find(next).map(|at| at + title.len())).min().unwrap_or(rest.len());
    let bracket = if rest[end..].starts_with('〕') { '〕'.len_utf8() } else { 0 };
    rest[..end + bracket].to_owned()
}

/// The bodies of a clause's 〔责任单位：…〕, as the plan orders them.
fn bodies(clause: &str) -> Vec<String> {
    let (_, list) = clause.split_once("〔责任单位：").unwrap_or_else(|| panic!("no bodies: {clause}"));
    let mut out = vec![String::new()];
    let mut depth = 0;
    for c in list.trim_end_matches('〕').chars() {
        depth += i32::from(c == '（') - i32::from(c == '）');
        match c {
            '、' | '，' if depth == 0 => out.push(String::new()),
            c => out.last_mut().expect("one at least").push(c),
        }
    }
    out
}

/// The number of the clause that a measure belongs to: “2” of “2c”, “org-2” of “org-2e”, “goal-1” of itself.
fn clause_of(measure: &str) -> &str {
    if measure.starts_with("goal") { measure } else { measure.trim_end_matches(|c: char| c.is_ascii_lowercase()) }
}

// ---- the pack

fn policies() -> BTreeMap<&'static str, &'static Policy> {
    let own = rules().policies.iter().filter_map(|p| Some((p.id.strip_prefix(PACK)?.strip_prefix('/')?, p)));
    own.collect()
}

fn policy<'r>(reading: &'r Reading, id: &str) -> &'r Value {
    let id = format!("{PACK}/{id}");
    items(&reading.0["policies"]).find(|p| p["id"] == id.as_str()).unwrap_or_else(|| panic!("no policy {id}"))
}

fn verdict<'r>(reading: &'r Reading, id: &str) -> &'r str {
    text(&policy(reading, id)["verdict"])
}

#[test]
fn the_copy_of_the_plan_is_whole() {
    let plan = squeezed(PLAN);
    for words in ["东府办发〔2022〕60号", "2022年12月28日", "加速培育形成优质中小企业蓬勃发展的良好发展态势。"]
    {
        assert!(plan.contains(words), "{words}");
    }
    // No line that numbers a page is left in the middle of clause 5.
    assert!(clause("5").contains("应用场景项目，形成最佳实践案例"));
    assert_eq!(plan.matches("〔责任单位：").count(), 16);
}

#[test]
fn every_measure_is_there_and_no_other() {
    let by_hand: Vec<&str> = MEASURES.iter().map(|(id, ..)| *id).collect();
    let found = policies();
    let missing: Vec<_> = by_hand.iter().filter(|id| !found.contains_key(**id)).collect();
    let more: Vec<_> = found.keys().filter(|id| !by_hand.contains(id)).collect();
    assert!(missing.is_empty() && more.is_empty(), "missing {missing:?}, not in the plan {more:?}");
    assert_eq!(rules().policies.iter().filter(|p| p.id.starts_with(PACK)).count(), 87);
}

#[test]
fn every_quote_stands_in_its_clause_of_the_plan() {
    let (mut table, plan) = (Table::default(), squeezed(PLAN));
    for (id, policy) in policies() {
        let quote = squeezed(policy.cite.quote.as_deref().unwrap_or_default());
        table.row(format!("{id} quotes something"), quote.chars().count() >= 8, true);
        table.row(format!("{id} in the plan: {quote}"), plan.contains(&quote), true);
        table.row(format!("{id} in clause {}: {quote}", clause_of(id)), clause(clause_of(id)).contains(&quote), true);
        // A list of bodies is no wording of a measure.
        table.row(format!("{id} quotes the measure"), quote.contains("责任单位"), false);
        let article = CLAUSES.iter().find(|(n, ..)| *n == clause_of(id)).map(|(_, article, _)| *article);
        table.row(format!("{id}, article"), Some(policy.cite.article.as_str()), article);
        table.row(format!("{id}, certainty"), policy.cite.certainty.id(), "official");
    }
    table.end("quotes of the plan");
}

#[test]
fn the_bodies_in_charge_are_the_plans() {
    let mut table = Table::default();
    let mut named: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for number in 1..=16 {
        for body in bodies(&clause(&number.to_string())) {
            named.entry(body).or_default().push(number);
        }
    }
    for (id, policy) in policies() {
        let number = clause_of(id);
        if number.parse::<u32>().is_ok() {
            table.row(id, policy.authorities.clone(), bodies(&clause(number)));
        } else {
            // Nobody is named in brackets here; who is named at all must stand in the text.
            for body in &policy.authorities {
                table.row(format!("{id} names {body}"), clause(number).contains(&squeezed(body)), true);
            }
        }
    }
    // How often each is named, counted by hand; this is what the parsing above has to come to.
    for (body, clauses) in [
        ("区中小企业服务局", vec![1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]),
        ("区发改委", vec![1, 3, 4, 5, 6, 7, 8, 11, 12, 13]),
        ("区财政局", vec![2, 6, 7, 9, 11, 13]),
        ("区商务局", vec![7, 12, 13]),
        ("区金融服务中心", vec![9, 10]),
        ("区工商联", vec![13, 16]),
        ("区税务局", vec![4]),
        ("区科协", vec![5]),
        ("团区委", vec![1]),
        ("区公建中心", vec![8]),
        ("市自然资源规划局东湖分局", vec![11]),
        ("区人社局", vec![11]),
        ("区市场监管局", vec![12]),
        ("各镇（街办、管理处）", (1..=16).collect()),
    ] {
        table.row(body, named.remove(body), Some(clauses));
    }
    table.row("no other body", named.into_keys().collect::<Vec<_>>(), Vec::new());
    table.end("bodies in charge");
}

#[test]
fn what_each_measure_commits_to() {
    let mut table = Table::default();
    let found = policies();
    for (id, strength, benefit, ..) in MEASURES {
        let policy = found.get(id);
        table.row(format!("{id}, strength"), policy.map(|p| p.strength.id()), Some(strength));
        table.row(format!("{id}, kind"), policy.map(|p| p.benefit), Some(benefit));
    }
    for (strength, number) in [(GIVEN, 10), (SERVED, 36), (LED, 21), (MECHANISM, 20)] {
        table.row(strength, found.values().filter(|p| p.strength.id() == strength).count(), number);
        table.row(format!("{strength}, by hand"), MEASURES.iter().filter(|(_, s, ..)| *s == strength).count(), number);
    }
    table.end("strengths and kinds");
}

/// The plan contains no amount, percentage or deadline, so none is shown of it.
#[test]
fn the_plan_names_no_amount() {
    let mut table = Table::default();
    for (id, policy) in policies() {
        table.row(id, policy.amounts.is_empty(), true);
    }
    table.end("amounts of the plan");
}

/// Measures stand in the chapters of the plan, under the plan's own headings.
#[test]
fn measures_stand_in_their_chapters() {
    let mut table = Table::default();
    let found = policies();
    for (heading, numbers) in [
        ("梯度培育行动", ["1", "2", "3"].as_slice()),
        ("创新协同行动", &["4", "5", "6"]),
        ("数字赋能行动", &["7", "8"]),
        ("资本助力行动", &["9", "10"]),
        ("要素保障行动", &["11", "12", "13"]),
        ("体系服务行动", &["14", "15", "16"]),
        ("组织保障", &["org-1", "org-2", "org-3"]),
        ("主要目标", &["goal-1", "goal-2", "goal-3"]),
    ] {
        table.row(heading, squeezed(PLAN).contains(heading), true);
        for (id, policy) in found.iter().filter(|(id, _)| numbers.contains(&clause_of(id))) {
            let part = policy.part.map(|at| rules().document(policy.document()).parts[at].1.zh.as_str());
            table.row(id, part, Some(heading));
        }
    }
    table.end("chapters");
}

// ---- whom the measures are for

/// An SME of Donghu with every answer that a measure asks, without titles, in manufacturing and in big data.
const FIRM: &str = "region \"360102\"; registered_in_china yes; legal_person yes; established_on 2015-06-01; industry industry; staff 100; \
    operating_revenue 3000 / 3000 / 3000; main_business_revenue 2800 / 2800 / 2800; total_assets 4000 / 4000; total_liabilities 1000 / 1000; \
    rd_expense 200 / 200 / 200; taxable_income 200 / 200; restricted_product no; sectors [manufacturing + big_data]; product_fields []; \
    key_chain_link no; segment_years 5; tech_staff 20; rd_institution_level none; audit_collection yes; vat_taxpayer general; needs []; \
    high_tech_enterprise none; title_innovative_sme none; title_tech_sme none; title_srdi_sme none; title_little_giant none";

const T1: &str = "title_innovative_sme 2026-05-31";
const T2: &str = "title_srdi_sme 2026-05-31";
const T3: &str = "title_little_giant 2026-05-31";
const LARGE: &str = "staff 1000; operating_revenue 40000 / 40000 / 40000";

fn firm(but: &str) -> Reading {
    on(DAY, &format!("{FIRM}; {but}"))
}

#[test]
fn whom_each_measure_is_for() {
    let mut table = Table::default();
    let none = firm("staff 100");
    for (columns, reading) in [("none", none), ("T1", firm(T1)), ("T2", firm(T2)), ("T3", firm(T3)), ("large", firm(LARGE))] {
        for (id, _, _, who, asks) in MEASURES {
            let is_for = match (who, columns) {
                (ByTaxLaw, _) => continue,
                // The library is for the three titles as well as for those with potential, which no answer tells.
                _ if id == "2b" && columns.starts_with('T') => continue,
                // What these rest on asks no size.
                (Firms, _) => true,
                (Any | Digital, column) => column != "large",
                (Zjtx | DigitalZjtx | MakerZjtx, column) => column == "T2" || column == "T3",
                (Quality, column) => column.starts_with('T'),
                (Untitled, column) => column == "none",
            };
            let may_ask = OTHERS.contains(&id) || columns == "T1" && matches!(who, Zjtx | DigitalZjtx | MakerZjtx) && !NAMED.contains(&id);
            let law = match (is_for, asks) {
                (false, _) if may_ask => OPEN,
                (false, _) => UNMET,
                (true, ASKS) => REVIEW,
                (true, PLAIN) => MET,
            };
            table.row(format!("{id}, {columns}"), verdict(&reading, id), law);
        }
    }
    table.end("whom the measures are for");
}

/// What the plan asks of the sector.
#[test]
fn measures_for_some_sectors() {
    let mut table = Table::default();
    for sector in ["new_generation_it", "artificial_intelligence", "cloud_computing", "big_data", "virtual_reality", "internet_of_things"] {
        let reading = firm(&format!("{T2}; sectors [{sector}]"));
        table.row(format!("7a {sector}"), verdict(&reading, "7a"), MET);
        table.row(format!("7b {sector}"), verdict(&reading, "7b"), REVIEW);
        // Where there is production is for the enterprise to say: the plan does not name manufacturing alone.
        table.row(format!("8d {sector}"), verdict(&reading, "8d"), OPEN);
    }
    for sector in ["integrated_circuit", "machine_tool", "manufacturing"] {
        let reading = firm(&format!("{T2}; sectors [{sector}]"));
        // “等数字经济领域”: a digital field that no question names may ask.
        table.row(format!("7a {sector}"), verdict(&reading, "7a"), OPEN);
        table.row(format!("7b {sector}"), verdict(&reading, "7b"), OPEN);
        // But not an enterprise without any title, nor a large one.
        table.row(format!("7b {sector}, no title"), verdict(&firm(&format!("sectors [{sector}]")), "7b"), UNMET);
        table.row(format!("8d {sector}, no title"), verdict(&firm(&format!("sectors [{sector}]")), "8d"), UNMET);
        table.row(format!("7a {sector}, large"), verdict(&firm(&format!("sectors [{sector}]; {LARGE}")), "7a"), UNMET);
    }
    table.row("8d manufacturing", verdict(&firm(&format!("{T2}; sectors [manufacturing]")), "8d"), MET);
    table.row("8d none", verdict(&firm(&format!("{T2}; sectors []")), "8d"), OPEN);
    let silent = firm(&format!("{T2}; sectors ?"));
    for id in ["7a", "7b", "8d"] {
        table.row(format!("{id}, no answer"), verdict(&silent, id), "unknown");
    }
    table.end("sectors");
}

/// Clause 4 passes on the national tax law, so it fits whom the law fits.
#[test]
fn the_tax_measures_are_for_whom_the_law_is() {
    // A wholesale trader with few assets: large by the size standard, small by the tax law.
    let large_small = "industry wholesale; staff 250; operating_revenue 50000 / 50000 / 50000";
    let not_small = "taxable_income 300.000001; vat_taxpayer general";
    let mut table = Table::default();
    for (but, id, law) in [
        ("rd_expense 0.000001", "4f", [REVIEW, MET].as_slice()),
        ("rd_expense 0 / 200 / 200", "4f", &[UNMET]),
        // 研发费用加计扣除 is not for these, whatever they spend.
        ("audit_collection no", "4f", &[UNMET, REVIEW]),
        ("industry wholesale", "4f", &[UNMET, REVIEW]),
        ("industry catering", "4f", &[UNMET, REVIEW]),
        ("sectors [tobacco]", "4f", &[UNMET, REVIEW]),
        ("taxable_income 300", "4g", &[REVIEW, MET]),
        // Small by the size standard, which other reliefs of small enterprises go by.
        (not_small, "4g", &["unknown"]),
        ("total_assets 5000.000001", "4g", &["unknown"]),
        ("staff 301", "4g", &[UNMET]),
        ("staff 301; legal_person no", "4g", &["unknown"]),
        ("taxable_income 300.000001; vat_taxpayer small_scale", "4g", &[REVIEW, MET]),
        (large_small, "4g", &[REVIEW, MET]),
        ("high_tech_enterprise 2024-06-30", "4h", &[MET]),
        ("high_tech_enterprise 2024-06-29", "4h", &[UNMET]),
        ("high_tech_enterprise none", "4h", &[UNMET]),
        // Recognition is not asked about, and no size is.
        ("staff 100", "4i", &[REVIEW]),
        (LARGE, "4i", &[REVIEW]),
        ("title_tech_sme 2024-06-30", "4j", &[MET]),
        ("title_tech_sme 2024-06-29", "4j", &[UNMET]),
        ("title_tech_sme none; high_tech_enterprise 2025-06-30", "4j", &[UNMET]),
    ] {
        let reading = firm(but);
        let found = verdict(&reading, id);
        table.row(format!("{id}, {but}: {found}"), law.contains(&found), true);
    }
    table.end("tax measures");
}

/// Whether an Innovative SME counts as “专精特新” the plan does not say, so it may ask; the text tells it.
#[test]
fn innovative_smes_are_told_that_they_may_ask() {
    let mut table = Table::default();
    let found = policies();
    for (id, _, _, who, _) in MEASURES {
        // These name the titles they mean.
        if who != Zjtx || ["2c", "10b", "11b"].contains(&id) {
            continue;
        }
        let told = found[id].who_text.as_ref();
        table.row(format!("{id}: {told:?}"), told.is_some_and(|text| text.zh.contains("创新型") && text.zh.contains("询问")), true);
    }
    // Once it is known that there is no title at all, there is nothing to ask; until then there may be.
    table.row("no answer", verdict(&firm("title_innovative_sme ?"), "9f"), OPEN);
    table.row("a title that has lapsed", verdict(&firm("title_innovative_sme 2024-06-29"), "9f"), UNMET);
    table.row("elsewhere", firm(&format!("{T1}; region \"360103\"")).0.to_string().contains(PACK), false);
    // It is told as open, together with the title that would make it sure.
    let one = firm(T1);
    let one = policy(&one, "9f");
    table.row(
        "what is told",
        (&one["may_ask"], &one["opens_with"], &one["usable"]),
        (&true.into(), &"srdi_sme".into(), &"after_title".into()),
    );
    table.end("texts on whom a measure is for");
}
