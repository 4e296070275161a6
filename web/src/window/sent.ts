// A purchase is one message: where its answer is lost and the page reloaded, nothing on the screen knows whether it was settled. So that
// it was sent is kept until an answer comes, and the list of settlements tells the rest.
import { ask } from "@/api/client";
import type { Answer } from "@/api/client";
import { account } from "@/api/session";
import { counterCode } from "./counter";

type Settlement = Answer<"/institutions/{fixmedins_code}/settlements", "get">["settlements"][number];
interface Sent {
  at: string;
  sum: string;
}

function name(person: string): string {
  return `yidi.sent ${account.value?.id ?? ""} ${counterCode.value} ${person}`;
}

export function markSent(person: string, sent: Sent): void {
  try {
    sessionStorage.setItem(name(person), JSON.stringify(sent));
  } catch {
    // Storage may be switched off; then the list of the day has to be looked at.
  }
}

export function markAnswered(person: string): void {
  try {
    sessionStorage.removeItem(name(person));
  } catch {
    // As above.
  }
}

function sentBefore(person: string): Sent | null {
  try {
    return JSON.parse(sessionStorage.getItem(name(person)) ?? "null") as Sent | null;
  } catch {
    return null;
  }
}

/** The settlement of a purchase that was sent before the page came anew; undefined where none was sent or none was made. */
export async function settledBefore(person: string): Promise<Settlement | undefined> {
  const sent = sentBefore(person);
  if (sent === null) return undefined;
  const { settlements } = await ask("get", "/institutions/{fixmedins_code}/settlements", {
    path: { fixmedins_code: counterCode.value },
    query: { from: sent.at.slice(0, 10) },
  });
  markAnswered(person);
  return settlements.find(
    (one) =>
      one.psn_no === person && one.kind === "settled" && one.stands && one.medfee_sumamt.toFixed(2) === sent.sum &&
      one.setl_time.slice(0, 19).replace("T", " ") >= sent.at,
  );
}
