//! What the page of the library knows, and what becomes of it when something happens.

use super::desk::Give;
use super::keep;
use super::pool::Pool;
use super::state::{Asked, Choices, Job, Open};
use crate::host::{self, file};
use crate::storage::password;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, VecDeque};
use tidu_core::day::Day;
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_library::words as w;
use tidu_library::{Change, Entry, Filter, Firm, Journal, Library, Row, Sort, Words, put_among, sort};
use yew::prelude::*;

/// How many enterprises are kept at once.
const KEPT_AT_ONCE: usize = 50;

/// The page.
pub struct LibraryPage {
    pub rules: &'static RuleSet,
    pub lang: Lang,
    pub day: Day,
    /// A day that was typed and is none.
    pub wrong_day: bool,
    pub library: Library,
    pub journal: Journal,
    /// What was judged so far.
    pub rows: Vec<Row>,
    /// Where the row of an enterprise stands.
    pub at: HashMap<String, usize>,
    /// What is still to be judged.
    pub waiting: VecDeque<String>,
    pub stopped: bool,
    /// Whether a slice of work is under way.
    pub going: bool,
    /// Those who work beside the page.
    pub pool: Pool,
    /// Rises when all are judged anew.
    pub round: u64,
    /// How many are being judged.
    pub out: usize,
    /// What the rows say.
    pub words: Words,
    /// The rows that are new or others since the page was drawn.
    pub fresh: Vec<usize>,
    /// When the page was drawn for what came of work.
    pub drawn: f64,
    /// What the rows can be picked by.
    pub choices: Choices,
    pub filter: Filter,
    pub sort: Sort,
    /// The days within which a title runs out, as typed.
    pub expires: String,
    /// The rows that are shown, in order.
    pub places: Vec<usize>,
    /// Whether all rows are drawn, for paper.
    pub printing: bool,
    /// How far the table is scrolled, in rows.
    pub scrolled: usize,
    /// What is taken in or given out.
    pub job: Option<Job>,
    /// Those that are to be kept as they are now.
    pub unkept: VecDeque<String>,
    /// How many that were kept have come so far, until all are here.
    pub loading: Option<usize>,
    pub password: String,
    pub pasted: String,
    /// What was said last, and whether it is a trouble.
    pub said: Vec<(bool, String)>,
    /// Why nothing is kept.
    pub trouble: Option<String>,
    pub open: Option<Open>,
    /// An assessment page as it was chosen, to be filled in for enterprises.
    pub blank: Option<String>,
    pub law: Asked,
    /// Whether the heading of what is shown is to have the keyboard.
    pub focus: bool,
    pub heading: NodeRef,
}

/// A text under a password; as it is where that is empty.
pub fn sealed(text: String, password: &str) -> Option<String> {
    if password.is_empty() {
        return Some(text);
    }
    let random = host::random::<{ password::RANDOM }>()?;
    Some(password::seal(&text, password, &random)?.to_string())
}

pub fn touched(entry: &Entry) -> Vec<String> {
    entry.changes.iter().map(|change| change.firm.clone()).collect()
}

impl LibraryPage {
    /// Does something that can be undone.
    pub fn apply(&mut self, what: String, changes: Vec<Change>) {
        self.apply_more(Entry { key: keep::next_key(), what, changes });
    }

    /// The same in parts, which go by one key.
    pub fn apply_more(&mut self, entry: Entry) {
        let (ids, key) = (touched(&entry), entry.key.clone());
        let before = self.journal.last().filter(|last| last.key == key).map_or(0, |last| last.changes.len());
        let conflicts = self.journal.apply(&mut self.library, entry);
        self.said.extend(conflicts.iter().map(|one| (true, one.text().get(self.lang).to_owned())));
        self.changed(&ids);
        if let Some(entry) = self.journal.last().filter(|entry| entry.key == key) {
            keep::note(entry, before);
        }
    }

    /// These enterprises are others now: they are kept, and judged anew.
    pub fn changed(&mut self, ids: &[String]) {
        self.unkept.extend(ids.iter().cloned());
        self.keep();
        self.judge(ids);
    }

    /// Has the next few kept: to write down all of a long list at once would hold the page.
    pub fn keep(&mut self) {
        let ids: Vec<String> = self.unkept.drain(..KEPT_AT_ONCE.min(self.unkept.len())).collect();
        if !ids.is_empty() {
            keep::keep(&self.library, ids.iter().map(String::as_str));
        }
    }

    pub fn judge(&mut self, ids: &[String]) {
        let mut gone = false;
        for id in ids {
            if self.library.get(id).is_some() {
                self.waiting.push_back(id.clone());
            } else if let Some(at) = self.at.remove(id) {
                gone = true;
                self.rows.swap_remove(at);
                self.choices.stale = true;
                if let Some(moved) = self.rows.get(at) {
                    self.at.insert(moved.id.clone(), at);
                }
            }
        }
        self.law.outdated();
        // Places are others once one is gone; else those that are judged anew are put where they belong when they come.
        if gone {
            self.arrange();
        }
    }

    pub fn judge_all(&mut self) {
        self.rows.clear();
        self.at.clear();
        self.round += 1;
        self.out = 0;
        self.waiting = self.library.firms().map(|firm| firm.id.clone()).collect();
        self.law.outdated();
        self.arrange();
    }

    /// Whether some are not judged yet.
    pub fn is_judging(&self) -> bool {
        !self.waiting.is_empty() || self.out > 0
    }

    /// Puts what came among the rows that are shown.
    pub fn put_fresh(&mut self) {
        put_among(&self.rows, &mut self.places, &self.filter, self.sort, std::mem::take(&mut self.fresh));
        if self.choices.stale && !self.is_judging() {
            self.choices = Choices::of(&self.rows);
        }
    }

    pub fn arrange(&mut self) {
        self.fresh.clear();
        if self.choices.stale && !self.is_judging() || self.rows.is_empty() {
            self.choices = Choices::of(&self.rows);
        }
        self.places = self.filter.places(&self.rows);
        sort(&self.rows, &mut self.places, self.sort);
    }

    /// Hands out what is shown. The file is made at the desk.
    pub fn give(&mut self, give: Give) {
        const BOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        let (ending, kind) = match give {
            Give::Csv => (".csv", "text/csv;charset=utf-8"),
            Give::Calendar => (".ics", "text/calendar;charset=utf-8"),
            Give::Xlsx | Give::Answers | Give::Template => (".xlsx", BOOK),
        };
        let name = match give {
            Give::Template => format!("{}{ending}", w::template(self.lang)),
            _ => self.file_name(ending),
        };
        self.said.clear();
        self.make(give, name, kind);
    }

    fn file_name(&self, ending: &str) -> String {
        format!("{}-{}{ending}", w::title(self.lang), self.day)
    }

    /// Hands out the whole library, under a password where one is given.
    pub fn save(&mut self) {
        let text = sealed(self.library.write(), &self.password);
        let name = self.file_name(".json");
        self.handed(&name, text.is_some_and(|text| file::download(&name, "application/json", &text)));
    }

    /// Says whether the browser took a file.
    pub fn handed(&mut self, name: &str, taken: bool) {
        self.said = vec![match taken {
            true => (false, w::HANDED.fill(self.lang, [&name])),
            false => (true, w::not_handed(self.lang).to_owned()),
        }];
    }

    /// What the script beside the page tells.
    pub fn told(&mut self, what: &str, detail: &str) {
        match what {
            "trouble" => self.trouble = Some(detail.to_owned()),
            "kept" => {
                let firms: Vec<Firm> = keep::read_all(detail);
                self.loading = self.loading.map(|many| many + firms.len());
                self.waiting.extend(firms.iter().map(|firm| firm.id.clone()));
                firms.into_iter().for_each(|firm| drop(self.library.put(firm)));
            }
            "done" => keep::forget(&self.journal.recall(keep::read_all(detail))),
            "loaded" => self.loading = None,
            "changed" => {
                let detail: Value = serde_json::from_str(detail).unwrap_or_default();
                let mut ids = BTreeSet::new();
                for text in detail["put"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if let Ok(firm) = serde_json::from_str::<Firm>(text) {
                        ids.insert(firm.id.clone());
                        self.library.put(firm);
                    }
                }
                for id in detail["take"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                    self.library.take(id);
                    ids.insert(id.to_owned());
                }
                let own = detail["conflict"] == true;
                self.said = vec![(own, if own { w::overwritten(self.lang) } else { w::other_window(self.lang) }.to_owned())];
                self.judge(&ids.into_iter().collect::<Vec<_>>());
            }
            _ => {}
        }
    }
}
