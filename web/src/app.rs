//! The whole page: head, screen, ladder, foot.

use crate::assessed::{Assessed, askable};
use crate::components::keeping::{HandOut, Notices, RulesHash};
use crate::components::ladder::Ladder;
use crate::components::what_if::tried;
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
use std::rc::Rc;
use std::sync::OnceLock;
use tidu_core::order::distinct;
use tidu_core::text::Lang;
use yew::prelude::*;

/// What every part of the page sees: the state, and what follows from it.
#[derive(Clone)]
pub struct Page {
    /// The state, and the way to change it.
    pub state: UseReducerHandle<State>,
    /// What follows from it.
    pub assessed: Rc<Assessed>,
}

impl PartialEq for Page {
    fn eq(&self, other: &Page) -> bool {
        self.state == other.state && Rc::ptr_eq(&self.assessed, &other.assessed)
    }
}

impl Page {
    /// A callback that dispatches an action, whatever the event.
    pub fn on<E: 'static>(&self, action: impl Fn(E) -> Action + 'static) -> Callback<E> {
        let dispatcher = self.state.dispatcher();
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

/// What a user should know of packs that the site around the page added: how many there are, and whether they rule.
fn added_packs(rules: &RulesRef) -> Option<(usize, bool)> {
    let added = element::packs();
    let ruling = |(name, _): &(String, String)| rules.0.documents.iter().any(|document| document.head.id == *name);
    (!added.is_empty()).then(|| (added.len(), added.iter().all(ruling)))
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
    let keeping = use_keeping(&state, &begun.1);
    // It is the same at every keystroke, and half of the work of one.
    let askable = use_memo((state.as_of, state.renewals.clone()), |asked| askable(&rules.0, asked));
    let assessed = use_memo((*state).clone(), |state| Assessed::new(state, askable));
    let page = Page { state: state.clone(), assessed: (*assessed).clone() };
    let lang = state.lang;

    {
        let dispatcher = state.dispatcher();
        use_effect_with((), move |()| {
            host::unfold_for_print();
            host::watch_focus();
            let shown = dispatcher.clone();
            host::on_screen(move |screen| shown.dispatch(Action::Show(screen)));
            let ready = json!({ "version": env!("CARGO_PKG_VERSION"), "rules": tidu_core::packs::fingerprint(tidu_core::packs::BUILT_IN) });
            element::tell("ready", &ready);
        });
    }
    {
        let state = state.clone();
        use_effect(move || element::on_asked(move || embedded::ask_again(&state, &state.dispatcher())));
    }
    use_effect_with(state.screen, |screen| host::show(*screen));
    {
        let (begun, asked) = (use_mut_ref(|| false), state.focus.is_some() || state.looked_up.is_some());
        use_effect_with((state.screen, state.section), move |_| {
            host::to_top();
            if begun.replace(true) && !asked {
                host::focus_heading();
            }
        });
    }
    use_effect(host::keep_focus);
    use_effect_with(lang, |lang| host::speak(lang.pick("zh-CN", "en")));

    let overdue = page.assessed.rules.documents.iter().filter(|d| d.head.source.is_overdue(state.latest_day())).count();
    let link = |screen: Screen, text: &'static str| {
        let current = (state.screen == screen).then_some("page");
        html! {
            <button type="button" class="tab" aria-current={current} onclick={page.on(move |_: MouseEvent| Action::Show(screen))}>
                { text }
            </button>
        }
    };
    html! {
        <ContextProvider<Page> context={page.clone()}>
        <ContextProvider<Keeping> context={keeping}>
            <header class="head" part="head">
                <div class="head-in">
                    <p class="brand">{ w::product(lang) }</p>
                    <nav aria-label={w::screens(lang)}>
                        { link(Screen::Start, w::to_start(lang)) }
                        { link(Screen::Questions, w::to_questions(lang)) }
                        { link(Screen::Result, w::to_result(lang)) }
                        { link(Screen::Road, w::to_road(lang)) }
                        { link(Screen::Policies, w::to_policies(lang)) }
                        { link(Screen::Laws, w::to_laws(lang)) }
                    </nav>
                    <button type="button" class="quiet" lang={lang.pick("en", "zh-CN")}
                        onclick={page.on(move |_: MouseEvent| Action::Speak(lang.pick(Lang::En, Lang::Zh)))}>
                        { w::other_language(lang) }
                    </button>
                </div>
            </header>
            <div class={classes!("body", (state.screen != Screen::Start).then_some("with-ladder"))}>
                <main part="main">
                    <Notices />
                    { tried(&page) }
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
                    <Ladder />
                }
            </div>
            <footer class="foot" part="foot">
                <HandOut />
                <p>{ if element::is_embedded() { w::stays_until_handed(lang) } else { w::stays_here(lang) } }{ " " }{ w::no_official_decision(lang) }</p>
                <p class="versions">{ versions(&page.assessed, lang) }</p>
                <RulesHash />
                if let Some((packs, ruling)) = added_packs(state.rules) {
                    <p class={classes!((!ruling).then_some("warning"))}>{ w::added_packs(lang, packs, ruling) }</p>
                }
                if overdue > 0 {
                    <p class="warning">{ w::overdue_count(lang, overdue) }</p>
                }
            </footer>
        </ContextProvider<Keeping>>
        </ContextProvider<Page>>
    }
}

/// Which program and which documents speak.
fn versions(assessed: &Assessed, lang: Lang) -> String {
    // Those that govern a rung; each policy names its own.
    let governing: Vec<&str> =
        distinct(assessed.sheets().filter_map(|sheet| assessed.rules.document(sheet.document).head.number.as_deref()).collect());
    let documents = governing.join(lang.pick("、", ", "));
    let checked = assessed.rules.documents.iter().map(|d| d.head.source.checked).min().map(|d| d.to_string()).unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    lang.tell(
        format_args!("版本 {version} · 规则核对于 {checked} · {documents}"),
        format_args!("Version {version} · rules checked on {checked} · {documents}"),
    )
}
