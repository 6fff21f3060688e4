//! A pasted block before it is entered: what each figure answers, in which unit, and what has no place; and afterwards the
//! way back.

use crate::components::markup::{button, column, field_id, hint, link, para_of};
use crate::components::spoken::spoken;
use crate::host;
use crate::page::Page;
use crate::state::{Action, Key};
use crate::words as w;
use std::rc::Rc;
use tidu_core::money::MoneyUnit;
use tidu_core::order::distinct;
use tidu_core::pasted::{Figure, Left, Pasted, Units, Years};
use tidu_core::text::Lang;
use tidu_core::vocabulary::Kind;
use yew::prelude::*;

/// The ids of the heading of what waits to be entered, and of what is said afterwards, for the keyboard.
pub const PREVIEW: &str = "pasted";
const FILLED: &str = "filled";

/// What was pasted into one of these questions and waits to be entered.
pub fn preview(page: &Page, keys: &[Key]) -> Html {
    let Some(pasted) = page.state.pasted.as_ref().filter(|pasted| keys.contains(&pasted.at)) else { return Html::default() };
    let (lang, vocabulary) = (page.lang(), &page.state.rules().vocabulary);
    let entered = page.state.readable(pasted).len();
    let mut years = distinct(pasted.figures.iter().filter_map(|figure| figure.key.year).collect());
    years.reverse();
    let mut facts: Vec<_> = pasted.figures.iter().map(|figure| figure.key.fact).collect();
    facts.dedup();
    let unit = pasted.figures.iter().find(|figure| vocabulary.fact(figure.key.fact).kind == Kind::Money).map(|figure| figure.unit);
    let unasked = pasted.figures.iter().filter(|figure| !keys.contains(&figure.key));
    let unasked: Vec<String> = unasked.map(|figure| w::of_year(lang, &vocabulary.fact(figure.key.fact).label, figure.key.year)).collect();
    let in_unit = |unit| Action::Pasted(Some(Rc::new(pasted.in_unit(unit))));
    html! {
        <section class="pasted" aria-labelledby={PREVIEW}>
            <h2 id={PREVIEW} tabindex="-1">{ w::pasted_title(lang) }</h2>
            if facts.is_empty() {
                { para_of("warning", w::nothing_placed(lang)) }
            } else {
                if let Some(unit) = unit.filter(|_| pasted.units != Units::Mixed) {
                    { units(page, "pasted-unit", w::money_unit(lang), unit, in_unit) }
                }
                { hint(units_from(pasted.units)(lang)) }
                <table class="quiet-table">
                    <thead>
                        <tr>
                            { column(w::figure(lang)) }
                            { for years.iter().map(|year| column(&w::YEAR_ALONE.fill(lang, [year]))) }
                        </tr>
                    </thead>
                    <tbody>
                        { for facts.iter().map(|fact| html! {
                            <tr>
                                <th scope="row">{ spoken(&vocabulary.fact(*fact).label, lang) }</th>
                                { for years.iter().map(|year| {
                                    let figure = pasted.figures.iter().find(|f| f.key == Key { fact: *fact, year: Some(*year) });
                                    html! { <td data-label={w::YEAR_ALONE.fill(lang, [year])}>{ figure.map(|figure| entry(page, figure)) }</td> }
                                }) }
                            </tr>
                        }) }
                    </tbody>
                </table>
                if !unasked.is_empty() {
                    { hint(&w::NOT_ASKED_NOW.fill(lang, [&unasked.join(w::LIST_COMMA.say(lang))])) }
                }
                if pasted.rows_by_order {
                    { para_of("warning", w::rows_by_order(lang)) }
                }
                if pasted.years != Years::Named {
                    { para_of("warning", &years_from(page, pasted.years)) }
                }
            }
            { left(page, pasted) }
            <p class="actions">
                if entered > 0 {
                    <button type="button" class="primary" part="primary" onclick={then(page, Action::Enter, FILLED.to_owned())}>
                        { if entered == 1 { w::enter_one(lang).to_owned() } else { w::ENTER_FIGURES.fill(lang, [&entered]) } }
                    </button>
                }
                { button(w::enter_nothing(lang), then(page, Action::Pasted(None), field_id(pasted.at))) }
            </p>
        </section>
    }
}

/// A choice among the usual units of money, and the one there is.
pub fn units(page: &Page, name: &str, label: &str, chosen: MoneyUnit, then: impl Fn(MoneyUnit) -> Action) -> Html {
    let others = Some(chosen).filter(|unit| !MoneyUnit::USUAL.contains(unit));
    html! {
        <div class="units options" role="radiogroup" aria-labelledby={format!("{name}-label")}>
            <span id={format!("{name}-label")}>{ label.to_owned() }</span>
            { for MoneyUnit::USUAL.into_iter().chain(others).map(|unit| html! {
                <label class="option">
                    <input type="radio" name={name.to_owned()} checked={unit == chosen} onchange={page.press(then(unit))} />
                    <span>{ unit.name(page.lang()) }</span>
                </label>
            }) }
        </div>
    }
}

/// Does it, and puts the keyboard where it leads: the button that did it goes.
fn then(page: &Page, action: Action, id: String) -> Callback<MouseEvent> {
    let dispatcher = page.dispatcher.clone();
    Callback::from(move |_: MouseEvent| {
        dispatcher.dispatch(action.clone());
        let id = id.clone();
        host::after_paint(move || host::focus(&id));
    })
}

/// A figure as it will be read, and what it takes the place of; or why it cannot be.
fn entry(page: &Page, figure: &Figure) -> Html {
    let (lang, fact) = (page.lang(), page.state.rules().vocabulary.fact(figure.key.fact));
    match fact.read_typed(&figure.typed(fact)) {
        Ok(Some(span)) => {
            let (told, there) = (page.assessed.speaker().range(fact, span), page.assessed.said.get(figure.key));
            html! {
                <span>
                    { told }
                    if let Some(there) = there.filter(|there| *there != span) {
                        <span class="was">{ w::INSTEAD_OF.fill(lang, [&page.assessed.speaker().range(fact, there)]) }</span>
                    }
                </span>
            }
        }
        Ok(None) => Html::default(),
        Err((_, why)) => html! { <span>{ figure.text.clone() }<span class="error">{ why.get(lang).to_owned() }</span></span> },
    }
}

fn units_from(units: Units) -> fn(Lang) -> &'static str {
    match units {
        Units::Stated => w::unit_stated,
        Units::Mixed => w::units_mixed,
        Units::Compared => w::unit_compared,
        Units::Kept => w::unit_kept,
        Units::Size => w::unit_by_size,
    }
}

fn years_from(page: &Page, years: Years) -> String {
    match years {
        Years::Assumed(year) => w::YEARS_ASSUMED.fill(page.lang(), [&year, &(year - 1)]),
        Years::Named | Years::Order => w::years_by_order(page.lang()).to_owned(),
    }
}

/// What has no place, one line a kind.
fn left(page: &Page, pasted: &Pasted) -> Html {
    let (lang, vocabulary) = (page.lang(), &page.state.rules().vocabulary);
    let of = |key: &Key| w::of_year(lang, &vocabulary.fact(key.fact).label, key.year);
    let mut lines: Vec<(&str, Vec<String>)> = Vec::new();
    let kinds: [fn(Lang) -> &'static str; 5] = [w::left_rows, w::left_columns, w::left_beyond, w::left_dashes, w::left_again];
    for (at, kind) in kinds.into_iter().enumerate() {
        let names = pasted.left.iter().filter_map(|left| {
            let (kind, name) = match left {
                Left::Row(name) => (0, name.clone()),
                Left::Column(name) if name.is_empty() => (1, w::no_heading(lang).to_owned()),
                Left::Column(name) => (1, name.clone()),
                Left::Beyond(text) => (2, text.clone()),
                Left::Dash(key) => (3, of(key)),
                Left::Again(key, text) => (4, w::FIGURE_FOR.fill(lang, [text, &of(key)])),
            };
            (kind == at).then_some(name)
        });
        lines.push((kind(lang), names.collect()));
    }
    lines.retain(|(_, names)| !names.is_empty());
    html! {
        if !lines.is_empty() {
            <div class="left">
                <p>{ w::left_out(lang) }</p>
                <ul>{ for lines.iter().map(|(kind, names)| html! { <li>{ *kind }{ names.join(w::LIST_COMMA.say(lang)) }</li> }) }</ul>
            </div>
        }
    }
}

/// That a block was entered into these questions, and the way back.
pub fn filled(page: &Page, keys: &[Key]) -> Html {
    let lang = page.lang();
    let replaced = page.state.replaced.as_ref().filter(|_| page.state.pasted.is_none()).map_or(&[][..], |replaced| &replaced.answers);
    let (count, here) = (replaced.len(), replaced.iter().any(|(key, _)| keys.contains(key)));
    html! {
        <p id={FILLED} class="filled" role="status" tabindex="-1">
            if here {
                { if count == 1 { w::entered_one(lang).to_owned() } else { w::ENTERED_FIGURES.fill(lang, [&count]) } }{ " " }
                { for replaced.first().map(|(key, _)| link(w::undo(lang), then(page, Action::TakeBack, field_id(*key)))) }
            }
        </p>
    }
}
