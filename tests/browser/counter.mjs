// What a clerk does at the window, step by step, for the tests of it.
import assert from "node:assert/strict";
import { dialogReady } from "./harness.mjs";

export const HOSPITAL = "H99440100016";
export const AMOXICILLIN = "XY99YYY001Y001010109999";

export const amount = async (page, name) => page.locator(`[data-amount="${name}"]`).first().innerText();

/** Finds somebody by what they show, as a clerk does: type, Enter. */
export async function find(page, shown) {
  await page.locator("#find").waitFor();
  await page.locator("#find").fill(shown);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/window/person/**");
  await page.getByText("能不能在这里直接结算").waitFor();
}

/** Fills in what a registration asks for besides what is known already. */
export async function fillRegistration(page, { isStay = true, diagnosis = ["K29.500", "慢性胃炎"] } = {}) {
  await page.getByLabel("科室编码").fill("01");
  await page.getByLabel("科室名称").fill("内科");
  await page.getByLabel("医师编码").fill("D0001");
  await page.getByLabel("医师姓名").fill("演示医师");
  await page.getByLabel(isStay ? "床位" : "科别").fill(isStay ? "12" : "A03");
  await page.getByLabel("诊断编码").fill(diagnosis[0]);
  await page.getByLabel("诊断名称").fill(diagnosis[1]);
}

export async function register(page, options) {
  await fillRegistration(page, options);
  await page.keyboard.press("Control+Enter");
  await page.waitForURL("**/window/visit/**");
  await page.getByText("新的明细").waitFor();
}

/** Lines as they are typed: the item by its code, then count and price, Enter from box to box. */
export async function enterLines(page, lines) {
  await page.keyboard.press("F2");
  for (const [index, [item, cnt, pric]] of lines.entries()) {
    await page.getByRole("combobox", { name: `第 ${index + 1} 行项目` }).waitFor();
    await page.keyboard.type(item);
    await page.locator("li[role=option]:visible").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForFunction((label) => document.activeElement?.getAttribute("aria-label") === label, `第 ${index + 1} 行数量`);
    await page.keyboard.type(cnt);
    await page.keyboard.press("Enter");
    await page.keyboard.type(pric);
    if (index + 1 < lines.length) await page.keyboard.press("Enter");
  }
}

export async function sendLines(page, lines) {
  await enterLines(page, lines);
  await page.keyboard.press("Control+s");
  await page.getByText(`已上传 ${lines.length} 行`).waitFor();
}

export async function discharge(page) {
  await page.locator("summary", { hasText: "办理出院" }).click();
  await page.getByRole("button", { name: "办理出院" }).click();
  await page.getByText("待结算").first().waitFor();
}

/** Pre-settles; the amounts of who pays what, as they stand on the screen. */
export async function preSettle(page) {
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: /^结算，收现金/, disabled: false }).waitFor();
  return {
    fund: await amount(page, "fund_pay_sumamt"),
    account: await amount(page, "acct_pay"),
    cash: await amount(page, "psn_cash_pay"),
    total: await page.locator('[data-amount="medfee_sumamt"]').first().textContent(),
  };
}

/** What is printed from here on is kept, as a test cannot look at paper. */
export function keepPapers(page) {
  return page.addInitScript(() => {
    window.printed = [];
    window.print = () => window.printed.push(document.querySelector(".print-copy")?.shadowRoot?.textContent ?? document.querySelector(".print-copy")?.textContent ?? "");
  });
}

export const papers = (page) => page.evaluate(() => window.printed);

/** The two presses after the amounts; what the statement says. The page is one of `keepPapers`. */
export async function settleAndPrint(page) {
  await page.keyboard.press("Control+Enter");
  await page.getByText("结算成功").waitFor();
  await page.keyboard.press("Control+p");
  await page.waitForFunction(() => window.printed.length === 1);
  const [paper] = await papers(page);
  assert.match(paper, /医疗费用结算单/);
  return paper;
}

/** Takes the settlement on the screen back by keyboard: reason, next, once more. */
export async function takeBack(page) {
  await page.getByRole("button", { name: "撤销结算" }).click();
  await page.getByLabel("原因").selectOption("by_mistake");
  await dialogReady(page);
  await page.keyboard.press("Control+Enter");
  await page.locator("dialog[open]").getByText("第 2 步").waitFor();
  await dialogReady(page);
  await page.keyboard.press("Control+Enter");
  await page.getByText(/结算 \d+ 已撤销，请退给病人现金/).waitFor();
}

/** A stay as another system of the hospital would register it; its number. */
export function admit(page, psn, certno) {
  return page.evaluate(
    async ([place, psn_no, mdtrt_cert_no]) => {
      const answer = await fetch(`/api/v1/institutions/${place}/transactions/2401`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Yidi-Page": "1", "Idempotency-Key": crypto.randomUUID() },
        body: JSON.stringify({
          input: {
            mdtrtinfo: {
              psn_no, mdtrt_cert_no, mdtrt_cert_type: "02", insutype: "310", begntime: "2026-06-15 08:00:00", med_type: "21", ipt_no: `H${mdtrt_cert_no.slice(-6)}`,
              atddr_no: "D0001", chfpdr_name: "演示医师", adm_diag_dscr: "肺炎", adm_dept_codg: "01", adm_dept_name: "内科", adm_bed: "1",
              dscg_maindiag_code: "J18.900", dscg_maindiag_name: "肺炎",
            },
          },
        }),
      });
      if (!answer.ok) throw new Error(await answer.text());
      return (await answer.json()).output.result.mdtrt_id;
    },
    [HOSPITAL, psn, certno],
  );
}

export const plain = (money) => money.replace(/[¥\s]/g, "");
