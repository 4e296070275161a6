// The board in the morning: what the night has found without anybody asking, and that it was the night.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, PHONE, overflow, rest, seriousFindings, settled, shoot, signIn, startBrowser, startServer, visit } from "./harness.mjs";

const GUANGDONG = "440000";
let server;
let browser;
before(async () => {
  // Two seconds before the hour of the night; the demonstration's June has lost bills.
  [server, browser] = await Promise.all([startServer({ now: "2026-06-15 01:59:58" }), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function foundByNight() {
  for (const until = Date.now() + 60_000; Date.now() < until; await new Promise((done) => setTimeout(done, 500))) {
    const { differences } = await rest(server.url, "demo.clearing", "GET", `/reconciliation/differences?party=${GUANGDONG}&state=found`);
    const one = differences.find(({ by }) => by === "job:reconcile");
    if (one !== undefined) return one;
  }
  throw new Error("no night has come");
}

test("a lost bill is on the board in the morning, found by the night", async () => {
  const one = await foundByNight();
  for (const [name, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
    await visit(browser, server, { viewport }, async (page, go) => {
      await signIn(page, go, "demo.clearing", "/console/reconciliation");
      await settled(page);
      await page.getByRole("row", { name: /湖北省/ }).first().getByText("处不同").first().waitFor();
      await go(`/console/reconciliation/${GUANGDONG}/${one.id}`);
      await settled(page);
      await page.getByText("每晚自动对账").waitFor();
      assert.equal(await page.getByText("job:").count(), 0);
      assert.equal(await overflow(page), 0);
      assert.deepEqual(await seriousFindings(page), []);
      await shoot(page, `nights-${name}`);
    });
  }
});
