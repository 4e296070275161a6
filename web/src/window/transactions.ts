// Transactions of the national interface, as a counter sends them: the envelope is the server's.
import { ask } from "@/api/client";
import type { Answer } from "@/api/client";
import { counterCode } from "./counter";

type Infno =
  | "2101" | "2102" | "2103"
  | "2201" | "2202" | "2203A" | "2204" | "2205" | "2206" | "2207" | "2208"
  | "2301" | "2302" | "2303" | "2304" | "2305"
  | "2401" | "2402" | "2404" | "2405";

export interface Setlinfo {
  setl_id: string | null;
  mdtrt_id: string | null;
  psn_name: string;
  setl_time: string | null;
  medfee_sumamt: number;
  fulamt_ownpay_amt: number;
  overlmt_selfpay: number;
  preselfpay_amt: number;
  inscp_scp_amt: number;
  act_pay_dedc: number | null;
  hifp_pay: number;
  cvlserv_pay: number;
  hifes_pay: number;
  hifmi_pay: number;
  hifob_pay: number;
  hifdm_pay: number | null;
  maf_pay: number;
  oth_pay: number;
  fund_pay_sumamt: number;
  psn_part_amt: number | null;
  acct_pay: number;
  acct_mulaid_pay: number;
  psn_cash_pay: number;
  hosp_part_amt: number | null;
  balc: number;
}

export interface Payer {
  fund_pay_type: string;
  fund_pay_type_name: string | null;
  fund_payamt: number;
  setl_proc_info: string | null;
}

export interface Settled {
  setlinfo: Setlinfo;
  setldetail: Payer[];
}

/** What each transaction answers, as far as a counter reads it. */
interface Outputs {
  "2201": { data: { mdtrt_id: string } };
  "2401": { result: { mdtrt_id: string } };
}
type OutputOf<I extends Infno> = I extends keyof Outputs
  ? Outputs[I]
  : I extends "2101" | "2102" | "2103" | "2206" | "2207" | "2208" | "2303" | "2304" | "2305"
    ? Settled
    : unknown;

type Reply = Answer<"/institutions/{fixmedins_code}/transactions/{infno}", "post">;
export type Done<T> = Omit<Reply, "output"> & { output: T };

export async function transact<I extends Infno>(infno: I, input: object, key: string): Promise<Done<OutputOf<I>>> {
  const reply = await ask("post", "/institutions/{fixmedins_code}/transactions/{infno}", {
    path: { fixmedins_code: counterCode.value, infno },
    body: { input },
    key,
  });
  // The description leaves a transaction's output open: it is the national interface's, byte for byte.
  return reply as Done<OutputOf<I>>;
}
