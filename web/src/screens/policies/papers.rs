//! What to bring, each paper once with all that it serves, to be ticked off.

use crate::components::markup::{h2, hint, para};
use crate::components::spoken::spoken;
use crate::page::Page;
use crate::state::Action;
use crate::words as w;
use tidu_core::actions::{What, actions, paper_id, papers};
use yew::prelude::*;

/// The list.
pub fn list(page: &Page) -> Html {
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let vocabulary = &assessed.rules.vocabulary;
    let list = actions(&assessed.rules, &assessed.case, assessed.matches(), &[]);
    let needed = papers(list.iter().filter_map(|action| match &action.what {
        What::Claim(m) => Some(*m),
        _ => None,
    }));
    if needed.is_empty() {
        return para(w::papers_none(lang));
    }
    let is_ready = |paper: usize| state.done.contains(&paper_id(vocabulary, paper));
    let ready = needed.iter().filter(|(paper, _)| is_ready(*paper)).count();
    html! {
        <>
            { h2(w::papers_title(lang)) }
            { hint(w::papers_help(lang)) }
            <p role="status">{ w::papers_at_hand(lang, ready, needed.len()) }</p>
            <ul class="papers">
                { for needed.iter().map(|(paper, serves)| {
                    let done = is_ready(*paper);
                    let id = paper_id(vocabulary, *paper);
                    html! {
                        <li key={id.clone()} class={classes!(done.then_some("done"))}>
                            <label class="option">
                                <input type="checkbox" checked={done} onchange={page.press(Action::Tick(id))} />
                                <span>
                                    <strong>{ spoken(&vocabulary.papers[*paper].1, lang) }</strong>
                                    <span class="hint">{ serves.iter().map(|m| m.policy.title.get(lang)).collect::<Vec<_>>().join(w::LIST_COMMA.say(lang)) }</span>
                                </span>
                            </label>
                        </li>
                    }
                }) }
            </ul>
        </>
    }
}
