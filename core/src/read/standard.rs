//! Standards: criteria and their forms, score sheets, size classes.

use super::json::{Node, Object};
use super::*;
use crate::day::Day;
use crate::messages as m;

pub(super) fn standard(n: Node, certainty: Certainty) -> Option<StandardDoc> {
    let mut o = n.object()?;
    let id = o.string("id");
    let annex = o.optional_text("annex");
    let season = o.take("season").and_then(note);
    let governs = o.each("governs", |n| {
        let mut g = n.object()?;
        let period = g.period();
        let procedures = g.each("procedures", Node::procedure);
        let certainty = if g.map.contains_key("certainty") { g.certainty() } else { Some(certainty) };
        let note = g.optional_text("note");
        g.finish();
        Some(GovernsDoc { period: period?, procedures, certainty: certainty?, note })
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
        let doc = ScoreDoc { place: s.place.clone(), max: s.points("max")?, groups: s.each("groups", group) };
        s.finish();
        Some(doc)
    });
    let place = o.place.clone();
    o.finish();
    Some(StandardDoc { place, id: id?, annex, season, governs, criteria, cautions, score })
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
    let mut forms = Vec::new();
    for key in FORMS {
        if let Some(n) = o.take(key) {
            forms.push((key, n));
        }
    }
    let place = o.place.clone();
    let faults = o.faults;
    o.finish();
    if forms.len() != 1 {
        let names: Vec<&str> = forms.iter().map(|(key, _)| *key).collect();
        let names = if names.is_empty() { "–".to_owned() } else { names.join(", ") };
        faults.add(&place, m::A_CRITERION_HAS_EXACTLY_ONE.text([&names]), m::CHOOSE_ONE_FORM.text([&FORMS.join(", ")]));
        return None;
    }
    let (key, n) = forms.pop()?;
    let form = form(key, n)?;
    Some(CriterionDoc { place, id, text, cite, form, waived_by, waived_in, prerequisite, replaces })
}

/// The forms of a criterion.
pub(crate) const FORMS: [&str; 23] = [
    "all_of",
    "any_of",
    "not",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "every_year",
    "this_year",
    "ranked",
    "holds",
    "declared",
    "one_of",
    "includes",
    "held",
    "won",
    "since",
    "lapsing",
    "within",
    "size_at_most",
    "score_at_least",
    "meets",
    "use",
];

fn relation(key: &str) -> Option<Relation> {
    Some(match key {
        "at_least" => Relation::AtLeast,
        "at_most" => Relation::AtMost,
        "more_than" => Relation::MoreThan,
        "less_than" => Relation::LessThan,
        _ => return None,
    })
}

fn form(key: &str, n: Node) -> Option<FormDoc> {
    if let Some(relation) = relation(key) {
        let [of, than] = n.pair()?;
        let (of, than) = (quantity(of), than.string());
        return Some(FormDoc::Compare(relation, of?, than?));
    }
    let options = |n: Node| -> Option<(String, Vec<String>)> {
        let [fact, options] = n.pair()?;
        Some((fact.string()?, options.items(Node::string)))
    };
    let strings = |n: Node| -> Option<(String, String)> {
        let [a, b] = n.pair()?;
        Some((a.string()?, b.string()?))
    };
    Some(match key {
        "all_of" => FormDoc::AllOf(n.items(criterion)),
        "any_of" => FormDoc::AnyOf(n.items(criterion)),
        "not" => FormDoc::Not(Box::new(criterion(n)?)),
        "every_year" => {
            let mut o = n.object()?;
            let (years, of) = (o.points("years"), o.need("of").and_then(criterion));
            o.finish();
            FormDoc::EveryYear(u32::try_from(years?).ok()?, Box::new(of?))
        }
        "this_year" => {
            let mut o = n.object()?;
            let (years, of) = (o.points("in_renewal_any_of"), o.need("of").and_then(criterion));
            o.finish();
            FormDoc::ThisYear(u32::try_from(years?).ok()?, Box::new(of?))
        }
        "ranked" if n.value.is_string() => FormDoc::Ranked(n.string()?, None),
        "ranked" => strings(n).map(|(fact, worst)| FormDoc::Ranked(fact, Some(worst)))?,
        "holds" => FormDoc::Holds(n.string()?),
        "declared" => FormDoc::Declared(n.string()?),
        "one_of" => options(n).map(|(fact, options)| FormDoc::OneOf(fact, options))?,
        "includes" => options(n).map(|(fact, options)| FormDoc::Includes(fact, options))?,
        "held" => FormDoc::Held(n.string()?),
        "won" => won(n)?,
        "lapsing" => strings(n).map(|(fact, time)| FormDoc::Lapsing(fact, time))?,
        "since" => strings(n).map(|(fact, back)| FormDoc::Since(fact, back))?,
        "within" => strings(n).map(|(fact, code)| FormDoc::Within(fact, code))?,
        "size_at_most" => FormDoc::SizeAtMost(n.string()?),
        "score_at_least" => strings(n).map(|(of, points)| FormDoc::ScoreAtLeast(of, points))?,
        "meets" => FormDoc::Meets(n.string()?),
        _ => FormDoc::Use(n.string()?),
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
            _ => n.wrong(m::A_YEAR_SUCH_AS_2025),
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
            faults.add(&place, m::THE_TIME_IN_WHICH_A.text([]), m::WRITE_WITHIN_YEAR_OR_FROM.text([]));
            return None;
        }
    };
    Some(FormDoc::Won(title?, time))
}

/// The forms of a quantity that is not a fact.
pub(crate) const QUANTITIES: [&str; 7] = ["ratio", "sum", "sum_of_years", "mean_of_years", "growth", "average_growth", "compound_growth"];

fn quantity(n: Node) -> Option<QuantityDoc> {
    if n.value.is_string() {
        return n.string().map(QuantityDoc::Fact);
    }
    let mut o = n.object()?;
    let years = |n: Node| -> Option<(String, u32)> {
        let [fact, years] = n.pair()?;
        Some((fact.string()?, u32::try_from(years.integer()?).ok()?))
    };
    let mut found = Vec::new();
    for key in QUANTITIES {
        if let Some(n) = o.take(key) {
            found.push((key, n));
        }
    }
    let (place, faults) = (o.place.clone(), o.faults);
    o.finish();
    if found.len() != 1 {
        faults.add(&place, m::A_QUANTITY_HAS_EXACTLY_ONE.text([]), m::WRITE_A_FACTS_ID_OR.text([]));
        return None;
    }
    let (key, n) = found.pop()?;
    Some(match key {
        "ratio" => {
            let [a, b] = n.pair()?;
            let (a, b) = (quantity(a), quantity(b));
            QuantityDoc::Ratio(Box::new(a?), Box::new(b?))
        }
        "sum" => QuantityDoc::Sum(n.items(quantity)),
        "sum_of_years" => years(n).map(|(fact, n)| QuantityDoc::SumOfYears(fact, n))?,
        "mean_of_years" => years(n).map(|(fact, n)| QuantityDoc::MeanOfYears(fact, n))?,
        "growth" => QuantityDoc::Growth(n.string()?),
        "average_growth" => QuantityDoc::AverageGrowth(n.string()?),
        _ => QuantityDoc::CompoundGrowth(n.string()?),
    })
}

fn group(n: Node) -> Option<GroupDoc> {
    let mut o = n.object()?;
    let (id, name, max) = (o.string("id"), o.text("name"), o.points("max"));
    let indicators = o.each("indicators", indicator);
    let place = o.place.clone();
    o.finish();
    Some(GroupDoc { place, id: id?, name: name?, max: max?, indicators })
}

fn indicator(n: Node) -> Option<IndicatorDoc> {
    let mut o = n.object()?;
    let (id, name, max, cite) = (o.string("id"), o.text("name"), o.points("max"), o.cite());
    let scale = scale(&mut o);
    let place = o.place.clone();
    o.finish();
    Some(IndicatorDoc { place, id: id?, name: name?, max: max?, cite, scale: scale? })
}

/// The ways of giving points.
pub(crate) const SCALES: [&str; 6] = ["bands", "cases", "tally", "steps", "given", "best_of"];

fn scale(o: &mut Object) -> Option<ScaleDoc> {
    let mut found = Vec::new();
    for key in SCALES {
        if let Some(n) = o.take(key) {
            found.push((key, n));
        }
    }
    if found.len() != 1 {
        o.faults.add(&o.place, m::AN_INDICATOR_HAS_EXACTLY_ONE.text([]), m::CHOOSE_ONE_OF_BANDS_CASES.text([]));
        return None;
    }
    let (key, n) = found.pop()?;
    if key == "given" {
        return n.string().map(ScaleDoc::Given);
    }
    if key == "best_of" {
        return Some(ScaleDoc::BestOf(n.items(|n| {
            let mut o = n.object()?;
            let scale = scale(&mut o);
            o.finish();
            scale
        })));
    }
    let mut o = n.object()?;
    let scale = match key {
        "bands" => {
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
                    o.faults.add(&o.place, m::BANDS_HAVE_EITHER_AT_LEAST.text([]), m::USE_AT_LEAST_WHERE_MORE.text([]));
                    return None;
                }
            };
            of.map(|of| ScaleDoc::Bands { of, relation, lines, otherwise })
        }
        "cases" => {
            let when = o.each("when", |n| {
                let [when, points] = n.pair()?;
                let (when, points) = (criterion(when), points.integer());
                Some((when?, points?))
            });
            Some(ScaleDoc::Cases { when, otherwise: o.optional_points("otherwise") })
        }
        "tally" => {
            let of = o.each("of", criterion);
            o.points("points").map(|points| ScaleDoc::Tally { points, of })
        }
        _ => {
            let (of, every, points) = (o.need("of").and_then(quantity), o.string("every"), o.points("points"));
            match (of, every, points) {
                (Some(of), Some(every), Some(points)) => Some(ScaleDoc::Steps { of, every, points }),
                _ => None,
            }
        }
    };
    o.finish();
    scale
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
