// What the pages on policies share: what the server answers, and how it is called.
import type { Answer } from "@/api/client";
import { account } from "@/api/session";
import { day } from "@/words/values";
import { t } from "@/words/words";
import type { Word } from "@/words/words";

export type Pack = Answer<"/policies", "get">["packs"][number];
export type Change = Answer<"/policy-changes", "get">["changes"][number];
export type ShownChange = Answer<"/policy-changes/{change_id}", "get">;
export type Rows = Answer<"/policies/{policy_id}/rows", "get">;
export type Rule = Rows["rows"][number];
export type Finding = Answer<"/policies/{policy_id}/check", "get">["findings"][number];
export type Term = Answer<"/policies/{policy_id}/timeline", "get">["timeline"][number];
export type ReadFile = Answer<"/policy-files", "post">;

/** What the program itself brought, where a change's number is asked for. */
export const OF_PROGRAM = "0";

export const OPEN_STATES: Change["state"][] = ["draft", "submitted", "rejected"];

export function stateOf(state: Change["state"]): string {
  return t(`change_state.${state}` as Word);
}

export function tagOf(state: Change["state"]): string {
  return { draft: "", submitted: "warn", approved: "done", rejected: "danger", withdrawn: "" }[state];
}

export function gradeOf(grade: string): string {
  return t(`grade.${grade}` as Word);
}

/** Whether whoever has signed in wrote or submitted any of it, and so may not approve it. */
export function isAuthor(change: Change): boolean {
  return change.authors.includes(account.value?.id ?? "");
}

/** A version as people tell them apart: "v2，2025年3月13日起". */
export function termName(term: Term): string {
  const from = term.from == null ? t("policies.since_program") : t("clause.from", day(term.from));
  return `v${term.version}${t("clause.comma")}${from}`;
}
