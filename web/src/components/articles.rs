//! The articles: of every standard each criterion with its reasons, as complete as it gets.

use crate::components::citation::certainty;
use crate::components::criteria::{table, verdict};
use crate::components::markup::{h3, hint, note, para};
use crate::components::overdue::overdue;
use crate::components::score_sheet::score_sheet;
use crate::components::spoken::{in_language, spoken};
use crate::page::Page;
use crate::words as w;
use tidu_core::evaluate::Assessment;
use tidu_core::explain::explain;
use tidu_core::rules::Sheet;
use tidu_core::sentence;
use tidu_core::vocabulary::StandardIx;
use yew::prelude::*;

/// The id of a standard's heading, for links to it.
pub fn summary_id(standard: StandardIx) -> String {
    format!("standard-{}-head", standard.0)
}

/// A standard with all its criteria.
pub fn standard(page: &Page, a: &Assessment<'_>, open: bool) -> Html {
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let standard_name = |standard| assessed.rules.vocabulary.standard(standard).name.get(lang);
    // Of two titles of one rung, an assessment's own comes first.
    let held = assessed.held(a.standard).map(|until| (until, a.standard));
    let held = held.or_else(|| assessed.rung_held(assessed.rules.vocabulary.standard(a.standard).rung));
    html! {
        <details class="standard" id={format!("standard-{}", a.standard.0)} {open} key={format!("{}-{open}", a.standard.0)}>
            <summary id={summary_id(a.standard)}>
                { h3(standard_name(a.standard)) }
                { verdict(a.verdict, lang) }
                if let Some((until, title)) = held {
                    { note(&w::held_and_judged(lang, (title != a.standard).then(|| standard_name(title)), until,
                        sentence::procedure(a.procedure, lang), title == a.standard && !state.renewals.contains(&title) && assessed.is_renewable(title))) }
                }
            </summary>
            if let Some((sheet, governs)) = a.sheet {
                <p class="governs">
                    { w::by_document(lang) }{ " " }{ document_name(assessed.rules.document(sheet.document), lang) }
                    if let Some(annex) = &sheet.annex {
                        { " " }{ spoken(annex, lang) }
                    }
                    { w::OPEN_BRACKET.say(lang) }{ sentence::procedure(a.procedure, lang) }{ w::COMMA.say(lang) }
                    { w::since(lang, &governs.period.from.to_string()) }{ w::CLOSE_BRACKET.say(lang) }
                    { certainty(governs.certainty, lang) }
                    if let Some(url) = &assessed.rules.document(sheet.document).head.source.url {
                        { " " }<a href={url.clone()} target="_blank" rel="noreferrer noopener">{ w::official_page(lang) }</a>
                    }
                </p>
                if let Some(text) = assessed.speaker().may_govern(a) {
                    <p class="hint">{ text }</p>
                }
                { overdue(page, assessed.rules.document(sheet.document)) }
                if let Some(note) = &governs.note {
                    { hint((note, lang)) }
                }
                { criteria(page, a, sheet) }
            } else {
                { para(w::no_rule(lang)) }
            }
        </details>
    }
}

/// A document by title and number, marked as Chinese where nobody has translated it.
pub fn document_name(document: &tidu_core::rules::Document, lang: tidu_core::text::Lang) -> Html {
    let number = document.head.number.as_deref().unwrap_or_default();
    let name = w::DOCUMENT_NUMBERED.fill(lang, [&document.head.title, &number]);
    html! { <>{ in_language(&name, document.head.title.lang(lang), lang) }{ sentence::origin(document, lang) }</> }
}

fn criteria(page: &Page, a: &Assessment<'_>, sheet: &Sheet) -> Html {
    let lang = page.lang();
    let explanation = explain(&page.assessed.case, a);
    let asks_title = |node| sheet.claim(node).prerequisite.is_some();
    let document = page.assessed.rules.document(sheet.document);
    html! {
        <>
            { table(page, a, sheet, &explanation, w::titles_first(lang), |line| asks_title(line.node)) }
            { table(page, a, sheet, &explanation, w::criteria(lang), |line| !asks_title(line.node)) }
            { score_sheet(page, a, sheet) }
            if !document.head.notes.is_empty() {
                <details class="notes">
                    <summary>{ w::notes(lang) }</summary>
                    <ul>
                        { for document.head.notes.iter().map(|note| html! { <li>{ spoken(&note.text, lang) }{ certainty(note.certainty, lang) }</li> }) }
                    </ul>
                </details>
            }
        </>
    }
}
