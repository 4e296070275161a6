// The pages about one's own data and of look-ups, as people meet them, and what every page has to keep. Their stories: stories_*_test.mjs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { settledStay } from "./stay.mjs";
import { VIEWS, overflow, rest as restWith, seriousFindings, settled, shoot, signIn, startBrowser, startServer, visit as visitWith } from "./harness.mjs";

const CITIZEN = "44010000000000001180";
const PROXY = "44010000000000001179";
const HOSPITAL = "H99440100016";

let server;
let browser;
let settlement;
before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
  settlement = await settledStay(server.url);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const visit = (options, look) => visitWith(browser, server, options, look);

/** Of the REST interface, as an account of the demonstration. */
const rest = (account, method, path, body) => restWith(server.url, `demo.${account}`, method, path, body);

test("a cancellation inside the lock names the day and asks for what lifts it, by keyboard alone", () =>
  visit({}, async (page, go) => {
    const { filing } = await rest("window", "POST", `/persons/${PROXY}/filings`, {
      kind: "long_term_resident",
      places: ["120000"],
      begndate: "2026-06-15",
      materials: ["residence_permit"],
    });
    await rest("reviewer", "POST", `/persons/${PROXY}/filings/${filing.filing}/decisions`, { decision: "approve" });
    // No region of the demonstration has a lock that is known: the answer is given one here.
    await page.route(`**/persons/${PROXY}/filings/${filing.filing}`, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), locked_until: "2026-09-15" } });
    });
    await signIn(page, go, "demo.proxy", `/filing/${PROXY}/${filing.filing}`);
    await page.getByText("2026年9月15日 起才可以变更或取消").waitFor();
    const cancel = page.getByRole("button", { name: "取消备案" });
    await cancel.focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "filing-keep");
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "filing-cancel");
    await page.keyboard.press("Escape");
    assert.ok(await cancel.evaluate((button) => button === document.activeElement), "the focus is back where it was");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("alertdialog");
    await dialog.getByRole("button", { name: "取消备案" }).press("Enter");
    await dialog.getByText("请选一种情形").waitFor();
    await dialog.getByLabel("备案填错了").press("Space");
    const step = page.waitForRequest((request) => request.url().endsWith("/steps"));
    await dialog.getByRole("button", { name: "取消备案" }).press("Enter");
    assert.deepEqual((await step).postDataJSON(), { step: "cancel", because: "wrong_entry" });
    await page.getByText("已按您的要求办理取消").waitFor();
    await page.unrouteAll({ behavior: "wait" });
  }));

test("a change of the place is a new filing that names the old one", () =>
  visit({}, async (page, go) => {
    const { filing } = await rest("window", "POST", `/persons/${PROXY}/filings`, { kind: "other_temporary", places: ["310000"], begndate: "2026-06-15" });
    await rest("reviewer", "POST", `/persons/${PROXY}/filings/${filing.filing}/decisions`, { decision: "approve" });
    await signIn(page, go, "demo.proxy", `/filing/${PROXY}/${filing.filing}`);
    await page.getByRole("button", { name: "变更备案地" }).click();
    await page.getByText(`备案 ${filing.filing} 随之结束`).waitFor();
    await page.getByRole("combobox", { name: /就医地/ }).fill("cq");
    await page.getByRole("option", { name: /重庆市/ }).first().click();
    await page.getByRole("button", { name: "下一步：看告知书" }).click();
    await page.getByLabel("本人已仔细阅读备案告知书").check();
    await page.getByRole("button", { name: "我已阅读，开始备案" }).click();
    await page.getByRole("button", { name: "下一步：核对并提交" }).click();
    await page.getByRole("button", { name: "提交备案" }).click();
    await page.waitForURL(new RegExp(`/filing/${PROXY}/\\d+`));
    const { filings } = await rest("proxy", "GET", `/persons/${PROXY}/filings`);
    assert.equal(filings.find((one) => page.url().endsWith(`/${one.filing.filing}`)).filing.replaces, filing.filing);
  }));

test("money to a relative: limits shown, confirmed once, accepted, and in both histories", async () => {
  await rest("citizen", "POST", `/persons/${CITIZEN}/consents`, { holder_psn_no: PROXY, holder_name: "演示壬戌二", kinship: "parent" });
  await visit({}, async (page, go) => {
    await signIn(page, go, "demo.proxy", "/family");
    await page.getByText("每笔最多 ¥\u00a02,000.00").waitFor();
    await page.getByLabel("转给谁").selectOption({ label: "*示癸亥二" });
    await page.getByLabel("多少（元）").fill("2,500");
    await page.getByRole("button", { name: "下一步：核对" }).click();
    await page.getByRole("button", { name: "确认转出" }).click();
    await page.getByText("这笔转账过大").waitFor();
    await page.getByRole("button", { name: "再试一次" }).click();
    await page.getByLabel("多少（元）").fill("100");
    await page.getByRole("button", { name: "下一步：核对" }).click();
    await page.getByText("转给 *示癸亥二 100 元？").waitFor();
    await page.getByRole("button", { name: "确认转出" }).click();
    await page.getByText("已转出，等 *示癸亥二 接收").waitFor();
    await page.getByText("今天已转 1 笔").waitFor();
    await page.getByText("2026年6月16日 06:00 没接收就退回").waitFor();
    await shoot(page, "family-sent");
  });
  await visit({}, async (page, go) => {
    await signIn(page, go, "demo.citizen", "/messages");
    await page.getByRole("heading", { name: "家人转来一笔钱" }).waitFor();
    await page.getByRole("link", { name: /去看看.*转来一笔钱/ }).click();
    await page.getByRole("button", { name: "接收" }).click();
    await page.getByText("已接收 ¥\u00a0100.00").waitFor();
    await page.locator(".balance").getByText("¥\u00a0100.00").waitFor();
    await page.getByText("*示壬戌二 转来").last().waitFor();
  });
});

test("the chain names what broke first, with what to say and whom to call, by keyboard alone", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.proxy", "/why");
    await page.getByRole("combobox", { name: "就医地（市，不是医院）" }).focus();
    await page.keyboard.type("500000");
    await page.getByRole("listbox").getByRole("option", { name: /重庆市/ }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("cq");
    await page.getByRole("option", { name: /演示重庆/ }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "查一查" }).focus();
    await page.keyboard.press("Enter");
    const verdict = page.getByRole("region", { name: /不能直接结算/ });
    await verdict.getByText("可以这样说").waitFor();
    await verdict.getByText("下一步").waitFor();
    assert.equal(await verdict.getByRole("link", { name: /12393/ }).first().getAttribute("href"), "tel:12393");
    assert.equal(await page.getByRole("region", { name: "逐环看" }).getByRole("listitem").count(), 10);
    assert.match(page.url(), /place=500000&hospital=/);
    assert.doesNotMatch(page.url(), /4401000000/, "the address says nothing of who asks");
  }));

test("a settlement is told by its own steps, and the statement has the same amounts", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.citizen", "/settlements");
    await page.getByRole("link", { name: "演示广州综合医院" }).click();
    await page.getByText("每一步按结算当日的规定重算过").waitFor();
    for (const bar of (await page.locator(".bars a").all()).slice(0, 3)) {
      const id = await bar.getAttribute("href");
      await bar.click();
      await page.locator(`${id} details[open]`).waitFor();
    }
    const address = await page.getByRole("link", { name: "打印结算单" }).getAttribute("href");
    const statement = await (await page.request.get(server.url + address)).text();
    for (const amount of await page.locator("section[aria-labelledby=who] td.number").allInnerTexts()) {
      assert.ok(statement.includes(amount.replace("¥\u00a0", "¥")), `the statement lacks ${amount}`);
    }
  }));

test("who has looked stands there by role and place", () =>
  visit({}, async (page, go) => {
    await rest("window", "GET", `/persons/${CITIZEN}/settlements`);
    await rest("auditor", "GET", `/persons/${CITIZEN}/entitlement`);
    await signIn(page, go, "demo.citizen", "/looked");
    await page.getByRole("listitem").filter({ hasText: "窗口（广州市）" }).filter({ hasText: "查看结算记录" }).first().waitFor();
    await page.getByRole("listitem").filter({ hasText: "审计（全国）" }).first().waitFor();
    assert.equal(await page.getByText("本人", { exact: true }).count(), 0);
    await page.getByLabel("连我自己的也列出来").check();
    await page.getByText("本人", { exact: true }).first().waitFor();
  }));

test("whoever is given a one-time token sets a password of their own and signs in with it", () =>
  visit({}, async (page, go) => {
    const { reset_token } = await rest("admin", "POST", "/accounts", { login: "new.auditor", roles: ["auditor@*"] });
    await go("/sign-in");
    await page.getByRole("link", { name: "第一次登录，或忘了密码" }).click();
    await page.getByLabel("登录名").fill("new.auditor");
    await page.getByLabel("一次性令牌").fill(reset_token);
    await page.getByLabel("新密码", { exact: true }).fill("Correct-Horse-9");
    await page.getByLabel("再输一遍新密码").fill("Correct-Horse-8");
    await page.getByRole("button", { name: "修改", exact: true }).click();
    await page.getByText("两遍不一样").waitFor();
    await page.getByLabel("再输一遍新密码").fill("Correct-Horse-9");
    await page.getByRole("button", { name: "修改", exact: true }).click();
    await page.getByText("密码已修改").waitFor();
    await page.getByRole("button", { name: "登录" }).click();
    await page.getByLabel("登录名").fill("new.auditor");
    await page.getByLabel("密码").fill("Correct-Horse-9");
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.waitForURL("**/console");
  }));

const OPEN_PAGES = {
  why: "/why",
  "why-open": `/why?home=440100&place=110000&hospital=H99110000001`,
  institutions: "/institutions",
  "institutions-found": "/institutions?place=440100",
  institution: `/institutions/${HOSPITAL}`,
  route: "/route?home=440100&care=110000&day=2026-06-15",
  password: "/password",
};
const OWN_PAGES = {
  "home-mine": "/",
  "why-chain": "/why?place=110000&hospital=H99110000001",
  settlements: "/settlements",
  settlement: () => `/settlements/${settlement}`,
  family: "/family",
  messages: "/messages",
  looked: "/looked",
  account: "/account",
  "password-own": "/password",
};

async function look(page, go, pages, name) {
  for (const [at, path] of Object.entries(pages)) {
    await go(typeof path === "function" ? path() : path);
    await settled(page);
    await page.waitForLoadState("networkidle");
    if (at === "why-chain") await page.locator(".links").waitFor();
    await shoot(page, `${at}-${name}`);
    assert.equal(await overflow(page), 0, `${at} has to be scrolled sideways`);
    assert.deepEqual(await seriousFindings(page), [], at);
  }
}

for (const [name, options] of Object.entries(VIEWS)) {
  test(`every page of one's own is whole and accessible: ${name}`, () =>
    visit(options, async (page, go) => {
      await look(page, go, OPEN_PAGES, name);
      await signIn(page, go, "demo.citizen", "/");
      await look(page, go, OWN_PAGES, name);
    }));
}
