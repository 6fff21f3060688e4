//! Questions that do not go by year, one under the other, and what stands with every question.

use crate::components::citation::definitions;
use crate::components::field::{choice, none, number, region, select, set, title, unsure, yes_no};
use crate::components::markup::{field_id, hint, para};
use crate::components::spoken::spoken;
use crate::page::Page;
use crate::state::{Action, Answer, Key};
use crate::words as w;
use tidu_core::case::{Issue, Severity};
use tidu_core::vocabulary::{Kind, Lookup, Span, StandardIx};
use yew::prelude::*;

/// One question that does not go by year.
pub fn question(page: &Page, key: Key) -> Html {
    let lang = page.lang();
    let fact = page.state.rules().vocabulary.fact(key.fact);
    let label = format!("{}-label", field_id(key));
    // Whether it is one field, which a label can name.
    let (field, single) = match fact.kind {
        Kind::Bool => (yes_no(page, key), false),
        Kind::Choice => (choice(page, key), select(page, key)),
        Kind::Set => (set(page, key), false),
        Kind::Region => (region(page, key), true),
        Kind::Title => (html! { <>{ title(page, key) }{ renewal(page, key) }</> }, false),
        Kind::Money | Kind::Percent | Kind::Count | Kind::Years | Kind::Date => {
            (html! { <div class="with-unsure">{ number(page, key, None) }{ none(page, key) }{ unsure(page, &[key]) }</div> }, true)
        }
    };
    html! {
        <div key={field_id(key)} class="question" role="group" aria-labelledby={label.clone()}>
            { for fact.ask.as_ref().map(|ask| html! { <p class="ask">{ spoken(ask, lang) }</p> }) }
            if single {
                <label class="label" id={label} for={field_id(key)}>{ spoken(&fact.label, lang) }</label>
            } else {
                <p class="label" id={label}>{ spoken(&fact.label, lang) }</p>
            }
            { field }
            { issues(page, key) }
            { help(page, key) }
        </div>
    }
}

/// What counts, one tap away: where the figure stands, and the documents' own words.
pub fn help(page: &Page, key: Key) -> Html {
    let lang = page.lang();
    let fact = page.state.rules().vocabulary.fact(key.fact);
    let cost = match fact.lookup {
        Lookup::ByHeart => w::by_heart(lang),
        Lookup::Accounts => w::accounts(lang),
        Lookup::Specialist => w::specialist(lang),
    };
    html! {
        <details class="help">
            <summary>{ w::scope(lang) }<span class="visually-hidden">{ w::COLON.say(lang) }{ spoken(&fact.label, lang) }</span></summary>
            // Beside a figure of the accounts there is no room for it.
            { for fact.ask.as_ref().filter(|_| fact.yearly).map(|ask| html! { <p class="ask">{ spoken(ask, lang) }</p> }) }
            <p>{ spoken(&fact.help, lang) }<span class="hint">{ w::OPEN_BRACKET.say(lang) }{ cost }{ w::CLOSE_BRACKET.say(lang) }</span></p>
            { for fact.example.as_ref().map(|text| para((text, lang))) }
            { definitions(page, key.fact) }
        </details>
    }
}

/// Whether a title is to be renewed: asked where it has or had a day of validity.
fn renewal(page: &Page, key: Key) -> Html {
    let vocabulary = &page.state.rules().vocabulary;
    let standard = vocabulary.standards.iter().position(|s| s.title == Some(key.fact));
    let dated = matches!(page.state.answer(key), Some(Answer::Typed(text)) if !text.trim().is_empty());
    let (Some(standard), true) = (standard, dated) else { return Html::default() };
    let standard = StandardIx(standard as u16);
    let renewing = page.state.renewals.contains(&standard);
    // What was chosen on a day whose law knew it can be taken back on any other.
    if !renewing && !page.assessed.is_renewable(standard) {
        return Html::default();
    }
    html! {
        <label class="option">
            <input type="checkbox" checked={renewing} onchange={page.press(Action::Renew(standard, !renewing))} />
            <span>{ w::renew(page.lang()) }</span>
        </label>
    }
}

/// What is wrong with an answer, beside it.
pub fn issues(page: &Page, key: Key) -> Html {
    let issues: Vec<Issue> = page.assessed.issues_of(key).cloned().collect();
    let (lang, id) = (page.lang(), format!("{}-issues", field_id(key)));
    html! {
        <div id={id} aria-live="polite">
            if let Some(implied) = page.assessed.implied(key) {
                <p class="hint">{ w::implied(lang) }{ implied }</p>
            }
            if page.state.is_prefilled(key) {
                { hint(w::prefilled(lang)) }
            }
            { for issues.iter().map(|issue| {
                let class = if issue.severity == Severity::Error { "error" } else { "warning" };
                html! {
                    <p class={class}>
                        { issue.sentence(lang) }
                        { remedy(page, key, issue) }
                    </p>
                }
            }) }
        </div>
    }
}

/// The likely answer instead of a slip, one tap away: what was typed with the unit that was meant, so that it stays to be
/// seen, or else the figure itself.
fn remedy(page: &Page, key: Key, issue: &Issue) -> Html {
    let (Some(right), Some(Answer::Typed(text))) = (issue.suggestion.map(Span::point), page.state.answer(key)) else {
        return Html::default();
    };
    let fact = page.state.rules().vocabulary.fact(key.fact);
    let in_yuan = format!("{}元", text.trim());
    let text = Some(in_yuan).filter(|text| fact.read_typed(text) == Ok(Some(right))).or_else(|| fact.text(right)).unwrap_or_default();
    let (label, dispatcher) = (w::change_to(page.lang()), page.dispatcher.clone());
    let shown = text.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        dispatcher.dispatch(Action::Answer(key, Answer::Typed(text.clone())));
        // The button goes; who pressed it is at the field again.
        dispatcher.dispatch(Action::Ask(key));
    });
    html! { <>{ " " }<button type="button" class="link" {onclick}>{ label }{ " " }{ shown }</button></> }
}
