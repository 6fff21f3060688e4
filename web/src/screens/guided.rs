//! The guided way: one question a screen, one tap to answer and go on; between the rounds the picture of what is settled.

use crate::assessed::is_telling;
use crate::components::field::{Click, choice, last_day, number, options, region, select, tick, yes_no};
use crate::components::grid::grid;
use crate::components::ladder::stair;
use crate::components::markup::{button, field_id, h2, hint, link, note, para, para_of};
use crate::components::pasted::units;
use crate::components::question::{self, help};
use crate::components::spoken::spoken;
use crate::page::{Page, use_page};
use crate::screen::Screen;
use crate::state::{Action, Answer, Key, Step};
use crate::words as w;
use tidu_core::sentence;
use tidu_core::vocabulary::{Kind, Span};
use yew::prelude::*;

/// The guided way.
#[component]
pub fn Guided() -> Html {
    let page = use_page();
    let (state, assessed) = (&page.state, &page.assessed);
    let looking = state.going_on || state.trail.is_empty();
    let step = match state.trail.last().filter(|_| !looking) {
        Some(step) => *step,
        None => assessed.next_step(state),
    };
    {
        // What the step is found by changes with the answer to it, so it is held fast.
        let dispatcher = page.dispatcher.clone();
        use_effect_with((looking, step), move |(looking, step)| {
            if *looking {
                dispatcher.dispatch(Action::Step(*step));
            }
        });
    }
    html! {
        <section class="guided" key={format!("{step:?}")}>
            { match step {
                Step::First(at) | Step::Then(at) => asked(&page, at, step),
                Step::Picture => picture(&page),
            } }
        </section>
    }
}

fn asked(page: &Page, at: usize, step: Step) -> Html {
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let vocabulary = &assessed.rules.vocabulary;
    let question = assessed.question(at);
    let keys = assessed.keys(state, step);
    let first = matches!(step, Step::First(_));
    let left = assessed.waiting_steps(state, first).into_iter().filter(|other| *other != step).count();
    let number = state.trail.iter().filter(|step| **step != Step::Picture).count().max(1);
    // One value, whose official name stands under the question. Of a screen of several what is left of it may be one; it
    // does not turn into another screen while one answers.
    let single = match keys.as_slice() {
        [key] if question.facts.len() == 1 || !is_telling(state.answer(*key)) => Some(*key),
        _ => None,
    };
    let of_year = |key: Key| w::of_year(lang, &vocabulary.fact(key.fact).label, key.year);
    let paper =
        keys.first().filter(|first| keys.iter().any(|key| key.fact != first.fact)).and_then(|key| vocabulary.fact(key.fact).document);
    let asked = match paper.filter(|_| !first && keys.iter().any(|key| key.year.is_some())) {
        Some(paper) => html! { w::FROM_PAPER.fill(lang, [&vocabulary.papers[paper].1]) },
        None => spoken(single.and_then(|key| vocabulary.fact(key.fact).ask.as_ref()).unwrap_or(&question.ask), lang),
    };
    let is_yes_or_no = |key: &Key| vocabulary.fact(key.fact).kind == Kind::Bool;
    let ticks = single.is_none() && !keys.is_empty() && keys.iter().all(is_yes_or_no);
    let given = keys.iter().any(|key| is_telling(state.answer(*key)));
    // Where there is an answer for none of it, what is left blank beside what is given is not so.
    let blank_is_none = ticks || single.is_none() && question.none.is_some();
    // Of answers that are tapped, none is needed to go on but where something was said before.
    let taps = blank_is_none
        || single.is_some_and(|key| !picks(page, key).is_empty() || matches!(vocabulary.fact(key.fact).kind, Kind::Set | Kind::Title));
    let next = match blank_is_none {
        true => none_of(page, keys.iter().copied().filter(|key| ticks || state.answer(*key).is_none()).collect()),
        false => page.press(Action::GoOn(false)),
    };
    // Who does not know the exact figure has told a rough one before, and that stays.
    let told = !first && single.is_some_and(|key| vocabulary.fact(key.fact).rough && is_telling(state.answer(key)));
    let unsure = if told { page.press(Action::GoOn(false)) } else { all(page, unanswered(page, &keys), |_| Some(Answer::Unsure)) };
    html! {
        <>
            { para_of("progress", &w::question_and_left(lang, number, left, first)) }
            <h1 id={single.map(|key| format!("{}-label", field_id(key)))}>{ asked }</h1>
            { for single.map(|key| hint(&*of_year(key))) }
            { for question.note.as_ref().map(|text| para((text, lang))) }
            { match single {
                Some(key) => html! { <>{ field(page, key) }{ question::issues(page, key) }</> },
                None if keys.iter().any(|key| key.year.is_some()) => grid(page, &keys),
                None if ticks => html! { <div class="options stacked">{ for keys.iter().map(|key| yes_tick(page, *key)) }</div> },
                None => html! { <div>{ for keys.iter().map(|key| row(page, *key, blank_is_none)) }</div> },
            } }
            if blank_is_none {
                { hint(w::blank_is_none(lang)) }
            }
            <p class="actions answering">
                // Who has said something has not said that there is none.
                { for none_words(page, at, single).filter(|_| !given).map(|none| button(&none, none_of(page, unanswered(page, &keys)))) }
                if given || !taps {
                    <button type="button" class="primary" part="primary" onclick={next}>{ w::go_further(lang) }</button>
                }
                { button(w::unsure(lang), unsure) }
                if state.trail.len() > 1 {
                    { link(w::step_back(lang), page.press(Action::StepBack)) }
                }
            </p>
            { hint(w::unsure_is_good(lang)) }
            { for single.map(|key| help(page, key)) }
            { why(page, &keys, single) }
            <p>{ link(w::as_a_form(lang), page.press(Action::Show(Screen::Questions))) }</p>
        </>
    }
}

/// The answer that there is none of what a screen asks for, in words; none where that is no answer, or a choice like others.
fn none_words(page: &Page, at: usize, single: Option<Key>) -> Option<String> {
    let lang = page.lang();
    let kind = single.map(|key| page.assessed.rules.vocabulary.fact(key.fact).kind);
    // No is the answer that there is none.
    if let Some(none) = page.assessed.question(at).none.as_ref().filter(|_| kind != Some(Kind::Bool)) {
        return Some(none.get(lang).to_owned());
    }
    let fact = page.assessed.rules.vocabulary.fact(single?.fact);
    match fact.kind {
        Kind::Set => Some(w::none_of_these(lang).to_owned()),
        Kind::Title => Some(w::not_held(lang).to_owned()),
        Kind::Count => fact.zero.as_ref().map(|zero| zero.get(lang).to_owned()),
        _ => None,
    }
}

/// The answers to a question that one tap gives.
fn picks(page: &Page, key: Key) -> Vec<(Html, Answer)> {
    let lang = page.lang();
    let fact = page.state.rules().vocabulary.fact(key.fact);
    match fact.kind {
        Kind::Bool => vec![(html! { w::yes(lang) }, Answer::Picked(1)), (html! { w::no(lang) }, Answer::Picked(0))],
        Kind::Choice if !select(page, key) => {
            let options = fact.options.iter().enumerate();
            options
                .map(|(at, option)| {
                    let text = html! { <>{ spoken(&option.label, lang) }{ for option.help.as_ref().map(|help| note((help, lang))) }</> };
                    (text, Answer::Picked(at as i64))
                })
                .collect()
        }
        _ => {
            let ranges = page.assessed.ranges(key).into_iter();
            let words = |range: Span| page.assessed.speaker().range_offered(fact, range);
            ranges.filter_map(|range| Some((html! { words(range) }, Answer::Typed(fact.text(range)?)))).collect()
        }
    }
}

/// The answers to choose from as buttons, each of which goes on; or else the field.
fn field(page: &Page, key: Key) -> Html {
    let lang = page.lang();
    let fact = page.state.rules().vocabulary.fact(key.fact);
    let picks = picks(page, key);
    let labelled = format!("{}-label", field_id(key));
    if !picks.is_empty() {
        return html! {
            <div class="picks" role="group" aria-labelledby={labelled}>
                { for picks.into_iter().map(|(text, answer)| {
                    let pressed = page.state.answer(key) == Some(&answer);
                    html! {
                        <button type="button" class="pick" aria-pressed={pressed.to_string()} onclick={all(page, vec![key], move |_| Some(answer.clone()))}>{ text }</button>
                    }
                }) }
                if fact.kind.is_number() {
                    // Who knows the figure itself gives it.
                    { hint(w::or_exactly(lang)) }
                    { figure(page, key) }
                }
            </div>
        };
    }
    match fact.kind {
        Kind::Bool => yes_no(page, key),
        Kind::Choice => choice(page, key),
        Kind::Set => html! { <div class="options stacked" role="group" aria-labelledby={labelled}>{ options(page, key) }</div> },
        Kind::Region => region(page, key),
        // That it is not held, or not known, is said by the buttons below.
        Kind::Title => html! { <p class="number"><span>{ w::held_until(lang) }</span>{ last_day(page, key) }</p> },
        Kind::Money | Kind::Percent | Kind::Count | Kind::Years | Kind::Date => figure(page, key),
    }
}

/// The field of a figure, with its unit.
fn figure(page: &Page, key: Key) -> Html {
    let lang = page.lang();
    let fact = page.state.rules().vocabulary.fact(key.fact);
    let name = w::of_year(lang, &fact.label, key.year);
    html! {
        <>
            <p class="number">
                { number(page, key, Some(name.into())) }
                { for fact.unit.as_ref().map(|unit| html! { <span class="unit">{ spoken(unit, lang) }</span> }) }
            </p>
            if fact.kind == Kind::Money {
                { units(page, "unit", w::money_unit(lang), page.state.unit, Action::Unit) }
            }
        </>
    }
}

/// One of several facts of a screen that are so or not: ticked where it is.
fn yes_tick(page: &Page, key: Key) -> Html {
    let lang = page.lang();
    let fact = page.state.rules().vocabulary.fact(key.fact);
    let ticked = page.state.answer(key) == Some(&Answer::Picked(1));
    let text = html! { <>{ spoken(fact.ask.as_ref().unwrap_or(&fact.label), lang) }{ for fact.ask.as_ref().map(|_| note(fact.label.get(lang))) }</> };
    tick(page, key, field_id(key), ticked, text, if ticked { Click::Clear } else { Click::Set(1) })
}

/// One of several facts of a screen: a figure beside its name, the options of a set where none of them is blank, or a
/// question of its own.
fn row(page: &Page, key: Key, blank_is_none: bool) -> Html {
    let lang = page.lang();
    let fact = page.state.rules().vocabulary.fact(key.fact);
    let (id, asked) = (field_id(key), spoken(fact.ask.as_ref().unwrap_or(&fact.label), lang));
    let below = html! { <>{ question::issues(page, key) }{ help(page, key) }</> };
    match fact.kind {
        Kind::Set if blank_is_none => {
            let label = format!("{id}-label");
            html! {
                <div class="question" key={id} role="group" aria-labelledby={label.clone()}>
                    <p class="ask" id={label}>{ asked }</p>
                    <div class="options stacked">{ options(page, key) }</div>
                    { below }
                </div>
            }
        }
        kind if kind.is_number() => html! {
            <div class="figure" key={id.clone()}>
                <label for={id}>{ asked }</label>
                { number(page, key, None) }
                { below }
            </div>
        },
        _ => question::question(page, key),
    }
}

/// What of a screen has no answer that says something; of one question it is that one, whatever was said.
fn unanswered(page: &Page, keys: &[Key]) -> Vec<Key> {
    keys.iter().copied().filter(|key| keys.len() == 1 || !is_telling(page.state.answer(*key))).collect()
}

/// Gives each of these questions its answer, and goes on.
fn all(page: &Page, keys: Vec<Key>, answer: impl Fn(Key) -> Option<Answer> + 'static) -> Callback<MouseEvent> {
    let dispatcher = page.dispatcher.clone();
    Callback::from(move |_| {
        for key in &keys {
            if let Some(answer) = answer(*key) {
                dispatcher.dispatch(Action::Answer(*key, answer));
            }
        }
        dispatcher.dispatch(Action::GoOn(false));
    })
}

/// That there is none of what these questions ask for.
fn none_of(page: &Page, keys: Vec<Key>) -> Callback<MouseEvent> {
    let rules = page.state.rules.clone();
    all(page, keys, move |key| {
        let fact = rules.0.vocabulary.fact(key.fact);
        let none = fact.none()?;
        Some(fact.text(none).map_or(Answer::Picked(none.lo), Answer::Typed))
    })
}

/// What waits for the answer, and what one answer would settle.
fn why(page: &Page, keys: &[Key], single: Option<Key>) -> Html {
    let (lang, assessed) = (page.lang(), &page.assessed);
    let vocabulary = &assessed.rules.vocabulary;
    let name = |standard| vocabulary.standard(standard).name.get(lang);
    let waiting: Vec<&str> = assessed.waiting_for(keys).into_iter().map(name).collect();
    let answers: Vec<(&str, Span)> = match single.map(|key| vocabulary.fact(key.fact).kind) {
        Some(Kind::Bool) => vec![(w::yes(lang), Span::point(1)), (w::no(lang), Span::point(0))],
        _ => Vec::new(),
    };
    html! {
        <details class="help">
            <summary>{ w::why_asked(lang) }</summary>
            { match waiting.is_empty() {
                true => para(w::asked_for_policies(lang)),
                false => para(&w::asked_for(lang, &waiting)),
            } }
            { for answers.into_iter().filter_map(|(text, answer)| {
                let settled = assessed.settled_by(single?, answer);
                let rungs = settled.iter().map(|one| w::IS_THEN.fill(lang, [&name(one.standard), &sentence::verdict(one.verdict, lang)]));
                let rungs = rungs.collect::<Vec<_>>().join(w::LIST_COMMA.say(lang));
                (!rungs.is_empty()).then(|| para(&w::ANSWER_SETTLES.fill(lang, [&text, &rungs])))
            }) }
        </details>
    }
}

/// What is settled and stays so, what is open and what it would take, and where to go from here.
fn picture(page: &Page) -> Html {
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let vocabulary = &assessed.rules.vocabulary;
    let left = assessed.waiting_steps(state, false).len() + assessed.waiting_steps(state, true).len();
    let papers: Vec<&str> = assessed.papers_needed(state).into_iter().map(|at| vocabulary.papers[at].1.get(lang)).collect();
    let policies = assessed.unanswered(state, true).len();
    let more = !state.wants_policies() && policies > 0;
    html! {
        <>
            <h1>{ w::picture_title(lang) }</h1>
            { hint(w::settled_stays(lang)) }
            { stair(&assessed.ladder(), vocabulary, lang) }
            if left > 0 {
                { h2(&w::what_is_left(lang, left)) }
                if !papers.is_empty() {
                    { para(&w::PAPERS_AT_HAND.fill(lang, [&papers.join(w::LIST_COMMA.say(lang))])) }
                }
            } else {
                { para(w::all_answered(lang)) }
            }
            <p class="actions">
                if left > 0 {
                    <button type="button" class="primary" part="primary" onclick={page.press(Action::GoOn(false))}>{ w::go_on_answering(lang) }</button>
                } else if more {
                    <button type="button" onclick={page.press(Action::GoOn(true))}>{ w::POLICIES_ASK.fill(lang, [&policies]) }</button>
                }
                { button(w::see_result(lang), page.press(Action::Show(Screen::Result))) }
                { button(w::see_policies(lang), page.press(Action::Show(Screen::Policies))) }
                if state.trail.len() > 1 {
                    { link(w::step_back(lang), page.press(Action::StepBack)) }
                }
            </p>
        </>
    }
}
