// The same amounts everywhere, to the cent: 26 estimates on the page, by the interface and by the command; 24 settlements in the
// hospital's answer, on the statement's page, by the command and in its PDF. All amounts of each, and the other way round.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { DESK, ENVIRONMENT, openPage, programPath, settled, signIn, startBrowser, startServer } from "./harness.mjs";
import { Hospital } from "./national.mjs";

const run = promisify(execFile);
const program = (...words) => run(programPath(), words, { env: ENVIRONMENT, maxBuffer: 64 * 1024 * 1024 });

let server;
let browser;
before(async () => {
  [server, browser] = await Promise.all([startServer(), startBrowser()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Amounts in a text, as whole fen: "¥ 1,234.50", "−¥0.05", "1234.50". */
function amountsIn(text) {
  const found = text.matchAll(/([-−]?)\s?¥?\s?(\d{1,3}(?:,\d{3})+|\d+)\.(\d{2})(?![\d%])/g);
  return [...found].map(([, sign, whole, part]) => (sign === "" ? 1 : -1) * Number(whole.replaceAll(",", "") + part));
}
/** Only those that are written as money. */
function moneyIn(text) {
  return amountsIn([...text.matchAll(/[-−]?¥\s?[\d,]+\.\d{2}/g)].map(([one]) => one).join("\n"));
}
/** "1234.5" as whole fen, digit by digit: no binary fraction. */
function fen(decimal) {
  const [, sign, whole, part = ""] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(decimal) ?? assert.fail(`no amount: ${decimal}`);
  return (sign === "" ? 1 : -1) * Number(whole + part.padEnd(2, "0"));
}
/** The members of a JSON text that are amounts, from their digits. */
function amountsOf(json, names) {
  return Object.fromEntries(
    names.flatMap((name) => {
      const found = new RegExp(`"${name}"\\s*:\\s*"?(-?\\d+(?:\\.\\d+)?)"?`).exec(json);
      return found === null ? [] : [[name, fen(found[1])]];
    }),
  );
}
const FUNDS = ["hifp_pay", "hifob_pay", "hifmi_pay", "cvlserv_pay", "hifes_pay", "hifdm_pay", "maf_pay", "oth_pay"];
const SETLINFO = [
  "medfee_sumamt", "fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt", "act_pay_dedc", ...FUNDS,
  "fund_pay_sumamt", "hosp_part_amt", "psn_part_amt", "acct_pay", "acct_mulaid_pay", "psn_cash_pay",
];
const sorted = (amounts) => [...amounts].sort((a, b) => a - b);
const unique = (amounts) => sorted(new Set(amounts));
const missing = (wanted, there) => unique(wanted).filter((one) => one !== 0 && !there.includes(one));

// ------------------------------------------------------------------------------------------------- estimates

const LONG = "long_term_resident";
const ESTIMATES = [
  ["420100", "440100", "12", "inpatient", LONG, "46000"],
  ["420100", "110000", "11", "inpatient", LONG, "1234.56"],
  ["420100", "310000", "15", "inpatient", LONG, "98765.43"],
  ["420100", "440100", "12", "outpatient", LONG, "800.01"],
  ["420100", "440100", "11", "inpatient", "referral", "300000"],
  ["130100", "440100", "11", "inpatient", LONG, "15000.01"],
  ["130100", "310000", "12", "inpatient", LONG, "46000"],
  ["130100", "310000", "15", "inpatient", LONG, "300000"],
  ["130100", "440100", "12", "outpatient", LONG, "1234.56"],
  ["130100", "310000", "11", "inpatient", "other_temporary", "98765.43"],
  ["120000", "440100", "12", "inpatient", LONG, "98765.43"],
  ["120000", "310000", "11", "inpatient", LONG, "9876.54"],
  ["120000", "310000", "15", "inpatient", LONG, "46000.50"],
  ["120000", "440100", "11", "outpatient", LONG, "800"],
  ["120000", "440100", "12", "inpatient", "referral", "15000.01"],
  ["330100", "440100", "12", "inpatient", LONG, "46000"],
  ["330100", "310000", "11", "inpatient", LONG, "300000"],
  ["330100", "110000", "15", "inpatient", LONG, "1234.56"],
  ["330100", "310000", "12", "outpatient", LONG, "5432.10"],
  ["330100", "310000", "11", "inpatient", "referral", "46000"],
  ["440300", "110000", "11", "inpatient", LONG, "123456.78"],
  ["440300", "310000", "11", "inpatient", "referral", "46000"],
  ["440300", "310000", "12", "inpatient", "other_temporary", "15000.01"],
  ["440300", "110000", "15", "inpatient", LONG, "600000"],
  ["120000", "110000", "12", "inpatient", "none", "46000"],
  ["130100", "110000", "15", "inpatient", "none", "12345.67"],
].map(([insuplc_admdvs, mdtrtarea_admvs, insured_as, care, filing, medfee_sumamt], at) =>
  new URLSearchParams({
    insuplc_admdvs, mdtrtarea_admvs, insured_as, care, filing, medfee_sumamt, hosp_lv: at % 2 === 0 ? "02" : "05", ipt_cnt: "1", "inst_attr.primary_care": "false",
  }),
);

/** What the page has, and what it was computed from. */
async function estimateOn(page, go, query) {
  const asked = page.waitForRequest((request) => request.url().endsWith("/api/v1/explanations"));
  await go(`/estimate?${query}`);
  await settled(page);
  const sent = (await asked).postData();
  await page.locator("#answer").waitFor();
  return {
    sent,
    headline: moneyIn(await page.locator("#answer").innerText()),
    bars: moneyIn((await page.locator("section[aria-labelledby=where] .bars .number").allInnerTexts()).join("\n").replaceAll("− ", "")),
    table: moneyIn((await page.locator("section[aria-labelledby=table] td.number").allInnerTexts()).join("\n")),
    steps: amountsIn((await page.locator(".steps .formula").allInnerTexts()).join("\n")),
  };
}

async function post(path, body) {
  const answer = await fetch(`${server.url}/api/v1${path}`, { method: "POST", headers: { "Content-Type": "application/json", "Accept-Language": "zh" }, body });
  return answer.text();
}

test("26 estimates: page, interface and command have the same amounts", async () => {
  const { page, go, close } = await openPage(browser, server, { viewport: DESK });
  let computed = 0;
  for (const [at, query] of ESTIMATES.entries()) {
    const name = `estimate ${at}: ${query}`;
    const shown = await estimateOn(page, go, query);
    const file = join(server.folder, "case.json");
    writeFileSync(file, shown.sent);
    const [explained, estimated, said] = await Promise.all([
      post("/explanations", shown.sent),
      post("/estimate", shown.sent),
      program("estimate", file, "--json", "--lang", "zh").then((done) => done.stdout, (failed) => failed.stdout),
    ]);
    const told = JSON.parse(explained);
    const info = amountsOf(JSON.stringify(told.answer.setlinfo), SETLINFO);
    for (const other of [estimated, said]) {
      assert.deepEqual(JSON.parse(other).setlinfo, told.answer.setlinfo, name);
      assert.deepEqual(JSON.parse(other).range, told.answer.range, name);
    }
    // Page and interface, both ways.
    const bars = told.bars.map(({ amount }) => fen(amount.toFixed(2)));
    assert.deepEqual(shown.bars, bars, name);
    assert.deepEqual(shown.table, bars, name);
    const { range } = told.answer;
    const ends = range === null ? [info.fund_pay_sumamt, info.psn_part_amt] : [...range.fund_pay_sumamt, ...range.psn_part_amt].map((one) => fen(one.toFixed(2)));
    if (told.answer.status === "computed" || told.answer.status === "range") {
      ++computed;
      assert.deepEqual(missing(shown.headline, ends), [], name);
      assert.deepEqual(missing(range === null ? ends : [], shown.headline), [], name);
      assert.deepEqual(missing(Object.values(info), [...shown.bars, ...shown.steps]), [], `${name}: told by the answer and not by the page`);
    }
    const formulas = amountsIn(told.answer.trace.map(({ formula }) => formula).join("\n"));
    assert.deepEqual(shown.steps, formulas, name);
    assert.ok(sorted(shown.bars).length > 0 || told.answer.refusal !== null, name);
  }
  await close();
  assert.equal(computed, ESTIMATES.length, "each has amounts to compare");
});

// ------------------------------------------------------------------------------------------------- settlements

// Of the demonstration's people: filed, unfiled in a corridor, in the province, poor, civil servants, with a relative's account, near and
// past the limits, children.
const STAYS = [
  "42010000000000001001", "13010000000000001002", "31000000000000001004", "44030000000000001022", "99090200000000001023", "13010000000000001076",
  "44030000000000001082", "51010000000000001101", "50000000000000001127", "50000000000000001129", "36010000000000001134", "33010000000000001182",
  "44010000000000001188", "42010000000000001149", "61010000000000001152", "42010000000000001153", "51010000000000001111", "11000000000000001113",
];
const VISITS = [
  "44010000000000001003", "13010000000000001038", "44030000000000001010", "11000000000000001035", "44010000000000001103", "51010000000000001020",
];

async function people() {
  const { stdout } = await program("demo", "list", "--json");
  return JSON.parse(stdout);
}

/** The institution that a person's story names. */
function placeOf(world, person) {
  const [code] = /[HP]99\d{9}/.exec(person.story) ?? assert.fail(`no institution: ${person.story}`);
  const { mdtrtarea_admvs, paas_id, secret } = world.institutions.find((one) => one.fixmedins_code === code);
  return { fixmedins_code: code, area: mdtrtarea_admvs, home: person.insuplc_admdvs, ...(secret ? { paas_id, secret } : {}) };
}

async function settleAll() {
  const world = await people();
  const made = [];
  for (const [at, psn_no] of [...STAYS, ...VISITS].entries()) {
    const person = world.persons.find((one) => one.psn_no === psn_no) ?? assert.fail(psn_no);
    const place = placeOf(world, person);
    const isStay = at < STAYS.length;
    const counts = isStay ? [40 + at, 30 + 2 * at, at % 3, 5 + at, at % 4] : [10 + at, at, 0, 0, at % 2];
    const output = await new Hospital(server.url, place).settle(person, { isStay, counts });
    made.push({ psn_no, setl_id: output.setlinfo.setl_id, fixmedins_code: place.fixmedins_code, output });
  }
  return made;
}

/** Amounts of a statement by the national element's name that stands beside them. */
function byName(text) {
  const found = {};
  for (const line of text.split("\n")) {
    const name = SETLINFO.find((one) => new RegExp(`(^|\\s)${one}(\\s|$)`).test(line));
    if (name !== undefined) found[name] = moneyIn(line)[0];
  }
  return found;
}

function compare(name, { setlinfo, setldetail }, texts) {
  const info = amountsOf(JSON.stringify(setlinfo), SETLINFO);
  for (const [where, text] of Object.entries(texts)) {
    const shown = byName(text);
    for (const [field, amount] of Object.entries(info)) {
      if (amount !== 0 || field in shown) assert.equal(shown[field], amount, `${name}, ${where}: ${field}`);
    }
    for (const field of Object.keys(shown)) assert.ok(field in info, `${name}, ${where}: ${field} is not in the answer`);
    const details = setldetail.flatMap(({ inscp_scp_amt, fund_payamt }) => [inscp_scp_amt, fund_payamt]).map((one) => fen(Number(one).toFixed(2)));
    assert.deepEqual(missing(details, moneyIn(text)), [], `${name}, ${where}: what a fund paid`);
    // All of them, also those of no name: categories, limits, the year.
    assert.deepEqual(sorted(moneyIn(text)), sorted(moneyIn(texts.page)), `${name}: ${where} and the page`);
  }
}

test("24 settlements: the hospital's answer, the page, the command and the PDF have the same amounts", async () => {
  const made = await settleAll();
  const { page, go, close } = await openPage(browser, server, { viewport: DESK });
  await signIn(page, go, "demo.auditor", "/console");
  for (const one of made) {
    await go(`/api/v1/settlements/${one.setl_id}/statement?psn_no=${one.psn_no}&fixmedins_code=${one.fixmedins_code}`);
    one.page = await page.locator("body").innerText();
    const pdf = await page.request.get(`${server.url}/api/v1/settlements/${one.setl_id}/statement.pdf?psn_no=${one.psn_no}&fixmedins_code=${one.fixmedins_code}`);
    assert.equal(pdf.status(), 200);
    one.file = join(server.folder, `${one.setl_id}.pdf`);
    writeFileSync(one.file, await pdf.body());
  }
  await close();
  const { folder, data } = server;
  await server.stop({ keep: true });
  try {
    for (const [at, one] of made.entries()) {
      const place = [one.psn_no, one.setl_id, "--data", data];
      // One process has the data at a time.
      const { stdout: said } = await program("statement", ...place);
      const { stdout: pdf } = await run("pdftotext", ["-layout", one.file, "-"]);
      const name = `${one.psn_no} ${one.setl_id}`;
      compare(name, one.output, { page: one.page, command: said, pdf });
      if (at % 6 > 0) continue;
      const again = join(folder, "again.pdf");
      const { stdout: json } = await program("statement", ...place, "--json", "--pdf", again);
      assert.deepEqual(amountsOf(json, SETLINFO), amountsOf(JSON.stringify(one.output.setlinfo), SETLINFO), `${name}: --json`);
      assert.ok(readFileSync(one.file).equals(readFileSync(again)), `${name}: the command's PDF is the server's`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    server = undefined;
  }
});
