// Claims by hand as the person meets them: from the list of papers to the money's arrival, and what goes otherwise.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CITIZEN, Claim, invoiceNumber, stay } from "./claim.mjs";
import { VIEWS, intercept, overflow, rest as restWith, seriousFindings, settled, shoot, signIn, startBrowser, startServer, visit as visitWith } from "./harness.mjs";

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

test("a file that is none of the three kinds, or too large, is refused in the page with what to do, and nothing is sent", () =>
  visit({}, async (page, go) => {
    const claim = await made({ statement: stay({ from: "2026-01-04", to: "2026-01-05" }), papers: [], draft: true });
    const sent = [];
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/papers")) sent.push(request.url());
    });
    await signIn(page, go, "demo.citizen", `/claims/new?person=${CITIZEN}&claim=${claim.id}&step=papers`);
    const receipt = page.locator("#paper-receipt");
    const box = receipt.locator("input[type=file]").last();
    await box.setInputFiles({ name: "票据.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<html>no picture</html>") });
    await receipt.getByRole("alert").getByText("不是 JPEG、PNG 照片，也不是 PDF").waitFor();
    await box.setInputFiles({ name: "大.pdf", mimeType: "application/pdf", buffer: Buffer.concat([PDF, Buffer.alloc(5 * 1024 * 1024)]) });
    await receipt.getByRole("alert").getByText("这个文件有 5.1 MB").waitFor();
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "claim-bad-file-phone");
    // A picture by its first bytes that cannot be drawn is seen before it is sent.
    await box.setInputFiles({ name: "坏.png", mimeType: "image/png", buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]) });
    await receipt.getByRole("alert").getByText("打不开").waitFor();
    assert.deepEqual(sent, []);
    // The same file twice is one paper.
    await hand(page, "receipt", { name: "票据.pdf", mimeType: "application/pdf", buffer: PDF });
    await box.setInputFiles({ name: "票据.pdf", mimeType: "application/pdf", buffer: PDF });
    await receipt.getByRole("button", { name: "交这一份" }).click();
    await receipt.getByText("这份文件先前已交过").waitFor();
    assert.equal(await receipt.getByRole("link", { name: /下载/ }).count(), 1);
  }));

test("a photograph that is too large is made smaller, and a name that is too long shorter", () =>
  visit({}, async (page, go) => {
    const claim = await made({ statement: stay({ from: "2026-01-08", to: "2026-01-09" }), papers: [], draft: true });
    await signIn(page, go, "demo.citizen", `/claims/new?person=${CITIZEN}&claim=${claim.id}&step=papers`);
    const receipt = page.locator("#paper-receipt");
    // What follows the end of a PNG is no part of its picture.
    const buffer = Buffer.concat([await page.screenshot(), Buffer.alloc(5 * 1024 * 1024)]);
    await receipt.locator("input[capture]").setInputFiles({ name: `${"票据".repeat(70)}.png`, mimeType: "image/png", buffer });
    await receipt.getByText("照片太大，已缩小").waitFor();
    await receipt.getByRole("button", { name: "交这一份" }).click();
    await receipt.getByText(/^已交：票据/).waitFor();
    const { files } = await rest("citizen", "GET", `/persons/${CITIZEN}/claims/${claim.id}`);
    assert.equal(files.length, 1);
    assert.equal([...files[0].filename].length, 100);
    assert.ok(files[0].filename.endsWith(".jpg"));
  }));

test("what was typed is not lost by a link, by Back or by a moment without network", () =>
  visit({}, async (page, go) => {
    const claim = await made({ statement: stay({ from: "2026-01-11", to: "2026-01-12" }), papers: [], draft: true });
    const asked = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await signIn(page, go, "demo.citizen", claim.page);
    await page.getByRole("link", { name: "继续填" }).click();
    await page.waitForURL(/step=check/);
    await go(`/claims/new?person=${CITIZEN}&claim=${claim.id}&step=bill`);
    await page.getByText("草稿已存").waitFor();
    const price = page.getByLabel("单价（元）").first();
    await page.getByLabel("数量").first().fill("131");
    await page.getByText("这一页填的还没有存").waitFor();
    await page.getByLabel("金额（元）", { exact: true }).first().fill("1,965");
    await page.getByRole("link", { name: "我的" }).click();
    await page.waitForURL("**/account");
    await page.goBack();
    await price.waitFor();
    assert.equal(await page.getByLabel("数量").first().inputValue(), "131");
    assert.deepEqual(asked, []);

    // A row that is only half there cannot be kept: it is asked about.
    await page.getByRole("button", { name: "再加一项" }).click();
    await page.getByRole("combobox", { name: "项目名称" }).last().fill("护理费");
    await page.getByRole("link", { name: "我的" }).click();
    await page.waitForFunction(() => location.pathname === "/claims/new");
    while (asked.length === 0) await page.waitForTimeout(20);
    assert.match(asked[0], /没有存下/);
    assert.equal(await page.getByRole("combobox", { name: "项目名称" }).last().inputValue(), "护理费");

    await page.getByLabel("金额（元）", { exact: true }).last().fill("35元");
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "保存，下一步" }).click();
    await page.getByText("现在连不上系统，您填的都还在").waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "再试一次" }).click();
    await page.getByRole("heading", { name: "收款账户" }).waitFor();
    const { statement } = await rest("citizen", "GET", `/persons/${CITIZEN}/claims/${claim.id}`);
    assert.deepEqual(statement.lines.map((line) => line.det_item_fee_sumamt), [1965, 50, 35]);
  }));

test("a draft whose answer was lost is not made twice, whatever is entered before it is sent again", () =>
  visit({}, async (page, go) => {
    const drafts = async () => (await rest("citizen", "GET", `/persons/${CITIZEN}/claims`)).claims.filter(({ claim }) => claim.begndate === "2026-05-05");
    await signIn(page, go, "demo.citizen", "/claims/new");
    await page.getByLabel("住院", { exact: true }).check();
    await page.getByRole("button", { name: "材料有了，开始填" }).click();
    await page.getByRole("combobox", { name: /就医地/ }).fill("gzs");
    await page.getByRole("option", { name: /广州市/ }).click();
    await page.getByRole("button", { name: "查不到这家机构" }).click();
    await page.getByLabel("机构名称，按票据").fill("演示诊所");
    await page.getByLabel("第一天").fill("2026-05-05");
    await page.getByLabel("最后一天").fill("2026-05-06");
    let isLost = false;
    await intercept(page, `**/persons/${CITIZEN}/claims`, async (route) => {
      if (isLost || route.request().method() !== "POST") return route.continue();
      isLost = true;
      await route.fetch();
      return route.abort();
    });
    await page.getByRole("button", { name: "保存，下一步" }).click();
    await page.getByText("现在连不上系统，您填的都还在").waitFor();
    await page.getByLabel("最后一天").fill("2026-05-07");
    await page.getByRole("button", { name: "保存，下一步" }).click();
    await page.getByRole("heading", { name: "费用和票据" }).waitFor();
    assert.deepEqual((await drafts()).map(({ claim }) => claim.enddate), ["2026-05-07"]);
    await page.unrouteAll({ behavior: "wait" });
  }));

test("whoever has nothing to claim is told so at once; a claim that is not there leads back to those that are", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.finance", "/claims/new");
    await page.getByText("这个账号不是参保人").waitFor();
    assert.equal(await page.getByRole("button", { name: "材料有了，开始填" }).count(), 0);
    await signIn(page, go, "demo.citizen", `/claims/${CITIZEN}/123`);
    await page.getByText("没有这笔报销").waitFor();
    await page.getByRole("link", { name: "全部手工报销" }).waitFor();
    // Whom the rules do not let is not told to try again.
    await go("/claims/44010000000000001065/123");
    await page.getByText("这个账号不能办这件事").waitFor();
    assert.equal(await page.getByRole("button", { name: "再试一次" }).count(), 0);
    // A draft goes on where something is missing.
    const statement = stay({ from: "2026-01-14", to: "2026-01-15" });
    delete statement.account;
    const claim = await made({ statement, papers: [], draft: true });
    await go(claim.page);
    await page.getByRole("link", { name: "继续填" }).click();
    await page.getByRole("heading", { name: "收款账户" }).waitFor();
  }));

test("what is wrong stands at its field, the server's word too; a list is pasted; sums that differ are told", () =>
  visit({}, async (page, go) => {
    const number = invoiceNumber();
    await made({ statement: stay({ from: "2026-01-20", to: "2026-01-22", number }) });
    await signIn(page, go, "demo.citizen", "/claims/new");
    await page.getByRole("button", { name: "材料有了，开始填" }).click();
    await page.getByText("请选就医类别").waitFor();
    await page.getByLabel("住院", { exact: true }).check();
    await page.getByRole("button", { name: "材料有了，开始填" }).click();
    await page.getByRole("button", { name: "保存，下一步" }).click();
    await page.getByText("请从名单里选一个地方").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("role")), "combobox", "the first wrong field has the focus");
    await page.getByRole("combobox", { name: /就医地/ }).fill("gzs");
    await page.getByRole("option", { name: /广州市/ }).click();
    await page.getByRole("button", { name: "查不到这家机构" }).click();
    await page.getByLabel("机构名称，按票据").fill("演示诊所");
    await page.getByLabel("第一天").fill("2026-06-12");
    await page.getByLabel("最后一天").fill("2026-06-20");
    await page.getByRole("button", { name: "保存，下一步" }).click();
    await page.getByText("这一天还没有到").waitFor();
    await page.getByLabel("最后一天").fill("2026-06-13");
    await page.getByRole("button", { name: "保存，下一步" }).click();
    await page.getByRole("button", { name: "粘贴清单" }).click();
    await page.getByLabel("清单", { exact: true }).fill("头孢氨苄胶囊\t24\t10.50\t252.00\n床位费 3 1,050.00\n没有金额的一行");
    await page.getByRole("button", { name: "读入" }).click();
    await page.getByText("读入 2 项").waitFor();
    assert.equal(await page.getByLabel("清单", { exact: true }).inputValue(), "没有金额的一行");
    assert.equal(await page.getByLabel("数量").first().inputValue(), "24");
    await page.getByText("合计 ¥\u00a01,302.00").waitFor();
    await page.getByLabel("票据代码和号码，20 位").fill("123");
    await page.getByLabel("开票日期").fill("2026-06-13");
    await page.getByLabel("票面金额（元）").fill("1300");
    await page.getByText("票据合计 ¥\u00a01,300.00，明细合计 ¥\u00a01,302.00").waitFor();
    await page.getByLabel("开票日期").fill("2026-06-11");
    await page.getByRole("button", { name: "保存，下一步" }).click();
    await page.getByText("要 20 位数字，现在有 3 位").waitFor();
    await page.getByText("开票日期不能早于就医第一天").waitFor();
    await page.getByLabel("开票日期").fill("2026-06-13");
    await page.getByText("开票日期不能早于就医第一天").waitFor({ state: "detached" });
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "claim-bill-wrong-phone");
    await page.getByLabel("票面金额（元）").fill("1302");
    // It stands on another claim of this person: only the server knows, when it is sent in.
    await page.getByLabel("票据代码和号码，20 位").fill(number);
    await page.getByRole("button", { name: "保存，下一步" }).click();
    await page.getByLabel("开户银行").fill("演示银行");
    await page.getByLabel("账号", { exact: true }).fill("12");
    await page.getByRole("button", { name: "保存，下一步" }).click();
    await page.getByText("账号是 8 至 32 位数字").waitFor();
    await page.getByLabel("账号", { exact: true }).fill("000011112222");
    await page.getByRole("button", { name: "保存，下一步" }).click();
    await page.getByRole("button", { name: "先不交，下一步" }).click();
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.waitForURL(/step=bill/);
    const field = page.getByLabel("票据代码和号码，20 位");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    const told = await page.locator(`#${await field.getAttribute("aria-describedby")}`).innerText();
    assert.match(told, /票据.*报销/, "the server's sentence");
    await shoot(page, "claim-refused-field-phone");
  }));

test("what was asked for is handed in later, what was sent in is changed, and a claim is withdrawn", () =>
  visit({}, async (page, go) => {
    const claim = await made({ statement: stay({ from: "2025-12-20", to: "2025-12-22" }), papers: ["identity_document"] });
    await claim.ask("请补交出院记录");
    await signIn(page, go, "demo.citizen", "/");
    await page.getByRole("link", { name: /手工报销要补材料.*2025年12月20日/ }).click();
    await page.getByText("请补交出院记录").first().waitFor();
    assert.equal(await page.getByRole("button", { name: "材料已补齐，请继续审核" }).count(), 0, "before anything was handed in there is nothing to press");
    await hand(page, "discharge_summary", { name: "出院记录.pdf", mimeType: "application/pdf", buffer: PDF });
    await shoot(page, "claim-material-phone");
    await page.getByRole("button", { name: "材料已补齐，请继续审核" }).click();
    await page.getByText("已告诉经办机构").waitFor();
    await page.getByText("等经办机构受理").waitFor();

    await page.getByRole("link", { name: "更改申请的内容" }).click();
    await page.getByLabel("最后一天").fill("2025-12-23");
    await page.getByRole("button", { name: "保存，下一步" }).click();
    await page.getByRole("button", { name: "保存，下一步" }).click();
    await page.getByRole("button", { name: "保存，下一步" }).click();
    await page.getByText("最后一步保存才算").waitFor();
    assert.equal((await rest("citizen", "GET", `/persons/${CITIZEN}/claims/${claim.id}`)).statement.enddate, "2025-12-22");
    await page.getByRole("button", { name: "保存更改" }).click();
    await page.getByText("更改已保存").waitFor();
    const changed = await rest("citizen", "GET", `/persons/${CITIZEN}/claims/${claim.id}`);
    assert.equal(changed.statement.enddate, "2025-12-23");
    assert.deepEqual(changed.claim.papers, ["identity_document"], "what was shown at the window stays shown");

    await page.getByRole("button", { name: "撤回申请" }).click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "claim-keep");
    await page.getByRole("alertdialog").getByRole("button", { name: "撤回申请" }).click();
    await page.getByText("已撤回。").waitFor();
    await page.getByRole("list", { name: "办到哪一步" }).getByText("不再办理").first().waitFor();
  }));

test("a line that was taken out says why; a returned payment asks for another account; an appeal is a claim of its own", () =>
  visit({}, async (page, go) => {
    const claim = await made({ statement: stay({ from: "2025-11-20", to: "2025-11-23" }) });
    await claim.upto("sent", { refused: [{ line: 1, reason: "restriction", words: "出院带药超量" }] });
    await claim.pay("returned", { reason: "户名与账号不符" });
    await signIn(page, go, "demo.citizen", "/");
    await page.getByRole("link", { name: /报销款被银行退回/ }).click();
    await page.getByText("户名与账号不符").first().waitFor();
    const decision = page.getByRole("region", { name: "核定的金额" });
    await decision.getByText("头孢氨苄胶囊（出院带药）").waitFor();
    await decision.getByText("不符合限制支付条件：出院带药超量").waitFor();
    await decision.getByText("起付线以上费用").waitFor();
    await decision.getByRole("heading", { name: "这次的费用怎样分担" }).waitFor();
    await page.getByRole("button", { name: "提交新的账户" }).click();
    await page.getByText("账号是 8 至 32 位数字").waitFor();
    await page.getByLabel("账号", { exact: true }).fill("0000 3333 4444");
    await shoot(page, "claim-returned-phone");
    await page.getByRole("button", { name: "提交新的账户" }).click();
    await page.getByText("收款账户已更正").waitFor();
    await claim.pay("order");
    await claim.pay("send", { bank_reference: "B20260615002" });
    await claim.pay("arrived");
    await page.reload();
    await page.getByText("这笔报销办完了").waitFor();
    assert.equal((await rest("finance", "GET", `/persons/${CITIZEN}/claims/${claim.id}/payment`)).account.number, "000033334444");

    const file = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
    assert.ok((file.match(/\/Type\s*\/Page\b/g) ?? []).length <= 2, "two sheets of A4 at most");

    await page.getByRole("button", { name: "申诉" }).click();
    await page.getByRole("button", { name: "下一步：核对内容、交材料" }).click();
    await page.getByText("请写明理由").waitFor();
    await page.getByLabel("为什么").fill("出院带药有医嘱，没有超量");
    await page.getByRole("button", { name: "下一步：核对内容、交材料" }).click();
    await page.getByText(`针对报销 ${claim.id}`).waitFor();
    assert.equal(await page.getByText("还缺材料").count(), 0, "the papers of the claim before count");
    await page.getByRole("button", { name: "提交申请" }).click();
    await page.getByText("已提交，等待受理").waitFor();
    await page.getByRole("link", { name: `针对报销 ${claim.id}` }).waitFor();
    const { claims } = await rest("citizen", "GET", `/persons/${CITIZEN}/claims`);
    const appeal = claims.find((one) => one.claim.refers_to === claim.id).claim;
    assert.deepEqual([appeal.kind, appeal.phase], ["appeal", "received"]);
    assert.equal(claims.find((one) => one.claim.claim === claim.id).claim.phase, "paid", "the claim before stays as it is");
  }));

test("a relative claims for the person, and is asked for an agent's identity", async () => {
  await rest("citizen", "POST", `/persons/${CITIZEN}/consents`, { holder_psn_no: "44010000000000001179", holder_name: "演示壬戌二", kinship: "parent" });
  await visit({}, async (page, go) => {
    await signIn(page, go, "demo.proxy", "/claims");
    await page.getByLabel("看谁的").selectOption({ index: 1 });
    await page.getByRole("heading", { name: /演示广州综合医院/ }).first().waitFor();
    await go("/claims/new");
    await page.getByLabel(/家人：/).check();
    await page.getByLabel("住院", { exact: true }).check();
    await page.getByRole("region", { name: "要准备的材料" }).getByText("代办人身份证件").waitFor();
  });
});

/** Drafts and claims at each point, made once: looking at pages changes nothing of them. */
let pages;
async function pagesToLookAt() {
  const draft = await made({ statement: stay({ from: "2025-10-02", to: "2025-10-04" }), papers: ["receipt"], draft: true });
  const asked = await made({ statement: stay({ from: "2025-10-10", to: "2025-10-12" }), papers: [] });
  await asked.ask("请补交住院结算清单和出院记录");
  const returned = await (await made({ statement: stay({ from: "2025-10-14", to: "2025-10-16" }) })).upto("sent", { refused: [{ line: 1, reason: "other", words: "" }] });
  await returned.pay("returned", { reason: "户名与账号不符" });
  const refused = await made({ statement: stay({ from: "2025-10-20", to: "2025-10-22" }) });
  await refused.as("reviewer", "POST", "/checks", { step: "refuse", reason: "有第三方责任", reasons: [{ reason: "third_party" }] });
  const of = (step) => `/claims/new?person=${CITIZEN}&claim=${draft.id}&step=${step}`;
  return {
    home: "/", claims: "/claims", who: of("who"), care: of("care"), bill: of("bill"), account: of("account"), papers: of("papers"), check: of("check"),
    draft: draft.page, asked: asked.page, returned: returned.page, refused: refused.page,
  };
}
for (const [name, options] of Object.entries(VIEWS)) {
  test(`every page of a claim is whole and accessible: ${name}`, () =>
    visit(options, async (page, go) => {
      pages ??= pagesToLookAt();
      await signIn(page, go, "demo.citizen", "/claims");
      for (const [at, path] of Object.entries(await pages)) {
        await go(path);
        await settled(page);
        await page.waitForLoadState("networkidle");
        await shoot(page, `claims-${at}-${name}`);
        assert.equal(await overflow(page), 0, `${at} has to be scrolled sideways`);
        assert.deepEqual(await seriousFindings(page), [], at);
        if (name !== "english") continue;
        // Names of people, places and items are data; what the page says itself is not.
        const own = await page.locator("main :is(h1, label, legend, dt, th[scope=col], button, summary)").allInnerTexts();
        const left = own.filter((text) => /[\u4e00-\u9fff]/.test(text));
        assert.deepEqual(left, [], `${at} has Chinese left`);
      }
    }));
}
