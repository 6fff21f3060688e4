//! Markup that stands everywhere, each written out once: what `html!` makes of a tag is many times as long as a call.

use crate::components::spoken::Words;
use crate::host;
use crate::state::Key;
use crate::words as w;
use tidu_core::text::Lang;
use yew::prelude::*;

/// A paragraph.
pub fn para<'a>(words: impl Into<Words<'a>>) -> Html {
    paragraph(None, words.into())
}

/// A paragraph of a class.
pub fn para_of<'a>(class: &'static str, words: impl Into<Words<'a>>) -> Html {
    paragraph(Some(class), words.into())
}

/// A paragraph in a lower tone.
pub fn hint<'a>(words: impl Into<Words<'a>>) -> Html {
    para_of("hint", words)
}

fn paragraph(class: Option<&'static str>, words: Words<'_>) -> Html {
    html! { <p {class}>{ words.html() }</p> }
}

/// A remark in a lower tone, within a line.
pub fn note<'a>(words: impl Into<Words<'a>>) -> Html {
    remark(words.into())
}

fn remark(words: Words<'_>) -> Html {
    html! { <span class="hint">{ words.html() }</span> }
}

/// A heading of the second level.
pub fn h2(text: &str) -> Html {
    html! { <h2>{ text }</h2> }
}

/// A heading of the third level.
pub fn h3(text: &str) -> Html {
    html! { <h3>{ text }</h3> }
}

/// The head of a column.
pub fn column(text: &str) -> Html {
    html! { <th scope="col">{ text }</th> }
}

/// A button that looks like a link.
pub fn link(text: &str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="link" {onclick}>{ text }</button> }
}

/// A button.
pub fn button(text: &str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {onclick}>{ text }</button> }
}

/// The button that prints the page.
pub fn printing(lang: Lang) -> Html {
    html! { <p class="actions">{ button(w::print(lang), Callback::from(|_| host::print())) }</p> }
}

/// The id of a question's first field.
pub fn field_id(key: Key) -> String {
    match key.year {
        None => format!("q-{}", key.fact.0),
        Some(year) => format!("q-{}-{year}", key.fact.0),
    }
}
