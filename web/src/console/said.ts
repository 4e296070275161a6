import { textOf } from "@/words/words";

type Family = "decided" | "state" | "event" | "paper" | "kind" | "business" | "channel" | "queue_stage" | "rule" | "caution" | "scheme" | "insured_state" | "role";

/** The text of a code that the server may know more of than we: then the code itself. */
export function said(family: Family, code: string): string {
  return textOf(family, code) ?? code;
}
