//! `tidu check`: packs, with everything that is wrong with them.

use crate::{Failure, Language, text_of};
use std::path::PathBuf;
use std::process::ExitCode;
use tidu_core::packs::{BUILT_IN, load};
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
    let mut packs: Vec<(String, String)> = BUILT_IN.iter().map(|(id, json)| ((*id).to_owned(), (*json).to_owned())).collect();
    for file in &options.packs {
        let text = text_of(Some(file))?;
        // A pack that cannot be read far enough to tell its id goes by its file name.
        let id = serde_json::from_str::<serde_json::Value>(&text).ok().and_then(|v| v.get("id")?.as_str().map(str::to_owned));
        let name = id.unwrap_or_else(|| file.display().to_string());
        match packs.iter_mut().find(|(known, _)| *known == name) {
            Some(known) => known.1 = text,
            None => packs.push((name, text)),
        }
    }
    match load(packs.iter().map(|(id, json)| (id.as_str(), json.as_str()))) {
        Ok(rules) => {
            let count = rules.documents.len();
            println!("{}", lang.pick(format!("{count} 份规则文件无误"), format!("{count} packs, no fault")));
            Ok(ExitCode::SUCCESS)
        }
        Err(found) => {
            for diagnostic in &found {
                println!("{}", diagnostic.sentence(lang));
            }
            eprintln!("{}", lang.pick(format!("共 {} 处错误", found.len()), format!("{} faults", found.len())));
            Ok(ExitCode::from(1))
        }
    }
}
