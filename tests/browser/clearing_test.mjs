// The console's pages of clearing: a month between three provinces from the settlements to the money, by everybody who has to do with it,
// and what is taken back after its tables are made (story 17 in a month that is cleared already). The demonstration's own months begin in March:
// one that begins before has none.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, dialogReady, seriousFindings, settled, shoot, signIn, startBrowser, visit as visitWith } from "./harness.mjs";
import { Hospital } from "./national.mjs";
import { BEIJING, CLEARING_VIEWS, Calendar, confirmTwice, haveOfficers, settleBetween, wholePages } from "./provinces.mjs";

let calendar;
let browser;
let stays;
before(async () => {
  [calendar, browser] = await Promise.all([Calendar.from("2026-02-16 09:00:00"), startBrowser()]);
  await haveOfficers(calendar.url);
  stays = await settleBetween(calendar.url);
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
const MONTH = "/console/clearing/2026-02";
/** "¥ 23,999.19" as the pages write it. */
const yuan = (amount) => `¥\u00a0${amount.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",")}`;

/** A table's cells by its caption, row by row. */
async function rowsOf(page, caption) {
  const rows = page.getByRole("region", { name: caption, exact: true }).locator("tbody tr");
  await rows.first().waitFor();
  return rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent.trim())));
}

test("the centre takes settlements as bills, opens the month and orders a prepayment", async () => {
  await as("demo.centre", "/console/clearing", async (page, go) => {
    await page.getByText("还没有清算月份。先把结算入账，再开启月份。").waitFor();
    await page.getByLabel("结算日期自").fill("2026-02-01");
    await page.getByLabel("至，含").fill("2026-02-28");
    await page.getByRole("button", { name: "结算入账" }).click();
    await confirmTwice(page);
    await page.getByText("跨省结算 2 笔，新入账 2 笔。").waitFor();
    await page.getByRole("textbox", { name: "清算月份" }).fill("2026-02");
    await page.getByRole("button", { name: "开启月份" }).click();
    await confirmTwice(page);
    await page.getByRole("row", { name: /2026年2月.*收集账单/ }).waitFor();

    await go("/console/prepayment");
    await page.getByText("还没有预付金额度。在上面下达一对地区的额度").waitFor();
    await page.getByLabel("参保地", { exact: true }).selectOption("440000");
    await page.getByLabel("就医地", { exact: true }).selectOption(BEIJING);
    await page.getByRole("textbox", { name: "新额度" }).fill("30,000");
    await page.getByRole("button", { name: "下达一对地区的额度" }).click();
    await confirmTwice(page);
    await page.getByRole("row", { name: /广东省 付 北京市 已下达/ }).waitFor();
  });
});

test("the prepayment is handed over by the agency, paid by finance with the bank's words, received by the other side", async () => {
  await as("demo.clearing", "/console/prepayment", async (page) => {
    await page.getByRole("button", { name: "提交财政" }).click();
    await confirmTwice(page);
    await page.getByRole("row", { name: /已提交财政/ }).waitFor();
    assert.equal(await page.getByRole("button", { name: "登记付款" }).count(), 0, "finance pays");
  });
  await as("demo.finance", "/console/prepayment", async (page) => {
    await page.getByRole("button", { name: "登记付款" }).click();
    const form = page.getByRole("region", { name: "广东省 付 北京市" });
    await form.getByRole("button", { name: "登记付款" }).click();
    await page.getByText("请填写。").first().waitFor();
    await form.getByLabel("银行").fill("演示银行");
    await form.getByLabel("交易流水号").fill("P-0001");
    await form.getByRole("button", { name: "登记付款" }).click();
    await confirmTwice(page);
    await page.getByRole("row", { name: /已付款/ }).waitFor();
  });
  await calendar.rest("demo.beijing", "POST", "/clearing/prepayments/steps", {
    party: BEIJING, insured: "440000", treating: BEIJING, to: "received", bank: "演示银行", serial_no: "P-0002", date: "2026-02-16",
  });
});

test("a treating party confirms; before the 21st the centre is told when, and has no button", async () => {
  await calendar.on("2026-03-12 09:00:00");
  await as("demo.clearing", MONTH, async (page) => {
    // Whoever confirms has seen what: whose bills, how many, how much, and what no institution has spoken of.
    const [institution] = await rowsOf(page, "各机构的确认");
    assert.deepEqual(institution.slice(1, 6), ["1", "0", "0", "1", yuan(stays[1].fund_pay_sumamt)]);
    await page.getByRole("button", { name: "确认账单：广东省" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/^广东省作为就医地，确认 2026年2月 的账单.*机构还没有确认的 1 笔，由广东省一并确认/).waitFor();
    assert.equal(await dialog.locator("[data-amount=fund]").textContent(), yuan(stays[1].fund_pay_sumamt));
    await confirmTwice(page);
    await page.getByText("广东省已经确认，等待制表。").waitFor();
    // All who may confirm are a line; their list is there for whoever asks for it.
    const progress = page.locator("summary", { hasText: "各地区进度" });
    assert.equal(await progress.innerText(), "各地区进度：32 个地区已确认 1 个；还没有：北京市，天津市，河北省，山西省，内蒙古自治区，另有 26 个");
    const own = page.getByRole("row", { name: /广东省 2026年3月12日 09:00 demo\.clearing/ });
    assert.equal(await own.count(), 0);
    await progress.click();
    await own.waitFor();
  });
  await as("demo.centre", MONTH, async (page) => {
    await page.getByText("2026年3月21日起可以制表。").waitFor();
    assert.equal(await page.getByRole("button", { name: "生成清算表" }).count(), 0);
  });
  await calendar.rest("demo.beijing", "POST", "/clearing/months/2026-02/confirmations", { party: BEIJING });
});

test("the gauge tells how much is used, the warning, and how a day is expected", async () => {
  await as("demo.clearing", "/console/prepayment?month=2026-02", async (page) => {
    // 23,999.19 of 30,000 is between 70 and 90 per cent.
    assert.equal(stays[0].fund_pay_sumamt, 23999.19);
    const [gauge] = (await rowsOf(page, "使用率：2026年2月")).filter((cells) => cells[0] === "广东省 付 北京市");
    assert.equal(gauge[1], "79.99 %");
    assert.equal(gauge[2], "黄色预警");
    assert.match(gauge[7], /2026年2月/, "yellow is reached in this month");
    await page.getByText(/使用率达到 70 % 为黄色预警，90 % 为红色预警。预计的算法/).waitFor();
    await shoot(page, "clearing-gauges");
  });
});

test("tables, signatures and notices: sums are zero, a day late is told", async () => {
  await calendar.on("2026-03-22 09:00:00");
  await as("demo.centre", MONTH, async (page) => {
    await page.getByRole("button", { name: "生成清算表" }).click();
    await confirmTwice(page);
    await page.getByText("清算表已生成：计入 4 笔，不予清算 0 笔，留待以后 0 笔").waitFor();
    await page.getByRole("row", { name: /生成清算表 .* 晚了 1 天/ }).waitFor();
    const total = page.getByRole("region", { name: "各地区应收应付（合计为零）", exact: true }).locator("tfoot tr");
    const [, receivable, payable, balance] = await total.locator("th, td").allTextContents();
    assert.equal(receivable.trim(), payable.trim());
    assert.equal(balance.trim(), yuan(0));
    assert.equal(await page.getByRole("button", { name: "发出通知书" }).count(), 0, "nobody has signed");
  });
  await as("demo.clearing", MONTH, async (page) => {
    await page.getByRole("button", { name: "签章：广东省" }).click();
    await dialogReady(page);
    const dialog = page.getByRole("dialog");
    assert.equal(await dialog.locator("[data-amount=payable]").textContent(), yuan(stays[0].fund_pay_sumamt));
    assert.equal(await dialog.locator("[data-amount=receivable]").textContent(), yuan(stays[1].fund_pay_sumamt));
    assert.deepEqual(await seriousFindings(page), []);
    await confirmTwice(page);
    await page.getByText("等待签章：北京市，湖北省。").waitFor();
  });
  for (const [login, party] of [["demo.beijing", BEIJING], ["demo.hubei", "420000"]]) {
    await calendar.rest(login, "POST", "/clearing/months/2026-02/signatures", { party });
  }
  await as("demo.centre", MONTH, async (page) => {
    await page.getByRole("button", { name: "发出通知书" }).click();
    await confirmTwice(page);
    assert.equal((await rowsOf(page, "通知书")).length, 2);
    await page.getByText("还有 2 份通知书没有收款，收齐才能办结。").waitFor();
  });
  // The hospital takes the stay back after the tables: it belongs to March.
  const hospital = new Hospital(calendar.url, { fixmedins_code: "H99110000001", area: "110105", home: "440100" });
  await hospital.signIn();
  await hospital.call("2305", { data: { setl_id: stays[0].setl_id, mdtrt_id: stays[0].mdtrt_id, psn_no: stays[0].psn_no } });
});

test("an emergency increase: refused below red in the server's words, asked for where it is red, granted in part", async () => {
  const asked = async (page, insured) => {
    await page.getByLabel("参保地", { exact: true }).selectOption(insured);
    await page.getByLabel("红色预警的月份").fill("2026-02");
    await page.getByRole("textbox", { name: "增加多少" }).fill("20,000");
    await page.getByRole("button", { name: "申请紧急调增" }).click();
    await confirmTwice(page, "本月住院人次大增");
  };
  await as("demo.beijing", "/console/prepayment", async (page) => {
    await asked(page, "440000");
    await page.getByRole("dialog").getByText("使用率未达到红色预警线").waitFor();
  });
  await as("demo.clearing", "/console/prepayment", async (page) => {
    await asked(page, "420000");
    await page.getByRole("row", { name: /湖北省 付 广东省 等待决定/ }).waitFor();
    assert.equal(await page.getByRole("button", { name: "决定", exact: true }).count(), 0, "the centre decides");
  });
  await as("demo.centre", "/console/prepayment", async (page) => {
    await page.getByRole("button", { name: "决定", exact: true }).click();
    await page.getByRole("textbox", { name: "同意" }).fill("15,000");
    await page.getByRole("region", { name: "决定", exact: true }).getByRole("button", { name: "决定", exact: true }).click();
    await confirmTwice(page);
    await page.getByRole("row", { name: /湖北省 付 广东省 已同意/ }).waitFor();
    await page.getByRole("row", { name: /湖北省 付 广东省 已下达.*¥.15,000\.00.*紧急调增/ }).waitFor();
  });
});

test("a party's statement is read, taken away and printed", () =>
  as("demo.clearing", MONTH, async (page) => {
    await page.getByRole("link", { name: "清算明细：广东省" }).click();
    await page.getByRole("heading", { name: "广东省 2026年2月清算明细" }).waitFor();
    await page.getByRole("row", { name: /应付 北京市 居民医保 住院 城乡居民基本医疗保险基金 当月结算 1/ }).waitFor();
    assert.equal(await page.locator("[data-amount=payable]").textContent(), yuan(stays[0].fund_pay_sumamt));
    for (const [format, name] of [["CSV", "statement-2026-02-440000.csv"], ["XLSX", "statement-2026-02-440000.xlsx"]]) {
      const saved = page.waitForEvent("download");
      await page.getByRole("link", { name: format, exact: true }).click();
      assert.equal((await saved).suggestedFilename(), name);
    }
    await page.evaluate(() => (window.print = () => (document.title = "printed")));
    await page.getByRole("button", { name: "打印" }).click();
    assert.equal(await page.title(), "printed");
    assert.match(await page.locator(".print-copy").textContent(), /广东省 2026年2月清算明细.*应付/s);
    // Beijing's is nobody's business here: the server's own words.
    await page.goto(`${calendar.url}${MONTH}/statements/${BEIJING}`);
    await page.getByRole("alert").waitFor();
  }));

test("a notice is handed over, paid by finance and received, each with its delay; then the month closes", async () => {
  await calendar.on("2026-04-30 09:00:00");
  const notice = `QS202602-440000-${BEIJING}`;
  await as("demo.clearing", MONTH, async (page) => {
    // Of its own notices, those whose step is its own; each dated step counts what waits for it alone.
    const now = page.getByRole("region", { name: "现在要办" });
    await now.getByRole("link", { name: /^提交财政：广东省 付 北京市/ }).waitFor();
    assert.equal(await now.getByRole("link").count(), 1, "what Hubei owes is Hubei's to hand over");
    await page.getByRole("row", { name: /提交财政.*本地区 1 份没有办，共 1 份 已超过期限/ }).waitFor();
    await page.getByRole("button", { name: notice }).click();
    await page.getByRole("heading", { name: "付款通知书：2026年2月" }).waitFor();
    // Five working days after Sunday, 22 March: Friday, 27 March.
    await page.getByText("已超过期限 34 天").waitFor();
    await page.getByRole("button", { name: "提交财政" }).click();
    await confirmTwice(page);
    await page.getByText("等待广东省的财政付款。").waitFor();
    await page.getByText("晚了 34 天").waitFor();
  });
  await as("demo.finance", MONTH, async (page) => {
    await page.getByRole("row", { name: /提交财政.*本地区 1 份都办了/ }).waitFor();
    await page.getByRole("region", { name: "现在要办" }).getByRole("link", { name: /^登记付款/ }).click();
    await page.waitForURL(`**/notices/${notice}`);
    await page.getByLabel("银行").fill("演示银行");
    await page.getByLabel("交易流水号").fill("F-0430");
    await page.getByRole("button", { name: "登记付款" }).click();
    await dialogReady(page);
    assert.equal(await page.getByRole("dialog").locator("[data-amount=amount]").textContent(), yuan(stays[0].fund_pay_sumamt));
    await confirmTwice(page);
    await page.getByText("等待北京市确认收款。").waitFor();
  });
  await as("demo.beijing", `${MONTH}/notices/${notice}`, async (page) => {
    await page.getByRole("heading", { name: "收款通知书：2026年2月" }).waitFor();
    await page.getByLabel("银行").fill("演示银行");
    await page.getByLabel("交易流水号").fill("R-0430");
    await page.getByLabel("交易日期").fill("2026-03-01");
    await page.getByRole("button", { name: "确认收款" }).click();
    await confirmTwice(page);
    await page.getByRole("dialog").getByRole("alert").waitFor();
    await page.getByRole("button", { name: /不办了/ }).click();
    await page.getByLabel("交易日期").fill("2026-04-30");
    await page.getByRole("button", { name: "确认收款" }).click();
    await confirmTwice(page);
    await page.locator("main .tag", { hasText: "已收款" }).waitFor();
    await shoot(page, "clearing-notice-received");
  });
  const step = (login, party, to) =>
    calendar.rest(login, "POST", "/clearing/notices/QS202602-420000-440000/steps", { party, to, bank: "演示银行", serial_no: "H-1", date: "2026-04-30" });
  await step("demo.hubei", "420000", "handed");
  await step("demo.hubei-finance", "420000", "paid");
  await step("demo.clearing", "440000", "received");
  await as("demo.centre", MONTH, async (page) => {
    await page.getByText("全部收款，等待清算中心办结。").waitFor();
    await page.getByRole("button", { name: "办结月份" }).click();
    await confirmTwice(page);
    await page.getByText("这一月份已经办结。").waitFor();
    await shoot(page, "clearing-closed");
  });
});

test("story 17 in a closed month: what was taken back is a negative line of a later month, and the closed one stands", async () => {
  const centre = (path, body) => calendar.rest("demo.centre", "POST", path, body);
  const before = await calendar.rest("demo.centre", "GET", "/clearing/months/2026-02");
  await centre("/clearing/bills", { from: "2026-03-01", to: "2026-03-31" });
  await centre("/clearing/months", { month: "2026-03" });
  await calendar.rest("demo.beijing", "POST", "/clearing/months/2026-03/confirmations", { party: BEIJING });
  await centre("/clearing/months/2026-03/tables");
  await as("demo.centre", "/console/clearing/2026-03", async (page, go) => {
    const carried = await rowsOf(page, "为负、结转下月的");
    assert.deepEqual(carried, [["广东省", "北京市", `−${yuan(stays[0].fund_pay_sumamt)}`]]);
    await go("/console/clearing/2026-03/statements/440000");
    await page.getByRole("row", { name: /冲销以前的结算/ }).waitFor();
    await go(MONTH);
    await page.getByText("这一月份已经办结。").waitFor();
  });
  assert.deepEqual(await calendar.rest("demo.centre", "GET", "/clearing/months/2026-02"), before);
});

test("a difference in a month whose tables are made can only be corrected later, and the page says why", async () => {
  const { day } = await calendar.rest("demo.clearing", "POST", "/reconciliation/hospital-days", {
    party: "440000", fixmedins_code: "H99440100016", day: "2026-02-16", rows: [],
  });
  assert.equal(day.differences, 1);
  await as("demo.clearing", "/console/reconciliation", async (page) => {
    await page.getByRole("button", { name: "只有本方有" }).click();
    await page.getByText("现在不能：这一天所在月份的清算表已经生成").first().waitFor();
    assert.deepEqual(await page.getByRole("radio").evaluateAll((all) => all.map(({ value }) => value)), ["correct_later"]);
  });
});

test("the ledger of a party, and the month's statistics", async () => {
  await as("demo.centre", "/console/ledger", async (page) => {
    await page.getByText("借方等于贷方。").waitFor();
    await page.getByLabel(/谁的账户/).fill(BEIJING);
    await page.getByRole("button", { name: "查看" }).click();
    await page.waitForURL(/party=110000/);
    await page.getByRole("row", { name: /财政专户 110000 北京市/ }).waitFor();
    const saved = page.waitForEvent("download");
    await page.getByRole("link", { name: "导出分录（hledger）" }).click();
    assert.equal((await saved).suggestedFilename(), "ledger-2026-04-30.journal");
  });
  await as("demo.clearing", "/console/statistics?month=2026-02&area=440000", async (page) => {
    assert.equal(await page.getByRole("link", { name: "总账" }).count(), 0, "a province has no door to the ledger of all");
    await page.getByRole("row", { name: /合计 1 0 100\.00 % 1 1/ }).waitFor();
    const saved = page.waitForEvent("download");
    await page.getByRole("link", { name: "CSV", exact: true }).click();
    assert.equal((await saved).suggestedFilename(), "statistics-2026-02-44.csv");
  });
});

test("on a page in English provinces are told by their readings, not in Chinese", () =>
  visit({ lang: "en" }, async (page, go) => {
    await signIn(page, go, "demo.clearing", MONTH);
    await page.getByText("3 of 3 have signed").first().waitFor();
    const table = page.getByRole("region", { name: /zero in sum/ });
    assert.deepEqual(await table.locator("tbody th").allInnerTexts(), ["Beijing", "Hubei", "Guangdong"]);
    assert.doesNotMatch(await page.locator("header, main").allInnerTexts().then((all) => all.join(" ").replace("中文", "")), /[一-鿿]/);
    await go("/console/reconciliation");
    await page.getByRole("combobox", { name: "Counterpart" }).getByRole("option", { name: "Hubei 420000" }).waitFor({ state: "attached" });
    await go("/console/clearing/2026-03");
    await page.getByRole("row", { name: /^Guangdong Beijing/ }).first().waitFor();
  }));

const PAGES = {
  centre: { months: "/console/clearing", month: MONTH, carried: "/console/clearing/2026-03", prepayment: "/console/prepayment?party=440000&month=2026-02", ledger: "/console/ledger" },
  clearing: { own: MONTH, statement: `${MONTH}/statements/440000`, notice: `${MONTH}/notices/QS202602-440000-${BEIJING}`, statistics: "/console/statistics?month=2026-02&area=440000" },
  auditor: { looked_at: MONTH },
};
for (const [name, options] of Object.entries(CLEARING_VIEWS)) {
  test(`every page of clearing is whole and accessible: ${name}`, () => visit(options, (page, go) => wholePages(page, go, PAGES, name)));
}
