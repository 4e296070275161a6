// What the parts of a claim's review share.
import type { Answer, Body } from "@/api/client";
import type { Claim, Happening, Line } from "@/claim/claim";
import { said as saidOf } from "@/claim/claim";
import type { Happening as Shown } from "@/desk/TimeLine.vue";
import { t, textOf } from "@/words/words";

export type Queue = Answer<"/claim-queue", "get">;
export type Waiting = Queue["claims"][number];
export type Review = Answer<"/persons/{psn_no}/claims/{claim}/review", "get">;
export type Trial = Answer<"/persons/{psn_no}/claims/{claim}/trials", "post">;
export type Payment = Answer<"/persons/{psn_no}/claims/{claim}/payment", "get">;
export type Checked = Body<"/persons/{psn_no}/claims/{claim}/checks", "post">;
export type Tried = Body<"/persons/{psn_no}/claims/{claim}/trials", "post">;
export type Path = { psn_no: string; claim: string };
export type Reason = NonNullable<Checked["reasons"]>[number]["reason"];

export const REASONS: Reason[] = [
  "duplicate", "not_on_invoice", "outside_days", "not_covered", "restriction", "no_indication", "third_party", "not_insured",
  "not_designated", "too_late", "papers_missing", "false_statement", "other",
];

/** Who takes a step, and by which letter. A refusal is the reviewer's before the check and the approver's after it. */
export const STEPS = [
  { step: "accept", by: "checks", keys: "A" },
  { step: "check", by: "checks", keys: "C" },
  { step: "decide", by: "decisions", keys: "D" },
  { step: "order", by: "payments", keys: "O" },
  { step: "send", by: "payments", keys: "S" },
  { step: "arrived", by: "payments", keys: "V" },
  { step: "set_off", by: "payments", keys: "F" },
  { step: "ask_material", by: "checks", keys: "M" },
  { step: "send_back", by: "decisions", keys: "B" },
  { step: "returned", by: "payments", keys: "T" },
  { step: "refuse", by: "checks", keys: "R" },
  { step: "refuse", by: "decisions", keys: "R" },
] as const;
export type Step = (typeof STEPS)[number];
export type StepName = Step["step"];

/** Phases in which a part of the agency has the next step. */
export const PHASES_OF: Record<Step["by"], readonly string[]> = {
  checks: ["received", "accepted"],
  decisions: ["checked"],
  payments: ["decided", "ordered", "sent"],
};

type Family = "desk_check" | "desk_verdict" | "desk_level";
export function said(family: Family, code: string): string {
  return textOf(family, code) ?? code;
}

/** How the reviewer treats a line: counted as the catalogue reads it, taken out, or read by them. */
export interface LineForm {
  reason: Reason | "";
  words: string;
  level: string;
  selfpay: string;
  limit: string;
  isRestricted: boolean;
}
export function lineForms(lines: readonly Line[], claim: Claim): LineForm[] {
  return lines.map((_, at) => {
    const refused = claim.refused_lines.find((one) => one.line === at);
    return { reason: refused?.reason ?? "", words: refused?.words ?? "", level: "", selfpay: "", limit: "", isRestricted: false };
  });
}
/** Lines that neither the catalogue nor the reviewer reads, from 1. */
export function unread(lines: readonly Line[], forms: readonly LineForm[]): number[] {
  return lines.flatMap((line, at) => (line.insured == null && forms[at]?.reason === "" && forms[at]?.level === "" ? [at + 1] : []));
}
export function linesBody(forms: readonly LineForm[]): Pick<Tried, "refused_lines" | "read_lines"> {
  const refused = forms.flatMap((form, line) => {
    if (form.reason === "") return [];
    return [{ line, reason: form.reason, ...(form.words.trim() === "" ? {} : { words: form.words.trim() }) }];
  });
  const read = forms.flatMap((form, line) => {
    if (form.reason !== "" || form.level === "") return [];
    return [{
      line,
      chrgitm_lv: form.level,
      ...(form.selfpay.trim() === "" ? {} : { selfpay_prop: form.selfpay.trim() }),
      ...(form.limit.trim() === "" ? {} : { pric_uplmt_amt: form.limit.trim() }),
      ...(form.isRestricted ? { lmt_used_flag: true } : {}),
    }];
  });
  return { ...(refused.length === 0 ? {} : { refused_lines: refused }), ...(read.length === 0 ? {} : { read_lines: read }) };
}

export function happeningsOf(history: readonly Happening[]): Shown[] {
  return history.map((event, at) => ({
    id: String(event.seq),
    at: event.at,
    what: saidOf("claim_event", event.event),
    who: event.login || (event.by.startsWith("user:") ? t("history.person") : event.by),
    from: at === 0 ? null : saidOf("claim_phase", history[at - 1]?.phase ?? ""),
    to: saidOf("claim_phase", event.phase),
    why: event.reason || null,
  }));
}
