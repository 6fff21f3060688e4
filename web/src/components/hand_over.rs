//! Handing the answers to the site around the page: what goes where is told first, and it goes once it is confirmed.

use crate::components::markup::para;
use crate::host::{self, element};
use crate::page::use_page;
use crate::storage::record;
use crate::words as w;
use serde_json::json;
use tidu_core::report::report;
use yew::prelude::*;

/// The way to hand over, where somebody receives it.
#[component]
pub fn HandOver() -> Html {
    let page = use_page();
    let lang = page.lang();
    let done = use_state(|| None::<String>);
    let Some(receiver) = element::receiver() else { return Html::default() };
    let site = receiver.name();
    let confirm = {
        let (page, done) = (page.clone(), done.clone());
        Callback::from(move |_: MouseEvent| {
            let (state, assessed) = (&page.state, &page.assessed);
            let case = &record::write(state)["case"];
            let report = report(&assessed.rules, &assessed.case, &assessed.issues, assessed.evaluation(), lang);
            element::tell("complete", json!({ "case": case, "report": report }));
            done.set(Some(host::now()));
        })
    };
    html! {
        <details class="hand-out hand-over">
            <summary>{ w::hand_over(lang, &receiver) }</summary>
            { para(&w::hand_over_help(lang, site)) }
            <p class="actions"><button type="button" class="primary" part="primary" onclick={confirm}>{ w::hand_over_now(lang, &receiver) }</button></p>
            <p role="status">{ done.as_ref().map(|at| w::handed_over(lang, site, at)) }</p>
        </details>
    }
}
