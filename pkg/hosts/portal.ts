// What this portal knows and says, whatever its pages are made with.
import { evaluate, type Case, type Facts, type Report, type Verdict } from "tidu";

// A fixed day, so that the page shows the same at any time; a real portal leaves it out and means today.
export const DAY = "2026-11-23";

// What is registered of the enterprise that has signed in.
export const KNOWN: Facts = {
  region: "360102",
  registered_in_china: true,
  industry: "industry",
  staff: 126,
  operating_revenue: { 2025: 3200.5, 2024: 2800, 2023: 2410 },
};

const SIZES = { micro: "微型", small: "小型", medium: "中型", large: "大型" };

const VERDICTS: Record<Verdict, string> = {
  met: "达标",
  needs_review: "自评达标待评审",
  unknown: "待补充",
  unmet: "未达标",
  not_applicable: "不适用",
};

// What can be said without a screen, before anybody has filled in anything.
export function atFirstSight(): string {
  const known: Case = { as_of: DAY, facts: KNOWN };
  const { size_class, assessments } = evaluate(known);
  const ruledOut = assessments.filter(({ verdict }) => verdict === "unmet").map(({ name }) => name);
  const size = size_class ? `${SIZES[size_class]}企业` : "划型待定";
  return `按本网站已有资料：${size}；${ruledOut.length ? `已可排除：${ruledOut.join("、")}` : "没有一个层级可以排除，请继续填写"}。`;
}

// What was handed over, one line a standard.
export function lines({ assessments }: Report): { standard: string; name: string; verdict: string }[] {
  return assessments.map(({ standard, name, verdict }) => ({ standard, name, verdict: VERDICTS[verdict] }));
}
