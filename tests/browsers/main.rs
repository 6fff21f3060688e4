//! The page, used in a browser as a person uses it.
//!
//! `cargo pkg test` builds the page, serves it and runs these. To run them by
//! hand, start `cargo pkg serve --release`, set `TIDU_SITE_URL` to the address it
//! prints and `TIDU_PAGE` to `pkg/dist/tidu.html`, both whole, and call `cargo test -p tidu-tests --features browsers --test browsers`.
//! Some want the npm package or the manifest, which `cargo pkg build` makes and `cargo pkg serve` does not; those of the
//! host pages in React and Vue want what the builder's `hosts.rs` makes of it, in `TIDU_HOSTS` or in `target/hosts`.
//! Those that judge accessibility want `npm ci` in `pkg/builder` to have been run.

mod a11y;
mod asked;
mod day;
mod early;
mod element;
mod embedding;
mod engines;
mod files;
mod fill;
mod frame;
mod golden;
mod guided;
mod half;
mod harness;
mod held;
mod history;
mod hosts;
mod ime;
mod instances;
mod keyboard;
mod language;
mod laws;
mod library;
mod narrow;
mod offline;
mod overview;
mod packs;
mod page;
mod pasting;
mod policies;
mod policy_list;
mod proof;
mod road;
mod saved;
mod served;
mod single;
mod widget;
mod wishes;
