//! The whole page: head, screen, ladder, foot.

use crate::assessed::{Assessed, askable};
use crate::components::frame::{Foot, Head};
use crate::components::keeping::Notices;
use crate::components::ladder::Ladder;
use crate::components::what_if::Tried;
use crate::embedded;
use crate::host::{self, element};
use crate::keeping::{self, Keeping, use_keeping};
use crate::screens::laws::Laws;
use crate::screens::policies::Policies;
use crate::screens::questions::Questions;
use crate::screens::result::Outcome;
use crate::screens::road::Road;
use crate::screens::start::Start;
use crate::state::{Action, RulesRef, Screen, State};
use crate::words as w;
use serde_json::json;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::OnceLock;
use tidu_core::text::Lang;
use yew::prelude::*;

/// What every part of the page sees: the state, what follows from it, and the way to change it.
#[derive(Clone)]
pub struct Page {
    /// The state.
    pub state: Rc<State>,
    /// What follows from it.
    pub assessed: Rc<Assessed>,
    /// The way to change it.
    pub dispatcher: UseReducerDispatcher<State>,
}

impl PartialEq for Page {
    fn eq(&self, other: &Page) -> bool {
        // It is reckoned anew whenever the state is another.
        Rc::ptr_eq(&self.assessed, &other.assessed)
    }
}

impl Page {
    /// A callback that dispatches an action, whatever the event.
    pub fn on<E: 'static>(&self, action: impl Fn(E) -> Action + 'static) -> Callback<E> {
        let dispatcher = self.dispatcher.clone();
        Callback::from(move |event| dispatcher.dispatch(action(event)))
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.state.lang
    }
}

/// The page a component stands on.
#[hook]
pub fn use_page() -> Page {
    use_context::<Page>().unwrap_or_else(|| unreachable!("every component stands below App"))
}

/// The page as all but the ladder shows it. While somebody types, that is the one painted last: a key is answered on the
/// ladder at once, and whatever else follows from it comes behind.
#[derive(Clone)]
struct Behind {
    shown: Rc<RefCell<Page>>,
    newest: Rc<RefCell<Page>>,
    again: UseForceUpdateHandle,
}

#[hook]
fn use_behind(now: &Page) -> Behind {
    let behind = Behind { shown: use_mut_ref(|| now.clone()), newest: use_mut_ref(|| now.clone()), again: use_force_update() };
    behind.newest.replace(now.clone());
    if !now.state.typing {
        behind.shown.replace(now.clone());
    }
    behind
}

impl Behind {
    /// Shows what is newest by now: of anything older, fields would lose what has been typed into them meanwhile.
    fn catch_up(&self) {
        if *self.shown.borrow() != *self.newest.borrow() {
            self.shown.replace(self.newest.borrow().clone());
            self.again.force_update();
        }
    }
}

fn rules() -> Result<&'static RulesRef, String> {
    static RULES: OnceLock<Result<RulesRef, String>> = OnceLock::new();
    let loaded = RULES.get_or_init(|| {
        let found =
            |found: Vec<tidu_core::diagnostic::Diagnostic>| found.iter().map(|d| d.sentence(Lang::Zh)).collect::<Vec<_>>().join("\n");
        let added = element::packs();
        let all = tidu_core::packs::BUILT_IN.into_iter().chain(added.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let loaded = tidu_core::packs::load(all).or_else(|faults| {
            for fault in faults.iter().filter(|_| !added.is_empty()) {
                element::fault("packs", &fault.sentence(element::lang().unwrap_or(Lang::Zh)));
            }
            tidu_core::packs::built_in()
        });
        loaded.map(RulesRef).map_err(found)
    });
    loaded.as_ref().map_err(Clone::clone)
}

/// The page.
#[component]
pub fn App() -> Html {
    match rules() {
        Ok(rules) => html! { <Whole rules={Identity(rules)} /> },
        Err(faults) => html! { <pre role="alert">{ faults }</pre> },
    }
}

#[derive(Clone, Copy, PartialEq)]
struct Identity(&'static RulesRef);

#[derive(Properties, PartialEq)]
struct WholeProps {
    rules: Identity,
}

#[component]
fn Whole(props: &WholeProps) -> Html {
    let rules = props.rules.0;
    let begun = use_state(|| keeping::begin(rules));
    let state = use_reducer(|| begun.0.clone());
    // The handle reads what is now, whenever it is asked.
    let snapshot = Rc::new((*state).clone());
    let keeping = use_keeping(&state, &snapshot, &begun.1);
    // It is the same at every keystroke, and half of the work of one.
    let askable = use_memo((snapshot.as_of, snapshot.renewals.clone()), |asked| askable(&rules.0, asked));
    let assessed = use_memo(snapshot.clone(), |state| Assessed::new(state, askable));
    let now = Page { state: snapshot, assessed: (*assessed).clone(), dispatcher: state.dispatcher() };
    let behind = use_behind(&now);
    let page = behind.shown.borrow().clone();
    let state = now.state.clone();
    {
        let keeping = keeping.clone();
        use_effect_with(now.clone(), move |_| {
            host::after_paint(move || {
                behind.catch_up();
                keeping.settle();
            });
        });
    }
    {
        let dispatcher = now.dispatcher.clone();
        use_effect_with((), move |()| {
            host::unfold_for_print();
            host::watch_focus();
            host::on_screen(move |screen| dispatcher.dispatch(Action::Show(screen)));
            let ready = json!({ "version": env!("CARGO_PKG_VERSION"), "rules": tidu_core::packs::fingerprint(tidu_core::packs::BUILT_IN) });
            element::tell("ready", &ready);
        });
    }
    {
        let now = now.clone();
        use_effect(move || element::on_asked(move || embedded::ask_again(&now.state, &now.dispatcher)));
    }
    use_effect_with(state.screen, |screen| host::show(*screen));
    {
        let (begun, asked) = (use_mut_ref(|| false), state.focus.is_some() || state.looked_up.is_some());
        use_effect_with((state.screen, state.section), move |_| {
            let first = !begun.replace(true);
            // Whoever asked for something in particular is there already, and is not to be taken away from it.
            if !asked {
                host::to_top();
                if !first {
                    host::focus_heading();
                }
            }
        });
    }
    use_effect(host::keep_focus);
    use_effect_with(state.lang, |lang| host::speak(lang.tag(), w::page_title(*lang)));

    html! {
        <ContextProvider<Page> context={page}>
        <ContextProvider<Keeping> context={keeping}>
            <Head />
            <div class={classes!("body", (state.screen != Screen::Start).then_some("with-ladder"))}>
                <main part="main">
                    <Notices />
                    <Tried />
                    { match state.screen {
                        Screen::Start => html! { <Start /> },
                        Screen::Questions => html! { <Questions /> },
                        Screen::Result => html! { <Outcome /> },
                        Screen::Road => html! { <Road /> },
                        Screen::Policies => html! { <Policies /> },
                        Screen::Laws => html! { <Laws /> },
                    } }
                </main>
                if state.screen != Screen::Start {
                    <Ladder {now} />
                }
            </div>
            <Foot />
        </ContextProvider<Keeping>>
        </ContextProvider<Page>>
    }
}
