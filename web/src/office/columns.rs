//! Taking in, as it is seen: where files come in, what their columns are, and what would change.

use super::model::Office;
use super::state::{Give, Msg};
use super::taking::{Pick, Sheet, Taking, fact, id, meaning};
use super::words as w;
use crate::host::file;
use tidu_core::money::MoneyUnit;
use tidu_core::vocabulary::Kind as Of;
use tidu_library::Kind;
use tidu_sheets::{CellFault, Column, Meaning, column_name};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// How many cells that were not read, and enterprises that differ, are told on the page.
const TOLD: usize = 30;
/// How many years back a column may be of.
const YEARS: i32 = 6;

/// Where enterprises come in.
pub fn take_in(office: &Office, ctx: &Context<Office>) -> Html {
    let (lang, link) = (office.lang, ctx.link());
    let chosen = {
        let link = link.clone();
        Callback::from(move |event: Event| {
            let link = link.clone();
            file::read_bytes(&event, move |files| link.send_message(Msg::Files(files)));
        })
    };
    html! {
        <section class="take-in">
            <h2>{ w::desk_take_in(lang) }</h2>
            <p class="hint">{ w::desk_take_in_help(lang) }</p>
            <p class="actions">
                <label class="file"><input type="file" multiple=true onchange={chosen} /><span>{ w::desk_choose_files(lang) }</span></label>
                <button type="button" onclick={link.callback(|_| Msg::ByHand)}>{ w::desk_by_hand(lang) }</button>
                <button type="button" onclick={link.callback(|_| Msg::Give(Give::Template))}>{ w::desk_template(lang) }</button>
            </p>
            <details>
                <summary>{ w::desk_paste(lang) }</summary>
                <p class="hint" id="paste-help">{ w::desk_paste_help(lang) }</p>
                <textarea rows="4" aria-label={w::desk_paste(lang)} aria-describedby="paste-help" value={office.pasted.clone()}
                    oninput={link.callback(|event: InputEvent| Msg::Paste(event.target_unchecked_into::<HtmlTextAreaElement>().value()))} />
                <p class="actions"><button type="button" onclick={link.callback(|_| Msg::ReadPasted)}>{ w::desk_read_pasted(lang) }</button></p>
            </details>
        </section>
    }
}

/// What is about to be taken in.
pub fn view(office: &Office, ctx: &Context<Office>, taking: &Taking, heading: &NodeRef) -> Html {
    let (lang, link) = (office.lang, ctx.link());
    let vocabulary = &office.rules.vocabulary;
    let counts = w::DESK_COUNTS.fill(
        lang,
        [
            &Office::count(taking, &[Kind::New]),
            &Office::count(taking, &[Kind::Updated]),
            &Office::count(taking, &[Kind::Unchanged]),
            &Office::count(taking, &[Kind::Several, Kind::Nameless]),
        ],
    );
    let left = taking.proposal.items.iter().filter(|item| matches!(item.kind, Kind::Several | Kind::Nameless));
    let updated = taking.proposal.items.iter().filter(|item| item.kind == Kind::Updated);
    let numbers = |from: &[usize]| from.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    html! {
        <section>
            <h1 ref={heading.clone()} tabindex="-1">{ w::desk_proposal(lang) }</h1>
            <p class="lead">{ counts }</p>
            <p class="actions">
                <button type="button" class="primary" onclick={link.callback(|_| Msg::TakeIn(true))}>{ w::desk_confirm(lang) }</button>
                <button type="button" onclick={link.callback(|_| Msg::TakeIn(false))}>{ w::desk_cancel(lang) }</button>
            </p>
            { for left.take(TOLD).map(|item| html! { <p class="error">{ format!("{} {}: {}", numbers(&item.from), item.name, item.kind.text().get(lang)) }</p> }) }
            { for updated.take(TOLD).map(|item| html! {
                <details>
                    <summary>{ &item.name }</summary>
                    <ul>{ for item.told(vocabulary, lang).iter().map(|told| {
                        let shown = |text: &str| if text.is_empty() { w::desk_nothing(lang).to_owned() } else { text.to_owned() };
                        html! { <li>{ w::DESK_DIFFERS.fill(lang, [&told.what, &shown(&told.before), &shown(&told.after)]) }</li> }
                    }) }</ul>
                </details>
            }) }
            if !taking.faults.is_empty() {
                { faults(office, &taking.faults) }
            }
            { for taking.sheets.iter().enumerate().map(|(at, sheet)| sheet_view(office, ctx, at, sheet)) }
        </section>
    }
}

fn fault(office: &Office, one: &CellFault) -> String {
    let cells: [&dyn tidu_core::text::Told; 5] =
        [&one.row, &column_name(one.column), &one.heading, &one.cell, &one.told.get(office.lang).to_owned()];
    w::DESK_FAULT.fill(office.lang, cells)
}

fn faults(office: &Office, all: &[CellFault]) -> Html {
    let lang = office.lang;
    let text = all.iter().map(|one| fault(office, one)).collect::<Vec<_>>().join("\r\n");
    let name = format!("{}.txt", w::DESK_FAULTS.fill(lang, [&all.len()]));
    let save = Callback::from(move |_: MouseEvent| {
        file::download(&name, "text/plain;charset=utf-8", &format!("\u{feff}{text}"));
    });
    html! {
        <>
            <h2>{ w::DESK_FAULTS.fill(lang, [&all.len()]) }</h2>
            <p class="hint">{ w::desk_faults_help(lang) }</p>
            <ul class="faults">
                { for all.iter().take(TOLD).map(|one| html! { <li>{ fault(office, one) }</li> }) }
                if all.len() > TOLD {
                    <li class="hint">{ w::DESK_MORE.fill(lang, [&(all.len() - TOLD)]) }</li>
                }
            </ul>
            <p class="actions"><button type="button" onclick={save}>{ w::desk_faults_file(lang) }</button></p>
        </>
    }
}

fn sheet_view(office: &Office, ctx: &Context<Office>, at: usize, sheet: &Sheet) -> Html {
    let (lang, link) = (office.lang, ctx.link());
    let value = |event: &Event| event.target_unchecked_into::<HtmlSelectElement>().value();
    let chosen = link.callback(move |event: Event| Msg::Sheet(at, value(&event).parse().unwrap_or_default()));
    html! {
        <>
            <h2>{ format!("{} · {}", w::desk_columns(lang), sheet.file) }</h2>
            <p class="hint">{ w::desk_columns_help(lang) }</p>
            if sheet.names.len() > 1 {
                <p class="field">
                    <label for={format!("sheet-{at}")}>{ w::desk_sheet(lang) }</label>
                    <select id={format!("sheet-{at}")} onchange={chosen}>
                        { for sheet.names.iter().enumerate().map(|(n, name)| html! { <option value={n.to_string()} selected={n == sheet.chosen}>{ name }</option> }) }
                    </select>
                </p>
            }
            <div class="scroll" tabindex="0" role="region" aria-label={w::desk_columns(lang)}>
                <table class="columns">
                    <thead><tr>{ for [w::desk_column, w::desk_heading, w::desk_sample, w::desk_means, w::desk_unit, w::desk_year].map(|words| html! { <th scope="col">{ words(lang) }</th> }) }</tr></thead>
                    <tbody>{ for sheet.layout.columns.iter().enumerate().map(|(n, column)| row(office, ctx, (at, n), sheet, column)) }</tbody>
                </table>
            </div>
        </>
    }
}

fn row(office: &Office, ctx: &Context<Office>, at: (usize, usize), sheet: &Sheet, column: &Column) -> Html {
    let (lang, vocabulary) = (office.lang, &office.rules.vocabulary);
    let value = |event: &Event| event.target_unchecked_into::<HtmlSelectElement>().value();
    let picked = |pick: fn(&'static tidu_core::vocabulary::Vocabulary, &str) -> Option<Pick>| {
        ctx.link().batch_callback(move |event: Event| pick(vocabulary, &value(&event)).map(|pick| Msg::Column(at.0, at.1, pick)))
    };
    let own = id(vocabulary, column.meaning);
    let option = |value: &str, name: &str| html! { <option value={value.to_owned()} selected={value == own}>{ name }</option> };
    let fixed = [
        (None, w::desk_ignored(lang)),
        (Some(Meaning::Name), w::desk_by_name(lang)),
        (Some(Meaning::Code), tidu_library::code_name(lang)),
        (Some(Meaning::Street), w::desk_by_street(lang)),
        (Some(Meaning::Officer), tidu_library::officer_name(lang)),
        (Some(Meaning::Year), w::desk_year(lang)),
    ];
    let of = fact(vocabulary, column);
    let label = |what: &str| format!("{} {what}", column.heading);
    let years = (office.day.year() - YEARS..=office.day.year()).rev();
    html! {
        <tr>
            <td>{ column_name(column.at) }</td>
            <th scope="row">{ &column.heading }</th>
            <td class="sample">{ sheet.sample(column) }</td>
            <td>
                <select aria-label={label(w::desk_means(lang))} onchange={picked(|vocabulary, text| Some(Pick::Meaning(meaning(vocabulary, text))))}>
                    { for fixed.map(|(meaning, name)| option(id(vocabulary, meaning), name)) }
                    { for vocabulary.iter().map(|(_, fact)| option(&fact.id, fact.label.get(lang))) }
                </select>
                if !column.assumed.is_empty() {
                    <span class="hint">{ w::desk_assumed(lang) }</span>
                }
            </td>
            <td>
                if of.is_some_and(|fact| fact.kind == Of::Money) {
                    <select aria-label={label(w::desk_unit(lang))} onchange={picked(|_, text| MoneyUnit::read(text).map(Pick::Unit))}>
                        if column.unit.is_none() {
                            <option value="" selected=true>{ "?" }</option>
                        }
                        { for MoneyUnit::USUAL.map(|unit| html! { <option value={unit.id()} selected={column.unit == Some(unit)}>{ unit.id() }</option> }) }
                    </select>
                }
            </td>
            <td>
                if of.is_some_and(|fact| fact.yearly) {
                    <select aria-label={label(w::desk_year(lang))} onchange={picked(|_, text| text.parse().ok().map(Pick::Year))}>
                        if column.year.is_none() {
                            <option value="" selected=true>{ "—" }</option>
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
