// The answers of /comparisons, /curves, /why-not-more and /bills, with the members that the description leaves as "any JSON".
import type { Bar, Ends, Estimate, Grade } from "./answers";

type Status = Estimate["status"];

export interface Side {
  status: Status;
  headline: string;
  fund_pay_sumamt: Ends | null;
  psn_part_amt: Ends | null;
  diff: number | null;
  is_new_year: boolean;
}
export interface Row {
  group: Bar["group"];
  id: string;
  label: string;
  amounts: (number | null)[];
  differences: (number | null)[];
}
export interface Comparison {
  /** Which side the others are held against. */
  base: number;
  sides: Side[];
  rows: Row[];
}

export type Axis = "medfee_sumamt" | "fulamt_ownpay_amt" | "pool";
export interface Point {
  at: number;
  inscp_scp_amt: number;
  status: Status;
  fund_pay_sumamt: Ends;
  psn_part_amt: Ends;
}
export interface Kink {
  kind: string;
  at: number;
  begins: boolean;
  label: string;
  clause: string | null;
  grade: Grade | null;
  of_next_100: number | null;
}
export interface Curve {
  vary: Axis;
  to: number;
  step: number;
  at: number;
  points: Point[];
  kinks: Kink[];
  has_kinks: boolean;
}

export interface Shortfall {
  kind: string;
  key: string | null;
  value: string | null;
  gain: number;
  of: number | null;
  text: string;
  hint: string;
  clause: string | null;
  step: string | null;
}

export interface BillSum {
  total: string;
  parts: string[];
  stated: number;
  sum: number;
  off: number;
  is_whole: boolean;
  is_wrong: boolean;
}
export interface BillLine {
  name: string;
  label: string;
  stated: string;
  computed: string | null;
  right: boolean | null;
  why: string | null;
  step: string | null;
  formula: string | null;
  clause: string | null;
}
export interface BillRead {
  status: Status;
  headline: string;
  sums: BillSum[];
  lines: BillLine[];
  first_wrong: string | null;
}
