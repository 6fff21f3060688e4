//! `tidu check`: packs, with everything that is wrong with them.

use crate::packs::{given, to_translate};
use crate::{Failure, complain, language, tell};
use std::path::PathBuf;
use std::process::ExitCode;
use tidu_core::diagnostic::Diagnostic;
use tidu_core::messages as m;
use tidu_core::packs::{beside_built_in, load};
use tidu_core::text::Lang;

#[derive(clap::Args)]
pub struct Options {
    /// 规则文件 · Packs
    packs: Vec<PathBuf>,
    /// 说明的语言 · Language of the diagnostics
    #[arg(long, value_parser = language(), default_value = Lang::default().id())]
    lang: Lang,
}

pub fn run(options: &Options) -> Result<ExitCode, Failure> {
    let lang: Lang = options.lang;
    let (mut packs, mut found) = (Vec::new(), Vec::new());
    for file in &options.packs {
        let given = given(file)?;
        packs.push((given.name, given.json));
        found.extend(given.left_over);
    }
    let packs = beside_built_in(packs);
    let lines = |of: &[Diagnostic]| of.iter().map(|diagnostic| diagnostic.sentence(lang) + "\n").collect::<String>();
    match load(packs.iter().map(|(id, json)| (id.as_str(), json.as_ref()))) {
        Ok(rules) if found.is_empty() => {
            let count = rules.documents.len();
            let rest: String = packs.iter().map(|(_, json)| lines(&to_translate(json))).collect();
            tell(&(m::PACKS_WITHOUT_FAULT.fill(lang, [&count]) + "\n" + &rest))?;
            Ok(ExitCode::SUCCESS)
        }
        loaded => {
            found.extend(loaded.err().unwrap_or_default());
            tell(&lines(&found))?;
            complain(&m::FAULTS.fill(lang, [&found.len()]));
            Ok(ExitCode::from(1))
        }
    }
}
