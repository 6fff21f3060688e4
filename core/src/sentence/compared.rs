//! What changed between two days, in words.

use super::verdict;
use crate::case::Case;
use crate::compare::{Change, Compared};
use crate::rules::RuleSet;
use crate::text::Lang;

/// What became of a criterion, in words.
pub fn change(change: Change, lang: Lang) -> &'static str {
    match change {
        Change::NewlyFailed => lang.pick("转为未达标", "Newly failed"),
        Change::NewlyAsked => lang.pick("新增要求", "Newly asked"),
        Change::NewlyOpen => lang.pick("转为待补充", "Newly open"),
        Change::NewlyMet => lang.pick("转为达标", "Newly met"),
        Change::NoLongerAsked => lang.pick("不再要求", "No longer asked"),
        Change::Settled => lang.pick("由待补充转为可判断", "Open before, settled now"),
        Change::Unchanged => lang.pick("结论不变", "Same verdict"),
    }
}

/// What became of the parts of a criterion that stands on one side only. `before`: it is the earlier side.
pub fn parts_in(parts: &[&str], before: bool, lang: Lang) -> String {
    let listed = parts.join(lang.pick("、", ", "));
    match before {
        true => lang.pick(format!("其中部分内容由新要求承接：{listed}"), format!("parts of it go on in: {listed}")),
        false => lang.pick(format!("其中部分内容此前已有：{listed}"), format!("parts of it were asked before: {listed}")),
    }
}

/// Whether two days look at the same years' figures; if not, a difference need not be the document's doing.
pub fn compared_years(from: &Case, to: &Case, lang: Lang) -> String {
    let (a, b) = (from.fiscal_year(), to.fiscal_year());
    if a == b {
        return lang.pick(
            format!("两日的“上年度”都是 {a} 年，比较的是同一组数据。"),
            format!("On both days “last year” is {a}: the same figures are compared."),
        );
    }
    let (from, to) = (from.as_of, to.as_of);
    lang.pick(
        format!("注意：{from} 的“上年度”是 {a} 年，{to} 的“上年度”是 {b} 年，两日看的不是同一组数据，变化未必出自文件。"),
        format!("Note: on {from} “last year” is {a}, on {to} it is {b}. The two look at different years' figures, so a difference need not come from the document."),
    )
}

/// What changes for this enterprise, standard by standard, in a sentence or two.
pub fn compared(rules: &RuleSet, standards: &[Compared<'_, '_>], lang: Lang) -> String {
    let mut told = Vec::new();
    for one in standards.iter().filter(|one| !one.is_same()) {
        let name = rules.vocabulary.standard(one.standard).name.get(lang);
        let (before, after) = (one.before.verdict, one.after.verdict);
        let verdicts = if before == after {
            lang.pick(format!("结论仍为“{}”", verdict(after, lang)), format!("still “{}”", verdict(after, lang)))
        } else {
            lang.pick(
                format!("由“{}”变为“{}”", verdict(before, lang), verdict(after, lang)),
                format!("from “{}” to “{}”", verdict(before, lang), verdict(after, lang)),
            )
        };
        let counts = Change::ALL.into_iter().filter(|c| *c != Change::Unchanged).map(|c| (c, one.of(c).count()));
        let counts: Vec<String> = counts
            .filter(|(_, count)| *count > 0)
            .map(|(c, count)| lang.pick(format!("{} {count} 项", change(c, lang)), format!("{} {count}", change(c, lang).to_lowercase())))
            .collect();
        let counts = match counts.is_empty() {
            true => lang.pick("各项条件结论不变".to_owned(), "every criterion as before".to_owned()),
            false => counts.join(lang.pick("、", ", ")),
        };
        told.push(lang.pick(format!("{name}{verdicts}（{counts}）"), format!("{name}: {verdicts} ({counts})")));
    }
    match told.is_empty() {
        true => lang.pick(
            "按所填内容，两日之间对贵企业没有变化。".to_owned(),
            "By the answers given, nothing changes for this enterprise between the two days.".to_owned(),
        ),
        false => lang.pick(format!("按所填内容：{}。", told.join("；")), format!("By the answers given: {}.", told.join("; "))),
    }
}
