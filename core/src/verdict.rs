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
pub struct Possible(u8);

/// The set of all verdicts.
const EVERYTHING: u8 = 0b1_1111;

impl Possible {
    /// Surely met.
    pub const MET: Possible = Possible(Verdict::Met.bit());
    /// Surely not met.
    pub const UNMET: Possible = Possible(Verdict::Unmet.bit());
    /// Met or unmet, as the missing facts will tell.
    pub const OPEN: Possible = Possible(Verdict::Met.bit() | Verdict::Unmet.bit());
    /// Declared by the enterprise, to be judged.
    pub const DECLARED: Possible = Possible(Verdict::NeedsReview.bit());
    /// A judged fact not yet answered: it can be declared or denied.
    pub const UNDECLARED: Possible = Possible(Verdict::NeedsReview.bit() | Verdict::Unmet.bit());
    /// Undefined, and to stay so: nothing left to answer will settle it.
    pub const UNDEFINED: Possible = Possible(Verdict::Unknown.bit());
    /// Met, unmet or undefined.
    pub const OPEN_OR_UNDEFINED: Possible = Possible(Possible::OPEN.0 | Verdict::Unknown.bit());
    /// Not examined.
    pub const NOT_APPLICABLE: Possible = Possible(Verdict::NotApplicable.bit());

    /// Met, unmet or open, from the two ends of what is possible.
    #[inline]
    pub fn between(surely: bool, possibly: bool) -> Possible {
        // Reckoned, not chosen: a processor that has to guess at verdicts guesses wrong.
        Possible(u8::from(surely | possibly) << Verdict::Met as u8 | u8::from(!surely) << Verdict::Unmet as u8)
    }

    /// All of both: the least of the two; what is not applicable is left out.
    #[inline]
    pub fn and(self, other: Possible) -> Possible {
        Possible::all([self, other])
    }

    /// Any of both: the greatest of the two; what is not applicable is left out.
    #[inline]
    pub fn or(self, other: Possible) -> Possible {
        Possible::any([self, other])
    }

    /// All of them: the least; what is not applicable is left out, as if it stood above all others.
    ///
    /// A verdict may turn out to be the least if it is possible of one of them, and it or a greater one of every
    /// other.
    #[inline]
    pub fn all(of: impl IntoIterator<Item = Possible>) -> Possible {
        let (mut possible, mut least) = (Possible::NOT_APPLICABLE.0, EVERYTHING);
        for one in of {
            possible |= one.0;
            // Every bit up to the highest.
            let halved = one.0 | one.0 >> 1;
            least &= halved | halved >> 2 | one.0 >> 4;
        }
        Possible(possible & least)
    }

    /// Any of them: the greatest; what is not applicable is left out, as if it stood below all others.
    #[inline]
    pub fn any(of: impl IntoIterator<Item = Possible>) -> Possible {
        // As above, the other way round: "not applicable" is turned to the lowest bit, and back at the end.
        let (mut possible, mut greatest) = (1, EVERYTHING);
        for one in of {
            let turned = (one.0 << 1 | one.0 >> 4) & EVERYTHING;
            possible |= turned;
            // Every bit from the lowest.
            greatest &= turned | turned.wrapping_neg();
        }
        let turned = possible & greatest;
        Possible((turned >> 1 | turned << 4) & EVERYTHING)
    }

    /// Met and unmet change places.
    pub fn negated(self) -> Possible {
        let (met, unmet) = (Verdict::Met.bit(), Verdict::Unmet.bit());
        let kept = self.0 & !(met | unmet);
        Possible(kept | if self.may_be(Verdict::Met) { unmet } else { 0 } | if self.may_be(Verdict::Unmet) { met } else { 0 })
    }

    /// Not applicable where the waiver holds; a waiver that needs review or is undefined leaves both possible,
    /// for the authority may or may not grant it.
    pub fn waived_by(self, waiver: Possible) -> Possible {
        let mut out = 0;
        if waiver.0 & !Verdict::Unmet.bit() & !Verdict::NotApplicable.bit() != 0 {
            out |= Verdict::NotApplicable.bit();
        }
        if waiver != Possible::MET {
            out |= self.0;
        }
        Possible(out)
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
    pub fn is_within(self, other: Possible) -> bool {
        self.0 & !other.0 == 0
    }

    /// Both sets together.
    #[must_use]
    pub fn union(self, other: Possible) -> Possible {
        Possible(self.0 | other.0)
    }

    /// What is possible in both; the first where they have nothing in common, which two true statements never have.
    pub(crate) fn both(self, other: Possible) -> Possible {
        if self.0 & other.0 == 0 { self } else { Possible(self.0 & other.0) }
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
            Possible::MET => Verdict::Met,
            Possible::UNMET => Verdict::Unmet,
            Possible::NOT_APPLICABLE => Verdict::NotApplicable,
            Possible(bits) if bits & REVIEW != 0 && bits & NO == 0 => Verdict::NeedsReview,
            _ => Verdict::Unknown,
        }
    }
}

/// The verdict to show of every set, made once when the crate is compiled.
static SHOWN: [Verdict; EVERYTHING as usize + 1] = {
    let mut all = [Verdict::Unknown; EVERYTHING as usize + 1];
    let mut set = 0;
    while set <= EVERYTHING {
        all[set as usize] = Possible(set).shown();
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
        let one = |v: Verdict| Possible(v.bit());
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
        assert_eq!(Possible::UNDECLARED.and(Possible::MET).verdict(), Unknown);
        assert_eq!(Possible::DECLARED.or(Possible::OPEN).verdict(), NeedsReview);
        assert_eq!(Possible::DECLARED.and(Possible::OPEN).verdict(), Unknown);
        assert_eq!(Possible::UNMET.and(Possible::OPEN_OR_UNDEFINED).verdict(), Unmet);
        assert_eq!(Possible::MET.or(Possible::OPEN_OR_UNDEFINED).verdict(), Met);
        assert_eq!(Possible::MET.negated(), Possible::UNMET);
        assert_eq!(Possible::DECLARED.negated(), Possible::DECLARED);
    }

    #[test]
    fn combinations_of_sets_are_those_of_their_members() {
        let sets = || (1..=EVERYTHING).map(Possible);
        let members = |set: Possible| Verdict::ALL.into_iter().filter(move |v| set.may_be(*v));
        for (a, b) in sets().flat_map(|a| sets().map(move |b| (a, b))) {
            let pairs = || members(a).flat_map(|x| members(b).map(move |y| (Possible(x.bit()), Possible(y.bit()))));
            assert_eq!(a.and(b).0, pairs().fold(0, |set, (x, y)| set | x.and(y).0), "{a:?} and {b:?}");
            assert_eq!(a.or(b).0, pairs().fold(0, |set, (x, y)| set | x.or(y).0), "{a:?} or {b:?}");
            for c in sets() {
                assert_eq!(Possible::all([a, b, c]), a.and(b).and(c));
                assert_eq!(Possible::any([a, b, c]), a.or(b).or(c));
            }
        }
    }

    #[test]
    fn a_waiver_not_yet_answered_leaves_both_open() {
        assert_eq!(Possible::UNMET.waived_by(Possible::MET), Possible::NOT_APPLICABLE);
        assert_eq!(Possible::UNMET.waived_by(Possible::UNMET), Possible::UNMET);
        assert_eq!(Possible::UNMET.waived_by(Possible::OPEN).verdict(), Verdict::Unknown);
        assert_eq!(Possible::MET.waived_by(Possible::OPEN).verdict(), Verdict::Unknown);
        // Whichever way the waiver goes, the standard as a whole is met.
        assert_eq!(Possible::MET.waived_by(Possible::OPEN).and(Possible::MET), Possible::MET);
        assert_eq!(Possible::DECLARED.waived_by(Possible::OPEN).verdict(), Verdict::NeedsReview);
    }

    #[test]
    fn what_lies_between_two_ends_is_met_unmet_or_open() {
        for (surely, possibly, possible) in
            [(true, true, Possible::MET), (false, true, Possible::OPEN), (false, false, Possible::UNMET), (true, false, Possible::MET)]
        {
            assert_eq!(Possible::between(surely, possibly), possible, "{surely} {possibly}");
        }
    }

    #[test]
    fn a_set_of_one_is_settled_and_lies_within_every_set_that_holds_it() {
        for (set, settled, of_open, of_undeclared) in [
            (Possible::MET, true, true, false),
            (Possible::UNMET, true, true, true),
            (Possible::OPEN, false, true, false),
            (Possible::UNDECLARED, false, false, true),
        ] {
            assert_eq!(set.is_settled(), settled, "{set:?}");
            assert_eq!((set.is_within(Possible::OPEN), set.is_within(Possible::UNDECLARED)), (of_open, of_undeclared), "{set:?}");
        }
    }

    #[test]
    fn sets_are_joined_and_narrowed() {
        for (one, other, union, both) in [
            (Possible::MET, Possible::UNMET, Possible::OPEN, Possible::MET),
            (Possible::OPEN, Possible::MET, Possible::OPEN, Possible::MET),
            (Possible::UNDECLARED, Possible::UNMET, Possible::UNDECLARED, Possible::UNMET),
            (Possible::MET, Possible::OPEN, Possible::OPEN, Possible::MET),
        ] {
            assert_eq!((one.union(other), one.both(other)), (union, both), "{one:?} {other:?}");
        }
    }
}
