//! What can happen on the page of the library, and what it knows of what is open.

use super::taking::Pick;
use crate::app::App;
use crate::host;
use tidu_core::day::Day;
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_library::{Filter, Progresses, Sort, Tally};
use yew::{AppHandle, NodeRef};

/// What is handed out.
#[derive(Clone, Copy, PartialEq)]
pub enum Give {
    Csv,
    Xlsx,
    Answers,
    Calendar,
    Template,
    Library,
}

/// What happens.
pub enum Msg {
    Work,
    Stop(bool),
    Day(String),
    Speak(Lang),
    Files(Vec<(String, Vec<u8>)>),
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
    pub tally: Option<Tally>,
    pub comparing: Option<(Tally, Vec<String>)>,
    pub progress: Option<Progresses<'static>>,
    pub counting: Option<(Progresses<'static>, Vec<String>)>,
    pub open: bool,
}

/// What is asked.
pub enum LawMsg {
    From(String),
    To(String),
    Compare,
    Targets(bool),
}

impl Asked {
    /// Of the day before the last change of law, and of this one.
    pub fn new(rules: &RuleSet, day: Day) -> Asked {
        let begins = rules.sheets.iter().flat_map(|sheet| &sheet.governs).map(|governs| governs.period.from);
        let before = begins.filter(|from| *from <= day).max().and_then(|from| from.days_on(-1)).unwrap_or(day);
        Asked { from: before, to: day, wrong: false, tally: None, comparing: None, progress: None, counting: None, open: false }
    }

    /// What was counted is of other enterprises.
    pub fn outdated(&mut self) {
        (self.tally, self.comparing, self.progress, self.counting) = (None, None, None, None);
    }

    pub fn is_under_way(&self) -> bool {
        self.comparing.is_some() || self.counting.is_some() || self.open && self.progress.is_none()
    }
}
