//! Words in several languages.

use std::fmt::{self, Write};

macro_rules! languages {
    ($($name:ident $id:literal $tag:literal,)*) => {
        /// The language of a sentence. Chinese comes first everywhere.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Lang {
            $(#[doc = $tag] $name,)*
        }

        impl Lang {
            /// All of them, Chinese first.
            pub const ALL: [Lang; [$($id),*].len()] = [$(Lang::$name),*];

            /// What it is called in packs and options, and its folder of texts.
            pub fn id(self) -> &'static str {
                [$($id),*][self as usize]
            }

            /// What browsers call it.
            pub fn tag(self) -> &'static str {
                [$($tag),*][self as usize]
            }
        }
    };
}

include!("../build/languages.rs");

impl Lang {
    /// The language of an id.
    pub fn from_id(id: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.id() == id)
    }
}

impl Default for Lang {
    fn default() -> Lang {
        Lang::ALL[0]
    }
}

/// A text in Chinese and, as far as somebody has translated it, in the other languages, which say the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// In the order of [`Lang::ALL`]; empty where it is missing.
    words: [String; Lang::ALL.len()],
}

/// A sentence of the program in all its languages, which are written in files (`build/messages.rs`), with so many
/// places to be filled in. What a language does not say is said in Chinese.
#[derive(Debug, Clone, Copy)]
pub struct Message<const HOLES: usize>(&'static [&'static str]);

/// What can be filled into a sentence: a figure or a name, which is the same in all languages, or a text.
pub trait Told {
    /// Writes it.
    fn tell(&self, lang: Lang, out: &mut String);
}

impl<T: fmt::Display + ?Sized> Told for T {
    fn tell(&self, _: Lang, out: &mut String) {
        // A String takes all there is.
        let _ = write!(out, "{self}");
    }
}

impl Told for Text {
    fn tell(&self, lang: Lang, out: &mut String) {
        out.push_str(self.get(lang));
    }
}

impl Told for Message<0> {
    fn tell(&self, lang: Lang, out: &mut String) {
        out.push_str(self.say(lang));
    }
}

impl<const HOLES: usize> Message<HOLES> {
    /// A sentence by its words in the order of [`Lang::ALL`].
    pub const fn of(words: &'static [&'static str]) -> Message<HOLES> {
        Message(words)
    }

    /// The sentence in a language, filled in.
    pub fn fill(self, lang: Lang, with: [&dyn Told; HOLES]) -> String {
        filled(self.0, lang, &with)
    }

    /// The sentence in all languages, filled in.
    pub fn text(self, with: [&dyn Told; HOLES]) -> Text {
        text(self.0, &with)
    }
}

impl Message<0> {
    /// The sentence in a language.
    pub fn say(self, lang: Lang) -> &'static str {
        in_language(self.0, lang)
    }
}

fn in_language(words: &'static [&'static str], lang: Lang) -> &'static str {
    #[cfg(feature = "pseudo")]
    if lang != Lang::default() && pseudo::IS_SPOKEN.get() {
        return pseudo::words(words[0]);
    }
    words.get(lang as usize).or(words.first()).copied().unwrap_or_default()
}

// Compiled for every number of places, so everything that can be stands elsewhere.
fn filled(words: &'static [&'static str], lang: Lang, with: &[&dyn Told]) -> String {
    let mut out = String::new();
    for c in in_language(words, lang).chars() {
        match with.get((c as usize).wrapping_sub(1)) {
            Some(told) => told.tell(lang, &mut out),
            None => out.push(c),
        }
    }
    out
}

fn text(words: &'static [&'static str], with: &[&dyn Told]) -> Text {
    Text { words: Lang::ALL.map(|lang| filled(words, lang, with)) }
}

/// A language made up for tests, in the place of all but Chinese: the Chinese between `⟦` and `⟧`. What stands outside of
/// them was written by the program, which has to leave words to the files.
#[cfg(feature = "pseudo")]
pub mod pseudo {
    thread_local! {
        /// Whether this thread speaks it.
        pub static IS_SPOKEN: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    }

    /// The words of a text or of a sentence, of which what is filled in stays outside.
    pub fn words(chinese: &str) -> &'static str {
        let words = chinese.chars().map(|c| if c < '\n' { format!("⟧{c}⟦") } else { c.to_string() });
        Box::leak(format!("⟦{}⟧", words.collect::<String>()).into_boxed_str())
    }

    /// A pack that says everything in it as well, in the place of English; sentence by sentence, for a screen may say the
    /// first one alone.
    pub fn translate(pack: &mut serde_json::Value) {
        use serde_json::Value;
        match pack {
            Value::Object(of) if of.contains_key("zh") => {
                let words = words(of["zh"].as_str().unwrap_or_default());
                of.insert("en".to_owned(), words.replace('。', "⟧。⟦").into());
            }
            Value::Object(of) => of.values_mut().for_each(translate),
            Value::Array(members) => members.iter_mut().for_each(translate),
            _ => {}
        }
    }

    /// What of a sentence stands outside of its words and is more than figures and signs.
    pub fn outside(sentence: &str) -> impl Iterator<Item = &str> {
        let pieces = sentence.split('⟦').map(|piece| piece.split_once('⟧').map_or(piece, |(_, after)| after).trim());
        pieces.filter(|piece| piece.contains(char::is_alphabetic))
    }
}

impl From<String> for Text {
    /// A text in Chinese alone.
    fn from(chinese: String) -> Text {
        let mut text = Text::default();
        text.set(Lang::default(), chinese);
        text
    }
}

impl Text {
    /// The text in a language, or in Chinese where it is missing there.
    pub fn get(&self, lang: Lang) -> &str {
        &self.words[self.lang(lang) as usize]
    }

    /// The language that [`Text::get`] gives it in: what reads aloud has to know.
    pub fn lang(&self, wanted: Lang) -> Lang {
        if self.words[wanted as usize].is_empty() { Lang::default() } else { wanted }
    }

    /// Says it in a language.
    pub fn set(&mut self, lang: Lang, words: String) {
        self.words[lang as usize] = words;
    }
}
