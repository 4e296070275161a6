// The lines of a statement that the bill reader asks for, in the order of a calculation.
import type { Word } from "@/words/words";
import { typedAmount } from "@/words/values";
import type { Facts } from "./case";

export interface BillField {
  key: string;
  label: Word;
  /** Other words for it on statements. */
  also: Word;
}

function field(key: string): BillField {
  return { key, label: `line.${key}` as Word, also: `also.${key}` as Word };
}
/** The ten that nearly every statement has. */
export const TEN: BillField[] = [
  "medfee_sumamt",
  "fulamt_ownpay_amt",
  "overlmt_selfpay",
  "preselfpay_amt",
  "inscp_scp_amt",
  "act_pay_dedc",
  "hifp_pay",
  "fund_pay_sumamt",
  "acct_pay",
  "psn_cash_pay",
].map(field);
/** Lines that only some have. */
export const OTHERS: BillField[] = ["hifob_pay", "hifmi_pay", "cvlserv_pay", "maf_pay", "acct_mulaid_pay", "psn_part_amt"].map(field);

/** In an address the statement's figures stand apart from the facts of the case. */
export const PREFIX = "p.";

/** What an address says of a statement, as the server takes it. */
export function publishedOf(facts: Facts): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { key } of [...TEN, ...OTHERS]) {
    const amount = typedAmount(facts[PREFIX + key] ?? "");
    if (amount !== null) found[key] = amount;
  }
  return found;
}
