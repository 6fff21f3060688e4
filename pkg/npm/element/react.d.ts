// <tidu-assessment> in JSX, for React 19: `import type {} from "tidu/element/react"` once in the project.
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { TiduAssessment, TiduAssessmentAttributes, TiduAssessmentEventMap } from "./tidu-assessment.js";

type Plain = Omit<DetailedHTMLProps<HTMLAttributes<TiduAssessment>, TiduAssessment>, keyof TiduAssessmentAttributes>;
type Events = { [Name in keyof TiduAssessmentEventMap as `on${Name}`]?: (event: TiduAssessmentEventMap[Name]) => void };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "tidu-assessment": Plain & TiduAssessmentAttributes & Partial<Pick<TiduAssessment, "facts" | "packs">> & Events;
    }
  }
}
