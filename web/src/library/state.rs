//! What can happen on the page of the library, and what it knows of what is open.

use super::desk::{Ask, Desk, Give, Seen};
use super::taking::Pick;
use crate::app::App;
use crate::host;
use js_sys::Uint8Array;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use tidu_core::day::Day;
use tidu_core::diagnostic::Diagnostic;
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_library::{Filter, Progresses, Row, Sort, Tally};
use wasm_bindgen::JsValue;
use web_sys::Worker;
use yew::{AppHandle, NodeRef};

/// What happens.
pub enum Msg {
    /// A slice of what is left, where nobody else does it.
    Work,
    /// Somebody to work beside the page.
    Hired(Worker),
    /// What one of them brought.
    Came(usize, JsValue),
    /// One of them failed.
    Lost(usize),
    Stop(bool),
    Day(String),
    Speak(Lang),
    Files(Vec<(String, Uint8Array)>),
    Password(String),
    Paste(String),
    ReadPasted,
    Sheet(usize, usize),
    Column(usize, usize, Pick),
    TakeIn(bool),
    ByHand,
    Filter(Box<Filter>),
    Sort(Sort),
    Expires(String),
    Scroll(usize),
    Print(bool),
    Open(Option<String>),
    Firm(FirmMsg),
    Undo(bool),
    Give(Give),
    SaveLibrary,
    /// The cells that were not read, as a file.
    Faults,
    /// No more of what is read, taken in or made.
    StopJob,
    Law(LawMsg),
    Told(String, String),
}

/// The enterprise that is open.
pub struct Open {
    /// Its id.
    pub id: String,
    /// Where its assessment stands.
    pub place: NodeRef,
    /// Whether it is wanted.
    pub wanted: bool,
    /// The assessment, while it is shown.
    pub shown: Option<AppHandle<App>>,
    /// Its answers as the assessment told them last.
    pub answers: Option<String>,
    /// The visit that is being noted: its day, and what was said.
    pub visit: (String, String),
    /// Whether a code was typed that is none.
    pub wrong_code: bool,
    /// The password of the page that is handed over; empty for none.
    pub password: String,
}

/// What is done with it.
pub enum FirmMsg {
    Name(String),
    Code(String),
    Street(String),
    Officer(String),
    Note(String),
    VisitDay(String),
    VisitAsked(String),
    Visit,
    Assess(bool),
    Answers(String),
    File,
    Password(String),
    Blank(Vec<(String, String)>),
    Page,
    Remove,
}

impl Open {
    pub fn new(id: String) -> Open {
        let visit = (host::today().to_string(), String::new());
        Open { id, place: NodeRef::default(), wanted: false, shown: None, answers: None, visit, wrong_code: false, password: String::new() }
    }
}

/// What was asked, and how far it is answered.
pub struct Asked {
    /// The days that are compared.
    pub from: Day,
    pub to: Day,
    pub wrong: bool,
    /// Packs that stand beside the built-in ones on the second day, by name and text.
    pub draft: Vec<(String, String)>,
    /// What is at fault with those that were chosen last.
    pub faults: Vec<Diagnostic>,
    pub tally: Option<Tally>,
    pub comparing: Option<(Tally, Left)>,
    pub progress: Option<Progresses<'static>>,
    pub counting: Option<(Progresses<'static>, Left)>,
    pub open: bool,
    /// Rises when what is under way is of no use any more.
    pub round: u64,
}

/// What is still to be looked at, and how many others are being looked at.
pub struct Left {
    pub ids: Vec<String>,
    pub out: usize,
}

/// What rows can be picked by.
#[derive(Default)]
pub struct Choices {
    pub streets: BTreeSet<Arc<str>>,
    pub officers: BTreeSet<Arc<str>>,
    pub industries: BTreeSet<Arc<str>>,
    pub bars: BTreeMap<Arc<str>, Arc<str>>,
    /// Whether something may stand here that no row has any more.
    pub stale: bool,
}

impl Choices {
    pub fn of(rows: &[Row]) -> Choices {
        let mut choices = Choices::default();
        rows.iter().for_each(|row| choices.add(row));
        choices
    }

    pub fn add(&mut self, row: &Row) {
        for (all, one) in [
            (&mut self.streets, Some(&row.street)),
            (&mut self.officers, Some(&row.officer)),
            (&mut self.industries, row.industry.as_ref()),
        ] {
            if let Some(one) = one.filter(|one| !all.contains(*one)) {
                all.insert(one.clone());
            }
        }
        for bar in row.bars.iter() {
            if !self.bars.contains_key(&bar.id) {
                self.bars.insert(bar.id.clone(), bar.text.clone());
            }
        }
    }
}

/// What is asked.
pub enum LawMsg {
    From(String),
    To(String),
    Compare,
    Targets(bool),
    Draft(Vec<(String, String)>),
}

impl Asked {
    /// Of the day before the last change of law, and of this one.
    pub fn new(rules: &RuleSet, day: Day) -> Asked {
        let begins = rules.sheets.iter().flat_map(|sheet| &sheet.governs).map(|governs| governs.period.from);
        let before = begins.filter(|from| *from <= day).max().and_then(|from| from.days_on(-1)).unwrap_or(day);
        Asked {
            from: before,
            to: day,
            wrong: false,
            draft: Vec::new(),
            faults: Vec::new(),
            tally: None,
            comparing: None,
            progress: None,
            counting: None,
            open: false,
            round: 0,
        }
    }

    /// What was counted is of other enterprises.
    pub fn outdated(&mut self) {
        self.round += 1;
        (self.tally, self.comparing, self.progress, self.counting) = (None, None, None, None);
    }

    pub fn is_under_way(&self) -> bool {
        self.comparing.is_some() || self.counting.is_some() || self.open && self.progress.is_none()
    }
}

/// What is taken in, in parts that are undone at one stroke.
pub struct Bringing {
    /// The key and the words that all parts go by.
    pub key: String,
    pub what: String,
    /// How many changes so far, and of how many.
    pub done: usize,
    pub all: usize,
}

/// Something that is done at the desk.
pub struct Job {
    /// Who has the desk; none where it stands on this page.
    pub hand: Option<usize>,
    pub own: Desk,
    /// The enterprises that go there first, the last first.
    pub ids: Vec<String>,
    /// What is asked then.
    pub asks: VecDeque<(Ask, Uint8Array)>,
    /// How many rows were read.
    pub read: usize,
    /// What is to be seen of what is taken in.
    pub seen: Option<Seen>,
    /// What is being taken in.
    pub bringing: Option<Bringing>,
    /// The name of the file that is made, and its kind.
    pub making: Option<(String, &'static str)>,
}

impl Job {
    /// Asks something.
    pub fn ask(&mut self, ask: Ask) {
        self.asks.push_back((ask, Uint8Array::new_with_length(0)));
    }
}
