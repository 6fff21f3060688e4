// What both ways of loading share: values become JSON, and faults become exceptions.
import * as wasm from "./tidu.js";

export class TiduError extends Error {
  constructor({ code, message, diagnostics = [] }, options) {
    super(message, options);
    this.name = "TiduError";
    this.code = code;
    this.diagnostics = diagnostics;
  }
}

export const evaluate = (given, options) => call(wasm.evaluate, json(given), today(options));
export const summary = (given, options) => call(wasm.summary, json(given), today(options));
export const plan = (given, tier, options) => call(wasm.plan, json(given), String(tier), today(options));
export const match = (given, options) => call(wasm.match, json(given), today(options));
export const diff = (given, from, to, options) => call(wasm.diff, json(given), String(from), String(to), json(options ?? {}));
export const diffPacks = (from, to, options) => call(wasm.diffPacks, json(from), json(to), json(options ?? {}));
export const check = (packs, options) => call(wasm.check, json(packs), json(options ?? {}));

let ready = false;

// Bytes are compiled at once, which Node allows; a browser compiles beside its work and gives the module.
export function loadNow(bytes) {
  wasm.initSync({ module: bytes });
  ready = true;
}

export async function load(module) {
  await wasm.default({ module_or_path: module });
  ready = true;
}

function call(work, ...given) {
  if (!ready) {
    throw new TiduError({ code: "not_ready", message: "尚未加载：请先 await ready() · not loaded yet: await ready() first" });
  }
  try {
    return JSON.parse(work(...given));
  } catch (thrown) {
    if (typeof thrown === "string") throw new TiduError(JSON.parse(thrown));
    // It broke off in the middle; what it left in its memory is not to be trusted.
    wasm.__wbg_reset_state();
    const message = "内部错误，未得出任何结论；可继续使用，请反馈所用的案例 · internal error, nothing was concluded; you can go on, please report the case";
    throw new TiduError({ code: "internal", message }, { cause: thrown });
  }
}

// A text is taken for JSON as it stands. What JSON would turn into null, which means unknown, is handed on as text, so
// that it is refused with a word about it.
function json(value) {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value, (_, v) => (typeof v === "bigint" || (typeof v === "number" && !Number.isFinite(v)) ? String(v) : v)) ?? "null";
  } catch (cause) {
    throw new TiduError({ code: "not_json", message: `不能写成 JSON（${cause.message}） · it cannot be written as JSON (${cause.message})` }, { cause });
  }
}

// The day stands in for cases that name none; the core has no clock.
function today(options) {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const asOf = options?.asOf ?? `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return json(typeof (options ?? {}) === "object" && !Array.isArray(options) ? { ...options, asOf } : [options]);
}
