//! The files one leaves with: dates for a calendar and a table for a spreadsheet, each read by a reader of others.

use icalendar::parser::{Component, Property, read_calendar, unfold};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use tidu_core::actions::{What, actions};
use tidu_core::answers::Answers;
use tidu_core::calendar::{events, icalendar};
use tidu_core::case::Case;
use tidu_core::day::Day;
use tidu_core::evaluate::{Evaluation, evaluate};
use tidu_core::matching::{Match, Use, match_policies};
use tidu_core::plan::{Plan, Planned, plan};
use tidu_core::report::{firm_csv, summary, table_head};
use tidu_core::rules::RuleSet;
use tidu_core::sentence::{Speaker, certainty};
use tidu_core::text::Lang;
use tidu_core::worth::worths;
use tidu_core::written::{Certainty, Due, Procedure};
use tidu_tests::row::rules;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Every example enterprise and firm, by name.
fn all() -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for folder in ["companies", "data/firms"] {
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let value: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            if value["facts"].is_object() {
                found.push((path.file_stem().unwrap().to_str().unwrap().to_owned(), value));
            }
        }
    }
    assert_eq!(found.len(), 26);
    found
}

/// What is judged, and the road to the next rung.
struct Told<'r> {
    case: Case,
    evaluation: Evaluation<'r>,
    matches: Vec<Match<'r>>,
    road: Option<Planned>,
}

impl Told<'_> {
    fn way(&self) -> Option<&Plan> {
        self.road.as_ref()?.plans.first()
    }
}

fn told<'r>(rules: &'r RuleSet, value: &Value, as_of: &str) -> Told<'r> {
    let value = json!({ "as_of": as_of, "facts": value["facts"] });
    let (case, _) = Case::read(&rules.vocabulary, &value, day(as_of)).unwrap();
    let evaluation = evaluate(rules, &case);
    let matches = match_policies(rules, &case, &evaluation);
    let next = summary(rules, None, &case, &[], &evaluation, Lang::Zh).next;
    let next = next.and_then(|id| rules.vocabulary.find_standard(&id));
    let (answers, _) = Answers::read(&rules.vocabulary, &value, day(as_of)).unwrap();
    let road = next.map(|standard| plan(rules, &answers, standard, &BTreeSet::new()));
    Told { case, evaluation, matches, road }
}

fn ics(told: &Told<'_>, lang: Lang) -> String {
    let speaker = Speaker { rules: rules(), case: &told.case, lang };
    let list = actions(rules(), &told.case, &told.matches, &[]);
    icalendar(&events(&speaker, &list, &told.matches, told.way()), told.case.as_of, lang)
}

fn value<'c>(of: &'c Component<'_>, name: &str) -> &'c str {
    let found: Vec<&Property> = of.properties.iter().filter(|property| property.name == name).collect();
    assert_eq!(found.len(), 1, "{name} in {of:?}");
    found[0].val.as_str()
}

/// What a reader makes of an escaped text.
fn unescaped(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
}

/// A day as the calendar writes it.
fn written(day: &Day) -> String {
    day.to_string().replace('-', "")
}

/// Whatever has a last day that is not past stands in the calendar on that day, under its own id and no other; nothing stands
/// there twice, and nothing that is past.
#[test]
fn a_reader_of_others_finds_each_date_once() {
    let mut reminded = 0;
    for (name, firm) in all() {
        for as_of in ["2024-06-30", "2026-11-26"] {
            let told = told(rules(), &firm, as_of);
            for lang in Lang::ALL {
                let text = ics(&told, lang);
                let lines: Vec<&str> = text.split("\r\n").collect();
                assert_eq!(lines.last(), Some(&""), "each line ends");
                assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{name}");
                assert!(lines.iter().all(|line| line.len() <= 75), "{name}");
                let unfolded = unfold(&text);
                let calendar = read_calendar(&unfolded).unwrap_or_else(|fault| panic!("{name}: {fault}"));
                let uids: Vec<&str> = calendar.components.iter().map(|event| value(event, "UID")).collect();
                assert_eq!(uids.iter().collect::<BTreeSet<_>>().len(), uids.len(), "{name}: {uids:?}");
                for event in &calendar.components {
                    assert_eq!(event.name, "VEVENT");
                    let (from, to) = (value(event, "DTSTART"), value(event, "DTEND"));
                    assert!(from >= written(&day(as_of)).as_str() && to > from, "{name}: {from}–{to}");
                    // In Shanghai the day begins when it is four in the afternoon of the one before in Greenwich.
                    assert_eq!(value(event, "DTSTAMP"), format!("{}T160000Z", written(&day(as_of).days_on(-1).unwrap())));
                    let date = |property: &&Property| {
                        property.params.iter().any(|p| p.key == "VALUE" && p.val.as_ref().is_some_and(|v| *v == "DATE"))
                    };
                    assert_eq!(event.properties.iter().filter(date).count(), 2, "both ends are days");
                    let alarms: Vec<&str> = event.components.iter().map(|alarm| value(alarm, "TRIGGER")).collect();
                    assert_eq!(alarms.last(), Some(&"PT9H"), "{alarms:?}");
                    reminded += usize::from(alarms.len() == 4);
                }
                for action in actions(rules(), &told.case, &told.matches, &[]) {
                    let Some(due) = action.due.filter(|_| !action.past) else { continue };
                    let (id, title) = match action.what {
                        What::Duty(duty, _) if matches!(duty.due, Due::Yearly(..)) => {
                            (format!("{}@{}@tidu", action.id, due.year()), duty.title.get(lang))
                        }
                        What::Duty(duty, _) => (format!("{}@tidu", action.id), duty.title.get(lang)),
                        What::Claim(one) => (format!("{}@tidu", action.id), one.policy.title.get(lang)),
                        What::Answer(..) => continue,
                    };
                    let event = calendar.components.iter().find(|event| value(event, "UID") == id);
                    let event = event.unwrap_or_else(|| panic!("{name}, {as_of}: nothing for {id}"));
                    assert_eq!(value(event, "DTSTART"), written(&due), "{name}: {id}");
                    assert!(unescaped(value(event, "SUMMARY")).contains(title), "{}", value(event, "SUMMARY"));
                }
            }
        }
    }
    assert!(reminded > 20, "{reminded}");
}

/// Every step of the road stands in the calendar under an id of its own, by the end of the year in which it is to be done and
/// before the round that it is for; each round that is not open yet on the day on which it opens.
#[test]
fn every_step_of_the_road_has_its_day() {
    let (mut steps, mut rounds) = (0, 0);
    for (name, firm) in all() {
        let told = told(rules(), &firm, "2026-11-26");
        let text = ics(&told, Lang::Zh);
        let unfolded = unfold(&text);
        let calendar = read_calendar(&unfolded).unwrap();
        let find = |id: &str| calendar.components.iter().find(|event| value(event, "UID") == format!("{id}@tidu"));
        for step in told.way().into_iter().flat_map(Plan::steps) {
            let standard = &rules().vocabulary.standard(step.standard).id;
            for change in &step.changes {
                let fact = rules().vocabulary.fact(change.fact);
                let year = change.year.map(|year| format!("@{year}")).unwrap_or_default();
                let id = format!("road/{standard}/{}{year}", fact.id);
                let event = find(&id).unwrap_or_else(|| panic!("{name}: nothing for {id}"));
                let on = value(event, "DTSTART");
                assert_eq!(on[..4], step.done_in(change, 2026).to_string(), "{name}: {id}");
                assert!(on < written(&step.target).as_str(), "{name}: {id} on {on}");
                let speaker = Speaker { rules: rules(), case: &told.case, lang: Lang::Zh };
                assert!(unescaped(value(event, "SUMMARY")).contains(&speaker.change(change)), "{}", value(event, "SUMMARY"));
                assert!(!unescaped(value(event, "DESCRIPTION")).contains("条件：\n"), "{name}: {id} serves nothing");
                steps += 1;
            }
            let round = find(&format!("road/{standard}"));
            let opens = step.procedure == Procedure::FirstApplication && step.target > told.case.as_of;
            assert_eq!(round.map(|event| value(event, "DTSTART")), opens.then(|| written(&step.target)).as_deref(), "{name}");
            rounds += usize::from(opens);
        }
    }
    assert!(steps > 20 && rounds > 5, "{steps}, {rounds}");
}

/// Taken in again, today or on another day, and in another language, each date has the id it had; another enterprise's has
/// nothing of the enterprise in it.
#[test]
fn taken_in_twice_nothing_doubles() {
    let uids = |firm: &Value, as_of: &str, lang| {
        let text = ics(&told(rules(), firm, as_of), lang);
        let unfolded = unfold(&text);
        let events = read_calendar(&unfolded).unwrap().components;
        events.iter().map(|event| (value(event, "UID").to_owned(), value(event, "DTSTART").to_owned())).collect::<BTreeSet<_>>()
    };
    let mut kept = 0;
    for (name, firm) in all() {
        let first = uids(&firm, "2026-11-26", Lang::Zh);
        assert_eq!(first, uids(&firm, "2026-11-26", Lang::En), "{name}");
        let later = uids(&firm, "2026-11-27", Lang::Zh);
        // What stands there on the next day as well is the same entry.
        for (id, day) in &first {
            let again = later.iter().find(|(_, other)| other == day).map(|(id, _)| id);
            kept += usize::from(later.iter().any(|(other, _)| other == id));
            assert!(again.is_none() || later.iter().any(|(other, _)| other == id), "{name}: {id} has become {again:?}");
        }
        let said = firm["name"].as_str().unwrap_or("no name");
        assert!(first.iter().all(|(id, _)| !id.contains(said)));
    }
    assert!(kept > 26, "{kept}");
}

/// What would end a value or a line in the calendar is text in it.
#[test]
fn a_text_cannot_leave_its_line() {
    let event = tidu_core::calendar::Event {
        id: "a/b".to_owned(),
        day: day("2026-11-27"),
        title: "一,二;三\\四\r\nEND:VCALENDAR".to_owned(),
        text: format!("{}\n𠀀{}", "中".repeat(60), "é".repeat(80)),
    };
    let text = icalendar(std::slice::from_ref(&event), day("2026-11-26"), Lang::Zh);
    let unfolded = unfold(&text);
    let calendar = read_calendar(&unfolded).unwrap();
    assert_eq!(calendar.components.len(), 1);
    let read = &calendar.components[0];
    assert_eq!(unescaped(value(read, "SUMMARY")), "一,二;三\\四\nEND:VCALENDAR");
    assert_eq!(unescaped(value(read, "DESCRIPTION")), event.text);
    assert!(text.lines().all(|line| line.len() <= 75));
}

/// The table as a reader of others reads it: its head and its rows by kind.
fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("what tells Excel that it is UTF-8");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.expect("as many cells in each row").iter().map(str::to_owned).collect()).collect()
}

/// A cell as it is read; what a spreadsheet would take for a formula is marked.
fn cell(text: &str) -> String {
    let plain = text.replace(['\n', '\r', '\t'], " ");
    if plain.starts_with(['=', '+', '-', '@']) { format!("'{plain}") } else { plain }
}

/// Each gap of the summary, each policy that is not out of the question and each paper stands in its row, with its cells as
/// they were.
#[test]
fn a_reader_of_others_finds_every_cell() {
    for (name, firm) in all() {
        let told = told(rules(), &firm, "2026-11-26");
        for lang in Lang::ALL {
            let speaker = Speaker { rules: rules(), case: &told.case, lang };
            let worths = worths(rules(), &told.case, &told.evaluation, &told.matches);
            let text = firm_csv(&speaker, &told.evaluation, &told.matches, &worths, |id| id == "papers/business_licence");
            assert!(text.ends_with("\r\n"));
            let rows = rows(&text);
            let of = |kind: &str| rows.iter().filter(|row| row[0] == kind).collect::<Vec<_>>();
            let [gap, policy, paper] = if lang == Lang::Zh { ["差距", "政策", "材料"] } else { ["Gap", "Policy", "Paper"] };
            assert_eq!(rows.len(), 1 + of(gap).len() + of(policy).len() + of(paper).len(), "{name}");
            let bars = summary(rules(), None, &told.case, &[], &told.evaluation, lang).bars;
            for (bar, row) in bars.iter().zip(of(gap)) {
                assert_eq!(
                    (row[1].as_str(), row[3].as_str()),
                    (cell(&bar.text).as_str(), cell(bar.gap.as_deref().unwrap_or("")).as_str()),
                    "{name}"
                );
                assert!(!row[8].is_empty() && !row[9].is_empty(), "{row:?}");
            }
            let shown: Vec<_> = told.matches.iter().zip(&worths.of).filter(|(one, _)| one.usable != Use::No).collect();
            assert_eq!(shown.len(), of(policy).len(), "{name}");
            for ((one, worth), row) in shown.into_iter().zip(of(policy)) {
                // What was not seen in the official wording says so wherever it goes.
                let sure = |(text, sure): (String, Certainty)| match (sure, lang) {
                    (Certainty::Official, _) => text,
                    (_, Lang::Zh) => format!("{text}（据公开转述，未见官方原文）"),
                    (_, Lang::En) => format!("{text} ({})", certainty(sure, lang)),
                };
                let worth = worth.as_ref().and_then(|worth| Some((speaker.worth(worth)?, worth.certainty())));
                let amount =
                    worth.into_iter().chain(one.amount.map(|amount| (amount.text.get(lang).to_owned(), amount.certainty))).map(sure);
                let amount = amount.collect::<Vec<_>>().join(if lang == Lang::Zh { "；" } else { "; " });
                assert_eq!((row[1].as_str(), row[3].as_str()), (cell(one.policy.title.get(lang)).as_str(), cell(&amount).as_str()));
                assert_eq!(row[5], cell(one.how().map_or("", |how| how.get(lang))), "{name}");
                assert_eq!(
                    (row[6].as_str(), row[9].as_str()),
                    (cell(&one.authorities().join("、")).as_str(), cell(&one.policy.cite.article).as_str())
                );
            }
            let titles: BTreeSet<&str> = of(paper).iter().map(|row| row[1].as_str()).collect();
            assert_eq!(titles.len(), of(paper).len(), "{name}: each paper once");
            assert!(of(paper).iter().all(|row| !row[7].is_empty()));
        }
    }
}

/// A row says what policies come to, at least and at most, yearly and once; where nothing is reckoned the cells are empty, never
/// nought, and what is least is no more than what is most.
#[test]
fn a_row_says_what_policies_come_to() {
    let head = table_head(rules(), Lang::Zh);
    let column = |name: &str| head.iter().position(|one| one.contains(name)).unwrap_or_else(|| panic!("{name}: {head:?}"));
    let columns = ["每年可得，至少", "每年可得，至多", "一次性可得，至少", "一次性可得，至多"].map(column);
    let seen = column("政策金额的出处");
    let (mut told_of, mut empty, mut reported) = (0, 0, 0);
    for (name, firm) in all() {
        let told = told(rules(), &firm, "2026-11-26");
        let row = summary(rules(), None, &told.case, &[], &told.evaluation, Lang::Zh);
        let cells = row.cells(rules(), 1, Lang::Zh);
        assert_eq!(cells.len(), head.len(), "{name}");
        for (sum, ends) in [&row.worth.yearly, &row.worth.once].into_iter().zip(columns.chunks(2)) {
            let figure = |at: usize| Some(cells[at].as_str()).filter(|text| !text.is_empty()).map(|text| text.parse::<f64>().unwrap());
            let [least, most] = [ends[0], ends[1]].map(figure);
            let Some(sum) = sum else {
                empty += 1;
                assert_eq!((least, most), (None, None), "{name}");
                continue;
            };
            told_of += 1;
            assert!(most.is_none_or(|most| least.unwrap_or(0.0) <= most), "{name}: {least:?} {most:?}");
            assert_eq!(most, sum.reviewed.max.as_ref().and_then(serde_json::Number::as_f64), "{name}");
        }
        // How sure the least sure of them is.
        let worths = worths(rules(), &told.case, &told.evaluation, &told.matches);
        let counted = worths.of.iter().flatten().filter(|worth| worth.counted).map(|worth| worth.certainty());
        let least = counted.min().filter(|_| row.worth.yearly.is_some() || row.worth.once.is_some());
        reported += usize::from(least == Some(Certainty::Secondary));
        assert_eq!(cells[seen], least.map_or("", |sure| certainty(sure, Lang::Zh)), "{name}");
    }
    assert!(told_of > 10 && empty > 2 && reported > 2, "{told_of} {empty} {reported}");
}

/// What has a day says how sure it is, in the row and in the calendar, where its official wording was not seen.
#[test]
fn a_day_says_how_sure_it_is() {
    let head = table_head(rules(), Lang::Zh);
    let column = head.iter().position(|one| one == "有期限的事项").unwrap_or_else(|| panic!("{head:?}"));
    let (mut official, mut reported) = (0, 0);
    for (name, firm) in all() {
        let told = told(rules(), &firm, "2026-11-26");
        let cells = summary(rules(), None, &told.case, &[], &told.evaluation, Lang::Zh).cells(rules(), 1, Lang::Zh);
        let speaker = Speaker { rules: rules(), case: &told.case, lang: Lang::Zh };
        let list = actions(rules(), &told.case, &told.matches, &[]);
        let events = events(&speaker, &list, &told.matches, None);
        for action in list.iter().filter(|action| !action.past) {
            let (title, cite) = match action.what {
                What::Claim(one) => (&one.policy.title, &one.policy.cite),
                What::Duty(duty, _) => (&duty.title, &duty.cite),
                What::Answer(..) => continue,
            };
            let Some(due) = action.due else { continue };
            let event = events.iter().find(|event| event.id.starts_with(&action.id) && event.day == due).unwrap();
            let mark = match cite.certainty {
                Certainty::Official => String::new(),
                Certainty::Secondary => "（据公开转述，未见官方原文）".to_owned(),
                Certainty::Unverified => "（未核实）".to_owned(),
            };
            let (row, line) = (format!("{due} {}{mark}", title.get(Lang::Zh)), format!("{}{mark}", cite.article));
            assert!(cells[column].split('；').any(|one| one == row), "{name}: {row}: {}", cells[column]);
            assert!(event.text.lines().any(|one| one.ends_with(&line)), "{name}: {line}: {}", event.text);
            *if mark.is_empty() { &mut official } else { &mut reported } += 1;
        }
    }
    assert!(official > 0 && reported > 5, "{official} {reported}");
}
