import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Three pages that share their kit; each loads only its own. Everything is a file with a hash of its content in its name, as the
// server's Content-Security-Policy lets nothing run that stands in the page itself.
export default defineConfig({
  root: here("."),
  plugins: [vue()],
  resolve: { alias: { "@": here("src") } },
  build: {
    outDir: here("../build/web"),
    emptyOutDir: true,
    target: "es2020",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { citizen: here("citizen.html"), window: here("window.html"), console: here("console.html") },
    },
  },
  server: { proxy: { "/api": process.env["YIDI_URL"] ?? "http://127.0.0.1:8460" } },
  // Only a test that fails waits so long; a busy machine needs some of it.
  test: { environment: "jsdom", include: ["src/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
});
