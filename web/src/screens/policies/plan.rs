//! The documents that have chapters, chapter by chapter, as an official would look them up.

use super::groups::term;
use super::{Shown, policy};
use crate::components::markup::hint;
use crate::components::spoken::spoken;
use crate::page::Page;
use crate::words as w;
use tidu_core::order::sort_by_key;
use tidu_core::sentence;
use yew::prelude::*;

/// Whether any of what concerns this place stands in such a document.
pub fn is_known(page: &Page) -> bool {
    page.assessed.matches().iter().any(|m| m.policy.part.is_some())
}

/// All measures of such documents, whatever can be made of them.
pub fn by_part(page: &Page, shown: &[Shown<'_>]) -> Html {
    let (lang, rules) = (page.lang(), &page.assessed.rules);
    let documents = rules.documents.iter().enumerate().filter(|(_, document)| !document.parts.is_empty());
    html! {
        { for documents.map(|(at, document)| {
            let of: Vec<Shown<'_>> = shown.iter().copied().filter(|(_, m)| usize::from(m.policy.document().0) == at).collect();
            if of.is_empty() {
                return Html::default();
            }
            html! {
                <>
                    <p class="governs">{ spoken(&document.head.title, lang) }{ " " }<span lang="zh-CN">{ document.head.number.clone() }</span>{ sentence::origin(document, lang) }{ w::count(lang, of.len()) }</p>
                    if let Some(help) = term(&of, lang) {
                        { hint(&help) }
                    }
                    { for document.parts.iter().enumerate().map(|(part, (_, name))| {
                        let mut of: Vec<Shown<'_>> = of.iter().copied().filter(|(_, m)| m.policy.part == Some(part)).collect();
                        // Here the document's own order rules.
                        sort_by_key(&mut of, |(_, m)| rules.policies.iter().position(|p| p.id == m.policy.id));
                        if of.is_empty() {
                            return Html::default();
                        }
                        html! {
                            <section class="group">
                                <h2>{ spoken(name, lang) }{ w::count(lang, of.len()) }</h2>
                                { for of.into_iter().map(|one| policy(page, one)) }
                            </section>
                        }
                    }) }
                </>
            }
        }) }
    }
}
