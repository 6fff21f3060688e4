//! Words in several languages.

use std::fmt;

/// The language of a sentence. Chinese comes first everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// A text in Chinese and, as far as somebody has translated it, in English.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: String,
    /// English, which says the same; empty where it is missing.
    pub en: String,
}

impl Text {
    /// Both languages at once.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Text {
        Text { zh: zh.into(), en: en.into() }
    }

    /// Both languages at once, with figures and names filled in.
    pub fn told(zh: fmt::Arguments<'_>, en: fmt::Arguments<'_>) -> Text {
        Text { zh: fmt::format(zh), en: fmt::format(en) }
    }

    /// The text in a language, or in Chinese where it is missing there.
    pub fn get(&self, lang: Lang) -> &str {
        match self.lang(lang) {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The language that [`Text::get`] gives it in: what reads aloud has to know.
    pub fn lang(&self, wanted: Lang) -> Lang {
        if self.en.is_empty() { Lang::Zh } else { wanted }
    }
}

impl Lang {
    /// All of them, Chinese first.
    pub const ALL: [Lang; 2] = [Lang::Zh, Lang::En];

    /// What it is called in packs and options, and its folder of texts.
    pub fn id(self) -> &'static str {
        self.pick("zh", "en")
    }

    /// Of two phrases that say the same writes one, with figures and names filled in.
    pub fn tell(self, zh: fmt::Arguments<'_>, en: fmt::Arguments<'_>) -> String {
        fmt::format(self.pick(zh, en))
    }

    /// Chooses between two phrases that say the same.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}
