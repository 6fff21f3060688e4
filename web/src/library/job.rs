//! What the page has done at the desk, wherever that stands: files that are taken in, and files that are given out.

use super::desk::{Ask, Desk, Give, Seen, Task};
use super::keep;
use super::model::LibraryPage;
use super::pool::Order;
use super::state::{Bringing, Job};
use crate::host::{element, file};
use js_sys::Uint8Array;
use serde_json::json;
use std::collections::VecDeque;
use tidu_library::words as w;
use tidu_library::{Change, Entry, pack_firms};

/// How many enterprises go to the desk at once.
const AT_ONCE: usize = 256;
/// How many things wait at the desk: while one is answered the next is at hand.
const IN_HAND: usize = 2;

impl LibraryPage {
    fn job(&mut self, ids: Vec<String>) -> &mut Job {
        let hand = self.pool.first();
        let new = || Job { hand, own: Desk::default(), ids, asks: VecDeque::new(), read: 0, seen: None, bringing: None, making: None };
        self.job.get_or_insert_with(new)
    }

    /// Files are to be taken in: by name, with what is in them.
    pub fn read_files(&mut self, files: Vec<(String, Uint8Array)>) {
        if files.is_empty() {
            return;
        }
        // What is read is held against what stands, which has to stand still and be there whole.
        if self.is_busy() || self.loading.is_some() {
            self.said = vec![(true, w::busy(self.lang).to_owned())];
            return;
        }
        let ids = self.library.firms().map(|firm| firm.id.clone()).collect();
        let (password, columns) = (self.password.clone(), keep::columns());
        let job = self.job(ids);
        job.seen = None;
        job.asks.extend(files.into_iter().map(|(name, bytes)| (Ask::File(name, password.clone(), columns.clone()), bytes)));
        job.ask(Ask::Look);
        self.said.clear();
    }

    /// A file of the enterprises that are shown is to be made.
    pub fn make(&mut self, give: Give, name: String, kind: &'static str) {
        if self.job.is_some() {
            return;
        }
        let ids = match give {
            Give::Template => Vec::new(),
            _ => self.places.iter().rev().map(|at| self.rows[*at].id.clone()).collect(),
        };
        let job = self.job(ids);
        job.making = Some((name, kind));
        job.ask(Ask::Give(give));
    }

    /// Whether something is being done that leaves no room for anything else.
    pub fn is_busy(&self) -> bool {
        self.job.as_ref().is_some_and(|job| job.making.is_some() || job.bringing.is_some())
    }

    /// Hands on what is asked, as much as may wait there.
    pub fn feed(&mut self) {
        let (day, lang) = (self.day, self.lang.id());
        while let Some(job) = &mut self.job {
            if job.hand.is_some_and(|hand| self.pool.in_hand(hand) >= IN_HAND) {
                return;
            }
            let (ask, with) = if job.ids.is_empty() {
                let Some(next) = job.asks.pop_front() else { return };
                next
            } else {
                let some = job.ids.split_off(job.ids.len().saturating_sub(AT_ONCE));
                let firms = some.iter().rev().filter_map(|id| self.library.get(id));
                (Ask::Firms, Uint8Array::from(&pack_firms(firms)[..]))
            };
            let task = Task { day: day.number(), lang: lang.to_owned(), ask };
            match job.hand {
                Some(hand) => {
                    let what = serde_json::to_string(&task).unwrap_or_default();
                    self.pool.give(hand, Order::Desk(task.ask), &what, &with);
                }
                None => {
                    let came = job.own.answer(self.rules, &task, with.to_vec(), &|_| {});
                    self.answered(task.ask, &came);
                    // The rest behind the next painting.
                    return;
                }
            }
        }
    }

    /// Whether something waits to be done at the desk on this page.
    pub fn waits_here(&self) -> bool {
        self.job.as_ref().is_some_and(|job| job.hand.is_none() && !(job.ids.is_empty() && job.asks.is_empty()))
    }

    /// What the desk answered.
    pub fn answered(&mut self, ask: Ask, came: &[u8]) {
        let lang = self.lang;
        let Some(job) = &mut self.job else { return };
        match ask {
            Ask::Firms => {}
            Ask::File(..) => self.said.extend(serde_json::from_slice::<Option<String>>(came).ok().flatten().map(|why| (true, why))),
            Ask::Sheet(..) | Ask::Column(..) | Ask::Look => {
                let Ok(mut seen) = serde_json::from_slice::<Seen>(came) else { return };
                self.said.extend(std::mem::take(&mut seen.why).into_iter().map(|why| (true, why)));
                if let Ask::Column(sheet, at, _) = ask
                    && let Some(column) = seen.sheets.get(sheet).and_then(|sheet| sheet.columns.get(at))
                {
                    keep::remember_column(&column.heading, json!([column.meaning, column.unit, column.year]));
                }
                self.focus = ask == Ask::Look;
                let (joined, is_empty) = (seen.joined, seen.is_empty());
                job.seen = Some(seen).filter(|_| !is_empty);
                if joined > 0 {
                    self.bring(true, w::OPENED.fill(lang, [&joined]), joined);
                } else if is_empty {
                    self.leave_desk();
                }
            }
            Ask::Changes(joined) => {
                let Ok((changes, left)) = serde_json::from_slice::<(Vec<Change>, usize)>(came) else { return };
                let Some(bringing) = &mut job.bringing else { return };
                bringing.done += changes.len();
                let (key, what) = (bringing.key.clone(), bringing.what.clone());
                if left > 0 {
                    job.ask(Ask::Changes(joined));
                } else {
                    job.bringing = None;
                    let goes_on = job.seen.is_some();
                    if joined {
                        self.said.push((false, what.clone()));
                    }
                    if !goes_on {
                        self.leave_desk();
                    }
                }
                self.apply_more(Entry { key, what, changes });
            }
            Ask::Faults => {
                let text = String::from_utf8_lossy(came);
                let count = job.seen.as_ref().map_or(0, |seen| seen.faults);
                file::download(&format!("{}.txt", w::FAULTS.fill(lang, [&count])), "text/plain;charset=utf-8", &text);
            }
            Ask::Give(_) => {
                if let Some((name, kind)) = job.making.take() {
                    self.handed(&name, file::download_bytes(&name, kind, came));
                }
                self.leave_desk();
            }
        }
    }

    /// What was read is taken in, in parts between which the page answers. Should it end in between, each enterprise is whole, and
    /// the same file taken in again brings the rest.
    pub fn bring(&mut self, joined: bool, what: String, many: usize) {
        if let Some(job) = &mut self.job {
            if !joined {
                job.seen = None;
            }
            job.bringing = Some(Bringing { key: keep::next_key(), what, done: 0, all: many });
            job.ask(Ask::Changes(joined));
        }
    }

    /// Nothing more of what was read is wanted. Its memory goes with who had it.
    pub fn leave_desk(&mut self) {
        let Some(job) = self.job.take() else { return };
        if let Some(hand) = job.hand {
            let orders = self.pool.leave(hand);
            self.lost(orders);
            element::tell("hire", json!(null));
        }
    }

    /// Whoever had the desk has failed.
    pub fn desk_lost(&mut self, hand: usize) {
        if self.job.as_ref().is_some_and(|job| job.hand == Some(hand)) {
            self.job = None;
            self.said.push((true, w::desk_lost(self.lang).to_owned()));
        }
    }
}
