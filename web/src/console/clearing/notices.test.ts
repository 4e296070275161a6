import { describe, expect, it } from "vitest";
import type { Notice } from "./clearing";
import { countOf } from "./notices";

function noticeOf(insured: string, treating: string, state: Notice["state"]): Notice {
  return { number: `${insured}-${treating}`, insured, treating, state } as Notice;
}

describe("the dated steps of notices", () => {
  const notices = [noticeOf("11", "44", "paid"), noticeOf("44", "36", "paid"), noticeOf("44", "42", "handed"), noticeOf("36", "44", "issued")];

  it("count what waits for each, not for the last one", () => {
    expect(countOf("to_finance", notices, "")).toEqual({ open: 1, all: 4 });
    expect(countOf("pay", notices, "")).toEqual({ open: 2, all: 4 });
    expect(countOf("report", notices, "")).toEqual({ open: 4, all: 4 });
  });

  it("are a party's own where it pays, and where it is paid", () => {
    expect(countOf("to_finance", notices, "44")).toEqual({ open: 0, all: 2 });
    expect(countOf("pay", notices, "44")).toEqual({ open: 1, all: 2 });
    expect(countOf("report", notices, "44")).toEqual({ open: 2, all: 2 });
  });
});
