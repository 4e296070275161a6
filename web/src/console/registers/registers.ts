// What the pages on registers share.
import type { Answer, Body } from "@/api/client";
import { account } from "@/api/session";
import { scopes } from "@/desk/tasks";
import { has } from "../tasks";

export type Kind = Body<"/imports", "post">["kind"];
export type Found = Answer<"/institutions", "get">["institutions"][number];
export type Shown = Answer<"/registers/institutions/{fixmedins_code}", "get">;
export type Institution = Shown["institution"];
export type Item = Answer<"/registers/catalogue", "get">["items"][number];
export type Route = Answer<"/registers/routes", "get">["routes"][number];
export type Drug = Answer<"/registers/dual-drugs", "get">["drugs"][number];

export const BUSINESSES = ["inpatient", "outpatient", "chronic", "pharmacy", "dual_channel", "maternity"] as const;

/** Whether the account keeps registers; the server says whether here. */
export function keeps(): boolean {
  return has("administrator");
}

/** The first place that the account reaches, for lists that begin with one; empty where it reaches everywhere. */
export function ownPlace(): string {
  const own = scopes(account.value?.roles ?? []).find((scope) => /^\d+$/.test(scope));
  return own === undefined ? "" : own.padEnd(6, "0");
}

/** The address of a table of a register as a file. */
export function fileOf(kind: Kind, format: string, admdvs = ""): string {
  const query = new URLSearchParams({ kind, format, ...(admdvs === "" ? {} : { admdvs }) });
  return `/api/v1/registers/file?${query.toString()}`;
}
