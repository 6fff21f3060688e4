//! `tidu new`: a pack to begin with, and the cases beside it.

use crate::words::{self as m, say};
use crate::{Failure, language, tell, today};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use tidu_core::packs::BUILT_IN;
use tidu_core::text::Lang;

#[derive(clap::Args)]
pub struct Options {
    #[arg(help = say(m::HELP_NEW_ID))]
    pack: String,
    #[arg(help = say(m::HELP_LANG))]
    #[arg(long, value_parser = language(), default_value = Lang::default().id())]
    lang: Lang,
}

pub fn run(options: &Options) -> Result<ExitCode, Failure> {
    let lang = options.lang;
    let (id, today) = (options.pack.as_str(), today());
    let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if id.split('/').count() != 2 || !id.split('/').all(part) {
        return Err(Failure::Usage(m::NEW_WRONG_ID.fill(lang, [&id])));
    }
    if BUILT_IN.iter().any(|(known, _)| *known == id) {
        return Err(Failure::Usage(m::NEW_ID_IS_BUILT_IN.fill(lang, [&id])));
    }
    let house = Path::new("core/packs");
    let folder = if house.is_dir() { house } else { Path::new("") };
    let file = folder.join(format!("{id}.json"));
    let next_year = today.months_on(12).unwrap_or(today);
    let region = region(id);
    let fill = |template: &str| {
        let answer = region.as_ref().map(|code| format!("region \"{code}\"; ")).unwrap_or_default();
        template
            .replace("{id}", id)
            .replace("{today}", &today.to_string())
            .replace("{next_year}", &next_year.to_string())
            .replace("{region}", &answer)
            .replace("{file}", &file.display().to_string())
    };
    let mut pack = fill(include_str!("pack.json"));
    if let Some(code) = &region {
        pack = pack.replacen("  \"source\":", &format!("  \"region\": \"{code}\",\n  \"source\":"), 1);
    }
    // Where editors find the schema, if it is there.
    if folder == house {
        pack = pack.replacen('{', "{\n  \"$schema\": \"../../pack.schema.json\",", 1);
    }
    let cases = file.with_extension("cases");
    write(&file, &pack, lang)?;
    write(&cases, &fill(include_str!("pack.cases")), lang)?;
    let place = match region {
        Some(code) => m::NEW_REGION_OF_NEIGHBOURS.fill(lang, [&code]),
        None => m::NEW_WITHOUT_REGION.say(lang).to_owned(),
    };
    let (file, cases) = (file.display(), cases.display());
    let lines = [
        m::NEW_PACK_WRITTEN.fill(lang, [&file, &place]),
        m::NEW_CASES_WRITTEN.fill(lang, [&cases]),
        m::NEW_HOW_TO_GO_ON.fill(lang, [&file]),
    ];
    tell(&(lines.join("\n") + "\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// The region of the built-in documents of the same place; none for those of the nation, and where there are none.
fn region(id: &str) -> Option<String> {
    let place = id.split('/').next()?;
    let of = |(known, json): &(&str, &str)| -> Option<String> {
        let pack: serde_json::Value = serde_json::from_str(json).ok().filter(|_| known.split('/').next() == Some(place))?;
        Some(pack.get("region")?.as_str()?.to_owned())
    };
    BUILT_IN.iter().find_map(of)
}

/// Writes a file that is not there yet.
fn write(file: &Path, text: &str, lang: Lang) -> Result<(), Failure> {
    let failed = |error| Failure::Io(file.display().to_string(), error);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    match fs::File::create_new(file) {
        Ok(mut open) => open.write_all(text.as_bytes()).map_err(failed),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let name = file.display();
            Err(Failure::Usage(m::NEW_FILE_EXISTS.fill(lang, [&name])))
        }
        Err(error) => Err(failed(error)),
    }
}
