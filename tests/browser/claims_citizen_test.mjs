// Claims by hand as the person meets them: from the list of papers to the money's arrival, and what goes otherwise.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CITIZEN, Claim, invoiceNumber, stay } from "./claim.mjs";
import { VIEWS, overflow, rest as restWith, seriousFindings, settled, shoot, signIn, startBrowser, startServer, visit as visitWith } from "./harness.mjs";
import { sheets } from "./stories.mjs";

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
const rest = (account, method, path, body) => restWith(server.url, `demo.${account}`, method, path, body);
const made = (options) => Claim.made(server.url, options);

/** Through the first screens, to the papers; the claim's number. */
async function state(page, { from, to, number }) {
  await page.getByLabel("住院", { exact: true }).check();
  await page.getByRole("button", { name: "材料有了，开始填" }).click();
  await page.getByRole("combobox", { name: /就医地/ }).fill("gzs");
  await page.getByRole("option", { name: /广州市/ }).click();
  await page.getByRole("combobox", { name: "医院或药店" }).fill("演示广州综合");
  await page.getByRole("option", { name: /演示广州综合医院/ }).first().click();
  await page.getByLabel("第一天").fill(from);
  await page.getByLabel("最后一天").fill(to);
  await page.getByRole("button", { name: "保存，下一步" }).click();
  await page.getByRole("combobox", { name: "项目名称" }).fill("头孢氨苄");
  await page.getByRole("option", { name: /头孢氨苄胶囊/ }).first().click();
  await page.getByLabel("数量").fill("130");
  await page.getByLabel("单价（元）").fill("15");
  await page.getByLabel("金额（元）", { exact: true }).fill("1,950");
  await page.getByLabel("票据代码和号码，20 位").fill(number);
  await page.getByLabel("开票日期").fill(to);
  await page.getByLabel("票面金额（元）").fill("1950");
  await page.getByRole("button", { name: "保存，下一步" }).click();
  await page.getByLabel("开户银行").fill("演示银行");
  await page.getByLabel("账号", { exact: true }).fill("0000 1111 2222");
  await page.getByRole("button", { name: "保存，下一步" }).click();
  await page.getByRole("heading", { name: "交材料" }).waitFor();
  return new URL(page.url()).searchParams.get("claim");
}

/** Hands a file in for a paper, as somebody does who chooses one. */
async function hand(page, paper, file) {
  const row = page.locator(`#paper-${paper}`);
  await row.locator("input[type=file]").last().setInputFiles(file);
  await row.getByRole("button", { name: "交这一份" }).click();
  await page.getByText(`已交：${file.name}`).waitFor();
}
const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

test("story 12: papers told by name before anything is typed; photographed, sent in, and listed with who is next", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.citizen", "/");
    await page.getByRole("link", { name: /手工报销 没能直接结算/ }).click();
    await page.getByRole("link", { name: "申请手工报销" }).click();
    await page.getByLabel("门诊", { exact: true }).check();
    const need = page.getByRole("region", { name: "要准备的材料" });
    await need.getByText("处方底方或门诊病历").waitFor();
    await page.getByLabel("住院", { exact: true }).check();
    await need.getByText("出院记录（小结）或诊断证明").waitFor();
    assert.equal(await need.getByText("处方底方或门诊病历").count(), 0);
    await page.getByLabel("外伤").check();
    await need.getByText("外伤无第三方责任承诺书").waitFor();
    await page.getByLabel("外伤").uncheck();
    await need.getByText("外伤无第三方责任承诺书").waitFor({ state: "detached" });
    await shoot(page, "claim-who-phone");
    const id = await state(page, { from: "2026-03-02", to: "2026-03-05", number: invoiceNumber() });

    // A photograph is shown before it goes; what stays missing is named.
    const photograph = { name: "票据.png", mimeType: "image/png", buffer: await page.screenshot() };
    const receipt = page.locator("#paper-receipt");
    await receipt.locator("input[capture]").setInputFiles(photograph);
    await receipt.getByText("看得清吗").waitFor();
    const drawn = await receipt.locator("canvas").evaluate((canvas) => new Promise((resolve) => {
      const look = () => (canvas.width > 300 ? resolve(canvas.width) : requestAnimationFrame(look));
      look();
    }));
    assert.ok(drawn > 300, "the photograph is drawn");
    await shoot(page, "claim-paper-photo-phone");
    await receipt.getByRole("button", { name: "交这一份" }).click();
    await receipt.getByText("已交：票据.png").waitFor();
    for (const paper of ["identity_document", "bank_card", "itemised_list", "discharge_summary"]) {
      await hand(page, paper, { name: `${paper}.pdf`, mimeType: "application/pdf", buffer: Buffer.concat([PDF, Buffer.from(paper)]) });
    }
    await page.getByText("还缺：住院结算清单", { exact: true }).waitFor();
    await shoot(page, "claim-papers-phone");
    await page.getByRole("button", { name: "先不交，下一步" }).click();
    await page.getByText("还缺材料：住院结算清单").waitFor();
    await page.getByRole("button", { name: "去交材料" }).click();
    await hand(page, "settlement_list", { name: "清单.pdf", mimeType: "application/pdf", buffer: PDF });
    await page.getByText("材料齐了").waitFor();
    await page.getByRole("button", { name: "下一步：核对" }).click();
    await page.getByText("还没有提交", { exact: true }).waitFor();
    await page.getByText("¥\u00a01,950.00").first().waitFor();
    await shoot(page, "claim-check-phone");
    assert.equal((await rest("citizen", "GET", `/persons/${CITIZEN}/claims/${id}`)).claim.phase, "draft");
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.waitForURL(`**/claims/${CITIZEN}/${id}`);
    await page.getByText("已提交，等待受理").waitFor();
    await page.getByText("等经办机构受理").waitFor();

    const claim = new Claim(server.url, id);
    await claim.upto("sent");
    await go("/messages");
    await page.getByRole("link", { name: /手工报销/ }).first().click();
    await page.waitForURL("**/claims/**");
    await go(claim.page);
    const way = page.getByRole("list", { name: "办到哪一步" });
    await way.waitFor();
    assert.deepEqual(await way.getByRole("listitem").locator("b").allInnerTexts(), ["收到申请", "受理", "逐项审核", "核定金额", "下令付款", "汇出", "钱到账"]);
    await way.getByRole("listitem").filter({ hasText: "钱到账" }).filter({ hasText: "现在" }).waitFor();
    await claim.pay("arrived");
    await page.reload();
    await page.getByText("这笔报销办完了").waitFor();
    await shoot(page, "claim-paid-phone");
  }));
