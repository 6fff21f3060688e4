//! What the program says, by the ids of `packs/texts/zh/core.ftl`.

use crate::text::Message;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
