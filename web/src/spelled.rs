//! That every word of the page is written in the files of its languages, and none in code: a made-up language stands in for
//! English, and nothing but figures, and what stands in the case or is quoted in Chinese, is left outside of its words.

use crate::components::frame::{Foot, Head};
use crate::components::keeping::Notices;
use crate::components::ladder::Ladder;
use crate::components::what_if::Tried;
use crate::early::text;
use crate::examples::EXAMPLES;
use crate::packs;
use crate::page::Page;
use crate::screen::Screen;
use crate::screens;
use crate::state::{Added, Answer, Browse, Key, State};
use crate::storage::record::example;
use crate::storage::session::Refusal;
use serde_json::Value;
use std::collections::BTreeSet;
use std::rc::Rc;
use tidu_core::day::Day;
use tidu_core::text::{Lang, pseudo};
use yew::prelude::*;

fn shown(state: &State) -> String {
    let whole =
        |page: &Page| html! { <><Head /><Notices /><Tried />{ screens::view(page.state.screen) }<Ladder now={page.clone()} /><Foot /></> };
    text(state.clone(), whole, Some((serde_json::json!({}), Refusal::Stopped)))
}

/// What is said in text and in attributes, each with the tag it stands in; what is marked as Chinese is quoted.
fn said(html: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Vec<(&str, bool)> = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag ends");
        let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap_or_default();
        if tag.starts_with('/') {
            let (last, _) = open.pop().expect("an element is open");
            assert_eq!(last, name, "{piece}");
        } else {
            let chinese = open.last().is_some_and(|(_, chinese)| *chinese) || tag.contains("lang=\"zh-CN\"");
            for attribute in ["aria-label", "title", "placeholder", "data-label"] {
                let value = tag.split_once(&format!(" {attribute}=\"")).and_then(|(_, value)| value.split_once('"'));
                found.extend(value.filter(|_| !chinese).map(|(value, _)| (format!("{name} {attribute}"), value.to_owned())));
            }
            if !["input", "br", "hr", "img"].contains(&name) {
                open.push((name, chinese));
            }
        }
        if let Some((name, false)) = open.last() {
            found.push(((*name).to_owned(), text.to_owned()));
        }
    }
    found
}

/// Entities of HTML as they are meant.
fn plain(text: &str) -> String {
    let meant = [("&quot;", "\""), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&#x2F;", "/"), ("&amp;", "&")];
    meant.into_iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
}

/// The states that between them show every screen, and what is told beside it.
fn states(of: &State) -> Vec<State> {
    let mut states: Vec<State> = Screen::ALL.iter().map(|screen| State { screen: *screen, ..of.clone() }).collect();
    let policies = State { screen: Screen::Policies, policies_seen: true, ..of.clone() };
    states.extend([Browse::ByPart, Browse::Actions].map(|browse| State { browse, ..policies.clone() }));
    states.extend((0..of.rules().vocabulary.sections.len()).map(|section| State {
        screen: Screen::Questions,
        policies_seen: true,
        section,
        ..of.clone()
    }));
    let staff = Key { fact: of.rules().vocabulary.find("staff").expect("staff is asked"), year: None };
    let mut odd = State { secret: true, as_of_typed: Some("?".to_owned()), before: Some(Rc::new(of.clone())), ..of.clone() };
    odd.tried.insert(staff, "77".to_owned());
    odd.kept.insert(staff);
    odd.laws[0] = Some("?".to_owned());
    odd.answers_mut().insert(staff, Answer::Typed("??".to_owned()));
    states.extend([Screen::Start, Screen::Questions, Screen::Road, Screen::Laws].map(|screen| State { screen, ..odd.clone() }));
    states
}

#[test]
fn no_word_is_spelled_in_code() {
    pseudo::IS_SPOKEN.set(true);
    // Packs that take the place of the built-in ones, so that what is told of such packs is heard as well.
    let translated = tidu_core::packs::BUILT_IN.map(|(id, json)| {
        let mut pack: Value = serde_json::from_str(json).unwrap();
        pseudo::translate(&mut pack);
        Added { name: "7".to_owned(), id: id.to_owned(), json: pack.to_string() }
    });
    let packs_as_text: String = translated.iter().map(|pack| pack.json.as_str()).collect();
    let rules = packs::with(translated.into()).unwrap();
    let new = State { lang: Lang::En, ..State::new(rules, Day::parse("2026-11-23").unwrap()) };
    let mut found = BTreeSet::new();
    let mut heard = 0;
    for (at, json) in EXAMPLES.into_iter().step_by(3).enumerate() {
        let case: Value = serde_json::from_str(json).unwrap();
        let state = example(&case, "test".to_owned(), &new);
        // Whatever differs by enterprise stands on the screens themselves.
        for state in states(&state).into_iter().take(if at == 0 { usize::MAX } else { Screen::ALL.len() }) {
            for (place, text) in said(&shown(&state)) {
                let text = plain(&text);
                heard += text.matches('⟦').count();
                // What is to be copied is in no language. What the packs give as it is, a document's number or an id; and what the case says.
                let given = |text: &str| json.contains(text) || packs_as_text.contains(&format!("\"{text}\""));
                if !place.starts_with("code") && place != "textarea" && !pseudo::outside(&text).all(given) {
                    found.insert(format!("{:?}, {place}: {text}", state.screen));
                }
            }
        }
    }
    assert!(heard > 30_000, "only {heard} words were spoken");
    assert!(found.is_empty(), "{} of them:\n{}", found.len(), found.iter().take(60).cloned().collect::<Vec<_>>().join("\n"));
}
