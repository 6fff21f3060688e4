//! Rows of whom a policy is for, as the files of `data/policies` write them.
//!
//! ```text
//! day 2026-11-26                      the day of what follows
//! base staff 100; …                   an enterprise; what follows differs from it
//! for cn/mof-2023-8: employment_fund_exemption …     the policies of a document that what follows is about
//! has met: staff 30                   an enterprise that has them, and what is said of it
//! unmet: staff 31                     one just beside the last that has them
//! ```
//!
//! Where nothing has it before, a row differs from the base alone. What is said is a verdict, or `asks` where the
//! enterprise may ask the office although it is not surely meant. `{a|b}` in a row makes a row of each. A line that begins
//! with a space goes on with the one before; `#` begins a comment.

use serde_json::Value;
use tidu_tests::row::case;

/// An enterprise beside a policy.
pub struct Row {
    /// The policy.
    pub policy: String,
    /// Whether it is one that has it.
    pub has: bool,
    /// What the law says of it.
    pub law: String,
    /// The day and the line, as written.
    pub line: String,
    /// The whole case.
    pub case: Value,
}

/// The rows of a file, one a policy.
pub fn rows(file: &str) -> Vec<Row> {
    let (mut day, mut base, mut fit, mut policies) = (String::new(), String::new(), String::new(), Vec::new());
    let mut rows = Vec::new();
    for line in lines(file) {
        let (word, rest) = line.split_once(' ').unwrap_or((&line, ""));
        match word {
            "day" => rest.clone_into(&mut day),
            "base" => rest.clone_into(&mut base),
            "for" => {
                let (document, ids) = rest.split_once(':').unwrap_or_else(|| panic!("no document: {line}"));
                policies = ids.split_whitespace().map(|id| format!("{document}/{id}")).collect();
                fit.clear();
            }
            _ => {
                let (head, but) = line.split_once(':').unwrap_or_else(|| panic!("no verdict: {line}"));
                let (has, law) = head.strip_prefix("has ").map_or((false, head), |law| (true, law));
                if has {
                    but.clone_into(&mut fit);
                }
                let whole = if has { format!("{base}; {but}") } else { format!("{base}; {fit}; {but}") };
                for whole in spelled_out(&whole) {
                    let case = case(&day, &whole);
                    let row = |policy: &String| Row {
                        policy: policy.clone(),
                        has,
                        law: law.to_owned(),
                        line: format!("{day} {line}"),
                        case: case.clone(),
                    };
                    rows.extend(policies.iter().map(row));
                }
            }
        }
    }
    rows
}

/// Lines that go on made one, without comments.
fn lines(file: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in file.lines().map(|line| line.split('#').next().unwrap_or_default().trim_end()) {
        match lines.last_mut() {
            _ if line.is_empty() => {}
            Some(last) if line.starts_with(' ') => *last = format!("{last} {}", line.trim_start()),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// `a {b|c}` as `a b` and `a c`.
fn spelled_out(line: &str) -> Vec<String> {
    let Some((before, rest)) = line.split_once('{') else { return vec![line.to_owned()] };
    let (choices, after) = rest.split_once('}').unwrap_or_else(|| panic!("an open brace: {line}"));
    choices.split('|').flat_map(|one| spelled_out(&format!("{before}{one}{after}"))).collect()
}
