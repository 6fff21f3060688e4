//! One support policy as an official would list it: what it gives, to whom, how, when, what to bring, which office,
//! where it stands and how sure that is. The reasons open in place.

use crate::components::citation::{certainty, citation};
use crate::components::criteria::{part_list, verdict};
use crate::components::markup::para;
use crate::components::overdue::overdue;
use crate::components::spoken::spoken;
use crate::page::Page;
use crate::state::Action;
use crate::words as w;
use tidu_core::matching::{InForce, Match, Use, WindowState};
use tidu_core::sentence;
use tidu_core::text::Text;
use tidu_core::verdict::Verdict;
use yew::prelude::*;

/// A policy, folded under its title.
pub fn policy(page: &Page, m: &Match<'_>) -> Html {
    let (lang, assessed) = (page.lang(), &page.assessed);
    let (p, rules) = (m.policy, &assessed.rules);
    let row = |label: &'static str, text: Html| html! { <><dt>{ label }</dt><dd>{ text }</dd></> };
    let told = |label: &'static str, text: Option<&Text>| text.map(|text| row(label, html! { spoken(text, lang) }));
    let document = rules.document(p.document());
    let explanation = p.who.explain(&assessed.case, &m.outcome);
    let money = matches!(p.benefit, "grant" | "tax" | "finance");
    html! {
        <details class="policy" key={p.id.clone()} id={format!("p-{}", p.id)}>
            <summary>
                <span class="policy-title">{ spoken(&p.title, lang) }</span>
                <span class="tags">{ w::strength(lang, p.strength) }{ " · " }{ sentence::benefit(p.benefit, lang) }
                    { sentence::origin(document, lang) }
                    if m.needed {
                        { " · " }{ w::answers_need(lang) }
                    }
                    if m.in_force != InForce::InForce {
                        { " · " }{ state(m.in_force, lang) }
                    } else if m.window == Some(WindowState::Passed) {
                        { " · " }{ w::window_passed(lang) }
                    } else if m.window == Some(WindowState::NotYet) {
                        { " · " }{ w::window_not_yet(lang) }
                    } else if m.verdict == Verdict::NeedsReview {
                        { " · " }{ w::office_judges(lang) }
                    } else if m.verdict == Verdict::Unknown && p.not_asked.is_some() {
                        { " · " }{ w::more_is_looked_at(lang) }
                    }
                </span>
                if let Some(due) = m.due() {
                    <span class="due">{ w::until(lang, &due.to_string()) }</span>
                }
                if let Some(amount) = m.amount {
                    <span class="amount">{ spoken(&amount.text, lang) }{ certainty(amount.certainty, lang) }</span>
                }
            </summary>
            { overdue(page, document) }
            <dl>
                { row(w::gives(lang), html! { spoken(&p.gives, lang) }) }
                if let Some(amount) = m.amount {
                    { row(w::amount(lang), html! { <>{ spoken(&amount.text, lang) }{ certainty(amount.certainty, lang) }</> }) }
                } else if money {
                    { row(w::amount(lang), html! { w::amount_not_verified(lang) }) }
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
        </details>
    }
}

fn days(m: &Match<'_>, lang: tidu_core::text::Lang) -> String {
    let state = state(m.in_force, lang);
    match m.policy.in_force {
        None => state.to_owned(),
        Some(period) => {
            let Some(to) = period.to else { return w::from_day(lang, &period.from.to_string(), state) };
            w::DAYS_AND_STATE.fill(lang, [&period.from, &to, &state])
        }
    }
}

fn state(in_force: InForce, lang: tidu_core::text::Lang) -> &'static str {
    match in_force {
        InForce::InForce => w::in_force(lang),
        InForce::Ended => w::ended(lang),
        InForce::NotYet => w::not_yet(lang),
        InForce::Unverified => w::unverified_days(lang),
    }
}
