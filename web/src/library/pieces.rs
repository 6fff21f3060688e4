//! The work over many enterprises, piece by piece: what is next, what came of it, and what is to be done again.

use super::law;
use super::model::LibraryPage;
use super::pool::{Order, Piece};
use std::collections::HashMap;
use tidu_library::{Work, pack_firms, unpack_rows};

impl LibraryPage {
    /// The next piece of what is to be done, and the enterprises it takes.
    pub fn piece(&mut self, most: usize) -> Option<(Piece, Vec<u8>)> {
        let (work, ids, round) = if self.waiting.is_empty() {
            let (work, ids) = law::next(self, most)?;
            (work, ids, self.law.round)
        } else if self.stopped {
            return None;
        } else {
            let ids: Vec<String> = self.waiting.drain(..most.min(self.waiting.len())).collect();
            self.out += ids.len();
            (Work::Rows(self.day.number(), self.lang.id().to_owned()), ids, self.round)
        };
        let bytes = pack_firms(ids.iter().filter_map(|id| self.library.get(id)));
        let version = |id: &String| self.library.get(id).map_or(0, |firm| firm.version);
        let firms = ids.into_iter().map(|id| (version(&id), id)).map(|(version, id)| (id, version)).collect();
        Some((Piece { work, round, firms }, bytes))
    }

    /// What came of a piece.
    pub fn came(&mut self, piece: Piece, bytes: &[u8]) {
        if !matches!(piece.work, Work::Rows(..)) {
            return law::came(self, &piece, bytes);
        }
        if piece.round != self.round {
            return;
        }
        self.out = self.out.saturating_sub(piece.firms.len());
        let versions: HashMap<String, u64> = piece.firms.into_iter().collect();
        for row in unpack_rows(bytes, &mut self.words).unwrap_or_default() {
            // It may have been changed or taken away meanwhile; then it waits again.
            if self.library.get(&row.id).map(|firm| firm.version) != versions.get(&row.id).copied() {
                continue;
            }
            self.choices.add(&row);
            let at = match self.at.get(&row.id) {
                Some(at) => {
                    self.choices.stale = true;
                    self.rows[*at] = row;
                    *at
                }
                None => {
                    self.at.insert(row.id.clone(), self.rows.len());
                    self.rows.push(row);
                    self.rows.len() - 1
                }
            };
            self.fresh.push(at);
        }
    }

    /// One of those beside the page is gone: what it had in hand is to be done again.
    pub fn lost(&mut self, orders: impl IntoIterator<Item = Order>) {
        for order in orders {
            match order {
                Order::Piece(piece) if !matches!(piece.work, Work::Rows(..)) => law::lost(self, piece),
                Order::Piece(piece) if piece.round == self.round => {
                    self.out = self.out.saturating_sub(piece.firms.len());
                    self.waiting.extend(piece.firms.into_iter().map(|(id, _)| id));
                }
                _ => {}
            }
        }
    }
}
