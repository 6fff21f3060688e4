//! Size classes.

use super::Compiler;
use crate::diagnostic::Code;
use crate::limits::position;
use crate::messages as m;
use crate::rules::*;
use crate::vocabulary::*;

impl Compiler<'_> {
    pub(super) fn size_standard(&mut self) {
        let doc = self.doc();
        if doc.size_standard.is_empty() {
            return;
        }
        let choice = |f: &Fact| f.kind == Kind::Choice;
        let Some(industry) = self.fact_of("size_standard", "industry", choice, m::A_CHOICE) else { return };
        let mut industries = vec![None; self.rules.vocabulary.fact(industry).options.len()];
        for written in &doc.size_standard {
            let place = &written.place;
            if written.cite.is_none() {
                self.no_source(place, "cite");
            }
            let Some(at) = self.rules.vocabulary.fact(industry).option(&written.id) else {
                self.mask(place, industry, std::slice::from_ref(&written.id));
                continue;
            };
            let mut lines = Vec::new();
            for (of, [large, medium, small]) in &written.lines {
                let Some((Quantity::Amount(amount), fact)) = self.quantity(place, of, YearRef::Y0) else { continue };
                let of = Quantity::Amount(amount);
                let bounds = [small, medium, large].map(|text| self.number(place, text, &of, fact));
                if let [Some(small), Some(medium), Some(large)] = bounds {
                    if !(small < medium && medium < large) {
                        self.fault::<()>(Code::OverlappingBands, place, m::SIZE_BOUNDS_NOT_FALLING.text([]), m::CHECK_SIZE_TABLE.text([]));
                    }
                    lines.push((amount.slots()[0], [small, medium, large]));
                }
            }
            if written.lines.is_empty() || industries[at].is_some() {
                self.fault::<()>(Code::Empty, place, m::INDUSTRY_WITHOUT_LINES.text([]), m::ONE_ENTRY_AN_INDUSTRY.text([]));
            }
            industries[at] = Some(SizeLines { lines });
        }
        let industry = self.rules.vocabulary.fact(industry).slot;
        self.rules.size_standards.push(SizeStandard { document: DocumentIx(position(self.pack)), industry, industries });
    }
}
