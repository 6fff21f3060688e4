// For Node: the module is read from the disk while this file is imported.
import { readFileSync } from "node:fs";
import { loadNow } from "./api.js";
export { check, diff, diffPacks, evaluate, match, plan, summary, TiduError } from "./api.js";

loadNow(readFileSync(new URL("./tidu_bg.wasm", import.meta.url)));

export async function ready() {}
