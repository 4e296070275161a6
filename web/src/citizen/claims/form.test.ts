import { beforeEach, describe, expect, it } from "vitest";
import { setLanguage } from "@/words/words";
import { emptyForm, fenOf, fieldAt, isWhole, linesOfText, newInvoice, newLine, statementOf, sumOf, wrongAccount, wrongBill, wrongCare } from "./form";
import type { Form } from "./form";
import "./new_words";

function filled(): Form {
  return {
    ...emptyForm(),
    person: "1",
    insutype: "390",
    med_type: "21",
    place: "440100",
    name: "a hospital",
    begndate: "2026-06-01",
    enddate: "2026-06-03",
    lines: [newLine({ name: "a drug", amount: "1,000.10" }), newLine()],
    invoices: [newInvoice({ number: "9944 0100 0000 0000 0009", day: "2026-06-03", amount: "1000.1" }), newInvoice()],
    holder: "somebody",
    bank: "a bank",
    number: "0000 1111 2222",
  };
}
beforeEach(() => setLanguage("zh"));

describe("amounts of a bill", () => {
  it("are summed in whole fen", () => {
    // 0.1 + 0.2 of floating point is not 0.3.
    expect(sumOf(["0.1", "0.2", "", "about"])).toBe(0.3);
    expect(sumOf(["99999999.99", "0.01"])).toBe(100000000);
    expect(fenOf("0")).toBeNull();
  });
});

describe("what is stated", () => {
  it("leaves out rows into which nothing was typed, and blanks of numbers", () => {
    const stated = statementOf(filled());
    expect(stated.lines).toEqual([{ medins_list_name: "a drug", det_item_fee_sumamt: "1000.10" }]);
    expect(stated.invoices).toEqual([{ number: "99440100000000000009", day: "2026-06-03", amount: "1000.1" }]);
    expect(stated.account?.number).toBe("000011112222");
  });

  it("has count and price where they give the amount", () => {
    const form = filled();
    form.lines = [newLine({ name: "a drug", cnt: "3", pric: "6.666667", amount: "20.00" })];
    expect(statementOf(form).lines?.[0]).toMatchObject({ cnt: "3", pric: "6.666667" });
    expect(wrongBill(form, "2026-06-15")).toEqual({});
    form.lines = [newLine({ name: "a drug", cnt: "3", pric: "7", amount: "20.00" })];
    expect(Object.keys(wrongBill(form, "2026-06-15"))).toEqual([`line-${form.lines[0]?.id}-cnt`]);
    form.lines = [newLine({ name: "a drug", cnt: "3", amount: "20.00" })];
    expect(Object.keys(wrongBill(form, "2026-06-15"))).toEqual([`line-${form.lines[0]?.id}-cnt`]);
  });

  it("is whole where every row that was begun has what the server needs of it", () => {
    const form = filled();
    expect(isWhole(form)).toBe(true);
    form.lines = [newLine({ name: "a drug" })];
    expect(isWhole(form)).toBe(false);
    const late = filled();
    late.invoices = [newInvoice({ number: "9944" })];
    expect(isWhole(late)).toBe(false);
  });
});

describe("what the page says against it", () => {
  it("is of a count in words that it is no number, not that it does not give the amount", () => {
    const form = filled();
    form.lines = [newLine({ name: "a bed", cnt: "3天", pric: "50", amount: "150" })];
    expect(Object.values(wrongBill(form, "2026-06-15"))).toEqual([expect.stringContaining("只写数字")]);
  });

  it("is of an invoice that its day lies before the care, or ahead", () => {
    const form = filled();
    const day = `invoice-${form.invoices[0]?.id}-day`;
    if (form.invoices[0] !== undefined) form.invoices[0].day = "2026-05-31";
    expect(wrongBill(form, "2026-06-15")).toEqual({ [day]: "开票日期不能早于就医第一天。" });
    if (form.invoices[0] !== undefined) form.invoices[0].day = "2026-06-16";
    expect(wrongBill(form, "2026-06-15")).toEqual({ [day]: "这一天还没有到。" });
  });

  it("is nothing where all is there", () => {
    const form = filled();
    expect(wrongCare(form, true, "2026-06-15")).toEqual({});
    expect(wrongBill(form, "2026-06-15")).toEqual({});
    expect(wrongAccount(form)).toEqual({});
  });

  it("names days to come, out of order, and outside the care", () => {
    const form = { ...filled(), begndate: "2026-06-20", enddate: "2026-06-19" };
    expect(Object.keys(wrongCare(form, true, "2026-06-15"))).toEqual(["begndate", "enddate"]);
    const late = filled();
    late.lines = [newLine({ name: "a drug", amount: "1", day: "2026-06-04" })];
    expect(Object.keys(wrongBill(late, "2026-06-15"))).toEqual([`line-${late.lines[0]?.id}-day`]);
  });

  it("counts the digits of an invoice, and finds one that stands twice", () => {
    const form = filled();
    const [first] = form.invoices;
    form.invoices = [first!, newInvoice({ number: "123", day: "2026-06-03", amount: "1" }), newInvoice({ ...first!, id: 77 })];
    const wrong = wrongBill(form, "2026-06-15");
    expect(wrong[`invoice-${form.invoices[1]?.id}-number`]).toContain("3");
    expect(Object.keys(wrong)).toContain("invoice-77-number");
  });
});

describe("a list that is pasted", () => {
  it("has the name first and the amount last", () => {
    const { lines, bad } = linesOfText("amoxicillin 0.25g 24\t1,185.40\n\nbed, three days 1,200.00\nplaster,85.5\nonly words\n12.00\n");
    expect(lines.map(({ name, amount }) => [name, amount])).toEqual([
      ["amoxicillin 0.25g 24", "1185.40"],
      ["bed three days", "1200.00"],
      ["plaster", "85.5"],
    ]);
    expect(bad).toEqual([5, 6]);
  });

  it("has count and price before the amount, where they give it", () => {
    const { lines } = linesOfText("cefalexin 0.25g\t130\t15.00\t1950.00\nbed 24 3 85.40\n");
    expect(lines.map(({ name, cnt, pric, amount }) => [name, cnt, pric, amount])).toEqual([
      ["cefalexin 0.25g", "130", "15.00", "1950.00"],
      ["bed 24 3", "", "", "85.40"],
    ]);
  });

  it("is not guessed at where a comma may be of a thousand", () => {
    expect(linesOfText("bed,1,200.00").bad).toEqual([1]);
    expect(linesOfText("bed,3,85.40").lines[0]).toMatchObject({ name: "bed 3", amount: "85.40" });
  });
});

describe("the field that the server means", () => {
  it("is found by its pointer", () => {
    const form = filled();
    expect(fieldAt("/enddate", form)).toEqual({ part: "care", field: "enddate" });
    expect(fieldAt("/statement/begndate", form)).toEqual({ part: "care", field: "begndate" });
    expect(fieldAt("/account/number", form)).toEqual({ part: "account", field: "number" });
    expect(fieldAt("/lines/0/det_item_fee_sumamt", form)).toEqual({ part: "bill", field: `line-${form.lines[0]?.id}-amount` });
    expect(fieldAt("/invoices", form)).toEqual({ part: "bill", field: `invoice-${form.invoices[0]?.id}-number` });
    expect(fieldAt("claim", form)).toBeNull();
  });
});
