//! The plan of Donghu District (东府办发〔2022〕60号) beside its pack: every wording quoted stands in the plan, every
//! measure of the plan stands in the pack, in the hands of the bodies the plan names.
//!
//! The plan is in `tests/data`, verbatim; white space and the lines that only number a page do not count. What each
//! measure is was read from it by hand, clause by clause.

use serde_json::Value;
use std::collections::BTreeMap;
use tidu_core::rules::Policy;
use tidu_core::text::Lang;
use tidu_tests::row::{OPEN, Reading, Table, UNMET, items, on, rules, text};

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

/// Whether the plan says “专精特新” and leaves open whether an Innovative SME counts as such, so that one may ask; else it
/// names whom it means. Whom each measure is for stands in `data/policies/donghu.cases`.
const LEFT_OPEN: bool = true;
const NAMED: bool = false;

/// Every separable measure of the plan: clause and letter, what it commits to, the kind of benefit, and whom it names.
#[rustfmt::skip]
const MEASURES: [(&str, &str, &str, bool); 87] = [
    // 三（一）梯度培育行动
    ("1a", SERVED, "market_access", NAMED),
    ("1b", SERVED, "market_access", NAMED),
    ("1c", SERVED, "talent", NAMED),
    ("1d", SERVED, "service", NAMED),
    ("2a", MECHANISM, "service", NAMED),
    ("2b", SERVED, "service", NAMED),
    ("2c", GIVEN, "grant", NAMED),
    ("3a", MECHANISM, "service", NAMED),
    // 三（二）创新协同行动
    ("4a", MECHANISM, "service", LEFT_OPEN),
    ("4b", LED, "rd_platform", LEFT_OPEN),
    ("4c", LED, "rd_platform", NAMED),
    ("4d", LED, "rd_platform", LEFT_OPEN),
    ("4e", LED, "rd_platform", LEFT_OPEN),
    ("4f", GIVEN, "tax", NAMED),
    ("4g", GIVEN, "tax", NAMED),
    ("4h", GIVEN, "tax", NAMED),
    ("4i", GIVEN, "tax", NAMED),
    ("4j", GIVEN, "tax", NAMED),
    ("5a", MECHANISM, "service", NAMED),
    ("5b", GIVEN, "grant", NAMED),
    ("5c", SERVED, "service", NAMED),
    ("5d", SERVED, "market_access", LEFT_OPEN),
    ("5e", SERVED, "service", LEFT_OPEN),
    ("6a", LED, "market_access", LEFT_OPEN),
    ("6b", LED, "market_access", NAMED),
    ("6c", LED, "market_access", LEFT_OPEN),
    ("6d", MECHANISM, "market_access", NAMED),
    // 三（三）数字赋能行动
    ("7a", LED, "digital", NAMED),
    ("7b", LED, "digital", LEFT_OPEN),
    ("8a", SERVED, "digital", LEFT_OPEN),
    ("8b", SERVED, "digital", LEFT_OPEN),
    ("8c", LED, "digital", LEFT_OPEN),
    ("8d", LED, "digital", LEFT_OPEN),
    ("8e", SERVED, "digital", NAMED),
    ("8f", SERVED, "digital", LEFT_OPEN),
    // 三（四）资本助力行动
    ("9a", MECHANISM, "guarantee", NAMED),
    ("9b", LED, "finance", LEFT_OPEN),
    ("9c", SERVED, "finance", NAMED),
    ("9d", LED, "finance", LEFT_OPEN),
    ("9e", SERVED, "finance", NAMED),
    ("9f", SERVED, "finance", LEFT_OPEN),
    ("9g", MECHANISM, "finance", LEFT_OPEN),
    ("9h", MECHANISM, "finance", NAMED),
    ("9i", LED, "finance", LEFT_OPEN),
    ("9j", LED, "finance", LEFT_OPEN),
    ("10a", GIVEN, "listing", NAMED),
    ("10b", SERVED, "listing", NAMED),
    ("10c", SERVED, "listing", LEFT_OPEN),
    ("10d", LED, "finance", LEFT_OPEN),
    ("10e", SERVED, "training", LEFT_OPEN),
    ("10f", SERVED, "listing", LEFT_OPEN),
    // 三（五）要素保障行动
    ("11a", MECHANISM, "service", NAMED),
    ("11b", GIVEN, "land", NAMED),
    ("11c", GIVEN, "market_access", NAMED),
    ("12a", LED, "brand", LEFT_OPEN),
    ("12b", LED, "standard", LEFT_OPEN),
    ("12c", SERVED, "training", LEFT_OPEN),
    ("12d", SERVED, "service", LEFT_OPEN),
    ("12e", LED, "ip", LEFT_OPEN),
    ("12f", SERVED, "ip", LEFT_OPEN),
    ("13a", SERVED, "market_access", LEFT_OPEN),
    ("13b", SERVED, "market_access", LEFT_OPEN),
    ("13c", SERVED, "brand", LEFT_OPEN),
    ("13d", SERVED, "market_access", LEFT_OPEN),
    // 三（六）体系服务行动
    ("14a", MECHANISM, "service", NAMED),
    ("14b", SERVED, "service", LEFT_OPEN),
    ("14c", SERVED, "service", LEFT_OPEN),
    ("14d", MECHANISM, "service", NAMED),
    ("15a", MECHANISM, "service", LEFT_OPEN),
    ("15b", SERVED, "service", LEFT_OPEN),
    ("16a", SERVED, "training", LEFT_OPEN),
    ("16b", LED, "training", NAMED),
    ("16c", SERVED, "training", LEFT_OPEN),
    ("16d", LED, "talent", NAMED),
    // 四、组织保障
    ("org-1a", MECHANISM, "service", NAMED),
    ("org-1b", MECHANISM, "service", NAMED),
    ("org-2a", MECHANISM, "service", LEFT_OPEN),
    ("org-2b", SERVED, "service", NAMED),
    ("org-2c", SERVED, "service", NAMED),
    ("org-2d", MECHANISM, "service", NAMED),
    ("org-2e", SERVED, "service", LEFT_OPEN),
    ("org-3a", SERVED, "brand", LEFT_OPEN),
    ("org-3b", MECHANISM, "service", LEFT_OPEN),
    ("org-3c", SERVED, "honour", NAMED),
    // 二（二）基础保障目标
    ("goal-1", MECHANISM, "service", LEFT_OPEN),
    ("goal-2", MECHANISM, "service", NAMED),
    ("goal-3", MECHANISM, "land", NAMED),
];

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
    for (id, strength, benefit, _) in MEASURES {
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
            let part = policy.part.map(|at| rules().document(policy.document()).parts[at].1.get(Lang::Zh));
            table.row(id, part, Some(heading));
        }
    }
    table.end("chapters");
}

// ---- Innovative SMEs

/// An SME of Donghu without titles; what else a measure may ask is not answered.
const FIRM: &str = "region \"360102\"; registered_in_china yes; legal_person yes; industry industry; staff 100; \
    operating_revenue 3000 / 3000 / 3000; total_assets 4000; total_liabilities 1000; high_tech_enterprise none; \
    rd_institution_level none; honours []; title_innovative_sme none; title_tech_sme none; title_srdi_sme none; title_little_giant none";

const T1: &str = "title_innovative_sme 2026-05-31";

fn firm(but: &str) -> Reading {
    on(DAY, &format!("{FIRM}; {but}"))
}

/// Whether an Innovative SME counts as “专精特新” the plan does not say, so it may ask; the text tells it.
#[test]
fn innovative_smes_are_told_that_they_may_ask() {
    let mut table = Table::default();
    let found = policies();
    let (one, none) = (firm(T1), firm("staff 100"));
    for (id, _, _, left_open) in MEASURES {
        let told = found[id].who_text.as_ref();
        let by_title = policy(&one, id)["may_ask"] == true && policy(&none, id)["may_ask"] == false;
        // “等优质高成长性企业” and “带动辐射力强的优质企业” do not say who they are either.
        let law = left_open || ["2c", "11b"].contains(&id);
        table.row(format!("{id}: may ask"), by_title, law);
        let says = told.is_some_and(|text| text.get(Lang::Zh).contains("创新型") && text.get(Lang::Zh).contains("询问"));
        table.row(format!("{id}: {told:?}"), says || !law, true);
        let says = told.is_some_and(|text| text.get(Lang::En).contains("Innovative") && text.get(Lang::En).contains("ask"));
        table.row(format!("{id}: {told:?}"), says || !law, true);
    }
    // Once it is known that there is no title at all, there is nothing to ask; until then there may be.
    table.row("no answer", verdict(&firm("title_innovative_sme ?"), "9f"), OPEN);
    table.row("a title that has lapsed", verdict(&firm("title_innovative_sme 2024-06-29"), "9f"), UNMET);
    table.row("elsewhere", firm(&format!("{T1}; region \"360103\"")).0.to_string().contains(PACK), false);
    // It is told as open, together with the title that would make it sure.
    let one = policy(&one, "9f");
    table.row(
        "what is told",
        (&one["may_ask"], &one["opens_with"], &one["usable"]),
        (&true.into(), &"srdi_sme".into(), &"after_title".into()),
    );
    table.end("texts on whom a measure is for");
}
