// What is to be done with a notice, and by whom: agency and finance of whoever pays, then whoever is paid.
import type { Body } from "@/api/client";
import type { Dated, Notice } from "./clearing";
import { isFinanceOf, isOfficerOf } from "./parties";

export type Step = Body<"/clearing/notices/{number}/steps", "post">;

export interface Next {
  to: Step["to"];
  /** Whose step it is. */
  party: string;
  /** Whether the account can take it. */
  isMine: boolean;
}

/** Null of one that is received: nothing is left to do. */
export function nextOf(notice: Notice): Next | null {
  const { insured, treating } = notice;
  if (notice.state === "received") return null;
  if (notice.state === "issued") return { to: "handed", party: insured, isMine: isOfficerOf(insured) };
  if (notice.state === "handed") return { to: "paid", party: insured, isMine: isFinanceOf(insured) };
  return { to: "received", party: treating, isMine: isOfficerOf(treating) || isFinanceOf(treating) };
}

type State = Notice["state"];
const BEFORE: Partial<Record<Dated["step"], State[]>> = {
  to_finance: ["issued"],
  pay: ["issued", "handed"],
  report: ["issued", "handed", "paid"],
};

/** How many of the notices a dated step concerns, and how many of them wait for it; `party` of one party's own alone. */
export function countOf(step: Dated["step"], notices: readonly Notice[], party: string): { open: number; all: number } {
  const concerned = notices.filter((one) => party === "" || (step === "report" ? one.treating : one.insured) === party);
  return { open: concerned.filter((one) => BEFORE[step]?.includes(one.state)).length, all: concerned.length };
}
