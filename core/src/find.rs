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
