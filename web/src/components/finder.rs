//! The option of a long list found by what one types.

use crate::components::markup::{field_id, hint};
use crate::components::spoken::spoken;
use crate::page::use_page;
use crate::state::{Action, Answer, Key};
use crate::words as w;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// So many are offered, the likeliest first.
const OFFERED: usize = 5;

/// Which question it is for.
#[derive(PartialEq, Properties)]
pub struct FinderProps {
    /// The question.
    pub of: Key,
}

/// A field in which one says what one does, and the options that go with it.
#[component]
pub fn Finder(FinderProps { of: key }: &FinderProps) -> Html {
    let (page, typed) = (use_page(), use_state(String::new));
    let (lang, id) = (page.lang(), format!("{}-find", field_id(*key)));
    let fact = page.state.rules().vocabulary.fact(key.fact);
    let mut found = fact.find(&typed);
    found.truncate(OFFERED);
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| typed.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    html! {
        <div class="finder">
            <label for={id.clone()}>{ w::find_by(lang) }</label>
            <input {id} type="text" autocomplete="off" value={(*typed).clone()} {oninput} />
            <div class="picks" role="status">
                { for found.iter().map(|one| {
                    let answer = Answer::Picked(one.option as i64);
                    let pressed = page.state.answer(*key) == Some(&answer);
                    let option = &fact.options[one.option];
                    html! {
                        <button key={one.option} type="button" class="pick" aria-pressed={pressed.to_string()}
                            onclick={page.press(Action::Answer(*key, answer))}>
                            { spoken(&option.label, lang) }<span class="hint">{ w::FOUND_BY.fill(lang, [&one.word]) }</span>
                        </button>
                    }
                }) }
                if found.is_empty() && !typed.trim().is_empty() {
                    { hint(w::found_nothing(lang)) }
                }
            </div>
        </div>
    }
}
