//! One support policy as an official would list it: what it is worth, what it gives, until when and by which office in a few
//! lines; to whom, how, what to bring, where it stands and why behind them.

use crate::components::citation::{certainty, citation};
use crate::components::criteria::{part_list, verdict};
use crate::components::folded::{LAZY, use_folded};
use crate::components::markup::para;
use crate::components::overdue::overdue;
use crate::components::spoken::{in_language, spoken, with_chinese};
use crate::page::Page;
use crate::state::Action;
use crate::words as w;
use tidu_core::matching::{InForce, Match, Use, WindowState};
use tidu_core::sentence;
use tidu_core::text::{Lang, Text};
use tidu_core::verdict::Verdict;
use yew::prelude::*;

/// Which policy.
#[derive(Properties, PartialEq)]
pub struct PolicyProps {
    /// The page it stands on.
    pub page: Page,
    /// Its place among the page's matches.
    pub at: usize,
}

/// A policy, folded under its lines.
#[component]
pub fn Policy(PolicyProps { page, at }: &PolicyProps) -> Html {
    let (lang, assessed) = (page.lang(), &page.assessed);
    let (open, ontoggle) = use_folded();
    let m = &assessed.matches()[*at];
    let p = m.policy;
    let worth = assessed.worths().of[*at].as_ref().and_then(|worth| Some((assessed.speaker().worth(worth)?, worth.certainty())));
    // Whoever reads of money looks for the figure, and has to see that there is none.
    let money = matches!(p.benefit, "grant" | "tax" | "finance");
    let next = m.when().or(m.how());
    html! {
        <details class={classes!("policy", LAZY)} id={format!("p-{}", p.id)} {ontoggle}>
            <summary>
                <span class="policy-title">{ spoken(&p.title, lang) }</span>
                if let Some((told, sure)) = &worth {
                    <strong class="worth">{ told }{ certainty(*sure, lang) }</strong>
                }
                if let Some(amount) = m.amount {
                    <span class={classes!("amount", worth.is_some().then_some("hint"))}>
                        { spoken(&amount.text, lang) }
                        // What was said of the worth beside it is not said twice.
                        if worth.as_ref().is_none_or(|(_, sure)| *sure != amount.certainty) {
                            { certainty(amount.certainty, lang) }
                        }
                    </span>
                } else {
                    if money && worth.is_none() {
                        <span class="amount hint">{ w::no_figure_found(lang) }</span>
                    }
                    <span class="line">{ in_short(&p.gives, lang) }</span>
                }
                if let Some(due) = m.due() {
                    <span class="due">{ w::until(lang, &due.to_string()) }</span>
                } else if let Some(next) = next {
                    <span class="line way">{ in_short(next, lang) }</span>
                }
                <span class="tags">{ tags(page, m) }</span>
            </summary>
            if open {
                { body(page, m, *at) }
            }
        </details>
    }
}

/// The first sentence of a text: a list is gone over quickly, and the whole is told where it is opened.
fn in_short(text: &Text, lang: Lang) -> Html {
    let words = text.get(lang);
    let end = ["。", ". "].iter().filter_map(|mark| Some(words.find(mark)? + mark.trim_end().len())).min().unwrap_or(words.len());
    in_language(&words[..end], text.lang(lang), lang)
}

/// Its kind, its office, and what makes it less than certain.
fn tags(page: &Page, m: &Match<'_>) -> Html {
    let (lang, p) = (page.lang(), m.policy);
    let document = page.assessed.rules.document(p.document());
    let doubt = match (m.in_force, m.window) {
        (in_force, _) if in_force != InForce::InForce => Some(state(in_force, lang)),
        (_, Some(WindowState::Passed)) => Some(w::window_passed(lang)),
        (_, Some(WindowState::NotYet)) => Some(w::window_not_yet(lang)),
        _ if m.verdict == Verdict::NeedsReview => Some(w::office_judges(lang)),
        _ if m.verdict == Verdict::Unknown && p.not_asked.is_some() => Some(w::more_is_looked_at(lang)),
        _ => None,
    };
    html! {
        <>
            { sentence::benefit(p.benefit, lang) }{ sentence::origin(document, lang) }
            if !m.authorities().is_empty() {
                { " · " }<span lang="zh-CN">{ m.authorities().join("、") }</span>
            }
            if m.needed {
                { " · " }{ w::answers_need(lang) }
            }
            if let Some(doubt) = doubt {
                { " · " }{ doubt }
            }
        </>
    }
}

/// Everything about it.
fn body(page: &Page, m: &Match<'_>, at: usize) -> Html {
    let (lang, assessed) = (page.lang(), &page.assessed);
    let (p, rules) = (m.policy, &assessed.rules);
    let row = |label: &'static str, text: Html| html! { <><dt>{ label }</dt><dd>{ text }</dd></> };
    let told = |label: &'static str, text: Option<&Text>| text.map(|text| row(label, html! { spoken(text, lang) }));
    let document = rules.document(p.document());
    let explanation = p.who.explain(&assessed.case, &m.outcome);
    let worths = assessed.worths();
    let mut reckoned = worths.of[at].as_ref().map(|worth| assessed.speaker().reckoned(worth)).unwrap_or_default();
    // Whether another is had instead.
    let beside = worths.given_up.iter().filter(|one| one.taken == at || one.left == at);
    reckoned.extend(beside.map(|one| assessed.speaker().given_up(assessed.matches(), &worths.of, one)));
    html! {
        <>
            { overdue(page, document) }
            <dl>
                { row(w::gives(lang), html! { <>{ spoken(&p.gives, lang) }{ w::COUNT_BRACKETED.fill(lang, [&w::strength(lang, p.strength)]) }</> }) }
                if m.amount.is_none() && matches!(p.benefit, "grant" | "tax" | "finance") {
                    { row(w::amount(lang), html! { w::amount_not_verified(lang) }) }
                }
                if !reckoned.is_empty() {
                    { row(w::how_reckoned(lang), html! { <ul class="reckoned">{ for reckoned.into_iter().map(|line| html! { <li>{ with_chinese(&line, lang) }</li> }) }</ul> }) }
                }
                { told(w::for_whom(lang), p.who_text.as_ref()) }
                { told(w::how(lang), m.how()) }
                { told(w::when(lang), m.when()) }
                if !p.papers.is_empty() {
                    { row(w::bring(lang), html! { p.papers.iter().map(|at| rules.vocabulary.papers[*at].1.get(lang)).collect::<Vec<_>>().join(w::LIST_COMMA.say(lang)) }) }
                }
                { row(w::authority(lang), if m.authorities().is_empty() {
                    html! { w::ask_service_bureau(lang) }
                } else {
                    html! { <span lang="zh-CN">{ m.authorities().join("、") }</span> }
                }) }
                { row(w::days(lang), html! { <>{ days(m, lang) }{ certainty(p.in_force_certainty, lang) }</> }) }
                if let Some(window) = p.window {
                    { row(w::window(lang), html! { w::until(lang, &window.to.to_string()) }) }
                }
                { row(w::your_case(lang), html! {
                    <>
                        { verdict(m.verdict, lang) }
                        if let Some(text) = p.not_asked.as_ref().filter(|_| m.verdict == Verdict::Unknown) {
                            <p>{ w::not_asked(lang) }{ spoken(text, lang) }</p>
                        }
                        if let Some(better) = m.yields_to {
                            <p>{ if m.in_force == InForce::Ended { w::goes_on_as(lang, better.title.get(lang)) } else { w::yields_to(lang, better.title.get(lang)) } }</p>
                        }
                        if p.asks_more && m.verdict == Verdict::NeedsReview {
                            { para(w::asks_more(lang)) }
                        }
                        if m.may_ask {
                            { para(w::may_ask(lang)) }
                        }
                        if let Some(text) = m.not_for {
                            { para((text, lang)) }
                        }
                        if let Some(standard) = m.opens_with {
                            <p>
                                { w::opens_with(lang, rules.vocabulary.standard(standard).name.get(lang)) }{ " " }
                                <button type="button" class="link" onclick={page.press(Action::LookUp(standard))}>
                                    { w::what_it_lacks(lang) }
                                </button>
                            </p>
                        }
                        if m.not_for.is_none() && m.verdict != Verdict::Met {
                            { part_list(page, &p.who, &m.outcome, &explanation.lines, 0) }
                        }
                    </>
                }) }
                if let Some(reason) = p.rank.1.as_ref().filter(|_| m.usable == Use::Now) {
                    { row(w::why_here(lang), html! { spoken(reason, lang) }) }
                }
                if let Some(url) = m.local.and_then(|local| local.url.clone()) {
                    { row(w::local_page(lang), html! { <a href={url} target="_blank" rel="noreferrer noopener">{ w::official_page(lang) }</a> }) }
                }
                { row(w::source(lang), citation(document, &p.cite, lang)) }
            </dl>
        </>
    }
}

fn days(m: &Match<'_>, lang: Lang) -> String {
    let state = state(m.in_force, lang);
    match m.policy.in_force {
        None => state.to_owned(),
        Some(period) => {
            let Some(to) = period.to else { return w::from_day(lang, &period.from.to_string(), state) };
            w::DAYS_AND_STATE.fill(lang, [&period.from, &to, &state])
        }
    }
}

fn state(in_force: InForce, lang: Lang) -> &'static str {
    match in_force {
        InForce::InForce => w::in_force(lang),
        InForce::Ended => w::ended(lang),
        InForce::NotYet => w::not_yet(lang),
        InForce::Unverified => w::unverified_days(lang),
    }
}
