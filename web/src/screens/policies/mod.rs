//! The support policies and the actions that fit this enterprise: what can be had first, what waits for an answer or a rung
//! behind it, and in a line a document what is over or not for it.

mod about;
mod actions;
mod groups;
mod narrowing;
mod papers;
mod plan;

use crate::components::files::Files;
use crate::components::markup::link;
use crate::page::{Page, use_page};
use crate::state::{Action, Browse, Filter};
use crate::words as w;
use narrowing::{is_shown, narrowing, search_field};
use tidu_core::find::Search;
use tidu_core::matching::{Match, Use};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// A match and its place among those of the page.
type Shown<'a> = (usize, &'a Match<'a>);

/// The policies screen.
#[component]
pub fn Policies() -> Html {
    let (page, typed) = (use_page(), use_state(String::new));
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let search = Search::new(&typed);
    let all = assessed.matches().iter().enumerate();
    let shown: Vec<Shown<'_>> = all.filter(|(_, m)| is_shown(&page, m, &search)).collect();
    // Who looks at the plan of his district finds no other documents there.
    let planned = plan::is_known(&page);
    let browse = if state.browse == Browse::ByPart && !planned { Browse::ByUse } else { state.browse };
    let lists = matches!(browse, Browse::ByUse | Browse::ByPart);
    let tab = |of: Browse, text: &'static str| {
        let pressed = (browse == of).to_string();
        html! { <button type="button" aria-pressed={pressed} onclick={page.press(Action::Browse(of))}>{ text }</button> }
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| typed.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let clear = {
        let dispatcher = page.dispatcher.clone();
        let typed = typed.clone();
        Callback::from(move |_: MouseEvent| {
            typed.set(String::new());
            dispatcher.dispatch(Action::Filter(Filter::default()));
        })
    };
    let narrowed = !search.is_empty() || state.filter != Filter::default();
    let now = shown.iter().filter(|(_, m)| m.usable == Use::Now).count();
    html! {
        <section class="policies">
            <h1>{ w::policies_title(lang) }</h1>
            <p class="print-head">
                if !state.name.trim().is_empty() {
                    <strong>{ &state.name }</strong>{ w::AFTER_NAME.say(lang) }
                }
                { w::told_for(lang, &state.as_of.to_string()) }
            </p>
            <p class="views" role="group" aria-label={w::views(lang)}>
                { tab(Browse::ByUse, w::by_use(lang)) }
                if planned {
                    { tab(Browse::ByPart, w::by_part(lang)) }
                }
                { tab(Browse::Actions, w::actions(lang)) }
                { tab(Browse::Papers, w::papers_tab(lang)) }
            </p>
            if lists {
                { search_field(lang, &typed, oninput) }
                <p role="status" class={if narrowed { "hint found" } else { "visually-hidden" }}>{ w::found(lang, shown.len(), now) }</p>
                { narrowing(&page) }
                if shown.is_empty() {
                    <p>{ w::no_match(lang) }{ " " }{ link(w::clear_filters(lang), clear) }</p>
                }
            }
            { match browse {
                Browse::Actions => actions::list(&page),
                Browse::Papers => papers::list(&page),
                Browse::ByUse => groups::by_use(&page, &shown),
                Browse::ByPart => plan::by_part(&page, &shown),
            } }
            <Files />
            if lists {
                { about::about(&page, &shown) }
            }
        </section>
    }
}

/// A policy of a list.
fn policy(page: &Page, (at, m): Shown<'_>) -> Html {
    use crate::components::policy::Policy;
    html! { <Policy key={m.policy.id.clone()} page={page.clone()} {at} /> }
}
