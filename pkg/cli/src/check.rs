//! `tidu check`: packs, with everything that is wrong with them.

use crate::{Failure, Language, complain, tell, text_of};
use std::path::PathBuf;
use std::process::ExitCode;
use tidu_core::packs::{beside_built_in, load};
use tidu_core::text::Lang;

#[derive(clap::Args)]
pub struct Options {
    /// 规则文件 · Packs
    packs: Vec<PathBuf>,
    /// 说明的语言 · Language of the diagnostics
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
}

pub fn run(options: &Options) -> Result<ExitCode, Failure> {
    let lang: Lang = options.lang.into();
    let mut given = Vec::new();
    for file in &options.packs {
        given.push((file.display().to_string(), text_of(Some(file))?));
    }
    let packs = beside_built_in(given);
    match load(packs.iter().map(|(id, json)| (id.as_str(), json.as_ref()))) {
        Ok(rules) => {
            let count = rules.documents.len();
            tell(&lang.pick(format!("{count} 份规则文件无误\n"), format!("{count} packs, no fault\n")))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(found) => {
            let faults: Vec<String> = found.iter().map(|diagnostic| diagnostic.sentence(lang) + "\n").collect();
            tell(&faults.concat())?;
            complain(&lang.pick(format!("共 {} 处错误", found.len()), format!("{} faults", found.len())));
            Ok(ExitCode::from(1))
        }
    }
}
