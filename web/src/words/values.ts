import { language, t } from "./words";

/**
 * An amount as people read it: "¥ 41,300.00". Amounts come as JSON numbers of at most two places and below 2^53 fen, whose
 * nearest double gives these places back exactly; nothing is ever added up here.
 */
export function yuan(amount: number): string {
  const [whole = "0", part = "00"] = Math.abs(amount).toFixed(2).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${amount < 0 ? "−" : ""}¥\u00a0${grouped}.${part}`;
}

/** Both ends, or one where they are the same. */
export function yuanRange([low, high]: readonly [number, number]): string {
  // A line may break after the dash and nowhere else.
  return low === high ? yuan(low) : `${yuan(low)}\u00a0– ${yuan(high).replace("¥\u00a0", "")}`;
}

/** "2026-11-21" as 2026年11月21日. */
export function day(iso: string | null | undefined): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? "");
  if (parts === null) return iso ?? "";
  const [, year, month, date] = parts;
  if (language.value === "zh") return `${year}年${Number(month)}月${Number(date)}日`;
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  return `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** "2026-06-15T09:00:00+08:00" as day and time, as the server says it: no zone is converted. */
export function time(iso: string | null | undefined): string {
  const clock = /T(\d{2}:\d{2})/.exec(iso ?? "")?.[1];
  return clock === undefined ? day(iso) : `${day(iso)} ${clock}`;
}

/** From when to when; the last day is included. */
export function period(from: string | null, to: string | null): string {
  if (from === null && to === null) return t("clause.days_unknown");
  if (to === null) return t("clause.from", day(from));
  if (from === null) return t("clause.until", day(to));
  return t("clause.from_to", day(from), day(to));
}

/** What somebody typed as an amount in the form that the server takes, or null where it is none: "46,000" is 46000. */
export function typedAmount(text: string): string | null {
  const plain = text.replace(/[\s,，¥￥元]/g, "").replace(/．/g, ".").replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10));
  const parts = /^0*(\d{1,10})(?:\.(\d{1,2}))?$/.exec(plain);
  if (parts === null) return null;
  const [, whole = "0", part] = parts;
  return part === undefined ? whole : `${whole}.${part}`;
}
