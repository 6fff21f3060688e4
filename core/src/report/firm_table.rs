//! One enterprise as a table that a spreadsheet opens: what it lacks for the next rung, the policies that fit it and what to
//! bring for them, one a line, in words.

use super::summary::next_rung;
use super::table::{BYTE_ORDER_MARK, csv_row};
use crate::actions::{paper_id, papers};
use crate::evaluate::Evaluation;
use crate::explain::explain;
use crate::matching::{Match, Use};
use crate::messages as m;
use crate::order::sort_by_key;
use crate::rules::Document;
use crate::sentence::{Speaker, marked, verdict};
use crate::text::{Lang, Message};
use crate::verdict::Verdict;
use crate::worth::Worths;
use crate::written::{Cite, Strength};

/// The columns.
const COLUMNS: [Message<0>; 10] = [
    m::TABLE_KIND,
    m::TABLE_ITEM,
    m::TABLE_STATE,
    m::TABLE_GAP_OR_AMOUNT,
    m::TABLE_UNTIL,
    m::TABLE_HOW,
    m::TABLE_OFFICE,
    m::TABLE_SERVES,
    m::TABLE_DOCUMENT,
    m::TABLE_ARTICLE,
];

/// The whole text of the file, with what spreadsheets need to take it for what it is. Of the next rung it tells the criteria
/// that are not met and those still open; of policies all but those that are not for this enterprise, in their order, with
/// what each is worth; the papers are those for what can be claimed now, ticked off where `is_ready` says so of their id among the
/// [actions](crate::actions::paper_id).
pub fn firm_csv(
    speaker: &Speaker<'_>,
    evaluation: &Evaluation<'_>,
    matches: &[Match<'_>],
    worths: &Worths<'_>,
    is_ready: impl Fn(&str) -> bool,
) -> String {
    let (rules, lang) = (speaker.rules, speaker.lang);
    let mut rows: Vec<[String; COLUMNS.len()]> = vec![COLUMNS.map(|name| name.say(lang).to_owned())];
    rows.extend(gaps(speaker, evaluation));
    for (one, worth) in matches.iter().zip(&worths.of).filter(|(one, _)| one.usable != Use::No) {
        // Each with how sure it is, as the page marks it.
        let worth = worth.as_ref().and_then(|worth| Some((speaker.worth(worth)?, worth.certainty())));
        let amount = one.amount.map(|amount| (amount.text.get(lang).to_owned(), amount.certainty));
        let said = worth.into_iter().chain(amount).map(|(text, sure)| marked(&text, sure, lang));
        let [document, article] = source(rules.document(one.policy.document()), &one.policy.cite, lang);
        let until = one.due().or(one.policy.in_force.and_then(|period| period.to));
        rows.push([
            m::TABLE_POLICY.say(lang).to_owned(),
            one.policy.title.get(lang).to_owned(),
            usable(one.usable).say(lang).to_owned(),
            said.collect::<Vec<_>>().join(m::SEMICOLON.say(lang)),
            until.map(|day| day.to_string()).unwrap_or_default(),
            one.how().map_or("", |how| how.get(lang)).to_owned(),
            one.authorities().join("、"),
            String::new(),
            document,
            article,
        ]);
    }
    let claims = matches.iter().filter(|one| one.usable == Use::Now && one.policy.strength < Strength::Mechanism);
    for (paper, serves) in papers(claims) {
        let mut row = [const { String::new() }; COLUMNS.len()];
        row[0] = m::TABLE_PAPER.say(lang).to_owned();
        row[1] = rules.vocabulary.papers[paper].1.get(lang).to_owned();
        row[2] = if is_ready(&paper_id(&rules.vocabulary, paper)) { m::TABLE_READY } else { m::TABLE_NOT_READY }.say(lang).to_owned();
        row[7] = serves.iter().map(|one| one.policy.title.get(lang)).collect::<Vec<_>>().join(m::SEMICOLON.say(lang));
        rows.push(row);
    }
    let lines = rows.iter().map(|row| csv_row(row) + "\r\n");
    [BYTE_ORDER_MARK.to_string()].into_iter().chain(lines).collect()
}

/// What the next rung still asks for: what is known to be missed, then what is open.
fn gaps(speaker: &Speaker<'_>, evaluation: &Evaluation<'_>) -> Vec<[String; COLUMNS.len()]> {
    let (rules, lang) = (speaker.rules, speaker.lang);
    let Some(assessment) = next_rung(rules, speaker.case, evaluation) else { return Vec::new() };
    let Some((sheet, _)) = assessment.sheet else { return Vec::new() };
    let explanation = explain(speaker.case, assessment);
    let mut lacking: Vec<_> =
        explanation.criteria().filter(|lines| matches!(lines[0].verdict, Verdict::Unmet | Verdict::Unknown)).collect();
    sort_by_key(&mut lacking, |lines| lines[0].verdict != Verdict::Unmet);
    let rows = lacking.into_iter().map(|lines| {
        let claim = sheet.claim(lines[0].node);
        let [document, article] = match &claim.cite {
            Some(cite) => source(rules.document(sheet.document), cite, lang),
            None => [rules.document(sheet.document).number_or_title(lang).to_owned(), String::new()],
        };
        let open =
            if lines[0].verdict == Verdict::Unknown { speaker.lacking(sheet, &assessment.outcome, lines[0].node) } else { Vec::new() };
        [
            m::TABLE_GAP.say(lang).to_owned(),
            claim.text.as_ref().map_or("", |text| text.get(lang)).to_owned(),
            verdict(lines[0].verdict, lang).to_owned(),
            speaker.gap(sheet, lines).filter(|_| lines[0].verdict == Verdict::Unmet).unwrap_or_default(),
            String::new(),
            if open.is_empty() { String::new() } else { m::NOT_ANSWERED_NAMED.fill(lang, [&open.join(m::LIST_COMMA.say(lang))]) },
            String::new(),
            rules.vocabulary.standard(assessment.standard).name.get(lang).to_owned(),
            document,
            article,
        ]
    });
    rows.collect()
}

fn source(document: &Document, cite: &Cite, lang: Lang) -> [String; 2] {
    [document.number_or_title(lang).to_owned(), cite.article.clone()]
}

/// What can be made of a policy, in the words of the other table.
fn usable(usable: Use) -> Message<0> {
    match usable {
        Use::Now => m::COLUMN_NOW,
        Use::AfterTitle => m::COLUMN_AFTER_TITLE,
        Use::AfterAnswers => m::COLUMN_AFTER_ANSWERS,
        Use::ToConfirm => m::COLUMN_TO_CONFIRM,
        Use::No => m::NOT_APPLICABLE,
    }
}
