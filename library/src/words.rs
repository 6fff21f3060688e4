//! What the library says, by the ids of `office.ftl`.

use tidu_core::text::Message;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
