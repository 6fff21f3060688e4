//! The questions, a theme at a time; only what an open criterion needs, and what was answered already.

use crate::components::grid::grid;
use crate::components::markup::{field_id, para};
use crate::components::question::question;
use crate::components::spoken::spoken;
use crate::host;
use crate::page::{Page, use_page};
use crate::screen::Screen;
use crate::state::{Action, Key};
use crate::words as w;
use yew::prelude::*;

/// The questions screen.
#[component]
pub fn Questions() -> Html {
    let page = use_page();
    let (lang, state) = (page.lang(), &page.state);
    let sections = &state.rules().vocabulary.sections;

    {
        let dispatcher = page.dispatcher.clone();
        use_effect_with(state.focus, move |focus| {
            if let Some(key) = focus {
                host::focus(&field_id(*key));
                dispatcher.dispatch(Action::Asked);
            }
        });
    }

    use_effect_with(state.section, |_| host::bring_along("[aria-current=\"step\"]"));

    let asked: Vec<Vec<Key>> = (0..sections.len()).map(|section| asked(&page, section)).collect();
    let shown = || (0..sections.len()).filter(|section| !asked[*section].is_empty());
    let next_section = shown().find(|section| *section > state.section);
    let keys = &asked[state.section];
    let singles = keys.iter().filter(|key| key.year.is_none());
    let yearly: Vec<Key> = keys.iter().copied().filter(|key| key.year.is_some()).collect();
    html! {
        <section class="questions">
            <nav class="sections" aria-label={w::sections(lang)}>
                <ol>
                    { for shown().map(|section| {
                        let current = (section == state.section).then_some("step");
                        let open = asked[section].iter().filter(|key| page.assessed.is_open(state, **key)).count();
                        html! {
                            <li>
                                <button type="button" aria-current={current} onclick={page.press(Action::Section(section))}>
                                    { spoken(&sections[section].1, lang) }
                                    if open > 0 {
                                        <span class="count">{ w::open_count(lang, open) }</span>
                                    }
                                </button>
                            </li>
                        }
                    }) }
                </ol>
            </nav>
            <h1>{ spoken(&sections[state.section].1, lang) }</h1>
            if keys.is_empty() {
                { para(w::nothing_needed(lang)) }
            }
            if !yearly.is_empty() {
                { grid(&page, &yearly) }
            }
            // In an element of their own, all of them with keys: else a question that goes away while one types would
            // take the field one types in with it.
            <div>{ for singles.map(|key| question(&page, *key)) }</div>
            <p class="actions">
                if let Some(section) = next_section {
                    <button type="button" class="primary" part="primary" onclick={page.press(Action::Section(section))}>
                        { w::next_section(lang) }{ w::COLON.say(lang) }{ spoken(&sections[section].1, lang) }
                    </button>
                }
                // Who came for the policies goes back to them.
                { for state.wants_policies().then_some((Screen::Policies, w::see_policies(lang))).into_iter().chain([(Screen::Result, w::see_result(lang))])
                    .enumerate().map(|(at, (screen, text))| {
                        let primary = (at == 0 && next_section.is_none()).then_some("primary");
                        html! {
                            <button type="button" class={classes!(primary)} part={primary} onclick={page.press(Action::Show(screen))}>{ text }</button>
                        }
                    }) }
            </p>
        </section>
    }
}

/// The questions of a section that are shown, in the vocabulary's order.
fn asked(page: &Page, section: usize) -> Vec<Key> {
    let (state, assessed) = (&page.state, &page.assessed);
    let facts = state.rules().vocabulary.iter().filter(|(_, fact)| fact.section == section);
    facts.flat_map(|(fact, _)| assessed.keys_of(fact)).filter(|key| assessed.is_asked(state, *key)).collect()
}
