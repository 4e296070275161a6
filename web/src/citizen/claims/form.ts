// What is entered of a claim, what the page says against it, and how it is told to the server. It is kept by the server as a draft, and
// nothing of it in the browser: an account's number and an illness are nobody's who uses the tab next.
import type { Body } from "@/api/client";
import { FLAGS } from "@/claim/claim";
import type { Flag, Statement, View } from "@/claim/claim";
import { t } from "@/words/words";
import { typedAmount } from "@/words/values";

type Wanted = Body<"/persons/{psn_no}/claims", "post">;
export type Stated = Wanted["statement"];

export interface LineForm {
  id: number;
  name: string;
  code: string;
  cnt: string;
  pric: string;
  amount: string;
  day: string;
}
export interface InvoiceForm {
  id: number;
  number: string;
  isPaper: boolean;
  day: string;
  amount: string;
}
export interface Form {
  person: string;
  insutype: string;
  med_type: string;
  flags: Record<Flag, boolean>;
  place: string;
  code: string;
  name: string;
  level: string;
  begndate: string;
  enddate: string;
  disease: string;
  reason_code: string;
  lines: LineForm[];
  invoices: InvoiceForm[];
  holder: string;
  bank: string;
  number: string;
}
/** What is wrong, by the field: "lines/0/amount". */
export type Wrong = Record<string, string>;

const OTHER_REASON = "99";
let made = 0;
export function newLine(given: Partial<LineForm> = {}): LineForm {
  return { id: ++made, name: "", code: "", cnt: "", pric: "", amount: "", day: "", ...given };
}
export function newInvoice(given: Partial<InvoiceForm> = {}): InvoiceForm {
  return { id: ++made, number: "", isPaper: false, day: "", amount: "", ...given };
}

export function emptyForm(): Form {
  return {
    person: "",
    insutype: "",
    med_type: "",
    flags: Object.fromEntries(FLAGS.map((flag) => [flag, false])) as Record<Flag, boolean>,
    place: "",
    code: "",
    name: "",
    level: "",
    begndate: "",
    enddate: "",
    disease: "",
    reason_code: OTHER_REASON,
    lines: [newLine()],
    invoices: [newInvoice()],
    holder: "",
    bank: "",
    number: "",
  };
}

/** Of a draft, or of what was sent in and is changed. */
export function formOf(person: string, view: View): Form {
  const { statement: said, psn_name } = view;
  const amount = (value: number) => value.toFixed(2);
  const form = emptyForm();
  Object.assign(form, {
    person,
    insutype: said.insutype,
    med_type: said.med_type ?? "",
    place: said.place?.mdtrtarea_admvs ?? "",
    code: said.place?.fixmedins_code ?? "",
    name: said.place?.fixmedins_name ?? "",
    level: said.place?.hosp_lv ?? "",
    begndate: said.begndate,
    enddate: said.enddate,
    disease: said.dise_codg ?? "",
    reason_code: said.manl_reim_rea || OTHER_REASON,
    holder: said.account?.holder || psn_name,
    bank: said.account?.bank ?? "",
    number: said.account?.number ?? "",
  });
  for (const flag of FLAGS) form.flags[flag] = said[flag] === true;
  const lines = (said.lines ?? []).map((line) =>
    newLine({
      name: line.medins_list_name ?? "",
      code: line.med_list_codg ?? "",
      cnt: line.cnt ?? "",
      pric: line.pric ?? "",
      amount: amount(line.det_item_fee_sumamt),
      day: line.fee_ocur_time ?? "",
    }),
  );
  const invoices = (said.invoices ?? []).map((one) => newInvoice({ number: one.number, isPaper: one.is_paper === true, day: one.day, amount: amount(one.amount) }));
  if (lines.length > 0) form.lines = lines;
  if (invoices.length > 0) form.invoices = invoices;
  return form;
}

export function isBlankLine(line: LineForm): boolean {
  return line.name.trim() === "" && line.amount.trim() === "";
}
export function isBlankInvoice(one: InvoiceForm): boolean {
  return one.number.trim() === "" && one.amount.trim() === "";
}
/** Whole fen, of which sums are exact; null where the text is no amount above zero. */
export function fenOf(text: string): number | null {
  const typed = typedAmount(text);
  if (typed === null) return null;
  const [whole = "0", part = ""] = typed.split(".");
  const fen = Number(`${whole}${part.padEnd(2, "0")}`);
  return fen > 0 ? fen : null;
}
/** In yuan, for showing; what is no amount yet counts nothing. */
export function sumOf(texts: readonly string[]): number {
  const fenOfYuan = 100;
  return texts.reduce((all, text) => all + (fenOf(text) ?? 0), 0) / fenOfYuan;
}

function plainOf(text: string): string {
  return text.replace(/[\s,，¥￥元]/g, "");
}
/** A positive number of at most so many places as a whole number of the last one; null where it is none. */
function scaled(text: string, places: number): bigint | null {
  const parts = /^(\d{1,10})(?:\.(\d+))?$/.exec(plainOf(text));
  const part = parts?.[2] ?? "";
  if (parts === null || part.length > places) return null;
  const value = BigInt(`${parts[1] ?? "0"}${part.padEnd(places, "0")}`);
  return value > 0n ? value : null;
}
const CNT_PLACES = 4;
const PRICE_PLACES = 6;
/** Count and price are numbers, or neither of the two is said. */
function isCounted(line: Pick<LineForm, "cnt" | "pric">): boolean {
  if (line.cnt.trim() === "" && line.pric.trim() === "") return true;
  return scaled(line.cnt, CNT_PLACES) !== null && scaled(line.pric, PRICE_PLACES) !== null;
}
/** Count times price is the amount, to the fen; or neither of the two is said. */
export function agrees(line: Pick<LineForm, "cnt" | "pric" | "amount">): boolean {
  if (line.cnt.trim() === "" && line.pric.trim() === "") return true;
  const count = scaled(line.cnt, CNT_PLACES);
  const price = scaled(line.pric, PRICE_PLACES);
  const fen = fenOf(line.amount);
  if (count === null || price === null || fen === null) return false;
  const unit = 10n ** BigInt(CNT_PLACES + PRICE_PLACES - 2);
  const away = count * price - BigInt(fen) * unit;
  // A price was rounded before it was printed: a fen more or less is none.
  return away <= unit && away >= -unit;
}

/** Whether every row that was begun can be told to the server. */
export function isWhole(form: Form): boolean {
  return form.lines.every((line) => isBlankLine(line) || fenOf(line.amount) !== null) && form.invoices.every((one) => isBlankInvoice(one) || isStatedInvoice(one));
}
function isStatedInvoice(one: InvoiceForm): boolean {
  return !isBlankInvoice(one) && one.day !== "" && fenOf(one.amount) !== null;
}

export function statementOf(form: Form): Stated {
  const lines = form.lines.filter((line) => !isBlankLine(line) && fenOf(line.amount) !== null);
  const invoices = form.invoices.filter(isStatedInvoice);
  const yuan = (text: string) => typedAmount(text) ?? "";
  return {
    insutype: form.insutype as "310" | "390",
    med_type: form.med_type,
    place: {
      ...(form.place === "" ? {} : { mdtrtarea_admvs: form.place }),
      ...(form.code === "" ? {} : { fixmedins_code: form.code }),
      fixmedins_name: form.name.trim(),
      ...(form.level === "" || form.code !== "" ? {} : { hosp_lv: form.level }),
    },
    begndate: form.begndate,
    enddate: form.enddate,
    ...(form.disease.trim() === "" ? {} : { dise_codg: form.disease.trim() }),
    ...form.flags,
    manl_reim_rea: form.reason_code,
    lines: lines.map((line) => ({
      ...(line.code === "" ? {} : { med_list_codg: line.code }),
      medins_list_name: line.name.trim(),
      ...(agrees(line) && line.cnt.trim() !== "" ? { cnt: plainOf(line.cnt), pric: plainOf(line.pric) } : {}),
      det_item_fee_sumamt: yuan(line.amount),
      ...(line.day === "" ? {} : { fee_ocur_time: line.day }),
    })),
    invoices: invoices.map((one) => ({
      number: digitsOf(one.number),
      ...(one.isPaper ? { is_paper: true } : {}),
      day: one.day,
      amount: yuan(one.amount),
    })),
    ...(form.holder.trim() === "" && form.bank.trim() === "" && form.number.trim() === "" ? {} : { account: accountOf(form) }),
  };
}

/** The same as the server would show it. */
export function shownOf(stated: Stated): Statement {
  return {
    ...stated,
    lines: (stated.lines ?? []).map((line) => ({ ...line, det_item_fee_sumamt: Number(line.det_item_fee_sumamt) })),
    invoices: (stated.invoices ?? []).map((one) => ({ ...one, amount: Number(one.amount) })),
  };
}

export type Account = Pick<Form, "holder" | "bank" | "number">;
export function accountOf(form: Account): Account {
  return { holder: form.holder.trim(), bank: form.bank.trim(), number: digitsOf(form.number) };
}
/** Blanks and dashes, as cards and invoices are printed with, are none of the number. */
export function digitsOf(text: string): string {
  return text.replace(/[\s-]/g, "");
}

export function wrongCare(form: Form, isTyped: boolean, today: string): Wrong {
  const wrong: Wrong = {};
  if (form.insutype === "") wrong["insutype"] = t("new_claim.wrong_scheme");
  if (form.place === "") wrong["place"] = t("new_claim.wrong_place");
  if (form.name.trim() === "") wrong["institution"] = t(isTyped ? "new_claim.wrong_name" : "new_claim.wrong_institution");
  if (form.begndate === "") wrong["begndate"] = t("new_claim.wrong_day");
  else if (form.begndate > today) wrong["begndate"] = t("new_claim.wrong_future");
  if (form.enddate === "") wrong["enddate"] = t("new_claim.wrong_day");
  else if (form.enddate < form.begndate) wrong["enddate"] = t("new_claim.wrong_order");
  else if (form.enddate > today) wrong["enddate"] = t("new_claim.wrong_future");
  return wrong;
}

const INVOICE_DIGITS = 20;
/** Of a receipt on paper: its code and number together. */
const PAPER_DIGITS = { min: 8, max: 22 };
function isNumberOf(one: InvoiceForm, digits: number): boolean {
  return one.isPaper ? digits >= PAPER_DIGITS.min && digits <= PAPER_DIGITS.max : digits === INVOICE_DIGITS;
}
/** A row that nothing was typed into is left out, unless it is the only one. */
export function wrongBill(form: Form, today: string): Wrong {
  const wrong: Wrong = {};
  const lines = form.lines.some((line) => !isBlankLine(line)) ? form.lines.filter((line) => !isBlankLine(line)) : form.lines.slice(0, 1);
  for (const line of lines) {
    if (line.name.trim() === "") wrong[`line-${line.id}-name`] = t("new_claim.wrong_item");
    if (fenOf(line.amount) === null) wrong[`line-${line.id}-amount`] = t("new_claim.wrong_amount");
    if (!isCounted(line)) wrong[`line-${line.id}-cnt`] = t("new_claim.wrong_count");
    else if (fenOf(line.amount) !== null && !agrees(line)) wrong[`line-${line.id}-cnt`] = t("new_claim.wrong_price");
    if (line.day !== "" && (line.day < form.begndate || line.day > form.enddate)) wrong[`line-${line.id}-day`] = t("new_claim.wrong_outside");
  }
  const invoices = form.invoices.some((one) => !isBlankInvoice(one)) ? form.invoices.filter((one) => !isBlankInvoice(one)) : form.invoices.slice(0, 1);
  const seen = new Set<string>();
  for (const one of invoices) {
    const number = digitsOf(one.number);
    const digits = number.replace(/\D/g, "");
    if (number !== digits || !isNumberOf(one, digits.length)) {
      wrong[`invoice-${one.id}-number`] = t(one.isPaper ? "new_claim.wrong_paper" : "new_claim.wrong_invoice", digits.length);
    } else if (seen.has(number)) wrong[`invoice-${one.id}-number`] = t("new_claim.wrong_twice");
    seen.add(number);
    if (one.day === "") wrong[`invoice-${one.id}-day`] = t("new_claim.wrong_day");
    else if (one.day < form.begndate) wrong[`invoice-${one.id}-day`] = t("new_claim.wrong_early");
    else if (one.day > today) wrong[`invoice-${one.id}-day`] = t("new_claim.wrong_future");
    if (fenOf(one.amount) === null) wrong[`invoice-${one.id}-amount`] = t("new_claim.wrong_amount");
  }
  return wrong;
}

export function wrongAccount(form: Account): Wrong {
  const wrong: Wrong = {};
  if (form.holder.trim() === "") wrong["holder"] = t("new_claim.wrong_holder");
  if (form.bank.trim() === "") wrong["bank"] = t("new_claim.wrong_bank");
  if (!/^\d{8,32}$/.test(digitsOf(form.number))) wrong["number"] = t("new_claim.wrong_number");
  return wrong;
}

/** What stands before the amount of a copied row, and the amount; null where it is not plain which of its digits are the amount. */
function partsOf(row: string): [name: string, amount: string] | null {
  const spaced = /^(.*\S)[\t ]+(\S+)$/.exec(row);
  const isAmount = (text: string) => /^[¥￥]?(\d+|\d{1,3}(,\d{3})+)(\.\d{1,2})?元?$/.test(text) && fenOf(text) !== null;
  if (spaced !== null && isAmount(spaced[2] ?? "")) return [spaced[1] ?? "", spaced[2] ?? ""];
  const listed = /^(.*[^,，\s])\s*[,，]\s*([^,，]+)$/.exec(row);
  if (listed === null || !isAmount(listed[2] ?? "")) return null;
  // "bed,1,200.00" may be one of 200 or one for 1,200: whoever pasted it knows, we do not.
  const isThousand = /\d$/.test(listed[1] ?? "") && /^\d{3}(\.|$)/.test(listed[2] ?? "") && !/[,，]\s/.test(row);
  return isThousand ? null : [listed[1] ?? "", listed[2] ?? ""];
}

/** Count and price stand before the amount where they give it. */
function copiedLine(before: string, amount: string): LineForm {
  const cells = before.split(/[\t,，\s]+/).filter((cell) => cell !== "");
  const [cnt = "", pric = ""] = cells.slice(-2);
  const isPriced = cells.length > 2 && cnt !== "" && agrees({ cnt, pric, amount });
  return newLine({ name: (isPriced ? cells.slice(0, -2) : cells).join(" "), amount, ...(isPriced ? { cnt, pric } : {}) });
}

/** Rows of a list that was copied: the name first, the amount last. `bad` are the numbers of rows without a plain amount, from 1. */
export function linesOfText(text: string): { lines: LineForm[]; bad: number[] } {
  const lines: LineForm[] = [];
  const bad: number[] = [];
  text.split(/\r?\n/).forEach((row, at) => {
    if (row.trim() === "") return;
    const parts = partsOf(row.trim());
    if (parts === null) bad.push(at + 1);
    else lines.push(copiedLine(parts[0], typedAmount(parts[1]) ?? ""));
  });
  return { lines, bad };
}

export type Part = "who" | "care" | "bill" | "account";
/** Which field the server means, by the pointer of its answer, and on which screen it stands. */
export function fieldAt(pointer: string, form: Form): { part: Part; field: string } | null {
  const [head = "", at = "", member = ""] = pointer.replace(/^\/statement/, "").replace(/^\//, "").split("/");
  const care: Record<string, string> = { insutype: "insutype", begndate: "begndate", enddate: "enddate", place: "institution", dise_codg: "disease", manl_reim_rea: "reason_code" };
  const members: Record<string, string> = { medins_list_name: "name", med_list_codg: "name", cnt: "cnt", pric: "cnt", det_item_fee_sumamt: "amount", fee_ocur_time: "day", number: "number", day: "day", amount: "amount" };
  if (head === "med_type") return { part: "who", field: "med_type" };
  if (head === "place" && at === "mdtrtarea_admvs") return { part: "care", field: "place" };
  if (care[head] !== undefined) return { part: "care", field: care[head] };
  if (head === "lines" || head === "invoices") {
    const rows: { id: number }[] = head === "lines" ? form.lines.filter((line) => !isBlankLine(line)) : form.invoices.filter(isStatedInvoice);
    const row = rows[Number(at || "0")];
    const name = members[member] ?? (head === "lines" ? "name" : "number");
    return row === undefined ? null : { part: "bill", field: `${head === "lines" ? "line" : "invoice"}-${row.id}-${name}` };
  }
  if (head === "account") return { part: "account", field: at === "" ? "bank" : at };
  return null;
}
