//! Support policies, and the duties that go with titles.

use super::Compiler;
use super::sheet::SheetBuilder;
use crate::diagnostic::Code;
use crate::limits::position;
use crate::messages as m;
use crate::rules::*;
use crate::vocabulary::*;
use crate::written::*;
use std::collections::BTreeSet;

impl<'p> Compiler<'p> {
    pub(super) fn policies(&mut self) {
        let doc = self.doc();
        let region = doc.region.as_ref().and_then(|code| crate::answers::region(code).or_else(|| self.no_region("region", code)));
        let mut ids = BTreeSet::new();
        for written in &doc.policies {
            if !ids.insert(written.id.as_str()) {
                self.twice(&written.place, &written.id);
            }
            if let Some(policy) = self.policy(written, region) {
                self.rules.policies.push(policy);
            }
        }
    }

    pub(super) fn no_region<T>(&mut self, place: &str, code: &str) -> Option<T> {
        self.fault(Code::WrongRegion, place, m::WRONG_REGION_CODE.text([&code]), m::WRITE_REGION_CODE.text([]))
    }

    fn policy(&mut self, written: &'p PolicyDoc, region: Option<Span>) -> Option<Policy> {
        let (doc, place) = (self.doc(), written.place.as_str());
        let Some(cite) = written.cite.clone() else {
            self.no_source(place, "cite");
            return None;
        };
        if written.amounts.iter().any(|amount| amount.note.certainty == Certainty::Unverified) {
            return self.fault(Code::UnverifiedAmount, place, m::UNVERIFIED_AMOUNT.text([]), m::LEAVE_AMOUNT_OUT.text([]));
        }
        for (at, amount) in written.amounts.iter().enumerate() {
            let later =
                |to: Option<crate::day::Day>, from: Option<crate::day::Day>| to.is_some_and(|to| from.is_some_and(|from| to < from));
            let apart = |other: &AmountDoc| later(amount.to, other.from) || later(other.to, amount.from);
            if later(amount.to, amount.from) || !written.amounts[at + 1..].iter().all(apart) {
                return self.fault(Code::OverlappingDays, place, m::AMOUNT_DAYS_WRONG.text([]), m::ONE_AMOUNT_A_DAY.text([]));
            }
        }
        if let Some((rank, _)) = &written.rank
            && !(1..=9).contains(rank)
        {
            return self.fault(Code::WrongNumber, place, m::WRONG_RANK.text([&rank]), m::WRITE_RANK.text([]));
        }
        let part = match &written.part {
            None => None,
            Some(id) => Some(doc.parts.iter().position(|(known, _)| known == id).or_else(|| self.unlisted(place, "parts", id))?),
        };
        let needs = match self.rules.vocabulary.find("needs") {
            Some(fact) => self.mask(place, fact, &written.needs)?,
            None => 0,
        };
        let mut papers = Vec::new();
        for id in &written.papers {
            papers.push(
                self.rules.vocabulary.papers.iter().position(|(known, _)| known == id).or_else(|| self.unlisted(place, "papers", id))?,
            );
        }
        let mut local = Vec::new();
        for one in &written.local {
            let region = crate::answers::region(&one.region).or_else(|| self.no_region(&one.place, &one.region))?;
            let (how, when, authorities, url) = (one.how.clone(), one.when.clone(), one.authorities.clone(), one.url.clone());
            local.push(Local { region, how, when, authorities, url });
        }
        crate::order::sort_by_key(&mut local, |local| local.region.hi - local.region.lo);
        let mut not_for = Vec::new();
        for (code, text) in &written.not_for {
            not_for.push((crate::answers::region(code).or_else(|| self.no_region(place, code))?, text.clone()));
        }
        // Policies are matched after every standard, so they may ask for any.
        let mut b = SheetBuilder::new(StandardIx(u16::MAX));
        let mut criteria = Vec::new();
        if let Some(region) = region {
            let ix = self.fact_of(place, "region", |f| f.kind == Kind::Region, m::A_REGION)?;
            let slot = self.rules.vocabulary.fact(ix).slot;
            criteria.push(b.push(Test::Within(slot, region.lo, region.hi), Claim::default()));
        }
        for (span, _) in &not_for {
            let ix = self.fact_of(place, "region", |f| f.kind == Kind::Region, m::A_REGION)?;
            let slot = self.rules.vocabulary.fact(ix).slot;
            let within = b.push(Test::Within(slot, span.lo, span.hi), Claim::default());
            criteria.push(b.push(Test::Not(within), Claim::default()));
        }
        let places = criteria.clone();
        if let Some(who) = &written.who {
            // Conditions that only stand side by side are shown one by one.
            let nameless = who.id.is_none() && who.waived_by.is_none() && who.waived_in.is_empty();
            let each = match &who.form {
                FormDoc::AllOf(members) if nameless => members.as_slice(),
                _ => std::slice::from_ref(who),
            };
            let nodes: Vec<_> = each.iter().map(|one| self.criterion(&mut b, one, YearRef::Y0)).collect();
            for node in nodes {
                criteria.push(node?);
            }
        }
        let may_ask = match &written.may_ask {
            None => None,
            Some(may_ask) => {
                // The region counts for them too. What every node needs stands before it, and the root last.
                let mut nodes = places;
                if let MayAsk::Who(who) = may_ask {
                    nodes.push(self.criterion(&mut b, who, YearRef::Y0)?);
                }
                Some(b.group(Test::AllOf, nodes))
            }
        };
        let root = b.group(Test::AllOf, criteria.clone());
        let id = format!("{}/{}", doc.head.id, written.id);
        let worth = self.gives(&id, &written.worth);
        let mut who = b.conditions_of(id.clone(), DocumentIx(position(self.pack)), criteria, root);
        who.lay_out();
        let titles = who.tests.iter().filter_map(|test| {
            let (Test::Held(slot) | Test::Dated(slot, Dates { lasts: Some(_), .. })) = test else { return None };
            let (fact, _) = self.rules.vocabulary.of_slot(*slot);
            let standard = self.rules.vocabulary.standards.iter().position(|s| s.title == Some(fact))?;
            let beside = who.criteria.iter().copied().filter(|node| !who.slots(*node).contains(slot)).collect();
            Some(TitleAsked { slot: *slot, standard: StandardIx(position(standard)), beside })
        });
        let mut titles: Vec<TitleAsked> = titles.collect();
        crate::order::sort_by_key(&mut titles, |title| title.standard);
        let (in_force, certainty) = match written.in_force {
            Some((period, certainty)) => (Some(period), certainty.unwrap_or(doc.head.source.certainty)),
            None => (doc.head.in_force, doc.head.source.certainty),
        };
        Some(Policy {
            id,
            part,
            title: written.title.clone(),
            cite,
            strength: written.strength,
            benefit: written.benefit,
            needs,
            gives: written.gives.clone(),
            amounts: written.amounts.clone(),
            worth,
            who,
            may_ask,
            asks_more: written.asks_more,
            not_asked: written.not_asked.clone(),
            yields_to: Vec::new(),
            rank: written.rank.clone().map_or((Policy::RANK, None), |(rank, reason)| (rank, Some(reason))),
            who_text: written.who_text.clone(),
            how: written.how.clone(),
            when: written.when.clone(),
            papers,
            authorities: written.authorities.clone(),
            in_force,
            in_force_certainty: certainty,
            window: written.window,
            local,
            not_for,
            titles,
        })
    }

    /// Which policies yield to which, once all are there.
    pub(super) fn yields(&mut self) {
        for pack in 0..self.packs.len() {
            self.pack = pack;
            let doc = self.doc();
            for written in doc.policies.iter().filter(|policy| !policy.yields_to.is_empty()) {
                let own = format!("{}/{}", doc.head.id, written.id);
                let at = self.rules.policies.iter().position(|policy| policy.id == own);
                for other in &written.yields_to {
                    match (at, self.policy_at(&written.place, other)) {
                        (Some(own), Some(other)) if own != other => self.rules.policies[own].yields_to.push(other),
                        (Some(_), Some(_)) => self.no_policy(&written.place, other),
                        _ => {}
                    }
                }
            }
        }
    }

    /// The policy of an id, by its position.
    pub(super) fn policy_at(&mut self, place: &str, id: &str) -> Option<usize> {
        let found = self.rules.policies.iter().position(|policy| policy.id == id);
        let is = |doc: &PackDoc, policy: &PolicyDoc| id.strip_suffix(&policy.id).and_then(|id| id.strip_suffix('/')) == Some(&doc.head.id);
        // What is written and has a fault of its own is missed by nobody.
        if found.is_none() && !self.packs.iter().any(|doc| doc.policies.iter().any(|policy| is(doc, policy))) {
            self.no_policy(place, id);
        }
        found
    }

    fn no_policy(&mut self, place: &str, id: &str) {
        let own = id.rsplit('/').next().unwrap_or_default();
        self.unknown::<()>(Code::UnknownPolicy, place, own, m::NO_SUCH_POLICY.text([&id]), m::WRITE_PACK_AND_POLICY.text([]));
    }

    pub(super) fn leads(&mut self) {
        let doc = self.doc();
        for written in &doc.leads {
            let place = written.place.as_str();
            let twins =
                doc.leads.iter().filter(|lead| lead.id == written.id).count() + doc.policies.iter().filter(|p| p.id == written.id).count();
            if twins > 1 {
                self.twice(place, &written.id);
            }
            let needs = match self.rules.vocabulary.find("needs") {
                Some(fact) => self.mask(place, fact, &written.needs).unwrap_or(0),
                None => 0,
            };
            self.rules.leads.push(Lead {
                id: format!("{}/{}", doc.head.id, written.id),
                document: DocumentIx(position(self.pack)),
                name: written.name.clone(),
                text: written.text.clone(),
                needs,
                authorities: written.authorities.clone(),
                certainty: written.certainty,
            });
        }
    }

    pub(super) fn targets(&mut self) {
        let doc = self.doc();
        for (at, written) in doc.targets.iter().enumerate() {
            let place = written.place.as_str();
            if doc.targets[..at].iter().any(|target| target.id == written.id) {
                self.twice(place, &written.id);
            }
            let Ok(count @ 1..) = u32::try_from(written.count) else {
                self.fault::<()>(Code::WrongNumber, place, m::WRONG_TARGET.text([&written.count]), m::WRITE_TARGET.text([]));
                continue;
            };
            let Some(cite) = written.cite.clone() else {
                self.no_source(place, "cite");
                continue;
            };
            let mut b = SheetBuilder::new(StandardIx(u16::MAX));
            let mut criteria = Vec::new();
            // A region that is none has been told.
            if let Some(region) = doc.region.as_deref().and_then(crate::answers::region)
                && let Some(ix) = self.fact_of(place, "region", |f| f.kind == Kind::Region, m::A_REGION)
            {
                criteria.push(b.push(Test::Within(self.rules.vocabulary.fact(ix).slot, region.lo, region.hi), Claim::default()));
            }
            let Some(who) = self.criterion(&mut b, &written.who, YearRef::Y0) else { continue };
            criteria.push(who);
            let root = b.group(Test::AllOf, criteria.clone());
            let (id, document) = (format!("{}/{}", doc.head.id, written.id), DocumentIx(position(self.pack)));
            let mut who = b.conditions_of(id.clone(), document, criteria, root);
            who.lay_out();
            let (title, by) = (written.title.clone(), written.by);
            self.rules.targets.push(Target { id, document, title, count, by, who, cite });
        }
    }

    pub(super) fn unlisted<T>(&mut self, place: &str, list: &str, id: &str) -> Option<T> {
        self.unknown(Code::UnknownEntry, place, id, m::LIST_HAS_NO.text([&list, &id]), m::SPELL_OR_ADD_TO_LIST.text([]))
    }

    pub(super) fn duties(&mut self) {
        let doc = self.doc();
        for written in &doc.duties {
            let place = written.place.as_str();
            let mut of = Vec::new();
            for id in &written.of {
                of.extend(self.fact_of(place, id, |f| f.kind == Kind::Title, m::A_TITLE));
            }
            let mut not_with = Vec::new();
            for id in &written.not_with {
                not_with.extend(self.fact_of(place, id, |f| f.kind == Kind::Title, m::A_TITLE));
            }
            let Some(cite) = written.cite.clone() else {
                self.no_source(place, "cite");
                continue;
            };
            self.rules.duties.push(Duty {
                id: format!("{}/{}", doc.head.id, written.id),
                document: DocumentIx(position(self.pack)),
                title: written.title.clone(),
                text: written.text.clone(),
                cite,
                of,
                due: written.due,
                expiring_by: written.expiring_by,
                not_with,
                season: written.season,
                authorities: written.authorities.clone(),
            });
        }
    }
}
