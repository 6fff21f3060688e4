//! The units that money is counted in. A figure is held in 万元; what is typed or pasted in another unit gets that unit
//! behind its digits, so that no text means two things.

use crate::messages as m;
use crate::text::{Lang, Message};
use crate::typed::plain;

/// A unit that money is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MoneyUnit {
    /// 元
    Yuan,
    /// 千元
    ThousandYuan,
    /// 万元, in which figures are held: a figure without a unit is in it.
    #[default]
    TenThousandYuan,
    /// 百万元
    MillionYuan,
    /// 亿元
    HundredMillionYuan,
}

/// What names a unit, or a power of ten of one, half-width and in small letters.
const MARKS: [&str; 10] = ["元", "十", "百", "千", "万", "亿", "¥", "yuan", "rmb", "cny"];

impl MoneyUnit {
    /// Those that statements are mostly drawn up in, the smallest first.
    pub const USUAL: [MoneyUnit; 3] = [MoneyUnit::Yuan, MoneyUnit::ThousandYuan, MoneyUnit::TenThousandYuan];

    const ALL: [(MoneyUnit, &'static str, Message<0>); 5] = [
        (MoneyUnit::Yuan, "元", m::UNIT_YUAN),
        (MoneyUnit::ThousandYuan, "千元", m::UNIT_1000_YUAN),
        (MoneyUnit::TenThousandYuan, "万元", m::UNIT_10_000_YUAN),
        (MoneyUnit::MillionYuan, "百万元", m::UNIT_MILLION_YUAN),
        (MoneyUnit::HundredMillionYuan, "亿元", m::UNIT_100_MILLION_YUAN),
    ];

    /// The unit as it is written behind a figure, in any language: `千元`.
    pub fn id(self) -> &'static str {
        MoneyUnit::ALL[self as usize].1
    }

    /// The unit of an id or a name, which may have lost its spaces.
    pub fn read(name: &str) -> Option<MoneyUnit> {
        let is_named = |named: &Message<0>| Lang::ALL.iter().any(|lang| named.say(*lang).replace(' ', "") == name);
        MoneyUnit::ALL.iter().find(|(_, id, named)| *id == name || is_named(named)).map(|(unit, ..)| *unit)
    }

    /// The power of ten of one of it in 万元, in which figures are held.
    pub fn power(self) -> i32 {
        [-4, -1, 0, 2, 4][self as usize]
    }

    /// Its name.
    pub fn name(self, lang: Lang) -> &'static str {
        MoneyUnit::ALL[self as usize].2.say(lang)
    }

    /// What somebody typed who counts in this unit, as it means the same to everybody: with the unit behind its last
    /// digit, unless it has one of its own.
    pub fn written(self, typed: &str) -> String {
        if self == MoneyUnit::default() { typed.to_owned() } else { self.behind(typed).unwrap_or_else(|| typed.to_owned()) }
    }

    /// What was [`MoneyUnit::written`], as somebody types it who counts in this unit.
    pub fn shown(self, written: &str) -> String {
        let typed = written.replacen(self.id(), "", 1);
        if self.written(&typed) == written {
            return typed;
        }
        // What has no unit is in 万元, which is to be seen where one counts in another.
        MoneyUnit::default().behind(written).filter(|_| self != MoneyUnit::default()).unwrap_or_else(|| written.to_owned())
    }

    /// The unit behind the last digit of a text that names none; none where it does, and where more digits are to follow.
    fn behind(self, text: &str) -> Option<String> {
        let plain = plain(text);
        if MARKS.iter().any(|mark| plain.contains(mark)) || plain.ends_with(',') {
            return None;
        }
        let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        let (at, digit) = text.char_indices().rfind(|(_, c)| is_digit(*c))?;
        let end = at + digit.len_utf8();
        // A point that waits for its decimals stands before the unit.
        let end = end + text[end..].chars().next().filter(|c| matches!(c, '.' | '．' | '。')).map_or(0, char::len_utf8);
        Some(format!("{}{}{}", &text[..end], self.id(), &text[end..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_in_a_unit_says_so_and_is_shown_as_it_was_typed() {
        use MoneyUnit::*;
        for (unit, typed, written) in [
            (Yuan, "82364500", "82364500元"),
            (Yuan, "８２３．５", "８２３．５元"),
            (Yuan, "(120.50)", "(120.50元)"),
            (Yuan, "110~130", "110~130元"),
            (Yuan, "5000以上", "5000元以上"),
            (Yuan, "1,200.", "1,200.元"),
            (Yuan, "1,", "1,"),
            (Yuan, "-", "-"),
            (Yuan, "", ""),
            (Yuan, "3200万", "3200万"),
            (Yuan, "3200万元", "3200万元"),
            (Yuan, "¥32", "¥32"),
            (ThousandYuan, "82364.5", "82364.5千元"),
            (TenThousandYuan, "8236.45", "8236.45"),
            (TenThousandYuan, "82364500元", "82364500元"),
            (TenThousandYuan, "8236.45万元", "8236.45万元"),
        ] {
            assert_eq!(unit.written(typed), written, "{typed}");
            assert_eq!(unit.shown(written), typed, "{written}");
        }
        assert_eq!(Yuan.shown("8236.45"), "8236.45万元");
        assert_eq!(ThousandYuan.shown("≥82元"), "≥82元");
        assert_eq!(Yuan.shown("不清楚"), "不清楚");
        assert!(MoneyUnit::ALL.iter().all(|(unit, id, _)| MoneyUnit::read(id) == Some(*unit) && unit.id() == *id));
    }
}
