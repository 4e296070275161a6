// A real server with the demonstration's world, and Debian's Chromium in front of it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(join(root, "web", "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1440, height: 900 };
/** Of the demonstration: its people have been made for this year. */
export const NOW = "2026-06-15 09:00:00";
const SHOTS = join(root, "build", "screenshots");
/** How long a page may take for anything, in ms. Only a test that fails waits so long; a busy machine may need most of it. */
const PATIENCE = 60_000;
/** YIDI_SLOW=4: pages run on a processor that much slower and wait 50 ms times that for each answer, which shows tests that are in a hurry. */
const SLOWER = Number(process.env.YIDI_SLOW ?? 1);

function findChromium() {
  const asked = process.env.CHROMIUM;
  const found = [asked, "/usr/bin/chromium", "/usr/bin/chromium-headless-shell"].find((path) => path && existsSync(path));
  if (found === undefined) throw new Error("no Chromium: scripts/test installs Debian's package chromium");
  return found;
}

export function programPath() {
  return process.env.YIDI ?? join(root, "yidi");
}
/** Whoever runs the tests may be a service itself. */
export const ENVIRONMENT = { ...process.env, LANG: "C.UTF-8", YIDI_HOME: root, JOURNAL_STREAM: undefined };

/**
 * Starts `yidi serve` on a free port with data of its own: the demonstration's world, or an ordinary installation; on a folder
 * that is there already it goes on. `told` is what it has printed; `now` is when the demonstration's clock starts, null for where it was.
 */
export async function startServer({ isDemo = true, folder = mkdtempSync(join(tmpdir(), "yidi-browser-")), env = {}, now = NOW } = {}) {
  const pages = join(root, "build", "web");
  if (!existsSync(join(pages, "routes.txt"))) throw new Error("the pages are not built: scripts/build builds them");
  const data = join(folder, "store");
  const world = isDemo ? ["--demo", ...(now === null ? [] : ["--now", now])] : [];
  const server = spawn(programPath(), ["serve", "--data", data, "--listen", "127.0.0.1:0", "--pages", pages, ...world], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...ENVIRONMENT, ...env },
  });
  let told = "";
  const url = await new Promise((resolve, reject) => {
    server.stdout.on("data", (bytes) => {
      told += bytes;
      const found = /at (http:\/\/127\.0\.0\.1:\d+)/.exec(told);
      if (found !== null && told.includes("Ctrl-C")) resolve(found[1]);
    });
    server.on("exit", (code) => {
      reject(new Error(`the server ended with ${code}: ${told}`));
      // The browser that was started beside it would keep the run alive until its limit.
      setTimeout(() => process.exit(1), 5_000).unref();
    });
  });
  return {
    url,
    data,
    folder,
    told: () => told,
    /** `keep`: its data stay, for a command or another server. */
    stop({ keep = false } = {}) {
      return new Promise((resolve) => {
        server.removeAllListeners("exit");
        server.on("exit", () => {
          if (!keep) rmSync(folder, { recursive: true, force: true });
          resolve();
        });
        server.kill("SIGTERM");
      });
    },
  };
}

export async function startBrowser() {
  // Tests run as root in containers, where Chromium's own sandbox cannot.
  return chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox", "--disable-dev-shm-usage"], timeout: 3 * PATIENCE });
}

async function slowDown(page) {
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", { offline: false, latency: 50 * SLOWER, downloadThroughput: -1, uploadThroughput: -1 });
}

/**
 * A page of its own cookies and storage. `problems` gathers what no page may do: ask another host, fail a script, break the
 * Content-Security-Policy.
 */
export async function openPage(browser, server, { viewport = PHONE, view = "usual", lang = "zh", ...more } = {}) {
  // Nothing fades from one colour to another: axe would find one in between.
  const context = await browser.newContext({ viewport, locale: lang === "zh" ? "zh-CN" : "en-GB", reducedMotion: "reduce", ...more });
  await context.addInitScript(
    ([lang, view]) => {
      if (localStorage.getItem("yidi.lang") === null) localStorage.setItem("yidi.lang", lang);
      if (localStorage.getItem("yidi.view") === null) localStorage.setItem("yidi.view", view);
    },
    [lang, view],
  );
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  if (SLOWER > 1) await slowDown(page);
  const problems = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url())) problems.push(`asks ${request.url()}`);
  });
  page.on("pageerror", (error) => problems.push(`fails: ${error.message}`));
  page.on("console", (message) => {
    if (/Content Security Policy|\[Vue warn\]/.test(message.text())) problems.push(message.text());
  });
  const go = Object.assign((path) => page.goto(server.url + path), { url: server.url });
  return { page, pages: () => context.pages(), problems, close: () => context.close(), go };
}

let failures = 0;
/** Runs `look` with a page and the way to its addresses, and holds the page to what no page may do. Of a failure there are pictures. */
export async function visit(browser, server, options, look) {
  const visited = await openPage(browser, server, options);
  try {
    await look(visited.page, visited.go);
    assert.deepEqual(visited.problems, []);
  } catch (error) {
    for (const page of visited.pages()) {
      const name = `failed-${process.pid}-${++failures}`;
      await shoot(page, name).then(() => console.error(`build/screenshots/${name}.png: ${page.url()}`), () => undefined);
    }
    throw error;
  } finally {
    await visited.close();
  }
}

/**
 * `page.route` for a page that is there already: Chromium says that it intercepts a moment before it does, and on a busy machine a
 * request of that moment goes past. One that nobody but the handler answers with 204 shows that it has begun.
 */
export async function intercept(page, address, handle) {
  await page.route(address, handle);
  await page.route("**/is-intercepted", (route) => route.fulfill({ status: 204 }));
  await page.waitForFunction(() => fetch("/is-intercepted").then(({ status }) => status === 204));
}

/** The password of an account of the demonstration. */
const passwordOf = (login) => `demo-only-password-${login.replace(/^demo\./, "")}`;
/** Of each server and login, as "yidi_session=...". */
const sessions = new Map();

/**
 * The session of an account as a cookie. Sign-ins are rationed by the server, so an account signs in once and uses the session for
 * as long as the server knows it, as a browser does.
 */
export async function sessionOf(url, login, password = passwordOf(login)) {
  const key = `${url} ${login}`;
  const kept = sessions.get(key);
  if (kept !== undefined && (await fetch(`${url}/api/v1/sessions`, { headers: { Cookie: kept } })).ok) return kept;
  const answer = await fetch(`${url}/api/v1/sessions`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Yidi-Page": "1" },
    body: JSON.stringify({ login, password, cookie: true }),
  });
  assert.ok(answer.ok, `${login} does not come in: ${answer.status} ${await answer.clone().text()}`);
  const [cookie] = answer.headers.get("set-cookie").split(";");
  sessions.set(key, cookie);
  return cookie;
}

let asked = 0;
/** What the REST interface answers an account, or nobody (null); it has to be done. */
export async function rest(url, login, method, path, body) {
  const headers = { "Content-Type": "application/json", "X-Yidi-Page": "1", "Idempotency-Key": `test-${++asked}` };
  if (login !== null) headers.Cookie = await sessionOf(url, login);
  const answer = await fetch(`${url}/api/v1${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  assert.ok(answer.ok, `${method} ${path} answers ${answer.status}: ${await answer.clone().text()}`);
  return answer.json();
}

/** Makes accounts, as ["demo.hubei", "finance@42"] or, of an insured person, ["demo.other", "citizen", psn_no], with passwords as above. */
export async function haveAccounts(url, accounts) {
  for (const [login, role, psn_no] of accounts) {
    const { reset_token } = await rest(url, "demo.admin", "POST", "/accounts", { login, roles: [role], ...(psn_no === undefined ? {} : { psn_no }) });
    await rest(url, null, "POST", "/password/reset", { login, reset_token, password: passwordOf(login) });
  }
}

/** Lets the page be an account's, as "demo.citizen", and goes to `next`. */
export async function signIn(page, go, login, next = "/filing", password = undefined) {
  const [name, value] = (await sessionOf(go.url, login, password)).split("=");
  await page.context().addCookies([{ name, value, url: go.url, httpOnly: true, sameSite: "Strict" }]);
  await go(next);
}

/** The ways in which every page is looked at. */
export const VIEWS = {
  phone: { viewport: PHONE },
  desk: { viewport: DESK },
  elder: { viewport: PHONE, view: "elder" },
  largest: { viewport: PHONE, view: "largest" },
  narrow: { viewport: { width: 320, height: 640 } },
  // 1,280 pixels at 200 % are 640 of CSS.
  zoomed: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  english: { viewport: PHONE, lang: "en" },
};

/** Waits until the page has drawn what it asked the server for. */
export async function settled(page) {
  await page.locator("main h1").waitFor();
  await page.locator(".busy:not(.on)").waitFor({ state: "attached" });
}

/** Waits until the dialog that has come up takes a press: what brought it up does not press its button too. */
export function dialogReady(page) {
  return page.locator("dialog[open] .buttons > button:first-child:not([aria-disabled])").waitFor();
}

/** The findings of axe that are serious or critical, each with where. */
export async function seriousFindings(page) {
  // The policy lets no script in by a tag; the debugging protocol is not bound by it.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }),
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} (${failureSummary})`).join("; ")}`);
}

/** Whether the page is no wider than its window: nobody has to scroll sideways. */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

export async function shoot(page, name) {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}
