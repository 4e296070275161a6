// The money of the citizen's pages: scenarios side by side, one number moved, why not more, a statement read, words explained.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FACTS, KNOWN, REST, ends, filed, post as postTo, yuan } from "./bill.mjs";
import { DESK, VIEWS, overflow, seriousFindings, settled, shoot, startBrowser, startServer, visit as visitWith } from "./harness.mjs";

/** The region's share off for a temporary filing is not known: ranges. */
const TEMPORARY = `${FACTS}&filing=other_temporary&${REST}`;

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

const post = (path, body) => postTo(server, path, body);
const KIND = "long_term_resident";

/** The statement of that case as an address, with some of its figures otherwise. */
async function statement(otherwise = {}) {
  const { setlinfo } = await post("/estimate", filed(KIND));
  const keys = ["medfee_sumamt", "fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt", "act_pay_dedc", "hifp_pay", "fund_pay_sumamt", "acct_pay", "psn_cash_pay"];
  const figures = Object.fromEntries(keys.map((key) => [key, (otherwise[key] ?? setlinfo[key]).toFixed(2)]));
  const query = Object.entries(figures).map(([key, value]) => `p.${key}=${value}`);
  return { figures, setlinfo, address: `/bill?${KNOWN}&${query.join("&")}` };
}

for (const [name, options] of Object.entries(VIEWS)) {
  test(`every page of the money is whole and accessible: ${name}`, () =>
    visit(options, async (page, go) => {
      const { address } = await statement({ fund_pay_sumamt: 1 });
      const pages = {
        estimate: `/estimate?${KNOWN}`,
        "estimate-range": `/estimate?${TEMPORARY}`,
        compare: `/compare?${KNOWN}&vs=filing`,
        "compare-empty": "/compare",
        bill: "/bill",
        "bill-read": address,
        words: "/words",
      };
      for (const [at, path] of Object.entries(pages)) {
        await go(path);
        await settled(page);
        if (at.startsWith("estimate")) await page.locator(".slider").waitFor();
        assert.equal(await overflow(page), 0, `${at} has to be scrolled sideways`);
        assert.deepEqual(await seriousFindings(page), [], at);
        await shoot(page, `money-${at}-${name}`);
      }
    }));
}

test("every subject of comparisons has its columns", () =>
  visit({ viewport: DESK }, async (page, go) => {
    for (const [subject, columns] of Object.entries({ filing: 3, level: 3, place: 2, year: 2, insured: 2 })) {
      await go(`/compare?${KNOWN}&vs=${subject}`);
      await page.locator("table.beside tbody tr").first().waitFor();
      assert.equal(await page.locator("table.beside thead th").count(), columns + 1, subject);
      await shoot(page, `money-compare-${subject}`);
    }
    await go(`/compare?${KNOWN}&vs=year&cum_pool=5000`);
    await page.getByText("计入下一个医保年度").waitFor();
  }));

test("at least two and at most three ways are compared", () =>
  visit({ viewport: DESK }, async (page, go) => {
    await go(`/compare?${KNOWN}&vs=filing&of=none,referral,emergency`);
    await page.locator("table.beside").waitFor();
    assert.ok(await page.getByLabel("异地安置退休人员").isDisabled());
    await page.getByLabel("异地急诊抢救人员").click();
    await page.waitForURL(/of=none%2Creferral|of=none,referral/);
    await page.getByLabel("异地转诊人员").click();
    assert.match(page.url(), /referral/, "one alone is no comparison");
    assert.ok(await page.getByLabel("异地转诊人员").isChecked());
  }));

test("the keyboard moves a number, and each amount is the server's", () =>
  visit({}, async (page, go) => {
    await go(`/estimate?${KNOWN}`);
    const slider = page.locator(".slider");
    await slider.waitFor();
    const curve = await post("/curves", { case: filed(KIND), vary: "medfee_sumamt" });
    const told = page.locator("section[aria-labelledby=what-if] .told b");
    const shown = async () => (await told.allInnerTexts()).map((text) => text.replace(/\s/g, " "));
    const pointAt = (index) => [curve.points[index].fund_pay_sumamt[0], curve.points[index].psn_part_amt[0]].map((amount) => yuan(amount).replace(/\s/g, " "));
    const start = curve.points.findIndex(({ at }) => at === 46000);
    assert.deepEqual(await shown(), pointAt(start));
    await slider.focus();
    for (let press = 1; press <= 3; ++press) {
      await page.keyboard.press("ArrowRight");
      assert.deepEqual(await shown(), pointAt(start + press));
    }
    assert.match(await slider.getAttribute("aria-valuetext"), /医保付/);
    await page.keyboard.press("Home");
    assert.deepEqual(await shown(), pointAt(0));
    // The next turn from the beginning is the deductible.
    const deductible = curve.kinks[0];
    assert.equal(deductible.kind, "deductible");
    await page.getByRole("button", { name: /下一个转折/ }).press("Enter");
    assert.deepEqual(await shown(), pointAt(curve.points.findIndex(({ at }) => at === deductible.at)));
    // A typed value is asked for and shown to the fen.
    await page.getByLabel("总费用（元）").last().fill("54,321.09");
    await page.keyboard.press("Enter");
    const typed = await post("/estimate", { ...filed(KIND), fee: { medfee_sumamt: "54321.09" } });
    await page.waitForFunction((text) => document.querySelector("section[aria-labelledby=what-if] .told b")?.textContent === text, yuan(typed.setlinfo.fund_pay_sumamt));
  }));

test("each turn of the curve stands in a table with its clause, and the chart has a table twin", () =>
  visit({ viewport: DESK }, async (page, go) => {
    await go(`/estimate?${KNOWN}`);
    await page.locator(".slider").waitFor();
    const part = page.locator("section[aria-labelledby=what-if]");
    for (const axis of ["medfee_sumamt", "pool", "fulamt_ownpay_amt"]) {
      const answered = page.waitForResponse("**/api/v1/curves");
      if (axis === "medfee_sumamt") await part.getByLabel("本年度统筹已付").first().check();
      await part.locator(`input[value=${axis}]`).check();
      await answered;
      const curve = await post("/curves", { case: filed(KIND), vary: axis });
      await page.waitForFunction((count) => document.querySelectorAll("[aria-labelledby=kinks] tbody tr").length === count, curve.kinks.length);
      const rows = await part.locator("[aria-labelledby=kinks] tbody tr").allInnerTexts();
      for (const [at, kink] of curve.kinks.entries()) {
        assert.ok(rows[at].includes(kink.label) && rows[at].includes(yuan(kink.at)) && rows[at].includes(kink.clause ?? ""), `${axis}: ${rows[at]}`);
      }
      const points = new Map(curve.points.map((point) => [yuan(point.at), point]));
      await part.locator("details").evaluate((details) => (details.open = true));
      for (const row of await part.locator("table.points tbody tr").all()) {
        const [at, fund, person] = await row.locator("th, td").allInnerTexts();
        const point = points.get(at);
        assert.ok(point, `${axis}: the server has no ${at}`);
        assert.equal(fund, yuan(point.fund_pay_sumamt[0]));
        assert.equal(person, yuan(point.psn_part_amt[0]));
      }
      await shoot(page, `money-slider-${axis}`);
    }
    // Each drawing is out of the way of those who do not see it, and a table says the same.
    assert.equal(await page.locator("figure.chart:not([aria-hidden=true])").count(), 0);
    assert.equal(await part.locator("table.points").count(), await part.locator("figure.chart").count());
    assert.equal(await page.locator("section[aria-labelledby=table] table").count(), await page.locator("ol.bars").count());
  }));

test("a moved number becomes the estimate", () =>
  visit({}, async (page, go) => {
    await go(`/estimate?${KNOWN}`);
    await page.locator(".slider").focus();
    await page.keyboard.press("PageUp");
    await page.getByRole("button", { name: /重新估算/ }).click();
    await page.waitForURL((url) => new URL(url).searchParams.get("medfee_sumamt") !== "46000");
    const total = Number(new URL(page.url()).searchParams.get("medfee_sumamt"));
    const told = await post("/estimate", { ...filed(KIND), fee: { medfee_sumamt: total.toFixed(2) } });
    await page.locator("#answer").getByText(yuan(told.setlinfo.psn_part_amt)).waitFor();
  }));

test("why not more is ranked by money, and one tap computes it so", () =>
  visit({}, async (page, go) => {
    await go(`/estimate?${TEMPORARY}`);
    const part = page.locator("section[aria-labelledby=more]");
    await part.locator("li").first().waitFor();
    const { shortfalls } = await post("/why-not-more", filed("other_temporary"));
    const shown = await part.locator(".number").allInnerTexts();
    assert.deepEqual(shown, shortfalls.map((one) => `多 ${yuan(one.gain)}`));
    assert.deepEqual([...shortfalls].sort((a, b) => b.gain - a.gain).map(({ gain }) => gain), shortfalls.map(({ gain }) => gain));
    const referral = shortfalls.findIndex((one) => one.value === "referral");
    assert.ok(referral >= 0, "a referral would give more");
    await part.locator("li").nth(referral).getByRole("button", { name: /按这个算/ }).click();
    await page.waitForURL(/filing=referral/);
    const told = await post("/estimate", filed("referral"));
    await page.locator("#answer").getByText(ends(told.range.fund_pay_sumamt)).waitFor();
  }));

test("the drawer says what the estimate rests on, with a way to change and to not know", () =>
  visit({}, async (page, go) => {
    await go(`/estimate?${KNOWN}`);
    const drawer = page.locator("section[aria-labelledby=assumed]");
    await drawer.locator("summary").click();
    await drawer.getByText("广东省 广州市").waitFor();
    await drawer.getByRole("button", { name: /^修改 .*全部|修改 .*范围/ }).first().click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "fact-inscp_scp_amt");
    await drawer.getByRole("button", { name: /不知道 医院等级/ }).click();
    await page.waitForURL((url) => !new URL(url).searchParams.has("hosp_lv"));
    await page.locator("#answer").getByText("–").first().waitFor();
  }));

test("a stay across a change of rules is told", () =>
  visit({}, async (page, go) => {
    const { packs } = await (await fetch(`${server.url}/api/v1/policies`)).json();
    assert.ok(packs.length > 0);
    await go(`/estimate?${KNOWN}&begndate=2019-01-10&enddate=2026-06-10`);
    await settled(page);
    const told = await post("/explanations", { ...filed(KIND), begndate: "2019-01-10", enddate: "2026-06-10" });
    assert.equal(await page.locator(".note.warn", { hasText: "有变化" }).count(), told.rule_change === null ? 0 : 1);
  }));

test("a figure has a way to be corrected, ready to copy", () =>
  visit({ permissions: ["clipboard-read", "clipboard-write"] }, async (page, go) => {
    await go(`/estimate?${KNOWN}`);
    await page.locator(".bars a", { hasText: "起付线" }).first().click();
    const step = page.locator("details[open]").filter({ hasText: "起付线" }).last();
    const withRule = page.locator(".steps details").filter({ hasText: "起付标准" }).first();
    if (!(await step.getByRole("button", { name: "这个数不对？" }).count())) await withRule.locator("summary").first().click();
    await page.getByRole("button", { name: "这个数不对？" }).first().click();
    await page.getByRole("button", { name: "复制", exact: true }).click();
    await page.getByText("文字已复制").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /统筹区（政策包）：420100/);
    assert.match(copied, /规定：420100/);
  }));

test("an estimate is sent on as a link and as words", () =>
  visit({ permissions: ["clipboard-read", "clipboard-write"] }, async (page, go) => {
    await go(`/estimate?${KNOWN}`);
    await page.getByRole("button", { name: "复制链接" }).click();
    await page.getByText("链接已复制").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
    await page.getByRole("button", { name: "复制文字给家人" }).click();
    await page.getByText("文字已复制").waitFor();
    const words = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(words, /不是官方平台/);
    assert.ok(words.includes(page.url()));
  }));

test("a statement that agrees is told so; one that does not add up, too", () =>
  visit({}, async (page, go) => {
    const right = await statement();
    await go(right.address);
    await page.getByText("填的数都对得上").waitFor();
    const off = await statement({ inscp_scp_amt: 40000 });
    await go(off.address);
    await page.getByText(`差 ${yuan(6000)}`).first().waitFor();
  }));

test("words of a bill are found by word, pinyin and initials", () =>
  visit({}, async (page, go) => {
    await go("/");
    await page.getByRole("link", { name: /账单上的词/ }).click();
    await page.getByRole("searchbox").fill("自付二");
    await page.getByText("乙类药品和项目，要先由您自己付一份").waitFor();
    assert.equal(await page.locator("dt").first().innerText(), "自付二 北京的写法");
    await page.getByRole("searchbox").fill("xxzf");
    await page.locator("dt", { hasText: "先行自付" }).first().waitFor();
    assert.match(page.url(), /q=xxzf/);
    await page.getByRole("searchbox").fill("没有的词");
    await page.getByText("没有这个词").waitFor();
  }));
