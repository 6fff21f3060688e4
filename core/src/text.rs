//! Words in both languages.

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

/// A text in both languages; the English says the same as the Chinese.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
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

    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl Lang {
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
