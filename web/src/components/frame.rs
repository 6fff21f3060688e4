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
