//! The list of enterprises: filters, order, rows, and what is given out of it.

use super::columns::typed;
use super::desk::Give;
use super::model::LibraryPage;
use super::state::Msg;
use std::collections::BTreeSet;
use std::sync::Arc;
use tidu_core::messages as m;
use tidu_core::sentence::certainty;
use tidu_core::text::Lang;
use tidu_core::written::Certainty;
use tidu_library::words as w;
use tidu_library::{Filter, Row, Sort, Sum};
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// The height of a row, in pixels, as the style sheet has it.
const HEIGHT: usize = 56;
/// How many rows stand in the table at once.
const AT_ONCE: usize = 40;
/// How many bars of a row are told.
const BARS: usize = 2;

/// Words in the reader's language.
type Words = fn(Lang) -> &'static str;

const SORTS: [(Sort, Words); 7] = [
    (Sort::Nearest, w::nearest),
    (Sort::Name, w::firm_name),
    (Sort::Street, w::firm_street),
    (Sort::Held, w::by_held),
    (Sort::Reached, w::by_reached),
    (Sort::NextDate, w::by_date),
    (Sort::Open, w::by_open),
];

/// The name of a rung; that of none where there is none.
pub fn rung(page: &LibraryPage, at: Option<usize>) -> &str {
    let vocabulary = &page.rules.vocabulary;
    at.map_or(w::no_rung(page.lang), |at| vocabulary.standard(vocabulary.ladder[at]).short.get(page.lang))
}

pub fn view(page: &LibraryPage, ctx: &Context<LibraryPage>) -> Html {
    let (lang, link) = (page.lang, ctx.link());
    let done = page.rows.len();
    html! {
        <section>
            <h2>{ w::table(lang) }</h2>
            if page.is_judging() {
                <p class="actions">
                    <progress max={page.library.len().to_string()} value={done.to_string()} aria-label={w::table(lang)}></progress>
                    <span>{ w::JUDGING.fill(lang, [&done, &page.library.len()]) }</span>
                    <button type="button" onclick={let stopped = page.stopped; link.callback(move |_| Msg::Stop(!stopped))}>
                        { if page.stopped { w::go_on(lang) } else { w::stop(lang) } }
                    </button>
                </p>
            }
            { filters(page, ctx) }
            <p class="count" role="status">{ w::FIRMS.fill(lang, [&page.places.len(), &page.library.len(), &page.day.to_string()]) }</p>
            { table(page, ctx) }
            { given(page, ctx) }
        </section>
    }
}

fn filters(page: &LibraryPage, ctx: &Context<LibraryPage>) -> Html {
    let (lang, filter) = (page.lang, &page.filter);
    let with = |change: fn(&mut Filter, &str)| {
        let filter = filter.clone();
        move |text: String| {
            let mut filter = filter.clone();
            change(&mut filter, &text);
            Msg::Filter(Box::new(filter))
        }
    };
    let select = |id: &'static str, name: &str, change: fn(&mut Filter, &str), chosen: String, options: Vec<(String, String)>| {
        let set = with(change);
        let onchange = ctx.link().callback(move |event: Event| set(event.target_unchecked_into::<HtmlSelectElement>().value()));
        html! {
            <div class="field">
                <label for={id}>{ name }</label>
                <select {id} {onchange}>
                    <option value="*" selected={chosen == "*"}>{ w::all(lang) }</option>
                    { for options.into_iter().map(|(value, name)| html! { <option value={value.clone()} selected={value == chosen}>{ name }</option> }) }
                </select>
            </div>
        }
    };
    let rungs = || {
        let all = std::iter::once(None).chain((0..page.rules.vocabulary.ladder.len()).map(Some));
        all.map(|at| (number(at), rung(page, at).to_owned())).collect::<Vec<_>>()
    };
    let tick = |id: &'static str, name: &str, checked: bool, change: fn(&mut Filter, &str)| {
        let set = with(change);
        let onchange = ctx.link().callback(move |event: Event| {
            set(if event.target_unchecked_into::<HtmlInputElement>().checked() { "1" } else { "" }.to_owned())
        });
        html! { <label class="option" for={id}><input {id} type="checkbox" {checked} {onchange} /><span>{ name }</span></label> }
    };
    let search = with(|filter, text| text.clone_into(&mut filter.search));
    let chosen_rung = |one: Option<Option<usize>>| one.map_or("*".to_owned(), number);
    let chosen = |one: &Option<String>| one.clone().unwrap_or_else(|| "*".to_owned());
    let nobody = |text: &str| if text.is_empty() { w::nobody(lang).to_owned() } else { text.to_owned() };
    let choices = &page.choices;
    let named = |all: &BTreeSet<Arc<str>>| all.iter().map(|text| (text.to_string(), nobody(text))).collect::<Vec<_>>();
    let vocabulary = &page.rules.vocabulary;
    let industries = vocabulary.find("industry").map(|ix| &vocabulary.fact(ix).options).into_iter().flatten();
    let industries = industries.filter(|option| choices.industries.contains(option.id.as_str()));
    html! {
        <div class="filters">
            <div class="field">
                <label for="search">{ w::search(lang) }</label>
                <input id="search" type="text" autocomplete="off" value={filter.search.clone()} oninput={ctx.link().callback(move |event: InputEvent| search(typed(&event)))} />
            </div>
            <div class="field">
                <label for="order">{ w::order(lang) }</label>
                <select id="order" onchange={ctx.link().batch_callback(|event: Event| {
                    let at: usize = event.target_unchecked_into::<HtmlSelectElement>().value().parse().ok()?;
                    Some(Msg::Sort(SORTS.get(at)?.0))
                })}>
                    { for SORTS.iter().enumerate().map(|(at, (sort, name))| html! { <option value={at.to_string()} selected={*sort == page.sort}>{ name(lang) }</option> }) }
                </select>
            </div>
            { select("held", w::held(lang), |f, text| f.held = rung_of(text), chosen_rung(filter.held), rungs()) }
            { select("reached", w::reached(lang), |f, text| f.reached = rung_of(text), chosen_rung(filter.reached), rungs()) }
            { select("bar", w::bars(lang), |f, text| f.bar = text_of(text), chosen(&filter.bar), choices.bars.iter().map(|(id, text)| (id.to_string(), text.to_string())).collect()) }
            { select("industry", w::industry(lang), |f, text| f.industry = text_of(text), chosen(&filter.industry), industries.map(|option| (option.id.clone(), option.label.get(lang).to_owned())).collect()) }
            { select("street", w::firm_street(lang), |f, text| f.street = text_of(text), chosen(&filter.street), named(&choices.streets)) }
            { select("officer", w::firm_officer(lang), |f, text| f.officer = text_of(text), chosen(&filter.officer), named(&choices.officers)) }
            <div class="field">
                <label for="expires">{ w::expires(lang) }</label>
                <input id="expires" type="text" inputmode="numeric" class="short" value={page.expires.clone()} oninput={ctx.link().callback(|event: InputEvent| Msg::Expires(typed(&event)))} />
            </div>
            { tick("one-short", w::one_short(lang), filter.one_short, |f, text| f.one_short = !text.is_empty()) }
            { tick("not-held", w::not_held(lang), filter.reached_not_held, |f, text| f.reached_not_held = !text.is_empty()) }
            <div class="field">
                <label for="day">{ w::day(lang) }</label>
                <input id="day" type="text" class="short" value={page.day.to_string()} aria-invalid={page.wrong_day.to_string()}
                    onchange={ctx.link().callback(|event: Event| Msg::Day(event.target_unchecked_into::<HtmlInputElement>().value()))} />
                if page.wrong_day {
                    <p class="error">{ w::DAY_WRONG.fill(lang, [&page.day.to_string()]) }</p>
                }
            </div>
            if *filter != Filter::default() {
                <button type="button" class="link" onclick={ctx.link().batch_callback(|_| vec![Msg::Expires(String::new()), Msg::Filter(Box::default())])}>{ w::clear(lang) }</button>
            }
        </div>
    }
}

fn number(at: Option<usize>) -> String {
    at.map_or(String::new(), |at| at.to_string())
}

fn rung_of(text: &str) -> Option<Option<usize>> {
    (text != "*").then(|| text.parse().ok())
}

fn text_of(text: &str) -> Option<String> {
    (text != "*").then(|| text.to_owned())
}

fn table(page: &LibraryPage, ctx: &Context<LibraryPage>) -> Html {
    let lang = page.lang;
    let onscroll = ctx.link().callback(|event: Event| {
        let top = event.target_unchecked_into::<HtmlElement>().scroll_top();
        // In steps, for every row that comes is a painting.
        Msg::Scroll(usize::try_from(top).unwrap_or_default() / HEIGHT / 10 * 10)
    });
    let last = page.places.len();
    // Paper is not scrolled.
    let from = if page.printing { 0 } else { page.scrolled.saturating_sub(10).min(last) };
    let to = if page.printing { last } else { (from + AT_ONCE).min(last) };
    // What is not drawn leaves its room; a style of its own a strict policy would refuse.
    let room = |rows: usize| html! { if rows > 0 { <tr aria-hidden="true"><td colspan="9" class="room-of" height={(rows * HEIGHT).to_string()}></td></tr> } };
    let heads = [w::firm_name, w::firm_street, w::held, w::reached, w::next, w::bars, w::worth, w::open, w::dates];
    html! {
        <div class="scroll firms" tabindex="0" role="region" aria-label={w::table(lang)} {onscroll}>
            <table aria-rowcount={(last + 1).to_string()}>
                <thead><tr aria-rowindex="1">{ for heads.map(|head| html! { <th scope="col">{ head(lang) }</th> }) }</tr></thead>
                <tbody>
                    { room(from) }
                    { for (from..to).map(|n| row(page, ctx, n)) }
                    { room(last - to) }
                </tbody>
            </table>
        </div>
    }
}

fn row(page: &LibraryPage, ctx: &Context<LibraryPage>, n: usize) -> Html {
    let lang = page.lang;
    let row = &page.rows[page.places[n]];
    let id = row.id.clone();
    let open = ctx.link().callback(move |_: MouseEvent| Msg::Open(Some(id.clone())));
    let date = row
        .titles
        .first()
        .map(|(_, day)| (*day, None))
        .into_iter()
        .chain(row.dates.first().map(|date| (date.day, Some(sure(&date.what, date.certainty, lang)))))
        .min_by_key(|(day, _)| *day);
    html! {
        <tr key={row.id.clone()} aria-rowindex={(n + 2).to_string()}>
            <th scope="row"><button type="button" class="link" onclick={open}>{ name(&row.name, lang) }</button></th>
            <td>{ &*row.street }</td>
            <td>{ held(page, row) }</td>
            <td>{ reached(page, row) }</td>
            <td>{ row.next.map_or(w::top(lang), |at| rung(page, Some(at))) }</td>
            <td class="bars">{ bars(page, row) }</td>
            <td class="bars">{ worth(row).map(|sum| sure(&sum.text, sum.certainty, lang)).collect::<Vec<_>>().join(m::SEMICOLON.say(lang)) }</td>
            <td>{ row.open }</td>
            <td class="bars">{ date.map(|(day, what)| html! { <>{ day.to_string() }{ for what.map(|what| html! { <span class="hint">{ format!(" {what}") }</span> }) }</> }) }</td>
        </tr>
    }
}

/// The rung that is reached; that none is, is said only where no answer could change it.
pub fn reached<'p>(page: &'p LibraryPage, row: &Row) -> &'p str {
    if row.reached.is_none() && row.open > 0 { w::undecided(page.lang) } else { rung(page, row.reached) }
}

/// What support comes to, every year and once.
pub fn worth(row: &Row) -> impl Iterator<Item = &Sum> {
    [&row.yearly, &row.once].into_iter().flatten()
}

/// A statement in a line that may be cut off at its end: how sure it is stands first.
fn sure(text: &str, sure: Certainty, lang: Lang) -> String {
    match sure {
        Certainty::Official => text.to_owned(),
        sure => w::SURE_FIRST.fill(lang, [&certainty(sure, lang), &text]),
    }
}

/// The name of an enterprise, or that it has none.
pub fn name(name: &str, lang: Lang) -> &str {
    if name.is_empty() { w::nameless(lang) } else { name }
}

/// The rung that is held, and until when.
pub fn held(page: &LibraryPage, row: &Row) -> String {
    let until = row.held_until.map(|day| w::UNTIL.fill(page.lang, [&day.to_string()]));
    [Some(rung(page, row.held).to_owned()), until].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn bars(page: &LibraryPage, row: &Row) -> String {
    if row.next.is_none() {
        return String::new();
    }
    let lang = page.lang;
    let mut told: Vec<String> = row.bars.iter().take(BARS).map(|bar| bar.told(lang)).collect();
    if row.bars.len() > BARS {
        told.push(w::MORE_BARS.fill(lang, [&(row.bars.len() - BARS)]));
    }
    if told.is_empty() { w::no_bar(lang).to_owned() } else { told.join(m::SEMICOLON.say(lang)) }
}

fn given(page: &LibraryPage, ctx: &Context<LibraryPage>) -> Html {
    let lang = page.lang;
    let ways = [
        (Give::Xlsx, w::give_xlsx as Words),
        (Give::Csv, w::give_csv),
        (Give::Answers, w::give_answers),
        (Give::Calendar, w::give_calendar),
    ];
    html! {
        <details class="give-out">
            <summary>{ w::give_out(lang) }</summary>
            <p class="hint">{ w::GIVE_HELP.fill(lang, [&page.places.len()]) }</p>
            <p class="actions">
                { for ways.map(|(give, name)| html! { <button type="button" disabled={page.job.is_some()} onclick={ctx.link().callback(move |_| Msg::Give(give))}>{ name(lang) }</button> }) }
                <button type="button" onclick={ctx.link().callback(|_| Msg::Print(true))}>{ w::print(lang) }</button>
            </p>
        </details>
    }
}

/// How it is kept, and as a file.
pub fn keeping(page: &LibraryPage, ctx: &Context<LibraryPage>) -> Html {
    let (lang, link) = (page.lang, ctx.link());
    html! {
        <section class="keeping">
            <h2>{ w::keep(lang) }</h2>
            if page.trouble.is_none() {
                <p class="hint">{ w::kept(lang) }</p>
            }
            <div class="field">
                <label for="password">{ w::password(lang) }</label>
                <input id="password" type="password" autocomplete="new-password" value={page.password.clone()} oninput={link.callback(|event: InputEvent| Msg::Password(typed(&event)))} />
            </div>
            <p class="actions"><button type="button" onclick={link.callback(|_| Msg::SaveLibrary)}>{ w::save_file(lang) }</button></p>
        </section>
    }
}
