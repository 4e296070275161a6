// The citizen's pages as people meet them: a phone, a desk, the large view; the mouse and the keyboard alone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, VIEWS, intercept, overflow, seriousFindings, settled, shoot, signIn, startBrowser, startServer, visit as visitWith } from "./harness.mjs";

const FACTS = "insuplc_admdvs=420100&mdtrtarea_admvs=440100&insured_as=12&care=inpatient&medfee_sumamt=46000";
const ANSWERS = `stage=before&reason=live&${FACTS}`;
const KNOWN = `${FACTS}&filing=long_term_resident&hosp_lv=02&ipt_cnt=1&inst_attr.primary_care=false`;
const PAGES = {
  home: "/",
  question: "/advice/reason",
  place: "/advice/insuplc_admdvs",
  check: `/advice/check?${ANSWERS}`,
  result: `/advice/result?${ANSWERS}`,
  facts: "/estimate",
  range: `/estimate?${FACTS}`,
  estimate: `/estimate?${KNOWN}`,
  sign_in: "/sign-in",
  lost: "/nowhere",
};

/** The smallest picture there is. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

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

for (const [name, options] of Object.entries(VIEWS)) {
  test(`every page is whole and accessible: ${name}`, () =>
    visit(options, async (page, go) => {
      for (const [at, path] of Object.entries(PAGES)) {
        await go(path);
        await settled(page);
        assert.equal(await overflow(page), 0, `${at} has to be scrolled sideways`);
        assert.deepEqual(await seriousFindings(page), [], at);
        await shoot(page, `${at}-${name}`);
      }
    }));
}

test("back goes back a question and keeps the answer; an empty answer is told", () =>
  visit({}, async (page, go) => {
    await go("/advice");
    await page.getByRole("button", { name: "下一步" }).click();
    await page.getByText("请选一个").waitFor();
    await page.getByLabel("已经自费结算出院").check();
    await page.getByRole("button", { name: "下一步" }).click();
    await page.getByRole("combobox").waitFor();
    await page.goBack();
    assert.ok(await page.getByLabel("已经自费结算出院").isChecked());
  }));

test("an answer to the one question narrows the range until a number is left", () =>
  visit({}, async (page, go) => {
    await go(`/estimate?${FACTS}`);
    const headline = page.locator("#answer");
    await page.locator(".ask").waitFor();
    let before = await headline.innerText();
    for (let asked = 0; (await page.locator(".ask").count()) > 0; ++asked) {
      assert.ok(asked < 6, "too many questions");
      await page.locator(".ask button").first().click();
      await page.waitForFunction((text) => document.querySelector("#answer")?.innerText !== text, before);
      before = await headline.innerText();
    }
    assert.doesNotMatch(before, /–/);
    // (46000 − 800) × 88.8 % or more for the kind and level chosen first: the number is the trace's, and every bar leads to it.
    const amounts = await page.locator(".bars .number").allInnerTexts();
    const cells = await page.locator("section[aria-labelledby=table] td.number").allInnerTexts();
    assert.deepEqual(amounts.map((text) => text.replace("− ", "")), cells);
  }));

test("every bar that a step tells leads to its formula and clause", () =>
  visit({}, async (page, go) => {
    await go(`/estimate?${KNOWN}`);
    await page.locator(".bars").waitFor();
    for (const bar of await page.locator(".bars a").all()) {
      const id = await bar.getAttribute("href");
      await bar.click();
      await page.locator(`${id} details[open]`).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.closest("li")?.id), id.slice(1));
    }
    await page.getByText("令292号").first().waitFor();
  }));

test("targets are as large as a finger", () =>
  visit({}, async (page, go) => {
    for (const path of [PAGES.home, PAGES.question, PAGES.range]) {
      await go(path);
      await settled(page);
      const narrow = await page.evaluate(() =>
        [...document.querySelectorAll("header :is(button, a), main :is(button, .button, .tile, select, input[type=text], .choice, a.row, summary)")]
          .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 44)
          .map((one) => one.outerHTML.slice(0, 80)),
      );
      assert.deepEqual(narrow, [], path);
    }
  }));

test("what a filing is worth leads to the steps that give it, in words of a page", () =>
  visit({}, async (page, go) => {
    await go(`/advice/result?${ANSWERS}`);
    const worth = page.locator("section.first");
    await worth.getByText("每一步都有依据").waitFor();
    assert.doesNotMatch(await page.locator("main").innerText(), /--|estimate/);
    await worth.getByRole("link", { name: "逐步看怎么算" }).click();
    await page.waitForURL("**/estimate?**#steps");
    await page.waitForFunction(() => document.activeElement?.id === "steps");
    await page.waitForFunction(() => Math.abs(document.getElementById("steps").getBoundingClientRect().top) < innerHeight / 2);
    for (const step of await page.locator(".steps summary").all()) await step.click();
    await page.locator(".steps details[open] .source", { hasText: "令292号，条款未知" }).first().waitFor();
    assert.doesNotMatch(await page.locator(".steps").innerText(), /unknown/);
  }));

test("an advice fits on one sheet of A4", () =>
  visit({}, async (page, go) => {
    await go(`/advice/result?${ANSWERS}`);
    await page.getByText("异地长期居住人员").first().waitFor();
    const sheet = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
    assert.equal((sheet.match(/\/Type\s*\/Page\b/g) ?? []).length, 1);
  }));

test("a family member files, and the second press cannot be missed", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.proxy");
    await page.getByRole("link", { name: "办理备案" }).click();
    await page.getByLabel("为自己").check();
    await page.getByText("职工医保").first().waitFor();
    await page.getByRole("combobox").fill("bj");
    await page.getByRole("option", { name: /北京市/ }).first().click();
    await page.getByLabel(/异地长期居住人员/).check();
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "file-who");
    await page.getByRole("button", { name: "下一步：看告知书" }).click();
    await page.getByRole("button", { name: "我已阅读，开始备案" }).click();
    await page.getByText("请先勾选").waitFor();
    await page.getByLabel("本人已仔细阅读备案告知书").check();
    await shoot(page, "file-notice");
    await page.getByRole("button", { name: "我已阅读，开始备案" }).click();
    await page.getByText("居住证 或 居住证明").waitFor();
    await page.getByLabel(/签个人承诺书/).check();
    await page.getByLabel("联系电话").fill("13000000000");
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "file-details");
    await page.getByRole("button", { name: "下一步：承诺书" }).click();
    await page.getByLabel("签名").fill("演示");
    await shoot(page, "file-promise");
    await page.getByRole("button", { name: "保存签名" }).click();
    await page.getByText("签名已保存，但备案还没有提交").waitFor();
    const press = page.getByRole("button", { name: "提交备案" });
    assert.ok(await press.isVisible());
    assert.ok((await press.boundingBox()).y + 60 < VIEWS.phone.viewport.height, "the second press is below the fold");
    assert.deepEqual(await seriousFindings(page), []);
    await shoot(page, "file-submit");
    await press.click();
    await page.waitForURL(/\/filing\/44010000000000001179\/\d+/);
    await page.getByText("已提交，等待审核").waitFor();
    assert.deepEqual(await seriousFindings(page), []);
    await page.getByLabel("选择文件").setInputFiles({ name: "permit.png", mimeType: "image/png", buffer: PNG });
    await page.getByText("已收到 permit.png").waitFor();
    await page.getByLabel("选择文件").setInputFiles({ name: "permit.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") });
    await page.getByRole("alert").waitFor();
    await shoot(page, "filing");
    await go("/filing");
    await page.getByText("异地长期居住人员").first().waitFor();
    await shoot(page, "filings");
  }));

test("whoever leaves before the second press finds the filing as not submitted", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.citizen");
    await go("/filing/new?kind=other_temporary&place=110000");
    await page.getByText("城乡居民医保").waitFor();
    await page.getByRole("button", { name: "下一步：看告知书" }).click();
    await page.getByLabel("本人已仔细阅读备案告知书").check();
    await page.getByRole("button", { name: "我已阅读，开始备案" }).click();
    await page.getByRole("button", { name: "下一步：核对并提交" }).click();
    await page.getByText("内容已保存，但备案还没有提交").waitFor();
    await page.getByRole("link", { name: "异地", exact: true }).click();
    await page.getByRole("link", { name: /我的备案/ }).click();
    await page.getByText("还没有提交").first().waitFor();
    await page.getByRole("link", { name: /查看/ }).click();
    await page.getByRole("button", { name: "提交备案" }).click();
    await page.getByText("已提交，等待审核").waitFor();
  }));

test("whoever works at a counter comes to their own pages", () =>
  visit({ viewport: DESK }, async (page, go) => {
    for (const [account, address, heading] of [
      ["demo.window", "/window", "医院与经办窗口"],
      // The console leads to the first part that the account has to do with.
      ["demo.reviewer", "/console", "备案审核"],
    ]) {
      await go(address);
      await page.getByRole("link", { name: "登录" }).click();
      await page.getByRole("button", { name: account }).click();
      await page.waitForURL(`**${address}**`);
      await page.getByText(`已登录：${account}`).waitFor();
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
      assert.deepEqual(await seriousFindings(page), []);
      await page.getByRole("button", { name: "退出" }).click();
      await page.getByRole("link", { name: "登录" }).waitFor();
    }
  }));

test("a wrong password and a page that asks for an account are told plainly", () =>
  visit({}, async (page, go) => {
    await go("/filing");
    await page.waitForURL("**/sign-in?next=/filing");
    await page.getByLabel("登录名").fill("demo.citizen");
    await page.getByLabel("密码").fill("wrong");
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.getByText("登录名或密码不对").waitFor();
  }));

test("what the server cannot be asked for is told, and asked for again", () =>
  visit({}, async (page, go) => {
    await go("/");
    await intercept(page, "**/api/v1/advice/questions", (route) => route.abort());
    await page.getByRole("link", { name: /该办哪种备案/ }).click();
    await page.getByText("现在连不上系统").waitFor();
    await page.unroute("**/api/v1/advice/questions");
    await page.getByRole("button", { name: "再试一次" }).click();
    await page.getByText("现在到哪一步了？").waitFor();
  }));
