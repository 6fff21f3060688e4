//! The npm package as a program gets it: built, laid into a host's `node_modules`, and called from Node. `TIDU_NPM` names
//! the built package and `TIDU_TSC` TypeScript's compiler; `cargo pkg test` sets both.

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

/// Where the tree stands.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests stands in the tree").to_owned()
}

fn wanted(name: &str) -> PathBuf {
    std::env::var_os(name).unwrap_or_else(|| panic!("{name} is not set; run `cargo pkg test`")).into()
}

/// The host of `pkg/hosts/node` with the package installed.
fn host() -> &'static Path {
    static HOST: OnceLock<PathBuf> = OnceLock::new();
    HOST.get_or_init(|| {
        let host = Path::new(env!("CARGO_TARGET_TMPDIR")).join("host-node");
        let _ = fs::remove_dir_all(&host);
        copy(&root().join("pkg/hosts/node"), &host);
        copy(&wanted("TIDU_NPM"), &host.join("node_modules/tidu"));
        host
    })
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).unwrap_or_else(|e| panic!("{}: {e}", from.display())) {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, to).expect("a copy");
        }
    }
}

fn companies() -> Vec<PathBuf> {
    let folder = fs::read_dir(root().join("tests/companies")).expect("the companies");
    let mut files: Vec<_> = folder.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

fn succeeded(output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}\n{err}");
    out.into_owned()
}

fn node(arguments: &[&str]) -> Output {
    Command::new("node").args(arguments).current_dir(host()).stdin(Stdio::null()).output().expect("node runs")
}

/// What a script prints as JSON; it has everything of the package, and a case, in reach.
fn script(body: &str) -> Value {
    let case = root().join("tests/companies/precision-maker.json").display().to_string();
    let script = format!(
        r#"import * as tidu from "tidu"; import {{ cpSync, readFileSync }} from "node:fs";
        const company = JSON.parse(readFileSync({case:?}));
        const fault = (work) => {{ try {{ return work() }} catch (e) {{ return e instanceof tidu.TiduError ? [e.code, e.message, e.diagnostics.length] : String(e) }} }};
        const show = (value) => console.log(JSON.stringify(value));
        {body}"#
    );
    let out = succeeded(&node(&["--input-type=module", "-e", &script]));
    serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}"))
}

/// The scripts that the element loads by their addresses are read as modules where the package offers them; nothing in
/// them may look like the modules of Node that came before.
#[test]
fn no_script_of_the_element_looks_like_a_module_of_nodes() {
    for entry in fs::read_dir(wanted("TIDU_NPM").join("element")).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|it| it == "js") {
            let text = fs::read_to_string(&path).expect("a text");
            for word in [" exports.", ";exports.", "module.exports", " require("] {
                assert!(!text.contains(word), "{}: {word}", path.display());
            }
        }
    }
}

#[test]
fn a_host_says_what_the_command_line_says() {
    let files = companies();
    let mut arguments = vec!["verdicts.js", "--json"];
    arguments.extend(files.iter().map(|file| file.to_str().expect("a path")));
    let hosted = succeeded(&node(&arguments));
    let hosted: Vec<Value> = hosted.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(hosted.len(), files.len());
    for (file, hosted) in files.iter().zip(hosted) {
        let mut cargo = Command::new(env!("CARGO"));
        let tidu = cargo.args(["run", "--quiet", "--package", "tidu", "--", "evaluate"]).arg(file).current_dir(root());
        let told: Value = serde_json::from_str(&succeeded(&tidu.output().expect("cargo runs"))).expect("JSON");
        assert_eq!(hosted, told, "{}", file.display());
    }
}

#[test]
fn a_person_can_read_what_the_host_prints() {
    let file = root().join("tests/companies/precision-maker.json");
    let told = succeeded(&node(&["verdicts.js", file.to_str().expect("a path")]));
    assert!(told.contains("(2026-11-23, small)\n  innovative_sme: met, 85 to 85 points\n"), "{told}");
    assert!(told.contains("\n  little_giant: unmet\n"), "{told}");
    let broken = host().join("broken.json");
    fs::write(&broken, "[]").expect("a file");
    let output = node(&["verdicts.js", "broken.json"]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "broken.json: 一个案例应为 JSON 对象 { … }\n");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_types_are_what_an_editor_needs() {
    let output = Command::new("node").arg(wanted("TIDU_TSC")).args(["--project", "."]).current_dir(host()).output();
    succeeded(&output.expect("node runs"));
}

/// What a portal may rely on. To add is fine; to take away is another package.
#[test]
fn the_public_surface_is_frozen() {
    let surface = script(
        r#"const plan = tidu.plan(company, "little_giant"), packs = tidu.diffPacks("cn/miit-2022-63", "cn/miit-2026-2");
        show({
            exports: Object.keys(tidu), evaluate: Object.keys(tidu.evaluate(company)), assessment: Object.keys(tidu.evaluate(company).assessments[0]),
            policy: Object.keys(tidu.evaluate(company).policies[0]), plan: Object.keys(plan), way: Object.keys(plan.plans[0]),
            match: Object.keys(tidu.match(company)), summary: Object.keys(tidu.summary(company)), diff: Object.keys(tidu.diff(company, "2026-03-31", "2026-04-01")),
            diffPacks: Object.keys(packs), change: Object.keys(packs.changes[0]),
            check: Object.keys(tidu.check([])), diagnostic: Object.keys(tidu.check([{}]).diagnostics[0]),
        })"#,
    );
    let expected = json!({
        "exports": ["TiduError", "check", "diff", "diffPacks", "evaluate", "match", "plan", "ready", "summary"],
        "evaluate": ["as_of", "fiscal_year", "issues", "size_class", "assessments", "policies"],
        "assessment": ["standard", "name", "document", "document_number", "governs", "procedure", "verdict", "score", "missing", "criteria"],
        "policy": ["id", "title", "verdict", "in_force", "usable", "benefit", "strength", "gives", "amount", "may_ask", "until", "window", "authorities", "missing", "criteria", "citation"],
        "plan": ["standard", "as_of", "verdict", "issues", "plans", "blocked", "ask_first", "margins"],
        "way": ["standard", "procedure", "target", "document", "season", "changes", "prerequisites", "to_confirm", "confirm", "effort", "verdict_after", "case_after"],
        "match": ["as_of", "issues", "policies", "sums", "given_up", "actions", "papers", "unanswered_needs", "leads", "coverage"],
        "summary": ["name", "as_of", "errors", "warnings", "size_class", "held", "held_until", "reached", "verdicts", "next", "bars", "missing", "policies", "worth", "dates"],
        "diff": ["from", "to", "years", "summary", "issues", "standards"],
        "diffPacks": ["from", "to", "changes"],
        "change": ["what", "change", "place", "name", "from", "to"],
        "check": ["diagnostics"],
        "diagnostic": ["code", "pack", "place", "problem", "remedy", "message"],
    });
    assert_eq!(surface, expected);
    let about: Value = serde_json::from_slice(&fs::read(host().join("node_modules/tidu/package.json")).expect("a file")).expect("JSON");
    let entries: Vec<&String> = about["exports"].as_object().expect("exports").keys().collect();
    let element = ["./element", "./element/*", "./element/react", "./element/vue"];
    assert_eq!(entries, [&["."], &element[..], &["./package.json", "./schema/*", "./tidu_bg.wasm"]].concat());
    assert_eq!(about.get("scripts"), None, "nothing runs when it is installed");
    assert_eq!(about.get("dependencies"), None);
    // Whoever takes the package takes the words of both licences with it.
    assert_eq!(about["license"], "(MIT OR Apache-2.0)");
    for (licence, words) in [("LICENSE-MIT", "The Tidu authors"), ("LICENSE-APACHE", "Apache License")] {
        let text = fs::read_to_string(host().join("node_modules/tidu").join(licence)).expect("a licence");
        assert!(text.contains(words), "{licence}");
    }
}

/// A page that is rendered on a server imports the element there too, and what a site serves by itself can be asked for.
#[test]
fn the_element_can_be_imported_where_there_is_no_document() {
    let told = script(
        r#"const files = ["tidu-assessment.js", "tidu-assessment-core.js", "tidu-assessment.wasm", "tidu-assessment.css", "tidu-assessment-fallback.js"];
        const module = readFileSync(new URL(import.meta.resolve("tidu/element")), "utf8");
        const placed = [...module.matchAll(/new URL\("\.\/([^"]+)", import\.meta\.url\)/g)].map(([, file]) => file).sort();
        show({
            exports: Object.keys(await import("tidu/element")),
            there: files.filter((file) => readFileSync(new URL(import.meta.resolve(`tidu/element/${file}`))).length > 1000),
            placed,
            plain: readFileSync(new URL(import.meta.resolve("tidu/element/tidu-assessment.js")), "utf8").includes("import.meta"),
        })"#,
    );
    let loaded = ["tidu-assessment-core.js", "tidu-assessment-fallback.js", "tidu-assessment.css", "tidu-assessment.wasm"];
    let files =
        ["tidu-assessment.js", "tidu-assessment-core.js", "tidu-assessment.wasm", "tidu-assessment.css", "tidu-assessment-fallback.js"];
    assert_eq!(told, json!({ "exports": [], "there": files, "placed": loaded, "plain": false }));
}

#[test]
fn what_ends_a_call_says_why() {
    let told = script(
        r#"const packs = [{ id: "mine" }];
        show([
            () => tidu.evaluate(), () => tidu.evaluate("{"), () => tidu.evaluate({ as_of: "today" }, { lang: "en" }),
            () => tidu.evaluate(company, { lan: "en" }), () => tidu.evaluate(company, "en"), () => tidu.evaluate(company, { lang: "fr" }),
            () => tidu.evaluate(company, { lang: "en", asOf: "soon" }), () => tidu.plan(company, "giant", { lang: "en" }),
            () => tidu.plan(company, "srdi_sme", { lang: "en", keep: ["size"] }), () => tidu.plan(company, "srdi_sme", { lang: "en", keep: ["staff:2026"] }), () => tidu.plan(company, "srdi_sme", { lang: "en", keep: "staff" }),
            () => tidu.diff(company, "2026-03-31", undefined, { lang: "en" }), () => tidu.check({}, { lang: "en" }),
            () => tidu.diffPacks("cn/no-such", "cn/miit-2026-2", { lang: "en" }), () => tidu.diffPacks("cn/miit-2026-2"),
            () => tidu.diffPacks("cn/miit-2026-2", { id: "mine" }, { lang: "en" }),
            () => tidu.match(company, { lang: "en", packs }),
        ].map(fault))"#,
    );
    let expected = json!([
        ["not_a_case", "一个案例应为 JSON 对象 { … }", 0],
        ["not_json", "不是有效的 JSON：内容到第 1 行就断了，不完整", 0],
        ["not_a_date", "as_of is a date such as \"2026-11-23\"", 0],
        ["wrong_call", "没有名为 lan 的选项，这里可用：lang, asOf, packs", 0],
        ["wrong_call", "选项应为对象，如 { lang: \"en\" }", 0],
        ["wrong_call", "lang 应为 \"zh\" 或 \"en\"", 0],
        ["wrong_call", "asOf is a day such as \"2026-11-23\"", 0],
        ["unknown_tier", "there is no tier `giant`; use one of innovative_sme, tech_sme, tech_innovative_sme, srdi_sme, little_giant", 0],
        ["unknown_fact", "there is no fact `size`; see the vocabulary", 0],
        ["unknown_fact", "`staff` is not given by year and has no figure of “2026”; write staff alone", 0],
        ["wrong_call", "keep is a list of fact ids such as [\"staff\", \"rd_expense:2026\"]", 0],
        ["wrong_call", "to is a day such as \"2026-11-23\"", 0],
        ["wrong_call", "packs is a list [ … ] of packs", 0],
        ["not_a_pack", "from is a pack, its JSON, or the id of a built-in one such as \"cn/miit-2022-63\", and not cn/no-such", 0],
        ["not_a_pack", "to 应为一份规则、它的 JSON，或一份内置规则的 id，如 \"cn/miit-2022-63\"，而不是 null", 0],
        [
            "faulty_packs",
            "the packs have 2 faults, and nothing was computed. The first: to: `title` is missing. Add `title`; core/packs/README.md says how.",
            2,
        ],
        [
            "faulty_packs",
            "the packs have 2 faults, and nothing was computed. The first: mine: `title` is missing. Add `title`; core/packs/README.md says how.",
            2,
        ],
    ]);
    assert_eq!(told, expected);
}

/// What JSON would turn into null, and so into "unknown", is told.
#[test]
fn no_answer_is_lost_on_the_way() {
    let told = script(
        r#"show([NaN, Infinity, 126n, "126", null, undefined].map((staff) => tidu.evaluate({ facts: { staff } }).issues.map((issue) => issue.code)))"#,
    );
    assert_eq!(told, json!([["not_a_count"], ["not_a_count"], ["not_a_count"], ["not_a_count"], [], []]));
}

#[test]
fn a_case_without_a_day_is_read_on_the_day_given_or_today() {
    let told = script(
        r#"const now = new Date(), two = (n) => String(n).padStart(2, "0");
        const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
        show([tidu.evaluate({}, { asOf: "2025-01-31" }).as_of, tidu.evaluate({ as_of: "2024-02-29" }, { asOf: "2025-01-31" }).as_of, tidu.evaluate({}).as_of === today])"#,
    );
    assert_eq!(told, json!(["2025-01-31", "2024-02-29", true]));
}

#[test]
fn packs_of_a_portal_count_for_that_call_alone() {
    let told = script(
        r#"const pack = { id: "mine", title: { zh: "补贴", en: "Grant" }, source: { certainty: "official", checked: "2026-11-01" },
            policies: [{ id: "grant", title: { zh: "补贴", en: "Grant" }, strength: "entitlement", benefit: "grant", gives: { zh: "补贴", en: "A grant" },
                cite: { article: "1", certainty: "official" }, authorities: ["区财政局"], who: { at_least: ["staff", "1 人"] } }] };
        const mine = (options) => tidu.match(company, options).policies.filter((policy) => policy.id === "mine/grant").map((policy) => policy.verdict);
        show([tidu.check([pack]).diagnostics, mine(), mine({ packs: [pack] }), mine({ packs: [JSON.stringify(pack)] }), mine()])"#,
    );
    assert_eq!(told, json!([[], [], ["met"], ["met"], []]));
}

#[test]
fn packs_are_compared_as_on_the_command_line() {
    let told = script(
        r#"const now = JSON.parse(readFileSync("PACK")), next = structuredClone(now);
        next.title += "（修订）";
        show([
            tidu.diffPacks("cn/miit-2022-63", "cn/miit-2026-2", { lang: "en" }),
            tidu.diffPacks(now, JSON.stringify(next)).changes.map(({ what, change, place }) => [what, change, place]),
            tidu.diffPacks("cn/miit-2026-2", now).changes,
        ])"#
        .replace("PACK", &root().join("core/packs/cn/miit-2026-2.json").display().to_string())
        .as_str(),
    );
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "--package", "tidu", "--", "diff", "cn/miit-2022-63", "cn/miit-2026-2", "--lang", "en"]);
    let line: Value = serde_json::from_str(&succeeded(&cargo.current_dir(root()).output().expect("cargo runs"))).expect("JSON");
    assert_eq!(told, json!([line, [["wording", "changed", "title"]], []]));
}

/// The module is made to break off, as a fault in it would: the host gets an error of its own and can go on.
#[test]
fn a_panic_does_not_reach_the_host() {
    let told = script(
        r#"const Real = WebAssembly.Instance;
        let breaks = true;
        WebAssembly.Instance = function (...given) {
            const { exports } = new Real(...given);
            const evaluate = (...values) => { if (breaks) { breaks = false; throw new WebAssembly.RuntimeError("unreachable") } return exports.evaluate(...values) };
            return { exports: { ...exports, evaluate } };
        };
        cpSync("./node_modules/tidu", "./node_modules/breaking", { recursive: true });
        const again = await import("./node_modules/breaking/node.js");
        let first;
        try { again.evaluate(company) } catch (error) { first = [error.name, error.code, error.cause?.message] }
        show([first, again.evaluate(company).assessments.length, again.check([]).diagnostics.length])"#,
    );
    assert_eq!(told, json!([["TiduError", "internal", "unreachable"], 5, 0]));
}
