// The console's board of reconciliation: days held against other books, a difference found, proposed by one officer, approved by another.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, seriousFindings, settled, shoot, signIn, startBrowser, visit as visitWith } from "./harness.mjs";
import { BEIJING, CLEARING_VIEWS, Calendar, confirmTwice, haveOfficers, settleBetween, wholePages } from "./provinces.mjs";

const BOARD = "/console/reconciliation";
const HOSPITAL = "H99440100016";
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
const as = (login, path, look) =>
  visit({}, async (page, go) => {
    await signIn(page, go, login, path);
    await settled(page);
    await look(page, go);
  });
const file = (text) => ({ name: "day.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
async function holdHospital(page, text) {
  await page.getByLabel("与谁对").selectOption("hospital");
  await page.getByRole("textbox", { name: "机构" }).fill(HOSPITAL);
  await page.getByLabel("机构当日的账，CSV").setInputFiles(file(text));
  await page.getByRole("button", { name: "对账", exact: true }).click();
}

test("a day is held against another party's book and agrees; another day by one press on the board", () =>
  as("demo.clearing", BOARD, async (page) => {
    await page.getByText("还没有对过账。先在上面选对方和日期对一天。").waitFor();
    await page.getByRole("button", { name: "对账", exact: true }).click();
    await page.getByText("请选对方地区。").waitFor();
    await page.getByLabel("对方地区").first().selectOption(BEIJING);
    await page.getByRole("button", { name: "对账", exact: true }).click();
    await page.getByText("与北京市 2026年2月16日 的账一致，1 笔。").waitFor();
    await page.getByRole("row", { name: /^北京市/ }).getByText("一致 1").waitFor();
    await page.getByRole("button", { name: "未对：与北京市对 2026年2月15日 的账" }).click();
    await page.getByText("与北京市 2026年2月15日 的账一致，0 笔。").waitFor();
    await page.getByText("没有待处理的差异。").waitFor();
  }));

test("a hospital's file that cannot be read says which line; one with another amount is a difference", () =>
  as("demo.clearing", BOARD, async (page) => {
    await holdHospital(page, "结算号,总费用\n1,abc\n");
    await page.getByText("文件第 2 行的“总费用”读不懂，没有对账。").waitFor();
    await holdHospital(page, `结算号,总费用\n${stays[1].setl_id},1.00\n`);
    await page.getByText(`与${HOSPITAL} 2026年2月16日 的账：本方 1 笔，对方 1 笔，1 处不同。`).waitFor();
    await page.getByRole("row", { name: new RegExp(`^${HOSPITAL}`) }).getByText("1 处不同").waitFor();
    await page.getByRole("combobox", { name: /^种类/ }).selectOption("amount");
    await page.getByRole("row", { name: /金额不同 待处理/ }).waitFor();
    assert.match(page.url(), /class=amount/);
  }));

test("both rows stand beside each other; what cannot be done says why", () =>
  as("demo.clearing", BOARD, async (page) => {
    await page.getByRole("button", { name: "金额不同" }).click();
    await page.getByRole("heading", { name: "金额不同" }).waitFor();
    const total = page.getByRole("row", { name: /^总费用 不同/ });
    await total.waitFor();
    assert.deepEqual((await total.getByRole("cell").allTextContents()).map((one) => one.trim()), ["¥\u00a039,629.00", "¥\u00a01.00"]);
    // A hospital tells an amount and no bill: nothing is adopted from it, and nothing is sent to it; its month is open.
    assert.equal(await page.getByText("现在不能：要用的那一笔不在账册中").count(), 2);
    await page.getByText("现在不能：该月还没有制表").waitFor();
    assert.equal(await page.getByRole("radio").count(), 0);
    await page.getByText("请对方先更正，再对一次账").waitFor();
  }));

test("what the hospital does not have can be taken back; the one who proposes cannot approve", () =>
  as("demo.clearing", BOARD, async (page) => {
    await holdHospital(page, "结算号,总费用\n");
    await page.getByText(`与${HOSPITAL} 2026年2月16日 的账：本方 1 笔，对方 0 笔，1 处不同。`).waitFor();
    await page.getByRole("button", { name: "只有本方有" }).click();
    await page.getByRole("heading", { name: "只有本方有" }).waitFor();
    assert.deepEqual(await page.getByRole("radio").evaluateAll((all) => all.map(({ value }) => value)), ["reverse"]);
    await page.getByRole("button", { name: "提出处理" }).click();
    await page.getByText("请选一种处理。").waitFor();
    await page.getByRole("radio", { name: "冲销本方这一笔" }).check();
    await page.getByRole("button", { name: "提出处理" }).click();
    await confirmTwice(page, "机构没有这一笔，已核对");
    await page.getByText("您提出的处理要由另一个人复核。").waitFor();
    assert.equal(await page.getByRole("button", { name: "复核并办理" }).count(), 0);
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "reconciliation-proposed");
  }));

test("somebody else sends it back, and approves what is proposed anew; who did what stays", async () => {
  await as("demo.second", BOARD, async (page) => {
    await page.getByRole("button", { name: "只有本方有" }).click();
    await page.getByText(/提出的处理：冲销本方这一笔（demo\.clearing）。理由：机构没有这一笔/).waitFor();
    await page.getByRole("button", { name: "退回" }).click();
    await confirmTwice(page, "请附原件");
    await page.getByText("已办。现在的状态：待处理。").waitFor();
    await page.getByRole("radio", { name: "冲销本方这一笔" }).check();
    await page.getByRole("button", { name: "提出处理" }).click();
    await confirmTwice(page, "原件已附");
    await page.getByText("您提出的处理要由另一个人复核。").waitFor();
  });
  await as("demo.clearing", BOARD, async (page, go) => {
    await page.getByRole("button", { name: "只有本方有" }).click();
    await page.getByRole("button", { name: "复核并办理" }).click();
    await confirmTwice(page);
    await page.getByText("已办。现在的状态：已处理。").waitFor();
    const steps = page.getByRole("list", { name: "办过的各步" }).getByRole("listitem");
    assert.equal(await steps.count(), 5, "found, proposed, sent back, proposed, mended");
    await steps.nth(3).getByText("操作人：demo.second").waitFor();
    await steps.nth(4).getByText("操作人：demo.clearing").waitFor();
    await go(BOARD);
    await page.getByText("没有待处理的差异。").waitFor();
    await page.getByRole("combobox", { name: /^显示/ }).selectOption("all");
    await page.getByRole("row", { name: /只有本方有 已处理/ }).waitFor();
  });
});

test("who reads only has no button; who has no party is told", async () => {
  await as("demo.auditor", BOARD, async (page) => {
    await page.getByRole("row", { name: /^广东省 对 北京市/ }).waitFor();
    assert.equal(await page.getByRole("button", { name: /^未对/ }).count(), 0);
    assert.equal(await page.getByRole("heading", { name: "对一天的账" }).count(), 0);
  });
  await as("demo.finance", "/console", async (page) => {
    await page.waitForURL(/\/console\/claims$/);
    assert.equal(await page.getByRole("link", { name: "对账" }).count(), 0);
  });
});

for (const [name, options] of Object.entries(CLEARING_VIEWS)) {
  test(`board and difference are whole and accessible: ${name}`, async () => {
    const { differences } = await calendar.rest("demo.clearing", "GET", "/reconciliation/differences?party=440000");
    const one = `${BOARD}/440000/${differences[0].id}`;
    await visit(options, (page, go) => wholePages(page, go, { clearing: { board: `${BOARD}?which=all`, difference: one }, auditor: { board_of_all: BOARD, difference_read: one } }, name));
  });
}
