//! The whole page: head, screen, ladder, foot.

use crate::assessed::{Assessed, askable};
use crate::components::frame::{Foot, Head};
use crate::components::keeping::Notices;
use crate::components::ladder::Ladder;
use crate::components::what_if::Tried;
use crate::embedded;
use crate::host::{self, element};
use crate::page::Page;
use crate::screen::Screen;
use crate::screens;
use crate::state::{Action, RulesRef};
use crate::storage::session::{self, Session, use_session};
use crate::words as w;
use serde_json::json;
use std::cell::RefCell;
use std::rc::Rc;
use tidu_core::proof;
use yew::prelude::*;

/// The page as all but the ladder shows it. While somebody types, that is the one painted last: a key is answered on the
/// ladder at once, and whatever else follows from it comes behind.
#[derive(Clone)]
struct DeferredPage {
    shown: Rc<RefCell<Page>>,
    newest: Rc<RefCell<Page>>,
    again: UseForceUpdateHandle,
}

#[hook]
fn use_deferred_page(now: &Page) -> DeferredPage {
    let deferred = DeferredPage { shown: use_mut_ref(|| now.clone()), newest: use_mut_ref(|| now.clone()), again: use_force_update() };
    deferred.newest.replace(now.clone());
    if !now.state.typing {
        deferred.shown.replace(now.clone());
    }
    deferred
}

impl DeferredPage {
    /// Shows what is newest by now: of anything older, fields would lose what has been typed into them meanwhile.
    fn catch_up(&self) {
        if *self.shown.borrow() != *self.newest.borrow() {
            self.shown.replace(self.newest.borrow().clone());
            self.again.force_update();
        }
    }
}

/// The page.
#[component]
pub fn App() -> Html {
    // What stands first; from then on the state has the rules, and may have others.
    let first = use_memo((), |()| embedded::rules());
    match &*first {
        Ok(rules) => html! { <Whole rules={rules.clone()} /> },
        Err(faults) => html! { <pre role="alert">{ faults }</pre> },
    }
}

#[derive(Properties, PartialEq)]
struct WholeProps {
    rules: RulesRef,
}

#[component]
fn Whole(props: &WholeProps) -> Html {
    let begun = use_state(|| session::begin(props.rules.clone()));
    let state = use_reducer(|| begun.0.clone());
    // The handle reads what is now, whenever it is asked.
    let snapshot = Rc::new((*state).clone());
    let keeping = use_session(&state, &snapshot, &begun.1);
    // It is the same at every keystroke, and half of the work of one.
    let askable = use_memo((snapshot.rules.clone(), snapshot.as_of, snapshot.renewals.clone()), |(rules, as_of, renewals)| {
        askable(&rules.0, *as_of, renewals)
    });
    let assessed = use_memo(snapshot.clone(), |state| Assessed::new(state, askable));
    let now = Page { state: snapshot, assessed: (*assessed).clone(), dispatcher: state.dispatcher() };
    let deferred = use_deferred_page(&now);
    let page = deferred.shown.borrow().clone();
    let state = now.state.clone();
    {
        let keeping = keeping.clone();
        use_effect_with(now.clone(), move |_| {
            host::after_paint(move || {
                deferred.catch_up();
                keeping.settle();
            });
        });
    }
    {
        let (dispatcher, keeping) = (now.dispatcher.clone(), keeping.clone());
        use_effect_with((), move |()| {
            host::unfold_for_print();
            host::watch_focus();
            host::on_address(move || match host::address() {
                Some(address) if proof::is_proof(&address) => keeping.open_proof(&address),
                // A step of the site around that has no mark of ours is the site's own.
                Some(address) if !element::is_embedded() || !address.is_empty() => dispatcher.dispatch(Action::Go(address)),
                _ => {}
            });
            let ready = json!({ "version": env!("CARGO_PKG_VERSION"), "rules": tidu_core::packs::fingerprint(tidu_core::packs::BUILT_IN) });
            element::tell("ready", &ready);
        });
    }
    {
        let now = now.clone();
        use_effect(move || element::on_asked(move || embedded::ask_again(&now.state, &now.dispatcher)));
    }
    use_effect_with(state.address(), |place| {
        if let Some(was) = host::address().filter(|was| was != place) {
            // What only says more exactly where one is already is no step that one could go back.
            // A link that was opened is none either: back to it would open it again.
            host::set_address(place, place.split('/').next() == Some(&was) || proof::is_proof(&was));
        }
    });
    {
        let (begun, asked_at) = (use_mut_ref(|| false), use_mut_ref(|| None));
        let place = (state.screen, state.section, state.trail.last().copied());
        // Kept, for what was asked for may have been brought into view, and painted anew, before the effect runs.
        if state.focus.is_some() || state.looked_up.is_some() {
            asked_at.replace(Some(place));
        }
        use_effect_with(place, move |place| {
            let first = !begun.replace(true);
            // Whoever asked for something in particular is there already, and is not to be taken away from it.
            if asked_at.take() != Some(*place) {
                host::to_top();
                if !first {
                    host::focus_heading();
                }
            }
        });
    }
    use_effect(host::keep_focus);
    use_effect_with(state.size, |size| host::resize(size.id()));
    use_effect_with(state.lang, |lang| host::speak(lang.tag(), w::page_title(*lang)));

    html! {
        <ContextProvider<Page> context={page}>
        <ContextProvider<Session> context={keeping}>
            <Head />
            <div class={classes!("body", (state.screen != Screen::Start).then_some("with-ladder"), (state.screen == Screen::Result).then_some("of-result"))}>
                <main part="main">
                    <Notices />
                    <Tried />
                    { screens::view(state.screen) }
                </main>
                if state.screen != Screen::Start {
                    <Ladder {now} />
                }
            </div>
            <Foot />
        </ContextProvider<Session>>
        </ContextProvider<Page>>
    }
}
