// Claims by hand at the agency: the queue, the review line by line, a trial, the decision by another, and finance to the money's arrival.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CITIZEN, Claim, invoiceNumber, stay } from "./claim.mjs";
import { DESK, PHONE, overflow, rest as restWith, seriousFindings, settled, shoot, signIn, startBrowser, startServer, visit as visitWith } from "./harness.mjs";

let server;
let browser;
/** Claims at each point of their way, for those who look at pages. */
const at = {};
before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
  const unlisted = stay({ from: "2026-02-02", to: "2026-02-04" });
  unlisted.lines[1] = { medins_list_name: "外购敷料", det_item_fee_sumamt: "50" };
  at.unlisted = await (await Claim.made(server.url, { statement: unlisted })).upto("accepted");
  at.decided = await (await Claim.made(server.url, { statement: stay({ from: "2026-02-10", to: "2026-02-12" }) })).upto("decided", { refused: [{ line: 1, reason: "restriction", words: "出院带药超量" }] });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const visit = (options, look) => visitWith(browser, server, { viewport: DESK, ...options }, look);
const rest = (account, method, path, body) => restWith(server.url, `demo.${account}`, method, path, body);
const consoleOf = (claim) => `/console/claims/${CITIZEN}/${claim.id}`;
/** Chooses a step by its letter and does it. */
async function press(page, letter, button) {
  await page.getByRole("button", { name: button, exact: true }).waitFor();
  await page.keyboard.press(letter);
  await page.getByRole("button", { name: new RegExp(`^确认${button}`) }).waitFor();
}
const amount = (page, id) => page.locator(`td[data-amount="${id}"]`);
const number = async (cell) => Number((await cell.innerText()).replace(/[¥\s,]/g, "").replace("−", "-"));

test("from the citizen's phone through review, decision and payment to the money's arrival, by three people and keyboard", async () => {
  let claim;
  await visit({ viewport: PHONE }, async (page, go) => {
    claim = await Claim.made(server.url, { statement: stay({ from: "2026-01-10", to: "2026-01-13" }), papers: [], draft: true });
    await signIn(page, go, "demo.citizen", `/claims/new?person=${CITIZEN}&claim=${claim.id}&step=papers`);
    const photograph = { name: "票据.png", mimeType: "image/png", buffer: await page.screenshot() };
    for (const kind of ["identity_document", "bank_card", "receipt", "itemised_list", "discharge_summary", "settlement_list"]) {
      const row = page.locator(`#paper-${kind}`);
      const buffer = Buffer.concat([photograph.buffer, Buffer.from(kind)]);
      await row.locator("input[capture]").setInputFiles({ ...photograph, name: `${kind}.png`, buffer });
      await row.getByRole("button", { name: "交这一份" }).click();
      await row.getByText(`已交：${kind}.png`).waitFor();
    }
    await page.getByRole("button", { name: "下一步：核对" }).click();
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.getByText("已提交，等待受理").waitFor();
  });
  await visit({}, async (page, go) => {
    await signIn(page, go, "demo.reviewer", "/console/claims?phase=received");
    await page.getByRole("option", { name: /2,000\.00/ }).first().waitFor();
    await go(consoleOf(claim));
    await page.getByRole("heading", { name: /演示广州综合医院/ }).waitFor();
    const papers = page.locator("section").filter({ has: page.getByRole("heading", { name: "交来的材料" }) });
    await papers.getByRole("button", { name: /看.*receipt\.png/ }).click();
    const canvas = papers.locator("canvas");
    await canvas.waitFor();
    await page.waitForFunction(() => document.querySelector("canvas")?.width > 300);
    await press(page, "a", "受理");
    await page.keyboard.press("Control+Enter");
    await page.getByText("已办：受理").waitFor();
    await page.getByRole("button", { name: /审核完成/ }).waitFor();
    await page.getByLabel("怎样办 第 2 项").selectOption("restriction");
    await page.getByLabel(/说明，参保人会看到 第 2 项/).fill("出院带药超量");
    await page.getByRole("heading", { name: /演示广州综合医院/ }).focus();
    await page.keyboard.press("y");
    await amount(page, "to_pay").waitFor();
    assert.equal(await number(amount(page, "refused")), -50);
    await shoot(page, "console-claim-trial");
    await press(page, "c", "审核完成");
    await page.getByText("剔除 1 项", { exact: true }).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("已办：审核完成").waitFor();
  });
  let toPay;
  await visit({}, async (page, go) => {
    await signIn(page, go, "demo.claims", consoleOf(claim));
    await page.getByText("剔除：不符合限制支付条件：出院带药超量").waitFor();
    await press(page, "d", "核定");
    await amount(page, "to_pay").first().waitFor();
    toPay = await number(amount(page, "to_pay").first());
    await page.getByText("须是三个人").first().waitFor();
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "console-claim-decide");
    await page.keyboard.press("Control+Enter");
    await page.getByText("已办：核定").waitFor();
  });
  await visit({}, async (page, go) => {
    await signIn(page, go, "demo.finance", consoleOf(claim));
    assert.equal(await number(amount(page, "to_pay")), toPay);
    await page.getByText("000011112222").waitFor();
    assert.equal(await page.getByText("头孢氨苄胶囊").count(), 0, "finance sees nothing of the care");
    await press(page, "o", "下令付款");
    await page.keyboard.press("Control+Enter");
    await page.getByText("已办：下令付款").waitFor();
    await press(page, "s", "已汇出");
    await page.keyboard.press("Control+Enter");
    await page.getByText("请写银行流水号").waitFor();
    await page.getByLabel("银行流水号", { exact: true }).fill("B20260615007");
    await page.keyboard.press("Control+Enter");
    await page.getByText("已办：已汇出").waitFor();
    await press(page, "v", "已到账");
    await shoot(page, "console-claim-payment");
    await page.keyboard.press("Control+Enter");
    await page.getByText("已办：已到账").waitFor();
  });
  await visit({ viewport: PHONE }, async (page, go) => {
    await signIn(page, go, "demo.citizen", claim.page);
    await page.getByText("这笔报销办完了").waitFor();
    assert.equal(await number(amount(page, "to_pay")), toPay);
    await page.getByText("不符合限制支付条件：出院带药超量").waitFor();
    await page.getByText("B20260615007").waitFor();
    await shoot(page, "claim-arrived-phone");
  });
});
