//! The support policies and the actions that fit this enterprise.

use crate::components::citation::{certainty, citation};
use crate::components::markup::{button, h2, hint, link, note, para, para_of, printing};
use crate::components::policy::policy;
use crate::components::spoken::spoken;
use crate::page::{Page, use_page};
use crate::state::{Action, Browse, Filter, Key};
use crate::words as w;
use tidu_core::actions::{What, actions, papers};
use tidu_core::matching::{InForce, Level, Match, Use, WindowState, coverage, leads, unanswered_needs};
use tidu_core::order::{distinct, sort_by_key};
use tidu_core::rules::{Document, DocumentIx, Duty};
use tidu_core::sentence;
use tidu_core::text::Lang;
use tidu_core::written::{BENEFITS, Cite, Due};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The policies screen.
#[component]
pub fn Policies() -> Html {
    let page = use_page();
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let shown: Vec<&Match<'_>> = assessed.matches().iter().filter(|m| passes(m, &state.filter)).collect();
    let tab = |browse: Browse, text: &'static str| {
        let pressed = (state.browse == browse).to_string();
        html! { <button type="button" aria-pressed={pressed} onclick={page.press(Action::Browse(browse))}>{ text }</button> }
    };
    html! {
        <section class="policies">
            <h1>{ w::policies_title(lang) }</h1>
            <p class="print-head">
                if !state.name.trim().is_empty() {
                    <strong>{ &state.name }</strong>{ w::AFTER_NAME.say(lang) }
                }
                { w::told_for(lang, &state.as_of.to_string()) }
            </p>
            { para_of("warning", w::agent_warning(lang)) }
            { place(&page) }
            { needs(&page) }
            { more_questions(&page) }
            <p class="views" role="group" aria-label={w::views(lang)}>
                { tab(Browse::ByUse, w::by_use(lang)) }
                { tab(Browse::ByPart, w::by_part(lang)) }
                { tab(Browse::Actions, w::actions(lang)) }
            </p>
            { printing(lang) }
            if state.browse != Browse::Actions {
                { filters(&page) }
            }
            { match state.browse {
                Browse::Actions => action_list(&page),
                _ if shown.is_empty() => html! {
                    <p>
                        { w::no_match(lang) }{ " " }
                        { link(w::clear_filters(lang), page.press(Action::Filter(Filter::default()))) }
                    </p>
                },
                Browse::ByUse => by_use(&page, &shown),
                Browse::ByPart => by_part(&page, &shown),
            } }
            if state.browse != Browse::Actions {
                { by_name_only(&page) }
                { cited(&page, &shown) }
            }
        </section>
    }
}

fn passes(m: &Match<'_>, filter: &Filter) -> bool {
    filter.benefit.is_none_or(|benefit| m.policy.benefit == benefit)
        && filter.authority.as_ref().is_none_or(|authority| m.authorities().contains(authority))
        && filter.need.is_none_or(|need| m.policy.needs & (1 << need) != 0)
        && filter.usable.is_none_or(|usable| m.usable == usable)
}

/// Kind, office, state, need: each a plain list.
fn filters(page: &Page) -> Html {
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let vocabulary = &state.rules().vocabulary;
    let authorities: Vec<&String> = distinct(assessed.matches().iter().flat_map(|m| m.authorities()).collect());
    let benefits: Vec<&'static str> = BENEFITS.into_iter().filter(|b| assessed.matches().iter().any(|m| m.policy.benefit == *b)).collect();
    let needs = vocabulary.find("needs").map(|fact| vocabulary.fact(fact).options.as_slice()).unwrap_or_default();
    let value = |event: Event| event.target_unchecked_into::<HtmlSelectElement>().value();
    let select = |id: &'static str, label: &'static str, options: Vec<(String, String, bool)>, pick: fn(Filter, String) -> Filter| {
        let filter = state.filter.clone();
        let none = options.iter().all(|(_, _, selected)| !selected);
        html! {
            <div class="field">
                <label for={id}>{ label }</label>
                <select {id} onchange={page.on(move |event: Event| Action::Filter(pick(filter.clone(), value(event))))}>
                    <option value="" selected={none}>{ w::all(lang) }</option>
                    { for options.into_iter().map(|(value, text, selected)| html! { <option {value} {selected} lang={(id == "f-authority").then_some("zh-CN")}>{ text }</option> }) }
                </select>
            </div>
        }
    };
    let filter = &state.filter;
    html! {
        <div class="filters">
            { select("f-benefit", w::benefit_kind(lang),
                benefits.into_iter().map(|b| (b.to_owned(), sentence::benefit(b, lang).to_owned(), filter.benefit == Some(b))).collect(),
                |filter, value| Filter { benefit: BENEFITS.into_iter().find(|b| *b == value), ..filter }) }
            { select("f-authority", w::authority(lang),
                authorities.into_iter().map(|a| (a.clone(), a.clone(), filter.authority.as_ref() == Some(a))).collect(),
                |filter, value| Filter { authority: (!value.is_empty()).then_some(value), ..filter }) }
            { select("f-use", w::usable_state(lang),
                GROUPS.into_iter().enumerate().map(|(at, g)| (at.to_string(), w::group(lang, g).to_owned(), filter.usable == Some(g))).collect(),
                |filter, value| Filter { usable: value.parse().ok().and_then(|at: usize| GROUPS.get(at).copied()), ..filter }) }
            { select("f-need", w::need(lang),
                needs.iter().enumerate().map(|(at, n)| (at.to_string(), n.label.get(lang).to_owned(), filter.need == Some(at))).collect(),
                |filter, value| Filter { need: value.parse().ok(), ..filter }) }
        </div>
    }
}

const GROUPS: [Use; 5] = [Use::Now, Use::AfterAnswers, Use::AfterTitle, Use::ToConfirm, Use::No];

fn by_use(page: &Page, shown: &[&Match<'_>]) -> Html {
    let lang = page.lang();
    html! {
        { for GROUPS.into_iter().map(|group| {
            let of: Vec<&&Match<'_>> = shown.iter().filter(|m| m.usable == group).collect();
            if of.is_empty() {
                return Html::default();
            }
            html! {
                <section class="group" key={format!("{group:?}")}>
                    <h2>{ w::group(lang, group) }{ w::count(lang, of.len()) }</h2>
                    { if group == Use::ToConfirm {
                        to_confirm(page, &of)
                    } else {
                        of.into_iter().map(|m| policy(page, m)).collect::<Html>()
                    } }
                </section>
            }
        }) }
    }
}

/// What has to be confirmed first, each document's that has ended by itself: its term, and what to ask. The order is that
/// of the list: what surely fits and may still run comes first.
fn to_confirm(page: &Page, of: &[&&Match<'_>]) -> Html {
    let lang = page.lang();
    let mut runs: Vec<(Option<DocumentIx>, InForce, Vec<&&Match<'_>>)> = Vec::new();
    for m in of.iter().copied() {
        let document = (m.in_force == InForce::Ended || m.window == Some(WindowState::Passed)).then(|| m.policy.document());
        match runs.iter_mut().find(|(known, in_force, _)| (*known, *in_force) == (document, m.in_force)) {
            Some((_, _, run)) => run.push(m),
            None => runs.push((document, m.in_force, vec![m])),
        }
    }
    html! {
        { for runs.into_iter().map(|(document, _, run)| {
            let document = document.map(|ix| page.assessed.rules.document(ix));
            let help = term(&run, lang);
            html! {
                <>
                    if let Some(document) = document {
                        <h3>{ spoken(&document.head.title, lang) }{ sentence::origin(document, lang) }{ w::count(lang, run.len()) }</h3>
                    }
                    if let Some(help) = help {
                        { hint(&help) }
                    }
                    { for run.into_iter().map(|m| policy(page, m)) }
                </>
            }
        }) }
    }
}

/// What to know of policies of which none is surely in force; nothing where any is.
fn term(run: &[&&Match<'_>], lang: Lang) -> Option<String> {
    Some(match run.iter().map(|m| m.in_force).min()? {
        // What runs and is here all the same has its time for claims behind it.
        InForce::InForce if run.iter().all(|m| m.window == Some(WindowState::Passed)) => w::window_passed_help(lang).to_owned(),
        InForce::InForce => return None,
        InForce::Ended => {
            let terms = run.iter().filter_map(|m| Some((m.policy.in_force?.from.year(), m.policy.in_force?.to?.year())));
            terms.max().map_or_else(|| w::unverified_help(lang).to_owned(), |(from, to)| w::ended_help(lang, from, to))
        }
        InForce::NotYet => w::not_yet_help(lang).to_owned(),
        InForce::Unverified => w::unverified_help(lang).to_owned(),
    })
}

/// The needs named, and the way to change them.
fn needs(page: &Page) -> Html {
    let (lang, state) = (page.lang(), &page.state);
    let Some(ix) = state.rules().vocabulary.find("needs") else { return Html::default() };
    let key = Key { fact: ix, year: None };
    let slot = state.rules().vocabulary.fact(ix).slot;
    let named = page.assessed.speaker().answer(slot).unwrap_or_else(|| w::needs_open(lang).to_owned());
    let options = &state.rules().vocabulary.fact(ix).options;
    let unanswered: Vec<&str> = unanswered_needs(&page.assessed.rules, &page.assessed.case, page.assessed.matches())
        .into_iter()
        .map(|at| options[at].label.get(lang))
        .collect();
    html! {
        <>
        <p class="needs">
            { w::your_needs(lang) }{ w::COLON.say(lang) }{ named }{ " " }
            { link(w::change(lang), page.press(Action::Ask(key))) }
        </p>
        if !unanswered.is_empty() {
            { hint(&w::no_policy_for(lang, &unanswered.join(w::LIST_COMMA.say(lang)))) }
        }
        </>
    }
}

/// How far this tool knows the enterprise's place.
fn place(page: &Page) -> Html {
    let (lang, assessed) = (page.lang(), &page.assessed);
    let levels = coverage(&assessed.rules, &assessed.case);
    let unknown: Vec<Level> = levels.iter().filter(|(_, known)| !known).map(|(level, _)| *level).collect();
    let Some(fact) = assessed.rules.vocabulary.find("region") else { return Html::default() };
    let key = Key { fact, year: None };
    html! {
        if levels.is_empty() {
            <p class="hint">
                { w::place_first(lang) }{ " " }
                { link(w::go_answer(lang), page.press(Action::Ask(key))) }
            </p>
        } else if !unknown.is_empty() {
            { hint(&w::not_covered(lang, &unknown)) }
        }
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

/// Measures of which nothing but the name is known.
fn by_name_only(page: &Page) -> Html {
    let (lang, rules) = (page.lang(), &page.assessed.rules);
    let leads = leads(rules, &page.assessed.case);
    if leads.is_empty() {
        return Html::default();
    }
    html! {
        <section class="leads">
            <details>
                <summary><h2>{ w::leads_title(lang) }{ w::count(lang, leads.len()) }</h2></summary>
                { hint(w::leads_help(lang)) }
                <ul>
                    { for leads.into_iter().map(|lead| html! {
                        <li>
                            <strong>{ spoken(&lead.name, lang) }</strong>{ sentence::origin(rules.document(lead.document), lang) }{ certainty(lead.certainty, lang) }
                            { para((&lead.text, lang)) }
                            if !lead.authorities.is_empty() {
                                <p class="hint">{ w::ask_whom(lang) }{ w::COLON.say(lang) }<span lang="zh-CN">{ lead.authorities.join("、") }</span></p>
                            }
                        </li>
                    }) }
                </ul>
            </details>
        </section>
    }
}

/// What has to be known of each document that the policies shown stand in, once.
fn cited(page: &Page, shown: &[&Match<'_>]) -> Html {
    let (lang, rules) = (page.lang(), &page.assessed.rules);
    let documents: Vec<u16> = distinct(shown.iter().map(|m| m.policy.document().0).collect());
    let documents: Vec<&Document> =
        documents.into_iter().map(|ix| rules.document(DocumentIx(ix))).filter(|d| !d.head.notes.is_empty()).collect();
    if documents.is_empty() {
        return Html::default();
    }
    html! {
        <section class="cited">
            <h2>{ w::cited(lang) }{ w::count(lang, documents.len()) }</h2>
            { for documents.into_iter().map(|document| html! {
                <details class="notes" key={document.head.id.clone()}>
                    <summary>{ spoken(&document.head.title, lang) }
                        if let Some(number) = &document.head.number {
                            { " " }<span lang="zh-CN">{ number }</span>
                        }
                        { sentence::origin(document, lang) }
                    </summary>
                    <ul>
                        { for document.head.notes.iter().map(|note| html! { <li>{ spoken(&note.text, lang) }{ certainty(note.certainty, lang) }</li> }) }
                    </ul>
                </details>
            }) }
        </section>
    }
}

/// The documents that have chapters, chapter by chapter.
fn by_part(page: &Page, shown: &[&Match<'_>]) -> Html {
    let lang = page.lang();
    if !shown.iter().any(|m| m.policy.part.is_some()) {
        return para(w::nothing_here(lang));
    }
    let documents = page.assessed.rules.documents.iter().enumerate().filter(|(_, document)| !document.parts.is_empty());
    html! {
        { for documents.map(|(at, document)| {
            let of: Vec<&&Match<'_>> = shown.iter().filter(|m| m.policy.document() == DocumentIx(at as u16)).collect();
            if of.is_empty() {
                return Html::default();
            }
            html! {
                <>
                    <p class="governs">{ spoken(&document.head.title, lang) }{ " " }<span lang="zh-CN">{ document.head.number.clone() }</span>{ sentence::origin(document, lang) }</p>
                    if let Some(help) = term(&of, lang) {
                        { hint(&help) }
                    }
                    { for document.parts.iter().enumerate().map(|(part, (_, name))| {
                        let mut of: Vec<&&&Match<'_>> = of.iter().filter(|m| m.policy.part == Some(part)).collect();
                        // Here the document's own order rules, as an official would look it up.
                        sort_by_key(&mut of, |m| page.assessed.rules.policies.iter().position(|p| p.id == m.policy.id));
                        if of.is_empty() {
                            return Html::default();
                        }
                        html! {
                            <section class="group">
                                <h2>{ spoken(name, lang) }{ w::count(lang, of.len()) }</h2>
                                { for of.into_iter().map(|m| policy(page, m)) }
                            </section>
                        }
                    }) }
                </>
            }
        }) }
    }
}

/// Where a thing to do stands, folded.
fn source(page: &Page, document: DocumentIx, cite: &Cite) -> Html {
    let (lang, document) = (page.lang(), page.assessed.rules.document(document));
    html! {
        <details class="source-of">
            <summary>{ w::source(lang) }{ sentence::origin(document, lang) }{ certainty(cite.certainty, lang) }</summary>
            { citation(document, cite, lang) }
        </details>
    }
}

fn action_list(page: &Page) -> Html {
    let (lang, state, assessed) = (page.lang(), &page.state, &page.assessed);
    let list = actions(&assessed.rules, &assessed.case, assessed.matches(), assessed.open());
    let vocabulary = &assessed.rules.vocabulary;
    let claims = list.iter().filter_map(|action| match &action.what {
        What::Claim(m) => Some(*m),
        _ => None,
    });
    let needed = papers(claims);
    html! {
        <>
            if list.is_empty() {
                { para(w::nothing_to_do(lang)) }
            }
            <ol class="actions-list">
                { for list.iter().map(|action| {
                    let done = state.done.contains(&action.id);
                    let id = action.id.clone();
                    let (title, text, authorities) = match &action.what {
                        What::Claim(m) => (m.policy.title.get(lang).to_owned(), m.how().map(|t| t.get(lang).to_owned()).unwrap_or_default(), m.authorities().to_vec()),
                        What::Duty(duty, fact) => (
                            format!("{}{}{}", vocabulary.fact(*fact).label.get(lang), w::COLON.say(lang), duty.title.get(lang)),
                            duty.text.get(lang).to_owned(),
                            duty.authorities.clone(),
                        ),
                        What::Answer(_, slot) => (w::answer_this(lang, &assessed.speaker().label(*slot)), w::answer_why(lang).to_owned(), Vec::new()),
                    };
                    html! {
                        <li key={action.id.clone()} class={classes!(done.then_some("done"))}>
                            <label class="option">
                                <input type="checkbox" checked={done} onchange={page.press(Action::Tick(id.clone()))} />
                                <span>
                                    <strong>{ title }</strong>
                                    if let What::Duty(Duty { due: Due::WithinMonths(months), .. }, _) = action.what {
                                        <span class="due">{ w::within_months(lang, *months) }</span>
                                    }
                                    if let Some(from) = action.reopens {
                                        <span class="due">{ w::reopens(lang, &from.to_string()) }</span>
                                    }
                                    if let Some(due) = action.due {
                                        <span class="due">{ if action.past { w::past(lang, &due.to_string()) } else { w::due_by(lang, &due.to_string()) } }</span>
                                    }
                                </span>
                            </label>
                            { hint(&text) }
                            if let What::Claim(m) = &action.what {
                                if let Some(when) = m.when() {
                                    <p class="hint">{ w::when(lang) }{ w::COLON.say(lang) }{ spoken(when, lang) }</p>
                                }
                                if !m.policy.papers.is_empty() {
                                    <p class="hint">{ w::bring(lang) }{ w::COLON.say(lang) }{ m.policy.papers.iter().map(|at| vocabulary.papers[*at].1.get(lang)).collect::<Vec<_>>().join(w::LIST_COMMA.say(lang)) }</p>
                                }
                            }
                            if !authorities.is_empty() {
                                <p class="hint" >{ w::authority(lang) }{ w::COLON.say(lang) }<span lang="zh-CN">{ authorities.join("、") }</span></p>
                            }
                            { match &action.what {
                                What::Claim(m) => source(page, m.policy.document(), &m.policy.cite),
                                What::Duty(duty, _) => source(page, duty.document, &duty.cite),
                                What::Answer(..) => Html::default(),
                            } }
                            if let What::Answer(_, slot) = &action.what {
                                { { let key = state.key(&assessed.case, *slot); html! {
                                    { button(w::go_answer(lang), page.press(Action::Ask(key))) }
                                } } }
                            }
                        </li>
                    }
                }) }
            </ol>
            if !needed.is_empty() {
                { h2(w::papers_title(lang)) }
                { hint(w::papers_help(lang)) }
                <ul class="papers">
                    { for needed.iter().map(|(paper, serves)| html! {
                        <li>
                            <strong>{ spoken(&vocabulary.papers[*paper].1, lang) }</strong>
                            <span class="hint">{ serves.iter().map(|m| m.policy.title.get(lang)).collect::<Vec<_>>().join(w::LIST_COMMA.say(lang)) }</span>
                        </li>
                    }) }
                </ul>
            }
        </>
    }
}
