//! What is kept is what was given; what is changed can be undone, and is not written over what somebody else changed.

use super::*;
use proptest::prelude::*;
use tidu_core::text::Lang;
use tidu_library::{Change, Conflict, Refused, Visit};

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!["东", "湖", "\"", "\\", "\n", "a", " ", "😀", "\u{0}", ",", "’"]), 0..6)
        .prop_map(|parts| parts.concat())
}

/// Firms with all that an office writes down, and answers that this program does not know.
fn firms() -> impl Strategy<Value = Vec<Firm>> {
    let one = (any::<u64>(), [words(), words(), words()], prop::collection::vec(words(), 0..3), any::<u64>());
    prop::collection::vec(one, 0..8).prop_map(|all| {
        let firms = all.into_iter().map(|(seed, [officer, note, unknown], visits, version)| {
            let mut firm = firm(seed % 1000);
            (firm.officer, firm.note, firm.version) = (officer, note, version);
            firm.visits = visits.into_iter().map(|asked| Visit { day: "2026-11-20".to_owned(), asked }).collect();
            let mut record = firm.record();
            record["typed"] = json!({ "staff": unknown.clone(), "rd_expense": { "2025": "1,200.50" } });
            record["case"]["facts"]["carbon"] = json!(unknown);
            record["case"]["facts"]["staff"] = Value::Null;
            record["kept"] = json!(["rd_expense:2026"]);
            firm.set_record(record);
            firm
        });
        firms.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_as_the_same(firms in firms()) {
        let mut library = Library::default();
        firms.into_iter().for_each(|firm| drop(library.put(firm)));
        let text = library.write();
        let read = Library::read(&text).unwrap();
        prop_assert_eq!(&read, &library);
        prop_assert_eq!(read.write(), text);
    }

    /// Whatever is done is undone to the same library, and done again.
    #[test]
    fn what_is_done_can_be_undone(before in firms(), after in firms()) {
        let mut library = Library::default();
        before.into_iter().for_each(|firm| drop(library.put(firm)));
        let (start, mut journal, mut kept) = (unversioned(&library), Journal::default(), Vec::new());
        let mut states = vec![start];
        for wanted in after {
            let change = Change::between(library.get(&wanted.id), Some(&wanted));
            let gone = library.firms().next().filter(|first| first.id != wanted.id).cloned();
            let changes = change.into_iter().chain(gone.and_then(|gone| Change::between(Some(&gone), None))).collect::<Vec<_>>();
            if changes.is_empty() {
                continue;
            }
            let entry = Entry { key: kept.len().to_string(), what: String::new(), changes };
            prop_assert_eq!(journal.apply(&mut library, entry), []);
            kept.extend(journal.last().filter(|entry| entry.key == kept.len().to_string()).map(|entry| serde_json::to_string(entry).unwrap()));
            states.push(unversioned(&library));
        }
        // What is kept of the journal is the journal.
        let mut again = Journal::default();
        prop_assert_eq!(again.recall(kept.iter().map(|entry| serde_json::from_str(entry).unwrap())), []);
        prop_assert_eq!(&again, &journal);
        let mut journal = again;
        for state in states.iter().rev().skip(1) {
            prop_assert_eq!(journal.undo(&mut library), Ok(()));
            prop_assert_eq!(&unversioned(&library), state);
        }
        prop_assert!(journal.last().is_none());
        for state in states.iter().skip(1) {
            prop_assert_eq!(journal.redo(&mut library), Ok(()));
            prop_assert_eq!(&unversioned(&library), state);
        }
        prop_assert!(journal.next().is_none());
    }
}

fn with(mut firm: Firm, change: impl FnOnce(&mut Firm)) -> Firm {
    change(&mut firm);
    firm
}

/// All but how often it was changed, which only ever rises.
fn unversioned(library: &Library) -> Vec<Firm> {
    library.firms().cloned().map(|firm| with(firm, |firm| firm.version = 0)).collect()
}

#[test]
fn what_is_no_library_is_refused_whole() {
    let text = library(0..3).write();
    let cut = text.len() - 30;
    let cut = (cut..).find(|at| text.is_char_boundary(*at)).unwrap();
    let line = text.lines().nth(1).unwrap().trim_end_matches(',');
    let twice = format!("{{\"format\":\"tidu-library\",\"version\":1,\"firms\":[\n{line},\n{line}\n]}}");
    for (text, refused) in [
        (String::new(), Refused::NoLibrary),
        ("[]".to_owned(), Refused::NoLibrary),
        (r#"{"facts":{}}"#.to_owned(), Refused::NoLibrary),
        (text.replace("tidu-library", "tidu-answers"), Refused::NoLibrary),
        (text.replace("\"version\":1,\"firms\"", "\"version\":2,\"firms\""), Refused::Later),
        (text[..cut].to_owned(), Refused::Damaged(4)),
        (text.replacen("\"officer\"", "\"offcer\"", 1), Refused::Damaged(2)),
        (text.replacen("\"code\":\"\"", "\"code\":\"91350100M000100Y44\"", 1), Refused::Damaged(2)),
        (text.replacen("\"visits\":[]", "\"visits\":[{\"day\":\"昨天\",\"asked\":\"\"}]", 1), Refused::Damaged(2)),
        (twice, Refused::Damaged(3)),
    ] {
        let read = Library::read(&text);
        assert_eq!(read, Err(refused.clone()), "{}", text.chars().take(200).collect::<String>());
        assert!(Lang::ALL.iter().all(|lang| !refused.text().get(*lang).is_empty()));
    }
    assert!(Library::read(&format!("\u{feff}{text}")).is_ok());
}

#[test]
fn two_windows_do_not_write_over_each_other() {
    let (mut here, mut mine) = (library(0..2), Journal::default());
    let old = here.get("00000000").unwrap().clone();
    let noted =
        |firm: &Firm, note: &str| Change::between(Some(firm), Some(&with(firm.clone(), |firm| firm.note = note.to_owned()))).unwrap();
    let step = |change| Entry { key: super::next_key(), what: String::new(), changes: vec![change] };
    assert_eq!(mine.apply(&mut here, step(noted(&old, "先改"))), []);
    // The other window still has the firm as it was, and even writes another place of it.
    let late = Change::between(Some(&old), Some(&with(old.clone(), |firm| firm.street = "彭家桥街道".to_owned()))).unwrap();
    let conflicts = mine.apply(&mut here, step(late.clone()));
    assert_eq!(conflicts, [Conflict { change: late, stands: here.get("00000000").cloned() }]);
    assert!(conflicts[0].text().get(Lang::Zh).contains("东湖第0有限公司"));
    assert_eq!(here.get("00000000").unwrap().note, "先改");
    // What somebody else changed meanwhile is not undone over his head.
    let theirs = with(here.get("00000000").unwrap().clone(), |firm| (firm.note, firm.version) = ("后改".to_owned(), 9));
    here.put(theirs.clone());
    assert_eq!(mine.undo(&mut here).unwrap_err()[0].stands, Some(theirs.clone()));
    assert_eq!(here.get("00000000"), Some(&theirs));
    here.take("00000000");
    let gone = mine.apply(&mut here, step(noted(&old, "又改")));
    assert_eq!(gone[0].stands, None);
    assert_eq!(here.len(), 1);
}
