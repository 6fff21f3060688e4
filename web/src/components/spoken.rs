//! Words as they stand on the page: its own, and those of packs, which not every language has.

use tidu_core::text::{Lang, Text};
use yew::prelude::*;

/// What can be said in markup.
pub enum Words<'a> {
    /// The page's own words.
    Own(&'a str),
    /// A text of a pack, on a page in this language.
    Text(&'a Text, Lang),
}

impl<'a> From<&'a str> for Words<'a> {
    fn from(words: &'a str) -> Words<'a> {
        Words::Own(words)
    }
}

impl<'a> From<&'a String> for Words<'a> {
    fn from(words: &'a String) -> Words<'a> {
        Words::Own(words)
    }
}

impl<'a> From<(&'a Text, Lang)> for Words<'a> {
    fn from((text, lang): (&'a Text, Lang)) -> Words<'a> {
        Words::Text(text, lang)
    }
}

impl Words<'_> {
    /// Alone.
    pub fn html(self) -> Html {
        match self {
            Words::Own(words) => html! { words },
            Words::Text(text, lang) => spoken(text, lang),
        }
    }
}

/// A text of a pack. What nobody has translated stands in Chinese and is marked so, for those who have it read aloud.
pub fn spoken(text: &Text, lang: Lang) -> Html {
    in_language(text.get(lang), text.lang(lang), lang)
}

/// Words in one language on a page in another, or the same.
pub fn in_language(words: &str, own: Lang, lang: Lang) -> Html {
    if own == lang {
        html! { words }
    } else {
        html! { <span lang={own.tag()}>{ words }</span> }
    }
}

/// A sentence in which documents and articles stand as they are called, which is in Chinese whatever the page speaks.
pub fn with_chinese(sentence: &str, lang: Lang) -> Html {
    let is_chinese = |c: char| ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c);
    // A figure between two Chinese letters belongs to them: 财金〔2026〕4号.
    let mut parts: Vec<(bool, String)> = Vec::new();
    for c in sentence.chars() {
        match parts.last_mut() {
            Some((chinese, part)) if *chinese == is_chinese(c) || *chinese && c.is_ascii_digit() => part.push(c),
            _ => parts.push((is_chinese(c), c.to_string())),
        }
    }
    let told = |(chinese, part): &(bool, String)| in_language(part, if *chinese { Lang::default() } else { lang }, lang);
    parts.iter().map(told).collect()
}
