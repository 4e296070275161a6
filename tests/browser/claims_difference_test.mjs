// What a reversal leaves in somebody's favour, where the region computes the year again: told, claimed, decided and paid, on the pages.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DESK, ENVIRONMENT, PHONE, haveAccounts, overflow, programPath, seriousFindings, shoot, signIn, startBrowser, startServer, visit as visitWith } from "./harness.mjs";
import { Hospital } from "./national.mjs";

/** Insured in the synthetic region that computes later settlements again. */
const PERSON = { psn_no: "99170200000000009001", certno: "999917198005209015", insutype: "310" };
const TABLES = {
  persons: `psn_no,psn_cert_type,certno,psn_name,gend,naty,brdy\n${PERSON.psn_no},01,${PERSON.certno},演示补差,1,01,1980-05-20\n`,
  insurances: `psn_no,seq,insuplc_admdvs,insutype,psn_type,psn_insu_stas,psn_insu_date,insured_months\n${PERSON.psn_no},1,991702,310,1101,1,2015-01-01,120\n`,
  filings: `psn_no,trt_dcla_detl_sn,kind,mdtrtarea_admdvs,begndate,enddate,proof,cancelled\n${PERSON.psn_no},909001,long_term_resident,440100,2025-03-01,,complete,0\n`,
};

let server;
let browser;
before(async () => {
  browser = await startBrowser();
  const first = await startServer();
  const { folder, data } = first;
  await first.stop({ keep: true });
  const yidi = (...args) => execFileSync(programPath(), [...args, "--data", data], { env: ENVIRONMENT, encoding: "utf8" });
  const tables = join(folder, "tables");
  mkdirSync(tables);
  const files = Object.entries(TABLES).map(([name, text]) => {
    const file = join(tables, `${name}.csv`);
    writeFileSync(file, text);
    return file;
  });
  yidi("import", ...files);
  server = await startServer({ folder, now: null });
  await haveAccounts(server.url, [
    ["demo.other", "citizen", PERSON.psn_no],
    ["demo.other-approver", "claim_approver@9917"],
    ["demo.other-finance", "finance@9917"],
  ]);
  const hospital = new Hospital(server.url, { fixmedins_code: "H99440100016", area: "440106", home: "991702" });
  // The first one takes the year's limit; the second one gets nothing until that is given back.
  const { setlinfo: large } = await hospital.settle(PERSON, { isStay: true, counts: [0, 0, 30] });
  const { setlinfo: small } = await hospital.settle(PERSON, { isStay: true, counts: [0, 0, 1] });
  assert.equal(Number(small.fund_pay_sumamt), 0);
  await hospital.call("2305", { data: { setl_id: large.setl_id, mdtrt_id: large.mdtrt_id, psn_no: PERSON.psn_no } });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const visit = (options, look) => visitWith(browser, server, options, look);

test("the person is told what is owed, sees what it is made of, and claims it without papers", async () => {
  await visit({ viewport: PHONE }, async (page, go) => {
    await signIn(page, go, "demo.other", "/claims");
    await page.getByText(/经办机构还要付给您/).waitFor();
    await page.getByRole("link", { name: "申领这笔补差" }).click();
    await page.getByRole("heading", { name: "申领补差" }).waitFor();
    await page.getByText("重算后的补差").waitFor();
    await page.getByRole("button", { name: /^申领 ¥/ }).click();
    await page.locator(".wrong").first().waitFor();
    await page.getByLabel("户名").fill("演示补差");
    await page.getByLabel("开户银行").fill("演示银行");
    await page.getByLabel(/账号/).fill("0000 1111 2222");
    assert.deepEqual(await seriousFindings(page), []);
    assert.equal(await overflow(page), 0);
    await shoot(page, "claim-difference-new");
    await page.getByRole("button", { name: /^申领 ¥/ }).click();
    await page.getByText("已申领，等待核定").waitFor();
    await page.getByRole("heading", { name: "由何而来" }).waitFor();
    assert.equal(await page.getByText("材料", { exact: true }).count(), 0, "it has none");
    await shoot(page, "claim-difference");
    await go("/claims");
    await page.getByText(/经办机构还要付给您/).waitFor();
    await page.getByRole("link", { name: "补差" }).waitFor();
    assert.equal(await page.getByRole("link", { name: "申领这笔补差" }).count(), 0, "it is under way");
  });
});

test("another decides and finance pays it; nothing is left to claim", async () => {
  let owed;
  await visit({ viewport: DESK }, async (page, go) => {
    await signIn(page, go, "demo.other-approver", "/console/claims?kind=difference");
    await page.getByRole("option", { name: /补差 ¥/ }).click();
    await page.getByRole("heading", { name: "由何而来" }).waitFor();
    owed = await page.locator('[data-amount="owed"]').innerText();
    assert.equal(await page.getByRole("button", { name: /试算/ }).count(), 0, "there is nothing to compute");
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "console-claim-difference");
    await page.keyboard.press("d");
    await page.getByRole("button", { name: /^确认核定/ }).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("已办：核定").waitFor();
  });
  await visit({ viewport: DESK }, async (page, go) => {
    await signIn(page, go, "demo.other-finance", "/console/claims");
    await page.getByRole("option", { name: /¥/ }).click();
    for (const [key, button] of [["o", "下令付款"], ["s", "已汇出"], ["v", "已到账"]]) {
      await page.getByRole("button", { name: new RegExp(button) }).first().waitFor();
      await page.keyboard.press(key);
      if (key === "s") await page.getByLabel(/流水号/).fill("B20260615009");
      await page.getByRole("button", { name: /^确认/ }).waitFor();
      await page.keyboard.press("Control+Enter");
      await page.getByText(`已办：${button}`).first().waitFor();
    }
  });
  await visit({ viewport: PHONE }, async (page, go) => {
    await signIn(page, go, "demo.other", "/claims");
    await page.getByText("钱已到账").waitFor();
    assert.equal(await page.getByText(/经办机构还要付给您/).count(), 0);
    await page.getByRole("link", { name: "补差" }).click();
    await page.getByText("付款").first().waitFor();
    assert.ok(owed.includes("00"), owed);
    assert.equal(await page.getByRole("button", { name: /申诉/ }).count(), 0);
  });
});
