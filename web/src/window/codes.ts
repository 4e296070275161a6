// The codes of the national interface that a counter meets, and their words.
import { textOf } from "@/words/words";

export type Business = "inpatient" | "outpatient" | "chronic" | "pharmacy";
export const BUSINESSES: readonly Business[] = ["inpatient", "outpatient", "chronic", "pharmacy"];

/** What a visit of this business is registered as (med_type). */
export function medType(business: Business, isEmergency: boolean): string {
  if (business === "outpatient") return isEmergency ? "13" : "11";
  return { inpatient: "21", chronic: "14", pharmacy: "41" }[business];
}

export function businessOf(type: string): Business {
  if (type.startsWith("14")) return "chronic";
  if (type.startsWith("41")) return "pharmacy";
  return /^(2|52)/.test(type) ? "inpatient" : "outpatient";
}

/** The words of a code; the code itself where the server knows more of them than we. */
export function word(family: "insutype" | "psn_type" | "med_type" | "charge" | "item_level" | "gend" | "visit_stage" | "setl_kind" | "unresolved" | "business" | "insured", code: string): string {
  return textOf(family, code) ?? code;
}

/** Kinds of payers in the order of a statement, by the names of setlinfo. */
export const FUNDS = ["hifp_pay", "cvlserv_pay", "hifes_pay", "hifmi_pay", "hifob_pay", "hifdm_pay", "maf_pay", "oth_pay"] as const;
export const PARTS = ["fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt"] as const;

/** Ways to leave a hospital (dscg_way). */
export const WAYS = ["1", "2", "3", "4", "5", "9"] as const;

/** How a stage looks: what waits for the counter is set off. */
export function stageTone(stage: string): string {
  return { to_settle: "warn", pre_settled: "primary", settled: "done", cancelled: "", in_hospital: "primary" }[stage] ?? "";
}
