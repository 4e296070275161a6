// Claims by hand at the agency: the queue, the review line by line, a trial, the decision by another, and finance to the money's arrival.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CITIZEN, Claim, stay } from "./claim.mjs";
import { DESK, PHONE, overflow, rest as restWith, seriousFindings, settled, shoot, signIn, startBrowser, startServer, visit as visitWith } from "./harness.mjs";

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

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
    await page.getByRole("cell", { name: "剔除：不符合限制支付条件 出院带药超量" }).waitFor();
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

test("a line that the catalogue does not list has to be read; a trial tells what would change; who decides can send it back", async () => {
  const claim = at.unlisted;
  await visit({}, async (page, go) => {
    await signIn(page, go, "demo.reviewer", consoleOf(claim));
    await press(page, "c", "审核完成");
    await page.keyboard.press("Control+Enter");
    await page.getByText("第 2 项目录没有列：选类别，或剔除").waitFor();
    await page.keyboard.press("Escape");
    await page.getByLabel("类别 第 2 项", { exact: true }).selectOption("02");
    await page.getByLabel("先自付比例 第 2 项").fill("0.2");
    // Which bills change others is the core's, and tested there: the answer is given one here.
    await page.route("**/trials", async (route) => {
      const answer = await route.fetch();
      const changes = [{ setl_id: "1", mdtrt_id: "2", until: "2026-03-01", fund_pay_sumamt: -300, psn_part_amt: 300 }];
      await route.fulfill({ response: answer, json: { ...(await answer.json()), changes } });
    });
    await page.getByRole("button", { name: /试算一次/ }).click();
    await page.getByText("会改变本年度其他结算").waitFor();
    await page.getByText(/结算 1（就医 2.*基金 −¥\u00a0300\.00/).waitFor();
    assert.equal(await number(amount(page, "inscp_scp_amt")), 1990, "1950 and 50 less a fifth");
    await page.getByLabel("怎样办 第 1 项").selectOption("other");
    await page.getByText("明细改过了，请再试算").waitFor();
    await page.getByLabel("怎样办 第 1 项").selectOption("");
    await page.unrouteAll({ behavior: "wait" });
    await page.getByRole("heading", { name: /演示广州综合医院/ }).focus();
    await press(page, "c", "审核完成");
    await page.keyboard.press("Control+Enter");
    await page.getByText("已办：审核完成").waitFor();
  });
  await visit({}, async (page, go) => {
    await signIn(page, go, "demo.claims", consoleOf(claim));
    await page.getByText("乙类，先自付 0.2").waitFor();
    await press(page, "b", "退回审核");
    await page.keyboard.press("Control+Enter");
    await page.getByText("请写明原因").waitFor();
    await page.getByLabel("要再看什么").fill("敷料有没有医嘱");
    await page.keyboard.press("Control+Enter");
    await page.getByText("已办：退回审核").waitFor();
  });
  await visit({}, async (page, go) => {
    await signIn(page, go, "demo.reviewer", consoleOf(claim));
    await page.getByRole("list", { name: "经过" }).getByText("敷料有没有医嘱").waitFor();
    await press(page, "r", "不予支付");
    await page.getByLabel("重复：已报销过").check();
    await page.getByLabel("原因，会告诉申请人").fill("已由商业保险报销，票据在那里");
    await page.keyboard.press("Control+Enter");
    await page.getByText("已办：不予支付").waitFor();
    const { claim: now } = await rest("citizen", "GET", `/persons/${CITIZEN}/claims/${claim.id}`);
    assert.deepEqual([now.phase, now.reasons], ["refused", ["duplicate"]]);
  });
});

test("papers are asked for by name, in the sentence that the applicant reads; finance notes what the bank sent back", async () => {
  const claim = await Claim.made(server.url, { statement: stay({ from: "2025-12-01", to: "2025-12-03" }), papers: ["receipt"] });
  await visit({}, async (page, go) => {
    await signIn(page, go, "demo.reviewer", consoleOf(claim));
    await page.getByText("有一项使它不能核定").waitFor();
    // What is missing is told before the server refuses; and what it refuses stays to be read.
    await press(page, "a", "受理");
    await page.getByText(/^还缺：.*没有交齐不能受理/).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("alert").filter({ hasText: "缺少材料" }).waitFor();
    await settled(page);
    assert.equal(await page.getByRole("alert").filter({ hasText: "缺少材料" }).count(), 1, "the page was read anew, and its word stayed");
    await page.keyboard.press("Escape");
    const papers = page.getByRole("row", { name: /^材料/ });
    assert.equal((await papers.innerText()).split("费用明细清单").length, 2, "each missing paper is named once");
    await press(page, "m", "要求补材料");
    await page.getByLabel(/出院记录/).check();
    await page.getByLabel("还要说明的").fill("要盖章");
    await page.getByText("请补交出院记录（小结）或诊断证明；要盖章").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("已办：要求补材料").waitFor();
    const { claim: now, history } = await rest("citizen", "GET", `/persons/${CITIZEN}/claims/${claim.id}`);
    assert.equal(now.phase, "needs_material");
    assert.equal(history.at(-1).reason, "请补交出院记录（小结）或诊断证明；要盖章");
  });
  await at.decided.pay("order");
  await at.decided.pay("send", { bank_reference: "B1" });
  await visit({}, async (page, go) => {
    await signIn(page, go, "demo.finance", "/console/claims?phase=sent");
    await page.getByRole("listbox").getByRole("option").first().waitFor();
    await go(consoleOf(at.decided));
    await press(page, "t", "被银行退回");
    await page.getByLabel(/银行退回的原因/).fill("账号不存在");
    await page.keyboard.press("Control+Enter");
    await page.getByText("已办：被银行退回").waitFor();
    const { claim: now } = await rest("citizen", "GET", `/persons/${CITIZEN}/claims/${at.decided.id}`);
    assert.equal(now.phase, "returned");
  });
});

test("an auditor reads without files or steps; the person's page has the claims; filters narrow, the letters move on", async () => {
  const claim = await Claim.made(server.url, { statement: stay({ from: "2025-11-01", to: "2025-11-03" }) });
  await claim.as("citizen", "POST", "/papers", { kind: "receipt", filename: "票据.png", bytes: PNG });
  await visit({}, async (page, go) => {
    await signIn(page, go, "demo.auditor", consoleOf(claim));
    await page.getByText("票据.png").waitFor();
    assert.equal(await page.getByRole("link", { name: /下载/ }).count(), 0);
    assert.equal(await page.getByRole("region", { name: "现在可以怎么办" }).count(), 0);
    await go(`/console/persons/${CITIZEN}`);
    await page.getByRole("heading", { name: "手工报销", level: 3 }).click();
    await page.locator(`a[href$="/${claim.id}"]`).click();
    await page.waitForURL(`**${consoleOf(claim)}`);
    await page.getByLabel("申请金额不低于（元）").fill("5,000");
    await page.keyboard.press("Tab");
    await page.waitForURL(/at_least=5000/);
    await page.getByRole("option", { name: /5,125\.50/ }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll("[role=listbox] [role=option]").length === 1);
    await page.getByRole("button", { name: "清除筛选" }).click();
    await page.waitForFunction(() => document.querySelectorAll("[role=listbox] [role=option]").length > 1);
    const before = page.url();
    await page.getByRole("heading", { level: 1 }).focus();
    await page.keyboard.press("k");
    await page.waitForURL((url) => url.href !== before);
  });
});

test("after a step the queue goes to what waits for the same part of the agency, not to what lies below", async () => {
  const first = await (await Claim.made(server.url, { statement: stay({ from: "2025-09-01", to: "2025-09-03" }) })).upto("accepted");
  const other = await (await Claim.made(server.url, { statement: stay({ from: "2025-09-05", to: "2025-09-07" }) })).upto("checked");
  const mine = await Claim.made(server.url, { statement: stay({ from: "2025-09-10", to: "2025-09-12" }) });
  await visit({}, async (page, go) => {
    // In this order, whatever else has been claimed.
    const order = [first, other, mine].map(({ id }) => String(id));
    await page.route("**/claim-queue?**", async (route) => {
      const answer = await route.fetch();
      const queue = await answer.json();
      const claims = queue.claims.filter(({ claim }) => order.includes(String(claim.claim))).sort((a, b) => order.indexOf(String(a.claim.claim)) - order.indexOf(String(b.claim.claim)));
      await route.fulfill({ response: answer, json: { ...queue, claims } });
    });
    await signIn(page, go, "demo.reviewer", consoleOf(first));
    await press(page, "c", "审核完成");
    await page.keyboard.press("Control+Enter");
    await page.getByText("已办：审核完成").waitFor();
    await page.waitForURL(`**${consoleOf(mine)}`);
    await page.unrouteAll({ behavior: "wait" });
  });
});

const VIEWS = {
  desk: {},
  laptop: { viewport: { width: 1024, height: 768 } },
  // 1,280 pixels at 200 % are 640 of CSS.
  zoomed: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  english: { lang: "en" },
  elder: { view: "elder" },
};
/** Made once: looking at pages changes nothing of them. */
let looked;
async function claimsToLookAt() {
  const unlisted = stay({ from: "2025-10-01", to: "2025-10-03" });
  unlisted.lines[1] = { medins_list_name: "外购敷料", det_item_fee_sumamt: "50" };
  return {
    accepted: await (await Claim.made(server.url, { statement: unlisted })).upto("accepted"),
    checked: await (await Claim.made(server.url, { statement: stay({ from: "2025-10-05", to: "2025-10-07" }) })).upto("checked", { refused: [{ line: 1, reason: "other", words: "没有医嘱" }] }),
    sent: await (await Claim.made(server.url, { statement: stay({ from: "2025-10-10", to: "2025-10-12" }) })).upto("sent"),
  };
}
for (const [name, options] of Object.entries(VIEWS)) {
  test(`every page of claims in the console is whole and accessible: ${name}`, () =>
    visit(options, async (page, go) => {
      looked ??= claimsToLookAt();
      const claims = await looked;
      const pages = [
        ["reviewer", "queue", "/console/claims", ""],
        ["reviewer", "accepted", consoleOf(claims.accepted), "m"],
        ["claims", "checked", consoleOf(claims.checked), "d"],
        ["finance", "sent", consoleOf(claims.sent), "t"],
        ["auditor", "read", consoleOf(claims.sent), ""],
      ];
      for (const [role, at, path, letter] of pages) {
        await signIn(page, go, `demo.${role}`, path);
        await settled(page);
        if (letter !== "") {
          await page.getByRole("article").waitFor();
          await page.locator("article .choices button").first().waitFor();
          await page.keyboard.press(letter);
          await page.locator("article button.go").waitFor();
          await settled(page);
        }
        await shoot(page, `console-claims-${at}-${name}`);
        assert.equal(await overflow(page), 0, `${at} has to be scrolled sideways`);
        assert.deepEqual(await seriousFindings(page), [], at);
        if (name !== "english") continue;
        const own = await page.locator("main :is(h1, h3, label, legend, dt, th[scope=col], button, .tag)").allInnerTexts();
        assert.deepEqual(own.filter((text) => /[\u4e00-\u9fff]/.test(text)), [], `${at} has Chinese left`);
      }
    }));
}
