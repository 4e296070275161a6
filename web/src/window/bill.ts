// The lines of a bill while they are typed or pasted. A line's amount and the sum of a purchase are what the counter hands in, so they
// are worked out here, in whole numbers; the server checks them and refuses what does not fit.

/** Counts have at most four places, prices six, amounts two. */
const CNT_PLACES = 4;
const PRICE_PLACES = 6;

export interface Draft {
  /** Of this row as long as it is on the screen; its feedetl_sn. */
  id: string;
  /** What stands in the box: a name once it is chosen. */
  typed: string;
  code: string;
  name: string;
  cnt: string;
  pric: string;
  /** What is said against it, until somebody changes it. */
  wrong: string;
}

let made = 0;

/** A number that no other row of this visit has: the time, and how many came before. */
function serial(): string {
  made += 1;
  return `W${Date.now().toString(36)}${made.toString(36)}`.toUpperCase();
}

export function newDraft(given: Partial<Draft> = {}): Draft {
  return { id: serial(), typed: "", code: "", name: "", cnt: "", pric: "", wrong: "", ...given };
}

export function isEmpty(draft: Draft): boolean {
  return draft.typed.trim() === "" && draft.cnt.trim() === "" && draft.pric.trim() === "";
}

/** "1,234.5" as 12345 at one place; null where it is no number of so many places. */
function scaled(text: string, places: number): bigint | null {
  const plain = text.replace(/[\s,，¥￥]/g, "").replace(/．/g, ".").replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10));
  const parts = /^(\d{1,10})(?:\.(\d+))?$/.exec(plain);
  if (parts === null) return null;
  const [, whole = "0", rest = ""] = parts;
  if (rest.length > places) return null;
  return BigInt(whole + rest.padEnd(places, "0"));
}

function text(value: bigint, places: number): string {
  const digits = value.toString().padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** As the interface takes it; null where it is none. */
export function countOf(draft: Draft): string | null {
  const cnt = scaled(draft.cnt, CNT_PLACES);
  return cnt === null || cnt === 0n ? null : text(cnt, CNT_PLACES);
}

export function priceOf(draft: Draft): string | null {
  const pric = scaled(draft.pric, PRICE_PLACES);
  return pric === null ? null : text(pric, PRICE_PLACES);
}

/** Count times price, rounded half up to the fen; null while one of them is missing. */
export function fenOf(draft: Draft): bigint | null {
  const cnt = scaled(draft.cnt, CNT_PLACES);
  const pric = scaled(draft.pric, PRICE_PLACES);
  if (cnt === null || pric === null || cnt === 0n) return null;
  const unit = 10n ** BigInt(CNT_PLACES + PRICE_PLACES - 2);
  return (cnt * pric + unit / 2n) / unit;
}

export function amountOf(draft: Draft): string | null {
  const fen = fenOf(draft);
  return fen === null ? null : text(fen, 2);
}

/** Of a purchase, whose lines and sum go in one message. */
export function sumOf(drafts: readonly Draft[]): string {
  return text(drafts.reduce((sum, draft) => sum + (fenOf(draft) ?? 0n), 0n), 2);
}

export function isComplete(draft: Draft): boolean {
  return draft.code !== "" && amountOf(draft) !== null;
}

/** Whether it may be sent: nothing is missing, and nothing that was said against it is left as it was. */
export function isReady(draft: Draft): boolean {
  return isComplete(draft) && draft.wrong === "";
}

/** A row of a spreadsheet: code or name, count, price. A head is left out, nothing else is. */
export interface Pasted {
  item: string;
  cnt: string;
  pric: string;
  /** What cannot be read for certain: which cell is which, or count times price is not the row's amount. */
  doubt: "" | "cells" | "amount";
}

/** Of so many numbers in a row the two whose product is the next one, or of two both; -1 where none fit. */
function placeOfCount(numbers: readonly string[]): number {
  if (numbers.length === 2) return 0;
  return numbers.findIndex((cnt, at) => {
    const [pric, sum] = [numbers[at + 1], numbers[at + 2]];
    if (pric === undefined || sum === undefined) return false;
    const fen = fenOf(newDraft({ cnt, pric }));
    return fen !== null && fen === scaled(sum, 2);
  });
}

function rowOf(cells: readonly string[]): Pasted {
  const filled = cells.filter((cell) => cell !== "");
  const isNumber = (cell: string) => scaled(cell, PRICE_PLACES) !== null;
  // An item of digits alone stands before count and price; a number before a name only counts the rows.
  const item = filled.find((cell) => !/^[-+¥￥]?[\d０-９][\d０-９.,，．]*$/.test(cell)) ?? (filled.length > 2 ? (filled[0] ?? "") : "");
  const rest = item === "" ? filled : filled.slice(filled.indexOf(item) + 1);
  const numbers = rest.filter(isNumber);
  // "2盒", "-2", "0.25g": with such a cell only the row's own amount tells which numbers are meant.
  const isClear = rest.every((cell) => isNumber(cell) || !/\d|[０-９]/.test(cell));
  const at = isClear || numbers.length > 2 ? placeOfCount(numbers) : -1;
  if (at >= 0 && item !== "") return { item, cnt: numbers[at] ?? "", pric: numbers[at + 1] ?? "", doubt: "" };
  const [cnt = "", pric = ""] = isClear && numbers.length > 2 ? numbers : rest;
  return { item, cnt, pric, doubt: isClear && numbers.length > 2 ? "amount" : "cells" };
}

export function rowsOf(pasted: string): Pasted[] {
  const rows = pasted
    .split(/\r?\n/)
    .map((line) => line.split("\t").map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ""));
  const isHead = rows.length > 1 && rows[0]?.every((cell) => !/[\d０-９]/.test(cell)) === true;
  return rows.slice(isHead ? 1 : 0).map(rowOf);
}

/** Whether what is on the clipboard is rows of a table, and not a word for the field that has the focus. */
export function isTable(pasted: string): boolean {
  return /[\t\n]/.test(pasted.trim());
}
