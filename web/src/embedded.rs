//! What a site that embeds the page knows of the enterprise already, put into the state: answers as any other, marked as
//! the site's for as long as they are what the site said.

use crate::host::element;
use crate::packs::with;
use crate::screen::Screen;
use crate::state::{Action, Added, Answer, Key, RulesRef, State};
use crate::storage::record;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::rc::Rc;
use tidu_core::case::Case;
use tidu_core::text::Lang;
use yew::UseReducerDispatcher;

/// What a state begins with in a site.
pub fn begin(state: &mut State) {
    // Who starts again after a failure stands where they stood.
    if element::answers().is_none() {
        if let Some(lang) = element::lang() {
            state.lang = lang;
        }
        if let Some(screen) = start() {
            state.screen = screen;
        }
        if let Some(day) = element::day() {
            state.set_day(day);
            state.as_of_typed = Some(day.to_string());
        }
    }
    state.prefill(known(state, &facts_checked(state)));
    state.prefill_name(element::name());
}

/// The screen to begin with.
fn start() -> Option<Screen> {
    let text = element::start()?;
    let screen = Screen::from_id(&text);
    if screen.is_none() {
        let names = Screen::ALL.iter().map(|screen| screen.id()).collect::<Vec<_>>().join(", ");
        element::fault("start", &format!("start=\"{text}\"：应为其中之一。 It should be one of: {names}."));
    }
    screen
}

/// The built-in rules with those of the site, or, where these are at fault, which is told to whoever made the site, without.
///
/// # Errors
/// What is wrong with the built-in rules themselves.
pub fn rules() -> Result<RulesRef, String> {
    let given: Vec<Added> = element::packs().into_iter().map(|(name, json)| Added { id: name.clone(), name, json }).collect();
    let loaded = with(given).or_else(|faults| {
        for fault in faults.iter().filter(|_| element::is_embedded()) {
            element::fault("packs", &fault.sentence(element::lang().unwrap_or(Lang::Zh)));
        }
        with(Vec::new())
    });
    loaded.map_err(|faults| faults.iter().map(|fault| fault.sentence(Lang::Zh)).collect::<Vec<_>>().join("\n"))
}

/// The site asks for something else: everything that differs from what it asked before.
pub fn ask_again(state: &State, dispatcher: &UseReducerDispatcher<State>) {
    // What is dispatched below is of the rules that stand by then.
    let replaced = element::take_new_packs().then(|| rules().ok()).flatten().map(|rules| record::under(rules, state));
    let state = replaced.as_ref().unwrap_or(state);
    if let Some(replaced) = &replaced {
        dispatcher.dispatch(Action::Rules(Box::new(replaced.clone())));
    }
    if let Some(lang) = element::lang().filter(|lang| *lang != state.lang) {
        dispatcher.dispatch(Action::Speak(lang));
    }
    if let Some(screen) = start() {
        dispatcher.dispatch(Action::Show(screen));
    }
    if let Some(day) = element::day().filter(|day| *day != state.as_of) {
        dispatcher.dispatch(Action::AsOf(day.to_string()));
        dispatcher.dispatch(Action::AsOfDone);
    }
    dispatcher.dispatch(Action::Prefill(known(state, &facts_checked(state)), element::name()));
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

/// Facts of a site as answers.
fn known(state: &State, facts: &Value) -> BTreeMap<Key, Answer> {
    let mut read = State::new(state.rules.clone(), state.today);
    record::read_case(&mut read, &json!({ "facts": facts }), false);
    Rc::unwrap_or_clone(read.answers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tidu_core::day::Day;
    use tidu_core::packs::built_in;

    #[test]
    fn what_the_enterprise_answered_stays() {
        let rules = RulesRef(Rc::new(built_in().unwrap()), Rc::default());
        let mut state = State::new(rules.clone(), Day::parse("2026-11-23").unwrap());
        let key = |id: &str| Key { fact: rules.0.vocabulary.find(id).unwrap(), year: None };
        let typed = |text: &str| Some(Answer::Typed(text.to_owned()));
        let prefill = |state: &mut State, facts: Value| state.prefill(known(state, &facts));
        prefill(&mut state, json!({ "staff": 126, "rd_staff": 20, "no_fact": 1 }));
        assert_eq!(state.answer(key("staff")).cloned(), typed("126"));
        assert!(state.is_prefilled(key("staff")));
        state.answers_mut().insert(key("staff"), Answer::Typed("130".to_owned()));
        assert!(!state.is_prefilled(key("staff")));
        // The site corrects itself: only where the enterprise has not spoken.
        prefill(&mut state, json!({ "staff": 127, "rd_staff": 21 }));
        assert_eq!(state.answer(key("staff")).cloned(), typed("130"));
        assert_eq!(state.answer(key("rd_staff")).cloned(), typed("21"));
        assert!(state.is_prefilled(key("rd_staff")) && !state.is_prefilled(key("tech_staff")));
        assert!(State::new(rules.clone(), state.today).is_blank());
        // So with the name.
        let mut named = State::new(rules, state.today);
        for (given, typed, expected) in [("甲", None, "甲"), ("乙", None, "乙"), ("丙", Some("丁"), "丁"), ("戊", None, "丁")] {
            named.name = typed.map_or(named.name.clone(), str::to_owned);
            named.prefill_name(Some(given.to_owned()));
            assert_eq!(named.name, expected);
            assert_eq!(named.is_blank(), typed.is_none() && expected == given);
        }
    }
}
