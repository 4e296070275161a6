// The members that the description leaves as "any JSON", as docs/using/case-file.md and docs/using/advise.md describe them.

export type Grade = "O" | "P" | "D" | "K" | "I";

export interface Clause {
  doc: string;
  article: string;
  from: string | null;
  to: string | null;
  grade: Grade | null;
  assumed_from?: boolean;
}

export interface Step {
  id: string;
  step: string;
  label: string;
  op: string;
  in: (number | string)[];
  rounding: string | null;
  out: number | string;
  formula: string;
  rule: string | null;
  refused: { rule: string | null; why: string }[];
  clause: Clause | null;
}

export type Ends = [number, number];

export interface Estimate {
  status: "computed" | "range" | "unknown" | "rejected";
  range: { fund_pay_sumamt: Ends; psn_part_amt: Ends; because: string[]; ask: string | null } | null;
  refusal: {
    code: string;
    message: string;
    rule: string | null;
    clause: Clause | null;
    remedy: string;
    filings: { filing: string; status: string; fund_pay_sumamt: Ends | number | null; psn_part_amt: Ends | number | null }[];
  } | null;
  policy: { id: string; version: number; grade: Grade | null; effective: { from: string | null; to: string | null } | null } | null;
  setlinfo: Record<string, number | string> | null;
  trace: Step[];
  assumptions: string[];
  warnings: string[];
}

export interface Bar {
  group: "total" | "cost" | "fund" | "payer";
  id: string;
  label: string;
  amount: number;
  step: string | null;
  clause: string | null;
}

export interface Reading {
  value: string;
  text: string;
  fund_pay_sumamt: Ends;
  psn_part_amt: Ends;
}

export interface Open {
  key: string | null;
  name: string | null;
  question: string | null;
  readings: Reading[];
}

export interface Explanation {
  answer: Estimate;
  headline: string;
  words: string;
  bars: Bar[];
  open: Open[];
  /** The same as the answer's assumptions, each with the key of the case that would say it instead. */
  assumed: { text: string; key: string | null }[];
  rule_change: { on: string; counts: string; text: string } | null;
}

export interface Question {
  key: string;
  form: "options" | "region" | "amount";
  text: string;
  why: string;
  options: { value: string; text: string }[];
}

export interface Said {
  text: string;
  clause: string;
  grade: Grade | null;
}

export interface Advice {
  action: "file" | "nothing" | "flag_emergency" | "claim";
  filing: { kind: string; place: string; begndate: string; enddate: string | null } | null;
  headline: string;
  say: string | null;
  papers: Said[];
  deadlines: Said[];
  worth: { fund_pay_sumamt: Ends | null; against_window: boolean; text: string; clause: string; grade: Grade | null } | null;
  columns: {
    filing: string;
    label: string;
    advised: boolean;
    status: string;
    fund_pay_sumamt: Ends | null;
    psn_part_amt: Ends | null;
    note: string | null;
  }[];
  warnings: Said[];
  ask: { key: string; name: string | null; text: string; worth: number | null } | null;
}
