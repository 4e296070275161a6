// Settlements between provinces of the demonstration, whoever clears them, and a server whose clock goes on from one day of clearing to
// the next.
import assert from "node:assert/strict";
import { DESK, PHONE, dialogReady, haveAccounts, overflow, rest, seriousFindings, settled, shoot, signIn, startServer } from "./harness.mjs";
import { Hospital } from "./national.mjs";

export const BEIJING = "110000";

/** Who acts for the other provinces; the demonstration itself has the centre's and Guangdong's officers. */
const OTHERS = [
  ["demo.beijing", "clearing_officer@11"],
  ["demo.hubei", "clearing_officer@42"],
  ["demo.hubei-finance", "finance@42"],
];

/** Of Guangdong in Beijing, and of Hubei in Guangdong: each has filed for the place. */
const STAYS = [
  { place: { fixmedins_code: "H99110000001", area: "110105", home: "440100" }, person: { psn_no: "44010000000000001013", certno: "994401197207190255", insutype: "390" } },
  { place: { fixmedins_code: "H99440100016", area: "440106", home: "420100" }, person: { psn_no: "42010000000000001011", certno: "994201197207190211", insutype: "390" } },
];

export const haveOfficers = (url) => haveAccounts(url, OTHERS);

/** A stay of each pair; what 2304 answers, Guangdong's in Beijing first. `counts`: of the goods of national.mjs. */
export async function settleBetween(url, counts = [200, 20, 3]) {
  const settled = [];
  for (const { place, person } of STAYS) {
    const { setlinfo } = await new Hospital(url, place).settle(person, { isStay: true, counts });
    settled.push(setlinfo);
  }
  return settled;
}

/** A demonstration whose server begins again on another day, with what it has. */
export class Calendar {
  static async from(now) {
    const calendar = new Calendar();
    calendar.server = await startServer({ now });
    return calendar;
  }
  async on(now) {
    await this.server.stop({ keep: true });
    this.server = await startServer({ folder: this.server.folder, now });
  }
  get url() {
    return this.server.url;
  }
  rest(login, method, path, body) {
    return rest(this.url, login, method, path, body);
  }
  stop() {
    return this.server.stop();
  }
}

/** Both presses of the dialog that has come up; `reason` is typed before the first. */
export async function confirmTwice(page, reason) {
  await dialogReady(page);
  if (reason !== undefined) await page.getByRole("dialog").getByLabel("原因").fill(reason);
  await page.keyboard.press("Control+Enter");
  await page.getByText("第 2 步，共 2 步").waitFor();
  await dialogReady(page);
  await page.keyboard.press("Control+Enter");
}

/** The ways in which every page of clearing is looked at. */
export const CLEARING_VIEWS = {
  desk: { viewport: DESK },
  phone: { viewport: PHONE },
  // 1,280 pixels at 200 % are 640 of CSS.
  zoomed: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  english: { viewport: DESK, lang: "en" },
  elder: { viewport: DESK, view: "elder" },
};

/** Holds pages to what all have to be: no wider than the window, nothing serious found by axe; `pages` of each role by name. */
export async function wholePages(page, go, pages, view) {
  for (const [role, own] of Object.entries(pages)) {
    await signIn(page, go, `demo.${role}`, "/console");
    for (const [at, path] of Object.entries(own)) {
      await go(path);
      await settled(page);
      await page.waitForLoadState("networkidle");
      assert.equal(await overflow(page), 0, `${at} has to be scrolled sideways`);
      assert.deepEqual(await seriousFindings(page), [], at);
      await shoot(page, `clearing-${at}-${view}`);
    }
  }
}
