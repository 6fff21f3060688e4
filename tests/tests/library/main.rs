//! The library of an office: what is kept is what was given, what comes is told before it stands, and what is told first is
//! what is nearest.

mod finding;
mod giving;
mod keeping;
mod seeing;
mod taking_in;
mod working;

use serde_json::{Value, json};
use tidu_core::day::Day;
use tidu_core::vocabulary::Vocabulary;
use tidu_library::{Entry, Firm, Incoming, Journal, Library, Proposal, TakingIn};
use tidu_tests::plausible;
use tidu_tests::row::rules;

fn today() -> Day {
    Day::parse("2026-11-27").unwrap()
}

fn vocabulary() -> &'static Vocabulary {
    &rules().vocabulary
}

/// A firm whose id is this number.
fn firm(number: u64) -> Firm {
    let mut firm = Firm::new(format!("{number:08x}"));
    firm.name = format!("东湖第{number}有限公司");
    firm.street = ["墩子塘街道", "百花洲街道", "扬农管理处"][usize::try_from(number % 3).unwrap()].to_owned();
    firm.officer = if number.is_multiple_of(4) { "张三".to_owned() } else { String::new() };
    firm.set_record(plausible::firm(number));
    firm
}

fn library(numbers: std::ops::Range<u64>) -> Library {
    let mut library = Library::default();
    numbers.for_each(|number| drop(library.put(firm(number))));
    library
}

/// Ids one after the other.
fn ids() -> impl FnMut() -> String {
    let mut next = 0_u64;
    move || {
        next += 1;
        format!("f{next:07}")
    }
}

fn propose(library: &Library, incoming: Vec<Incoming>) -> Proposal {
    let (mut taking, mut ids) = (TakingIn::new(library, vocabulary()), ids());
    incoming.into_iter().for_each(|one| taking.take(one, &mut ids));
    taking.end()
}

fn incoming(from: usize, name: &str, code: &str, facts: Value) -> Incoming {
    let mut one = Incoming::of_case(from, json!({ "as_of": "2026-11-27", "name": name, "facts": facts })).unwrap();
    one.code = code.to_owned();
    one
}

/// What an entry of a journal goes by: another one each time.
fn next_key() -> String {
    static LAST: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    LAST.fetch_add(1, std::sync::atomic::Ordering::Relaxed).to_string()
}

fn confirm(library: &mut Library, journal: &mut Journal, proposal: Proposal) {
    let conflicts = journal.apply(library, Entry { key: next_key(), what: "导入".to_owned(), changes: proposal.changes(|_| true) });
    assert_eq!(conflicts, []);
}
