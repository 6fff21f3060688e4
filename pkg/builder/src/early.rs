//! What stands in the page before the program is there: the start and the questions that come first, in both languages, as the
//! program itself draws them, for `web/start.js` to show.

use std::fmt::Write;

use anyhow::{Context, Result, anyhow, bail};
use serde_json::Value;
use tidu_core::text::Lang;
use tidu_web_native::early::{Early, early};

use crate::sheet;
use crate::tree::put;

/// Where the template wants them: the heads; the start in Chinese down to its title, and from there with the first question;
/// what is there for after it.
const MARKS: [&str; 4] = ["<!-- heads -->", "<!-- title -->", "<!-- start -->", "<!-- more -->"];

/// Between them stands what comes after the first question.
const REST: [&str; 2] = ["<!-- rest -->\n", "<!-- end of rest -->\n"];

/// How what says what follows what is marked in a page, with all that follows or with the first question alone.
const ORDER: &str = "data-tidu-order>";
const ORDER_ALONE: &str = "data-tidu-order data-tidu-alone>";

/// The page with the first question alone: from a disk the program is there soon, and what follows would be a large part of it.
pub fn first_alone(page: &str) -> Result<String> {
    let (before, rest) = page.split_once(REST[0]).context("the page has no questions after the first")?;
    let (_, behind) = rest.split_once(REST[1]).context("the questions after the first have no end")?;
    put(&format!("{before}{behind}"), ORDER, ORDER_ALONE)
}

/// Puts it into the page.
pub fn put_in(page: &str) -> Result<String> {
    let rules = sheet::rules()?;
    // The clock of whoever builds the page says nothing about the rules.
    let day = rules.documents.iter().map(|d| d.head.source.checked).max().context("there are no documents")?;
    let early = early(rules, day).map_err(|why| anyhow!("the first questions cannot be written: {why}"))?;
    if early.order["first"].is_null() {
        bail!("the first question is of a kind that cannot be answered before the program is there");
    }
    let mut heads = String::new();
    for (at, head) in early.heads.iter().enumerate() {
        heads += &part(head, "header", at, "", &format!(r#" data-tidu-title="{}"{}"#, early.titles[at], hidden(at)))?;
    }
    let start = |at: usize| part(&coming(&early, 0, at, &early.starts[at])?, "section", at, "s", hidden(at));
    let (zh, en) = (start(0)?, start(1)?);
    let (title, zh) = zh.split_once("</h1>").context("the start has no title")?;
    let number = |of: &Value| of.as_u64().and_then(|number| usize::try_from(number).ok()).context("a place has its parts");
    let first = &early.order["places"][number(&early.order["first"])?];
    let (question, reason, ladder) = (number(&first["question"])?, number(&first["reason"])?, number(&first["ladder"])?);
    let mut start = format!("{zh}\n{}", of_question(&early, question, 0)?);
    let mut more = en + &of_question(&early, question, 1)?;
    let mut rest = String::new();
    for (one, at) in (0..early.questions.len()).flat_map(|one| [(one, 0), (one, 1)]).filter(|(one, _)| *one != question) {
        rest += &of_question(&early, one, at)?;
    }
    // Parts that are shown beside a question or in it, each in its turn.
    let mut kept = [String::new(), String::new(), String::new()];
    for (list, tag, name, first) in [(&early.reasons, "details", "reason", reason), (&early.ladders, "aside", "ladder", ladder)] {
        for (one, texts) in list.iter().enumerate() {
            for (at, text) in texts.iter().enumerate() {
                let with = if one == first { at } else { 2 };
                kept[with] += &part(text, tag, at, &format!("{}{one}", &name[..1]), &format!(r#" data-tidu-{name}="{one}""#))?;
            }
        }
    }
    let order = early.order.to_string().replace('<', "\\u003c");
    for (text, kept) in [&mut start, &mut more, &mut rest].into_iter().zip(kept) {
        writeln!(text, "<div hidden data-tidu-kept>{kept}</div>")?;
    }
    write!(start, r#"<script type="application/json" {ORDER}{order}</script>"#)?;
    let more = format!("{more}{}{rest}{}", REST[0], REST[1]);
    let mut out = page.to_owned();
    for (mark, what) in MARKS.into_iter().zip([heads.as_str(), &format!("{title}</h1>"), &start, &more]) {
        out = put(&out, mark, what)?;
    }
    Ok(out)
}

/// The page speaks Chinese first.
fn hidden(at: usize) -> &'static str {
    if at == 0 { "" } else { " hidden" }
}

fn of_question(early: &Early, question: usize, at: usize) -> Result<String> {
    let text = coming(early, 1, at, &early.questions[question][at])?;
    part(&text, "section", at, &format!("q{question}"), &format!(r#" data-tidu-question="{question}" hidden"#))
}

/// At its end, that the program is on its way, with a button to try again where it does not come.
fn coming(early: &Early, which: usize, at: usize, section: &str) -> Result<String> {
    let section = section.strip_suffix("</section>").context("a section ends otherwise")?;
    let (coming, [again, stay]) = (&early.coming[which][at], &early.again);
    Ok(format!(
        r#"{section}<p class="status" role="status" data-tidu-status>{coming}</p><p class="actions" data-tidu-again hidden><button type="button">{}</button><span class="hint">{}</span></p></section>"#,
        again[at], stay[at]
    ))
}

/// A part of the page in its language, with names of its own, for it stands there in many forms.
fn part(html: &str, tag: &str, at: usize, name: &str, more: &str) -> Result<String> {
    let lang = Lang::ALL[at].tag();
    let rest = html.trim().strip_prefix(&format!("<{tag}")).with_context(|| format!("a part begins with something else than <{tag}>"))?;
    let mut out = format!(r#"<{tag} lang="{lang}"{more}{rest}"#);
    for attribute in ["id", "for", "name", "aria-labelledby", "aria-describedby", "aria-controls"] {
        out = out.replace(&format!(r#" {attribute}=""#), &format!(r#" {attribute}="{name}{lang}-"#));
    }
    Ok(out + "\n")
}
