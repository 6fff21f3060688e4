//! The fields: one function a kind of answer. Each shows the answer as the state has it and hands on what is typed
//! or picked, to the letter. There are no forms, so that Enter never submits anything, least of all while an input
//! method is composing.

use crate::assessed::is_telling;
use crate::components::finder::Finder;
use crate::components::markup::{field_id, hint, note};
use crate::components::spoken::spoken;
use crate::page::Page;
use crate::state::{Action, Answer, Key};
use crate::words as w;
use tidu_core::case::Severity;
use tidu_core::money::MoneyUnit;
use tidu_core::number::parse_micro;
use tidu_core::typed::{self, Typed};
use tidu_core::vocabulary::{Fact, Kind, NO_TITLE};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Whether a choice is shown as a list to pick from.
pub fn select(page: &Page, key: Key) -> bool {
    let fact = page.state.rules().vocabulary.fact(key.fact);
    fact.kind == Kind::Choice && fact.options.len() > 6
}

/// A number, or a date that is no title; with a name, where no label stands beside it.
pub fn number(page: &Page, key: Key, name: Option<AttrValue>) -> Html {
    let lang = page.lang();
    let fact = page.state.rules().vocabulary.fact(key.fact);
    let id = field_id(key);
    let (value, unsure) = match page.state.answer(key) {
        Some(Answer::Typed(text)) => (text.clone(), false),
        Some(Answer::Unsure) => (String::new(), true),
        _ => (String::new(), false),
    };
    let wrong = page.assessed.is_wrong(key);
    let described = format!("{id}-issues");
    // Money stands there in the unit that one counts in, and goes on with that unit behind it.
    let counted = if fact.kind == Kind::Money { page.state.unit } else { MoneyUnit::default() };
    let unit = match fact.kind {
        Kind::Money => Some(counted.name(lang).to_owned()),
        _ => fact.unit.as_ref().map(|unit| unit.get(lang).to_owned()),
    };
    let written = value;
    let value = counted.shown(&written);
    let field = |id: String, label: Option<AttrValue>, value: String, told: fn(&str, &str) -> String, other: String| {
        let (then, other_then) = (told, other.clone());
        let oninput = page.on(move |event: InputEvent| {
            let text = told(&event.target_unchecked_into::<HtmlInputElement>().value(), &other);
            Action::Answer(key, Answer::Typed(counted.written(&text)))
        });
        // Left empty, the question is as if it had never been touched.
        let onchange = page.on(move |event: Event| {
            let text = then(&event.target_unchecked_into::<HtmlInputElement>().value(), &other_then);
            if text.trim().is_empty() { Action::Clear(key) } else { Action::Answer(key, Answer::Typed(counted.written(&text))) }
        });
        html! {
            <input {id} type="text" inputmode={keys(fact)} autocomplete="off" {value} aria-label={label}
                aria-invalid={wrong.to_string()} aria-describedby={described.clone()}
                placeholder={unsure.then(|| w::unsure(lang))} {oninput} {onchange} />
        }
    };
    let ranged = page.state.ranged.contains(&key);
    // A telephone's keys for numbers have no mark for a range. Where there are others, the style sheet leaves this out.
    let range = fact.kind.is_number().then(|| {
        let label = name.clone().unwrap_or_else(|| fact.label.get(lang).to_owned().into());
        html! {
            <button type="button" class="link ranged" aria-pressed={ranged.to_string()} onclick={page.press(Action::Range(key))}>
                { w::range(lang) }<span class="visually-hidden">{ w::COLON.say(lang) }{ label }</span>
            </button>
        }
    });
    let fields = if ranged {
        let (least, most) = ends(&value);
        let named = |end: &str| {
            let label = name.as_deref().unwrap_or_else(|| fact.label.get(lang));
            Some(AttrValue::from(w::LABEL_AND_END.fill(lang, [&label, &end])))
        };
        html! {
            <>
                { field(id.clone(), named(w::at_least(lang)), least.to_owned(), between, most.to_owned()) }
                <span aria-hidden="true">{ "~" }</span>
                { field(format!("{id}-most"), named(w::at_most(lang)), most.to_owned(), |most, least| between(least, most), least.to_owned()) }
            </>
        }
    } else {
        field(id.clone(), name.clone(), value.clone(), |text, _| text.to_owned(), String::new())
    };
    html! {
        <span class="number">
            { fields }
            if let (Some(unit), None) = (unit, &name) {
                <span class="unit">{ unit }</span>
            }
            { range }
            { echo(page, fact, key, &written) }
        </span>
    }
}

/// The keys a telephone shows: of those for numbers some lack the minus.
pub fn keys(fact: &Fact) -> &'static str {
    if fact.kind.is_number() && fact.domain.lo >= 0 { "decimal" } else { "text" }
}

/// The two ends of a range as it is typed.
fn ends(typed: &str) -> (&str, &str) {
    if let Some(most) = typed.strip_prefix('≤') {
        return ("", most);
    }
    let least = typed.strip_prefix('≥').unwrap_or(typed);
    least.split_once('~').unwrap_or((least, ""))
}

/// A range as it is typed, of its two ends.
fn between(least: &str, most: &str) -> String {
    match (least.trim().is_empty(), most.trim().is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("≥{least}"),
        (true, false) => format!("≤{most}"),
        (false, false) => format!("{least}~{most}"),
    }
}

/// What was understood, where it is not what stands there: a unit, a range, other digits; or that it is but a beginning.
fn echo(page: &Page, fact: &Fact, key: Key, typed: &str) -> Html {
    let plain = parse_micro(&typed.replace(',', "")).is_ok();
    if plain || !fact.kind.is_number() || page.assessed.issues_of(key).any(|issue| issue.severity == Severity::Error) {
        return Html::default();
    }
    let lang = page.lang();
    match typed::number(fact, typed) {
        Typed::Unfinished => note(w::unfinished(lang)),
        Typed::Read(_) => match page.assessed.speaker().said(page.assessed.slot(key)) {
            Some(read) => html! { <span class="hint">{ w::read_as(lang) }{ " " }{ read }</span> },
            None => Html::default(),
        },
        _ => Html::default(),
    }
}

/// "Not sure" beside typed answers, for all of them together: marks what is empty, and takes the mark back.
pub fn unsure(page: &Page, keys: &[Key]) -> Html {
    let state = &page.state;
    let empty: Vec<Key> = keys.iter().copied().filter(|key| !is_telling(state.answer(*key))).collect();
    let marked = !empty.is_empty() && empty.iter().all(|key| state.answer(*key) == Some(&Answer::Unsure));
    let dispatcher = page.dispatcher.clone();
    let disabled = empty.is_empty();
    let onchange = Callback::from(move |_: Event| {
        for key in &empty {
            dispatcher.dispatch(if marked { Action::Clear(*key) } else { Action::Answer(*key, Answer::Unsure) });
        }
    });
    let label = state.rules().vocabulary.fact(keys[0].fact).label.get(page.lang());
    html! {
        <label class="unsure">
            <input type="checkbox" checked={marked} {disabled} {onchange} />
            <span>{ w::unsure(page.lang()) }<span class="visually-hidden">{ w::COLON.say(page.lang()) }{ label }</span></span>
        </label>
    }
}

/// An answer of its own beside a number: that there is none.
pub fn none(page: &Page, key: Key) -> Html {
    let fact = page.state.rules().vocabulary.fact(key.fact);
    let Some(zero) = &fact.zero else { return Html::default() };
    let none = Answer::Typed("0".to_owned());
    let marked = page.state.answer(key) == Some(&none);
    html! {
        <label class="unsure">
            <input type="checkbox" checked={marked}
                onchange={page.on(move |_: Event| if marked { Action::Clear(key) } else { Action::Answer(key, none.clone()) })} />
            <span>{ spoken(zero, page.lang()) }<span class="visually-hidden">{ w::COLON.say(page.lang()) }{ spoken(&fact.label, page.lang()) }</span></span>
        </label>
    }
}

/// A row of options of which one is picked.
fn radios(page: &Page, key: Key, options: Vec<(Html, Answer)>) -> Html {
    let chosen = page.state.answer(key);
    let name = field_id(key);
    html! {
        <div class="options" role="radiogroup" aria-labelledby={format!("{name}-label")} aria-describedby={format!("{name}-issues")}>
            { for options.into_iter().enumerate().map(|(at, (text, answer))| {
                let id = if at == 0 { name.clone() } else { format!("{name}-{at}") };
                let checked = chosen == Some(&answer);
                html! {
                    <label class="option">
                        <input type="radio" {id} name={name.clone()} {checked}
                            onchange={page.press(Action::Answer(key, answer.clone()))} />
                        <span>{ text }</span>
                    </label>
                }
            }) }
        </div>
    }
}

/// Yes, no, or not sure.
pub fn yes_no(page: &Page, key: Key) -> Html {
    let lang = page.lang();
    let options = vec![
        (html! { w::yes(lang) }, Answer::Picked(1)),
        (html! { w::no(lang) }, Answer::Picked(0)),
        (html! { w::unsure(lang) }, Answer::Unsure),
    ];
    radios(page, key, options)
}

/// One option.
pub fn choice(page: &Page, key: Key) -> Html {
    let lang = page.lang();
    let fact = page.state.rules().vocabulary.fact(key.fact);
    if !select(page, key) {
        let explained = |at: usize| {
            let option = &fact.options[at];
            html! {
                <>
                    { spoken(&option.label, lang) }
                    if let Some(help) = &option.help {
                        { note((help, lang)) }
                    }
                </>
            }
        };
        let mut options: Vec<(Html, Answer)> = (0..fact.options.len()).map(|at| (explained(at), Answer::Picked(at as i64))).collect();
        options.push((html! { w::unsure(lang) }, Answer::Unsure));
        return radios(page, key, options);
    }
    let picked = page.state.answer(key).cloned();
    let onchange = page.on(move |event: Event| match event.target_unchecked_into::<HtmlSelectElement>().value().as_str() {
        "" => Action::Clear(key),
        "unsure" => Action::Answer(key, Answer::Unsure),
        at => at.parse().map_or(Action::Clear(key), |at| Action::Answer(key, Answer::Picked(at))),
    });
    let help = match picked {
        Some(Answer::Picked(at)) => fact.options.get(at as usize).and_then(|option| option.help.as_ref()),
        _ => None,
    };
    html! {
        <>
            if fact.options.iter().any(|option| option.words.is_some()) {
                <Finder of={key} />
            }
            <select id={field_id(key)} {onchange}>
                <option value="" selected={picked.is_none()}>{ w::choose(lang) }</option>
                { for fact.options.iter().enumerate().map(|(at, option)| html! {
                    <option value={at.to_string()} selected={picked == Some(Answer::Picked(at as i64))}>{ option.label.get(lang) }</option>
                }) }
                <option value="unsure" selected={picked == Some(Answer::Unsure)}>{ w::unsure(lang) }</option>
            </select>
            if let Some(help) = help {
                { hint((help, lang)) }
            }
        </>
    }
}

/// A region, by name; the answer is its code.
pub fn region(page: &Page, key: Key) -> Html {
    let lang = page.lang();
    let fact = page.state.rules().vocabulary.fact(key.fact);
    let answer = page.state.answer(key).cloned();
    let code = match &answer {
        Some(Answer::Typed(code)) => code.as_str(),
        _ => "",
    };
    let onchange = page.on(move |event: Event| match event.target_unchecked_into::<HtmlSelectElement>().value() {
        none if none.is_empty() => Action::Clear(key),
        unsure if unsure == "unsure" => Action::Answer(key, Answer::Unsure),
        code => Action::Answer(key, Answer::Typed(code)),
    });
    let listed = fact.options.iter().any(|option| option.id == code);
    html! {
        <select id={field_id(key)} {onchange}>
            <option value="" selected={answer.is_none()}>{ w::choose(lang) }</option>
            if !code.is_empty() && !listed {
                <option value={code.to_owned()} selected={true}>{ code }</option>
            }
            { for fact.options.iter().map(|option| html! {
                <option value={option.id.clone()} selected={option.id == code}>{ option.label.get(lang) }</option>
            }) }
            <option value="unsure" selected={answer == Some(Answer::Unsure)}>{ w::unsure(lang) }</option>
        </select>
    }
}

/// Any of the options, none of them, or not sure.
pub fn set(page: &Page, key: Key) -> Html {
    let lang = page.lang();
    let name = field_id(key);
    let answer = page.state.answer(key);
    let (none, unsure) = (answer == Some(&Answer::Picked(0)), answer == Some(&Answer::Unsure));
    html! {
        <div class="options stacked" role="group" aria-labelledby={format!("{name}-label")} aria-describedby={format!("{name}-issues")}>
            { options(page, key) }
            { tick(page, key, format!("{name}-none"), none, html! { w::none_of_these(lang) }, if none { Click::Clear } else { Click::Set(0) }) }
            { tick(page, key, format!("{name}-unsure"), unsure, html! { w::unsure(lang) }, if unsure { Click::Clear } else { Click::Unsure }) }
        </div>
    }
}

/// The options of a set, of which any may be ticked.
pub fn options(page: &Page, key: Key) -> Html {
    let lang = page.lang();
    let fact = page.state.rules().vocabulary.fact(key.fact);
    let mask = if let Some(Answer::Picked(mask)) = page.state.answer(key) { *mask } else { 0 };
    let name = field_id(key);
    let ticks = fact.options.iter().enumerate().map(|(at, option)| {
        let toggled = mask ^ (1 << at);
        // The last option taken back leaves the question open; "none of these" is said on purpose.
        let next = if toggled == 0 { Click::Clear } else { Click::Set(toggled) };
        let id = if at == 0 { name.clone() } else { format!("{name}-{at}") };
        let text = html! {
            <>
                { spoken(&option.label, lang) }
                if let Some(help) = &option.help {
                    { note((help, lang)) }
                }
            </>
        };
        tick(page, key, id, mask & (1 << at) != 0, text, next)
    });
    html! { <>{ for ticks }</> }
}

/// A box that can be ticked.
pub fn tick(page: &Page, key: Key, id: String, checked: bool, text: Html, next: Click) -> Html {
    let onchange = page.on(move |_: Event| match next {
        Click::Set(mask) => Action::Answer(key, Answer::Picked(mask)),
        Click::Unsure => Action::Answer(key, Answer::Unsure),
        Click::Clear => Action::Clear(key),
    });
    html! {
        <label class="option"><input type="checkbox" {id} {checked} {onchange} /><span>{ text }</span></label>
    }
}

/// What a box does when it is clicked.
#[derive(Clone, Copy)]
pub enum Click {
    /// This is the answer from now on.
    Set(i64),
    /// The answer is not known.
    Unsure,
    /// There is none any more.
    Clear,
}

/// A title: not held, held until a day, or not sure.
pub fn title(page: &Page, key: Key) -> Html {
    let lang = page.lang();
    let (held, typed) = match page.state.answer(key) {
        Some(Answer::Typed(text)) => (true, text.clone()),
        _ => (false, String::new()),
    };
    let options = vec![
        (html! { w::not_held(lang) }, Answer::Picked(NO_TITLE)),
        (html! { w::held_until(lang) }, Answer::Typed(typed)),
        (html! { w::unsure(lang) }, Answer::Unsure),
    ];
    html! {
        <>
            { radios(page, key, options) }
            if held {
                { last_day(page, key) }
            }
        </>
    }
}

/// The field of the last day of a title.
pub fn last_day(page: &Page, key: Key) -> Html {
    let lang = page.lang();
    debug_assert_eq!(page.state.rules().vocabulary.fact(key.fact).kind, Kind::Title);
    let value = match page.state.answer(key) {
        Some(Answer::Typed(text)) => text.clone(),
        _ => String::new(),
    };
    let id = format!("{}-date", field_id(key));
    let wrong = page.assessed.is_wrong(key);
    let oninput =
        page.on(move |event: InputEvent| Action::Answer(key, Answer::Typed(event.target_unchecked_into::<HtmlInputElement>().value())));
    html! {
        <input id={id} type="text" class="short" inputmode="numeric" autocomplete="off" {value} placeholder={w::date_hint(lang)}
            aria-label={w::held_until(lang)} aria-invalid={wrong.to_string()} aria-describedby={format!("{}-issues", field_id(key))} {oninput} />
    }
}
