import { describe, expect, it } from "vitest";
import { chosenOf, scenariosOf, usualOf } from "./scenarios";

const FACTS = { insuplc_admdvs: "420100", mdtrtarea_admvs: "440100", filing: "other_temporary" };
const TODAY = "2026-06-15";
const chosen = (of: string | undefined) => chosenOf("filing", of, FACTS, scenariosOf("filing", FACTS, TODAY)).map(({ value }) => value);

describe("scenarios", () => {
  it("begin with how the case stands", () => {
    expect(usualOf("filing", { filing: "long_term_resident" })).toEqual(["long_term_resident", "manual", "other_temporary"]);
    expect(usualOf("filing", FACTS)).toEqual(["manual", "other_temporary", "referral"]);
    expect(usualOf("insured", { insured_as: "12" })).toEqual(["12", "16"]);
  });

  it("are those that the address names, at most three", () => {
    expect(chosen("referral,none")).toEqual(["referral", "none"]);
    expect(chosen("referral,none,emergency,posted_worker")).toEqual(["referral", "none", "emergency"]);
  });

  it("are the usual ones where the address names none that there are", () => {
    expect(chosen(undefined)).toEqual(["manual", "other_temporary", "referral"]);
    expect(chosen("referral,nothing,referral")).toEqual(["manual", "other_temporary", "referral"]);
  });

  it("end before and after the last day of the year", () => {
    const [before, after] = scenariosOf("year", { begndate: "2025-12-20" }, TODAY);
    expect(before?.facts).toEqual({ begndate: "2025-12-20", enddate: "2025-12-31" });
    expect(after?.facts["enddate"]).toBe("2026-01-01");
    expect(scenariosOf("year", {}, TODAY)[1]?.facts).toEqual({ begndate: TODAY, enddate: "2027-01-01" });
  });

  it("at home need no filing", () => {
    expect(scenariosOf("place", FACTS, TODAY)[1]?.facts).toEqual({ mdtrtarea_admvs: "420100", filing: "none" });
  });
});
