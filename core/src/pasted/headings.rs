//! What stands above a column and beside a row: years, units, names.

use crate::answers::year;
use crate::money::MoneyUnit;
use crate::text::Lang;
use crate::typed::serial;
use crate::vocabulary::{FactIx, Vocabulary};

/// What a heading says of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    /// Its figures are of this year.
    Year(i32),
    /// Its figures are of so many years before the one that the statement is of.
    Before(i32),
    /// Its figures are of something else: of a part of a year, or a change.
    Other,
    /// It holds no figures.
    NoFigures,
}

/// What a column without figures goes by.
const NO_FIGURES: [&str; 8] = ["行次", "栏次", "序号", "附注", "注释", "备注", "note", "no."];

/// What figures go by that are not those of a whole year.
const OTHER: [&str; 18] = [
    "本月", "上月", "本季", "上季", "增减", "变动", "同比", "环比", "增长", "增幅", "比例", "占比", "比重", "%", "预算", "计划", "change",
    "budget",
];

/// The year before that of the statement.
const BEFORE: [&str; 11] =
    ["上年", "上期", "去年", "年初", "期初", "prior", "previous", "last year", "beginning", "opening", "comparative"];

/// The year of the statement.
const OF_STATEMENT: [&str; 8] = ["本年", "本期", "当年", "期末", "年末", "current", "ending", "closing"];

/// What the words of a heading say; none where they are no heading.
pub(super) fn heading(plain: &str) -> Option<Heading> {
    let text: String = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let close: String = text.chars().filter(|c| *c != ' ').collect();
    let has = |words: &[&str]| words.iter().any(|word| close.contains(*word) || text.contains(*word));
    if close.is_empty() || close.chars().count() > 24 {
        return None;
    }
    if NO_FIGURES.contains(&close.as_str()) {
        return Some(Heading::NoFigures);
    }
    if has(&OTHER) {
        return Some(Heading::Other);
    }
    if let Some(dated) = dated(&close) {
        return Some(dated);
    }
    // From the beginning of the year on is the year itself.
    if has(&BEFORE) && !close.starts_with("年初至") {
        return Some(Heading::Before(1));
    }
    (has(&OF_STATEMENT) || close.starts_with("年初至")).then_some(Heading::Before(0))
}

/// A year that books may be of.
fn year_of(digits: &str) -> Option<i32> {
    year(digits).filter(|year| (1990..2100).contains(year))
}

/// A year by its number, with a month and a day or without.
fn dated(text: &str) -> Option<Heading> {
    let mut numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    let at = numbers.iter().position(|digits| matches!(digits.len(), 4 | 6 | 8) && year_of(&digits[..4]).is_some());
    let year = match at {
        Some(at) => {
            let (year, behind) = numbers.remove(at).split_at(4);
            // 20251231 and 202512.
            [behind.get(..2), behind.get(2..4)].into_iter().flatten().rev().for_each(|part| numbers.insert(at, part));
            if numbers.iter().any(|digits| digits.len() >= 4 && *digits != year) {
                return None;
            }
            numbers.retain(|digits| *digits != year);
            year_of(year)?
        }
        // FY25 and 25年.
        None => match numbers.as_slice() {
            [short] if short.len() == 2 && (text.starts_with("fy") || text.starts_with(&format!("{short}年"))) => {
                numbers.clear();
                2000 + text.split(|c: char| !c.is_ascii_digit()).find_map(|digits| digits.parse::<i32>().ok())?
            }
            _ => return None,
        },
    };
    let numbers: Vec<u32> = numbers.iter().filter_map(|digits| digits.parse().ok()).collect();
    Some(match numbers.as_slice() {
        [] | [.., 12] | [.., 12, 31] => Heading::Year(year),
        // The books of the first day are those that the year before was closed with.
        [1, 1] => Heading::Year(year - 1),
        _ => Heading::Other,
    })
}

/// A year that looks like a figure: its four digits, with the last month, or the number that a sheet holds for its last day.
pub(super) fn bare_year(plain: &str) -> Option<i32> {
    if let Some(day) = serial(plain) {
        return match day.civil() {
            (year, 12, 31) => Some(year),
            (year, 1, 1) => Some(year - 1),
            _ => None,
        };
    }
    year_of(plain.strip_suffix(".12").unwrap_or(plain))
}

/// The unit that some words, half-width and small, state for figures: `单位:万元`, `营业收入(千元)`, `人民币元`.
pub fn unit(plain: &str) -> Option<MoneyUnit> {
    let close: String = plain.chars().filter(|c| *c != ' ').collect();
    let whole = |text: &str| {
        let text = ["单位", "金额单位", "unit"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
        let text = text.trim_start_matches([':', '/']);
        let text = ["人民币", "rmb", "cny"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
        MoneyUnit::read(text)
    };
    let stated = |text: &str| {
        // 编制单位 is who drew it up.
        let (_, after) = text.rsplit_once("单位").filter(|(before, _)| !before.ends_with(['制', '报']))?;
        let end = after.find('元').map(|at| at + '元'.len_utf8())?;
        whole(&after[..end])
    };
    let in_brackets = || close.split('(').skip(1).find_map(|part| whole(part.split(')').next()?));
    whole(&close).or_else(|| stated(&close)).or_else(in_brackets)
}

/// What the lines of figures go by: the names of facts and those in statements, without what stands around them.
pub(super) struct Names(Vec<(String, FactIx)>);

impl Names {
    pub(super) fn of(vocabulary: &Vocabulary) -> Names {
        let mut names = Vec::new();
        for (fact, of) in vocabulary.iter().filter(|(_, of)| of.yearly) {
            names.extend(Lang::ALL.map(|lang| (bare(&of.label.get(lang).to_lowercase()), fact)));
        }
        for (fact, lines) in vocabulary.statements.iter().flat_map(|statement| &statement.lines) {
            names.extend(lines.iter().map(|name| (bare(&name.to_lowercase()), *fact)));
        }
        Names(names)
    }

    pub(super) fn find(&self, plain: &str) -> Option<FactIx> {
        let bare = bare(plain);
        self.0.iter().find(|(name, _)| *name == bare).map(|(_, fact)| *fact)
    }
}

/// The name of a line without its number, its sign and what stands in brackets: `一、营业收入`, `减：研发费用`,
/// `净利润（净亏损以“－”号填列）`.
fn bare(plain: &str) -> String {
    let (mut name, mut depth) = (String::new(), 0_u32);
    for c in plain.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            '*' | '△' | '▲' | '☆' | '#' | ' ' | '\t' | '\n' | '\r' => {}
            c if depth == 0 => name.push(c),
            _ => {}
        }
    }
    let mut name = name.as_str();
    loop {
        let numbered = name.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        let after = match numbered.strip_prefix(['、', '.', ')']) {
            Some(after) if numbered.len() < name.len() => Some(after),
            _ => ["减:", "加:", "其中:", "less:", "add:"].iter().find_map(|sign| name.strip_prefix(sign)),
        };
        match after {
            Some(after) => name = after,
            None => return name.trim_end_matches([':', '：']).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_which_year() {
        use Heading::*;
        for (text, says) in [
            ("2025年", Some(Year(2025))),
            ("2025 年度", Some(Year(2025))),
            ("fy2025", Some(Year(2025))),
            ("fy25", Some(Year(2025))),
            ("25年", Some(Year(2025))),
            ("2025-12-31", Some(Year(2025))),
            ("2025/12/31", Some(Year(2025))),
            ("20251231", Some(Year(2025))),
            ("2025年12月31日", Some(Year(2025))),
            ("2025年1-12月", Some(Year(2025))),
            ("2025年1月1日至2025年12月31日", Some(Year(2025))),
            ("2025年1月1日", Some(Year(2024))),
            ("2025年1-6月", Some(Other)),
            ("2025年6月30日", Some(Other)),
            ("2025年增减率", Some(Other)),
            ("2023-2025年", None),
            ("本年累计金额", Some(Before(0))),
            ("本 期 金 额", Some(Before(0))),
            ("期末余额", Some(Before(0))),
            ("年初至报告期末", Some(Before(0))),
            ("上年同期累计", Some(Before(1))),
            ("上年年末余额", Some(Before(1))),
            ("年初余额", Some(Before(1))),
            ("prior year", Some(Before(1))),
            ("本月金额", Some(Other)),
            ("行次", Some(NoFigures)),
            ("项目", None),
        ] {
            assert_eq!(heading(text), says, "{text}");
        }
        assert_eq!(
            ["2025", "2025.12", "46022", "45658", "46000", "82364"].map(bare_year),
            [Some(2025), Some(2025), Some(2025), Some(2024), None, None]
        );
    }

    #[test]
    fn lines_go_by_their_names() {
        for (line, name) in [
            ("一、营业收入", "营业收入"),
            ("  减:研发费用", "研发费用"),
            ("四、净利润(净亏损以“-”号填列)", "净利润"),
            ("资 产 总 计", "资产总计"),
            ("△ 其中: 1.主营业务收入:", "主营业务收入"),
        ] {
            assert_eq!(bare(line), name, "{line}");
        }
    }

    #[test]
    fn units_are_stated_in_many_ways() {
        use MoneyUnit::*;
        for (text, stated) in [
            ("单位:元", Some(Yuan)),
            ("单位: 人民币千元", Some(ThousandYuan)),
            ("编制单位:某公司 2025年度 单位:万元", Some(TenThousandYuan)),
            ("金额单位:人民币万元", Some(TenThousandYuan)),
            ("营业收入(万元)", Some(TenThousandYuan)),
            ("单位: 10,000 yuan", Some(TenThousandYuan)),
            ("2025年(单位:千元)", Some(ThousandYuan)),
            ("万元", Some(TenThousandYuan)),
            ("人民币元", Some(Yuan)),
            ("编制单位:元亨公司", None),
        ] {
            assert_eq!(unit(text), stated, "{text}");
        }
    }
}
