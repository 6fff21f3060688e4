//! A document whose rules should have been looked at again says so, and what rests on it is told in a lower tone.

use crate::page::Page;
use crate::words as w;
use tidu_core::rules::Document;
use yew::prelude::*;

/// The warning of a document; nothing while its rules can be relied on.
pub fn overdue(page: &Page, document: &Document) -> Html {
    let source = &document.head.source;
    match source.check_again_by.filter(|_| source.is_overdue(page.state.latest_day())) {
        Some(by) => html! { <p class="warning overdue">{ w::overdue(page.lang(), &by.to_string()) }</p> },
        None => Html::default(),
    }
}
