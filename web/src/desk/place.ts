// Whose counter this is, in words: an institution's name or a region's.
import { ask } from "@/api/client";
import { latinNames } from "@/kit/latin";
import { loadPlaces, placeName } from "@/kit/places";
import { language, t } from "@/words/words";
import { scopes } from "./tasks";

export function isInstitution(scope: string): boolean {
  return /^[HP]\d/.test(scope);
}

async function nameOf(scope: string): Promise<string> {
  if (scope === "*") return t("desk.everywhere");
  if (isInstitution(scope)) return (await ask("get", "/institutions/{fixmedins_code}", { path: { fixmedins_code: scope } })).fixmedins_name;
  const places = await loadPlaces();
  const own = places.find((place) => place.code === scope.padEnd(6, "0"));
  if (own !== undefined && language.value === "en") return latinNames(places).get(own.code) ?? own.name;
  // A province that is no pooling area has no place of its own, only places in it.
  return own === undefined ? (places.find((place) => place.code.startsWith(scope))?.province ?? scope) : placeName(own);
}

/** The places of an account; the code itself where its name cannot be had. */
export async function placesOf(roles: readonly string[]): Promise<string> {
  const names = await Promise.all(scopes(roles).map((scope) => nameOf(scope).catch(() => scope)));
  return names.join(t("clause.comma"));
}
