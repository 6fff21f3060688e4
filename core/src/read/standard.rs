//! Standards: criteria and their forms, score sheets, size classes.

use super::json::{Node, Object};
use super::*;
use crate::day::Day;
use crate::diagnostic::Code;
use crate::messages as m;

pub(super) fn standard(n: Node, certainty: Certainty) -> Option<StandardDoc> {
    let mut o = n.object()?;
    let id = o.string("id");
    let annex = o.optional_text("annex");
    let season = o.take("season").and_then(note);
    let apply = o.take("apply").and_then(Node::object).and_then(|mut a| {
        let (platform, article, certainty) = (a.text("platform"), a.string("article"), a.certainty());
        let (url, authorities) = (a.optional_string("url"), a.each("authorities", Node::string));
        a.finish();
        Some(Application { platform: platform?, url, authorities, cite: Cite { article: article?, quote: None, certainty: certainty? } })
    });
    let governs = o.each("governs", |n| {
        let mut g = n.object()?;
        let period = g.period();
        let procedures = g.each("procedures", Node::procedure);
        let certainty = g.optional_certainty().unwrap_or(certainty);
        let note = g.optional_text("note");
        g.finish();
        Some(GovernsDoc { period: period?, procedures, certainty, note })
    });
    let criteria = o.each("criteria", criterion);
    let cautions = o.each("cautions", |n| {
        let mut o = n.object()?;
        let (id, text, cite, beside) = (o.string("id"), o.text("text"), o.cite(), o.each("beside", Node::string));
        let when = o.need("when").and_then(criterion);
        let place = o.place.clone();
        o.finish();
        Some(CautionDoc { place, id: id?, text: text?, cite, beside, when: when? })
    });
    let score = o.take("score").and_then(Node::object).and_then(|mut s| {
        let (place, max, groups) = (s.place.clone(), s.points("max"), s.each("groups", group));
        s.finish();
        Some(ScoreDoc { place, max: max?, groups })
    });
    let place = o.place.clone();
    o.finish();
    Some(StandardDoc { place, id: id?, annex, season, apply, governs, criteria, cautions, score })
}

pub(super) fn criterion(n: Node) -> Option<CriterionDoc> {
    let mut o = n.object()?;
    let id = o.optional_string("id");
    let text = o.optional_text("text");
    let cite = o.cite();
    let waived_by = o.take("waived_by").and_then(criterion).map(Box::new);
    let waived_in = o.each("waived_in", Node::procedure);
    let prerequisite = o.optional_string("prerequisite");
    let replaces = o.optional_string("replaces");
    let mut forms = taken(&mut o, FormKey::ALL);
    let place = o.place.clone();
    let faults = o.faults;
    o.finish();
    if forms.len() != 1 {
        let names: Vec<&str> = forms.iter().map(|(name, ..)| *name).collect();
        let names = if names.is_empty() { "–".to_owned() } else { names.join(", ") };
        let all: Vec<&str> = FormKey::ALL.iter().map(|(name, _)| *name).collect();
        faults.add(Code::OneForm, &place, m::CRITERION_HAS_ONE_FORM.text([&names]), m::CHOOSE_ONE_FORM.text([&all.join(", ")]));
        return None;
    }
    let (_, key, n) = forms.pop()?;
    let form = form(key, n)?;
    Some(CriterionDoc { place, id, text, cite, form, waived_by, waived_in, prerequisite, replaces })
}

/// The values under these keys, as far as they are there.
pub(super) fn taken<'v, K: Copy>(o: &mut Object<'v>, keys: &[(&'static str, K)]) -> Vec<(&'static str, K, Node<'v>)> {
    keys.iter().filter_map(|(name, key)| Some((*name, *key, o.take(name)?))).collect()
}

/// One of a closed set, by its identifier.
pub(super) fn one_of<T: Copy, const N: usize>(n: Node, all: [T; N], id: impl Fn(T) -> &'static str) -> Option<T> {
    let found = all.into_iter().find(|one| n.value.as_str() == Some(id(*one)));
    found.or_else(|| {
        let known = all.map(&id).join(", ");
        n.wrong(m::ONE_OF_KNOWN.text([&known]))
    })
}

fn form(key: FormKey, n: Node) -> Option<FormDoc> {
    let compare = |n: Node, relation: Relation| -> Option<FormDoc> {
        let [of, than] = n.pair()?;
        let (of, than) = (quantity(of), than.string());
        Some(FormDoc::Compare(relation, of?, than?))
    };
    let options = |n: Node| -> Option<(String, Vec<String>)> {
        let [fact, options] = n.pair()?;
        let (fact, options) = (fact.string(), options.items(Node::string));
        Some((fact?, options))
    };
    let strings = |n: Node| -> Option<(String, String)> {
        let [a, b] = n.pair()?.map(Node::string);
        Some((a?, b?))
    };
    Some(match key {
        FormKey::AllOf => FormDoc::AllOf(n.items(criterion)),
        FormKey::AnyOf => FormDoc::AnyOf(n.items(criterion)),
        FormKey::Not => FormDoc::Not(Box::new(criterion(n)?)),
        FormKey::AtLeast => compare(n, Relation::AtLeast)?,
        FormKey::AtMost => compare(n, Relation::AtMost)?,
        FormKey::MoreThan => compare(n, Relation::MoreThan)?,
        FormKey::LessThan => compare(n, Relation::LessThan)?,
        FormKey::EveryYear => {
            let mut o = n.object()?;
            let (years, of) = (o.points("years"), o.need("of").and_then(criterion));
            o.finish();
            FormDoc::EveryYear(u32::try_from(years?).ok()?, Box::new(of?))
        }
        FormKey::ThisYear => {
            let mut o = n.object()?;
            let (years, of) = (o.points("in_renewal_any_of"), o.need("of").and_then(criterion));
            o.finish();
            FormDoc::ThisYear(u32::try_from(years?).ok()?, Box::new(of?))
        }
        FormKey::Ranked if n.value.is_string() => FormDoc::Ranked(n.string()?, None),
        FormKey::Ranked => strings(n).map(|(fact, worst)| FormDoc::Ranked(fact, Some(worst)))?,
        FormKey::Holds => FormDoc::Holds(n.string()?),
        FormKey::Declared => FormDoc::Declared(n.string()?),
        FormKey::OneOf => options(n).map(|(fact, options)| FormDoc::OneOf(fact, options))?,
        FormKey::Includes => options(n).map(|(fact, options)| FormDoc::Includes(fact, options))?,
        FormKey::Held => FormDoc::Held(n.string()?),
        FormKey::Won => won(n)?,
        FormKey::Lapsing => strings(n).map(|(fact, time)| FormDoc::Lapsing(fact, time))?,
        FormKey::Since => strings(n).map(|(fact, back)| FormDoc::Since(fact, back))?,
        FormKey::Within => strings(n).map(|(fact, code)| FormDoc::Within(fact, code))?,
        FormKey::SizeAtMost => FormDoc::SizeAtMost(n.string()?),
        FormKey::ScoreAtLeast => strings(n).map(|(of, points)| FormDoc::ScoreAtLeast(of, points))?,
        FormKey::Meets => FormDoc::Meets(n.string()?),
        FormKey::Use => FormDoc::Use(n.string()?),
    })
}

/// A title won within so long, between two days, or in a year.
fn won(n: Node) -> Option<FormDoc> {
    let mut o = n.object()?;
    let title = o.string("title");
    let within = o.optional_string("within");
    let year = o.take("year").and_then(|n| {
        let of = |month, day| Day::new(n.value.as_str()?.parse().ok()?, month, day);
        match (of(1, 1), of(12, 31)) {
            (Some(first), Some(last)) => Some((Some(first), Some(last))),
            _ => n.wrong(m::A_YEAR),
        }
    });
    let (from, to) = (o.take("from").and_then(Node::day), o.take("to").and_then(Node::day));
    let between = Some((from, to)).filter(|(from, to)| from.is_some() || to.is_some());
    let (place, faults) = (o.place.clone(), o.faults);
    o.finish();
    let time = match (within, year, between) {
        (Some(within), None, None) => WonDoc::Within(within),
        (None, Some((from, to)), None) => WonDoc::Between(from, to),
        (None, None, Some((from, to))) if from.is_none_or(|from| to.is_none_or(|to| from <= to)) => WonDoc::Between(from, to),
        _ => {
            faults.add(Code::OneForm, &place, m::WON_HAS_ONE_TIME.text([]), m::WRITE_WITHIN_YEAR_OR_FROM_TO.text([]));
            return None;
        }
    };
    Some(FormDoc::Won(title?, time))
}

fn quantity(n: Node) -> Option<QuantityDoc> {
    if n.value.is_string() {
        return n.string().map(QuantityDoc::Fact);
    }
    let mut o = n.object()?;
    let years = |n: Node| -> Option<(String, u32)> {
        let [fact, years] = n.pair()?;
        let (fact, years) = (fact.string(), years.integer());
        Some((fact?, u32::try_from(years?).ok()?))
    };
    let mut found = taken(&mut o, QuantityKey::ALL);
    let (place, faults) = (o.place.clone(), o.faults);
    o.finish();
    if found.len() != 1 {
        faults.add(Code::OneForm, &place, m::QUANTITY_HAS_ONE_FORM.text([]), m::WRITE_FACT_OR_RATIO.text([]));
        return None;
    }
    let (_, key, n) = found.pop()?;
    Some(match key {
        QuantityKey::Ratio => {
            let [a, b] = n.pair()?;
            let (a, b) = (quantity(a), quantity(b));
            QuantityDoc::Ratio(Box::new(a?), Box::new(b?))
        }
        QuantityKey::Sum => QuantityDoc::Sum(n.items(quantity)),
        QuantityKey::SumOfYears => years(n).map(|(fact, n)| QuantityDoc::SumOfYears(fact, n))?,
        QuantityKey::MeanOfYears => years(n).map(|(fact, n)| QuantityDoc::MeanOfYears(fact, n))?,
        QuantityKey::Growth => QuantityDoc::Growth(n.string()?),
        QuantityKey::AverageGrowth => QuantityDoc::AverageGrowth(n.string()?),
        QuantityKey::CompoundGrowth => QuantityDoc::CompoundGrowth(n.string()?),
    })
}

fn group(n: Node) -> Option<GroupDoc> {
    let mut o = n.object()?;
    let (id, name, max) = (o.string("id"), o.text("name"), o.points("max"));
    let indicators = o.each("indicators", indicator);
    let place = o.place.clone();
    o.finish();
    Some(GroupDoc { place, id: id?, name: name.unwrap_or_default(), max: max?, indicators })
}

fn indicator(n: Node) -> Option<IndicatorDoc> {
    let mut o = n.object()?;
    let (id, name, max, cite) = (o.string("id"), o.text("name"), o.points("max"), o.cite());
    let scale = scale(&mut o);
    let place = o.place.clone();
    o.finish();
    Some(IndicatorDoc { place, id: id?, name: name.unwrap_or_default(), max: max?, cite, scale: scale? })
}

fn scale(o: &mut Object) -> Option<ScaleDoc> {
    let mut found = taken(o, ScaleKey::ALL);
    if found.len() != 1 {
        o.faults.add(Code::OneForm, &o.place, m::INDICATOR_HAS_ONE_SCALE.text([]), m::CHOOSE_A_SCALE.text([]));
        return None;
    }
    let (_, key, n) = found.pop()?;
    match key {
        ScaleKey::Bands => in_object(n, bands),
        ScaleKey::Cases => in_object(n, |o| {
            let when = o.each("when", |n| {
                let [when, points] = n.pair()?;
                let (when, points) = (criterion(when), points.integer());
                Some((when?, points?))
            });
            Some(ScaleDoc::Cases { when, otherwise: o.optional_points("otherwise") })
        }),
        ScaleKey::Tally => in_object(n, |o| {
            let of = o.each("of", criterion);
            o.points("points").map(|points| ScaleDoc::Tally { points, of })
        }),
        ScaleKey::Steps => in_object(n, |o| {
            let (of, every, points) = (o.need("of").and_then(quantity), o.string("every"), o.points("points"));
            Some(ScaleDoc::Steps { of: of?, every: every?, points: points? })
        }),
        ScaleKey::Given => n.string().map(ScaleDoc::Given),
        ScaleKey::BestOf => Some(ScaleDoc::BestOf(n.items(|n| in_object(n, scale)))),
    }
}

fn in_object(n: Node, read: fn(&mut Object) -> Option<ScaleDoc>) -> Option<ScaleDoc> {
    let mut o = n.object()?;
    let scale = read(&mut o);
    o.finish();
    scale
}

fn bands(o: &mut Object) -> Option<ScaleDoc> {
    let of = o.need("of").and_then(quantity);
    let lines = |n: Node| {
        n.items(|n| {
            let [than, points] = n.pair()?;
            let (than, points) = (than.string(), points.integer());
            Some((than?, points?))
        })
    };
    let up = o.take("at_least").map(lines);
    let down = o.take("at_most").map(lines);
    let otherwise = o.optional_points("otherwise");
    let (relation, lines) = match (up, down) {
        (Some(lines), None) => (Relation::AtLeast, lines),
        (None, Some(lines)) => (Relation::AtMost, lines),
        _ => {
            o.faults.add(Code::OneForm, &o.place, m::BANDS_HAVE_ONE_DIRECTION.text([]), m::CHOOSE_DIRECTION_OF_BANDS.text([]));
            return None;
        }
    };
    of.map(|of| ScaleDoc::Bands { of, relation, lines, otherwise })
}

pub(super) fn industry(n: Node) -> Option<IndustryDoc> {
    let mut o = n.object()?;
    let (id, cite) = (o.string("id"), o.cite());
    let lines = o.each("lines", |n| {
        let mut o = n.object()?;
        let line = (o.need("of").and_then(quantity), o.string("large"), o.string("medium"), o.string("small"));
        o.finish();
        Some((line.0?, [line.1?, line.2?, line.3?]))
    });
    let place = o.place.clone();
    o.finish();
    Some(IndustryDoc { place, id: id?, cite, lines })
}
