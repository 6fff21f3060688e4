//! The list of enterprises: filters, order, rows, and what is given out of it.

use super::columns::typed;
use super::model::Office;
use super::state::{Give, Msg};
use super::words as w;
use std::collections::BTreeMap;
use tidu_core::text::Lang;
use tidu_library::{Filter, Row, Sort};
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
    (Sort::Nearest, w::desk_nearest),
    (Sort::Name, w::desk_by_name),
    (Sort::Street, w::desk_by_street),
    (Sort::Held, w::desk_by_held),
    (Sort::Reached, w::desk_by_reached),
    (Sort::NextDate, w::desk_by_date),
    (Sort::Open, w::desk_by_open),
];

/// The name of a rung; that of none where there is none.
pub fn rung(office: &Office, at: Option<usize>) -> &str {
    let vocabulary = &office.rules.vocabulary;
    at.map_or(w::desk_no_rung(office.lang), |at| vocabulary.standard(vocabulary.ladder[at]).name.get(office.lang))
}

pub fn view(office: &Office, ctx: &Context<Office>) -> Html {
    let (lang, link) = (office.lang, ctx.link());
    let done = office.rows.len();
    html! {
        <section>
            <h2>{ w::desk_table(lang) }</h2>
            if !office.waiting.is_empty() {
                <p class="actions">
                    <progress max={office.library.len().to_string()} value={done.to_string()} aria-label={w::desk_table(lang)}></progress>
                    <span>{ w::DESK_JUDGING.fill(lang, [&done, &office.library.len()]) }</span>
                    <button type="button" onclick={let stopped = office.stopped; link.callback(move |_| Msg::Stop(!stopped))}>
                        { if office.stopped { w::desk_go_on(lang) } else { w::desk_stop(lang) } }
                    </button>
                </p>
            }
            { filters(office, ctx) }
            <p class="count" role="status">{ w::DESK_FIRMS.fill(lang, [&office.places.len(), &office.library.len()]) }</p>
            { table(office, ctx) }
            { given(office, ctx) }
        </section>
    }
}

fn filters(office: &Office, ctx: &Context<Office>) -> Html {
    let (lang, filter) = (office.lang, &office.filter);
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
                    <option value="*" selected={chosen == "*"}>{ w::desk_all(lang) }</option>
                    { for options.into_iter().map(|(value, name)| html! { <option value={value.clone()} selected={value == chosen}>{ name }</option> }) }
                </select>
            </div>
        }
    };
    let rungs = || {
        let all = std::iter::once(None).chain((0..office.rules.vocabulary.ladder.len()).map(Some));
        all.map(|at| (number(at), rung(office, at).to_owned())).collect::<Vec<_>>()
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
    let nobody = |text: &str| if text.is_empty() { w::desk_nobody(lang).to_owned() } else { text.to_owned() };
    let named = |of: fn(&Row) -> &str| {
        let all: std::collections::BTreeSet<&str> = office.rows.iter().map(of).collect();
        all.into_iter().map(|text| (text.to_owned(), nobody(text))).collect::<Vec<_>>()
    };
    let bars: BTreeMap<&str, &str> = office.rows.iter().flat_map(|row| &row.bars).map(|bar| (&*bar.id, &*bar.text)).collect();
    let vocabulary = &office.rules.vocabulary;
    let industries = vocabulary.find("industry").map(|ix| &vocabulary.fact(ix).options).into_iter().flatten();
    let industries = industries.filter(|option| office.rows.iter().any(|row| row.industry.as_deref() == Some(&option.id)));
    html! {
        <div class="filters">
            <div class="field">
                <label for="search">{ w::desk_search(lang) }</label>
                <input id="search" type="text" autocomplete="off" value={filter.search.clone()} oninput={ctx.link().callback(move |event: InputEvent| search(typed(&event)))} />
            </div>
            <div class="field">
                <label for="order">{ w::desk_order(lang) }</label>
                <select id="order" onchange={ctx.link().batch_callback(|event: Event| {
                    let at: usize = event.target_unchecked_into::<HtmlSelectElement>().value().parse().ok()?;
                    Some(Msg::Sort(SORTS.get(at)?.0))
                })}>
                    { for SORTS.iter().enumerate().map(|(at, (sort, name))| html! { <option value={at.to_string()} selected={*sort == office.sort}>{ name(lang) }</option> }) }
                </select>
            </div>
            { select("held", w::desk_held(lang), |f, text| f.held = rung_of(text), chosen_rung(filter.held), rungs()) }
            { select("reached", w::desk_reached(lang), |f, text| f.reached = rung_of(text), chosen_rung(filter.reached), rungs()) }
            { select("bar", w::desk_bars(lang), |f, text| f.bar = text_of(text), chosen(&filter.bar), bars.into_iter().map(|(id, text)| (id.to_owned(), text.to_owned())).collect()) }
            { select("industry", w::desk_industry(lang), |f, text| f.industry = text_of(text), chosen(&filter.industry), industries.map(|option| (option.id.clone(), option.label.get(lang).to_owned())).collect()) }
            { select("street", w::desk_by_street(lang), |f, text| f.street = text_of(text), chosen(&filter.street), named(|row| &row.street)) }
            { select("officer", tidu_library::officer_name(lang), |f, text| f.officer = text_of(text), chosen(&filter.officer), named(|row| &row.officer)) }
            <div class="field">
                <label for="expires">{ w::desk_expires(lang) }</label>
                <input id="expires" type="text" inputmode="numeric" class="short" value={office.expires.clone()} oninput={ctx.link().callback(|event: InputEvent| Msg::Expires(typed(&event)))} />
            </div>
            { tick("one-short", w::desk_one_short(lang), filter.one_short, |f, text| f.one_short = !text.is_empty()) }
            { tick("not-held", w::desk_not_held(lang), filter.reached_not_held, |f, text| f.reached_not_held = !text.is_empty()) }
            if *filter != Filter::default() {
                <button type="button" class="link" onclick={ctx.link().batch_callback(|_| vec![Msg::Expires(String::new()), Msg::Filter(Box::default())])}>{ w::desk_clear(lang) }</button>
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

fn table(office: &Office, ctx: &Context<Office>) -> Html {
    let lang = office.lang;
    let onscroll = ctx.link().callback(|event: Event| {
        let top = event.target_unchecked_into::<HtmlElement>().scroll_top();
        // In steps, for every row that comes is a painting.
        Msg::Scroll(usize::try_from(top).unwrap_or_default() / HEIGHT / 10 * 10)
    });
    let last = office.places.len();
    // Paper is not scrolled.
    let from = if office.printing { 0 } else { office.scrolled.saturating_sub(10).min(last) };
    let to = if office.printing { last } else { (from + AT_ONCE).min(last) };
    // What is not drawn leaves its room; a style of its own a strict policy would refuse.
    let room = |rows: usize| html! { if rows > 0 { <tr aria-hidden="true"><td colspan="8" class="room-of" height={(rows * HEIGHT).to_string()}></td></tr> } };
    let heads =
        [w::desk_by_name, w::desk_by_street, w::desk_held, w::desk_reached, w::desk_next, w::desk_bars, w::desk_open, w::desk_dates];
    html! {
        <div class="scroll firms" tabindex="0" role="region" aria-label={w::desk_table(lang)} {onscroll}>
            <table aria-rowcount={(last + 1).to_string()}>
                <thead><tr aria-rowindex="1">{ for heads.map(|head| html! { <th scope="col">{ head(lang) }</th> }) }</tr></thead>
                <tbody>
                    { room(from) }
                    { for (from..to).map(|n| row(office, ctx, n)) }
                    { room(last - to) }
                </tbody>
            </table>
        </div>
    }
}

fn row(office: &Office, ctx: &Context<Office>, n: usize) -> Html {
    let lang = office.lang;
    let row = &office.rows[office.places[n]];
    let id = row.id.clone();
    let open = ctx.link().callback(move |_: MouseEvent| Msg::Open(Some(id.clone())));
    let date = row
        .titles
        .first()
        .map(|(_, day)| (*day, None))
        .into_iter()
        .chain(row.dates.first().map(|(day, what)| (*day, Some(what))))
        .min_by_key(|(day, _)| *day);
    html! {
        <tr key={row.id.clone()} aria-rowindex={(n + 2).to_string()}>
            <th scope="row"><button type="button" class="link" onclick={open}>{ if row.name.is_empty() { "—" } else { &row.name } }</button></th>
            <td>{ &*row.street }</td>
            <td>{ held(office, row) }</td>
            <td>{ reached(office, row) }</td>
            <td>{ row.next.map_or(w::desk_top(lang), |at| rung(office, Some(at))) }</td>
            <td class="bars">{ bars(office, row) }</td>
            <td>{ row.open }</td>
            <td>{ date.map(|(day, what)| html! { <>{ day.to_string() }{ for what.map(|what| html! { <span class="hint">{ format!(" {what}") }</span> }) }</> }) }</td>
        </tr>
    }
}

/// The rung that is reached; that none is, is said only where no answer could change it.
pub fn reached<'o>(office: &'o Office, row: &Row) -> &'o str {
    if row.reached.is_none() && row.open > 0 { w::desk_undecided(office.lang) } else { rung(office, row.reached) }
}

/// The rung that is held, and until when.
pub fn held(office: &Office, row: &Row) -> String {
    let until = row.held_until.map(|day| w::DESK_UNTIL.fill(office.lang, [&day.to_string()]));
    [Some(rung(office, row.held).to_owned()), until].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn bars(office: &Office, row: &Row) -> String {
    if row.next.is_none() {
        return String::new();
    }
    let told =
        row.bars.iter().take(BARS).map(|bar| bar.gap.as_deref().map_or_else(|| bar.text.to_string(), |gap| format!("{} {gap}", bar.text)));
    let mut told: Vec<String> = told.collect();
    if row.bars.len() > BARS {
        told.push(format!("+{}", row.bars.len() - BARS));
    }
    if told.is_empty() { w::desk_no_bar(office.lang).to_owned() } else { told.join("; ") }
}

fn given(office: &Office, ctx: &Context<Office>) -> Html {
    let lang = office.lang;
    let ways = [
        (Give::Xlsx, w::desk_give_xlsx as Words),
        (Give::Csv, w::desk_give_csv),
        (Give::Answers, w::desk_give_answers),
        (Give::Calendar, w::desk_give_calendar),
    ];
    html! {
        <details class="give-out">
            <summary>{ w::desk_give_out(lang) }</summary>
            <p class="hint">{ w::DESK_GIVE_HELP.fill(lang, [&office.places.len()]) }</p>
            <p class="actions">
                { for ways.map(|(give, name)| html! { <button type="button" onclick={ctx.link().callback(move |_| Msg::Give(give))}>{ name(lang) }</button> }) }
                <button type="button" onclick={ctx.link().callback(|_| Msg::Print(true))}>{ w::desk_print(lang) }</button>
            </p>
        </details>
    }
}

/// How it is kept, and as a file.
pub fn keeping(office: &Office, ctx: &Context<Office>) -> Html {
    let (lang, link) = (office.lang, ctx.link());
    html! {
        <section class="keeping">
            <h2>{ w::desk_keep(lang) }</h2>
            if office.trouble.is_none() {
                <p class="hint">{ w::desk_kept(lang) }</p>
            }
            <div class="field">
                <label for="password">{ w::desk_password(lang) }</label>
                <input id="password" type="password" autocomplete="new-password" value={office.password.clone()} oninput={link.callback(|event: InputEvent| Msg::Password(typed(&event)))} />
            </div>
            <p class="actions"><button type="button" onclick={link.callback(|_| Msg::Give(Give::Library))}>{ w::desk_save_file(lang) }</button></p>
            <div class="field">
                <label for="day">{ w::desk_day(lang) }</label>
                <input id="day" type="text" class="short" value={office.day.to_string()} aria-invalid={office.wrong_day.to_string()}
                    onchange={link.callback(|event: Event| Msg::Day(event.target_unchecked_into::<HtmlInputElement>().value()))} />
                if office.wrong_day {
                    <p class="error">{ w::DESK_DAY_WRONG.fill(lang, [&office.day.to_string()]) }</p>
                }
            </div>
        </section>
    }
}
