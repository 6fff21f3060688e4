//! From JSON to what was written. Every fault of shape is collected, none stops the reading of the rest.

mod json;
mod policy;
mod standard;
mod worth;

use crate::day::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::json::{TWICE, is_twice, read_marked, shown};
use crate::messages as m;
use crate::overlay;
use crate::text::Text;
use crate::written::*;
use json::{Faults, Node, Object, beneath};
use serde_json::Value;
use standard::{criterion, industry, standard};
use std::collections::BTreeMap;

/// Reads one pack. `name` stands for the pack in diagnostics until its id is known. A pack with any fault still
/// comes back where enough of it could be read, so that `compile` can look for more.
pub fn read(name: &str, json: &str) -> (Option<PackDoc>, Vec<Diagnostic>) {
    let faults = Faults::of(name);
    let (mut value, marks) = match read_marked(json) {
        Ok(read) => read,
        Err(problem) => {
            faults.add(Code::NotJson, "", problem, m::PACK_NOT_USED.text([]));
            return (None, faults.all());
        }
    };
    if marks.twice {
        twice(&Node::root(&value, &faults));
        // What stands last is read on, so that one round tells all.
        last_of_twice(&mut value);
    }
    if marks.halves {
        faults.add(Code::HalfCharacter, "", m::HALF_A_CHARACTER.text([]), m::WRITE_THE_WHOLE_CHARACTER.text([]));
    }
    let pack = Node::root(&value, &faults).object().and_then(pack);
    (pack, faults.all())
}

/// The places of a pack at which a text stands in Chinese alone, as [`overlay`] names them.
pub fn untranslated(pack: &Value) -> Vec<String> {
    let faults = Faults::of("");
    Node::root(pack, &faults).object().and_then(self::pack);
    faults.untranslated().iter().map(|place| overlay::by_ids(pack, place)).collect()
}

/// Names every key that stands more than once.
fn twice(node: &Node) {
    let below = |value, place| twice(&Node { value, place, faults: node.faults });
    match node.value {
        Value::Object(_) if is_twice(node.value) => {
            node.faults.add(Code::DuplicateKey, &node.place, m::KEY_WRITTEN_TWICE.text([]), m::KEEP_THE_RIGHT_ONE.text([]))
        }
        Value::Object(map) => map.iter().for_each(|(key, value)| below(value, beneath(&node.place, &shown(key)))),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, value)| below(value, format!("{}[{at}]", node.place))),
        _ => {}
    }
}

fn last_of_twice(value: &mut Value) {
    while is_twice(value) {
        let all = value.get_mut(TWICE).and_then(Value::as_array_mut);
        *value = all.and_then(Vec::pop).unwrap_or_default();
    }
    match value {
        Value::Object(map) => map.values_mut().for_each(last_of_twice),
        Value::Array(items) => items.iter_mut().for_each(last_of_twice),
        _ => {}
    }
}

fn pack(mut o: Object) -> Option<PackDoc> {
    // For editors; nothing of the rules.
    o.optional_string("$schema");
    // Without an id or a source the rest is looked at as well; the name stands for the one, and nothing for the other.
    let id = o.string("id").unwrap_or_else(|| o.faults.pack());
    let title = o.text("title");
    let source = o.need("source").and_then(Node::object).and_then(|mut s| {
        let url = s.take("url").filter(|n| !n.value.is_null()).and_then(Node::url);
        let (certainty, checked) = (s.certainty(), s.need("checked").and_then(Node::day));
        let check_again_by = s.take("check_again_by").and_then(Node::day);
        if let (Some(checked), Some(by)) = (checked, check_again_by)
            && by <= checked
        {
            s.faults.add(Code::ReversedDays, &s.place, m::CHECK_AGAIN_NOT_AFTER_CHECKED.text([]), m::WRITE_CHECK_AGAIN_BY.text([]));
        }
        s.finish();
        Some(Source { url, certainty: certainty?, checked: checked?, check_again_by })
    });
    let nothing = || Some(Source { url: None, certainty: Certainty::Unverified, checked: Day::from_number(0)?, check_again_by: None });
    let source = source.or_else(nothing)?;
    let doc_certainty = source.certainty;
    let vocabulary = o.map.contains_key("facts").then(|| VocabularyDoc {
        sections: o.each("sections", named),
        standards: o.each("standards", |n| {
            let mut s = n.object()?;
            let (place, id, name, short) = (s.place.clone(), s.string("id"), s.text("name"), s.text("short"));
            let (rung, title) = (s.points("rung"), s.optional_string("title"));
            s.finish();
            let (name, short, rung) = (name.unwrap_or_default(), short.unwrap_or_default(), u32::try_from(rung?).ok()?);
            Some(StandardNameDoc { place, id: id?, name, short, rung, title })
        }),
        ladder: o.each("ladder", Node::string),
        facts: o.each("facts", fact),
        statements: o.each("statements", statement),
        questions: o.each("questions", question),
        order: match o.take("order").and_then(Node::object) {
            Some(mut order) => {
                let (first_round, then) = (order.each("first_round", Node::string), order.each("then", Node::string));
                order.finish();
                OrderDoc { first_round, then }
            }
            None => OrderDoc::default(),
        },
        costs: match o.take("costs").and_then(Node::object) {
            Some(costs) => costs.entries().filter_map(|(key, n)| Some((key, n.integer()?))).collect(),
            None => Vec::new(),
        },
        papers: o.each("papers", named),
        codes: match o.take("codes").and_then(Node::object) {
            Some(mut codes) => {
                let (standards, facts) = (codes.each("standards", Node::string), codes.each("facts", Node::string));
                codes.finish();
                Codes { standards, facts: facts.iter().map(|line| line.split_whitespace().map(str::to_owned).collect()).collect() }
            }
            None => Codes::default(),
        },
        implications: o.each("implications", implication),
    });
    let head = Head {
        title: title.unwrap_or_default(),
        number: o.optional_string("number"),
        issuer: o.optional_text("issuer"),
        issued: o.take("issued").and_then(Node::day),
        in_force: o.take("in_force").and_then(Node::object).and_then(|mut p| {
            let period = p.period();
            p.finish();
            period
        }),
        notes: o.each("notes", note),
        id,
        source,
    };
    let mut shared = BTreeMap::new();
    if let Some(s) = o.take("shared").and_then(Node::object) {
        shared.extend(s.entries().map(|(key, n)| (key, n.items(criterion))));
    }
    let doc = PackDoc {
        head,
        succeeds: o.optional_string("succeeds"),
        definitions: o.each("definitions", definition),
        shared,
        standards: if vocabulary.is_none() { o.each("standards", |n| standard(n, doc_certainty)) } else { Vec::new() },
        size_standard: match o.take("size_standard").and_then(Node::object) {
            Some(mut s) => {
                let industries = s.each("industries", industry);
                s.finish();
                industries
            }
            None => Vec::new(),
        },
        region: o.optional_string("region"),
        parts: o.each("parts", named),
        policies: o.each("policies", policy::policy),
        duties: o.each("duties", policy::duty),
        leads: o.each("leads", policy::lead),
        targets: o.each("targets", policy::target),
        rates: o.each("rates", worth::rate),
        relations: o.each("relations", worth::relation),
        vocabulary,
        left_out: o.faults.left_out(),
    };
    o.finish();
    Some(doc)
}

/// An id and a name.
fn named(n: Node) -> Option<(String, Text)> {
    let mut o = n.object()?;
    let (id, name) = (o.string("id"), o.text("name"));
    o.finish();
    Some((id?, name?))
}

fn fact(n: Node) -> Option<FactDoc> {
    let mut o = n.object()?;
    let parts = (o.string("id"), o.string("section"), o.string("kind"), o.string("lookup"), o.text("label"), o.text("help"));
    let (yearly, calendar, signed, judged) = (o.flag("yearly"), o.flag("calendar"), o.flag("signed"), o.flag("judged"));
    let rough = o.flag("rough");
    let validity = o.take("validity").and_then(Node::object).and_then(|mut v| {
        let (time, cite) = (v.string("for"), v.cite());
        v.finish();
        Some((time?, cite?))
    });
    let (yes, no) = (o.optional_text("yes"), o.optional_text("no"));
    let (zero, asked_first) = (o.optional_text("zero"), o.flag("asked_first"));
    let (ask, example, document) = (o.optional_text("ask"), o.optional_text("example"), o.optional_string("document"));
    let (unit, max, part_of) = (o.optional_text("unit"), o.optional_string("max"), o.optional_string("part_of"));
    let tension = o.take("tension").and_then(Node::object).map(|mut t| {
        let seldom_above = t.each("seldom_above", Node::string);
        let (steady, since, past) = (t.flag("steady"), t.optional_string("since"), t.flag("past"));
        t.finish();
        TensionDoc { seldom_above, steady, since, past }
    });
    let lever = o.take("lever").and_then(Node::object).and_then(|mut l| {
        let by = l.string("by");
        let (kind, towards) = (l.optional_string("kind"), l.optional_string("towards"));
        let effort = l.take("effort").and_then(Node::integer);
        let (per, after) = (l.optional_string("per"), l.optional_string("after"));
        l.finish();
        Some(LeverDoc { by: by?, kind, towards, effort, per, after })
    });
    let options = o.each("options", |n| {
        let mut o = n.object()?;
        let (id, label, help, words) = (o.string("id"), o.text("label"), o.optional_text("help"), o.optional_text("words"));
        o.finish();
        Some(OptionDoc { id: id?, label: label?, help, words })
    });
    let place = o.place.clone();
    o.finish();
    let (id, section, kind, lookup, label, help) = parts;
    Some(FactDoc {
        place,
        id: id?,
        section: section?,
        kind: kind?,
        yearly,
        calendar,
        signed,
        judged,
        unit,
        max,
        part_of,
        tension: tension.unwrap_or_default(),
        validity,
        zero,
        yes,
        no,
        lookup: lookup?,
        rough,
        asked_first,
        lever,
        ask,
        example,
        document,
        // What lacks a text is refused; until then it is what others speak of.
        label: label.unwrap_or_default(),
        help: help.unwrap_or_default(),
        options,
    })
}

fn statement(n: Node) -> Option<StatementDoc> {
    let mut o = n.object()?;
    let (id, name) = (o.string("id"), o.text("name"));
    let lines = o.each("lines", |n| {
        let mut o = n.object()?;
        let (fact, names) = (o.string("fact"), o.each("names", Node::string));
        o.finish();
        Some((fact?, names))
    });
    let place = o.place.clone();
    o.finish();
    id.and(Some(StatementDoc { place, name: name?, lines }))
}

fn question(n: Node) -> Option<QuestionDoc> {
    let mut o = n.object()?;
    let (id, ask, note, none) = (o.string("id"), o.text("ask"), o.optional_text("note"), o.optional_text("none"));
    o.need("facts");
    let facts = o.each("facts", Node::string);
    let place = o.place.clone();
    o.finish();
    Some(QuestionDoc { place, id: id?, ask: ask?, note, none, facts })
}

fn implication(n: Node) -> Option<ImplicationDoc> {
    let mut o = n.object()?;
    let rule = match o.map.contains_key("of") {
        true => {
            let (of, at_least, at_most) = (o.string("of"), o.each("at_least", Node::string), o.each("at_most", Node::string));
            of.map(|of| RuleDoc::Sum { of, at_least, at_most })
        }
        false => {
            let (when, then) = (o.need("if").and_then(answered), o.need("then").and_then(answered));
            let otherwise = o.take("else").and_then(answered);
            when.zip(then).map(|(when, then)| RuleDoc::If { when, then, otherwise })
        }
    };
    let (why, certainty) = (o.text("why"), o.optional_certainty());
    let place = o.place.clone();
    o.finish();
    Some(ImplicationDoc { place, rule: rule?, why: why?, certainty })
}

/// One fact and an answer to it.
fn answered(n: Node) -> Option<(String, Value)> {
    match n.value.as_object().map(|map| (map.iter().next(), map.len())) {
        Some((Some((id, value)), 1)) => Some((id.clone(), value.clone())),
        _ => n.wrong(m::ONE_FACT_AND_ITS_ANSWER),
    }
}

fn definition(n: Node) -> Option<DefinitionDoc> {
    let mut o = n.object()?;
    let (id, term, article, certainty) = (o.string("id"), o.text("term"), o.string("article"), o.certainty());
    let (quote, text) = (o.optional_string("quote"), o.optional_text("text"));
    if quote.is_none() && text.is_none() {
        o.faults.add(Code::NoSource, &o.place, m::DEFINITION_WITHOUT_WORDS.text([]), m::WRITE_QUOTE_OR_TEXT.text([]));
    }
    let facts = o.each("facts", Node::string);
    let place = o.place.clone();
    o.finish();
    let cite = Cite { article: article?, quote, certainty: certainty? };
    Some(DefinitionDoc { place, id: id?, term: term?, cite, text, facts })
}

fn note(n: Node) -> Option<Note> {
    let mut o = n.object()?;
    let (text, certainty) = (o.text("text"), o.certainty());
    o.finish();
    Some(Note { text: text?, certainty: certainty? })
}
