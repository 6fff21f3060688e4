//! What stands in the page before the program is there: the start and the questions that come first, in both languages, as the
//! program itself draws them, for `web/start.js` to show.

use std::fmt::Write;

use anyhow::{Context, Result, anyhow, bail};
use tidu_core::text::Lang;
use tidu_web_native::early::{Early, Texts, early};

use crate::sheet;
use crate::tree::put;

/// Where the template wants them: the heads; the start in Chinese down to its title, and from there with the first question;
/// what is there for after it.
const MARKS: [&str; 4] = ["<!-- heads -->", "<!-- title -->", "<!-- start -->", "<!-- more -->"];

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
    let starts = [0, 1].map(|at| Ok::<_, anyhow::Error>(part(&coming(&early, 0, at, &early.starts[at])?, "section", at, "s", hidden(at))?));
    let [zh, en] = starts;
    let (zh, en) = (zh?, en?);
    let (title, zh) = zh.split_once("</h1>").context("the start has no title")?;
    let first = &early.order["places"][early.order["first"].as_u64().and_then(|at| usize::try_from(at).ok()).context("a place")?];
    let at_first = |what: &str| first[what].as_u64().and_then(|at| usize::try_from(at).ok()).context("a place has its parts");
    let (question, reason, ladder) = (at_first("question")?, at_first("reason")?, at_first("ladder")?);
    let mut start = format!("{zh}\n{}", of_question(&early, question, 0)?);
    let mut more = en;
    let mut pool = String::new();
    for at in 0..Lang::ALL.len() {
        for one in (0..early.questions.len()).filter(|one| (*one, at) != (question, 0)) {
            more += &of_question(&early, one, at)?;
        }
    }
    for (list, tag, name, first) in [(&early.reasons, "details", "reason", reason), (&early.ladders, "aside", "ladder", ladder)] {
        for (one, texts) in list.iter().enumerate() {
            for (at, text) in texts.iter().enumerate() {
                let what = part(text, tag, at, &format!("{}{one}", &name[..1]), &format!(r#" data-tidu-{name}="{one}""#))?;
                if (one, at) == (first, 0) { write!(start, "<div hidden data-tidu-kept>{what}</div>")? } else { pool += &what }
            }
        }
    }
    write!(start, "\n<script type=\"application/json\" data-tidu-order>{}</script>", early.order.to_string().replace('<', "\\u003c"))?;
    write!(more, "<div hidden data-tidu-kept>{pool}</div>")?;
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
    let (coming, again): (&Texts, &Texts) = (&early.coming[which], &early.again);
    Ok(format!(
        r#"{section}<p class="status" role="status" data-tidu-status>{}</p><p class="actions" data-tidu-again hidden><button type="button" data-tidu-do="again">{}</button></p></section>"#,
        coming[at], again[at]
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
