//! One enterprise: who it is, what the office notes of it, where it stands, and its whole assessment as it sees it itself.

use super::columns::typed;
use super::model::{LibraryPage, sealed};
use super::state::{FirmMsg as Msg, Msg as All, Open};
use super::table;
use crate::app::App;
use crate::components::citation::certainty;
use crate::host::page::filled;
use crate::host::{self, element, file};
use serde_json::{Value, json};
use tidu_core::day::Day;
use tidu_library::words as w;
use tidu_library::{Change, Firm, Visit};
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

pub fn update(page: &mut LibraryPage, ctx: &Context<LibraryPage>, msg: Msg) -> bool {
    let Some(open) = &mut page.open else { return false };
    let Some(before) = page.library.get(&open.id).cloned() else { return false };
    let mut firm = before.clone();
    match msg {
        Msg::Name(text) => firm.name = text.trim().to_owned(),
        Msg::Code(text) => {
            let code = tidu_core::typed::plain(&text).replace(' ', "").to_uppercase();
            open.wrong_code = !code.is_empty() && !tidu_sheets::is_credit_code(&code);
            if !open.wrong_code {
                firm.code = code;
            }
        }
        Msg::Street(text) => firm.street = text.trim().to_owned(),
        Msg::Officer(text) => firm.officer = text.trim().to_owned(),
        Msg::Note(text) => firm.note = text,
        Msg::VisitDay(text) => open.visit.0 = text,
        Msg::VisitAsked(text) => open.visit.1 = text,
        Msg::Visit => {
            if let Some(day) = Day::parse(open.visit.0.trim()).filter(|_| !open.visit.1.trim().is_empty()) {
                firm.visits.push(Visit { day: day.to_string(), asked: std::mem::take(&mut open.visit.1) });
            }
        }
        Msg::Assess(wanted) => {
            open.wanted = wanted;
            if !wanted {
                take_answers(open, &mut firm);
            }
        }
        Msg::Answers(text) => {
            // Held until it is closed, so that a visit is one step that can be undone.
            open.answers = Some(text);
            return false;
        }
        Msg::File => {
            take_answers(open, &mut firm);
            let name = file_of(&firm, "json");
            let taken = file::download(&name, "application/json", &firm.record().to_string());
            page.handed(&name, taken);
        }
        Msg::Password(text) => open.password = text,
        Msg::Blank(files) => {
            let Some((name, text)) = files.into_iter().next() else { return false };
            if filled(&text, "").is_none() {
                page.said = vec![(true, w::NO_BLANK.fill(page.lang, [&name]))];
                return true;
            }
            page.blank = Some(text);
            ctx.link().send_message(All::Firm(Msg::Page));
        }
        Msg::Page => {
            take_answers(open, &mut firm);
            let answers = sealed(firm.record().to_string(), &open.password);
            let whole = answers.zip(page.blank.as_deref()).and_then(|(answers, blank)| filled(blank, &answers));
            let name = file_of(&firm, "html");
            let taken = whole.is_some_and(|whole| file::download(&name, "text/html;charset=utf-8", &whole));
            page.handed(&name, taken);
        }
        Msg::Remove => {
            let what = w::DID_REMOVE.fill(page.lang, [&before.name]);
            page.apply(what, Change::between(Some(&before), None).into_iter().collect());
            ctx.link().send_message(All::Open(None));
            return false;
        }
    }
    edit(page, &before, &firm);
    ctx.link().send_message(All::Work);
    true
}

/// What a file of an enterprise is called.
fn file_of(firm: &Firm, ending: &str) -> String {
    format!("{}.{ending}", if firm.name.is_empty() { "tidu" } else { &firm.name })
}

fn edit(page: &mut LibraryPage, before: &Firm, after: &Firm) {
    if let Some(change) = Change::between(Some(before), Some(after)) {
        page.apply(w::DID_EDIT.fill(page.lang, [&after.name]), vec![change]);
    }
}

/// The assessment goes, and its answers stay.
fn take_answers(open: &mut Open, firm: &mut Firm) {
    let Some(mut record) = open.answers.take().and_then(|text| serde_json::from_str::<Value>(&text).ok()) else { return };
    if !record["case"].is_object() {
        return;
    }
    // Where one stood in it is no matter of the enterprise.
    if let Some(record) = record.as_object_mut() {
        record.remove("place");
    }
    let name = record["case"]["name"].as_str().unwrap_or_default().trim().to_owned();
    if !name.is_empty() {
        firm.name = name;
    }
    if record["case"]["facts"] != firm.record()["case"]["facts"] || record["typed"] != firm.record()["typed"] {
        firm.set_record(record);
    }
}

/// The enterprise is closed: what its assessment told is kept.
pub fn closed(page: &mut LibraryPage, mut open: Open) {
    if let Some(shown) = open.shown.take() {
        leave(shown);
    }
    if let Some(before) = page.library.get(&open.id).cloned() {
        let mut firm = before.clone();
        take_answers(&mut open, &mut firm);
        edit(page, &before, &firm);
    }
}

fn leave(shown: AppHandle<App>) {
    shown.destroy();
    if let Some(root) = web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("library")) {
        host::stand_in(&root);
    }
}

/// Puts the assessment in its place, or takes it away.
pub fn rendered(page: &mut LibraryPage) {
    let (lang, day) = (page.lang, page.day);
    let Some(open) = &mut page.open else { return };
    if !open.wanted {
        if let Some(shown) = open.shown.take() {
            leave(shown);
        }
        return;
    }
    let Some(place) = open.place.cast::<Element>().filter(|_| open.shown.is_none()) else { return };
    let Some(firm) = page.library.get(&open.id) else { return };
    // It begins with the result, and there is nobody to hand it over to. What it tells comes by way of the script beside the page.
    let mut record = firm.record();
    record["place"] = json!({ "screen": "result", "lang": lang.id() });
    let asked = json!({ "answers": record.to_string(), "lang": lang.id(), "as-of": day.to_string(), "receiver": "" });
    element::embed(&asked.to_string());
    host::mount(&place);
    open.shown = Some(yew::Renderer::<App>::with_root(place).render());
}

pub fn view(page: &LibraryPage, ctx: &Context<LibraryPage>, open: &Open, heading: &NodeRef) -> Html {
    let lang = page.lang;
    let Some(firm) = page.library.get(&open.id) else { return html! {} };
    let send = |of: fn(String) -> Msg| {
        ctx.link().callback(move |event: Event| All::Firm(of(event.target_unchecked_into::<HtmlInputElement>().value())))
    };
    let field = |id: &'static str, name: &str, value: &str, of: fn(String) -> Msg| {
        html! { <div class="field"><label for={id}>{ name }</label><input {id} type="text" autocomplete="off" value={value.to_owned()} onchange={send(of)} /></div> }
    };
    let row = page.at.get(&open.id).map(|at| &page.rows[*at]);
    let wanted = open.wanted;
    html! {
        <section class="firm">
            <p class="actions"><button type="button" onclick={ctx.link().callback(|_| All::Open(None))}>{ w::back(lang) }</button></p>
            <h1 ref={heading.clone()} tabindex="-1">{ table::name(&firm.name, lang) }</h1>
            <div class="pair">
                { field("firm-name", w::firm_name(lang), &firm.name, Msg::Name) }
                { field("firm-code", w::firm_code(lang), &firm.code, Msg::Code) }
                { field("firm-street", w::firm_street(lang), &firm.street, Msg::Street) }
                { field("firm-officer", w::firm_officer(lang), &firm.officer, Msg::Officer) }
            </div>
            if open.wrong_code {
                <p class="error" role="alert">{ w::code_wrong(lang) }</p>
            }
            { for row.map(|row| stands(page, row)) }
            <p class="actions">
                <button type="button" class="primary" aria-expanded={wanted.to_string()} onclick={ctx.link().callback(move |_| All::Firm(Msg::Assess(!wanted)))}>
                    { if wanted { w::close_firm(lang) } else { w::open_firm(lang) } }
                </button>
                <button type="button" onclick={ctx.link().callback(|_| All::Firm(Msg::Remove))}>{ w::remove(lang) }</button>
            </p>
            { hand_over(page, ctx, open) }
            <div class="assessment" ref={open.place.clone()}></div>
            <h2>{ w::visit(lang) }</h2>
            if firm.visits.is_empty() {
                <p class="hint">{ w::no_visits(lang) }</p>
            }
            <ul>{ for firm.visits.iter().map(|visit| html! { <li>{ format!("{} {}", visit.day, visit.asked) }</li> }) }</ul>
            <div class="pair">
                <div class="field"><label for="visit-day">{ w::visit_day(lang) }</label>
                    <input id="visit-day" type="text" class="short" value={open.visit.0.clone()} oninput={ctx.link().callback(|event: InputEvent| All::Firm(Msg::VisitDay(typed(&event))))} /></div>
                <div class="field"><label for="visit-asked">{ w::visit_asked(lang) }</label>
                    <input id="visit-asked" type="text" value={open.visit.1.clone()} oninput={ctx.link().callback(|event: InputEvent| All::Firm(Msg::VisitAsked(typed(&event))))} /></div>
            </div>
            <p class="actions"><button type="button" onclick={ctx.link().callback(|_| All::Firm(Msg::Visit))}>{ w::add_visit(lang) }</button></p>
            <div class="field"><label for="firm-note">{ w::firm_note(lang) }</label>
                <textarea id="firm-note" rows="3" value={firm.note.clone()} onchange={ctx.link().callback(|event: Event| All::Firm(Msg::Note(event.target_unchecked_into::<HtmlTextAreaElement>().value())))} /></div>
        </section>
    }
}

/// What the enterprise is given, to go on by itself.
fn hand_over(page: &LibraryPage, ctx: &Context<LibraryPage>, open: &Open) -> Html {
    let (lang, link) = (page.lang, ctx.link());
    let chosen = {
        let link = link.clone();
        Callback::from(move |event: Event| {
            let link = link.clone();
            file::read(&event, move |files| link.send_message(All::Firm(Msg::Blank(files))));
        })
    };
    html! {
        <details class="hand-over">
            <summary>{ w::hand_over(lang) }</summary>
            <p class="hint">{ w::hand_over_help(lang) }</p>
            <div class="field">
                <label for="firm-password">{ w::password(lang) }</label>
                <input id="firm-password" type="password" autocomplete="new-password" value={open.password.clone()}
                    oninput={link.callback(|event: InputEvent| All::Firm(Msg::Password(typed(&event))))} />
            </div>
            <p class="actions">
                if page.blank.is_some() {
                    <button type="button" onclick={link.callback(|_| All::Firm(Msg::Page))}>{ w::firm_page(lang) }</button>
                } else {
                    <label class="file"><input type="file" accept=".html" onchange={chosen} /><span>{ w::choose_blank(lang) }</span></label>
                }
                <button type="button" onclick={link.callback(|_| All::Firm(Msg::File))}>{ w::firm_file(lang) }</button>
            </p>
        </details>
    }
}

fn stands(page: &LibraryPage, row: &tidu_library::Row) -> Html {
    let lang = page.lang;
    let line = |name: &str, value: Html| html! { <><dt>{ name }</dt><dd>{ value }</dd></> };
    html! {
        <>
            <h2>{ w::stands(lang) }</h2>
            <dl class="stands">
                { line(w::held(lang), html! { table::held(page, row) }) }
                { line(w::reached(lang), html! { table::reached(page, row) }) }
                { line(w::next(lang), html! { row.next.map_or(w::top(lang), |at| table::rung(page, Some(at))) }) }
                { line(w::bars(lang), html! {
                    if row.bars.is_empty() {
                        { w::no_bar(lang) }
                    } else {
                        <ul>{ for row.bars.iter().map(|bar| html! { <li>{ bar.told(lang) }</li> }) }</ul>
                    }
                }) }
                { line(w::open(lang), html! { w::QUESTIONS.fill(lang, [&row.open]) }) }
                { for table::worth(row).map(|sum| line(w::worth(lang), html! { <>{ &*sum.text }{ certainty(sum.certainty, lang) }</> })) }
                { for (!row.dates.is_empty()).then(|| line(w::dates(lang), html! {
                    <ul>{ for row.dates.iter().map(|date| html! { <li>{ format!("{} {}", date.day, date.what) }{ certainty(date.certainty, lang) }</li> }) }</ul>
                })) }
            </dl>
        </>
    }
}
