// How long an estimate's slider takes to show what it was moved to, in Chromium against a server of its own: until the page has
// drawn the amounts. A move to a value that the server has sent before, and one that is typed and asked for.
//
// usage: slider.mjs YIDI_PROGRAM [ROUNDS]; the pages are those of build/web.
import { startBrowser, startServer, visit } from "../../tests/browser/harness.mjs";

const [program, rounds = "60"] = process.argv.slice(2);
process.env.YIDI = program;
const FACTS = "insuplc_admdvs=130100&mdtrtarea_admvs=120000&insured_as=11&care=inpatient&medfee_sumamt=46000";
const SETTLED = `${FACTS}&filing=long_term_resident&hosp_lv=02&ipt_cnt=1&inst_attr.primary_care=false`;
const OPEN = `${FACTS}&filing=?&hosp_lv=?`;

/** In the page: from the event until the frame that shows it has been drawn. */
async function measure(page, typed, rounds) {
  return page.evaluate(
    async ([typed, rounds]) => {
      const part = document.querySelector("section[aria-labelledby=what-if]");
      const slider = part.querySelector(".slider");
      const box = part.querySelector("#what-if-value");
      const shown = () => part.querySelector(".told").textContent + slider.getAttribute("aria-valuetext");
      const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const times = [];
      for (let round = 0; round < rounds; ++round) {
        const before = shown();
        const begun = performance.now();
        if (typed) {
          box.value = String(1000 + ((round * 7919) % 90000)) + ".37";
          box.dispatchEvent(new Event("input", { bubbles: true }));
          box.form.requestSubmit();
        } else {
          slider.value = String((Number(slider.value) + 7) % (Number(slider.max) + 1));
          slider.dispatchEvent(new Event("input", { bubbles: true }));
        }
        while (shown() === before && performance.now() - begun < 5000) await drawn();
        await drawn();
        times.push(performance.now() - begun);
      }
      return times.sort((a, b) => a - b);
    },
    [typed, rounds],
  );
}

const [server, browser] = await Promise.all([startServer(), startBrowser()]);
const row = (name, times) => {
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(0).padStart(6);
  console.log(`${name.padEnd(52)} p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  most ${at(1)} ms`);
};
for (const [name, facts] of [
  ["everything known", SETTLED],
  ["filing, level and more not known: a range", OPEN],
]) {
  await visit(browser, server, {}, async (page, go) => {
    await go(`/estimate?${facts}`);
    await page.locator(".slider").waitFor();
    row(`moved, ${name}`, await measure(page, false, Number(rounds)));
    row(`typed, ${name}`, await measure(page, true, Number(rounds)));
  });
}
await browser.close();
await server.stop();
