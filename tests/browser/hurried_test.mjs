// A counter and a reviewer in a hurry and out of luck: double clicks, keys held down, sessions that end, reloads, lost lines, two tabs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AMOXICILLIN, enterLines, fillRegistration, find } from "./counter.mjs";
import { DESK, seriousFindings, sessionOf, shoot, signIn, startBrowser, startServer, visit as visitWith } from "./harness.mjs";

const CITIZEN = "44010000000000001180";

let server;
let browser;
before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});
const visit = (look) => visitWith(browser, server, { viewport: DESK }, look);

test("a session that ends in the middle of a bill is renewed in place, and all that was typed is there", () =>
  visit(async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window");
    await find(page, "994201195603080015");
    await fillRegistration(page);
    await page.context().clearCookies();
    await page.keyboard.press("Control+Enter");
    const dialog = page.getByRole("dialog", { name: "登录已到期" });
    await dialog.waitFor();
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "window-again");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await dialog.waitFor();
    await page.getByLabel("demo.hospital 的密码").fill("wrong");
    await page.keyboard.press("Enter");
    await dialog.getByText("密码不对").waitFor();
    await page.getByLabel("demo.hospital 的密码").fill("demo-only-password-hospital");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    assert.equal(await page.getByLabel("诊断编码").inputValue(), "K29.500");
    assert.equal(await page.getByLabel("凭证号码").inputValue(), "994201195603080015");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL("**/window/visit/**");
    await page.getByText("新的明细").waitFor();
    await enterLines(page, [[AMOXICILLIN, "7", "10.30"]]);
    // In another tab somebody else signs in: this one speaks for nobody until its own account has signed in again.
    const [name, value] = (await sessionOf(server.url, "demo.window")).split("=");
    await page.context().addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: "Strict" }]);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await dialog.waitFor();
    await page.getByRole("button", { name: "演示：以 demo.hospital 登录" }).click();
    await dialog.waitFor({ state: "hidden" });
    assert.equal(await page.getByLabel("第 1 行数量").inputValue(), "7");
    await page.keyboard.press("Control+s");
    await page.getByText("已上传 1 行").waitFor();
  }));

test("whoever is sent a link comes there after signing in", () =>
  visit(async (page, go) => {
    for (const [login, path, heading] of [
      ["demo.reviewer", `/console/persons/${CITIZEN}?on=2026-06-15`, "参保人"],
      ["demo.hospital", "/window/settled?day=2026-06-15", "当日结算"],
    ]) {
      await page.context().clearCookies();
      await go(path);
      await page.getByRole("link", { name: "登录" }).click();
      await page.getByRole("button", { name: login }).click();
      await page.waitForURL(`**${path}`);
      await page.getByRole("heading", { level: 1, name: heading }).first().waitFor();
    }
    // Not to a desk where the account has nothing to do, and to no other site.
    for (const next of ["/console/accounts", "//example.org/window", "/\\example.org", "/windows"]) {
      await page.context().clearCookies();
      await go(`/sign-in?next=${encodeURIComponent(next)}`);
      await page.getByRole("button", { name: "demo.hospital" }).click();
      await page.waitForURL("**/window");
    }
  }));
