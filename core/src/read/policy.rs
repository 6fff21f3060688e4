//! Support policies and duties.

use super::json::{Node, text};
use super::standard::{criterion, one_of, taken};
use super::worth;
use crate::diagnostic::Code;
use crate::messages as m;
use crate::written::*;

pub(super) fn policy(n: Node) -> Option<PolicyDoc> {
    let mut o = n.object()?;
    let (id, title, gives) = (o.string("id"), o.text("title"), o.text("gives"));
    let strength = o.need("strength").and_then(|n| one_of(n, Strength::ALL, Strength::id));
    let benefit = o.need("benefit").and_then(|n| one_of(n, BENEFITS, |id| id));
    let amounts = match o.take("amount") {
        None => Vec::new(),
        Some(n) if n.value.is_array() => n.items(amount),
        Some(n) => amount(n).into_iter().collect(),
    };
    let worth = match o.take("worth") {
        None => Vec::new(),
        Some(n) if n.value.is_array() => n.items(worth::gives),
        Some(n) => worth::gives(n).into_iter().collect(),
    };
    let rank = o.take("rank").and_then(Node::object).and_then(|mut r| {
        let (value, reason) = (r.points("value"), r.text("reason"));
        r.finish();
        Some((value?, reason?))
    });
    let window = o.take("window").and_then(Node::object).and_then(|mut w| {
        let (from, to) = (w.take("from").and_then(Node::day), w.need("to").and_then(Node::day));
        let (place, faults) = (w.place.clone(), w.faults);
        w.finish();
        let window = Window { from, to: to? };
        if from.is_some_and(|from| window.to < from) {
            faults.add(Code::ReversedDays, &place, m::PERIOD_REVERSED.text([]), m::TO_NOT_BEFORE_FROM.text([]));
            return None;
        }
        Some(window)
    });
    let in_force = o.take("in_force").and_then(Node::object).and_then(|mut p| {
        let (certainty, period) = (p.optional_certainty(), p.period());
        p.finish();
        Some((period?, certainty))
    });
    let doc = PolicyDoc {
        place: o.place.clone(),
        part: o.optional_string("part"),
        cite: o.cite(),
        needs: o.each("needs", Node::string),
        amounts,
        worth,
        who: o.take("who").and_then(criterion),
        may_ask: o.take("may_ask").and_then(|n| match n.value.as_bool() {
            Some(true) => Some(MayAsk::Anyone),
            _ => criterion(n).map(|who| MayAsk::Who(Box::new(who))),
        }),
        asks_more: o.flag("asks_more"),
        not_asked: o.optional_text("not_asked"),
        yields_to: o.each("yields_to", Node::string),
        rank,
        who_text: o.optional_text("who_text"),
        how: o.optional_text("how"),
        when: o.optional_text("when"),
        papers: o.each("papers", Node::string),
        authorities: o.each("authorities", Node::string),
        in_force,
        window,
        local: o.each("local", local),
        not_for: o.each("not_for", |n| {
            let mut o = n.object()?;
            let (region, text) = (o.string("region"), o.text("text"));
            o.finish();
            Some((region?, text?))
        }),
        id: id?,
        title: title.unwrap_or_default(),
        gives: gives.unwrap_or_default(),
        strength: strength?,
        benefit: benefit?,
    };
    o.finish();
    Some(doc)
}

fn amount(n: Node) -> Option<AmountDoc> {
    let mut o = n.object()?;
    let (from, to) = (o.take("from").and_then(Node::day), o.take("to").and_then(Node::day));
    let (text, certainty) = (o.text("text"), o.certainty());
    o.finish();
    Some(AmountDoc { from, to, note: Note { text: text?, certainty: certainty? } })
}

fn local(n: Node) -> Option<LocalDoc> {
    let mut o = n.object()?;
    let region = o.string("region");
    let doc = LocalDoc {
        place: o.place.clone(),
        how: o.optional_text("how"),
        when: o.optional_text("when"),
        authorities: o.each("authorities", Node::string),
        url: o.take("url").and_then(Node::url),
        region: region?,
    };
    o.finish();
    Some(doc)
}

pub(super) fn lead(n: Node) -> Option<LeadDoc> {
    let mut o = n.object()?;
    let (id, name, words, certainty) = (o.string("id"), o.text("name"), o.text("text"), o.certainty());
    let doc = LeadDoc {
        place: o.place.clone(),
        needs: o.each("needs", Node::string),
        authorities: o.each("authorities", Node::string),
        id: id?,
        name: name?,
        text: words?,
        certainty: certainty?,
    };
    o.finish();
    Some(doc)
}

pub(super) fn target(n: Node) -> Option<TargetDoc> {
    let mut o = n.object()?;
    let (id, title, count, by) = (o.string("id"), o.text("title"), o.points("count"), o.need("by").and_then(Node::day));
    let (who, cite) = (o.need("who").and_then(criterion), o.cite());
    let doc = TargetDoc { place: o.place.clone(), id: id?, title: title?, count: count?, by: by?, who: who?, cite };
    o.finish();
    Some(doc)
}

pub(super) fn duty(n: Node) -> Option<DutyDoc> {
    let mut o = n.object()?;
    let (id, title, words) = (o.string("id"), o.text("title"), o.need("text").and_then(text));
    let of = o.need("of").map(|n| if n.value.is_string() { n.string().into_iter().collect() } else { n.items(Node::string) });
    let due = o.need("due").and_then(due);
    let doc = DutyDoc {
        place: o.place.clone(),
        cite: o.cite(),
        expiring_by: o.take("expiring_by").and_then(Node::day),
        not_with: o.each("not_with", Node::string),
        season: o.take("season").and_then(season),
        authorities: o.each("authorities", Node::string),
        id: id?,
        title: title?,
        text: words?,
        of: of?,
        due: due?,
    };
    o.finish();
    Some(doc)
}

/// Month and day, read as a day of a leap year, so that every day of the calendar is one.
fn of_any_year(n: Node) -> Option<(u32, u32)> {
    let day = n.value.as_str().and_then(|text| crate::day::Day::parse(&format!("2024-{text}")));
    let (_, month, day) = day.or_else(|| n.wrong(m::A_MONTH_AND_DAY))?.civil();
    Some((month, day))
}

fn season(n: Node) -> Option<Season> {
    let (place, faults) = (n.place.clone(), n.faults);
    let mut o = n.object()?;
    let (from, to) = (o.need("from").and_then(of_any_year), o.need("to").and_then(of_any_year));
    o.finish();
    let (from, to) = (from?, to?);
    if to < from {
        faults.add(Code::ReversedDays, &place, m::SEASON_REVERSED.text([]), m::TO_NOT_BEFORE_FROM.text([]));
        return None;
    }
    Some(Season { from, to })
}

fn due(n: Node) -> Option<Due> {
    let (place, faults) = (n.place.clone(), n.faults);
    let mut o = n.object()?;
    let found = taken(&mut o, DueKey::ALL).into_iter().filter_map(|(_, key, n)| match key {
        DueKey::Yearly => of_any_year(n).map(|(month, day)| Due::Yearly(month, day)),
        DueKey::BeforeExpiry => n.flag().then_some(Due::BeforeExpiry),
        DueKey::WithinMonths => u32::try_from(n.integer()?).ok().map(Due::WithinMonths),
        DueKey::Window => {
            let mut w = n.object()?;
            let period = w.period();
            w.finish();
            period.and_then(|p| Some(Due::Window(p.from, p.to?)))
        }
    });
    let found: Vec<Due> = found.collect();
    o.finish();
    if let [one] = found.as_slice() {
        return Some(*one);
    }
    faults.add(Code::OneForm, &place, m::DUTY_HAS_ONE_DUE.text([]), m::CHOOSE_A_DUE.text([]));
    None
}
