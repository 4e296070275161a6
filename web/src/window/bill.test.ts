import { describe, expect, it } from "vitest";
import { amountOf, countOf, newDraft, priceOf, rowsOf, sumOf } from "./bill";

describe("a line of a bill", () => {
  it("is count times price, half a fen upwards", () => {
    expect(amountOf(newDraft({ cnt: "20", pric: "10.30" }))).toBe("206.00");
    expect(amountOf(newDraft({ cnt: "3", pric: "0.335" }))).toBe("1.01"); // 1.005
    expect(amountOf(newDraft({ cnt: "0.3333", pric: "0.03" }))).toBe("0.01"); // 0.009999
    expect(amountOf(newDraft({ cnt: "1", pric: "1,234.5" }))).toBe("1234.50");
  });

  it("loses no fen where binary fractions would", () => {
    expect(amountOf(newDraft({ cnt: "3", pric: "1.005" }))).toBe("3.02"); // 3.015
    expect(amountOf(newDraft({ cnt: "1", pric: "9999999999.99" }))).toBe("9999999999.99");
  });

  it("has no amount while a number is missing or none", () => {
    for (const [cnt, pric] of [["", "1"], ["1", ""], ["0", "1"], ["x", "1"], ["1", "-1"], ["1", "1.1234567"], ["1.23456", "1"]]) {
      expect(amountOf(newDraft({ cnt: cnt!, pric: pric! })), `${cnt} ${pric}`).toBeNull();
    }
  });

  it("is sent with all its places", () => {
    const draft = newDraft({ cnt: "２", pric: "10.3" });
    expect([countOf(draft), priceOf(draft)]).toEqual(["2.0000", "10.300000"]);
  });

  it("has a number of its own", () => {
    expect(new Set([newDraft(), newDraft(), newDraft()].map((draft) => draft.id)).size).toBe(3);
  });
});

describe("a purchase", () => {
  it("is the sum of its rounded lines", () => {
    const drafts = [newDraft({ cnt: "3", pric: "0.335" }), newDraft({ cnt: "1", pric: "0.335" }), newDraft()];
    expect(sumOf(drafts)).toBe("1.35"); // 1.01 + 0.34
  });
});

describe("rows of a spreadsheet", () => {
  it("are read by what their cells are", () => {
    const pasted = "编码\t数量\t单价\nXY99YYY001Y001010109999\t20\t10.30\t206.00\r\n1\t阿莫西林胶囊\t2\t5.5\n\n\t\n";
    expect(rowsOf(pasted)).toEqual([
      { item: "XY99YYY001Y001010109999", cnt: "20", pric: "10.30" },
      { item: "阿莫西林胶囊", cnt: "2", pric: "5.5" },
    ]);
  });
});
