//! Which policies are shown: what is searched for, and the filters, folded with the needs.

use crate::components::markup::link;
use crate::page::Page;
use crate::state::{Action, Filter, Key};
use crate::words as w;
use tidu_core::find::Search;
use tidu_core::matching::{Match, Use};
use tidu_core::order::distinct;
use tidu_core::sentence;
use tidu_core::text::Lang;
use tidu_core::written::BENEFITS;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What can be made of policies, in the order in which it is told.
const USES: [Use; 5] = [Use::Now, Use::AfterAnswers, Use::AfterTitle, Use::ToConfirm, Use::No];

/// Whether a policy passes the filters and is among what is searched for.
pub fn is_shown(page: &Page, m: &Match<'_>, search: &Search) -> bool {
    let filter = &page.state.filter;
    filter.benefit.is_none_or(|benefit| m.policy.benefit == benefit)
        && filter.authority.as_ref().is_none_or(|authority| m.authorities().contains(authority))
        && filter.need.is_none_or(|need| m.policy.needs & (1 << need) != 0)
        && filter.usable.is_none_or(|usable| m.usable == usable)
        && (search.is_empty() || search.finds(&texts(page, m)))
}

/// What of a policy is looked through, in every language: whoever reads English may know it by its Chinese name.
fn texts<'a>(page: &'a Page, m: &Match<'a>) -> Vec<&'a str> {
    let (policy, document) = (m.policy, page.assessed.rules.document(m.policy.document()));
    let told = [
        Some(&policy.title),
        Some(&policy.gives),
        Some(&document.head.title),
        policy.who_text.as_ref(),
        m.how(),
        m.when(),
        m.amount.map(|amount| &amount.text),
    ];
    let told = told.into_iter().flatten().flat_map(|text| Lang::ALL.map(|lang| text.get(lang)));
    told.chain(document.head.number.as_deref()).chain(m.authorities().iter().map(String::as_str)).collect()
}

/// The field in which one says what one looks for.
pub fn search_field(lang: Lang, typed: &str, oninput: Callback<InputEvent>) -> Html {
    html! {
        <div class="search" role="search">
            <label for="policy-search">{ w::search_policies(lang) }</label>
            <input id="policy-search" type="text" autocomplete="off" value={typed.to_owned()} {oninput} />
        </div>
    }
}

/// The needs named with the way to change them, and the filters: kind, office, state, need, each a plain list.
pub fn narrowing(page: &Page) -> Html {
    let lang = page.lang();
    let Some(fact) = page.state.rules().vocabulary.find("needs") else { return filters(page) };
    let slot = page.state.rules().vocabulary.fact(fact).slot;
    let named = page.assessed.speaker().answer(slot);
    html! {
        <details class="narrowing">
            <summary>{ w::your_needs(lang) }{ w::COLON.say(lang) }{ named.as_deref().unwrap_or(w::needs_open(lang)) }</summary>
            { link(w::change_needs(lang), page.press(Action::Ask(Key { fact, year: None }))) }
            { filters(page) }
        </details>
    }
}

fn filters(page: &Page) -> Html {
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let vocabulary = &state.rules().vocabulary;
    let authorities: Vec<&String> = distinct(assessed.matches().iter().flat_map(|m| m.authorities()).collect());
    let benefits: Vec<&'static str> = BENEFITS.into_iter().filter(|b| assessed.matches().iter().any(|m| m.policy.benefit == *b)).collect();
    let needs = vocabulary.find("needs").map(|fact| vocabulary.fact(fact).options.as_slice()).unwrap_or_default();
    let value = |event: Event| event.target_unchecked_into::<HtmlSelectElement>().value();
    let select = |id: &'static str, label: &'static str, options: Vec<(String, String, bool)>, pick: fn(Filter, String) -> Filter| {
        let filter = state.filter.clone();
        let none = options.iter().all(|(_, _, selected)| !selected);
        html! {
            <div class="field">
                <label for={id}>{ label }</label>
                <select {id} onchange={page.on(move |event: Event| Action::Filter(pick(filter.clone(), value(event))))}>
                    <option value="" selected={none}>{ w::all(lang) }</option>
                    { for options.into_iter().map(|(value, text, selected)| html! { <option {value} {selected} lang={(id == "f-authority").then_some("zh-CN")}>{ text }</option> }) }
                </select>
            </div>
        }
    };
    let filter = &state.filter;
    html! {
        <div class="filters">
            { select("f-benefit", w::benefit_kind(lang),
                benefits.into_iter().map(|b| (b.to_owned(), sentence::benefit(b, lang).to_owned(), filter.benefit == Some(b))).collect(),
                |filter, value| Filter { benefit: BENEFITS.into_iter().find(|b| *b == value), ..filter }) }
            { select("f-authority", w::authority(lang),
                authorities.into_iter().map(|a| (a.clone(), a.clone(), filter.authority.as_ref() == Some(a))).collect(),
                |filter, value| Filter { authority: (!value.is_empty()).then_some(value), ..filter }) }
            { select("f-use", w::usable_state(lang),
                USES.into_iter().enumerate().map(|(at, g)| (at.to_string(), w::group(lang, g).to_owned(), filter.usable == Some(g))).collect(),
                |filter, value| Filter { usable: value.parse().ok().and_then(|at: usize| USES.get(at).copied()), ..filter }) }
            { select("f-need", w::need(lang),
                needs.iter().enumerate().map(|(at, n)| (at.to_string(), n.label.get(lang).to_owned(), filter.need == Some(at))).collect(),
                |filter, value| Filter { need: value.parse().ok(), ..filter }) }
        </div>
    }
}
