//! The policies by what can be made of them.

use super::{Shown, policy};
use crate::components::folded::Folded;
use crate::components::markup::{h3, hint, link, note};
use crate::components::spoken::spoken;
use crate::page::Page;
use crate::state::{Action, Browse, Key};
use crate::words as w;
use std::cmp::Reverse;
use tidu_core::matching::{InForce, Match, Use, WindowState};
use tidu_core::missing::missing_for;
use tidu_core::order::{sort_by_cached_key, sort_by_key};
use tidu_core::rules::DocumentIx;
use tidu_core::sentence;
use tidu_core::text::Lang;
use tidu_core::worth::{Standing, UNBOUNDED};
use yew::prelude::*;

/// What takes more answers than that stands folded.
const FEW: usize = 3;

/// All of them: what can be had, what waits for an answer, what opens with a rung, what may run; and folded what is over and
/// what is not for this enterprise.
pub fn by_use(page: &Page, shown: &[Shown<'_>]) -> Html {
    let lang = page.lang();
    let of = |chosen: &dyn Fn(&Match<'_>) -> bool| shown.iter().copied().filter(|(_, m)| chosen(m)).collect::<Vec<_>>();
    let to_ask = |m: &Match<'_>| m.usable == Use::ToConfirm && !is_over(m);
    html! {
        <>
            { group(w::group(lang, Use::Now), &of(&|m| m.usable == Use::Now), lang, |list| by_worth(page, list)) }
            { group(w::group(lang, Use::AfterAnswers), &of(&|m| m.usable == Use::AfterAnswers), lang, |list| waiting(page, list)) }
            { group(w::group(lang, Use::AfterTitle), &of(&|m| m.usable == Use::AfterTitle), lang, |list| by_rung(page, list)) }
            { group(w::group(lang, Use::ToConfirm), &of(&to_ask), lang, |list| by_document(page, list)) }
            { group(w::over(lang), &of(&|m| m.usable == Use::ToConfirm && is_over(m)), lang, |list| by_document(page, list)) }
            { group(w::group(lang, Use::No), &of(&|m| m.usable == Use::No), lang, |list| by_document(page, list)) }
        </>
    }
}

/// Whether its days are past, or those in which it had to be claimed.
fn is_over(m: &Match<'_>) -> bool {
    m.in_force == InForce::Ended || m.window == Some(WindowState::Passed)
}

fn group(name: &str, list: &[Shown<'_>], lang: Lang, inside: impl FnOnce(&[Shown<'_>]) -> Html) -> Html {
    if list.is_empty() {
        return Html::default();
    }
    html! {
        <section class="group">
            <h2>{ name }{ w::count(lang, list.len()) }</h2>
            { inside(list) }
        </section>
    }
}

fn all(page: &Page, list: &[Shown<'_>]) -> Html {
    list.iter().map(|one| policy(page, *one)).collect()
}

/// What is worth most first, by what is sure of it and then by what is possible; then what answers a need, and the order of all.
fn by_worth(page: &Page, list: &[Shown<'_>]) -> Html {
    let worths = page.assessed.worths();
    let mut list = list.to_vec();
    sort_by_cached_key(&mut list, |(at, m)| {
        let (sure, possible) = worths.of[*at].as_ref().map_or((0, 0), |worth| {
            let is_sure = worth.standing == Standing::Sure && !worth.gives.up_to;
            (if is_sure { worth.span.lo } else { 0 }, if worth.span.hi == UNBOUNDED { worth.span.lo } else { worth.span.hi })
        });
        (Reverse(sure), Reverse(possible), !m.needed)
    });
    all(page, &list)
}

/// What takes so many answers, each with the question to begin with.
type Run<'a> = (usize, Vec<(Shown<'a>, Option<Key>)>);

/// What waits for an answer, by how few of them it takes, each with the question to begin with.
fn waiting(page: &Page, list: &[Shown<'_>]) -> Html {
    let (lang, assessed) = (page.lang(), &page.assessed);
    let open = |m: &Match<'_>| missing_for(&assessed.rules, &assessed.case, assessed.evaluation(), m);
    let mut by_count: Vec<Run<'_>> = Vec::new();
    for one in list {
        let facts = open(one.1);
        let mut keys = facts.iter().flat_map(|fact| assessed.keys_of(*fact));
        let first = keys.find(|key| !assessed.case.span(assessed.slot(*key)).is_point());
        match by_count.iter_mut().find(|(count, _)| *count == facts.len()) {
            Some((_, list)) => list.push((*one, first)),
            None => by_count.push((facts.len(), vec![(*one, first)])),
        }
    }
    // What no answer decides comes after the few that one does.
    sort_by_key(&mut by_count, |(count, _)| (*count > FEW, *count == 0, *count));
    let more = by_count.split_off(by_count.iter().take_while(|(count, _)| *count <= FEW).count());
    let run = |(count, list): Run<'_>| {
        html! {
            <>
                { h3(&[&w::answers_decide(lang, count), &*w::count(lang, list.len())].concat()) }
                { for list.into_iter().map(|(one, first)| html! {
                    <div class="waits">
                        { policy(page, one) }
                        if let Some(key) = first {
                            { link(&w::answer_first(lang, &assessed.speaker().label(assessed.slot(key))), page.press(Action::Ask(key))) }
                        }
                    </div>
                }) }
            </>
        }
    };
    let left: usize = more.iter().map(|(_, list)| list.len()).sum();
    html! {
        <>
            { more_questions(page) }
            { for by_count.into_iter().map(run) }
            if left > 0 {
                <Folded class="document" summary={html! { [w::more_answers_decide(lang, FEW), w::count(lang, left)].concat() }}>
                    { for more.into_iter().map(run) }
                </Folded>
            }
        </>
    }
}

/// What only policies ask, while anything of it can still decide something.
fn more_questions(page: &Page) -> Html {
    let lang = page.lang();
    let (Some(key), open) = page.assessed.policy_questions(&page.state) else { return Html::default() };
    html! {
        <p class="actions">
            <button type="button" class="primary" onclick={page.press(Action::Ask(key))}>{ w::policy_questions(lang, open) }</button>
            { note(w::policy_questions_why(lang)) }
        </p>
    }
}

/// What opens with a title, by its rung, the lowest first.
fn by_rung(page: &Page, list: &[Shown<'_>]) -> Html {
    let (lang, vocabulary) = (page.lang(), &page.assessed.rules.vocabulary);
    let mut standards: Vec<_> = list.iter().filter_map(|(_, m)| m.opens_with).collect();
    sort_by_key(&mut standards, |standard| (vocabulary.standard(*standard).rung, *standard));
    standards.dedup();
    html! {
        { for standards.into_iter().map(|standard| {
            let of: Vec<Shown<'_>> = list.iter().copied().filter(|(_, m)| m.opens_with == Some(standard)).collect();
            html! {
                <>
                    <h3>{ spoken(&vocabulary.standard(standard).name, lang) }{ w::count(lang, of.len()) }{ " " }
                        { link(w::what_it_lacks(lang), page.press(Action::LookUp(standard))) }</h3>
                    { all(page, &of) }
                </>
            }
        }) }
    }
}

/// A line a document, with what to know of its term; its measures behind it.
fn by_document(page: &Page, list: &[Shown<'_>]) -> Html {
    let lang = page.lang();
    let mut runs: Vec<(DocumentIx, Vec<Shown<'_>>)> = Vec::new();
    for one in list {
        let document = one.1.policy.document();
        match runs.iter_mut().find(|(known, _)| *known == document) {
            Some((_, run)) => run.push(*one),
            None => runs.push((document, vec![*one])),
        }
    }
    html! {
        { for runs.into_iter().map(|(ix, run)| {
            let document = page.assessed.rules.document(ix);
            let summary = html! {
                <>
                    { spoken(&document.head.title, lang) }
                    if let Some(number) = &document.head.number {
                        { " " }<span lang="zh-CN" class="hint">{ number }</span>
                    }
                    { sentence::origin(document, lang) }{ w::count(lang, run.len()) }
                </>
            };
            let is_plan = !document.parts.is_empty() && run.iter().any(|(_, m)| m.policy.part.is_some());
            html! {
                <Folded class="document" key={document.head.id.clone()} {summary}>
                    if let Some(help) = term(&run, lang).filter(|_| run[0].1.usable == Use::ToConfirm) {
                        { hint(&help) }
                    }
                    if is_plan {
                        { link(w::whole_plan(lang), page.press(Action::Browse(Browse::ByPart))) }
                    }
                    { all(page, &run) }
                </Folded>
            }
        }) }
    }
}

/// What to know of policies of which none is surely in force; nothing where any is.
pub fn term(run: &[Shown<'_>], lang: Lang) -> Option<String> {
    Some(match run.iter().map(|(_, m)| m.in_force).min()? {
        // What runs and is here all the same has its time for claims behind it.
        InForce::InForce if run.iter().all(|(_, m)| m.window == Some(WindowState::Passed)) => w::window_passed_help(lang).to_owned(),
        InForce::InForce => return None,
        InForce::Ended => {
            let terms = run.iter().filter_map(|(_, m)| Some((m.policy.in_force?.from.year(), m.policy.in_force?.to?.year())));
            terms.max().map_or_else(|| w::unverified_help(lang).to_owned(), |(from, to)| w::ended_help(lang, from, to))
        }
        InForce::NotYet => w::not_yet_help(lang).to_owned(),
        InForce::Unverified => w::unverified_help(lang).to_owned(),
    })
}
