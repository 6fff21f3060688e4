//! What one leaves with: the papers ticked off, dates for a calendar, a table for a spreadsheet.

use std::collections::BTreeSet;

use icalendar::parser::{read_calendar, unfold};
use tidu_tests::browser::{Browser, button, checkbox};

use crate::policies::policies;
use crate::widget;

#[track_caller]
fn papers(browser: &Browser) -> Vec<String> {
    browser.click(button("材料清单"));
    browser.see("需要准备的材料");
    let papers = browser.script("return [...document.querySelectorAll('.papers strong')].map((p) => p.textContent)", vec![]);
    serde_json::from_value(papers).expect("papers")
}

/// Each paper stands there once, is ticked off, and is so still when the page is loaded anew.
#[test]
fn papers_stand_once_and_their_ticks_are_kept() {
    let browser = widget::open();
    widget::example(&browser, "赣东精密制造");
    policies(&browser);
    let all = papers(&browser);
    assert!(!all.is_empty() && all.iter().collect::<BTreeSet<_>>().len() == all.len(), "{all:?}");
    browser.see(&format!("已备 0 / {}", all.len()));
    browser.click(checkbox(&all[0]));
    browser.see(&format!("已备 1 / {}", all.len()));
    // It is no thing to do, and stands ticked in its own list alone.
    browser.click(button("行动清单"));
    browser.wait_until("the list is there", || {
        browser.script("return document.querySelectorAll('.actions-list li').length > 3", vec![]) == true
    });
    assert_eq!(browser.script("return document.querySelectorAll('.actions-list input:checked').length", vec![]), 0);
    browser.reload();
    policies(&browser);
    assert_eq!(papers(&browser), all);
    assert!(browser.is_checked(checkbox(&all[0])));
    assert_eq!(browser.complaints(), [""; 0]);
}

#[track_caller]
fn taken(browser: &Browser, name: &str, ending: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    browser.click(button(name));
    browser.see("已交给浏览器下载");
    let file = browser.take_download(folder.path());
    let named = file.file_name().unwrap().to_string_lossy().into_owned();
    assert!(named.starts_with("梯度自评 ") && named.contains(widget::DAY) && named.ends_with(ending), "{named}");
    let text = std::fs::read_to_string(file).unwrap();
    // Where the download comes to nothing its text is there to be copied.
    let copy = browser.script("return document.querySelector('.files textarea').value", vec![]);
    assert_eq!(copy.as_str().unwrap_or_default().replace("\r\n", "\n"), text.replace("\r\n", "\n"));
    text
}

/// The calendar is one that a reader of others reads; what is ticked off is not in it; taken twice, it is the same.
#[test]
fn the_dates_are_handed_out_as_a_calendar() {
    let browser = widget::open();
    widget::example(&browser, "赣东精密制造");
    policies(&browser);
    browser.click(button("行动清单"));
    let ids = |text: &str| {
        let unfolded = unfold(text);
        let events = read_calendar(&unfolded).unwrap_or_else(|fault| panic!("{fault}")).components;
        let id = |event: &icalendar::parser::Component<'_>| event.find_prop("UID").map(|uid| uid.val.as_str().to_owned());
        events.iter().map(|event| id(event).expect("an id")).collect::<Vec<_>>()
    };
    let first = taken(&browser, "期限存入日历", ".ics");
    assert!(ids(&first).len() > 1, "{first}");
    assert_eq!(taken(&browser, "期限存入日历", ".ics"), first);
    let due = browser.script("return [...document.querySelectorAll('.actions-list li')].find((li) => li.querySelector('.due')?.textContent.endsWith('前')).querySelector('strong').textContent", vec![]);
    browser.click(checkbox(due.as_str().expect("something due")));
    browser.wait_until("it is ticked off", || browser.is_checked(checkbox(due.as_str().unwrap_or_default())));
    let left = ids(&taken(&browser, "期限存入日历", ".ics"));
    assert_eq!(left.len() + 1, ids(&first).len(), "{left:?}");
    assert_eq!(browser.complaints(), [""; 0]);
}

/// The table is one that a reader of others reads, and says of a paper whether it is at hand.
#[test]
fn the_table_is_handed_out_for_a_spreadsheet() {
    let browser = widget::open();
    widget::example(&browser, "赣东精密制造");
    policies(&browser);
    let all = papers(&browser);
    browser.click(checkbox(&all[0]));
    browser.see("已备 1 /");
    let text = taken(&browser, "存成表格", ".csv");
    let text = text.strip_prefix('\u{feff}').expect("what tells Excel that it is UTF-8");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.expect("as many cells in each row").iter().map(str::to_owned).collect()).collect();
    let of = |kind: &str| rows.iter().filter(|row| row[0] == kind).collect::<Vec<_>>();
    assert!(of("差距").len() + of("政策").len() > 10, "{rows:?}");
    let papers: Vec<(&str, &str)> = of("材料").iter().map(|row| (row[1].as_str(), row[2].as_str())).collect();
    let expected: Vec<(&str, &str)> =
        all.iter().enumerate().map(|(at, name)| (name.as_str(), if at == 0 { "已备" } else { "未备" })).collect();
    assert_eq!(papers, expected);
    assert_eq!(browser.complaints(), [""; 0]);
}
