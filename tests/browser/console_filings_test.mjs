// The agency's console: who decides filings with a queue before them; persons, feeds, accounts and the audit.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, dialogReady, overflow, rest as restWith, seriousFindings, settled, shoot, signIn, startBrowser, startServer, visit as visitWith } from "./harness.mjs";

const CITIZEN = "44010000000000001180";
const OWNER = "44010000000000001179";
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

let server;
let browser;
const filed = {};
before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
  filed.resident = await file("citizen", CITIZEN, {
    kind: "long_term_resident", places: ["120000"], begndate: "2026-06-15", materials: ["residence_permit"],
    details: { contact_name: "演示联系人", tel: "00012345678", address: "演示路 1 号" },
  });
  await rest("citizen", "POST", `/persons/${CITIZEN}/filings/${filed.resident}/papers`, { kind: "residence_permit", filename: "居住证.png", bytes: PNG });
  filed.promised = await file("citizen", CITIZEN, { kind: "posted_worker", places: ["310000"], begndate: "2026-06-10", promise: true });
  await file("citizen", CITIZEN, { kind: "referral", places: ["420100"], begndate: "2026-06-20", materials: ["referral_certificate"] });
  await file("proxy", OWNER, { kind: "other_temporary", places: ["510100"], begndate: "2026-06-16" });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const visit = (options, look) => visitWith(browser, server, { viewport: DESK, ...options }, look);

const rest = (role, method, path, body) => restWith(server.url, `demo.${role}`, method, path, body);
async function file(role, person, body) {
  return (await rest(role, "POST", `/persons/${person}/filings`, body)).filing.filing;
}

/** The ways in which every page of the console is looked at. */
const VIEWS = {
  desk: {},
  laptop: { viewport: { width: 1024, height: 768 } },
  // 1,280 pixels at 200 % are 640 of CSS.
  zoomed: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  english: { lang: "en" },
  elder: { view: "elder" },
};

const PAGES = {
  reviewer: () => ({
    filings: "/console/filings",
    filing: `/console/filings/${CITIZEN}/${filed.resident}`,
    promise: `/console/filings/${CITIZEN}/${filed.promised}`,
    persons: "/console/persons",
    person: `/console/persons/${CITIZEN}`,
  }),
  auditor: () => ({ audit: `/console/audit?psn_no=${CITIZEN}`, looked_at: `/console/filings/${CITIZEN}/${filed.resident}` }),
  admin: () => ({ feeds: "/console/feeds", accounts: "/console/accounts" }),
};

for (const [name, options] of Object.entries(VIEWS)) {
  test(`every page is whole and accessible: ${name}`, () =>
    visit(options, async (page, go) => {
      for (const [role, pages] of Object.entries(PAGES)) {
        await signIn(page, go, `demo.${role}`, "/console");
        for (const [at, path] of Object.entries(pages())) {
          await go(path);
          await settled(page);
          assert.equal(await overflow(page), 0, `${at} has to be scrolled sideways`);
          assert.deepEqual(await seriousFindings(page), [], at);
          await shoot(page, `console-${at}-${name}`);
        }
      }
    }));
}

test("a filter by place stands in the address, and whoever comes by it sees by which place", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.reviewer", "/console/filings");
    const place = page.getByRole("combobox", { name: "备案地" });
    await place.fill("天津市");
    await place.press("Enter");
    await page.waitForURL(/place=120000/);
    await page.reload();
    await settled(page);
    await page.waitForFunction(() => [...document.querySelectorAll("input[role=combobox]")].some(({ value }) => value === "天津市"));
    assert.doesNotMatch(await page.locator("main").innerText(), /成都市/);
    await page.getByRole("button", { name: "清除筛选" }).click();
    await page.getByText("成都市").first().waitFor();
    assert.equal(await place.inputValue(), "");
  }));

test("an officer finds who filed and why it was approved", () =>
  visit({}, async (page, go) => {
    const approved = await file("citizen", CITIZEN, {
      kind: "other_temporary", places: ["330100"], begndate: "2026-06-18",
    });
    await rest("reviewer", "POST", `/persons/${CITIZEN}/filings/${approved}/decisions`, { decision: "approve", reason: "电话核实过" });
    await signIn(page, go, "demo.auditor", "/console");
    await go(`/console/audit?psn_no=${CITIZEN}`);
    await page.getByRole("row", { name: /demo\.reviewer.*审核/ }).first().waitFor();
    await page.getByLabel("记录里的文字").fill("approve");
    await page.getByRole("button", { name: "查询" }).click();
    await page.getByRole("row", { name: new RegExp(`备案 ${approved}：通过`) }).waitFor();
    assert.match(page.url(), /what=approve/);
    await page.getByRole("button", { name: "验一遍" }).click();
    await page.getByText(/首尾相接/).waitFor();
  }));

test("a feed names each row that it did not take, by the line of the file", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.admin", "/console");
    await go("/console/feeds");
    const text = `row_key,psn_no,kind,place,begndate\na1,${OWNER},long_term_resident,120000,2026-06-15\na2,${OWNER},a_whim,120000,2026-06-15\na3,${OWNER},long_term_resident,120000,soon\n`;
    await page.getByLabel(/文件/).setInputFiles({ name: "permits.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByRole("button", { name: "导入", exact: true }).click();
    const problems = page.getByRole("table").last();
    await problems.getByRole("row", { name: /^3 kind/ }).waitFor();
    await problems.getByRole("row", { name: /^4 begndate/ }).waitFor();
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "console-feed-done");
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "导出 CSV" }).click();
    assert.equal((await saved).suggestedFilename(), "feed-problems.csv");
  }));

test("an administrator opens an account, changes its role, locks it; the token is shown once", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.admin", "/console");
    await go("/console/accounts");
    await page.getByRole("button", { name: "开新账号" }).click();
    await page.getByRole("textbox", { name: "登录名" }).fill("counter.new");
    await page.getByRole("combobox", { name: /范围/ }).fill("gz");
    await page.getByRole("option", { name: /广州/ }).click();
    await page.getByRole("button", { name: "开账号", exact: true }).click();
    const token = await page.getByLabel(/一次性令牌/).inputValue();
    assert.match(token, /^yr_/);
    await shoot(page, "console-account-made");
    await page.getByRole("button", { name: "关闭" }).first().click();
    await page.getByRole("heading", { name: "counter.new" }).waitFor();
    assert.equal(await page.getByLabel(/一次性令牌/).count(), 0);

    await page.getByRole("button", { name: "改角色" }).click();
    await page.getByRole("combobox", { name: "第 1 个角色", exact: true }).selectOption("auditor");
    await page.getByRole("button", { name: "保存角色" }).click();
    await page.getByRole("button", { name: /下一步/ }).click();
    assert.deepEqual(await seriousFindings(page), []);
    await page.getByRole("button", { name: /确认/ }).click();
    await page.getByRole("listitem").filter({ hasText: /审计 .*广州市 4401/ }).waitFor();

    await page.getByRole("button", { name: "停用", exact: true }).first().click();
    await page.getByRole("button", { name: /下一步/ }).click();
    await page.getByRole("button", { name: /确认/ }).click();
    await page.getByRole("row", { name: /counter\.new.*已停用/ }).waitFor();
  }));

test("a reviewer finds a person, sees what holds on a day, recognises a disease and withdraws it", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.reviewer", "/console");
    await go("/console/persons");
    await page.getByLabel("查人").fill(CITIZEN);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/${CITIZEN}**`);
    await page.getByText("正常参保").first().waitFor();
    for (const part of ["备案", "结算", "发给本人的消息", "亲情账户绑定"]) {
      await page.getByRole("heading", { name: part, exact: true, level: 3 }).click();
    }
    await page.getByText(/异地长期居住人员/).first().waitFor();
    await page.getByRole("heading", { name: "门诊慢特病认定", level: 3 }).click();
    await page.getByRole("button", { name: "新认定" }).click();
    await page.getByLabel("病种编码").fill("M03900");
    await page.getByRole("button", { name: "认定", exact: true }).click();
    const row = page.getByRole("row", { name: /M03900.*有效/ });
    await row.waitFor();
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "console-person-parts");
    await row.getByRole("button", { name: "撤销" }).click();
    await page.getByLabel("原因").fill("复审不符合");
    await dialogReady(page);
    await page.keyboard.press("Control+Enter");
    await dialogReady(page);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("row", { name: /M03900.*已撤销/ }).waitFor();
    const { entries } = await rest("auditor", "GET", `/audit?psn_no=${CITIZEN}`);
    for (const what of ["entitlement read", "messages read", "bonds read"]) assert.ok(entries.some((one) => one.what === what && one.name === "demo.reviewer"), what);
  }));

test("what a region decides at once needs nobody; its lock is told", () =>
  visit({}, async (page, go) => {
    const person = "99300100000000001223";
    const made = await file("example", person, { kind: "long_term_resident", places: ["440100"], begndate: "2026-06-15", materials: ["lease"] });
    await signIn(page, go, "demo.desk", "/console");
    await go(`/console/filings?phase=submitted`);
    await page.getByText("没有待办的备案。").first().waitFor();
    const shown = await rest("desk", "GET", `/persons/${person}/filings/${made}`);
    assert.equal(shown.filing.state, "effective");
    assert.equal(shown.locked_until, "2026-09-15");
    assert.deepEqual(shown.history.map(({ event, by }) => [event, by === "rules"]), [["submitted", false], ["approved", true], ["reported", true]]);
  }));
