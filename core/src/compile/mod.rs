//! From what was written to rules. Everything that could go wrong at a desk is found here, in one pass, and
//! told with its place and its remedy; what comes out cannot fail.

mod vocabulary;
mod quantity;
mod sheet;
mod score;
mod size;
mod tears;
mod implication;
mod policy;
mod worth;

pub(crate) use quantity::split_unit;

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::{DOCUMENTS, POLICIES, STANDARDS, position};
use crate::messages as m;
use crate::order::sort_by_key;
use crate::rules::*;
use crate::text::{Message, Text};
use crate::vocabulary::*;
use crate::written::*;
use std::collections::BTreeSet;

/// Checks packs against each other and makes rules of them. One of them must be the vocabulary.
///
/// # Errors
/// Every fault of every pack; nothing is compiled while there is one. There may be none to tell: what is missing for a
/// fault that [`crate::read::read`] told already is not told again.
pub fn compile(packs: &[PackDoc]) -> Result<RuleSet, Vec<Diagnostic>> {
    let mut c = Compiler { rules: RuleSet::default(), packs, pack: 0, found: Vec::new(), misses_what_is_told: false };
    if packs.len() > DOCUMENTS {
        c.beyond("", packs.len(), DOCUMENTS, m::PACKS);
        return Err(c.found);
    }
    c.ids_are_unique();
    // Without a vocabulary nothing that is written can be looked up.
    if !c.vocabulary() {
        return Err(c.found);
    }
    for pack in 0..packs.len() {
        c.pack = pack;
        c.document();
        c.rates();
    }
    for (pack, doc) in packs.iter().enumerate() {
        c.pack = pack;
        if doc.region.is_some() {
            c.region();
        }
        if c.within("standards", doc.standards.len(), STANDARDS, m::STANDARDS) {
            doc.standards.iter().for_each(|standard| c.sheet(standard));
        }
        c.size_standard();
        let lists = [
            ("policies", doc.policies.len(), m::ITEMS_POLICIES),
            ("duties", doc.duties.len(), m::ITEMS_DUTIES),
            ("leads", doc.leads.len(), m::ITEMS_LEADS),
            ("parts", doc.parts.len(), m::ITEMS_PARTS),
            ("targets", doc.targets.len(), m::ITEMS_TARGETS),
        ];
        let fit = lists.map(|(key, count, what)| c.within(key, count, POLICIES, what));
        if fit == [true; 5] {
            c.policies();
            c.duties();
            c.leads();
            c.targets();
        }
    }
    c.yields();
    c.relations();
    let RuleSet { sheets, policies, size_standards, .. } = &mut c.rules;
    sheets.iter_mut().chain(policies.iter_mut().map(|policy| &mut policy.who)).for_each(|sheet| sheet.find_tears(size_standards));
    // The sort is stable: sheets of equally wide regions stay in the order of their documents.
    let RuleSet { sheets, documents, .. } = &mut c.rules;
    let codes = |sheet: &Sheet| documents[usize::from(sheet.document.0)].region.map_or(i64::MAX, |region| region.hi - region.lo);
    sort_by_key(sheets, codes);
    c.one_document_governs();
    if c.found.is_empty() && !c.misses_what_is_told { Ok(c.rules) } else { Err(c.found) }
}

struct Compiler<'p> {
    rules: RuleSet,
    packs: &'p [PackDoc],
    pack: usize,
    found: Vec<Diagnostic>,
    /// Whether something is missing that was left out for a fault of its own: parts that hang on it are then missing too.
    misses_what_is_told: bool,
}

impl<'p> Compiler<'p> {
    fn doc(&self) -> &'p PackDoc {
        &self.packs[self.pack]
    }

    fn fault<T>(&mut self, code: Code, place: &str, problem: Text, remedy: Text) -> Option<T> {
        let pack = self.doc().head.id.clone();
        let fault = Diagnostic { code, pack, place: place.to_owned(), problem, remedy };
        // What several standards take in is looked at for each of them, and told once.
        if !self.found.contains(&fault) {
            self.found.push(fault);
        }
        None
    }

    /// An id that nothing has. What is written somewhere and left out for a fault of its own is missed by nobody: that
    /// fault is told.
    fn unknown<T>(&mut self, code: Code, place: &str, id: &str, problem: Text, remedy: Text) -> Option<T> {
        let written = |doc: &PackDoc| {
            let facts = doc.vocabulary.iter().filter(|_| code == Code::UnknownFact).flat_map(|v| &v.facts);
            doc.left_out.iter().chain(facts.map(|fact| &fact.id)).any(|known| known == id)
        };
        if self.packs.iter().any(written) {
            self.misses_what_is_told = true;
            return None;
        }
        self.fault(code, place, problem, remedy)
    }

    /// Whether there are no more of something than a pack may hold; more are a fault.
    fn within(&mut self, place: &str, count: usize, most: usize, what: Message<0>) -> bool {
        if count > most {
            self.beyond(place, count, most, what);
        }
        count <= most
    }

    fn beyond(&mut self, place: &str, count: usize, most: usize, what: Message<0>) {
        self.fault::<()>(Code::TooLarge, place, m::MORE_THAN_CAN_BE_HELD.text([&count, &what]), m::SPLIT_OR_SHORTEN.text([&most, &what]));
    }

    fn ids_are_unique(&mut self) {
        let mut seen = BTreeSet::new();
        for pack in 0..self.packs.len() {
            self.pack = pack;
            if !seen.insert(self.packs[pack].head.id.as_str()) {
                self.fault::<()>(Code::DuplicateId, "id", m::PACK_ID_TWICE.text([]), m::PACK_IDS_UNIQUE.text([]));
            }
        }
    }

    fn unknown_fact<T>(&mut self, place: &str, id: &str) -> Option<T> {
        self.unknown(Code::UnknownFact, place, id, m::NO_SUCH_FACT_IN_VOCABULARY.text([&id]), m::SPELL_OR_ADD_FACT.text([]))
    }

    fn unknown_standard<T>(&mut self, place: &str, id: &str) -> Option<T> {
        self.unknown(Code::UnknownStandard, place, id, m::NO_SUCH_STANDARD.text([&id]), m::SPELL_OR_ADD_STANDARD.text([]))
    }

    /// A fact of one of these kinds.
    fn fact_of(&mut self, place: &str, id: &str, fits: impl Fn(&Fact) -> bool, what: Message<0>) -> Option<FactIx> {
        let Some(ix) = self.rules.vocabulary.find(id) else { return self.unknown_fact(place, id) };
        if fits(self.rules.vocabulary.fact(ix)) {
            return Some(ix);
        }
        self.fault(Code::WrongFact, place, m::FACT_OF_WRONG_KIND.text([&id]), m::THIS_TAKES.text([&what]))
    }

    /// What a document of one region may lay down, and what it takes to tell who is meant.
    fn region(&mut self) {
        let doc = self.doc();
        if !doc.standards.is_empty() {
            self.fact_of("region", "region", |f| f.kind == Kind::Region, m::A_REGION);
        }
        if !doc.size_standard.is_empty() {
            self.fault::<()>(
                Code::RegionalSizeStandard,
                "size_standard",
                m::REGIONAL_SIZE_STANDARD.text([]),
                m::ONE_SIZE_STANDARD.text([]),
            );
        }
    }

    fn document(&mut self) {
        let doc = self.doc();
        let succeeds = doc.succeeds.as_ref().and_then(|id| match self.packs.iter().position(|p| p.head.id == *id) {
            Some(at) => Some(DocumentIx(position(at))),
            None => self.unknown(Code::UnknownDocument, "succeeds", id, m::NO_SUCH_DOCUMENT.text([&id]), m::WRITE_FORMER_DOCUMENT.text([])),
        });
        let mut definitions = Vec::new();
        let mut ids = BTreeSet::new();
        for definition in &doc.definitions {
            let facts = definition.facts.iter().filter_map(|id| match self.rules.vocabulary.find(id) {
                Some(fact) => Some(fact),
                None => self.unknown_fact(&definition.place, id),
            });
            let facts = facts.collect();
            let (term, cite, text) = (definition.term.clone(), definition.cite.clone(), definition.text.clone());
            definitions.push(Definition { term, cite, text, facts });
            if !ids.insert(definition.id.as_str()) {
                self.twice(&definition.place, &definition.id);
            }
        }
        let region = doc.region.as_ref().and_then(|code| crate::answers::region(code));
        let (head, parts) = (doc.head.clone(), doc.parts.clone());
        self.rules.documents.push(Document { head, succeeds, definitions, parts, region, origin: None });
    }

    fn twice(&mut self, place: &str, id: &str) {
        self.fault::<()>(Code::DuplicateId, place, m::ID_USED_TWICE.text([&id]), m::IDS_UNIQUE_IN_STANDARD.text([]));
    }

    fn one_document_governs(&mut self) {
        let mut clashes = Vec::new();
        let sheets = &self.rules.sheets;
        for (i, a) in sheets.iter().enumerate() {
            for b in &sheets[i..] {
                // Of two regions the narrower goes before the wider.
                let region = |sheet: &Sheet| self.rules.document(sheet.document).region;
                let alike = a.standard == b.standard && region(a) == region(b);
                let Some(standard) = a.standard.filter(|_| alike) else { continue };
                for (n, x) in a.governs.iter().enumerate() {
                    for (m, y) in b.governs.iter().enumerate() {
                        let same = std::ptr::eq(a, b) && m <= n;
                        let shared = x.procedures.iter().find(|p| y.procedures.contains(p));
                        if let (false, Some(procedure), true) = (same, shared, x.period.overlaps(&y.period)) {
                            clashes.push((a.document, b.document, standard, *procedure, x.period.from.max(y.period.from)));
                        }
                    }
                }
            }
        }
        for (a, b, standard, procedure, day) in clashes {
            self.pack = b.0 as usize;
            let other = self.packs[a.0 as usize].head.id.clone();
            let standard = self.rules.vocabulary.standard(standard).id.clone();
            let procedure = procedure.id();
            self.fault::<()>(
                Code::OverlappingDays,
                "standards",
                m::TWO_DOCUMENTS_GOVERN.text([&day, &standard, &procedure, &other]),
                m::CHANGE_GOVERNS.text([]),
            );
        }
        let lists: Vec<_> = self.rules.size_standards.iter().map(|s| (s.document, self.rules.document(s.document).head.in_force)).collect();
        for (i, (a, x)) in lists.iter().enumerate() {
            for (b, y) in &lists[i + 1..] {
                if x.is_none_or(|x| y.is_none_or(|y| x.overlaps(&y))) {
                    self.pack = b.0 as usize;
                    let other = self.packs[a.0 as usize].head.id.clone();
                    self.fault::<()>(
                        Code::OverlappingDays,
                        "size_standard",
                        m::TWO_SIZE_STANDARDS.text([&other]),
                        m::CHANGE_IN_FORCE.text([]),
                    );
                }
            }
        }
    }
}
