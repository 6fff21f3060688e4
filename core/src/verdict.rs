//! Verdicts, and the sets of verdicts that are still possible.
//!
//! While facts are missing, a criterion has not one verdict but a set of those it may yet turn out to have. The
//! engine reckons with these sets; only what is shown is a single [`Verdict`]. A set of one can only stay as it
//! is when more is answered, which is why a verdict of met or unmet never changes.

/// What can be said of a criterion, a standard or a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
#[repr(u8)]
pub enum Verdict {
    /// Not satisfied, whatever else is answered.
    Unmet = 0,
    /// Still open, or undefined (a ratio over nothing).
    Unknown = 1,
    /// The enterprise declares it; an authority decides.
    NeedsReview = 2,
    /// Satisfied by the facts alone, whatever else is answered.
    Met = 3,
    /// Not examined: waived, or no rule in force.
    NotApplicable = 4,
}

impl Verdict {
    /// All of them, least first, and "not applicable" last.
    pub const ALL: [Verdict; 5] = [Verdict::Unmet, Verdict::Unknown, Verdict::NeedsReview, Verdict::Met, Verdict::NotApplicable];

    /// The identifier used in reports.
    pub fn id(self) -> &'static str {
        match self {
            Verdict::Unmet => "unmet",
            Verdict::Unknown => "unknown",
            Verdict::NeedsReview => "needs_review",
            Verdict::Met => "met",
            Verdict::NotApplicable => "not_applicable",
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The verdicts that remain possible; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerdictSet(u8);

/// The set of all verdicts.
const EVERYTHING: u8 = 0b1_1111;

impl VerdictSet {
    /// Surely met.
    pub const MET: VerdictSet = VerdictSet(Verdict::Met.bit());
    /// Surely not met.
    pub const UNMET: VerdictSet = VerdictSet(Verdict::Unmet.bit());
    /// Met or unmet, as the missing facts will tell.
    pub const OPEN: VerdictSet = VerdictSet(Verdict::Met.bit() | Verdict::Unmet.bit());
    /// Declared by the enterprise, to be judged.
    pub const DECLARED: VerdictSet = VerdictSet(Verdict::NeedsReview.bit());
    /// A judged fact not yet answered: it can be declared or denied.
    pub const UNDECLARED: VerdictSet = VerdictSet(Verdict::NeedsReview.bit() | Verdict::Unmet.bit());
    /// Undefined, and to stay so: nothing left to answer will settle it.
    pub const UNDEFINED: VerdictSet = VerdictSet(Verdict::Unknown.bit());
    /// Met, unmet or undefined.
    pub const OPEN_OR_UNDEFINED: VerdictSet = VerdictSet(VerdictSet::OPEN.0 | Verdict::Unknown.bit());
    /// Not examined.
    pub const NOT_APPLICABLE: VerdictSet = VerdictSet(Verdict::NotApplicable.bit());

    /// Met, unmet or open, from the two ends of what is possible.
    #[inline]
    pub fn between(surely: bool, possibly: bool) -> VerdictSet {
        // Reckoned, not chosen: a processor that has to guess at verdicts guesses wrong.
        VerdictSet(u8::from(surely | possibly) << Verdict::Met as u8 | u8::from(!surely) << Verdict::Unmet as u8)
    }

    /// All of both: the least of the two; what is not applicable is left out.
    #[inline]
    pub fn and(self, other: VerdictSet) -> VerdictSet {
        VerdictSet::all([self, other])
    }

    /// Any of both: the greatest of the two; what is not applicable is left out.
    #[inline]
    pub fn or(self, other: VerdictSet) -> VerdictSet {
        VerdictSet::any([self, other])
    }

    /// All of them: the least; what is not applicable is left out, as if it stood above all others.
    ///
    /// A verdict may turn out to be the least if it is possible of one of them, and it or a greater one of every
    /// other.
    #[inline]
    pub fn all(of: impl IntoIterator<Item = VerdictSet>) -> VerdictSet {
        let (mut possible, mut least) = (VerdictSet::NOT_APPLICABLE.0, EVERYTHING);
        for one in of {
            possible |= one.0;
            // Every bit up to the highest.
            let halved = one.0 | one.0 >> 1;
            least &= halved | halved >> 2 | one.0 >> 4;
        }
        VerdictSet(possible & least)
    }

    /// Any of them: the greatest; what is not applicable is left out, as if it stood below all others.
    #[inline]
    pub fn any(of: impl IntoIterator<Item = VerdictSet>) -> VerdictSet {
        // As above, the other way round: "not applicable" is turned to the lowest bit, and back at the end.
        let (mut possible, mut greatest) = (1, EVERYTHING);
        for one in of {
            let turned = (one.0 << 1 | one.0 >> 4) & EVERYTHING;
            possible |= turned;
            // Every bit from the lowest.
            greatest &= turned | turned.wrapping_neg();
        }
        let turned = possible & greatest;
        VerdictSet((turned >> 1 | turned << 4) & EVERYTHING)
    }

    /// Met and unmet change places.
    pub fn negated(self) -> VerdictSet {
        let (met, unmet) = (Verdict::Met.bit(), Verdict::Unmet.bit());
        let kept = self.0 & !(met | unmet);
        VerdictSet(kept | if self.may_be(Verdict::Met) { unmet } else { 0 } | if self.may_be(Verdict::Unmet) { met } else { 0 })
    }

    /// Not applicable where the waiver holds; a waiver that needs review or is undefined leaves both possible,
    /// for the authority may or may not grant it.
    pub fn waived_by(self, waiver: VerdictSet) -> VerdictSet {
        let mut out = 0;
        if waiver.0 & !Verdict::Unmet.bit() & !Verdict::NotApplicable.bit() != 0 {
            out |= Verdict::NotApplicable.bit();
        }
        if waiver != VerdictSet::MET {
            out |= self.0;
        }
        VerdictSet(out)
    }

    /// Whether this verdict is still possible.
    #[inline]
    pub fn may_be(self, verdict: Verdict) -> bool {
        self.0 & verdict.bit() != 0
    }

    /// Whether answering more can no longer change anything.
    #[inline]
    pub fn is_settled(self) -> bool {
        self.0.is_power_of_two()
    }

    /// Whether everything possible here is possible there too.
    pub fn is_within(self, other: VerdictSet) -> bool {
        self.0 & !other.0 == 0
    }

    /// Both sets together.
    #[must_use]
    pub fn union(self, other: VerdictSet) -> VerdictSet {
        VerdictSet(self.0 | other.0)
    }

    /// What is possible in both; the first where they have nothing in common, which two true statements never have.
    pub(crate) fn both(self, other: VerdictSet) -> VerdictSet {
        if self.0 & other.0 == 0 { self } else { VerdictSet(self.0 & other.0) }
    }

    /// The one verdict to show: met, unmet or not applicable only when nothing else is possible; needs review when
    /// the enterprise's part is done and no answer can turn it down.
    #[inline]
    pub fn verdict(self) -> Verdict {
        SHOWN[self.0 as usize]
    }

    const fn shown(self) -> Verdict {
        const REVIEW: u8 = Verdict::NeedsReview.bit();
        const NO: u8 = Verdict::Unmet.bit() | Verdict::Unknown.bit();
        match self {
            VerdictSet::MET => Verdict::Met,
            VerdictSet::UNMET => Verdict::Unmet,
            VerdictSet::NOT_APPLICABLE => Verdict::NotApplicable,
            VerdictSet(bits) if bits & REVIEW != 0 && bits & NO == 0 => Verdict::NeedsReview,
            _ => Verdict::Unknown,
        }
    }
}

/// The verdict to show of every set, made once when the crate is compiled.
static SHOWN: [Verdict; EVERYTHING as usize + 1] = {
    let mut all = [Verdict::Unknown; EVERYTHING as usize + 1];
    let mut set = 0;
    while set <= EVERYTHING {
        all[set as usize] = VerdictSet(set).shown();
        set += 1;
    }
    all
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combinations_are_least_and_greatest() {
        use Verdict::{Met, NeedsReview, NotApplicable, Unknown, Unmet};
        let one = |v: Verdict| VerdictSet(v.bit());
        for a in Verdict::ALL {
            for b in Verdict::ALL {
                let (least, greatest) = match (a, b) {
                    (NotApplicable, other) | (other, NotApplicable) => (other, other),
                    (a, b) => (a.min(b), a.max(b)),
                };
                assert_eq!(one(a).and(one(b)).verdict(), least, "{a:?} and {b:?}");
                assert_eq!(one(a).or(one(b)).verdict(), greatest, "{a:?} or {b:?}");
            }
        }
        assert_eq!(VerdictSet::UNDECLARED.and(VerdictSet::MET).verdict(), Unknown);
        assert_eq!(VerdictSet::DECLARED.or(VerdictSet::OPEN).verdict(), NeedsReview);
        assert_eq!(VerdictSet::DECLARED.and(VerdictSet::OPEN).verdict(), Unknown);
        assert_eq!(VerdictSet::UNMET.and(VerdictSet::OPEN_OR_UNDEFINED).verdict(), Unmet);
        assert_eq!(VerdictSet::MET.or(VerdictSet::OPEN_OR_UNDEFINED).verdict(), Met);
        assert_eq!(VerdictSet::MET.negated(), VerdictSet::UNMET);
        assert_eq!(VerdictSet::DECLARED.negated(), VerdictSet::DECLARED);
    }

    #[test]
    fn combinations_of_sets_are_those_of_their_members() {
        let sets = || (1..=EVERYTHING).map(VerdictSet);
        let members = |set: VerdictSet| Verdict::ALL.into_iter().filter(move |v| set.may_be(*v));
        for (a, b) in sets().flat_map(|a| sets().map(move |b| (a, b))) {
            let pairs = || members(a).flat_map(|x| members(b).map(move |y| (VerdictSet(x.bit()), VerdictSet(y.bit()))));
            assert_eq!(a.and(b).0, pairs().fold(0, |set, (x, y)| set | x.and(y).0), "{a:?} and {b:?}");
            assert_eq!(a.or(b).0, pairs().fold(0, |set, (x, y)| set | x.or(y).0), "{a:?} or {b:?}");
            for c in sets() {
                assert_eq!(VerdictSet::all([a, b, c]), a.and(b).and(c));
                assert_eq!(VerdictSet::any([a, b, c]), a.or(b).or(c));
            }
        }
    }

    #[test]
    fn a_waiver_not_yet_answered_leaves_both_open() {
        assert_eq!(VerdictSet::UNMET.waived_by(VerdictSet::MET), VerdictSet::NOT_APPLICABLE);
        assert_eq!(VerdictSet::UNMET.waived_by(VerdictSet::UNMET), VerdictSet::UNMET);
        assert_eq!(VerdictSet::UNMET.waived_by(VerdictSet::OPEN).verdict(), Verdict::Unknown);
        assert_eq!(VerdictSet::MET.waived_by(VerdictSet::OPEN).verdict(), Verdict::Unknown);
        // Whichever way the waiver goes, the standard as a whole is met.
        assert_eq!(VerdictSet::MET.waived_by(VerdictSet::OPEN).and(VerdictSet::MET), VerdictSet::MET);
        assert_eq!(VerdictSet::DECLARED.waived_by(VerdictSet::OPEN).verdict(), Verdict::NeedsReview);
    }

    #[test]
    fn what_lies_between_two_ends_is_met_unmet_or_open() {
        for (surely, possibly, possible) in [
            (true, true, VerdictSet::MET),
            (false, true, VerdictSet::OPEN),
            (false, false, VerdictSet::UNMET),
            (true, false, VerdictSet::MET),
        ] {
            assert_eq!(VerdictSet::between(surely, possibly), possible, "{surely} {possibly}");
        }
    }

    #[test]
    fn a_set_of_one_is_settled_and_lies_within_every_set_that_holds_it() {
        for (set, settled, of_open, of_undeclared) in [
            (VerdictSet::MET, true, true, false),
            (VerdictSet::UNMET, true, true, true),
            (VerdictSet::OPEN, false, true, false),
            (VerdictSet::UNDECLARED, false, false, true),
        ] {
            assert_eq!(set.is_settled(), settled, "{set:?}");
            assert_eq!((set.is_within(VerdictSet::OPEN), set.is_within(VerdictSet::UNDECLARED)), (of_open, of_undeclared), "{set:?}");
        }
    }

    #[test]
    fn sets_are_joined_and_narrowed() {
        for (one, other, union, both) in [
            (VerdictSet::MET, VerdictSet::UNMET, VerdictSet::OPEN, VerdictSet::MET),
            (VerdictSet::OPEN, VerdictSet::MET, VerdictSet::OPEN, VerdictSet::MET),
            (VerdictSet::UNDECLARED, VerdictSet::UNMET, VerdictSet::UNDECLARED, VerdictSet::UNMET),
            (VerdictSet::MET, VerdictSet::OPEN, VerdictSet::OPEN, VerdictSet::MET),
        ] {
            assert_eq!((one.union(other), one.both(other)), (union, both), "{one:?} {other:?}");
        }
    }
}
