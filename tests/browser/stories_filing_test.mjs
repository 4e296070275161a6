// Stories 7 and 8: a filing for a relative, and the office that decides filings.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ENVIRONMENT, programPath, signIn } from "./harness.mjs";
import { story } from "./stories.mjs";

const run = promisify(execFile);
const CITIZEN = "44010000000000001180";
const PROXY = "44010000000000001179";
/** Of a region whose rules decide at once, give 30 days for promised papers and say what becomes of a filing without them. */
const EXAMPLE = "99300100000000001223";
/** The smallest picture there is. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

/** A person's filing as the command tells it. */
async function listed(data, person, filing) {
  const { stdout } = await run(programPath(), ["filing", "list", person, "--data", data, "--json"], { env: ENVIRONMENT });
  return JSON.parse(stdout).filings.find((one) => String(one.filing) === filing);
}

story(7, "a parent lets their child act for them, who files in two presses and follows it; the command has the same record", { writes: true }, async (world) => {
  await world.visit(async (page, go) => {
    await signIn(page, go, "demo.citizen", "/family");
    await page.getByText("填写并同意").click();
    await page.getByLabel("家人的人员编号").fill(PROXY);
    await page.getByLabel("家人的姓名").fill("演示壬戌");
    await page.getByLabel("我是他的").selectOption("parent");
    await page.getByRole("button", { name: "同意并绑定" }).click();
    await page.getByText("请先勾选同意").waitFor();
    await page.getByLabel(/我本人同意/).check();
    await page.getByRole("button", { name: "同意并绑定" }).click();
    await page.getByText("编号与姓名不符").waitFor();
    await page.getByLabel("家人的姓名").fill("演示壬戌二");
    await page.getByRole("button", { name: "同意并绑定" }).click();
    await page.getByText("已同意由 演示壬戌二 为您办事").waitFor();
    await page.getByText("我是他的父亲或母亲").waitFor();
    await world.look(page, "bond");
  });
  let number = "";
  await world.visit(async (page, go) => {
    await signIn(page, go, "demo.proxy", "/");
    await page.getByRole("link", { name: /1 条新消息/ }).click();
    await page.getByRole("heading", { name: "您可以为家人办事了" }).waitFor();
    await page.getByRole("button", { name: /知道了/ }).click();
    await page.locator("main").getByText("未读").waitFor({ state: "detached" });
    await go("/filing/new?kind=other_temporary&place=110000");
    await page.getByLabel("为家人 *示癸亥二").check();
    await page.getByText("城乡居民医保").waitFor();
    await page.getByRole("button", { name: "下一步：看告知书" }).click();
    await page.getByLabel("本人已仔细阅读备案告知书").check();
    await page.getByRole("button", { name: "我已阅读，开始备案" }).click();
    await page.getByRole("button", { name: "下一步：核对并提交" }).click();
    await page.getByText("内容已保存，但备案还没有提交").waitFor();
    await page.getByText("为家人 *示癸亥二").waitFor();
    const press = page.getByRole("button", { name: "提交备案" });
    await press.waitFor();
    const { y, height } = await press.boundingBox();
    assert.ok(y + height < page.viewportSize().height, "the second press is below the fold");
    await world.look(page, "second-press");
    await press.click();
    await page.waitForURL(new RegExp(`/filing/${CITIZEN}/\\d+`));
    const record = page.locator("main");
    for (const told of [/2026年6月15日/, /有效期/, /能用在/, /北京市/, /其他临时外出就医人员/, /备案号/]) {
      await record.getByText(told).first().waitFor();
    }
    await page.getByRole("listitem").filter({ hasText: "已提交" }).first().waitFor();
    await world.look(page);
    number = page.url().split("/").at(-1);
    await go("/filing");
    await page.getByLabel("看谁的").selectOption({ label: "*示癸亥二" });
    await page.getByRole("heading", { name: /其他临时外出就医人员/ }).waitFor();
  });
  const { filing: told } = await world.rest("proxy", "GET", `/persons/${CITIZEN}/filings/${number}`);
  await world.meanwhile(async (data) => {
    const said = await listed(data, CITIZEN, number);
    for (const name of ["kind", "state", "begndate", "enddate", "proof", "places"]) assert.deepEqual(said[name], told[name], name);
  });
});

story(8, "an officer approves, asks for more and returns by keyboard alone, each is in the audit, and a promise that is not kept lapses on its day", { writes: true }, async (world) => {
  const fileAs = async (account, person, body) => (await world.rest(account, "POST", `/persons/${person}/filings`, body)).filing;
  const file = async (body) => (await fileAs("citizen", CITIZEN, body)).filing;
  const stateOf = async (filing) => (await world.rest("reviewer", "GET", `/persons/${CITIZEN}/filings/${filing}`)).filing.state;
  const resident = await file({
    kind: "long_term_resident", places: ["120000"], begndate: "2026-06-15", materials: ["residence_permit"],
    details: { contact_name: "演示联系人", tel: "00012345678", address: "演示路 1 号" },
  });
  await world.rest("citizen", "POST", `/persons/${CITIZEN}/filings/${resident}/papers`, { kind: "residence_permit", filename: "居住证.png", bytes: PNG });
  const posted = await file({ kind: "posted_worker", places: ["310000"], begndate: "2026-06-10", promise: true });
  const referral = await file({ kind: "referral", places: ["420100"], begndate: "2026-06-20", materials: ["referral_certificate"] });
  const retiree = await file({ kind: "resettled_retiree", places: ["500000"], begndate: "2026-06-15", promise: true });
  await world.visit(async (page, go) => {
    const press = (key) => page.keyboard.press(key);
    const opened = (filing) => page.waitForURL((url) => url.pathname.endsWith(`/${CITIZEN}/${filing}`));
    /** It is in sight, also where it stands below the list. Its keys work from when what may be decided is there. */
    async function ready(name) {
      await page.getByRole("button", { name: /^通过/ }).waitFor();
      await page.waitForFunction((heading) => {
        const { top } = heading.getBoundingClientRect();
        return top >= 0 && top < innerHeight / 2;
      }, await page.getByRole("heading", { name }).elementHandle());
    }
    await signIn(page, go, "demo.reviewer", "/console/filings?phase=submitted");
    await page.getByRole("listbox").getByRole("option").first().waitFor();
    for (let at = ""; !page.url().includes(`/${resident}?`); at = page.url()) {
      await press("j");
      await page.waitForURL((url) => url.href !== at && url.pathname.includes(CITIZEN));
    }
    await page.getByText("演示联系人").waitFor();
    await ready(/异地长期居住/);
    // Looks at the paper: the picture is drawn, nothing of it is run.
    await page.getByRole("button", { name: "看", exact: true }).focus();
    await press("Enter");
    await page.getByRole("img", { name: /居住证/ }).waitFor();
    assert.equal(await page.locator("canvas").evaluate((canvas) => canvas.width), 1, "the picture's own pixels");
    await world.look(page, "queue");

    await press("a");
    await page.keyboard.type("材料齐全");
    await press("Control+Enter");
    await page.getByText(/已办：通过/).waitFor();
    // The next one is there by itself.
    await opened(posted);
    assert.equal(await stateOf(resident), "effective");

    await ready(/常驻异地/);
    await press("m");
    await press("Control+Enter");
    await page.getByText("请写明原因，让申请人知道怎么办。").waitFor();
    await press("Space");
    await press("Control+Enter");
    await page.getByText(/已办：要求补材料/).waitFor();
    assert.equal(await stateOf(posted), "needs_material");

    await opened(referral);
    await ready(/转诊/);
    await press("r");
    await press("ArrowDown");
    await press("Control+Enter");
    await page.getByText(/已办：退回/).waitFor();
    assert.equal(await stateOf(referral), "rejected");

    await opened(retiree);
    await ready(/安置退休/);
    await press("a");
    // The rule names no day for the papers, so the officer does. Which part of a date is typed first is the browser's matter.
    await page.locator("input[type=date]:focus").fill("2026-06-30");
    await press("Control+Enter");
    await page.getByText(/已办：通过/).waitFor();
    assert.equal(await stateOf(retiree), "effective");
  });
  const { entries } = await world.rest("auditor", "GET", `/audit?psn_no=${CITIZEN}`);
  const decided = entries.filter(({ what, name }) => /^filing (approve|ask_material|reject)$/.test(what) && name === "demo.reviewer");
  assert.deepEqual(decided.map(({ what }) => what.split(" ")[1]).sort(), ["approve", "approve", "ask_material", "reject"]);
  const { messages } = await world.rest("citizen", "GET", `/persons/${CITIZEN}/messages`);
  assert.match(messages.find(({ kind }) => kind === "material_asked").text, /请补交/);

  const promised = await fileAs("example", EXAMPLE, { kind: "long_term_resident", places: ["440100"], begndate: "2026-06-15", promise: true });
  assert.deepEqual([promised.state, promised.promise_until], ["effective", "2026-07-15"]);
  await world.meanwhile(() => undefined, "2026-07-16 09:00:00");
  await world.visit(async (page, go) => {
    await signIn(page, go, "demo.desk", `/console/filings/${EXAMPLE}/${promised.filing}`);
    const heading = page.getByRole("heading", { name: /异地长期居住人员/ });
    const lapsed = page.getByText("承诺的材料没有补交，已失效").first();
    await heading.waitFor();
    // What time does is done every few seconds.
    for (let looks = 0; !(await lapsed.isVisible()); ++looks) {
      assert.ok(looks < 25, "the promise does not lapse");
      await page.waitForTimeout(500);
      await page.reload();
      await heading.waitFor();
    }
    await world.look(page);
  });
});
