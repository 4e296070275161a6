// A hospital's account of a day as a CSV file: columns by the names of the national elements, or by their usual words.
import type { Body } from "@/api/client";
import { typedAmount } from "@/words/values";
import zh from "../../../messages/zh/console_reconciliation.json";

export type HospitalRow = Body<"/reconciliation/hospital-days", "post">["rows"][number];
type Column = keyof HospitalRow;

/** What a column may be called: the element's name, or the words by which the page calls it in Chinese, as files of hospitals do. */
function isCalled(column: Column, name: string): boolean {
  return name === column || name === zh[`hospital_column.${column}`];
}
const AMOUNTS: readonly Column[] = ["medfee_sumamt", "fund_pay_sumamt", "acct_pay", "psn_cash_pay"];

export interface Read {
  rows: HospitalRow[];
  /** The first thing that is wrong; null where nothing is. */
  wrong: { line: number; column: Column } | null;
}

/** UTF-8, else what Chinese spreadsheets write. */
export function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** The cells of each line that is not empty. Quoted cells may hold commas and quotes, not line ends: no number does. */
function cellsOf(text: string): string[][] {
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => (quoted?.replace(/""/g, '"') ?? plain ?? "").trim()),
  );
}

/** A minus stays: a row that takes another back has one. */
function amountOf(text: string): string | null {
  const isNegative = text.startsWith("-");
  const plain = typedAmount(isNegative ? text.slice(1) : text);
  return plain === null ? null : `${isNegative ? "-" : ""}${plain}`;
}

export function readHospitalFile(text: string): Read {
  const [head = [], ...lines] = cellsOf(text);
  const at = (column: Column) => head.findIndex((name) => isCalled(column, name));
  for (const column of ["setl_id", "medfee_sumamt"] as const) {
    if (at(column) < 0) return { rows: [], wrong: { line: 1, column } };
  }
  const rows: HospitalRow[] = [];
  for (const [index, cells] of lines.entries()) {
    const line = index + 2;
    const cell = (column: Column) => cells[at(column)] ?? "";
    if (cell("setl_id") === "") return { rows, wrong: { line, column: "setl_id" } };
    const row: Record<string, string> = { setl_id: cell("setl_id") };
    for (const column of AMOUNTS) {
      if (cell(column) === "" && column !== "medfee_sumamt") continue;
      const amount = amountOf(cell(column));
      if (amount === null) return { rows, wrong: { line, column } };
      row[column] = amount;
    }
    if (cell("reverses") !== "") row["reverses"] = cell("reverses");
    rows.push(row as unknown as HospitalRow);
  }
  return { rows, wrong: null };
}
