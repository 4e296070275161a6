// Stories 1, 3 and 26: what to do and what it is worth, ways side by side, a bill checked.
import assert from "node:assert/strict";
import { KNOWN, ends, filed, post, yuan } from "./bill.mjs";
import { sheets, story } from "./stories.mjs";

story(1, "a traveller's child gives seven answers, two of them not known, and learns which filing, papers, days and what it is worth", {}, (world) =>
  world.visit(async (page, go) => {
    const next = () => page.getByRole("button", { name: "下一步" }).click();
    const unknown = () => page.getByRole("button", { name: "不知道" }).click();
    const asked = (key) => page.waitForURL((url) => url.pathname === `/advice/${key}`);
    async function choosePlace(typed, name) {
      await page.getByRole("combobox").fill(typed);
      await page.getByRole("option", { name }).click();
    }
    await go("/");
    await page.getByRole("link", { name: /该办哪种备案/ }).click();
    await page.getByLabel("还没去就医").check();
    await next();
    await asked("insuplc_admdvs");
    await choosePlace("wuhan", /武汉市/);
    await next();
    await asked("mdtrtarea_admvs");
    await choosePlace("gz", /广州市/);
    await next();
    await asked("insured_as");
    await unknown();
    await asked("reason");
    await unknown();
    await asked("care");
    await page.getByLabel("住院").check();
    await next();
    await asked("medfee_sumamt");
    await page.getByRole("textbox").fill("46,000");
    await next();
    await asked("check");
    await page.getByRole("link", { name: "看建议" }).waitFor();
    assert.equal(await page.getByText("不知道", { exact: true }).count(), 2);
    await world.look(page, "answers");
    await page.getByRole("link", { name: "看建议" }).click();

    const headline = page.locator(".headline");
    await headline.waitFor();
    assert.match(await headline.innerText(), /其他临时外出就医人员[\s\S]*广州市/);
    await page.getByText(/值 [\d,.]+ – [\d,.]+ 元/).first().waitFor();
    await page.locator("section.ask").getByRole("heading").waitFor();
    // Each paper and each day says by which clause and how sure that is, or that no rule is known.
    for (const part of ["要带的材料", "什么时候办"]) {
      const steps = page.locator("section", { has: page.getByRole("heading", { name: part }) }).getByRole("listitem");
      assert.ok((await steps.count()) > 0, part);
      for (const step of await steps.all()) {
        const chips = await step.locator(".source > span").allInnerTexts();
        assert.ok(chips.length === 2 && !chips.includes(""), await step.innerText());
      }
    }
    await world.look(page);

    // The address holds all of it.
    const told = await page.locator("main section").allInnerTexts();
    const address = page.url();
    await go("/");
    await page.goto(address);
    await headline.waitFor();
    assert.deepEqual(await page.locator("main section").allInnerTexts(), told);
  }),
);

story(3, "filed, not filed and referred stand side by side with what each is more or less, and print on one sheet", {}, (world) =>
  world.visit(async (page, go) => {
    await go(`/estimate?${KNOWN}`);
    await page.getByRole("link", { name: "备案不同" }).click();
    const row = page.locator("table.beside tbody tr");
    await row.first().waitFor();
    await page.getByLabel("异地长期居住人员").click();
    await page.waitForURL((url) => url.searchParams.get("of") === "manual,other_temporary");
    await page.getByLabel("异地转诊人员").click();
    await page.waitForURL((url) => url.searchParams.get("of") === "manual,referral,other_temporary");
    const told = await post(world.server, "/comparisons", {
      scenarios: [{ ...filed(null), catalog: "insured" }, filed("referral"), filed("other_temporary")].map((one) => ({ case: one })),
    });
    await row.first().getByText(ends(told.sides[1].psn_part_amt)).waitFor();
    assert.equal(await page.locator("table.beside thead th").count(), 4);
    // What is ticked is what is compared.
    assert.deepEqual(await page.locator("label:has(input:checked)").allInnerTexts(), await page.locator(".ways label.chosen").allInnerTexts());
    assert.equal(await page.locator(".ways input:checked").count(), 3);
    const mine = await row.first().locator("td b").allInnerTexts();
    assert.deepEqual(mine, told.sides.map((side) => ends(side.psn_part_amt)));
    for (const [at, { id, amounts }] of told.rows.filter(({ group }) => group !== "total").entries()) {
      const cells = await row.nth(at + 2).locator("td").allInnerTexts();
      for (const [column, amount] of amounts.entries()) {
        const shown = amount === null ? "没有金额" : yuan(amount);
        assert.ok(cells[column].includes(shown), `${id}: ${cells[column]} instead of ${shown}`);
      }
    }
    // Every column but the one that the others are held against says how much more or less.
    assert.equal(told.base, told.sides.findIndex((side) => side.psn_part_amt !== null));
    const first = row.first().locator("td");
    for (const [column, { diff }] of told.sides.entries()) {
      const differs = column !== told.base && diff !== null;
      assert.equal(await first.nth(column).locator(".diff").count(), differs ? 1 : 0);
    }
    const more = told.sides[2].diff;
    assert.ok(more > 0, "a referral is worth something here");
    assert.match(await first.nth(2).innerText(), new RegExp(`多 ${yuan(more)}`));
    await world.look(page);
    assert.equal(await sheets(page), 1);

    const address = page.url();
    await go("/");
    await page.goto(address);
    await row.first().waitFor();
    assert.deepEqual(await row.first().locator("td b").allInnerTexts(), mine);
  }),
);

const FIGURES = ["medfee_sumamt", "fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt", "act_pay_dedc", "hifp_pay", "fund_pay_sumamt", "acct_pay", "psn_cash_pay"];

story(26, "who holds a bill types ten figures, and the line that differs is named", {}, (world) =>
  world.visit(async (page, go) => {
    const { setlinfo } = await post(world.server, "/estimate", filed("long_term_resident"));
    const wrong = { fund_pay_sumamt: 30000, hifp_pay: 30000 };
    const figures = Object.fromEntries(FIGURES.map((key) => [key, (wrong[key] ?? setlinfo[key]).toFixed(2)]));
    await go(`/bill?${KNOWN}`);
    for (const [key, value] of Object.entries(figures)) await page.locator(`#bill-${key}`).fill(value);
    await page.getByRole("button", { name: "核对" }).click();
    await page.getByText("“统筹基金支付”这一行对不上").waitFor();
    await page.waitForFunction(() => document.activeElement?.id === "verdict");
    await page.getByText(yuan(setlinfo.hifp_pay)).first().waitFor();
    const told = await post(world.server, "/bills", { ...filed("long_term_resident"), published: figures });
    assert.equal(told.first_wrong, "hifp_pay");
    const rows = await page.locator("section[aria-labelledby=lines] tbody tr").allInnerTexts();
    assert.equal(rows.length, FIGURES.length);
    for (const [at, line] of told.lines.entries()) {
      assert.ok(rows[at].includes(yuan(Number(line.computed))), `${line.name}: ${rows[at]}`);
      assert.ok(rows[at].includes(line.right ? "对" : "不对"), rows[at]);
    }
    await world.look(page);
  }),
);
