//! The start: what the page does, what to have at hand, new or an example.

use crate::components::keeping::Enterprises;
use crate::components::markup::{button, h2, hint, link, note, para_of};
use crate::examples::EXAMPLES;
use crate::host::nonce;
use crate::page::use_page;
use crate::screen::Screen;
use crate::state::Action;
use crate::storage::record::example;
use crate::words as w;
use serde_json::Value;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The start screen.
#[component]
pub fn Start() -> Html {
    let page = use_page();
    let (lang, state) = (page.lang(), &page.state);
    let day = state.as_of_typed.clone().unwrap_or_else(|| state.as_of.to_string());
    let wrong = state
        .as_of_typed
        .as_ref()
        .is_some_and(|typed| tidu_core::typed::day(typed).as_str().and_then(tidu_core::day::Day::parse) != Some(state.as_of));
    let typed = |event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value();
    let started = state.is_begun();
    let first = page.assessed.waiting_steps(state, true).len();
    html! {
        <section class="start">
            <h1>{ w::start_title(lang) }</h1>
            { para_of("lead", w::start_lead(lang)) }
            <p class="actions">
                <button type="button" class="primary" part="primary" onclick={page.press(Action::Show(Screen::Guided))}>
                    { if started { w::go_on_answering(lang) } else { w::begin_guided(lang) } }
                </button>
                { button(w::begin(lang), page.press(Action::Show(Screen::Questions))) }
                if started {
                    { button(w::start_over(lang), page.press(Action::Reset)) }
                }
            </p>
            if first > 0 {
                { hint(&w::BEGIN_GUIDED_HELP.fill(lang, [&first])) }
            }
            { para_of("promise", &w::stays(lang, crate::host::element::receiver().as_ref())) }
            { h2(w::at_hand(lang)) }
            <ul>
                <li>{ w::at_hand_1(lang) }</li>
                <li>{ w::at_hand_2(lang) }</li>
                <li>{ w::at_hand_3(lang) }</li>
                <li>{ w::at_hand_4(lang) }</li>
            </ul>
            <div class="pair">
                <div class="field">
                    <label for="name">{ w::enterprise_name(lang) }</label>
                    <input id="name" type="text" autocomplete="organization" value={state.name.clone()}
                        oninput={page.on(move |e: InputEvent| Action::Name(typed(e)))} />
                </div>
                <div class="field">
                    <label for="as-of">{ w::as_of(lang) }</label>
                    <input id="as-of" type="text" class="short" inputmode="numeric" value={day} aria-invalid={wrong.to_string()}
                        aria-describedby="as-of-help" oninput={page.on(move |e: InputEvent| Action::AsOf(typed(e)))}
                        onchange={page.press(Action::AsOfDone)} />
                    <p id="as-of-help" class={if wrong { "error" } else { "hint" }}>
                        { if wrong { w::as_of_wrong(lang) } else { w::as_of_help(lang) } }
                    </p>
                </div>
            </div>
            <Enterprises />
            { h2(w::examples(lang)) }
            { hint(w::examples_help(lang)) }
            <ul class="examples">
                { for EXAMPLES.iter().filter_map(|json| serde_json::from_str::<Value>(json).ok()).map(|case| {
                    let text = |key: &str| case.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
                    let (name, about, state) = (text("name"), text("note"), state.clone());
                    html! {
                        <li lang="zh-CN">
                            { link(&name, page.on(move |_: MouseEvent| Action::Open(Box::new(example(&case, nonce(), &state))))) }
                            { note(&about) }
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}
