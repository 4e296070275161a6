// A counter's day: find somebody, see why it works or not, register, enter the bill, settle, print, take back. At a desk, by keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AMOXICILLIN, HOSPITAL, admit, amount, discharge, enterLines, find, keepPapers, papers, plain, preSettle, register, sendLines, settleAndPrint } from "./counter.mjs";
import { DESK, VIEWS, intercept, overflow, seriousFindings, settled, shoot, signIn, startBrowser, startServer, visit as visitWith } from "./harness.mjs";

const LOOKS = { desk: { viewport: DESK }, zoomed: VIEWS.zoomed, elder: { viewport: DESK, view: "elder" }, english: { viewport: DESK, lang: "en" } };

let server;
let browser;
before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** At a desk; what is printed is counted, as a test cannot look at paper. */
function visit(options, look) {
  return visitWith(browser, server, { viewport: DESK, ...options }, async (page, go) => {
    await keepPapers(page);
    await look(page, go);
  });
}

async function whole(page, name, at) {
  await settled(page);
  assert.equal(await overflow(page), 0, `${at} has to be scrolled sideways`);
  assert.deepEqual(await seriousFindings(page), [], at);
  await shoot(page, `window-${at}-${name}`);
}

test("a clerk by keyboard alone: find, register, lines, pre-settle; then two presses settle and print", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window");
    await find(page, "994201198005200682");
    await page.getByText("武汉市 420100").waitFor();
    assert.equal(await page.getByLabel("凭证号码").inputValue(), "994201198005200682");
    // From here on no mouse and no field is looked for: Enter goes on.
    await page.keyboard.press("F2");
    await page.waitForFunction(() => document.activeElement?.closest("form") !== null);
    await page.getByLabel("科室编码").focus();
    for (const text of ["01", "内科", "D0001", "演示医师", "12", "I25.103", "冠状动脉粥样硬化性心脏病"]) {
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
    }
    await page.keyboard.press("Control+Enter");
    await page.waitForURL("**/window/visit/42010000000000001034/*");
    await page.getByText("新的明细").waitFor();
    await enterLines(page, [
      ["amxl", "20", "10.30"],
      [AMOXICILLIN, "10", "9.5"],
    ]);
    await shoot(page, "window-lines");
    await page.keyboard.press("Control+s");
    await page.getByText("已上传 2 行").waitFor();
    await discharge(page);
    const before = await preSettle(page);
    await shoot(page, "window-pre-settled");
    // One: settle. Two: print. The focus is where Enter would do the same.
    await page.keyboard.press("Control+Enter");
    await page.getByText("结算成功").waitFor();
    await page.keyboard.press("Control+p");
    await page.waitForFunction(() => window.printed.length === 1);
    const [paper] = await papers(page);
    for (const money of [before.fund, before.cash]) assert.ok(paper.includes(plain(money).replace(/,/g, "")) || paper.includes(plain(money)), `${money} is not on the paper`);
    await shoot(page, "window-settled-visit");
    // Pressed again it is done, and shown.
    await page.keyboard.press("Control+Enter");
    await page.getByText("已经结算过了，没有重复结算").waitFor();
    assert.equal(await amount(page, "psn_cash_pay"), before.cash);
    assert.deepEqual(await seriousFindings(page), []);
  }));

test("another business is another answer, and a refused registration says what to do", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window");
    await find(page, "994403198502140442");
    await page.getByLabel("门诊慢特病").check();
    await page.getByLabel("慢特病病种").fill("M03900");
    await page.keyboard.press("Tab");
    await page.locator(".chain > li.danger", { hasText: "病种已认定" }).filter({ hasText: /先在|申请/ }).waitFor();
    // Nobody has filed for this one: the stay is registered, and settling it is refused with what to do before the discharge.
    await go("/window");
    await find(page, "994201198005201255");
    await register(page);
    await sendLines(page, [[AMOXICILLIN, "20", "10.30"]]);
    await page.keyboard.press("Control+Enter");
    const refused = page.locator("#settle ~ [role=alert]");
    await refused.waitFor();
    assert.match(await refused.innerText(), /备案/);
    assert.match(await page.locator("#settle ~ div .chain > li.danger").innerText(), /已备案[\s\S]*出院结算前补办[\s\S]*武汉市医保经办机构，医保热线 12393[\s\S]*我要办理到/);
    await shoot(page, "window-refused");
    assert.deepEqual(await seriousFindings(page), []);
  }));

test("on a narrow screen the verdict is on the screen at once and read before the form; at a desk it stands beside who it is about", async () => {
  const around = (page) =>
    page.evaluate(() => {
      const [verdict, who, act] = [".chain", "#who", "#register"].map((one) => document.querySelector(one).closest("section"));
      const box = (one) => one.getBoundingClientRect().toJSON();
      return {
        isBeforeForm: Boolean(verdict.compareDocumentPosition(act) & Node.DOCUMENT_POSITION_FOLLOWING),
        headline: box(verdict.querySelector(".note")),
        verdict: box(verdict),
        who: box(who),
        act: box(act),
        height: innerHeight,
        scrolled: scrollY,
      };
    });
  for (const look of [VIEWS.phone, VIEWS.elder, { ...VIEWS.phone, lang: "en" }]) {
    await visit(look, async (page, go) => {
      await signIn(page, go, "demo.hospital", "/window/person/42010000000000001063");
      await page.locator(".chain").waitFor();
      await page.locator("#register").waitFor();
      const { isBeforeForm, headline, scrolled, height } = await around(page);
      assert.equal(scrolled, 0);
      assert.ok(isBeforeForm, "the form is read before the verdict");
      assert.ok(headline.bottom <= height, `the verdict ends at ${headline.bottom} of ${height}`);
      await whole(page, look.view ?? look.lang ?? "phone", "person-narrow");
    });
  }
  await visit({}, async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window/person/42010000000000001063");
    await page.locator(".chain").waitFor();
    await page.locator("#register").waitFor();
    const { verdict, who, act } = await around(page);
    assert.equal(verdict.top, who.top);
    assert.ok(verdict.left > who.right && act.left === who.left && act.top > who.bottom);
  });
});

test("lines are pasted from a spreadsheet; what may mean several waits; what does not fit is marked", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window");
    await find(page, "994201197207190211");
    await register(page);
    const table = page.locator("table.editor");
    await page.getByRole("combobox", { name: "第 1 行项目" }).focus();
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, `编码\t数量\t单价\t金额\n${AMOXICILLIN}\t2\t10.30\t20.60\n头孢\t1\t5\t5\n没有这种药\t1\t5\t5\n`);
    await page.getByText("粘贴了 3 行").waitFor();
    assert.match(await table.locator("tbody tr").nth(0).innerText(), /20\.60/);
    assert.match(await table.locator("tbody tr").nth(1).innerText(), /有几个可能/);
    assert.match(await table.locator("tbody tr").nth(2).innerText(), /目录里没有/);
    await page.keyboard.press("Control+s");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "第 2 行项目");
    await shoot(page, "window-pasted");
    await page.getByRole("button", { name: "删除第 3 行" }).click();
    await page.getByRole("button", { name: "删除第 2 行" }).click();
    await page.keyboard.press("Control+s");
    await page.getByText("已上传 1 行").waitFor();
    await page.getByRole("button", { name: "删除未结明细" }).click();
    await page.getByRole("button", { name: /下一步/ }).click();
    await page.getByRole("button", { name: /^删除未结明细/ }).last().click();
    await page.getByText("未结明细已删除").waitFor();
  }));

test("whoever types an item faster than its list comes gets what was typed, and nothing of an earlier list", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window");
    await find(page, "994201198005200770");
    await register(page);
    await intercept(page, "**/catalogue?**", async (route) => {
      await new Promise((later) => setTimeout(later, 300));
      await route.continue();
    });
    await page.keyboard.press("F2");
    const first = page.getByRole("combobox", { name: "第 1 行项目" });
    await first.waitFor();
    await page.keyboard.type("tb");
    const list = page.locator("li[role=option]:visible");
    await list.first().waitFor();
    assert.equal(await list.filter({ hasText: "阿莫西林胶囊" }).count(), 0);
    for (let letter = 0; letter < 2; ++letter) await page.keyboard.press("Backspace");
    await page.keyboard.type("amxl");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "第 1 行数量");
    assert.equal(await first.inputValue(), "阿莫西林胶囊");
    await page.unrouteAll({ behavior: "ignoreErrors" });
  }));

const STAYS = {
  desk: ["44010000000000001175", "994401198005203497"],
  zoomed: ["44010000000000001177", "994401198005203534"],
  elder: ["44010000000000001179", "994401198005203577"],
  english: ["44010000000000001183", "994401198005203657"],
};
for (const [name, options] of Object.entries(LOOKS)) {
  test(`every page is whole and accessible: ${name}`, () =>
    visit(options, async (page, go) => {
      await signIn(page, go, "demo.hospital", "/window");
      await page.locator("#find").waitFor();
      await whole(page, name, "find");
      for (const at of ["settled", "unresolved"]) {
        await go(`/window/${at}`);
        await page.locator(".frame").waitFor();
        await whole(page, name, at);
      }
      await go("/window/person/42010000000000001063");
      await page.locator(".chain").waitFor();
      await whole(page, name, "person");
      await go("/window/person/42010000000000001063?business=chronic");
      await page.locator(".chain").waitFor();
      await whole(page, name, "person-chronic");
      const [person, certno] = STAYS[name];
      await go(`/window/visit/${person}/${await admit(page, person, certno)}`);
      await page.locator(".line").waitFor();
      await whole(page, name, "visit");
      await page.locator("h1").click();
      await page.keyboard.press("?");
      await page.locator("dialog[open]").waitFor();
      await whole(page, name, "keys");
    }));
}

test("lists are walked, sorted, saved and printed", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window");
    await page.locator("#find").waitFor();
    await admit(page, "44010000000000001156", "994401198005203120");
    await admit(page, "44010000000000001187", "994401198005203737");
    await find(page, "994201198005200682");
    await page.getByLabel("普通门诊").check();
    await register(page, { isStay: false });
    await sendLines(page, [[AMOXICILLIN, "3", "10.30"]]);
    await preSettle(page);
    await settleAndPrint(page);
    await go("/window");
    await page.locator("tbody button.open").first().waitFor();
    await page.locator("#find").focus();
    await page.keyboard.press("ArrowDown");
    const names = await page.locator("tbody button.open").allInnerTexts();
    assert.ok(names.length > 1, "nobody is under way");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), names[0]);
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), names[1]);
    const head = page.locator("th", { hasText: "未结金额" });
    await head.getByRole("button").click();
    assert.equal(await head.getAttribute("aria-sort"), "ascending");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "find");
    await page.keyboard.press("Alt+2");
    await page.waitForURL("**/window/settled");
    await page.locator("tfoot").waitFor();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出 CSV" }).click()]);
    assert.equal(file.suggestedFilename(), "settled.csv");
    await page.getByRole("button", { name: "打印", exact: true }).click();
    assert.match((await papers(page))[0], /的结算[\s\S]*医疗费总额/);
    // The sums are the server's.
    const totals = await page.evaluate(async (place) => (await fetch(`/api/v1/institutions/${place}/settlements?from=2026-06-15&to=2026-06-15`)).json(), HOSPITAL);
    const shown = plain(await page.locator("tfoot td").nth(5).innerText()).replace(/,/g, "");
    assert.equal(shown, totals.totals.medfee_sumamt.toFixed(2));
    await page.locator("tbody button.open").first().click();
    await page.waitForURL("**/window/visit/**");
    await page.keyboard.press("Escape");
    await page.waitForURL("**/window");
  }));

test("a lost answer is asked for again under its number, and settled once", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window");
    await find(page, "994201198005200738");
    await register(page);
    await sendLines(page, [[AMOXICILLIN, "500", "10.30"]]);
    await discharge(page);
    await preSettle(page);
    const keys = [];
    await intercept(page, "**/transactions/2304", async (route) => {
      keys.push(route.request().headers()["idempotency-key"]);
      if (keys.length > 1) return route.continue();
      await route.fetch(); // The server does it; the answer is lost.
      return route.abort();
    });
    await page.keyboard.press("Control+Enter");
    await page.getByText("没有收到答复").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("结算成功").waitFor();
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
    await page.getByRole("heading", { name: "结算记录" }).waitFor();
    assert.equal(await page.locator("section", { has: page.getByRole("heading", { name: "结算记录" }) }).locator("tbody tr").count(), 1);
  }));
