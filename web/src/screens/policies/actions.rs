//! What to do, by date, to be ticked off.

use crate::components::citation::{certainty, citation};
use crate::components::markup::{button, hint, para};
use crate::components::spoken::spoken;
use crate::page::Page;
use crate::state::Action;
use crate::words as w;
use tidu_core::actions::{What, actions};
use tidu_core::rules::{DocumentIx, Duty};
use tidu_core::sentence;
use tidu_core::written::{Cite, Due};
use yew::prelude::*;

/// The list.
pub fn list(page: &Page) -> Html {
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let list = actions(&assessed.rules, &assessed.case, assessed.matches(), assessed.open());
    let vocabulary = &assessed.rules.vocabulary;
    // Of the questions, which stand there most telling first, only one tells most.
    let most_telling = list.iter().find(|action| matches!(action.what, What::Answer(..))).map(|action| &action.id);
    html! {
        <>
            if list.is_empty() {
                { para(w::nothing_to_do(lang)) }
            }
            <ol class="actions-list">
                { for list.iter().map(|action| {
                    let done = state.done.contains(&action.id);
                    let id = action.id.clone();
                    let (title, text, authorities) = match &action.what {
                        What::Claim(m) => (m.policy.title.get(lang).to_owned(), m.how().map(|t| t.get(lang).to_owned()).unwrap_or_default(), m.authorities().to_vec()),
                        What::Duty(duty, fact) => (
                            format!("{}{}{}", vocabulary.fact(*fact).label.get(lang), w::COLON.say(lang), duty.title.get(lang)),
                            duty.text.get(lang).to_owned(),
                            duty.authorities.clone(),
                        ),
                        What::Answer(_, slot) => {
                            let why = if most_telling == Some(&action.id) { w::answer_why(lang) } else { "" };
                            (w::answer_this(lang, &assessed.speaker().label(*slot)), why.to_owned(), Vec::new())
                        }
                    };
                    html! {
                        <li key={action.id.clone()} class={classes!(done.then_some("done"))}>
                            <label class="option">
                                <input type="checkbox" checked={done} onchange={page.press(Action::Tick(id.clone()))} />
                                <span>
                                    <strong>{ title }</strong>
                                    if let What::Duty(Duty { due: Due::WithinMonths(months), .. }, _) = action.what {
                                        <span class="due">{ w::within_months(lang, *months) }</span>
                                    }
                                    if let Some(from) = action.reopens {
                                        <span class="due">{ w::reopens(lang, &from.to_string()) }</span>
                                    }
                                    if let Some(due) = action.due {
                                        <span class="due">{ if action.past { w::past(lang, &due.to_string()) } else { w::due_by(lang, &due.to_string()) } }</span>
                                    }
                                </span>
                            </label>
                            if !text.is_empty() {
                                { hint(&text) }
                            }
                            if let What::Claim(m) = &action.what {
                                if let Some(when) = m.when() {
                                    <p class="hint">{ w::when(lang) }{ w::COLON.say(lang) }{ spoken(when, lang) }</p>
                                }
                                if !m.policy.papers.is_empty() {
                                    <p class="hint">{ w::bring(lang) }{ w::COLON.say(lang) }{ m.policy.papers.iter().map(|at| vocabulary.papers[*at].1.get(lang)).collect::<Vec<_>>().join(w::LIST_COMMA.say(lang)) }</p>
                                }
                            }
                            if !authorities.is_empty() {
                                <p class="hint" >{ w::authority(lang) }{ w::COLON.say(lang) }<span lang="zh-CN">{ authorities.join("、") }</span></p>
                            }
                            { match &action.what {
                                What::Claim(m) => source(page, m.policy.document(), &m.policy.cite),
                                What::Duty(duty, _) => source(page, duty.document, &duty.cite),
                                What::Answer(..) => Html::default(),
                            } }
                            if let What::Answer(_, slot) = &action.what {
                                { { let key = state.key(&assessed.case, *slot); html! {
                                    { button(w::go_answer(lang), page.press(Action::Ask(key))) }
                                } } }
                            }
                        </li>
                    }
                }) }
            </ol>
        </>
    }
}

/// Where a thing to do stands, folded.
fn source(page: &Page, document: DocumentIx, cite: &Cite) -> Html {
    let (lang, document) = (page.lang(), page.assessed.rules.document(document));
    html! {
        <details class="source-of">
            <summary>{ w::source(lang) }{ sentence::origin(document, lang) }{ certainty(cite.certainty, lang) }</summary>
            { citation(document, cite, lang) }
        </details>
    }
}
