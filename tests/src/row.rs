//! Rows of law: an enterprise in one line of text, and the report it comes to, read the way any portal reads it.
//!
//! How a line names facts and their values is told in `core/packs/README.md`, “Cases”; what stands later in a line replaces
//! what stood before.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::{Debug, Display};
use std::sync::OnceLock;
use tidu_core::case::Case;
use tidu_core::cases;
use tidu_core::day::Day;
use tidu_core::evaluate::evaluate;
use tidu_core::packs::built_in;
use tidu_core::report::report;
use tidu_core::rules::RuleSet;
use tidu_core::text::Lang;
use tidu_core::vocabulary::Vocabulary;

/// Satisfied by the facts alone.
pub const MET: &str = "met";
/// Not satisfied.
pub const UNMET: &str = "unmet";
/// Still open.
pub const OPEN: &str = "unknown";
/// Declared by the enterprise, to be reviewed by an authority.
pub const REVIEW: &str = "needs_review";
/// Not examined.
pub const WAIVED: &str = "not_applicable";

/// The built-in rules, compiled once.
pub fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(|| built_in().unwrap_or_else(|faults| panic!("the built-in packs do not compile: {faults:?}")))
}

/// The case a line describes on a day.
pub fn case(as_of: &str, line: &str) -> Value {
    cases::case(&rules().vocabulary, as_of, line).unwrap_or_else(|fault| panic!("“{line}”: {}", fault.get(Lang::En)))
}

/// A report as a portal sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading(
    /// The whole JSON.
    pub Value,
);

/// What is read of the case a line describes.
pub fn on(as_of: &str, line: &str) -> Reading {
    let reading = read(&case(as_of, line));
    assert!(reading.issues().iter().all(|(_, severity, _)| *severity != "error"), "“{line}”: {:#}", reading.0["issues"]);
    reading
}

/// What is read of a case.
pub fn read(case: &Value) -> Reading {
    try_read(case).unwrap_or_else(|code| panic!("no case at all ({code}): {case}"))
}

/// What is read of a case, or the code of the reason why it is none.
pub fn try_read(case: &Value) -> Result<Reading, &'static str> {
    let today = Day::parse("2026-11-23").unwrap_or_else(|| panic!("the calendar lost a day"));
    let (case, issues) = Case::read(&rules().vocabulary, case, today).map_err(|issue| issue.code)?;
    let evaluation = evaluate(rules(), &case);
    let report = report(rules(), &case, &issues, &evaluation, Lang::Zh);
    Ok(Reading(serde_json::to_value(report).unwrap_or_else(|why| panic!("a report is not JSON: {why}"))))
}

impl Reading {
    /// The assessment by a standard.
    pub fn assessment(&self, standard: &str) -> &Value {
        let mut found = items(&self.0["assessments"]).filter(|a| a["standard"] == standard);
        let one = found.next().unwrap_or_else(|| panic!("no assessment of {standard}"));
        assert!(found.next().is_none(), "{standard} is assessed twice");
        one
    }

    /// The verdict by a standard.
    pub fn verdict(&self, standard: &str) -> &str {
        text(&self.assessment(standard)["verdict"])
    }

    /// The document a standard was taken from.
    pub fn document(&self, standard: &str) -> Option<&str> {
        self.assessment(standard)["document"].as_str()
    }

    /// A criterion or part of one, `standard/criterion`; there must be exactly one of this name.
    pub fn criterion(&self, path: &str) -> &Value {
        let standard = path.split('/').next().unwrap_or_default();
        let mut found = Vec::new();
        gather(&self.assessment(standard)["criteria"], path, &mut found);
        match found[..] {
            [one] => one,
            _ => panic!("{} criteria are called {path}", found.len()),
        }
    }

    /// The verdict of a criterion; of a standard if the path names no more.
    pub fn of(&self, path: &str) -> &str {
        if path.contains('/') { text(&self.criterion(path)["verdict"]) } else { self.verdict(path) }
    }

    /// The points still possible: `standard` for the total, `standard/group` or `standard/group/indicator`.
    pub fn points(&self, path: &str) -> (i64, i64) {
        let mut parts = path.split('/');
        let score = &self.assessment(parts.next().unwrap_or_default())["score"];
        let range = match (parts.next(), parts.next()) {
            (None, _) => score,
            (Some(group), None) => &score["groups"][group],
            (Some(group), Some(indicator)) => items(&score["indicators"])
                .find(|i| i["group"] == group && i["id"] == indicator)
                .unwrap_or_else(|| panic!("no indicator {path}")),
        };
        let end = |key: &str| range[key].as_i64().unwrap_or_else(|| panic!("no points of {path}"));
        (end("min"), end("max"))
    }

    /// The size class, if it is settled.
    pub fn size(&self) -> Option<&str> {
        self.0["size_class"].as_str()
    }

    /// The issues: fact, severity and code.
    pub fn issues(&self) -> Vec<(&str, &str, &str)> {
        items(&self.0["issues"]).map(|i| (text(&i["fact"]), text(&i["severity"]), text(&i["code"]))).collect()
    }

    /// The facts that could still change the verdict by a standard.
    pub fn missing(&self, standard: &str) -> Vec<&str> {
        items(&self.assessment(standard)["missing"]).map(text).collect()
    }

    /// Every named criterion and its verdict, parts included.
    pub fn named(&self) -> Vec<(String, String)> {
        let mut out = Vec::new();
        for assessment in items(&self.0["assessments"]) {
            names(&assessment["criteria"], &mut out);
        }
        out
    }
}

fn names(criteria: &Value, out: &mut Vec<(String, String)>) {
    for criterion in items(criteria) {
        if let Some(id) = criterion["id"].as_str() {
            out.push((id.to_owned(), text(&criterion["verdict"]).to_owned()));
        }
        names(&criterion["parts"], out);
    }
}

fn gather<'v>(criteria: &'v Value, path: &str, found: &mut Vec<&'v Value>) {
    for criterion in items(criteria) {
        if criterion["id"] == path {
            found.push(criterion);
        }
        gather(&criterion["parts"], path, found);
    }
}

/// The items of a list; none where there is no list.
pub fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().map(Vec::as_slice).unwrap_or_default().iter()
}

/// A text that must be one.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// Gathers what is wrong over a whole table, so that one run tells of every row.
#[derive(Debug, Default)]
pub struct Table {
    rows: usize,
    wrong: Vec<String>,
}

impl Table {
    /// A row: what was found, and what the law says.
    pub fn row<T: PartialEq + Debug>(&mut self, what: impl Display, found: T, law: T) {
        self.rows += 1;
        if found != law {
            self.wrong.push(format!("{what}: found {found:?}, the law says {law:?}"));
        }
    }

    /// Ends the table. It fails if any row was wrong, or if there were none.
    pub fn end(self, name: &str) {
        println!("{} rows of {name}", self.rows);
        assert!(self.rows > 0, "{name} has no rows");
        assert!(self.wrong.is_empty(), "{name}, {} of {} rows:\n{}", self.wrong.len(), self.rows, self.wrong.join("\n"));
    }
}

/// These facts, and those of which something follows for them or they for others.
pub fn hanging_together<'v>(vocabulary: &'v Vocabulary, facts: &BTreeSet<&str>) -> BTreeSet<&'v str> {
    let id = |slot| vocabulary.fact(vocabulary.of_slot(slot).0).id.as_str();
    let mut all: BTreeSet<&str> = vocabulary.facts.iter().map(|fact| fact.id.as_str()).filter(|id| facts.contains(id)).collect();
    let groups: BTreeSet<u16> = vocabulary
        .implications
        .iter()
        .filter(|one| one.rule.slots().iter().any(|slot| all.contains(id(*slot))))
        .map(|one| one.group)
        .collect();
    for one in vocabulary.implications.iter().filter(|one| groups.contains(&one.group)) {
        all.extend(one.rule.slots().into_iter().map(id));
    }
    all
}
