// What a column of a table says of its values: how they are shown, sorted and written to a file.
import { day, time, yuan } from "@/words/values";

export interface Column<T> {
  id: string;
  title: string;
  value: (row: T) => string | number | null | undefined;
  /** "money" comes from the server as yuan; "code" is not broken; "day" and "time" are ISO. */
  kind?: "text" | "code" | "money" | "number" | "day" | "time";
  /** Only shown when it is chosen. */
  isHidden?: boolean;
}

export interface Sorting {
  id: string;
  isDown: boolean;
}

export function isNumeric<T>(column: Column<T>): boolean {
  return column.kind === "money" || column.kind === "number";
}

export function textOfCell<T>(column: Column<T>, row: T): string {
  const value = column.value(row);
  if (value === null || value === undefined || value === "") return "—";
  if (column.kind === "money") return yuan(Number(value));
  if (column.kind === "day") return day(String(value));
  if (column.kind === "time") return time(String(value));
  return String(value);
}

/** For a file: amounts with their two places, days as the server says them. */
export function rawOfCell<T>(column: Column<T>, row: T): string | number | null {
  const value = column.value(row);
  return value === undefined ? null : value;
}

/** In the order of a column; what has no value comes last either way. Without a column as the server ordered them. */
export function sorted<T>(rows: readonly T[], columns: readonly Column<T>[], by: Sorting | null): T[] {
  const column = columns.find((one) => one.id === by?.id);
  if (column === undefined || by === null) return [...rows];
  const sign = by.isDown ? -1 : 1;
  const isEmpty = (value: unknown) => value === null || value === undefined || value === "";
  return [...rows].sort((a, b) => {
    const [left, right] = [column.value(a), column.value(b)];
    if (isEmpty(left) || isEmpty(right)) return Number(isEmpty(left)) - Number(isEmpty(right));
    if (typeof left === "number" && typeof right === "number") return sign * (left - right);
    return sign * String(left).localeCompare(String(right), "zh-CN", { numeric: true });
  });
}

function keptName(name: string): string {
  return `yidi.columns.${name}`;
}

/** Which columns somebody has chosen for the table of this name. */
export function keptColumns<T>(name: string, columns: readonly Column<T>[]): string[] {
  const usual = columns.filter((column) => column.isHidden !== true).map((column) => column.id);
  try {
    const kept = JSON.parse(localStorage.getItem(keptName(name)) ?? "null") as unknown;
    if (!Array.isArray(kept)) return usual;
    const known = columns.map((column) => column.id).filter((id) => kept.includes(id));
    return known.length > 0 ? known : usual;
  } catch {
    return usual; // Storage may be switched off; then a choice lasts as long as the table.
  }
}

export function keepColumns(name: string, ids: readonly string[]): void {
  try {
    localStorage.setItem(keptName(name), JSON.stringify(ids));
  } catch {
    // As above.
  }
}
