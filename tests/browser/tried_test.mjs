// What confused somebody who used the pages for the first time with four tasks (docs/using/tried.md), and may not come back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESK, seriousFindings, settled, signIn, startBrowser, startServer, visit as visitWith } from "./harness.mjs";

const RELATIVE = "44010000000000001180";
const CERTNO = "994403197901010056";
const XIAN = "insuplc_admdvs=610100&mdtrtarea_admvs=110000&care=inpatient&medfee_sumamt=38000";
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");

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
const atDesk = (look) => visit({ viewport: DESK }, look);
const inView = (locator) =>
  locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

async function choosePlace(page, label, typed, name) {
  await page.getByRole("combobox", { name: label }).fill(typed);
  await page.getByRole("option", { name }).first().click();
}

test("the home tells staff where to go, and the sign-in what each account of the demonstration is", () =>
  visit({}, async (page, go) => {
    await go("/");
    await page.getByRole("link", { name: "从这里登录" }).click();
    const row = (login) => page.getByRole("listitem").filter({ has: page.getByRole("button", { name: login }) });
    assert.match(await row("demo.hospital").innerText(), /医院窗口（广州）：登记、结算/);
    assert.match(await row("demo.reviewer").innerText(), /审核备案/);
    assert.match(await row("demo.proxy").innerText(), /为家人办/);
  }));

test("the button of the estimate's form leads to the answer above it", () =>
  visit({}, async (page, go) => {
    await go("/estimate");
    await choosePlace(page, "参保地（市）", "西安", /西安市/);
    await choosePlace(page, "就医地（市，不是医院）", "北京", /北京市/);
    await page.getByLabel("总费用（元）").fill("38000");
    await page.getByRole("button", { name: "算一算" }).click();
    const answer = page.locator("#answer");
    await page.waitForFunction(() => document.activeElement?.id === "answer");
    assert.ok(await inView(answer), "the answer is out of sight");
    // The same once more, where an answer was there before.
    const form = page.getByRole("button", { name: "算一算" });
    await form.scrollIntoViewIfNeeded();
    await form.click();
    await page.waitForFunction(() => document.activeElement?.id === "answer");
    assert.ok(await inView(answer), "the second answer is out of sight");
  }));

test("a place whose rules are not held is told as soon as it is chosen, without words for those who run the system", () =>
  visit({}, async (page, go) => {
    await go("/estimate");
    await choosePlace(page, "参保地（市）", "郑州", /郑州市/);
    await page.getByText("还没有收录郑州市的规定，算不出数").waitFor();
    await go("/estimate?insuplc_admdvs=410100&mdtrtarea_admvs=110000&care=inpatient&medfee_sumamt=38000");
    await page.getByText(/已收录规定的参保地：.*西安市/).waitFor();
    const told = await page.locator("main").innerText();
    assert.doesNotMatch(told, /--policy|并排比较|复制链接/);
    assert.deepEqual(await seriousFindings(page), []);
  }));

test("levels of a hospital have names, a long list is short first, and what only the rules leave open is told as that", () =>
  visit({}, async (page, go) => {
    await go(`/estimate?${XIAN}&insured_as=390&filing=other_temporary`);
    await page.getByRole("button", { name: /三级甲等/ }).click();
    await page.getByRole("heading", { name: "这是本年度第几次住院？" }).waitFor();
    assert.equal(await page.locator(".ask li").count(), 7);
    await page.getByRole("button", { name: /还有 \d+ 个回答/ }).click();
    assert.ok((await page.locator(".ask li").count()) > 40);
    await page.getByRole("button", { name: "本年度住院次数为 1 ", exact: false }).first().click();
    await page.getByText(/能回答的都答了/).waitFor();
  }));

test("who has not filed is led to filing, with the place that was told", () =>
  visit({}, async (page, go) => {
    await go(`/estimate?${XIAN}&insured_as=390`);
    await page.locator(".ask").getByRole("link", { name: /七个问题/ }).waitFor();
    await page.getByRole("button", { name: /没有备案/ }).click();
    const file = page.locator("#answer ~ *").getByRole("link", { name: "办理备案" });
    await file.waitFor();
    assert.equal(await page.getByText(/未办理异地就医备案，不能直接结算/).count(), 2, "once as the headline, once in words");
    assert.match(await file.getAttribute("href"), /\/filing\/new\?place=110000/);
  }));

async function toDetails(page, place, kind) {
  await choosePlace(page, /就医地/, place, new RegExp(place));
  await page.getByLabel(kind).check();
  await page.getByRole("button", { name: "下一步：看告知书" }).click();
  await page.getByLabel("本人已仔细阅读备案告知书").check();
  assert.doesNotMatch(await page.locator("main").innerText(), /\(P\)/);
  await page.getByRole("button", { name: "我已阅读，开始备案" }).click();
  await page.getByLabel("备案开始日期").waitFor();
}

test("who files for a relative sees what may be left out, that it is submitted, and for whom", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.proxy", "/filing/new");
    await page.getByLabel("为家人 *示癸亥二").check();
    await toDetails(page, "北京市", /其他临时外出就医人员/);
    for (const label of ["联系人（可不填）", "联系电话（可不填）", "在外地的住址（可不填）"]) await page.getByLabel(label).waitFor();
    await page.getByRole("button", { name: "下一步：核对并提交" }).click();
    await page.getByRole("button", { name: "提交备案" }).click();
    await page.getByText("备案已提交。").waitFor();
    await page.getByText("演示癸亥二").waitFor();
    // No papers are asked for, so no form for them stands open.
    await page.getByText("这种备案不需要证明材料。").waitFor();
    assert.equal(await page.getByLabel("选择文件").isVisible(), false);
  }));

test("papers that a filing needs are handed in before its second press, and count", () =>
  visit({}, async (page, go) => {
    await signIn(page, go, "demo.proxy", "/filing/new");
    await page.getByLabel("为自己").check();
    await toDetails(page, "上海市", /异地长期居住人员/);
    await page.getByRole("button", { name: "下一步：上传材料并提交" }).click();
    await page.getByRole("heading", { name: "先交材料" }).waitFor();
    const file = page.getByLabel("选择文件");
    await file.waitFor();
    await page.getByRole("button", { name: "提交备案" }).click();
    assert.ok(await file.evaluate((element) => element === document.activeElement), "pressed too early it leads to the papers");
    await file.setInputFiles({ name: "permit.png", mimeType: "image/png", buffer: PNG });
    await page.getByRole("heading", { name: "还差最后一步" }).waitFor();
    assert.deepEqual(await seriousFindings(page), []);
    await page.getByRole("button", { name: "提交备案" }).click();
    await page.getByText("备案已提交。").waitFor();
    await page.getByText("已提交，等待审核").waitFor();
  }));

test("at the counter a typed certificate number is whole when it comes to money, and the discharge before it is told", () =>
  atDesk(async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window");
    await page.locator("#find").fill("44030000000000001053");
    await page.keyboard.press("Enter");
    await page.getByText("能不能在这里直接结算").waitFor();
    // Not known is not broken.
    const chain = page.locator(".note").filter({ hasText: "没有发现不通的环节" });
    assert.match(await chain.getAttribute("class"), /\bwarn\b/);
    assert.equal(await page.getByLabel("诊断编码").getAttribute("placeholder"), "如 J18.900");
    for (const [label, text] of [["凭证号码", CERTNO], ["科室编码", "A03"], ["科室名称", "内科"], ["医师编码", "D1"], ["医师姓名", "演示医师"], ["床位", "1"], ["诊断编码", "J18.900"], ["诊断名称", "肺炎"]]) {
      await page.getByLabel(label).focus();
      await page.keyboard.press("Control+a");
      await page.keyboard.type(text);
    }
    await page.keyboard.press("Control+Enter");
    await page.waitForURL("**/window/visit/**");
    await page.getByText("新的明细").waitFor();
    await page.keyboard.press("F2");
    await page.keyboard.type("阿莫");
    await page.locator("li[role=option]:visible").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "第 1 行数量");
    await page.keyboard.type("20");
    await page.keyboard.press("Enter");
    await page.keyboard.type("9");
    await page.keyboard.press("Control+s");
    await page.getByText("已上传 1 行").waitFor();
    assert.equal(await page.getByLabel("凭证号码").inputValue(), CERTNO);
    await page.getByText("病人还在院：先按 F4 办理出院").waitFor();
    await page.getByLabel("发票号（可不填）").waitFor();
    assert.deepEqual(await seriousFindings(page), []);

    // Whoever settles too early is refused, and the refusal goes with its cause.
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: /^结算，收现金/, disabled: false }).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("尚未出院").waitFor();
    await page.keyboard.press("F4");
    await page.waitForFunction(() => document.activeElement?.closest("details")?.open === true);
    await page.getByRole("button", { name: "办理出院" }).click();
    await page.getByText("待结算").or(page.getByText("已预结算")).first().waitFor();
    await page.getByText("病人还在院").waitFor({ state: "detached" });
    assert.equal(await page.getByText("尚未出院").count(), 0);
  }));

test("an officer opens a filing that is decided, and sees at once who asked for it and why it was approved", () =>
  atDesk(async (page, go) => {
    let keys = 0;
    const rest = async (login, path, body) => {
      const headers = { "Content-Type": "application/json", "Idempotency-Key": `tried-${++keys}` };
      if (login) headers.Authorization = `Bearer ${(await rest(null, "/sessions", { login: `demo.${login}`, password: `demo-only-password-${login}` })).token}`;
      const answer = await fetch(`${server.url}/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      const told = await answer.json();
      assert.ok(answer.ok, JSON.stringify(told));
      return told;
    };
    const asked = (place) => rest("proxy", `/persons/${RELATIVE}/filings`, { kind: "other_temporary", places: [place], begndate: "2026-06-16" });
    const { filing } = await asked("330100");
    await signIn(page, go, "demo.reviewer", "/console/filings");
    await go(`/console/filings/${RELATIVE}/${filing.filing}`);
    await page.getByRole("heading", { name: /其他临时/ }).waitFor();
    await page.keyboard.press("a");
    await page.keyboard.type("电话核实过");
    await page.keyboard.press("Control+Enter");
    // What has just been decided is a press away.
    await page.getByRole("link", { name: /已办：通过/ }).click();
    const why = page.getByRole("region", { name: "谁申请的、为什么这样定" });
    await why.getByText(/通过 demo\.reviewer/).waitFor();

    // Days later it is found by the person.
    await page.keyboard.press("Alt+3");
    await page.waitForURL("**/console/persons");
    await page.waitForFunction(() => document.activeElement?.matches("input[type=search]"));
    await page.keyboard.type(RELATIVE);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "备案", exact: true, level: 3 }).click();
    await page.locator("summary", { hasText: "杭州市" }).click();
    await page.getByRole("link", { name: `打开备案 ${filing.filing}` }).click();
    await why.waitFor();
    const told = await why.innerText();
    for (const part of [/家人代办 demo\.proxy，2026年6月15日/, /通过 demo\.reviewer，2026年6月15日/, /电话核实过/, /按 2026年6月15日 的规定核对：符合：/]) assert.match(told, part);
    assert.ok(await inView(why), "one look is not enough");
    await settled(page);
    assert.deepEqual(await seriousFindings(page), []);
  }));
