import { beforeEach, describe, expect, it } from "vitest";
import { day, period, time, typedAmount, yuan, yuanRange } from "./values";
import { setLanguage } from "./words";

beforeEach(() => setLanguage("zh"));

describe("amounts", () => {
  it("have two places and separators", () => {
    expect(yuan(41300)).toBe("¥\u00a041,300.00");
    expect(yuan(0)).toBe("¥\u00a00.00");
    expect(yuan(-1234567.5)).toBe("−¥\u00a01,234,567.50");
  });

  it("keep their fen however large they are", () => {
    // 2^53 fen is 90,071,992,547,409.92 yuan.
    expect(yuan(JSON.parse("90071992547409.91") as number)).toBe("¥\u00a090,071,992,547,409.91");
    for (const fen of ["0.01", "0.07", "0.29", "1.15", "8.35", "70650.01", "4503599627370.49"]) {
      expect(yuan(JSON.parse(fen) as number).replace(/[¥\s,]/g, "")).toBe(fen);
    }
  });

  it("of one size are no range", () => {
    expect(yuanRange([5, 5])).toBe("¥\u00a05.00");
    expect(yuanRange([5, 1200])).toBe("¥\u00a05.00\u00a0– 1,200.00");
  });

  it("are read as people type them", () => {
    expect(typedAmount("46,000")).toBe("46000");
    expect(typedAmount(" ¥４６０００．5 元")).toBe("46000.5");
    expect(typedAmount("0010.20")).toBe("10.20");
    for (const none of ["", "about 5", "1.234", "-5", "1e5", "5.", "99999999999"]) expect(typedAmount(none), none).toBeNull();
  });
});

describe("days", () => {
  it("are written out", () => {
    expect(day("2026-01-05")).toBe("2026年1月5日");
    expect(time("2026-06-15T09:00:00+08:00")).toBe("2026年6月15日 09:00");
    setLanguage("en");
    expect(day("2026-01-05")).toBe("5 Jan 2026");
  });

  it("say that the last one counts", () => {
    expect(period("2025-01-01", "2025-12-31")).toBe("2025年1月1日 到 2025年12月31日（含当日）");
    expect(period("2025-01-01", null)).toBe("2025年1月1日起");
    expect(period(null, null)).toBe("有效期未知");
  });
});
