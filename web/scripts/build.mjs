// Builds the pages into build/web, compresses what is worth it, and holds the first load of each page to its budget.
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "vite";

const web = fileURLToPath(new URL("..", import.meta.url));
const out = join(web, "..", "build", "web");
// Kilobytes of compressed script before a page can be used. A kilobyte is 1,000 bytes.
const BUDGET_KB = { "citizen.html": 80, "window.html": 300, "console.html": 300 };
const COMPRESSED = /\.(html|js|css|svg|json|txt)$/;

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}

function compress(path) {
  const bytes = readFileSync(path);
  const gzip = gzipSync(bytes, { level: 9 });
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  if (gzip.length < bytes.length) writeFileSync(`${path}.gz`, gzip);
  if (brotli.length < bytes.length) writeFileSync(`${path}.br`, brotli);
}

// What an HTML file loads before anything is drawn: its scripts, those they import at once, and its styles.
function firstLoad(page) {
  const html = readFileSync(join(out, page), "utf8");
  return [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
}

function size(path) {
  try {
    return statSync(join(out, `${path}.gz`)).size;
  } catch {
    return statSync(join(out, path)).size;
  }
}

await build({ root: web, configFile: join(web, "vite.config.ts"), logLevel: "warn" });
writeFileSync(join(out, "routes.txt"), readFileSync(join(web, "routes.txt")));
for (const path of files(out)) {
  if (COMPRESSED.test(path) && relative(out, path) !== "routes.txt") compress(path);
}

let late = false;
for (const [page, budget] of Object.entries(BUDGET_KB)) {
  const loaded = firstLoad(page);
  const sum = (ending) => loaded.filter((path) => path.endsWith(ending)).reduce((all, path) => all + size(path), 0) / 1000;
  const script = sum(".js");
  const verdict = script <= budget ? "within" : "ABOVE";
  late ||= script > budget;
  console.log(`${page.padEnd(13)} script ${script.toFixed(1)} kB gzip, ${verdict} ${budget} kB; style ${sum(".css").toFixed(1)} kB`);
}
process.exitCode = late ? 1 : 0;
