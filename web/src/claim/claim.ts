// What the citizen's and the agency's pages of a claim by hand share: its shapes, and the words for its codes.
import type { Answer } from "@/api/client";
import { day, period } from "@/words/values";
import { t, textOf } from "@/words/words";
import "./words";

export type View = Answer<"/persons/{psn_no}/claims/{claim}", "get">;
export type Claim = View["claim"];
export type Statement = View["statement"];
export type Line = NonNullable<Statement["lines"]>[number];
export type AskedPaper = View["asked_papers"][number];
export type Paper = View["files"][number];
export type Happening = View["history"][number];
export type Owed = Answer<"/persons/{psn_no}/claims/{claim}/difference", "get">;
export type Milestone = View["way"][number];

type Family = "claim_phase" | "claim_event" | "claim_kind" | "owed_kind" | "claim_reason" | "claim_care" | "claim_scheme" | "claim_flag" | "claim_fund";

/** The text of a code that the server may know more of than we: then the code itself. */
export function said(family: Family, code: string): string {
  return textOf(family, code) ?? code;
}

/** What is stated about the care, as yes or no. */
export const FLAGS = [
  "er_flag", "trum_flag", "rel_ttp_flag", "third_party_unpaid", "third_party_unknown", "by_agent", "card_unusable", "dual_channel", "referral",
] as const;
export type Flag = (typeof FLAGS)[number];

export function flagsOf(statement: Statement): string {
  return FLAGS.filter((flag) => statement[flag] === true)
    .map((flag) => said("claim_flag", flag))
    .join(t("clause.comma"));
}

/** One day, or from when to when. */
export function careDays(of: { begndate: string; enddate: string }): string {
  return of.begndate === of.enddate ? day(of.begndate) : period(of.begndate, of.enddate);
}

/** The item by the name of the list, or its code. */
export function itemOf(line: Line | undefined): string {
  return line?.medins_list_name || line?.med_list_codg || "";
}

/** The reason that came with the last event of a kind. */
export function lastReason(history: readonly Happening[], event: string): string {
  return history.filter((one) => one.event === event).pop()?.reason ?? "";
}
