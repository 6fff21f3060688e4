//! What is told of keeping the answers and can be done about it, in place: what was replaced and can be brought back,
//! another window's changes, a password, a store that fails; the list of enterprises; the copy to take away.

use crate::components::files::{file_name, no_file};
use crate::components::markup::{button, h2, link, para, para_of};
use crate::components::proof::{OpenProof, Opened};
use crate::host;
use crate::page::use_page;
use crate::screen::Screen;
use crate::state::Action;
use crate::storage::record;
use crate::storage::session::{Copied, Refusal, use_desk};
use crate::words as w;
use tidu_core::text::Lang;
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

/// What has to be told whichever screen is shown.
#[component]
pub fn Notices() -> Html {
    let (page, keeping) = (use_page(), use_desk());
    let (lang, state, inner) = (page.lang(), &page.state, keeping.inner());
    let press = |what: fn(&crate::storage::session::Session)| {
        let keeping = keeping.clone();
        Callback::from(move |_: MouseEvent| what(&keeping))
    };
    let vocabulary = &state.rules().vocabulary;
    let label = |id: &str| vocabulary.find(id).map_or_else(|| id.to_owned(), |fact| vocabulary.fact(fact).label.get(lang).to_owned());
    let unknown: Vec<String> = state.foreign.names().into_iter().map(label).collect();
    let twice: Vec<String> = record::duplicates(state)
        .into_iter()
        .map(|(id, year)| vocabulary.find(id).map_or_else(|| id.to_owned(), |fact| w::of_year(lang, &vocabulary.fact(fact).label, year)))
        .collect();
    // What is in the list needs no bringing back from elsewhere, and what was deleted has its own line.
    let listed = |id: &str| inner.items.iter().any(|item| item.id == id);
    let deleted = |id: &str| inner.removed.as_ref().is_some_and(|(item, _)| item.id == id);
    let before = state.before.as_ref().filter(|old| (old.id == state.id || !listed(&old.id) || !listed(&state.id)) && !deleted(&old.id));
    html! {
        <div class={classes!("notices", (state.screen == Screen::Start).then_some("centred"))} role="status">
            if state.proof.is_some() {
                <Opened />
            }
            if let Some(before) = before {
                <p>
                    { w::was_replaced(lang, &before.name) }{ " " }
                    { link(w::undo(lang), page.press(Action::Undo)) }
                </p>
            }
            if let Some((item, _)) = &inner.removed {
                <p>
                    { w::was_removed(lang, &item.name) }{ " " }
                    { link(w::undo(lang), press(|keeping| keeping.bring_back())) }
                </p>
            }
            if let Some(conflict) = &inner.conflict {
                <div class="warning">
                    { match conflict {
                        Some(there) => w::other_window(lang, there["changed"].as_str().unwrap_or_default()),
                        None => w::other_window_removed(lang).to_owned(),
                    } }
                    <p class="actions">
                        <button type="button" onclick={press(|keeping| keeping.take_other())}>
                            { if conflict.is_some() { w::take_other(lang) } else { w::let_it_go(lang) } }
                        </button>
                        <button type="button" onclick={{
                            let (keeping, name) = (keeping.clone(), w::copy_of(lang, &state.name));
                            Callback::from(move |_: MouseEvent| keeping.keep_both(name.clone()))
                        }}>
                            { if conflict.is_some() { w::keep_both(lang) } else { w::keep_again(lang) } }
                        </button>
                    </p>
                </div>
            }
            if let Some(trouble) = inner.trouble.filter(|_| !state.secret) {
                { para_of("warning", &w::not_kept(lang, trouble, host::page::is_single())) }
            }
            if state.secret {
                { para(w::is_secret(lang)) }
            }
            if let Some(Refusal::Saved(why)) = inner.refused {
                { para_of("error", w::not_opened(lang, why)) }
            }
            if let Some(Refusal::Proof(why)) = inner.refused {
                { para_of("error", w::proof_refused(lang, why)) }
            }
            if let Some(Refusal::Stopped) = inner.refused {
                { para_of("error", w::stopped_before(lang)) }
            }
            if !unknown.is_empty() {
                { para_of("warning", &w::not_understood(lang, &unknown.join(w::LIST_COMMA.say(lang)))) }
            }
            if !twice.is_empty() {
                { para_of("warning", &w::written_twice(lang, &twice.join(w::LIST_COMMA.say(lang)))) }
            }
            if inner.sealed.is_some() && !state.secret {
                <Unlock />
            }
        </div>
    }
}

/// The password of what the page carries.
#[component]
fn Unlock() -> Html {
    let (page, keeping) = (use_page(), use_desk());
    let lang = page.lang();
    let field = use_node_ref();
    let unlock = {
        let (keeping, field) = (keeping.clone(), field.clone());
        move || {
            if let Some(input) = field.cast::<HtmlInputElement>() {
                keeping.unlock(&input.value());
            }
        }
    };
    let wrong = match keeping.inner().refused {
        Some(Refusal::Seal(why)) => Some(w::not_unlocked(lang, why)),
        _ => None,
    };
    let onkeydown = {
        let unlock = unlock.clone();
        // Enter that ends the composing of a character is not meant for the page.
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() {
                unlock();
            }
        })
    };
    html! {
        <div class="unlock">
            <label for="unlock">{ w::has_password(lang) }</label>
            <div class="with-button">
                <input id="unlock" type="password" autocomplete="off" ref={field} aria-invalid={wrong.is_some().to_string()}
                    aria-describedby="unlock-wrong" {onkeydown} />
                { button(w::open(lang), Callback::from(move |_: MouseEvent| unlock())) }
            </div>
            <p id="unlock-wrong" class={wrong.is_some().then_some("error")}>{ wrong }</p>
        </div>
    }
}

/// The enterprises kept in this browser.
#[component]
pub fn Enterprises() -> Html {
    let (page, keeping) = (use_page(), use_desk());
    let (lang, state, inner) = (page.lang(), &page.state, keeping.inner());
    let renamed = use_state(|| None::<String>);
    let another = {
        let keeping = keeping.clone();
        Callback::from(move |_: MouseEvent| keeping.another())
    };
    let chosen = {
        let keeping = keeping.clone();
        Callback::from(move |event: Event| {
            let keeping = keeping.clone();
            host::file::read(&event, move |files| keeping.open_file(files.first().map_or("", |(_, text)| text)));
        })
    };
    html! {
        <section class="enterprises">
            { h2(w::enterprises(lang)) }
            <p class="hint">{
                match (inner.trouble, host::element::may_keep()) {
                    (_, false) => w::not_kept_in_site(lang),
                    (None, _) => w::kept_here(lang),
                    _ => w::nothing_kept_here(lang),
                }
            }</p>
            if !inner.items.is_empty() {
                <ul>
                    { for inner.items.iter().map(|item| {
                        let name = if item.name.trim().is_empty() { w::nameless(lang).to_owned() } else { item.name.clone() };
                        let act = |what: fn(&crate::storage::session::Session, &crate::storage::library::Item)| {
                            let (keeping, item) = (keeping.clone(), item.clone());
                            Callback::from(move |_: MouseEvent| what(&keeping, &item))
                        };
                        let rename = {
                            let (renamed, id) = (renamed.clone(), item.id.clone());
                            Callback::from(move |_: MouseEvent| renamed.set(if renamed.as_ref() == Some(&id) { None } else { Some(id.clone()) }))
                        };
                        let named = {
                            let (keeping, id) = (keeping.clone(), item.id.clone());
                            Callback::from(move |event: Event| keeping.rename(&id, event.target_unchecked_into::<HtmlInputElement>().value()))
                        };
                        let current = item.id == state.id;
                        let done_or_rename = if renamed.as_ref() == Some(&item.id) { w::done(lang) } else { w::rename(lang) };
                        let of = |what: &str| format!("{what}{}{name}", w::COLON.say(lang));
                        html! {
                            <li key={item.id.clone()}>
                                if renamed.as_ref() == Some(&item.id) {
                                    <input type="text" value={item.name.clone()} aria-label={w::new_name(lang, &name)} onchange={named} />
                                } else {
                                    <button type="button" class="link" aria-current={current.then_some("true")}
                                        onclick={act(|keeping, item| keeping.switch(&item.id))}>{ &name }</button>
                                }
                                <span class="hint">{ item.changed.clone() }{ current.then(|| w::is_open(lang)) }</span>
                                <span class="tools">
                                    <button type="button" class="link" aria-label={of(done_or_rename)} onclick={rename}>
                                        { done_or_rename }
                                    </button>
                                    <button type="button" class="link" aria-label={of(w::remove(lang))} onclick={act(|keeping, item| keeping.remove(item))}>
                                        { w::remove(lang) }
                                    </button>
                                </span>
                            </li>
                        }
                    }) }
                </ul>
            }
            <p class="actions">
                if !state.is_blank() {
                    { button(w::another(lang), another) }
                }
                <label class="file">
                    <input type="file" accept=".html,.htm,.json" onchange={chosen} />
                    <span>{ w::open_file(lang) }</span>
                </label>
            </p>
            <OpenProof />
        </section>
    }
}

/// The copy to take away.
#[component]
pub fn HandOut() -> Html {
    let (page, keeping) = (use_page(), use_desk());
    let (lang, state) = (page.lang(), &page.state);
    let (password, again) = (use_node_ref(), use_node_ref());
    let differ = use_state(|| false);
    let single = host::page::is_single();
    let name = file_name(state);
    let hand_out = {
        let (keeping, password, again, differ) = (keeping.clone(), password.clone(), again.clone(), differ.clone());
        Callback::from(move |_: MouseEvent| {
            let typed = |field: &NodeRef| field.cast::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
            let same = typed(&password) == typed(&again);
            differ.set(!same);
            if same {
                keeping.hand_out(&typed(&password), &name, w::page_title(Lang::Zh));
            }
        })
    };
    let inner = keeping.inner();
    let copied = inner.copied;
    html! {
        <details class="hand-out">
            <summary>{ if single { w::save_page(lang) } else { w::save_answers(lang) } }</summary>
            <p class="hint">{ if single { w::save_page_help(lang) } else { w::save_answers_help(lang) } }</p>
            <div class="pair">
                <div class="field">
                    <label for="password">{ w::password(lang) }</label>
                    <input id="password" type="password" autocomplete="new-password" ref={password} aria-describedby="password-help" />
                </div>
                <div class="field">
                    <label for="password-again">{ w::password_again(lang) }</label>
                    <input id="password-again" type="password" autocomplete="new-password" ref={again} aria-invalid={differ.to_string()}
                        aria-describedby="password-help" />
                </div>
            </div>
            <p id="password-help" class={if *differ { "error" } else { "hint" }}>
                { if *differ { w::passwords_differ(lang) } else { w::password_help(lang) } }
            </p>
            <p class="actions"><button type="button" onclick={hand_out}>{ if single { w::save_page_now(lang) } else { w::save_answers_now(lang) } }</button></p>
            <p role="status" class={(copied == Some(Copied::Failed)).then_some("error")}>{ copied.map(|copied| w::copied(lang, copied)) }</p>
            if copied.is_some() && !inner.copy.is_empty() {
                { no_file(lang, "no-file-help", w::no_file_help(lang), w::answers_as_text(lang), &inner.copy) }
            }
        </details>
    }
}

/// What the page has to say of its own rules: those in the program are those it states and shows, or not.
#[component]
pub fn RulesHash() -> Html {
    let lang = use_page().lang();
    let own = use_memo((), |()| tidu_core::packs::fingerprint(tidu_core::packs::BUILT_IN));
    let differs = host::page::stated_rules().is_some_and(|stated| stated != *own);
    html! {
        <>
            <p class="versions">{ w::rules_hash(lang) }<code title={(*own).clone()}>{ &own[..16] }</code></p>
            if differs {
                <p class="error" role="alert">{ w::rules_differ(lang) }</p>
            }
        </>
    }
}
