//! Invented enterprises to look at; the same files the tests use.

/// The examples as cases of the public contract, each with `name` and `note`.
pub const EXAMPLES: [&str; 10] = [
    include_str!("../../tests/companies/precision-maker.json"),
    include_str!("../../tests/companies/software-house.json"),
    include_str!("../../tests/companies/funded-start-up.json"),
    include_str!("../../tests/companies/micro-instruments.json"),
    include_str!("../../tests/companies/trading-house.json"),
    include_str!("../../tests/companies/heavy-industry.json"),
    include_str!("../../tests/companies/giant-in-renewal.json"),
    include_str!("../../tests/companies/half-filled.json"),
    include_str!("../../tests/companies/contradictory.json"),
    include_str!("../../tests/companies/school-outside-the-table.json"),
];
