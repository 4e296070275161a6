// What the pages of clearing share: the shapes of its answers, months and codes in words.
import type { Answer } from "@/api/client";
import { language, t, textOf } from "@/words/words";

export type Cycle = Answer<"/clearing/months", "get">["months"][number];
export type MonthView = Answer<"/clearing/months/{month}", "get">;
export type Dated = MonthView["timetable"][number];
export type Notice = Answer<"/clearing/months/{month}/notices", "get">["notices"][number];
export type Spoken = Answer<"/clearing/months/{month}/institutions", "get">;
export type Statement = Answer<"/clearing/months/{month}/statements/{party}", "get">;
export type RefusedBill = Answer<"/clearing/months/{month}/refused-bills", "get">["bills"][number];

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "2026-04" as 2026年4月. */
export function monthText(month: string): string {
  const [year = "", number = ""] = month.split("-");
  return language.value === "zh" ? `${year}年${Number(number)}月` : `${MONTHS[Number(number) - 1] ?? number} ${year}`;
}

/** The month before that of a day: the one that is cleared now. Empty where no day is known. */
export function monthBefore(day: string): string {
  if (day === "") return "";
  const [year = 0, month = 1] = day.split("-").map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, "0")}`;
}

/** How many days from one day to a later one. */
export function daysFrom(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

export function fundText(code: string): string {
  return textOf("fund_pay_type", code) ?? code;
}
export function schemeText(code: string): string {
  return textOf("clearing_scheme", code) ?? code;
}
export function typeText(code: string): string {
  return textOf("clr_type", code) ?? code;
}

/** Who did a step: the login, or what the record names where there is no account any more. */
export function whoText(one: { by: string; login?: string | null }): string {
  return one.login ? one.login : one.by;
}

/** How a state of a month or a notice looks. */
export function lookOf(state: string): string {
  if (state === "closed" || state === "received") return "done";
  return state === "open" || state === "issued" ? "" : "primary";
}

export function lateText(days: number): string {
  return days > 0 ? t("clearing.late", days) : t("clearing.in_time");
}
