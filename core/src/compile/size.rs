//! Size classes.

use super::Compiler;
use crate::diagnostic::Code;
use crate::limits::position;
use crate::rules::*;
use crate::text::Text;
use crate::vocabulary::*;

impl Compiler<'_> {
    pub(super) fn size_standard(&mut self) {
        let doc = self.doc();
        if doc.size_standard.is_empty() {
            return;
        }
        let choice = |f: &Fact| f.kind == Kind::Choice;
        let Some(industry) = self.fact_of("size_standard", "industry", choice, "单选类事实", "a choice") else { return };
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
                        self.fault::<()>(
                            Code::OverlappingBands,
                            place,
                            Text::new("大、中、小型的下限没有依次递减", "the bounds of large, medium and small do not descend"),
                            Text::new("请核对划型标准原表", "Check them against the table"),
                        );
                    }
                    lines.push((amount.slots()[0], [small, medium, large]));
                }
            }
            if written.lines.is_empty() || industries[at].is_some() {
                self.fault::<()>(
                    Code::Empty,
                    place,
                    Text::new("该行业没有指标，或出现两次", "this industry has no lines, or stands twice"),
                    Text::new("每个行业一条，至少一项指标", "One entry an industry, with at least one line"),
                );
            }
            industries[at] = Some(SizeLines { lines });
        }
        let industry = self.rules.vocabulary.fact(industry).slot;
        self.rules.size_standards.push(SizeStandard { document: DocumentIx(position(self.pack)), industry, industries });
    }
}
