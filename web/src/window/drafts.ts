// Lines that are typed and not sent outlive a reload, the way back and another page: in this tab, for this account and this bill alone.
// What somebody showed at the counter is never among them.
import { ref, watch } from "vue";
import type { Ref } from "vue";
import { account } from "@/api/session";
import { isEmpty, newDraft } from "./bill";
import type { Draft } from "./bill";

const FIELDS = ["id", "typed", "code", "name", "cnt", "pric", "wrong"] as const;

function isDraft(one: unknown): one is Draft {
  return typeof one === "object" && one !== null && FIELDS.every((field) => typeof (one as Record<string, unknown>)[field] === "string");
}

function read(key: string): Draft[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "[]") as unknown;
    return Array.isArray(kept) ? kept.filter(isDraft) : [];
  } catch {
    return []; // Storage may be switched off, or hold what is none of ours.
  }
}

function keep(key: string, drafts: readonly Draft[]): void {
  const whole = drafts.filter((draft) => !isEmpty(draft));
  try {
    if (whole.length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(whole));
  } catch {
    // As above; then they last as long as the page.
  }
}

export interface Drafts {
  drafts: Ref<Draft[]>;
  /** How many lines were found again. */
  restored: Ref<number>;
  /** After they were sent: the next bill begins with an empty line, and nothing is kept of this one. */
  clear: () => void;
  /** The same where they stay on the screen, as a bill that is settled. */
  forget: () => void;
}

/**
 * The lines of one bill. `bill` names it as far as it is known, and is empty until then; `isSent` are lines that the server has already,
 * as where its answer was lost.
 */
export function useDrafts(bill: () => string, isSent: (draft: Draft) => boolean = () => false): Drafts {
  const drafts = ref<Draft[]>([newDraft()]);
  const restored = ref(0);
  let key = "";
  watch(
    bill,
    (name) => {
      key = name === "" || account.value === null ? "" : `yidi.bill ${account.value.id} ${name}`;
      const found = key === "" ? [] : read(key).filter((draft) => !isSent(draft));
      restored.value = found.length;
      drafts.value = found.length > 0 ? found : [newDraft()];
    },
    { immediate: true },
  );
  watch(
    drafts,
    (now) => {
      if (key !== "") keep(key, now);
    },
    { deep: true, flush: "sync" },
  );
  function forget(): void {
    if (key !== "") keep(key, []);
    key = "";
    restored.value = 0;
  }
  function clear(): void {
    drafts.value = [newDraft()];
    restored.value = 0;
  }
  return { drafts, restored, clear, forget };
}
