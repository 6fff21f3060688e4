//! Every word of the interface: what is said stands in `web.ftl` of each language (`core/packs/texts`), and here which of
//! it is said when. What speaks of rules and figures is generated in the core (`sentence/`); what speaks of questions
//! stands in `facts.json`.

use crate::host::element::Receiver;
use tidu_core::day::Day;
use tidu_core::text::{Lang, Message, Text};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A day to compare that is none.
pub fn law_day_wrong(lang: Lang, used: &str) -> String {
    LAW_DAY_IS_NO_DATE.fill(lang, [&used])
}

fn named(lang: Lang, name: &str) -> String {
    match name.trim() {
        "" => ANSWERS_NAMELESS.say(lang).to_owned(),
        name => ANSWERS_OF.fill(lang, [&name]),
    }
}

/// All answers were replaced.
pub fn was_replaced(lang: Lang, name: &str) -> String {
    let name = named(lang, name);
    ANSWERS_REPLACED.fill(lang, [&name])
}

/// An enterprise was taken away.
pub fn was_removed(lang: Lang, name: &str) -> String {
    let name = named(lang, name);
    ANSWERS_DELETED.fill(lang, [&name])
}

/// The label of a field for another name.
pub fn new_name(lang: Lang, name: &str) -> String {
    NEW_NAME_OF.fill(lang, [&name])
}

/// Another window has written the same enterprise.
pub fn other_window(lang: Lang, when: &str) -> String {
    CHANGED_IN_OTHER_WINDOW.fill(lang, [&when])
}

/// The name of a second copy.
pub fn copy_of(lang: Lang, name: &str) -> String {
    NAME_OF_COPY.fill(lang, [&name])
}

/// The store fails.
pub fn not_kept(lang: Lang, trouble: crate::host::store::Trouble, single: bool) -> String {
    use crate::host::store::Trouble::{Barred, Full};
    let why = match trouble {
        Barred => STORE_IS_BARRED,
        Full => STORE_IS_FULL,
    };
    NOT_KEPT_BUT_SAVE.fill(lang, [&why, &if single { SAVE_PAGE } else { SAVE_ANSWERS }])
}

/// Something saved was not opened.
pub fn not_opened(lang: Lang, why: crate::storage::record::Refused) -> &'static str {
    use crate::storage::record::Refused::{Newer, Unreadable};
    match why {
        Newer => REFUSED_NEWER.say(lang),
        Unreadable => REFUSED_UNREADABLE.say(lang),
    }
}

/// What somebody handed on was not opened.
pub fn proof_refused(lang: Lang, why: tidu_core::proof::Unreadable) -> &'static str {
    use tidu_core::proof::Unreadable::{Broken, Newer, Other};
    match why {
        Other => PROOF_IS_NONE.say(lang),
        Broken => PROOF_IS_BROKEN.say(lang),
        Newer => REFUSED_NEWER.say(lang),
    }
}

/// A password did not open it.
pub fn not_unlocked(lang: Lang, why: crate::storage::password::Refused) -> &'static str {
    use crate::storage::password::Refused::{Altered, Unreadable, WrongPassword};
    match why {
        WrongPassword => PASSWORD_WRONG.say(lang),
        Altered => SEALED_ALTERED.say(lang),
        Unreadable => SEALED_DAMAGED.say(lang),
    }
}

/// What was saved is not known here.
pub fn not_understood(lang: Lang, names: &str) -> String {
    NOT_UNDERSTOOD_NAMED.fill(lang, [&names])
}

/// A figure and its year.
pub fn of_year(lang: Lang, label: &Text, year: Option<i32>) -> String {
    match year {
        None => label.get(lang).to_owned(),
        Some(year) => LABEL_IN_YEAR.fill(lang, [&year, label]),
    }
}

/// Something stands more than once in what was opened.
pub fn written_twice(lang: Lang, names: &str) -> String {
    WRITTEN_MORE_THAN_ONCE.fill(lang, [&names])
}

/// A copy was handed out.
pub fn copied(lang: Lang, copied: crate::storage::session::Copied) -> &'static str {
    use crate::storage::session::Copied::{Failed, Plain, Sealed};
    match copied {
        Plain => COPIED_PLAIN.say(lang),
        Sealed => COPIED_SEALED.say(lang),
        Failed => COPY_FAILED.say(lang),
    }
}

/// A document should have been looked at again.
pub fn overdue(lang: Lang, by: &str) -> String {
    DOCUMENT_OVERDUE.fill(lang, [&by])
}

/// How many documents should have been looked at again.
pub fn overdue_count(lang: Lang, count: usize) -> String {
    DOCUMENTS_OVERDUE.fill(lang, [&count])
}

/// The groups of policies.
pub fn group(lang: Lang, group: tidu_core::matching::Use) -> &'static str {
    use tidu_core::matching::Use::{AfterAnswers, AfterTitle, No, Now, ToConfirm};
    match group {
        Now => USE_NOW.say(lang),
        AfterTitle => USE_AFTER_TITLE.say(lang),
        AfterAnswers => USE_AFTER_ANSWERS.say(lang),
        ToConfirm => USE_TO_CONFIRM.say(lang),
        No => USE_NONE.say(lang),
    }
}

/// Why what has ended is told all the same.
pub fn ended_help(lang: Lang, from: i32, to: i32) -> String {
    if from == to {
        return TERM_OVER.fill(lang, [&to]);
    }
    PLAN_TERM_OVER.fill(lang, [&from, &to])
}

/// The day everything is told for.
pub fn told_for(lang: Lang, day: &str) -> String {
    TOLD_FOR_DAY.fill(lang, [&day])
}

/// A count behind a heading.
pub fn count(lang: Lang, count: usize) -> String {
    COUNT_BRACKETED.fill(lang, [&count])
}

/// What a policy commits to.
pub fn strength(lang: Lang, strength: tidu_core::written::Strength) -> &'static str {
    use tidu_core::written::Strength::{Encouragement, Entitlement, Mechanism, Service};
    match strength {
        Entitlement => ENTITLEMENT.say(lang),
        Service => SERVICE.say(lang),
        Encouragement => ENCOURAGEMENT.say(lang),
        Mechanism => MECHANISM.say(lang),
    }
}

/// The title that opens a policy.
pub fn opens_with(lang: Lang, title: &str) -> String {
    OPENS_WITH_TITLE.fill(lang, [&title])
}

/// When something is due.
pub fn due_by(lang: Lang, day: &str) -> String {
    DUE_BEFORE.fill(lang, [&day])
}

/// When something is due after a change.
pub fn within_months(lang: Lang, months: u32) -> String {
    DUE_WITHIN_MONTHS.fill(lang, [&months])
}

/// Since when something is in force that names no last day.
pub fn from_day(lang: Lang, day: &str, state: &str) -> String {
    IN_FORCE_FROM.fill(lang, [&day, &state])
}

/// How many questions serve policies alone.
pub fn policy_questions(lang: Lang, open: usize) -> String {
    ANSWER_MORE_FOR_POLICIES.fill(lang, [&open])
}

/// How many policies are shown, and how many of them can be had now.
pub fn found(lang: Lang, shown: usize, now: usize) -> String {
    FOUND_POLICIES.fill(lang, [&shown, &now])
}

/// How many answers it takes to decide about policies.
pub fn answers_decide(lang: Lang, count: usize) -> String {
    match count {
        0 => NO_ANSWER_DECIDES.say(lang).to_owned(),
        1 => ONE_ANSWER_DECIDES.say(lang).to_owned(),
        _ => ANSWERS_DECIDE_COUNT.fill(lang, [&count]),
    }
}

/// That it takes more answers than a few.
pub fn more_answers_decide(lang: Lang, few: usize) -> String {
    MORE_ANSWERS_DECIDE_FROM.fill(lang, [&(few + 1)])
}

/// The question to begin with.
pub fn answer_first(lang: Lang, question: &str) -> String {
    ANSWER_FIRST.fill(lang, [&question])
}

/// A file was handed to the browser.
pub fn file_handed(lang: Lang, name: &str, help: &'static str) -> String {
    FILE_HANDED_OVER.fill(lang, [&name, &help])
}

/// What to do where no file is found.
pub fn copy_into_file(lang: Lang, name: &str) -> String {
    COPY_INTO_FILE.fill(lang, [&name])
}

/// How many papers are at hand.
pub fn papers_at_hand(lang: Lang, ready: usize, all: usize) -> String {
    PAPERS_READY.fill(lang, [&ready, &all])
}

/// Levels of government of which nothing is known.
pub fn not_covered(lang: Lang, levels: &[tidu_core::matching::Level]) -> String {
    use tidu_core::matching::Level::{City, District, Province};
    let name = |level: &tidu_core::matching::Level| match level {
        Province => PROVINCE.say(lang),
        City => CITY.say(lang),
        District => COUNTY_OR_DISTRICT.say(lang),
    };
    let names = levels.iter().map(name).collect::<Vec<_>>().join(LIST_COMMA.say(lang));
    PLACE_NOT_COVERED.fill(lang, [&names])
}

/// Needs that no known policy answers.
pub fn no_policy_for(lang: Lang, needs: &str) -> String {
    NEEDS_WITHOUT_POLICY.fill(lang, [&needs])
}

/// A better policy told in the place of another.
pub fn yields_to(lang: Lang, better: &str) -> String {
    YIELDS_TO_BETTER.fill(lang, [&better])
}

/// A measure that is over, and another that may go on.
pub fn goes_on_as(lang: Lang, other: &str) -> String {
    OVER_SEE_OTHER.fill(lang, [&other])
}

/// A last day on which something can be claimed.
pub fn until(lang: Lang, day: &str) -> String {
    WINDOW_UNTIL.fill(lang, [&day])
}

/// A round that is over, and when about the next begins.
pub fn reopens(lang: Lang, day: &str) -> String {
    ROUND_REOPENS.fill(lang, [&day])
}

/// A window that is past.
pub fn past(lang: Lang, day: &str) -> String {
    ROUND_CLOSED.fill(lang, [&day])
}

/// A question as something to do.
pub fn answer_this(lang: Lang, label: &str) -> String {
    ANSWER_THIS.fill(lang, [&label])
}

/// How a rung stands, and what is still asked for it: 达标 · 自评达标待评审 · 还有 N 题未答 · 差 N 项 · 已知 N 项不符，另有 M 题未答 ·
/// 不适用.
pub fn rung_state(lang: Lang, rung: &crate::assessed::Rung<'_>) -> String {
    use tidu_core::verdict::Verdict::{Unknown, Unmet};
    let (unmet, open) = (rung.counts.unmet, rung.waiting.unanswered);
    let also_open = |known: String| match open {
        0 => known,
        1 => [&known, COMMA.say(lang), ONE_ALSO_OPEN.say(lang)].concat(),
        _ => [&known, COMMA.say(lang), &ALSO_OPEN.fill(lang, [&open])].concat(),
    };
    match rung.verdict {
        Unknown => still_open(lang, rung.waiting),
        Unmet if unmet == 0 => also_open(LOWER_TITLE_FIRST.say(lang).to_owned()),
        // While questions are open nobody knows how many criteria will be missed in the end.
        Unmet if open > 0 => also_open(KNOWN_UNMET.fill(lang, [&unmet])),
        Unmet => NOT_MET.fill(lang, [&unmet]),
        verdict => tidu_core::sentence::verdict(verdict, lang).to_owned(),
    }
}

/// What is still asked: `还有 3 题未答`, or, where all is answered and it is not enough, how many answers are not exact.
pub fn still_open(lang: Lang, waiting: crate::assessed::Waiting) -> String {
    match (waiting.unanswered, waiting.vague) {
        (0, 0) => tidu_core::sentence::verdict(tidu_core::verdict::Verdict::Unknown, lang).to_owned(),
        (0, 1) => ONE_ANSWER_VAGUE.say(lang).to_owned(),
        (0, vague) => ANSWERS_VAGUE.fill(lang, [&vague]),
        (1, _) => ONE_OPEN.say(lang).to_owned(),
        (open, _) => QUESTIONS_OPEN.fill(lang, [&open]),
    }
}

/// `满足 9 / 14 项`.
pub fn satisfied(lang: Lang, satisfied: usize, all: usize) -> String {
    OF_SATISFIED.fill(lang, [&satisfied, &all])
}

/// `须先取得：专精特新中小企业`.
pub fn needs_title(lang: Lang, title: &str) -> String {
    TITLE_NEEDED_FIRST.fill(lang, [&title])
}

/// How many questions of a section are still open.
pub fn open_count(lang: Lang, open: usize) -> String {
    OPEN_QUESTIONS.fill(lang, [&open])
}

/// The sentence that opens the result.
pub fn standing(lang: Lang, held: Option<(&str, String)>, reached: Option<(&str, bool)>) -> String {
    let has_title = held.is_some();
    let held = match held {
        Some((name, until)) => TITLE_HELD.fill(lang, [&name, &until]),
        None => NO_TITLE_HELD.say(lang).to_owned(),
    };
    let reached = match reached {
        Some((name, true)) => REACHED_IN_FULL.fill(lang, [&name]),
        Some((name, false)) => REACHED_BY_DECLARATION.fill(lang, [&name]),
        None if has_title => String::new(),
        None => REACHED_NONE.say(lang).to_owned(),
    };
    held + &reached
}

/// Until when a title is valid, or that its last day was not said.
pub fn valid_until(lang: Lang, day: Option<Day>) -> String {
    last_day(lang, day, VALID_UNTIL_DAY)
}

fn last_day(lang: Lang, day: Option<Day>, words: Message<1>) -> String {
    day.map_or_else(|| LAST_DAY_NOT_GIVEN.say(lang).to_owned(), |day| words.fill(lang, [&day]))
}

/// What an assessment is where a title of its rung is held: of which title, until when, and by which procedure what
/// follows is judged.
pub fn held_and_judged(lang: Lang, other: Option<&str>, day: Option<Day>, procedure: &str, renewable: bool) -> String {
    let until = last_day(lang, day, ONLY_UNTIL_DAY);
    let held = match other {
        None => HELD_UNTIL_DAY.fill(lang, [&until]),
        Some(title) => RUNG_HELD_BY_TITLE.fill(lang, [&title, &until]),
    };
    let used = match renewable {
        true => USED_FOR_RENEWAL.say(lang),
        false => "",
    };
    HELD_AND_JUDGED.fill(lang, [&held, &procedure, &used])
}

/// To the assessment of a title's renewal, and back to that of a first application.
pub fn judge_renewal(lang: Lang, title: &str, renewing: bool) -> String {
    match renewing {
        false => ASSESS_RENEWAL.fill(lang, [&title]),
        true => ASSESS_FIRST_APPLICATION.fill(lang, [&title]),
    }
}

/// What is between the enterprise and the next rung.
pub fn next_rung(lang: Lang, name: &str, unmet: usize, waiting: crate::assessed::Waiting, title: Option<&str>) -> String {
    let mut parts = Vec::new();
    if let Some(title) = title {
        parts.push(TITLE_COMES_FIRST.fill(lang, [&title]));
    }
    if unmet > 0 {
        parts.push(if unmet == 1 { ONE_CRITERION_UNMET.say(lang).to_owned() } else { CRITERIA_UNMET.fill(lang, [&unmet]) });
    }
    if waiting.unanswered > 0 || parts.is_empty() {
        parts.push(still_open(lang, waiting));
    }
    let parts = parts.join(COMMA.say(lang));
    NEXT_RUNG_LACKS.fill(lang, [&name, &parts])
}

/// A road that cannot be told yet.
pub fn road_needs(lang: Lang, name: &str, waiting: crate::assessed::Waiting) -> String {
    let open = still_open(lang, waiting);
    ROAD_LACKS_ANSWERS.fill(lang, [&name, &open])
}

/// Since when a document governs.
pub fn since(lang: Lang, day: &str) -> String {
    GOVERNS_SINCE.fill(lang, [&day])
}

/// A way by its number and what it takes.
pub fn way(lang: Lang, n: usize, means: &[&str]) -> String {
    match means.is_empty() {
        true => WAY.fill(lang, [&n]),
        false => WAY_BY_MEANS.fill(lang, [&n, &means.join(LIST_COMMA.say(lang))]),
    }
}

/// When a standard can first be applied for.
pub fn first_round(lang: Lang, standard: &str, year: i32, renewal: bool) -> String {
    match renewal {
        true => RENEWAL_IN_YEAR.fill(lang, [&year, &standard]),
        false => APPLICATION_IN_YEAR.fill(lang, [&year, &standard]),
    }
}

/// In one sentence, how soon and by how many changes.
pub fn in_short(lang: Lang, standard: &str, year: i32, changes: usize) -> String {
    match changes {
        0 => FIRST_YEAR_NO_CHANGE.fill(lang, [&year, &standard]),
        1 => FIRST_YEAR_ONE_CHANGE.fill(lang, [&year, &standard]),
        _ => FIRST_YEAR_CHANGES.fill(lang, [&year, &standard, &changes]),
    }
}

/// By when a change without a year must be done.
pub fn done_by(lang: Lang, day: &str) -> String {
    DONE_BEFORE.fill(lang, [&day])
}

/// How many figures are tried out.
pub fn trying_count(lang: Lang, n: usize) -> String {
    FIGURES_TRIED_OUT.fill(lang, [&n])
}

/// How many policies there are in all.
pub fn in_all(lang: Lang, n: usize) -> String {
    IN_ALL.fill(lang, [&n])
}

/// What a user should know of packs that the site added.
pub fn added_packs(lang: Lang, packs: usize, ruling: bool) -> String {
    match ruling {
        true => SITE_RULES_ADDED.fill(lang, [&packs]),
        false => SITE_RULES_FAULTY.say(lang).to_owned(),
    }
}

fn to(lang: Lang, receiver: &Receiver) -> &str {
    match receiver {
        Receiver::Site(_) => THIS_SITE.say(lang),
        Receiver::Around(name) => name,
    }
}

/// Where the answers stay.
pub fn stays(lang: Lang, receiver: Option<&Receiver>) -> String {
    let Some(receiver) = receiver else { return stays_here(lang).to_owned() };
    let to = to(lang, receiver);
    // A site's own page says "this" of itself twice; another one is named.
    let it = if matches!(receiver, Receiver::Site(_)) { to } else { RECEIVER_AGAIN.say(lang) };
    STAYS_UNTIL_HANDED_OVER.fill(lang, [&to, &it])
}

/// The way to hand over.
pub fn hand_over(lang: Lang, receiver: &Receiver) -> String {
    let to = to(lang, receiver);
    HAND_OVER_TO.fill(lang, [&to])
}

/// The last word on it.
pub fn hand_over_now(lang: Lang, receiver: &Receiver) -> String {
    let to = to(lang, receiver);
    CONFIRM_HAND_OVER_TO.fill(lang, [&to])
}

/// What is handed over, and to whom.
pub fn hand_over_help(lang: Lang, site: &str) -> String {
    HAND_OVER_EXPLAINED.fill(lang, [&site])
}

/// What became of handing over.
pub fn handed_over(lang: Lang, site: &str, at: &str) -> String {
    HANDED_OVER_AT.fill(lang, [&at, &site])
}

/// Which question of the guided way is shown, and how many are left: in the first round, or after it.
pub fn question_and_left(lang: Lang, number: usize, left: usize, first: bool) -> String {
    match (first, left) {
        (true, 0) => FIRST_QUESTION_AND_LAST.fill(lang, [&number]),
        (true, _) => FIRST_QUESTION_AND_LEFT.fill(lang, [&number, &left]),
        (false, 0) => QUESTION_AND_LAST.fill(lang, [&number]),
        (false, _) => QUESTION_AND_LEFT.fill(lang, [&number, &left]),
    }
}

/// Which standards a question bears on.
pub fn asked_for(lang: Lang, standards: &[&str]) -> String {
    ASKED_FOR.fill(lang, [&standards.join(LIST_COMMA.say(lang))])
}

/// How many questions settle what is open.
pub fn what_is_left(lang: Lang, left: usize) -> String {
    if left == 1 { ONE_QUESTION_LEFT.say(lang).to_owned() } else { QUESTIONS_LEFT.fill(lang, [&left]) }
}

/// How large everything is written, in words.
pub fn size_name(lang: Lang, size: crate::state::TextSize) -> &'static str {
    use crate::state::TextSize::{Large, Larger, Normal};
    match size {
        Normal => TEXT_NORMAL.say(lang),
        Large => TEXT_LARGE.say(lang),
        Larger => TEXT_LARGER.say(lang),
    }
}
