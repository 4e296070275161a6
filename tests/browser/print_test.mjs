// On paper, as Chromium prints it and poppler reads it: one sheet where one is promised, heads on each page, page x of y.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DESK, ENVIRONMENT, PHONE, openPage, programPath, settled, signIn, startBrowser, startServer } from "./harness.mjs";
import { Hospital } from "./national.mjs";

const run = promisify(execFile);
const PAPERS = fileURLToPath(new URL("../../build/screenshots", import.meta.url));
const LINES = 300;

let server;
let browser;
let seen;
let settlement;
before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
  seen = await openPage(browser, server, { viewport: DESK });
  await signIn(seen.page, seen.go, "demo.auditor", "/console");
  // Of each of the goods as many lines, without the dear ones, which would go past a limit of the year.
  const counts = Array.from({ length: (LINES * 5) / 4 }, (_, at) => (at % 5 === 2 ? 0 : 1));
  // Of a person whose name has rare characters.
  const person = { psn_no: "51010000000000001101", certno: await certificateOf("51010000000000001101"), insutype: "310" };
  const hospital = new Hospital(server.url, { fixmedins_code: "H99510100022", area: "510107", home: "510100" });
  const { setlinfo } = await hospital.settle(person, { isStay: true, counts });
  settlement = (tail, more = "") => `/api/v1/settlements/${setlinfo.setl_id}/${tail}?psn_no=${person.psn_no}&fixmedins_code=H99510100022${more}`;
});
after(async () => {
  await seen?.close();
  await browser?.close();
  await server?.stop();
});

async function certificateOf(psn_no) {
  const { stdout } = await run(programPath(), ["demo", "list", "--json"], { env: ENVIRONMENT, maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout).persons.find((one) => one.psn_no === psn_no).certno;
}

/** The pages of a PDF as texts. */
async function pagesOf(name, bytes) {
  mkdirSync(PAPERS, { recursive: true });
  const file = join(PAPERS, `${name}.pdf`);
  writeFileSync(file, bytes);
  const { stdout } = await run("pdftotext", ["-layout", file, "-"], { maxBuffer: 64 * 1024 * 1024 });
  const { stdout: info } = await run("pdfinfo", [file]);
  assert.match(info, /Page size:\s+59[45]\.\d+ x 84[12]\.?\d* pts \(A4\)/, name);
  return stdout.split("\f").slice(0, -1);
}

async function printed(name, page) {
  return pagesOf(name, await page.pdf({ preferCSSPageSize: true, printBackground: false }));
}

function numbered(pages, name) {
  pages.forEach((text, at) => {
    const told = new RegExp(`第\\s*${at + 1}\\s*页\\s*[，/]\\s*共\\s*${pages.length}\\s*页`);
    assert.match(text, told, `${name}, page ${at + 1}`);
  });
}

const times = (text, part) => text.split(part).length - 1;

test("the advice is one sheet of A4, in both languages", async () => {
  for (const lang of ["zh", "en"]) {
    const { page, go, close } = await openPage(browser, server, { viewport: PHONE, lang });
    await go("/advice/result?stage=before&reason=live&insuplc_admdvs=420100&mdtrtarea_admvs=440100&insured_as=12&care=inpatient&medfee_sumamt=46000");
    await settled(page);
    await page.locator("main section").first().waitFor();
    const pages = await printed(`advice-${lang}`, page);
    assert.equal(pages.length, 1, `${lang}: ${pages.length} pages`);
    await close();
  }
});

test("the statement's page says page x of y and fits two sheets", async () => {
  await seen.go(settlement("statement"));
  const pages = await printed("statement", seen.page);
  assert.ok(pages.length <= 2, `${pages.length} pages`);
  numbered(pages, "statement");
  assert.match(pages.join(""), /患者或家属签字/);
});

test("a bill of 300 lines repeats its heads on each page", async () => {
  await seen.go(settlement("statement", "&lines=true"));
  const pages = await printed("statement-lines", seen.page);
  numbered(pages, "lines");
  const first = pages.findIndex((text) => text.includes(`费用明细（${LINES} 行）`));
  assert.ok(first >= 0 && pages.length > first + 3);
  for (const text of pages.slice(first, -1)) assert.ok(times(text, "收费类别") >= 1, text);
});

test("the server's PDF of it has the same pages' worth: heads, page x of y, every line, the rare name", async () => {
  const answer = await seen.page.request.get(server.url + settlement("statement.pdf", "&lines=true"));
  assert.equal(answer.headers()["content-type"], "application/pdf");
  const pages = await pagesOf("statement-server", await answer.body());
  numbered(pages, "PDF");
  const all = pages.join("");
  const name = /姓名\s+(\S+)/.exec(all)?.[1];
  const page = await (await seen.page.request.get(server.url + settlement("statement"))).text();
  assert.ok(page.includes(`<td>${name}</td>`), `the name in the PDF: ${name}`);
  const first = pages.findIndex((text) => text.includes(`费用明细（${LINES} 行）`));
  for (const text of pages.slice(first, -1)) assert.ok(times(text, "收费类别") >= 1, text);
  assert.equal(times(all, "XY99YYY001Y001010109999"), LINES / 4);
});

test("filing form and promise letter say page x of y", async () => {
  const { filings } = await (await seen.page.request.get(`${server.url}/api/v1/persons/99090200000000001057/filings`)).json();
  const at = `/api/v1/persons/99090200000000001057/filings/${filings[0].filing.filing}`;
  for (const paper of ["form", "promise-letter"]) {
    await seen.go(`${at}/${paper}`);
    const pages = await printed(`filing-${paper}`, seen.page);
    assert.ok(pages.length <= 2, `${paper}: ${pages.length} pages`);
    numbered(pages, paper);
  }
});
