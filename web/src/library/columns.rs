//! Taking in, as it is seen: where files come in, what their columns are, and what would change.

use super::model::LibraryPage;
use super::state::{Give, Msg};
use super::taking::{Pick, Sheet, Taking, fact, id, meaning};
use crate::host::file;
use tidu_core::messages as m;
use tidu_core::money::MoneyUnit;
use tidu_core::vocabulary::Kind as Of;
use tidu_library::Kind;
use tidu_library::words as w;
use tidu_sheets::{CellFault, Column, Meaning, column_name};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// How many cells that were not read, and enterprises that differ, are told on the page.
const TOLD: usize = 30;
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
pub fn view(page: &LibraryPage, ctx: &Context<LibraryPage>, taking: &Taking, heading: &NodeRef) -> Html {
    let (lang, link) = (page.lang, ctx.link());
    let vocabulary = &page.rules.vocabulary;
    let counts = w::COUNTS.fill(
        lang,
        [
            &taking.proposal.count(&[Kind::New]),
            &taking.proposal.count(&[Kind::Updated]),
            &taking.proposal.count(&[Kind::Unchanged]),
            &taking.proposal.count(&[Kind::Several, Kind::Nameless]),
        ],
    );
    let left = taking.proposal.items.iter().filter(|item| matches!(item.kind, Kind::Several | Kind::Nameless));
    let updated = taking.proposal.items.iter().filter(|item| item.kind == Kind::Updated);
    let numbers = |from: &[usize]| from.iter().map(usize::to_string).collect::<Vec<_>>().join(m::LIST_COMMA.say(lang));
    html! {
        <section>
            <h1 ref={heading.clone()} tabindex="-1">{ w::proposal(lang) }</h1>
            <p class="lead">{ counts }</p>
            <p class="actions">
                <button type="button" class="primary" onclick={link.callback(|_| Msg::TakeIn(true))}>{ w::confirm(lang) }</button>
                <button type="button" onclick={link.callback(|_| Msg::TakeIn(false))}>{ w::cancel(lang) }</button>
            </p>
            { for left.take(TOLD).map(|item| html! { <p class="error">{ w::NOT_TAKEN.fill(lang, [&numbers(&item.from), &item.name, &item.kind.text().get(lang)]) }</p> }) }
            { for updated.take(TOLD).map(|item| html! {
                <details>
                    <summary>{ &item.name }</summary>
                    <ul>{ for item.told(vocabulary, lang).iter().map(|told| {
                        let shown = |text: &str| if text.is_empty() { w::nothing(lang).to_owned() } else { text.to_owned() };
                        html! { <li>{ w::DIFFERS.fill(lang, [&told.what, &shown(&told.before), &shown(&told.after)]) }</li> }
                    }) }</ul>
                </details>
            }) }
            if !taking.faults.is_empty() {
                { faults(page, &taking.faults) }
            }
            { for taking.sheets.iter().enumerate().map(|(at, sheet)| sheet_view(page, ctx, at, sheet)) }
        </section>
    }
}

fn fault(page: &LibraryPage, one: &CellFault) -> String {
    let cells: [&dyn tidu_core::text::Told; 5] =
        [&one.row, &column_name(one.column), &one.heading, &one.cell, &one.told.get(page.lang).to_owned()];
    w::FAULT.fill(page.lang, cells)
}

fn faults(page: &LibraryPage, all: &[CellFault]) -> Html {
    let lang = page.lang;
    let text = all.iter().map(|one| fault(page, one)).collect::<Vec<_>>().join("\r\n");
    let name = format!("{}.txt", w::FAULTS.fill(lang, [&all.len()]));
    let save = Callback::from(move |_: MouseEvent| {
        file::download(&name, "text/plain;charset=utf-8", &format!("\u{feff}{text}"));
    });
    html! {
        <>
            <h2>{ w::FAULTS.fill(lang, [&all.len()]) }</h2>
            <p class="hint">{ w::faults_help(lang) }</p>
            <ul class="faults">
                { for all.iter().take(TOLD).map(|one| html! { <li>{ fault(page, one) }</li> }) }
                if all.len() > TOLD {
                    <li class="hint">{ w::MORE.fill(lang, [&(all.len() - TOLD)]) }</li>
                }
            </ul>
            <p class="actions"><button type="button" onclick={save}>{ w::faults_file(lang) }</button></p>
        </>
    }
}

fn sheet_view(page: &LibraryPage, ctx: &Context<LibraryPage>, at: usize, sheet: &Sheet) -> Html {
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
                    <tbody>{ for sheet.layout.columns.iter().enumerate().map(|(n, column)| row(page, ctx, (at, n), sheet, column)) }</tbody>
                </table>
            </div>
        </>
    }
}

fn row(page: &LibraryPage, ctx: &Context<LibraryPage>, at: (usize, usize), sheet: &Sheet, column: &Column) -> Html {
    let (lang, vocabulary) = (page.lang, &page.rules.vocabulary);
    let value = |event: &Event| event.target_unchecked_into::<HtmlSelectElement>().value();
    let picked = |pick: fn(&'static tidu_core::vocabulary::Vocabulary, &str) -> Option<Pick>| {
        ctx.link().batch_callback(move |event: Event| pick(vocabulary, &value(&event)).map(|pick| Msg::Column(at.0, at.1, pick)))
    };
    let own = id(vocabulary, column.meaning);
    let option = |value: &str, name: &str| html! { <option value={value.to_owned()} selected={value == own}>{ name }</option> };
    let fixed = [
        (None, w::ignored(lang)),
        (Some(Meaning::Name), w::firm_name(lang)),
        (Some(Meaning::Code), w::firm_code(lang)),
        (Some(Meaning::Street), w::firm_street(lang)),
        (Some(Meaning::Officer), w::firm_officer(lang)),
        (Some(Meaning::Year), w::year(lang)),
    ];
    let of = fact(vocabulary, column);
    let label = |what: &str| format!("{} {what}", column.heading);
    let years = (page.day.year() - YEARS..=page.day.year()).rev();
    html! {
        <tr>
            <td>{ column_name(column.at) }</td>
            <th scope="row">{ &column.heading }</th>
            <td class="sample">{ sheet.sample(column) }</td>
            <td>
                <select aria-label={label(w::means(lang))} onchange={picked(|vocabulary, text| Some(Pick::Meaning(meaning(vocabulary, text))))}>
                    { for fixed.map(|(meaning, name)| option(id(vocabulary, meaning), name)) }
                    { for vocabulary.iter().map(|(_, fact)| option(&fact.id, fact.label.get(lang))) }
                </select>
                if !column.assumed.is_empty() {
                    <span class="hint">{ w::assumed(lang) }</span>
                }
            </td>
            <td>
                if of.is_some_and(|fact| fact.kind == Of::Money) {
                    <select aria-label={label(w::unit(lang))} onchange={picked(|_, text| MoneyUnit::read(text).map(Pick::Unit))}>
                        if column.unit.is_none() {
                            <option value="" selected=true>{ w::unit_unknown(lang) }</option>
                        }
                        { for MoneyUnit::USUAL.map(|unit| html! { <option value={unit.id()} selected={column.unit == Some(unit)}>{ unit.name(lang) }</option> }) }
                    </select>
                }
            </td>
            <td>
                if of.is_some_and(|fact| fact.yearly) {
                    <select aria-label={label(w::year(lang))} onchange={picked(|_, text| text.parse().ok().map(Pick::Year))}>
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
