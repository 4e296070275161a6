import { describe, expect, it } from "vitest";
import { amountOf, countOf, isReady, newDraft, priceOf, rowsOf, sumOf } from "./bill";

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
  const read = (...rows: string[]) => rowsOf(rows.join("\n")).map(({ item, cnt, pric, doubt }) => [item, cnt, pric, doubt]);

  it("are read by what their cells are", () => {
    const pasted = "编码\t数量\t单价\nXY99YYY001Y001010109999\t20\t10.30\t206.00\r\n1\t阿莫西林胶囊\t2\t5.5\n\n\t\n";
    expect(read(pasted)).toEqual([
      ["XY99YYY001Y001010109999", "20", "10.30", ""],
      ["阿莫西林胶囊", "2", "5.5", ""],
    ]);
    expect(read("1\t0.9%氯化钠注射液\t2\t5.5")).toEqual([["0.9%氯化钠注射液", "2", "5.5", ""]]);
    expect(read("86901234\t2\t5.5\t11.00")).toEqual([["86901234", "2", "5.5", ""]]);
  });

  it("are told apart by their amount where there are more numbers than count and price", () => {
    expect(read("阿莫西林\t24\t2\t5.5\t11.00")).toEqual([["阿莫西林", "2", "5.5", ""]]);
    expect(read("阿莫西林\t0.25g\t2\t5.5\t11")).toEqual([["阿莫西林", "2", "5.5", ""]]);
    expect(read("阿莫西林\t2\t5.5\t12.00")).toEqual([["阿莫西林", "2", "5.5", "amount"]]);
  });

  it("are all there, also those that cannot be read, which no number is guessed for", () => {
    expect(read("名称\t数量\t单价", "阿莫西林\t两盒\t5.5", "头孢\t2盒\t5.5\t11", "感冒灵\t-2\t10.30\t20.60", "板蓝根", "2\t5.5")).toEqual([
      ["阿莫西林", "两盒", "5.5", "cells"],
      ["头孢", "2盒", "5.5", "cells"],
      ["感冒灵", "-2", "10.30", "cells"],
      ["板蓝根", "", "", "cells"],
      ["", "2", "5.5", "cells"],
    ]);
  });
});

describe("a line that something was said against", () => {
  it("is not ready until it is changed", () => {
    const draft = newDraft({ code: "XY1", typed: "a", cnt: "2", pric: "5", wrong: "?" });
    expect(isReady(draft)).toBe(false);
    expect(isReady({ ...draft, wrong: "" })).toBe(true);
    expect(isReady({ ...draft, wrong: "", cnt: "" })).toBe(false);
  });
});
