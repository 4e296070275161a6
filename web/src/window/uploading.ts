// The lines of a bill to the server: of a stay, or of a batch of an outpatient visit.
import { amountOf, countOf, priceOf } from "./bill";
import type { Draft } from "./bill";
import type { Orders } from "./orders";
import { transact } from "./transactions";

export interface Target {
  psn_no: string;
  mdtrt_id: string;
  med_type: string;
  is_stay: boolean;
  dise_codg: string;
  /** Of an outpatient visit: at most one settlement is made of it. */
  chrg_bchno: string;
}

/** What a line is in any of the transactions. */
export function lineOf(draft: Draft, time: string): object {
  return {
    feedetl_sn: draft.id,
    fee_ocur_time: time,
    med_list_codg: draft.code,
    // Where the counter has no list of its own, the national code is the institution's too.
    medins_list_codg: draft.code,
    cnt: countOf(draft),
    pric: priceOf(draft),
    det_item_fee_sumamt: amountOf(draft),
  };
}

export async function upload(key: string, target: Target, drafts: readonly Draft[], time: string, orders: Orders): Promise<readonly Draft[]> {
  const feedetail = drafts.map((draft) => ({
    ...lineOf(draft, time),
    psn_no: target.psn_no,
    mdtrt_id: target.mdtrt_id,
    ...(target.is_stay ? { med_type: target.med_type } : { chrg_bchno: target.chrg_bchno, rx_circ_flag: "0", dise_codg: target.dise_codg }),
    bilg_dept_codg: orders.dept_code,
    bilg_dept_name: orders.dept_name,
    bilg_dr_codg: orders.dr_code,
    bilg_dr_name: orders.dr_name,
  }));
  if (target.is_stay) await transact("2301", { feedetail }, key);
  else await transact("2204", { feedetail }, key);
  return drafts;
}

/** Takes back every line that is not settled. */
export async function withdraw(key: string, target: Target): Promise<true> {
  const data = { psn_no: target.psn_no, mdtrt_id: target.mdtrt_id };
  if (target.is_stay) await transact("2302", { data: { ...data, feedetl_sn: "0000" } }, key);
  else await transact("2205", { data: { ...data, chrg_bchno: "0000" } }, key);
  return true;
}

/** Undoes a registration that has no lines, or the end of a stay. */
export async function cancel(key: string, target: Target, what: "visit" | "discharge", number: string): Promise<true> {
  const data = { psn_no: target.psn_no, mdtrt_id: target.mdtrt_id };
  if (what === "discharge") await transact("2405", { data }, key);
  else if (target.is_stay) await transact("2404", { data }, key);
  else await transact("2202", { data: { ...data, ipt_otp_no: number } }, key);
  return true;
}
