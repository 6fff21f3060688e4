//! What stands around every screen: the head, from which all of them are reached, and the foot, which says where the
//! answers stay and which rules speak.

use crate::assessed::Assessed;
use crate::components::keeping::{HandOut, RulesHash};
use crate::components::markup::para_of;
use crate::components::packs::Packs;
use crate::host::element;
use crate::page::use_page;
use crate::screen::Screen;
use crate::state::Action;
use crate::words as w;
use tidu_core::order::distinct;
use tidu_core::text::Lang;
use yew::prelude::*;

/// The head.
#[component]
pub fn Head() -> Html {
    let page = use_page();
    let lang = page.lang();
    let link = |screen: Screen| {
        let current = (page.state.screen == screen).then_some("page");
        html! {
            <button type="button" class="tab" aria-current={current} onclick={page.press(Action::Show(screen))}>
                { screen.title(lang) }
            </button>
        }
    };
    html! {
        <header class="head" part="head">
            <div class="head-in">
                <p class="brand">{ w::product(lang) }</p>
                <nav aria-label={w::screens(lang)}>
                    { for Screen::ALL.iter().map(|screen| link(*screen)) }
                </nav>
                if element::is_embedded() && !element::may_use_history() {
                    <BackAndForward />
                }
                <button type="button" class="quiet" onclick={page.press(Action::Resize)}
                    aria-label={[w::text_size(lang), w::COLON.say(lang), w::size_name(lang, page.state.size)].concat()}>
                    { w::text_size(lang) }
                </button>
                { for Lang::ALL.into_iter().filter(|other| *other != lang).map(|other| html! {
                    <button type="button" class="quiet" lang={other.tag()} onclick={page.press(Action::Speak(other))}>
                        { w::own_name(other) }
                    </button>
                }) }
            </div>
        </header>
    }
}

/// Back and forward within somebody else's page, whose history is not to be used.
#[component]
fn BackAndForward() -> Html {
    let page = use_page();
    let lang = page.lang();
    let now = page.state.address();
    // The places one has been at, and which of them is shown.
    let visited = use_mut_ref(|| (vec![now.clone()], 0));
    {
        let (places, at) = &mut *visited.borrow_mut();
        if now.split('/').next() == Some(&places[*at]) {
            // What only says more exactly where one is already is no step.
            places[*at] = now;
        } else if places[*at] != now {
            *at += 1;
            places.truncate(*at);
            places.push(now);
        }
    }
    let to = |text: &'static str, step: isize| {
        let at = visited.borrow().1.checked_add_signed(step);
        let place = at.and_then(|at| Some((at, visited.borrow().0.get(at)?.clone())));
        let (visited, disabled, dispatcher) = (visited.clone(), place.is_none(), page.dispatcher.clone());
        let onclick = move |_: MouseEvent| {
            if let Some((at, address)) = &place {
                visited.borrow_mut().1 = *at;
                dispatcher.dispatch(Action::Go(address.clone()));
            }
        };
        html! { <button type="button" class="quiet" {disabled} {onclick}>{ text }</button> }
    };
    html! { <>{ to(w::go_back(lang), -1) }{ to(w::go_forward(lang), 1) }</> }
}

/// The foot.
#[component]
pub fn Foot() -> Html {
    let page = use_page();
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let overdue = assessed.rules.documents.iter().filter(|d| d.head.source.is_overdue(state.latest_day())).count();
    html! {
        <footer class="foot" part="foot">
            <HandOut />
            <Packs />
            <p>{ w::stays(lang, element::receiver().as_ref()) }{ " " }{ w::no_official_decision(lang) }</p>
            <p class="versions">{ versions(assessed, lang) }</p>
            <RulesHash />
            if overdue > 0 {
                { para_of("warning", &w::overdue_count(lang, overdue)) }
            }
        </footer>
    }
}

/// Which program and which documents speak.
fn versions(assessed: &Assessed, lang: Lang) -> String {
    // Those that govern a rung; each policy names its own.
    let governing: Vec<&str> =
        distinct(assessed.sheets().filter_map(|sheet| assessed.rules.document(sheet.document).head.number.as_deref()).collect());
    let documents = governing.join(w::LIST_COMMA.say(lang));
    let checked = assessed.rules.documents.iter().map(|d| d.head.source.checked).min().map(|d| d.to_string()).unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    w::VERSION_RULES_CHECKED_ON.fill(lang, [&version, &checked, &documents])
}
