// The pages' sources: their types against the description that this program prints, and their unit tests.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("../../web", import.meta.url));

function run(program, ...args) {
  const path = program === "node" ? process.execPath : join(web, "node_modules", ".bin", program);
  assert.ok(existsSync(path), "the npm packages are not installed: scripts/test installs them");
  const done = spawnSync(path, args, { cwd: web, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
  assert.equal(done.status, 0, done.stdout + done.stderr);
}

test("the pages fit the REST interface as this program describes it", () => {
  run("node", "scripts/types.mjs");
  run("vue-tsc", "--noEmit");
});

test("unit tests of the pages", () => run("vitest", "run"));
