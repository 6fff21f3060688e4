//! The keys of which an object of a pack has exactly one. Whoever reads them or describes them goes through all of them by
//! name, so that the compiler asks for what a new one means.

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $key:literal),+ $(,)? })+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is described in core/packs/README.md")]
        pub enum $name { $($variant),+ }

        impl $name {
            /// All of them, each with its key.
            pub const ALL: &'static [(&'static str, $name)] = &[$(($key, $name::$variant)),+];
        }
    )+ };
}

keys! {
    /// The forms of a criterion.
    FormKey {
        AllOf = "all_of",
        AnyOf = "any_of",
        Not = "not",
        AtLeast = "at_least",
        AtMost = "at_most",
        MoreThan = "more_than",
        LessThan = "less_than",
        EveryYear = "every_year",
        ThisYear = "this_year",
        Ranked = "ranked",
        Holds = "holds",
        Declared = "declared",
        OneOf = "one_of",
        Includes = "includes",
        Held = "held",
        Won = "won",
        Since = "since",
        Lapsing = "lapsing",
        Within = "within",
        SizeAtMost = "size_at_most",
        ScoreAtLeast = "score_at_least",
        Meets = "meets",
        Use = "use",
    }

    /// The forms of a quantity that is not a fact.
    QuantityKey {
        Ratio = "ratio",
        Sum = "sum",
        SumOfYears = "sum_of_years",
        MeanOfYears = "mean_of_years",
        Growth = "growth",
        AverageGrowth = "average_growth",
        CompoundGrowth = "compound_growth",
    }

    /// The ways of giving points.
    ScaleKey {
        Bands = "bands",
        Cases = "cases",
        Tally = "tally",
        Steps = "steps",
        Given = "given",
        BestOf = "best_of",
    }

    /// When a duty is due.
    DueKey {
        Yearly = "yearly",
        BeforeExpiry = "before_expiry",
        WithinMonths = "within_months",
        Window = "window",
    }

    /// The forms of a formula that is neither a number nor a fact.
    FormulaKey {
        Rate = "rate",
        Product = "product",
        Sum = "sum",
        Least = "least",
        Difference = "difference",
        Cases = "cases",
    }

    /// How policies stand to each other.
    TieKey {
        Requires = "requires",
        Choice = "choice",
        Precedence = "precedence",
        SharedCap = "shared_cap",
        NotSaid = "not_said",
    }
}
