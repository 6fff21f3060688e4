//! Long work over many enterprises, cut in pieces: each takes some enterprises as bytes and leaves what it found as bytes, so
//! that it is the same piece wherever it is done, and in whichever order.

use crate::early::{Law, Tally, turns};
use crate::packed::{pack_rows, pack_tally, unpack_firms};
use crate::row::Rows;
use crate::targets::Progresses;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::rc::Rc;
use tidu_core::day::Day;
use tidu_core::diagnostic::Diagnostic;
use tidu_core::packs::{beside_built_in, load};
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;

/// Packs by name and text.
type Draft = Vec<(String, String)>;

/// What is asked of enterprises. Days are as in [`Day::number`], and languages by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    /// Their rows on a day, in a language: what [`crate::unpack_rows`] takes.
    Rows(i64, String),
    /// How they stand to the targets on a day: what [`Progresses::join`] takes.
    Targets(i64),
    /// What the law of the second day makes of them after that of the first: what [`crate::unpack_tally`] takes.
    /// The packs, by name and text, stand beside the built-in ones in the later law: a draft.
    Turns(i64, i64, Draft),
}

impl Work {
    /// Does it for the enterprises of [`crate::pack_firms`]; none where the bytes are something else.
    pub fn done(&self, rules: &RuleSet, bytes: &[u8]) -> Option<Vec<u8>> {
        let firms = unpack_firms(bytes)?;
        let firms = firms.iter();
        let day = |number: &i64| Day::from_number(*number);
        Some(match self {
            Work::Rows(on, lang) => {
                let mut rows = Rows::new(rules, day(on)?, Lang::from_id(lang)?);
                pack_rows(&firms.map(|firm| rows.row(firm)).collect::<Vec<_>>())
            }
            Work::Targets(on) => {
                let mut progress = Progresses::new(rules, day(on)?);
                firms.for_each(|firm| progress.add(firm));
                serde_json::to_vec(&progress.all).ok()?
            }
            Work::Turns(from, to, draft) => {
                let drafted = (!draft.is_empty()).then(|| drafted(draft)).transpose().ok()?;
                let later = drafted.as_deref().unwrap_or(rules);
                let [from, to] = [Law { rules, day: day(from)? }, Law { rules: later, day: day(to)? }];
                let mut tally = Tally::default();
                firms.for_each(|firm| tally.add(&turns(from, to, firm)));
                pack_tally(&tally)
            }
        })
    }
}

/// The built-in rules with a draft beside them, packs by name and text, which take the place of those of their id.
///
/// # Errors
/// Every fault of every pack.
pub fn drafted(draft: &[(String, String)]) -> Result<Rc<RuleSet>, Vec<Diagnostic>> {
    thread_local! {
        /// The last one, for a law is asked for piece by piece.
        static LAST: RefCell<Option<(Draft, Rc<RuleSet>)>> = const { RefCell::new(None) };
    }
    if let Some(rules) = LAST.with_borrow(|last| last.as_ref().filter(|last| last.0 == draft).map(|last| last.1.clone())) {
        return Ok(rules);
    }
    let packs = beside_built_in(draft.to_vec());
    let rules = Rc::new(load(packs.iter().map(|(id, json)| (id.as_str(), json.as_ref())))?);
    LAST.replace(Some((draft.to_vec(), rules.clone())));
    Ok(rules)
}
