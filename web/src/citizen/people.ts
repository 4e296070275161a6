// Whom the signed-in person acts for: themselves, and those who are bound to them or whose bills their account pays.
import { computed, ref, watch } from "vue";
import type { ComputedRef, Ref } from "vue";
import { ask } from "@/api/client";
import type { Answer } from "@/api/client";
import { account } from "@/api/session";

export type Family = Answer<"/persons/{psn_no}/bonds", "get">;
export interface Relative {
  psn_no: string;
  /** As the server shows it: "*小明". */
  name: string;
}

const KEPT = "yidi.whom";
const own = computed(() => account.value?.psn_no ?? "");
const relatives = ref<Relative[]>([]);
const whom = ref(stored());
/** For whom the relatives above are. */
const ready = ref("");
let asked: { own: string; family: Promise<Family> } | null = null;

function stored(): string {
  try {
    return sessionStorage.getItem(KEPT) ?? "";
  } catch {
    return ""; // Storage may be switched off; then the choice lasts as long as the page.
  }
}
watch(whom, (chosen) => {
  try {
    sessionStorage.setItem(KEPT, chosen);
  } catch {
    // As above.
  }
});

/** The bonds and accounts of the person who is signed in, asked for once. */
export function loadFamily(): Promise<Family> {
  const mine = own.value;
  if (asked?.own !== mine) {
    const family = ask("get", "/persons/{psn_no}/bonds", { path: { psn_no: mine } });
    asked = { own: mine, family };
    family.catch(() => {
      asked = null; // The next one who needs them tries again.
    });
  }
  return asked.family;
}

export function forgetFamily(): void {
  asked = null;
  ready.value = "";
}

export function nameIn(family: Pick<Family, "names">, psn_no: string): string {
  return family.names.find((one) => one.psn_no === psn_no)?.name ?? psn_no;
}

/** Those for whom this person is the holder of a bond, or the owner of the account that pays. */
function actedFor(family: Family): Relative[] {
  const numbers = [
    ...family.bonds.filter((bond) => bond.holder_psn_no === own.value).map((bond) => bond.relative_psn_no),
    ...family.links.filter((link) => link.owner_psn_no === own.value).map((link) => link.member_psn_no),
  ];
  return [...new Set(numbers)].map((psn_no) => ({ psn_no, name: nameIn(family, psn_no) }));
}

/** Asks whom one may act for; a failure leaves only oneself. Who has no role to act for others is not asked about. */
async function loadRelatives(): Promise<void> {
  const mine = own.value;
  if (mine === "" || ready.value === mine) return;
  const family = account.value?.roles.includes("proxy") === true ? await loadFamily().catch(() => null) : null;
  relatives.value = family === null ? [] : actedFor(family);
  ready.value = mine;
}

export interface People {
  own: ComputedRef<string>;
  relatives: Ref<Relative[]>;
  /** Whose data the pages show: one's own until somebody else is chosen; empty until it is known who that may be. */
  person: ComputedRef<string>;
  choose: (psn_no: string) => void;
}
export function usePeople(): People {
  // On pages that need no account it may be known only after they are drawn.
  watch(own, loadRelatives, { immediate: true });
  const person = computed(() => {
    if (ready.value !== own.value) return "";
    return relatives.value.some((one) => one.psn_no === whom.value) ? whom.value : own.value;
  });
  return { own, relatives, person, choose: (psn_no) => (whom.value = psn_no) };
}
