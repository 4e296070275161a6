// Whose counter this is. An institution's account has one; an agency's chooses one of its region, for this tab.
import { computed, ref } from "vue";
import { ask } from "@/api/client";
import type { Answer } from "@/api/client";
import { account } from "@/api/session";
import { isInstitution } from "@/desk/place";
import { scopes } from "@/desk/tasks";

export type Institution = Answer<"/institutions/{fixmedins_code}", "get">;

const KEPT = "yidi.counter";
const current = ref<Institution | null>(null);

export const counter = computed(() => current.value);
/** In an address of the server; asked for only where a counter is there. */
export const counterCode = computed(() => current.value?.fixmedins_code ?? "");

/** The only one that the account has; null where it may choose. */
export const ownInstitution = computed(() => {
  const reached = scopes(account.value?.roles ?? []);
  return reached.length === 1 && isInstitution(reached[0] ?? "") ? (reached[0] ?? null) : null;
});

function kept(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null; // Storage may be switched off; then it is chosen again after reloading.
  }
}

export async function takeCounter(code: string): Promise<void> {
  current.value = await ask("get", "/institutions/{fixmedins_code}", { path: { fixmedins_code: code } });
  try {
    sessionStorage.setItem(KEPT, code);
  } catch {
    // As above.
  }
}

export async function findCounter(): Promise<void> {
  const code = ownInstitution.value ?? kept();
  if (code === null || code === current.value?.fixmedins_code) return;
  await takeCounter(code);
}

export function leaveCounter(): void {
  current.value = null;
  try {
    sessionStorage.removeItem(KEPT);
  } catch {
    // As above.
  }
}
