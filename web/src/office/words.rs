//! What the page of the library says, by the ids of `desk.ftl`.

use tidu_core::text::{Lang, Message};

include!(concat!(env!("OUT_DIR"), "/desk.rs"));
