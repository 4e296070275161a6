import { describe, expect, it } from "vitest";
import { factOf, missing, toCase } from "./case";

const FACTS = {
  insuplc_admdvs: "420100",
  mdtrtarea_admvs: "440100",
  insured_as: "12",
  care: "inpatient",
  medfee_sumamt: "46000",
};

describe("a case from the facts of an address", () => {
  it("states what is known and asks about the filing", () => {
    expect(toCase(FACTS, "2026-11-22")).toEqual({
      insuplc_admdvs: "420100",
      mdtrtarea_admvs: "440100",
      insutype: "310",
      psn_type: "12",
      med_type: "21",
      filing: "?",
      begndate: "2026-11-22",
      fee: { medfee_sumamt: "46000" },
    });
  });

  it("tells no filing from one that is not known", () => {
    expect(toCase({ ...FACTS, filing: "none" }, "2026-11-22")["filing"]).toBeNull();
    expect(toCase({ ...FACTS, filing: "?" }, "2026-11-22")["filing"]).toBe("?");
    expect(toCase({ ...FACTS, filing: "referral" }, "2026-11-22")["filing"]).toEqual({ kind: "referral", place: "440100" });
  });

  it("leaves out what nobody knows", () => {
    const made = toCase({ ...FACTS, insured_as: "?", hosp_lv: "?", age: "many" }, "2026-11-22");
    expect(made).not.toHaveProperty("insutype");
    expect(made).not.toHaveProperty("hosp_lv");
    expect(made).not.toHaveProperty("age");
  });

  it("names of a list what holds", () => {
    const facts = { ...FACTS, "inst_attr.primary_care": "false", "psn_idet.low_income": "true", recognised: "true", age: "70" };
    expect(toCase(facts, "2026-11-22")).toMatchObject({ inst_attr: [], psn_idet: ["low_income"], recognised: true, age: 70 });
  });

  it("holds what the year has used and the last day", () => {
    const made = toCase({ ...FACTS, cum_pool: "300000", cum_dedc: "?", enddate: "2027-01-02" }, "2026-11-22");
    expect(made).toMatchObject({ cum: { pool: "300000" }, enddate: "2027-01-02" });
    expect(toCase(FACTS, "2026-11-22")).not.toHaveProperty("cum");
  });

  it("says what is missing", () => {
    expect(missing({ ...FACTS, care: "?", medfee_sumamt: "" })).toEqual(["care", "medfee_sumamt"]);
    expect(missing(FACTS)).toEqual([]);
  });
});

describe("a reading of what is open", () => {
  it("becomes a fact where somebody could say it", () => {
    expect(factOf("hosp_lv", null, "02")).toEqual({ hosp_lv: "02" });
    expect(factOf("inst_attr", "primary_care", "true")).toEqual({ "inst_attr.primary_care": "true" });
    expect(factOf("psn_type", null, "12")).toEqual({ insured_as: "12" });
  });

  it("stays open where only the rule could", () => {
    expect(factOf(null, null, "0")).toBeNull();
    expect(factOf("age", null, "60 and more")).toBeNull();
    expect(factOf("mdtrtarea_admvs", null, "local")).toBeNull();
  });
});
