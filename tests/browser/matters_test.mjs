// What two parties have between them beside bills, in the console: disputes, deductions, inquiries, each with its steps.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, settled, shoot, signIn, startBrowser, visit as visitWith } from "./harness.mjs";
import { BEIJING, CLEARING_VIEWS, Calendar, confirmTwice, haveOfficers, settleBetween, wholePages } from "./provinces.mjs";

let calendar;
let browser;
let stays;
before(async () => {
  [calendar, browser] = await Promise.all([Calendar.from("2026-02-16 09:00:00"), startBrowser()]);
  await haveOfficers(calendar.url);
  stays = await settleBetween(calendar.url);
  await calendar.rest("demo.centre", "POST", "/clearing/bills", { from: "2026-02-16", to: "2026-02-16" });
});
after(async () => {
  await browser?.close();
  await calendar?.stop();
});

const visit = (options, look) => visitWith(browser, calendar, { viewport: DESK, ...options }, look);
const as = (login, tab, look) =>
  visit({}, async (page, go) => {
    await signIn(page, go, login, `/console/matters?tab=${tab}`);
    await settled(page);
    await look(page, go);
  });
async function begin(page, setlId) {
  await page.getByRole("textbox", { name: "结算号" }).fill(setlId);
  await page.getByRole("button", { name: "下一步", exact: true }).click();
}

test("the insured side disputes a bill before the tables, and withdraws it", () =>
  as("demo.clearing", "disputes", async (page) => {
    await page.getByText("没有争议。").waitFor();
    await begin(page, "no number");
    await page.getByText("请填结算号（数字）。").waitFor();
    // Another's bill: the server's own words, and nothing is written.
    await begin(page, stays[1].setl_id);
    await confirmTwice(page, "查无此人");
    await page.getByRole("dialog").getByRole("alert").waitFor();
    await page.getByRole("button", { name: /不办了/ }).click();
    await begin(page, stays[0].setl_id);
    await confirmTwice(page, "参保人称未住院");
    const row = page.getByRole("row", { name: /已提出，未制表.*参保人称未住院/ });
    await row.waitFor();
    assert.match(await row.textContent(), /¥\u00a023,999\.19/);
    await shoot(page, "matters-disputed");
    await row.getByRole("button", { name: "撤回争议" }).click();
    await confirmTwice(page, "已与医院核实");
    await page.getByRole("row", { name: /已撤回/ }).waitFor();
    assert.equal(await page.getByRole("button", { name: "撤回争议" }).count(), 0);
  }));

test("the treating side deducts from a bill, no more than it holds", () =>
  as("demo.clearing", "deductions", async (page) => {
    await page.getByText("没有扣款。").waitFor();
    await page.getByRole("combobox", { name: "种类" }).selectOption("audit");
    await page.getByRole("combobox", { name: "基金" }).selectOption("390100");
    await begin(page, stays[1].setl_id);
    await page.getByText("请填金额，如 1,200.00。").waitFor();
    await page.getByRole("textbox", { name: "决定扣款" }).fill("999,999");
    await begin(page, stays[1].setl_id);
    await confirmTwice(page, "重复收费");
    await page.getByRole("dialog").getByRole("alert").waitFor();
    await page.getByRole("button", { name: /不办了/ }).click();
    await page.getByRole("textbox", { name: "决定扣款" }).fill("1,200.50");
    await begin(page, stays[1].setl_id);
    await confirmTwice(page, "重复收费");
    const row = page.getByRole("row", { name: /稽核扣款/ });
    await row.waitFor();
    assert.match(await row.textContent(), /¥\u00a01,200\.50¥\u00a00\.00¥\u00a01,200\.50/, "decided, deducted, open");
  }));

test("an inquiry: asked, accepted with its days, answered with what is not owed, closed", async () => {
  await as("demo.clearing", "inquiries", async (page) => {
    await begin(page, stays[0].setl_id);
    await confirmTwice(page, "床日数与病程不符");
    await page.getByRole("row", { name: /等待受理.*2026年3月6日/ }).waitFor();
    assert.equal(await page.getByRole("button", { name: "受理", exact: true }).count(), 0, "the treating side accepts");
  });
  await as("demo.beijing", "inquiries", async (page) => {
    await page.getByRole("button", { name: "受理", exact: true }).click();
    await confirmTwice(page);
    await page.getByRole("button", { name: "答复" }).click();
    const form = page.getByRole("region", { name: "答复" });
    await form.getByLabel("结论").selectOption("partly");
    await form.getByRole("button", { name: "下一步" }).click();
    await page.getByText("请写明核查情况。").waitFor();
    await form.getByLabel("核查情况").fill("两日床位费重复");
    await form.getByLabel("不应支付").fill("350");
    await form.getByRole("button", { name: "下一步" }).click();
    await confirmTwice(page);
    await page.getByRole("row", { name: /已答复.*部分不应支付.*两日床位费重复/ }).waitFor();
    await shoot(page, "matters-answered");
  });
  await as("demo.clearing", "inquiries", async (page) => {
    await page.getByRole("button", { name: "办结" }).click();
    await confirmTwice(page);
    await page.getByRole("row", { name: /已办结/ }).waitFor();
  });
  const { deductions } = await calendar.rest("demo.beijing", "GET", `/clearing/deductions?party=${BEIJING}`);
  assert.deepEqual(deductions.map(({ decided }) => decided), [350], "what is not owed is netted in the next tables");
});

for (const [name, options] of Object.entries(CLEARING_VIEWS)) {
  test(`matters are whole and accessible: ${name}`, () => {
    const of = (tab) => `/console/matters?tab=${tab}`;
    return visit(options, (page, go) =>
      wholePages(page, go, { clearing: { disputes: of("disputes"), deductions: of("deductions"), inquiries: of("inquiries") }, centre: { disputes_of_all: of("disputes") } }, name));
  });
}
