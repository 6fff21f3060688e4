import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

// Vue has to be told that the element is none of its components. Relative addresses: the built page may be put into any
// folder of a site.
export default defineConfig({
  base: "./",
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "tidu-assessment" } } })],
});
