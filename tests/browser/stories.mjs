// The stories that the pages were made for, by the numbers of docs/testing.md: each is told on a phone, at a desk and in the large view,
// by what somebody sees and presses.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { VIEWS, overflow, rest, seriousFindings, settled, shoot, startBrowser, startServer, visit } from "./harness.mjs";

export const STORY_VIEWS = { phone: VIEWS.phone, desk: VIEWS.desk, elder: VIEWS.elder };

let browser;
/** By its name: a view's, for stories that write, so that each finds the demonstration's people as they were. */
const servers = new Map();
before(async () => {
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await Promise.all([...servers.values()].map(async (server) => (await server).stop()));
});

function serverOf(name) {
  if (!servers.has(name)) servers.set(name, startServer());
  return servers.get(name);
}

/**
 * What a story is told with: `visit(look)` for a page of its own, `look(page, part)` for the page that the story comes to, which has to
 * be no wider than its window and to have nothing serious for axe, `rest(account, method, path, body)` for what others do meanwhile.
 */
class World {
  constructor(number, view, world, server) {
    Object.assign(this, { number, view, world, server });
  }
  visit(look) {
    return visit(browser, this.server, STORY_VIEWS[this.view], look);
  }
  rest(account, method, path, body) {
    return rest(this.server.url, `demo.${account}`, method, path, body);
  }
  async look(page, part = "") {
    const name = `story-${this.number}${part && `-${part}`}-${this.view}`;
    await settled(page);
    await shoot(page, name);
    assert.equal(await overflow(page), 0, `${name} has to be scrolled sideways`);
    assert.deepEqual(await seriousFindings(page), [], name);
  }
  /** Stops the server for a command that needs its data, and goes on, if so said with a later clock. */
  async meanwhile(command, now = null) {
    const { folder } = this.server;
    await this.server.stop({ keep: true });
    await command(this.server.data);
    servers.set(this.world, startServer({ folder, now }));
    this.server = await servers.get(this.world);
  }
}

/** A story, once for each view. `writes`: in a world that it shares with this view's stories alone. */
export function story(number, title, { writes = false }, tell) {
  for (const view of Object.keys(STORY_VIEWS)) {
    test(`story ${number}, ${view}: ${title}`, async () => {
      const world = writes ? view : "nobody writes";
      await tell(new World(number, view, world, await serverOf(world)));
    });
  }
}

/** How many sheets of A4 the page prints. */
export async function sheets(page) {
  const file = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
  return (file.match(/\/Type\s*\/Page\b/g) ?? []).length;
}
