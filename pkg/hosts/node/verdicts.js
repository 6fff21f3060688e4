// Prints where enterprises stand: node verdicts.js [--json] CASE.json …
import { readFile } from "node:fs/promises";
import { evaluate, ready, TiduError } from "tidu";

await ready();
const given = process.argv.slice(2);
for (const file of given.filter((word) => word !== "--json")) {
  try {
    const report = evaluate(JSON.parse(await readFile(file, "utf8")));
    if (given.includes("--json")) {
      console.log(JSON.stringify(report));
      continue;
    }
    console.log(`${file} (${report.as_of}, ${report.size_class ?? "?"})`);
    for (const { standard, verdict, score } of report.assessments) {
      console.log(`  ${standard}: ${verdict}${score ? `, ${score.min} to ${score.max} points` : ""}`);
    }
  } catch (error) {
    if (!(error instanceof TiduError)) throw error;
    console.error(`${file}: ${error.message}`);
    process.exitCode = 1;
  }
}
