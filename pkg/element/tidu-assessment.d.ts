// The element <tidu-assessment>: what a page may rely on. Everything else may change.

/** Facts of the enterprise by their ids, as in a case of the public contract. */
export type Facts = Record<string, unknown>;

/** A case of the public contract: the day, the enterprise's name, the facts. */
export interface Case {
  as_of: string;
  name?: string;
  procedures?: Record<string, "first_application" | "renewal">;
  facts: Facts;
}

/** What `tidu-complete` hands over: the answers and the report on them, once the enterprise has confirmed it. */
export interface Handed {
  case: Case;
  /** The report of the public contract, as `tidu evaluate` prints it. */
  report: {
    as_of: string;
    fiscal_year: number;
    size_class: "micro" | "small" | "medium" | "large" | null;
    issues: { fact: string; year?: number; severity: "error" | "warning"; code: string; message: string }[];
    assessments: {
      standard: string;
      document: string | null;
      procedure: string;
      verdict: Verdict;
      score: { min: number; max: number; groups: Record<string, { min: number; max: number }> } | null;
      missing: string[];
      criteria: { id: string; verdict: Verdict; required: string; actual: string; citation: unknown }[];
    }[];
    policies: { id: string; verdict: Verdict; in_force: string; benefit: string; authorities: string[]; missing: string[] }[];
  };
}

export type Verdict = "unmet" | "unknown" | "needs_review" | "met" | "not_applicable";

/** What did not work: `code` for programs, `message` for whoever made the page. */
export interface Failure {
  code:
    | "old" | "file" | "missing" | "kind" | "csp" | "barred" | "style" | "broken" | "panic"
    | "packs" | "facts" | "as-of" | "start";
  message: string;
}

export interface TiduAssessmentEventMap {
  /** It can be used. `rules` is the fingerprint of the built-in packs. */
  "tidu-ready": CustomEvent<{ version: string; rules: string }>;
  /** Some answer has changed; nothing is told of which. */
  "tidu-change": CustomEvent<null>;
  /** The enterprise has handed its answers over. */
  "tidu-complete": CustomEvent<Handed>;
  "tidu-error": CustomEvent<Failure>;
}

/**
 * Attributes: `region` (GB/T 2260), `lang` (zh, en; else that of the page), `as-of` (YYYY-MM-DD), `start` (start,
 * questions, result, road, policies, laws), `theme` (light, contrast), `size` (large, larger), `keep` (answers may be
 * kept in the browser, where every script of the site can read them; without it they last as long as the page),
 * `files` (the folder of the other files, where they do not lie beside the script).
 *
 * Custom properties: --tidu-accent, --tidu-accent-soft, --tidu-on-accent, --tidu-ink, --tidu-paper, --tidu-ground,
 * --tidu-line, --tidu-font. Parts: head, main, ladder, foot, primary.
 */
export interface TiduAssessment extends HTMLElement {
  /** Additional packs; read when the element begins. */
  packs: object | object[] | null;
  /** Facts to fill in beforehand; what the enterprise itself has answered stays. */
  facts: Facts | null;
  addEventListener<K extends keyof TiduAssessmentEventMap>(
    type: K, listener: (this: TiduAssessment, event: TiduAssessmentEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "tidu-assessment": TiduAssessment;
  }
}
