// Whether a route or a hospital's business is open, as a tone and a short word.
import { said, t } from "./mine";

export type Tone = "done" | "warn" | "danger" | "plain";
const TONES: Record<string, Tone> = {
  local: "done",
  open: "done",
  not_yet: "warn",
  ended: "danger",
  closed: "danger",
  not_connected: "danger",
  business_closed: "danger",
  disease_closed: "danger",
  disease_unstated: "warn",
};
const WORDS = ["local", "open", "not_yet", "ended", "closed", "unknown", "not_connected", "business_closed", "disease_closed", "disease_unstated"] as const;

/** Whatever we do not know is not known. */
export function toneOf(state: string): Tone {
  return TONES[state] ?? "warn";
}
export function wordOf(state: string): string {
  return t(`opening.${WORDS.find((one) => one === state) ?? "unknown"}`);
}

/** What to do where something is not open, once for all the businesses that it is the same for. */
export function gathered(openings: readonly { business: string; next: string }[]): { next: string; businesses: string }[] {
  const found: { next: string; businesses: string }[] = [];
  for (const one of openings) {
    if (one.next === "") continue;
    const business = said("business", one.business);
    const same = found.find((other) => other.next === one.next);
    if (same === undefined) found.push({ next: one.next, businesses: business });
    else same.businesses += t("inst.and") + business;
  }
  return found;
}
