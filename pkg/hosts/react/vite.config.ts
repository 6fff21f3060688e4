import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Relative addresses: the built page may be put into any folder of a site.
export default defineConfig({ base: "./", plugins: [react()] });
