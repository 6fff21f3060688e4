//! Figures on the road: those to try out, and how far others may move.

use crate::components::markup::{column, h2, hint};
use crate::components::what_if::{Trial, own, trial};
use crate::page::Page;
use crate::state::Key;
use crate::words as w;
use tidu_core::order::sort_by_key;
use tidu_core::plan::{Plan, Planned};
use tidu_core::vocabulary::Span;
use yew::prelude::*;

/// How many figures are offered to be tried out.
const TRIALS: usize = 8;

/// Figures to try out: those the way changes, then the most fragile ones.
pub fn trials(page: &Page, planned: &Planned) -> Html {
    let (lang, vocabulary) = (page.lang(), &page.assessed.rules.vocabulary);
    let mut rows: Vec<Trial> = Vec::new();
    let mut add = |key: Key, standing: Option<i64>, reach: i64| {
        let fact = vocabulary.fact(key.fact);
        let own = own(page, key).or_else(|| fact.text(Span::point(standing?))).or_else(|| carried(page, key));
        if let Some(own) = own.filter(|_| fact.kind.is_number() && !rows.iter().any(|row| row.key == key)) {
            rows.push(Trial { key, own, reach });
        }
    };
    for key in page.state.tried.keys() {
        add(*key, None, 0);
    }
    let steps = planned.plans.iter().take(1).flat_map(Plan::steps);
    for change in steps.flat_map(|step| &step.changes) {
        add(change.key(), change.from.map(|from| from.lo), change.to);
    }
    for margin in &planned.margins {
        add(Key { fact: margin.fact, year: margin.year }, Some(margin.value), margin.keeps);
    }
    rows.truncate(TRIALS.max(page.state.tried.len()));
    if rows.is_empty() {
        return Html::default();
    }
    // What is tried keeps its place while it is tried.
    sort_by_key(&mut rows, |row| row.key);
    html! {
        <section class="trials">
            { h2(w::try_title(lang)) }
            { hint(w::try_help(lang)) }
            // In a place of their own, so that a field keeps the keyboard while others come and go.
            <div>{ for rows.iter().map(|row| trial(page, row)) }</div>
        </section>
    }
}

/// What a year not yet closed carries on from the years before.
fn carried(page: &Page, key: Key) -> Option<String> {
    (key.year? - 5..key.year?).rev().find_map(|year| own(page, Key { year: Some(year), ..key }))
}

/// How far figures may move, the most fragile first.
pub fn margins(page: &Page, planned: &Planned) -> Html {
    let (lang, speaker) = (page.lang(), page.assessed.speaker());
    if planned.margins.is_empty() {
        return Html::default();
    }
    html! {
        <section class="margins">
            { h2(w::margins_title(lang)) }
            { hint(w::margins_help(lang)) }
            <table class="quiet-table">
                <thead><tr>
                    { column(w::figure_of(lang)) }{ column(w::value_now(lang)) }
                    { column(w::may_go_to(lang)) }{ column(w::room(lang)) }
                </tr></thead>
                <tbody>
                    { for planned.margins.iter().map(|margin| {
                        let fact = page.assessed.rules.vocabulary.fact(margin.fact);
                        html! {
                            <tr>
                                <th scope="row">{ speaker.named(fact.label.get(lang), margin.year) }</th>
                                <td data-label={w::value_now(lang)}>{ speaker.value(fact, margin.value) }</td>
                                <td data-label={w::may_go_to(lang)}>{ speaker.value(fact, margin.keeps) }</td>
                                <td data-label={w::room(lang)}>{ format!("{}{}", if margin.keeps < margin.value { "−" } else { "+" }, speaker.value(fact, (margin.keeps - margin.value).abs())) }</td>
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
        </section>
    }
}
