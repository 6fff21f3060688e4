//! Which rows are wanted and in what order: places in a list of rows, which itself stays as it is.

use crate::row::{Row, sought};
use std::cmp::Ordering;
use tidu_core::day::Day;

/// What rows are wanted: those for which all holds that is set.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// The rung held; `Some(None)` for none.
    pub held: Option<Option<usize>>,
    /// The rung reached; `Some(None)` for none.
    pub reached: Option<Option<usize>>,
    /// The industry, as the option of its question.
    pub industry: Option<String>,
    /// The street or town.
    pub street: Option<String>,
    /// Who looks after it; an empty text for nobody.
    pub officer: Option<String>,
    /// What bars the next rung, as `standard/criterion`.
    pub bar: Option<String>,
    /// That a title runs out on this day or before.
    pub expires_by: Option<Day>,
    /// That one figure alone bars the next rung.
    pub one_short: bool,
    /// That a rung is reached above the one that is held.
    pub reached_not_held: bool,
    /// What name, code, street or officer have in them, each word of it.
    pub search: String,
}

/// By what rows are put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The nearest to the next rung first.
    #[default]
    Nearest,
    /// By name.
    Name,
    /// By street.
    Street,
    /// The highest rung held first.
    Held,
    /// The highest rung reached first.
    Reached,
    /// What runs out or is due next first.
    NextDate,
    /// The fewest open questions first.
    Open,
}

impl Filter {
    /// The places of the rows that are wanted, in the order of the list.
    pub fn places(&self, rows: &[Row]) -> Vec<usize> {
        let search = sought(&self.search);
        let words: Vec<&str> = search.split_whitespace().collect();
        (0..rows.len()).filter(|at| self.wants(&rows[*at], &words)).collect()
    }

    fn wants(&self, row: &Row, words: &[&str]) -> bool {
        let is = |wanted: &Option<String>, it: Option<&str>| wanted.as_deref().is_none_or(|wanted| it == Some(wanted));
        self.held.is_none_or(|held| row.held == held)
            && self.reached.is_none_or(|reached| row.reached == reached)
            && is(&self.industry, row.industry.as_deref())
            && is(&self.street, Some(&row.street))
            && is(&self.officer, Some(&row.officer))
            && self.bar.as_deref().is_none_or(|bar| row.bars.iter().any(|one| &*one.id == bar))
            && self.expires_by.is_none_or(|day| row.titles.first().is_some_and(|(_, until)| *until <= day))
            && (!self.one_short || row.is_one_short())
            && (!self.reached_not_held || row.is_reached_not_held())
            && words.iter().all(|word| row.sought.contains(word))
    }
}

/// Puts places in order; what is equal goes by name, and then as it stands in the list.
pub fn sort(rows: &[Row], places: &mut [usize], by: Sort) {
    places.sort_unstable_by(|one, other| order(rows, by, *one, *other));
}

/// Puts rows that are new or others now among places that are in order: a few among many, which stay as they are.
pub fn put_among(rows: &[Row], places: &mut Vec<usize>, filter: &Filter, by: Sort, mut fresh: Vec<usize>) {
    fresh.sort_unstable();
    fresh.dedup();
    let search = sought(&filter.search);
    let words: Vec<&str> = search.split_whitespace().collect();
    let stay: Vec<usize> = places.iter().copied().filter(|at| fresh.binary_search(at).is_err()).collect();
    fresh.retain(|at| filter.wants(&rows[*at], &words));
    sort(rows, &mut fresh, by);
    places.clear();
    places.reserve(stay.len() + fresh.len());
    let mut from = 0;
    for one in fresh {
        let to = from + stay[from..].partition_point(|at| order(rows, by, *at, one) == Ordering::Less);
        places.extend_from_slice(&stay[from..to]);
        places.push(one);
        from = to;
    }
    places.extend_from_slice(&stay[from..]);
}

fn order(rows: &[Row], by: Sort, one: usize, other: usize) -> Ordering {
    // Who has no date comes last.
    let next_date = |row: &Row| {
        let next = [row.titles.first().map(|(_, until)| *until), row.dates.first().map(|date| date.day)].into_iter().flatten().min();
        (next.is_none(), next)
    };
    let (at, than) = (one, other);
    let (one, other) = (&rows[one], &rows[other]);
    let first = match by {
        Sort::Nearest => one.nearer(other),
        Sort::Name => Ordering::Equal,
        Sort::Street => one.street.cmp(&other.street),
        Sort::Held => other.held.cmp(&one.held),
        Sort::Reached => other.reached.cmp(&one.reached),
        Sort::NextDate => next_date(one).cmp(&next_date(other)),
        Sort::Open => one.open.cmp(&other.open),
    };
    first.then_with(|| one.name.cmp(&other.name)).then(at.cmp(&than))
}
