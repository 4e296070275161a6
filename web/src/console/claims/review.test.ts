import { describe, expect, it } from "vitest";
import type { Claim } from "@/claim/claim";
import { lineForms, linesBody, unread } from "./review";

const LISTED = { medins_list_name: "a drug", det_item_fee_sumamt: 20, insured: { chrgitm_lv: "01" } };
const UNLISTED = { medins_list_name: "a plaster", det_item_fee_sumamt: 5, insured: null };
const CLAIM = { refused_lines: [] as Claim["refused_lines"] } as Claim;

describe("lines of a claim under review", () => {
  it("that the catalogue does not list have to be read or taken out", () => {
    const lines = [LISTED, UNLISTED];
    const forms = lineForms(lines, CLAIM);
    expect(unread(lines, forms)).toEqual([2]);
    forms[1]!.level = "03";
    expect(unread(lines, forms)).toEqual([]);
    expect(linesBody(forms)).toEqual({ read_lines: [{ line: 1, chrgitm_lv: "03" }] });
  });

  it("that are taken out are not read besides, and say why", () => {
    const forms = lineForms([LISTED, UNLISTED], CLAIM);
    Object.assign(forms[1]!, { level: "02", selfpay: "0.1", reason: "no_indication", words: " not in the record " });
    expect(linesBody(forms)).toEqual({ refused_lines: [{ line: 1, reason: "no_indication", words: "not in the record" }] });
  });

  it("that were taken out before stand so again", () => {
    const forms = lineForms([LISTED], { ...CLAIM, refused_lines: [{ line: 0, reason: "other", words: "why" }] });
    expect(linesBody(forms).refused_lines).toEqual([{ line: 0, reason: "other", words: "why" }]);
  });
});
