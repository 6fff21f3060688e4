// The element <tidu-assessment>: what a page may rely on. Everything else may change.

import type { Case, Facts, Report } from "./types.js";
export type { Case, Facts, Report, Verdict } from "./types.js";

/** What `tidu-complete` hands over: the answers and the report on them, once the enterprise has confirmed it. */
export interface Handed {
  case: Case & { as_of: string; facts: Facts };
  /** The report of the public contract, as `tidu evaluate` prints it. */
  report: Report;
}

/** What did not work: `code` for programs, `message` for whoever made the page. */
export interface Failure {
  code:
    | "old" | "file" | "missing" | "kind" | "version" | "csp" | "barred" | "style" | "broken" | "panic"
    | "packs" | "facts" | "region" | "as-of" | "start" | "name" | "theme" | "size" | "keep" | "history" | "files";
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

/** The attributes, as what writes elements in JSX or in a template checks them. */
export interface TiduAssessmentAttributes {
  /** `region`: where the enterprise is registered, by its code of GB/T 2260. */
  region?: string | undefined;
  /** `lang`: zh or en; else that of the page. */
  lang?: string | undefined;
  /** `as-of`: the day everything is asked for, YYYY-MM-DD; else today. */
  "as-of"?: string | undefined;
  /** `start`: the screen to begin with. */
  start?: "/* screens */" | undefined;
  /** `name`: the enterprise's name; what the enterprise itself has entered stays. */
  name?: string | undefined;
  /** `theme`: light, or of high contrast. */
  theme?: "light" | "contrast" | undefined;
  /** `size`: the size of type, where it is to be larger than usual. */
  size?: "large" | "larger" | undefined;
  /**
   * `keep`: answers may be kept in the browser, where every script of the site can read them; without it they last as
   * long as the page. Read when the element begins.
   */
  keep?: boolean | "" | undefined;
  /**
   * `history`: going from one screen or question to the next may become a step of the page's history, so that the browser's
   * Back leads back within the element; the address stays as it is. Without it the element has Back and Forward of its own
   * and leaves the history alone. Read when the element begins.
   */
  history?: boolean | "" | undefined;
  /** `files`: the folder of the other files, where they do not lie beside the script; read when the element begins. */
  files?: string | undefined;
}

/**
 * The element itself.
 *
 * Custom properties: --tidu-accent, --tidu-accent-soft, --tidu-on-accent, --tidu-ink, --tidu-paper, --tidu-ground,
 * --tidu-line, --tidu-font. Parts: head, main, ladder, foot, primary.
 */
export interface TiduAssessment extends HTMLElement {
  /** Additional packs. Set anew they take the place of those given before, and everything follows from them; the answers stay. */
  packs: object | object[] | null;
  /** Facts to fill in beforehand, also as JSON, or in the attribute `facts`; what the enterprise itself has answered stays. */
  facts: Facts | string | null;
  /** The attributes of these names. */
  region: string | null;
  asOf: string | null;
  start: string | null;
  name: string | null;
  theme: string | null;
  size: string | null;
  keep: boolean;
  history: boolean;
  files: string | null;
  addEventListener<K extends keyof TiduAssessmentEventMap>(
    type: K, listener: (this: TiduAssessment, event: TiduAssessmentEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "tidu-assessment": TiduAssessment;
  }
}
