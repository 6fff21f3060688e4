//! The size classes of the sixteen industries, written by hand from 《中小企业划型标准规定》 and the table of 2017: a
//! second reading, not taken from the packs.

/// The classes, smallest first.
pub const CLASSES: [&str; 4] = ["micro", "small", "medium", "large"];

/// A figure and where it begins to be small, medium and large.
pub type Line = (&'static str, [u32; 3]);

/// X, 从业人员.
pub const X: &str = "staff";
/// Y, 营业收入 (of the last complete year).
pub const Y: &str = "operating_revenue";
/// Z, 资产总额 (at its end).
pub const Z: &str = "total_assets";

/// By industry: its lines.
pub const INDUSTRIES: [(&str, &[Line]); 16] = [
    ("agriculture", &[(Y, [50, 500, 20_000])]),
    ("industry", &[(X, [20, 300, 1_000]), (Y, [300, 2_000, 40_000])]),
    ("construction", &[(Y, [300, 6_000, 80_000]), (Z, [300, 5_000, 80_000])]),
    ("wholesale", &[(X, [5, 20, 200]), (Y, [1_000, 5_000, 40_000])]),
    ("retail", &[(X, [10, 50, 300]), (Y, [100, 500, 20_000])]),
    ("transport", &[(X, [20, 300, 1_000]), (Y, [200, 3_000, 30_000])]),
    ("warehousing", &[(X, [20, 100, 200]), (Y, [100, 1_000, 30_000])]),
    ("post", &[(X, [20, 300, 1_000]), (Y, [100, 2_000, 30_000])]),
    ("lodging", &[(X, [10, 100, 300]), (Y, [100, 2_000, 10_000])]),
    ("catering", &[(X, [10, 100, 300]), (Y, [100, 2_000, 10_000])]),
    ("information_transmission", &[(X, [10, 100, 2_000]), (Y, [100, 1_000, 100_000])]),
    ("software_it", &[(X, [10, 100, 300]), (Y, [50, 1_000, 10_000])]),
    ("real_estate_development", &[(Y, [100, 1_000, 200_000]), (Z, [2_000, 5_000, 10_000])]),
    ("property_management", &[(X, [100, 300, 1_000]), (Y, [500, 1_000, 5_000])]),
    ("leasing_business_services", &[(X, [10, 100, 300]), (Z, [100, 8_000, 120_000])]),
    ("other_listed", &[(X, [10, 100, 300])]),
];
