//! Support policies and duties.

use super::json::{Node, text};
use super::note;
use super::standard::criterion;
use crate::text::Text;
use crate::written::*;

pub(super) fn policy(n: Node) -> Option<PolicyDoc> {
    let mut o = n.object()?;
    let (id, title, gives) = (o.string("id"), o.text("title"), o.text("gives"));
    let strength = o.need("strength").and_then(|n| one_of(n, Strength::ALL, Strength::id));
    let benefit = o.need("benefit").and_then(|n| one_of(n, BENEFITS, |id| id));
    let amount = o.take("amount").and_then(note);
    let in_force = o.take("in_force").and_then(Node::object).and_then(|mut p| {
        let certainty = if p.map.contains_key("certainty") { Some(p.certainty()?) } else { None };
        let period = p.period();
        p.finish();
        Some((period?, certainty))
    });
    let doc = PolicyDoc {
        place: o.place.clone(),
        part: o.optional_string("part"),
        cite: o.cite(),
        needs: o.each("needs", Node::string),
        amount,
        who: o.take("who").and_then(criterion),
        may_ask: o.take("may_ask").and_then(|n| match n.value.as_bool() {
            Some(true) => Some(MayAsk::Anyone),
            _ => criterion(n).map(|who| MayAsk::Who(Box::new(who))),
        }),
        asks_more: o.flag("asks_more"),
        who_text: o.optional_text("who_text"),
        how: o.optional_text("how"),
        when: o.optional_text("when"),
        papers: o.each("papers", Node::string),
        authorities: o.each("authorities", Node::string),
        in_force,
        not_for: o.each("not_for", |n| {
            let mut o = n.object()?;
            let (region, text) = (o.string("region"), o.text("text"));
            o.finish();
            Some((region?, text?))
        }),
        id: id?,
        title: title?,
        gives: gives?,
        strength: strength?,
        benefit: benefit?,
    };
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

fn due(n: Node) -> Option<Due> {
    let (place, faults) = (n.place.clone(), n.faults);
    let mut o = n.object()?;
    let yearly = o.take("yearly").and_then(|n| {
        // Read as a day of a leap year, so that every day of the calendar is one.
        let day = n.value.as_str().and_then(|text| crate::day::Day::parse(&format!("2024-{text}")));
        let (_, month, day) = day.or_else(|| n.wrong("月-日，如 \"05-31\"", "month and day such as \"05-31\""))?.civil();
        Some(Due::Yearly(month, day))
    });
    let expiry = o.flag("before_expiry").then_some(Due::BeforeExpiry);
    let months = o.take("within_months").and_then(Node::integer).and_then(|n| u32::try_from(n).ok()).map(Due::WithinMonths);
    let window = o.take("window").and_then(Node::object).and_then(|mut w| {
        let period = w.period();
        w.finish();
        period.and_then(|p| Some(Due::Window(p.from, p.to?)))
    });
    o.finish();
    let found: Vec<Due> = [yearly, expiry, months, window].into_iter().flatten().collect();
    if let [one] = found.as_slice() {
        return Some(*one);
    }
    faults.add(
        &place,
        Text::new("到期方式须恰有一种", "a duty is due in exactly one way"),
        Text::new("写 yearly、before_expiry、within_months 或 window 之一", "Write one of yearly, before_expiry, within_months, window"),
    );
    None
}

/// One of a closed set, by its identifier.
fn one_of<T: Copy, const N: usize>(n: Node, all: [T; N], id: impl Fn(T) -> &'static str) -> Option<T> {
    let found = all.into_iter().find(|one| n.value.as_str() == Some(id(*one)));
    found.or_else(|| {
        let known = all.map(&id).join(", ");
        n.wrong(&format!("以下之一：{known}"), &format!("one of {known}"))
    })
}
