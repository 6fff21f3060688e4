//! The module once more, as JavaScript, for browsers in which WebAssembly is missing or barred: larger and slower, loaded
//! by nobody else.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::module::PAGE;
use crate::steps::{self, say};
use crate::tools;
use crate::tree::put;

/// The file beside the module.
pub const FALLBACK: &str = "tidu_web_fallback.js";

/// Writes [`FALLBACK`] beside the module, where there is the tool for it.
pub fn write(site: &Path) -> Result<()> {
    let Some(mut command) = tools::binaryen("wasm2js")? else { return Ok(()) };
    let made = site.join("made.js");
    steps::run(command.args(["--mvp-features", "--enable-mutable-globals", "-O", &PAGE.module(), "-o", "made.js"]).current_dir(site))?;
    let text = fs::read_to_string(&made).context("wasm2js wrote nothing")?;
    fs::remove_file(&made)?;
    let text = as_function(&text)?;
    say(format!("{} bytes, loaded only where WebAssembly is not to be had", text.len()));
    fs::write(site.join(FALLBACK), text).with_context(|| format!("could not write {FALLBACK}"))
}

/// Where memory has grown into another buffer. WebAssembly takes the old one away then, and by that the glue knows that
/// what it holds is old; here it has to be given away, or the glue would go on reading and writing it.
const GROWN: &str = "buffer = newBuffer;\n";

/// What wasm2js wrote as a module of the browser's, as a function from imports to exports instead: it is called anew for
/// each instance, and is handed to the script that asked for it, so that it needs no name.
fn as_function(module: &str) -> Result<String> {
    let Some((program, _)) = module.split_once("\nvar retasmFunc") else { bail!("wasm2js writes something else than it used to") };
    let mut out = String::with_capacity(program.len());
    for line in program.lines().filter(|line| !line.starts_with("import ")) {
        // A third of it would be indentation.
        out.push_str(line.trim_start());
        out.push('\n');
    }
    let out = put(&out, GROWN, &format!("new MessageChannel().port1.postMessage(null, [buffer]);\n{GROWN}"))?;
    Ok(format!("document.currentScript.tidu(function (imports) {{\n\"use strict\";\n{out}return asmFunc(imports);\n}});\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_becomes_a_function() {
        let module = "import * as a from './b.js';\n  var c;\nfunction asmFunc(imports) {\n buffer = newBuffer;\n return {};\n}\n\nvar retasmFunc = asmFunc({});\nexport var d;";
        let expected = "document.currentScript.tidu(function (imports) {\n\"use strict\";\nvar c;\nfunction asmFunc(imports) {\nnew MessageChannel().port1.postMessage(null, [buffer]);\nbuffer = newBuffer;\nreturn {};\n}\nreturn asmFunc(imports);\n});\n";
        assert_eq!(as_function(module).unwrap(), expected);
        assert!(as_function("x").is_err());
    }
}
