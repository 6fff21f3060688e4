//! The packs beside the built-in ones: which they are, and, on a page of our own, the way to open and to leave them.

use crate::components::markup::{hint, link, para_of};
use crate::host::{self, element};
use crate::packs::{close, open};
use crate::page::use_page;
use crate::state::{Action, State};
use crate::storage::session::use_desk;
use crate::words as w;
use tidu_core::diagnostic::Diagnostic;
use tidu_core::packs::BUILT_IN;
use yew::prelude::*;

/// What a user should know of packs that are not built in. A site around the page sets its own, and answers for them.
#[component]
pub fn Packs() -> Html {
    let (page, keeping) = (use_page(), use_desk());
    let (lang, added) = (page.lang(), &page.state.rules.1);
    let faults = use_state(Vec::<Diagnostic>::new);
    if element::is_embedded() {
        let given = element::packs().len();
        let ruling = added.len() == given;
        return html! {
            if given > 0 {
                <p class={classes!((!ruling).then_some("warning"))}>{ w::added_packs(lang, given, ruling) }</p>
            }
        };
    }
    let settle = {
        let (faults, keeping) = (faults.clone(), keeping.clone());
        // What has been answered by the time the files are read is in it.
        move |change: &dyn Fn(&State) -> Result<State, Vec<Diagnostic>>| match change(keeping.state()) {
            Ok(state) => {
                faults.set(Vec::new());
                keeping.state().dispatch(Action::Rules(Box::new(state)));
            }
            Err(found) => faults.set(found),
        }
    };
    let chosen = {
        let settle = settle.clone();
        Callback::from(move |event: Event| {
            let settle = settle.clone();
            host::file::read(&event, move |files| settle(&|state| open(state, files.clone())));
        })
    };
    html! {
        <>
            <details class="hand-out">
                <summary>{ w::open_packs(lang) }</summary>
                { hint(w::open_packs_help(lang)) }
                <p class="actions">
                    <label class="file">
                        <input type="file" accept=".json" multiple=true onchange={chosen} />
                        <span>{ w::choose_packs(lang) }</span>
                    </label>
                </p>
                <div role="status">
                    if !faults.is_empty() {
                        { para_of("error", w::packs_faulty(lang)) }
                        <ul>{ for faults.iter().map(|fault| html! { <li>{ fault.sentence(lang) }{ " " }<code>{ fault.code.id() }</code></li> }) }</ul>
                    }
                </div>
            </details>
            if !added.is_empty() {
                <ul>
                    { for added.iter().map(|pack| {
                        let replaces = BUILT_IN.iter().any(|(id, _)| *id == pack.id);
                        let told = if replaces { w::REPLACED_PACK } else { w::ADDED_PACK };
                        let (settle, id) = (settle.clone(), pack.id.clone());
                        html! {
                            <li key={pack.id.clone()}>
                                { told.fill(lang, [&pack.id, &pack.name]) }{ " " }
                                { link(w::close_pack(lang), Callback::from(move |_: MouseEvent| settle(&|state| close(state, &id)))) }
                            </li>
                        }
                    }) }
                </ul>
                { hint(w::added_packs_help(lang)) }
            }
        </>
    }
}
