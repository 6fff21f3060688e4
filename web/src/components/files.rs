//! What one leaves with, as files: dates for a calendar, a table for a spreadsheet; and paper.

use crate::components::markup::button;
use crate::components::road_line::goal;
use crate::host::{self, file::download};
use crate::page::{Page, use_page};
use crate::state::State;
use crate::words as w;
use tidu_core::actions::{Action, actions};
use tidu_core::calendar::{events, icalendar};
use tidu_core::plan::plan;
use tidu_core::report::firm_csv;
use tidu_core::text::Lang;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// A file that was handed to the browser.
#[derive(Clone)]
struct Handed {
    name: String,
    text: String,
    taken: bool,
    help: &'static str,
}

/// The ways to take it along.
#[component]
pub fn Files() -> Html {
    let page = use_page();
    let (lang, handed) = (page.lang(), use_state(|| None::<Handed>));
    let hand = |make: fn(&Page) -> String, suffix: &'static str, kind: &'static str, help: fn(Lang) -> &'static str| {
        let (page, handed) = (page.clone(), handed.clone());
        Callback::from(move |_: MouseEvent| {
            let (name, text) = (format!("{}{suffix}", file_name(&page.state)), make(&page));
            let taken = download(&name, kind, &text);
            handed.set(Some(Handed { name, text, taken, help: help(page.lang()) }));
        })
    };
    html! {
        <section class="files">
            <p class="actions">
                { button(w::print(lang), Callback::from(|_| host::print())) }
                { button(w::get_calendar(lang), hand(calendar, ".ics", "text/calendar;charset=utf-8", w::calendar_help)) }
                { button(w::get_table(lang), hand(table, ".csv", "text/csv;charset=utf-8", w::table_help)) }
            </p>
            <p role="status" class={handed.as_ref().is_some_and(|file| !file.taken).then_some("error")}>
                { handed.as_ref().map(|file| if file.taken { w::file_handed(lang, &file.name, file.help) } else { w::file_not_taken(lang).to_owned() }) }
            </p>
            if let Some(file) = &*handed {
                { no_file(lang, "file-help", &w::copy_into_file(lang, &file.name), w::file_as_text(lang), &file.text) }
            }
        </section>
    }
}

/// The things to do, but for what is ticked off.
fn left_to_do(page: &Page) -> Vec<Action<'_, '_>> {
    let assessed = &page.assessed;
    let mut list = actions(&assessed.rules, &assessed.case, assessed.matches(), assessed.open());
    list.retain(|action| !page.state.done.contains(&action.id));
    list
}

fn calendar(page: &Page) -> String {
    let road = plan(&page.assessed.rules, &page.assessed.said, goal(page), &page.state.kept);
    let events = events(&page.assessed.speaker(), &left_to_do(page), page.assessed.matches(), road.plans.first());
    icalendar(&events, page.state.as_of, page.lang())
}

fn table(page: &Page) -> String {
    let assessed = &page.assessed;
    firm_csv(&assessed.speaker(), assessed.evaluation(), assessed.matches(), assessed.worths(), |id| page.state.done.contains(id))
}

/// What a file of these answers is called, without its ending.
pub fn file_name(state: &State) -> String {
    let product = w::product(state.lang);
    match state.name.trim() {
        "" => format!("{product} {}", state.as_of),
        // What no file name may have.
        name => format!("{product} {} {}", name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], " "), state.as_of),
    }
}

/// Some browsers take a download and let it drop; nobody is told. So there is its text, to be copied.
pub fn no_file(lang: Lang, id: &'static str, help: &str, label: &'static str, text: &str) -> Html {
    let select = Callback::from(|event: FocusEvent| event.target_unchecked_into::<HtmlTextAreaElement>().select());
    html! {
        <details class="no-file">
            <summary>{ w::no_file(lang) }</summary>
            <p class="hint" {id}>{ help }</p>
            <textarea readonly=true rows="4" aria-label={label} aria-describedby={id} value={text.to_owned()} onfocus={select} />
        </details>
    }
}
