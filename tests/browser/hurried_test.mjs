// A counter and a reviewer in a hurry and out of luck: double clicks, keys held down, sessions that end, reloads, lost lines, two tabs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AMOXICILLIN, discharge, enterLines, fillRegistration, find, preSettle, register, sendLines } from "./counter.mjs";
import { DESK, dialogReady, intercept, rest, seriousFindings, sessionOf, settled, shoot, signIn, startBrowser, startServer, visit as visitWith } from "./harness.mjs";

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

/** How often each transaction is sent from here on. */
function counted(page) {
  const sent = {};
  page.on("request", (request) => {
    const infno = /\/transactions\/(\w+)$/.exec(request.url())?.[1];
    if (infno !== undefined) sent[infno] = (sent[infno] ?? 0) + 1;
  });
  return sent;
}

/**
 * A key that stays down: the browser sends it again and again. All of it is sent at once, as is a double click: a hand is faster than the
 * half second in which the page takes no press, and so has to be a test on a slow machine.
 */
function hold(page, key, times = 12) {
  return Promise.all([...Array.from({ length: times }, () => page.keyboard.down(key)), page.keyboard.up(key)]);
}

const openRows = (page) => page.locator("table.editor tbody tr");

test("one press is one step: doubled or held down it registers, sends, works out, settles and takes back once", () =>
  visit(async (page, go) => {
    await page.addInitScript(() => (window.print = () => undefined));
    const sent = counted(page);
    await signIn(page, go, "demo.hospital", "/window");
    await find(page, "994201198005200682");
    await page.getByLabel("普通门诊").check();
    await fillRegistration(page, { isStay: false });
    await page.getByRole("button", { name: "登记 Ctrl+Enter" }).dblclick();
    await page.waitForURL("**/window/visit/**");
    await page.getByText("新的明细").waitFor();
    assert.deepEqual([sent[2201], sent["2203A"]], [1, 1]);

    await enterLines(page, [[AMOXICILLIN, "3", "10.30"]]);
    await page.getByRole("button", { name: "上传明细" }).dblclick();
    await page.getByText("已上传 1 行").waitFor();
    assert.equal(sent[2204], 1);

    await page.keyboard.down("Control");
    await Promise.all([hold(page, "Enter"), page.keyboard.press("Enter")]);
    await page.keyboard.up("Control");
    await page.getByRole("button", { name: /^结算，收现金/ }).waitFor();
    await settled(page);
    assert.deepEqual([sent[2206], sent[2207]], [1, undefined], "what asked for the amounts settles nothing");
    await page.getByRole("button", { name: /^结算，收现金/, disabled: false }).dblclick();
    await page.getByText(/结算成功|已经结算过了/).waitFor();
    await settled(page);
    assert.equal(sent[2207], 1);
    await page.keyboard.press("Control+Enter");
    await page.getByText("已经结算过了，没有重复结算").waitFor();
    assert.equal(sent[2207], 1);

    await page.getByRole("button", { name: "撤销结算" }).click();
    await page.getByLabel("原因").selectOption("by_mistake");
    await page.getByRole("button", { name: /下一步：再核对一次/, disabled: false }).dblclick();
    const dialog = page.locator("dialog[open]");
    await dialog.getByText("第 2 步").waitFor();
    await settled(page);
    assert.equal(sent[2208], undefined, "the second half of a double click takes nothing back");
    await dialogReady(page);
    await page.getByRole("button", { name: /确认撤销/ }).dblclick();
    await page.getByText(/结算 \d+ 已撤销，请退给病人现金/).waitFor();
    await settled(page);
    assert.equal(sent[2208], 1);
  }));

test("the key that opens a dialog does not confirm it; the focus goes in, Escape closes, the focus is where it was", () =>
  visit(async (page, go) => {
    const sent = counted(page);
    await signIn(page, go, "demo.hospital", "/window");
    await find(page, "994201198005200738");
    await register(page);
    await sendLines(page, [[AMOXICILLIN, "2", "10.30"]]);
    const opener = page.getByRole("button", { name: "删除未结明细" });
    await opener.focus();
    await hold(page, "Enter");
    const dialog = page.locator("dialog[open]");
    await dialog.getByText("第 1 步").waitFor();
    assert.match(await dialog.innerText(), /20\.60/, "what is to be done is named with its amount");
    assert.ok(await page.evaluate(() => document.activeElement?.closest("dialog") !== null), "the focus is in the dialog");
    await dialogReady(page);
    await hold(page, "Enter");
    await dialog.getByText("第 2 步").waitFor();
    assert.ok(await page.evaluate(() => document.activeElement?.closest("dialog") !== null));
    await page.getByRole("button", { name: "上一步" }).click();
    await dialog.getByText("第 1 步").waitFor();
    assert.ok(await page.evaluate(() => document.activeElement?.closest("dialog") !== null), "the focus stays in the dialog on the way back");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), "删除未结明细");
    assert.equal(sent[2302], undefined);
  }));

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

test("lines that were not sent outlive a reload and the way back, and are nobody else's", () =>
  visit(async (page, go) => {
    const sent = counted(page);
    await signIn(page, go, "demo.hospital", "/window");
    await find(page, "994201197207190211");
    await register(page);
    await sendLines(page, [[AMOXICILLIN, "1", "10.30"]]);
    await enterLines(page, [[AMOXICILLIN, "2", "10.30"], ["amxl", "3", "9.5"]]);
    await page.reload();
    await page.getByText("找回上次没有上传的 2 行").waitFor();
    assert.equal(await page.getByLabel("第 2 行单价").inputValue(), "9.5");
    await page.goBack();
    await page.waitForURL("**/window/person/**");
    await page.goForward();
    await page.getByText("找回上次没有上传的 2 行").waitFor();
    const kept = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
    assert.match(kept, /XY99YYY001Y001010109999/);
    assert.ok(!kept.includes("994201197207190211"), "a certificate's number is kept nowhere");
    // Neither a settlement nor the end of the stay passes over them.
    await page.getByText("有 2 行明细还没有上传，结算不包括它们").waitFor();
    await page.getByLabel("凭证号码").fill("994201197207190211");
    await page.keyboard.press("Control+Enter");
    await page.locator("summary", { hasText: "办理出院" }).click();
    await page.getByRole("button", { name: "办理出院" }).click();
    await page.getByText("请先上传或删除，再办出院").waitFor();
    assert.deepEqual([sent[2303], sent[2402]], [undefined, undefined]);
    const address = page.url();
    await page.getByRole("button", { name: "退出" }).click();
    await page.getByRole("link", { name: "登录" }).waitFor();
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    // Its session is over, so the harness gets another one.
    await signIn(page, go, "demo.hospital", new URL(address).pathname);
    await page.getByText("新的明细").waitFor();
    assert.equal(await page.getByLabel("第 1 行数量").inputValue(), "");
    assert.equal(await page.getByLabel("凭证号码").inputValue(), "");
  }));

test("lines whose answer was lost are sent again as they were, and what was changed meanwhile is told", () =>
  visit(async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window");
    await find(page, "994403198005200846");
    await register(page);
    await enterLines(page, [[AMOXICILLIN, "1", "10.30"], [AMOXICILLIN, "2", "10.30"]]);
    const requests = [];
    let broken = "before";
    await intercept(page, "**/transactions/2301", async (route) => {
      requests.push([route.request().headers()["idempotency-key"], route.request().postData()]);
      if (broken === "before") return route.abort();
      if (broken === "after") await route.fetch();
      return broken === "after" ? route.abort() : route.continue();
    });
    await page.keyboard.press("Control+s");
    await page.getByRole("alert").waitFor();
    assert.equal(await page.getByLabel("第 2 行数量").inputValue(), "2");
    broken = "after";
    await page.keyboard.press("Control+s");
    await page.waitForFunction(() => document.querySelector("[role=alert]") !== null);
    await page.getByLabel("第 2 行数量").fill("5");
    broken = "";
    await page.keyboard.press("Control+s");
    await page.getByText("已上传 2 行").waitFor();
    assert.ok(requests.length >= 3);
    assert.equal(new Set(requests.map(([key]) => key)).size, 1, "one intention, one key");
    assert.equal(new Set(requests.map(([, body]) => body)).size, 1, "the same is sent");
    await page.getByText(/这行改前已上传（阿莫西林胶囊，2 × 10.30）/).waitFor();
    assert.equal(await page.getByLabel("第 1 行数量").inputValue(), "5");
    // After a reload what the server has already is not there to be sent a second time.
    await page.getByRole("button", { name: "删除第 1 行" }).click();
    broken = "after";
    await enterLines(page, [[AMOXICILLIN, "4", "10.30"]]);
    await page.keyboard.press("Control+s");
    await page.getByRole("alert").waitFor();
    await page.reload();
    await page.getByText("新的明细").waitFor();
    assert.equal(await page.getByLabel("第 1 行数量").inputValue(), "");
  }));

test("a purchase whose answer was lost is found settled after a reload, and is not settled twice", () =>
  visit(async (page, go) => {
    await signIn(page, go, "demo.window", "/window");
    await page.getByRole("combobox").fill("gzdyf");
    await page.getByRole("option", { name: /演示广州大药房/ }).click();
    await find(page, "993601198005203446");
    await page.getByRole("link", { name: "录入所购药品" }).click();
    await page.locator("table.editor").waitFor();
    await enterLines(page, [[AMOXICILLIN, "10", "10.30"]]);
    await preSettle(page);
    await intercept(page, "**/transactions/2102", async (route) => {
      await route.fetch();
      return route.abort();
    });
    await page.keyboard.press("Control+Enter");
    await page.getByText("没有收到答复").waitFor();
    await page.reload();
    await page.getByText(/已结算，结算编号 \d+/).waitFor();
    await page.getByRole("link", { name: "查看这次购药" }).waitFor();
    assert.equal(await page.getByLabel("第 1 行数量").inputValue(), "10");
    assert.equal(await page.getByRole("button", { name: /^预结算/ }).count(), 0);
  }));

test("a pasted bill with bad rows names each of them and loses none, also without the catalogue", () =>
  visit(async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window");
    await find(page, "994403198005200889");
    await register(page);
    const paste = (text) =>
      page.evaluate((text) => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      }, text);
    await page.getByLabel("第 1 行数量").focus();
    await paste(`编码\t数量\t单价\t金额\n${AMOXICILLIN}\t2\t10.30\t20.60\n${AMOXICILLIN}\t2盒\t10.30\t20.60\n${AMOXICILLIN}\t3\t10.30\t20.60\n${AMOXICILLIN}\n`);
    await page.getByText("粘贴了 4 行，第 2，3，4 行要改。").waitFor();
    assert.equal(await openRows(page).count(), 4);
    assert.match(await openRows(page).nth(1).innerText(), /分不清数量和单价/);
    assert.match(await openRows(page).nth(2).innerText(), /数量×单价与金额不符/);
    await page.keyboard.press("Control+s");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "第 2 行项目");
    await intercept(page, "**/catalogue?**", (route) => route.abort());
    await page.getByLabel("第 4 行数量").focus();
    await paste("阿莫西林胶囊\t1\t10.30\n头孢\t1\t5\n");
    await page.getByText(/粘贴了 2 行/).waitFor();
    assert.equal(await openRows(page).count(), 6);
    assert.match(await openRows(page).nth(5).innerText(), /没有连上目录/);
    assert.equal(await page.getByLabel("第 6 行数量").inputValue(), "1");
  }));

test("what another tab has changed meanwhile is told, and nothing is settled by what is no longer so", () =>
  visit(async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window");
    await find(page, "994401195809092055");
    await register(page);
    await sendLines(page, [[AMOXICILLIN, "100", "10.30"]]);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByText("新的明细").waitFor();
    await discharge(page);
    await preSettle(page);
    // The other tab knows neither of the discharge nor of the amounts, and adds a line: those are of another bill now.
    await enterLines(other, [[AMOXICILLIN, "5", "10.30"]]);
    await other.keyboard.press("Control+s");
    await other.getByText("已上传 1 行").waitFor();
    // No more line may be added to an ended stay: the editor goes, what it told stays.
    await other.getByRole("button", { name: /^上传明细/ }).waitFor({ state: "detached" });
    assert.ok(await other.getByText("已上传 1 行").isVisible());
    await page.keyboard.press("Control+Enter");
    // The refusal is read anew with the bill, and stays to be read by people.
    await page.getByText("未结", { exact: true }).nth(1).waitFor();
    assert.ok(await page.locator("#settle ~ [role=alert]").isVisible());
    assert.equal(await page.getByText("结算成功").count(), 0);
    assert.equal(await page.getByRole("button", { name: /^结算，收现金/ }).count(), 0, "old amounts are not settled");
    const { total } = await preSettle(page);
    assert.match(total, /1,081\.50/);
    assert.equal(await page.locator("#settle ~ [role=alert]").count(), 0, "what was refused before is over");
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

test("a reviewer's double click decides once and goes to the next one; a session that ends keeps the reason", () =>
  visit(async (page, go) => {
    const file = async (place, begndate) =>
      (await rest(server.url, "demo.citizen", "POST", `/persons/${CITIZEN}/filings`, { kind: "other_temporary", places: [place], begndate })).filing.filing;
    const [first, second, third] = [await file("110000", "2026-06-16"), await file("330100", "2026-06-17"), await file("510100", "2026-06-18")];
    await signIn(page, go, "demo.reviewer", `/console/filings/${CITIZEN}/${first}?phase=submitted`);
    let decisions = 0;
    page.on("request", (request) => (decisions += /\/decisions$/.test(request.url()) ? 1 : 0));
    await page.getByRole("button", { name: /^通过/ }).first().click();
    await page.locator("button.go").dblclick();
    await page.getByText(/已办：通过/).waitFor();
    await page.waitForURL(`**/${CITIZEN}/${second}?**`);
    await settled(page);
    assert.ok(page.url().includes(`/${second}?`), "the next one, not the one after it");
    assert.equal(decisions, 1);

    await page.getByRole("button", { name: /^通过/ }).first().click();
    await page.locator("textarea").fill("电话核实过");
    await page.context().clearCookies();
    await page.keyboard.press("Control+Enter");
    const dialog = page.getByRole("dialog", { name: "登录已到期" });
    await dialog.waitFor();
    await page.getByRole("button", { name: "演示：以 demo.reviewer 登录" }).click();
    await dialog.waitFor({ state: "hidden" });
    assert.equal(await page.locator("textarea").inputValue(), "电话核实过");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(`**/${CITIZEN}/${third}?**`);
    const { filing, history } = await rest(server.url, "demo.reviewer", "GET", `/persons/${CITIZEN}/filings/${second}`);
    assert.notEqual(filing.state, "submitted");
    assert.ok(history.some(({ reason }) => reason === "电话核实过"));
    // Another decision that was looked at by mistake drops nothing either.
    await page.getByRole("button", { name: /^通过/ }).first().click();
    await page.locator("textarea").fill("已核对");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^通过/ }).first().click();
    assert.equal(await page.locator("textarea").inputValue(), "已核对");
  }));
