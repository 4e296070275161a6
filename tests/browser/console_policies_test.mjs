// The console's policies and registers: a rule changed in the table by one person and approved by another, and tables that come in.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, overflow, seriousFindings, settled, shoot, signIn, startBrowser, startServer, visit as visitWith } from "./harness.mjs";

/** Desks are wide; 1,440 pixels at 200 % are 720 of CSS, where a table scrolls within itself. */
const LOOKS = {
  desk: { viewport: DESK },
  zoomed: { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
  english: { viewport: DESK, lang: "en" },
};
const PAGES = {
  policies: "/console/policies",
  rules: "/console/policies/420100",
  proof: "/console/policies/420100?tab=proof",
  compare: "/console/policies/420100?tab=compare",
  terms: "/console/policies/420100?tab=terms",
};
const REGISTERS = {
  institutions: "/console/institutions?place=440000&institution=H99440100016",
  catalogue: "/console/catalogues?place=420100",
  routes: "/console/catalogues?tab=routes",
  drugs: "/console/catalogues?tab=dualdrugs",
};

let server;
let browser;
before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});
const visit = (options, look) => visitWith(browser, server, options, look);

/** Waits until nothing is asked of the server any more. */
async function drawn(page) {
  await settled(page);
  await page.waitForLoadState("networkidle");
}

/** What Wuhan's employees of working age get for a tertiary stay at home that costs 46,000, as everybody is told. */
async function estimate(page) {
  const stay = {
    insuplc_admdvs: "420100", mdtrtarea_admvs: "420100", insutype: "310", psn_type: "11", med_type: "21", hosp_lv: "02", age: 45,
    begndate: "2026-06-01", enddate: "2026-06-10", setl_date: "2026-06-10", ipt_cnt: 1, inst_attr: [], psn_idet: [],
    fee: { medfee_sumamt: "46000.00", inscp_scp_amt: "46000.00" },
  };
  return page.evaluate(async (body) => {
    const answer = await fetch("/api/v1/estimate", { method: "POST", headers: { "Content-Type": "application/json", "X-Yidi-Page": "1" }, body: JSON.stringify(body) });
    return (await answer.json()).setlinfo?.fund_pay_sumamt ?? null;
  }, stay);
}

async function confirm(page, name) {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /再核对一次/ }).click();
  await dialog.getByRole("button", { name }).click();
  await dialog.waitFor({ state: "hidden" });
}

for (const [name, options] of Object.entries(LOOKS)) {
  test(`every page of policies and registers is whole and accessible: ${name}`, () =>
    visit(options, async (page, go) => {
      for (const [login, pages] of [["demo.officer", PAGES], ["demo.admin", REGISTERS]]) {
        await signIn(page, go, login, "/console");
        for (const [at, path] of Object.entries(pages)) {
          await go(path);
          await drawn(page);
          assert.equal(await overflow(page), 0, `${at} has to be scrolled sideways`);
          assert.deepEqual(await seriousFindings(page), [], at);
          await shoot(page, `console-${at}-${name}`);
        }
      }
    }));
}

test("a rule is found by scheme, level, words and day, with its history", () =>
  visit({ viewport: DESK }, async (page, go) => {
    await signIn(page, go, "demo.officer", "/console/policies");
    await page.getByRole("searchbox").fill("武汉");
    await page.getByRole("button", { name: "武汉市" }).click();
    await page.locator("#rules-scheme").selectOption("310.inpatient");
    await page.locator("#rules-level").selectOption("tertiary");
    await page.getByLabel("含有文字").fill("支付比例");
    await drawn(page);
    const rows = page.getByRole("region", { name: /的规则/ }).locator("tbody tr");
    const today = await rows.allInnerTexts();
    assert.ok(today.length > 0);
    await page.locator("#rules-day").fill("1990-01-01");
    await page.getByText("没有这样的规则").waitFor();
    await page.locator("#rules-day").fill("2026-06-15");
    await rows.first().getByRole("button").click();
    await page.getByRole("heading", { name: /的沿革/ }).waitFor();
    await page.getByRole("rowheader", { name: "v1 自安装起" }).waitFor();
    await shoot(page, "console-value-history");
  }));

test("a table of two periods is handed in: the value as of two days differs, and an overlap is a sentence", () =>
  visit({ viewport: DESK }, async (page, go) => {
    await signIn(page, go, "demo.officer", "/console/policies/440100");
    await page.getByRole("button", { name: "起草新版本" }).click();
    await page.waitForURL("**/console/policies/changes/*");
    const id = page.url().split("?")[0].split("/").pop();
    const csv = await page.evaluate(async (of) => (await fetch(`/api/v1/policies/440100/file?format=csv&of=${of}`)).text(), id);
    const line = csv.split("\r\n").find((one) => one.startsWith("row,440100,390,inpatient,,cap,"));
    const [, from] = /,(\d{4}-\d{2}-\d{2}),,[OPDKI],/.exec(line);
    const period = (value, first, last) => line.replace(/,[\d.]+,(,[^,]*,[^,]*),\d{4}-\d{2}-\d{2},,/, `,${value},$1,${first},${last},`);
    const handIn = (first) =>
      page.locator("#policy-file").setInputFiles({
        name: "440100.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(csv.replace(line, `${period("111111", from, "2026-06-30")}\r\n${period("222222", first, "")}`)),
      });
    await handIn("2026-06-01");
    await page.getByText(/有两条规则：2026-06-01 至 2026-06-30/).waitFor();
    await shoot(page, "console-overlap");
    await handIn("2026-07-02");
    await page.getByText(/没有规则：2026-07-01/).waitFor();
    await handIn("2026-07-01");
    await page.getByText("每格恰有一条规则或声明未知。").waitFor();
    await page.getByRole("button", { name: "用它作为草稿" }).click();
    await page.locator(".note.done").filter({ hasText: "已保存" }).first().waitFor();
    await go(`/console/policies/changes/${id}?tab=rules`);
    await page.locator("#rules-scheme").selectOption("390.inpatient");
    await page.locator("#rules-text").fill("年度最高支付限额");
    await page.locator("#rules-day").fill("2026-06-30");
    await page.getByText("111,111.00 元").waitFor();
    await page.locator("#rules-day").fill("2026-07-01");
    await page.getByText("222,222.00 元").waitFor();
    assert.equal(await page.getByText("111,111.00 元").count(), 0);
  }));

test("a rule is changed in the table, checked, shown in its effect, submitted, approved by another, and computed with; and it goes back", () =>
  visit({ viewport: DESK }, async (page, go) => {
    await signIn(page, go, "demo.officer", "/console/policies/420100");
    await drawn(page);
    const before = await estimate(page);
    assert.ok(before > 0, "the guide's case is computed");

    // Drafted from today's version, and one value changed in the table.
    await page.getByRole("button", { name: "起草新版本" }).click();
    await page.waitForURL("**/console/policies/changes/*");
    const address = page.url().split("?")[0];
    const id = address.split("/").pop();
    await page.getByLabel("含有文字").fill("ratio");
    await drawn(page);
    const lines = page.getByRole("region", { name: /政策表/ }).locator("tbody tr");
    const values = await lines.evaluateAll((all) => all.map((row) => row.innerText.split("\t").map((cell) => cell.trim())));
    const at = values.findIndex((cells) => ["310", "inpatient", "0.86"].every((one) => cells.includes(one)));
    assert.ok(at >= 0, values.map((cells) => cells.join("|")).join("\n"));
    await lines.nth(at).getByRole("button").click();
    const value = page.locator("#cell-24");
    await value.fill("about 90 %");
    await page.keyboard.press("Control+s");
    await page.getByText(/有 1 处问题/).waitFor();
    const problem = page.getByRole("region", { name: "逐处问题" }).locator("tbody tr");
    assert.match(await problem.innerText(), /取值/);
    await shoot(page, "console-table-problem");
    await value.fill("0.5");
    await page.keyboard.press("Control+s");
    await page.locator(".note.done").filter({ hasText: "已保存" }).waitFor();
    await shoot(page, "console-change-text");

    await go(`/console/policies/changes/${id}?tab=difference`);
    await page.locator("td .tag.warn").filter({ hasText: "改动" }).first().waitFor();
    assert.match(await page.locator("main tbody").first().innerText(), /50%/);
    await shoot(page, "console-difference");
    await go(`/console/policies/changes/${id}?tab=proof`);
    await page.getByText(/逐格核对了 \d+ 种组合/).waitFor();
    await go(`/console/policies/changes/${id}?tab=effect`);
    await page.getByRole("button", { name: "计算影响" }).click();
    await page.getByText(/个案例，其中已结算/).waitFor();
    await page.getByRole("rowheader", { name: "个人多付", exact: true }).waitFor();
    await page.getByText(/相差最大的一例/).first().waitFor();
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "console-effect");

    // Submitted; who wrote it is told that somebody else has to approve it, and finds no button for it.
    await go(`/console/policies/changes/${id}?tab=steps`);
    await page.getByRole("button", { name: "提交审核" }).click();
    await confirm(page, /提交审核/);
    await page.getByText(/不能自己批准/).waitFor();
    assert.equal(await page.getByRole("button", { name: "批准", exact: true }).count(), 0);
    assert.equal(await estimate(page), before);
    await shoot(page, "console-own-change");

    await signIn(page, go, "demo.approver", `/console/policies/changes/${id}`);
    await page.getByRole("link", { name: "提交与批准" }).click();
    await page.getByRole("button", { name: "批准", exact: true }).click();
    await confirm(page, /批准/);
    await page.getByText(/已批准：第 \d+ 版自 2026年6月15日 起用于计算/).waitFor();
    const now = await estimate(page);
    assert.ok(now < before, `${now} is not less than ${before}`);
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "console-approved");

    // Back to the program's version from a later day, which two people decide too.
    await go("/console/policies/420100?tab=terms");
    await page.getByRole("button", { name: "恢复到以前的版本" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("恢复到").selectOption("0");
    await dialog.getByLabel(/自哪天起/).fill("2026-06-20");
    await dialog.getByLabel("原因").fill("比例写错了");
    await shoot(page, "console-return");
    await dialog.getByRole("button", { name: /再核对一次/ }).click();
    await dialog.getByRole("button", { name: /提交恢复/ }).click();
    await page.waitForURL("**/console/policies/changes/*");
    const back = page.url().split("/").pop();
    await signIn(page, go, "demo.officer", `/console/policies/changes/${back}?tab=steps`);
    await page.getByRole("button", { name: "批准", exact: true }).click();
    await confirm(page, /批准/);
    await page.getByText(/自 2026年6月20日 起用于计算/).waitFor();
    assert.equal(await estimate(page), now, "until that day");
    await go("/console/policies/420100?tab=terms");
    await page.getByText("2026年6月20日").first().waitFor();
    await shoot(page, "console-terms-returned");
  }));

test("an import with three planted errors names the three and writes nothing; a good one is written once", () =>
  visit({ viewport: DESK }, async (page, go) => {
    await signIn(page, go, "demo.admin", "/console/institutions");
    await page.getByRole("button", { name: "导入" }).click();
    const heads = "fixmedins_code,fixmedins_name,admdvs,fixmedins_type,hosp_lv,local_open,remote_open\n";
    const file = (text) => ({ name: "institutions.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    const box = page.getByLabel("文件");
    await box.setInputFiles(
      file(
        `${heads}H99420100097,演示武汉新医院,420102,1,02,inpatient,inpatient\n` +
          "H9942010009,编号少一位,420102,1,02,inpatient,\nH99420100098,等级写错,420102,1,2,inpatient,\nH99420100099,业务写错,420102,1,02,inpatient,surgery\n",
      ),
    );
    await page.getByText("有 3 处问题，什么都没有写入。").waitFor();
    const rows = await page.getByRole("region", { name: "逐处问题" }).locator("tbody tr").allInnerTexts();
    assert.deepEqual(rows.map((row) => row.split("\t").slice(0, 2).map((cell) => cell.trim())), [["3", "fixmedins_code"], ["4", "hosp_lv"], ["5", "remote_open"]]);
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "console-import-problems");
    const isThere = () => page.evaluate(async () => (await fetch("/api/v1/institutions/H99420100097")).status);
    assert.equal(await isThere(), 404);
    await box.setInputFiles(file(`${heads}H99420100097,演示武汉新医院,420102,1,02,inpatient,inpatient\n`));
    await page.getByText(/将新增 1，变更 0/).waitFor();
    assert.equal(await isThere(), 404, "a look writes nothing");
    await page.getByRole("button", { name: "全部写入" }).click();
    await page.getByText(/已写入：新增 1/).waitFor();
    assert.equal(await isThere(), 200);
    await shoot(page, "console-import-done");

    // The new institution is found by its initials, and gets another kind of business, with the history of it.
    await page.getByLabel(/名称、拼音或首字母/).fill("yswhxyy");
    await page.getByRole("button", { name: "查找" }).click();
    await page.getByRole("option", { name: /演示武汉新医院/ }).click();
    await page.getByLabel("普通门诊 对异地参保人").check();
    await page.getByRole("button", { name: "改开通的业务" }).click();
    await confirm(page, /改开通的业务/);
    await page.getByText("已改好。").waitFor();
    await page.getByText(/住院 → 住院，普通门诊/).waitFor();
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "console-openings");
  }));

test("the keyboard alone finds a region and opens its rules", () =>
  visit({ viewport: DESK }, async (page, go) => {
    await signIn(page, go, "demo.officer", "/console/policies");
    await drawn(page);
    await page.locator("main h1").focus();
    await page.keyboard.press("/");
    await page.keyboard.type("420100");
    await page.getByRole("button", { name: "武汉市" }).waitFor();
    for (let presses = 0; (await page.evaluate(() => document.activeElement?.textContent?.trim())) !== "武汉市"; ++presses) {
      assert.ok(presses < 40, "Tab does not come to it");
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.waitForURL("**/console/policies/420100");
  }));
