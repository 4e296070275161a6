// Roles as the server writes them, "window@1301", and as people read them.
import { computed, ref } from "vue";
import { latinNames } from "@/kit/latin";
import { loadPlaces, placeName } from "@/kit/places";
import type { Place } from "@/kit/places";
import { language, t } from "@/words/words";
import { said } from "./said";

export interface Grant {
  role: string;
  /** The first digits of a region, the code of an institution, or "*". */
  place: string;
}

export const ROLES = ["window", "agency_reviewer", "policy_officer", "administrator", "auditor", "claim_approver", "finance", "clearing_officer"] as const;
export const OWN_ROLES = ["citizen", "proxy"] as const;

export function isOwn(role: string): boolean {
  return (OWN_ROLES as readonly string[]).includes(role);
}

export function grantOf(text: string): Grant {
  const [role = "", place = ""] = text.split("@");
  return { role, place };
}

export function textOfGrant({ role, place }: Grant): string {
  return isOwn(role) ? role : `${role}@${place.trim()}`;
}

const places = ref<Place[]>([]);

/** Asked for once; until they are there, places are told by their codes. */
export async function knowPlaces(): Promise<Place[]> {
  places.value = await loadPlaces().catch(() => []);
  return places.value;
}

const inLatin = computed(() => latinNames(places.value));

export function digitsOf(code: string): string {
  return code.replace(/(00)+$/, "");
}

/** The name of a grant's place or of a code, of a district its city's; the code itself where we know none. */
export function placeText(place: string): string {
  if (place === "*") return t("desk.everywhere");
  const find = (code: string) => places.value.find((one) => digitsOf(one.code) === code || one.code === code);
  const known = find(place) ?? find(`${place.slice(0, 4)}00`);
  if (known === undefined) return place;
  return language.value === "en" ? (inLatin.value.get(known.code) ?? place) : placeName(known);
}

/** "窗口 广州市（4401）". */
export function words(text: string): string {
  const { role, place } = grantOf(text);
  if (isOwn(role)) return said("role", role);
  const name = placeText(place);
  return `${said("role", role)} ${name === place || place === "*" ? name : `${name} ${place}`}`;
}
