//! Options found by what one types: an owner types what the firm makes, and is offered the industry.

use crate::order::sort_by_key;
use crate::text::Lang;
use crate::typed::plain;
use crate::vocabulary::Fact;

/// An option that goes with what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'f> {
    /// Its position.
    pub option: usize,
    /// The word by which it was found, in the language that was typed.
    pub word: &'f str,
}

impl Fact {
    /// The options whose name or words go with what was typed, the likeliest first; none where nothing does. Words of every
    /// language are looked at. Of what was typed the end says most in Chinese (食品机械批发 is 批发), and the longest word.
    pub fn find(&self, typed: &str) -> Vec<Found<'_>> {
        let typed = folded(typed);
        let mut found: Vec<((u8, usize), Found)> = Vec::new();
        for (at, option) in self.options.iter().enumerate() {
            let texts = [Some(&option.label), option.words.as_ref()].into_iter().flatten();
            let words = texts.flat_map(|text| Lang::ALL.into_iter().flat_map(|lang| text.get(lang).split(';')));
            let ranked = words.filter_map(|word| Some((rank(&folded(word), &typed)?, Found { option: at, word })));
            found.extend(ranked.min_by_key(|(rank, _)| *rank));
        }
        sort_by_key(&mut found, |(rank, _)| *rank);
        found.into_iter().map(|(_, found)| found).collect()
    }
}

/// How well a word goes with what was typed, the best first.
fn rank(word: &str, typed: &str) -> Option<(u8, usize)> {
    if word == typed {
        return Some((0, 0)).filter(|_| !typed.is_empty());
    }
    // The longer of two words within what was typed says more; of two that go on beyond it, the shorter.
    match (at(typed, word, true), at(word, typed, false)) {
        (Some(from), _) => Some((if from + word.len() == typed.len() { 1 } else { 2 }, usize::MAX - word.len())),
        (None, Some(from)) => Some((if from == 0 { 3 } else { 4 }, word.len())),
        (None, None) => None,
    }
}

/// Where one text stands in another, at the last place. Words of Latin letters begin where the other's do, and a whole one
/// ends there too, but for the sign of more than one.
fn at(text: &str, part: &str, whole: bool) -> Option<usize> {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let joined = |one: &str, next: &str| latin(one.chars().next_back()) && latin(next.chars().next());
    let fits = |from: &usize| {
        let (before, after) = (&text[..*from], &text[from + part.len()..]);
        let several = after.strip_prefix("es").or_else(|| after.strip_prefix('s'));
        let after = several.filter(|rest| !latin(rest.chars().next())).unwrap_or(after);
        !joined(before, part) && (!whole || !joined(part, after))
    };
    if part.is_empty() { None } else { text.rmatch_indices(part).map(|(from, _)| from).find(fits) }
}

/// Letters and figures alone, half-width and small, with a space between Latin words.
fn folded(text: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    for c in plain(text).chars() {
        if c.is_alphanumeric() {
            if gap && c.is_ascii_alphanumeric() && out.ends_with(|last: char| last.is_ascii_alphanumeric()) {
                out.push(' ');
            }
            out.push(c);
        }
        gap = !c.is_alphanumeric();
    }
    out
}

/// Words that a text is looked through for; written together, parted by blanks, in wide letters or with other brackets is all
/// the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search(Vec<String>);

impl Search {
    /// Of what was typed.
    pub fn new(typed: &str) -> Search {
        Search(typed.split_whitespace().map(folded).filter(|word| !word.is_empty()).collect())
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether each of the words stands somewhere in these texts.
    pub fn finds(&self, texts: &[&str]) -> bool {
        let texts: Vec<String> = if self.is_empty() { Vec::new() } else { texts.iter().map(|text| folded(text)).collect() };
        self.0.iter().all(|word| texts.iter().any(|text| text.contains(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_have_to_stand_there() {
        let texts = ["研发费用加计扣除", "财政部 税务总局公告2023年第7号", "洪府办发〔2022〕60号", "R&D super deduction"];
        for (typed, found) in [
            ("研发", true),
            ("加计扣", true),
            ("研发 公告", true),
            ("研发　７号", true),
            ("研发 补助", false),
            ("洪府办发[2022]60", true),
            ("〔2022〕60号", true),
            ("SUPER", true),
            ("super DEDUCTION", true),
            ("", true),
            ("〔〕", true),
            ("费研", false),
        ] {
            assert_eq!(Search::new(typed).finds(&texts), found, "{typed}");
        }
    }
}
