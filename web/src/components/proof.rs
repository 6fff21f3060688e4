//! A self-assessment to hand on: its link or text, and the square code of it. And one that was opened: what it was judged
//! by, and what has changed since.

use crate::components::markup::{button, hint, link, note, para};
use crate::host;
use crate::page::{Page, use_page};
use crate::state::{Action, RulesRef, State};
use crate::storage::record::proved;
use crate::storage::session::use_desk;
use crate::words as w;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;
use tidu_core::case::Case;
use tidu_core::evaluate::evaluate;
use tidu_core::packs::{beside_built_in, fingerprint};
use tidu_core::proof;
use tidu_core::sentence;
use tidu_core::text::Text;
use web_sys::{HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};
use yew::prelude::*;

/// What tells the rules of a page from others, those that were opened beside the built-in ones among them.
fn mark(rules: &RulesRef) -> u64 {
    let packs = beside_built_in(rules.1.iter().map(|pack| (pack.name.clone(), pack.json.clone())).collect());
    proof::rules_mark(&fingerprint(packs.iter().map(|(id, json)| (id.as_str(), json.as_ref()))))
}

#[hook]
fn use_mark(page: &Page) -> u64 {
    *use_memo(page.state.rules.clone(), mark)
}

/// The answers of the page as a text, with the name where it is asked for. What is tried out is no answer.
fn text(page: &Page, rules: u64, named: bool) -> String {
    let (state, assessed) = (&page.state, &page.assessed);
    let (vocabulary, case) = (&state.rules().vocabulary, state.case());
    let name = Some(state.name.trim()).filter(|name| named && !name.is_empty());
    let write = |evaluation| proof::write(vocabulary, rules, &case, state.as_of, name, evaluation);
    match Case::read(vocabulary, &case, state.as_of) {
        Ok((untried, _)) if !state.tried.is_empty() => write(&evaluate(state.rules(), &untried)),
        _ => write(assessed.evaluation()),
    }
}

/// The square code of a text as a picture; none where it is too long for one that every telephone reads.
fn square(text: &str, label: &str) -> Option<Html> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok().filter(|code| code.version().value() <= 20)?;
    let (size, mut path) = (code.size(), String::new());
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let dark = (x..size).take_while(|x| code.get_module(*x, y)).count();
            let dark = i32::try_from(dark).unwrap_or_default();
            if dark > 0 {
                // Four modules around it stay light.
                let _ = write!(path, "M{} {}h{dark}v1h-{dark}z", x + 4, y + 4);
            }
            x += dark + 1;
        }
    }
    let all = size + 8;
    Some(html! {
        <svg class="square" viewBox={format!("0 0 {all} {all}")} role="img" aria-label={label.to_owned()} shape-rendering="crispEdges">
            <rect width={all.to_string()} height={all.to_string()} fill="#fff" />
            <path d={path} fill="#000" />
        </svg>
    })
}

/// What others can open: the link, or where this page has no address of its own the text alone, and the square code.
#[component]
pub fn Proof() -> Html {
    let page = use_page();
    let (lang, state) = (page.lang(), &page.state);
    let rules = use_mark(&page);
    let (named, copied, field) = (use_state(|| false), use_state(|| None::<bool>), use_node_ref());
    let address = host::own_address();
    let linked = address.is_some();
    let (heading, copy) = if linked { (w::proof_link(lang), w::copy_link(lang)) } else { (w::proof_text(lang), w::copy_text(lang)) };
    let text = text(&page, rules, *named);
    let text = address.map_or_else(|| text.clone(), |address| [&address, "#", proof::MARK, &text].concat());
    let copying = {
        let (copied, field) = (copied.clone(), field.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(area) = field.cast::<HtmlTextAreaElement>() {
                area.select();
                copied.set(Some(host::copy()));
            }
        })
    };
    let select = Callback::from(|event: FocusEvent| event.target_unchecked_into::<HtmlTextAreaElement>().select());
    let name = {
        let (named, copied) = (named.clone(), copied.clone());
        Callback::from(move |event: Event| {
            named.set(event.target_unchecked_into::<HtmlInputElement>().checked());
            copied.set(None);
        })
    };
    let mark = format!("{rules:012x}");
    html! {
        <details class="proof">
            <summary>{ w::proof_title(lang) }</summary>
            { hint(if linked { w::proof_help(lang) } else { w::proof_text_help(lang) }) }
            if !state.name.trim().is_empty() {
                <label class="option"><input type="checkbox" checked={*named} onchange={name} />{ w::proof_name(lang) }</label>
            }
            <label class="proof-text">{ heading }
                <textarea readonly=true rows="3" value={text.clone()} ref={field} onfocus={select} />
            </label>
            <p class="actions">
                { button(copy, copying) }
                <span role="status">{ copied.map(|done| if done { w::proof_copied(lang) } else { w::proof_copy_yourself(lang) }) }</span>
            </p>
            <div class="proof-code">
                { square(&text, w::proof_code(lang)).unwrap_or_else(|| para(w::proof_too_long(lang))) }
                <p class="hint">{ w::PROOF_PRINTED.fill(lang, [&state.as_of]) }{ " " }<code>{ mark }</code></p>
            </div>
        </details>
    }
}

/// The place to open what somebody handed on.
#[component]
pub fn OpenProof() -> Html {
    let (page, keeping) = (use_page(), use_desk());
    let (lang, field) = (page.lang(), use_node_ref());
    let open = {
        let field = field.clone();
        move || {
            if let Some(input) = field.cast::<HtmlInputElement>() {
                keeping.open_proof(&input.value());
            }
        }
    };
    let onkeydown = {
        let open = open.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.is_composing() {
                open();
            }
        })
    };
    html! {
        <div class="field open-proof">
            <label for="open-proof">{ w::open_proof(lang) }</label>
            <div class="with-button">
                <input id="open-proof" type="text" autocomplete="off" spellcheck="false" ref={field} {onkeydown} />
                { button(w::open(lang), Callback::from(move |_: MouseEvent| open())) }
            </div>
        </div>
    }
}

/// That what is shown was opened as somebody's self-assessment, and what has changed since.
#[component]
pub fn Opened() -> Html {
    let (page, keeping) = (use_page(), use_desk());
    let (lang, state) = (page.lang(), &page.state);
    let mark = use_mark(&page);
    let read = use_memo((state.proof.clone(), state.rules.clone()), |(text, rules)| {
        let text = text.as_ref()?;
        let beside = State::new(rules.clone(), tidu_core::day::Day::from_number(0)?);
        Some((proof::read(&rules.0.vocabulary, text).ok()?, proved(text, String::new(), &beside).ok()?))
    });
    let (Some((read, then)), Some(text)) = (&*read, state.proof.clone()) else { return Html::default() };
    let altered = state.answers != then.answers || state.renewals != then.renewals || state.name != then.name;
    let vocabulary = &state.rules().vocabulary;
    let mut differ = Vec::new();
    for (standard, verdict) in read.verdicts.iter().filter(|_| !altered) {
        let now = page.assessed.evaluation().of(*standard).verdict;
        if now != *verdict {
            let said = [verdict, &now].map(|verdict| sentence::verdict(*verdict, lang));
            differ.push(w::PROOF_DIFFERS.fill(lang, [&vocabulary.standard(*standard).name, &said[0], &said[1]]));
        }
    }
    let on = |day: tidu_core::day::Day| {
        let dispatcher = page.dispatcher.clone();
        Callback::from(move |_: MouseEvent| {
            dispatcher.dispatch(Action::AsOf(day.to_string()));
            dispatcher.dispatch(Action::AsOfDone);
        })
    };
    let same_day = state.as_of == then.as_of;
    html! {
        <div class="opened-proof">
            <p>
                <strong>{ w::proof_is_own_judgement(lang) }</strong>{ " " }
                { w::PROOF_ON_DAY.fill(lang, [&then.as_of]) }{ " " }
                if !same_day {
                    { w::PROOF_OTHER_DAY.fill(lang, [&state.as_of]) }{ " " }{ link(w::proof_that_day(lang), on(then.as_of)) }
                } else if state.today != then.as_of {
                    { link(&w::PROOF_TODAY.fill(lang, [&state.today]), on(state.today)) }
                }
            </p>
            if altered {
                <p>
                    { w::proof_altered(lang) }{ " " }
                    { link(w::proof_again(lang), Callback::from(move |_: MouseEvent| keeping.open_proof(&text))) }
                </p>
            }
            if read.rules != mark {
                { para(&w::PROOF_OTHER_RULES.fill(lang, [&format!("{:012x}", read.rules), &format!("{mark:012x}")])) }
            }
            if !differ.is_empty() {
                <ul>{ for differ.into_iter().map(|line| html! { <li>{ line }</li> }) }</ul>
            } else if !altered {
                { para(w::proof_same(lang)) }
            }
            if !read.unknown.is_empty() {
                { para(&w::PROOF_UNKNOWN.fill(lang, [&named(&read.unknown, lang)])) }
            }
            <p>{ link(w::proof_done(lang), page.press(Action::ProofDone)) }{ " " }{ note(w::proof_done_help(lang)) }</p>
        </div>
    }
}

fn named(names: &[Text], lang: tidu_core::text::Lang) -> String {
    names.iter().map(|name| name.get(lang)).collect::<Vec<_>>().join(w::LIST_COMMA.say(lang))
}
