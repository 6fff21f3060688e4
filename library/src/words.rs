//! What the library and its page say, by the ids of `library.ftl`.

use tidu_core::text::{Lang, Message};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
