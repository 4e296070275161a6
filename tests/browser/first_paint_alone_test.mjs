// On a slow phone something is seen within twice the time of a page that is nothing but a word.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser, startServer, visit } from "./harness.mjs";

/** At least so many, and as many more as a machine needs that has other things to do. */
const ROUNDS = 9;
const ROUNDS_MAX = 60;
const SLOWER = 4;

let server;
let browser;
before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function paint(page, go, path) {
  await go(path);
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  return page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
}

for (const [name, path] of Object.entries({ home: "/", window: "/window", console: "/console" })) {
  test(`something is seen within twice the time of a bare page: ${name}`, () =>
    visit(browser, server, {}, async (page, go) => {
      const client = await page.context().newCDPSession(page);
      await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
      await page.route("**/bare", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><p>bare" }));
      // What is kept for a year is there afterwards, as for anybody who comes a second time.
      await paint(page, go, path);
      // In turns, and the best of each: whatever else the machine does only adds.
      let [bare, full] = [Infinity, Infinity];
      for (let round = 0; round < ROUNDS || (full > 2 * bare && round < ROUNDS_MAX); ++round) {
        bare = Math.min(bare, await paint(page, go, "/bare"));
        full = Math.min(full, await paint(page, go, path));
      }
      console.log(`first contentful paint of ${path}: ${full.toFixed(0)} ms, of a bare page ${bare.toFixed(0)} ms: ${(full / bare).toFixed(2)} times`);
      assert.ok(full <= 2 * bare, `${full} ms against ${bare} ms`);
    }));
}
