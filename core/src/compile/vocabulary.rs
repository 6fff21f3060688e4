//! The facts and standards spoken of.

use super::{Compiler, split_unit};
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{FACTS, OPTIONS, STANDARDS, position};
use crate::messages as m;
use crate::number::{MICRO, parse_micro};
use crate::rules::{Amount, Quantity};
use crate::text::Text;
use crate::vocabulary::*;
use crate::written::*;

impl Compiler<'_> {
    /// Whether there is a vocabulary.
    pub(super) fn vocabulary(&mut self) -> bool {
        let with: Vec<usize> = (0..self.packs.len()).filter(|&i| self.packs[i].vocabulary.is_some()).collect();
        let &[only] = with.as_slice() else {
            self.found.push(Diagnostic {
                code: Code::Vocabularies,
                pack: "facts".to_owned(),
                place: String::new(),
                problem: m::VOCABULARIES_COUNTED.text([&with.len()]),
                remedy: m::ONE_VOCABULARY.text([]),
            });
            return false;
        };
        self.pack = only;
        let Some(written) = self.doc().vocabulary.as_ref() else { return false };
        if !self.within("facts", written.facts.len(), FACTS, m::FACTS)
            || !self.within("standards", written.standards.len(), STANDARDS, m::STANDARDS)
        {
            return false;
        }
        let (sections, papers, codes) = (written.sections.clone(), written.papers.clone(), written.codes.clone());
        for names in codes.facts.iter().chain([&codes.standards]) {
            let mut facts = codes.facts.iter().filter(|other| other.first() == names.first());
            // A fact may have an option of its own name.
            let options = names.get(1..).unwrap_or_default();
            let repeated = options.iter().enumerate().find(|(at, name)| options[..*at].contains(name)).map(|(_, name)| name);
            if let Some(name) = repeated.or(names.first().filter(|_| facts.nth(1).is_some())) {
                self.twice("codes", name);
            }
        }
        let mut vocabulary = Vocabulary { sections, papers, codes, ..Vocabulary::default() };
        for fact in &written.facts {
            if let Some(checked) = self.fact(fact, &vocabulary) {
                let ix = FactIx(position(vocabulary.facts.len()));
                let years: &[YearRef] = if checked.yearly { &YearRef::ALL } else { &[YearRef::Y0] };
                vocabulary.slots.extend(years.iter().map(|year| (ix, *year)));
                let at = vocabulary.place_of(&checked.id).unwrap_or_else(|at| at);
                vocabulary.by_id.insert(at, ix);
                vocabulary.facts.push(checked);
            }
        }
        let region = vocabulary.find("region").map(|ix| vocabulary.fact(ix));
        vocabulary.place = region.filter(|fact| fact.kind == Kind::Region).map(|fact| fact.slot);
        for fact in &written.facts {
            let Some(ix) = vocabulary.find(&fact.id) else { continue };
            if let Some(whole) = &fact.part_of {
                vocabulary.facts[usize::from(ix.0)].part_of = self.alike(&vocabulary, fact, ix, whole, "part_of");
            }
            let tension = self.tension(&vocabulary, fact, ix);
            vocabulary.facts[usize::from(ix.0)].tension = tension;
        }
        for statement in &written.statements {
            let mut lines = Vec::new();
            for (id, names) in &statement.lines {
                match vocabulary.find(id) {
                    Some(fact) => lines.push((fact, names.clone())),
                    None => {
                        self.unknown_fact::<()>(&statement.place, id);
                    }
                }
            }
            vocabulary.statements.push(Statement { name: statement.name.clone(), lines });
        }
        vocabulary.implications = self.implications(&vocabulary, &written.implications);
        for fact in &written.facts {
            let slot = vocabulary.find(&fact.id).map(|ix| vocabulary.fact(ix)).filter(|fact| fact.asked_first).map(|fact| fact.slot);
            if slot.is_some_and(|slot| !vocabulary.implications.iter().any(|one| one.rule.slots()[1..].contains(&slot))) {
                let (what, instead) = (m::NOTHING_FOLLOWS_FROM.text([&fact.id]), m::WRITE_WHAT_FOLLOWS_OR_LEAVE.text([]));
                self.fault::<()>(Code::WrongImplication, &fact.place, what, instead);
            }
        }
        for standard in &written.standards {
            let title = match &standard.title {
                None => None,
                Some(id) => match vocabulary.find(id) {
                    Some(fact) if vocabulary.fact(fact).kind == Kind::Title => Some(fact),
                    _ => self.unknown_fact(&standard.place, id),
                },
            };
            let (id, name, short, rung) = (standard.id.clone(), standard.name.clone(), standard.short.clone(), standard.rung);
            vocabulary.standards.push(Standard { id, name, short, rung, title });
        }
        for id in &written.ladder {
            match vocabulary.find_standard(id) {
                Some(standard) => vocabulary.ladder.push(standard),
                None => {
                    self.unknown_standard::<()>("ladder", id);
                }
            }
        }
        self.rules.vocabulary = vocabulary;
        self.rules.vocabulary.questions = self.questions(&written.questions);
        self.rules.vocabulary.first_round = self.order("order.first_round", &written.order.first_round, written);
        self.rules.vocabulary.then = self.order("order.then", &written.order.then, written);
        self.costs(&written.costs);
        for fact in &written.facts {
            if let (Some(lever), Some(ix)) = (&fact.lever, self.rules.vocabulary.find(&fact.id)) {
                let checked = self.lever(&fact.place, lever, ix);
                self.rules.vocabulary.facts[ix.0 as usize].lever = checked;
            }
        }
        true
    }

    /// What is asked together, and what is left, each by itself.
    fn questions(&mut self, written: &[QuestionDoc]) -> Vec<Question> {
        let mut together: Vec<Option<Question>> = Vec::new();
        let mut of: Vec<Option<usize>> = vec![None; self.rules.vocabulary.facts.len()];
        for one in written {
            let place = &one.place;
            if together.iter().flatten().any(|before| before.id == one.id) || self.rules.vocabulary.find(&one.id).is_some() {
                self.twice(place, &one.id);
            }
            if one.facts.is_empty() {
                self.fault::<()>(Code::Empty, place, m::THIS_QUESTION_ASKS_FOR_NO.text([]), m::FILL_GROUP.text([]));
            }
            let mut facts = Vec::new();
            for id in &one.facts {
                let fits = |fact: &Fact| one.none.is_none() || fact.none().is_some();
                let Some(ix) = self.fact_of(place, id, fits, m::A_FACT_OF_WHICH_THERE_CAN_BE_NONE) else { continue };
                match &mut of[usize::from(ix.0)] {
                    Some(_) => {
                        self.fault::<()>(Code::DuplicateId, place, m::FACT_TWICE.text([id]), m::WRITE_EVERY_FACT_ONCE.text([]));
                    }
                    free => {
                        *free = Some(together.len());
                        facts.push(ix);
                    }
                }
            }
            let (id, ask, note, none) = (one.id.clone(), one.ask.clone(), one.note.clone(), one.none.clone());
            together.push(Some(Question { id, ask, note, none, facts }));
        }
        let alone = |(ix, fact): (FactIx, &Fact)| match of[usize::from(ix.0)] {
            // At the first of its facts.
            Some(at) => together[at].take(),
            None => {
                let ask = fact.ask.as_ref().unwrap_or(&fact.label).clone();
                Some(Question { id: fact.id.clone(), ask, note: None, none: None, facts: vec![ix] })
            }
        };
        self.rules.vocabulary.iter().filter_map(alone).collect()
    }

    /// Questions by their ids, each once.
    fn order(&mut self, place: &str, ids: &[String], written: &VocabularyDoc) -> Vec<usize> {
        let mut order = Vec::new();
        for id in ids {
            match self.rules.vocabulary.questions.iter().position(|question| question.id == *id) {
                Some(at) if order.contains(&at) => self.twice(place, id),
                Some(at) => order.push(at),
                // A fact with a fault of its own has no question, and that has been told.
                None if written.facts.iter().any(|fact| fact.id == *id) => {}
                None => {
                    self.unlisted::<()>(place, "questions", id);
                }
            }
        }
        order
    }

    /// What an answer takes: to look it up, and to give it.
    fn costs(&mut self, written: &[(String, i32)]) {
        let of = |id: &str| written.iter().find(|(key, _)| key == id).map_or(0, |(_, seconds)| seconds.unsigned_abs());
        for fact in &mut self.rules.vocabulary.facts {
            fact.seconds = of(fact.lookup.id()) + of(fact.kind.id());
        }
        for (id, _) in written {
            if Lookup::from_id(id).is_none() && Kind::from_id(id).is_none() {
                self.unknown::<()>(
                    Code::UnknownWord,
                    "costs",
                    id,
                    m::NO_SUCH_KIND_OF_FACT.text([id]),
                    m::KINDS_THERE_ARE.text([&Kind::ids().collect::<Vec<_>>().join(", ")]),
                );
            }
        }
    }

    /// The other of two facts that are compared, which must be of one kind.
    fn alike(&mut self, vocabulary: &Vocabulary, fact: &FactDoc, ix: FactIx, other: &str, key: &str) -> Option<FactIx> {
        let Some(of) = vocabulary.find(other) else { return self.unknown_fact(&fact.place, other) };
        let (a, b) = (vocabulary.fact(ix), vocabulary.fact(of));
        // A set can be part of one with the same options.
        let ids = |fact: &Fact| fact.options.iter().map(|option| option.id.clone()).collect::<Vec<_>>();
        let fits = a.kind.is_number() || key == "part_of" && a.kind == Kind::Set && ids(a) == ids(b);
        if a.kind != b.kind || a.yearly != b.yearly || !fits || ix == of {
            return self.fault(Code::WrongFact, &fact.place, m::FACTS_OF_UNLIKE_KINDS.text([&key]), m::TWO_FACTS_OF_LIKE_KIND.text([]));
        }
        Some(of)
    }

    /// What makes an answer doubtful beside others.
    fn tension(&mut self, vocabulary: &Vocabulary, fact: &FactDoc, ix: FactIx) -> Tension {
        let (written, checked) = (&fact.tension, vocabulary.fact(ix));
        let seldom_above =
            written.seldom_above.iter().filter_map(|other| self.alike(vocabulary, fact, ix, other, "seldom_above")).collect();
        let since = match &written.since {
            Some(day) => vocabulary.find(day).or_else(|| self.unknown_fact(&fact.place, day)),
            None => None,
        };
        let fits = (!written.steady || checked.yearly)
            && since.is_none_or(|since| checked.kind == Kind::Years && vocabulary.fact(since).kind == Kind::Date)
            && (!written.past || checked.kind == Kind::Date);
        if !fits {
            self.fault::<()>(Code::WrongTension, &fact.place, m::TENSION_OF_WRONG_KIND.text([]), m::TENSION_BY_KIND.text([]));
        }
        Tension { seldom_above, steady: written.steady, since, past: written.past }
    }

    /// How a fact can be changed: what is written must be all that its kind needs, and no more.
    fn lever(&mut self, place: &str, written: &LeverDoc, ix: FactIx) -> Option<Lever> {
        let fact = self.rules.vocabulary.fact(ix);
        let (kind, slot) = (fact.kind, fact.slot);
        let per = match &written.per {
            Some(per) => self.number(place, per, &Quantity::Amount(Amount::one(slot)), Some(ix))?,
            None => 1,
        };
        let after = written.after.as_deref().map(|after| match split_unit(after) {
            (years, "年") => years.parse().ok().filter(|years| (1..=100).contains(years)),
            _ => None,
        });
        let means = written.kind.as_deref().and_then(|id| Means::ALL.into_iter().find(|m| m.id() == id));
        let effort = i64::from(written.effort.unwrap_or(0));
        let weight = Some(effort * Lever::UNIT).filter(|whole| per > 0 && whole % per == 0).map(|whole| whole / per);
        let by = match (written.by.as_str(), after) {
            ("decision", None) => Some(By::Decision),
            ("work", None) => Some(By::Work),
            ("time", None) if kind == Kind::Years => Some(By::Time { after: None }),
            ("time", Some(Some(years))) if kind == Kind::Bool => Some(By::Time { after: Some(years) }),
            ("authority", None) => Some(By::Authority),
            _ => None,
        };
        let less = written.towards.as_deref() == Some("less");
        let complete = match by {
            Some(By::Decision | By::Work) => {
                let towards = matches!(written.towards.as_deref(), Some("more" | "less"));
                means.is_some() && effort > 0 && towards && kind.is_number() == written.per.is_some()
            }
            Some(By::Authority) => written.kind.is_none() && written.towards.is_none() && written.effort.is_some() == written.per.is_some(),
            Some(By::Time { .. }) => {
                [&written.kind, &written.towards, &written.per].iter().all(|more| more.is_none()) && written.effort.is_none()
            }
            None => false,
        } && !matches!(kind, Kind::Set | Kind::Date | Kind::Region);
        match (by, weight) {
            (Some(by), Some(weight)) if complete => Some(Lever { by, means, less, weight }),
            _ => self.fault(Code::WrongLever, place, m::LEVER_OF_WRONG_KIND.text([]), m::LEVER_BY_KIND.text([])),
        }
    }

    pub(super) fn fact(&mut self, fact: &FactDoc, before: &Vocabulary) -> Option<Fact> {
        let place = &fact.place;
        if before.find(&fact.id).is_some() {
            return self.fault(Code::DuplicateId, place, m::FACT_TWICE.text([&fact.id]), m::WRITE_EVERY_FACT_ONCE.text([]));
        }
        let Some(kind) = Kind::from_id(&fact.kind) else {
            let known = Kind::ids().collect::<Vec<_>>().join(", ");
            return self.fault(Code::UnknownWord, place, m::NO_SUCH_KIND_OF_FACT.text([&fact.kind]), m::KINDS_THERE_ARE.text([&known]));
        };
        let Some(section) = before.sections.iter().position(|(id, _)| *id == fact.section) else {
            return self.unknown(
                Code::UnknownEntry,
                place,
                &fact.section,
                m::NO_SUCH_SECTION.text([&fact.section]),
                m::ADD_SECTION.text([]),
            );
        };
        let Some(lookup) = Lookup::from_id(&fact.lookup) else {
            return self.fault(Code::UnknownWord, place, m::NO_SUCH_LOOKUP.text([]), m::LOOKUPS_THERE_ARE.text([]));
        };
        let (unit, unit_fits) = match kind {
            Kind::Money => (Some(m::UNIT_10_000_YUAN.text([])), fact.unit.is_none()),
            Kind::Percent => (fact.unit.clone().or_else(|| Some(m::UNIT_PERCENT.text([]))), true),
            Kind::Years => (Some(m::UNIT_YEARS.text([])), fact.unit.is_none()),
            Kind::Count => (fact.unit.clone(), fact.unit.is_some()),
            Kind::Bool | Kind::Choice | Kind::Set | Kind::Title | Kind::Date | Kind::Region => (None, fact.unit.is_none()),
        };
        let fits = unit_fits
            && (kind == Kind::Region || matches!(kind, Kind::Choice | Kind::Set) != fact.options.is_empty())
            && fact.options.len() <= OPTIONS
            && (!fact.judged || kind == Kind::Bool)
            && (!fact.yearly || kind.is_number())
            && (!fact.calendar || fact.yearly)
            && (fact.zero.is_none() || kind == Kind::Count && !fact.yearly)
            && (fact.yes.is_some() == fact.no.is_some() && (fact.yes.is_none() || kind == Kind::Bool))
            && (!fact.signed || kind.is_number())
            && (!fact.rough || kind.is_number())
            && (fact.max.is_none() || kind.is_number());
        if !fits {
            return self.fault(Code::WrongFact, place, m::FACT_DOES_NOT_FIT_KIND.text([&fact.id]), m::KEYS_BY_KIND_OF_FACT.text([]));
        }
        let mut domain = kind.domain();
        if fact.signed {
            domain.lo = -domain.hi;
        }
        if kind == Kind::Choice {
            domain.hi = i64::from(position(fact.options.len())) - 1;
        } else if kind == Kind::Set {
            domain.hi = (1 << fact.options.len()) - 1;
        }
        let stray = fact.options.iter().find(|o| kind == Kind::Region && crate::answers::region(&o.id).is_none());
        if let Some(stray) = stray {
            return self.no_region(place, &stray.id);
        }
        if let Some(max) = &fact.max {
            domain.hi = match parse_micro(max) {
                Ok(micro) if kind.is_micro() => micro,
                Ok(micro) if micro % MICRO == 0 => micro / MICRO,
                _ => {
                    return self.fault(Code::WrongNumber, place, m::WRONG_MAX.text([]), m::WRITE_NUMBER_AS_TEXT.text([]));
                }
            };
        }
        if domain.hi < domain.lo {
            return self.fault(Code::WrongNumber, place, m::MAX_TOO_SMALL.text([&fact.id]), m::MAX_NOT_BELOW_ZERO.text([]));
        }
        let lasts = match &fact.validity {
            None => None,
            Some((time, cite)) if kind == Kind::Title => Some((self.months(place, time)?, cite.clone())),
            Some(_) => {
                return self.fault(Code::WrongFact, place, m::VALIDITY_ONLY_OF_TITLES.text([]), m::LEAVE_VALIDITY_OUT.text([]));
            }
        };
        let paper = |(known, _): &(String, Text)| Some(known) == fact.document.as_ref();
        let document = match &fact.document {
            Some(id) => before.papers.iter().position(paper).or_else(|| self.unlisted(place, "papers", id)),
            None => None,
        };
        let options = fact.options.iter().map(|o| FactOption {
            id: o.id.clone(),
            label: o.label.clone(),
            help: o.help.clone(),
            words: o.words.clone(),
        });
        Some(Fact {
            id: fact.id.clone(),
            section,
            kind,
            yearly: fact.yearly,
            calendar: fact.calendar,
            judged: fact.judged,
            unit,
            domain,
            part_of: None,
            tension: Tension::default(),
            lasts,
            zero: fact.zero.clone(),
            statements: fact.no.clone().zip(fact.yes.clone()).map(|(no, yes)| [no, yes]),
            lookup,
            rough: fact.rough,
            seconds: 0,
            asked_first: fact.asked_first,
            lever: None,
            ask: fact.ask.clone(),
            label: fact.label.clone(),
            help: fact.help.clone(),
            example: fact.example.clone(),
            document,
            options: options.collect(),
            slot: Slot(position(before.slots.len())),
        })
    }
}
