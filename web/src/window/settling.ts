// From a bill to its settlement: what is asked for both times, and which transactions do it.
import type { Presented } from "./presented";
import { transact } from "./transactions";
import type { Done, Settled } from "./transactions";

export interface Options {
  certificate: Presented;
  usesAccount: boolean;
  invono: string;
  /** Only a part of a stay that goes on. */
  isInterim: boolean;
}

export interface Bill {
  psn_no: string;
  mdtrt_id: string;
  insutype: string;
  med_type: string;
  is_stay: boolean;
  chrg_bchno: string;
  /** What the server says is open. */
  medfee_sumamt: string;
}

function inputOf(bill: Bill, options: Options): object {
  const data = {
    psn_no: bill.psn_no,
    mdtrt_cert_type: options.certificate.kind,
    mdtrt_cert_no: options.certificate.number,
    medfee_sumamt: bill.medfee_sumamt,
    psn_setlway: "01",
    mdtrt_id: bill.mdtrt_id,
    insutype: bill.insutype,
    acct_used_flag: options.usesAccount ? "1" : "0",
  };
  if (bill.is_stay) return { data: { ...data, invono: options.invono, mid_setl_flag: options.isInterim ? "1" : "0" } };
  return { data: { ...data, med_type: bill.med_type, chrg_bchno: bill.chrg_bchno } };
}

export function preSettle(key: string, bill: Bill, options: Options): Promise<Done<Settled>> {
  return bill.is_stay ? transact("2303", inputOf(bill, options), key) : transact("2206", inputOf(bill, options), key);
}

export function settle(key: string, bill: Bill, options: Options): Promise<Done<Settled>> {
  if (bill.is_stay) return transact("2304", inputOf(bill, options), key);
  const { data } = inputOf(bill, options) as { data: object };
  return transact("2207", { data: { ...data, invono: options.invono } }, key);
}

/** Takes a settlement back; the same of a purchase, a stay or a visit. */
export function reverse(key: string, one: { psn_no: string; mdtrt_id: string; setl_id: string; med_type: string; is_stay: boolean }, reason: string): Promise<Done<Settled>> {
  // The interface has no field for a reason but this one, and that of a stay only; in the message it is kept of all.
  const data = { psn_no: one.psn_no, mdtrt_id: one.mdtrt_id, setl_id: one.setl_id, exp_content: reason };
  if (one.med_type.startsWith("41")) return transact("2103", { data }, key);
  return one.is_stay ? transact("2305", { data }, key) : transact("2208", { data }, key);
}
