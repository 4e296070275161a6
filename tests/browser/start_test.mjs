// The first start: an ordinary installation has nobody, prints a one-time code, and its page leads through it; the demonstration has
// its accounts on the sign-in page and no code.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { DESK, ENVIRONMENT, VIEWS, overflow, programPath, seriousFindings, settled, shoot, startBrowser, startServer, visit } from "./harness.mjs";

const PASSWORD = "Correct-Horse-9";
const run = promisify(execFile);

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

function codeOf(server) {
  return /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/.exec(server.told())?.[0];
}

async function fill(page, { code, login = "chief", password = PASSWORD, again = password }) {
  await page.getByLabel("一次性代码").fill(code);
  await page.getByLabel("登录名").fill(login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByLabel("再输一次密码").fill(again);
  await page.getByRole("button", { name: "设立并登录" }).click();
}

test("the demonstration shows its accounts, prints no code and asks for none", async () => {
  const server = await startServer();
  try {
    assert.equal(codeOf(server), undefined);
    await visit(browser, server, {}, async (page, go) => {
      await go("/sign-in");
      await page.getByRole("button", { name: "demo.window" }).waitFor();
      assert.equal(await page.getByText("还没有管理员").count(), 0);
      await go("/first");
      await page.getByText("已有管理员").waitFor();
      assert.equal(await page.getByLabel("一次性代码").count(), 0);
    });
  } finally {
    await server.stop();
  }
});

test("an ordinary installation leads from the sign-in page through its code to the first administrator, once", async () => {
  const server = await startServer({ isDemo: false });
  try {
    const code = codeOf(server);
    assert.ok(code !== undefined, server.told());
    await visit(browser, server, { viewport: DESK }, async (page, go) => {
      await go("/sign-in");
      await settled(page);
      assert.equal(await page.getByText(/demo\./).count(), 0, "accounts of a demonstration");
      await page.getByRole("link", { name: "设立第一个管理员" }).click();
      await fill(page, { code: "0000-0000-0000-0000" });
      await page.getByText("代码不对或已过期").waitFor();
      await fill(page, { code, again: "another" });
      await page.getByText("两次输入的密码不一样").waitFor();
      await fill(page, { code, password: "short" });
      await page.getByText("密码过短").waitFor();
      assert.equal(await page.evaluate(() => document.activeElement?.id), "password");
      await fill(page, { code: code.toLowerCase().replaceAll("-", " ") });
      await page.waitForURL("**/console");
    });
    await visit(browser, server, {}, async (page, go) => {
      await go("/sign-in");
      await settled(page);
      assert.equal(await page.getByText("还没有管理员").count(), 0);
      await go("/first");
      await page.getByText("已有管理员").waitFor();
    });
    const again = await fetch(`${server.url}/api/v1/administrator`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code, login: "second", password: PASSWORD }),
    });
    assert.equal(again.status, 409);
  } finally {
    await server.stop();
  }
});

test("another start and the command give a new code and end the old one; with an administrator there is none", async () => {
  const first = await startServer({ isDemo: false });
  const { folder, data } = first;
  await first.stop({ keep: true });
  const second = await startServer({ isDemo: false, folder });
  assert.notEqual(codeOf(second), codeOf(first));
  await second.stop({ keep: true });
  const { stdout } = await run(programPath(), ["account", "first", "--data", data, "--json"], { env: ENVIRONMENT });
  const { code } = JSON.parse(stdout);
  const third = await startServer({ isDemo: false, folder });
  const make = (tried) =>
    fetch(`${third.url}/api/v1/administrator`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code: tried, login: "chief", password: PASSWORD }),
    });
  for (const old of [codeOf(first), codeOf(second), code]) assert.equal((await make(old)).status, 401);
  assert.equal((await make(codeOf(third))).status, 201);
  await third.stop({ keep: true });
  const fourth = await startServer({ isDemo: false, folder });
  assert.equal(codeOf(fourth), undefined);
  await fourth.stop();
});

test("where the output goes into the system's journal no code is printed, and the start says what to do", async () => {
  const server = await startServer({ isDemo: false, env: { JOURNAL_STREAM: "8:1" } });
  assert.equal(codeOf(server), undefined);
  assert.match(server.told(), /yidi account first/);
  await server.stop();
});

test("the page of the code is whole and accessible in every view", async () => {
  const server = await startServer({ isDemo: false });
  try {
    for (const [name, options] of Object.entries(VIEWS)) {
      await visit(browser, server, options, async (page, go) => {
        for (const [at, path] of Object.entries({ sign_in_first: "/sign-in", first: "/first" })) {
          await go(path);
          await settled(page);
          assert.equal(await overflow(page), 0, `${at} has to be scrolled sideways: ${name}`);
          assert.deepEqual(await seriousFindings(page), [], `${at} ${name}`);
          await shoot(page, `${at}-${name}`);
        }
        await page.getByRole("button").last().click();
        await page.locator("[aria-invalid=true]").first().waitFor();
        assert.deepEqual(await seriousFindings(page), [], `mistakes ${name}`);
      });
    }
  } finally {
    await server.stop();
  }
});
