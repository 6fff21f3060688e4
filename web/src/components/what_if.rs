//! Trying a figure out without losing the real one: a slider and a field for each, and a word on every screen while
//! something is tried.

use crate::components::field::keys;
use crate::components::markup::{button, field_id, link, para};
use crate::page::{Page, use_page};
use crate::state::{Action, Answer, Key};
use crate::words as w;
use tidu_core::number::{MICRO, parse_micro, show_micro};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Says that figures are tried out, and lets them be kept or dropped.
#[component]
pub fn Tried() -> Html {
    let page = use_page();
    let (lang, state) = (page.lang(), &page.state);
    if state.tried.is_empty() {
        return Html::default();
    }
    html! {
        <div class="tried" role="status">
            { para(&w::trying_count(lang, state.tried.len())) }
            <p>
                { button(w::keep_tried(lang), page.press(Action::Settle(true))) }
                { button(w::drop_tried(lang), page.press(Action::Settle(false))) }
            </p>
        </div>
    }
}

/// A figure that can be tried out: its question, what it is without trying, and how far the slider should reach.
pub struct Trial {
    /// The question.
    pub key: Key,
    /// What stands without trying, as one types it.
    pub own: String,
    /// What the slider should reach beyond.
    pub reach: i64,
}

/// A row to try a figure out.
pub fn trial(page: &Page, trial: &Trial) -> Html {
    let (lang, state, key) = (page.lang(), &page.state, trial.key);
    let fact = state.rules().vocabulary.fact(key.fact);
    let id = format!("try-{}", field_id(key));
    let tried = state.tried.get(&key);
    let shown = tried.cloned().unwrap_or_else(|| trial.own.clone());
    // What is put back by hand is tried no longer.
    let own = trial.own.clone();
    let on = page.on(move |event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        if text == own { Action::Untry(key) } else { Action::Try(key, text) }
    });
    let whole = if fact.kind.is_micro() { MICRO } else { 1 };
    let number = |text: &str| parse_micro(text).unwrap_or(0);
    let most = (number(&trial.own).max(number(&shown)) / MICRO).max(trial.reach / whole).max(1) * 2;
    let most = most.min(if fact.domain.hi / whole > 0 { fact.domain.hi / whole } else { most });
    let least = if fact.domain.lo < 0 { -most } else { 0 };
    // Some two hundred steps, each a round number.
    let step =
        [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000, 100_000].into_iter().find(|step| most / step <= 200).unwrap_or(1_000_000);
    let position = show_micro(number(&shown));
    let name = match key.year {
        Some(year) => w::YEAR_AND_LABEL.fill(lang, [&year, &fact.label]),
        None => fact.label.get(lang).to_owned(),
    };
    let unit = fact.unit.as_ref().map(|unit| unit.get(lang));
    let issue = page.assessed.issues_of(key).find(|_| tried.is_some()).map(|issue| issue.sentence(lang).to_owned());
    html! {
        <div class="trial" key={id.clone()}>
            <label for={id.clone()}>{ &name }</label>
            <span class="trial-field">
                <input id={id.clone()} type="text" inputmode={keys(fact)} autocomplete="off" value={shown} oninput={on.clone()}
                    aria-describedby={format!("{id}-note")} aria-invalid={issue.is_some().to_string()} />
                if let Some(unit) = unit {
                    <span class="unit">{ unit }</span>
                }
            </span>
            <input type="range" min={least.to_string()} max={most.to_string()} step={step.to_string()} value={position} oninput={on}
                aria-label={name} />
            <span class="trial-note" id={format!("{id}-note")}>
                if tried.is_some() {
                    <strong>{ w::tried_mark(lang) }</strong>{ w::COMMA.say(lang) }{ w::yours_is(lang) }{ " " }{ &trial.own }{ " " }
                    { link(w::drop_one(lang), page.press(Action::Untry(key))) }
                }
                if let Some(issue) = issue {
                    <span class="error">{ issue }</span>
                }
            </span>
        </div>
    }
}

/// The answer to a question as one would type it.
pub fn own(page: &Page, key: Key) -> Option<String> {
    match page.state.answer(key) {
        Some(Answer::Typed(text)) if !text.trim().is_empty() => Some(text.clone()),
        _ => None,
    }
}
