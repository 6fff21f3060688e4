// <tidu-assessment> in templates of Vue 3: `import type {} from "tidu/element/vue"` once in the project.
import type { EmitFn, HTMLAttributes } from "vue";
import type { TiduAssessment, TiduAssessmentAttributes, TiduAssessmentEventMap } from "./tidu-assessment.js";

type Plain = Omit<HTMLAttributes, keyof TiduAssessmentAttributes>;

declare module "vue" {
  interface GlobalComponents {
    "tidu-assessment": new () => TiduAssessment & {
      $props: Plain & TiduAssessmentAttributes & Partial<Pick<TiduAssessment, "facts" | "packs">>;
      $emit: EmitFn<{ [Name in keyof TiduAssessmentEventMap]: (event: TiduAssessmentEventMap[Name]) => void }>;
    };
  }
}
