// What two parties have between them beside bills.
import type { Answer, Body } from "@/api/client";
import { isCentre, isOfficerOf } from "../clearing/parties";

export type Dispute = Answer<"/clearing/disputes", "get">["disputes"][number];
export type Decision = Body<"/clearing/disputes/{id}/decision", "post">["to"];
export type Deduction = Answer<"/clearing/deductions", "get">["deductions"][number];
export type DeductionKind = Body<"/clearing/deductions", "post">["kind"];
export type Inquiry = Answer<"/clearing/inquiries", "get">["inquiries"][number];
export type InquiryStep = Body<"/clearing/inquiries/{id}/steps", "post">["to"];
export type Finding = NonNullable<Body<"/clearing/inquiries/{id}/steps", "post">["finding"]>;

export const DEDUCTION_KINDS: readonly DeductionKind[] = ["review", "audit", "prepaid_offset", "retention", "other"];

/** As whom somebody decides: a party's code, or the centre, which is none. */
export interface Choice<To> {
  to: To;
  party: string | null;
}

/** What the account may decide about a dispute: its insured side withdraws or concedes, its treating side admits, the centre decides. */
export function decisionsOf(one: Dispute): Choice<Decision>[] {
  if (one.state === "open") return isOfficerOf(one.insured) ? [{ to: "withdrawn", party: one.insured }] : [];
  if (one.state !== "carried") return [];
  if (isCentre()) return [{ to: "stands", party: null }, { to: "upheld", party: null }];
  const choices: Choice<Decision>[] = [];
  if (isOfficerOf(one.insured)) choices.push({ to: "stands", party: one.insured });
  if (isOfficerOf(one.treating)) choices.push({ to: "upheld", party: one.treating });
  return choices;
}

/** The steps of an inquiry: the treating side accepts or refuses and answers, the insured side asks again or closes. */
export function stepsOf(one: Inquiry): Choice<InquiryStep>[] {
  if (isOfficerOf(one.treating)) {
    if (one.state === "asked") return [{ to: "accepted", party: one.treating }, { to: "refused", party: one.treating }];
    if (one.state === "accepted") return [{ to: "answered", party: one.treating }];
  }
  if (isOfficerOf(one.insured)) {
    if (one.state === "refused") return [{ to: "asked", party: one.insured }];
    if (one.state === "answered") return [{ to: "closed", party: one.insured }];
  }
  return [];
}
