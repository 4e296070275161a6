// Stories 9, 10 and 17: a counter finds out why it does not work, settles the four kinds of care, and takes a settlement back.
import assert from "node:assert/strict";
import { AMOXICILLIN, HOSPITAL, amount, discharge, enterLines, find, keepPapers, plain, preSettle, register, sendLines, settleAndPrint, takeBack } from "./counter.mjs";
import { dialogReady, rest, signIn } from "./harness.mjs";
import { story } from "./stories.mjs";

const atCounter = (world, look) =>
  world.visit(async (page, go) => {
    await keepPapers(page);
    await look(page, go);
  });

// Whatever breaks is told by its layer, its reason, the next step and whom to ask, with the sentence to say.
const CAUSES = [
  { who: "994201198005201255", link: "已备案", reason: "没有到天河区的备案", next: "出院结算前补办", whom: "武汉市医保经办机构，医保热线 12393", say: "我要办理到" },
  { who: "994201198005201650", link: "参保有效", reason: "已暂停", next: "补缴或由单位恢复参保", whom: "武汉市", say: "我的医保显示暂停" },
  { who: "994401195001311964", link: "参保有效", reason: "去世", next: "由继承人", whom: "广州市", say: "请结算到去世当日" },
  { who: "994201198005200770", link: "已备案", reason: "备案到了", next: "变更备案地", whom: "武汉市", say: "我的备案地是" },
  { who: "994403198005200846", link: "备案已生效", reason: "到期", next: "出院结算前重新备案", whom: "深圳市", say: "我的备案到期了" },
  { who: "994403198005200889", link: "备案已生效", reason: "晚于入院日", next: "出院前更改", whom: "深圳市", say: "请把备案起始日改到入院日或之前" },
  { who: "994403198005201013", link: "备案已生效", reason: "备案已取消", next: "重新备案", whom: "深圳市", say: "我的备案被取消了" },
  { who: "994403198005201080", link: "备案已生效", reason: "承诺的材料没有按期", next: "带齐材料重新备案", whom: "深圳市", say: "补交承诺的材料" },
];

story(9, "whatever breaks is told with its layer, its reason, the next step, whom to ask and what to say", {}, (world) =>
  atCounter(world, async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window");
    for (const { who, link, reason, next, whom, say } of CAUSES) {
      await go("/window");
      await find(page, who);
      const broken = page.locator(".chain > li.danger").first();
      await broken.waitFor();
      const told = await broken.innerText();
      for (const part of [link, "不通", reason, next, whom, say, "12393"]) assert.ok(told.includes(part), `${who}: ${part} is not in ${told}`);
      assert.match(await page.locator(".note.danger").first().innerText(), /不能直接结算/);
    }
    await world.look(page);
  }),
);

/** A counter of any institution, made by the administrator of the demonstration. */
async function counterOf({ server }, code) {
  const login = `counter.${code.toLowerCase()}`;
  const { reset_token: once } = await rest(server.url, "demo.admin", "POST", "/accounts", { login, roles: [`window@${code}`] });
  const password = "Demo-only-counter-1";
  await rest(server.url, null, "POST", "/password/reset", { login, reset_token: once, password });
  return { login, password };
}

/** Fund, account, cash and total as the pre-settlement shows them; the same on the paper. A press more settles nothing. */
async function settlesAs(world, kind, page, expected) {
  const before = await preSettle(page);
  assert.deepEqual(
    Object.fromEntries(Object.entries(before).map(([name, money]) => [name, plain(money)])),
    expected,
  );
  const paper = await settleAndPrint(page);
  for (const money of Object.values(expected)) assert.ok(paper.replace(/,/g, "").includes(money.replace(/,/g, "")), `${money} is not on the paper`);
  await world.look(page, kind);
  await page.keyboard.press("Control+Enter");
  await page.getByText("已经结算过了，没有重复结算").waitFor();
}

story(10, "an inpatient is settled, and from another counter not a second time", { writes: true }, (world) =>
  atCounter(world, async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window");
    await find(page, "994201197207190211");
    await register(page, { diagnosis: ["I25.103", "冠状动脉粥样硬化性心脏病"] });
    await sendLines(page, [[AMOXICILLIN, "1000", "10.30"]]);
    await discharge(page);
    const address = page.url();
    const other = await page.context().newPage();
    await other.goto(address);
    await other.getByLabel("凭证号码").fill("994201197207190211");
    await preSettle(other);
    // A resident's stay in a tertiary hospital where they have filed: (10300 - 800) x 60 %.
    await settlesAs(world, "inpatient", page, { fund: "5,700.00", account: "0.00", cash: "4,600.00", total: "10,300.00" });
    // The other counter has not seen it. Its press settles nothing: the answer is the first settlement.
    await other.keyboard.press("Control+Enter");
    await other.getByText("已经结算过了，没有重复结算").waitFor();
    assert.equal(plain(await amount(other, "psn_cash_pay")), "4,600.00");
    await other.reload();
    await other.getByRole("heading", { name: "结算记录" }).waitFor();
    assert.equal(await other.locator("section", { has: other.getByRole("heading", { name: "结算记录" }) }).locator("tbody tr").count(), 1);
  }),
);

story(10, "an outpatient is settled", { writes: true }, (world) =>
  atCounter(world, async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window");
    await find(page, "994201195603080015");
    await page.getByLabel("普通门诊").check();
    await register(page, { isStay: false });
    await sendLines(page, [[AMOXICILLIN, "100", "10.30"]]);
    // A retired employee: 1030 x 65 %, and what the account holds.
    await settlesAs(world, "outpatient", page, { fund: "669.50", account: "35.00", cash: "325.50", total: "1,030.00" });
    await takeBack(page);
  }),
);

story(10, "a chronic disease is settled where it is recognised", { writes: true }, (world) =>
  atCounter(world, async (page, go) => {
    const { login, password } = await counterOf(world, "H99992000027");
    await signIn(page, go, login, "/window", password);
    await find(page, "99992019800520321X");
    await page.getByLabel("门诊慢特病").check();
    await page.getByLabel("慢特病病种").fill("hypertension");
    await page.keyboard.press("Tab");
    await page.locator(".chain > li.done", { hasText: "病种已认定" }).waitFor();
    await register(page, { isStay: false });
    await sendLines(page, [[AMOXICILLIN, "100", "10.30"]]);
    // (1030 - 300) x 70 %; the account pays the rest, as it holds more.
    await settlesAs(world, "chronic", page, { fund: "511.00", account: "519.00", cash: "0.00", total: "1,030.00" });
  }),
);

story(10, "a purchase at a pharmacy is settled in one message", { writes: true }, (world) =>
  atCounter(world, async (page, go) => {
    // An agency's counter chooses whose it is.
    await signIn(page, go, "demo.window", "/window");
    await page.getByRole("combobox").fill("gzdyf");
    await page.getByRole("option", { name: /演示广州大药房/ }).click();
    await find(page, "993601198005203446");
    await page.getByRole("link", { name: "录入所购药品" }).click();
    await page.locator("table.editor").waitFor();
    await enterLines(page, [[AMOXICILLIN, "10", "10.30"]]);
    await settlesAs(world, "pharmacy", page, { fund: "0.00", account: "103.00", cash: "0.00", total: "103.00" });
    await page.getByRole("link", { name: "查看这次购药" }).click();
    await page.getByRole("heading", { name: "结算记录" }).waitFor();
    await takeBack(page);
  }),
);

story(17, "a settlement is taken back in two steps with a reason, the year is as it was, and it can be settled anew", { writes: true }, (world) =>
  atCounter(world, async (page, go) => {
    await signIn(page, go, "demo.hospital", "/window");
    const person = "44010000000000001103";
    const year = () =>
      page.evaluate(
        async ([psn, place]) => {
          const of = async (path, init) => (await fetch(`/api/v1${path}`, init)).json();
          const entitled = await of(`/persons/${psn}/entitlement?fixmedins_code=${place}`);
          const asked = await of(`/institutions/${place}/transactions/1101`, {
            method: "POST",
            headers: { "Content-Type": "application/json", "X-Yidi-Page": "1", "Idempotency-Key": crypto.randomUUID() },
            body: JSON.stringify({ input: { data: { mdtrt_cert_type: "02", mdtrt_cert_no: "994401195809092055", psn_cert_type: "01", certno: "994401195809092055" } } }),
          });
          return { years: entitled.years, limits: entitled.limits, balance: asked.output.insuinfo.map((one) => one.balc) };
        },
        [person, HOSPITAL],
      );
    const before = await year();
    await find(page, "994401195809092055");
    await register(page);
    await sendLines(page, [[AMOXICILLIN, "1000", "10.30"]]);
    await discharge(page);
    const { fund, cash } = await preSettle(page);
    await settleAndPrint(page);
    const during = await year();
    assert.notDeepEqual(during, before, "a settlement changes the year");
    await page.getByRole("button", { name: "撤销结算" }).click();
    // Without a reason it goes no further; the amounts are spelled out before and after.
    await dialogReady(page);
    await page.keyboard.press("Control+Enter");
    await page.getByText("请写明原因").waitFor();
    await page.getByLabel("原因").selectOption("wrong_lines");
    await page.getByLabel("补充说明").fill("数量录错");
    await page.keyboard.press("Control+Enter");
    const last = page.locator("dialog[open]");
    await last.getByText("第 2 步").waitFor();
    const told = await last.innerText();
    for (const part of [fund, cash, "明细有误：数量录错", "退回各基金", "退给病人现金"]) assert.ok(told.includes(part), `${part} is not in ${told}`);
    await world.look(page, "second-step");
    await dialogReady(page);
    await page.keyboard.press("Control+Enter");
    await page.getByText(/结算 \d+ 已撤销，请退给病人现金/).waitFor();
    await page.getByText("待结算").first().waitFor();
    assert.deepEqual(await year(), before);
    await world.look(page);
    // And it can be settled anew, from the lines that are there.
    assert.equal((await preSettle(page)).cash, cash);
  }),
);
