//! `tidu check`: packs, with everything that is wrong with them.

use crate::packs::{Located, given, rules};
use crate::{Failure, Language, complain, tell};
use serde::Serialize;
use std::path::PathBuf;
use std::process::ExitCode;
use tidu_core::text::Lang;

#[derive(clap::Args)]
pub struct Options {
    /// 规则文件,或其文件夹 · Packs, or folders of them
    packs: Vec<PathBuf>,
    /// 输出 JSON · Print JSON
    #[arg(long)]
    json: bool,
    /// 说明的语言 · Language of the diagnostics
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
}

/// What was found, for programs.
#[derive(Serialize)]
struct Found {
    diagnostics: Vec<Located>,
}

pub fn run(options: &Options) -> Result<ExitCode, Failure> {
    let lang: Lang = options.lang.into();
    let given = given(&options.packs)?;
    let checked = rules(&given);
    let faults = checked.as_ref().err().map(Vec::as_slice).unwrap_or_default();
    let diagnostics: Vec<Located> = faults.iter().map(|fault| Located::new(fault, &given, lang)).collect();
    let count = diagnostics.len();
    if options.json {
        let found = serde_json::to_string_pretty(&Found { diagnostics }).map_err(|error| Failure::stdout(error.into()))?;
        tell(&(found + "\n"))?;
    } else if let Ok(rules) = &checked {
        let count = rules.documents.len();
        tell(&lang.pick(format!("{count} 份规则文件无误\n"), format!("{count} packs, no fault\n")))?;
    } else {
        let lines: Vec<String> = diagnostics.iter().map(|fault| fault.sentence(lang) + "\n").collect();
        tell(&lines.concat())?;
        complain(&lang.pick(format!("共 {count} 处错误"), format!("{count} faults")));
    }
    Ok(if count == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
