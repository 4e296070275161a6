import { describe, expect, it } from "vitest";
import { OTHERS, TEN, publishedOf } from "./bill";

describe("a statement in an address", () => {
  it("asks for ten figures, each once", () => {
    expect(TEN).toHaveLength(10);
    expect(new Set([...TEN, ...OTHERS].map(({ key }) => key)).size).toBe(TEN.length + OTHERS.length);
  });

  it("is told as far as it was typed", () => {
    expect(publishedOf({ "p.medfee_sumamt": "46,000", "p.hifp_pay": "", "p.acct_pay": "much", medfee_sumamt: "1", "p.other": "5" })).toEqual({
      medfee_sumamt: "46000",
    });
  });
});
