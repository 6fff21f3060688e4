//! Questions by year, as a grid like the statements they are copied from: typed cell by cell in a unit of one's own, or
//! pasted as a block.

use crate::components::field::{number, unsure};
use crate::components::markup::{column, field_id, hint};
use crate::components::pasted::{PREVIEW, filled, preview, units};
use crate::components::question::{help, issues};
use crate::components::spoken::spoken;
use crate::host;
use crate::page::Page;
use crate::state::{Action, Key};
use crate::words as w;
use std::rc::Rc;
use tidu_core::money::MoneyUnit;
use tidu_core::order::distinct;
use tidu_core::pasted::{Pasted, cells, html_cells};
use tidu_core::sentence::Rate;
use tidu_core::text::Text;
use tidu_core::vocabulary::{FactIx, Kind};
use yew::prelude::*;

/// The rows of one statement, or those of none.
struct Part<'a> {
    name: Option<&'a Text>,
    rows: Vec<Vec<Key>>,
}

/// The questions in the order of the statements they stand in, each with its years, latest first; those of none come last.
fn parts<'a>(page: &'a Page, keys: &[Key]) -> Vec<Part<'a>> {
    let statements = &page.state.rules().vocabulary.statements;
    let lines = |fact: FactIx| statements.iter().any(|statement| statement.lines.iter().any(|(line, _)| *line == fact));
    let row = |fact: FactIx| keys.iter().copied().filter(|key| key.fact == fact).collect::<Vec<_>>();
    let mut parts: Vec<Part> = Vec::new();
    for statement in statements {
        let rows = statement.lines.iter().map(|(fact, _)| row(*fact)).filter(|row| !row.is_empty()).collect();
        parts.push(Part { name: Some(&statement.name), rows });
    }
    let mut others: Vec<FactIx> = keys.iter().map(|key| key.fact).filter(|fact| !lines(*fact)).collect();
    others.dedup();
    parts.push(Part { name: None, rows: others.into_iter().map(row).collect() });
    parts.retain(|part| !part.rows.is_empty());
    parts
}

/// Questions by year: a row a fact, a column a year, each labelled with the real year, the last first, as statements have
/// them.
pub fn grid(page: &Page, keys: &[Key]) -> Html {
    let lang = page.lang();
    let mut years: Vec<i32> = distinct(keys.iter().filter_map(|key| key.year).collect());
    years.reverse();
    let parts = parts(page, keys);
    let keys: Rc<Vec<Key>> = Rc::new(parts.iter().flat_map(|part| part.rows.concat()).collect());
    let facts = distinct(keys.iter().map(|key| key.fact).collect());
    let has_money = facts.iter().any(|fact| page.state.rules().vocabulary.fact(*fact).kind == Kind::Money);
    let rates = page.assessed.speaker().rates(page.assessed.sheets(), &facts);
    // In 元 figures have four digits more.
    let long = (page.state.unit != MoneyUnit::default()).then_some("long");
    let mut rows: Vec<Html> = Vec::new();
    for part in &parts {
        if parts.iter().any(|part| part.name.is_some()) {
            let name = part.name.map_or_else(|| html! { w::other_figures(lang) }, |name| spoken(name, lang));
            let (key, span) = (part.name.map_or("", |name| name.get(lang)).to_owned(), (years.len() + 2).to_string());
            rows.push(html! { <tr {key} class="part"><th colspan={span} scope="rowgroup">{ name }</th></tr> });
        }
        for row in &part.rows {
            rows.push(grid_row(page, row, &years));
            rows.extend(rates.iter().filter(|rate| rate.of == row[0].fact).map(|rate| rate_row(page, rate, &years)));
        }
    }
    html! {
        <>
        { hint(w::number_hint(lang)) }
        if keys.len() > 1 {
            { hint(w::paste_hint(lang)) }
        }
        if has_money {
            { units(page, "unit", w::money_unit(lang), page.state.unit, Action::Unit) }
        }
        <table class={classes!("grid", long)} onpaste={paste(page, &keys)}>
            <thead>
                <tr>
                    { column(w::figure(lang)) }
                    { for years.iter().map(|year| column(&w::YEAR_ALONE.fill(lang, [year]))) }
                    <th scope="col"><span class="visually-hidden">{ w::unsure(lang) }</span></th>
                </tr>
            </thead>
            // All rows with keys: else one that comes or goes while one types would take the field one types in with it.
            <tbody>{ for rows }</tbody>
        </table>
        { preview(page, &keys) }
        { filled(page, &keys) }
        </>
    }
}

/// What is done with a block of cells pasted into a field: it is looked at first. One cell the browser pastes as ever.
fn paste(page: &Page, keys: &Rc<Vec<Key>>) -> Callback<Event> {
    let (page, keys) = (page.clone(), keys.clone());
    Callback::from(move |event: Event| {
        let Some((into, text, html)) = host::pasted(&event) else { return };
        let Some(at) = keys.iter().copied().find(|key| into.strip_prefix(&field_id(*key)).is_some_and(|rest| matches!(rest, "" | "-most")))
        else {
            return;
        };
        let (state, said) = (&page.state, &page.assessed.said);
        let read = |cells: &[Vec<String>]| Pasted::read(&state.rules().vocabulary, said, &keys, at, state.unit, cells);
        // A table says where a cell ends even where there are line breaks within.
        if let Some(pasted) = html_cells(&html).and_then(|cells| read(&cells)).or_else(|| read(&cells(&text))) {
            event.prevent_default();
            page.dispatcher.dispatch(Action::Pasted(Some(Rc::new(pasted))));
            host::after_paint(|| host::focus(PREVIEW));
        }
    })
}

fn grid_row(page: &Page, row: &[Key], years: &[i32]) -> Html {
    let lang = page.lang();
    let fact = page.state.rules().vocabulary.fact(row[0].fact);
    let unit = if fact.kind == Kind::Money { page.state.unit.name(lang) } else { fact.unit.as_ref().map_or("", |unit| unit.get(lang)) };
    let cell = |year: &i32| {
        let Some(key) = row.iter().find(|key| key.year == Some(*year)) else { return html! { <td key={*year} class="not-asked"></td> } };
        let name = w::of_year(lang, &fact.label, Some(*year));
        html! {
            <td key={*year}>
                <span class="year" aria-hidden="true">{ w::YEAR_ALONE.fill(lang, [year]) }</span>
                { number(page, *key, Some(name.into())) }
                { issues(page, *key) }
            </td>
        }
    };
    html! {
        <tr key={fact.id.clone()}>
            <th key="figure" scope="row">
                <span class="label">{ spoken(&fact.label, lang) }</span>
                <span class="unit">{ w::OPEN_BRACKET.say(lang) }{ unit.to_owned() }{ w::CLOSE_BRACKET.say(lang) }</span>
                { help(page, row[0]) }
            </th>
            { for years.iter().map(cell) }
            <td key="unsure" class="row-unsure">{ unsure(page, row) }</td>
        </tr>
    }
}

/// What follows from the figures above it, by year.
fn rate_row(page: &Page, rate: &Rate, years: &[i32]) -> Html {
    html! {
        <tr key={rate.name.clone()} class="rate">
            <th scope="row">{ rate.name.clone() }</th>
            { for years.iter().map(|year| {
                let told = rate.years.iter().find(|(known, _)| known == year).map(|(_, told)| told.clone());
                html! {
                    <td class={told.is_none().then_some("not-asked")}>
                        <span class="year" aria-hidden="true">{ w::YEAR_ALONE.fill(page.lang(), [year]) }</span>
                        { told }
                    </td>
                }
            }) }
            <td class="row-unsure"></td>
        </tr>
    }
}
