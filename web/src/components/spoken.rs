//! Words of rules as they stand on the page.

use tidu_core::text::{Lang, Text};
use yew::prelude::*;

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

/// A paragraph of it.
pub fn spoken_para(text: &Text, lang: Lang) -> Html {
    html! { <p>{ spoken(text, lang) }</p> }
}

/// A paragraph of it, in a lower tone.
pub fn spoken_hint(text: &Text, lang: Lang) -> Html {
    html! { <p class="hint">{ spoken(text, lang) }</p> }
}

/// A remark within a line.
pub fn spoken_note(text: &Text, lang: Lang) -> Html {
    html! { <span class="hint">{ spoken(text, lang) }</span> }
}
