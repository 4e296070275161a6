// What the pages of reconciliation share.
import type { Answer } from "@/api/client";
import { daysFrom } from "../clearing/clearing";

export type Day = Answer<"/reconciliation/days", "get">["days"][number];
export type Difference = Answer<"/reconciliation/differences", "get">["differences"][number];
export type Shown = Answer<"/reconciliation/differences/{party}/{id}", "get">;
export type BookRow = Shown["rows"][number];
export type Repair = NonNullable<Difference["repair"]>;

export const CLASSES = ["only_a", "only_b", "amount", "fund_split", "period", "reversed_one_side", "duplicate"] as const;
export const REPAIRS: readonly Repair[] = ["adopt", "reverse", "resend", "correct_later"];

/** Who has held a day that nobody asked about. */
export const NIGHT = "job:reconcile";

/** How a state looks. */
export const LOOKS: Record<Difference["state"], string> = { found: "danger", proposed: "warn", repaired: "done", agreed: "done" };

/** Which repairs a class has while its month takes bills (docs/design/clearing.md); what is not among them is not for this class. */
const OF_CLASS: Record<Difference["class"], readonly Repair[]> = {
  only_a: ["resend", "adopt", "reverse"],
  only_b: ["resend", "adopt", "reverse"],
  amount: ["adopt", "resend"],
  fund_split: ["adopt", "resend"],
  period: ["adopt"],
  reversed_one_side: ["resend", "reverse", "adopt"],
  duplicate: ["reverse"],
};

export type WhyNot = "closed" | "not_closed" | "not_of_class" | "no_row";

/** Why the server does not list a repair; null where it does. */
export function whyNot(one: Difference, repair: Repair): WhyNot | null {
  if (one.repairs.includes(repair)) return null;
  if (one.repairs.includes("correct_later")) return "closed";
  if (repair === "correct_later") return "not_closed";
  return OF_CLASS[one.class].includes(repair) ? "no_row" : "not_of_class";
}

/** Waits for somebody. */
export function isOpen(one: Difference): boolean {
  return one.state === "found" || one.state === "proposed";
}

/** How many days ago what differs was settled. */
export function ageOf(one: Difference, now: string): number {
  return Math.max(0, daysFrom(one.day, now));
}

/** A party's code; else it is an institution's. */
export function isParty(counterpart: string): boolean {
  return /^\d{6}$/.test(counterpart);
}

/** So many days before a day. */
export function daysBefore(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10);
}
