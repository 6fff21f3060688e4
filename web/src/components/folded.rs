//! What is made only once it is unfolded: of a hundred measures that are over, nobody pays for the ones he does not open, and
//! paper does not show them.

use web_sys::HtmlElement;
use yew::prelude::*;

/// What stands folded.
#[derive(Properties, PartialEq)]
pub struct FoldedProps {
    /// Its class.
    #[prop_or_default]
    pub class: &'static str,
    /// Its line.
    pub summary: Html,
    /// What is behind it.
    pub children: Html,
}

/// A line, and what is behind it.
#[component]
pub fn Folded(props: &FoldedProps) -> Html {
    let (open, ontoggle) = use_folded();
    html! {
        <details class={classes!(LAZY, props.class)} {ontoggle}>
            <summary>{ props.summary.clone() }</summary>
            if open {
                { props.children.clone() }
            }
        </details>
    }
}

/// The class of what stays folded on paper.
pub const LAZY: &str = "lazy";

/// Whether it is open, and what has to hear of it.
#[hook]
pub fn use_folded() -> (bool, Callback<Event>) {
    let open = use_state(|| false);
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |event: Event| {
            let is_open = event.target_unchecked_into::<HtmlElement>().has_attribute("open");
            open.set(is_open);
        })
    };
    (*open, ontoggle)
}
