//! What changed between two days, in words.

use super::verdict;
use crate::case::Case;
use crate::compare::{Change, Compared};
use crate::messages as m;
use crate::rules::RuleSet;
use crate::text::Lang;

/// What became of a criterion, in words.
pub fn change(change: Change, lang: Lang) -> &'static str {
    match change {
        Change::NewlyFailed => m::NEWLY_FAILED.say(lang),
        Change::NewlyAsked => m::NEWLY_ASKED.say(lang),
        Change::NewlyOpen => m::NEWLY_OPEN.say(lang),
        Change::NewlyMet => m::NEWLY_MET.say(lang),
        Change::NoLongerAsked => m::NO_LONGER_ASKED.say(lang),
        Change::Settled => m::OPEN_BEFORE_SETTLED_NOW.say(lang),
        Change::Unchanged => m::SAME_VERDICT.say(lang),
    }
}

/// What became of the parts of a criterion that stands on one side only. `before`: it is the earlier side.
pub fn parts_in(parts: &[&str], before: bool, lang: Lang) -> String {
    let listed = parts.join(m::LIST_COMMA.say(lang));
    match before {
        true => m::PARTS_GO_ON.fill(lang, [&listed]),
        false => m::PARTS_WERE_ASKED.fill(lang, [&listed]),
    }
}

/// Whether two days look at the same years' figures; if not, a difference need not be the document's doing.
pub fn compared_years(from: &Case, to: &Case, lang: Lang) -> String {
    let (a, b) = (from.fiscal_year(), to.fiscal_year());
    if a == b {
        return m::LAST_YEAR_IS_THE_SAME.fill(lang, [&a]);
    }
    let (from, to) = (from.as_of, to.as_of);
    m::NOTE_ON_LAST_YEAR_IS.fill(lang, [&from, &a, &to, &b])
}

/// What changes for this enterprise, standard by standard, in a sentence or two.
pub fn compared(rules: &RuleSet, standards: &[Compared<'_, '_>], lang: Lang) -> String {
    let mut told = Vec::new();
    for one in standards.iter().filter(|one| !one.is_same()) {
        let name = rules.vocabulary.standard(one.standard).name.get(lang);
        let (before, after) = (one.before.verdict, one.after.verdict);
        let verdicts = if before == after {
            m::STILL.fill(lang, [&verdict(after, lang)])
        } else {
            m::FROM_TO.fill(lang, [&verdict(before, lang), &verdict(after, lang)])
        };
        let counts = Change::ALL.into_iter().filter(|c| *c != Change::Unchanged).map(|c| (c, one.of(c).count()));
        let counts: Vec<String> = counts
            .filter(|(_, count)| *count > 0)
            .map(|(c, count)| m::COUNTED.fill(lang, [&change(c, lang).to_lowercase(), &count]))
            .collect();
        let counts = match counts.is_empty() {
            true => m::EVERY_CRITERION_AS_BEFORE.say(lang).to_owned(),
            false => counts.join(m::LIST_COMMA.say(lang)),
        };
        told.push(m::VERDICTS_COUNTED.fill(lang, [&name, &verdicts, &counts]));
    }
    match told.is_empty() {
        true => m::NO_CHANGE_BETWEEN_DAYS.say(lang).to_owned(),
        false => m::BY_THE_ANSWERS_GIVEN.fill(lang, [&told.join(m::SEMICOLON.say(lang))]),
    }
}
