//! What policies are worth, the rates they share, and how they stand to each other.

use super::json::Node;
use super::standard::{criterion, one_of, taken};
use crate::diagnostic::Code;
use crate::messages as m;
use crate::written::*;

pub(super) fn gives(n: Node) -> Option<GivesDoc> {
    let mut o = n.object()?;
    let every = o.need("every").and_then(|n| one_of(n, Every::ALL, Every::id));
    let (from, to) = (o.take("from").and_then(Node::day), o.take("to").and_then(Node::day));
    let (cite, up_to, needs_authority) = (o.cite(), o.flag("up_to"), o.flag("needs_authority"));
    let of = o.need("of").and_then(formula);
    let place = o.place.clone();
    o.finish();
    Some(GivesDoc { place, every: every?, from, to, cite, up_to, needs_authority, of: of? })
}

fn formula(n: Node) -> Option<FormulaDoc> {
    if n.value.is_string() {
        let written = n.string()?;
        let is_number = written.starts_with(|c: char| c.is_ascii_digit());
        return Some(if is_number { FormulaDoc::Number(written) } else { FormulaDoc::Fact(written) });
    }
    let mut o = n.object()?;
    let mut found = taken(&mut o, FormulaKey::ALL);
    let (place, faults) = (o.place.clone(), o.faults);
    o.finish();
    if found.len() != 1 {
        faults.add(Code::OneForm, &place, m::FORMULA_HAS_ONE_FORM.text([]), m::WRITE_A_FORMULA.text([]));
        return None;
    }
    let (_, key, n) = found.pop()?;
    let all = |n: Node| {
        let count = n.value.as_array().map_or(0, Vec::len);
        let parts = n.items(formula);
        (parts.len() == count).then_some(parts)
    };
    Some(match key {
        FormulaKey::Rate => FormulaDoc::Rate(n.string()?),
        FormulaKey::Product => FormulaDoc::Product(all(n)?),
        FormulaKey::Sum => FormulaDoc::Sum(all(n)?),
        FormulaKey::Least => FormulaDoc::Least(all(n)?),
        FormulaKey::Difference => {
            let [a, b] = n.pair()?.map(formula);
            FormulaDoc::Difference(Box::new([a?, b?]))
        }
        FormulaKey::Cases => {
            let mut o = n.object()?;
            let when = o.each("when", |n| {
                let [when, of] = n.pair()?;
                let (when, of) = (criterion(when), formula(of));
                Some((when?, of?))
            });
            let otherwise = o.need("otherwise").and_then(formula);
            o.finish();
            FormulaDoc::Cases(when, Box::new(otherwise?))
        }
    })
}

pub(super) fn rate(n: Node) -> Option<RateDoc> {
    let mut o = n.object()?;
    let (id, name) = (o.string("id"), o.text("name"));
    o.need("steps");
    let steps = o.each("steps", |n| {
        let mut o = n.object()?;
        let rate = o.string("rate");
        let (when, document, cite) = (o.take("when").and_then(criterion), o.optional_string("document"), o.cite());
        let (from, to) = (o.take("from").and_then(Node::day), o.take("to").and_then(Node::day));
        let place = o.place.clone();
        o.finish();
        Some(RateStepDoc { place, rate: rate?, when, document, cite, from, to })
    });
    let place = o.place.clone();
    o.finish();
    Some(RateDoc { place, id: id?, name: name.unwrap_or_default(), steps })
}

pub(super) fn relation(n: Node) -> Option<TieDoc> {
    let mut o = n.object()?;
    let (cite, per) = (o.cite(), o.optional_text("per"));
    let mut found = taken(&mut o, TieKey::ALL);
    let (place, faults) = (o.place.clone(), o.faults);
    o.finish();
    if found.len() != 1 {
        faults.add(Code::OneForm, &place, m::RELATION_HAS_ONE_FORM.text([]), m::WRITE_A_RELATION.text([]));
        return None;
    }
    let (_, key, n) = found.pop()?;
    let (of, cap) = match key {
        TieKey::SharedCap => {
            let mut o = n.object()?;
            let (of, cap) = (o.each("of", Node::string), o.need("cap").and_then(formula));
            o.finish();
            (of, Some(cap?))
        }
        _ => (n.items(Node::string), None),
    };
    Some(TieDoc { place, key, of, cap, per, cite })
}
