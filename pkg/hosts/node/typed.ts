// What an editor knows of the package. Only the types are looked at; each line marked must be refused.
import type { Handed, TiduAssessment } from "tidu/element";
import { check, diff, diffPacks, evaluate, match, plan, ready, TiduError, type Case, type Pack, type Report, type Verdict } from "tidu";

const given: Case = {
  as_of: "2026-11-23",
  procedures: { little_giant: "renewal" },
  facts: {
    region: "360102",
    staff: { min: 110, max: 130 },
    operating_revenue: { 2025: 3200.5, 2024: { min: 2800 }, 2023: null },
    product_fields: ["six_bases"],
    own_brand: true,
    title_srdi_sme: "none",
  },
};

await ready(new URL("https://example.org/tidu_bg.wasm"));
const report: Report = evaluate(given, { lang: "en", asOf: "2026-11-23", packs: ["{}"] });
const verdicts: Verdict[] = report.assessments.map((assessment) => assessment.verdict);
const least: number | undefined = report.assessments[0]?.score?.groups["innovation"]?.min;
const ways = plan(given, "srdi_sme", { keep: ["staff"] });
const next: Report | undefined = ways.plans[0] && evaluate(ways.plans[0].case_after);
const due: Array<string | undefined> = match(given).actions.map((action) => action.due);
const changed: string[] = diff(given, "2026-03-31", "2026-04-01").standards.map((standard) => standard.criteria[0]?.change ?? "");
const moved: unknown[] = diffPacks("cn/miit-2022-63", { id: "mine" } as Pack).changes.filter((one) => one.change === "changed").map((one) => one.to);
const faults: string[] = check([]).diagnostics.map((diagnostic) => diagnostic.message);
const codes: Array<TiduError["code"]> = ["not_json", "faulty_packs"];

// The element is known by its tag, its events by their names.
const element: TiduAssessment = document.createElement("tidu-assessment");
element.facts = { staff: 126 };
element.addEventListener("tidu-complete", ({ detail }) => evaluate(detail.case).as_of === detail.report.as_of);
document.querySelector("tidu-assessment")?.addEventListener("tidu-ready", function ({ detail }) { this.title = detail.rules; });
const handed: Handed = { case: { as_of: "2026-11-23", facts: {} }, report };
// @ts-expect-error no such fact
element.facts = { stff: 5 };
// @ts-expect-error nothing is told of what has changed
element.addEventListener("tidu-change", ({ detail }) => detail.case);

// @ts-expect-error no such fact
evaluate({ facts: { stff: 5 } });
// @ts-expect-error a count is no text
evaluate({ facts: { staff: "126" } });
// @ts-expect-error no such option of this choice
evaluate({ facts: { industry: "cooking" } });
// @ts-expect-error a yearly figure is given by year
evaluate({ facts: { operating_revenue: 5 } });
// @ts-expect-error no such tier
plan(given, "big_giant");
// @ts-expect-error no such language
evaluate(given, { lang: "fr" });
// @ts-expect-error no such verdict
report.assessments[0]!.verdict === "maybe";

export { changed, codes, due, faults, handed, least, moved, next, verdicts };
