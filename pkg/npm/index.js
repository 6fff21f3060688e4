// For browsers and bundlers: the module lies beside this file, or where `ready` is told.
import { load, TiduError } from "./api.js";
export { check, diff, diffPacks, evaluate, match, plan, summary, TiduError } from "./api.js";

let loading;

export function ready(source = new URL("./tidu_bg.wasm", import.meta.url)) {
  loading ??= start(source).catch((error) => {
    loading = undefined;
    throw error instanceof TiduError ? error : failed(source, error.message, error);
  });
  return loading;
}

async function start(source) {
  if (source instanceof WebAssembly.Module) return load(source);
  if (typeof source === "string" || source instanceof URL) source = await fetch(source);
  if (source instanceof Response) {
    if (!source.ok) throw failed(source.url, `HTTP ${source.status}`);
    source = await source.arrayBuffer();
  }
  return load(await WebAssembly.compile(source));
}

function failed(source, why, cause) {
  const place = typeof source === "string" || source instanceof URL ? ` ${source}` : "";
  const hint = [
    `模块${place} 未能加载（${why}）；请检查文件是否存在，内容安全策略是否允许 wasm-unsafe-eval 与 connect-src`,
    `the module${place} could not be loaded (${why}); see that the file is there and that the content security policy allows wasm-unsafe-eval and connect-src`,
  ];
  return new TiduError({ code: "not_loaded", message: hint.join(" · ") }, { cause });
}
