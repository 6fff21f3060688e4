//! What has a day, as a calendar that telephones and desks take in: iCalendar (RFC 5545), days without a time of day, each
//! with reminders. Taken in twice it doubles nothing: an entry goes by the id of what it stands for.

use crate::actions::{Action, What};
use crate::day::Day;
use crate::matching::{Match, Use, WindowState};
use crate::messages as m;
use crate::order::sort_by_key;
use crate::places::place;
use crate::plan::Plan;
use crate::rules::{Claim, DocumentIx, NodeIx};
use crate::sentence::{Speaker, marked};
use crate::text::Lang;
use crate::verdict::Verdict;
use crate::vocabulary::{Kind, Slot};
use crate::written::{Certainty, Cite, Due, Procedure};

/// An entry of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Stays the same from day to day, and says nothing of the enterprise.
    pub id: String,
    /// The day.
    pub day: Day,
    /// What it is, in a line.
    pub title: String,
    /// What to do, whom to ask, what to bring and where it stands, a line each.
    pub text: String,
}

/// How many days before it somebody is reminded, and on the day itself; each time at nine in the morning.
const REMINDERS: [i32; 4] = [30, 7, 1, 0];

/// What of these things to do has a day that is not past, the beginning of windows for claims that are not open yet, and the
/// last days of titles; the steps of a road, where there is one; by day.
pub fn events(speaker: &Speaker<'_>, actions: &[Action<'_, '_>], matches: &[Match<'_>], road: Option<&Plan>) -> Vec<Event> {
    let Speaker { rules, case, lang } = *speaker;
    let vocabulary = &rules.vocabulary;
    let mut events = Vec::new();
    let mut add = |id: String, day: Day, title: String, text: String| {
        if day >= case.as_of {
            events.push(Event { id, day, title, text });
        }
    };
    for action in actions.iter().filter(|action| !action.past) {
        let (title, text) = match &action.what {
            What::Claim(one) => (one.policy.title.get(lang).to_owned(), of_policy(speaker, one)),
            What::Duty(duty, fact) => {
                let title = m::NAMED.fill(lang, [&vocabulary.fact(*fact).label, &duty.title]);
                (title, told(speaker, Some(duty.text.get(lang)), &duty.authorities, &[], (duty.document, Some(&duty.cite))))
            }
            What::Answer(..) => continue,
        };
        // What is due every year is another entry each year; all else is the same thing on another day.
        let yearly = matches!(&action.what, What::Duty(duty, _) if matches!(duty.due, Due::Yearly(..)));
        let id = |day: Day| if yearly { format!("{}@{}", action.id, day.year()) } else { action.id.clone() };
        match (action.due, action.reopens) {
            (Some(due), _) => add(id(due), due, m::CALENDAR_DUE.fill(lang, [&title]), text),
            (None, Some(from)) => add(format!("{}/from", action.id), from, m::CALENDAR_REOPENS.fill(lang, [&title]), text),
            (None, None) => {}
        }
    }
    let opening = |one: &&Match<'_>| one.window == Some(WindowState::NotYet) && one.usable != Use::No && one.verdict != Verdict::Unmet;
    for one in matches.iter().filter(opening) {
        if let Some(from) = one.policy.window.and_then(|window| window.from) {
            add(format!("{}/from", one.policy.id), from, m::CALENDAR_OPENS.fill(lang, [&one.policy.title]), of_policy(speaker, one));
        }
    }
    for fact in vocabulary.facts.iter().filter(|fact| fact.kind == Kind::Title) {
        if let Some(last) = last_day(speaker, fact.slot) {
            add(format!("facts/{}", fact.id), last, m::CALENDAR_EXPIRES.fill(lang, [&fact.label]), String::new());
        }
    }
    for step in road.into_iter().flat_map(Plan::steps) {
        of_step(speaker, step, &mut add);
    }
    sort_by_key(&mut events, |event| event.day);
    events
}

/// What a step of a road changes, each by the end of its year and before the round, and the round it leads to. What is renewed has
/// its day among the last days of titles.
fn of_step(speaker: &Speaker<'_>, step: &Plan, add: &mut impl FnMut(String, Day, String, String)) {
    let Speaker { rules, case, lang } = *speaker;
    let vocabulary = &rules.vocabulary;
    let place = place(vocabulary, case);
    let Some((sheet, _)) = rules.governing(step.standard, step.target, step.procedure, place) else { return };
    let standard = vocabulary.standard(step.standard);
    for change in &step.changes {
        let year_end = Day::new(step.done_in(change, case.as_of.year()), 12, 31);
        let Some(day) = year_end.into_iter().chain(step.target.days_on(-1)).min() else { continue };
        let fact = &vocabulary.fact(change.fact).id;
        let year = change.year.map(|year| format!("@{year}")).unwrap_or_default();
        let served = |node: &&NodeIx| {
            let id = sheet.claim(**node).id.as_deref();
            id.is_some_and(|id| change.criteria.iter().any(|one| one.split_once('/') == Some((standard.id.as_str(), id))))
        };
        let serves: Vec<&Claim> = sheet.criteria.iter().filter(served).map(|node| sheet.claim(*node)).collect();
        let names = speaker.listed(serves.iter().filter_map(|claim| Some(claim.text.as_ref()?.get(lang))));
        let how = m::CALENDAR_SERVES.fill(lang, [&standard.name, &names]);
        let cite = serves.iter().find_map(|claim| claim.cite.as_ref());
        let title = m::CALENDAR_STEP.fill(lang, [&speaker.change(change)]);
        add(format!("road/{}/{fact}{year}", standard.id), day, title, told(speaker, Some(&how), &[], &[], (sheet.document, cite)));
    }
    if step.procedure == Procedure::FirstApplication && step.target > case.as_of {
        let how = sheet.season.as_ref().map(|season| season.text.get(lang));
        let (offices, cite) = sheet.apply.as_ref().map_or((&[][..], None), |apply| (&apply.authorities[..], Some(&apply.cite)));
        let title = m::CALENDAR_ROUND.fill(lang, [&standard.name]);
        add(format!("road/{}", standard.id), step.target, title, told(speaker, how, offices, &[], (sheet.document, cite)));
    }
}

/// The last day of a title, where it was given.
fn last_day(speaker: &Speaker<'_>, slot: Slot) -> Option<Day> {
    let span = speaker.case.span(slot);
    Day::from_number(span.lo).filter(|_| span.is_point())
}

fn of_policy(speaker: &Speaker<'_>, one: &Match<'_>) -> String {
    let how = one.how().map(|how| how.get(speaker.lang));
    told(speaker, how, one.authorities(), &one.policy.papers, (one.policy.document(), Some(&one.policy.cite)))
}

/// What is told of an entry.
fn told(
    speaker: &Speaker<'_>,
    how: Option<&str>,
    offices: &[String],
    papers: &[usize],
    (document, cite): (DocumentIx, Option<&Cite>),
) -> String {
    let Speaker { rules, case, lang } = *speaker;
    let mut lines: Vec<String> = how.map(str::to_owned).into_iter().collect();
    if !offices.is_empty() {
        lines.push(m::CALENDAR_OFFICE.fill(lang, [&offices.join("、")]));
    }
    if !papers.is_empty() {
        lines.push(m::CALENDAR_PAPERS.fill(lang, [&speaker.listed(papers.iter().map(|at| rules.vocabulary.papers[*at].1.get(lang)))]));
    }
    let article = cite.map_or("", |cite| &cite.article);
    let source = m::CALENDAR_SOURCE.fill(lang, [&rules.document(document).number_or_title(lang), &article]);
    lines.push(marked(source.trim_end(), cite.map_or(Certainty::Official, |cite| cite.certainty), lang));
    lines.push(m::CALENDAR_TOLD.fill(lang, [&case.as_of]));
    lines.join("\n")
}

/// The entries as the text of an `.ics` file. `as_of` is the day they are told for, in the time of Shanghai.
pub fn icalendar(events: &[Event], as_of: Day, lang: Lang) -> String {
    let mut all: Vec<String> = Vec::new();
    // The day begins eight hours before it does in UTC.
    let stamp = format!("DTSTAMP:{}T160000Z", digits(as_of.days_on(-1).unwrap_or(as_of)));
    all.extend(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tidu//Tidu//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"].map(str::to_owned));
    all.push(format!("X-WR-CALNAME:{}", escaped(m::CALENDAR_NAME.say(lang))));
    all.push("X-WR-TIMEZONE:Asia/Shanghai".to_owned());
    for event in events {
        all.extend(["BEGIN:VEVENT".to_owned(), format!("UID:{}@tidu", escaped(&event.id)), stamp.clone()]);
        all.push(format!("DTSTART;VALUE=DATE:{}", digits(event.day)));
        // The day after the last one, as the format has it.
        all.extend(event.day.days_on(1).map(|next| format!("DTEND;VALUE=DATE:{}", digits(next))));
        all.push(format!("SUMMARY:{}", escaped(&event.title)));
        if !event.text.is_empty() {
            all.push(format!("DESCRIPTION:{}", escaped(&event.text)));
        }
        // It does not fill the day for who looks for a free hour.
        all.push("TRANSP:TRANSPARENT".to_owned());
        // Of a reminder whose time is past some calendars make noise at once.
        let ahead = |days: &i32| *days == 0 || event.day.days_on(-days).is_some_and(|day| day > as_of);
        for days in REMINDERS.into_iter().filter(ahead) {
            // Nine in the morning is fifteen hours before the midnight at which the next day begins.
            let trigger = if days == 0 { "TRIGGER:PT9H".to_owned() } else { format!("TRIGGER:-P{}DT15H", days - 1) };
            all.extend(["BEGIN:VALARM", "ACTION:DISPLAY"].map(str::to_owned));
            all.extend([trigger, format!("DESCRIPTION:{}", escaped(&event.title)), "END:VALARM".to_owned()]);
        }
        all.push("END:VEVENT".to_owned());
    }
    all.push("END:VCALENDAR".to_owned());
    all.iter().map(|line| folded(line)).collect()
}

/// A day in digits alone.
fn digits(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// A text as the value of a property.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            // No other sign of control may stand there.
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A line: of 75 bytes at most, the rest of it on lines that begin with a blank, no sign torn apart.
fn folded(text: &str) -> String {
    let (mut out, mut bytes) = (String::new(), 0);
    for c in text.chars() {
        if bytes + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            bytes = 1;
        }
        out.push(c);
        bytes += c.len_utf8();
    }
    out + "\r\n"
}
