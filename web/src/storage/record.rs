//! Answers as they are saved, in the browser and in copies of the page: a case of the public contract, and beside it
//! what the contract has no place for, such as texts to the letter. Nothing here knows where it is kept.
//!
//! ```json
//! { "tidu": "answers", "contract": 1, "id": "…", "day": null, "case": { "as_of": "…", "name": "…", "facts": { } },
//!   "typed": { "staff": "126 人", "rd_expense": { "2025": "1,200" } }, "done": [ ], "kept": [ "rd_expense:2026" ] }
//! ```
//!
//! In a saved case a fact that is `null` was answered with "not sure". What this program does not know is kept as it
//! is, told, and written back.

use crate::screen::Screen;
use crate::state::{Answer, Key, RulesRef, State, TextSize, value};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::rc::Rc;
use tidu_core::answers::{put_in, year};
use tidu_core::day::Day;
use tidu_core::json::TWICE;
use tidu_core::money::MoneyUnit;
use tidu_core::proof::{self, Unreadable};
use tidu_core::typed;
use tidu_core::vocabulary::{Fact, FactIx, Kind, Span, Vocabulary};
use tidu_core::written::Procedure;

/// The version of the contract that is written. A higher one is of a later program and is not touched.
pub const CONTRACT: u64 = 1;

/// What was written more than once and has not been answered since: facts, perhaps of a year, and other keys. None of it
/// is used.
pub fn duplicates(state: &State) -> Vec<(&str, Option<i32>)> {
    let is_open = |(id, year): &&(String, Option<i32>)| {
        let fact = state.rules().vocabulary.find(id);
        !state.answers.keys().any(|key| Some(key.fact) == fact && (year.is_none() || key.year == *year))
    };
    state.duplicates.iter().filter(is_open).map(|(id, year)| (id.as_str(), *year)).collect()
}

/// Finds whatever was written more than once in `value`, which stands under the key `name` and, if that is a fact, perhaps a year.
fn find_duplicates(vocabulary: &Vocabulary, value: &Value, name: (&str, Option<i32>), found: &mut Vec<(String, Option<i32>)>) {
    for (key, value) in value.as_object().into_iter().flatten() {
        let (fact, year) = name;
        if key == TWICE {
            found.push((fact.to_owned(), year));
        } else if vocabulary.find(fact).is_some() {
            find_duplicates(vocabulary, value, (fact, key.parse().ok().or(year)), found);
        } else {
            find_duplicates(vocabulary, value, (key, None), found);
        }
    }
}

/// Why something saved was not opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// It is of a later program.
    Newer,
    /// It is nothing that was saved here, nor a case of the contract.
    Unreadable,
}

/// What is saved of the answers. Two that are equal need not be saved twice.
pub fn write(state: &State) -> Value {
    let mut case = state.case();
    let vocabulary = &state.rules().vocabulary;
    let mut typed = Map::new();
    for (key, given) in &*state.answers {
        let fact = vocabulary.fact(key.fact);
        if let Answer::Typed(text) = given
            && read_answer(fact, &value(fact, given)).0.as_ref() != Some(given)
        {
            put_in(&mut typed, &fact.id, key.year, json!(text));
        }
    }
    let foreign = &state.foreign;
    for (id, kept) in &foreign.facts {
        give_back(&mut case["facts"], id, kept);
    }
    for (id, kept) in &foreign.procedures {
        give_back(&mut case["procedures"], id, kept);
    }
    for (key, kept) in &foreign.case {
        give_back(&mut case, key, kept);
    }
    case["name"] = json!(state.name);
    let mut record = json!({
        "tidu": "answers",
        "contract": CONTRACT,
        "id": state.id,
        "day": state.as_of_typed,
        "case": case,
        "typed": typed,
        "done": state.done,
        "kept": state.kept.iter().map(|key| key.text(vocabulary)).collect::<Vec<_>>(),
    });
    if let Some(proof) = &state.proof {
        record["proof"] = json!(**proof);
    }
    for (key, kept) in &foreign.record {
        give_back(&mut record, key, kept);
    }
    if !foreign.unread.is_empty() {
        record["unread"] = Value::Object(foreign.unread.clone());
    }
    record
}

/// Puts what was not understood back where it was, unless it has been answered since.
fn give_back(into: &mut Value, key: &str, kept: &Value) {
    let Value::Object(into) = into else { return };
    match (into.get_mut(key), kept) {
        (None, kept) => {
            into.insert(key.to_owned(), kept.clone());
        }
        (Some(Value::Array(have)), Value::Array(kept)) => have.extend(kept.iter().cloned()),
        (Some(Value::Object(have)), Value::Object(kept)) => {
            for (key, kept) in kept {
                have.entry(key.clone()).or_insert_with(|| kept.clone());
            }
        }
        _ => {}
    }
}

/// Where somebody stands: kept beside the answers, and not compared with them.
pub fn place(state: &State) -> Value {
    json!({ "screen": state.screen.id(), "at": state.address(), "section": state.section, "lang": state.lang.id(), "size": state.size.id(), "unit": state.unit.id() })
}

/// Goes to where somebody stood.
pub fn go_to(state: &mut State, place: &Value) {
    if let Some(screen) = place["screen"].as_str().and_then(Screen::from_id) {
        state.screen = screen;
    }
    let section = place["section"].as_u64().and_then(|section| usize::try_from(section).ok());
    state.section = section.filter(|section| *section < state.rules().vocabulary.sections.len()).unwrap_or_default();
    state.unit = place["unit"].as_str().and_then(MoneyUnit::read).unwrap_or_default();
    // A step of the guided way stands there alone.
    if let Some(at) = place["at"].as_str().filter(|_| state.screen == Screen::Guided) {
        state.go(at);
    }
    state.size = TextSize::from_id(place["size"].as_str().unwrap_or_default());
    state.lang = tidu_core::text::Lang::from_id(place["lang"].as_str().unwrap_or_default()).unwrap_or_default();
}

/// Goes on where somebody stands who began before the program was there: the answers as a case has them, figures as they
/// were typed and in which unit, the questions gone through, and whether the last of them is answered. `web/start.js` writes it.
///
/// ```json
/// { "lang": "zh", "name": "…", "screen": "guided", "unit": "万元", "facts": { "titles_held": [ ] },
///   "typed": [ [ "rd_expense:2025", "1,200", "万元" ] ], "trail": [ "titles_held", "rd_expense" ], "on": false }
/// ```
pub fn go_on(state: &mut State, early: &Value) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let unit = |value: &Value| MoneyUnit::read(value.as_str().unwrap_or_default()).unwrap_or_default();
    let each = |value: &Value| value.as_array().cloned().unwrap_or_default();
    read_case(state, &json!({ "name": early["name"], "facts": early["facts"] }), true);
    for typed in each(&early["typed"]) {
        if let Ok(key) = Key::parse(&state.rules().vocabulary, &text(&typed[0])) {
            state.answers_mut().insert(key, Answer::Typed(unit(&typed[2]).written(&text(&typed[1]))));
        }
    }
    state.trail.clear();
    for question in each(&early["trail"]) {
        state.go(&format!("{}/{}", Screen::Guided.id(), text(&question)));
    }
    state.going_on = early["on"] == true;
    state.screen = Screen::from_id(&text(&early["screen"])).unwrap_or(Screen::Start);
    state.unit = unit(&early["unit"]);
    state.lang = tidu_core::text::Lang::from_id(&text(&early["lang"])).unwrap_or_default();
}

/// The saved answers in a file that somebody opens: the file itself, or a saved page that carries them.
pub fn find_in(file: &str) -> Option<Value> {
    let read = |json: &str| tidu_core::json::read(json.trim()).ok();
    // A page's scripts name the mark of the element too, before it stands there.
    let elements = file.match_indices("data-tidu-answers").filter_map(|(at, _)| file[at..].split_once('>')?.1.split_once("</script"));
    elements.map(|(json, _)| json).chain([file]).find_map(read)
}

/// An example, looked at as another enterprise of this id.
pub fn example(case: &Value, id: String, beside: &State) -> State {
    let new = State::new(beside.rules.clone(), beside.today);
    let mut state = State { lang: beside.lang, size: beside.size, id, screen: Screen::Result, ..new };
    state.set_day(beside.as_of);
    read_case(&mut state, case, false);
    state
}

/// What somebody handed on as a link or a text, looked at as another enterprise of this id, on the day it was judged for.
///
/// # Errors
/// Why it was not read.
pub fn proved(text: &str, id: String, beside: &State) -> Result<State, Unreadable> {
    let proof = proof::read(&beside.rules().vocabulary, text)?;
    let new = State::new(beside.rules.clone(), beside.today);
    let mut state = State { lang: beside.lang, size: beside.size, id, screen: Screen::Result, proof: Some(text.into()), ..new };
    read_case(&mut state, &proof.case, true);
    Ok(state)
}

/// The same answers read by other rules, which may know other facts and in another order, and so are those that lie aside
/// to be brought back. What was only tried out is of the old rules and goes with them.
pub fn under(rules: RulesRef, state: &State) -> State {
    let into = State { rules, ..state.clone() };
    let mut read = match read(&write(state), &into, state.as_of_typed.is_none().then_some(state.as_of)) {
        Ok(read) => {
            let before = state.before.as_ref().map(|old| Rc::new(under(into.rules.clone(), old)));
            State {
                secret: state.secret,
                prefilled_name: state.prefilled_name.clone(),
                policies_seen: state.policies_seen,
                browse: state.browse,
                laws: state.laws.clone(),
                before,
                ..read
            }
        }
        // What is written is read again, whatever it is; were it not, nothing but a reload would help.
        Err(_) => State::new(into.rules, state.today),
    };
    go_to(&mut read, &place(state));
    read
}

/// Puts saved answers in place of those of a state. `today` takes the place of a day that nobody chose; without it the
/// answers are read for the day they were saved on.
///
/// # Errors
/// Why they were not opened. Nothing is changed then.
pub fn read(saved: &Value, into: &State, today: Option<Day>) -> Result<State, Refused> {
    let mut saved = migrated(saved)?;
    let mut state = State { lang: into.lang, size: into.size, screen: into.screen, ..State::new(into.rules.clone(), into.today) };
    let mut take = |key: &str| saved.get_mut(key).map(Value::take).unwrap_or_default();
    let (case, typed, done, day, id) = (take("case"), take("typed"), take("done"), take("day"), take("id"));
    let kept = take("kept");
    state.proof = take("proof").as_str().map(Rc::from);
    if let Value::Object(unread) = take("unread") {
        state.foreign.unread = unread;
    }
    find_duplicates(&into.rules().vocabulary, &case, ("", None), &mut state.duplicates);
    read_case(&mut state, &case, true);
    for (id, typed) in typed.as_object().into_iter().flatten() {
        let Some(ix) = state.rules().vocabulary.find(id) else {
            // The text belongs to a fact that is kept as it is.
            state.foreign.record.entry("typed").or_insert_with(|| json!({}))[id] = typed.clone();
            continue;
        };
        let texts = match typed {
            Value::Object(years) => years.iter().filter_map(|(at, text)| Some((Some(year(at)?), text.as_str()?))).collect(),
            text => text.as_str().map(|text| (None, text)).into_iter().collect::<Vec<_>>(),
        };
        // One text for a fact of many years, one by years for a fact of none, or one of no year answers nothing that is asked.
        let yearly = state.rules().vocabulary.fact(ix).yearly;
        if texts.len() < typed.as_object().map_or(1, |years| years.len().max(1)) || texts.iter().any(|(year, _)| year.is_some() != yearly) {
            state.foreign.unread.insert(id.clone(), typed.clone());
        }
        for (year, text) in texts.into_iter().filter(|(year, _)| year.is_some() == yearly) {
            state.answers_mut().insert(Key { fact: ix, year }, Answer::Typed(text.to_owned()));
        }
    }
    state.done = done.as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect();
    let mut foreign = Vec::new();
    for one in kept.as_array().into_iter().flatten() {
        match one.as_str().and_then(|text| Key::parse(&into.rules().vocabulary, text).ok()) {
            Some(key) => {
                state.kept.insert(key);
            }
            None => foreign.push(one.clone()),
        }
    }
    if !foreign.is_empty() {
        state.foreign.record.insert("kept".to_owned(), Value::Array(foreign));
    }
    state.id = id.as_str().unwrap_or_default().to_owned();
    state.as_of_typed = match (day, today) {
        (Value::String(day), _) => Some(day),
        (_, Some(today)) => {
            state.set_day(today);
            None
        }
        (_, None) => Some(state.as_of.to_string()),
    };
    let known = ["tidu", "contract", "case", "typed", "done", "kept", "day", "id", "revision", "changed", "place", "unread", "proof"];
    if let Value::Object(saved) = saved {
        state.foreign.record.extend(saved.into_iter().filter(|(key, _)| !known.contains(&key.as_str())));
    }
    Ok(state)
}

/// What was saved, as this version of the contract has it.
fn migrated(saved: &Value) -> Result<Value, Refused> {
    match (saved.get("contract").map(Value::as_u64), saved.get("facts")) {
        (Some(Some(CONTRACT)), _) if saved["case"].is_object() => Ok(saved.clone()),
        (Some(Some(version)), _) if version > CONTRACT => Err(Refused::Newer),
        // Before there was a version there were plain cases, as portals and the command line still write them.
        (None, Some(Value::Object(_))) => Ok(from_plain_case(saved.clone())),
        _ => Err(Refused::Unreadable),
    }
}

/// A plain case says by `null` that it knows nothing of a fact, and not that anybody was asked.
fn from_plain_case(mut case: Value) -> Value {
    let without_nulls = |facts: &mut Value| {
        if let Value::Object(facts) = facts {
            facts.retain(|_, value| !value.is_null());
        }
    };
    without_nulls(&mut case["facts"]);
    for years in case["facts"].as_object_mut().into_iter().flat_map(|facts| facts.values_mut()) {
        without_nulls(years);
    }
    json!({ "tidu": "answers", "contract": CONTRACT, "day": case.get("as_of").cloned(), "case": case })
}

/// Reads a case into a state without answers. What is not understood goes to [`State::foreign`].
pub fn read_case(state: &mut State, case: &Value, unsure: bool) {
    let rules = state.rules.clone();
    let vocabulary = &rules.0.vocabulary;
    state.name = case.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Some(day) = case.get("as_of").and_then(Value::as_str) {
        if let Some(day) = Day::parse(day) {
            state.set_day(day);
        }
        state.as_of_typed = Some(day.to_owned());
    }
    for (id, procedure) in case.get("procedures").and_then(Value::as_object).into_iter().flatten() {
        match (vocabulary.find_standard(id), procedure.as_str().and_then(Procedure::from_id)) {
            (Some(standard), Some(Procedure::Renewal)) => {
                state.renewals.insert(standard);
            }
            (Some(_), Some(Procedure::FirstApplication)) => {}
            _ => {
                state.foreign.procedures.insert(id.clone(), procedure.clone());
            }
        }
    }
    for (id, given) in case.get("facts").and_then(Value::as_object).into_iter().flatten() {
        let kept = match vocabulary.find(id) {
            Some(ix) => read_fact(state.answers_mut(), vocabulary.fact(ix), ix, given, unsure),
            None => Some(given.clone()),
        };
        if let Some(kept) = kept {
            state.foreign.facts.insert(id.clone(), kept);
        }
    }
    let known = ["as_of", "procedures", "facts", "name"];
    let others = case.as_object().into_iter().flatten().filter(|(key, _)| !known.contains(&key.as_str()));
    state.foreign.case = others.map(|(key, value)| (key.clone(), value.clone())).collect();
}

/// Reads one fact; returns what of it is not understood.
fn read_fact(answers: &mut BTreeMap<Key, Answer>, fact: &Fact, ix: FactIx, given: &Value, unsure: bool) -> Option<Value> {
    let years = given.as_object().filter(|_| fact.yearly);
    let mut one = |year: Option<i32>, given: &Value| {
        let (read, kept) = read_answer(fact, given);
        if let Some(read) = read.or((unsure && given.is_null()).then_some(Answer::Unsure)) {
            answers.insert(Key { fact: ix, year }, read);
        }
        kept
    };
    let Some(years) = years else {
        // Of a fact of many years, one figure says nothing.
        return if fact.yearly { (!given.is_null()).then(|| given.clone()) } else { one(None, given) };
    };
    let mut kept = Map::new();
    for (at, given) in years {
        let rest = match year(at) {
            Some(year) => one(Some(year), given),
            None => Some(given.clone()),
        };
        kept.extend(rest.map(|rest| (at.clone(), rest)));
    }
    (!kept.is_empty()).then_some(Value::Object(kept))
}

/// What a case has, as an answer, and what of it is not understood. A text is an answer to the letter, whatever can be made
/// of it, and a figure that does not fit stands as it would be typed, for the core to speak of.
fn read_answer(fact: &Fact, given: &Value) -> (Option<Answer>, Option<Value>) {
    let answer = |span: Span| fact.text(span).map_or(Answer::Picked(span.lo), Answer::Typed);
    // What is typed of a fact at all, and not picked.
    let is_typed = fact.text(Span::point(fact.domain.hi)).is_some();
    match (fact.read(given), given) {
        (_, Value::Null) => (None, None),
        // A title held to a day that nobody knows is answered by the list of titles; here it is kept as it is.
        (Ok(_), Value::Object(_)) if fact.kind == Kind::Title => (None, Some(given.clone())),
        // A range open at both ends says nothing.
        (Ok(span), _) if !fact.write(span).is_null() => (Some(answer(span)), None),
        // Of a set, the options that are not known.
        (_, Value::Array(items)) => {
            let (known, rest): (Vec<Value>, Vec<Value>) = items.iter().cloned().partition(|item| fact.read(&json!([item])).is_ok());
            (fact.read(&json!(known)).ok().map(answer), Some(json!(rest)))
        }
        (_, Value::String(text)) if is_typed => (Some(Answer::Typed(text.clone())), None),
        _ => match typed::written(given) {
            text if is_typed && fact.write_typed(&text) == *given => (Some(Answer::Typed(text)), None),
            _ => (None, Some(given.clone())),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::EXAMPLES;
    use crate::state::Action;
    use std::rc::Rc;
    use tidu_core::answers::Answers;
    use tidu_core::verdict::Verdict;
    use tidu_core::vocabulary::NO_TITLE;
    use yew::Reducible;

    thread_local! {
        static RULES: RulesRef = RulesRef(Rc::new(tidu_core::packs::built_in().unwrap()), Rc::default());
    }

    fn rules() -> RulesRef {
        RULES.with(Clone::clone)
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn blank() -> State {
        State { id: "x".to_owned(), as_of_typed: Some("2026-11-23".to_owned()), ..State::new(rules(), day("2026-11-23")) }
    }

    fn loaded(case: &Value) -> State {
        let mut state = blank();
        read_case(&mut state, case, false);
        state
    }

    /// What is written and read again, by way of text.
    fn again(state: &State) -> State {
        let text = write(state).to_string();
        read(&serde_json::from_str(&text).unwrap(), &blank(), None).unwrap()
    }

    /// The case that is saved says what the page's own answers say.
    #[test]
    fn a_case_reads_as_what_was_said() {
        for example in EXAMPLES {
            let mut state = State::new(rules(), day("2026-11-23"));
            read_case(&mut state, &serde_json::from_str(example).unwrap(), false);
            let ((said, _), (read, _)) = (state.said(), Answers::read(&rules().0.vocabulary, &state.case(), state.as_of).unwrap());
            assert!(said.iter().eq(read.iter()) && said.iter().next().is_some(), "{said:?} {read:?}");
        }
    }

    #[test]
    fn a_key_written_twice_is_kept_and_not_used() {
        let file = "\u{feff}{\"as_of\":\"2026-11-23\",\"facts\":{\"staff\":5,\"staff\":5000,\"rd_staff\":3}}";
        let state = read(&find_in(file).unwrap(), &blank(), None).unwrap();
        for state in [&again(&state), &state] {
            assert_eq!((&state.case()["facts"], &state.foreign.facts["staff"]["$twice"]), (&json!({ "rd_staff": 3 }), &json!([5, 5000])));
            assert_eq!((duplicates(state), state.foreign.names()), (vec![("staff", None)], vec![]));
        }
        let mut answered = state;
        answered.answers_mut().insert(key("staff", None), Answer::Typed("5".to_owned()));
        assert!(duplicates(&answered).is_empty(), "who has answered it is not told again");
    }

    #[test]
    fn whatever_was_written_twice_is_named() {
        for (case, named) in [
            (r#"{"facts":{"rd_expense":{"2025":1,"2025":2,"2024":3}}}"#, ("rd_expense", Some(2025))),
            (r#"{"facts":{"rd_expense":{"2025":{"min":1,"min":2,"max":3}}}}"#, ("rd_expense", Some(2025))),
            (r#"{"facts":{"rd_expense":{"2025":1},"rd_expense":{"2025":2}}}"#, ("rd_expense", None)),
            (r#"{"facts":{"staff":{"min":1,"max":3,"max":9}}}"#, ("staff", None)),
            (r#"{"facts":{"staff":1},"as_of":"2026-01-01","as_of":"2027-01-01"}"#, ("as_of", None)),
            (r#"{"facts":{},"procedures":{"srdi_sme":"renewal","srdi_sme":"first_application"}}"#, ("srdi_sme", None)),
            (r#"{"contract":1,"case":{"facts":{"staff":1},"facts":{"staff":2}}}"#, ("facts", None)),
        ] {
            let state = read(&find_in(case).unwrap(), &blank(), None).unwrap();
            assert_eq!(duplicates(&state), [named], "{case}");
            assert!(state.answers.keys().all(|key| key.year == Some(2024)) || named.0 == "as_of", "{case}: {:?}", state.answers);
        }
    }

    fn key(id: &str, year: Option<i32>) -> Key {
        Key { fact: rules().0.vocabulary.find(id).unwrap(), year }
    }

    #[track_caller]
    fn assert_same(one: &State, other: &State, what: &str) {
        assert_eq!(one.answers, other.answers, "{what}");
        assert_eq!(one.case(), other.case(), "{what}");
        assert_eq!((&one.name, &one.renewals, &one.done), (&other.name, &other.renewals, &other.done), "{what}");
        assert_eq!(one.kept, other.kept, "{what}");
        assert_eq!(one.foreign, other.foreign, "{what}");
        assert_eq!(write(one), write(other), "{what}");
    }

    #[test]
    fn every_example_survives() {
        for example in EXAMPLES {
            let case: Value = serde_json::from_str(example).unwrap();
            let state = loaded(&case);
            let known = |id: &&String| rules().0.vocabulary.find(id).is_none();
            let unknown: Vec<&String> = case["facts"].as_object().unwrap().keys().filter(known).collect();
            assert_eq!(state.foreign.names(), unknown, "{}", case["name"]);
            assert_same(&again(&state), &state, &case["name"].to_string());
            assert_eq!(write(&state)["case"]["note"], case["note"], "what is beside the facts stays");
        }
    }

    /// What was typed is what stands there again, whether it can be read or not.
    #[test]
    fn typed_text_is_kept_to_the_letter() {
        let mut state = blank();
        for (id, year, text) in [
            ("staff", None, "126 人"),
            ("staff", None, " １２６ "),
            ("staff", None, "大约一百"),
            ("staff", None, ""),
            ("staff", None, "110 至 130"),
            ("staff", None, "1e400"),
            ("rd_expense", Some(2025), "1,200.50 万元"),
            ("rd_expense", Some(2025), "100.00"),
            ("rd_expense", Some(2019), "1.2亿"),
            ("title_srdi_sme", None, "2028年5月31日"),
            ("title_srdi_sme", None, ""),
            ("established_on", None, "20190307"),
            ("region", None, "360102"),
            ("staff", None, "</script>"),
            ("staff", None, "\u{2028}\"\\"),
        ] {
            state.answers_mut().insert(key(id, year), Answer::Typed(text.to_owned()));
            assert_same(&again(&state), &state, text);
            state.answers_mut().clear();
        }
    }

    #[test]
    fn every_kind_of_answer_is_kept() {
        let mut state = blank();
        for (id, answer) in [
            ("own_brand", Answer::Picked(1)),
            ("on_abnormal_list", Answer::Picked(0)),
            ("legal_person", Answer::Unsure),
            ("industry", Answer::Picked(2)),
            ("product_fields", Answer::Picked(0)),
            ("needs", Answer::Picked(0b101)),
            ("title_little_giant", Answer::Picked(NO_TITLE)),
        ] {
            state.answers_mut().insert(key(id, None), answer);
        }
        state.answers_mut().insert(key("net_profit", Some(2024)), Answer::Unsure);
        state.name = "甲 <公司>".to_owned();
        state.done.insert("cn/x".to_owned());
        assert_same(&again(&state), &state, "all kinds");
    }

    /// Facts, options, years, standards and parts that are not known are told, and come back as they were.
    #[test]
    fn what_is_not_known_is_kept_and_told() {
        let record = json!({
            "tidu": "answers", "contract": 1, "id": "x", "later": { "a": 1 },
            "case": {
                "as_of": "2026-11-23", "hint": "…",
                "procedures": { "little_giant": "renewal", "giant_of_giants": "renewal", "srdi_sme": "by_lot" },
                "facts": {
                    "staff": 126, "carbon": { "2025": 1.50 }, "total_assets": { "2025": 1.50, "25": 3 }, "industry": "space", "product_fields": ["six_bases", "space"],
                    "rd_expense": { "2025": 80, "last year": 3 }, "net_profit": { "min": 1, "max": 2, "about": 3 }
                }
            },
            "typed": { "carbon": { "2025": "1.50 吨" } }, "kept": ["rd_expense", "rd_expense:2026", "carbon", "staff:2026"]
        });
        let state = read(&record, &blank(), None).unwrap();
        assert_eq!(
            state.foreign.names(),
            ["carbon", "industry", "net_profit", "product_fields", "rd_expense", "total_assets", "giant_of_giants", "srdi_sme"]
        );
        assert_eq!(state.answers.len(), 4, "{:?}", state.answers);
        assert_eq!(state.kept.iter().copied().collect::<Vec<_>>(), [key("rd_expense", None), key("rd_expense", Some(2026))]);
        let back = write(&state);
        let mut plain = record;
        // However it is written, 1.50 is understood, and so is that of it which belongs to a year.
        plain["case"]["facts"]["total_assets"]["2025"] = json!(1.5);
        for at in ["/kept", "/later", "/case/hint", "/case/procedures", "/case/facts", "/typed"] {
            assert_eq!(back.pointer(at), plain.pointer(at), "{at}");
        }
        assert_same(&again(&state), &state, "not known");
        // They take no part in the assessment.
        assert_eq!(state.case()["facts"].as_object().unwrap().len(), 4);
        // Answered since, the answer counts.
        let mut state = state;
        state.answers_mut().insert(key("industry", None), Answer::Picked(0));
        assert_eq!(write(&state)["case"]["facts"]["industry"], json!(rules().0.vocabulary.fact(key("industry", None).fact).options[0].id));
    }

    #[test]
    fn a_plain_case_is_carried_forward() {
        let case = json!({ "as_of": "2026-05-05", "name": "甲", "facts": { "staff": 126, "rd_staff": null, "rd_expense": { "2025": null, "2024": 7 } } });
        let state = read(&case, &blank(), Some(day("2027-01-01"))).unwrap();
        assert_eq!(state.name, "甲");
        assert_eq!(state.answers.len(), 2, "null in a plain case is no answer: {:?}", state.answers);
        assert_eq!(state.as_of, day("2026-05-05"), "the day of a plain case is part of it");
        assert_eq!(write(&state)["contract"], CONTRACT);
        assert_same(&again(&state), &state, "carried forward");
    }

    /// Whoever began before the program was there stands where they stood, with what they answered as they gave it.
    #[test]
    fn who_began_before_the_program_goes_on() {
        let mut state = blank();
        state.go("guided/operating_revenue");
        let early = json!({
            "lang": "en", "name": "甲", "screen": "guided", "unit": "千元", "on": true,
            "facts": { "titles_held": ["tech_sme"], "industry": null }, "trail": ["titles_held", "rd_expense", "no_question"],
            "typed": [["rd_expense:2025", "12", "千元"], ["no_fact:2025", "1", ""]],
        });
        go_on(&mut state, &early);
        assert_eq!(
            (state.name.as_str(), state.lang, state.screen, state.going_on),
            ("甲", tidu_core::text::Lang::En, Screen::Guided, true)
        );
        assert_eq!(state.trail.len(), 2, "{:?}", state.trail);
        assert_eq!(state.answer(key("rd_expense", Some(2025))), Some(&Answer::Typed("12千元".to_owned())));
        assert_eq!(state.answer(key("industry", None)), Some(&Answer::Unsure));
        assert_eq!(state.case()["facts"]["titles_held"], json!(["tech_sme"]));
        go_on(&mut blank(), &json!("anything"));
    }

    #[test]
    fn what_is_later_or_something_else_is_refused_whole() {
        for (saved, why) in [
            (json!({ "contract": 2, "case": { "facts": {} } }), Refused::Newer),
            (json!({ "contract": 0, "case": {} }), Refused::Unreadable),
            (json!({ "contract": "1", "case": {} }), Refused::Unreadable),
            (json!({ "contract": 1 }), Refused::Unreadable),
            (json!({ "contract": 1, "case": [] }), Refused::Unreadable),
            (json!({}), Refused::Unreadable),
            (json!([1]), Refused::Unreadable),
            (Value::Null, Refused::Unreadable),
        ] {
            assert_eq!(read(&saved, &blank(), None).err(), Some(why), "{saved}");
        }
    }

    /// Other rules take the place of those the page stood with: every answer stays what it was, by its id, and what follows
    /// from it follows from the new ones.
    #[test]
    fn rules_are_replaced_and_the_answers_stay() {
        let case: Value = serde_json::from_str(EXAMPLES[0]).unwrap();
        let mut state = loaded(&case);
        state.answers_mut().insert(key("staff", None), Answer::Typed("126 人".to_owned()));
        (state.screen, state.section, state.secret) = (Screen::Result, 2, true);
        let verdict = |state: &State| {
            let askable = crate::assessed::askable(state.rules(), state.as_of, &state.renewals).into();
            let assessed = crate::assessed::Assessed::new(state, askable);
            let standard = state.rules().vocabulary.find_standard("little_giant").unwrap();
            assessed.evaluation().of(standard).verdict
        };
        // A vocabulary in another order, and a document that asks for one patent of class I less.
        let packs: Vec<(String, String)> = tidu_core::packs::BUILT_IN
            .into_iter()
            .map(|(name, text)| {
                let mut pack: Value = serde_json::from_str(text).unwrap();
                if let Some(Value::Array(facts)) = pack.get_mut("facts") {
                    facts.reverse();
                }
                let mut text = pack.to_string();
                if name.contains("miit-2026-2") {
                    let asked = r#"["class_1_ip_original","4 项"]"#;
                    assert!(text.contains(asked), "{text}");
                    text = text.replace(asked, r#"["class_1_ip_original","3 项"]"#);
                }
                (name.to_owned(), text)
            })
            .collect();
        let others = tidu_core::packs::load(packs.iter().map(|(name, text)| (name.as_str(), text.as_str()))).ok().unwrap();
        let dispatched = Action::Rules(Box::new(under(RulesRef(Rc::new(others), Rc::default()), &state)));
        let replaced = Rc::new(state.clone()).reduce(dispatched);
        assert_ne!(replaced.rules().vocabulary.find("staff"), state.rules().vocabulary.find("staff"));
        assert_eq!(write(&replaced), write(&state));
        assert_eq!((replaced.screen, replaced.section, replaced.secret), (state.screen, state.section, true));
        assert_eq!((verdict(&state), verdict(&replaced)), (Verdict::Unmet, Verdict::NeedsReview));
    }

    /// A day that nobody chose moves on in the browser, and stands still in a copy.
    #[test]
    fn the_day_moves_on_unless_it_was_chosen() {
        let (then, today) = (day("2026-11-23"), day("2027-02-01"));
        let mut state = State { as_of_typed: None, ..blank() };
        state.answers_mut().insert(key("staff", None), Answer::Typed("1".to_owned()));
        let record = write(&state);
        assert_eq!(read(&record, &blank(), Some(today)).unwrap().as_of, today);
        assert_eq!(read(&record, &blank(), None).unwrap().as_of, then);
        state = (*Rc::new(state).reduce(Action::AsOf("2026年3月31日".to_owned()))).clone();
        let chosen = read(&write(&state), &blank(), Some(today)).unwrap();
        assert_eq!((chosen.as_of, chosen.as_of_typed.as_deref()), (day("2026-03-31"), Some("2026年3月31日")));
    }

    #[test]
    fn answers_are_found_in_a_saved_page() {
        let page = r#"<script>find('script[data-tidu-answers]'); 1 > 0;</script><html><p>x</p><script type="application/json" data-tidu-answers="">{"contract":1,"name":"\u003c/script>"}</script>"#;
        assert_eq!(find_in(page), Some(json!({ "contract": 1, "name": "</script>" })));
        assert_eq!(find_in("\u{feff} {\"contract\":1}\n"), Some(json!({ "contract": 1 })));
        for nothing in ["", "<html></html>", r#"<script data-tidu-answers></script>"#, "{"] {
            assert_eq!(find_in(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn what_was_replaced_can_be_brought_back() {
        let mut state = blank();
        state.answers_mut().insert(key("staff", None), Answer::Typed("126 人".to_owned()));
        let state = Rc::new(state);
        let other = example(&json!({ "facts": {} }), "z".into(), &state);
        for action in [Action::Reset, Action::New("y".into()), Action::Open(Box::new(other))] {
            let replaced = state.clone().reduce(action);
            assert!(replaced.answers.is_empty());
            assert!(*replaced.reduce(Action::Undo) == *state);
        }
    }

    #[test]
    fn where_one_stood_is_found_again() {
        let mut state = blank();
        (state.screen, state.section, state.lang) = (Screen::Result, 3, tidu_core::text::Lang::En);
        let mut other = blank();
        go_to(&mut other, &place(&state));
        assert_eq!((other.screen, other.section, other.lang), (state.screen, state.section, state.lang));
        go_to(&mut other, &json!({ "screen": "nowhere", "section": 999 }));
        assert_eq!((other.screen, other.section), (Screen::Result, 0));
    }

    /// Whatever stands in a store, a start survives it: it is read or refused, evaluated, and written back with nothing lost.
    #[test]
    fn any_record_is_read_or_refused_and_stops_nothing() {
        let frame = |case: Value, typed: Value| json!({ "tidu": "answers", "contract": 1, "id": "a", "day": null, "case": case, "typed": typed, "done": [], "kept": [] });
        let odd = [
            json!(null),
            json!(5),
            json!(-1e300),
            json!("hello"),
            json!([1]),
            json!({}),
            json!({ "2025": "abc def" }),
            json!({ "x": {} }),
            json!(true),
        ];
        let mut records = odd.to_vec();
        for one in &odd {
            records.push(json!({ "case": one }));
            records.push(json!({ "contract": one, "case": {} }));
            records.push(frame(one.clone(), one.clone()));
            records.push(frame(json!({ "facts": one, "procedures": one, "name": one, "as_of": one }), one.clone()));
            for key in ["typed", "done", "kept", "day", "id", "place", "revision", "changed", "new"] {
                let mut record = frame(json!({ "facts": { "staff": 1 } }), json!({}));
                record[key] = one.clone();
                records.push(record);
            }
            for fact in
                ["operating_revenue", "staff", "needs", "region", "title_little_giant", "registered_in_china", "industry", "nobody_knows"]
            {
                for other in &odd {
                    records.push(frame(json!({ "facts": { fact: one } }), json!({ fact: other })));
                }
            }
        }
        let mut opened = 0;
        for record in records {
            let Ok(mut state) = read(&record, &blank(), Some(day("2026-11-23"))) else { continue };
            go_to(&mut state, &record["place"]);
            let askable = crate::assessed::askable(&rules().0, state.as_of, &state.renewals).into();
            let assessed = crate::assessed::Assessed::new(&state, askable);
            assessed.ladder();
            let written = write(&state);
            let read_again = read(&written, &blank(), Some(day("2026-11-23"))).unwrap();
            assert_eq!(write(&read_again), written, "{record}");
            for part in ["facts", "typed"] {
                let of = |record: &Value| if part == "facts" { record["case"]["facts"].clone() } else { record["typed"].clone() };
                for (fact, given) in of(&record).as_object().into_iter().flatten() {
                    let text = written.to_string();
                    // Where figure and text contradict each other, one of them is what stands.
                    let both = record["typed"][fact].is_object() && !record["case"]["facts"][fact].is_null();
                    let kept = both || given.as_str().is_none_or(|given| text.contains(given));
                    assert!(kept, "{fact} of {record} is lost: {written}");
                }
            }
            opened += 1;
        }
        assert!(opened > 300, "{opened}");
    }
}
