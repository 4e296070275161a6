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
  /** What the server says against it. */
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

/** A row of a spreadsheet: code or name, count, price. A head is left out. */
export interface Pasted {
  item: string;
  cnt: string;
  pric: string;
}

export function rowsOf(pasted: string): Pasted[] {
  const rows = pasted
    .split(/\r?\n/)
    .map((line) => line.split("\t").map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ""));
  const isNumber = (cell: string | undefined) => cell !== undefined && scaled(cell, PRICE_PLACES) !== null;
  return rows.flatMap((cells) => {
    // The last two numbers before an amount: the first numbers after the item.
    const item = cells.find((cell) => cell !== "" && !isNumber(cell)) ?? "";
    const numbers = cells.slice(cells.indexOf(item) + 1).filter(isNumber);
    if (item === "" || numbers.length < 2) return [];
    return [{ item, cnt: numbers[0] ?? "", pric: numbers[1] ?? "" }];
  });
}

/** Whether what is on the clipboard is rows of a table, and not a word for the field that has the focus. */
export function isTable(pasted: string): boolean {
  return /\t/.test(pasted.trim());
}
