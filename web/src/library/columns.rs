//! Taking in, as it is seen: where files come in, what their columns are, and what would change.

use super::desk::{Give, Seen, SeenColumn, SeenSheet};
use super::model::LibraryPage;
use super::state::Msg;
use super::taking::{Pick, id};
use crate::host::file;
use tidu_core::money::MoneyUnit;
use tidu_library::words as w;
use tidu_sheets::Meaning;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// How many years back a column may be of.
const YEARS: i32 = 6;

/// Where enterprises come in.
pub fn take_in(page: &LibraryPage, ctx: &Context<LibraryPage>) -> Html {
    let (lang, link) = (page.lang, ctx.link());
    let chosen = {
        let link = link.clone();
        Callback::from(move |event: Event| {
            let link = link.clone();
            file::read_bytes(&event, move |files| link.send_message(Msg::Files(files)));
        })
    };
    html! {
        <section class="take-in">
            <h2>{ w::take_in(lang) }</h2>
            <p class="hint">{ w::take_in_help(lang) }</p>
            <p class="actions">
                <label class="file"><input type="file" multiple=true onchange={chosen} /><span>{ w::choose_files(lang) }</span></label>
                <button type="button" onclick={link.callback(|_| Msg::ByHand)}>{ w::by_hand(lang) }</button>
                <button type="button" onclick={link.callback(|_| Msg::Give(Give::Template))}>{ w::template(lang) }</button>
            </p>
            <details>
                <summary>{ w::paste(lang) }</summary>
                <p class="hint" id="paste-help">{ w::paste_help(lang) }</p>
                <textarea rows="4" aria-label={w::paste(lang)} aria-describedby="paste-help" value={page.pasted.clone()}
                    oninput={link.callback(|event: InputEvent| Msg::Paste(event.target_unchecked_into::<HtmlTextAreaElement>().value()))} />
                <p class="actions"><button type="button" onclick={link.callback(|_| Msg::ReadPasted)}>{ w::read_pasted(lang) }</button></p>
            </details>
        </section>
    }
}

/// What is about to be taken in.
pub fn view(page: &LibraryPage, ctx: &Context<LibraryPage>, seen: &Seen, heading: &NodeRef) -> Html {
    let (lang, link) = (page.lang, ctx.link());
    let [new, updated, unchanged, left] = &seen.counts;
    html! {
        <section>
            <h1 ref={heading.clone()} tabindex="-1">{ w::proposal(lang) }</h1>
            <p class="lead">{ w::COUNTS.fill(lang, [new, updated, unchanged, left]) }</p>
            <p class="actions">
                <button type="button" class="primary" onclick={link.callback(|_| Msg::TakeIn(true))}>{ w::confirm(lang) }</button>
                <button type="button" onclick={link.callback(|_| Msg::TakeIn(false))}>{ w::cancel(lang) }</button>
            </p>
            { for seen.left.iter().map(|told| html! { <p class="error">{ told }</p> }) }
            { for seen.differ.iter().map(|(name, told)| html! {
                <details>
                    <summary>{ name }</summary>
                    <ul>{ for told.iter().map(|told| html! { <li>{ told }</li> }) }</ul>
                </details>
            }) }
            if seen.faults > 0 {
                <h2>{ w::FAULTS.fill(lang, [&seen.faults]) }</h2>
                <p class="hint">{ w::faults_help(lang) }</p>
                <ul class="faults">
                    { for seen.first_faults.iter().map(|told| html! { <li>{ told }</li> }) }
                    if seen.faults > seen.first_faults.len() {
                        <li class="hint">{ w::MORE.fill(lang, [&(seen.faults - seen.first_faults.len())]) }</li>
                    }
                </ul>
                <p class="actions"><button type="button" onclick={link.callback(|_| Msg::Faults)}>{ w::faults_file(lang) }</button></p>
            }
            { for seen.sheets.iter().enumerate().map(|(at, sheet)| sheet_view(page, ctx, at, sheet)) }
        </section>
    }
}

fn sheet_view(page: &LibraryPage, ctx: &Context<LibraryPage>, at: usize, sheet: &SeenSheet) -> Html {
    let (lang, link) = (page.lang, ctx.link());
    let value = |event: &Event| event.target_unchecked_into::<HtmlSelectElement>().value();
    let chosen = link.callback(move |event: Event| Msg::Sheet(at, value(&event).parse().unwrap_or_default()));
    html! {
        <>
            <h2>{ format!("{} · {}", w::columns(lang), sheet.file) }</h2>
            <p class="hint">{ w::columns_help(lang) }</p>
            if sheet.names.len() > 1 {
                <p class="field">
                    <label for={format!("sheet-{at}")}>{ w::sheet(lang) }</label>
                    <select id={format!("sheet-{at}")} onchange={chosen}>
                        { for sheet.names.iter().enumerate().map(|(n, name)| html! { <option value={n.to_string()} selected={n == sheet.chosen}>{ name }</option> }) }
                    </select>
                </p>
            }
            <div class="scroll" tabindex="0" role="region" aria-label={w::columns(lang)}>
                <table class="columns">
                    <thead><tr>{ for [w::column, w::heading, w::sample, w::means, w::unit, w::year].map(|words| html! { <th scope="col">{ words(lang) }</th> }) }</tr></thead>
                    <tbody>{ for sheet.columns.iter().enumerate().map(|(n, column)| row(page, ctx, (at, n), column)) }</tbody>
                </table>
            </div>
        </>
    }
}

fn row(page: &LibraryPage, ctx: &Context<LibraryPage>, at: (usize, usize), column: &SeenColumn) -> Html {
    let (lang, vocabulary) = (page.lang, &page.rules.vocabulary);
    let value = |event: &Event| event.target_unchecked_into::<HtmlSelectElement>().value();
    let picked = |pick: fn(String) -> Option<Pick>| {
        ctx.link().batch_callback(move |event: Event| pick(value(&event)).map(|pick| Msg::Column(at.0, at.1, pick)))
    };
    let own = column.meaning.as_str();
    let option = |value: &str, name: &str| html! { <option value={value.to_owned()} selected={value == own}>{ name }</option> };
    let fixed = [
        (None, w::ignored(lang)),
        (Some(Meaning::Name), w::firm_name(lang)),
        (Some(Meaning::Code), w::firm_code(lang)),
        (Some(Meaning::Street), w::firm_street(lang)),
        (Some(Meaning::Officer), w::firm_officer(lang)),
        (Some(Meaning::Year), w::year(lang)),
    ];
    let label = |what: &str| format!("{} {what}", column.heading);
    let years = (page.day.year() - YEARS..=page.day.year()).rev();
    html! {
        <tr>
            <td>{ &column.name }</td>
            <th scope="row">{ &column.heading }</th>
            <td class="sample">{ &column.sample }</td>
            <td>
                <select aria-label={label(w::means(lang))} onchange={picked(|text| Some(Pick::Meaning(text)))}>
                    { for fixed.map(|(meaning, name)| option(id(vocabulary, meaning), name)) }
                    { for vocabulary.iter().map(|(_, fact)| option(&fact.id, fact.label.get(lang))) }
                </select>
                if column.is_assumed {
                    <span class="hint">{ w::assumed(lang) }</span>
                }
            </td>
            <td>
                if column.is_money {
                    <select aria-label={label(w::unit(lang))} onchange={picked(|text| (!text.is_empty()).then_some(Pick::Unit(text)))}>
                        if column.unit.is_none() {
                            <option value="" selected=true>{ w::unit_unknown(lang) }</option>
                        }
                        { for MoneyUnit::USUAL.map(|unit| html! { <option value={unit.id()} selected={column.unit.as_deref() == Some(unit.id())}>{ unit.name(lang) }</option> }) }
                    </select>
                }
            </td>
            <td>
                if column.is_yearly {
                    <select aria-label={label(w::year(lang))} onchange={picked(|text| text.parse().ok().map(Pick::Year))}>
                        if column.year.is_none() {
                            <option value="" selected=true>{ w::year_unknown(lang) }</option>
                        }
                        { for years.map(|year| html! { <option value={year.to_string()} selected={column.year == Some(year)}>{ year }</option> }) }
                    </select>
                }
            </td>
        </tr>
    }
}

/// What is typed into a field.
pub fn typed(event: &InputEvent) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
}
