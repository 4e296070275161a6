// What the parts of the prepayment page share.
import type { Answer, Body } from "@/api/client";
import { isFinanceOf, isOfficerOf } from "../clearing/parties";

export type Gauges = Answer<"/clearing/gauges", "get">;
export type Gauge = Gauges["gauges"][number];
export type Order = Answer<"/clearing/prepayments", "get">["prepayments"][number];
export type OrderStep = Body<"/clearing/prepayments/steps", "post">["to"];
export type Increase = Answer<"/clearing/increases", "get">["increases"][number];

/** "0.7250" as 72.50 %: only the point moves. */
export function percent(rate: string): string {
  const [whole = "0", part = ""] = rate.split(".");
  const digits = part.padEnd(4, "0");
  return `${Number(whole + digits.slice(0, 2))}.${digits.slice(2, 4)} %`;
}

/** A warning line without the two places that say nothing: "0.7000" as 70 %. */
export function percentLine(rate: string): string {
  return percent(rate).replace(/\.00 /, " ");
}

/** Who is paid by an order. */
export function payeeOf(one: Order): string {
  return one.payer === one.insured ? one.treating : one.insured;
}

/** The step of an order that is due, and of whom. */
export function nextOf(one: Order): { to: OrderStep; party: string; isMine: boolean } | null {
  const payee = payeeOf(one);
  if (one.state === "told") return { to: "handed", party: one.payer, isMine: isOfficerOf(one.payer) };
  if (one.state === "handed") return { to: "paid", party: one.payer, isMine: isFinanceOf(one.payer) };
  if (one.state === "paid") return { to: "received", party: payee, isMine: isOfficerOf(payee) || isFinanceOf(payee) };
  return null;
}
