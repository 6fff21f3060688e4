//! The page, used in a browser as a person uses it.
//!
//! `cargo pkg test` builds the page, serves it and runs these. To run them by
//! hand, start `cargo pkg serve`, set `TIDU_SITE_URL` to the address it prints and
//! call `cargo test -p tidu-tests --features browsers --test browsers`.

mod harness;
mod page;
