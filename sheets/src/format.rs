//! Formats of numbers in a workbook: whether a number is shown as a day, as percent, or as a part of itself.

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// As a number: what is seen is what is held, times ten to this power.
    Number(i32),
    /// As percent.
    Percent,
    /// As a day.
    Day,
    /// As a time or a span of time.
    Time,
}

/// The formats that have a number and no code. Those of 27 to 36 and 50 to 58 are days in the Chinese, Japanese and Korean
/// editions, which write them without a code.
pub(crate) fn built_in(id: u32) -> Format {
    match id {
        9 | 10 => Format::Percent,
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Format::Day,
        18..=21 | 32..=35 | 45..=47 | 55 | 56 => Format::Time,
        _ => Format::Number(0),
    }
}

/// A format by its code: of its first part, which is that of positive numbers.
pub(crate) fn coded(code: &str) -> Format {
    let (mut plain, mut scale, mut chars) = (String::new(), 0, code.chars());
    // Text between quotation marks, behind a backslash or in brackets says nothing of the number.
    while let Some(c) = chars.next() {
        match c {
            '"' => chars.by_ref().take_while(|c| *c != '"').for_each(drop),
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if inner.chars().all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's')) {
                    plain.push_str(&inner);
                }
            }
            // A point that is only drawn, as in `0!.0,`: the digits behind it are a part of the number all the same.
            '\\' | '!' => {
                if chars.next() == Some('.') {
                    plain.push('!');
                }
            }
            '_' | '*' => drop(chars.next()),
            ';' => break,
            c => plain.push(c.to_ascii_lowercase()),
        }
    }
    if plain == "general" || plain.is_empty() || plain == "@" {
        return Format::Number(0);
    }
    if plain.contains('%') {
        return Format::Percent;
    }
    let has = |letters: &[char]| plain.contains(letters);
    if has(&['y', 'd', 'e']) && !has(&['0', '#']) || has(&['年', '月', '日']) {
        return Format::Day;
    }
    if has(&['h', 's']) {
        return Format::Time;
    }
    // Commas at the end show thousands of it.
    let digits = plain.trim_end_matches(|c: char| !matches!(c, '0' | '#' | '?' | ','));
    scale -= 3 * digits.chars().rev().take_while(|c| *c == ',').count().try_into().unwrap_or(0);
    if let Some((_, drawn)) = plain.split_once('!') {
        scale -= i32::try_from(drawn.chars().filter(|c| matches!(c, '0' | '#' | '?')).count()).unwrap_or(0);
    }
    Format::Number(scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_say_what_is_seen() {
        use Format::*;
        for (code, format) in [
            ("General", Number(0)),
            ("0.00_ ", Number(0)),
            ("#,##0.00", Number(0)),
            ("#,##0.00;[Red]-#,##0.00", Number(0)),
            ("\"￥\"#,##0.00", Number(0)),
            ("0.00%", Percent),
            ("yyyy-mm-dd", Day),
            ("yyyy\"年\"m\"月\"d\"日\";@", Day),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", Day),
            ("m/d/yy h:mm", Day),
            ("h:mm:ss", Time),
            ("[h]:mm", Time),
            ("0.00E+00", Number(0)),
            ("#,##0,", Number(-3)),
            ("0.00,,", Number(-6)),
            // 万元, as is done where no format has ten thousands.
            ("0!.0,", Number(-4)),
            ("0\\.0,", Number(-4)),
            ("0!.0000", Number(-4)),
            ("0!.0,\"万\"", Number(-4)),
            ("@", Number(0)),
        ] {
            assert_eq!(coded(code), format, "{code}");
        }
        assert_eq!([14, 31, 57, 9, 4, 0, 46].map(built_in), [Day, Day, Day, Percent, Number(0), Number(0), Time]);
    }
}
