//! What people type or paste for a number or a day: read exactly, or refused with what would be right.

use proptest::prelude::*;
use serde_json::{Value, json};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::number::show_micro;
use tidu_core::rules::RuleSet;
use tidu_core::sentence::Speaker;
use tidu_core::text::Lang;
use tidu_core::typed::{self, Typed};
use tidu_core::vocabulary::{Fact, Span};

fn rules() -> RuleSet {
    tidu_core::packs::built_in().expect("the built-in packs compile")
}

fn fact<'r>(rules: &'r RuleSet, id: &str) -> &'r Fact {
    rules.vocabulary.fact(rules.vocabulary.find(id).expect(id))
}

const TODAY: &str = "2026-11-23";

/// What typing a text leaves in a case, and what is said of it in Chinese.
fn typing(rules: &RuleSet, id: &str, text: &str) -> (Span, String) {
    let fact = fact(rules, id);
    let value = if fact.kind.is_number() { typed::answer(fact, text) } else { typed::day(text) };
    let value = if fact.yearly { json!({ "2025": value }) } else { value };
    let today = Day::parse(TODAY).unwrap();
    let (case, issues) = Case::read(&rules.vocabulary, &json!({ "as_of": TODAY, "facts": { id: value } }), today).unwrap();
    let slot = if fact.yearly { fact.slot_of(tidu_core::vocabulary::YearRef::Y0) } else { fact.slot };
    (case.span(slot), issues.iter().map(|issue| issue.sentence(Lang::Zh)).collect())
}

/// Each row of a report from the field: typed text and what is right, a number, a range or words of why it is refused.
#[test]
fn every_row_of_the_field_is_read_or_refused() {
    let rules = rules();
    let rows: Value = serde_json::from_str(include_str!("../data/typed-numbers.json")).unwrap();
    for row in rows["cases"].as_array().unwrap() {
        let text = row["typed"].as_str().unwrap();
        let id = match row["field"].as_str() {
            None => "rd_expense",
            Some("a title's last day") => "title_srdi_sme",
            Some(id) => id,
        };
        let found = if fact(&rules, id).kind.is_number() { typed::number(fact(&rules, id), text) } else { Typed::Nothing };
        match (&row["right"], found) {
            (right, Typed::Read(read)) => assert_eq!(right.to_string().trim_matches('"'), read.to_string().trim_matches('"'), "{text}"),
            (Value::String(_), Typed::Refused(why)) => assert!(!why.get(Lang::Zh).is_empty() && !why.get(Lang::En).is_empty()),
            (Value::String(_), Typed::Nothing) => {
                let said = typing(&rules, id, text).1;
                assert!(said.contains("2028-05-31"), "{text}: {said}");
            }
            (right, other) => panic!("{text}: {other:?} is not {right}"),
        }
    }
}

#[test]
fn numbers_are_read_as_people_type_them() {
    let rules = rules();
    for (id, text, value) in [
        ("rd_expense", " 1,200.50 ", json!(1200.5)),
        ("rd_expense", "１２００．５", json!(1200.5)),
        ("rd_expense", "1，2345，6789", json!(123456789)),
        ("rd_expense", "12 345 678.9", json!(12345678.9)),
        ("rd_expense", "12\u{a0}345", json!(12345)),
        ("rd_expense", "1'200", json!(1200)),
        ("rd_expense", "12。5", json!(12.5)),
        ("rd_expense", "12.", json!(12)),
        ("rd_expense", ".5", json!(0.5)),
        ("rd_expense", "007", json!(7)),
        ("rd_expense", "+5", json!(5)),
        ("rd_expense", "100万元", json!(100)),
        ("rd_expense", "100 万 元", json!(100)),
        ("rd_expense", "1.2亿", json!(12000)),
        ("rd_expense", "0.32 亿元", json!(3200)),
        ("rd_expense", "820000元", json!(82)),
        ("rd_expense", "1元", json!(0.0001)),
        ("rd_expense", "350千元", json!(35)),
        ("rd_expense", "350千", json!(35)),
        ("rd_expense", "3百万", json!(300)),
        ("rd_expense", "3千万元", json!(3000)),
        ("rd_expense", "十万", json!(null)),
        ("rd_expense", "1万亿", json!(100000000)),
        ("rd_expense", "3200万元人民币", json!(3200)),
        ("rd_expense", "人民币3200万元", json!(3200)),
        ("rd_expense", "¥32,000,000.00", json!(3200)),
        ("rd_expense", "￥32000000元", json!(3200)),
        ("rd_expense", "RMB 86,405,000", json!(8640.5)),
        ("rd_expense", "\u{feff}3200\u{200b}", json!(3200)),
        ("rd_expense", "\u{202d}3200\u{202c}", json!(3200)),
        ("rd_expense", "\u{2066}3200\u{2069}\r\n", json!(3200)),
        ("net_profit", "-3", json!(-3)),
        ("net_profit", "−100", json!(-100)),
        ("net_profit", "－100", json!(-100)),
        ("net_profit", "–100", json!(-100)),
        ("net_profit", "负100", json!(-100)),
        ("net_profit", "(100)", json!(-100)),
        ("net_profit", "（1,200.50）", json!(-1200.5)),
        ("net_profit", "(100)万元", json!(-100)),
        ("net_profit", "(100万元)", json!(-100)),
        ("net_profit", "(100万)万元", json!(null)),
        // Within brackets as without them: nothing but a mark of groups stands between two digits.
        ("net_profit", "(1e300)", json!(null)),
        ("net_profit", "(1.5e3)", json!(null)),
        ("net_profit", "(5/100)", json!(null)),
        ("net_profit", "(1万200)", json!(null)),
        ("net_profit", "-¥100", json!(-0.01)),
        ("net_profit", "-0", json!(0)),
        ("net_profit", "-100~-50", json!({ "min": -100, "max": -50 })),
        ("net_profit", "（100）至（50）", json!({ "min": -100, "max": -50 })),
        ("rd_expense", "110~130", json!({ "min": 110, "max": 130 })),
        ("rd_expense", "110 至 130 万元", json!({ "min": 110, "max": 130 })),
        ("rd_expense", "1~2亿", json!({ "min": 10000, "max": 20000 })),
        ("rd_expense", "9000万~1亿", json!({ "min": 9000, "max": 10000 })),
        ("rd_expense", "110-130", json!({ "min": 110, "max": 130 })),
        ("rd_expense", "110——130", json!({ "min": 110, "max": 130 })),
        ("rd_expense", "110—130", json!({ "min": 110, "max": 130 })),
        ("rd_expense", "大约 110 到 130", json!({ "min": 110, "max": 130 })),
        ("rd_expense", "≥110", json!({ "min": 110 })),
        ("rd_expense", "不少于110万", json!({ "min": 110 })),
        ("rd_expense", "3200以上", json!({ "min": 3200 })),
        ("rd_expense", "3200万元及以上", json!({ "min": 3200 })),
        ("rd_expense", "3200以下", json!({ "max": 3200 })),
        ("rd_expense", "至多130", json!({ "max": 130 })),
        ("rd_expense", "不超过130", json!({ "max": 130 })),
        ("rd_expense", "不到3200", json!({ "max": 3199.999999 })),
        ("rd_expense", "超过3200", json!({ "min": 3200.000001 })),
        ("staff", "126人", json!(126)),
        ("staff", "126 people", json!(126)),
        ("staff", "1.2万人", json!(12000)),
        ("staff", "不到100人", json!({ "max": 99 })),
        ("staff", "超过100", json!({ "min": 101 })),
        ("staff", "100人以上", json!({ "min": 100 })),
        ("segment_years", "3年", json!(3)),
        ("market_share_national", "12.5%", json!(12.5)),
        ("market_share_national", "12.5％", json!(12.5)),
        ("market_share_national", "10%~15%", json!({ "min": 10, "max": 15 })),
        ("development_score", "60分", json!(60)),
    ] {
        let read = typed::number(fact(&rules, id), text);
        match value {
            Value::Null => assert!(matches!(read, Typed::Refused(_)), "{text}: {read:?}"),
            value => assert_eq!(read, Typed::Read(value), "{text}"),
        }
    }
}

#[test]
fn what_is_no_number_is_refused_with_what_would_be_right() {
    let rules = rules();
    for (id, text, said) in [
        ("rd_expense", "82\t75", "像是不止一个数"),
        ("rd_expense", "120\n95\n88", "像是不止一个数"),
        ("rd_expense", "12 0", "像是不止一个数"),
        ("rd_expense", "120 95 88", "像是不止一个数"),
        ("rd_expense", "1亿2000万", "像是不止一个数"),
        ("rd_expense", "2025-11-23", "像是不止一个数"),
        ("rd_expense", "1/2", "像是不止一个数"),
        ("rd_expense", "1200.5 5", "像是不止一个数"),
        ("rd_expense", "1,200 .5", "像是不止一个数"),
        ("net_profit", "-(100)", "应为数字，如 3200.5"),
        ("rd_expense", "1,5", "小数写 1.5，整数写 15"),
        ("rd_expense", "32,00", "小数写 32.00，整数写 3200"),
        ("rd_expense", "0,123", "小数写 0.123"),
        ("rd_expense", "1234,567", "小数写 1234.567"),
        ("rd_expense", "1,200,5", "如 1,200.5"),
        ("rd_expense", "12,34.5", "如 1,200.5"),
        ("rd_expense", "5,万元", "整数写 5"),
        ("net_profit", "(1e300)", "不用科学计数法"),
        ("rd_expense", "1.200,50", "小数点之后不能再有逗号"),
        ("rd_expense", "1.2.3", "小数点只能有一个"),
        ("rd_expense", "约120", "可以填范围，如 110~130"),
        ("rd_expense", "3200左右", "可以填范围，如 110~130"),
        ("rd_expense", "3200多万", "可以填范围，如 110~130"),
        ("rd_expense", "近3000", "可以填范围，如 110~130"),
        ("rd_expense", "~100", "可以填范围，如 110~130"),
        ("rd_expense", "超过3200多", "可以填范围，如 110~130"),
        ("rd_expense", "三千万", "请用阿拉伯数字，如 3000万元"),
        ("class_1_ip", "四项", "请用阿拉伯数字，如 126"),
        ("rd_expense", "1.2e3", "不用科学计数法"),
        ("rd_expense", "12%", "可写元、千元、万元、亿元"),
        ("rd_expense", "3200美元", "可写元、千元、万元、亿元"),
        ("rd_expense", "3200万千元", "可写元、千元、万元、亿元"),
        ("rd_expense", "1万万元", "可写元、千元、万元、亿元"),
        ("rd_expense", "1亿~2", "范围的两头请都写单位"),
        ("rd_expense", "130~110", "范围的下限大于上限"),
        ("rd_expense", "0.001元", "最多六位小数"),
        ("rd_expense", "-100", "不能为负数"),
        ("rd_expense", "--5", "应为数字，如 3200.5"),
        ("rd_expense", "abc", "应为数字，如 3200.5"),
        ("rd_expense", "无", "没有的请填 0"),
        ("rd_expense", "--", "没有的请填 0"),
        ("staff", "126万元", "这里的单位是“人”"),
        ("staff", "¥126", "这里的单位是“人”"),
        ("staff", "12.5", "应为整数，如 126"),
        ("market_share_national", "12万", "这里的单位是“%”"),
        ("title_srdi_sme", "46904", "即 2028-05-31"),
        ("established_on", "43617", "即 2019-06-01"),
        ("title_srdi_sme", "明年", "应为有效期截止日"),
        ("title_srdi_sme", "2028-05-31\t2029", "应为有效期截止日"),
    ] {
        let (span, issues) = typing(&rules, id, text);
        assert!(issues.contains(said), "{text}: “{issues}”");
        assert!(issues.contains("：") && !issues.contains(':'), "{issues}");
        assert!(!span.is_point(), "{text} is not taken");
    }
}

#[test]
fn half_a_number_is_neither_wrong_nor_an_answer() {
    let rules = rules();
    // A fen is the least there is.
    assert_eq!(typing(&rules, "rd_expense", "0.01元").0, Span::point(1));
    for text in ["-", "−", "负", "(", "(100", ".", "-.", "1,", "1,200,", "110~", "110-", "110至", "≥", "不到", "约", "¥", "-¥"] {
        assert_eq!(typed::number(fact(&rules, "net_profit"), text), Typed::Unfinished, "{text}");
        assert_eq!(typing(&rules, "net_profit", text).1, "", "{text}");
    }
    for text in ["", " ", "\u{200b}", "\t\n"] {
        assert_eq!(typed::number(fact(&rules, "net_profit"), text), Typed::Nothing);
    }
}

#[test]
fn days_are_read_as_people_type_them() {
    for typed in [
        "2028-05-31",
        "2028.5.31",
        "2028年5月31日",
        "2028 年 5 月 31 日",
        "20280531",
        "2028 05 31",
        "２０２８/５/３１",
        "\u{200e}2028−5−31",
    ] {
        assert_eq!(typed::day(typed), json!("2028-05-31"), "{typed}");
    }
    assert_eq!(typed::day(" "), Value::Null);
    assert_eq!(typed::day("明年"), json!("明年"));
}

/// Numbers of every fact that takes any, with the ends of ranges in order.
fn answers() -> impl Strategy<Value = (usize, i64, i64)> {
    let size = prop_oneof![0_i64..1000, 0_i64..100_000_000, 0_i64..10_000_000_000_000_000];
    (0_usize..64, size.clone(), size)
}

proptest! {
    /// What is shown of an answer, in a field or in a sentence, reads back to that answer.
    #[test]
    fn what_is_shown_reads_back((at, a, b) in answers()) {
        let rules = rules();
        let numbers: Vec<&Fact> = rules.vocabulary.facts.iter().filter(|fact| fact.kind.is_number()).collect();
        let fact = numbers[at % numbers.len()];
        let most = fact.domain.hi;
        let (a, b) = (a.min(b).min(most), a.max(b).min(most));
        let text = |value: i64| if fact.kind.is_micro() { show_micro(value) } else { value.to_string() };
        let number = |value: i64| -> Value { serde_json::from_str(&text(value)).unwrap() };
        let negative = if fact.domain.lo < 0 { -b } else { a };
        for value in [number(a), number(b), number(negative), json!({ "min": number(a), "max": number(b) }), json!({ "min": number(a) }), json!({ "max": number(b) })] {
            prop_assert_eq!(typed::number(fact, &typed::written(&value)), Typed::Read(value.clone()));
        }
        // In sentences money has two decimals at most.
        let round = |value: i64| if fact.kind.is_micro() { value / 10_000 * 10_000 } else { value };
        let (a, b) = (round(a), round(b));
        let mut case = Case::empty(&rules.vocabulary, Day::parse(TODAY).unwrap());
        for span in [Span::point(a), Span { lo: a, hi: b }] {
            case.set(&rules.vocabulary, fact.slot, span);
            for lang in [Lang::Zh, Lang::En] {
                let speaker = Speaker { rules: &rules, case: &case, lang };
                let Some(shown) = speaker.answer(fact.slot) else { continue };
                let value = match span.is_point() {
                    true => number(a),
                    false if b == most => json!({ "min": number(a) }),
                    false if a == fact.domain.lo => json!({ "max": number(b) }),
                    false => json!({ "min": number(a), "max": number(b) }),
                };
                prop_assert_eq!(typed::number(fact, &shown), Typed::Read(value), "{}", shown);
            }
        }
    }
}

#[test]
fn of_a_date_the_year_or_the_month_is_an_answer() {
    let rules = rules();
    let day = |text: &str| tidu_core::day::Day::parse(text).unwrap().number();
    for (text, first, last) in [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016年", "2016-01-01", "2016-12-31"),
        ("２０１６", "2016-01-01", "2016-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016年2月", "2016-02-01", "2016-02-29"),
        ("2016/12", "2016-12-01", "2016-12-31"),
        ("2016年2月29日", "2016-02-29", "2016-02-29"),
    ] {
        let (span, issues) = typing(&rules, "established_on", text);
        assert_eq!((span, issues.as_str()), (Span { lo: day(first), hi: day(last) }, ""), "{text}");
        // What is kept of it reads the same.
        let fact = fact(&rules, "established_on");
        assert_eq!(fact.read(&fact.write(span)).ok(), Some(span), "{text}");
    }
    for text in ["201", "2016-13", "2016-2-30", "1016", "9999", "16年"] {
        let (span, issues) = typing(&rules, "established_on", text);
        assert!(!span.is_point() && issues.contains("只知道年份的，写 2019 即可"), "{text}: {issues}");
    }
    // A title is valid until a day, and a year does not say which.
    assert!(typing(&rules, "title_srdi_sme", "2028").1.contains("应为有效期截止日"));
}
