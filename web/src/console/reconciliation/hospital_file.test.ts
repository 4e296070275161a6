import { describe, expect, it } from "vitest";
import { decoded, readHospitalFile } from "./hospital_file";

describe("a hospital's account of a day", () => {
  it("is read by national or usual names, quoted or not", () => {
    const { rows, wrong } = readHospitalFile('\ufeff结算号,总费用,"基金支付",原结算号\r\n7001,"1,234.50",800,\r\n7002,-20.00,-5,7001\r\n\r\n');
    expect(wrong).toBeNull();
    expect(rows).toEqual([
      { setl_id: "7001", medfee_sumamt: "1234.50", fund_pay_sumamt: "800" },
      { setl_id: "7002", medfee_sumamt: "-20.00", fund_pay_sumamt: "-5", reverses: "7001" },
    ]);
  });

  it("names the first line and column that cannot be read", () => {
    expect(readHospitalFile("setl_id,medfee_sumamt\n7001,ten\n").wrong).toEqual({ line: 2, column: "medfee_sumamt" });
    expect(readHospitalFile("setl_id,medfee_sumamt\n,1\n").wrong).toEqual({ line: 2, column: "setl_id" });
    expect(readHospitalFile("setl_id,amount\n7001,1\n").wrong).toEqual({ line: 1, column: "medfee_sumamt" });
  });

  it("may be empty: the hospital has nothing on that day", () => {
    expect(readHospitalFile("setl_id,medfee_sumamt\n")).toEqual({ rows: [], wrong: null });
  });

  it("is decoded from UTF-8, else from GBK", () => {
    expect(decoded(new TextEncoder().encode("结算号").buffer as ArrayBuffer)).toBe("结算号");
    expect(decoded(Uint8Array.from([0xbd, 0xe1, 0xcb, 0xe3, 0xba, 0xc5]).buffer)).toBe("结算号");
  });
});
