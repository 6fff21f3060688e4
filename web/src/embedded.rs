//! What a site that embeds the page knows of the enterprise already, put into the state: answers as any other, marked as
//! the site's for as long as they are what the site said.

use crate::host::element;
use crate::saved;
use crate::state::{Action, State};
use serde_json::{Value, json};
use tidu_core::case::Case;
use yew::UseReducerDispatcher;

/// What a state begins with in a site.
pub fn begin(state: &mut State) {
    // Who starts again after a failure stands where they stood.
    if element::answers().is_none() {
        if let Some(lang) = element::lang() {
            state.lang = lang;
        }
        if let Some(screen) = element::start() {
            state.screen = screen;
        }
        if let Some(day) = element::day() {
            state.set_day(day);
            state.as_of_typed = Some(day.to_string());
        }
    }
    prefill(state, &facts_checked(state));
    prefill_name(state, element::name());
}

/// The site asks for something else: everything that differs from what it asked before.
pub fn ask_again(state: &State, dispatcher: &UseReducerDispatcher<State>) {
    if let Some(lang) = element::lang().filter(|lang| *lang != state.lang) {
        dispatcher.dispatch(Action::Speak(lang));
    }
    if let Some(screen) = element::start() {
        dispatcher.dispatch(Action::Show(screen));
    }
    if let Some(day) = element::day().filter(|day| *day != state.as_of) {
        dispatcher.dispatch(Action::AsOf(day.to_string()));
        dispatcher.dispatch(Action::AsOfDone);
    }
    dispatcher.dispatch(Action::Prefill(facts_checked(state), element::name()));
}

/// The site's facts; what is wrong with them is told to whoever made the site.
fn facts_checked(state: &State) -> Value {
    let facts = element::facts();
    let case = json!({ "as_of": state.as_of.to_string(), "facts": facts });
    let issues = match Case::read(&state.rules().vocabulary, &case, state.as_of) {
        Ok((_, issues)) => issues,
        Err(issue) => vec![issue],
    };
    for issue in issues {
        element::fault("facts", issue.sentence(state.lang));
    }
    facts
}

/// Gives the answers that the site knows. What the enterprise itself has answered stays.
pub fn prefill(state: &mut State, facts: &Value) {
    let mut read = State::new(state.rules, state.today);
    saved::read_case(&mut read, &json!({ "facts": facts }), false);
    for (key, given) in &*read.answers {
        let answer = state.answers.get(key);
        if answer.is_none() || answer == state.prefilled.get(key) {
            state.answers_mut().insert(*key, given.clone());
        }
        state.prefilled.insert(*key, given.clone());
    }
}

/// Gives the name that the site knows, unless the enterprise has given its own.
pub fn prefill_name(state: &mut State, name: Option<String>) {
    let Some(name) = name else { return };
    if state.name.trim().is_empty() || state.name == state.prefilled_name {
        state.name.clone_from(&name);
    }
    state.prefilled_name = name;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Answer, Key, RulesRef};
    use tidu_core::day::Day;

    #[test]
    fn what_the_enterprise_answered_stays() {
        let rules: &'static RulesRef = Box::leak(Box::new(RulesRef(tidu_core::packs::built_in().unwrap())));
        let mut state = State::new(rules, Day::parse("2026-11-23").unwrap());
        let key = |id: &str| Key { fact: rules.0.vocabulary.find(id).unwrap(), year: None };
        let typed = |text: &str| Some(Answer::Typed(text.to_owned()));
        prefill(&mut state, &json!({ "staff": 126, "rd_staff": 20, "no_fact": 1 }));
        assert_eq!(state.answer(key("staff")).cloned(), typed("126"));
        assert!(state.is_prefilled(key("staff")));
        state.answers_mut().insert(key("staff"), Answer::Typed("130".to_owned()));
        assert!(!state.is_prefilled(key("staff")));
        // The site corrects itself: only where the enterprise has not spoken.
        prefill(&mut state, &json!({ "staff": 127, "rd_staff": 21 }));
        assert_eq!(state.answer(key("staff")).cloned(), typed("130"));
        assert_eq!(state.answer(key("rd_staff")).cloned(), typed("21"));
        assert!(state.is_prefilled(key("rd_staff")) && !state.is_prefilled(key("tech_staff")));
        assert!(saved::is_blank(&State::new(rules, state.today)));
        // So with the name.
        let mut named = State::new(rules, state.today);
        for (given, typed, expected) in [("甲", None, "甲"), ("乙", None, "乙"), ("丙", Some("丁"), "丁"), ("戊", None, "丁")] {
            named.name = typed.map_or(named.name.clone(), str::to_owned);
            prefill_name(&mut named, Some(given.to_owned()));
            assert_eq!(named.name, expected);
            assert_eq!(saved::is_blank(&named), typed.is_none() && expected == given);
        }
    }
}
