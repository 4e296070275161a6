// Stories 16, 21 and 22: whoever looks something up, whoever needs large type, whoever sees nothing and has a keyboard.
import assert from "node:assert/strict";
import { settled, signIn } from "./harness.mjs";
import { settledStay } from "./stay.mjs";
import { story } from "./stories.mjs";

const PROXY = "44010000000000001179";
const HOSPITAL = "H99440100016";
const KNOWN =
  "insuplc_admdvs=420100&mdtrtarea_admvs=440100&insured_as=12&care=inpatient&medfee_sumamt=46000&filing=long_term_resident&hosp_lv=02&ipt_cnt=1&inst_attr.primary_care=false";

story(16, "whether a hospital is open for a need is one answer, and whether the route is open another", {}, (world) =>
  world.visit(async (page, go) => {
    await go("/institutions");
    await page.getByLabel("名称").fill("gzzh");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "演示广州综合医院" }).click();
    await page.getByRole("row", { name: /住院 .*已开通/ }).waitFor();
    await page.getByRole("row", { name: /药店购药 .*没有开通/ }).waitFor();
    await page.getByLabel("某个慢特病病种开通了吗").selectOption("hypertension");
    await page.getByText("未说明具体病种").waitFor();
    const route = page.getByRole("region", { name: "我的线路通吗" });
    await route.getByRole("combobox").fill("bj");
    await page.getByRole("option", { name: /北京市/ }).first().click();
    await route.getByText("没有公布，要问").first().waitFor();
    await world.look(page);
    await go("/route?home=440100&care=440100&day=2026-06-15");
    await page.getByText("本地，不用异地").first().waitFor();
    await go(`/why?home=110000&hospital=${HOSPITAL}`);
    await page.getByRole("region", { name: "您的线路" }).or(page.getByRole("heading", { name: /您的线路/ })).first().waitFor();
    await page.getByRole("heading", { name: /这家医院.*已开通/ }).waitFor();
  }),
);

/** What of the elder view's figures a page does not keep: text of 18 px, lines of 1.3, targets of 60 px. */
function elderFaults(page) {
  return page.evaluate(() => {
    const shown = (element) => element.getClientRects().length > 0 && !element.closest(".spoken");
    const name = (element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 20)}`;
    const texts = [...document.querySelectorAll("main :is(p, li, label, dd, dt, td, th, strong, b, span, summary, h1, h2, h3)")].filter(
      (element) => shown(element) && !element.closest("[aria-hidden=true]") && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ""),
    );
    const targets = [...document.querySelectorAll("main :is(button, .button, .tile, .row, select, input[type=text], input[type=date], input[type=password], .choice, .tick, summary)")].filter(shown);
    const size = (element, property) => parseFloat(getComputedStyle(element)[property]);
    return {
      small: texts.filter((one) => size(one, "fontSize") < 18).map(name),
      tight: texts.filter((one) => size(one, "lineHeight") / size(one, "fontSize") < 1.3).map(name),
      narrow: targets.filter((one) => one.getBoundingClientRect().height < 59.9 || one.getBoundingClientRect().width < 59.9).map(name),
    };
  });
}

/** Nobody is known to these; the last ones are about the one who has signed in. */
const OPEN_PAGES = [
  "/", "/advice/reason", `/estimate?${KNOWN}`, "/why", "/why?home=440100&place=110000&hospital=H99110000001", "/institutions?place=440100",
  `/institutions/${HOSPITAL}`, "/route?home=440100&care=110000&day=2026-06-15",
];
const OWN_PAGES = ["/", "/why?place=110000&hospital=H99110000001", "/settlements", "/family", "/messages", "/looked", "/account", "/password"];

story(21, "an elder has large type, few steps and one task at a time", { writes: true }, async (world) => {
  const settlement = await settledStay(world.server.url);
  await world.visit(async (page, go) => {
    await go("/");
    await settled(page);
    // Whoever has it already need not ask for it; everybody else finds it in the same place on each page.
    const large = page.getByRole("button", { name: "长辈版" });
    if (world.view === "elder") assert.equal(await large.getAttribute("aria-pressed"), "true");
    else await large.click();
    await page.getByRole("button", { name: "看全部功能" }).waitFor();
    assert.ok((await page.locator(".tile").count()) <= 4, "the large home shows few tasks");
    await world.look(page, "home");
    await page.getByRole("button", { name: "看全部功能" }).click();
    assert.ok((await page.locator(".tile").count()) > 4);
    await page.getByRole("button", { name: "字再大些" }).click();
    assert.equal(await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize)), 30);
    await page.getByRole("button", { name: "字再大些" }).click();

    async function hold(paths) {
      for (const path of paths) {
        await go(path);
        await settled(page);
        await page.waitForLoadState("networkidle");
        assert.deepEqual(await elderFaults(page), { small: [], tight: [], narrow: [] }, path);
      }
    }
    await hold(OPEN_PAGES);
    await signIn(page, go, "demo.citizen", "/");
    await hold([...OWN_PAGES, `/settlements/${settlement}`]);
    await world.look(page);
  });
});

/** Goes there by the Tab key. */
async function tabTo(page, target) {
  await target.waitFor({ state: "attached" });
  for (let presses = 0; !(await target.evaluate((element) => element === document.activeElement)); ++presses) {
    assert.ok(presses < 80, `Tab does not come to ${target}`);
    await page.keyboard.press("Tab");
  }
}
async function pressOn(page, target, key = "Enter") {
  await tabTo(page, target);
  await page.keyboard.press(key);
}
/** A place, by what is typed and the arrow keys. */
async function choosePlace(page, box, typed, name) {
  await tabTo(page, box);
  await page.keyboard.type(typed);
  await page.getByRole("option", { name }).first().waitFor();
  const at = page.getByRole("option", { name, selected: true });
  for (let presses = 0; (await at.count()) === 0; ++presses) {
    assert.ok(presses < 9, `the list has no ${name}`);
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
}
/** One of several, which are one stop of the Tab key. */
async function chooseOne(page, group, label) {
  await tabTo(page, group.getByRole("radio").first());
  await page.keyboard.press("Space");
  for (let presses = 0; !(await group.getByLabel(label).isChecked()); ++presses) {
    assert.ok(presses < 9, `the arrows do not come to ${label}`);
    await page.keyboard.press("ArrowDown");
  }
}

story(22, "by keyboard alone somebody asks for an estimate, whose charts have a table each", {}, (world) =>
  world.visit(async (page, go) => {
    await go("/estimate");
    await choosePlace(page, page.getByRole("combobox", { name: "参保地（市）" }), "wh", /武汉市/);
    await choosePlace(page, page.getByRole("combobox", { name: "就医地（市，不是医院）" }), "440100", /广州市/);
    await tabTo(page, page.getByLabel("总费用（元）").first());
    await page.keyboard.type("46,000");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "answer");
    assert.match(page.url(), /insuplc_admdvs=420100.*medfee_sumamt=46000/);
    await world.look(page, "range");

    await go(`/estimate?${KNOWN}`);
    await page.locator(".slider").waitFor();
    const bar = page.locator(".bars a").first();
    await pressOn(page, bar);
    const id = await bar.getAttribute("href");
    await page.locator(`${id} details[open]`).waitFor();
    assert.equal(await page.evaluate(() => `#${document.activeElement?.closest("li")?.id}`), id);
    // Each drawing is out of the way of those who do not see it, and a table says the same.
    assert.equal(await page.locator("figure.chart:not([aria-hidden=true])").count(), 0);
    const moved = page.locator("section[aria-labelledby=what-if]");
    assert.ok((await moved.locator("figure.chart").count()) > 0);
    assert.equal(await moved.locator("table.points").count(), await moved.locator("figure.chart").count());
    const amounts = (await page.locator("ol.bars .number").allInnerTexts()).map((text) => text.replace("− ", ""));
    assert.deepEqual(await page.locator("section[aria-labelledby=table] td.number").allInnerTexts(), amounts);
    await world.look(page);
  }),
);

story(22, "by keyboard alone somebody files", { writes: true }, (world) =>
  world.visit(async (page, go) => {
    await signIn(page, go, "demo.proxy");
    await pressOn(page, page.getByRole("link", { name: "办理备案" }));
    await page.getByLabel("为自己").waitFor();
    const groups = page.getByRole("group");
    await chooseOne(page, groups.first(), "为自己");
    await page.getByText("职工医保").first().waitFor();
    await choosePlace(page, page.getByRole("combobox"), "bj", /北京市/);
    await chooseOne(page, groups.last(), /其他临时外出就医人员/);
    await world.look(page, "who");
    await pressOn(page, page.getByRole("button", { name: "下一步：看告知书" }));
    await pressOn(page, page.getByLabel("本人已仔细阅读备案告知书"), "Space");
    await pressOn(page, page.getByRole("button", { name: "我已阅读，开始备案" }));
    await tabTo(page, page.getByLabel(/联系电话/));
    await page.keyboard.type("13000000000");
    await world.look(page, "details");
    await pressOn(page, page.getByRole("button", { name: "下一步：核对并提交" }));
    await page.getByText("内容已保存，但备案还没有提交").waitFor();
    await world.look(page, "second-press");
    await pressOn(page, page.getByRole("button", { name: "提交备案" }));
    await page.waitForURL(new RegExp(`/filing/${PROXY}/\\d+`));
    await page.getByText("已提交，等待审核").waitFor();
    await world.look(page, "filed");
  }),
);
