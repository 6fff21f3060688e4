//! Where a statement stands, in the document's own words, and how sure it is.

use crate::components::markup::para;
use crate::components::spoken::spoken;
use crate::page::Page;
use crate::words as w;
use tidu_core::rules::{Document, DocumentIx};
use tidu_core::sentence;
use tidu_core::text::Lang;
use tidu_core::vocabulary::FactIx;
use tidu_core::written::{Certainty, Cite};
use yew::prelude::*;

/// What the documents in force say of a figure.
pub fn definitions(page: &Page, of: FactIx) -> Html {
    let lang = page.lang();
    let mut documents: Vec<DocumentIx> = Vec::new();
    for sheet in page.assessed.sheets() {
        if !documents.contains(&sheet.document) {
            documents.push(sheet.document);
        }
    }
    let definitions = documents.iter().flat_map(|ix| {
        let document = page.assessed.rules.document(*ix);
        document.definitions.iter().filter(|d| d.facts.contains(&of)).map(move |d| (document, d))
    });
    html! {
        { for definitions.map(|(document, definition)| html! {
            <div class="definition">
                <p><strong>{ spoken(&definition.term, lang) }</strong></p>
                if let Some(text) = &definition.text {
                    { para((text, lang)) }
                }
                { citation(document, &definition.cite, lang) }
            </div>
        }) }
    }
}

/// A statement's source: number and article, wording, certainty, official page.
pub fn citation(document: &Document, cite: &Cite, lang: Lang) -> Html {
    html! {
        <div class="citation">
            if let Some(quote) = &cite.quote {
                <blockquote lang="zh-CN">{ format!("“{quote}”") }</blockquote>
            }
            <p class="source">
                if let Some(number) = &document.head.number {
                    <span lang="zh-CN">{ number }</span>
                } else {
                    { spoken(&document.head.title, lang) }
                }
                { sentence::origin(document, lang) }
                { " " }<span lang="zh-CN">{ &cite.article }</span>
                { w::COMMA.say(lang) }{ w::checked_on(lang) }{ " " }{ document.head.source.checked.to_string() }
                { certainty(cite.certainty, lang) }
                if let Some(url) = &document.head.source.url {
                    { " " }<a href={url.clone()} target="_blank" rel="noreferrer noopener">{ w::official_page(lang) }</a>
                }
            </p>
            if cite.quote.is_none() {
                <p class="hint">{ if cite.certainty == Certainty::Official { w::not_copied(lang) } else { w::no_quote(lang) } }</p>
            }
        </div>
    }
}

/// How sure a statement is; said only where it is less than the official wording.
pub fn certainty(certainty: Certainty, lang: Lang) -> Html {
    match certainty {
        Certainty::Official => Html::default(),
        other => html! { <span class="certainty">{ sentence::certainty(other, lang) }</span> },
    }
}
