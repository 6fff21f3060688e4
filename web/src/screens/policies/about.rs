//! What has to be known of the list: how far it goes, what it knows by name only, and of the documents it cites.

use super::Shown;
use crate::components::citation::certainty;
use crate::components::folded::Folded;
use crate::components::markup::{hint, link, para, para_of};
use crate::components::spoken::spoken;
use crate::page::Page;
use crate::state::{Action, Key};
use crate::words as w;
use tidu_core::matching::{Level, coverage, leads, unanswered_needs};
use tidu_core::order::distinct;
use tidu_core::rules::{Document, DocumentIx};
use tidu_core::sentence;
use yew::prelude::*;

/// All of it.
pub fn about(page: &Page, shown: &[Shown<'_>]) -> Html {
    html! {
        <>
            { para_of("warning", w::agent_warning(page.lang())) }
            { place(page) }
            { needs(page) }
            { by_name_only(page) }
            { cited(page, shown) }
        </>
    }
}

/// How far this tool knows the enterprise's place.
fn place(page: &Page) -> Html {
    let (lang, assessed) = (page.lang(), &page.assessed);
    let levels = coverage(&assessed.rules, &assessed.case);
    let unknown: Vec<Level> = levels.iter().filter(|(_, known)| !known).map(|(level, _)| *level).collect();
    let Some(fact) = assessed.rules.vocabulary.find("region") else { return Html::default() };
    html! {
        if levels.is_empty() {
            <p class="hint">
                { w::place_first(lang) }{ " " }
                { link(w::go_answer(lang), page.press(Action::Ask(Key { fact, year: None }))) }
            </p>
        } else if !unknown.is_empty() {
            { hint(&w::not_covered(lang, &unknown)) }
        }
    }
}

/// The needs that no policy answers.
fn needs(page: &Page) -> Html {
    let (lang, assessed) = (page.lang(), &page.assessed);
    let vocabulary = &assessed.rules.vocabulary;
    let options = vocabulary.find("needs").map(|fact| vocabulary.fact(fact).options.as_slice()).unwrap_or_default();
    let open = unanswered_needs(&assessed.rules, &assessed.case, assessed.matches());
    let open: Vec<&str> = open.into_iter().map(|at| options[at].label.get(lang)).collect();
    html! {
        if !open.is_empty() {
            { hint(&w::no_policy_for(lang, &open.join(w::LIST_COMMA.say(lang)))) }
        }
    }
}

/// Measures of which nothing but the name is known.
fn by_name_only(page: &Page) -> Html {
    let (lang, rules) = (page.lang(), &page.assessed.rules);
    let leads = leads(rules, &page.assessed.case);
    if leads.is_empty() {
        return Html::default();
    }
    let summary = html! { <h2>{ w::leads_title(lang) }{ w::count(lang, leads.len()) }</h2> };
    html! {
        <section class="leads">
            <Folded {summary}>
                { hint(w::leads_help(lang)) }
                <ul>
                    { for leads.into_iter().map(|lead| html! {
                        <li>
                            <strong>{ spoken(&lead.name, lang) }</strong>{ sentence::origin(rules.document(lead.document), lang) }{ certainty(lead.certainty, lang) }
                            { para((&lead.text, lang)) }
                            if !lead.authorities.is_empty() {
                                <p class="hint">{ w::ask_whom(lang) }{ w::COLON.say(lang) }<span lang="zh-CN">{ lead.authorities.join("、") }</span></p>
                            }
                        </li>
                    }) }
                </ul>
            </Folded>
        </section>
    }
}

/// What has to be known of each document that the policies shown stand in, once.
fn cited(page: &Page, shown: &[Shown<'_>]) -> Html {
    let (lang, rules) = (page.lang(), &page.assessed.rules);
    let documents: Vec<u16> = distinct(shown.iter().map(|(_, m)| m.policy.document().0).collect());
    let documents: Vec<&Document> =
        documents.into_iter().map(|ix| rules.document(DocumentIx(ix))).filter(|d| !d.head.notes.is_empty()).collect();
    if documents.is_empty() {
        return Html::default();
    }
    let summary = html! { <h2>{ w::cited(lang) }{ w::count(lang, documents.len()) }</h2> };
    html! {
        <section class="cited">
            <Folded {summary}>
                { for documents.into_iter().map(|document| html! {
                    <section class="notes" key={document.head.id.clone()}>
                        <h3>{ spoken(&document.head.title, lang) }
                            if let Some(number) = &document.head.number {
                                { " " }<span lang="zh-CN">{ number }</span>
                            }
                            { sentence::origin(document, lang) }
                        </h3>
                        <ul>
                            { for document.head.notes.iter().map(|note| html! { <li>{ spoken(&note.text, lang) }{ certainty(note.certainty, lang) }</li> }) }
                        </ul>
                    </section>
                }) }
            </Folded>
        </section>
    }
}
