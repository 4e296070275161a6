import { computed, ref, watchEffect } from "vue";
import en from "../../messages/en/shared.json";
import zh from "../../messages/zh/shared.json";

type Shared = typeof import("../../messages/zh/shared.json");
type Citizen = typeof import("../../messages/zh/citizen.json");
type Money = typeof import("../../messages/zh/money.json");
type Terms = typeof import("../../messages/zh/terms.json");
type Mine = typeof import("../../messages/zh/mine.json");
type Claims = typeof import("../../messages/zh/claims.json");
type ClaimsMine = typeof import("../../messages/zh/claims_mine.json");
type ClaimNew = typeof import("../../messages/zh/claim_new.json");
type ConsoleClaims = typeof import("../../messages/zh/console_claims.json");
type Console = typeof import("../../messages/zh/console.json");
type ConsoleAccounts = typeof import("../../messages/zh/console_accounts.json");
type ConsoleAudit = typeof import("../../messages/zh/console_audit.json");
type ConsoleBooks = typeof import("../../messages/zh/console_books.json");
type ConsoleClearing = typeof import("../../messages/zh/console_clearing.json");
type ConsoleFeeds = typeof import("../../messages/zh/console_feeds.json");
type ConsoleFilings = typeof import("../../messages/zh/console_filings.json");
type ConsoleMatters = typeof import("../../messages/zh/console_matters.json");
type ConsolePersons = typeof import("../../messages/zh/console_persons.json");
type ConsolePrepayment = typeof import("../../messages/zh/console_prepayment.json");
type ConsoleReconciliation = typeof import("../../messages/zh/console_reconciliation.json");
type Desk = typeof import("../../messages/zh/desk.json");
type Files = typeof import("../../messages/zh/files.json");
type First = typeof import("../../messages/zh/first.json");
type Policies = typeof import("../../messages/zh/policies.json");
type Registers = typeof import("../../messages/zh/registers.json");
type Window = typeof import("../../messages/zh/window.json");

/** The names of all texts. Both languages have the same; a test holds them to it. */
export type Word = keyof (
  Shared
  & Citizen
  & Money
  & Terms
  & Mine
  & Claims
  & ClaimsMine
  & ClaimNew
  & ConsoleClaims
  & Console
  & ConsoleAccounts
  & ConsoleAudit
  & ConsoleBooks
  & ConsoleClearing
  & ConsoleFeeds
  & ConsoleFilings
  & ConsoleMatters
  & ConsolePersons
  & ConsolePrepayment
  & ConsoleReconciliation
  & Desk
  & Files
  & First
  & Policies
  & Registers
  & Window
);
export type Language = "zh" | "en";
export type Texts = Record<Language, Record<string, string>>;

// What all pages share; each party's own come with its pages, as `teach` gets them.
const known: Texts = { zh: { ...zh }, en: { ...en } };

/** Adds the texts of a part of the pages. It stands beside that part, so that nobody loads the texts of what they do not see. */
export function teach(texts: Texts): void {
  Object.assign(known.zh, texts.zh);
  Object.assign(known.en, texts.en);
}

const KEPT = "yidi.lang";

function stored(): Language | null {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept === "zh" || kept === "en" ? kept : null;
  } catch {
    return null; // Storage may be switched off; then the choice lasts as long as the page.
  }
}

function first(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked === "zh" || asked === "en") return asked;
  return stored() ?? (navigator.language.startsWith("en") ? "en" : "zh");
}

const current = ref<Language>(first());
export const language = computed(() => current.value);

export function setLanguage(chosen: Language): void {
  current.value = chosen;
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // As above.
  }
}

watchEffect(() => {
  document.documentElement.lang = current.value === "zh" ? "zh-CN" : "en";
});

/** The text of a name, with {0}, {1} … filled in. */
export function t(word: Word, ...values: (string | number)[]): string {
  const text = known[current.value][word] ?? word;
  return text.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)] ?? ""));
}

/** The text of a code in a family, as "state.approved"; null for one that the server knows and we do not. */
export function textOf(family: string, code: string): string | null {
  const word = `${family}.${code}`;
  return word in known.zh ? t(word as Word) : null;
}
