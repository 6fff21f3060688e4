//! Markup that stands everywhere, each written out once: what `html!` makes of a tag is many times as long as a call.

use crate::host;
use crate::words as w;
use tidu_core::text::Lang;
use yew::prelude::*;

/// A paragraph.
pub fn para(text: &str) -> Html {
    html! { <p>{ text }</p> }
}

/// A paragraph of a class.
pub fn para_of(class: &'static str, text: &str) -> Html {
    html! { <p {class}>{ text }</p> }
}

/// A paragraph in a lower tone.
pub fn hint(text: &str) -> Html {
    para_of("hint", text)
}

/// A remark in a lower tone, within a line.
pub fn note(text: &str) -> Html {
    html! { <span class="hint">{ text }</span> }
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
