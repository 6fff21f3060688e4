import type { Case, CheckReport, ComparisonReport, Facts, MatchReport, Pack, PackComparison, PlanReport, Report, ReportDiagnostic, Summary, Tier } from "./types.js";
export type * from "./types.js";

/** What every call can be told. */
export interface Options {
  /** The language of all words: `zh`, the default, or `en`. */
  lang?: "zh" | "en";
}

/** What a call on a case can be told. */
export interface CaseOptions extends Options {
  /** The day for a case that names none, `YYYY-MM-DD`; today, where this is left out too. */
  asOf?: string;
  /**
   * Packs beside the built-in ones, or in place of those with the same id. They pass the same checks; with any fault
   * nothing is computed and a `TiduError` with `diagnostics` is thrown.
   */
  packs?: Array<Pack | string>;
}

/** What a plan can be told. */
export interface PlanOptions extends CaseOptions {
  /** Facts that cannot or shall not change, or their figure of one year (`rd_expense:2026`); a yearly fact alone is all its years. */
  keep?: Array<keyof Facts | `${keyof Facts & string}:${number}`>;
}

/**
 * Makes the calls below possible. In a browser it fetches `tidu_bg.wasm` from beside this package's files, or takes it
 * from where it is told; nothing else is ever fetched. In Node there is nothing to wait for.
 *
 * Rejects with a `TiduError` of code `not_loaded`; it can then be called again.
 */
export function ready(source?: string | URL | Response | BufferSource | WebAssembly.Module): Promise<void>;

/** Where a case stands by every standard and every policy, why, and what is missing. A string is taken for JSON. */
export function evaluate(given: Case | string, options?: CaseOptions): Report;

/**
 * A case as a row of a table: titles held, rungs reached, what bars the next one and by how much, open questions, policies
 * by kind, last days. It says nothing that `evaluate` and `match` do not say, and takes a fraction of their time.
 */
export function summary(given: Case | string, options?: CaseOptions): Summary;

/** The ways to reach a tier: what has to change, by how much and by when. */
export function plan(given: Case | string, tier: Tier, options?: PlanOptions): PlanReport;

/** The policies that fit, what to do next, and what to bring. */
export function match(given: Case | string, options?: CaseOptions): MatchReport;

/** The same answers on two days: criterion by criterion, what another document or another day makes of them. */
export function diff(given: Case | string, from: string, to: string, options?: Omit<CaseOptions, "asOf">): ComparisonReport;

/**
 * What changed between two packs, two documents or two versions of one: every number, period, quote and rule. A string is
 * taken for the id of a built-in pack, such as `cn/miit-2022-63`, or for JSON.
 */
export function diffPacks(from: Pack | string, to: Pack | string, options?: Options): PackComparison;

/** What is wrong with packs, each checked beside the others and the built-in ones. */
export function check(packs: Array<Pack | string>, options?: Options): CheckReport;

/** What ends a call: the call itself is wrong, there is no case, a pack has faults, or the module is not there. */
export class TiduError extends Error {
  /**
   * - `not_ready`: `ready()` was not awaited
   * - `not_loaded`: the module could not be loaded
   * - `wrong_call`: an option or an argument is not what it should be
   * - `unknown_tier`, `unknown_fact`: there is none of that name, or the fact has no such year
   * - `not_json`, `not_a_case`, `not_a_date`, `duplicate_key` (of the day): there is no case to read
   * - `not_a_pack`: there is no pack to compare
   * - `faulty_packs`: see `diagnostics`
   * - `internal`: a fault of this package; it can be used all the same
   */
  readonly code:
    | "not_ready"
    | "not_loaded"
    | "wrong_call"
    | "unknown_tier"
    | "unknown_fact"
    | "not_json"
    | "not_a_case"
    | "not_a_date"
    | "duplicate_key"
    | "not_a_pack"
    | "faulty_packs"
    | "internal";
  /** What is wrong with the packs; empty unless they are at fault. */
  readonly diagnostics: ReportDiagnostic[];
}
