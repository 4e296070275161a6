import { describe, expect, it } from "vitest";
import { payeeOf, percent, percentLine } from "./prepayment";
import type { Order } from "./prepayment";

describe("a use rate", () => {
  it("is moved by two places and loses none", () => {
    expect(percent("0.7250")).toBe("72.50 %");
    expect(percent("1.0500")).toBe("105.00 %");
    expect(percent("0.0007")).toBe("0.07 %");
    expect(percent("12.3456")).toBe("1234.56 %");
  });
  it("of a warning is told without empty places", () => {
    expect(percentLine("0.7000")).toBe("70 %");
    expect(percentLine("0.0250")).toBe("2.50 %");
  });
});

describe("an order", () => {
  it("is paid to whoever does not pay: a smaller prepayment goes back", () => {
    expect(payeeOf({ payer: "130000", insured: "130000", treating: "120000" } as Order)).toBe("120000");
    expect(payeeOf({ payer: "120000", insured: "130000", treating: "120000" } as Order)).toBe("130000");
  });
});
