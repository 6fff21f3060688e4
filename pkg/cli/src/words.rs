//! What the command line says, by the ids of `cli.ftl`, and the language it says of itself.

use std::sync::OnceLock;
use tidu_core::text::{Lang, Message};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// The language of help, and of what ends a run before its options are read: that of `--lang`, or else that of the system.
/// Reports do not follow the system, for what programs read must be the same on every machine.
pub fn spoken() -> Lang {
    static SPOKEN: OnceLock<Lang> = OnceLock::new();
    *SPOKEN.get_or_init(|| {
        let asked: Vec<String> = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
        let of_option = |at: usize| match asked[at].strip_prefix("--lang") {
            Some("") => asked.get(at + 1).map(String::as_str),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        let option = (1..asked.len()).rev().find_map(|at| Lang::from_id(of_option(at)?));
        let system =
            ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        // `en_GB.UTF-8`
        let of_system = system.and_then(|value| Lang::from_id(value.split(['_', '.', '@', '-']).next()?));
        option.or(of_system).unwrap_or_default()
    })
}

/// Words in that language.
pub fn say(words: Message<0>) -> &'static str {
    words.say(spoken())
}
