//! Two laws over all enterprises: whom the later one turns, and by which criterion.

use crate::firm::Firm;
use crate::row::laid_out;
use serde::{Deserialize, Serialize};
use tidu_core::compare::{Change, compare};
use tidu_core::day::Day;
use tidu_core::evaluate::{Assessment, evaluate};
use tidu_core::rules::{NodeIx, RuleSet};
use tidu_core::text::Text;
use tidu_core::verdict::Verdict;

/// Rules, and the day on which they are asked.
#[derive(Clone, Copy)]
pub struct Law<'r> {
    /// The rules.
    pub rules: &'r RuleSet,
    /// The day.
    pub day: Day,
}

/// What becomes of an enterprise by one standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The standard, by its id.
    pub standard: String,
    /// What becomes of it.
    pub way: Way,
    /// The criteria that turn it, in the order of the later document.
    pub by: Vec<TurnedBy>,
}

/// What becomes of a verdict. Met but for an authority's review is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Way {
    /// It was met, and surely is not.
    Loses,
    /// It was met, and hangs on answers that are missing.
    Opens,
    /// It was not met, or hung on answers, and is met.
    Gains,
    /// It hung on answers, and surely is not met.
    Settles,
    /// It was not met, and hangs on answers.
    Hopes,
}

/// A criterion that turns a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnedBy {
    /// `standard/criterion`.
    pub id: String,
    /// What it is about.
    pub text: Text,
    /// What became of it, as comparisons have it: `newly_failed`, `newly_met` and so on.
    pub change: &'static str,
}

impl Way {
    /// From the verdict before and after; none where it stays.
    fn between(before: Verdict, after: Verdict) -> Option<Way> {
        use Verdict::{Unknown, Unmet};
        match (before, after) {
            (Unmet, Unmet) | (Unknown, Unknown) => None,
            (Unknown, Unmet) => Some(Way::Settles),
            (Unmet, Unknown) => Some(Way::Hopes),
            (_, Unmet) => Some(Way::Loses),
            (_, Unknown) => Some(Way::Opens),
            (Unmet | Unknown, _) => Some(Way::Gains),
            _ => None,
        }
    }
}

/// What another law makes of an enterprise, standard by standard; nothing where each verdict stays. By one set of rules on two
/// days, criteria correspond as their documents say; by two sets, as their ids say.
pub fn turns(before: Law<'_>, after: Law<'_>, firm: &Firm) -> Vec<Turn> {
    let is_one = std::ptr::eq(before.rules, after.rules);
    if is_one && before.day == after.day {
        return Vec::new();
    }
    let [(old, _), (new, _)] = [before, after].map(|law| laid_out(law.rules, firm, law.day));
    let evaluations = (evaluate(before.rules, &old), evaluate(after.rules, &new));
    let mut compared = None;
    let mut turns = Vec::new();
    for now in &evaluations.1.assessments {
        let id = &after.rules.vocabulary.standard(now.standard).id;
        let Some(standard) = before.rules.vocabulary.find_standard(id) else { continue };
        let was = evaluations.0.of(standard);
        let Some(way) = Way::between(was.verdict, now.verdict) else { continue };
        let by = if is_one {
            // Only for who is turned.
            let all = compared.get_or_insert_with(|| compare(after.rules, (&old, &evaluations.0), (&new, &evaluations.1)));
            let rows = all.iter().find(|one| one.standard == now.standard).into_iter().flat_map(|one| &one.rows);
            let rows = rows.filter(|row| row.change != Change::Unchanged);
            rows.filter_map(|row| {
                let (assessment, node) = row.after.map(|node| (now, node)).or(row.before.map(|node| (was, node)))?;
                Some(turned_by(assessment, node, row.change.id()))
            })
            .flatten()
            .collect()
        } else {
            by_ids(was, now)
        };
        turns.push(Turn { standard: id.clone(), way, by });
    }
    turns
}

fn turned_by(assessment: &Assessment<'_>, node: NodeIx, change: &'static str) -> Option<TurnedBy> {
    let (sheet, _) = assessment.sheet?;
    let claim = sheet.claim(node);
    let id = format!("{}/{}", sheet.id, claim.id.as_deref().unwrap_or_default());
    Some(TurnedBy { id, text: claim.text.clone().unwrap_or_default(), change })
}

/// The criteria of which the verdict differs; those of one id correspond.
fn by_ids(before: &Assessment<'_>, after: &Assessment<'_>) -> Vec<TurnedBy> {
    let all = |assessment: &Assessment<'_>| -> Vec<(String, NodeIx, Verdict)> {
        let Some((sheet, _)) = assessment.sheet else { return Vec::new() };
        let one = |node: &NodeIx| (sheet.claim(*node).id.clone().unwrap_or_default(), *node, assessment.outcome.node(*node).verdict());
        sheet.criteria.iter().map(one).collect()
    };
    let (old, new) = (all(before), all(after));
    let verdict = |list: &[(String, NodeIx, Verdict)], id: &str| list.iter().find(|one| one.0 == id).map(|one| one.2);
    let changed = |id: &str| Change::between(verdict(&old, id), verdict(&new, id));
    let here = new.iter().map(|(id, node, _)| (after, id, *node));
    let gone = old.iter().filter(|(id, ..)| verdict(&new, id).is_none()).map(|(id, node, _)| (before, id, *node));
    here.chain(gone)
        .filter(|(_, id, _)| changed(id) != Change::Unchanged)
        .filter_map(|(assessment, id, node)| turned_by(assessment, node, changed(id).id()))
        .collect()
}

/// Adds up what becomes of all: by standard and way, how many, and by which criterion how often, the most frequent first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    /// How many enterprises were compared.
    pub firms: usize,
    /// How many of them are turned by any standard.
    pub turned: usize,
    /// By standard and way, in their order: how many, and by which criteria.
    pub lines: Vec<TallyLine>,
}

/// A line of a [`Tally`].
#[derive(Debug, Clone, PartialEq)]
pub struct TallyLine {
    /// The standard, by its id.
    pub standard: String,
    /// What becomes of it.
    pub way: Way,
    /// Of how many enterprises.
    pub count: usize,
    /// By which criterion how often: its id, what it is about, how many.
    pub by: Vec<(String, Text, usize)>,
}

impl Tally {
    /// Counts what becomes of another enterprise.
    pub fn add(&mut self, turns: &[Turn]) {
        let line = |turn: &Turn| TallyLine {
            standard: turn.standard.clone(),
            way: turn.way,
            count: 1,
            by: turn.by.iter().map(|by| (by.id.clone(), by.text.clone(), 1)).collect(),
        };
        let turned = usize::from(!turns.is_empty());
        self.join(Tally { firms: 1, turned, lines: turns.iter().map(line).collect() });
    }

    /// Adds what was counted of other enterprises, in whatever order.
    pub fn join(&mut self, other: Tally) {
        self.firms += other.firms;
        self.turned += other.turned;
        for more in other.lines {
            let at = self.lines.binary_search_by(|line| (&line.standard, line.way).cmp(&(&more.standard, more.way)));
            let line = match at {
                Ok(at) => &mut self.lines[at],
                Err(at) => {
                    self.lines.insert(at, TallyLine { count: 0, by: Vec::new(), ..more.clone() });
                    &mut self.lines[at]
                }
            };
            line.count += more.count;
            for (id, text, count) in more.by {
                match line.by.iter_mut().find(|(known, ..)| *known == id) {
                    Some((.., known)) => *known += count,
                    None => line.by.push((id, text, count)),
                }
            }
            line.by.sort_by(|(one, _, few), (other, _, many)| many.cmp(few).then_with(|| one.cmp(other)));
        }
    }
}
