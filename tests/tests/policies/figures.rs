//! Figures: told only where they were verified, and then as they were.

use super::{TODAY, firm};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use tidu_core::day::Day;
use tidu_core::rules::Policy;
use tidu_core::text::Lang;
use tidu_core::text::Text;
use tidu_core::written::Certainty;
use tidu_tests::row::{Table, items, rules, text};

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二两三四五六七八九十百千".contains(c)
}

/// Whether a text names a figure of money or percent.
fn names_a_figure(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = ["%", "％", "‰", "百分之", "个百分点", "percent", "per cent", "yuan", "rmb", "cny", "¥", "￥"];
    // “percentage” is no percentage, and Jiuyuan is a district.
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let alone = |at: usize, word: &str| {
        let (before, after) = (lower[..at].chars().next_back(), lower[at + word.len()..].chars().next());
        !letter(word.chars().next()) || !letter(before) && !letter(after)
    };
    if words.iter().any(|word| lower.match_indices(word).any(|(at, _)| alone(at, word))) {
        return true;
    }
    let chars: Vec<char> = lower.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let unit = |at: usize| chars[at] == '元' || ((chars[at] == '万' || chars[at] == '亿') && chars.get(at + 1) != Some(&'企'));
    let money = (1..chars.len()).any(|at| unit(at) && (is_number(chars[at - 1]) || "万亿".contains(chars[at - 1])));
    let english = ["million", "billion", "thousand"]
        .iter()
        .any(|word| lower.match_indices(word).any(|(at, _)| lower[..at].trim_end().ends_with(|c: char| c.is_ascii_digit())));
    money || english
}

#[test]
fn figures_are_known_when_seen() {
    for text in [
        "一次性20万元",
        "20 万",
        "二十万元",
        "8%",
        "8 %",
        "3000 元",
        "百分之五",
        "RMB 200,000",
        "5 percent",
        "2 million",
        "1.5个百分点",
        "10亿",
    ] {
        assert!(names_a_figure(text), "{text}");
    }
    for text in [
        "a percentage",
        "Jiuyuan District",
        "2022年12月31日",
        "财政部 税务总局公告2023年第7号",
        "三年内不得再申请",
        "惠万企",
        "第七条",
        "1–3 items",
        "5年",
        "单元",
        "360102",
    ] {
        assert!(!names_a_figure(text), "{text}");
    }
}

/// What is shown of a policy besides its amount and the lines of its criteria.
fn texts(policy: &Policy) -> Vec<(&'static str, &Text)> {
    let some = [
        ("who_text", &policy.who_text),
        ("how", &policy.how),
        ("when", &policy.when),
        ("not_asked", &policy.not_asked),
        ("rank", &policy.rank.1),
    ];
    let mut out = vec![("title", &policy.title), ("gives", &policy.gives)];
    out.extend(some.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?))));
    out.extend(policy.not_for.iter().map(|(_, text)| ("not_for", text)));
    out.extend(policy.local.iter().flat_map(|local| [&local.how, &local.when]).flatten().map(|text| ("local", text)));
    out
}

/// The lines and remarks that name a figure and are no amount, with the numbers they name in Chinese and English: lines
/// of the law that no answer can be held against, and what was found of a document besides.
const FIGURES: [(&str, &str, &str); 9] = [
    // 赣人社字〔2025〕115号, and the national rule: at most 5.5 % laid off, with 30 insured or fewer 20 %.
    ("cn-jx/unemployment-2025/refund who_text", "12 5.5 30 20", "12 5.5 20 30"),
    ("cn/unemployment-refund-2025/refund who_text", "5.5 20", "5.5 20 30"),
    // 南昌市市场监督管理局, 2025-11-27: 100 万 in all a year.
    ("cn-jx-nc/ip-2025", "100", "1"),
    // The grants to equity funds of the city's paper of 2020.
    ("cn-jx-nc/listing-2020", "1 3 5 50 100 150", "500000 1 1.5 100 300 500"),
    // 国办发〔2025〕34号, as Xinhua has it.
    ("cn/mof-2020-46", "2026 1 1 20 2025 34", "1 2026 20 2025 34"),
    // 公告2023年第8号: the steps above 30.
    ("cn/mof-2023-8", "30 1 50 1 90", "30 50 1 90 1"),
    // 财金〔2026〕6号: 5000 亿.
    ("cn/mof-2026-6", "5000", "500"),
    // 省发展改革委, 2024: equipment of 300 万.
    ("cn-jx/technology-centre/recognition not_asked", "300", "3"),
    // With 工信通 over 300 亿 lent, as reported in August 2024.
    ("cn-jx/names-only/srdi_loan", "2024 8", "30 2024"),
];

/// Whether a text names no figure, or one that was verified. What was not verified is told of none.
fn is_plain(at: &str, text: &Text, certainty: Certainty) -> bool {
    let known = FIGURES.iter().find(|(known, ..)| *known == at && certainty != Certainty::Unverified);
    let is = |text: &str, numbers_known: Option<&str>| {
        !names_a_figure(text) || numbers_known.is_some_and(|known| numbers(text).join(" ") == known)
    };
    is(text.get(Lang::Zh), known.map(|(_, zh, _)| *zh)) && is(text.get(Lang::En), known.map(|(.., en)| *en))
}

/// An amount is shown only where it was verified, and there alone.
#[test]
fn no_figure_is_told_that_was_not_verified() {
    let mut table = Table::default();
    for policy in &rules().policies {
        for (key, text) in texts(policy) {
            let at = format!("{} {key}", policy.id);
            table.row(format!("{at}: {} {}", text.get(Lang::Zh), text.get(Lang::En)), is_plain(&at, text, policy.cite.certainty), true);
        }
        for amount in policy.amounts.iter().map(|amount| &amount.note) {
            table.row(format!("{} is sure of its amount", policy.id), ["official", "secondary"].contains(&amount.certainty.id()), true);
        }
    }
    // Nor in the names of what is asked: a limit is shown where it is compared, with its source.
    let reading = firm(TODAY, "staff 100");
    for policy in items(&reading.0["policies"]) {
        let mut criteria: Vec<&Value> = items(&policy["criteria"]).collect();
        while let Some(criterion) = criteria.pop() {
            criteria.extend(criterion["parts"].as_array().into_iter().flatten());
            let words = criterion["text"].as_str().unwrap_or_default();
            table.row(format!("{}: {words}", policy["id"]), names_a_figure(words), false);
        }
    }
    for policy in &rules().policies {
        // A quote is the law's own wording; one that names a figure stands only where that figure was verified.
        let quote = policy.cite.quote.as_deref().unwrap_or_default();
        let sure = !policy.amounts.is_empty() && policy.cite.certainty.id() == "official";
        table.row(format!("{} quotes a figure: {quote}", policy.id), names_a_figure(quote) && !sure, false);
    }
    for duty in &rules().duties {
        for text in [&duty.title, &duty.text] {
            table.row(format!("{}: {}", duty.id, text.get(Lang::Zh)), names_a_figure(text.get(Lang::Zh)), false);
            table.row(format!("{}: {}", duty.id, text.get(Lang::En)), names_a_figure(text.get(Lang::En)), false);
        }
    }
    for lead in &rules().leads {
        table.row(
            format!("{}: {} {}", lead.id, lead.text.get(Lang::Zh), lead.text.get(Lang::En)),
            is_plain(&lead.id, &lead.text, lead.certainty),
            true,
        );
    }
    // Nor in what is remarked of a document.
    let with_policies: BTreeSet<usize> = rules().policies.iter().map(|p| p.document().0 as usize).collect();
    for (at, document) in rules().documents.iter().enumerate() {
        let all = with_policies.contains(&at);
        for note in document.head.notes.iter().filter(|n| all || n.certainty.id() == "unverified") {
            let what = format!("{}: {} {}", document.head.id, note.text.get(Lang::Zh), note.text.get(Lang::En));
            table.row(what, is_plain(&document.head.id, &note.text, note.certainty), true);
        }
        for text in document.parts.iter().map(|(_, name)| name).chain([&document.head.title]) {
            table.row(format!("{}: {}", document.head.id, text.get(Lang::Zh)), names_a_figure(text.get(Lang::Zh)), false);
            table.row(format!("{}: {}", document.head.id, text.get(Lang::En)), names_a_figure(text.get(Lang::En)), false);
        }
    }
    table.end("texts without figures");
}

/// Every whole or decimal number of a text, in order.
fn numbers(text: &str) -> Vec<String> {
    let plain = text.replace(',', "");
    let parts = plain.split(|c: char| !c.is_ascii_digit() && c != '.').map(|n| n.trim_matches('.'));
    parts.filter(|n| !n.is_empty()).map(str::to_owned).collect()
}

/// The amounts that were verified, and no others: their numbers in Chinese and in English.
#[test]
fn the_amounts_that_were_verified() {
    let by_hand: BTreeMap<&str, (&str, &str)> = [
        ("cn-jx-nc-donghu/2023-14/1-1", ("20", "200000")),
        ("cn-jx-nc/digital-pilot-2024/retrofit_subsidy", ("60 40 50 35 40 25", "60 400000 50 350000 40 250000 2")),
        ("cn-jx-nc/listing-2020/domestic_listing", ("800 100 100 200 400 200 2020", "8 1 1 2 4 2 2020")),
        ("cn-jx-nc/listing-2020/overseas_listing", ("800 5000 2020", "8 50 2020")),
        ("cn-jx-nc/manufacturing-2023/first_above_size", ("20", "200000")),
        ("cn-jx-nc/manufacturing-2023/expansion", ("5 800", "5 8")),
        ("cn-jx-nc/manufacturing-2023/management_innovation", ("20", "200000")),
        ("cn-jx-nc/manufacturing-2023/green_factory", ("50 20", "500000 200000")),
        ("cn-jx-nc/manufacturing-2023/green_design", ("30", "300000")),
        ("cn-jx-nc/manufacturing-2023/new_material_first_batch", ("30 20", "300000 200000")),
        ("cn-jx-nc/manufacturing-2023/service_manufacturing", ("30 20", "300000 200000")),
        ("cn-jx-nc/manufacturing-2023/digital_standards", ("30", "300000")),
        ("cn-jx-nc/manufacturing-2023/dcmm", ("30", "300000")),
        ("cn-jx-nc/manufacturing-2023/integration_demo", ("20", "200000")),
        // 财金〔2026〕4号 and 71号: 7500 万 since 1 August 2026, 5000 万 before.
        ("cn/interest-subsidy-2026/interest_subsidy", ("1.5 2 7500 2026 8 1 5000", "1.5 2 75 50 1 2026")),
        ("cn/interest-subsidy-2026/working_capital", ("1 2 7500", "1 2 75")),
        ("cn/mof-2026-2/equipment_renewal_loan", ("1.5 2", "1.5 2")),
        ("cn/mof-2026-5/service_loan", ("2026 1 1 1000", "2026 1 1 10")),
        ("cn/mof-2026-6/guarantee", ("2000 1", "20 1")),
        ("cn/mof-sta-2023-37/one_time_deduction", ("500", "5")),
        // 10 万 a month, 30 万 a quarter, 1000 元 a sale; of the 3 % one is levied.
        ("cn/mof-sta-2026-10/relief", ("10 30 1000 3 1", "100000 300000 1000 1 3")),
        ("cn/most-2016-32/tax_rate", ("15 25", "15 25")),
        // Nothing is paid.
        ("cn/mof-2023-8/employment_fund_exemption", ("", "")),
        ("cn-jx/unemployment-2025/refund", ("60 30", "60 30")),
        ("cn-jx-nc/ip-2025/patent_pledge", ("8000 6", "8000 60000")),
        ("cn-jx-nc/ip-2025/iso_56005", ("1 1 1", "10000 10000")),
        ("cn-jx-nc/ip-2025/patent_transfer", ("200", "200")),
        ("cn/miit-2024-89/premium", ("80", "80")),
        ("cn/mof-2017-79/tax_rate", ("15 8", "15 8")),
        ("cn/mof-2018-76/loss_carry_forward", ("5 5 10", "5 10 5")),
        ("cn/mof-2020-46/reserved_share", ("200 400 30 60", "2 4 30 60")),
        ("cn/mof-2020-46/price_deduction", ("10 20", "10 20")),
        ("cn/mof-2020-46/consortium_deduction", ("30 4 6", "4 6 30")),
        ("cn/mof-2024-148/key_little_giant", ("3 600 50 2000 2000", "6 3 50 20")),
        ("cn/mof-sta-2023-12/small_low_profit", ("25 20 5", "25 20 5")),
        ("cn/mof-sta-2023-12/six_taxes_two_fees", ("50", "50")),
        ("cn/mof-sta-2023-43/vat_credit", ("5", "5")),
        ("cn/mof-sta-2023-44/super_deduction", ("120 220", "120 220")),
        ("cn/mof-sta-2023-7/super_deduction", ("100 200", "100 200")),
        ("cn/patent-fees/reduction", ("85 70 10", "85 70 10")),
        ("cn/unemployment-refund-2025/refund", ("60 30 90 50", "60 30 90 50")),
    ]
    .into();
    let mut table = Table::default();
    let spoken = |text: &str| numbers(text).join(" ");
    for policy in &rules().policies {
        let found =
            policy.amount(Day::parse(TODAY).unwrap()).map(|amount| (spoken(amount.text.get(Lang::Zh)), spoken(amount.text.get(Lang::En))));
        let law = by_hand.get(policy.id.as_str()).map(|(zh, en)| ((*zh).to_owned(), (*en).to_owned()));
        table.row(&policy.id, found, law);
    }
    for id in by_hand.keys() {
        table.row(format!("{id} is there"), rules().policies.iter().any(|p| p.id == *id), true);
    }
    // And the report shows them and no others.
    let reading = firm(TODAY, "staff 100");
    for policy in items(&reading.0["policies"]) {
        let id = text(&policy["id"]);
        let spoken = policy["amount"].as_str().map(spoken);
        table.row(format!("{id} in the report"), spoken, by_hand.get(id).map(|(zh, _)| (*zh).to_owned()));
    }
    table.end("amounts");
}
